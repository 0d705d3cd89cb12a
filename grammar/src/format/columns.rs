//! Flows on lines that follow each other, aligned: their numbers, names and paths.

use super::structure::{FlowHead, Sentence};

/// Where the parts of a flow stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Columns {
    /// How wide the widest number is.
    pub(super) number: usize,
    /// How wide the widest `flow NUMBER NAME:` is.
    pub(super) head: usize,
}

impl Columns {
    /// How many spaces a flow gets so that it is aligned.
    pub(super) fn padding(self, flow: FlowHead) -> usize {
        self.head - flow.width(flow.number.unwrap_or(0))
    }
}

const FLOW: usize = "flow".len();

/// A flow whose `flow NUMBER NAME:` is wider than this is not aligned: it would push the others out
/// of sight, and many of them would make a small text a huge one.
const WIDEST: usize = 60;

impl FlowHead {
    fn is_too_wide(self) -> bool {
        self.width(self.number.unwrap_or(0)) > WIDEST
    }

    /// How wide `flow NUMBER NAME:` is if numbers are that wide.
    pub(super) fn width(self, number: usize) -> usize {
        let number = if self.number.is_some() { number + 1 } else { 0 };
        FLOW + 1 + number + self.name + 1
    }
}

/// Gives columns to the flows among sentences that follow each other. Each comes with whether it is
/// linked to the one before it: no blank line stands between. What a semicolon joins is left out.
pub(super) fn align(sentences: Vec<(bool, &mut Sentence)>) {
    let mut group: Vec<&mut Sentence> = Vec::new();
    let mut joined = false;
    for (linked, sentence) in sentences {
        let alone = sentence.flow.is_none_or(FlowHead::is_too_wide)
            || joined
            || sentence.semicolon.is_some();
        joined = sentence.semicolon.is_some();
        if !linked || alone {
            finish(&mut group);
        }
        if !alone {
            group.push(sentence);
        }
    }
    finish(&mut group);
}

fn finish(group: &mut Vec<&mut Sentence>) {
    let heads = || group.iter().filter_map(|sentence| sentence.flow);
    let number = heads().filter_map(|head| head.number).max().unwrap_or(0);
    let head = heads().map(|head| head.width(number)).max().unwrap_or(0);
    for sentence in group.drain(..) {
        sentence.columns = Some(Columns { number, head });
    }
}
