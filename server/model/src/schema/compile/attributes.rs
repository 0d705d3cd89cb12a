//! Scales and choices, facts, controls, and how facts and controls follow from others.
//!
//! Invariant: a fact or control that is declared can be read, even if its derivation has a fault;
//! then it has the value that is written, or none.

use smol_str::SmolStr;
use tm_grammar::tree::{Head, Path, ValueKind};
use tm_grammar::words::{ITEMS, ItemWord};

use super::declare::{Declared, Item, VALUE_TYPES};
use super::expressions::{ExpressionCompiler, Purpose};
use super::order::derivation_order;
use super::paths::readable;
use super::phrases::{a_kind, path_text};
use super::properties::{Properties, with_nearest};
use super::report::{Namespace, Report, Source};
use super::scope::Scope;
use super::subjects::{Many, Subjects, no_type, subjects};
use super::templates::text_about_it;
use super::values::{values_for, word_of};
use crate::diagnostic::{Code, Diagnostic};
use crate::kind::{KindSet, ThingKind};
use crate::schema::{
    Attribute, AttributeDefault, AttributeId, AttributeRole, Derivation, Schema, Spread, Test,
    ValueType, WordSet, WordSetId,
};

/// Puts scales and choices into the schema, after those of the language.
pub(super) fn compile_words(declared: &Declared<'_>, schema: &mut Schema, report: &mut Report) {
    schema.word_sets = WordSet::built_in();
    for (source, info) in &declared.words {
        Properties::read(*source, info, report);
        let Head::Levels(levels) = &source.item.head else { continue };
        let Some(name) = &levels.name else { continue };
        let mut words: Vec<SmolStr> = Vec::with_capacity(levels.words.len());
        for word in &levels.words {
            if words.contains(&word.text) {
                let message = format!("\"{}\" is in this list already.", word.text);
                report.add(source, Diagnostic::new(Code::DuplicateName, word.span, message));
            } else {
                words.push(word.text.clone());
            }
        }
        schema.word_sets.push(WordSet {
            name: name.text.clone(),
            words,
            ordered: source.item.word == ItemWord::Scale,
            pack: Some(source.pack),
            origin: Some(source.name_origin()),
        });
    }
}

/// A declared attribute that may be derived.
pub(super) struct Derivable<'a> {
    id: AttributeId,
    source: Source<'a>,
    properties: Properties<'a>,
    subjects: Subjects<'a>,
}

/// Puts facts and controls into the schema, without their derivations, which read each other.
pub(super) fn compile_attributes<'a>(
    declared: &Declared<'a>,
    schema: &mut Schema,
    report: &mut Report,
) -> Vec<Derivable<'a>> {
    let mut derivable = Vec::new();
    for item in &declared.attributes {
        let source = item.0;
        let Some(name) = source.item.name() else { continue };
        let properties = Properties::read(source, item.1, report);
        let Some(found) = compile_attribute(item, &properties, declared, schema, report) else {
            report.leave_out(Namespace::Attribute, &name.text);
            continue;
        };
        let (attribute, subjects) = found;
        let Ok(number) = u32::try_from(schema.attributes.len()) else { break };
        let id = AttributeId(number);
        schema.attribute_names.insert(attribute.name.clone(), id);
        let plain = attribute.role == AttributeRole::Fact && source.item.word != ItemWord::Fact;
        schema.attributes.push(attribute);
        if !plain {
            derivable.push(Derivable { id, source, properties, subjects });
        }
    }
    derivable
}

fn compile_attribute<'a>(
    (source, _): &Item<'a>,
    properties: &Properties<'a>,
    declared: &Declared<'a>,
    schema: &Schema,
    report: &mut Report,
) -> Option<(Attribute, Subjects<'a>)> {
    let name = source.item.name()?.text.clone();
    let missing = format!("Say what \"{name}\" may be written on, as in \"for process\".");
    let subjects = subjects(source, properties, Many::Kinds, &missing, report);
    let (role, value_type) = match source.item.word {
        ItemWord::Mitigation => (AttributeRole::Control, Some(ValueType::YesNo)),
        ItemWord::Fact => (AttributeRole::Fact, Some(ValueType::YesNo)),
        _ => (AttributeRole::Fact, value_type(source, schema, report)),
    };
    let (subjects, value_type) = (subjects?, value_type?);
    no_type(source, &subjects, report);
    let control = role == AttributeRole::Control;
    if let Some(kind) = property_clash(&name, readable(subjects.kinds, control)) {
        let span = source.name_origin().span;
        let message = format!(
            "\"{name}\" can be written on {} already, where it means something else; choose \
             another name.",
            a_kind(KindSet::of(kind))
        );
        report.add(source, Diagnostic::new(Code::ReservedName, span, message));
        return None;
    }
    let default = match source.item.word {
        ItemWord::Mitigation => AttributeDefault::Unknown,
        ItemWord::Fact => AttributeDefault::Unset,
        _ => default(source, properties, &value_type, schema, report),
    };
    let scope = Scope::of_subject(subjects.variable, subjects.kinds);
    let mut findings = Vec::new();
    let ask = match properties.get("ask") {
        Some(property) => {
            let span = properties.value_span(property);
            text_about_it(&properties.text("ask"), span, &scope, &mut findings)
        }
        None => SmolStr::default(),
    };
    report.extend(source, findings);
    let attribute = Attribute {
        title: source.title_or(&name),
        name,
        pack: source.pack,
        origin: source.name_origin(),
        docs: source.docs(),
        role,
        kinds: subjects.kinds,
        value_type,
        default,
        derivation: None,
        ask,
        because: properties.text("because"),
        domain: properties.text("domain"),
        control: properties.text("control"),
        effort: properties.text("effort"),
        top: properties.yes_no("top").unwrap_or(false),
        counters: Vec::new(),
        partial: properties.text("effect") == "partial",
        raises: raises(source, properties, declared, report),
        asvs: properties.texts("asvs"),
        iso: properties.texts("iso"),
        csf: properties.texts("csf"),
        nist: properties.texts("nist"),
        verify: properties.text("verify"),
    };
    Some((attribute, subjects))
}

