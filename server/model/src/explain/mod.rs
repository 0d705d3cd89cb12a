//! Why a threat fires on a thing, why it does not, and what would clear it: as plain data.
//!
//! An [`Explanation`] is worked out for one rule on one thing, from the same tests and values that
//! the engine reads; it changes nothing and costs nothing until it is asked for. Its texts are
//! sentences without markup, each with the place where what it says is written.
//!
//! Invariants:
//! - The truth of the whole `when` is what the engine found for the same rule and thing.
//! - Every place is of a file of the snapshot. What ships in the binary has none, because nobody can
//!   open it.
//!
//! Not for: how it is laid out, coloured or shortened, which each front decides.

mod claim;
mod evidence;
mod fields;
mod off;
mod part;
mod remedy;
mod search;
mod spread;
mod text;
mod way;

use smol_str::SmolStr;
use tm_grammar::tree::PredicateWord;

pub use claim::{Claimed, claims};
pub(crate) use claim::{claims_in, things_of, truth_of};
pub use evidence::{Note, origin_of_assumption};
pub use off::{Off, disabled_at};
pub use part::{Joint, Part};
pub use remedy::{Need, Remedy};
pub use search::{nearest_keys, nearest_rule, nearest_thing, rules_named, things_named};
pub use text::predicates;

use crate::evaluate::Evaluator;
use crate::model::{Instance, Model, RuleRef, State, ThingId, Threat};
use crate::schema::{AttributeId, Rule, RuleId, Test};
use crate::source::Origin;
use crate::value::Truth;
use crate::workspace::Snapshot;
use part::Tracer;
use text::Source;

/// Whether a rule fires on a thing, and if not, why it cannot.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// The situation is there: the explanation holds the threat.
    Fires,
    /// It fires, and lists show it under another threat of its group, by key.
    Folded(SmolStr),
    /// Whether the situation is there depends on what nobody has said.
    Undecided,
    /// The situation is not there.
    Absent,
    /// The situation is there, whether something answers it is unknown, and the model says that
    /// such threats are ignored.
    Ignored,
    /// The thing is out of scope; where that is written.
    OutOfScope(Option<Origin>),
    /// The rule does not run in this model.
    Off(Off),
    /// The rule looks at other things.
    OtherKind {
        /// What it looks at: `every flow`, `every process of type agent`.
        looks_at: String,
        /// What the thing is: `a store of type sql-database`.
        is: String,
    },
}

impl Verdict {
    /// The word for it in output.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Fires => "fires",
            Self::Folded(_) => "folded",
            Self::Undecided => "undecided",
            Self::Absent => "absent",
            Self::Ignored => "ignored",
            Self::OutOfScope(_) => "out-of-scope",
            Self::Off(Off::Profile { .. }) => "off-by-profile",
            Self::Off(Off::Methodology(_)) => "off-by-methodology",
            Self::OtherKind { .. } => "other-kind",
        }
    }

    /// What it names: the threat above it, the profile, what the rule looks at.
    pub fn detail(&self) -> Option<&str> {
        match self {
            Self::Folded(under) => Some(under),
            Self::Off(Off::Profile { name, .. }) => Some(name),
            Self::OtherKind { looks_at, .. } => Some(looks_at),
            _ => None,
        }
    }

    /// Where what it says is written.
    pub fn origin(&self) -> Option<Origin> {
        match self {
            Self::OutOfScope(origin) | Self::Off(Off::Methodology(origin)) => *origin,
            Self::Off(Off::Profile { origin, .. }) => *origin,
            _ => None,
        }
    }
}

/// A rule on a thing, explained.
#[derive(Clone, Debug)]
pub struct Explanation {
    /// The rule.
    pub rule: RuleRef,
    /// The thing.
    pub subject: ThingId,
    /// `rule on subject`
    pub key: SmolStr,
    /// What it would mean, in the words of the rule.
    pub title: String,
    /// Whether it fires.
    pub verdict: Verdict,
    /// The threat, where it fires.
    pub threat: Option<Threat>,
    /// The situation, part by part; of a threat that the model declares there is none.
    pub when: Option<Part>,
    /// The answer, part by part.
    pub unless: Option<Part>,
    /// What answers it besides its `unless`, or will: by mitigation or by a control that counters it.
    pub answered_by: Vec<Note>,
    /// What would clear it: any one of these.
    pub remedies: Vec<Remedy>,
    /// What nobody has said and would decide it: the questions.
    pub questions: Vec<String>,
}

