//! How a selection grows: the name, its path, the value, the property, the body, the item, the zone
//! around it, the file.

use std::ops::Range;

use tm_grammar::tree::{
    Expression, ExpressionKind, Head, Item, Member, Path, Property, Reference, Span, ValueKind,
};
use tm_grammar::{LexemeKind, scan};
use tm_model::Snapshot;
use tm_model::source::FileId;

use crate::place::Place;

/// The ranges around a byte of a file, the smallest first; each holds the one before it. The last is
/// the whole file.
pub fn selection_ranges(snapshot: &Snapshot, file: FileId, offset: usize) -> Vec<Range<usize>> {
    let Some(known) = snapshot.file(file) else { return Vec::new() };
    let length = known.document.len();
    let whole = 0..length;
    let mut ranges = vec![whole];
    if let Some(place) = Place::find(snapshot, file, offset) {
        let text = &place.tree.text;
        let mut around = Around { text, offset: place.offset, spans: Vec::new() };
        let lexemes = scan(text);
        let lexemes = lexemes.iter().filter(|it| it.span.touches(place.offset));
        let lexemes = lexemes.filter(|it| it.kind != LexemeKind::Newline);
        // Between two tokens a name is meant, else the one that begins here.
        let lexeme = lexemes.max_by_key(|it| (it.kind != LexemeKind::Symbol, it.span.start));
        around.spans.extend(lexeme.map(|it| it.span));
        place.tree.items.iter().for_each(|item| around.item(item));
        ranges.extend(around.spans.into_iter().map(|span| place.range(span)));
    }
    ranges.retain(|range| range.end <= length);
    ranges.sort_by_key(|range| (range.end - range.start, range.start));
    // A range that does not lie in the next is no step on the way.
    let mut steps: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        let grows = steps.last().is_none_or(|last| {
            range.start <= last.start && last.end <= range.end && range != *last
        });
        if grows {
            steps.push(range);
        }
    }
    steps
}

/// The spans that touch an offset.
struct Around<'a> {
    text: &'a str,
    offset: u32,
    spans: Vec<Span>,
}

