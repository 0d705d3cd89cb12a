/// The vocabulary that every shipped pack shares: types, kinds of data, facts, controls and events.
/// It holds no rules, so using it alone never raises a threat.
kb base 1.0.0 "Vocabulary" {
  owner: @appsec
  reviewed: 2026-11-20
  license: "CC-BY-4.0"
}

// ---- Scales and choices ------------------------------------------------------------------------

/// How much hangs on something: a nuisance, a bad day, a bad month, the end.
scale criticality: low < medium < high < critical
/// Rights in the system: none, those of a user, more than a user, those of an administrator.
scale privilege: none < user < elevated < admin
/// What the tools of an agent can do: nothing, look, change, run code.
scale tool-access: none < read < write < execute
/// How far a machine decides alone: it suggests, acts after approval, or acts on its own.
scale autonomy: suggest < approve < autonomous
/// How a caller proves who it is. `none` says that nobody asks; `anonymous` that anybody may.
choice authn: none, anonymous, password, api-key, shared-key, session, token, certificate,
  federated, kerberos, role, signature, signed-url
/// What a flow is for. A reply gets `response`, `retrieval` or `tool-result` by itself.
choice purpose: business, admin, analytics, backup, command, content, decision, deploy, download,
  event, federation, log, marketing, notification, payment, prompt, response, retrieval, sync,
  telemetry, tool-call, tool-result, training, update
/// Who wrote a piece of data: we did, a user did, or somebody outside did.
choice origin: own, user, external
/// Whether data can be tied to a person: by name, by a substitute, or not at all.
choice identifiability: direct, pseudonymous, anonymous
/// Who operates a thing: we do, a cloud or hosting provider does, or a supplier does.
choice manager: self, provider, supplier
/// How a store is asked for data.
choice query-language: sql, nosql, graph, search, vector
/// Where people sign in: nowhere, on the device only, in this component, or at another service.
choice login: none, local, own, federated
/// How a signed-in user is recognised on the next request.
choice session: none, cookie, token
/// The way that traffic takes: inside one machine, over private lines, over public lines.
choice network: local, private, public
/// The stage that a component serves.
choice environment: dev, test, prod
/// Who can touch the hardware: people we let in, people who share the place, or anybody.
choice physical-access: controlled, shared, public
/// How long an agent remembers: not at all, for one session, or beyond it.
choice memory: none, session, persistent
/// Formats that are dangerous to take apart carelessly.
choice format: archive, html, image, model-file, office, serialized, template, xml

// ---- Categories: STRIDE ------------------------------------------------------------------------

/// Somebody or something passes for another: a user, a service, a device, an agent, or the server.
///
/// - **Property lost:** authenticity (who is it?)
/// - **Ask an application:** how does this component prove who it is to what it calls, and how does
///   it know its callers?
/// - **Ask infrastructure:** as whom could I appear to reach the data, and what would I need for
///   that?
/// - **Typical:** a stolen or shared password, a forged token, a callback from a stranger, a
///   look-alike site, a cloned device, an agent posing as another.
/// - **Answers:** authenticate every caller, a second factor that cannot be phished, mutual
///   certificates, complete token checks, one identity per service, short-lived credentials.
category spoofing "Spoofing" { stride: S; ask: "How does each side prove who it is?" }

/// Data, code or settings are changed by somebody who may not: on the way, at rest or in use.
///
/// - **Property lost:** integrity (is it still what it was?)
/// - **Ask an application:** which messages does this component check, and what happens to the
///   rest?
/// - **Ask infrastructure:** what could I change in data, systems or settings without permission?
/// - **Typical:** injection into a query, a replaced build result, an altered message, poisoned
///   training data, changed firmware, an edited setting.
/// - **Answers:** strict input checks, parameters instead of text, signatures on messages and
///   artefacts, few writers, reviewed changes, versioned storage.
category tampering "Tampering" { stride: T; ask: "What is checked on arrival, and how strictly?" }

/// Somebody can deny what they did, or nobody can show what happened.
///
/// - **Property lost:** accountability (can it be proved?)
/// - **Ask an application:** does this component record the actions that matter, where its
///   operators cannot change it?
/// - **Ask infrastructure:** how could I hide what I did so that nothing follows?
/// - **Typical:** no record of administrator actions, a shared account, an editable log, an agent
///   whose tool calls are not kept, a partner who denies an order.
/// - **Answers:** events with who, what, when and result, tamper-evident logs kept elsewhere,
///   personal identities, signed messages, one time source. For privacy the same property can be a
///   threat: see non-repudiation.
category repudiation "Repudiation" { stride: R; ask: "What could be shown if somebody denied it?" }

/// Data reaches somebody who may not see it.
///
/// - **Property lost:** confidentiality (who gets to know?)
/// - **Ask an application:** is traffic in and out encrypted, how, and who can read what this
///   component keeps?
/// - **Ask infrastructure:** which data could I read without permission?
/// - **Typical:** an open bucket, clear-text traffic, another customer's record, a secret in a
///   repository, an error page with internals, a discarded disk.
/// - **Answers:** encryption in transit and at rest, least privilege, a check per record, less
///   data, redaction, a block on public exposure, a controlled way out.
category information-disclosure "Information disclosure" {
  stride: I
  ask: "Who can read it, on the way and at rest?"
}

/// Those who are entitled cannot use the service or get their data when they need it.
///
/// - **Property lost:** availability (is it there?)
/// - **Ask an application:** is this component redundant, and shielded from floods and from single
///   costly requests?
/// - **Ask infrastructure:** what could I do to stop the business?
/// - **Typical:** a request flood, an expansion bomb, data encrypted together with its backups, a
///   full queue, a drained budget, an expired certificate.
/// - **Answers:** limits on pace and size, a second instance, isolated and tested copies, circuit
///   breakers, budgets, exercised plans.
category denial-of-service "Denial of service" {
  stride: D
  ask: "What keeps it working under load and after a fault?"
}

/// Somebody gets rights they were not given.
///
/// - **Property lost:** authorisation (may they?)
/// - **Ask an application:** do users and components hold only the rights they need, and are
///   powerful functions kept apart?
/// - **Ask infrastructure:** how could I raise my own rights?
/// - **Typical:** a missing check on a privileged function, command injection, a breakout from a
///   container, an agent acting with rights its user lacks, an exposed administration port.
/// - **Answers:** least privilege, a check at every function and record, a sandbox, a separate
///   administration path, temporary administrator rights.
category elevation-of-privilege "Elevation of privilege" {
  stride: E
  ask: "Which rights does it hold, and who checks them?"
}

// ---- Categories: LINDDUN -----------------------------------------------------------------------

/// Facts or actions are joined so that more becomes known about a person or group, even without a
/// name. Answers: identifiers per purpose, pseudonyms, coarser data, short retention.
category linking "Linking" { linddun: L; ask: "Which values let two records of one person meet?" }
/// The person behind data becomes known. Answers: pseudonyms, grouping, blurred values, tested
/// anonymity before release.
category identifying "Identifying" { linddun: I; ask: "Who needs the real identity at this step?" }
/// A person cannot deny something they should be able to keep private: a vote, a report, a visit to
/// a clinic. Answers: no identity, short-lived records, no personal signatures.
category non-repudiation "Non-repudiation" {
  linddun: Nr
  ask: "Does this leave proof, and who could do without it?"
}
/// Somebody learns that a thing exists or happens without seeing its content. Answers: equal
/// replies, padding, delay.
category detecting "Detecting" {
  linddun: D
  ask: "Does the answer, its timing or its size give it away?"
}
/// More personal data is collected, kept, used or shared than is needed or allowed. Answers:
/// minimise, limit readers, encrypt, bind receivers.
category data-disclosure "Data disclosure" {
  linddun: Dd
  ask: "Which field is never used, and who gets it?"
}
/// People do not know, cannot choose, or cannot correct. Answers: timely notice, real choice,
/// self-service, a human to appeal to.
category unawareness-and-unintervenability "Unawareness and unintervenability" {
  linddun: U
  ask: "When do people learn of it, and how do they say no?"
}
/// Handling breaks law, contract, policy or promised practice. Answers: a recorded ground, deletion
/// by machine, regional limits, a privacy assessment, contracts with processors.
category non-compliance "Non-compliance" {
  linddun: Nc
  ask: "Which ground, period, region and assessment apply?"
}

// ---- Kinds of data -----------------------------------------------------------------------------

// Each is a direct child of `asset`: a rule that lists two of them means two. `also` adds kinds.
type credential: asset "Anything that opens a door: a password, a key, a token or a certificate"
type password: asset "Secret that a person remembers and types"
type password-hash: asset "What is kept to check a password, and does not give it back"
type key: asset "Key that encrypts, signs or identifies"
type token: asset "Proof of a sign-in or of a right, valid for a while"
type personal-data: asset "Data about a person"
type special-category: asset "Personal data under special protection: belief, origin, health, sex"
type health: asset "Data about health or care"
type biometric: asset "Measured traits of a body: face, finger, voice"
type children: asset "Data about children"
type location: asset "Where somebody or something is or was"
type payment: asset "Card, account or transfer data"
type financial: asset "Sums, balances, prices and accounts"
type marketing: asset "Data used to advertise or to know an audience"
type telemetry: asset "Measurements of use or of a device"
type message: asset "What people write to each other or publish"
type log: asset "Records of what happened"
type config: asset "Settings that steer behaviour"
type source-code: asset "Programs as people write them"
type artifact: asset "Result of a build: package, image, installer"
type model: asset "Weights and settings of a trained model"
type training: asset "Examples that a model learns from"
type backup: asset "Copies kept for recovery"
type instructions: asset "Text that tells a model or machine what to do"

// Two kinds of assets that are no data: they need not sit on a flow or in a store.
type money: asset "Money that can be lost or stolen"
type reputation: asset "What others think of us"

// ---- Facts about any element -------------------------------------------------------------------

// What is: facts. An unwritten one is unset: comparisons with it are false, nobody is asked.

/// What it means for the business when this stops or fails. Also sets how available it must be.
attribute criticality: criticality "How much hangs on it" for element {
  default: unset; ask: "How bad is it when {it} fails?"
}

/// Run by us, a provider or a supplier. Patching and defaults of what others run are their job;
/// what they could do to us becomes a question instead.
attribute managed: manager "Who runs it" for element {
  default: unset; ask: "Who runs {it}: you, a provider or a supplier?"
}

/// The rights that a person has or a program runs with.
attribute privilege: privilege "Rights it holds" for element {
  default: unset; ask: "Which rights does {it} hold?"
}

/// Development, test or production.
attribute environment: environment "Stage it serves" for element {
  default: unset; ask: "Is {it} for development, test or production?"
}

/// Who gets near the hardware without breaking in.
attribute physical-access: physical-access "Who can touch it" for element {
  default: unset; ask: "Who can lay hands on {it}?"
}

/// Several customers or organisations use the same instance.
attribute multi-tenant: yes-no "Shared by customers" for element {
  default: unset; ask: "Do several customers share {it}?"
}

/// The maker no longer repairs it.
attribute end-of-life: yes-no "Out of support" for element {
  default: unset; ask: "Has the maker stopped repairing {it}?"
}

// ---- Facts about processes ---------------------------------------------------------------------

/// Own code has own bugs: most input rules look only at it. Bought products are patched and
/// hardened instead.
attribute custom-code: yes-no "Written for this system" for process {
  default: unset; ask: "Was {it} written for this system?"
}

/// `own` means that this component checks passwords itself; `federated` that another service does.
attribute login: login "Where people sign in" for process {
  default: unset; ask: "Where do users of {it} sign in?"
}

/// What the client sends to be recognised again: a cookie by itself, or a token.
attribute session: session "How users stay signed in" for process {
  default: unset; ask: "How does {it} recognise a signed-in user?"
}

/// Formats from outside that this process parses with code that can be fooled.
attribute parses: list of format "Formats it takes apart" for process {
  default: unset; ask: "Which formats does {it} take apart?"
}

/// Starts programs or a shell of the operating system.
attribute runs-commands: yes-no "Starts commands" for process {
  default: unset; ask: "Does {it} start operating-system commands?"
}

/// Runs code that somebody else supplies or that a model writes.
attribute executes-code: yes-no "Runs supplied code" for process {
  default: unset; ask: "Does {it} run code that others supply or a model writes?"
}

/// Callers can hand in files.
attribute accepts-files: yes-no "Takes files" for process {
  default: unset; ask: "Does {it} take files from its callers?"
}

/// Requests addresses that a caller can influence.
attribute fetches-urls: yes-no "Fetches addresses from input" for process {
  default: unset; ask: "Does {it} fetch addresses that a caller can influence?"
}

/// Whether the language rules out writing past the end of memory. Only a written `no` matters.
attribute memory-safe: yes-no "Memory-safe language" for process {
  default: unset; ask: "Is {it} written in a memory-safe language?"
}

/// Exists to hold privileges: a control plane, a jump host. Rules of its own take over from the
/// general one.
attribute platform: yes-no "Holds privileges by purpose" for process {
  default: unset; ask: "Is holding privileges the purpose of {it}?"
}

/// Sees paths, devices or namespaces of the machine it runs on.
attribute host-access: yes-no "Reaches into its host" for process {
  default: unset; ask: "Can {it} see paths or namespaces of its host?"
}

/// Other apps on the device can call it or send it messages.
attribute exports-ipc: yes-no "Open to other apps" for process {
  default: unset; ask: "Can other apps on the device call {it}?"
}

