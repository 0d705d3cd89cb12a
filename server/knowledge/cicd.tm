/// Build and delivery: who can change what is built, with what it is built, what lies between the
/// build and the release, and what the pipeline itself may touch. Draw the repository, the
/// pipeline, the registry and the place that is deployed to; the rest is asked for.
kb cicd 1.0.0 "Build and delivery" {
  owner: @appsec
  reviewed: 2026-11-21
  license: "CC-BY-4.0"
}
use base 1.0

// ---- The source --------------------------------------------------------------------------------

/// The build does what the files in the repository say, so whoever can change these files runs
/// commands in the pipeline, with its secrets at hand. A build definition changed by somebody who
/// never touched it is the sign. First let outsiders' changes run without secrets, and protect the
/// definition like the main line.
threat poisoned-pipeline: elevation-of-privilege "A contributor can make {p} run what they like"
  for process p: build-pipeline {
  when any(s in model.stores where s is source-repository
    and (any(x in p.stores where x = s)
      or any(f in p.inflows where any(x in f.source.stores where x = s))))
  unless p.least-privilege
    and no(s in model.stores where s is source-repository
      and (any(x in p.stores where x = s)
        or any(f in p.inflows where any(x in f.source.stores where x = s)))
      and not s.branch-protection)
  severity: critical; likelihood: medium; top: yes
  group: pipeline
  cwe: 94, 829; capec: 511, 678; attack: "T1677"; owasp: "CICD-SEC-4"
  detect: "Build definition changed by somebody who never changed it before"
  ask: "Whose changes can alter what {p} executes before anybody has looked?"
}
test "anybody can rewrite the build on a branch" {
  zone b: build-zone {
    process p: build-pipeline { least-privilege: yes }
    store s: source-repository { branch-protection: no }
  }
  flow a: s -> p
  expect poisoned-pipeline on p
}
test "the build is protected, but each run holds every secret" {
  zone b: build-zone {
    process p: build-pipeline { least-privilege: no }
    store s: source-repository { branch-protection: yes }
  }
  flow a: p -> s
  expect poisoned-pipeline on p
}
test "the build is protected and holds what it needs" {
  zone b: build-zone {
    process p: build-pipeline { least-privilege: yes }
    store s: source-repository { branch-protection: yes }
  }
  flow a: p -> s
  expect mitigated poisoned-pipeline on p
}
test "nobody has said who may change the build" {
  zone b: build-zone { process p: build-pipeline; store s: source-repository }
  flow a: p -> s
  expect maybe poisoned-pipeline on p
}
test "one of two repositories that the build reads is open" {
  zone b: build-zone {
    process p: build-pipeline { least-privilege: yes }
    store s: source-repository { branch-protection: yes }
    store r: source-repository { branch-protection: no }
  }
  flow a: p -> s
  flow e: p -> r
  expect poisoned-pipeline on p
}
test "a code host stands between the repository and the build" {
  zone b: build-zone {
    process p: build-pipeline { least-privilege: yes }
    process h: service; store s: source-repository { branch-protection: no }
  }
  flow a: h -> s
  flow e: h -> p
  expect poisoned-pipeline on p
}
test "the build takes nothing from a repository" {
  zone b: build-zone {
    process p: build-pipeline { least-privilege: yes }
    store s: file-store
  }
  flow a: s -> p
  expect no poisoned-pipeline on p
}

