//! The parts of a predicate, each with a mark and what the model says of it.
//!
//! Of what is joined only that is told in full which decides: of `and` that fails the part that
//! fails, of `or` that holds the part that holds.

use tm_model::explain::{Joint, Note, Part};
use tm_model::source::Origin;
use tm_model::value::Truth;

use crate::cli::page::{Page, Piece, Style, plain};
use crate::cli::places::Places;

/// Writes a predicate.
pub fn write(page: &mut Page, part: &Part, indent: usize, places: &Places<'_>) {
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
            for member in &part.parts {
                member_lines(page, member, indent + 2, places);
            }
            notes(page, &part.notes, indent + 2, places);
        }
        Joint::None => {
            named(page, part, indent);
            notes(page, &part.notes, indent + 2, places);
        }
    }
}

fn member_lines(page: &mut Page, member: &Part, indent: usize, places: &Places<'_>) {
    page.paragraph(indent, indent + 2, &[plain("• "), (Style::Strong, member.text.clone())]);
    for inner in &member.parts {
        if inner.truth > member.truth {
            named(page, inner, indent + 2);
        } else {
            write(page, inner, indent + 2, places);
        }
    }
    notes(page, &member.notes, indent + 2, places);
}

/// A part in the words of the rule.
fn named(page: &mut Page, part: &Part, indent: usize) {
    page.paragraph(indent, indent + 2, &[mark(part.truth), plain(part.text.clone())]);
}

fn mark(truth: Truth) -> Piece {
    match truth {
        Truth::True => (Style::Good, "✓ ".into()),
        Truth::False => (Style::Bad, "✗ ".into()),
        Truth::Unknown => (Style::Unsure, "? ".into()),
    }
}

fn notes(page: &mut Page, notes: &[Note], indent: usize, places: &Places<'_>) {
    for one in notes {
        note(page, one, indent, places);
    }
}

/// What the model says, where, and what that follows from.
pub fn note(page: &mut Page, note: &Note, indent: usize, places: &Places<'_>) {
    let mut pieces = vec![plain(note.text.clone())];
    pieces.extend(place(note.origin, places));
    page.paragraph(indent, indent + 2, &pieces);
    for part in &note.because {
        write(page, part, indent + 2, places);
    }
}

/// A place behind a sentence.
pub fn place(origin: Option<Origin>, places: &Places<'_>) -> Option<Piece> {
    let place = places.of(origin?);
    Some((Style::Faint, format!("  {place}")))
}
