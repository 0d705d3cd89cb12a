//! What holds for every model, with every knowledge base, after every edit, as a function of any
//! bytes: `corpora.rs` calls it with the files in `tests/fuzz/corpus/evaluate`, the fuzz target with
//! whatever reaches new code.

use arbitrary::Unstructured;
use tm_grammar::tree::Span;
use tm_model::diagnostic::Code;
use tm_model::explain::explain;
use tm_model::model::{Model, RuleRef};
use tm_model::policy::Policy;
use tm_model::schema::RuleId;
use tm_model::source::FileId;
use tm_model::{Snapshot, Workspace};

use super::dump::{differences, dump};

/// Divides an input into the texts of the files and the edits after them.
pub const SEPARATOR: u8 = 0x1e;

/// The files, in the order of the input: a model, a part of it or another model, a knowledge base.
pub const PATHS: [&str; 3] = ["main.tm", "other.tm", "packs/mini.tm"];

/// 2026-11-21
const TODAY: i64 = 20_778;

/// How many edits of an input are made; more find nothing new.
const MANY: usize = 6;

/// How many rules are explained on how many things each.
const SOME: usize = 12;

/// Fills a workspace with the texts of the input and edits them. In each further part of the input a
/// byte says which file, two where the edit begins, one how many bytes go, and the rest takes their
/// place.
pub fn evaluate(bytes: &[u8]) {
    let mut parts = bytes.split(|byte| *byte == SEPARATOR);
    let texts = PATHS.map(|_| String::from_utf8_lossy(parts.next().unwrap_or_default()));
    let mut workspace = workspace(&texts);
    for part in parts.take(MANY) {
        let mut part = Unstructured::new(part);
        // What an input leaves out is 0.
        let which: u8 = part.arbitrary().unwrap_or_default();
        let start: u16 = part.arbitrary().unwrap_or_default();
        let length: u8 = part.arbitrary().unwrap_or_default();
        let insert = String::from_utf8_lossy(part.take_rest());
        let Some(id) = workspace.find_file(PATHS[usize::from(which) % PATHS.len()]) else {
            continue;
        };
        let size = workspace.file(id).map_or(0, |file| file.document.len());
        let start = usize::from(start) % (size + 1);
        workspace.edit(id, start..start + usize::from(length), &insert);
        workspace.update();
    }
    assert_as_new(&workspace);
    assert_findings(&workspace);
    explain_some(&workspace.snapshot());
    if let Some(pack) = workspace.find_file(PATHS[2]) {
        workspace.run_tests(pack);
    }
}

/// A workspace with these texts that reports findings of all codes.
fn workspace(texts: &[impl AsRef<str>]) -> Workspace {
    let mut workspace = Workspace::new(TODAY);
    let mut policy = Policy::default();
    for code in Code::ALL.iter().filter(|code| code.info().off) {
        policy.set_severity(*code, Some(code.info().severity));
    }
    workspace.set_policy(policy);
    for (path, text) in PATHS.iter().zip(texts) {
        workspace.set_file(path, text.as_ref());
    }
    workspace.update();
    workspace
}

/// The workspace knows what a new one with the same texts knows.
fn assert_as_new(workspace: &Workspace) {
    let text_of = |path| workspace.find_file(path).and_then(|id| workspace.file(id));
    let texts = PATHS.map(|path| text_of(path).map_or_else(String::new, |it| it.document.text()));
    let (incremental, scratch) = (dump(workspace), dump(&self::workspace(&texts)));
    assert!(
        incremental == scratch,
        "{}\n--- texts\n{}",
        differences(&incremental, &scratch).join("\n"),
        texts.join("\n---\n")
    );
}

/// What findings and their fixes point at is there.
fn assert_findings(workspace: &Workspace) {
    let snapshot = workspace.snapshot();
    let files: Vec<FileId> = workspace.files().map(|(id, _)| id).collect();
    for id in files {
        let Some(file) = snapshot.file(id) else { continue };
        for (block, _, tree) in file.document.blocks() {
            for finding in workspace.findings_with_fixes(id, block) {
                assert!(is_in(finding.span, &tree.text), "{finding:?}");
                assert!(!finding.message.is_empty(), "{finding:?}");
                let places = finding.related.iter().map(|related| related.origin);
                for place in places.chain(finding.fixes.iter().map(|fix| fix.origin)) {
                    let there = snapshot
                        .file(place.file)
                        .and_then(|file| file.document.block(place.block))
                        .is_some_and(|block| is_in(place.span, &block.text));
                    assert!(there, "{place:?} is nowhere: {finding:?}");
                }
            }
        }
    }
}

fn is_in(span: Span, text: &str) -> bool {
    text.get(span.start as usize..span.end as usize).is_some()
}

/// Rules are explained on things, whether they fire there or not.
fn explain_some(snapshot: &Snapshot) {
    for model in snapshot.models() {
        for rule in some_rules(model) {
            for (thing, _) in model.things().take(SOME) {
                explain(snapshot, model, rule, thing);
            }
        }
        for (thing, _) in model.things().take(SOME) {
            for threat in model.threats(thing) {
                let explained = explain(snapshot, model, threat.rule, thing);
                let told = explained.and_then(|explanation| explanation.threat);
                assert_eq!(told.map(|it| it.key), Some(threat.key), "a threat is explained");
            }
        }
    }
}

fn some_rules(model: &Model) -> impl Iterator<Item = RuleRef> {
    (0..).zip(&model.schema.rules).take(SOME).map(|(number, _)| RuleRef::Pack(RuleId(number)))
}
