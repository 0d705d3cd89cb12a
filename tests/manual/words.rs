//! The page of all item words, from the table of the grammar: what each takes, in one table, and
//! then each with the meaning of its clauses, properties and values.

use std::fmt::Write as _;

use tm_grammar::words::{
    DOMAINS, ITEMS, ItemInfo, ItemWord, Places, PropertyInfo, Referent, Shape, ValueWord,
    ZONE_KINDS, kind_words,
};
use tm_model::model::State;

use crate::pages::root;
use crate::{expect_page, generated_from};

const INTRODUCTION: &str = "
# What each item takes

Elements, flows, zones, assets and the model's header also take the facts and controls that are
declared for them, as properties. A zone or the header may carry *any* control, for what lies inside.
A zone's body also holds elements, flows and zones. Clauses are listed in the order in which `tm fmt` writes them; each may also be written as a property
of the same name.

An item of the other kind of file is [TM007](../checks/TM007.md), a clause that an item does not take
[TM008](../checks/TM008.md), a property that nobody declares [TM202](../checks/TM202.md).

";

/// Where an item may stand, as the heading says it.
fn place(info: &ItemInfo) -> &'static str {
    let both = info.places.contains(Places::MODEL) && info.places.contains(Places::KNOWLEDGE_BASE);
    if both || info.word == ItemWord::Model || info.word == ItemWord::KnowledgeBase {
        ""
    } else if info.places.contains(Places::KNOWLEDGE_BASE) {
        " (knowledge base)"
    } else {
        " (model)"
    }
}

/// The heading of an item: the place is named only where two rows have the same word.
fn heading(info: &ItemInfo) -> String {
    let twice = ITEMS.iter().filter(|other| other.word == info.word).count() > 1;
    format!("{}{}", info.word, if twice { place(info) } else { "" })
}

fn keys(info: &ItemInfo, clauses: bool) -> String {
    let rows = info.properties.iter().filter(|property| property.is_clause() == clauses);
    let mut keys: Vec<String> = rows.map(|property| format!("`{}`", property.key)).collect();
    if !clauses {
        keys.extend(info.nested.iter().map(|word| format!("`{word} …`")));
    }
    keys.join(" ")
}

fn referent(referent: Referent) -> &'static str {
    match referent {
        Referent::Zone => "a zone",
        Referent::Data => "data: an asset",
        Referent::Asset => "an asset",
        Referent::FlowType => "a type of flow",
        Referent::AssetType => "a kind of asset",
        Referent::Mitigation => "a mitigation or control",
        Referent::Threat => "a threat",
        Referent::Event => "an event",
        Referent::Actor => "an actor",
        Referent::Assumption => "an assumption",
        Referent::Requirement => "a requirement",
        Referent::Target => "a thing, `zone z` or `*`",
        Referent::Protected => "an asset or element",
        Referent::Attribute => "a fact or control",
        Referent::Profile => "a profile",
        Referent::RulePattern => "a rule, `pack.*`, or `top` `critical` `high` `all`",
    }
}

fn shape(property: &PropertyInfo) -> String {
    let fixed = match property.shape {
        Shape::Text => "text",
        Shape::Texts => "texts",
        Shape::Number => "a number",
        Shape::Numbers => "numbers",
        Shape::Date => "a date",
        Shape::Duration => "a time span, `90d`",
        Shape::Person => "a person, `@name`",
        Shape::People => "persons",
        Shape::YesNo => "`yes` or `no`",
        Shape::Threats => "threats, each with `on` if wanted",
        Shape::Tickets => "tickets",
        Shape::PersonOrActor => "a person or an actor",
        Shape::TextOrReference => "text, or an actor or element",
        Shape::Subjects => "kinds of things, with a variable and type if wanted",
        Shape::Any => "a value",
        Shape::Reference(one) => referent(one),
        Shape::References(one) => return format!("{}; several with commas", referent(one)),
        Shape::Word(words) if words == ZONE_KINDS => "[a kind of zone](#kinds-of-zones)",
        Shape::Word(words) if words == DOMAINS => "[a domain](#security-domains)",
        Shape::Word(words) => {
            let words: Vec<String> = words.iter().map(|(word, _)| format!("`{word}`")).collect();
            return words.join(" ");
        }
    };
    fixed.to_owned()
}

fn list_of(text: &mut String, words: &[ValueWord]) {
    text.push_str("| word | means |\n|---|---|\n");
    for (word, about) in words {
        let _ = writeln!(text, "| `{word}` | {about} |");
    }
    text.push('\n');
}

fn section(text: &mut String, info: &ItemInfo) {
    let _ = write!(
        text,
        "### {}\n\n{}: `{}`\n\n",
        heading(info),
        capital(info.about),
        info.usage.replace('|', "\\|")
    );
    if let Some(kinds) = kind_words(info.word) {
        if kinds == DOMAINS {
            text.push_str("Its kind is one of the [security domains](#security-domains).\n\n");
        } else {
            list_of(text, kinds);
        }
    }
    if info.properties.is_empty() {
        return;
    }
    text.push_str("| clause or property | takes | says |\n|---|---|---|\n");
    for property in info.properties {
        let colon = if property.is_clause() { "" } else { ":" };
        let _ = writeln!(
            text,
            "| `{}{colon}` | {} | {} |",
            property.key,
            shape(property),
            property.about
        );
    }
    text.push('\n');
    for property in info.properties {
        if let Shape::Word(words) = property.shape
            && words != ZONE_KINDS
            && words != DOMAINS
        {
            let words: Vec<String> =
                words.iter().map(|(word, about)| format!("*{word}*: {about}")).collect();
            let _ = write!(text, "`{}` is {}.\n\n", property.key, words.join(" · "));
        }
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + letters.as_str()
    })
}

#[test]
fn the_page_of_the_words_is_the_table() {
    let mut text = generated_from("`grammar/src/words/items.rs`");
    text.push_str(INTRODUCTION);
    text.push_str("| item | where | clauses | other properties and lines |\n|---|---|---|---|\n");
    for info in ITEMS {
        let (model, kb) =
            (info.places.contains(Places::MODEL), info.places.contains(Places::KNOWLEDGE_BASE));
        let place = match (model, kb) {
            (true, true) => "both",
            (true, false) => "model",
            _ => "kb",
        };
        let anchor = crate::pages::anchor(&heading(info));
        let _ = writeln!(
            text,
            "| [`{}`](#{anchor}) | {place} | {} | {} |",
            info.word,
            keys(info, true),
            keys(info, false)
        );
    }
    text.push_str("\n## Each item\n\nA word with a colon stands in the body only.\n\n");
    for info in ITEMS {
        section(&mut text, info);
    }
    text.push_str("## Words that several items use\n\n### Kinds of zones\n\n");
    list_of(&mut text, ZONE_KINDS);
    text.push_str("### Security domains\n\n");
    list_of(&mut text, DOMAINS);
    expect_page(&root().join("docs/language/words.md"), &(text.trim_end().to_owned() + "\n"));
}

#[test]
fn the_pages_name_the_states_of_threats() {
    let path = root().join("docs/language/threats.md");
    let page = std::fs::read_to_string(path).expect("the page is there");
    for state in State::ALL {
        assert!(page.contains(&format!("| `{}` |", state.word())), "{} is missing", state.word());
    }
}
