/// The threats of a company's own infrastructure: accounts and administrators, staff and their
/// machines, networks and premises, suppliers, recovery, and the duties of the organisation. It
/// covers the thirteen security domains, each with at least one TOP rule; `only lite` is a start.
kb enterprise 1.0.0 "Company infrastructure" {
  owner: @appsec
  reviewed: 2026-11-21
  license: "CC-BY-4.0"
}
use base 1.0

// ---- Accounts and rights -----------------------------------------------------------------------

/// People leave, projects end, and their accounts still open doors that nobody watches any more. A
/// sign-in whose owner is gone is the proof. First compare the accounts with the list of people who
/// are paid today, and switch off the rest.
threat orphan-account: spoofing "Accounts in {p} outlive the people and machines they were made for"
  for process p {
  when p is [identity-provider, directory-service] and not (p.login = federated)
  unless p.offboarding
  severity: high; likelihood: medium; top: yes
  group: accounts
  cwe: 286; capec: 560; attack: "T1078"; owasp: "NHI1:2025"
  detect: "Sign-in of an account whose owner left: account, days since then"
  ask: "How fast does an account in {p} die after its owner leaves?"
}
test "nobody closes the accounts of those who leave" {
  zone inside: internal-zone { process p: identity-provider { offboarding: no } }
  expect orphan-account on p
}
test "nobody has said what happens to the accounts of those who leave" {
  zone inside: internal-zone { process p: identity-provider }
  expect maybe orphan-account on p
}
test "an account ends on the last working day" {
  zone inside: internal-zone { process p: identity-provider { offboarding: yes } }
  expect mitigated orphan-account on p
}
test "another service keeps the accounts" {
  zone inside: internal-zone { process p: identity-provider { offboarding: no; login: federated } }
  expect no orphan-account on p
}

/// With every change of job somebody gains rights and loses none, until a clerk of ten years can do
/// more than the head of the department. Rights granted outside the request process show how it
/// grows. First let those responsible confirm the strongest rights, and remove what they do not.
threat rights-pile-up: elevation-of-privilege "Rights in {p} pile up over the years" for process p {
  when p is [identity-provider, directory-service, cloud-control-plane]
  unless p.access-review
  severity: medium; likelihood: high
  group: accounts
  cwe: 269; capec: 122; attack: "T1078", "T1098"; owasp: "A01:2025", "CICD-SEC-2"
  detect: "Right granted outside the request process: account, right, who granted it"
  ask: "When were the rights in {p} last confirmed by the people responsible?"
}
test "nobody looks again at rights once given" {
  zone inside: internal-zone { process p: directory-service { access-review: no } }
  expect rights-pile-up on p
}
test "the owners confirm each right twice a year" {
  zone inside: internal-zone { process p: directory-service { access-review: yes } }
  expect mitigated rights-pile-up on p
}
test "a program that checks tokens gives nobody rights" {
  zone inside: internal-zone { process p: authentication-service { access-review: no } }
  expect no rights-pile-up on p
}

/// Somebody is administrator all day, and so is whoever steals their session on a quiet afternoon.
/// Use of such a right outside an agreed window is the sign. First count the people who hold it
/// permanently, and let the others ask for it when a task needs it.
threat standing-admin: elevation-of-privilege "{f.source} holds power over {f.target} day and night"
  for flow f {
  when f.purpose = admin and f.source is [human, client, jump-host] and not f.pulled
    and f.target.criticality >= high
  unless f.source.jit-admin
  severity: high; likelihood: medium; top: yes
  group: standing-admin
  cwe: 250; capec: 560; attack: "T1078", "T1098"; owasp: "A01:2025"
  detect: "Administrator right used outside an approved window: account, target, time"
  ask: "On a normal day, how many people hold the rights that {f.source} uses on {f.target}?"
}
test "the operator is always an administrator" {
  zone ops: management-zone { entity boss: administrator { jit-admin: no } }
  zone inside: internal-zone { process p: api { criticality: high } }
  flow a: boss -> p via ssh { purpose: admin }
  expect standing-admin on a
}
test "the operator gets the right for one task" {
  zone ops: management-zone { entity boss: administrator { jit-admin: yes } }
  zone inside: internal-zone { process p: api { criticality: high } }
  flow a: boss -> p via ssh { purpose: admin }
  expect mitigated standing-admin on a
}
test "a jump host carries the rights on" {
  zone ops: management-zone { process boss: jump-host { jit-admin: no } }
  zone inside: internal-zone { process p: api { criticality: high } }
  flow a: boss -> p via ssh { purpose: admin }
  expect standing-admin on a
}
test "little hangs on what is administered" {
  zone ops: management-zone { entity boss: administrator { jit-admin: no } }
  zone inside: internal-zone { process p: api { criticality: medium } }
  flow a: boss -> p via ssh { purpose: admin }
  expect no standing-admin on a
}

