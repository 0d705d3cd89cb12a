//! Mitigations by kind: what each control would settle and where, how much work it is, what the model
//! has of it already, and in which order most is gained for the least work.
//!
//! Invariants:
//! - One row for each control that answers a threat which is not settled, or that the model has a
//!   mitigation of; and one for each mitigation without a kind.
//! - A threat is gained once: by the first row in the order of work that settles it alone.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use smol_str::SmolStr;
use tm_grammar::words::ItemWord;
use tm_model::model::{ItemId, Model, ModelItem, Resolution, State, ThingId};
use tm_model::schema::{AttributeId, Level};
use tm_model::source::Origin;
use tm_model::{Slot, Snapshot};

use super::{Stop, Ticket, TicketPages, in_order};
use crate::settled::settled_by;
use crate::spelling::written_thing;
use crate::wording::work;

/// A kind of mitigation.
#[derive(Clone, Debug)]
pub struct MitigationRow {
    /// The control; none of a mitigation without a kind.
    pub control: Option<SmolStr>,
    /// What it is called.
    pub title: SmolStr,
    /// How much work it is, by its knowledge base: `small`, `medium`, `large`, or empty.
    pub effort: SmolStr,
    /// The same in words: `days of work`.
    pub work: String,
    /// The threats that it would settle alone, the worst first.
    pub settles: Vec<Would>,
    /// Those that it would settle together with something else.
    pub helps: Vec<Would>,
    /// The things on which it would have to be in place.
    pub places: Vec<SmolStr>,
    /// The place of the row in the order of work, from 1; none if nothing is gained by it.
    pub order: Option<usize>,
    /// How many threats are gained by it, if those before it in that order are done.
    pub gain: usize,
    /// The sentence that plans it where nothing is said of it yet; empty if there is no such place.
    pub sentence: String,
    /// The mitigations of that kind in the model.
    pub mitigations: Vec<Placed>,
}

/// A threat that a mitigation would settle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Would {
    /// Its key.
    pub key: SmolStr,
    /// What it is called.
    pub title: String,
    /// How it stands.
    pub state: State,
    /// What it would mean.
    pub risk: Level,
}

/// A mitigation of the model.
#[derive(Clone, Debug)]
pub struct Placed {
    /// Its name.
    pub name: SmolStr,
    /// What it is.
    pub title: SmolStr,
    /// How far it is: `planned` if nothing is written.
    pub status: SmolStr,
    /// Where it is in place, as it is written.
    pub on: Vec<String>,
    /// How much work it is, if that is written.
    pub effort: Option<SmolStr>,
    /// The day when it is due, as days from today.
    pub days_left: Option<i64>,
    /// The tickets that track it.
    pub tickets: Vec<Ticket>,
    /// The threats that it settles, or will, and how those stand.
    pub settles: Vec<(SmolStr, State)>,
    /// Where it is named.
    pub origin: Origin,
}

/// What is gathered of a control.
#[derive(Default)]
struct Gathered {
    /// Threats by their places in the list of what is not settled.
    alone: BTreeSet<usize>,
    with_more: BTreeSet<usize>,
    places: Vec<ThingId>,
    mitigations: Vec<ItemId>,
}

/// The kinds of mitigations of a model, those that would settle most first; `None` once nobody waits
/// for them.
pub fn mitigations(
    snapshot: &Snapshot,
    model: &Model,
    stop: Stop<'_>,
) -> Option<Vec<MitigationRow>> {
    let mut known: BTreeMap<SmolStr, (AttributeId, Gathered)> = BTreeMap::new();
    let name = |control: AttributeId| model.schema.attribute(control).name.clone();
    let mut pending: Vec<Would> = Vec::new();
    let mut unkinded: Vec<ItemId> = Vec::new();
    for (id, item) in in_order(snapshot, model) {
        if stop() {
            return None;
        }
        if item.word == ItemWord::Mitigation && !item.name().is_empty() {
            match control_of(model, id) {
                Some(control) => {
                    let (_, row) = known
                        .entry(name(control))
                        .or_insert_with(|| (control, Gathered::default()));
                    row.mitigations.push(id);
                }
                None => unkinded.push(id),
            }
        }
        for threat in model.things_of(id).iter().flat_map(|thing| model.threats(*thing)) {
            if !threat.state.is_pending() && !threat.overdue {
                continue;
            }
            let index = pending.len();
            for answer in model.answers(&threat) {
                let (_, row) = known
                    .entry(name(answer.control))
                    .or_insert_with(|| (answer.control, Gathered::default()));
                let alone = answer.further.is_empty();
                if alone { &mut row.alone } else { &mut row.with_more }.insert(index);
                row.places.extend(answer.places);
            }
            pending.push(Would {
                title: model.threat_title(&threat),
                key: threat.key,
                state: threat.state,
                risk: threat.risk.level,
            });
        }
    }
    let order = order_of_work(model, known.values());
    let mut rows: Vec<MitigationRow> = known
        .into_values()
        .map(|(control, gathered)| row(snapshot, model, control, gathered, &pending))
        .collect();
    for (place, (control, gain)) in order.into_iter().enumerate() {
        if let Some(row) = rows.iter_mut().find(|row| row.control == Some(name(control))) {
            (row.order, row.gain) = (Some(place + 1), gain);
        }
    }
    rows.sort_by_key(|row| Reverse((row.settles.len(), row.helps.len())));
    let unkinded = unkinded.into_iter().filter_map(|id| Some((id, model.item(id)?)));
    rows.extend(unkinded.map(|(id, item)| without_kind(snapshot, model, id, item)));
    Some(rows)
}

