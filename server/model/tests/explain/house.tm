/// A small vocabulary, and a rule for each form that a predicate may have.
kb house 1.0.0 "House"
scale weight: light < medium < heavy
choice line: copper, glass
attribute weight: weight for process { default: unset }
attribute line: line for flow { default: copper }
attribute region: text for store { ask: "Where is {it}?" }
mitigation sealed "Sealed" for flow { ask: "Is {it} sealed?" }
mitigation guarded "Guarded" for process { ask: "Is {it} guarded?" }
mitigation watched "Watched" for process counters house.called { ask: "Does somebody watch {it}?" }
mitigation saved "Saved" for store { ask: "Is {it} saved?" }
fact called "Called from below" for element e { when any(f in e.inflows where f.crossing = up) }
fact dirty "Handles what strangers send" for element e {
  when e.called
  spreads f where not f.is-reply
}
type app: process "App"
type door: app "Door" { guarded: yes }
type cable: flow "Cable" { line: glass }
type outside: zone "Outside" { trust: none }
type inside: zone "Inside" { trust: high }
threat readable: information-disclosure "{f} can be read" for flow f {
  when f.crosses and any(a in f.data where a.classified >= confidential)
  unless f.sealed or f.line = glass
  severity: high; likelihood: medium
}
threat called: spoofing "{p} can be called" for process p: app {
  when p.called and not (p.weight = light)
  unless p.guarded and all(f in p.inflows where f.sealed)
  severity: high; likelihood: high
  group: entry
}
threat seen: spoofing "{p} can be seen" for process p: app {
  when p.called
  severity: low; likelihood: low; top: yes
  group: entry
}
threat soiled: tampering "{s} keeps what strangers sent" for store s {
  when s.dirty
  unless s.saved
  severity: critical; likelihood: medium
}
threat busy: denial-of-service "{p} is busy" for process p {
  when count(f in p.inflows) >= 2 or no(f in p.outflows)
  severity: high; likelihood: low
}
threat around: elevation-of-privilege "{s} can be reached around the door" for store s {
  when any(e in model.entities where reaches(e -> s avoiding x where x is door))
  severity: high; likelihood: low
}
threat elsewhere: information-disclosure "{s} lies abroad" for store s {
  when s.region != "here"
  severity: high; likelihood: low
}
threat small: repudiation "{p} is small" for process p {
  when p.weight = light
  severity: low; likelihood: low
}
