//! The questionnaire: open questions as they are listed, each with the text that answers it.
//!
//! Invariant: a question that one answer settles for several parts of a flow is asked once.
//! Not for: which questions a list shows, and what surrounds them.

use std::cmp::Reverse;
use std::collections::HashMap;

use smol_str::SmolStr;
use tm_model::Snapshot;
use tm_model::kind::ThingKind;
use tm_model::model::{Ask, ItemId, Model, OpenQuestion, ThingId, Threat};
use tm_model::schema::{AttributeRole, Level, Schema, ValueType};
use tm_model::source::Origin;

use super::in_order;

/// An open question.
#[derive(Clone, Debug)]
pub struct Asked<'m> {
    /// The item that the answer is written on: a flow for its replies and segments.
    pub item: ItemId,
    /// Its name.
    pub subject: &'m str,
    /// The things that it is asked of.
    pub things: Vec<ThingId>,
    /// What is asked for.
    pub ask: Ask,
    /// The question.
    pub text: String,
    /// The property or clause that the answer is.
    pub key: &'m str,
    /// The words that may follow, or one that stands for them.
    pub values: Vec<String>,
    /// What a good answer says; may be empty.
    pub good: String,
    /// It was written as `?`: somebody promised to find out.
    pub promised: bool,
    /// The worst of the threats that wait for it.
    pub risk: Option<Level>,
    /// The threats that wait for it, the worst first.
    pub decides: Vec<Decides>,
}

/// A threat that waits for an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decides {
    /// Its key.
    pub key: SmolStr,
    /// What it would mean.
    pub risk: Level,
    /// What it is called.
    pub title: String,
    /// Its category.
    pub category: SmolStr,
}

/// All questions of a model, the worst first, then those that decide most.
pub fn questions<'m>(snapshot: &Snapshot, model: &'m Model) -> Vec<Asked<'m>> {
    let mut open: Vec<OpenQuestion> = Vec::new();
    for (id, _) in in_order(snapshot, model) {
        open.extend(model.things_of(id).iter().flat_map(|thing| model.questions(*thing)));
    }
    // As the command line has them before the worst are put first.
    open.sort_by_key(|question| Reverse(question.decides.len()));
    let mut asked = asked(model, &open);
    asked.sort_by_key(Asked::rank);
    asked
}

/// The open question whose answer is that property or clause of that item.
pub fn find<'m>(model: &'m Model, subject: &str, key: &str) -> Option<Asked<'m>> {
    let items = model.items().filter(|(_, item)| item.name() == subject);
    let things = items.flat_map(|(id, _)| model.things_of(id));
    let open: Vec<OpenQuestion> = things.flat_map(|thing| model.questions(*thing)).collect();
    asked(model, &open).into_iter().find(|asked| asked.key == key)
}

/// Open questions of a model as they are listed, in the order in which they came.
pub fn asked<'m, 'q>(
    model: &'m Model,
    open: impl IntoIterator<Item = &'q OpenQuestion>,
) -> Vec<Asked<'m>> {
    let mut threats = Threats { model, known: HashMap::new() };
    let mut asked: Vec<Asked<'m>> = Vec::new();
    let mut places: HashMap<(ItemId, &'m str), usize> = HashMap::new();
    for question in open {
        let decides = question.decides.iter().filter_map(|key| threats.of(key)).collect();
        let row = Asked::of(model, question);
        let known = *places.entry((row.item, row.key)).or_insert(asked.len());
        if known == asked.len() {
            asked.push(row);
        } else {
            asked[known].things.push(question.subject);
        }
        asked[known].add(decides);
    }
    asked
}

impl<'m> Asked<'m> {
    fn of(model: &'m Model, question: &OpenQuestion) -> Self {
        let thing = model.thing(question.subject);
        let label = model.label(question.subject);
        let name = model.item(thing.item).and_then(|item| item.node().name());
        let (key, values) = match question.ask {
            Ask::Attribute(id) => {
                let info = model.schema.attribute(id);
                (info.name.as_str(), values(&model.schema, &info.value_type))
            }
            Ask::Data => {
                let key = match thing.kind {
                    ThingKind::Store => "holds",
                    _ if thing.is_reply() => "returns",
                    _ => "carrying",
                };
                (key, vec!["nothing".to_owned(), "an asset".to_owned()])
            }
        };
        Self {
            item: thing.item,
            subject: name.map_or(label, |name| &name.text),
            things: vec![question.subject],
            ask: question.ask,
            text: question.text.clone(),
            key,
            values,
            good: good(model, question.ask),
            promised: question.promised,
            risk: None,
            decides: Vec::new(),
        }
    }

