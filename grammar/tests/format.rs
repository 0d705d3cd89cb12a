//! The formatter: each rule with a text before and after, and what holds for every text.

mod support;

use std::ops::Range;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use support::invariants::assert_format;
use support::{models, tokens};
use tm_grammar::words::ItemWord;
use tm_grammar::{
    Document, LexemeKind, Style, format, format_around, format_document, format_with, parse_block,
    scan,
};

#[track_caller]
fn check(before: &str, after: &str) {
    assert_eq!(format(before), after, "formatted once");
    assert_eq!(format(after), after, "formatted again");
}

#[track_caller]
fn stays(text: &str) {
    check(text, text);
}

mod spaces {
    use super::{check, stays};

    #[test]
    fn one_space_stands_between_words_and_none_inside_of_paths_and_brackets() {
        check(
            "process   a:web . app\t\"A\"   in  z{ mfa:yes ;x :[ ]}\nmoved a->b ,c\n",
            "process   a:web . app\t\"A\"   in  z{ mfa:yes ;x :[ ]}\nmoved a -> b, c\n",
        );
        check("process   a:web . app\t\"A\"   in  z\n", "process a: web.app \"A\" in z\n");
        check("accept web .* on f / reply\n", "accept web.* on f/reply\n");
        check(
            "fact a for flow f {\nwhen any (x in f . data where not(x.a>=high)and x in[b,c])\n}\n",
            "fact a for flow f {\n  when any(x in f.data where not (x.a >= high) and x in [b, \
             c])\n}\n",
        );
    }

    #[test]
    fn a_body_is_indented_by_two_spaces_and_opens_on_the_line_of_its_item() {
        check(
            "\tzone a\n{\nzone b\n  {\n\t\tprocess p\n}\n    }\n",
            "zone a {\n  zone b {\n    process p\n  }\n}\n",
        );
        check("zone a {\n}\nzone b { }\n", "zone a {}\nzone b {}\n");
    }

    #[test]
    fn blank_lines_group_one_at_a_time_and_not_at_the_ends() {
        check(
            "\n\nmodel m {\n\n\n  owner: @a\n\n\n  unknowns: ask\n\n}\n\n\nuse x\n\n\n",
            "model m {\n  owner: @a\n\n  unknowns: ask\n}\n\nuse x\n",
        );
    }

    #[test]
    fn a_file_ends_with_one_line_end_and_no_line_ends_with_blanks() {
        check("model m  \nuse x\t", "model m\nuse x\n");
        stays("");
        check("\n \n", "");
    }
}

mod lines {
    use super::{check, stays};

    #[test]
    fn what_fits_on_a_line_is_joined() {
        check(
            "flow f: a\n  -> b\n  \"T\"\n  via https\n  carrying x,\n    y\n",
            "flow f: a -> b \"T\" via https carrying x, y\n",
        );
    }

    #[test]
    fn a_long_header_goes_on_at_its_clauses() {
        check(
            "mitigation checked: token-validation \"Its signature and age are checked\" on \
             set-passphrase status done ticket B-1\n",
            "mitigation checked: token-validation \"Its signature and age are checked\" on \
             set-passphrase\n  status done ticket B-1\n",
        );
    }

    #[test]
    fn clauses_that_read_as_one_stay_together() {
        check(
            "flow 2.2 cms-editing: clerk-client -> cms \"Edit marketing pages\" via https \
             carrying brochure returns brochure\n",
            "flow 2.2 cms-editing: clerk-client -> cms \"Edit marketing pages\" via https\n  \
             carrying brochure returns brochure\n",
        );
        check(
            "transfer stride.dependency-stall on ask-model to \"Service agreement with the \
             vendor\" by @m until 2027-06-30\n",
            "transfer stride.dependency-stall on ask-model to \"Service agreement with the \
             vendor\"\n  by @m until 2027-06-30\n",
        );
    }

    #[test]
    fn a_long_list_is_filled() {
        let names = |count| "a-long-name, ".repeat(count);
        check(
            &format!("choice c: {}last\n", names(9)),
            &format!("choice c: {}\n  {}last\n", names(7).trim_end(), names(2)),
        );
    }

