/// What a system can do to the people its data is about, in the seven categories of LINDDUN. The
/// rules stay silent until data about people is declared; those about law and people's rights look
/// at the data itself, so that each is asked once and not once per store.
kb privacy 1.0.0 "Privacy (LINDDUN)" {
  owner: @appsec
  reviewed: 2026-11-21
  license: "CC-BY-4.0"
}
use base 1.0

// ---- Linking -----------------------------------------------------------------------------------

/// Orders, visits and tickets of one person lie side by side, and joined by the same identifier
/// they tell more than any of them alone. A query across data sets that nobody joined before is the
/// sign. First give each source its own substitute for the identifier, and keep the key elsewhere.
threat profile-linking: linking "Records in {s} can be joined into profiles of people" for store s {
  when any(a in s.data where a.personal) and (s.shared or s is data-warehouse)
  unless s.pseudonymisation
  severity: medium; likelihood: medium
  group: linking
  cwe: 359
  detect: "New join across data sets about people"
  ask: "Which identifiers in {s} let records from different sources meet?"
}
test "all teams put their customers into one warehouse, by name" {
  asset visit: personal-data classified confidential
  zone inside: internal-zone { store d: data-warehouse holds visit { pseudonymisation: no } }
  expect profile-linking on d
}
test "the warehouse knows substitutes only" {
  asset visit: personal-data classified confidential
  zone inside: internal-zone { store d: data-warehouse holds visit { pseudonymisation: yes } }
  expect mitigated profile-linking on d
}
test "one program keeps its customers for itself" {
  asset visit: personal-data classified confidential
  zone inside: internal-zone { store d: sql-database holds visit { pseudonymisation: no } }
  expect no profile-linking on d
}
test "the warehouse counts visits and knows nobody" {
  asset visit: personal-data classified confidential { identifiable: anonymous }
  zone inside: internal-zone { store d: data-warehouse holds visit { pseudonymisation: no } }
  expect no profile-linking on d
}

/// An outside service receives the same identifier from many sites and apps and recognises the
/// person in all of them. A field that was never sent there before is the sign. First look at what
/// really goes out, and drop or replace every value that stays the same between visits.
threat tracking-by-partner: linking "{f.target} can follow people by what {f} carries" for flow f {
  when (f.target is ad-or-analytics-service
    or (f.purpose in [telemetry, analytics, marketing]
      and any(z in f.target.zones where z.kind = third-party)))
    and any(a in f.data where a.personal
      or (a is telemetry and not (a.identifiable = anonymous)
        and (f.source is human or f.source is client)))
  unless f.minimisation
  severity: medium; likelihood: high; top: yes
  group: tracking
  cwe: 359; owasp: "M6:2024"
  detect: "New field sent to a tracking partner"
  ask: "Can {f.target} recognise the same person again from what {f} carries?"
}
test "pages report every click to an advertiser" {
  asset click: telemetry classified internal
  zone outside: public-client-zone { process b: browser }
  zone far: third-party-zone { entity ads: ad-or-analytics-service }
  flow a: b -> ads via https carrying click { minimisation: no }
  expect tracking-by-partner on a
}
test "pages report clicks without anything that lasts" {
  asset click: telemetry classified internal
  zone outside: public-client-zone { process b: browser }
  zone far: third-party-zone { entity ads: ad-or-analytics-service }
  flow a: b -> ads via https carrying click { minimisation: yes }
  expect mitigated tracking-by-partner on a
}
test "a server reports how busy it is, which is nobody's behaviour" {
  asset click: telemetry classified internal
  zone outside: internal-zone { process b: api }
  zone far: third-party-zone { entity ads: ad-or-analytics-service }
  flow a: b -> ads via https carrying click { minimisation: no }
  expect no tracking-by-partner on a
}
test "a partner outside analyses who visits" {
  asset visit: personal-data classified internal
  zone inside: internal-zone { process p: api }
  zone far: third-party-zone { entity b: partner-system }
  flow a: p -> b via https carrying visit { purpose: analytics; minimisation: no }
  expect tracking-by-partner on a
}
test "a partner outside delivers what was ordered" {
  asset visit: personal-data classified internal
  zone inside: internal-zone { process p: api }
  zone far: third-party-zone { entity b: partner-system }
  flow a: p -> b via https carrying visit { purpose: business; minimisation: no }
  expect no tracking-by-partner on a
}
test "our own program analyses who visits" {
  asset visit: personal-data classified internal
  zone inside: internal-zone { process p: api }
  zone far: office-zone { process b: api }
  flow a: p -> b via https carrying visit { purpose: analytics; minimisation: no }
  expect no tracking-by-partner on a
}
test "pages report counts that fit nobody" {
  asset click: telemetry classified internal { identifiable: anonymous }
  zone outside: public-client-zone { process b: browser }
  zone far: third-party-zone { entity ads: ad-or-analytics-service }
  flow a: b -> ads via https carrying click { minimisation: no }
  expect no tracking-by-partner on a
}

/// Each line of a log is harmless, and a year of lines about one account is a diary. Names, mail
/// addresses and account numbers in a log stream prove it. First decide how long lines are needed,
/// delete them by machine after that, and mask who they are about.
threat log-linking: linking "{f.target} becomes a diary of the people in it" for flow f {
  when (f.purpose = log or f.target is log-store) and not f.is-reply
    and any(a in f.data where a.personal)
  unless f.source.log-redaction or f.target.retention-limit
  severity: low; likelihood: medium
  group: log-content
  cwe: 532
  detect: "Personal data pattern found in a log"
  ask: "How long could {f.target} be used to follow one person?"
}
test "who did what is logged by name and kept forever" {
  asset line: log classified internal { also: personal-data }
  zone inside: internal-zone {
    process p: api { log-redaction: no }; store d: log-store { retention-limit: no }
  }
  flow a: p -> d carrying line
  expect log-linking on a
}
test "log lines are deleted after a month" {
  asset line: log classified internal { also: personal-data }
  zone inside: internal-zone {
    process p: api { log-redaction: no }; store d: log-store { retention-limit: yes }
  }
  flow a: p -> d carrying line
  expect mitigated log-linking on a
}
test "log lines name nobody" {
  asset line: log classified internal
  zone inside: internal-zone {
    process p: api { log-redaction: no }; store d: log-store { retention-limit: no }
  }
  flow a: p -> d carrying line
  expect no log-linking on a
}
test "the same line goes to a worker and is no log" {
  asset line: log classified internal { also: personal-data }
  zone inside: internal-zone {
    process p: api { log-redaction: no }; process d: worker { retention-limit: no }
  }
  flow a: p -> d carrying line
  expect no log-linking on a
}

// ---- Identifying -------------------------------------------------------------------------------

