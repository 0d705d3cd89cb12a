/// Containers and the clusters that run them: what leads from one workload to its host, to its
/// neighbours, to the cluster and to the cloud around it. A service drawn inside a cluster counts
/// as a container, so nothing needs to be drawn twice.
kb kubernetes 1.0.0 "Kubernetes and containers" {
  owner: @appsec
  reviewed: 2026-11-21
  license: "CC-BY-4.0"
}
use base 1.0

// ---- From the container to its host ------------------------------------------------------------

/// A container that runs as root with host rights, or sees paths of its host, is no longer a
/// separate place: who breaks in owns the machine and all that runs on it. A container that starts
/// with such rights is the sign. First find out which single right it needs, give it that one, and
/// let the cluster refuse the rest.
threat privileged-container: elevation-of-privilege "A break-in at {p} takes over its host"
  for process p {
  when (p is container and p.privilege >= admin) or (p.containerised and p.host-access)
  unless p.container-restricted
  severity: critical; likelihood: medium; top: yes
  group: escape
  cwe: 250; capec: 480; attack: "T1611"; owasp: "K01:2025"
  detect: "Container started with host rights or host paths: workload, right, who started it"
  ask: "Which host right does {p} need, and what refuses it to every other workload?"
}
test "the log collector reads the disk of its node" {
  zone c: cluster-zone { process p: pod { host-access: yes; container-restricted: no } }
  expect privileged-container on p
}
test "a service in the cluster counts as a container" {
  zone c: cluster-zone { process p: worker { host-access: yes; container-restricted: no } }
  expect privileged-container on p
}
test "nobody has said what limits a container that runs as root" {
  zone c: cluster-zone { process p: pod { privilege: admin } }
  expect maybe privileged-container on p
}
test "the log collector sees one path and has no rights beside it" {
  zone c: cluster-zone { process p: pod { host-access: yes; container-restricted: yes } }
  expect mitigated privileged-container on p
}
test "a container that sees nothing of its host" {
  zone c: cluster-zone { process p: pod { host-access: no; container-restricted: no } }
  expect no privileged-container on p
}
test "a console for operators is no container with host rights" {
  zone c: cluster-zone { process p: admin-console { container-restricted: no } }
  expect no privileged-container on p
}

/// Containers on one machine share its kernel. Code that a stranger supplies can use a flaw in it
/// to step into the container next door. Crashes and system calls that match known escapes are the
/// sign. First run such code in a sandbox with a kernel of its own, or on machines that nothing
/// else uses.
threat shared-kernel-escape: elevation-of-privilege "Code in {p} can break out to its neighbours"
  for process p {
  when p.containerised and (p.multi-tenant or p.executes-code) and not p.host-access
    and not (p.managed = provider)
  unless p.sandbox
  severity: high; likelihood: low
  group: escape
  cwe: 653; capec: 480; attack: "T1611"; owasp: "K01:2025"
  detect: "System calls of a known escape, or a kernel crash on a node"
  ask: "What besides the shared kernel separates {p} from its neighbours?"
}
test "customers bring their own code to one kernel" {
  zone c: cluster-zone { process p: pod { executes-code: yes; sandbox: no } }
  expect shared-kernel-escape on p
}
test "builds run in the cluster beside everything else" {
  zone c: cluster-zone { process p: build-agent { sandbox: no } }
  expect shared-kernel-escape on p
}
test "the code of customers has a kernel of its own" {
  zone c: cluster-zone { process p: pod { executes-code: yes; sandbox: yes } }
  expect mitigated shared-kernel-escape on p
}
test "the pod runs only code of ours" {
  zone c: cluster-zone { process p: pod { executes-code: no; sandbox: no } }
  expect no shared-kernel-escape on p
}
test "the machine for builds lies outside the cluster" {
  zone c: build-zone { process p: build-agent { sandbox: no } }
  expect no shared-kernel-escape on p
}
test "a container with host rights needs no escape" {
  zone c: cluster-zone { process p: pod { executes-code: yes; host-access: yes; sandbox: no } }
  expect no shared-kernel-escape on p
}
test "the provider separates the containers it runs" {
  zone c: cloud-account-zone {
    process p: container { executes-code: yes; managed: provider; sandbox: no }
  }
  expect no shared-kernel-escape on p
}

// ---- From the workload to the cluster ----------------------------------------------------------

