//! The dictionary of the fuzz targets: `tests/fuzz/tm.dict`, from the tables of the language.

mod support;

use std::collections::BTreeSet;

use support::evaluate::SEPARATOR;
use tm_grammar::words::{
    ClauseWord, ITEMS, ItemWord, NestedWord, Shape, ZONE_KINDS, kind_words, particles,
};
use tm_model::ThingKind;
use tm_model::diagnostic::Code;
use tm_model::schema::WordSet;
use tm_model::schema::compile::fields::BUILT_INS;

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fuzz/tm.dict");

/// Signs that are no words, and pieces of text that are read in a way of their own.
const SIGNS: &[&str] = &[
    "->",
    "<=",
    ">=",
    "!=",
    "{\n",
    "\n}\n",
    ".*",
    "//",
    "///",
    "// tm-allow ",
    "\r\n",
    "\u{feff}",
    "<<<<<<<",
    "=======",
    "assuming as1",
    "2026-11-21",
    "90d",
    "1.0",
    "@k",
    "e\u{301}",
    "„",
];

/// The words of the language, from the tables that declare them: what a fuzzer puts into a text.
fn dictionary() -> String {
    let mut words: BTreeSet<&str> = SIGNS.iter().copied().collect();
    words.extend(ItemWord::ALL.iter().map(|word| word.text()));
    words.extend(ClauseWord::ALL.iter().map(|word| word.text()));
    words.extend(NestedWord::ALL.iter().map(|word| word.text()));
    words.extend(particles());
    words.extend(ThingKind::ALL.map(ThingKind::word));
    words.extend(BUILT_INS.iter().map(|field| field.name));
    words.extend(ZONE_KINDS.iter().map(|(word, _)| *word));
    words.extend(Code::ALL.iter().filter(|code| code.info().off).map(|code| code.info().code));
    for info in ITEMS {
        words.extend(kind_words(info.word).into_iter().flatten().map(|(word, _)| *word));
        for property in info.properties {
            words.insert(property.key);
            if let Shape::Word(values) = property.shape {
                words.extend(values.iter().map(|(word, _)| *word));
            }
        }
    }
    let sets = WordSet::built_in();
    let mut words: BTreeSet<String> = words.into_iter().map(str::to_owned).collect();
    words.extend(sets.iter().flat_map(|set| &set.words).map(|word| word.to_string()));
    let quoted = |word: &String| -> String {
        let plain =
            |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'\\') || byte == b' ';
        let written = word.bytes().map(|byte| match byte {
            byte if plain(byte) => char::from(byte).to_string(),
            byte => format!("\\x{byte:02x}"),
        });
        format!("\"{}\"\n", written.collect::<String>())
    };
    let head = "# Written by `UPDATE_EXPECT=1 cargo test -p tm-model --test dictionary`.\n";
    let separator = format!("\"\\x{SEPARATOR:02x}\"\n");
    [head.to_owned(), separator].into_iter().chain(words.iter().map(quoted)).collect()
}

#[test]
fn the_dictionary_has_the_words_of_the_language() {
    expect_test::expect_file![PATH].assert_eq(&dictionary());
}
