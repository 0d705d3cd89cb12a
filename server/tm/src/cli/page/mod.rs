//! What is printed for people.
//!
//! Two shapes: a [`Screen`] of findings, which is about a screenful and says what it left out, and
//! [`Prose`], which explains in paragraphs and lists. Both look as [`Style`] says.
//! Not for: what is worth printing, which each command decides.

pub mod markdown;
mod prose;
mod screen;
mod style;

pub use prose::{Piece, Prose, plain};
pub use screen::{Part, Screen, Unit};
pub use style::{Paint, Style, plural};
