//! How a name is written so that it is read as that name.
//!
//! Not for: which names there are, which is the model's business.

use std::borrow::Cow;

/// A name or path as it is written: between backticks where it is no plain name.
pub fn written_name(name: &str) -> Cow<'_, str> {
    let plain = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.' | '/');
    let starts = |letter: char| letter.is_alphabetic() || letter == '_';
    if name.starts_with(starts) && name.chars().all(plain) {
        name.into()
    } else {
        format!("`{name}`").into()
    }
}

#[cfg(test)]
mod tests {
    use super::written_name;

    #[test]
    fn backticks_stand_where_a_name_would_be_read_otherwise() {
        assert_eq!(written_name("card-number"), "card-number");
        assert_eq!(written_name("charge/reply"), "charge/reply");
        assert_eq!(written_name("автор"), "автор");
        assert_eq!(written_name("3 orders"), "`3 orders`");
    }
}
