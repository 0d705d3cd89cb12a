//! All that a workspace knows, as text in an order that does not depend on its history.

use std::fmt::Write as _;

use tm_model::model::{Model, Threat};
use tm_model::schema::Collection;
use tm_model::source::{FileId, Origin};
use tm_model::{Snapshot, Workspace};

/// Models, threats, questions and findings of a workspace.
pub fn dump(workspace: &Workspace) -> String {
    let mut out = String::new();
    let snapshot = workspace.snapshot();
    for model in snapshot.models() {
        dump_model(&mut out, &snapshot, model);
    }
    let mut files: Vec<_> = workspace.files().collect();
    files.sort_by(|left, right| left.1.path.cmp(&right.1.path));
    for (id, file) in files {
        writeln!(out, "file {}", file.path).unwrap();
        dump_outlooks(&mut out, workspace, &snapshot, id);
        for (start, findings) in workspace.findings(id) {
            let mut lines: Vec<String> = findings
                .iter()
                .map(|one| {
                    let related: Vec<String> = one
                        .related
                        .iter()
                        .map(|place| format!("{} {}", at(&snapshot, place.origin), place.message))
                        .collect();
                    let from = start + one.span.start as usize;
                    let to = start + one.span.end as usize;
                    format!(
                        "  {from}..{to} {} {:?} {} {related:?}",
                        one.code, one.severity, one.message
                    )
                })
                .collect();
            lines.sort();
            for line in lines {
                writeln!(out, "{line}").unwrap();
            }
        }
    }
    out
}

/// The lines that are in one dump only: some of each.
pub fn differences(left: &str, right: &str) -> Vec<String> {
    let (left, right): (Vec<&str>, Vec<&str>) = (left.lines().collect(), right.lines().collect());
    let only = |these: &[&str], those: &[&str], sign: &str| -> Vec<String> {
        these
            .iter()
            .filter(|line| !those.contains(line))
            .take(12)
            .map(|line| format!("{sign}{line}"))
            .collect()
    };
    [only(&left, &right, "incremental only: "), only(&right, &left, "scratch only: ")].concat()
}

/// What is kept of threats and questions, which must be what the model says of them now.
fn dump_outlooks(out: &mut String, workspace: &Workspace, snapshot: &Snapshot, id: FileId) {
    let Some(model) = snapshot.model_of(id) else { return };
    let Some(file) = snapshot.file(id) else { return };
    for (block, ..) in file.document.blocks() {
        let Some(outlook) = workspace.outlook_of_block(id, block) else { continue };
        for threat in &outlook.threats {
            dump_threat(out, model, threat);
        }
        for question in &outlook.questions {
            writeln!(out, "    ? {} {:?} {}", question.text, question.decides, question.promised)
                .unwrap();
        }
    }
}

fn at(snapshot: &Snapshot, origin: Origin) -> String {
    let Some(file) = snapshot.file(origin.file) else { return "nowhere".into() };
    match file.document.start_of(origin.block) {
        Some(start) => {
            let from = start + origin.span.start as usize;
            format!("{}:{from}..{}", file.path, start + origin.span.end as usize)
        }
        None => format!("{}:gone", file.path),
    }
}

fn dump_model(out: &mut String, snapshot: &Snapshot, model: &Model) {
    let files: Vec<&str> = model
        .files
        .iter()
        .filter_map(|id| snapshot.file(*id))
        .map(|file| file.path.as_str())
        .collect();
    writeln!(out, "model {} {files:?} {:?}", model.name, model.settings).unwrap();
    let mut things: Vec<_> = model.things().collect();
    things.sort_by(|left, right| left.1.key.cmp(&right.1.key));
    let label = |id| model.label(id).to_owned();
    for (id, thing) in things {
        let links = &thing.links;
        let ends = [links.zone, links.source, links.target, links.reply]
            .map(|end| end.map(label).unwrap_or_default());
        writeln!(
            out,
            "  {} {} {} {ends:?} scope={}",
            thing.kind,
            model.label(id),
            model.schema.type_info(thing.type_id).name,
            model.in_scope(id),
        )
        .unwrap();
        for collection in [
            Collection::Zones,
            Collection::Inflows,
            Collection::Outflows,
            Collection::Flows,
            Collection::Stores,
            Collection::Data,
            Collection::Holds,
            Collection::Elements,
        ] {
            let (members, unknown) = model.collect(id, collection);
            let mut members: Vec<String> = members.into_iter().map(label).collect();
            members.sort();
            if !members.is_empty() || unknown {
                writeln!(out, "    {} {collection:?} {members:?} {unknown}", thing.key).unwrap();
            }
        }
        for (number, attribute) in model.schema.attributes.iter().enumerate() {
            let attribute_id = tm_model::schema::AttributeId(u32::try_from(number).unwrap());
            for planned in [false, true] {
                let found = model.look_up(id, attribute_id, planned);
                writeln!(out, "    {} {} {planned} {:?}", thing.key, attribute.name, found.value)
                    .unwrap();
            }
        }
        for field in FIELDS {
            writeln!(out, "    {} {field:?} {:?}", thing.key, model.field(id, field)).unwrap();
        }
        for threat in model.threats(id) {
            dump_threat(out, model, &threat);
        }
        for question in model.questions(id) {
            writeln!(out, "    ? {} {:?} {}", question.text, question.decides, question.promised)
                .unwrap();
        }
    }
}

fn dump_threat(out: &mut String, model: &Model, threat: &Threat) {
    let decision = threat
        .decision
        .and_then(|item| model.item(item))
        .map(|item| item.node().span.text(item.text()).to_owned());
    let mut answers: Vec<String> = threat
        .answers
        .iter()
        .map(|answer| {
            let control = answer.control.map(|control| model.schema.attribute(control));
            let control = control.map_or("no control", |control| &control.name);
            format!("{control} on {}", model.label(answer.on))
        })
        .collect();
    answers.sort();
    writeln!(
        out,
        "    ! {} {} {} {:?} {} expired={} overdue={} by {decision:?} {answers:?} {:?}",
        threat.key,
        threat.state.word(),
        threat.risk.level,
        threat.risk.adjustments,
        model.threat_title(threat),
        threat.expired,
        threat.overdue,
        threat.folded,
    )
    .unwrap();
}

const FIELDS: [tm_model::schema::Field; 12] = {
    use tm_model::schema::Field::{
        AvailabilityNeed, Classified, Crosses, Crossing, Initiator, IntegrityNeed, IsReply, Kind,
        Number, Owner, Sensitivity, Trust,
    };
    [
        Kind,
        Owner,
        Trust,
        Sensitivity,
        IntegrityNeed,
        AvailabilityNeed,
        Crosses,
        Crossing,
        IsReply,
        Initiator,
        Number,
        Classified,
    ]
};
