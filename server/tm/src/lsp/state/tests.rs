//! Documents through their life, and what is sent about them.

use tower_lsp::ls_types::{Position, Range};

use super::*;
use crate::lsp::diagnostics;

const ISOLATED: &str = "store archive\n";

fn uri(text: &str) -> Uri {
    text.parse().expect("a URI")
}

fn file() -> Uri {
    uri("file:///models/shop.tm")
}

fn edit(start: (u32, u32), end: (u32, u32), text: &str) -> TextDocumentContentChangeEvent {
    let range = Range::new(Position::new(start.0, start.1), Position::new(end.0, end.1));
    TextDocumentContentChangeEvent { range: Some(range), range_length: None, text: text.to_owned() }
}

fn whole(text: &str) -> TextDocumentContentChangeEvent {
    TextDocumentContentChangeEvent { range: None, range_length: None, text: text.to_owned() }
}

fn text(state: &State) -> String {
    state.view(&file()).expect("it is open").text.to_string()
}

/// Does all the work there is; gives version and number of findings of each list sent.
fn publish(state: &mut State) -> Vec<(Option<i32>, usize)> {
    let mut sent = Vec::new();
    while let Some(work) = state.next_work() {
        let publication = match work {
            Work::Send(publication) => Some(publication),
            Work::Compute(job) => state.finish(&job, diagnostics::of(&job)),
        };
        sent.extend(publication.map(|it| (it.version, it.diagnostics.len())));
    }
    sent
}

#[test]
fn changes_of_one_notification_are_applied_one_after_the_other() {
    let mut state = State::default();
    state.open(file(), 1, "one two");
    let changes = [
        edit((0, 0), (0, 0), "zero\n"),
        edit((1, 0), (1, 3), "1"),
        edit((1, 1), (9, 9), "\u{1f511}b"),
        edit((1, 3), (1, 3), "!"),
    ];
    assert!(state.change(&file(), 2, &changes));
    assert_eq!(text(&state), "zero\n1\u{1f511}!b");
    assert!(state.change(
        &file(),
        3,
        &[edit((0, 0), (0, 1), "x"), whole("new"), edit((0, 3), (0, 3), "er")]
    ));
    assert_eq!(text(&state), "newer");
}

#[test]
fn a_document_that_is_not_open_is_left_alone() {
    let mut state = State::default();
    assert!(!state.change(&file(), 2, &[whole("text")]));
    state.open(file(), 1, "text");
    state.close(&file());
    state.close(&file());
    assert!(!state.change(&file(), 2, &[whole("text")]));
    assert!(state.view(&file()).is_none());
}

#[test]
fn opening_again_replaces_the_text() {
    let mut state = State::default();
    state.open(file(), 7, "old");
    state.open(file(), 1, "new");
    assert_eq!(text(&state), "new");
}

#[test]
fn two_spellings_of_a_name_are_one_file() {
    let mut state = State::default();
    state.open(uri("file:///c%3A/models/shop%2Etm"), 1, "text");
    assert!(state.view(&uri("file:///C:/models/shop.tm")).is_some());
}

#[test]
fn the_list_is_sent_once_and_again_when_it_differs() {
    let mut state = State::default();
    state.open(file(), 1, ISOLATED);
    assert_eq!(publish(&mut state), [(Some(1), 1)]);
    state.recheck();
    assert_eq!(publish(&mut state), []);
    state.change(&file(), 2, &[edit((1, 0), (1, 0), "// nothing\n")]);
    assert_eq!(publish(&mut state), []);
    state.change(&file(), 3, &[edit((0, 0), (0, 0), "\n")]);
    assert_eq!(publish(&mut state), [(Some(3), 1)]);
    state.change(&file(), 4, &[whole("")]);
    assert_eq!(publish(&mut state), [(Some(4), 0)]);
}

#[test]
fn an_empty_first_list_tells_that_the_file_was_looked_at() {
    let mut state = State::default();
    state.open(file(), 1, "");
    assert_eq!(publish(&mut state), [(Some(1), 0)]);
}

#[test]
fn closing_clears_the_screen_once() {
    let mut state = State::default();
    state.open(file(), 1, ISOLATED);
    publish(&mut state);
    state.close(&file());
    assert_eq!(publish(&mut state), [(None, 0)]);
    state.open(file(), 1, "");
    publish(&mut state);
    state.close(&file());
    assert_eq!(publish(&mut state), []);
}

#[test]
fn a_result_that_came_too_late_is_dropped() {
    let mut state = State::default();
    state.open(file(), 1, ISOLATED);
    let Some(Work::Compute(job)) = state.next_work() else { panic!("nothing to compute") };
    state.change(&file(), 2, &[whole("")]);
    assert_eq!(state.finish(&job, diagnostics::of(&job)), None);
    assert_eq!(publish(&mut state), [(Some(2), 0)]);
    let Some(Work::Compute(job)) = ({
        state.recheck();
        state.next_work()
    }) else {
        panic!("nothing to compute")
    };
    state.close(&file());
    assert_eq!(state.finish(&job, diagnostics::of(&job)), None);
}

#[test]
fn settings_lie_over_those_of_the_start() {
    use serde_json::json;
    let mut state = State::default();
    let options = json!({ "diagnostics": { "maxPerFile": 7 } });
    assert_eq!(state.meet(Abilities::default(), Some(&options)), Vec::<String>::new());
    state.open(file(), 1, ISOLATED);
    assert!(state.configure(&json!({ "diagnostics": { "maxPerFile": 3 } })).0);
    assert_eq!(state.settings.max_per_file, Some(3));
    assert!(!state.configure(&json!({ "diagnostics": { "maxPerFile": 3 } })).0);
    assert!(state.configure(&json!(null)).0);
    assert_eq!(state.settings.max_per_file, Some(7));
}
