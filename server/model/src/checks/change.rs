//! Changes of a text that settle findings: where a clause, a property or an item goes in, and how one
//! is taken out.

use tm_grammar::tree::{Item, Member, Property, Span, ValueKind};

use crate::model::ModelItem;

/// A range of a block's text and what takes its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What goes.
    pub span: Span,
    /// What takes its place.
    pub text: String,
}

impl Change {
    /// A range and what takes its place.
    pub fn new(span: Span, text: impl Into<String>) -> Self {
        Self { span, text: text.into() }
    }

    fn insert(at: usize, text: impl Into<String>) -> Self {
        // A block is far shorter than 4 GiB; an offset past that inserts at the start.
        let at = u32::try_from(at).unwrap_or_default();
        Self::new(Span::new(at, at), text)
    }
}

fn span(start: usize, end: usize) -> Span {
    Span::new(u32::try_from(start).unwrap_or_default(), u32::try_from(end).unwrap_or_default())
}

/// Where the header of an item ends.
fn header_end(item: &Item, text: &str) -> usize {
    match &item.body {
        Some(body) => text[..body.open.start as usize].trim_end().len(),
        None => item.span.end as usize,
    }
}

/// A further clause at the end of the header.
pub fn add_clause(item: &Item, text: &str, clause: &str) -> Change {
    Change::insert(header_end(item, text), format!(" {clause}"))
}

/// A clause before all others: right after name, kind and title.
pub fn add_first_clause(item: &Item, text: &str, clause: &str) -> Change {
    match item.clauses.first() {
        Some(first) => Change::insert(first.span.start as usize, format!("{clause} ")),
        None => add_clause(item, text, clause),
    }
}

/// A further property at the end of the body, which is added where there is none; `None` if the body
/// is not closed.
pub fn add_property(item: &Item, text: &str, property: &str) -> Option<Change> {
    let Some(body) = &item.body else {
        return Some(Change::insert(item.span.end as usize, format!(" {{ {property} }}")));
    };
    let close = body.close?;
    let inside = &text[body.open.end as usize..close.start as usize];
    let last = body.open.end as usize + inside.trim_end().len();
    if inside.trim().is_empty() && !inside.contains('\n') {
        return Some(Change::new(Span::new(body.open.end, close.start), format!(" {property} ")));
    }
    let line = line_start(text, close.start as usize);
    if !inside.contains('\n') || line < last {
        let mark = if text[..last].ends_with(';') { "" } else { ";" };
        return Some(Change::insert(last, format!("{mark} {property}")));
    }
    // Properties stand before the items of a zone.
    let first_item = body.members.iter().find(|member| matches!(member, Member::Item(_)));
    if let Some(item) = first_item {
        let start = lines_above(text, member_span(item).start as usize);
        let indent = indent_at(text, member_span(item).start as usize);
        if text[line_start(text, start)..start].trim().is_empty() {
            return Some(Change::insert(start, format!("{property}\n{indent}")));
        }
    }
    let indent = match body.members.first() {
        Some(first) => indent_at(text, member_span(first).start as usize).to_owned(),
        None => format!("{}  ", indent_at(text, close.start as usize)),
    };
    Some(Change::insert(line, format!("{indent}{property}\n")))
}

/// An answer to a question about an item: in the place of its `?`, or as a property or clause of its
/// own. `None` where something else is written already, or a body is not closed.
pub fn answer(item: &ModelItem, key: &str, text: &str, is_clause: bool) -> Option<Change> {
    let written = item.property(key);
    let mut values = written.map(|property| property.values.as_slice()).unwrap_or_default().iter();
    match (written, values.find(|value| value.kind == ValueKind::Unknown)) {
        (_, Some(value)) => Some(Change::new(value.span, text)),
        // What is written is no answer, and why not is another finding.
        (Some(_), None) => None,
        (None, None) if is_clause => {
            Some(add_clause(item.node(), item.text(), &format!("{key} {text}")))
        }
        (None, None) => add_property(item.node(), item.text(), &format!("{key}: {text}")),
    }
}

