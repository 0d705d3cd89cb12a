use serde_json::json;
use tm_ide::HintLevel;

use super::*;
use crate::settings::Layer;

/// The settings that a `tm.toml` makes, and what is told of it, each with the text it is about.
fn file(text: &str) -> (Settings, Vec<(String, String)>) {
    let mut settings = Settings::default();
    let problems = settings.lay(&Layer::of_file(text));
    let told = problems.into_iter().map(|it| (text[it.span].to_owned(), it.message));
    (settings, told.collect())
}

fn client(value: &serde_json::Value) -> (Settings, Vec<String>) {
    let mut settings = Settings::default();
    let problems = settings.lay(&Layer::of_client(value));
    (settings, problems.into_iter().map(|problem| problem.message).collect())
}

/// Asserts that a text changes nothing and that this is told about this part of it.
#[track_caller]
fn told(text: &str, part: &str, message: &str) {
    let (settings, problems) = file(text);
    assert_eq!(settings, Settings::default(), "{text}");
    assert_eq!(problems, [(part.to_owned(), message.to_owned())], "{text}");
}

#[test]
fn a_file_says_what_differs() {
    let (settings, problems) = file(
        "[severity]\nTM305 = \"hint\"\nname-style = \"warning\"\n\n\
         [check]\nfail-on = \"medium\"\nstrict = true\n\n[format]\nalign = false\n\n\
         [risk]\nlow = [\"low\", \"medium\", \"high\"]\n\n\
         [diagnostics]\nmax-per-file = 0\n\n[inlay-hints]\nlevel = \"full\"\n",
    );
    assert_eq!(problems, []);
    let mut expected = Settings {
        fail_on: Some(Level::Medium),
        strict: true,
        max_per_file: None,
        hint_level: HintLevel::Full,
        ..Settings::default()
    };
    expected.style.align = false;
    expected.policy.set_severity(Code::Isolated, Some(Severity::Hint));
    expected.policy.set_severity(Code::NameStyle, Some(Severity::Warning));
    expected.policy.risks.set(Level::Low, [Level::Low, Level::Medium, Level::High]);
    assert_eq!(settings, expected);
}

#[test]
fn every_word_for_a_risk_that_fails_is_read() {
    for (word, level) in [
        ("critical", Some(Level::Critical)),
        ("high", Some(Level::High)),
        ("medium", Some(Level::Medium)),
        ("low", Some(Level::Low)),
        ("never", None),
    ] {
        assert_eq!(file(&format!("check.fail-on = \"{word}\"")).0.fail_on, level);
    }
}

#[test]
fn a_key_that_means_nothing_is_told_with_one_that_is_near() {
    told("chek.fail-on = 1", "chek", "There is no setting \"chek\". Did you mean \"check\"?");
    told(
        "[check]\nfail_on = \"low\"",
        "fail_on",
        "There is no setting \"check.fail_on\". Did you mean \"check.fail-on\"?",
    );
    told(
        "strict = true",
        "strict",
        "There is no setting \"strict\". Did you mean \"check.strict\"?",
    );
    told("[format]\nx = 1", "x", "There is no setting \"format.x\". \"format\" holds \"align\".");
    told(
        "[severity]\nTM3O5 = \"off\"",
        "TM3O5",
        "There is no code \"TM3O5\". Did you mean \"TM305\"?",
    );
}

#[test]
fn a_value_that_is_not_taken_is_told_with_those_that_are() {
    told(
        "[check]\nfail-on = \"sometimes\"",
        "\"sometimes\"",
        "\"check.fail-on\" takes \"critical\", \"high\", \"medium\", \"low\" or \"never\", \
         not \"sometimes\".",
    );
    told("[check]\nstrict = 1", "1", "\"check.strict\" takes true or false, not 1.");
    told("check = 3", "3", "\"check\" holds \"fail-on\" and \"strict\", not 3.");
    told(
        "diagnostics.max-per-file = -1",
        "-1",
        "\"diagnostics.max-per-file\" takes a whole number from 0, not -1.",
    );
    told(
        "risk.low = [\"low\", \"no\", \"low\"]",
        "[\"low\", \"no\", \"low\"]",
        "\"risk.low\" takes three risks, for low, medium and high likelihood, each \"low\", \
         \"medium\", \"high\" or \"critical\", not [\"low\", \"no\", \"low\"].",
    );
    told(
        "severity.isolated = \"loud\"",
        "\"loud\"",
        "\"severity.isolated\" takes \"off\", \"hint\", \"info\", \"warning\" or \"error\", \
         not \"loud\".",
    );
}

