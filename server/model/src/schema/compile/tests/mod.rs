//! Tests of the compiler, written as knowledge bases with the findings that they give.

mod examples;
mod support;
