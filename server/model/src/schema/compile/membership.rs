//! `in` and `not in`: whether a value is one of several.

use tm_grammar::tree::{Expression, ExpressionKind, Span};

use super::comparisons::{Side, person_of_text};
use super::expressions::{ExpressionCompiler, Stance};
use super::paths::Meant;
use super::phrases::a_value;
use crate::diagnostic::Code;
use crate::schema::{Operand, Test, ValueType};
use crate::value::Value;

impl ExpressionCompiler<'_> {
    /// `a in [b, c]`
    pub(super) fn one_of(
        &mut self,
        span: Span,
        operand: &Expression,
        negated: bool,
        values: &[Expression],
    ) -> Option<Test> {
        let (of, left, control) = match self.operand(operand)? {
            Meant::Value { operand, of, control } => (of, operand, control),
            Meant::Word(word) => {
                self.unknown_name(&word);
                return None;
            }
            Meant::TypeOf { .. } => {
                let message = format!(
                    "Types are asked for with \"is\": \"{} is [ … ]\".",
                    operand.span.text(self.text)
                );
                self.report(Code::TypeError, span, message);
                return None;
            }
            Meant::Things { .. } => return self.not_comparable(operand),
            Meant::Thing { .. } => {
                let message = "Compare things one by one: \"a = b or a = c\".";
                self.report(Code::TypeError, span, message);
                return None;
            }
        };
        if matches!(of, ValueType::List(_)) {
            self.list_compared(operand.span);
            return None;
        }
        let found: Vec<Option<Value>> =
            values.iter().map(|value| self.listed_value(value, &of, operand)).collect();
        let values: Vec<Value> = found.into_iter().collect::<Option<_>>()?;
        if values.is_empty() {
            return None; // Nothing is written between the brackets yet; the parser has said so.
        }
        if let Some(control) = control {
            let yes = values.contains(&Value::YesNo(true));
            let no = values.contains(&Value::YesNo(false));
            let stance = match (yes != no, yes != negated) {
                (false, _) => Stance::Either,
                (true, true) => Stance::Positive,
                (true, false) => Stance::Negative,
            };
            if !self.control_stands(control, span, stance) {
                return None;
            }
        }
        Some(Test::OneOf { operand: left, values: values.into(), negated })
    }

    fn listed_value(
        &mut self,
        value: &Expression,
        of: &ValueType,
        operand: &Expression,
    ) -> Option<Value> {
        if let ExpressionKind::Path(path) = &value.kind
            && let Some(word) = path.single()
        {
            let other = Meant::Value {
                operand: Operand::Constant(Value::Unset),
                of: of.clone(),
                control: None,
            };
            if !self.is_unambiguous(value, &other) {
                return None;
            }
            if self.scope.find(&word.text).is_none() {
                return self.word_value(word, of, operand);
            }
        }
        let span = value.span;
        match self.operand(value)? {
            Meant::Value { operand: Operand::Constant(found), of: found_type, .. } => {
                let mut side =
                    Side { operand: Operand::Constant(found), of: found_type, control: None };
                person_of_text(&mut side, of);
                match side.operand {
                    Operand::Constant(found) if side.of == *of => return Some(found),
                    _ => {}
                }
                let message = format!(
                    "\"{}\" is {}; \"{}\" is {}.",
                    operand.span.text(self.text),
                    a_value(self.schema, of),
                    span.text(self.text),
                    a_value(self.schema, &side.of)
                );
                self.report(Code::TypeError, span, message);
            }
            _ => {
                let message =
                    "Only values stand between the brackets; compare with fields one by one.";
                self.report(Code::TypeError, span, message);
            }
        }
        None
    }
}
