//! From a model to its graph.

use rustc_hash::FxHashSet;
use smol_str::SmolStr;
use tm_grammar::tree::Head;
use tm_grammar::words::ItemWord;
use tm_model::Snapshot;
use tm_model::kind::ThingKind;
use tm_model::model::{self, Model, ModelItem, Part, State, ThingId};
use tm_model::schema::{Collection, Field, WordSetId};
use tm_model::value::Truth;
use tm_model::what_if::WhatIf;

use super::filter::Wanted;
use super::{Crossing, Data, Filter, Flow, Graph, Node, NotThere, Reply, Shape, Standing, Zone};
use crate::views::assumptions::opened_on;
use crate::views::in_order;
use crate::wording::{sensitivity, trust, word};

/// The graph of a model, as far as it is wanted. With a question what if, the model is to be the one
/// where the assumption is wrong.
///
/// # Errors
///
/// If the filter names what the model does not have.
pub fn diagram(
    snapshot: &Snapshot,
    model: &Model,
    filter: &Filter,
    what_if: Option<&WhatIf>,
) -> Result<Graph, NotThere> {
    let wanted = Wanted::new(model, filter)?;
    let builder = Builder { model, wanted, what_if };
    let things: Vec<ThingId> =
        in_order(snapshot, model).flat_map(|(id, _)| model.things_of(id).iter().copied()).collect();
    let kind = |id: &ThingId| model.thing(*id).kind;
    let is_flow = |id: &ThingId| kind(id) == ThingKind::Flow && !model.thing(*id).is_reply();
    let flows: Vec<ThingId> =
        things.iter().copied().filter(|id| is_flow(id) && builder.wanted.has(*id)).collect();
    let ends = flows.iter().flat_map(|flow| {
        let links = &model.thing(*flow).links;
        links.source.into_iter().chain(links.target)
    });
    let mut ends: Vec<ThingId> = ends.collect();
    ends.sort_unstable();
    ends.dedup();
    let is_end = |id: &ThingId| ends.binary_search(id).is_ok();
    let declared = things.iter().copied().filter(|id| kind(id).is_element());
    let declared = declared.filter(|id| builder.wanted.has(*id) || is_end(id));
    // What is imported is declared by no item of this model.
    let imported = ends.iter().copied().filter(|id| model.thing(*id).part == Part::Imported);
    let nodes: Vec<ThingId> = declared.chain(imported).collect();
    // Zones that are asked for, zones of nodes, and the zones around all of these.
    let mut shown: FxHashSet<ThingId> =
        nodes.iter().flat_map(|node| model.zones_around(*node)).collect();
    for zone in things.iter().filter(|id| kind(id) == ThingKind::Zone) {
        if builder.wanted.has(*zone) {
            shown.extend(model.zones_around(*zone));
            shown.insert(*zone);
        }
    }
    let mut zones: Vec<ThingId> = things.into_iter().filter(|id| shown.contains(id)).collect();
    zones.sort_by_key(|zone| model.zones_around(*zone).len());
    Ok(Graph {
        model: model.name.clone(),
        title: model.title(ThingId::MODEL).map(SmolStr::new),
        zones: zones.into_iter().filter_map(|id| builder.zone(id)).collect(),
        nodes: nodes.into_iter().filter_map(|id| builder.node(id)).collect(),
        flows: flows.into_iter().filter_map(|id| builder.flow(id)).collect(),
    })
}

struct Builder<'a> {
    model: &'a Model,
    wanted: Wanted<'a>,
    what_if: Option<&'a WhatIf>,
}