/// The strongest thing that the tools of this agent can do.
attribute tool-access: tool-access "What its tools can do" for process {
  default: unset; ask: "What can the tools of {it} do?"
}

/// Whether a person stands between a decision and its effect.
attribute autonomy: autonomy "How far it decides alone" for process {
  default: unset; ask: "Does {it} suggest, wait for approval, or act alone?"
}

/// Whether what one session writes can steer the next.
attribute memory: memory "What it remembers" for process {
  default: unset; ask: "How long does {it} remember?"
}

/// What users enter becomes training data.
attribute trains-on-user-data: yes-no "Learns from users" for process {
  default: unset; ask: "Is {it} trained on what users enter?"
}

/// Derives facts or decisions about people.
attribute profiling: yes-no "Judges people" for process {
  default: unset; ask: "Does {it} derive facts or decisions about people?"
}

/// People should be able to deny what they did here: a vote, a report, a call for help.
attribute deniability-expected: yes-no "Acts here are private" for process {
  default: unset; ask: "Should people be able to deny what they did with {it}?"
}

// ---- Facts about stores ------------------------------------------------------------------------

/// Decides which kind of injection can happen.
attribute query-language: query-language "How it is asked" for store {
  default: unset; ask: "In which language is {it} queried?"
}

/// Unrelated people, teams or systems use the same store.
attribute shared: yes-no "Used by unrelated parties" for store {
  default: unset; ask: "Do unrelated teams or systems use {it}?"
}

// ---- Facts about flows -------------------------------------------------------------------------

/// Any value but `none` and `anonymous` makes the control `authenticated` yes.
attribute authn: authn "How the caller proves who it is" for flow {
  default: unset; ask: "How does the caller on {it} prove who it is?"
}

/// Administration, logs, payments, updates: rules about these look for the purpose, not for the
/// name.
attribute purpose: purpose "What it is for" for flow { default: unset; ask: "What is {it} for?" }

/// `local` never leaves one machine, so rules about the way are silent.
attribute network: network "Way it takes" for flow {
  default: unset; ask: "Does {it} stay in one machine, stay on private lines, or go public?"
}

/// Anybody near enough can listen or join in.
attribute wireless: yes-no "Goes over the air" for flow {
  default: unset; ask: "Does {it} go over radio?"
}

/// Takes data to another country or legal region.
attribute cross-border: yes-no "Leaves the legal region" for flow {
  default: unset; ask: "Does {it} take data to another legal region?"
}

// ---- Facts about assets ------------------------------------------------------------------------

/// What users or strangers wrote cannot be trusted, wherever it lies by now.
attribute origin: origin "Who wrote it" for asset {
  default: unset; ask: "Who wrote {it}: you, your users or strangers?"
}

/// Whether the data names a person, uses a substitute, or fits nobody in particular.
attribute identifiable: identifiability "Ties to a person" for asset {
  default: unset; ask: "Can {it} be tied to a person?"
}

// ---- Facts that follow from others -------------------------------------------------------------

// They read facts and topology, never controls, so each has one value everywhere.

/// Lies on the internet or on a device that its user owns.
fact on-internet "On the internet" for element e {
  when any(z in e.zones where z.kind in [internet, client])
}

/// Written by users or by strangers, so it may be hostile.
fact untrusted "Written by others" for asset a { when a.origin in [user, external] }

/// Names replaced by substitutes: still about people.
fact pseudonymous "About people under substitutes" for asset a {
  when a.identifiable = pseudonymous
}

/// Says something about a person: by its kind, because it can be tied to one, or because it is a
/// place that somebody or their device reports. Data that fits nobody in particular
/// (`identifiable: anonymous`) is no longer about people.
fact personal "About people" for asset a {
  when (a is [personal-data, special-category, health, biometric, children]
    or a.identifiable in [direct, pseudonymous]
    or (a is location and any(f in a.flows where f.source is human or f.source is client)))
    and not (a.identifiable = anonymous)
}

/// Comes because the receiver asked for it: a reply, a flow that its target opens, or a flow that
/// has no reply of its own and brings what was asked for. Pulled traffic makes nobody reachable.
fact pulled "Asked for by the receiver" for flow f {
  when f.is-reply or f.initiator = target
    or (f.purpose in [response, retrieval, tool-result, download] and not f.reply.is-reply)
}

/// Somebody on the internet starts it, and it ends somewhere else.
fact from-internet "Started on the internet" for flow f {
  when f.source.on-internet and not f.target.on-internet and not f.pulled
}

/// Takes data to a place that is trusted less, or that is not ours.
fact leaves-trust "Leaves for a less trusted place" for flow f {
  when f.crosses
    and (f.crossing = down
      or any(z in f.target.zones where z.kind in [internet, client, third-party]))
}

/// A less trusted place can call it, directly or by way of proxies and gateways that pass calls on.
/// Pulled flows do not count.
fact exposed "Called from a less trusted place" for element e {
  when any(f in e.inflows where f.crossing = up and not f.pulled)
  spreads f where f.source is intermediary and f.source is not vpn-gateway and f.target is process
    and not f.pulled
}

/// The internet can call it, directly or by way of proxies and gateways that pass calls on. Who
/// comes through a private tunnel does not count.
fact internet-exposed "Called from the internet" for element e {
  when any(f in e.inflows where f.from-internet)
  spreads f where f.source is intermediary and f.source is not vpn-gateway and f.target is process
    and not f.target.on-internet and not f.pulled
}

/// A supplier runs it, or a provider in a place of its own: its records, copies and networks are
/// the job of others. What is rented inside a place of ours stays ours to set up.
fact run-elsewhere "Run by others in their own place" for element e {
  when e.managed = supplier
    or (e.managed = provider and any(z in e.zones where z.kind = third-party))
}

/// The internet can reach it, directly or by way of processes that pass calls on.
fact internet-reachable "Within reach of the internet" for element e {
  when e.internet-exposed
  spreads f where f.source is not entity and not f.pulled
}

/// Content written by strangers gets here: from less trust, from the internet, or foreign,
/// directly or handed on by processes and stores.
fact tainted "Handles hostile content" for element e {
  when any(f in e.inflows where f.crossing = up or f.source.on-internet
    or any(a in f.data where a.untrusted))
  spreads f where f.source is not entity
}

/// Takes data to a place outside, and is no mere answer.
fact goes-outside "Leads out of our place" for flow f {
  when not f.is-reply and f.leaves-trust
    and any(z in f.target.zones where z.kind in [internet, client, third-party])
}

/// Asks a program to act, and that program can reach places outside: a tool, a shell, a browser.
fact carries-out "Acts outside by way of a tool" for flow f {
  when not f.is-reply
    and (f.target is mcp-server or f.target.executes-code or f.target.runs-commands
      or f.target.fetches-urls or f.purpose = tool-call)
    and any(g in f.target.outflows where g.goes-outside)
}

/// Fetches what strangers wrote, or has a program fetch it: a browser, and what steers the browser.
fact reads-strangers "Fetches text of strangers" for element e {
  when any(f in e.inflows where f.source is [web-content, email-service, external-mcp-server]
    or (f.pulled and f.source.run-elsewhere and any(a in f.data where a.untrusted)))
  spreads f where f.is-reply and f.source is process and f.target is process
}

/// Brings text that strangers wrote: foreign data, mail, pages of the web, directly or by way of a
/// program that reads them, or the answers of tools that do.
fact foreign-text "Brings text from strangers" for flow f {
  when any(a in f.data where a.untrusted)
    or f.source is [web-content, email-service, external-mcp-server]
    or any(g in f.source.outflows where f.source is process and g.target is web-content)
    or (f.is-reply and f.source.reads-strangers
      and (f.purpose = tool-result or f.source.executes-code or f.source.runs-commands
        or f.source.fetches-urls))
}

/// What it keeps was, at least in part, written by strangers or handed on from them.
fact strangers-write "Keeps text from strangers" for store s {
  when any(a in s.holds where a.untrusted)
    or any(w in s.inflows where any(d in w.data) and not w.reply.is-reply
      and (w.crossing = up or w.foreign-text or w.source.tainted))
}

/// Runs in a container: drawn as one, or a service drawn inside a cluster. What runs the cluster
/// itself, machines, and what others run do not.
fact containerised "Runs in a container" for process p {
  when p is container
    or (any(z in p.zones where z.kind in [cluster, namespace])
      and (p is service or p is intermediary) and not p.platform
      and p is not [physical-server, serverless-function, virtual-machine]
      and not (p.managed in [provider, supplier]))
}

/// More than one person uses it. Derived when people or their clients call it, directly or behind
/// gateways and proxies; may be written.
fact multi-user "Serves several people" for process p {
  when any(f in p.inflows where (f.source is human or f.source is client) and not f.pulled)
  spreads f where f.source is intermediary and not f.pulled
}

/// A person, but none who works for us.
fact outsider "Person who is not staff" for entity e {
  when e is human and not (e is [administrator, employee, developer, support-agent, contractor,
    external-contributor])
}

/// People outside meet the system here, by themselves or in a browser, also through gateways and
/// proxies. A browser or an app of ours on a device of theirs counts even where nobody is drawn.
fact meets-public "Where people outside meet the system" for process p {
  when any(f in p.inflows where f.source.outsider and not f.pulled)
    or ((p is browser or (p is client and p.custom-code)) and p.on-internet
      and no(f in p.inflows where f.source is human))
  spreads f where (f.source is browser or f.source is intermediary) and not f.pulled
}

/// Hardware out there: a device, or a gateway that stands among devices, machines or desks.
fact field-device "Device in the field" for process p {
  when p is iot-device
    or (p is iot-gateway and any(z in p.zones where z.kind in [device, ot, client, office]))
}

// ---- Types: people -----------------------------------------------------------------------------

/// People cannot be patched: rules ask for factors, training and records instead.
type human: entity "A person acting on the system"
type end-user: human "Person using the product for its purpose" { privilege: user }
type anonymous-visitor: human "Person who has not identified themselves" { privilege: none }
type administrator: human "Person who configures or operates the system" { privilege: admin }
type employee: human "Member of staff with normal access" { privilege: user }
type developer: human "Person who changes code or pipelines" { privilege: elevated }
type support-agent: human "Help-desk person acting on other people's accounts" {
  privilege: elevated
}
type moderator: support-agent "Person who judges what others write and can lock accounts"
type data-subject: human "Person the personal data is about" { privilege: user }
type contractor: human "Outside person given access" { privilege: user; managed: supplier }
type external-contributor: human "Outsider who can propose changes to code or content" {
  privilege: none
}

// ---- Types: systems of others ------------------------------------------------------------------

/// Not yours to fix. What it sends is untrusted, what it gets has left your control.
type external-system: entity "System run by another party" { managed: supplier }
type partner-system: external-system "Known organisation's system connected by agreement"
type saas-service: external-system "Hosted application bought as a service"
type payment-provider: saas-service "Service that handles card or bank payments"
type package-registry: external-system "Public source of packages or images"
type model-hub: external-system "Public source of models or data sets"
type managed-service-provider: external-system "Firm that runs systems for you" { privilege: admin }
type public-identity-provider: saas-service "Sign-in with an account that people already have"
type ad-or-analytics-service: saas-service "Outside service that collects usage or advertising data"
type web-content: external-system "Pages, mails or documents written by strangers"

// ---- Types: software in the user's hands -------------------------------------------------------

/// Runs in the user's hands, so its owner can read and change all of it. Never trust a check made
/// only here.
type client: process "Software that runs on the user's side" { physical-access: public }
type browser: client "Web browser executing the site's pages" { custom-code: no }
type single-page-app: client "Script-heavy front end running in the browser" { custom-code: yes }
type desktop-app: client "Installed program on a workstation" { custom-code: yes }
type mobile-app: client "App installed on a phone or tablet" { custom-code: yes }
type cli-tool: client "Command line program run by a person"
type workstation: client "Employee laptop or desktop" { physical-access: shared }

// ---- Types: what stands between ----------------------------------------------------------------

/// Stands between caller and service. A gateway, a VPN or a mesh does decide who may pass; a
/// forwarder does not.
type intermediary: process "Forwards traffic without owning the business logic" { custom-code: no }
/// Rules about identity and authorisation skip forwarders: they pass on what others decided.
type forwarder: intermediary "Passes traffic on without deciding who may do what"
type reverse-proxy: forwarder "Front server that passes requests on"
type load-balancer: forwarder "Spreads requests over several servers"
type api-gateway: intermediary "Single front door for APIs"
type waf: forwarder "Filters hostile web requests"
type cdn: forwarder "Edge cache close to users" { managed: provider }
type vpn-gateway: intermediary "Entry point for remote staff"
type firewall: forwarder "Enforces allowed connections"
type network-device: forwarder "Switch, router or access point"
type ingress-controller: reverse-proxy "Entry for outside traffic into a cluster"
type service-mesh: intermediary "Sidecar layer between services"

// ---- Types: services ---------------------------------------------------------------------------

type service: process "Process that answers requests"
type web-app: service "Server that returns pages to browsers" { custom-code: yes; parses: html }
type api: service "Server that answers programs" { custom-code: yes }
type business-application: web-app "Bought application, such as for orders, staff or customers" {
  custom-code: no
}
type graphql-api: api "API where the caller shapes the query"
type grpc-api: api "API using binary remote calls"
type websocket-service: api "Service holding long two-way connections"
type microservice: service "Small internal service" { custom-code: yes }
type batch-job: service "Work started by a schedule or a file" { custom-code: yes }
type worker: service "Consumer that handles queued work" { custom-code: yes }
type authentication-service: service "Component that checks who the caller is" { login: own }
type monitoring-service: service "Collects measurements, logs or alerts"
type admin-console: web-app "Interface for operators" { privilege: admin }

