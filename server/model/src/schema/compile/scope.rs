//! The variables of a predicate and the slots they are kept in.
//!
//! Invariant: a variable's slot is its depth, so variables that never live together share a slot,
//! and an evaluation needs no more slots than the deepest predicate binds variables.

use smol_str::SmolStr;
use tm_grammar::tree::Name;

use crate::kind::KindSet;
use crate::schema::{Slot, ValueType};

/// What a variable stands for.
#[derive(Clone, Debug)]
pub(super) enum Bound {
    /// A thing of one of these kinds.
    Thing(KindSet),
    /// A value of a list.
    Value(ValueType),
}

/// A variable in scope.
#[derive(Clone, Debug)]
pub(super) struct Variable {
    /// Its name; empty for a subject that has none.
    pub name: SmolStr,
    /// Its slot.
    pub slot: Slot,
    /// What it stands for.
    pub bound: Bound,
}

/// The variables in scope, outermost first.
#[derive(Clone, Debug, Default)]
pub(super) struct Scope {
    variables: Vec<Variable>,
    most: Slot,
}

impl Scope {
    /// The scope of a rule: its subject in slot 0.
    pub(super) fn of_subject(variable: Option<&Name>, kinds: KindSet) -> Self {
        Self::of_variable(variable.map(|name| name.text.clone()).unwrap_or_default(), kinds)
    }

    /// Likewise, by the name alone; empty if there is none.
    pub(super) fn of_variable(variable: SmolStr, kinds: KindSet) -> Self {
        let mut scope = Self::default();
        scope.bind(variable, Bound::Thing(kinds));
        scope
    }

    /// Binds a variable; `None` if there are more than a predicate can hold.
    pub(super) fn bind(&mut self, name: SmolStr, bound: Bound) -> Option<Slot> {
        let slot = Slot::try_from(self.variables.len()).ok()?;
        self.most = self.most.max(slot.checked_add(1)?);
        self.variables.push(Variable { name, slot, bound });
        Some(slot)
    }

    /// Takes the last variable out of scope.
    pub(super) fn release(&mut self) {
        self.variables.pop();
    }

    /// The variable of that name.
    pub(super) fn find(&self, name: &str) -> Option<&Variable> {
        self.variables.iter().rev().find(|variable| variable.name == name)
    }

    /// The names in scope.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> + Clone {
        self.variables.iter().map(|variable| variable.name.as_str()).filter(|name| !name.is_empty())
    }

    /// The kinds of the subject in slot 0.
    pub(super) fn subject_kinds(&self) -> KindSet {
        match self.variables.first().map(|variable| &variable.bound) {
            Some(Bound::Thing(kinds)) => *kinds,
            _ => KindSet::EMPTY,
        }
    }

    /// How many slots were needed so far.
    pub(super) fn slots(&self) -> Slot {
        self.most
    }
}
