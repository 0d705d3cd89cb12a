//! The knowledge bases that ship inside the binary, as text.

/// Name and text of each shipped pack.
pub const SHIPPED: &[(&str, &str)] = &[
    ("base", include_str!("../../knowledge/base.tm")),
    ("stride", include_str!("../../knowledge/stride.tm")),
    ("web", include_str!("../../knowledge/web.tm")),
    ("cloud", include_str!("../../knowledge/cloud.tm")),
    ("kubernetes", include_str!("../../knowledge/kubernetes.tm")),
    ("cicd", include_str!("../../knowledge/cicd.tm")),
    ("ai", include_str!("../../knowledge/ai.tm")),
    ("privacy", include_str!("../../knowledge/privacy.tm")),
    ("device", include_str!("../../knowledge/device.tm")),
    ("enterprise", include_str!("../../knowledge/enterprise.tm")),
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
