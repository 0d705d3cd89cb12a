//! The benchmark table: what an analysis and an edit cost, beside the targets.
//!
//! `cargo bench -p tm`. Whole processes are timed with their start; edits in process, one by one.
//! Times depend on the machine; the ratios in one run do not.

#![allow(missing_docs)]

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::json;
use tm_model::Workspace;
use tm_model::source::FileId;
use tm_tests::synthetic::{LONG, SHORT, Size, model};
use tm_tests::{Client, initialize_params};

const TM: &str = env!("CARGO_BIN_EXE_tm");
const TODAY: i64 = 20_778;
const SMALL: Size = Size { elements: 2_000, flows: 3_000, zones: 100 };
const LARGE: Size = Size { elements: 20_000, flows: 30_000, zones: 1_000 };

fn main() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench");
    std::fs::create_dir_all(&folder).expect("a folder for the models");
    println!("{:<62} {:>22} {:>12}", "work", "measured", "target");
    whole_processes(&folder);
    edits();
    server();
}

fn row(work: &str, measured: &str, target: &str) {
    println!("{work:<62} {measured:>22} {target:>12}");
}

fn whole_processes(folder: &Path) {
    // Each is a workspace of its own: what lies around it is not read.
    let write = |name: &str, text: &str| -> PathBuf {
        let folder = folder.join(name);
        std::fs::create_dir_all(&folder).expect("a folder for the model");
        std::fs::write(folder.join("tm.toml"), "").expect("written");
        let path = folder.join("model.tm");
        std::fs::write(&path, text).expect("written");
        path
    };
    let (small, large) = (write("small", &model(SMALL)), write("large", &model(LARGE)));
    let (time_small, memory_small) = check(&small, &folder.join("small.json"), 9);
    row(
        "tm check --format json, 2,000 elements, 3,000 flows",
        &format!("{}, {memory_small} MB", milliseconds(time_small)),
        "100 ms, 60 MB",
    );
    let (time_large, memory_large) = check(&large, &folder.join("large.json"), 5);
    row(
        "the same, 20,000 elements, 30,000 flows",
        &format!("{}, {memory_large} MB", milliseconds(time_large)),
        "",
    );
    let ratio = time_large.as_secs_f64() / time_small.as_secs_f64();
    row("ratio of the two", &format!("{ratio:.1}"), "12");
    let packs = ["web", "cloud", "kubernetes", "cicd", "ai", "privacy", "device", "enterprise"];
    let uses: String = packs.iter().map(|pack| format!("use {pack} 1.0\n")).collect();
    let path = write("packs", &format!("{}\n{uses}", model(SMALL)));
    let (time, memory) = check(&path, &folder.join("packs.json"), 7);
    row(
        "2,000 elements, 3,000 flows with all packs",
        &format!("{}, {memory} MB", milliseconds(time)),
        "300 ms",
    );
    let blog = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/blog");
    let (time, memory) = check(&blog, &folder.join("blog.json"), 15);
    row("tm check examples/blog", &format!("{}, {memory} MB", milliseconds(time)), "15 ms");
}

/// The median time and the peak memory of a check, over several runs.
fn check(path: &Path, output: &Path, runs: usize) -> (Duration, u64) {
    let mut times = Vec::new();
    let mut peak = 0;
    for _ in 0..=runs {
        let file = std::fs::File::create(output).expect("a file for the output");
        let start = Instant::now();
        let mut child = Command::new(TM)
            .args(["check", "--format", "json", "--fail-on", "never", "--today", "2026-11-21"])
            .arg(path)
            .stdin(Stdio::null())
            .stdout(file)
            .spawn()
            .expect("the binary runs");
        let status = format!("/proc/{}/status", child.id());
        loop {
            if let Ok(text) = std::fs::read_to_string(&status) {
                let line = text.lines().find(|line| line.starts_with("VmHWM"));
                let kilobytes = line.and_then(|line| line.split_whitespace().nth(1)?.parse().ok());
                peak = peak.max(kilobytes.unwrap_or(0));
            }
            if child.try_wait().expect("it can be waited for").is_some() {
                break;
            }
            std::thread::sleep(Duration::from_millis(1));
        }
        times.push(start.elapsed());
    }
    // The first run warms the caches of the system.
    times.remove(0);
    times.sort_unstable();
    (times[times.len() / 2], peak / 1024)
}

fn edits() {
    let attribute = |session: &mut Session| session.flip("mfa: no", "mfa: yes");
    let mut medians = Vec::new();
    for (name, size, target) in [("1,000 lines", SHORT, ""), ("100,000 lines", LONG, "p99 200 µs")]
    {
        let mut session = Session::new(size);
        let times = session.measure(800, attribute);
        medians.push(percentile(&times, 50));
        row(&format!("one attribute edited, {name}"), &percentiles(&times), target);
    }
    let ratio = medians[1].as_secs_f64() / medians[0].as_secs_f64();
    row("ratio of the medians", &format!("{ratio:.2}"), "2");
    let mut session = Session::new(LONG);
    let times = session.measure(200, Session::move_flow);
    row("one flow's end changed, 100,000 lines", &percentiles(&times), "p99 10 ms");
    let times = session.measure(200, |session| session.flip("internal-zone", "internet-zone"));
    row("one zone's trust changed, 100,000 lines", &percentiles(&times), "p99 10 ms");
    let before = session.workspace.counters();
    let times = session.measure(200, Session::comment);
    let after = session.workspace.counters();
    row("a comment edited, 100,000 lines", &percentiles(&times), "");
    row(
        "rules evaluated, names resolved by that",
        &format!(
            "{}, {}",
            after.rules_evaluated - before.rules_evaluated,
            after.names_resolved - before.names_resolved
        ),
        "0, 0",
    );
}

