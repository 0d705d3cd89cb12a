//! What may be written at the cursor.

use expect_test::{Expect, expect};

use crate::fixture::{Fixture, shop};

/// The first of the list: what is replaced, then label, what it is, and what is written if it is not
/// the label.
fn check_some(fixture: &Fixture, some: usize, expected: Expect) {
    let (file, offset) = fixture.cursor();
    let text = fixture.text(file);
    let list = tm_ide::completion(&fixture.snapshot, file, offset, &[]);
    let mut shown = String::new();
    if let Some(first) = list.first() {
        assert!(first.replace.start <= offset && offset <= first.replace.end);
        let replaced = &text[first.replace.clone()];
        if !replaced.is_empty() {
            shown.push_str(&format!("[{replaced}]\n"));
        }
    }
    for entry in list.iter().take(some) {
        shown.push_str(&entry.label);
        if !entry.detail.is_empty() {
            shown.push_str(&format!("  – {}", entry.detail));
        }
        if entry.insert != entry.label {
            shown.push_str(&format!("  ⇒ {}", entry.insert.replace('\n', "⏎")));
        }
        shown.push('\n');
    }
    if list.len() > some {
        // How many more there are follows what ships, which grows.
        shown.push_str("…\n");
    }
    expected.assert_eq(&shown);
}

fn check(fixture: &Fixture, expected: Expect) {
    check_some(fixture, 12, expected);
}

// ---- The start of a line ------------------------------------------------------------------------

