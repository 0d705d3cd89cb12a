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
    and not any(f in p.inflows where f.purpose = sync
      and (f.source is [identity-provider, directory-service, directory-sync]
        or any(g in f.source.inflows where g.source is directory-service)))
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
test "the accounts come from the directory and end there" {
  zone inside: internal-zone {
    process p: identity-provider { offboarding: no }; process d: directory-service
  }
  flow a: d -> p via https { purpose: sync }
  expect no orphan-account on p
}
test "a program fetches the accounts from the directory and hands them on" {
  zone inside: internal-zone {
    process p: identity-provider { offboarding: no }; process d: directory-service
    process s: batch-job
  }
  flow a: s -> d via ldaps returns ?
  flow b: s -> p via https { purpose: sync }
  expect no orphan-account on p
}
test "a program fetches its list from a place that knows nobody" {
  zone inside: internal-zone {
    process p: identity-provider { offboarding: no }; process d: web-app
    process s: batch-job
  }
  flow a: s -> d via ldaps returns ?
  flow b: s -> p via https { purpose: sync }
  expect orphan-account on p
}
test "the program that copies accounts is drawn without the directory behind it" {
  zone inside: internal-zone {
    process p: identity-provider { offboarding: no }; process d: directory-sync
  }
  flow a: d -> p via https { purpose: sync }
  expect no orphan-account on p
}
test "the sign-in of one product goes with the product" {
  zone inside: internal-zone { process p: authentication-service { offboarding: no } }
  expect no orphan-account on p
}
test "people sign in from the directory, but accounts do not come from there" {
  zone inside: internal-zone {
    process p: identity-provider { offboarding: no }; process d: directory-service
  }
  flow a: d -> p via https { purpose: business }
  expect orphan-account on p
}
test "one team keeps its own list in step, the other accounts have no source" {
  zone inside: internal-zone {
    process p: identity-provider { offboarding: no }; process d: web-app
  }
  flow a: d -> p via https { purpose: sync }
  expect orphan-account on p
}

