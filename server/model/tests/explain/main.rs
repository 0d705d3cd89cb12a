//! Explanations: why a threat fires or does not, with where each thing is written; and what if an
//! assumption is wrong.

mod firing;
mod fixture;
mod not_firing;
mod what_if;
