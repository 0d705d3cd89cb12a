//! What packs change of rules: counters, `override`, `disable`, `moved`; and their profiles.
//!
//! Only packs that the model itself uses take part, except that every pack has profiles. A rule is
//! never edited where it is declared: what is changed is the compiled copy.

use rustc_hash::FxHashMap;
use smol_str::SmolStr;
use tm_grammar::tree::Head;
use tm_grammar::words::ItemWord;

use super::declare::{Declared, Item};
use super::phrases::path_text;
use super::properties::Properties;
use super::references::{pattern_covers, rule_name, rule_pattern};
use super::report::{Report, Source};
use super::scope::Scope;
use super::templates::template;
use crate::diagnostic::Code;
use crate::schema::{PackId, Profile, Rule, RuleId, Schema};

/// The words by which a profile chooses rules.
const PROFILE_WORDS: [&str; 4] = ["top", "critical", "high", "all"];

/// Finds what each control counters, and adds the controls to the answers of those rules.
pub(super) fn compile_counters(declared: &Declared<'_>, schema: &mut Schema, report: &mut Report) {
    for (source, _) in &declared.attributes {
        if source.item.word != ItemWord::Mitigation {
            continue;
        }
        let Some(property) = source.item.properties().find(|it| it.key.text == "counters") else {
            continue;
        };
        let id = source.item.name().and_then(|name| schema.attribute_names.get(&name.text));
        let Some(id) = id.copied() else { continue };
        for value in &property.values {
            let tm_grammar::tree::ValueKind::Reference(reference) = &value.kind else { continue };
            let pattern = rule_pattern(source, reference, false, declared, &schema.packs, report);
            let Some(pattern) = pattern else { continue };
            for rule in &mut schema.rules {
                if pattern_covers(&pattern, &rule.name) && !rule.answers.contains(&id) {
                    rule.answers.push(id);
                }
            }
            schema.attributes[id.0 as usize].counters.push(pattern);
        }
    }
}

/// Applies `override` and `disable`, in the order of packs and files.
pub(super) fn apply_changes(declared: &Declared<'_>, schema: &mut Schema, report: &mut Report) {
    for item in declared.changes.iter().filter(|(source, _)| source.direct) {
        let (source, info) = item;
        let properties = Properties::read(*source, info, report);
        let Head::Rule { target: Some(target) } = &source.item.head else { continue };
        let mut missing = Report::default();
        let pattern = rule_pattern(source, target, false, declared, &schema.packs, &mut missing);
        for (.., mut finding) in missing.diagnostics {
            if finding.code == Code::UnknownRule {
                finding.code = Code::OverrideOfNothing;
                let why = finding.message.replacen("No knowledge base", "no knowledge base", 1);
                finding.message = format!("There is nothing to {}: {why}", source.item.word);
            }
            report.add(source, finding);
        }
        let Some(pattern) = pattern else { continue };
        let because = properties.text("because");
        if source.item.word == ItemWord::Disable {
            for rule in &schema.rules {
                if pattern_covers(&pattern, &rule.name) {
                    schema.disabled.insert(rule.name.clone(), because.clone());
                }
            }
        } else {
            for rule in &mut schema.rules {
                if pattern_covers(&pattern, &rule.name) {
                    change(rule, source, &properties, report);
                    rule.overridden.push((source.pack, because.clone()));
                }
            }
        }
    }
    if schema.disabled.is_empty() {
        return;
    }
    schema.rules.retain(|rule| !schema.disabled.contains_key(&rule.name));
    schema.rule_names = schema
        .rules
        .iter()
        .zip(0..)
        .map(|(rule, number)| (rule.name.clone(), RuleId(number)))
        .collect();
}

fn change(rule: &mut Rule, source: &Source<'_>, properties: &Properties<'_>, report: &mut Report) {
    rule.severity = properties.level("severity").unwrap_or(rule.severity);
    rule.likelihood = properties.level("likelihood").unwrap_or(rule.likelihood);
    rule.top = properties.yes_no("top").unwrap_or(rule.top);
    let written = |key: &str| properties.get(key).is_some();
    if written("group") {
        rule.group = properties.text("group");
    }
    if written("cwe") {
        rule.cwe = properties.numbers("cwe");
    }
    if written("capec") {
        rule.capec = properties.numbers("capec");
    }
    if written("attack") {
        rule.attack = properties.texts("attack");
    }
    if written("owasp") {
        rule.owasp = properties.texts("owasp");
    }
    if written("detect") {
        rule.detect = properties.text("detect");
    }
    if let Some(ask) = properties.get("ask") {
        let scope = Scope::of_variable(rule.variable.clone(), rule.kinds);
        let mut findings = Vec::new();
        let span = properties.value_span(ask);
        rule.ask = template(&properties.text("ask"), span, &scope, &mut findings);
        report.extend(source, findings);
    }
}

