//! What the tree of a block says of its names: from the place alone, before anybody looks what they
//! mean.

use rustc_hash::FxHashMap;
use tm_grammar::tree::{
    Expression, ExpressionKind, Head, Item, Member, Name, Path, Property, Reference, Span, Subject,
    UseSource, Value, ValueKind,
};
use tm_grammar::words::{ITEMS, ItemWord, Shape};

use super::{TokenKind, TokenModifier, TokenModifiers};

/// What is known of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// Its place in the block.
    pub span: Span,
    /// What it stands for; `None` for a name of which nothing is known.
    pub kind: Option<TokenKind>,
    /// The kind is a guess that gives way to what the name means.
    pub guessed: bool,
    /// What is special about it.
    pub modifiers: TokenModifiers,
}

/// The marks of a block by their places.
#[derive(Default)]
pub(super) struct Marks {
    known: FxHashMap<Span, Mark>,
    /// Those that may lie inside of text in quotes, in the order in which they came.
    inner: Vec<Mark>,
}

impl Marks {
    fn add(&mut self, span: Span, kind: impl Into<Option<TokenKind>>) {
        let (kind, modifiers) = (kind.into(), TokenModifiers::default());
        self.known.insert(span, Mark { span, kind, guessed: kind.is_none(), modifiers });
    }

    /// A name that is probably of a kind.
    fn guess(&mut self, name: &Name, kind: TokenKind) {
        let modifiers = TokenModifiers::default();
        let mark = Mark { span: name.span, kind: Some(kind), guessed: true, modifiers };
        self.known.insert(name.span, mark);
    }

    fn name(&mut self, name: &Name, kind: impl Into<Option<TokenKind>>) {
        self.add(name.span, kind);
    }

    fn declared(&mut self, name: &Name, kind: impl Into<Option<TokenKind>>) {
        let modifiers = TokenModifiers::default().with(TokenModifier::Declaration);
        let mark = Mark { span: name.span, kind: kind.into(), guessed: false, modifiers };
        self.known.insert(name.span, mark);
    }

    /// The last name of a path is of a kind; those before it are where it is found.
    fn path(&mut self, path: &Path, kind: Option<TokenKind>) {
        let before = if path.rest.is_empty() { kind } else { kind.map(|_| TokenKind::Namespace) };
        self.name(&path.first, before);
        for (_, name) in &path.rest {
            self.name(name, kind);
        }
    }

    /// Adds what a name means. A kind that follows from its place stays.
    pub(super) fn refine(&mut self, mark: Mark) {
        let Some(known) = self.known.get_mut(&mark.span) else {
            self.known.insert(mark.span, mark);
            self.inner.push(mark);
            return;
        };
        if known.guessed {
            known.kind = match (known.kind, mark.kind) {
                // A fact or control that a predicate asks for reads like a field.
                (Some(TokenKind::Parameter), Some(TokenKind::Mitigation)) => {
                    Some(TokenKind::Property)
                }
                (guess, meant) => meant.or(guess),
            };
        }
        for modifier in mark.modifiers.iter() {
            known.modifiers = known.modifiers.with(modifier);
        }
    }

    /// What is known of the token at a place.
    pub(super) fn at(&self, span: Span) -> Option<&Mark> {
        self.known.get(&span)
    }

    /// What is known of places inside of a text in quotes.
    pub(super) fn inside(&self, span: Span) -> impl Iterator<Item = &Mark> {
        let is_inside =
            move |mark: &&Mark| span.start < mark.span.start && mark.span.end < span.end;
        self.inner.iter().filter(is_inside)
    }
}

/// What an item declares, if it declares something with a name.
pub(super) const fn kind_of_item(word: ItemWord) -> Option<TokenKind> {
    Some(match word {
        ItemWord::Model
        | ItemWord::KnowledgeBase
        | ItemWord::Part
        | ItemWord::Import
        | ItemWord::Tracker
        | ItemWord::Profile => TokenKind::Namespace,
        ItemWord::Zone => TokenKind::Zone,
        ItemWord::Entity => TokenKind::Entity,
        ItemWord::Process => TokenKind::Process,
        ItemWord::Store => TokenKind::Store,
        ItemWord::Flow => TokenKind::Flow,
        ItemWord::Asset => TokenKind::Asset,
        ItemWord::Actor => TokenKind::Actor,
        ItemWord::Threat => TokenKind::Threat,
        ItemWord::Mitigation => TokenKind::Mitigation,
        ItemWord::Assumption => TokenKind::Assumption,
        ItemWord::Story => TokenKind::Story,
        ItemWord::Objective | ItemWord::Requirement => TokenKind::Goal,
        ItemWord::Event => TokenKind::Event,
        ItemWord::Question => TokenKind::Question,
        ItemWord::Type => TokenKind::Type,
        ItemWord::Attribute | ItemWord::Fact => TokenKind::Property,
        ItemWord::Category | ItemWord::Scale | ItemWord::Choice => TokenKind::Enum,
        ItemWord::Use
        | ItemWord::Mitigate
        | ItemWord::Accept
        | ItemWord::Transfer
        | ItemWord::Avoid
        | ItemWord::Dismiss
        | ItemWord::Scope
        | ItemWord::Answer
        | ItemWord::Moved
        | ItemWord::Override
        | ItemWord::Disable
        | ItemWord::Test => return None,
    })
}