/// A workload that may create pods, read secrets or grant roles lends these rights to whoever
/// breaks into it, and from there the whole cluster falls. A workload that lists secrets or creates
/// roles for the first time is the sign. First compare what its account may do with what it has
/// done in a month, and remove the difference.
threat broad-cluster-role: elevation-of-privilege "A break-in at {f.source} can rule the cluster"
  for flow f {
  when f.source.containerised and f.target is k8s-api-server and f.source is not k8s-operator
    and not f.is-reply
  unless f.source.least-privilege
  severity: high; likelihood: medium; top: yes
  group: overprivilege
  cwe: 269, 732; capec: 122; attack: "T1098.006", "T1613"; owasp: "K02:2025"
  detect: "Workload lists secrets, or creates roles, secrets or pods, for the first time"
  ask: "Which actions may {f.source} perform through {f.target}, and which of them does it use?"
}
test "the job may do everything in the cluster" {
  zone c: cluster-zone { process p: pod { least-privilege: no }; process k: k8s-api-server }
  flow a: p -> k via https
  expect broad-cluster-role on a
}
test "the job may only list pods" {
  zone c: cluster-zone { process p: pod { least-privilege: yes }; process k: k8s-api-server }
  flow a: p -> k via https
  expect mitigated broad-cluster-role on a
}
test "the cluster calls the workload, which needs no right for that" {
  zone c: cluster-zone { process p: pod { least-privilege: no }; process k: k8s-api-server }
  flow a: k -> p via https returns answer
  asset answer classified internal
  expect no broad-cluster-role on a/reply
}
test "a person outside is no workload" {
  zone o: office-zone { entity p: administrator }
  zone c: cluster-zone { process k: k8s-api-server }
  flow a: p -> k via https
  expect no broad-cluster-role on a
}
test "the job calls a service and not the cluster" {
  zone c: cluster-zone { process p: pod { least-privilege: no }; process k: api }
  flow a: p -> k via https
  expect no broad-cluster-role on a
}
test "a controller with wide rights is named by itself" {
  zone c: cluster-zone {
    process p: k8s-operator { least-privilege: no }; process k: k8s-api-server
  }
  flow a: p -> k via https
  expect no broad-cluster-role on a
  expect operator-takeover on p
}

/// A controller watches and changes resources for others, often in every namespace, and was
/// installed in one command with the rights its maker chose. Changes outside its own kinds or
/// namespaces are the sign. First read the role it came with, and bind it to the namespaces it
/// serves.
threat operator-takeover: elevation-of-privilege "The wide rights of {p} can be turned against us"
  for process p: k8s-operator {
  when p.privilege >= elevated
  unless p.least-privilege
  severity: high; likelihood: low
  group: overprivilege
  cwe: 269; capec: 122; attack: "T1098.006"; owasp: "K02:2025"
  detect: "Controller changes a kind or a namespace that is not its own"
  ask: "Which namespaces and which kinds can {p} change?"
}
test "the controller may change everything everywhere" {
  zone c: cluster-zone { process p: k8s-operator { least-privilege: no } }
  expect operator-takeover on p
}
test "the controller is bound to its own namespaces" {
  zone c: cluster-zone { process p: k8s-operator { least-privilege: yes } }
  expect mitigated operator-takeover on p
}
test "the controller has the rights of an ordinary workload" {
  zone c: cluster-zone { process p: k8s-operator { privilege: user; least-privilege: no } }
  expect no operator-takeover on p
}

/// By default every pod gets a token for the cluster, whether it needs one or not, and an intruder
/// finds it in a well-known file. A pod's token that is used from somewhere else is the sign. First
/// stop mounting it for workloads that never call the cluster; nothing breaks.
threat idle-token: spoofing "A cluster token that {p} never uses can be stolen from it"
  for process p {
  when p.containerised and p.tainted and p is not [build-agent, deployment-service,
    ingress-controller, k8s-dashboard, k8s-operator, monitoring-service, service-mesh]
    and any(z in p.zones where z.kind in [cluster, namespace])
    and no(f in p.outflows where f.target is k8s-api-server and not f.is-reply)
  unless p.sa-token-disabled
  severity: medium; likelihood: medium
  group: token
  cwe: 522; capec: 560; attack: "T1528", "T1552.007"; owasp: "K09:2025"
  detect: "Token of a pod used from an address that is not the pod's"
  ask: "Is a cluster token mounted into {p}, although it never calls the cluster?"
}
test "the front carries a token that it never uses" {
  zone outside: internet-zone { entity u: end-user }
  zone c: cluster-zone { process p: web-app { sa-token-disabled: no } }
  flow a: u -> p via https
  expect idle-token on p
}
test "no token is mounted into the front" {
  zone outside: internet-zone { entity u: end-user }
  zone c: cluster-zone { process p: web-app { sa-token-disabled: yes } }
  flow a: u -> p via https
  expect mitigated idle-token on p
}
test "the front calls the cluster and needs its token" {
  zone outside: internet-zone { entity u: end-user }
  zone c: cluster-zone { process k: k8s-api-server; process p: web-app { sa-token-disabled: no } }
  flow a: u -> p via https
  flow b: p -> k via https
  expect no idle-token on p
}
test "nothing hostile gets to the job that holds the token" {
  zone outside: internet-zone { entity u: end-user }
  zone c: cluster-zone { process p: web-app { sa-token-disabled: no } }
  flow a: p -> u via https carrying nothing
  expect no idle-token on p
}
test "an entry to the cluster uses its token, drawn or not" {
  zone outside: internet-zone { entity u: end-user }
  zone c: cluster-zone { process p: ingress-controller { sa-token-disabled: no } }
  flow a: u -> p via https
  expect no idle-token on p
}
test "the cluster itself needs no token" {
  zone outside: internet-zone { entity u: end-user }
  zone c: cluster-zone { process p: k8s-api-server { sa-token-disabled: no } }
  flow a: u -> p via https
  expect no idle-token on p
}
test "no cluster puts a token into a lone container" {
  zone outside: internet-zone { entity u: end-user }
  zone c: dmz-zone { process p: container { sa-token-disabled: no } }
  flow a: u -> p via https
  expect no idle-token on p
}

