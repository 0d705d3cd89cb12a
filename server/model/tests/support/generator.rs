//! Random models, packs and edits. Names come from small pools, so that references often meet.

/// A small generator of pseudo-random numbers (SplitMix64), so that a sequence is its number.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    pub fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit.max(1) as u64).unwrap()
    }

    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub fn pick<'a, T: ?Sized>(&mut self, from: &[&'a T]) -> &'a T {
        from[self.below(from.len())]
    }
}

/// A pack with every construct of rules: facts that follow and spread, derived controls, groups,
/// quantifiers, counts, ways, types that bring values.
pub const PACK: &str = r#"kb mini 1.0.0 "Small" { license: "x" }
scale criticality: low < medium < high < critical
choice purpose: business, response, retrieval, tool-call, tool-result
choice authn: none, password, token
attribute criticality: criticality for element { default: unset }
attribute purpose: purpose for flow { default: unset }
attribute authn: authn for flow { default: unset }
attribute custom-code: yes-no for process { default: unset }
attribute audited: date for element { default: unset }
attribute region: text for store { ask: "Where is {it}?" }
attribute tags: list of purpose for process { default: unset }
attribute origin: yes-no for asset { default: unset }
fact on-internet for element e { when any(z in e.zones where z.kind = internet) }
fact exposed for element e { when any(f in e.inflows where f.crossing = up and not f.is-reply) }
fact internet-exposed for element e { when not e.on-internet and any(f in e.inflows where f.source.on-internet) }
fact from-internet for flow f { when f.source.on-internet and not f.target.on-internet }
fact tainted for element e {
  when any(f in e.inflows where f.source.on-internet or any(a in f.data where a.origin))
  spreads f where f.source is not entity
}
fact busy for process p { when count(f in p.inflows) >= 2 }
mitigation mutual "Both sides" for flow { ask: "Does {it} prove both sides?"; domain: cryptography }
mitigation known "Known caller" for flow f {
  when f.mutual or f.authn in [password, token]
  unless f.authn = none
  ask: "Who calls {it}?"
}
mitigation sealed "Sealed" for flow { ask: "Is {it} sealed?" }
mitigation checked "Checked" for process { ask: "Does {it} check?"; domain: operations }
mitigation walls "Walls" for zone, element { ask: "Has {it} walls?" }
mitigation saved "Saved" for store { ask: "Is {it} saved?" }
mitigation partly "Partly" for process counters mini.input { effect: partial }
mitigation authenticated "Known" for flow f {
  when f.authn in [password, token]
  unless f.authn = none
  domain: access-control; top: yes
}
mitigation encrypted "Hidden" for flow { ask: "Is {it} encrypted?"; domain: cryptography }
type agent: process "Agent"
type log: asset "Log"
type credential: asset "Credential" { classified: restricted }
type log-store: store "Log store" { holds: log }
type plain: flow "Plain" { encrypted: no; fixed: encrypted }
type web: process "Web" { custom-code: yes }
type front: web "Front" { checked: no }
type human: entity "Human"
type base-store: store "Store" { holds: secret }
type tls: flow "TLS" { sealed: yes; fixed: sealed }
type net: zone "Net" { kind: internet; trust: none }
type inner: zone "Inner" { trust: high; walls: yes }
type secret: asset "Secret" { classified: restricted }
type page: asset "Page"
threat clear: information-disclosure "{f} is read on the way to {f.target}" for flow f {
  when f.crosses and any(a in f.data where a.classified >= confidential)
  unless f.sealed
  severity: high; likelihood: medium; top: yes; group: way; cwe: 319
}
threat altered: tampering "{f} is changed" for flow f {
  when f.crosses and f.integrity-need >= medium
  unless f.sealed
  severity: high; likelihood: low; group: way
}
threat caller: spoofing "{f} lets anyone in" for flow f {
  when f.crossing = up and f.target is process and not f.is-reply
  unless f.known
  severity: high; likelihood: high
}
threat input: tampering "{p} takes anything" for process p: web {
  when p.tainted and p.custom-code
  unless p.checked
  severity: critical; likelihood: medium
}
threat lost: denial-of-service "{s} is lost" for store s {
  when s.availability-need >= medium or s.sensitivity >= restricted
  unless s.saved
  severity: medium; likelihood: medium
}
threat flat: elevation-of-privilege "{z} is flat" for zone z {
  when any(e in z.elements where e.exposed) and any(s in z.stores where s.sensitivity >= internal)
  unless z.walls
  severity: high; likelihood: medium
}
threat around: elevation-of-privilege "{s} is reached around the gate" for store s {
  when any(e in model.entities where e.trust <= low and reaches(e -> s avoiding p where p is front))
  severity: medium; likelihood: low
}
threat many: denial-of-service "{p} has many" for process p {
  when p.busy and p.criticality >= high and any(t in p.tags where t = business)
  unless p.walls
  severity: low; likelihood: low
}
threat leaves: information-disclosure "{a} leaves" for asset a: secret {
  when any(f in a.flows where f.target.on-internet) or any(s in a.stores where s.region is not known)
  severity: high; likelihood: medium
}
threat stale: repudiation "{e} was not audited" for element e {
  when age(e.audited) > 90d
  severity: low; likelihood: medium
}
threat whole: repudiation "{m} has many zones" for model m {
  when count(z in m.zones) >= 2 and any(e in m.elements where e.owner is not known)
  unless m.walls
  severity: low; likelihood: low
}
threat open-flow: spoofing "{f} takes anyone" for flow f {
  when f.crossing = up and f.purpose = business
  unless f.authenticated
  severity: medium; likelihood: medium
}
moved leaking -> leaves
moved splitting -> lost, leaves
event alarm "Alarm" { fields: "who" }
question why "Why {p}?" for process p
"#;

