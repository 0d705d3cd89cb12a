/// The core threats of every system, in the six categories of STRIDE: who is calling, what can be
/// changed, denied, read, stopped or taken over. The rules look at boundaries, data and reach
/// first, so a bare drawing raises few of them, and each new fact asks for what matters then.
kb stride 1.0.0 "STRIDE: the core threats" {
  owner: @appsec
  reviewed: 2026-11-20
  license: "CC-BY-4.0"
}
use base 1.0

// ---- Spoofing ----------------------------------------------------------------------------------

/// A stranger calls a component that guards something of value, and nobody asks who is calling. It
/// shows as requests without an identity, or as refusals once somebody starts to check. First find
/// out who the rightful callers are, then refuse everybody else.
threat anonymous-caller: spoofing "Anyone can call {f.target} over {f}" for flow f {
  when (f.crossing = up or (f.source is forwarder and f.source.exposed)) and f.target is process
    and f.target is not forwarder and not f.pulled
    and not (f.target is email-service and (f.via is smtp or f.source is web-content))
    and (f.sensitivity >= internal or f.reply.sensitivity >= internal
      or f.target.criticality >= high)
  unless f.authenticated
    or (f.source is forwarder and all(g in f.source.inflows where g.pulled or g.authenticated))
  severity: high; likelihood: high; top: yes
  group: unauthenticated
  cwe: 306; capec: 115; attack: "T1190", "T1133"; owasp: "A07:2025", "API2:2023"
  detect: "Refused anonymous call: endpoint, source address, count per minute"
  ask: "How does {f.target} know who is calling over {f} before it acts?"
}
test "a stranger may send orders and nobody asks who it is" {
  asset order: personal-data classified confidential
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app }
  flow a: u -> p via https carrying order { authn: none }
  expect anonymous-caller on a
}
test "nobody has said whether the caller is known" {
  asset order: personal-data classified confidential
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app }
  flow a: u -> p via https carrying order
  expect maybe anonymous-caller on a
}
test "a session tells who is calling" {
  asset order: personal-data classified confidential
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app }
  flow a: u -> p via https carrying order { authn: session }
  expect mitigated anonymous-caller on a
}
test "each message is signed by its caller" {
  asset order: personal-data classified confidential
  zone outside: internet-zone { entity u: partner-system }
  zone inside: internal-zone { process p: web-app }
  flow a: u -> p via https carrying order { authn: signature }
  expect mitigated anonymous-caller on a
}
test "a stranger may fetch orders and nobody asks who it is" {
  asset order: personal-data classified confidential
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app }
  flow a: u -> p via https carrying nothing returns order { authn: none }
  expect anonymous-caller on a
}
test "the connection is opened from inside, so no stranger calls" {
  asset order: personal-data classified confidential
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app }
  flow a: u -> p via https carrying order { initiator: target }
  expect no anonymous-caller on a
}
test "a proxy on the same machine passes strangers on" {
  asset order: personal-data classified confidential
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process x: reverse-proxy; process p: web-app }
  flow a: u -> x via https carrying order { authn: none }
  flow b: x -> p via http carrying order { authn: none }
  expect anonymous-caller on b
}
test "all that the proxy passes on has shown a session" {
  asset order: personal-data classified confidential
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process x: reverse-proxy; process p: web-app }
  flow a: u -> x via https carrying order { authn: session }
  flow b: x -> p via http carrying order { authn: none }
  expect mitigated anonymous-caller on b
}
test "nobody from outside calls the proxy" {
  asset order: personal-data classified confidential
  zone outside: internal-zone { entity u: end-user }
  zone inside: internal-zone { process x: reverse-proxy; process p: web-app }
  flow a: u -> x via https carrying order { authn: none }
  flow b: x -> p via http carrying order { authn: none }
  expect no anonymous-caller on b
}
test "whoever operates the machine signs in, since the secure shell always asks" {
  asset order: personal-data classified confidential
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app }
  flow a: u -> p via ssh carrying order
  expect mitigated anonymous-caller on a
}
test "anybody may send mail to us" {
  asset order: personal-data classified confidential
  zone outside: internet-zone { entity u: external-system }
  zone inside: internal-zone { process p: email-service }
  flow a: u -> p via smtp carrying order { authn: none }
  expect no anonymous-caller on a
}
test "anybody may read our mail" {
  asset order: personal-data classified confidential
  zone outside: internet-zone { entity u: external-system }
  zone inside: internal-zone { process p: email-service }
  flow a: u -> p via https carrying order { authn: none }
  expect anonymous-caller on a
}

/// A database or an index answers every program that reaches it, so one foothold on the same
/// network is enough to read and change it. Connections from machines that never used it are the
/// sign. First switch on its sign-in; until then let only the programs that need it connect.
threat store-without-login: spoofing "{s} answers whoever reaches it" for store s {
  when any(f in s.inflows where f.authn = none and f.source is process and not f.is-reply
    and not (f.network = local)) and s.sensitivity >= internal and not s.run-elsewhere
  unless s.segmentation
  severity: high; likelihood: medium; top: yes
  group: unauthenticated
  cwe: 306; capec: 115; owasp: "A07:2025"
  detect: "Connection to the store from a machine that never used it"
  ask: "Which machines can open a connection to {s}, apart from its own programs?"
}
test "the index asks nobody who it is" {
  asset order: personal-data classified confidential
  zone inside: internal-zone { process p: api; store d holds order { segmentation: no } }
  flow a: p -> d via http carrying order { authn: none }
  expect store-without-login on d
}
test "nobody has said who may connect to the index" {
  asset order: personal-data classified confidential
  zone inside: internal-zone { process p: api; store d holds order }
  flow a: p -> d via http carrying order { authn: none }
  expect maybe store-without-login on d
}
test "only the program may connect to the index" {
  asset order: personal-data classified confidential
  zone inside: internal-zone { process p: api; store d holds order { segmentation: yes } }
  flow a: p -> d via http carrying order { authn: none }
  expect mitigated store-without-login on d
}
test "the index wants a key" {
  asset order: personal-data classified confidential
  zone inside: internal-zone { process p: api; store d holds order { segmentation: no } }
  flow a: p -> d via http carrying order { authn: api-key }
  expect no store-without-login on d
}
test "the files lie on the same machine" {
  asset order: personal-data classified confidential
  zone inside: internal-zone { process p: api; store d holds order { segmentation: no } }
  flow a: p -> d via local-ipc carrying order { authn: none }
  expect no store-without-login on d
}

/// A machine proves itself with a secret that never changes; whoever copies it once is that machine
/// from then on. Use from an unusual place or at an unusual hour is the only sign. First replace
/// the secret by something that expires, or at least find out where it is kept.
threat static-machine-secret: spoofing "The secret behind {f} can be stolen and reused" for flow f {
  when f.crosses and not f.is-reply and f.source is not human
    and (f.authn in [api-key, shared-key] or (f.authn = password and f.source is not client))
  unless f.short-lived-credentials or f.mutual-auth
  severity: medium; likelihood: medium
  group: static-credential
  cwe: 522, 798; capec: 560; attack: "T1078", "T1552.001"; owasp: "NHI7:2025", "NHI4:2025"
  detect: "Known service key used from a new network or outside its schedule"
  ask: "How old can the secret behind {f} become, and who notices when it is used elsewhere?"
}
test "a job calls the bank with a key that never changes" {
  zone inside: internal-zone { process p: batch-job }
  zone bank: third-party-zone { entity b: payment-provider }
  flow a: p -> b via https { authn: api-key; short-lived-credentials: no; mutual-auth: no }
  expect static-machine-secret on a
}
test "the key of the job lives for an hour" {
  zone inside: internal-zone { process p: batch-job }
  zone bank: third-party-zone { entity b: payment-provider }
  flow a: p -> b via https { authn: api-key; short-lived-credentials: yes }
  expect mitigated static-machine-secret on a
}
test "the job shows a token instead of a stored secret" {
  zone inside: internal-zone { process p: batch-job }
  zone bank: third-party-zone { entity b: payment-provider }
  flow a: p -> b via https { authn: token }
  expect no static-machine-secret on a
}

