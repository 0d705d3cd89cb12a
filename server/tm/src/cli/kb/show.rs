//! What knowledge bases say, for people.

use super::entries::{AttributeEntry, Entry, PackEntry, RuleEntry, TypeEntry};
use crate::cli::page::Page;

/// Writes what has a name.
pub fn entry(entry: &Entry, page: &mut Page) {
    match entry {
        Entry::Pack(pack) => self::pack(pack, page),
        Entry::Rule(rule) => self::rule(rule, page),
        Entry::Type(info) => type_info(info, page),
        Entry::Attribute(info) => attribute(info, page),
    }
}

fn pack(pack: &PackEntry, page: &mut Page) {
    let file = pack.file.as_deref().unwrap_or("shipped");
    page.line(format!("{} {}  {}  {file}", page.bold(&pack.name), pack.version, pack.title));
    paragraph(&pack.docs, page);
    for (category, rules) in &pack.rules {
        section(category, page);
        let width = rules.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
        for rule in rules {
            let top = if rule.top { "TOP" } else { "   " };
            page.line(format!("  {:width$}  {:8} {top}  {}", rule.name, rule.severity, rule.title));
        }
    }
    for (root, types) in &pack.types {
        list(&format!("Types of {root}"), types, page);
    }
    list("Controls", &pack.controls, page);
    list("Facts", &pack.facts, page);
}

fn rule(rule: &RuleEntry, page: &mut Page) {
    page.line(format!("{}  {}", page.bold(&rule.name), rule.title));
    let RuleEntry { category, severity, likelihood, .. } = rule;
    page.line(dotted([
        category.clone(),
        format!("severity {severity}"),
        format!("likelihood {likelihood}"),
        if rule.top { "TOP".to_owned() } else { String::new() },
        rule.file.as_ref().map_or_else(|| "shipped".to_owned(), |file| format!("in {file}")),
    ]));
    paragraph(&rule.docs, page);
    section(&format!("Looks at every {}", rule.subject), page);
    condition("when", &rule.when, page);
    condition("unless", &rule.unless, page);
    if !rule.mitigations.is_empty() {
        section("Answered by", page);
        let width = rule.mitigations.iter().map(|one| one.name.len()).max().unwrap_or(0);
        for control in &rule.mitigations {
            page.line(format!("  {:width$}  {}", control.name, control.title));
        }
    }
    if !rule.detect.is_empty() {
        section("To be seen as", page);
        page.wrapped(&rule.detect, 2);
    }
    let numbers = |name: &str, list: &[u32]| -> Vec<String> {
        list.iter().map(|number| format!("{name}-{number}")).collect()
    };
    let of = |name: &str, list: &[String]| -> Vec<String> {
        if list.is_empty() { Vec::new() } else { vec![format!("{name} {}", list.join(", "))] }
    };
    let references = [
        numbers("CWE", &rule.cwe),
        numbers("CAPEC", &rule.capec),
        of("ATT&CK", &rule.attack),
        of("OWASP", &rule.owasp),
    ];
    let line = dotted(references.map(|list| list.join(", ")));
    if !line.is_empty() {
        page.line("");
        page.line(line);
    }
}

fn type_info(info: &TypeEntry, page: &mut Page) {
    page.line(format!("{}  {}", page.bold(&info.name), info.title));
    let inherits =
        if info.inherits.is_empty() { String::new() } else { format!(": {}", info.inherits) };
    page.line(dotted([
        format!("a type of {}{inherits}", info.root),
        format!("from {}", info.pack),
    ]));
    paragraph(&info.docs, page);
    if !info.brings.is_empty() {
        section("Brings", page);
        for line in &info.brings {
            page.line(format!("  {line}"));
        }
    }
    list("Types below it", &info.below, page);
    list("Rules that ask for it", &info.rules, page);
}

fn attribute(info: &AttributeEntry, page: &mut Page) {
    page.line(format!("{}  {}", page.bold(&info.name), info.title));
    page.line(dotted([
        format!("a {} of {}", info.role, info.on.join(", ")),
        info.domain.clone(),
        format!("from {}", info.pack),
    ]));
    paragraph(&info.docs, page);
    if !info.ask.is_empty() {
        section("Asks", page);
        page.wrapped(&info.ask, 2);
        page.wrapped(&info.because, 2);
    }
    section("Write", page);
    page.wrapped(&format!("{}: {}", info.name, info.takes), 2);
    if !info.verify.is_empty() {
        section("How one knows that it works", page);
        page.wrapped(&info.verify, 2);
    }
    list("Answers", &info.answers, page);
    list("OWASP ASVS 5.0", &info.asvs, page);
    list("ISO/IEC 27001:2022 Annex A", &info.iso, page);
}

/// The documentation of something, without the marks of Markdown.
fn paragraph(docs: &str, page: &mut Page) {
    if !docs.is_empty() {
        page.line("");
        page.wrapped(&docs.replace("**", "").replace('`', ""), 2);
    }
}

fn section(title: &str, page: &mut Page) {
    page.line("");
    page.line(page.bold(title));
}

fn list(title: &str, names: &[String], page: &mut Page) {
    if !names.is_empty() {
        section(title, page);
        page.wrapped(&names.join(", "), 2);
    }
}

/// A condition as it is written, its lines under each other.
fn condition(word: &str, text: &str, page: &mut Page) {
    for (index, line) in text.lines().enumerate() {
        let word = if index == 0 { word } else { "" };
        page.line(format!("  {word:6} {line}"));
    }
}

/// The parts that are there, with a dot between them.
fn dotted(parts: impl IntoIterator<Item = String>) -> String {
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}
