//! Kinds after the colon, and types after `via` and `also`.

use smol_str::SmolStr;
use tm_grammar::tree::{Path, Span};
use tm_grammar::words::{ItemWord, kind_words};

use super::super::wording::with_article;
use super::{Place, near};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::engine::{Slot, full_name};
use crate::kind::ThingKind;
use crate::schema::compile::{BadValue, Namespace as Vocabulary, listed};

impl Place<'_, '_> {
    /// A kind after the colon, or a type after `via` or `also`.
    pub(super) fn unknown_kind(&self, path: &Path) -> Option<Diagnostic> {
        let (context, word) = (self.context, self.item.word);
        let (schema, name) = (&context.model.schema, full_name(path));
        let span = path.span();
        if self.slot == Slot::Kind
            && let Some(words) = kind_words(word)
        {
            let words = words.iter().map(|(word, _)| *word);
            let fault = BadValue {
                span,
                message: format!("takes {}; found \"{name}\".", listed(words.clone(), "or")),
                nearest: nearest(&name, words).map(SmolStr::new),
            };
            return Some(fault.diagnostic(word.text(), self.item.origin(span)));
        }
        let kind = match self.slot {
            Slot::Via => ThingKind::Flow,
            Slot::Also => ThingKind::Asset,
            _ => match (ThingKind::of_item(word), word) {
                (Some(kind), _) => kind,
                (None, ItemWord::Threat) => {
                    let unsure = self.left_out(Vocabulary::Category, &name);
                    return (!unsure).then(|| self.unknown(&name, &name, span));
                }
                (None, ItemWord::Mitigation) => {
                    let unsure = self.left_out(Vocabulary::Attribute, &name);
                    return (!unsure).then(|| self.unknown(&name, &name, span));
                }
                _ => return None,
            },
        };
        if self.left_out(Vocabulary::Type, &name) {
            return None;
        }
        let mut message = format!("No {kind} type \"{name}\".");
        if schema.packs.is_empty() {
            message.push_str(" Types come from knowledge bases: begin with \"use base 1.0\".");
        }
        let finding = Diagnostic::new(Code::UnknownType, span, message);
        Some(self.with_nearest_type(finding, &name, kind, span))
    }

    fn with_nearest_type(
        &self,
        finding: Diagnostic,
        name: &str,
        kind: ThingKind,
        span: Span,
    ) -> Diagnostic {
        let types = self.context.model.schema.types.iter().filter(|info| info.root == kind);
        near(finding, self.item, name, span, types.map(|info| info.name.as_str()))
    }

    /// The kind of thing of which a type is needed here, if one is.
    pub(super) fn type_of(&self) -> Option<ThingKind> {
        match self.slot {
            Slot::Via => Some(ThingKind::Flow),
            Slot::Also => Some(ThingKind::Asset),
            Slot::Kind => ThingKind::of_item(self.item.word),
            _ => None,
        }
    }

    /// A type of another kind of thing.
    pub(super) fn wrong_type(
        &self,
        name: &str,
        span: Span,
        is: &str,
        wanted: ThingKind,
    ) -> Diagnostic {
        let kind = with_article(wanted.word());
        let taker =
            if self.slot == Slot::Kind { kind.clone() } else { self.slot_name().to_owned() };
        let message =
            format!("No {wanted} type \"{name}\": it is {is}, and {taker} takes {kind} type.");
        let finding = Diagnostic::new(Code::UnknownType, span, message);
        self.with_nearest_type(finding, name, wanted, span)
    }
}
