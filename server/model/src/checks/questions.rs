//! What the model does not say and would decide a threat.

use super::Context;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{ItemId, ModelItem};

/// One finding for each thing that is not said of a thing.
pub(super) fn open(
    context: &Context<'_>,
    id: ItemId,
    item: &ModelItem,
    found: &mut Vec<Diagnostic>,
) {
    for question in
        context.model.things_of(id).iter().flat_map(|thing| context.model.questions(*thing))
    {
        let count = question.decides.len();
        let depends = match count {
            0 => String::new(),
            1 => " (1 threat depends on it.)".to_owned(),
            count => format!(" ({count} threats depend on it.)"),
        };
        let message = format!("{}{depends}", question.text);
        found.push(Diagnostic::new(Code::OpenQuestion, item.name_span(), message));
    }
}