// ---- Types: office and operations --------------------------------------------------------------

type identity-provider: authentication-service "Directory-backed sign-on shared by many systems" {
  criticality: high
}
type directory-service: service "Directory answering lookups about identities" { criticality: high }
type domain-controller: directory-service "Server holding the keys of a Windows domain" {
  criticality: critical; privilege: admin; platform: yes
}
type directory-sync: service "Copies accounts from one directory to another" {
  criticality: high; privilege: admin; platform: yes
}
type device-management: service "Sets rules for devices and installs programs on them" {
  criticality: high; privilege: admin; platform: yes
}
type remote-management: service "Runs commands on many machines from afar" {
  criticality: high; privilege: admin; platform: yes
}
type email-service: service "Mail transfer or mailbox service"
type file-server: service "Serves files to many people"
type printer: service "Printer or copier on the network" { physical-access: shared }
type dns-service: service "Name resolution or zone hosting" { criticality: high }
type backup-service: service "Takes and restores copies" { privilege: elevated }
type siem: monitoring-service "Correlates security events"

// ---- Types: cloud and machines -----------------------------------------------------------------

type compute: service "Place where workloads run"
type virtual-machine: compute "Server instance"
type physical-server: compute "Server hardware"
type serverless-function: compute "Code started by an event" { custom-code: yes; managed: provider }
/// A guarded hop into a protected zone; it holds privileges by purpose.
type jump-host: compute "Hop used to reach protected machines" { privilege: admin; platform: yes }
type cloud-control-plane: service "API and console that manage the cloud account" {
  managed: provider; criticality: critical; privilege: admin; platform: yes
}
type message-broker: service "Queue, topic or bus between services"
type event-bus: message-broker "Managed event router" { managed: provider }
type scheduler: service "Starts work at set times"

// ---- Types: containers and clusters ------------------------------------------------------------

type container: compute "Isolated workload sharing the host kernel"
type pod: container "Smallest unit scheduled in a cluster"
type container-host: compute "Node that runs containers" { privilege: admin; platform: yes }
type k8s-api-server: service "Cluster control endpoint" {
  criticality: critical; privilege: admin; platform: yes
}
type kubelet: service "Node agent" { privilege: admin; platform: yes }
type k8s-operator: service "Controller acting on cluster resources" { privilege: elevated }
type k8s-dashboard: admin-console "Web view onto the cluster" { custom-code: no }

// ---- Types: build and delivery -----------------------------------------------------------------

type build-pipeline: service "Automation that builds, tests and releases" {
  executes-code: yes; privilege: elevated
}
type build-agent: compute "Machine that runs pipeline steps" { executes-code: yes }
type deployment-service: service "Puts releases into an environment" { privilege: admin }
type code-scanner: service "Analyses code or artefacts"

// ---- Types: artificial intelligence ------------------------------------------------------------

type ai-inference-compute: compute "Accelerated machine serving a model"
type ai-component: service "Process whose behaviour comes from a model"
type ml-model-service: ai-component "Serves predictions from a trained model"
type llm: ai-component "Large language model taking text instructions"
type local-llm: llm "Model hosted inside the organisation" { managed: self }
type external-llm-api: llm "Model reached over another party's API" { managed: supplier }
type llm-app: ai-component "Application that builds prompts and uses answers" { custom-code: yes }
type chatbot: llm-app "Conversation front end over a model"
/// Trust follows what it may do: give each agent a zone of its own, and say what its tools can do
/// with `tool-access`.
type agent: llm-app "Model-driven loop that chooses and calls tools" { tool-access: read }
type coding-agent: agent "Agent that edits and runs code" {
  tool-access: execute; executes-code: yes
}
type agent-orchestrator: agent "Agent that hands work to other agents"
type mcp-server: service "Exposes tools and resources to agents"
type external-mcp-server: mcp-server "Tool server run or written by another party" {
  managed: supplier
}
type rag-pipeline: llm-app "Finds documents and adds them to prompts"
type training-pipeline: ai-component "Produces or tunes models from data" { custom-code: yes }

// ---- Types: devices ----------------------------------------------------------------------------

type iot-device: process "Connected device outside the data centre" {
  physical-access: public; custom-code: yes
}
type sensor: iot-device "Device that reports measurements"
type actuator: iot-device "Device that changes the physical world" { criticality: high }
type iot-gateway: service "Bridges devices and networks" { physical-access: shared }
type controller-plc: iot-device "Industrial controller" {
  physical-access: shared; criticality: critical
}
type firmware-update-service: service "Delivers device software" { criticality: high }

// ---- Types: databases and files ----------------------------------------------------------------

type database: store "Organised records answered by queries"
type sql-database: database "Relational records" { query-language: sql }
type nosql-database: database "Document, key or wide-column records" { query-language: nosql }
type graph-database: database "Nodes and edges" { query-language: graph }
type cache: store "Fast temporary copies"
type search-index: store "Text search structure" { query-language: search }
type data-warehouse: database "Gathered data for analysis" { query-language: sql; shared: yes }
type analytics-store: data-warehouse "Behavioural or event data for analysis"
type file-store: store "Files and folders"
type file-share: file-store "Files served to many people" { shared: yes }
type mailbox-store: store "Mailboxes and what lies in them"
type object-storage: file-store "Bucket or blob container" { managed: provider }
type block-volume: store "Virtual disk or snapshot" { managed: provider }
type removable-media: file-store "Stick, card or tape" { physical-access: public }
type queue-store: store "Messages waiting for a consumer"

// ---- Types: records, copies and settings -------------------------------------------------------

/// Every store of this type holds log records.
type log-store: store "Collected log records" { holds: log }
type audit-log-store: log-store "Records meant to prove who did what" { integrity-need: high }
type backup-store: store "Copies for recovery" { holds: backup }
type config-store: store "Settings that steer behaviour" { holds: config }

// ---- Types: secrets ----------------------------------------------------------------------------

/// Every store of this type holds credentials, restricted and encrypted at rest.
type secrets-vault: store "Service that keeps secrets and keys" {
  holds: credential; criticality: critical; sensitivity: restricted; encryption-at-rest: yes
}
type key-store: secrets-vault "Keys in software or a managed key service" { holds: key }
type hsm: key-store "Tamper-resistant key hardware"
type credential-store: store "User password or factor records" {
  holds: password; sensitivity: restricted
}
type etcd: store "Cluster state database" {
  holds: credential; criticality: critical; sensitivity: restricted
}

// ---- Types: code and builds --------------------------------------------------------------------

type source-repository: store "Version-controlled code" { holds: source-code; integrity-need: high }
type artifact-registry: store "Packages and build results" { holds: artifact; integrity-need: high }
type container-registry: artifact-registry "Container images"

// ---- Types: what models read and keep ----------------------------------------------------------

type vector-store: database "Embeddings for similarity search" { query-language: vector }
type knowledge-base: file-store "Documents that ground answers"
type model-store: artifact-registry "Model weights and versions" { holds: model }
type training-data-store: file-store "Data used to train or tune" {
  holds: training; integrity-need: high
}
type agent-memory: store "What an agent keeps between sessions" { integrity-need: medium }

// ---- Types: storage in the user's hands --------------------------------------------------------

type device-storage: store "Storage on a phone or device" { physical-access: public }
type browser-storage: store "Cookies and local storage in a browser" { physical-access: public }

// ---- Types: zones ------------------------------------------------------------------------------

/// Trust `none`: whatever comes from here was sent by a stranger.
type internet-zone: zone "Open network; nobody is trusted" { kind: internet; trust: none }
type public-client-zone: zone "Devices users own" { kind: client; trust: low }
type guest-zone: public-client-zone "Network for visitors, such as guest Wi-Fi"
type third-party-zone: zone "Another organisation's systems" { kind: third-party; trust: low }
type external-llm-zone: third-party-zone "Where a rented model runs"
type external-mcp-zone: third-party-zone "Where somebody else's tool server runs"
type device-zone: zone "Devices in the field" { kind: device; trust: low }
type home-zone: zone "At home or on the road, on machines of the organisation" {
  kind: client; trust: low
}
type dmz-zone: zone "Reachable from outside, screened from inside" { kind: dmz; trust: medium }
type office-zone: zone "Staff network and premises" { kind: office; trust: medium }
type build-zone: zone "Pipelines and runners" { kind: build; trust: high }
type cloud-account-zone: zone "One administrative boundary in a cloud" {
  kind: cloud-account; trust: medium
}
type vpc-zone: zone "Private virtual network or subnet" { kind: network; trust: medium }
type cluster-zone: zone "A container cluster" { kind: cluster; trust: medium }
type namespace-zone: zone "Partition inside a cluster" { kind: namespace; trust: medium }
type internal-zone: zone "Organisation's own network" { kind: internal; trust: high }
type agent-sandbox-zone: zone "Contained place where an agent acts" { kind: sandbox; trust: medium }
type read-only-agent-zone: zone "Agent that can look but not change" {
  kind: sandbox; trust: medium
}
type privileged-agent-zone: zone "Agent with terminal or file access" {
  kind: internal; trust: high
}
type ot-zone: zone "Control systems" { kind: ot; trust: high }
/// Trust follows what a break-in would cost, not how well the place is kept.
type data-zone: zone "Tier that holds valuable data" { kind: restricted; trust: high }
/// Trust `full`: what lies here decides about everything else.
type management-zone: zone "From where everything else is administered" {
  kind: management; trust: full
}
type datacenter-zone: zone "Building or room with servers" { kind: datacenter; trust: high }

// ---- Types: protocols --------------------------------------------------------------------------

type http: flow "Plain web" { encrypted: no; fixed: encrypted }
/// Encrypted. Whether the caller really checks the server's certificate is a question of its own.
type https: flow "Web over TLS" { encrypted: yes; peer-verified: ?; fixed: encrypted }
type ws: flow "Plain web socket" { encrypted: no; fixed: encrypted }
type wss: flow "Web socket over TLS" { encrypted: yes; fixed: encrypted }
type grpc: flow "Remote calls over HTTP/2"
/// Encrypted, and both ends prove who they are.
type mtls: flow "TLS with certificates on both ends" {
  encrypted: yes; mutual-auth: yes; peer-verified: yes; authn: certificate
  fixed: encrypted, mutual-auth
}
/// Always asks for a sign-in.
type ssh: flow "Secure shell" { encrypted: yes; authenticated: yes; fixed: encrypted }
/// Always asks for a sign-in.
type rdp: flow "Remote desktop" { encrypted: yes; authenticated: yes; fixed: encrypted }
type telnet: flow "Plain terminal" { encrypted: no; fixed: encrypted }
type ftp: flow "Plain file transfer" { encrypted: no; fixed: encrypted }
type sftp: flow "File transfer over SSH" {
  encrypted: yes; authenticated: yes; fixed: encrypted
}
type smb: flow "Windows file sharing"
/// Plain unless StartTLS or sealing protects it: then write `encrypted: yes`.
type ldap: flow "Directory lookups" { encrypted: no }
type ldaps: flow "Directory lookups over TLS" { encrypted: yes; fixed: encrypted }
type smtp: flow "Mail transfer"
type amqp: flow "Broker protocol"
type mqtt: flow "Light publish and subscribe" { encrypted: no; fixed: encrypted }
type mqtts: flow "Light publish and subscribe over TLS" { encrypted: yes; fixed: encrypted }
type coap: flow "Light request protocol for devices" { encrypted: no; fixed: encrypted }
type modbus: flow "Industrial field protocol" { encrypted: no; authn: none; fixed: encrypted }
type ble: flow "Short-range radio" { wireless: yes }
type wifi: flow "Local wireless" { wireless: yes }
type sql-protocol: flow "Database driver connection"
type redis-protocol: flow "Connection to a cache or a queue in memory"
type kerberos: flow "Sign-in with tickets of a domain" { encrypted: yes; authn: kerberos }
/// Both ends prove who they are, and what runs inside is protected.
type ipsec: flow "Encrypted tunnel between networks" {
  encrypted: yes; mutual-auth: yes; fixed: encrypted
}
/// Protected by a shared word at best: run it inside a tunnel.
type radius: flow "Sign-in to networks and gateways" { encrypted: no; authn: shared-key }
type winrm: flow "Remote management of Windows" { encrypted: yes; authenticated: yes }
type rpc: flow "Remote calls between Windows machines"
type dns: flow "Name lookups" { encrypted: no }
type imap: flow "Mail reading"
/// Plain up to its second version; the third can encrypt.
type snmp: flow "Monitoring of network devices" { encrypted: no }
/// Plain unless tickets of a domain protect it.
type nfs: flow "Unix file sharing" { encrypted: no }
/// Never leaves the machine, so rules about the way are silent.
type local-ipc: flow "Call inside one machine" { network: local; encrypted: yes; fixed: encrypted }
type mcp-stdio: flow "Tool server started as a local child" {
  network: local; encrypted: yes; fixed: encrypted
}
type mcp-http: flow "Tool server reached over the network"

// ---- Controls: access control ------------------------------------------------------------------

// What we do: controls. An unwritten one is unknown, and is asked for when a threat hangs on it.

