//! Packs from texts, and their findings as a text that a person can review.

use std::fmt::Write as _;
use std::sync::Arc;

use smol_str::SmolStr;
use tm_grammar::{Block, BlockId, Document};

use crate::schema::compile::{Compiled, PackSource, compile};
use crate::source::FileId;

/// The vocabulary that ships with the tool.
pub(super) const BASE: &str = include_str!("../../../../../knowledge/base.tm");
/// The core rules that ship with the tool.
pub(super) const STRIDE: &str = include_str!("../../../../../knowledge/stride.tm");

/// Packs under test.
#[derive(Default)]
pub(super) struct Packs {
    packs: Vec<Pack>,
}

struct Pack {
    name: SmolStr,
    direct: bool,
    text: String,
    starts: Vec<usize>,
    blocks: Vec<(BlockId, Arc<Block>)>,
}

/// No packs yet.
pub(super) fn packs() -> Packs {
    Packs::default()
}

impl Packs {
    /// A pack that the model itself uses.
    pub(super) fn direct(self, name: &str, text: &str) -> Self {
        self.pack(name, text, true)
    }

    /// A pack that only another pack uses.
    pub(super) fn indirect(self, name: &str, text: &str) -> Self {
        self.pack(name, text, false)
    }

    fn pack(mut self, name: &str, text: &str, direct: bool) -> Self {
        let document = Document::new(text);
        let (mut starts, mut blocks) = (Vec::new(), Vec::new());
        for (id, start, block) in document.blocks() {
            starts.push(start);
            blocks.push((id, Arc::clone(block)));
        }
        self.packs.push(Pack { name: name.into(), direct, text: text.into(), starts, blocks });
        self
    }

    /// Compiles them.
    pub(super) fn compile(&self) -> Compiled {
        let sources: Vec<PackSource<'_>> = self
            .packs
            .iter()
            .zip(0..)
            .map(|(pack, number)| PackSource {
                name: pack.name.clone(),
                file: FileId(number),
                blocks: &pack.blocks,
                direct: pack.direct,
            })
            .collect();
        compile(&sources)
    }

    /// The findings, syntax faults first: `name:line: CODE message`, what is meant, related places
    /// and fixes.
    pub(super) fn findings(&self) -> String {
        let mut text = String::new();
        for pack in &self.packs {
            for (start, (_, block)) in pack.starts.iter().zip(&pack.blocks) {
                for error in &block.errors {
                    let _ = writeln!(text, "{}: syntax: {error:?} in block at {start}", pack.name);
                }
            }
        }
        for (file, block, finding) in self.compile().diagnostics {
            let pack = &self.packs[file.0 as usize];
            let (line, meant) = pack.place(block, finding.span);
            let _ = writeln!(text, "{}:{line}: {} {}", pack.name, finding.code, finding.message);
            let _ = writeln!(text, "    at {meant}");
            for related in finding.related {
                let pack = &self.packs[related.origin.file.0 as usize];
                let (line, _) = pack.place(related.origin.block, related.origin.span);
                let _ = writeln!(text, "    see {}:{line}: {}", pack.name, related.message);
            }
            for fix in finding.fixes {
                let (_, replaced) = pack.place(fix.origin.block, fix.origin.span);
                let _ = writeln!(text, "    fix {}: {replaced} => {}", fix.title, fix.replacement);
            }
        }
        text
    }

    /// Asserts that there are no findings.
    pub(super) fn check_clean(&self) {
        assert_eq!(self.findings(), "");
    }

    /// Asserts that the findings are these.
    pub(super) fn check(&self, expected: &expect_test::Expect) {
        expected.assert_eq(&self.findings());
    }
}

impl Pack {
    /// The line and the text of a range.
    fn place(&self, block: BlockId, span: tm_grammar::tree::Span) -> (usize, String) {
        let index = self.blocks.iter().position(|(id, _)| *id == block);
        let start = index.map_or(0, |index| self.starts[index]);
        let from = start + span.start as usize;
        let line = self.text[..from].matches('\n').count() + 1;
        let meant = &self.text[from..start + span.end as usize];
        (line, meant.lines().map(str::trim).collect::<Vec<_>>().join(" "))
    }
}

/// A small vocabulary that the tests share.
pub(super) const WORDS: &str = r#"kb words
scale level-of-care: low < medium < high
choice purpose: business, admin, log, f
choice format: html, xml
attribute care: level-of-care for element { default: unset }
attribute purpose: purpose for flow { default: unset }
attribute parses: list of format for process { default: unset }
attribute rotated: date for asset { default: unset }
attribute team: person for element { default: unset }
attribute size: number for store { default: unset }
attribute keeps-for: duration for store { default: unset }
attribute custom: yes-no for process { default: unset }
fact outside for element e { when any(z in e.zones where z.kind = internet) }
mitigation encrypted for flow { ask: "Is {it} encrypted?" }
mitigation mfa for flow, process
mitigation backup for store
type service: process
type web-app: service { custom: yes }
type database: store
type https: flow { encrypted: yes; fixed: encrypted }
type inner: zone { kind: internal; trust: high }
type key: asset
type secret: asset
type model: asset
"#;

/// Asserts the findings of a pack that uses [`WORDS`].
pub(super) fn check(text: &str, expected: &expect_test::Expect) {
    packs().indirect("words", WORDS).direct("web", text).check(expected);
}

/// Asserts the findings of the predicates of a rule about a flow `f`.
pub(super) fn check_rule(predicates: &str, expected: &expect_test::Expect) {
    check(&format!("kb web\nthreat x: spoofing \"X\" for flow f {{\n{predicates}\n}}\n"), expected);
}

/// Asserts that the predicates of a rule about a flow `f` have no fault.
pub(super) fn check_sound_rule(predicates: &str) {
    let text = format!("kb web\nthreat x: spoofing \"X\" for flow f {{\n{predicates}\n}}\n");
    packs().indirect("words", WORDS).direct("web", &text).check_clean();
}