/// People must say who they are although the step in front of them would work without it, and from
/// then on everything they do there bears their name. A new identity field in a form is the moment
/// to object. First find the one step that needs a real identity and let the others run under a
/// pseudonym.
threat needless-identity: identifying "{p} asks who people are where a pseudonym might do"
  for process p {
  when p.meets-public and p is not client and p is not intermediary
    and p is not authentication-service and any(a in p.data where a.personal)
    and (p.login in [own, federated]
      or any(f in p.inflows where not f.pulled and any(a in f.data where a.identifiable = direct)))
  unless p.minimisation or p.pseudonymisation
  severity: low; likelihood: medium
  group: minimisation
  cwe: 359; owasp: "MASVS-PRIVACY-2"
  detect: "New identity field in a form"
  ask: "For which step does {p} truly need to know who the person is?"
}
test "readers must sign in by name to read an article" {
  asset read: personal-data classified internal
  zone outside: internet-zone { entity u: end-user }
  zone inside: dmz-zone {
    process p: web-app { login: own; minimisation: no; pseudonymisation: no }
  }
  flow a: u -> p via https carrying read
  expect needless-identity on p
}
test "readers sign in under a name of their choice" {
  asset read: personal-data classified internal
  zone outside: internet-zone { entity u: end-user }
  zone inside: dmz-zone {
    process p: web-app { login: own; minimisation: no; pseudonymisation: yes }
  }
  flow a: u -> p via https carrying read
  expect mitigated needless-identity on p
}
test "readers need not sign in at all" {
  asset read: personal-data classified internal
  zone outside: internet-zone { entity u: end-user }
  zone inside: dmz-zone {
    process p: web-app { login: none; minimisation: no; pseudonymisation: no }
  }
  flow a: u -> p via https carrying read
  expect no needless-identity on p
}
test "staff sign in by name, so that their work can be traced" {
  asset read: personal-data classified internal
  zone outside: internet-zone { entity u: employee }
  zone inside: dmz-zone {
    process p: web-app { login: own; minimisation: no; pseudonymisation: no }
  }
  flow a: u -> p via https carrying read
  expect no needless-identity on p
}
test "readers enter their name, though they need not sign in" {
  asset read: personal-data classified internal { identifiable: direct }
  zone outside: internet-zone { entity u: end-user }
  zone inside: dmz-zone {
    process p: web-app { login: none; minimisation: no; pseudonymisation: no }
  }
  flow a: u -> p via https carrying read
  expect needless-identity on p
}
test "to know people is what a sign-in service is for" {
  asset read: personal-data classified internal
  zone outside: internet-zone { entity u: end-user }
  zone inside: dmz-zone {
    process p: authentication-service { login: own; minimisation: no; pseudonymisation: no }
  }
  flow a: u -> p via https carrying read
  expect no needless-identity on p
}

/// Names are gone from what is handed out, but place, age and time together fit one person, and
/// somebody with a second list finds out who. It is seldom noticed before it is in the news. First
/// count how many people share each combination of values, and coarsen until none stands alone.
threat reidentification: identifying "{f.target} may find out who is behind {f}" for flow f {
  when any(a in f.data where a.pseudonymous) and f.crossing = down
    and any(z in f.target.zones where z.kind in [internet, third-party]) and f.target is not client
    and not (f.target is [end-user, data-subject])
  unless f.anonymisation
  severity: high; likelihood: medium
  group: identifying
  cwe: 359
  detect: "Data set released"
  ask: "How many people share each combination of values in {f}?"
}
test "a university gets records with numbers for names" {
  asset stay: personal-data classified confidential { identifiable: pseudonymous }
  zone inside: internal-zone { process p: batch-job }
  zone far: third-party-zone { entity b: partner-system }
  flow a: p -> b via sftp carrying stay { anonymisation: no }
  expect reidentification on a
}
test "a university gets groups in which nobody stands alone" {
  asset stay: personal-data classified confidential { identifiable: pseudonymous }
  zone inside: internal-zone { process p: batch-job }
  zone far: third-party-zone { entity b: partner-system }
  flow a: p -> b via sftp carrying stay { anonymisation: yes }
  expect mitigated reidentification on a
}
test "a university fetches records with numbers for names" {
  asset stay: personal-data classified confidential { identifiable: pseudonymous }
  zone inside: internal-zone { process p: api }
  zone far: third-party-zone { entity b: partner-system }
  flow a: b -> p via https carrying nothing returns stay { anonymisation: no }
  expect reidentification on a/reply
}
test "an analyst in the office is given numbers for names" {
  asset stay: personal-data classified confidential { identifiable: pseudonymous }
  zone inside: internal-zone { process p: batch-job }
  zone far: office-zone { entity b: employee }
  flow a: p -> b via sftp carrying stay { anonymisation: no }
  expect no reidentification on a
}
test "the names are still in it, so there is nothing to find out" {
  asset stay: personal-data classified confidential { identifiable: direct }
  zone inside: internal-zone { process p: batch-job }
  zone far: third-party-zone { entity b: partner-system }
  flow a: p -> b via sftp carrying stay { anonymisation: no }
  expect no reidentification on a
}
test "people see their own numbers" {
  asset stay: personal-data classified confidential { identifiable: pseudonymous }
  zone inside: internal-zone { process p: batch-job }
  zone far: internet-zone { entity b: end-user }
  flow a: p -> b via sftp carrying stay { anonymisation: no }
  expect no reidentification on a
}
test "everybody may download the numbers" {
  asset stay: personal-data classified confidential { identifiable: pseudonymous }
  zone inside: internal-zone { process p: batch-job }
  zone far: internet-zone { entity b: anonymous-visitor }
  flow a: p -> b via sftp carrying stay { anonymisation: no }
  expect reidentification on a
}

