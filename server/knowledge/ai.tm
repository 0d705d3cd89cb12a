/// Systems built on language models: prompts and hostile text, agents and their tools, retrieval
/// and memory, answers, rented models, training, and tool servers that speak MCP. The rules look at
/// who wrote the text, what the tools can do and where data can leave, before they ask for
/// anything.
kb ai 1.0.0 "Language models, agents and MCP" {
  owner: @appsec
  reviewed: 2026-11-21
  license: "CC-BY-4.0"
}
use base 1.0

// ---- Hostile text meets a model ----------------------------------------------------------------

/// A model cannot tell an order from a question: a user who writes "forget your rules" may be
/// obeyed. Inputs that look like attempts to change the rules, counted per user, show somebody
/// trying. First decide what nobody may gain by it, and keep that out of the model's reach.
threat direct-prompt-injection: tampering "Users can talk {f.target} out of its instructions"
  for flow f {
  when f.target is llm-app and not f.pulled
    and ((f.source is [human, client] and f.crossing = up)
      or (f.source is [web-app, api, intermediary, email-service]
        and (f.source.internet-reachable
          or (f.source.tainted
            and (f.crossing = up or f.purpose = prompt or any(a in f.data where a.untrusted))))))
    and not (f.source is [human, client] and f.target.multi-user = no)
    and not (f.source.multi-user = no
      and any(g in f.source.inflows where g.source is [human, client, intermediary]
        and not g.pulled))
  unless f.target.prompt-guard
  severity: high; likelihood: high; top: yes
  group: prompt-injection
  cwe: 1427; attack: "AML.T0051.000", "AML.T0054"; owasp: "LLM01:2025", "ASI01"
  detect: "Input flagged as an attempt to change the instructions: user, count per hour"
  ask: "What can somebody gain by telling {f.target} to ignore its instructions?"
}
test "visitors type straight into the assistant" {
  zone outside: internet-zone { entity u: anonymous-visitor }
  zone inside: internal-zone { process p: chatbot { prompt-guard: no } }
  flow a: u -> p via https
  expect direct-prompt-injection on a
}
test "a public site passes on what its visitors type" {
  zone outside: internet-zone { entity u: anonymous-visitor }
  zone inside: internal-zone { process w: web-app; process p: chatbot { prompt-guard: no } }
  flow a: u -> w via https
  flow b: w -> p via https
  expect direct-prompt-injection on b
}
test "what visitors type is marked as data and screened" {
  zone outside: internet-zone { entity u: anonymous-visitor }
  zone inside: internal-zone { process p: chatbot { prompt-guard: yes } }
  flow a: u -> p via https
  expect mitigated direct-prompt-injection on a
}
test "nobody has said how the assistant treats what visitors type" {
  zone outside: internet-zone { entity u: anonymous-visitor }
  zone inside: internal-zone { process p: chatbot }
  flow a: u -> p via https
  expect maybe direct-prompt-injection on a
}
test "the operators of the assistant sit beside it" {
  zone inside: internal-zone { entity u: employee; process p: chatbot { prompt-guard: no } }
  flow a: u -> p via https
  expect no direct-prompt-injection on a
}
test "the assistant fetches from the site and nobody calls it" {
  zone outside: internet-zone { entity u: anonymous-visitor }
  zone inside: internal-zone { process w: web-app; process p: chatbot { prompt-guard: no } }
  flow a: u -> w via https
  flow b: w -> p via https { initiator: target }
  expect no direct-prompt-injection on b
}
test "each user has an assistant of their own" {
  zone outside: internet-zone { entity u: anonymous-visitor }
  zone inside: internal-zone { process p: chatbot { prompt-guard: no; multi-user: no } }
  flow a: u -> p via https
  expect no direct-prompt-injection on a
}
test "each user has a site and an assistant of their own" {
  zone outside: internet-zone { entity u: anonymous-visitor }
  zone inside: internal-zone {
    process w: web-app { multi-user: no }; process p: chatbot { prompt-guard: no }
  }
  flow a: u -> w via https
  flow b: w -> p via https
  expect no direct-prompt-injection on b
}
test "visitors type into a page that no model reads" {
  zone outside: internet-zone { entity u: anonymous-visitor }
  zone inside: internal-zone { process p: web-app { prompt-guard: no } }
  flow a: u -> p via https
  expect no direct-prompt-injection on a
}

/// A page, a ticket or a tool's answer contains sentences meant for the model, and the model takes
/// them for orders. A tool call right after reading such text is the sign. First cut down what the
/// reader may do while foreign text is in front of it.
threat indirect-prompt-injection: tampering "Text that strangers wrote can give orders to {p}"
  for process p {
  when p is [llm-app, llm] and not any(z in p.zones where z.kind = internet)
    and any(f in p.inflows where f.foreign-text and f.source is not human and f.source is not llm
      and (f.is-reply or f.source is [store, web-content, email-service, mcp-server]
        or f.purpose in [retrieval, tool-result, content, event, download]))
  unless p.prompt-guard and (p is not agent or p.tool-allowlist or p.tool-access = none)
  severity: high; likelihood: high; top: yes
  group: prompt-injection
  cwe: 1427; attack: "AML.T0051.001", "AML.T0093"
  owasp: "LLM01:2025", "ASI01", "T6", "MCP06:2025"
  detect: "Tool call that follows foreign content: agent, tool, source of the content"
  ask: "What may {p} do while it reads what strangers wrote?"
}
test "the agent reads tickets and any tool is open to it" {
  asset ticket classified internal { origin: user }
  zone inside: internal-zone {
    process p: agent { prompt-guard: yes; tool-allowlist: no }; store s holds ticket
  }
  flow a: p -> s returns ticket
  expect indirect-prompt-injection on p
}
test "the agent reads tickets as data, with three tools in reach" {
  asset ticket classified internal { origin: user }
  zone inside: internal-zone {
    process p: agent { prompt-guard: yes; tool-allowlist: yes }; store s holds ticket
  }
  flow a: p -> s returns ticket
  expect mitigated indirect-prompt-injection on p
}
test "what the agent reads was written in house" {
  asset ticket classified internal { origin: own }
  zone inside: internal-zone {
    process p: agent { prompt-guard: yes; tool-allowlist: no }; store s holds ticket
  }
  flow a: p -> s returns ticket
  expect no indirect-prompt-injection on p
}
test "a page of the web is foreign though nobody said so" {
  asset page classified public
  zone outside: internet-zone { entity w: web-content }
  zone inside: internal-zone { process p: rag-pipeline { prompt-guard: no } }
  flow a: p -> w via https returns page
  expect indirect-prompt-injection on p
}
test "the agent that reads the tickets belongs to a customer out there" {
  asset ticket classified internal { origin: user }
  zone outside: internet-zone { process p: agent { prompt-guard: no } }
  zone inside: internal-zone { store s holds ticket }
  flow a: p -> s returns ticket
  expect no indirect-prompt-injection on p
}
test "a search without tools needs no list of tools" {
  asset ticket classified internal { origin: user }
  zone inside: internal-zone {
    process p: rag-pipeline { prompt-guard: yes; tool-allowlist: no }; store s holds ticket
  }
  flow a: p -> s returns ticket
  expect mitigated indirect-prompt-injection on p
}
test "tickets are pushed to the agent as events" {
  asset ticket classified internal { origin: user }
  zone inside: internal-zone { process q: api; process p: agent { prompt-guard: no } }
  flow a: q -> p carrying ticket { purpose: event }
  expect indirect-prompt-injection on p
}
test "the tool of the agent looks at pages in a browser" {
  asset page classified internal
  zone outside: internet-zone { entity w: web-content }
  zone inside: internal-zone {
    prompt-guard: no; process p: agent; process x: worker; process c: browser
  }
  flow a: p -> x carrying nothing returns page { purpose: tool-call }
  flow b: x -> c carrying nothing returns page
  flow d: c -> w via https carrying nothing returns page
  expect indirect-prompt-injection on p
}
test "the shell of the agent steers a browser" {
  asset page classified internal
  zone outside: internet-zone { entity w: web-content }
  zone inside: internal-zone { prompt-guard: no; process p: agent; process c: browser }
  zone box: internal-zone { process x: container { runs-commands: yes } }
  flow a: p -> x carrying nothing returns page
  flow b: x -> c carrying nothing returns page
  flow d: c -> w via https carrying nothing returns page
  expect indirect-prompt-injection on p
}
test "the tool of the agent looks at pages of our own" {
  asset page classified internal
  zone outside: internet-zone { process w: web-app }
  zone inside: internal-zone {
    prompt-guard: no; process p: agent; process x: worker; process c: browser
  }
  flow a: p -> x carrying nothing returns page { purpose: tool-call }
  flow b: x -> c carrying nothing returns page
  flow d: c -> w via https carrying nothing returns page
  expect no indirect-prompt-injection on p
}
test "the model answers, which is no text of strangers" {
  asset answer classified internal { origin: external }
  zone inside: internal-zone { process q: local-llm; process p: agent { prompt-guard: no } }
  flow a: p -> q carrying nothing returns answer
  expect no indirect-prompt-injection on p
}
test "a program without a model reads the tickets" {
  asset ticket classified internal { origin: user }
  zone inside: internal-zone {
    process p: api { prompt-guard: yes; tool-allowlist: no }; store s holds ticket
  }
  flow a: p -> s returns ticket
  expect no indirect-prompt-injection on p
}
test "a service answers the agent with tickets" {
  asset ticket classified internal { origin: user }
  zone inside: internal-zone { process q: api; process p: agent { prompt-guard: no } }
  flow a: p -> q carrying nothing returns ticket
  expect indirect-prompt-injection on p
}
test "the agent reads tickets as data and has no tools" {
  asset ticket classified internal { origin: user }
  zone inside: internal-zone {
    tool-allowlist: no; process p: agent { prompt-guard: yes; tool-access: none }; store s
  }
  flow a: p -> s returns ticket
  expect mitigated indirect-prompt-injection on p
}