/// One stolen account or one angry colleague is enough if a change can reach the main line without
/// a second pair of eyes. A merge without an approver, or a protection that is switched off for a
/// minute, is the sign. First demand one approval for everybody, administrators included.
threat unreviewed-change: tampering "One person can ship a change to {s} that nobody else saw"
  for store s: source-repository {
  when any(f in s.flows)
  unless s.code-review and s.branch-protection
  severity: high; likelihood: medium; top: yes
  group: review
  capec: 443, 445; attack: "T1195"; owasp: "CICD-SEC-1"
  detect: "Merge without a second approver, or protection switched off"
  ask: "Can anybody, administrators included, merge to {s} alone?"
}
test "changes are read, but nothing enforces it" {
  zone b: build-zone { process p: build-pipeline }
  zone c: internal-zone { store s: source-repository { code-review: yes; branch-protection: no } }
  flow a: p -> s
  expect unreviewed-change on s
}
test "nothing gets in unread" {
  zone b: build-zone { process p: build-pipeline }
  zone c: internal-zone { store s: source-repository { code-review: yes; branch-protection: yes } }
  flow a: p -> s
  expect mitigated unreviewed-change on s
}
test "a store of results is reviewed nowhere" {
  zone b: build-zone { process p: build-pipeline }
  zone c: internal-zone { store s: artifact-registry { code-review: yes; branch-protection: no } }
  flow a: p -> s
  expect no unreviewed-change on s
}
test "the main line is protected, but nobody reads what comes" {
  zone b: build-zone { process p: build-pipeline }
  zone c: internal-zone { store s: source-repository { code-review: no; branch-protection: yes } }
  flow a: p -> s
  expect unreviewed-change on s
}

/// A key that was committed once stays in the history and in every copy of it, and machines look
/// for such keys within minutes. A pattern found in a push is the sign. First replace the key, for
/// removing it from the history does not make it secret again; then refuse pushes that contain one.
threat secret-in-repository: information-disclosure "A secret committed to {s} is found"
  for store s: source-repository {
  when any(f in s.flows)
  unless s.secret-scanning
  severity: high; likelihood: high; top: yes
  group: secret-storage
  cwe: 540, 798; capec: 37; attack: "T1552.001", "T1213.003"; owasp: "CICD-SEC-6", "NHI2:2025"
  detect: "Pattern of a secret pushed: repository, kind, who pushed"
  ask: "What happens in the minutes after somebody pushes a secret to {s}?"
}
test "nobody looks for keys in the code" {
  zone b: build-zone { process p: build-pipeline }
  zone c: internal-zone { store s: source-repository { secret-scanning: no } }
  flow a: p -> s
  expect secret-in-repository on s
}
test "a push with a key is refused" {
  zone b: build-zone { process p: build-pipeline }
  zone c: internal-zone { store s: source-repository { secret-scanning: yes } }
  flow a: p -> s
  expect mitigated secret-in-repository on s
}
test "a file store without code is no repository" {
  zone b: build-zone { process p: build-pipeline }
  zone c: internal-zone { store s: file-store { secret-scanning: no } }
  flow a: p -> s
  expect no secret-in-repository on s
}

// ---- What comes from outside -------------------------------------------------------------------

