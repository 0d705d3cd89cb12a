//! The knowledge bases that ship inside the binary, as text.

/// Name and text of each shipped pack.
pub const SHIPPED: &[(&str, &str)] = &[
    ("base", include_str!("../../knowledge/base.tm")),
    ("stride", include_str!("../../knowledge/stride.tm")),
];

/// The text of a shipped pack.
pub(crate) fn shipped(name: &str) -> Option<&'static str> {
    SHIPPED.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}

/// The folder in which shipped packs are known: no file of a workspace has such a path.
pub(crate) const SHIPPED_FOLDER: &str = "<shipped>/";

/// The path under which a shipped pack is known in a workspace.
pub fn shipped_path(name: &str) -> String {
    format!("{SHIPPED_FOLDER}{name}.tm")
}
