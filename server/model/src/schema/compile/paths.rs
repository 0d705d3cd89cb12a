//! Paths of predicates: what a name means where it stands, step by step.
//!
//! A path starts at a variable, at the model, at `today` or, in claims, at a thing of the model. A
//! bare word that is none of these is a [`Meant::Word`], to be typed by what it is compared with.

use smallvec::SmallVec;
use smol_str::SmolStr;
use tm_grammar::tree::{Name, Path, Separator, Span};

use super::expressions::{ExpressionCompiler, Purpose};
use super::fields::{BUILT_INS, Meaning, built_in, kinds_with};
use super::phrases::{a_kind, kinds_and};
use super::report::Namespace;
use super::scope::Bound;
use crate::diagnostic::{Code, nearest};
use crate::kind::{KindSet, ThingKind};
use crate::schema::{
    AttributeId, AttributeRole, Collection, Operand, Place, Read, Root, ValueType, What,
};

/// The things of a model that a claim may name.
pub trait Things {
    /// What the thing of that name can be (`orders`, `charge/reply`, `pay.gateway`); `None` if there
    /// is none.
    fn kinds_of(&self, name: &str) -> Option<KindSet>;

    /// All names, for suggestions.
    fn names(&self) -> Vec<SmolStr>;
}

/// What a part of a predicate means.
#[derive(Clone, Debug)]
pub(super) enum Meant {
    /// A thing, or none.
    Thing { place: Place, kinds: KindSet },
    /// Several things.
    Things { place: Place, collection: Collection, kinds: KindSet },
    /// A value.
    Value {
        operand: Operand,
        of: ValueType,
        /// The control that it is.
        control: Option<AttributeId>,
    },
    /// What a thing is: `x.type`, `f.via`.
    TypeOf { place: Place, kinds: KindSet },
    /// A bare word that is no variable.
    Word(Name),
}

impl Meant {
    fn value(operand: Operand, of: ValueType) -> Self {
        Self::Value { operand, of, control: None }
    }
}