/// A name is all that ties the build to a package: a new version, a look-alike or a public package
/// with an internal name takes its place, and its code runs at once. A package or a hash that was
/// not there in the last build is the sign. First commit a lock file with hashes, and let the build
/// fail when they differ.
threat dependency-substitution: tampering "A hostile package comes in over {f}" for flow f {
  when (f.source is package-registry
    and (f.target is [build-agent, build-pipeline] or f.target.executes-code))
    or (f.target is package-registry
      and (f.source is [build-agent, build-pipeline] or f.source.executes-code)
      and not f.reply.is-reply and not (f.purpose in [deploy, update]))
  unless (f.source is package-registry and f.target.dependency-pinning)
    or (f.target is package-registry and f.source.dependency-pinning)
  severity: high; likelihood: medium; top: yes
  group: supply-chain
  cwe: 1357, 494; capec: 538, 630; attack: "T1195.001"
  owasp: "CICD-SEC-3", "A03:2025", "M2:2024"
  detect: "New dependency or changed hash in a build"
  ask: "What makes sure that {f} brings exactly the package that it brought last time?"
}
test "the build takes the newest package of that name" {
  asset package: artifact
  zone outside: internet-zone { entity r: package-registry }
  zone b: build-zone { process p: build-pipeline { dependency-pinning: no } }
  flow a: p -> r via https returns package
  expect dependency-substitution on a/reply
}
test "a plain arrow to the registry fetches as well" {
  zone outside: internet-zone { entity r: package-registry }
  zone b: build-zone { process p: build-agent { dependency-pinning: no } }
  flow a: p -> r via https
  expect dependency-substitution on a
}
test "each package is fixed to its content" {
  zone outside: internet-zone { entity r: package-registry }
  zone b: build-zone { process p: build-pipeline { dependency-pinning: yes } }
  flow a: p -> r via https
  expect mitigated dependency-substitution on a
}
test "the request for a package is not the package" {
  asset package: artifact
  zone outside: internet-zone { entity r: package-registry }
  zone b: build-zone { process p: build-pipeline { dependency-pinning: no } }
  flow a: p -> r via https returns package
  expect no dependency-substitution on a
}
test "the pipeline publishes and takes nothing" {
  zone outside: internet-zone { entity r: package-registry }
  zone b: build-zone { process p: build-pipeline { dependency-pinning: no } }
  flow a: p -> r via https { purpose: deploy }
  expect no dependency-substitution on a
}
test "each package that comes back is fixed to its content" {
  asset package: artifact
  zone outside: internet-zone { entity r: package-registry }
  zone b: build-zone { process p: build-pipeline { dependency-pinning: yes } }
  flow a: p -> r via https returns package
  expect mitigated dependency-substitution on a/reply
}
test "a notebook installs what its author names" {
  zone outside: internet-zone { entity r: package-registry }
  zone b: build-zone { process p: api { executes-code: yes; dependency-pinning: no } }
  flow a: p -> r via https
  expect dependency-substitution on a
}
test "a shop that fetches packages is no build" {
  zone outside: internet-zone { entity r: package-registry }
  zone b: build-zone { process p: api { dependency-pinning: no } }
  flow a: p -> r via https
  expect no dependency-substitution on a
}

/// A ready-made step from somebody else runs inside the build, and its author, or whoever took over
/// the author's account, can change it overnight. A step that suddenly resolves to new content is
/// the sign. First name such steps by their hash instead of by a version, and give them no secrets.
threat outside-build-step: tampering "What {f.source} puts into the build can turn hostile"
  for flow f {
  when f.target is [build-agent, build-pipeline] and f.source.managed = supplier
    and f.source is not [build-pipeline, human, package-registry, store]
    and no(s in f.source.stores where s is source-repository)
    and (f.purpose in [download, update] or any(a in f.data where a is [artifact, source-code]))
  unless f.target.dependency-pinning
  severity: high; likelihood: medium
  group: supply-chain
  cwe: 829; capec: 670, 698; attack: "T1195.001"; owasp: "CICD-SEC-8", "NHI3:2025"
  detect: "Build step resolved to content that it did not have before"
  ask: "Is what {f.source} brings over {f} fixed to exact content, or only to a name?"
}
test "a step from a marketplace runs by its name" {
  asset step: source-code
  zone outside: internet-zone { entity m: saas-service }
  zone b: build-zone { process p: build-pipeline { dependency-pinning: no } }
  flow a: m -> p via https carrying step
  expect outside-build-step on a
}
test "the step is fixed to its hash" {
  asset step: source-code
  zone outside: internet-zone { entity m: saas-service }
  zone b: build-zone { process p: build-pipeline { dependency-pinning: yes } }
  flow a: m -> p via https carrying step
  expect mitigated outside-build-step on a
}
test "a message that starts the build is no step of it" {
  asset step: telemetry
  zone outside: internet-zone { entity m: saas-service }
  zone b: build-zone { process p: build-pipeline { dependency-pinning: no } }
  flow a: m -> p via https carrying step
  expect no outside-build-step on a
}
test "the host of our own code brings our own code" {
  asset step: source-code
  zone outside: third-party-zone {
    process m: web-app { managed: supplier }; store s: source-repository
  }
  zone b: build-zone { process p: build-pipeline { dependency-pinning: no } }
  flow a: m -> p via https carrying step
  flow e: m -> s carrying step
  expect no outside-build-step on a
}
test "a contractor is a person and goes through review" {
  asset step: source-code
  zone outside: internet-zone { entity m: contractor }
  zone b: build-zone { process p: build-pipeline { dependency-pinning: no } }
  flow a: m -> p via https carrying step
  expect no outside-build-step on a
}
test "code that goes to a shop is no build step" {
  asset step: source-code
  zone outside: internet-zone { entity m: saas-service }
  zone b: build-zone { process p: api { dependency-pinning: no } }
  flow a: m -> p via https carrying step
  expect no outside-build-step on a
}
test "a step that we run ourselves cannot turn on us" {
  asset step: source-code
  zone outside: internet-zone { entity m: saas-service { managed: self } }
  zone b: build-zone { process p: build-pipeline { dependency-pinning: no } }
  flow a: m -> p via https carrying step
  expect no outside-build-step on a
}

