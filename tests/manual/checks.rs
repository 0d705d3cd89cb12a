//! A page for each check, and the list of them: from the catalogue, and from an example for each
//! code in `server/model/src/diagnostic/examples`.
//!
//! An example is a file called like its code:
//!
//! ```text
//! What else there is to say, in Markdown.
//! also: TM303
//! === beside mail.tm
//! a file that is there in both
//! === wrong
//! a file that raises the code; it is called shop.tm unless a name stands behind
//! === mended
//! the same file without the fault
//! ```
//!
//! The wrong text raises the code, and beyond what the mended text raises nothing else; `also`
//! names what cannot be had apart. The mended text has neither errors nor warnings.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;

use tm_model::diagnostic::{CATALOGUE, Code, CodeInfo, Severity};

use crate::engine::{Finding, findings};
use crate::pages::{Page, root};
use crate::{expect_page, generated_from};

const EXAMPLES: &str = "server/model/src/diagnostic/examples";

type Files = Vec<(String, String)>;

/// An example of a code.
#[derive(Default)]
struct Example {
    prose: String,
    also: Vec<String>,
    beside: Files,
    wrong: Files,
    mended: Files,
}

impl Example {
    fn of(info: &CodeInfo) -> Self {
        let path = root().join(EXAMPLES).join(format!("{}.txt", info.code));
        let text = fs::read_to_string(&path);
        let text = text.unwrap_or_else(|_| panic!("{} has no example: write {path:?}", info.code));
        let mut example = Self::default();
        let mut open: Option<&mut Files> = None;
        for line in text.split_inclusive('\n') {
            if let Some(mark) = line.strip_prefix("=== ") {
                let mut words = mark.split_whitespace();
                let files = match words.next() {
                    Some("beside") => &mut example.beside,
                    Some("wrong") => &mut example.wrong,
                    Some("mended") => &mut example.mended,
                    other => panic!("{}: {other:?} is no part of an example", info.code),
                };
                files.push((words.next().unwrap_or("shop.tm").to_owned(), String::new()));
                open = Some(files);
            } else if let Some(files) = &mut open {
                files.last_mut().expect("a part is open").1.push_str(line);
            } else if let Some(codes) = line.strip_prefix("also: ") {
                example.also.extend(codes.split_whitespace().map(str::to_owned));
            } else {
                example.prose.push_str(line);
            }
        }
        example
    }

    fn with_beside(&self, files: &Files) -> Files {
        [files.clone(), self.beside.clone()].concat()
    }
}

fn code_of(info: &CodeInfo) -> Code {
    Code::parse(info.code).expect("the catalogue holds its codes")
}

fn asked(info: &CodeInfo) -> Option<Code> {
    info.off.then(|| code_of(info))
}

/// True if a page is about one code: its blocks are checked here.
pub fn is_one(page: &Page) -> bool {
    page.name().starts_with("docs/checks/TM")
}

fn codes(found: &[Finding]) -> BTreeSet<&'static str> {
    found.iter().map(|finding| finding.code.info().code).collect()
}

#[test]
fn every_example_raises_its_code_and_the_mended_one_does_not() {
    let mut faults = String::new();
    for info in CATALOGUE {
        let example = Example::of(info);
        let wrong = findings(&example.with_beside(&example.wrong), asked(info));
        let mended = findings(&example.with_beside(&example.mended), asked(info));
        let (before, after) = (codes(&wrong), codes(&mended));
        let mut fault = |says: &str, list: &[Finding]| {
            let _ = writeln!(faults, "{} {}: {says}", info.code, info.name);
            for finding in list {
                let _ = writeln!(faults, "    {finding}");
            }
        };
        if !before.contains(info.code) {
            fault("the wrong text does not raise it", &wrong);
        }
        if after.contains(info.code) {
            fault("the mended text raises it, too", &mended);
        }
        let known =
            |code: &&str| **code == *info.code || example.also.iter().any(|also| also == *code);
        let others: Vec<_> = before.difference(&after).filter(|code| !known(code)).collect();
        if !others.is_empty() {
            fault(&format!("the wrong text also raises {others:?}"), &wrong);
        }
        if let Some(also) = example.also.iter().find(|also| !before.contains(also.as_str())) {
            fault(&format!("the wrong text does not raise {also}"), &wrong);
        }
        if mended.iter().any(|finding| finding.severity >= Severity::Warning) {
            fault("the mended text has faults", &mended);
        }
    }
    assert!(faults.is_empty(), "{faults}");
}

#[test]
fn every_example_is_of_a_code() {
    let there = fs::read_dir(root().join(EXAMPLES)).expect("a folder").flatten();
    let there: BTreeSet<String> =
        there.map(|entry| entry.file_name().to_str().expect("UTF-8").to_owned()).collect();
    let known = CATALOGUE.iter().map(|info| format!("{}.txt", info.code)).collect();
    assert_eq!(there, known);
}

/// Files as blocks of code; the name stands above where there are several.
fn shown(files: &Files, mark: &str) -> String {
    let mut text = String::new();
    for (path, content) in files {
        if files.len() > 1 {
            let _ = write!(text, "`{path}`\n\n");
        }
        let mark = if path.starts_with("tm.") { "toml" } else { mark };
        let _ = write!(text, "```{mark}\n{content}```\n\n");
    }
    text
}

