//! How a model stands, in a few numbers: for a status bar, and the line above the model.

use smol_str::SmolStr;
use tm_grammar::tree::ValueKind;
use tm_model::Snapshot;
use tm_model::model::{Model, ModelItem, State, ThingId};
use tm_model::schema::Level;
use tm_model::source::Origin;

use super::questions::{Asked, questions};

/// How a model stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// How many threats there are in each state, by the order of [`State::ALL`].
    pub counts: [usize; State::ALL.len()],
    /// The worst risk of what is open.
    pub worst: Option<Level>,
    /// How many questions are open.
    pub questions: usize,
    /// How many of them somebody has promised to find out.
    pub promised: usize,
    /// How many decisions about threats held until a day that has passed.
    pub expired: usize,
    /// How many plans are late.
    pub overdue: usize,
    /// Who answers for the model, with the `@`.
    pub owner: Option<SmolStr>,
    /// The day of the next review, if the header says enough.
    pub review: Option<i64>,
    /// Where the model is named.
    pub origin: Option<Origin>,
}

impl Summary {
    /// How a model stands.
    pub fn of(snapshot: &Snapshot, model: &Model) -> Self {
        let header = model.item(model.thing(ThingId::MODEL).item);
        let asked = questions(snapshot, model);
        let mut summary = Self {
            counts: [0; State::ALL.len()],
            worst: None,
            questions: asked.len(),
            promised: asked.iter().filter(|asked: &&Asked<'_>| asked.promised).count(),
            expired: 0,
            overdue: 0,
            owner: header.and_then(|item| {
                let value = item.property("owner")?.values.first()?;
                Some(value.span.text(item.text()).into())
            }),
            review: header.and_then(review_due),
            origin: header.map(|item| item.origin(item.name_span())),
        };
        for threat in model.things().flat_map(|(id, _)| model.threats(id)) {
            summary.counts[threat.state as usize] += 1;
            summary.expired += usize::from(threat.expired);
            summary.overdue += usize::from(threat.overdue);
            if threat.state == State::Open {
                summary.worst = summary.worst.max(Some(threat.risk.level));
            }
        }
        summary
    }

    /// How many threats are in a state.
    pub fn count(&self, state: State) -> usize {
        self.counts[state as usize]
    }

    /// How many threats there are.
    pub fn total(&self) -> usize {
        self.counts.iter().sum()
    }
}

/// The day of the next review, if the header says enough.
fn review_due(item: &ModelItem) -> Option<i64> {
    let value = |key| Some(&item.property(key)?.values.first()?.kind);
    match (value("reviewed")?, value("review-every")?) {
        (ValueKind::Date(date), ValueKind::Duration(every)) => {
            let days = tm_model::value::minutes(*every) / (24 * 60);
            Some(tm_model::value::day_number(*date) + days)
        }
        _ => None,
    }
}
