//! The `test` items of knowledge bases: small models, and what the rules must say of them.
//!
//! A test's body is made into a model of its own: its properties are those of the model, its items
//! the model's items. What it expects is then compared with what the engine finds.

use std::fmt;

use smol_str::SmolStr;
use tm_grammar::Document;
use tm_grammar::tree::{Expected, Head, Item, Member, Span, ValueKind};
use tm_grammar::words::ItemWord;

use crate::engine::{Engine, Namespace};
use crate::model::{Instance, Settings, State, ThingId};
use crate::policy::RiskTable;
use crate::schema::{Level, RuleId, SharedSchema};
use crate::source::{FileId, Origin};
use crate::value::{Truth, day_number};
use crate::workspace::Workspace;

/// How a test went.
#[derive(Clone, Debug, PartialEq)]
pub struct TestOutcome {
    /// Its title.
    pub title: SmolStr,
    /// Where it stands.
    pub origin: Origin,
    /// The rules that it mentions, by full name.
    pub rules: Vec<SmolStr>,
    /// What it expects of each, in the order of `rules`.
    pub expects: Vec<Expected>,
    /// The items of its model, one text each, so that tests can be told apart.
    pub lines: Vec<SmolStr>,
    /// Where it went wrong; empty if it passed.
    pub failures: Vec<Failure>,
}

/// An expectation that was not met.
#[derive(Clone, Debug, PartialEq)]
pub struct Failure {
    /// Where the expectation stands.
    pub origin: Origin,
    /// The rule that it is about, by full name; empty if it is about the model of the test.
    pub rule: SmolStr,
    /// The thing that the rule should say it of.
    pub subject: SmolStr,
    /// What is wrong with it.
    pub problem: Problem,
}

/// What is wrong with an expectation.
#[derive(Clone, Debug, PartialEq)]
pub enum Problem {
    /// The pack has no such rule.
    NoRule(SmolStr),
    /// The model of the test has no such thing.
    NoThing(SmolStr),
    /// A line of the model means nothing.
    BadModel(SmolStr),
    /// The rule came out otherwise.
    Unmet {
        /// What was expected.
        expected: Expected,
        /// What was found: a state, `undecidable`, or nothing.
        found: &'static str,
        /// What decided it, in words; empty if nothing single did.
        deciding: SmolStr,
    },
}

/// What must be found for an expectation to be met.
pub const fn wanted(expected: Expected) -> &'static str {
    match expected {
        Expected::Open => "open",
        Expected::No => "nothing",
        Expected::Maybe => "possible",
        Expected::Mitigated => "mitigated",
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoRule(rule) => write!(formatter, "There is no rule \"{rule}\" in this pack."),
            Self::NoThing(thing) => {
                write!(formatter, "The model of this test has nothing called \"{thing}\".")
            }
            Self::BadModel(message) => formatter.write_str(message),
            Self::Unmet { expected, found, deciding } => {
                write!(formatter, "Expected {}; got {found}", wanted(*expected))?;
                if !deciding.is_empty() {
                    write!(formatter, ": {deciding}")?;
                }
                formatter.write_str(".")
            }
        }
    }
}

impl Workspace {
    /// The full names of the rules of a knowledge base, in the order of the text.
    pub fn rules_of(&mut self, file: FileId) -> Vec<SmolStr> {
        let schema = self.schema_of_pack(file);
        schema
            .rules
            .iter()
            .filter(|rule| rule.origin.file == file)
            .map(|rule| rule.name.clone())
            .collect()
    }

    /// Runs the tests of a knowledge base, in the order of the text.
    pub fn run_tests(&mut self, file: FileId) -> Vec<TestOutcome> {
        let schema = self.schema_of_pack(file);
        let pack = schema
            .packs
            .iter()
            .find(|pack| pack.origin.file == file)
            .map(|pack| pack.name.clone())
            .unwrap_or_default();
        let Some(known) = self.file(file) else { return Vec::new() };
        let mut outcomes = Vec::new();
        for (block, _, tree) in known.document.blocks() {
            for item in tree.items.iter().filter(|item| item.word == ItemWord::Test) {
                let place = |span| Origin { file, block, span };
                outcomes.push(run(item, &tree.text, &schema, &pack, self.today(), &place));
            }
        }
        outcomes
    }
}

