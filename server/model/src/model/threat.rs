//! Threats: rules whose situation is there, and threats that the model declares, each with its
//! state, its risk and what decided it.
//!
//! States follow from what the engine holds, on demand: a decision changes no evaluation.

use std::cmp::Reverse;

use smallvec::SmallVec;
use smol_str::SmolStr;

use super::{
    Ask, Circumstances, Decision, Effect, Instance, ItemId, Model, Part, Resolution, Risk, Source,
    ThingId,
};
use crate::engine::Slot;
use crate::schema::{
    AttributeId, Level, Link, Operand, Range, Read, Root, RuleId, Template, TemplatePart, Test,
    Unknowns, What,
};
use crate::value::{Truth, Value};

/// Whether and how a threat is settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum State {
    /// Nothing answers it.
    Open,
    /// Whether something answers it is unknown.
    Possible,
    /// Something will answer it.
    Planned,
    /// Somebody lives with it for a time.
    Accepted,
    /// Somebody else carries it.
    Transferred,
    /// What brings it is not done.
    Avoided,
    /// It is none.
    Dismissed,
    /// Something answers it.
    Mitigated,
}

impl State {
    /// All states, the most urgent first.
    pub const ALL: [Self; 8] = [
        Self::Open,
        Self::Possible,
        Self::Planned,
        Self::Accepted,
        Self::Transferred,
        Self::Avoided,
        Self::Dismissed,
        Self::Mitigated,
    ];

    /// The word for it in output.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Possible => "possible",
            Self::Planned => "planned",
            Self::Accepted => "accepted",
            Self::Transferred => "transferred",
            Self::Avoided => "avoided",
            Self::Dismissed => "dismissed",
            Self::Mitigated => "mitigated",
        }
    }

    /// True if somebody must still do something now.
    pub const fn is_pending(self) -> bool {
        matches!(self, Self::Open | Self::Possible)
    }
}

/// The rule of a threat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RuleRef {
    /// A rule of a pack.
    Pack(RuleId),
    /// A threat that the model declares.
    Own(ItemId),
}

/// What answers a threat, or will.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The control; none where a mitigation without a kind counters the threat.
    pub control: Option<AttributeId>,
    /// Where it was looked up.
    pub on: ThingId,
    /// Who says it.
    pub source: Source,
}

/// A threat that is folded under another of its group.
#[derive(Clone, Debug, PartialEq)]
pub struct Folded {
    /// Its rule.
    pub rule: RuleRef,
    /// Its key.
    pub key: SmolStr,
    /// Its state.
    pub state: State,
}

/// A threat on a thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Threat {
    /// The rule.
    pub rule: RuleRef,
    /// The full name of the rule.
    pub name: SmolStr,
    /// The thing.
    pub subject: ThingId,
    /// By what decisions and output name it: `rule on subject`.
    pub key: SmolStr,
    /// Whether and how it is settled.
    pub state: State,
    /// The decision about it, if one applies.
    pub decision: Option<ItemId>,
    /// The decision applied until a day that has passed.
    pub expired: bool,
    /// It is planned, and the day by which it was to be done has passed.
    pub overdue: bool,
    /// What it would mean.
    pub risk: Risk,
    /// One of those that matter most.
    pub top: bool,
    /// Its category.
    pub category: SmolStr,
    /// Its group, or empty.
    pub group: SmolStr,
    /// What answers it, or will.
    pub answers: SmallVec<[Answer; 1]>,
    /// What nobody has said and would decide it.
    pub unknowns: SmallVec<[(ThingId, Ask); 2]>,
    /// The others of its group on the subject.
    pub folded: Vec<Folded>,
}

impl Threat {
    /// What puts the threats of a thing in order, the most urgent first: the state, the risk, those
    /// that matter most, and the name.
    pub fn urgency(&self) -> impl Ord + use<'_> {
        (self.state, Reverse(self.risk.level), Reverse(self.top), &self.name)
    }

    /// True if the threat counts for a gate at that level.
    pub fn counts_at(&self, level: Level) -> bool {
        (self.state == State::Open || self.overdue) && self.risk.level >= level
    }
}

