//! `is` and `is not`: whether a thing is of a kind or type.
//!
//! Invariant: a test that no thing could pass is a fault, so a misplaced type is found at once.

use smol_str::SmolStr;
use tm_grammar::tree::{Expression, Name, Path, Span};

use super::expressions::ExpressionCompiler;
use super::paths::Meant;
use super::phrases::{a_kind, a_value, path_text};
use super::report::Namespace;
use crate::diagnostic::{Code, nearest};
use crate::kind::KindSet;
use crate::schema::{Test, TypeTest};

impl ExpressionCompiler<'_> {
    /// `a is b`, `a is not [b, c]`
    pub(super) fn is_type(
        &mut self,
        operand: &Expression,
        negated: bool,
        types: &[Path],
    ) -> Option<Test> {
        let span = operand.span;
        let meant = self.operand(operand);
        let (place, kinds) = match meant {
            Some(Meant::Thing { place, kinds } | Meant::TypeOf { place, kinds }) => (place, kinds),
            Some(Meant::Word(name)) => {
                self.unknown_name(&name);
                return None;
            }
            Some(Meant::Things { .. }) => {
                let text = span.text(self.text);
                let message = format!(
                    "\"{text}\" are several things; look into them: \"any(x in {text} where x is …)\"."
                );
                self.report(Code::TypeError, span, message);
                return None;
            }
            Some(Meant::Value { of, .. }) => {
                let message = format!(
                    "\"{}\" is {}, and only things have a type; compare it with \"=\".",
                    span.text(self.text),
                    a_value(self.schema, &of)
                );
                self.report(Code::TypeError, span, message);
                return None;
            }
            None => return None,
        };
        let tests: Vec<Option<TypeTest>> =
            types.iter().map(|path| self.type_test(path, span, kinds)).collect();
        let types: Option<Box<[TypeTest]>> = tests.into_iter().collect();
        let types = types.filter(|types| !types.is_empty())?;
        Some(Test::IsType { place, types, negated })
    }

    fn type_test(&mut self, path: &Path, operand: Span, kinds: KindSet) -> Option<TypeTest> {
        let name = path_text(path);
        // An asset may have a type called `model`, and no operand is ever the model itself.
        let wanted = KindSet::parse(&name).filter(|_| name != "model");
        let (test, root) = match wanted {
            Some(wanted) => (TypeTest::Kinds(wanted), wanted),
            None => match self.schema.find_type(&name) {
                Some(id) => (TypeTest::Type(id), KindSet::of(self.schema.type_info(id).root)),
                None => {
                    self.unknown_type(path, &name, kinds);
                    return None;
                }
            },
        };
        if root.and(kinds).is_empty() {
            let message = format!(
                "\"{}\" is {}, so it is never {}.",
                operand.text(self.text),
                a_kind(kinds),
                if wanted.is_some() { a_kind(root) } else { format!("\"{name}\"") }
            );
            self.report(Code::TypeError, path.span(), message);
            return None;
        }
        Some(test)
    }

    fn unknown_type(&mut self, path: &Path, name: &str, kinds: KindSet) {
        if self.left_out.contains(&(Namespace::Type, SmolStr::new(name))) {
            return;
        }
        let known = self
            .schema
            .types
            .iter()
            .filter(|info| kinds.contains(info.root))
            .map(|info| info.name.as_str());
        let near = nearest(name, known).map(str::to_owned);
        let message = format!("No type \"{name}\".");
        let name = Name { text: name.into(), span: path.span(), quoted: false };
        self.report_unknown(Code::UnknownType, &name, message, near);
    }
}