/// The control that a mitigation sets.
fn control_of(model: &Model, mitigation: ItemId) -> Option<AttributeId> {
    model.resolutions(mitigation).iter().find_map(|(slot, named)| match named {
        Resolution::Control(control) if *slot == Slot::Kind => Some(*control),
        _ => None,
    })
}

/// The controls in the order in which most is gained for the least work, each with how many threats
/// are gained by it.
fn order_of_work<'g>(
    model: &Model,
    known: impl Iterator<Item = &'g (AttributeId, Gathered)>,
) -> Vec<(AttributeId, usize)> {
    let mut left: Vec<(AttributeId, BTreeSet<usize>)> =
        known.map(|(control, row)| (*control, row.alone.clone())).collect();
    let mut order = Vec::new();
    loop {
        // Gains are compared without division: more gain for the work, then more gain; of equals the
        // first by name.
        let best = left.iter().enumerate().filter(|(_, (_, alone))| !alone.is_empty()).max_by(
            |(left_at, (left, left_alone)), (right_at, (right, right_alone))| {
                let per_work = (left_alone.len() * weight(model, *right))
                    .cmp(&(right_alone.len() * weight(model, *left)));
                let more = left_alone.len().cmp(&right_alone.len());
                per_work.then(more).then(right_at.cmp(left_at))
            },
        );
        let Some(at) = best.map(|(at, _)| at) else { return order };
        let (control, gained) = left.remove(at);
        for (_, alone) in &mut left {
            alone.retain(|threat| !gained.contains(threat));
        }
        order.push((control, gained.len()));
    }
}

/// How much work a control is, compared with others: days, weeks, months.
fn weight(model: &Model, control: AttributeId) -> usize {
    match model.schema.attribute(control).effort.as_str() {
        "small" => 1,
        "large" => 8,
        _ => 3,
    }
}

fn row(
    snapshot: &Snapshot,
    model: &Model,
    control: AttributeId,
    gathered: Gathered,
    pending: &[Would],
) -> MitigationRow {
    let info = model.schema.attribute(control);
    let listed = |threats: &BTreeSet<usize>| {
        let mut list: Vec<Would> = threats.iter().map(|at| pending[*at].clone()).collect();
        list.sort_by_key(|would| (would.state, Reverse(would.risk)));
        list
    };
    let mut places = gathered.places;
    places.sort_unstable_by(|left, right| model.label(*left).cmp(model.label(*right)));
    places.dedup();
    let silent = places.iter().filter(|place| !model.says(**place, control));
    let targets: Vec<String> = silent.map(|place| written_thing(model, *place)).collect();
    let sentence = match targets.is_empty() {
        true => String::new(),
        false => model.mitigation_sentence(control, &targets.join(", "), Some("planned")),
    };
    let mitigations = gathered.mitigations.iter().filter_map(|id| Some((*id, model.item(*id)?)));
    MitigationRow {
        control: Some(info.name.clone()),
        title: info.title.clone(),
        effort: info.effort.clone(),
        work: work(&info.effort),
        settles: listed(&gathered.alone),
        helps: listed(&gathered.with_more),
        places: places.iter().map(|place| model.label(*place).into()).collect(),
        order: None,
        gain: 0,
        sentence,
        mitigations: mitigations.map(|(id, item)| placed(snapshot, model, id, item)).collect(),
    }
}

fn without_kind(snapshot: &Snapshot, model: &Model, id: ItemId, item: &ModelItem) -> MitigationRow {
    let placed = placed(snapshot, model, id, item);
    MitigationRow {
        control: None,
        title: placed.title.clone(),
        effort: placed.effort.clone().unwrap_or_default(),
        work: work(placed.effort.as_deref().unwrap_or_default()),
        settles: Vec::new(),
        helps: Vec::new(),
        places: Vec::new(),
        order: None,
        gain: 0,
        sentence: String::new(),
        mitigations: vec![placed],
    }
}

fn placed(snapshot: &Snapshot, model: &Model, id: ItemId, item: &ModelItem) -> Placed {
    let on = item.property("on").map(|property| property.values.as_slice()).unwrap_or_default();
    Placed {
        name: item.name().into(),
        title: item.node().title().map_or("", |title| &title.value).into(),
        status: item.word_of("status").unwrap_or("planned").into(),
        on: on.iter().map(|value| value.span.text(item.text()).to_owned()).collect(),
        effort: item.word_of("effort").map(SmolStr::new),
        days_left: model.until(id).map(|until| until - snapshot.today()),
        tickets: TicketPages::of(model).tickets(item.tickets()),
        settles: settled_by(model, id).into_iter().map(|one| (one.key, one.state)).collect(),
        origin: item.origin(item.name_span()),
    }
}
