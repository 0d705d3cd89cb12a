//! Predicates, from the tree to typed tests.
//!
//! Typing is static: what comes out cannot fail when it is evaluated. All faults of a predicate are
//! reported, not only the first; a predicate with a fault gives no test.
//!
//! Invariants:
//! - A control in a rule's `when` stands only where a yes can make the rule fire and a no cannot, so
//!   that ignorance never raises a threat.
//! - A fact reads no control, so it has one value everywhere.
//!
//! Not for: paths (`paths.rs`) and comparisons (`comparisons.rs`), which extend the same compiler.

use smol_str::SmolStr;
use tm_grammar::tree::{Expression, ExpressionKind, Name, Path, Quantifier, Span};

use super::paths::{Meant, Things};
use super::phrases::{a_kind, a_value};
use super::report::LeftOut;
use super::scope::{Bound, Scope};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::kind::KindSet;
use crate::schema::{
    AttributeId, AttributeRole, Count, Operand, Place, Range, Read, Root, Schema, Test, ValueType,
    What,
};
use crate::source::Origin;
use crate::value::Truth;

/// What a predicate is for, which decides how it may read controls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// The `when` of a rule.
    Situation,
    /// The `unless` of a rule.
    Answer,
    /// A derived fact, or the way it spreads.
    Fact,
    /// A derived control.
    Control,
    /// What an assumption says of its model.
    Claim,
}

/// Whether a yes in some place makes the whole more true or less.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stance {
    /// More.
    Positive,
    /// Less.
    Negative,
    /// One cannot say.
    Either,
}

impl Stance {
    /// The stance of a place inside a place.
    pub(super) fn within(self, outer: Self) -> Self {
        match (self, outer) {
            (Self::Either, _) | (_, Self::Either) => Self::Either,
            (inner, outer) if inner == outer => Self::Positive,
            _ => Self::Negative,
        }
    }
}

/// Compiles the predicates of one item.
pub(super) struct ExpressionCompiler<'a> {
    pub(super) schema: &'a Schema,
    pub(super) left_out: &'a LeftOut,
    /// Where the item stands; its span is of no account.
    pub(super) origin: Origin,
    /// The text that spans refer to.
    pub(super) text: &'a str,
    pub(super) scope: Scope,
    pub(super) purpose: Purpose,
    pub(super) stance: Stance,
    /// The things of a model that a bare word may name; knowledge bases have none.
    pub(super) things: Option<&'a dyn Things>,
    /// The things that were named, each with the slot it is bound to.
    pub(super) named_things: Vec<SmolStr>,
    /// The facts and controls read, in the order of the text, each once.
    pub(super) reads: Vec<AttributeId>,
    pub(super) findings: Vec<Diagnostic>,
}

impl<'a> ExpressionCompiler<'a> {
    /// A compiler for the predicates of an item of a pack.
    pub(super) fn new(
        schema: &'a Schema,
        left_out: &'a LeftOut,
        origin: Origin,
        text: &'a str,
        scope: Scope,
        purpose: Purpose,
    ) -> Self {
        Self {
            schema,
            left_out,
            origin,
            text,
            scope,
            purpose,
            stance: Stance::Positive,
            things: None,
            named_things: Vec::new(),
            reads: Vec::new(),
            findings: Vec::new(),
        }
    }

    pub(super) fn at(&self, span: Span) -> Origin {
        Origin { span, ..self.origin }
    }

    pub(super) fn report(&mut self, code: Code, span: Span, message: impl Into<String>) {
        let finding = Diagnostic::new(code, span, message).with_severity(Severity::Error);
        self.findings.push(finding);
    }

