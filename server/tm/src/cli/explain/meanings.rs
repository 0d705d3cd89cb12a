//! What a name means: findings, categories, rules, types, controls, and the things and items of the
//! models at hand. What is declared somewhere is told as the editor tells it there.

use tm_grammar::words::ItemWord;
use tm_ide::terms::{self, Term};
use tm_model::diagnostic::{Code, CodeInfo, Severity};
use tm_model::explain::predicates;
use tm_model::model::{Model, Source, ThingId, Threat};
use tm_model::schema::RuleId;
use tm_model::source::Origin;
use tm_model::value::Value;

use super::definitions::{Definition, each_definition};
use crate::cli::analysis::Analysis;
use crate::cli::places::Places;

/// Something that a name means.
pub struct Meaning<'a> {
    /// What it is: `finding`, `process`, `rule`, `control`.
    pub kind: &'static str,
    /// Its full name.
    pub name: String,
    /// What there is to tell, as Markdown.
    pub markdown: String,
    /// Where it is declared.
    pub origin: Option<Origin>,
    /// Of a rule: its situation and answer, as written.
    pub predicates: Vec<(&'static str, String)>,
    /// What it comes to in the models at hand.
    pub here: Vec<Here<'a>>,
    analysis: Option<&'a Analysis>,
}

/// What a name comes to in a model: threats, or where a control or fact is said.
pub struct Here<'a> {
    /// The analysis that the model is of.
    pub analysis: &'a Analysis,
    /// The model.
    pub model: &'a Model,
    /// The threats of the rule or category, or on the thing.
    pub threats: Vec<Threat>,
    /// Where a control or fact is stated: on which thing, with its value and place.
    pub stated: Vec<(String, Option<Origin>)>,
}

impl Meaning<'_> {
    /// The model that declares it, if one does.
    pub fn model(&self) -> Option<&str> {
        let model = self.analysis?.snapshot.model_of(self.origin?.file)?;
        Some(&model.name)
    }

    /// Where it is declared, in words.
    pub fn place(&self) -> Option<crate::cli::places::Place> {
        let analysis = self.analysis.filter(|analysis| !analysis.is_shipped)?;
        let origin = self.origin?;
        let shipped = analysis.snapshot.file(origin.file)?.path.starts_with('<');
        let is_stdin = analysis.loaded.display(origin.file) == crate::cli::sources::STANDARD_INPUT;
        (!shipped || is_stdin).then(|| Places::new(&analysis.loaded, &analysis.snapshot).of(origin))
    }
}

/// All meanings of a name.
pub fn of<'a>(analyses: &'a [Analysis], name: &str) -> Vec<Meaning<'a>> {
    let mut meanings: Vec<Meaning<'a>> = Vec::new();
    let code = Code::parse(name).or_else(|| Code::parse(&name.to_uppercase()));
    meanings.extend(code.map(|code| finding(code.info())));
    meanings.extend(terms::terms(name).map(term));
    for analysis in analyses {
        let mut found: Vec<Meaning<'a>> = Vec::new();
        each_definition(analysis, &mut |definition| {
            if definition.is_called(name) {
                found.extend(meaning(analyses, analysis, &definition));
            }
        });
        if found.is_empty() {
            found.extend(part_of_flow(analysis, name));
        }
        // What the named files say goes before what else lies in the workspace.
        let is_of_model = |one: &Meaning<'_>| one.model().is_some();
        let is_named = |one: &Meaning<'_>| {
            let mut named = analysis.loaded.named.iter();
            one.origin.is_some_and(|origin| named.any(|(file, _)| *file == origin.file))
        };
        if found.iter().any(|one| is_of_model(one) && is_named(one)) {
            found.retain(|one| !is_of_model(one) || is_named(one));
        }
        // What ships is the same in every workspace.
        found.retain(|one| {
            one.place().is_some()
                || !meanings.iter().any(|known| known.kind == one.kind && known.name == one.name)
        });
        meanings.extend(found);
    }
    meanings
}

/// The names of everything that is declared somewhere, rules with their packs.
pub fn all_names(analyses: &[Analysis]) -> Vec<String> {
    let mut names = Vec::new();
    for analysis in analyses {
        each_definition(analysis, &mut |definition| names.push(definition.full_name()));
    }
    names
}

fn finding<'a>(info: &CodeInfo) -> Meaning<'a> {
    let severity = info.severity.word();
    let off = if info.off { " · off unless it is asked for" } else { "" };
    let silence = if info.severity == Severity::Error {
        String::new()
    } else {
        format!(
            "\n\nIf it is meant: `// tm-allow {}: reason` directly above the item silences it there.",
            info.code
        )
    };
    Meaning {
        kind: "finding",
        name: info.code.to_owned(),
        markdown: format!(
            "**{} {}** – a finding of tm check · {severity}{off}\n\n{}{silence}",
            info.code, info.name, info.explanation
        ),
        origin: None,
        predicates: Vec::new(),
        here: Vec::new(),
        analysis: None,
    }
}

fn term<'a>(term: &Term) -> Meaning<'a> {
    let phrase = term.subject.phrase();
    let mut markdown = format!("**{}** – {phrase}\n\n{}", term.word, term.told());
    let remark = term.subject.remark();
    if !remark.is_empty() {
        markdown.push_str(&format!("\n\n{remark}"));
    }
    Meaning {
        kind: "word",
        name: term.word.to_owned(),
        markdown,
        origin: None,
        predicates: Vec::new(),
        here: Vec::new(),
        analysis: None,
    }
}