/// The line is encrypted, but the caller does not check who is at the other end, so an impostor in
/// between reads and changes everything. Certificate warnings and changed host keys are the trace.
/// First make the client stop when the name or the key does not match.
threat false-server: spoofing "{f.source} may talk to an impostor instead of {f.target}"
  for flow f {
  when f.crosses and not f.is-reply and not (f.network = local) and f.encrypted
    and f.sensitivity >= internal and f.source.custom-code
    and (f.leaves-trust or f.source.on-internet or any(z in f.source.zones where z.kind = device))
    and not (f.via is [https, wss] and f.source is [browser, single-page-app])
  unless f.peer-verified
  severity: high; likelihood: low
  group: peer-identity
  cwe: 295, 297; capec: 94; attack: "T1557"; owasp: "A07:2025"
  detect: "Certificate or host key mismatch seen by a client"
  ask: "What does {f.source} check about {f.target} before it sends anything over {f}?"
}
test "the job takes any certificate for the bank" {
  asset order: personal-data classified confidential
  zone inside: internal-zone { process p: batch-job }
  zone bank: third-party-zone { entity b: payment-provider }
  flow a: p -> b via https carrying order { peer-verified: no; mutual-auth: no }
  expect false-server on a
}
test "nobody has looked at whether the job checks certificates" {
  asset order: personal-data classified confidential
  zone inside: internal-zone { process p: batch-job }
  zone bank: third-party-zone { entity b: payment-provider }
  flow a: p -> b via https carrying order
  expect maybe false-server on a
}
test "both ends show certificates" {
  asset order: personal-data classified confidential
  zone inside: internal-zone { process p: batch-job }
  zone bank: third-party-zone { entity b: payment-provider }
  flow a: p -> b via mtls carrying order
  expect mitigated false-server on a
}
test "the job shows a certificate and asks the bank for one" {
  asset order: personal-data classified confidential
  zone inside: internal-zone { process p: batch-job }
  zone bank: third-party-zone { entity b: payment-provider }
  flow a: p -> b via https carrying order { mutual-auth: yes }
  expect mitigated false-server on a
}
test "a browser checks certificates by itself" {
  asset order: personal-data classified confidential
  zone inside: internal-zone { process p: browser }
  zone bank: third-party-zone { entity b: payment-provider }
  flow a: p -> b via https carrying order { peer-verified: no; mutual-auth: no }
  expect no false-server on a
}
test "the bank has its branch on the same machine" {
  asset order: personal-data classified confidential
  zone inside: internal-zone { process p: batch-job }
  zone bank: third-party-zone { entity b: payment-provider }
  flow a: p -> b via local-ipc carrying order { peer-verified: no }
  expect no false-server on a
}
test "the call goes further in and stays with us" {
  asset order: personal-data classified confidential
  zone inside: internal-zone { process p: batch-job }
  zone bank: data-zone { process b: api }
  flow a: p -> b via https carrying order { peer-verified: no }
  expect no false-server on a
}
test "a bought product checks certificates by itself" {
  asset order: personal-data classified confidential
  zone inside: internal-zone { process p: batch-job { custom-code: no } }
  zone bank: third-party-zone { entity b: payment-provider }
  flow a: p -> b via https carrying order { peer-verified: no }
  expect no false-server on a
}
test "what the bank checks when it calls is not ours to decide" {
  asset order: personal-data classified confidential
  zone inside: internal-zone { process p: batch-job }
  zone bank: third-party-zone { entity b: payment-provider }
  flow a: b -> p via https carrying order { peer-verified: no; mutual-auth: no }
  expect no false-server on a
}
test "without encryption there is no certificate to check" {
  asset order: personal-data classified confidential
  zone inside: internal-zone { process p: batch-job }
  zone bank: third-party-zone { entity b: payment-provider }
  flow a: p -> b via http carrying order
  expect no false-server on a
}

/// A person signs in to something powerful or sensitive with one factor; a phished or reused
/// password is then enough. Sign-ins from a new place or device are the sign. First switch on a
/// second factor for the few who administer, then close the paths that skip it.
threat privileged-login-single-factor: spoofing "One stolen password of {f.source} opens {f.target}"
  for flow f {
  when not f.is-reply and f.target is not client and not (f.authn in [none, anonymous])
    and ((f.purpose = admin and (f.source is human or f.source is client))
      or (f.source is human and f.source.privilege >= elevated)
      or (f.source is human and f.target.sensitivity >= restricted
        and f.source is not [end-user, data-subject] and not (f.source.privilege = none)
        and not f.target.run-elsewhere))
  unless f.mfa
  severity: high; likelihood: high; top: yes
  group: no-mfa
  cwe: 308; capec: 600, 560; attack: "T1078", "T1110"; owasp: "A07:2025"
  detect: "Privileged sign-in without a second factor, or from a new place"
  ask: "Which factors does {f.source} need for {f}, and can any path skip the second one?"
}
test "an administrator signs in with a password alone" {
  zone outside: internet-zone { entity boss: administrator }
  zone inside: internal-zone { process p: web-app }
  flow a: boss -> p via https { mfa: no }
  expect privileged-login-single-factor on a
}
test "the machine of an administrator is drawn in between" {
  zone outside: internet-zone { process boss: workstation }
  zone inside: internal-zone { process p: web-app }
  flow a: boss -> p via https { purpose: admin; mfa: no }
  expect privileged-login-single-factor on a
}
test "an administrator signs in with a second factor" {
  zone outside: internet-zone { entity boss: administrator }
  zone inside: internal-zone { process p: web-app }
  flow a: boss -> p via https { mfa: yes }
  expect mitigated privileged-login-single-factor on a
}
test "an administrator reads a page that asks for no sign-in" {
  zone outside: internet-zone { entity boss: administrator }
  zone inside: internal-zone { process p: web-app }
  flow a: boss -> p via https { authn: none }
  expect no privileged-login-single-factor on a
}
test "an administrator reads a page that is open to anybody" {
  zone outside: internet-zone { entity boss: administrator }
  zone inside: internal-zone { process p: web-app }
  flow a: boss -> p via https { authn: anonymous; mfa: no }
  expect no privileged-login-single-factor on a
}
test "staff open card numbers with a password alone" {
  asset card: payment classified restricted
  zone inside: internal-zone { entity u: employee; process p: web-app }
  flow a: u -> p via https carrying card { mfa: no }
  expect privileged-login-single-factor on a
}
test "a customer sees only their own card number" {
  asset card: payment classified restricted
  zone inside: internal-zone { entity u: end-user; process p: web-app }
  flow a: u -> p via https carrying card { mfa: no }
  expect no privileged-login-single-factor on a
}
test "the supplier decides how one signs in to its service" {
  asset card: payment classified restricted
  zone inside: internal-zone { entity u: employee; process p: web-app { managed: supplier } }
  flow a: u -> p via https carrying card { mfa: no }
  expect no privileged-login-single-factor on a
}

// ---- Tampering ---------------------------------------------------------------------------------

/// Somebody on the way changes an amount, a name or an address, and the receiver acts on it. Checks
/// that fail on arrival are the only alarm. First encrypt the way or sign the message, so that a
/// change cannot pass.
threat message-altered-in-transit: tampering "{f} can be changed on the way to {f.target} unnoticed"
  for flow f {
  when f.crosses and not (f.network = local) and f.integrity-need >= medium
  unless f.encrypted or f.message-signing
  severity: high; likelihood: medium
  group: clear-text
  cwe: 924, 345; capec: 94, 594; attack: "T1557", "T1565"; owasp: "A08:2025"
  detect: "Message failed its signature or checksum"
  ask: "What would tell {f.target} that a message on {f} was changed on the way?"
}
test "an order crosses unsigned over plain web" {
  asset order classified public { integrity: high }
  zone inside: internal-zone { process p: batch-job }
  zone bank: third-party-zone { entity b: payment-provider }
  flow a: p -> b via http carrying order { message-signing: no }
  expect message-altered-in-transit on a
}
test "an order crosses over TLS" {
  asset order classified public { integrity: high }
  zone inside: internal-zone { process p: batch-job }
  zone bank: third-party-zone { entity b: payment-provider }
  flow a: p -> b via https carrying order { message-signing: no }
  expect mitigated message-altered-in-transit on a
}
test "an order crosses signed over plain web" {
  asset order classified public { integrity: high }
  zone inside: internal-zone { process p: batch-job }
  zone bank: third-party-zone { entity b: payment-provider }
  flow a: p -> b via http carrying order { message-signing: yes }
  expect mitigated message-altered-in-transit on a
}
test "a changed message would do no harm" {
  asset order classified public { integrity: low }
  zone inside: internal-zone { process p: batch-job }
  zone bank: third-party-zone { entity b: payment-provider }
  flow a: p -> b via http carrying order { message-signing: no }
  expect no message-altered-in-transit on a
}

/// A valid message is recorded and sent once more, and the receiver pays or acts twice. Repeated
/// identifiers and late timestamps show it. First give each message an identifier that the receiver
/// accepts only once.
threat message-replay: tampering "An old message on {f} can be sent to {f.target} again"
  for flow f {
  when f.crosses and f.integrity-need >= high and f.purpose in [command, event, payment, sync]
  unless f.replay-protection
  severity: medium; likelihood: medium
  group: replay
  cwe: 294; capec: 60; attack: "T1565"; owasp: "A08:2025"
  detect: "Duplicate message identifier or stale timestamp"
  ask: "What happens if a message on {f} arrives twice, or a day late?"
}
test "a payment would be booked twice" {
  asset order: payment classified confidential { integrity: high }
  zone inside: internal-zone { process p: batch-job }
  zone bank: third-party-zone { entity b: payment-provider }
  flow a: p -> b via https carrying order { purpose: payment; replay-protection: no }
  expect message-replay on a
}
test "a payment is accepted only once" {
  asset order: payment classified confidential { integrity: high }
  zone inside: internal-zone { process p: batch-job }
  zone bank: third-party-zone { entity b: payment-provider }
  flow a: p -> b via https carrying order { purpose: payment; replay-protection: yes }
  expect mitigated message-replay on a
}
test "a log line may well arrive twice" {
  asset order: payment classified confidential { integrity: high }
  zone inside: internal-zone { process p: batch-job }
  zone bank: third-party-zone { entity b: payment-provider }
  flow a: p -> b via https carrying order { purpose: log }
  expect no message-replay on a
}

