//! Elements and the flows between them, as editors show calls: what flows into an element, and what
//! flows out of it, one step at a time.
//!
//! Flows often stand in another file than the elements they join. A protocol that speaks of calls
//! looks for a call in the file of its caller; so where the two differ, an element is told by its
//! name in the flow.

use std::ops::Range;

use smol_str::SmolStr;
use tm_grammar::tree::{Head, Path, Span};
use tm_grammar::words::ItemWord;
use tm_model::Snapshot;
use tm_model::model::{ItemId, Model, Part, ThingId};
use tm_model::source::FileId;

use crate::names::{Declared, Meaning, imports, in_file, name_at};
use crate::place::Place;
use crate::wording::{flow_label, type_chain};

/// An element, so that it is found again later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ElementKey {
    /// Its model.
    pub model: SmolStr,
    /// Its name there.
    pub name: SmolStr,
}

/// An element, and where to see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    /// Which.
    pub key: ElementKey,
    /// The word that declares it.
    pub word: ItemWord,
    /// Its title and type, or the flows that lead to it.
    pub detail: String,
    /// The file.
    pub file: FileId,
    /// Its item, or the flow that names it.
    pub whole: Range<usize>,
    /// Its name there.
    pub name: Range<usize>,
}

/// An element that exchanges data with another, and the flows by which it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transfer {
    /// The element.
    pub element: Element,
    /// The places of the flows, in the file of whoever sends.
    pub flows: Vec<Range<usize>>,
}

/// Which way data flows, seen from an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// To it.
    In,
    /// From it.
    Out,
}

/// The elements that the name at a byte of a file means: one, or the ends of a flow.
pub fn elements_at(snapshot: &Snapshot, file: FileId, offset: usize) -> Vec<Element> {
    let Some(place) = Place::find(snapshot, file, offset) else { return Vec::new() };
    let Some(name) = name_at(&place) else { return Vec::new() };
    let (index, flows): (usize, Vec<ThingId>) = match name.meaning {
        Meaning::Item(index, id) => {
            if let Some(element) = declared_element(snapshot, index, id) {
                return vec![element];
            }
            let model = &snapshot.models()[index];
            (index, model.things_of(id).to_vec())
        }
        Meaning::Part(index, id) => (index, vec![id]),
        _ => return Vec::new(),
    };
    let model = &snapshot.models()[index];
    let mut found: Vec<Element> = Vec::new();
    for flow in flows.into_iter().filter(|id| !model.thing(*id).kind.is_element()) {
        let links = &model.thing(flow).links;
        for end in [links.source, links.target].into_iter().flatten() {
            let (index, id) = home(snapshot, index, end);
            let element = declared_element(snapshot, index, id);
            found.extend(element.filter(|element| !found.contains(element)));
        }
    }
    found
}

/// The flows into an element, or out of it, by the element at their other end and, of one element,
/// by file. `seen` is where the element is shown: the file and its name there.
pub fn transfers(
    snapshot: &Snapshot,
    key: &ElementKey,
    way: Way,
    seen: (FileId, Range<usize>),
) -> Vec<Transfer> {
    let mut found: Vec<Transfer> = Vec::new();
    let own = snapshot.models().iter().position(|model| model.name == key.model);
    let Some(own) = own else { return found };
    for (index, model) in snapshot.models().iter().enumerate() {
        for element in known_as(snapshot, own, index, &key.name) {
            let links = &model.thing(element).links;
            let flows = if way == Way::In { &links.inflows } else { &links.outflows };
            for flow in flows {
                add(snapshot, index, *flow, way, &seen, &mut found);
            }
        }
    }
    found
}

/// The things that an element of the model `own` is in another model: what imports make of it.
fn known_as(snapshot: &Snapshot, own: usize, index: usize, name: &str) -> Vec<ThingId> {
    let model = &snapshot.models()[index];
    if own == index {
        return model.find(name).into_iter().collect();
    }
    let mut aliases: Vec<&str> = imports(snapshot, model)
        .into_iter()
        .filter(|(_, (_, imported))| *imported == Some(own))
        .map(|(alias, _)| alias)
        .collect();
    aliases.sort_unstable();
    aliases.into_iter().filter_map(|alias| model.find(&format!("{alias}.{name}"))).collect()
}