/// A secret that lies in a plain object or a variable of the pod can be read by everybody who may
/// list such objects, and it turns up in dumps and logs. An identity that reads secrets for the
/// first time is the sign. First find out who may list them; then let the workload fetch its own
/// from a vault when it starts.
threat secret-in-plain-object: information-disclosure "The secrets of {p} lie open in the cluster"
  for process p {
  when p.containerised
    and any(a in p.data where a is [credential, key, password, token]
      and no(f in a.flows where f.source is human or f.source is client or f.target is human
        or f.target is client))
  unless p.vault or any(s in p.stores where s is secrets-vault)
  severity: medium; likelihood: medium
  group: secret-storage
  cwe: 522, 526; capec: 37; attack: "T1552.007", "T1552.001"; owasp: "K03:2025"
  detect: "Secret listed or read by an identity that never did so before"
  ask: "How does {p} get its secrets when it starts, and who else can list them?"
}
test "the key for the bank lies in a variable of the pod" {
  asset secret: key classified restricted
  zone c: cluster-zone { process p: pod { vault: no } }
  zone bank: third-party-zone { entity b: payment-provider }
  flow a: p -> b via https carrying secret
  expect secret-in-plain-object on p
}
test "the pod fetches the key when it starts" {
  asset secret: key classified restricted
  zone c: cluster-zone { process p: pod { vault: yes } }
  zone bank: third-party-zone { entity b: payment-provider }
  flow a: p -> b via https carrying secret
  expect mitigated secret-in-plain-object on p
}
test "the drawing shows the vault from which the key comes" {
  asset secret: key classified restricted
  zone c: cluster-zone { process p: pod }
  zone v: data-zone { store d: secrets-vault }
  flow a: p -> d via https returns secret
  expect mitigated secret-in-plain-object on p
}
test "the pod passes on what a person typed" {
  asset secret: password classified restricted
  zone outside: internet-zone { entity u: end-user }
  zone c: cluster-zone { process p: pod { vault: no }; process q: pod { vault: no } }
  flow a: u -> p via https carrying secret
  flow b: p -> q via https carrying secret
  expect no secret-in-plain-object on q
}
test "the pod handles orders, which are no secret of its own" {
  asset order: payment classified restricted
  zone c: cluster-zone { process p: pod { vault: no } }
  zone bank: third-party-zone { entity b: payment-provider }
  flow a: p -> b via https carrying order
  expect no secret-in-plain-object on p
}
test "a machine outside the cluster keeps no cluster objects" {
  asset secret: key classified restricted
  zone c: internal-zone { process p: api { vault: no } }
  zone bank: third-party-zone { entity b: payment-provider }
  flow a: p -> b via https carrying secret
  expect no secret-in-plain-object on p
}

// ---- The control plane -------------------------------------------------------------------------

