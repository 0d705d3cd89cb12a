//! Data flow and types, in the words that the protocol has for calls and classes.
//!
//! An item carries what is needed to find it again, so that the steps after the first one work on
//! the text as it is then.

use serde_json::{Value, json};
use tm_ide::{Element, ElementKey, Transfer, Type, Way};
use tower_lsp::ls_types::{
    CallHierarchyIncomingCall, CallHierarchyItem, CallHierarchyOutgoingCall, SymbolKind,
    TypeHierarchyItem, Uri,
};

use super::navigation::{location, range};
use super::state::View;
use super::structure::kind;
use super::{position, uri};

/// The elements at an offset.
pub fn elements(view: &View, offset: usize) -> Option<Vec<CallHierarchyItem>> {
    let elements = tm_ide::elements_at(&view.snapshot, view.file, offset);
    let items: Vec<_> = elements.iter().filter_map(|element| item(view, element)).collect();
    (!items.is_empty()).then_some(items)
}

/// What flows into an element.
pub fn incoming(view: &View, of: &CallHierarchyItem) -> Option<Vec<CallHierarchyIncomingCall>> {
    let found = transfers(view, of, Way::In)?.into_iter().filter_map(|transfer| {
        let ranges = transfer.flows.iter();
        Some(CallHierarchyIncomingCall {
            from_ranges: ranges
                .filter_map(|flow| range(view, transfer.element.file, flow))
                .collect(),
            from: item(view, &transfer.element)?,
        })
    });
    Some(found.collect())
}

/// What flows out of an element.
pub fn outgoing(view: &View, of: &CallHierarchyItem) -> Option<Vec<CallHierarchyOutgoingCall>> {
    let found = transfers(view, of, Way::Out)?.into_iter().filter_map(|transfer| {
        let ranges = transfer.flows.iter();
        Some(CallHierarchyOutgoingCall {
            from_ranges: ranges.filter_map(|flow| range(view, view.file, flow)).collect(),
            to: item(view, &transfer.element)?,
        })
    });
    Some(found.collect())
}

fn transfers(view: &View, of: &CallHierarchyItem, way: Way) -> Option<Vec<Transfer>> {
    let text = |key: &str| of.data.as_ref()?.get(key)?.as_str().map(smol_str::SmolStr::new);
    let key = ElementKey { model: text("model")?, name: text("name")? };
    let name = position::offsets(&view.text, of.selection_range, view.encoding);
    Some(tm_ide::transfers(&view.snapshot, &key, way, (view.file, name)))
}

fn item(view: &View, element: &Element) -> Option<CallHierarchyItem> {
    let name = location(view, element.file, &element.name)?;
    Some(CallHierarchyItem {
        name: element.key.name.to_string(),
        kind: kind(element.word),
        tags: None,
        detail: Some(element.detail.clone()).filter(|detail| !detail.is_empty()),
        uri: name.uri,
        range: range(view, element.file, &element.whole)?,
        selection_range: name.range,
        data: Some(json!({ "model": element.key.model, "name": element.key.name })),
    })
}

/// The types at an offset.
pub fn types(view: &View, offset: usize) -> Option<Vec<TypeHierarchyItem>> {
    let around = view.spelling.uri_of(view.snapshot.file(view.file)?)?;
    let found = tm_ide::types_at(&view.snapshot, view.file, offset);
    let items = type_items(view, &around, found);
    (!items.is_empty()).then_some(items)
}

/// The file from which types are looked at, as an item of the hierarchy tells it.
pub fn around(item: &TypeHierarchyItem) -> Option<Uri> {
    uri::of_address(item.data.as_ref()?.get("around")?.as_str()?)
}

/// What a type inherits from.
pub fn supertypes(view: &View, of: &TypeHierarchyItem) -> Option<Vec<TypeHierarchyItem>> {
    let found = tm_ide::supertypes(&view.snapshot, view.file, &of.name);
    Some(type_items(view, &around(of)?, found))
}

/// What inherits from a type.
pub fn subtypes(view: &View, of: &TypeHierarchyItem) -> Option<Vec<TypeHierarchyItem>> {
    let found = tm_ide::subtypes(&view.snapshot, view.file, &of.name);
    Some(type_items(view, &around(of)?, found))
}

fn type_items(view: &View, around: &Uri, types: Vec<Type>) -> Vec<TypeHierarchyItem> {
    let data: Value = json!({ "around": around.as_str() });
    let items = types.into_iter().filter_map(|found| {
        let name = location(view, found.file, &found.selection)?;
        Some(TypeHierarchyItem {
            name: found.name.to_string(),
            kind: SymbolKind::CLASS,
            tags: None,
            detail: Some(found.detail).filter(|detail| !detail.is_empty()),
            uri: name.uri,
            range: range(view, found.file, &found.whole)?,
            selection_range: name.range,
            data: Some(data.clone()),
        })
    });
    items.collect()
}
