//! `tm/threats`: the table of threats.

use std::collections::BTreeMap;

use serde::Serialize;
use tm_ide::views::Stop;
use tm_ide::views::threats::{Catalogues, ThreatRow, controls, threats};
use tm_model::model::{Model, State};
use tower_lsp::ls_types::Location;

use super::rows::{DecisionRow, ScoreRow, TicketRow, place, tickets};
use super::{Nothing, Own, Refused};
use crate::lsp::state::{About, World};

/// The request.
pub struct Threats;

/// The table.
#[derive(Serialize)]
pub struct Answer {
    counts: BTreeMap<&'static str, usize>,
    threats: Vec<Row>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Row {
    key: String,
    rule: String,
    subject: String,
    title: String,
    category: String,
    risk: &'static str,
    score: Option<ScoreRow>,
    top: bool,
    state: &'static str,
    expired: bool,
    overdue: bool,
    days_left: Option<i64>,
    decision: Option<DecisionRow>,
    mitigations: Vec<String>,
    controls: Vec<String>,
    tickets: Vec<TicketRow>,
    folded: Vec<FoldedRow>,
    cwe: Vec<u32>,
    capec: Vec<u32>,
    attack: Vec<String>,
    #[serde(flatten)]
    place: Location,
}

#[derive(Serialize)]
struct FoldedRow {
    key: String,
    state: &'static str,
}

impl Own for Threats {
    const METHOD: &'static str = "tm/threats";
    const VERSION: u32 = 1;
    type Params = Nothing;
    type Answer = Answer;

    fn answer(
        about: &About,
        model: &Model,
        _: &Nothing,
        _: Stop<'_>,
    ) -> Result<Self::Answer, Refused> {
        let rows = threats(&about.view.snapshot, model);
        let mut counts: BTreeMap<&'static str, usize> =
            State::ALL.iter().map(|state| (state.word(), 0)).collect();
        for row in &rows {
            *counts.entry(row.threat.state.word()).or_default() += 1;
        }
        let rows = rows.into_iter().filter_map(|row| Row::new(&about.view, model, row));
        Ok(Answer { counts, threats: rows.collect() })
    }
}

impl Row {
    fn new(world: &World, model: &Model, row: ThreatRow) -> Option<Self> {
        let ThreatRow { threat, title, decision, mitigations, tickets: named, days_left, origin } =
            row;
        let Catalogues { cwe, capec, attack } = Catalogues::of(model, &threat);
        let folded = threat.folded.iter();
        let decision = decision.and_then(|(said, at)| DecisionRow::new(world, said, at));
        Some(Self {
            title,
            days_left,
            decision,
            mitigations: mitigations.iter().map(ToString::to_string).collect(),
            controls: controls(model, &threat).map(str::to_owned).collect(),
            tickets: tickets(named),
            folded: folded
                .map(|one| FoldedRow { key: one.key.to_string(), state: one.state.word() })
                .collect(),
            cwe: cwe.into_owned(),
            capec: capec.into_owned(),
            attack: attack.iter().map(ToString::to_string).collect(),
            place: place(world, origin)?,
            subject: model.label(threat.subject).to_owned(),
            category: threat.category.to_string(),
            risk: threat.risk.level.word(),
            score: threat.risk.score.map(ScoreRow::from),
            top: threat.top,
            state: threat.state.word(),
            expired: threat.expired,
            overdue: threat.overdue,
            key: threat.key.into(),
            rule: threat.name.into(),
        })
    }
}
