/// Claims portal: customers read their contracts and follow their claims, clerks settle them in the
/// ERP system behind it, and two companies build and run the whole.
///
/// The model has three files, one for each kind of reader:
///
/// - `claims-portal.tm` says what is worth protecting and what there is,
/// - `flows.tm` tells what moves, in the order in which people do things,
/// - `decisions.tm` holds what could go wrong and what was decided about it.
model claims-portal "Claims portal" {
  owner: @ines
  stakeholders: @marta, @security, @dba
  reviewed: 2026-11-18
  review-every: 180d
  rating: likelihood-impact
  strong-crypto: yes  // one line for all flows: old protocol versions are off everywhere
}
use stride 1.0 only comprehensive
use web 1.0 only lite
tracker CLAIM "https://jira.example.org/browse/{id}"

// ---- what is worth protecting ------------------------------------------------------------------
// Level: who may know it. Integrity and availability: how bad a wrong or missing value is.

/// Signed contracts as PDF files. A dispute about money is settled with them.
asset contracts: personal-data "Customer contracts" classified confidential {
  also: financial; integrity: high; availability: low; origin: user
}
/// One page per contract, made from the contract; easily made again.
asset summaries: personal-data "Contract summaries" classified confidential {
  integrity: low; availability: low
}
/// Claims, their state, and letters about them: without these the portal shows nothing.
asset claims: personal-data "Claims and their state" classified confidential {
  integrity: high; availability: high; origin: user
}
/// Names and addresses, and the password while it is being checked.
asset accounts: personal-data "Customer accounts" classified restricted {
  also: credential; integrity: high; availability: high; origin: user
}
/// Business of the company that has nothing to do with the portal, in the same ERP system.
asset business: financial "Internal business data" classified restricted {
  integrity: high; availability: high
}
asset client-code: source-code "Code for the browser" classified public {
  integrity: high; availability: medium
}
asset server-code: source-code "Code of the server" classified internal {
  integrity: high; availability: medium
}
asset build-settings: config "Settings of the build" classified confidential {
  integrity: high; availability: low
}
asset brochure: marketing "Marketing pages" classified public {
  integrity: medium; availability: medium
}
asset erp-logs: log "Logs of the ERP system" classified confidential {
  integrity: low; availability: low
}
asset erp-settings: config "Settings of the ERP system" classified confidential {
  integrity: high; availability: high
}
/// What operators copy out of the database and into it: at times the whole of it.
asset dumps: backup "Database dumps and settings" classified restricted {
  integrity: high; availability: high
}

objective keep-people-private: confidentiality "What we know about customers stays with us" {
  protects: contracts, summaries, claims, accounts, erp-logs
  against: identity-thief, curious-operator
  goal: "Identities to use or to sell"
}
objective keep-business-private: confidentiality "What we earn and plan stays inside"
  protects business, dumps, build-settings, erp-settings against identity-thief
objective true-contracts: integrity "A contract says what was agreed" {
  protects: contracts, claims, client-code, server-code
  against: curious-operator
  goal: "A better contract than the one that was signed"
  assuming: apart-on-one-host
}
objective portal-open: availability "Customers can file a claim after a storm"
  protects claims, accounts against vandal

actor identity-thief: external "Thief of identities" {
  goal: "Resell what opens accounts"; skill: medium
}
actor vandal: external "Somebody who wants us offline" { goal: "Ransom or revenge"; skill: medium }
actor curious-operator: insider "Operator with time on their hands" {
  goal: "Look up somebody they know"
}

// ---- what we take for granted ------------------------------------------------------------------

/// Web server, CMS, ERP system, file server and database run on one virtualisation platform.
assumption apart-on-one-host: infrastructure "Guests of the shared host cannot reach each other" {
  about: web, cms, erp, contract-files, contract-db
  status: validated
  owner: @platform
  check-by: 2027-06-01
  source: "Penetration test of October 2026"
}
assumption no-people-in-logs: data-classification "ERP logs hold no names of customers" {
  about: erp-logs
  status: open
  owner: @dba
  check-by: 2027-01-31
}
assumption builds-looked-after: third-party "The supplier keeps build machines patched and locked" {
  about: build-server, code-repository
  status: validated
  owner: @marta
  check-by: 2027-04-30
  source: "Service report, third quarter"
}

// ---- the system --------------------------------------------------------------------------------
// People sit beside the machine they use. Where a machine talks to a store it has to be drawn: a
// person cannot reach a store without a program in between.

zone internet: internet-zone "Internet" {
  entity customer: end-user "Customer"
  process customer-browser: browser "Customer's browser"
  entity outside-developer: developer "External developer" { managed: supplier }
  process developer-machine: workstation "External developer's machine"
}

/// Our network at the cloud provider. Trust rises with each step inwards: what a break-in would
/// cost decides, not how well a place is kept.
zone app-network: vpc-zone "Application network" {
  monitoring: yes  // for everything in here and in the zones below
  process balancer: load-balancer "Load balancer" { criticality: critical }

  zone web-dmz: dmz-zone "Web DMZ" trust high {
    process web: web-app "Portal server" { criticality: high; audit-log: yes }
    process cms: web-app "Marketing CMS" { criticality: medium }
  }
  zone sign-on-zone: internal-zone "Sign-on" trust full {
    backup: yes
    backup-isolated: yes
    process sign-on: identity-provider "Identity provider" { criticality: high; audit-log: yes }
    store directory: credential-store "LDAP directory" holds accounts { encryption-at-rest: yes }
  }
  zone erp-dmz: data-zone "ERP DMZ" trust full {
    segmentation: yes
    backup: yes
    process erp: service "ERP system" {
      custom-code: no  // bought, so it is patched and hardened rather than reviewed
      parses: xml, serialized
      criticality: critical
      redundancy: yes
      audit-log: yes
    }
    store contract-files: file-share "Contract file server" holds contracts, summaries
    store contract-db: sql-database "Contract database" holds accounts, claims, business {
      encryption-at-rest: yes
      backup-isolated: ?  // promised by @dba for December
    }
  }
}

zone dev-network: office-zone "Development network" {
  backup: yes
  entity clerk: employee "Back-office clerk"
  process clerk-client: desktop-app "Back-office client" { custom-code: no }
  entity operator: administrator "Operator"
  process operator-browser: workstation "Operator's machine"
  process build-server: build-pipeline "Build server" { criticality: medium; audit-log: yes }
  store code-repository: source-repository "Code repository" holds client-code, server-code {
    least-privilege: yes
  }
}

// ---- what this model is not about --------------------------------------------------------------
scope out customer, customer-browser because "Customers look after their own machines"
scope out clerk, clerk-client because "Covered by the model of the company's workplaces"
scope out operator, operator-browser because "Owned and managed by the operations provider"
scope out outside-developer, developer-machine
  because "Owned and managed by the development company"
