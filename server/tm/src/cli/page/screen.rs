//! A screen of findings: its parts share about a screenful, and it says what was left out.
//!
//! Invariants: each part shows something; what does not fit is never cut in the middle, but left out
//! whole and counted; what cannot be seen is not drawn.
//! Not for: what the parts say.

use super::style::{Style, plural};
use crate::cli::outcome::Failure;
use crate::cli::terminal::Terminal;

/// How many lines are printed where nobody says how high the terminal is.
const SCREENFUL: usize = 40;

/// What is printed after a page: what was left out, the totals, and the next prompt.
const BELOW: usize = 4;

/// The parts of a page, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What is wrong.
    Faults,
    /// What is to be done.
    Work,
    /// What is worth knowing.
    Remarks,
}

const PARTS: usize = 3;

/// What is counted where it is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Error,
    Warning,
    Threat,
    Question,
    Remark,
}

impl Unit {
    const ALL: [Self; 5] = [Self::Error, Self::Warning, Self::Threat, Self::Question, Self::Remark];

    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Error => ("error", "errors"),
            Self::Warning => ("warning", "warnings"),
            Self::Threat => ("threat", "threats"),
            Self::Question => ("question", "questions"),
            Self::Remark => ("remark", "remarks"),
        }
    }
}

/// Lines that are shown together or not at all.
struct Block {
    unit: Unit,
    count: usize,
    lines: Vec<String>,
}

/// A page that is being filled.
pub struct Screen {
    style: Style,
    /// How many lines there is room for; without a number, for all.
    room: Option<usize>,
    parts: [Vec<Block>; PARTS],
    /// How many lines the blocks of each part need.
    height: [usize; PARTS],
    left_out: [usize; Unit::ALL.len()],
}

impl Screen {
    /// An empty page, on which all is shown or a screenful.
    pub fn new(terminal: &Terminal, all: bool) -> Self {
        let screenful = terminal
            .height()
            .map_or(SCREENFUL, |height| height.saturating_sub(BELOW).max(SCREENFUL / 2));
        Self {
            style: Style::of(terminal),
            room: (!all).then_some(screenful),
            parts: Default::default(),
            height: [0; PARTS],
            left_out: [0; Unit::ALL.len()],
        }
    }

    /// How text looks on it.
    pub fn style(&self) -> Style {
        self.style
    }

    /// Adds a block that tells of `count` units. It is drawn only where it can be seen.
    pub fn block(
        &mut self,
        part: Part,
        unit: Unit,
        count: usize,
        draw: impl FnOnce(Style) -> Vec<String>,
    ) {
        let index = part as usize;
        if self.room.is_some_and(|room| self.height[index] > room) {
            self.left_out[unit as usize] += count;
            return;
        }
        let lines = draw(self.style);
        self.height[index] += lines.len() + gap(part);
        self.parts[index].push(Block { unit, count, lines });
    }

    /// Writes the page.
    ///
    /// # Errors
    ///
    /// If it cannot be written.
    pub fn print(mut self, terminal: &mut Terminal) -> Result<(), Failure> {
        let room = self.shares();
        let mut first = true;
        for (part, room) in [Part::Faults, Part::Work, Part::Remarks].into_iter().zip(room) {
            let mut used = 0;
            for (index, block) in std::mem::take(&mut self.parts[part as usize]).iter().enumerate()
            {
                let height = block.lines.len() + gap(part);
                if index > 0 && used + height > room {
                    self.left_out[block.unit as usize] += block.count;
                    // What follows is less urgent, so nothing of it takes this one's place.
                    used = room;
                    continue;
                }
                used += height;
                if !first && (gap(part) > 0 || index == 0) {
                    terminal.line("")?;
                }
                first = false;
                for line in &block.lines {
                    terminal.line(line)?;
                }
            }
        }
        let left_out: Vec<String> = Unit::ALL
            .into_iter()
            .filter(|unit| self.left_out[*unit as usize] > 0)
            .map(|unit| {
                let (one, many) = unit.words();
                plural(self.left_out[unit as usize], one, many)
            })
            .collect();
        if !left_out.is_empty() {
            terminal.line("")?;
            let left_out = left_out.join(", ");
            terminal.line(format_args!("… and {left_out} more; see them with --all"))?;
        } else if !first {
            terminal.line("")?;
        }
        Ok(())
    }

    /// How many lines each part gets: what it needs, but neither faults more than half (errors more
    /// than three quarters, for they come first) nor remarks more than a fifth, unless the others
    /// leave room.
    fn shares(&self) -> [usize; PARTS] {
        let Some(room) = self.room else { return [usize::MAX; PARTS] };
        let [faults, work, remarks] = self.height;
        let errors = self.parts[Part::Faults as usize].iter().any(|one| one.unit == Unit::Error);
        let most = if errors { room * 3 / 4 } else { room / 2 };
        let faults = faults.min(most.max(room.saturating_sub(work + remarks)));
        let remarks = remarks.min((room / 5).max(room.saturating_sub(faults + work)));
        [faults, room.saturating_sub(faults + remarks), remarks]
    }
}

/// How many empty lines stand between the blocks of a part.
const fn gap(part: Part) -> usize {
    match part {
        Part::Faults | Part::Work => 1,
        Part::Remarks => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Style = Style { color: false, width: None };

    fn page(room: Option<usize>) -> Screen {
        let (parts, height, left_out) = Default::default();
        Screen { style: PLAIN, room, parts, height, left_out }
    }

    fn fill(page: &mut Screen, part: Part, unit: Unit, blocks: usize) {
        for _ in 0..blocks {
            page.block(part, unit, 1, |_| vec!["line".to_owned()]);
        }
    }

    #[test]
    fn many_warnings_leave_room_for_the_work_and_errors_take_more() {
        for (unit, shares) in [(Unit::Warning, [20, 12, 8]), (Unit::Error, [30, 2, 8])] {
            let mut page = page(Some(40));
            fill(&mut page, Part::Faults, unit, 100);
            fill(&mut page, Part::Work, Unit::Threat, 100);
            fill(&mut page, Part::Remarks, Unit::Remark, 100);
            assert_eq!(page.shares(), shares);
        }
    }

    #[test]
    fn a_part_takes_the_room_that_others_do_not_need() {
        let mut page = page(Some(40));
        fill(&mut page, Part::Faults, Unit::Warning, 100);
        fill(&mut page, Part::Remarks, Unit::Remark, 3);
        assert_eq!(page.shares(), [37, 0, 3]);
    }

    #[test]
    fn what_cannot_be_seen_is_counted_and_not_drawn() {
        let mut page = page(Some(10));
        let mut drawn = 0;
        for _ in 0..1000 {
            page.block(Part::Faults, Unit::Warning, 1, |_| {
                drawn += 1;
                vec!["line".to_owned()]
            });
        }
        assert!(drawn < 10);
        assert_eq!(page.left_out[Unit::Warning as usize], 1000 - drawn);
    }
}
