//! `use` and `import`: knowledge bases and models that must be found.

mod faults;

use std::collections::VecDeque;

use rustc_hash::FxHashMap;
use smol_str::SmolStr;
use tm_grammar::tree::{Head, Import, Span, Use, UseSource};
use tm_grammar::words::ItemWord;
use tm_grammar::{Block, BlockId};

use super::{Context, Written};
use crate::SHIPPED;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::engine::{Count, full_name};
use crate::model::{ModelItem, word_of_value};
use crate::schema::PackId;
use crate::schema::compile::listed;
use crate::source::{FileId, Origin};
use crate::workspace::{Header, PackProblem, Packs, Workspace, relative_path};
use faults::faults;

/// Findings about a `use` or `import` of a model.
pub(super) fn check(context: &Context<'_>, item: &ModelItem, found: &mut Vec<Diagnostic>) {
    // What lies in another item is misplaced, and brings nothing in.
    if item.is_nested() {
        return;
    }
    match &item.node().head {
        Head::Use(used) => {
            let problem = knowledge_base(context.workspace, item.into(), used);
            match problem {
                Some(finding) => found.push(finding),
                None => {
                    found.extend(profile(context, item));
                    found.extend(unused(context, item));
                    let packs = context.packs;
                    found.extend(shadowing(context.workspace, packs, item.into(), used));
                    found.extend(faults(context.workspace, packs, item.into(), used));
                }
            }
        }
        Head::Import(import) => found.extend(imported(context, item, import)),
        _ => {}
    }
}

/// What a `use` names, and where.
fn source_of(used: &Use) -> Option<(String, Span)> {
    Some(match used.source.as_ref()? {
        UseSource::Name(path) => (full_name(path), path.span()),
        UseSource::Path(path) => (path.value.to_string(), path.span),
    })
}

/// A knowledge base that declares a name otherwise than one before it.
fn shadowing(
    workspace: &Workspace,
    packs: &Packs,
    written: Written<'_>,
    used: &Use,
) -> Option<Diagnostic> {
    let (name, span) = source_of(used)?;
    let pack = workspace.locate_pack(written.file, written.item).ok()?;
    let (file, block, clash) = packs
        .diagnostics
        .iter()
        .find(|(file, _, finding)| *file == pack && finding.code == Code::Shadowing)?;
    let other = clash.related.first()?;
    let other_name = match &workspace.file(other.origin.file)?.header {
        Header::KnowledgeBase(name, _) => name.clone(),
        _ => return None,
    };
    let text = &workspace.file(*file)?.document.block(*block)?.text;
    let message = format!(
        "\"{other_name}\" and \"{name}\" both declare \"{}\", and not alike. Use one of them, or rename it in one.",
        clash.span.text(text)
    );
    let origin = crate::source::Origin { file: *file, block: *block, span: clash.span };
    Some(
        Diagnostic::new(Code::Shadowing, span, message)
            .with_related(other.origin, "declared here")
            .with_related(origin, "and here"),
    )
}

/// A knowledge base from which nothing is taken, once there is something to apply it to.
fn unused(context: &Context<'_>, item: &ModelItem) -> Option<Diagnostic> {
    let Head::Use(used) = &item.node().head else { return None };
    let (name, span) = source_of(used)?;
    if !context.has(Count::Flows) {
        return None;
    }
    let file = context.workspace.locate_pack(item.file, item.node()).ok()?;
    if brings_something(context, file) {
        return None;
    }
    let message = format!(
        "\"{name}\" contributes nothing: no type, fact or control of it is used, and none of its threats applies. Remove it."
    );
    Some(Diagnostic::new(Code::UnusedUse, span, message).with_change(
        "Remove the \"use\"",
        |span| item.origin(span),
        super::change::remove_item(item.node(), item.text()),
    ))
}

/// True if something is taken from a knowledge base, or from one that comes with it alone, or if it
/// changes others.
fn brings_something(context: &Context<'_>, file: FileId) -> bool {
    let packs = &context.model.schema.packs;
    let mut files = vec![file];
    let mut next = 0;
    while let Some(pack) = files.get(next).copied() {
        next += 1;
        let number = packs.iter().position(|known| known.origin.file == pack);
        let taken = number
            .and_then(|number| u16::try_from(number).ok())
            .is_some_and(|number| context.has(Count::Taken(PackId(number))));
        if taken || changes_others(context.workspace, pack) {
            return true;
        }
        for (_, block, index) in context.workspace.uses(pack) {
            let used = context.workspace.locate_pack(pack, &block.items[index]);
            let by_model =
                |file| context.packs.files.iter().any(|(other, direct)| *direct && *other == file);
            files.extend(used.ok().filter(|used| !files.contains(used) && !by_model(*used)));
        }
    }
    false
}

