//! The static typing of predicates.

use expect_test::expect;

use super::support::{check, check_rule, check_sound_rule};

#[test]
fn sound_predicates_have_no_finding() {
    for predicate in [
        "f.crosses",
        "not f.crosses",
        "f.crossing = up or f.crossing != none",
        "f.crossing in [up, down]",
        "f.crossing not in [up, down]",
        "up = f.crossing",
        "(f.crosses or f.is-reply) and f.crosses",
        "f.crosses or (f.is-reply and f.crosses)",
        "f.source is service or f.source is [store, web-app]",
        "f.source is not element",
        "f.source.type is web-app and f.via is https and f.source.kind is process",
        "f.source = f.target",
        "f.source.zone != f.target.zone",
        "f.source.zone.trust < f.target.trust",
        "f.source.zone.parent.parent is inner",
        "f.reply is known and f.reply.sensitivity >= internal",
        "f.source.zone is not known",
        "f.purpose is not known",
        "f.source.custom is known",
        "f.source.care >= medium",
        "f.target.size > 3.5",
        "f.target.keeps-for > 90d",
        "any(a in f.data where age(a.rotated) > 90d)",
        "any(a in f.data where a.rotated < 2026-01-01 or a.rotated < today)",
        "f.target.team = \"@kim\"",
        "f.source.team = f.target.team",
        "f.source.team in [\"@kim\", \"@mira\"]",
        "f.source.name = \"p\"",
        "any(x in f.source.parses where x = html)",
        "any(x in f.source.parses)",
        "count(a in f.data where a is key) >= 3",
        "2 < count(a in f.data)",
        "all(z in f.zones where z.kind = internet)",
        "no(e in model.elements where reaches(e -> f.target avoiding x where x is service))",
        "reaches(f.source -> f.target)",
        "any(a in f.data where a is model)",
        "f.number = 3.1",
        "f.source.words.custom",
        "f.initiator = target",
        "f.source.outside",
    ] {
        check_sound_rule(&format!("when {predicate}"));
    }
}

