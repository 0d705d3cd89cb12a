//! Giving something another name.

use expect_test::{Expect, expect};
use tm_ide::{prepare_rename, rename};
use tm_model::Workspace;
use tm_model::diagnostic::Code;

use crate::fixture::{Fixture, applied};
use crate::generator::{PACK as MINI, Random, file};

/// Renames what is at the cursor and shows the lines that change, file by file.
fn check(text: &str, new: &str, expected: Expect) {
    let fixture = Fixture::new(text);
    let (file, offset) = fixture.cursor();
    let shown = match rename(&fixture.snapshot, file, offset, new) {
        Err(refusal) => format!("refused: {refusal}\n"),
        Ok(edits) => changed_lines(&fixture, &edits),
    };
    expected.assert_eq(&shown);
}

/// The lines that differ after edits, each file under its path.
fn changed_lines(fixture: &Fixture, edits: &[tm_ide::Edit]) -> String {
    let mut shown = String::new();
    for file in &fixture.files {
        let before = fixture.text(*file);
        let after = applied(&before, *file, edits);
        if before == after {
            continue;
        }
        let path = &fixture.snapshot.file(*file).expect("a file of the example").path;
        shown.push_str(&format!("{path}\n"));
        let known: Vec<&str> = before.lines().collect();
        for line in after.lines().filter(|line| !known.contains(line)) {
            shown.push_str(&format!("  {}\n", line.trim()));
        }
    }
    shown
}

/// What is said of renaming what is at the cursor: the name, or why not.
fn prepare(text: &str, expected: Expect) {
    let fixture = Fixture::new(text);
    let (file, offset) = fixture.cursor();
    let shown = match prepare_rename(&fixture.snapshot, file, offset) {
        Ok(found) => format!("{} ({})", found.name, &fixture.text(file)[found.range]),
        Err(refusal) => format!("refused: {refusal}"),
    };
    expected.assert_eq(&shown);
}

const POST: &str = r#"
model post "Post"
use stride 1.0
import "bank.tm" as pay
asset letter: personal-data "Letter" classified confidential
zone office: internal-zone "Office" {
  process clerk: web-app "Clerk"
  process relay: batch-job "Relay"
}
zone street: internet-zone "Street" {
  entity writer: end-user "Writer"
}
store shelf: sql-database "Shelf" in office holds letter
flow 1 send: writer -> clerk -> relay -> clerk via https carrying letter returns letter
flow 2 charge: clerk -> pay.gateway via https
actor thief: external "Thief"
threat lost: tampering "A letter is lost" on send/relay by thief
mitigation count: rate-limit "Letters are counted" on clerk status done
mitigate lost on send/relay with count
accept stride.flooding on send/clerk-2 by @dana until 2027-05-31 because "slow"
assumption honest: identity "The clerk is honest" about clerk { claims clerk.trust = high }
story write: user "As a writer I write" on send { without "loss": lost on send/reply }
moved desk -> clerk
dismiss stride.flooding on desk because "none"
//- letters.tm
part of post
scope out shelf because "Covered elsewhere"
question when "When is it emptied?" on zone office
answer when on zone office = "daily" by @ops
//- bank.tm
model bank "Bank"
use stride 1.0
zone vault: third-party-zone "Vault" {
  process gateway "Takes money"
}
"#;

/// [`POST`] with a cursor right after a piece of its text.
fn post_at(text: &str) -> String {
    let (before, _) = text.split_once("$0").expect("a cursor");
    let plain = text.replace("$0", "");
    assert!(POST.contains(&plain), "the post office does not say {plain}");
    let at = POST.find(&plain).map(|at| at + before.len()).unwrap_or_default();
    let mut marked = POST.to_owned();
    marked.insert_str(at, "$0");
    marked
}

