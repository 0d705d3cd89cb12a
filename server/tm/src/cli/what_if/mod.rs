//! `tm what-if`: the threats that open when an assumption is wrong.
//!
//! Not for: taking it as wrong, which the model does in a workspace of its own.

mod human;
mod json;

use tm_model::diagnostic::nearest;
use tm_model::value::day_number;
use tm_model::what_if::{WhatIf, assumptions, what_if};

use super::analysis::{self, Analysis};
use super::arguments::{Format, WhatIfArguments};
use super::outcome::{Failure, Outcome};
use super::sources::Loaded;
use super::terminal::Terminal;
use super::today;

/// An assumption taken as wrong, and where its model was read from.
struct Compared {
    loaded: Loaded,
    what_if: WhatIf,
}

/// Runs the command.
///
/// # Errors
///
/// If there is no such assumption, or the input cannot be read.
pub fn run(arguments: &WhatIfArguments, terminal: &mut Terminal) -> Result<Outcome, Failure> {
    let today = arguments.today.unwrap_or_else(today::now);
    let read = analysis::read(&arguments.paths, day_number(today))?;
    let name = &arguments.assumption;
    let unknown = no_assumption(&read.analyses, name);
    let mut compared = Vec::new();
    for Analysis { mut loaded, snapshot, .. } in read.analyses {
        let is_named = |model: &&tm_model::model::Model| {
            loaded.named.iter().any(|(file, _)| model.files.contains(file))
        };
        let models: Vec<_> = snapshot.models().iter().filter(is_named).collect();
        let model = models.iter().find(|model| assumptions(model).any(|(_, known)| known == name));
        let Some(model) = model else { continue };
        if let Some(what_if) = what_if(&mut loaded.workspace, &model.name, name) {
            compared.push(Compared { loaded, what_if });
        }
    }
    if compared.is_empty() {
        return Err(unknown);
    }
    match arguments.format {
        Format::Human => human::write(&compared, terminal)?,
        Format::Json => json::write(&compared, today, terminal)?,
    }
    Ok(read.outcome)
}

/// There is no assumption of that name: the nearest ones, or all.
fn no_assumption(analyses: &[Analysis], name: &str) -> Failure {
    let models = || analyses.iter().flat_map(Analysis::named_models);
    let known: Vec<&str> =
        models().flat_map(|model| assumptions(model).map(|(_, name)| name.as_str())).collect();
    let other = models().find_map(|model| {
        let (_, item) = model
            .items()
            .find(|(_, item)| item.node().name().is_some_and(|it| it.text == *name))?;
        Some(format!(" (it is the name of {})", super::explain::with_article(item.word.text())))
    });
    let what = format!("there is no assumption \"{name}\"{}", other.unwrap_or_default());
    Failure::Unclear(match (nearest(name, known.iter().copied()), known.as_slice()) {
        (_, []) => format!(
            "{what}: the models here have none. Write one, such as \"assumption disk-encrypted: infrastructure \\\"The provider encrypts disks\\\"\", and \"assuming disk-encrypted\" behind what rests on it"
        ),
        (Some(near), _) => format!("{what}. Did you mean \"{near}\"?"),
        (None, known) => format!("{what}. There are: {}", known.join(", ")),
    })
}