    /// Reports an unknown word with what was probably meant.
    pub(super) fn report_unknown(
        &mut self,
        code: Code,
        name: &Name,
        mut message: String,
        near: Option<String>,
    ) {
        let origin = self.at(name.span);
        let mut fix = None;
        if let Some(near) = near {
            message.push_str(&format!(" Did you mean \"{near}\"?"));
            fix = Some((format!("Change to \"{near}\""), near));
        }
        let mut finding = Diagnostic::new(code, name.span, message).with_severity(Severity::Error);
        if let Some((title, replacement)) = fix {
            finding = finding.with_fix(title, origin, replacement);
        }
        self.findings.push(finding);
    }

    /// Compiles with another stance for what stands inside.
    pub(super) fn within<T>(&mut self, stance: Stance, compile: impl FnOnce(&mut Self) -> T) -> T {
        let outer = self.stance;
        self.stance = stance.within(outer);
        let result = compile(self);
        self.stance = outer;
        result
    }

    /// The test of a predicate; `None` if it has a fault, which has been reported.
    pub(super) fn condition(&mut self, expression: &Expression) -> Option<Test> {
        let span = expression.span;
        match &expression.kind {
            ExpressionKind::Or(parts) => {
                let clear = self.is_clear(expression, parts);
                let tests = self.conditions(parts)?;
                clear.then_some(Test::Or(tests))
            }
            ExpressionKind::And(parts) => Some(Test::And(self.conditions(parts)?)),
            ExpressionKind::Not(inner) => {
                let test = self.within(Stance::Negative, |compiler| compiler.condition(inner))?;
                Some(Test::Not(Box::new(test)))
            }
            ExpressionKind::Group(inner) => self.condition(inner),
            ExpressionKind::Compare { comparison, left, right } => {
                self.comparison(span, *comparison, left, right)
            }
            ExpressionKind::IsKnown { operand, negated } => self.is_known(operand, *negated),
            ExpressionKind::IsType { operand, negated, types } => {
                self.is_type(operand, *negated, types)
            }
            ExpressionKind::In { operand, negated, values } => {
                self.one_of(span, operand, *negated, values)
            }
            ExpressionKind::Path(path) => self.holds(path),
            ExpressionKind::Quantified { quantifier: Quantifier::Count, .. } => {
                self.report(
                    Code::TypeError,
                    span,
                    "A count is a number; compare it: \"count(…) >= 2\".",
                );
                None
            }
            ExpressionKind::Quantified { quantifier, variable, collection, condition } => {
                let stance = match quantifier {
                    Quantifier::No => Stance::Negative,
                    _ => Stance::Positive,
                };
                let (slot, range, condition) = self.within(stance, |compiler| {
                    let condition = condition.as_deref();
                    compiler.ranged(variable.as_ref(), collection.as_ref(), condition)
                })?;
                let condition = condition.map(Box::new);
                Some(Test::Quantified { quantifier: *quantifier, slot, range, condition })
            }
            ExpressionKind::Reaches { from, to, avoiding } => {
                self.reaches(from.as_ref(), to.as_ref(), avoiding.as_ref())
            }
            ExpressionKind::Age(_) => {
                let message = "An age is a time span; compare it: \"age(…) > 90d\".";
                self.report(Code::TypeError, span, message);
                None
            }
            ExpressionKind::Number(_)
            | ExpressionKind::Text(_)
            | ExpressionKind::Date(_)
            | ExpressionKind::Duration(_) => {
                let message = format!(
                    "{} is a value, and is neither true nor false; compare it with something.",
                    span.text(self.text)
                );
                self.report(Code::TypeError, span, message);
                None
            }
            ExpressionKind::Missing => None,
        }
    }

    /// All of them, or `None` once all have been looked at.
    fn conditions(&mut self, parts: &[Expression]) -> Option<Box<[Test]>> {
        let tests: Vec<Option<Test>> = parts.iter().map(|part| self.condition(part)).collect();
        tests.into_iter().collect()
    }