impl Around<'_> {
    fn add(&mut self, span: Span) -> bool {
        let touches = span.touches(self.offset);
        if touches {
            self.spans.push(span);
        }
        touches
    }

    /// A span without the blanks at its ends.
    fn add_trimmed(&mut self, span: Span) {
        let text = span.text(self.text);
        let before = text.len() - text.trim_start().len();
        let trimmed = text.trim().len();
        // Parts of a text whose spans fit do fit.
        let start = span.start + before as u32;
        self.add(Span::new(start, start + trimmed as u32));
    }

    fn item(&mut self, item: &Item) {
        if let (Some(first), Some(last)) = (item.docs.first(), item.docs.last()) {
            let documented = first.cover(item.span);
            self.add(documented);
            self.add(first.cover(*last));
        }
        if !self.add(item.span) {
            return;
        }
        if let Some(body) = &item.body {
            self.add_trimmed(Span::new(item.span.start, body.open.start));
            let end = body.close.map_or(item.span.end, |close| close.end);
            self.add(Span::new(body.open.start, end));
            let inner = body.close.map_or(item.span.end, |close| close.start);
            self.add_trimmed(Span::new(body.open.end, inner));
        }
        self.head(item);
        for property in &item.clauses {
            self.property(property);
        }
        for member in item.members() {
            match member {
                Member::Property(property) => self.property(property),
                Member::Item(inner) => self.item(inner),
                Member::Predicate(predicate) => {
                    self.add(predicate.span);
                    self.expression(&predicate.expression);
                }
                Member::Spreads(spreads) => {
                    self.add(spreads.span);
                    spreads.condition.iter().for_each(|it| self.expression(it));
                }
                Member::Without(without) => {
                    self.add(without.span);
                    without.text.iter().for_each(|text| {
                        self.add(text.span);
                    });
                    without.threats.iter().for_each(|threat| self.reference(threat));
                }
                Member::Expect(expect) => {
                    self.add(expect.span);
                    expect.rule.iter().for_each(|path| self.path(path));
                    expect.target.iter().for_each(|target| self.reference(target));
                }
            }
        }
    }

    fn head(&mut self, item: &Item) {
        item.title().into_iter().for_each(|title| self.text(title.span));
        match &item.head {
            Head::Declaration(declaration) => {
                declaration.kind.iter().for_each(|path| self.path(path));
            }
            Head::Flow(flow) => {
                let ends: Vec<Span> = flow.path.iter().flatten().map(Path::span).collect();
                if let (Some(first), Some(last)) = (ends.first(), ends.last()) {
                    self.add(first.cover(*last));
                }
                flow.path.iter().flatten().for_each(|path| self.path(path));
            }
            Head::Decision { threats } => threats.iter().for_each(|it| self.reference(it)),
            Head::Scope(scope) => scope.targets.iter().for_each(|it| self.reference(it)),
            Head::Answer(answer) => {
                answer.question.iter().for_each(|path| self.path(path));
                answer.target.iter().for_each(|target| self.reference(target));
            }
            Head::Moved(moved) => {
                moved.from.iter().chain(&moved.to).for_each(|path| self.path(path));
            }
            Head::Rule { target } => target.iter().for_each(|it| self.reference(it)),
            Head::Import(import) => import.path.iter().for_each(|path| self.text(path.span)),
            Head::Tracker(tracker) => {
                tracker.address.iter().for_each(|address| self.text(address.span));
            }
            Head::Part { .. } | Head::Use(_) | Head::Levels(_) | Head::Test { .. } => {}
        }
    }

    fn property(&mut self, property: &Property) {
        if !self.add(property.span) {
            return;
        }
        let values = &property.values;
        if let (Some(first), Some(last)) = (values.first(), values.last()) {
            self.add(first.span.cover(last.span));
        }
        for value in values {
            self.add(value.span);
            match &value.kind {
                ValueKind::Reference(reference) => self.reference(reference),
                ValueKind::Text(_) => self.text(value.span),
                _ => {}
            }
        }
    }

    /// A text with its quotes, and without.
    fn text(&mut self, span: Span) {
        if self.add(span) && span.end - span.start >= 2 {
            self.add(Span::new(span.start + 1, span.end - 1));
        }
    }

    fn reference(&mut self, reference: &Reference) {
        self.add(reference.span);
        reference.path.iter().for_each(|path| self.path(path));
        reference.on.iter().for_each(|on| self.reference(on));
    }

    fn path(&mut self, path: &Path) {
        self.add(path.span());
        self.add(path.first.span);
        path.rest.iter().for_each(|(_, name)| {
            self.add(name.span);
        });
    }

    fn expression(&mut self, of: &Expression) {
        if !self.add(of.span) {
            return;
        }
        match &of.kind {
            ExpressionKind::Or(parts) | ExpressionKind::And(parts) => {
                parts.iter().for_each(|part| self.expression(part));
            }
            ExpressionKind::Not(part) | ExpressionKind::Group(part) => self.expression(part),
            ExpressionKind::Compare { left, right, .. } => {
                self.expression(left);
                self.expression(right);
            }
            ExpressionKind::IsKnown { operand, .. } => self.expression(operand),
            ExpressionKind::IsType { operand, types, .. } => {
                self.expression(operand);
                types.iter().for_each(|path| self.path(path));
            }
            ExpressionKind::In { operand, values, .. } => {
                self.expression(operand);
                values.iter().for_each(|value| self.expression(value));
            }
            ExpressionKind::Path(path) => self.path(path),
            ExpressionKind::Quantified { collection, condition, .. } => {
                collection.iter().for_each(|path| self.path(path));
                condition.iter().for_each(|condition| self.expression(condition));
            }
            ExpressionKind::Reaches { from, to, avoiding } => {
                from.iter().chain(to).for_each(|path| self.path(path));
                avoiding.iter().for_each(|(_, condition)| self.expression(condition));
            }
            ExpressionKind::Age(path) => path.iter().for_each(|path| self.path(path)),
            ExpressionKind::Number(_)
            | ExpressionKind::Text(_)
            | ExpressionKind::Date(_)
            | ExpressionKind::Duration(_)
            | ExpressionKind::Missing => {}
        }
    }
}
