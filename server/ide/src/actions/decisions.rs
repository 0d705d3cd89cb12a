//! Changes of decisions that hold for a time.

use tm_grammar::tree::{Span, ValueKind};
use tm_grammar::words::ItemWord;
use tm_model::change::{Change, add_clause};
use tm_model::value::day_number;

use super::{Action, ActionKind, Here, day};

/// How long a decision holds on.
const EXTENSION: i64 = 90;

pub(super) fn add<'a>(here: &Here<'a>, actions: &mut Vec<Action<'a>>) {
    let here = *here;
    if !matches!(here.word(), ItemWord::Accept | ItemWord::Transfer) {
        return;
    }
    let today = here.snapshot.today();
    let until = here.item.property("until").and_then(|property| property.values.first());
    let (title, from) = match until.map(|value| &value.kind) {
        Some(ValueKind::Date(date)) if day_number(*date) >= today => {
            ("Extend it by 90 days", day_number(*date))
        }
        Some(_) => ("Decide so again, for 90 days from today", today),
        None => ("Let it end in 90 days", today),
    };
    actions.push(Action::new(ActionKind::Rewrite, title, move || {
        let later = day(from + EXTENSION);
        Some(vec![here.edit(match until {
            Some(value) => Change::new(value.span, later),
            None => {
                let clause = format!("until {later}");
                // The reason comes last.
                let reason = here.item.property("because").filter(|reason| reason.clause);
                match reason.map(|reason| reason.span.start) {
                    Some(at) => Change::new(Span::new(at, at), format!("{clause} ")),
                    None => add_clause(here.node(), here.item.text(), &clause),
                }
            }
        })])
    }));
}