/// Own code takes input from a less trusted place and believes it; most injections begin here.
/// Refused inputs, counted per field and caller, show somebody trying. First describe each input
/// strictly and refuse the rest at the door.
threat unvalidated-input: tampering "Hostile input reaches the code of {p}" for process p {
  when p.custom-code and p.exposed and p is not client
  unless p.input-validation
  severity: high; likelihood: medium; top: yes
  group: input
  cwe: 20; capec: 153, 28; attack: "T1190"; owasp: "A05:2025"
  detect: "Input rejected by validation: field, rule, caller; alert above a threshold"
  ask: "Which inputs of {p} are checked against a strict definition, and what happens to the rest?"
}
test "own code believes what strangers send" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app { input-validation: no } }
  flow a: u -> p via https
  expect unvalidated-input on p
}
test "a proxy on the same machine passes on what strangers send" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process x: waf; process p: web-app { input-validation: no } }
  flow a: u -> x via https
  flow b: x -> p via http
  expect unvalidated-input on p
}
test "the proxy fetches nothing from outside and nobody outside calls it" {
  zone outside: internal-zone { entity u: end-user }
  zone inside: internal-zone { process x: waf; process p: web-app { input-validation: no } }
  flow a: u -> x via https
  flow b: x -> p via http
  expect no unvalidated-input on p
}
test "own code refuses what it does not expect" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app { input-validation: yes } }
  flow a: u -> p via https
  expect mitigated unvalidated-input on p
}
test "a bought product has its own rules" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app { custom-code: no } }
  flow a: u -> p via https
  expect no unvalidated-input on p
}

/// Somebody less trusted writes into a store, and another program later reads it as if it were its
/// own. Records that fail a check when they are read are the sign. First check on reading as on
/// arrival, or encode where the value is used.
threat second-order-input: tampering "{f.target} trusts what others have written into {f.source}"
  for flow f {
  when f.source is store and f.source is not artifact-registry and f.source is not source-repository
    and f.target.custom-code
    and any(w in f.source.inflows where w.source != f.target and any(d in w.data)
      and (w.source.trust < f.target.trust or w.source.tainted))
  unless f.target.input-validation or f.target.output-encoding
  severity: medium; likelihood: medium
  group: input
  cwe: 501, 20; capec: 153; attack: "T1080"; owasp: "A05:2025"
  detect: "Stored record fails validation when it is read"
  ask: "Who writes what {f.target} reads from {f.source}, and is it checked on the way out?"
}
test "the worker believes what strangers left in the store" {
  asset note classified internal
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone {
    process p: web-app; process r: worker { input-validation: no; output-encoding: no }; store d
  }
  flow a: u -> p via https carrying note
  flow b: p -> d carrying note
  flow c: r -> d returns note
  expect second-order-input on c/reply
}
test "the worker checks what it reads" {
  asset note classified internal
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone {
    process p: web-app; process r: worker { input-validation: yes }; store d
  }
  flow a: u -> p via https carrying note
  flow b: p -> d carrying note
  flow c: r -> d returns note
  expect mitigated second-order-input on c/reply
}
test "the front only reads, so strangers leave nothing in the store" {
  asset note classified internal
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone {
    process p: web-app; process r: worker { input-validation: no; output-encoding: no }; store d
  }
  flow a: u -> p via https carrying note
  flow b: p -> d carrying nothing returns note
  flow c: r -> d returns note
  expect no second-order-input on c/reply
}

/// More identities may write to the store than need to, and one of them changes records that others
/// rely on. Bulk changes, or a write by somebody who never wrote before, are the sign. First list
/// the writers and take the right from all others.
threat store-tampering: tampering "Records in {s} can be changed by those who should only read"
  for store s {
  when s.integrity-need >= medium and not s.run-elsewhere
    and any(f in s.inflows where not f.is-reply and any(d in f.data)
      and (s.shared or any(g in s.inflows where not g.is-reply and g.source != f.source)
        or any(g in s.outflows where not g.is-reply and g.target != f.source)))
  unless s.least-privilege
  severity: high; likelihood: medium
  group: store-access
  cwe: 732, 284; capec: 122, 165; attack: "T1565"; owasp: "A01:2025"
  detect: "Write by an identity that never wrote before, or a bulk change"
  ask: "Which identities may write to {s}, and which of them really need to?"
}
test "every program may write to the orders" {
  asset order classified internal { integrity: high }
  zone inside: internal-zone {
    process p: api; process q: api; store d holds order { least-privilege: no }
  }
  flow a: p -> d via sql-protocol carrying order
  flow b: q -> d via sql-protocol returns order
  expect store-tampering on d
}
test "only those who need to may write to the orders" {
  asset order classified internal { integrity: high }
  zone inside: internal-zone {
    process p: api; process q: api; store d holds order { least-privilege: yes }
  }
  flow a: p -> d via sql-protocol carrying order
  flow b: q -> d via sql-protocol returns order
  expect mitigated store-tampering on d
}
test "a wrong record would do no harm" {
  asset order classified internal { integrity: low }
  zone inside: internal-zone {
    process p: api; process q: api; store d holds order { least-privilege: no }
  }
  flow a: p -> d via sql-protocol carrying order
  flow b: q -> d via sql-protocol returns order
  expect no store-tampering on d
}
test "nobody but the writer uses the orders" {
  asset order classified internal { integrity: high }
  zone inside: internal-zone {
    process p: api; process q: api; store d holds order { least-privilege: no }
  }
  flow a: p -> d via sql-protocol carrying order
  flow b: p -> d via sql-protocol returns order
  expect no store-tampering on d
}
test "all programs only read the orders" {
  asset order classified internal { integrity: high }
  zone inside: internal-zone {
    process p: api; process q: api; store d holds order { least-privilege: no }
  }
  flow a: p -> d via sql-protocol carrying nothing returns order
  flow b: q -> d via sql-protocol carrying nothing returns order
  expect no store-tampering on d
}
test "unrelated teams use the orders too" {
  asset order classified internal { integrity: high }
  zone inside: internal-zone {
    process p: api; store d holds order { shared: yes; least-privilege: no }
  }
  flow a: p -> d via sql-protocol carrying order
  expect store-tampering on d
}

/// Text from a caller starts a new line or field in the log, and those who read it later are
/// misled. Lines that do not parse are the sign. First encode what is written, or write fields
/// instead of text.
threat log-forging: tampering "Callers of {f.source} can forge lines in {f.target}" for flow f {
  when f.purpose = log and f.source.exposed and f.source.custom-code
  unless f.source.output-encoding
  severity: low; likelihood: medium
  group: log-content
  cwe: 117; capec: 93; attack: "T1565"; owasp: "A09:2025"
  detect: "Log line that does not parse"
  ask: "Can text from a caller of {f.source} start a new line or field in {f.target}?"
}
test "a caller can write lines into the log" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app { output-encoding: no }; store d: log-store }
  flow a: u -> p via https
  flow b: p -> d { purpose: log }
  expect log-forging on b
}
test "what goes into the log is encoded" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app { output-encoding: yes }; store d: log-store }
  flow a: u -> p via https
  flow b: p -> d { purpose: log }
  expect mitigated log-forging on b
}
test "what is written is no log" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app { output-encoding: no }; store d: log-store }
  flow a: u -> p via https
  flow b: p -> d { purpose: sync }
  expect no log-forging on b
}

// ---- Repudiation -------------------------------------------------------------------------------

/// Several people or programs use one login, so nobody can tell who did what and no single one can
/// be locked out. The same login at work in two places at once gives it away. First give each of
/// them an identity of their own, starting with those who can change data.
threat shared-identity: repudiation "Several callers may hide behind the one identity of {e}"
  for element e {
  when e is not client and e is not forwarder and e is not store
    and any(f in e.outflows where not f.is-reply and f.authn in [password, api-key, shared-key]
      and (f.integrity-need >= medium or f.sensitivity >= confidential))
  unless e.unique-identity
  severity: medium; likelihood: medium
  group: shared-identity
  attack: "T1078"; owasp: "NHI9:2025", "NHI10:2025"
  detect: "Same credential seen from two sources at once"
  ask: "If the login of {e} did something wrong, could you tell which person or service used it?"
}
test "all jobs use one shared key" {
  asset order: personal-data classified confidential
  zone inside: internal-zone { process p: batch-job { unique-identity: no }; process q: api }
  flow a: p -> q via https carrying order { authn: shared-key }
  expect shared-identity on p
}
test "each job has a key of its own" {
  asset order: personal-data classified confidential
  zone inside: internal-zone { process p: batch-job { unique-identity: yes }; process q: api }
  flow a: p -> q via https carrying order { authn: shared-key }
  expect mitigated shared-identity on p
}
test "the job carries a signed token instead of a shared key" {
  asset order: personal-data classified confidential
  zone inside: internal-zone { process p: batch-job { unique-identity: no }; process q: api }
  flow a: p -> q via https carrying order { authn: token }
  expect no shared-identity on p
}

/// Somebody changes or reads what matters, and afterwards nothing tells who it was. A component
/// that serves traffic and writes no records is the sign. First decide which actions count, then
/// record actor, action, object, time and result for each.
threat actions-leave-no-trace: repudiation "Nobody can show later who did what in {p}"
  for process p {
  when p.exposed and p is not client and p is not forwarder and not p.run-elsewhere
    and (p.integrity-need >= medium or p.sensitivity >= confidential
      or any(f in p.inflows where f.purpose = admin))
  unless p.audit-log
  severity: medium; likelihood: medium; top: yes
  group: audit
  cwe: 778; owasp: "A09:2025"
  detect: "Gap in the audit stream of a component that is serving traffic"
  ask: "Which actions in {p} are recorded, with who, what, when and result?"
}
test "orders are placed and nothing is recorded" {
  asset order: personal-data classified confidential
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app { audit-log: no } }
  flow a: u -> p via https carrying order
  expect actions-leave-no-trace on p
}
test "each order is recorded with its buyer" {
  asset order: personal-data classified confidential
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app { audit-log: yes } }
  flow a: u -> p via https carrying order
  expect mitigated actions-leave-no-trace on p
}
test "what happens is sent to a place for records" {
  asset order: personal-data classified confidential
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app; store l: audit-log-store }
  flow a: u -> p via https carrying order
  flow b: p -> l { purpose: log }
  expect mitigated actions-leave-no-trace on p
}
test "orders come by way of a proxy on the same machine" {
  asset order: personal-data classified confidential
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process x: reverse-proxy; process p: web-app { audit-log: no } }
  flow a: u -> x via https
  flow b: x -> p via http carrying order
  expect actions-leave-no-trace on p
}
test "the supplier keeps the records of its own service" {
  asset order: personal-data classified confidential
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app { audit-log: no; managed: supplier } }
  flow a: u -> p via https carrying order
  expect no actions-leave-no-trace on p
}
test "a proxy passes on what others record" {
  asset order: personal-data classified confidential
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: reverse-proxy { audit-log: no } }
  flow a: u -> p via https carrying order
  expect no actions-leave-no-trace on p
}

