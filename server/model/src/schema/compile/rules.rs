//! Threats, questions, requirements, categories and events of packs.
//!
//! Invariant: a rule whose `when` or `unless` has a fault is left out as a whole. Without its
//! `unless` it would raise threats that are answered.

use smol_str::SmolStr;
use tm_grammar::tree::{Expression, Head, Item, Path};
use tm_grammar::words::DOMAINS;

use super::declare::{Declared, STRIDE};
use super::expressions::{ExpressionCompiler, Purpose};
use super::phrases::{a_kind, path_text};
use super::properties::{Properties, with_nearest};
use super::report::{Namespace, Report, Source};
use super::scope::Scope;
use super::subjects::{Many, Subjects, subjects};
use super::templates::template;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::schema::{
    AttributeId, AttributeRole, Category, Event, Level, Question, Requirement, Rule, RuleId,
    Schema, Slot, Template, TemplatePart, Test, TypeId,
};
use crate::value::Truth;

/// Facts of `base` by which a situation asks for the internet.
const FACTS_OF_INTERNET: [&str; 4] =
    ["on-internet", "internet-exposed", "internet-reachable", "from-internet"];

/// Puts the categories into the schema, those of the language first.
pub(super) fn compile_categories(
    declared: &Declared<'_>,
    schema: &mut Schema,
    report: &mut Report,
) {
    schema.categories = STRIDE
        .into_iter()
        .map(|(name, title, letter)| Category {
            name: name.into(),
            pack: None,
            origin: None,
            title: title.into(),
            docs: SmolStr::default(),
            stride: letter.into(),
            linddun: SmolStr::default(),
            ask: SmolStr::default(),
        })
        .collect();
    for (source, info) in &declared.categories {
        let properties = Properties::read(*source, info, report);
        let Some(name) = source.item.name() else { continue };
        let (pack, origin) = (Some(source.pack), Some(source.name_origin()));
        let known = schema.categories.iter_mut().find(|category| category.name == name.text);
        let Some(category) = known else {
            schema.categories.push(Category {
                name: name.text.clone(),
                pack,
                origin,
                title: source.title_or(&name.text),
                docs: source.docs(),
                stride: properties.text("stride"),
                linddun: properties.text("linddun"),
                ask: properties.text("ask"),
            });
            continue;
        };
        // It belongs to the language: the pack fills in the text, and the last one counts.
        let fill = |place: &mut SmolStr, text: SmolStr| {
            if !text.is_empty() {
                *place = text;
            }
        };
        category.origin = origin;
        let title = source.title_or(&category.title);
        fill(&mut category.title, title);
        fill(&mut category.docs, source.docs());
        fill(&mut category.linddun, properties.text("linddun"));
        fill(&mut category.ask, properties.text("ask"));
    }
}

/// Puts the events into the schema.
pub(super) fn compile_events(declared: &Declared<'_>, schema: &mut Schema, report: &mut Report) {
    for (source, info) in &declared.events {
        let properties = Properties::read(*source, info, report);
        let Some(name) = source.item.name() else { continue };
        schema.events.push(Event {
            name: name.text.clone(),
            pack: source.pack,
            origin: source.name_origin(),
            title: source.title_or(&name.text),
            fields: properties.text("fields"),
            alert_when: properties.text("alert-when"),
        });
    }
}

/// Puts the requirements into the schema.
pub(super) fn compile_requirements(
    declared: &Declared<'_>,
    schema: &mut Schema,
    report: &mut Report,
) {
    for (source, info) in &declared.requirements {
        let properties = Properties::read(*source, info, report);
        let Some(name) = source.item.name() else { continue };
        let requirement = Requirement {
            name: name.text.clone(),
            pack: source.pack,
            origin: source.name_origin(),
            domain: domain(source, report),
            title: source.title_or(&name.text),
            docs: source.docs(),
            with: controls(source, &properties, schema, report),
            source: properties.text("source"),
        };
        schema.requirements.push(requirement);
    }
}

/// What stands after the colon of an item.
fn kind_of(item: &Item) -> Option<&Path> {
    match &item.head {
        Head::Declaration(declaration) => declaration.kind.as_ref(),
        _ => None,
    }
}

fn domain(source: &Source<'_>, report: &mut Report) -> SmolStr {
    let Some(kind) = kind_of(source.item) else { return SmolStr::default() };
    let name = path_text(kind);
    let mut known = DOMAINS.iter().map(|(word, _)| *word);
    if !known.any(|word| word == name) {
        let message = format!("\"{name}\" is none of the thirteen security domains.");
        let finding = Diagnostic::new(Code::BadValue, kind.span(), message);
        let known = DOMAINS.iter().map(|(word, _)| *word);
        report.add(source, with_nearest(finding, source, &name, known));
        return SmolStr::default();
    }
    name.into()
}