/// The last looks like the first and is written in Cyrillic.
const NAMES: [&str; 10] = ["a", "b", "c", "d", "e", "z1", "z2", "f1", "f2", "а"];
const ASSETS: [&str; 3] = ["s1", "s2", "nothing"];
const MITIGATIONS: [&str; 3] = ["m1", "m2", "sealed"];
const THREATS: [&str; 14] = [
    "mini.clear",
    "mini.caller",
    "mini.input",
    "mini.lost",
    "mini.flat",
    "mini.altered",
    "t1",
    "t2",
    "mini.*",
    "*",
    "mini.nothing",
    "mini.leaking",
    "mini.splitting",
    "mini.leaves",
];
const TYPES: [&str; 10] = [
    "web",
    "front",
    "human",
    "base-store",
    "net",
    "inner",
    "missing",
    "agent",
    "agent",
    "log-store",
];
const STATUS: [&str; 5] = ["proposed", "planned", "done", "verified", "rejected"];
const DATES: [&str; 3] = ["2026-01-01", "2026-11-25", "2027-06-30"];

/// A line of a model; every kind of item comes up.
pub fn line(random: &mut Random) -> String {
    let name = random.pick(&NAMES).to_owned();
    let other = random.pick(&NAMES).to_owned();
    let third = random.pick(&NAMES).to_owned();
    let asset = random.pick(&ASSETS).to_owned();
    let threat = random.pick(&THREATS).to_owned();
    let status = random.pick(&STATUS).to_owned();
    let date = random.pick(&DATES).to_owned();
    let mitigation = random.pick(&MITIGATIONS).to_owned();
    let type_name =
        if random.chance(60) { format!(": {}", random.pick(&TYPES)) } else { String::new() };
    let target = match random.below(5) {
        0 => format!("zone {other}"),
        1 => format!("{other}/reply"),
        2 => "*".to_owned(),
        _ => other.clone(),
    };
    match random.below(33) {
        0..=2 => format!("process {name}{type_name} \"P\" {{ {} }}", property(random)),
        3 => format!("entity {name}{type_name} in {other}"),
        4 | 5 => format!("store {name}{type_name} holds {asset} {{ {} }}", property(random)),
        6 => format!("zone {name}{type_name} trust {} {{", random.pick(&["none", "low", "high"])),
        7 => "}".to_owned(),
        8..=12 => {
            let via = random.pick(&["", "", " via tls", " via tls", " via plain"]);
            let back = if random.chance(40) { format!(" returns {asset}") } else { String::new() };
            let carrying =
                if random.chance(60) { format!(" carrying {asset}") } else { String::new() };
            let more = if random.chance(20) { format!(" -> {third}") } else { String::new() };
            let number = if random.chance(40) { "1 " } else { "" };
            format!(
                "flow {number}{name}: {other} -> {third}{more}{via}{carrying}{back} {{ {} }}",
                property(random)
            )
        }
        13 | 14 => format!(
            "asset {}: {} \"A\" classified {} {{ integrity: high; {} }}",
            random.pick(&["s1", "s2"]),
            random.pick(&["secret", "page", "credential"]),
            random.pick(&["public", "internal", "confidential", "restricted"]),
            random.pick(&["origin: yes", "also: secret", "availability: high", "origin: ?"]),
        ),
        15 | 16 => format!(
            "mitigation {}: {} on {target} status {status} until {date}",
            random.pick(&["m1", "m2"]),
            random.pick(&["sealed", "checked", "walls", "saved", "mutual", "partly", "missing"]),
        ),
        17 => format!(
            "threat {}: tampering \"T\" on {target} {{ likelihood: high; impact: low }}",
            random.pick(&["t1", "t2"])
        ),
        18 => format!("mitigate {threat} on {target} with {mitigation} status {status}"),
        19 => format!("accept {threat} on {target} because \"x\" by @k until {date}"),
        20 => format!("transfer {threat} on {target} to \"them\" until {date}"),
        21 => format!("{} {threat} on {target} because \"x\"", random.pick(&["avoid", "dismiss"])),
        22 => format!("scope {} {target}", random.pick(&["in", "out"])),
        23 => format!(
            "assumption {}: infrastructure \"A\" about {other} status {} {{ claims {other}.trust = high }}",
            random.pick(&["as1", "as2"]),
            random.pick(&["open", "refuted"]),
        ),
        24 => format!(
            "objective o1: integrity \"O\" protects {} against ac1 {{ assuming: as1 }}",
            random.pick(&[&asset, &other])
        ),
        25 => format!("actor {}: insider \"Actor\" {{ skill: high }}", random.pick(&["ac1", "c"])),
        26 => format!(
            "story st1: {} \"S\" on {other} by ac1 {{ {} }}",
            random.pick(&["abuse", "user", "agent-bypass"]),
            random.pick(&[
                "",
                "without \"W\"",
                &format!("without \"W\": {threat} on {other}"),
                "realises: r1"
            ]),
        ),
        27 => format!("question q1 \"Q?\" on {other}\nanswer q1 on {other} = \"yes\" by @k"),
        28 => format!("moved {name} -> {other}"),
        29 => format!(
            "assumption {}: infrastructure \"A\" {{ {} }}",
            random.pick(&["as1", "as2"]),
            random.pick(&[
                "status: validated",
                "check-by: 2026-01-01; owner: @k",
                &format!("claims {other}.zone is known"),
                &format!("claims any(x in model.elements where x.exposed) or {other}.tainted"),
                &format!("claims {name}.target = {third}"),
                &format!("claims {asset}.classified >= internal"),
                "claims count(f in model.flows) >= 3",
            ]),
        ),
        30 => format!(
            "threat {}: tampering \"T\" on {target} {{ {} }}",
            random.pick(&["t1", "t2"]),
            random.pick(&[
                "dread: 1, 2, 3, 4, 5",
                "dread: 1, 20",
                "cvss: \"CVSS:4.0/AV:N\"",
                "cvss: \"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H\"",
                ""
            ]),
        ),
        31 if random.chance(50) => format!(
            "mitigation {}{} on {target} status {status} counters {threat}{} {{ {} }}",
            random.pick(&["m1", "m2"]),
            random.pick(&["", "", ": checked"]),
            random.pick(&["", &format!(" on {other}")]),
            random.pick(&["", "until: 2026-01-01", "raises: alarm"]),
        ),
        31 => format!(
            "mitigation {}: {} on {target} {{ ticket: T-1; {} }}",
            random.pick(&["m1", "m2"]),
            random.pick(&["encrypted", "authenticated", "checked", "partly"]),
            random.pick(&["realises: r1", "raises: alarm", "counters: t1", "status: done"]),
        ),
        _ => random
            .pick(&[
                "requirement r1: cryptography \"R\" protects s1 with m1",
                "requirement r1: cryptography \"R\" protects s1",
                "asset s1: page \"A\"",
                "scope in *",
                "event ev1 \"E\" { alert: soc }",
                "tracker T \"https://t/{id}\"",
                "// a comment",
                "/// some words",
                "import \"other.tm\" as imp",
                "flow imp-flow: a -> imp.x",
                "use mini 1.0 only lite",
                "use spare 1.0",
                "",
            ])
            .to_owned(),
    }
}