impl Model {
    /// The threats on a thing that are in scope, folded by group, the most urgent first.
    pub fn threats(&self, subject: ThingId) -> Vec<Threat> {
        let mut threats = self.all_threats(subject);
        threats.sort_by(|left, right| left.urgency().cmp(&right.urgency()));
        let mut shown: Vec<Threat> = Vec::with_capacity(threats.len());
        for threat in threats {
            let same_group =
                |other: &&mut Threat| !threat.group.is_empty() && other.group == threat.group;
            match shown.iter_mut().find(same_group) {
                Some(first) => {
                    let Threat { rule, key, state, .. } = threat;
                    first.folded.push(Folded { rule, key, state });
                }
                None => shown.push(threat),
            }
        }
        shown
    }

    /// The threat under which lists show that of a rule, because it is of its group and more urgent.
    pub(super) fn shown_above(&self, subject: ThingId, rule: RuleId) -> Option<Threat> {
        let group = &self.schema.rule(rule).group;
        let instances = self.instances(subject);
        let same = |one: &&Instance| self.schema.rule(one.rule).group == *group;
        if group.is_empty() || instances.iter().filter(same).count() < 2 {
            return None;
        }
        let circumstances = self.circumstances(subject);
        let threats = instances
            .iter()
            .filter(same)
            .filter_map(|instance| self.generated(subject, instance, &circumstances));
        let first = threats.min_by(|left, right| left.urgency().cmp(&right.urgency()))?;
        (first.rule != RuleRef::Pack(rule)).then_some(first)
    }

    /// The threats on a thing that are in scope, none folded.
    pub fn all_threats(&self, subject: ThingId) -> Vec<Threat> {
        let results = self.results(subject);
        if (results.instances.is_empty() && results.threats.is_empty()) || !self.in_scope(subject) {
            return Vec::new();
        }
        let circumstances = self.circumstances(subject);
        let generated = results
            .instances
            .iter()
            .filter_map(|instance| self.generated(subject, instance, &circumstances));
        let declared = results.threats.iter().filter_map(|item| self.declared(subject, *item));
        generated.chain(declared).collect()
    }

    /// What an unknown control makes of a threat of that rule.
    fn unknowns(&self, rule: RuleId) -> Unknowns {
        let pack = self.schema.rule(rule).pack;
        self.settings.unknowns.or(self.schema.packs[usize::from(pack.0)].unknowns).unwrap_or(
            if self.settings.risk_level == Level::High { Unknowns::Threat } else { Unknowns::Ask },
        )
    }

    fn generated(
        &self,
        subject: ThingId,
        instance: &Instance,
        circumstances: &Circumstances,
    ) -> Option<Threat> {
        // What is undecidable is a question and no threat.
        if instance.when != Truth::True {
            return None;
        }
        let rule = self.schema.rule(instance.rule);
        let mut threat = Threat {
            rule: RuleRef::Pack(instance.rule),
            name: rule.name.clone(),
            subject,
            key: self.key(&rule.name, subject),
            state: State::Open,
            decision: None,
            expired: false,
            overdue: false,
            risk: circumstances.risk_of(rule),
            top: rule.top,
            category: rule.category.clone(),
            group: rule.group.clone(),
            answers: SmallVec::new(),
            unknowns: instance.unknowns.clone(),
            folded: Vec::new(),
        };
        if self.apply_decision(&mut threat) {
            return Some(threat);
        }
        if instance.unless == Truth::True {
            threat.state = State::Mitigated;
            self.collect_answers(&mut threat, rule.unless.as_ref(), false);
            return Some(threat);
        }
        if self.apply_placed(&mut threat) {
            return Some(threat);
        }
        if instance.planned {
            threat.state = State::Planned;
            self.collect_answers(&mut threat, rule.unless.as_ref(), true);
            self.note_overdue(&mut threat);
            return Some(threat);
        }
        threat.state = match (instance.unless, self.unknowns(instance.rule)) {
            (Truth::Unknown, Unknowns::Ask) => State::Possible,
            (Truth::Unknown, Unknowns::Ignore) => return None,
            _ => State::Open,
        };
        Some(threat)
    }

    /// A threat that the model declares on a thing, whether that is in scope or not.
    pub(crate) fn declared_on(&self, subject: ThingId, rule: RuleRef) -> Option<Threat> {
        let RuleRef::Own(item) = rule else { return None };
        self.results(subject).threats.contains(&item).then(|| self.declared(subject, item))?
    }

