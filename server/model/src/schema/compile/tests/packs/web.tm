/// Web applications: the threats that matter most, for teams without a security expert. An extract.
kb web 1.0.0 "Web applications" {
  owner: @appsec
  reviewed: 2026-10-01
  license: "CC-BY-4.0"
}
use base 1.0

threat sql-injection: tampering "{f} may carry attacker-written SQL" for flow f {
  when f.target is database and f.target.query-language in [sql, graph]
    and f.source.custom-code and f.source.tainted
  unless f.source.parameterized
  severity: critical
  likelihood: medium
  top: yes
  group: query-injection
  cwe: 89
  detect: "Database refuses a statement: service, statement shape"
}
threat cross-site-scripting: tampering "{p} may show script that another user wrote"
  for process p: web-app {
  when any(f in p.inflows where any(a in f.data where a.untrusted))
  unless p.output-encoding
  severity: high
  likelihood: medium
  top: yes
  cwe: 79
}
threat credential-stuffing: spoofing "{p} lets strangers try passwords" for process p {
  when p.login = own and p.internet-exposed
  unless p.brute-force-protection or p.mfa
  severity: high
  likelihood: high
  top: yes
  group: login-abuse
  cwe: 307, 521
}
threat session-theft: spoofing "A stolen session opens {p}" for process p {
  when p.session in [cookie, token] and p.internet-exposed
  unless p.session-hardened
  severity: high
  likelihood: medium
  top: yes
  group: session
  cwe: 384, 613, 1004
}
question recovery "What happens when somebody loses access?" for process p: authentication-service {
  good: "a second channel, checked; nobody can lock another out"
}
profile tutorial { include: sql-injection, cross-site-scripting }
moved sqli -> sql-injection

test "hostile text reaches the database" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app; store d: sql-database }
  flow a: u -> p via https
  flow b: p -> d via sql-protocol
  expect maybe sql-injection on b
}
test "queries with parameters answer it" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app { parameterized: yes }; store d: sql-database }
  flow a: u -> p via https
  flow b: p -> d via sql-protocol
  expect mitigated sql-injection on b
}
test "nobody less trusted writes to it" {
  zone inside: internal-zone { entity u: end-user; process p: web-app; store d: sql-database }
  flow a: u -> p via https
  flow b: p -> d via sql-protocol
  expect no sql-injection on b
}

threat clickjacking: tampering "{p} can be framed by another page" for process p: web-app {
  when p.internet-exposed
}
