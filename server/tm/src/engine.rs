//! What the command line and the language server ask of the analysis, and a small stand-in for it:
//! texts in memory, looked at line by line.
//!
//! The stand-in knows which elements no flow touches, where the six categories of threat are
//! written, and the item words. It has the manners of the real engine, which is what its callers
//! are built on: offsets are bytes, an edit is applied before the next one is seen, a snapshot is
//! cheap and never changes.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use ropey::Rope;
use tm_grammar::words::ItemWord;

/// How much a finding matters; the worst comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The model is wrong.
    Error,
    /// The model should change.
    Warning,
    /// Worth knowing.
    #[allow(dead_code, reason = "the stand-in raises none")]
    Information,
    /// A matter of taste.
    #[allow(dead_code, reason = "the stand-in raises none")]
    Hint,
}

/// Something to tell about a place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Where, in bytes.
    pub range: Range<usize>,
    /// How much it matters.
    pub severity: Severity,
    /// Its stable code.
    pub code: &'static str,
    /// What to tell.
    pub message: String,
}

/// What is said about the thing under the pointer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// The thing, in bytes.
    pub range: Range<usize>,
    /// Markdown.
    pub markdown: String,
}

/// What is shown after the end of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineHint {
    /// The end of the line, in bytes.
    pub offset: usize,
    /// What is shown.
    pub label: String,
    /// What is told on request.
    pub tooltip: String,
}

/// How much the hints at the ends of lines tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HintLevel {
    /// Nothing.
    Off,
    /// What matters most.
    #[default]
    Summary,
    /// Everything.
    Full,
}

/// A text that may be inserted at the cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// What is shown, and inserted.
    pub label: String,
    /// What it is.
    pub detail: &'static str,
    /// What it replaces, in bytes; lies within one line and holds the cursor.
    pub replace: Range<usize>,
}

/// The texts under analysis.
#[derive(Debug, Default)]
pub struct Workspace {
    files: Arc<HashMap<String, Rope>>,
}

/// The texts and their meaning at one moment.
#[derive(Clone, Debug)]
pub struct Snapshot {
    files: Arc<HashMap<String, Rope>>,
}

impl Workspace {
    /// Adds a file, or replaces its whole text.
    pub fn set_text(&mut self, file: &str, text: &str) {
        Arc::make_mut(&mut self.files).insert(file.to_owned(), Rope::from_str(text));
    }

    /// Replaces a range of a file, in bytes that lie on character boundaries.
    pub fn edit(&mut self, file: &str, range: Range<usize>, text: &str) {
        if let Some(rope) = Arc::make_mut(&mut self.files).get_mut(file) {
            let start = rope.byte_to_char(range.start);
            let end = rope.byte_to_char(range.end);
            rope.remove(start..end);
            rope.insert(start, text);
        }
    }

    /// Forgets a file.
    pub fn remove(&mut self, file: &str) {
        Arc::make_mut(&mut self.files).remove(file);
    }

    /// The text of a file.
    pub fn text(&self, file: &str) -> Option<&Rope> {
        self.files.get(file)
    }

    /// The workspace as it is now.
    pub fn snapshot(&self) -> Snapshot {
        Snapshot { files: Arc::clone(&self.files) }
    }
}

impl Snapshot {
    /// The text of a file.
    pub fn text(&self, file: &str) -> Option<&Rope> {
        self.files.get(file)
    }

    /// Everything there is to tell about a file.
    pub fn findings(&self, file: &str) -> Vec<Finding> {
        let Some(text) = self.text(file) else { return Vec::new() };
        let lines = lines_of(text);
        let touched: Vec<&str> = lines.iter().flat_map(|(_, line)| flow_ends(line)).collect();
        let mut findings = Vec::new();
        for (start, line) in &lines {
            if line.starts_with("<<<<<<<") || line.starts_with(">>>>>>>") {
                findings.push(Finding {
                    range: *start..start + 7,
                    severity: Severity::Error,
                    code: "TM011",
                    message: "Unresolved merge conflict.".to_owned(),
                });
            }
            if let Some(name) = element_name(line).filter(|name| !touched.contains(name)) {
                let offset = start + line.find(name).unwrap_or_default();
                findings.push(Finding {
                    range: offset..offset + name.len(),
                    severity: Severity::Warning,
                    code: "TM305",
                    message: format!("Nothing flows to or from {name}."),
                });
            }
        }
        findings
    }

