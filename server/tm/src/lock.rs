//! The file `tm.lock` of a workspace: its text, read and written.
//!
//! The command line alone writes it (`tm lock`); whoever analyses a workspace reads it. It is TOML,
//! a line for each fact, so that a review shows what changed.
//!
//! Invariant: what is written reads as what it was written from.
//!
//! Not for: what is in a lock and what follows from it, which is the model's business.

use std::fmt::Write as _;
use std::ops::Range;

use smol_str::SmolStr;
use tm_model::lock::{Lock, Locked};

use crate::settings::{Problem, Table, Value, parse_toml};

/// The file. It lies in the root of a workspace, beside `tm.toml`.
pub const FILE: &str = "tm.lock";

/// The version of this form.
const VERSION: i64 = 1;

const HEAD: &str = "\
# What was agreed on: the versions of knowledge bases, and the facts under each acceptance.
# Written by \"tm lock\". Commit it, and do not edit it.
";

/// The text of a lock.
pub fn text(lock: &Lock) -> String {
    let mut text = format!("{HEAD}version = {VERSION}\n");
    for (model, locked) in &lock.models {
        let model = key(model);
        // Writing into a text cannot fail.
        let _ = write!(text, "\n[models.{model}.packs]\n");
        for (pack, version) in &locked.packs {
            let _ = writeln!(text, "{} = {}", key(pack), quoted(version));
        }
        let _ = write!(text, "\n[models.{model}.accepted]\n");
        for (threat, facts) in &locked.accepted {
            let _ = writeln!(text, "{} = [", quoted(threat));
            for fact in facts {
                let _ = writeln!(text, "  {},", quoted(fact));
            }
            text.push_str("]\n");
        }
    }
    text
}

/// A key as TOML has it.
fn key(name: &str) -> String {
    let bare = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_');
    if !name.is_empty() && name.chars().all(bare) { name.to_owned() } else { quoted(name) }
}

/// A text in quotes, as TOML has it.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            letter if letter.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(letter));
            }
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

/// What the text of a lock says. An empty text is as good as none.
///
/// # Errors
///
/// The first thing that cannot be: then nothing of the lock counts.
pub fn parse(text: &str) -> Result<Lock, Problem> {
    if text.trim().is_empty() {
        return Ok(Lock::default());
    }
    let (table, fault) = parse_toml(text);
    match fault {
        Some(fault) => Err(fault),
        None => of_table(&table),
    }
}

fn of_table(table: &Table) -> Result<Lock, Problem> {
    let mut lock = Lock::default();
    let version = table.0.iter().find(|entry| entry.key == "version");
    match version.map(|entry| (&entry.value, &entry.value_span)) {
        Some((Value::Whole(VERSION), _)) => {}
        Some((value, span)) => {
            let message = format!(
                "This lock is of version {value}, and this \"tm\" reads version {VERSION}. Take the \"tm\" that wrote it, or write it anew with \"tm lock\"."
            );
            return Err(problem(span, message));
        }
        None => return Err(strange(&(0..0), "a text without a version")),
    }
    for entry in table.0.iter().filter(|entry| entry.key != "version") {
        let (true, Value::Table(models)) = (entry.key == "models", &entry.value) else {
            return Err(strange(&entry.key_span, &format!("\"{}\"", entry.key)));
        };
        for model in &models.0 {
            let Value::Table(parts) = &model.value else {
                return Err(strange(&model.value_span, &model.value.to_string()));
            };
            lock.models.insert(model.key.as_str().into(), of_model(parts)?);
        }
    }
    Ok(lock)
}

fn of_model(parts: &Table) -> Result<Locked, Problem> {
    let mut locked = Locked::default();
    for part in &parts.0 {
        let Value::Table(entries) = &part.value else {
            return Err(strange(&part.value_span, &part.value.to_string()));
        };
        for entry in &entries.0 {
            let key: SmolStr = entry.key.as_str().into();
            match (part.key.as_str(), &entry.value) {
                ("packs", Value::Text(version)) => {
                    locked.packs.insert(key, version.as_str().into());
                }
                ("accepted", Value::List(facts)) => {
                    let facts = facts.iter().map(|fact| fact.text().map(SmolStr::new));
                    let facts: Option<Vec<SmolStr>> = facts.collect();
                    let facts = facts.ok_or_else(|| strange(&entry.value_span, "this list"))?;
                    locked.accepted.insert(key, facts);
                }
                (_, value) => return Err(strange(&entry.value_span, &value.to_string())),
            }
        }
    }
    Ok(locked)
}

/// Something that no lock holds.
fn strange(span: &Range<usize>, what: &str) -> Problem {
    let message = format!(
        "No lock holds {what}, so this one does not count. Take it back from version control, or write it anew with \"tm lock\"."
    );
    problem(span, message)
}

fn problem(span: &Range<usize>, message: String) -> Problem {
    Problem { span: span.clone(), is_error: true, message }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Lock {
        let mut lock = Lock::default();
        let shop = lock.models.entry("shop".into()).or_default();
        shop.packs.insert("base".into(), "1.0.0".into());
        shop.packs.insert("ours \"x\"".into(), "".into());
        let facts = vec!["net.trust = none".into(), "a\\b = \"c\"\u{7}".into()];
        shop.accepted.insert("stride.flooding on web".into(), facts);
        lock.models.insert("zürich shop".into(), Locked::default());
        lock
    }

    #[test]
    fn what_is_written_reads_as_what_it_was_written_from() {
        for lock in [sample(), Lock::default()] {
            assert_eq!(parse(&text(&lock)), Ok(lock));
        }
        assert_eq!(parse(""), Ok(Lock::default()));
    }

    #[test]
    fn a_lock_that_cannot_be_is_one_message_with_its_place() {
        for (text, place, begins) in [
            ("version = 1\n[models", 12, "This is not TOML"),
            ("version = 2\n", 10, "This lock is of version 2, and this \"tm\" reads version 1."),
            ("x = 1\n", 0, "No lock holds a text without a version"),
            ("version = 1\nx = 1\n", 12, "No lock holds \"x\""),
            ("version = 1\nmodels.a = 3\n", 23, "No lock holds 3"),
            ("version = 1\nmodels.a.packs.b = 3\n", 31, "No lock holds 3"),
            ("version = 1\nmodels.a.accepted.b = [3]\n", 34, "No lock holds this list"),
        ] {
            let problem = parse(text).expect_err(text);
            assert!(problem.message.starts_with(begins), "{text}: {}", problem.message);
            assert!(problem.is_error && problem.span.start >= place, "{text}: {:?}", problem.span);
        }
    }
}
