/// What goes wrong in a rented data centre: storage that is open by mistake, identities that may
/// do more than they use, keys that live too long, and a console that owns everything. The rules
/// look at who reaches what and as whom, so a bare drawing raises few of them. They also cover
/// what stands around it: brokers, vaults, jump hosts and functions.
kb cloud 1.0.0 "Cloud platforms" {
  owner: @appsec
  reviewed: 2026-11-21
  license: "CC-BY-4.0"
}
use base 1.0

// ---- Storage and databases ---------------------------------------------------------------------

/// One wrong setting or one careless grant, and everybody on the internet can list and read what is
/// kept here. Reads without an identity and new public grants are the signs. First switch on the
/// block for the whole account, so that no single setting can publish anything.
threat public-bucket: information-disclosure "One wrong setting opens {s} to everybody"
  for store s: object-storage {
  when s.sensitivity >= internal
  unless s.public-access-block
  severity: critical; likelihood: high; top: yes
  group: public-store
  cwe: 732, 668; capec: 180, 150; attack: "T1530", "T1619"; owasp: "A01:2025", "A02:2025"
  detect: "Public grant added, or anonymous read: store, caller, objects read"
  ask: "What makes it impossible to open {s} to the world by mistake?"
}
test "a single setting would publish the invoices" {
  asset invoice: personal-data classified confidential
  zone c: cloud-account-zone { store d: object-storage holds invoice { public-access-block: no } }
  expect public-bucket on d
}
test "nobody has said what keeps the invoices from being published" {
  asset invoice: personal-data classified confidential
  zone c: cloud-account-zone { store d: object-storage holds invoice }
  expect maybe public-bucket on d
}
test "the account refuses to publish anything" {
  asset invoice: personal-data classified confidential
  zone c: cloud-account-zone { store d: object-storage holds invoice { public-access-block: yes } }
  expect mitigated public-bucket on d
}
test "what everybody may know can lie in the open" {
  asset invoice: personal-data classified public
  zone c: cloud-account-zone { store d: object-storage holds invoice { public-access-block: no } }
  expect no public-bucket on d
}

/// A database accepts connections from the internet, so one weak password or one unpatched fault is
/// all that stands before the data. Connections from public addresses are the sign. First take away
/// its public address and let operators come through a tunnel.
threat public-database: elevation-of-privilege "{s} answers the whole internet"
  for store s: database {
  when s.internet-exposed and not (s.managed = supplier)
    and not any(z in s.zones where z.kind = third-party)
  unless s.public-access-block or all(f in s.inflows where f.vpn or not f.from-internet)
  severity: critical; likelihood: high; top: yes
  group: public-store
  cwe: 668, 284; capec: 180; attack: "T1190"; owasp: "A02:2025"
  detect: "Connection from a public address: address, account, attempts per hour"
  ask: "Why does {s} have an inbound path from the internet at all?"
}
test "the orders can be queried from anywhere" {
  zone outside: internet-zone { entity u: developer }
  zone c: cloud-account-zone { store d: sql-database { public-access-block: no } }
  flow a: u -> d via sql-protocol { vpn: no }
  expect public-database on d
}
test "public addresses are refused for every database" {
  zone outside: internet-zone { entity u: developer }
  zone c: cloud-account-zone { store d: sql-database { public-access-block: yes } }
  flow a: u -> d via sql-protocol { vpn: no }
  expect mitigated public-database on d
}
test "developers reach the database through a tunnel only" {
  zone outside: internet-zone { entity u: developer }
  zone c: cloud-account-zone { store d: sql-database { public-access-block: no } }
  flow a: u -> d via sql-protocol { vpn: yes }
  expect mitigated public-database on d
}
test "developers query it from the office" {
  zone outside: office-zone { entity u: developer }
  zone c: cloud-account-zone { store d: sql-database { public-access-block: no } }
  flow a: u -> d via sql-protocol { vpn: no }
  expect no public-database on d
}
test "the database is a service that a supplier sells on the internet" {
  zone outside: internet-zone { entity u: developer }
  zone c: third-party-zone { store d: sql-database { public-access-block: no } }
  flow a: u -> d via sql-protocol { vpn: no }
  expect no public-database on d
}

