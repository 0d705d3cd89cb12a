//! Rules, questions, categories, events and profiles of packs.

use smol_str::SmolStr;

use super::{AttributeId, PackId, Place, Slot, Test, TypeId};
use crate::kind::KindSet;
use crate::source::Origin;

/// The number of a rule in [`super::Schema::rules`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RuleId(pub u32);

/// How severe, likely or risky something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// `low`
    Low,
    /// `medium`
    Medium,
    /// `high`
    High,
    /// `critical`; likelihoods stop at high.
    Critical,
}

impl Level {
    /// All levels, lowest first.
    pub const ALL: [Self; 4] = [Self::Low, Self::Medium, Self::High, Self::Critical];

    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Critical => "critical",
        }
    }

    /// The level with that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.word() == word)
    }
}

impl std::fmt::Display for Level {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.word())
    }
}

/// A text with places in braces: `{f} can be read on the way to {f.target}`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Template {
    /// The parts, in order.
    pub parts: Vec<TemplatePart>,
}

/// A part of a [`Template`].
#[derive(Clone, Debug, PartialEq)]
pub enum TemplatePart {
    /// Text as it is.
    Text(SmolStr),
    /// The name of a thing. Slot 0 is the subject.
    Place(Place),
}

/// A threat of a pack: a situation and its answer.
#[derive(Clone, Debug)]
pub struct Rule {
    /// The full name, `pack.rule`.
    pub name: SmolStr,
    /// The pack.
    pub pack: PackId,
    /// Where it is declared.
    pub origin: Origin,
    /// The category.
    pub category: SmolStr,
    /// The title of an instance.
    pub title: Template,
    /// The documentation above it.
    pub docs: SmolStr,
    /// The kinds of things it looks at.
    pub kinds: KindSet,
    /// The type it looks at, if it asks for one.
    pub subject_type: Option<TypeId>,
    /// The variable of the subject, for people.
    pub variable: SmolStr,
    /// How many slots its tests need. The subject is in slot 0.
    pub slots: Slot,
    /// The situation.
    pub when: Test,
    /// The answer.
    pub unless: Option<Test>,
    /// How bad it would be.
    pub severity: Level,
    /// How likely it is.
    pub likelihood: Level,
    /// Its situation asks for the internet, so that its likelihood says what that means.
    pub asks_for_internet: bool,
    /// One of those that matter most.
    pub top: bool,
    /// Rules of one group fold into one on a subject.
    pub group: SmolStr,
    /// CWE weaknesses.
    pub cwe: Vec<u32>,
    /// CAPEC attack patterns.
    pub capec: Vec<u32>,
    /// ATT&CK techniques.
    pub attack: Vec<SmolStr>,
    /// Entries of OWASP lists.
    pub owasp: Vec<SmolStr>,
    /// What an attempt looks like.
    pub detect: SmolStr,
    /// The question of the rule as a whole.
    pub ask: Template,
    /// The controls that its `unless` names, in the order of the text, then those that counter it.
    pub answers: Vec<AttributeId>,
    /// The overrides that changed it: pack and reason, oldest first.
    pub overridden: Vec<(PackId, SmolStr)>,
}

/// A question asked of every thing of a kind.
#[derive(Clone, Debug)]
pub struct Question {
    /// Its full name, `pack.question`.
    pub name: SmolStr,
    /// The pack.
    pub pack: PackId,
    /// Where it is declared.
    pub origin: Origin,
    /// The question in a few words.
    pub title: Template,
    /// The question as it is asked: its `ask`, or the title.
    pub ask: Template,
    /// The kinds of things it is asked of.
    pub kinds: KindSet,
    /// The type it asks for, if any.
    pub subject_type: Option<TypeId>,
    /// What a good answer says.
    pub good: SmolStr,
    /// Why it matters.
    pub because: SmolStr,
}

/// A category of threats.
#[derive(Clone, Debug)]
pub struct Category {
    /// Its name.
    pub name: SmolStr,
    /// The pack; `None` for the six of STRIDE, which belong to the language.
    pub pack: Option<PackId>,
    /// Where it is declared.
    pub origin: Option<Origin>,
    /// Its title.
    pub title: SmolStr,
    /// The documentation above it.
    pub docs: SmolStr,
    /// Its letter in STRIDE.
    pub stride: SmolStr,
    /// Its letter in LINDDUN.
    pub linddun: SmolStr,
    /// What to ask.
    pub ask: SmolStr,
}

/// An event that a control raises.
#[derive(Clone, Debug)]
pub struct Event {
    /// Its name.
    pub name: SmolStr,
    /// The pack.
    pub pack: PackId,
    /// Where it is declared.
    pub origin: Origin,
    /// Its title.
    pub title: SmolStr,
    /// What a record must hold.
    pub fields: SmolStr,
    /// How often before somebody is told.
    pub alert_when: SmolStr,
}

/// What a standard or a law demands, with what would meet it.
#[derive(Clone, Debug)]
pub struct Requirement {
    /// Its name.
    pub name: SmolStr,
    /// The pack.
    pub pack: PackId,
    /// Where it is declared.
    pub origin: Origin,
    /// The security domain.
    pub domain: SmolStr,
    /// Its title, or its name.
    pub title: SmolStr,
    /// The documentation above it.
    pub docs: SmolStr,
    /// The controls that realise it.
    pub with: Vec<AttributeId>,
    /// Who demands it, and where.
    pub source: SmolStr,
}

/// A choice among the rules of a pack.
#[derive(Clone, Debug, PartialEq)]
pub struct Profile {
    /// Its name.
    pub name: SmolStr,
    /// Rules, patterns (`pci.*`) and the words `top critical high all`.
    pub include: Vec<SmolStr>,
    /// Likewise, what is taken out again.
    pub exclude: Vec<SmolStr>,
}
