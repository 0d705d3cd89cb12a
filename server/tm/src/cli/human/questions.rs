//! What is to be found out and no listed threat asks for: what moves and what is kept, and what would
//! make a threat possible in the first place.

use std::collections::HashSet;

use tm_model::model::{Ask, State};

use super::Look;
use crate::cli::asked;
use crate::cli::page::{Paint, Part, Screen, Style, Unit, plural};
use crate::cli::report::ModelReport;

/// How many questions are listed under one heading, unless all are wanted.
const PER_GROUP: usize = 6;

/// Adds the questions of a model.
pub fn write(model: &ModelReport<'_>, look: &Look, screen: &mut Screen) {
    data(model, look, screen);
    others(model, look, screen);
}

/// The questions after what moves and what is kept, which no control answers.
fn data(model: &ModelReport<'_>, look: &Look, screen: &mut Screen) {
    let data: Vec<_> =
        model.questions.iter().filter(|question| question.question.ask == Ask::Data).collect();
    group("What moves and what is kept", &data, look, screen, |question, style| {
        let decides = plural(question.question.decides.len(), "threat depends", "threats depend");
        let text = format!("  {} ({decides} on it)  {}", question.question.text, question.place);
        style.wrap(&text, 4)
    });
}

/// The questions that no threat in the groups above waits for, the worst first.
fn others(model: &ModelReport<'_>, look: &Look, screen: &mut Screen) {
    let listed = model.threats.iter().filter(|threat| threat.threat.state == State::Possible);
    let listed: HashSet<&str> = listed.map(|threat| threat.threat.key.as_str()).collect();
    let mut others = asked::of_model(model, |question| {
        question.ask != Ask::Data
            && !question.decides.iter().any(|key| listed.contains(key.as_str()))
    });
    asked::sort(&mut others);
    group("To find out", &others, look, screen, |question, style| question.lines(2, style));
}

/// Adds questions under a heading, if there are any.
fn group<Question>(
    heading: &str,
    questions: &[Question],
    look: &Look,
    screen: &mut Screen,
    lines_of: impl Fn(&Question, Style) -> Vec<String>,
) {
    if questions.is_empty() {
        return;
    }
    screen.block(Part::Work, Unit::Question, questions.len(), |style| {
        let mut lines = vec![style.paint(heading, Paint::Strong)];
        let shown = if look.all { questions.len() } else { PER_GROUP };
        for question in questions.iter().take(shown) {
            lines.extend(lines_of(question, style));
        }
        if questions.len() > shown {
            lines.push(format!("  … and {} more like these", questions.len() - shown));
        }
        lines
    });
}
