//! Files in one string, with the findings that are expected of them on the lines below:
//!
//! ```text
//! //- shop.tm
//! model shop
//! flow pay: shopp -> bank
//! //        ^^^^^ TM304 Flow "pay" comes from nowhere …
//! ```
//!
//! Carets mark the range; in the first two columns they stand without `//`. A text that ends with
//! `…` is the beginning of the message. What follows in lines that begin with `//  |` are the places
//! that the finding points to: the text there, where it is, and what it says.

use std::fmt::Write as _;

use tm_grammar::BlockId;
use tm_grammar::tree::{Item, Span};
use tm_model::Workspace;
use tm_model::diagnostic::{Code, Diagnostic, Fix};
use tm_model::policy::Policy;
use tm_model::source::{FileId, Origin};

/// 2026-11-21
pub const TODAY: i64 = 20_778;

/// A vocabulary and a few rules, used by `use mini 1.0`.
pub const MINI: &str = include_str!("mini.tm");

/// Files and what is expected of them.
pub struct Fixture {
    pub workspace: Workspace,
    files: Vec<(String, String)>,
    expected: Vec<String>,
}

/// A finding, with its file and the start of its block.
struct Found {
    file: FileId,
    start: usize,
    finding: Diagnostic,
}

impl Fixture {
    /// The files of a text. Without a `//-` line there is one, `shop.tm`.
    pub fn new(text: &str) -> Self {
        let (files, expected) = parse(text);
        let mut workspace = Workspace::new(TODAY);
        workspace.set_policy(everything());
        workspace.set_file("mini.tm", MINI);
        for (path, text) in &files {
            workspace.set_file(path, text);
        }
        workspace.update();
        Self { workspace, files, expected }
    }

    /// The findings with one of the codes, in the order of files and text.
    fn found(&self, codes: &str) -> Vec<Found> {
        let codes: Vec<&str> = codes.split_whitespace().collect();
        let mut found = Vec::new();
        for (path, _) in &self.files {
            let file = self.workspace.find_file(path).expect("files of a fixture are there");
            let document = &self.workspace.file(file).expect("found by path").document;
            for (block, start, _) in document.blocks() {
                let findings = self.workspace.findings_with_fixes(file, block);
                self.assert_kept(file, block, &findings);
                let wanted = |one: &Diagnostic| codes.contains(&one.code.info().code);
                let wanted = findings.into_iter().filter(wanted);
                found.extend(wanted.map(|finding| Found { file, start, finding }));
            }
        }
        found
    }

    /// What is published is what is found when fixes are wanted, without them.
    fn assert_kept(&self, file: FileId, block: BlockId, findings: &[Diagnostic]) {
        let plain = findings.iter().map(|one| Diagnostic { fixes: Vec::new(), ..one.clone() });
        let kept = self.workspace.findings_of_block(file, block);
        assert_eq!(kept.map_or(&[][..], |kept| kept), plain.collect::<Vec<_>>());
    }

    fn text_of(&self, file: FileId) -> String {
        self.workspace.file(file).expect("findings are in files").document.text()
    }

    /// Path, line and range of a place: `shop.tm:3:4-7`.
    fn place(&self, file: FileId, start: usize, end: usize) -> String {
        let text = self.text_of(file);
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line = text[..start].matches('\n').count() + 1;
        let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let from = text[line_start..start].chars().count();
        let to = from + text[start..end.min(line_end)].chars().count().max(1);
        let path = &self.workspace.file(file).expect("findings are in files").path;
        format!("{path}:{line}:{from}-{to}")
    }

    fn related(&self, origin: Origin) -> String {
        let file = self.workspace.file(origin.file).expect("places are in files");
        let start = file.document.start_of(origin.block).expect("places are in blocks");
        let (from, to) = (start + origin.span.start as usize, start + origin.span.end as usize);
        let text = file.document.text();
        let line = text[..from].matches('\n').count() + 1;
        format!("{}:{line} {}", file.path, &text[from..to])
    }

    fn describe(&self, found: &Found) -> String {
        let span = found.finding.span;
        let (from, to) = (found.start + span.start as usize, found.start + span.end as usize);
        let mut text = format!(
            "{} {} {}",
            self.place(found.file, from, to),
            found.finding.code,
            found.finding.message
        );
        for related in &found.finding.related {
            let _ = write!(text, "\n  | {}: {}", self.related(related.origin), related.message);
        }
        text
    }

    /// Asserts that a comment above its item silences a finding.
    fn assert_can_be_silenced(&self, found: &Found) {
        let code = found.finding.code.info().code;
        let document = &self.workspace.file(found.file).expect("findings are in files").document;
        let block = document.blocks().find(|(_, start, _)| *start == found.start);
        let (.., tree) = block.expect("findings are in blocks");
        let Some(item) = around(&tree.items, found.finding.span) else { return };
        let (mut text, at) = (document.text(), found.start + item.word_span.start as usize);
        let line = text[..at].rfind('\n').map_or(0, |at| at + 1);
        if !text[line..at].trim().is_empty() {
            // No comment stands above an item that shares its line.
            return;
        }
        text.insert_str(line, &format!("// tm-allow {code}: as meant\n"));
        let mut silenced = Self { files: self.files.clone(), ..Self::new("") };
        for (path, known) in &mut silenced.files {
            if silenced.workspace.find_file(path).is_none() {
                silenced.workspace.set_file(path, known);
            }
        }
        let path = &self.workspace.file(found.file).expect("findings are in files").path;
        silenced.workspace.set_file(path, &text);
        silenced.workspace.update();
        let (old, new) = (self.found(code).len(), silenced.found(code).len());
        assert!(new < old, "// tm-allow {code} silences nothing: {text}");
    }

