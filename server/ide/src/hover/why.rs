//! Why a threat fires, in a few lines: one for each part of the situation, with what the model says
//! of it. `tm explain` tells the same at length.

use tm_model::explain::{Joint, Part, explain};
use tm_model::model::{Model, Threat};
use tm_model::value::Truth;

use crate::place::Place;
use crate::wording::escape;

/// The parts of the situation of a threat, as a list.
pub(super) fn told(place: &Place<'_>, model: &Model, threat: &Threat) -> Option<String> {
    let explained = explain(place.snapshot, model, threat.rule, threat.subject)?;
    let when = explained.when?;
    let parts = match when.joint {
        Joint::All => when.parts.as_slice(),
        _ => std::slice::from_ref(&when),
    };
    let lines: Vec<String> =
        parts.iter().map(|part| format!("- ✓ {}", escape(&line(part)))).collect();
    Some(format!("Why it fires:\n\n{}", lines.join("\n")))
}

/// What the model says of a part that holds; where it says nothing, the part itself.
fn line(part: &Part) -> String {
    let said = match part.joint {
        Joint::Any => part.parts.iter().find(|inner| inner.truth == Truth::True).map(line),
        Joint::Members => part.parts.first().map(line),
        Joint::All => {
            let lines: Vec<String> = part.parts.iter().map(line).collect();
            Some(lines.join("; "))
        }
        Joint::None | Joint::Not => part.notes.first().map(|note| note.text.clone()),
    };
    said.filter(|said| !said.is_empty()).unwrap_or_else(|| part.text.clone())
}
