//! What rows of several answers have: places, tickets, decisions.

use serde::Serialize;
use tm_ide::views::Ticket;
use tm_ide::views::threats::Decided;
use tm_model::model::{Method, Score, Threat};
use tm_model::source::Origin;
use tower_lsp::ls_types::Location;

use crate::lsp::navigation::location;
use crate::lsp::state::World;

/// Where something is written; none in a file that the client has no way to open.
pub fn place(world: &World, origin: Origin) -> Option<Location> {
    let start = world.snapshot.file(origin.file)?.document.start_of(origin.block)?;
    let range = start + origin.span.start as usize..start + origin.span.end as usize;
    location(world, origin.file, &range)
}

/// A ticket and its page.
#[derive(Serialize)]
pub struct TicketRow {
    id: String,
    address: Option<String>,
}

/// Tickets and their pages.
pub fn tickets(tickets: Vec<Ticket>) -> Vec<TicketRow> {
    let rows = tickets.into_iter();
    rows.map(|Ticket { id, address }| TicketRow { id: id.into(), address }).collect()
}

/// What a decision says.
#[derive(Serialize)]
pub struct DecisionRow {
    verb: &'static str,
    by: Option<String>,
    until: Option<String>,
    because: Option<String>,
    to: Option<String>,
    #[serde(flatten)]
    place: Location,
}

impl DecisionRow {
    /// What a decision says, and where.
    pub fn new(world: &World, decided: Decided, origin: Origin) -> Option<Self> {
        let Decided { verb, by, until, because, to } = decided;
        Some(Self { verb, by, until, because, to, place: place(world, origin)? })
    }
}

/// The number that a threat is rated by.
#[derive(Serialize)]
pub struct ScoreRow {
    method: &'static str,
    value: f64,
}

impl From<Score> for ScoreRow {
    fn from(score: Score) -> Self {
        let method = if score.method == Method::Dread { "dread" } else { "cvss" };
        Self { method, value: score.value() }
    }
}

/// How a threat stands.
#[derive(Serialize)]
pub struct StandRow {
    state: &'static str,
    risk: &'static str,
}

impl From<&Threat> for StandRow {
    fn from(threat: &Threat) -> Self {
        Self { state: threat.state.word(), risk: threat.risk.level.word() }
    }
}

/// A threat that something settles, decides or waits for.
#[derive(Serialize)]
pub struct ThreatLine {
    /// Its key.
    pub key: String,
    /// What it is called.
    pub title: String,
    /// How it stands.
    pub state: &'static str,
    /// What it would mean.
    pub risk: &'static str,
}
