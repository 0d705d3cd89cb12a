//! What each token of a text means.

use std::ops::Range;
use std::sync::Arc;

use expect_test::{Expect, expect};
use tm_ide::{SemanticToken, TokenCache, semantic_tokens};
use tm_model::source::FileId;
use tm_model::{Snapshot, Workspace};

use crate::fixture::{Fixture, SHOP, shop};
use crate::generator::{PACK as MINI, Random, file as random_file, line as random_line};

/// The tokens of each line as `kind+modifier word`.
fn shown(text: &str, tokens: &[SemanticToken]) -> String {
    let mut shown = String::new();
    let mut line = usize::MAX;
    for token in tokens {
        let here = text[..token.range.start].matches('\n').count();
        shown.push_str(match line {
            usize::MAX => "",
            line if line == here => " · ",
            _ => "\n",
        });
        line = here;
        shown.push_str(token.kind.name());
        for modifier in token.modifiers.iter() {
            shown.push('+');
            shown.push_str(modifier.name());
        }
        shown.push(' ');
        shown.push_str(&text[token.range.clone()]);
    }
    shown.push('\n');
    shown
}

fn outdated(workspace: &Workspace, file: FileId) -> Vec<Range<usize>> {
    let findings = workspace.findings(file).into_iter();
    let places = findings.flat_map(|(start, list)| {
        let outdated = list.iter().filter(|finding| tm_ide::is_outdated(finding.code));
        let place =
            |span: tm_grammar::tree::Span| start + span.start as usize..start + span.end as usize;
        outdated.map(|finding| place(finding.span)).collect::<Vec<_>>()
    });
    places.collect()
}

fn tokens(fixture: &Fixture, file: FileId, range: &Range<usize>) -> Vec<SemanticToken> {
    let outdated = outdated(&fixture.workspace, file);
    semantic_tokens(&fixture.snapshot, file, range, &outdated)
}

/// The tokens of the lines after the shop.
fn of_shop(more: &str, expected: Expect) {
    let fixture = shop(more);
    let file = fixture.files[0];
    let text = fixture.text(file);
    let start = SHOP.trim_start_matches('\n').len();
    expected.assert_eq(&shown(&text, &tokens(&fixture, file, &(start + 1..text.len()))));
}