/// With every change of job somebody gains rights and loses none, until a clerk of ten years can do
/// more than the head of the department. Rights granted outside the request process show how it
/// grows. First let those responsible confirm the strongest rights, and remove what they do not.
threat rights-pile-up: elevation-of-privilege "Rights in {p} pile up over the years" for process p {
  when p is cloud-control-plane
    or (p is [identity-provider, directory-service] and not (p.login = federated))
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
test "a cloud account collects rights too" {
  zone inside: internal-zone { process p: cloud-control-plane { access-review: no } }
  expect rights-pile-up on p
}
test "a sign-on service gives out rights of its own" {
  zone inside: internal-zone { process p: identity-provider { access-review: no; login: own } }
  expect rights-pile-up on p
}
test "a sign-on service that passes on the word of another has no rights to give" {
  zone inside: internal-zone {
    process p: identity-provider { access-review: no; login: federated }
  }
  expect no rights-pile-up on p
}
test "people sign in to the cloud account elsewhere, and their rights pile up in it" {
  zone inside: internal-zone {
    process p: cloud-control-plane { access-review: no; login: federated }
  }
  expect rights-pile-up on p
}

/// Somebody is administrator all day, and so is whoever steals their session on a quiet afternoon.
/// Watch for such a right being used outside an agreed window. First count the people who hold it
/// permanently, and let the others ask for it when a task needs it.
threat standing-admin: elevation-of-privilege "{f.source} holds power over {f.target} day and night"
  for flow f {
  when f.purpose = admin and f.source is [human, client, jump-host] and f.source is not contractor
    and not f.pulled and f.target.criticality >= high
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
test "the operator asks for this one right and keeps the others" {
  zone ops: management-zone { entity boss: administrator { jit-admin: no } }
  zone inside: internal-zone { process p: api { criticality: high } }
  flow a: boss -> p via ssh { purpose: admin }
  mitigation asked: jit-admin "This one right for an hour" on a status done
  expect mitigated standing-admin on a
}
test "a jump host carries the rights on" {
  zone ops: management-zone { process boss: jump-host { jit-admin: no } }
  zone inside: internal-zone { process p: api { criticality: high } }
  flow a: boss -> p via ssh { purpose: admin }
  expect standing-admin on a
}
test "a technician of the supplier is asked about elsewhere" {
  zone ops: management-zone { entity boss: contractor { jit-admin: no } }
  zone inside: internal-zone { process p: api { criticality: high } }
  flow a: boss -> p via ssh { purpose: admin }
  expect no standing-admin on a
}
test "the server fetches its settings from the desk of the operator" {
  zone ops: management-zone { process boss: workstation { jit-admin: no } }
  zone inside: internal-zone { process p: api { criticality: high } }
  flow a: boss -> p via ssh { purpose: admin; initiator: target }
  expect no standing-admin on a
}
test "little hangs on what is administered" {
  zone ops: management-zone { entity boss: administrator { jit-admin: no } }
  zone inside: internal-zone { process p: api { criticality: medium } }
  flow a: boss -> p via ssh { purpose: admin }
  expect no standing-admin on a
}
test "the operator uses the service like anybody" {
  zone ops: management-zone { entity boss: administrator { jit-admin: no } }
  zone inside: internal-zone { process p: api { criticality: high } }
  flow a: boss -> p via ssh { purpose: business }
  expect no standing-admin on a
}
test "a program that configures another is no person to watch" {
  zone ops: management-zone { process boss: deployment-service { jit-admin: no } }
  zone inside: internal-zone { process p: api { criticality: high } }
  flow a: boss -> p via ssh { purpose: admin }
  expect no standing-admin on a
}

/// Keep a machine for administration alone: no mail, no web, no office work, and nobody else at it.
/// A second, cheap laptop for each operator is enough to begin with.
mitigation dedicated-admin-machine "Administer from a machine of its own" for process p {
  when p.admin-isolated
  unless not p.admin-isolated
  domain: security-architecture; control: preventive; effort: medium
  ask: "Is {it} used for nothing but administration?"
  iso: "A.8.2", "A.8.22"
  csf: "PR.IR-01"; nist: "AC-17", "SC-7", "SC-2"
}

/// Mail and web pages arrive on the same machine from which servers are managed, so one bad
/// attachment types along. It shows when one address both browses and administers. First give
/// operators a second, bare machine or a locked-down session for that work.
threat everyday-machine-admin: elevation-of-privilege
  "Hostile mail opened on {f.source} reaches {f.target}" for flow f {
  when f.purpose = admin and f.source is workstation and not f.pulled
  unless f.source.dedicated-admin-machine or any(z in f.source.zones where z.kind = management)
  severity: high; likelihood: medium
  group: standing-admin
  cwe: 653; capec: 568; attack: "T1078", "T1056"
  detect: "Administration from a machine that also browses: machine, target"
  ask: "Is {f.source} used for nothing but administration?"
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
test "nobody has said what else the machine is used for" {
  zone office: office-zone { process w: workstation }
  zone inside: internal-zone { process p: api }
  flow a: w -> p via ssh { purpose: admin }
  expect maybe everyday-machine-admin on a
}
test "the operator has a second machine for this" {
  zone office: office-zone { process w: workstation { dedicated-admin-machine: yes } }
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
test "a jump host reads no mail" {
  zone office: office-zone { process w: jump-host { admin-isolated: no } }
  zone inside: internal-zone { process p: api }
  flow a: w -> p via ssh { purpose: admin }
  expect no everyday-machine-admin on a
}

/// The second factor is a code or a tap on a phone, so a copied sign-in page passes it on, or
/// someone taps to be left in peace. Many prompts within minutes give it away. First give those who
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
test "the way to restricted data has a factor that can be tapped away" {
  asset card: payment classified restricted
  zone ops: office-zone { entity boss: employee { phishing-resistant: no } }
  zone inside: internal-zone { process p: api }
  flow a: boss -> p via https returns card { mfa: yes; phishing-resistant: no }
  expect second-factor-bypass on a
}
test "this one sign-in wants a hardware key" {
  zone ops: office-zone { entity boss: administrator { phishing-resistant: no } }
  zone inside: internal-zone { process p: api }
  flow a: boss -> p via https { purpose: admin; mfa: yes; phishing-resistant: yes }
  expect mitigated second-factor-bypass on a
}
test "little is behind this second factor" {
  asset plan classified internal
  zone ops: office-zone { entity boss: employee { phishing-resistant: no } }
  zone inside: internal-zone { process p: api }
  flow a: boss -> p via https returns plan { mfa: yes; phishing-resistant: no }
  expect no second-factor-bypass on a
}
test "a program has no phone to tap on" {
  zone ops: office-zone { process boss: deployment-service }
  zone inside: internal-zone { process p: api }
  flow a: boss -> p via https { purpose: admin; mfa: yes; phishing-resistant: no }
  expect no second-factor-bypass on a
}

// ---- People who are talked into things ---------------------------------------------------------

/// A message that looks right asks for a sign-in, a code or a click, and one tired person is
/// enough. You hear of it from a colleague who reports the message, or from a sign-in through a
/// look-alike site. First make reporting easy and welcome, and give out sign-in keys that a copied
/// page cannot use.
threat phishing: spoofing "A false message talks {e} into giving away access" for entity e {
  when e is [employee, administrator, support-agent, developer]
    and any(f in e.outflows where not f.is-reply and not (f.authn in [none, anonymous]))
  unless e.awareness and e.phishing-resistant
  severity: high; likelihood: high; top: yes
  group: phishing
  capec: 98, 163; attack: "T1566", "T1598"
  detect: "Reported message, or sign-in from a look-alike site: reached, fooled"
  ask: "What would a convincing message to {e} open today?"
}
test "the clerk was trained but signs in with a password" {
  zone office: office-zone { entity c: employee { awareness: yes; phishing-resistant: no } }
  zone inside: internal-zone { process p: api }
  flow a: c -> p via https
  expect phishing on c
}
test "nobody has said how the clerk is protected" {
  zone office: office-zone { entity c: employee }
  zone inside: internal-zone { process p: api }
  flow a: c -> p via https
  expect maybe phishing on c
}
test "the clerk was trained and signs in with a key" {
  zone office: office-zone { entity c: employee { awareness: yes; phishing-resistant: yes } }
  zone inside: internal-zone { process p: api }
  flow a: c -> p via https
  expect mitigated phishing on c
}
test "the clerk signs in nowhere, so there is no access to give away" {
  zone office: office-zone { entity c: employee { awareness: no; phishing-resistant: no } }
  zone inside: internal-zone { process p: api }
  flow a: c -> p via https { authn: none }
  expect no phishing on c
}
test "a customer is not yours to train" {
  zone office: internet-zone { entity c: end-user { awareness: no; phishing-resistant: no } }
  zone inside: internal-zone { process p: api }
  flow a: c -> p via https
  expect no phishing on c
}
test "the clerk signs in with a key but was never trained" {
  zone office: office-zone { entity c: employee { awareness: no; phishing-resistant: yes } }
  zone inside: internal-zone { process p: api }
  flow a: c -> p via https
  expect phishing on c
}

/// Anybody can write your address above a mail, and unless the domain says otherwise the receiver
/// believes it. Reports from other mail servers count the forgeries. First publish which servers
/// may send for each of your domains, then tell receivers to refuse the rest.
threat mail-in-our-name: spoofing "Strangers send mail that seems to come from {p}"
  for process p: email-service {
  when not p.on-internet
  unless p.email-auth
  severity: medium; likelihood: high
  group: phishing
  cwe: 290; capec: 194; attack: "T1672", "T1656"
  detect: "Mail in our name failing authentication: domain, sending address, count per day"
  ask: "What happens at the receiver to mail that claims to come from {p} but does not?"
}
test "the domain does not say who may send for it" {
  zone inside: dmz-zone { process p: email-service { email-auth: no } }
  expect mail-in-our-name on p
}
test "receivers refuse what others send in our name" {
  zone inside: dmz-zone { process p: email-service { email-auth: yes } }
  expect mitigated mail-in-our-name on p
}
test "the mail server of a stranger does not carry our name" {
  zone inside: internet-zone { process p: email-service { email-auth: no } }
  expect no mail-in-our-name on p
}

/// A mail or a call in the voice of the boss asks for an urgent transfer, or a supplier "changes
/// its account", and somebody pays. Look for a payee that was added or changed shortly before.
/// First let a second person confirm new payees and large sums over a channel that the request did
/// not name.
threat payment-fraud: spoofing "A false instruction makes {f.source} move money through {f.target}"
  for flow f {
  when (f.purpose = payment or (not (f.purpose = admin) and any(a in f.data where a is payment)))
    and f.target is process and f.target is not client and f.target is not intermediary
    and not f.pulled
    and (f.source is [employee, administrator, support-agent, contractor, workstation]
      or (f.source is client
        and any(g in f.source.inflows where g.source is [employee, support-agent, contractor])))
  unless f.target.separation-of-duties
  severity: high; likelihood: medium; top: yes
  group: fraud
  capec: 416, 151; attack: "T1657", "T1656"
  detect: "New payee or changed account before a payment: payee, sum, hours between the two"
  ask: "Can one person act alone in {f.target} when a request to pay sounds urgent?"
}
test "one clerk pays alone" {
  asset transfer: payment classified confidential
  zone office: office-zone { entity c: employee }
  zone inside: internal-zone { process p: web-app { separation-of-duties: no } }
  flow a: c -> p via https carrying transfer
  expect payment-fraud on a
}
test "a second person releases each payment" {
  asset transfer: payment classified confidential
  zone office: office-zone { entity c: employee }
  zone inside: internal-zone { process p: web-app { separation-of-duties: yes } }
  flow a: c -> p via https carrying transfer
  expect mitigated payment-fraud on a
}
test "the browser of the clerk is drawn in between" {
  asset transfer: payment classified confidential
  zone office: office-zone { entity c: employee; process b: browser }
  zone inside: internal-zone { process p: web-app { separation-of-duties: no } }
  flow a:  c -> b carrying transfer
  flow b1: b -> p via https carrying transfer
  expect payment-fraud on b1
}
test "an operator who sees payments pays nobody" {
  asset transfer: payment classified confidential
  zone office: office-zone { entity c: administrator }
  zone inside: internal-zone { process p: web-app { separation-of-duties: no } }
  flow a: c -> p via https carrying transfer { purpose: admin }
  expect no payment-fraud on a
}
test "a customer pays with money of their own" {
  asset transfer: payment classified confidential
  zone office: office-zone { entity c: end-user }
  zone inside: internal-zone { process p: web-app { separation-of-duties: no } }
  flow a: c -> p via https carrying transfer
  expect no payment-fraud on a
}
test "the clerk reads the news at work" {
  asset transfer: marketing classified confidential
  zone office: office-zone { entity c: employee }
  zone inside: internal-zone { process p: web-app { separation-of-duties: no } }
  flow a: c -> p via https carrying transfer
  expect no payment-fraud on a
}
test "the flow says that it pays, whatever it carries" {
  zone office: office-zone { process c: workstation }
  zone inside: internal-zone { process p: web-app { separation-of-duties: no } }
  flow a: c -> p via https carrying nothing { purpose: payment }
  expect payment-fraud on a
}
test "a tunnel on the way pays nobody" {
  asset transfer: payment classified confidential
  zone office: office-zone { entity c: employee }
  zone inside: internal-zone { process p: vpn-gateway { separation-of-duties: no } }
  flow a: c -> p via https carrying transfer
  expect no payment-fraud on a
}
test "a list of payments on a share moves no money" {
  asset transfer: payment classified confidential
  zone office: office-zone { process c: workstation }
  zone inside: internal-zone { store d: file-share { separation-of-duties: no } }
  flow a: c -> d via smb carrying transfer
  expect no payment-fraud on a
}
test "the browser belongs to a customer" {
  asset transfer: payment classified confidential
  zone office: office-zone { entity c: end-user; process b: browser }
  zone inside: internal-zone { process p: web-app { separation-of-duties: no } }
  flow a:  c -> b carrying transfer
  flow b1: b -> p via https carrying transfer
  expect no payment-fraud on b1
}

/// A caller who sounds like a colleague in trouble gets a new password or a new second factor, and
/// with it the account. Right after such a reset an unknown device signs in. First agree what a
/// caller must prove, and call back on a number you already have.
threat help-desk-reset: spoofing "{e} is talked into handing over somebody's account"
  for entity e: support-agent {
  when any(f in e.outflows where f.purpose = admin)
    or any(p in model.processes where (p is [authentication-service, directory-service]
      or p.login = own) and reaches(e -> p avoiding x where x is service))
  unless e.recovery-hardened
  severity: high; likelihood: medium
  group: phishing
  cwe: 640; capec: 412, 656; attack: "T1656", "T1566.004"
  detect: "Reset followed by a new device: account, minutes between the two"
  ask: "What must a caller prove before {e} resets a password or a second factor?"
}
test "a friendly voice gets a new password" {
  recovery-hardened: no
  zone office: office-zone { entity h: support-agent; process w: workstation }
  zone inside: internal-zone { process p: directory-service }
  flow a: h -> w
  flow b: w -> p via https
  expect help-desk-reset on h
}
test "the caller is called back on a known number" {
  recovery-hardened: yes
  zone office: office-zone { entity h: support-agent; process w: workstation }
  zone inside: internal-zone { process p: directory-service }
  flow a: h -> w
  flow b: w -> p via https
  expect mitigated help-desk-reset on h
}
test "the help desk answers tickets and touches no accounts" {
  recovery-hardened: no
  zone office: office-zone { entity h: support-agent; process w: workstation }
  zone inside: internal-zone { process p: web-app }
  flow a: h -> w
  flow b: w -> p via https
  expect no help-desk-reset on h
}
test "a ticket system that looks people up does not let the help desk change them" {
  zone office: office-zone { entity h: support-agent { recovery-hardened: no } }
  zone inside: internal-zone { process t: web-app; process p: directory-service }
  flow a: h -> t via https
  flow b: t -> p via ldaps
  expect no help-desk-reset on h
}
test "the help desk administers a product" {
  zone office: office-zone { entity h: support-agent { recovery-hardened: no } }
  zone inside: internal-zone { process p: web-app }
  flow a: h -> p via https { purpose: admin }
  expect help-desk-reset on h
}
test "the product that the help desk uses keeps accounts of its own" {
  zone office: office-zone { entity h: support-agent { recovery-hardened: no } }
  zone inside: internal-zone { process p: web-app { login: own } }
  flow a: h -> p via https
  expect help-desk-reset on h
}

// ---- What everything else trusts ---------------------------------------------------------------

/// Every machine believes the directory, so who controls it, or a program that copies its accounts
/// and secrets, controls all of them. It begins to show when a powerful group changes or somebody
/// asks for a copy of everything. First see to it that its administrators sign in nowhere else.
threat directory-takeover: elevation-of-privilege
  "Who controls {p} controls everything that trusts the directory" for process p {
  when p is [directory-service, directory-sync]
    or (not (p is [client, forwarder, identity-provider]) and not (p.managed = supplier)
      and any(f in p.inflows where f.source is directory-service
        and any(a in f.data where a is [credential, password])))
  unless p.admin-isolated
  severity: critical; likelihood: medium; top: yes
  group: directory
  cwe: 653; capec: 509, 652; attack: "T1558", "T1003", "T1484"
  detect: "Sensitive group changed or replication requested: group, identity, machine"
  ask: "Which machines could, if taken over, lead to control of {p}?"
}
test "the directory is managed from any desk" {
  zone inside: internal-zone { process p: domain-controller { admin-isolated: no } }
  expect directory-takeover on p
}
test "nobody has said from where the directory is managed" {
  zone inside: internal-zone { process p: directory-service }
  expect maybe directory-takeover on p
}
test "the directory is managed over a path of its own" {
  zone inside: internal-zone { process p: domain-controller { admin-isolated: yes } }
  expect mitigated directory-takeover on p
}
test "the program that copies the accounts to the cloud is managed from any desk" {
  zone inside: internal-zone { process p: directory-sync { admin-isolated: no } }
  expect directory-takeover on p
}
test "the program that copies the accounts is guarded like the directory" {
  zone inside: internal-zone { process p: directory-sync { admin-isolated: yes } }
  expect mitigated directory-takeover on p
}
test "a program that copies something else decides about nobody" {
  zone inside: internal-zone { process p: batch-job { admin-isolated: no } }
  expect no directory-takeover on p
}
test "the backup server gets the passwords of the whole directory" {
  asset hashes: credential classified restricted
  zone inside: internal-zone {
    process p: backup-service { admin-isolated: no }; process d: domain-controller
  }
  flow a: p -> d carrying nothing returns hashes
  expect directory-takeover on p
}
test "the backup server is guarded like the directory whose passwords it gets" {
  asset hashes: credential classified restricted
  zone inside: internal-zone {
    process p: backup-service { admin-isolated: yes }; process d: domain-controller
  }
  flow a: p -> d carrying nothing returns hashes
  expect mitigated directory-takeover on p
}
test "a program that looks up names gets no passwords" {
  asset hashes: personal-data classified restricted
  zone inside: internal-zone {
    process p: backup-service { admin-isolated: no }; process d: domain-controller
  }
  flow a: p -> d carrying nothing returns hashes
  expect no directory-takeover on p
}
test "a program hands a password over to be checked and gets none" {
  asset hashes: credential classified restricted
  zone inside: internal-zone {
    process p: backup-service { admin-isolated: no }; process d: domain-controller
  }
  flow a: p -> d carrying hashes returns nothing
  expect no directory-takeover on p
}
test "a sign-on service has a rule of its own" {
  asset hashes: credential classified restricted
  zone inside: internal-zone {
    process p: identity-provider { admin-isolated: no }; process d: domain-controller
  }
  flow a: p -> d carrying nothing returns hashes
  expect no directory-takeover on p
}
test "the backup server belongs to a supplier, which is asked about" {
  asset hashes: credential classified restricted
  admin-isolated: no
  zone far: third-party-zone { process p: backup-service { managed: supplier } }
  zone inside: internal-zone { process d: domain-controller }
  flow a: p -> d carrying nothing returns hashes
  expect no directory-takeover on p
}
test "the backup server is rented and works for us" {
  asset hashes: credential classified restricted
  admin-isolated: no
  zone far: third-party-zone { process p: backup-service { managed: provider } }
  zone inside: internal-zone { process d: domain-controller }
  flow a: p -> d carrying nothing returns hashes
  expect directory-takeover on p
}
test "a laptop keeps the proof of one sign-in" {
  asset hashes: credential classified restricted
  zone inside: internal-zone {
    process p: workstation { admin-isolated: no }; process d: domain-controller
  }
  flow a: p -> d carrying nothing returns hashes
  expect no directory-takeover on p
}
test "a firewall passes on what it cannot keep" {
  asset hashes: credential classified restricted
  zone inside: internal-zone {
    process p: firewall { admin-isolated: no }; process d: domain-controller
  }
  flow a: p -> d carrying nothing returns hashes
  expect no directory-takeover on p
}
test "the program that knows the passwords gets them from a service of one product" {
  asset hashes: credential classified restricted
  zone inside: internal-zone {
    process p: backup-service { admin-isolated: no }; process d: web-app
  }
  flow a: p -> d carrying nothing returns hashes
  expect no directory-takeover on p
}
test "the sign-in of one product decides about that product only" {
  zone inside: internal-zone { process p: authentication-service { admin-isolated: no } }
  expect no directory-takeover on p
}

/// One console can install and run programs on every machine, so whoever gets hold of it needs no
/// other weakness. What shows is a command or a package that goes to many machines and belongs to
/// no ticket. First count the people who can use it, and let them in only from machines kept for
/// that work.
threat management-tool-takeover: elevation-of-privilege
  "Whoever controls {p} runs what they like on all it manages" for process p {
  when p is [device-management, remote-management] and not (p.managed = supplier)
  unless p.admin-isolated
  severity: critical; likelihood: low
  group: directory
  cwe: 653; attack: "T1072"
  detect: "Command or package sent to many machines: identity, machines, ticket"
  ask: "From which machines and by whom can {p} be told what to run?"
}
test "the tool that installs on all laptops is managed from any desk" {
  zone inside: internal-zone { process p: device-management { admin-isolated: no } }
  expect management-tool-takeover on p
}
test "nobody has said from where all laptops are managed" {
  zone inside: internal-zone { process p: device-management }
  expect maybe management-tool-takeover on p
}
test "the tool that installs on all laptops is managed over a path of its own" {
  zone inside: internal-zone { process p: device-management { admin-isolated: yes } }
  expect mitigated management-tool-takeover on p
}
test "one console reaches all servers from anywhere" {
  zone inside: internal-zone { process p: remote-management { admin-isolated: no } }
  expect management-tool-takeover on p
}
test "a provider runs the tool, and we decide who uses it" {
  zone inside: internal-zone {
    process p: remote-management { managed: provider; admin-isolated: no }
  }
  expect management-tool-takeover on p
}
test "the supplier works with a tool of its own, and is asked about" {
  zone inside: internal-zone {
    process p: remote-management { managed: supplier; admin-isolated: no }
  }
  expect no management-tool-takeover on p
}
test "a program that watches machines runs nothing on them" {
  zone inside: internal-zone { process p: monitoring-service { admin-isolated: no } }
  expect no management-tool-takeover on p
}

/// The sign-on service signs what all others accept, so its key or one added trust makes anybody
/// anyone. A use of the signing key elsewhere, or a changed trust, is the sign. First find out who
/// can add a trust, and keep the signing key where it can be used but not copied.
threat login-service-takeover: elevation-of-privilege "Whoever controls {p} signs in as anybody"
  for process p: identity-provider {
  unless p.admin-isolated and (p.key-management or p.managed in [provider, supplier])
  severity: critical; likelihood: low; top: no
  group: directory
  cwe: 287; capec: 474; attack: "T1606.002", "T1556"; owasp: "A07:2025"
  detect: "Signing key used or trust changed: identity, trust, source"
  ask: "Who can change the trusts and the signing keys of {p}?"
}
test "the signing key lies in a file on the server" {
  zone inside: internal-zone {
    process p: identity-provider { admin-isolated: yes; key-management: no }
  }
  expect login-service-takeover on p
}
test "the signing key is kept under rules" {
  zone inside: internal-zone {
    process p: identity-provider { admin-isolated: yes; key-management: yes }
  }
  expect mitigated login-service-takeover on p
}
test "the supplier keeps the signing key, the rest is on a path of its own" {
  zone inside: internal-zone {
    process p: identity-provider { admin-isolated: yes; key-management: no; managed: supplier }
  }
  expect mitigated login-service-takeover on p
}
test "nobody but one product believes this sign-in" {
  zone inside: internal-zone {
    process p: authentication-service { admin-isolated: yes; key-management: no }
  }
  expect no login-service-takeover on p
}
test "anybody inside can add a trust" {
  zone inside: internal-zone {
    process p: identity-provider { admin-isolated: no; key-management: yes }
  }
  expect login-service-takeover on p
}

// ---- Machines and networks ---------------------------------------------------------------------

/// Somebody opens an attachment or visits a page, and from then on another person works on the same
/// machine. An alert tells you, or the silence of a machine whose protection was switched off.
/// First make updates automatic and let every machine report to one place that somebody watches.
threat infected-workstation: tampering "Hostile software runs on {p}" for process p: workstation {
  when not (p.managed in [provider, supplier])
  unless p.malware-protection and p.patching
  severity: high; likelihood: high; top: yes
  group: malware
  capec: 542, 185; attack: "T1204", "T1189"
  detect: "Malware alert or protection switched off: machine, user, minutes without protection"
  ask: "What would stop and report a hostile program on {p}?"
}
test "the laptop has a virus scanner but old software" {
  zone office: office-zone { process w: workstation { malware-protection: yes; patching: no } }
  expect infected-workstation on w
}
test "the laptop updates and protects itself" {
  zone office: office-zone { process w: workstation { malware-protection: yes; patching: yes } }
  expect mitigated infected-workstation on w
}
test "the supplier looks after its own desktop" {
  zone office: office-zone {
    process w: workstation { managed: supplier; malware-protection: yes; patching: no }
  }
  expect no infected-workstation on w
}
test "the laptop is current but nothing protects it" {
  zone office: office-zone { process w: workstation { malware-protection: no; patching: yes } }
  expect infected-workstation on w
}

/// Company data lands on a device nobody knows, without a lock, without encryption, shared with a
/// family. You notice it, if at all, by an access from a device that is on no list. First decide
/// which data may go to such devices at all, and let the rest open only on managed ones.
threat unmanaged-device: information-disclosure "Nobody knows in what state {p} gets company data"
  for process p {
  when p.sensitivity >= internal and not (p.managed in [provider, supplier])
    and (p is workstation
      or (p is mobile-app and any(f in p.inflows where f.source is [employee, administrator,
        support-agent, developer, contractor])))
  unless p.mdm
  severity: medium; likelihood: medium
  group: devices
  capec: 507; attack: "T1005"
  detect: "Access from an unmanaged device: device, account, data reached"
  ask: "What do you know about the device behind {p} before it gets data?"
}
test "staff read company data on private phones" {
  asset plan classified internal
  zone field: public-client-zone { entity c: employee; process m: mobile-app { mdm: no } }
  flow a: c -> m carrying plan
  expect unmanaged-device on m
}
test "the phones of staff are locked, encrypted and can be wiped" {
  asset plan classified internal
  zone field: public-client-zone { entity c: employee; process m: mobile-app { mdm: yes } }
  flow a: c -> m carrying plan
  expect mitigated unmanaged-device on m
}
test "the phones of customers are their own business" {
  asset plan classified internal
  zone field: public-client-zone { entity c: end-user; process m: mobile-app { mdm: no } }
  flow a: c -> m carrying plan
  expect no unmanaged-device on m
}
test "an unmanaged laptop sees only what is published anyway" {
  asset plan classified public
  zone field: public-client-zone { entity c: employee; process m: workstation { mdm: no } }
  flow a: c -> m carrying plan
  expect no unmanaged-device on m
}
test "staff take company data home on any laptop" {
  asset plan classified internal
  zone field: public-client-zone { entity c: employee; process m: workstation { mdm: no } }
  flow a: c -> m carrying plan
  expect unmanaged-device on m
}
test "the supplier that runs the laptops knows them" {
  asset plan classified internal
  mdm: no
  zone field: public-client-zone { process m: workstation { managed: supplier } }
  entity c: employee in field
  flow a: c -> m carrying plan
  expect no unmanaged-device on m
}
test "nobody but us could know the laptops" {
  asset plan classified internal
  mdm: no
  zone field: public-client-zone { process m: workstation { managed: self } }
  entity c: employee in field
  flow a: c -> m carrying plan
  expect unmanaged-device on m
}
test "a browser is no device to manage" {
  asset plan classified internal
  zone field: public-client-zone { entity c: employee; process m: browser { mdm: no } }
  flow a: c -> m carrying plan
  expect no unmanaged-device on m
}

/// The gateway faces the whole internet and leads straight inside, so each published weakness in it
/// is tried within days, and each leaked password at once. A session from an unusual place is the
/// sign. First update it, and let nobody pass with a password alone.
threat remote-gateway: elevation-of-privilege "Strangers come in through {p}"
  for process p: vpn-gateway {
  when p.internet-exposed
  unless (p.patching or p.managed in [provider, supplier])
    and (p.mfa or all(f in p.inflows where f.mfa or not f.from-internet))
  severity: critical; likelihood: high; top: yes
  group: vulnerable
  cwe: 1395, 308; capec: 560; attack: "T1133", "T1190"; owasp: "A07:2025"
  detect: "Remote session from an unusual place: account, place, last place"
  ask: "How fast is {p} patched, and can anybody pass it with a password alone?"
}
test "the gateway is current, but a password is enough" {
  zone outside: internet-zone { entity c: employee }
  zone edge: dmz-zone { process v: vpn-gateway { patching: yes; mfa: no } }
  flow a: c -> v { mfa: no }
  expect remote-gateway on v
}
test "the gateway asks for a second factor and is never updated" {
  zone outside: internet-zone { entity c: employee }
  zone edge: dmz-zone { process v: vpn-gateway { patching: no } }
  flow a: c -> v { mfa: yes }
  expect remote-gateway on v
}
test "the gateway is current and asks for a second factor" {
  zone outside: internet-zone { entity c: employee }
  zone edge: dmz-zone { process v: vpn-gateway { patching: yes } }
  flow a: c -> v { mfa: yes }
  expect mitigated remote-gateway on v
}
test "only the office reaches the gateway" {
  zone outside: office-zone { entity c: employee }
  zone edge: dmz-zone { process v: vpn-gateway { patching: yes; mfa: no } }
  flow a: c -> v { mfa: no }
  expect no remote-gateway on v
}
test "the provider updates it and it asks for a second factor itself" {
  zone outside: internet-zone { entity c: employee }
  zone edge: dmz-zone { process v: vpn-gateway { managed: provider; patching: no; mfa: yes } }
  flow a: c -> v { mfa: no }
  expect mitigated remote-gateway on v
}
test "colleagues in the office need no second factor for it" {
  zone outside: internet-zone { entity c: employee }
  zone near: office-zone { entity d: employee }
  zone edge: dmz-zone { process v: vpn-gateway { patching: yes; mfa: no } }
  flow a: c -> v { mfa: yes }
  flow b: d -> v { mfa: no }
  expect mitigated remote-gateway on v
}

/// One machine falls, and from it every other can be reached, because inside nobody refuses
/// anybody. What you can see is a remote logon between two machines that never talked before. First
/// refuse connections between ordinary machines, then list what servers need from each other.
threat lateral-movement: elevation-of-privilege "In {z} an intruder walks from machine to machine"
  for zone z {
  when z.kind in [internal, office, datacenter]
    and (any(x in z.elements where x is workstation and not (x.managed in [provider, supplier]))
      or count(x in z.elements where x is not entity
        and not (x.managed in [provider, supplier])) >= 3)
  unless z.segmentation
  severity: high; likelihood: medium; top: yes
  group: segmentation
  cwe: 653; capec: 555; attack: "T1021", "T1570"
  detect: "Remote logon between machines that never talked: source, target, account"
  ask: "From an ordinary machine in {z}, what else can be reached?"
}
test "three machines share a network without walls" {
  zone inside: internal-zone { segmentation: no; process p: api; process q: api; store d }
  expect lateral-movement on inside
}
test "three machines may talk only as listed" {
  zone inside: internal-zone { segmentation: yes; process p: api; process q: api; store d }
  expect mitigated lateral-movement on inside
}
test "a person is no machine to walk to" {
  zone inside: internal-zone {
    segmentation: no; process p: api; process q: api; entity d: employee
  }
  expect no lateral-movement on inside
}
test "a control system is asked about elsewhere" {
  zone inside: ot-zone { segmentation: no; process p: api; process q: api; store d }
  expect no lateral-movement on inside
}
test "the servers of a room see each other" {
  zone inside: datacenter-zone { segmentation: no; process p: api; process q: api; store d }
  expect lateral-movement on inside
}
test "the servers of a room may talk only as listed" {
  zone inside: datacenter-zone { segmentation: yes; process p: api; process q: api; store d }
  expect mitigated lateral-movement on inside
}
test "nobody in the house can divide what a provider runs" {
  segmentation: no
  zone inside: datacenter-zone { process p: api; process q: api; store d { managed: provider } }
  expect no lateral-movement on inside
}
test "the three machines in the house are run by us" {
  segmentation: no
  zone inside: datacenter-zone { process p: api; process q: api; store d { managed: self } }
  expect lateral-movement on inside
}
test "one drawn workstation stands for all desks" {
  zone inside: office-zone { segmentation: no; process p: workstation }
  expect lateral-movement on inside
}
test "a printer alone in the office has no neighbour" {
  zone inside: office-zone { segmentation: no; process p: service }
  expect no lateral-movement on inside
}
test "the desks see each other, and the supplier runs them" {
  zone inside: office-zone { segmentation: no; process p: workstation { managed: supplier } }
  expect no lateral-movement on inside
}
test "the desks do not see each other" {
  zone inside: office-zone { segmentation: yes; process p: workstation }
  expect mitigated lateral-movement on inside
}

/// Somebody plugs a small box into a meeting-room socket or joins the wireless network, and is
/// inside. An address that belongs to no known device tells of it. First put unknown devices aside,
/// beginning with the sockets that visitors can reach.
threat foreign-device: spoofing "A foreign device joins {z}" for zone z {
  when z.kind in [office, internal, datacenter]
    and any(x in model.elements where x is not entity and any(y in x.zones where y = z))
    and not any(y in z.zones where y.kind in [office, internal, datacenter, cloud-account, network,
      cluster, third-party])
  unless z.network-access-control
  severity: medium; likelihood: low
  group: devices
  capec: 615; attack: "T1200", "T1669"
  detect: "Unknown device on the network: address, socket or access point"
  ask: "What happens when somebody plugs an unknown device into {z}?"
}
test "any socket in the office leads inside" {
  zone office: office-zone { network-access-control: no; process w: workstation }
  expect foreign-device on office
}
test "unknown devices get no network" {
  zone office: office-zone { network-access-control: yes; process w: workstation }
  expect mitigated foreign-device on office
}
test "the machines of a room stand in networks within it" {
  zone room: datacenter-zone {
    network-access-control: no
    zone inner: internal-zone { process w: api }
  }
  expect foreign-device on room
}
test "a network inside a cloud has no sockets" {
  zone cloud: cloud-account-zone {
    zone office: internal-zone { network-access-control: no; process w: api }
  }
  expect no foreign-device on office
}
test "a room with people and no network has nothing to join" {
  zone office: office-zone { network-access-control: no; entity w: employee }
  expect no foreign-device on office
}
test "a network inside the office is part of the office" {
  zone office: office-zone {
    zone inner: internal-zone { network-access-control: no; process w: api }
  }
  expect no foreign-device on inner
}
test "nothing in the office can be joined" {
  zone office: office-zone { network-access-control: no }
  zone far: datacenter-zone { process w: physical-server }
  expect no foreign-device on office
}
test "the internet has no door to stand at" {
  zone office: internet-zone { network-access-control: no; process w: workstation }
  expect no foreign-device on office
}

/// A product that its maker no longer repairs stays in use because something depends on it, and
/// every new weakness in it stays open. Traffic that it never had before is a bad omen. First shut
/// it off from everything but the few partners it needs, and write down the day it goes.
threat out-of-support: elevation-of-privilege "Nobody repairs {e} any more" for element e {
  when e.end-of-life
  unless e.segmentation
  severity: high; likelihood: medium
  group: vulnerable
  cwe: 1104; capec: 310; attack: "T1210"; owasp: "A03:2025"
  detect: "Traffic to or from an unsupported product: new peer, port"
  ask: "Until when must {e} stay, and what shields it until then?"
}
test "an old product stands among the others" {
  zone inside: internal-zone { process p: api { end-of-life: yes; segmentation: no } }
  expect out-of-support on p
}
test "an old product is walled in" {
  zone inside: internal-zone { process p: api { end-of-life: yes; segmentation: yes } }
  expect mitigated out-of-support on p
}
test "the maker still repairs it" {
  zone inside: internal-zone { process p: api { end-of-life: no; segmentation: no } }
  expect no out-of-support on p
}

/// The service answers whoever stands in the same network, so one infected neighbour reads all it
/// has. Count the internal calls that carry no identity. First let callers prove who they are where
/// the data is worth most; being inside is no proof.
threat trusted-by-location: elevation-of-privilege
  "{f.target} trusts {f.source} for being in the same network" for flow f {
  when any(z in f.source.zones where z.kind in [internal, office]) and not f.crosses
    and f.target.sensitivity >= confidential and f.target is not entity and f.target is not client
    and f.target is not forwarder and not f.pulled and not (f.network = local)
  unless f.authenticated
  severity: medium; likelihood: medium
  group: unauthenticated
  cwe: 306; capec: 555; attack: "T1021"
  detect: "Internal call without identity: source, target, count per hour"
  ask: "Would {f.target} answer anybody who stands in the same network as {f.source}?"
}
test "the database answers every neighbour" {
  asset order: personal-data classified confidential
  zone inside: internal-zone { process p: api; store d holds order }
  flow a: p -> d { authn: none }
  expect trusted-by-location on a
}
test "the database asks for a certificate" {
  asset order: personal-data classified confidential
  zone inside: internal-zone { process p: api; store d holds order }
  flow a: p -> d { authn: certificate }
  expect mitigated trusted-by-location on a
}
test "what the database keeps is no secret inside" {
  asset order: personal-data classified internal
  zone inside: internal-zone { process p: api; store d holds order }
  flow a: p -> d { authn: none }
  expect no trusted-by-location on a
}
test "the connection never leaves the machine" {
  asset order: personal-data classified confidential
  zone inside: internal-zone { process p: api; store d holds order }
  flow a: p -> d { authn: none; network: local }
  expect no trusted-by-location on a
}
test "the caller comes from another zone" {
  asset order: personal-data classified confidential
  zone outside: internal-zone { process p: api }
  zone inside: internal-zone { store d holds order }
  flow a: p -> d { authn: none }
  expect no trusted-by-location on a
}
test "an answer asks nobody in" {
  asset order: personal-data classified confidential
  zone inside: internal-zone { process p: api; store d holds order }
  flow a: p -> d returns order { authn: none }
  expect no trusted-by-location on a/reply
}
test "a device of a customer is not our network" {
  asset order: personal-data classified confidential
  zone inside: public-client-zone { process p: mobile-app; store d holds order }
  flow a: p -> d { authn: none }
  expect no trusted-by-location on a
}
test "a load balancer passes on what others decide" {
  asset order: personal-data classified confidential
  zone inside: internal-zone { process p: api; process q: load-balancer }
  flow a: p -> q carrying order { authn: none }
  expect no trusted-by-location on a
}
test "a colleague at the next desk is a person" {
  asset order: personal-data classified confidential
  zone inside: office-zone { process p: api; entity q: employee }
  flow a: p -> q carrying order { authn: none }
  expect no trusted-by-location on a
}
test "the office trusts whoever sits in it" {
  asset order: personal-data classified confidential
  zone inside: office-zone { process p: api; store d holds order }
  flow a: p -> d { authn: none }
  expect trusted-by-location on a
}
test "a laptop is not called, it calls" {
  asset order: personal-data classified confidential
  zone inside: internal-zone { process p: api; process q: workstation }
  flow a: p -> q carrying order { authn: none }
  expect no trusted-by-location on a
}

/// Every system was set up by another hand on another day, so nobody can say what holds for all of
/// them, and the weakest decides. Sooner or later a machine turns up that differs from the rest.
/// First write down the ten settings that matter, and let a program compare.
threat no-baseline: elevation-of-privilege "Every system in {z} is built differently" for zone z {
  when z.kind in [internal, cloud-account, datacenter]
    and count(x in z.elements where x is not entity
      and not (x.managed in [provider, supplier])) >= 3
  unless z.arch-baseline
  severity: low; likelihood: medium
  group: governance
  cwe: 1188; owasp: "A02:2025"
  detect: "System deviates from its baseline: system, setting, days"
  ask: "Which baseline must every member of {z} meet, and what checks it?"
}
test "each server was built by hand" {
  zone inside: internal-zone { arch-baseline: no; process p: api; process q: api; store d }
  expect no-baseline on inside
}
test "servers are compared with one definition" {
  zone inside: internal-zone { arch-baseline: yes; process p: api; process q: api; store d }
  expect mitigated no-baseline on inside
}
test "the supplier builds one of three as it likes" {
  arch-baseline: no
  zone inside: internal-zone { process p: api; process q: api; store d { managed: supplier } }
  expect no no-baseline on inside
}
test "all three are built by us" {
  arch-baseline: no
  zone inside: internal-zone { process p: api; process q: api; store d { managed: self } }
  expect no-baseline on inside
}
test "two systems need no common baseline" {
  zone inside: internal-zone {
    arch-baseline: no; process p: api; process q: api; entity d: employee
  }
  expect no no-baseline on inside
}
test "what strangers run is not ours to define" {
  zone inside: internet-zone { arch-baseline: no; process p: api; process q: api; store d }
  expect no no-baseline on inside
}

// ---- Getting back to work ----------------------------------------------------------------------

/// An intruder encrypts everything that one account can write, copies included, and asks for money.
/// Thousands of files change within minutes, and by then it is late. First keep one copy that no
/// account of yours can delete, and restore from it once.
threat ransom: denial-of-service "Somebody encrypts {s} and asks for ransom" for store s {
  when s is [file-share, backup-store] and not (s.criticality = low)
  unless (s.backup-isolated or (s.versioning and s.managed in [provider, supplier]))
    and s.restore-tested
  severity: critical; likelihood: medium; top: yes
  group: recovery
  capec: 542; attack: "T1486", "T1490"
  detect: "Mass change of files: account, files per minute"
  ask: "How long would it take to work again if everything in {s} were unreadable?"
}
test "a copy is out of reach, but nobody has ever restored it" {
  zone inside: internal-zone { store d: file-share { backup-isolated: yes; restore-tested: no } }
  expect ransom on d
}
test "nobody has said what there is beside the share" {
  zone inside: internal-zone { store d: file-share }
  expect maybe ransom on d
}
test "a copy is out of reach and was restored" {
  zone inside: internal-zone { store d: file-share { backup-isolated: yes; restore-tested: yes } }
  expect mitigated ransom on d
}
test "nobody would pay for the scratch space" {
  zone inside: internal-zone {
    store d: file-share { criticality: low; backup-isolated: no; restore-tested: no }
  }
  expect no ransom on d
}
test "somebody practised restoring from copies that an intruder would delete" {
  zone inside: internal-zone { store d: file-share { backup-isolated: no; restore-tested: yes } }
  expect ransom on d
}
test "the provider keeps earlier versions, and somebody went back to one" {
  zone inside: internal-zone {
    store d: file-share { managed: provider; versioning: yes; restore-tested: yes }
    backup-isolated: no
  }
  expect mitigated ransom on d
}
test "the provider keeps one version only" {
  zone inside: internal-zone {
    store d: file-share { managed: provider; versioning: no; restore-tested: yes }
    backup-isolated: no
  }
  expect ransom on d
}
test "earlier versions on our own server are encrypted with the rest" {
  zone inside: internal-zone {
    store d: file-share { managed: self; versioning: yes; restore-tested: yes }
    backup-isolated: no
  }
  expect ransom on d
}
test "a cache can be filled again" {
  zone inside: internal-zone { store d: cache { backup-isolated: no; restore-tested: no } }
  expect no ransom on d
}

/// What must not stop has stopped, and people look for passwords, installers and each other. An
/// exercise that missed its time is the warning. First write one page: who decides, what comes back
/// in which order, and where that page lies when nothing works.
threat no-recovery-plan: denial-of-service "Nobody knows how to bring {e} back" for element e {
  when e.criticality = critical and e is not human and e is not client
    and not (e.managed in [provider, supplier])
  unless e.dr-plan
  severity: high; likelihood: low; top: yes
  group: recovery
  detect: "Recovery exercise missed its time: service, planned hours, hours taken"
  ask: "Who does what in the first hour after {e} is gone, and was it tried?"
}
test "nobody has a plan for the day the core system is gone" {
  zone inside: internal-zone { process p: api { criticality: critical; dr-plan: no } }
  expect no-recovery-plan on p
}
test "the plan was exercised" {
  zone inside: internal-zone { process p: api { criticality: critical; dr-plan: yes } }
  expect mitigated no-recovery-plan on p
}
test "the supplier brings back what it runs" {
  zone inside: internal-zone {
    process p: api { criticality: critical; managed: supplier; dr-plan: no }
  }
  expect no no-recovery-plan on p
}
test "a bad month is not the end" {
  zone inside: internal-zone { process p: api { criticality: high; dr-plan: no } }
  expect no no-recovery-plan on p
}
test "people do not come out of a plan" {
  zone inside: internal-zone { entity p: administrator { criticality: critical; dr-plan: no } }
  expect no no-recovery-plan on p
}
test "a program on somebody's desk is installed again" {
  zone inside: office-zone { process p: desktop-app { criticality: critical; dr-plan: no } }
  expect no no-recovery-plan on p
}

/// Copies are made every night, and on the day they are needed something is missing: a key, a
/// version, half the files. Until then only a failed or overdue trial would have told. First
/// restore one copy into an empty place, and time it.
threat restore-fails: denial-of-service "The backups of {s} turn out to be useless" for store s {
  when s.backup and s.availability-need >= medium and s is not cache and not (s.managed = supplier)
  unless s.restore-tested
  severity: medium; likelihood: medium
  group: recovery
  detect: "Restore test failed or overdue: store, days since the last success"
  ask: "When was {s} last restored from its backup, and how long did it take?"
}
test "copies are made and never tried" {
  asset order classified internal { availability: high }
  zone inside: internal-zone { store d holds order { backup: yes; restore-tested: no } }
  expect restore-fails on d
}
test "a copy is restored every quarter" {
  asset order classified internal { availability: high }
  zone inside: internal-zone { store d holds order { backup: yes; restore-tested: yes } }
  expect mitigated restore-fails on d
}
test "without copies there is nothing to restore" {
  asset order classified internal { availability: high }
  zone inside: internal-zone { store d holds order { backup: no; restore-tested: no } }
  expect no restore-fails on d
}
test "nobody waits for these data" {
  asset order classified internal { availability: low }
  zone inside: internal-zone { store d holds order { backup: yes; restore-tested: no } }
  expect no restore-fails on d
}
test "the supplier restores what it runs" {
  asset order classified internal { availability: high }
  zone inside: internal-zone {
    store d holds order { managed: supplier; backup: yes; restore-tested: no }
  }
  expect no restore-fails on d
}
test "the provider makes the copies, and whether they help is for us to try" {
  asset order classified internal { availability: high }
  zone inside: internal-zone {
    store d holds order { managed: provider; backup: yes; restore-tested: no }
  }
  expect restore-fails on d
}
test "a cache needs no restore" {
  asset order classified internal { availability: high }
  zone inside: internal-zone { store d: cache holds order { backup: yes; restore-tested: no } }
  expect no restore-fails on d
}

/// A certificate ends on a Sunday, and every client refuses to talk to a service that is otherwise
/// well. A certificate close to its end is all the warning there is. First list the certificates
/// with their last days, then let a machine renew them.
threat certificate-expiry: denial-of-service "{p} stops on the day its certificate ends"
  for process p {
  when p.criticality >= medium and not (p.managed in [provider, supplier])
    and any(f in p.inflows where f.encrypted and f.from-internet
      and not (f.via is [ssh, sftp, local-ipc]))
  unless p.cert-lifecycle
  severity: medium; likelihood: medium
  group: keys
  owasp: "A04:2025"
  detect: "Certificate close to its end: name, days left"
  ask: "Who is told before the certificate of {p} ends?"
}
test "somebody renews the certificate by hand, if they think of it" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: dmz-zone { process p: web-app { criticality: high; cert-lifecycle: no } }
  flow a: u -> p via https
  expect certificate-expiry on p
}
test "a machine renews the certificate" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: dmz-zone { process p: web-app { criticality: high; cert-lifecycle: yes } }
  flow a: u -> p via https
  expect mitigated certificate-expiry on p
}
test "plain web has no certificate that could end" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: dmz-zone { process p: web-app { criticality: high; cert-lifecycle: no } }
  flow a: u -> p via http
  expect no certificate-expiry on p
}
test "a host key has no last day" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: dmz-zone { process p: web-app { criticality: high; cert-lifecycle: no } }
  flow a: u -> p via ssh
  expect no certificate-expiry on p
}
test "nobody minds when the page is away for a day" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: dmz-zone { process p: web-app { criticality: low; cert-lifecycle: no } }
  flow a: u -> p via https
  expect no certificate-expiry on p
}
test "the provider renews its own certificates" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: dmz-zone {
    process p: web-app { criticality: high; managed: provider; cert-lifecycle: no }
  }
  flow a: u -> p via https
  expect no certificate-expiry on p
}
test "colleagues come to the next desk when it ends" {
  zone outside: office-zone { entity u: employee }
  zone inside: dmz-zone { process p: web-app { criticality: high; cert-lifecycle: no } }
  flow a: u -> p via https
  expect no certificate-expiry on p
}