/// A weakness in a library becomes known, and nobody can say which releases contain it, so it stays
/// where it is. A new advisory that matches something you ship is the sign. First let the build
/// write a list of parts for every release, and match the lists with new advisories every day.
threat vulnerable-dependency: elevation-of-privilege "What {p} ships has weaknesses known to others"
  for process p: build-pipeline {
  when any(f in p.flows where f.source is package-registry or f.target is package-registry)
    or any(s in p.stores where s is [artifact-registry, source-repository])
    or any(f in p.inflows where any(s in f.source.stores where s is source-repository))
  unless p.sbom
  severity: high; likelihood: high
  group: vulnerable
  cwe: 1395, 1104; capec: 310; attack: "T1195.001"; owasp: "A03:2025"
  detect: "New advisory matches a part of something shipped"
  ask: "Could you name within an hour every product of {p} that contains a given library?"
}
test "nobody knows which parts are in the product" {
  zone b: build-zone { process p: build-pipeline { sbom: no }; store s: source-repository }
  flow a: p -> s
  expect vulnerable-dependency on p
}
test "each release has its list of parts" {
  zone b: build-zone { process p: build-pipeline { sbom: yes }; store s: source-repository }
  flow a: p -> s
  expect mitigated vulnerable-dependency on p
}
test "the pipeline moves files and builds nothing" {
  zone b: build-zone { process p: build-pipeline { sbom: no }; store s: file-store }
  flow a: p -> s
  expect no vulnerable-dependency on p
}
test "the parts come from a public registry" {
  zone outside: internet-zone { entity r: package-registry }
  zone b: build-zone { process p: build-pipeline { sbom: no } }
  flow a: p -> r via https
  expect vulnerable-dependency on p
}
test "the code comes by way of its host" {
  zone b: build-zone {
    process p: build-pipeline { sbom: no }; process h: service; store s: source-repository
  }
  flow a: h -> s
  flow e: h -> p
  expect vulnerable-dependency on p
}

// ---- The pipeline and its machines -------------------------------------------------------------

