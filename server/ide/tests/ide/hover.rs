//! What is told about the place under the pointer.

use expect_test::{Expect, expect};

use crate::fixture::{Fixture, shop, shop_at};

fn check(fixture: &Fixture, expected: Expect) {
    let (file, offset) = fixture.cursor();
    let told = match tm_ide::hover(&fixture.snapshot, file, offset) {
        Some(hover) => {
            format!("[{}]\n{}\n", &fixture.text(file)[hover.range.clone()], hover.markdown)
        }
        None => "nothing\n".to_owned(),
    };
    expected.assert_eq(&told);
}

#[test]
fn an_element_tells_how_it_stands_and_what_it_is_joined_with() {
    check(
        &shop_at("process check$0out:"),
        expect![[r#"
        [checkout]
        **checkout** "Checkout" · process: web-app → service · zone inside (trust high)

        4 possible

        Handles *order* (confidential), *card* (restricted)

        In: 1 buy (↑ none→high) · Out: 2 book, 3 receipt (↓ high→none)

        Possible: `stride.actions-leave-no-trace` (critical), `stride.flooding` (critical), `stride.known-vulnerability` (critical), `stride.unvalidated-input` (critical)

        Waiting for: *Are known weaknesses of checkout fixed within an agreed time?* (decides 1 threat), *Does checkout limit requests per caller?* (decides 1 threat), *Does checkout record who did what, when and with which result?* (decides 1 threat) and 1 more

        criticality: high (written here) · audit-log: **?** (written here) · custom-code: yes (from type web-app) · parses: html (from type web-app)
    "#]],
    );
}

#[test]
fn a_store_tells_what_it_holds() {
    check(
        &shop_at("store ord$0ers:"),
        expect![[r#"
        [orders]
        **orders** "Order book" · store: sql-database → database · zone inside (trust high)

        1 possible

        Holds *order* (confidential)

        In: 2 book

        Possible: `stride.store-unencrypted` (medium)

        Waiting for: *Is orders encrypted at rest?* (decides 1 threat)

        query-language: sql (from type sql-database)
    "#]],
    );
}

#[test]
fn a_flow_tells_what_it_carries_and_which_zones_it_leaves_and_enters() {
    check(
        &shop_at("flow 3 rec$0eipt:"),
        expect![[r#"
        [receipt]
        **3 receipt** "Mail the receipt" · flow via smtp · checkout → customer · ↓ high→none

        1 possible

        Carries *order* (confidential)

        Leaves inside (high) · enters internet (none)

        Possible: `stride.clear-text-crossing` (high)

        Waiting for: *Is receipt encrypted?* (decides 1 threat)
    "#]],
    );
}

#[test]
fn the_end_of_a_flow_is_the_element_there() {
    check(
        &shop_at("flow 2 book: check$0out"),
        expect![[r#"
        [checkout]
        **checkout** "Checkout" · process: web-app → service · zone inside (trust high)

        4 possible

        Handles *order* (confidential), *card* (restricted)

        In: 1 buy (↑ none→high) · Out: 2 book, 3 receipt (↓ high→none)

        Possible: `stride.actions-leave-no-trace` (critical), `stride.flooding` (critical), `stride.known-vulnerability` (critical), `stride.unvalidated-input` (critical)

        Waiting for: *Are known weaknesses of checkout fixed within an agreed time?* (decides 1 threat), *Does checkout limit requests per caller?* (decides 1 threat), *Does checkout record who did what, when and with which result?* (decides 1 threat) and 1 more

        criticality: high (written here) · audit-log: **?** (written here) · custom-code: yes (from type web-app) · parses: html (from type web-app)
    "#]],
    );
}

#[test]
fn a_zone_tells_its_trust_and_its_members() {
    check(
        &shop_at("zone ins$0ide:"),
        expect![[r#"
            [inside]
            **inside** "Our platform" · zone: internal-zone · trust high

            kind internal

            Members: checkout, orders

            In it and over its boundary: 6 possible, 2 mitigated
        "#]],
    );
}

#[test]
fn an_asset_tells_where_it_goes() {
    check(
        &shop_at("carrying ord$0er, card"),
        expect![[r#"
        [order]
        **order** "Order" · asset: personal-data · classified confidential

        Carried by 1 buy, 2 book, 3 receipt · kept in orders
    "#]],
    );
}

#[test]
fn a_category_tells_what_it_breaks_and_how_many_are_seen_here() {
    check(
        &shop("threat fake: spoof$0ing \"A fake shop\" on buy"),
        expect![[r#"
            [spoofing]
            **Spoofing** – pretending to be someone or something else. *Breaks: authenticity.*

            Ask: *How does it prove who it is to the services it uses, and how does it know its callers?*

            Typical answers: authenticate every caller · a second factor that cannot be phished · mutual certificates · complete checks of tokens · one identity per service · credentials that soon expire.

            For example: a stolen or shared password · a forged token · a callback from a stranger · a look-alike site · a cloned device · an agent that poses as another.

            Ask of what is below: *As whom could I appear here, and what would I need for that?*

            Applies to **entity**, **process** (STRIDE, S). On a flow it is the question of its two ends: who sent this, and who receives it?

            Seen here: 1 open, 1 mitigated.
        "#]],
    );
}

// ---- Rules and what is decided about them -------------------------------------------------------

#[test]
fn a_rule_in_a_decision_tells_how_it_stands_there_and_who_said_what() {
    check(
        &shop(
            "accept stride.clear-te$0xt-crossing on receipt because \"No names in it\" by @dana \
             until 2027-05-31",
        ),
        expect![[r#"
            [stride.clear-text-crossing]
            **stride.clear-text-crossing** on *receipt* · "receipt can be read on its way to customer" · **high** · CWE-319 · TOP

            **accepted** – decided by `accept` by @dana, ends in 191 days

            Risk: severity high × likelihood medium

            Why it fires:

            - ✓ receipt goes down, from inside (trust high) into internet (trust none)
            - ✓ network of receipt is not written, so no comparison with it holds
            - ✓ sensitivity: confidential on receipt, because it carries order

            Answered by:

            - ? `encrypted` (Encrypt in transit): unknown – nobody says

            Data leaves a zone unencrypted, and whoever sits on the way reads it, usually unseen. Network
            sensors that meet clear text where there should be none can tell. First encrypt the hop and
            close the unencrypted port.

            To be seen as: Clear-text connection accepted on a port that should be encrypted

            Key `stride.clear-text-crossing on receipt`
        "#]],
    );
}

#[test]
fn a_rule_that_a_control_answers_tells_where_the_control_was_found() {
    check(
        &shop("mitigate stride.clear-te$0xt-crossing on buy"),
        expect![[r#"
            [stride.clear-text-crossing]
            **stride.clear-text-crossing** on *buy* · "buy can be read on its way to checkout" · **critical** · CWE-319 · TOP

            **mitigated**

            Risk: severity critical × likelihood high; more severe, because restricted data or a critical element is touched; more likely, because it can be reached from the internet

            Why it fires:

            - ✓ buy goes up, from internet (trust none) into inside (trust high)
            - ✓ network of buy is not written, so no comparison with it holds
            - ✓ sensitivity: restricted on buy, because it carries card

            Answered by:

            - ✓ `encrypted` (Encrypt in transit): yes – from type https

            Data leaves a zone unencrypted, and whoever sits on the way reads it, usually unseen. Network
            sensors that meet clear text where there should be none can tell. First encrypt the hop and
            close the unencrypted port.

            To be seen as: Clear-text connection accepted on a port that should be encrypted

            Key `stride.clear-text-crossing on buy`
        "#]],
    );
}

#[test]
fn a_rule_in_a_story_is_told_for_its_own_place() {
    check(
        &shop(
            "story pay: user \"As a buyer I want to pay\" on buy {\n  \
             without \"a flood\": stride.floo$0ding on checkout\n}",
        ),
        expect![[r#"
            [stride.flooding]
            **stride.flooding** on *checkout* · "A flood from the internet stops checkout" · **critical** · CWE-770, CWE-799 · TOP

            **possible** – whether it is answered is unknown

            Risk: severity critical × likelihood high; more severe, because restricted data or a critical element is touched; more likely, because it can be reached from the internet

            Why it fires:

            - ✓ internet-exposed: yes on checkout, which follows from other facts
            - ✓ checkout is a process of type web-app
            - ✓ criticality: high on checkout, written
            - ✓ managed of checkout is not written, so no comparison with it holds

            Answered by:

            - ? `rate-limit` (Limit the pace of requests): unknown – nobody says

            More requests arrive than can be served, and rightful users wait or leave. A request rate or a
            share of refusals far above the usual is the sign. First refuse cheaply per caller before any
            work is done; volume attacks need the provider's help.

            To be seen as: Request rate or refusals above the normal band

            Key `stride.flooding on checkout`
        "#]],
    );
}

#[test]
fn a_rule_on_several_places_is_told_once_with_their_states() {
    check(
        &shop("mitigate stride.clear-te$0xt-crossing on zone inside with encrypted"),
        expect![[r#"
            [stride.clear-text-crossing]
            **stride.clear-text-crossing** – A flow can be read on its way to its target · information-disclosure · CWE-319 · TOP

            Looks at every flow · severity high · likelihood medium

            What answers it: `encrypted` (Encrypt in transit)

            Data leaves a zone unencrypted, and whoever sits on the way reads it, usually unseen. Network
            sensors that meet clear text where there should be none can tell. First encrypt the hop and
            close the unencrypted port.

            To be seen as: Clear-text connection accepted on a port that should be encrypted

            Here:

            - `stride.clear-text-crossing on buy` – planned (critical)
            - `stride.clear-text-crossing on receipt` – planned (high)
        "#]],
    );
}

#[test]
fn a_rule_that_does_not_fire_says_so() {
    check(
        &shop("dismiss stride.flood$0ing on orders because \"Inside\""),
        expect![[r#"
            [stride.flooding]
            **stride.flooding** – A flood from the internet stops a process · denial-of-service · CWE-770, CWE-799 · TOP

            Looks at every process · severity high · likelihood medium

            What answers it: `rate-limit` (Limit the pace of requests)

            More requests arrive than can be served, and rightful users wait or leave. A request rate or a
            share of refusals far above the usual is the sign. First refuse cheaply per caller before any
            work is done; volume attacks need the provider's help.

            To be seen as: Request rate or refusals above the normal band

            It does not fire on orders.
        "#]],
    );
}

#[test]
fn a_mitigation_tells_what_it_settles() {
    check(
        &shop(
            "mitigation limiter: rate-limit \"At the edge\" on checkout {\n  \
             status: done\n  ticket: SHOP-31\n}\nmitigate stride.flooding on checkout with limi$0ter",
        ),
        expect![[r#"
            [limiter]
            **limiter** "At the edge" · mitigation: rate-limit

            **done** · settles 1

            - `stride.flooding on checkout` – mitigated

            Control `rate-limit`: Limit the pace of requests

            on: checkout · status: done · ticket: SHOP-31
        "#]],
    );
}

#[test]
fn a_threat_of_the_model_tells_its_risk_and_how_it_stands() {
    check(
        &shop(
            "threat sk$0im: information-disclosure \"A script reads the form\" on checkout {\n  \
               likelihood: medium\n  impact: high\n}",
        ),
        expect![[r#"
            [skim]
            **skim** "A script reads the form" · threat: information-disclosure

            risk **high** · 1 open

            on: checkout · likelihood: medium · impact: high
        "#]],
    );
}

#[test]
fn an_assumption_tells_what_rests_on_it() {
    check(
        &shop(
            "assumption di$0sk: infrastructure \"Disks are encrypted\" about orders {\n  \
             status: validated\n  check-by: 2027-02-01\n}\n\
             store archive: database in inside { encryption-at-rest: yes assuming disk }",
        ),
        expect![[r#"
            [disk]
            **disk** "Disks are encrypted" · assumption: infrastructure

            **validated** · check in 72 days

            What rests on it: archive

            about: orders · status: validated · check-by: 2027-02-01
        "#]],
    );
}

// ---- Types, facts and controls ------------------------------------------------------------------

#[test]
fn a_type_tells_what_it_brings() {
    check(
        &shop_at("via htt$0ps carrying order, card"),
        expect![[r#"
            [https]
            **https** Web over TLS · a type of flow · from base

            Encrypted. Whether the caller really checks the server's certificate is a question of its own.

            Brings:

            - peer-verified: ?
            - encrypted: yes – fixed
        "#]],
    );
}

#[test]
fn a_control_as_a_key_tells_its_present_value_and_what_it_decides() {
    check(
        &shop_at("audit-lo$0g: ?"),
        expect![[r#"
            [audit-log]
            **audit-log** Record who did what · control of process, store · TOP

            On checkout: **?** (written here)

            Decides 1 threat: `stride.actions-leave-no-trace on checkout`

            *Does it record who did what, when and with which result?*

            Write an event with actor, action, object, time, place and result for each security-relevant
            action. Write it where the decision falls, and include what was refused.

            Where nothing is written it follows from others · detective · operations · days of work

            Answers `stride.actions-leave-no-trace`

            ASVS: V16.3.1, V16.3.2, V16.2.1 · NIST CSF: PR.PS-04 · NIST 800-53: AU-2, AU-3, AU-12 · ISO 27001: A.8.15
        "#]],
    );
}

#[test]
fn a_fact_as_a_key_tells_who_says_its_value() {
    check(
        &shop_at("{ critic$0ality: high"),
        expect![[r#"
        [criticality]
        **criticality** How much hangs on it · fact of entity, process, store

        On checkout: **high** (written here)

        *How bad is it when it fails?*

        What it means for the business when this stops or fails. Also sets how available it must be.

        Takes `low` < `medium` < `high` < `critical` · where nothing is written, nobody asks
    "#]],
    );
}

#[test]
fn a_question_mark_tells_what_the_answer_would_decide() {
    check(
        &shop_at("audit-log: $0?"),
        expect![[r#"
        [?]
        **?** – not known yet; somebody promised to find out

        *Does checkout record who did what, when and with which result?*

        Decides 1 threat: `stride.actions-leave-no-trace on checkout`
    "#]],
    );
}

#[test]
fn a_value_tells_its_place_among_the_others() {
    check(
        &shop_at("criticality: hi$0gh"),
        expect![[r#"
        [high]
        **high** – a word of `criticality`: low < medium < **high** < critical

        **criticality** How much hangs on it · fact of entity, process, store
    "#]],
    );
}

#[test]
fn data_that_nobody_knows_is_a_question() {
    check(
        &shop("flow 4 read: checkout -> customer via https carrying $0?"),
        expect![[r#"
        [?]
        **?** – not known yet; somebody promised to find out

        *What does read carry?*

        Decides 4 threats: `stride.clear-text-crossing on read`, `stride.credentials-in-clear on read`, `stride.false-server on read`, `stride.message-altered-in-transit on read`
    "#]],
    );
}

// ---- Words of the language ----------------------------------------------------------------------

#[test]
fn an_item_word_tells_how_it_is_written() {
    check(
        &shop_at("sto$0re orders"),
        expect![[r#"
        [store]
        **store** – something that keeps data

        ```tm
        store NAME: TYPE "Title" holds DATA
        ```

        Takes `in` `holds` `owner` `sensitivity` `integrity-need` `availability-need`, and the facts and controls of its kind.
    "#]],
    );
}

#[test]
fn a_clause_word_tells_what_it_says() {
    check(
        &shop_at("customer -> checkout \"Place an order\" vi$0a https"),
        expect![[r#"
        [via]
        **via** – how the data is carried
    "#]],
    );
}

#[test]
fn a_status_tells_what_it_does() {
    check(
        &shop("mitigation limiter: rate-limit on checkout status prop$0osed"),
        expect![[r#"
        [proposed]
        **proposed** – an idea; settles nothing yet

        A word of `status`: **proposed** · planned · in-progress · done · verified · rejected
    "#]],
    );
}

#[test]
fn a_kind_of_the_language_tells_what_it_means() {
    check(
        &shop("story pay: mis$0use \"An employee looks up a neighbour\" on buy"),
        expect![[r#"
            [misuse]
            **misuse** – a right used for the wrong end

            A kind of story: user · abuse · **misuse** · negligence · agent-bypass

            A rightful user does what the feature was not meant for, by mistake or for gain.

            Ask: *What happens when the right person does the wrong thing?*

            For example: a clerk looks up a neighbour · a customer opens ten trial accounts.

            Limits and records help more than walls.
        "#]],
    );
}

#[test]
fn a_day_tells_how_far_it_is() {
    check(
        &shop("accept stride.flooding on checkout because \"Later\" by @dana until 2027-0$05-31"),
        expect![[r#"
            [2027-05-31]
            **in 191 days**
        "#]],
    );
}

#[test]
fn a_ticket_leads_to_the_tracker() {
    check(
        &shop("mitigation limiter: rate-limit on checkout ticket SHO$0P-31"),
        expect![[r#"
        [SHOP-31]
        Ticket [SHOP-31](<https://tracker.example.org/SHOP-31>)
    "#]],
    );
}

#[test]
fn a_line_in_a_body_tells_what_its_word_means() {
    check(
        &shop("story pay: user \"As a buyer I want to pay\" on buy {\n  wit$0hout \"harm\"\n}"),
        expect![[r#"
            [without]
            **without** – what must not come with it, and the threats it means

            ```tm
            without "…": THREAT on THING
            ```
        "#]],
    );
}

#[test]
fn everything_in_a_zone_is_told_with_the_zone() {
    check(
        &shop("scope in zone insi$0de"),
        expect![[r#"
            [zone inside]
            Everything in zone **inside** and the zones in it, and the flows that touch it.

            **inside** "Our platform" · zone: internal-zone · trust high

            kind internal

            Members: checkout, orders

            In it and over its boundary: 6 possible, 2 mitigated
        "#]],
    );
}

#[test]
fn nothing_is_told_about_prose_and_names_that_name_nothing() {
    for text in
        ["// the orde$0rs", "zone office \"The off$0ice\"", "flow 4 x: nob$0ody -> checkout"]
    {
        check(&shop(text), expect![["nothing\n"]]);
    }
}

// ---- Knowledge bases ----------------------------------------------------------------------------

const PACK: &str = r#"
//- acme.tm
kb acme 1.0.0 "ACME additions"
use base 1.0
type acme-app: web-app "Service from our template" { audit-log: yes }
mitigation page-policy "Content security policy" for process {
  ask: "Does {it} send a policy with its pages?"
}
/// Script of a stranger runs in the page.
threat skimming: information-disclosure "A script reads what is typed into {p}" for process p: acme-app {
  when p.internet-exposed and any(f in p.inflows where f.crossing = up)
  unless p.page-policy
  severity: high
  cwe: 79
}
profile quick { include: skimming }
"#;

/// The pack with a cursor in a piece of its text.
fn pack_at(text: &str) -> Fixture {
    let plain = text.replace("$0", "");
    assert_eq!(PACK.matches(&plain).count(), 1, "{plain} must stand once");
    Fixture::new(&PACK.replacen(&plain, text, 1))
}

#[test]
fn a_knowledge_base_tells_of_its_own_words() {
    check(
        &pack_at("type acme-a$0pp: web-app"),
        expect![[r#"
            [acme-app]
            **acme-app** Service from our template · a type of process: web-app → service · from acme

            Brings:

            - custom-code: yes (from web-app)
            - parses: html (from web-app)
            - audit-log: yes
        "#]],
    );
    check(
        &pack_at("mitigation page-pol$0icy"),
        expect![[r#"
        [page-policy]
        **page-policy** Content security policy · control of process

        *Does it send a policy with its pages?*

        Where nothing is written it is unknown, and is asked for

        Answers `acme.skimming`
    "#]],
    );
    check(
        &pack_at("threat skim$0ming:"),
        expect![[r#"
            [skimming]
            **acme.skimming** – A script reads what is typed into a process · information-disclosure · CWE-79

            Looks at every process: acme-app · severity high · likelihood medium

            What answers it: `page-policy` (Content security policy)

            Script of a stranger runs in the page.
        "#]],
    );
}

#[test]
fn a_knowledge_base_tells_of_what_it_uses() {
    check(
        &pack_at("information-dis$0closure"),
        expect![[r#"
        [information-disclosure]
        **Information disclosure** – data reaching somebody who may not see it. *Breaks: confidentiality.*

        Ask: *Is what goes in and out encrypted, and who can read what it keeps?*

        Typical answers: encryption in transit and at rest · least privilege · a check for each record · less data · redaction · a controlled way out.

        For example: an open bucket · traffic in clear text · the record of another customer · a secret in a repository · an error page that tells too much · a discarded disk.

        Ask of what is below: *Which data could I read here without being allowed to?*

        Applies to **process**, **store**, **flow** (STRIDE, I).
    "#]],
    );
    check(
        &pack_at("for process p: acme-$0app {"),
        expect![[r#"
            [acme-app]
            **acme-app** Service from our template · a type of process: web-app → service · from acme

            Brings:

            - custom-code: yes (from web-app)
            - parses: html (from web-app)
            - audit-log: yes
        "#]],
    );
    check(
        &pack_at("when p.internet-exp$0osed"),
        expect![[r#"
            [internet-exposed]
            **internet-exposed** Called from the internet · fact that follows from others of entity, process, store

            The internet can call it, directly or by way of proxies and gateways that pass calls on. Who
            comes through a private tunnel does not count.
        "#]],
    );
    check(
        &pack_at("where f.cross$0ing = up"),
        expect![[r#"
        [crossing]
        **crossing** – towards more trust (up), less (down) or the same (sideways), if it crosses
    "#]],
    );
    check(
        &pack_at("when $0p.internet"),
        expect![[r#"
        [p]
        **p** – the process of type `acme-app` that is looked at
    "#]],
    );
    check(
        &pack_at("include: ski$0mming"),
        expect![[r#"
            [skimming]
            **acme.skimming** – A script reads what is typed into a process · information-disclosure · CWE-79

            Looks at every process: acme-app · severity high · likelihood medium

            What answers it: `page-policy` (Content security policy)

            Script of a stranger runs in the page.
        "#]],
    );
    check(
        &pack_at("unle$0ss p"),
        expect![[r#"
        [unless]
        **unless** – what answers it: controls

        ```tm
        unless EXPRESSION
        ```
    "#]],
    );
}

#[test]
fn a_pack_tells_its_title_and_how_much_is_in_it() {
    check(
        &shop_at("use str$0ide"),
        expect![[r#"
            [stride]
            **stride** 1.0.0 – STRIDE: the core threats

            40 rules of threats.
        "#]],
    );
}

#[test]
fn the_model_itself_tells_how_it_stands() {
    check(
        &shop_at("model sh$0op"),
        expect![[r#"
            [shop]
            **shop** "Web shop" · model

            6 possible, 2 mitigated · 6 questions

            3 elements · 3 flows · 2 zones · 2 assets

            Knows base, stride
        "#]],
    );
}

#[test]
fn a_flow_of_several_segments_tells_each() {
    check(
        &shop(
            "process relay in inside\nflow 4 ma$0il: checkout -> relay -> customer via smtp carrying order",
        ),
        expect![[r#"
            [mail]
            All 2 segments:

            - **4 mail/relay** · flow via smtp · checkout → relay
            - **4 mail/customer** · flow via smtp · relay → customer · ↓ high→none · 1 possible
        "#]],
    );
}

#[test]
fn a_claim_tells_of_the_things_and_fields_it_names() {
    check(
        &shop("assumption a: trust-boundary about buy {\n  claims bu$0y.target = checkout\n}"),
        expect![[r#"
            [buy]
            **1 buy** "Place an order" · flow via https · customer → checkout · ↑ none→high

            2 mitigated

            Carries *order* (confidential), *card* (restricted)

            Leaves internet (none) · enters inside (high)

            authn: session (written here) · peer-verified: **?** (follows from the model) · encrypted: yes (from type https)
        "#]],
    );
    check(
        &shop("assumption a: trust-boundary about buy {\n  claims buy.tar$0get = checkout\n}"),
        expect![[r#"
            [target]
            **target** – where it ends
        "#]],
    );
}

#[test]
fn a_control_that_is_planned_says_by_what() {
    check(
        &shop(
            "mitigation limiter: rate-limit on checkout\n\
             dismiss stride.flood$0ing on checkout because \"Nobody knows it\"",
        ),
        expect![[r#"
            [stride.flooding]
            **stride.flooding** on *checkout* · "A flood from the internet stops checkout" · **critical** · CWE-770, CWE-799 · TOP

            **dismissed** – decided by `dismiss`

            Risk: severity critical × likelihood high; more severe, because restricted data or a critical element is touched; more likely, because it can be reached from the internet

            Why it fires:

            - ✓ internet-exposed: yes on checkout, which follows from other facts
            - ✓ checkout is a process of type web-app
            - ✓ criticality: high on checkout, written
            - ✓ managed of checkout is not written, so no comparison with it holds

            Answered by:

            - … `rate-limit` (Limit the pace of requests): planned – by mitigation limiter

            More requests arrive than can be served, and rightful users wait or leave. A request rate or a
            share of refusals far above the usual is the sign. First refuse cheaply per caller before any
            work is done; volume attacks need the provider's help.

            To be seen as: Request rate or refusals above the normal band

            Key `stride.flooding on checkout`
        "#]],
    );
}