    fn declared(&self, subject: ThingId, id: ItemId) -> Option<Threat> {
        let item = self.item(id)?;
        let name = item.name.clone();
        let category = match &item.node().head {
            tm_grammar::tree::Head::Declaration(declaration) => {
                declaration.kind.as_ref().map(crate::engine::full_name).unwrap_or_default()
            }
            _ => String::new(),
        };
        let on_things = self.resolutions(id).iter().any(|(slot, _)| *slot == Slot::Target);
        let key = if on_things { self.key(&name, subject) } else { name.clone() };
        let mut threat = Threat {
            rule: RuleRef::Own(id),
            name,
            subject,
            key,
            state: State::Open,
            decision: None,
            expired: false,
            overdue: false,
            risk: self.risk_of_item(item),
            top: false,
            category: category.into(),
            group: SmolStr::default(),
            answers: SmallVec::new(),
            unknowns: SmallVec::new(),
            folded: Vec::new(),
        };
        if !self.apply_decision(&mut threat) {
            self.apply_placed(&mut threat);
        }
        Some(threat)
    }

    /// `rule on subject`
    pub(crate) fn key(&self, rule: &str, subject: ThingId) -> SmolStr {
        let subject = self.label(subject);
        // Keys are made by the ten thousand, so this asks for its room once.
        let mut key = String::with_capacity(rule.len() + " on ".len() + subject.len());
        key.push_str(rule);
        key.push_str(" on ");
        key.push_str(subject);
        SmolStr::new(key)
    }

    /// Gives the threat the state of the decision that applies to it, if one does.
    fn apply_decision(&self, threat: &mut Threat) -> bool {
        let Some(Decision { item, state, expired, .. }) =
            self.decision(threat.rule, threat.subject)
        else {
            return false;
        };
        threat.decision = Some(item);
        threat.expired = expired;
        match state {
            Some(state) if !expired => threat.state = state,
            Some(_) => {
                // An acceptance that has run out counts as open again.
                threat.state = State::Open;
            }
            None => {
                // A decision to mitigate that names nothing planned decides nothing.
                threat.decision = None;
                return false;
            }
        }
        self.note_overdue(threat);
        true
    }

    /// True if the threat of an instance is there and whether something answers it is unknown: the
    /// state that [`Self::generated`] would give it.
    pub(super) fn is_possible(&self, subject: ThingId, instance: &Instance) -> bool {
        let rule = RuleRef::Pack(instance.rule);
        instance.when == Truth::True
            && instance.unless == Truth::Unknown
            && !instance.planned
            && self.unknowns(instance.rule) == Unknowns::Ask
            && self.decision(rule, subject).is_none_or(|decision| decision.state.is_none())
            && self.placed_answer(rule, subject).is_none()
    }

    /// Gives the threat the state of a mitigation that is placed on its subject and answers it
    /// without being looked up by it.
    fn apply_placed(&self, threat: &mut Threat) -> bool {
        let Some((effect, answer)) = self.placed_answer(threat.rule, threat.subject) else {
            return false;
        };
        threat.state = if effect == Effect::Yes { State::Mitigated } else { State::Planned };
        threat.answers.push(answer);
        self.note_overdue(threat);
        true
    }

