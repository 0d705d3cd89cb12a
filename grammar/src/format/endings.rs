//! The ends of lines: those that a file mostly has.

/// How many lines end with `\n`, `\r\n` and a lone `\r`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts([usize; 3]);

/// How a line ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    LineFeed,
    Both,
    CarriageReturn,
}

impl Counts {
    pub(super) fn total(self) -> usize {
        self.0.iter().sum()
    }

    /// The most frequent; the first of them if there are several.
    fn most(self) -> Ending {
        let [line_feed, both, carriage_return] = self.0;
        if line_feed >= both && line_feed >= carriage_return {
            Ending::LineFeed
        } else if both >= carriage_return {
            Ending::Both
        } else {
            Ending::CarriageReturn
        }
    }

    fn add(&mut self, other: Self) {
        for (own, other) in self.0.iter_mut().zip(other.0) {
            *own += other;
        }
    }
}

/// Counts the line ends of a text.
pub(super) fn count(text: &str) -> Counts {
    let bytes = text.as_bytes();
    let mut counts = [0; 3];
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'\n' if at > 0 && bytes[at - 1] == b'\r' => counts[1] += 1,
            b'\n' => counts[0] += 1,
            b'\r' if bytes.get(at + 1) != Some(&b'\n') => counts[2] += 1,
            _ => {}
        }
    }
    Counts(counts)
}

/// The line end for the blocks that are formatted. Of each block come its own line ends and, if it
/// is formatted, how many it has then.
///
/// Blocks that stay as they are keep theirs, and may be the most after others have fewer lines.
/// Those of the result decide then, or formatting again would choose another.
pub(super) fn choose(blocks: impl Iterator<Item = (Counts, Option<usize>)>) -> Ending {
    let (mut before, mut kept, mut formatted) = (Counts::default(), Counts::default(), 0);
    for (counts, lines) in blocks {
        before.add(counts);
        match lines {
            Some(lines) => formatted += lines,
            None => kept.add(counts),
        }
    }
    let chosen = before.most();
    kept.0[chosen as usize] += formatted;
    kept.most()
}

impl Ending {
    /// The text, whose lines end with `\n`, with this line end.
    pub(super) fn apply(self, text: String) -> String {
        match self {
            Self::LineFeed => text,
            Self::Both => text.replace('\n', "\r\n"),
            Self::CarriageReturn => text.replace('\n', "\r"),
        }
    }
}
