//! What the engine says of texts.

use tm_model::Workspace;
use tm_model::diagnostic::{Code, Severity};
use tm_model::lock::Lock;
use tm_model::policy::Policy;
use tm_model::schema::Level;
use toml::de::{DeTable, DeValue};

/// 2026-11-21
pub const TODAY: i64 = 20_778;

/// The same day, as the command line takes it.
pub const TODAY_TEXT: &str = "2026-11-21";

/// A finding and its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    pub file: String,
    pub line: usize,
    pub column: usize,
    pub code: Code,
    pub severity: Severity,
    pub message: String,
}

impl std::fmt::Display for Finding {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { file, line, column, code, severity, message } = self;
        write!(formatter, "{file}:{line}:{column}: {}[{code}]: {message}", severity.word())
    }
}

/// What a `tm.toml` among the files says of who accepts which risks; no example needs more of one.
fn take_approvers(policy: &mut Policy, text: &str) {
    let table = DeTable::parse(text).expect("an example is TOML");
    let DeValue::Table(approvers) = table.get_ref()["approvers"].get_ref() else { return };
    for (level, people) in approvers {
        let level = Level::parse(level.get_ref()).expect("a level");
        let people = people.get_ref().as_array().expect("a list").iter();
        let people = people.filter_map(|person| person.get_ref().as_str()).map(Into::into);
        policy.approvers.set(level, people.collect());
    }
}

fn entries_of<'t, 'd>(value: &'t DeValue<'d>) -> &'t DeTable<'d> {
    value.as_table().expect("an example is a lock")
}

/// The `tm.lock` among the files.
fn lock_of(text: &str) -> Lock {
    let table = DeTable::parse(text).expect("an example is TOML");
    let mut lock = Lock::default();
    for (model, parts) in entries_of(table.get_ref()["models"].get_ref()) {
        let locked = lock.models.entry(model.get_ref().as_ref().into()).or_default();
        for (part, entries) in entries_of(parts.get_ref()) {
            for (key, value) in entries_of(entries.get_ref()) {
                let key = key.get_ref().as_ref().into();
                match (part.get_ref().as_ref(), value.get_ref()) {
                    ("packs", DeValue::String(version)) => {
                        locked.packs.insert(key, version.as_ref().into());
                    }
                    (_, DeValue::Array(facts)) => {
                        let facts = facts.iter().filter_map(|fact| fact.get_ref().as_str());
                        locked.accepted.insert(key, facts.map(Into::into).collect());
                    }
                    _ => panic!("an example is a lock"),
                }
            }
        }
    }
    lock
}

/// The findings in files that make up a workspace, by file and place. A code that is off by default
/// is reported if it is `asked` for.
pub fn findings(files: &[(String, String)], asked: Option<Code>) -> Vec<Finding> {
    let mut workspace = Workspace::new(TODAY);
    let mut policy = Policy::default();
    if let Some(code) = asked {
        policy.set_severity(code, Some(code.info().severity));
    }
    if let Some((_, text)) = files.iter().find(|(path, _)| path == "tm.toml") {
        take_approvers(&mut policy, text);
    }
    workspace.set_policy(policy);
    if let Some((_, text)) = files.iter().find(|(path, _)| path == "tm.lock") {
        workspace.set_lock(lock_of(text));
    }
    let files = files.iter().filter(|(path, _)| path.ends_with(".tm"));
    let ids: Vec<_> = files.clone().map(|(path, text)| workspace.set_file(path, text)).collect();
    workspace.update();
    let mut found = Vec::new();
    for (id, (path, text)) in ids.into_iter().zip(files) {
        let mut of_file: Vec<(usize, Finding)> = Vec::new();
        for (start, list) in workspace.findings(id) {
            for one in list.iter() {
                let at = start + one.span.start as usize;
                let line_start = text[..at].rfind('\n').map_or(0, |end| end + 1);
                let finding = Finding {
                    file: path.clone(),
                    line: text[..at].matches('\n').count() + 1,
                    column: text[line_start..at].chars().count() + 1,
                    code: one.code,
                    severity: one.severity,
                    message: one.message.clone(),
                };
                of_file.push((at, finding));
            }
        }
        of_file.sort_by_key(|(at, finding)| (*at, finding.code));
        found.extend(of_file.into_iter().map(|(_, finding)| finding));
    }
    found
}