#[test]
fn and_and_or_are_not_mixed() {
    check_rule(
        "when f.crosses and f.is-reply or f.source.outside",
        &expect![[r#"
        web:3: TM207 Put parentheses to show what belongs together.
            at f.crosses and f.is-reply or f.source.outside
            fix Group as (f.crosses and f.is-reply) or f.source.outside: f.crosses and f.is-reply or f.source.outside => (f.crosses and f.is-reply) or f.source.outside
            fix Group as f.crosses and (f.is-reply or f.source.outside): f.crosses and f.is-reply or f.source.outside => f.crosses and (f.is-reply or f.source.outside)
    "#]],
    );
    check_rule(
        "when f.crosses or f.is-reply and f.source.outside and\n    f.crosses or f.is-reply",
        &expect![[r#"
            web:3: TM207 Put parentheses to show what belongs together.
                at f.crosses or f.is-reply and f.source.outside and f.crosses or f.is-reply
                fix Group as f.crosses or (f.is-reply and f.source.outside and f.crosses) or f.is-reply: f.crosses or f.is-reply and f.source.outside and f.crosses or f.is-reply => f.crosses or (f.is-reply and f.source.outside and
                f.crosses) or f.is-reply
                fix Group as (f.crosses or f.is-reply) and f.source.outside and (f.crosses or f.is-reply): f.crosses or f.is-reply and f.source.outside and f.crosses or f.is-reply => (f.crosses or f.is-reply) and f.source.outside and
                (f.crosses or f.is-reply)
        "#]],
    );
    check_sound_rule("when f.crosses and not f.is-reply and any(a in f.data where a is key)");
}

#[test]
fn names_must_mean_something() {
    check_rule(
        "when g.crosses",
        &expect![[r#"
        web:3: TM102 Nothing here is called "g". Did you mean "f"?
            at g
            fix Change to "f": g => f
    "#]],
    );
    check_rule(
        "when crosses",
        &expect![[r#"
        web:3: TM102 Nothing here is called "crosses". Did you mean "f.crosses"?
            at crosses
            fix Change to "f.crosses": crosses => f.crosses
    "#]],
    );
    check_rule(
        "when f.crosing",
        &expect![[r#"
        web:3: TM202 "f" has no "crosing". Did you mean "crossing"?
            at crosing
            fix Change to "crossing": crosing => crossing
    "#]],
    );
    check_rule(
        "when f.target.encrypted",
        &expect![[r#"
        web:3: TM208 "f.target" is an element, and "encrypted" is declared for flow.
            at encrypted
    "#]],
    );
    check_rule(
        "when f.trust = low",
        &expect![[r#"
        web:3: TM208 "f" is a flow, and only an element or zone has "trust".
            at trust
    "#]],
    );
    check_rule(
        "when f.source.crosses",
        &expect![[r#"
        web:3: TM208 "f.source" is an element, and only a flow has "crosses".
            at crosses
    "#]],
    );
    check_rule(
        "when f.crosses.zone",
        &expect![[r#"
        web:3: TM208 "f.crosses" is a value and has no "zone".
            at zone
    "#]],
    );
    check_rule(
        "when f.data.classified = restricted",
        &expect![[r#"
        web:3: TM208 "f.data" are several things; look into them: "any(x in f.data where x.classified …)".
            at classified
    "#]],
    );
    check_rule(
        "when f/reply.crosses",
        &expect![[r#"
        web:3: TM208 In a predicate, steps are separated by ".".
            at reply
    "#]],
    );
    check_rule(
        "when model.flows",
        &expect![[r#"
        web:3: TM208 "model.flows" are several things; look into them: "any(x in model.flows)".
            at model.flows
    "#]],
    );
    check_rule(
        "when any(f in f.source.inflows where f.crosses)",
        &expect![[r#"
        web:3: TM101 "f" is already a variable around this; choose another name.
            at f
    "#]],
    );
    check_rule(
        "when any(x in f.zones where f.source is inner)",
        &expect![[r#"
        web:3: TM208 "f.source" is an element, so it is never "inner".
            at inner
    "#]],
    );
    check_rule(
        "when f.source is web-ap",
        &expect![[r#"
        web:3: TM201 No type "web-ap". Did you mean "web-app"?
            at web-ap
            fix Change to "web-app": web-ap => web-app
    "#]],
    );
    check_rule(
        "when today.crosses",
        &expect![[r#"
        web:3: TM208 "today" is a value and has no "crosses".
            at crosses
    "#]],
    );
}

#[test]
fn a_test_is_true_or_false() {
    check_rule(
        "when f.source",
        &expect![[r#"
        web:3: TM208 "f.source" is an element; ask something of it: "f.source is …".
            at f.source
    "#]],
    );
    check_rule(
        "when f.data",
        &expect![[r#"
        web:3: TM208 "f.data" are several things; look into them: "any(x in f.data)".
            at f.data
    "#]],
    );
    check_rule(
        "when f.purpose",
        &expect![[r#"
        web:3: TM208 "f.purpose" is a word of the choice "purpose"; compare it with something.
            at f.purpose
    "#]],
    );
    check_rule(
        "when f.source.parses",
        &expect![[r#"
        web:3: TM208 "f.source.parses" is a list; look into it: "any(x in f.source.parses where x = …)".
            at f.source.parses
    "#]],
    );
    check_rule(
        "when f.via",
        &expect![[r#"
        web:3: TM208 Ask for a type: "f.via is …".
            at f.via
    "#]],
    );
    check_rule(
        "when 3",
        &expect![[r#"
        web:3: TM208 3 is a value, and is neither true nor false; compare it with something.
            at 3
    "#]],
    );
    check_rule(
        "when count(a in f.data)",
        &expect![[r#"
        web:3: TM208 A count is a number; compare it: "count(…) >= 2".
            at count(a in f.data)
    "#]],
    );
    check_rule(
        "when age(f.number)",
        &expect![[r#"
        web:3: TM208 An age is a time span; compare it: "age(…) > 90d".
            at age(f.number)
    "#]],
    );
}

#[test]
fn like_is_compared_with_like() {
    check_rule(
        "when f.purpose > log",
        &expect![[r#"
        web:3: TM208 A word of the choice "purpose" has no order; compare it with "=", "!=" or "in [ … ]".
            at f.purpose > log
    "#]],
    );
    check_rule(
        "when f.crosses > yes",
        &expect![[r#"
        web:3: TM208 Yes or no has no order; compare it with "=", "!=" or "in [ … ]".
            at f.crosses > yes
    "#]],
    );
    check_rule(
        "when f.crosses = maybe",
        &expect![[r#"
        web:3: TM203 "f.crosses" takes yes or no; found "maybe".
            at maybe
    "#]],
    );
    check_rule(
        "when f.crossing = upp",
        &expect![[r#"
        web:3: TM203 "f.crossing" takes none, up, down or sideways; found "upp". Did you mean "up"?
            at upp
            fix Change to "up": upp => up
    "#]],
    );
    check_rule(
        "when f.crossing in [up, sidewards, 3, f.crossing]",
        &expect![[r#"
        web:3: TM203 "f.crossing" takes none, up, down or sideways; found "sidewards". Did you mean "sideways"?
            at sidewards
            fix Change to "sideways": sidewards => sideways
        web:3: TM208 "f.crossing" is a word of the choice "crossing"; "3" is a number.
            at 3
        web:3: TM208 Only values stand between the brackets; compare with fields one by one.
            at f.crossing
    "#]],
    );
    check_rule(
        "when f.source.care >= f.source.trust",
        &expect![[r#"
        web:3: TM208 The left side is a word of the scale "level-of-care", the right side is a word of the scale "trust"; only like can be compared with like.
            at f.source.care >= f.source.trust
    "#]],
    );
    check_rule(
        "when f.target.size > medium",
        &expect![[r#"
            web:3: TM203 "f.target.size" takes a number; found "medium".
                at medium
        "#]],
    );
    check_rule(
        "when f.target.size = \"big\"",
        &expect![[r#"
        web:3: TM208 The left side is a number, the right side is text; only like can be compared with like.
            at f.target.size = "big"
    "#]],
    );
    check_rule(
        "when f.target.size > 1.2.3",
        &expect![[r#"
        web:3: TM208 "1.2.3" is a version, not a number.
            at 1.2.3
    "#]],
    );
    check_rule(
        "when f.source.parses = html",
        &expect![[r#"
            web:3: TM208 Lists are not compared as a whole; look into them: "any(x in … where x = …)".
                at f.source.parses
        "#]],
    );
    check_rule(
        "when f.source.parses in [html]",
        &expect![[r#"
            web:3: TM208 Lists are not compared as a whole; look into them: "any(x in … where x = …)".
                at f.source.parses
        "#]],
    );
    check_rule(
        "when f.data = key",
        &expect![[r#"
            web:3: TM208 "f.data" are several things; look into them: "any(x in f.data where …)".
                at f.data
        "#]],
    );
    check_rule(
        "when f.source = f",
        &expect![[r#"
        web:3: TM208 "f.source" is an element, "f" is a flow: they are never the same.
            at f.source = f
    "#]],
    );
    check_rule(
        "when f.source < f.target",
        &expect![[r#"
        web:3: TM208 Things have no order; compare them with "=" or "!=".
            at f.source < f.target
    "#]],
    );
    check_rule(
        "when f.source = store",
        &expect![[r#"
            web:3: TM208 Types are asked for with "is": "f.source is store".
                at f.source = store
        "#]],
    );
    check_rule(
        "when f.source = 3",
        &expect![[r#"
        web:3: TM208 "f.source" is an element, "3" is a number: they are never the same.
            at f.source = 3
    "#]],
    );
    check_rule(
        "when f.source in [a, b]",
        &expect![[r#"
        web:3: TM208 Compare things one by one: "a = b or a = c".
            at f.source in [a, b]
    "#]],
    );
    check_rule(
        "when f.via in [https]",
        &expect![[r#"
        web:3: TM208 Types are asked for with "is": "f.via is [ … ]".
            at f.via in [https]
    "#]],
    );
    check_rule(
        "when f.source.type = web-app",
        &expect![[r#"
        web:3: TM208 Types are asked for with "is": "f.source.type is web-app".
            at f.source.type = web-app
    "#]],
    );
    check_rule(
        "when up = down",
        &expect![[r#"
        web:3: TM102 Nothing here is called "up".
            at up
    "#]],
    );
    check_rule(
        "when (f.crosses and f.is-reply) = yes",
        &expect![[r#"
        web:3: TM208 This is true or false by itself; it cannot be compared.
            at f.crosses and f.is-reply
    "#]],
    );
    check_rule(
        "when age(f.number) > 3d",
        &expect![[r#"
        web:3: TM208 Only a date has an age; "f.number" is none.
            at f.number
    "#]],
    );
    check_rule(
        "when any(a in f.data where age(a.rotated) > 3)",
        &expect![[r#"
        web:3: TM208 The left side is a time span, the right side is a number; only like can be compared with like.
            at age(a.rotated) > 3
    "#]],
    );
}

#[test]
fn only_things_have_types_and_only_several_are_ranged_over() {
    check_rule(
        "when f.purpose is https",
        &expect![[r#"
        web:3: TM208 "f.purpose" is a word of the choice "purpose", and only things have a type; compare it with "=".
            at f.purpose
    "#]],
    );
    check_rule(
        "when f.source is https",
        &expect![[r#"
        web:3: TM208 "f.source" is an element, so it is never "https".
            at https
    "#]],
    );
    check_rule(
        "when f.source is [flow, store]",
        &expect![[r#"
        web:3: TM208 "f.source" is an element, so it is never a flow.
            at flow
    "#]],
    );
    check_rule(
        "when f.data is key",
        &expect![[r#"
        web:3: TM208 "f.data" are several things; look into them: "any(x in f.data where x is …)".
            at f.data
    "#]],
    );
    check_rule(
        "when any(x in f.source where x is store)",
        &expect![[r#"
        web:3: TM208 "f.source" is an element, not several things.
            at f.source
    "#]],
    );
    check_rule(
        "when any(x in f.purpose where x = log)",
        &expect![[r#"
        web:3: TM208 "f.purpose" is one value, not several.
            at f.purpose
    "#]],
    );
    check_rule(
        "when any(x in data where x is key)",
        &expect![[r#"
        web:3: TM102 Nothing here is called "data". Did you mean "f.data"?
            at data
            fix Change to "f.data": data => f.data
    "#]],
    );
    check_rule(
        "when reaches(f -> f.target)",
        &expect![[r#"
        web:3: TM208 A way goes from element to element; "f" is none.
            at f
    "#]],
    );
    check_rule(
        "when f is known",
        &expect![[r#"
        web:3: TM208 "f" is always known.
            at f
    "#]],
    );
    check_rule(
        "when f.data is known",
        &expect![[r#"
        web:3: TM208 "f.data" are several things; ask whether there is one: "any(x in f.data)".
            at f.data
    "#]],
    );
    check_rule(
        "when f.via is known",
        &expect![[r#"
        web:3: TM208 Ask for a type: "f.via is …".
            at f.via
    "#]],
    );
}

#[test]
fn a_word_has_one_meaning() {
    check_rule(
        "when f.purpose = f",
        &expect![[r#"
        web:3: TM210 "f" could be the variable or a word of "purpose"; in backticks it is the variable.
            at f
            fix Put it in backticks: f => `f`
    "#]],
    );
    check_rule(
        "when f.purpose in [log, f]",
        &expect![[r#"
        web:3: TM210 "f" could be the variable or a word of "purpose"; in backticks it is the variable.
            at f
            fix Put it in backticks: f => `f`
    "#]],
    );
    check(
        r#"kb web
threat x: spoofing "X" for flow model { when model.crosses }
threat y: spoofing "Y" for flow model { when `model`.crosses }
"#,
        &expect![[r#"
            web:2: TM210 "model" could be the variable or the word "model"; in backticks it is the variable.
                at model
                fix Put it in backticks: model => `model`
        "#]],
    );
}

#[test]
fn ignorance_raises_no_threat() {
    for sound in [
        "when f.encrypted",
        "when f.encrypted = yes and f.mfa != no and f.encrypted in [yes]",
        "when not not f.encrypted",
        "when any(g in f.source.inflows where g.mfa) or all(g in f.source.inflows where g.mfa)",
        "when count(g in f.source.inflows where g.mfa) >= 2",
        "when no(g in f.source.inflows where not g.mfa)",
        "when f.crosses\nunless not f.encrypted or no(g in f.source.inflows where g.mfa)",
    ] {
        check_sound_rule(sound);
    }
    check_rule(
        "when not f.encrypted",
        &expect![[r#"
            web:3: TM208 "encrypted" is a control: that nobody has said yet whether it is there must not raise a threat. Move it to "unless".
                at f.encrypted
        "#]],
    );
    check_rule(
        "when f.encrypted = no",
        &expect![[r#"
            web:3: TM208 "encrypted" is a control: that nobody has said yet whether it is there must not raise a threat. Move it to "unless".
                at f.encrypted = no
        "#]],
    );
    check_rule(
        "when f.encrypted != yes or f.mfa in [no] or f.mfa not in [yes]",
        &expect![[r#"
            web:3: TM208 "encrypted" is a control: that nobody has said yet whether it is there must not raise a threat. Move it to "unless".
                at f.encrypted != yes
            web:3: TM208 "mfa" is a control: that nobody has said yet whether it is there must not raise a threat. Move it to "unless".
                at f.mfa in [no]
            web:3: TM208 "mfa" is a control: that nobody has said yet whether it is there must not raise a threat. Move it to "unless".
                at f.mfa not in [yes]
        "#]],
    );
    check_rule(
        "when no(g in f.source.inflows where g.mfa)",
        &expect![[r#"
            web:3: TM208 "mfa" is a control: that nobody has said yet whether it is there must not raise a threat. Move it to "unless".
                at g.mfa
        "#]],
    );
    check_rule(
        "when count(g in f.source.inflows where g.mfa) < 2",
        &expect![[r#"
            web:3: TM208 "mfa" is a control: that nobody has said yet whether it is there must not raise a threat. Move it to "unless".
                at g.mfa
        "#]],
    );
    check_rule(
        "when 2 = count(g in f.source.inflows where g.mfa)",
        &expect![[r#"
            web:3: TM208 "mfa" is a control: that nobody has said yet whether it is there must not raise a threat. Move it to "unless".
                at g.mfa
        "#]],
    );
    check_rule(
        "when f.encrypted = f.mfa",
        &expect![[r#"
            web:3: TM208 "encrypted" is a control: that nobody has said yet whether it is there must not raise a threat. Move it to "unless".
                at f.encrypted = f.mfa
        "#]],
    );
    check_rule(
        "when f.encrypted is not known",
        &expect![[r#"
        web:3: TM208 "f.encrypted" is a control, and a rule may not hang on whether somebody has said it; name it in "unless" and its question is asked.
            at f.encrypted
    "#]],
    );
    check_rule(
        "when f.crosses\nunless f.encrypted is known",
        &expect![[r#"
        web:4: TM208 "f.encrypted" is a control, and a rule may not hang on whether somebody has said it; name it in "unless" and its question is asked.
            at f.encrypted
    "#]],
    );
    check_rule(
        "when reaches(f.source -> f.target avoiding x where x.mfa)",
        &expect![[r#"
            web:3: TM208 "mfa" is a control: that nobody has said yet whether it is there must not raise a threat. Move it to "unless".
                at x.mfa
        "#]],
    );
}

#[test]
fn all_faults_of_a_predicate_are_reported() {
    check_rule(
        "when f.crosing and (f.source is web-ap or f.purpose = lg)\nunless f.encripted",
        &expect![[r#"
            web:3: TM202 "f" has no "crosing". Did you mean "crossing"?
                at crosing
                fix Change to "crossing": crosing => crossing
            web:3: TM201 No type "web-ap". Did you mean "web-app"?
                at web-ap
                fix Change to "web-app": web-ap => web-app
            web:3: TM203 "f.purpose" takes business, admin, log or f; found "lg". Did you mean "log"?
                at lg
                fix Change to "log": lg => log
            web:4: TM202 "f" has no "encripted". Did you mean "encrypted"?
                at encripted
                fix Change to "encrypted": encripted => encrypted
        "#]],
    );
}