/// One agent reads private data, reads text from strangers and can send something out: whoever
/// wrote the text can now ask for the data. A destination that the agent never used before is the
/// alarm. First take one of the three away, most easily the open way out.
threat private-data-walks-out: information-disclosure
  "A stranger's text can make {p} send private data out" for process p: llm-app {
  when p.tool-access >= read and p.sensitivity >= internal
    and any(f in p.inflows where f.foreign-text or f.from-internet)
    and (p.fetches-urls
      or any(f in p.outflows where not f.is-reply and f.target is not llm
        and (f.target is [web-content, email-service] or f.goes-outside or f.carries-out)))
  unless p.egress-control or p.human-approval
    or (not p.fetches-urls
      and no(f in p.outflows where f.target is not llm and not f.is-reply
        and (f.target is [web-content, email-service] or f.goes-outside))
      and all(f in p.outflows where not f.carries-out or f.target.egress-control))
  severity: critical; likelihood: medium; top: yes
  group: agent-exfil
  cwe: 200; attack: "AML.T0086", "AML.T0057"; owasp: "LLM02:2025", "ASI01"
  detect: "Agent sent data to a destination it never used: agent, destination, size"
  ask: "Which of private data, foreign text and a way out could {p} do without?"
}
test "the agent reads mail and may post to any partner" {
  asset letter: personal-data classified confidential { origin: external }
  zone partner: third-party-zone { entity x: partner-system }
  zone inside: internal-zone { egress-control: no; human-approval: no; process p: agent; store s }
  flow a: p -> s returns letter
  flow b: p -> x via https carrying letter
  expect private-data-walks-out on p
}
test "the agent may post to one listed partner only" {
  asset letter: personal-data classified confidential { origin: external }
  zone partner: third-party-zone { entity x: partner-system }
  zone inside: internal-zone { egress-control: yes; human-approval: no; process p: agent; store s }
  flow a: p -> s returns letter
  flow b: p -> x via https carrying letter
  expect mitigated private-data-walks-out on p
}
test "nobody outside wrote what the agent reads" {
  asset letter: personal-data classified confidential { origin: own }
  zone partner: third-party-zone { entity x: partner-system }
  zone inside: internal-zone { egress-control: no; human-approval: no; process p: agent; store s }
  flow a: p -> s returns letter
  flow b: p -> x via https carrying letter
  expect no private-data-walks-out on p
}
test "the only place outside is the model itself" {
  asset letter: personal-data classified confidential { origin: external }
  zone partner: third-party-zone { process x: external-llm-api }
  zone inside: internal-zone { egress-control: no; human-approval: no; process p: agent; store s }
  flow a: p -> s returns letter
  flow b: p -> x via https carrying letter
  expect no private-data-walks-out on p
}
test "a local tool server carries things out for the agent" {
  asset note: personal-data classified internal { origin: external }
  zone partner: third-party-zone { entity x: saas-service }
  zone inside: internal-zone { human-approval: no; process p: agent; process m: mcp-server }
  flow a: p -> m via mcp-stdio carrying note returns note
  flow b: m -> x via https carrying note
  expect maybe private-data-walks-out on p
}
test "a shell that the agent steers reaches any place outside" {
  asset note: personal-data classified internal { origin: external }
  zone partner: third-party-zone { entity x: saas-service }
  zone inside: internal-zone { human-approval: no; egress-control: no; process p: agent }
  zone box: internal-zone { process m: container { runs-commands: yes; egress-control: no } }
  flow a: p -> m carrying note returns note
  flow b: m -> x via https carrying note
  expect private-data-walks-out on p
}
test "the shell of the agent reaches listed places only" {
  asset note: personal-data classified internal { origin: external }
  zone partner: third-party-zone { entity x: saas-service }
  zone inside: internal-zone { human-approval: no; egress-control: no; process p: agent }
  zone box: internal-zone { process m: container { runs-commands: yes; egress-control: yes } }
  flow a: p -> m carrying note returns note
  flow b: m -> x via https carrying note
  expect mitigated private-data-walks-out on p
}
test "the agent calls a program that does only its own work" {
  asset note: personal-data classified internal { origin: external }
  zone partner: third-party-zone { entity x: saas-service }
  zone inside: internal-zone { human-approval: no; egress-control: no; process p: agent }
  zone box: internal-zone { process m: container { runs-commands: no; egress-control: no } }
  flow a: p -> m carrying note returns note
  flow b: m -> x via https carrying note
  expect no private-data-walks-out on p
}
test "what the agent knows may be read by anybody" {
  asset letter: personal-data classified public { origin: external }
  zone partner: third-party-zone { entity x: partner-system }
  zone inside: internal-zone { egress-control: no; human-approval: no; process p: agent; store s }
  flow a: p -> s returns letter
  flow b: p -> x via https carrying letter
  expect no private-data-walks-out on p
}
test "strangers talk to the agent, and it may open any address" {
  asset order: personal-data classified confidential
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone {
    egress-control: no; human-approval: no; process p: agent { fetches-urls: yes }
  }
  flow a: u -> p via https carrying order
  expect private-data-walks-out on p
}
test "strangers talk to the agent, and it opens no addresses" {
  asset order: personal-data classified confidential
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone {
    egress-control: no; human-approval: no; process p: agent { fetches-urls: no }
  }
  flow a: u -> p via https carrying order
  expect no private-data-walks-out on p
}
test "the agent only answers the partner that asked" {
  asset letter: personal-data classified confidential { origin: external }
  zone partner: third-party-zone { entity x: partner-system }
  zone inside: internal-zone { egress-control: no; human-approval: no; process p: agent }
  flow b: x -> p via https carrying letter returns letter
  expect no private-data-walks-out on p
}
test "the tool server opens files on the same laptop" {
  asset note: personal-data classified internal { origin: external }
  zone laptop: public-client-zone {
    egress-control: no; human-approval: no; process p: agent; process m: mcp-server; store s
  }
  flow a: p -> m via mcp-stdio carrying note returns note
  flow b: m -> s carrying note
  expect no private-data-walks-out on p
}
test "the tool server writes to our own front" {
  asset note: personal-data classified internal { origin: external }
  zone front: dmz-zone { process x: api }
  zone inside: internal-zone { human-approval: no; process p: agent; process m: mcp-server }
  flow a: p -> m via mcp-stdio carrying note returns note
  flow b: m -> x via https carrying note
  expect no private-data-walks-out on p
}
test "a model without tools sends nothing by itself" {
  asset letter: personal-data classified confidential { origin: external }
  zone partner: third-party-zone { entity x: partner-system }
  zone inside: internal-zone { egress-control: no; human-approval: no; process p: llm-app; store s }
  flow a: p -> s returns letter
  flow b: p -> x via https carrying letter
  expect no private-data-walks-out on p
}

// ---- Tools and what they may do ----------------------------------------------------------------

/// An agent is given every tool and a strong account because that was easiest, so one wrong turn of
/// the model reaches all of it. A tool called for the first time, or with strange arguments, is the
/// sign. First remove the tools that its task never uses, then the rights.
threat too-much-agency: elevation-of-privilege "The tools of {p} can do more than its task needs"
  for process p: llm-app {
  when p.tool-access >= write
  unless p.tool-allowlist and p.least-privilege
  severity: high; likelihood: medium; top: yes
  group: agency
  cwe: 250, 269; capec: 122; attack: "AML.T0053"; owasp: "LLM06:2025", "ASI02", "T2"
  detect: "Tool called for the first time or with unusual arguments: agent, tool"
  ask: "Which tools of {p} could be removed without harming its task?"
}
test "the tools are listed, but they run as administrator" {
  zone inside: internal-zone {
    process p: agent { tool-access: write; tool-allowlist: yes; least-privilege: no }
  }
  expect too-much-agency on p
}
test "few tools, and rights for just these" {
  zone inside: internal-zone {
    process p: agent { tool-access: write; tool-allowlist: yes; least-privilege: yes }
  }
  expect mitigated too-much-agency on p
}
test "the tools can only look" {
  zone inside: internal-zone {
    process p: agent { tool-access: read; tool-allowlist: yes; least-privilege: no }
  }
  expect no too-much-agency on p
}
test "nobody has said how far the rights go" {
  zone inside: internal-zone { process p: agent { tool-access: write; tool-allowlist: yes } }
  expect maybe too-much-agency on p
}
test "the rights are few, but the agent may call any tool" {
  zone inside: internal-zone {
    process p: agent { tool-access: write; tool-allowlist: no; least-privilege: yes }
  }
  expect too-much-agency on p
}

/// The agent books, sends or deletes on its own, and a wrong turn is done before anybody looks.
/// Irreversible actions without an approval on record are what to count. First find the actions
/// that cannot be undone and put a person in front of these alone.
threat unattended-high-impact: tampering "{p} changes what matters without asking anybody"
  for process p: llm-app {
  when p.autonomy = autonomous and p.tool-access >= write
    and (p.integrity-need >= medium or p.criticality >= medium)
  unless p.human-approval
  severity: high; likelihood: medium; top: yes
  group: approval
  attack: "AML.T0101", "AML.T0053"; owasp: "LLM06:2025", "ASI02", "T2"
  detect: "Irreversible action without an approval record: agent, action"
  ask: "Which actions of {p} cannot be undone, and who says yes to them?"
}
test "an agent changes something critical on its own" {
  zone inside: internal-zone {
    human-approval: no
    process p: agent { autonomy: autonomous; tool-access: write; criticality: high }
  }
  expect unattended-high-impact on p
}
test "a person is asked before the agent acts" {
  zone inside: internal-zone {
    human-approval: yes
    process p: agent { autonomy: autonomous; tool-access: write; criticality: high }
  }
  expect mitigated unattended-high-impact on p
}
test "the agent only suggests" {
  zone inside: internal-zone {
    human-approval: no
    process p: agent { autonomy: suggest; tool-access: write; criticality: high }
  }
  expect no unattended-high-impact on p
}
test "little hangs on what the agent changes" {
  zone inside: internal-zone {
    human-approval: no
    process p: agent { autonomy: autonomous; tool-access: write; criticality: low }
  }
  expect no unattended-high-impact on p
}
test "the agent looks at something critical and changes nothing" {
  zone inside: internal-zone {
    human-approval: no
    process p: agent { autonomy: autonomous; tool-access: read; criticality: high }
  }
  expect no unattended-high-impact on p
}

/// The model writes code or a command and something runs it at once, so whoever steers the model
/// runs code too. A process that appears outside the sandbox is the alarm. First move the running
/// into a closed, disposable place without secrets and without a network.
threat code-execution: elevation-of-privilege "Code that a model wrote runs in {p}" for process p {
  when (p is [llm-app, llm] and (p.executes-code or p.runs-commands or p.tool-access = execute))
    or (p is mcp-server and p.executes-code)
  unless p.sandbox or any(z in p.zones where z.kind = sandbox)
    or (any(f in p.outflows where f.target.executes-code)
      and all(f in p.outflows where not f.target.executes-code or f.target.sandbox
        or any(z in f.target.zones where z.kind = sandbox)))
  severity: critical; likelihood: medium; top: yes
  group: agent-code
  cwe: 94, 78; capec: 242, 88; attack: "AML.T0050", "AML.T0105", "AML.T0102"
  owasp: "ASI05", "T11", "LLM05:2025"
  detect: "Process started by the agent outside its sandbox: agent, command"
  ask: "Where does code chosen by {p} run, and what can it reach from there?"
}
test "a coding agent works on the bare machine" {
  zone inside: internal-zone { process p: coding-agent { sandbox: no } }
  expect code-execution on p
}
test "a coding agent works in a throw-away container" {
  zone inside: internal-zone { process p: coding-agent { sandbox: yes } }
  expect mitigated code-execution on p
}
test "a coding agent works in a closed zone" {
  zone inside: agent-sandbox-zone { process p: coding-agent { sandbox: no } }
  expect mitigated code-execution on p
}
test "a coding agent hands its code to an open machine" {
  zone inside: internal-zone {
    process p: coding-agent { sandbox: no };
    process x: container { executes-code: yes; sandbox: no }
  }
  flow a: p -> x
  expect code-execution on p
}
test "a coding agent hands its code to a throw-away container" {
  zone inside: internal-zone {
    process p: coding-agent { sandbox: no };
    process x: container { executes-code: yes; sandbox: yes }
  }
  flow a: p -> x
  expect mitigated code-execution on p
}
test "an agent that runs nothing needs no closed place" {
  zone inside: internal-zone { process p: agent { sandbox: no } }
  expect no code-execution on p
}
test "a tool server runs the code it is handed" {
  zone inside: internal-zone { process p: mcp-server { executes-code: yes; sandbox: no } }
  expect code-execution on p
}
test "a build runs code that people wrote" {
  zone inside: internal-zone { process p: build-agent { executes-code: yes; sandbox: no } }
  expect no code-execution on p
}
test "a tool server that runs no code needs no closed place" {
  zone inside: internal-zone { process p: mcp-server { executes-code: no; sandbox: no } }
  expect no code-execution on p
}

