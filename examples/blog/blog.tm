/// Blogging web application. This model covers one slice only:
/// how authors get, set and use their credentials.
model blog "Blog: authentication and credentials" {
  owner: @dana
  reviewed: 2026-11-20
  review-every: 90d
  rating: likelihood-impact
}
use stride 1.0
use web 1.0
tracker BLOG "https://jira.example.org/browse/{id}"

scope in zone web-server
scope out reader because "Readers see public pages only"

// ---- what is worth protecting ----------------------------------------------
asset email: personal-data "Author's e-mail address" classified internal
asset reset-token: token "Reset token" classified restricted
asset passphrase: password "Passphrase" classified restricted
asset post "Blog post" classified public { integrity: medium; origin: user }

objective own-account: confidentiality "Only the author can act as the author" {
  protects: reset-token, passphrase
  against: outsider
  goal: "Act in an author's name"
  assuming: mail-private
}
actor outsider: external "Someone on the internet" { goal: "Deface the blog"; skill: medium }

assumption mail-private: trust-boundary "The author's mailbox is readable only by the author" {
  about: send-token
  status: open
  owner: @dana
  check-by: 2027-01-15
  claims send-token.target = author
}

// ---- the system -------------------------------------------------------------
zone internet: internet-zone "Internet" {
  entity admin: administrator "Administrator"
  entity author: end-user "Blog author"
  entity reader: anonymous-visitor "Reader"
}
zone web-server: internal-zone "Web server" {
  process accounts: authentication-service "Accounts" {
    criticality: high
    audit-log: yes
    recovery-hardened: ?  // we promised to find out
  }
  process publishing: web-app "Publishing" { session: cookie }
  store credentials: credential-store "Credential store" holds passphrase { password-hashing: yes }
  store posts: sql-database "Post store" holds post
}

flow 1   create-author:  admin -> accounts "Create author" via https carrying email {
  purpose: admin
  authn: session
  mfa: yes
}
flow 2   send-token:     accounts -> author "Send reset token" via smtp carrying reset-token {
  encrypted: yes assuming mail-private
}
flow 3   set-passphrase: author -> accounts "Set passphrase" via https
  carrying reset-token, passphrase {
  authn: token
}
flow 3.1 store-hash:     accounts -> credentials "Store its hash" via sql-protocol
  carrying passphrase
flow 4   sign-in:        author -> accounts "Sign in" via https carrying passphrase {
  authn: password
}
flow 4.1 compare-hash:   accounts -> credentials "Compare with the hash" via sql-protocol
  returns passphrase
flow 5   save-post:      author -> publishing "Create or edit post" via https carrying post {
  authn: session
}
flow 5.1 store-post:     publishing -> posts "Store post" via sql-protocol carrying post
flow 6   read-post:      reader -> publishing "Read a post" via https carrying nothing returns post
flow 6.1 fetch-post:     publishing -> posts "Fetch post" via sql-protocol returns post

// ---- what could go wrong ----------------------------------------------------
story set-own-passphrase: user "As an author I want to set my passphrase from a mailed link"
  on send-token, set-passphrase {
  ticket: BLOG-12
  without "anyone else redeeming the link": token-theft
  without "my passphrase being read on its way": stride.credentials-in-clear on set-passphrase
}
story try-all-links: abuse "A script asks for one link after another until one of them works"
  by outsider on set-passphrase {
  without "the sign-in page going down with it": stride.flooding on accounts
}
threat token-theft: spoofing "Someone else redeems the reset token" on set-passphrase by outsider {
  likelihood: medium
  impact: high
}

// ---- what we do about it ----------------------------------------------------
mitigation single-use: short-lived-credentials "Expires after 15 minutes, works once"
  on set-passphrase {
  status: done
  ticket: BLOG-31
  verify: "tests/reset.rs::token_works_once"
}
mitigation checked: token-validation "Its signature and age are checked" on set-passphrase
  status done ticket BLOG-31
mitigation limiter: rate-limit "Five attempts per author and hour" on accounts {
  status: planned
  effort: small
  ticket: BLOG-32
  until: 2027-02-28
  raises: too-many-attempts
}
mitigation clean-posts: input-validation "Posts are parsed and cleaned on arrival" on publishing
  status done ticket BLOG-40
event too-many-attempts "Ten failed attempts for one author in an hour" {
  alert: soc; respond: "Lock the account"
}

mitigate token-theft with single-use, checked
accept stride.admin-path-from-outside on create-author by @dana until 2027-05-31 ticket BLOG-44
  because "One administrator, who travels, signs in with a second factor and can only add authors"
