//! Tests of the compiler, written as knowledge bases with the findings that they give.

mod support;

use support::{BASE, STRIDE, packs};

#[test]
fn the_shipped_packs_compile_without_a_finding() {
    packs().indirect("base", BASE).direct("stride", STRIDE).check_clean();
}