/// Where somebody sleeps and works is enough to name them, and the rest of the trail tells what
/// they believe and whom they meet. Exact positions sent while nobody uses the app are the sign.
/// First send a position only when a person asks for something, and no finer than the answer needs.
threat location-trail: identifying "The positions on {f} reveal who somebody is" for flow f {
  when f.crosses and f.target is not human and f.target is not client
    and (f.source is human or f.source is client or f.source is iot-device
      or any(z in f.target.zones where z.kind in [internet, third-party]))
    and any(a in f.data where a is location and a.personal)
  unless f.minimisation
  severity: medium; likelihood: medium
  group: identifying
  cwe: 359; attack: "T1430"; owasp: "M6:2024"
  detect: "Precise position requested in the background"
  ask: "How coarse and how rare could the positions on {f} be?"
}
test "a phone sends where it is, to the metre" {
  asset place: location classified confidential
  zone outside: public-client-zone { process c: mobile-app }
  zone inside: internal-zone { process p: api }
  flow a: c -> p via https carrying place { minimisation: no }
  expect location-trail on a
}
test "a phone sends the district it is in" {
  asset place: location classified confidential
  zone outside: public-client-zone { process c: mobile-app }
  zone inside: internal-zone { process p: api }
  flow a: c -> p via https carrying place { minimisation: yes }
  expect mitigated location-trail on a
}
test "a container on a ship sends where it is" {
  asset place: location classified confidential
  zone outside: device-zone { process c: sensor }
  zone inside: internal-zone { process p: api }
  flow a: c -> p via https carrying place { minimisation: no }
  expect no location-trail on a
}
test "a watch sends where its wearer is" {
  asset place: location classified confidential { also: personal-data }
  zone outside: device-zone { process c: sensor }
  zone inside: internal-zone { process p: api }
  flow a: c -> p via https carrying place { minimisation: no }
  expect location-trail on a
}
test "a map service learns where the phone is" {
  asset place: location classified confidential
  zone outside: public-client-zone { process c: mobile-app }
  zone inside: internal-zone { process p: api }
  zone far: third-party-zone { entity maps: saas-service }
  flow a: c -> p via https carrying place
  flow b: p -> maps via https carrying place { minimisation: no }
  expect location-trail on b
}
test "inside the network nothing more is given away" {
  asset place: location classified confidential
  zone outside: public-client-zone { process c: mobile-app }
  zone inside: dmz-zone { process p: api }
  zone far: data-zone { store maps: sql-database }
  flow a: c -> p via https carrying place
  flow b: p -> maps carrying place { minimisation: no }
  expect no location-trail on b
}
test "a phone sends a name and no place" {
  asset place: personal-data classified confidential
  zone outside: public-client-zone { process c: mobile-app }
  zone inside: internal-zone { process p: api }
  flow a: c -> p via https carrying place { minimisation: no }
  expect no location-trail on a
}

// ---- Non-repudiation ---------------------------------------------------------------------------

/// A vote, a report on a superior or a call for help is on record under a name, and whoever sees
/// the record can hold it against that person. An identity that turns up in an anonymous channel is
/// the sign. First look for what betrays people by the way: sign-ins, addresses, exact times,
/// numbers in links.
threat no-deniability: non-repudiation "Using {p} leaves proof that people may need to deny"
  for process p {
  when p.deniability-expected
  unless p.pseudonymisation or p.anonymisation
  severity: medium; likelihood: low
  group: nonrepudiation
  detect: "Identity attached to an anonymous channel"
  ask: "Who must be able to use {p} without leaving proof, and does it leave proof?"
}
test "reports about a superior bear a name" {
  zone inside: dmz-zone {
    process p: web-app { deniability-expected: yes; pseudonymisation: no; anonymisation: no }
  }
  expect no-deniability on p
}
test "reports about a superior bear no name" {
  zone inside: dmz-zone {
    process p: web-app { deniability-expected: yes; pseudonymisation: no; anonymisation: yes }
  }
  expect mitigated no-deniability on p
}
test "orders may well be held against those who placed them" {
  zone inside: dmz-zone {
    process p: web-app { deniability-expected: no; pseudonymisation: no; anonymisation: no }
  }
  expect no no-deniability on p
}

// ---- Detecting ---------------------------------------------------------------------------------

/// Sign-in, registration or recovery answers differently when an account exists, so a stranger
/// learns who is known here; for a clinic or a dating site that is the whole secret. Many lookups
/// of different names are the sign. First give the same answer, equally fast, whether or not the
/// name is known.
threat membership-revealed: detecting "{p} tells strangers who has an account" for process p {
  when p.login = own and p.internet-exposed and p is not client
    and any(a in p.data where a.personal)
  unless p.error-hiding
  severity: low; likelihood: high
  group: detecting
  cwe: 204, 203; capec: 575; attack: "T1589"
  detect: "Many lookups of different names"
  ask: "Does {p} answer differently for people who have an account?"
}
test "sign-in says that the name is unknown" {
  asset patient: personal-data classified confidential
  zone outside: internet-zone { entity u: end-user }
  zone inside: dmz-zone { process p: web-app { login: own; error-hiding: no } }
  flow a: u -> p via https carrying patient
  expect membership-revealed on p
}
test "sign-in says the same for every name" {
  asset patient: personal-data classified confidential
  zone outside: internet-zone { entity u: end-user }
  zone inside: dmz-zone { process p: web-app { login: own; error-hiding: yes } }
  flow a: u -> p via https carrying patient
  expect mitigated membership-revealed on p
}
test "another service checks the names" {
  asset patient: personal-data classified confidential
  zone outside: internet-zone { entity u: end-user }
  zone inside: dmz-zone { process p: web-app { login: federated; error-hiding: no } }
  flow a: u -> p via https carrying patient
  expect no membership-revealed on p
}
test "only the office can reach the sign-in" {
  asset patient: personal-data classified confidential
  zone outside: office-zone { entity u: end-user }
  zone inside: dmz-zone { process p: web-app { login: own; error-hiding: no } }
  flow a: u -> p via https carrying patient
  expect no membership-revealed on p
}
test "the accounts belong to machines" {
  asset patient classified confidential
  zone outside: internet-zone { entity u: end-user }
  zone inside: dmz-zone { process p: web-app { login: own; error-hiding: no } }
  flow a: u -> p via https carrying patient
  expect no membership-revealed on p
}

/// Nobody can read the encrypted traffic, but how much flows and when tells what somebody does:
/// which form they fill in, when they are ill. Record the traffic of a few typical uses and see
/// whether they can be told apart. First pad or batch the messages where the difference would hurt.
threat pattern-of-life: detecting "Size and timing of {f} give away what people do" for flow f {
  when f.from-internet and f.encrypted
    and (any(a in f.data where a is [special-category, health] and not (a.identifiable = anonymous))
      or any(a in f.reply.data where a is [special-category, health]
        and not (a.identifiable = anonymous)))
  unless f.traffic-shaping
  severity: low; likelihood: low
  group: detecting
  cwe: 203; capec: 621
  detect: "Traffic profile of a sensitive flow stands out in a test"
  ask: "What could somebody learn from the timing of {f} alone?"
}
test "an alarm is sent the moment somebody falls ill" {
  asset state: health classified restricted
  zone outside: public-client-zone { process c: mobile-app }
  zone inside: internal-zone { process p: api }
  flow a: c -> p via https carrying state { traffic-shaping: no }
  expect pattern-of-life on a
}
test "messages are of one size and come at fixed times" {
  asset state: health classified restricted
  zone outside: public-client-zone { process c: mobile-app }
  zone inside: internal-zone { process p: api }
  flow a: c -> p via https carrying state { traffic-shaping: yes }
  expect mitigated pattern-of-life on a
}
test "findings that people fetch differ in size" {
  asset state: health classified restricted
  zone outside: public-client-zone { process c: mobile-app }
  zone inside: internal-zone { process p: api }
  flow a: c -> p via https carrying nothing returns state { traffic-shaping: no }
  expect pattern-of-life on a
}
test "who can read the text need not study its timing" {
  asset state: health classified restricted
  zone outside: public-client-zone { process c: mobile-app }
  zone inside: internal-zone { process p: api }
  flow a: c -> p via http carrying state { traffic-shaping: no }
  expect no pattern-of-life on a
}
test "the app sends a name and nothing about health" {
  asset state: personal-data classified restricted
  zone outside: public-client-zone { process c: mobile-app }
  zone inside: internal-zone { process p: api }
  flow a: c -> p via https carrying state { traffic-shaping: no }
  expect no pattern-of-life on a
}
test "an alarm passes from program to program inside" {
  asset state: health classified restricted
  zone outside: dmz-zone { process c: api }
  zone inside: internal-zone { process p: api }
  flow a: c -> p via https carrying state { traffic-shaping: no }
  expect no pattern-of-life on a
}

