//! TM001 to TM011, TM108 and TM109: files and their faults of shape.

use crate::fixture::{check, clean, fix};

#[test]
fn a_file_says_what_it_is() {
    check(
        "TM001",
        r#"
//- loose.tm
process api
^^^^^^^ TM001 This file does not say which model it belongs to. …
store db
//- foreign.tm
proc main {} { puts "hello" }
^ TM001 This file does not say which model it belongs to. …
set x 1
//- model.tm
// A comment may come first.
model shop
"#,
    );
    fix(
        "TM001",
        "Begin with \"part of shop\"",
        "//- loose.tm\n// Who calls.\n/// The API.\nprocess api\n//- shop.tm\nmodel shop\n",
        "//- loose.tm\n// Who calls.\npart of shop\n/// The API.\nprocess api\n",
    );
    fix(
        "TM001",
        "Begin with \"model web-shop\"",
        "//- my/web shop.tm\nprocess api\n",
        "//- my/web shop.tm\nmodel web-shop\nprocess api\n",
    );
}

#[test]
fn faults_of_shape_have_a_remedy() {
    fix(
        "TM002",
        "Insert \"as\"",
        "model shop\nimport \"pay.tm\" pay\n",
        "model shop\nimport \"pay.tm\" as pay\n",
    );
    fix("TM003", "Change to \"process\"", "model shop\nproces a\n", "model shop\nprocess a\n");
    fix("TM004", "Close the text", "model shop \"Shop\n", "model shop \"Shop\"\n");
    fix("TM004", "Write straight quotes", "model shop 'Shop'\n", "model shop \"Shop\"\n");
    fix(
        "TM006",
        "Change to \"2026-02-28\"",
        "model shop { reviewed: 2026-02-30 }\n",
        "model shop { reviewed: 2026-02-28 }\n",
    );
    check(
        "TM005 TM011",
        r#"
model shop
zone inside {
//          ^ TM005 "{" is never closed. Write "}" where its body ends, or remove it.
  process a
store b
=======
^^^^^^^ TM011 Unresolved merge conflict.
"#,
    );
}

#[test]
fn a_brace_that_is_open_can_be_closed() {
    fix(
        "TM005",
        "Insert \"}\"",
        "model shop\nzone inside {\n  process a\nstore b\n",
        "model shop\nzone inside {\n  process a\n}\nstore b\n",
    );
    fix(
        "TM005",
        "Insert \"}\"",
        "model shop\nprocess a { owner: @kim\nstore b\n",
        "model shop\nprocess a { owner: @kim }\nstore b\n",
    );
}

#[test]
fn an_item_whose_word_is_misspelt_is_there_all_the_same() {
    check(
        "TM003 TM102 TM304 TM305",
        r#"
model shop
zone inside {
  proces api "Shop" { owner: @kim }
  ^^^^^^ TM003 "proces" starts nothing I know. Did you mean "process"?
}
entity buyer
flwo 1 ask: buyer -> api
^^^^ TM003 "flwo" starts nothing I know. Did you mean "flow"?
story s: user "S" on ask
"#,
    );
}

#[test]
fn of_a_file_that_was_copied_the_header_is_at_fault_and_nothing_else() {
    clean(
        "TM101",
        "//- a.tm\nmodel shop\nprocess api\nzone own\n//- b.tm\nmodel shop\nprocess api\nzone own\n",
    );
}

#[test]
fn on_a_faulty_item_only_errors_are_reported() {
    clean("TM310 TM304 TM305", "model shop\nprocess a \"A\"\nflow f: a ->\nflow g: a -> a \"G\"\n");
    check(
        "TM310",
        r#"
model shop
zone inside {
  process a, b
  process c
//        ^ TM310 …
"#,
    );
}

#[test]
fn a_comment_that_silences_nothing_is_in_the_way() {
    check(
        "TM010 TM305",
        r#"
model shop
// tm-allow TM305: drawn by hand
process a
// tm-allow TM309: it did once
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TM010 Nothing here raises TM309 any more. Remove the comment.
process b
//      ^ TM305 …
// tm-allow TM999
^^^^^^^^^^^^^^^^^ TM010 There is no code "TM999". Remove the comment.
process c
//      ^ TM305 …
"#,
    );
    fix(
        "TM010",
        "Remove the comment",
        "model shop\n// tm-allow TM309: it did once\nprocess b\n",
        "model shop\nprocess b\n",
    );
}

#[test]
fn a_part_needs_its_model() {
    check(
        "TM108",
        r#"
//- part.tm
part of shopp
//      ^^^^^ TM108 No file here starts the model "shopp": write "model shopp" in one of them. Did you mean "shop"?
//- shop.tm
model shop
//- good.tm
part of shop
"#,
    );
    fix(
        "TM108",
        "Change to \"shop\"",
        "//- part.tm\npart of shopp\n//- shop.tm\nmodel shop\n",
        "//- part.tm\npart of shop\n",
    );
    fix(
        "TM108",
        "Start the model in this file",
        "//- part.tm\npart of shop\n",
        "//- part.tm\nmodel shop\n",
    );
}

#[test]
fn a_model_starts_once() {
    check(
        "TM109",
        r#"
//- a.tm
model shop
//    ^^^^ TM109 Model "shop" also starts in b.tm. Write "part of shop" in one of them, or rename one.
//  | b.tm:1 shop: the other one
//- b.tm
model shop { owner: @kim }
//    ^^^^ TM109 Model "shop" also starts in a.tm. …
"#,
    );
    fix(
        "TM109",
        "Make this file part of \"shop\"",
        "//- a.tm\nmodel shop\n//- b.tm\nmodel shop\n",
        "//- a.tm\npart of shop\n",
    );
}
