//! A growable array that is cheap to copy: the copies share what neither has changed.
//!
//! Everything the engine knows of items and things lies in columns, so that a snapshot for a request
//! costs a few reference counts, and an edit beside a living snapshot copies one chunk.

use std::sync::Arc;

const CHUNK: usize = 128;

/// An array of `T` in shared chunks.
#[derive(Clone, Debug)]
pub(crate) struct Column<T> {
    chunks: Arc<Vec<Arc<Vec<T>>>>,
    len: usize,
}

impl<T> Default for Column<T> {
    fn default() -> Self {
        Self { chunks: Arc::new(Vec::new()), len: 0 }
    }
}

impl<T: Clone> Column<T> {
    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// The entry at `index`, which must be less than [`Self::len`].
    pub(crate) fn get(&self, index: usize) -> &T {
        &self.chunks[index / CHUNK][index % CHUNK]
    }

    /// The entry at `index`, if there is one.
    pub(crate) fn find(&self, index: usize) -> Option<&T> {
        self.chunks.get(index / CHUNK)?.get(index % CHUNK)
    }

    /// The entry at `index`, to change it; its chunk is copied if a snapshot holds it.
    pub(crate) fn get_mut(&mut self, index: usize) -> &mut T {
        let chunk = &mut Arc::make_mut(&mut self.chunks)[index / CHUNK];
        &mut Arc::make_mut(chunk)[index % CHUNK]
    }

    /// Adds an entry and returns its index.
    pub(crate) fn push(&mut self, entry: T) -> usize {
        let index = self.len;
        let chunks = Arc::make_mut(&mut self.chunks);
        if index.is_multiple_of(CHUNK) {
            chunks.push(Arc::new(Vec::with_capacity(CHUNK)));
        }
        Arc::make_mut(&mut chunks[index / CHUNK]).push(entry);
        self.len += 1;
        index
    }

    /// Adds copies of an entry until there are so many.
    pub(crate) fn grow(&mut self, len: usize, entry: &T) {
        while self.len < len {
            let chunks = Arc::make_mut(&mut self.chunks);
            if self.len.is_multiple_of(CHUNK) {
                chunks.push(Arc::new(Vec::with_capacity(CHUNK)));
            }
            let last = Arc::make_mut(&mut chunks[self.len / CHUNK]);
            let added = (CHUNK - last.len()).min(len - self.len);
            last.resize(last.len() + added, entry.clone());
            self.len += added;
        }
    }

    /// All entries, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &T> {
        self.chunks.iter().flat_map(|chunk| chunk.iter())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_grows_as_if_by_single_entries() {
        let (mut grown, mut pushed) = (Column::default(), Column::default());
        for len in [0, 1, 100, 128, 129, 600, 600] {
            grown.grow(len, &len);
            while pushed.len() < len {
                pushed.push(len);
            }
            assert_eq!(grown.len(), pushed.len());
            assert!(grown.iter().eq(pushed.iter()));
        }
    }

    #[test]
    fn a_copy_keeps_what_it_saw() {
        let mut column = Column::default();
        for number in 0..1000 {
            assert_eq!(column.push(number), number);
        }
        let before = column.clone();
        *column.get_mut(500) = 0;
        assert_eq!((*before.get(500), *column.get(500)), (500, 0));
        assert_eq!(before.iter().copied().collect::<Vec<_>>(), (0..1000).collect::<Vec<_>>());
        assert_eq!(column.len(), 1000);
    }
}
