//! Threats on what is out of scope: nobody sees them otherwise.

use super::super::Context;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{ModelItem, ThingId};

/// The finding about an element that is out of scope, and on which the model itself declares a threat.
/// What rules would find there is what leaving it out is for.
pub(super) fn hidden(context: &Context<'_>, item: &ModelItem, id: ThingId) -> Option<Diagnostic> {
    let model = context.model;
    let mut threats: Vec<&ModelItem> =
        model.results(id).threats.iter().filter_map(|threat| model.item(*threat)).collect();
    threats.sort_by(|left, right| left.name.cmp(&right.name));
    let first = threats.first()?;
    let hidden = match threats.len() {
        1 => format!("the threat \"{}\" on it is hidden", first.name),
        count => format!("{count} threats on it are hidden"),
    };
    let message = format!(
        "\"{}\" is out of scope, so {hidden}. Take it into scope, or place the threat elsewhere.",
        item.name
    );
    let mut finding = Diagnostic::new(Code::OutOfScopeUsed, item.name_span(), message);
    for threat in threats {
        let text = format!("\"{}\" is declared here", threat.name);
        finding = finding.with_related(threat.origin(threat.name_span()), text);
    }
    Some(finding)
}
