//! A tree as text that a person can compare with its source: one line for each line of a body, with
//! predicates in prefix form, so that what binds to what can be seen.

use std::fmt::Write as _;

use tm_grammar::Block;
use tm_grammar::tree::{
    Expression, ExpressionKind, Head, Item, Member, Name, Path, Property, Reference, Separator,
    Text, UseSource, Value, ValueKind,
};

/// The items of a block.
pub fn outline(block: &Block) -> String {
    let mut lines = String::new();
    for item in &block.items {
        show_item(&block.text, item, 0, &mut lines);
    }
    lines
}

fn show_item(source: &str, item: &Item, depth: usize, lines: &mut String) {
    let indent = "  ".repeat(depth);
    for doc in &item.docs {
        let _ = writeln!(lines, "{indent}{}", doc.text(source));
    }
    let mut line = format!("{indent}{}", item.word);
    for part in head(&item.head) {
        line.push(' ');
        line.push_str(&part);
    }
    for clause in &item.clauses {
        let _ = write!(line, " ({})", property(clause));
    }
    if let Some(body) = &item.body {
        line.push_str(if body.close.is_some() { " {}" } else { " {" });
    }
    let _ = writeln!(lines, "{line}");
    for member in item.members() {
        show_member(source, member, depth + 1, lines);
    }
}

fn show_member(source: &str, member: &Member, depth: usize, lines: &mut String) {
    let line = match member {
        Member::Item(item) => return show_item(source, item, depth, lines),
        Member::Property(own) => property(own),
        Member::Predicate(predicate) => {
            format!("{:?} {}", predicate.word, expression(&predicate.expression))
        }
        Member::Spreads(spreads) => {
            let condition = spreads.condition.as_ref().map_or("-".to_owned(), expression);
            format!("Spreads {} where {condition}", name(spreads.variable.as_ref()))
        }
        Member::Without(without) => {
            format!("Without {}: {}", text(without.text.as_ref()), references(&without.threats))
        }
        Member::Expect(expect) => {
            let target = expect.target.as_ref().map_or("-".to_owned(), reference);
            format!("Expect {:?} {} on {target}", expect.expected, path(expect.rule.as_ref()))
        }
    };
    let _ = writeln!(lines, "{}{line}", "  ".repeat(depth));
}

fn head(head: &Head) -> Vec<String> {
    match head {
        Head::Declaration(own) => {
            let mut parts = vec![name(own.name.as_ref())];
            parts.extend(own.version.as_ref().map(|version| format!("version {}", version.text)));
            parts.extend(own.kind.as_ref().map(|kind| format!(": {}", path(Some(kind)))));
            parts.extend(own.of.as_ref().map(|of| format!("of {}", path(Some(of)))));
            parts.extend(own.title.as_ref().map(|title| text(Some(title))));
            parts
        }
        Head::Part { model } => vec![format!("of {}", name(model.as_ref()))],
        Head::Use(own) => {
            let source = match &own.source {
                Some(UseSource::Name(source)) => path(Some(source)),
                Some(UseSource::Path(source)) => text(Some(source)),
                None => "-".to_owned(),
            };
            let version = own.version.as_ref().map(|version| format!("version {}", version.text));
            std::iter::once(source).chain(version).collect()
        }
        Head::Import(own) => vec![text(own.path.as_ref()), name(own.alias.as_ref())],
        Head::Tracker(own) => vec![name(own.name.as_ref()), text(own.address.as_ref())],
        Head::Flow(own) => {
            let number = own.number.as_ref().map_or("-", |number| &number.text);
            let ends: Vec<String> = own.path.iter().map(|end| path(end.as_ref())).collect();
            let mut parts = vec![number.to_owned(), name(own.name.as_ref())];
            parts.push(format!(": {}", ends.join(" -> ")));
            parts.extend(own.title.as_ref().map(|title| text(Some(title))));
            parts
        }
        Head::Decision { threats } => vec![references(threats)],
        Head::Scope(own) => {
            let direction = own.direction.map_or("-".to_owned(), |way| format!("{way:?}"));
            vec![direction, references(&own.targets)]
        }
        Head::Answer(own) => {
            let target = own.target.as_ref().map_or("-".to_owned(), reference);
            let answer = own.value.as_ref().map_or("-".to_owned(), value);
            vec![path(own.question.as_ref()), format!("on {target} = {answer}")]
        }
        Head::Moved(own) => {
            let to: Vec<String> = own.to.iter().map(|to| path(Some(to))).collect();
            vec![path(own.from.as_ref()), format!("-> {}", to.join(", "))]
        }
        Head::Levels(own) => {
            let words: Vec<String> = own.words.iter().map(|word| name(Some(word))).collect();
            vec![name(own.name.as_ref()), format!(": {}", words.join(", "))]
        }
        Head::Rule { target } => vec![target.as_ref().map_or("-".to_owned(), reference)],
        Head::Test { title } => vec![text(title.as_ref())],
    }
}

