//! Facts and controls: what may be written on a thing, and what follows when nothing is.

use smol_str::SmolStr;

use super::{PackId, Slot, Test, WordSetId};
use crate::kind::KindSet;
use crate::source::Origin;
use crate::value::Value;

/// The number of a fact or control in [`super::Schema::attributes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AttributeId(pub u32);

/// What a fact may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ValueType {
    /// `yes` or `no`
    YesNo,
    /// Text.
    Text,
    /// A number.
    Number,
    /// A day.
    Date,
    /// A span of time.
    Duration,
    /// `@name`
    Person,
    /// A word of a scale or choice.
    Word(WordSetId),
    /// Several of one of the others.
    List(Box<ValueType>),
}

/// Whether an attribute says what is or what is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttributeRole {
    /// What is. It is looked up on the thing and its type.
    Fact,
    /// What is done. It is looked up on the thing, its type, the zones around it and the model, and
    /// is unknown where nobody has written it.
    Control,
}

/// What holds where nothing is written.
#[derive(Clone, Debug, PartialEq)]
pub enum AttributeDefault {
    /// Nothing: comparisons with it are false, and nobody is asked.
    Unset,
    /// It is unknown, and is asked for.
    Unknown,
    /// This value.
    Value(Value),
}

/// A fact or control.
#[derive(Clone, Debug)]
pub struct Attribute {
    /// Its name.
    pub name: SmolStr,
    /// The pack that declares it.
    pub pack: PackId,
    /// Where it is declared.
    pub origin: Origin,
    /// Its title, or its name.
    pub title: SmolStr,
    /// The documentation above it.
    pub docs: SmolStr,
    /// A fact or a control.
    pub role: AttributeRole,
    /// The kinds of things it may be written on.
    pub kinds: KindSet,
    /// What it may be.
    pub value_type: ValueType,
    /// What holds where nothing is written.
    pub default: AttributeDefault,
    /// How it follows from others.
    pub derivation: Option<Derivation>,
    /// The question that asks for it, with `{it}` for the thing.
    pub ask: SmolStr,
    /// Why it matters.
    pub because: SmolStr,
    /// For controls: the security domain.
    pub domain: SmolStr,
    /// For controls: `preventive`, `detective` or `corrective`.
    pub control: SmolStr,
    /// For controls: how much work it is: `small`, `medium` or `large`.
    pub effort: SmolStr,
    /// For controls: one of those that matter most.
    pub top: bool,
    /// For controls: the rules that it answers besides their `unless`: full names or patterns
    /// (`web.*`).
    pub counters: Vec<SmolStr>,
    /// For controls: it makes what it counters smaller but does not settle it.
    pub partial: bool,
    /// For controls: the events that it raises.
    pub raises: Vec<SmolStr>,
    /// Requirements of OWASP ASVS 5.0.
    pub asvs: Vec<SmolStr>,
    /// Controls of ISO/IEC 27001:2022 Annex A.
    pub iso: Vec<SmolStr>,
    /// Outcomes of the NIST Cybersecurity Framework 2.0.
    pub csf: Vec<SmolStr>,
    /// Controls of NIST SP 800-53, revision 5.
    pub nist: Vec<SmolStr>,
    /// How one knows that it works.
    pub verify: SmolStr,
}

impl Attribute {
    /// True for a control that says it counters a rule, given by its full name.
    pub fn counters_rule(&self, rule: &str) -> bool {
        self.counters.iter().any(|pattern| {
            pattern == rule
                || pattern.strip_suffix('*').is_some_and(|prefix| rule.starts_with(prefix))
        })
    }
}

/// How a fact or control follows from others where nothing is written.
///
/// A fact holds if `when` does. A control is yes if `when` holds, no if `unless` does, else unknown.
/// The thing itself is in slot 0.
#[derive(Clone, Debug)]
pub struct Derivation {
    /// The kinds of things it is derived for.
    pub kinds: KindSet,
    /// How many slots the tests need.
    pub slots: Slot,
    /// What makes it yes.
    pub when: Option<Test>,
    /// What makes it no. Only controls have one.
    pub unless: Option<Test>,
    /// How it spreads along flows. Only facts do.
    pub spread: Option<Spread>,
}

/// A fact spreads from a flow's source to its target where the condition holds.
#[derive(Clone, Debug)]
pub struct Spread {
    /// How many slots the condition needs; the flow is in slot 0.
    pub slots: Slot,
    /// The condition on the flow; always if there is none.
    pub condition: Option<Test>,
}