    /// A bare path: a yes-no value.
    fn holds(&mut self, path: &Path) -> Option<Test> {
        let span = path.span();
        let text = span.text(self.text);
        let message = match self.path(path)? {
            Meant::Value { operand: Operand::Read(read), of: ValueType::YesNo, control } => {
                let stands = control
                    .is_none_or(|control| self.control_stands(control, span, Stance::Positive));
                return stands.then_some(Test::Holds(read));
            }
            Meant::Value { operand: Operand::Variable(slot), of: ValueType::YesNo, .. } => {
                return Some(Test::VariableHolds(slot));
            }
            Meant::Value { of: ValueType::List(_), .. } => {
                format!("\"{text}\" is a list; look into it: \"any(x in {text} where x = …)\".")
            }
            Meant::Value { of, .. } => {
                let of = a_value(self.schema, &of);
                format!("\"{text}\" is {of}; compare it with something.")
            }
            Meant::Thing { kinds, .. } => {
                format!("\"{text}\" is {}; ask something of it: \"{text} is …\".", a_kind(kinds))
            }
            Meant::Things { .. } => {
                format!("\"{text}\" are several things; look into them: \"any(x in {text})\".")
            }
            Meant::TypeOf { .. } => format!("Ask for a type: \"{text} is …\"."),
            Meant::Word(name) => match name.text.as_str() {
                "yes" => return Some(Test::Constant(Truth::True)),
                "no" => return Some(Test::Constant(Truth::False)),
                _ => {
                    self.unknown_name(&name);
                    return None;
                }
            },
        };
        self.report(Code::TypeError, span, message);
        None
    }

    fn is_known(&mut self, operand: &Expression, negated: bool) -> Option<Test> {
        let span = operand.span;
        let text = span.text(self.text);
        let message = match self.operand(operand)? {
            Meant::Value { control: Some(_), .. } => format!(
                "\"{text}\" is a control, and a rule may not hang on whether somebody has said it; \
                 name it in \"unless\" and its question is asked."
            ),
            Meant::Value { operand: Operand::Read(read), .. } => {
                return Some(Test::IsKnown { read, negated });
            }
            Meant::Thing { place, .. } if !place.links.is_empty() => {
                return Some(Test::Exists { place, negated });
            }
            Meant::Thing { .. } | Meant::Value { .. } => format!("\"{text}\" is always known."),
            Meant::Things { .. } => {
                format!(
                    "\"{text}\" are several things; ask whether there is one: \"any(x in {text})\"."
                )
            }
            Meant::TypeOf { .. } => format!("Ask for a type: \"{text} is …\"."),
            Meant::Word(name) => {
                self.unknown_name(&name);
                return None;
            }
        };
        self.report(Code::TypeError, span, message);
        None
    }

    /// The slot, range and condition of a quantifier. The stance is that of the condition.
    pub(super) fn ranged(
        &mut self,
        variable: Option<&Name>,
        collection: Option<&Path>,
        condition: Option<&Expression>,
    ) -> Option<(crate::schema::Slot, Range, Option<Test>)> {
        let (variable, collection) = (variable?, collection?);
        let span = collection.span();
        let text = span.text(self.text);
        let (range, bound) = match self.path(collection)? {
            Meant::Things { place, collection, kinds } => {
                (Range::Things { place, collection }, Bound::Thing(kinds))
            }
            Meant::Value { operand: Operand::Read(read), of: ValueType::List(of), .. } => {
                (Range::Values(read), Bound::Value(*of))
            }
            Meant::Word(name) => {
                self.unknown_name(&name);
                return None;
            }
            Meant::Thing { kinds, .. } => {
                let message = format!("\"{text}\" is {}, not several things.", a_kind(kinds));
                self.report(Code::TypeError, span, message);
                return None;
            }
            Meant::Value { .. } | Meant::TypeOf { .. } => {
                let message = format!("\"{text}\" is one value, not several.");
                self.report(Code::TypeError, span, message);
                return None;
            }
        };
        self.bound(variable, bound, |compiler, slot| {
            let condition = match condition {
                Some(condition) => Some(compiler.condition(condition)?),
                None => None,
            };
            Some((slot, range, condition))
        })
    }

