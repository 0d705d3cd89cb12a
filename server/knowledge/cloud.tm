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
  when s.sensitivity >= internal and not (s.managed = supplier)
  unless s.public-access-block
  severity: critical; likelihood: high; top: yes
  group: public-store
  cwe: 732, 668; capec: 180, 150; attack: "T1530", "T1619"; owasp: "A01:2025", "A02:2025"
  detect: "Public grant added, or anonymous read: store, caller, objects read"
  ask: "What makes it impossible to open {s} to the world by mistake?"
}
test "a single setting would publish the invoices" {
  asset invoice: personal-data classified confidential
  zone own: cloud-account-zone { store d: object-storage holds invoice { public-access-block: no } }
  expect public-bucket on d
}
test "nobody has said what keeps the invoices from being published" {
  asset invoice: personal-data classified confidential
  zone own: cloud-account-zone { store d: object-storage holds invoice }
  expect maybe public-bucket on d
}
test "the account refuses to publish anything" {
  asset invoice: personal-data classified confidential
  zone own: cloud-account-zone {
    store d: object-storage holds invoice { public-access-block: yes }
  }
  expect mitigated public-bucket on d
}
test "the supplier sees to it that nobody publishes its bucket" {
  asset invoice: personal-data classified confidential
  zone own: cloud-account-zone {
    store d: object-storage holds invoice { managed: supplier; public-access-block: no }
  }
  expect no public-bucket on d
}
test "the provider runs the bucket, and we decide who may see into it" {
  asset invoice: personal-data classified confidential
  zone own: cloud-account-zone {
    store d: object-storage holds invoice { managed: provider; public-access-block: no }
  }
  expect public-bucket on d
}
test "what everybody may know can lie in the open" {
  asset invoice: personal-data classified public
  zone own: cloud-account-zone { store d: object-storage holds invoice { public-access-block: no } }
  expect no public-bucket on d
}

