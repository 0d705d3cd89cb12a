//! `tm kb`: the knowledge bases at hand, and what they say.
//!
//! What is told is gathered once, in one shape for people and for programs.

mod entries;
mod find;
mod show;

use serde::Serialize;
use tm_model::schema::{AttributeRole, Schema};

use super::arguments::{Format, KbArguments, KbCommand, ListArguments, ShowArguments};
use super::outcome::{Failure, Outcome};
use super::packs::{self, AtHand, PackAtHand};
use super::page::{Prose, Style};
use super::terminal::Terminal;

/// The version of the JSON output.
const VERSION: u32 = 1;

/// Runs the command.
///
/// # Errors
///
/// If nothing has the name that is to be shown, or the output cannot be written.
pub fn run(arguments: &KbArguments) -> Result<Outcome, Failure> {
    match &arguments.command {
        KbCommand::List(arguments) => {
            list(arguments, &mut Terminal::standard_output(arguments.color))
        }
        KbCommand::Show(arguments) => {
            show(arguments, &mut Terminal::standard_output(arguments.color))
        }
    }
}

/// A knowledge base in a list, and how much it holds.
#[derive(Serialize)]
struct Row {
    name: String,
    version: String,
    title: String,
    /// The path of its file; `None` if it ships.
    file: Option<String>,
    /// `use` with its name means another one.
    hidden: bool,
    types: usize,
    facts: usize,
    controls: usize,
    rules: usize,
}

impl Row {
    fn new(schema: &Schema, at_hand: PackAtHand) -> Option<Self> {
        let (id, pack) = find::pack(schema, at_hand.file)?;
        let attributes = schema.attributes.iter().filter(|attribute| attribute.pack == id);
        let facts = attributes.clone().filter(|one| one.role == AttributeRole::Fact).count();
        Some(Self {
            name: pack.name.to_string(),
            version: pack.version.to_string(),
            title: pack.title.to_string(),
            file: at_hand.path,
            hidden: at_hand.hidden,
            types: schema.types.iter().filter(|info| info.pack == Some(id)).count(),
            facts,
            controls: attributes.count() - facts,
            rules: schema.rules.iter().filter(|rule| rule.pack == id).count(),
        })
    }
}

fn list(arguments: &ListArguments, terminal: &mut Terminal) -> Result<Outcome, Failure> {
    let AtHand { mut workspace, packs } = packs::at_hand();
    let rows: Vec<Row> = packs
        .into_iter()
        .filter_map(|pack| Row::new(&workspace.schema_of_pack(pack.file), pack))
        .collect();
    match arguments.format {
        Format::Human => {
            let style = Style::of(terminal);
            for row in &rows {
                let Row { name, version, title, types, facts, controls, rules, .. } = row;
                let file = row.file.as_deref().unwrap_or("shipped");
                let hidden = if row.hidden {
                    format!(", hidden: \"use {name}\" means the one above")
                } else {
                    String::new()
                };
                terminal.line(format_args!(
                    "{} {version}  {title}  {file}{hidden}",
                    style.bold(name)
                ))?;
                terminal.line(format_args!(
                    "    {types} types, {facts} facts, {controls} controls, {rules} rules"
                ))?;
            }
        }
        Format::Json => terminal.json(|object| {
            object.field("version", &VERSION)?;
            object.field("packs", &rows)
        })?,
    }
    terminal.flush()?;
    Ok(Outcome::Clean)
}

fn show(arguments: &ShowArguments, terminal: &mut Terminal) -> Result<Outcome, Failure> {
    let AtHand { mut workspace, packs } = packs::at_hand();
    let reachable = packs.into_iter().filter(|pack| !pack.hidden);
    let sources: Vec<find::Source> = reachable
        .map(|pack| find::Source {
            schema: workspace.schema_of_pack(pack.file),
            file: workspace.file(pack.file).cloned(),
            id: pack.file,
            path: pack.path,
        })
        .collect();
    let entries = find::named(&sources, &arguments.name);
    if entries.is_empty() {
        return Err(Failure::UnknownName {
            name: arguments.name.clone(),
            what: "knowledge base, rule, type, control or fact",
            nearest: find::nearest_name(&sources, &arguments.name),
            see: "tm kb list",
        });
    }
    match arguments.format {
        Format::Human => {
            let mut page = Prose::new(terminal);
            for entry in &entries {
                page.gap();
                show::entry(entry, &mut page);
            }
            page.print(terminal)?;
        }
        Format::Json => terminal.json(|object| {
            object.field("version", &VERSION)?;
            object.list("entries", &entries)
        })?,
    }
    terminal.flush()?;
    Ok(Outcome::Clean)
}