/// Refuse a call unless the caller has proved an identity this component accepts; treat network
/// position as no proof. Start with the calls that change something, and log every refusal.
mitigation authenticated "Know every caller" for flow f raises refused-call {
  when f.mutual-auth or f.authn in [password, api-key, shared-key, session, token, certificate,
    federated, kerberos, role, signature, signed-url]
  unless f.authn in [none, anonymous]
  domain: access-control; control: preventive; effort: medium; top: yes
  ask: "Do callers on {it} prove who they are?"
  asvs: "V13.2.1", "V8.3.1"; iso: "A.8.5", "A.5.16"
  csf: "PR.AA-03"; nist: "IA-2", "IA-9", "AC-14"
}
/// Let caller and called side each show a certificate or signed token before data moves. A private
/// certificate authority or a service mesh does it without changing code.
mitigation mutual-auth "Prove identity in both directions" for flow {
  domain: access-control; control: preventive; effort: medium
  ask: "Do both sides of {it} prove who they are?"
  asvs: "V12.3.5", "V12.1.3"; iso: "A.8.5", "A.8.24"
  csf: "PR.AA-03"; nist: "IA-3", "IA-9", "SC-8"
}
/// Require two independent factors for people who reach privileged functions or sensitive data,
/// with no bypass path. Begin with administrators, and look for the old way in that still works
/// without it.
mitigation mfa "Ask for a second factor" for flow, process raises single-factor-login {
  domain: access-control; control: preventive; effort: medium; top: yes
  ask: "Does {it} need a second factor?"
  asvs: "V6.3.3"; iso: "A.8.5"
  csf: "PR.AA-03"; nist: "IA-2"
}
/// Bind the sign-in to the real site with keys or passkeys so that a copied page gains nothing.
/// Begin with the accounts that can give rights to others.
mitigation phishing-resistant "Use factors that cannot be phished" for entity, flow {
  domain: access-control; control: preventive; effort: medium
  ask: "Does {it} use a factor that a copied page cannot catch?"
  asvs: "V6.3.3", "V6.7.2"; iso: "A.8.5", "A.5.17"
  csf: "PR.AA-03"; nist: "IA-2", "IA-5"
}
/// Give each person, service, agent and device its own credential so that actions can be attributed
/// and withdrawn singly. Look for one name in the log that several people answer to.
mitigation unique-identity "One identity per person and service" for entity, process {
  domain: access-control; control: preventive; effort: medium; top: yes
  ask: "Does each person or service behind {it} have an identity of its own?"
  asvs: "V13.2.1"; iso: "A.5.16"
  csf: "PR.AA-01"; nist: "IA-4", "IA-9", "AC-2"
}
/// Replace stored keys by tokens issued on demand that live minutes or hours. Most platforms can
/// already issue them to a workload; then delete the stored key.
mitigation short-lived-credentials "Let credentials expire quickly" for flow, process
  raises foreign-key-use {
  domain: access-control; control: preventive; effort: medium; top: yes
  ask: "Do the credentials of {it} expire within hours?"
  asvs: "V13.2.1", "V13.2.3"; iso: "A.5.17"
  csf: "PR.AA-01"; nist: "IA-5"
}
/// Change keys and passwords regularly and be able to change any of them within an hour. Rehearse
/// it once for each secret, because the hard part is finding who uses it.
mitigation credential-rotation "Renew secrets on a schedule and on suspicion"
  for flow, process, store {
  domain: access-control; control: corrective; effort: medium
  ask: "Are the secrets of {it} renewed on a schedule?"
  asvs: "V13.3.4"; iso: "A.5.17"
  csf: "PR.AA-01"; nist: "IA-5", "SC-12"
}
/// Limit sign-in attempts per account and per source, check against leaked passwords, and alert on
/// bursts. Count over all accounts too, since one guess for each of many stays below every limit.
mitigation brute-force-protection "Slow down guessing" for process raises guessing {
  domain: access-control; control: preventive; effort: small; top: yes
  ask: "Does {it} slow down guessing?"
  asvs: "V6.3.1", "V6.2.4"; iso: "A.8.5"
  csf: "PR.AA-03"; nist: "AC-7"
}
/// Use short single-use links, tell the owner, and never ask questions others can answer. Try to
/// get back in as a stranger who knows the owner's birthday.
mitigation recovery-hardened "Make account recovery as strong as sign-in" for entity, process {
  domain: access-control; control: preventive; effort: medium
  ask: "Is recovering access through {it} as hard as signing in?"
  asvs: "V6.4.3", "V6.4.4"; iso: "A.5.17"
  csf: "PR.AA-02"; nist: "IA-5", "IA-12"
}
/// Pass on the end user's authority, limited to this task, instead of the component's broad
/// account. Exchange the user's token at each hop, so that the last one still knows for whom it
/// acts.
mitigation delegated-auth "Act with the user's own rights" for flow, process {
  domain: access-control; control: preventive; effort: large; top: yes
  ask: "Does {it} act with the rights of the user it serves?"
  asvs: "V8.3.3", "V10.3.2"; iso: "A.8.3"
  csf: "PR.AA-05"; nist: "AC-3", "AC-6"
}
/// Start from nothing and add the single rights that are used; remove the rest on evidence. Record
/// what is really used for a month and take away everything else.
mitigation least-privilege "Grant only what the task needs" for process, store
  raises unusual-right {
  domain: access-control; control: preventive; effort: medium; top: yes
  ask: "Are the rights on {it} cut down to what is used?"
  asvs: "V13.2.2", "V13.3.2"; iso: "A.5.15", "A.8.2", "A.8.3"
  csf: "PR.AA-05"; nist: "AC-6", "AC-3"
}
/// Decide on the server for every operation whether this caller may use it, refusing by default.
/// One check in the framework that refuses unless a handler names a right is safer than many by
/// hand.
mitigation authz-function "Check the right to each function" for process {
  domain: access-control; control: preventive; effort: medium
  ask: "Does {it} check the right to each function on the server?"
  asvs: "V8.2.1", "V8.3.1"; iso: "A.8.3"
  csf: "PR.AA-05"; nist: "AC-3"
}
/// Compare the caller with the owner or rule of the very record before reading or changing it. Test
/// it by asking as one user for the number of another user's record.
mitigation authz-object "Check the right to each record" for process, store {
  domain: access-control; control: preventive; effort: medium; top: yes
  ask: "Does {it} check the right to the very record that is asked for?"
  asvs: "V8.2.2"; iso: "A.8.3"
  csf: "PR.AA-05"; nist: "AC-3", "AC-24"
}
/// List which fields a caller may see or set and ignore everything else. Bind requests to a type
/// that has only the fields which may be set.
mitigation authz-field "Control single fields" for process {
  domain: access-control; control: preventive; effort: small
  ask: "Does {it} limit which fields a caller may see and set?"
  asvs: "V8.2.3", "V15.3.1", "V15.3.3"; iso: "A.8.3"
  csf: "PR.AA-05"; nist: "AC-3", "AC-16"
}
/// Approve, time-limit and record privileged access; keep nobody privileged in between. Keep one
/// sealed account for emergencies and raise an alarm when it is used.
mitigation jit-admin "Give administrator rights only when needed" for entity, process {
  domain: access-control; control: preventive; effort: large; top: yes
  ask: "Are administrator rights of {it} given only for the task at hand?"
  asvs: "V8.4.2"; iso: "A.8.2"
  csf: "PR.AA-05"; nist: "AC-2", "AC-6"
}
/// Let the owners confirm or remove each right and remove unused ones automatically. Begin with
/// rights that nobody used in the last three months.
mitigation access-review "Reconfirm access regularly" for process {
  domain: access-control; control: detective; effort: medium
  ask: "Are the rights in {it} reconfirmed regularly?"
  iso: "A.5.18"
  csf: "PR.AA-05"; nist: "AC-2", "AC-6"
}
/// Tie accounts, keys and devices to an owner and disable them on the day the owner leaves. Compare
/// the list of accounts with the list of people, today and every month.
mitigation offboarding "Close access when people or services leave" for process {
  domain: access-control; control: corrective; effort: medium; top: yes
  ask: "Does {it} close access on the day somebody leaves?"
  asvs: "V7.4.2"; iso: "A.5.11", "A.5.18", "A.6.5"
  csf: "PR.AA-01", "GV.RR-04"; nist: "PS-4", "AC-2"
}
/// Consider device state, place, time and behaviour, and ask for more or refuse. Switch it to
/// report only at first, and see whom it would have stopped.
mitigation conditional-access "Weigh the situation before letting in" for element {
  domain: access-control; control: preventive; effort: medium
  ask: "Does {it} weigh device, place and behaviour before letting in?"
  asvs: "V8.2.4"; iso: "A.8.3", "A.8.5"
  csf: "PR.AA-03"; nist: "IA-10", "AC-2"
}
/// Give a workload a cluster token only when it calls the cluster, bound in time and audience. Turn
/// automatic mounting off for the default account of every namespace.
mitigation sa-token-disabled "Mount no unused tokens" for process {
  domain: access-control; control: preventive; effort: small
  ask: "Does {it} start without a cluster token that it does not use?"
  asvs: "V13.2.2"; iso: "A.8.2"
  csf: "PR.AA-05"; nist: "AC-6", "IA-5"
}
/// Give an agent the fewest tools for its task, with limits on arguments and targets. Check
/// arguments in the code that runs the tool and never in the prompt.
mitigation tool-allowlist "List the allowed tools and arguments" for process raises refused-tool {
  domain: access-control; control: preventive; effort: small; top: yes
  ask: "Is {it} limited to a list of tools and arguments?"
  iso: "A.8.3"
  csf: "PR.AA-05"; nist: "AC-6", "CM-7"
}

// ---- Controls: cryptography --------------------------------------------------------------------

/// Verify the server's certificate or host key against a trusted source and stop when it does not
/// match. Search the code for switches that turn the check off, and fail the build on them.
mitigation peer-verified "Check who answers" for flow f {
  when f.mutual-auth
  unless f.via is [http, ws, telnet, ftp]
  domain: cryptography; control: preventive; effort: small
  ask: "Does the caller on {it} check the server's certificate or host key?"
  asvs: "V12.3.2"; iso: "A.8.24", "A.8.21"
  csf: "PR.DS-02"; nist: "SC-8", "SC-23"
}
/// Keep secrets out of code, images and settings; hand them over at start-up to an authenticated
/// workload. Move the secrets that open production first, and renew each one as it moves.
mitigation vault "Fetch secrets from a vault at run time" for process {
  domain: cryptography; control: preventive; effort: medium
  ask: "Does {it} fetch its secrets from a vault when it starts?"
  asvs: "V13.3.1"; iso: "A.5.17", "A.8.24"
  csf: "PR.AA-01"; nist: "IA-5", "SC-12"
}
/// Keep only the output of a memory-hard password function with a separate salt per user. Rehash
/// old entries at the next sign-in, and raise the cost as machines get faster.
mitigation password-hashing "Store passwords with a slow salted function" for store {
  domain: cryptography; control: preventive; effort: small; top: yes
  ask: "Are passwords in {it} kept as slow salted hashes?"
  asvs: "V11.4.2"; iso: "A.8.24"
  csf: "PR.DS-01"; nist: "IA-5", "SC-28"
}
/// Check a nonce, sequence number or narrow time window under a signature. Send a recorded message
/// twice in a test and see the second one refused.
mitigation replay-protection "Accept each message once" for flow raises replayed-message {
  domain: cryptography; control: preventive; effort: medium
  ask: "Is each message of {it} accepted only once?"
  asvs: "V10.3.5", "V6.8.3"; iso: "A.8.24"
  csf: "PR.DS-02"; nist: "SC-23", "IA-2"
}
/// Use a current secure channel for every hop and allow no fallback to clear text. Close the clear-
/// text port as well, so that nobody falls back to it.
mitigation encrypted "Encrypt in transit" for flow {
  domain: cryptography; control: preventive; effort: small; top: yes
  ask: "Is {it} encrypted?"
  asvs: "V12.2.1", "V12.3.1", "V12.3.3"; iso: "A.8.24", "A.5.14"
  csf: "PR.DS-02"; nist: "SC-8"
}
/// Fix versions, ciphers and key sizes, keep an inventory, and plan their replacement. A scanner of
/// your own addresses shows in minutes what is still offered.
mitigation strong-crypto "Allow only current algorithms" for flow {
  domain: cryptography; control: preventive; effort: small
  ask: "Does {it} allow only current protocol versions and ciphers?"
  asvs: "V12.1.1", "V12.1.2", "V11.3.2"; iso: "A.8.24"
  csf: "PR.DS-02"; nist: "SC-13", "SC-8"
}
/// Attach a signature or keyed checksum that the receiver verifies before use. Sign exactly the
/// bytes that are sent, and say in the message which key was used.
mitigation message-signing "Sign or authenticate messages" for flow raises bad-signature {
  domain: cryptography; control: preventive; effort: medium; top: yes
  ask: "Are messages of {it} signed and checked on arrival?"
  asvs: "V4.1.5", "V11.3.3"; iso: "A.8.24"
  csf: "PR.DS-02"; nist: "SC-8", "SI-7"
}
/// Encrypt volumes, files or fields with keys held elsewhere, fields for the most sensitive values.
/// It helps against stolen copies and not against a caller who may read anyway.
mitigation encryption-at-rest "Encrypt stored data" for store {
  domain: cryptography; control: preventive; effort: small; top: yes
  ask: "Is {it} encrypted at rest?"
  asvs: "V14.2.4", "V11.3.2"; iso: "A.8.24"
  csf: "PR.DS-01"; nist: "SC-28"
}
/// Create, store, use, rotate and destroy keys under policy, apart from the data they protect.
/// Write down for each key who can use it, who can change it and when it ends.
mitigation key-management "Manage keys through their whole life" for process, store {
  domain: cryptography; control: preventive; effort: large; top: yes
  ask: "Are the keys of {it} managed under policy, apart from the data?"
  asvs: "V11.1.1", "V13.3.3"; iso: "A.8.24"
  csf: "PR.DS-01"; nist: "SC-12"
}
/// Let keys be used but never read, in hardware that resists opening. Keep it for the keys whose
/// loss would end the trust of others, such as roots and signing keys.
mitigation hsm-use "Keep top keys in tamper-resistant hardware" for process, store {
  domain: cryptography; control: preventive; effort: large
  ask: "Do the top keys of {it} live in tamper-resistant hardware?"
  asvs: "V13.3.3"; iso: "A.8.24"
  csf: "PR.DS-01"; nist: "SC-12", "SC-51"
}
/// List all certificates, renew by machine well before the end, and alert on failures. Search the
/// public certificate logs for your names to find those nobody listed.
mitigation cert-lifecycle "Renew certificates automatically" for process {
  domain: cryptography; control: preventive; effort: medium
  ask: "Are the certificates of {it} renewed by machine?"
  asvs: "V11.1.2"; iso: "A.8.24"
  csf: "PR.DS-02"; nist: "SC-17"
}
/// Let an app accept only the keys of its own servers, with a spare key for renewal. Plan how to
/// change the key before the first version ships, or the app locks itself out.
mitigation cert-pinning "Expect a known key" for process {
  domain: cryptography; control: preventive; effort: medium
  ask: "Does {it} accept only the keys of its own servers?"
  iso: "A.8.24"
  csf: "PR.DS-02"; nist: "SC-23"
}
/// Keep keys and secrets in the platform's protected store, tied to the lock of the device. Look
/// into a backup of the app and see whether a secret can be read there.
mitigation platform-keystore "Use the device's protected storage" for process {
  domain: cryptography; control: preventive; effort: small; top: yes
  ask: "Does {it} keep secrets in the device's protected store?"
  asvs: "V14.3.3"; iso: "A.8.1", "A.8.24"
  csf: "PR.DS-01"; nist: "SC-28", "AC-19"
}
/// Give each device its own key in hardware that never reveals it. Choose it with the hardware,
/// because it cannot be added later.
mitigation secure-element "Hold device keys in a secure chip" for process {
  domain: cryptography; control: preventive; effort: large
  ask: "Does {it} keep its key in a secure chip?"
  asvs: "V13.3.3"; iso: "A.8.24"
  csf: "PR.DS-01"; nist: "SC-12", "SC-51"
}
/// Pad, batch or delay messages where the pattern itself would tell. First measure what size and
/// timing give away, since covering it is costly.
mitigation traffic-shaping "Hide size and timing" for flow {
  domain: cryptography; control: preventive; effort: large
  ask: "Does {it} hide size and timing?"
  iso: "A.8.24"
  csf: "PR.DS-02"; nist: "SC-8"
}

