//! The table itself: for each item word, where it may stand and what it takes.

use super::{ItemWord, NestedWord, Places, PropertyInfo, Referent, Shape, ValueWord};

/// What an item word takes, in one kind of file.
#[derive(Clone, Copy, Debug)]
pub struct ItemInfo {
    /// The word.
    pub word: ItemWord,
    /// Where it may stand with this table.
    pub places: Places,
    /// Its clauses and properties.
    pub properties: &'static [PropertyInfo],
    /// The words that may start other lines of its body.
    pub nested: &'static [NestedWord],
    /// The kind of thing whose facts and controls may be written as properties as well.
    pub attributes: bool,
    /// How it is written.
    pub usage: &'static str,
    /// What it declares, in one short sentence.
    pub about: &'static str,
}

impl ItemInfo {
    /// The clause or property of that name.
    pub fn property(&self, key: &str) -> Option<&'static PropertyInfo> {
        self.properties.iter().find(|property| property.key == key)
    }
}

/// The row of `word` in a file or body of that kind; `None` if the item may not stand there.
pub fn item_info(word: ItemWord, place: Places) -> Option<&'static ItemInfo> {
    ITEMS.iter().find(|info| info.word == word && info.places.contains(place))
}

const MODEL: Places = Places::MODEL.or(Places::TEST);
const KB: Places = Places::KNOWLEDGE_BASE;
const BOTH: Places = MODEL.or(KB);
const IN_ZONE: Places = MODEL.or(Places::ZONE);

/// A literal and not a function, so that a list of them is a constant that lives for ever.
macro_rules! property {
    ($key:expr, $shape:expr, $about:expr $(,)?) => {
        PropertyInfo { key: $key, shape: $shape, about: $about }
    };
}

const OWNER: PropertyInfo = property!("owner", Shape::Person, "who answers for it");
const TICKET: PropertyInfo = property!("ticket", Shape::Tickets, "the tickets that track it");
/// How much work a mitigation is, and in what one counts it.
const EFFORTS: &[ValueWord] = &[("small", "hours"), ("medium", "days"), ("large", "weeks")];
const EFFORT: PropertyInfo = property!("effort", Shape::Word(EFFORTS), "how much work it is");
const ASK: PropertyInfo = property!("ask", Shape::Text, "the question that is asked");
const CWE: PropertyInfo = property!("cwe", Shape::Numbers, "CWE weaknesses, by number");
const CAPEC: PropertyInfo = property!("capec", Shape::Numbers, "CAPEC attack patterns, by number");
const ATTACK: PropertyInfo =
    property!("attack", Shape::Texts, "techniques of ATT&CK, and of ATLAS (\"AML.T0051\")");
const LEVEL_WORDS: &[ValueWord] = &[
    ("low", "little depends on it"),
    ("medium", "some harm follows"),
    ("high", "much depends on it"),
];
const RISK_WORDS: &[ValueWord] = &[
    ("low", "fix it when convenient"),
    ("medium", "plan it"),
    ("high", "fix it before release"),
    ("critical", "fix it now"),
];
const TRUST_WORDS: &[ValueWord] = &[
    ("none", "anyone may be there"),
    ("low", "others run it: devices of users, third parties"),
    ("medium", "ours, and reachable from outside"),
    ("high", "ours, and not reachable from outside"),
    ("full", "from where everything else is administered"),
];
/// The kinds of zones.
pub const ZONE_KINDS: &[ValueWord] = &[
    ("internet", "open to everybody"),
    ("client", "devices that users own"),
    ("third-party", "systems of another organisation"),
    ("device", "devices in the field"),
    ("dmz", "reachable from outside, screened from inside"),
    ("office", "staff network and premises"),
    ("build", "pipelines and runners"),
    ("cloud-account", "one administrative boundary in a cloud"),
    ("network", "a virtual network or subnet"),
    ("cluster", "a container cluster"),
    ("namespace", "a part of a cluster"),
    ("internal", "the organisation's own network"),
    ("sandbox", "a contained place"),
    ("ot", "control systems"),
    ("restricted", "holds what is most valuable"),
    ("management", "from where systems are administered"),
    ("datacenter", "a building or room with servers"),
];
const CLASSIFICATION_WORDS: &[ValueWord] = &[
    ("public", "anyone may know it"),
    ("internal", "meant for the organisation"),
    ("confidential", "its loss does harm"),
    ("restricted", "its loss does grave harm"),
];
const MITIGATION_STATUS: &[ValueWord] = &[
    ("proposed", "an idea; settles nothing yet"),
    ("planned", "decided, not begun"),
    ("in-progress", "being built"),
    ("done", "in place"),
    ("verified", "in place, and somebody checked"),
    ("rejected", "will not be done: the control is a no"),
];
const SENSITIVITY: PropertyInfo = property!(
    "sensitivity",
    Shape::Word(CLASSIFICATION_WORDS),
    "how confidential its data is, where the assets do not say it",
);
const INTEGRITY_NEED: PropertyInfo = property!(
    "integrity-need",
    Shape::Word(LEVEL_WORDS),
    "how much a false change would harm, where the assets do not say it",
);
const AVAILABILITY_NEED: PropertyInfo = property!(
    "availability-need",
    Shape::Word(LEVEL_WORDS),
    "how much an outage would harm, where assets and criticality do not say it",
);
const HOLDS: PropertyInfo =
    property!("holds", Shape::References(Referent::Data), "the data it keeps; `nothing` for none");
