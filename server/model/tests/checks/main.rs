//! Findings: each check fires where it should and nowhere else, says what to do, and its fixes help.

mod decisions;
mod diagram;
mod edits;
mod files;
mod fixture;
mod knowledge;
mod locks;
mod names;
mod policy;
mod process;
mod table;
mod threats;
mod values;