/// Explains a key in a model: each rule of that name on each thing of that name.
pub fn explain_key(
    snapshot: &Snapshot,
    model: &Model,
    rule: &str,
    subject: &str,
) -> Vec<Explanation> {
    let subjects = things_named(model, subject);
    let rules = rules_named(model, rule).into_iter();
    let pairs = rules.flat_map(|rule| subjects.iter().map(move |subject| (rule, *subject)));
    pairs.filter_map(|(rule, subject)| explain(snapshot, model, rule, subject)).collect()
}

/// Explains a rule on a thing.
pub fn explain(
    snapshot: &Snapshot,
    model: &Model,
    rule: RuleRef,
    subject: ThingId,
) -> Option<Explanation> {
    match rule {
        RuleRef::Pack(id) => Some(of_pack(snapshot, model, id, subject)),
        RuleRef::Own(_) => {
            let threat = model.all_threats(subject).into_iter().find(|it| it.rule == rule);
            let (verdict, threat) = match threat {
                Some(threat) => (Verdict::Fires, threat),
                None => {
                    let threat = model.declared_on(subject, rule)?;
                    (Verdict::OutOfScope(off::scope(model, subject)), threat)
                }
            };
            let answered_by = answered_by(snapshot, model, &threat);
            Some(Explanation {
                rule,
                subject,
                key: threat.key.clone(),
                title: model.threat_title(&threat),
                verdict,
                threat: Some(threat),
                when: None,
                unless: None,
                answered_by,
                remedies: Vec::new(),
                questions: Vec::new(),
            })
        }
    }
}

fn of_pack(snapshot: &Snapshot, model: &Model, id: RuleId, subject: ThingId) -> Explanation {
    let rule = model.schema.rule(id);
    let source = Source::of(snapshot, rule.origin);
    let fits = rule.kinds.contains(model.thing(subject).kind)
        && rule.subject_type.is_none_or(|wanted| model.is_a(subject, wanted));
    let trace = |word: PredicateWord, test: &Test| {
        let expression = source.as_ref()?.predicate(word)?;
        let text = &*source.as_ref()?.block.text;
        let mut tracer = Tracer::new(snapshot, model, subject, rule.slots, text);
        Some(tracer.part(expression, test))
    };
    let parts = |wanted: bool| {
        let unless = rule.unless.as_ref().filter(|_| wanted);
        let when = Some(&rule.when).filter(|_| wanted);
        (
            when.and_then(|test| trace(PredicateWord::When, test)),
            unless.and_then(|test| trace(PredicateWord::Unless, test)),
        )
    };
    let (when, unless) = parts(fits);
    let instance = instance(model, rule, id, subject);
    let threat = model.all_threats(subject).into_iter().find(|it| it.rule == RuleRef::Pack(id));
    let verdict = if !fits {
        Verdict::OtherKind { looks_at: looks_at(model, rule), is: what_it_is(model, subject) }
    } else if !model.in_scope(subject) {
        Verdict::OutOfScope(off::scope(model, subject))
    } else if let Some(off) = off::why(model, id) {
        Verdict::Off(off)
    } else if let Some(threat) = &threat {
        match folded_under(model, threat) {
            Some(key) => Verdict::Folded(key),
            None => Verdict::Fires,
        }
    } else {
        match instance.as_ref().map(|instance| instance.when) {
            Some(Truth::True) => Verdict::Ignored,
            Some(Truth::Unknown) => Verdict::Undecided,
            _ => Verdict::Absent,
        }
    };
    let pending = threat.as_ref().is_none_or(|threat| {
        !matches!(threat.state, State::Mitigated | State::Avoided | State::Dismissed)
    });
    let there = instance.as_ref().is_some_and(|instance| instance.when == Truth::True);
    let remedies = if fits && pending && there {
        remedy::of_rule(snapshot, model, rule, subject)
    } else {
        Vec::new()
    };
    // Nobody needs to be asked about what is settled or not there anyway.
    let asks = verdict == Verdict::Undecided
        || threat.as_ref().is_some_and(|threat| threat.state == State::Possible);
    let unknowns = instance.filter(|_| asks).map(|instance| instance.unknowns).unwrap_or_default();
    Explanation {
        rule: RuleRef::Pack(id),
        subject,
        key: model.key(&rule.name, subject),
        title: model.fill(&rule.title, subject),
        verdict,
        answered_by: threat
            .as_ref()
            .map_or_else(Vec::new, |threat| answered_by(snapshot, model, threat)),
        threat,
        when,
        unless,
        remedies,
        questions: unknowns.iter().map(|(on, ask)| model.question_text(*on, *ask)).collect(),
    }
}