/// Every step of a build, and every package it loads, can read what the pipeline holds, and a key
/// for production is worth more than the code. A credential of the pipeline that is used outside a
/// build is the sign. First take away what no step needs, then let the rest be issued per run and
/// expire with it.
threat pipeline-credentials-stolen: information-disclosure
  "Any step of {p} can take its credentials away" for process p {
  when p is [build-agent, build-pipeline]
    and (any(f in p.outflows where not f.is-reply and f.authn in [api-key, password, shared-key])
      or any(a in p.data where a is [credential, key, password, token]))
  unless p.least-privilege and p.short-lived-credentials
  severity: high; likelihood: medium; top: yes
  group: pipeline
  cwe: 522, 269; capec: 511; attack: "T1552.001", "T1528"; owasp: "CICD-SEC-5", "CICD-SEC-6"
  detect: "Credential of the pipeline used outside a build"
  ask: "Which credentials can a single step of {p} read, and how long do they stay valid?"
}
test "every step can read a key that never expires" {
  asset deploy-key: key classified restricted
  zone b: build-zone {
    process p: build-pipeline { least-privilege: yes; short-lived-credentials: no }
  }
  zone c: internal-zone { process q: api }
  flow a: p -> q via https carrying deploy-key
  expect pipeline-credentials-stolen on p
}
test "the arrow says that a key is used" {
  zone b: build-zone {
    process p: build-pipeline { least-privilege: yes; short-lived-credentials: no }
  }
  zone c: internal-zone { process q: api }
  flow a: p -> q via https { authn: api-key }
  expect pipeline-credentials-stolen on p
}
test "each run gets one right, for one hour" {
  asset deploy-key: key classified restricted
  zone b: build-zone {
    process p: build-pipeline { least-privilege: yes; short-lived-credentials: yes }
  }
  zone c: internal-zone { process q: api }
  flow a: p -> q via https carrying deploy-key
  expect mitigated pipeline-credentials-stolen on p
}
test "the build carries a package and no key" {
  asset package: artifact classified restricted
  zone b: build-zone {
    process p: build-pipeline { least-privilege: yes; short-lived-credentials: no }
  }
  zone c: internal-zone { process q: api }
  flow a: p -> q via https carrying package { authn: federated }
  expect no pipeline-credentials-stolen on p
}
test "the key expires in an hour, but opens everything" {
  zone b: build-zone {
    process p: build-pipeline { least-privilege: no; short-lived-credentials: yes }
  }
  zone c: internal-zone { process q: api }
  flow a: p -> q via https { authn: api-key }
  expect pipeline-credentials-stolen on p
}
test "a service that uses a key runs no steps of others" {
  zone b: build-zone {
    process p: api { least-privilege: yes; short-lived-credentials: no }
  }
  zone c: internal-zone { process q: api }
  flow a: p -> q via https { authn: api-key }
  expect no pipeline-credentials-stolen on p
}

/// What one build leaves behind on the machine, the next one finds: a changed tool, a filled cache,
/// a program that waits. A process or a connection on a build machine that belongs to no build is
/// the sign. First start each build on a machine that is thrown away after it.
threat dirty-build-agent: tampering "What one build leaves on {p} infects the next"
  for process p: build-agent {
  when not (p.managed in [provider, supplier])
  unless p.isolated-build
  severity: high; likelihood: medium
  group: pipeline
  cwe: 668; capec: 670, 511; attack: "T1554"; owasp: "CICD-SEC-5", "CICD-SEC-7"
  detect: "Process or connection on a build machine that belongs to no build"
  ask: "What is left on {p} after one build that the next one could meet?"
}
test "all builds share one machine" {
  zone b: build-zone { process p: build-agent { isolated-build: no } }
  expect dirty-build-agent on p
}
test "nobody has said whether the machine is reused" {
  zone b: build-zone { process p: build-agent }
  expect maybe dirty-build-agent on p
}
test "each build gets a machine of its own" {
  zone b: build-zone { process p: build-agent { isolated-build: yes } }
  expect mitigated dirty-build-agent on p
}
test "the provider lends a fresh machine for every build" {
  zone b: build-zone { process p: build-agent { managed: provider } }
  expect no dirty-build-agent on p
}

/// Whoever changes a pipeline changes all that it ships, and a setting can be put back when the
/// deed is done. A changed setting that belongs to no request is the sign. First keep the log of
/// the pipeline where its administrators cannot edit it, for longer than a release lives.
threat pipeline-untraced: repudiation "Nobody can show who ran and changed {p}"
  for process p: build-pipeline {
  when any(f in p.outflows where not f.is-reply)
  unless p.audit-log
  severity: medium; likelihood: medium
  group: audit
  cwe: 778; owasp: "CICD-SEC-10"
  detect: "Setting of a pipeline changed: who, which, for which request"
  ask: "Could you show who ran and who changed {p} in the last six months?"
}
test "nobody recorded who switched the check off" {
  zone b: build-zone { process p: build-pipeline { audit-log: no }; store s: artifact-registry }
  flow a: p -> s
  expect pipeline-untraced on p
}
test "each run and each setting has a name beside it" {
  zone b: build-zone { process p: build-pipeline { audit-log: yes }; store s: artifact-registry }
  flow a: p -> s
  expect mitigated pipeline-untraced on p
}
test "the pipeline only fetches and changes nothing" {
  zone b: build-zone { process p: build-pipeline { audit-log: no }; store s: artifact-registry }
  flow a: s -> p
  expect no pipeline-untraced on p
}