const IN: PropertyInfo = property!("in", Shape::Reference(Referent::Zone), "the zone it lies in");
const ELEMENT: &[PropertyInfo] = &[IN, OWNER, SENSITIVITY, INTEGRITY_NEED, AVAILABILITY_NEED];
const DECISION: &[PropertyInfo] = &[
    property!("on", Shape::References(Referent::Target), "where: things, `zone z` or `*`"),
    property!("with", Shape::References(Referent::Mitigation), "the mitigations that answer it"),
    property!("to", Shape::TextOrReference, "who carries the risk from now on"),
    property!("by", Shape::Person, "who decided"),
    property!("until", Shape::Date, "the last day on which it holds"),
    property!(
        "status",
        Shape::Word(MITIGATION_STATUS),
        "how far a `with` is, if no mitigation says so",
    ),
    TICKET,
    property!("because", Shape::Text, "the reason"),
    property!("note", Shape::Text, "anything else"),
];

const fn item(
    word: ItemWord,
    places: Places,
    usage: &'static str,
    about: &'static str,
    properties: &'static [PropertyInfo],
) -> ItemInfo {
    ItemInfo { word, places, properties, nested: &[], attributes: false, usage, about }
}

const fn with_attributes(info: ItemInfo) -> ItemInfo {
    ItemInfo { attributes: true, ..info }
}

const fn with_nested(info: ItemInfo, nested: &'static [NestedWord]) -> ItemInfo {
    ItemInfo { nested, ..info }
}

/// In what one counts the work of a mitigation that says `effort`: hours, days or weeks.
pub fn effort_unit(effort: &str) -> Option<&'static str> {
    EFFORTS.iter().find(|(word, _)| *word == effort).map(|(_, unit)| *unit)
}