#[test]
fn an_element_takes_its_uses_and_the_segments_that_arrive_there_along() {
    check(
        &post_at("process cl$0erk"),
        "teller",
        expect![[r#"
        test.tm
          process teller: web-app "Clerk"
          flow 1 send: writer -> teller -> relay -> teller via https carrying letter returns letter
          flow 2 charge: teller -> pay.gateway via https
          mitigation count: rate-limit "Letters are counted" on teller status done
          accept stride.flooding on send/teller-2 by @dana until 2027-05-31 because "slow"
          assumption honest: identity "The clerk is honest" about teller { claims teller.trust = high }
          moved desk -> teller
    "#]],
    );
}

#[test]
fn a_flow_takes_its_parts_along() {
    check(
        &post_at("1 $0send"),
        "mail",
        expect![[r#"
        test.tm
          flow 1 mail: writer -> clerk -> relay -> clerk via https carrying letter returns letter
          threat lost: tampering "A letter is lost" on mail/relay by thief
          mitigate lost on mail/relay with count
          accept stride.flooding on mail/clerk-2 by @dana until 2027-05-31 because "slow"
          story write: user "As a writer I write" on mail { without "loss": lost on mail/reply }
    "#]],
    );
}

#[test]
fn a_rename_begins_at_any_use_also_in_another_file() {
    check(
        &post_at("scope out she$0lf"),
        "archive",
        expect![[r#"
        test.tm
          store archive: sql-database "Shelf" in office holds letter
        letters.tm
          scope out archive because "Covered elsewhere"
    "#]],
    );
    check(
        &post_at("on zone off$0ice\nanswer"),
        "bureau",
        expect![[r#"
        test.tm
          zone bureau: internal-zone "Office" {
          store shelf: sql-database "Shelf" in bureau holds letter
        letters.tm
          question when "When is it emptied?" on zone bureau
          answer when on zone bureau = "daily" by @ops
    "#]],
    );
}

#[test]
fn threats_mitigations_actors_assets_questions_and_assumptions_have_their_uses() {
    check(
        &post_at("threat lo$0st"),
        "gone",
        expect![[r#"
        test.tm
          threat gone: tampering "A letter is lost" on send/relay by thief
          mitigate gone on send/relay with count
          story write: user "As a writer I write" on send { without "loss": gone on send/reply }
    "#]],
    );
    check(
        &post_at("with co$0unt"),
        "counter",
        expect![[r#"
        test.tm
          mitigation counter: rate-limit "Letters are counted" on clerk status done
          mitigate lost on send/relay with counter
    "#]],
    );
    check(
        &post_at("by th$0ief"),
        "robber",
        expect![[r#"
        test.tm
          actor robber: external "Thief"
          threat lost: tampering "A letter is lost" on send/relay by robber
    "#]],
    );
    check(
        &post_at("holds let$0ter"),
        "parcel",
        expect![[r#"
        test.tm
          asset parcel: personal-data "Letter" classified confidential
          store shelf: sql-database "Shelf" in office holds parcel
          flow 1 send: writer -> clerk -> relay -> clerk via https carrying parcel returns parcel
    "#]],
    );
    check(
        &post_at("answer wh$0en"),
        "hours",
        expect![[r#"
        letters.tm
          question hours "When is it emptied?" on zone office
          answer hours on zone office = "daily" by @ops
    "#]],
    );
    check(
        &post_at("assumption hon$0est"),
        "trusted",
        expect![[r#"
        test.tm
          assumption trusted: identity "The clerk is honest" about clerk { claims clerk.trust = high }
    "#]],
    );
}

#[test]
fn an_element_is_renamed_in_the_models_that_import_it() {
    check(
        &post_at("process gate$0way"),
        "till",
        expect![[r#"
        test.tm
          flow 2 charge: clerk -> pay.till via https
        bank.tm
          process till "Takes money"
    "#]],
    );
    check(
        &post_at("pay.gate$0way"),
        "till",
        expect![[r#"
        test.tm
          flow 2 charge: clerk -> pay.till via https
        bank.tm
          process till "Takes money"
    "#]],
    );
    check(
        &post_at("pa$0y.gateway"),
        "bank",
        expect![[r#"
        test.tm
          import "bank.tm" as bank
          flow 2 charge: clerk -> bank.gateway via https
    "#]],
    );
}

#[test]
fn a_model_is_renamed_in_its_parts() {
    check(
        &post_at("part of po$0st"),
        "mail",
        expect![[r#"
        test.tm
          model mail "Post"
        letters.tm
          part of mail
    "#]],
    );
}

#[test]
fn a_tracker_is_renamed_in_its_tickets() {
    let text = "model m \"M\"\ntracker SH$0OP \"https://t.example.org/{id}\"\n\
                process p\nmitigation x on p ticket SHOP-3, \"SHOP-4\", \"#5\"\n";
    check(
        text,
        "WEB",
        expect![[r##"
        test.tm
          tracker WEB "https://t.example.org/{id}"
          mitigation x on p ticket WEB-3, "WEB-4", "#5"
    "##]],
    );
    check(
        text,
        "web shop",
        expect![[r#"
        refused: "web shop" cannot be the name here: it must be of letters, digits and hyphens, and no word of the language.
    "#]],
    );
}

#[test]
fn a_name_that_would_be_misread_is_written_in_backticks() {
    check(
        &post_at("process re$0lay"),
        "night mail",
        expect![[r#"
        test.tm
          process `night mail`: batch-job "Relay"
          flow 1 send: writer -> clerk -> `night mail` -> clerk via https carrying letter returns letter
          threat lost: tampering "A letter is lost" on send/`night mail` by thief
          mitigate lost on send/`night mail` with count
    "#]],
    );
    check(
        &post_at("process re$0lay"),
        "`store`",
        expect![[r#"
        test.tm
          process `store`: batch-job "Relay"
          flow 1 send: writer -> clerk -> `store` -> clerk via https carrying letter returns letter
          threat lost: tampering "A letter is lost" on send/`store` by thief
          mitigate lost on send/`store` with count
    "#]],
    );
    let quoted = "model m \"M\"\nprocess `night $0mail`\nstore s\nflow f: `night mail` -> s\n";
    check(
        quoted,
        "relay",
        expect![[r#"
        test.tm
          process relay
          flow f: relay -> s
    "#]],
    );
}

#[test]
fn what_cannot_be_a_name_is_refused() {
    for (new, expected) in [
        (
            "",
            expect![[r#"
            refused: A name needs at least one letter.
        "#]],
        ),
        (
            "``",
            expect![[r#"
            refused: A name needs at least one letter.
        "#]],
        ),
        (
            "a`b",
            expect![[r#"
            refused: "a`b" cannot be a name: it stands on one line, without `.
        "#]],
        ),
        (
            "a\nb",
            expect![[r#"
            refused: "a
            b" cannot be a name: it stands on one line, without `.
        "#]],
        ),
        (
            "pay.clerk",
            expect![[r#"
            refused: "pay.clerk" cannot be a name: "." and "/" stand between names. Use "-".
        "#]],
        ),
        (
            "send/clerk",
            expect![[r#"
            refused: "send/clerk" cannot be a name: "." and "/" stand between names. Use "-".
        "#]],
        ),
    ] {
        check(&post_at("process cl$0erk"), new, expected);
    }
}

#[test]
fn a_name_that_is_taken_is_refused() {
    check(
        &post_at("process cl$0erk"),
        "letter",
        expect![[r#"
        refused: "letter" is taken: another asset of the model is called so.
    "#]],
    );
    check(
        &post_at("process cl$0erk"),
        "desk",
        expect![[r#"
        refused: "desk" is what something was called before. Remove its "moved" first.
    "#]],
    );
    check(
        &post_at("process cl$0erk"),
        "pay",
        expect![[r#"
        refused: "pay" is taken: another import of the model is called so.
    "#]],
    );
    check(
        &post_at("model po$0st"),
        "bank",
        expect![[r#"
        refused: "bank" is taken: another model is called so.
    "#]],
    );
    // A mitigation and a thing may have one name.
    check(
        &post_at("with co$0unt"),
        "clerk",
        expect![[r#"
        test.tm
          mitigation clerk: rate-limit "Letters are counted" on clerk status done
          mitigate lost on send/relay with clerk
    "#]],
    );
    // Nothing changes where nothing is to change.
    check(&post_at("process cl$0erk"), "clerk", expect![[""]]);
}

#[test]
fn a_name_that_would_catch_another_meaning_is_refused() {
    // `with rate-limit` means the control until a mitigation is called so.
    let text = "model m \"M\"\nuse stride 1.0\nprocess p\nmitigation $0own on p\n\
                mitigate stride.flooding on p with rate-limit because \"x\"\n";
    check(
        text,
        "rate-limit",
        expect![[r#"
        refused: That name would change what something else in test.tm means: "mitigate stride.flooding on p with rate-limit because "x"".
    "#]],
    );
    // What nothing is called is said of no one.
    let text = "model m \"M\"\nprocess $0p\nstore s\nflow f: q -> s\n";
    check(
        text,
        "q",
        expect![[r#"
        refused: That name would change what something else in test.tm means: "flow f: q -> s".
    "#]],
    );
    let text =
        "model m \"M\"\nentity a\nprocess reply\nprocess $0b\nflow f: a -> b -> a returns ?\n";
    check(
        text,
        "reply",
        expect![[r#"
        refused: "reply" is taken: another process of the model is called so.
    "#]],
    );
    let text = "model m \"M\"\nentity a\nprocess $0b\nflow f: a -> b -> a returns ?\n";
    check(
        text,
        "reply",
        expect![[r#"
        refused: The flow "f" would have two parts called "reply".
    "#]],
    );
}

#[test]
fn names_that_are_not_of_the_workspace_are_refused() {
    prepare(
        &post_at("writer: end-u$0ser"),
        expect![[
            r#"refused: "end-user" comes from the knowledge base "base", which ships with tm. Its names are the same for everybody."#
        ]],
    );
    prepare(
        &post_at("accept stride.flo$0oding"),
        expect![[
            r#"refused: "flooding" comes from the knowledge base "stride", which ships with tm. Its names are the same for everybody."#
        ]],
    );
    prepare(
        &post_at("use str$0ide"),
        expect![[
            r#"refused: "stride" comes from the knowledge base "stride", which ships with tm. Its names are the same for everybody."#
        ]],
    );
    prepare(
        &post_at("clerk: web-$0app"),
        expect![[
            r#"refused: "web-app" comes from the knowledge base "base", which ships with tm. Its names are the same for everybody."#
        ]],
    );
    prepare(
        &post_at("lost: tamper$0ing"),
        expect![[
            r#"refused: "tampering" comes from the knowledge base "base", which ships with tm. Its names are the same for everybody."#
        ]],
    );
    prepare(
        &post_at("trust = hi$0gh"),
        expect![[r#"refused: "high" names nothing here that could be renamed."#]],
    );
}

#[test]
fn words_people_and_blanks_are_refused() {
    prepare(
        &post_at("pro$0cess clerk"),
        expect![[r#"refused: "process" is a word of the language, the same for everybody."#]],
    );
    prepare(
        &post_at("cla$0ims clerk"),
        expect![[r#"refused: "claims" is a word of the language, the same for everybody."#]],
    );
    prepare(
        &post_at("by @da$0na"),
        expect![[
            r#"refused: "@dana" is a person, whom no line declares. Find and replace the text."#
        ]],
    );
    prepare(&post_at("\"Let$0ter\""), expect!["refused: There is no name here."]);
    prepare(
        &post_at("send/clerk$0-2"),
        expect![[
            r#"refused: "clerk-2" is called after the element where the flow arrives. Rename that."#
        ]],
    );
    prepare(
        &post_at("send/rep$0ly"),
        expect![[r#"refused: A reply is always called "reply". Rename its flow."#]],
    );
    prepare(
        &post_at("on de$0sk"),
        expect![[r#"refused: "desk" is what "clerk" was called before. Rename "clerk"."#]],
    );
    prepare(
        &post_at("moved de$0sk"),
        expect![[r#"refused: "desk" is what "clerk" was called before. Rename "clerk"."#]],
    );
    prepare(
        "model m \"M\"\nflow f: nobo$0dy -> a\n",
        expect![[r#"refused: "nobody" names nothing here that could be renamed."#]],
    );
    prepare("$0", expect!["refused: There is no name here."]);
}

#[test]
fn a_name_is_offered_for_change_without_its_backticks() {
    prepare("model m \"M\"\nprocess `night $0mail`\n", expect!["night mail (`night mail`)"]);
    prepare(&post_at("cler$0k -> pay"), expect!["clerk (clerk)"]);
}

#[test]
fn half_written_text_is_renamed_as_far_as_it_is_read() {
    check(
        "model m \"M\"\nprocess $0p {\nflow f: p ->\naccept  on p\n",
        "q",
        expect![[r#"
        test.tm
          process q {
          flow f: q ->
          accept  on q
    "#]],
    );
}

const PACK: &str = r#"
kb acme 1.2.0 "Acme" { license: "x" }
use base 1.0
scale fame: small < large
attribute fame: fame for process { default: small }
fact famous for process p { when p.fame = large }
mitigation guarded "Guarded" for process, store { ask: "Is {it} guarded?" }
type kiosk: web-app "Kiosk" { fame: large; guarded: no }
threat crowd: denial-of-service "{k} is overrun" for process k: kiosk {
  when k.famous and k.fame >= large
  unless k.guarded
  severity: high; likelihood: medium
}
test "a kiosk is overrun" {
  process stand: kiosk
  expect acme.crowd on stand
}
moved throng -> crowd
profile few { include: acme.crowd }
//- fair.tm
model fair "Fair"
use acme 1.0 only few
process stand: kiosk { fame: large }
mitigation guard: guarded "A guard" on stand status planned
accept acme.crowd on stand by @dana until 2027-05-31 because "rare"
dismiss acme.throng, acme.* on stand because "no"
"#;

fn pack_at(text: &str) -> String {
    let (before, _) = text.split_once("$0").expect("a cursor");
    let plain = text.replace("$0", "");
    assert!(PACK.contains(&plain), "the pack does not say {plain}");
    let at = PACK.find(&plain).map(|at| at + before.len()).unwrap_or_default();
    let mut marked = PACK.to_owned();
    marked.insert_str(at, "$0");
    marked
}

#[test]
fn a_rule_leaves_its_old_name_behind() {
    check(
        &pack_at("threat cr$0owd"),
        "mob",
        expect![[r#"
        test.tm
          threat mob: denial-of-service "{k} is overrun" for process k: kiosk {
          expect acme.mob on stand
          moved throng -> mob
          moved crowd -> mob
          profile few { include: acme.mob }
        fair.tm
          accept acme.mob on stand by @dana until 2027-05-31 because "rare"
    "#]],
    );
    check(
        &pack_at("accept acme.cr$0owd"),
        "mob",
        expect![[r#"
        test.tm
          threat mob: denial-of-service "{k} is overrun" for process k: kiosk {
          expect acme.mob on stand
          moved throng -> mob
          moved crowd -> mob
          profile few { include: acme.mob }
        fair.tm
          accept acme.mob on stand by @dana until 2027-05-31 because "rare"
    "#]],
    );
    check(
        &pack_at("threat cr$0owd"),
        "throng",
        expect![[r#"
        refused: "throng" is taken: a rule was called so before. Remove its "moved" first.
    "#]],
    );
}

#[test]
fn types_facts_controls_and_words_of_a_pack_are_renamed_with_their_uses() {
    check(
        &pack_at("type ki$0osk"),
        "stall",
        expect![[r#"
        test.tm
          type stall: web-app "Kiosk" { fame: large; guarded: no }
          threat crowd: denial-of-service "{k} is overrun" for process k: stall {
          process stand: stall
        fair.tm
          process stand: stall { fame: large }
    "#]],
    );
    check(
        &pack_at("attribute fa$0me"),
        "renown",
        expect![[r#"
        test.tm
          attribute renown: fame for process { default: small }
          fact famous for process p { when p.renown = large }
          type kiosk: web-app "Kiosk" { renown: large; guarded: no }
          when k.famous and k.renown >= large
        fair.tm
          process stand: kiosk { renown: large }
    "#]],
    );
    check(
        &pack_at("guard: guar$0ded"),
        "watched",
        expect![[r#"
        test.tm
          mitigation watched "Guarded" for process, store { ask: "Is {it} guarded?" }
          type kiosk: web-app "Kiosk" { fame: large; watched: no }
          unless k.watched
        fair.tm
          mitigation guard: watched "A guard" on stand status planned
    "#]],
    );
    check(
        &pack_at("small < lar$0ge"),
        "big",
        expect![[r#"
        test.tm
          scale fame: small < big
          fact famous for process p { when p.fame = big }
          type kiosk: web-app "Kiosk" { fame: big; guarded: no }
          when k.famous and k.fame >= big
        fair.tm
          process stand: kiosk { fame: big }
    "#]],
    );
    check(
        &pack_at("scale fa$0me"),
        "size",
        expect![[r#"
        test.tm
          scale size: small < large
          attribute fame: size for process { default: small }
    "#]],
    );
    check(
        &pack_at("only fe$0w"),
        "some",
        expect![[r#"
        test.tm
          profile some { include: acme.crowd }
        fair.tm
          use acme 1.0 only some
    "#]],
    );
    check(
        &pack_at("kb ac$0me"),
        "ajax",
        expect![[r#"
        test.tm
          kb ajax 1.2.0 "Acme" { license: "x" }
          expect ajax.crowd on stand
          profile few { include: ajax.crowd }
        fair.tm
          use ajax 1.0 only few
          accept ajax.crowd on stand by @dana until 2027-05-31 because "rare"
          dismiss ajax.throng, ajax.* on stand because "no"
    "#]],
    );
}

#[test]
fn variables_and_things_of_tests_are_renamed_where_they_are_known() {
    check(
        &pack_at("when k$0.famous"),
        "it",
        expect![[r#"
        test.tm
          threat crowd: denial-of-service "{it} is overrun" for process it: kiosk {
          when it.famous and it.fame >= large
          unless it.guarded
    "#]],
    );
    check(
        &pack_at("process sta$0nd: kiosk\n  expect"),
        "booth",
        expect![[r#"
        test.tm
          process booth: kiosk
          expect acme.crowd on booth
    "#]],
    );
    check(
        &pack_at("when k$0.famous"),
        "the kiosk",
        expect![[r#"
        refused: "the kiosk" cannot be the name here: it must be of letters, digits and hyphens, and no word of the language.
    "#]],
    );
}

#[test]
fn a_name_that_the_language_or_another_pack_has_is_refused() {
    check(
        &pack_at("type ki$0osk"),
        "web-app",
        expect![[r#"
        refused: "web-app" is taken: another type is called so.
    "#]],
    );
    check(
        &pack_at("type ki$0osk"),
        "store",
        expect![[r#"
        refused: "store" is taken: another type is called so.
    "#]],
    );
    check(
        &pack_at("mitigation guar$0ded"),
        "owner",
        expect![[r#"
        refused: "owner" is taken: the language has a property of that name.
    "#]],
    );
    check(
        &pack_at("mitigation guar$0ded"),
        "fame",
        expect![[r#"
        refused: "fame" is taken: another fact or control is called so.
    "#]],
    );
    check(
        &pack_at("kb ac$0me"),
        "base",
        expect![[r#"
        refused: "base" is taken: another knowledge base is called so.
    "#]],
    );
}

/// What is known of the models and files of a snapshot, as lines in no order of names.
fn known(workspace: &Workspace) -> Vec<String> {
    let snapshot = workspace.snapshot();
    let mut lines = Vec::new();
    for model in snapshot.models() {
        for (id, thing) in model.things() {
            lines.push(format!("{} {} {}", model.name, thing.kind, model.label(id)));
            for threat in model.all_threats(id) {
                lines.push(format!("{} {:?} {:?}", threat.key, threat.state, threat.risk));
            }
            for question in model.questions(id) {
                lines.push(format!("{} {}", question.text, question.promised));
                let decides = question.decides.iter();
                lines.extend(decides.map(|key| format!("{} {key}", question.text)));
            }
        }
    }
    for (id, file) in workspace.files() {
        for (_, findings) in workspace.findings(id) {
            // What looks like what, and what comes first in a list, follows the letters of names.
            let findings = findings.iter().filter(|finding| !follows_letters(finding.code));
            lines.extend(
                findings.map(|it| format!("{} {:?} {:?}", file.path, it.code, it.severity)),
            );
        }
    }
    lines
}

fn follows_letters(code: Code) -> bool {
    matches!(code, Code::ConfusableName)
}

/// True if two items have that name: once one is renamed, the other counts.
fn is_double(workspace: &Workspace, name: &str) -> bool {
    let findings = workspace.files().flat_map(|(id, _)| workspace.findings(id));
    findings.flat_map(|(_, list)| list.to_vec()).any(|finding| {
        finding.code == Code::DuplicateName && finding.message.contains(&format!("\"{name}\""))
    })
}

/// A pack, and a model in two files that another model imports.
fn random_files(random: &mut Random) -> Vec<(&'static str, String)> {
    let main = "model m \"M\"\nuse mini 1.0 only comprehensive\n\
                zone z1: inner { process e: web; store d holds s1 }\nflow f9: a -> e -> d returns s1\n";
    let other =
        "model other\nuse mini\nimport \"main.tm\" as em\nprocess x: web\nflow g: em.e -> x\n";
    vec![
        ("main.tm", file(random, main)),
        ("part.tm", file(random, "part of m\n")),
        ("other.tm", file(random, other)),
        ("packs/mini.tm", MINI.to_owned()),
    ]
}

fn workspace(files: &[(&'static str, String)]) -> Workspace {
    let mut workspace = Workspace::new(20_778);
    for (path, text) in files {
        workspace.set_file(path, text);
    }
    workspace.update();
    workspace
}

#[test]
fn a_renamed_model_has_the_threats_and_findings_that_it_had() {
    const NEW: &str = "zqx";
    let mut renamed = 0;
    for number in 0..400 {
        let mut random = Random::new(number);
        let files = random_files(&mut random);
        let before = workspace(&files);
        let snapshot = before.snapshot();
        // Sometimes a name of the pack, mostly one of a model.
        let which = if random.chance(25) { 3 } else { random.below(3) };
        let (path, text) = &files[which];
        let id = before.find_file(path).expect("it was set");
        let offsets: Vec<usize> = (0..20).map(|_| random.below(text.len())).collect();
        let found = offsets
            .into_iter()
            .find_map(|offset| Some((offset, prepare_rename(&snapshot, id, offset).ok()?)));
        let Some((offset, found)) = found else { continue };
        if is_double(&before, &found.name) {
            continue;
        }
        let edits = match rename(&snapshot, id, offset, NEW) {
            Ok(edits) => edits,
            Err(refusal) => panic!("{number}: {} in {path}: {refusal}\n{text}", found.name),
        };
        renamed += 1;
        let texts = files.iter().map(|(path, text)| {
            let id = before.find_file(path).expect("it was set");
            (*path, applied(text, id, &edits))
        });
        let after = workspace(&texts.collect::<Vec<_>>());
        let mut expected = known(&before);
        let mut now: Vec<String> =
            known(&after).iter().map(|line| line.replace(NEW, &found.name)).collect();
        expected.sort();
        now.sort();
        let only = |these: &[String], those: &[String]| -> Vec<String> {
            let count = |list: &[String], line| list.iter().filter(|it| *it == line).count();
            let more = these.iter().filter(|line| count(these, *line) > count(those, *line));
            more.cloned().collect()
        };
        let (lost, new) = (only(&expected, &now), only(&now, &expected));
        assert!(
            expected == now,
            "{number}: {} in {path}\nlost {lost:#?}\nnew {new:#?}\n{}",
            found.name,
            files.iter().map(|(_, text)| text.as_str()).take(3).collect::<String>()
        );
    }
    assert!(renamed > 300, "only {renamed} renames were tried");
}
