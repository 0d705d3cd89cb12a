//! What there is to tell about each category of threats: the single source of these texts.
//!
//! Packs declare categories and may add their own; a category that is not in this table is told with
//! what its pack says.

use tm_model::kind::ThingKind;

/// The method a category belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Method {
    /// Six kinds of attack on a system.
    Stride,
    /// Seven kinds of harm to the people whose data it is.
    Linddun,
}

impl Method {
    /// The name of the method.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Stride => "STRIDE",
            Self::Linddun => "LINDDUN",
        }
    }
}

/// A category of threats.
#[derive(Clone, Copy, Debug)]
pub struct CategoryText {
    /// The word for it in models.
    pub name: &'static str,
    /// What people call it.
    pub title: &'static str,
    /// The method.
    pub method: Method,
    /// Its letter in the method.
    pub letter: &'static str,
    /// What it means, as the rest of a sentence.
    pub meaning: &'static str,
    /// The property that it breaks.
    pub breaks: &'static str,
    /// What to ask of a component.
    pub ask: &'static str,
    /// What to ask of the infrastructure below; empty if nothing else.
    pub ask_infrastructure: &'static str,
    /// What it looks like.
    pub examples: &'static [&'static str],
    /// What usually answers it.
    pub answers: &'static [&'static str],
    /// The kinds of things it is looked for on.
    pub kinds: &'static [ThingKind],
    /// When it is looked for on other kinds too, or what to keep in mind; may be empty.
    pub remark: &'static str,
}

/// The category of that name.
pub fn category(name: &str) -> Option<&'static CategoryText> {
    CATEGORIES.iter().find(|category| category.name == name)
}

use ThingKind::{Entity, Flow, Process, Store};

