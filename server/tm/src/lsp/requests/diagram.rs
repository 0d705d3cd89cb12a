//! `tm/diagram`: the data flow diagram as a graph.

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use tm_ide::views::Stop;
use tm_ide::views::diagram::{self, Filter, diagram};
use tm_model::model::{Model, ThingId};
use tm_model::schema::Level;
use tm_model::value::Truth;
use tower_lsp::ls_types::{Location, Range};

use super::rows::place;
use super::{Own, Refused, what_if};
use crate::lsp::state::{About, World};

/// The request.
pub struct Diagram;

/// Which part of it.
#[derive(Deserialize)]
pub struct Params {
    #[serde(default)]
    filter: FilterParams,
}

/// Conditions, all of which must hold.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
struct FilterParams {
    in_scope: bool,
    zone: Option<SmolStr>,
    asset: Option<SmolStr>,
    category: Option<SmolStr>,
    story: Option<SmolStr>,
    what_if: Option<String>,
}

/// The graph.
#[derive(Serialize)]
pub struct Answer {
    title: Option<String>,
    zones: Vec<Zone>,
    nodes: Vec<Node>,
    flows: Vec<Flow>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Shape {
    id: String,
    title: String,
    #[serde(rename = "type")]
    type_name: Option<String>,
    in_scope: bool,
    context: bool,
    threats: Standing,
    /// The whole sentence; the name stands at `range`.
    sentence: Range,
    #[serde(flatten)]
    place: Location,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Standing {
    open: usize,
    possible: usize,
    planned: usize,
    settled: usize,
    worst_open: Option<&'static str>,
    worst_possible: Option<&'static str>,
    questions: usize,
    opened: usize,
}

#[derive(Serialize)]
struct Zone {
    parent: Option<String>,
    trust: Option<String>,
    #[serde(flatten)]
    shape: Shape,
}

#[derive(Serialize)]
struct Node {
    kind: &'static str,
    zone: Option<String>,
    imported: bool,
    sensitivity: Option<String>,
    holds: Data,
    encrypted: Option<&'static str>,
    #[serde(flatten)]
    shape: Shape,
}

#[derive(Serialize)]
struct Flow {
    number: Option<String>,
    source: String,
    target: String,
    carries: Data,
    sensitivity: Option<String>,
    encrypted: Option<&'static str>,
    crossing: Option<Crossing>,
    reply: Option<Reply>,
    #[serde(flatten)]
    shape: Shape,
}

#[derive(Serialize)]
struct Data {
    assets: Vec<String>,
    unknown: bool,
}

#[derive(Serialize)]
struct Crossing {
    way: String,
    from: String,
    to: String,
    boundaries: Vec<String>,
}

#[derive(Serialize)]
struct Reply {
    id: String,
    carries: Data,
    threats: Standing,
}

impl Own for Diagram {
    const METHOD: &'static str = "tm/diagram";
    const VERSION: u32 = 1;
    type Params = Params;
    type Answer = Answer;

    fn answer(
        about: &About,
        model: &Model,
        params: &Params,
        stop: Stop<'_>,
    ) -> Result<Self::Answer, Refused> {
        let FilterParams { in_scope, zone, asset, category, story, what_if: assumption } =
            &params.filter;
        let tried = assumption
            .as_ref()
            .map(|assumption| what_if::run(about, model, assumption, stop))
            .transpose()?;
        let wrong = tried.as_ref().and_then(|tried| tried.model_in(&tried.wrong));
        let filter = Filter {
            in_scope: *in_scope,
            zone: zone.clone(),
            asset: asset.clone(),
            category: category.clone(),
            story: story.clone(),
        };
        let snapshot = &about.view.snapshot;
        let graph = diagram(snapshot, wrong.unwrap_or(model), &filter, tried.as_ref())
            .map_err(|not_there| Refused::NotThere(not_there.to_string()))?;
        let world = &about.view;
        Ok(Answer {
            title: model.title(ThingId::MODEL).map(str::to_owned),
            zones: graph.zones.into_iter().filter_map(|it| zone_of(world, it)).collect(),
            nodes: graph.nodes.into_iter().filter_map(|it| node(world, it)).collect(),
            flows: graph.flows.into_iter().filter_map(|it| flow(world, it)).collect(),
        })
    }
}

fn shape(world: &World, shape: diagram::Shape) -> Option<Shape> {
    Some(Shape {
        id: shape.id.into(),
        title: shape.title.into(),
        type_name: shape.type_name.map(Into::into),
        in_scope: shape.in_scope,
        context: shape.context,
        threats: standing(shape.threats),
        sentence: place(world, shape.whole)?.range,
        place: place(world, shape.origin)?,
    })
}

fn standing(standing: diagram::Standing) -> Standing {
    Standing {
        open: standing.open,
        possible: standing.possible,
        planned: standing.planned,
        settled: standing.settled,
        worst_open: standing.worst_open.map(Level::word),
        worst_possible: standing.worst_possible.map(Level::word),
        questions: standing.questions,
        opened: standing.opened,
    }
}

fn zone_of(world: &World, zone: diagram::Zone) -> Option<Zone> {
    let diagram::Zone { shape: of, parent, trust } = zone;
    Some(Zone { parent: parent.map(Into::into), trust, shape: shape(world, of)? })
}

fn node(world: &World, node: diagram::Node) -> Option<Node> {
    Some(Node {
        kind: node.kind.word(),
        zone: node.zone.map(Into::into),
        imported: node.imported,
        sensitivity: node.sensitivity,
        holds: data(node.holds),
        encrypted: node.encrypted.map(Truth::word),
        shape: shape(world, node.shape)?,
    })
}

fn flow(world: &World, flow: diagram::Flow) -> Option<Flow> {
    Some(Flow {
        number: flow.number.map(Into::into),
        source: flow.source.into(),
        target: flow.target.into(),
        carries: data(flow.carries),
        sensitivity: flow.sensitivity,
        encrypted: flow.encrypted.map(Truth::word),
        crossing: flow.crossing.map(crossing),
        reply: flow.reply.map(reply),
        shape: shape(world, flow.shape)?,
    })
}

fn data(data: diagram::Data) -> Data {
    let assets = data.assets.into_iter().map(Into::into).collect();
    Data { assets, unknown: data.unknown }
}

fn crossing(crossing: diagram::Crossing) -> Crossing {
    let boundaries = crossing.boundaries.into_iter().map(Into::into).collect();
    Crossing { way: crossing.way.into(), from: crossing.from, to: crossing.to, boundaries }
}

fn reply(reply: diagram::Reply) -> Reply {
    Reply { id: reply.id.into(), carries: data(reply.carries), threats: standing(reply.threats) }
}
