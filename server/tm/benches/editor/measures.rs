//! What is measured, with the targets: a table, each row of which is measured in sessions of its
//! own.

use std::time::{Duration, Instant};

use crate::client::Editor;
use crate::session::Session;
use crate::statistics::{Times, milliseconds};
use crate::subject::Subject;

/// How many times are taken where that is cheap.
const SAMPLES: usize = 300;
/// How many edits a burst has.
const BURST: usize = 60;
/// How many edits the memory is looked at after.
const MANY: usize = 10_000;
/// How long a server is left alone.
const REST: Duration = Duration::from_secs(10);
/// As long as nothing is said for so long, a server has settled.
const LULL: Duration = Duration::from_secs(1);

/// One row of the table.
pub struct Measure {
    /// What is measured.
    pub work: &'static str,
    /// What it should not exceed: in a file of 1,000 lines, and of 100,000.
    pub targets: [&'static str; 2],
    /// Measures it; nothing, if the server does not do that.
    pub of: fn(&Subject) -> Option<String>,
}

/// The rows.
pub const MEASURES: [Measure; 13] = [
    Measure {
        work: "process start to the answer to initialize",
        targets: ["30 ms", "30 ms"],
        of: start,
    },
    Measure { work: "open to the first findings", targets: ["20 ms", "600 ms"], of: open },
    Measure {
        work: "edit to its findings, p50 / p99",
        targets: ["0.5 / 2 ms", "1 / 4 ms"],
        of: edits,
    },
    Measure {
        work: "processor time of an edit and its findings",
        targets: ["", ""],
        of: processor_time_of_edit,
    },
    Measure {
        work: "hover, p50 / p99",
        targets: ["p99 3 ms", "p99 5 ms"],
        of: |subject| question(subject, "hover"),
    },
    Measure {
        work: "definition, p50 / p99",
        targets: ["p99 3 ms", "p99 5 ms"],
        of: |subject| question(subject, "definition"),
    },
    Measure {
        work: "completion, p50 / p99",
        targets: ["p99 3 ms", "p99 5 ms"],
        of: |subject| question(subject, "completion"),
    },
    Measure {
        work: "hover in a burst of 60 edits, p50 / p99",
        targets: ["p99 3 ms", "p99 5 ms"],
        of: |subject| question_in_burst(subject, "hover"),
    },
    Measure {
        work: "definition in a burst of 60 edits, p50 / p99",
        targets: ["p99 3 ms", "p99 5 ms"],
        of: |subject| question_in_burst(subject, "definition"),
    },
    Measure {
        work: "completion in a burst of 60 edits, p50 / p99",
        targets: ["p99 3 ms", "p99 5 ms"],
        of: |subject| question_in_burst(subject, "completion"),
    },
    Measure {
        work: "semantic tokens delta after an edit, p50 / p99",
        targets: ["p99 3 ms", "p99 20 ms"],
        of: tokens,
    },
    Measure {
        work: "memory after open, after 10,000 edits (since the 1,000th)",
        targets: ["40 MB (±5 %)", "250 MB (±5 %)"],
        of: memory,
    },
    Measure { work: "processor time in 10 s at rest", targets: ["0 ms", "0 ms"], of: rest },
];

fn start(subject: &Subject) -> Option<String> {
    let times = Times::of(31, |_| Some(Editor::start(subject.command(), &subject.folder).1))?;
    Some(times.median())
}

fn open(subject: &Subject) -> Option<String> {
    Some(Times::of(9, |_| Some(Session::open(subject).1))?.median())
}

fn edits(subject: &Subject) -> Option<String> {
    let mut session = Session::open(subject).0;
    Some(Times::of(1_000, |_| Some(session.edit_and_settle()))?.percentiles())
}

/// What other work on the machine hardly disturbs.
fn processor_time_of_edit(subject: &Subject) -> Option<String> {
    let mut session = Session::open(subject).0;
    let before = session.editor.processor_time()?;
    let count = Times::of(1_000, |_| Some(session.edit_and_settle()))?.count();
    let used = session.editor.processor_time()? - before;
    Some(format!("{} ms", milliseconds(used / count)))
}

fn question(subject: &Subject, request: &str) -> Option<String> {
    subject.place(request, 0)?;
    let mut session = Session::open(subject).0;
    Some(Times::of(SAMPLES, |number| session.question(request, number))?.percentiles())
}

fn question_in_burst(subject: &Subject, request: &str) -> Option<String> {
    subject.place(request, 0)?;
    let mut session = Session::open(subject).0;
    let ask = |number| session.question_in_burst(request, number, BURST);
    Some(Times::of(SAMPLES, ask)?.percentiles())
}

fn tokens(subject: &Subject) -> Option<String> {
    if !subject.tells_tokens {
        return None;
    }
    let mut session = Session::open(subject).0;
    let mut known = session.tokens();
    Some(Times::of(SAMPLES, |_| Some(session.edit_and_tokens(&mut known)))?.percentiles())
}

/// A peer has as many edits as there is time for; then the cell says how many.
fn memory(subject: &Subject) -> Option<String> {
    const BUDGET: Duration = Duration::from_secs(60);
    let mut session = Session::open(subject).0;
    let opened = session.editor.memory()?.now;
    let begin = Instant::now();
    let (mut early, mut edits) = (None, 0);
    while edits < MANY && begin.elapsed() < BUDGET {
        session.edit();
        session.settle();
        edits += 1;
        if edits == MANY / 10 {
            early = Some(session.editor.memory()?.now);
        }
    }
    let memory = session.editor.memory()?;
    let [opened, now, peak] = [opened, memory.now, memory.peak].map(|kilobytes| kilobytes / 1024);
    let growth = early.map(|early| (memory.now as f64 / early as f64 - 1.0) * 100.0);
    let growth = growth.map_or_else(String::new, |growth| format!(" ({growth:+.1} %)"));
    let fewer = if edits < MANY { format!(" ({edits})") } else { String::new() };
    Some(format!("{opened}, {now} MB{growth}{fewer}, peak {peak}"))
}

fn rest(subject: &Subject) -> Option<String> {
    let mut session = Session::open(subject).0;
    session.edit_and_settle();
    std::thread::sleep(LULL);
    let before = session.editor.processor_time()?;
    std::thread::sleep(REST);
    let used = session.editor.processor_time()? - before;
    Some(format!("{} ms", used.as_millis()))
}