/// The closed place where code of a model runs also holds keys and tokens, and whoever steers the
/// model lets that code read them. A key that is used from an unusual place is the sign. First take
/// out the keys that the task does not need; for the rest use ones that expire within the hour, and
/// let nothing out but to listed places.
threat secrets-beside-model-code: information-disclosure
  "Code that a model wrote can read the secrets in {p}" for process p {
  when p.executes-code and any(a in p.data where a is [credential, key, token, password])
    and ((p is [llm-app, llm] and no(f in p.outflows where f.target.executes-code))
      or any(f in p.inflows where f.source is [llm-app, llm] and not f.pulled))
  unless p.egress-control or (p.short-lived-credentials and p.least-privilege)
  severity: high; likelihood: medium; top: yes
  group: agent-secrets
  cwe: 522; attack: "T1552"; owasp: "LLM02:2025", "ASI05"
  detect: "Key of the sandbox used from another place: key, source"
  ask: "Which keys can code in {p} read, and what do they open?"
}
test "a key lies where the agent runs its code" {
  asset word: token classified restricted
  zone inside: internal-zone { egress-control: no; process p: agent; process w: worker }
  zone box: internal-zone {
    egress-control: no; least-privilege: no; process x: container { executes-code: yes }
  }
  flow a: p -> x
  flow b: w -> x carrying word
  expect secrets-beside-model-code on x
}
test "the place where the agent runs its code reaches listed places only" {
  asset word: token classified restricted
  zone inside: internal-zone { egress-control: no; process p: agent; process w: worker }
  zone box: internal-zone {
    egress-control: yes; least-privilege: no; process x: container { executes-code: yes }
  }
  flow a: p -> x
  flow b: w -> x carrying word
  expect mitigated secrets-beside-model-code on x
}
test "what lies where the agent runs its code opens nothing" {
  asset word: telemetry classified restricted
  zone inside: internal-zone { egress-control: no; process p: agent; process w: worker }
  zone box: internal-zone {
    egress-control: no; least-privilege: no; process x: container { executes-code: yes }
  }
  flow a: p -> x
  flow b: w -> x carrying word
  expect no secrets-beside-model-code on x
}
test "the agent holds a key and runs its code itself" {
  asset word: token classified restricted
  zone inside: internal-zone { egress-control: no; least-privilege: no; process p: coding-agent }
  zone box: internal-zone { process x: container { executes-code: no } }
  flow a: p -> x carrying word
  expect secrets-beside-model-code on p
}
test "the agent holds a key and lets another place run its code" {
  asset word: token classified restricted
  zone inside: internal-zone { egress-control: no; least-privilege: no; process p: coding-agent }
  zone box: internal-zone { process x: container { executes-code: yes } }
  flow a: p -> x carrying word
  expect no secrets-beside-model-code on p
}
test "people write the code that runs beside the key" {
  asset word: token classified restricted
  zone inside: internal-zone { egress-control: no; process p: api; process w: worker }
  zone box: internal-zone {
    egress-control: no; least-privilege: no; process x: container { executes-code: yes }
  }
  flow a: p -> x
  flow b: w -> x carrying word
  expect no secrets-beside-model-code on x
}

/// Two or three agents wait for each other, repeat a task or spread one fault, until somebody pulls
/// the plug. Bursts and repeated hand-overs between the same two are the sign. First limit turns,
/// time and spending of one task, and let the receiver give up.
threat agent-cascade: denial-of-service "{f.source} and {f.target} can drive each other in circles"
  for flow f {
  when f.source is agent and f.target is agent and not f.is-reply and f.target.tool-access >= write
  unless f.target.timeouts
  severity: medium; likelihood: low
  group: agency
  attack: "AML.T0029"; owasp: "ASI08", "T5"
  detect: "Burst or loop between agents: pair, hand-overs per task"
  ask: "What stops {f.source} and {f.target} from driving each other in circles?"
}
test "an agent hands work to another without an end" {
  zone inside: internal-zone {
    process p: agent; process q: agent { tool-access: write; timeouts: no }
  }
  flow a: p -> q
  expect agent-cascade on a
}
test "the second agent stops after ten turns" {
  zone inside: internal-zone {
    process p: agent; process q: agent { tool-access: write; timeouts: yes }
  }
  flow a: p -> q
  expect mitigated agent-cascade on a
}
test "the second agent can only look things up" {
  zone inside: internal-zone {
    process p: agent; process q: agent { tool-access: read; timeouts: no }
  }
  flow a: p -> q
  expect no agent-cascade on a
}
test "a program without a model calls the agent" {
  zone inside: internal-zone {
    process p: api; process q: agent { tool-access: write; timeouts: no }
  }
  flow a: p -> q
  expect no agent-cascade on a
}

/// An agent that decides alone drifts from its task, by accident or because somebody bent it, and
/// nobody looks. Calls, hours or volumes outside its habit are the sign. First name who watches it,
/// and give them a switch that stops it at once.
threat rogue-agent: elevation-of-privilege "{p} may leave its task and nobody notices"
  for process p: llm-app {
  when p.autonomy = autonomous and p.tool-access >= read
  unless p.monitoring
  severity: medium; likelihood: low
  group: monitoring
  attack: "AML.T0108", "AML.T0103"; owasp: "ASI10", "T13", "T7"
  detect: "Agent outside its usual pattern: tools, hours, volume"
  ask: "Who can stop {p} at once, and what would make them?"
}
test "an agent works through the night unwatched" {
  zone inside: internal-zone { process p: agent { autonomy: autonomous; monitoring: no } }
  expect rogue-agent on p
}
test "its habits are watched and somebody answers the alarm" {
  zone inside: internal-zone { process p: agent { autonomy: autonomous; monitoring: yes } }
  expect mitigated rogue-agent on p
}
test "a person approves each step anyway" {
  zone inside: internal-zone { process p: agent { autonomy: approve; monitoring: no } }
  expect no rogue-agent on p
}

/// Asked fifty times a day, people press yes without reading, and the approval protects nobody.
/// Approvals given faster than they can be read show it. First let harmless actions pass by rule
/// and show the rest in full.
threat approval-fatigue: repudiation "People approve whatever {p} asks" for process p: llm-app {
  when p.human-approval and p.tool-access >= write
  unless p.approval-tiering
  severity: medium; likelihood: medium
  group: approval
  owasp: "T10", "ASI09"
  detect: "Approval given faster than it can be read: approver, action, seconds"
  ask: "How many approvals a day does {p} ask for, and can people see what will happen?"
}
test "every single step asks for a click" {
  zone inside: internal-zone {
    human-approval: yes; process p: agent { tool-access: write; approval-tiering: no }
  }
  expect approval-fatigue on p
}
test "people are asked rarely and see what will happen" {
  zone inside: internal-zone {
    human-approval: yes; process p: agent { tool-access: write; approval-tiering: yes }
  }
  expect mitigated approval-fatigue on p
}
test "nobody is asked, so nobody tires" {
  zone inside: internal-zone {
    human-approval: no; process p: agent { tool-access: write; approval-tiering: no }
  }
  expect no approval-fatigue on p
}
test "what people approve is only looked up" {
  zone inside: internal-zone {
    human-approval: yes; process p: agent { tool-access: read; approval-tiering: no }
  }
  expect no approval-fatigue on p
}

/// An order was cancelled, and nothing shows which request, which text and which decision of the
/// model led to it. Tool calls without an entry in the log are the gap to look for. First record,
/// for each action, the request, what the model had read, the call and its result.
threat agent-untraceable: repudiation "Nobody can show later what {p} did and why"
  for process p: llm-app {
  when p.tool-access >= write
  unless p.audit-log
  severity: medium; likelihood: medium; top: yes
  group: audit
  cwe: 778; owasp: "T8", "MCP08:2025"
  detect: "Tool call without an entry in the log: agent, tool"
  ask: "For one action of {p}, can you show the request, the text read, the call and the result?"
}
test "the agent cancels orders and keeps no record" {
  zone inside: internal-zone { process p: agent { tool-access: write; audit-log: no } }
  expect agent-untraceable on p
}
test "each action can be followed back to its request" {
  zone inside: internal-zone { process p: agent { tool-access: write; audit-log: yes } }
  expect mitigated agent-untraceable on p
}
test "the agent changes nothing" {
  zone inside: internal-zone { process p: agent { tool-access: read; audit-log: no } }
  expect no agent-untraceable on p
}

// ---- Whose rights ------------------------------------------------------------------------------

/// The agent calls other systems under its own strong account, so a user sees and does through it
/// what they could not alone. Reads of records that the asking user may not open are the sign.
/// First pass on the user's own authority, limited to the task at hand.
threat agent-borrows-rights: elevation-of-privilege
  "Users of {p} get further through it than on their own" for process p: llm-app {
  when not any(z in p.zones where z.kind = client)
    and (p.multi-user or p.internet-reachable
      or any(f in p.inflows where not f.pulled and f.source.multi-user))
    and any(f in p.outflows where not f.is-reply
      and f.target is not [ai-component, vector-store, knowledge-base, search-index, agent-memory]
      and f.target.sensitivity >= confidential and not (f.authn in [none, anonymous]))
  unless p.delegated-auth
  severity: high; likelihood: medium; top: yes
  group: delegation
  cwe: 441, 863; capec: 122; attack: "AML.T0053", "AML.T0085.001"
  owasp: "ASI03", "T3", "LLM06:2025"
  detect: "Agent read something that its user may not read: user, record"
  ask: "Whose permissions does {p} use when it acts for somebody?"
}
test "staff ask an agent that may read every order" {
  asset order: personal-data classified confidential
  zone inside: internal-zone {
    delegated-auth: no; entity u: employee; process p: agent; store s holds order
  }
  flow a: u -> p
  flow b: p -> s carrying nothing returns order
  expect agent-borrows-rights on p
}
test "the agent reads with the rights of whoever asks" {
  asset order: personal-data classified confidential
  zone inside: internal-zone {
    delegated-auth: yes; entity u: employee; process p: agent; store s holds order
  }
  flow a: u -> p
  flow b: p -> s carrying nothing returns order
  expect mitigated agent-borrows-rights on p
}
test "a schedule starts the agent, not a person" {
  asset order: personal-data classified confidential
  zone inside: internal-zone {
    delegated-auth: no; process u: scheduler; process p: agent; store s holds order
  }
  flow a: u -> p
  flow b: p -> s carrying nothing returns order
  expect no agent-borrows-rights on p
}
test "staff reach the agent by way of a site" {
  asset order: personal-data classified confidential
  zone inside: internal-zone { entity u: employee; process w: web-app; process p: agent }
  zone core: internal-zone { store s holds order }
  flow a: u -> w -> p
  flow b: p -> s carrying nothing returns order
  expect maybe agent-borrows-rights on p
}
test "the agent runs on the machine of the one who uses it" {
  asset order: personal-data classified confidential
  zone laptop: public-client-zone {
    delegated-auth: no; entity u: employee; process p: agent; store s holds order
  }
  flow a: u -> p
  flow b: p -> s carrying nothing returns order
  expect no agent-borrows-rights on p
}
test "everybody in the house may see the orders anyway" {
  asset order: personal-data classified internal
  zone inside: internal-zone {
    delegated-auth: no; entity u: employee; process p: agent; store s holds order
  }
  flow a: u -> p
  flow b: p -> s carrying nothing returns order
  expect no agent-borrows-rights on p
}
test "the store asks nobody who they are, so no rights are lent" {
  asset order: personal-data classified confidential
  zone inside: internal-zone {
    delegated-auth: no; entity u: employee; process p: agent; store s holds order
  }
  flow a: u -> p
  flow b: p -> s carrying nothing returns order { authn: none }
  expect no agent-borrows-rights on p
}
test "many use the orders, but only a schedule starts the agent" {
  asset order: personal-data classified confidential
  zone inside: internal-zone {
    delegated-auth: no; entity u: employee; process p: agent; process q: api
  }
  flow a: u -> q carrying order
  flow b: p -> q carrying nothing returns order
  expect no agent-borrows-rights on p
}

/// Several agents call other systems with one technical account, so no log can tell which of them
/// did what. One account used from two places at once shows it. First give each agent an identity
/// of its own.
threat agent-shared-key: repudiation "Others cannot tell {p} from the agents beside it"
  for process p: agent {
  when any(f in p.outflows where not f.is-reply and f.authenticated and f.target is not llm)
  unless p.unique-identity
  severity: medium; likelihood: medium
  group: shared-identity
  attack: "AML.T0012"; owasp: "ASI03", "T9", "NHI9:2025"
  detect: "One agent account used by two agents: account, sources"
  ask: "Would the log of a called system show that {p} made the call?"
}
test "the agent signs in with the account of the team" {
  zone inside: internal-zone { process p: agent { unique-identity: no }; process q: api }
  flow a: p -> q via https { authn: token }
  expect agent-shared-key on p
}
test "the agent has an account of its own" {
  zone inside: internal-zone { process p: agent { unique-identity: yes }; process q: api }
  flow a: p -> q via https { authn: token }
  expect mitigated agent-shared-key on p
}
test "the only account is the one that pays for the model" {
  zone inside: internal-zone { process p: agent { unique-identity: no }; process q: local-llm }
  flow a: p -> q via https { authn: token }
  expect no agent-shared-key on p
}
test "the called system asks nobody who they are" {
  zone inside: internal-zone { process p: agent { unique-identity: no }; process q: api }
  flow a: p -> q via https { authn: none }
  expect no agent-shared-key on p
}

