//! What formatting changes: of a file, of some of its lines, and when a key is typed.

use expect_test::{Expect, expect};
use tm_grammar::{Style, format_with};
use tm_ide::{Edit, Typed, formatting, on_type_formatting, range_formatting};
use tm_model::source::FileId;

use crate::fixture::{Fixture, applied};
use crate::generator::{Random, file as random_file};

const STYLE: Style = Style { align: true };

/// Each edit as what goes and what comes, with the number of its line.
fn shown(fixture: &Fixture, file: FileId, edits: &[Edit]) -> String {
    let text = fixture.text(file);
    let lines = edits.iter().map(|edit| {
        let number = text[..edit.start].matches('\n').count() + 1;
        format!("{number}: {:?} → {:?}\n", &text[edit.range()], edit.text)
    });
    lines.collect()
}

fn all(text: &str, expected: Expect) {
    let fixture = Fixture::new(text);
    let file = fixture.files[0];
    let edits = formatting(&fixture.snapshot, file, STYLE);
    assert_eq!(applied(&fixture.text(file), file, &edits), format_with(text, STYLE));
    expected.assert_eq(&shown(&fixture, file, &edits));
}

/// Formats the lines between two cursors.
fn lines(text: &str, expected: Expect) {
    let fixture = Fixture::new(text);
    let (file, start) = fixture.cursors[0];
    let (_, end) = fixture.cursors[1];
    let range = start..end;
    let edits = range_formatting(&fixture.snapshot, file, &[range], STYLE);
    expected.assert_eq(&shown(&fixture, file, &edits));
}

/// Types a key; the cursor is where it stands afterwards.
fn typed(key: Typed, text: &str, expected: Expect) {
    let fixture = Fixture::new(text);
    let (file, offset) = fixture.cursor();
    let edits = on_type_formatting(&fixture.snapshot, file, offset, key, STYLE);
    let text = fixture.text(file);
    // The cursor moves with what is written before it, and with nothing else.
    assert!(edits.iter().all(|edit| {
        let line_end = text[offset..].find('\n').map_or(text.len(), |at| offset + at);
        edit.end <= line_end && text[offset..edit.end.max(offset)].trim().is_empty()
    }));
    let before: isize = edits
        .iter()
        .filter(|edit| edit.start <= offset)
        .map(|edit| edit.text.len() as isize - (edit.end.min(offset) - edit.start) as isize)
        .sum();
    let mut after = applied(&text, file, &edits);
    after.insert_str((offset as isize + before) as usize, "$0");
    expected.assert_eq(&after);
}