/// One row for each item word and kind of file.
pub const ITEMS: &[ItemInfo] = &[
    with_attributes(item(
        ItemWord::Model,
        Places::HEADER.or(Places::MODEL),
        "model NAME \"Title\" { … }",
        "the model this file starts",
        &[
            OWNER,
            property!("reviewed", Shape::Date, "the day of the last review"),
            property!("review-every", Shape::Duration, "how long a review lasts"),
            property!(
                "rating",
                Shape::Word(&[
                    ("likelihood-impact", "two words and a table"),
                    ("dread", "five numbers from 0 to 10"),
                    ("cvss", "a CVSS vector"),
                ]),
                "how threats of the model are rated",
            ),
            property!(
                "unknowns",
                Shape::Word(&[
                    ("ask", "an unknown control is a question"),
                    ("threat", "an unknown control counts as missing"),
                    ("ignore", "an unknown control is left out"),
                ]),
                "what an unknown control means",
            ),
            property!(
                "risk-level",
                Shape::Word(&[
                    ("low", "only the most important threats"),
                    ("medium", "important and severe threats"),
                    ("high", "all threats, and unknown counts as missing"),
                ]),
                "how much the application matters",
            ),
            property!("stakeholders", Shape::People, "who wants to know"),
            property!("methodology", Shape::Any, "the categories looked at: stride, linddun, …"),
            property!("backlog", Shape::Text, "an export of the tracker"),
        ],
    )),
    item(
        ItemWord::KnowledgeBase,
        Places::HEADER.or(Places::KNOWLEDGE_BASE),
        "kb NAME VERSION \"Title\" { … }",
        "the knowledge base this file holds",
        &[
            OWNER,
            property!("reviewed", Shape::Date, "the day of the last review"),
            property!("license", Shape::Text, "under which terms it may be used"),
            property!(
                "unknowns",
                Shape::Word(&[
                    ("ask", "an unknown control is a question"),
                    ("threat", "an unknown control counts as missing"),
                    ("ignore", "an unknown control is left out"),
                ]),
                "what an unknown control means in its rules",
            ),
        ],
    ),
    item(
        ItemWord::Part,
        Places::HEADER.or(Places::MODEL),
        "part of MODEL",
        "the model that this file belongs to",
        &[],
    ),
    item(
        ItemWord::Use,
        BOTH,
        "use PACK VERSION",
        "a knowledge base whose words and rules apply",
        &[property!(
            "only",
            Shape::Reference(Referent::Profile),
            "the profile that filters its rules",
        )],
    ),
    item(
        ItemWord::Import,
        MODEL,
        "import \"path.tm\" as NAME",
        "another model whose elements may be ends of flows",
        &[],
    ),
    item(
        ItemWord::Tracker,
        MODEL,
        "tracker PREFIX \"https://…/{id}\"",
        "where the tickets of a prefix are found",
        &[],
    ),
    with_attributes(item(
        ItemWord::Zone,
        IN_ZONE,
        "zone NAME: TYPE \"Title\" { … }",
        "a place whose members are trusted alike",
        &[
            property!("in", Shape::Reference(Referent::Zone), "the zone around it"),
            property!("trust", Shape::Word(TRUST_WORDS), "how far what lies inside is trusted"),
            OWNER,
            property!("kind", Shape::Word(ZONE_KINDS), "what sort of place it is"),
            property!("isolated", Shape::YesNo, "trusted less than what is around it, on purpose"),
        ],
    )),
    with_attributes(item(
        ItemWord::Entity,
        IN_ZONE,
        "entity NAME: TYPE \"Title\"",
        "a person or system outside that talks to yours",
        ELEMENT,
    )),
    with_attributes(item(
        ItemWord::Process,
        IN_ZONE,
        "process NAME: TYPE \"Title\"",
        "something that works on data",
        ELEMENT,
    )),
    with_attributes(item(
        ItemWord::Store,
        IN_ZONE,
        "store NAME: TYPE \"Title\" holds DATA",
        "something that keeps data",
        &[IN, HOLDS, OWNER, SENSITIVITY, INTEGRITY_NEED, AVAILABILITY_NEED],
    )),
    with_attributes(item(
        ItemWord::Flow,
        IN_ZONE,
        "flow NUMBER NAME: FROM -> TO via TYPE carrying DATA",
        "data that moves one way",
        &[
            property!("via", Shape::Reference(Referent::FlowType), "how the data is carried"),
            property!(
                "carrying",
                Shape::References(Referent::Data),
                "the data that moves; `nothing` for none",
            ),
            property!("returns", Shape::References(Referent::Data), "the data that comes back"),
            OWNER,
            property!(
                "initiator",
                Shape::Word(&[
                    ("source", "the sender opens the connection"),
                    ("target", "the receiver fetches it"),
                ]),
                "which end opens the connection",
            ),
            SENSITIVITY,
            INTEGRITY_NEED,
        ],
    )),
    with_attributes(item(
        ItemWord::Asset,
        MODEL,
        "asset NAME: KIND \"Title\" classified LEVEL",
        "what is worth protecting",
        &[
            property!("classified", Shape::Word(CLASSIFICATION_WORDS), "how confidential it is"),
            OWNER,
            property!("confidentiality", Shape::Word(LEVEL_WORDS), "how much a leak would harm"),
            property!("integrity", Shape::Word(LEVEL_WORDS), "how much a false change would harm"),
            property!("availability", Shape::Word(LEVEL_WORDS), "how much a loss would harm"),
            property!(
                "also",
                Shape::References(Referent::AssetType),
                "further kinds of data that it is",
            ),
        ],
    )),
    item(
        ItemWord::Objective,
        MODEL,
        "objective NAME: PROPERTY \"Title\" protects ASSET against ACTOR",
        "what must never happen",
        &[
            property!("protects", Shape::References(Referent::Protected), "what is protected"),
            property!("against", Shape::References(Referent::Actor), "from whom"),
            OWNER,
            property!("goal", Shape::Text, "what the attacker is after"),
            property!(
                "assuming",
                Shape::References(Referent::Assumption),
                "what it takes for granted",
            ),
        ],
    ),
    item(
        ItemWord::Actor,
        MODEL,
        "actor NAME: KIND \"Title\"",
        "who could do harm",
        &[
            OWNER,
            property!("goal", Shape::Text, "what the actor is after"),
            property!("skill", Shape::Word(LEVEL_WORDS), "how able the actor is"),
            property!("motive", Shape::Text, "why the actor tries"),
        ],
    ),
    with_nested(
        item(
            ItemWord::Assumption,
            MODEL,
            "assumption NAME: KIND \"Title\" about THING",
            "what is taken for granted, and could prove wrong",
            &[
                property!("about", Shape::References(Referent::Target), "what it speaks of"),
                property!(
                    "status",
                    Shape::Word(&[
                        ("open", "nobody has checked it"),
                        ("validated", "somebody has checked it"),
                        ("refuted", "it turned out wrong"),
                    ]),
                    "whether somebody has checked it",
                ),
                OWNER,
                property!("check-by", Shape::Date, "when to check it again"),
                property!("source", Shape::Text, "what it rests on"),
            ],
        ),
        &[NestedWord::Claims],
    ),
    with_nested(
        item(
            ItemWord::Story,
            MODEL,
            "story NAME: KIND \"As a … I want …\" on FLOW",
            "what somebody wants to do, and what must not come with it",
            &[
                property!("by", Shape::PersonOrActor, "who does it"),
                property!("on", Shape::References(Referent::Target), "the flows it is told on"),
                property!("status", Shape::Word(MITIGATION_STATUS), "how far it is"),
                TICKET,
                OWNER,
                property!(
                    "realises",
                    Shape::References(Referent::Requirement),
                    "the requirements it meets",
                ),
            ],
        ),
        &[NestedWord::Without],
    ),
    item(
        ItemWord::Threat,
        MODEL,
        "threat NAME: CATEGORY \"Title\" on THING",
        "what could go wrong",
        &[
            property!("on", Shape::References(Referent::Target), "where it could happen"),
            property!("by", Shape::PersonOrActor, "who would do it"),
            property!("severity", Shape::Word(RISK_WORDS), "how bad it would be"),
            OWNER,
            property!("prerequisite", Shape::Text, "what the attacker needs first"),
            property!("action", Shape::Text, "what the attacker does"),
            property!("leads-to", Shape::Text, "what follows"),
            property!("likelihood", Shape::Word(LEVEL_WORDS), "how likely it is"),
            property!("impact", Shape::Word(RISK_WORDS), "how bad it would be"),
            property!(
                "dread",
                Shape::Numbers,
                "damage, reproducibility, exploitability, affected users, discoverability: 0 to 10",
            ),
            property!("cvss", Shape::Text, "a CVSS vector"),
            CWE,
            CAPEC,
            ATTACK,
        ],
    ),
    with_nested(
        item(
            ItemWord::Threat,
            KB,
            "threat NAME: CATEGORY \"Title\" for KIND VARIABLE { when … unless … }",
            "a rule: the situation it looks for and the answer to it",
            &[
                property!("for", Shape::Subjects, "what it looks at"),
                property!("severity", Shape::Word(RISK_WORDS), "how bad it would be"),
                property!("likelihood", Shape::Word(LEVEL_WORDS), "how likely it is"),
                property!("top", Shape::YesNo, "one of the threats that matter most"),
                property!("group", Shape::Any, "rules of one group fold into one on a subject"),
                CWE,
                CAPEC,
                ATTACK,
                property!("owasp", Shape::Texts, "entries of OWASP lists"),
                property!("detect", Shape::Text, "what an attempt looks like"),
                ASK,
            ],
        ),
        &[NestedWord::When, NestedWord::Unless],
    ),
    item(
        ItemWord::Mitigation,
        MODEL,
        "mitigation NAME: CONTROL \"Title\" on THING status done",
        "what is done about threats, in all its places",
        &[
            property!("on", Shape::References(Referent::Target), "where it is in place"),
            property!("status", Shape::Word(MITIGATION_STATUS), "how far it is"),
            TICKET,
            property!("raises", Shape::References(Referent::Event), "the events it raises"),
            OWNER,
            property!("counters", Shape::Threats, "threats that it answers besides its control's"),
            property!("until", Shape::Date, "when it is due"),
            property!("verify", Shape::Text, "how one knows that it works"),
            EFFORT,
            property!(
                "realises",
                Shape::References(Referent::Requirement),
                "the requirements it meets",
            ),
        ],
    ),
    with_nested(
        item(
            ItemWord::Mitigation,
            KB,
            "mitigation NAME \"Title\" for KIND { ask: \"…\" }",
            "a control: what one can do, and the attribute that says so",
            &[
                property!("for", Shape::Subjects, "what it may be written on"),
                property!("raises", Shape::References(Referent::Event), "the events it raises"),
                property!(
                    "counters",
                    Shape::Threats,
                    "rules that it answers besides their `unless`",
                ),
                property!("domain", Shape::Word(DOMAINS), "the security domain it belongs to"),
                property!(
                    "control",
                    Shape::Word(&[
                        ("preventive", "keeps it from happening"),
                        ("detective", "notices it"),
                        ("corrective", "repairs what happened"),
                    ]),
                    "how it works",
                ),
                EFFORT,
                property!("top", Shape::YesNo, "one of the controls that matter most"),
                ASK,
                property!(
                    "effect",
                    Shape::Word(&[
                        ("full", "settles the threat"),
                        ("partial", "makes the threat smaller"),
                    ]),
                    "how much it does against what it counters",
                ),
                property!("verify", Shape::Text, "how one knows that it works"),
                property!("asvs", Shape::Texts, "requirements of OWASP ASVS 5.0"),
                property!("iso", Shape::Texts, "controls of ISO/IEC 27001:2022 Annex A"),
                property!("csf", Shape::Texts, "outcomes of the NIST Cybersecurity Framework 2.0"),
                property!("nist", Shape::Texts, "controls of NIST SP 800-53, revision 5"),
            ],
        ),
        &[NestedWord::When, NestedWord::Unless],
    ),
    item(
        ItemWord::Requirement,
        BOTH,
        "requirement NAME: DOMAIN \"Title\" protects ASSET with MITIGATION",
        "what a standard, a law or a customer demands",
        &[
            property!("protects", Shape::References(Referent::Protected), "what it protects"),
            property!(
                "with",
                Shape::References(Referent::Mitigation),
                "the mitigations that realise it",
            ),
            TICKET,
            OWNER,
            property!("source", Shape::Text, "who demands it, and where"),
        ],
    ),
    item(
        ItemWord::Event,
        BOTH,
        "event NAME \"Title\" { alert-when: \"…\" }",
        "what to watch for",
        &[
            OWNER,
            property!("alert", Shape::Any, "who is told"),
            property!("alert-when", Shape::Text, "how often before somebody is told"),
            property!("respond", Shape::Text, "what to do then"),
            property!("fields", Shape::Text, "what a record must hold"),
        ],
    ),
    item(
        ItemWord::Question,
        MODEL,
        "question NAME \"How …?\" on THING",
        "a question that no fact or control answers",
        QUESTION,
    ),
    item(
        ItemWord::Question,
        KB,
        "question NAME \"How …?\" for KIND VARIABLE",
        "a question asked of every such thing",
        QUESTION,
    ),
    item(
        ItemWord::Mitigate,
        MODEL,
        "mitigate RULE on THING with MITIGATION",
        "the decision to answer a threat",
        DECISION,
    ),
    item(
        ItemWord::Accept,
        MODEL,
        "accept RULE on THING by @NAME until DATE because \"…\"",
        "the decision to live with a threat for a time",
        DECISION,
    ),
    item(
        ItemWord::Transfer,
        MODEL,
        "transfer RULE on THING to \"…\" by @NAME until DATE",
        "the decision that somebody else carries the risk",
        DECISION,
    ),
    item(
        ItemWord::Avoid,
        MODEL,
        "avoid RULE on THING because \"…\"",
        "the decision not to do what brings the threat",
        DECISION,
    ),
    item(
        ItemWord::Dismiss,
        MODEL,
        "dismiss RULE on THING because \"…\"",
        "the decision that the threat is not one",
        DECISION,
    ),
    item(
        ItemWord::Scope,
        MODEL,
        "scope in zone NAME",
        "what the model is about, and what not",
        &[property!("because", Shape::Text, "the reason")],
    ),
    item(
        ItemWord::Answer,
        MODEL,
        "answer QUESTION on THING = \"…\"",
        "the answer to a question",
        &[
            property!("by", Shape::Person, "who answered"),
            TICKET,
            property!("because", Shape::Text, "why it is so"),
            property!("note", Shape::Text, "anything else"),
        ],
    ),
    item(
        ItemWord::Moved,
        BOTH,
        "moved OLD -> NEW",
        "a name that changed; decisions follow it",
        &[],
    ),
    with_attributes(item(
        ItemWord::Type,
        KB,
        "type NAME: PARENT \"Title\" { … }",
        "a kind of thing, and what is true of all of them",
        &[
            property!("kind", Shape::Word(ZONE_KINDS), "what sort of place such a zone is"),
            property!("trust", Shape::Word(TRUST_WORDS), "how far such a zone is trusted"),
            property!(
                "holds",
                Shape::References(Referent::AssetType),
                "the kinds of data every such store keeps",
            ),
            property!(
                "classified",
                Shape::Word(CLASSIFICATION_WORDS),
                "how confidential such data is",
            ),
            property!("confidentiality", Shape::Word(LEVEL_WORDS), "how much a leak would harm"),
            property!("integrity", Shape::Word(LEVEL_WORDS), "how much a false change would harm"),
            property!("availability", Shape::Word(LEVEL_WORDS), "how much a loss would harm"),
            SENSITIVITY,
            INTEGRITY_NEED,
            AVAILABILITY_NEED,
            property!(
                "fixed",
                Shape::References(Referent::Attribute),
                "what no such thing may contradict",
            ),
        ],
    )),
    item(
        ItemWord::Attribute,
        KB,
        "attribute NAME: TYPE for KIND { default: unset }",
        "a fact that may be written",
        &[
            property!("for", Shape::Subjects, "what it may be written on"),
            property!("default", Shape::Any, "what holds where nothing is written"),
            ASK,
            property!("because", Shape::Text, "why it matters"),
        ],
    ),
    with_nested(
        item(
            ItemWord::Fact,
            KB,
            "fact NAME for KIND VARIABLE { when … }",
            "a fact that follows from others",
            &[property!("for", Shape::Subjects, "what it is derived for")],
        ),
        &[NestedWord::When, NestedWord::Spreads],
    ),
    item(
        ItemWord::Category,
        KB,
        "category NAME \"Title\" { stride: S }",
        "a kind of threat",
        &[
            property!("stride", Shape::Any, "its letter in STRIDE"),
            property!("linddun", Shape::Any, "its letter in LINDDUN"),
            ASK,
        ],
    ),
    item(
        ItemWord::Profile,
        KB,
        "profile NAME { include: top }",
        "a choice among the rules",
        &[
            property!("include", Shape::References(Referent::RulePattern), "the rules that run"),
            property!("exclude", Shape::References(Referent::RulePattern), "the rules that do not"),
        ],
    ),
    item(ItemWord::Scale, KB, "scale NAME: LOW < HIGH", "words in an order, lowest first", &[]),
    item(ItemWord::Choice, KB, "choice NAME: A, B", "words without an order", &[]),
    item(
        ItemWord::Override,
        KB,
        "override PACK.RULE severity LEVEL",
        "a change to a rule of another pack",
        &[
            property!("severity", Shape::Word(RISK_WORDS), "how bad it would be"),
            property!("because", Shape::Text, "the reason"),
            property!("likelihood", Shape::Word(LEVEL_WORDS), "how likely it is"),
            property!("top", Shape::YesNo, "one of the threats that matter most"),
            property!("group", Shape::Any, "rules of one group fold into one on a subject"),
            property!("owner", Shape::Person, "who answers for it"),
            CWE,
            CAPEC,
            ATTACK,
            property!("owasp", Shape::Texts, "entries of OWASP lists"),
            property!("detect", Shape::Text, "what an attempt looks like"),
            ASK,
        ],
    ),
    item(
        ItemWord::Disable,
        KB,
        "disable PACK.RULE because \"…\"",
        "a rule of another pack that does not run",
        &[property!("because", Shape::Text, "the reason")],
    ),
    with_attributes(with_nested(
        item(
            ItemWord::Test,
            KB,
            "test \"what it shows\" { … expect RULE on THING }",
            "a small model, and what the rules must say of it",
            &[property!("today", Shape::Date, "the day on which the test runs")],
        ),
        &[NestedWord::Expect],
    )),
];

