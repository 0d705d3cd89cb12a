//! What the rules of the shipped knowledge bases look at, and in how many models each fires.

use std::path::Path;

use rustc_hash::FxHashMap;
use tm_model::kind::ThingKind;
use tm_model::model::RuleRef;
use tm_model::schema::{
    Collection, Field, Link, Part, Place, RuleId, Schema, Test, TypeTest, What,
};
use tm_model::{SHIPPED, Snapshot, Workspace};

const TODAY: i64 = 20_778;

/// Models as people draw and write them.
const FOLDERS: [&str; 4] =
    ["tests/drawings", "examples/blog", "examples/support-agent", "examples/claims-portal"];

/// The models of a folder, each with every shipped pack.
fn models_in(folder: &str) -> Snapshot {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(folder);
    let mut workspace = Workspace::new(TODAY);
    for entry in std::fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|extension| extension == "tm") {
            let text = std::fs::read_to_string(&path).expect("it can be read");
            let name = path.file_name().expect("it has a name").to_string_lossy();
            workspace.set_file(&name, &with_every_pack(&text));
        }
    }
    workspace.update();
    workspace.snapshot()
}

/// The text with a `use` of every pack, if it is that of a model.
fn with_every_pack(text: &str) -> String {
    let is_model = text.lines().any(|line| line.starts_with("model "));
    let others = SHIPPED.iter().filter(|(name, _)| is_model && *name != "base");
    let others = others.filter(|(name, _)| !text.contains(&format!("\nuse {name} ")));
    let lines: String = others.map(|(name, _)| format!("\nuse {name} 1.0")).collect();
    format!("{text}{lines}\n")
}

#[test]
fn no_rule_fires_in_every_model() {
    let (mut models, mut firing) = (0, FxHashMap::<String, usize>::default());
    for snapshot in FOLDERS.map(models_in) {
        for model in snapshot.models() {
            models += 1;
            let fires = |rule: &RuleId| {
                let mut things = model.things();
                things.any(|(thing, _)| {
                    model.threats(thing).iter().any(|threat| threat.rule == RuleRef::Pack(*rule))
                })
            };
            for rule in (0u32..).map(RuleId).take(model.schema.rules.len()).filter(fires) {
                *firing.entry(model.schema.rule(rule).name.to_string()).or_default() += 1;
            }
        }
    }
    assert_eq!(models, 8);
    assert!(firing.len() > 50, "with all packs only {} rules fire", firing.len());
    let everywhere: Vec<_> = firing.iter().filter(|(_, count)| **count == models).collect();
    assert!(everywhere.is_empty(), "{everywhere:?}");
}

#[test]
fn most_rules_look_around_the_thing_they_are_about() {
    let snapshot = models_in(FOLDERS[0]);
    let schema = &snapshot.models()[0].schema;
    let count = schema.rules.iter().filter(|rule| looks_around(schema, &rule.when)).count();
    assert!(count >= 85, "{count} of {} rules", schema.rules.len());
}

/// Whether crossings, trust, zones or what can be reached come into a predicate: in itself, or in a
/// fact that it reads.
fn looks_around(schema: &Schema, test: &Test) -> bool {
    let beyond =
        |place: &Place| place.links.iter().any(|link| matches!(link, Link::Zone | Link::Parent));
    let mut found = false;
    test.parts(&mut |part| {
        found |= match part {
            Part::Value(read) => beyond(&read.place) || value_looks_around(schema, read.what),
            Part::Things(place, collection) => collection == Collection::Zones || beyond(place),
            Part::Type(_, TypeTest::Type(id)) if schema.type_info(id).root == ThingKind::Zone => {
                true
            }
            Part::Thing(place) | Part::Type(place, _) => beyond(place),
            Part::Way(..) => true,
        };
    });
    found
}

fn value_looks_around(schema: &Schema, what: What) -> bool {
    match what {
        What::Field(field) => {
            matches!(field, Field::Crosses | Field::Crossing | Field::Trust | Field::Kind)
        }
        What::Attribute(id) => schema.attribute(id).derivation.iter().any(|derivation| {
            let mut tests = derivation.when.iter().chain(&derivation.unless);
            derivation.spread.is_some() || tests.any(|test| looks_around(schema, test))
        }),
    }
}