// ---- Data disclosure ---------------------------------------------------------------------------

/// Forms and messages ask for more than anybody uses later, and what was never collected cannot
/// leak. A new field about people in an interface is the sign. First list the fields, find who
/// reads each of them, and drop those that nobody does.
threat excess-collection: data-disclosure "{p} collects more about people than it needs"
  for process p {
  when p is not client and p is not intermediary and no(z in p.zones where z.kind = third-party)
    and any(f in p.inflows where not f.pulled
      and (f.source is human or f.source is client or f.source is iot-device
        or (f.source is intermediary and f.source is not service-mesh))
      and any(a in f.data where a.personal))
  unless p.minimisation
  severity: medium; likelihood: high; top: yes
  group: minimisation
  cwe: 359; owasp: "MASVS-PRIVACY-1"
  detect: "New personal field collected"
  ask: "Which fields collected by {p} are never used?"
}
test "a form asks for everything that might be useful one day" {
  asset person: personal-data classified confidential
  zone outside: internet-zone { entity u: end-user }
  zone inside: dmz-zone { process p: web-app { minimisation: no } }
  flow a: u -> p via https carrying person
  expect excess-collection on p
}
test "nobody has looked at which fields are used" {
  asset person: personal-data classified confidential
  zone outside: internet-zone { entity u: end-user }
  zone inside: dmz-zone { process p: web-app }
  flow a: u -> p via https carrying person
  expect maybe excess-collection on p
}
test "a form asks for what the order needs" {
  asset person: personal-data classified confidential
  zone outside: internet-zone { entity u: end-user }
  zone inside: dmz-zone { process p: web-app { minimisation: yes } }
  flow a: u -> p via https carrying person
  expect mitigated excess-collection on p
}
test "a form asks for nothing about people" {
  asset person classified confidential
  zone outside: internet-zone { entity u: end-user }
  zone inside: dmz-zone { process p: web-app { minimisation: no } }
  flow a: u -> p via https carrying person
  expect no excess-collection on p
}
test "people only look at what is known about them" {
  asset person: personal-data classified confidential
  zone outside: internet-zone { entity u: end-user }
  zone inside: dmz-zone { process p: web-app { minimisation: no } }
  flow a: u -> p via https carrying nothing returns person
  expect no excess-collection on p
}
test "what one program hands to the next was collected before" {
  asset person: personal-data classified confidential
  zone outside: internet-zone { process u: worker }
  zone inside: dmz-zone { process p: web-app { minimisation: no } }
  flow a: u -> p via https carrying person
  expect no excess-collection on p
}
test "what comes through a gateway is collected all the same" {
  asset person: personal-data classified confidential
  zone outside: internet-zone { process u: api-gateway }
  zone inside: dmz-zone { process p: web-app { minimisation: no } }
  flow a: u -> p via https carrying person
  expect excess-collection on p
}

/// Another organisation gets data about people, and from then on its own plans decide what happens
/// with it. A receiver that is on no list is the sign. First find the contract, and read what it
/// says about purpose, place, deletion and helpers of helpers.
threat sharing-with-third-party: data-disclosure "{e} gets data about people and may use it freely"
  for element e {
  when e is not human and e is not llm
    and (e.managed = supplier or any(z in e.zones where z.kind = third-party))
    and any(f in e.inflows where any(a in f.data where a.personal)
      and no(z in f.source.zones where z.kind = third-party))
  unless e.supplier-contract
  severity: high; likelihood: medium; top: yes
  group: third-party-data
  cwe: 359, 201; capec: 569
  detect: "Personal data sent to a new receiver"
  ask: "What may the operator of {e} do with the data about people, and where is that written?"
}
test "a newsletter service gets the addresses without a contract" {
  asset address: personal-data classified internal
  zone inside: internal-zone { process p: api }
  zone far: third-party-zone { entity s: saas-service { supplier-contract: no } }
  flow a: p -> s via https carrying address
  expect sharing-with-third-party on s
}
test "a contract binds the newsletter service" {
  asset address: personal-data classified internal
  zone inside: internal-zone { process p: api }
  zone far: third-party-zone { entity s: saas-service { supplier-contract: yes } }
  flow a: p -> s via https carrying address
  expect mitigated sharing-with-third-party on s
}
test "a partner fetches the addresses itself" {
  asset address: personal-data classified internal
  zone inside: internal-zone { process p: api }
  zone far: third-party-zone { entity s: saas-service { supplier-contract: no } }
  flow a: s -> p via https carrying nothing returns address
  expect sharing-with-third-party on s
}
test "the newsletter service gets the text alone" {
  asset address classified internal
  zone inside: internal-zone { process p: api }
  zone far: third-party-zone { entity s: saas-service { supplier-contract: no } }
  flow a: p -> s via https carrying address
  expect no sharing-with-third-party on s
}
test "the addresses go to another program of ours" {
  asset address: personal-data classified internal
  zone inside: internal-zone { process p: api }
  zone far: office-zone { process s: api { supplier-contract: no } }
  flow a: p -> s via https carrying address
  expect no sharing-with-third-party on s
}
test "a supplier runs the program that gets the addresses" {
  asset address: personal-data classified internal
  zone inside: internal-zone { process p: api }
  zone far: office-zone { process s: api { managed: supplier; supplier-contract: no } }
  flow a: p -> s via https carrying address
  expect sharing-with-third-party on s
}
test "what the newsletter service does with its own programs is its affair" {
  asset address: personal-data classified internal
  zone inside: third-party-zone { process p: api }
  zone far: third-party-zone { entity s: saas-service { supplier-contract: no } }
  flow a: p -> s via https carrying address
  expect no sharing-with-third-party on s
}
test "a contractor is a person; what they look at is another question" {
  asset address: personal-data classified internal
  zone inside: internal-zone { process p: api }
  zone far: third-party-zone { entity s: contractor { supplier-contract: no } }
  flow a: p -> s via https carrying address
  expect no sharing-with-third-party on s
}

