//! What assumptions claim: predicates over the model, which must make sense.

use smol_str::SmolStr;
use tm_grammar::tree::{Member, PredicateWord};
use tm_grammar::words::ItemWord;

use super::Context;
use crate::diagnostic::Diagnostic;
use crate::engine::Namespace;
use crate::kind::{KindSet, ThingKind};
use crate::model::ModelItem;
use crate::schema::compile::{Things, compile_claim};

/// Findings about the claim of an assumption.
pub(super) fn check(context: &Context<'_>, item: &ModelItem, found: &mut Vec<Diagnostic>) {
    // What a missing knowledge base declares, nobody can tell.
    if item.word != ItemWord::Assumption || context.lacks_packs {
        return;
    }
    let claim = item.node().members().iter().find_map(|member| match member {
        Member::Predicate(predicate) if predicate.word == PredicateWord::Claims => Some(predicate),
        _ => None,
    });
    let Some(claim) = claim else { return };
    let (_, findings) = compile_claim(
        &context.model.schema,
        &context.packs.left_out,
        &Named(context),
        item.origin(item.node().span),
        item.text(),
        &claim.expression,
    );
    found.extend(findings);
}

/// The things that a claim may name.
struct Named<'c, 'a>(&'c Context<'a>);

impl Things for Named<'_, '_> {
    fn kinds_of(&self, name: &str) -> Option<KindSet> {
        let context = self.0;
        let names = context.names();
        if let Some((alias, element)) = name.split_once('.') {
            let kind = context.engine.offer(alias)?.get(element)?.kind;
            return Some(KindSet::of(kind));
        }
        if name.contains('/') {
            return context.model.find(name).map(|id| KindSet::of(context.model.thing(id).kind));
        }
        let item = context.model.item(names.definition(Namespace::Things, name)?)?;
        ThingKind::of_item(item.word).map(KindSet::of)
    }

    fn names(&self) -> Vec<SmolStr> {
        self.0.names().all(Namespace::Things).map(|(name, _)| name.clone()).collect()
    }
}