impl ExpressionCompiler<'_> {
    /// What a path means; `None` if it has a fault, which has been reported.
    pub(super) fn path(&mut self, path: &Path) -> Option<Meant> {
        let (mut meant, used) = self.head(path)?;
        let mut before = path.rest.get(..used).map_or(path.first.span, |rest| {
            rest.last().map_or(path.first.span, |(_, name)| path.first.span.cover(name.span))
        });
        let mut steps = path.rest.iter().skip(used).peekable();
        while let Some((separator, name)) = steps.next() {
            if name.text.is_empty() {
                return None; // The parser has reported the missing name.
            }
            if *separator == Separator::Slash {
                let message = "In a predicate, steps are separated by \".\".";
                self.report(Code::TypeError, name.span, message);
                return None;
            }
            // `f.base.mfa` is `f.mfa`, with the pack that declares it.
            let qualified = steps.peek().and_then(|(_, next)| {
                let full = format!("{}.{}", name.text, next.text);
                let is_pack = self.schema.packs.iter().any(|pack| pack.name == name.text);
                is_pack.then(|| self.schema.find_attribute(&full)).flatten()
            });
            meant = match (meant, qualified) {
                (Meant::Thing { place, kinds }, Some(id)) => {
                    // The name after the pack, which `peek` has seen.
                    let name = steps.next().map_or(name, |(_, next)| next);
                    self.attribute(place, kinds, id, name, before)?
                }
                (Meant::Thing { place, kinds }, None) => self.step(place, kinds, name, before)?,
                (other, _) => {
                    self.no_step(&other, name, before);
                    return None;
                }
            };
            before = before.cover(name.span);
        }
        Some(meant)
    }

    /// What the start of a path means, and how many further names it takes.
    fn head(&mut self, path: &Path) -> Option<(Meant, usize)> {
        let name = &path.first;
        let language = !name.quoted && matches!(name.text.as_str(), "model" | "today");
        if let Some(variable) = self.scope.find(&name.text) {
            let meant = match &variable.bound {
                Bound::Thing(kinds) => {
                    Meant::Thing { place: Self::place_of(variable.slot), kinds: *kinds }
                }
                Bound::Value(of) => Meant::value(Operand::Variable(variable.slot), of.clone()),
            };
            if language {
                self.ambiguous(name, "the variable", &format!("the word \"{}\"", name.text));
                return None;
            }
            return Some((meant, 0));
        }
        if language && name.text == "model" {
            let place = Place { root: Root::Model, links: SmallVec::new() };
            return Some((Meant::Thing { place, kinds: KindSet::of(ThingKind::Model) }, 0));
        }
        if language {
            return Some((Meant::value(Operand::Today, ValueType::Date), 0));
        }
        if let Some((meant, used)) = self.named_thing(path) {
            return Some((meant, used));
        }
        if path.rest.is_empty() {
            return Some((Meant::Word(name.clone()), 0));
        }
        self.unknown_name(name);
        None
    }

    /// The thing of the model that a path starts with: `orders`, `charge/reply`, `pay.gateway`.
    fn named_thing(&mut self, path: &Path) -> Option<(Meant, usize)> {
        let things = self.things?;
        let mut text = path.first.text.to_string();
        let mut used = 0;
        let mut found = things.kinds_of(&text).map(|kinds| (text.clone(), kinds, 0));
        for (separator, name) in &path.rest {
            // A dot can lead into an imported model only where no thing has been found.
            if *separator == Separator::Dot && found.is_some() {
                break;
            }
            text.push(if *separator == Separator::Dot { '.' } else { '/' });
            text.push_str(&name.text);
            used += 1;
            if let Some(kinds) = things.kinds_of(&text) {
                found = Some((text.clone(), kinds, used));
            }
        }
        let (text, kinds, used) = found?;
        // All things were bound before the predicate was compiled: `compile_claim`.
        let slot = self.named_things.iter().position(|thing| *thing == text)?;
        let slot = crate::schema::Slot::try_from(slot).ok()?;
        Some((Meant::Thing { place: Self::place_of(slot), kinds }, used))
    }

    /// One step from a thing: a built-in field, a fact or a control.
    fn step(
        &mut self,
        mut place: Place,
        kinds: KindSet,
        name: &Name,
        before: Span,
    ) -> Option<Meant> {
        if let Some(field) = built_in(&name.text, kinds) {
            return Some(match &field.meaning {
                Meaning::Value(field, of) => {
                    let what = What::Field(*field);
                    let read = Read { place, what, unknown_is_no: false };
                    Meant::value(Operand::Read(read), of.clone())
                }
                Meaning::Link(link, to) => {
                    place.links.push(*link);
                    Meant::Thing { place, kinds: *to }
                }
                Meaning::Things(collection, of) => {
                    Meant::Things { place, collection: *collection, kinds: *of }
                }
                Meaning::Type => Meant::TypeOf { place, kinds },
            });
        }
        match self.schema.attribute_names.get(&name.text) {
            Some(id) => self.attribute(place, kinds, *id, name, before),
            None => {
                self.unknown_field(name, kinds, before);
                None
            }
        }
    }

    fn attribute(
        &mut self,
        place: Place,
        kinds: KindSet,
        id: AttributeId,
        name: &Name,
        before: Span,
    ) -> Option<Meant> {
        let schema = self.schema;
        let attribute = schema.attribute(id);
        let control = attribute.role == AttributeRole::Control;
        if readable(attribute.kinds, control).and(kinds).is_empty() {
            let message = format!(
                "\"{}\" is {}, and \"{}\" is declared for {}.",
                before.text(self.text),
                a_kind(kinds),
                attribute.name,
                kinds_and(attribute.kinds)
            );
            self.report(Code::TypeError, name.span, message);
            return None;
        }
        if control && self.purpose == Purpose::Fact {
            let message = format!(
                "\"{}\" is a control, and a fact reads only facts: it must be the same whatever \
                 is done about it.",
                attribute.name
            );
            self.report(Code::TypeError, name.span, message);
            return None;
        }
        let read = self.read(place, id);
        Some(Meant::Value {
            operand: Operand::Read(read),
            of: attribute.value_type.clone(),
            control: control.then_some(id),
        })
    }

    /// Reports a step from something that has none.
    fn no_step(&mut self, from: &Meant, name: &Name, before: Span) {
        let text = before.text(self.text);
        let message = match from {
            Meant::Things { .. } => format!(
                "\"{text}\" are several things; look into them: \"any(x in {text} where x.{} …)\".",
                name.text
            ),
            Meant::Word(word) => {
                self.unknown_name(&word.clone());
                return;
            }
            _ => format!("\"{text}\" is a value and has no \"{}\".", name.text),
        };
        self.report(Code::TypeError, name.span, message);
    }

    fn unknown_field(&mut self, name: &Name, kinds: KindSet, before: Span) {
        let elsewhere = kinds_with(&name.text);
        let before = before.text(self.text);
        if !elsewhere.is_empty() {
            let message = format!(
                "\"{before}\" is {}, and only {} has \"{}\".",
                a_kind(kinds),
                a_kind(elsewhere),
                name.text
            );
            self.report(Code::TypeError, name.span, message);
            return;
        }
        if self.left_out.contains(&(Namespace::Attribute, name.text.clone())) {
            return;
        }
        let near = {
            let fields = BUILT_INS
                .iter()
                .filter(|field| !field.kinds.and(kinds).is_empty())
                .map(|field| field.name);
            let attributes = self
                .schema
                .attributes
                .iter()
                .filter(|attribute| !attribute.kinds.and(kinds).is_empty())
                .map(|attribute| attribute.name.as_str());
            nearest(&name.text, fields.chain(attributes)).map(str::to_owned)
        };
        let message = format!("\"{before}\" has no \"{}\".", name.text);
        self.report_unknown(Code::UnknownAttribute, name, message, near);
    }

    /// Reports a bare word that means nothing here.
    pub(super) fn unknown_name(&mut self, name: &Name) {
        // Somebody wrote `encrypted` and meant `f.encrypted`.
        let subject = self.scope.names().next().filter(|_| {
            self.schema.attribute_names.contains_key(&name.text)
                || !kinds_with(&name.text).is_empty()
        });
        let near = match subject {
            Some(variable) => Some(format!("{variable}.{}", name.text)),
            None => {
                let things = self.things.map(Things::names).unwrap_or_default();
                let known = self.scope.names().chain(things.iter().map(SmolStr::as_str));
                nearest(&name.text, known).map(str::to_owned)
            }
        };
        let message = format!("Nothing here is called \"{}\".", name.text);
        self.report_unknown(Code::UnknownName, name, message, near);
    }

    /// Reports a word with two meanings.
    pub(super) fn ambiguous(&mut self, name: &Name, first: &str, second: &str) {
        let message =
            format!("\"{0}\" could be {first} or {second}; in backticks it is {first}.", name.text);
        let origin = self.at(name.span);
        let replacement = format!("`{}`", name.text);
        let finding = crate::diagnostic::Diagnostic::new(Code::AmbiguousWord, name.span, message)
            .with_fix("Put it in backticks", origin, replacement);
        self.findings.push(finding);
    }
}

/// The kinds on which an attribute can be read: controls also on zones and the model, which carry
/// any control for what lies inside.
pub(super) fn readable(kinds: KindSet, control: bool) -> KindSet {
    if control {
        kinds.or(KindSet::of(ThingKind::Zone)).or(KindSet::of(ThingKind::Model))
    } else {
        kinds
    }
}

/// The names that a path may start with, longest first, as [`Things`] knows them.
pub(super) fn thing_names(path: &Path) -> Vec<SmolStr> {
    let mut names = vec![path.first.text.clone()];
    let mut text = path.first.text.to_string();
    for (separator, name) in &path.rest {
        text.push(if *separator == Separator::Dot { '.' } else { '/' });
        text.push_str(&name.text);
        names.push(text.as_str().into());
    }
    names.reverse();
    names
}
