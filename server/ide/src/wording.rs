//! How things, values, threats and their origins are called in texts for people.
//!
//! Not for: what is worth telling; each feature decides that.

use std::fmt::Write as _;

use tm_grammar::tree::{Date, Item, Path, Separator};
use tm_grammar::words::effort_unit;
use tm_model::kind::ThingKind;
use tm_model::model::{Data, Found, Model, Source, State, ThingId, Threat};
use tm_model::schema::compile::describe_value;
use tm_model::schema::{AttributeId, Field, Schema, TypeId, WordSetId};
use tm_model::value::Value;

/// Text as Markdown shows it, whatever is in it.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|') {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

/// `1 threat`, `2 threats`
pub(crate) fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

/// The first few of a list, and how many more there are.
pub(crate) fn some_of(list: &[String], limit: usize) -> String {
    let shown = list.len().min(limit);
    let mut text = list[..shown].join(", ");
    if list.len() > shown {
        let _ = write!(text, " and {} more", list.len() - shown);
    }
    text
}

/// The parts that are there, with a dot between them.
pub(crate) fn dotted(parts: impl IntoIterator<Item = String>) -> String {
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

/// How much work a control is, by its `effort`: `days of work`; empty if nothing is said.
pub fn work(effort: &str) -> String {
    effort_unit(effort).map_or_else(String::new, |unit| format!("{unit} of work"))
}

/// A path as it is written.
pub(crate) fn full_name(path: &Path) -> String {
    let mut name = path.first.text.to_string();
    for (separator, part) in &path.rest {
        name.push(if *separator == Separator::Dot { '.' } else { '/' });
        name.push_str(&part.text);
    }
    name
}

/// A day as it is written.
pub fn iso(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)
}