/// Mail and web pages arrive on the same machine from which servers are managed, so one bad
/// attachment types along. Administration from a machine that also browses is the sign. First give
/// operators a second, bare machine or a locked-down session for that work.
threat everyday-machine-admin: elevation-of-privilege
  "Hostile mail opened on {f.source} reaches {f.target}" for flow f {
  when f.purpose = admin and f.source is workstation and not f.pulled
  unless f.source.admin-isolated or any(z in f.source.zones where z.kind = management)
  severity: high; likelihood: medium
  group: standing-admin
  cwe: 653; capec: 568; attack: "T1078", "T1056"
  detect: "Administration from a machine that also browses: machine, target"
  ask: "From which machine is {f.target} administered, and what else runs there?"
}
test "servers are managed from the machine that reads mail" {
  zone office: office-zone { process w: workstation { admin-isolated: no } }
  zone inside: internal-zone { process p: api }
  flow a: w -> p via ssh { purpose: admin }
  expect everyday-machine-admin on a
}
test "the machine serves nothing but administration" {
  zone office: office-zone { process w: workstation { admin-isolated: yes } }
  zone inside: internal-zone { process p: api }
  flow a: w -> p via ssh { purpose: admin }
  expect mitigated everyday-machine-admin on a
}
test "the machine stands in the management network" {
  zone office: management-zone { process w: workstation { admin-isolated: no } }
  zone inside: internal-zone { process p: api }
  flow a: w -> p via ssh { purpose: admin }
  expect mitigated everyday-machine-admin on a
}
test "the machine is used for ordinary work" {
  zone office: office-zone { process w: workstation { admin-isolated: no } }
  zone inside: internal-zone { process p: api }
  flow a: w -> p via ssh { purpose: business }
  expect no everyday-machine-admin on a
}

/// The second factor is a code or a tap on a phone, so a copied sign-in page passes it on, or
/// someone taps to be left in peace. Many prompts within minutes are the sign. First give those who
/// administer a key that works only with the real site.
threat second-factor-bypass: spoofing "The second factor on {f} can be phished or tapped away"
  for flow f {
  when f.mfa and f.source is [human, client] and not f.is-reply
    and (f.purpose = admin or f.target.sensitivity >= restricted)
  unless f.phishing-resistant or f.source.phishing-resistant
  severity: medium; likelihood: medium
  group: no-mfa
  capec: 701; attack: "T1621", "T1111", "T1557"
  detect: "Many second-factor prompts in a short time: account, prompts in ten minutes"
  ask: "Could a false sign-in page pass on the second factor that {f.source} uses for {f}?"
}
test "the operator confirms with a tap on the phone" {
  zone ops: office-zone { entity boss: administrator { phishing-resistant: no } }
  zone inside: internal-zone { process p: api }
  flow a: boss -> p via https { purpose: admin; mfa: yes; phishing-resistant: no }
  expect second-factor-bypass on a
}
test "the operator signs in with a hardware key" {
  zone ops: office-zone { entity boss: administrator { phishing-resistant: yes } }
  zone inside: internal-zone { process p: api }
  flow a: boss -> p via https { purpose: admin; mfa: yes; phishing-resistant: no }
  expect mitigated second-factor-bypass on a
}
test "without a second factor there is none to get past" {
  zone ops: office-zone { entity boss: administrator { phishing-resistant: no } }
  zone inside: internal-zone { process p: api }
  flow a: boss -> p via https { purpose: admin; mfa: no; phishing-resistant: no }
  expect no second-factor-bypass on a
}