/// The result of the rule on the thing: the engine's, or for a rule that does not run a new one.
fn instance(model: &Model, rule: &Rule, id: RuleId, subject: ThingId) -> Option<Instance> {
    let known = model.instances(subject).iter().find(|instance| instance.rule == id);
    if let Some(instance) = known {
        return Some(instance.clone());
    }
    let mut evaluator = Evaluator::new(model, subject, rule.slots, false);
    let when = evaluator.test(&rule.when);
    (when != Truth::False).then(|| Instance {
        rule: id,
        when,
        unless: rule.unless.as_ref().map_or(Truth::False, |unless| evaluator.test(unless)),
        planned: false,
        unknowns: smallvec::SmallVec::new(),
    })
}

/// What answers a threat by being placed there, and not by its `unless`.
fn answered_by(snapshot: &Snapshot, model: &Model, threat: &Threat) -> Vec<Note> {
    let asked = match threat.rule {
        RuleRef::Pack(rule) => model.controls_of(rule, threat.subject),
        RuleRef::Own(_) => Vec::new(),
    };
    let others = threat.answers.iter().filter(|answer| {
        let is_asked = |control| asked.contains(&(answer.on, control));
        !answer.control.is_some_and(is_asked) || is_planned(threat)
    });
    others.map(|answer| evidence::of_answer(snapshot, model, answer)).collect()
}

fn is_planned(threat: &Threat) -> bool {
    threat.state == State::Planned
}

/// The key of the threat under which lists show another of its group.
fn folded_under(model: &Model, threat: &Threat) -> Option<SmolStr> {
    if threat.group.is_empty() {
        return None;
    }
    let shown = model.threats(threat.subject);
    shown
        .into_iter()
        .find(|other| other.folded.iter().any(|folded| folded.key == threat.key))
        .map(|other| other.key)
}

/// The things that a rule looks at: `every flow`, `every process of type agent`.
pub fn looks_at(model: &Model, rule: &Rule) -> String {
    let kinds: Vec<&str> = rule.kinds.iter().map(crate::ThingKind::word).collect();
    let kinds = kinds.join(" or ");
    match rule.subject_type {
        Some(id) => format!("every {kinds} of type {}", model.schema.type_info(id).name),
        None => format!("every {kinds}"),
    }
}

/// `a store of type sql-database`
pub fn what_it_is(model: &Model, id: ThingId) -> String {
    let thing = model.thing(id);
    let article = |word: &str| if word.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    if id == ThingId::MODEL {
        return "the model".into();
    }
    let kind = if thing.is_reply() { "reply" } else { thing.kind.word() };
    let info = model.schema.type_info(thing.type_id);
    let of_type =
        if info.parent.is_none() { String::new() } else { format!(" of type {}", info.name) };
    format!("{} {kind}{of_type}", article(kind))
}

/// What is stated of a fact or control on a thing, and where.
pub fn stated(
    snapshot: &Snapshot,
    model: &Model,
    id: ThingId,
    attribute: AttributeId,
) -> (String, Option<Origin>) {
    let found = model.look_up(id, attribute, false);
    let note = evidence::said(snapshot, model, id, attribute, &found);
    (note.text, note.origin)
}
