//! What opens when an assumption is wrong, for people: the worst first, then what rests on it, then
//! one line of totals.

use tm_model::model::{Model, Threat};
use tm_model::what_if::{Change, WhatIf};

use super::Compared;
use crate::cli::explain::{paint_of, place};
use crate::cli::outcome::Failure;
use crate::cli::page::{Paint, Piece, Prose, plain};
use crate::cli::places::Places;
use crate::cli::terminal::Terminal;

/// Writes all comparisons.
///
/// # Errors
///
/// If they cannot be written.
pub fn write(compared: &[Compared], terminal: &mut Terminal) -> Result<(), Failure> {
    let mut page = Prose::new(terminal);
    for Compared { loaded, what_if } in compared {
        page.gap();
        let snapshot = what_if.as_written();
        let places = Places::new(loaded, snapshot);
        let Some(model) = what_if.model_in(snapshot) else { continue };
        one(&mut page, what_if, model, &places);
    }
    page.print(terminal)
}

fn one(page: &mut Prose, what_if: &WhatIf, model: &Model, places: &Places<'_>) {
    head(page, what_if, model, places);
    let (opens, others): (Vec<&Change>, Vec<&Change>) =
        what_if.changes.iter().partition(|change| change.opens());
    if opens.is_empty() {
        page.gap();
        page.paragraph(0, 0, &[plain("No threat opens.")]);
        nothing_opens(page, what_if);
    } else {
        page.heading(if what_if.refuted { "What is open because of it" } else { "What opens" });
    }
    for change in opens {
        opened(page, what_if, model, change, places);
    }
    if !others.is_empty() {
        page.heading("What changes besides");
        for change in others {
            changed(page, change);
        }
    }
    if !what_if.questions.is_empty() {
        page.heading("What would have to be asked");
        let wrong = what_if.model_in(&what_if.wrong);
        for question in &what_if.questions {
            let subject = wrong.map_or("", |model| model.label(question.subject));
            let origin = model
                .find(subject)
                .and_then(|id| model.item(model.thing(id).item))
                .map(|item| item.origin(item.name_span()));
            let mut pieces = vec![plain(format!("? {}", question.text))];
            pieces.extend(place(origin, places));
            page.paragraph(2, 4, &pieces);
        }
    }
    rests(page, what_if, places);
    page.gap();
    page.paragraph(0, 0, &[plain(totals(what_if))]);
}

fn head(page: &mut Prose, what_if: &WhatIf, model: &Model, places: &Places<'_>) {
    let item = model
        .items()
        .find(|(_, item)| {
            item.word == tm_grammar::words::ItemWord::Assumption
                && item.node().name().is_some_and(|name| name.text == what_if.assumption)
        })
        .map(|(_, item)| item);
    let title = item.and_then(|item| item.node().title()).map(|title| title.value.as_str());
    let mut pieces: Vec<Piece> = vec![
        plain("What if "),
        (Paint::Strong, what_if.assumption.to_string()),
        plain(" is wrong"),
    ];
    pieces.extend(title.map(|title| plain(format!(": \"{title}\"?"))).or(Some(plain("?"))));
    pieces.extend(place(item.map(|item| item.origin(item.name_span())), places));
    page.paragraph(0, 2, &pieces);
    let status = item.and_then(|item| item.word_of("status")).unwrap_or("open");
    let text = if what_if.refuted {
        "It is refuted already, so this is how the model stands now, against how it would stand if the assumption held.".to_owned()
    } else {
        format!(
            "Its status is {status}. What follows is how the model would stand if it were refuted."
        )
    };
    page.paragraph(0, 0, &[plain(text)]);
}

/// Why nothing opens: what to do so that the assumption carries weight.
fn nothing_opens(page: &mut Prose, what_if: &WhatIf) {
    let carries = what_if.rests.iter().any(|rest| !rest.about && !rest.text.is_empty());
    let text = if carries {
        "What rests on it decides no threat today."
    } else {
        "No fact or control rests on it. Write \"assuming NAME\" behind each value that holds only as long as it does."
    };
    page.paragraph(0, 0, &[plain(text.replace("NAME", &what_if.assumption))]);
}