// ---- Controls: secure development --------------------------------------------------------------

/// Assume everything inside an app or page is public and let the server hold the keys. Unpack the
/// finished app and search it for keys, as an attacker would.
mitigation no-embedded-secrets "Ship no secrets in client software" for process {
  domain: secure-development; control: preventive; effort: medium; top: yes
  ask: "Is {it} free of built-in secrets?"
  asvs: "V13.3.1"; iso: "A.8.28"
  csf: "PR.PS-06"; nist: "IA-5"
}
/// Scan commits, images and build output, block the push, and rotate what was found. Treat each
/// find as known to others: renew it, then clean the history.
mitigation secret-scanning "Search code and history for secrets" for store raises secret-found {
  domain: secure-development; control: detective; effort: small; top: yes
  ask: "Is {it} scanned for secrets, history included?"
  asvs: "V13.3.1"; iso: "A.8.4", "A.8.12"
  csf: "ID.RA-01"; nist: "IA-5", "RA-5"
}
/// Issue a new random session at sign-in, mark cookies safe, expire idle and old sessions, and end
/// them on sign-out. Let the server forget the session on sign-out, and do not only drop the
/// cookie.
mitigation session-hardened "Protect the session" for process {
  domain: secure-development; control: preventive; effort: small; top: yes
  ask: "Do sessions of {it} resist theft and end in time?"
  asvs: "V7.2.4", "V7.3.1", "V7.4.1", "V3.3.1"; iso: "A.8.5"
  csf: "PR.AA-04"; nist: "AC-12", "SC-23"
}
/// Verify signature, issuer, audience, type and lifetime against fixed lists before using any
/// claim. Use a well-kept library, and test it with a token that is expired, unsigned or meant for
/// others.
mitigation token-validation "Check tokens completely" for process {
  domain: secure-development; control: preventive; effort: small
  ask: "Does {it} check signature, issuer, audience and lifetime of tokens?"
  asvs: "V9.1.1", "V9.2.3", "V10.3.1"; iso: "A.8.5"
  csf: "PR.AA-04"; nist: "SC-23", "IA-9"
}
/// Accept only return addresses registered in full and bind codes to the client that asked. Compare
/// the whole address and allow neither patterns nor prefixes.
mitigation redirect-allowlist "Compare return addresses exactly" for process {
  domain: secure-development; control: preventive; effort: small
  ask: "Does {it} compare return addresses with a fixed list?"
  asvs: "V10.4.1", "V10.4.6"; iso: "A.8.28"
  csf: "PR.AA-04"; nist: "IA-8", "SI-10"
}
/// Describe type, size, range and structure of each input and refuse the rest on the server. Start
/// with the inputs that strangers reach, and count what is refused.
mitigation input-validation "Accept only what is expected" for process raises rejected-input {
  domain: secure-development; control: preventive; effort: medium; top: yes
  ask: "Does {it} refuse input that is not strictly as expected?"
  asvs: "V2.2.1", "V2.2.2"; iso: "A.8.26", "A.8.28"
  csf: "PR.PS-06"; nist: "SI-10"
}
/// Build queries with bound parameters or safe builders; choose names only from fixed lists. Search
/// for query text that is joined from parts, and forbid it in the build.
mitigation parameterized "Keep data apart from queries" for process {
  domain: secure-development; control: preventive; effort: small; top: yes
  ask: "Does {it} keep values out of query text?"
  asvs: "V1.2.4", "V1.2.6"; iso: "A.8.28"
  csf: "PR.PS-06"; nist: "SI-10"
}
/// Encode values for page, script, address, log or command at the moment they are written there.
/// Templates that encode by default do most of it; look for the places where that is switched off.
mitigation output-encoding "Encode for the place of use" for process {
  domain: secure-development; control: preventive; effort: small; top: yes
  ask: "Does {it} encode what it writes for the place where it lands?"
  asvs: "V1.2.1", "V1.1.2", "V16.4.1"; iso: "A.8.28"
  csf: "PR.PS-06"; nist: "SI-15", "SI-10"
}
/// Disable entities, type choice and code loading; prefer plain data formats. Send a file with an
/// outside entity and one that unpacks to a gigabyte in a test.
mitigation safe-parsing "Parse with dangerous features off" for process {
  domain: secure-development; control: preventive; effort: small
  ask: "Does {it} parse with dangerous features switched off?"
  asvs: "V1.5.1", "V1.5.2"; iso: "A.8.28"
  csf: "PR.PS-06"; nist: "SI-10"
}
/// Call programs with an argument list, from a fixed set, and never evaluate text from outside.
/// Better still, use a library call in place of the program.
mitigation command-safe "Do not build commands from text" for process {
  domain: secure-development; control: preventive; effort: small; top: yes
  ask: "Does {it} start programs without building command text?"
  asvs: "V1.2.5", "V1.3.2", "V1.3.7"; iso: "A.8.28"
  csf: "PR.PS-06"; nist: "SI-10"
}
/// Map identifiers to files and confirm that the resolved path stays inside its folder. Test it
/// with two dots, with an absolute path and with a link.
mitigation path-safe "Choose files by identifier" for process {
  domain: secure-development; control: preventive; effort: small
  ask: "Does {it} choose files by identifier and check the resolved path?"
  asvs: "V5.3.2"; iso: "A.8.28"
  csf: "PR.PS-06"; nist: "SI-10", "AC-3"
}
/// Limit type, size and count, check the content, rename, store apart and scan. Serve them from a
/// name of their own, so that a page among them cannot act as yours.
mitigation file-checks "Examine files before use" for process {
  domain: secure-development; control: preventive; effort: medium; top: yes
  ask: "Does {it} check files before anybody uses them?"
  asvs: "V5.2.1", "V5.2.2", "V5.4.3"; iso: "A.8.7", "A.8.28"
  csf: "PR.PS-06"; nist: "SI-3", "SI-10"
}
/// Resolve the name, compare with a list, refuse private ranges, and repeat after redirects.
/// Connect to the address that was checked, so that the name cannot change in between.
mitigation url-allowlist "List the destinations a server may fetch" for process {
  domain: secure-development; control: preventive; effort: medium; top: yes
  ask: "Does {it} fetch only from a list of destinations?"
  asvs: "V1.3.6", "V13.2.4", "V15.3.2"; iso: "A.8.23", "A.8.28"
  csf: "PR.IR-01"; nist: "SC-7", "SI-10"
}
/// Refuse addresses of internal networks, of the machine itself and of cloud metadata, after name
/// lookup and after each redirect. It is the answer where no list of destinations can be kept.
mitigation private-address-block "Refuse internal addresses" for process {
  domain: secure-development; control: preventive; effort: small
  ask: "Does {it} refuse internal addresses, also after a redirect?"
  asvs: "V1.3.6", "V13.2.4"; iso: "A.8.23", "A.8.28"
  csf: "PR.IR-01"; nist: "SC-7", "SI-10"
}
/// Demand an unguessable token or a verified origin for every change made with a browser session.
/// The same-site setting of cookies does most of it; cover what remains in the framework.
mitigation csrf-protection "Tie changes to the own pages" for process {
  domain: secure-development; control: preventive; effort: small
  ask: "Does {it} refuse changes that foreign pages trigger?"
  asvs: "V3.5.1"; iso: "A.8.28"
  csf: "PR.PS-06"; nist: "SC-23"
}
/// Send a strict content policy, framing limits, script integrity and transport rules. Begin the
/// content policy in reporting mode, and read what it would block.
mitigation security-headers "Let the browser enforce limits" for process {
  domain: secure-development; control: preventive; effort: small
  ask: "Does {it} tell the browser what to forbid?"
  asvs: "V3.4.3", "V3.4.6", "V3.6.1"; iso: "A.8.26"
  csf: "PR.PS-06"; nist: "SC-18", "SI-10"
}
/// List exact origins and never combine wildcards with credentials; check origins on live channels.
/// Never send back the origin of the request as the permitted one.
mitigation cors-restricted "Name the origins that may read answers" for process {
  domain: secure-development; control: preventive; effort: small
  ask: "Does {it} name the origins that may read its answers?"
  asvs: "V3.4.2", "V4.4.2"; iso: "A.8.26"
  csf: "PR.PS-06"; nist: "AC-4"
}
/// Combine pace limits, behaviour checks and challenges on steps worth abusing. First measure how
/// much of the traffic on these steps is no person.
mitigation anti-automation "Recognise and slow down bots" for process {
  domain: secure-development; control: preventive; effort: medium
  ask: "Does {it} recognise and slow down bots?"
  asvs: "V2.4.1", "V2.4.2"; iso: "A.8.26"
  csf: "DE.CM-09"; nist: "SC-5", "SI-4"
}
/// Use locks, unique keys or versions so that doing something twice has the effect of once. Fire
/// the same request many times at once in a test, and count the effects.
mitigation transactional "Make changes atomic and repeatable" for process, store {
  domain: secure-development; control: preventive; effort: medium
  ask: "Does {it} survive doing the same thing twice or at once?"
  asvs: "V2.3.3", "V2.3.4", "V15.4.2"; iso: "A.8.28"
  csf: "PR.PS-06"; nist: "SI-10"
}
/// Build the cache key from everything that changes the answer and forbid caching of personal
/// answers. Ask twice as different users and compare what comes back.
mitigation cache-controls "Cache only what may be shared" for process {
  domain: secure-development; control: preventive; effort: small
  ask: "Does {it} cache only what may be shared?"
  asvs: "V14.2.5", "V14.3.2"; iso: "A.8.26"
  csf: "PR.DS-01"; nist: "SC-4"
}
/// Answer outsiders with one short message and keep details in the log. Give the short message a
/// number that finds the details in the log.
mitigation error-hiding "Give neutral errors" for process {
  domain: secure-development; control: preventive; effort: small
  ask: "Does {it} keep internals out of its error messages?"
  asvs: "V16.5.1", "V6.3.8"; iso: "A.8.26"
  csf: "PR.PS-06"; nist: "SI-11"
}
/// Cap size, time, memory, depth and count for each request, message and workload. Test with the
/// largest, deepest and slowest request that you would still serve.
mitigation resource-limits "Bound the work of one request" for process {
  domain: secure-development; control: preventive; effort: small
  ask: "Does {it} bound the work of a single request?"
  asvs: "V15.2.2", "V4.3.1", "V5.2.3"; iso: "A.8.6"
  csf: "PR.IR-04"; nist: "SC-6", "SC-5"
}
/// Check a signature and build origin of code, images, models and updates, and refuse on failure.
/// Make it refuse what is unsigned and not only what is wrongly signed.
mitigation signature-verification "Verify origin before running" for process, store, zone
  raises bad-signature {
  domain: secure-development; control: preventive; effort: medium; top: yes
  ask: "Does {it} verify signature and origin before use?"
  asvs: "V15.2.4"; iso: "A.8.19"
  csf: "PR.PS-05", "ID.RA-09"; nist: "SI-7", "CM-14"
}
/// Let the build sign its results and record how they were made. Sign in the build with a key that
/// no developer can use.
mitigation artifact-signing "Sign what you build" for store {
  domain: secure-development; control: preventive; effort: medium
  ask: "Is everything in {it} signed by the build?"
  iso: "A.8.25", "A.8.30"
  csf: "PR.PS-06"; nist: "SI-7", "SA-10"
}
/// Keep a parts list for every release and match it against new advisories. The build can write it;
/// the work is to compare it with advisories every day.
mitigation sbom "Know the parts and their weaknesses" for process {
  domain: secure-development; control: detective; effort: small
  ask: "Does {it} list the parts of each release and match them with advisories?"
  asvs: "V15.1.2"; iso: "A.8.8", "A.5.21"
  csf: "ID.AM-02", "ID.RA-01"; nist: "SA-10", "RA-5"
}
/// Let somebody who did not write it approve each change, with care for security. Make it a rule of
/// the repository, so that haste cannot skip it.
mitigation code-review "Have changes read by another person" for store {
  domain: secure-development; control: detective; effort: medium; top: yes
  ask: "Is every change in {it} approved by a second person?"
  iso: "A.8.28"
  csf: "PR.PS-06"; nist: "SA-11", "CM-3"
}
/// Enforce review, checks and signed history for main branches and pipeline files, for everybody.
/// Try to push past it as an administrator, and see it refused.
mitigation branch-protection "Protect the main line and the build definition" for store {
  domain: secure-development; control: preventive; effort: small; top: yes
  ask: "Are the main line and the build definition of {it} protected?"
  iso: "A.8.4", "A.8.32"
  csf: "PR.PS-06"; nist: "CM-5", "SA-10"
}
/// Start each build from a known state without shared caches, standing secrets or open network.
/// Give secrets only to the step that needs them, never to code from outside.
mitigation isolated-build "Build in clean throw-away machines" for process {
  domain: secure-development; control: preventive; effort: medium
  ask: "Does {it} build each time in a clean machine?"
  iso: "A.8.31"
  csf: "PR.PS-06"; nist: "SA-10", "SC-39"
}
/// Combine automatic analysis, fuzzing and skilled testing before release and after change. Put the
/// fast checks into every build, and keep people for what only people find.
mitigation security-testing "Test like an attacker" for process {
  domain: secure-development; control: detective; effort: medium; top: yes
  ask: "Is {it} tested like an attacker would, before release?"
  iso: "A.8.29"
  csf: "ID.IM-02"; nist: "SA-11", "CA-8"
}
/// Mark content from outside as data, screen it, and limit what the model may do after reading it.
/// No screen catches all, so also limit which tools work once such content was read.
mitigation prompt-guard "Separate instructions from content" for process
  raises hostile-instruction {
  domain: secure-development; control: preventive; effort: medium; top: yes
  ask: "Does {it} treat outside content as data, never as instructions?"
  iso: "A.8.26"
  csf: "PR.PS-06"; nist: "SI-10"
}
/// Parse answers against a schema and allowed values; treat them as user input. Anything that runs,
/// renders or queries the answer needs its own check.
mitigation output-validation "Check model output before use" for process {
  domain: secure-development; control: preventive; effort: medium; top: yes
  ask: "Is the output of {it} checked before it is used?"
  asvs: "V2.2.1"; iso: "A.8.28"
  csf: "PR.PS-06"; nist: "SI-10", "SI-15"
}
/// Detect sensitive, foreign or unsafe content in answers and links before a person sees it. Drop
/// links and images to unknown places, because they carry data out.
mitigation output-filter "Filter answers" for process {
  domain: secure-development; control: detective; effort: medium
  ask: "Are answers of {it} filtered before a person sees them?"
  asvs: "V14.2.6"; iso: "A.8.12"
  csf: "PR.DS-10"; nist: "SI-15", "AC-4"
}
/// Check, label and limit entries by source, separate users, and let entries expire. Let users see
/// and delete what is remembered about them.
mitigation memory-validation "Control what is remembered" for process {
  domain: secure-development; control: preventive; effort: medium; top: yes
  ask: "Is what {it} remembers checked, labelled and kept apart?"
  iso: "A.8.26"
  csf: "PR.DS-01"; nist: "SI-7", "SI-10"
}
/// Let answers quote checked sources and refuse when none supports them. Measure how often a quoted
/// source does not say what the answer says.
mitigation grounding "Tie answers to sources" for process {
  domain: secure-development; control: detective; effort: medium
  ask: "Does {it} tie its answers to checked sources?"
  iso: "A.8.26"
  csf: "PR.DS-10"; nist: "SI-10"
}
/// Try known tricks before release and after each change of model, prompt or tool, and keep the
/// results. Keep each trick that once worked as a test.
mitigation adversarial-testing "Attack the model yourself" for process {
  domain: secure-development; control: detective; effort: medium
  ask: "Is {it} attacked with known tricks before each release?"
  iso: "A.8.29"
  csf: "ID.IM-02"; nist: "CA-8", "SA-11"
}
/// Check app and device integrity, preferably judged by the server, and react in steps. Assume that
/// it can be switched off on the device, and let the server notice the silence.
mitigation tamper-detection "Notice changed software or devices" for process {
  domain: secure-development; control: detective; effort: large
  ask: "Does {it} notice a changed app or device?"
  iso: "A.8.26"
  csf: "DE.CM-09"; nist: "SI-7", "SC-51"
}
/// Export nothing without need, check callers, and verify links to your own domain. List what
/// another app can call, and close what no other app needs.
mitigation ipc-restricted "Close doors to other apps" for process {
  domain: secure-development; control: preventive; effort: small
  ask: "Does {it} refuse calls from other apps?"
  iso: "A.8.28"
  csf: "PR.PS-06"; nist: "AC-3", "AC-4"
}

