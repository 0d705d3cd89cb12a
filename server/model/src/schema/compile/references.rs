//! Names of rules: what counters, overrides, profiles and `moved` refer to.

use smol_str::SmolStr;
use tm_grammar::tree::{Path, Reference};

use super::declare::Declared;
use super::phrases::path_text;
use super::properties::{suggesting, with_nearest};
use super::report::{Namespace, Report, Source};
use crate::diagnostic::{Code, Diagnostic};
use crate::schema::Pack;

/// The full name of the rule that a path names; `None` if there is none, which has been reported.
pub(super) fn rule_name(
    source: &Source<'_>,
    path: &Path,
    declared: &Declared<'_>,
    packs: &[Pack],
    report: &mut Report,
) -> Option<SmolStr> {
    let written = path_text(path);
    let full =
        if written.contains('.') { SmolStr::new(&written) } else { source.full_name(&written) };
    if declared.find(Namespace::Rule, &full).is_some() {
        return Some(full);
    }
    let names = || declared.names(Namespace::Rule);
    let unknown_pack = written
        .split_once('.')
        .map(|(pack, _)| pack)
        .filter(|pack| !packs.iter().any(|known| known.name == *pack));
    let finding = if let Some(pack) = unknown_pack {
        let message = format!("No knowledge base \"{pack}\" is used here.");
        let finding = Diagnostic::new(Code::UnknownRule, path.span(), message);
        with_nearest(finding, source, &written, names())
    } else if declared.find(Namespace::Attribute, path.last().text.as_str()).is_some() {
        let message =
            format!("\"{written}\" is a fact or control; the name of a threat is needed.");
        Diagnostic::new(Code::WrongKind, path.span(), message)
    } else {
        let (pack, rule) = full.split_once('.').unwrap_or(("", &full));
        let message = format!("\"{pack}\" has no threat \"{rule}\".");
        let finding = Diagnostic::new(Code::UnknownRule, path.span(), message);
        let elsewhere = names().find(|name| {
            !written.contains('.') && name.rsplit_once('.').is_some_and(|(_, bare)| bare == rule)
        });
        match elsewhere {
            Some(name) => suggesting(finding, source, name),
            // What is written without a pack is suggested without one.
            None if written.contains('.') => with_nearest(finding, source, &written, names()),
            None => {
                let own = format!("{}.", source.pack_name);
                let known = names().filter_map(|name| name.strip_prefix(&own));
                with_nearest(finding, source, &written, known)
            }
        }
    };
    report.add(source, finding);
    None
}

/// The full name or pattern (`web.*`) that a reference names.
///
/// A pattern must name a pack that is used, unless `lenient`: profiles may speak of packs that only
/// some models use.
pub(super) fn rule_pattern(
    source: &Source<'_>,
    reference: &Reference,
    lenient: bool,
    declared: &Declared<'_>,
    packs: &[Pack],
    report: &mut Report,
) -> Option<SmolStr> {
    if reference.on.is_some() || reference.zone.is_some() {
        let message = "A knowledge base knows no things; name the rule alone.";
        report.add(source, Diagnostic::new(Code::BadValue, reference.span, message));
        return None;
    }
    let Some(path) = &reference.path else { return Some("*".into()) };
    if !reference.all {
        return rule_name(source, path, declared, packs, report);
    }
    let pack = path_text(path);
    if !lenient && !packs.iter().any(|known| known.name == pack) {
        let message = format!("No knowledge base \"{pack}\" is used here.");
        let finding = Diagnostic::new(Code::UnknownRule, path.span(), message);
        let known = packs.iter().map(|pack| pack.name.as_str());
        report.add(source, with_nearest(finding, source, &pack, known));
        return None;
    }
    Some(smol_str::format_smolstr!("{pack}.*"))
}

/// True if the pattern (`*`, `web.*`, `web.session-theft`) covers the rule of that full name.
pub fn pattern_covers(pattern: &str, rule: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(prefix) => rule.starts_with(prefix),
        None => pattern == rule,
    }
}