/// The kind on which a property of that name means something already.
fn property_clash(name: &str, kinds: KindSet) -> Option<ThingKind> {
    ITEMS
        .iter()
        .filter(|info| info.attributes && info.property(name).is_some())
        .filter_map(|info| ThingKind::of_item(info.word))
        .find(|kind| kinds.contains(*kind))
}

fn raises(
    source: &Source<'_>,
    properties: &Properties<'_>,
    declared: &Declared<'_>,
    report: &mut Report,
) -> Vec<SmolStr> {
    let mut events = Vec::new();
    for reference in properties.references("raises") {
        let Some(path) = &reference.path else { continue };
        let name = path_text(path);
        // `base.log-gap` is `log-gap`, with the pack that declares it.
        let bare = name.rsplit_once('.').map_or(name.as_str(), |(_, bare)| bare);
        if declared.find(Namespace::Event, bare).is_some() {
            events.push(bare.into());
        } else {
            let message = format!("No event called \"{name}\".");
            let finding = Diagnostic::new(Code::UnknownName, reference.span, message);
            let known = declared.names(Namespace::Event);
            report.add(source, with_nearest(finding, source, &name, known));
        }
    }
    events
}

/// The type after the colon of an attribute.
fn value_type(source: &Source<'_>, schema: &Schema, report: &mut Report) -> Option<ValueType> {
    let Head::Declaration(declaration) = &source.item.head else { return None };
    let Some(kind) = &declaration.kind else {
        let message = "Say what it takes, as in \": yes-no\" or \": text\".";
        report.missing(source, message);
        return None;
    };
    let name = path_text(kind);
    match (&declaration.of, name.as_str()) {
        (Some(of), "list") => {
            let of = simple_type(source, of, schema, report)?;
            Some(ValueType::List(Box::new(of)))
        }
        (None, "list") => {
            let message = "Say what the list holds: \"list of text\".";
            report.add(source, Diagnostic::new(Code::UnknownType, kind.span(), message));
            None
        }
        (Some(of), _) => {
            let message = format!("Only \"list\" is of something; write \"list of {name}\".");
            report.add(source, Diagnostic::new(Code::UnknownType, of.span(), message));
            None
        }
        (None, _) => simple_type(source, kind, schema, report),
    }
}

fn simple_type(
    source: &Source<'_>,
    path: &Path,
    schema: &Schema,
    report: &mut Report,
) -> Option<ValueType> {
    let name = path_text(path);
    // `base.purpose` is `purpose`, with the pack that declares it.
    let bare = name.rsplit_once('.').map_or(name.as_str(), |(_, bare)| bare);
    Some(match name.as_str() {
        "yes-no" => ValueType::YesNo,
        "text" => ValueType::Text,
        "number" => ValueType::Number,
        "date" => ValueType::Date,
        "duration" => ValueType::Duration,
        "person" => ValueType::Person,
        _ => match schema.word_sets.iter().position(|set| set.name == bare) {
            Some(position) => ValueType::Word(WordSetId(u16::try_from(position).ok()?)),
            None => {
                let message = format!(
                    "\"{name}\" is neither a value type (yes-no, text, number, date, duration, \
                     person) nor a scale or choice."
                );
                let finding = Diagnostic::new(Code::UnknownType, path.span(), message);
                let sets = schema.word_sets.iter().map(|set| set.name.as_str());
                let known = VALUE_TYPES.into_iter().chain(sets);
                report.add(source, with_nearest(finding, source, &name, known));
                return None;
            }
        },
    })
}

