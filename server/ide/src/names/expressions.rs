//! The names in predicates: variables, things of the model, facts and controls, types, and words of
//! scales and choices.

use tm_grammar::tree::{Expression, ExpressionKind, Name, Path, Separator};
use tm_model::schema::{AttributeId, Schema};

use super::{Access, Collector, Meaning, attribute_word};
use crate::wording::full_name;

impl Collector<'_, '_> {
    /// The names in a predicate or a part of one.
    pub(super) fn expression(&mut self, of: &Expression) {
        match &of.kind {
            ExpressionKind::Or(parts) | ExpressionKind::And(parts) => {
                parts.iter().for_each(|part| self.expression(part));
            }
            ExpressionKind::Not(part) | ExpressionKind::Group(part) => self.expression(part),
            ExpressionKind::Compare { left, right, .. } => {
                self.expression(left);
                self.compared(left, right);
            }
            ExpressionKind::IsKnown { operand, .. } => self.expression(operand),
            ExpressionKind::IsType { operand, types, .. } => {
                self.expression(operand);
                types.iter().for_each(|path| self.type_path(path));
            }
            ExpressionKind::In { operand, values, .. } => {
                self.expression(operand);
                values.iter().for_each(|value| self.compared(operand, value));
            }
            ExpressionKind::Path(path) => self.field_path(path),
            ExpressionKind::Quantified { variable, collection, condition, .. } => {
                collection.iter().for_each(|path| self.field_path(path));
                let depth = self.listed.len();
                if let (Some(variable), Some(path), Some(schema)) =
                    (variable, collection, self.names.schema)
                {
                    let fact = schema.find_attribute(&path.last().text);
                    self.listed.extend(fact.map(|id| (variable.text.clone(), id)));
                }
                self.bound(variable.as_ref(), condition.as_deref());
                self.listed.truncate(depth);
            }
            ExpressionKind::Reaches { from, to, avoiding } => {
                from.iter().chain(to).for_each(|path| self.field_path(path));
                if let Some((variable, condition)) = avoiding {
                    self.bound(Some(variable), Some(condition));
                }
            }
            ExpressionKind::Age(path) => path.iter().for_each(|path| self.field_path(path)),
            ExpressionKind::Number(_)
            | ExpressionKind::Text(_)
            | ExpressionKind::Date(_)
            | ExpressionKind::Duration(_)
            | ExpressionKind::Missing => {}
        }
    }

    /// A condition in which a variable stands for something.
    pub(super) fn bound(&mut self, variable: Option<&Name>, condition: Option<&Expression>) {
        let depth = self.variables.len();
        variable.into_iter().for_each(|variable| self.declare_variable(variable));
        condition.into_iter().for_each(|condition| self.expression(condition));
        self.variables.truncate(depth);
    }

    /// Takes a variable into scope. A second one of its name in one place is the same.
    pub(super) fn declare_variable(&mut self, name: &Name) {
        let meaning = Meaning::Local(self.names.file_id, self.block, name.span);
        self.add(name.span, meaning.clone(), Access::Declares);
        self.variables.push((name.text.clone(), meaning));
    }

    /// What a value is compared with: a word of its scale, or something of its own.
    fn compared(&mut self, left: &Expression, right: &Expression) {
        if let ExpressionKind::Path(path) = &right.kind
            && let Some(name) = path.single()
            && let ExpressionKind::Path(left) = &left.kind
            && !self.variables.iter().any(|(variable, _)| *variable == name.text)
            && let Some(schema) = self.names.schema
            && let Some(id) = self.compared_fact(schema, left)
        {
            let known = self.found.len();
            self.value_word(schema, id, name);
            if self.found.len() > known {
                return;
            }
        }
        self.expression(right);
    }

    /// The fact whose words a path is compared with.
    fn compared_fact(&self, schema: &Schema, path: &Path) -> Option<AttributeId> {
        let of_list = path
            .single()
            .and_then(|name| self.listed.iter().rev().find(|(variable, _)| *variable == name.text));
        of_list.map(|(_, id)| *id).or_else(|| schema.find_attribute(&path.last().text))
    }

    /// A path of a predicate: a variable or thing, and the facts behind it.
    fn field_path(&mut self, path: &Path) {
        let first = &path.first;
        let variable = self.variables.iter().rev().find(|(name, _)| *name == first.text);
        if let Some((_, meaning)) = variable {
            let meaning = meaning.clone();
            self.add(first.span, meaning, Access::Reads);
        } else if let Some((index, model)) = self.names.model {
            // The longest beginning that names a thing: `pay.gateway.zone`, `mail/reply.encrypted`.
            let lengths = (0..=path.rest.len()).rev();
            let thing = lengths
                .map(|length| Path { first: first.clone(), rest: path.rest[..length].to_vec() });
            let named = |path: Path| Some((model.find(&full_name(&path))?, path));
            if let Some((id, beginning)) = thing.into_iter().find_map(named) {
                self.thing_path(index, model, &beginning, id, Access::Reads);
                self.fields(&path.rest[beginning.rest.len()..]);
                return;
            }
            if let Some(meaning) = self.chain(index, model, first) {
                self.add(first.span, meaning, Access::Reads);
            }
        } else if path.rest.is_empty() {
            self.field(first);
        }
        self.fields(&path.rest);
    }

    fn fields(&mut self, names: &[(Separator, Name)]) {
        names.iter().for_each(|(_, name)| self.field(name));
    }

    fn field(&mut self, name: &Name) {
        if let Some(schema) = self.names.schema
            && let Some(id) = schema.find_attribute(&name.text)
        {
            let id: AttributeId = id;
            self.add(name.span, Meaning::Word(attribute_word(schema, id)), Access::Reads);
        }
    }
}