/// Whoever may command the cluster owns all that runs in it, and on the internet everybody can try,
/// day and night, and use each new flaw within hours. Calls from addresses that are on no list are
/// the sign. First close the endpoint to the world, and let operators and pipelines come from known
/// places.
threat control-plane-public: elevation-of-privilege "Anybody on the internet can try to command {p}"
  for process p {
  when p is [k8s-api-server, k8s-dashboard, kubelet]
    and (p.internet-exposed
      or any(f in p.inflows where f.source is forwarder and f.source.internet-exposed
        and not f.pulled))
  unless p.admin-isolated or p.conditional-access
  severity: high; likelihood: high; top: yes
  group: admin-exposed
  cwe: 668; capec: 180; attack: "T1133", "T1609"; owasp: "K06:2025"
  detect: "Call to a control endpoint from an address that is on no list"
  ask: "From which places must {p} be reachable, and what refuses all others?"
}
test "the cluster takes commands from any address" {
  zone outside: internet-zone { entity u: developer }
  zone c: cluster-zone { process k: k8s-api-server { admin-isolated: no; conditional-access: no } }
  flow a: u -> k via https
  expect control-plane-public on k
}
test "the dashboard stands behind the same door as the shop" {
  zone outside: internet-zone { entity u: developer }
  zone c: cluster-zone { process i: ingress-controller; process d: k8s-dashboard }
  flow a: u -> i via https
  flow b: i -> d via https
  expect maybe control-plane-public on d
}
test "the cluster takes commands from listed places only" {
  zone outside: internet-zone { entity u: developer }
  zone c: cluster-zone { process k: k8s-api-server { admin-isolated: no; conditional-access: yes } }
  flow a: u -> k via https
  expect mitigated control-plane-public on k
}
test "commands come from the office alone" {
  zone outside: office-zone { entity u: developer }
  zone c: cluster-zone { process k: k8s-api-server { admin-isolated: no; conditional-access: no } }
  flow a: u -> k via https
  expect no control-plane-public on k
}
test "the cluster takes commands over a path of its own" {
  zone outside: internet-zone { entity u: developer }
  zone c: cluster-zone { process k: k8s-api-server { admin-isolated: yes } }
  flow a: u -> k via https
  expect mitigated control-plane-public on k
}
test "a shop is there to be reached" {
  zone outside: internet-zone { entity u: developer }
  zone c: cluster-zone { process k: web-app { admin-isolated: no; conditional-access: no } }
  flow a: u -> k via https
  expect no control-plane-public on k
}

/// A part of the cluster that answers callers without asking who they are can be told to start
/// containers or to hand out secrets. An accepted request without an identity is the sign. First
/// switch anonymous access off at every port of the control plane and the nodes, the read-only
/// ones included.
threat anonymous-control: spoofing "{f.target} may obey anyone who reaches it over {f}" for flow f {
  when f.target is [etcd, k8s-api-server, kubelet] and not (f.network = local) and not f.pulled
    and (f.authn in [anonymous, none]
      or not (f.source.containerised and f.target is k8s-api-server))
  unless f.authenticated or (f.source is human and f.mfa)
  severity: critical; likelihood: medium
  group: unauthenticated
  cwe: 306; capec: 115; attack: "T1609", "T1610"; owasp: "K09:2025"
  detect: "Request without an identity accepted by a part of the cluster"
  ask: "Does {f.target} answer a caller on {f} who shows no identity at all?"
}
test "the node takes commands from anyone near" {
  zone c: cluster-zone { process p: monitoring-service; process k: kubelet }
  flow a: p -> k via https { authn: anonymous }
  expect anonymous-control on a
}
test "nobody has said whom the node obeys" {
  zone c: cluster-zone { process p: monitoring-service; process k: kubelet }
  flow a: p -> k via https
  expect maybe anonymous-control on a
}
test "the node asks for a certificate" {
  zone c: cluster-zone { process p: monitoring-service; process k: kubelet }
  flow a: p -> k via https { authn: certificate }
  expect mitigated anonymous-control on a
}
test "a workload has a token for the cluster from its start" {
  zone c: cluster-zone { process p: monitoring-service; process k: k8s-api-server }
  flow a: p -> k via https
  expect no anonymous-control on a
}
test "the cluster takes the workload without its token" {
  zone c: cluster-zone { process p: monitoring-service; process k: k8s-api-server }
  flow a: p -> k via https { authn: none }
  expect anonymous-control on a
}
test "an operator shows two factors" {
  zone o: office-zone { entity p: administrator }
  zone c: cluster-zone { process k: k8s-api-server }
  flow a: p -> k via https { mfa: yes }
  expect mitigated anonymous-control on a
}
test "the call never leaves the machine" {
  zone c: cluster-zone { process p: monitoring-service; process k: kubelet }
  flow a: p -> k via https { authn: anonymous; network: local }
  expect no anonymous-control on a
}
test "an answer to the cluster is no command" {
  asset answer classified internal
  zone c: cluster-zone { process p: monitoring-service; process k: k8s-api-server }
  flow a: k -> p via https returns answer { authn: anonymous }
  expect no anonymous-control on a/reply
}
test "an ordinary service obeys nobody" {
  zone c: cluster-zone { process p: monitoring-service; process k: api }
  flow a: p -> k via https { authn: anonymous }
  expect no anonymous-control on a
}

