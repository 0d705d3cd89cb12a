//! The one table of the language's words: item words, the clauses and properties that each takes,
//! and the words inside bodies.
//!
//! Parser, checks, completion, formatter, documentation and the highlighting grammars all read this
//! table or are checked against it. It says what may be *written*; what a reference points at and
//! which facts a knowledge base adds are the model's business.
//!
//! The clauses among an item's properties stand in the order in which the formatter writes them.
//!
//! Invariant, tested: no item word is a clause word, else a wrapped header would swallow an item.

mod items;
mod order;

pub use items::{DOMAINS, ITEMS, ItemInfo, ZONE_KINDS, effort_unit, item_info, kind_words};
pub(crate) use order::{clause_ranks, reads_on};

/// A set of the places an item may stand in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Places(u8);

impl Places {
    /// A file that starts with `model` or `part of`.
    pub const MODEL: Self = Self(1);
    /// A file that starts with `kb`.
    pub const KNOWLEDGE_BASE: Self = Self(2);
    /// The body of a `zone`.
    pub const ZONE: Self = Self(4);
    /// The body of a `test`.
    pub const TEST: Self = Self(8);
    /// The first item of a file.
    pub const HEADER: Self = Self(16);

    /// Both sets together.
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// True if all of `other` is in this set.
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}

macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name {
            $(#[doc = concat!("`", $text, "`")] $variant),+
        }

        impl $name {
            /// All of them, in the order of the language reference.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word as it is written.
            pub const fn text(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            /// The word that is written so.
            pub fn parse(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$variant),)+ _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str(self.text())
            }
        }
    };
}

words! {
    /// The words an item starts with.
    ItemWord {
        Model = "model", KnowledgeBase = "kb", Part = "part",
        Use = "use", Import = "import", Tracker = "tracker",
        Zone = "zone", Entity = "entity", Process = "process", Store = "store", Flow = "flow",
        Asset = "asset", Objective = "objective", Actor = "actor", Assumption = "assumption",
        Story = "story", Threat = "threat", Mitigation = "mitigation",
        Requirement = "requirement", Event = "event", Question = "question",
        Mitigate = "mitigate", Accept = "accept", Transfer = "transfer", Avoid = "avoid",
        Dismiss = "dismiss",
        Scope = "scope", Answer = "answer", Moved = "moved",
        Type = "type", Attribute = "attribute", Fact = "fact", Category = "category",
        Profile = "profile", Scale = "scale", Choice = "choice",
        Override = "override", Disable = "disable", Test = "test",
    }
}

impl ItemWord {
    /// True for `mitigate`, `accept`, `transfer`, `avoid` and `dismiss`.
    pub const fn is_decision(self) -> bool {
        matches!(self, Self::Mitigate | Self::Accept | Self::Transfer | Self::Avoid | Self::Dismiss)
    }

    /// True for `entity`, `process` and `store`.
    pub const fn is_element(self) -> bool {
        matches!(self, Self::Entity | Self::Process | Self::Store)
    }
}

words! {
    /// The words that start a clause of a header. Each is also a property of the same name.
    ClauseWord {
        In = "in", Via = "via", Carrying = "carrying", Returns = "returns", Holds = "holds",
        With = "with", Protects = "protects", Against = "against", Raises = "raises",
        On = "on", About = "about",
        Trust = "trust", Classified = "classified", Status = "status", Severity = "severity",
        Only = "only",
        Ticket = "ticket", Because = "because", Until = "until", By = "by", Owner = "owner",
        To = "to", Counters = "counters", For = "for",
    }
}

words! {
    /// The words that start a line of a body and are neither item words nor keys.
    NestedWord {
        When = "when", Unless = "unless", Claims = "claims", Spreads = "spreads",
        Without = "without", Expect = "expect",
    }
}

/// The words that mean something in one place of a sentence or predicate and are in no other table.
pub fn particles() -> impl Iterator<Item = &'static str> {
    crate::token::PARTICLES.iter().map(|(text, _)| *text)
}

/// A word of a fixed set of values, with what it means in one short sentence.
pub type ValueWord = (&'static str, &'static str);

/// What a reference in a clause or property must name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Referent {
    /// A zone.
    Zone,
    /// An asset that is data.
    Data,
    /// Any asset.
    Asset,
    /// A type of flow.
    FlowType,
    /// A type of asset.
    AssetType,
    /// A mitigation of the model, else a control of a knowledge base.
    Mitigation,
    /// A threat: a rule of a pack or one of the model.
    Threat,
    /// An event.
    Event,
    /// An actor.
    Actor,
    /// An assumption.
    Assumption,
    /// A requirement.
    Requirement,
    /// A thing of the model, `zone z` or `*`.
    Target,
    /// An asset or element that an objective protects.
    Protected,
    /// A control or fact that `fixed:` names.
    Attribute,
    /// A profile.
    Profile,
    /// What a profile names: rules, patterns and `top critical high all`.
    RulePattern,
}

/// What a clause or property takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// Quoted text.
    Text,
    /// Quoted texts, separated by commas.
    Texts,
    /// A number.
    Number,
    /// Numbers, separated by commas.
    Numbers,
    /// A day.
    Date,
    /// A span of time.
    Duration,
    /// `@name`
    Person,
    /// `@name`, several.
    People,
    /// `yes` or `no`
    YesNo,
    /// One word of a fixed set.
    Word(&'static [ValueWord]),
    /// One name of a thing.
    Reference(Referent),
    /// Names of things.
    References(Referent),
    /// Names of threats, each with `on` if wanted.
    Threats,
    /// Tickets: names, or text where the ticket is no name.
    Tickets,
    /// A person, or an actor.
    PersonOrActor,
    /// Text, or an actor or element.
    TextOrReference,
    /// What `for` takes.
    Subjects,
    /// A value of the attribute declared: the model checks it.
    Any,
}

/// A clause or property of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PropertyInfo {
    /// The word.
    pub key: &'static str,
    /// What it takes.
    pub shape: Shape,
    /// What it says, in one short sentence.
    pub about: &'static str,
}

impl PropertyInfo {
    /// True if it may also stand in the header without a colon.
    pub fn is_clause(&self) -> bool {
        ClauseWord::parse(self.key).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_item_word_is_a_clause_word() {
        for word in ItemWord::ALL {
            assert_eq!(ClauseWord::parse(word.text()), None, "{word} is both");
            assert_eq!(NestedWord::parse(word.text()), None, "{word} is both");
        }
    }

    #[test]
    fn every_item_word_is_in_the_table_and_no_key_stands_twice() {
        for word in ItemWord::ALL {
            assert!(ITEMS.iter().any(|info| info.word == *word), "{word} is not in the table");
        }
        for info in ITEMS {
            for (index, property) in info.properties.iter().enumerate() {
                assert!(
                    info.properties[..index].iter().all(|other| other.key != property.key),
                    "{} has {} twice",
                    info.word,
                    property.key
                );
            }
        }
    }
}
