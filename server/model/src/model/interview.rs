//! The interview: questions in words, which people answer in words. The model asks some of its own
//! things, the packs ask some of every thing of a kind.
//!
//! Invariants: a flow is asked as a whole, not in its parts; what is out of scope is not asked.
//! Not for: questions whose answer is a fact or control, which [`super::OpenQuestion`] holds.

use smol_str::SmolStr;
use tm_grammar::tree::{Answer, Head, Path, ValueKind};
use tm_grammar::words::ItemWord;

use super::{ItemId, Model, Part, ThingId};

/// A question that nobody has answered yet.
#[derive(Clone, Debug, PartialEq)]
pub struct InterviewQuestion {
    /// By what an `answer` names it: `stride.caller-proof`, or the bare name of one of the model.
    pub name: SmolStr,
    /// The thing it is asked of.
    pub subject: ThingId,
    /// The question.
    pub text: String,
    /// Why it matters; may be empty.
    pub because: SmolStr,
    /// What a good answer says; may be empty.
    pub good: SmolStr,
    /// The item of the model that asks it; `None` if a pack does.
    pub item: Option<ItemId>,
}

/// An `answer` of the model, as far as it is one: `= ?` is none.
struct Answered {
    question: SmolStr,
    /// What it answers for; `None` if it does not say.
    subject: Option<ThingId>,
}

impl Model {
    /// The questions nobody has answered, by subject in the order of the model; of one subject those
    /// of the model first, then those of the packs in their order.
    pub fn interview(&self) -> Vec<InterviewQuestion> {
        let answered = self.answered();
        let mut questions = self.own_interview();
        let whole =
            self.things().filter(|(_, thing)| matches!(thing.part, Part::Whole | Part::Segment(0)));
        for (subject, thing) in whole.filter(|(id, _)| self.in_scope(*id)) {
            let asked = self.schema.questions.iter().filter(|question| {
                question.kinds.contains(thing.kind)
                    && question.subject_type.is_none_or(|of| self.is_a(subject, of))
            });
            questions.extend(asked.map(|question| InterviewQuestion {
                name: question.name.clone(),
                subject,
                text: self.fill(&question.ask, subject),
                because: question.because.clone(),
                good: question.good.clone(),
                item: None,
            }));
        }
        questions.retain(|question| !answered.iter().any(|answer| answer.settles(question)));
        // Questions of one subject stay in their order.
        questions.sort_by_key(|question| question.subject);
        questions
    }

    /// The `question` items of the model, each for every thing that it is about.
    fn own_interview(&self) -> Vec<InterviewQuestion> {
        let mut questions = Vec::new();
        for (id, item) in self.items().filter(|(_, item)| item.word == ItemWord::Question) {
            let node = item.node();
            let on = item.property("on").map(|property| property.values.as_slice());
            let mut subjects: Vec<ThingId> = on
                .unwrap_or_default()
                .iter()
                .filter_map(|value| match &value.kind {
                    ValueKind::Reference(reference) => self.find_path(reference.path.as_ref()?),
                    _ => None,
                })
                .collect();
            if on.is_none() {
                subjects.push(ThingId::MODEL);
            }
            let text = |key: &str| item.text_of(key).cloned().unwrap_or_default();
            let title =
                node.title().map_or_else(|| item.name.to_string(), |it| it.value.to_string());
            let ask = text("ask");
            for subject in subjects {
                questions.push(InterviewQuestion {
                    name: item.name.clone(),
                    subject,
                    text: if ask.is_empty() { title.clone() } else { ask.to_string() },
                    because: text("because"),
                    good: text("good"),
                    item: Some(id),
                });
            }
        }
        questions
    }

    fn answered(&self) -> Vec<Answered> {
        let answers = self.items().filter_map(|(_, item)| match &item.node().head {
            Head::Answer(answer) => self.answer(answer),
            _ => None,
        });
        answers.collect()
    }

    fn answer(&self, answer: &Answer) -> Option<Answered> {
        let value = answer.value.as_ref()?;
        if value.kind == ValueKind::Unknown {
            return None;
        }
        let question = crate::engine::full_name(answer.question.as_ref()?).into();
        let subject = match &answer.target {
            Some(target) => Some(self.find_path(target.path.as_ref()?)?),
            None => None,
        };
        Some(Answered { question, subject })
    }

    /// The thing that a path names; the model's own name is the model.
    fn find_path(&self, path: &Path) -> Option<ThingId> {
        let name = crate::engine::full_name(path);
        self.find(&name).or_else(|| (name == self.name.as_str()).then_some(ThingId::MODEL))
    }
}

impl Answered {
    fn settles(&self, question: &InterviewQuestion) -> bool {
        let bare = question.name.rsplit_once('.').map(|(_, bare)| bare);
        (self.question == question.name || bare == Some(self.question.as_str()))
            && self.subject.is_none_or(|subject| subject == question.subject)
    }
}
