//! Facts and controls: that something reads each, and somebody is asked for what decides.

use tm_grammar::tree::Item;

use super::super::change::add_property;
use super::Pack;
use crate::diagnostic::{Code, Diagnostic};
use crate::schema::{Attribute, AttributeDefault, AttributeRole};
use crate::source::Origin;

/// Findings about a fact or control.
pub(super) fn check(pack: &Pack<'_>, item: &Item, found: &mut Vec<Diagnostic>) {
    let Some(name) = item.name() else { return };
    let schema = &pack.packs.schema;
    let origin = Origin { file: pack.file, block: pack.block, span: name.span };
    let Some(id) = schema.attribute_names.get(&name.text).copied() else { return };
    let info = schema.attribute(id);
    if info.origin != origin {
        return;
    }
    if pack.overview.has_rules && !pack.overview.read.contains(&id) {
        let message = format!(
            "Nothing reads \"{}\": no rule, fact or requirement. Use it, or remove it.",
            name.text
        );
        found.push(Diagnostic::new(Code::AttributeUnused, name.span, message));
    }
    if pack.overview.in_rules.contains(&id) && info.ask.is_empty() && must_be_asked(info) {
        let message = format!(
            "Nobody will be asked about \"{}\", and rules depend on it. Write \"ask\" and the question, with {{it}} for the thing.",
            name.text
        );
        let finding = Diagnostic::new(Code::ControlUnasked, name.span, message);
        let ask = match info.role {
            AttributeRole::Control => format!("ask: \"Does {{it}} have {}?\"", name.text),
            AttributeRole::Fact => format!("ask: \"What is the {} of {{it}}?\"", name.text),
        };
        let change = add_property(item, pack.text, &ask);
        found.push(pack.fixed(finding, "Write a question", change));
    }
}

/// True for what is unknown where nobody writes it.
fn must_be_asked(info: &Attribute) -> bool {
    match info.role {
        AttributeRole::Control => true,
        AttributeRole::Fact => {
            info.derivation.is_none() && info.default == AttributeDefault::Unknown
        }
    }
}