// ---- Controls: network -------------------------------------------------------------------------

/// Require a private, authenticated network path for remote administration. It is a second door and
/// no substitute for signing in at the first.
mitigation vpn "Carry administration through a private tunnel" for flow {
  domain: network; control: preventive; effort: medium
  ask: "Does {it} run inside a private tunnel?"
  iso: "A.8.20", "A.6.7"
  csf: "PR.IR-01"; nist: "AC-17"
}
/// Filter volume attacks at the provider or an edge service before they reach own lines. Know
/// beforehand whom to call, and make sure that your own address cannot be reached around it.
mitigation ddos-protection "Absorb floods upstream" for process, zone {
  domain: network; control: preventive; effort: medium
  ask: "Are floods against {it} filtered upstream?"
  iso: "A.8.6", "A.8.20"
  csf: "PR.IR-04"; nist: "SC-5"
}
/// Refuse connections between zones and workloads unless a listed need exists. Record the
/// connections that exist, allow those, and then refuse the rest.
mitigation segmentation "Divide the network and allow by need" for element, zone
  raises unlisted-connection {
  domain: network; control: preventive; effort: large; top: yes
  ask: "Are connections around {it} refused unless listed?"
  asvs: "V13.2.4"; iso: "A.8.22"
  csf: "PR.IR-01"; nist: "SC-7", "AC-4"
}
/// Route outgoing traffic through a control point that permits named destinations and records the
/// rest. Watch for a week what goes out, list the destinations, and refuse all others.
mitigation egress-control "Allow only listed destinations" for process, zone
  raises unlisted-destination {
  domain: network; control: preventive; effort: medium; top: yes
  ask: "Can {it} reach only listed destinations outside?"
  asvs: "V13.2.5"; iso: "A.8.22", "A.8.23"
  csf: "PR.IR-01"; nist: "SC-7"
}
/// Authenticate devices before the network serves them and put unknown ones aside. Start by listing
/// which devices hang on the network today.
mitigation network-access-control "Admit only known devices" for zone {
  domain: network; control: preventive; effort: large
  ask: "Does {it} admit only known devices?"
  iso: "A.8.20"
  csf: "PR.AA-03"; nist: "IA-3", "AC-18"
}
/// Publish and enforce sender, signature and alignment rules for all own domains. Begin with
/// reports only, mend your own senders, and then refuse.
mitigation email-auth "Prove the origin of mail" for process {
  domain: network; control: preventive; effort: medium
  ask: "Does {it} enforce sender rules for all own domains?"
  iso: "A.5.14"
  csf: "PR.AA-03"; nist: "SI-8", "SC-8"
}

// ---- Controls: security architecture -----------------------------------------------------------

/// Bind each request to one customer and enforce it in queries, keys, caches and storage. Run every
/// test as the wrong customer as well.
mitigation tenant-isolation "Separate customers in every layer" for element {
  domain: security-architecture; control: preventive; effort: large; top: yes
  ask: "Are customers of {it} separated in every layer?"
  asvs: "V8.4.1"; iso: "A.8.22", "A.5.23"
  csf: "PR.IR-01"; nist: "SC-2", "SC-4", "AC-4"
}
/// Operate from hardened machines and networks that ordinary work and the internet cannot reach.
/// Start by closing administration ports to the internet.
mitigation admin-isolated "Keep the administration path apart" for element {
  domain: security-architecture; control: preventive; effort: large; top: yes
  ask: "Is {it} administered only over a path of its own?"
  asvs: "V8.4.2", "V13.4.5"; iso: "A.8.2", "A.8.22"
  csf: "PR.IR-01"; nist: "AC-17", "SC-7", "SC-2"
}
/// Use time limits, circuit breakers and fallbacks for every outside call. A limit on waiting must
/// be shorter than that of whoever waits for you.
mitigation timeouts "Fail fast and stop cascades" for process {
  domain: security-architecture; control: preventive; effort: small
  ask: "Does {it} give up on slow calls and keep working?"
  asvs: "V13.1.3", "V13.2.6", "V16.5.2"; iso: "A.8.14"
  csf: "PR.IR-03"; nist: "SC-24", "CP-2"
}
/// Decide what the machine does on loss of power, control or sense, and make that state harmless.
/// Pull the plug in a test and see what the machine does.
mitigation fail-safe "Stop in a safe state" for process {
  domain: security-architecture; control: preventive; effort: large
  ask: "Does {it} end in a harmless state when everything fails?"
  asvs: "V16.5.3"; iso: "A.8.27"
  csf: "PR.IR-03"; nist: "SC-24", "CP-12", "SI-17"
}
/// Demand the session-bound metadata mode, block it from containers, and bind identities to one
/// workload. Turn the old mode off for the whole account.
mitigation metadata-protection "Protect the workload's own credentials" for process, zone {
  domain: security-architecture; control: preventive; effort: small; top: yes
  ask: "Are the cloud credentials of {it} out of reach of its own requests?"
  asvs: "V1.3.6"; iso: "A.5.23", "A.8.9"
  csf: "PR.AA-05"; nist: "AC-6", "SC-7"
}
/// Switch on the account-wide block so that no single setting can publish data. Forbid switching it
/// off by a rule above the account.
mitigation public-access-block "Forbid public exposure centrally" for store {
  domain: security-architecture; control: preventive; effort: small; top: yes
  ask: "Is public access to {it} blocked centrally?"
  iso: "A.8.3", "A.5.23"
  csf: "PR.DS-01"; nist: "AC-3", "AC-22"
}
/// Give code no secrets, no standing network and limited time in a disposable, strongly separated
/// place. Assume that the code inside is hostile, and list what it can still reach.
mitigation sandbox "Run untrusted code in a closed space" for process {
  domain: security-architecture; control: preventive; effort: medium; top: yes
  ask: "Does {it} run untrusted code in a closed space?"
  asvs: "V15.2.5"; iso: "A.8.27"
  csf: "PR.IR-01"; nist: "SC-39", "SC-44"
}
/// No root, no added rights, no host paths or namespaces, read-only image, filtered system calls.
/// Use the strictest profile as the default, and grant exceptions by name.
mitigation container-restricted "Run containers without host rights" for process {
  domain: security-architecture; control: preventive; effort: small; top: yes
  ask: "Does {it} run without root and without host rights?"
  iso: "A.8.9"
  csf: "PR.PS-01"; nist: "AC-6", "CM-7"
}
/// Check every workload against policy before it starts and refuse violations. Start in warning
/// mode, and list the workloads that would be refused.
mitigation admission-policy "Gate what may start" for zone {
  domain: security-architecture; control: preventive; effort: medium
  ask: "Is every workload checked before it starts in {it}?"
  iso: "A.8.9", "A.8.19"
  csf: "PR.PS-05"; nist: "CM-7", "CM-5"
}
/// Anchor a chain of checks in hardware that covers every stage of start-up. Plan for the day on
/// which a signing key must be replaced.
mitigation secure-boot "Start only trusted code" for process {
  domain: security-architecture; control: preventive; effort: large
  ask: "Does {it} start only trusted code?"
  iso: "A.8.27"
  csf: "PR.PS-05"; nist: "SI-7", "SC-51"
}
/// Lock or fuse debug and service connectors before shipping. Check a finished unit with the tools
/// of your own workshop.
mitigation debug-disabled "Close debug access in the field" for process {
  domain: security-architecture; control: preventive; effort: small
  ask: "Are the debug connectors of {it} closed?"
  asvs: "V13.4.2"; iso: "A.8.9"
  csf: "PR.PS-01"; nist: "CM-7"
}
/// Store the lowest allowed version where it cannot be lowered. Raise the number only with releases
/// that close a hole.
mitigation anti-rollback "Refuse older versions" for process {
  domain: security-architecture; control: preventive; effort: medium
  ask: "Does {it} refuse older versions?"
  iso: "A.8.19"
  csf: "PR.PS-05"; nist: "SI-7"
}
/// Define reference designs and check new and running systems against them. Ten checks that run
/// every day are worth more than a hundred pages.
mitigation arch-baseline "Enforce a common baseline" for zone {
  domain: security-architecture; control: preventive; effort: medium
  ask: "Must everything in {it} meet a checked baseline?"
  iso: "A.8.27"
  csf: "PR.PS-01"; nist: "PL-8", "PL-10"
}

