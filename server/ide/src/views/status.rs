//! How far something is: the status of mitigations, stories and assumptions, and the edit of it.

use tm_grammar::words::{ItemWord, Places, Shape, item_info};
use tm_model::Snapshot;
use tm_model::change::{Change, add_clause, add_property};
use tm_model::model::{Model, ModelItem};

use crate::edits::Edit;

/// The words for a status of such an item, each with what it means; none if it has no status.
pub fn words(word: ItemWord) -> &'static [(&'static str, &'static str)] {
    let info = item_info(word, Places::MODEL).and_then(|info| info.property("status"));
    match info.map(|info| info.shape) {
        Some(Shape::Word(words)) => words,
        _ => &[],
    }
}

/// The item with another status.
pub(crate) fn change(item: &ModelItem, status: &str) -> Option<Change> {
    match item.property("status") {
        Some(property) => Some(Change::new(property.values.first()?.span, status)),
        None if item.word == ItemWord::Assumption => {
            add_property(item.node(), item.text(), &format!("status: {status}"))
        }
        None => Some(add_clause(item.node(), item.text(), &format!("status {status}"))),
    }
}

/// The item of that name that has a status.
pub fn find<'m>(model: &'m Model, name: &str) -> Option<&'m ModelItem> {
    let mut items = model.items().map(|(_, item)| item);
    items.find(|item| item.name() == name && !words(item.word).is_empty())
}

/// What gives an item another status.
///
/// # Errors
///
/// Says why that cannot be done, and what can.
pub fn set(snapshot: &Snapshot, model: &Model, name: &str, status: &str) -> Result<Edit, String> {
    let item = find(model, name).ok_or_else(|| {
        format!(
            "There is no mitigation, story or assumption \"{name}\" in the model {}.",
            model.name
        )
    })?;
    let known = words(item.word);
    if known.iter().all(|(word, _)| *word != status) {
        let known: Vec<&str> = known.iter().map(|(word, _)| *word).collect();
        return Err(format!("\"{status}\" is no status: it is one of {}.", known.join(", ")));
    }
    let start = snapshot.file(item.file).and_then(|file| file.document.start_of(item.block));
    let (Some(start), Some(change)) = (start, change(item, status)) else {
        return Err(format!("The sentence of \"{name}\" has an error: mend it first."));
    };
    let range = start + change.span.start as usize..start + change.span.end as usize;
    Ok(Edit::new(item.file, range, change.text))
}