/// Findings about health, belief or a body lie in a store that is kept like any other, though their
/// loss cannot be made good. Reads of such records that belong to no case are the sign. First
/// encrypt them, record each read, and take the right to read from everybody without a task.
threat special-data-exposed: data-disclosure
  "Specially protected data in {s} has only ordinary protection" for store s {
  when any(a in s.data where a is [special-category, health, biometric, children]
    and not (a.identifiable = anonymous))
    and no(z in s.zones where z.kind in [internet, client, third-party])
  unless s.encryption-at-rest and s.audit-log and s.least-privilege
  severity: high; likelihood: medium; top: yes
  group: special
  cwe: 359, 311; capec: 37; attack: "T1213"
  detect: "Read of specially protected records"
  ask: "Which extra protection do the most sensitive records in {s} have?"
}
test "findings are encrypted, but nobody records who reads them" {
  asset finding: health classified restricted
  zone inside: data-zone {
    store d holds finding { encryption-at-rest: yes; least-privilege: yes; audit-log: no }
  }
  expect special-data-exposed on d
}
test "findings are encrypted, reads are recorded and few may read" {
  asset finding: health classified restricted
  zone inside: data-zone {
    store d holds finding { encryption-at-rest: yes; least-privilege: yes; audit-log: yes }
  }
  expect mitigated special-data-exposed on d
}
test "addresses need ordinary protection" {
  asset finding: personal-data classified restricted
  zone inside: data-zone {
    store d holds finding { encryption-at-rest: yes; least-privilege: yes; audit-log: no }
  }
  expect no special-data-exposed on d
}
test "findings nobody can be found in need ordinary protection" {
  asset finding: health classified restricted { identifiable: anonymous }
  zone inside: data-zone {
    store d holds finding { encryption-at-rest: yes; least-privilege: yes; audit-log: no }
  }
  expect no special-data-exposed on d
}
test "findings on the patient's own phone are kept by the patient" {
  asset finding: health classified restricted
  zone inside: public-client-zone {
    store d holds finding { encryption-at-rest: yes; least-privilege: yes; audit-log: no }
  }
  expect no special-data-exposed on d
}

/// Somebody who may open any record opens that of a neighbour, a colleague or a celebrity. Records
/// opened without a case that belongs to them are the sign. First record who opened which record,
/// say so aloud, and let people see only the cases they work on.
threat curious-staff: data-disclosure "Staff can look people up in {e} without a reason"
  for element e {
  when (e is process or e is store) and e is not client and e is not intermediary
    and no(z in e.zones where z.kind = third-party)
    and any(f in e.inflows where not f.is-reply
      and (f.source is [employee, support-agent, contractor] or f.source is workstation
        or (f.source is client
          and any(g in f.source.inflows where g.source is [employee, support-agent, contractor])))
      and (any(a in f.data where a.personal) or any(a in f.reply.data where a.personal)))
  unless e.audit-log and e.least-privilege
  severity: medium; likelihood: medium
  group: insider
  cwe: 359; capec: 122; attack: "T1213"
  detect: "Record opened without a related case"
  ask: "Would anybody notice if somebody looked up a neighbour in {e}?"
}
test "every clerk can open every file and nobody records it" {
  asset file: personal-data classified confidential
  zone office: office-zone { entity clerk: employee }
  zone inside: internal-zone { process p: web-app { audit-log: no; least-privilege: no } }
  flow a: clerk -> p via https carrying nothing returns file
  expect curious-staff on p
}
test "clerks open their own cases and each look is recorded" {
  asset file: personal-data classified confidential
  zone office: office-zone { entity clerk: employee }
  zone inside: internal-zone { process p: web-app { audit-log: yes; least-privilege: yes } }
  flow a: clerk -> p via https carrying nothing returns file
  expect mitigated curious-staff on p
}
test "people open their own file" {
  asset file: personal-data classified confidential
  zone office: office-zone { entity clerk: end-user }
  zone inside: internal-zone { process p: web-app { audit-log: no; least-privilege: no } }
  flow a: clerk -> p via https carrying nothing returns file
  expect no curious-staff on p
}
test "the machine of the clerk is drawn in between" {
  asset file: personal-data classified confidential
  zone office: office-zone { entity clerk: employee; process c: desktop-app }
  zone inside: internal-zone { process p: api { audit-log: no; least-privilege: no } }
  flow a: clerk -> c
  flow b: c -> p via https carrying nothing returns file
  expect curious-staff on p
}
test "clerks open a page about opening hours" {
  asset file classified confidential
  zone office: office-zone { entity clerk: employee }
  zone inside: internal-zone { process p: web-app { audit-log: no; least-privilege: no } }
  flow a: clerk -> p via https carrying nothing returns file
  expect no curious-staff on p
}
test "a clerk searches the store directly, and only the right to do so is limited" {
  asset file: personal-data classified confidential
  zone office: office-zone { entity clerk: support-agent }
  zone inside: internal-zone { store p: sql-database { audit-log: no; least-privilege: yes } }
  flow a: clerk -> p carrying nothing returns file
  expect curious-staff on p
}
test "each look is recorded, but every clerk can open every file" {
  asset file: personal-data classified confidential
  zone office: office-zone { entity clerk: employee }
  zone inside: internal-zone { process p: web-app { audit-log: yes; least-privilege: no } }
  flow a: clerk -> p via https carrying nothing returns file
  expect curious-staff on p
}

// ---- Unawareness and unintervenability ---------------------------------------------------------

/// The system concludes from what people do that they are poor, pregnant or about to leave, and
/// nobody told them that it would. A new derived field in the data is the sign. First write down
/// every conclusion that is drawn, tell people about it, and use none for anything else.
threat unexpected-inference: unawareness-and-unintervenability
  "{p} draws conclusions about people without their knowledge" for process p {
  when p.profiling
  unless p.notice and p.purpose-limitation
  severity: medium; likelihood: medium
  group: profiling
  detect: "New derived attribute stored"
  ask: "What does {p} conclude about people that they never told you?"
}
test "people know of the score, but anybody may use it for anything" {
  zone inside: internal-zone {
    process p: worker { profiling: yes; notice: yes; purpose-limitation: no }
  }
  expect unexpected-inference on p
}
test "people know of the score, and it serves one purpose" {
  zone inside: internal-zone {
    process p: worker { profiling: yes; notice: yes; purpose-limitation: yes }
  }
  expect mitigated unexpected-inference on p
}
test "no score is computed" {
  zone inside: internal-zone {
    process p: worker { profiling: no; notice: yes; purpose-limitation: no }
  }
  expect no unexpected-inference on p
}