    #[test]
    fn a_long_condition_is_broken_before_and_and_or() {
        check(
            "fact x for element e {\n  when any(f in e.inflows where f.crossing = up or \
             f.source.on-internet or any(a in f.data where a.untrusted))\n}\n",
            "fact x for element e {\n  when any(f in e.inflows where f.crossing = up or \
             f.source.on-internet\n    or any(a in f.data where a.untrusted))\n}\n",
        );
        check(
            "fact x for flow f {\n  when f.target is service and f.target.custom-code and any(w \
             in f.source.inflows where any(d in w.data) and (w.source.trust < f.target.trust or \
             w.tainted))\n}\n",
            "fact x for flow f {\n  when f.target is service and f.target.custom-code\n    and \
             any(w in f.source.inflows where any(d in w.data)\n      and (w.source.trust < \
             f.target.trust or w.tainted))\n}\n",
        );
    }

    #[test]
    fn text_is_never_broken() {
        let text = "word ".repeat(30);
        stays(&format!("scope out a\n  because \"{text}\"\n"));
        stays(&format!("test \"{text}\" {{}}\n"));
    }

    #[test]
    fn characters_are_counted_and_not_bytes() {
        let title = "ä".repeat(69);
        stays(&format!("process straße: web-app \"{title}\" in z\n"));
    }
}

mod bodies {
    use super::{check, stays};

    #[test]
    fn a_body_stays_on_one_line_if_it_is_written_so_and_fits() {
        check("asset a{also:b;integrity:high}\n", "asset a { also: b; integrity: high }\n");
        stays("zone z { process p { mfa: yes }; store s }\n");
        stays("asset a {\n  also: b\n}\n");
    }

    #[test]
    fn a_body_that_does_not_fit_is_opened() {
        check(
            "event too-many \"Ten failed attempts for one author in an hour\" { alert: soc; \
             respond: \"Lock the account\" }\n",
            "event too-many \"Ten failed attempts for one author in an hour\" {\n  alert: soc; \
             respond: \"Lock the account\"\n}\n",
        );
    }

    #[test]
    fn what_a_semicolon_joins_stays_on_one_line_if_it_fits() {
        stays("process p {\n  mfa: yes; login: own\n  session: cookie\n}\n");
        let line = "respond: \"Lock the account, tell its owner, and look at the log\"";
        check(
            &format!("event e {{\n  {line}; {line}\n}}\n"),
            &format!("event e {{\n  {line};\n  {line}\n}}\n"),
        );
    }
}

mod clauses {
    use super::{check, stays};

    #[test]
    fn clauses_have_the_order_of_the_table() {
        check(
            "accept x because \"why\" until 2027-01-31 by @a on y\n",
            "accept x on y by @a until 2027-01-31 because \"why\"\n",
        );
        check(
            "flow f: a -> b returns x carrying y via z\n",
            "flow f: a -> b via z carrying y returns x\n",
        );
        check(
            "threat t: c \"T\" severity low for flow f\n",
            "threat t: c \"T\" for flow f severity low\n",
        );
    }

    #[test]
    fn clauses_stay_where_they_are_if_one_does_not_belong_there() {
        stays("process p owner @a via https in z\n");
    }

    #[test]
    fn clauses_stay_where_they_are_if_a_comment_would_lose_its_place() {
        check(
            "accept x because \"why\"  // it is so\n on y\n",
            "accept x because \"why\"  // it is so\n  on y\n",
        );
    }
}

mod flows {
    use super::{check, stays};

    #[test]
    fn flows_that_follow_each_other_are_aligned() {
        check(
            "flow 1 go: a -> b\nflow 1.1 go-on: b -> c {\n  mfa: yes\n}\n// a comment between\n\
             flow last: c -> d\n",
            "flow 1   go:    a -> b\nflow 1.1 go-on: b -> c {\n  mfa: yes\n}\n// a comment \
             between\nflow last:      c -> d\n",
        );
    }

    #[test]
    fn a_blank_line_or_another_item_ends_a_group() {
        stays("flow a: b -> c\n\nflow long: b -> c\nprocess p\nflow longest: b -> c\n");
        check("flow  1 a:  b -> c\n", "flow 1 a: b -> c\n");
    }

    #[test]
    fn a_name_out_of_the_ordinary_is_left_out() {
        let name = "a".repeat(60);
        stays(&format!("flow a: b -> c\nflow {name}: b -> c\nflow long: b -> c\n"));
    }