fn default(
    source: &Source<'_>,
    properties: &Properties<'_>,
    value_type: &ValueType,
    schema: &Schema,
    report: &mut Report,
) -> AttributeDefault {
    let Some(property) = properties.get("default") else { return AttributeDefault::Unknown };
    match property.values.as_slice() {
        [value] if word_of(value) == Some("unset") => AttributeDefault::Unset,
        [value] if value.kind == ValueKind::Unknown => AttributeDefault::Unknown,
        values => match values_for(schema, value_type, values, source.text) {
            Ok(crate::value::Value::Unknown) => AttributeDefault::Unknown,
            Ok(value) => AttributeDefault::Value(value),
            Err(fault) => {
                report.add(source, fault.diagnostic("default", source.origin(property.span)));
                AttributeDefault::Unset
            }
        },
    }
}

/// Compiles the derivations of facts and controls, and puts them in order.
pub(super) fn compile_derivations(
    derivable: &[Derivable<'_>],
    schema: &mut Schema,
    report: &mut Report,
) {
    let mut reads = Vec::new();
    let mut derivations = Vec::new();
    for item in derivable {
        let mut read = Vec::new();
        if let Some(derivation) = derivation(item, schema, report, &mut read) {
            derivations.push((item.id, derivation));
            reads.push((item.id, read));
        } else if item.properties.when().is_some() || item.properties.unless().is_some() {
            report.leave_out(Namespace::Attribute, &schema.attribute(item.id).name);
        }
    }
    let (order, cycles) = derivation_order(&reads);
    for cycle in cycles {
        let Some(item) = derivable.iter().find(|item| item.id == cycle[0]) else { continue };
        let names: Vec<&str> = cycle.iter().map(|id| schema.attribute(*id).name.as_str()).collect();
        let message = format!("{} reads {}.", names.join(" reads "), names[0]);
        let span = item.source.name_origin().span;
        let mut finding = Diagnostic::new(Code::FactCycle, span, message);
        for id in cycle.iter().skip(1) {
            finding = finding.with_related(schema.attribute(*id).origin, "read here on the way");
        }
        report.add(&item.source, finding);
        report.leave_out(Namespace::Attribute, &schema.attribute(item.id).name);
    }
    for (id, derivation) in derivations {
        if order.contains(&id) {
            schema.attributes[id.0 as usize].derivation = Some(derivation);
        }
    }
    schema.derivation_order = order;
}

fn derivation(
    item: &Derivable<'_>,
    schema: &Schema,
    report: &mut Report,
    reads: &mut Vec<AttributeId>,
) -> Option<Derivation> {
    let (source, properties, subjects) = (&item.source, &item.properties, &item.subjects);
    let fact = source.item.word == ItemWord::Fact;
    let purpose = if fact { Purpose::Fact } else { Purpose::Control };
    if properties.when().is_none() && properties.unless().is_none() {
        if fact {
            report.missing(source, "Say when the fact holds: \"when …\".");
        }
        return None;
    }
    let Report { left_out, .. } = &*report;
    let scope = Scope::of_subject(subjects.variable, subjects.bound_kinds);
    let origin = source.name_origin();
    let mut compiler =
        ExpressionCompiler::new(schema, left_out, origin, source.text, scope, purpose);
    let when = optional(properties.when().map(|when| compiler.condition(when)));
    let unless = optional(properties.unless().map(|unless| compiler.condition(unless)));
    let slots = compiler.scope.slots();
    reads.append(&mut compiler.reads);
    let mut findings = compiler.findings;
    let spread = match properties.spreads() {
        None => Some(None),
        Some(spreads) => {
            if !subjects.kinds.and(KindSet::ELEMENTS).eq(&subjects.kinds) {
                findings.push(Diagnostic::new(
                    Code::TypeError,
                    spreads.word_span,
                    "Only facts about elements spread along flows.",
                ));
            }
            let flows = KindSet::of(ThingKind::Flow);
            let scope = Scope::of_subject(spreads.variable.as_ref(), flows);
            let mut compiler =
                ExpressionCompiler::new(schema, left_out, origin, source.text, scope, purpose);
            let condition =
                spreads.condition.as_ref().map(|condition| compiler.condition(condition));
            reads.append(&mut compiler.reads);
            findings.append(&mut compiler.findings);
            let slots = compiler.scope.slots();
            optional(condition).map(|condition| Some(Spread { slots, condition }))
        }
    };
    let sound = findings.is_empty();
    report.extend(source, findings);
    let (when, unless, spread) = (when?, unless?, spread?);
    sound.then_some(Derivation { kinds: subjects.bound_kinds, slots, when, unless, spread })
}

/// `None` for a predicate with a fault, `Some(None)` for one that is not written.
fn optional(test: Option<Option<Test>>) -> Option<Option<Test>> {
    match test {
        None => Some(None),
        Some(None) => None,
        Some(test) => Some(test),
    }
}