// ---- Controls: operations ----------------------------------------------------------------------

/// Give every unit its own first password or force a change before use. Try the password from the
/// manual on a unit fresh from the box.
mitigation no-default-credentials "Remove factory passwords" for process {
  domain: operations; control: preventive; effort: small; top: yes
  ask: "Does {it} ship without a password that everybody knows?"
  asvs: "V6.3.2"; iso: "A.8.9"
  csf: "PR.AA-01"; nist: "IA-5", "CM-6"
}
/// Watch the usual ways out for large or labelled content and stop or question it. Start with one
/// kind of data that is easy to recognise.
mitigation dlp "Notice data leaving" for entity, process, store {
  domain: operations; control: detective; effort: large
  ask: "Would bulk copying out of {it} be noticed and stopped?"
  asvs: "V14.2.3"; iso: "A.8.12"
  csf: "PR.DS-10", "DE.CM-09"; nist: "SC-7", "SI-4"
}
/// Decide per field what may be logged and mask or hash the rest before writing. Search last week's
/// logs for one known password and one known name.
mitigation log-redaction "Keep secrets and people out of logs" for entity, process {
  domain: operations; control: preventive; effort: small
  ask: "Does {it} mask secrets and people before it logs?"
  asvs: "V16.2.5"; iso: "A.8.15", "A.8.11"
  csf: "PR.PS-04"; nist: "AU-3", "SI-12"
}
/// Write an event with actor, action, object, time, place and result for each security-relevant
/// action. Write it where the decision falls, and include what was refused.
mitigation audit-log "Record who did what" for store, process p {
  when any(f in p.outflows where f.purpose = log and not f.is-reply
    and f.target is [log-store, siem])
  unless p is browser
  domain: operations; control: detective; effort: medium; top: yes
  ask: "Does {it} record who did what, when and with which result?"
  asvs: "V16.3.1", "V16.3.2", "V16.2.1"; iso: "A.8.15"
  csf: "PR.PS-04"; nist: "AU-2", "AU-3", "AU-12"
}
/// Synchronise clocks and record time zone so that events can be put in order. Alert when a clock
/// drifts, because evidence from it will be doubted.
mitigation time-sync "Use one time source" for store {
  domain: operations; control: preventive; effort: small
  ask: "Do all writers to {it} share one time source?"
  asvs: "V16.2.2"; iso: "A.8.17"
  csf: "PR.PS-04"; nist: "AU-8", "SC-45"
}
/// Set limits per caller, address and function, refusing cheaply before work is done. Start from
/// the real use of the busiest honest caller.
mitigation rate-limit "Limit the pace of requests" for process raises request-flood {
  domain: operations; control: preventive; effort: small; top: yes
  ask: "Does {it} limit requests per caller?"
  asvs: "V2.4.1"; iso: "A.8.6"
  csf: "PR.IR-04"; nist: "SC-5"
}
/// Set budgets and hard stops for paid use by user, agent and account. Set the alarm well below the
/// limit, and test that the stop really stops.
mitigation spend-limits "Cap the spending" for process {
  domain: operations; control: preventive; effort: small
  ask: "Is there a hard cap on what {it} can spend?"
  asvs: "V15.1.3"; iso: "A.8.6"
  csf: "PR.IR-04"; nist: "SC-5", "SC-6"
}
/// Remove what is not needed, switch off defaults and samples, and apply a known secure
/// configuration. Take a published baseline for the product, and check it by machine.
mitigation hardened "Start from a hardened build" for process {
  domain: operations; control: preventive; effort: medium
  ask: "Was {it} stripped of defaults, samples and unused parts?"
  asvs: "V13.4.2", "V15.2.3"; iso: "A.8.9"
  csf: "PR.PS-01"; nist: "CM-6", "CM-7"
}
/// Follow advisories, rank by exposure, and update within agreed times, including firmware and
/// images. Agree on days per severity, and watch the oldest open one.
mitigation patching "Fix known weaknesses in time" for process {
  domain: operations; control: corrective; effort: medium; top: yes
  ask: "Are known weaknesses of {it} fixed within an agreed time?"
  asvs: "V15.1.1", "V15.2.1"; iso: "A.8.8"
  csf: "PR.PS-02", "ID.RA-01"; nist: "SI-2", "RA-5"
}
/// Run protection that stops, reports and isolates, on end points and where files enter. Make sure
/// that somebody sees when it is switched off.
mitigation malware-protection "Block and detect hostile software" for process raises malware-found {
  domain: operations; control: detective; effort: medium; top: yes
  ask: "Does {it} block and report hostile software?"
  asvs: "V5.4.3"; iso: "A.8.7"
  csf: "DE.CM-09", "PR.PS-05"; nist: "SI-3"
}
/// Define systems in code and report or undo every difference. Take away the right to change
/// production by hand, except in emergencies.
mitigation drift-detection "Compare with the definition" for zone {
  domain: operations; control: detective; effort: medium
  ask: "Are differences between {it} and its definition reported?"
  iso: "A.8.9", "A.8.32"
  csf: "PR.PS-01", "DE.CM-09"; nist: "CM-3", "CM-6"
}
/// Enforce lock, encryption, updates and remote wipe on devices that hold data. Try to wipe a spare
/// device once, before the first one is lost.
mitigation mdm "Manage the devices" for process {
  domain: operations; control: preventive; effort: medium
  ask: "Is {it} on managed devices only?"
  iso: "A.8.1"
  csf: "ID.AM-08", "PR.PS-01"; nist: "AC-19", "CM-6"
}
/// Let changes to production pass an approval with test and way back, also in emergencies. Keep it
/// light enough that nobody wants to go around it.
mitigation change-control "Approve and record changes" for element {
  domain: operations; control: preventive; effort: medium
  ask: "Are changes to {it} approved, tested and recorded?"
  iso: "A.8.32"
  csf: "ID.RA-07", "PR.PS-01"; nist: "CM-3", "CM-4"
}

// ---- Controls: incident response ---------------------------------------------------------------

/// Send records away at once to append-only storage that operators of the source cannot change.
/// Send to an account with other administrators.
mitigation log-integrity "Make logs tamper-evident" for store, zone raises log-gap {
  domain: incident-response; control: preventive; effort: medium; top: yes
  ask: "Would changed or deleted records in {it} be noticed?"
  asvs: "V16.4.2", "V16.4.3"; iso: "A.8.15", "A.5.28"
  csf: "PR.PS-04"; nist: "AU-9"
}
/// Store security records for a set time that covers late discovery and legal duties. Intrusions
/// are often found after months, so a few weeks are too short.
mitigation log-retention "Keep logs long enough" for store {
  domain: incident-response; control: detective; effort: small
  ask: "Are records in {it} kept long enough for a late discovery?"
  asvs: "V16.1.1"; iso: "A.8.15", "A.5.33"
  csf: "PR.PS-04"; nist: "AU-11"
}
/// Turn failures of controls into events with thresholds, and give each alert an owner. Start with
/// three events that always mean trouble, and answer each of them.
mitigation monitoring "Watch and alert" for process, store, zone {
  domain: incident-response; control: detective; effort: medium
  ask: "Is {it} watched, and does somebody answer the alerts?"
  asvs: "V16.3.3", "V16.3.4"; iso: "A.8.16"
  csf: "DE.CM-01", "DE.CM-09"; nist: "SI-4", "AU-6"
}
/// Name roles, contacts, steps and duties to report, and exercise them. Play one case through at a
/// table, with those who would be called.
mitigation incident-plan "Prepare for incidents" for model {
  domain: incident-response; control: corrective; effort: medium; top: yes
  ask: "Is there an exercised incident plan for {it}?"
  iso: "A.5.24", "A.5.26"
  csf: "RS.MA-01", "ID.IM-04"; nist: "IR-4", "IR-8"
}

// ---- Controls: business continuity -------------------------------------------------------------

/// Run more than one instance in places that do not fail together, with tested switch-over. Switch
/// one instance off in working hours and see whether anybody notices.
mitigation redundancy "Have a second one" for element {
  domain: business-continuity; control: preventive; effort: large
  ask: "Does another instance take over when {it} stops?"
  iso: "A.8.14"
  csf: "PR.IR-03"; nist: "CP-6", "CP-7", "SC-36"
}
/// Take automatic copies matching the loss you can bear, and check that they are complete. Include
/// keys and settings, without which the data is useless.
mitigation backup "Copy data regularly" for store s raises backup-missed {
  when s is not backup-store
    and (any(f in s.outflows where f.purpose = backup and not f.is-reply)
      or any(f in s.inflows where f.purpose = backup and f.source is backup-service
        and f.reply.is-reply))
  unless s is cache
  domain: business-continuity; control: corrective; effort: small; top: yes
  ask: "Is {it} backed up automatically?"
  iso: "A.8.13"
  csf: "PR.DS-11"; nist: "CP-9"
}
/// Hold one copy that the identities of the live system can neither change nor delete. Ask whether
/// the administrator's own account could delete every copy.
mitigation backup-isolated "Keep a copy out of reach" for store raises backup-deleted {
  domain: business-continuity; control: corrective; effort: medium; top: yes
  ask: "Is one backup of {it} out of reach of those who run it?"
  iso: "A.8.13"
  csf: "PR.DS-11"; nist: "CP-9", "CP-6"
}
/// Restore real copies on a schedule and measure time and completeness. Write down how long it
/// took, and compare it with what was promised.
mitigation restore-tested "Practise restoring" for store {
  domain: business-continuity; control: detective; effort: medium
  ask: "Has restoring {it} been tried?"
  iso: "A.8.13", "A.5.30"
  csf: "PR.DS-11", "RC.RP-03"; nist: "CP-4", "CP-10"
}
/// Write and exercise who restores what, in which order and how fast. Keep it, and the contacts in
/// it, where an outage cannot take them away.
mitigation dr-plan "Plan the recovery" for element {
  domain: business-continuity; control: corrective; effort: large; top: yes
  ask: "Is there an exercised plan to bring {it} back?"
  iso: "A.5.29", "A.5.30"
  csf: "RC.RP-01", "ID.IM-04"; nist: "CP-2", "CP-10"
}
/// Keep old versions or deleted items recoverable for a time nobody can shorten alone. Switch it on
/// where files or records are overwritten, and lock the period.
mitigation versioning "Keep earlier versions" for store {
  domain: business-continuity; control: corrective; effort: small
  ask: "Can earlier versions in {it} be brought back?"
  iso: "A.8.13"
  csf: "PR.DS-11"; nist: "CP-9"
}

// ---- Controls: asset management ----------------------------------------------------------------

/// Record where documents and examples came from, who added them, and trust accordingly. Refuse
/// what has no known source, before it reaches an index or a training run.
mitigation data-provenance "Keep the origin of data" for process, store {
  domain: asset-management; control: preventive; effort: medium
  ask: "Does {it} know where each document or example came from?"
  iso: "A.5.9", "A.8.33"
  csf: "ID.AM-07"; nist: "SI-7", "CM-12"
}
/// Discover systems, data, interfaces and names automatically and give each an owner. Compare what
/// bills, certificates and name servers know with your list.
mitigation asset-inventory "Keep a list that is true" for model, process {
  domain: asset-management; control: detective; effort: medium; top: yes
  ask: "Is {it} on an inventory that is kept true by machine?"
  asvs: "V13.1.1"; iso: "A.5.9"
  csf: "ID.AM-01", "ID.AM-02"; nist: "CM-8", "PM-5"
}
/// Give each kind of data an owner and a level that decides how it is handled. Three or four levels
/// are enough if each says what to do.
mitigation classification-process "Label data by worth" for asset {
  domain: asset-management; control: preventive; effort: medium
  ask: "Does {it} have an owner and a label that decides its handling?"
  asvs: "V14.1.1"; iso: "A.5.12", "A.5.13"
  csf: "ID.AM-05", "ID.AM-07"; nist: "RA-2", "AC-16"
}

// ---- Controls: supplier risk -------------------------------------------------------------------

