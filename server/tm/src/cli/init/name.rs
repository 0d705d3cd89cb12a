//! The name and the title of a model, from the name of its folder.

use tm_grammar::{LexemeKind, scan};

/// What a model is called whose folder has no name that would do.
const UNNAMED: &str = "system";

/// A name that the language accepts: lower-case letters and digits, with a hyphen between words.
/// What is not ASCII is left out, so that everybody can type the name.
pub fn of_folder(folder: &str) -> String {
    let mut name = String::new();
    let mut before = ' ';
    for character in folder.chars() {
        let begins_word = before.is_lowercase() && character.is_uppercase();
        if begins_word || !character.is_ascii_alphanumeric() {
            name.push('-');
        }
        if character.is_ascii_alphanumeric() {
            name.push(character.to_ascii_lowercase());
        }
        before = character;
    }
    let words: Vec<&str> = name.split('-').filter(|word| !word.is_empty()).collect();
    let name = words.join("-");
    if is_name(&name) { name } else { UNNAMED.to_owned() }
}

/// What is shown to people: the folder's name with a capital, without what would end the text.
pub fn title(folder: &str) -> String {
    let text: String = folder
        .chars()
        .map(|character| if matches!(character, '-' | '_' | '.') { ' ' } else { character })
        .filter(|character| !character.is_control() && !matches!(character, '"' | '\\' | '{' | '}'))
        .collect();
    let mut characters = text.trim().chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => "System".to_owned(),
    }
}

/// True for one word of the language that can name something.
fn is_name(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_lowercase())
        && matches!(scan(text).as_slice(), [lexeme] if lexeme.kind == LexemeKind::Name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_gives_a_name_of_the_language() {
        for (folder, expected) in [
            ("shop", "shop"),
            ("Web Shop", "web-shop"),
            ("paymentService", "payment-service"),
            ("my_api.v2", "my-api-v2"),
            ("--x--", "x"),
            ("2026", "system"),
            ("модель", "system"),
            ("", "system"),
        ] {
            assert_eq!(of_folder(folder), expected, "{folder}");
        }
    }

    #[test]
    fn a_title_is_a_text_without_quotes() {
        assert_eq!(title("web-shop"), "Web shop");
        assert_eq!(title("a\"b"), "Ab");
        assert_eq!(title(""), "System");
    }
}
