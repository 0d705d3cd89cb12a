//! The parts of a predicate, each with a mark and what the model says of it.
//!
//! Only what decides is told in full: of `and` that fails the part that fails, of `or` that holds the
//! part that holds, of several members that do the same the first. What else there is is named, and
//! `--format json` has all of it.

use tm_model::explain::{Joint, Note, Part};
use tm_model::source::Origin;
use tm_model::value::Truth;

use crate::cli::page::{Paint, Piece, Prose, plain};
use crate::cli::places::Places;

/// How many members are named beside the first.
const NAMED: usize = 6;

/// Writes a predicate.
pub fn write(page: &mut Prose, part: &Part, indent: usize, places: &Places<'_>) {
    match part.joint {
        Joint::All => {
            for inner in &part.parts {
                // Beside what fails, what holds is only named.
                if inner.truth > part.truth {
                    named(page, inner, indent);
                } else {
                    write(page, inner, indent, places);
                }
            }
        }
        Joint::Any if part.truth == Truth::True => {
            for inner in part.parts.iter().filter(|inner| inner.truth == Truth::True) {
                write(page, inner, indent, places);
            }
        }
        Joint::Any => {
            let word = if part.truth == Truth::False {
                "none of these:"
            } else {
                "one of these, perhaps:"
            };
            page.paragraph(indent, indent + 2, &[mark(part.truth), plain(word)]);
            for inner in part.parts.iter().filter(|inner| {
                inner.truth <= part.truth
                    || part.truth == Truth::False
                    || inner.truth == Truth::Unknown
            }) {
                if inner.truth < part.truth {
                    named(page, inner, indent + 2);
                } else {
                    write(page, inner, indent + 2, places);
                }
            }
        }
        Joint::Not => {
            named(page, part, indent);
            for inner in &part.parts {
                write(page, inner, indent + 4, places);
            }
        }
        Joint::Members => {
            named(page, part, indent);
            notes(page, part, indent + 2, places);
            members(page, part, indent + 2, places);
        }
        Joint::None => {
            named(page, part, indent);
            notes(page, part, indent + 2, places);
        }
    }
}

/// The members that decide a part: the first in full, the others by name.
fn members(page: &mut Prose, part: &Part, indent: usize, places: &Places<'_>) {
    let Some((first, others)) = part.parts.split_first() else { return };
    page.paragraph(indent, indent + 2, &[plain("• "), (Paint::Strong, first.text.clone())]);
    for inner in &first.parts {
        if inner.truth > first.truth {
            named(page, inner, indent + 2);
        } else {
            write(page, inner, indent + 2, places);
        }
    }
    notes(page, first, indent + 2, places);
    if others.is_empty() {
        return;
    }
    let mut names: Vec<&str> = others.iter().take(NAMED).map(|other| other.text.as_str()).collect();
    let more = format!("{} more", others.len().saturating_sub(NAMED));
    if others.len() > NAMED {
        names.push(&more);
    }
    page.paragraph(indent, indent + 2, &[plain(format!("• likewise {}", names.join(", ")))]);
}

/// A part in the words of the rule.
fn named(page: &mut Prose, part: &Part, indent: usize) {
    page.paragraph(indent, indent + 2, &[mark(part.truth), plain(part.text.clone())]);
}

fn mark(truth: Truth) -> Piece {
    match truth {
        Truth::True => (Paint::Good, "✓ ".into()),
        Truth::False => (Paint::Bad, "✗ ".into()),
        Truth::Unknown => (Paint::Unsure, "? ".into()),
    }
}

fn notes(page: &mut Prose, part: &Part, indent: usize, places: &Places<'_>) {
    for one in &part.notes {
        // Why something is not so is of interest only where it should be.
        let expected = part.truth == Truth::True && one.truth == Some(Truth::False);
        note(page, one, indent, places, !expected);
    }
}

/// What the model says, where, and if wanted what that follows from.
pub fn note(page: &mut Prose, note: &Note, indent: usize, places: &Places<'_>, whole: bool) {
    let mut pieces = vec![plain(note.text.clone())];
    pieces.extend(place(note.origin, places));
    page.paragraph(indent, indent + 2, &pieces);
    for part in note.because.iter().filter(|_| whole) {
        write(page, part, indent + 2, places);
    }
}

/// A place behind a sentence.
pub fn place(origin: Option<Origin>, places: &Places<'_>) -> Option<Piece> {
    let place = places.of(origin?);
    Some((Paint::Faint, format!(" {place}")))
}