// ---- Between build and release -----------------------------------------------------------------

/// What was tested and what is started are two things as long as nobody compares them: between the
/// two lies a registry, a folder, a name. A package or image without a valid signature at the
/// moment of release is the sign. First let the build sign what it makes, then let the receiver
/// refuse everything else.
threat artifact-swapped: tampering "Something other than what was built can arrive over {f}"
  for flow f {
  when (f.target is process and f.purpose = deploy and not f.is-reply
    and f.target is not cloud-control-plane and not (f.target.environment in [dev, test])
    and no(s in f.target.stores where s is artifact-registry))
    or (f.source is package-registry
      and f.target is [container-host, deployment-service, k8s-api-server, kubelet]
      and not (f.purpose in [log, telemetry]))
    or (f.target is package-registry
      and f.source is [container-host, deployment-service, k8s-api-server, kubelet]
      and not f.reply.is-reply and not (f.purpose in [deploy, log, telemetry, update]))
    or (f.source is artifact-registry
      and f.target is [compute, deployment-service, k8s-api-server, kubelet]
      and f.target is not build-agent and not (f.purpose in [log, telemetry]))
    or (f.target is artifact-registry
      and f.source is [compute, deployment-service, k8s-api-server, kubelet]
      and f.source is not build-agent and not f.reply.is-reply
      and not (f.purpose in [deploy, log, telemetry, update]))
  unless (f.target is process and f.target.signature-verification)
    or (f.target is [artifact-registry, package-registry] and f.source.signature-verification)
  severity: high; likelihood: medium; top: yes
  group: artifact
  cwe: 494, 353; capec: 669, 184; attack: "T1195.002", "T1554"; owasp: "CICD-SEC-9", "A08:2025"
  detect: "Check of signature or origin failed at a release"
  ask: "What is compared, before it starts, with what the build made and {f} brings?"
}
test "the server starts what the arrow brings" {
  zone b: build-zone { process p: build-pipeline }
  zone c: internal-zone { process q: api { signature-verification: no } }
  flow a: p -> q via https { purpose: deploy }
  expect artifact-swapped on a
}
test "a machine fetches an image and starts it" {
  zone b: build-zone { store r: container-registry }
  zone c: internal-zone { process q: container-host { signature-verification: no } }
  flow a: q -> r via https
  expect artifact-swapped on a
}
test "the server refuses what the build has not signed" {
  zone b: build-zone { process p: build-pipeline }
  zone c: internal-zone { process q: api { signature-verification: yes } }
  flow a: p -> q via https { purpose: deploy }
  expect mitigated artifact-swapped on a
}
test "the machine checks each image against the build" {
  zone b: build-zone { store r: container-registry }
  zone c: internal-zone { process q: container-host { signature-verification: yes } }
  flow a: q -> r via https
  expect mitigated artifact-swapped on a
}
test "an order to the server is no release" {
  zone b: build-zone { process p: build-pipeline }
  zone c: internal-zone { process q: api { signature-verification: no } }
  flow a: p -> q via https { purpose: business }
  expect no artifact-swapped on a
}
test "the cluster fetches what is released, so the other arrow counts" {
  zone b: build-zone { process p: build-pipeline; store r: container-registry }
  zone c: internal-zone { process q: k8s-api-server { signature-verification: no } }
  flow a: p -> q via https { purpose: deploy }
  flow e: q -> r via https
  expect no artifact-swapped on a
  expect artifact-swapped on e
}
test "what comes to the test system is not released yet" {
  zone b: build-zone { process p: build-pipeline }
  zone c: internal-zone { process q: api { signature-verification: no; environment: test } }
  flow a: p -> q via https { purpose: deploy }
  expect no artifact-swapped on a
}
test "the build puts its result into the registry" {
  zone b: build-zone { process p: build-pipeline; store r: container-registry }
  flow a: p -> r via https { purpose: deploy }
  expect no artifact-swapped on a
}
test "the registry hands an image to a machine" {
  asset image: artifact
  zone b: build-zone { store r: container-registry }
  zone c: internal-zone { process q: container-host { signature-verification: no } }
  flow a: q -> r via https returns image
  expect artifact-swapped on a/reply
}
test "a machine starts an image from a public registry" {
  asset image: artifact
  zone b: internet-zone { entity r: package-registry }
  zone c: internal-zone { process q: container-host { signature-verification: no } }
  flow a: q -> r via https returns image
  expect artifact-swapped on a/reply
}
test "a machine checks who signed the public image" {
  zone b: internet-zone { entity r: package-registry }
  zone c: internal-zone { process q: container-host { signature-verification: yes } }
  flow a: q -> r via https
  expect mitigated artifact-swapped on a
}
test "a build takes its base image, which is no release" {
  zone b: build-zone { store r: container-registry }
  zone c: internal-zone { process q: build-agent { signature-verification: no } }
  flow a: q -> r via https
  expect no artifact-swapped on a
}

