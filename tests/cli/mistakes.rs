//! Ten slips of somebody who writes a first model: each is one finding that says what is wrong, where,
//! and what to write instead, and nothing follows from it.

use std::fmt::Write as _;
use std::fs;

use expect_test::expect_file;

use super::{findings, folder, status, stdout, tm};

const TODAY: &str = "2026-11-21";

/// A model about which there is nothing to say.
const SHOP: &str = r#"model shop "Web shop" {
  owner: @kim
}
use stride 1.0 only lite

asset order: personal-data "Order and address" classified confidential
zone internet: internet-zone "Internet" {
  entity buyer: end-user "Buyer"
}
zone cloud: internal-zone "Our cloud" {
  process web: web-app "Shop" { audit-log: yes }
  store orders: sql-database "Orders" holds order { encryption-at-rest: yes }
}
flow 1 place-order: buyer -> web "Place an order" via https carrying order { authn: session }
flow 2 keep-order: web -> orders "Keep the order" via sql-protocol carrying order returns order
mitigation forms: input-validation "Forms are checked" on web status done
mitigation updates: patching "Updates within a week" on zone cloud status done
objective keep: confidentiality "Nobody else reads who ordered what" protects order
assumption honest: third-party "The host does not look" about orders owner @kim status validated
scope in zone cloud
"#;

/// What was to be written, what is written instead, and the code of what is said about it.
const MISTAKES: [(&str, &str, &str, &str); 10] = [
    ("a misspelt word of the language", "  process web", "  proces web", "TM003"),
    ("a misspelt type", "web: web-app", "web: wep-app", "TM201"),
    ("a misspelt fact or control", "audit-log: yes", "audit-logs: yes", "TM202"),
    ("a misspelt name", "keep-order: web", "keep-order: wbe", "TM304"),
    ("a missing brace", "{ audit-log: yes }", "{ audit-log: yes", "TM005"),
    (
        "a flow to nowhere",
        "scope in",
        "flow 3 mail: web -> mailer \"Confirm the order\" via smtp carrying order\nscope in",
        "TM304",
    ),
    (
        "a store that talks to a person",
        "scope in",
        "flow 3 show: orders -> buyer \"Show the order\" via https carrying order\nscope in",
        "TM301",
    ),
    ("an acceptance that has ended", "{ audit-log: yes }", "{ audit-log: no }", "TM405"),
    (
        "a name given twice",
        "scope in",
        "process orders: batch-job \"Nightly report\" in cloud\nscope in",
        "TM101",
    ),
    ("a wrong word of a choice", "confidential\n", "confidental\n", "TM203"),
];

const ACCEPTED: &str = "accept stride.actions-leave-no-trace on web by @kim until 2026-10-31\n  \
                        because \"Two clerks\"\n";

#[test]
fn each_mistake_is_one_finding_that_says_what_to_do() {
    let folder = folder("mistakes");
    let check = |text: &str| {
        fs::write(folder.join("shop.tm"), text).expect("written");
        tm(&folder, &["check", "--today", TODAY])
    };
    let right = check(SHOP);
    assert_eq!(stdout(&right), "shop: 0 open, 6 mitigated, 0 questions\n");
    assert_eq!(status(&right), Some(0));
    let mut all = String::new();
    for (mistake, right, wrong, code) in MISTAKES {
        assert!(SHOP.contains(right), "{mistake}");
        let mut text = SHOP.replacen(right, wrong, 1);
        if code == "TM405" {
            text.push_str(ACCEPTED);
        }
        let said = stdout(&check(&text));
        let found = findings(&said);
        assert!(matches!(&found[..], [one] if one.contains(code)), "{mistake}: {found:#?}");
        writeln!(all, "# {mistake}\n\n{said}").expect("text");
    }
    expect_file!["./expected/mistakes.txt"].assert_eq(&all);
}

#[test]
fn a_copy_of_a_model_is_one_finding_in_each_file() {
    let folder = folder("mistakes-copy");
    fs::write(folder.join("shop.tm"), SHOP).expect("written");
    fs::write(folder.join("shop-old.tm"), SHOP).expect("written");
    let said = stdout(&tm(&folder, &["check", "--today", TODAY]));
    let found = findings(&said);
    assert_eq!(found.len(), 2, "{said}");
    assert!(found.iter().all(|one| one.contains("TM109")), "{said}");
    let one = stdout(&tm(&folder, &["check", "shop-old.tm", "--today", TODAY]));
    assert!(one.contains("= note: shop.tm:1:7: the other one"), "{one}");
}
