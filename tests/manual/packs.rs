//! A page for each shipped knowledge base: its types, facts, controls and rules.

use std::fmt::Write as _;

use tm_grammar::words::DOMAINS;
use tm_model::kind::{KindSet, ThingKind};
use tm_model::schema::compile::describe_value;
use tm_model::schema::{
    Attribute, AttributeDefault, AttributeRole, PackId, Rule, Schema, TypeInfo, ValueType,
    WordSetId,
};
use tm_model::source::Origin;
use tm_model::{SHIPPED, Snapshot, Workspace};

use crate::engine::TODAY;
use crate::pages::{anchor, root};
use crate::{expect_page, generated_from};

/// What a page is written from.
struct Source {
    snapshot: Snapshot,
    name: &'static str,
    pack: PackId,
}

impl Source {
    fn new(name: &'static str) -> Self {
        let mut workspace = Workspace::new(TODAY);
        workspace.set_file("m.tm", &format!("model m\nuse {name} 1.0\n"));
        workspace.update();
        let mut source = Self { snapshot: workspace.snapshot(), name, pack: PackId(0) };
        let place = source.schema().packs.iter().position(|pack| pack.name == name);
        let place = place.expect("the model uses the pack");
        source.pack = PackId(u16::try_from(place).expect("there are few packs"));
        source
    }

    fn schema(&self) -> &Schema {
        &self.snapshot.models()[0].schema
    }

    /// The text of the item that an origin lies in.
    fn item(&self, origin: Origin) -> String {
        let file = self.snapshot.file(origin.file).expect("the pack is a file");
        let (_, _, block) = file
            .document
            .blocks()
            .find(|(id, _, _)| *id == origin.block)
            .expect("the item is in a block");
        block.text.to_string()
    }

    /// Types, facts or controls of this pack.
    fn attributes(&self, role: AttributeRole) -> impl Iterator<Item = &Attribute> {
        let of_pack = move |one: &&Attribute| one.pack == self.pack && one.role == role;
        self.schema().attributes.iter().filter(of_pack)
    }
}