/// Everybody pulls from the registry without looking, so one push by a stranger, or one overwritten
/// version, reaches them all. A tag that changes its content, or a push by an identity that never
/// pushed, is the sign. First let only the build push, make versions final, and sign them.
threat registry-poisoned: tampering "A stranger can put something into {s} that others will run"
  for store s: artifact-registry {
  when any(f in s.flows where f.source is process or f.target is process)
  unless s.least-privilege and s.artifact-signing
  severity: high; likelihood: medium
  group: store-access
  cwe: 732, 494; capec: 184; attack: "T1525", "T1195.002"; owasp: "CICD-SEC-9", "A08:2025"
  detect: "Tag overwritten, or pushed by an identity that never pushed"
  ask: "Who may push to {s}, and can a version that is out be changed?"
}
test "everybody in the company may push" {
  zone b: build-zone {
    process p: build-pipeline
    store s: container-registry { least-privilege: no; artifact-signing: yes }
  }
  flow a: p -> s
  expect registry-poisoned on s
}
test "only the build may push, and it signs" {
  zone b: build-zone {
    process p: build-pipeline
    store s: container-registry { least-privilege: yes; artifact-signing: yes }
  }
  flow a: p -> s
  expect mitigated registry-poisoned on s
}
test "nobody runs what lies in a file store" {
  zone b: build-zone {
    process p: build-pipeline
    store s: file-store { least-privilege: no; artifact-signing: yes }
  }
  flow a: p -> s
  expect no registry-poisoned on s
}
test "only the build may push, but nothing is signed" {
  zone b: build-zone {
    process p: build-pipeline
    store s: container-registry { least-privilege: yes; artifact-signing: no }
  }
  flow a: p -> s
  expect registry-poisoned on s
}