/// The documentation above an item.
pub(crate) fn docs(item: &Item, text: &str) -> String {
    let lines = item.docs.iter().map(|span| {
        let line = span.text(text).trim_start_matches('/');
        line.strip_prefix(' ').unwrap_or(line).trim_end()
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// How long until a day: `in 191 days`, `today`, `3 days ago`.
pub(crate) fn relative(day: i64, today: i64) -> String {
    match day - today {
        0 => "today".into(),
        1 => "tomorrow".into(),
        -1 => "yesterday".into(),
        days if days > 0 => format!("in {days} days"),
        days => format!("{} days ago", -days),
    }
}

/// How long a decision still holds; its last day is included.
pub(crate) fn days_left(until: i64, today: i64) -> String {
    match until - today {
        0 => "last day".into(),
        1 => "1 day left".into(),
        -1 => "ended yesterday".into(),
        days if days > 0 => format!("{days} days left"),
        days => format!("ended {} days ago", -days),
    }
}

/// A value of a fact or control.
pub(crate) fn value(schema: &Schema, attribute: AttributeId, value: &Value) -> String {
    describe_value(schema, &schema.attribute(attribute).value_type, value)
}

/// A word of a set of words.
pub(crate) fn word(schema: &Schema, set: WordSetId, value: &Value) -> Option<String> {
    match value {
        Value::Word(word) => Some(schema.word_sets.get(usize::from(set.0))?.word(*word).to_owned()),
        Value::Unknown => Some("?".into()),
        _ => None,
    }
}

/// The trust of a zone or element.
pub(crate) fn trust(model: &Model, id: ThingId) -> Option<String> {
    word(&model.schema, WordSetId::TRUST, &model.field(id, Field::Trust))
}

/// The sensitivity of a thing.
pub(crate) fn sensitivity(model: &Model, id: ThingId) -> Option<String> {
    word(&model.schema, WordSetId::CLASSIFICATION, &model.field(id, Field::Sensitivity))
}

/// `↓ high→none` for a flow that crosses a boundary.
pub(crate) fn crossing(model: &Model, flow: ThingId) -> Option<String> {
    let crossing = word(&model.schema, WordSetId::CROSSING, &model.field(flow, Field::Crossing))?;
    let arrow = match crossing.as_str() {
        "up" => "↑",
        "down" => "↓",
        "sideways" => "↔",
        _ => return None,
    };
    let links = &model.thing(flow).links;
    let (from, to) = (trust(model, links.source?)?, trust(model, links.target?)?);
    Some(format!("{arrow} {from}→{to}"))
}

/// The number that people see of a flow, and its name: `2 send-token`.
pub(crate) fn flow_label(model: &Model, flow: ThingId) -> String {
    let number = match model.item(model.thing(flow).item).map(|item| &item.node().head) {
        Some(tm_grammar::tree::Head::Flow(flow)) => flow.number.as_ref(),
        _ => None,
    };
    let label = model.label(flow);
    number.map_or_else(|| label.to_owned(), |number| format!("{} {label}", number.text))
}

/// `*passphrase* (restricted), *post* (public)`
pub(crate) fn assets(model: &Model, list: &[ThingId]) -> Vec<String> {
    let named = list.iter().map(|asset| {
        let thing = model.thing(*asset);
        let name = if thing.part == tm_model::model::Part::Unnamed {
            format!("some {}", model.schema.type_info(thing.type_id).name)
        } else {
            format!("*{}*", model.label(*asset))
        };
        match sensitivity(model, *asset) {
            Some(level) => format!("{name} ({level})"),
            None => name,
        }
    });
    named.collect()
}

/// What a flow carries or a store holds, in words.
pub(crate) fn data(model: &Model, data: &Data) -> String {
    if data.unknown {
        "nobody has said what".into()
    } else if data.assets.is_empty() {
        "nothing".into()
    } else {
        some_of(&assets(model, &data.assets), 8)
    }
}

/// A type and those it inherits from, its root left out: `web-app → service`.
pub fn type_chain(schema: &Schema, id: TypeId) -> String {
    let mut names = Vec::new();
    let mut next = Some(id);
    while let Some(id) = next {
        let info = schema.type_info(id);
        if info.parent.is_none() {
            break;
        }
        names.push(info.name.as_str());
        next = info.parent;
    }
    names.join(" → ")
}

/// Who says a value of a thing.
pub(crate) fn source(model: &Model, subject: ThingId, found: &Found) -> String {
    let place = |id: ThingId| match model.thing(id).kind {
        ThingKind::Model => "the model".to_owned(),
        ThingKind::Zone => format!("zone {}", model.label(id)),
        _ => model.label(id).to_owned(),
    };
    match found.source {
        Source::Written(id) if id == subject => "written here".into(),
        Source::Written(id) => format!("written on {}", place(id)),
        Source::Refuted(_) => "rests on an assumption that was refuted".into(),
        Source::Mitigation(item, on) => {
            let name = model.item(item).and_then(|item| item.node().name());
            let name = name.map_or("a mitigation", |name| name.text.as_str());
            if on == subject {
                format!("by mitigation {name}")
            } else {
                format!("by mitigation {name} on {}", place(on))
            }
        }
        Source::Type(id) => format!("from type {}", model.schema.type_info(id).name),
        Source::Derived => "follows from the model".into(),
        Source::Default => "by default".into(),
        Source::Nowhere => "nobody says".into(),
    }
}

/// How many threats there are of each state, the most urgent first.
pub(crate) struct Tally([usize; State::ALL.len()]);

impl Tally {
    /// The tally of threats.
    pub(crate) fn of<'t>(threats: impl IntoIterator<Item = &'t Threat>) -> Self {
        let mut tally = Self([0; State::ALL.len()]);
        for threat in threats {
            tally.0[threat.state as usize] += 1;
        }
        tally
    }

    /// How many there are of a state.
    pub(crate) fn get(&self, state: State) -> usize {
        self.0[state as usize]
    }

    /// How many there are.
    pub(crate) fn total(&self) -> usize {
        self.0.iter().sum()
    }

    /// `2 open, 1 mitigated`; empty if there is none.
    pub(crate) fn text(&self) -> String {
        let parts = State::ALL
            .into_iter()
            .filter(|state| self.get(*state) > 0)
            .map(|state| format!("{} {}", self.get(state), state.word()));
        parts.collect::<Vec<_>>().join(", ")
    }
}