/// The categories of STRIDE, then those of LINDDUN.
pub const CATEGORIES: &[CategoryText] = &[
    CategoryText {
        name: "spoofing",
        title: "Spoofing",
        method: Method::Stride,
        letter: "S",
        meaning: "pretending to be someone or something else",
        breaks: "authenticity",
        ask: "How does it prove who it is to the services it uses, and how does it know its \
              callers?",
        ask_infrastructure: "As whom could I appear here, and what would I need for that?",
        examples: &[
            "a stolen or shared password",
            "a forged token",
            "a callback from a stranger",
            "a look-alike site",
            "a cloned device",
            "an agent that poses as another",
        ],
        answers: &[
            "authenticate every caller",
            "a second factor that cannot be phished",
            "mutual certificates",
            "complete checks of tokens",
            "one identity per service",
            "credentials that soon expire",
        ],
        kinds: &[Entity, Process],
        remark: "On a flow it is the question of its two ends: who sent this, and who receives it?",
    },
    CategoryText {
        name: "tampering",
        title: "Tampering",
        method: Method::Stride,
        letter: "T",
        meaning: "changing data, code or settings without the right to",
        breaks: "integrity",
        ask: "Which of the messages that arrive does it check, and how strictly?",
        ask_infrastructure: "What could I change in data, systems or settings without being \
                             allowed to?",
        examples: &[
            "a query with injected text",
            "a build result that was swapped",
            "a message altered on its way",
            "poisoned documents or training data",
            "edited settings",
        ],
        answers: &[
            "strict checks of input",
            "parameters instead of text",
            "signatures on messages and artefacts",
            "few who may write",
            "changes that are reviewed",
            "versioned storage",
        ],
        kinds: &[Process, Store, Flow],
        remark: "",
    },
    CategoryText {
        name: "repudiation",
        title: "Repudiation",
        method: Method::Stride,
        letter: "R",
        meaning: "denying what one did, because nobody can show it",
        breaks: "accountability",
        ask: "Does it record who did what, in a place where the doers cannot change it?",
        ask_infrastructure: "How could I hide what I did so that nothing follows?",
        examples: &[
            "administrator actions without a record",
            "an account that several share",
            "a log that can be edited",
            "an agent whose tool calls are not kept",
            "a partner who denies an order",
        ],
        answers: &[
            "audit events with who, what, when and result",
            "logs kept elsewhere and guarded against change",
            "personal identities",
            "signed messages",
            "one source of time",
        ],
        kinds: &[Entity, Process],
        remark: "On a store only where it keeps evidence: logs, signatures, transactions.",
    },
    CategoryText {
        name: "information-disclosure",
        title: "Information disclosure",
        method: Method::Stride,
        letter: "I",
        meaning: "data reaching somebody who may not see it",
        breaks: "confidentiality",
        ask: "Is what goes in and out encrypted, and who can read what it keeps?",
        ask_infrastructure: "Which data could I read here without being allowed to?",
        examples: &[
            "an open bucket",
            "traffic in clear text",
            "the record of another customer",
            "a secret in a repository",
            "an error page that tells too much",
            "a discarded disk",
        ],
        answers: &[
            "encryption in transit and at rest",
            "least privilege",
            "a check for each record",
            "less data",
            "redaction",
            "a controlled way out",
        ],
        kinds: &[Process, Store, Flow],
        remark: "",
    },
    CategoryText {
        name: "denial-of-service",
        title: "Denial of service",
        method: Method::Stride,
        letter: "D",
        meaning: "keeping those entitled from a service or from their data",
        breaks: "availability",
        ask: "What keeps it working under a flood, under one costly request and after a fault?",
        ask_infrastructure: "What could I do to stop the business?",
        examples: &[
            "a flood of requests",
            "an archive that expands without end",
            "data encrypted together with its backups",
            "a full queue",
            "a drained budget",
            "an expired certificate",
        ],
        answers: &[
            "limits on pace and size",
            "a second instance",
            "copies that are isolated and tested",
            "circuit breakers",
            "budgets",
            "plans that were exercised",
        ],
        kinds: &[Process, Store, Flow],
        remark: "",
    },
    CategoryText {
        name: "elevation-of-privilege",
        title: "Elevation of privilege",
        method: Method::Stride,
        letter: "E",
        meaning: "getting rights that one was not given",
        breaks: "authorisation",
        ask: "Do users and components hold only the rights they need, and is what is powerful kept \
              apart?",
        ask_infrastructure: "How could I raise my own rights?",
        examples: &[
            "a privileged function without a check",
            "an injected command",
            "a breakout from a container",
            "an agent with rights that its user lacks",
            "an administration port within reach",
        ],
        answers: &[
            "least privilege",
            "a check at each function and record",
            "a sandbox",
            "a separate way for administration",
            "administrator rights for a time only",
        ],
        kinds: &[Process],
        remark: "",
    },
    CategoryText {
        name: "linking",
        title: "Linking",
        method: Method::Linddun,
        letter: "L",
        meaning: "joining facts or actions, so that more becomes known about a person or group",
        breaks: "unlinkability",
        ask: "Which values let two records of one person meet?",
        ask_infrastructure: "",
        examples: &["one identifier for every purpose", "matching times and places"],
        answers: &["an identifier per purpose", "pseudonyms", "coarser data", "short retention"],
        kinds: &[Entity, Process, Store, Flow],
        remark: "It needs no name: two records that meet are enough.",
    },
    CategoryText {
        name: "identifying",
        title: "Identifying",
        method: Method::Linddun,
        letter: "I",
        meaning: "learning which person is behind the data",
        breaks: "anonymity",
        ask: "Who needs the real identity at this step?",
        ask_infrastructure: "",
        examples: &["a rare combination of values", "a face in a picture"],
        answers: &["pseudonyms", "groups instead of persons", "blurred values", "tested anonymity"],
        kinds: &[Entity, Process, Store, Flow],
        remark: "",
    },
    CategoryText {
        name: "non-repudiation",
        title: "Non-repudiation",
        method: Method::Linddun,
        letter: "Nr",
        meaning: "a person being unable to deny what should stay private",
        breaks: "plausible deniability",
        ask: "Does this leave proof, and who could do without it?",
        ask_infrastructure: "",
        examples: &["a record of a vote", "a signed report of abuse", "a visit to a clinic"],
        answers: &["no identity", "records that soon go", "no personal signatures"],
        kinds: &[Process, Store, Flow],
        remark: "What STRIDE wants elsewhere is the harm here: say which of the two you need.",
    },
    CategoryText {
        name: "detecting",
        title: "Detecting",
        method: Method::Linddun,
        letter: "D",
        meaning: "learning that something exists or happens without seeing what it is",
        breaks: "undetectability",
        ask: "Does the answer, its timing or its size give it away?",
        ask_infrastructure: "",
        examples: &["\"this address has an account\"", "a reply that takes longer"],
        answers: &["equal replies", "padding", "delay"],
        kinds: &[Process, Store, Flow],
        remark: "",
    },
    CategoryText {
        name: "data-disclosure",
        title: "Data disclosure",
        method: Method::Linddun,
        letter: "Dd",
        meaning: "collecting, keeping, using or sharing more personal data than is needed",
        breaks: "data minimisation",
        ask: "Which field is never used, and who gets it?",
        ask_infrastructure: "",
        examples: &["a form that asks too much", "a copy for analysis that nobody needs"],
        answers: &["collect less", "few readers", "encryption", "bound receivers"],
        kinds: &[Process, Store, Flow],
        remark: "",
    },
    CategoryText {
        name: "unawareness-and-unintervenability",
        title: "Unawareness and unintervenability",
        method: Method::Linddun,
        letter: "U",
        meaning: "people not knowing, not choosing or not correcting what is done with their data",
        breaks: "transparency and control",
        ask: "When do they learn of it, how do they say no, and how is it corrected?",
        ask_infrastructure: "",
        examples: &["consent by default", "no way to have data removed"],
        answers: &["notice in time", "a real choice", "self-service", "a person to appeal to"],
        kinds: &[Entity, Process, Flow],
        remark: "On a flow where data is collected.",
    },
    CategoryText {
        name: "non-compliance",
        title: "Non-compliance",
        method: Method::Linddun,
        letter: "Nc",
        meaning: "handling data against law, contract, policy or promise",
        breaks: "lawfulness",
        ask: "On which ground, for how long, in which region, and who has assessed it?",
        ask_infrastructure: "",
        examples: &["data kept for ever", "a region that the contract excludes"],
        answers: &[
            "a recorded ground",
            "deletion by itself",
            "limits on regions",
            "an assessment",
            "contracts with processors",
        ],
        kinds: &[Process, Store, Flow],
        remark: "",
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_packs_that_ship_declare_every_category_of_the_table() {
        let base = tm_model::SHIPPED.iter().find(|(name, _)| *name == "base").map(|(_, text)| text);
        for known in CATEGORIES {
            let declaration = format!("\ncategory {} ", known.name);
            assert!(base.is_some_and(|text| text.contains(&declaration)), "{}", known.name);
        }
    }

    #[test]
    fn every_text_is_there() {
        for known in CATEGORIES {
            for text in [known.title, known.meaning, known.breaks, known.ask, known.letter] {
                assert!(!text.is_empty() && !text.ends_with('.'), "{}: {text}", known.name);
            }
            assert!(!known.answers.is_empty() && !known.kinds.is_empty(), "{}", known.name);
        }
    }
}