/// A stranger, or another agent, sends a task under the name of an agent that is trusted. Messages
/// from unknown senders are the sign. First let both ends prove who they are, or sign the messages.
threat agent-impersonation: spoofing "Somebody may pass for {f.source} when calling {f.target}"
  for flow f {
  when f.source is agent and f.target is agent and not f.is-reply and not (f.network = local)
    and (f.crosses or f.via is [http, https, grpc, ws, wss, amqp, mqtt, mqtts])
  unless f.mutual-auth or f.message-signing
  severity: high; likelihood: medium
  group: agent-identity
  cwe: 306, 290; capec: 151; attack: "AML.T0073", "AML.T0091"
  owasp: "ASI07", "ASI03", "T9", "T14", "T16"
  detect: "Message from an unknown agent: claimed name, source"
  ask: "How does {f.target} know which agent sent {f}?"
}
test "a partner's agent is believed by its name" {
  zone partner: third-party-zone { process p: agent }
  zone inside: internal-zone { process q: agent }
  flow a: p -> q via https { mutual-auth: no; message-signing: no }
  expect agent-impersonation on a
}
test "both agents show certificates" {
  zone partner: third-party-zone { process p: agent }
  zone inside: internal-zone { process q: agent }
  flow a: p -> q via mtls
  expect mitigated agent-impersonation on a
}
test "both agents run in one program" {
  zone partner: third-party-zone { process p: agent }
  zone inside: internal-zone { process q: agent }
  flow a: p -> q via local-ipc { mutual-auth: no; message-signing: no }
  expect no agent-impersonation on a
}
test "nothing says that the two agents talk over a network" {
  zone inside: internal-zone { process p: agent; process q: agent }
  flow a: p -> q { mutual-auth: no; message-signing: no }
  expect no agent-impersonation on a
}
test "two agents of one zone talk over the network" {
  zone inside: internal-zone { process p: agent; process q: agent }
  flow a: p -> q via https { mutual-auth: no; message-signing: no }
  expect agent-impersonation on a
}
test "the caller is a program, whose proof other rules ask for" {
  zone partner: third-party-zone { process p: api }
  zone inside: internal-zone { process q: agent }
  flow a: p -> q via https { mutual-auth: no; message-signing: no }
  expect no agent-impersonation on a
}

/// One agent was misled by what it read, and the next takes its answer for the word of a colleague.
/// Messages that do not fit the agreed form are the sign. First treat what other agents send as
/// input from outside, with a strict form.
threat agent-message-poisoning: tampering "A misled {f.source} misleads {f.target}" for flow f {
  when f.source is agent and f.target is agent and f.source.tainted
  unless f.target.input-validation
  severity: medium; likelihood: medium
  group: prompt-injection
  cwe: 501; attack: "AML.T0061", "AML.T0080.001"; owasp: "ASI07", "ASI08", "T12"
  detect: "Message between agents refused by its form: sender, receiver"
  ask: "What may an answer from {f.source} cause {f.target} to do?"
}
test "the reader of web pages reports to the planner" {
  asset page classified public
  zone outside: internet-zone { entity w: web-content }
  zone inside: internal-zone { process p: agent; process q: agent { input-validation: no } }
  flow a: w -> p via https carrying page
  flow b: p -> q
  expect agent-message-poisoning on b
}
test "the planner takes only a strict form" {
  asset page classified public
  zone outside: internet-zone { entity w: web-content }
  zone inside: internal-zone { process p: agent; process q: agent { input-validation: yes } }
  flow a: w -> p via https carrying page
  flow b: p -> q
  expect mitigated agent-message-poisoning on b
}
test "the pages lie in house" {
  asset page classified public
  zone outside: internal-zone { store w }
  zone inside: internal-zone { process p: agent; process q: agent { input-validation: no } }
  flow a: w -> p via https carrying page
  flow b: p -> q
  expect no agent-message-poisoning on b
}
test "the reader of web pages fills a table" {
  asset page classified public
  zone outside: internet-zone { entity w: web-content }
  zone inside: internal-zone { process p: agent; process q: api { input-validation: no } }
  flow a: w -> p via https carrying page
  flow b: p -> q
  expect no agent-message-poisoning on b
}

// ---- Memory and retrieval ----------------------------------------------------------------------

/// Somebody gets a false fact or a standing order remembered, and it steers answers for weeks. New
/// entries made right after reading foreign text are the sign. First label entries with who caused
/// them, keep users apart, and let entries expire.
threat memory-poisoning: tampering "What strangers say today can steer {p} tomorrow"
  for process p: llm-app {
  when p.tainted and not (p.memory in [none, session])
    and (p.memory = persistent or any(s in p.stores where s is agent-memory))
  unless p.memory-validation
  severity: high; likelihood: medium; top: yes
  group: agent-memory
  cwe: 501; capec: 548; attack: "AML.T0080.000", "AML.T0080"; owasp: "ASI06", "T1"
  detect: "Memory entry written after reading foreign text: session, source"
  ask: "Who can cause {p} to remember something, and when is it forgotten?"
}
test "whatever a visitor says is remembered" {
  asset wish classified public
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: agent { memory: persistent; memory-validation: no } }
  flow a: u -> p via https carrying wish
  expect memory-poisoning on p
}
test "entries are checked, labelled and kept apart" {
  asset wish classified public
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: agent { memory: persistent; memory-validation: yes } }
  flow a: u -> p via https carrying wish
  expect mitigated memory-poisoning on p
}
test "the session ends and all is forgotten" {
  asset wish classified public
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: agent { memory: session; memory-validation: no } }
  flow a: u -> p via https carrying wish
  expect no memory-poisoning on p
}
test "nobody untrusted gets near the agent" {
  asset wish classified public
  zone outside: internal-zone { entity u: end-user }
  zone inside: internal-zone { process p: agent { memory: persistent; memory-validation: no } }
  flow a: u -> p via https carrying wish
  expect no memory-poisoning on p
}
test "the store is the memory of one session" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone {
    process p: agent { memory: session; memory-validation: no }; store s: agent-memory
  }
  flow a: u -> p via https
  flow b: p -> s
  expect no memory-poisoning on p
}
test "the memory was drawn as a store" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: agent { memory-validation: no }; store s: agent-memory }
  flow a: u -> p via https
  flow b: p -> s
  expect memory-poisoning on p
}

/// Documents that answers rest on come from people outside the team; one planted page changes what
/// everybody is told. New authors, or many documents at once, are the sign. First keep the origin
/// of each document and decide whose may be used.
threat retrieval-poisoning: tampering "Documents planted in {s} change what is answered"
  for store s {
  when (s is [vector-store, knowledge-base]
    or (s is search-index and any(f in s.inflows where f.source is llm-app))) and s.strangers-write
  unless s.data-provenance
  severity: high; likelihood: medium
  group: rag-content
  cwe: 349; capec: 548; attack: "AML.T0070", "AML.T0071", "AML.T0066"
  owasp: "LLM08:2025", "LLM04:2025", "ASI06"
  detect: "Document added by a new or outside author: author, count"
  ask: "Who can add a document to {s}, and is its origin kept?"
}
test "partners upload manuals that answers rest on" {
  asset manual classified public
  zone partner: third-party-zone { entity x: partner-system }
  zone inside: internal-zone { store s: knowledge-base holds manual { data-provenance: no } }
  flow a: x -> s via https carrying manual
  expect retrieval-poisoning on s
}
test "each manual says who brought it" {
  asset manual classified public
  zone partner: third-party-zone { entity x: partner-system }
  zone inside: internal-zone { store s: knowledge-base holds manual { data-provenance: yes } }
  flow a: x -> s via https carrying manual
  expect mitigated retrieval-poisoning on s
}
test "partners only read the manuals" {
  asset manual classified public
  zone partner: third-party-zone { entity x: partner-system }
  zone inside: internal-zone { store s: knowledge-base holds manual { data-provenance: no } }
  flow a: x -> s via https carrying nothing returns manual
  expect no retrieval-poisoning on s
}
test "partners upload into a store that no answer rests on" {
  asset manual classified public
  zone partner: third-party-zone { entity x: partner-system }
  zone inside: internal-zone { store s: file-store holds manual { data-provenance: no } }
  flow a: x -> s via https carrying manual
  expect no retrieval-poisoning on s
}

/// All documents went into one index, and a search hands any of them to any asker, whatever the
/// rights in the place they came from. Passages shown to people without access to their source are
/// the sign. First filter each search by the asker's own permissions.
threat retrieval-overreach: information-disclosure
  "A search in {s} can return what the asker may not see" for store s {
  when (s is [vector-store, knowledge-base]
    or (s is search-index and any(f in s.inflows where f.source is llm-app)))
    and s.sensitivity >= confidential
  unless s.authz-object
  severity: high; likelihood: medium; top: yes
  group: rag-access
  cwe: 862, 639; capec: 1; attack: "AML.T0085.000", "AML.T0082"
  owasp: "LLM08:2025", "LLM02:2025"
  detect: "Passage returned to a person without access to its source: person, document"
  ask: "Does a search in {s} apply the asker's own permissions before text reaches the model?"
}
test "one index of contracts for everybody" {
  asset contract classified confidential
  zone inside: internal-zone { store s: vector-store holds contract { authz-object: no } }
  expect retrieval-overreach on s
}
test "the search sees only what the asker sees" {
  asset contract classified confidential
  zone inside: internal-zone { store s: vector-store holds contract { authz-object: yes } }
  expect mitigated retrieval-overreach on s
}
test "everybody in the house may read all of it" {
  asset contract classified internal
  zone inside: internal-zone { store s: vector-store holds contract { authz-object: no } }
  expect no retrieval-overreach on s
}
test "answers rest on an index for text search" {
  asset contract classified confidential
  zone inside: internal-zone {
    process p: rag-pipeline; store s: search-index holds contract { authz-object: no }
  }
  flow a: p -> s returns contract
  expect retrieval-overreach on s
}
test "no model searches the index" {
  asset contract classified confidential
  zone inside: internal-zone {
    process p: web-app; store s: search-index holds contract { authz-object: no }
  }
  flow a: p -> s returns contract
  expect no retrieval-overreach on s
}

/// Vectors look like noise, but much of the text can be rebuilt from them, and here somebody else
/// keeps them. A bulk export is the sign. First leave names and secrets out before the vectors are
/// made.
threat embedding-inversion: information-disclosure
  "Private text can be rebuilt from the vectors in {s}" for store s: vector-store {
  when any(a in s.data where a is [personal-data, special-category, credential])
    and (s.managed = supplier or any(z in s.zones where z.kind = third-party))
  unless s.minimisation or s.encryption-at-rest
  severity: medium; likelihood: low
  group: rag-access
  cwe: 200; capec: 37; attack: "AML.T0024.001"; owasp: "LLM08:2025"
  detect: "Bulk export of vectors: identity, count"
  ask: "What could somebody rebuild from a copy of {s}?"
}
test "a supplier keeps vectors of mail as it was written" {
  asset mail: personal-data classified internal
  zone x: third-party-zone {
    encryption-at-rest: no; store s: vector-store holds mail { minimisation: no }
  }
  expect embedding-inversion on s
}
test "names were removed before the vectors were made" {
  asset mail: personal-data classified internal
  zone x: third-party-zone {
    encryption-at-rest: no; store s: vector-store holds mail { minimisation: yes }
  }
  expect mitigated embedding-inversion on s
}
test "the vectors stay in house" {
  asset mail: personal-data classified internal
  zone x: internal-zone {
    encryption-at-rest: no; store s: vector-store holds mail { minimisation: no }
  }
  expect no embedding-inversion on s
}
test "the vectors are made of recipes" {
  asset mail classified internal
  zone x: third-party-zone {
    encryption-at-rest: no; store s: vector-store holds mail { minimisation: no }
  }
  expect no embedding-inversion on s
}

// ---- What goes into answers and out to others --------------------------------------------------

