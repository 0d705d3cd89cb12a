//! From a table that somebody wrote to settings, and what to tell about the rest of it.

use std::collections::BTreeSet;

use smol_str::SmolStr;
use tm_grammar::tree::Date;
use tm_model::diagnostic::{CATALOGUE, Code, Severity, nearest};
use tm_model::policy::takes;
use tm_model::schema::Level;
use tm_model::value::day_number;

use super::table::{Kind, Setting, TABLE};
use super::tree::{Entry, Table, Value};
use super::{Origin, Problem, Settings};

/// What clients keep for themselves below the same key.
const OF_CLIENTS: [&str; 2] = ["server", "trace"];

/// The words for severities; the first is not to be reported.
pub const SEVERITIES: [(&str, Option<Severity>); 5] = [
    ("off", None),
    ("hint", Some(Severity::Hint)),
    ("info", Some(Severity::Information)),
    ("warning", Some(Severity::Warning)),
    ("error", Some(Severity::Error)),
];

/// Lays a table over settings, and tells what is wrong with it.
pub(super) fn lay(settings: &mut Settings, origin: Origin, table: &Table) -> Vec<Problem> {
    let mut reader = Reader { settings, origin, problems: Vec::new() };
    reader.group("", table);
    reader.problems
}

struct Reader<'a> {
    settings: &'a mut Settings,
    origin: Origin,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    /// Reads the settings whose names begin with the prefix.
    fn group(&mut self, prefix: &str, table: &Table) {
        for entry in &table.0 {
            let name = format!("{prefix}{}", self.origin.plain(&entry.key));
            let inner = format!("{name}.");
            if let Some(setting) = TABLE.iter().find(|setting| setting.name == name) {
                self.setting(setting, entry);
            } else if TABLE.iter().any(|setting| setting.name.starts_with(&inner)) {
                match &entry.value {
                    Value::Table(table) => self.group(&inner, table),
                    value => {
                        let known = words(children(&inner).into_iter());
                        let name = self.origin.shown(&name);
                        self.wrong(entry, format!("\"{name}\" holds {known}, not {value}."));
                    }
                }
            } else if self.origin == Origin::File || !OF_CLIENTS.contains(&name.as_str()) {
                self.unknown(prefix, &name, entry);
            }
        }
    }

    fn unknown(&mut self, prefix: &str, name: &str, entry: &Entry) {
        let siblings = children(prefix);
        let key = &name[prefix.len()..];
        let near = nearest(key, siblings.iter().copied()).map(|near| format!("{prefix}{near}"));
        // Perhaps it is right, and only stands in the wrong group.
        let elsewhere =
            || TABLE.iter().map(|it| it.name).find(|it| it.ends_with(&format!(".{key}")));
        let near = near.or_else(|| elsewhere().map(str::to_owned));
        let help = match near {
            Some(near) => format!("Did you mean \"{}\"?", self.origin.shown(&near)),
            None if prefix.is_empty() => format!("There are {}.", words(siblings.into_iter())),
            None => {
                let group = self.origin.shown(prefix.trim_end_matches('.'));
                format!("\"{group}\" holds {}.", words(siblings.into_iter()))
            }
        };
        let name = self.origin.shown(name);
        self.strange(entry, format!("There is no setting \"{name}\". {help}"));
    }

    fn setting(&mut self, setting: &Setting, entry: &Entry) {
        let name = self.origin.shown(setting.name);
        if !setting.places.hold(self.origin) {
            let message = match self.origin {
                Origin::File => format!("\"{name}\" is a setting of the editor. Remove it here."),
                Origin::Client => {
                    format!("\"{name}\" is not for editors. Write it in \"{}\".", super::FILE)
                }
            };
            return self.strange(entry, message);
        }
        let value = &entry.value;
        if let (Kind::Severities, Value::Table(table)) = (&setting.kind, value) {
            table.0.iter().for_each(|entry| self.severity(&name, entry));
        } else if change(self.settings, &setting.kind, value).is_none() {
            let takes = setting.kind.takes();
            self.wrong(entry, format!("\"{name}\" takes {takes}, not {value}."));
        }
    }

    fn severity(&mut self, name: &str, entry: &Entry) {
        let Some(code) = Code::parse(&entry.key) else {
            let known = CATALOGUE.iter().flat_map(|info| [info.code, info.name]);
            let help = match nearest(&entry.key, known) {
                Some(near) => format!("Did you mean \"{near}\"?"),
                None => "It stands in brackets in a finding, such as TM305.".to_owned(),
            };
            return self.strange(entry, format!("There is no code \"{}\". {help}", entry.key));
        };
        let word = entry.value.text();
        let known = SEVERITIES.iter().find(|(known, _)| Some(*known) == word);
        match known {
            Some((_, severity)) if takes(code, *severity) => {
                self.settings.policy.set_severity(code, *severity);
            }
            _ => {
                let fitting = SEVERITIES.iter().filter(|(_, severity)| takes(code, *severity));
                let fitting: Vec<&str> = fitting.map(|(word, _)| *word).collect();
                let why = match (known, code) {
                    (None, _) => "",
                    (_, Code::OpenThreats) => {
                        ": which open threats fail a check is said by \"check.fail-on\""
                    }
                    _ => ": the model does not mean what was written",
                };
                let (takes, value) = (any_of(fitting.into_iter()), &entry.value);
                let message = format!("\"{name}.{}\" takes {takes}, not {value}{why}.", entry.key);
                self.wrong(entry, message);
            }
        }
    }

    /// A value that a setting does not take.
    fn wrong(&mut self, entry: &Entry, message: String) {
        let span = entry.value_span.clone();
        self.problems.push(Problem { span, is_error: true, message });
    }

    /// A key that means nothing here.
    fn strange(&mut self, entry: &Entry, message: String) {
        let span = entry.key_span.clone();
        self.problems.push(Problem { span, is_error: false, message });
    }
}