/// The state of the cluster holds every secret in it, so one connection or one stolen snapshot is
/// enough. A connection to it from anything but the control plane is the sign. First let only the
/// control plane reach it; then have its content encrypted with a key that lies elsewhere.
threat etcd-read: information-disclosure "Whoever reads {s} has every secret of the cluster"
  for store s: etcd {
  when s.sensitivity >= confidential
  unless s.encryption-at-rest and (s.segmentation or s.managed = provider)
  severity: critical; likelihood: low
  group: at-rest
  cwe: 311, 312; capec: 37; attack: "T1552.007"; owasp: "K03:2025", "K07:2025"
  detect: "Connection to the cluster's state from anything but the control plane"
  ask: "Which machines can talk to {s}, and is what it keeps encrypted?"
}
test "every node can open the state of the cluster" {
  zone c: cluster-zone { store d: etcd { encryption-at-rest: yes; segmentation: no } }
  expect etcd-read on d
}
test "a snapshot of the state can be read" {
  zone c: cluster-zone { store d: etcd { encryption-at-rest: no; segmentation: yes } }
  expect etcd-read on d
}
test "the state is encrypted and out of reach" {
  zone c: cluster-zone { store d: etcd { encryption-at-rest: yes; segmentation: yes } }
  expect mitigated etcd-read on d
}
test "the provider runs the state, and a key of ours encrypts it" {
  zone c: cluster-zone { store d: etcd { encryption-at-rest: yes; managed: provider } }
  expect mitigated etcd-read on d
}
test "an ordinary database is no state of a cluster" {
  zone c: cluster-zone { store d: database { encryption-at-rest: yes; segmentation: no } }
  expect no etcd-read on d
}

// ---- The cluster as a place --------------------------------------------------------------------

/// In a new cluster every pod may call every other, so one break-in at the edge can try all that
/// runs inside. Two workloads that talk for the first time are the sign. First refuse all traffic
/// in the namespace that matters most, and then allow what is drawn here.
threat open-pod-network: elevation-of-privilege "In {z} every workload can call every other"
  for zone z {
  when z.kind = cluster
    and count(e in model.elements where e is not entity and not e.platform
      and any(y in e.zones where y = z)) >= 2
  unless z.segmentation
  severity: medium; likelihood: high; top: yes
  group: segmentation
  cwe: 653; capec: 179; attack: "T1046", "T1210"; owasp: "K05:2025"
  detect: "Connection between workloads that never talked before"
  ask: "Which traffic between workloads of {z} is refused when nobody has allowed it?"
}
test "the front can call the database past its service" {
  zone c: cluster-zone { segmentation: no; process p: pod; store d: sql-database }
  expect open-pod-network on c
}
test "workloads in namespaces count as well" {
  zone c: cluster-zone {
    segmentation: no
    zone n: namespace-zone { process p: pod }
    zone m: namespace-zone { process q: pod }
  }
  expect open-pod-network on c
}
test "only listed pairs may talk" {
  zone c: cluster-zone { segmentation: yes; process p: pod; store d: sql-database }
  expect mitigated open-pod-network on c
}
test "a workload that is alone has nobody to call" {
  zone c: cluster-zone { segmentation: no; process p: pod }
  expect no open-pod-network on c
}
test "two machines in a network of our own are no cluster" {
  zone c: vpc-zone { segmentation: no; process p: pod; store d: sql-database }
  expect no open-pod-network on c
}

/// Without a gate a cluster starts whatever it is handed: a container with host rights, an image
/// from anywhere, a pod in a namespace of others. Refused or excepted workloads, once there is a
/// gate, are the sign. First let a policy report for a week what it would refuse, then let it
/// refuse.
threat no-gate-for-workloads: elevation-of-privilege "{z} starts dangerous workloads unasked"
  for zone z {
  when z.kind = cluster
    and any(p in model.processes where p.containerised and any(y in p.zones where y = z))
  unless z.admission-policy
  severity: medium; likelihood: medium
  group: admission
  cwe: 1188; capec: 180; attack: "T1610", "T1204.003"; owasp: "K04:2025"
  detect: "Workload refused, or admitted by exception: who, what, which rule"
  ask: "What refuses a workload with host rights before it starts in {z}?"
}
test "the cluster starts whatever it is handed" {
  zone c: cluster-zone { admission-policy: no; process p: pod }
  expect no-gate-for-workloads on c
}
test "every workload is checked before it starts" {
  zone c: cluster-zone { admission-policy: yes; process p: pod }
  expect mitigated no-gate-for-workloads on c
}
test "nothing of ours is started in this cluster" {
  zone c: cluster-zone { admission-policy: no; process p: k8s-api-server }
  expect no no-gate-for-workloads on c
}
test "a network of machines has no such gate" {
  zone c: vpc-zone { admission-policy: no; process p: pod }
  expect no no-gate-for-workloads on c
}