/// Others download or run what lies here, and somebody who may write exchanges it for a version of
/// their own. An object that is overwritten outside a release is the sign. First cut the writers
/// down to the pipeline, then keep earlier versions to compare and to go back to.
threat bucket-content-swapped: tampering "What others fetch from {s} and run can be replaced"
  for store s: object-storage {
  when any(f in s.outflows where any(a in f.data where a is [artifact, source-code, config, model]))
  unless s.least-privilege and s.versioning
  severity: high; likelihood: medium
  group: store-access
  cwe: 732; capec: 563, 562; attack: "T1565", "T1080"; owasp: "A08:2025"
  detect: "Object that others execute was overwritten outside a release: object, writer"
  ask: "Who can overwrite what consumers of {s} execute?"
}
test "everybody may overwrite the package that servers install" {
  asset package: artifact classified public
  zone c: cloud-account-zone {
    process p: virtual-machine; store d: object-storage { least-privilege: no; versioning: yes }
  }
  flow a: p -> d via https returns package
  expect bucket-content-swapped on d
}
test "only the pipeline may write, and earlier versions stay" {
  asset package: artifact classified public
  zone c: cloud-account-zone {
    process p: virtual-machine; store d: object-storage { least-privilege: yes; versioning: yes }
  }
  flow a: p -> d via https returns package
  expect mitigated bucket-content-swapped on d
}
test "servers fetch figures, which nobody runs" {
  asset package: telemetry classified public
  zone c: cloud-account-zone {
    process p: virtual-machine; store d: object-storage { least-privilege: no; versioning: yes }
  }
  flow a: p -> d via https returns package
  expect no bucket-content-swapped on d
}
test "the package is put there and nobody fetches it" {
  asset package: artifact classified public
  zone c: cloud-account-zone {
    process p: virtual-machine; store d: object-storage { least-privilege: no; versioning: yes }
  }
  flow a: p -> d via https carrying package
  expect no bucket-content-swapped on d
}

/// A link that opens an object without a sign-in is forwarded, logged or indexed, and works for
/// whoever has it. One link used from many addresses is the sign. First let links end after
/// minutes, and know how to withdraw one that got away.
threat signed-link-leak: information-disclosure
  "A link handed out on {f} works for whoever finds it" for flow f {
  when f.authn = signed-url and not f.is-reply and f.target is object-storage
    and f.target.sensitivity >= internal
  unless f.short-lived-credentials
  severity: medium; likelihood: medium
  group: signed-link
  cwe: 613; capec: 21; attack: "T1530"; owasp: "A01:2025"
  detect: "Shared link used from many addresses: object, addresses per hour"
  ask: "How long does a link on {f} live, and can it be withdrawn?"
}
test "a link to an invoice works for a year" {
  asset invoice: personal-data classified confidential
  zone outside: internet-zone { entity u: end-user }
  zone c: cloud-account-zone { store d: object-storage holds invoice }
  flow a: u -> d via https returns invoice { authn: signed-url; short-lived-credentials: no }
  expect signed-link-leak on a
}
test "a link to an invoice works for five minutes" {
  asset invoice: personal-data classified confidential
  zone outside: internet-zone { entity u: end-user }
  zone c: cloud-account-zone { store d: object-storage holds invoice }
  flow a: u -> d via https returns invoice { authn: signed-url; short-lived-credentials: yes }
  expect mitigated signed-link-leak on a
}
test "the invoice opens after a sign-in, not by a link" {
  asset invoice: personal-data classified confidential
  zone outside: internet-zone { entity u: end-user }
  zone c: cloud-account-zone { store d: object-storage holds invoice }
  flow a: u -> d via https returns invoice { authn: session; short-lived-credentials: no }
  expect no signed-link-leak on a
}

/// Somebody with a stolen key deletes or encrypts every object and asks for money. A burst of
/// deletions or a new rule that lets objects expire is the sign. First keep earlier versions for a
/// time that nobody can shorten alone, or one copy in another account.
threat storage-wiped: denial-of-service "All objects in {s} are deleted or held for ransom"
  for store s: object-storage {
  when s.availability-need >= medium
  unless s.versioning or s.backup-isolated
  severity: high; likelihood: medium
  group: recovery
  attack: "T1485.001", "T1485", "T1486"
  detect: "Mass deletion or a new expiry rule: identity, objects per minute"
  ask: "Could one stolen key delete every version in {s}?"
}
test "one key can delete all scans for good" {
  asset scan classified internal { availability: high }
  zone c: cloud-account-zone {
    store d: object-storage holds scan { versioning: no; backup-isolated: no }
  }
  expect storage-wiped on d
}
test "deleted scans can be brought back" {
  asset scan classified internal { availability: high }
  zone c: cloud-account-zone {
    store d: object-storage holds scan { versioning: yes; backup-isolated: no }
  }
  expect mitigated storage-wiped on d
}
test "a copy of the scans lies in another account" {
  asset scan classified internal { availability: high }
  zone c: cloud-account-zone {
    store d: object-storage holds scan { versioning: no; backup-isolated: yes }
  }
  expect mitigated storage-wiped on d
}
test "nobody would miss the scans" {
  asset scan classified internal { availability: low }
  zone c: cloud-account-zone {
    store d: object-storage holds scan { versioning: no; backup-isolated: no }
  }
  expect no storage-wiped on d
}
