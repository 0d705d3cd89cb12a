//! What an assumption claims, compared with the model.
//!
//! Not for: what follows. A claim changes no value and no threat; that one is false is a finding.

use smol_str::SmolStr;
use tm_grammar::tree::{Member, Predicate, PredicateWord};

use crate::evaluate::Evaluator;
use crate::kind::KindSet;
use crate::model::{Model, ModelItem, ThingId};
use crate::schema::compile::{Claim, LeftOut, Things, compile_claim};
use crate::source::Origin;
use crate::value::Truth;

/// A claim, compared with the model.
#[derive(Clone, Debug, PartialEq)]
pub struct Claimed {
    /// As it is written.
    pub text: String,
    /// Whether the model says so; unknown if it does not say enough.
    pub truth: Truth,
    /// Where it is written.
    pub origin: Origin,
}

/// What an assumption claims. A claim that makes no sense is left out: that is a finding.
pub fn claims(model: &Model, assumption: &ModelItem) -> Vec<Claimed> {
    let found = claims_in(assumption).filter_map(|claim| {
        let (compiled, _) = compile_claim(
            &model.schema,
            &LeftOut::default(),
            &Named(model),
            assumption.origin(assumption.node().span),
            assumption.text(),
            &claim.expression,
        );
        let span = claim.expression.span;
        Some(Claimed {
            text: span.text(assumption.text()).to_owned(),
            truth: truth_of(model, &compiled?)?,
            origin: assumption.origin(span),
        })
    });
    found.collect()
}

/// The claims of an assumption as they are written.
pub(crate) fn claims_in(assumption: &ModelItem) -> impl Iterator<Item = &Predicate> {
    assumption.node().members().iter().filter_map(|member| match member {
        Member::Predicate(predicate) if predicate.word == PredicateWord::Claims => {
            Some(predicate.as_ref())
        }
        _ => None,
    })
}

/// Whether the model says what is claimed; `None` if something that is named is no thing, or several.
pub(crate) fn truth_of(model: &Model, claim: &Claim) -> Option<Truth> {
    let things = things_of(model, claim)?;
    Some(Evaluator::of_things(model, &things, claim.slots).test(&claim.test))
}

/// The things that a claim names.
pub(crate) fn things_of(model: &Model, claim: &Claim) -> Option<Vec<ThingId>> {
    claim.things.iter().map(|name| model.find(name)).collect()
}

/// The things that a claim may name.
struct Named<'m>(&'m Model);

impl Things for Named<'_> {
    fn kinds_of(&self, name: &str) -> Option<KindSet> {
        self.0.find(name).map(|id| KindSet::of(self.0.thing(id).kind))
    }

    fn names(&self) -> Vec<SmolStr> {
        self.0.things().map(|(_, thing)| thing.key.clone()).collect()
    }
}
