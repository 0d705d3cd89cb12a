//! Formatting changes nothing of what a model means.

mod support;

use std::collections::BTreeSet;

use support::dump::dump;
use support::generator::{PACK, Random, file};
use tm_grammar::words::ItemWord;
use tm_grammar::{Document, LexemeKind, format, scan};
use tm_model::Workspace;

const TODAY: i64 = 20_778;

/// Paths and the first line of each.
const FILES: [(&str, &str); 4] = [
    (
        "main.tm",
        "model m \"M\" owner @a { unknowns: ask }\nuse mini 1.0 only comprehensive\nuse more\n",
    ),
    ("part.tm", "part of m\n"),
    ("other.tm", "model other\nuse mini\nprocess x: web in zz\nzone zz: inner\n"),
    ("packs/mini.tm", PACK),
];

/// The kinds of items that the other pack leaves out.
const MORE: &str = r#"kb more 1.0 "More"
use mini 1.0
category mischief "Mischief" { stride: T; ask: "What mischief?" }
profile few { include: top, mini.caller; exclude: mini.flat }
moved old-rule -> mini.caller, mini.clear
override mini.flat because "We are small" severity low { likelihood: low }
disable mini.many because "Nobody counts"
requirement strict: cryptography "Strict" ticket T-1 with mini.sealed protects secret
test "a caller whom nobody knows" { zone out: net { entity u: human }; zone in-here: inner { process p: web }
  flow 1 a: u -> p via tls { authn: none }
  expect mini.caller on a
}
"#;

/// The text with other blanks, and with comments at the ends of some lines.
fn loosened(random: &mut Random, text: &str) -> String {
    let lexemes = scan(text);
    let mut loosened = String::new();
    let mut end = 0;
    for (index, lexeme) in lexemes.iter().enumerate() {
        let span = lexeme.span.start as usize..lexeme.span.end as usize;
        let before = index.checked_sub(1).map(|before| lexemes[before]);
        let blank = match (before.map(|before| before.kind), lexeme.kind) {
            (Some(LexemeKind::Comment), _) => "",
            (_, LexemeKind::Newline) => random.pick(&["", "", " ", " // a note", "//"]),
            (None | Some(LexemeKind::Newline), _) => random.pick(&["", "  ", "\t", "      "]),
            _ if span.start > end => random.pick(&[" ", " ", "   ", "\t"]),
            _ => "",
        };
        loosened.push_str(blank);
        loosened.push_str(&text[span.clone()]);
        if lexeme.kind == LexemeKind::Newline && random.chance(10) {
            loosened.push_str(random.pick(&["\n", "\n\n\n", "// on its own\n"]));
        }
        end = span.end;
    }
    loosened
}

/// What a workspace with these texts knows, without the places where it stands: each line with its
/// words in the order of the alphabet, since a decision is told with its clauses.
fn meaning(texts: &[String]) -> Vec<String> {
    let mut workspace = Workspace::new(TODAY);
    let paths = FILES.iter().map(|(path, _)| *path).chain(["packs/more.tm"]);
    for (path, text) in paths.zip(texts) {
        workspace.set_file(path, text);
    }
    workspace.update();
    let is_place = |word: &str| {
        let place = word.rsplit(':').next().unwrap_or_default();
        place.split_once("..").is_some_and(|(start, _)| start.parse::<usize>().is_ok())
    };
    let dumped = dump(&workspace);
    let mut lines: Vec<String> = dumped
        .lines()
        .map(|line| {
            let line = line.replace("\\n", " ").replace("\\t", " ");
            let words =
                line.split([' ', '\t', '"']).filter(|word| !word.is_empty() && !is_place(word));
            let mut words: Vec<&str> = words.collect();
            words.sort_unstable();
            words.join(" ")
        })
        .collect();
    lines.sort();
    lines
}

fn texts(random: &mut Random) -> Vec<String> {
    let mut texts: Vec<String> =
        FILES
            .iter()
            .map(|(path, header)| {
                if path.starts_with("packs/") { (*header).to_owned() } else { file(random, header) }
            })
            .collect();
    texts.push(MORE.to_owned());
    texts
}

#[test]
fn the_model_after_formatting_is_the_model_before() {
    for number in 0..400 {
        let mut random = Random::new(number);
        let before = texts(&mut random);
        let loose: Vec<String> = before.iter().map(|text| loosened(&mut random, text)).collect();
        let after: Vec<String> = loose.iter().map(|text| format(text)).collect();
        for (text, formatted) in loose.iter().zip(&after) {
            assert_eq!(&format(formatted), formatted, "formatted again, {number}:\n{text}");
        }
        let (expected, found) = (meaning(&loose), meaning(&after));
        let difference = expected.iter().zip(&found).find(|(expected, found)| expected != found);
        assert!(expected == found, "{number}: {difference:#?}\n{loose:#?}\n{after:#?}");
    }
}

#[test]
fn every_kind_of_item_is_among_them() {
    let mut seen = BTreeSet::new();
    for number in 0..400 {
        for text in texts(&mut Random::new(number)) {
            for (_, _, block) in Document::new(&text).blocks() {
                seen.extend(block.items.iter().map(|item| item.word));
            }
        }
    }
    let missing: Vec<_> = ItemWord::ALL.iter().filter(|word| !seen.contains(*word)).collect();
    assert_eq!(missing, Vec::<&ItemWord>::new());
}
