//! `tm/model`: how a model stands, for a status bar.

use std::collections::BTreeMap;

use serde::Serialize;
use tm_ide::iso;
use tm_ide::views::{Stop, summary};
use tm_model::model::{Model, State, ThingId};
use tm_model::schema::Level;
use tm_model::value::date_of_day;
use tower_lsp::ls_types::Location;

use super::rows::place;
use super::{Nothing, Own, Refused};
use crate::lsp::state::About;

/// The request.
pub struct Summary;

/// How a model stands.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Answer {
    title: Option<String>,
    owner: Option<String>,
    counts: BTreeMap<&'static str, usize>,
    worst: Option<&'static str>,
    questions: usize,
    promised: usize,
    expired: usize,
    overdue: usize,
    review: Option<Review>,
    files: Vec<String>,
    #[serde(flatten)]
    place: Option<Location>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Review {
    due: String,
    days_left: i64,
}

impl Own for Summary {
    const METHOD: &'static str = "tm/model";
    const VERSION: u32 = 1;
    type Params = Nothing;
    type Answer = Answer;

    fn answer(
        about: &About,
        model: &Model,
        _: &Nothing,
        _: Stop<'_>,
    ) -> Result<Self::Answer, Refused> {
        let view = &about.view;
        let stands = summary::Summary::of(&view.snapshot, model);
        let files = model.files.iter().filter_map(|file| view.snapshot.file(*file));
        let files = files.filter_map(|file| view.spelling.uri_of(file));
        Ok(Answer {
            title: model.title(ThingId::MODEL).map(str::to_owned),
            owner: stands.owner.as_ref().map(ToString::to_string),
            counts: State::ALL.iter().map(|state| (state.word(), stands.count(*state))).collect(),
            worst: stands.worst.map(Level::word),
            questions: stands.questions,
            promised: stands.promised,
            expired: stands.expired,
            overdue: stands.overdue,
            review: stands.review.map(|day| Review {
                due: iso(date_of_day(day)),
                days_left: day - view.snapshot.today(),
            }),
            files: files.map(|uri| uri.as_str().to_owned()).collect(),
            place: stands.origin.and_then(|origin| place(view, origin)),
        })
    }
}
