//! What the editor features answer, as examples: models with a cursor, and what is told there.

mod fixture;
mod hints;
mod hover;