/// A database accepts connections from the internet, so one weak password or one unpatched fault is
/// all that stands before the data. Connections from public addresses are the sign. First take away
/// its public address and let operators come through a tunnel.
threat public-database: elevation-of-privilege "{s} answers the whole internet"
  for store s: database {
  when s.internet-exposed and not (s.managed = supplier)
  unless s.public-access-block or all(f in s.inflows where f.vpn or not f.from-internet)
  severity: critical; likelihood: high; top: yes
  group: public-store
  cwe: 668, 284; capec: 180; attack: "T1190"; owasp: "A02:2025"
  detect: "Connection from a public address: address, account, attempts per hour"
  ask: "Why does {s} have an inbound path from the internet at all?"
}
test "the orders can be queried from anywhere" {
  zone outside: internet-zone { process u: desktop-app }
  zone own: cloud-account-zone { store d: sql-database { public-access-block: no } }
  flow a: u -> d via sql-protocol { vpn: no }
  expect public-database on d
}
test "public addresses are refused for every database" {
  zone outside: internet-zone { process u: desktop-app }
  zone own: cloud-account-zone { store d: sql-database { public-access-block: yes } }
  flow a: u -> d via sql-protocol { vpn: no }
  expect mitigated public-database on d
}
test "developers reach the database through a tunnel only" {
  zone outside: internet-zone { process u: desktop-app }
  zone own: cloud-account-zone { store d: sql-database { public-access-block: no } }
  flow a: u -> d via sql-protocol { vpn: yes }
  expect mitigated public-database on d
}
test "operators reach the database from the office, all others through a tunnel" {
  zone outside: internet-zone { process u: desktop-app }
  zone office: office-zone { process o: desktop-app }
  zone own: cloud-account-zone { store d: sql-database { public-access-block: no } }
  flow a: u -> d via sql-protocol { vpn: yes }
  flow b: o -> d via sql-protocol { vpn: no }
  expect mitigated public-database on d
}
test "the supplier decides from where its database answers" {
  zone outside: internet-zone { process u: desktop-app }
  zone own: cloud-account-zone { store d: sql-database { managed: supplier } }
  flow a: u -> d via sql-protocol { vpn: no }
  public-access-block: no
  expect no public-database on d
}
test "the provider runs the database, and we decide from where it answers" {
  zone outside: internet-zone { process u: desktop-app }
  zone own: cloud-account-zone { store d: sql-database { managed: provider } }
  flow a: u -> d via sql-protocol { vpn: no }
  public-access-block: no
  expect public-database on d
}
test "developers query it from the office" {
  zone outside: office-zone { process u: desktop-app }
  zone own: cloud-account-zone { store d: sql-database { public-access-block: no } }
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
  zone own: cloud-account-zone {
    process p: virtual-machine; store d: object-storage { least-privilege: no; versioning: yes }
  }
  flow a: p -> d via https returns package
  expect bucket-content-swapped on d
}
test "what a careless pipeline overwrites is gone" {
  asset package: artifact classified public
  zone own: cloud-account-zone {
    process p: virtual-machine; store d: object-storage { least-privilege: yes; versioning: no }
  }
  flow a: p -> d via https returns package
  expect bucket-content-swapped on d
}
test "only the pipeline may write, and earlier versions stay" {
  asset package: artifact classified public
  zone own: cloud-account-zone {
    process p: virtual-machine; store d: object-storage { least-privilege: yes; versioning: yes }
  }
  flow a: p -> d via https returns package
  expect mitigated bucket-content-swapped on d
}
test "servers fetch figures, which nobody runs" {
  asset package: telemetry classified public
  zone own: cloud-account-zone {
    process p: virtual-machine; store d: object-storage { least-privilege: no; versioning: yes }
  }
  flow a: p -> d via https returns package
  expect no bucket-content-swapped on d
}
test "the package is put there and nobody fetches it" {
  asset package: artifact classified public
  zone own: cloud-account-zone {
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
  when f.authn = signed-url and f.target is object-storage and f.target.sensitivity >= internal
  unless f.short-lived-credentials
  severity: medium; likelihood: medium
  group: signed-link
  cwe: 613; capec: 21; attack: "T1530"; owasp: "A01:2025"
  detect: "Shared link used from many addresses: object, addresses per hour"
  ask: "How long does a link on {f} live, and can it be withdrawn?"
}
test "a link to an invoice works for a year" {
  asset invoice: personal-data classified confidential
  zone outside: internet-zone { process u: browser }
  zone own: cloud-account-zone { store d: object-storage holds invoice }
  flow a: u -> d via https returns invoice { authn: signed-url; short-lived-credentials: no }
  expect signed-link-leak on a
}
test "a link to an invoice works for five minutes" {
  asset invoice: personal-data classified confidential
  zone outside: internet-zone { process u: browser }
  zone own: cloud-account-zone { store d: object-storage holds invoice }
  flow a: u -> d via https returns invoice { authn: signed-url; short-lived-credentials: yes }
  expect mitigated signed-link-leak on a
}
test "the invoice opens after a sign-in, not by a link" {
  asset invoice: personal-data classified confidential
  zone outside: internet-zone { process u: browser }
  zone own: cloud-account-zone { store d: object-storage holds invoice }
  flow a: u -> d via https returns invoice { authn: session; short-lived-credentials: no }
  expect no signed-link-leak on a
}
test "the link opens what everybody may know" {
  asset invoice: personal-data classified public
  zone outside: internet-zone { process u: browser }
  zone own: cloud-account-zone { store d: object-storage holds invoice }
  flow a: u -> d via https returns invoice { authn: signed-url; short-lived-credentials: no }
  expect no signed-link-leak on a
}
test "a service receives the link and can refuse it" {
  asset invoice: personal-data classified confidential
  zone outside: internet-zone { process u: browser }
  zone own: cloud-account-zone { process d: web-app }
  flow a: u -> d via https returns invoice { authn: signed-url; short-lived-credentials: no }
  expect no signed-link-leak on a
}

/// Somebody with a stolen key deletes or encrypts every object and asks for money. A burst of
/// deletions or a new rule that lets objects expire is the sign. First keep earlier versions for a
/// time that nobody can shorten alone, or one copy in another account.
threat storage-wiped: denial-of-service "All objects in {s} are deleted or held for ransom"
  for store s: object-storage {
  when s.availability-need >= medium and not (s.managed = supplier)
  unless s.versioning or s.backup-isolated
  severity: high; likelihood: medium
  group: recovery
  attack: "T1485.001", "T1485", "T1486"
  detect: "Mass deletion or a new expiry rule: identity, objects per minute"
  ask: "Could one stolen key delete every version in {s}?"
}
test "one key can delete all scans for good" {
  asset scan classified internal { availability: high }
  zone own: cloud-account-zone {
    store d: object-storage holds scan { versioning: no; backup-isolated: no }
  }
  expect storage-wiped on d
}
test "deleted scans can be brought back" {
  asset scan classified internal { availability: high }
  zone own: cloud-account-zone {
    store d: object-storage holds scan { versioning: yes; backup-isolated: no }
  }
  expect mitigated storage-wiped on d
}
test "a copy of the scans lies in another account" {
  asset scan classified internal { availability: high }
  zone own: cloud-account-zone {
    store d: object-storage holds scan { versioning: no; backup-isolated: yes }
  }
  expect mitigated storage-wiped on d
}
test "the supplier keeps what it runs" {
  versioning: no; backup-isolated: no
  asset scan classified internal { availability: high }
  zone own: cloud-account-zone { store d: object-storage holds scan { managed: supplier } }
  expect no storage-wiped on d
}
test "the provider keeps what we delete no longer than we tell it to" {
  versioning: no; backup-isolated: no
  asset scan classified internal { availability: high }
  zone own: cloud-account-zone { store d: object-storage holds scan { managed: provider } }
  expect storage-wiped on d
}
test "nobody would miss the scans" {
  asset scan classified internal { availability: low }
  zone own: cloud-account-zone {
    store d: object-storage holds scan { versioning: no; backup-isolated: no }
  }
  expect no storage-wiped on d
}

/// A copy of a disk or database is shared with an account that belongs to somebody else, and all of
/// it leaves in minutes without a download. A copy shared outside the organisation is the only
/// trace. First forbid such sharing by a rule that no single account can lift.
threat snapshot-shared: information-disclosure "A copy of {s} can be shared with a foreign account"
  for store s {
  when s is [database, block-volume] and s.managed = provider and s.sensitivity >= confidential
  unless s.org-policy
  severity: high; likelihood: low
  group: exfil-copy
  cwe: 668; capec: 37; attack: "T1537", "T1578.001"; owasp: "A01:2025"
  detect: "Copy shared outside the organisation: store, identity, receiving account"
  ask: "What prevents a copy of {s} from being shared with another account?"
}
test "any operator may share a snapshot of the disk with a stranger" {
  asset order: personal-data classified confidential
  zone own: cloud-account-zone { store d: block-volume holds order { org-policy: no } }
  expect snapshot-shared on d
}
test "the organisation forbids sharing with strangers" {
  asset order: personal-data classified confidential
  zone own: cloud-account-zone { org-policy: yes; store d: block-volume holds order }
  expect mitigated snapshot-shared on d
}
test "a rented database can be copied just as easily" {
  asset order: personal-data classified confidential
  zone own: cloud-account-zone { store d: sql-database holds order { managed: provider } }
  expect maybe snapshot-shared on d
}
test "your own database has no button that shares it" {
  asset order: personal-data classified confidential
  zone own: cloud-account-zone { store d: sql-database holds order { managed: self } }
  expect no snapshot-shared on d
}
test "a copy of what is merely internal may leave" {
  asset order: personal-data classified internal
  zone own: cloud-account-zone { store d: block-volume holds order { org-policy: no } }
  expect no snapshot-shared on d
}
test "objects are not shared by way of snapshots" {
  asset order: personal-data classified confidential
  zone own: cloud-account-zone { store d: object-storage holds order { org-policy: no } }
  expect no snapshot-shared on d
}

// ---- Identities and keys -----------------------------------------------------------------------

/// A workload is made to send a request or run a command for somebody else, and so hands over the
/// cloud credentials that lie ready on its machine. Those credentials at work on another host are
/// the sign. First demand the mode of the metadata service that a forged request cannot speak.
threat metadata-theft: information-disclosure "Somebody can use {p} to fetch its cloud credentials"
  for process p {
  when (p is compute or p.custom-code) and (p.fetches-urls or p.executes-code or p.runs-commands)
    and any(z in p.zones where z.kind in [cloud-account, network, cluster])
  unless p.metadata-protection
  severity: high; likelihood: medium; top: yes
  group: metadata
  cwe: 918, 522; capec: 664; attack: "T1552.005"; owasp: "A01:2025"
  detect: "Workload credential used outside its own host: identity, address"
  ask: "Can a request forged through {p} read the machine's own credentials?"
}
test "a machine that fetches pictures also answers with its own credentials" {
  zone net: vpc-zone {
    process p: virtual-machine { fetches-urls: yes; metadata-protection: no }
  }
  expect metadata-theft on p
}
test "a service drawn without its machine has the same credentials" {
  zone net: vpc-zone { process p: web-app { fetches-urls: yes; metadata-protection: no } }
  expect metadata-theft on p
}
test "a build agent runs what others wrote" {
  zone net: cluster-zone { process p: build-agent { metadata-protection: no } }
  expect metadata-theft on p
}
test "a function starts commands" {
  zone net: cloud-account-zone {
    process p: serverless-function { runs-commands: yes; metadata-protection: no }
  }
  expect metadata-theft on p
}
test "the metadata service refuses requests that carry no session" {
  zone net: vpc-zone {
    process p: virtual-machine { fetches-urls: yes; metadata-protection: yes }
  }
  expect mitigated metadata-theft on p
}
test "the machine fetches nothing that a caller names" {
  zone net: vpc-zone {
    process p: virtual-machine { fetches-urls: no; metadata-protection: no }
  }
  expect no metadata-theft on p
}
test "a machine in the own network has no cloud credentials" {
  zone net: internal-zone {
    process p: virtual-machine { fetches-urls: yes; metadata-protection: no }
  }
  expect no metadata-theft on p
}
test "a bought gateway fetches for itself" {
  zone net: vpc-zone { process p: api-gateway { fetches-urls: yes; metadata-protection: no } }
  expect no metadata-theft on p
}

/// A break-in at one workload becomes a break-in at the cloud, because the identity it runs under
/// may do far more than its task. A call to an interface that it never used before is the sign.
/// First compare what the identity may do with what it did last month, and remove the difference.
threat workload-overprivileged: elevation-of-privilege
  "Who takes over {p} gets more of the cloud than it uses" for process p {
  when (p is compute or any(f in p.outflows where not f.is-reply and f.authn = role))
    and p is not container and not p.platform and p.tainted
    and any(z in p.zones where z.kind in [cloud-account, network, cluster])
  unless p.least-privilege
  severity: high; likelihood: medium; top: yes
  group: overprivilege
  cwe: 250, 269; capec: 122; attack: "T1078.004", "T1098.003"; owasp: "A01:2025", "NHI5:2025"
  detect: "Workload identity called an interface for the first time: identity, interface"
  ask: "Which cloud actions can the identity of {p} perform that it never performs?"
}
test "strangers feed a function that may do anything" {
  asset order classified internal
  zone outside: internet-zone { entity u: end-user }
  zone own: cloud-account-zone { process p: serverless-function { least-privilege: no } }
  flow a: u -> p via https carrying order
  expect workload-overprivileged on p
}
test "the function may do what it does and nothing else" {
  asset order classified internal
  zone outside: internet-zone { entity u: end-user }
  zone own: cloud-account-zone { process p: serverless-function { least-privilege: yes } }
  flow a: u -> p via https carrying order
  expect mitigated workload-overprivileged on p
}
test "a service with a role is a workload too" {
  zone outside: internet-zone { entity u: end-user }
  zone own: cloud-account-zone { process p: api { least-privilege: no }; store d: object-storage }
  flow a: u -> p via https
  flow b: p -> d via https { authn: role }
  expect workload-overprivileged on p
}
test "a service without a role has nothing to lose in the cloud" {
  zone outside: internet-zone { entity u: end-user }
  zone own: cloud-account-zone { process p: api { least-privilege: no }; store d: object-storage }
  flow a: u -> p via https
  flow b: p -> d via https { authn: password }
  expect no workload-overprivileged on p
}
test "its caller holds the role, not the service" {
  asset report classified internal
  zone outside: internet-zone { entity u: end-user }
  zone own: cloud-account-zone { process p: api { least-privilege: no } }
  flow a: u -> p via https
  flow b: u -> p via https returns report { authn: role }
  expect no workload-overprivileged on p
}
test "nobody less trusted feeds the function" {
  asset order classified internal
  zone outside: vpc-zone { entity u: end-user }
  zone own: cloud-account-zone { process p: serverless-function { least-privilege: no } }
  flow a: u -> p via https carrying order
  expect no workload-overprivileged on p
}
test "a jump host is powerful by purpose" {
  zone outside: internet-zone { entity u: end-user }
  zone own: cloud-account-zone { process p: jump-host { least-privilege: no } }
  flow a: u -> p via ssh
  expect no workload-overprivileged on p
}
test "what a container may do is asked of its cluster" {
  zone outside: internet-zone { entity u: end-user }
  zone own: cloud-account-zone { process p: container { least-privilege: no } }
  flow a: u -> p via https
  expect no workload-overprivileged on p
}
test "a function at the own premises has no rights in the cloud" {
  zone outside: internet-zone { entity u: end-user }
  zone own: internal-zone { process p: serverless-function { least-privilege: no } }
  flow a: u -> p via https
  expect no workload-overprivileged on p
}

/// A vendor may enter our account under a role, and somebody makes the vendor enter it for them: as
/// another of its customers, or by breaking into the vendor. The role taken on from an account that
/// is not on the list is the sign. First tie the role to one customer number and one task.
threat foreign-account-trust: elevation-of-privilege "Others can enter through the role behind {f}"
  for flow f {
  when f.authn = role and not f.is-reply
    and (f.source is external-system or any(z in f.source.zones where z.kind = third-party))
    and any(z in f.target.zones where z.kind = cloud-account)
  unless f.delegated-auth
  severity: high; likelihood: low
  group: delegation
  cwe: 441; capec: 1; attack: "T1199"; owasp: "NHI6:2025", "NHI3:2025"
  detect: "Role taken on from an account that is not listed: role, account"
  ask: "What makes sure that only the intended customer of {f.source} can use {f}?"
}
test "any customer of the vendor can have it read our account" {
  zone vendor: third-party-zone { process v: monitoring-service }
  zone own: cloud-account-zone { process d: cloud-control-plane }
  flow a: v -> d via https { authn: role; delegated-auth: no }
  expect foreign-account-trust on a
}
test "the role is tied to us as a customer" {
  zone vendor: third-party-zone { process v: monitoring-service }
  zone own: cloud-account-zone { process d: cloud-control-plane }
  flow a: v -> d via https { authn: role; delegated-auth: yes }
  expect mitigated foreign-account-trust on a
}
test "a vendor drawn on the internet is a vendor all the same" {
  zone vendor: internet-zone { entity v: saas-service }
  zone own: cloud-account-zone { process d: cloud-control-plane }
  flow a: v -> d via https { authn: role; delegated-auth: no }
  expect foreign-account-trust on a
}
test "the one with the role is our own" {
  zone vendor: internal-zone { process v: monitoring-service }
  zone own: cloud-account-zone { process d: cloud-control-plane }
  flow a: v -> d via https { authn: role; delegated-auth: no }
  expect no foreign-account-trust on a
}
test "the vendor shows a token of ours instead of a role" {
  zone vendor: third-party-zone { process v: monitoring-service }
  zone own: cloud-account-zone { process d: cloud-control-plane }
  flow a: v -> d via https { authn: token; delegated-auth: no }
  expect no foreign-account-trust on a
}
test "the role opens something outside the cloud account" {
  zone vendor: third-party-zone { process v: monitoring-service }
  zone own: internal-zone { process d: cloud-control-plane }
  flow a: v -> d via https { authn: role; delegated-auth: no }
  expect no foreign-account-trust on a
}
test "we hold the role and the vendor only answers" {
  asset report classified internal
  zone vendor: third-party-zone { process v: monitoring-service }
  zone own: cloud-account-zone { process d: batch-job }
  flow a: d -> v via https carrying nothing returns report { authn: role; delegated-auth: no }
  expect no foreign-account-trust on a/reply
}

/// A cloud key that never ends lies on a laptop, in a pipeline or in a repository, and whoever
/// copies it is that identity for years. The key at work from a new network is the sign. First let
/// the caller prove itself with what its platform issues for an hour, then delete the key.
threat long-lived-key: spoofing "The cloud key that {f.source} keeps for {f} can leak" for flow f {
  when f.authn = api-key and not f.is-reply and f.target.managed = provider
    and f.target is not intermediary and not f.target.custom-code
    and not any(z in f.source.zones where z.kind in [cloud-account, network])
  unless f.short-lived-credentials
  severity: high; likelihood: high; top: yes
  group: static-credential
  cwe: 798, 522; capec: 560; attack: "T1078.004", "T1552.001"; owasp: "NHI7:2025", "NHI2:2025"
  detect: "Cloud key used from a new network: key, address"
  ask: "Why does {f.source} need a key that never expires for {f}?"
}
test "the pipeline deploys with a key that never ends" {
  zone ci: build-zone { process p: build-pipeline }
  zone own: cloud-account-zone { process c: cloud-control-plane }
  flow a: p -> c via https { authn: api-key; short-lived-credentials: no }
  expect long-lived-key on a
}
test "the key is issued anew for each run" {
  zone ci: build-zone { process p: build-pipeline }
  zone own: cloud-account-zone { process c: cloud-control-plane }
  flow a: p -> c via https { authn: api-key; short-lived-credentials: yes }
  expect mitigated long-lived-key on a
}
test "the pipeline proves itself by federation and keeps no key" {
  zone ci: build-zone { process p: build-pipeline }
  zone own: cloud-account-zone { process c: cloud-control-plane }
  flow a: p -> c via https { authn: federated; short-lived-credentials: no }
  expect no long-lived-key on a
}
test "the pipeline runs in the cloud, where keys need not leave" {
  zone ci: cloud-account-zone { process p: build-pipeline }
  zone own: cloud-account-zone { process c: cloud-control-plane }
  flow a: p -> c via https { authn: api-key; short-lived-credentials: no }
  expect no long-lived-key on a
}
test "a bucket is opened with the same kind of key" {
  zone ci: build-zone { process p: build-pipeline }
  zone own: cloud-account-zone { store c: object-storage }
  flow a: p -> c via https { authn: api-key; short-lived-credentials: no }
  expect long-lived-key on a
}
test "the key opens a database that we run" {
  zone ci: build-zone { process p: build-pipeline }
  zone own: cloud-account-zone { store c: sql-database { managed: self } }
  flow a: p -> c via https { authn: api-key; short-lived-credentials: no }
  expect no long-lived-key on a
}
test "the key opens our own interface, not the cloud" {
  zone ci: build-zone { process p: build-pipeline }
  zone own: cloud-account-zone { process c: api }
  flow a: p -> c via https { authn: api-key; short-lived-credentials: no }
  expect no long-lived-key on a
}
test "the key opens our own function, not the cloud" {
  zone ci: build-zone { process p: build-pipeline }
  zone own: cloud-account-zone { process c: serverless-function }
  flow a: p -> c via https { authn: api-key; short-lived-credentials: no }
  expect no long-lived-key on a
}
test "a gateway that the provider runs takes keys of ours" {
  zone ci: build-zone { process p: build-pipeline }
  zone own: cloud-account-zone { process c: api-gateway { managed: provider } }
  flow a: p -> c via https { authn: api-key; short-lived-credentials: no }
  expect no long-lived-key on a
}
test "the bus holds the key and the caller only answers" {
  asset note classified internal
  zone ci: build-zone { process p: build-pipeline }
  zone own: cloud-account-zone { process c: event-bus }
  flow a: c -> p via https returns note { authn: api-key; short-lived-credentials: no }
  expect no long-lived-key on a/reply
}

/// Whoever signs in to the console can read, change and delete everything the account holds, and
/// its logs. A sign-in as root or with the emergency account is the sign. First demand a second
/// factor from every person, then lock the root account away.
threat control-plane-takeover: elevation-of-privilege
  "One stolen sign-in over {f} opens everything behind {f.target}" for flow f {
  when f.target is cloud-control-plane and (f.source is human or f.source is client)
  unless f.mfa
  severity: critical; likelihood: medium; top: yes
  group: no-mfa
  cwe: 308; capec: 560; attack: "T1078.004", "T1538"; owasp: "A07:2025"
  detect: "Root or emergency sign-in, or a sign-in without a second factor: account, address"
  ask: "Which people can sign in to {f.target}, with which factors, and who uses the root account?"
}
test "a password alone opens the console" {
  zone office: office-zone { entity u: employee }
  zone own: cloud-account-zone { process c: cloud-control-plane }
  flow a: u -> c via https { mfa: no }
  expect control-plane-takeover on a
}
test "nobody has said how people sign in to the console" {
  zone office: office-zone { entity u: employee }
  zone own: cloud-account-zone { process c: cloud-control-plane }
  flow a: u -> c via https
  expect maybe control-plane-takeover on a
}
test "the console asks for a second factor" {
  zone office: office-zone { entity u: employee }
  zone own: cloud-account-zone { process c: cloud-control-plane }
  flow a: u -> c via https { mfa: yes }
  expect mitigated control-plane-takeover on a
}
test "the tool on a laptop stands for the person at it" {
  zone office: office-zone { process u: cli-tool }
  zone own: cloud-account-zone { process c: cloud-control-plane }
  flow a: u -> c via https { mfa: no }
  expect control-plane-takeover on a
}
test "a program signs in, and programs have no second factor" {
  zone office: office-zone { process u: deployment-service }
  zone own: cloud-account-zone { process c: cloud-control-plane }
  flow a: u -> c via https { mfa: no }
  expect no control-plane-takeover on a
}
test "people sign in to one application, not to the console" {
  zone office: office-zone { entity u: employee }
  zone own: cloud-account-zone { process c: web-app }
  flow a: u -> c via https { mfa: no }
  expect no control-plane-takeover on a
}

// ---- Vaults ------------------------------------------------------------------------------------

/// The vault answers on a network from which nobody needs it, so a break-in there can try stolen
/// identities on the most valuable store of all. A call from a network that never called before is
/// the sign. First list the workloads that use it and refuse connections from everywhere else.
threat vault-reachable: information-disclosure "{s} can be tried from places that never need it"
  for store s: secrets-vault {
  when s.exposed
  unless s.segmentation
  severity: high; likelihood: medium; top: yes
  group: vault-access
  cwe: 668; capec: 180; attack: "T1555.006"; owasp: "A02:2025"
  detect: "Vault call from a network that never used it: network, identity"
  ask: "From which networks can {s} be called today?"
}
test "the vault answers the whole network in front of it" {
  zone net: vpc-zone { process p: api }
  zone safe: data-zone { store v: secrets-vault { segmentation: no } }
  flow a: p -> v via https
  expect vault-reachable on v
}
test "the vault answers only the workloads on its list" {
  zone net: vpc-zone { process p: api }
  zone safe: data-zone { store v: secrets-vault { segmentation: yes } }
  flow a: p -> v via https
  expect mitigated vault-reachable on v
}
test "nobody less trusted calls the vault" {
  zone net: data-zone { process p: api }
  zone safe: data-zone { store v: secrets-vault { segmentation: no } }
  flow a: p -> v via https
  expect no vault-reachable on v
}

/// One service may read every secret although it needs two, so a break-in there gives away all of
/// them. Many secrets read within minutes are the sign. First give each service a path of its own
/// in the vault and let the vault refuse the rest.
threat vault-read-everything: information-disclosure
  "{f.source} can open more of {f.target} than it uses" for flow f {
  when f.target is secrets-vault and f.source is process and not f.pulled
  unless f.source.least-privilege
  severity: high; likelihood: medium
  group: vault-access
  cwe: 732, 269; capec: 122; attack: "T1555.006"; owasp: "NHI5:2025"
  detect: "Many secrets read in a short time: identity, secrets per minute"
  ask: "Which secrets or keys in {f.target} can {f.source} get at that it does not use?"
}
test "one service may read every secret" {
  zone safe: data-zone { process p: api { least-privilege: no }; store v: secrets-vault }
  flow a: p -> v via https
  expect vault-read-everything on a
}
test "the service may read its own two secrets" {
  zone safe: data-zone { process p: api { least-privilege: yes }; store v: secrets-vault }
  flow a: p -> v via https
  expect mitigated vault-read-everything on a
}
test "the service reads settings, not secrets" {
  zone safe: data-zone { process p: api { least-privilege: no }; store v: config-store }
  flow a: p -> v via https
  expect no vault-read-everything on a
}
test "the vault fetches from the service, so nothing is read from it" {
  zone safe: data-zone { process p: api { least-privilege: no }; store v: secrets-vault }
  flow a: p -> v via https { initiator: target }
  expect no vault-read-everything on a
}
test "a person reads, and people are asked elsewhere" {
  zone safe: data-zone { entity p: administrator; store v: secrets-vault }
  flow a: p -> v via https
  expect no vault-read-everything on a
}

/// A secret was used by somebody who should not have it, and nobody can say who took it from the
/// vault. A secret read by a person instead of a service is the sign, if reads are recorded at all.
/// First switch on the record of reads and send it to a place the vault's operators cannot change.
threat vault-untraced: repudiation "Nobody can say who used what {s} keeps"
  for store s: secrets-vault {
  when any(f in s.inflows where not f.is-reply)
  unless s.audit-log
  severity: medium; likelihood: medium
  group: audit
  cwe: 778; owasp: "A09:2025"
  detect: "Secret read by a person: identity, secret"
  ask: "Is every read of {s} recorded with the identity that made it?"
}
test "secrets are read and nobody records by whom" {
  zone safe: data-zone { process p: api; store v: secrets-vault { audit-log: no } }
  flow a: p -> v via https
  expect vault-untraced on v
}
test "each read is recorded with its reader" {
  zone safe: data-zone { process p: api; store v: secrets-vault { audit-log: yes } }
  flow a: p -> v via https
  expect mitigated vault-untraced on v
}
test "what is read is no vault" {
  zone safe: data-zone { process p: api; store v: config-store { audit-log: no } }
  flow a: p -> v via https
  expect no vault-untraced on v
}
test "nothing in the drawing uses the vault" {
  zone safe: data-zone { process p: api; store v: secrets-vault { audit-log: no } }
  expect no vault-untraced on v
}

/// A key is deleted, by mistake or for ransom, and everything encrypted with it becomes noise. A
/// key that is disabled or put down for deletion is the last warning. First set a waiting time
/// before keys go, and let two people decide.
threat key-deleted: denial-of-service "Deleting a key in {s} makes data unreadable for good"
  for store s: key-store {
  when any(f in s.inflows where not f.is-reply)
  unless s.versioning or s.separation-of-duties
  severity: high; likelihood: low
  group: recovery
  attack: "T1485", "T1490"
  detect: "Key disabled or scheduled for deletion: key, identity"
  ask: "How long can a deleted key in {s} be brought back, and by whom?"
}
test "one person can delete the key behind all orders" {
  zone safe: data-zone {
    process p: api; store k: key-store { versioning: no; separation-of-duties: no }
  }
  flow a: p -> k via https
  expect key-deleted on k
}
test "a deleted key can be brought back for a month" {
  zone safe: data-zone {
    process p: api; store k: key-store { versioning: yes; separation-of-duties: no }
  }
  flow a: p -> k via https
  expect mitigated key-deleted on k
}
test "two people must agree to delete a key" {
  zone safe: data-zone {
    process p: api; store k: key-store { versioning: no; separation-of-duties: yes }
  }
  flow a: p -> k via https
  expect mitigated key-deleted on k
}
test "a lost password in the vault is replaced, not mourned" {
  zone safe: data-zone {
    process p: api; store k: secrets-vault { versioning: no; separation-of-duties: no }
  }
  flow a: p -> k via https
  expect no key-deleted on k
}
test "nothing in the drawing uses the keys" {
  zone safe: data-zone {
    process p: api; store k: key-store { versioning: no; separation-of-duties: no }
  }
  expect no key-deleted on k
}

// ---- Brokers -----------------------------------------------------------------------------------

/// Somebody who is no publisher puts messages on the broker, and services behind it act on them.
/// Refused attempts to publish, counted per identity and topic, are the sign. First give each
/// publisher an identity and let the broker refuse everybody else.
threat broker-fake-publisher: spoofing "A stranger can publish on {f.target} over {f}" for flow f {
  when f.target is message-broker and f.purpose in [event, command, business]
    and not (f.network = local) and not f.pulled
  unless f.authenticated
  severity: high; likelihood: medium
  group: unauthenticated
  cwe: 306; capec: 194; attack: "T1565"; owasp: "A07:2025"
  detect: "Publish refused: identity, topic, refusals per minute"
  ask: "How does {f.target} decide who may publish on {f}?"
}
test "anybody on the network can publish an order" {
  zone net: vpc-zone { process p: api; process b: message-broker }
  flow a: p -> b via amqp { purpose: event; authn: none }
  expect broker-fake-publisher on a
}
test "publishers show a certificate" {
  zone net: vpc-zone { process p: api; process b: message-broker }
  flow a: p -> b via amqp { purpose: event; authn: certificate }
  expect mitigated broker-fake-publisher on a
}
test "measurements start nothing" {
  zone net: vpc-zone { process p: api; process b: message-broker }
  flow a: p -> b via amqp { purpose: telemetry; authn: none }
  expect no broker-fake-publisher on a
}
test "the broker listens inside one machine only" {
  zone net: vpc-zone { process p: api; process b: message-broker }
  flow a: p -> b via local-ipc { purpose: event; authn: none }
  expect no broker-fake-publisher on a
}
test "the broker fetches the orders itself" {
  zone net: vpc-zone { process p: api; process b: message-broker }
  flow a: p -> b via amqp { purpose: event; authn: none; initiator: target }
  expect no broker-fake-publisher on a
}
test "the order goes to a service, not to a broker" {
  zone net: vpc-zone { process p: api; process b: microservice }
  flow a: p -> b via amqp { purpose: event; authn: none }
  expect no broker-fake-publisher on a
}

/// Several consumers share one broker, and each of them can subscribe to the topics of the others.
/// A first subscription to a topic is the sign. First write down which consumer needs which topic,
/// and let the broker enforce it.
threat broker-topic-overread: information-disclosure "Consumers of {p} can read each other's topics"
  for process p: message-broker {
  when p.sensitivity >= confidential
    and count(f in p.outflows where (not f.is-reply or f.sensitivity >= confidential)
      and not (f.purpose in [log, telemetry])) >= 2
  unless p.authz-object
  severity: medium; likelihood: medium
  group: authz-object
  cwe: 862; capec: 122; attack: "T1213"; owasp: "A01:2025"
  detect: "First subscription of a consumer to a topic: consumer, topic"
  ask: "Which consumer of {p} may read which topic?"
}
test "the newsletter can subscribe to payments" {
  asset order: payment classified confidential
  zone net: vpc-zone { process b: message-broker { authz-object: no }; process p; process q }
  flow a:  b -> p carrying order
  flow b1: b -> q carrying order
  expect broker-topic-overread on b
}
test "each consumer can subscribe to its own topics" {
  asset order: payment classified confidential
  zone net: vpc-zone { process b: message-broker { authz-object: yes }; process p; process q }
  flow a:  b -> p carrying order
  flow b1: b -> q carrying order
  expect mitigated broker-topic-overread on b
}
test "consumers that fetch for themselves are consumers too" {
  asset order: payment classified confidential
  zone net: vpc-zone { process b: message-broker { authz-object: no }; process p; process q }
  flow a:  p -> b returns order
  flow b1: q -> b returns order
  expect broker-topic-overread on b
}
test "a consumer of news can subscribe to payments" {
  asset order: payment classified confidential
  asset news classified public
  zone net: vpc-zone { process b: message-broker { authz-object: no }; process p; process q }
  flow a:  b -> p carrying order
  flow b1: b -> q carrying news
  expect broker-topic-overread on b
}
test "one of the two only publishes" {
  asset order: payment classified confidential
  zone net: vpc-zone { process b: message-broker { authz-object: no }; process p; process q }
  flow a:  p -> b carrying order
  flow b1: b -> q carrying order
  expect no broker-topic-overread on b
}
test "one of the two publishes and gets a receipt" {
  asset order: payment classified confidential
  asset receipt classified internal
  zone net: vpc-zone { process b: message-broker { authz-object: no }; process p; process q }
  flow a:  p -> b carrying order returns receipt
  flow b1: b -> q carrying order
  expect no broker-topic-overread on b
}
test "the second reader counts messages and sees none" {
  asset order: payment classified confidential
  zone net: vpc-zone { process b: message-broker { authz-object: no }; process p; process q }
  flow a:  b -> p carrying order
  flow b1: b -> q carrying nothing { purpose: telemetry }
  expect no broker-topic-overread on b
}
test "every consumer may know what is on the broker" {
  asset order: payment classified internal
  zone net: vpc-zone { process b: message-broker { authz-object: no }; process p; process q }
  flow a:  b -> p carrying order
  flow b1: b -> q carrying order
  expect no broker-topic-overread on b
}

/// A message that no consumer expects is taken from the queue, fails, and comes back for ever, or
/// is believed. Messages on the pile of undeliverable ones are the sign. First check each message
/// before use and put aside what fails twice.
threat poison-message: tampering "One bad message over {f} can stop or steer {f.target}"
  for flow f {
  when f.source is message-broker and f.source.tainted and f.target.custom-code
    and f.target is not serverless-function
  unless f.target.input-validation
  severity: medium; likelihood: medium
  group: input
  cwe: 20, 502; capec: 153; attack: "T1565"; owasp: "A05:2025"
  detect: "Message moved to the dead-letter queue: topic, reason, messages per hour"
  ask: "What does {f.target} do with a message from {f.source} it cannot understand?"
}
test "the worker believes every message" {
  asset order classified internal
  zone outside: internet-zone { entity u: employee }
  zone net: vpc-zone {
    process p: api; process b: message-broker; process w: worker { input-validation: no }
  }
  flow a: u -> p -> b carrying order
  flow c: b -> w carrying order
  expect poison-message on c
}
test "the worker puts aside what it does not expect" {
  asset order classified internal
  zone outside: internet-zone { entity u: employee }
  zone net: vpc-zone {
    process p: api; process b: message-broker; process w: worker { input-validation: yes }
  }
  flow a: u -> p -> b carrying order
  flow c: b -> w carrying order
  expect mitigated poison-message on c
}
test "all messages begin inside" {
  asset order classified internal
  zone outside: vpc-zone { entity u: employee }
  zone net: vpc-zone {
    process p: api; process b: message-broker; process w: worker { input-validation: no }
  }
  flow a: u -> p -> b carrying order
  flow c: b -> w carrying order
  expect no poison-message on c
}
test "the consumer is a product that its maker guards" {
  asset order classified internal
  zone outside: internet-zone { entity u: employee }
  zone net: vpc-zone {
    process p: api; process b: message-broker; process w: siem { input-validation: no }
  }
  flow a: u -> p -> b carrying order
  flow c: b -> w carrying order
  expect no poison-message on c
}
test "a function is asked about its events as a whole" {
  asset order classified internal
  zone outside: internet-zone { entity u: employee }
  zone net: vpc-zone {
    process p: api; process b: message-broker
    process w: serverless-function { input-validation: no }
  }
  flow a: u -> p -> b carrying order
  flow c: b -> w carrying order
  expect no poison-message on c
}
test "a service calls the worker, and there is no queue to come back from" {
  asset order classified internal
  zone outside: internet-zone { entity u: employee }
  zone net: vpc-zone {
    process p: api; process b: microservice; process w: worker { input-validation: no }
  }
  flow a: u -> p -> b carrying order
  flow c: b -> w carrying order
  expect no poison-message on c
}

/// Consumers stop or fall behind, the queue fills, and then those who publish fail as well. The age
/// of the oldest message is the sign. First bound the queue and decide what happens to publishers
/// when it is full.
threat broker-backlog: denial-of-service "When {p} is full, the business behind it stands still"
  for process p: message-broker {
  when p.criticality >= medium and not (p.managed = supplier)
  unless p.resource-limits
  severity: medium; likelihood: medium
  group: flood
  cwe: 770; capec: 125; attack: "T1499"
  detect: "Queue age or depth above its limit: queue, age, depth"
  ask: "What happens to producers when {p} is full?"
}
test "nobody knows what happens when the queue is full" {
  zone net: vpc-zone { process b: message-broker { criticality: high; resource-limits: no } }
  expect broker-backlog on b
}
test "a full queue sheds what matters least" {
  zone net: vpc-zone { process b: message-broker { criticality: high; resource-limits: yes } }
  expect mitigated broker-backlog on b
}
test "the supplier sees to the queue it runs" {
  zone net: vpc-zone {
    process b: message-broker { managed: supplier; criticality: high; resource-limits: no }
  }
  expect no broker-backlog on b
}
test "a rented queue fills like any other" {
  zone net: vpc-zone {
    process b: message-broker { managed: provider; criticality: high; resource-limits: no }
  }
  expect broker-backlog on b
}
test "what is on the queue can wait" {
  zone net: vpc-zone { process b: message-broker { criticality: low; resource-limits: no } }
  expect no broker-backlog on b
}

/// A broker delivers an event twice, as it may, and the receiver books or ships twice. An event
/// identifier that was handled before is the sign. First let the receiver remember what it has
/// done, so that doing it again changes nothing.
threat event-twice: tampering "{f.target} may handle the same event on {f} twice" for flow f {
  when f.source is message-broker and f.integrity-need >= medium and f.target is not entity
    and not (f.purpose in [log, telemetry])
  unless f.target.transactional or f.replay-protection
  severity: medium; likelihood: medium
  group: replay
  cwe: 294; capec: 60; attack: "T1565"
  detect: "Event identifier processed before: consumer, identifier"
  ask: "What makes handling an event in {f.target} safe to repeat?"
}
test "an order that is delivered twice is shipped twice" {
  asset order: payment classified internal { integrity: high }
  zone net: vpc-zone { process b: message-broker; process w: worker { transactional: no } }
  flow a: b -> w carrying order { replay-protection: no }
  expect event-twice on a
}
test "shipping an order again changes nothing" {
  asset order: payment classified internal { integrity: high }
  zone net: vpc-zone { process b: message-broker; process w: worker { transactional: yes } }
  flow a: b -> w carrying order { replay-protection: no }
  expect mitigated event-twice on a
}
test "each order is accepted once" {
  asset order: payment classified internal { integrity: high }
  zone net: vpc-zone { process b: message-broker; process w: worker { transactional: no } }
  flow a: b -> w carrying order { replay-protection: yes }
  expect mitigated event-twice on a
}
test "a hint that comes twice does no harm" {
  asset order: payment classified internal { integrity: low }
  zone net: vpc-zone { process b: message-broker; process w: worker { transactional: no } }
  flow a: b -> w carrying order { replay-protection: no }
  expect no event-twice on a
}
test "a record that is written twice is a longer log" {
  asset order: payment classified internal { integrity: high }
  zone net: vpc-zone { process b: message-broker; process w: worker { transactional: no } }
  flow a: b -> w carrying order { replay-protection: no; purpose: log }
  expect no event-twice on a
}
test "a service calls directly, and no broker repeats the call" {
  asset order: payment classified internal { integrity: high }
  zone net: vpc-zone { process b: microservice; process w: worker { transactional: no } }
  flow a: b -> w carrying order { replay-protection: no }
  expect no event-twice on a
}
test "the receiver is a supplier, who has to know that brokers repeat" {
  asset order: payment classified internal { integrity: high }
  zone net: vpc-zone { process b: message-broker; entity w: saas-service }
  flow a: b -> w carrying order { replay-protection: no }
  expect no event-twice on a
}

// ---- The way in for operators ------------------------------------------------------------------

/// The jump host stands on the internet, is tried around the clock, and leads to everything behind
/// it. Failed sign-ins, counted per source, are the sign. First demand a second factor on every way
/// in, then limit the sources that may try.
threat jump-host-open: spoofing "A stolen password opens {p} from the internet"
  for process p: jump-host {
  when p.internet-exposed
  unless p.mfa or all(f in p.inflows where f.mfa or not f.from-internet)
  severity: critical; likelihood: high; top: yes
  group: admin-exposed
  cwe: 308, 668; capec: 49, 180; attack: "T1133", "T1021"; owasp: "A02:2025"
  detect: "Failed sign-ins on the jump host: account, source, attempts per hour"
  ask: "Which sources may reach {p}, and with which factors?"
}
test "a password from anywhere opens the jump host" {
  zone outside: internet-zone { entity u: administrator }
  zone own: management-zone { process j: jump-host { mfa: no } }
  flow a: u -> j via ssh { mfa: no }
  expect jump-host-open on j
}
test "nobody has said how operators sign in" {
  zone outside: internet-zone { entity u: administrator }
  zone own: management-zone { process j: jump-host }
  flow a: u -> j via ssh
  expect maybe jump-host-open on j
}
test "the way in asks for a second factor" {
  zone outside: internet-zone { entity u: administrator }
  zone own: management-zone { process j: jump-host { mfa: no } }
  flow a: u -> j via ssh { mfa: yes }
  expect mitigated jump-host-open on j
}
test "the jump host itself asks everybody for a second factor" {
  zone outside: internet-zone { entity u: administrator }
  zone own: management-zone { process j: jump-host { mfa: yes } }
  flow a: u -> j via ssh { mfa: no }
  expect mitigated jump-host-open on j
}
test "one of two ways in skips the second factor" {
  zone outside: internet-zone { entity u: administrator; entity v: contractor }
  zone own: management-zone { process j: jump-host { mfa: no } }
  flow a: u -> j via ssh { mfa: yes }
  flow b: v -> j via ssh { mfa: no }
  expect jump-host-open on j
}
test "the way in from the office needs no second factor" {
  zone outside: internet-zone { entity u: administrator }
  zone office: office-zone { entity v: employee }
  zone own: management-zone { process j: jump-host { mfa: no } }
  flow a: u -> j via ssh { mfa: yes }
  flow b: v -> j via ssh { mfa: no }
  expect mitigated jump-host-open on j
}
test "operators come from the office only" {
  zone outside: office-zone { entity u: administrator }
  zone own: management-zone { process j: jump-host { mfa: no } }
  flow a: u -> j via ssh { mfa: no }
  expect no jump-host-open on j
}

/// Somebody has taken over the jump host and moves on from it to every machine it can reach. A
/// first connection to a machine is the sign. First close the ways onward, and open one at a time
/// for the task at hand.
threat jump-host-pivot: elevation-of-privilege "From {p} an intruder reaches everything behind it"
  for process p: jump-host {
  when count(f in p.outflows where not f.pulled and not (f.purpose in [log, telemetry])) >= 2
  unless p.segmentation and p.jit-admin
  severity: high; likelihood: medium
  group: lateral
  cwe: 653; capec: 555; attack: "T1021", "T1563"; owasp: "A06:2025"
  detect: "First connection from the jump host to a machine: account, machine"
  ask: "Which machines can {p} reach right now without a fresh approval?"
}
test "the jump host can reach all machines at any time" {
  zone own: management-zone { process j: jump-host { segmentation: yes; jit-admin: no } }
  zone net: vpc-zone { process p: virtual-machine; process q: virtual-machine }
  flow a: j -> p via ssh
  flow b: j -> q via ssh
  expect jump-host-pivot on j
}
test "each way onward opens for one task" {
  zone own: management-zone { process j: jump-host { segmentation: yes; jit-admin: yes } }
  zone net: vpc-zone { process p: virtual-machine; process q: virtual-machine }
  flow a: j -> p via ssh
  flow b: j -> q via ssh
  expect mitigated jump-host-pivot on j
}
test "approvals open single machines, but the network opens all" {
  zone own: management-zone { process j: jump-host { segmentation: no; jit-admin: yes } }
  zone net: vpc-zone { process p: virtual-machine; process q: virtual-machine }
  flow a: j -> p via ssh
  flow b: j -> q via ssh
  expect jump-host-pivot on j
}
test "only one machine lies behind it, and the other calls and is answered" {
  asset note classified internal
  zone own: management-zone { process j: jump-host { segmentation: yes; jit-admin: no } }
  zone net: vpc-zone { process p: virtual-machine; process q: virtual-machine }
  flow a: j -> p via ssh
  flow b: q -> j via ssh returns note
  expect no jump-host-pivot on j
}
test "the second connection only carries its log" {
  zone own: management-zone { process j: jump-host { segmentation: yes; jit-admin: no } }
  zone net: vpc-zone { process p: virtual-machine; process q: virtual-machine }
  flow a: j -> p via ssh
  flow b: j -> q via https { purpose: log }
  expect no jump-host-pivot on j
}

/// Somebody did harm through the jump host, and nothing tells who it was or what they typed. A
/// session without a recording is the sign. First record sessions where the people who use the jump
/// host cannot delete them.
threat jump-host-untraced: repudiation "Nobody can show what was done through {p}"
  for process p: jump-host {
  when any(f in p.inflows where not f.pulled)
  unless p.audit-log
  severity: medium; likelihood: medium
  group: audit
  cwe: 778; owasp: "A09:2025"
  detect: "Session without a recording: account, start"
  ask: "Can you replay what somebody did through {p} last week?"
}
test "operators come and go unrecorded" {
  zone own: management-zone { entity u: administrator; process j: jump-host { audit-log: no } }
  flow a: u -> j via ssh
  expect jump-host-untraced on j
}
test "every session can be replayed" {
  zone own: management-zone { entity u: administrator; process j: jump-host { audit-log: yes } }
  flow a: u -> j via ssh
  expect mitigated jump-host-untraced on j
}
test "the machine is an ordinary one" {
  zone own: management-zone { entity u: administrator; process j: workstation { audit-log: no } }
  flow a: u -> j via ssh
  expect no jump-host-untraced on j
}
test "nobody in the drawing uses the jump host" {
  zone own: management-zone { entity u: administrator; process j: jump-host { audit-log: no } }
  expect no jump-host-untraced on j
}

/// A port made for remote administration can be tried by the whole internet, and scanners find it
/// within hours. Its appearance in a scan from outside is the sign. First close it, and let
/// operators come through a tunnel or a jump host.
threat admin-port-open: elevation-of-privilege
  "The internet can try to log in to {f.target} over {f}" for flow f {
  when f.via is [ssh, rdp, telnet] and f.from-internet and f.target is process
    and f.target is not jump-host and f.target is not vpn-gateway
    and not any(z in f.target.zones where z.kind = third-party)
  unless f.vpn or f.target.conditional-access
  severity: critical; likelihood: high; top: yes
  group: admin-exposed
  cwe: 668; capec: 300, 49; attack: "T1133", "T1021"; owasp: "A02:2025"
  detect: "Administration port answered a scan from outside: address, port"
  ask: "Why is {f} possible without passing a gateway or jump host?"
}
test "the shell of the machine faces the internet" {
  zone outside: internet-zone { entity u: developer }
  zone net: vpc-zone { process m: virtual-machine { conditional-access: no } }
  flow a: u -> m via ssh { vpn: no }
  expect admin-port-open on a
}
test "the shell is reached through a tunnel" {
  zone outside: internet-zone { entity u: developer }
  zone net: vpc-zone { process m: virtual-machine { conditional-access: no } }
  flow a: u -> m via ssh { vpn: yes }
  expect mitigated admin-port-open on a
}
test "the shell opens after a check of person and device" {
  zone outside: internet-zone { entity u: developer }
  zone net: vpc-zone { process m: virtual-machine { conditional-access: yes } }
  flow a: u -> m via ssh { vpn: no }
  expect mitigated admin-port-open on a
}
test "the shell is reached from the office" {
  zone outside: office-zone { entity u: developer }
  zone net: vpc-zone { process m: virtual-machine { conditional-access: no } }
  flow a: u -> m via ssh { vpn: no }
  expect no admin-port-open on a
}
test "pages are read from the internet, not a shell" {
  zone outside: internet-zone { entity u: developer }
  zone net: vpc-zone { process m: virtual-machine { conditional-access: no } }
  flow a: u -> m via https { vpn: no }
  expect no admin-port-open on a
}
test "a jump host is made to be tried" {
  zone outside: internet-zone { entity u: developer }
  zone net: vpc-zone { process m: jump-host { conditional-access: no } }
  flow a: u -> m via ssh { vpn: no }
  expect no admin-port-open on a
}
test "a VPN gateway is made to be tried" {
  zone outside: internet-zone { entity u: developer }
  zone net: vpc-zone { process m: vpn-gateway { conditional-access: no } }
  flow a: u -> m via ssh { vpn: no }
  expect no admin-port-open on a
}
test "code is pushed over a secure shell that opens no machine" {
  zone outside: internet-zone { entity u: developer }
  zone net: vpc-zone { store m: source-repository { conditional-access: no } }
  flow a: u -> m via ssh { vpn: no }
  expect no admin-port-open on a
}
test "the machine belongs to a supplier" {
  zone outside: internet-zone { entity u: developer }
  zone net: third-party-zone { process m: virtual-machine { conditional-access: no } }
  flow a: u -> m via ssh { vpn: no }
  expect no admin-port-open on a
}

// ---- Functions and spending --------------------------------------------------------------------

/// An event starts a function, and a field of it that a stranger wrote ends up in a query, a path
/// or a command. Events that the function refuses are the sign. First describe the fields it uses
/// and refuse the rest, whatever service sent the event.
threat function-event-injection: tampering "{p} may act on what strangers wrote into its events"
  for process p: serverless-function {
  when p.tainted
  unless p.input-validation
  severity: high; likelihood: medium
  group: input
  cwe: 20, 94; capec: 153; attack: "T1648"; owasp: "A05:2025"
  detect: "Function rejected an event: source, field, rejections per hour"
  ask: "Which fields of the triggering event does {p} trust without a check?"
}
test "the name of an uploaded file runs through the function unchecked" {
  asset scan classified internal
  zone outside: internet-zone { process u: browser }
  zone own: cloud-account-zone {
    store d: object-storage; process p: serverless-function { input-validation: no }
  }
  flow a: u -> d via https carrying scan
  flow b: p -> d via https returns scan
  expect function-event-injection on p
}
test "the function checks the name of an uploaded file" {
  asset scan classified internal
  zone outside: internet-zone { process u: browser }
  zone own: cloud-account-zone {
    store d: object-storage; process p: serverless-function { input-validation: yes }
  }
  flow a: u -> d via https carrying scan
  flow b: p -> d via https returns scan
  expect mitigated function-event-injection on p
}
test "only colleagues upload files" {
  asset scan classified internal
  zone outside: cloud-account-zone { process u: browser }
  zone own: cloud-account-zone {
    store d: object-storage; process p: serverless-function { input-validation: no }
  }
  flow a: u -> d via https carrying scan
  flow b: p -> d via https returns scan
  expect no function-event-injection on p
}

/// Strangers call a function as often as they like, it scales as promised, and the bill scales with
/// it. Spending above the forecast is the sign. First set a budget that wakes somebody, and a hard
/// limit on how many run at once.
threat spend-abuse: denial-of-service "Strangers can run up the bill of {p}"
  for process p: serverless-function {
  when any(f in p.inflows where f.from-internet
    or (f.source is intermediary and f.source.internet-exposed and not f.pulled))
  unless p.spend-limits
  severity: medium; likelihood: medium
  group: spend
  cwe: 770; capec: 125; attack: "T1496"; owasp: "API4:2023"
  detect: "Spending above forecast: function, cost per hour"
  ask: "At which cost does somebody get woken up about {p}?"
}
test "every call from outside costs money without an end" {
  zone outside: internet-zone { entity u: end-user }
  zone own: cloud-account-zone { process p: serverless-function { spend-limits: no } }
  flow a: u -> p via https
  expect spend-abuse on p
}
test "the account stops at a budget" {
  zone outside: internet-zone { entity u: end-user }
  zone own: cloud-account-zone { process p: serverless-function { spend-limits: yes } }
  flow a: u -> p via https
  expect mitigated spend-abuse on p
}
test "a gateway in front hands on every call" {
  zone outside: internet-zone { entity u: end-user }
  zone own: cloud-account-zone {
    process g: api-gateway; process p: serverless-function { spend-limits: no }
  }
  flow a: u -> g -> p via https
  expect spend-abuse on p
}
test "a gateway in front that only colleagues reach" {
  zone outside: office-zone { entity u: employee }
  zone own: cloud-account-zone {
    process g: api-gateway; process p: serverless-function { spend-limits: no }
  }
  flow a: u -> g -> p via https
  expect no spend-abuse on p
}
test "the function calls out through the gateway and is answered" {
  asset order classified internal
  zone outside: internet-zone { entity u: end-user }
  zone own: cloud-account-zone {
    process g: api-gateway; process p: serverless-function { spend-limits: no }
  }
  flow a: u -> g via https
  flow b: p -> g via https returns order
  expect no spend-abuse on p
}
test "a service in front decides what it asks of the function" {
  zone outside: internet-zone { entity u: end-user }
  zone own: cloud-account-zone {
    process g: api; process p: serverless-function { spend-limits: no }
  }
  flow a: u -> g -> p via https
  expect no spend-abuse on p
}
test "only colleagues call the function" {
  zone outside: office-zone { entity u: employee }
  zone own: cloud-account-zone { process p: serverless-function { spend-limits: no } }
  flow a: u -> p via https
  expect no spend-abuse on p
}

// ---- The account as a whole --------------------------------------------------------------------

/// Somebody with a stolen key starts large machines in a far region and mines or resells them, and
/// the bill is the first to tell. Machines created in a region that nobody uses are the sign. First
/// close the regions and sizes you never use, and let somebody watch the rest.
threat resource-hijack: denial-of-service
  "Stolen access to {z} is used to run machines at your cost" for zone z {
  when z.kind = cloud-account and not any(y in z.zones where y.kind in [cloud-account, third-party])
  unless z.monitoring and z.org-policy
  severity: medium; likelihood: medium
  group: spend
  attack: "T1496.001", "T1578.002", "T1535"; owasp: "A09:2025"
  detect: "Machines created in an unused region: region, size, identity"
  ask: "Who notices large machines started in a region {z} never uses?"
}
test "every region is open, and somebody watches some" {
  zone own: cloud-account-zone { monitoring: yes; org-policy: no }
  expect resource-hijack on own
}
test "unused regions are closed, and nobody watches the others" {
  zone own: cloud-account-zone { monitoring: no; org-policy: yes }
  expect resource-hijack on own
}
test "unused regions are closed and the others watched" {
  zone own: cloud-account-zone { monitoring: yes; org-policy: yes }
  expect mitigated resource-hijack on own
}
test "a network has no regions to abuse" {
  zone own: vpc-zone { monitoring: yes; org-policy: no }
  expect no resource-hijack on own
}
test "accounts of one organisation are asked about once" {
  zone all: cloud-account-zone {
    zone own: cloud-account-zone { monitoring: yes; org-policy: no }
  }
  expect no resource-hijack on own
}

/// The first thing an intruder with administrator rights does is to switch off the record of what
/// administrators do. A stopped log or a new target for it is the last entry you will see. First
/// send it to an account where nobody from here has rights.
threat audit-trail-disabled: repudiation "An intruder can switch off the activity log of {z}"
  for zone z {
  when z.kind = cloud-account and not any(y in z.zones where y.kind in [cloud-account, third-party])
  unless z.log-integrity
  severity: high; likelihood: medium; top: yes
  group: log-integrity
  cwe: 778; capec: 571, 268; attack: "T1562.008"; owasp: "A09:2025"
  detect: "Activity log stopped or its target changed: account, identity"
  ask: "Can an administrator of {z} stop or delete its own trail?"
}
test "an administrator can stop the trail of the account" {
  zone own: cloud-account-zone { log-integrity: no }
  expect audit-trail-disabled on own
}
test "nobody has said where the trail is kept" {
  zone own: cloud-account-zone
  expect maybe audit-trail-disabled on own
}
test "the trail is kept where nobody from here has rights" {
  zone own: cloud-account-zone { log-integrity: yes }
  expect mitigated audit-trail-disabled on own
}
test "a network keeps no trail of its own" {
  zone own: vpc-zone { log-integrity: no }
  expect no audit-trail-disabled on own
}
test "the trail of a partner's account is for the partner to keep" {
  zone far: third-party-zone { zone own: cloud-account-zone { log-integrity: no } }
  expect no audit-trail-disabled on own
}

/// A test system is guarded less and shares networks, keys or roles with production, so it is the
/// easy way in. An identity of a test system at work on production is the sign. First move one of
/// the two to an account of its own.
threat mixed-environments: elevation-of-privilege "In {z} a test system opens the way to production"
  for zone z {
  when any(x in z.elements where x.environment = prod)
    and any(x in z.elements where x.environment in [dev, test])
    and not (z.kind in [internet, client, third-party])
  unless z.segmentation
  severity: high; likelihood: medium
  group: segmentation
  cwe: 653; attack: "T1078.004", "T1021"; owasp: "NHI8:2025"
  detect: "Identity of a test system acted on production: identity, action"
  ask: "What separates production from test inside {z}?"
}
test "the test system stands next to production" {
  zone own: cloud-account-zone {
    segmentation: no
    process p: api { environment: prod }
    process q: api { environment: test }
  }
  expect mixed-environments on own
}
test "test and production may not talk to each other" {
  zone own: cloud-account-zone {
    segmentation: yes
    process p: api { environment: prod }
    process q: api { environment: test }
  }
  expect mitigated mixed-environments on own
}
test "both of them are production" {
  zone own: cloud-account-zone {
    segmentation: no
    process p: api { environment: prod }
    process q: api { environment: prod }
  }
  expect no mixed-environments on own
}
test "both of them are for tests" {
  zone own: cloud-account-zone {
    segmentation: no
    process p: api { environment: dev }
    process q: api { environment: test }
  }
  expect no mixed-environments on own
}
test "how a partner separates the two is up to the partner" {
  zone own: third-party-zone {
    segmentation: no
    process p: api { environment: prod }
    process q: api { environment: test }
  }
  expect no mixed-environments on own
}

/// Somebody opens a port by hand in the middle of the night, it works, and it stays open for years.
/// A setting that differs from its definition in code is the sign. First compare the two every day,
/// and give each difference to somebody.
threat configuration-drift: tampering "Changes made by hand weaken {z} unnoticed" for zone z {
  when z.kind = cloud-account and not any(y in z.zones where y.kind in [cloud-account, third-party])
  unless z.drift-detection
  severity: medium; likelihood: medium
  group: config
  cwe: 1188; capec: 176; attack: "T1578.005", "T1562.007"; owasp: "A02:2025"
  detect: "Setting differs from its definition in code: setting, identity, since when"
  ask: "How soon is a change made by hand in {z} found?"
}
test "a port that was opened by hand stays open" {
  zone own: cloud-account-zone { drift-detection: no }
  expect configuration-drift on own
}
test "a port that was opened by hand is found the next day" {
  zone own: cloud-account-zone { drift-detection: yes }
  expect mitigated configuration-drift on own
}
test "the zone is a network, and its account is asked instead" {
  zone own: vpc-zone { drift-detection: no }
  expect no configuration-drift on own
}
test "accounts of one organisation are compared together" {
  zone all: cloud-account-zone { zone own: cloud-account-zone { drift-detection: no } }
  expect no configuration-drift on own
}

/// A thing in the cloud is deleted, its name record stays, and a stranger rents the same address
/// and answers in our name. A record that points to nothing is the sign. First delete the record
/// together with what it points to, and look for those that were forgotten.
threat name-takeover: spoofing "A stranger can claim a name that {p} still hands out"
  for process p: dns-service {
  when p.internet-exposed or p.managed in [provider, supplier]
    or any(z in p.zones where z.kind = cloud-account)
  unless p.asset-inventory and p.least-privilege
  severity: medium; likelihood: medium
  group: inventory
  capec: 585; attack: "T1584"; owasp: "A02:2025"
  detect: "Name record points to a resource that no longer exists: name, target"
  ask: "Who removes the records in {p} when the thing they point to is gone?"
}
test "records outlive the machines they point to" {
  zone outside: internet-zone { entity u: end-user }
  zone net: dmz-zone { process n: dns-service { asset-inventory: no; least-privilege: yes } }
  flow a: u -> n
  expect name-takeover on n
}
test "anybody may add a record" {
  zone outside: internet-zone { entity u: end-user }
  zone net: dmz-zone { process n: dns-service { asset-inventory: yes; least-privilege: no } }
  flow a: u -> n
  expect name-takeover on n
}
test "records are deleted together with their machines" {
  zone outside: internet-zone { entity u: end-user }
  zone net: dmz-zone { process n: dns-service { asset-inventory: yes; least-privilege: yes } }
  flow a: u -> n
  expect mitigated name-takeover on n
}
test "names that only colleagues ask for cannot be claimed by strangers" {
  zone outside: office-zone { entity u: employee }
  zone net: dmz-zone { process n: dns-service { asset-inventory: no; least-privilege: yes } }
  flow a: u -> n
  expect no name-takeover on n
}
test "the provider hosts the names, whoever asks for them" {
  zone outside: office-zone { entity u: employee }
  zone net: dmz-zone { process n: dns-service { managed: provider; asset-inventory: no } }
  flow a: u -> n
  expect name-takeover on n
}
test "the names lie in the account, whoever asks for them" {
  zone outside: office-zone { entity u: employee }
  zone net: cloud-account-zone { process n: dns-service { asset-inventory: no } }
  flow a: u -> n
  expect name-takeover on n
}

// ---- Questions, by kind of element -------------------------------------------------------------

question accidental-publishing "Can it be published by accident?" for store s: object-storage {
  ask: "What makes it impossible to publish {s} by accident?"
  good: "a block for the whole account that no single setting can lift"
  because: "Information disclosure: buckets are opened by mistake, not by attackers"
}

question cloud-rights "What may its identity do in the cloud?" for process p: compute {
  ask: "Which cloud actions can the identity of {p} perform?"
  good: "a short list taken from use, and no way for a request to borrow the identity"
  because: "Elevation of privilege: an intruder gets the rights of what they broke into"
}

question cloud-operators "From where and how is it administered?"
  for process p: cloud-control-plane {
  ask: "From where and with which factors is {p} administered?"
  good: "a separate path, a second factor, rights for a limited time"
  because: "Elevation of privilege: whoever administers the account owns what is in it"
}

question secret-readers "Who reads which secret, and how fast can all be renewed?"
  for store s: secrets-vault {
  ask: "Who can read which secret in {s}, and how quickly can all be renewed?"
  good: "one reader per secret; hours to renew all of them"
  because: "Information disclosure: after a break-in every secret that was in reach must change"
}

question topic-rights "Who may publish and who may read?" for process p: message-broker {
  ask: "Who may publish and who may read each topic of {p}?"
  good: "a list per topic, enforced by the broker"
  because: "Spoofing: consumers act on whatever is published"
}