/// What the editor tells where something is declared, and what it comes to in the models at hand.
fn meaning<'a>(
    analyses: &'a [Analysis],
    analysis: &'a Analysis,
    definition: &Definition<'_>,
) -> Option<Meaning<'a>> {
    let start =
        analysis.snapshot.file(definition.file)?.document.start_of(definition.origin.block)?;
    let offset = start + definition.origin.span.start as usize;
    let markdown = tm_ide::hover(&analysis.snapshot, definition.file, offset)?.markdown;
    let name = definition.full_name();
    let mut meaning = Meaning {
        kind: definition.kind(),
        name,
        markdown,
        origin: Some(definition.origin),
        predicates: Vec::new(),
        here: Vec::new(),
        analysis: Some(analysis),
    };
    if meaning.kind == "rule" {
        let schema = analysis.snapshot.schema_of(definition.file)?;
        let (when, unless) =
            predicates(&analysis.snapshot, schema.rule(schema.find_rule(&meaning.name)?));
        meaning.predicates.extend(when.map(|text| ("when", text)));
        meaning.predicates.extend(unless.map(|text| ("unless", text)));
    }
    let in_model = analysis.snapshot.model_of(definition.file);
    meaning.here = match (in_model, definition.pack) {
        (Some(model), _) => {
            let Some(id) = model.find(definition.name()) else { return Some(meaning) };
            let mut threats: Vec<Threat> = Vec::new();
            let reply =
                model.thing(id).links.reply.filter(|_| definition.item.word == ItemWord::Flow);
            for thing in [Some(id), reply].into_iter().flatten() {
                threats.extend(model.threats(thing));
            }
            vec![Here { analysis, model, threats, stated: Vec::new() }]
        }
        (None, _) => here(analyses, meaning.kind, &meaning.name),
    };
    Some(meaning)
}

/// A reply or a segment of a chain, by its key.
fn part_of_flow<'a>(analysis: &'a Analysis, name: &str) -> Option<Meaning<'a>> {
    let (model, id) = analysis.named_models().find_map(|model| Some((model, model.find(name)?)))?;
    let item = model.item(model.thing(id).item)?;
    let origin = item.origin(item.name_span());
    let start = analysis.snapshot.file(item.file)?.document.start_of(item.block)?;
    let offset = start + origin.span.start as usize;
    let markdown = tm_ide::hover(&analysis.snapshot, item.file, offset)?.markdown;
    let what = if model.thing(id).is_reply() { "the reply of a flow" } else { "a part of a flow" };
    Some(Meaning {
        kind: "flow",
        name: name.to_owned(),
        markdown: format!("**{name}** – {what}:\n\n{markdown}"),
        origin: Some(origin),
        predicates: Vec::new(),
        here: vec![Here { analysis, model, threats: model.threats(id), stated: Vec::new() }],
        analysis: Some(analysis),
    })
}

/// What a rule, category, control or fact comes to in the models at hand.
fn here<'a>(analyses: &'a [Analysis], kind: &str, name: &str) -> Vec<Here<'a>> {
    let mut found = Vec::new();
    for analysis in analyses {
        for model in analysis.named_models() {
            let mut here = Here { analysis, model, threats: Vec::new(), stated: Vec::new() };
            let things = || model.things().map(|(id, _)| id);
            match kind {
                "rule" => {
                    let Some(rule) = model.schema.find_rule(name) else { continue };
                    here.threats = of_rule(model, rule);
                }
                "category" => {
                    let threats = things().flat_map(|id| model.threats(id));
                    here.threats = threats.filter(|threat| threat.category == name).collect();
                }
                "control" | "fact" => {
                    let Some(attribute) = model.schema.find_attribute(name) else { continue };
                    for id in things().chain([ThingId::MODEL]) {
                        let stated = model.look_up(id, attribute, false);
                        let says_it = match stated.source {
                            Source::Written(on)
                            | Source::Refuted(on)
                            | Source::Mitigation(_, on) => on == id,
                            // Of what is derived, what came out as yes is of interest.
                            Source::Derived => stated.value == Value::YesNo(true),
                            _ => false,
                        };
                        if says_it {
                            let (text, origin) =
                                tm_model::explain::stated(&analysis.snapshot, model, id, attribute);
                            here.stated.push((text, origin));
                        }
                    }
                    here.stated.sort_by(|left, right| left.0.cmp(&right.0));
                }
                _ => continue,
            }
            here.threats.sort_by(|left, right| {
                left.urgency().cmp(&right.urgency()).then_with(|| left.key.cmp(&right.key))
            });
            found.push(here);
        }
    }
    found
}

fn of_rule(model: &Model, rule: RuleId) -> Vec<Threat> {
    let is_it = |threat: &Threat| threat.rule == tm_model::model::RuleRef::Pack(rule);
    let ids = model.things().map(|(id, _)| id);
    let has = |id: &ThingId| model.instances(*id).iter().any(|instance| instance.rule == rule);
    ids.filter(has).flat_map(|id| model.all_threats(id)).filter(is_it).collect()
}
