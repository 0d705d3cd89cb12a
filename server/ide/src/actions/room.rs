//! Where new items go: behind the last of their kind.

use tm_grammar::words::ItemWord;
use tm_model::Snapshot;
use tm_model::model::Model;
use tm_model::source::FileId;

use crate::edits::Edit;

/// The files of a model, seen from one of them.
#[derive(Clone, Copy)]
pub(crate) struct Room<'a> {
    pub snapshot: &'a Snapshot,
    pub model: &'a Model,
    pub file: FileId,
}

impl Room<'_> {
    /// A decision: behind the last of the part that the model keeps for decisions, if it has one,
    /// else behind the last of the file, else at its end.
    pub(super) fn decision(&self, text: &str) -> Edit {
        let kept = self.model.files.iter().copied().find(|file| {
            let path = self.snapshot.file(*file).map_or("", |file| file.path.as_str());
            path.strip_suffix(".tm").is_some_and(|path| path.ends_with("decisions"))
        });
        self.behind(kept.unwrap_or(self.file), ItemWord::is_decision, text)
    }

    /// Any other item: behind the last of its kind in the file, else at its end.
    pub(crate) fn item(&self, word: ItemWord, text: &str) -> Edit {
        self.behind(self.file, |other| other == word, text)
    }

    fn behind(&self, id: FileId, fits: impl Fn(ItemWord) -> bool, text: &str) -> Edit {
        let text = tm_grammar::format(text);
        let text = text.trim_end();
        let Some(file) = self.snapshot.file(id) else { return Edit::new(id, 0..0, text) };
        let whole = file.document.text();
        let last = file.document.blocks().flat_map(|(_, start, block)| {
            let fitting = block.items.iter().filter(|item| fits(item.word));
            fitting.map(move |item| start + item.span.end as usize)
        });
        match last.last() {
            Some(end) => {
                let line = whole[end..].find(['\n', '\r']).map_or(whole.len(), |at| end + at);
                Edit::new(id, line..line, with_breaks_of(&whole, &format!("\n{text}")))
            }
            None => {
                let gap = if whole.is_empty() || whole.ends_with('\n') { "\n" } else { "\n\n" };
                let text = with_breaks_of(&whole, &format!("{gap}{text}\n"));
                Edit::new(id, whole.len()..whole.len(), text)
            }
        }
    }
}

/// A text with the line breaks of another.
fn with_breaks_of(other: &str, text: &str) -> String {
    if other.contains("\r\n") { text.replace('\n', "\r\n") } else { text.to_owned() }
}
