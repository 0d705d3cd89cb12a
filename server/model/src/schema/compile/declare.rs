//! The declarations of all packs, sorted by what they declare, each name once.
//!
//! Invariants:
//! - What is listed has a name, stands where it may, and is the first of its name.
//! - The order is that of packs, blocks and items, so everything numbered by it is stable.

use rustc_hash::FxHashMap;
use smol_str::SmolStr;
use tm_grammar::tree::Head;
use tm_grammar::words::{ItemInfo, ItemWord, Places, item_info};

use super::PackSource;
use super::fields::kinds_with;
use super::properties::Properties;
use super::report::{Namespace, Report, Source};
use crate::diagnostic::{Code, Diagnostic};
use crate::kind::KindSet;
use crate::schema::{Pack, PackId, Unknowns, WordSet};

/// The names of value types, which no scale or choice may have.
pub(super) const VALUE_TYPES: [&str; 7] =
    ["yes-no", "text", "number", "date", "duration", "person", "list"];

/// The profiles that every pack has.
pub(super) const BUILT_IN_PROFILES: [&str; 3] = ["lite", "standard", "comprehensive"];

/// The categories of the language: name, title, letter.
pub(super) const STRIDE: [(&str, &str, &str); 6] = [
    ("spoofing", "Spoofing", "S"),
    ("tampering", "Tampering", "T"),
    ("repudiation", "Repudiation", "R"),
    ("information-disclosure", "Information disclosure", "I"),
    ("denial-of-service", "Denial of service", "D"),
    ("elevation-of-privilege", "Elevation of privilege", "E"),
];

/// A declaration and its row in the table.
pub(super) type Item<'a> = (Source<'a>, &'static ItemInfo);

/// The declarations of all packs.
#[derive(Default)]
pub(super) struct Declared<'a> {
    /// Scales and choices.
    pub words: Vec<Item<'a>>,
    /// Types.
    pub types: Vec<Item<'a>>,
    /// Attributes, derived facts and controls.
    pub attributes: Vec<Item<'a>>,
    /// Categories.
    pub categories: Vec<Item<'a>>,
    /// Events.
    pub events: Vec<Item<'a>>,
    /// Requirements.
    pub requirements: Vec<Item<'a>>,
    /// Threats.
    pub rules: Vec<Item<'a>>,
    /// Questions.
    pub questions: Vec<Item<'a>>,
    /// Profiles.
    pub profiles: Vec<Item<'a>>,
    /// `override` and `disable`.
    pub changes: Vec<Item<'a>>,
    /// `moved`.
    pub moved: Vec<Item<'a>>,
    names: FxHashMap<(Namespace, SmolStr), Source<'a>>,
}