fn opened(page: &mut Prose, what_if: &WhatIf, model: &Model, change: &Change, places: &Places<'_>) {
    let Some(threat) = &change.wrong else { return };
    let subject = model
        .find(what_if.model_in(&what_if.wrong).map_or("", |wrong| wrong.label(threat.subject)));
    let origin = subject
        .and_then(|id| model.item(model.thing(id).item))
        .map(|item| item.origin(item.name_span()));
    let mut pieces: Vec<Piece> = vec![
        (paint_of(threat.state), format!("{:<8}", threat.state.word())),
        plain(format!(" {:<8} ", threat.risk.level.word())),
        (Paint::Code, change.key.to_string()),
    ];
    pieces.extend(place(origin, places));
    page.line(2, &pieces);
    let title = what_if.model_in(&what_if.wrong).map(|wrong| wrong.threat_title(threat));
    page.paragraph(4, 4, &[plain(format!("{}.", title.unwrap_or_default()))]);
    page.paragraph(4, 6, &[plain(before(change.holds.as_ref()))]);
    for (on, attribute) in &change.because {
        let Some(wrong) = what_if.model_in(&what_if.wrong) else { continue };
        let name = &wrong.schema.attribute(*attribute).name;
        let label = wrong.label(*on);
        let origin = model
            .find(label)
            .and_then(|id| model.item(model.thing(id).item))
            .and_then(|item| Some(item.origin(item.property(name)?.span)));
        let mut pieces = vec![plain(format!("because {name} of {label} rests on it"))];
        pieces.extend(place(origin, places));
        page.paragraph(4, 6, &pieces);
    }
}

/// How a threat stands while the assumption holds.
fn before(threat: Option<&Threat>) -> String {
    match threat {
        None => "While the assumption holds, it does not fire".into(),
        Some(threat) => format!("While the assumption holds, it is {}", threat.state.word()),
    }
}

fn changed(page: &mut Prose, change: &Change) {
    let word = |threat: &Option<Threat>| match threat {
        Some(threat) => format!("{} ({})", threat.state.word(), threat.risk.level),
        None => "no threat".into(),
    };
    let text = format!("{} instead of {}", word(&change.wrong), word(&change.holds));
    page.paragraph(2, 4, &[(Paint::Code, change.key.to_string()), plain(format!(": {text}"))]);
}

fn rests(page: &mut Prose, what_if: &WhatIf, places: &Places<'_>) {
    if what_if.rests.is_empty() {
        return;
    }
    page.heading("What rests on it");
    for rest in &what_if.rests {
        let text = match (rest.text.is_empty(), rest.about) {
            (_, true) => format!("the {}, which it is about", rest.item),
            (true, false) => format!("the {}", rest.item),
            (false, false) => format!("{} on the {}", rest.text, rest.item),
        };
        let mut pieces = vec![plain(text)];
        pieces.extend(place(Some(rest.origin), places));
        page.paragraph(2, 4, &pieces);
    }
}

/// `blog: 2 threats open (1 critical, 1 high), 1 becomes possible; 3 things rest on mail-private`
fn totals(what_if: &WhatIf) -> String {
    use tm_model::model::State;
    use tm_model::schema::Level;
    let opens: Vec<&Change> = what_if.changes.iter().filter(|change| change.opens()).collect();
    let of_state = |state: State| {
        opens
            .iter()
            .filter_map(|change| change.wrong.as_ref())
            .filter(move |threat| threat.state == state)
    };
    let open = of_state(State::Open).count();
    let possible = of_state(State::Possible).count();
    let levels: Vec<String> = Level::ALL
        .into_iter()
        .rev()
        .filter_map(|level| {
            let count = of_state(State::Open).filter(|threat| threat.risk.level == level).count();
            (count > 0).then(|| format!("{count} {level}"))
        })
        .collect();
    let levels =
        if levels.is_empty() { String::new() } else { format!(" ({})", levels.join(", ")) };
    let weight = what_if.rests.iter().filter(|rest| !rest.about).count();
    let mut parts = vec![format!(
        "{} {}{levels}",
        count(open, "threat"),
        if open == 1 { "opens" } else { "open" }
    )];
    parts.extend((possible > 0).then(|| format!("{possible} may")));
    let questions = what_if.questions.len();
    parts.extend((questions > 0).then(|| format!("{} to ask", count(questions, "more question"))));
    let rests = if weight == 1 { "1 thing rests".into() } else { format!("{weight} things rest") };
    let about = what_if.rests.len() - weight;
    let about = match about {
        0 => String::new(),
        about => format!(", which is about {}", count(about, "thing")),
    };
    parts.push(format!("{rests} on {}{about}", what_if.assumption));
    format!("{}: {}", what_if.model, parts.join(", "))
}

fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}
