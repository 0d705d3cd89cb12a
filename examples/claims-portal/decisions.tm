// What could go wrong, what is done about it, and what was decided. Every decision has a reason, a
// person and a date: on that date it comes back.
part of claims-portal

// ---- what must hold ----------------------------------------------------------------------------

requirement strict-input: secure-development "The portal refuses what it does not expect"
  protects claims with input-checks ticket CLAIM-3 {
  source: "Security guideline of the company"
}
requirement strong-operators: access-control "Operators sign in with two factors over encryption"
  protects dumps, erp-settings with second-factor ticket CLAIM-4 {
  source: "Security guideline of the company"
}
requirement data-protection: legal "Personal data is unreadable on lost media"
  protects contracts, claims, accounts with disk-encryption ticket CLAIM-5 {
  source: "General Data Protection Regulation"
}

// ---- stories: what people want, and what others make of it -------------------------------------

story see-my-claim: user "As a customer I want to see my claim so that I need not call"
  on portal-traffic {
  ticket: CLAIM-11
  without "anybody listening on the way": stride.credentials-in-clear on portal-traffic
  without "a stranger reading it": stride.anonymous-caller on web-traffic
}
story storm-flood: abuse "As a vandal I send a million requests on the day after a storm"
  by vandal on portal-traffic {
  without "customers waiting for hours": stride.flooding on balancer
}
story ransom: abuse "As an extortionist I encrypt database and contracts and ask for money" {
  without "having to pay": stride.data-lost on contract-db, stride.data-lost on contract-files
  without "the copies being gone as well": stride.backup-destroyed on contract-db
}
story stolen-identities: abuse "As a thief I collect logins and try them elsewhere"
  by identity-thief on web-traffic, cms-login {
  without "logins to collect": stride.credentials-in-clear on web-traffic
  without "a disk to read at home": stride.store-unencrypted on directory
}
story into-the-erp: abuse "As an attacker I send the ERP system an object that it should not load"
  on erp-request {
  without "code of mine running inside": hostile-object
}
story wrong-contract: misuse "As an operator I fix a record by hand and pick the wrong one"
  by curious-operator on db-admin {
  without "a change that nobody can explain": silent-change
}

// ---- threats that no rule knows ----------------------------------------------------------------

/// The ERP system rebuilds objects from what it is sent. Its maker lists which classes it accepts,
/// but the list is long.
threat hostile-object: elevation-of-privilege "A crafted object runs code in the ERP system"
  on erp {
  cwe: 502
  likelihood: low
  impact: high
}
threat directory-query: tampering "Input changes the query to the directory"
  on look-up-login, cms-login {
  cwe: 90
  likelihood: medium
  impact: high
}
threat silent-change: repudiation "A contract is changed by hand and nobody can tell by whom"
  on contract-db, contract-files by curious-operator {
  prerequisite: "with an operator's rights"
  action: "change a record below the ERP system"
  leads-to: "a dispute that cannot be settled"
  likelihood: medium
  impact: high
}

// ---- what is done ------------------------------------------------------------------------------

mitigation disk-encryption: encryption-at-rest "Disks are encrypted with keys of our own"
  on contract-files {
  status: done
  ticket: CLAIM-21
  owner: @platform
  verify: "terraform plan shows kms_key on every volume"
}
mitigation second-factor: mfa "Operators and builders sign in with a hardware key"
  on erp-admin, db-admin, user-admin, build-admin {
  status: done
  ticket: CLAIM-22
  owner: @security
  verify: "Sign-on policy 7, checked monthly"
}
mitigation hardened-images: hardened "Servers start from hardened images" on zone app-network {
  status: done
  ticket: CLAIM-23
  owner: @platform
  verify: "Baseline scan, nightly"
}
mitigation safe-queries: parameterized "Directory queries are built from parameters"
  on sign-on, cms {
  status: done
  ticket: CLAIM-24
  owner: @marta
  verify: "tests/ldap_filter_test.java"
}
mitigation input-checks: input-validation "Requests are checked against the interface's schema"
  on web, cms {
  status: done
  ticket: CLAIM-25
  owner: @marta
  verify: "tests/schema_test.java"
  realises: strict-input
}
mitigation known-servers: peer-verified "Every client checks certificate or host key"
  on portal-traffic, check-login, erp-request, erp-work, erp-admin, db-admin, user-admin, push-code,
  review-code, build-admin, deploy {
  status: done
  ticket: CLAIM-26
  owner: @platform
}
mitigation patch-week: patching "Fixes are rolled out within a week" on balancer, build-server {
  status: done
  ticket: CLAIM-27
  owner: @platform
}
mitigation limits: rate-limit "Limits per customer and per address" on balancer {
  status: in-progress
  ticket: CLAIM-31
  owner: @platform
  until: 2027-01-31
  effort: small
  raises: storm
}
mitigation inner-tls: encrypted "TLS goes on behind the load balancer, LDAP over TLS only"
  on web-traffic, web-traffic/reply, cms-traffic/reply, cms-login, cms-login/reply {
  status: in-progress
  ticket: CLAIM-32
  owner: @platform
  until: 2027-03-31
  effort: medium
}
mitigation few-writers: least-privilege "Each identity gets the rights it was seen to use"
  on contract-db, contract-files, directory, build-server {
  status: planned
  ticket: CLAIM-33
  owner: @dba
  until: 2027-04-30
  effort: medium
}
mitigation passwords-from-vault: vault "Servers fetch their passwords when they start"
  on web, sign-on, erp {
  status: planned
  ticket: CLAIM-34
  owner: @marta
  until: 2027-04-30
  effort: medium
}
mitigation build-gate: conditional-access "The build server opens to known machines only"
  on build-server {
  status: planned
  ticket: CLAIM-35
  owner: @marta
  until: 2027-02-28
  effort: small
}
mitigation db-records: audit-log "The database records every change made by hand"
  on contract-db, contract-files {
  status: planned
  ticket: CLAIM-36
  owner: @dba
  until: 2027-03-31
}

event storm "Requests above ten times the usual for five minutes" {
  fields: "address, path, rate"; alert: operations; alert-when: "10 times the usual for 5 min"
  respond: "Tighten the limits and call the provider"
}

// ---- what was decided --------------------------------------------------------------------------

mitigate directory-query with safe-queries, input-checks
mitigate silent-change with db-records

accept hostile-object by @ines until 2027-06-30 ticket CLAIM-41
  because "The maker closes the list in the spring release; only portal and staff reach it"
accept stride.secret-in-configuration on cms by @ines until 2027-06-30 ticket CLAIM-42
  because "The CMS cannot read from a vault, and it is replaced next summer"
accept stride.single-point-of-failure on balancer by @ines until 2027-03-31 ticket CLAIM-43
  because "A second balancer is ordered; until then a restart takes two minutes"
transfer stride.single-point-of-failure on sign-on to "Operations contract, restored within an hour"
  by @marta until 2027-12-31
dismiss stride.second-order-input on cms-login/reply by @marta
  because "The CMS reads only whether the login was right"

// ---- what we still ask -------------------------------------------------------------------------

question operator-machines "How are the operators' machines protected?" on operator-browser
question developer-machines "How are the developers' machines protected?" on developer-machine
question build-machines "How are the build machines protected?" on build-server
answer developer-machines on developer-machine = "By the development company, contract section 9"
  by @marta
answer build-machines on build-server = "By the supplier, who reports each quarter" by @marta
