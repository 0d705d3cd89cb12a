//! Parts of predicates: variables, fields and attributes behind a dot, types behind `is`, words
//! behind a comparison.

use tm_grammar::words::ItemWord;
use tm_model::kind::{KindSet, ThingKind};
use tm_model::schema::compile::fields::{BUILT_INS, Meaning, built_in};
use tm_model::schema::{AttributeRole, ValueType};

use super::context::Token;
use super::{CompletionKind, Entry, List, targets, vocabulary};
use crate::hover::attribute_text;
use crate::wording::escape;

/// A part of a predicate, behind the tokens of it that are written.
pub(super) fn expression(list: &mut List<'_, '_>, tokens: &[Token<'_>]) {
    let last = tokens.last();
    let text = last.map_or("", |token| token.text);
    let path = path_before(tokens);
    if text == "is" || tokens.len() > 1 && text == "not" && tokens[tokens.len() - 2].text == "is" {
        return types(list, tokens);
    }
    if matches!(text, "=" | "!=" | "<" | "<=" | ">" | ">=") {
        let read = &tokens[..tokens.len() - 1];
        words(list, read);
        return operand(list, tokens);
    }
    if in_brackets(tokens) {
        return values_in(list, tokens);
    }
    let typed = list.context.typed;
    if typed.contains('.') {
        return fields(list, tokens, typed);
    }
    let complete = last.is_some_and(|token| {
        token.is_name() && !matches!(token.text, "and" | "or" | "not" | "where" | "in" | "avoiding")
            || token.is(")")
            || token.is("]")
    });
    if complete && path {
        for (word, about) in [
            ("and", "both must hold"),
            ("or", "one must hold"),
            ("is", "of a type, or known"),
            ("in", "one of several words"),
            ("=", "the same"),
            ("!=", "not the same"),
        ] {
            list.add(0, Entry::new(word, CompletionKind::Word).detail(about));
        }
        return;
    }
    operand(list, tokens);
}

/// True if a path or a closing bracket stands last, so that an operand is complete.
fn path_before(tokens: &[Token<'_>]) -> bool {
    tokens.last().is_some_and(|token| token.is_name() || token.is(")") || token.is("]"))
}

/// True inside `[ … ]`.
fn in_brackets(tokens: &[Token<'_>]) -> bool {
    let open = tokens.iter().rposition(|token| token.is("["));
    let close = tokens.iter().rposition(|token| token.is("]"));
    match (open, close) {
        (Some(open), Some(close)) => open > close,
        (Some(_), None) => true,
        _ => false,
    }
}

/// The names of the path that ends a run of tokens.
fn path_at_end<'t>(tokens: &[Token<'t>]) -> Vec<&'t str> {
    let mut names = Vec::new();
    let mut at = tokens.len();
    while at > 0 && tokens[at - 1].is_name() {
        names.insert(0, tokens[at - 1].text);
        if at < 2 || !tokens[at - 2].is(".") {
            break;
        }
        at -= 2;
    }
    names
}

