//! `tm explain`: why a threat fires or does not, and what a name means.
//!
//! A key is explained by the model; a name is told as the editor tells it where it is declared.
//! Not for: how findings and threats are found.

mod definitions;
mod json;
mod meanings;
mod names;
mod pages;
mod parts;
mod remedies;
mod threat;

pub use pages::with_article;
pub use parts::place;
pub use threat::paint_of;

use tm_model::explain::{self as reason, Explanation};
use tm_model::model::Model;
use tm_model::value::day_number;

use super::analysis::{self, Analysis};
use super::arguments::{ExplainArguments, Format, Request};
use super::outcome::{Failure, Outcome};
use super::page::{self, Prose};
use super::places::Places;
use super::terminal::Terminal;
use super::today;

/// A threat that was asked for, with the model it was asked of.
struct Explained<'a> {
    analysis: &'a Analysis,
    model: &'a Model,
    explanation: Explanation,
}

/// Runs the command.
///
/// # Errors
///
/// If there is nothing of that name, or the input cannot be read.
pub fn run(arguments: &ExplainArguments, terminal: &mut Terminal) -> Result<Outcome, Failure> {
    let (request, paths) = arguments.request().map_err(Failure::Unclear)?;
    let today = arguments.today.unwrap_or_else(today::now);
    match request {
        Request::Key { rule, subject } => {
            let read = analysis::read(&paths, day_number(today))?;
            let found = explained(&read.analyses, &rule, &subject);
            let has_model = read.analyses.iter().any(|one| one.named_models().next().is_some());
            if !has_model && read.outcome == Outcome::Invalid {
                // Why there is none has been said.
                return Ok(read.outcome);
            }
            if found.is_empty() {
                let Some(reason) = names::disabled(&read.analyses, &rule) else {
                    return Err(names::no_key(&read.analyses, &rule, &subject));
                };
                match arguments.format {
                    Format::Human => {
                        let mut page = Prose::new(terminal);
                        page.paragraph(0, 0, &[page::plain(reason)]);
                        page.print(terminal)?;
                    }
                    Format::Json => json::threats(&[], Some(&reason), today, terminal)?,
                }
                return Ok(read.outcome);
            }
            match arguments.format {
                Format::Human => {
                    let mut page = Prose::new(terminal);
                    for one in &found {
                        let places = Places::new(&one.analysis.loaded, &one.analysis.snapshot);
                        page.gap();
                        threat::write(&mut page, one, &places, found.len() > 1);
                    }
                    page.print(terminal)?;
                }
                Format::Json => json::threats(&found, None, today, terminal)?,
            }
            // What was read is left to the system: taking a large model apart takes time for nothing.
            drop(found);
            std::mem::forget(read.analyses);
            Ok(read.outcome)
        }
        Request::Name(name) => {
            let read = analysis::read_or_none(&paths, day_number(today))?;
            let meanings = meanings::of(&read.analyses, &name);
            if meanings.is_empty() {
                return Err(names::no_name(&read.analyses, &name));
            }
            match arguments.format {
                Format::Human => pages::write(&meanings, &name, terminal)?,
                Format::Json => json::meanings(&meanings, &name, today, terminal)?,
            }
            drop(meanings);
            std::mem::forget(read.analyses);
            Ok(read.outcome)
        }
    }
}

/// The rule on the thing in each model that knows both.
fn explained<'a>(analyses: &'a [Analysis], rule: &str, subject: &str) -> Vec<Explained<'a>> {
    let mut found = Vec::new();
    for analysis in analyses {
        for model in analysis.named_models() {
            let explained = reason::explain_key(&analysis.snapshot, model, rule, subject);
            found.extend(explained.into_iter().map(|explanation| Explained {
                analysis,
                model,
                explanation,
            }));
        }
    }
    found
}
