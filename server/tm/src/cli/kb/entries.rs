//! What a knowledge base, a rule, a type, a control or a fact says, as plain texts.

mod written;

use std::collections::BTreeMap;

use serde::Serialize;
use tm_ide::{rule_title, type_chain};
use tm_model::kind::{KindSet, ThingKind};
use tm_model::schema::compile::{describe_value, rules_of_profile};
use tm_model::schema::{
    AttributeId, AttributeRole, RuleId, Schema, TypeId, TypeInfo, ValueType, WordSetId,
};

use super::find::{Source, bare};

/// Something that has a name.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Entry {
    Pack(PackEntry),
    Rule(RuleEntry),
    Type(TypeEntry),
    Attribute(AttributeEntry),
}

/// A knowledge base, and the names of what it declares.
#[derive(Serialize)]
pub struct PackEntry {
    pub name: String,
    pub version: String,
    pub title: String,
    pub docs: String,
    pub file: Option<String>,
    /// The rules of each category.
    pub rules: BTreeMap<String, Vec<RuleRow>>,
    pub types: BTreeMap<&'static str, Vec<String>>,
    pub controls: Vec<String>,
    pub facts: Vec<String>,
}

/// A rule in the list of its knowledge base.
#[derive(Serialize)]
pub struct RuleRow {
    pub name: String,
    pub severity: &'static str,
    pub top: bool,
    pub title: String,
}

/// A rule.
#[derive(Serialize)]
pub struct RuleEntry {
    pub name: String,
    pub title: String,
    pub category: String,
    pub severity: &'static str,
    pub likelihood: &'static str,
    pub top: bool,
    pub docs: String,
    /// What it looks at, as written: `flow f`.
    #[serde(rename = "for")]
    pub subject: String,
    /// The situation, as written.
    pub when: String,
    /// The answer, as written; empty if there is none.
    pub unless: String,
    /// The controls that answer it.
    pub mitigations: Vec<Named>,
    pub cwe: Vec<u32>,
    pub capec: Vec<u32>,
    /// Techniques of ATT&CK and, beginning with `AML.`, of ATLAS.
    pub attack: Vec<String>,
    pub owasp: Vec<String>,
    pub detect: String,
    /// What other knowledge bases at hand make of it.
    pub changes: Vec<ChangeRow>,
    /// The profiles of its knowledge base that run it.
    pub profiles: Vec<String>,
    /// The tests of its knowledge base that mention it.
    pub tests: Vec<TestRow>,
    pub file: Option<String>,
}

/// What a knowledge base makes of a rule of another one.
#[derive(Serialize)]
pub struct ChangeRow {
    /// The knowledge base that changes it.
    pub pack: String,
    /// It switches the rule off.
    pub disabled: bool,
    /// What it says, as written.
    pub text: String,
}

/// A test, and what it expects of a rule, as written.
#[derive(Serialize)]
pub struct TestRow {
    pub title: String,
    pub expects: Vec<String>,
}

/// A name with its title.
#[derive(Serialize)]
pub struct Named {
    pub name: String,
    pub title: String,
}

/// A type.
#[derive(Serialize)]
pub struct TypeEntry {
    pub name: String,
    pub pack: String,
    pub title: String,
    pub docs: String,
    /// `entity`, `process`, …
    #[serde(rename = "of")]
    pub root: &'static str,
    /// The types it inherits from, the nearest first.
    pub inherits: String,
    /// The types that inherit from it directly.
    pub below: Vec<String>,
    /// The facts and controls that it brings, of a zone its kind and trust: `custom-code: yes`.
    pub brings: Vec<String>,
    /// The rules that ask for it or for what it inherits from.
    pub rules: Vec<String>,
}

/// A fact or control.
#[derive(Serialize)]
pub struct AttributeEntry {
    pub name: String,
    pub pack: String,
    pub title: String,
    pub role: &'static str,
    /// The kinds of things that it may be written on.
    pub on: Vec<&'static str>,
    /// What may be written, the lowest first where there is an order.
    pub takes: String,
    pub docs: String,
    pub ask: String,
    pub because: String,
    pub verify: String,
    pub domain: String,
    /// How much work it is: `small`, `medium` or `large`; empty if nothing is said.
    pub effort: String,
    /// The rules that it answers.
    pub answers: Vec<String>,
    pub asvs: Vec<String>,
    pub iso: Vec<String>,
    pub csf: Vec<String>,
    pub nist: Vec<String>,
}