/// Reads what was renamed or split, each old name with what has taken its place by now.
pub(super) fn compile_moved(declared: &Declared<'_>, schema: &mut Schema, report: &mut Report) {
    let mut steps: FxHashMap<SmolStr, Vec<SmolStr>> = FxHashMap::default();
    let full = |source: &Source<'_>, path: &tm_grammar::tree::Path| {
        let name = path_text(path);
        if name.contains('.') { SmolStr::new(name) } else { source.full_name(&name) }
    };
    let items = || declared.moved.iter().filter(|(source, _)| source.direct);
    let olds: Vec<SmolStr> = items()
        .filter_map(|(source, _)| match &source.item.head {
            Head::Moved(moved) => moved.from.as_ref().map(|from| full(source, from)),
            _ => None,
        })
        .collect();
    for (source, info) in items() {
        Properties::read(*source, info, report);
        let Head::Moved(moved) = &source.item.head else { continue };
        let Some(from) = &moved.from else { continue };
        let mut to = Vec::with_capacity(moved.to.len());
        for path in &moved.to {
            let name = full(source, path);
            // It may have moved on.
            if olds.contains(&name) {
                to.push(name);
            } else {
                to.extend(rule_name(source, path, declared, &schema.packs, report));
            }
        }
        steps.entry(full(source, from)).or_insert(to);
    }
    schema.moved = steps.keys().map(|old| (old.clone(), now(old, &steps))).collect();
}

/// What has taken the place of an old name, however many times it has moved.
fn now(old: &SmolStr, steps: &FxHashMap<SmolStr, Vec<SmolStr>>) -> Vec<SmolStr> {
    let mut seen = vec![old.clone()];
    let mut found = Vec::new();
    let mut index = 0;
    while let Some(name) = seen.get(index).cloned() {
        index += 1;
        match steps.get(&name) {
            Some(next) => {
                for name in next {
                    if !seen.contains(name) {
                        seen.push(name.clone());
                    }
                }
            }
            None => found.push(name),
        }
    }
    found
}

/// Puts the profiles of all packs into the schema.
pub(super) fn compile_profiles(declared: &Declared<'_>, schema: &mut Schema, report: &mut Report) {
    for item in &declared.profiles {
        let source = item.0;
        let Some(name) = source.item.name() else { continue };
        let properties = Properties::read(source, item.1, report);
        let include = choices("include", item, &properties, declared, schema, report);
        let exclude = choices("exclude", item, &properties, declared, schema, report);
        let profile = Profile { name: name.text.clone(), include, exclude };
        schema.packs[usize::from(source.pack.0)].profiles.push(profile);
    }
}

fn choices(
    key: &str,
    (source, _): &Item<'_>,
    properties: &Properties<'_>,
    declared: &Declared<'_>,
    schema: &Schema,
    report: &mut Report,
) -> Vec<SmolStr> {
    let mut chosen = Vec::new();
    for reference in properties.references(key) {
        let word = reference.path.as_ref().and_then(|path| path.single()).filter(|name| {
            !reference.all && !name.quoted && PROFILE_WORDS.contains(&name.text.as_str())
        });
        match word {
            Some(word) => chosen.push(word.text.clone()),
            None => {
                chosen.extend(rule_pattern(
                    source,
                    reference,
                    true,
                    declared,
                    &schema.packs,
                    report,
                ));
            }
        }
    }
    chosen
}

/// The rules that a profile of a pack chooses: `lite`, `standard`, `comprehensive`, or one that the
/// pack declares; none if it has no such profile.
///
/// The words `top critical high all` choose among the rules of the pack itself; names and patterns
/// may also choose rules of other packs that the model uses.
pub fn rules_of_profile(schema: &Schema, pack: PackId, profile: &str) -> Vec<RuleId> {
    let (include, exclude): (&[SmolStr], &[SmolStr]) = match profile {
        "lite" => (&[SmolStr::new_static("top")], &[]),
        "standard" => (
            &[
                SmolStr::new_static("top"),
                SmolStr::new_static("critical"),
                SmolStr::new_static("high"),
            ],
            &[],
        ),
        "comprehensive" => (&[SmolStr::new_static("all")], &[]),
        _ => {
            let known = schema.packs.get(usize::from(pack.0));
            let known = known.and_then(|pack| pack.profiles.iter().find(|it| it.name == profile));
            match known {
                Some(profile) => (&profile.include, &profile.exclude),
                None => return Vec::new(),
            }
        }
    };
    let chosen = |choices: &[SmolStr], rule: &Rule| {
        choices.iter().any(|choice| match choice.as_str() {
            "all" => rule.pack == pack,
            "top" => rule.pack == pack && rule.top,
            "critical" | "high" => rule.pack == pack && rule.severity.word() == choice,
            "*" => rule.pack == pack,
            pattern => pattern_covers(pattern, &rule.name),
        })
    };
    schema
        .rules
        .iter()
        .zip(0..)
        .filter(|(rule, _)| chosen(include, rule) && !chosen(exclude, rule))
        .map(|(_, number)| RuleId(number))
        .collect()
}