fn add(
    snapshot: &Snapshot,
    index: usize,
    flow: ThingId,
    way: Way,
    (seen_in, seen): &(FileId, Range<usize>),
    found: &mut Vec<Transfer>,
) {
    let model = &snapshot.models()[index];
    let links = &model.thing(flow).links;
    let other = if way == Way::In { links.source } else { links.target };
    let Some((other, Some(drawn))) = other.map(|other| (other, drawn(snapshot, model, flow)))
    else {
        return;
    };
    let (home_index, id) = home(snapshot, index, other);
    let Some(declared) = declared_element(snapshot, home_index, id) else { return };
    let caller = if way == Way::In { declared.file } else { *seen_in };
    let is_near = caller == drawn.file;
    let element = if is_near {
        declared
    } else {
        let name = if way == Way::In { drawn.source } else { drawn.target };
        Element { file: drawn.file, whole: drawn.whole, name, ..declared }
    };
    let place = if is_near || way == Way::In { drawn.place } else { seen.clone() };
    let label = flow_label(model, flow);
    let same = |known: &&mut Transfer| {
        known.element.key == element.key && known.element.file == element.file
    };
    match found.iter_mut().find(same) {
        Some(known) => {
            known.element.detail.push_str(&format!(", {label}"));
            if !known.flows.contains(&place) {
                known.flows.push(place);
            }
        }
        None => found
            .push(Transfer { element: Element { detail: label, ..element }, flows: vec![place] }),
    }
}

/// Where a flow, a segment or a reply is drawn.
struct Drawn {
    file: FileId,
    whole: Range<usize>,
    /// What stands for it: the name of the flow, the end of the segment, what comes back.
    place: Range<usize>,
    source: Range<usize>,
    target: Range<usize>,
}

fn drawn(snapshot: &Snapshot, model: &Model, flow: ThingId) -> Option<Drawn> {
    let thing = model.thing(flow);
    let item = model.item(thing.item)?;
    let Head::Flow(head) = &item.node().head else { return None };
    let name = item.name_span();
    let end = |number: usize| {
        let end = head.path.get(number).and_then(Option::as_ref).map(Path::span);
        end.unwrap_or(name)
    };
    let last = head.path.len().saturating_sub(1);
    let (place, source, target): (Span, Span, Span) = match thing.part {
        Part::Reply => {
            let returns = item.property("returns").map_or(name, |property| property.span);
            (returns, end(last), end(0))
        }
        Part::Segment(number) => {
            let number = usize::from(number);
            let place = if last > 1 { end(number + 1) } else { name };
            (place, end(number), end(number + 1))
        }
        _ => (name, end(0), end(last)),
    };
    let start = snapshot.file(item.file)?.document.start_of(item.block)?;
    Some(Drawn {
        file: item.file,
        whole: in_file(start, item.node().span),
        place: in_file(start, place),
        source: in_file(start, source),
        target: in_file(start, target),
    })
}

/// The item that declares an element, in the model where that is.
fn home(snapshot: &Snapshot, index: usize, id: ThingId) -> (usize, ItemId) {
    let model = &snapshot.models()[index];
    let thing = model.thing(id);
    let foreign = || {
        let (alias, name) = thing.key.split_once('.')?;
        let imported = imports(snapshot, model).get(alias)?.1?;
        let model = &snapshot.models()[imported];
        Some((imported, model.thing(model.find(name)?).item))
    };
    match thing.part {
        Part::Imported => foreign().unwrap_or((index, thing.item)),
        _ => (index, thing.item),
    }
}

/// An element where it is declared; `None` of an item that is no element.
fn declared_element(snapshot: &Snapshot, index: usize, id: ItemId) -> Option<Element> {
    let model = snapshot.models().get(index)?;
    let item = model.item(id).filter(|item| item.word.is_element())?;
    let thing = model.things_of(id).first().map(|thing| model.thing(*thing))?;
    let Declared { file, name, whole } = Declared::of_item(snapshot, item)?;
    let title = item.node().title().map(|title| title.value.to_string());
    let types = type_chain(&model.schema, thing.type_id);
    let detail: Vec<String> =
        title.into_iter().chain([types]).filter(|part| !part.is_empty()).collect();
    let key = ElementKey { model: model.name.clone(), name: SmolStr::new(item.name()) };
    Some(Element { key, word: item.word, detail: detail.join(" · "), file, whole, name })
}
