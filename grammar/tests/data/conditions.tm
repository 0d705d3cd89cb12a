// The conditions of 262 threats, one rule each: a corpus for the parser. Not type-checked.
kb all 1.0.0 "Conditions of all shapes"
use base 1.0
threat core-anonymous-caller: spoofing "Anyone can call a component that guards something of value" for flow f {
  when f.crossing = up and f.target is process and (f.sensitivity >= internal or f.target.criticality >= high) and f.target is not forwarder and not f.pulled
  unless f.authenticated
}
threat core-static-machine-secret: spoofing "A long-lived machine secret is stolen and reused" for flow f {
  when f.source is not human and f.authn in [api-key, password, shared-key] and f.crosses
  unless f.short-lived-credentials or f.mutual-auth
}
threat core-false-server: spoofing "The caller talks to an impostor instead of the real server" for flow f {
  when f.crosses and f.encrypted and f.sensitivity >= internal
  unless f.peer-verified or f.mutual-auth
}
threat core-privileged-login-single-factor: spoofing "One stolen password opens a privileged or sensitive door" for flow f {
  when f.source is human and (f.purpose = admin or f.source.privilege >= elevated or f.target.sensitivity >= restricted) and not (f.authn = none) and f.target is not client
  unless f.mfa
}
threat core-shared-identity: repudiation "Several callers share one identity so none can be told apart" for element e {
  when e is not client and e is not forwarder and e is not store and any(f in e.outflows where f.authn in [password, api-key, shared-key] and (f.integrity-need >= medium or f.sensitivity >= confidential))
  unless e.unique-identity
}
threat core-clear-text-crossing: information-disclosure "Traffic that leaves a zone can be read on the way" for flow f {
  when f.crosses and not (f.network = local) and f.sensitivity >= internal
  unless f.encrypted
}
threat core-credentials-in-clear: information-disclosure "Secrets travel unprotected" for flow f {
  when any(a in f.data where a is [credential, key, token, password]) and not (f.network = local)
  unless f.encrypted
}
threat core-weak-transport-crypto: information-disclosure "Outdated encryption on a boundary is broken or downgraded" for flow f {
  when f.crosses and f.encrypted and f.sensitivity >= confidential
  unless f.strong-crypto
}
threat core-message-altered-in-transit: tampering "Messages are changed on the way without anyone noticing" for flow f {
  when f.crosses and not (f.network = local) and f.integrity-need >= medium
  unless f.encrypted or f.message-signing
}
threat core-message-replay: tampering "An old valid message is sent again" for flow f {
  when f.crosses and f.integrity-need >= high and f.purpose in [command, event, payment, sync]
  unless f.replay-protection
}
threat core-unvalidated-input: tampering "Hostile input reaches custom code" for process p {
  when p.custom-code and p.exposed and p is not client
  unless p.input-validation
}
threat core-second-order-input: tampering "Stored content from a less trusted writer is trusted on reading" for flow f {
  when f.source is store and any(w in f.source.inflows where w.source != f.target and (w.source.trust < f.target.trust or w.source.tainted)) and f.target.custom-code and f.source is not artifact-registry and f.source is not source-repository
  unless f.target.input-validation or f.target.output-encoding
}
threat core-store-opened-to-outsiders: elevation-of-privilege "A data store answers callers from a less trusted place directly" for flow f {
  when f.target is store and (f.source is entity or f.source is client) and f.crossing = up and f.target.sensitivity >= internal and f.target is not source-repository and f.target is not artifact-registry
  unless f.target.least-privilege and f.authenticated
}
threat core-store-tampering: tampering "Records are changed by someone who should only read them" for store s {
  when s.integrity-need >= medium and any(f in s.inflows)
  unless s.least-privilege
}
threat core-store-overexposed: information-disclosure "More identities can read the store than need to" for store s {
  when s.sensitivity >= confidential
  unless s.least-privilege
}
threat core-store-unencrypted: information-disclosure "Stolen media, snapshots or files reveal their content" for store s {
  when s.sensitivity >= confidential and s is not hsm
  unless s.encryption-at-rest
}
threat core-actions-leave-no-trace: repudiation "Important actions leave no trace" for process p {
  when p.exposed and p is not client and (p.integrity-need >= medium or p.sensitivity >= confidential or any(f in p.inflows where f.purpose = admin)) and p is not forwarder
  unless p.audit-log
}
threat core-log-tampering: repudiation "An intruder edits or deletes the evidence" for store s {
  when s is log-store or any(a in s.data where a is [log])
  unless s.log-integrity
}
threat core-log-forging: tampering "Forged or broken log lines mislead the readers" for flow f {
  when f.purpose = log and f.source.exposed and f.source.custom-code
  unless f.source.output-encoding
}
threat core-secrets-in-logs: information-disclosure "Sensitive values end up in the logs" for flow f {
  when f.purpose = log and f.source.sensitivity >= confidential
  unless f.source.log-redaction
}
threat core-origin-deniable: repudiation "A partner can deny having sent a binding message" for flow f {
  when (any(z in f.source.zones where z.kind in [third-party]) or any(z in f.target.zones where z.kind in [third-party])) and f.integrity-need >= high and f.purpose in [payment, command, event, business, sync]
  unless f.message-signing
}
threat core-flooding: denial-of-service "A flood from outside stops the service" for process p {
  when p.internet-exposed and (p is service or p is intermediary) and not (p.managed in [provider, supplier]) and p.criticality >= medium
  unless p.rate-limit
}
threat core-expensive-request: denial-of-service "A few costly requests exhaust the service" for process p {
  when p.exposed and p.custom-code and p is service and p.criticality >= medium
  unless p.resource-limits
}
threat core-single-point-of-failure: denial-of-service "One failure takes the whole service down" for element e {
  when e.criticality >= high and e is not client and not (e.managed in [provider, supplier])
  unless e.redundancy
}
threat core-data-lost: denial-of-service "Data is deleted, corrupted or encrypted and cannot be restored" for store s {
  when (s.availability-need >= medium or s.integrity-need >= high) and s is not cache
  unless s.backup
}
threat core-backup-destroyed: denial-of-service "An intruder destroys the backups together with the data" for store s {
  when s.backup and s.availability-need >= high
  unless s.backup-isolated
}
threat core-dependency-stall: denial-of-service "A slow or failing dependency drags the service down" for flow f {
  when f.source.criticality >= high and (f.target.managed = supplier or any(z in f.target.zones where z.kind in [third-party])) and not (f.purpose in [log, telemetry])
  unless f.source.timeouts
}
threat core-overprivileged-process: elevation-of-privilege "A breach inherits more rights than the job needs" for process p {
  when p.privilege >= elevated and p.exposed and p is not client and not p.platform
  unless p.least-privilege
}
threat core-privileged-function-open: elevation-of-privilege "Ordinary users reach functions meant for privileged ones" for process p {
  when any(f in p.inflows where f.purpose = admin) and any(f in p.inflows where not (f.purpose = admin)) and p.custom-code
  unless p.authz-function
}
threat core-confused-deputy: elevation-of-privilege "A component uses its own stronger rights on behalf of a weaker caller" for flow f {
  when f.source is process and f.target is process and f.source.exposed and f.crossing = up and f.authenticated and f.target.sensitivity >= confidential and f.source is not intermediary
  unless f.source.delegated-auth
}
threat core-admin-path-from-outside: elevation-of-privilege "The administration path is reachable from an untrusted place" for flow f {
  when f.purpose = admin and any(z in f.source.zones where z.kind in [internet, client, third-party]) and f.target is not jump-host
  unless f.target.admin-isolated or f.target.conditional-access
}
threat core-known-vulnerability: elevation-of-privilege "A published weakness in the product is exploited" for process p {
  when p.internet-exposed and p is not client and not (p.managed in [provider, supplier])
  unless p.patching
}
threat core-default-configuration: elevation-of-privilege "Default settings, samples or accounts are left active" for process p {
  when p.exposed and p.custom-code = no and not (p.managed in [provider, supplier]) and p is not client
  unless p.hardened
}
threat core-memory-corruption: elevation-of-privilege "Malformed input corrupts memory and runs attacker code" for process p {
  when p.memory-safe = no and p.exposed and p.custom-code
  unless p.security-testing and p.hardened
}
threat core-errors-reveal-internals: information-disclosure "Error messages help the attacker" for process p {
  when p.internet-exposed and p.custom-code and p is service
  unless p.error-hiding
}
threat core-secret-in-configuration: information-disclosure "A secret kept in code, settings or images is found" for flow f {
  when f.source is process and f.authn in [api-key, password, shared-key] and f.source is not client
  unless f.source.vault
}
threat core-flat-zone: elevation-of-privilege "A breached front component reaches the valuable store next to it" for zone z {
  when any(x in z.elements where x.internet-exposed) and any(x in z.elements where x is store and x.sensitivity >= restricted)
  unless z.segmentation
}
threat core-silent-intrusion: repudiation "An intrusion at the edge goes unnoticed" for zone z {
  when any(x in z.elements where x.internet-exposed)
  unless z.monitoring
}
threat core-unrestricted-egress: information-disclosure "Data or a control channel leaves unhindered" for zone z {
  when any(x in z.elements where x.sensitivity >= confidential) and any(x in z.elements where any(f in x.outflows where f.target is not human and any(y in f.target.zones where y.kind in [internet, third-party]))) and not (z.kind in [internet, client, third-party, device])
  unless z.egress-control
}
threat web-sql-injection: tampering "Input changes the meaning of a database query" for flow f {
  when f.target is database and f.target.query-language in [sql, graph] and f.source.custom-code and f.source.tainted
  unless f.source.parameterized
}
threat web-nosql-injection: tampering "Input smuggles operators into a document query" for flow f {
  when f.target.query-language in [nosql, search] and f.source.custom-code and f.source.tainted
  unless f.source.parameterized
}
threat web-directory-injection: tampering "Input changes a directory lookup" for flow f {
  when f.target is directory-service and f.source.custom-code and f.source.tainted
  unless f.source.parameterized
}
threat web-command-injection: elevation-of-privilege "Input becomes an operating-system command" for process p {
  when p.runs-commands and p.tainted
  unless p.command-safe
}
threat web-template-injection: elevation-of-privilege "Input is evaluated by a template or expression engine" for process p {
  when any(x in p.parses where x in [template]) and p.tainted
  unless p.command-safe or p.sandbox
}
threat web-cross-site-scripting: tampering "Script from one user runs in another user's page" for process p {
  when p is web-app and any(f in p.inflows where any(a in f.data where a.untrusted))
  unless p.output-encoding
}
threat web-dom-scripting: tampering "The front end turns data into script" for process p {
  when p is single-page-app and any(f in p.inflows where any(a in f.data where a.untrusted))
  unless p.output-encoding and p.security-headers
}
threat web-request-forgery: spoofing "A foreign site makes the user's browser send a wanted-looking request" for process p {
  when p.session = cookie and any(f in p.inflows where f.source is browser or f.source is human)
  unless p.csrf-protection
}
threat web-clickjacking: spoofing "The page is hidden inside a hostile frame" for process p {
  when p is web-app and p.session in [cookie, token] and p.internet-exposed
  unless p.security-headers
}
threat web-cross-origin-read: information-disclosure "A foreign site reads answers meant for the user" for process p {
  when p is api and any(f in p.inflows where f.source is browser or f.source is single-page-app) and p.sensitivity >= internal
  unless p.cors-restricted
}
threat web-session-theft: spoofing "A stolen or fixed session is used by somebody else" for process p {
  when p.session in [cookie, token] and p.internet-exposed
  unless p.session-hardened
}
threat web-token-forgery: spoofing "A forged or foreign token is accepted" for flow f {
  when f.authn in [token, federated] and f.crossing = up and f.target is process and f.target is not forwarder
  unless f.target.token-validation
}
threat web-login-redirect-abuse: spoofing "The sign-in flow hands a code or token to an attacker" for process p {
  when p.login = federated or p is identity-provider
  unless p.redirect-allowlist
}
threat web-credential-stuffing: spoofing "Passwords leaked elsewhere open accounts here" for process p {
  when p.login = own and p.internet-exposed
  unless p.brute-force-protection or p.mfa
}
threat web-weak-password-storage: information-disclosure "A leaked password table is cracked" for store s {
  when any(a in s.data where a is [password])
  unless s.password-hashing
}
threat web-recovery-takeover: spoofing "The account recovery path is easier than the login" for process p {
  when p.login = own and any(f in p.inflows where f.source is human or f.source is client)
  unless p.recovery-hardened
}
threat web-object-access: elevation-of-privilege "A user reaches another user's records by changing an identifier" for process p {
  when p.custom-code and p.multi-user and p.sensitivity >= internal and any(f in p.inflows where f.authenticated)
  unless p.authz-object
}
threat web-property-exposure: information-disclosure "Hidden fields are returned or can be set" for process p {
  when p is api and p.custom-code and p.sensitivity >= confidential
  unless p.authz-field
}
threat web-tenant-crossing: information-disclosure "One customer sees another customer's data" for element e {
  when e.multi-tenant and e.sensitivity >= internal
  unless e.tenant-isolation
}
threat web-server-side-request: information-disclosure "The server is steered into calling internal addresses" for process p {
  when p.fetches-urls and p.tainted
  unless p.url-allowlist or p.egress-control
}
threat web-xml-external-entity: information-disclosure "An XML document pulls in files or addresses" for process p {
  when any(x in p.parses where x in [xml]) and p.tainted
  unless p.safe-parsing
}
threat web-unsafe-deserialisation: elevation-of-privilege "A crafted object runs code when it is loaded" for process p {
  when any(x in p.parses where x in [serialized]) and p.tainted
  unless p.safe-parsing
}
threat web-path-traversal: information-disclosure "A file name reaches outside its folder" for flow f {
  when f.target is file-store and f.source.custom-code and f.source.tainted and f.target is not object-storage
  unless f.source.path-safe
}
threat web-malicious-upload: elevation-of-privilege "An uploaded file attacks the server or other users" for process p {
  when p.accepts-files and p.exposed
  unless p.file-checks
}
threat web-archive-bomb: denial-of-service "A small file expands until resources run out" for process p {
  when any(x in p.parses where x in [archive, image, office]) and p.accepts-files and p.exposed
  unless p.resource-limits
}
threat web-query-complexity: denial-of-service "A nested query multiplies the work" for process p {
  when p is graphql-api and p.exposed
  unless p.resource-limits
}
threat web-request-smuggling: tampering "Front and back server disagree on where a request ends" for flow f {
  when f.source is intermediary and f.target is service and f.via is [http] and f.source.tainted
  unless f.source.hardened and f.target.hardened
}
threat web-cache-poisoning: tampering "A shared cache serves content planted or meant for somebody else" for process p {
  when p is cdn or (p is intermediary and any(f in p.outflows where f.target is cache))
  unless p.cache-controls
}
threat web-flow-automation: denial-of-service "Bots abuse a valuable business process at scale" for process p {
  when p.internet-exposed and p.custom-code and p.integrity-need >= high and p is service
  unless p.anti-automation or p.rate-limit
}
threat web-race-on-value: tampering "Parallel requests spend or change the same value twice" for process p {
  when p.custom-code and any(a in p.data where a is [payment, financial])
  unless p.transactional
}
threat web-supplier-answer-trusted: tampering "Answers of an outside API are trusted blindly" for flow f {
  when f.source is external-system and f.target.custom-code and f.purpose in [response, sync, business]
  unless f.target.input-validation
}
threat web-webhook-forgery: spoofing "A stranger sends a callback that looks like the partner's" for flow f {
  when any(z in f.source.zones where z.kind in [third-party, internet]) and f.purpose = event and f.target is process
  unless f.message-signing or f.mutual-auth
}
threat web-socket-origin: spoofing "A foreign page opens a live channel with the user's session" for flow f {
  when f.via is [ws, wss] and f.target.session = cookie
  unless f.target.cors-restricted
}
threat web-foreign-script: tampering "A script hosted elsewhere changes the page" for flow f {
  when f.source is external-system and (f.target is browser or f.target is single-page-app) and any(a in f.data where a is [source-code, artifact])
  unless f.target.security-headers
}
threat web-client-side-decision: elevation-of-privilege "A rule enforced only in the client is removed" for flow f {
  when f.source is client and f.source.custom-code and f.target is service and f.target.custom-code and f.integrity-need >= medium
  unless f.target.input-validation and f.target.authz-function
}
threat web-front-door-bypass: elevation-of-privilege "Callers go around the gateway straight to the service" for process p {
  when any(f in p.inflows where f.source is api-gateway or f.source is waf or f.source is reverse-proxy) and any(f in p.inflows where f.from-internet)
  unless all(f in p.inflows where f.mutual-auth)
}
threat web-forgotten-endpoint: information-disclosure "An old or undocumented interface stays reachable" for process p {
  when p is api and p.internet-exposed
  unless p.asset-inventory
}
threat cloud-public-bucket: information-disclosure "A storage bucket is open to everybody" for store s {
  when s is object-storage and s.sensitivity >= internal
  unless s.public-access-block
}
threat cloud-public-database: elevation-of-privilege "A database answers the whole internet" for store s {
  when s is database and s.internet-exposed
  unless s.public-access-block
}
threat cloud-bucket-content-swapped: tampering "Objects that others download or run are replaced" for store s {
  when s is object-storage and any(a in s.data where a is [artifact, source-code, config, model]) and any(f in s.outflows)
  unless s.least-privilege and s.versioning
}
threat cloud-signed-link-leak: information-disclosure "A shared link to an object spreads and stays valid" for flow f {
  when f.target is object-storage and f.authn = signed-url
  unless f.short-lived-credentials
}
threat cloud-storage-wiped: denial-of-service "Objects are deleted or overwritten for ransom" for store s {
  when s is object-storage and s.availability-need >= medium
  unless s.versioning or s.backup-isolated
}
threat cloud-snapshot-shared: information-disclosure "A disk or database copy is shared with a foreign account" for store s {
  when s.managed = provider and (s is database or s is block-volume) and s.sensitivity >= confidential
  unless s.org-policy
}
threat cloud-metadata-theft: information-disclosure "The workload's cloud credentials are read from the metadata address" for process p {
  when p is compute and any(z in p.zones where z.kind in [cloud-account, network, cluster]) and (p.fetches-urls or p.executes-code or p.runs-commands)
  unless p.metadata-protection
}
threat cloud-workload-overprivileged: elevation-of-privilege "A taken-over workload controls more of the cloud than it uses" for process p {
  when p is compute and p is not container and not p.platform and p.tainted and any(z in p.zones where z.kind in [cloud-account, network, cluster])
  unless p.least-privilege
}
threat cloud-foreign-account-trust: elevation-of-privilege "A trusted outside account is used to walk in" for flow f {
  when any(z in f.source.zones where z.kind in [third-party]) and any(z in f.target.zones where z.kind in [cloud-account]) and f.authn = role
  unless f.delegated-auth
}
threat cloud-long-lived-key: spoofing "A permanent cloud key kept outside the cloud leaks" for flow f {
  when f.authn = api-key and (f.target is cloud-control-plane or f.target.managed = provider) and not (any(z in f.source.zones where z.kind in [cloud-account]))
  unless f.short-lived-credentials
}
threat cloud-control-plane-takeover: elevation-of-privilege "Whoever signs in to the cloud console owns everything" for flow f {
  when f.source is human and f.target is cloud-control-plane
  unless f.mfa
}
threat cloud-vault-reachable: information-disclosure "The vault can be tried from places that never need it" for store s {
  when s is secrets-vault and s.exposed
  unless s.segmentation
}
threat cloud-vault-read-everything: information-disclosure "One identity can read every secret" for flow f {
  when f.target is secrets-vault and f.source is process
  unless f.source.least-privilege
}
threat cloud-vault-untraced: repudiation "Nobody sees who reads secrets" for store s {
  when s is secrets-vault
  unless s.audit-log
}
threat cloud-key-deleted: denial-of-service "Deleting a key makes the data unreadable" for store s {
  when s is key-store
  unless s.versioning or s.separation-of-duties
}
threat cloud-broker-fake-publisher: spoofing "A stranger publishes messages that services act on" for flow f {
  when f.target is message-broker and f.purpose in [event, command, business] and not (f.network = local)
  unless f.authenticated
}
threat cloud-broker-topic-overread: information-disclosure "Consumers read topics that are not theirs" for process p {
  when p is message-broker and p.sensitivity >= confidential and count(f in p.outflows) >= 2
  unless p.authz-object
}
threat cloud-poison-message: tampering "One bad message stops or subverts the consumers" for flow f {
  when f.source is message-broker and f.target.custom-code and f.source.tainted
  unless f.target.input-validation
}
threat cloud-broker-backlog: denial-of-service "A full queue blocks the business" for process p {
  when p is message-broker and p.criticality >= medium
  unless p.resource-limits
}
threat cloud-event-twice: tampering "The same event is handled twice" for flow f {
  when f.source is message-broker and f.integrity-need >= medium
  unless f.target.transactional or f.replay-protection
}
threat cloud-jump-host-open: spoofing "The jump host is attacked from the internet" for process p {
  when p is jump-host and p.internet-exposed
  unless all(f in p.inflows where f.mfa)
}
threat cloud-jump-host-pivot: elevation-of-privilege "A taken-over jump host reaches everything behind it" for process p {
  when p is jump-host and count(f in p.outflows) >= 2
  unless p.segmentation and p.jit-admin
}
threat cloud-jump-host-untraced: repudiation "Sessions through the jump host are not recorded" for process p {
  when p is jump-host
  unless p.audit-log
}
threat cloud-admin-port-open: elevation-of-privilege "A remote administration port faces the internet" for flow f {
  when f.via is [ssh, rdp, telnet] and f.from-internet and f.target is not jump-host and f.target is not vpn-gateway
  unless f.vpn
}
threat cloud-function-event-injection: tampering "Untrusted event content drives a function" for process p {
  when p is serverless-function and p.tainted
  unless p.input-validation
}
threat cloud-spend-abuse: denial-of-service "Automatic scaling turns abuse into a large bill" for process p {
  when p is serverless-function and p.internet-exposed
  unless p.spend-limits
}
threat cloud-resource-hijack: denial-of-service "Stolen access is used to mine or resell capacity" for zone z {
  when z.kind = cloud-account
  unless z.monitoring and z.org-policy
}
threat cloud-audit-trail-disabled: repudiation "The cloud's own activity log is switched off" for zone z {
  when z.kind = cloud-account
  unless z.log-integrity
}
threat cloud-mixed-environments: elevation-of-privilege "A weak test system opens the way to production" for zone z {
  when any(x in z.elements where x.environment = prod) and any(x in z.elements where x.environment in [dev, test])
  unless z.segmentation
}
threat cloud-configuration-drift: tampering "Hand-made changes weaken the cloud set-up" for zone z {
  when z.kind = cloud-account
  unless z.drift-detection
}
threat cloud-name-takeover: spoofing "A forgotten name record is claimed by a stranger" for process p {
  when p is dns-service
  unless p.asset-inventory and p.least-privilege
}
threat ci-poisoned-pipeline: elevation-of-privilege "A contributor changes the build definition and runs code in the pipeline" for process p {
  when p is build-pipeline and any(f in p.inflows where f.source is source-repository)
  unless p.branch-protection and p.least-privilege
}
threat ci-unreviewed-change: tampering "One person ships a change nobody else saw" for store s {
  when s is source-repository
  unless s.code-review and s.branch-protection
}
threat ci-dependency-substitution: tampering "A package from outside replaces or infects a dependency" for flow f {
  when f.source is package-registry and (f.target is build-pipeline or f.target is build-agent)
  unless f.target.dependency-pinning
}
threat ci-vulnerable-dependency: elevation-of-privilege "Shipped components carry published weaknesses" for process p {
  when p is build-pipeline
  unless p.sbom
}
threat ci-secret-in-repository: information-disclosure "A secret committed to the repository is found" for store s {
  when s is source-repository
  unless s.secret-scanning
}
threat ci-pipeline-credentials-stolen: information-disclosure "Build steps read credentials they do not need" for process p {
  when (p is build-pipeline or p is build-agent) and any(a in p.data where a is [credential, key, token])
  unless p.least-privilege and p.short-lived-credentials
}
threat ci-dirty-build-agent: tampering "A reused build machine carries an infection into the next build" for process p {
  when p is build-agent
  unless p.isolated-build
}
threat ci-artifact-swapped: tampering "An artefact is replaced between build and release" for flow f {
  when f.purpose = deploy or (f.source is artifact-registry and f.target is compute)
  unless f.target.signature-verification
}
threat ci-registry-poisoned: tampering "A stranger pushes into the registry everybody pulls from" for store s {
  when s is artifact-registry
  unless s.least-privilege and s.artifact-signing
}
threat ci-production-without-gate: tampering "The pipeline can change production with no gate" for flow f {
  when f.purpose = deploy and f.target.environment = prod
  unless f.source.change-control
}
threat ci-outside-build-step: tampering "A third-party build step turns hostile" for flow f {
  when f.source.managed = supplier and f.source is not package-registry and f.target is build-pipeline
  unless f.target.dependency-pinning
}
threat ci-pipeline-untraced: repudiation "Changes to the pipeline leave no trace" for process p {
  when p is build-pipeline
  unless p.audit-log
}
threat ci-real-data-in-test: information-disclosure "Real data is copied into a weaker environment" for store s {
  when s.environment in [dev, test] and s.sensitivity >= confidential
  unless s.pseudonymisation
}
threat k8s-privileged-container: elevation-of-privilege "A privileged container becomes root on the node" for process p {
  when p is container and (p.privilege >= admin or p.host-access)
  unless p.container-restricted
}
threat k8s-shared-kernel-escape: elevation-of-privilege "A tenant breaks out of its container into another tenant" for process p {
  when p is container and (p.multi-tenant or p.executes-code) and not p.host-access
  unless p.sandbox
}
threat k8s-broad-cluster-role: elevation-of-privilege "A workload can rule the cluster" for flow f {
  when f.source is container and f.target is k8s-api-server
  unless f.source.least-privilege
}
threat k8s-idle-token: spoofing "An unused cluster token inside a pod is stolen" for process p {
  when p is container and not any(f in p.outflows where f.target is k8s-api-server)
  unless p.sa-token-disabled
}
threat k8s-control-plane-public: elevation-of-privilege "The cluster control endpoint faces the internet" for process p {
  when (p is k8s-api-server or p is kubelet or p is k8s-dashboard) and p.internet-exposed
  unless p.admin-isolated or p.conditional-access
}
threat k8s-anonymous-control: spoofing "The cluster accepts unidentified commands" for flow f {
  when (f.target is k8s-api-server or f.target is kubelet or f.target is etcd) and not (f.network = local)
  unless f.authenticated
}
threat k8s-etcd-read: information-disclosure "Whoever reads the cluster state store reads every secret" for store s {
  when s is etcd
  unless s.encryption-at-rest and s.segmentation
}
threat k8s-secret-in-plain-object: information-disclosure "Cluster secrets sit readable in objects or variables" for process p {
  when p is container and any(a in p.data where a is [credential, key, token, password])
  unless p.vault
}
threat k8s-open-pod-network: elevation-of-privilege "Every pod can talk to every other pod" for zone z {
  when z.kind = cluster
  unless z.segmentation
}
threat k8s-no-gate-for-workloads: elevation-of-privilege "Unsafe workloads are accepted by the cluster" for zone z {
  when z.kind = cluster
  unless z.admission-policy
}
threat k8s-untrusted-image: tampering "A container image is not the one that was built" for process p {
  when p is container and not (p.managed = supplier)
  unless p.signature-verification
}
threat k8s-stale-image: elevation-of-privilege "The image carries weaknesses fixed long ago" for process p {
  when p is container and p.exposed
  unless p.patching
}
threat k8s-noisy-neighbour: denial-of-service "A workload starves its neighbours" for process p {
  when p is container and p.criticality >= medium
  unless p.resource-limits
}
threat k8s-cluster-to-cloud: elevation-of-privilege "A pod uses the cluster's cloud identity to leave the cluster" for process p {
  when p is container and any(z in p.zones where z.kind in [cloud-account, network]) and p.tainted
  unless p.metadata-protection and p.least-privilege
}
threat k8s-unseen-runtime: repudiation "An attack inside a running container is not seen" for zone z {
  when z.kind = cluster
  unless z.monitoring
}
threat k8s-operator-takeover: elevation-of-privilege "A cluster controller with wide rights is abused" for process p {
  when p is k8s-operator
  unless p.least-privilege
}
threat ai-direct-prompt-injection: tampering "A user's text overrides the instructions of the model" for flow f {
  when f.target is llm-app and f.crossing = up and (f.source is human or f.source is client or f.source is web-app or f.source is api or f.source is email-service)
  unless f.target.prompt-guard
}
threat ai-indirect-prompt-injection: tampering "Instructions hidden in fetched content steer the model" for flow f {
  when (f.target is llm-app or f.target is llm) and any(a in f.data where a.untrusted) and f.source is not human and f.purpose in [retrieval, tool-result, content, event]
  unless f.target.prompt-guard and (f.target.tool-allowlist or f.target.tool-access = none)
}
threat ai-private-data-walks-out: information-disclosure "An agent that reads private and foreign content also has a way out" for process p {
  when p is agent and p.sensitivity >= internal and any(f in p.inflows where any(a in f.data where a.untrusted)) and any(f in p.outflows where f.leaves-trust)
  unless p.egress-control or p.human-approval
}
threat ai-too-much-agency: elevation-of-privilege "The agent has tools or rights its task does not need" for process p {
  when p is agent and p.tool-access >= write
  unless p.tool-allowlist and p.least-privilege
}
threat ai-unattended-high-impact: tampering "The agent changes things that matter with nobody asked" for process p {
  when p is agent and p.autonomy = autonomous and p.tool-access >= write and (p.integrity-need >= medium or p.criticality >= medium)
  unless p.human-approval
}
threat ai-code-execution: elevation-of-privilege "Text from the model runs as code or commands" for process p {
  when p is ai-component and (p.executes-code or p.tool-access = execute or p.runs-commands)
  unless p.sandbox
}
threat ai-memory-poisoning: tampering "False memories planted today steer the agent tomorrow" for process p {
  when p is agent and p.memory = persistent
  unless p.memory-validation
}
threat ai-retrieval-poisoning: tampering "Planted documents change what the model answers" for store s {
  when (s is vector-store or s is knowledge-base) and s.tainted
  unless s.data-provenance
}
threat ai-retrieval-overreach: information-disclosure "Retrieval returns what the asker may not see" for store s {
  when (s is vector-store or s is knowledge-base) and s.sensitivity >= confidential
  unless s.authz-object
}
threat ai-embedding-inversion: information-disclosure "Private text is rebuilt from embeddings" for store s {
  when s is vector-store and any(a in s.data where a is [personal-data, special-category, credential]) and s.managed = supplier
  unless s.minimisation or s.encryption-at-rest
}
threat ai-training-data-poisoning: tampering "Manipulated examples bend or backdoor the model" for process p {
  when p is training-pipeline and any(f in p.inflows where any(a in f.data where a.untrusted) or f.source is external-system)
  unless p.data-provenance
}
threat ai-model-supply-chain: tampering "A model or adapter from outside is altered or hostile" for flow f {
  when f.source is model-hub and (f.target is ai-component or f.target is model-store)
  unless f.target.signature-verification
}
threat ai-model-file-code: elevation-of-privilege "Opening a model file runs code" for process p {
  when p is ai-component and any(x in p.parses where x in [model-file])
  unless p.safe-parsing or p.sandbox
}
threat ai-model-copied-by-queries: information-disclosure "The model's behaviour is copied through its interface" for process p {
  when p is ml-model-service and p.internet-exposed and p.custom-code
  unless p.rate-limit and p.monitoring
}
threat ai-model-file-stolen: information-disclosure "Model weights are copied" for store s {
  when s is model-store and s.sensitivity >= confidential
  unless s.least-privilege and s.encryption-at-rest
}
threat ai-training-membership: information-disclosure "Answers reveal who was in the training data" for process p {
  when (p is ml-model-service or p is llm) and p.trains-on-user-data and p.exposed
  unless p.output-filter or p.pseudonymisation
}
threat ai-answer-leaks-secrets: information-disclosure "Answers contain data the reader should not get" for process p {
  when p is llm-app and p.sensitivity >= confidential and p.exposed
  unless p.output-filter
}
threat ai-data-to-foreign-model: information-disclosure "Confidential or personal data goes to somebody else's model" for flow f {
  when f.target is llm and f.target.managed = supplier and (f.sensitivity >= confidential or any(a in f.data where a is [personal-data, special-category, credential, source-code]))
  unless f.minimisation or f.target.supplier-contract
}
threat ai-system-prompt-secrets: information-disclosure "Instructions or secrets in the system prompt are extracted" for process p {
  when p is llm-app and p.exposed and any(a in p.data where a is [credential, key])
  unless p.vault
}
threat ai-output-trusted: tampering "Model output is used as a query, page, command or decision without a check" for flow f {
  when f.source is ai-component and (f.target.query-language in [sql, nosql, graph] or f.target is web-app or f.target is browser or f.target is single-page-app or f.target.runs-commands or f.target.executes-code)
  unless f.source.output-validation or f.target.output-encoding
}
threat ai-runaway-use: denial-of-service "Requests drain budget or capacity of the model" for process p {
  when p is ai-component and p.exposed
  unless p.spend-limits or p.rate-limit
}
threat ai-safety-bypass: elevation-of-privilege "Users talk the model past its safety rules" for process p {
  when (p is chatbot or p is external-llm-api or p is local-llm) and p.internet-reachable
  unless p.adversarial-testing
}
threat ai-wrong-answer-acted-on: tampering "A confident wrong answer is acted upon" for flow f {
  when f.source is ai-component and f.purpose in [decision, command] and f.integrity-need >= medium
  unless f.source.grounding or f.source.human-approval
}
threat ai-approval-fatigue: repudiation "People approve whatever the agent asks" for process p {
  when p is agent and p.human-approval and p.tool-access >= write
  unless p.approval-tiering
}
threat ai-persuasive-agent: spoofing "The agent's reply talks people into a harmful step" for process p {
  when p is llm-app and any(f in p.outflows where f.target is human) and any(f in p.inflows where any(a in f.data where a.untrusted))
  unless p.output-filter or p.grounding
}
threat ai-agent-impersonation: spoofing "An outsider or agent poses as another agent" for flow f {
  when f.source is agent and f.target is agent and not (f.network = local)
  unless f.mutual-auth or f.message-signing
}
threat ai-agent-message-poisoning: tampering "One agent's output corrupts the others" for flow f {
  when f.source is agent and f.target is agent
  unless f.target.input-validation
}
threat ai-agent-shared-key: repudiation "All agents act under one technical account" for process p {
  when p is agent and any(f in p.outflows where f.authenticated)
  unless p.unique-identity
}
threat ai-agent-borrows-rights: elevation-of-privilege "A user gets more through the agent than on their own" for process p {
  when p is agent and any(f in p.inflows where f.source is human or f.source is client) and any(f in p.outflows where f.authenticated and f.target.sensitivity >= confidential)
  unless p.delegated-auth
}
threat ai-agent-untraceable: repudiation "What the agent did and why cannot be shown" for process p {
  when p is agent and p.tool-access >= write
  unless p.audit-log
}
threat ai-agent-cascade: denial-of-service "One agent's fault spreads through the others" for flow f {
  when f.source is agent and f.target is agent and f.target.tool-access >= write
  unless f.target.timeouts
}
threat ai-rogue-agent: elevation-of-privilege "An agent works outside its mandate unnoticed" for process p {
  when p is agent and p.autonomy = autonomous
  unless p.monitoring
}
threat ai-adversarial-example: tampering "Crafted input makes the model decide wrongly" for process p {
  when p is ml-model-service and p.exposed and p.integrity-need >= medium
  unless p.adversarial-testing
}
threat mcp-tool-poisoning: tampering "A tool description or update carries hidden instructions" for flow f {
  when ((f.source is mcp-server and f.target is agent) or (f.source is agent and f.target is mcp-server)) and (f.source.managed = supplier or f.target.managed = supplier)
  unless f.source.tool-pinning or f.target.tool-pinning
}
threat mcp-open-server: spoofing "Anyone who reaches the tool server can call its tools" for flow f {
  when f.target is mcp-server and not (f.network = local)
  unless f.authenticated
}
threat mcp-token-hoard: information-disclosure "The tool server holds tokens that open many systems" for process p {
  when p is mcp-server and any(f in p.outflows where f.authn in [api-key, password, token, shared-key])
  unless p.short-lived-credentials or p.delegated-auth
}
threat mcp-scope-creep: elevation-of-privilege "The tool server's rights grow over time" for process p {
  when p is mcp-server and any(f in p.outflows where f.target.sensitivity >= confidential and f.target is not ai-component)
  unless p.least-privilege
}
threat mcp-command-injection: elevation-of-privilege "Tool arguments become commands" for process p {
  when p is mcp-server and p.runs-commands
  unless p.command-safe
}
threat mcp-shadow-server: elevation-of-privilege "An unapproved tool server is connected" for flow f {
  when f.source is agent and f.target is mcp-server and (f.target.managed = supplier or f.target.managed is not known)
  unless f.source.tool-allowlist
}
threat mcp-shared-context: information-disclosure "One session's context leaks into another" for process p {
  when p is mcp-server and p.multi-user and p.sensitivity >= internal
  unless p.tenant-isolation
}
threat mob-data-on-device: information-disclosure "Data stored by the app is read from the device" for process p {
  when p is mobile-app and p.sensitivity >= internal
  unless p.platform-keystore
}
threat mob-embedded-secret: information-disclosure "A key hidden in the app is pulled out" for flow f {
  when f.source is client and f.authn in [api-key, shared-key]
  unless f.source.no-embedded-secrets
}
threat mob-repackaged-app: tampering "A changed copy of the app is spread or used to cheat" for process p {
  when p is mobile-app and p.integrity-need >= medium
  unless p.tamper-detection
}
threat mob-traffic-interception: information-disclosure "A fake certificate on the phone opens the app's traffic" for flow f {
  when f.source is mobile-app and any(z in f.target.zones where z.kind in [dmz, internal, cloud-account, network]) and f.sensitivity >= restricted and f.encrypted
  unless f.source.cert-pinning
}
threat mob-hostile-neighbour-app: spoofing "Another app sends or catches the app's messages" for process p {
  when p is mobile-app and p.exports-ipc
  unless p.ipc-restricted
}
threat mob-web-view: elevation-of-privilege "Foreign pages reach native functions" for process p {
  when p is mobile-app and any(x in p.parses where x in [html])
  unless p.ipc-restricted and p.url-allowlist
}
threat mob-local-unlock-only: elevation-of-privilege "The app trusts a local unlock that can be skipped" for process p {
  when p is mobile-app and p.login = local
  unless p.platform-keystore
}
threat mob-hostile-device: tampering "The app runs on a manipulated device" for process p {
  when p is mobile-app and p.integrity-need >= high
  unless p.tamper-detection
}
threat iot-default-password: spoofing "Devices ship with a password everybody knows" for process p {
  when p is iot-device
  unless p.no-default-credentials
}
threat iot-firmware-replaced: tampering "Unsigned software is loaded onto the device" for process p {
  when p is iot-device and (any(f in p.inflows where f.purpose = update) or p.physical-access in [shared, public])
  unless p.signature-verification
}
threat iot-never-updated: elevation-of-privilege "The device cannot be repaired in the field" for process p {
  when p is iot-device and not (any(f in p.inflows where f.purpose = update))
  unless p.patching
}
threat iot-old-firmware-reinstalled: tampering "An old faulty version is installed again" for process p {
  when p is iot-device and p.signature-verification
  unless p.anti-rollback
}
threat iot-boot-tampering: tampering "Code is changed before the device starts" for process p {
  when p is iot-device and p.physical-access in [shared, public] and p.criticality >= medium
  unless p.secure-boot
}
threat iot-debug-port: elevation-of-privilege "A debug connector opens the device" for process p {
  when p is iot-device and p.physical-access in [shared, public]
  unless p.debug-disabled
}
threat iot-key-extracted: information-disclosure "Keys are read out of the hardware" for process p {
  when p is iot-device and p.physical-access in [shared, public] and any(a in p.data where a is [key, credential])
  unless p.secure-element
}
threat iot-fake-device: spoofing "A counterfeit device joins and reports" for flow f {
  when f.source is iot-device and f.target is service
  unless f.source.unique-identity and f.authenticated
}
threat iot-false-command: tampering "A forged command moves the device" for flow f {
  when f.purpose = command and f.target is iot-device
  unless f.message-signing or f.mutual-auth
}
threat iot-false-reading: tampering "A false measurement hides or causes trouble" for flow f {
  when f.source is sensor and f.integrity-need >= medium
  unless f.message-signing
}
threat iot-radio-listening: information-disclosure "Radio traffic is read or injected" for flow f {
  when f.wireless and f.sensitivity >= internal
  unless f.encrypted
}
threat iot-bridge-to-control: elevation-of-privilege "A gateway lets the office network reach the control network" for process p {
  when p is iot-gateway and (any(f in p.inflows where any(z in f.source.zones where z.kind = ot)) or any(f in p.outflows where any(z in f.target.zones where z.kind = ot))) and (any(f in p.inflows where not any(z in f.source.zones where z.kind = ot)) or any(f in p.outflows where not any(z in f.target.zones where z.kind = ot)))
  unless p.segmentation
}
threat iot-device-in-botnet: denial-of-service "The device is found from the internet and misused" for process p {
  when p is iot-device and any(f in p.inflows where any(z in f.source.zones where z.kind in [internet]))
  unless p.segmentation
}
threat iot-unsafe-failure: denial-of-service "A fault leaves the machine in a dangerous state" for process p {
  when p is actuator and p.criticality >= high
  unless p.fail-safe
}
threat iot-retired-device-data: information-disclosure "A discarded device still holds data and access" for process p {
  when p is iot-device and any(a in p.data where a is [personal-data, credential, key])
  unless p.media-disposal
}
threat priv-profile-linking: linking "Records of one person are linked into a profile" for store s {
  when any(a in s.data where a is [personal-data]) and (s.shared or s is data-warehouse)
  unless s.pseudonymisation
}
threat priv-tracking-by-partner: linking "A third party follows people through shared identifiers" for flow f {
  when any(a in f.data where a is [personal-data, telemetry, location]) and (f.target is ad-or-analytics-service or any(z in f.target.zones where z.kind in [third-party])) and f.purpose in [telemetry, analytics, marketing]
  unless f.minimisation
}
threat priv-log-linking: linking "Logs become a diary of each person" for flow f {
  when f.purpose = log and any(a in f.data where a is [personal-data])
  unless f.source.log-redaction or f.target.retention-limit
}
threat priv-needless-identity: identifying "People must identify themselves where a pseudonym would do" for process p {
  when any(a in p.data where a is [personal-data]) and any(f in p.inflows where f.source is human or f.source is client) and not (p.login = none) and p is not client and p is not intermediary
  unless p.minimisation or p.pseudonymisation
}
threat priv-reidentification: identifying "Released data is traced back to people" for flow f {
  when any(a in f.data where a.pseudonymous) and f.crossing = down
  unless f.anonymisation
}
threat priv-location-trail: identifying "A trail of places reveals who and where somebody is" for flow f {
  when any(a in f.data where a is [location]) and f.crosses
  unless f.minimisation
}
threat priv-no-deniability: non-repudiation "A person cannot deny an act they should be able to keep private" for process p {
  when p.deniability-expected
  unless p.pseudonymisation
}
threat priv-membership-revealed: detecting "A reply reveals that a person is known here" for process p {
  when p.login = own and p.internet-exposed
  unless p.error-hiding
}
threat priv-pattern-of-life: detecting "Traffic size and timing give away sensitive behaviour" for flow f {
  when f.from-internet and f.encrypted and any(a in f.data where a is [special-category, health])
  unless f.traffic-shaping
}
threat priv-excess-collection: data-disclosure "More personal data is collected than the purpose needs" for process p {
  when any(a in p.data where a is [personal-data]) and any(f in p.inflows where f.source is human or f.source is client) and (p.custom-code or p is not client) and p is not intermediary and p is not browser
  unless p.minimisation
}
threat priv-sharing-with-third-party: data-disclosure "Personal data is passed to another organisation" for flow f {
  when any(a in f.data where a is [personal-data, special-category]) and (f.target.managed = supplier or any(z in f.target.zones where z.kind in [third-party])) and f.target is not llm
  unless f.target.supplier-contract
}
threat priv-kept-too-long: non-compliance "Personal data is kept after its purpose has ended" for store s {
  when any(a in s.data where a is [personal-data])
  unless s.retention-limit
}
threat priv-special-data-exposed: data-disclosure "Specially protected data has only ordinary protection" for store s {
  when any(a in s.data where a is [special-category, health, biometric, children])
  unless s.encryption-at-rest and s.audit-log and s.least-privilege
}
threat priv-curious-staff: data-disclosure "Staff look at people's data without a reason" for flow f {
  when (f.source is employee or f.source is support-agent or f.source is contractor) and any(a in f.data where a is [personal-data, special-category]) and f.target is not intermediary
  unless f.target.audit-log and f.target.least-privilege
}
threat priv-unexpected-inference: unawareness-and-unintervenability "New facts about people are derived without their knowledge" for process p {
  when p.profiling
  unless p.notice and p.purpose-limitation
}
threat priv-not-told: unawareness-and-unintervenability "People do not know what happens with their data" for flow f {
  when (((f.source is end-user or f.source is data-subject or f.source is anonymous-visitor) and f.target is not browser) or f.source is browser) and f.target is not intermediary and any(a in f.data where a is [personal-data]) and f.target is process
  unless f.target.notice
}
threat priv-no-real-choice: unawareness-and-unintervenability "Data is used without a choice the person could refuse" for flow f {
  when (((f.source is end-user or f.source is data-subject or f.source is anonymous-visitor) and f.target is not browser) or f.source is browser) and f.target is not intermediary and any(a in f.data where a is [special-category, biometric, location, children, marketing])
  unless f.target.consent
}
threat priv-no-own-access: unawareness-and-unintervenability "People cannot see, correct or delete their data" for asset a {
  when a is [personal-data]
  unless a.subject-rights
}
threat priv-machine-decides: unawareness-and-unintervenability "A machine decides about people with nobody to appeal to" for process p {
  when p.profiling and p.autonomy = autonomous
  unless p.human-approval
}
threat priv-no-legal-ground: non-compliance "Personal data is processed without a recorded legal ground" for asset a {
  when a is [personal-data]
  unless a.lawful-basis
}
threat priv-leaves-the-region: non-compliance "Personal data leaves the region where it must stay" for flow f {
  when any(a in f.data where a is [personal-data, special-category]) and f.cross-border
  unless f.residency-control
}
threat priv-no-impact-assessment: non-compliance "Risky processing starts without a privacy assessment" for model m {
  when any(a in model.assets where a is [special-category, biometric, children, health])
  unless model.dpia
}
threat priv-user-data-trains-model: non-compliance "People's data trains a model they did not agree to" for process p {
  when p.trains-on-user-data and any(a in p.data where a is [personal-data])
  unless p.consent or p.anonymisation
}
threat ent-orphan-account: spoofing "Accounts of people or machines that left still work" for element e {
  when e is identity-provider or e is directory-service
  unless e.offboarding
}
threat ent-rights-pile-up: elevation-of-privilege "Rights pile up over the years" for element e {
  when e is identity-provider or e is directory-service or e is cloud-control-plane
  unless e.access-review
}
threat ent-standing-admin: elevation-of-privilege "Permanent administrator rights wait to be stolen" for flow f {
  when f.source is human and f.purpose = admin and f.target.criticality >= high
  unless f.source.jit-admin
}
threat ent-everyday-machine-admin: elevation-of-privilege "Administration is done from the machine that reads mail" for flow f {
  when f.source is workstation and f.purpose = admin
  unless f.source.admin-isolated
}
threat ent-phishing: spoofing "A message talks somebody into giving away access" for element e {
  when e is employee or e is administrator or e is support-agent
  unless e.awareness and e.phishing-resistant
}
threat ent-mail-in-our-name: spoofing "Strangers send mail in the organisation's name" for process p {
  when p is email-service
  unless p.email-auth
}
threat ent-payment-fraud: spoofing "A false instruction moves money" for flow f {
  when f.source is human and any(a in f.data where a is [payment]) and f.target is process
  unless f.target.separation-of-duties
}
threat ent-help-desk-reset: spoofing "The help desk is talked into resetting access" for element e {
  when e is support-agent
  unless e.recovery-hardened
}
threat ent-second-factor-bypass: spoofing "A second factor is phished or accepted out of habit" for flow f {
  when f.mfa and (f.purpose = admin or f.target.sensitivity >= restricted)
  unless f.phishing-resistant
}
threat ent-directory-takeover: elevation-of-privilege "Control of the directory means control of everything" for process p {
  when p is domain-controller or p is directory-service
  unless p.admin-isolated
}
threat ent-login-service-takeover: elevation-of-privilege "The sign-on service mints valid identities for the attacker" for process p {
  when p is identity-provider
  unless p.admin-isolated and p.key-management
}
threat ent-infected-workstation: tampering "Malicious software runs on a staff machine" for process p {
  when p is workstation
  unless p.malware-protection and p.patching
}
threat ent-unmanaged-device: information-disclosure "A private or unmanaged device carries company data" for process p {
  when p is workstation or p is mobile-app
  unless p.mdm
}
threat ent-remote-gateway: elevation-of-privilege "The remote access gateway is broken into" for process p {
  when p is vpn-gateway and p.internet-exposed
  unless p.patching and all(f in p.inflows where f.mfa)
}
threat ent-lateral-movement: elevation-of-privilege "An intruder walks from machine to machine" for zone z {
  when z.kind in [internal, office] and count(x in z.elements) >= 3
  unless z.segmentation
}
threat ent-foreign-device: spoofing "A foreign device is plugged or joined into the network" for zone z {
  when z.kind in [office, internal, datacenter]
  unless z.network-access-control
}
threat ent-ransom: denial-of-service "Files and systems are encrypted for ransom" for store s {
  when s is file-share or s is backup-store
  unless s.backup-isolated and s.restore-tested
}
threat ent-no-recovery-plan: denial-of-service "Nobody knows how to bring the service back" for element e {
  when e.criticality = critical and not (e.managed in [provider, supplier])
  unless e.dr-plan
}
threat ent-restore-fails: denial-of-service "Backups exist but cannot be restored" for store s {
  when s.backup and s.availability-need >= medium
  unless s.restore-tested
}
threat ent-power-fire-water: denial-of-service "Power, cooling, fire or water stop the site" for zone z {
  when z.kind = datacenter
  unless z.env-protection
}
threat ent-walk-in: tampering "Somebody walks in and touches the equipment" for zone z {
  when z.kind in [datacenter, office]
  unless z.physical-controls
}
threat ent-discarded-media: information-disclosure "Discarded or lost media still holds data" for store s {
  when (s is removable-media or s is device-storage or s is backup-store) and s.sensitivity >= internal
  unless s.media-disposal or s.encryption-at-rest
}
threat ent-unknown-assets: elevation-of-privilege "Systems nobody knows about are not protected" for model m {
  when count(x in model.elements) >= 5
  unless model.asset-inventory
}
threat ent-unclassified-data: information-disclosure "Valuable data is handled like any other" for asset a {
  when a.classified is not known
  unless a.classification-process
}
threat ent-supplier-breach: elevation-of-privilege "A supplier's breach becomes your breach" for element e {
  when e.managed = supplier and e is not human and (e.sensitivity >= confidential or e.criticality >= high)
  unless e.supplier-assessment
}
threat ent-supplier-remote-access: elevation-of-privilege "A supplier's remote access is misused" for flow f {
  when any(z in f.source.zones where z.kind in [third-party]) and f.purpose = admin
  unless f.target.conditional-access and f.mfa
}
threat ent-supplier-gone: denial-of-service "A supplier stops or raises the price and there is no way out" for element e {
  when e.managed = supplier and e.criticality >= high and e is not human
  unless e.exit-plan
}
threat ent-key-handling: information-disclosure "Encryption keys are known or kept by the wrong people" for store s {
  when any(a in s.data where a is [key]) and s is not hsm
  unless s.key-management
}
threat ent-certificate-expiry: denial-of-service "An expired certificate stops the service" for process p {
  when any(f in p.inflows where f.encrypted and f.from-internet) and p.criticality >= medium and not (p.managed in [provider, supplier])
  unless p.cert-lifecycle
}
threat ent-no-incident-plan: repudiation "An incident is handled by improvisation" for model m {
  when count(x in model.elements) >= 3 and any(x in model.elements where x.sensitivity >= confidential)
  unless model.incident-plan
}
threat ent-evidence-gone: repudiation "Records needed later are already deleted" for store s {
  when s is log-store
  unless s.log-retention and s.time-sync
}
threat ent-unapproved-change: tampering "A change nobody approved breaks or weakens production" for element e {
  when e.environment = prod and e.criticality >= high
  unless e.change-control
}
threat ent-lone-administrator: tampering "One person can destroy or hide everything alone" for element e {
  when e is backup-service or e is cloud-control-plane or e is domain-controller or e is secrets-vault
  unless e.separation-of-duties
}
threat ent-leaving-with-the-work: information-disclosure "A person takes valuable work along" for flow f {
  when (f.source is employee or f.source is contractor or f.source is developer) and (f.target is source-repository or f.target.sensitivity >= restricted) and f.target is not client
  unless f.target.dlp or f.target.monitoring
}
threat ent-out-of-support: elevation-of-privilege "A product without support stays in use" for element e {
  when e.end-of-life
  unless e.segmentation
}
threat ent-trusted-by-location: elevation-of-privilege "Being inside the network is treated as being allowed" for flow f {
  when any(z in f.source.zones where z.kind in [internal, office]) and not f.crosses and f.target.sensitivity >= confidential and not (f.network = local)
  unless f.authenticated
}
threat ent-no-baseline: elevation-of-privilege "Every system is built differently" for zone z {
  when z.kind in [internal, cloud-account, datacenter] and count(x in z.elements) >= 3
  unless z.arch-baseline
}
threat ent-nobody-owns-the-risk: repudiation "Known risks stay open because nobody owns them" for model m {
  when count(x in model.elements) >= 3
  unless model.risk-ownership
}
threat ent-rules-not-known: repudiation "A legal or contractual duty is missed" for model m {
  when any(a in model.assets where a is [personal-data, payment, health, special-category])
  unless model.legal-register
}
threat ent-untested-release: elevation-of-privilege "Custom software goes live without a security test" for process p {
  when p.custom-code and p.internet-exposed and p.criticality >= medium and p is not client
  unless p.security-testing
}