const QUESTION: &[PropertyInfo] = &[
    property!("on", Shape::References(Referent::Target), "what it is asked about"),
    property!("for", Shape::Subjects, "what it is asked of"),
    OWNER,
    ASK,
    property!("good", Shape::Text, "what a good answer says"),
    property!("because", Shape::Text, "why it matters"),
];

/// The thirteen security domains.
pub const DOMAINS: &[ValueWord] = &[
    ("access-control", "who may use what, and how they prove it"),
    ("secure-development", "how software is made and guarded while it is made"),
    ("business-continuity", "what happens in an outage"),
    ("cryptography", "how data is protected, and who keeps the keys"),
    ("asset-management", "what there is, who owns it, what it is worth"),
    ("legal", "which laws and contracts bind"),
    ("incident-response", "who notices, decides and acts"),
    ("network", "how connections are limited and watched"),
    ("operations", "how security is part of daily running"),
    ("physical-environmental", "how people, equipment and sites are protected"),
    ("governance", "who sets direction, accepts risk and checks"),
    ("security-architecture", "how the parts fit together safely"),
    ("supplier-risk", "whom one relies on, and how they keep up their side"),
];

/// The words that may stand after the colon of an item whose kinds belong to the language; `None`
/// if they come from knowledge bases, or if the item takes none.
pub const fn kind_words(word: ItemWord) -> Option<&'static [ValueWord]> {
    Some(match word {
        ItemWord::Story => &[
            ("user", "what somebody rightly wants"),
            ("abuse", "what an attacker wants"),
            ("misuse", "a right used for the wrong end"),
            ("negligence", "harm without intent"),
            ("agent-bypass", "an agent takes a way around the check"),
        ],
        ItemWord::Actor => &[
            ("external", "from outside, without rights"),
            ("insider", "from inside, with rights"),
            ("partner", "from an organisation you work with"),
            ("automated", "a program: bot, worm, agent"),
            ("accidental", "does harm by mistake"),
            ("environmental", "fire, water, power, hardware"),
        ],
        ItemWord::Assumption => &[
            ("infrastructure", "what a provider or platform does"),
            ("trust-boundary", "who can be where"),
            ("identity", "who somebody is"),
            ("data-classification", "what data is and is not"),
            ("automation", "what a program will do"),
            ("third-party", "what another organisation does"),
        ],
        ItemWord::Objective => &[
            ("confidentiality", "only those who may know it do"),
            ("integrity", "nothing is changed that must not be"),
            ("availability", "it is there when needed"),
            ("authenticity", "everybody is who they say"),
            ("non-repudiation", "nobody can deny what they did"),
            ("authorization", "nobody does what they may not"),
            ("privacy", "people stay in charge of their data"),
            ("safety", "nobody is hurt"),
        ],
        ItemWord::Requirement => DOMAINS,
        _ => return None,
    })
}