fn controls(
    source: &Source<'_>,
    properties: &Properties<'_>,
    schema: &Schema,
    report: &mut Report,
) -> Vec<AttributeId> {
    let mut found = Vec::new();
    for reference in properties.references("with") {
        let Some(path) = &reference.path else { continue };
        let name = path_text(path);
        match schema.find_control(&name) {
            Some(id) => found.push(id),
            None if report.is_left_out(Namespace::Attribute, &name) => {}
            None => {
                let message = format!("No control called \"{name}\".");
                let finding = Diagnostic::new(Code::UnknownName, reference.span, message);
                let known = schema
                    .attributes
                    .iter()
                    .filter(|attribute| attribute.role == AttributeRole::Control)
                    .map(|attribute| attribute.name.as_str());
                report.add(source, with_nearest(finding, source, &name, known));
            }
        }
    }
    found
}

/// Puts the rules of packs that the model itself uses into the schema.
pub(super) fn compile_rules(declared: &Declared<'_>, schema: &mut Schema, report: &mut Report) {
    for (source, info) in declared.rules.iter().filter(|(source, _)| source.direct) {
        let properties = Properties::read(*source, info, report);
        let Some(name) = source.item.name() else { continue };
        match compile_rule(source, &properties, schema, report) {
            Some(rule) => {
                let Ok(number) = u32::try_from(schema.rules.len()) else { return };
                schema.rule_names.insert(rule.name.clone(), RuleId(number));
                schema.rules.push(rule);
            }
            None => report.leave_out(Namespace::Rule, &source.full_name(&name.text)),
        }
    }
}

fn compile_rule(
    source: &Source<'_>,
    properties: &Properties<'_>,
    schema: &Schema,
    report: &mut Report,
) -> Option<Rule> {
    let name = source.item.name()?.text.clone();
    let category = category(source, schema, report);
    let missing = "Say what the rule looks at, as in \"for flow f\".";
    let subjects = subjects(source, properties, Many::One, missing, report)?;
    let subject_type = subject_type(source, &subjects, schema, report);
    let scope = Scope::of_subject(subjects.variable, subjects.kinds);
    let texts = texts(source, properties, &scope, report);
    let (when, when_slots, situation) =
        predicate(source, properties.when(), &scope, Purpose::Situation, schema, report);
    let (unless, unless_slots, mut answers) =
        predicate(source, properties.unless(), &scope, Purpose::Answer, schema, report);
    answers.retain(|id| schema.attribute(*id).role == AttributeRole::Control);
    let asks_for_internet = situation.iter().any(|id| {
        let name = schema.attribute(*id).name.as_str();
        FACTS_OF_INTERNET.contains(&name)
    });
    let (subject_type, when, unless) = (subject_type?, when?, unless?);
    Some(Rule {
        name: source.full_name(&name),
        pack: source.pack,
        origin: source.name_origin(),
        category,
        title: texts.title,
        docs: source.docs(),
        kinds: subjects.kinds,
        subject_type,
        variable: subjects.variable.map(|name| name.text.clone()).unwrap_or_default(),
        slots: when_slots.max(unless_slots),
        when: when.unwrap_or(Test::Constant(Truth::True)),
        unless,
        severity: properties.level("severity").unwrap_or(Level::Medium),
        likelihood: properties.level("likelihood").unwrap_or(Level::Medium),
        asks_for_internet,
        top: properties.yes_no("top").unwrap_or(false),
        group: properties.text("group"),
        cwe: properties.numbers("cwe"),
        capec: properties.numbers("capec"),
        attack: properties.texts("attack"),
        owasp: properties.texts("owasp"),
        detect: properties.text("detect"),
        ask: texts.ask,
        answers,
        overridden: Vec::new(),
    })
}

fn category(source: &Source<'_>, schema: &Schema, report: &mut Report) -> SmolStr {
    let Some(kind) = kind_of(source.item) else { return SmolStr::default() };
    let name = path_text(kind);
    // `base.spoofing` is `spoofing`, with the pack that declares it.
    let bare = name.rsplit_once('.').map_or(name.as_str(), |(_, bare)| bare);
    if schema.category(bare).is_none() {
        let message = format!("No category of threats called \"{name}\".");
        let finding = Diagnostic::new(Code::UnknownName, kind.span(), message);
        let known = schema.categories.iter().map(|category| category.name.as_str());
        report.add(source, with_nearest(finding, source, &name, known));
    }
    bare.into()
}

