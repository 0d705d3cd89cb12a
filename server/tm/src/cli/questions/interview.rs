//! The interview: what to ask people, thing by thing.

use serde::Serialize;
use tm_model::Snapshot;
use tm_model::model::{InterviewQuestion, Model, ThingId};

use crate::cli::page::Style;
use crate::cli::places::{Place, Places};
use crate::cli::sources::Loaded;

/// A thing with the questions that nobody has answered for it.
pub struct Interview<'a> {
    pub model: &'a str,
    subject: &'a str,
    title: Option<&'a str>,
    place: Place,
    pub questions: Vec<InterviewQuestion>,
}

/// A question as other programs read it.
#[derive(Serialize)]
pub struct Row<'a> {
    model: &'a str,
    subject: &'a str,
    question: &'a str,
    ask: &'a str,
    because: &'a str,
    good: &'a str,
    /// What answers it, as it is written.
    answer: String,
    #[serde(flatten)]
    place: &'a Place,
}

/// The interviews of all models, by thing, in the order of the models.
pub fn of<'a>(loaded: &'a [(Loaded, Snapshot)]) -> Vec<Interview<'a>> {
    let mut interviews: Vec<Interview<'a>> = Vec::new();
    for (loaded, snapshot) in loaded {
        let places = Places::new(loaded, snapshot);
        for model in snapshot.models() {
            let mut last: Option<ThingId> = None;
            for question in model.interview() {
                if last != Some(question.subject) {
                    last = Some(question.subject);
                    let Some(interview) = Interview::about(model, question.subject, &places) else {
                        continue;
                    };
                    interviews.push(interview);
                }
                if let Some(interview) = interviews.last_mut() {
                    interview.questions.push(question);
                }
            }
        }
    }
    interviews
}

impl<'a> Interview<'a> {
    fn about(model: &'a Model, subject: ThingId, places: &Places<'_>) -> Option<Self> {
        let item = model.item(model.thing(subject).item)?;
        Some(Self {
            model: &model.name,
            subject: model.label(subject),
            title: model.title(subject),
            place: places.of(item.origin(item.name_span())),
            questions: Vec::new(),
        })
    }

    /// The questions as other programs read them.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.questions.iter().map(|question| Row {
            model: self.model,
            subject: self.subject,
            question: &question.name,
            ask: &question.text,
            because: &question.because,
            good: &question.good,
            answer: self.answer(question),
            place: &self.place,
        })
    }

    fn answer(&self, question: &InterviewQuestion) -> String {
        format!("answer {} on {} = \"…\"", question.name, self.subject)
    }

    /// The thing, then each question with why it matters, what a good answer says and what to write.
    pub fn lines(&self, style: Style) -> Vec<String> {
        let title = self.title.map_or_else(String::new, |title| format!("  {title}"));
        let mut lines = vec![format!("{}{title}  {}", style.bold(self.subject), self.place)];
        for question in &self.questions {
            lines.extend(style.wrap(&format!("  {}", question.text), 2));
            if !question.because.is_empty() {
                lines.extend(style.wrap(&format!("      why   {}", question.because), 12));
            }
            if !question.good.is_empty() {
                lines.extend(style.wrap(&format!("      good  {}", question.good), 12));
            }
            lines.extend(style.wrap(&format!("      write {}", self.answer(question)), 12));
        }
        lines
    }
}