/// Somebody opens a shell inside a running container, and nobody looks there: the usual logs end at
/// the door. A shell, a new program or an odd connection in a container is the sign. First switch
/// on the record of commands run in containers, and name the person who gets the alert.
threat unseen-runtime: repudiation "An attack inside the containers of {z} goes unnoticed"
  for zone z {
  when z.kind = cluster
    and any(p in model.processes where p.containerised and any(y in p.zones where y = z))
  unless z.monitoring
  severity: medium; likelihood: medium
  group: monitoring
  cwe: 778; attack: "T1609"; owasp: "K10:2025"
  detect: "Shell or unknown program started inside a container"
  ask: "Who is told when a shell opens inside a container of {z}?"
}
test "nobody sees a shell in a container" {
  zone c: cluster-zone { monitoring: no; process p: pod }
  expect unseen-runtime on c
}
test "a shell in a container raises an alert" {
  zone c: cluster-zone { monitoring: yes; process p: pod }
  expect mitigated unseen-runtime on c
}
test "the containers run elsewhere" {
  zone c: cluster-zone { monitoring: no; process k: k8s-api-server }
  zone d: internal-zone { process p: pod }
  expect no unseen-runtime on c
}
test "a container outside a cluster" {
  zone c: vpc-zone { monitoring: no; process p: pod }
  expect no unseen-runtime on c
}

// ---- Images ------------------------------------------------------------------------------------

/// The cluster pulls an image by name, and a name can point to something new: a replaced tag, a
/// look-alike, a build that never took place. An image without a valid signature that asks to start
/// is the sign. First name images by their digest, then let the cluster check the signature of your
/// build.
threat untrusted-image: tampering "{z} starts images that nobody has checked" for zone z {
  when z.kind = cluster
    and any(p in model.processes where p.containerised and not (p.managed = supplier)
      and any(y in p.zones where y = z))
  unless z.signature-verification
    or any(k in model.processes where k is k8s-api-server and k.signature-verification
      and any(y in k.zones where y = z))
  severity: high; likelihood: medium; top: yes
  group: artifact
  cwe: 494, 829; capec: 184, 538; attack: "T1204.003", "T1525"; owasp: "K04:2025", "A08:2025"
  detect: "Image without a valid signature asked to start: image, digest, who asked"
  ask: "Which check ties the images that run in {z} to your build?"
}
test "the cluster starts any image of the right name" {
  zone c: cluster-zone { signature-verification: no; process p: pod }
  expect untrusted-image on c
}
test "nobody has said what is checked before an image starts" {
  zone c: cluster-zone { process p: pod }
  expect maybe untrusted-image on c
}
test "the cluster starts only what the build has signed" {
  zone c: cluster-zone { signature-verification: yes; process p: pod }
  expect mitigated untrusted-image on c
}
test "the check is drawn at the door of the cluster" {
  zone c: cluster-zone { process p: pod; process k: k8s-api-server { signature-verification: yes } }
  expect mitigated untrusted-image on c
}
test "a supplier chooses the image that runs" {
  zone c: cluster-zone { signature-verification: no; process p: pod { managed: supplier } }
  expect no untrusted-image on c
}
test "a network starts nothing" {
  zone c: vpc-zone { signature-verification: no; process p: pod }
  expect no untrusted-image on c
}

/// A container that is started by hand or by a script takes the image that bears the name today,
/// whoever put it there. An image whose digest nobody recorded is the sign. First write the digest
/// where the name stands now, and check the signature before the start.
threat untrusted-lone-image: tampering "{p} may run an image that is not the one you built"
  for process p: container {
  when not (p.managed in [provider, supplier]) and no(z in p.zones where z.kind = cluster)
  unless p.signature-verification
  severity: high; likelihood: medium; top: yes
  group: artifact
  cwe: 494, 829; capec: 184, 538; attack: "T1204.003", "T1525"; owasp: "K04:2025", "A08:2025"
  detect: "Container started from an image without a valid signature"
  ask: "Which check ties the running image of {p} to your build?"
}
test "a script starts the newest image of that name" {
  zone c: internal-zone { process p: container { signature-verification: no } }
  expect untrusted-lone-image on p
}
test "the script starts what the build has signed" {
  zone c: internal-zone { process p: container { signature-verification: yes } }
  expect mitigated untrusted-lone-image on p
}
test "in a cluster the cluster decides what starts" {
  zone c: cluster-zone { process p: container { signature-verification: no } }
  expect no untrusted-lone-image on p
}
test "a supplier runs the container" {
  zone c: internal-zone { process p: container { signature-verification: no; managed: supplier } }
  expect no untrusted-lone-image on p
}

