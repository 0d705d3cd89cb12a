//! Items of a knowledge base as they are written.

use tm_grammar::tree::{Head, Item, Member, Path, PredicateWord, Span};
use tm_grammar::words::ItemWord;

use super::{ChangeRow, TestRow};
use crate::cli::kb::find::Source;

/// An item with the text of its block.
pub struct Written<'a> {
    item: &'a Item,
    text: &'a str,
}

/// The header of a knowledge base.
pub fn header(source: &Source) -> Option<Written<'_>> {
    items(source).find(|written| written.item.word == ItemWord::KnowledgeBase)
}

/// The rule of a bare name.
pub fn threat<'s>(source: &'s Source, name: &str) -> Option<Written<'s>> {
    items(source).find(|written| {
        let Head::Declaration(declaration) = &written.item.head else { return false };
        written.item.word == ItemWord::Threat
            && declaration.name.as_ref().is_some_and(|known| known.text == name)
    })
}

/// What a knowledge base makes of a rule of another one, given by its full name.
pub fn changes(source: &Source, rule: &str) -> Vec<ChangeRow> {
    let Some((_, pack)) = source.pack() else { return Vec::new() };
    let rows = items(source).filter_map(|written| {
        let disabled = written.item.word == ItemWord::Disable;
        let Head::Rule { target: Some(target) } = &written.item.head else { return None };
        let target = target.span.text(written.text);
        let is_meant = target == rule
            || target.strip_suffix('*').is_some_and(|prefix| rule.starts_with(prefix));
        let span = Span::new(written.item.word_span.start, written.item.span.end);
        let lines = span.text(written.text).lines().map(str::trim);
        let text = lines.collect::<Vec<_>>().join(" ");
        is_meant.then(|| ChangeRow { pack: pack.name.to_string(), disabled, text })
    });
    rows.collect()
}

/// The tests that mention the rule of a bare name: their titles, and what they expect of it.
pub fn tests(source: &Source, name: &str) -> Vec<TestRow> {
    let is_it = |path: &Path| {
        let rule = path.rest.last().map_or(&path.first, |(_, last)| last);
        rule.text == name
    };
    let rows = items(source).filter_map(|written| {
        let Head::Test { title } = &written.item.head else { return None };
        let expects = written.item.members().iter().filter_map(|member| match member {
            Member::Expect(expect) if expect.rule.as_ref().is_some_and(is_it) => {
                Some(expect.span.text(written.text).trim().to_owned())
            }
            _ => None,
        });
        let expects: Vec<String> = expects.collect();
        let title = title.as_ref().map_or_else(String::new, |title| title.value.to_string());
        (!expects.is_empty()).then_some(TestRow { title, expects })
    });
    rows.collect()
}

fn items(source: &Source) -> impl Iterator<Item = Written<'_>> {
    let blocks = source.file.iter().flat_map(|file| file.document.blocks());
    blocks
        .flat_map(|(.., block)| block.items.iter().map(|item| Written { item, text: &block.text }))
}

impl Written<'_> {
    /// The documentation above the item.
    pub fn docs(&self) -> String {
        let lines = self.item.docs.iter().map(|span| {
            let line = span.text(self.text).trim_start_matches('/');
            line.strip_prefix(' ').unwrap_or(line).trim_end()
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    /// What a rule looks at.
    pub fn subject(&self) -> String {
        let mut clauses = self.item.properties().filter(|property| property.key.text == "for");
        let values = clauses.next().map(|property| property.values.as_slice()).unwrap_or_default();
        values.iter().map(|value| value.span.text(self.text)).collect::<Vec<_>>().join(" or ")
    }

    /// The situation of a rule.
    pub fn when(&self) -> String {
        self.predicate(PredicateWord::When)
    }

    /// The answer of a rule.
    pub fn unless(&self) -> String {
        self.predicate(PredicateWord::Unless)
    }

    /// A condition without its word and without the blanks before its lines.
    fn predicate(&self, word: PredicateWord) -> String {
        let found = self.item.members().iter().find_map(|member| match member {
            Member::Predicate(predicate) if predicate.word == word => Some(predicate),
            _ => None,
        });
        let Some(predicate) = found else { return String::new() };
        let lines = predicate.expression.span.text(self.text).lines().map(str::trim);
        lines.collect::<Vec<_>>().join("\n")
    }
}