    /// What is said about the place.
    pub fn hover(&self, file: &str, offset: usize) -> Option<Hover> {
        let text = self.text(file)?;
        let (range, word) = word_at(text, offset)?;
        let (_, about) = CATEGORIES.iter().find(|(name, _)| *name == word)?;
        Some(Hover { range, markdown: (*about).to_owned() })
    }

    /// The hints at the ends of the lines that lie in the range.
    pub fn hints(&self, file: &str, range: Range<usize>, level: HintLevel) -> Vec<LineHint> {
        let Some(text) = self.text(file).filter(|_| level != HintLevel::Off) else {
            return Vec::new();
        };
        let flows = lines_of(text).into_iter().filter_map(|(start, line)| {
            let ends = flow_ends(&line);
            let offset = start + line.trim_end().len();
            let shown = !ends.is_empty() && range.start <= offset && start <= range.end;
            shown.then(|| LineHint {
                offset,
                label: if level == HintLevel::Full { ends.join(" → ") } else { "✓".to_owned() },
                tooltip: "Both ends are known.".to_owned(),
            })
        });
        flows.collect()
    }

    /// What may be inserted at the place.
    pub fn proposals(&self, file: &str, offset: usize) -> Vec<Proposal> {
        let Some(text) = self.text(file) else { return Vec::new() };
        let line_start = text.line_to_byte(text.byte_to_line(offset));
        let before = text.byte_slice(line_start..offset).to_string();
        let typed = before.trim_start();
        if typed.contains(|symbol: char| !symbol.is_alphanumeric()) {
            return Vec::new();
        }
        let replace = offset - typed.len()..offset;
        let words = ItemWord::ALL.iter().map(|word| Proposal {
            label: word.text().to_owned(),
            detail: "item",
            replace: replace.clone(),
        });
        words.collect()
    }
}

const CATEGORIES: [(&str, &str); 6] = [
    (
        "spoofing",
        "**Spoofing** – pretending to be someone or something else.\n\n*Breaks: authenticity.*",
    ),
    (
        "tampering",
        "**Tampering** – changing data or code without the right to.\n\n*Breaks: integrity.*",
    ),
    ("repudiation", "**Repudiation** – denying what one did.\n\n*Breaks: accountability.*"),
    (
        "information-disclosure",
        "**Information disclosure** – showing data to those who may not see it.\n\n*Breaks: confidentiality.*",
    ),
    (
        "denial-of-service",
        "**Denial of service** – keeping others from what they need.\n\n*Breaks: availability.*",
    ),
    (
        "elevation-of-privilege",
        "**Elevation of privilege** – doing what one was not allowed to do.\n\n*Breaks: authorisation.*",
    ),
];

/// The lines without their breaks, each with the byte it starts at.
fn lines_of(text: &Rope) -> Vec<(usize, String)> {
    let lines = text.lines().enumerate();
    lines
        .map(|(index, line)| {
            let line = line.to_string();
            (text.line_to_byte(index), line.trim_end_matches(['\r', '\n']).to_owned())
        })
        .collect()
}

fn element_name(line: &str) -> Option<&str> {
    let mut words = line.split([' ', '\t', ':']).filter(|word| !word.is_empty());
    matches!(words.next(), Some("entity" | "process" | "store")).then(|| words.next()).flatten()
}

fn flow_ends(line: &str) -> Vec<&str> {
    let Some((_, path)) = line.strip_prefix("flow ").and_then(|rest| rest.split_once(':')) else {
        return Vec::new();
    };
    let parts = path.split("->").filter_map(|part| part.split_whitespace().next());
    let ends: Vec<&str> = parts.collect();
    if ends.len() < 2 { Vec::new() } else { ends }
}

fn word_at(text: &Rope, offset: usize) -> Option<(Range<usize>, String)> {
    let line_start = text.line_to_byte(text.byte_to_line(offset));
    let line = text.line(text.byte_to_line(offset)).to_string();
    let within = |symbol: char| symbol.is_alphanumeric() || symbol == '-';
    let (before, after) = line.split_at(offset - line_start);
    let start = before.trim_end_matches(within).len();
    let end = line.len() - after.trim_start_matches(within).len();
    (start < end).then(|| (line_start + start..line_start + end, line[start..end].to_owned()))
}