fn property(own: &Property) -> String {
    let values: Vec<String> = own.values.iter().map(value).collect();
    let colon = if own.clause { "" } else { ":" };
    let mut line = format!("{}{colon} {}", name(Some(&own.key)), values.join(", "));
    if let Some(assumption) = &own.assuming {
        let _ = write!(line, " assuming {}", name(Some(assumption)));
    }
    line
}

fn value(own: &Value) -> String {
    match &own.kind {
        ValueKind::Unknown => "unknown".to_owned(),
        ValueKind::Text(text) => format!("{text:?}"),
        ValueKind::Number(number) => format!("number {number}"),
        ValueKind::Date(date) => {
            format!("day {:04}-{:02}-{:02}", date.year, date.month, date.day)
        }
        ValueKind::Duration(duration) => format!("{} {:?}", duration.amount, duration.unit),
        ValueKind::Handle(handle) => handle.to_string(),
        ValueKind::Reference(own) => reference(own),
        ValueKind::Subject(subject) => {
            let kind = subject.type_name.as_ref().map_or("-".to_owned(), |kind| path(Some(kind)));
            format!("{} {} : {kind}", subject.kind.text, name(subject.variable.as_ref()))
        }
        ValueKind::Invalid => "invalid".to_owned(),
    }
}

fn references(list: &[Reference]) -> String {
    list.iter().map(reference).collect::<Vec<_>>().join(", ")
}

fn reference(own: &Reference) -> String {
    let zone = if own.zone.is_some() { "zone " } else { "" };
    let mut line = match (&own.path, own.all) {
        (Some(own), true) => format!("{zone}{}.*", path(Some(own))),
        (Some(own), false) => format!("{zone}{}", path(Some(own))),
        (None, _) => "*".to_owned(),
    };
    if let Some(on) = &own.on {
        let _ = write!(line, " on {}", reference(on));
    }
    line
}

fn expression(own: &Expression) -> String {
    let all = |word: &str, parts: &[Expression]| {
        let parts: Vec<String> = parts.iter().map(expression).collect();
        format!("({word} {})", parts.join(" "))
    };
    let not = |negated: bool| if negated { "not-" } else { "" };
    match &own.kind {
        ExpressionKind::Or(parts) => all("or", parts),
        ExpressionKind::And(parts) => all("and", parts),
        ExpressionKind::Not(inner) => format!("(not {})", expression(inner)),
        ExpressionKind::Group(inner) => format!("(group {})", expression(inner)),
        ExpressionKind::Compare { comparison, left, right } => {
            format!("({comparison:?} {} {})", expression(left), expression(right))
        }
        ExpressionKind::IsKnown { operand, negated } => {
            format!("({}known {})", not(*negated), expression(operand))
        }
        ExpressionKind::IsType { operand, negated, types } => {
            let types: Vec<String> = types.iter().map(|own| path(Some(own))).collect();
            format!("({}is {} [{}])", not(*negated), expression(operand), types.join(", "))
        }
        ExpressionKind::In { operand, negated, values } => {
            let values: Vec<String> = values.iter().map(expression).collect();
            format!("({}in {} [{}])", not(*negated), expression(operand), values.join(", "))
        }
        ExpressionKind::Path(own) => path(Some(own)),
        ExpressionKind::Number(number) => number.to_string(),
        ExpressionKind::Text(text) => format!("{text:?}"),
        ExpressionKind::Date(date) => format!("{:04}-{:02}-{:02}", date.year, date.month, date.day),
        ExpressionKind::Duration(own) => format!("{} {:?}", own.amount, own.unit),
        ExpressionKind::Quantified { quantifier, variable, collection, condition } => {
            let condition = condition.as_deref().map_or("-".to_owned(), expression);
            let (variable, collection) = (name(variable.as_ref()), path(collection.as_ref()));
            format!("({quantifier:?} {variable} {collection} {condition})")
        }
        ExpressionKind::Reaches { from, to, avoiding } => {
            let ends = format!("{} {}", path(from.as_ref()), path(to.as_ref()));
            match avoiding {
                None => format!("(reaches {ends})"),
                Some((variable, condition)) => {
                    let condition = expression(condition);
                    format!("(reaches {ends} avoiding {} {condition})", variable.text)
                }
            }
        }
        ExpressionKind::Age(date) => format!("(age {})", path(date.as_ref())),
        ExpressionKind::Missing => "-".to_owned(),
    }
}

fn path(own: Option<&Path>) -> String {
    let Some(own) = own else { return "-".to_owned() };
    let mut line = name(Some(&own.first));
    for (separator, next) in &own.rest {
        line.push(if *separator == Separator::Dot { '.' } else { '/' });
        line.push_str(&name(Some(next)));
    }
    line
}

fn name(own: Option<&Name>) -> String {
    match own {
        None => "-".to_owned(),
        Some(own) if own.quoted => format!("`{}`", own.text),
        Some(own) => own.text.to_string(),
    }
}

fn text(own: Option<&Text>) -> String {
    own.map_or("-".to_owned(), |own| format!("{:?}", own.value))
}
