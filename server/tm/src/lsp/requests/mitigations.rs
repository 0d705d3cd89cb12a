//! `tm/mitigations`: one row for each kind of mitigation, those that would settle most first.

use serde::Serialize;
use tm_ide::views::Stop;
use tm_ide::views::mitigations::{MitigationRow, Placed, Would, mitigations};
use tm_model::model::Model;
use tower_lsp::ls_types::Location;

use super::rows::{ThreatLine, TicketRow, place, tickets};
use super::{Nothing, Own, Refused};
use crate::lsp::state::{About, World};

/// The request.
pub struct Mitigations;

/// The kinds of mitigations.
#[derive(Serialize)]
pub struct Answer {
    mitigations: Vec<Row>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Row {
    control: Option<String>,
    title: String,
    effort: String,
    work: String,
    settles: Vec<ThreatLine>,
    helps: Vec<ThreatLine>,
    places: Vec<String>,
    order: Option<usize>,
    gain: usize,
    sentence: String,
    mitigations: Vec<PlacedRow>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PlacedRow {
    name: String,
    title: String,
    status: String,
    on: Vec<String>,
    effort: Option<String>,
    days_left: Option<i64>,
    tickets: Vec<TicketRow>,
    settles: Vec<SettledRow>,
    #[serde(flatten)]
    place: Location,
}

#[derive(Serialize)]
struct SettledRow {
    key: String,
    state: &'static str,
}

impl Own for Mitigations {
    const METHOD: &'static str = "tm/mitigations";
    const VERSION: u32 = 1;
    type Params = Nothing;
    type Answer = Answer;

    fn answer(
        about: &About,
        model: &Model,
        _: &Nothing,
        stop: Stop<'_>,
    ) -> Result<Self::Answer, Refused> {
        let rows = mitigations(&about.view.snapshot, model, stop).ok_or(Refused::CalledOff)?;
        let rows = rows.into_iter().map(|row| Row::new(&about.view, row));
        Ok(Answer { mitigations: rows.collect() })
    }
}

impl Row {
    fn new(world: &World, row: MitigationRow) -> Self {
        let lines = |list: Vec<Would>| list.into_iter().map(line).collect();
        let placed = row.mitigations.into_iter();
        Self {
            control: row.control.map(Into::into),
            title: row.title.into(),
            effort: row.effort.into(),
            work: row.work,
            settles: lines(row.settles),
            helps: lines(row.helps),
            places: row.places.iter().map(ToString::to_string).collect(),
            order: row.order,
            gain: row.gain,
            sentence: row.sentence,
            mitigations: placed.filter_map(|one| PlacedRow::new(world, one)).collect(),
        }
    }
}

fn line(would: Would) -> ThreatLine {
    ThreatLine {
        key: would.key.into(),
        title: would.title,
        state: would.state.word(),
        risk: would.risk.word(),
    }
}

impl PlacedRow {
    fn new(world: &World, placed: Placed) -> Option<Self> {
        let settles = placed.settles.iter();
        Some(Self {
            settles: settles
                .map(|(key, state)| SettledRow { key: key.to_string(), state: state.word() })
                .collect(),
            name: placed.name.into(),
            title: placed.title.into(),
            status: placed.status.into(),
            on: placed.on,
            effort: placed.effort.map(Into::into),
            days_left: placed.days_left,
            tickets: tickets(placed.tickets),
            place: place(world, placed.origin)?,
        })
    }
}