#[test]
fn a_new_file_starts_with_a_header() {
    check(
        &Fixture::new("$0\n"),
        expect![[r#"
        model  – the model this file starts  ⇒ model ${1:name} "${2:Title}" {⏎  $3⏎}
        kb  – the knowledge base this file holds  ⇒ kb ${1:name} ${2:0.1.0} "${3:Title}" {⏎  $4⏎}
        part  – the model that this file belongs to  ⇒ part of ${1:model}
    "#]],
    );
}

#[test]
fn a_new_model_is_offered_what_it_lacks_first() {
    check(
        &Fixture::new("model shop\n$0"),
        expect![[r#"
            use  – a knowledge base whose words and rules apply  ⇒ use ${1:pack} ${2:1.0}
            asset  – what is worth protecting  ⇒ asset ${1:name}: ${2:kind} "${3:Title}" classified ${4:level}
            zone  – a place whose members are trusted alike  ⇒ zone ${1:name}: ${2:type} "${3:Title}" {⏎  $4⏎}
            entity  – a person or system outside that talks to yours  ⇒ entity ${1:name}: ${2:type} "${3:Title}"
            process  – something that works on data  ⇒ process ${1:name}: ${2:type} "${3:Title}"
            store  – something that keeps data  ⇒ store ${1:name}: ${2:type} "${3:Title}" holds ${4:data}
            flow  – data that moves one way  ⇒ flow ${1:1} ${2:name}: ${3:from} -> ${4:to} via ${5:type} carrying ${6:data}
            import  – another model whose elements may be ends of flows  ⇒ import "${1:path.tm}" as ${2:name}
            tracker  – where the tickets of a prefix are found  ⇒ tracker ${1:prefix} "${2:https://…/{id\}}"
            objective  – what must never happen  ⇒ objective ${1:name}: ${2:property} "${3:Title}" protects ${4:asset} against ${5:actor}
            actor  – who could do harm  ⇒ actor ${1:name}: ${2:kind} "${3:Title}"
            assumption  – what is taken for granted, and could prove wrong  ⇒ assumption ${1:name}: ${2:kind} "${3:Title}" about ${4:thing}
            …
        "#]],
    );
}

#[test]
fn a_model_that_has_all_is_offered_every_item() {
    check_some(
        &shop("sto$0"),
        40,
        expect![[r#"
        [sto]
        use  – a knowledge base whose words and rules apply  ⇒ use ${1:pack} ${2:1.0}
        import  – another model whose elements may be ends of flows  ⇒ import "${1:path.tm}" as ${2:name}
        tracker  – where the tickets of a prefix are found  ⇒ tracker ${1:prefix} "${2:https://…/{id\}}"
        zone  – a place whose members are trusted alike  ⇒ zone ${1:name}: ${2:type} "${3:Title}" {⏎  $4⏎}
        entity  – a person or system outside that talks to yours  ⇒ entity ${1:name}: ${2:type} "${3:Title}"
        process  – something that works on data  ⇒ process ${1:name}: ${2:type} "${3:Title}"
        store  – something that keeps data  ⇒ store ${1:name}: ${2:type} "${3:Title}" holds ${4:data}
        flow  – data that moves one way  ⇒ flow ${1:4} ${2:name}: ${3:from} -> ${4:to} via ${5:type} carrying ${6:data}
        asset  – what is worth protecting  ⇒ asset ${1:name}: ${2:kind} "${3:Title}" classified ${4:level}
        objective  – what must never happen  ⇒ objective ${1:name}: ${2:property} "${3:Title}" protects ${4:asset} against ${5:actor}
        actor  – who could do harm  ⇒ actor ${1:name}: ${2:kind} "${3:Title}"
        assumption  – what is taken for granted, and could prove wrong  ⇒ assumption ${1:name}: ${2:kind} "${3:Title}" about ${4:thing}
        story  – what somebody wants to do, and what must not come with it  ⇒ story ${1:name}: ${2:kind} "${3:As a … I want …}" on ${4:flow}
        threat  – what could go wrong  ⇒ threat ${1:name}: ${2:category} "${3:Title}" on ${4:thing}
        mitigation  – what is done about threats, in all its places  ⇒ mitigation ${1:name}: ${2:control} "${3:Title}" on ${4:thing} status done
        requirement  – what a standard, a law or a customer demands  ⇒ requirement ${1:name}: ${2:domain} "${3:Title}" protects ${4:asset} with ${5:mitigation}
        event  – what to watch for  ⇒ event ${1:name} "${2:Title}" {⏎  alert-when: "$3"⏎}
        question  – a question that no fact or control answers  ⇒ question ${1:name} "${2:How …?}" on ${3:thing}
        mitigate  – the decision to answer a threat  ⇒ mitigate ${1:rule} on ${2:thing} with ${3:mitigation}
        accept  – the decision to live with a threat for a time  ⇒ accept ${1:rule} on ${2:thing} by @${3:dana} until ${4:2027-05-20} because "$5"
        transfer  – the decision that somebody else carries the risk  ⇒ transfer ${1:rule} on ${2:thing} to "$3" by @${4:dana} until ${5:2027-05-20}
        avoid  – the decision not to do what brings the threat  ⇒ avoid ${1:rule} on ${2:thing} because "$3"
        dismiss  – the decision that the threat is not one  ⇒ dismiss ${1:rule} on ${2:thing} because "$3"
        scope  – what the model is about, and what not  ⇒ scope in zone ${1:name}
        answer  – the answer to a question  ⇒ answer ${1:question} on ${2:thing} = "$3"
        moved  – a name that changed; decisions follow it  ⇒ moved ${1:old} -> ${2:new}
    "#]],
    );
}

#[test]
fn a_zone_takes_what_lies_in_it_and_its_own_properties() {
    check_some(
        &shop("zone office: office-zone {\n  $0\n}"),
        20,
        expect![[r#"
            zone  – a place whose members are trusted alike  ⇒ zone ${1:name}: ${2:type} "${3:Title}" {⏎  $4⏎}
            entity  – a person or system outside that talks to yours  ⇒ entity ${1:name}: ${2:type} "${3:Title}"
            process  – something that works on data  ⇒ process ${1:name}: ${2:type} "${3:Title}"
            store  – something that keeps data  ⇒ store ${1:name}: ${2:type} "${3:Title}" holds ${4:data}
            flow  – data that moves one way  ⇒ flow ${1:4} ${2:name}: ${3:from} -> ${4:to} via ${5:type} carrying ${6:data}
            in  – the zone around it  ⇒ in: 
            trust  – how far what lies inside is trusted  ⇒ trust: 
            owner  – who answers for it  ⇒ owner: 
            kind  – what sort of place it is  ⇒ kind: 
            isolated  – trusted less than what is around it, on purpose  ⇒ isolated: ${1|yes,no|}
            authenticated  – control, TOP  ⇒ authenticated: ${1|yes,no,?|}
            mfa  – control, TOP  ⇒ mfa: ${1|yes,no,?|}
            unique-identity  – control, TOP  ⇒ unique-identity: ${1|yes,no,?|}
            short-lived-credentials  – control, TOP  ⇒ short-lived-credentials: ${1|yes,no,?|}
            brute-force-protection  – control, TOP  ⇒ brute-force-protection: ${1|yes,no,?|}
            delegated-auth  – control, TOP  ⇒ delegated-auth: ${1|yes,no,?|}
            least-privilege  – control, TOP  ⇒ least-privilege: ${1|yes,no,?|}
            authz-object  – control, TOP  ⇒ authz-object: ${1|yes,no,?|}
            jit-admin  – control, TOP  ⇒ jit-admin: ${1|yes,no,?|}
            offboarding  – control, TOP  ⇒ offboarding: ${1|yes,no,?|}
            …
        "#]],
    );
}

#[test]
fn an_indented_line_may_go_on_with_the_header_above() {
    check(
        &shop("flow 4 read: customer -> checkout via https\n  ca$0"),
        expect![[r#"
            [ca]
            carrying  – the data that moves; `nothing` for none  ⇒ carrying 
            returns  – the data that comes back  ⇒ returns 
            owner  – who answers for it  ⇒ owner 
            use  – a knowledge base whose words and rules apply  ⇒ use ${1:pack} ${2:1.0}
            import  – another model whose elements may be ends of flows  ⇒ import "${1:path.tm}" as ${2:name}
            tracker  – where the tickets of a prefix are found  ⇒ tracker ${1:prefix} "${2:https://…/{id\}}"
            zone  – a place whose members are trusted alike  ⇒ zone ${1:name}: ${2:type} "${3:Title}" {⏎  $4⏎}
            entity  – a person or system outside that talks to yours  ⇒ entity ${1:name}: ${2:type} "${3:Title}"
            process  – something that works on data  ⇒ process ${1:name}: ${2:type} "${3:Title}"
            store  – something that keeps data  ⇒ store ${1:name}: ${2:type} "${3:Title}" holds ${4:data}
            flow  – data that moves one way  ⇒ flow ${1:5} ${2:name}: ${3:from} -> ${4:to} via ${5:type} carrying ${6:data}
            asset  – what is worth protecting  ⇒ asset ${1:name}: ${2:kind} "${3:Title}" classified ${4:level}
            …
        "#]],
    );
}

// ---- Heads --------------------------------------------------------------------------------------

#[test]
fn a_type_fits_the_kind_of_the_item() {
    check(
        &shop("process mailer: $0"),
        expect![[r#"
            actuator  – Device that changes the physical world · iot-device
            agent-orchestrator  – Agent that hands work to other agents · agent → llm-app → ai-component → service
            ai-inference-compute  – Accelerated machine serving a model · compute → service
            api-gateway  – Single front door for APIs · intermediary
            backup-service  – Takes and restores copies · service
            batch-job  – Work started by a schedule or a file · service
            browser  – Web browser executing the site's pages · client
            build-agent  – Machine that runs pipeline steps · compute → service
            build-pipeline  – Automation that builds, tests and releases · service
            business-application  – Bought application, such as for orders, staff or customers · web-app → service
            cdn  – Edge cache close to users · forwarder → intermediary
            chatbot  – Conversation front end over a model · llm-app → ai-component → service
            …
        "#]],
    );
}

#[test]
fn a_flow_starts_at_an_element() {
    check(
        &shop("flow 4 read: $0"),
        expect![[r#"
        checkout  – web-app · "Checkout"
        customer  – end-user · "Customer"
        orders  – sql-database · "Order book"
    "#]],
    );
}

#[test]
fn a_flow_from_an_entity_ends_at_a_process() {
    check(
        &shop("flow 4 read: customer -> $0"),
        expect![[r#"
        checkout  – web-app · "Checkout"
        orders  – sql-database · "Order book"
    "#]],
    );
}

#[test]
fn a_new_flow_gets_the_next_number() {
    check(
        &shop("flow $0"),
        expect![[r#"
        4  – the next number
    "#]],
    );
}

#[test]
fn the_categories_of_a_threat() {
    check(
        &shop("threat skim: $0"),
        expect![[r#"
            spoofing  – Spoofing
            tampering  – Tampering
            repudiation  – Repudiation
            information-disclosure  – Information disclosure
            denial-of-service  – Denial of service
            elevation-of-privilege  – Elevation of privilege
            linking  – Linking
            identifying  – Identifying
            non-repudiation  – Non-repudiation
            detecting  – Detecting
            data-disclosure  – Data disclosure
            unawareness-and-unintervenability  – Unawareness and unintervenability
            …
        "#]],
    );
}

#[test]
fn a_mitigation_is_a_control_that_answers_what_waits() {
    check(
        &shop("mitigation tls: $0"),
        expect![[r#"
            audit-log  – Record who did what · 1 threat waiting
            encrypted  – Encrypt in transit · 1 threat waiting
            encryption-at-rest  – Encrypt stored data · 1 threat waiting
            input-validation  – Accept only what is expected · 1 threat waiting
            patching  – Fix known weaknesses in time · 1 threat waiting
            rate-limit  – Limit the pace of requests · 1 threat waiting
            access-review  – Reconfirm access regularly
            admin-isolated  – Keep the administration path apart
            admission-policy  – Gate what may start
            adversarial-testing  – Attack the model yourself
            anonymisation  – Release only what fits no one person
            anti-automation  – Recognise and slow down bots
            …
        "#]],
    );
}

#[test]
fn the_kinds_of_an_assumption_belong_to_the_language() {
    check(
        &shop("assumption disk: $0"),
        expect![[r#"
        infrastructure  – what a provider or platform does
        trust-boundary  – who can be where
        identity  – who somebody is
        data-classification  – what data is and is not
        automation  – what a program will do
        third-party  – what another organisation does
    "#]],
    );
}

// ---- Clauses ------------------------------------------------------------------------------------

#[test]
fn the_clauses_that_are_missing() {
    check(
        &shop("flow 4 read: customer -> checkout via https $0"),
        expect![[r#"
        carrying  – the data that moves; `nothing` for none  ⇒ carrying 
        returns  – the data that comes back  ⇒ returns 
        owner  – who answers for it  ⇒ owner 
    "#]],
    );
}

#[test]
fn the_transport_of_a_flow_is_a_type() {
    check(
        &shop("flow 4 read: customer -> checkout via ht$0"),
        expect![[r#"
            [ht]
            amqp  – Broker protocol
            ble  – Short-range radio
            coap  – Light request protocol for devices
            dns  – Name lookups
            ftp  – Plain file transfer
            grpc  – Remote calls over HTTP/2
            http  – Plain web
            https  – Web over TLS
            imap  – Mail reading
            ipsec  – Encrypted tunnel between networks
            kerberos  – Sign-in with tickets of a domain
            ldap  – Directory lookups
            …
        "#]],
    );
}

#[test]
fn the_data_of_a_flow_are_assets_that_are_not_named_yet() {
    check(
        &shop("flow 4 read: customer -> checkout via https carrying order, $0"),
        expect![[r#"
        card  – payment · restricted · "Card number"
    "#]],
    );
}

#[test]
fn the_zone_of_an_element() {
    check(
        &shop("process mailer in $0"),
        expect![[r#"
        inside  – internal-zone · trust high · "Our platform"
        internet  – internet-zone · trust none · "Internet"
    "#]],
    );
}

#[test]
fn a_fixed_word_comes_with_what_it_means() {
    check(
        &shop("asset mail classified $0"),
        expect![[r#"
        public  – anyone may know it
        internal  – meant for the organisation
        confidential  – its loss does harm
        restricted  – its loss does grave harm
    "#]],
    );
}

#[test]
fn who_decided_and_until_when() {
    check(
        &shop("accept stride.flooding on checkout by $0"),
        expect![[r#"
        @dana
    "#]],
    );
    check(
        &shop("accept stride.flooding on checkout by @dana until $0"),
        expect![[r#"
        2026-12-21  – in 30 days
        2027-02-19  – in 90 days
        2027-05-20  – in 180 days
        2027-11-21  – in 365 days
    "#]],
    );
}

// ---- Decisions ----------------------------------------------------------------------------------

#[test]
fn a_decision_names_the_threats_that_wait_with_their_place() {
    check(
        &shop("accept stride.cl$0"),
        expect![[r#"
            [stride.cl]
            stride.actions-leave-no-trace on checkout  – critical · possible · Nobody can show later who did what in checkout
            stride.flooding on checkout  – critical · possible · A flood from the internet stops checkout
            stride.known-vulnerability on checkout  – critical · possible · A published weakness opens checkout
            stride.unvalidated-input on checkout  – critical · possible · Hostile input reaches the code of checkout
            stride.clear-text-crossing on receipt  – high · possible · receipt can be read on its way to customer
            stride.store-unencrypted on orders  – medium · possible · A stolen copy of orders reveals what it keeps
            stride.anonymous-caller on buy  – critical · mitigated · Anyone can call checkout over buy
            stride.clear-text-crossing on buy  – critical · mitigated · buy can be read on its way to checkout
        "#]],
    );
}

#[test]
fn the_place_of_a_decision_is_where_the_threat_is() {
    check(
        &shop("accept stride.clear-text-crossing on $0"),
        expect![[r#"
            buy  – https · "Place an order"
            receipt  – smtp · "Mail the receipt"
            checkout  – web-app · "Checkout"
            customer  – end-user · "Customer"
            orders  – sql-database · "Order book"
            book  – sql-protocol
            card  – payment · restricted · "Card number"
            inside  – internal-zone · trust high · "Our platform"
            internet  – internet-zone · trust none · "Internet"
            order  – personal-data · confidential · "Order"
            zone inside  – all in it "Our platform"
            zone internet  – all in it "Internet"
            …
        "#]],
    );
}

#[test]
fn a_decision_says_by_whom_until_when_and_why() {
    check(
        &shop("accept stride.flooding on checkout $0"),
        expect![[r#"
            by  – who decided  ⇒ by 
            until  – the last day on which it holds  ⇒ until 
            because  – the reason  ⇒ because "$1"
            ticket  – the tickets that track it  ⇒ ticket 
        "#]],
    );
}

#[test]
fn a_threat_is_mitigated_with_what_answers_it() {
    check(
        &shop(
            "mitigation limiter: rate-limit on customer\nmitigation tls: encrypted on buy\n\
             mitigate stride.flooding on checkout with $0",
        ),
        expect![[r#"
            limiter  – rate-limit · planned
            rate-limit  – Limit the pace of requests · a new mitigation on checkout
            tls  – encrypted · planned
            access-review  – Reconfirm access regularly
            admin-isolated  – Keep the administration path apart
            admission-policy  – Gate what may start
            adversarial-testing  – Attack the model yourself
            anonymisation  – Release only what fits no one person
            anti-automation  – Recognise and slow down bots
            anti-rollback  – Refuse older versions
            approval-tiering  – Ask rarely and well
            arch-baseline  – Enforce a common baseline
            …
        "#]],
    );
}

#[test]
fn the_story_tells_which_threats_must_not_come_with_it() {
    check(
        &shop(
            "story pay: user \"As a buyer I want to pay\" on receipt {\n  without \"others reading it\": $0\n}",
        ),
        expect![[r#"
            stride.actions-leave-no-trace on checkout  – critical · possible · Nobody can show later who did what in checkout
            stride.flooding on checkout  – critical · possible · A flood from the internet stops checkout
            stride.known-vulnerability on checkout  – critical · possible · A published weakness opens checkout
            stride.unvalidated-input on checkout  – critical · possible · Hostile input reaches the code of checkout
            stride.clear-text-crossing on receipt  – high · possible · receipt can be read on its way to customer
            stride.store-unencrypted on orders  – medium · possible · A stolen copy of orders reveals what it keeps
            stride.anonymous-caller on buy  – critical · mitigated · Anyone can call checkout over buy
            stride.clear-text-crossing on buy  – critical · mitigated · buy can be read on its way to checkout
        "#]],
    );
}

// ---- Bodies -------------------------------------------------------------------------------------

#[test]
fn the_controls_that_decide_most_come_first_in_a_body() {
    check_some(
        &shop(
            "process mailer: web-app in inside {\n  criticality: high\n  $0\n}\nflow 4 ask: customer -> mailer via https carrying order",
        ),
        16,
        expect![[r#"
            input-validation  – control, decides 1 threat  ⇒ input-validation: ${1|yes,no,?|}
            audit-log  – control, decides 1 threat  ⇒ audit-log: ${1|yes,no,?|}
            rate-limit  – control, decides 1 threat  ⇒ rate-limit: ${1|yes,no,?|}
            patching  – control, decides 1 threat  ⇒ patching: ${1|yes,no,?|}
            owner  – who answers for it  ⇒ owner: 
            sensitivity  – how confidential its data is, where the assets do not say it  ⇒ sensitivity: 
            integrity-need  – how much a false change would harm, where the assets do not say it  ⇒ integrity-need: 
            availability-need  – how much an outage would harm, where assets and criticality do not say it  ⇒ availability-need: 
            mfa  – control, TOP  ⇒ mfa: ${1|yes,no,?|}
            unique-identity  – control, TOP  ⇒ unique-identity: ${1|yes,no,?|}
            short-lived-credentials  – control, TOP  ⇒ short-lived-credentials: ${1|yes,no,?|}
            brute-force-protection  – control, TOP  ⇒ brute-force-protection: ${1|yes,no,?|}
            delegated-auth  – control, TOP  ⇒ delegated-auth: ${1|yes,no,?|}
            least-privilege  – control, TOP  ⇒ least-privilege: ${1|yes,no,?|}
            authz-object  – control, TOP  ⇒ authz-object: ${1|yes,no,?|}
            jit-admin  – control, TOP  ⇒ jit-admin: ${1|yes,no,?|}
            …
        "#]],
    );
}

#[test]
fn what_is_written_is_not_offered_again() {
    let fixture =
        shop("asset mail classified internal {\n  integrity: low\n  $0\n  availability: low\n}");
    check(
        &fixture,
        expect![[r#"
        owner  – who answers for it  ⇒ owner: 
        confidentiality  – how much a leak would harm  ⇒ confidentiality: 
        also  – further kinds of data that it is  ⇒ also: 
        lawful-basis  – control, TOP  ⇒ lawful-basis: ${1|yes,no,?|}
        classification-process  – control  ⇒ classification-process: ${1|yes,no,?|}
        subject-rights  – control  ⇒ subject-rights: ${1|yes,no,?|}
        origin  – fact  ⇒ origin: ${1|own,user,external|}
        identifiable  – fact  ⇒ identifiable: ${1|direct,pseudonymous,anonymous|}
    "#]],
    );
}

#[test]
fn the_values_of_a_control_and_of_a_fact() {
    check(
        &shop("process mailer { audit-log: $0 }"),
        expect![[r#"
        yes
        no
        ?  – not known yet; to be found out
    "#]],
    );
    check(
        &shop("process mailer { criticality: $0 }"),
        expect![[r#"
        low  – lowest
        medium
        high
        critical  – highest
        ?  – not known yet; to be found out
    "#]],
    );
}

#[test]
fn a_value_may_rest_on_an_assumption() {
    let more =
        "assumption disk: infrastructure \"Disks are encrypted\"\nprocess mailer { audit-log: yes ";
    check(
        &shop(&format!("{more}$0 }}")),
        expect![[r#"
        assuming  – the assumption that the value rests on
    "#]],
    );
    check(
        &shop(&format!("{more}assuming $0 }}")),
        expect![[r#"
        disk  – infrastructure · "Disks are encrypted"
    "#]],
    );
}

// ---- Broken lines -------------------------------------------------------------------------------

#[test]
fn a_line_is_completed_before_the_rest_makes_sense() {
    check(
        &shop("flow 4 read: customer -> $0\nflow 5 x: checkout -> customer"),
        expect![[r#"
        checkout  – web-app · "Checkout"
        orders  – sql-database · "Order book"
    "#]],
    );
}

#[test]
fn braces_that_nobody_closed_do_not_matter() {
    check(
        &shop("zone office: office-zone {\n  process p: web-app {\nflow 4 read: p -> $0"),
        expect![[r#"
        checkout  – web-app · "Checkout"
        customer  – end-user · "Customer"
        orders  – sql-database · "Order book"
    "#]],
    );
}

#[test]
fn nothing_is_offered_in_comments_and_titles() {
    check(&shop("// zone $0"), expect![[""]]);
    check(&shop("zone office \"The $0"), expect![[""]]);
}

// ---- Places that are rarer ----------------------------------------------------------------------

#[test]
fn packs_and_their_profiles() {
    check(
        &shop("use $0"),
        expect![[r#"
            ai  – 1.0.0 · Language models, agents and MCP  ⇒ ai 1.0
            cicd  – 1.0.0 · Build and delivery  ⇒ cicd 1.0
            cloud  – 1.0.0 · Cloud platforms  ⇒ cloud 1.0
            device  – 1.0.0 · Mobile and connected devices  ⇒ device 1.0
            enterprise  – 1.0.0 · Company infrastructure  ⇒ enterprise 1.0
            kubernetes  – 1.0.0 · Kubernetes and containers  ⇒ kubernetes 1.0
            privacy  – 1.0.0 · Privacy (LINDDUN)  ⇒ privacy 1.0
            web  – 1.0.0 · Web applications and APIs  ⇒ web 1.0
            base  – 1.0.0 · Vocabulary  ⇒ base 1.0
            stride  – 1.0.0 · STRIDE: the core threats  ⇒ stride 1.0
        "#]],
    );
    check(
        &shop("use stride 1.0 only $0"),
        expect![[r#"
        lite  – TOP threats only
        standard  – TOP threats, and those of high and critical severity
        comprehensive  – all
    "#]],
    );
}

#[test]
fn a_part_names_its_model() {
    check(
        &Fixture::new("//- shop.tm\nmodel shop\n//- more.tm\npart of $0\n"),
        expect![[r#"
        shop  – shop.tm
    "#]],
    );
}

#[test]
fn elements_of_an_imported_model_are_ends_of_flows() {
    check(
        &Fixture::new(
            "//- shop/shop.tm\nmodel shop\nimport \"../pay/pay.tm\" as pay\nprocess checkout\n\
             flow 1 charge: checkout -> $0\n\
             //- pay/pay.tm\nmodel payments\nprocess gateway \"Gateway\"\nstore ledger\n",
        ),
        expect![[r#"
            pay.gateway  – process · "Gateway"
            pay.ledger  – store
        "#]],
    );
}

#[test]
fn a_scope_names_what_is_in_it() {
    check(
        &shop("scope $0"),
        expect![[r#"
        in  – what the model is about
        out  – what it is not about
    "#]],
    );
    check(
        &shop("scope in zone $0"),
        expect![[r#"
        inside  – internal-zone · trust high · "Our platform"
        internet  – internet-zone · trust none · "Internet"
    "#]],
    );
}

#[test]
fn a_question_is_answered_once() {
    check(
        &shop(
            "question keys \"How are keys rotated?\" on checkout\n\
             question staff \"Who may refund?\" on checkout\n\
             answer keys on checkout = \"Quarterly\"\nanswer $0",
        ),
        expect![[r#"
            staff  – "Who may refund?"
            stride.bearable-loss  – How much of … may be lost, how long may it be gone, and when was that last tried?
            stride.caller-proof  – How does … know who calls it, and how does it prove itself to what it calls?
            stride.denied-deed  – If … denies having done it, what can be shown?
            stride.input-rules  – Which messages does … check, how strictly, and what happens to the rest?
            stride.own-traces  – Could somebody remove their own traces from …?
            stride.passing-as  – What would it take to pass as …?
            stride.protocol-floor  – Which protocol and version carry …, and can they fall back?
            stride.recorded-actions  – Which actions in … end up in an audit log that its operators cannot change?
            stride.run-as  – Under which account does … run, and are functions for powerful users apart from the rest?
            stride.slow-or-broken  – What does … do when … is slow or broken?
            stride.staying-up  – What keeps … working when one instance dies and when one caller misbehaves?
            …
        "#]],
    );
}

#[test]
fn a_flow_of_several_segments_is_named_as_a_whole_or_in_parts() {
    check(
        &shop(
            "process relay in inside\nflow 4 mail: checkout -> relay -> customer via smtp carrying order\n\
             mitigation mail-tls: encrypted on $0",
        ),
        expect![[r#"
            mail/customer  – smtp
            receipt  – smtp · "Mail the receipt"
            mail  – all segments
            book  – sql-protocol
            buy  – https · "Place an order"
            mail/relay  – smtp
            card  – payment · restricted · "Card number"
            checkout  – web-app · "Checkout"
            customer  – end-user · "Customer"
            inside  – internal-zone · trust high · "Our platform"
            internet  – internet-zone · trust none · "Internet"
            order  – personal-data · confidential · "Order"
            …
        "#]],
    );
}

#[test]
fn an_objective_protects_assets_from_actors() {
    let actor = "actor thief: external \"Carding gang\"\n";
    check(
        &shop(&format!("{actor}objective keep: confidentiality protects $0")),
        expect![[r#"
        card  – payment · restricted · "Card number"
        order  – personal-data · confidential · "Order"
        checkout  – web-app · "Checkout"
        customer  – end-user · "Customer"
        orders  – sql-database · "Order book"
    "#]],
    );
    check(
        &shop(&format!("{actor}objective keep: confidentiality protects card against $0")),
        expect![[r#"
            thief  – actor · "Carding gang"
            customer  – end-user · "Customer"
        "#]],
    );
}

#[test]
fn tickets_begin_as_the_tracker_says() {
    check(
        &shop(
            "mitigation a: rate-limit on checkout ticket SHOP-31\nmitigation b: mfa on buy ticket $0",
        ),
        expect![[r#"
            SHOP-  – a ticket of this tracker
            SHOP-31  – named elsewhere in the model
        "#]],
    );
}

#[test]
fn an_existing_key_keeps_its_colon() {
    check_some(
        &shop("process mailer {\n  crit$0: high\n}"),
        2,
        expect![[r#"
            [crit]
            in  – the zone it lies in
            owner  – who answers for it
            …
        "#]],
    );
}

#[test]
fn a_claim_speaks_of_the_model() {
    check(
        &shop("assumption a: trust-boundary about buy {\n  claims $0\n}"),
        expect![[r#"
            book  – sql-protocol
            buy  – https · "Place an order"
            card  – payment · restricted · "Card number"
            checkout  – web-app · "Checkout"
            customer  – end-user · "Customer"
            inside  – internal-zone · trust high · "Our platform"
            internet  – internet-zone · trust none · "Internet"
            order  – personal-data · confidential · "Order"
            orders  – sql-database · "Order book"
            receipt  – smtp · "Mail the receipt"
            not  – the opposite  ⇒ not 
            any  – true of at least one  ⇒ any(${1:x} in ${2:things} where $3)
            …
        "#]],
    );
    check_some(
        &shop("assumption a: trust-boundary about buy {\n  claims buy.$0\n}"),
        4,
        expect![[r#"
            [buy.]
            buy.authn  – fact
            buy.purpose  – fact
            buy.network  – fact
            buy.wireless  – fact
            …
        "#]],
    );
}

// ---- Knowledge bases ----------------------------------------------------------------------------

/// A pack with more items after its header.
fn pack(more: &str) -> Fixture {
    Fixture::new(&format!("//- acme.tm\nkb acme 1.0.0 \"ACME\"\nuse base 1.0\n{more}"))
}

#[test]
fn a_knowledge_base_declares_words_and_rules() {
    check_some(
        &pack("$0"),
        30,
        expect![[r#"
            use  – a knowledge base whose words and rules apply  ⇒ use ${1:pack} ${2:1.0}
            threat  – a rule: the situation it looks for and the answer to it  ⇒ threat ${1:name}: ${2:category} "${3:Title}" for ${4:kind} ${5:variable} {⏎  when $6⏎  unless $7⏎}
            mitigation  – a control: what one can do, and the attribute that says so  ⇒ mitigation ${1:name} "${2:Title}" for ${3:kind} {⏎  ask: "$4"⏎}
            requirement  – what a standard, a law or a customer demands  ⇒ requirement ${1:name}: ${2:domain} "${3:Title}" protects ${4:asset} with ${5:mitigation}
            event  – what to watch for  ⇒ event ${1:name} "${2:Title}" {⏎  alert-when: "$3"⏎}
            question  – a question asked of every such thing  ⇒ question ${1:name} "${2:How …?}" for ${3:kind} ${4:variable}
            moved  – a name that changed; decisions follow it  ⇒ moved ${1:old} -> ${2:new}
            type  – a kind of thing, and what is true of all of them  ⇒ type ${1:name}: ${2:parent} "${3:Title}" {⏎  $4⏎}
            attribute  – a fact that may be written  ⇒ attribute ${1:name}: ${2:type} for ${3:kind} {⏎  default: unset⏎}
            fact  – a fact that follows from others  ⇒ fact ${1:name} for ${2:kind} ${3:variable} {⏎  when $4⏎}
            category  – a kind of threat  ⇒ category ${1:name} "${2:Title}" {⏎  stride: ${3:S}⏎}
            profile  – a choice among the rules  ⇒ profile ${1:name} {⏎  include: top⏎}
            scale  – words in an order, lowest first  ⇒ scale ${1:name}: ${2:low} < ${3:high}
            choice  – words without an order  ⇒ choice ${1:name}: ${2:a}, ${3:b}
            override  – a change to a rule of another pack  ⇒ override ${1:pack}.${2:rule} severity ${3:level}
            disable  – a rule of another pack that does not run  ⇒ disable ${1:pack}.${2:rule} because "$3"
            test  – a small model, and what the rules must say of it  ⇒ test "${1:what it shows}" {⏎  expect ${2:rule} on ${3:thing}⏎}
        "#]],
    );
}

#[test]
fn a_rule_says_what_it_looks_at() {
    check(
        &pack("threat x: tampering \"{f}\" for $0"),
        expect![[r#"
        flow  – each flow, called f  ⇒ flow f
        process  – each process, called p  ⇒ process p
        store  – each store, called s  ⇒ store s
        entity  – each entity, called e  ⇒ entity e
        element  – each element, called e  ⇒ element e
        zone  – each zone, called z  ⇒ zone z
        asset  – each asset, called a  ⇒ asset a
        actor  – each actor, called a  ⇒ actor a
        model  – each model, called m  ⇒ model m
    "#]],
    );
    check_some(
        &pack("threat x: tampering \"{f}\" for flow f: $0"),
        3,
        expect![[r#"
            amqp  – Broker protocol
            ble  – Short-range radio
            coap  – Light request protocol for devices
            …
        "#]],
    );
}

#[test]
fn the_lines_of_a_rule() {
    check_some(
        &pack("threat x: tampering \"{f}\" for flow f {\n  $0\n}"),
        20,
        expect![[r#"
            when  – the situation that the rule looks for  ⇒ when 
            unless  – what answers it: controls  ⇒ unless 
            severity  – how bad it would be  ⇒ severity: 
            likelihood  – how likely it is  ⇒ likelihood: 
            top  – one of the threats that matter most  ⇒ top: ${1|yes,no|}
            group  – rules of one group fold into one on a subject  ⇒ group: 
            cwe  – CWE weaknesses, by number  ⇒ cwe: 
            capec  – CAPEC attack patterns, by number  ⇒ capec: 
            attack  – techniques of ATT&CK, and of ATLAS ("AML.T0051")  ⇒ attack: 
            owasp  – entries of OWASP lists  ⇒ owasp: 
            detect  – what an attempt looks like  ⇒ detect: "$1"
            ask  – the question that is asked  ⇒ ask: "$1"
        "#]],
    );
}

#[test]
fn a_predicate_knows_its_variables_and_their_fields() {
    let rule =
        |line: &str| pack(&format!("threat x: tampering \"{{f}}\" for flow f {{\n  {line}\n}}"));
    check_some(
        &rule("when $0"),
        6,
        expect![[r#"
            f  – flow
            not  – the opposite  ⇒ not 
            any  – true of at least one  ⇒ any(${1:x} in ${2:things} where $3)
            all  – true of each  ⇒ all(${1:x} in ${2:things} where $3)
            no  – true of none  ⇒ no(${1:x} in ${2:things} where $3)
            count  – how many it is true of  ⇒ count(${1:x} in ${2:things} where $3) >= ${4:2}
            …
        "#]],
    );
    check_some(
        &rule("when f.$0"),
        8,
        expect![[r#"
            [f.]
            f.authn  – fact
            f.purpose  – fact
            f.network  – fact
            f.wireless  – fact
            f.cross-border  – fact
            f.pulled  – fact
            f.from-internet  – fact
            f.leaves-trust  – fact
            …
        "#]],
    );
    check_some(
        &rule("when f.target.c$0"),
        4,
        expect![[r#"
            [f.target.c]
            f.target.criticality  – fact
            f.target.managed  – fact
            f.target.privilege  – fact
            f.target.environment  – fact
            …
        "#]],
    );
    check_some(
        &rule("unless f.$0"),
        4,
        expect![[r#"
            [f.]
            f.authenticated  – Know every caller
            f.mutual-auth  – Prove identity in both directions
            f.mfa  – Ask for a second factor
            f.phishing-resistant  – Use factors that cannot be phished
            …
        "#]],
    );
    check_some(
        &rule("when f.crossing = $0"),
        5,
        expect![[r#"
            none
            up
            down
            sideways
            f  – flow
            …
        "#]],
    );
    check_some(
        &rule("when f.target is $0"),
        5,
        expect![[r#"
            known  – somebody has said it
            not  – of none of these types  ⇒ not 
            entity  – any of them
            process  – any of them
            store  – any of them
            …
        "#]],
    );
    check_some(
        &rule("when f.authn in [none, $0]"),
        3,
        expect![[r#"
            none
            anonymous
            password
            …
        "#]],
    );
    check_some(
        &rule("when any(a in f.data where a.$0"),
        4,
        expect![[r#"
            [a.]
            a.origin  – fact
            a.identifiable  – fact
            a.untrusted  – fact
            a.pseudonymous  – fact
            …
        "#]],
    );
    check_some(
        &rule("when f.crosses $0"),
        3,
        expect![[r#"
            and  – both must hold
            or  – one must hold
            is  – of a type, or known
            …
        "#]],
    );
}

#[test]
fn a_type_brings_what_its_root_takes() {
    check_some(
        &pack("type acme-store: sql-database {\n  $0\n}"),
        14,
        expect![[r#"
            holds  – the kinds of data every such store keeps  ⇒ holds: 
            sensitivity  – how confidential its data is, where the assets do not say it  ⇒ sensitivity: 
            integrity-need  – how much a false change would harm, where the assets do not say it  ⇒ integrity-need: 
            availability-need  – how much an outage would harm, where assets and criticality do not say it  ⇒ availability-need: 
            fixed  – what no such thing may contradict  ⇒ fixed: 
            least-privilege  – control, TOP  ⇒ least-privilege: ${1|yes,no,?|}
            authz-object  – control, TOP  ⇒ authz-object: ${1|yes,no,?|}
            password-hashing  – control, TOP  ⇒ password-hashing: ${1|yes,no,?|}
            encryption-at-rest  – control, TOP  ⇒ encryption-at-rest: ${1|yes,no,?|}
            key-management  – control, TOP  ⇒ key-management: ${1|yes,no,?|}
            secret-scanning  – control, TOP  ⇒ secret-scanning: ${1|yes,no,?|}
            signature-verification  – control, TOP  ⇒ signature-verification: ${1|yes,no,?|}
            code-review  – control, TOP  ⇒ code-review: ${1|yes,no,?|}
            branch-protection  – control, TOP  ⇒ branch-protection: ${1|yes,no,?|}
            …
        "#]],
    );
    check_some(
        &pack("type acme-app: $0"),
        10,
        expect![[r#"
            entity  – a root
            process  – a root
            store  – a root
            flow  – a root
            zone  – a root
            asset  – a root
            actor  – a root
            ad-or-analytics-service  – Outside service that collects usage or advertising data · saas-service → external-system
            administrator  – Person who configures or operates the system · human
            anonymous-visitor  – Person who has not identified themselves · human
            …
        "#]],
    );
}

#[test]
fn an_attribute_has_a_type_and_a_default() {
    check_some(
        &pack("attribute tier: $0"),
        9,
        expect![[r#"
            yes-no  – yes or no
            text  – text in quotes
            number  – a number
            date  – a day
            duration  – a span of time
            person  – @name
            list of  – several of another type  ⇒ list of 
            trust  – none < low < medium < high < full
            classification  – public < internal < confidential < restricted
            …
        "#]],
    );
    check_some(
        &pack("attribute reviewers: list of $0"),
        3,
        expect![[r#"
            yes-no  – yes or no
            text  – text in quotes
            number  – a number
            …
        "#]],
    );
    check_some(
        &pack("attribute tier: criticality for process { default: $0 }"),
        9,
        expect![[r#"
        unset  – nobody is asked
        low
        medium
        high
        critical
    "#]],
    );
}

#[test]
fn a_test_is_a_small_model_and_what_is_expected_of_it() {
    let rule = "threat x: tampering \"{p}\" for process p { when p.custom-code }\n";
    check_some(
        &pack(&format!("{rule}test \"a\" {{\n  $0\n}}")),
        30,
        expect![[r#"
            asset  – what is worth protecting  ⇒ asset ${1:name}: ${2:kind} "${3:Title}" classified ${4:level}
            zone  – a place whose members are trusted alike  ⇒ zone ${1:name}: ${2:type} "${3:Title}" {⏎  $4⏎}
            entity  – a person or system outside that talks to yours  ⇒ entity ${1:name}: ${2:type} "${3:Title}"
            process  – something that works on data  ⇒ process ${1:name}: ${2:type} "${3:Title}"
            store  – something that keeps data  ⇒ store ${1:name}: ${2:type} "${3:Title}" holds ${4:data}
            flow  – data that moves one way  ⇒ flow ${1:name}: ${2:from} -> ${3:to} via ${4:type} carrying ${5:data}
            use  – a knowledge base whose words and rules apply  ⇒ use ${1:pack} ${2:1.0}
            import  – another model whose elements may be ends of flows  ⇒ import "${1:path.tm}" as ${2:name}
            tracker  – where the tickets of a prefix are found  ⇒ tracker ${1:prefix} "${2:https://…/{id\}}"
            objective  – what must never happen  ⇒ objective ${1:name}: ${2:property} "${3:Title}" protects ${4:asset} against ${5:actor}
            actor  – who could do harm  ⇒ actor ${1:name}: ${2:kind} "${3:Title}"
            assumption  – what is taken for granted, and could prove wrong  ⇒ assumption ${1:name}: ${2:kind} "${3:Title}" about ${4:thing}
            story  – what somebody wants to do, and what must not come with it  ⇒ story ${1:name}: ${2:kind} "${3:As a … I want …}" on ${4:flow}
            threat  – what could go wrong  ⇒ threat ${1:name}: ${2:category} "${3:Title}" on ${4:thing}
            mitigation  – what is done about threats, in all its places  ⇒ mitigation ${1:name}: ${2:control} "${3:Title}" on ${4:thing} status done
            requirement  – what a standard, a law or a customer demands  ⇒ requirement ${1:name}: ${2:domain} "${3:Title}" protects ${4:asset} with ${5:mitigation}
            event  – what to watch for  ⇒ event ${1:name} "${2:Title}" {⏎  alert-when: "$3"⏎}
            question  – a question that no fact or control answers  ⇒ question ${1:name} "${2:How …?}" on ${3:thing}
            mitigate  – the decision to answer a threat  ⇒ mitigate ${1:rule} on ${2:thing} with ${3:mitigation}
            accept  – the decision to live with a threat for a time  ⇒ accept ${1:rule} on ${2:thing} by @${3:name} until ${4:2027-05-20} because "$5"
            transfer  – the decision that somebody else carries the risk  ⇒ transfer ${1:rule} on ${2:thing} to "$3" by @${4:name} until ${5:2027-05-20}
            avoid  – the decision not to do what brings the threat  ⇒ avoid ${1:rule} on ${2:thing} because "$3"
            dismiss  – the decision that the threat is not one  ⇒ dismiss ${1:rule} on ${2:thing} because "$3"
            scope  – what the model is about, and what not  ⇒ scope in zone ${1:name}
            answer  – the answer to a question  ⇒ answer ${1:question} on ${2:thing} = "$3"
            moved  – a name that changed; decisions follow it  ⇒ moved ${1:old} -> ${2:new}
        "#]],
    );
    check(
        &pack(&format!("{rule}test \"a\" {{\n  process p: web-app\n  expect $0\n}}")),
        expect![[r#"
            no  – the situation is not there  ⇒ no 
            maybe  – the threat is possible  ⇒ maybe 
            mitigated  – the threat is answered  ⇒ mitigated 
            x  – tampering · medium
        "#]],
    );
    check(
        &pack(&format!("{rule}test \"a\" {{\n  process p: w$0\n}}")),
        expect![[r#"
            [w]
            actuator  – Device that changes the physical world · iot-device
            agent-orchestrator  – Agent that hands work to other agents · agent → llm-app → ai-component → service
            ai-inference-compute  – Accelerated machine serving a model · compute → service
            api-gateway  – Single front door for APIs · intermediary
            backup-service  – Takes and restores copies · service
            batch-job  – Work started by a schedule or a file · service
            browser  – Web browser executing the site's pages · client
            build-agent  – Machine that runs pipeline steps · compute → service
            build-pipeline  – Automation that builds, tests and releases · service
            business-application  – Bought application, such as for orders, staff or customers · web-app → service
            cdn  – Edge cache close to users · forwarder → intermediary
            chatbot  – Conversation front end over a model · llm-app → ai-component → service
            …
        "#]],
    );
}