impl PackEntry {
    /// What a knowledge base holds.
    pub fn of(source: &Source) -> Option<Entry> {
        let (_, pack) = source.pack()?;
        let schema = &source.schema;
        let mut rules: BTreeMap<String, Vec<RuleRow>> = BTreeMap::new();
        for rule in source.rules().map(|id| schema.rule(id)) {
            rules.entry(rule.category.to_string()).or_default().push(RuleRow {
                name: bare(&rule.name).to_owned(),
                severity: rule.severity.word(),
                top: rule.top,
                title: rule_title(rule),
            });
        }
        let mut types: BTreeMap<&'static str, Vec<String>> = BTreeMap::new();
        for info in source.types().map(|id| schema.type_info(id)) {
            types.entry(info.root.word()).or_default().push(info.name.to_string());
        }
        let (controls, facts): (Vec<_>, Vec<_>) = source
            .attributes()
            .map(|id| schema.attribute(id))
            .partition(|info| info.role == AttributeRole::Control);
        let names = |list: Vec<&tm_model::schema::Attribute>| {
            list.into_iter().map(|info| info.name.to_string()).collect()
        };
        Some(Entry::Pack(Self {
            name: pack.name.to_string(),
            version: pack.version.to_string(),
            title: pack.title.to_string(),
            docs: written::header(source).map(|item| item.docs()).unwrap_or_default(),
            file: source.path.clone(),
            rules,
            types,
            controls: names(controls),
            facts: names(facts),
        }))
    }
}

impl RuleEntry {
    /// What a rule says.
    pub fn of(source: &Source, sources: &[Source], id: RuleId) -> Entry {
        let schema = &source.schema;
        let rule = schema.rule(id);
        let item = written::threat(source, bare(&rule.name));
        let item = item.as_ref();
        let answers = rule.answers.iter().map(|id| schema.attribute(*id));
        Entry::Rule(Self {
            name: rule.name.to_string(),
            title: rule_title(rule),
            category: rule.category.to_string(),
            severity: rule.severity.word(),
            likelihood: rule.likelihood.word(),
            top: rule.top,
            docs: rule.docs.to_string(),
            subject: item.map_or_else(String::new, |item| item.subject()),
            when: item.map_or_else(String::new, |item| item.when()),
            unless: item.map_or_else(String::new, |item| item.unless()),
            mitigations: answers
                .map(|info| Named { name: info.name.to_string(), title: info.title.to_string() })
                .collect(),
            cwe: rule.cwe.clone(),
            capec: rule.capec.clone(),
            attack: strings(&rule.attack),
            owasp: strings(&rule.owasp),
            detect: rule.detect.to_string(),
            changes: sources.iter().flat_map(|other| written::changes(other, &rule.name)).collect(),
            profiles: profiles(schema, id),
            tests: written::tests(source, bare(&rule.name)),
            file: source.path.clone(),
        })
    }
}

impl TypeEntry {
    /// What a type says, and which rules at hand ask for it.
    pub fn of(source: &Source, sources: &[Source], id: TypeId) -> Entry {
        let schema = &source.schema;
        let info = schema.type_info(id);
        let brings = info.attributes.iter().map(|(attribute, value, by)| {
            let about = schema.attribute(*attribute);
            let value = describe_value(schema, &about.value_type, value);
            let from = &schema.type_info(*by).name;
            let from = if *by == id { String::new() } else { format!(" (from {from})") };
            format!("{}: {value}{from}", about.name)
        });
        let below = schema.types.iter().filter(|other| other.parent == Some(id));
        Entry::Type(Self {
            name: info.name.to_string(),
            pack: source.pack().map_or_else(String::new, |(_, pack)| pack.name.to_string()),
            title: info.title.to_string(),
            docs: info.docs.to_string(),
            root: info.root.word(),
            inherits: info.parent.map(|parent| type_chain(schema, parent)).unwrap_or_default(),
            below: below.map(|info| info.name.to_string()).collect(),
            brings: of_zone(schema, info).into_iter().chain(brings).collect(),
            rules: rules_at_hand(sources, |schema, rule| {
                let asked = schema.rule(rule).subject_type;
                let here = schema.find_type(&info.name);
                asked.zip(here).is_some_and(|(asked, here)| {
                    schema.type_info(asked).parent.is_some() && schema.is_a(here, asked)
                })
            }),
        })
    }
}