/// The start of an operand: variables, quantifiers, and in `claims` things of the model.
fn operand(list: &mut List<'_, '_>, tokens: &[Token<'_>]) {
    for (name, kinds) in variables(list, tokens) {
        let kinds: Vec<&str> = kinds.iter().map(ThingKind::word).collect();
        list.add(1, Entry::new(name, CompletionKind::Variable).detail(kinds.join(" or ")));
    }
    for (word, snippet, about) in [
        ("not", "not ", "the opposite"),
        ("any", "any(${1:x} in ${2:things} where $3)", "true of at least one"),
        ("all", "all(${1:x} in ${2:things} where $3)", "true of each"),
        ("no", "no(${1:x} in ${2:things} where $3)", "true of none"),
        ("count", "count(${1:x} in ${2:things} where $3) >= ${4:2}", "how many it is true of"),
        ("reaches", "reaches(${1:from} -> ${2:to})", "whether there is a way along flows"),
        ("age", "age(${1:date}) > ${2:90d}", "the time since a day"),
        ("model", "model", "the model"),
        ("today", "today", "the day of the analysis"),
    ] {
        let entry = Entry::new(word, CompletionKind::Word).detail(about);
        let entry =
            if snippet.contains('$') { entry.snippet(snippet) } else { entry.insert(snippet) };
        list.add(2, entry);
    }
    if in_assumption(list) {
        targets::things(list, &[], |_, _, _| Some(0));
    }
}

fn in_assumption(list: &List<'_, '_>) -> bool {
    list.context.frames.last().and_then(super::context::Frame::word) == Some(ItemWord::Assumption)
}

/// The variables that are bound: by `for`, by quantifiers that are open, by `spreads`.
fn variables<'t>(list: &List<'_, 't>, tokens: &[Token<'t>]) -> Vec<(&'t str, KindSet)> {
    let mut bound: Vec<(&'t str, KindSet)> = Vec::new();
    if let Some(frame) = list.context.frames.last() {
        let header = frame.header.as_slice();
        let after_for = header.iter().position(|token| token.text == "for");
        for pair in header[after_for.map_or(header.len(), |at| at + 1)..].windows(2) {
            if let Some(kinds) = KindSet::parse(pair[0].text)
                && pair[1].is_name()
            {
                bound.push((pair[1].text, kinds));
            }
        }
    }
    if let [spreads, variable, ..] = list.context.sentence.as_slice()
        && spreads.text == "spreads"
    {
        bound.push((variable.text, KindSet::of(ThingKind::Flow)));
    }
    for (index, token) in tokens.iter().enumerate() {
        let opens = matches!(token.text, "any" | "all" | "no" | "count")
            && tokens.get(index + 1).is_some_and(|next| next.is("("));
        if !opens {
            continue;
        }
        if let (Some(variable), Some(word)) = (tokens.get(index + 2), tokens.get(index + 3))
            && word.text == "in"
        {
            let range: Vec<&str> = tokens[index + 4..]
                .iter()
                .take_while(|token| token.is_name() && token.text != "where" || token.is("."))
                .filter(|token| token.is_name())
                .map(|token| token.text)
                .collect();
            let kinds = kinds_of(&bound, &range);
            bound.push((variable.text, kinds));
        }
    }
    bound
}

/// The kinds of things that a path may lead to.
fn kinds_of(bound: &[(&str, KindSet)], path: &[&str]) -> KindSet {
    let Some((first, rest)) = path.split_first() else { return KindSet::EMPTY };
    let known = bound.iter().rev().find(|(name, _)| name == first).map(|(_, kinds)| *kinds);
    let mut kinds = match known {
        Some(kinds) => kinds,
        None if *first == "model" => KindSet::of(ThingKind::Model),
        None => KindSet::EMPTY,
    };
    for name in rest {
        kinds = match built_in(name, kinds).map(|field| &field.meaning) {
            Some(Meaning::Link(_, to) | Meaning::Things(_, to)) => *to,
            _ => KindSet::EMPTY,
        };
    }
    kinds
}

/// What may stand behind the last dot of the path that is typed.
fn fields(list: &mut List<'_, '_>, tokens: &[Token<'_>], typed: &str) {
    let Some((before, _)) = typed.rsplit_once('.') else { return };
    let path: Vec<&str> = before.split('.').collect();
    let mut bound = variables(list, tokens);
    if in_assumption(list)
        && let (Some(model), Some(first)) = (list.place.model, path.first())
        && let Some(id) = model.find(first)
    {
        bound.push((first, KindSet::of(model.thing(id).kind)));
    }
    let kinds = kinds_of(&bound, &path);
    let whole = |name: &str| format!("{before}.{name}");
    for field in BUILT_INS.iter().filter(|field| !field.kinds.and(kinds).is_empty()) {
        let entry = Entry::new(whole(field.name), CompletionKind::Field).detail(field.about);
        list.add(1, entry);
    }
    let Some(schema) = list.place.schema else { return };
    for (attribute, number) in schema.attributes.iter().zip(0..) {
        if attribute.kinds.and(kinds).is_empty() {
            continue;
        }
        let is_control = attribute.role == AttributeRole::Control;
        let answers = list.context.sentence.first().is_some_and(|first| first.text == "unless");
        let kind = if is_control { CompletionKind::Control } else { CompletionKind::Fact };
        let id = tm_model::schema::AttributeId(number);
        let entry = Entry::new(whole(&attribute.name), kind)
            .detail(if is_control { escape(&attribute.title) } else { "fact".to_owned() })
            .documentation(attribute_text(schema, id));
        // What answers a rule is a control; its situation is told with facts.
        list.add(if is_control == answers { 0 } else { 2 }, entry);
    }
}

/// Types behind `is`, of what stands before it.
fn types(list: &mut List<'_, '_>, tokens: &[Token<'_>]) {
    let operand = tokens.iter().rposition(|token| token.text == "is").unwrap_or(0);
    let kinds = kinds_of(&variables(list, tokens), &path_at_end(&tokens[..operand]));
    list.add(0, Entry::new("known", CompletionKind::Word).detail("somebody has said it"));
    if tokens.last().is_some_and(|token| token.text == "is") {
        let not = Entry::new("not", CompletionKind::Word).insert("not ");
        list.add(0, not.detail("of none of these types"));
    }
    for kind in kinds.iter().filter(|kind| *kind != ThingKind::Model) {
        list.add(1, Entry::new(kind.word(), CompletionKind::Type).detail("any of them"));
        vocabulary::types(list, kind, 2, &[]);
    }
}

/// The words of the value that a path leads to.
fn words(list: &mut List<'_, '_>, read: &[Token<'_>]) {
    let path = path_at_end(read);
    let Some(schema) = list.place.schema else { return };
    let Some((name, before)) = path.split_last() else { return };
    let attribute = schema.find_attribute(name).map(|id| &schema.attribute(id).value_type);
    let of_field = || {
        let kinds = kinds_of(&variables(list, read), before);
        match built_in(name, kinds).map(|field| &field.meaning) {
            Some(Meaning::Value(_, value_type)) => Some(value_type),
            _ => None,
        }
    };
    let value_type = attribute.or_else(of_field);
    let (words, yes_no) = match value_type {
        Some(ValueType::Word(set)) => {
            (schema.word_sets[usize::from(set.0)].words.as_slice(), false)
        }
        Some(ValueType::YesNo) => (&[][..], true),
        _ => return,
    };
    for word in words {
        list.add(0, Entry::new(word.clone(), CompletionKind::Value));
    }
    if yes_no {
        list.add(0, Entry::new("yes", CompletionKind::Value));
        list.add(0, Entry::new("no", CompletionKind::Value));
    }
}

/// Inside `[ … ]`: types behind `is`, words behind `in`.
fn values_in(list: &mut List<'_, '_>, tokens: &[Token<'_>]) {
    let Some(open) = tokens.iter().rposition(|token| token.is("[")) else { return };
    let before = &tokens[..open];
    match before.iter().rposition(|token| matches!(token.text, "is" | "in")) {
        Some(at) if before[at].text == "is" => types(list, &before[..=at]),
        Some(at) => {
            let end = if at > 0 && before[at - 1].text == "not" { at - 1 } else { at };
            words(list, &before[..end]);
        }
        None => {}
    }
}
