//! Places of a text that lead out of it: tickets to their tracker, imports and packs to their files,
//! numbers of catalogues to their pages. Nothing is fetched; a link is only an address.

use std::ops::Range;

use tm_grammar::tree::{Head, Item, Property, Span, Text, UseSource, ValueKind};
use tm_grammar::words::{Places, Shape, item_info};
use tm_model::Snapshot;
use tm_model::source::FileId;

use crate::names::in_file;
use crate::tickets::Trackers;
use crate::wording::full_name;

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTarget {
    /// To a file of the workspace, or to a pack that ships.
    File(FileId),
    /// To a file at a path relative to this one, which need not be there.
    Path(String),
    /// To an address.
    Address(String),
}

/// A place that leads somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The place, in bytes of the file.
    pub range: Range<usize>,
    /// Where it leads.
    pub target: LinkTarget,
    /// What is there, in a few words.
    pub tooltip: String,
}

/// The links of a file, in the order of the text.
pub fn links(snapshot: &Snapshot, file: FileId) -> Vec<Link> {
    let Some(known) = snapshot.file(file) else { return Vec::new() };
    let trackers = snapshot.model_of(file).map(Trackers::of).unwrap_or_default();
    let mut collector = Collector { snapshot, file, trackers, found: Vec::new() };
    for (_, start, block) in known.document.blocks() {
        for item in &block.items {
            collector.item(start, &block.text, item);
        }
    }
    collector.found.sort_by_key(|link| (link.range.start, link.range.end));
    collector.found
}

struct Collector<'a> {
    snapshot: &'a Snapshot,
    file: FileId,
    trackers: Trackers<'a>,
    found: Vec<Link>,
}

impl Collector<'_> {
    fn add(&mut self, range: Range<usize>, target: LinkTarget, tooltip: impl Into<String>) {
        self.found.push(Link { range, target, tooltip: tooltip.into() });
    }

    fn item(&mut self, start: usize, text: &str, item: &Item) {
        match &item.head {
            Head::Import(import) => {
                if let Some(path) = &import.path {
                    self.path(start, path, "Open the model that is imported");
                }
            }
            Head::Use(used) => match &used.source {
                Some(UseSource::Path(path)) => self.path(start, path, "Open the knowledge base"),
                Some(UseSource::Name(name)) => {
                    let schema = self.snapshot.schema_of(self.file);
                    let wanted = full_name(name);
                    let pack = schema
                        .and_then(|schema| schema.packs.iter().find(|pack| pack.name == wanted));
                    if let Some(file) = pack.map(|pack| pack.origin.file) {
                        let range = in_file(start, name.span());
                        self.add(range, LinkTarget::File(file), "Open the knowledge base");
                    }
                }
                None => {}
            },
            _ => {}
        }
        for span in &item.docs {
            self.documentation(start, *span, text);
        }
        for property in item.properties() {
            self.property(start, text, item, property);
        }
        for inner in item.items() {
            self.item(start, text, inner);
        }
    }

    fn path(&mut self, start: usize, path: &Text, tooltip: &str) {
        if let Some(file) = self.snapshot.file_from(self.file, &path.value) {
            let inner = Span::new(path.span.start + 1, path.span.end.saturating_sub(1));
            self.add(in_file(start, inner), LinkTarget::File(file), tooltip);
        }
    }

    fn property(&mut self, start: usize, text: &str, item: &Item, property: &Property) {
        let key = property.key.text.as_str();
        let infos =
            [Places::MODEL, Places::KNOWLEDGE_BASE].map(|place| item_info(item.word, place));
        let info = infos.into_iter().flatten().find_map(|info| info.property(key));
        let is_ticket = info.is_some_and(|info| info.shape == Shape::Tickets);
        for value in &property.values {
            let written = match &value.kind {
                ValueKind::Number(number) => number.to_string(),
                ValueKind::Text(text) => text.to_string(),
                ValueKind::Reference(_) => value.span.text(text).to_owned(),
                _ => continue,
            };
            let link = match key {
                _ if is_ticket => self.ticket(&written),
                "cwe" if info.is_some() => {
                    catalogue(&written, "CWE-", "https://cwe.mitre.org/data/definitions/", ".html")
                }
                "capec" if info.is_some() => catalogue(
                    &written,
                    "CAPEC-",
                    "https://capec.mitre.org/data/definitions/",
                    ".html",
                ),
                "attack" if info.is_some() => technique(&written),
                _ => None,
            };
            if let Some((address, tooltip)) = link {
                self.add(in_file(start, value.span), LinkTarget::Address(address), tooltip);
            }
        }
    }

    fn ticket(&self, ticket: &str) -> Option<(String, String)> {
        let address = self.trackers.address(ticket)?;
        is_address(&address).then(|| (address, format!("Open ticket {ticket}")))
    }

    /// `[text](guide.md)` in the lines above an item.
    fn documentation(&mut self, start: usize, span: Span, text: &str) {
        let line = span.text(text);
        for (at, _) in line.match_indices("](") {
            let rest = &line[at + 2..];
            let Some(end) = rest.find([')', ' ']) else { continue };
            let written = &rest[..end];
            let from = start + span.start as usize + at + 2;
            let range = from..from + end;
            let target = written.split('#').next().unwrap_or_default();
            if is_address(written) {
                self.add(range, LinkTarget::Address(written.to_owned()), "");
            } else if !target.is_empty() && !target.contains(':') {
                self.add(range, LinkTarget::Path(target.to_owned()), "");
            }
        }
    }
}

fn is_address(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

/// The page of a number in a catalogue.
fn catalogue(number: &str, name: &str, before: &str, after: &str) -> Option<(String, String)> {
    let number = number.strip_prefix(name).unwrap_or(number);
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| (format!("{before}{number}{after}"), format!("Open {name}{number}")))
}

/// The page of a technique of ATT&CK (`T1190`, `T1059.001`) or ATLAS (`AML.T0051`).
fn technique(id: &str) -> Option<(String, String)> {
    if let Some(rest) = id.strip_prefix("AML.") {
        technique(rest)?;
        return Some((
            format!("https://atlas.mitre.org/techniques/{id}"),
            format!("Open ATLAS {id}"),
        ));
    }
    let mut parts = id.strip_prefix('T')?.split('.');
    let (first, second) = (parts.next()?, parts.next());
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(first) || !second.is_none_or(digits) || parts.next().is_some() {
        return None;
    }
    let page = second.map_or_else(|| format!("T{first}"), |second| format!("T{first}/{second}"));
    Some((format!("https://attack.mitre.org/techniques/{page}/"), format!("Open ATT&CK {id}")))
}
