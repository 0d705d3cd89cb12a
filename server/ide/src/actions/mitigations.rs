//! The status of a mitigation.

use tm_grammar::words::ItemWord;

use super::{Action, ActionKind, Here};
use crate::views::status;

pub(super) fn add<'a>(here: &Here<'a>, actions: &mut Vec<Action<'a>>) {
    let here = *here;
    if here.word() != ItemWord::Mitigation {
        return;
    }
    let now = here.item.word_of("status").unwrap_or_default();
    for (word, about) in status::words(here.word()).iter().filter(|(word, _)| *word != now) {
        let title = format!("Set the status to {word} ({about})");
        actions.push(Action::new(ActionKind::Rewrite, title, move || {
            Some(vec![here.edit(status::change(here.item, word)?)])
        }));
    }
}
