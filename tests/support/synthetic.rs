//! Large models for benchmarks: the same every time, of the shape that real ones have.

use std::fmt::Write as _;

/// How large a model is.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Elements: processes, with a store in ten and some entities.
    pub elements: usize,
    /// Flows.
    pub flows: usize,
    /// Zones.
    pub zones: usize,
}

/// About 1,000 lines.
pub const SHORT: Size = Size { elements: 100, flows: 150, zones: 5 };
/// About 100,000 lines.
pub const LONG: Size = Size { elements: 10_000, flows: 15_000, zones: 500 };

/// A model in one file.
pub fn model(size: Size) -> String {
    let mut text = String::from("model big \"Big\"\nuse stride 1.0\n");
    let kinds = ["personal-data", "financial", "log", "credential"];
    let levels = ["internal", "confidential", "restricted", "public"];
    for number in 0..20 {
        let (kind, level) = (kinds[number % 4], levels[number % 4]);
        // Writing to a string cannot fail, here and below.
        let _ = writeln!(
            text,
            "asset data-{number}: {kind} \"Data {number}\" classified {level} {{ integrity: high }}"
        );
    }
    let types = ["internet-zone", "dmz-zone", "internal-zone", "data-zone"];
    let mut next = 0;
    for zone in 0..size.zones {
        let _ = writeln!(text, "zone zone-{zone}: {} \"Zone {zone}\" {{", types[zone % 4]);
        for inner in 0..size.elements / size.zones {
            element(&mut text, next, zone, inner);
            next += 1;
        }
        text.push_str("}\n");
    }
    let protocols = ["https", "http", "sql-protocol", "mtls"];
    let logins = ["token", "password", "none", "api-key"];
    for flow in 0..size.flows {
        // A step that visits every element before it comes back to the first.
        let source = (flow * 7919) % next;
        let target = (source + 1 + flow % 59) % next;
        let _ = write!(
            text,
            "flow {} flow-{flow}: element-{source} -> element-{target} \"Flow {flow}\" via {} \
             carrying data-{} {{\n  authn: {}\n  mfa: no\n}}\n",
            flow + 1,
            protocols[flow % 4],
            flow % 20,
            logins[flow % 4],
        );
    }
    text
}

fn element(text: &mut String, number: usize, zone: usize, inner: usize) {
    let _ = if inner % 10 == 9 {
        writeln!(
            text,
            "  store element-{number}: sql-database \"Store {number}\" holds data-{} {{\n    backup: yes\n  }}",
            number % 20
        )
    } else if zone.is_multiple_of(4) && inner.is_multiple_of(5) {
        writeln!(text, "  entity element-{number}: end-user \"User {number}\"")
    } else {
        writeln!(
            text,
            "  process element-{number}: web-app \"Process {number}\" {{\n    criticality: {}\n    audit-log: {}\n  }}",
            ["low", "medium", "high"][number % 3],
            ["yes", "no", "?"][number % 3],
        )
    };
}
