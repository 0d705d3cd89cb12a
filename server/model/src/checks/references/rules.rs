//! Threats of knowledge bases that are not there.

use smol_str::SmolStr;
use tm_grammar::tree::Reference;

use super::super::Context;
use super::super::packs::pack_names;
use super::near;
use crate::diagnostic::{Code, Diagnostic};
use crate::engine::{Namespace, full_name};
use crate::model::ModelItem;
use crate::schema::compile::Namespace as Vocabulary;

/// The finding about a threat that no knowledge base and no item declares.
pub(in super::super) fn unknown_rule(
    context: &Context<'_>,
    item: &ModelItem,
    reference: &Reference,
) -> Option<Diagnostic> {
    let path = reference.path.as_ref()?;
    let (name, span) = (full_name(path), path.span());
    let schema = &context.model.schema;
    if context.lacks_packs {
        return None;
    }
    let pack_known = |pack: &str| schema.packs.iter().any(|known| known.name == pack);
    let packs = || schema.packs.iter().map(|pack| pack.name.as_str());
    let no_pack = |pack: &str, span| {
        let mut message = format!("No knowledge base \"{pack}\" is used here.");
        if pack_names(context.workspace).iter().any(|known| known == pack) {
            message = format!("{message} Write \"use {pack}\" in the model.");
        }
        near(Diagnostic::new(Code::UnknownRule, span, message), item, pack, span, packs())
    };
    if reference.all {
        return Some(no_pack(&name, span));
    }
    let Some((pack, rule)) = name.split_once('.') else {
        let finding =
            Diagnostic::new(Code::UnknownName, span, format!("No threat called \"{name}\"."));
        let names = context.names().all(Namespace::Threats).map(|(name, _)| name.as_str());
        let rules = schema
            .rules
            .iter()
            .filter(|known| known.name.rsplit_once('.').is_some_and(|(_, bare)| bare == name));
        let names: Vec<&str> = names.collect();
        // A rule that is named without its pack is what was meant.
        if let Some(rule) = rules.map(|rule| rule.name.as_str()).min() {
            let mut finding = finding;
            finding.message.push_str(&format!(" Did you mean \"{rule}\"?"));
            return Some(finding.with_fix(
                format!("Change to \"{rule}\""),
                item.origin(span),
                rule,
            ));
        }
        return Some(near(finding, item, &name, span, names.into_iter()));
    };
    if !pack_known(pack) {
        return Some(no_pack(pack, path.first.span));
    }
    if context.packs.left_out.contains(&(Vocabulary::Rule, SmolStr::new(&name))) {
        return None;
    }
    let report = |message: String| Diagnostic::new(Code::UnknownRule, span, message);
    if let Some(reason) = schema.disabled.get(name.as_str()) {
        let reason = if reason.is_empty() { String::new() } else { format!(": {reason}") };
        return Some(report(format!("\"{name}\" is switched off{reason}.")));
    }
    if !runs(context, pack) {
        return Some(report(format!(
            "The threats of \"{pack}\" do not run here: write \"use {pack}\" in the model."
        )));
    }
    let finding = report(format!("\"{pack}\" has no threat \"{rule}\"."));
    let rules = schema.rules.iter().map(|rule| rule.name.as_str());
    Some(near(finding, item, &name, span, rules))
}

/// True if the model itself uses the pack.
fn runs(context: &Context<'_>, pack: &str) -> bool {
    context.model.schema.packs.iter().filter(|known| known.name == pack).any(|known| {
        let file = known.origin.file;
        context.packs.files.iter().any(|(other, direct)| *direct && *other == file)
    })
}