#[test]
fn what_may_not_be_lowered_or_raised_is_told_with_the_reason() {
    told(
        "severity.TM002 = \"off\"",
        "\"off\"",
        "\"severity.TM002\" takes \"error\", not \"off\": the model does not mean what was written.",
    );
    told(
        "severity.TM400 = \"error\"",
        "\"error\"",
        "\"severity.TM400\" takes \"off\", \"hint\", \"info\" or \"warning\", not \"error\": \
         which open threats fail a check is said by \"check.fail-on\".",
    );
    let (settings, problems) = file("severity.TM301 = \"warning\"");
    assert_eq!(problems, []);
    assert_ne!(settings, Settings::default());
}

#[test]
fn a_broken_text_is_told_once_and_the_rest_counts() {
    let text = "[check]\nstrict = true\nfail-on = sometimes\nloud = 1\n";
    let (settings, problems) = file(text);
    assert!(settings.strict);
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].1.starts_with("This is not TOML: "), "{problems:?}");
}

#[test]
fn a_client_writes_the_same_in_its_own_way() {
    let inner = json!({
        "inlayHints": { "level": "full" },
        "diagnostics": { "maxPerFile": 5 },
        "severity": { "TM305": "off" },
        "today": "1970-01-11",
    });
    let mut expected = Settings {
        hint_level: HintLevel::Full,
        max_per_file: Some(5),
        today: Some(10),
        ..Settings::default()
    };
    expected.policy.set_severity(Code::Isolated, None);
    for value in [json!({ "tm": inner }), inner] {
        assert_eq!(client(&value), (expected.clone(), vec![]));
    }
}

#[test]
fn a_client_that_says_nothing_changes_nothing() {
    for value in [
        json!(null),
        json!({}),
        json!({ "tm": null }),
        json!([]),
        json!("x"),
        json!({ "tm": { "today": null, "server": { "path": "tm" }, "trace": "off" } }),
    ] {
        assert_eq!(client(&value), (Settings::default(), vec![]), "{value}");
    }
}

#[test]
fn nonsense_of_a_client_is_told_and_changes_nothing() {
    for (value, message) in [
        (
            json!({ "inlayHints": { "level": 3 } }),
            "\"tm.inlayHints.level\" takes \"off\", \"summary\" or \"full\", not 3.",
        ),
        (
            json!({ "diagnostics": { "maxPerFiles": 1 } }),
            "There is no setting \"tm.diagnostics.maxPerFiles\". \
             Did you mean \"tm.diagnostics.maxPerFile\"?",
        ),
        (
            json!({ "diagnostics": { "maxPerFile": 1.5 } }),
            "\"tm.diagnostics.maxPerFile\" takes a whole number from 0, not 1.5.",
        ),
        (
            json!({ "today": "tomorrow" }),
            "\"tm.today\" takes a date such as \"2026-12-31\", not \"tomorrow\".",
        ),
        (
            json!({ "check": { "strict": true } }),
            "\"tm.check.strict\" is not for editors. Write it in \"tm.toml\".",
        ),
    ] {
        assert_eq!(client(&value), (Settings::default(), vec![message.to_owned()]), "{value}");
    }
}

#[test]
fn a_file_does_not_stop_the_clock() {
    told(
        "today = \"2026-01-01\"",
        "today",
        "\"today\" is a setting of the editor. Remove it here.",
    );
}
