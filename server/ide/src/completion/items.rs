//! The start of a line: new items, and in bodies the lines that may stand there.

use tm_grammar::LexemeKind;
use tm_grammar::tree::{Head, Span};
use tm_grammar::words::{ITEMS, ItemInfo, ItemWord, Places};
use tm_model::model::{Instance, Model};
use tm_model::value::{Truth, date_of_day};
use tm_model::workspace::Header;

use super::context::Token;
use super::{Completion, CompletionKind, Entry, List, keys, slot, snippet};
use crate::place::{Place, places};

/// The words that a model is drawn with, in the order in which most people draw.
const DRAWN: [ItemWord; 7] = [
    ItemWord::Use,
    ItemWord::Asset,
    ItemWord::Zone,
    ItemWord::Entity,
    ItemWord::Process,
    ItemWord::Store,
    ItemWord::Flow,
];

/// For how many days a decision holds if its snippet is left as it is.
const DECISION_DAYS: i64 = 180;

/// What a file without text may start with.
pub(super) fn in_an_empty_file() -> Vec<Completion> {
    let headers = ITEMS.iter().filter(|info| info.places.contains(Places::HEADER));
    headers
        .enumerate()
        .map(|(index, info)| Completion {
            label: info.word.text().to_owned(),
            kind: CompletionKind::Item,
            detail: info.about.to_owned(),
            documentation: documentation(info),
            replace: 0..0,
            insert: snippet::snippet(info.usage, |_| None),
            snippet: true,
            sort: format!("{index:04}"),
            additional: Vec::new(),
            follows_typing: false,
        })
        .collect()
}

/// What the title of a threat says, with tab stops.
const STATEMENT: &str = "${1:Who} ${2:with what} ${3:does what}, ${4:leading to what}";

/// The same as people read it.
const STATEMENT_PARTS: &str = "who, with what, does what, leading to";

/// The title of a threat, between quotes that hold nothing yet.
pub(super) fn in_an_empty_title(place: &Place<'_>) -> Vec<Completion> {
    let threat = place.item().filter(|item| item.word == ItemWord::Threat);
    let title = threat.and_then(|item| item.title());
    let inner =
        title.map(|title| Span::new(title.span.start + 1, title.span.end.saturating_sub(1)));
    if inner != Some(Span::new(place.offset, place.offset)) {
        return Vec::new();
    }
    let at = place.start + place.offset as usize;
    vec![Completion {
        label: STATEMENT_PARTS.to_owned(),
        kind: CompletionKind::Value,
        detail: "what a threat says".to_owned(),
        documentation: String::new(),
        replace: at..at,
        insert: STATEMENT.to_owned(),
        snippet: true,
        sort: "0000".to_owned(),
        additional: Vec::new(),
        follows_typing: false,
    }]
}

/// The title of a threat that has none yet.
pub(super) fn statement(list: &mut List<'_, '_>, word: ItemWord) {
    let sentence = &list.context.sentence;
    let is_head =
        |token: &Token<'_>| token.kind != LexemeKind::Text && token.clause_word().is_none();
    if word == ItemWord::Threat && !sentence.is_empty() && sentence.iter().all(is_head) {
        let entry = Entry::new(format!("\"{STATEMENT_PARTS}\""), CompletionKind::Value);
        list.add(0, entry.detail("what a threat says").snippet(format!("\"{STATEMENT}\"")));
    }
}

fn documentation(info: &ItemInfo) -> String {
    format!("{}\n\n```tm\n{}\n```", info.about, info.usage)
}

/// The start of a line.
pub(super) fn start(list: &mut List<'_, '_>) {
    // An indented line may go on with the header above.
    let continued = slot::continued(&list.context.before);
    if let Some(word) = continued {
        keys::clauses(list, word, 0);
    }
    let words = list.context.frames.iter().filter_map(super::context::Frame::word);
    let table = places(list.place.file, words);
    let Some(frame) = list.context.frames.last() else {
        let first = list.place.file.header == Header::None
            && list.place.file.header_block.is_none_or(|block| block == list.place.block);
        let place = if first { Places::HEADER } else { table };
        return words_of(list, place, if continued.is_some() { 20 } else { 10 });
    };
    let Some(word) = frame.word() else { return };
    keys::nested(list, 5);
    match word {
        ItemWord::Zone => words_of(list, Places::ZONE, 10),
        ItemWord::Test => words_of(list, Places::TEST, 10),
        _ => {}
    }
    keys::keys(list, 20);
}

