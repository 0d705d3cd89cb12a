//! TM601 to TM615: knowledge bases.

use crate::fixture::{check, clean, fix, step};

/// A knowledge base with the rest of a text.
fn kb(rest: &str) -> String {
    format!("\n//- own.tm\nkb own 1.0\nuse mini 1.0\n{}", rest.trim_start_matches('\n'))
}

#[test]
fn a_rule_can_apply_and_need_not() {
    check(
        "TM601 TM602",
        &kb(r#"
type batch: process
threat a: tampering "A" for process p: web-app { when p is batch }
//                                               ^^^^^^^^^^^^^^^ TM601 This can never apply: nothing is all that "when" asks for. Check types and values.
threat b: tampering "B" for process p { when p.criticality < low }
//                                      ^^^^^^^^^^^^^^^^^^^^^^^^ TM601 This can never apply: nothing is all that "when" asks for. Check types and values.
threat c: tampering "C" for flow f { when f.authn = none and f.authn = token }
//                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TM601 This can never apply: nothing is all that "when" asks for. Check types and values.
threat d: tampering "D" for process p: web-app { severity: low }
//     ^ TM602 This applies to every web-app. Say in which situation with "when", or write "top: no" if it is meant so.
threat e: tampering "E" for element e { when e is element }
//     ^ TM602 This applies to every entity, process and store. Say in which situation with "when", or write "top: no" if it is meant so.
threat f: tampering "F" for process p { top: no }
threat g: tampering "G" for process p { when p is agent or p.criticality > low }
threat h: tampering "H" for process p: web-app { when p is agent }
"#),
    );
    fix(
        "TM602",
        "Write \"top: no\": it is meant so",
        &kb("threat d: tampering for process p\n"),
        &kb("threat d: tampering for process p { top: no }\n"),
    );
}

#[test]
fn a_rule_is_answered_rated_and_tested() {
    check(
        "TM603 TM604 TM608",
        &kb(r#"
mitigation patch for process counters own.b
threat a: tampering "A" for process p { when p.criticality = high; severity: low }
//     ^ TM603 No mitigation answers "a". Write "unless" and the controls that do.
threat b: tampering "B" for process p { when p.criticality = high; severity: low }
threat c "C" for process p { when p.criticality = high; unless p.checked; severity: low }
//     ^ TM604 "c" has no category. Say what kind of threat it is after ":", and how bad it would be with "severity".
threat d: tampering "D" for process p { when p.criticality = high; unless p.checked }
//     ^ TM604 "d" has no severity. Say what kind of threat it is after ":", and how bad it would be with "severity".
//     ^ TM608 No test mentions "d". Write a "test" with a small model and what to "expect".
test "all" { process p; expect no a on p; expect no own.b on p; expect no c on p }
"#),
    );
    fix(
        "TM604",
        "Write \"severity: high\"",
        &kb("threat d: tampering for process p { when p.checked }\n"),
        &kb("threat d: tampering for process p { when p.checked; severity: high }\n"),
    );
    fix(
        "TM604",
        "Write \": spoofing\"",
        &kb("threat d for process p { severity: low }\n"),
        &kb("threat d: spoofing for process p { severity: low }\n"),
    );
    fix(
        "TM608",
        "Begin a test",
        &kb("threat d: spoofing for process p: agent { severity: low }\n"),
        &kb(
            "threat d: spoofing for process p: agent { severity: low }\ntest \"d\" {\n  process x: agent\n  expect d on x\n}\n",
        ),
    );
}

#[test]
fn what_is_declared_is_read_and_asked_for() {
    check(
        "TM605 TM606",
        &kb(r#"
attribute a: yes-no for process { default: unset }
//        ^ TM605 Nothing reads "a": no rule, fact or requirement. Use it, or remove it.
attribute b: yes-no for process { default: unset }
attribute c: yes-no for process
//        ^ TM606 Nobody will be asked about "c", and rules depend on it. Write "ask" and the question, with {it} for the thing.
fact d for process p { when p.b }
mitigation e for process
//         ^ TM606 Nobody will be asked about "e", and rules depend on it. Write "ask" and the question, with {it} for the thing.
mitigation f for process { ask: "Does {it} f?" }
threat t: tampering "T" for process p { when p.c and p.d; unless p.e or p.f; severity: low }
"#),
    );
    clean("TM605 TM606", &kb("attribute a: yes-no for process\nmitigation e for process\n"));
    fix(
        "TM606",
        "Write a question",
        &kb("mitigation e for process\nthreat t: tampering for process p { unless p.e }\n"),
        &kb(
            "mitigation e for process { ask: \"Does {it} have e?\" }\nthreat t: tampering for process p { unless p.e }\n",
        ),
    );
}

#[test]
fn tests_pass() {
    check(
        "TM607",
        &kb(r#"
threat t: tampering "T" for process p { when p.criticality = high; unless p.checked; severity: low }
//     ^ TM603 …
test "one" {
  process p { criticality: high }
  expect t on p
//^^^^^^^^^^^^^ TM607 Expected open; got possible: checked of p is not said.
//  | own.tm:3 t: the rule
  expect maybe t on p
  expect no t on q
//^^^^^^^^^^^^^^^^ TM607 The model of this test has nothing called "q".
}
test "two" {
  process p { criticality: high; checked: yes }
  expect maybe t on p
//^^^^^^^^^^^^^^^^^^^ TM607 Expected possible; got mitigated: checked of p is yes.
  expect u on p
//^^^^^^^^^^^^^ TM607 There is no rule "own.u" in this pack.
}
"#)
        .replace("//     ^ TM603 …\n", ""),
    );
}

#[test]
fn what_is_switched_off_is_for_a_reason() {
    check(
        "TM610",
        &kb(r#"
disable mini.rare
^^^^^^^ TM610 Say why: write "because" and the reason, for whoever wonders where the threats are.
disable mini.bad-input because "We take anything"
"#),
    );
    fix(
        "TM610",
        "Write \"because\"",
        &kb("disable mini.rare\n"),
        &kb("disable mini.rare because \"It does not apply to us\"\n"),
    );
}

#[test]
fn names_of_the_language_and_circles_are_errors() {
    check(
        "TM613 TM614 TM615",
        &kb(r#"
attribute trust: yes-no for process
//        ^^^^^ TM613 "trust" is a field that …
type a: b
//   ^ TM614 a is a b is a a: a type cannot inherit from itself.
type b: a
//   ^ TM614 b is a a is a b: a type cannot inherit from itself.
override mini.bad-inptu severity low
//       ^^^^^^^^^^^^^^ TM615 There is nothing to override: "mini" has no threat "bad-inptu". Did you mean "mini.bad-input"?
disable mimi.* because "No"
//      ^^^^ TM615 There is nothing to disable: no knowledge base "mimi" is used here. Did you mean "mini"?
"#),
    );
    step(
        "TM615",
        "Change to \"mini.bad-input\"",
        &kb("override mini.bad-inptu severity low\n"),
        &kb("override mini.bad-input severity low\n"),
    );
    fix(
        "TM613",
        "Rename it to \"own-trust\"",
        &kb("attribute trust: yes-no for process\n"),
        &kb("attribute own-trust: yes-no for process\n"),
    );
}

#[test]
fn rules_that_differ_in_one_word_are_noticed() {
    check(
        "TM612",
        &kb(r#"
threat a: tampering "A" for flow f { when f.authn = none; unless f.sealed }
threat b: tampering "B" for flow f { when f.authn = token; unless f.sealed }
//     ^ TM612 This differs from "a" in one word alone. Could both be one rule?
threat c: tampering "C" for flow f { when f.authn = token; unless f.encrypted }
"#),
    );
}