    /// The text of a file after a change.
    fn apply(&self, fix: &Fix) -> (FileId, String) {
        let Origin { file, block, span } = fix.origin;
        let document = &self.workspace.file(file).expect("fixes are in files").document;
        let start = document.start_of(block).expect("fixes are in blocks");
        let mut text = document.text();
        let range = start + span.start as usize..start + span.end as usize;
        text.replace_range(range, &fix.replacement);
        (file, text)
    }
}

/// The innermost of the items that holds a range.
fn around(items: &[Item], span: Span) -> Option<&Item> {
    let holds = |item: &&Item| item.span.start <= span.start && span.end <= item.span.end;
    let item = items.iter().find(holds)?;
    let inner = item.items().find_map(|inner| around(std::slice::from_ref(inner), span));
    Some(inner.unwrap_or(item))
}

/// A policy that reports the codes that are off as well.
fn everything() -> Policy {
    let mut policy = Policy::default();
    for code in Code::ALL.iter().filter(|code| code.info().off) {
        policy.set_severity(*code, Some(code.info().severity));
    }
    policy
}

/// The files of a text, without annotations.
pub fn files(text: &str) -> Vec<(String, String)> {
    parse(text).0
}

fn parse(text: &str) -> (Vec<(String, String)>, Vec<String>) {
    let mut files: Vec<(String, String)> = Vec::new();
    let mut expected: Vec<String> = Vec::new();
    for line in text.strip_prefix('\n').unwrap_or(text).split_inclusive('\n') {
        if let Some(path) = line.strip_prefix("//- ") {
            files.push((path.trim().to_owned(), String::new()));
            continue;
        }
        if files.is_empty() {
            files.push(("shop.tm".to_owned(), String::new()));
        }
        let (path, own) = files.last_mut().expect("there is a file by now");
        if let Some(place) = line.strip_prefix("//  |") {
            let last = expected.last_mut().expect("a place belongs to a finding");
            let _ = write!(last, "\n  | {}", place.trim());
            continue;
        }
        let blank = line.replacen("//", "  ", 1);
        let marks = if line.starts_with("//") { blank.as_str() } else { line };
        if marks.trim_start().starts_with('^') {
            let from = marks.len() - marks.trim_start().len();
            let carets = marks.trim_start();
            let rest = carets.trim_start_matches('^');
            let to = from + (carets.len() - rest.len());
            let line = own.matches('\n').count();
            expected.push(format!("{path}:{line}:{from}-{to} {}", rest.trim()));
            continue;
        }
        own.push_str(line);
    }
    (files, expected)
}

/// Asserts that the findings with these codes are the annotated ones.
pub fn check(codes: &str, text: &str) {
    let fixture = Fixture::new(text);
    let found: Vec<String> =
        fixture.found(codes).iter().map(|found| fixture.describe(found)).collect();
    let same = found.len() == fixture.expected.len()
        && found.iter().zip(&fixture.expected).all(|(found, expected)| matches(found, expected));
    let all: Vec<String> =
        fixture.found(&all_codes()).iter().map(|found| fixture.describe(found)).collect();
    assert!(
        same,
        "expected:\n{}\nfound:\n{}\nall:\n{}",
        fixture.expected.join("\n"),
        found.join("\n"),
        all.join("\n")
    );
    fixture.found(codes).iter().for_each(|found| fixture.assert_can_be_silenced(found));
}

fn all_codes() -> String {
    let codes: Vec<&str> = tm_model::diagnostic::CATALOGUE.iter().map(|info| info.code).collect();
    codes.join(" ")
}

/// True if line by line the expected text is the found one, or the beginning of it.
fn matches(found: &str, expected: &str) -> bool {
    // Places that the fixture does not mention are not compared.
    let places = expected.contains('\n');
    let found: Vec<&str> = found.lines().take(if places { usize::MAX } else { 1 }).collect();
    let expected: Vec<&str> = expected.lines().collect();
    found.len() == expected.len()
        && found.iter().zip(&expected).all(|(found, expected)| match expected.strip_suffix('…') {
            Some(beginning) => found.starts_with(beginning),
            None => found == expected,
        })
}

/// Asserts that there is no finding with these codes.
pub fn clean(codes: &str, text: &str) {
    assert!(!text.contains('^'), "a clean fixture has no annotations");
    check(codes, text);
}

/// Applies a fix of the first finding with the code, asserts what the file says then, and that one
/// such finding is gone.
pub fn fix(code: &str, title: &str, before: &str, after: &str) {
    let (old, new) = apply(code, title, before, after);
    assert!(new < old, "the fix \"{title}\" leaves {new} of {old} findings {code}");
}

/// The same for a fix that is a first step: the finding stays, or changes.
pub fn step(code: &str, title: &str, before: &str, after: &str) {
    apply(code, title, before, after);
}

fn apply(code: &str, title: &str, before: &str, after: &str) -> (usize, usize) {
    let mut fixture = Fixture::new(before);
    let found = fixture.found(code);
    let fixes: Vec<&Fix> = found.iter().flat_map(|one| &one.finding.fixes).collect();
    let titles: Vec<&str> = fixes.iter().map(|fix| fix.title.as_str()).collect();
    let fix = fixes.iter().find(|fix| fix.title == title);
    let fix = fix.unwrap_or_else(|| panic!("{code} offers {titles:?}")).to_owned();
    let (file, text) = fixture.apply(fix);
    let (expected, _) = parse(after);
    let path = fixture.workspace.file(file).expect("fixes are in files").path.clone();
    let expected = expected.iter().find(|(known, _)| *known == path);
    assert_eq!(text, expected.expect("the fixed file is given").1);
    let old = found.len();
    fixture.workspace.set_file(&path, &text);
    fixture.workspace.update();
    (old, fixture.found(code).len())
}