/// An image is a snapshot: what was sound on the day of the build gains known weaknesses every
/// week, although nothing changed. An image older than agreed that still runs is the sign. First
/// rebuild and roll out on a schedule, even when the code is the same.
threat stale-image: elevation-of-privilege "The image of {p} carries weaknesses fixed long ago"
  for process p {
  when p.containerised and p.exposed and not (p.managed in [provider, supplier])
  unless p.patching
  severity: medium; likelihood: high
  group: vulnerable
  cwe: 1395; capec: 310; attack: "T1190", "T1525"; owasp: "A03:2025", "K07:2025"
  detect: "Running image older than agreed, or with a known weakness"
  ask: "How old may the image of {p} become before it is built anew?"
}
test "the image was built two years ago" {
  zone o: dmz-zone { process u: api }
  zone c: internal-zone { process p: container { patching: no } }
  flow a: u -> p via https
  expect stale-image on p
}
test "the image is built anew every week" {
  zone o: dmz-zone { process u: api }
  zone c: internal-zone { process p: container { patching: yes } }
  flow a: u -> p via https
  expect mitigated stale-image on p
}
test "only its equals can call it" {
  zone o: internal-zone { process u: api }
  zone c: internal-zone { process p: container { patching: no } }
  flow a: u -> p via https
  expect no stale-image on p
}
test "a program without an image" {
  zone o: dmz-zone { process u: api }
  zone c: internal-zone { process p: api { patching: no } }
  flow a: u -> p via https
  expect no stale-image on p
}
test "the provider builds the image anew" {
  zone o: dmz-zone { process u: api }
  zone c: internal-zone { process p: container { patching: no; managed: provider } }
  flow a: u -> p via https
  expect no stale-image on p
}

// ---- The node and what lies around it ----------------------------------------------------------

/// Without limits one busy or broken workload takes the memory and time of its node, and those
/// beside it are stopped. Workloads that are killed or slowed for want of memory are the sign.
/// First set a limit for memory where a failure hurts most, and for its neighbours too.
threat noisy-neighbour: denial-of-service "{p} can be starved by a neighbour on its node"
  for process p {
  when p.containerised and p.criticality >= medium and not (p.managed in [provider, supplier])
  unless p.resource-limits
  severity: medium; likelihood: medium
  group: flood
  cwe: 770; capec: 130; attack: "T1496", "T1499"; owasp: "K01:2025"
  detect: "Workload killed or slowed at its limits, or evicted from its node"
  ask: "Which limits hold for {p}, and which for its neighbours?"
}
test "a leak next door stops the checkout" {
  zone c: cluster-zone { process p: api { criticality: high; resource-limits: no } }
  expect noisy-neighbour on p
}
test "the checkout and its neighbours have limits" {
  zone c: cluster-zone { process p: api { criticality: high; resource-limits: yes } }
  expect mitigated noisy-neighbour on p
}
test "nobody minds when it is stopped" {
  zone c: cluster-zone { process p: api { criticality: low; resource-limits: no } }
  expect no noisy-neighbour on p
}
test "a machine of its own has no neighbours" {
  zone c: internal-zone { process p: api { criticality: high; resource-limits: no } }
  expect no noisy-neighbour on p
}
test "the provider finds room for the container" {
  zone c: cloud-account-zone {
    process p: container { criticality: high; resource-limits: no; managed: provider }
  }
  expect no noisy-neighbour on p
}

