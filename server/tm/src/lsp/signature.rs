//! What a sentence takes, in the words of the protocol.

use tower_lsp::ls_types::{
    Documentation, ParameterInformation, ParameterLabel, SignatureHelp, SignatureInformation,
};

use super::markup;
use super::state::View;

/// What the sentence at an offset takes.
pub fn help(view: &View, offset: usize) -> Option<SignatureHelp> {
    let found = tm_ide::signature_help(&view.snapshot, view.file, offset)?;
    let told = |value: &str| {
        let renders = view.abilities.renders.signature;
        Documentation::MarkupContent(markup::content(value.to_owned(), renders))
    };
    let active = u32::try_from(found.active).ok();
    let parts = found.parts.iter().map(|part| ParameterInformation {
        // All clients find the text of a part; not all count the units of its offsets alike.
        label: ParameterLabel::Simple(found.label[part.range.clone()].to_owned()),
        documentation: Some(told(&part.about)),
    });
    let parameters = Some(parts.collect());
    Some(SignatureHelp {
        signatures: vec![SignatureInformation {
            documentation: Some(told(&found.about)),
            parameters,
            active_parameter: active.filter(|_| view.abilities.part_of_sentence),
            label: found.label,
        }],
        active_signature: Some(0),
        active_parameter: active,
    })
}