/// What stands behind the colon of an item.
const fn kind_after_colon(word: ItemWord) -> TokenKind {
    match word {
        ItemWord::Threat => TokenKind::Enum,
        ItemWord::Mitigation => TokenKind::Mitigation,
        ItemWord::Actor
        | ItemWord::Assumption
        | ItemWord::Story
        | ItemWord::Objective
        | ItemWord::Requirement
        | ItemWord::Question
        | ItemWord::Event => TokenKind::EnumMember,
        _ => TokenKind::Type,
    }
}

/// The marks of the items of a block.
pub(super) fn marks(items: &[Item]) -> Marks {
    let mut marks = Marks::default();
    items.iter().for_each(|item| of_item(item, &mut marks));
    marks
}

fn of_item(item: &Item, marks: &mut Marks) {
    marks.add(item.word_span, TokenKind::Keyword);
    if item.word.is_decision()
        && let Some(mark) = marks.known.get_mut(&item.word_span)
    {
        mark.modifiers = mark.modifiers.with(TokenModifier::Decision);
    }
    if let Some(name) = item.name() {
        match item.word {
            ItemWord::Part => marks.name(name, TokenKind::Namespace),
            word => marks.declared(name, kind_of_item(word)),
        }
    }
    of_head(item, marks);
    for property in item.properties() {
        of_property(item.word, property, marks);
    }
    for member in item.members() {
        match member {
            Member::Property(_) => {}
            Member::Item(inner) => of_item(inner, marks),
            Member::Predicate(predicate) => {
                marks.add(predicate.word_span, TokenKind::Keyword);
                of_expression(&predicate.expression, marks);
            }
            Member::Spreads(spreads) => {
                marks.add(spreads.word_span, TokenKind::Keyword);
                spreads.variable.iter().for_each(|name| marks.declared(name, TokenKind::Parameter));
                spreads.condition.iter().for_each(|condition| of_expression(condition, marks));
            }
            Member::Without(without) => {
                marks.add(without.word_span, TokenKind::Keyword);
                without.threats.iter().for_each(|threat| of_threat(threat, marks));
            }
            Member::Expect(expect) => {
                marks.add(expect.word_span, TokenKind::Keyword);
                expect.rule.iter().for_each(|rule| marks.path(rule, Some(TokenKind::Threat)));
                expect.target.iter().for_each(|target| of_reference(target, None, marks));
            }
        }
    }
}

fn of_head(item: &Item, marks: &mut Marks) {
    match &item.head {
        Head::Declaration(declaration) => {
            let kind = Some(kind_after_colon(item.word));
            declaration.kind.iter().for_each(|path| marks.path(path, kind));
            declaration.of.iter().for_each(|path| marks.path(path, Some(TokenKind::Type)));
        }
        Head::Use(used) => {
            if let Some(UseSource::Name(path)) = &used.source {
                marks.path(path, Some(TokenKind::Namespace));
            }
        }
        Head::Flow(flow) => {
            flow.path.iter().flatten().for_each(|end| marks.path(end, None));
        }
        Head::Decision { threats } => threats.iter().for_each(|threat| of_threat(threat, marks)),
        Head::Scope(scope) => {
            scope.targets.iter().for_each(|target| of_reference(target, None, marks));
        }
        Head::Answer(answer) => {
            let question = Some(TokenKind::Question);
            answer.question.iter().for_each(|path| marks.path(path, question));
            answer.target.iter().for_each(|target| of_reference(target, None, marks));
            answer.value.iter().for_each(|value| of_value(value, true, marks));
        }
        Head::Moved(moved) => {
            moved.from.iter().chain(&moved.to).for_each(|path| marks.path(path, None));
        }
        Head::Levels(levels) => {
            levels.words.iter().for_each(|word| marks.declared(word, TokenKind::EnumMember));
        }
        Head::Rule { target } => target.iter().for_each(|target| of_threat(target, marks)),
        Head::Part { .. } | Head::Import(_) | Head::Tracker(_) | Head::Test { .. } => {}
    }
}