#[test]
fn things_are_told_apart_by_what_they_are() {
    let fixture = shop("");
    let file = fixture.files[0];
    let text = fixture.text(file);
    expect![[r#"
        keyword model · namespace+declaration shop · string "Web shop"
        property owner · person @dana
        keyword use · namespace+defaultLibrary stride · number 1.0
        keyword tracker · namespace+declaration SHOP · string "https://tracker.example.org/{id}"
        keyword asset · asset+declaration order · type+defaultLibrary personal-data · string "Order" · keyword classified · enumMember confidential
        keyword asset · asset+declaration card · type+defaultLibrary payment · string "Card number" · keyword classified · enumMember restricted
        keyword zone · zone+declaration internet · type+defaultLibrary internet-zone · string "Internet"
        keyword entity · entity+declaration customer · type+defaultLibrary end-user · string "Customer"
        keyword zone · zone+declaration inside · type+defaultLibrary internal-zone · string "Our platform"
        keyword process · process+declaration checkout · type+defaultLibrary web-app · string "Checkout" · property+defaultLibrary criticality · enumMember+defaultLibrary high · property+defaultLibrary audit-log · unknown ?
        keyword store · store+declaration orders · type+defaultLibrary sql-database · string "Order book" · keyword holds · asset order
        keyword flow · number 1 · flow+declaration buy · entity customer · operator -> · process checkout · string "Place an order" · keyword via · type+defaultLibrary https · keyword carrying · asset order · asset card · property+defaultLibrary authn · enumMember+defaultLibrary session
        keyword flow · number 2 · flow+declaration book · process checkout · operator -> · store orders · keyword via · type+defaultLibrary sql-protocol · keyword carrying · asset order
        keyword flow · number 3 · flow+declaration receipt · process checkout · operator -> · entity customer · string "Mail the receipt" · keyword via · type+defaultLibrary smtp · keyword carrying · asset order
    "#]].assert_eq(&shown(&text, &tokens(&fixture, file, &(0..text.len()))));
}

#[test]
fn decisions_name_rules_places_people_and_days() {
    of_shop(
        "mitigation limiter: rate-limit \"At the edge\" on checkout status planned ticket SHOP-7\n\
         mitigate stride.flooding on checkout with limiter\n\
         accept stride.unvalidated-input on zone inside because \"Later\" by @dana until 2027-01-01\n\
         dismiss stride.* on *\n",
        expect![[r#"
            keyword mitigation · mitigation+declaration limiter · mitigation+defaultLibrary rate-limit · string "At the edge" · keyword on · process checkout · keyword status · enumMember planned · keyword ticket · ticket SHOP-7
            keyword+decision mitigate · namespace stride · threat+defaultLibrary flooding · keyword on · process checkout · keyword with · mitigation limiter
            keyword+decision accept · namespace stride · threat+defaultLibrary unvalidated-input · keyword on · keyword zone · zone inside · keyword because · string "Later" · keyword by · person @dana · keyword until · number 2027-01-01
            keyword+decision dismiss · namespace+defaultLibrary stride · keyword on · operator *
        "#]],
    );
}

#[test]
fn what_has_no_effect_any_more_is_deprecated() {
    of_shop(
        "accept stride.unvalidated-input on checkout because \"Later\" by @dana until 2026-11-18\n\
         dismiss stride.clear-text-crossing on book because \"Never\"\n\
         moved old -> checkout\n",
        expect![[r#"
            keyword+decision accept · namespace stride · threat+defaultLibrary unvalidated-input · keyword on · process checkout · keyword because · string "Later" · keyword by · person @dana · keyword until · number+deprecated 2026-11-18
            keyword+decision dismiss · namespace+deprecated stride · threat+deprecated+defaultLibrary clear-text-crossing · keyword on · flow book · keyword because · string "Never"
            keyword moved · process+deprecated old · operator -> · process checkout
        "#]],
    );
}

#[test]
fn other_items_of_a_model() {
    of_shop(
        "/// Who wants in.\n\
         actor thief: criminal \"A thief\" // for money\n\
         objective safe: confidentiality \"Cards stay ours\" protects card against thief\n\
         assumption disk: infrastructure \"Encrypted\" about orders { claims orders.encryption-at-rest = yes }\n\
         story pay: user \"As a buyer\" on buy ticket \"#12\" { without \"theft\": skim on buy }\n\
         threat skim: tampering \"A script\" on checkout { likelihood: high; cwe: 79 }\n\
         scope out customer because \"not ours\"\n\
         question backups \"How?\" on orders { owner: @dana }\n\
         answer backups on orders = \"Daily\"\n",
        expect![[r##"
            comment+documentation /// Who wants in.
            keyword actor · actor+declaration thief · enumMember criminal · string "A thief" · comment // for money
            keyword objective · goal+declaration safe · enumMember confidentiality · string "Cards stay ours" · keyword protects · asset card · keyword against · actor thief
            keyword assumption · assumption+declaration disk · enumMember infrastructure · string "Encrypted" · keyword about · store orders · keyword claims · store orders · property+defaultLibrary encryption-at-rest · operator = · enumMember yes
            keyword story · story+declaration pay · enumMember user · string "As a buyer" · keyword on · flow buy · keyword ticket · ticket "#12" · keyword without · string "theft" · threat skim · keyword on · flow buy
            keyword threat · threat+declaration skim · enum+defaultLibrary tampering · string "A script" · keyword on · process checkout · property likelihood · enumMember high · property cwe · number 79
            keyword scope · keyword out · entity customer · keyword because · string "not ours"
            keyword question · question+declaration backups · string "How?" · keyword on · store orders · property owner · person @dana
            keyword answer · question backups · keyword on · store orders · operator = · string "Daily"
        "##]],
    );
}

#[test]
fn a_rule_has_variables_fields_types_and_words() {
    let text = "kb acme 1.0 \"Acme\"\nuse base 1.0\nscale size: small < large\n\
                attribute tier: size for process p { ask: \"How large is {p}?\" }\n\
                threat slow: denial-of-service \"{f.target} is slow for {f}\" for flow f: https {\n  \
                when f.target is [store, web-app] and f.target.tier >= large\n    \
                and any(a in f.data where a.classified = restricted)\n  unless f.encrypted\n}\n\
                test \"slow\" {\n  zone z: internal-zone { process p: web-app { tier: large } }\n  \
                flow f: p -> p via https\n  expect maybe slow on f\n}\n";
    let fixture = Fixture::new(text);
    let file = fixture.files[0];
    expect![[r#"
        keyword kb · namespace+declaration acme · number 1.0 · string "Acme"
        keyword use · namespace+defaultLibrary base · number 1.0
        keyword scale · enum+declaration size · enumMember+declaration small · operator < · enumMember+declaration large
        keyword attribute · property+declaration tier · type size · keyword for · keyword process · parameter+declaration p · property ask · string "How large is { · parameter p · string }?"
        keyword threat · threat+declaration slow · enum+defaultLibrary denial-of-service · string "{ · parameter f · string .target} is slow for { · parameter f · string }" · keyword for · keyword flow · parameter+declaration f · type+defaultLibrary https
        keyword when · parameter f · property target · keyword is · type store · type+defaultLibrary web-app · keyword and · parameter f · property target · property tier · operator >= · enumMember large
        keyword and · keyword any · parameter+declaration a · keyword in · parameter f · property data · keyword where · parameter a · property classified · operator = · enumMember restricted
        keyword unless · parameter f · property+defaultLibrary encrypted
        keyword test · string "slow"
        keyword zone · zone+declaration z · type+defaultLibrary internal-zone · keyword process · process+declaration p · type+defaultLibrary web-app · property tier · enumMember large
        keyword flow · flow+declaration f · process p · operator -> · process p · keyword via · type+defaultLibrary https
        keyword expect · keyword maybe · threat slow · keyword on · flow f
    "#]].assert_eq(&shown(text, &tokens(&fixture, file, &(0..text.len()))));
}

#[test]
fn half_a_sentence_has_tokens() {
    of_shop(
        "flow 4 : -> checkout via\nstore (\n",
        expect![[r#"
        keyword flow · number 4 · operator -> · process checkout · keyword via
        keyword store
    "#]],
    );
}

#[test]
fn what_other_languages_write_has_no_tokens() {
    let fixture = Fixture::new("package require Tk\nproc a {b} {}\n");
    assert_eq!(tokens(&fixture, fixture.files[0], &(0..100)), []);
}

#[test]
fn a_range_has_the_tokens_that_touch_it() {
    let fixture = shop("");
    let file = fixture.files[0];
    let text = fixture.text(file);
    let all = tokens(&fixture, file, &(0..text.len()));
    let range = 200..400;
    let expected: Vec<SemanticToken> = all
        .into_iter()
        .filter(|token| token.range.start <= range.end && range.start <= token.range.end)
        .collect();
    assert_eq!(tokens(&fixture, file, &range), expected);
}

type Made = (String, Vec<SemanticToken>);

fn made(cache: &mut TokenCache<Made>, snapshot: &Snapshot, file: FileId) -> Vec<Arc<Made>> {
    cache.blocks(snapshot, file, &[], |text, tokens| (text.to_owned(), tokens.to_vec()))
}

#[test]
fn a_cache_follows_what_names_mean_and_makes_nothing_else_anew() {
    let text = format!("{SHOP}moved old -> checkout\n");
    let mut workspace = Workspace::new(20_778);
    let file = workspace.set_file("shop.tm", &text);
    let part = workspace.set_file("part.tm", "part of shop\nflow 4 f: customer -> lake\n");
    workspace.update();
    let mut cache = TokenCache::default();
    let before = made(&mut cache, &workspace.snapshot(), file);

    for (change, (from, to)) in [
        // A comment changes the block it stands in.
        ("flow 2 book", "// words\nflow 2 book"),
        // What was an entity is a process: so it is for all who name it.
        ("entity customer: end-user", "process customer: web-app"),
        ("tracker SHOP", "tracker TOP"),
        ("use stride 1.0\n", "use base 1.0\n"),
    ]
    .into_iter()
    .enumerate()
    {
        let text = workspace.snapshot().file(file).expect("it is there").document.text();
        let at = text.find(from).expect("it is written");
        workspace.edit(file, at..at + from.len(), to);
        workspace.update();
        let snapshot = workspace.snapshot();
        let after = made(&mut cache, &snapshot, file);
        let fresh = made(&mut TokenCache::default(), &snapshot, file);
        assert_eq!(after, fresh, "change {change}");
        if change == 0 {
            let anew = after.iter().filter(|it| !before.iter().any(|old| Arc::ptr_eq(old, it)));
            // The block with the comment, and the one of which nobody knows what it depends on.
            assert_eq!(anew.count(), 2);
        }
    }

    let mut cache = TokenCache::default();
    let before = made(&mut cache, &workspace.snapshot(), part);
    workspace.set_file("lake.tm", "part of shop\nstore lake\n");
    workspace.update();
    let snapshot = workspace.snapshot();
    let after = made(&mut cache, &snapshot, part);
    assert_ne!(before, after, "a name that was missing is there");
    assert_eq!(after, made(&mut TokenCache::default(), &snapshot, part));
}

/// A line of a text that goes or becomes another, or where another comes.
fn random_edit(random: &mut Random, text: &str) -> (Range<usize>, String) {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let at = random.below(lines.len().max(1));
    let start: usize = lines[..at.min(lines.len())].iter().map(|line| line.len()).sum();
    let end = start + lines.get(at).map_or(0, |line| line.len());
    match random.below(4) {
        0 => (start..end, String::new()),
        1 => (start..end, format!("{}\n", random_line(random))),
        2 => (start..start, "// a word\n\n".to_owned()),
        _ => (start..start, format!("{}\n", random_line(random))),
    }
}

#[test]
fn after_any_edits_a_cache_is_what_a_fresh_one_would_be() {
    for number in 0..60 {
        let mut random = Random::new(number);
        let mut workspace = Workspace::new(20_778);
        let main =
            "model m \"M\"\nuse mini 1.0 only comprehensive\nzone z1: inner { process e: web }\n";
        let other = "model other\nuse mini\nimport \"main.tm\" as em\nflow g: em.e -> em.e\n";
        let files = [
            workspace.set_file("main.tm", &random_file(&mut random, main)),
            workspace.set_file("part.tm", &random_file(&mut random, "part of m\n")),
            workspace.set_file("other.tm", &random_file(&mut random, other)),
            workspace.set_file("packs/mini.tm", MINI),
        ];
        workspace.update();
        let mut caches: Vec<TokenCache<Made>> =
            files.iter().map(|_| TokenCache::default()).collect();
        for step in 0..30 {
            let which = if random.chance(5) { 3 } else { random.below(3) };
            let text = workspace.file(files[which]).expect("it was set").document.text();
            let (range, new) = random_edit(&mut random, &text);
            workspace.edit(files[which], range.clone(), &new);
            workspace.update();
            let snapshot = workspace.snapshot();
            for (file, cache) in files.iter().zip(&mut caches) {
                let (kept, fresh) = (
                    made(cache, &snapshot, *file),
                    made(&mut TokenCache::default(), &snapshot, *file),
                );
                for (kept, fresh) in kept.iter().zip(&fresh) {
                    assert_eq!(
                        kept, fresh,
                        "{number}, step {step}: {:?} {range:?} -> {new:?}",
                        which
                    );
                }
                assert_eq!(kept.len(), fresh.len());
            }
        }
    }
}
