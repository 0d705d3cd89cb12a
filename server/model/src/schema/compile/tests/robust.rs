//! Half-written knowledge bases: every text compiles to something.

use super::support::{WORDS, packs};

const EVERYTHING: &str = r#"kb web 1.0.0 "Web" { owner: @kim; unknowns: ask }
use words 1.0
scale heat: cold < warm < hot
choice place: here, there
category fraud "Fraud" { stride: S; ask: "Who?" }
type shop: web-app "Shop" { custom: yes; parses: html, xml; care: high; fixed: custom }
type vault: database { holds: key, secret; sensitivity: restricted; integrity-need: high }
type hall: inner { kind: dmz; trust: low }
attribute heat: heat "Heat" for element, flow { default: warm; ask: "How hot is {it}?" }
attribute places: list of place for zone { default: unset; because: "Law" }
fact near for element e { when e.outside and e.heat > cold; spreads f where not f.is-reply }
mitigation shield "Shield" for flow f, process raises alarm counters web.*, open {
  when f.encrypted; unless f.purpose = log; domain: network; control: preventive; top: yes
  effect: partial; asvs: "V1"; iso: "A.1"; ask: "Is {f} shielded?"
}
event alarm "Alarm" { fields: "who"; alert-when: "any" }
requirement law: legal "Law" with shield { source: "Law 1" }
/// Says more.
threat open: fraud "{f} to {f.target}" for flow f: https severity high {
  when f.crosses and (any(a in f.data where a is [key, secret] and age(a.rotated) > 90d)
    or count(z in f.zones where any(p in z.places where p = here)) >= 2
    or reaches(f.source -> f.target avoiding x where x.near) or f.reply is known)
  unless (f.shield and f.mfa not in [no]) or f.purpose = business
  likelihood: low; top: no; group: g; cwe: 79; attack: "T1"; ask: "Why {it}?"
}
question who "Who?" for process p: shop { ask: "Who runs {p}?"; good: "a name" }
override web.open severity low because "Small" { top: yes }
disable words.* because "No rules"
moved old -> open
profile mine { include: top, open, pci.*; exclude: web.open }
test "t" { process p; expect no open on p }
"#;

fn compile(text: &str) {
    packs().indirect("words", WORDS).direct("web", text).compile();
}

#[test]
fn a_text_may_end_anywhere() {
    packs().indirect("words", WORDS).direct("web", EVERYTHING).check_clean();
    for (end, _) in EVERYTHING.char_indices().step_by(7) {
        compile(&EVERYTHING[..end]);
    }
}

#[test]
fn a_word_or_sign_may_be_missing() {
    let mut start = 0;
    for (end, _) in EVERYTHING.match_indices([' ', '.', ':', '(', ')', '{', '}', ',', '\n']) {
        let (before, word, after) =
            (&EVERYTHING[..start], &EVERYTHING[start..end], &EVERYTHING[end..]);
        compile(&format!("{before}{after}"));
        compile(&format!("{before}{word}{}", &after[1..]));
        start = end;
    }
}

#[test]
fn the_same_packs_give_the_same_schema() {
    let packs = packs().indirect("words", WORDS).direct("web", EVERYTHING);
    let (first, second) = (packs.compile(), packs.compile());
    assert_eq!(format!("{:?}", first.schema.rules), format!("{:?}", second.schema.rules));
    assert_eq!(format!("{:?}", first.diagnostics), format!("{:?}", second.diagnostics));
}
