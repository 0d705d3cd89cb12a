//! The data flow diagram of a model as a graph: what is to be drawn, and nothing of how.
//!
//! Invariants:
//! - Everything has an id that is its name in the model, so it stays while nobody renames it.
//! - Zones, nodes and flows come in the order of the text, so that a small edit moves little.
//! - Ends of flows, zones of nodes and zones around zones are in the graph, whatever the filter.
//!
//! Not for: layout, colours, text of a drawing language.

mod build;
mod filter;

use smol_str::SmolStr;
use tm_model::kind::ThingKind;
use tm_model::schema::Level;
use tm_model::source::Origin;
use tm_model::value::Truth;

pub use build::diagram;
pub use filter::{Filter, NotThere};

/// What is to be drawn of a model.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Graph {
    /// The name of the model.
    pub model: SmolStr,
    /// Its title.
    pub title: Option<SmolStr>,
    /// Its zones, each behind the one around it.
    pub zones: Vec<Zone>,
    /// Its elements.
    pub nodes: Vec<Node>,
    /// Its flows; each part of a chain is one.
    pub flows: Vec<Flow>,
}

/// What zones, nodes and flows have in common.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// Its name in the model: `accounts`, `mail/relay`.
    pub id: SmolStr,
    /// Its title, or its name.
    pub title: SmolStr,
    /// Its type; none if it only says what kind of thing it is.
    pub type_name: Option<SmolStr>,
    /// The model is about it.
    pub in_scope: bool,
    /// It is here only because something that was asked for touches it.
    pub context: bool,
    /// How its threats stand.
    pub threats: Standing,
    /// Where it is named.
    pub origin: Origin,
    /// Its whole sentence.
    pub whole: Origin,
}

/// How the threats on a thing stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// How many nothing answers, those whose plan is late among them.
    pub open: usize,
    /// How many may be answered: nobody has said.
    pub possible: usize,
    /// How many will be answered.
    pub planned: usize,
    /// How many are decided or answered.
    pub settled: usize,
    /// The worst risk among the open ones.
    pub worst_open: Option<Level>,
    /// The worst risk among the possible ones.
    pub worst_possible: Option<Level>,
    /// How many questions there are about it.
    pub questions: usize,
    /// How many open because the assumption that was asked about is wrong.
    pub opened: usize,
}

/// A zone.
#[derive(Clone, Debug, PartialEq)]
pub struct Zone {
    /// What all shapes have.
    pub shape: Shape,
    /// The zone around it.
    pub parent: Option<SmolStr>,
    /// How far what lies inside is trusted.
    pub trust: Option<String>,
}

/// An element.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// What all shapes have.
    pub shape: Shape,
    /// Entity, process or store.
    pub kind: ThingKind,
    /// The zone that it lies in.
    pub zone: Option<SmolStr>,
    /// It belongs to another model, which this one imports.
    pub imported: bool,
    /// The highest class of its data; `?` if nobody has said.
    pub sensitivity: Option<String>,
    /// What a store keeps.
    pub holds: Data,
    /// Whether what a store keeps is encrypted; none if that is not asked of it.
    pub encrypted: Option<Truth>,
}

/// A flow from one node to another.
#[derive(Clone, Debug, PartialEq)]
pub struct Flow {
    /// What all shapes have.
    pub shape: Shape,
    /// Its number, as it is written.
    pub number: Option<SmolStr>,
    /// The node where it starts.
    pub source: SmolStr,
    /// The node where it ends.
    pub target: SmolStr,
    /// What it carries.
    pub carries: Data,
    /// The highest class of what it carries; `?` if nobody has said.
    pub sensitivity: Option<String>,
    /// Whether it is encrypted; none if no knowledge base asks that.
    pub encrypted: Option<Truth>,
    /// The boundary that it crosses.
    pub crossing: Option<Crossing>,
    /// What comes back.
    pub reply: Option<Reply>,
}

/// Data by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Data {
    /// The assets.
    pub assets: Vec<SmolStr>,
    /// Nobody has said what it is.
    pub unknown: bool,
}

/// A flow that leaves a zone or enters one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crossing {
    /// `up` to where more is trusted, `down`, or `sideways`.
    pub way: SmolStr,
    /// How far the source is trusted.
    pub from: String,
    /// How far the target is trusted.
    pub to: String,
    /// The zones that it leaves and enters.
    pub boundaries: Vec<SmolStr>,
}

/// What comes back on a flow.
#[derive(Clone, Debug, PartialEq)]
pub struct Reply {
    /// Its name in the model: `mail/reply`.
    pub id: SmolStr,
    /// What it carries.
    pub carries: Data,
    /// How its threats stand.
    pub threats: Standing,
}
