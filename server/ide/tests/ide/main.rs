//! What the editor features answer, as examples: models with a cursor, and what is told there.

mod actions;
mod completion;
mod completion_beside;
mod data_flow;
mod diagram;
mod everywhere;
mod file_moves;
mod fixture;
mod folding;
mod formatting;
#[path = "../../../model/tests/support/generator.rs"]
mod generator;
mod hints;
mod hover;
mod lenses;
mod links;
mod navigation;
mod outline;
mod references;
mod rename;
mod selection;
mod semantic_tokens;
mod signature;
mod type_tree;
mod views;
mod workspace_symbols;
