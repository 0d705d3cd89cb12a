//! Links out of a text.

use expect_test::{Expect, expect};
use tm_ide::{LinkTarget, links};

use crate::fixture::{Fixture, line_of, shop};

fn check(fixture: &Fixture, expected: Expect) {
    let file = fixture.files[0];
    let lines = links(&fixture.snapshot, file).into_iter().map(|link| {
        let target = match &link.target {
            LinkTarget::File(id) => fixture.snapshot.file(*id).expect("a file").path.to_string(),
            LinkTarget::Path(path) => format!("./{path}"),
            LinkTarget::Address(address) => address.clone(),
        };
        format!(
            "{}\n    {target}  {}\n",
            line_of(&fixture.snapshot, file, &link.range),
            link.tooltip
        )
    });
    expected.assert_eq(&lines.collect::<String>());
}

#[test]
fn tickets_lead_to_their_tracker() {
    check(
        &shop(
            "mitigation a: rate-limit \"A\" on checkout ticket SHOP-3, \"SHOP-4\", OTHER-1\n\
             story pay: user \"As a customer I pay\" on buy { ticket: SHOP-5 }\n",
        ),
        expect![[r#"
            test.tm:4 use «stride» 1.0
                <shipped>/stride.tm  Open the knowledge base
            test.tm:18 mitigation a: rate-limit "A" on checkout ticket «SHOP-3», "SHOP-4", OTHER-1
                https://tracker.example.org/SHOP-3  Open ticket SHOP-3
            test.tm:18 mitigation a: rate-limit "A" on checkout ticket SHOP-3, «"SHOP-4"», OTHER-1
                https://tracker.example.org/SHOP-4  Open ticket SHOP-4
            test.tm:19 story pay: user "As a customer I pay" on buy { ticket: «SHOP-5» }
                https://tracker.example.org/SHOP-5  Open ticket SHOP-5
        "#]],
    );
}

#[test]
fn a_tracker_leads_to_pages_and_nothing_else() {
    check(
        &Fixture::new(
            "model m \"M\"\ntracker X \"file:///etc/{id}\"\nprocess p \"P\"\n\
             mitigation a: rate-limit \"A\" on p ticket X-1\n",
        ),
        expect![[""]],
    );
}

#[test]
fn imports_and_packs_lead_to_their_files() {
    check(
        &Fixture::new(
            r#"
//- shop/shop.tm
model shop "Shop"
use base 1.0
use "../acme.tm"
use nowhere 1.0
import "../pay.tm" as pay
import "../missing.tm" as missing
//- acme.tm
kb acme 1.0 "Acme"
//- pay.tm
model pay "Pay"
"#,
        ),
        expect![[r#"
            shop/shop.tm:2 use «base» 1.0
                <shipped>/base.tm  Open the knowledge base
            shop/shop.tm:3 use "«../acme.tm»"
                acme.tm  Open the knowledge base
            shop/shop.tm:5 import "«../pay.tm»" as pay
                pay.tm  Open the model that is imported
        "#]],
    );
}

#[test]
fn numbers_of_catalogues_and_links_of_documentation_lead_to_their_pages() {
    check(
        &Fixture::new(
            r#"
kb acme 1.0 "Acme"
use base 1.0
/// See [the guide](docs/guide.md#pranks) and [the list](https://example.org/list).
threat pranks: tampering "{p} is pranked" for process p {
  when p.trust = none
  cwe: 79, 80; capec: 63; attack: "T1190", "T1059.001", "AML.T0051", "nonsense"
}
"#,
        ),
        expect![[r#"
            test.tm:2 use «base» 1.0
                <shipped>/base.tm  Open the knowledge base
            test.tm:3 /// See [the guide](«docs/guide.md#pranks») and [the list](https://example.org/list).
                ./docs/guide.md  
            test.tm:3 /// See [the guide](docs/guide.md#pranks) and [the list](«https://example.org/list»).
                https://example.org/list  
            test.tm:6   cwe: «79», 80; capec: 63; attack: "T1190", "T1059.001", "AML.T0051", "nonsense"
                https://cwe.mitre.org/data/definitions/79.html  Open CWE-79
            test.tm:6   cwe: 79, «80»; capec: 63; attack: "T1190", "T1059.001", "AML.T0051", "nonsense"
                https://cwe.mitre.org/data/definitions/80.html  Open CWE-80
            test.tm:6   cwe: 79, 80; capec: «63»; attack: "T1190", "T1059.001", "AML.T0051", "nonsense"
                https://capec.mitre.org/data/definitions/63.html  Open CAPEC-63
            test.tm:6   cwe: 79, 80; capec: 63; attack: «"T1190"», "T1059.001", "AML.T0051", "nonsense"
                https://attack.mitre.org/techniques/T1190/  Open ATT&CK T1190
            test.tm:6   cwe: 79, 80; capec: 63; attack: "T1190", «"T1059.001"», "AML.T0051", "nonsense"
                https://attack.mitre.org/techniques/T1059/001/  Open ATT&CK T1059.001
            test.tm:6   cwe: 79, 80; capec: 63; attack: "T1190", "T1059.001", «"AML.T0051"», "nonsense"
                https://atlas.mitre.org/techniques/AML.T0051  Open ATLAS AML.T0051
        "#]],
    );
}
