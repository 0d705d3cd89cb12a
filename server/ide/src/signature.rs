//! What a sentence takes: the header of an item with its clauses, and which of them the cursor is in.

use std::ops::Range;

use tm_grammar::tree::{Head, Item, Property};
use tm_grammar::words::{PropertyInfo, Referent, Shape};
use tm_model::Snapshot;
use tm_model::source::FileId;

use crate::place::Place;
use crate::wording::full_name;

/// What a sentence takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// The whole sentence.
    pub label: String,
    /// What the item declares.
    pub about: String,
    /// Its parts, in the order of the label.
    pub parts: Vec<SignaturePart>,
    /// The part that the cursor is in.
    pub active: usize,
}

/// A part of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignaturePart {
    /// Where it stands in the label, in bytes.
    pub range: Range<usize>,
    /// What it says.
    pub about: String,
}

/// What the sentence at a byte of a file takes; `None` outside of headers.
pub fn signature_help(snapshot: &Snapshot, file: FileId, offset: usize) -> Option<Signature> {
    let place = Place::find(snapshot, file, offset)?;
    let item = header_at(&place)?;
    let info = place.info(item.word)?;
    let clauses: Vec<&PropertyInfo> =
        info.properties.iter().filter(|property| property.is_clause()).collect();
    let mut label = head_of(info.usage, &clauses).to_owned();
    let mut parts = vec![SignaturePart { range: 0..label.len(), about: info.about.to_owned() }];
    for clause in &clauses {
        label.push(' ');
        let start = label.len();
        label.push_str(&format!("{} {}", clause.key, takes(clause.shape)));
        let mut about = clause.about.to_owned();
        if let Shape::Word(words) = clause.shape {
            about.extend(words.iter().map(|(word, means)| format!("\n- `{word}` – {means}")));
        }
        if clause.key == "on" && item.word.is_decision() {
            about.extend(rule_slot(&place, item));
        }
        parts.push(SignaturePart { range: start..label.len(), about });
    }
    let active = active_clause(item, place.offset)
        .and_then(|key| clauses.iter().position(|clause| clause.key == key))
        .map_or(0, |index| index + 1);
    Some(Signature { label, about: info.about.to_owned(), parts, active })
}

/// The item whose header the cursor is in, or behind which it stands on the same line.
fn header_at<'a>(place: &Place<'a>) -> Option<&'a Item> {
    let item = place.item().or_else(|| {
        let last = place.tree.items.iter().rfind(|item| item.span.end <= place.offset)?;
        let between = &place.tree.text[last.span.end as usize..place.offset as usize];
        between.chars().all(|letter| letter == ' ' || letter == '\t').then_some(last)
    })?;
    let in_header = item.body.as_ref().is_none_or(|body| place.offset <= body.open.start);
    (in_header && place.offset > item.word_span.end).then_some(item)
}

/// The clause that the cursor is in, or that was begun before it.
fn active_clause(item: &Item, offset: u32) -> Option<&str> {
    let begun = |clause: &&Property| clause.key.span.end < offset;
    item.clauses.iter().rfind(begun).map(|clause| clause.key.text.as_str())
}

/// What stands before the clauses: `flow NUMBER NAME: FROM -> TO`.
fn head_of<'u>(usage: &'u str, clauses: &[&PropertyInfo]) -> &'u str {
    let starts = clauses.iter().filter_map(|clause| usage.find(&format!(" {} ", clause.key)));
    let end = starts.chain(usage.find(" {")).min().unwrap_or(usage.len());
    &usage[..end]
}

/// What a clause takes, as it is written.
fn takes(shape: Shape) -> String {
    match shape {
        Shape::Text | Shape::Texts => "\"…\"".to_owned(),
        Shape::Number => "NUMBER".to_owned(),
        Shape::Numbers => "NUMBER, …".to_owned(),
        Shape::Date => "DATE".to_owned(),
        Shape::Duration => "90d".to_owned(),
        Shape::Person => "@NAME".to_owned(),
        Shape::People => "@NAME, …".to_owned(),
        Shape::YesNo => "yes|no".to_owned(),
        Shape::Word(words) => words.iter().map(|(word, _)| *word).collect::<Vec<_>>().join("|"),
        Shape::Reference(referent) => of(referent).to_owned(),
        Shape::References(referent) => format!("{}, …", of(referent)),
        Shape::Threats => "RULE, …".to_owned(),
        Shape::Tickets => "TICKET, …".to_owned(),
        Shape::PersonOrActor => "@NAME|ACTOR".to_owned(),
        Shape::TextOrReference => "\"…\"|ACTOR".to_owned(),
        Shape::Subjects => "KIND VARIABLE: TYPE".to_owned(),
        Shape::Any => "VALUE".to_owned(),
    }
}

fn of(referent: Referent) -> &'static str {
    match referent {
        Referent::Zone => "ZONE",
        Referent::Data => "DATA",
        Referent::Asset => "ASSET",
        Referent::FlowType | Referent::AssetType => "TYPE",
        Referent::Mitigation => "MITIGATION",
        Referent::Threat => "RULE",
        Referent::Event => "EVENT",
        Referent::Actor => "ACTOR",
        Referent::Assumption => "ASSUMPTION",
        Referent::Requirement => "REQUIREMENT",
        Referent::Target => "THING",
        Referent::Protected => "ASSET",
        Referent::Attribute => "CONTROL",
        Referent::Profile => "PROFILE",
        Referent::RulePattern => "RULE",
    }
}

/// What the rules that a decision names are about.
fn rule_slot(place: &Place<'_>, item: &Item) -> Option<String> {
    let Head::Decision { threats } = &item.head else { return None };
    let schema = place.schema?;
    let mut text = String::new();
    for path in threats.iter().filter_map(|threat| threat.path.as_ref()) {
        let Some(id) = schema.find_rule(&full_name(path)) else { continue };
        let rule = schema.rule(id);
        let kinds: Vec<&str> = rule.kinds.iter().map(|kind| kind.word()).collect();
        text.push_str(&format!("\n- `{}` is found on: {}", rule.name, kinds.join(", ")));
    }
    (!text.is_empty()).then_some(text)
}
