//! Comparisons: `=`, `<`, `in` and what may stand on their sides.
//!
//! Invariants: both sides of a comparison have one type, words are of one scale or choice, and only
//! what has an order is ordered. Things are compared by identity, and so never ordered.

use tm_grammar::tree::{Comparison, Expression, ExpressionKind, Name, Path, Quantifier, Span};

use super::expressions::{ExpressionCompiler, Stance};
use super::paths::Meant;
use super::phrases::{a_kind, a_value, takes};
use crate::diagnostic::{Code, nearest};
use crate::kind::KindSet;
use crate::schema::{AttributeId, Operand, Place, Schema, Test, ValueType};
use crate::value::{Value, day_number, minutes, thousandths};

/// A side of a comparison that has a value.
pub(super) struct Side {
    pub operand: Operand,
    pub of: ValueType,
    pub control: Option<AttributeId>,
}

impl ExpressionCompiler<'_> {
    /// What a side of a comparison means; `None` if it has a fault, which has been reported.
    pub(super) fn operand(&mut self, expression: &Expression) -> Option<Meant> {
        let span = expression.span;
        let constant = |value: Value, of: ValueType| {
            Some(Meant::Value { operand: Operand::Constant(value), of, control: None })
        };
        match &expression.kind {
            ExpressionKind::Group(inner) => self.operand(inner),
            ExpressionKind::Path(path) => self.path(path),
            ExpressionKind::Number(text) => match thousandths(text) {
                Some(number) => constant(Value::Number(number), ValueType::Number),
                None => {
                    let message = format!("\"{text}\" is a version, not a number.");
                    self.report(Code::TypeError, span, message);
                    None
                }
            },
            ExpressionKind::Text(text) => constant(Value::Text(text.clone()), ValueType::Text),
            ExpressionKind::Date(date) => constant(Value::Day(day_number(*date)), ValueType::Date),
            ExpressionKind::Duration(duration) => {
                constant(Value::Minutes(minutes(*duration)), ValueType::Duration)
            }
            ExpressionKind::Age(path) => self.age(path.as_ref()?),
            ExpressionKind::Quantified {
                quantifier: Quantifier::Count,
                variable,
                collection,
                condition,
            } => {
                let condition = condition.as_deref();
                let count = self.count(variable.as_ref(), collection.as_ref(), condition)?;
                Some(Meant::Value {
                    operand: Operand::Count(Box::new(count)),
                    of: ValueType::Number,
                    control: None,
                })
            }
            ExpressionKind::Missing => None,
            _ => {
                let message = "This is true or false by itself; it cannot be compared.";
                self.report(Code::TypeError, span, message);
                None
            }
        }
    }

    fn age(&mut self, path: &Path) -> Option<Meant> {
        let span = path.span();
        match self.path(path)? {
            Meant::Value { operand: Operand::Read(read), of: ValueType::Date, .. } => {
                Some(Meant::Value {
                    operand: Operand::Age(read),
                    of: ValueType::Duration,
                    control: None,
                })
            }
            Meant::Word(name) => {
                self.unknown_name(&name);
                None
            }
            _ => {
                let message =
                    format!("Only a date has an age; \"{}\" is none.", span.text(self.text));
                self.report(Code::TypeError, span, message);
                None
            }
        }
    }

    /// `a < b`
    pub(super) fn comparison(
        &mut self,
        span: Span,
        comparison: Comparison,
        left: &Expression,
        right: &Expression,
    ) -> Option<Test> {
        let left_meant =
            self.within(side_stance(comparison, left), |compiler| compiler.operand(left));
        let right_meant = self
            .within(side_stance(mirrored(comparison), right), |compiler| compiler.operand(right));
        let (left_meant, right_meant) = (left_meant?, right_meant?);
        let clear = self.is_unambiguous(left, &right_meant);
        if !self.is_unambiguous(right, &left_meant) || !clear {
            return None;
        }
        match (left_meant, right_meant) {
            (Meant::Thing { place: a, kinds: x }, Meant::Thing { place: b, kinds: y }) => {
                self.same(span, comparison, (a, x, left), (b, y, right))
            }
            (Meant::TypeOf { .. }, _) => self.ask_for_type(left, right),
            (_, Meant::TypeOf { .. }) => self.ask_for_type(right, left),
            (Meant::Word(word), Meant::Word(_)) => {
                self.unknown_name(&word);
                None
            }
            (Meant::Value { operand, of, control }, Meant::Word(word)) => {
                let left_side = Side { operand, of, control };
                let right_side = self.constant_side(&word, &left_side.of, left)?;
                self.compared(span, comparison, left_side, right_side)
            }
            (Meant::Word(word), Meant::Value { operand, of, control }) => {
                let right_side = Side { operand, of, control };
                let left_side = self.constant_side(&word, &right_side.of, right)?;
                self.compared(span, comparison, left_side, right_side)
            }
            (
                Meant::Value { operand: a, of: x, control: p },
                Meant::Value { operand: b, of: y, control: q },
            ) => {
                let left_side = Side { operand: a, of: x, control: p };
                let right_side = Side { operand: b, of: y, control: q };
                self.compared(span, comparison, left_side, right_side)
            }
            (Meant::Things { .. }, _) => self.not_comparable(left),
            (_, Meant::Things { .. }) => self.not_comparable(right),
            (Meant::Thing { .. }, Meant::Word(word)) if self.is_type_name(&word) => {
                self.ask_for_type(left, right)
            }
            (Meant::Word(word), _) | (_, Meant::Word(word)) => {
                self.unknown_name(&word);
                None
            }
            (Meant::Thing { kinds, .. }, Meant::Value { of, .. }) => {
                self.different(left, &a_kind(kinds), right, &a_value(self.schema, &of))
            }
            (Meant::Value { of, .. }, Meant::Thing { kinds, .. }) => {
                self.different(left, &a_value(self.schema, &of), right, &a_kind(kinds))
            }
        }
    }

    fn compared(
        &mut self,
        span: Span,
        comparison: Comparison,
        mut left: Side,
        mut right: Side,
    ) -> Option<Test> {
        person_of_text(&mut left, &right.of);
        person_of_text(&mut right, &left.of);
        if left.of != right.of {
            let message = format!(
                "The left side is {}, the right side is {}; only like can be compared with like.",
                a_value(self.schema, &left.of),
                a_value(self.schema, &right.of)
            );
            self.report(Code::TypeError, span, message);
            return None;
        }
        if matches!(left.of, ValueType::List(_)) {
            self.list_compared(span);
            return None;
        }
        let equality = matches!(comparison, Comparison::Equal | Comparison::NotEqual);
        if !equality && !has_order(self.schema, &left.of) {
            let message = format!(
                "{} has no order; compare it with \"=\", \"!=\" or \"in [ … ]\".",
                capitalised(&a_value(self.schema, &left.of))
            );
            self.report(Code::TypeError, span, message);
            return None;
        }
        let stands = |compiler: &mut Self, side: &Side, other: &Side| {
            let stance = yes_stance(comparison, &other.operand);
            side.control.is_none_or(|control| compiler.control_stands(control, span, stance))
        };
        if !stands(self, &left, &right) || !stands(self, &right, &left) {
            return None;
        }
        Some(Test::Compare { comparison, left: left.operand, right: right.operand })
    }

    fn same(
        &mut self,
        span: Span,
        comparison: Comparison,
        (left, left_kinds, left_side): (Place, KindSet, &Expression),
        (right, right_kinds, right_side): (Place, KindSet, &Expression),
    ) -> Option<Test> {
        let negated = match comparison {
            Comparison::Equal => false,
            Comparison::NotEqual => true,
            _ => {
                let message = "Things have no order; compare them with \"=\" or \"!=\".";
                self.report(Code::TypeError, span, message);
                return None;
            }
        };
        if left_kinds.and(right_kinds).is_empty() {
            let (left_kinds, right_kinds) = (a_kind(left_kinds), a_kind(right_kinds));
            return self.different(left_side, &left_kinds, right_side, &right_kinds);
        }
        Some(Test::Same { left, right, negated })
    }

    fn different(
        &mut self,
        left: &Expression,
        is_left: &str,
        right: &Expression,
        is_right: &str,
    ) -> Option<Test> {
        let message = format!(
            "\"{}\" is {is_left}, \"{}\" is {is_right}: they are never the same.",
            left.span.text(self.text),
            right.span.text(self.text)
        );
        self.report(Code::TypeError, left.span.cover(right.span), message);
        None
    }

    pub(super) fn list_compared(&mut self, span: Span) {
        let message =
            "Lists are not compared as a whole; look into them: \"any(x in … where x = …)\".";
        self.report(Code::TypeError, span, message);
    }

    pub(super) fn not_comparable(&mut self, side: &Expression) -> Option<Test> {
        let text = side.span.text(self.text);
        let message =
            format!("\"{text}\" are several things; look into them: \"any(x in {text} where …)\".");
        self.report(Code::TypeError, side.span, message);
        None
    }

    fn is_type_name(&self, word: &Name) -> bool {
        KindSet::parse(&word.text).is_some() || self.schema.find_type(&word.text).is_some()
    }

    fn ask_for_type(&mut self, side: &Expression, other: &Expression) -> Option<Test> {
        let message = format!(
            "Types are asked for with \"is\": \"{} is {}\".",
            side.span.text(self.text),
            other.span.text(self.text)
        );
        self.report(Code::TypeError, side.span.cover(other.span), message);
        None
    }

    /// A bare word as a value of the type of the other side.
    fn constant_side(&mut self, word: &Name, of: &ValueType, other: &Expression) -> Option<Side> {
        let value = self.word_value(word, of, other)?;
        Some(Side { operand: Operand::Constant(value), of: of.clone(), control: None })
    }

    pub(super) fn word_value(
        &mut self,
        word: &Name,
        of: &ValueType,
        other: &Expression,
    ) -> Option<Value> {
        let schema = self.schema;
        match of {
            ValueType::YesNo if word.text == "yes" => return Some(Value::YesNo(true)),
            ValueType::YesNo if word.text == "no" => return Some(Value::YesNo(false)),
            ValueType::Word(id) => {
                let set = &schema.word_sets[usize::from(id.0)];
                if let Some(position) = set.position(&word.text) {
                    return Some(Value::Word(position));
                }
            }
            ValueType::List(_) => {
                self.list_compared(other.span);
                return None;
            }
            _ => {}
        }
        let near = match of {
            ValueType::Word(id) => {
                let words = &schema.word_sets[usize::from(id.0)].words;
                let variables = self.scope.names();
                nearest(&word.text, words.iter().map(smol_str::SmolStr::as_str).chain(variables))
            }
            ValueType::YesNo => nearest(&word.text, ["yes", "no"]),
            _ => None,
        };
        let near = near.map(str::to_owned);
        let message = format!(
            "\"{}\" takes {}; found \"{}\".",
            other.span.text(self.text),
            takes(schema, of),
            word.text
        );
        self.report_unknown(Code::BadValue, word, message, near);
        None
    }

    /// Reports a bare word that is a variable (or a thing) and a word of what it is compared with.
    pub(super) fn is_unambiguous(&mut self, side: &Expression, other: &Meant) -> bool {
        let ExpressionKind::Path(path) = &side.kind else { return true };
        let Some(word) = path.single().filter(|word| !word.quoted) else { return true };
        let Meant::Value { of: ValueType::Word(id), .. } = other else { return true };
        let set = &self.schema.word_sets[usize::from(id.0)];
        if set.position(&word.text).is_none() {
            return true;
        }
        let first = match word.text.as_str() {
            _ if self.scope.find(&word.text).is_some() => "the variable",
            "model" => "the model",
            "today" => "the day of the analysis",
            _ if self.named_things.contains(&word.text) => "the thing of the model",
            _ => return true,
        };
        let second = format!("a word of \"{}\"", set.name);
        self.ambiguous(word, first, &second);
        false
    }
}

