//! The references of an item: every place where it names something, and what must stand there.

use tm_grammar::tree::{Head, Item, Member, Name, Path, Property, Reference, Span, ValueKind};
use tm_grammar::words::{ItemWord, Places, Referent, Shape, item_info};

/// A place where an item names something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// The type, category, control or kind after the colon.
    Kind,
    /// The zone of `in`.
    Zone,
    /// The type of `via`.
    Via,
    /// An asset of `carrying`.
    Carrying,
    /// An asset of `returns`.
    Returns,
    /// An asset of `holds`.
    Holds,
    /// A further type of an asset.
    Also,
    /// An end of a flow, counted from 0.
    End(u16),
    /// A target: `on`, `about`, of `scope`, of an answer.
    Target,
    /// Who takes the risk: what follows `to`.
    Receiver,
    /// A threat that a decision, a mitigation or a story names.
    Threat,
    /// Where that threat is: what follows its own `on`.
    ThreatTarget,
    /// A mitigation of `with`.
    With,
    /// Something that an objective or requirement protects.
    Protects,
    /// An actor.
    Actor,
    /// An event.
    Event,
    /// An assumption: of `assuming`.
    Assumption,
    /// A requirement.
    Requirement,
    /// The question of an answer.
    Question,
}

/// What is named: a path, `zone z`, `*`, `?`.
#[derive(Clone, Copy, Debug)]
pub enum Named<'a> {
    /// A path, perhaps of a zone (`zone z`) or a pattern (`pack.*`).
    Reference(&'a Reference),
    /// A path that can be nothing else.
    Path(&'a Path),
    /// A single name.
    Name(&'a Name),
    /// `?`
    Unknown(Span),
}

impl Named<'_> {
    /// Where it stands.
    pub fn span(&self) -> Span {
        match self {
            Self::Reference(reference) => reference.span,
            Self::Path(path) => path.span(),
            Self::Name(name) => name.span,
            Self::Unknown(span) => *span,
        }
    }
}

/// Visits the references of an item, in the order of the text within each kind of place.
pub fn references<'a>(item: &'a Item, visit: &mut dyn FnMut(Slot, Named<'a>)) {
    match &item.head {
        Head::Declaration(declaration) => {
            if let Some(kind) = &declaration.kind {
                visit(Slot::Kind, Named::Path(kind));
            }
        }
        Head::Flow(flow) => {
            for (index, end) in flow.path.iter().enumerate() {
                if let (Some(end), Ok(index)) = (end, u16::try_from(index)) {
                    visit(Slot::End(index), Named::Path(end));
                }
            }
        }
        Head::Decision { threats } => {
            for threat in threats {
                visit(Slot::Threat, Named::Reference(threat));
            }
        }
        Head::Scope(scope) => {
            for target in &scope.targets {
                visit(Slot::Target, Named::Reference(target));
            }
        }
        Head::Answer(answer) => {
            if let Some(question) = &answer.question {
                visit(Slot::Question, Named::Path(question));
            }
            if let Some(target) = &answer.target {
                visit(Slot::Target, Named::Reference(target));
            }
        }
        _ => {}
    }
    let info = item_info(item.word, Places::MODEL);
    let mut seen: Vec<&str> = Vec::new();
    for property in item.properties() {
        let key = property.key.text.as_str();
        // Of a repeated property the first counts.
        if seen.contains(&key) {
            continue;
        }
        seen.push(key);
        if let Some(assumption) = &property.assuming {
            visit(Slot::Assumption, Named::Name(assumption));
        }
        if let Some(shape) = info.and_then(|info| info.property(key)).map(|info| info.shape) {
            property_references(item.word, property, shape, visit);
        }
    }
    for member in item.members() {
        if let Member::Without(without) = member {
            for threat in &without.threats {
                threat_reference(threat, visit);
            }
        }
    }
}

fn property_references<'a>(
    word: ItemWord,
    property: &'a Property,
    shape: Shape,
    visit: &mut dyn FnMut(Slot, Named<'a>),
) {
    let slot = match shape {
        Shape::Reference(referent) | Shape::References(referent) => {
            match (referent, property.key.text.as_str()) {
                (Referent::Zone, _) => Slot::Zone,
                (Referent::FlowType, _) => Slot::Via,
                (Referent::Data, "carrying") => Slot::Carrying,
                (Referent::Data, "returns") => Slot::Returns,
                (Referent::Data, _) => Slot::Holds,
                (Referent::AssetType, _) => Slot::Also,
                (Referent::Mitigation, _) => Slot::With,
                (Referent::Target, _) => Slot::Target,
                (Referent::Protected | Referent::Asset, _) => Slot::Protects,
                (Referent::Actor, _) => Slot::Actor,
                (Referent::Event, _) => Slot::Event,
                (Referent::Assumption, _) => Slot::Assumption,
                (Referent::Requirement, _) => Slot::Requirement,
                _ => return,
            }
        }
        Shape::Threats => Slot::Threat,
        Shape::PersonOrActor => Slot::Actor,
        Shape::TextOrReference => Slot::Receiver,
        _ => return,
    };
    for value in &property.values {
        match &value.kind {
            ValueKind::Reference(reference) if slot == Slot::Threat => {
                threat_reference(reference, visit);
            }
            ValueKind::Reference(reference) => visit(slot, Named::Reference(reference)),
            ValueKind::Unknown
                if matches!(slot, Slot::Carrying | Slot::Returns | Slot::Holds)
                    && word != ItemWord::Type =>
            {
                visit(slot, Named::Unknown(value.span));
            }
            _ => {}
        }
    }
}

fn threat_reference<'a>(threat: &'a Reference, visit: &mut dyn FnMut(Slot, Named<'a>)) {
    visit(Slot::Threat, Named::Reference(threat));
    if let Some(target) = &threat.on {
        visit(Slot::ThreatTarget, Named::Reference(target));
    }
}