/// What a severity means, and when it fails a check.
fn meaning(severity: Severity) -> (&'static str, &'static str) {
    match severity {
        Severity::Error => ("the model does not mean what was written", "always, with status 2"),
        Severity::Warning => ("probably wrong", "with `--strict`"),
        Severity::Information => ("worth knowing, often a question", "never"),
        Severity::Hint => ("a suggestion", "never"),
    }
}

/// Text as Markdown shows it, whatever is in it.
fn escape(text: &str) -> String {
    let special = |letter| matches!(letter, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|');
    let escaped = text.chars().flat_map(|letter| {
        special(letter).then_some('\\').into_iter().chain(std::iter::once(letter))
    });
    escaped.collect()
}

fn page(info: &CodeInfo) -> String {
    let example = Example::of(info);
    let files = example.with_beside(&example.wrong);
    let found = findings(&files, asked(info));
    let mut text = generated_from(&format!("the catalogue and `{EXAMPLES}/{}.txt`", info.code));
    let CodeInfo { code, name, severity, explanation, off, opinion } = *info;
    let _ = write!(text, "\n# {code} {name}\n\n**{}**: {}.", severity.word(), meaning(severity).0);
    if off {
        text.push_str(" It is off unless [a setting](../settings.md) asks for it.");
    }
    if opinion {
        text.push_str(" [A setting](../settings.md) may lower it, unlike other errors.");
    }
    let _ = write!(text, "\n\n{explanation}\n\n");
    if !example.prose.trim().is_empty() {
        let _ = write!(text, "{}\n\n", example.prose.trim());
    }
    let _ = write!(text, "## What raises it\n\n{}", shown(&files, &format!("tm,{code}")));
    text.push_str("The finding:\n\n");
    for finding in found.iter().filter(|finding| finding.code == code_of(info)) {
        let Finding { file, line, column, severity, message, .. } = finding;
        let severity = severity.word();
        let _ = writeln!(text, "- `{file}:{line}:{column}` {severity}: {}", escape(message));
    }
    let _ = write!(text, "\n## After the change\n\n{}", shown(&example.mended, "tm"));
    text.push_str("[All checks](../checks.md)\n");
    text
}

/// The groups of codes, by their first digit.
const GROUPS: [(char, &str); 7] = [
    ('0', "Text and files"),
    ('1', "Names"),
    ('2', "Types and values"),
    ('3', "The drawing"),
    ('4', "Threats and decisions"),
    ('5', "The process"),
    ('6', "Knowledge bases"),
];

fn in_group(digit: char) -> impl Iterator<Item = &'static CodeInfo> {
    CATALOGUE.iter().filter(move |info| info.code.starts_with(&format!("TM{digit}")))
}

const INTRODUCTION: &str = "
# Checks

A finding has a code, a place and a message that says what to do. Each code has a page: what it
means, a text that raises it, and the text after the change.

";

const TO_SILENCE: &str = "
Threats fail a check by their risk, not as findings: see [threats and
decisions](language/threats.md).

A comment silences one code at the item below it, with a reason for the next reader:

```tm,fragment
// tm-allow TM305: drawn in the model of the warehouse
process stock \"Stock keeping\"
```

A comment that silences nothing any more is [TM010](checks/TM010.md).

";

#[test]
fn the_pages_of_the_checks_are_those_of_the_catalogue() {
    let folder = root().join("docs/checks");
    for info in CATALOGUE {
        expect_page(&folder.join(format!("{}.md", info.code)), &page(info));
    }
    let mut list = generated_from("the catalogue");
    list.push_str(INTRODUCTION);
    list.push_str("| severity | means | fails `tm check` |\n|---|---|---|\n");
    for severity in [Severity::Error, Severity::Warning, Severity::Information, Severity::Hint] {
        let (means, fails) = meaning(severity);
        let _ = writeln!(list, "| {} | {means} | {fails} |", severity.word());
    }
    list.push_str(TO_SILENCE);
    for (digit, title) in GROUPS {
        let _ = write!(list, "## {title}\n\n| code | name | severity | |\n|---|---|---|---|\n");
        for info in in_group(digit) {
            let CodeInfo { code, name, severity, explanation, off, .. } = *info;
            let first = explanation.split_once(". ").map_or(explanation, |(first, _)| first);
            let off = if off { ", off" } else { "" };
            let first = first.trim_end_matches('.').replace('|', "\\|");
            let _ = writeln!(
                list,
                "| [{code}](checks/{code}.md) | {name} | {}{off} | {first}. |",
                severity.word()
            );
        }
        list.push('\n');
    }
    expect_page(&root().join("docs/checks.md"), &(list.trim_end().to_owned() + "\n"));
}

#[test]
fn the_book_lists_the_checks_in_their_order() {
    let path = root().join("docs/SUMMARY.md");
    let summary = fs::read_to_string(&path).expect("the book has a summary");
    let (start, rest) =
        summary.split_once("- [Checks](checks.md)\n").expect("the checks have a chapter");
    let end: String =
        rest.split_inclusive('\n').skip_while(|line| line.starts_with("  - ")).collect();
    let mut text = format!("{start}- [Checks](checks.md)\n");
    for info in CATALOGUE {
        let CodeInfo { code, name, .. } = *info;
        let _ = writeln!(text, "  - [{code} {name}](checks/{code}.md)");
    }
    expect_page(&path, &(text + &end));
}
