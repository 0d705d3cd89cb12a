//! What is said when nothing has the name that was asked for: what was probably meant.

use tm_model::diagnostic::{CATALOGUE, nearest};
use tm_model::explain::{self as reason, disabled_at};
use tm_model::model::Model;

use super::meanings;
use crate::cli::analysis::Analysis;
use crate::cli::outcome::Failure;
use crate::cli::places::Places;

/// How many names are offered.
const OFFERED: usize = 6;

/// There is no such key: the nearest ones.
pub fn no_key(analyses: &[Analysis], rule: &str, subject: &str) -> Failure {
    let models: Vec<&Model> = analyses.iter().flat_map(Analysis::named_models).collect();
    if models.is_empty() {
        return Failure::Unclear(format!(
            "no model is here to explain \"{rule} on {subject}\": name its file or folder behind the key"
        ));
    }
    let knows_rule = models.iter().any(|model| !reason::rules_named(model, rule).is_empty());
    let knows_thing = models.iter().any(|model| model.find(subject).is_some());
    let what = match (knows_rule, knows_thing) {
        (true, false) => format!("there is no \"{subject}\" in {}", models_named(&models)),
        (false, true) => format!("there is no rule \"{rule}\""),
        _ => format!("there is no rule \"{rule}\" and no \"{subject}\""),
    };
    let mut keys: Vec<String> = Vec::new();
    for model in models {
        for key in reason::nearest_keys(model, rule, subject) {
            if keys.len() < OFFERED && !keys.iter().any(|known| *known == key) {
                keys.push(key.to_string());
            }
        }
    }
    Failure::Unclear(offer(&what, &keys, "tm check lists the threats of a model"))
}

fn models_named(models: &[&Model]) -> String {
    match models {
        [model] => format!("the model {}", model.name),
        models => format!("the {} models here", models.len()),
    }
}

/// There is nothing of that name: the nearest ones.
pub fn no_name(analyses: &[Analysis], name: &str) -> Failure {
    let mut known: Vec<String> = meanings::all_names(analyses);
    known.extend(CATALOGUE.iter().flat_map(|info| [info.code.to_owned(), info.name.to_owned()]));
    known.sort_unstable();
    known.dedup();
    let mut near: Vec<String> = Vec::new();
    while near.len() < 3 {
        let rest =
            known.iter().map(String::as_str).filter(|name| !near.iter().any(|it| it == name));
        match nearest(name, rest) {
            Some(found) => near.push(found.to_owned()),
            None => break,
        }
    }
    let bare = known.iter().filter(|known| {
        known.rsplit_once('.').is_some_and(|(_, bare)| nearest(name, [bare]).is_some())
    });
    for rule in bare {
        if near.len() < OFFERED && !near.contains(rule) {
            near.push(rule.clone());
        }
    }
    let what = format!("nothing here is called \"{name}\"");
    Failure::Unclear(offer(&what, &near, "tm explain --help says what can be explained"))
}

fn offer(what: &str, near: &[String], otherwise: &str) -> String {
    match near {
        [] => format!("{what}: {otherwise}"),
        near => format!("{what}. Did you mean\n    {}", near.join("\n    ")),
    }
}

/// The rule was switched off by a pack: why and where.
pub fn disabled(analyses: &[Analysis], rule: &str) -> Option<String> {
    let is_it =
        |name: &str| name == rule || name.rsplit_once('.').is_some_and(|(_, bare)| bare == rule);
    analyses.iter().find_map(|analysis| {
        let models = || analysis.named_models();
        let (model, name, because) = models().find_map(|model| {
            let (name, because) = model.schema.disabled.iter().find(|(name, _)| is_it(name))?;
            Some((model, name, because))
        })?;
        let because = if because.is_empty() {
            "; it does not say why".into()
        } else {
            format!(": \"{because}\"")
        };
        let place =
            disabled_at(&analysis.snapshot, model, name).map_or_else(String::new, |origin| {
                format!(" at {}", Places::new(&analysis.loaded, &analysis.snapshot).of(origin))
            });
        Some(format!(
            "{name} fires nowhere in {}: a knowledge base switches it off{place}{because}.",
            model.name
        ))
    })
}