/// True if a knowledge base overrides or disables threats of others.
fn changes_others(workspace: &Workspace, pack: FileId) -> bool {
    let Some(file) = workspace.file(pack) else { return false };
    // A block that is a test holds nothing else, and need not be parsed for this.
    let mut blocks = file.document.blocks().filter(|(_, _, block)| !block.is_deferred_test());
    blocks.any(|(_, _, block)| {
        block.items.iter().any(|item| matches!(item.word, ItemWord::Override | ItemWord::Disable))
    })
}

/// Findings about the `use` items of a knowledge base.
pub(super) fn uses_of_pack(
    workspace: &Workspace,
    file: FileId,
    block: BlockId,
    tree: &Block,
    found: &mut Vec<Diagnostic>,
) {
    for item in &tree.items {
        if let Head::Use(used) = &item.head {
            let written = Written { item, text: &tree.text, file, block };
            found.extend(knowledge_base(workspace, written, used));
            if let Some(packs) = workspace.packs_of(file) {
                found.extend(shadowing(workspace, packs, written, used));
                found.extend(faults(workspace, packs, written, used));
            }
        }
    }
}

/// The knowledge base of a `use` cannot be had.
fn knowledge_base(workspace: &Workspace, written: Written<'_>, used: &Use) -> Option<Diagnostic> {
    let (name, span) = source_of(used)?;
    let by_path = matches!(used.source, Some(UseSource::Path(_)));
    let report = |message: String| Diagnostic::new(Code::UnknownKnowledgeBase, span, message);
    Some(match workspace.locate_pack(written.file, written.item).err()? {
        PackProblem::NotFound if by_path => {
            report(format!("Knowledge base \"{name}\" is not available: there is no such file."))
        }
        PackProblem::NotFound => {
            let known = pack_names(workspace);
            let known = || known.iter().map(SmolStr::as_str);
            let near = nearest(&name, known());
            let finding = report(match near {
                Some(near) => {
                    format!("Knowledge base \"{name}\" is not available. Did you mean \"{near}\"?")
                }
                None => format!(
                    "Knowledge base \"{name}\" is not available. There is {}.",
                    listed(known(), "and")
                ),
            });
            match near {
                Some(near) => {
                    finding.with_fix(format!("Change to \"{near}\""), written.origin(span), near)
                }
                None => finding,
            }
        }
        PackProblem::Version(there) => {
            let wanted = used.version.as_ref()?;
            let message = format!(
                "Knowledge base \"{name}\" {} is not available; version {there} is.",
                wanted.text
            );
            Diagnostic::new(Code::UnknownKnowledgeBase, wanted.span, message).with_fix(
                format!("Change to {there}"),
                written.origin(wanted.span),
                there.as_str(),
            )
        }
        PackProblem::Path(advice) => report(format!("\"{name}\" {advice}.")),
        PackProblem::NotAPack => {
            report(format!("\"{name}\" is no knowledge base: it does not begin with \"kb\"."))
        }
    })
}