// ---- Premises and media ------------------------------------------------------------------------

/// A friendly visitor with a ladder or a parcel walks through a held door and stands in front of
/// the machines. Doors that stay open too long and badges used twice are worth an alarm. First lock
/// the rooms with equipment, and let somebody look at who went in.
threat walk-in: tampering "A stranger walks into {z} and touches the equipment" for zone z {
  when z.kind in [datacenter, office]
    and any(x in model.elements where x is not entity and any(y in x.zones where y = z))
  unless z.physical-controls
  severity: high; likelihood: low; top: yes
  group: physical
  capec: 390, 507; attack: "T1200"
  detect: "Door held open or badge misuse: door, badge, time"
  ask: "Who can stand in front of the machines in {z} without being seen?"
}
test "anybody can walk up to the servers" {
  zone room: datacenter-zone { physical-controls: no; process p: physical-server }
  expect walk-in on room
}
test "doors are locked and watched" {
  zone room: datacenter-zone { physical-controls: yes; process p: physical-server }
  expect mitigated walk-in on room
}
test "the servers of a room stand in networks within it" {
  zone room: datacenter-zone {
    physical-controls: no
    zone net: internal-zone { process p: physical-server }
  }
  expect walk-in on room
}
test "there are only people in the office" {
  zone room: office-zone { physical-controls: no; entity p: employee }
  expect no walk-in on room
}
test "a network has no door" {
  zone room: internal-zone { physical-controls: no; process p: physical-server }
  expect no walk-in on room
}
test "the room is empty, the servers stand elsewhere" {
  zone room: datacenter-zone { physical-controls: no }
  zone far: datacenter-zone { process p: physical-server }
  expect no walk-in on room
}