    #[test]
    fn flows_in_a_body_are_aligned_among_themselves() {
        check(
            "test \"t\" {\nflow a: b -> c\nflow long: b -> c\n}\n",
            "test \"t\" {\n  flow a:    b -> c\n  flow long: b -> c\n}\n",
        );
        stays("test \"t\" { flow a: b -> c; flow long: b -> c }\n");
    }
}

mod comments {
    use super::{check, stays};

    #[test]
    fn comments_have_the_indentation_of_what_they_stand_above() {
        check(
            "  // a\n    /// b\nzone z {\n// c\nprocess p\n      // d\n}\n   // e\n",
            "// a\n/// b\nzone z {\n  // c\n  process p\n  // d\n}\n// e\n",
        );
    }

    #[test]
    fn a_comment_at_the_end_of_a_line_has_two_spaces_before_it() {
        check(
            "model m// a\nzone z{//b\n}      // c\n",
            "model m   // a\nzone z {  //b\n}         // c\n",
        );
    }

    #[test]
    fn comments_on_lines_that_follow_each_other_are_aligned() {
        check(
            "model m {\n  rating: dread // a\n  unknowns: ask // b\n  owner: @a\n  backlog: \
             \"x\" // c\n}\n",
            "model m {\n  rating: dread  // a\n  unknowns: ask  // b\n  owner: @a\n  backlog: \
             \"x\"  // c\n}\n",
        );
        check(
            "use a // 1\nuse bcd // 2\n\nuse c // 3\n",
            "use a    // 1\nuse bcd  // 2\n\nuse c  // 3\n",
        );
    }

    #[test]
    fn a_line_that_is_too_long_moves_no_other_comment() {
        let text = "a".repeat(100);
        stays(&format!("use a  // 1\nuse \"{text}\"  // 2\nuse b  // 3\n"));
    }

    #[test]
    fn a_comment_inside_a_sentence_keeps_its_place() {
        check(
            "flow f: a -> b // why\nvia https\n      // and this\n carrying x,// x\n y\n",
            "flow f: a -> b  // why\n  via https\n  // and this\n  carrying x,  // x\n  y\n",
        );
    }

    #[test]
    fn the_text_of_a_comment_is_not_touched() {
        stays("//no space   \n///  two, and a line break in Markdown  \nmodel m\n//\n");
    }

    #[test]
    fn a_body_with_a_comment_is_no_line() {
        check("zone z { process p // a\n}\n", "zone z {\n  process p  // a\n}\n");
        check("zone z { // a\n}\n", "zone z {  // a\n}\n");
    }
}

mod endings {
    use super::check;

    #[test]
    fn the_line_end_is_the_one_that_the_file_mostly_has() {
        check("model m\r\nuse a\nuse b\r\n", "model m\r\nuse a\r\nuse b\r\n");
        check("model m\ruse a", "model m\ruse a\r");
        check("model m\n\n\n\nuse b\r\n", "model m\n\nuse b\n");
    }

    #[test]
    fn what_stays_as_it_is_keeps_its_line_ends() {
        check("model  m\nuse a\nuse {\r\nuse b\n", "model m\nuse a\nuse {\r\nuse b\n");
    }

    #[test]
    fn the_mark_of_the_encoding_stays() {
        check("\u{feff}\n\nmodel  m", "\u{feff}model m\n");
    }
}

mod errors {
    use super::check;

    #[test]
    fn an_item_with_an_error_stays_as_it_is_and_others_are_formatted() {
        check(
            "model  m\nprocess   a:  b\nflow   f:  a  ->\n\n\nprocess   c :d\n",
            "model m\nprocess a: b\nflow   f:  a  ->\n\n\nprocess c: d\n",
        );
        check(
            "zone  a {\n    mfa  yes\n  }\nzone  b {\n    }\n",
            "zone  a {\n    mfa  yes\n  }\nzone b {}\n",
        );
    }

    #[test]
    fn a_foreign_file_stays_as_it_is() {
        let text = "package   require Tcl\n# a comment\nproc  f {x} {\n    puts  $x\n}\n";
        check(text, text);
    }
}

