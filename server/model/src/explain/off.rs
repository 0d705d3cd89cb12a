//! Why a rule does not run in a model: its profile, the methodology, or `disable`; and why a thing is
//! out of scope.

use smol_str::SmolStr;
use tm_grammar::tree::{Head, ScopeDirection, UseSource};
use tm_grammar::words::ItemWord;

use super::text::open_place;
use crate::model::{Model, Resolution, ThingId};
use crate::schema::{Level, RuleId};
use crate::source::Origin;
use crate::workspace::Snapshot;

/// Why a rule does not run.
#[derive(Clone, Debug, PartialEq)]
pub enum Off {
    /// The profile that the model chose leaves it out.
    Profile {
        /// `lite`, `standard`, …
        name: SmolStr,
        /// Where it is chosen: `only`, the header's `risk-level`, or the `use`.
        origin: Option<Origin>,
        /// It follows from the risk level of the model, and is not written.
        by_risk_level: bool,
    },
    /// The header's `methodology` leaves out the rule's category.
    Methodology(Option<Origin>),
}

/// Why a rule does not run; `None` if it does.
pub(super) fn why(model: &Model, rule: RuleId) -> Option<Off> {
    if model.active.get(rule.0 as usize).copied().unwrap_or(false) {
        return None;
    }
    let info = model.schema.rule(rule);
    let pack = &model.schema.packs[usize::from(info.pack.0)].name;
    let header = model.item(model.thing(ThingId::MODEL).item);
    let uses = model.items().filter_map(|(_, item)| match &item.node().head {
        Head::Use(used) => match &used.source {
            Some(UseSource::Name(path)) if path.first.text == *pack => Some(item),
            Some(UseSource::Path(path)) if path.value.ends_with(&format!("{pack}.tm")) => {
                Some(item)
            }
            _ => None,
        },
        _ => None,
    });
    let used = uses.into_iter().next();
    let only = used.and_then(|item| item.word_of("only").map(SmolStr::new));
    let (name, by_risk_level) = match only {
        Some(only) => (only, false),
        None => (
            SmolStr::new_static(match model.settings.risk_level {
                Level::Low => "lite",
                Level::Medium => "standard",
                Level::High | Level::Critical => "comprehensive",
            }),
            true,
        ),
    };
    let runs_by_profile = match name.as_str() {
        "comprehensive" => true,
        "standard" => info.top || info.severity >= Level::High,
        "lite" => info.top,
        _ => false,
    };
    let method =
        header.and_then(|header| Some(header.origin(header.property("methodology")?.span)));
    if runs_by_profile && method.is_some() {
        return Some(Off::Methodology(method));
    }
    let origin = used.and_then(|item| {
        let risk =
            header.and_then(|header| Some(header.origin(header.property("risk-level")?.span)));
        match item.property("only") {
            Some(only) => Some(item.origin(only.span)),
            None => risk.or(Some(item.origin(item.node().span))),
        }
    });
    Some(Off::Profile { name, origin, by_risk_level })
}

/// Where a pack of the model switches a rule off.
pub fn disabled_at(snapshot: &Snapshot, model: &Model, rule: &str) -> Option<Origin> {
    let bare = rule.rsplit_once('.').map_or(rule, |(_, bare)| bare);
    model.schema.packs.iter().find_map(|pack| {
        let file = pack.origin.file;
        let document = &snapshot.file(file)?.document;
        document.blocks().find_map(|(block, _, tree)| {
            let item = tree.items.iter().find(|item| match &item.head {
                Head::Rule { target: Some(target) } if item.word == ItemWord::Disable => {
                    target.all
                        || target.path.as_ref().is_some_and(|path| {
                            let name = crate::engine::full_name(path);
                            name == rule || name == bare
                        })
                }
                _ => false,
            })?;
            open_place(snapshot, Origin { file, block, span: item.span })
        })
    })
}

/// Where a thing is taken out of scope: by a `scope out` that names it or a zone around it, else by
/// the first `scope in`, which names others.
pub(super) fn scope(model: &Model, id: ThingId) -> Option<Origin> {
    let mut scope_in = None;
    let around = model.zones_around(id);
    for (number, item) in model.items().filter(|(_, item)| item.word == ItemWord::Scope) {
        let Head::Scope(scope) = &item.node().head else { continue };
        let origin = item.origin(item.node().span);
        match scope.direction {
            Some(ScopeDirection::Out) => {
                let names = model.resolutions(number).iter().any(|(_, named)| match named {
                    Resolution::Thing(named) => *named == id || around.contains(named),
                    Resolution::Things(named) => named.contains(&id),
                    Resolution::Inside(zone) => model.lies_in(id, *zone),
                    Resolution::Everything => true,
                    _ => false,
                });
                if names {
                    return Some(origin);
                }
            }
            Some(ScopeDirection::In) => scope_in = scope_in.or(Some(origin)),
            None => {}
        }
    }
    scope_in
}