/// The power fails, the cooling stops or a pipe bursts, and all machines of the site go at once.
/// Alarms of temperature, power and water come minutes before. First find the one utility that
/// everything hangs on, and try its replacement under load.
threat power-fire-water: denial-of-service "A lost utility, fire or water stops {z}" for zone z {
  when z.kind = datacenter
  unless z.env-protection
  severity: high; likelihood: low
  group: utilities
  capec: 547; attack: "T1529"
  detect: "Temperature, power or water alarm: room, value, minutes until it mattered"
  ask: "Which one utility failure would stop {z}?"
}
test "the server room has one power line and no alarm" {
  zone room: datacenter-zone { env-protection: no; process p: physical-server }
  expect power-fire-water on room
}
test "the server room has its own power and was tested" {
  zone room: datacenter-zone { env-protection: yes; process p: physical-server }
  expect mitigated power-fire-water on room
}
test "a network is no room" {
  zone room: internal-zone { env-protection: no; process p: physical-server }
  expect no power-fire-water on room
}

/// A disk goes back to the dealer, a tape is lost on the way, and whoever finds it reads on. A
/// medium without a record of its end is the sign. First encrypt what leaves the house, and have
/// the rest destroyed against a receipt.
threat discarded-media: information-disclosure "Discarded or lost, {s} still holds data"
  for store s {
  when s is [removable-media, device-storage, backup-store] and s.sensitivity >= internal
    and not (s.managed in [provider, supplier])
  unless s.media-disposal or s.encryption-at-rest
  severity: medium; likelihood: medium
  group: disposal
  cwe: 1266; capec: 406, 675; attack: "T1052"
  detect: "Media without a disposal record: medium, last place"
  ask: "What happens to {s} at the end of its life?"
}
test "old tapes go into the bin as they are" {
  asset order classified confidential
  zone room: datacenter-zone {
    store d: removable-media holds order { media-disposal: no; encryption-at-rest: no }
  }
  expect discarded-media on d
}
test "a tape in the bin is unreadable" {
  asset order classified confidential
  zone room: datacenter-zone {
    store d: removable-media holds order { media-disposal: no; encryption-at-rest: yes }
  }
  expect mitigated discarded-media on d
}
test "the tape holds what is published anyway" {
  asset order classified public
  zone room: datacenter-zone {
    store d: removable-media holds order { media-disposal: no; encryption-at-rest: no }
  }
  expect no discarded-media on d
}
test "a provider destroys its own disks" {
  asset order classified confidential
  zone room: datacenter-zone {
    media-disposal: no; encryption-at-rest: no
    store d: backup-store holds order { managed: provider }
  }
  expect no discarded-media on d
}
test "old tapes are shredded" {
  asset order classified confidential
  zone room: datacenter-zone {
    store d: removable-media holds order { media-disposal: yes; encryption-at-rest: no }
  }
  expect mitigated discarded-media on d
}
test "a database is not carried away" {
  asset order classified confidential
  zone room: datacenter-zone {
    store d: sql-database holds order { media-disposal: no; encryption-at-rest: no }
  }
  expect no discarded-media on d
}

