//! What the table says, for people and for editors of TOML: `docs/settings.md` and
//! `docs/tm.schema.json`. Both are written by `UPDATE_EXPECT=1 cargo test -p tm settings`.

use std::fmt::Write as _;

use expect_test::expect_file;
use serde_json::{Map, Value, json};
use tm_model::diagnostic::Code;
use tm_model::policy::takes;
use tm_model::schema::Level;

use super::read::SEVERITIES;
use super::table::{Kind, Places, Setting, TABLE};
use super::{Layer, Origin, Settings};

/// The head of the page.
const HEAD: &str = include_str!("page/head.md");

fn page() -> String {
    let mut page = HEAD.to_owned();
    for setting in TABLE {
        let _ = write!(page, "\n### {}\n\n{}\n\n", setting.name, filled(&paragraph(setting)));
        let takes = filled(&format!("Takes {}.", setting.kind.takes().replace('"', "`")));
        let _ = writeln!(page, "{takes}");
        if setting.places != Places::Client {
            let _ = writeln!(page, "\n```toml\n{}\n```", as_written(setting));
        }
        let _ = writeln!(page, "\n{}", filled(&place(setting)));
    }
    page
}

/// The paragraph, with what it quotes as code.
fn paragraph(setting: &Setting) -> String {
    setting.doc.replace('"', "`")
}

/// The setting with its default, as it stands in a `tm.toml`.
fn as_written(setting: &Setting) -> String {
    match setting.name.split_once('.') {
        Some((group, key)) => format!("[{group}]\n{key} = {}", setting.default),
        None => format!("[{}]", setting.name),
    }
}

fn place(setting: &Setting) -> String {
    let client = Origin::Client.shown(setting.name);
    match setting.places {
        Places::Both => format!("In an editor: `{client}`."),
        Places::File => "Only in `tm.toml`.".to_owned(),
        Places::Client => format!("Only in an editor: `{client}`."),
    }
}

/// The text in lines of at most 100 characters.
fn filled(text: &str) -> String {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let line = lines.last_mut().expect("there is one from the start");
        if line.is_empty() {
            line.push_str(word);
        } else if line.chars().count() + 1 + word.chars().count() <= 100 {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines.join("\n")
}

fn schema() -> Value {
    let mut groups: Map<String, Value> = Map::new();
    for setting in TABLE.iter().filter(|setting| setting.places != Places::Client) {
        let described = described(setting);
        match setting.name.split_once('.') {
            None => {
                groups.insert(setting.name.to_owned(), described);
            }
            Some((group, key)) => {
                let group = groups.entry(group).or_insert_with(
                    || json!({ "type": "object", "additionalProperties": false, "properties": {} }),
                );
                group["properties"][key] = described;
            }
        }
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "tm.toml: the settings of a workspace of threat models",
        "type": "object",
        "additionalProperties": false,
        "properties": groups,
    })
}

fn described(setting: &Setting) -> Value {
    let mut described = match &setting.kind {
        Kind::Flag(_) => json!({ "type": "boolean" }),
        Kind::Word(words, _) => json!({ "enum": words }),
        Kind::Count(_) => json!({ "type": "integer", "minimum": 0 }),
        Kind::Day(_) => json!({ "type": "string", "format": "date" }),
        Kind::Risks(_) => {
            let levels: Vec<&str> = Level::ALL.iter().map(|level| level.word()).collect();
            let item = json!({ "enum": levels });
            json!({ "type": "array", "items": item, "minItems": 3, "maxItems": 3 })
        }
        Kind::Approvers(_) => {
            json!({ "type": "array", "items": { "type": "string", "pattern": "^@\\S+$" } })
        }
        Kind::Severities => severities(),
    };
    described["description"] = setting.doc.into();
    described
}

/// Every code and every name, with the severities that it takes.
fn severities() -> Value {
    let mut properties = Map::new();
    for code in Code::ALL {
        let info = code.info();
        let fitting = SEVERITIES.iter().filter(|(_, severity)| takes(*code, *severity));
        let fitting: Vec<&str> = fitting.map(|(word, _)| *word).collect();
        for (key, other) in [(info.code, info.name), (info.name, info.code)] {
            let description = format!("{other}: {}", info.explanation);
            properties.insert(key.into(), json!({ "enum": fitting, "description": description }));
        }
    }
    json!({ "type": "object", "additionalProperties": false, "properties": properties })
}

#[test]
fn the_page_says_what_the_table_says() {
    expect_file!["../../../../docs/settings.md"].assert_eq(&page());
}

#[test]
fn the_schema_says_what_the_table_says() {
    let text = serde_json::to_string_pretty(&schema()).expect("JSON is text");
    expect_file!["../../../../docs/tm.schema.json"].assert_eq(&format!("{text}\n"));
}

#[test]
fn the_example_of_the_page_is_sound_and_fits_the_schema() {
    let example = HEAD.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next());
    let example = example.expect("the head has an example");
    assert_eq!(Settings::default().lay(&Layer::of_file(example)), []);

    let mut schemas = boon::Schemas::new();
    let mut compiler = boon::Compiler::new();
    compiler.add_resource("tm.json", schema()).expect("a schema");
    let compiled = compiler.compile("tm.json", &mut schemas).expect("a sound schema");
    let (table, _) = super::toml::parse(example);
    schemas.validate(&as_json(&table), compiled).expect("the example fits");
    let wrong = super::toml::parse("[check]\nstrict = 1\n").0;
    assert!(schemas.validate(&as_json(&wrong), compiled).is_err());
}

fn as_json(table: &super::tree::Table) -> Value {
    let members = table.0.iter().map(|entry| (entry.key.clone(), value_as_json(&entry.value)));
    Value::Object(members.collect())
}

fn value_as_json(value: &super::tree::Value) -> Value {
    use super::tree::Value as Written;
    match value {
        Written::Text(text) | Written::Other(text) => text.as_str().into(),
        Written::Whole(number) => (*number).into(),
        Written::Flag(flag) => (*flag).into(),
        Written::List(values) => values.iter().map(value_as_json).collect(),
        Written::Table(table) => as_json(table),
    }
}
