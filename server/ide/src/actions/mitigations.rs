//! The status of a mitigation.

use tm_grammar::words::{ItemWord, Places, Shape, item_info};
use tm_model::change::{Change, add_clause};

use super::{Action, ActionKind, Here};

pub(super) fn add<'a>(here: &Here<'a>, actions: &mut Vec<Action<'a>>) {
    let here = *here;
    let info = item_info(ItemWord::Mitigation, Places::MODEL);
    let status = info.and_then(|info| info.property("status"));
    let (ItemWord::Mitigation, Some(Shape::Word(words))) =
        (here.word(), status.map(|status| status.shape))
    else {
        return;
    };
    let written = here.item.property("status");
    let now = here.item.word_of("status").unwrap_or_default();
    for (word, about) in words.iter().filter(|(word, _)| *word != now) {
        let title = format!("Set the status to {word} ({about})");
        actions.push(Action::new(ActionKind::Rewrite, title, move || {
            let change = match written {
                Some(property) => Change::new(property.values.first()?.span, *word),
                None => add_clause(here.node(), here.item.text(), &format!("status {word}")),
            };
            Some(vec![here.edit(change)])
        }));
    }
}
