//! What the model does not say and would decide a threat.

use smol_str::SmolStr;
use tm_grammar::tree::ValueKind;

use super::wording::written_name;
use super::{Context, change};
use crate::diagnostic::{Code, Diagnostic};
use crate::kind::ThingKind;
use crate::model::{Ask, ModelItem, OpenQuestion, ThingId};
use crate::schema::{AttributeId, ValueType};

/// How many answers are offered at most; of more, one has to be chosen by name.
const OFFERED: usize = 12;

/// What is asked, and of which clause of the item it is the answer.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Answer {
    /// A fact or control, written once for all parts of a flow.
    Property(AttributeId),
    /// `carrying`, `returns` or `holds`.
    Data(&'static str),
}

/// A question that one answer settles for several parts of a flow.
struct Question<'a> {
    answer: Answer,
    /// The parts that it is asked of, and the first one's words.
    things: Vec<ThingId>,
    text: &'a str,
    /// The keys of the threats that it decides; of several parts, in no order and some of them twice.
    decides: Vec<&'a SmolStr>,
}

/// One finding for each thing that the item does not say.
pub(super) fn open(
    context: &Context<'_>,
    item: &ModelItem,
    asked: &[OpenQuestion],
    found: &mut Vec<Diagnostic>,
) {
    let mut questions: Vec<Question<'_>> = Vec::new();
    for question in asked {
        add(context, &mut questions, question);
    }
    for question in questions {
        found.push(finding(context, item, &question));
    }
}

fn add<'a>(context: &Context<'_>, questions: &mut Vec<Question<'a>>, asked: &'a OpenQuestion) {
    let thing = context.model.thing(asked.subject);
    let answer = match asked.ask {
        Ask::Attribute(attribute) => Answer::Property(attribute),
        Ask::Data if thing.kind == ThingKind::Store => Answer::Data("holds"),
        Ask::Data if thing.is_reply() => Answer::Data("returns"),
        Ask::Data => Answer::Data("carrying"),
    };
    match questions.iter_mut().find(|question| question.answer == answer) {
        Some(question) => {
            question.things.push(asked.subject);
            question.decides.extend(&asked.decides);
        }
        None => questions.push(Question {
            answer,
            things: vec![asked.subject],
            text: &asked.text,
            decides: asked.decides.iter().collect(),
        }),
    }
}

fn finding(context: &Context<'_>, item: &ModelItem, question: &Question<'_>) -> Diagnostic {
    let model = context.model;
    let text = match (question.things.as_slice(), question.answer) {
        // One answer for all parts: the question is about the flow.
        ([first, _, ..], answer) => {
            let ask = match answer {
                Answer::Property(attribute) => Ask::Attribute(attribute),
                Answer::Data(_) => Ask::Data,
            };
            model.question_about(&item.name, model.thing(*first).kind, ask)
        }
        _ => question.text.to_owned(),
    };
    let depends = match decided(question) {
        0 => String::new(),
        1 => " (1 threat depends on it.)".to_owned(),
        count => format!(" ({count} threats depend on it.)"),
    };
    let key = match question.answer {
        Answer::Property(attribute) => model.schema.attribute(attribute).name.as_str(),
        Answer::Data(key) => key,
    };
    let written = item.property(key);
    let unknown = written
        .and_then(|property| property.values.iter().find(|value| value.kind == ValueKind::Unknown));
    let span = unknown.map_or(item.name_span(), |value| value.span);
    let mut finding = Diagnostic::new(Code::OpenQuestion, span, format!("{text}{depends}"));
    if !context.fixes {
        return finding;
    }
    for answer in answers(context, question.answer) {
        let is_clause = matches!(question.answer, Answer::Data(_));
        if let Some(change) = change::answer(item, key, &written_name(&answer), is_clause) {
            finding = finding.with_change(
                answer_title(question.answer, key, &answer),
                |span| item.origin(span),
                change,
            );
        }
    }
    finding
}

/// How many threats the question decides.
fn decided(question: &Question<'_>) -> usize {
    if let [_] = question.things.as_slice() {
        // Of one part each is there once.
        return question.decides.len();
    }
    let mut keys = question.decides.clone();
    keys.sort_unstable();
    keys.dedup();
    keys.len()
}

/// The words that could be the answer.
fn answers(context: &Context<'_>, answer: Answer) -> Vec<SmolStr> {
    let schema = &context.model.schema;
    match answer {
        Answer::Property(attribute) => match &schema.attribute(attribute).value_type {
            ValueType::YesNo => vec!["yes".into(), "no".into()],
            ValueType::Word(set) => {
                let words = &schema.word_sets[usize::from(set.0)].words;
                if words.len() <= OFFERED { words.clone() } else { Vec::new() }
            }
            _ => Vec::new(),
        },
        Answer::Data(_) => {
            let assets = context.assets();
            let offered = assets.iter().filter(|_| assets.len() <= OFFERED).cloned();
            offered.chain([SmolStr::new_static("nothing")]).collect()
        }
    }
}

fn answer_title(answer: Answer, key: &str, word: &str) -> String {
    match answer {
        Answer::Property(_) => format!("Answer \"{key}: {word}\""),
        Answer::Data(_) => format!("Answer \"{key} {word}\""),
    }
}
