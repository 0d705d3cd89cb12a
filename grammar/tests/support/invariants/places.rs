//! All that a tree says of places: every span in it, and how deep it is nested.

use tm_grammar::tree::{
    Expression, ExpressionKind, Head, Item, Member, Name, Path, Property, Reference, Span, Subject,
    Text, UseSource, Value, ValueKind,
};

/// The spans of an item and of all that is in it.
pub fn spans(item: &Item) -> Vec<Span> {
    let mut places = Places::default();
    places.item(item);
    places.spans
}

/// How many braces, brackets, parentheses and `not` stand in each other, at most.
pub fn depth(item: &Item) -> usize {
    let mut places = Places::default();
    places.item(item);
    places.deepest
}

#[derive(Default)]
struct Places {
    spans: Vec<Span>,
    depth: usize,
    deepest: usize,
}

impl Places {
    fn inside(&mut self, visit: impl FnOnce(&mut Self)) {
        self.depth += 1;
        self.deepest = self.deepest.max(self.depth);
        visit(self);
        self.depth -= 1;
    }

    fn item(&mut self, item: &Item) {
        self.spans.extend([item.span, item.word_span]);
        self.spans.extend(&item.docs);
        self.head(&item.head);
        for clause in &item.clauses {
            self.property(clause);
        }
        let Some(body) = &item.body else { return };
        self.spans.push(body.open);
        self.spans.extend(body.close);
        self.inside(|places| body.members.iter().for_each(|member| places.member(member)));
    }

    fn head(&mut self, head: &Head) {
        match head {
            Head::Declaration(own) => {
                self.name(own.name.as_ref());
                self.spans.extend(own.version.as_ref().map(|version| version.span));
                self.path(own.kind.as_ref());
                self.path(own.of.as_deref());
                self.text(own.title.as_ref());
            }
            Head::Part { model } => self.name(model.as_ref()),
            Head::Use(own) => {
                match &own.source {
                    Some(UseSource::Name(path)) => self.path(Some(path)),
                    Some(UseSource::Path(text)) => self.text(Some(text)),
                    None => {}
                }
                self.spans.extend(own.version.as_ref().map(|version| version.span));
            }
            Head::Import(own) => {
                self.text(own.path.as_ref());
                self.name(own.alias.as_ref());
            }
            Head::Tracker(own) => {
                self.name(own.name.as_ref());
                self.text(own.address.as_ref());
            }
            Head::Flow(own) => {
                self.spans.extend(own.number.as_ref().map(|number| number.span));
                self.name(own.name.as_ref());
                own.path.iter().for_each(|end| self.path(end.as_ref()));
                self.spans.extend(&own.arrows);
                self.text(own.title.as_ref());
            }
            Head::Decision { threats } => self.references(threats),
            Head::Scope(own) => self.references(&own.targets),
            Head::Answer(own) => {
                self.path(own.question.as_ref());
                self.references(own.target.as_slice());
                self.values(own.value.as_slice());
            }
            Head::Moved(own) => {
                self.path(own.from.as_ref());
                own.to.iter().for_each(|path| self.path(Some(path)));
            }
            Head::Levels(own) => {
                self.name(own.name.as_ref());
                own.words.iter().for_each(|word| self.name(Some(word)));
            }
            Head::Rule { target } => self.references(target.as_slice()),
            Head::Test { title } => self.text(title.as_ref()),
        }
    }

    fn member(&mut self, member: &Member) {
        match member {
            Member::Property(own) => self.property(own),
            Member::Item(own) => self.item(own),
            Member::Predicate(own) => {
                self.spans.extend([own.span, own.word_span]);
                self.expression(&own.expression);
            }
            Member::Spreads(own) => {
                self.spans.extend([own.span, own.word_span]);
                self.name(own.variable.as_ref());
                own.condition.iter().for_each(|condition| self.expression(condition));
            }
            Member::Without(own) => {
                self.spans.extend([own.span, own.word_span]);
                self.text(own.text.as_ref());
                self.references(&own.threats);
            }
            Member::Expect(own) => {
                self.spans.extend([own.span, own.word_span]);
                self.path(own.rule.as_ref());
                self.references(own.target.as_slice());
            }
        }
    }

    fn property(&mut self, own: &Property) {
        self.spans.push(own.span);
        self.name(Some(&own.key));
        self.values(&own.values);
        self.name(own.assuming.as_deref());
    }

    fn values(&mut self, values: &[Value]) {
        for value in values {
            self.spans.push(value.span);
            match &value.kind {
                ValueKind::Reference(own) => self.references(std::slice::from_ref(own)),
                ValueKind::Subject(own) => self.subject(own),
                _ => {}
            }
        }
    }

    fn subject(&mut self, own: &Subject) {
        self.spans.push(own.span);
        self.name(Some(&own.kind));
        self.name(own.variable.as_ref());
        self.path(own.type_name.as_ref());
    }

    fn references(&mut self, references: &[Reference]) {
        for own in references {
            self.spans.push(own.span);
            self.spans.extend(own.zone);
            self.path(own.path.as_ref());
            own.on.iter().for_each(|on| self.references(std::slice::from_ref(on)));
        }
    }

    fn path(&mut self, path: Option<&Path>) {
        let Some(path) = path else { return };
        self.spans.push(path.span());
        self.name(Some(&path.first));
        path.rest.iter().for_each(|(_, name)| self.name(Some(name)));
    }

    fn name(&mut self, name: Option<&Name>) {
        self.spans.extend(name.map(|name| name.span));
    }

    fn text(&mut self, text: Option<&Text>) {
        self.spans.extend(text.map(|text| text.span));
    }

    fn expression(&mut self, own: &Expression) {
        self.spans.push(own.span);
        match &own.kind {
            ExpressionKind::Or(parts) | ExpressionKind::And(parts) => {
                parts.iter().for_each(|part| self.expression(part));
            }
            ExpressionKind::Not(inner) | ExpressionKind::Group(inner) => {
                self.inside(|places| places.expression(inner));
            }
            ExpressionKind::Compare { left, right, .. } => {
                self.expression(left);
                self.expression(right);
            }
            ExpressionKind::IsKnown { operand, .. } => self.expression(operand),
            ExpressionKind::IsType { operand, types, .. } => {
                self.expression(operand);
                types.iter().for_each(|path| self.path(Some(path)));
            }
            ExpressionKind::In { operand, values, .. } => {
                self.expression(operand);
                self.inside(|places| values.iter().for_each(|value| places.expression(value)));
            }
            ExpressionKind::Path(path) => self.path(Some(path)),
            ExpressionKind::Quantified { variable, collection, condition, .. } => {
                self.name(variable.as_ref());
                self.path(collection.as_ref());
                self.inside(|places| condition.iter().for_each(|inner| places.expression(inner)));
            }
            ExpressionKind::Reaches { from, to, avoiding } => {
                self.path(from.as_ref());
                self.path(to.as_ref());
                self.inside(|places| {
                    if let Some((variable, condition)) = avoiding {
                        places.name(Some(variable));
                        places.expression(condition);
                    }
                });
            }
            ExpressionKind::Age(date) => self.inside(|places| places.path(date.as_ref())),
            ExpressionKind::Number(_)
            | ExpressionKind::Text(_)
            | ExpressionKind::Date(_)
            | ExpressionKind::Duration(_)
            | ExpressionKind::Missing => {}
        }
    }
}
