//! The findings of a file that matter most, at the cost of those and not of all.
//!
//! An editor shows a few hundred at most, after every edit. So it is kept of each file how many
//! findings of each severity it has and in which blocks, and those near a place are found by walking
//! away from there.
//!
//! Not for: which of the findings of a block are shown. Whoever asks chooses among them.

use std::sync::Arc;

use rustc_hash::FxHashSet;
use tm_grammar::{BlockId, Document};

use super::Workspace;
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::FileId;

/// Blocks in so small a number are all taken, however far away they are.
const FEW: usize = 256;

/// The severities, the worst first.
const WORST_FIRST: [Severity; 4] =
    [Severity::Error, Severity::Warning, Severity::Information, Severity::Hint];

/// Blocks of a file that hold its worst findings.
#[derive(Debug, Default)]
pub struct WorstFindings {
    /// Where each starts and what its findings are, in the order of the text.
    pub blocks: Vec<(usize, Arc<[Diagnostic]>)>,
    /// How many findings the file has, in these and all other blocks.
    pub count: usize,
}

/// How severe the findings of a file are, and where.
#[derive(Default)]
pub(super) struct Severities([Level; WORST_FIRST.len()]);

/// The findings of one severity.
#[derive(Default)]
struct Level {
    count: usize,
    blocks: FxHashSet<BlockId>,
}

impl Severities {
    /// Takes note of the findings that a block had and has now.
    pub(super) fn replace(&mut self, block: BlockId, old: &[Diagnostic], new: &[Diagnostic]) {
        for (severity, level) in WORST_FIRST.into_iter().zip(&mut self.0) {
            let [before, now] = [old, new].map(|list| count(list, severity));
            level.count = level.count + now - before;
            match (before, now) {
                (0, 0) => {}
                (_, 0) => {
                    level.blocks.remove(&block);
                }
                _ => {
                    level.blocks.insert(block);
                }
            }
        }
    }
}

fn count(list: &[Diagnostic], severity: Severity) -> usize {
    list.iter().filter(|finding| finding.severity == severity).count()
}

impl Workspace {
    /// Blocks of a file that hold at least its `most` worst findings, of equals those nearest to the
    /// byte at `near`.
    pub fn worst_findings(&self, id: FileId, most: usize, near: usize) -> WorstFindings {
        let (Some(file), Some(severities)) = (self.files.get(&id), self.findings.severities(id))
        else {
            return WorstFindings::default();
        };
        let count = severities.0.iter().map(|level| level.count).sum();
        if count <= most {
            return WorstFindings { blocks: self.findings(id), count };
        }
        let mut wanted = FxHashSet::default();
        let mut missing = most;
        for (severity, level) in WORST_FIRST.into_iter().zip(&severities.0) {
            if level.count <= missing || level.blocks.len() <= FEW {
                wanted.extend(level.blocks.iter().copied());
            } else {
                let in_block = |block| {
                    let list = self.findings.of_block(id, block);
                    list.map_or(0, |list| self::count(list, severity))
                };
                wanted.extend(nearest(&file.document, near, missing, in_block));
            }
            missing = missing.saturating_sub(level.count);
            if missing == 0 {
                break;
            }
        }
        let found = |block: BlockId| {
            Some((file.document.start_of(block)?, self.findings.of_block(id, block)?.clone()))
        };
        let mut blocks: Vec<_> = wanted.into_iter().filter_map(found).collect();
        blocks.sort_by_key(|(start, _)| *start);
        WorstFindings { blocks, count }
    }
}

/// The blocks around a byte that hold at least so many findings and all that are as near as those.
fn nearest(
    document: &Document,
    near: usize,
    most: usize,
    in_block: impl Fn(BlockId) -> usize,
) -> Vec<BlockId> {
    let mut blocks = Vec::new();
    let Some((middle, start, _)) = document.block_at(near) else { return blocks };
    let Some(index) = document.index_of(middle) else { return blocks };
    // What was walked over: blocks from one index up to another, and the bytes where they end.
    let (mut indices, mut bytes) = (index..index, start..start);
    let (mut found, mut reach) = (0, 0);
    loop {
        let before = indices.start.checked_sub(1).and_then(|it| document.block_of_index(it));
        let after = document.block_of_index(indices.end);
        let to_left = near.saturating_sub(bytes.start);
        let to_right = bytes.end.saturating_sub(near);
        let goes_left = before.is_some() && (after.is_none() || to_left < to_right);
        let Some((block, tree)) = (if goes_left { before } else { after }) else { break };
        if found >= most && (if goes_left { to_left } else { to_right }) > reach {
            break;
        }
        let far = if goes_left {
            indices.start -= 1;
            bytes.start -= tree.text.len();
            near.saturating_sub(bytes.start)
        } else {
            indices.end += 1;
            bytes.end += tree.text.len();
            bytes.end.saturating_sub(near).max(near.saturating_sub(start))
        };
        let count = in_block(block);
        if count > 0 {
            blocks.push(block);
        }
        if found < most {
            found += count;
            reach = reach.max(far);
        }
    }
    blocks
}

#[cfg(test)]
mod tests {
    use std::cmp::Reverse;

    use super::*;

    /// The places of the worst findings, chosen among all.
    fn chosen(
        findings: &[(usize, Arc<[Diagnostic]>)],
        most: usize,
        near: usize,
    ) -> Vec<(Severity, usize)> {
        let mut all: Vec<(Reverse<Severity>, usize, usize)> = Vec::new();
        for (start, list) in findings {
            for finding in list.iter() {
                let from = start + finding.span.start as usize;
                let to = start + finding.span.end as usize;
                let distance = near.saturating_sub(to).max(from.saturating_sub(near));
                all.push((Reverse(finding.severity), distance, from));
            }
        }
        all.sort_unstable();
        all.into_iter().take(most).map(|(severity, _, at)| (severity.0, at)).collect()
    }

    #[test]
    fn the_worst_are_those_chosen_among_all() {
        let mut text = "model m \"M\"\n".to_owned();
        for number in 0..900 {
            text.push_str(&format!("process p{number}\n"));
            if number % 300 == 7 {
                text.push_str(&format!("flow f{number}: p{number} -> nobody\n"));
            }
        }
        let mut workspace = Workspace::new(0);
        let file = workspace.set_file("m.tm", &text);
        workspace.update();
        // Lists that change are counted, too.
        workspace.edit(file, 13..13, "flow g: nobody -> p8\n");
        workspace.edit(file, text.len()..text.len(), "process p900\n");
        workspace.update();
        let all = workspace.findings(file);
        let count: usize = all.iter().map(|(_, list)| list.len()).sum();
        assert!(count > 900, "{count}");
        for most in [1, 4, 10, 200, 899, count, count + 1] {
            for near in [0, 14, 2_000, text.len() / 2, text.len(), text.len() + 99] {
                let found = workspace.worst_findings(file, most, near);
                assert_eq!(found.count, count);
                let worst = chosen(&found.blocks, most, near);
                assert_eq!(worst, chosen(&all, most, near), "{most} near {near}");
                let fewer = most > 200 || found.blocks.len() < 450;
                assert!(fewer, "{most} near {near}: {} blocks", found.blocks.len());
            }
        }
    }
}