/// What an editor waits for, through the pipes of the server: with the analysis of the edit before it,
/// and with all that is written and read.
fn server() {
    const URI: &str = "file:///models/big.tm";
    let capabilities = json!({ "textDocument": { "semanticTokens": {
        "requests": { "full": { "delta": true } },
        "tokenTypes": [],
        "tokenModifiers": [],
        "formats": ["relative"],
    } } });
    let (mut client, _) = Client::start_with(TM, &initialize_params(&capabilities));
    let text = model(LONG);
    client.open(URI, &text);
    let about = json!({ "textDocument": { "uri": URI } });
    let start = Instant::now();
    let mut known = client.call("textDocument/semanticTokens/full", &about);
    row("the first semantic tokens, with the analysis", &milliseconds(start.elapsed()), "");
    let lines: Vec<usize> = text
        .lines()
        .enumerate()
        .filter(|(_, line)| *line == "  mfa: no")
        .map(|(at, _)| at)
        .collect();
    let mut times = Vec::new();
    for version in 2..302 {
        let line = lines[version * 9973 % lines.len()];
        let place = |column| json!({ "line": line, "character": column });
        let (text, end) = if version.is_multiple_of(2) { ("?", 9) } else { ("no\n  mtls: no", 9) };
        let change = json!({ "range": { "start": place(7), "end": place(end) }, "text": text });
        let start = Instant::now();
        client.change(URI, i32::try_from(version).unwrap_or(0), &json!([change]));
        let params = json!({
            "textDocument": { "uri": URI },
            "previousResultId": known["resultId"],
        });
        known = client.call("textDocument/semanticTokens/full/delta", &params);
        times.push(start.elapsed());
        assert!(known.get("edits").is_some(), "only what has changed is sent");
    }
    times.sort_unstable();
    row("semantic tokens after an edit, 100,000 lines", &percentiles(&times), "p99 20 ms");

    let ragged = model(LONG).replace("  ", " ");
    client.change(URI, 1_000, &json!([{ "text": ragged }]));
    client.call("textDocument/semanticTokens/full", &about);
    let params = json!({
        "textDocument": { "uri": URI },
        "options": { "tabSize": 2, "insertSpaces": true },
    });
    let mut times = Vec::new();
    for _ in 0..9 {
        let start = Instant::now();
        client.call("textDocument/formatting", &params);
        times.push(start.elapsed());
    }
    times.sort_unstable();
    let measured = milliseconds(percentile(&times, 50));
    row("all of it formatted, 100,000 lines", &measured, "400 ms");
    let typed = json!({
        "textDocument": { "uri": URI },
        "position": { "line": 60_000, "character": 0 },
        "ch": "\n",
        "options": { "tabSize": 2, "insertSpaces": true },
    });
    let mut times = Vec::new();
    for _ in 0..50 {
        let start = Instant::now();
        client.call("textDocument/onTypeFormatting", &typed);
        times.push(start.elapsed());
    }
    times.sort_unstable();
    row("what a new line completes, 100,000 lines", &percentiles(&times), "");
}

struct Session {
    workspace: Workspace,
    file: FileId,
    text: String,
    turn: usize,
}

impl Session {
    fn new(size: Size) -> Self {
        let text = model(size);
        let mut workspace = Workspace::new(TODAY);
        let file = workspace.set_file("big.tm", &text);
        workspace.update();
        workspace.take_changed();
        Self { workspace, file, text, turn: 0 }
    }

    /// Times edits, each with the update that follows.
    fn measure(
        &mut self,
        count: usize,
        edit: impl Fn(&mut Self) -> (Range<usize>, String),
    ) -> Vec<Duration> {
        let mut times = Vec::with_capacity(count);
        for _ in 0..count {
            let (range, new) = edit(self);
            self.text.replace_range(range.clone(), &new);
            let start = Instant::now();
            self.workspace.edit(self.file, range, &new);
            self.workspace.update();
            times.push(start.elapsed());
        }
        times.sort_unstable();
        times
    }

    /// The n-th place of a text, going round, each visited twice: there and back.
    fn place(&mut self, wanted: &str) -> usize {
        let step = self.turn / 2 * 9973;
        // The model is ASCII, so every offset is a boundary.
        let start = (step * 101) % self.text.len();
        self.text[start..]
            .find(wanted)
            .map_or_else(|| self.text.find(wanted), |at| Some(start + at))
            .expect("the model holds it")
    }

    fn flip(&mut self, one: &str, other: &str) -> (Range<usize>, String) {
        let forward = self.turn.is_multiple_of(2);
        let (from, to) = if forward { (one, other) } else { (other, one) };
        let at = self.place(from);
        self.turn += 1;
        (at..at + from.len(), to.to_owned())
    }

    fn move_flow(&mut self) -> (Range<usize>, String) {
        let at = self.place("-> element-");
        let start = at + "-> ".len();
        let end = start + self.text[start..].find(' ').expect("a name ends");
        self.turn += 1;
        (start..end, format!("element-{}", (self.turn * 37) % 90))
    }

    fn comment(&mut self) -> (Range<usize>, String) {
        let at = self.place("  mfa: ");
        self.turn += 1;
        (at..at, "  // a word\n".to_owned())
    }
}

fn percentile(sorted: &[Duration], percent: usize) -> Duration {
    sorted[(sorted.len() * percent / 100).min(sorted.len() - 1)]
}

fn percentiles(sorted: &[Duration]) -> String {
    let micro = |percent| {
        let time = percentile(sorted, percent);
        if time < Duration::from_millis(1) {
            format!("{} µs", time.as_micros())
        } else {
            milliseconds(time)
        }
    };
    format!("p50 {}, p99 {}", micro(50), micro(99))
}

fn milliseconds(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1000.0)
}