    /// What is placed on a subject and answers a rule without being looked up by it: a mitigation
    /// whose control is not for the subject's kind, or a control or mitigation that counters it.
    fn placed_answer(&self, threat: RuleRef, subject: ThingId) -> Option<(Effect, Answer)> {
        let rule = match threat {
            RuleRef::Pack(rule) => Some(self.schema.rule(rule)),
            RuleRef::Own(_) => None,
        };
        let countering: &[AttributeId] = match threat {
            RuleRef::Pack(rule) => &self.known.countering[rule.0 as usize],
            RuleRef::Own(_) => &[],
        };
        let mut best: Option<(Effect, Answer)> = None;
        let mut consider = |effect: Effect, answer: Answer| {
            if effect >= Effect::Planned && best.as_ref().is_none_or(|(known, _)| effect > *known) {
                best = Some((effect, answer));
            }
        };
        let thing = self.thing(subject);
        let forward = (thing.part == Part::Reply).then_some(thing.links.reply).flatten();
        // Most things have nothing placed on them, and this is asked of every threat.
        let is_bare = |id: ThingId| self.thing(id).placed.is_empty();
        if is_bare(subject)
            && forward.is_none_or(is_bare)
            && !self.places_inside
            && countering.is_empty()
        {
            return None;
        }
        let on_thing = [Some(subject), forward]
            .into_iter()
            .flatten()
            .flat_map(|id| self.thing(id).placed.iter().map(move |placed| (id, *placed)));
        let around = self.places_inside.then(|| self.surroundings(subject, thing));
        let inside = around
            .into_iter()
            .flatten()
            .flat_map(|id| self.results(id).placed_inside.iter().map(move |placed| (id, *placed)));
        for (on, placed) in on_thing.chain(inside) {
            let by_control = placed.control.is_some_and(|control| {
                let named = rule.is_some_and(|rule| rule.answers.contains(&control))
                    && !self.schema.attribute(control).kinds.contains(thing.kind);
                named || self.control_counters(control, threat)
            });
            if by_control || self.item_counters(placed.mitigation, threat, subject) {
                consider(
                    placed.effect,
                    Answer {
                        control: placed.control,
                        on,
                        source: Source::Mitigation(placed.mitigation, on),
                    },
                );
            }
        }
        for control in countering.iter().copied() {
            if self.schema.attribute(control).kinds.contains(thing.kind) {
                let found = self.look_up(subject, control, false);
                if found.value == Value::YesNo(true) {
                    let source = found.source;
                    consider(Effect::Yes, Answer { control: Some(control), on: subject, source });
                }
            }
        }
        best
    }

    /// True if a control says that it counters a rule.
    fn control_counters(&self, control: AttributeId, threat: RuleRef) -> bool {
        match threat {
            RuleRef::Pack(rule) => self.known.countering[rule.0 as usize].contains(&control),
            RuleRef::Own(item) => {
                let name = self.item(item).map_or("", |item| item.name.as_str());
                self.schema.attribute(control).counters_rule(name)
            }
        }
    }

    /// True if a mitigation of the model says that it counters a threat.
    fn item_counters(&self, mitigation: ItemId, rule: RuleRef, subject: ThingId) -> bool {
        let resolutions = self.resolutions(mitigation);
        resolutions.iter().enumerate().any(|(index, (slot, resolution))| {
            if *slot != Slot::Threat || !self.names_rule(resolution, rule) {
                return false;
            }
            match resolutions.get(index + 1) {
                Some((Slot::ThreatTarget, target)) => self.names_thing(target, subject),
                _ => true,
            }
        })
    }

    /// True if a reference to a threat names the rule.
    pub(crate) fn names_rule(&self, resolution: &Resolution, rule: RuleRef) -> bool {
        match (resolution, rule) {
            (Resolution::Everything, _) => true,
            (Resolution::Rule(named), RuleRef::Pack(rule)) => *named == rule,
            (Resolution::Item(named), RuleRef::Own(rule)) => *named == rule,
            (Resolution::Pack(pack), RuleRef::Pack(rule)) => {
                let rule = self.schema.rule(rule);
                self.schema.packs[usize::from(rule.pack.0)].name == *pack
            }
            (Resolution::Moved(new), RuleRef::Pack(rule)) => {
                // A rule that was split must be decided again; one that was renamed need not.
                matches!(&**new, [only] if *only == self.schema.rule(rule).name)
            }
            _ => false,
        }
    }

    /// True if a reference to a target names the thing.
    pub(crate) fn names_thing(&self, resolution: &Resolution, thing: ThingId) -> bool {
        match resolution {
            Resolution::Thing(named) => *named == thing,
            Resolution::Things(named) => named.contains(&thing),
            Resolution::Inside(zone) => self.lies_in(thing, *zone),
            Resolution::Everything => true,
            _ => false,
        }
    }

