// What moves, in the order in which people do things. A link that asks and gets an answer is one
// flow: `carrying` is what is sent, `returns` what comes back.
part of claims-portal

// ---- 1. A customer looks up a claim ------------------------------------------------------------

flow 1   visit:          customer -> customer-browser "Sign in and look at claims"
  carrying accounts, claims returns claims, contracts, brochure {
  network: local
}
flow 1.1 portal-traffic: customer-browser -> balancer "Use the portal" via https
  carrying accounts, claims returns accounts, claims, contracts, client-code, brochure {
  authn: session
  delegated-auth: yes  // everything happens with the customer's own rights
}
// TLS ends at the load balancer. Up to the servers the same data goes in the clear: see
// `inner-tls` in decisions.tm.
flow 1.2 web-traffic:    balancer -> web "Pass on to the portal" via http
  carrying accounts, claims returns accounts, claims, contracts, client-code {
  authn: session
  delegated-auth: yes
}
flow 1.3 cms-traffic:    balancer -> cms "Pass on to the CMS" via http
  carrying nothing returns brochure {
  authn: none  // published pages, for everybody
}
flow 1.4 check-login:    web -> sign-on "Check the login" via https carrying accounts {
  authn: password
}
flow 1.5 look-up-login:  sign-on -> directory "Look up the login" via ldaps carrying accounts {
  authn: password
}
flow 1.6 erp-request:    web -> erp "Ask for claims and contracts" via https
  carrying accounts, claims, business returns accounts, claims, contracts, business {
  authn: token
}
flow 1.7 query-records:  erp -> contract-db "Read and write records" via sql-protocol
  carrying accounts, claims, business returns accounts, claims, business {
  authn: password
  encrypted: ?  // nobody knows what the driver negotiates
}
flow 1.8 fetch-contract: erp -> contract-files "Read and write contracts"
  carrying contracts returns contracts {
  authn: none  // a file share that trusts the network
  encrypted: no
}

// ---- 2. The back office settles it -------------------------------------------------------------

flow 2   clerk-work:  clerk -> clerk-client "Settle claims, edit pages"
  carrying business, brochure returns contracts, business, brochure {
  network: local
}
flow 2.1 erp-work:    clerk-client -> erp "Work in the ERP system" via https
  carrying business returns contracts, business {
  authn: token
  delegated-auth: yes
  vpn: yes
}
flow 2.2 cms-editing: clerk-client -> cms "Edit marketing pages" via https
  carrying brochure returns brochure {
  authn: token
  delegated-auth: yes
  vpn: yes
}
flow 2.3 cms-login:   cms -> directory "Check an editor's login" via ldap
  carrying accounts returns accounts {
  authn: password
}

// ---- 3. Operators keep it running --------------------------------------------------------------

flow 3   operate:    operator -> operator-browser "Operate the systems"
  carrying erp-settings returns erp-logs {
  network: local
}
flow 3.1 erp-admin:  operator-browser -> erp "Set up the ERP system" via https
  carrying erp-settings returns erp-logs {
  purpose: admin
  authn: token
}
flow 3.2 db-admin:   operator-browser -> contract-db "Repair and copy the database" via ssh
  carrying dumps returns dumps, erp-logs, accounts, claims {
  purpose: admin
  authn: certificate
}
flow 3.3 user-admin: operator-browser -> directory "Manage users" via ldaps
  carrying accounts returns accounts {
  purpose: admin
  authn: password
}

// ---- 4. Developers change it -------------------------------------------------------------------

flow 4   develop:     outside-developer -> developer-machine "Write code"
  carrying client-code, server-code returns client-code, server-code {
  network: local
}
flow 4.1 push-code:   developer-machine -> code-repository "Push code" via ssh
  carrying client-code, server-code returns client-code, server-code {
  authn: certificate
}
flow 4.2 review-code: developer-machine -> code-repository "Review changes" via https
  carrying client-code, server-code returns client-code, server-code {
  authn: token
}
flow 4.3 build-admin: developer-machine -> build-server "Set up builds" via https
  carrying build-settings returns build-settings {
  purpose: admin
  authn: password
}
flow 4.4 fetch-code:  build-server -> code-repository "Fetch code to build" via ssh
  carrying nothing returns client-code, server-code {
  authn: certificate
}
flow 4.5 deploy:      build-server -> web "Deploy the portal" via ssh
  carrying client-code, server-code {
  purpose: deploy
  authn: certificate
}
flow 4.6 publish:     build-server -> cms "Publish pages" via ssh carrying brochure {
  purpose: deploy
  authn: certificate
}
