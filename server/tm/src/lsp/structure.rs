//! What a text consists of, in the words of the protocol: outline, symbols, folds, selections, links.

use serde_json::json;
use tm_grammar::words::ItemWord;
use tm_ide::views::Stop;
use tm_ide::{Fold, FoldKind, LinkTarget, Symbol, WorkspaceSymbol};
use tower_lsp::ls_types::{
    self, DocumentLink, DocumentSymbol, DocumentSymbolResponse, FoldingRange, FoldingRangeKind,
    OneOf, SelectionRange, SymbolInformation, SymbolKind, Uri, WorkspaceSymbolResponse,
};

use super::navigation::location;
use super::state::{View, World};
use super::{kinds, position, shipped, uri};

/// The outline of the file; in one level for clients that know no other.
pub fn outline(view: &View) -> Option<DocumentSymbolResponse> {
    let symbols = tm_ide::outline(&view.snapshot, view.file);
    if view.abilities.nested_outline {
        let symbols = symbols.into_iter().map(|symbol| nested(view, symbol)).collect();
        return Some(DocumentSymbolResponse::Nested(symbols));
    }
    let uri = view.spelling.uri_of(view.snapshot.file(view.file)?)?;
    let mut flat = Vec::new();
    symbols.into_iter().for_each(|symbol| flatten(view, &uri, symbol, None, &mut flat));
    Some(DocumentSymbolResponse::Flat(flat))
}

#[expect(deprecated, reason = "the field has no default")]
fn nested(view: &View, symbol: Symbol) -> DocumentSymbol {
    let children: Vec<DocumentSymbol> =
        symbol.children.into_iter().map(|child| nested(view, child)).collect();
    DocumentSymbol {
        name: symbol.name,
        detail: Some(symbol.detail).filter(|detail| !detail.is_empty()),
        kind: kinds::symbol(kind(symbol.word), view.abilities.kinds.outline),
        tags: None,
        deprecated: None,
        range: position::range(&view.text, &symbol.whole, view.encoding),
        selection_range: position::range(&view.text, &symbol.selection, view.encoding),
        children: (!children.is_empty()).then_some(children),
    }
}

#[expect(deprecated, reason = "the field has no default")]
fn flatten(
    view: &View,
    uri: &Uri,
    symbol: Symbol,
    container: Option<&str>,
    flat: &mut Vec<SymbolInformation>,
) {
    let range = position::range(&view.text, &symbol.whole, view.encoding);
    flat.push(SymbolInformation {
        name: symbol.name.clone(),
        kind: kinds::symbol(kind(symbol.word), view.abilities.kinds.outline),
        tags: None,
        deprecated: None,
        location: ls_types::Location { uri: uri.clone(), range },
        container_name: container.map(str::to_owned),
    });
    for child in symbol.children {
        flatten(view, uri, child, Some(&symbol.name), flat);
    }
}

/// The symbols of all workspaces that answer a query; `None` once nobody waits for them.
pub fn workspace_symbols(
    worlds: &[World],
    query: &str,
    stop: Stop<'_>,
) -> Option<WorkspaceSymbolResponse> {
    let mut symbols: Vec<ls_types::WorkspaceSymbol> = Vec::new();
    for world in worlds {
        for symbol in tm_ide::workspace_symbols(&world.snapshot, query, stop)? {
            // Two workspaces may use one pack that ships.
            if let Some(symbol) = workspace_symbol(world, symbol)
                && (worlds.len() == 1 || !symbols.contains(&symbol))
            {
                symbols.push(symbol);
            }
        }
    }
    Some(WorkspaceSymbolResponse::Nested(symbols))
}

fn workspace_symbol(world: &World, symbol: WorkspaceSymbol) -> Option<ls_types::WorkspaceSymbol> {
    Some(ls_types::WorkspaceSymbol {
        name: symbol.name,
        kind: match symbol.kind {
            tm_ide::SymbolKind::Item(word) => {
                kinds::symbol(kind(word), world.abilities.kinds.symbols)
            }
            tm_ide::SymbolKind::Ticket => SymbolKind::STRING,
        },
        tags: None,
        container_name: Some(symbol.container),
        location: OneOf::Left(location(world, symbol.file, &symbol.range)?),
        data: None,
    })
}

