//! Small drawings of systems, as somebody with little time draws them: how much each is told.
//!
//! The limits are promises to users. A rule that breaks one says too much, and is mended there.

use std::fs;
use std::path::{Path, PathBuf};

use super::{folder, stdout, tm};

fn drawing(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/drawings").join(name)
}

/// How many threats of a text are open or possible, and how many are mitigated.
fn threats(name: &str, text: &str) -> (u64, u64) {
    let folder = folder(&format!("drawing-{name}"));
    fs::write(folder.join("model.tm"), text).expect("written");
    let output = tm(&folder, &["check", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&stdout(&output)).expect("JSON");
    let counts = &json["models"][0]["counts"];
    let number = |state: &str| counts[state].as_u64().expect("a count");
    (number("open") + number("possible"), number("mitigated"))
}

fn read(name: &str) -> String {
    fs::read_to_string(drawing(name)).expect("the drawing is there")
}

#[test]
fn three_boxes_without_data_raise_four_threats_at_most() {
    let (unsettled, _) = threats("three-box", &read("three-box.tm"));
    assert!((1..=4).contains(&unsettled), "{unsettled}");
}

#[test]
fn three_boxes_with_personal_data_raise_twelve_threats_at_most() {
    let (unsettled, _) = threats("three-box-personal", &read("three-box-personal.tm"));
    assert!((1..=12).contains(&unsettled), "{unsettled}");
}

#[test]
fn a_public_brochure_raises_two_threats_at_most() {
    let (unsettled, _) = threats("brochure", &read("brochure.tm"));
    assert!(unsettled <= 2, "{unsettled}");
}

#[test]
fn a_shop_without_a_word_on_controls_is_told_of_25_mitigations_at_most() {
    let (unsettled, _) = threats("shop", &read("shop.tm"));
    assert!((10..=60).contains(&unsettled), "{unsettled}");
    let folder = folder("drawing-groups");
    fs::copy(drawing("shop.tm"), folder.join("shop.tm")).expect("copied");
    let output = tm(&folder, &["check", "--all"]);
    let said = stdout(&output);
    let groups = said.lines().filter(|line| line.contains(" · would settle ")).count();
    assert!((5..=25).contains(&groups), "{groups} groups:\n{said}");
}

/// The controls of `base`.
fn controls() -> Vec<String> {
    let output = tm(&folder("drawing-controls"), &["kb", "show", "base", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&stdout(&output)).expect("JSON");
    let controls = json["entries"][0]["controls"].as_array().expect("a list").iter();
    controls.map(|control| control.as_str().expect("a name").to_owned()).collect()
}

/// A text that says no, or that nobody knows, to no control.
fn without_a_no(text: &str) -> String {
    controls().iter().fold(text.to_owned(), |text, control| {
        let yes = format!(" {control}: yes");
        text.replace(&format!(" {control}: no"), &yes).replace(&format!(" {control}: ?"), &yes)
    })
}

/// The text of a model whose header says yes to every control, and nothing in it no or unknown.
fn with_every_control(text: &str) -> String {
    let text = without_a_no(text);
    let answers: String = controls().iter().map(|control| format!("  {control}: yes\n")).collect();
    let start = text.find("\nmodel ").map_or(0, |at| at + 1);
    let end = start + text[start..].find('\n').expect("the header is a line");
    let (before, after) = text.split_at(end);
    match before.strip_suffix('{') {
        Some(_) => format!("{before}\n{answers}{after}"),
        None => format!("{before} {{\n{answers}}}{after}"),
    }
}

#[test]
fn with_every_control_in_place_nothing_is_left_and_what_answers_it_is_listed() {
    for name in ["three-box.tm", "three-box-personal.tm", "brochure.tm", "shop.tm"] {
        let (unsettled, mitigated) = threats("controls", &with_every_control(&read(name)));
        assert_eq!(unsettled, 0, "{name}");
        assert!(mitigated > 0, "{name}");
    }
}

#[test]
fn an_example_with_every_control_in_place_leaves_nothing_open_either() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    for name in ["blog", "support-agent", "claims-portal"] {
        let folder = folder(&format!("controls-{name}"));
        for entry in fs::read_dir(examples.join(name)).expect("the example is there") {
            let path = entry.expect("an entry").path();
            let text = fs::read_to_string(&path).expect("it can be read");
            let is_model = text.contains("\nmodel ");
            let text = if is_model { with_every_control(&text) } else { without_a_no(&text) };
            fs::write(folder.join(path.file_name().expect("it has a name")), text)
                .expect("written");
        }
        let said = stdout(&tm(&folder, &["check", "--all"]));
        let totals = said.lines().last().expect("a line of totals");
        assert!(totals.starts_with(&format!("{name}: 0 open, ")), "{said}");
        assert!(totals.contains(" mitigated"), "{said}");
        assert!(!totals.contains(" possible"), "{said}");
    }
}
