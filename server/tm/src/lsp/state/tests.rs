//! Documents through their life, and what is sent about them.

use tower_lsp::ls_types::{Position, Range};

use super::*;
use crate::lsp::diagnostics;

/// One finding, whatever the day.
const ONE: &str = "model m \"M\" { owner: @kim }\nnonsense\n";

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

fn text(state: &mut State) -> String {
    state.view(&file()).expect("it is open").text.to_string()
}

/// Looks at the disk as long as there is something to look for.
fn look_at_disk(state: &mut State) {
    while let Some(errand) = state.next_errand() {
        let found = errand.run(&mut |_| {});
        found.read.iter().for_each(|file| state.bring(&errand, file));
        state.returned(&errand, &found.gone);
    }
}

/// Does all the work there is; gives what is sent.
fn publications(state: &mut State) -> Vec<Publication> {
    let mut sent = Vec::new();
    while state.has_errand() || state.has_work() {
        look_at_disk(state);
        while let Some(work) = state.next_work() {
            sent.extend(match work {
                Work::Send(publication) => Some(publication),
                Work::Compute(job) => {
                    let diagnostics = diagnostics::of(&job);
                    state.finish(*job, diagnostics)
                }
            });
        }
    }
    sent
}

/// Does all the work there is; gives version and number of findings of each list sent.
fn publish(state: &mut State) -> Vec<(Option<i32>, usize)> {
    publications(state).iter().map(|it| (it.version, it.diagnostics.len())).collect()
}

/// Looks again at all that is or may be shown.
fn recheck(state: &mut State) {
    let keys: Vec<String> = state.roots.keys().cloned().collect();
    keys.iter().for_each(|key| state.mark_files_of(key));
}

/// The job for the only file there is.
fn job(state: &mut State) -> Job {
    look_at_disk(state);
    let Some(Work::Compute(job)) = state.next_work() else { panic!("nothing to compute") };
    *job
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
    assert_eq!(text(&mut state), "zero\n1\u{1f511}!b");
    assert!(state.change(
        &file(),
        3,
        &[edit((0, 0), (0, 1), "x"), whole("new"), edit((0, 3), (0, 3), "er")]
    ));
    assert_eq!(text(&mut state), "newer");
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
    assert_eq!(text(&mut state), "new");
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
    state.open(file(), 1, ONE);
    assert_eq!(publish(&mut state), [(Some(1), 1)]);
    recheck(&mut state);
    assert_eq!(publish(&mut state), []);
    state.change(&file(), 2, &[edit((2, 0), (2, 0), "// nothing\n")]);
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
    state.open(file(), 1, ONE);
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
    state.open(file(), 1, ONE);
    let late = job(&mut state);
    state.change(&file(), 2, &[whole("")]);
    let diagnostics = diagnostics::of(&late);
    assert_eq!(state.finish(late, diagnostics), None);
    assert_eq!(publish(&mut state), [(Some(2), 0)]);
    recheck(&mut state);
    let late = job(&mut state);
    state.close(&file());
    let diagnostics = diagnostics::of(&late);
    assert_eq!(state.finish(late, diagnostics), None);
}

#[test]
fn settings_lie_over_those_of_the_start() {
    use serde_json::json;
    let mut state = State::default();
    let options = json!({ "diagnostics": { "maxPerFile": 7 } });
    assert_eq!(state.meet(Abilities::default(), &[], Some(&options)), Vec::<String>::new());
    state.open(file(), 1, ONE);
    assert!(state.configure(&json!({ "diagnostics": { "maxPerFile": 3 } })).0);
    assert_eq!(job(&mut state).limit, Some(3));
    assert!(!state.configure(&json!({ "diagnostics": { "maxPerFile": 3 } })).0);
    assert!(state.configure(&json!(null)).0);
    assert_eq!(job(&mut state).limit, Some(7));
}

#[test]
fn an_open_file_of_settings_counts_before_it_is_saved() {
    let mut state = State::default();
    let settings = uri("file:///models/tm.toml");
    state.open(file(), 1, "model m \"M\" { owner: @kim }\nprocess p \"P\"\n");
    let before = publish(&mut state);
    // No folder holds the file yet, so both lie in the folder of their own.
    state.open(settings.clone(), 1, "[severity]\nTM305 = off\n");
    let sent = publications(&mut state);
    let told = sent.iter().find(|it| it.uri == settings).expect("it is told");
    assert_eq!((told.version, told.diagnostics.len()), (Some(1), 1), "{told:?}");
    assert_eq!(told.diagnostics[0].range.start.line, 1);
    assert!(state.view(&settings).is_none(), "it is no model");

    let changes = [edit((1, 8), (1, 11), "\"off\"")];
    assert!(state.change(&settings, 2, &changes));
    let sent = publications(&mut state);
    let told = sent.iter().find(|it| it.uri == settings).expect("it is told");
    assert_eq!((told.version, told.diagnostics.len()), (Some(2), 0));
    let model = sent.iter().find(|it| it.uri == file()).expect("it is told");
    assert_eq!(model.diagnostics.len() + 1, before[0].1);

    // What was never saved is gone when it is closed.
    state.close(&settings);
    assert_eq!(publish(&mut state), before);
}