/// Prompts, tickets or source code go to a model that another company runs, and what they keep and
/// for how long is theirs to decide. Patterns of secrets or names in outgoing prompts are the sign.
/// First leave out what the answer does not need, then read what the contract allows.
threat data-to-foreign-model: information-disclosure
  "{f.source} hands private data over to {f.target}, a model of others" for flow f {
  when f.target is ai-component
    and (f.target.managed = supplier or any(z in f.target.zones where z.kind = third-party))
    and not any(z in f.source.zones where z.kind = third-party)
    and (f.sensitivity >= confidential
      or any(a in f.data where a is [personal-data, special-category, credential, source-code]))
  unless f.minimisation or f.target.supplier-contract
  severity: high; likelihood: high; top: yes
  group: third-party-data
  cwe: 359, 201; capec: 569; attack: "AML.T0057"; owasp: "LLM02:2025"
  detect: "Names or secrets found in a prompt that leaves the organisation: kind, source, count"
  ask: "What may the operator of {f.target} do with what {f.source} sends, and for how long?"
}
test "tickets go as they are to a model on whose terms nobody agreed" {
  asset ticket: personal-data classified confidential
  zone vendor: external-llm-zone { process m: external-llm-api { supplier-contract: no } }
  zone inside: internal-zone { process p: agent }
  flow a: p -> m via https carrying ticket { minimisation: no }
  expect data-to-foreign-model on a
}
test "a contract says that nothing is kept" {
  asset ticket: personal-data classified confidential
  zone vendor: external-llm-zone { process m: external-llm-api { supplier-contract: yes } }
  zone inside: internal-zone { process p: agent }
  flow a: p -> m via https carrying ticket { minimisation: no }
  expect mitigated data-to-foreign-model on a
}
test "the model runs in house" {
  asset ticket: personal-data classified confidential
  zone vendor: internal-zone { process m: local-llm { supplier-contract: no } }
  zone inside: internal-zone { process p: agent }
  flow a: p -> m via https carrying ticket { minimisation: no }
  expect no data-to-foreign-model on a
}
test "questions about opening hours are nobody's secret" {
  asset ticket classified public
  zone vendor: external-llm-zone { process m: external-llm-api { supplier-contract: no } }
  zone inside: internal-zone { process p: agent }
  flow a: p -> m via https carrying ticket { minimisation: no }
  expect no data-to-foreign-model on a
}
test "names are private even where the ticket is not secret" {
  asset ticket: personal-data classified internal
  zone vendor: external-llm-zone { process m: external-llm-api { supplier-contract: no } }
  zone inside: internal-zone { process p: agent }
  flow a: p -> m via https carrying ticket { minimisation: no }
  expect data-to-foreign-model on a
}
test "somebody else's calendar is no model" {
  asset ticket: personal-data classified confidential
  zone vendor: third-party-zone { entity m: saas-service { supplier-contract: no } }
  zone inside: internal-zone { process p: agent }
  flow a: p -> m via https carrying ticket { minimisation: no }
  expect no data-to-foreign-model on a
}
test "names are cut out before the ticket goes" {
  asset ticket: personal-data classified confidential
  zone vendor: external-llm-zone { process m: external-llm-api { supplier-contract: no } }
  zone inside: internal-zone { process p: agent }
  flow a: p -> m via https carrying ticket { minimisation: yes }
  expect mitigated data-to-foreign-model on a
}
test "what the vendor's own programs tell its model is the vendor's matter" {
  asset ticket: personal-data classified confidential
  zone vendor: external-llm-zone { process m: external-llm-api { supplier-contract: no } }
  zone other: third-party-zone { process p: agent }
  flow a: p -> m via https carrying ticket { minimisation: no }
  expect no data-to-foreign-model on a
}

/// The assistant has read much, for many people, and puts some of it into an answer for somebody
/// who should not see it. Sensitive patterns stopped in answers, counted per user, show it. First
/// give the model only what the asker may see anyway.
threat answer-leaks-secrets: information-disclosure "{p} may tell a caller what others confided"
  for process p: llm-app {
  when (p.exposed or p.internet-reachable)
    and any(f in p.inflows where f.sensitivity >= confidential and f.source is not llm
      and (f.is-reply or f.source is store))
  unless p.output-filter
  severity: high; likelihood: medium
  group: ai-leak
  cwe: 200; capec: 410; attack: "AML.T0057"; owasp: "LLM02:2025"
  detect: "Sensitive pattern stopped in an answer: kind, user, count per day"
  ask: "What stops {p} from repeating to one user what it read for another?"
}
test "visitors talk to an assistant that reads every order" {
  asset order: personal-data classified confidential
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: chatbot { output-filter: no }; store s }
  flow a: u -> p via https carrying nothing
  flow b: p -> s carrying nothing returns order
  expect answer-leaks-secrets on p
}
test "answers are searched for what must not leave" {
  asset order: personal-data classified confidential
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: chatbot { output-filter: yes }; store s }
  flow a: u -> p via https carrying nothing
  flow b: p -> s carrying nothing returns order
  expect mitigated answer-leaks-secrets on p
}
test "what the assistant reads may be told to anybody" {
  asset order: personal-data classified public
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: chatbot { output-filter: no }; store s }
  flow a: u -> p via https carrying nothing
  flow b: p -> s carrying nothing returns order
  expect no answer-leaks-secrets on p
}
test "the assistant knows no secrets but those its user told it" {
  asset order: personal-data classified confidential
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: chatbot { output-filter: no } }
  flow a: u -> p via https carrying order
  expect no answer-leaks-secrets on p
}
test "nobody from outside can ask" {
  asset order: personal-data classified confidential
  zone outside: internal-zone { entity u: end-user }
  zone inside: internal-zone { process p: chatbot { output-filter: no }; store s }
  flow a: u -> p via https carrying nothing
  flow b: p -> s carrying nothing returns order
  expect no answer-leaks-secrets on p
}
test "visitors come by way of a site" {
  asset order: personal-data classified confidential
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { output-filter: no; process w: web-app; process p: chatbot; store s }
  flow a: u -> w -> p via https carrying nothing
  flow b: p -> s carrying nothing returns order
  expect answer-leaks-secrets on p
}

/// Keys stand among the instructions or settings that the model sees, and users talk it into
/// reciting them. Answers with parts of the instructions are the sign. First take every secret out
/// of the model's sight; write instructions as if they were public.
threat system-prompt-secrets: information-disclosure "Users can talk keys and passwords out of {p}"
  for process p: llm-app {
  when (p.exposed or p.internet-reachable)
    and any(f in p.flows where any(a in f.data where a is [credential, key])
      and f.source is not secrets-vault and f.target is not secrets-vault)
  unless p.vault
  severity: medium; likelihood: high
  group: ai-leak
  cwe: 522; capec: 410; attack: "AML.T0056", "AML.T0069.002"; owasp: "LLM07:2025"
  detect: "Answer that contains parts of the instructions: user, count"
  ask: "Would it matter if the full instructions of {p} were published?"
}
test "the shop's key stands among the instructions" {
  asset prompt: instructions { also: key }
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: chatbot { vault: no }; process m: local-llm }
  flow a: u -> p via https carrying nothing
  flow b: p -> m carrying prompt
  expect system-prompt-secrets on p
}
test "the assistant fetches keys when it calls, outside the model's sight" {
  asset prompt: instructions { also: key }
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: chatbot { vault: yes }; process m: local-llm }
  flow a: u -> p via https carrying nothing
  flow b: p -> m carrying prompt
  expect mitigated system-prompt-secrets on p
}
test "the instructions hold no secret" {
  asset prompt: instructions
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: chatbot { vault: no }; process m: local-llm }
  flow a: u -> p via https carrying nothing
  flow b: p -> m carrying prompt
  expect no system-prompt-secrets on p
}
test "the keys come from the vault and go nowhere else" {
  asset access: key
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: chatbot { vault: no }; store v: secrets-vault }
  flow a: u -> p via https carrying nothing
  flow b: p -> v carrying nothing returns access
  expect no system-prompt-secrets on p
}
test "nobody from outside can ask for the key" {
  asset prompt: instructions { also: key }
  zone outside: internal-zone { entity u: end-user }
  zone inside: internal-zone { process p: chatbot { vault: no }; process m: local-llm }
  flow a: u -> p via https carrying nothing
  flow b: p -> m carrying prompt
  expect no system-prompt-secrets on p
}

/// What the model wrote goes straight into a query, a page or a command, so whoever steers the
/// model writes queries and scripts. Answers that the receiver's form refuses are the sign. First
/// treat each answer like the input of a stranger, at the place where it is used.
threat output-trusted: tampering "{f.target} uses what {f.source} wrote without checking it"
  for flow f {
  when f.source is [llm-app, llm] and f.target is not ai-component and any(a in f.data)
    and (f.target.query-language in [sql, nosql, graph]
      or f.target is [web-app, browser, single-page-app]
      or (f.target is not mcp-server and (f.target.runs-commands or f.target.executes-code)))
  unless f.source.output-validation or f.target.output-encoding
    or (f.target is store and f.source.parameterized)
    or (f.target is not [web-app, client, store]
      and (f.target.sandbox or any(z in f.target.zones where z.kind = sandbox)))
  severity: high; likelihood: medium; top: yes
  group: ai-output
  cwe: 1426, 116; capec: 242, 63; attack: "AML.T0077", "AML.T0067"; owasp: "LLM05:2025"
  detect: "Model answer refused by its form: receiver, rule, count"
  ask: "What would {f.target} do with a hostile answer from {f.source}?"
}
test "a site shows answers as they come" {
  asset answer classified public
  zone inside: internal-zone { process w: web-app { output-encoding: no }; process p: chatbot }
  flow a: w -> p via https carrying nothing returns answer
  mitigation check: output-validation on p { status: rejected }
  expect output-trusted on a/reply
}
test "the site encodes answers before it shows them" {
  asset answer classified public
  zone inside: internal-zone { process w: web-app { output-encoding: yes }; process p: chatbot }
  flow a: w -> p via https carrying nothing returns answer
  mitigation check: output-validation on p { status: rejected }
  expect mitigated output-trusted on a/reply
}
test "answers go to a store that nobody queries" {
  asset answer classified public
  zone inside: internal-zone { store w: file-store; process p: chatbot }
  flow a: p -> w via https carrying answer
  mitigation check: output-validation on p { status: rejected }
  expect no output-trusted on a
}
test "the model writes the queries of an agent" {
  asset answer classified public
  zone inside: internal-zone {
    output-validation: no; store w: sql-database; process p: agent { parameterized: no }
  }
  flow a: p -> w via sql-protocol carrying answer
  expect output-trusted on a
}
test "what the model wrote goes into the query as a value" {
  asset answer classified public
  zone inside: internal-zone {
    output-validation: no; store w: sql-database; process p: agent { parameterized: yes }
  }
  flow a: p -> w via sql-protocol carrying answer
  expect mitigated output-trusted on a
}
test "the agent may fetch, and nothing of the model goes into the query" {
  asset answer classified public
  zone inside: internal-zone {
    output-validation: no; store w: sql-database; process p: agent { parameterized: no }
  }
  flow a: p -> w via sql-protocol carrying nothing returns answer
  expect no output-trusted on a
}
test "a program runs what the model wrote" {
  asset answer classified public
  zone inside: internal-zone {
    output-validation: no; process p: agent; process w: worker { runs-commands: yes; sandbox: no }
  }
  flow a: p -> w carrying answer
  mitigation plain: output-encoding on w { status: rejected }
  expect output-trusted on a
}
test "a program runs what the model wrote, in a closed place" {
  asset answer classified public
  zone inside: internal-zone {
    output-validation: no; process p: agent; process w: worker { runs-commands: yes; sandbox: yes }
  }
  flow a: p -> w carrying answer
  mitigation plain: output-encoding on w { status: rejected }
  expect mitigated output-trusted on a
}
test "the site shows what people wrote" {
  asset answer classified public
  zone inside: internal-zone { process w: web-app { output-encoding: no }; process p: api }
  flow a: w -> p via https carrying nothing returns answer
  mitigation check: output-validation on p { status: rejected }
  expect no output-trusted on a/reply
}
test "a model answers the agent that runs code, which other rules look at" {
  asset answer classified public
  zone inside: internal-zone {
    output-validation: no; process p: coding-agent; process m: local-llm
  }
  flow a: p -> m carrying nothing returns answer
  expect no output-trusted on a/reply
}