/// Whoever breaks in edits or deletes the records that would show it. A jump in sequence numbers or
/// a sudden silence is the sign. First send the records at once to a place that the administrators
/// of the source cannot change.
threat log-tampering: repudiation "An intruder can remove their traces from {s}" for store s {
  when s is log-store or any(a in s.data where a is log)
  unless s.log-integrity
  severity: medium; likelihood: medium
  group: log-integrity
  cwe: 732; capec: 268, 81; attack: "T1070", "T1565"; owasp: "A09:2025"
  detect: "Log deletion, truncation, or a jump in sequence numbers"
  ask: "Who can change or delete what is in {s}, and would it show?"
}
test "an intruder can edit the log" {
  zone inside: internal-zone { store d: log-store { log-integrity: no } }
  expect log-tampering on d
}
test "a changed log would show" {
  zone inside: internal-zone { store d: log-store { log-integrity: yes } }
  expect mitigated log-tampering on d
}
test "a store without records has no traces to remove" {
  zone inside: internal-zone { store d: sql-database holds nothing { log-integrity: no } }
  expect no log-tampering on d
}

/// A partner sends a binding message and later says it never did, or never in this form. Disputes
/// that come down to word against word are the sign. First have such messages signed by their
/// sender and keep the signature with them.
threat origin-deniable: repudiation "{f.source} can deny what it sent over {f}" for flow f {
  when f.integrity-need >= high and f.purpose in [payment, command, event, business, sync]
    and (any(z in f.source.zones where z.kind = third-party)
      or any(z in f.target.zones where z.kind = third-party))
  unless f.message-signing
  severity: medium; likelihood: low
  group: origin
  cwe: 345; capec: 194; owasp: "A08:2025"
  detect: "Message without a valid signature from a partner"
  ask: "If {f.source} later denies the content of {f}, what can you show?"
}
test "a partner orders without a signature" {
  asset order: payment classified confidential { integrity: high }
  zone inside: internal-zone { process p: api }
  zone far: third-party-zone { entity b: partner-system }
  flow a: b -> p via https carrying order { purpose: business; message-signing: no }
  expect origin-deniable on a
}
test "a partner signs its orders" {
  asset order: payment classified confidential { integrity: high }
  zone inside: internal-zone { process p: api }
  zone far: third-party-zone { entity b: partner-system }
  flow a: b -> p via https carrying order { purpose: business; message-signing: yes }
  expect mitigated origin-deniable on a
}
test "nothing binding is sent" {
  asset order: payment classified confidential { integrity: high }
  zone inside: internal-zone { process p: api }
  zone far: third-party-zone { entity b: partner-system }
  flow a: b -> p via https carrying order { purpose: telemetry }
  expect no origin-deniable on a
}

/// Somebody breaks in at the edge and stays for months, because nobody looks. A sensor that is
/// silent longer than it should be is the sign. First decide who gets which alert and what they do
/// then; after that collect more.
threat silent-intrusion: repudiation "Nobody notices a break-in at the edge of {z}" for zone z {
  when any(x in z.elements where x is not entity and any(f in x.inflows where f.from-internet))
  unless z.monitoring
  severity: medium; likelihood: medium
  group: monitoring
  cwe: 778; owasp: "A09:2025"
  detect: "Monitoring sensor silent for longer than its interval"
  ask: "Who would see an attack on {z}, and how soon?"
}
test "nobody watches the edge" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { monitoring: no; process p: web-app }
  flow a: u -> p via https
  expect silent-intrusion on inside
}
test "somebody watches the edge" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { monitoring: yes; process p: web-app }
  flow a: u -> p via https
  expect mitigated silent-intrusion on inside
}
test "the internet does not reach this zone" {
  zone outside: office-zone { entity u: employee }
  zone inside: internal-zone { monitoring: no; process p: web-app }
  flow a: u -> p via https
  expect no silent-intrusion on inside
}

// ---- Information disclosure --------------------------------------------------------------------

/// Data leaves a zone unencrypted, and whoever sits on the way reads it, usually unseen. Network
/// sensors that meet clear text where there should be none can tell. First encrypt the hop and
/// close the unencrypted port.
threat clear-text-crossing: information-disclosure "{f} can be read on its way to {f.target}"
  for flow f {
  when (f.crosses or f.wireless) and not (f.network = local) and f.sensitivity >= internal
  unless f.encrypted
  severity: high; likelihood: medium; top: yes
  group: clear-text
  cwe: 319; capec: 157, 158; attack: "T1040", "T1557"; owasp: "A04:2025"
  detect: "Clear-text connection accepted on a port that should be encrypted"
  ask: "Which protocol protects {f} between {f.source} and {f.target}, and can it fall back?"
}
test "orders cross the border over plain web" {
  asset order: personal-data classified internal
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app }
  flow a: u -> p via http carrying order
  expect clear-text-crossing on a
}
test "nobody has said how orders cross the border" {
  asset order: personal-data classified internal
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app }
  flow a: u -> p carrying order
  expect maybe clear-text-crossing on a
}
test "orders cross the border over TLS" {
  asset order: personal-data classified internal
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app }
  flow a: u -> p via https carrying order
  expect mitigated clear-text-crossing on a
}
test "a sign-in with tickets of the domain is protected" {
  asset order: personal-data classified internal
  zone outside: office-zone { process u: workstation }
  zone inside: internal-zone { process p: domain-controller }
  flow a: u -> p via kerberos carrying order
  expect mitigated clear-text-crossing on a
}
test "a plain lookup in the directory is not" {
  asset order: personal-data classified internal
  zone outside: office-zone { process u: workstation }
  zone inside: internal-zone { process p: domain-controller }
  flow a: u -> p via ldap carrying order
  expect clear-text-crossing on a
}
test "a lookup in the directory over StartTLS is" {
  asset order: personal-data classified internal
  zone outside: office-zone { process u: workstation }
  zone inside: internal-zone { process p: domain-controller }
  flow a: u -> p via ldap carrying order { encrypted: yes }
  expect mitigated clear-text-crossing on a
}
test "an answer over plain web counts as much as a request" {
  asset order: personal-data classified internal
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app }
  flow a: u -> p via http carrying nothing returns order
  expect clear-text-crossing on a/reply
}
test "orders go through the air and cross no border" {
  asset order: personal-data classified internal
  zone inside: internal-zone { entity u: employee; process p: web-app }
  flow a: u -> p via http carrying order { wireless: yes }
  expect clear-text-crossing on a
}
test "orders go through a wire and cross no border" {
  asset order: personal-data classified internal
  zone inside: internal-zone { entity u: employee; process p: web-app }
  flow a: u -> p via http carrying order { wireless: no }
  expect no clear-text-crossing on a
}
test "what everybody may know can cross in the clear" {
  asset order: personal-data classified public
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app }
  flow a: u -> p via http carrying order
  expect no clear-text-crossing on a
}

/// A password, key or token travels unprotected; one look is enough to become its owner. Credential
/// patterns in captured traffic prove it. First encrypt every hop, inside the network too, then
/// replace the secrets that have already travelled.
threat credentials-in-clear: information-disclosure "Secrets on {f} can be read on the way"
  for flow f {
  when any(a in f.data where a is [credential, key, token, password]) and not (f.network = local)
  unless f.encrypted
  severity: critical; likelihood: medium; top: yes
  group: clear-text
  cwe: 319, 523; capec: 157, 102; attack: "T1040", "T1552"; owasp: "A04:2025", "A07:2025"
  detect: "Credential pattern detected in clear-text traffic"
  ask: "Is every hop that carries secrets on {f} encrypted, also inside the network?"
}
test "a password travels over plain web inside the network" {
  asset pass: password classified restricted
  zone inside: internal-zone { process p: web-app; process q: authentication-service }
  flow a: p -> q via http carrying pass
  expect credentials-in-clear on a
}
test "a password travels over TLS inside the network" {
  asset pass: password classified restricted
  zone inside: internal-zone { process p: web-app; process q: authentication-service }
  flow a: p -> q via https carrying pass
  expect mitigated credentials-in-clear on a
}
test "a password never leaves the machine" {
  asset pass: password classified restricted
  zone inside: internal-zone { process p: web-app; process q: authentication-service }
  flow a: p -> q via local-ipc carrying pass
  expect no credentials-in-clear on a
}

