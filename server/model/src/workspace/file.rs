//! A file of the workspace: its text, and what its first item says it is.

use rustc_hash::FxHashMap;
use smol_str::SmolStr;
use tm_grammar::tree::{Head, Item, Span};
use tm_grammar::words::ItemWord;
use tm_grammar::{Block, BlockId, Document};

/// What a file is, by its first item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Header {
    /// It does not say.
    #[default]
    None,
    /// It starts a model.
    Model(SmolStr),
    /// It belongs to a model that another file starts.
    Part(SmolStr),
    /// It holds a knowledge base, of a version.
    KnowledgeBase(SmolStr, SmolStr),
}

impl Header {
    /// What the first item of a document says.
    pub(crate) fn of(document: &Document) -> (Self, Option<BlockId>) {
        let first = document
            .blocks()
            .find_map(|(id, _, block)| block.items.first().map(|item| (id, Self::of_item(item))));
        first.map_or((Self::None, None), |(id, header)| (header, Some(id)))
    }

    fn of_item(item: &Item) -> Self {
        match (&item.head, item.word) {
            (Head::Declaration(declaration), ItemWord::Model) => {
                declaration.name.as_ref().map_or(Self::None, |name| Self::Model(name.text.clone()))
            }
            (Head::Declaration(declaration), ItemWord::KnowledgeBase) => {
                declaration.name.as_ref().map_or(Self::None, |name| {
                    let version = declaration.version.as_ref().map(|version| version.text.clone());
                    Self::KnowledgeBase(name.text.clone(), version.unwrap_or_default())
                })
            }
            (Head::Part { model: Some(model) }, _) => Self::Part(model.text.clone()),
            _ => Self::None,
        }
    }

    /// The model that the file starts or belongs to.
    pub fn model(&self) -> Option<&SmolStr> {
        match self {
            Self::Model(name) | Self::Part(name) => Some(name),
            _ => None,
        }
    }
}

/// A file of the workspace.
#[derive(Clone, Debug)]
pub struct File {
    /// Its path relative to the root of the workspace, with `/` between folders.
    pub path: SmolStr,
    /// Its text.
    pub document: Document,
    /// What it is.
    pub header: Header,
    /// The block of its first item.
    pub header_block: Option<BlockId>,
    /// It ships inside the binary.
    pub shipped: bool,
    /// What its blocks say of the frame of its model.
    pub(crate) frames: FxHashMap<BlockId, Vec<SmolStr>>,
}

impl File {
    /// The path that an `import` or `use` of this file means; `None` for one that may not be opened.
    pub fn path_of(&self, reference: &str) -> Option<SmolStr> {
        relative_path(&self.path, reference).ok()
    }

    pub(crate) fn new(path: SmolStr, text: &str, shipped: bool) -> Self {
        // What ships is sound, as its own tests see to.
        let document =
            if shipped { Document::with_deferred_tests(text) } else { Document::new(text) };
        let (header, header_block) = Header::of(&document);
        let frames = frames(&document);
        Self { path, document, header, header_block, shipped, frames }
    }
}

/// The frames of a document's blocks, those without one left out.
pub(crate) fn frames(document: &Document) -> FxHashMap<BlockId, Vec<SmolStr>> {
    document
        .blocks()
        .filter(|(_, _, block)| !block.is_deferred_test())
        .map(|(id, _, block)| (id, frame(block)))
        .filter(|(_, frame)| !frame.is_empty())
        .collect()
}

/// What a block says of the frame of its model: header, parts, packs, imports.
pub(crate) fn frame(block: &Block) -> Vec<SmolStr> {
    let text = |span: Span| SmolStr::new(span.text(&block.text));
    let mut frame = Vec::new();
    for item in &block.items {
        match item.word {
            ItemWord::Model => {
                frame.push(item.name().map(|name| name.text.clone()).unwrap_or_default());
                for key in ["unknowns", "risk-level", "rating", "methodology"] {
                    let property = item.properties().find(|property| property.key.text == key);
                    frame.extend(property.map(|property| text(property.span)));
                }
            }
            ItemWord::KnowledgeBase | ItemWord::Part | ItemWord::Use | ItemWord::Import => {
                frame.push(text(item.span));
            }
            _ => {}
        }
    }
    frame
}

/// The path that `reference` means in the file `from`: relative to its folder, with `.` and `..`
/// worked out.
///
/// # Errors
///
/// Says why the path may not be opened: it is absolute, does not end in `.tm`, or leaves the root.
pub(crate) fn relative_path(from: &str, reference: &str) -> Result<SmolStr, PathProblem> {
    let drive = reference.as_bytes().get(1) == Some(&b':');
    if reference.starts_with(['/', '\\']) || drive {
        return Err(PathProblem::Absolute);
    }
    if !reference.ends_with(".tm") {
        return Err(PathProblem::NotTm);
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in reference.split(['/', '\\']) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop().ok_or(PathProblem::Outside)?;
            }
            part => parts.push(part),
        }
    }
    Ok(parts.join("/").into())
}

/// Why a path may not be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PathProblem {
    Absolute,
    NotTm,
    Outside,
}

impl PathProblem {
    pub(crate) const fn advice(self) -> &'static str {
        match self {
            Self::Absolute => "is absolute; write it relative to this file",
            Self::NotTm => "does not end in .tm",
            Self::Outside => "lies outside the workspace; only files below its root are read",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_relative_to_the_file_and_stay_below_the_root() {
        let path = |from, reference| relative_path(from, reference);
        assert_eq!(
            path("shop/shop.tm", "../payments/payments.tm"),
            Ok("payments/payments.tm".into())
        );
        assert_eq!(path("shop.tm", "./pay.tm"), Ok("pay.tm".into()));
        assert_eq!(path("shop.tm", "../pay.tm"), Err(PathProblem::Outside));
        assert_eq!(path("shop.tm", "/etc/pay.tm"), Err(PathProblem::Absolute));
        assert_eq!(path("shop.tm", "C:/pay.tm"), Err(PathProblem::Absolute));
        assert_eq!(path("shop.tm", "pay.txt"), Err(PathProblem::NotTm));
    }
}
