//! The table of threats: what `tm check` lists, and what a view shows of each.

use std::borrow::Cow;
use std::cmp::Reverse;

use smol_str::SmolStr;
use tm_grammar::tree::ValueKind;
use tm_model::model::{Model, ModelItem, Resolution, RuleRef, Source, State, Threat};
use tm_model::source::Origin;
use tm_model::{Slot, Snapshot};

use super::{Ticket, TicketPages, in_order};
use crate::wording::iso;

/// A threat of the table.
#[derive(Clone, Debug)]
pub struct ThreatRow {
    /// The threat, others of its group folded under it.
    pub threat: Threat,
    /// What it is called on its subject.
    pub title: String,
    /// The decision about it, and where that stands.
    pub decision: Option<(Decided, Origin)>,
    /// The mitigations of the model that answer it, or will.
    pub mitigations: Vec<SmolStr>,
    /// The tickets of the decision, of those mitigations, and of a threat that the model declares.
    pub tickets: Vec<Ticket>,
    /// How many days the decision or the plan still has; below zero once that is over.
    pub days_left: Option<i64>,
    /// Where its subject is named.
    pub origin: Origin,
}

/// The threats of a model: first what must be done, then the worse before the less bad, then as the
/// text has them.
pub fn threats(snapshot: &Snapshot, model: &Model) -> Vec<ThreatRow> {
    let pages = TicketPages::of(model);
    let mut rows: Vec<ThreatRow> = Vec::new();
    for (id, item) in in_order(snapshot, model) {
        let things = model.things_of(id).iter();
        for threat in things.flat_map(|thing| model.threats(*thing)) {
            rows.push(row(snapshot, model, &pages, threat, item.origin(item.name_span())));
        }
    }
    rows.sort_by_key(|row| (row.threat.state, Reverse(row.threat.risk.level)));
    rows
}

fn row(
    snapshot: &Snapshot,
    model: &Model,
    pages: &TicketPages<'_>,
    threat: Threat,
    origin: Origin,
) -> ThreatRow {
    let decision = threat.decision.and_then(|id| Some((id, model.item(id)?)));
    let placed = threat.answers.iter().filter_map(|answer| match answer.source {
        Source::Mitigation(item, _) => Some(item),
        _ => None,
    });
    let named = decision.iter().flat_map(|(id, _)| model.resolutions(*id).iter());
    let named = named.filter_map(|(slot, named)| match named {
        Resolution::Item(item) if *slot == Slot::With => Some(*item),
        _ => None,
    });
    let mut answering: Vec<_> = placed.chain(named).collect();
    answering.sort_unstable();
    answering.dedup();
    let own = match threat.rule {
        RuleRef::Own(item) => Some(item),
        RuleRef::Pack(_) => None,
    };
    let tracked = decision.map(|(id, _)| id).into_iter().chain(answering.iter().copied());
    let tracked = tracked.chain(own).filter_map(|id| model.item(id));
    let planned = answering.iter().copied().filter(|_| threat.state == State::Planned);
    let ends = decision.map(|(id, _)| id).into_iter().chain(planned);
    let until = ends.filter_map(|id| model.until(id)).min();
    ThreatRow {
        title: model.threat_title(&threat),
        decision: decision.map(|(_, item)| (Decided::of(item), item.origin(item.node().span))),
        mitigations: answering
            .iter()
            .filter_map(|id| model.item(*id))
            .map(|item| SmolStr::new(item.name()))
            .collect(),
        tickets: pages.tickets(tracked.flat_map(ModelItem::tickets)),
        days_left: until.map(|until| until - snapshot.today()),
        origin,
        threat,
    }
}

/// What a decision says, as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// `accept`, `transfer`, …
    pub verb: &'static str,
    /// Who decided.
    pub by: Option<String>,
    /// Its last day.
    pub until: Option<String>,
    /// The reason.
    pub because: Option<String>,
    /// Who carries the risk from now on.
    pub to: Option<String>,
}

impl Decided {
    /// What a decision says.
    pub fn of(item: &ModelItem) -> Self {
        let text = |key: &str| {
            let value = item.property(key)?.values.first()?;
            Some(match &value.kind {
                ValueKind::Text(text) | ValueKind::Handle(text) => text.to_string(),
                ValueKind::Date(date) => iso(*date),
                _ => value.span.text(item.text()).to_owned(),
            })
        };
        Self {
            verb: item.word.text(),
            by: text("by"),
            until: text("until"),
            because: text("because"),
            to: text("to"),
        }
    }
}

/// The controls that answer the rule of a threat, those in its `unless` first.
pub fn controls<'m>(model: &'m Model, threat: &Threat) -> impl Iterator<Item = &'m str> {
    let answers: &'m [_] = match threat.rule {
        RuleRef::Pack(rule) => &model.schema.rule(rule).answers,
        RuleRef::Own(_) => &[],
    };
    answers.iter().map(|id| model.schema.attribute(*id).name.as_str())
}

/// The lists of weaknesses, attack patterns and techniques that a rule refers to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Catalogues<'m> {
    /// Weaknesses of CWE.
    pub cwe: Cow<'m, [u32]>,
    /// Attack patterns of CAPEC.
    pub capec: Cow<'m, [u32]>,
    /// Techniques of ATT&CK and ATLAS.
    pub attack: Cow<'m, [SmolStr]>,
}

impl<'m> Catalogues<'m> {
    /// Those of the rule of a threat, or of a threat that the model declares.
    pub fn of(model: &'m Model, threat: &Threat) -> Self {
        match threat.rule {
            RuleRef::Pack(rule) => {
                let rule = model.schema.rule(rule);
                Self {
                    cwe: rule.cwe.as_slice().into(),
                    capec: rule.capec.as_slice().into(),
                    attack: rule.attack.as_slice().into(),
                }
            }
            RuleRef::Own(item) => match model.item(item) {
                Some(item) => Self {
                    cwe: numbers(item, "cwe").into(),
                    capec: numbers(item, "capec").into(),
                    attack: strings(item, "attack").into(),
                },
                None => Self::default(),
            },
        }
    }
}

fn numbers(item: &ModelItem, key: &str) -> Vec<u32> {
    let values = item.property(key).map(|property| property.values.as_slice()).unwrap_or_default();
    values
        .iter()
        .filter_map(|value| match &value.kind {
            ValueKind::Number(number) => number.parse().ok(),
            _ => None,
        })
        .collect()
}

fn strings(item: &ModelItem, key: &str) -> Vec<SmolStr> {
    let values = item.property(key).map(|property| property.values.as_slice()).unwrap_or_default();
    values
        .iter()
        .filter_map(|value| match &value.kind {
            ValueKind::Text(text) => Some(text.clone()),
            _ => None,
        })
        .collect()
}