// ---- What the organisation owes itself ---------------------------------------------------------

/// Somebody starts a server for a week, forgets it, and a year later an intruder finds it first. A
/// scan that meets an unknown system would have told you. First compare one scan of your addresses
/// and one invoice of your provider with the list you believe in.
threat unknown-assets: elevation-of-privilege "Nobody protects the systems that are on no list"
  for model m {
  when count(x in m.elements where x is not human) >= 5
  unless m.asset-inventory
  severity: medium; likelihood: medium; top: yes
  group: inventory
  attack: "T1595"
  detect: "Unknown system seen on the network: address, first seen"
  ask: "Which list would contain a server that somebody started last week?"
}
test "five systems and no list" {
  asset-inventory: no
  zone inside: internal-zone { process a: api; process b: api; process c: api; store d; store e }
  expect unknown-assets on model
}
test "a machine keeps the list of systems" {
  asset-inventory: yes
  zone inside: internal-zone { process a: api; process b: api; process c: api; store d; store e }
  expect mitigated unknown-assets on model
}
test "four systems and a person fit into one head" {
  asset-inventory: no
  zone inside: internal-zone {
    process a: api; process b: api; process c: api; store d; entity e: human
  }
  expect no unknown-assets on model
}

/// Nobody has said what this data is worth, so it is kept, shared and thrown away like any other. A
/// scan that finds unlabelled data shows how much there is. First ask the one person who would be
/// called if it leaked.
threat unclassified-data: information-disclosure "{a} is handled like any other data" for asset a {
  when a.classified is not known and not (a is [money, reputation])
  unless a.classification-process
  severity: low; likelihood: medium
  group: classification
  detect: "Unlabelled data found by a scan: place, amount"
  ask: "Who decides how {a} must be handled?"
}
test "nobody has said what the plans are worth" {
  asset plan { classification-process: no }
  zone inside: internal-zone { store d holds plan }
  expect unclassified-data on plan
}
test "whoever owns the plans labels them" {
  asset plan { classification-process: yes }
  zone inside: internal-zone { store d holds plan }
  expect mitigated unclassified-data on plan
}
test "the plans are confidential, and that is written down" {
  asset plan classified confidential { classification-process: no }
  zone inside: internal-zone { store d holds plan }
  expect no unclassified-data on plan
}
test "a good name needs no label" {
  asset plan: reputation { classification-process: no }
  zone inside: internal-zone { store d }
  expect no unclassified-data on plan
}