impl Builder<'_> {
    fn shape(&self, id: ThingId, item: &ModelItem) -> Shape {
        let model = self.model;
        let thing = model.thing(id);
        let info = model.schema.type_info(thing.type_id);
        let is_own = thing.part != Part::Imported;
        let title = model.title(id).filter(|_| is_own).unwrap_or(model.label(id));
        Shape {
            id: model.label(id).into(),
            title: title.into(),
            type_name: info.parent.is_some().then(|| info.name.clone()),
            in_scope: model.in_scope(id),
            context: !self.wanted.has(id),
            threats: self.standing(id),
            origin: item.origin(item.name_span()),
            whole: item.origin(item.node().span),
        }
    }

    /// The item that declares a thing; of what is imported, the one that imports it.
    fn item(&self, id: ThingId) -> Option<&ModelItem> {
        let model = self.model;
        let thing = model.thing(id);
        if thing.part != Part::Imported {
            return model.item(thing.item);
        }
        let (alias, _) = thing.key.split_once('.')?;
        let mut items = model.items().map(|(_, item)| item);
        items.find(|item| item.word == ItemWord::Import && item.name() == alias)
    }

    fn standing(&self, id: ThingId) -> Standing {
        let mut standing = Standing::default();
        for threat in self.model.threats(id) {
            if self.wanted.category().is_some_and(|category| threat.category != category) {
                continue;
            }
            let level = Some(threat.risk.level);
            match threat.state {
                _ if threat.overdue || threat.state == State::Open => {
                    standing.open += 1;
                    standing.worst_open = standing.worst_open.max(level);
                }
                State::Possible => {
                    standing.possible += 1;
                    standing.worst_possible = standing.worst_possible.max(level);
                }
                State::Planned => standing.planned += 1,
                _ => standing.settled += 1,
            }
        }
        standing.questions = self.model.questions(id).len();
        standing.opened = self.what_if.map_or(0, |what_if| opened_on(what_if, id));
        standing
    }

    fn label(&self, id: ThingId) -> SmolStr {
        self.model.label(id).into()
    }

    fn zone(&self, id: ThingId) -> Option<Zone> {
        Some(Zone {
            shape: self.shape(id, self.item(id)?),
            parent: self.model.thing(id).links.zone.map(|zone| self.label(zone)),
            trust: trust(self.model, id),
        })
    }

    fn node(&self, id: ThingId) -> Option<Node> {
        let thing = self.model.thing(id);
        let is_store = thing.kind == ThingKind::Store;
        Some(Node {
            shape: self.shape(id, self.item(id)?),
            kind: thing.kind,
            zone: thing.links.zone.map(|zone| self.label(zone)),
            imported: thing.part == Part::Imported,
            sensitivity: sensitivity(self.model, id),
            holds: if is_store { self.data(&thing.links.data) } else { Data::default() },
            encrypted: is_store.then(|| self.says(id, "encryption-at-rest")).flatten(),
        })
    }

    fn flow(&self, id: ThingId) -> Option<Flow> {
        let thing = self.model.thing(id);
        let item = self.item(id)?;
        let number = match &item.node().head {
            Head::Flow(flow) => flow.number.as_ref().map(|number| number.text.clone()),
            _ => None,
        };
        Some(Flow {
            shape: self.shape(id, item),
            number,
            source: self.label(thing.links.source?),
            target: self.label(thing.links.target?),
            carries: self.data(&thing.links.data),
            sensitivity: sensitivity(self.model, id),
            encrypted: self.says(id, "encrypted"),
            crossing: self.crossing(id),
            reply: thing.links.reply.map(|reply| Reply {
                id: self.label(reply),
                carries: self.data(&self.model.thing(reply).links.data),
                threats: self.standing(reply),
            }),
        })
    }

    fn data(&self, data: &model::Data) -> Data {
        let named = data.assets.iter().filter(|id| self.model.thing(**id).part != Part::Unnamed);
        Data { assets: named.map(|id| self.label(*id)).collect(), unknown: data.unknown }
    }

    /// Whether a control is in place; none if no knowledge base knows it.
    fn says(&self, id: ThingId, name: &str) -> Option<Truth> {
        let attribute = self.model.schema.find_attribute(name)?;
        Some(self.model.look_up(id, attribute, false).value.truth())
    }

    fn crossing(&self, flow: ThingId) -> Option<Crossing> {
        let model = self.model;
        let way = word(&model.schema, WordSetId::CROSSING, &model.field(flow, Field::Crossing))?;
        if way == "none" {
            return None;
        }
        let links = &model.thing(flow).links;
        let (boundaries, _) = model.collect(flow, Collection::Zones);
        let mut boundaries: Vec<SmolStr> =
            boundaries.into_iter().map(|id| self.label(id)).collect();
        boundaries.sort_unstable();
        Some(Crossing {
            way: way.into(),
            from: trust(model, links.source?)?,
            to: trust(model, links.target?)?,
            boundaries,
        })
    }
}