/// The item words that may stand in a file or body of that kind.
fn words_of(list: &mut List<'_, '_>, place: Places, rank: u32) {
    let model = list.place.model;
    let open = model.is_some_and(has_open_threats);
    let header_known = !matches!(list.place.file.header, Header::None);
    for info in ITEMS.iter().filter(|info| info.places.contains(place)) {
        // A file has one header.
        if place != Places::HEADER && header_known && info.places.contains(Places::HEADER) {
            continue;
        }
        let lacking = match model {
            Some(model) => !model.items().any(|(_, item)| item.word == info.word),
            None => place == Places::TEST && info.word != ItemWord::Use,
        };
        let rank = match DRAWN.iter().position(|word| *word == info.word) {
            Some(index) if lacking => rank + u32::try_from(index).unwrap_or(0),
            _ if open && info.word.is_decision() => rank + 8,
            _ => rank + 9,
        };
        let entry = Entry::new(info.word.text(), CompletionKind::Item)
            .detail(info.about)
            .documentation(documentation(info))
            .snippet(with_tab_stops(list, info));
        list.add(rank, entry);
    }
}

/// True if nothing answers some threat; whether it is decided is not looked at.
fn has_open_threats(model: &Model) -> bool {
    let is_open = |instance: &Instance| {
        instance.when == Truth::True && instance.unless == Truth::False && !instance.planned
    };
    model.things().any(|(id, _)| model.instances(id).iter().any(is_open))
}

/// The snippet of an item. A flow gets a number only where flows have some.
fn with_tab_stops(list: &List<'_, '_>, info: &ItemInfo) -> String {
    let fill = |capitals: &str| fill(list, info.word, capitals);
    if info.word == ItemWord::Flow && fill("NUMBER").is_none() {
        return snippet::snippet(&info.usage.replace("NUMBER ", ""), fill);
    }
    snippet::snippet(info.usage, fill)
}

/// What is known for a tab stop.
fn fill(list: &List<'_, '_>, word: ItemWord, capitals: &str) -> Option<String> {
    let model = list.place.model;
    match (word, capitals) {
        (ItemWord::Flow, "NUMBER") => next_number(model?),
        (ItemWord::Category, letter @ "S") => Some(letter.to_owned()),
        (_, "DATE") => Some(day(list.place.snapshot.today() + DECISION_DAYS)),
        (ItemWord::KnowledgeBase, "VERSION") => Some("0.1.0".into()),
        (ItemWord::Use, "VERSION") => Some("1.0".into()),
        (_, "NAME") if word.is_decision() => {
            let owner = super::names::people(list).into_iter().next()?;
            Some(owner.trim_start_matches('@').to_owned())
        }
        _ => None,
    }
}

/// A day as it is written.
pub(super) fn day(day: i64) -> String {
    let date = date_of_day(day);
    format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)
}

/// The number after the highest one; `None` where flows have no numbers.
fn next_number(model: &Model) -> Option<String> {
    let mut flows = 0;
    let mut highest: Option<u32> = None;
    for (_, item) in model.items() {
        if let Head::Flow(flow) = &item.node().head {
            flows += 1;
            let number = flow.number.as_ref().and_then(|number| number.text.split('.').next());
            highest = highest.max(number.and_then(|number| number.parse().ok()));
        }
    }
    (flows == 0 || highest.is_some()).then(|| highest.unwrap_or(0).saturating_add(1).to_string())
}

/// The number of a new flow.
pub(super) fn flow_number(list: &mut List<'_, '_>, numbered: bool) {
    if let Some(number) = list.place.model.filter(|_| !numbered).and_then(next_number) {
        list.add(0, Entry::new(number, CompletionKind::Value).detail("the next number"));
    }
}
