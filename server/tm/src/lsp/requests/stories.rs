//! `tm/stories`: the stories with what must not come with them, and the gaps between story, threat,
//! mitigation and ticket.

use serde::Serialize;
use smol_str::SmolStr;
use tm_ide::views::{Stop, TicketPages};
use tm_model::backlog::{Described, Forbidden, GAPS, Need, Requirement, Story, backlog};
use tm_model::diagnostic::Code;
use tm_model::model::Model;
use tower_lsp::ls_types::Location;

use super::rows::{TicketRow, place, tickets};
use super::{Nothing, Own, Refused};
use crate::lsp::navigation::location;
use crate::lsp::state::{About, World};

/// The request.
pub struct Stories;

/// The backlog.
#[derive(Serialize)]
pub struct Answer {
    stories: Vec<StoryRow>,
    requirements: Vec<RequirementRow>,
    gaps: Vec<Gap>,
}

#[derive(Serialize)]
struct StoryRow {
    name: String,
    title: String,
    kind: String,
    status: Option<String>,
    tickets: Vec<TicketRow>,
    ahead: bool,
    without: Vec<Line>,
    #[serde(flatten)]
    place: Location,
}

#[derive(Serialize)]
struct Line {
    text: String,
    threats: Vec<ThreatRow>,
    #[serde(flatten)]
    place: Location,
}

#[derive(Serialize)]
struct ThreatRow {
    key: String,
    title: Option<String>,
    state: Option<&'static str>,
    risk: Option<&'static str>,
    needs: Vec<NeedRow>,
}

#[derive(Serialize)]
struct NeedRow {
    control: Option<String>,
    mitigation: Option<String>,
    status: String,
    tickets: Vec<TicketRow>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RequirementRow {
    name: String,
    title: String,
    domain: String,
    tickets: Vec<TicketRow>,
    realised_by: Vec<String>,
    #[serde(flatten)]
    place: Location,
}

#[derive(Serialize)]
struct Gap {
    code: &'static str,
    message: String,
    #[serde(flatten)]
    place: Location,
}

impl Own for Stories {
    const METHOD: &'static str = "tm/stories";
    const VERSION: u32 = 1;
    const FINDINGS: &'static [Code] = &GAPS;
    type Params = Nothing;
    type Answer = Answer;

    fn answer(
        about: &About,
        model: &Model,
        _: &Nothing,
        _: Stop<'_>,
    ) -> Result<Self::Answer, Refused> {
        let found = backlog(&about.view.snapshot, model);
        let here = Here { world: &about.view, model, pages: TicketPages::of(model) };
        let gaps = about.findings.iter().filter_map(|(file, range, finding)| {
            Some(Gap {
                code: finding.code.info().code,
                message: finding.message.clone(),
                place: location(&about.view, *file, range)?,
            })
        });
        Ok(Answer {
            stories: found.stories.iter().filter_map(|it| here.story(it)).collect(),
            requirements: found.requirements.iter().filter_map(|it| here.requirement(it)).collect(),
            gaps: gaps.collect(),
        })
    }
}

struct Here<'a> {
    world: &'a World,
    model: &'a Model,
    pages: TicketPages<'a>,
}

impl Here<'_> {
    fn tickets(&self, ids: &[SmolStr]) -> Vec<TicketRow> {
        tickets(self.pages.tickets(ids.iter().cloned()))
    }

    fn story(&self, story: &Story) -> Option<StoryRow> {
        Some(StoryRow {
            name: story.name.to_string(),
            title: story.title.to_string(),
            kind: story.kind.to_string(),
            status: story.status.as_ref().map(ToString::to_string),
            tickets: self.tickets(&story.tickets),
            ahead: story.is_ahead(),
            without: story.without.iter().filter_map(|line| self.line(line)).collect(),
            place: place(self.world, story.origin)?,
        })
    }

    fn line(&self, line: &Forbidden) -> Option<Line> {
        Some(Line {
            text: line.text.to_string(),
            threats: line.threats.iter().map(|threat| self.threat(threat)).collect(),
            place: place(self.world, line.origin)?,
        })
    }

    fn threat(&self, described: &Described) -> ThreatRow {
        let threat = described.threat.as_ref();
        ThreatRow {
            key: described.key.to_string(),
            title: threat.map(|threat| self.model.threat_title(threat)),
            state: threat.map(|threat| threat.state.word()),
            risk: threat.map(|threat| threat.risk.level.word()),
            needs: described.needs.iter().map(|need| self.need(need)).collect(),
        }
    }

    fn need(&self, need: &Need) -> NeedRow {
        NeedRow {
            control: need.control.as_ref().map(ToString::to_string),
            mitigation: need.mitigation.as_ref().map(ToString::to_string),
            status: need.status.to_string(),
            tickets: self.tickets(&need.tickets),
        }
    }

    fn requirement(&self, requirement: &Requirement) -> Option<RequirementRow> {
        Some(RequirementRow {
            name: requirement.name.to_string(),
            title: requirement.title.to_string(),
            domain: requirement.domain.to_string(),
            tickets: self.tickets(&requirement.tickets),
            realised_by: requirement.realised_by.iter().map(ToString::to_string).collect(),
            place: place(self.world, requirement.origin)?,
        })
    }
}