/// Something serious happens, and nobody knows who may take a service down, whom to call, or which
/// authority wants to hear of it by when. An exercise that never took place foretells it. First
/// write down who decides, how they are reached at night, and practise it once.
threat no-incident-plan: repudiation "An incident would be handled by improvisation" for model m {
  when count(x in m.elements) >= 3 and any(x in m.elements where x.sensitivity >= confidential)
  unless m.incident-plan
  severity: medium; likelihood: medium; top: yes
  group: incident
  detect: "Exercise or incident without a record: date, hours until somebody decided"
  ask: "Who decides in the first hour of an incident, and how are they reached?"
}
test "nobody has thought of the first hour" {
  incident-plan: no
  asset order: personal-data classified confidential
  zone inside: internal-zone { process p: api; process q: api; store d holds order }
  expect no-incident-plan on model
}
test "the first hour was practised" {
  incident-plan: yes
  asset order: personal-data classified confidential
  zone inside: internal-zone { process p: api; process q: api; store d holds order }
  expect mitigated no-incident-plan on model
}
test "nothing here would make an incident" {
  incident-plan: no
  asset order: personal-data classified internal
  zone inside: internal-zone { process p: api; process q: api; store d holds order }
  flow a: p -> q carrying order
  expect no no-incident-plan on model
}
test "a drawing of two boxes needs no plan yet" {
  incident-plan: no
  asset order: personal-data classified confidential
  zone inside: internal-zone { process p: api; store d holds order }
  expect no no-incident-plan on model
}

/// The weak spot was known, everybody thought another team had it, and no date was ever set. Risks
/// past their due date show the drift. First put one name and one day beside each risk that stays
/// open, even where the answer is to live with it.
threat nobody-owns-the-risk: repudiation "Known risks stay open because they belong to nobody"
  for model m {
  when count(x in m.elements) >= 3
  unless m.risk-ownership
  severity: low; likelihood: medium
  group: governance
  detect: "Risk past its due date: risk, owner, days over"
  ask: "Who has accepted the risks that stay open here, and until when?"
}
test "risks have no names beside them" {
  risk-ownership: no
  zone inside: internal-zone { process p: api; process q: api; store d }
  expect nobody-owns-the-risk on model
}
test "each risk has a name and a day" {
  risk-ownership: yes
  zone inside: internal-zone { process p: api; process q: api; store d }
  expect mitigated nobody-owns-the-risk on model
}
test "a drawing of two boxes is only a sketch" {
  risk-ownership: no
  zone inside: internal-zone { process p: api; store d }
  expect no nobody-owns-the-risk on model
}

/// A law or a contract sets a time for reporting, keeping or deleting, and it passes because nobody
/// knew of it. Every duty without a name beside it can be the one. First ask whoever signs
/// contracts and whoever answers for privacy what applies to this data, and write down the times.
threat rules-not-known: repudiation "A duty that law or contract sets for this data is missed"
  for model m {
  when any(a in m.assets where a is [personal-data, payment, health, special-category, biometric,
    children])
  unless m.legal-register
  severity: medium; likelihood: medium; top: yes
  group: legal
  detect: "Duty without an owner: law or contract, next date"
  ask: "Which laws and contracts apply to the data in this model, and who follows them?"
}
test "nobody knows which laws apply to the patients' files" {
  legal-register: no
  asset file: health classified restricted
  zone inside: internal-zone { store d holds file }
  expect rules-not-known on model
}
test "laws and contracts are listed with a name each" {
  legal-register: yes
  asset file: health classified restricted
  zone inside: internal-zone { store d holds file }
  expect mitigated rules-not-known on model
}
test "machine settings are about nobody" {
  legal-register: no
  asset file: config classified restricted
  zone inside: internal-zone { store d holds file }
  expect no rules-not-known on model
}

// ---- Suppliers ---------------------------------------------------------------------------------

/// Somebody breaks into the supplier, and through its access or its product into you, or your data
/// is taken there. Often the newspaper tells you first. First find out what this supplier could
/// reach or leak, and ask for evidence where it is much.
threat supplier-breach: elevation-of-privilege "A break-in at whoever runs {e} becomes yours"
  for element e {
  when e.managed = supplier and not (e is [human, public-identity-provider, web-content])
    and (e.sensitivity >= confidential or e.criticality >= high or e is managed-service-provider
      or any(f in e.outflows where not f.is-reply and not (f.target.managed = supplier)
        and (f.purpose in [admin, deploy]
          or (f.purpose = command and f.target is [compute, workstation]))))
  unless e.supplier-assessment
  severity: high; likelihood: medium; top: yes
  group: supplier
  cwe: 1357; attack: "T1199", "T1195"; owasp: "A03:2025"
  detect: "Supplier announces an incident: supplier, days since it began"
  ask: "How would you learn of a break-in at the supplier behind {e}, and what could they reach?"
}
test "nobody has looked at the supplier that has our orders" {
  asset order: personal-data classified confidential
  zone inside: internal-zone { process p: api }
  zone far: third-party-zone { entity s: saas-service { supplier-assessment: no } }
  flow a: p -> s via https carrying order
  expect supplier-breach on s
}
test "the supplier was examined and is again each year" {
  asset order: personal-data classified confidential
  zone inside: internal-zone { process p: api }
  zone far: third-party-zone { entity s: saas-service { supplier-assessment: yes } }
  flow a: p -> s via https carrying order
  expect mitigated supplier-breach on s
}
test "the supplier gets nothing worth stealing" {
  asset order: personal-data classified internal
  zone inside: internal-zone { process p: api }
  zone far: third-party-zone { entity s: saas-service { supplier-assessment: no } }
  flow a: p -> s via https carrying order
  expect no supplier-breach on s
}
test "you run it yourself" {
  asset order: personal-data classified confidential
  zone inside: internal-zone { process p: api }
  zone far: third-party-zone { entity s: saas-service { managed: self; supplier-assessment: no } }
  flow a: p -> s via https carrying order
  expect no supplier-breach on s
}
test "everything stops when this supplier does" {
  supplier-assessment: no
  asset order: personal-data classified internal
  zone inside: internal-zone { process p: api }
  zone far: third-party-zone { entity s: saas-service { criticality: high } }
  flow a: p -> s via https carrying order
  expect supplier-breach on s
}
test "the web is nobody's supplier" {
  asset order: personal-data classified confidential
  zone inside: internal-zone { process p: api }
  zone far: third-party-zone { entity s: web-content { supplier-assessment: no } }
  flow a: p -> s via https carrying order
  expect no supplier-breach on s
}
test "a sign-in that people bring along is nobody's supplier" {
  asset order: personal-data classified confidential
  zone inside: internal-zone { process p: api }
  zone far: third-party-zone { entity s: public-identity-provider { supplier-assessment: no } }
  flow a: p -> s via https carrying order
  expect no supplier-breach on s
}
test "the supplier keeps nothing of ours but administers our server" {
  zone inside: internal-zone { process p: physical-server }
  zone far: third-party-zone { entity s: saas-service { supplier-assessment: no } }
  flow a: s -> p via https carrying nothing { purpose: admin }
  expect supplier-breach on s
}
test "the supplier that administers our server was examined" {
  zone inside: internal-zone { process p: physical-server }
  zone far: third-party-zone { entity s: saas-service { supplier-assessment: yes } }
  flow a: s -> p via https carrying nothing { purpose: admin }
  expect mitigated supplier-breach on s
}
test "the supplier only tells our server what is new" {
  zone inside: internal-zone { process p: physical-server }
  zone far: third-party-zone { entity s: saas-service { supplier-assessment: no } }
  flow a: s -> p via https carrying nothing { purpose: event }
  expect no supplier-breach on s
}
test "the supplier sends orders to our server" {
  zone inside: internal-zone { process p: physical-server }
  zone far: third-party-zone { entity s: saas-service { supplier-assessment: no } }
  flow a: s -> p via https carrying nothing { purpose: command }
  expect supplier-breach on s
}
test "the supplier orders something from a program" {
  zone inside: internal-zone { process p: api }
  zone far: third-party-zone { entity s: saas-service { supplier-assessment: no } }
  flow a: s -> p via https carrying nothing { purpose: command }
  expect no supplier-breach on s
}
test "the supplier administers what it runs itself" {
  zone inside: internal-zone { process p: physical-server { managed: supplier } }
  zone far: third-party-zone { entity s: saas-service { supplier-assessment: no } }
  flow a: s -> p via https carrying nothing { purpose: admin }
  expect no supplier-breach on s
}
test "the firm that runs our systems need not be drawn doing it" {
  zone inside: internal-zone { process p: api }
  zone far: third-party-zone { entity s: managed-service-provider { supplier-assessment: no } }
  flow a: p -> s via https carrying nothing
  expect supplier-breach on s
}
test "a service that gets nothing and administers nothing" {
  zone inside: internal-zone { process p: api }
  zone far: third-party-zone { entity s: saas-service { supplier-assessment: no } }
  flow a: p -> s via https carrying nothing
  expect no supplier-breach on s
}
test "a contractor is a person" {
  asset order: personal-data classified confidential
  zone inside: internal-zone { process p: api }
  zone far: third-party-zone { entity s: contractor { supplier-assessment: no } }
  flow a: p -> s via https carrying order
  expect no supplier-breach on s
}