/// Old protocol versions and ciphers are still accepted, so an attacker on the way chooses the
/// weakest. Handshakes with retired versions are the trace. First set the lowest version you
/// support and switch the rest off.
threat weak-transport-crypto: information-disclosure "{f} may be encrypted with outdated means"
  for flow f {
  when f.crosses and f.encrypted and f.sensitivity >= confidential
  unless f.strong-crypto
  severity: medium; likelihood: low
  group: crypto-strength
  cwe: 326, 327, 757; capec: 217, 620; attack: "T1600", "T1557"; owasp: "A04:2025"
  detect: "Handshake with a retired protocol version or cipher"
  ask: "Which protocol versions and ciphers can be negotiated on {f}?"
}
test "the bank still accepts old protocol versions" {
  asset order: personal-data classified confidential
  zone inside: internal-zone { process p: batch-job }
  zone bank: third-party-zone { entity b: payment-provider }
  flow a: p -> b via https carrying order { strong-crypto: no }
  expect weak-transport-crypto on a
}
test "only current protocol versions are accepted" {
  asset order: personal-data classified confidential
  zone inside: internal-zone { process p: batch-job }
  zone bank: third-party-zone { entity b: payment-provider }
  flow a: p -> b via https carrying order { strong-crypto: yes }
  expect mitigated weak-transport-crypto on a
}
test "clear text has no cipher that could be weak" {
  asset order: personal-data classified confidential
  zone inside: internal-zone { process p: batch-job }
  zone bank: third-party-zone { entity b: payment-provider }
  flow a: p -> b via http carrying order
  expect no weak-transport-crypto on a
}

/// People and programs that never use the store can read it, and any one of them can leak it. A
/// first read or an unusually large one is the sign. First look at who has read it in the last
/// month and remove everybody else.
threat store-overexposed: information-disclosure "More identities can read {s} than need to"
  for store s {
  when s.sensitivity >= confidential
  unless s.least-privilege
  severity: medium; likelihood: medium
  group: store-access
  cwe: 732; capec: 122; attack: "T1213", "T1530"; owasp: "A01:2025"
  detect: "Unusually large read or first read by an identity"
  ask: "Who can read {s} today, including people and tools that do not use it?"
}
test "everybody inside can read the orders" {
  asset order: personal-data classified confidential
  zone inside: internal-zone { store d holds order { least-privilege: no } }
  expect store-overexposed on d
}
test "only those who need to can read the orders" {
  asset order: personal-data classified confidential
  zone inside: internal-zone { store d holds order { least-privilege: yes } }
  expect mitigated store-overexposed on d
}
test "what is merely internal may be read inside" {
  asset order: personal-data classified internal
  zone inside: internal-zone { store d holds order { least-privilege: no } }
  expect no store-overexposed on d
}

/// Whoever gets hold of a disk, a snapshot or a file reads it without asking the store. The loss is
/// often noticed late or never. First encrypt the volume with a key that lives elsewhere, and
/// single fields where the value is highest.
threat store-unencrypted: information-disclosure "A stolen copy of {s} reveals what it keeps"
  for store s {
  when s.sensitivity >= confidential and s is not hsm and not s.run-elsewhere
  unless s.encryption-at-rest
  severity: medium; likelihood: medium; top: yes
  group: at-rest
  cwe: 311, 312; capec: 37; attack: "T1005", "T1530"; owasp: "A04:2025"
  detect: "Unencrypted volume or store created"
  ask: "If somebody copied the files behind {s}, what could they read?"
}
test "a stolen disk can be read" {
  asset order: personal-data classified confidential
  zone inside: internal-zone { store d: sql-database holds order { encryption-at-rest: no } }
  expect store-unencrypted on d
}
test "nobody has said whether the disk is encrypted" {
  asset order: personal-data classified confidential
  zone inside: internal-zone { store d: sql-database holds order }
  expect maybe store-unencrypted on d
}
test "a stolen disk says nothing" {
  asset order: personal-data classified confidential
  zone inside: internal-zone { store d: sql-database holds order { encryption-at-rest: yes } }
  expect mitigated store-unencrypted on d
}
test "the disks are in the hands of the supplier" {
  asset order: personal-data classified confidential
  zone inside: internal-zone {
    store d: sql-database holds order { encryption-at-rest: no; managed: supplier }
  }
  expect no store-unencrypted on d
}
test "a hardware module gives nothing away" {
  asset order: personal-data classified confidential
  zone inside: internal-zone { store d: hsm holds order { encryption-at-rest: no } }
  expect no store-unencrypted on d
}

/// Programs log more than they should, and the log has more readers than the data. Patterns of
/// secrets or names in a log stream prove it. First decide per field what may be logged, and mask
/// the rest before it is written.
threat secrets-in-logs: information-disclosure "Sensitive values of {f.source} end up in {f.target}"
  for flow f {
  when f.purpose = log and f.source is process and f.source.sensitivity >= confidential
  unless f.source.log-redaction
  severity: medium; likelihood: medium
  group: log-content
  cwe: 532; capec: 150; attack: "T1654", "T1552"; owasp: "A09:2025"
  detect: "Secret or personal-data pattern found in a log stream"
  ask: "Which values are removed or masked before {f.source} writes to {f.target}?"
}
test "whole orders go into the log" {
  asset order: personal-data classified confidential
  zone inside: internal-zone { process p: api { log-redaction: no }; store d: log-store }
  flow a: p -> d carrying order { purpose: log }
  expect secrets-in-logs on a
}
test "names are masked before they are logged" {
  asset order: personal-data classified confidential
  zone inside: internal-zone { process p: api { log-redaction: yes }; store d: log-store }
  flow a: p -> d carrying order { purpose: log }
  expect mitigated secrets-in-logs on a
}
test "the program handles nothing confidential" {
  asset order: personal-data classified internal
  zone inside: internal-zone { process p: api { log-redaction: no }; store d: log-store }
  flow a: p -> d carrying order { purpose: log }
  expect no secrets-in-logs on a
}

/// A stranger provokes errors and reads paths, versions and query text in the answers. A rise in
/// unexpected errors for one caller is the sign. First give outsiders one short message and keep
/// the details in the log.
threat errors-reveal-internals: information-disclosure "Error messages of {p} help the attacker"
  for process p {
  when p.internet-exposed and p.custom-code and p is service
  unless p.error-hiding
  severity: low; likelihood: medium
  group: errors
  cwe: 209; capec: 215; attack: "T1592"; owasp: "A10:2025"
  detect: "Rise in unexpected errors for one caller"
  ask: "What does {p} tell a stranger when something goes wrong inside?"
}
test "errors show the inside of the program" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app { error-hiding: no } }
  flow a: u -> p via https
  expect errors-reveal-internals on p
}
test "errors say nothing but sorry" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app { error-hiding: yes } }
  flow a: u -> p via https
  expect mitigated errors-reveal-internals on p
}
test "only staff see the errors" {
  zone outside: office-zone { entity u: employee }
  zone inside: internal-zone { process p: web-app { error-hiding: no } }
  flow a: u -> p via https
  expect no errors-reveal-internals on p
}

/// A password or key lies in code, settings or an image, and everybody who can read those can use
/// it. Scanners that find it, or an unexpected reader, are the sign. First move it to a vault, then
/// replace it: what has lain in the open is known.
threat secret-in-configuration: information-disclosure "The stored secrets of {p} are found"
  for process p {
  when p is not client and not p.run-elsewhere
    and any(f in p.outflows where not f.is-reply and f.authn in [api-key, password, shared-key])
  unless p.vault
  severity: high; likelihood: medium
  group: secret-storage
  cwe: 798, 522; capec: 37, 191; attack: "T1552.001"; owasp: "A07:2025", "NHI2:2025"
  detect: "Secret found by a scanner, or read by an unexpected identity"
  ask: "Where does {p} get its keys and passwords at start-up?"
}
test "the key lies in a settings file" {
  zone inside: internal-zone { process p: api { vault: no }; process q: api }
  flow a: p -> q via https { authn: api-key }
  expect secret-in-configuration on p
}
test "the key comes from a vault" {
  zone inside: internal-zone { process p: api { vault: yes }; process q: api }
  flow a: p -> q via https { authn: api-key }
  expect mitigated secret-in-configuration on p
}
test "a federated identity needs no stored key" {
  zone inside: internal-zone { process p: api { vault: no }; process q: api }
  flow a: p -> q via https { authn: federated }
  expect no secret-in-configuration on p
}

/// Who is inside sends data out, or lets a tool call home, and no rule says where connections may
/// go. A destination seen for the first time is the sign. First list the destinations that members
/// need and refuse the rest.
threat unrestricted-egress: information-disclosure "Data can leave {z} to any destination"
  for zone z {
  when any(x in z.elements where x.sensitivity >= confidential)
    and any(x in z.elements where any(f in x.outflows where not f.is-reply and f.target is not human
      and any(y in f.target.zones where y.kind in [internet, third-party])))
    and not (z.kind in [internet, client, third-party, device])
  unless z.egress-control
  severity: medium; likelihood: medium
  group: egress
  attack: "T1041", "T1567", "T1048"; owasp: "A06:2025"
  detect: "Connection to a destination that is not on the list"
  ask: "Which outside destinations may members of {z} contact, and who keeps the list?"
}
test "members may connect to anywhere" {
  asset order: personal-data classified confidential
  zone outside: internet-zone { entity s: saas-service }
  zone inside: internal-zone { egress-control: no; process p: api; store d holds order }
  flow a: p -> s via https
  expect unrestricted-egress on inside
}
test "members may connect only to listed places" {
  asset order: personal-data classified confidential
  zone outside: internet-zone { entity s: saas-service }
  zone inside: internal-zone { egress-control: yes; process p: api; store d holds order }
  flow a: p -> s via https
  expect mitigated unrestricted-egress on inside
}
test "the only way out leads to a person" {
  asset order: personal-data classified confidential
  zone outside: internet-zone { entity s: end-user }
  zone inside: internal-zone { egress-control: no; process p: api; store d holds order }
  flow a: p -> s via https
  expect no unrestricted-egress on inside
}