/// Changes what a value changes; `None` if the setting does not take it.
fn change(settings: &mut Settings, kind: &Kind, value: &Value) -> Option<()> {
    match (kind, value) {
        (Kind::Flag(set), Value::Flag(flag)) => set(settings, *flag),
        (Kind::Word(words, set), Value::Text(text)) => {
            set(settings, words.iter().position(|word| word == text)?);
        }
        (Kind::Count(set), Value::Whole(number)) => set(settings, usize::try_from(*number).ok()?),
        (Kind::Day(set), Value::Text(text)) => set(settings, day_number(Date::parse(text)?)),
        (Kind::Risks(severity), Value::List(values)) => {
            let levels: Option<Vec<Level>> =
                values.iter().map(|value| Level::parse(value.text()?)).collect();
            settings.policy.risks.set(*severity, levels?.try_into().ok()?);
        }
        (Kind::Approvers(risk), Value::List(values)) => {
            let people: Option<Vec<_>> = values.iter().map(|value| handle(value.text()?)).collect();
            settings.policy.approvers.set(*risk, people?);
        }
        _ => return None,
    }
    Some(())
}

/// Somebody, as a model names people.
fn handle(text: &str) -> Option<SmolStr> {
    let name = text.strip_prefix('@')?;
    let is_name = !name.is_empty() && !name.contains(|letter: char| letter.is_whitespace());
    is_name.then(|| text.into())
}

impl Kind {
    /// What it takes, in words.
    pub fn takes(&self) -> String {
        match self {
            Self::Flag(_) => "true or false".to_owned(),
            Self::Word(words, _) => any_of(words.iter().copied()),
            Self::Count(_) => "a whole number from 0".to_owned(),
            Self::Day(_) => "a date such as \"2026-12-31\"".to_owned(),
            Self::Risks(_) => {
                let levels = any_of(Level::ALL.iter().map(|level| level.word()));
                format!("three risks, for low, medium and high likelihood, each {levels}")
            }
            Self::Approvers(_) => "people, such as [\"@dana\", \"@org/security\"]".to_owned(),
            Self::Severities => {
                let severities = any_of(SEVERITIES.iter().map(|(word, _)| *word));
                format!("codes, each with {severities}")
            }
        }
    }
}

impl Origin {
    /// The table's spelling of a key: `max-per-file` for `maxPerFile`.
    fn plain(self, key: &str) -> String {
        if self == Self::File {
            return key.to_owned();
        }
        let mut plain = String::with_capacity(key.len() + 4);
        for letter in key.chars() {
            if letter.is_ascii_uppercase() {
                plain.push('-');
            }
            plain.push(letter.to_ascii_lowercase());
        }
        plain
    }

    /// How a setting is called there.
    pub(super) fn shown(self, name: &str) -> String {
        if self == Self::File {
            return name.to_owned();
        }
        let mut shown = String::from("tm.");
        let mut raised = false;
        for letter in name.chars() {
            match letter {
                '-' => raised = true,
                _ if std::mem::take(&mut raised) => shown.push(letter.to_ascii_uppercase()),
                _ => shown.push(letter),
            }
        }
        shown
    }
}

/// The keys that follow a prefix, each once.
fn children(prefix: &str) -> BTreeSet<&'static str> {
    let names = TABLE.iter().filter_map(|setting| setting.name.strip_prefix(prefix));
    names.map(|name| name.split_once('.').map_or(name, |(group, _)| group)).collect()
}

/// `"a", "b" or "c"`
fn any_of<'a>(words: impl Iterator<Item = &'a str>) -> String {
    joined(words, "or")
}

/// `"a", "b" and "c"`
fn words<'a>(words: impl Iterator<Item = &'a str>) -> String {
    joined(words, "and")
}

fn joined<'a>(words: impl Iterator<Item = &'a str>, last: &str) -> String {
    let mut words: Vec<String> = words.map(|word| format!("\"{word}\"")).collect();
    match words.pop() {
        Some(end) if !words.is_empty() => format!("{} {last} {end}", words.join(", ")),
        end => end.unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests;