    /// True if the answer is a property `key: value`, false for a clause `key value`.
    pub fn is_property(&self) -> bool {
        self.ask != Ask::Data
    }

    /// What puts the worst first, then those that decide most.
    pub fn rank(&self) -> impl Ord + use<> {
        Reverse((self.risk, self.decides.len()))
    }

    /// Each answer as it is written.
    pub fn lines(&self) -> Vec<String> {
        let mark = if self.is_property() { ":" } else { "" };
        self.values.iter().map(|value| format!("{}{mark} {value}", self.key)).collect()
    }

    /// What to write and where, in a sentence.
    pub fn told(&self) -> String {
        match self.lines().as_slice() {
            [nothing, _] if !self.is_property() => {
                format!("\"{nothing}\" on {}, or \"{}\" and the assets", self.subject, self.key)
            }
            [yes, no] => format!("\"{yes}\" or \"{no}\" on {}", self.subject),
            [one] => format!("\"{one}\" on {}", self.subject),
            _ => format!(
                "\"{}: …\" on {}, with one of {}",
                self.key,
                self.subject,
                self.values.join(", ")
            ),
        }
    }

    /// Where the item is named.
    pub fn origin(&self, model: &Model) -> Option<Origin> {
        let item = model.item(self.item)?;
        Some(item.origin(item.name_span()))
    }

    /// Adds threats that wait for the answer, the worst first.
    fn add(&mut self, decides: Vec<Decides>) {
        self.decides.extend(decides);
        self.decides.sort_by(|left, right| {
            (Reverse(left.risk), &left.key).cmp(&(Reverse(right.risk), &right.key))
        });
        self.decides.dedup();
        self.risk = self.decides.first().map(|threat| threat.risk);
    }
}

/// What may be written as a value, as people write it.
fn values(schema: &Schema, value_type: &ValueType) -> Vec<String> {
    let one = |text: &str| vec![text.to_owned()];
    match value_type {
        ValueType::YesNo => vec!["yes".to_owned(), "no".to_owned()],
        ValueType::Word(set) => {
            let words = &schema.word_sets[usize::from(set.0)].words;
            words.iter().map(ToString::to_string).collect()
        }
        ValueType::Text => one("\"…\""),
        ValueType::Number => one("12"),
        ValueType::Date => one("2027-05-31"),
        ValueType::Duration => one("90d"),
        ValueType::Person => one("@name"),
        ValueType::List(of) => values(schema, of),
    }
}

/// What a good answer says: the first sentence of what is told about the control.
fn good(model: &Model, ask: Ask) -> String {
    let Ask::Attribute(id) = ask else { return String::new() };
    let info = model.schema.attribute(id);
    if info.role != AttributeRole::Control {
        return String::new();
    }
    let paragraph = info.docs.split("\n\n").next().unwrap_or_default().replace('\n', " ");
    let end = paragraph.find(". ").map_or(paragraph.len(), |at| at + 1);
    paragraph[..end].to_owned()
}

/// The threats of a model by their keys, those of a thing looked up once.
struct Threats<'m> {
    model: &'m Model,
    known: HashMap<ThingId, Vec<Threat>>,
}

impl Threats<'_> {
    /// The threat of a key, or what would be one if the answer were bad.
    fn of(&mut self, key: &SmolStr) -> Option<Decides> {
        let model = self.model;
        let (rule, name) = key.split_once(" on ")?;
        let id = model.schema.find_rule(rule)?;
        // The model and a thing in it may have one name; a rule looks at one or the other.
        let rule = model.schema.rule(id);
        let subject = match model.find(name) {
            Some(thing) if rule.kinds.contains(model.thing(thing).kind) => thing,
            _ if rule.kinds.contains(ThingKind::Model) => ThingId::MODEL,
            _ => return None,
        };
        let threats = self.known.entry(subject).or_insert_with(|| model.all_threats(subject));
        let known = threats.iter().find(|threat| threat.key == *key);
        let risk = known.map_or_else(|| model.risk_of(id, subject).level, |one| one.risk.level);
        let title = model.fill(&rule.title, subject);
        Some(Decides { key: key.clone(), risk, title, category: rule.category.clone() })
    }
}
