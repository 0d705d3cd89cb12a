//! What the end-to-end tests share: a small client of the language server.
//!
//! Tests speak with the real binary through pipes and wait for what it says, never for time to
//! pass; a deadline only turns a hang into a failure. Typed calls go through the protocol's own
//! types, so an answer that is not what the protocol says fails the test.
//!
//! Not for: anything that knows the inside of the server.

mod client;
mod frames;
mod mirror;
mod offered;
mod random;
pub mod synthetic;

pub use client::{Client, cache, initialize_params};
pub use frames::{body, frame, read_frame};
pub use mirror::{Mirror, Place, Units};
pub use offered::{offerable, offered};
pub use random::Random;
