//! What `for` says: the kinds of things, the variable and the type.

use tm_grammar::tree::{Name, Path};

use super::phrases::a_kind;
use super::properties::{Properties, with_nearest};
use super::report::{Report, Source};
use crate::diagnostic::{Code, Diagnostic};
use crate::kind::{KindSet, ThingKind};

/// What `for` says.
#[derive(Clone, Copy)]
pub(super) struct Subjects<'a> {
    /// All kinds that are named.
    pub kinds: KindSet,
    /// The kinds that stand with the variable, or all if there is none.
    pub bound_kinds: KindSet,
    /// The variable.
    pub variable: Option<&'a Name>,
    /// The type after the colon.
    pub type_name: Option<&'a Path>,
}

/// How many kinds of things an item may speak of.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Many {
    /// Several: facts and controls.
    Kinds,
    /// One, or elements: rules and questions, which look at their subject through one variable.
    One,
}

/// Reads `for`; `None` if it is missing or at fault, which has been reported.
pub(super) fn subjects<'a>(
    source: &Source<'a>,
    properties: &Properties<'a>,
    many: Many,
    missing: &str,
    report: &mut Report,
) -> Option<Subjects<'a>> {
    let all = properties
        .subjects()
        .filter_map(|subject| KindSet::parse(&subject.kind.text))
        .fold(KindSet::EMPTY, KindSet::or);
    let elements = all.and(KindSet::ELEMENTS) == all;
    if many == Many::One && !elements && all.iter().count() > 1 {
        let message = format!(
            "One {} looks at one kind of thing, not at {}; write one for each.",
            source.item.word,
            a_kind(all)
        );
        let span = source.name_origin().span;
        report.add(source, Diagnostic::new(Code::TypeError, span, message));
        return None;
    }
    let mut found = Subjects {
        kinds: KindSet::EMPTY,
        bound_kinds: KindSet::EMPTY,
        variable: None,
        type_name: None,
    };
    for subject in properties.subjects() {
        let Some(kinds) = KindSet::parse(&subject.kind.text) else {
            let words = || ThingKind::ALL.iter().map(|kind| kind.word()).chain(["element"]);
            let message = format!("There is no kind of thing called \"{}\".", subject.kind.text);
            let finding = Diagnostic::new(Code::BadValue, subject.kind.span, message);
            report.add(source, with_nearest(finding, source, &subject.kind.text, words()));
            continue;
        };
        found.kinds = found.kinds.or(kinds);
        if let Some(variable) = &subject.variable {
            match found.variable {
                Some(first) if first.text != variable.text => {
                    let message = format!("Use one variable: \"{}\".", first.text);
                    let finding = Diagnostic::new(Code::TypeError, variable.span, message);
                    report.add(source, finding);
                    return None;
                }
                _ => found.variable = Some(variable),
            }
            found.bound_kinds = found.bound_kinds.or(kinds);
        }
        if let Some(type_name) = &subject.type_name {
            match found.type_name {
                Some(_) => {
                    let message = "Only one type can be asked for; use \"is\" in \"when\".";
                    let finding = Diagnostic::new(Code::TypeError, type_name.span(), message);
                    report.add(source, finding);
                }
                None => found.type_name = Some(type_name),
            }
        }
    }
    if found.variable.is_none() {
        found.bound_kinds = found.kinds;
    }
    if found.kinds.is_empty() {
        if !source.item.properties().any(|property| property.key.text == "for") {
            report.missing(source, missing);
        }
        return None;
    }
    Some(found)
}

/// Reports a type where only kinds may stand.
pub(super) fn no_type(source: &Source<'_>, subjects: &Subjects<'_>, report: &mut Report) {
    if let Some(type_name) = subjects.type_name {
        let message = format!(
            "A {} is declared for kinds of things, not for types; rules can ask for the type.",
            match source.item.word {
                tm_grammar::words::ItemWord::Mitigation => "control",
                _ => "fact",
            }
        );
        report.add(source, Diagnostic::new(Code::BadValue, type_name.span(), message));
    }
}
