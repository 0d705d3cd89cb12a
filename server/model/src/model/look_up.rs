//! Where the value of a fact, control or field comes from.
//!
//! A fact is looked up on the thing and its type. A control is looked up on the thing, its type, the
//! zones around it and the model; a flow looks at itself, its `via` type and the model. A derived
//! fact or control is derived where that finds nothing.

use super::{Effect, ItemId, Model, Part, Thing, ThingId, crossing};
use crate::evaluate;
use crate::kind::ThingKind;
use crate::schema::{AttributeDefault, AttributeId, AttributeRole, Field, TypeId, ValueType};
use crate::value::{Truth, Value, thousandths};

/// Who says a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// It is written on a thing: the thing itself, a zone around it, the model, or the flow that a
    /// reply belongs to.
    Written(ThingId),
    /// It is written on a thing and rests on an assumption that was refuted.
    Refuted(ThingId),
    /// A mitigation sets it on a thing or on everything inside it.
    Mitigation(ItemId, ThingId),
    /// The type says it.
    Type(TypeId),
    /// It follows from others.
    Derived,
    /// The attribute's default.
    Default,
    /// Nobody says it.
    Nowhere,
}

/// A value and who says it.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The value.
    pub value: Value,
    /// Who says it.
    pub source: Source,
}

/// The same, where the value stands: rules look up millions and keep none.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Said<'m> {
    /// The value.
    pub value: &'m Value,
    /// Who says it.
    pub source: Source,
}

impl<'m> Said<'m> {
    fn new(value: &'m Value, source: Source) -> Self {
        Self { value, source }
    }

    fn yes_no(yes: bool, source: Source) -> Self {
        Self { value: if yes { &Value::YesNo(true) } else { &Value::YesNo(false) }, source }
    }

    fn truth(truth: Truth, source: Source) -> Self {
        match truth {
            Truth::True => Self::yes_no(true, source),
            Truth::False => Self::yes_no(false, source),
            Truth::Unknown => Self::new(&Value::Unknown, source),
        }
    }
}

impl Model {
    /// The value of a fact or control, and who says it. With `planned`, controls that a mitigation
    /// has planned count as done.
    pub fn look_up(&self, id: ThingId, attribute: AttributeId, planned: bool) -> Found {
        let Said { value, source } = self.said(id, attribute, planned);
        Found { value: value.clone(), source }
    }