fn of_property(word: ItemWord, property: &Property, marks: &mut Marks) {
    let kind = if property.clause { TokenKind::Keyword } else { TokenKind::Property };
    marks.name(&property.key, kind);
    let takes_words = takes_words(word, &property.key.text);
    property.values.iter().for_each(|value| of_value(value, takes_words, marks));
    property.assuming.iter().for_each(|name| marks.name(name, TokenKind::Assumption));
}

/// Whether the values of a property are words, and not names of something.
fn takes_words(word: ItemWord, key: &str) -> bool {
    let mut rows = ITEMS.iter().filter(|info| info.word == word);
    let shape = rows.find_map(|info| info.property(key)).map(|property| property.shape);
    // What the table does not have is a fact or control.
    shape.is_none_or(|shape| matches!(shape, Shape::Word(_) | Shape::YesNo | Shape::Any))
}

fn of_value(value: &Value, takes_words: bool, marks: &mut Marks) {
    match &value.kind {
        ValueKind::Reference(reference) => {
            of_reference(reference, None, marks);
            let name = reference.path.as_ref().and_then(Path::single);
            if let Some(name) = name.filter(|name| takes_words || name.text == "nothing") {
                marks.guess(name, TokenKind::EnumMember);
            }
        }
        ValueKind::Subject(subject) => of_subject(subject, marks),
        _ => {}
    }
}

fn of_subject(subject: &Subject, marks: &mut Marks) {
    marks.name(&subject.kind, TokenKind::Keyword);
    subject.variable.iter().for_each(|name| marks.declared(name, TokenKind::Parameter));
    subject.type_name.iter().for_each(|path| marks.path(path, Some(TokenKind::Type)));
}

fn of_threat(threat: &Reference, marks: &mut Marks) {
    // A pattern names a pack.
    let kind = if threat.all { TokenKind::Namespace } else { TokenKind::Threat };
    of_reference(threat, Some(kind), marks);
}

fn of_reference(reference: &Reference, kind: Option<TokenKind>, marks: &mut Marks) {
    reference.zone.iter().for_each(|word| marks.add(*word, TokenKind::Keyword));
    reference.path.iter().for_each(|path| marks.path(path, kind));
    reference.on.iter().for_each(|on| of_reference(on, None, marks));
}

fn of_expression(expression: &Expression, marks: &mut Marks) {
    match &expression.kind {
        ExpressionKind::Or(parts) | ExpressionKind::And(parts) => {
            parts.iter().for_each(|part| of_expression(part, marks));
        }
        ExpressionKind::Not(part) | ExpressionKind::Group(part) => of_expression(part, marks),
        ExpressionKind::Compare { left, right, .. } => {
            of_expression(left, marks);
            of_compared(right, marks);
        }
        ExpressionKind::IsKnown { operand, .. } => of_expression(operand, marks),
        ExpressionKind::IsType { operand, types, .. } => {
            of_expression(operand, marks);
            types.iter().for_each(|path| marks.path(path, Some(TokenKind::Type)));
        }
        ExpressionKind::In { operand, values, .. } => {
            of_expression(operand, marks);
            values.iter().for_each(|value| of_compared(value, marks));
        }
        ExpressionKind::Path(path) => of_fields(path, marks),
        ExpressionKind::Quantified { variable, collection, condition, .. } => {
            variable.iter().for_each(|name| marks.declared(name, TokenKind::Parameter));
            collection.iter().for_each(|path| of_fields(path, marks));
            condition.iter().for_each(|condition| of_expression(condition, marks));
        }
        ExpressionKind::Reaches { from, to, avoiding } => {
            from.iter().chain(to).for_each(|path| of_fields(path, marks));
            if let Some((variable, condition)) = avoiding {
                marks.declared(variable, TokenKind::Parameter);
                of_expression(condition, marks);
            }
        }
        ExpressionKind::Age(path) => path.iter().for_each(|path| of_fields(path, marks)),
        ExpressionKind::Number(_)
        | ExpressionKind::Text(_)
        | ExpressionKind::Date(_)
        | ExpressionKind::Duration(_)
        | ExpressionKind::Missing => {}
    }
}

/// What a field is compared with: a bare name is nearly always a word of its scale.
fn of_compared(expression: &Expression, marks: &mut Marks) {
    match &expression.kind {
        ExpressionKind::Path(path) if path.rest.is_empty() => {
            marks.guess(&path.first, TokenKind::EnumMember);
        }
        _ => of_expression(expression, marks),
    }
}

/// `f.target.encrypted`: a variable or thing, and its fields. A bare name is what its meaning says,
/// else a variable.
fn of_fields(path: &Path, marks: &mut Marks) {
    marks.guess(&path.first, TokenKind::Parameter);
    for (_, name) in &path.rest {
        marks.name(name, TokenKind::Property);
    }
}