#[test]
fn formatting_a_shipped_knowledge_base_or_an_example_changes_nothing() {
    for path in [
        "examples/blog/blog.tm",
        "examples/claims-portal/claims-portal.tm",
        "examples/claims-portal/decisions.tm",
        "examples/claims-portal/flows.tm",
        "examples/support-agent/support-agent.tm",
        "server/knowledge/base.tm",
        "server/knowledge/stride.tm",
    ] {
        let path = format!("{}/../{path}", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(&path).expect("it is in the repository");
        assert!(format(&text) == text, "`tm fmt {path}` has not been run");
    }
}

#[test]
fn nothing_is_aligned_where_that_is_not_wanted() {
    let aligned = "flow 1 a:   x -> y // one\nflow 10 bc: x -> y  // two\nzone z {\n  flow d:  x -> y\n  flow ef: x -> y\n}\n";
    let plain = "flow 1 a: x -> y  // one\nflow 10 bc: x -> y  // two\nzone z {\n  flow d: x -> y\n  flow ef: x -> y\n}\n";
    let style = Style { align: false };
    assert_eq!(format_with(aligned, style), plain);
    assert_eq!(format_with(plain, style), plain);
}

#[test]
fn each_edit_may_be_applied_without_the_others() {
    let text = "model  m\nzone  z {\nprocess   p\n}\nuse  { \nflow 1 f:  a -> b\n";
    let document = Document::new(text);
    let edits = format_document(&document, Style::default());
    assert_eq!(edits.len(), 3);
    for (range, replacement) in edits {
        let mut edited = text.to_owned();
        edited.replace_range(range, &replacement);
        assert_eq!(format(&edited), format(text));
    }
}

#[test]
fn what_is_formatted_around_a_place_is_as_in_the_whole() {
    for (_, model) in models() {
        let text = respaced(&model, &[3, 1, 4, 1, 5, 9, 2, 6]);
        let document = Document::new(&text);
        let whole = format_document(&document, Style::default());
        for (_, start, block) in document.blocks() {
            let touched = start + 1..start + block.text.len() - 1;
            let around = format_around(&document, &touched, Style::default());
            let expected = whole.iter().filter(|(range, _)| range.start == start).cloned();
            assert_eq!(around, expected.collect::<Vec<_>>());
        }
        assert_eq!(format_around(&document, &(0..text.len()), Style::default()), whole);
    }
}

/// What holds for every text.
fn assert_harmless(text: &str) {
    assert_format(text, Style::default());
}

/// The tokens of a model; of a larger one some, so that a test takes seconds.
fn some_tokens(model: &str) -> impl Iterator<Item = Range<usize>> {
    let step = if model.len() < 1_000 { 1 } else { 31 };
    tokens(model).into_iter().step_by(step)
}

#[test]
fn a_token_that_is_missing_does_no_harm() {
    for (_, model) in models() {
        for token in some_tokens(&model) {
            let mut text = model.clone();
            text.replace_range(token, "");
            assert_harmless(&text);
        }
    }
}

#[test]
fn a_sign_too_many_does_no_harm() {
    for (_, model) in models() {
        for (index, token) in some_tokens(&model).enumerate() {
            let sign = ["{", "}", "(", "\"", ";", "// c\n", "\r", "[", ":", "and "][index % 10];
            let mut text = model.clone();
            text.insert_str(token.start, sign);
            assert_harmless(&text);
        }
    }
}

#[test]
fn large_texts_stay_about_as_large_and_take_no_long_time() {
    let start = Instant::now();
    let name = "a".repeat(100_000);
    for text in [
        "// c\n".repeat(100_000),
        format!("flow {name}: a -> b // c\n{}", "flow f: a -> b // c\n".repeat(20_000)),
        format!("process {name} // c\n{}", "process p // c\n".repeat(20_000)),
        format!("choice c: {}b\n", "a, ".repeat(200_000)),
        format!("choice c: {}b\n", "a, // c\n".repeat(50_000)),
        format!("threat t {{ when {}a }}\n", "a and ".repeat(100_000)),
        format!("fact t {{ when {}a{} }}\n", "(a or ".repeat(60), ")".repeat(60)),
        format!("{}{}", "zone z {\n".repeat(64), "}\n".repeat(64)),
        format!("{}{}", "zone z {".repeat(60), "}".repeat(60)),
        format!("zone z {{ {} }}\n", "process p; ".repeat(50_000)),
        "use a; ".repeat(50_000),
        "{".repeat(100_000),
    ] {
        let formatted = format(&text);
        assert!(formatted.len() < text.len() * 4 + 20_000, "{}", &formatted[..100]);
    }
    assert!(start.elapsed() < Duration::from_secs(60), "it takes too long");
}

/// The text with other blanks: none of these means anything.
fn respaced(text: &str, choices: &[u8]) -> String {
    let mut choices = choices.iter().copied().cycle();
    let mut choose = |among: usize| usize::from(choices.next().unwrap_or(0)) % among;
    let lexemes = scan(text);
    let mut respaced = String::new();
    let mut end = 0;
    for (index, lexeme) in lexemes.iter().enumerate() {
        let Range { start, end: next } = lexeme.span.start as usize..lexeme.span.end as usize;
        let before = index.checked_sub(1).map(|before| lexemes[before]);
        let word = lexeme.span.text(text);
        let first = before.is_none_or(|before| before.kind == LexemeKind::Newline);
        let comment = before.is_some_and(|before| before.kind == LexemeKind::Comment);
        let blank = if comment {
            ""
        } else if lexeme.kind == LexemeKind::Newline {
            ["", " ", "\t", ""][choose(4)]
        } else if first && respaced.trim_end().ends_with(',') {
            [" ", "  ", "\t", "        "][choose(4)]
        } else if first {
            ["", " ", "  ", "\t", "        ", "   "][choose(6)]
        } else if before.is_some_and(|before| before.span.text(text) == ",")
            && ItemWord::parse(word).is_none()
        {
            [" ", "\n", "", "\n\t\t", "   "][choose(5)]
        } else if start > end {
            [" ", "  ", "\t", "    "][choose(4)]
        } else {
            ""
        };
        respaced.push_str(blank);
        respaced.push_str(word);
        end = next;
    }
    respaced
}

fn all_valid() -> Vec<String> {
    let mut texts: Vec<String> = models().into_iter().map(|(_, text)| text).collect();
    for pack in ["base", "stride"] {
        let path = format!("{}/../server/knowledge/{pack}.tm", env!("CARGO_MANIFEST_DIR"));
        texts.push(std::fs::read_to_string(path).expect("it is in the repository"));
    }
    texts
}

const WORDS: &[&str] = &[
    "zone z {",
    "process p",
    "flow 1 f: a -> b",
    "flow ff: a -> b -> c",
    "}",
    "}",
    " }",
    "{",
    ";",
    "mfa: yes",
    "in z",
    "via x",
    "carrying a,",
    "b",
    "b",
    "returns c",
    "\"text\"",
    "because",
    "on y",
    "by @k",
    "// c",
    "// d\n",
    "/// e\n",
    "\n",
    "\n",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    " ",
    "  ",
    "\t",
    "(",
    ")",
    "[",
    "]",
    "when a",
    "and b",
    "or",
    "not",
    ",",
    ":",
    "->",
    ".",
    "/",
    "*",
    "?",
    "2027-01-01",
    "accept x",
    "threat t: c",
    "for flow f",
    "until",
    "status done",
    "é",
    "\u{a0}",
    "\u{feff}",
    "`q q`",
    "\"open",
    "'",
    "<<<<<<<",
    "#",
    "test \"t\" {",
    "expect no r on s",
    "scale s: a < b",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_harmless(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        assert_harmless(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn any_text_is_harmless(
        text in "[a-z{}:;,\"/.\\[\\]()\\->=?*@ \t\n\r0-9`éñ\u{feff}\u{2028}]{0,80}",
    ) {
        assert_harmless(&text);
    }

    #[test]
    fn any_words_are_harmless(
        words in prop::collection::vec(prop::sample::select(WORDS), 0..40),
        space in prop::sample::select(&["", " "][..]),
    ) {
        assert_harmless(&words.join(space));
    }

    #[test]
    fn the_same_words_are_written_the_same_way(
        choices in prop::collection::vec(any::<u8>(), 20..200),
        which in 0_usize..13,
    ) {
        let texts = all_valid();
        let text = &texts[which % texts.len()];
        let respaced = respaced(text, &choices);
        let block = parse_block(&respaced);
        let faults = block.errors.iter().map(|error| (error, error.span.text(&respaced)));
        let faults: Vec<_> = faults.collect();
        prop_assert!(faults.is_empty(), "{faults:?}");
        let (expected, found) = (format(text), format(&respaced));
        let line = expected.lines().zip(found.lines()).find(|(expected, found)| expected != found);
        prop_assert!(expected == found, "{line:?}");
    }
}