    /// As [`Self::look_up`].
    pub(crate) fn said(&self, id: ThingId, attribute: AttributeId, planned: bool) -> Said<'_> {
        if let Some(said) = self.stated(id, attribute, planned) {
            return said;
        }
        let info = self.schema.attribute(attribute);
        if planned && info.role == AttributeRole::Control && info.derivation.is_some() {
            let (truth, _) = evaluate::derive(self, id, attribute, true);
            return Said::truth(truth, Source::Derived);
        }
        if let Some(truth) = self.derived_truth(id, attribute) {
            return Said::truth(truth, Source::Derived);
        }
        match (&info.default, info.role) {
            (_, AttributeRole::Control) | (AttributeDefault::Unknown, _) => {
                Said::new(&Value::Unknown, Source::Nowhere)
            }
            (AttributeDefault::Unset, _) => Said::new(&Value::Unset, Source::Nowhere),
            (AttributeDefault::Value(value), _) => Said::new(value, Source::Default),
        }
    }

    /// The value that somebody states, derivation and default left out: `None` where nobody does.
    /// What is not declared for the kind of thing reads as unset (a fact) or no (a control).
    pub(crate) fn stated(
        &self,
        id: ThingId,
        attribute: AttributeId,
        planned: bool,
    ) -> Option<Said<'_>> {
        let info = self.schema.attribute(attribute);
        let thing = self.thing(id);
        let is_control = info.role == AttributeRole::Control;
        if !info.kinds.contains(thing.kind) {
            let carries = matches!(thing.kind, ThingKind::Zone | ThingKind::Model);
            if !is_control {
                return Some(Said::new(&Value::Unset, Source::Nowhere));
            }
            if !carries {
                return Some(Said::yes_no(false, Source::Nowhere));
            }
        }
        let placed = if is_control { self.placed_on(id, thing, attribute) } else { None };
        // A plan is about what is not so yet: what is written of today does not stand against it.
        if planned && let Some((Effect::Planned, source)) = placed {
            return Some(Said::yes_no(true, source));
        }
        if let Some(said) = self.written_on(id, thing, attribute) {
            return Some(said);
        }
        match placed {
            Some((Effect::Yes, source)) => return Some(Said::yes_no(true, source)),
            Some((Effect::No, source)) => return Some(Said::yes_no(false, source)),
            Some((Effect::Planned | Effect::Nothing, _)) | None => {}
        }
        if thing.kind != ThingKind::Model
            && let Some((value, says)) = self.schema.type_info(thing.type_id).attribute(attribute)
            && *value != Value::Unknown
        {
            return Some(Said::new(value, Source::Type(says)));
        }
        if !is_control {
            return None;
        }
        if thing.kind != ThingKind::Flow {
            for zone in self.zones_around(id) {
                if let Some(said) = self.carried_by(zone, attribute, planned) {
                    return Some(said);
                }
            }
        }
        if id == ThingId::MODEL {
            return None;
        }
        self.carried_by(ThingId::MODEL, attribute, planned)
    }

    /// What is written on the thing itself; for a reply, also on its flow.
    fn written_on<'m>(
        &'m self,
        id: ThingId,
        thing: &'m Thing,
        attribute: AttributeId,
    ) -> Option<Said<'m>> {
        if let Some(written) = thing.written(attribute) {
            return Some(if written.refuted {
                let control = self.schema.attribute(attribute).role == AttributeRole::Control;
                let value = if control { &Value::YesNo(false) } else { &Value::Unknown };
                Said::new(value, Source::Refuted(id))
            } else {
                Said::new(&written.value, Source::Written(id))
            });
        }
        if thing.part == Part::Reply {
            let flow = thing.links.reply?;
            return self.written_on(flow, self.thing(flow), attribute);
        }
        None
    }

    /// What mitigations do on the thing, by naming it or all that lies in a zone around it: the most
    /// that one of them does.
    fn placed_on(
        &self,
        id: ThingId,
        thing: &Thing,
        attribute: AttributeId,
    ) -> Option<(Effect, Source)> {
        let mut best: Option<(Effect, ItemId, ThingId)> = None;
        let mut consider = |place: ThingId, list: &[super::Placed]| {
            for placed in list.iter().filter(|placed| placed.control == Some(attribute)) {
                let better = match best {
                    None => true,
                    Some((effect, mitigation, _)) => {
                        (placed.effect, mitigation) > (effect, placed.mitigation)
                    }
                };
                if better {
                    best = Some((placed.effect, placed.mitigation, place));
                }
            }
        };
        consider(id, &thing.placed);
        // A control of zones that is said of all in a zone is said of the zone, too.
        if thing.kind == ThingKind::Zone
            && self.schema.attribute(attribute).kinds.contains(ThingKind::Zone)
        {
            consider(id, &self.results(id).placed_inside);
        }
        if thing.part == Part::Reply
            && let Some(flow) = thing.links.reply
        {
            consider(flow, &self.thing(flow).placed);
        }
        if self.places_inside {
            for around in self.surroundings(id, thing) {
                consider(around, &self.results(around).placed_inside);
            }
        }
        let (effect, mitigation, place) = best?;
        Some((effect, Source::Mitigation(mitigation, place)))
    }

    /// The zones in which `zone z` finds the thing, and the model, where `*` does.
    pub(crate) fn surroundings(&self, id: ThingId, thing: &Thing) -> impl Iterator<Item = ThingId> {
        let ends = if thing.kind == ThingKind::Flow {
            [thing.links.source, thing.links.target]
        } else {
            [Some(id), None]
        };
        let zones: smallvec::SmallVec<[ThingId; 8]> =
            ends.into_iter().flatten().flat_map(|end| self.zones_around(end)).collect();
        zones.into_iter().chain(std::iter::once(ThingId::MODEL))
    }

    /// What a zone or the model carries for what lies inside.
    fn carried_by(
        &self,
        place: ThingId,
        attribute: AttributeId,
        planned: bool,
    ) -> Option<Said<'_>> {
        let thing = self.thing(place);
        if let Some(written) = thing.written(attribute) {
            if written.refuted {
                return Some(Said::yes_no(false, Source::Refuted(place)));
            }
            if written.value != Value::Unknown {
                return Some(Said::new(&written.value, Source::Written(place)));
            }
        }
        for placed in thing.placed.iter().filter(|placed| placed.control == Some(attribute)) {
            let source = Source::Mitigation(placed.mitigation, place);
            match placed.effect {
                Effect::Yes => return Some(Said::yes_no(true, source)),
                Effect::Planned if planned => return Some(Said::yes_no(true, source)),
                Effect::No => return Some(Said::yes_no(false, source)),
                Effect::Planned | Effect::Nothing => {}
            }
        }
        None
    }

    /// The cached truth of a derived fact or control.
    pub(crate) fn derived_truth(&self, id: ThingId, attribute: AttributeId) -> Option<Truth> {
        let index = self.derivation_of(attribute)?;
        let derivation = self.schema.attribute(attribute).derivation.as_ref()?;
        derivation.kinds.contains(self.thing(id).kind).then(|| *self.derived[index].get(id.index()))
    }

    /// The value of a built-in field.
    pub fn field(&self, id: ThingId, field: Field) -> Value {
        let thing = self.thing(id);
        let word = |word: Option<u16>| word.map_or(Value::Unset, Value::Word);
        let is_flow = thing.kind == ThingKind::Flow;
        match field {
            Field::Name => Value::Text(thing.key.clone()),
            Field::Owner => self
                .item(thing.item)
                .and_then(|item| item.property("owner"))
                .and_then(|property| match &property.values.first()?.kind {
                    tm_grammar::tree::ValueKind::Handle(handle) => {
                        Some(Value::Person(handle.clone()))
                    }
                    _ => None,
                })
                .unwrap_or(Value::Unset),
            Field::Kind => word(self.kind_word(id)),
            Field::Trust => match thing.kind {
                ThingKind::Zone => Value::Word(thing.trust),
                kind if kind.is_element() => Value::Word(thing.trust),
                _ => Value::Unset,
            },
            Field::Sensitivity => thing.ratings.sensitivity.into(),
            Field::IntegrityNeed => thing.ratings.integrity.into(),
            Field::AvailabilityNeed => thing.ratings.availability.into(),
            Field::InScope => Value::YesNo(self.in_scope(id)),
            Field::Crosses if is_flow => Value::YesNo(thing.crossing != crossing::NONE),
            Field::Crossing if is_flow => Value::Word(thing.crossing),
            Field::Crosses | Field::Crossing => Value::Unset,
            Field::IsReply => Value::YesNo(thing.is_reply()),
            Field::Initiator => word(thing.initiator),
            Field::Number => self
                .item(thing.item)
                .and_then(|item| match &item.node().head {
                    tm_grammar::tree::Head::Flow(flow) => flow.number.as_ref(),
                    _ => None,
                })
                .and_then(|number| thousandths(&number.text))
                .map_or(Value::Unset, Value::Number),
            Field::Classified => thing.ratings.sensitivity.into(),
            Field::Confidentiality => thing.confidentiality.into(),
            Field::Integrity => thing.ratings.integrity.into(),
            Field::Availability => thing.ratings.availability.into(),
            Field::Skill => word(thing.skill),
            Field::Motive => self
                .item(thing.item)
                .and_then(|item| item.text_of("motive"))
                .map_or(Value::Unset, |text| Value::Text(text.clone())),
        }
    }

    /// The kind of a zone or actor: what it says, else what its type says; a zone without either
    /// is `internet` where nobody is trusted and `internal` elsewhere.
    pub fn kind_word(&self, id: ThingId) -> Option<u16> {
        let thing = self.thing(id);
        thing.own_kind.or_else(|| {
            if thing.kind != ThingKind::Zone {
                return None;
            }
            self.schema.type_info(thing.type_id).zone_kind.or_else(|| {
                let kinds =
                    &self.schema.word_sets[usize::from(crate::schema::WordSetId::ZONE_KIND.0)];
                let untrusted = thing.trust == super::trust::NONE;
                kinds.position(if untrusted { "internet" } else { "internal" })
            })
        })
    }

    /// The value of a fact or control as a list; a single value is a list of one.
    pub(crate) fn list(&self, id: ThingId, attribute: AttributeId, planned: bool) -> Value {
        let found = self.look_up(id, attribute, planned).value;
        let is_list = matches!(self.schema.attribute(attribute).value_type, ValueType::List(_));
        match found {
            Value::List(_) | Value::Unset | Value::Unknown => found,
            single if is_list => Value::List([single].into()),
            single => single,
        }
    }
}
