//! A model, and what is said of a key: one line for each part, note and remedy.

use std::fmt::Write as _;

use tm_model::explain::{Explanation, Note, Part, explain, rules_named};
use tm_model::model::{Model, ThingId};
use tm_model::source::Origin;
use tm_model::value::Truth;
use tm_model::{Snapshot, Workspace};

/// 2026-11-21
pub const TODAY: i64 = 20_778;

/// A workspace with a model that uses the pack `house`.
pub fn workspace(model: &str) -> Workspace {
    let mut workspace = Workspace::new(TODAY);
    workspace.set_file("house.tm", include_str!("house.tm"));
    workspace.set_file("shop.tm", model);
    workspace.update_models();
    workspace
}

/// The explanation of `rule on thing`, and nothing of what ships or is laid out.
pub fn explained(model: &str, key: &str) -> String {
    let snapshot = workspace(model).snapshot();
    let (rule, subject) = key.split_once(" on ").expect("a key");
    let model = snapshot.models().iter().find(|model| model.name == "shop").expect("it is there");
    let rule = rules_named(model, rule)[0];
    let subject = model.find(subject).unwrap_or(ThingId::MODEL);
    let explanation = explain(&snapshot, model, rule, subject).expect("it applies");
    Writer { snapshot: &snapshot, model }.write(&explanation)
}

struct Writer<'w> {
    snapshot: &'w Snapshot,
    model: &'w Model,
}

impl Writer<'_> {
    fn write(&self, explanation: &Explanation) -> String {
        let mut out = format!("{:?}\n", explanation.verdict);
        if let Some(at) = out.find("Origin {") {
            // Where it is follows from a block's number, which says nothing to a reader.
            out.truncate(at);
            out.push_str("…\n");
        }
        if let Some(threat) = &explanation.threat {
            let _ = writeln!(out, "{} {}", threat.state.word(), threat.risk.level);
        }
        for (word, part) in [("when", &explanation.when), ("unless", &explanation.unless)] {
            if let Some(part) = part {
                let _ = writeln!(out, "{word}");
                self.part(part, 1, &mut out);
            }
        }
        for note in &explanation.answered_by {
            let _ = writeln!(out, "answered by");
            self.note(note, 1, &mut out);
        }
        for remedy in &explanation.remedies {
            let needs: Vec<String> = remedy
                .needs
                .iter()
                .map(|need| {
                    let name = &self.model.schema.attribute(need.attribute).name;
                    format!("{name}: {} on {}", need.value, self.model.label(need.on))
                })
                .collect();
            let _ = writeln!(out, "remedy {}", needs.join(" and "));
        }
        for question in &explanation.questions {
            let _ = writeln!(out, "asks {question}");
        }
        out
    }

    fn part(&self, part: &Part, depth: usize, out: &mut String) {
        let mark = match part.truth {
            Truth::True => '+',
            Truth::False => '-',
            Truth::Unknown => '?',
        };
        let _ = writeln!(out, "{}{mark} {}", "  ".repeat(depth), part.text);
        part.notes.iter().for_each(|note| self.note(note, depth + 1, out));
        part.parts.iter().for_each(|part| self.part(part, depth + 1, out));
    }

    fn note(&self, note: &Note, depth: usize, out: &mut String) {
        let place = note.origin.map_or_else(String::new, |origin| self.place(origin));
        let _ = writeln!(out, "{}{}{place}", "  ".repeat(depth), note.text);
        note.because.iter().for_each(|part| self.part(part, depth + 1, out));
    }

    /// ` [shop.tm:3 sealed: yes]`
    fn place(&self, origin: Origin) -> String {
        let file = self.snapshot.file(origin.file).expect("places are in files");
        let start = file.document.start_of(origin.block).expect("places are in blocks");
        let text = file.document.text();
        let (from, to) = (start + origin.span.start as usize, start + origin.span.end as usize);
        let line = text[..from].matches('\n').count() + 1;
        format!(" [{}:{line} {}]", file.path, &text[from..to])
    }
}