// ---- Denial of service -------------------------------------------------------------------------

/// More requests arrive than can be served, and rightful users wait or leave. A request rate or a
/// share of refusals far above the usual is the sign. First refuse cheaply per caller before any
/// work is done; volume attacks need the provider's help.
threat flooding: denial-of-service "A flood from the internet stops {p}" for process p {
  when p.internet-exposed and (p is service or p is intermediary) and p.criticality >= medium
    and not (p.managed in [provider, supplier])
  unless p.rate-limit or any(f in p.inflows where f.source is intermediary and f.source.rate-limit)
  severity: high; likelihood: medium; top: yes
  group: flood
  cwe: 770, 799; capec: 125, 488; attack: "T1498", "T1499"; owasp: "API4:2023"
  detect: "Request rate or refusals above the normal band"
  ask: "What happens to {p} when requests arrive a hundred times faster than normal?"
}
test "anybody may send as much as they like" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app { criticality: high; rate-limit: no } }
  flow a: u -> p via https
  expect flooding on p
}
test "each caller has a limit" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app { criticality: high; rate-limit: yes } }
  flow a: u -> p via https
  expect mitigated flooding on p
}
test "a proxy on the same machine passes every flood on" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone {
    process x: reverse-proxy { rate-limit: no }
    process p: web-app { criticality: high; rate-limit: no }
  }
  flow a: u -> x via https
  flow b: x -> p via http
  expect flooding on p
}
test "the proxy in front has a limit for each caller" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone {
    process x: reverse-proxy { rate-limit: yes }
    process p: web-app { criticality: high; rate-limit: no }
  }
  flow a: u -> x via https
  flow b: x -> p via http
  expect mitigated flooding on p
}
test "the provider who runs it absorbs floods" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app { criticality: high; managed: provider } }
  flow a: u -> p via https
  expect no flooding on p
}

/// One request makes the service do far more work than it cost to send. Requests over their time or
/// memory budget are the sign. First find the most expensive thing a caller can ask for, and bound
/// it.
threat expensive-request: denial-of-service "A few costly requests exhaust {p}" for process p {
  when p.exposed and p.custom-code and p is service and p.criticality >= medium
  unless p.resource-limits
  severity: medium; likelihood: medium
  group: flood
  cwe: 400, 770; capec: 130, 227; attack: "T1499.003"; owasp: "API4:2023"
  detect: "Requests over the time, memory or size budget"
  ask: "What is the most expensive thing one caller can make {p} do?"
}
test "one search can take all the memory" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app { criticality: medium; resource-limits: no } }
  flow a: u -> p via https
  expect expensive-request on p
}
test "each request has a budget" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app { criticality: medium; resource-limits: yes } }
  flow a: u -> p via https
  expect mitigated expensive-request on p
}
test "nobody minds when it stops" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app { criticality: low; resource-limits: no } }
  flow a: u -> p via https
  expect no expensive-request on p
}

/// There is one of it, and sooner or later it fails, by accident or with help. A failed health
/// check with nothing healthy to replace it is the moment. First run a second one where it does not
/// fail together with the first, and try the switch.
threat single-point-of-failure: denial-of-service "When {e} stops, the service stops"
  for element e {
  when e.criticality >= high and e is not client and not (e.managed in [provider, supplier])
  unless e.redundancy
  severity: medium; likelihood: medium
  group: resilience
  attack: "T1499"
  detect: "Health check failed with no healthy replacement"
  ask: "Which other instance takes over when {e} stops, and was that tried?"
}
test "there is one of it and all hangs on it" {
  zone inside: internal-zone { process p: api { criticality: high; redundancy: no } }
  expect single-point-of-failure on p
}
test "a second one takes over" {
  zone inside: internal-zone { process p: api { criticality: high; redundancy: yes } }
  expect mitigated single-point-of-failure on p
}
test "little hangs on it" {
  zone inside: internal-zone { process p: api { criticality: medium; redundancy: no } }
  expect no single-point-of-failure on p
}

/// A mistake, a fault or an attacker deletes or encrypts the data, and there is no copy to go back
/// to. A backup that is missing or suddenly small is the warning. First take copies automatically,
/// as often as the loss you can bear.
threat data-lost: denial-of-service "What {s} keeps is lost and cannot be restored" for store s {
  when s.availability-need >= medium and s is not [cache, backup-store] and not s.run-elsewhere
    and not (s is log-store and s.managed = provider)
  unless s.backup
  severity: high; likelihood: medium; top: yes
  group: recovery
  attack: "T1485", "T1486"
  detect: "Backup missed or much smaller than the last one"
  ask: "From which copy, and how old, would {s} be restored?"
}
test "there is no copy of the orders" {
  asset order classified internal { availability: high }
  zone inside: internal-zone { store d: sql-database holds order { backup: no } }
  expect data-lost on d
}
test "the orders are copied every night" {
  asset order classified internal { availability: high }
  zone inside: internal-zone { store d: sql-database holds order { backup: yes } }
  expect mitigated data-lost on d
}
test "a service for copies fetches the orders every night" {
  asset order classified internal { availability: high }
  zone inside: internal-zone { store d: sql-database holds order; process b: backup-service }
  flow a: b -> d via sql-protocol returns order { purpose: backup }
  expect mitigated data-lost on d
}
test "a service fetches the orders for another purpose" {
  asset order classified internal { availability: high }
  zone inside: internal-zone { store d: sql-database holds order; process b: backup-service }
  flow a: b -> d via sql-protocol returns order { purpose: analytics }
  expect maybe data-lost on d
}
test "a wrong record hurts, and a lost one is fetched again" {
  asset order classified internal { availability: low; integrity: high }
  zone inside: internal-zone { store d: sql-database holds order { backup: no } }
  expect no data-lost on d
}
test "the copies themselves need no copy" {
  asset order classified internal { availability: high }
  zone inside: internal-zone { store d: backup-store holds order { backup: no } }
  expect no data-lost on d
}
test "the supplier answers for what it keeps" {
  asset order classified internal { availability: high }
  zone inside: internal-zone {
    store d: sql-database holds order { backup: no; managed: supplier }
  }
  expect no data-lost on d
}
test "a cache can be filled again" {
  asset order classified internal { availability: high }
  zone inside: internal-zone { store d: cache holds order { backup: no } }
  expect no data-lost on d
}

/// Who takes over the live system also deletes the copies, and only then asks for money. A deleted
/// backup or a shortened retention is the last warning. First keep one copy that no identity of the
/// live system can change.
threat backup-destroyed: denial-of-service "The backups of {s} are destroyed together with the data"
  for store s {
  when s.backup and s.availability-need >= high
  unless s.backup-isolated
  severity: high; likelihood: medium
  group: recovery
  attack: "T1490", "T1485"
  detect: "Deletion of a backup or change of its retention"
  ask: "Could the identity that runs {s} also delete its backups?"
}
test "whoever runs the store can delete its copies" {
  asset order classified internal { availability: high }
  zone inside: internal-zone { store d holds order { backup: yes; backup-isolated: no } }
  expect backup-destroyed on d
}
test "one copy is out of reach" {
  asset order classified internal { availability: high }
  zone inside: internal-zone { store d holds order { backup: yes; backup-isolated: yes } }
  expect mitigated backup-destroyed on d
}
test "without copies there is none to destroy" {
  asset order classified internal { availability: high }
  zone inside: internal-zone { store d holds order { backup: no; backup-isolated: no } }
  expect no backup-destroyed on d
}

/// Something you do not run becomes slow, and your own threads, queues and users wait with it.
/// Breakers that open and calls that take their full time limit are the sign. First set a limit for
/// every outside call and decide what happens when it is reached.
threat dependency-stall: denial-of-service "{f.target} is slow and drags {f.source} down"
  for flow f {
  when f.source is process and f.source.criticality >= high and f.target is not human
    and (f.target.managed = supplier or any(z in f.target.zones where z.kind = third-party))
    and not f.is-reply and not (f.purpose in [log, telemetry])
  unless f.source.timeouts
  severity: medium; likelihood: medium
  group: resilience
  cwe: 1088; owasp: "API10:2023"
  detect: "Circuit breaker opened for a dependency"
  ask: "What does {f.source} do when {f.target} answers after a minute, or not at all?"
}
test "the checkout waits for the bank forever" {
  zone inside: internal-zone { process p: api { criticality: high; timeouts: no } }
  zone bank: third-party-zone { entity b: payment-provider }
  flow a: p -> b via https
  expect dependency-stall on a
}
test "the checkout gives up on the bank in time" {
  zone inside: internal-zone { process p: api { criticality: high; timeouts: yes } }
  zone bank: third-party-zone { entity b: payment-provider }
  flow a: p -> b via https
  expect mitigated dependency-stall on a
}
test "nobody waits for a log line" {
  zone inside: internal-zone { process p: api { criticality: high; timeouts: no } }
  zone bank: third-party-zone { entity b: payment-provider }
  flow a: p -> b via https { purpose: log }
  expect no dependency-stall on a
}

// ---- Elevation of privilege --------------------------------------------------------------------