/// The door for the supplier's technicians stands open all year with one login for all of them, and
/// somebody else finds it. Sessions that no ticket explains deserve a call. First open the door
/// only when you are asked, for a named person, and watch what is done.
threat supplier-remote-access: elevation-of-privilege
  "The way of {f.source} into {f.target} serves an intruder" for flow f {
  when not f.is-reply and not (f.pulled and f.source is human)
    and (f.purpose in [admin, deploy]
      or (f.purpose = command and f.target is [compute, workstation]))
    and (f.source is contractor
      or (f.source.managed = supplier and f.source is [external-system, remote-management])
      or any(z in f.source.zones where z.kind = third-party)) and not (f.target.managed = supplier)
    and not any(z in f.target.zones where z.kind = third-party)
  unless f.target.conditional-access
    and (f.mfa or (f.source is not human and f.short-lived-credentials))
  severity: high; likelihood: medium
  group: admin-exposed
  cwe: 308; capec: 560; attack: "T1199", "T1133"
  detect: "Supplier session outside a ticket: account, target, length"
  ask: "When can {f.source} enter {f.target}, and who watches?"
}
test "the technician comes in whenever they like" {
  zone far: third-party-zone { entity t: contractor }
  zone inside: internal-zone { process p: api { conditional-access: no } }
  flow a: t -> p via ssh { purpose: admin; mfa: yes }
  expect supplier-remote-access on a
}
test "the technician needs a second factor and an open ticket" {
  zone far: third-party-zone { entity t: contractor }
  zone inside: internal-zone { process p: api { conditional-access: yes } }
  flow a: t -> p via ssh { purpose: admin; mfa: yes }
  expect mitigated supplier-remote-access on a
}
test "the technician uses the service like any user" {
  zone far: third-party-zone { entity t: contractor }
  zone inside: internal-zone { process p: api { conditional-access: no } }
  flow a: t -> p via ssh { purpose: business; mfa: yes }
  expect no supplier-remote-access on a
}
test "an operator of our own comes from our own network" {
  zone far: office-zone { entity t: administrator }
  zone inside: internal-zone { process p: api { conditional-access: no } }
  flow a: t -> p via ssh { purpose: admin; mfa: yes }
  expect no supplier-remote-access on a
}
test "the technician needs an open ticket and one password" {
  zone far: third-party-zone { entity t: contractor }
  zone inside: internal-zone { process p: api { conditional-access: yes } }
  flow a: t -> p via ssh { purpose: admin; mfa: no }
  expect supplier-remote-access on a
}
test "the technician sits in our office" {
  zone far: office-zone { entity t: contractor }
  zone inside: internal-zone { process p: api { conditional-access: no } }
  flow a: t -> p via ssh { purpose: admin; mfa: yes }
  expect supplier-remote-access on a
}
test "a machine of the supplier comes in by itself" {
  zone far: third-party-zone { entity t: external-system }
  zone inside: internal-zone { process p: api { conditional-access: no } }
  flow a: t -> p via ssh { purpose: admin; mfa: yes }
  expect supplier-remote-access on a
}
test "the connection is opened from inside for one session" {
  zone far: third-party-zone { entity t: contractor }
  zone inside: internal-zone { process p: api { conditional-access: no } }
  flow a: t -> p via ssh { purpose: admin; mfa: yes; initiator: target }
  expect no supplier-remote-access on a
}
test "an agent of the supplier calls out and takes orders from there" {
  zone far: third-party-zone { entity t: saas-service }
  zone inside: internal-zone { process p: api { conditional-access: no } }
  flow a: t -> p via https { purpose: admin; mfa: yes; initiator: target }
  expect supplier-remote-access on a
}
test "an agent on the server runs what the supplier sends" {
  zone far: third-party-zone { entity t: saas-service }
  zone inside: internal-zone { process p: physical-server { conditional-access: no } }
  flow a: t -> p via https { purpose: command; mfa: yes; initiator: target }
  expect supplier-remote-access on a
}
test "an order of a partner to a program is no way into a machine" {
  zone far: third-party-zone { entity t: saas-service }
  zone inside: internal-zone { process p: api { conditional-access: no } }
  flow a: t -> p via https { purpose: command; mfa: yes; initiator: target }
  expect no supplier-remote-access on a
}
test "the supplier puts new versions on our servers" {
  zone far: third-party-zone { entity t: saas-service }
  zone inside: internal-zone { process p: api { conditional-access: no } }
  flow a: t -> p via https { purpose: deploy; mfa: yes }
  expect supplier-remote-access on a
}
test "a program of the supplier comes in with a credential that lives an hour" {
  zone far: third-party-zone { entity t: saas-service }
  zone inside: internal-zone { process p: api { conditional-access: yes } }
  flow a: t -> p via https { purpose: admin; mfa: no; short-lived-credentials: yes }
  expect mitigated supplier-remote-access on a
}
test "a technician is asked for a second factor however long the credential lives" {
  zone far: third-party-zone { entity t: contractor }
  zone inside: internal-zone { process p: api { conditional-access: yes } }
  flow a: t -> p via https { purpose: admin; mfa: no; short-lived-credentials: yes }
  expect supplier-remote-access on a
}
test "nobody has drawn where the service of the supplier stands" {
  zone inside: internal-zone { process p: api { conditional-access: no } }
  entity t: saas-service
  flow a: t -> p via https { purpose: admin; mfa: yes }
  expect supplier-remote-access on a
}
test "you run the outside service yourself" {
  zone inside: internal-zone { process p: api { conditional-access: no } }
  entity t: saas-service { managed: self }
  flow a: t -> p via https { purpose: admin; mfa: yes }
  expect no supplier-remote-access on a
}
test "the tool of the supplier stands in a cloud" {
  zone far: cloud-account-zone { process t: remote-management { managed: supplier } }
  zone inside: internal-zone { process p: api { conditional-access: no } }
  flow a: t -> p via https { purpose: admin; mfa: yes; initiator: target }
  expect supplier-remote-access on a
}
test "the tool in the cloud is our own" {
  zone far: cloud-account-zone { process t: remote-management { managed: self } }
  zone inside: internal-zone { process p: api { conditional-access: no } }
  flow a: t -> p via https { purpose: admin; mfa: yes; initiator: target }
  expect no supplier-remote-access on a
}
test "the technician looks after what the supplier runs" {
  zone far: third-party-zone { entity t: contractor }
  zone inside: internal-zone { process p: api { managed: supplier; conditional-access: no } }
  flow a: t -> p via ssh { purpose: admin; mfa: yes }
  expect no supplier-remote-access on a
}
test "the technician works at the supplier" {
  zone far: third-party-zone { entity t: contractor }
  zone inside: third-party-zone { process p: api { conditional-access: no } }
  flow a: t -> p via ssh { purpose: admin; mfa: yes }
  expect no supplier-remote-access on a
}

/// The supplier closes, is bought or doubles its price, and your work hangs on it. Notice comes by
/// letter, and leaves little time. First find out whether you can take your data out today, and in
/// which form.
threat supplier-gone: denial-of-service "The supplier behind {e} stops, and there is no way out"
  for element e {
  when e.managed = supplier and e.criticality >= high and e is not human
  unless e.exit-plan
  severity: medium; likelihood: low
  group: supplier
  detect: "Notice of termination or change: supplier, days until it holds"
  ask: "How would you leave the supplier behind {e}, and how long would it take?"
}
test "everything hangs on one supplier" {
  zone far: third-party-zone { entity s: saas-service { criticality: high; exit-plan: no } }
  expect supplier-gone on s
}
test "the data can leave, and the next supplier is known" {
  zone far: third-party-zone { entity s: saas-service { criticality: high; exit-plan: yes } }
  expect mitigated supplier-gone on s
}
test "little would change without this supplier" {
  zone far: third-party-zone { entity s: saas-service { criticality: medium; exit-plan: no } }
  expect no supplier-gone on s
}
test "you run it yourself, so nobody can stop it" {
  zone far: third-party-zone {
    entity s: saas-service { managed: self; criticality: high; exit-plan: no }
  }
  expect no supplier-gone on s
}
test "a person who leaves is a different question" {
  zone far: third-party-zone { entity s: contractor { criticality: high; exit-plan: no } }
  expect no supplier-gone on s
}

// ---- Keys and records --------------------------------------------------------------------------

/// The same people keep the keys and the data, or copies of a key lie in mails and scripts, so
/// encryption protects from nobody. A key that was exported, or used by somebody new, is the sign.
/// First count the copies of the most valuable key, and replace it by one that cannot be copied.
threat key-handling: information-disclosure "The wrong people can copy the keys in {s}"
  for store s {
  when any(a in s.data where a is key) and s is not hsm and not (s.managed = supplier)
  unless s.key-management
  severity: high; likelihood: medium; top: yes
  group: keys
  cwe: 321, 522; capec: 474; attack: "T1552.004", "T1649"; owasp: "A04:2025"
  detect: "Key exported or used by a new identity: key, identity"
  ask: "Who could take a copy of the keys in {s}?"
}
test "keys lie on a share" {
  asset sign: key classified restricted
  zone inside: internal-zone { store d: file-share holds sign { key-management: no } }
  expect key-handling on d
}
test "keys have owners, rules and a last day" {
  asset sign: key classified restricted
  zone inside: internal-zone { store d: file-share holds sign { key-management: yes } }
  expect mitigated key-handling on d
}
test "a hardware module gives out no key" {
  asset sign: key classified restricted
  zone inside: internal-zone { store d: hsm holds sign { key-management: no } }
  expect no key-handling on d
}
test "the supplier keeps its own keys" {
  asset sign: key classified restricted
  zone inside: internal-zone {
    store d: file-share holds sign { managed: supplier; key-management: no }
  }
  expect no key-handling on d
}
test "the provider runs the share, and who reads the keys on it is set by us" {
  asset sign: key classified restricted
  zone inside: internal-zone {
    store d: file-share holds sign { managed: provider; key-management: no }
  }
  expect key-handling on d
}
test "there is no key among the files" {
  asset sign: config classified restricted
  zone inside: internal-zone { store d: file-share holds sign { key-management: no } }
  expect no key-handling on d
}

/// The break-in is found after half a year, and the records of that day are gone or their times do
/// not fit together. Sources that fall silent and clocks that drift announce it. First keep records
/// longer than a break-in usually stays unnoticed, and let all sources use one clock.
threat evidence-gone: repudiation "What {s} should prove is already deleted or out of order"
  for store s: log-store {
  when not (s.environment in [dev, test])
  unless s.log-retention and (s.time-sync or s.managed in [provider, supplier])
  severity: low; likelihood: medium
  group: log-integrity
  cwe: 778
  detect: "Log source silent or its clock off: source, minutes"
  ask: "How far back can {s} be searched, and do all clocks agree?"
}
test "records are kept for a week" {
  zone inside: internal-zone { store d: log-store { log-retention: no; time-sync: yes } }
  expect evidence-gone on d
}
test "records are kept for a year, with one clock" {
  zone inside: internal-zone { store d: log-store { log-retention: yes; time-sync: yes } }
  expect mitigated evidence-gone on d
}
test "nobody needs last month's test records" {
  zone inside: internal-zone {
    store d: log-store { environment: test; log-retention: no; time-sync: yes }
  }
  expect no evidence-gone on d
}
test "the provider sets the clock, and records are kept for a week" {
  zone inside: internal-zone {
    store d: log-store { managed: provider; log-retention: no; time-sync: no }
  }
  expect evidence-gone on d
}
test "the provider sets the clock, and records are kept for a year" {
  zone inside: internal-zone {
    store d: log-store { managed: provider; log-retention: yes; time-sync: no }
  }
  expect mitigated evidence-gone on d
}
test "records are kept for a year, and each clock says something else" {
  zone inside: internal-zone { store d: log-store { log-retention: yes; time-sync: no } }
  expect evidence-gone on d
}

// ---- Changes and insiders ----------------------------------------------------------------------

/// Somebody changes production late in the evening, to help or to harm, and the next morning nobody
/// knows what was different. Compare what changed with the tickets of that day. First let every
/// change leave a record with a way back, urgent ones included.
threat unapproved-change: tampering "A change that nobody approved breaks or weakens {e}"
  for element e {
  when e.environment = prod and e.criticality >= high and e is not entity
    and not (e.managed = supplier)
  unless e.change-control
  severity: medium; likelihood: medium
  group: change
  attack: "T1072"
  detect: "Change without a ticket: system, identity, time"
  ask: "How would a change to {e} made at night be noticed?"
}
test "anybody on duty changes production" {
  zone inside: internal-zone {
    process p: api { environment: prod; criticality: high; change-control: no }
  }
  expect unapproved-change on p
}
test "changes to production are approved and can be undone" {
  zone inside: internal-zone {
    process p: api { environment: prod; criticality: high; change-control: yes }
  }
  expect mitigated unapproved-change on p
}
test "a test system is there to be changed" {
  zone inside: internal-zone {
    process p: api { environment: test; criticality: high; change-control: no }
  }
  expect no unapproved-change on p
}
test "little hangs on this part of production" {
  zone inside: internal-zone {
    process p: api { environment: prod; criticality: medium; change-control: no }
  }
  expect no unapproved-change on p
}
test "the supplier changes what it runs" {
  zone inside: internal-zone {
    process p: api { managed: supplier; environment: prod; criticality: high; change-control: no }
  }
  expect no unapproved-change on p
}
test "the provider runs the machine, and what runs on it is changed by us" {
  zone inside: internal-zone {
    process p: api { managed: provider; environment: prod; criticality: high; change-control: no }
  }
  expect unapproved-change on p
}
test "what a partner changes is for the partner to approve" {
  zone far: third-party-zone {
    entity p: partner-system { environment: prod; criticality: high; change-control: no }
  }
  expect no unapproved-change on p
}