/// Data is collected before, or without, a word about what for, how long and who gets it. A record
/// that is older than the notice its owner saw is the sign. First say it where people enter the
/// data, in the words they use, and before anything is sent.
threat not-told: unawareness-and-unintervenability
  "People do not learn what {p} does with their data" for process p {
  when p.meets-public and p is not [browser, intermediary]
    and no(z in p.zones where z.kind = third-party)
    and (any(f in p.inflows where not f.pulled and any(a in f.data where a.personal)
      and (f.source.outsider or f.source.meets-public))
      or (p is client
        and any(f in p.outflows where not f.is-reply and any(a in f.data where a.personal))))
  unless p.notice
    or (p is client
      and any(f in p.outflows where not f.is-reply
        and (f.target.notice
          or any(g in f.target.outflows where f.target is intermediary and g.target.notice))))
  severity: medium; likelihood: medium; top: yes
  group: notice
  owasp: "MASVS-PRIVACY-3"
  detect: "Collection started before the notice was shown"
  ask: "When do people learn what {p} does with their data?"
}
test "a form takes names and says nothing" {
  asset person: personal-data classified internal
  zone outside: internet-zone { entity u: end-user; process b: browser }
  zone inside: dmz-zone { process p: web-app { notice: no } }
  flow a: u -> b
  flow c: b -> p via https carrying person
  expect not-told on p
}
test "a form says first what the name is for" {
  asset person: personal-data classified internal
  zone outside: internet-zone { entity u: end-user; process b: browser }
  zone inside: dmz-zone { process p: web-app { notice: yes } }
  flow a: u -> b
  flow c: b -> p via https carrying person
  expect mitigated not-told on p
}
test "a gateway between form and program changes nothing" {
  asset person: personal-data classified internal
  zone outside: internet-zone { process b: browser }
  zone inside: dmz-zone { process g: api-gateway; process p: web-app { notice: no } }
  flow a: b -> g via https carrying person
  flow c: g -> p via https carrying person
  expect not-told on p
}
test "an app sends off where its user is and says nothing" {
  asset person: personal-data classified internal
  zone outside: public-client-zone { process b: mobile-app { notice: no } }
  zone inside: dmz-zone { process p: api { notice: no } }
  flow a: b -> p via https carrying person
  expect not-told on b
  expect no not-told on p
}
test "the site behind the app says what happens" {
  asset person: personal-data classified internal
  zone outside: public-client-zone { process b: mobile-app { notice: no } }
  zone inside: dmz-zone { process p: api { notice: yes } }
  flow a: b -> p via https carrying person
  expect mitigated not-told on b
}
test "staff enter the names" {
  asset person: personal-data classified internal
  zone outside: internet-zone { entity u: employee; process b: browser }
  zone inside: dmz-zone { process p: web-app { notice: no } }
  flow a: u -> b
  flow c: b -> p via https carrying person
  expect no not-told on p
}
test "a form asks for nothing about people" {
  asset person classified internal
  zone outside: internet-zone { entity u: end-user; process b: browser }
  zone inside: dmz-zone { process p: web-app { notice: no } }
  flow a: u -> b
  flow c: b -> p via https carrying person
  expect no not-told on p
}
test "people get their own data back and give none" {
  asset person: personal-data classified internal
  zone outside: internet-zone { entity u: end-user; process b: browser }
  zone inside: dmz-zone { process p: web-app { notice: no } }
  flow a: u -> b
  flow c: b -> p via https carrying nothing returns person
  expect no not-told on p
}
test "the program behind the form has no word with people" {
  asset person: personal-data classified internal
  zone outside: internet-zone { process b: browser }
  zone inside: dmz-zone { process w: web-app { notice: yes }; process p: api { notice: no } }
  flow a: b -> w via https carrying person
  flow c: w -> p via https carrying person
  expect no not-told on p
}
test "staff enter the names, and people outside only read" {
  asset person: personal-data classified internal
  zone outside: internet-zone { entity u: employee; entity v: anonymous-visitor }
  zone inside: dmz-zone { process p: web-app { notice: no } }
  flow a: u -> p via https carrying person
  flow c: v -> p via https carrying nothing
  expect no not-told on p
}

/// Health, position, a face or an interest is used as soon as somebody shows up, and whoever would
/// rather not can only stay away. Handling without a stored answer from the person is the sign.
/// First ask for each use that the service could do without, and make a later no as easy as the
/// yes.
threat no-real-choice: unawareness-and-unintervenability
  "People cannot say no to what {p} does with their data" for process p {
  when p.meets-public and p is not [browser, intermediary]
    and no(z in p.zones where z.kind = third-party)
    and (any(f in p.inflows where not f.pulled
      and any(a in f.data where a is [special-category, biometric, location, children, marketing]
        and not (a.identifiable = anonymous)) and (f.source.outsider or f.source.meets-public))
      or (p is client
        and any(f in p.outflows where not f.is-reply
          and any(a in f.data where a is [special-category, biometric, location, children,
            marketing] and not (a.identifiable = anonymous)))))
  unless p.consent
  severity: high; likelihood: medium
  group: consent
  owasp: "MASVS-PRIVACY-4"
  detect: "Processing without a consent record"
  ask: "How does a person say no to this use by {p}, and does everything else still work?"
}
test "a shop keeps the faces of all who come in" {
  asset face: biometric classified restricted
  zone outside: internet-zone { entity u: end-user }
  zone inside: dmz-zone { process p: web-app { consent: no } }
  flow a: u -> p via https carrying face
  expect no-real-choice on p
}
test "a shop asks before it keeps a face" {
  asset face: biometric classified restricted
  zone outside: internet-zone { entity u: end-user }
  zone inside: dmz-zone { process p: web-app { consent: yes } }
  flow a: u -> p via https carrying face
  expect mitigated no-real-choice on p
}
test "a shop needs the address to deliver" {
  asset face: personal-data classified restricted
  zone outside: internet-zone { entity u: end-user }
  zone inside: dmz-zone { process p: web-app { consent: no } }
  flow a: u -> p via https carrying face
  expect no no-real-choice on p
}
test "an app sends off where its user is, asked or not" {
  asset place: location classified restricted
  zone outside: public-client-zone { process b: mobile-app { consent: no } }
  zone inside: dmz-zone { process p: api }
  flow a: b -> p via https carrying place
  expect no-real-choice on b
}
test "a gate for staff reads faces that staff agreed on elsewhere" {
  asset face: biometric classified restricted
  zone outside: internet-zone { entity u: employee }
  zone inside: dmz-zone { process p: web-app { consent: no } }
  flow a: u -> p via https carrying face
  expect no no-real-choice on p
}

