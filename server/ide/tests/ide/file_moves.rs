//! Files and folders that get other paths.

use expect_test::{Expect, expect};
use tm_ide::{Move, rename_files};

use crate::fixture::{Fixture, applied};

const FILES: &str = r#"
//- shop/shop.tm
model shop "Shop"
import "../pay/pay.tm" as pay
import "./mail.tm" as mail
use "../packs/house.tm"
use stride 1.0
//- shop/mail.tm
model mail "Mail"
//- pay/pay.tm
model pay "Payments"
import "../shop/mail.tm" as mail
import "../gone.tm" as gone
//- packs/house.tm
kb house 1.0.0 "House"
"#;

fn check(moves: &[(&str, Option<&str>)], expected: Expect) {
    let fixture = Fixture::new(FILES);
    let moves: Vec<Move> = moves
        .iter()
        .map(|(from, to)| Move { from: (*from).to_owned(), to: to.map(str::to_owned) })
        .collect();
    let edits = rename_files(&fixture.snapshot, &moves);
    let mut told = String::new();
    for file in &fixture.files {
        let before = fixture.text(*file);
        let after = applied(&before, *file, &edits);
        let path = &fixture.snapshot.file(*file).expect("it is there").path;
        let pairs = before.lines().zip(after.lines()).filter(|(old, new)| old != new);
        told.extend(pairs.map(|(_, new)| format!("{path}: {new}\n")));
    }
    expected.assert_eq(&told);
}

#[test]
fn who_names_a_file_names_its_new_path() {
    check(
        &[("shop/mail.tm", Some("shop/post.tm"))],
        expect![[r#"
        shop/shop.tm: import "./post.tm" as mail
        pay/pay.tm: import "../shop/post.tm" as mail
    "#]],
    );
    check(
        &[("packs/house.tm", Some("shop/house.tm"))],
        expect![[r#"
        shop/shop.tm: use "house.tm"
    "#]],
    );
}

#[test]
fn a_file_that_moves_takes_its_own_paths_along() {
    check(
        &[("shop/shop.tm", Some("shop.tm"))],
        expect![[r#"
        shop/shop.tm: import "pay/pay.tm" as pay
        shop/shop.tm: import "./shop/mail.tm" as mail
        shop/shop.tm: use "packs/house.tm"
    "#]],
    );
    check(
        &[("pay/pay.tm", Some("deep/down/pay.tm"))],
        expect![[r#"
        shop/shop.tm: import "../deep/down/pay.tm" as pay
        pay/pay.tm: import "../../shop/mail.tm" as mail
        pay/pay.tm: import "../../gone.tm" as gone
    "#]],
    );
}

#[test]
fn a_folder_moves_with_all_that_is_in_it() {
    check(
        &[("shop", Some("web/shop"))],
        expect![[r#"
        shop/shop.tm: import "../../pay/pay.tm" as pay
        shop/shop.tm: use "../../packs/house.tm"
        pay/pay.tm: import "../web/shop/mail.tm" as mail
    "#]],
    );
    check(
        &[("shop", Some("store")), ("shop/mail.tm", Some("mail.tm"))],
        expect![[r#"
        shop/shop.tm: import "../mail.tm" as mail
        pay/pay.tm: import "../mail.tm" as mail
    "#]],
    );
}

#[test]
fn what_leads_where_it_led_stays_as_it_is_written() {
    check(&[("other.tm", Some("another.tm"))], expect![[""]]);
    check(&[("sho", Some("x"))], expect![[""]]);
    // No path leads out of the workspace.
    check(&[("shop/mail.tm", None)], expect![[""]]);
    check(&[("shop", None)], expect![[""]]);
}

#[test]
fn half_written_paths_are_left_alone() {
    let fixture =
        Fixture::new("//- a.tm\nmodel a\nimport \"b.tm\nuse \"\nimport\n//- b.tm\nmodel b\n");
    let moves = [Move { from: "b.tm".to_owned(), to: Some("c.tm".to_owned()) }];
    let edits = rename_files(&fixture.snapshot, &moves);
    assert!(edits.is_empty(), "{edits:?}");
}