/// A node has an identity in the cloud, and every pod on it can ask for that identity at one fixed
/// address. A node's identity that is used for what only a workload would do is the sign. First
/// close that address to pods, then give those that need the cloud an identity of their own.
threat cluster-to-cloud: elevation-of-privilege "A break-in in {z} reaches the cloud around it"
  for zone z {
  when z.kind = cluster
    and any(p in model.processes where p.containerised and p.tainted
      and any(y in p.zones where y = z)
      and any(y in p.zones where y.kind in [cloud-account, network]))
  unless z.metadata-protection
  severity: high; likelihood: medium
  group: metadata
  cwe: 269, 522; capec: 664; attack: "T1552.005", "T1078.004"; owasp: "K08:2025"
  detect: "Cloud identity of a node used for a call that no node makes"
  ask: "Which rights in the cloud does a workload of {z} get from the node it runs on?"
}
test "every pod can ask for the identity of its node" {
  zone outside: internet-zone { entity u: end-user }
  zone cloud: cloud-account-zone {
    zone c: cluster-zone { metadata-protection: no; process p: pod }
  }
  flow a: u -> p via https
  expect cluster-to-cloud on c
}
test "the identity of the nodes is closed to pods" {
  zone outside: internet-zone { entity u: end-user }
  zone cloud: cloud-account-zone {
    zone c: cluster-zone { metadata-protection: yes; process p: pod }
  }
  flow a: u -> p via https
  expect mitigated cluster-to-cloud on c
}
test "a cluster in our own cellar has no cloud around it" {
  zone outside: internet-zone { entity u: end-user }
  zone cellar: internal-zone {
    zone c: cluster-zone { metadata-protection: no; process p: pod }
  }
  flow a: u -> p via https
  expect no cluster-to-cloud on c
}
test "nothing hostile gets into the cluster" {
  zone outside: internet-zone { entity u: end-user }
  zone cloud: cloud-account-zone {
    zone c: cluster-zone { metadata-protection: no; process p: pod }
  }
  flow a: p -> u via https
  expect no cluster-to-cloud on c
}
test "the account around the cluster is not asked as well" {
  zone outside: internet-zone { entity u: end-user }
  zone cloud: cloud-account-zone {
    zone c: cluster-zone { metadata-protection: no; process p: pod }
  }
  flow a: u -> p via https
  expect no cluster-to-cloud on cloud
}

/// A container on a machine in the cloud can ask for the identity of that machine, and gets all the
/// rights that somebody once gave it for something else. The machine's identity at work where only
/// the container could be is the sign. First close the address that hands it out, then look at what
/// the machine may do.
threat container-to-cloud: elevation-of-privilege "A break-in at {p} reaches the cloud around it"
  for process p: container {
  when p.tainted and not (p.managed in [provider, supplier])
    and any(z in p.zones where z.kind in [cloud-account, network])
    and no(z in p.zones where z.kind = cluster)
  unless p.metadata-protection and p.least-privilege
  severity: high; likelihood: medium
  group: metadata
  cwe: 269, 522; capec: 664; attack: "T1552.005", "T1078.004"; owasp: "K08:2025"
  detect: "Cloud identity of a machine used for a call that the machine never makes"
  ask: "Which rights in the cloud does {p} get from the machine it runs on?"
}
test "the container gets the rights of its machine" {
  zone outside: internet-zone { entity u: end-user }
  zone cloud: cloud-account-zone {
    process p: container { metadata-protection: no; least-privilege: yes }
  }
  flow a: u -> p via https
  expect container-to-cloud on p
}
test "the machine keeps its identity, and has few rights" {
  zone outside: internet-zone { entity u: end-user }
  zone cloud: cloud-account-zone {
    process p: container { metadata-protection: yes; least-privilege: yes }
  }
  flow a: u -> p via https
  expect mitigated container-to-cloud on p
}
test "in a cluster the cluster is asked" {
  zone outside: internet-zone { entity u: end-user }
  zone cloud: cloud-account-zone {
    zone c: cluster-zone { process p: container { metadata-protection: no } }
  }
  flow a: u -> p via https
  expect no container-to-cloud on p
}
test "a machine in our own cellar has no rights in a cloud" {
  zone outside: internet-zone { entity u: end-user }
  zone cellar: internal-zone {
    process p: container { metadata-protection: no; least-privilege: yes }
  }
  flow a: u -> p via https
  expect no container-to-cloud on p
}
test "the address is closed, but the container has rights of its own" {
  zone outside: internet-zone { entity u: end-user }
  zone cloud: cloud-account-zone {
    process p: container { metadata-protection: yes; least-privilege: no }
  }
  flow a: u -> p via https
  expect container-to-cloud on p
}
test "nothing hostile gets to the container" {
  zone outside: internet-zone { entity u: end-user }
  zone cloud: cloud-account-zone {
    process p: container { metadata-protection: no; least-privilege: yes }
  }
  flow a: p -> u via https
  expect no container-to-cloud on p
}
test "the provider runs the container and its machine" {
  zone outside: internet-zone { entity u: end-user }
  zone cloud: cloud-account-zone {
    process p: container { metadata-protection: no; managed: provider }
  }
  flow a: u -> p via https
  expect no container-to-cloud on p
}

// ---- Questions ---------------------------------------------------------------------------------

question host-rights "Which rights on the host does it have?" for process p: container {
  ask: "Does {p} run as root, mount paths of the host or add rights?"
  good: "no, and a policy of the cluster refuses it"
  because: "Elevation of privilege: a container with host rights is not separate from its host"
}

question allowed-talk "Which workloads may talk to each other?" for zone z: cluster-zone {
  ask: "Which workloads in {z} may talk to each other?"
  good: "listed pairs only; everything else is refused"
  because: "Elevation of privilege: in an open network one break-in can try everything"
}
