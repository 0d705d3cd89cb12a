/// A small vocabulary and a few rules, for the tests of findings.
kb mini 1.4.0 "Small" { license: "MIT" }
scale criticality: low < medium < high < critical
choice authn: none, password, token
attribute criticality: criticality for element { default: unset }
attribute authn: authn for flow { default: unset }
attribute region: text for store { ask: "Where is {it} located?" }
attribute tags: list of authn for process { default: unset }
attribute audited: date for element { default: unset }
mitigation sealed "Encrypt in transit" for flow { ask: "Is {it} sealed?" }
mitigation checked "Check input" for process {
  ask: "Does {it} check its input?"; domain: operations; top: yes
}
mitigation patched "Patch" for process counters mini.bad-input { effect: partial }
mitigation authenticated "Know every caller" for flow f {
  when f.authn in [password, token]
  unless f.authn = none
  domain: access-control
}
mitigation encrypted "Hide" for flow { domain: cryptography }
mitigation saved "Back up" for store { ask: "Is {it} backed up?" }
mitigation walls "Segment" for zone { ask: "Has {it} walls?" }
type web-app: process "Web application"
type agent: web-app "Agent"
type person: entity "Person"
type database: store "Database"
type https: flow "Web over TLS" { sealed: yes; fixed: sealed }
type plain: flow "Plain connection"
type http: flow "Plain web" { encrypted: no; fixed: encrypted }
type tls: flow "TLS" { encrypted: yes; fixed: encrypted }
type internet: zone "Open network" { kind: internet; trust: none }
type inside: zone "Own network" { trust: high }
type money: asset "Money"
type credential: asset "Credential"
type log: asset "Log"
type log-store: store "Log store" { holds: log }
type secret: asset "Secret" { classified: restricted }
threat clear-text: information-disclosure "{f} can be read on the way" for flow f {
  when f.crosses and any(a in f.data where a.classified >= confidential)
  unless f.sealed
  severity: high; likelihood: high; top: yes
}
threat bad-input: tampering "{p} takes anything" for process p: web-app {
  when any(f in p.inflows where f.crossing = up)
  unless p.checked
  severity: high; likelihood: high
}
threat lost-data: denial-of-service "{s} can be lost" for store s {
  when s.sensitivity >= confidential
  unless s.saved
  severity: high; likelihood: medium
}
threat rare: repudiation "{p} is unwatched" for process p {
  when p.criticality >= high
  severity: low; likelihood: low
}
threat upload-size: denial-of-service "{p} takes huge files" for process p: web-app {
  when p.criticality >= critical
  severity: high; likelihood: low
}
threat upload-type: tampering "{p} takes any file" for process p: web-app {
  when p.criticality >= critical
  severity: high; likelihood: low
}
moved upload -> upload-size, upload-type
moved cleartext -> clear-text
event guessing "Many failures" { fields: "account" }
question recovery "What if {p} loses its keys?" for process p
profile starter { include: top }