/// Whoever controls the pipeline, or one account in it, changes production in a minute, and nobody
/// is asked. A release that no approval belongs to is the sign. First let a second person or a
/// recorded check stand before the last step, also in an emergency.
threat production-without-gate: tampering "{f.source} can change {f.target} and nobody is asked"
  for flow f {
  when f.purpose = deploy and f.target is not artifact-registry
    and (f.target.environment = prod
      or (f.target.criticality >= high and not (f.target.environment in [dev, test])))
  unless f.source.change-control
  severity: high; likelihood: medium
  group: pipeline
  capec: 445; attack: "T1072"; owasp: "CICD-SEC-1"
  detect: "Release without a record of its approval"
  ask: "What must be true before {f.source} may change {f.target}?"
}
test "every green build goes live by itself" {
  zone b: build-zone { process p: build-pipeline { change-control: no } }
  zone c: internal-zone { process q: api { environment: prod } }
  flow a: p -> q via https { purpose: deploy }
  expect production-without-gate on a
}
test "a cluster counts although nobody wrote its stage" {
  zone b: build-zone { process p: build-pipeline { change-control: no } }
  zone c: cluster-zone { process q: k8s-api-server }
  flow a: p -> q via https { purpose: deploy }
  expect production-without-gate on a
}
test "a release waits for a recorded approval" {
  zone b: build-zone { process p: build-pipeline { change-control: yes } }
  zone c: internal-zone { process q: api { environment: prod } }
  flow a: p -> q via https { purpose: deploy }
  expect mitigated production-without-gate on a
}
test "the test system may be changed at will" {
  zone b: build-zone { process p: build-pipeline { change-control: no } }
  zone c: internal-zone { process q: api { environment: test } }
  flow a: p -> q via https { purpose: deploy }
  expect no production-without-gate on a
}
test "a message to production changes nothing" {
  zone b: build-zone { process p: build-pipeline { change-control: no } }
  zone c: internal-zone { process q: api { environment: prod } }
  flow a: p -> q via https { purpose: event }
  expect no production-without-gate on a
}
test "a registry is not production" {
  zone b: build-zone { process p: build-pipeline { change-control: no } }
  zone c: internal-zone { store q: container-registry { environment: prod } }
  flow a: p -> q via https { purpose: deploy }
  expect no production-without-gate on a
}

/// Test systems are open to more people and watched by fewer, and a copy of real records makes them
/// as precious as production. Records of real people found in test are the sign. First stop the
/// copy job, then make test data by replacing every name and number in it.
threat real-data-in-test: information-disclosure "Real records in {s} are guarded like test data"
  for store s {
  when s.environment in [dev, test] and s.sensitivity >= confidential
    and s is not [artifact-registry, etcd, secrets-vault, source-repository]
  unless s.pseudonymisation or all(a in s.data where a.identifiable in [anonymous, pseudonymous])
  severity: high; likelihood: medium
  group: test-data
  cwe: 668; capec: 121; attack: "T1213"; owasp: "A02:2025"
  detect: "Records that look like production found in test"
  ask: "Where did the records in {s} come from, and who may see them?"
}
test "last night's orders lie in the test database" {
  asset order: personal-data classified confidential
  zone c: internal-zone {
    store s: sql-database holds order { environment: test; pseudonymisation: no }
  }
  expect real-data-in-test on s
}
test "names and numbers are replaced before the copy" {
  asset order: personal-data classified confidential
  zone c: internal-zone {
    store s: sql-database holds order { environment: test; pseudonymisation: yes }
  }
  expect mitigated real-data-in-test on s
}
test "the records in test never belonged to anybody" {
  asset order: personal-data classified confidential { identifiable: anonymous }
  zone c: internal-zone { store s: sql-database holds order { environment: test } }
  expect mitigated real-data-in-test on s
}
test "production is where real orders belong" {
  asset order: personal-data classified confidential
  zone c: internal-zone {
    store s: sql-database holds order { environment: prod; pseudonymisation: no }
  }
  expect no real-data-in-test on s
}
test "a vault for test keeps keys of the test" {
  zone c: internal-zone {
    store s: secrets-vault { environment: test; pseudonymisation: no }
  }
  expect no real-data-in-test on s
}
test "what anybody may know can lie in test" {
  asset order: personal-data classified public
  zone c: internal-zone {
    store s: sql-database holds order { environment: test; pseudonymisation: no }
  }
  expect no real-data-in-test on s
}

// ---- Questions ---------------------------------------------------------------------------------

question build-trigger "Whose change can make it run something new?" for process p: build-pipeline {
  ask: "Whose change can make {p} run something new, and with which secrets at hand?"
  good: "reviewed changes only, and no secrets for the changes of outsiders"
  because: "Elevation of privilege: the build runs what the repository tells it"
}

question checked-origin "What is checked before a release?" for process p: deployment-service {
  ask: "What does {p} check about an artefact before it runs it?"
  good: "the signature, and that it came out of our own build"
  because: "Tampering: between build and release lies a place where others can write"
}
