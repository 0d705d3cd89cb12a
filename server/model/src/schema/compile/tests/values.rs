//! Values that are written for facts and controls.

use expect_test::{Expect, expect};
use tm_grammar::parse_block;

use super::support::{WORDS, packs};
use crate::schema::Schema;
use crate::schema::compile::{describe_value, values_for};
use crate::source::{FileId, Origin};

/// The value of `key: written`, described, or why it does not fit.
fn read(schema: &Schema, key: &str, written: &str) -> String {
    let text = format!("process p {{ {key}: {written} }}\n");
    let block = parse_block(&text);
    let property = block.items[0].properties().next().expect("one is written");
    let id = schema.find_attribute(key).expect("declared");
    let value_type = &schema.attribute(id).value_type;
    match values_for(schema, value_type, &property.values, &text) {
        Ok(value) => describe_value(schema, value_type, &value),
        Err(fault) => {
            let origin =
                Origin { file: FileId(0), block: tm_grammar::BlockId(0), span: property.span };
            let finding = fault.diagnostic(key, origin);
            let fixes = finding.fixes.iter().map(|fix| format!(" [{}]", fix.title));
            format!("{} {}{}", finding.code, finding.message, fixes.collect::<String>())
        }
    }
}

fn check(pairs: &[(&str, &str)], expected: &Expect) {
    let schema = packs().indirect("words", WORDS).compile().schema;
    let lines: Vec<String> = pairs
        .iter()
        .map(|(key, written)| format!("{key}: {written} => {}\n", read(&schema, key, written)))
        .collect();
    expected.assert_eq(&lines.concat());
}

#[test]
fn what_fits_is_described_as_it_is_written() {
    let schema = packs().indirect("words", WORDS).compile().schema;
    for (key, written) in [
        ("mfa", "yes"),
        ("mfa", "no"),
        ("mfa", "?"),
        ("care", "medium"),
        ("purpose", "log"),
        ("parses", "html"),
        ("parses", "xml, html"),
        ("parses", "?"),
        ("rotated", "2026-02-28"),
        ("team", "@kim"),
        ("size", "3"),
        ("size", "3.125"),
        ("keeps-for", "90d"),
        ("keeps-for", "36h"),
        ("keeps-for", "5min"),
    ] {
        assert_eq!(read(&schema, key, written), written);
    }
    assert_eq!(read(&schema, "keeps-for", "2w"), "14d");
}

#[test]
fn what_does_not_fit_says_what_would() {
    check(
        &[
            ("mfa", "maybe"),
            ("mfa", "yess"),
            ("mfa", "\"yes\""),
            ("mfa", "yes, no"),
            ("care", "hihg"),
            ("care", "3"),
            ("purpose", "zone log"),
            ("parses", "html, png"),
            ("parses", "html, ?"),
            ("rotated", "yesterday"),
            ("team", "kim"),
            ("size", "1.2.3"),
            ("keeps-for", "90"),
        ],
        &expect![[r#"
            mfa: maybe => TM203 "mfa" takes yes or no; found "maybe".
            mfa: yess => TM203 "mfa" takes yes or no; found "yess". Did you mean "yes"? [Change to "yes"]
            mfa: "yes" => TM203 "mfa" takes yes or no; found "yes".
            mfa: yes, no => TM203 "mfa" takes one value, yes or no; found 2.
            care: hihg => TM203 "care" takes low, medium or high; found "hihg". Did you mean "high"? [Change to "high"]
            care: 3 => TM203 "care" takes low, medium or high; found "3".
            purpose: zone log => TM203 "purpose" takes business, admin, log or f; found "zone log".
            parses: html, png => TM203 "parses" takes html or xml; found "png".
            parses: html, ? => TM203 "parses" takes either "?" alone or the values that are known; found "?".
            rotated: yesterday => TM203 "rotated" takes a date (2026-12-31); found "yesterday".
            team: kim => TM203 "team" takes a person (@name); found "kim".
            size: 1.2.3 => TM203 "size" takes a number; found "1.2.3".
            keeps-for: 90 => TM203 "keeps-for" takes a time span (90d); found "90".
        "#]],
    );
}