impl AttributeEntry {
    /// What a fact or control says, and which rules at hand it answers.
    pub fn of(source: &Source, sources: &[Source], id: AttributeId) -> Entry {
        let schema = &source.schema;
        let info = schema.attribute(id);
        let role = match (info.role, &info.derivation) {
            (AttributeRole::Control, _) => "control",
            (AttributeRole::Fact, Some(_)) => "derived fact",
            (AttributeRole::Fact, None) => "fact",
        };
        Entry::Attribute(Self {
            name: info.name.to_string(),
            pack: source.pack().map_or_else(String::new, |(_, pack)| pack.name.to_string()),
            title: info.title.to_string(),
            role,
            on: kinds(info.kinds),
            takes: takes(schema, &info.value_type),
            docs: info.docs.to_string(),
            ask: info.ask.replace("{it}", "it"),
            because: info.because.to_string(),
            verify: info.verify.to_string(),
            domain: info.domain.to_string(),
            effort: info.effort.to_string(),
            answers: rules_at_hand(sources, |schema, rule| {
                let here = schema.find_attribute(&info.name);
                here.is_some_and(|here| schema.rule(rule).answers.contains(&here))
            }),
            asvs: strings(&info.asvs),
            iso: strings(&info.iso),
            csf: strings(&info.csf),
            nist: strings(&info.nist),
        })
    }
}

/// The profiles of a rule's knowledge base that run it, the smallest first.
fn profiles(schema: &Schema, id: RuleId) -> Vec<String> {
    let pack = schema.rule(id).pack;
    let declared = schema.packs[usize::from(pack.0)].profiles.iter();
    let names = ["lite", "standard", "comprehensive"].into_iter();
    let names = names.chain(declared.map(|profile| profile.name.as_str()));
    let runs = |name: &&str| rules_of_profile(schema, pack, name).contains(&id);
    names.filter(runs).map(str::to_owned).collect()
}

/// The kind and trust of a type of zone, as properties.
fn of_zone(schema: &Schema, info: &TypeInfo) -> Vec<String> {
    let word = |set: WordSetId, word: Option<u16>| {
        word.map(|word| schema.word_sets[usize::from(set.0)].word(word).to_owned())
    };
    let kind = word(WordSetId::ZONE_KIND, info.zone_kind).map(|word| format!("kind: {word}"));
    let trust = word(WordSetId::TRUST, info.trust).map(|word| format!("trust: {word}"));
    kind.into_iter().chain(trust).collect()
}

/// The full names of the rules at hand that fit, in the order of the knowledge bases.
fn rules_at_hand(sources: &[Source], fits: impl Fn(&Schema, RuleId) -> bool) -> Vec<String> {
    let rules = sources.iter().flat_map(|source| {
        let schema = &*source.schema;
        let fitting = source.rules().filter(|rule| fits(schema, *rule));
        fitting.map(|rule| schema.rule(rule).name.to_string()).collect::<Vec<_>>()
    });
    rules.collect()
}

fn kinds(kinds: KindSet) -> Vec<&'static str> {
    kinds.iter().map(ThingKind::word).collect()
}

fn strings(list: &[smol_str::SmolStr]) -> Vec<String> {
    list.iter().map(ToString::to_string).collect()
}

/// What may be written as a value.
fn takes(schema: &Schema, value_type: &ValueType) -> String {
    match value_type {
        ValueType::YesNo => "yes or no".into(),
        ValueType::Text => "text in quotes".into(),
        ValueType::Number => "a number".into(),
        ValueType::Date => "a day: 2027-05-31".into(),
        ValueType::Duration => "a span of time: 90d".into(),
        ValueType::Person => "a person: @name".into(),
        ValueType::Word(set) => {
            let set = &schema.word_sets[usize::from(set.0)];
            set.words.join(if set.ordered { " < " } else { ", " })
        }
        ValueType::List(of) => format!("one or several of {}", takes(schema, of)),
    }
}