/// Somebody asks what is known about them, or wants it corrected or gone, and nobody can find it
/// all in time. Requests without an answer after a month are the sign. First go through one real
/// request from end to end, through every store, copy and supplier.
threat no-own-access: unawareness-and-unintervenability
  "{a} is kept, and people cannot see, correct or delete it" for asset a {
  when a.personal and a is not [log, backup]
    and (any(s in a.stores) or any(f in a.flows where f.target is store))
  unless a.subject-rights
  severity: medium; likelihood: medium
  group: rights
  owasp: "MASVS-PRIVACY-4"
  detect: "Request not answered in time"
  ask: "Could you find, correct and delete all that {a} says about one person this week?"
}
test "nobody can find all that is known about a customer" {
  asset person: personal-data classified internal { subject-rights: no }
  zone inside: internal-zone { store d: sql-database holds person }
  expect no-own-access on person
}
test "a customer can see, correct and delete what is known" {
  asset person: personal-data classified internal { subject-rights: yes }
  zone inside: internal-zone { store d: sql-database holds person }
  expect mitigated no-own-access on person
}
test "one answer for the system counts for all its data" {
  subject-rights: yes
  asset person: health classified internal
  zone inside: internal-zone { store d: sql-database holds person }
  expect mitigated no-own-access on person
}
test "what is kept is about no person" {
  asset person classified internal { subject-rights: no }
  zone inside: internal-zone { store d: sql-database holds person }
  expect no no-own-access on person
}
test "a log is not corrected, it ends with its period" {
  asset person: personal-data classified internal { subject-rights: no; also: log }
  zone inside: internal-zone { store d: sql-database holds person }
  expect no no-own-access on person
}
test "the name passes through and is kept nowhere" {
  asset person: personal-data classified internal { subject-rights: no }
  zone inside: internal-zone { process p: api; process q: api; store d: sql-database holds nothing }
  flow a: p -> q via https carrying person
  expect no no-own-access on person
}

/// A program refuses a loan, a job or an account, and no person can look at the case again.
/// Decisions that are overturned after complaints show how often it errs. First name somebody who
/// may overrule it, and tell people how to reach them.
threat machine-decides: unawareness-and-unintervenability
  "{p} decides about people, and nobody can overrule it" for process p {
  when p.profiling and p.autonomy = autonomous
  unless p.human-approval
  severity: high; likelihood: medium
  group: profiling
  detect: "Decision overturned after a complaint"
  ask: "Who can overrule {p}, and how would a person ask?"
}
test "a program refuses loans on its own" {
  zone inside: internal-zone {
    process p: worker { profiling: yes; autonomy: autonomous; human-approval: no }
  }
  expect machine-decides on p
}
test "a person confirms each refusal" {
  zone inside: internal-zone {
    process p: worker { profiling: yes; autonomy: autonomous; human-approval: yes }
  }
  expect mitigated machine-decides on p
}
test "the program only suggests" {
  zone inside: internal-zone {
    process p: worker { profiling: yes; autonomy: suggest; human-approval: no }
  }
  expect no machine-decides on p
}
test "the program decides about machines" {
  zone inside: internal-zone {
    process p: worker { profiling: no; autonomy: autonomous; human-approval: no }
  }
  expect no machine-decides on p
}

// ---- Non-compliance ----------------------------------------------------------------------------

/// Data about people is used and nobody can say which ground in law allows it; a regulator or a
/// customer will ask. A use that has no entry in the register is the sign. First write down purpose
/// and ground for each kind of data, and stop the uses for which none is found.
threat no-legal-ground: non-compliance "Data about people is used without a recorded legal ground"
  for model m {
  when any(a in m.assets where a.personal and (any(f in a.flows) or any(s in a.stores)))
  unless all(a in m.assets where not a.personal or a.lawful-basis
    or (no(f in a.flows) and no(s in a.stores)))
  severity: high; likelihood: medium; top: yes
  group: legal-ground
  detect: "Processing activity without an entry"
  ask: "Which legal ground covers the use of each kind of data about people in {m}?"
}
test "nobody can say why the names may be used" {
  asset person: personal-data classified internal { lawful-basis: no }
  zone inside: internal-zone { process p: api; process q: api }
  flow a: p -> q via https carrying person
  expect no-legal-ground on model
}
test "the contract with the customer allows it, and that is written down" {
  asset person: personal-data classified internal { lawful-basis: yes }
  zone inside: internal-zone { process p: api; process q: api }
  flow a: p -> q via https carrying person
  expect mitigated no-legal-ground on model
}
test "a ground is recorded for the names and none for the faces" {
  asset person: personal-data classified internal { lawful-basis: yes }
  asset face: biometric classified internal { lawful-basis: no }
  zone inside: internal-zone { process p: api; process q: api }
  flow a: p -> q via https carrying person, face
  expect no-legal-ground on model
}
test "numbers that stand for people are still about people" {
  asset person: telemetry classified internal { lawful-basis: no; identifiable: pseudonymous }
  zone inside: internal-zone { process p: api; process q: api }
  flow a: p -> q via https carrying person
  expect no-legal-ground on model
}
test "what fits nobody in particular needs no ground" {
  asset person: personal-data classified internal { lawful-basis: no; identifiable: anonymous }
  zone inside: internal-zone { process p: api; process q: api }
  flow a: p -> q via https carrying person
  expect no no-legal-ground on model
}
test "a kind of data that nothing uses raises no question" {
  asset person: personal-data classified internal { lawful-basis: no }
  zone inside: internal-zone { process p: api; process q: api }
  flow a: p -> q via https carrying nothing
  expect no no-legal-ground on model
}

/// Data stays because nobody deletes it, and each year more people can be hurt by its loss. Records
/// older than their period are the sign. First set a period for each kind of data and let a machine
/// delete, in copies and logs too.
threat kept-too-long: non-compliance "{s} keeps data about people after its purpose has ended"
  for store s {
  when any(a in s.data where a.personal) and s is not [cache, queue-store, search-index]
    and no(z in s.zones where z.kind in [internet, client, third-party])
  unless s.retention-limit
  severity: medium; likelihood: high; top: yes
  group: retention
  detect: "Records older than their period"
  ask: "When is a person's record in {s} deleted, and by what?"
}
test "customers stay in the store forever" {
  asset person: personal-data classified internal
  zone inside: internal-zone { store d: sql-database holds person { retention-limit: no } }
  expect kept-too-long on d
}
test "nobody has said when customers are deleted" {
  asset person: personal-data classified internal
  zone inside: internal-zone { store d: sql-database holds person }
  expect maybe kept-too-long on d
}
test "customers are deleted when their time has come" {
  asset person: personal-data classified internal
  zone inside: internal-zone { store d: sql-database holds person { retention-limit: yes } }
  expect mitigated kept-too-long on d
}
test "a price list may stay" {
  asset person classified internal
  zone inside: internal-zone { store d: sql-database holds person { retention-limit: no } }
  expect no kept-too-long on d
}
test "an index is built from the store and forgets with it" {
  asset person: personal-data classified internal
  zone inside: internal-zone { store d: search-index holds person { retention-limit: no } }
  expect no kept-too-long on d
}
test "a cache forgets by itself" {
  asset person: personal-data classified internal
  zone inside: internal-zone { store d: cache holds person { retention-limit: no } }
  expect no kept-too-long on d
}
test "what people keep on their own phone is theirs" {
  asset person: personal-data classified internal
  zone inside: public-client-zone { store d: device-storage holds person { retention-limit: no } }
  expect no kept-too-long on d
}