#[test]
fn nothing_is_sent_before_the_disk_was_read() {
    let mut state = State::default();
    state.open(file(), 1, ONE);
    assert!(state.next_work().is_none());
    assert!(state.view(&file()).is_some(), "questions are answered from what is there");
    look_at_disk(&mut state);
    assert!(matches!(state.next_work(), Some(Work::Compute(_))));
}

#[test]
fn files_of_an_open_model_are_shown_and_others_are_not() {
    let mut state = State::default();
    let main = uri("file:///models/main.tm");
    state.open(file(), 1, "model shop\n");
    publish(&mut state);
    let part = |path: &str, text: &str| FoundFile {
        path: path.to_owned(),
        text: text.to_owned(),
        stamp: disk::Stamp::default(),
        wanted: false,
    };
    // As if a survey had found them.
    let root = state.roots.get_mut("/models").expect("it is there");
    root.bring(&part("main.tm", "part of shop\nnonsense\n"), false);
    root.bring(&part("other.tm", "part of bank\nnonsense\n"), false);
    root.bring(&part("module.tm", "package provide shop 1.0\n"), false);
    recheck(&mut state);
    let shown: Vec<_> =
        publications(&mut state).into_iter().map(|it| (it.uri, it.version)).collect();
    assert!(shown.contains(&(main.clone(), None)), "{shown:?}");
    assert!(shown.iter().all(|(uri, _)| [&main, &file()].contains(&uri)), "{shown:?}");

    // The file leaves the model, so its other files leave the screen.
    state.change(&file(), 2, &[whole("model bank\n")]);
    let shown = publications(&mut state);
    assert!(shown.iter().any(|it| it.uri == main && it.diagnostics.is_empty()), "{shown:?}");
    assert!(shown.iter().any(|it| it.uri.as_str().ends_with("/other.tm")), "{shown:?}");
}

#[test]
fn warnings_about_a_sentence_wait_until_it_is_complete() {
    let codes = |state: &mut State| -> Option<Vec<String>> {
        let last = publications(state).pop()?;
        let code = |it: &tower_lsp::ls_types::Diagnostic| match &it.code {
            Some(tower_lsp::ls_types::NumberOrString::String(code)) => code.clone(),
            other => panic!("{other:?}"),
        };
        Some(last.diagnostics.iter().map(code).collect())
    };
    let mut state = State::default();
    state.open(file(), 1, "model shop \"Shop\" { owner: @kim }\nprocess web \"Web\"\n");
    assert_eq!(codes(&mut state), Some(vec!["TM305".to_owned()]));
    state.change(&file(), 2, &[edit((1, 17), (1, 17), " in")]);
    assert_eq!(codes(&mut state), Some(vec!["TM002".to_owned()]));
    state.change(&file(), 3, &[edit((1, 17), (1, 20), " ")]);
    assert_eq!(codes(&mut state), Some(vec!["TM305".to_owned()]));
}

#[test]
fn a_document_moves_when_its_root_does() {
    let mut state = State::default();
    let folder = std::env::temp_dir().join(format!("tm-state-{}", std::process::id()));
    std::fs::create_dir_all(folder.join("sub")).expect("a folder for the test");
    std::fs::write(folder.join("tm.toml"), "").expect("written");
    let base = format!("file://{}", folder.display());
    state.open(uri(&format!("{base}/sub/a.tm")), 1, "model a\n");
    let root = |state: &State| state.documents.values().next().map(|it| it.root.clone());
    assert_eq!(root(&state).as_deref(), folder.to_str());
    std::fs::write(folder.join("sub/tm.toml"), "").expect("written");
    state.changed_on_disk([&uri(&format!("{base}/sub/tm.toml"))]);
    assert_eq!(root(&state).as_deref(), folder.join("sub").to_str());
    assert_eq!(publications(&mut state).len(), 1);
    std::fs::remove_dir_all(folder).expect("it was there");
}

#[test]
fn a_document_that_is_no_file_is_analysed_alone() {
    let mut state = State::default();
    let untitled = uri("untitled:Untitled-1");
    state.open(untitled.clone(), 1, "model shop\nimport \"shop.tm\" as other\nnonsense\n");
    assert!(!publish(&mut state).is_empty());
    state.close(&untitled);
    assert!(state.roots.is_empty());
    assert_eq!(publish(&mut state), [(None, 0)]);
}

#[test]
fn after_a_panic_everything_is_as_it_was() {
    let mut state = State::default();
    state.open(file(), 1, ONE);
    assert_eq!(publish(&mut state), [(Some(1), 1)]);
    state.roots.get_mut("/models").expect("it is there").panic_once();
    assert!(state.take_panic() && !state.take_panic());
    assert!(state.view(&file()).is_none());
    assert_eq!(publish(&mut state), []);
    assert_eq!(text(&mut state), ONE);
    state.change(&file(), 2, &[whole("")]);
    assert_eq!(publish(&mut state), [(Some(2), 0)]);
}
