//! Incremental equals from scratch: after any edits, a workspace knows what a new one with the same
//! texts knows.

mod support;

use std::collections::BTreeSet;

use support::dump::{differences, dump};
use support::generator::{PACK, Random, file, line};
use tm_grammar::words::ItemWord;
use tm_model::Workspace;
use tm_model::diagnostic::Code;
use tm_model::lock::Lock;
use tm_model::policy::Policy;
use tm_model::schema::Level;

const TODAY: i64 = 20_778;

/// The beginning of a model: both sides of a boundary, so that what is added meets something.
const MAIN: &str = "model m \"M\" { rating: dread; reviewed: 2026-08-01; review-every: 90d }
use mini 1.0 only comprehensive
zone z1: inner { process e: web; store d holds s1 { saved: no } }
zone z2: net { entity b: human }
flow f1: b -> e via plain carrying s1
";

/// Paths and the first line of each.
const FILES: [(&str, &str); 6] = [
    ("main.tm", MAIN),
    ("part.tm", "part of m\n"),
    ("second.tm", "part of m\n"),
    ("other.tm", "model other\nuse mini\nprocess x: web in zz\nzone zz: inner\n"),
    ("packs/mini.tm", PACK),
    ("packs/spare.tm", "kb spare 1.0\nattribute spare: yes-no for actor { default: unset }\n"),
];

struct Session {
    texts: Vec<Option<String>>,
    today: i64,
    workspace: Workspace,
    /// Codes that are off are asked for.
    all_codes: bool,
}

/// What was agreed on: another version of the pack, and other facts than there are.
fn lock() -> Lock {
    let mut lock = Lock::default();
    let locked = lock.models.entry("m".into()).or_default();
    locked.packs.insert("mini".into(), "0.9.0".into());
    let rules = PACK.lines().filter_map(|line| line.strip_prefix("threat ")?.split(':').next());
    for rule in rules {
        for thing in ["b", "d", "e", "f1", "z1"] {
            locked.accepted.insert(format!("mini.{rule} on {thing}").into(), vec!["x = y".into()]);
        }
    }
    lock
}

/// A workspace that reports findings of all codes, if that is asked for.
fn workspace(today: i64, all_codes: bool) -> Workspace {
    let mut workspace = Workspace::new(today);
    let mut policy = Policy::default();
    for code in Code::ALL.iter().filter(|code| all_codes && code.info().off) {
        policy.set_severity(*code, Some(code.info().severity));
    }
    if all_codes {
        policy.approvers.set(Level::Low, vec!["@nobody".into()]);
        workspace.set_lock(lock());
    }
    workspace.set_policy(policy);
    workspace
}

impl Session {
    fn new(random: &mut Random) -> Self {
        let all_codes = random.chance(30);
        let mut workspace = workspace(TODAY, all_codes);
        let mut texts = Vec::new();
        for (path, header) in FILES {
            let text =
                if path.starts_with("packs/") { header.to_owned() } else { file(random, header) };
            workspace.set_file(path, &text);
            texts.push(Some(text));
        }
        workspace.update();
        Self { texts, today: TODAY, workspace, all_codes }
    }

    /// What a new workspace with the same texts knows.
    fn fresh_dump(&self) -> String {
        let mut workspace = workspace(self.today, self.all_codes);
        for ((path, _), text) in FILES.iter().zip(&self.texts) {
            if let Some(text) = text {
                workspace.set_file(path, text);
            }
        }
        workspace.update();
        dump(&workspace)
    }

    fn step(&mut self, random: &mut Random) -> String {
        match random.below(40) {
            0 => {
                self.today = TODAY + i64::try_from(random.below(400)).unwrap();
                self.workspace.set_today(self.today);
                format!("today {}", self.today)
            }
            1 => {
                let which = random.below(FILES.len());
                let (path, header) = FILES[which];
                if self.texts[which].take().is_some() {
                    let id = self.workspace.find_file(path).unwrap();
                    self.workspace.remove_file(id);
                    return format!("remove {path}");
                }
                let text = file(random, header);
                self.workspace.set_file(path, &text);
                self.texts[which] = Some(text);
                format!("add {path}")
            }
            _ => {
                // The pack is edited more rarely than the models, since that builds all anew.
                let which = if random.chance(4) { 4 } else { random.below(4) };
                self.edit(random, which)
            }
        }
    }

