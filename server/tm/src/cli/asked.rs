//! Open questions as the command line lists them: each with its place, for people and for programs.
//!
//! Not for: what is asked, how it is answered and in which order, which `tm_ide::views::questions`
//! says; nor which questions a command lists, and what it prints around them.

use std::collections::HashMap;

use serde::{Serialize, Serializer};
use smol_str::SmolStr;
use tm_ide::views::questions::{self, Decides};
use tm_model::model::{ItemId, OpenQuestion};
use tm_model::schema::Level;

use super::page::Style;
use super::places::Place;
use super::report::ModelReport;

/// An open question and where its subject is named.
pub struct Asked<'a> {
    pub model: &'a str,
    pub row: questions::Asked<'a>,
    place: Place,
}

/// A question as other programs read it.
#[derive(Serialize)]
struct Fields<'a> {
    model: &'a str,
    subject: &'a str,
    attribute: Option<&'a str>,
    ask: &'a str,
    good: &'a str,
    answers: Vec<String>,
    promised: bool,
    risk: Option<&'static str>,
    decides: Vec<Decided<'a>>,
    #[serde(flatten)]
    place: &'a Place,
}

/// A threat that waits for an answer.
#[derive(Serialize)]
struct Decided<'a> {
    key: &'a SmolStr,
    risk: &'static str,
    title: &'a str,
}

impl<'a> Decided<'a> {
    fn of(decides: &'a Decides) -> Self {
        Self { key: &decides.key, risk: decides.risk.word(), title: &decides.title }
    }
}

impl Serialize for Asked<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Self { model, row, place } = self;
        let fields = Fields {
            model,
            subject: row.subject,
            attribute: row.is_property().then_some(row.key),
            ask: &row.text,
            good: &row.good,
            answers: row.lines(),
            promised: row.promised,
            risk: row.risk.map(Level::word),
            decides: row.decides.iter().map(Decided::of).collect(),
            place,
        };
        fields.serialize(to)
    }
}

/// The questions of a model that are wanted, in the order of the text.
pub fn of_model<'a>(
    model: &'a ModelReport<'a>,
    wanted: impl Fn(&OpenQuestion) -> bool,
) -> Vec<Asked<'a>> {
    let open: Vec<_> = model.questions.iter().filter(|open| wanted(open.question)).collect();
    let item = |question: &OpenQuestion| model.model.thing(question.subject).item;
    let places: HashMap<ItemId, &Place> =
        open.iter().map(|open| (item(open.question), &open.place)).collect();
    let rows = questions::asked(model.model, open.iter().map(|open| open.question));
    let asked = rows.into_iter().filter_map(|row| {
        let place = (*places.get(&row.item)?).clone();
        Some(Asked { model: &model.model.name, row, place })
    });
    asked.collect()
}

/// Puts the worst first, then those that decide most. Equal ones stay in their order.
pub fn sort(questions: &mut [Asked<'_>]) {
    questions.sort_by_key(|question| question.row.rank());
}

impl Asked<'_> {
    /// How bad it is, the question, and where; then what to write.
    pub fn lines(&self, indent: usize, style: Style) -> Vec<String> {
        let Self { row, place, .. } = self;
        let risk = match row.risk {
            Some(level) => style.risk(level),
            None => " ".repeat(Level::Critical.word().len()),
        };
        let mark = if row.promised { " (promised)" } else { "" };
        let blank = " ".repeat(indent);
        let ask = format!("{blank}{risk} {}{mark}  {place}", style.bold(&row.text));
        let mut lines = style.wrap(&ask, indent + 9);
        lines.extend(style.wrap(&format!("{blank}    write {}", row.told()), indent + 6));
        lines
    }
}
