//! Words of the language: item words, clauses and properties, fixed values, tickets.

use tm_grammar::tree::Item;
use tm_grammar::words::{ItemWord, NestedWord, Shape, kind_words};

use crate::place::Place;
use crate::terms::{self, Subject, TERMS};
use crate::tickets::Trackers;
use crate::wording::escape;

/// An item word: how it is written and what it declares.
pub(super) fn item_word(place: &Place<'_>, word: ItemWord) -> Option<String> {
    let info = place.info(word)?;
    let mut text = format!("**{word}** – {}\n\n```tm\n{}\n```", info.about, info.usage);
    if let Some(term) = terms::term(Subject::Treatment, &word.to_string()) {
        text.push_str(&format!("\n\n{}", term.told()));
    }
    let keys: Vec<String> =
        info.properties.iter().map(|property| format!("`{}`", property.key)).collect();
    if !keys.is_empty() {
        text.push_str(&format!("\n\nTakes {}", keys.join(" ")));
        if info.attributes {
            text.push_str(", and the facts and controls of its kind");
        }
        text.push('.');
    }
    Some(text)
}

/// A clause word or key that belongs to the language.
pub(super) fn property_key(place: &Place<'_>, item: &Item, key: &str) -> Option<String> {
    let info = place.info(item.word)?.property(key)?;
    let mut text = format!("**{key}** – {}", info.about);
    match info.shape {
        Shape::Word(words) => {
            text.push_str("\n\n");
            text.push_str(&word_list(words));
            let subject = terms::subject_of_values(key);
            text.extend(subject.map(|subject| format!("\n\n{}", subject.remark())));
        }
        shape => {
            if let Some(takes) = takes(shape) {
                text.push_str(&format!("\n\nTakes {takes}."));
            }
            if key == "dread" {
                let factors = TERMS.iter().filter(|term| term.subject == Subject::Dread);
                let factors = factors.map(|term| format!("- {} – {}", term.word, term.meaning));
                let factors = factors.collect::<Vec<_>>().join("\n");
                text.push_str(&format!("\n\n{factors}\n\n{}", Subject::Dread.remark()));
            }
        }
    }
    Some(text)
}

fn word_list(words: &[(&str, &str)]) -> String {
    let lines = words.iter().map(|(word, meaning)| format!("- `{word}` – {meaning}"));
    lines.collect::<Vec<_>>().join("\n")
}

fn takes(shape: Shape) -> Option<&'static str> {
    Some(match shape {
        Shape::Text => "text in quotes",
        Shape::Texts => "texts in quotes, separated by commas",
        Shape::Number => "a number",
        Shape::Numbers => "numbers, separated by commas",
        Shape::Date => "a day: `2027-05-31`",
        Shape::Duration => "a span of time: `90d`, `2w`, `6mo`",
        Shape::Person => "a person: `@name`",
        Shape::People => "people: `@name`, separated by commas",
        Shape::YesNo => "`yes` or `no`",
        Shape::Tickets => "tickets: `SHOP-31`, or in quotes what is no name: `\"#31\"`",
        Shape::PersonOrActor => "a person (`@name`) or an actor",
        Shape::TextOrReference => "text in quotes, or a name",
        Shape::Subjects => {
            "kinds of things, each with a variable and a type if wanted: \
                            `flow f: https`"
        }
        Shape::Threats => "threats, each with `on` and a place if wanted",
        Shape::References(_) => "names, separated by commas",
        Shape::Reference(_) | Shape::Word(_) | Shape::Any => return None,
    })
}

/// A word of a fixed set of values.
pub(super) fn fixed_word(place: &Place<'_>, item: &Item, key: &str, word: &str) -> Option<String> {
    let Shape::Word(words) = place.info(item.word)?.property(key)?.shape else { return None };
    let (_, meaning) = words.iter().find(|(known, _)| *known == word)?;
    let row = word_row(words, word);
    let more = told(terms::subject_of_values(key), word);
    Some(format!("**{word}** – {meaning}\n\nA word of `{key}`: {row}{more}"))
}

/// A kind that belongs to the language: of a story, an actor, an assumption, …
pub(super) fn kind_word(item: ItemWord, word: &str) -> Option<String> {
    let words = kind_words(item)?;
    let (_, meaning) = words.iter().find(|(known, _)| *known == word)?;
    let row = word_row(words, word);
    let more = told(terms::subject_of_kinds(item), word);
    Some(format!("**{word}** – {meaning}\n\nA kind of {item}: {row}{more}"))
}

/// What else there is to tell about a word of the method.
fn told(subject: Option<Subject>, word: &str) -> String {
    let term = subject.and_then(|subject| terms::term(subject, word));
    term.map_or_else(String::new, |term| format!("\n\n{}", term.told()))
}

fn word_row(words: &[(&str, &str)], chosen: &str) -> String {
    let words = words
        .iter()
        .map(|(word, _)| if *word == chosen { format!("**{word}**") } else { (*word).to_owned() });
    words.collect::<Vec<_>>().join(" · ")
}

/// What the word at the start of a line of a body means, and how the line is written.
pub(crate) const fn nested_about(word: NestedWord) -> (&'static str, &'static str) {
    match word {
        NestedWord::When => ("the situation that the rule looks for", "when EXPRESSION"),
        NestedWord::Unless => ("what answers it: controls", "unless EXPRESSION"),
        NestedWord::Claims => {
            ("what it says of the model, so that the tool can check it", "claims EXPRESSION")
        }
        NestedWord::Spreads => {
            ("the fact spreads along flows, from source to target", "spreads FLOW where EXPRESSION")
        }
        NestedWord::Without => (
            "what must not come with it, and the threats it means",
            "without \"…\": THREAT on THING",
        ),
        NestedWord::Expect => {
            ("what the rules must say of the model in the test", "expect maybe RULE on THING")
        }
    }
}

/// A word that starts a line of a body.
pub(super) fn nested_word(word: &str) -> Option<String> {
    let (about, usage) = nested_about(NestedWord::parse(word)?);
    Some(format!("**{word}** – {about}\n\n```tm\n{usage}\n```"))
}

/// A ticket, with where it is found if the model has a tracker for it.
pub(super) fn ticket(place: &Place<'_>, key: &str, ticket: &str) -> Option<String> {
    if key != "ticket" {
        return None;
    }
    let address = Trackers::of(place.model?).address(ticket)?;
    Some(format!("Ticket [{}](<{address}>)", escape(ticket)))
}