    fn edit(&mut self, random: &mut Random, which: usize) -> String {
        let Some(text) = &mut self.texts[which] else { return String::new() };
        let (start, end, new) = random_edit(random, text);
        let id = self.workspace.find_file(FILES[which].0).unwrap();
        self.workspace.edit(id, start..end, &new);
        let told = format!("{}: {:?} -> {new:?}", FILES[which].0, &text[start..end]);
        text.replace_range(start..end, &new);
        told
    }
}

/// A range of the text and what takes its place.
fn random_edit(random: &mut Random, text: &str) -> (usize, usize, String) {
    let lines: Vec<(usize, usize)> = {
        let mut start = 0;
        text.split_inclusive('\n')
            .map(|line| {
                let range = (start, start + line.len());
                start += line.len();
                range
            })
            .collect()
    };
    let boundary = |at: usize| (at..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap();
    match random.below(10) {
        // A line comes, goes, or becomes another.
        0..=2 => {
            let at = if lines.is_empty() { 0 } else { lines[random.below(lines.len())].0 };
            (at, at, format!("{}\n", line(random)))
        }
        3 | 4 if !lines.is_empty() => {
            let (start, end) = lines[random.below(lines.len())];
            (start, end, String::new())
        }
        5 | 6 if !lines.is_empty() => {
            let (start, end) = lines[random.below(lines.len())];
            (start, end, format!("{}\n", line(random)))
        }
        // A word becomes another.
        7 | 8 => {
            let words: Vec<(usize, &str)> = text
                .split(|c: char| !c.is_alphanumeric() && c != '-')
                .filter(|word| !word.is_empty())
                .map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
                .collect();
            if words.is_empty() {
                return (0, 0, "model m\n".into());
            }
            let (start, old) = words[random.below(words.len())];
            let (_, new) = words[random.below(words.len())];
            (start, start + old.len(), new.to_owned())
        }
        // Some characters go, some come.
        _ => {
            let start = boundary(random.below(text.len() + 1));
            let end = boundary((start + random.below(6)).min(text.len()));
            let new = random
                .pick(&["{", "}", "\"", "\n", " ", "x", "é", "// ", "?", "->", ": ", "🦀\r\n"]);
            (start, end, new.to_owned())
        }
    }
}

/// Facts of an element, one of which spreads, and of a flow that reads them.
const FACTS: &str = "\
kb mini 1.0
fact outside for element e { when any(z in e.zones where z.kind = internet) }
fact dirty for element e { when e.outside spreads f where f.crosses }
fact from-outside for flow f { when f.source.outside }
fact from-dirt for flow f { when f.source.dirty }
";

/// What a workspace knows of a text after an edit is what a new one knows.
#[track_caller]
fn check_edit(pack: &str, text: &str, gone: &str, new: &str) {
    let filled = |text: &str| {
        let mut workspace = workspace(TODAY, true);
        workspace.set_file("packs/mini.tm", pack);
        let id = workspace.set_file("main.tm", text);
        workspace.update();
        (workspace, id)
    };
    let (mut edited, id) = filled(text);
    let start = text.find(gone).unwrap();
    edited.edit(id, start..start + gone.len(), new);
    edited.update();
    let (scratch, _) = filled(&text.replacen(gone, new, 1));
    let (incremental, scratch) = (dump(&edited), dump(&scratch));
    assert!(incremental == scratch, "{:#?}", differences(&incremental, &scratch));
}

#[test]
fn who_reads_a_fact_of_a_thing_hears_that_the_thing_is_of_another_kind() {
    let text = "model m\nuse mini\nzone z { kind: internet; entity b }\nflow f: b -> c\nstore c\n";
    // The store has the name now, and lies in no zone.
    check_edit(FACTS, text, "zone", "store b\nzone");
    check_edit(FACTS, text, "entity", "process");
    check_edit(FACTS, text, "store c", "process c");
    check_edit(FACTS, text, "store c", "zone y { process c }");
}

#[test]
fn a_fact_spreads_to_a_thing_that_is_of_another_kind() {
    let text = "model m\nuse mini\nzone z { kind: internet; entity b }\nflow f: b -> c\n\
                zone y { store c }\nflow g: c -> d\nentity d\n";
    check_edit(FACTS, text, "store c", "process c");
    check_edit(FACTS, text, "entity d", "zone d");
    check_edit(FACTS, text, "kind: internet; entity b", "kind: internet; process b");
}

/// How many sequences the suite runs; more with `TM_SEQUENCES`.
fn sequences() -> u64 {
    std::env::var("TM_SEQUENCES").ok().and_then(|text| text.parse().ok()).unwrap_or(10_000)
}

fn run(numbers: impl Iterator<Item = u64>) {
    for number in numbers {
        let mut random = Random::new(number);
        let mut session = Session::new(&mut random);
        let mut told = Vec::new();
        for _ in 0..random.below(6) + 1 {
            for _ in 0..random.below(2) + 1 {
                told.push(session.step(&mut random));
            }
            session.workspace.update();
        }
        let (incremental, scratch) = (dump(&session.workspace), session.fresh_dump());
        if incremental != scratch {
            let differences: Vec<String> = differences(&incremental, &scratch);
            panic!(
                "sequence {number}: {told:#?}\n{}\n--- texts\n{:#?}",
                differences.join("\n"),
                session.texts.iter().take(4).collect::<Vec<_>>()
            );
        }
    }
}

#[test]
fn incremental_equals_from_scratch() {
    let all = sequences();
    // Two threads, each with its own half.
    std::thread::scope(|scope| {
        for half in 0..2 {
            scope.spawn(move || run((0..all).filter(move |number| number % 2 == half)));
        }
    });
}

#[test]
fn the_generator_writes_every_kind_of_item() {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut random = Random::new(7);
    for _ in 0..300 {
        for (path, header) in FILES {
            let text = if path.starts_with("packs/") {
                header.to_owned()
            } else {
                file(&mut random, header)
            };
            for (_, _, block) in tm_grammar::Document::new(&text).blocks() {
                for item in &block.items {
                    seen.insert(item.word.text());
                    seen.extend(item.items().map(|item| item.word.text()));
                }
            }
        }
    }
    // What changes other packs' rules and what tests them plays no part in models.
    let not_here = ["override", "disable", "test", "profile", "category"];
    let missing: Vec<&str> = ItemWord::ALL
        .iter()
        .map(|word| word.text())
        .filter(|word| !seen.contains(word) && !not_here.contains(word))
        .collect();
    assert_eq!(missing, Vec::<&str>::new());
}

#[test]
fn the_generator_leads_to_the_findings_of_models() {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for number in 0..1500 {
        let mut random = Random::new(number);
        let mut session = Session::new(&mut random);
        for _ in 0..4 {
            session.step(&mut random);
        }
        session.workspace.update();
        for (id, _) in session.workspace.files() {
            let found = session.workspace.findings(id);
            let found = found.iter().flat_map(|(_, list)| list.iter());
            seen.extend(found.map(|finding| finding.code.info().code));
        }
    }
    // What is wrong with a text or a pack alone reads nothing of a model.
    let alone = ["TM109", "TM010", "TM011", "TM004", "TM006", "TM207", "TM210", "TM211"];
    let codes = Code::ALL.iter().map(|code| code.info().code);
    let missing: Vec<&str> = codes
        .filter(|code| !seen.contains(code) && !alone.contains(code) && *code < "TM600")
        .collect();
    assert_eq!(missing, Vec::<&str>::new());
}
