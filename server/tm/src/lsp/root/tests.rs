//! A workspace through surveys, edits and panics.

use super::*;

fn root() -> Root {
    Root::new(Some(PathBuf::from("/nowhere")), true, 0, Configuration::default())
}

fn found(path: &str, text: &str) -> FoundFile {
    FoundFile {
        path: path.to_owned(),
        text: text.to_owned(),
        stamp: Stamp::default(),
        wanted: false,
    }
}

fn text(root: &Root, path: &str) -> Option<String> {
    Some(root.workspace().file(root.find(path)?)?.document.text())
}

#[test]
fn only_what_differs_is_replaced() {
    for (old, new) in [
        ("", "abc"),
        ("abc", ""),
        ("aXc", "aYc"),
        ("aaa", "aa"),
        ("aa", "aaaa"),
        ("ä", "ö"),
        ("xäy", "xüy"),
        ("\u{1f511}", "\u{1f512}"),
        ("\u{e4}\u{f6}", "\u{f6}"),
        ("one\ntwo\n", "one\nthree\ntwo\n"),
    ] {
        let (range, replacement) = difference(old, new).expect("they differ");
        let mut text = old.to_owned();
        text.replace_range(range, replacement);
        assert_eq!(text, new, "from {old}");
    }
    assert_eq!(difference("ab", "ab"), None);
    assert_eq!(difference("one two three", "one 2 three"), Some((4..7, "2")));
}

#[test]
fn a_text_of_the_disk_gives_way_to_an_open_one() {
    let mut root = root();
    root.put("a.tm", "model a\n");
    root.bring(&found("a.tm", "old"), true);
    root.bring(&found("b.tm", "part of a\n"), false);
    assert_eq!(text(&root, "a.tm").as_deref(), Some("model a\n"));
    assert_eq!(text(&root, "b.tm").as_deref(), Some("part of a\n"));
    root.lose("a.tm", true);
    root.lose("b.tm", false);
    assert!(text(&root, "a.tm").is_some() && text(&root, "b.tm").is_none());
}

#[test]
fn what_a_model_names_is_sought_once() {
    let mut root = root();
    assert!(root.next_survey().is_some());
    root.surveyed();
    root.put("a.tm", "model a\nimport \"b.tm\" as b\n");
    root.settle(0);
    let (survey, _) = root.next_survey().expect("there is something to seek");
    let survey = survey.expect("it lies on the disk");
    assert!(!survey.thorough);
    assert_eq!(survey.wanted, BTreeSet::from(["b.tm".to_owned()]));
    root.surveyed();
    root.edit("a.tm", 0..0, "// remark\n");
    root.settle(0);
    assert!(root.next_survey().is_none());
    root.look_again(["c.tm".to_owned()]);
    let (survey, _) = root.next_survey().expect("it was asked for");
    let survey = survey.expect("it lies on the disk");
    assert!(survey.thorough && survey.wanted.contains("b.tm") && survey.doubtful.contains("c.tm"));
}

#[test]
fn after_a_panic_the_workspace_is_built_anew() {
    let mut root = root();
    root.put("a.tm", "model a\n");
    let (_, ticket) = root.next_survey().expect("the first");
    assert!(root.surveyed() && root.is_loaded());
    root.panic_once();
    assert!(!root.is_loaded() && root.lacks_documents() && !root.accepts(&ticket));
    assert!(text(&root, "a.tm").is_none());
    let (survey, ticket) = root.next_survey().expect("everything is read again");
    assert!(survey.expect("it lies on the disk").thorough);
    root.put("a.tm", "model a\n");
    assert!(root.accepts(&ticket) && root.surveyed() && root.is_loaded());
    assert_eq!(text(&root, "a.tm").as_deref(), Some("model a\n"));
}

#[test]
fn a_second_panic_in_a_row_waits_for_a_change() {
    let mut root = root();
    root.panic_once();
    root.panic_once();
    assert!(!root.is_loaded() && root.next_survey().is_none());
    root.put("a.tm", "model a\n");
    assert_eq!(root.settle(0), [""; 0]);
    assert!(text(&root, "a.tm").is_none());
    root.try_again();
    assert!(root.next_survey().is_some());
    root.put("a.tm", "model a\n");
    assert!(root.surveyed() && root.is_loaded());
}

#[test]
fn a_new_day_is_a_new_analysis() {
    let mut root = root();
    root.put("a.tm", "model a\n");
    root.surveyed();
    root.settle(20_000);
    assert_eq!(root.settle(20_000), [""; 0]);
    assert_eq!(root.settle(20_001), ["a.tm"]);
    assert_eq!(root.snapshot().today(), 20_001);
}
