//! Times, and how a cell of the table tells them.

use std::time::{Duration, Instant};

/// After so long no further time is taken: a slow server has fewer.
const BUDGET: Duration = Duration::from_secs(10);

/// Times of the same work, the shortest first.
pub struct Times {
    sorted: Vec<Duration>,
    wanted: usize,
}

impl Times {
    /// Does some work so often, or as often as there is time for.
    pub fn of(wanted: usize, mut work: impl FnMut(usize) -> Option<Duration>) -> Option<Self> {
        let start = Instant::now();
        let mut sorted = Vec::new();
        while sorted.len() < wanted && (sorted.is_empty() || start.elapsed() < BUDGET) {
            sorted.push(work(sorted.len())?);
        }
        sorted.sort_unstable();
        Some(Self { sorted, wanted })
    }

    /// How many there are.
    pub fn count(&self) -> u32 {
        self.sorted.len() as u32
    }

    /// The median.
    pub fn median(&self) -> String {
        format!("{} ms{}", milliseconds(self.percentile(50)), self.fewer())
    }

    /// The median, and what one in a hundred exceeds.
    pub fn percentiles(&self) -> String {
        let [half, most] = [50, 99].map(|percent| milliseconds(self.percentile(percent)));
        format!("{half} / {most} ms{}", self.fewer())
    }

    fn percentile(&self, percent: usize) -> Duration {
        self.sorted[self.sorted.len() * percent / 100]
    }

    /// How many there are, if not as many as were wanted.
    fn fewer(&self) -> String {
        let count = self.sorted.len();
        if count < self.wanted { format!(" ({count})") } else { String::new() }
    }
}

/// A time, without the unit.
pub fn milliseconds(time: Duration) -> String {
    let milliseconds = time.as_secs_f64() * 1000.0;
    if milliseconds < 10.0 { format!("{milliseconds:.2}") } else { format!("{milliseconds:.0}") }
}