/// The text without a clause or property.
pub(super) fn remove_property(text: &str, property: &Property) -> Change {
    let (start, end) = (property.span.start as usize, property.span.end as usize);
    let (before, after) = (&text[line_start(text, start)..start], &text[end..line_end(text, end)]);
    if before.trim().is_empty() && after.trim().is_empty() {
        return remove_lines(text, property.span);
    }
    if !property.clause && after.trim_start().starts_with(';') {
        let mark = end + after.len() - after.trim_start().len() + 1;
        let rest = &text[mark..];
        return Change::new(
            span(start, mark + rest.len() - rest.trim_start_matches(' ').len()),
            "",
        );
    }
    let kept = text[..start].trim_end_matches([' ', '\t']);
    let kept = if property.clause { kept.trim_end() } else { kept };
    let kept = if property.clause { kept } else { kept.strip_suffix(';').unwrap_or(kept) };
    Change::new(span(kept.len(), end), "")
}

/// The text without an item, its documentation included.
pub fn remove_item(item: &Item, text: &str) -> Change {
    remove_lines(text, whole(item))
}

/// An item with the documentation above it.
pub fn whole(item: &Item) -> Span {
    item.docs.first().map_or(item.span, |docs| docs.cover(item.span))
}

/// The text without a range, and without the line if nothing else stands there.
pub(super) fn remove_lines(text: &str, range: Span) -> Change {
    let (mut start, mut end) = (range.start as usize, range.end as usize);
    let (from, to) = (line_start(text, start), line_end(text, end));
    if text[from..start].trim().is_empty() && text[end..to].trim().is_empty() {
        start = from;
        end = text[to..].find('\n').map_or(text.len(), |end| to + end + 1);
    }
    Change::new(span(start, end), "")
}

/// The start of the comments right above a line, or of what stands there itself.
fn lines_above(text: &str, at: usize) -> usize {
    let mut start = at;
    loop {
        let line = line_start(text, start);
        let Some(before) = text[..line].strip_suffix('\n') else { return start };
        let above = &text[line_start(text, before.len())..before.len()];
        if !above.trim_start().starts_with("//") {
            return start;
        }
        start = line_start(text, before.len()) + above.len() - above.trim_start().len();
    }
}

/// A line above an item and its comments, indented as the item is.
pub fn line_above(item: &Item, text: &str, line: &str) -> Change {
    let start = lines_above(text, whole(item).start as usize);
    Change::insert(start, format!("{line}\n{}", indent_at(text, start)))
}

/// A line below an item, indented as the item is.
pub fn line_below(item: &Item, text: &str, line: &str) -> Change {
    let end = line_end(text, item.span.end as usize);
    let indent = indent_at(text, item.span.start as usize);
    Change::insert(end, format!("\n{indent}{line}"))
}

/// Several changes as one, which covers them all. They must not overlap.
pub(super) fn join(text: &str, mut changes: Vec<Change>) -> Option<Change> {
    changes.sort_by_key(|change| change.span);
    let start = changes.first()?.span.start;
    let mut joined = String::new();
    let mut end = start;
    for change in changes {
        joined.push_str(Span::new(end, change.span.start).text(text));
        joined.push_str(&change.text);
        end = change.span.end;
    }
    Some(Change::new(Span::new(start, end), joined))
}

pub(super) fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |end| end + 1)
}

fn line_end(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let line = rest.find('\n').map_or(rest, |end| &rest[..end]);
    at + line.trim_end_matches('\r').len()
}

/// The blanks at the start of a line.
pub(super) fn indent_at(text: &str, at: usize) -> &str {
    let line = &text[line_start(text, at)..at];
    &line[..line.len() - line.trim_start().len()]
}

/// Where a line of a body stands, with what documents it.
pub(super) fn member_span(member: &Member) -> Span {
    match member {
        Member::Item(item) => whole(item),
        other => other.span(),
    }
}
