//! What knowledge bases say, for people.

use tm_ide::work;

use super::entries::{AttributeEntry, ChangeRow, Entry, PackEntry, RuleEntry, TestRow, TypeEntry};
use crate::cli::page::{Paint, Piece, Prose, markdown, plain};

/// Writes what has a name.
pub fn entry(entry: &Entry, page: &mut Prose) {
    match entry {
        Entry::Pack(pack) => self::pack(pack, page),
        Entry::Rule(rule) => self::rule(rule, page),
        Entry::Type(info) => type_info(info, page),
        Entry::Attribute(info) => attribute(info, page),
    }
}

fn pack(pack: &PackEntry, page: &mut Prose) {
    let file = pack.file.as_deref().unwrap_or("shipped");
    title(&pack.name, &format!("{}  {}  {file}", pack.version, pack.title), page);
    paragraph(&pack.docs, page);
    for (category, rules) in &pack.rules {
        section(category, page);
        let width = rules.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
        for rule in rules {
            let top = if rule.top { "TOP" } else { "   " };
            let line = format!("  {:width$}  {:8} {top}  {}", rule.name, rule.severity, rule.title);
            page.line(0, &[plain(line)]);
        }
    }
    for (root, types) in &pack.types {
        list(&format!("Types of {root}"), types, page);
    }
    list("Controls", &pack.controls, page);
    list("Facts", &pack.facts, page);
}

fn rule(rule: &RuleEntry, page: &mut Prose) {
    title(&rule.name, &rule.title, page);
    let RuleEntry { category, severity, likelihood, .. } = rule;
    page.paragraph(
        0,
        0,
        &[plain(dotted([
            category.clone(),
            format!("severity {severity}"),
            format!("likelihood {likelihood}"),
            if rule.top { "TOP".to_owned() } else { String::new() },
            rule.file.as_ref().map_or_else(|| "shipped".to_owned(), |file| format!("in {file}")),
        ]))],
    );
    if !rule.profiles.is_empty() {
        page.paragraph(0, 0, &[plain(format!("Runs in {}", rule.profiles.join(", ")))]);
    }
    paragraph(&rule.docs, page);
    section(&format!("Looks at every {}", rule.subject), page);
    condition("when", &rule.when, page);
    condition("unless", &rule.unless, page);
    if !rule.mitigations.is_empty() {
        section("Answered by", page);
        let width = rule.mitigations.iter().map(|one| one.name.len()).max().unwrap_or(0);
        for control in &rule.mitigations {
            page.line(2, &[plain(format!("{:width$}  {}", control.name, control.title))]);
        }
    }
    if !rule.detect.is_empty() {
        section("To be seen as", page);
        page.paragraph(2, 2, &[plain(rule.detect.as_str())]);
    }
    let numbers = |name: &str, list: &[u32]| -> Vec<String> {
        list.iter().map(|number| format!("{name}-{number}")).collect()
    };
    let of = |name: &str, list: &[String]| -> Vec<String> {
        if list.is_empty() { Vec::new() } else { vec![format!("{name} {}", list.join(", "))] }
    };
    let (atlas, attack): (Vec<_>, Vec<_>) =
        rule.attack.iter().cloned().partition(|id| id.starts_with("AML."));
    let references = [
        numbers("CWE", &rule.cwe),
        numbers("CAPEC", &rule.capec),
        of("ATT&CK", &attack),
        of("ATLAS", &atlas),
        of("OWASP", &rule.owasp),
    ];
    let line = dotted(references.map(|list| list.join(", ")));
    if !line.is_empty() {
        page.gap();
        page.paragraph(0, 0, &[plain(line)]);
    }
    changes(&rule.changes, page);
    tests(&rule.tests, page);
}

fn changes(changes: &[ChangeRow], page: &mut Prose) {
    if changes.is_empty() {
        return;
    }
    section("Changed by", page);
    for change in changes {
        page.line(2, &[plain(change.pack.as_str())]);
        page.paragraph(4, 6, &[(Paint::Code, change.text.clone())]);
    }
}

fn tests(tests: &[TestRow], page: &mut Prose) {
    if tests.is_empty() {
        return;
    }
    section("Tests", page);
    for test in tests {
        page.paragraph(2, 4, &[plain(test.title.as_str())]);
        for expect in &test.expects {
            page.line(4, &[(Paint::Code, expect.clone())]);
        }
    }
}

fn type_info(info: &TypeEntry, page: &mut Prose) {
    title(&info.name, &info.title, page);
    let inherits =
        if info.inherits.is_empty() { String::new() } else { format!(": {}", info.inherits) };
    page.paragraph(
        0,
        0,
        &[plain(dotted([
            format!("a type of {}{inherits}", info.root),
            format!("from {}", info.pack),
        ]))],
    );
    paragraph(&info.docs, page);
    if !info.brings.is_empty() {
        section("Brings", page);
        for line in &info.brings {
            page.line(2, &[(Paint::Code, line.clone())]);
        }
    }
    list("Types below it", &info.below, page);
    list("Rules that ask for it", &info.rules, page);
}

fn attribute(info: &AttributeEntry, page: &mut Prose) {
    title(&info.name, &info.title, page);
    page.paragraph(
        0,
        0,
        &[plain(dotted([
            format!("a {} of {}", info.role, info.on.join(", ")),
            info.domain.clone(),
            work(&info.effort),
            format!("from {}", info.pack),
        ]))],
    );
    paragraph(&info.docs, page);
    if !info.ask.is_empty() {
        section("Asks", page);
        page.paragraph(2, 2, &[plain(info.ask.as_str())]);
        page.paragraph(2, 2, &[plain(info.because.as_str())]);
    }
    section("Write", page);
    page.paragraph(2, 2, &[plain(format!("{}: {}", info.name, info.takes))]);
    if !info.verify.is_empty() {
        section("How one knows that it works", page);
        page.paragraph(2, 2, &[plain(info.verify.as_str())]);
    }
    list("Answers", &info.answers, page);
    list("OWASP ASVS 5.0", &info.asvs, page);
    list("NIST Cybersecurity Framework 2.0", &info.csf, page);
    list("NIST SP 800-53, revision 5", &info.nist, page);
    list("ISO/IEC 27001:2022 Annex A", &info.iso, page);
}

fn title(name: &str, title: &str, page: &mut Prose) {
    let name: Piece = (Paint::Strong, name.to_owned());
    page.line(0, &[name, plain(format!("  {title}"))]);
}

/// The documentation of something.
fn paragraph(docs: &str, page: &mut Prose) {
    if !docs.is_empty() {
        page.gap();
        markdown::write(page, &markdown::joined(docs));
    }
}

fn section(title: &str, page: &mut Prose) {
    page.heading(title);
}

fn list(title: &str, names: &[String], page: &mut Prose) {
    if !names.is_empty() {
        section(title, page);
        page.paragraph(2, 2, &[plain(names.join(", "))]);
    }
}

/// A condition as it is written, its lines under each other.
fn condition(word: &str, text: &str, page: &mut Prose) {
    for (index, line) in text.lines().enumerate() {
        let word = if index == 0 { word } else { "" };
        page.line(2, &[plain(format!("{word:6} {line}"))]);
    }
}

/// The parts that are there, with a dot between them.
fn dotted(parts: impl IntoIterator<Item = String>) -> String {
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}
