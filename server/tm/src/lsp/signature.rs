//! What a sentence takes, in the words of the protocol.

use tower_lsp::ls_types::{
    Documentation, MarkupContent, MarkupKind, ParameterInformation, ParameterLabel, SignatureHelp,
    SignatureInformation,
};

use super::state::View;

/// What the sentence at an offset takes.
pub fn help(view: &View, offset: usize) -> Option<SignatureHelp> {
    let found = tm_ide::signature_help(&view.snapshot, view.file, offset)?;
    let markdown = |value: &str| {
        let value = value.to_owned();
        Documentation::MarkupContent(MarkupContent { kind: MarkupKind::Markdown, value })
    };
    let active = u32::try_from(found.active).ok();
    let parts = found.parts.iter().map(|part| ParameterInformation {
        // All clients find the text of a part; not all count the units of its offsets alike.
        label: ParameterLabel::Simple(found.label[part.range.clone()].to_owned()),
        documentation: Some(markdown(&part.about)),
    });
    let parameters = Some(parts.collect());
    Some(SignatureHelp {
        signatures: vec![SignatureInformation {
            documentation: Some(markdown(&found.about)),
            parameters,
            active_parameter: active,
            label: found.label,
        }],
        active_signature: Some(0),
        active_parameter: active,
    })
}
