//! The pages of the manual, and what is in them: blocks of code, headings and links.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// A page.
pub struct Page {
    pub path: PathBuf,
    pub text: String,
}

/// A fenced block of code.
pub struct Block {
    /// The words behind the fence, without commas: `tm`, `file=shop.tm`.
    pub mark: Vec<String>,
    pub text: String,
    /// Where the text stands in the page.
    pub range: Range<usize>,
    /// The line of the fence.
    pub line: usize,
}

/// The root of the project.
pub fn root() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    root.canonicalize().expect("the project is there")
}

/// All pages of the book, sorted.
pub fn book() -> Vec<Page> {
    let mut paths = Vec::new();
    collect(&root().join("docs"), &mut paths);
    paths.sort();
    paths.into_iter().map(|path| read(&path)).collect()
}

/// The pages of the book, and those beside it that people read on a forge.
pub fn all() -> Vec<Page> {
    let beside = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "editors/neovim/README.md"];
    let mut pages = book();
    pages.extend(beside.iter().map(|path| read(&root().join(path))));
    pages
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, paths);
        } else if path.extension().is_some_and(|extension| extension == "md") {
            paths.push(path);
        }
    }
}

fn read(path: &Path) -> Page {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{path:?}: {error}"));
    Page { path: path.to_owned(), text }
}

impl Page {
    /// The path below the root of the project.
    pub fn name(&self) -> String {
        let path = self.path.strip_prefix(root()).expect("pages lie below the root");
        path.to_str().expect("UTF-8").replace('\\', "/")
    }

    fn events(&self) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
        Parser::new_ext(&self.text, Options::ENABLE_TABLES).into_offset_iter()
    }

    /// The fenced blocks, in order.
    pub fn blocks(&self) -> Vec<Block> {
        let mut blocks: Vec<Block> = Vec::new();
        let mut open = false;
        for (event, range) in self.events() {
            match event {
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(mark))) => {
                    open = true;
                    let start = range.start + self.text[range.start..].find('\n').unwrap_or(0) + 1;
                    blocks.push(Block {
                        mark: mark.split(',').map(|word| word.trim().to_owned()).collect(),
                        text: String::new(),
                        range: start..start,
                        line: self.text[..range.start].matches('\n').count() + 1,
                    });
                }
                Event::End(TagEnd::CodeBlock) => open = false,
                Event::Text(text) if open => {
                    let block = blocks.last_mut().expect("a block is open");
                    block.text.push_str(&text);
                    block.range.end = range.end;
                }
                _ => {}
            }
        }
        blocks
    }

    /// The anchors of the headings.
    pub fn anchors(&self) -> Vec<String> {
        let mut anchors: Vec<String> = Vec::new();
        let mut heading: Option<String> = None;
        for (event, _) in self.events() {
            match event {
                Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
                Event::End(TagEnd::Heading(_)) => {
                    let anchor = anchor(&heading.take().expect("a heading is open"));
                    let same = anchors.iter().filter(|known| **known == anchor).count();
                    anchors.push(if same == 0 { anchor } else { format!("{anchor}-{same}") });
                }
                Event::Text(text) | Event::Code(text) => {
                    if let Some(heading) = &mut heading {
                        heading.push_str(&text);
                    }
                }
                _ => {}
            }
        }
        anchors
    }

    /// Where the links and pictures lead, as they are written.
    pub fn links(&self) -> Vec<String> {
        let events = self.events();
        let links = events.filter_map(|(event, _)| match event {
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                Some(dest_url.to_string())
            }
            _ => None,
        });
        links.collect()
    }
}

/// The anchor of a heading, as the book and forges make it.
pub fn anchor(heading: &str) -> String {
    let letters = heading.trim().to_lowercase();
    let letters = letters.chars().filter_map(|letter| match letter {
        ' ' => Some('-'),
        letter if letter.is_alphanumeric() || matches!(letter, '-' | '_') => Some(letter),
        _ => None,
    });
    letters.collect()
}
