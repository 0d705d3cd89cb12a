//! What could be done about a question besides answering it: taking an answer for granted, and
//! asking somebody. The answers are remedies of the finding.

use tm_grammar::tree::ValueKind;
use tm_grammar::words::ItemWord;
use tm_model::change::{Change, add_property};
use tm_model::diagnostic::Code;
use tm_model::model::{Ask, OpenQuestion};
use tm_model::schema::{AttributeId, ValueType};

use super::{Action, ActionKind, Findings, Here, quoted};
use crate::edits::Edit;
use crate::spelling::Spelt;

/// How many questions are offered something.
const QUESTIONS: usize = 3;

pub(super) fn add<'a>(here: &Here<'a>, findings: &Findings, actions: &mut Vec<Action<'a>>) {
    let things = here.model.things_of(here.id).iter();
    let mut questions: Vec<OpenQuestion> =
        things.flat_map(|thing| here.model.questions(*thing)).collect();
    // With the cursor at one answer only that is asked about.
    let at = here.node().properties().find(|property| property.span.touches(here.offset));
    if let Some(property) = at {
        questions.retain(|question| key(here, question.ask) == Some(property.key.text.as_str()));
    }
    questions.dedup_by_key(|question| question.ask);
    for question in questions.into_iter().take(QUESTIONS) {
        let Ask::Attribute(attribute) = question.ask else { continue };
        let finding = findings.list.iter().position(|it| {
            it.diagnostic.code == Code::OpenQuestion
                && it.diagnostic.message.starts_with(question.text.as_str())
        });
        let from = actions.len();
        assume(*here, attribute, actions);
        ask(*here, attribute, question.text, actions);
        actions[from..].iter_mut().for_each(|action| action.settles = finding);
    }
}

fn key<'a>(here: &Here<'a>, ask: Ask) -> Option<&'a str> {
    match ask {
        Ask::Attribute(attribute) => Some(&here.model.schema.attribute(attribute).name),
        Ask::Data => None,
    }
}

/// `key: yes assuming NAME`, and the assumption.
pub(super) fn assume<'a>(here: Here<'a>, attribute: AttributeId, actions: &mut Vec<Action<'a>>) {
    let info = here.model.schema.attribute(attribute);
    if info.value_type != ValueType::YesNo {
        return;
    }
    let title = format!("Assume \"{}: yes\" on {}", info.name, here.item.name());
    actions.push(Action::new(ActionKind::QuickFix, title, move || {
        let (key, subject) = (&info.name, here.item.name());
        let name = here.free_name(ItemWord::Assumption, &format!("{subject}-{key}"));
        let name = Spelt::of(&name).written;
        let answer = format!("yes assuming {name}");
        let change = match here.item.property(key) {
            Some(property) => {
                let unknown = |kind: &ValueKind| *kind == ValueKind::Unknown;
                let value = property.values.iter().find(|value| unknown(&value.kind))?;
                Change::new(value.span, answer)
            }
            None => add_property(here.node(), here.item.text(), &format!("{key}: {answer}"))?,
        };
        let about = Spelt::of(subject).written;
        let text = format!(
            "assumption {name}: infrastructure {} about {about} {{\nstatus: open\n{}check-by: {}\n}}\n",
            quoted(&format!("{}: {}", subject, info.title)),
            here.owner().map(|owner| format!("owner: {owner}\n")).unwrap_or_default(),
            here.day(90),
        );
        let assumption = here.room().item(ItemWord::Assumption, &text);
        Some(vec![here.edit(change), assumption])
    }));
}

/// A question with somebody who is to answer it.
pub(super) fn ask<'a>(
    here: Here<'a>,
    attribute: AttributeId,
    text: String,
    actions: &mut Vec<Action<'a>>,
) {
    let key = &here.model.schema.attribute(attribute).name;
    let title = format!("Ask somebody: {text}");
    actions.push(Action::new(ActionKind::Rewrite, title, move || {
        let subject = here.item.name();
        let name = here.free_name(ItemWord::Question, &format!("{subject}-{key}"));
        let (name, on) = (Spelt::of(&name).written, Spelt::of(subject).written);
        let owner = here.owner().map(|owner| format!(" owner {owner}")).unwrap_or_default();
        let line = format!("question {name} {} on {on}{owner}", quoted(&text));
        let edit: Edit = here.room().item(ItemWord::Question, &line);
        Some(vec![edit])
    }));
}
