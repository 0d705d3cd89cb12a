//! Types: who inherits from whom, and what each brings once everything inherited is in place.
//!
//! Invariant: every type in the schema leads to a root. Types that inherit from themselves, from
//! nothing, or from something that is left out are left out.

use rustc_hash::FxHashMap;
use smol_str::SmolStr;
use tm_grammar::tree::{Head, Property, ValueKind};
use tm_grammar::words::ItemWord;

use super::declare::{Declared, Item};
use super::paths::readable;
use super::phrases::{kinds_and, listed, path_text};
use super::properties::{Properties, with_nearest};
use super::report::{Namespace, Report, Source};
use super::values::{values_for, word_of};
use crate::diagnostic::{Code, Diagnostic};
use crate::kind::ThingKind;
use crate::schema::{AttributeRole, Schema, TypeId, TypeInfo, WordSetId};
use crate::value::Value;

/// What a declared type inherits from.
#[derive(Clone, Copy, PartialEq)]
enum Parent {
    Root(ThingKind),
    Declared(usize),
    /// Nothing that is known; it has been reported.
    None,
}

/// Puts the types into the schema, roots first.
pub(super) fn compile_types(declared: &Declared<'_>, schema: &mut Schema, report: &mut Report) {
    schema.types =
        ThingKind::ALL.into_iter().filter(|kind| *kind != ThingKind::Model).map(root).collect();
    let items = &declared.types;
    let names: FxHashMap<&str, usize> = items
        .iter()
        .enumerate()
        .filter_map(|(index, (source, _))| Some((source.item.name()?.text.as_str(), index)))
        .collect();
    let parents: Vec<Parent> =
        items.iter().map(|(source, _)| parent(source, items, &names, report)).collect();
    let lines: Vec<Option<(ThingKind, usize)>> =
        (0..items.len()).map(|index| line(index, &parents)).collect();
    report_cycles(items, &parents, report);

    // Numbers in the order of the text; everything that a type inherits is filled in afterwards.
    let mut ids: Vec<Option<TypeId>> = vec![None; items.len()];
    for (index, (source, _)) in items.iter().enumerate() {
        let Some(name) = source.item.name() else { continue };
        let (Some((kind, _)), Ok(number)) = (lines[index], u32::try_from(schema.types.len()))
        else {
            report.leave_out(Namespace::Type, &name.text);
            continue;
        };
        ids[index] = Some(TypeId(number));
        schema.type_names.insert(name.text.clone(), TypeId(number));
        schema.types.push(TypeInfo {
            name: name.text.clone(),
            pack: Some(source.pack),
            origin: Some(source.name_origin()),
            title: source.title_or(&name.text),
            docs: source.docs(),
            ..root(kind)
        });
    }
    for kind in ThingKind::ALL.into_iter().filter(|kind| *kind != ThingKind::Model) {
        schema.type_names.entry(kind.word().into()).or_insert(TypeId::root(kind));
    }
    let mut order: Vec<usize> = (0..items.len()).filter(|index| lines[*index].is_some()).collect();
    order.sort_by_key(|index| lines[*index].map(|(_, depth)| depth));
    for index in order {
        let parent = match parents[index] {
            Parent::Root(kind) => Some(TypeId::root(kind)),
            Parent::Declared(parent) => ids[parent],
            Parent::None => None,
        };
        if let (Some(id), Some(parent)) = (ids[index], parent) {
            fill(id, parent, &items[index], schema, report);
        }
    }
    bounds(schema);
}

fn root(kind: ThingKind) -> TypeInfo {
    TypeInfo {
        name: kind.word().into(),
        pack: None,
        origin: None,
        title: kind.word().into(),
        docs: SmolStr::default(),
        root: kind,
        parent: None,
        enter: 0,
        exit: 0,
        attributes: Vec::new(),
        fixed: Vec::new(),
        trust: None,
        zone_kind: None,
        holds: Vec::new(),
        classified: None,
        confidentiality: None,
        integrity: None,
        availability: None,
        sensitivity: None,
        integrity_need: None,
        availability_need: None,
    }
}