/// The model invents a number or a rule, says it with confidence, and the next step acts on it.
/// Answers without a source, and corrections by people, are what to count. First let answers quote
/// what they rest on, and refuse when nothing does.
threat wrong-answer-acted-on: tampering "{f.target} acts on a confident wrong answer of {f.source}"
  for flow f {
  when f.source is ai-component and f.purpose in [decision, command] and f.integrity-need >= medium
  unless f.source.grounding or f.source.human-approval
  severity: medium; likelihood: high
  group: ai-output
  attack: "AML.T0048"; owasp: "LLM09:2025", "ASI08", "T5"
  detect: "Answer without a source, or corrected by a person: kind, count"
  ask: "How would somebody notice that {f.source} was confidently wrong on {f}?"
}
test "claims are settled on what the model says" {
  asset verdict { integrity: high }
  zone inside: internal-zone { grounding: no; process p: llm-app; process q: api }
  flow a: p -> q carrying verdict { purpose: decision }
  mitigation look: human-approval on p { status: rejected }
  expect wrong-answer-acted-on on a
}
test "the verdict must quote the clause it rests on" {
  asset verdict { integrity: high }
  zone inside: internal-zone { grounding: yes; process p: llm-app; process q: api }
  flow a: p -> q carrying verdict { purpose: decision }
  mitigation look: human-approval on p { status: rejected }
  expect mitigated wrong-answer-acted-on on a
}
test "the verdict is only written to a log" {
  asset verdict { integrity: high }
  zone inside: internal-zone { grounding: no; process p: llm-app; process q: api }
  flow a: p -> q carrying verdict { purpose: log }
  mitigation look: human-approval on p { status: rejected }
  expect no wrong-answer-acted-on on a
}
test "people settle the claims" {
  asset verdict { integrity: high }
  zone inside: internal-zone { grounding: no; process p: web-app; process q: api }
  flow a: p -> q carrying verdict { purpose: decision }
  mitigation look: human-approval on p { status: rejected }
  expect no wrong-answer-acted-on on a
}
test "a wrong verdict would do no harm" {
  asset verdict { integrity: low }
  zone inside: internal-zone { grounding: no; process p: llm-app; process q: api }
  flow a: p -> q carrying verdict { purpose: decision }
  mitigation look: human-approval on p { status: rejected }
  expect no wrong-answer-acted-on on a
}

/// A stranger hides a link or an account number in a document, and the assistant passes it on in
/// its own friendly voice. Answers with links or payment details from foreign text are the sign.
/// First show people where each statement comes from.
threat persuasive-agent: spoofing "{p} may hand people a stranger's trick as its own advice"
  for process p: llm-app {
  when any(f in p.outflows where f.target is [human, client]
    or (f.is-reply and f.target is web-app))
    and any(f in p.inflows where f.foreign-text and f.source is not human and f.source is not client
      and (f.is-reply or f.source is not web-app))
  unless p.output-filter or p.grounding
  severity: medium; likelihood: medium
  group: ai-output
  capec: 416; attack: "AML.T0067", "AML.T0048.003"; owasp: "T15", "ASI09"
  detect: "Answer with a link or payment detail taken from foreign text: document, user"
  ask: "Could {p} pass a stranger's link or account number to a person as its own advice?"
}
test "staff follow advice that rests on mail from anybody" {
  asset letter { origin: external }
  zone inside: internal-zone {
    entity u: employee; process p: rag-pipeline { output-filter: no; grounding: no }; store s
  }
  flow a: p -> s carrying nothing returns letter
  flow b: p -> u carrying letter
  expect persuasive-agent on p
}
test "each piece of advice names the letter it rests on" {
  asset letter { origin: external }
  zone inside: internal-zone {
    entity u: employee; process p: rag-pipeline { output-filter: no; grounding: yes }; store s
  }
  flow a: p -> s carrying nothing returns letter
  flow b: p -> u carrying letter
  expect mitigated persuasive-agent on p
}
test "the letters were written in house" {
  asset letter { origin: own }
  zone inside: internal-zone {
    entity u: employee; process p: rag-pipeline { output-filter: no; grounding: no }; store s
  }
  flow a: p -> s carrying nothing returns letter
  flow b: p -> u carrying letter
  expect no persuasive-agent on p
}
test "no person reads the advice" {
  asset letter { origin: external }
  zone inside: internal-zone {
    process u: worker; process p: rag-pipeline { output-filter: no; grounding: no }; store s
  }
  flow a: p -> s carrying nothing returns letter
  flow b: p -> u carrying letter
  expect no persuasive-agent on p
}
test "the only foreign words are those of the reader" {
  asset letter { origin: external }
  zone inside: internal-zone {
    entity u: employee; process p: rag-pipeline { output-filter: no; grounding: no }
  }
  flow a: u -> p carrying letter returns letter
  expect no persuasive-agent on p
}

// ---- Abuse of the model ------------------------------------------------------------------------

/// Every answer costs money, and one user, one script or one loop can ask for a million. A budget
/// that empties faster than planned is the alarm. First set a hard stop per user and per day.
threat runaway-use: denial-of-service
  "One caller or loop can use up the budget or the capacity of {p}" for process p: ai-component {
  when p is [llm-app, llm, ml-model-service] and (p.exposed or p.internet-reachable)
    and any(f in p.inflows where f.source is not ai-component and not f.pulled)
  unless p.spend-limits or p.rate-limit
  severity: medium; likelihood: medium
  group: spend
  cwe: 770; capec: 130; attack: "AML.T0034", "AML.T0029", "AML.T0034.002"
  owasp: "LLM10:2025", "T4"
  detect: "Token or cost budget nearly used up: caller, hour"
  ask: "How much can one user, or one loop, make {p} spend in an hour?"
}
test "anybody may ask as much as they like" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: chatbot { spend-limits: no; rate-limit: no } }
  flow a: u -> p via https
  expect runaway-use on p
}
test "each visitor has a daily budget" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: chatbot { spend-limits: yes; rate-limit: no } }
  flow a: u -> p via https
  expect mitigated runaway-use on p
}
test "only the colleagues beside it can ask" {
  zone outside: internal-zone { entity u: end-user }
  zone inside: internal-zone { process p: chatbot { spend-limits: no; rate-limit: no } }
  flow a: u -> p via https
  expect no runaway-use on p
}
test "the agent that hands out the work keeps the budget" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone {
    spend-limits: no; rate-limit: no; process p: agent; process q: agent
  }
  flow a: u -> p via https
  flow b: p -> q
  expect runaway-use on p
  expect no runaway-use on q
}

/// Strangers coax the model into saying what its makers forbade, and a picture of the answer
/// travels. Known tricks and a falling rate of refusals are the signs. First try the tricks
/// yourself, after each change of model or prompt.
threat safety-bypass: elevation-of-privilege "Strangers talk {p} past its safety rules"
  for process p: ai-component {
  when p.internet-reachable
    and (p is chatbot
      or (p is llm and not any(f in p.inflows where f.source is chatbot and not f.pulled)))
  unless p.adversarial-testing
  severity: medium; likelihood: medium
  group: prompt-injection
  cwe: 1427; attack: "AML.T0054", "AML.T0068"; owasp: "LLM01:2025"
  detect: "Known trick in an input, or a change in the rate of refusals"
  ask: "Which harmful answer of {p} would make the news, and was it tried?"
}
test "nobody tried the known tricks before the launch" {
  zone outside: internet-zone { entity u: anonymous-visitor }
  zone inside: internal-zone { process p: chatbot { adversarial-testing: no } }
  flow a: u -> p via https
  expect safety-bypass on p
}
test "the known tricks are tried before each release" {
  zone outside: internet-zone { entity u: anonymous-visitor }
  zone inside: internal-zone { process p: chatbot { adversarial-testing: yes } }
  flow a: u -> p via https
  expect mitigated safety-bypass on p
}
test "only staff can talk to it" {
  zone outside: office-zone { entity u: anonymous-visitor }
  zone inside: internal-zone { process p: chatbot { adversarial-testing: no } }
  flow a: u -> p via https
  expect no safety-bypass on p
}
test "the chatbot in front of a model is the one that strangers talk to" {
  zone outside: internet-zone { entity u: anonymous-visitor }
  zone inside: internal-zone { adversarial-testing: no; process p: chatbot; process m: local-llm }
  flow a: u -> p via https
  flow b: p -> m via https
  expect safety-bypass on p
  expect no safety-bypass on m
}
test "a site hands what strangers type straight to a model" {
  zone outside: internet-zone { entity u: anonymous-visitor }
  zone inside: internal-zone { adversarial-testing: no; process p: web-app; process m: local-llm }
  flow a: u -> p via https
  flow b: p -> m via https
  expect safety-bypass on m
}

/// Small changes that no person would notice turn the judgement of a model, and somebody gains by
/// it. Series of inputs close to the border of a decision are the sign. First ask who gains by a
/// wrong decision, and try what they would try.
threat adversarial-example: tampering "Crafted input makes {p} decide wrongly"
  for process p: ml-model-service {
  when p.tainted and p.integrity-need >= medium
  unless p.adversarial-testing
  severity: medium; likelihood: low
  group: evasion
  cwe: 1039; capec: 153; attack: "AML.T0015", "AML.T0043"; owasp: "LLM04:2025"
  detect: "Series of inputs close to the border of a decision: caller, count"
  ask: "Who gains when {p} decides wrongly, and was it tried?"
}
test "claims of strangers are judged by a model that nobody attacked" {
  asset claim { integrity: high }
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: ml-model-service { adversarial-testing: no } }
  flow a: u -> p via https carrying claim
  expect adversarial-example on p
}
test "the model was tried with crafted claims" {
  asset claim { integrity: high }
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: ml-model-service { adversarial-testing: yes } }
  flow a: u -> p via https carrying claim
  expect mitigated adversarial-example on p
}
test "a wrong judgement would do no harm" {
  asset claim { integrity: low }
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: ml-model-service { adversarial-testing: no } }
  flow a: u -> p via https carrying claim
  expect no adversarial-example on p
}
test "only our own people hand in claims" {
  asset claim { integrity: high }
  zone outside: internal-zone { entity u: end-user }
  zone inside: internal-zone { process p: ml-model-service { adversarial-testing: no } }
  flow a: u -> p via https carrying claim
  expect no adversarial-example on p
}

/// With enough questions and answers a competitor trains a copy of your model. Systematic series of
/// questions from one caller are the sign. First limit how fast one caller may ask, and look at who
/// asks most.
threat model-copied-by-queries: information-disclosure
  "The behaviour of {p} can be copied by asking it often" for process p: ml-model-service {
  when p.internet-reachable and not (p.managed = supplier)
  unless p.rate-limit and p.monitoring
  severity: medium; likelihood: low
  group: model-theft
  capec: 116; attack: "AML.T0024.002", "AML.T0040"; owasp: "LLM10:2025"
  detect: "Systematic series of queries: caller, count per day"
  ask: "How many answers would be enough to copy {p}?"
}
test "callers are slowed down, but nobody looks at them" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: ml-model-service { rate-limit: yes; monitoring: no } }
  flow a: u -> p via https
  expect model-copied-by-queries on p
}
test "callers are slowed down and watched" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: ml-model-service { rate-limit: yes; monitoring: yes } }
  flow a: u -> p via https
  expect mitigated model-copied-by-queries on p
}
test "the internet has no way to the model" {
  zone outside: office-zone { entity u: end-user }
  zone inside: internal-zone { process p: ml-model-service { rate-limit: yes; monitoring: no } }
  flow a: u -> p via https
  expect no model-copied-by-queries on p
}
test "callers are watched and may ask as fast as they like" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: ml-model-service { rate-limit: no; monitoring: yes } }
  flow a: u -> p via https
  expect model-copied-by-queries on p
}
test "the model is somebody else's to protect" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: ml-model-service { managed: supplier; rate-limit: no } }
  flow a: u -> p via https
  expect no model-copied-by-queries on p
}

// ---- Training and the models themselves --------------------------------------------------------