fn has_order(schema: &Schema, of: &ValueType) -> bool {
    match of {
        ValueType::Number | ValueType::Date | ValueType::Duration => true,
        ValueType::Word(id) => schema.word_sets[usize::from(id.0)].ordered,
        ValueType::YesNo | ValueType::Text | ValueType::Person | ValueType::List(_) => false,
    }
}

/// People are written as text in predicates: `x.owner = "@kim"`.
pub(super) fn person_of_text(side: &mut Side, other: &ValueType) {
    if let (ValueType::Person, Operand::Constant(Value::Text(text))) = (other, &side.operand)
        && text.starts_with('@')
    {
        side.operand = Operand::Constant(Value::Person(text.clone()));
        side.of = ValueType::Person;
    }
}

/// The comparison with its sides exchanged.
fn mirrored(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::Less => Comparison::Greater,
        Comparison::LessOrEqual => Comparison::GreaterOrEqual,
        Comparison::Greater => Comparison::Less,
        Comparison::GreaterOrEqual => Comparison::LessOrEqual,
        same => same,
    }
}

/// Whether counting more on the left makes the comparison more true.
fn side_stance(comparison: Comparison, side: &Expression) -> Stance {
    match (&side.kind, comparison) {
        (ExpressionKind::Group(inner), _) => side_stance(comparison, inner),
        (
            ExpressionKind::Quantified { quantifier: Quantifier::Count, .. },
            Comparison::Equal | Comparison::NotEqual,
        ) => Stance::Either,
        (
            ExpressionKind::Quantified { quantifier: Quantifier::Count, .. },
            Comparison::Less | Comparison::LessOrEqual,
        ) => Stance::Negative,
        _ => Stance::Positive,
    }
}

/// Whether a yes of a control makes a comparison with `other` more true.
fn yes_stance(comparison: Comparison, other: &Operand) -> Stance {
    match (comparison, other) {
        (Comparison::Equal, Operand::Constant(Value::YesNo(true)))
        | (Comparison::NotEqual, Operand::Constant(Value::YesNo(false))) => Stance::Positive,
        (Comparison::Equal, Operand::Constant(Value::YesNo(false)))
        | (Comparison::NotEqual, Operand::Constant(Value::YesNo(true))) => Stance::Negative,
        _ => Stance::Either,
    }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + letters.as_str()
    })
}