/// The lines of documentation that a text begins with.
fn documentation(text: &str) -> String {
    let lines = text.lines().map_while(|line| line.strip_prefix("///"));
    lines.map(str::trim).collect::<Vec<_>>().join("\n")
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

/// The first paragraph of a documentation.
fn first(docs: &str) -> String {
    cell(docs.split("\n\n").next().unwrap_or_default().trim())
}

fn kinds(set: KindSet) -> String {
    let words: Vec<&str> = if set == KindSet::ELEMENTS {
        vec!["element"]
    } else {
        set.iter().map(ThingKind::word).collect()
    };
    words.join(", ")
}

fn value_type(schema: &Schema, value: &ValueType) -> String {
    match value {
        ValueType::YesNo => "yes, no".to_owned(),
        ValueType::Text => "text".to_owned(),
        ValueType::Number => "a number".to_owned(),
        ValueType::Date => "a date".to_owned(),
        ValueType::Duration => "a time span".to_owned(),
        ValueType::Person => "a person".to_owned(),
        ValueType::Word(set) => {
            let set = &schema.word_sets[usize::from(set.0)];
            set.words.join(if set.ordered { " < " } else { ", " })
        }
        ValueType::List(of) => format!("list of {}", value_type(schema, of)),
    }
}

/// The kind and trust of a type of zone, where its parent says otherwise or nothing.
fn of_zone(schema: &Schema, info: &TypeInfo) -> Vec<String> {
    let parent = info.parent.map(|parent| schema.type_info(parent));
    let word = |key: &str, set: WordSetId, own: Option<u16>, parent: Option<u16>| {
        let own = own.filter(|_| own != parent)?;
        Some(format!("`{key}: {}`", schema.word_sets[usize::from(set.0)].word(own)))
    };
    let kind = parent.and_then(|parent| parent.zone_kind);
    let trust = parent.and_then(|parent| parent.trust);
    word("kind", WordSetId::ZONE_KIND, info.zone_kind, kind)
        .into_iter()
        .chain(word("trust", WordSetId::TRUST, info.trust, trust))
        .collect()
}

fn types(source: &Source, text: &mut String) {
    let schema = source.schema();
    if schema.types.iter().any(|one| one.pack == Some(source.pack)) {
        text.push_str("## Types\n\nA type inherits what its parent says.\n\n");
    }
    for root in ThingKind::ALL {
        let mut own: Vec<&TypeInfo> = schema
            .types
            .iter()
            .filter(|one| one.pack == Some(source.pack) && one.root == root)
            .collect();
        // In the order of the tree, so that a type stands below its parent.
        own.sort_by_key(|one| one.enter);
        if own.is_empty() {
            continue;
        }
        let _ = write!(text, "### Types of {root}\n\n| type | is a | |\n|---|---|---|\n");
        for one in own {
            let parent = one.parent.map_or("", |parent| schema.type_info(parent).name.as_str());
            let id = schema.find_type(&one.name).expect("it is declared");
            let mut says = of_zone(schema, one);
            let attributes = one.attributes.iter().filter(|(_, _, says)| *says == id).map(
                |(attribute, value, _)| {
                    let attribute = schema.attribute(*attribute);
                    let value = describe_value(schema, &attribute.value_type, value);
                    format!("`{}: {value}`", attribute.name)
                },
            );
            says.extend(attributes);
            let says =
                if says.is_empty() { String::new() } else { format!(" · {}", says.join(" ")) };
            let _ = writeln!(text, "| `{}` | {parent} | {}{says} |", one.name, cell(&one.title));
        }
        text.push('\n');
    }
}

fn facts(source: &Source, text: &mut String) {
    let schema = source.schema();
    let mut rows = String::new();
    for fact in source.attributes(AttributeRole::Fact) {
        let unwritten = match (&fact.default, &fact.derivation) {
            (_, Some(_)) => "it is derived".to_owned(),
            (AttributeDefault::Unset, None) => "unset".to_owned(),
            (AttributeDefault::Unknown, None) => "it is asked for".to_owned(),
            (AttributeDefault::Value(value), None) => {
                format!("`{}`", describe_value(schema, &fact.value_type, value))
            }
        };
        let about = if fact.docs.is_empty() { cell(&fact.ask) } else { first(&fact.docs) };
        let _ = writeln!(
            rows,
            "| `{}` | {} | {} | {unwritten} | {about} |",
            fact.name,
            kinds(fact.kinds),
            cell(&value_type(schema, &fact.value_type)),
        );
    }
    if !rows.is_empty() {
        text.push_str("## Facts\n\nWhat is.\n\n");
        text.push_str(
            "| fact | of | values | where nothing is written | |\n|---|---|---|---|---|\n",
        );
        let _ = writeln!(text, "{rows}");
    }
}

fn controls(source: &Source, text: &mut String) {
    let mut sections = String::new();
    for (domain, about) in DOMAINS {
        let mut rows = String::new();
        for control in source.attributes(AttributeRole::Control).filter(|it| it.domain == *domain) {
            let top = if control.top { " · top" } else { "" };
            let _ = writeln!(
                rows,
                "| `{}` | {} | {} | {}{top} | {} |",
                control.name,
                cell(&control.title),
                kinds(control.kinds),
                control.control,
                cell(&control.ask),
            );
        }
        if !rows.is_empty() {
            let _ = write!(
                sections,
                "### {domain}\n\n{about}\n\n| control | | of | works | the question |\n|---|---|---|---|---|\n{rows}\n"
            );
        }
    }
    if !sections.is_empty() {
        let _ = write!(text, "## Controls\n\nWhat is done, by security domain.\n\n{sections}");
    }
}

/// The lines of an item that begin with a word, and those that go on with it.
fn lines_of(item: &str, word: &str) -> String {
    let mut lines = String::new();
    let mut open = false;
    for line in item.lines() {
        let begins = line.strip_prefix("  ").filter(|rest| !rest.starts_with(' '));
        if let Some(rest) = begins {
            open = rest.starts_with(&format!("{word} "));
        }
        if open && line.starts_with("  ") {
            let _ = writeln!(lines, "{}", &line[2..]);
        }
    }
    lines
}

/// The title as it is written, with its places in braces.
fn title(item: &str) -> &str {
    let head = item.lines().find(|line| line.starts_with("threat ")).unwrap_or_default();
    head.split('"').nth(1).unwrap_or_default()
}

fn rule(source: &Source, rule: &Rule, text: &mut String) {
    let item = source.item(rule.origin);
    let _ = write!(text, "### {}\n\n**{}**", rule.name, title(&item));
    let _ = write!(
        text,
        "\n\n{} · severity {} · likelihood {}",
        rule.category, rule.severity, rule.likelihood
    );
    if rule.top {
        text.push_str(" · top");
    }
    let weaknesses: Vec<String> = rule.cwe.iter().map(|number| format!("CWE-{number}")).collect();
    let patterns: Vec<String> = rule.capec.iter().map(|number| format!("CAPEC-{number}")).collect();
    let attack = rule.attack.iter().map(ToString::to_string).collect::<Vec<_>>();
    let owasp = rule.owasp.iter().map(ToString::to_string).collect::<Vec<_>>();
    for list in [weaknesses, patterns, attack, owasp] {
        if !list.is_empty() {
            let _ = write!(text, " · {}", list.join(", "));
        }
    }
    let _ = write!(text, "\n\n{}\n\n", rule.docs.trim());
    let condition = lines_of(&item, "when") + &lines_of(&item, "unless");
    if !condition.is_empty() {
        let _ = write!(text, "```text\n{condition}```\n\n");
    }
    let answers: Vec<String> = rule
        .answers
        .iter()
        .map(|id| format!("`{}`", source.schema().attribute(*id).name))
        .collect();
    if !answers.is_empty() {
        let _ = write!(text, "Answered by {}.\n\n", answers.join(", "));
    }
    if !rule.detect.is_empty() {
        let _ =
            write!(text, "What an attempt looks like: {}.\n\n", rule.detect.trim_end_matches('.'));
    }
}

fn rules(source: &Source, text: &mut String) {
    let own: Vec<&Rule> =
        source.schema().rules.iter().filter(|rule| rule.pack == source.pack).collect();
    if own.is_empty() {
        return;
    }
    text.push_str("## Rules\n\nWhat stands in braces becomes a name of your model.\n\n");
    text.push_str("| rule | | of | category | severity |\n|---|---|---|---|---|\n");
    for one in &own {
        let top = if one.top { ", top" } else { "" };
        let _ = writeln!(
            text,
            "| [{}](#{}) | {} | {} | {} | {}{top} |",
            one.name,
            anchor(&one.name),
            cell(title(&source.item(one.origin))),
            kinds(one.kinds),
            one.category,
            one.severity,
        );
    }
    text.push('\n');
    for one in own {
        rule(source, one, text);
    }
}

#[test]
fn the_pages_of_the_packs_are_what_ships() {
    for (name, pack_text) in SHIPPED {
        let source = Source::new(name);
        let pack = &source.schema().packs[usize::from(source.pack.0)];
        let mut text = generated_from(&format!("`server/knowledge/{name}.tm`"));
        let _ = write!(
            text,
            "\n# {name}\n\n{}\n\nVersion {}. A model uses it with `use {name} {}`.\n\n",
            documentation(pack_text),
            pack.version,
            pack.version.rsplit_once('.').map_or(pack.version.as_str(), |(short, _)| short),
        );
        types(&source, &mut text);
        facts(&source, &mut text);
        controls(&source, &mut text);
        rules(&source, &mut text);
        let path = root().join(format!("docs/packs/{}.md", source.name));
        expect_page(&path, &(text.trim_end().to_owned() + "\n"));
    }
}