/// Some of the examples were written by outsiders, and enough of them bend the model or plant a
/// word that switches it. A training set that changed without a record is the sign. First record
/// where each example came from and who may add some.
threat training-data-poisoning: tampering "Planted examples can bend what {p} produces"
  for process p: training-pipeline {
  when any(f in p.inflows where any(a in f.data where a.untrusted)
    or (f.source is external-system and f.source is not [model-hub, package-registry])
    or (f.source is model-hub and any(a in f.data where a is training))
    or (f.source is store and f.source.strangers-write))
  unless p.data-provenance
  severity: high; likelihood: low
  group: training
  cwe: 349; capec: 548; attack: "AML.T0020", "AML.T0018.000", "AML.T0043.004"
  owasp: "LLM04:2025"
  detect: "Training set changed without a record: files, identity"
  ask: "Which training examples of {p} could an outsider have written?"
}
test "the model learns from what users wrote" {
  asset example: training { origin: user }
  zone inside: internal-zone {
    process p: training-pipeline { data-provenance: no }; store s holds example
  }
  flow a: p -> s carrying nothing returns example
  expect training-data-poisoning on p
}
test "each example says where it came from" {
  asset example: training { origin: user }
  zone inside: internal-zone {
    process p: training-pipeline { data-provenance: yes }; store s holds example
  }
  flow a: p -> s carrying nothing returns example
  expect mitigated training-data-poisoning on p
}
test "the examples were written in house" {
  asset example: training { origin: own }
  zone inside: internal-zone {
    process p: training-pipeline { data-provenance: no }; store s holds example
  }
  flow a: p -> s carrying nothing returns example
  expect no training-data-poisoning on p
}
test "a public set of examples is as foreign as its authors" {
  asset example: training
  zone outside: internet-zone { entity h: model-hub }
  zone inside: internal-zone { process p: training-pipeline { data-provenance: no } }
  flow a: p -> h via https carrying nothing returns example
  expect training-data-poisoning on p
}
test "strangers write into the store that the examples come from" {
  asset example: training
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: training-pipeline { data-provenance: no }; store s }
  flow a: u -> s via https carrying example
  flow b: p -> s carrying nothing returns example
  expect training-data-poisoning on p
}
test "a base model from outside is another matter than examples" {
  asset example: model
  zone outside: internet-zone { entity h: model-hub }
  zone inside: internal-zone { process p: training-pipeline { data-provenance: no } }
  flow a: p -> h via https carrying nothing returns example
  expect no training-data-poisoning on p
}

/// A model or an adapter is downloaded by name, and what arrives is not what was examined. A digest
/// that is not on the list is the alarm. First pin the exact version and check its digest before it
/// is loaded.
threat model-supply-chain: tampering "{f.target} may take an altered model from {f.source}"
  for flow f {
  when f.source is model-hub and f.target is [ai-component, model-store, ai-inference-compute]
  unless f.target.signature-verification
  severity: high; likelihood: medium
  group: supply-chain
  cwe: 494, 502; capec: 538; attack: "AML.T0010.003", "AML.T0058", "AML.T0018.002"
  owasp: "LLM03:2025", "ASI04", "T17"
  detect: "Model file whose digest is not on the list: name, digest"
  ask: "What proves that the model from {f.source} is the one you examined?"
}
test "the newest model of that name is loaded" {
  asset weights: model
  zone outside: internet-zone { entity h: model-hub }
  zone inside: internal-zone { process p: local-llm { signature-verification: no } }
  flow a: p -> h via https carrying nothing returns weights
  expect model-supply-chain on a/reply
}
test "only a known digest is loaded" {
  asset weights: model
  zone outside: internet-zone { entity h: model-hub }
  zone inside: internal-zone { process p: local-llm { signature-verification: yes } }
  flow a: p -> h via https carrying nothing returns weights
  expect mitigated model-supply-chain on a/reply
}
test "the model is published, not fetched" {
  asset weights: model
  zone outside: internet-zone { entity h: model-hub }
  zone inside: internal-zone { process p: local-llm { signature-verification: no } }
  flow a: p -> h via https carrying weights
  expect no model-supply-chain on a
}
test "the model comes from our own store" {
  asset weights: model
  zone outside: internal-zone { store h: model-store holds weights }
  zone inside: internal-zone { process p: local-llm { signature-verification: no } }
  flow a: p -> h via https carrying nothing returns weights
  expect no model-supply-chain on a/reply
}

/// Some formats of model files carry code that runs when the file is opened. Objects that do not
/// belong into a model file are the sign. First take only formats that hold nothing but numbers.
threat model-file-code: elevation-of-privilege "Opening a model file runs code in {p}"
  for process p: ai-component {
  when any(x in p.parses where x = model-file)
  unless p.safe-parsing or p.sandbox
  severity: high; likelihood: low
  group: parsing
  cwe: 502; capec: 586; attack: "AML.T0011.000", "AML.T0018.002"; owasp: "LLM03:2025"
  detect: "Forbidden object in a model file: file, object"
  ask: "Which model formats does {p} open, and can they carry code?"
}
test "any model format is opened beside everything else" {
  zone inside: internal-zone {
    process p: local-llm { parses: model-file; safe-parsing: no; sandbox: no }
  }
  expect model-file-code on p
}
test "only formats without code are opened" {
  zone inside: internal-zone {
    process p: local-llm { parses: model-file; safe-parsing: yes; sandbox: no }
  }
  expect mitigated model-file-code on p
}
test "it opens no model files" {
  zone inside: internal-zone {
    process p: local-llm { parses: html; safe-parsing: no; sandbox: no }
  }
  expect no model-file-code on p
}

/// The weights are the product, and whoever can read the store walks away with them. A new identity
/// that reads the weights is the alarm. First let only the machines that serve the model read them.
threat model-file-stolen: information-disclosure "The weights in {s} can be copied"
  for store s: model-store {
  when s.sensitivity >= confidential
  unless s.least-privilege
  severity: medium; likelihood: low
  group: store-access
  cwe: 732; capec: 37; attack: "AML.T0048.004", "AML.T0044"; owasp: "LLM03:2025"
  detect: "Weights read by a new identity: identity, size"
  ask: "Who can copy the weights in {s}?"
}
test "everybody who builds can read the weights" {
  asset weights: model classified confidential
  zone inside: internal-zone { store s: model-store holds weights { least-privilege: no } }
  expect model-file-stolen on s
}
test "only the serving machines can read the weights" {
  asset weights: model classified confidential
  zone inside: internal-zone { store s: model-store holds weights { least-privilege: yes } }
  expect mitigated model-file-stolen on s
}
test "the weights are published anyway" {
  asset weights: model classified public
  zone inside: internal-zone { store s: model-store holds weights { least-privilege: no } }
  expect no model-file-stolen on s
}

/// What users enter becomes training data, and later answers to others show who was in it or repeat
/// their words. Many questions about one person are the sign. First leave people out of the
/// training data, or out of the training.
threat training-membership: information-disclosure "Answers of {p} can reveal what people told it"
  for process p: ai-component {
  when p.trains-on-user-data and p is not training-pipeline
    and (p.exposed or p.internet-reachable or p.managed = supplier)
  unless p.output-filter or p.pseudonymisation
  severity: medium; likelihood: low
  group: training-privacy
  cwe: 359; capec: 116; attack: "AML.T0024.000", "AML.T0024.001"; owasp: "LLM02:2025"
  detect: "Many near-identical questions about one person: caller, count"
  ask: "Could an answer of {p} show that a given person was in its data?"
}
test "the vendor trains on what everybody enters" {
  zone vendor: external-llm-zone {
    output-filter: no;
    process m: external-llm-api { pseudonymisation: no; trains-on-user-data: yes }
  }
  expect training-membership on m
}
test "people are replaced by substitutes before training" {
  zone vendor: external-llm-zone {
    output-filter: no;
    process m: external-llm-api { pseudonymisation: yes; trains-on-user-data: yes }
  }
  expect mitigated training-membership on m
}
test "the vendor does not train on it" {
  zone vendor: external-llm-zone {
    output-filter: no; process m: external-llm-api { pseudonymisation: no; trains-on-user-data: no }
  }
  expect no training-membership on m
}
test "nobody but us can ask the model that learns from us" {
  zone inside: internal-zone {
    output-filter: no; process m: local-llm { pseudonymisation: no; trains-on-user-data: yes }
  }
  expect no training-membership on m
}

// ---- Tool servers that speak MCP ---------------------------------------------------------------

/// The description of a tool is text that the model obeys, and its author can change it after you
/// approved it. A definition that differs from the approved one is the alarm. First fix name, text
/// and version of each approved tool, and ask again when one changes.
threat mcp-tool-poisoning: tampering "The tools behind {f} can give hidden orders to their caller"
  for flow f {
  when not f.is-reply
    and ((f.target is mcp-server and f.source is [llm-app, llm]
      and (f.target.managed = supplier or any(z in f.target.zones where z.kind = third-party)))
      or (f.source is mcp-server and f.target is [llm-app, llm]
        and (f.source.managed = supplier or any(z in f.source.zones where z.kind = third-party))))
  unless f.source.tool-pinning or f.target.tool-pinning
  severity: high; likelihood: medium; top: yes
  group: tool-poisoning
  cwe: 829, 494; capec: 548; attack: "AML.T0110", "AML.T0109", "AML.T0104"
  owasp: "MCP03:2025", "ASI04", "T2", "MCP04:2025"
  detect: "Tool definition changed since it was approved: server, tool"
  ask: "What happens when a tool behind {f} changes after you approved it?"
}
test "somebody else's tools may change overnight" {
  zone vendor: external-mcp-zone { process m: external-mcp-server { tool-pinning: no } }
  zone inside: internal-zone { process p: agent { tool-pinning: no } }
  flow a: p -> m via mcp-http
  expect mcp-tool-poisoning on a
}
test "the agent stops when an approved tool has changed" {
  zone vendor: external-mcp-zone { process m: external-mcp-server { tool-pinning: no } }
  zone inside: internal-zone { process p: agent { tool-pinning: yes } }
  flow a: p -> m via mcp-http
  expect mitigated mcp-tool-poisoning on a
}
test "the tools are our own" {
  zone vendor: internal-zone { process m: mcp-server { tool-pinning: no } }
  zone inside: internal-zone { process p: agent { tool-pinning: no } }
  flow a: p -> m via mcp-http
  expect no mcp-tool-poisoning on a
}
test "a vendor's tool server opens the connection itself" {
  zone vendor: external-mcp-zone { process m: external-mcp-server { tool-pinning: no } }
  zone inside: internal-zone { process p: agent { tool-pinning: no } }
  flow a: m -> p via mcp-http
  expect mcp-tool-poisoning on a
}
test "one finding is enough for call and answer" {
  asset page classified public
  zone vendor: external-mcp-zone { process m: external-mcp-server { tool-pinning: no } }
  zone inside: internal-zone { process p: agent { tool-pinning: no } }
  flow a: p -> m via mcp-http returns page
  expect no mcp-tool-poisoning on a/reply
}

/// A tool server listens on the network and serves whoever connects: no agent needed. Tool calls
/// without an identity are the alarm. First demand a token for this server and check it at every
/// tool.
threat mcp-open-server: spoofing "Anyone who reaches {f.target} can call its tools" for flow f {
  when f.target is mcp-server and not f.pulled and not (f.network = local)
    and (f.crosses or f.via is [mcp-http, http, https, ws, wss])
    and (not (f.target.managed = supplier) or f.sensitivity >= internal
      or f.reply.sensitivity >= internal)
  unless f.authenticated
  severity: high; likelihood: medium; top: yes
  group: unauthenticated
  cwe: 306; capec: 115; attack: "AML.T0049", "AML.T0053"; owasp: "MCP07:2025", "ASI03"
  detect: "Tool call without an identity: server, tool, source"
  ask: "Who may call {f.target}, and does it check for every tool?"
}
test "the tool server answers whoever connects" {
  zone inside: internal-zone { process p: agent; process m: mcp-server }
  flow a: p -> m via mcp-http { authn: none }
  expect mcp-open-server on a
}
test "the tool server wants a token" {
  zone inside: internal-zone { process p: agent; process m: mcp-server }
  flow a: p -> m via mcp-http { authn: token }
  expect mitigated mcp-open-server on a
}
test "the tool server is a child of the agent and listens to nobody else" {
  zone box: agent-sandbox-zone { process p: agent }
  zone inside: internal-zone { process m: mcp-server }
  flow a: p -> m via mcp-stdio { authn: none }
  expect no mcp-open-server on a
}
test "the agent reaches the tool server in another zone" {
  zone box: agent-sandbox-zone { process p: agent }
  zone inside: internal-zone { process m: mcp-server }
  flow a: p -> m { authn: none }
  expect mcp-open-server on a
}
test "what the tool server asks for comes back unasked by others" {
  asset page classified public
  zone inside: internal-zone { process p: web-app; process m: mcp-server }
  flow a: m -> p via https returns page { authn: none }
  expect no mcp-open-server on a/reply
}
test "a vendor's server tells anybody the weather" {
  asset page classified public
  zone vendor: external-mcp-zone { process m: external-mcp-server }
  zone inside: internal-zone { process p: agent }
  flow a: p -> m via mcp-http carrying page returns page { authn: none }
  expect no mcp-open-server on a
}
test "a vendor's server hands our notes to anybody" {
  asset page classified internal
  zone vendor: external-mcp-zone { process m: external-mcp-server }
  zone inside: internal-zone { process p: agent }
  flow a: p -> m via mcp-http carrying page returns page { authn: none }
  expect mcp-open-server on a
}
test "nothing says that the tool server listens on a network" {
  zone inside: internal-zone { process p: agent; process m: mcp-server }
  flow a: p -> m { authn: none }
  expect no mcp-open-server on a
}

