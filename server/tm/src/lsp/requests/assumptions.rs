//! `tm/assumptions`: what is taken for granted, what rests on it, and what would follow if it were
//! wrong.

use serde::Serialize;
use tm_ide::views::Stop;
use tm_ide::views::assumptions::{AssumptionRow, IfWrong, assumptions};
use tm_model::model::Model;
use tm_model::schema::Level;
use tower_lsp::ls_types::Location;

use super::rows::place;
use super::what_if::RestRow;
use super::{Nothing, Own, Refused};
use crate::lsp::state::{About, World};

/// The request.
pub struct Assumptions;

/// The assumptions.
#[derive(Serialize)]
pub struct Answer {
    assumptions: Vec<Row>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Row {
    name: String,
    title: String,
    kind: String,
    status: String,
    owner: Option<String>,
    check_by: Option<String>,
    days_left: Option<i64>,
    rests: Vec<RestRow>,
    if_wrong: Option<IfWrongRow>,
    #[serde(flatten)]
    place: Location,
}

#[derive(Serialize)]
struct IfWrongRow {
    refuted: bool,
    opens: usize,
    worst: Option<&'static str>,
    changes: usize,
    questions: usize,
}

impl From<IfWrong> for IfWrongRow {
    fn from(if_wrong: IfWrong) -> Self {
        let IfWrong { refuted, opens, worst, changes, questions } = if_wrong;
        Self { refuted, opens, worst: worst.map(Level::word), changes, questions }
    }
}

impl Own for Assumptions {
    const METHOD: &'static str = "tm/assumptions";
    const VERSION: u32 = 1;
    type Params = Nothing;
    type Answer = Answer;

    fn answer(
        about: &About,
        model: &Model,
        _: &Nothing,
        stop: Stop<'_>,
    ) -> Result<Self::Answer, Refused> {
        let rows = assumptions(&about.view.snapshot, model, stop).ok_or(Refused::CalledOff)?;
        let rows = rows.into_iter().filter_map(|row| Row::new(&about.view, row));
        Ok(Answer { assumptions: rows.collect() })
    }
}

impl Row {
    fn new(world: &World, row: AssumptionRow) -> Option<Self> {
        let (check_by, days_left) = row.check_by.unzip();
        Some(Self {
            name: row.name.into(),
            title: row.title.into(),
            kind: row.kind,
            status: row.status.into(),
            owner: row.owner.map(Into::into),
            check_by,
            days_left,
            rests: row.rests.into_iter().filter_map(|rest| RestRow::new(world, rest)).collect(),
            if_wrong: row.if_wrong.map(IfWrongRow::from),
            place: place(world, row.origin)?,
        })
    }
}
