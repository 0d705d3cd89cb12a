//! Tests of the compiler, written as knowledge bases with the findings that they give.

mod claims;
mod declarations;
mod examples;
mod expressions;
mod robust;
mod rules;
mod support;
mod types;
mod values;