/// Lock versions with digests, use a controlled mirror, and reserve own names. Commit the lock
/// file, and fail the build when it does not match.
mitigation dependency-pinning "Fix dependencies to exact content" for process {
  domain: supplier-risk; control: preventive; effort: small; top: yes
  ask: "Does {it} pin what it pulls in to exact content?"
  asvs: "V15.2.4"; iso: "A.8.28", "A.5.21"
  csf: "ID.RA-09", "PR.PS-06"; nist: "SA-10", "SI-7"
}
/// Record name, description and version of approved tools and ask again when they change. Compare
/// the digest of the descriptions at every start.
mitigation tool-pinning "Fix approved tool definitions" for process {
  domain: supplier-risk; control: preventive; effort: small; top: yes
  ask: "Are the tool definitions of {it} fixed after approval?"
  iso: "A.5.21", "A.8.19"
  csf: "ID.RA-09"; nist: "CM-14", "SI-7"
}
/// Judge suppliers by what they could harm, ask for evidence, and repeat it. Ask first about those
/// that can reach your systems or your customers' data.
mitigation supplier-assessment "Examine suppliers before and during use" for element {
  domain: supplier-risk; control: detective; effort: medium; top: yes
  ask: "Has the supplier behind {it} been examined?"
  iso: "A.5.19", "A.5.22"
  csf: "GV.SC-06", "GV.SC-07"; nist: "SR-6", "SA-9"
}
/// Fix duties for protection, use of data, reporting, audit and return or deletion. Use one
/// standard annex, so that nobody negotiates from nothing.
mitigation supplier-contract "Put security into contracts" for element {
  domain: supplier-risk; control: preventive; effort: medium; top: yes
  ask: "Does a contract bind the supplier behind {it} to protect data?"
  iso: "A.5.20"
  csf: "GV.SC-05"; nist: "SA-4", "SA-9"
}
/// Keep data exportable, name an alternative, and estimate time and cost of leaving. Try one
/// export, and load it somewhere else.
mitigation exit-plan "Plan the way out of a supplier" for element {
  domain: supplier-risk; control: corrective; effort: medium
  ask: "Is there a way out if the supplier behind {it} goes?"
  iso: "A.5.23", "A.5.30"
  csf: "GV.SC-10"; nist: "SR-2", "CP-2"
}

// ---- Controls: physical and environmental ------------------------------------------------------

/// Use layers of doors, records, cameras and escorts that fit what is inside. Walk the way of a
/// visitor without a badge and note where somebody stops you.
mitigation physical-controls "Control and watch the premises" for zone {
  domain: physical-environmental; control: preventive; effort: large; top: yes
  ask: "Are doors to {it} controlled and watched?"
  iso: "A.7.1", "A.7.2", "A.7.4"
  csf: "PR.AA-06", "DE.CM-02"; nist: "PE-3", "PE-6"
}
/// Provide backup power, cooling, detection and distance from hazards, and test them. Run on the
/// backup supply under full load once a year.
mitigation env-protection "Withstand power, fire, water and heat" for zone {
  domain: physical-environmental; control: preventive; effort: large
  ask: "Does {it} withstand loss of power, fire, water and heat?"
  iso: "A.7.5", "A.7.11"
  csf: "PR.IR-02"; nist: "PE-11", "PE-13", "PE-14"
}
/// Erase, destroy or crypto-erase media and devices with a record before they leave. Full
/// encryption from the first day makes it a matter of deleting a key.
mitigation media-disposal "Erase or destroy media" for process, store {
  domain: physical-environmental; control: preventive; effort: small
  ask: "Are media of {it} erased or destroyed before they leave?"
  iso: "A.7.14", "A.7.10"
  csf: "ID.AM-08", "PR.PS-03"; nist: "MP-6"
}

// ---- Controls: legal ---------------------------------------------------------------------------

/// Drop, shorten or coarsen what the purpose does not need, before it moves or is stored. Ask of
/// each field who would miss it, and drop those that nobody names.
mitigation minimisation "Handle less data" for flow, process, store {
  domain: legal; control: preventive; effort: medium; top: yes
  ask: "Is {it} cut down to the data that is needed?"
  asvs: "V14.2.6", "V11.7.2"; iso: "A.5.34", "A.8.11"
  csf: "PR.DS-10"; nist: "PM-25", "SI-12"
}
/// Swap identifiers for keyed substitutes and keep the key with other people. Use other substitutes
/// for each purpose, so that two sets cannot be joined.
mitigation pseudonymisation "Replace identities" for process, store {
  domain: legal; control: preventive; effort: medium
  ask: "Does {it} use substitutes instead of identities?"
  iso: "A.8.11", "A.5.34"
  csf: "PR.DS-10"; nist: "SI-19"
}
/// Group, blur or add noise and test whether a person can still be found. Let somebody try to find
/// a person they know in the result.
mitigation anonymisation "Release only what fits no one person" for flow, process {
  domain: legal; control: preventive; effort: large
  ask: "Does {it} pass on only what fits no single person?"
  iso: "A.8.11"
  csf: "PR.DS-10"; nist: "SI-19"
}
/// Ask separately for each optional use, record the answer, and make withdrawal as easy. Nothing
/// optional may start before the answer is there.
mitigation consent "Ask and honour the answer" for process {
  domain: legal; control: preventive; effort: medium
  ask: "Does {it} ask for consent and honour a no?"
  asvs: "V10.7.1"; iso: "A.5.34"
  csf: "GV.OC-03"; nist: "PT-4"
}
/// Explain what is collected, why, for how long and with whom, before it starts. Two sentences at
/// the moment of collection are read; ten pages are not.
mitigation notice "Tell people in time" for process {
  domain: legal; control: preventive; effort: small; top: yes
  ask: "Does {it} tell people beforehand what happens to their data?"
  iso: "A.5.34"
  csf: "GV.OC-03"; nist: "PT-5"
}
/// Set an end for each kind of data and delete by machine, including copies. Write the end date
/// with the record, so that a machine can act on it.
mitigation retention-limit "Delete on time" for process, store {
  domain: legal; control: preventive; effort: medium; top: yes
  ask: "Is data in {it} deleted on time, copies included?"
  asvs: "V14.2.7"; iso: "A.8.10", "A.5.33"
  csf: "ID.AM-08"; nist: "SI-12", "AU-11"
}
/// Be able to find, show, correct, export and delete one person's data within the legal time. Do it
/// once for yourself, and count the systems you had to search.
mitigation subject-rights "Serve people's requests" for asset {
  domain: legal; control: corrective; effort: large
  ask: "Can people see, correct and delete {it}?"
  iso: "A.5.34"
  csf: "GV.OC-03"; nist: "PM-22", "SI-18"
}
/// Record the purpose with the data and refuse uses outside it. Check the purpose where data is
/// read, and not only where it comes in.
mitigation purpose-limitation "Bind data to its purpose" for process {
  domain: legal; control: preventive; effort: medium
  ask: "Does {it} refuse uses outside the stated purpose?"
  iso: "A.5.34"
  csf: "GV.OC-03"; nist: "PT-3"
}
/// Name and document the ground for each use of personal data before it starts. One line per use,
/// agreed with whoever is responsible for privacy.
mitigation lawful-basis "Record the legal ground" for asset {
  domain: legal; control: preventive; effort: small; top: yes
  ask: "Is a legal ground recorded for {it}?"
  iso: "A.5.34", "A.5.31"
  csf: "GV.OC-03"; nist: "PT-2"
}
/// Pin storage and processing to allowed regions and control exceptions. Remember support staff,
/// backups and telemetry, which leave the region first.
mitigation residency-control "Keep data in its region" for flow {
  domain: legal; control: preventive; effort: medium
  ask: "Is {it} kept within its region?"
  iso: "A.5.31", "A.5.34"
  csf: "GV.OC-03"; nist: "CM-12", "SA-9"
}
/// Study risky processing with the people responsible before it starts and after change. A first
/// page on risks to people decides whether the long form is needed.
mitigation dpia "Assess the effect on people" for model {
  domain: legal; control: preventive; effort: medium
  ask: "Has the effect of {it} on people been assessed?"
  iso: "A.5.34"
  csf: "ID.RA-04"; nist: "RA-8"
}
/// Keep the laws, contracts and reporting times that apply, each with an owner. Start with the
/// duties that have a clock, such as reporting a breach.
mitigation legal-register "List legal and contractual duties" for model {
  domain: legal; control: preventive; effort: small; top: yes
  ask: "Are the laws and contracts that bind {it} listed with owners?"
  iso: "A.5.31"
  csf: "GV.OC-03"; nist: "PT-1"
}

// ---- Controls: governance ----------------------------------------------------------------------

/// Split request and approval, and keep the power to destroy away from those who operate. Let the
/// system enforce it, because a rule on paper fails at night.
mitigation separation-of-duties "Need two people for dangerous actions" for process, store {
  domain: governance; control: preventive; effort: medium; top: yes
  ask: "Do dangerous actions on {it} need two people?"
  asvs: "V2.3.5"; iso: "A.5.3"
  csf: "PR.AA-05"; nist: "AC-5"
}
/// Use organisation-wide rules for regions, sharing, services and logging that owners below cannot
/// lift. Begin with what nobody needs: unused regions and public sharing.
mitigation org-policy "Set limits above single accounts" for store, zone {
  domain: governance; control: preventive; effort: medium
  ask: "Do rules above the single account hold for {it}?"
  iso: "A.5.23", "A.8.9"
  csf: "PR.PS-01"; nist: "CM-6", "AC-4"
}
/// Stop before irreversible, costly or outward actions and show a person exactly what will happen.
/// Show the effect and not the request, and make refusing as easy as agreeing.
mitigation human-approval "Ask a person before it matters" for process {
  domain: governance; control: preventive; effort: medium; top: yes
  ask: "Does {it} ask a person before it does harm?"
  asvs: "V2.3.5"; iso: "A.5.3"
  csf: "PR.AA-05"; nist: "AC-3", "AC-5"
}
/// Rank actions by harm, approve harmless ones by rule, and give real ones time and detail. Whoever
/// is asked a hundred times a day approves everything.
mitigation approval-tiering "Ask rarely and well" for process {
  domain: governance; control: preventive; effort: medium
  ask: "Does {it} ask rarely, and with enough detail to judge?"
  iso: "A.5.3"
  csf: "PR.AT-02"; nist: "AC-5"
}
/// Practise with realistic cases for each role and make reporting easy and welcome. Thank the
/// people who report, also when it was nothing.
mitigation awareness "Train the people involved" for entity {
  domain: governance; control: preventive; effort: medium; top: yes
  ask: "Is {it} trained with realistic cases?"
  iso: "A.6.3"
  csf: "PR.AT-01", "PR.AT-02"; nist: "AT-2", "AT-3"
}
/// State what is expected, by whom approved, known to those concerned, and checked. One page for
/// each subject that people need is enough.
mitigation policy "Write down the rules that apply" for model {
  domain: governance; control: preventive; effort: medium
  ask: "Are the rules that apply to {it} written down and known?"
  iso: "A.5.1"
  csf: "GV.PO-01"; nist: "PL-1", "PM-1"
}
/// Record who treats, accepts, transfers or avoids a risk and when that is looked at again. Name a
/// person and a date for every accepted risk; a team or "soon" is neither.
mitigation risk-ownership "Give each risk an owner and a date" for model {
  domain: governance; control: preventive; effort: small
  ask: "Does every risk of {it} have an owner and a date?"
  iso: "A.5.2"
  csf: "GV.RR-02", "ID.RA-06"; nist: "PM-9", "RA-7"
}
/// Screen for roles with great power, bind them to confidentiality, and repeat on change. Agree
/// beforehand which roles it concerns, and what the law permits.
mitigation personnel-screening "Check people before trust is given" for entity {
  domain: governance; control: preventive; effort: medium
  ask: "Is {it} screened before trust is given?"
  iso: "A.6.1", "A.6.6"
  csf: "GV.RR-04"; nist: "PS-3", "PS-6"
}

// ---- Events ------------------------------------------------------------------------------------

// What controls notice when they work: each can be raised, counted and answered.
event refused-call "Call without proof of identity" {
  fields: "endpoint, source"; alert-when: "100 in 5 min"
}
event single-factor-login "Privileged sign-in without a second factor" {
  fields: "account, source, target"; alert-when: "any"
}
event guessing "One account, many failures" { fields: "account, source"; alert-when: "20 in 5 min" }
event foreign-key-use "Service key used from an unusual place or at an unusual time" {
  fields: "identity, source"; alert-when: "any"
}
event rejected-input "Input refused by validation" {
  fields: "field, rule, caller"; alert-when: "50 in 5 min"
}
event unusual-right "Identity used a right it never used before" {
  fields: "identity, right, object"; alert-when: "any"
}
event bad-signature "Message or artefact failed its signature" {
  fields: "object, signer"; alert-when: "any"
}
event replayed-message "Message identifier seen before" {
  fields: "message, source"; alert-when: "5 in 5 min"
}
event request-flood "Requests or refusals above the normal band" {
  fields: "caller, endpoint, rate"; alert-when: "10 times the usual for 5 min"
}
event log-gap "Jump in sequence numbers, deletion or silence of a source" {
  fields: "source, from, until"; alert-when: "any"
}
event backup-missed "Backup missing or much smaller than the last" {
  fields: "store, size"; alert-when: "any"
}
event backup-deleted "Backup deleted or its retention shortened" {
  fields: "store, identity"; alert-when: "any"
}
event unlisted-destination "Connection to a destination that is not on the list" {
  fields: "source, destination"; alert-when: "any"
}
event unlisted-connection "New pair of internal connections refused" {
  fields: "source, target"; alert-when: "10 in 5 min"
}
event malware-found "Hostile software stopped" { fields: "machine, file"; alert-when: "any" }
event secret-found "Secret found in code, image or log" { fields: "place, kind"; alert-when: "any" }
event refused-tool "Tool call outside the list" {
  fields: "agent, tool, arguments"; alert-when: "any"
}
event hostile-instruction "Instructions found in content from outside" {
  fields: "source, agent"; alert-when: "5 in 1 h"
}