/// Runs one test of a knowledge base.
pub(crate) fn run(
    test: &Item,
    text: &str,
    schema: &SharedSchema,
    pack: &str,
    today: i64,
    place: &dyn Fn(Span) -> Origin,
) -> TestOutcome {
    let title = match &test.head {
        Head::Test { title: Some(title) } => title.value.clone(),
        _ => SmolStr::default(),
    };
    let mut outcome = TestOutcome {
        title,
        origin: place(test.word_span),
        rules: Vec::new(),
        expects: Vec::new(),
        lines: Vec::new(),
        failures: Vec::new(),
    };
    let mut today = today;
    let mut header = String::from("model test {\n");
    let mut items = String::new();
    for member in test.members() {
        match member {
            Member::Property(property) if property.key.text == "today" => {
                if let Some(ValueKind::Date(date)) =
                    property.values.first().map(|value| &value.kind)
                {
                    today = day_number(*date);
                }
            }
            Member::Property(property) => {
                header.push_str(property.span.text(text));
                header.push('\n');
                outcome.lines.push(property.span.text(text).into());
            }
            Member::Item(item) => {
                items.push_str(item.span.text(text));
                items.push('\n');
                outcome.lines.push(item.span.text(text).into());
            }
            _ => {}
        }
    }
    let engine = engine(&format!("{header}}}\n{items}"), schema, today);
    for member in test.members() {
        let Member::Expect(expect) = member else { continue };
        let (Some(rule), Some(target)) = (&expect.rule, &expect.target) else { continue };
        let name = crate::engine::full_name(rule);
        let full = if name.contains('.') {
            name.into()
        } else {
            smol_str::format_smolstr!("{pack}.{name}")
        };
        let key = target.path.as_ref().map(crate::engine::full_name).unwrap_or_default();
        let thing = if key == "model" || key == "test" {
            Some(ThingId::MODEL)
        } else {
            engine.model.find(&key)
        };
        let problem = match (schema.find_rule(&full), thing) {
            (None, _) => Some(Problem::NoRule(full.clone())),
            (_, None) => Some(Problem::NoThing(key.as_str().into())),
            (Some(rule), Some(thing)) => {
                let found = found(&engine, rule, thing);
                (found != wanted(expect.expected)).then(|| Problem::Unmet {
                    expected: expect.expected,
                    found,
                    deciding: deciding(&engine, rule, thing),
                })
            }
        };
        let (rule, subject) = (full.clone(), SmolStr::from(key));
        outcome.rules.push(full);
        outcome.expects.push(expect.expected);
        if let Some(problem) = problem {
            outcome.failures.push(Failure { origin: place(expect.span), rule, subject, problem });
        }
    }
    for unresolved in unresolved(&engine) {
        outcome.failures.push(Failure {
            origin: place(test.word_span),
            rule: SmolStr::default(),
            subject: SmolStr::default(),
            problem: Problem::BadModel(unresolved),
        });
    }
    outcome
}

/// An engine with the model of a test, in which every rule of the pack runs.
fn engine(text: &str, schema: &SharedSchema, today: i64) -> Engine {
    let document = Document::new(text);
    let settings = Settings {
        risk_level: Level::Medium,
        unknowns: None,
        rating: None,
        today,
        risks: RiskTable::default(),
    };
    let active = vec![true; schema.rules.len()].into();
    let file = FileId(u32::MAX);
    let mut engine = Engine::new(
        "test".into(),
        schema.clone(),
        active,
        settings,
        [file].as_slice().into(),
        rustc_hash::FxHashMap::default(),
    );
    for (block, _, tree) in document.blocks() {
        engine.set_block(file, block, Some(tree));
    }
    engine.update(&|_, block| (0, document.index_of(block).unwrap_or(usize::MAX)));
    engine
}

/// What a rule says of a thing, folding and scope left aside.
fn found(engine: &Engine, rule: RuleId, thing: ThingId) -> &'static str {
    let model = &engine.model;
    let instance: Option<&Instance> =
        model.instances(thing).iter().find(|instance| instance.rule == rule);
    match instance {
        None => "nothing",
        Some(instance) if instance.when == Truth::Unknown => "undecidable",
        Some(_) => model
            .all_threats(thing)
            .iter()
            .find(|threat| threat.rule == crate::model::RuleRef::Pack(rule))
            .map_or("nothing", |threat| match threat.state {
                State::Open => "open",
                State::Possible => "possible",
                State::Mitigated => "mitigated",
                state => state.word(),
            }),
    }
}

/// What made a rule come out as it did on a thing: what nobody has said, or what answers it.
fn deciding(engine: &Engine, rule: RuleId, thing: ThingId) -> SmolStr {
    let model = &engine.model;
    let name = |attribute| model.schema.attribute(attribute).name.as_str();
    let mut facts: Vec<String> = Vec::new();
    for instance in model.instances(thing).iter().filter(|instance| instance.rule == rule) {
        facts.extend(instance.unknowns.iter().map(|(on, ask)| match ask {
            crate::model::Ask::Data => format!("the data of {} is not said", model.label(*on)),
            crate::model::Ask::Attribute(attribute) => {
                format!("{} of {} is not said", name(*attribute), model.label(*on))
            }
        }));
    }
    for threat in model.all_threats(thing) {
        if threat.rule == crate::model::RuleRef::Pack(rule) {
            facts.extend(threat.answers.iter().filter_map(|answer| {
                Some(format!("{} of {} is yes", name(answer.control?), model.label(answer.on)))
            }));
        }
    }
    facts.sort_unstable();
    facts.dedup();
    facts.truncate(3);
    facts.join(", ").into()
}

/// A sentence for each reference or property of the test's model that means nothing.
fn unresolved(engine: &Engine) -> Vec<SmolStr> {
    use crate::model::Resolution;
    let model = &engine.model;
    let mut found = Vec::new();
    for (id, item) in model.items() {
        for error in &item.tree.errors {
            found.push(error.kind.to_string().into());
        }
        let mut spans = Vec::new();
        crate::engine::references(item.node(), &mut |_, named| spans.push(named.span()));
        for ((_, resolution), span) in model.resolutions(id).iter().zip(spans) {
            if matches!(resolution, Resolution::Missing | Resolution::WrongKind(_)) {
                let text = span.text(item.text());
                found.push(smol_str::format_smolstr!(
                    "\"{text}\" in the test's model names nothing."
                ));
            }
        }
        let name = item.name();
        let first = Namespace::of(item.word).and_then(|one| engine.names.definition(one, name));
        if first.is_some_and(|first| first != id) {
            found.push(smol_str::format_smolstr!(
                "\"{name}\" is declared twice in the test's model."
            ));
        }
        let place = tm_grammar::words::Places::MODEL;
        let info = tm_grammar::words::item_info(item.word, place);
        for property in item.node().properties() {
            let key = &property.key.text;
            let known = info.is_none_or(|info| info.property(key).is_some())
                || model.schema.find_attribute(key).is_some();
            if !known {
                found.push(smol_str::format_smolstr!("The test's model knows no \"{key}\"."));
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}