/// A program in the user's hands talks to a store directly, so its owner can send any query the
/// store allows. Connections from addresses that are no application show it. First put a service in
/// between, or limit what this caller may touch and make it prove who it is.
threat store-opened-to-outsiders: elevation-of-privilege "{f.source} reaches {f.target} directly"
  for flow f {
  when f.target is store and f.source is client and f.crossing = up and not f.pulled
    and (f.source.on-internet or f.source.trust <= low) and f.target.sensitivity >= internal
    and f.target is not source-repository and f.target is not artifact-registry
  unless f.target.least-privilege and f.authenticated
  severity: high; likelihood: medium
  group: store-access
  cwe: 284, 668; capec: 1, 122; attack: "T1213"; owasp: "A01:2025"
  detect: "Connection to the store from an address that is not an application"
  ask: "Why does {f.source} talk to {f.target} without a service in between, and what limits it?"
}
test "a phone queries the store and nobody asks who it is" {
  asset order: personal-data classified confidential
  zone outside: public-client-zone { process c: mobile-app }
  zone inside: internal-zone { store d holds order { least-privilege: yes } }
  flow a: c -> d via https { authn: none }
  expect store-opened-to-outsiders on a
}
test "a phone with a token sees only what is its own" {
  asset order: personal-data classified confidential
  zone outside: public-client-zone { process c: mobile-app }
  zone inside: internal-zone { store d holds order { least-privilege: yes } }
  flow a: c -> d via https { authn: token }
  expect mitigated store-opened-to-outsiders on a
}
test "a tool of ours on a machine of ours queries the store" {
  asset order: personal-data classified confidential
  zone outside: dmz-zone { process c: cli-tool }
  zone inside: internal-zone { store d holds order { least-privilege: yes } }
  flow a: c -> d via https { authn: none }
  expect no store-opened-to-outsiders on a
}
test "a service stands before the store" {
  asset order: personal-data classified confidential
  zone outside: public-client-zone { process c: api }
  zone inside: internal-zone { store d holds order { least-privilege: yes } }
  flow a: c -> d via https { authn: none }
  expect no store-opened-to-outsiders on a
}

/// A reachable program runs with rights that it never uses, and an intruder inherits all of them. A
/// right used for the first time is the sign. First let it run under an ordinary account and add
/// back only what fails.
threat overprivileged-process: elevation-of-privilege "A break-in at {p} gains too many rights"
  for process p {
  when (p.privilege >= elevated or p.host-access
    or any(f in p.outflows where f.purpose = admin and not f.is-reply
      and f.target is container-host)) and p.exposed and p is not client and not p.platform
  unless p.least-privilege
  severity: high; likelihood: medium; top: yes
  group: overprivilege
  cwe: 250, 266; capec: 69, 122; attack: "T1068", "T1078"; owasp: "A01:2025", "NHI5:2025"
  detect: "Process used a right it never used before"
  ask: "Which rights would be lost if {p} ran as an ordinary account?"
}
test "the front end runs as administrator" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app { privilege: admin; least-privilege: no } }
  flow a: u -> p via https
  expect overprivileged-process on p
}
test "its administrator rights are cut down to what is used" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app { privilege: admin; least-privilege: yes } }
  flow a: u -> p via https
  expect mitigated overprivileged-process on p
}
test "the front end reaches into its host" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app { host-access: yes; least-privilege: no } }
  flow a: u -> p via https
  expect overprivileged-process on p
}
test "the front end starts containers on its host" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone {
    process p: web-app { least-privilege: no }; process h: container-host
  }
  flow a: u -> p via https
  flow b: p -> h via local-ipc { purpose: admin }
  expect overprivileged-process on p
}
test "the front end asks its host for the time" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone {
    process p: web-app { least-privilege: no }; process h: container-host
  }
  flow a: u -> p via https
  flow b: p -> h via local-ipc { purpose: telemetry }
  expect no overprivileged-process on p
}
test "the front end runs as an ordinary user" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app { privilege: user; least-privilege: no } }
  flow a: u -> p via https
  expect no overprivileged-process on p
}

/// Operators and ordinary users share one component, and a missing check lets the latter use the
/// functions of the former. Refused calls to operator functions show somebody trying. First check
/// the right on the server for each function, refusing by default.
threat privileged-function-open: elevation-of-privilege "{p} lets ordinary users act as operators"
  for process p {
  when p.custom-code and p is not client and any(f in p.inflows where f.purpose = admin)
    and any(f in p.inflows where not (f.purpose = admin) and not f.pulled)
  unless p.authz-function
  severity: high; likelihood: medium
  group: authz
  cwe: 862, 863; capec: 1, 87; attack: "T1548"; owasp: "A01:2025", "API5:2023"
  detect: "Refused call to a privileged function"
  ask: "Where does {p} decide that a caller may use an operator function?"
}
test "users and operators share a door and nobody checks" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { entity boss: administrator; process p: api { authz-function: no } }
  flow a: u -> p via https
  flow b: boss -> p via https { purpose: admin }
  expect privileged-function-open on p
}
test "each function checks who may use it" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { entity boss: administrator; process p: api { authz-function: yes } }
  flow a: u -> p via https
  flow b: boss -> p via https { purpose: admin }
  expect mitigated privileged-function-open on p
}
test "an app shows the functions of users and operators, and others decide" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone {
    entity boss: administrator; process p: desktop-app { authz-function: no }
  }
  flow a: u -> p via https
  flow b: boss -> p via https { purpose: admin }
  expect no privileged-function-open on p
}
test "only operators call it" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { entity boss: administrator; process p: api { authz-function: no } }
  flow a: u -> p via https { purpose: admin }
  flow b: boss -> p via https { purpose: admin }
  expect no privileged-function-open on p
}

/// A component that strangers can call uses its own broad account one step further in, so a caller
/// gets what they could not get alone. Inner calls without an end user in them are the sign. First
/// pass on the user's own authority, limited to the task.
threat confused-deputy: elevation-of-privilege "{f.source} lends its rights on {f.target}"
  for flow f {
  when f.source is process and f.source is not intermediary and f.source.exposed
    and f.target is process and f.target.sensitivity >= confidential and f.crossing = up
    and not f.pulled and f.authenticated
  unless f.source.delegated-auth
  severity: medium; likelihood: medium
  group: delegation
  cwe: 441; capec: 1; owasp: "A01:2025"
  detect: "Downstream call that has no end-user context"
  ask: "When {f.source} calls {f.target}, whose permissions decide what comes back?"
}
test "the front calls inside under one strong account" {
  asset order: personal-data classified confidential
  zone outside: internet-zone { entity u: end-user }
  zone front: dmz-zone { process p: api { delegated-auth: no } }
  zone inside: internal-zone { process q: microservice }
  flow a: u -> p via https
  flow b: p -> q via https carrying order { authn: api-key }
  expect confused-deputy on b
}
test "the front calls inside with the rights of its user" {
  asset order: personal-data classified confidential
  zone outside: internet-zone { entity u: end-user }
  zone front: dmz-zone { process p: api { delegated-auth: yes } }
  zone inside: internal-zone { process q: microservice }
  flow a: u -> p via https
  flow b: p -> q via https carrying order { authn: api-key }
  expect mitigated confused-deputy on b
}
test "the service inside asks nobody who they are" {
  asset order: personal-data classified confidential
  zone outside: internet-zone { entity u: end-user }
  zone front: dmz-zone { process p: api { delegated-auth: no } }
  zone inside: internal-zone { process q: microservice }
  flow a: u -> p via https
  flow b: p -> q via https carrying order { authn: none }
  expect no confused-deputy on b
}

/// The door for operators can be tried by everybody on the internet, day and night. Attempts from
/// outside the management network are the sign. First close it to the world and let operators come
/// through a guarded path.
threat admin-path-from-outside: elevation-of-privilege "{f.target} can be managed from outside"
  for flow f {
  when f.purpose = admin and not f.pulled and f.target is not jump-host
    and any(z in f.source.zones where z.kind in [internet, client, third-party])
  unless f.target.admin-isolated or f.target.conditional-access
  severity: critical; likelihood: medium; top: yes
  group: admin-exposed
  cwe: 668, 749; capec: 180; attack: "T1133", "T1021"; owasp: "A02:2025"
  detect: "Administration attempt from outside the management network"
  ask: "Why can {f} start outside the management network?"
}
test "operators come in over the open internet" {
  zone outside: internet-zone { entity boss: administrator }
  zone inside: internal-zone { process p: web-app { admin-isolated: no; conditional-access: no } }
  flow a: boss -> p via https { purpose: admin }
  expect admin-path-from-outside on a
}
test "operators pass a check of device and place" {
  zone outside: internet-zone { entity boss: administrator }
  zone inside: internal-zone { process p: web-app { admin-isolated: no; conditional-access: yes } }
  flow a: boss -> p via https { purpose: admin }
  expect mitigated admin-path-from-outside on a
}
test "a jump host is there to be reached" {
  zone outside: internet-zone { entity boss: administrator }
  zone inside: internal-zone { process p: jump-host { admin-isolated: no; conditional-access: no } }
  flow a: boss -> p via https { purpose: admin }
  expect no admin-path-from-outside on a
}