/// One tool server keeps the keys of mail, code and tickets, and a break-in there opens them all. A
/// token of the server used from elsewhere is the alarm. First let it ask for a short-lived token
/// of the user for each call.
threat mcp-token-hoard: information-disclosure "{p} keeps tokens that open many doors"
  for process p: mcp-server {
  when any(f in p.outflows where not f.is-reply
    and f.authn in [api-key, password, token, shared-key])
  unless p.short-lived-credentials or p.delegated-auth
  severity: high; likelihood: medium
  group: static-credential
  cwe: 522; capec: 560; attack: "AML.T0098", "AML.T0083"; owasp: "MCP01:2025", "NHI7:2025"
  detect: "Token of a tool server used from elsewhere: token, source"
  ask: "What could somebody do with every token that {p} holds?"
}
test "the tool server keeps one key for all tickets" {
  zone inside: internal-zone { delegated-auth: no; process m: mcp-server; process q: api }
  flow a: m -> q via https { authn: api-key }
  mitigation short: short-lived-credentials on m { status: rejected }
  expect mcp-token-hoard on m
}
test "the tool server calls with the token of its user" {
  zone inside: internal-zone { delegated-auth: yes; process m: mcp-server; process q: api }
  flow a: m -> q via https { authn: api-key }
  mitigation short: short-lived-credentials on m { status: rejected }
  expect mitigated mcp-token-hoard on m
}
test "the tool server shows a certificate and keeps no key of others" {
  zone inside: internal-zone { delegated-auth: no; process m: mcp-server; process q: api }
  flow a: m -> q via https { authn: certificate }
  mitigation short: short-lived-credentials on m { status: rejected }
  expect no mcp-token-hoard on m
}
test "others show their tokens to the tool server" {
  asset note
  zone inside: internal-zone { delegated-auth: no; process m: mcp-server; process q: api }
  flow a: q -> m via https carrying note returns note { authn: api-key }
  mitigation short: short-lived-credentials on m { status: rejected }
  expect no mcp-token-hoard on m
}

/// Each new tool brought a new right, and none was ever taken back. A right granted to the tool
/// server, and rights unused for months, are what to watch. First list what was used last month and
/// remove the rest.
threat mcp-scope-creep: elevation-of-privilege "The rights of {p} grow and nobody takes any back"
  for process p: mcp-server {
  when any(f in p.outflows where not f.is-reply and f.target.sensitivity >= confidential
    and f.target is not ai-component)
  unless p.least-privilege
  severity: medium; likelihood: medium
  group: overprivilege
  cwe: 269; capec: 122; attack: "AML.T0053"; owasp: "MCP02:2025"
  detect: "New right granted to a tool server: server, right"
  ask: "When were the rights of {p} last reduced?"
}
test "the tool server may do anything with the contracts" {
  asset contract classified confidential
  zone inside: internal-zone {
    process m: mcp-server { least-privilege: no }; store s holds contract
  }
  flow a: m -> s returns contract
  expect mcp-scope-creep on m
}
test "the tool server may read contracts and nothing else" {
  asset contract classified confidential
  zone inside: internal-zone {
    process m: mcp-server { least-privilege: yes }; store s holds contract
  }
  flow a: m -> s returns contract
  expect mitigated mcp-scope-creep on m
}
test "the tool server only sees what anybody may see" {
  asset contract classified public
  zone inside: internal-zone {
    process m: mcp-server { least-privilege: no }; store s holds contract
  }
  flow a: m -> s returns contract
  expect no mcp-scope-creep on m
}
test "the contracts are the agent's, not the tool server's" {
  asset contract classified confidential
  zone inside: internal-zone { process m: mcp-server { least-privilege: no }; process p: agent }
  flow a: p -> m carrying contract returns contract
  expect no mcp-scope-creep on m
}

/// A tool pastes its arguments into a command line, and the model, or whoever steers it, adds a
/// command of its own. A child process that the server never started before is the alarm. First
/// start programs with a list of arguments and no shell.
threat mcp-command-injection: elevation-of-privilege "Tool arguments become commands in {p}"
  for process p: mcp-server {
  when p.runs-commands
  unless p.command-safe
  severity: critical; likelihood: medium
  group: command-injection
  cwe: 78, 88; capec: 88, 6; attack: "AML.T0050"; owasp: "MCP05:2025", "ASI05"
  detect: "Unexpected child process of a tool server: command"
  ask: "How does {p} turn tool arguments into commands?"
}
test "the tool server pastes arguments into a shell" {
  zone inside: internal-zone { process m: mcp-server { runs-commands: yes; command-safe: no } }
  expect mcp-command-injection on m
}
test "the tool server starts one program with a list of arguments" {
  zone inside: internal-zone { process m: mcp-server { runs-commands: yes; command-safe: yes } }
  expect mitigated mcp-command-injection on m
}
test "the tool server starts nothing" {
  zone inside: internal-zone { process m: mcp-server { runs-commands: no; command-safe: no } }
  expect no mcp-command-injection on m
}

/// Somebody connects a handy tool server that nobody looked at, and it sits between the agent and
/// its data. A connection to a server that is not on the list is the alarm. First keep a list of
/// approved servers and let agents refuse the others.
threat mcp-shadow-server: elevation-of-privilege "{f.source} may use a tool server nobody approved"
  for flow f {
  when f.source is llm-app and f.target is mcp-server and not f.is-reply
    and (f.target.managed = supplier
      or (f.target.managed is not known
        and any(z in f.target.zones where z.kind in [internet, client, third-party, office])))
  unless f.source.tool-allowlist
  severity: medium; likelihood: medium
  group: tool-poisoning
  cwe: 829; capec: 698; attack: "AML.T0010.005"; owasp: "MCP09:2025"
  detect: "Connection to a tool server that is not on the list: agent, server"
  ask: "Who approves that {f.source} connects to {f.target}?"
}
test "anybody may plug in a tool server" {
  zone laptop: public-client-zone {
    process p: coding-agent { tool-allowlist: no }; process m: mcp-server
  }
  flow a: p -> m via mcp-stdio
  expect mcp-shadow-server on a
}
test "the agent connects to listed servers only" {
  zone laptop: public-client-zone {
    process p: coding-agent { tool-allowlist: yes }; process m: mcp-server
  }
  flow a: p -> m via mcp-stdio
  expect mitigated mcp-shadow-server on a
}
test "the server stands in our own network" {
  zone laptop: internal-zone {
    process p: coding-agent { tool-allowlist: no }; process m: mcp-server
  }
  flow a: p -> m via mcp-stdio
  expect no mcp-shadow-server on a
}
test "the server was written by somebody else" {
  zone vendor: internal-zone { process m: external-mcp-server }
  zone inside: internal-zone { process p: agent { tool-allowlist: no } }
  flow a: p -> m via mcp-http
  expect mcp-shadow-server on a
}
test "a program, not a model, calls the server" {
  zone laptop: public-client-zone {
    process p: cli-tool { tool-allowlist: no }; process m: mcp-server
  }
  flow a: p -> m via mcp-stdio
  expect no mcp-shadow-server on a
}

/// The tool server keeps context between calls, and what one user asked turns up in the session of
/// another. A context identifier that two users share is the alarm. First key everything it keeps
/// by user, and forget it when the session ends.
threat mcp-shared-context: information-disclosure "{p} can mix up what its users told it"
  for process p: mcp-server {
  when p.sensitivity >= internal and not any(z in p.zones where z.kind = client)
    and (p.multi-user or p.internet-reachable
      or any(f in p.inflows where not f.pulled and f.source.multi-user))
  unless p.tenant-isolation
  severity: high; likelihood: low
  group: tenant
  cwe: 668; capec: 1; attack: "AML.T0080.001"; owasp: "MCP10:2025"
  detect: "Context identifier used by two users: server, users"
  ask: "What does {p} keep between the sessions of two users?"
}
test "the tool server keeps one context for everybody" {
  asset note classified internal
  zone inside: internal-zone {
    entity u: employee; process p: agent; process m: mcp-server { tenant-isolation: no }
  }
  flow a: u -> p
  flow b: p -> m via mcp-stdio carrying note
  expect mcp-shared-context on m
}
test "the tool server keeps users apart" {
  asset note classified internal
  zone inside: internal-zone {
    entity u: employee; process p: agent; process m: mcp-server { tenant-isolation: yes }
  }
  flow a: u -> p
  flow b: p -> m via mcp-stdio carrying note
  expect mitigated mcp-shared-context on m
}
test "no person stands behind the calls" {
  asset note classified internal
  zone inside: internal-zone {
    process u: scheduler; process p: agent; process m: mcp-server { tenant-isolation: no }
  }
  flow a: u -> p
  flow b: p -> m via mcp-stdio carrying note
  expect no mcp-shared-context on m
}
test "the tool server runs on the machine of its one user" {
  asset note classified internal
  zone laptop: public-client-zone {
    entity u: employee; process p: agent; process m: mcp-server { tenant-isolation: no }
  }
  flow a: u -> p
  flow b: p -> m via mcp-stdio carrying note
  expect no mcp-shared-context on m
}
test "what the users ask is no secret" {
  asset note classified public
  zone inside: internal-zone {
    entity u: employee; process p: agent; process m: mcp-server { tenant-isolation: no }
  }
  flow a: u -> p
  flow b: p -> m via mcp-stdio carrying note
  expect no mcp-shared-context on m
}

// ---- Questions, by kind of element -------------------------------------------------------------

question unknown-authors "Which text was written by people you do not know?"
  for process p: llm-app {
  ask: "Which text that reaches {p} was written by people you do not know?"
  good: "each source is named, and its data has an origin"
  because: "Tampering: a model takes text for orders, whoever wrote it"
}

question irreversible-tools "What can it change, and what cannot be undone?" for process p: agent {
  ask: "What can {p} change in the world, and which of it cannot be undone?"
  good: "a list of tools with their effects; a person approves what cannot be undone"
  because: "Elevation of privilege: whoever steers the agent holds its tools"
}

question memory-writers "What is remembered between sessions, and who can write there?"
  for process p: agent {
  ask: "What does {p} remember between sessions, and who can write there?"
  good: "what, how long, apart for each user, with its origin"
  because: "Tampering: a false memory steers every session after it"
}

question answer-use "What happens with the answers: shown, stored, run, decided?"
  for process p: ai-component {
  ask: "What do those who get answers from {p} do with them: show, store, run, decide?"
  good: "for each use, a check that fits it"
  because: "Tampering: an answer is input, written by whoever steered the model"
}

question agent-rights "Whose rights does it use for somebody?" for process p: agent {
  ask: "Whose rights does {p} use when it acts for somebody?"
  good: "the user's own, limited to the task"
  because: "Elevation of privilege: a strong account works for every user"
}

question rented-model "What may leave to a rented model, and what may its operator keep?"
  for process p: external-llm-api {
  ask: "What may be sent to {p}, and what may its operator keep, for how long?"
  good: "the kinds of data, and the terms of a contract"
  because: "Information disclosure: a prompt is a copy in somebody else's hands"
}

question tool-change "How would you notice that the tools changed?" for process p: mcp-server {
  ask: "Who wrote {p}, and how would you notice that its tools changed?"
  good: "an approved version that is fixed, and an alarm when it differs"
  because: "Tampering: the model obeys what the description of a tool says"
}