    fn note_overdue(&self, threat: &mut Threat) {
        if threat.state != State::Planned {
            return;
        }
        let mitigations = threat.answers.iter().filter_map(|answer| match answer.source {
            Source::Mitigation(item, _) => Some(item),
            _ => None,
        });
        let decided = threat.decision.into_iter().flat_map(|decision| {
            self.resolutions(decision)
                .iter()
                .filter_map(|(slot, resolution)| match resolution {
                    Resolution::Item(item) if *slot == Slot::With => Some(*item),
                    _ => None,
                })
                .chain([decision])
        });
        let overdue = mitigations
            .chain(decided)
            .filter_map(|item| self.until(item))
            .any(|until| until < self.settings.today);
        threat.overdue = overdue;
    }

    /// The controls that a rule's `unless` asks for, in the order of the text, each with the thing on
    /// which it is looked up from the subject.
    pub fn controls_of(&self, rule: RuleId, subject: ThingId) -> Vec<(ThingId, AttributeId)> {
        let mut reads = Vec::new();
        if let Some(unless) = &self.schema.rule(rule).unless {
            reads_of(unless, &mut reads);
        }
        reads
            .into_iter()
            .filter_map(|read| match read.what {
                What::Attribute(control) => Some((self.place_from(&read.place, subject)?, control)),
                What::Field(_) => None,
            })
            .collect()
    }

    /// The day of an item's `until`.
    pub fn until(&self, item: ItemId) -> Option<i64> {
        match &self.item(item)?.property("until")?.values.first()?.kind {
            tm_grammar::tree::ValueKind::Date(date) => Some(crate::value::day_number(*date)),
            _ => None,
        }
    }

    /// The controls that make an `unless` true, each where it was looked up from the subject.
    fn collect_answers(&self, threat: &mut Threat, unless: Option<&Test>, planned: bool) {
        let mut reads = Vec::new();
        if let Some(unless) = unless {
            reads_of(unless, &mut reads);
        }
        for read in reads {
            let (Some(on), What::Attribute(control)) =
                (self.place_from(&read.place, threat.subject), read.what)
            else {
                continue;
            };
            let found = self.look_up(on, control, planned);
            if found.value == Value::YesNo(true) {
                threat.answers.push(Answer { control: Some(control), on, source: found.source });
            }
        }
    }

    /// The thing at a place that starts at the subject.
    fn place_from(&self, place: &crate::schema::Place, subject: ThingId) -> Option<ThingId> {
        let mut id = match place.root {
            Root::Variable(0) => subject,
            Root::Variable(_) => return None,
            Root::Model => ThingId::MODEL,
        };
        for link in &place.links {
            let thing = self.thing(id);
            id = match link {
                Link::Source => thing.links.source,
                Link::Target => thing.links.target,
                Link::Zone | Link::Parent => thing.links.zone,
                Link::Reply if thing.is_reply() => None,
                Link::Reply => thing.links.reply,
            }?;
        }
        Some(id)
    }

    /// A template with the names of things in its places.
    pub fn fill(&self, template: &Template, subject: ThingId) -> String {
        let mut text = String::new();
        for part in &template.parts {
            match part {
                TemplatePart::Text(part) => text.push_str(part),
                TemplatePart::Place(place) => match self.place_from(place, subject) {
                    Some(id) => text.push_str(self.label(id)),
                    None => text.push_str("the other side"),
                },
            }
        }
        text
    }

    /// What a threat is called on its subject.
    pub fn threat_title(&self, threat: &Threat) -> String {
        match threat.rule {
            RuleRef::Pack(rule) => self.fill(&self.schema.rule(rule).title, threat.subject),
            RuleRef::Own(item) => self
                .item(item)
                .and_then(|item| item.node().title())
                .map_or_else(|| threat.name.to_string(), |title| title.value.to_string()),
        }
    }
}

/// The yes-no values that a test reads where it is not negated, in the order of the text.
pub(crate) fn reads_of<'t>(test: &'t Test, reads: &mut Vec<&'t Read>) {
    match test {
        Test::Holds(read) => reads.push(read),
        Test::And(parts) | Test::Or(parts) => parts.iter().for_each(|part| reads_of(part, reads)),
        Test::Compare { left: Operand::Read(read), .. } => reads.push(read),
        Test::Quantified { range: Range::Things { .. }, condition: Some(condition), .. } => {
            reads_of(condition, reads);
        }
        _ => {}
    }
}