/// A weakness becomes known, tools for it appear within days, and what faces the internet is tried
/// first. Overdue patches and known exploit patterns are the signs. First agree how many days may
/// pass between a fix and its roll-out, and measure it.
threat known-vulnerability: elevation-of-privilege "A published weakness opens {p}" for process p {
  when p.internet-exposed and p is not client and not (p.managed in [provider, supplier])
  unless p.patching
  severity: high; likelihood: high; top: yes
  group: vulnerable
  cwe: 1395; capec: 310; attack: "T1190", "T1210"; owasp: "A03:2025"
  detect: "Exploit signature for a known weakness, or an overdue patch"
  ask: "How many days pass between a fix being published and {p} running it?"
}
test "nobody updates the front" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app { patching: no } }
  flow a: u -> p via https
  expect known-vulnerability on p
}
test "nobody updates what stands behind the proxy" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process x: reverse-proxy; process p: web-app { patching: no } }
  flow a: u -> x via https
  flow b: x -> p via http
  expect known-vulnerability on p
}
test "only staff in a private tunnel reach it" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process x: vpn-gateway; process p: web-app { patching: no } }
  flow a: u -> x via https
  flow b: x -> p via http
  expect no known-vulnerability on p
}
test "fixes are rolled out in time" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app { patching: yes } }
  flow a: u -> p via https
  expect mitigated known-vulnerability on p
}
test "the supplier updates it" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app { managed: supplier } }
  flow a: u -> p via https
  expect no known-vulnerability on p
}

/// A bought product comes with sample pages, open settings and accounts that are printed in its
/// manual. A sign-in with a stock account is the sign. First install from a hardened build and
/// remove what nobody uses.
threat default-configuration: elevation-of-privilege "Defaults of {p} let somebody in"
  for process p {
  when p.exposed and p.custom-code = no and p is not client
    and not (p.managed in [provider, supplier])
  unless p.hardened
  severity: medium; likelihood: medium
  group: config
  cwe: 1188, 1392; capec: 70, 121; attack: "T1078.001"; owasp: "A02:2025"
  detect: "Sign-in with a vendor default account"
  ask: "Which defaults of {p} were switched off, and what keeps them off?"
}
test "a product runs as it came out of the box" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app { custom-code: no; hardened: no } }
  flow a: u -> p via https
  expect default-configuration on p
}
test "a product was stripped to what is used" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app { custom-code: no; hardened: yes } }
  flow a: u -> p via https
  expect mitigated default-configuration on p
}
test "own code has no stock accounts" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app { custom-code: yes; hardened: no } }
  flow a: u -> p via https
  expect no default-configuration on p
}

/// Own code in an unsafe language reads outside data, and one wrong length lets an attacker run
/// code in it. Crashes that repeat for similar input are the sign. First fuzz the parsers and
/// switch on what compiler and system offer against it.
threat memory-corruption: elevation-of-privilege "Malformed input to {p} can run code"
  for process p {
  when p.memory-safe = no and p.exposed and p.custom-code
  unless p.security-testing and p.hardened
  severity: critical; likelihood: low
  group: memory
  cwe: 119, 787; capec: 100; attack: "T1203", "T1190"
  detect: "Crash of a parser or service, grouped by input"
  ask: "Which parts of {p} parse outside data in an unsafe language, and are they fuzzed?"
}
test "an unsafe parser is tested but built without protection" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: dmz-zone { process p: api { memory-safe: no; security-testing: yes; hardened: no } }
  flow a: u -> p via https
  expect memory-corruption on p
}
test "an unsafe parser is tested and built with protection" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: dmz-zone { process p: api { memory-safe: no; security-testing: yes; hardened: yes } }
  flow a: u -> p via https
  expect mitigated memory-corruption on p
}
test "the language keeps memory safe" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: dmz-zone { process p: api { memory-safe: yes; security-testing: yes; hardened: no } }
  flow a: u -> p via https
  expect no memory-corruption on p
}

/// What faces the internet and what must never leak share one zone, so a break-in at the front has
/// nothing more to cross. New pairs of internal connections are the sign. First move the data to a
/// zone of its own, or refuse what is not listed between the two.
threat flat-zone: elevation-of-privilege "In {z} a broken front stands beside secrets" for zone z {
  when any(x in z.elements where x is not entity and any(f in x.inflows where f.from-internet)
    and not (x.managed in [provider, supplier]))
    and any(s in z.stores where s.sensitivity >= restricted and not s.run-elsewhere)
  unless z.segmentation
  severity: high; likelihood: medium; top: yes
  group: segmentation
  cwe: 653; attack: "T1021", "T1210"; owasp: "A06:2025"
  detect: "New internal connection pair"
  ask: "What stops a taken-over front component in {z} from talking to the data next to it?"
}
test "the front and the card numbers share a zone" {
  asset card: payment classified restricted
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { segmentation: no; process p: web-app; store d holds card }
  flow a: u -> p via https
  expect flat-zone on inside
}
test "inside the zone only listed pairs may talk" {
  asset card: payment classified restricted
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { segmentation: yes; process p: web-app; store d holds card }
  flow a: u -> p via https
  expect mitigated flat-zone on inside
}
test "the supplier runs the front and keeps its own network" {
  asset card: payment classified restricted
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone {
    segmentation: no; process p: web-app { managed: supplier }; store d holds card
  }
  flow a: u -> p via https
  expect no flat-zone on inside
}
test "nothing restricted lies beside the front" {
  asset card: payment classified confidential
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { segmentation: no; process p: web-app; store d holds card }
  flow a: u -> p via https
  expect no flat-zone on inside
}

// ---- Questions, by kind of element -------------------------------------------------------------

question caller-proof "How do both sides prove who they are?" for process p: service {
  ask: "How does {p} know who calls it, and how does it prove itself to what it calls?"
  good: "a named mechanism per caller and per callee; nobody is let in because of where they are"
  because: "Spoofing: a component that cannot tell callers apart serves everybody"
}

question input-rules "Which messages are checked, and how strictly?" for process p: service {
  ask: "Which messages does {p} check, how strictly, and what happens to the rest?"
  good: "a definition per input, refusal by default, and an event when refused"
  because: "Tampering: most attacks on own code arrive as input"
}

question recorded-actions "Which actions end up in an audit log?" for process p: service {
  ask: "Which actions in {p} end up in an audit log that its operators cannot change?"
  good: "a list of actions, the fields recorded, the place and how long it is kept"
  because: "Repudiation: what is not recorded cannot be shown"
}

question ways-out "Who can learn what this component handles?" for process p: service {
  ask: "Who can learn what {p} handles: callers, operators, logs, caches, error texts?"
  good: "each way out is named, with what limits it"
  because: "Information disclosure: data leaves by the side doors"
}

question staying-up "What keeps it working when something goes wrong?" for process p: service {
  ask: "What keeps {p} working when one instance dies and when one caller misbehaves?"
  good: "a second instance, limits per caller, a fail-over that was tried"
  because: "Denial of service: load and faults come without warning"
}

question run-as "Under which account does it run?" for process p: service {
  ask: "Under which account does {p} run, and are functions for powerful users apart from the rest?"
  good: "a restricted account; privileged functions checked or separated"
  because: "Elevation of privilege: an intruder gets the rights of what they broke into"
}

question writers "Who may write, and would a wrong change be noticed?" for store s {
  ask: "Who may write to {s}, and would a wrong change be noticed?"
  good: "a short list of writers; versions or checks that reveal a change"
  because: "Tampering: readers believe what is stored"
}

question own-traces "Could somebody remove their own traces?" for store s: log-store {
  ask: "Could somebody remove their own traces from {s}?"
  good: "no: append-only, elsewhere, with other administrators"
  because: "Repudiation: the log is the first thing an intruder edits"
}

question stolen-copy "What does a stolen copy reveal?" for store s {
  ask: "What is readable in {s} to somebody holding a copy of its files, a backup or a snapshot?"
  good: "nothing, without keys that are kept elsewhere"
  because: "Information disclosure: copies travel further than the store"
}

question bearable-loss "How much may be lost, and for how long may it be gone?" for store s {
  ask: "How much of {s} may be lost, how long may it be gone, and when was that last tried?"
  good: "two numbers and a date"
  because: "Denial of service: a backup nobody restored is a hope"
}

question visible-change "What makes a change on the way visible?" for flow f {
  ask: "What makes a change to {f} between {f.source} and {f.target} visible?"
  good: "encryption with integrity, or signatures from end to end"
  because: "Tampering: the receiver cannot see the way"
}

question protocol-floor "Which protocol carries it, and can it fall back?" for flow f {
  ask: "Which protocol and version carry {f}, and can they fall back?"
  good: "protocol, lowest version, no fallback"
  because: "Information disclosure: an attacker picks the weakest that is offered"
}

question slow-or-broken "What happens when the connection is slow or broken?" for flow f {
  ask: "What does {f.source} do when {f} is slow or broken?"
  good: "a time limit, a fallback, an alarm"
  because: "Denial of service: waiting spreads"
}

question passing-as "What would it take to pass as this person or system?" for entity e {
  ask: "What would it take to pass as {e}?"
  good: "more than one thing that can be guessed, phished or found"
  because: "Spoofing: outside your control, so ask what is checked on your side"
}

question denied-deed "What could be shown if it were denied?" for entity e {
  ask: "If {e} denies having done it, what can be shown?"
  good: "a personal identity and a record, or a signature"
  because: "Repudiation: shared logins prove nothing"
}

question zone-edge "What decides which connections may enter?" for zone z {
  ask: "What decides which connections may enter {z}, and who changes that decision?"
  good: "refusal by default, and a list with owners"
  because: "Elevation of privilege: a zone is only as strong as its edge"
}

question zone-way-out "Where may members connect to outside?" for zone z {
  ask: "Where may members of {z} connect to outside?"
  good: "a list, enforced at one control point"
  because: "Information disclosure: data leaves where nobody looks"
}