fn parent(
    source: &Source<'_>,
    items: &[Item<'_>],
    names: &FxHashMap<&str, usize>,
    report: &mut Report,
) -> Parent {
    let Head::Declaration(declaration) = &source.item.head else { return Parent::None };
    let Some(kind) = &declaration.kind else {
        report.missing(source, "Say what it is a type of, as in \": process\".");
        return Parent::None;
    };
    let name = path_text(kind);
    if let Some(kind) = ThingKind::parse(&name).filter(|kind| *kind != ThingKind::Model) {
        return Parent::Root(kind);
    }
    let (pack, bare) = name.split_once('.').map_or((None, name.as_str()), |(a, b)| (Some(a), b));
    let found =
        names.get(bare).filter(|index| pack.is_none_or(|pack| items[**index].0.pack_name == pack));
    if let Some(index) = found {
        return Parent::Declared(*index);
    }
    // A name that could not be declared has been reported where it stands.
    if !report.is_left_out(Namespace::Type, bare) {
        let message = format!("No type \"{name}\" to inherit from.");
        let finding = Diagnostic::new(Code::UnknownType, kind.span(), message);
        let roots = ThingKind::ALL.iter().map(|kind| kind.word()).filter(|word| *word != "model");
        let own = source.item.name().map(|name| name.text.as_str());
        let known = names.keys().copied().filter(|known| Some(*known) != own).chain(roots);
        report.add(source, with_nearest(finding, source, &name, known));
    }
    Parent::None
}

/// The root that a type leads to and how far it is; `None` if it leads to none.
fn line(index: usize, parents: &[Parent]) -> Option<(ThingKind, usize)> {
    let mut current = index;
    for depth in 0..=parents.len() {
        match parents[current] {
            Parent::Root(kind) => return Some((kind, depth)),
            Parent::Declared(parent) => current = parent,
            Parent::None => return None,
        }
    }
    None
}

/// Reports each type that inherits from itself.
fn report_cycles(items: &[Item<'_>], parents: &[Parent], report: &mut Report) {
    for (index, (source, _)) in items.iter().enumerate() {
        let mut way = vec![index];
        let mut current = index;
        while let Parent::Declared(parent) = parents[current] {
            if parent == index {
                let names = way
                    .iter()
                    .filter_map(|index| items[*index].0.item.name())
                    .map(|name| name.text.as_str());
                let names: Vec<&str> = names.collect();
                let message = format!(
                    "{} is a {}: a type cannot inherit from itself.",
                    names.join(" is a "),
                    names.first().copied().unwrap_or_default()
                );
                let span = source.name_origin().span;
                report.add(source, Diagnostic::new(Code::TypeCycle, span, message));
                break;
            }
            if way.contains(&parent) {
                break; // It leads into a circle that it is not part of.
            }
            way.push(parent);
            current = parent;
        }
    }
}

/// Fills in what a type says and inherits. Its parent has been filled in.
fn fill(
    id: TypeId,
    parent: TypeId,
    (source, info): &Item<'_>,
    schema: &mut Schema,
    report: &mut Report,
) {
    let properties = Properties::read(*source, info, report);
    let above = schema.type_info(parent);
    let own = schema.type_info(id);
    let mut filled = TypeInfo {
        name: own.name.clone(),
        pack: own.pack,
        origin: own.origin,
        title: own.title.clone(),
        docs: own.docs.clone(),
        parent: Some(parent),
        ..above.clone()
    };
    built_in_properties(&mut filled, source, &properties, schema, report);
    for property in &properties.others {
        attribute_value(id, &mut filled, source, property, schema, report);
    }
    fixed(&mut filled, source, &properties, schema, report);
    schema.types[id.0 as usize] = filled;
}

/// The roots whose types take a property of the language.
fn roots_with(key: &str) -> &'static [ThingKind] {
    use ThingKind::{Asset, Entity, Flow, Process, Store, Zone};
    match key {
        "kind" | "trust" => &[Zone],
        "holds" => &[Store],
        "classified" | "confidentiality" | "integrity" | "availability" => &[Asset],
        "sensitivity" | "integrity-need" => &[Entity, Process, Store, Flow],
        "availability-need" => &[Entity, Process, Store],
        _ => &ThingKind::ALL,
    }
}

fn built_in_properties(
    filled: &mut TypeInfo,
    source: &Source<'_>,
    properties: &Properties<'_>,
    schema: &Schema,
    report: &mut Report,
) {
    let root = filled.root;
    let mut word = |key: &str, set: WordSetId, place: &mut Option<u16>| {
        let Some(property) = properties.get(key) else { return };
        if !belongs(key, root, property, source, report) {
            return;
        }
        let found = property.values.first().and_then(word_of);
        let set = &schema.word_sets[usize::from(set.0)];
        *place = found.and_then(|word| set.position(word)).or(*place);
    };
    word("trust", WordSetId::TRUST, &mut filled.trust);
    word("kind", WordSetId::ZONE_KIND, &mut filled.zone_kind);
    word("classified", WordSetId::CLASSIFICATION, &mut filled.classified);
    word("confidentiality", WordSetId::LEVEL, &mut filled.confidentiality);
    word("integrity", WordSetId::LEVEL, &mut filled.integrity);
    word("availability", WordSetId::LEVEL, &mut filled.availability);
    word("sensitivity", WordSetId::CLASSIFICATION, &mut filled.sensitivity);
    word("integrity-need", WordSetId::LEVEL, &mut filled.integrity_need);
    word("availability-need", WordSetId::LEVEL, &mut filled.availability_need);
    let Some(property) = properties.get("holds") else { return };
    if !belongs("holds", root, property, source, report) {
        return;
    }
    for reference in properties.references("holds") {
        let Some(path) = &reference.path else { continue };
        let name = path_text(path);
        match schema.find_type(&name) {
            Some(id) if schema.type_info(id).root == ThingKind::Asset => {
                if !filled.holds.contains(&id) {
                    filled.holds.push(id);
                }
            }
            _ if report.is_left_out(Namespace::Type, &name) => {}
            _ => {
                let message = format!("No kind of data \"{name}\".");
                let finding = Diagnostic::new(Code::UnknownType, reference.span, message);
                let known = schema
                    .types
                    .iter()
                    .filter(|info| info.root == ThingKind::Asset)
                    .map(|info| info.name.as_str());
                report.add(source, with_nearest(finding, source, &name, known));
            }
        }
    }
}

fn belongs(
    key: &str,
    root: ThingKind,
    property: &Property,
    source: &Source<'_>,
    report: &mut Report,
) -> bool {
    let roots = roots_with(key);
    let fits = roots.contains(&root);
    if !fits {
        let words = listed(roots.iter().map(|kind| kind.word()), "or");
        let message = format!("\"{key}\" is for types of {words}; this is a type of {root}.");
        let finding = Diagnostic::new(Code::UnknownAttribute, property.key.span, message);
        report.add(source, finding);
    }
    fits
}

fn attribute_value(
    id: TypeId,
    filled: &mut TypeInfo,
    source: &Source<'_>,
    property: &Property,
    schema: &Schema,
    report: &mut Report,
) {
    let key = property.key.text.as_str();
    if let Some(assumption) = &property.assuming {
        let message = "Assumptions belong to models; a type states what always holds.";
        report.add(source, Diagnostic::new(Code::ClauseNotHere, assumption.span, message));
    }
    let Some(attribute_id) = schema.attribute_names.get(key).copied() else {
        if !report.is_left_out(Namespace::Attribute, key) {
            let finding = unknown_attribute(filled.root, source, property, schema);
            report.add(source, finding);
        }
        return;
    };
    let attribute = schema.attribute(attribute_id);
    let control = attribute.role == AttributeRole::Control;
    if !readable(attribute.kinds, control).contains(filled.root) {
        let message = format!(
            "\"{key}\" is for {}; this is a type of {}.",
            kinds_and(attribute.kinds),
            filled.root
        );
        report.add(source, Diagnostic::new(Code::UnknownAttribute, property.key.span, message));
        return;
    }
    let value = match values_for(schema, &attribute.value_type, &property.values, source.text) {
        Ok(value) => value,
        Err(fault) => {
            report.add(source, fault.diagnostic(key, source.origin(property.span)));
            return;
        }
    };
    let invalid = |value: &tm_grammar::tree::Value| value.kind == ValueKind::Invalid;
    if property.values.is_empty() || property.values.iter().any(invalid) {
        return; // The parser has reported what is missing.
    }
    set(filled, attribute_id, value, id);
}

fn set(filled: &mut TypeInfo, attribute: crate::schema::AttributeId, value: Value, id: TypeId) {
    let entry = (attribute, value, id);
    match filled.attributes.binary_search_by_key(&attribute, |(known, _, _)| *known) {
        Ok(index) => filled.attributes[index] = entry,
        Err(index) => filled.attributes.insert(index, entry),
    }
}

fn unknown_attribute(
    root: ThingKind,
    source: &Source<'_>,
    property: &Property,
    schema: &Schema,
) -> Diagnostic {
    let key = property.key.text.as_str();
    let message = format!("No fact or control \"{key}\" for {root}.");
    let finding = Diagnostic::new(Code::UnknownAttribute, property.key.span, message);
    let known = schema
        .attributes
        .iter()
        .filter(|attribute| attribute.kinds.contains(root))
        .map(|attribute| attribute.name.as_str());
    let built_in =
        tm_grammar::words::item_info(ItemWord::Type, tm_grammar::words::Places::KNOWLEDGE_BASE)
            .map_or(&[] as &[_], |info| info.properties);
    let built_in =
        built_in.iter().map(|property| property.key).filter(|key| roots_with(key).contains(&root));
    with_nearest(finding, source, key, known.chain(built_in))
}

fn fixed(
    filled: &mut TypeInfo,
    source: &Source<'_>,
    properties: &Properties<'_>,
    schema: &Schema,
    report: &mut Report,
) {
    for reference in properties.references("fixed") {
        let Some(path) = &reference.path else { continue };
        let name = path_text(path);
        let Some(id) = schema.find_attribute(&name) else {
            if !report.is_left_out(Namespace::Attribute, &name) {
                let message = format!("No fact or control \"{name}\".");
                let finding = Diagnostic::new(Code::UnknownAttribute, reference.span, message);
                let known = filled.attributes.iter().map(|(id, ..)| schema.attribute(*id));
                let known = known.map(|attribute| attribute.name.as_str());
                report.add(source, with_nearest(finding, source, &name, known));
            }
            continue;
        };
        if filled.attribute(id).is_none() {
            let message = format!("Say what it is fixed to: \"{name}: …\".");
            report.add(source, Diagnostic::new(Code::BadValue, reference.span, message));
            continue;
        }
        if let Err(index) = filled.fixed.binary_search(&id) {
            filled.fixed.insert(index, id);
        }
    }
}

/// Numbers the types in a walk over the trees, so that inheritance is a comparison of bounds.
fn bounds(schema: &mut Schema) {
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); schema.types.len()];
    for (index, info) in schema.types.iter().enumerate() {
        if let Some(parent) = info.parent {
            children[parent.0 as usize].push(index);
        }
    }
    let mut clock = 0;
    for root in 0..schema.types.len() {
        if schema.types[root].parent.is_some() {
            continue;
        }
        // Each entry is a type and how many of its children have been visited.
        let mut path = vec![(root, 0)];
        schema.types[root].enter = clock;
        while let Some((index, visited)) = path.last_mut() {
            if let Some(child) = children[*index].get(*visited) {
                *visited += 1;
                clock += 1;
                schema.types[*child].enter = clock;
                path.push((*child, 0));
            } else {
                schema.types[*index].exit = clock;
                path.pop();
            }
        }
        clock += 1;
    }
}