fn property(random: &mut Random) -> String {
    random
        .pick(&[
            "criticality: high",
            "criticality: critical",
            "sealed: no",
            "sealed: yes assuming as1",
            "checked: yes",
            "checked: no",
            "checked: ?",
            "walls: yes",
            "saved: no",
            "saved: yes assuming as2",
            "authn: none",
            "encrypted: yes",
            "encrypted: no",
            "authenticated: no",
            "authn: token",
            "mutual: yes",
            "purpose: retrieval",
            "custom-code: yes",
            "audited: 2026-10-01",
            "audited: 2026-01-01",
            "region: \"EU\"",
            "tags: business, retrieval",
            "tainted: no",
            "known: ?",
            "owner: @x",
            "initiator: target",
            "sensitivity: restricted",
            "carrying: ?",
            "holds: s1",
            "nonsense: 3",
        ])
        .to_owned()
}

/// A file of a model.
pub fn file(random: &mut Random, header: &str) -> String {
    let mut text = String::from(header);
    let mut open = 0;
    for _ in 0..random.below(9) + 2 {
        let line = line(random);
        if line == "}" {
            if open == 0 {
                continue;
            }
            open -= 1;
        } else if line.ends_with('{') {
            open += 1;
        }
        text.push_str(&line);
        text.push('\n');
    }
    text.push_str(&"}\n".repeat(open));
    text
}
