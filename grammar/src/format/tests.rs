//! What can only be seen from inside: that what can be formatted is.

use super::*;

/// Blocks without errors that stay as they are because they would be read otherwise.
fn given_up(text: &str) -> Vec<String> {
    let document = Document::new(text);
    let blocks = document.blocks().filter(|(_, _, block)| block.errors.is_empty());
    let blocks = blocks.filter(|(_, _, block)| {
        let Some(plan) = Plan::new(block, Style::default()) else { return true };
        let printed = print(&plan.source, &plan.sentences, false);
        let Some(Some((text, order))) =
            insert_comments(vec![Some(printed)], Style::default()).pop()
        else {
            return true;
        };
        !unchanged::reads_the_same(&plan, &text, &order)
    });
    blocks.map(|(_, _, block)| block.text.to_string()).collect()
}

#[test]
fn no_sound_block_is_given_up() {
    for text in [
        include_str!("../../tests/data/kb-web.tm"),
        include_str!("../../tests/data/kb-base.tm"),
        include_str!("../../tests/data/agent.tm"),
        include_str!("../../tests/data/shop.tm"),
        include_str!("../../tests/data/conditions.tm"),
        include_str!("../../../server/knowledge/base.tm"),
        include_str!("../../../server/knowledge/stride.tm"),
        "\u{feff}\n\n// a\n\n///b\nmodel m // c\n// d\n",
        "zone z { // a\n\n// b\n\n\n// c\nprocess p\n// d\n\n} // e\n",
        "accept x on y // a\n\n  // b\n\n  because // c\n \"t\" // d\n{\n// e\n}\n",
        "accept x\n  because\n  \"t\"\n  on\n y\n",
        "zone z\n{ process p; ; store s; }; process q;;\n",
        " zone a\n zone b { process\t`p q`: web . app }\n",
    ] {
        assert_eq!(given_up(text), Vec::<String>::new());
    }
}