/// The type after the colon of `for`; `None` if it is unknown.
fn subject_type(
    source: &Source<'_>,
    subjects: &Subjects<'_>,
    schema: &Schema,
    report: &mut Report,
) -> Option<Option<TypeId>> {
    let Some(path) = subjects.type_name else { return Some(None) };
    let name = path_text(path);
    let kinds = subjects.kinds;
    match schema.find_type(&name) {
        Some(id) if kinds.contains(schema.type_info(id).root) => return Some(Some(id)),
        Some(id) => {
            let message = format!(
                "\"{name}\" is a type of {}; the rule looks at {}.",
                schema.type_info(id).root,
                a_kind(kinds)
            );
            report.add(source, Diagnostic::new(Code::UnknownType, path.span(), message));
        }
        None if report.is_left_out(Namespace::Type, &name) => {}
        None => {
            let message = format!("No type \"{name}\".");
            let finding = Diagnostic::new(Code::UnknownType, path.span(), message);
            let known = schema
                .types
                .iter()
                .filter(|info| kinds.contains(info.root))
                .map(|info| info.name.as_str());
            report.add(source, with_nearest(finding, source, &name, known));
        }
    }
    None
}

/// The test of a predicate, the slots it needs and the facts and controls it reads. The test is
/// `None` if the predicate has a fault and `Some(None)` if it is not written.
fn predicate(
    source: &Source<'_>,
    expression: Option<&Expression>,
    scope: &Scope,
    purpose: Purpose,
    schema: &Schema,
    report: &mut Report,
) -> (Option<Option<Test>>, Slot, Vec<AttributeId>) {
    let Some(expression) = expression else { return (Some(None), scope.slots(), Vec::new()) };
    let origin = source.name_origin();
    let mut compiler = ExpressionCompiler::new(
        schema,
        &report.left_out,
        origin,
        source.text,
        scope.clone(),
        purpose,
    );
    let test = compiler.condition(expression);
    let (slots, reads) = (compiler.scope.slots(), compiler.reads);
    let findings = compiler.findings;
    let sound = !findings.iter().any(|finding| finding.severity == Severity::Error);
    report.extend(source, findings);
    (test.filter(|_| sound).map(Some), slots, reads)
}

struct Texts {
    title: Template,
    ask: Template,
}

fn texts(
    source: &Source<'_>,
    properties: &Properties<'_>,
    scope: &Scope,
    report: &mut Report,
) -> Texts {
    let mut findings = Vec::new();
    let title = match source.item.title() {
        Some(title) => template(&title.value, title.span, scope, &mut findings),
        None => Template {
            parts: source
                .item
                .name()
                .map(|name| TemplatePart::Text(name.text.clone()))
                .into_iter()
                .collect(),
        },
    };
    let ask = properties.get("ask").map_or_else(Template::default, |property| {
        let span = properties.value_span(property);
        template(&properties.text("ask"), span, scope, &mut findings)
    });
    report.extend(source, findings);
    Texts { title, ask }
}

/// Puts the questions of packs that the model itself uses into the schema.
pub(super) fn compile_questions(declared: &Declared<'_>, schema: &mut Schema, report: &mut Report) {
    for (source, info) in declared.questions.iter().filter(|(source, _)| source.direct) {
        let properties = Properties::read(*source, info, report);
        let Some(name) = source.item.name() else { continue };
        if let Some(on) = properties.get("on") {
            let message = "\"on\" names things of a model; in a knowledge base write \"for\".";
            report.add(source, Diagnostic::new(Code::ClauseNotHere, on.key.span, message));
        }
        let missing = "Say what it is asked of, as in \"for process p\".";
        let subjects = subjects(source, &properties, Many::One, missing, report);
        let Some(subjects) = subjects else { continue };
        let subject_type = subject_type(source, &subjects, schema, report);
        let scope = Scope::of_subject(subjects.variable, subjects.kinds);
        let texts = texts(source, &properties, &scope, report);
        let Some(subject_type) = subject_type else { continue };
        let ask = if texts.ask.parts.is_empty() { texts.title.clone() } else { texts.ask };
        schema.questions.push(Question {
            name: source.full_name(&name.text),
            pack: source.pack,
            origin: source.name_origin(),
            title: texts.title,
            ask,
            kinds: subjects.kinds,
            subject_type,
            good: properties.text("good"),
            because: properties.text("because"),
        });
    }
}