#[test]
fn only_the_lines_that_change_are_told() {
    all(
        "model m\n\n\n\nzone a {\nprocess  p\n  store s\n}\nflow f: p -> s\nflow long: s -> p\n",
        expect![[r#"
            3: "\n\n" → ""
            6: "process " → "  process"
            9: "" → "   "
        "#]],
    );
}

#[test]
fn one_line_that_becomes_several_is_one_edit() {
    all(
        "model m\nzone a { // why\n process p\n}\nzone b {process q;process r}   \nuse x\n",
        expect![[r#"
            2: "// why\n" → " // why\n "
            5: "process q;process r}   " → " process q; process r }"
        "#]],
    );
}

#[test]
fn clauses_out_of_order_are_one_edit() {
    all(
        "model m\nflow f: a -> b \"Title\"\n  carrying x\n  via https\nuse x\n",
        expect![[r#"
        2: "\n  carrying x\n  via https" → " via https carrying x"
    "#]],
    );
}

#[test]
fn an_item_with_an_error_stays() {
    all(
        "model m\nzone a {\nprocess  (\n}\nuse   x\n",
        expect![[r#"
        5: "  " → ""
    "#]],
    );
}

#[test]
fn line_ends_stay_as_the_file_has_them() {
    all(
        "model m\r\nzone a {\r\nprocess p\r\n}\r\nuse x\n",
        expect![[r#"
        3: "" → "  "
        5: "\n" → "\r\n"
    "#]],
    );
}

#[test]
fn what_ships_and_what_other_languages_write_is_left_alone() {
    let fixture = Fixture::new("package require Tk\nproc  a {b} {\nuse   c\n}\n");
    assert_eq!(formatting(&fixture.snapshot, fixture.files[0], STYLE), []);
    let fixture = Fixture::new("model m\nuse stride 1.0\n");
    let shipped = fixture.snapshot.files().find(|(_, file)| file.shipped).expect("it ships").0;
    assert_eq!(formatting(&fixture.snapshot, shipped, STYLE), []);
}

#[test]
fn a_selection_changes_its_own_lines() {
    lines(
        "model m\nzone a {\nprocess  p\n$0process  q\n$0process  r\n}\nuse   x\n",
        expect![[r#"
            4: "process " → "  process"
        "#]],
    );
}

#[test]
fn a_selection_within_a_sentence_changes_all_of_it() {
    lines(
        "model m\nuse   x\nflow f: a -> b\n  carrying $0x$0\n  via https\nuse   y\n",
        expect![[r#"
            3: "\n  carrying x\n  via https" → " via https carrying x"
        "#]],
    );
}

#[test]
fn what_is_selected_is_aligned_with_its_neighbours() {
    lines("model m\nflow f: a -> b\nflow$0 longer: b -> a\n$0\nflow g: a -> b\n", expect![[""]]);
    lines(
        "model m\n$0flow f: a -> b\n$0flow longer: b -> a\n",
        expect![[r#"
            2: "" → "     "
        "#]],
    );
}

#[test]
fn a_new_line_is_indented_by_what_is_open() {
    typed(
        Typed::Newline,
        "model m\nzone a {\n$0",
        expect![[r#"
        model m
        zone a {
          $0"#]],
    );
    typed(
        Typed::Newline,
        "model m\nzone a {\n  process p {\n$0\n  }\n}\n",
        expect![[r#"
        model m
        zone a {
          process p {
            $0
          }
        }
    "#]],
    );
    typed(
        Typed::Newline,
        "model m\nflow f: a ->\n$0\nuse x\n",
        expect![[r#"
        model m
        flow f: a ->
          $0
        use x
    "#]],
    );
    typed(
        Typed::Newline,
        "model m\nflow f: a -> b\n      $0\n",
        expect![[r#"
        model m
        flow f: a -> b
        $0
    "#]],
    );
    typed(
        Typed::Newline,
        "model m\nflow f: a -> b\n$0via https\n",
        expect![[r#"
            model m
            flow f: a -> b
              $0via https
        "#]],
    );
    typed(
        Typed::Newline,
        "model m\nzone a {\n  process p\n$0}\n",
        expect![[r#"
        model m
        zone a {
          process p
        $0}
    "#]],
    );
}

#[test]
fn a_new_line_formats_the_item_above_and_no_other() {
    typed(
        Typed::Newline,
        "model m\nuse   x\nprocess  p:web-app{mfa:yes}\n$0\nuse   y\n",
        expect![[r#"
            model m
            use   x
            process p: web-app { mfa: yes }
            $0
            use   y
        "#]],
    );
    typed(
        Typed::Newline,
        "model m\nzone a {\n  process  p\n  store   s\n$0\n}\n",
        expect![[r#"
            model m
            zone a {
              process  p
              store s
              $0
            }
        "#]],
    );
}

#[test]
fn a_brace_formats_the_item_that_it_closes() {
    typed(
        Typed::Brace,
        "model m\nuse   x\nzone a {\n  process  p {\n  mfa:yes\n     }$0 // why\n}\n",
        expect![[r#"
            model m
            use   x
            zone a {
              process p {
                mfa: yes
              }$0 // why
            }
        "#]],
    );
    typed(
        Typed::Brace,
        "model m\nzone a {\n  process p {\n    mfa: yes\n    }$0\n",
        expect![[r#"
            model m
            zone a {
              process p {
                mfa: yes
              }$0
        "#]],
    );
}

#[test]
fn keys_work_with_line_ends_of_other_systems() {
    typed(
        Typed::Newline,
        "model m\r\nzone a {\r\n  process  p\r\n$0\r\n}\r\n",
        expect![["model m\r\nzone a {\r\n  process p\r\n  $0\r\n}\r\n"]],
    );
}

/// The text with other blanks at the starts and ends of lines, and sometimes other line ends.
fn ragged(random: &mut Random, text: &str) -> String {
    let ending = if random.chance(20) { "\r\n" } else { "\n" };
    let lines = text.lines().map(|line| {
        let before = random.pick(&["", "", " ", "\t"]);
        let is_item = !line.starts_with([' ', '\t']);
        let before = if is_item { "" } else { before };
        let behind = random.pick(&["", "", " ", "\n\n", "  // why"]);
        format!("{before}{}{behind}{ending}", line.trim().replacen(": ", " :  ", random.below(2)))
    });
    lines.collect()
}

#[test]
fn all_edits_together_make_what_the_command_makes_and_each_does_no_harm() {
    for number in 0..150 {
        let mut random = Random::new(number);
        let text =
            random_file(&mut random, "model m \"M\"\nzone z1 {\n  process e\n  store d\n}\n");
        let text = ragged(&mut random, &text);
        let mut workspace = tm_model::Workspace::new(20_778);
        let file = workspace.set_file("m.tm", &text);
        let snapshot = workspace.snapshot();
        let edits = formatting(&snapshot, file, STYLE);
        let expected = format_with(&text, STYLE);
        assert_eq!(applied(&text, file, &edits), expected, "{number}");
        assert!(edits.iter().is_sorted_by(|one, other| one.end <= other.start), "{number}");
        for edit in &edits {
            let alone = applied(&text, file, std::slice::from_ref(edit));
            assert_eq!(format_with(&alone, STYLE), expected, "{number}: {edit:?}");
            let here = edit.range();
            let some = range_formatting(&snapshot, file, std::slice::from_ref(&here), STYLE);
            assert!(some.len() <= edits.len(), "{number}");
            assert!(some.iter().any(|it| it.start <= here.end && here.start <= it.end), "{number}");
        }
    }
}