impl<'a> Declared<'a> {
    /// Collects the declarations, and the header of each pack.
    pub(super) fn gather(packs: &'a [PackSource<'a>], report: &mut Report) -> (Self, Vec<Pack>) {
        let mut declared = Self::default();
        let mut headers = Vec::with_capacity(packs.len());
        for (index, pack) in packs.iter().enumerate() {
            // More packs than that cannot be told apart; a model uses a handful.
            let Ok(number) = u16::try_from(index) else { break };
            headers.push(declared.pack(PackId(number), pack, report));
        }
        (declared, headers)
    }

    fn pack(&mut self, id: PackId, pack: &'a PackSource<'a>, report: &mut Report) -> Pack {
        let mut header = None;
        for (block, content) in pack.blocks {
            for item in &content.items {
                let source = Source {
                    pack: id,
                    pack_name: &pack.name,
                    direct: pack.direct,
                    file: pack.file,
                    block: *block,
                    text: &content.text,
                    faulty: !content.errors.is_empty(),
                    item,
                };
                match item_info(item.word, Places::KNOWLEDGE_BASE) {
                    Some(info) if item.word == ItemWord::KnowledgeBase => {
                        if header.is_some() {
                            let message = "A file holds one knowledge base; this is the second.";
                            let finding =
                                Diagnostic::new(Code::MisplacedItem, item.word_span, message);
                            report.add(&source, finding);
                        } else {
                            header = Some(read_header(source, info, report));
                        }
                    }
                    Some(info) => self.item(source, info, report),
                    None => {
                        let message = match item.word {
                            ItemWord::Model | ItemWord::Part => {
                                "This file holds a knowledge base; a model needs a file of its own."
                                    .to_owned()
                            }
                            word => format!("\"{word}\" belongs in a model."),
                        };
                        let finding = Diagnostic::new(Code::MisplacedItem, item.word_span, message);
                        report.add(&source, finding);
                    }
                }
            }
        }
        header.unwrap_or_else(|| Pack {
            name: pack.name.clone(),
            version: SmolStr::default(),
            title: pack.name.clone(),
            origin: crate::source::Origin {
                file: pack.file,
                block: pack.blocks.first().map_or(tm_grammar::BlockId(0), |(block, _)| *block),
                span: tm_grammar::tree::Span::default(),
            },
            unknowns: None,
            profiles: Vec::new(),
        })
    }

    fn item(&mut self, source: Source<'a>, info: &'static ItemInfo, report: &mut Report) {
        let (namespace, list) = match source.item.word {
            ItemWord::Scale | ItemWord::Choice => (Namespace::Words, &mut self.words),
            ItemWord::Type => (Namespace::Type, &mut self.types),
            ItemWord::Attribute | ItemWord::Fact | ItemWord::Mitigation => {
                (Namespace::Attribute, &mut self.attributes)
            }
            ItemWord::Category => (Namespace::Category, &mut self.categories),
            ItemWord::Event => (Namespace::Event, &mut self.events),
            ItemWord::Requirement => (Namespace::Requirement, &mut self.requirements),
            ItemWord::Threat => (Namespace::Rule, &mut self.rules),
            ItemWord::Question => (Namespace::Question, &mut self.questions),
            ItemWord::Profile => (Namespace::Profile, &mut self.profiles),
            ItemWord::Override | ItemWord::Disable => {
                self.changes.push((source, info));
                return;
            }
            ItemWord::Moved => {
                self.moved.push((source, info));
                return;
            }
            // Tests are models of their own, and `use` is resolved before packs are compiled.
            ItemWord::Test => return,
            _ => {
                Properties::read(source, info, report);
                return;
            }
        };
        // Without a name there is nothing to refer to; the parser has reported it.
        let Some(name) = source.item.name() else { return };
        if let Some(message) = reserved(namespace, &name.text) {
            let code = match namespace {
                Namespace::Attribute => Code::ReservedName,
                _ => Code::DuplicateName,
            };
            let other = format!("{}-{}", source.pack_name, name.text);
            let finding = Diagnostic::new(code, name.span, message);
            let origin = source.origin(name.span);
            report
                .add(&source, finding.with_fix(format!("Rename it to \"{other}\""), origin, other));
            return;
        }
        no_kind(&source, report);
        let key = match namespace {
            Namespace::Rule | Namespace::Question | Namespace::Profile => {
                source.full_name(&name.text)
            }
            _ => name.text.clone(),
        };
        match self.names.get(&(namespace, key.clone())) {
            None => {
                list.push((source, info));
                self.names.insert((namespace, key), source);
            }
            Some(first) if first.pack == source.pack => {
                let message = format!(
                    "\"{}\" is declared twice in this knowledge base; the first one counts.",
                    name.text
                );
                let finding = Diagnostic::new(Code::DuplicateName, name.span, message)
                    .with_related(first.name_origin(), "the first one");
                report.add(&source, finding);
            }
            // Any pack may fill in the text of a category that belongs to the language.
            Some(_)
                if namespace == Namespace::Category
                    && STRIDE.iter().any(|(known, ..)| *known == name.text) =>
            {
                list.push((source, info));
            }
            Some(first) => {
                let same = first.item.span.text(first.text) == source.item.span.text(source.text);
                if !same {
                    let message = format!(
                        "The knowledge base \"{}\" declares \"{}\" differently; rename this one.",
                        first.pack_name, name.text
                    );
                    let finding = Diagnostic::new(Code::Shadowing, name.span, message)
                        .with_related(first.name_origin(), "the other one");
                    report.add(&source, finding);
                }
            }
        }
    }

    /// The declaration of a name.
    pub(super) fn find(&self, namespace: Namespace, name: &str) -> Option<&Source<'a>> {
        self.names.get(&(namespace, SmolStr::new(name)))
    }

    /// The declared names of a namespace.
    pub(super) fn names(&self, namespace: Namespace) -> impl Iterator<Item = &str> {
        self.names
            .keys()
            .filter(move |(found, _)| *found == namespace)
            .map(|(_, name)| name.as_str())
    }
}

/// Why a name may not be declared, if it belongs to the language.
fn reserved(namespace: Namespace, name: &str) -> Option<String> {
    match namespace {
        Namespace::Type => {
            // `model` may be a kind of asset: no element or asset is ever the model itself.
            let taken = name != "model" && KindSet::parse(name).is_some();
            taken.then(|| {
                format!("\"{name}\" is a kind of thing of the language; choose another name.")
            })
        }
        Namespace::Attribute => {
            let kinds = kinds_with(name);
            (!kinds.is_empty()).then(|| {
                format!(
                    "\"{name}\" is a field that {} has without any knowledge base; choose another \
                     name.",
                    super::phrases::a_kind(kinds)
                )
            })
        }
        Namespace::Words => {
            let built_in = WordSet::built_in().iter().any(|set| set.name == name);
            (built_in || VALUE_TYPES.contains(&name))
                .then(|| format!("\"{name}\" belongs to the language; choose another name."))
        }
        Namespace::Profile => BUILT_IN_PROFILES
            .contains(&name)
            .then(|| format!("Every knowledge base has the profile \"{name}\" already.")),
        _ => None,
    }
}

/// Reports a kind after the colon of an item that has none.
fn no_kind(source: &Source<'_>, report: &mut Report) {
    let takes_kind = matches!(
        source.item.word,
        ItemWord::Type | ItemWord::Attribute | ItemWord::Threat | ItemWord::Requirement
    );
    let Head::Declaration(declaration) = &source.item.head else { return };
    if let (false, Some(kind)) = (takes_kind, &declaration.kind) {
        let message =
            format!("In a knowledge base, {} takes no kind after \":\".", source.item.word);
        report.add(source, Diagnostic::new(Code::ClauseNotHere, kind.span(), message));
    }
}

fn read_header(source: Source<'_>, info: &'static ItemInfo, report: &mut Report) -> Pack {
    let properties = Properties::read(source, info, report);
    let name = SmolStr::new(source.pack_name);
    let version = match &source.item.head {
        Head::Declaration(declaration) => {
            declaration.version.as_ref().map(|version| version.text.clone()).unwrap_or_default()
        }
        _ => SmolStr::default(),
    };
    let unknowns = match properties.text("unknowns").as_str() {
        "ask" => Some(Unknowns::Ask),
        "threat" => Some(Unknowns::Threat),
        "ignore" => Some(Unknowns::Ignore),
        _ => None,
    };
    Pack {
        title: source.title_or(&name),
        name,
        version,
        origin: source.name_origin(),
        unknowns,
        profiles: Vec::new(),
    }
}