/// One person holds the keys to the copies, the directory or the cloud account, and an angry
/// evening or a stolen session is enough to wipe it all. The record shows one name under everything
/// that was deleted. First demand a second person for what cannot be undone.
threat lone-administrator: tampering "One administrator of {e} can destroy everything alone"
  for element e {
  when e is [backup-service, cloud-control-plane, device-management, domain-controller,
    remote-management, secrets-vault] and not (e.managed = supplier)
  unless e.separation-of-duties
  severity: high; likelihood: low
  group: insider
  capec: 122; attack: "T1485", "T1531"
  detect: "Destructive action by one person: identity, action, objects"
  ask: "What could one angry administrator of {e} destroy alone?"
}
test "one person can delete all copies" {
  zone inside: internal-zone { process p: backup-service { separation-of-duties: no } }
  expect lone-administrator on p
}
test "deleting copies takes two" {
  zone inside: internal-zone { process p: backup-service { separation-of-duties: yes } }
  expect mitigated lone-administrator on p
}
test "one person can wipe all laptops" {
  zone inside: internal-zone { process p: device-management { separation-of-duties: no } }
  expect lone-administrator on p
}
test "one person can send a command to all servers" {
  zone inside: internal-zone { process p: remote-management { separation-of-duties: no } }
  expect lone-administrator on p
}
test "the supplier has administrators of its own" {
  zone inside: internal-zone {
    process p: backup-service { managed: supplier; separation-of-duties: no }
  }
  expect no lone-administrator on p
}
test "we have administrators in what the provider runs" {
  zone inside: internal-zone {
    process p: backup-service { managed: provider; separation-of-duties: no }
  }
  expect lone-administrator on p
}
test "a calendar can be restored by another" {
  zone inside: internal-zone { process p: scheduler { separation-of-duties: no } }
  expect no lone-administrator on p
}
test "one person can read and delete every secret" {
  zone inside: internal-zone { store s: secrets-vault { separation-of-duties: no } }
  expect lone-administrator on s
}
test "one person can delete the cloud account" {
  zone inside: internal-zone { process p: cloud-control-plane { separation-of-duties: no } }
  expect lone-administrator on p
}
test "one person can lock everybody out" {
  zone inside: internal-zone { process p: domain-controller { separation-of-duties: no } }
  expect lone-administrator on p
}

/// Before the last working day somebody copies the customer list or the code, and it looks like
/// ordinary work. Only the volume, shortly before a departure, is unusual. First find out whether a
/// complete copy would show at all, then agree who looks.
threat leaving-with-the-work: information-disclosure
  "{f.source} can take what {f.target} keeps along" for flow f {
  when f.source is [employee, contractor, developer, workstation] and not f.is-reply
    and f.target is not client and f.target is not intermediary and f.target is not build-pipeline
    and (f.target is source-repository or any(s in f.target.stores where s is source-repository)
      or any(a in f.target.data where a.classified >= restricted
        and not (a is [password, token, credential])))
  unless f.target.dlp or f.target.monitoring
  severity: medium; likelihood: medium
  group: insider
  capec: 116; attack: "T1213.003", "T1567"
  detect: "Unusual volume downloaded before a departure: person, volume, usual volume"
  ask: "Would a full copy of {f.target} taken by {f.source} be noticed?"
}
test "a full copy of the customers' cards would look like work" {
  asset card: payment classified restricted
  zone office: office-zone { entity c: employee }
  zone inside: internal-zone { process p: web-app { dlp: no; monitoring: no } }
  flow a: c -> p via https returns card
  expect leaving-with-the-work on a
}
test "somebody sees unusual volumes" {
  asset card: payment classified restricted
  zone office: office-zone { entity c: employee }
  zone inside: internal-zone { process p: web-app { dlp: no; monitoring: yes } }
  flow a: c -> p via https returns card
  expect mitigated leaving-with-the-work on a
}
test "a full copy of the code would look like work too" {
  zone office: office-zone { process w: workstation }
  zone inside: internal-zone { store d: source-repository { dlp: no; monitoring: no } }
  flow a: w -> d via ssh
  expect leaving-with-the-work on a
}
test "a program has no last working day" {
  zone office: office-zone { process w: batch-job }
  zone inside: internal-zone { store d: source-repository { dlp: no; monitoring: no } }
  flow a: w -> d via ssh
  expect no leaving-with-the-work on a
}
test "a sign-in service knows passwords, and nobody takes those along" {
  asset card: password classified restricted
  zone office: office-zone { entity c: employee }
  zone inside: internal-zone { process p: web-app { dlp: no; monitoring: no } }
  flow a: c -> p via https carrying card
  expect no leaving-with-the-work on a
}
test "a service stands before the code" {
  dlp: no; monitoring: no
  zone office: office-zone { entity w: developer }
  zone inside: internal-zone { process p: service; store d: source-repository }
  flow a: w -> p via ssh
  flow b: p -> d
  expect leaving-with-the-work on a
}
test "a pipeline hands out no code" {
  dlp: no; monitoring: no
  zone office: office-zone { entity w: developer }
  zone inside: internal-zone { process p: build-pipeline; store d: source-repository }
  flow a: w -> p via https
  flow b: p -> d
  expect no leaving-with-the-work on a
}
test "a plan for next week is no loss" {
  asset card: payment classified internal
  zone office: office-zone { entity c: employee }
  zone inside: internal-zone { process p: web-app { dlp: no; monitoring: no } }
  flow a: c -> p via https returns card
  expect no leaving-with-the-work on a
}
test "bulk copies are stopped" {
  asset card: payment classified restricted
  zone office: office-zone { entity c: employee }
  zone inside: internal-zone { process p: web-app { dlp: yes; monitoring: no } }
  flow a: c -> p via https returns card
  expect mitigated leaving-with-the-work on a
}
test "the laptop itself keeps nothing that its owner lacks" {
  asset card: payment classified restricted
  zone office: office-zone { entity c: employee }
  zone inside: internal-zone { process p: workstation { dlp: no; monitoring: no } }
  flow a: c -> p returns card
  expect no leaving-with-the-work on a
}
test "a tunnel keeps no copies" {
  asset card: payment classified restricted
  zone office: office-zone { entity c: employee }
  zone inside: internal-zone { process p: vpn-gateway { dlp: no; monitoring: no } }
  flow a: c -> p via https returns card
  expect no leaving-with-the-work on a
}

/// Own software goes live the day it works, and the first person who tries to break it is a
/// stranger. A release without a record of a test is on its way there. First let somebody who did
/// not write it try for a day, and run the automatic checks with every build.
threat untested-release: elevation-of-privilege "Strangers are the first to try to break {p}"
  for process p {
  when p.custom-code and p.criticality >= medium and p is not client and not (p.managed = supplier)
    and (p.internet-exposed
      or any(f in p.inflows where f.source is forwarder and f.source.internet-exposed))
  unless p.security-testing
  severity: medium; likelihood: medium; top: yes
  group: assurance
  attack: "T1190"; owasp: "A06:2025"
  detect: "Release without a test record: service, version, days live"
  ask: "When was {p} last tested by somebody who wanted to break it?"
}
test "nobody has ever tried to break the shop" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: dmz-zone { process p: web-app { criticality: medium; security-testing: no } }
  flow a: u -> p via https
  expect untested-release on p
}
test "somebody tries to break the shop before each release" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: dmz-zone { process p: web-app { criticality: medium; security-testing: yes } }
  flow a: u -> p via https
  expect mitigated untested-release on p
}
test "a load balancer stands before the shop and tests nothing" {
  zone outside: internet-zone { entity u: end-user }
  zone edge: dmz-zone { process l: load-balancer }
  zone inside: internal-zone { process p: web-app { criticality: medium; security-testing: no } }
  flow a: u -> l via https
  flow b: l -> p via https
  expect untested-release on p
}
test "another program of our own stands before it, and is asked about" {
  zone outside: internet-zone { entity u: end-user }
  zone edge: dmz-zone { process l: api }
  zone inside: internal-zone { process p: web-app { criticality: medium; security-testing: no } }
  flow a: u -> l via https
  flow b: l -> p via https
  expect no untested-release on p
}
test "the load balancer serves the office alone" {
  zone outside: office-zone { entity u: employee }
  zone edge: dmz-zone { process l: load-balancer }
  zone inside: internal-zone { process p: web-app { criticality: medium; security-testing: no } }
  flow a: u -> l via https
  flow b: l -> p via https
  expect no untested-release on p
}
test "only colleagues reach it" {
  zone outside: office-zone { entity u: employee }
  zone inside: dmz-zone { process p: web-app { criticality: medium; security-testing: no } }
  flow a: u -> p via https
  expect no untested-release on p
}
test "a bought product is tested by its maker" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: dmz-zone {
    process p: web-app { custom-code: no; criticality: medium; security-testing: no }
  }
  flow a: u -> p via https
  expect no untested-release on p
}
test "what the supplier runs is for the supplier to test" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: dmz-zone {
    process p: web-app { managed: supplier; criticality: medium; security-testing: no }
  }
  flow a: u -> p via https
  expect no untested-release on p
}
test "the provider runs the machine, and the code on it is ours" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: dmz-zone {
    process p: web-app { managed: provider; criticality: medium; security-testing: no }
  }
  flow a: u -> p via https
  expect untested-release on p
}
test "nobody minds when the page is broken" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: dmz-zone { process p: web-app { criticality: low; security-testing: no } }
  flow a: u -> p via https
  expect no untested-release on p
}

// ---- Questions, one for each security domain ---------------------------------------------------

question access-lifecycle "How do people and programs get, change and lose access?" for model m {
  ask: "How do people and programs get, change and lose access here?"
  good: "request, approval, review and removal, each with an owner"
  because: "Access control: rights that nobody takes away add up"
}

question code-home "Where does source code live, and who changes what is built from it?"
  for model m {
  ask: "Where does the source code live, and who can change what is built from it?"
  good: "one protected place; nothing is built from a change that only one person has seen"
  because: "Secure development: what is built is only as safe as the place it comes from"
}

question bearable-outage "Which outage can you bear, and for how long?" for model m {
  ask: "Which outage can you bear for how long, and which recovery was exercised?"
  good: "a time per service, and the date of the last exercise"
  because: "Business continuity: how long it takes is learnt by trying"
}

question key-holders "Who creates, holds and renews keys and certificates?" for model m {
  ask: "Who creates, holds and renews the keys and certificates?"
  good: "named owners; renewal by machine"
  because: "Cryptography: encryption is as good as the care for its keys"
}

question true-list "Which list of systems would you bet on?" for model m {
  ask: "Which list of systems and data is complete enough to bet on, and how old is it?"
  good: "a list kept by machine, with an owner for each line"
  because: "Asset management: nobody protects what nobody knows"
}

question duties "Which laws, contracts and reporting times apply?" for model m {
  ask: "Which laws, contracts and reporting times apply here?"
  good: "a list with an owner and a time for each"
  because: "Legal: some clocks start running with the incident"
}

question first-call "Who is called first, and who decides?" for model m {
  ask: "Who is called first when something happens, who decides, and when was it practised?"
  good: "names that can be reached at night, and a date"
  because: "Incident response: the first hour decides how bad it gets"
}

question from-a-desk "What can be reached from an ordinary desk?" for zone z: office-zone {
  ask: "From an ordinary desk in {z}, what can be reached?"
  good: "little, and by rule"
  because: "Network: one bad attachment puts a stranger at that desk"
}

question day-to-day "How are updates, changes and alerts handled day by day?" for model m {
  ask: "How are updates, changes and alerts handled day by day?"
  good: "agreed times, approvals, and an owner for each alert"
  because: "Operations: what is nobody's task today is a hole next month"
}

question who-enters "Who can enter, and what if power, cooling or water fail?"
  for zone z: datacenter-zone {
  ask: "Who can enter {z}, and what happens when power, cooling or water fail?"
  good: "doors that are controlled and watched; fallbacks that were tried"
  because: "Physical and environmental: hands on a machine get past most of its software"
}

question risk-decision "Who may accept a risk, and for how long?" for model m {
  ask: "Who may accept a risk here, and how long does that hold?"
  good: "a role with a limit, and a date when it is looked at again"
  because: "Governance: a risk accepted by everybody was accepted by nobody"
}

question common-baseline "Which baseline must everything meet, and what checks it?"
  for zone z: internal-zone {
  ask: "Which baseline must everything in {z} meet, and what checks it?"
  good: "a written baseline, compared by a machine"
  because: "Security architecture: the system that was forgotten decides"
}

question supplier-harm "What could the supplier harm, and how would you leave?"
  for entity e: external-system {
  ask: "What could the supplier behind {e} harm, and how would you leave it?"
  good: "a judgement with evidence, and a way out with a time and a cost"
  because: "Supplier risk: their bad day becomes yours"
}