/// Data about people is taken to a country where other rules hold, and what was promised to them
/// holds no longer. A transfer to a country that is not on the list is the sign. First find the
/// rule that allows this transfer, or keep data and processing in the region.
threat leaves-the-region: non-compliance "{f} takes data about people out of its region"
  for flow f {
  when f.cross-border and not f.is-reply
    and (any(a in f.data where a.personal) or any(a in f.reply.data where a.personal))
  unless f.residency-control
  severity: high; likelihood: medium
  group: residency
  detect: "Transfer to a new country"
  ask: "Which rule allows {f} to cross the border?"
}
test "customers are copied to another continent" {
  asset person: personal-data classified internal
  zone inside: internal-zone { process p: api }
  zone far: third-party-zone { entity b: partner-system }
  flow a: p -> b via https carrying person { cross-border: yes; residency-control: no }
  expect leaves-the-region on a
}
test "the transfer is one of those that are allowed" {
  asset person: personal-data classified internal
  zone inside: internal-zone { process p: api }
  zone far: third-party-zone { entity b: partner-system }
  flow a: p -> b via https carrying person { cross-border: yes; residency-control: yes }
  expect mitigated leaves-the-region on a
}
test "prices may go to another continent" {
  asset person classified internal
  zone inside: internal-zone { process p: api }
  zone far: third-party-zone { entity b: partner-system }
  flow a: p -> b via https carrying person { cross-border: yes; residency-control: no }
  expect no leaves-the-region on a
}
test "the partner lies in the same region" {
  asset person: personal-data classified internal
  zone inside: internal-zone { process p: api }
  zone far: third-party-zone { entity b: partner-system }
  flow a: p -> b via https carrying person { cross-border: no; residency-control: no }
  expect no leaves-the-region on a
}
test "a partner on another continent fetches the customers" {
  asset person: personal-data classified internal
  zone inside: internal-zone { process p: api }
  zone far: third-party-zone { entity b: partner-system }
  flow a: b -> p via https carrying nothing returns person {
    cross-border: yes; residency-control: no
  }
  expect leaves-the-region on a
  expect no leaves-the-region on a/reply
}

/// A system handles health, faces or children's data, and nobody has asked what that could do to
/// them. A change that went live without a look at the assessment is the sign. First sit down with
/// those responsible and write what could go wrong for people, not for you.
threat no-impact-assessment: non-compliance
  "Nobody has studied what this handling of sensitive data can do to people" for model m {
  when any(a in m.assets where a is [special-category, health, biometric, children]
    and not (a.identifiable = anonymous))
  unless m.dpia
  severity: medium; likelihood: medium
  group: assessment
  detect: "Change to processing without an updated assessment"
  ask: "What did the privacy assessment of this system conclude, and when?"
}
test "findings are handled, and nobody thought of the patients" {
  dpia: no
  asset finding: health classified restricted
  zone inside: data-zone { store d holds finding }
  expect no-impact-assessment on model
}
test "somebody studied what could happen to the patients" {
  dpia: yes
  asset finding: health classified restricted
  zone inside: data-zone { store d holds finding }
  expect mitigated no-impact-assessment on model
}
test "addresses alone need no assessment" {
  dpia: no
  asset finding: personal-data classified restricted
  zone inside: data-zone { store d holds finding }
  expect no no-impact-assessment on model
}
test "findings nobody can be found in need no assessment" {
  dpia: no
  asset finding: health classified restricted { identifiable: anonymous }
  zone inside: data-zone { store d holds finding }
  expect no no-impact-assessment on model
}

/// What people typed to get an answer becomes training data, and a model does not forget on
/// request. New user data in a training set is the sign. First switch training on user data off, or
/// ask, and take out what points to a person.
threat user-data-trains-model: non-compliance
  "{p} learns from data that people gave for another use" for process p {
  when p.trains-on-user-data and any(a in p.data where a.personal)
  unless p.consent or p.anonymisation
  severity: high; likelihood: medium
  group: training-privacy
  owasp: "LLM02:2025"
  detect: "User data added to a training set"
  ask: "Did the people in the training data of {p} agree to that use?"
}
test "support talks train the model unasked" {
  asset talk: personal-data classified confidential
  zone inside: internal-zone {
    process p: llm { trains-on-user-data: yes; consent: no; anonymisation: no }; process q: api
  }
  flow a: q -> p carrying talk
  expect user-data-trains-model on p
}
test "support talks train the model if people agreed" {
  asset talk: personal-data classified confidential
  zone inside: internal-zone {
    process p: llm { trains-on-user-data: yes; consent: yes; anonymisation: no }; process q: api
  }
  flow a: q -> p carrying talk
  expect mitigated user-data-trains-model on p
}
test "the model does not learn from talks" {
  asset talk: personal-data classified confidential
  zone inside: internal-zone {
    process p: llm { trains-on-user-data: no; consent: no; anonymisation: no }; process q: api
  }
  flow a: q -> p carrying talk
  expect no user-data-trains-model on p
}
test "the model learns from articles" {
  asset talk classified confidential
  zone inside: internal-zone {
    process p: llm { trains-on-user-data: yes; consent: no; anonymisation: no }; process q: api
  }
  flow a: q -> p carrying talk
  expect no user-data-trains-model on p
}

// ---- Questions ---------------------------------------------------------------------------------

question purpose-and-end "For which purpose, on which ground, and until when?"
  for asset a: personal-data {
  ask: "For which purpose and on which legal ground is {a} used, and until when?"
  good: "one purpose, its ground, and a period"
  because: "Non-compliance: without a purpose nobody can say what is too much or too long"
}

question could-do-without "Which fields could the system do without?" for asset a: personal-data {
  ask: "Which fields of {a} could the system drop, shorten or coarsen?"
  good: "a list of fields that were dropped or coarsened"
  because: "Data disclosure: what is not there cannot leak"
}

question could-be-joined "With which other data could it be joined?" for asset a: personal-data {
  ask: "With which other data, here or elsewhere, could {a} be joined?"
  good: "none, or only by a substitute whose key lies elsewhere"
  because: "Linking: two harmless lists can be one that is not"
}

question know-and-refuse "When do people learn of it, and how do they say no?"
  for asset a: personal-data {
  ask: "When do people learn what happens with {a}, and how do they say no?"
  good: "before it starts; no is as easy as yes"
  because: "Unawareness: who does not know cannot choose"
}

question receiver-limits "What may the receiver do with data about people?"
  for entity e: external-system {
  ask: "If {e} gets data about people, what may it do with it, where, and for how long?"
  good: "a contract that names purpose, place and deletion"
  because: "Data disclosure: once it has left, only the contract speaks for people"
}
