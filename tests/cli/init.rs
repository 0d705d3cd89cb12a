//! `tm init`, end to end.

use std::fs;

use expect_test::expect;

use super::{folder, status, stderr, stdout, tm};

#[test]
fn a_first_model_is_written_and_the_next_step_is_told() {
    let folder = folder("init-first").join("Web Shop");
    fs::create_dir_all(&folder).expect("a folder");
    let output = tm(&folder, &["init"]);
    assert_eq!(status(&output), Some(0));
    expect![[r#"
        wrote web-shop.tm
        Next: run "tm check web-shop.tm", then open it in your editor.
    "#]]
    .assert_eq(&stdout(&output));
    let text = fs::read_to_string(folder.join("web-shop.tm")).expect("written");
    assert!(text.contains("\nmodel web-shop \"Web Shop\" {\n"), "{text}");
    assert!(text.lines().count() <= 60, "a first model fits on a screen");
}

/// What the comments of the model announce is what is found; the rest is written well.
#[test]
fn the_first_model_says_what_its_comments_announce() {
    let folder = folder("init-says");
    assert_eq!(status(&tm(&folder, &["init", "-q"])), Some(0));
    let output = tm(&folder, &["check", "--strict", "--fail-on", "never"]);
    assert_eq!(status(&output), Some(0), "no error and no warning: {}", stdout(&output));
    expect![[r#"
        encrypted  Encrypt in transit · would settle 1 open
          critical stride.clear-text-crossing on place-order  place-order can be read on its way to shop  init-says.tm:33:8
          once done, write: mitigation encrypted: encrypted on place-order status done

        audit-log  Record who did what · would settle 1 possible
          high     stride.actions-leave-no-trace on shop?  Nobody can show later who did what in shop  init-says.tm:24:11
          once done, change in shop: audit-log: yes

        encryption-at-rest  Encrypt stored data · would settle 1 possible
          medium   stride.store-unencrypted on orders?  A stolen copy of orders reveals what it keeps  init-says.tm:27:9
          once done, write: mitigation encryption-at-rest: encryption-at-rest on orders status done

        info[TM525]: cryptography: 1 open threat and no control. Plan one, such as "password-hashing", "encrypted" or "message-signing".  init-says.tm:3:7
        info[TM504]: Nobody has checked: "The host installs updates every week". Once you have, set its status.  init-says.tm:14:12

        init-says: 1 open, 2 possible, 1 transferred, 2 mitigated, 2 questions
    "#]].assert_eq(&stdout(&output));
    assert_eq!(status(&tm(&folder, &["fmt", "--check"])), Some(0), "it is formatted");
}

#[test]
fn a_model_that_is_there_is_kept_unless_forced() {
    let folder = folder("init-twice");
    assert_eq!(status(&tm(&folder, &["init"])), Some(0));
    let model = folder.join("init-twice.tm");
    fs::write(&model, "model mine\n").expect("written");
    let again = tm(&folder, &["init"]);
    assert_eq!(
        (status(&again), stderr(&again).as_str()),
        (Some(2), "tm: init-twice.tm is there already: overwrite it with --force\n")
    );
    assert_eq!(fs::read_to_string(&model).expect("kept"), "model mine\n");
    assert_eq!(status(&tm(&folder, &["init", "--force"])), Some(0));
    assert_ne!(fs::read_to_string(&model).expect("written"), "model mine\n");
}

#[test]
fn a_folder_that_is_not_there_is_made_and_one_that_cannot_be_is_told() {
    let folder = folder("init-other");
    let output = tm(&folder, &["init", "services/payment"]);
    assert_eq!(status(&output), Some(0));
    assert!(folder.join("services/payment/payment.tm").exists(), "{}", stdout(&output));
    let wrong = tm(&folder, &["init", "tm.toml"]);
    assert_eq!(status(&wrong), Some(2));
    assert!(stderr(&wrong).starts_with("tm: cannot write tm.toml: "), "{}", stderr(&wrong));
}

#[test]
fn where_nothing_marks_a_root_a_mark_is_written() {
    let outside = std::env::temp_dir().join(format!("tm-init-{}", std::process::id()));
    fs::create_dir_all(&outside).expect("a folder");
    let output = tm(&outside, &["init", "shop"]);
    let mark = fs::read_to_string(outside.join("shop/tm.toml")).unwrap_or_default();
    fs::remove_dir_all(&outside).expect("removed");
    assert_eq!(status(&output), Some(0));
    assert!(stdout(&output).contains("shop.tm\nwrote shop"), "{}", stdout(&output));
    assert!(!mark.is_empty() && mark.lines().all(|line| line.starts_with('#')), "{mark}");

    let inside = folder("init-marked");
    assert_eq!(status(&tm(&inside, &["init", "shop"])), Some(0));
    assert!(!inside.join("shop/tm.toml").exists());
}
