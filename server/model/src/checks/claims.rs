//! What assumptions claim: predicates over the model, which must make sense and should hold.

use smol_str::SmolStr;
use tm_grammar::tree::{ExpressionKind, Predicate};
use tm_grammar::words::ItemWord;

use super::Context;
use super::process::with_status;
use crate::diagnostic::{Code, Diagnostic};
use crate::engine::Namespace;
use crate::evaluate::Evaluator;
use crate::explain::{claims_in, things_of, truth_of};
use crate::kind::{KindSet, ThingKind};
use crate::model::{Model, ModelItem};
use crate::schema::compile::{Claim, Things, compile_claim};
use crate::value::Truth;

/// Findings about the claim of an assumption.
pub(super) fn check(context: &Context<'_>, item: &ModelItem, found: &mut Vec<Diagnostic>) {
    // What a missing knowledge base declares, nobody can tell.
    if item.word != ItemWord::Assumption || context.lacks_packs {
        return;
    }
    for claim in claims_in(item) {
        // Of a claim about the whole model anything can change the truth.
        context.read_everything();
        let (compiled, findings) = compile_claim(
            &context.model.schema,
            &context.packs.left_out,
            &Named(context),
            item.origin(item.node().span),
            item.text(),
            &claim.expression,
        );
        found.extend(findings);
        if let Some(compiled) = compiled
            && item.word_of("status") != Some("refuted")
            && truth_of(context.model, &compiled) == Some(Truth::False)
        {
            found.push(contradicted(context.model, item, claim, &compiled));
        }
    }
}

fn contradicted(
    model: &Model,
    item: &ModelItem,
    predicate: &Predicate,
    claim: &Claim,
) -> Diagnostic {
    let says = predicate.expression.span.text(item.text());
    let message = match fact(model, item, predicate, claim) {
        Some(fact) => format!(
            "The model says otherwise: {fact}. Correct the model, or set the status to refuted."
        ),
        None => format!(
            "The model says otherwise: \"{says}\" does not hold. Correct the model, or set the status to refuted."
        ),
    };
    let mut finding =
        Diagnostic::new(Code::ContradictedAssumption, predicate.expression.span, message);
    for name in &claim.things {
        let thing = model.find(name).map(|id| model.thing(id).item);
        if let Some(thing) = thing.and_then(|id| model.item(id)) {
            let text = format!("\"{name}\" is declared here");
            finding = finding.with_related(thing.origin(thing.name_span()), text);
        }
    }
    finding.with_changes("Mark it as refuted", item, |item| with_status(item, "refuted"))
}

/// What the left side of a comparison is, in words: `send-token.target is author`.
fn fact(model: &Model, item: &ModelItem, predicate: &Predicate, claim: &Claim) -> Option<String> {
    let ExpressionKind::Compare { left, .. } = &predicate.expression.kind else { return None };
    let things = things_of(model, claim)?;
    let is = Evaluator::of_things(model, &things, claim.slots).left_side(&claim.test)?;
    Some(format!("{} is {is}", left.span.text(item.text())))
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
