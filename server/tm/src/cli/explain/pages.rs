//! The meanings of a name, laid out for people: what it is, where it is declared, and what it comes to
//! in the models at hand.

use tm_model::model::State;

use super::meanings::{Here, Meaning};
use super::parts::place;
use super::threat::paint_of;
use crate::cli::outcome::Failure;
use crate::cli::page::markdown;
use crate::cli::page::{Paint, Piece, Prose, plain};
use crate::cli::places::Places;
use crate::cli::terminal::Terminal;

/// How many threats or places are listed.
const LISTED: usize = 20;

/// Writes all meanings, one after the other.
///
/// # Errors
///
/// If they cannot be written.
pub fn write(meanings: &[Meaning<'_>], name: &str, terminal: &mut Terminal) -> Result<(), Failure> {
    let mut page = Prose::new(terminal);
    // Of several that are the same kind of thing the model tells which is meant.
    let kind = |one: &Meaning<'_>| {
        let several = meanings.iter().filter(|other| other.kind == one.kind).count() > 1;
        match one.model().filter(|_| several) {
            Some(model) => format!("{} of {model}", one.kind),
            None => one.kind.to_owned(),
        }
    };
    if meanings.len() > 1 {
        let kinds: Vec<String> = meanings.iter().map(|one| with_article(&kind(one))).collect();
        let text =
            format!("\"{name}\" means {} things here: {}.", meanings.len(), kinds.join(", "));
        page.paragraph(0, 0, &[plain(text)]);
    }
    for one in meanings {
        page.gap();
        if meanings.len() > 1 {
            page.line(0, &[plain(format!("── {}", kind(one)))]);
        }
        markdown::write(&mut page, &markdown::joined(&one.markdown));
        if let Some(place) = one.place() {
            page.gap();
            page.paragraph(0, 0, &[plain("Declared at "), (Paint::Faint, place.to_string())]);
        }
        for (word, text) in &one.predicates {
            page.gap();
            page.paragraph(0, 2, &[(Paint::Strong, (*word).to_owned()), plain(format!(" {text}"))]);
        }
        if one.kind == "assumption" {
            page.gap();
            let command = (Paint::Code, format!("tm what-if {}", one.name));
            page.paragraph(0, 0, &[plain("What opens if it is wrong? "), command]);
        }
        for here in &one.here {
            in_model(&mut page, one.kind, here);
        }
    }
    page.print(terminal)
}

/// `a process`, `an entity`
pub fn with_article(kind: &str) -> String {
    let article = if kind.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {kind}")
}

fn in_model(page: &mut Prose, kind: &str, here: &Here<'_>) {
    let places = Places::new(&here.analysis.loaded, &here.analysis.snapshot);
    let name = &here.model.name;
    let count = here.threats.len();
    let heading = match (kind, count) {
        ("rule", 0) => format!("It fires nowhere in {name}."),
        ("rule", 1) => format!("It fires once in {name}"),
        ("rule", _) => format!("It fires {count} times in {name}"),
        ("category", 0) => format!("{name} has no threat of this category."),
        ("category", _) => format!("In {name}"),
        ("control" | "fact", _) if here.stated.is_empty() => format!("{name} says it of nothing."),
        ("control" | "fact", _) => format!("What {name} says"),
        (_, 0) => return,
        _ => "Threats on it".into(),
    };
    page.heading(heading);
    for threat in here.threats.iter().take(LISTED) {
        let subject = here.model.item(here.model.thing(threat.subject).item);
        let origin = subject.map(|item| item.origin(item.name_span()));
        let pieces: Vec<Piece> = [
            (paint_of(threat.state), format!("{:<11} ", threat.state.word())),
            plain(format!("{:<8} ", threat.risk.level.word())),
            (Paint::Code, threat.key.to_string()),
        ]
        .into_iter()
        .chain(place(origin, &places).filter(|_| matches!(kind, "rule" | "category")))
        .collect();
        page.line(2, &pieces);
    }
    for (text, origin) in here.stated.iter().take(LISTED) {
        let mut pieces = vec![plain(text.clone())];
        pieces.extend(place(*origin, &places));
        page.paragraph(2, 4, &pieces);
    }
    let left = count.max(here.stated.len()).saturating_sub(LISTED);
    if left > 0 {
        page.line(2, &[plain(format!("… and {left} more"))]);
    }
    let pending = here
        .threats
        .iter()
        .find(|threat| threat.state == State::Open || threat.state == State::Possible);
    if let Some(threat) = pending {
        page.gap();
        page.paragraph(
            0,
            0,
            &[plain("Why? "), (Paint::Code, format!("tm explain {}", threat.key))],
        );
    }
}