    /// Compiles with a further variable in scope.
    fn bound<T>(
        &mut self,
        variable: &Name,
        bound: Bound,
        compile: impl FnOnce(&mut Self, crate::schema::Slot) -> Option<T>,
    ) -> Option<T> {
        if self.scope.find(&variable.text).is_some() {
            let message = format!(
                "\"{}\" is already a variable around this; choose another name.",
                variable.text
            );
            self.report(Code::DuplicateName, variable.span, message);
            return None;
        }
        let Some(slot) = self.scope.bind(variable.text.clone(), bound) else {
            let message = "Too many variables in one predicate; split it.";
            self.report(Code::TypeError, variable.span, message);
            return None;
        };
        let result = compile(self, slot);
        self.scope.release();
        result
    }

    /// `count(x in xs where …)`; the stance is that of the condition.
    pub(super) fn count(
        &mut self,
        variable: Option<&Name>,
        collection: Option<&Path>,
        condition: Option<&Expression>,
    ) -> Option<Count> {
        let (slot, range, condition) = self.ranged(variable, collection, condition)?;
        Some(Count { slot, range, condition })
    }

    fn reaches(
        &mut self,
        from: Option<&Path>,
        to: Option<&Path>,
        avoiding: Option<&(Name, Box<Expression>)>,
    ) -> Option<Test> {
        let from = from.and_then(|path| self.end_of_way(path));
        let to = to.and_then(|path| self.end_of_way(path));
        let avoiding = match avoiding {
            None => Some(None),
            // What bars the way makes it less true that there is one.
            Some((variable, condition)) => self.within(Stance::Negative, |compiler| {
                let elements = Bound::Thing(KindSet::ELEMENTS);
                compiler.bound(variable, elements, |compiler, slot| {
                    let test = compiler.condition(condition)?;
                    Some(Some((slot, Box::new(test))))
                })
            }),
        };
        Some(Test::Reaches { from: from?, to: to?, avoiding: avoiding? })
    }

    fn end_of_way(&mut self, path: &Path) -> Option<Place> {
        let span = path.span();
        match self.path(path)? {
            Meant::Thing { place, kinds } if !kinds.and(KindSet::ELEMENTS).is_empty() => {
                return Some(place);
            }
            Meant::Word(name) => {
                self.unknown_name(&name);
                return None;
            }
            _ => {}
        }
        let message =
            format!("A way goes from element to element; \"{}\" is none.", span.text(self.text));
        self.report(Code::TypeError, span, message);
        None
    }

    /// Reads a fact or control of a place, and notes that it is read.
    pub(super) fn read(&mut self, place: Place, id: AttributeId) -> Read {
        if !self.reads.contains(&id) {
            self.reads.push(id);
        }
        let control = self.schema.attribute(id).role == AttributeRole::Control;
        Read {
            place,
            what: What::Attribute(id),
            unknown_is_no: control && self.purpose == Purpose::Situation,
        }
    }

    /// True if a control may stand here. In a `when` it may not where not having it would make the
    /// rule fire; that is reported.
    pub(super) fn control_stands(&mut self, id: AttributeId, span: Span, stance: Stance) -> bool {
        let stands =
            self.purpose != Purpose::Situation || stance.within(self.stance) == Stance::Positive;
        if !stands {
            let message = format!(
                "\"{}\" is a control: that nobody has said yet whether it is there must not raise a \
                 threat. Move it to \"unless\".",
                self.schema.attribute(id).name
            );
            self.report(Code::TypeError, span, message);
        }
        stands
    }

    /// The place of a thing that a slot holds.
    pub(super) fn place_of(slot: crate::schema::Slot) -> Place {
        Place { root: Root::Variable(slot), links: smallvec::SmallVec::new() }
    }
}
