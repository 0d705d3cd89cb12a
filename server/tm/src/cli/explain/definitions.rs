//! The items that declare a name, in models and knowledge bases.

use tm_grammar::tree::Item;
use tm_grammar::words::ItemWord;
use tm_model::source::{FileId, Origin};
use tm_model::workspace::Header;

use crate::cli::analysis::Analysis;

/// An item that declares a name.
pub struct Definition<'d> {
    /// The file.
    pub file: FileId,
    /// Where it is named.
    pub origin: Origin,
    /// The item.
    pub item: &'d Item,
    /// The knowledge base, if the file holds one.
    pub pack: Option<&'d str>,
}

impl Definition<'_> {
    /// The name as it is declared.
    pub fn name(&self) -> &str {
        self.item.name().map_or("", |name| &name.text)
    }

    /// Rules and questions of packs are named with their pack.
    pub fn full_name(&self) -> String {
        match self.pack {
            Some(pack) if matches!(self.item.word, ItemWord::Threat | ItemWord::Question) => {
                format!("{pack}.{}", self.name())
            }
            _ => self.name().to_owned(),
        }
    }

    /// True if that is its name, with or without its pack.
    pub fn is_called(&self, name: &str) -> bool {
        self.name() == name
            || self.pack.is_some_and(|pack| {
                name.split_once('.').is_some_and(|(of, bare)| of == pack && bare == self.name())
            })
    }

    /// What it declares, in a word or two.
    pub fn kind(&self) -> &'static str {
        match (self.item.word, self.pack) {
            (ItemWord::Threat, Some(_)) => "rule",
            (ItemWord::Mitigation, Some(_)) => "control",
            (ItemWord::Attribute | ItemWord::Fact, _) => "fact",
            (ItemWord::KnowledgeBase, _) => "knowledge base",
            (word, _) => word.text(),
        }
    }
}

/// Visits the items of all files that declare a name, those in zones too.
pub fn each_definition(analysis: &Analysis, visit: &mut dyn FnMut(Definition<'_>)) {
    let mut files: Vec<_> = analysis.snapshot.files().collect();
    files.sort_by(|left, right| left.1.path.cmp(&right.1.path));
    for (id, file) in files {
        let pack = match &file.header {
            Header::KnowledgeBase(pack, _) => Some(pack.as_str()),
            Header::Model(_) | Header::Part(_) if !analysis.is_shipped => None,
            _ => continue,
        };
        for (block, _, tree) in file.document.blocks() {
            let mut next: Vec<&Item> = tree.items.iter().collect();
            while let Some(item) = next.pop() {
                if item.word == ItemWord::Zone {
                    next.extend(item.items());
                }
                let declares = !matches!(
                    item.word,
                    ItemWord::Import | ItemWord::Tracker | ItemWord::Part | ItemWord::Profile
                );
                if let Some(name) = item.name().filter(|_| declares) {
                    let origin = Origin { file: id, block, span: name.span };
                    visit(Definition { file: id, origin, item, pack });
                }
            }
        }
    }
}