/// The packs that may be used by name, in order.
pub(super) fn pack_names(workspace: &Workspace) -> Vec<SmolStr> {
    let shipped = SHIPPED.iter().map(|(name, _)| SmolStr::new_static(name));
    let own = workspace.files().filter_map(|(_, file)| match &file.header {
        Header::KnowledgeBase(name, _) => Some(name.clone()),
        _ => None,
    });
    let mut names: Vec<SmolStr> = shipped.chain(own).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// The profile of `only` that the pack does not have.
fn profile(context: &Context<'_>, item: &ModelItem) -> Option<Diagnostic> {
    let value = item.property("only")?.values.first()?;
    let wanted = word_of_value(value)?;
    let file = context.workspace.locate_pack(item.file, item.node()).ok()?;
    let pack = context.model.schema.packs.iter().find(|pack| pack.origin.file == file)?;
    let known: Vec<&str> = ["lite", "standard", "comprehensive"]
        .into_iter()
        .chain(pack.profiles.iter().map(|profile| profile.name.as_str()))
        .collect();
    if known.contains(&wanted) {
        return None;
    }
    let message = format!(
        "\"{}\" has no profile \"{wanted}\". There is {}.",
        pack.name,
        listed(known.iter().copied(), "and")
    );
    let finding = Diagnostic::new(Code::UnknownName, value.span, message);
    Some(match nearest(wanted, known.iter().copied()) {
        Some(near) => {
            finding.with_fix(format!("Change to \"{near}\""), item.origin(value.span), near)
        }
        None => finding,
    })
}

/// The file of an `import` cannot be had, or leads back here.
fn imported(context: &Context<'_>, item: &ModelItem, import: &Import) -> Option<Diagnostic> {
    let path = import.path.as_ref()?;
    let workspace = context.workspace;
    let file = workspace.file(item.file)?;
    let written = &path.value;
    let report = |message: String| Diagnostic::new(Code::UnknownName, path.span, message);
    let target = match relative_path(&file.path, written) {
        Ok(target) => target,
        Err(problem) => return Some(report(format!("\"{written}\" {}.", problem.advice()))),
    };
    let Some(id) = workspace.find_file(&target) else {
        let known: Vec<String> = workspace
            .files()
            .filter(|(other, file)| *other != item.file && file.header.model().is_some())
            .map(|(_, other)| path_between(&file.path, &other.path))
            .collect();
        let near = nearest(written, known.iter().map(String::as_str));
        let mut message = format!("There is no file \"{target}\" in the workspace.");
        if let Some(near) = near {
            message.push_str(&format!(" Did you mean \"{near}\"?"));
        }
        let finding = report(message);
        return Some(match near {
            Some(near) => finding.with_fix(
                format!("Change to \"{near}\""),
                item.origin(path.span),
                format!("\"{near}\""),
            ),
            None => finding,
        });
    };
    match &workspace.file(id)?.header {
        Header::KnowledgeBase(..) => Some(report(format!(
            "\"{written}\" is a knowledge base: write \"use\" instead of \"import\"."
        ))),
        Header::None => Some(report(format!(
            "\"{written}\" belongs to no model, so there is nothing to import."
        ))),
        Header::Model(target) | Header::Part(target) => cycle(context, item, path.span, target),
    }
}

/// The way from a file's folder to another file, both relative to the root.
fn path_between(from: &str, to: &str) -> String {
    let mut from: Vec<&str> = from.split('/').collect();
    from.pop();
    let to: Vec<&str> = to.split('/').collect();
    let shared = from.iter().zip(&to).take_while(|(left, right)| left == right).count();
    let up = std::iter::repeat_n("..", from.len() - shared);
    up.chain(to[shared..].iter().copied()).collect::<Vec<_>>().join("/")
}

/// The imported model imports this one, directly or through others.
fn cycle(
    context: &Context<'_>,
    item: &ModelItem,
    span: Span,
    target: &SmolStr,
) -> Option<Diagnostic> {
    let own = &context.model.name;
    let mut way = vec![own.clone()];
    way.extend(way_back(context.workspace, target, own)?);
    let message = if target == own {
        format!("\"{own}\" imports itself. Name the elements without an import.")
    } else {
        let ways = way.join(" imports ");
        format!("{ways}. Name the other side as an entity in one of them.")
    };
    let mut finding = Diagnostic::new(Code::ImportCycle, span, message);
    if let [_, next, after, ..] = way.as_slice()
        && let Some(origin) = import_of(context.workspace, next, after)
    {
        finding = finding.with_related(origin, format!("\"{next}\" imports \"{after}\""));
    }
    Some(finding.with_change(
        "Remove the import",
        |span| item.origin(span),
        super::change::remove_item(item.node(), item.text()),
    ))
}

/// The shortest way of imports from one model to another, both included.
fn way_back(workspace: &Workspace, from: &SmolStr, to: &SmolStr) -> Option<Vec<SmolStr>> {
    let mut came_from: FxHashMap<SmolStr, SmolStr> = FxHashMap::default();
    let mut next = VecDeque::from([from.clone()]);
    while let Some(model) = next.pop_front() {
        if model == *to {
            let mut way = vec![model];
            while let Some(before) = way.last().and_then(|last| came_from.get(last)) {
                way.push(before.clone());
            }
            way.reverse();
            return Some(way);
        }
        let mut imports = workspace.imports_of(&model);
        imports.sort_unstable();
        for import in imports {
            if import != *from && !came_from.contains_key(&import) {
                came_from.insert(import.clone(), model.clone());
                next.push_back(import);
            }
        }
    }
    None
}

/// Where a model imports another.
fn import_of(workspace: &Workspace, model: &SmolStr, target: &SmolStr) -> Option<Origin> {
    for file in workspace.files_of(model) {
        let known = workspace.file(file)?;
        for (block, _, tree) in known.document.blocks() {
            for item in tree.items.iter().filter(|item| item.word == ItemWord::Import) {
                if let Head::Import(Import { path: Some(path), .. }) = &item.head
                    && let Ok(to) = relative_path(&known.path, &path.value)
                    && workspace.imported_model(&to).as_ref() == Some(target)
                {
                    return Some(Origin { file, block, span: path.span });
                }
            }
        }
    }
    None
}
