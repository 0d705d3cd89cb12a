//! The fields of an entry of a long list as text.
//!
//! A report has entries by the ten thousand, and `serde_json` looks through every name and text byte
//! by byte. Here names are plain words, and a text in which nothing must be escaped is copied.
//!
//! Not for: how a text is escaped; where something must be, `serde_json` does it.

use std::io;

use serde::Serialize;

/// An entry of a list.
pub trait Entry {
    /// Writes the fields, in order.
    ///
    /// # Errors
    ///
    /// If a value cannot become text.
    fn write(&self, fields: &mut Fields<'_>) -> io::Result<()>;
}

impl<T: Entry> Entry for &T {
    fn write(&self, fields: &mut Fields<'_>) -> io::Result<()> {
        (*self).write(fields)
    }
}

/// The fields of an object that is becoming text.
pub struct Fields<'t> {
    text: &'t mut Vec<u8>,
    empty: bool,
}

/// Adds an entry to a text.
pub(super) fn write(entry: &impl Entry, text: &mut Vec<u8>) -> io::Result<()> {
    text.push(b'{');
    let mut fields = Fields { text, empty: true };
    entry.write(&mut fields)?;
    text.push(b'}');
    Ok(())
}

impl Fields<'_> {
    /// A name is a plain word: nothing in it must be escaped.
    fn name(&mut self, name: &'static str) {
        debug_assert!(is_plain(name));
        if !std::mem::take(&mut self.empty) {
            self.text.push(b',');
        }
        self.text.push(b'"');
        self.text.extend_from_slice(name.as_bytes());
        self.text.extend_from_slice(b"\":");
    }

    /// Writes a field that is a text.
    ///
    /// # Errors
    ///
    /// If the text cannot be escaped.
    pub fn text(&mut self, name: &'static str, value: &str) -> io::Result<()> {
        self.name(name);
        self.quoted(value)
    }

    /// Writes a field that is a list of texts.
    ///
    /// # Errors
    ///
    /// If one of them cannot be escaped.
    pub fn texts<'s>(
        &mut self,
        name: &'static str,
        values: impl Iterator<Item = &'s str>,
    ) -> io::Result<()> {
        self.list(name, values, Self::quoted)
    }

    /// Writes a field that is a list of entries.
    ///
    /// # Errors
    ///
    /// If a value of one of them cannot become text.
    pub fn entries<T: Entry>(
        &mut self,
        name: &'static str,
        entries: impl Iterator<Item = T>,
    ) -> io::Result<()> {
        self.list(name, entries, |fields, entry| write(&entry, fields.text))
    }

    fn list<T>(
        &mut self,
        name: &'static str,
        values: impl Iterator<Item = T>,
        write: impl Fn(&mut Self, T) -> io::Result<()>,
    ) -> io::Result<()> {
        self.name(name);
        self.text.push(b'[');
        for (index, value) in values.enumerate() {
            if index > 0 {
                self.text.push(b',');
            }
            write(self, value)?;
        }
        self.text.push(b']');
        Ok(())
    }

    fn quoted(&mut self, value: &str) -> io::Result<()> {
        if !is_plain(value) {
            return Ok(serde_json::to_writer(&mut *self.text, value)?);
        }
        self.text.push(b'"');
        self.text.extend_from_slice(value.as_bytes());
        self.text.push(b'"');
        Ok(())
    }

    /// Writes a field that is any value.
    ///
    /// # Errors
    ///
    /// If the value cannot become text.
    pub fn value<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> io::Result<()> {
        self.name(name);
        Ok(serde_json::to_writer(&mut *self.text, value)?)
    }

    /// Writes a field that has fields of its own.
    ///
    /// # Errors
    ///
    /// If a value cannot become text.
    pub fn entry(&mut self, name: &'static str, entry: &impl Entry) -> io::Result<()> {
        self.name(name);
        write(entry, self.text)
    }
}

/// True if JSON writes the text as it is.
fn is_plain(text: &str) -> bool {
    // All bytes are looked at without a way out, which processors do several at a time.
    text.bytes().fold(true, |plain, byte| plain & (byte >= b' ') & (byte != b'"') & (byte != b'\\'))
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Said<'a>(&'a str);

    impl Entry for Said<'_> {
        fn write(&self, fields: &mut Fields<'_>) -> io::Result<()> {
            fields.text("said", self.0)?;
            fields.entry("length", &Length(self.0.len()))?;
            fields.value("nothing", &None::<bool>)?;
            fields.texts("twice", [self.0, self.0].into_iter())?;
            fields.entries("lengths", [Length(1), Length(2)].into_iter())?;
            fields.texts("none", std::iter::empty())
        }
    }

    struct Length(usize);

    impl Entry for Length {
        fn write(&self, fields: &mut Fields<'_>) -> io::Result<()> {
            fields.value("bytes", &self.0)
        }
    }

    #[test]
    fn the_text_is_that_of_the_same_value() {
        for said in ["", "plain", "\u{e4}\u{1f600}\u{7f}", "a \"b\"", "a\\b", "a\nb\u{1}"] {
            let mut text = Vec::new();
            write(&Said(said), &mut text).unwrap();
            let escaped = serde_json::to_string(said).unwrap();
            let bytes = said.len();
            let expected = format!(
                r#"{{"said":{escaped},"length":{{"bytes":{bytes}}},"nothing":null,"twice":[{escaped},{escaped}],"lengths":[{{"bytes":1}},{{"bytes":2}}],"none":[]}}"#
            );
            assert_eq!(std::str::from_utf8(&text), Ok(&*expected));
        }
    }
}