/// The symbol that shows an item: the protocol has kinds for programs only, so what is alike in use
/// looks alike.
pub fn kind(word: ItemWord) -> SymbolKind {
    match word {
        ItemWord::Model | ItemWord::Part | ItemWord::Use | ItemWord::Import => SymbolKind::MODULE,
        ItemWord::KnowledgeBase => SymbolKind::PACKAGE,
        ItemWord::Zone | ItemWord::Scope => SymbolKind::NAMESPACE,
        ItemWord::Entity => SymbolKind::INTERFACE,
        ItemWord::Process => SymbolKind::CLASS,
        ItemWord::Store => SymbolKind::STRUCT,
        ItemWord::Flow => SymbolKind::METHOD,
        ItemWord::Asset | ItemWord::Objective => SymbolKind::CONSTANT,
        ItemWord::Actor => SymbolKind::OBJECT,
        ItemWord::Threat | ItemWord::Event => SymbolKind::EVENT,
        ItemWord::Mitigation | ItemWord::Requirement => SymbolKind::PROPERTY,
        ItemWord::Assumption | ItemWord::Question | ItemWord::Answer => SymbolKind::VARIABLE,
        ItemWord::Story | ItemWord::Tracker => SymbolKind::STRING,
        ItemWord::Mitigate
        | ItemWord::Accept
        | ItemWord::Transfer
        | ItemWord::Avoid
        | ItemWord::Dismiss
        | ItemWord::Moved
        | ItemWord::Override
        | ItemWord::Disable => SymbolKind::OPERATOR,
        ItemWord::Type => SymbolKind::TYPE_PARAMETER,
        ItemWord::Attribute | ItemWord::Fact => SymbolKind::FIELD,
        ItemWord::Category | ItemWord::Scale | ItemWord::Choice => SymbolKind::ENUM,
        ItemWord::Profile => SymbolKind::ARRAY,
        ItemWord::Test => SymbolKind::FUNCTION,
    }
}

/// What can be folded. The line of a closing brace stays to be seen.
pub fn folds(view: &View) -> Option<Vec<FoldingRange>> {
    let folds = tm_ide::folds(&view.snapshot, view.file).into_iter();
    let limit = view.abilities.most_folds.map_or(usize::MAX, |most| most as usize);
    Some(folds.filter_map(|fold| folding_range(view, &fold)).take(limit).collect())
}

fn folding_range(view: &View, fold: &Fold) -> Option<FoldingRange> {
    let range = position::range(&view.text, &fold.range, view.encoding);
    let lines = view.abilities.folds_lines;
    let hidden = match fold.kind {
        FoldKind::Body if lines && closes(view, fold.range.end) => range.end.line.checked_sub(1)?,
        _ => range.end.line,
    };
    (hidden > range.start.line).then(|| FoldingRange {
        start_line: range.start.line,
        start_character: (!lines).then_some(range.start.character),
        end_line: hidden,
        end_character: (!lines).then_some(range.end.character),
        kind: match fold.kind {
            FoldKind::Comment => Some(FoldingRangeKind::Comment),
            FoldKind::Imports => Some(FoldingRangeKind::Imports),
            FoldKind::Section => Some(FoldingRangeKind::Region),
            FoldKind::Body | FoldKind::Sentence => None,
        },
        collapsed_text: None,
    })
}

/// Whether a closing brace stands there.
fn closes(view: &View, offset: usize) -> bool {
    view.text.get_byte(offset) == Some(b'}')
}

/// How the selection grows around an offset.
pub fn selection(view: &View, offset: usize) -> SelectionRange {
    let ranges = tm_ide::selection_ranges(&view.snapshot, view.file, offset).into_iter().rev();
    let mut around: Option<SelectionRange> = None;
    for range in ranges {
        let range = position::range(&view.text, &range, view.encoding);
        around = Some(SelectionRange { range, parent: around.map(Box::new) });
    }
    around.unwrap_or_else(|| SelectionRange {
        range: position::range(&view.text, &(offset..offset), view.encoding),
        parent: None,
    })
}

/// The links of the file. One that leads to a pack that ships is worked out when it is followed.
pub fn links(view: &View) -> Option<Vec<DocumentLink>> {
    let own = view.snapshot.file(view.file)?;
    let links = tm_ide::links(&view.snapshot, view.file).into_iter().filter_map(|link| {
        let (target, data) = match link.target {
            LinkTarget::Address(address) => (Some(uri::of_address(&address)?), None),
            LinkTarget::Path(_) if own.shipped => return None,
            LinkTarget::Path(path) => (Some(view.spelling.uri_beside(own, &path)?), None),
            LinkTarget::File(file) => {
                let file = view.snapshot.file(file)?;
                match file.shipped {
                    true => (None, Some(json!({ "pack": file.path.as_str() }))),
                    false => (Some(view.spelling.uri_of(file)?), None),
                }
            }
        };
        Some(DocumentLink {
            range: position::range(&view.text, &link.range, view.encoding),
            target,
            tooltip: Some(link.tooltip)
                .filter(|tooltip| view.abilities.link_tooltips && !tooltip.is_empty()),
            data,
        })
    });
    Some(links.collect())
}

/// A link with the place that it leads to.
pub fn resolve_link(mut link: DocumentLink) -> DocumentLink {
    let pack = link.data.as_ref().and_then(|data| data.get("pack")?.as_str());
    if let Some(pack) = pack {
        link.target = shipped::uri_of(pack);
    }
    link
}
