//! A large object as JSON: its long lists are turned into text by all processors, while what came
//! before is written, and no text is held longer than that takes.
//!
//! Not for: small values, which `serde_json` writes by itself.

mod fields;

use std::io::{self, Write};

use rayon::prelude::*;
use serde::Serialize;

pub use fields::{Entry, Fields};

/// How many entries of a list become text before they go out: enough for all processors, and few
/// enough that their text never weighs much.
const BATCH: usize = 4096;

/// How many entries a processor takes at once.
const SHARE: usize = 128;

/// About how long an entry is in bytes.
const ENTRY: usize = 512;

/// An object that is being written.
pub struct Object<'w> {
    out: &'w mut (dyn Write + Send),
    empty: bool,
}

impl<'w> Object<'w> {
    /// Begins an object.
    pub fn begin(out: &'w mut (dyn Write + Send)) -> io::Result<Self> {
        out.write_all(b"{")?;
        Ok(Self { out, empty: true })
    }

    fn key(&mut self, name: &str) -> io::Result<()> {
        if !std::mem::take(&mut self.empty) {
            self.out.write_all(b",")?;
        }
        serde_json::to_writer(&mut self.out, name)?;
        self.out.write_all(b":")
    }

    /// Writes a field.
    pub fn field(&mut self, name: &str, value: &impl Serialize) -> io::Result<()> {
        self.key(name)?;
        Ok(serde_json::to_writer(&mut self.out, value)?)
    }

    /// Writes a field that is a long list.
    pub fn list<T: Serialize + Sync>(&mut self, name: &str, list: &[T]) -> io::Result<()> {
        self.texts(name, list, |entry, text| Ok(serde_json::to_writer(text, entry)?))
    }

    /// Writes a field that is a long list of entries that say themselves which fields they have.
    pub fn entries<T: Entry + Sync>(&mut self, name: &str, list: &[T]) -> io::Result<()> {
        self.texts(name, list, fields::write)
    }

    fn texts<T: Sync>(
        &mut self,
        name: &str,
        list: &[T],
        write: impl Fn(&T, &mut Vec<u8>) -> io::Result<()> + Sync,
    ) -> io::Result<()> {
        self.key(name)?;
        self.out.write_all(b"[")?;
        let mut batches = list.chunks(BATCH);
        let mut text_of_next = || batches.next().map(|batch| texts(batch, &write)).transpose();
        let mut empty = true;
        let mut ready = text_of_next()?;
        while let Some(texts) = ready {
            let (written, next) =
                rayon::join(|| write_separated(self.out, &texts, &mut empty), &mut text_of_next);
            written?;
            ready = next?;
        }
        self.out.write_all(b"]")
    }

    /// Writes a field that is a list of large objects.
    pub fn objects<T>(
        &mut self,
        name: &str,
        entries: &[T],
        write: impl Fn(&T, &mut Object<'_>) -> io::Result<()>,
    ) -> io::Result<()> {
        self.key(name)?;
        self.out.write_all(b"[")?;
        for (index, entry) in entries.iter().enumerate() {
            if index > 0 {
                self.out.write_all(b",")?;
            }
            let mut object = Object::begin(&mut *self.out)?;
            write(entry, &mut object)?;
            object.end()?;
        }
        self.out.write_all(b"]")
    }

    /// Ends the object.
    pub fn end(self) -> io::Result<()> {
        self.out.write_all(b"}")
    }
}

/// The entries of a batch as text, share by share.
fn texts<T: Sync>(
    batch: &[T],
    write: &(impl Fn(&T, &mut Vec<u8>) -> io::Result<()> + Sync),
) -> io::Result<Vec<Vec<u8>>> {
    batch.par_chunks(SHARE).map(|share| joined(share, write)).collect()
}

/// Writes texts of entries, with commas between them and after what was written before.
fn write_separated(
    out: &mut (dyn Write + Send),
    texts: &[Vec<u8>],
    empty: &mut bool,
) -> io::Result<()> {
    for text in texts {
        if !std::mem::take(empty) {
            out.write_all(b",")?;
        }
        out.write_all(text)?;
    }
    Ok(())
}

/// The entries with commas between.
fn joined<T>(
    entries: &[T],
    write: impl Fn(&T, &mut Vec<u8>) -> io::Result<()>,
) -> io::Result<Vec<u8>> {
    let mut text = Vec::with_capacity(entries.len() * ENTRY);
    for (index, entry) in entries.iter().enumerate() {
        if index > 0 {
            text.push(b',');
        }
        write(entry, &mut text)?;
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_is_that_of_the_whole_value() {
        let long: Vec<u32> = (0..10_000).collect();
        let none: &[u32] = &[];
        let mut out = Vec::new();
        let mut object = Object::begin(&mut out).unwrap();
        object.field("name", &"a \"b\"").unwrap();
        object.list("long", &long).unwrap();
        object.list("none", none).unwrap();
        object.objects("inner", &[1, 2], |number, inner| inner.field("number", number)).unwrap();
        object.end().unwrap();
        let expected = serde_json::json!({
            "name": "a \"b\"", "long": long, "none": none,
            "inner": [{"number": 1}, {"number": 2}],
        });
        assert_eq!(serde_json::from_slice::<serde_json::Value>(&out).unwrap(), expected);
    }
}
