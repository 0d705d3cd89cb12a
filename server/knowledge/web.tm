/// Web applications and the APIs behind them: what strangers put into queries, pages, files and
/// addresses, how sign-ins and sessions are taken over, and whose records a caller gets to see.
/// Most rules wait for hostile content to reach own code, or for a fact that somebody wrote.
kb web 1.0.0 "Web applications and APIs" {
  owner: @appsec
  reviewed: 2026-11-21
  license: "CC-BY-4.0"
}
use base 1.0

// ---- Input that becomes a command or a query ---------------------------------------------------

/// A value from a stranger ends up inside the text of a query, and the database does what the
/// stranger wrote: it shows, changes or drops whatever the program may touch. Syntax errors that
/// the database reports for one page are the usual first sign. First search for query text that is
/// put together from pieces, reports and sorting included, and bind values as parameters instead.
threat sql-injection: tampering "Hostile input to {f.source} can rewrite queries to {f.target}"
  for flow f {
  when f.target.query-language in [sql, graph] and f.source.custom-code and f.source.tainted
    and not f.is-reply and not (f.initiator = target)
  unless f.source.parameterized
  severity: critical; likelihood: medium; top: yes
  group: query-injection
  cwe: 89; capec: 66, 7; attack: "T1190"; owasp: "A05:2025"
  detect: "Database syntax error raised by the application: page, statement shape, count per caller"
  ask: "Are all queries from {f.source} to {f.target} built with parameters, reports included?"
}
test "what strangers type is pasted into queries" {
  asset note classified internal
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app { parameterized: no }; store d: sql-database }
  flow a: u -> p via https carrying note
  flow b: p -> d via sql-protocol
  expect sql-injection on b
}
test "nobody has said how queries are built" {
  asset note classified internal
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app; store d: sql-database }
  flow a: u -> p via https carrying note
  flow b: p -> d via sql-protocol
  expect maybe sql-injection on b
}
test "an inner service gets what strangers typed at the front" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone {
    process w: web-app; process p: api { parameterized: no }; store d: graph-database
  }
  flow a: u -> w via https
  flow b: w -> p via https
  flow c: p -> d
  expect sql-injection on c
}
test "values go to the database as parameters" {
  asset note classified internal
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app { parameterized: yes }; store d: sql-database }
  flow a: u -> p via https carrying note
  flow b: p -> d via sql-protocol
  expect mitigated sql-injection on b
}
test "only colleagues type into it" {
  asset note classified internal
  zone outside: internal-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app { parameterized: no }; store d: sql-database }
  flow a: u -> p via https carrying note
  flow b: p -> d via sql-protocol
  expect no sql-injection on b
}
test "the warehouse fetches its rows, so the front sends it no query" {
  asset note classified internal
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app { parameterized: no }; store d: sql-database }
  flow a: u -> p via https carrying note
  flow b: p -> d via sql-protocol { initiator: target }
  expect no sql-injection on b
}
test "a bought product builds its own queries" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone {
    process p: web-app { custom-code: no; parameterized: no }; store d: sql-database
  }
  flow a: u -> p via https
  flow b: p -> d via sql-protocol
  expect no sql-injection on b
}
test "a cache is asked by key" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app { parameterized: no }; store d: cache }
  flow a: u -> p via https
  flow b: p -> d via sql-protocol
  expect no sql-injection on b
}
test "the answer to a call from the database is no query" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app { parameterized: no }; store d: sql-database }
  flow a: u -> p via https
  flow b: d -> p returns ?
  expect no sql-injection on b/reply
}

/// A caller sends a structure where the program expects a plain value, and an operator inside it
/// changes what the document or search query means. Queries that carry operators where a name or a
/// number belongs give it away. First fix the type of every value before it enters a query, so that
/// an object never passes for a string.
threat nosql-injection: tampering "Callers of {f.source} can send operators into {f.target}"
  for flow f {
  when f.target.query-language in [nosql, search] and f.source.custom-code and f.source.tainted
    and not f.is-reply and not (f.initiator = target)
  unless f.source.parameterized
  severity: high; likelihood: medium
  group: query-injection
  cwe: 943; capec: 676; attack: "T1190"; owasp: "A05:2025"
  detect: "Query with an operator where a plain value was expected, per caller and field"
  ask: "Can a caller of {f.source} send structure where {f.target} expects a plain value?"
}
test "a filter from the caller goes straight into the query" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: api { parameterized: no }; store d: nosql-database }
  flow a: u -> p via https
  flow b: p -> d
  expect nosql-injection on b
}
test "search terms are passed as plain values" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: api { parameterized: yes }; store d: search-index }
  flow a: u -> p via https
  flow b: p -> d
  expect mitigated nosql-injection on b
}
test "a cache is asked by key, not by query" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: api { parameterized: no }; store d: cache }
  flow a: u -> p via https
  flow b: p -> d
  expect no nosql-injection on b
}
test "a bought product asks its document store" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone {
    process p: api { custom-code: no; parameterized: no }; store d: nosql-database
  }
  flow a: u -> p via https
  flow b: p -> d
  expect no nosql-injection on b
}
test "only colleagues send filters" {
  asset note classified internal
  zone outside: internal-zone { entity u: end-user }
  zone inside: internal-zone { process p: api { parameterized: no }; store d: nosql-database }
  flow a: u -> p via https carrying note
  flow b: p -> d carrying note
  expect no nosql-injection on b
}
test "the index fetches its entries and is sent no query" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: api { parameterized: no }; store d: search-index }
  flow a: u -> p via https
  flow b: p -> d { initiator: target }
  expect no nosql-injection on b
}
test "the answer to a call from the store is no query" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: api { parameterized: no }; store d: search-index }
  flow a: u -> p via https
  flow b: d -> p returns ?
  expect no nosql-injection on b/reply
}

/// A name that somebody typed becomes part of a directory filter, and with a bracket in the right
/// place it matches everybody or skips the password. Filter errors in the log of the program are
/// the trace. First let the library escape names instead of joining them into filter text.
threat directory-injection: tampering "Hostile names from {f.source} can bend lookups in {f.target}"
  for flow f {
  when f.target is directory-service and f.source.custom-code and f.source.tainted and not f.pulled
    and not (f.via is [http, https, grpc])
  unless f.source.parameterized
  severity: high; likelihood: low
  group: query-injection
  cwe: 90; capec: 136; attack: "T1190"; owasp: "A05:2025"
  detect: "Directory filter error raised by the application, count per caller"
  ask: "How does {f.source} escape names before it asks {f.target}?"
}
test "typed names are pasted into directory filters" {
  asset note classified internal
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone {
    process p: web-app { parameterized: no }; process d: directory-service
  }
  flow a: u -> p via https carrying note
  flow b: p -> d via ldaps
  expect directory-injection on b
}
test "names are escaped by the library" {
  asset note classified internal
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone {
    process p: web-app { parameterized: yes }; process d: directory-service
  }
  flow a: u -> p via https carrying note
  flow b: p -> d via ldaps
  expect mitigated directory-injection on b
}
test "the directory is asked over a web interface that has no filters" {
  asset note classified internal
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone {
    process p: web-app { parameterized: no }; process d: directory-service
  }
  flow a: u -> p via https carrying note
  flow b: p -> d via https
  expect no directory-injection on b
}
test "no stranger can type a name" {
  asset note classified internal
  zone outside: internal-zone { entity u: employee }
  zone inside: internal-zone {
    process p: web-app { parameterized: no }; process d: directory-service
  }
  flow a: u -> p via https carrying note
  flow b: p -> d via ldaps
  expect no directory-injection on b
}
test "a mailbox is looked up without a filter" {
  asset note classified internal
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app { parameterized: no }; process d: email-service }
  flow a: u -> p via https carrying note
  flow b: p -> d via ldaps
  expect no directory-injection on b
}
test "a bought product asks the directory" {
  asset note classified internal
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone {
    process p: web-app { custom-code: no; parameterized: no }; process d: directory-service
  }
  flow a: u -> p via https carrying note
  flow b: p -> d via ldaps
  expect no directory-injection on b
}
test "the directory fetches names by itself" {
  asset note classified internal
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone {
    process p: web-app { parameterized: no }; process d: directory-service
  }
  flow a: u -> p via https carrying note
  flow b: p -> d via ldaps { initiator: target }
  expect no directory-injection on b
}

/// The program starts other programs and puts text from outside on the command line; one quote or
/// semicolon later it runs what the stranger likes. A child process that nobody has seen before is
/// the alarm. First replace command text by a fixed program with a list of arguments, or by a
/// library call that needs no shell.
threat command-injection: elevation-of-privilege "Input to {p} can become a command on its machine"
  for process p {
  when p.runs-commands and p.tainted
  unless p.command-safe
  severity: critical; likelihood: medium; top: yes
  group: command-injection
  cwe: 78, 77; capec: 88, 248; attack: "T1059"; owasp: "A05:2025"
  detect: "Unexpected child process: program, arguments, parent; alert on any"
  ask: "Which parts of a command line in {p} can a caller influence?"
}
test "a file name from outside lands on a command line" {
  asset note classified internal
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app { runs-commands: yes; command-safe: no } }
  flow a: u -> p via https carrying note
  expect command-injection on p
}
test "commands get a list of arguments and no shell" {
  asset note classified internal
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app { runs-commands: yes; command-safe: yes } }
  flow a: u -> p via https carrying note
  expect mitigated command-injection on p
}
test "the program starts no commands" {
  asset note classified internal
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app { runs-commands: no; command-safe: no } }
  flow a: u -> p via https carrying note
  expect no command-injection on p
}
test "nothing from strangers reaches the program" {
  asset note classified internal
  zone outside: internal-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app { runs-commands: yes; command-safe: no } }
  flow a: u -> p via https carrying note
  expect no command-injection on p
}

/// Text from a caller becomes the template itself rather than a value in it, and the engine
/// evaluates whatever it finds there. Template errors that come from request data, or a page that
/// shows 49 where somebody typed seven times seven, prove it. First keep templates in files of your
/// own and hand in values only.
threat template-injection: elevation-of-privilege "The template engine of {p} can run hostile text"
  for process p {
  when any(x in p.parses where x = template) and p.tainted and not (p is [browser, single-page-app])
  unless p.command-safe or p.sandbox
  severity: high; likelihood: low
  group: command-injection
  cwe: 1336, 94; capec: 242; attack: "T1059", "T1190"; owasp: "A05:2025"
  detect: "Template error caused by request data, count per caller"
  ask: "Does {p} ever build a template from text that a caller supplied?"
}
test "customers write the templates of their mails" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone {
    process p: web-app { parses: template; command-safe: no; sandbox: no }
  }
  flow a: u -> p via https
  expect template-injection on p
}
test "the template engine runs in a closed space" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone {
    process p: web-app { parses: template; command-safe: no; sandbox: yes }
  }
  flow a: u -> p via https
  expect mitigated template-injection on p
}
test "the page is built without an engine" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone {
    process p: web-app { parses: xml; command-safe: no; sandbox: no }
  }
  flow a: u -> p via https
  expect no template-injection on p
}
test "templates that run in the page reach nothing but the page" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: public-client-zone {
    process p: single-page-app { parses: template; command-safe: no; sandbox: no }
  }
  flow a: u -> p
  expect no template-injection on p
}
test "colleagues write the templates" {
  asset note classified internal
  zone outside: internal-zone { entity u: end-user }
  zone inside: internal-zone {
    process p: web-app { parses: template; command-safe: no; sandbox: no }
  }
  flow a: u -> p via https carrying note
  expect no template-injection on p
}
test "templates come from files of our own" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone {
    process p: web-app { parses: template; command-safe: yes; sandbox: no }
  }
  flow a: u -> p via https
  expect mitigated template-injection on p
}

// ---- The browser -------------------------------------------------------------------------------

/// Somebody leaves text with markup in it, and the page shows it to the next reader as part of
/// itself, so a foreign script acts in that reader's name. Reports of the browser about a broken
/// content policy are the best sensor. First find the places where text of others enters a page,
/// and let the template engine encode there by default.
threat cross-site-scripting: tampering "Pages of {p} can run script that somebody else wrote"
  for process p: web-app {
  when p.custom-code and any(f in p.inflows where any(a in f.data where a.untrusted))
  unless p.output-encoding
  severity: high; likelihood: medium; top: yes
  group: xss
  cwe: 79; capec: 63, 592; attack: "T1189"; owasp: "A05:2025"
  detect: "Content-policy violation reported by a browser, count per page"
  ask: "Where does {p} place text of others in a page, and which encoding fits that place?"
}
test "a review from a customer is shown as it came" {
  asset note classified internal { origin: user }
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app { output-encoding: no } }
  flow a: u -> p via https carrying note
  expect cross-site-scripting on p
}
test "the review comes back from the store as it was written" {
  asset note classified internal { origin: external }
  zone inside: internal-zone { process p: web-app { output-encoding: no }; store d: sql-database }
  flow a: p -> d carrying nothing returns note
  expect cross-site-scripting on p
}
test "nobody has said what happens to a review" {
  asset note classified internal { origin: user }
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app }
  flow a: u -> p via https carrying note
  expect maybe cross-site-scripting on p
}
test "a review is encoded where it enters the page" {
  asset note classified internal { origin: user }
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app { output-encoding: yes } }
  flow a: u -> p via https carrying note
  expect mitigated cross-site-scripting on p
}
test "all text on the pages is our own" {
  asset note classified internal { origin: own }
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app { output-encoding: no } }
  flow a: u -> p via https carrying note
  expect no cross-site-scripting on p
}
test "the pages come from a product that others maintain" {
  asset note classified internal { origin: user }
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app { custom-code: no; output-encoding: no } }
  flow a: u -> p via https carrying note
  expect no cross-site-scripting on p
}

/// The server sends harmless data, and the front end itself turns it into markup or code. Since it
/// happens inside the page, only a content policy that reports can tell you. First look for the few
/// functions of the page that read text as markup, and forbid the rest by policy.
threat dom-scripting: tampering "{p} can turn data from others into script" for process p {
  when p is single-page-app and any(f in p.inflows where any(a in f.data where a.untrusted))
  unless p.output-encoding and p.security-headers
  severity: medium; likelihood: medium
  group: xss
  cwe: 79; capec: 588; attack: "T1189"; owasp: "A05:2025"
  detect: "Content-policy violation reported by a browser, count per script"
  ask: "Which functions of {p} read text as markup or code, and do they get data from outside?"
}
test "the front end writes messages into the page as markup, and no policy forbids it" {
  asset note classified internal { origin: user }
  zone outside: public-client-zone { process p: single-page-app { output-encoding: no } }
  zone inside: internal-zone { process s: api }
  flow a: p -> s via https carrying nothing returns note
  expect dom-scripting on p
}
test "messages are shown as text, and the policy forbids the rest" {
  asset note classified internal { origin: user }
  zone outside: public-client-zone {
    process p: single-page-app { output-encoding: yes; security-headers: yes }
  }
  zone inside: internal-zone { process s: api }
  flow a: p -> s via https carrying nothing returns note
  expect mitigated dom-scripting on p
}
test "the front end shows only what we wrote" {
  asset note classified internal { origin: own }
  zone outside: public-client-zone { process p: single-page-app { output-encoding: no } }
  zone inside: internal-zone { process s: api }
  flow a: p -> s via https carrying nothing returns note
  expect no dom-scripting on p
}
test "messages are shown as text, but the policy forbids nothing" {
  asset note classified internal { origin: user }
  zone outside: public-client-zone {
    process p: single-page-app { output-encoding: yes; security-headers: no }
  }
  zone inside: internal-zone { process s: api }
  flow a: p -> s via https carrying nothing returns note
  expect dom-scripting on p
}
test "an app on a phone is no page" {
  asset note classified internal { origin: user }
  zone outside: public-client-zone { process p: mobile-app { output-encoding: no } }
  zone inside: internal-zone { process s: api }
  flow a: p -> s via https carrying nothing returns note
  expect no dom-scripting on p
}

/// The browser sends the cookie along whoever wrote the page, so a foreign site can make a
/// signed-in user order, pay or delete. Changes that arrive without a token or from an unknown
/// origin are the sign. First let cookies stay at home with `SameSite`, then demand a token for
/// every change.
threat request-forgery: spoofing "A foreign site can act on {p} in the name of its visitors"
  for process p {
  when p.session = cookie and p is not client
    and any(f in p.inflows where not f.pulled and not (f.via is [ws, wss])
      and f.source is [human, browser, single-page-app, intermediary])
  unless p.csrf-protection
  severity: medium; likelihood: medium
  group: csrf
  cwe: 352; capec: 62; owasp: "A01:2025"
  detect: "State change without a valid origin or token, count per page"
  ask: "How does {p} know that a change was started from its own pages?"
}
test "a foreign page can place an order" {
  zone outside: internet-zone { process u: browser }
  zone inside: internal-zone { process p: web-app { session: cookie; csrf-protection: no } }
  flow a: u -> p via https
  expect request-forgery on p
}
test "a proxy stands between the browser and the cookie" {
  zone inside: internal-zone {
    process u: reverse-proxy; process p: web-app { session: cookie; csrf-protection: no }
  }
  flow a: u -> p via https
  expect request-forgery on p
}
test "every change carries a token of the own pages" {
  zone outside: internet-zone { process u: browser }
  zone inside: internal-zone { process p: web-app { session: cookie; csrf-protection: yes } }
  flow a: u -> p via https
  expect mitigated request-forgery on p
}
test "a live channel is a matter of its origin" {
  zone outside: internet-zone { process u: browser }
  zone inside: internal-zone { process p: web-app { session: cookie; csrf-protection: no } }
  flow a: u -> p via wss
  expect no request-forgery on p
}
test "browsers send no token by themselves" {
  zone outside: internet-zone { process u: browser }
  zone inside: internal-zone { process p: web-app { session: token; csrf-protection: no } }
  flow a: u -> p via https
  expect no request-forgery on p
}
test "an app on a phone shows no foreign pages" {
  zone outside: internet-zone { process u: mobile-app }
  zone inside: internal-zone { process p: web-app { session: cookie; csrf-protection: no } }
  flow a: u -> p via https
  expect no request-forgery on p
}
test "the cookie is kept by the front end, and nobody sends it there" {
  zone outside: internet-zone { entity u: end-user; process p: single-page-app { session: cookie } }
  flow a: u -> p
  expect no request-forgery on p
}
test "the server calls the browser and not the other way" {
  zone outside: internet-zone { process u: browser }
  zone inside: internal-zone { process p: web-app { session: cookie; csrf-protection: no } }
  flow a: u -> p via https { initiator: target }
  expect no request-forgery on p
}

/// A hostile page lays itself over a frame with yours, and the visitor clicks a button they cannot
/// see. A refused frame in a policy report tells you that somebody tries. First forbid other sites
/// to frame the pages, with one response header.
threat clickjacking: spoofing "A hostile site can hide {p} under its own buttons"
  for process p: web-app {
  when p.session in [cookie, token] and p.internet-reachable
  unless p.security-headers
  severity: low; likelihood: low
  group: browser-headers
  cwe: 1021; capec: 103; owasp: "A02:2025"
  detect: "Framing refused, from the browser's policy report, count per foreign site"
  ask: "May any other site show {p} inside a frame?"
}
test "any site may frame the pages of signed-in users" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app { session: cookie; security-headers: no } }
  flow a: u -> p via https
  expect clickjacking on p
}
test "no other site may frame the pages" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app { session: cookie; security-headers: yes } }
  flow a: u -> p via https
  expect mitigated clickjacking on p
}
test "nobody signs in, so a click decides nothing" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app { session: none; security-headers: no } }
  flow a: u -> p via https
  expect no clickjacking on p
}
test "the internet does not reach the pages" {
  zone outside: office-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app { session: cookie; security-headers: no } }
  flow a: u -> p via https
  expect no clickjacking on p
}

/// The server tells browsers that any origin may read its answers, so a hostile page asks it with
/// the visitor's session and reads along. Requests with a session from an origin that is not on
/// your list are the trace. First replace an echoed or open origin by a list of your own sites.
threat cross-origin-read: information-disclosure
  "Foreign sites can read answers of {p} to its users" for process p: api {
  when p.sensitivity >= internal
    and any(f in p.inflows where f.source is [browser, single-page-app] and not f.pulled)
  unless p.cors-restricted
  severity: medium; likelihood: medium
  group: browser-headers
  cwe: 942; capec: 111; owasp: "A02:2025", "API8:2023"
  detect: "Request with a session from an origin that is not on the list"
  ask: "Which origins may read answers of {p} with the session of its user?"
}
test "the service lets every origin read" {
  asset note classified internal
  zone outside: internet-zone { process u: single-page-app }
  zone inside: internal-zone { process p: api { cors-restricted: no } }
  flow a: u -> p via https carrying nothing returns note
  expect cross-origin-read on p
}
test "the service lets only its own front end read" {
  asset note classified internal
  zone outside: internet-zone { process u: single-page-app }
  zone inside: internal-zone { process p: api { cors-restricted: yes } }
  flow a: u -> p via https carrying nothing returns note
  expect mitigated cross-origin-read on p
}
test "everybody may know what the service answers" {
  asset note classified public
  zone outside: internet-zone { process u: single-page-app }
  zone inside: internal-zone { process p: api { cors-restricted: no } }
  flow a: u -> p via https carrying nothing returns note
  expect no cross-origin-read on p
}
test "the service calls the page, and no page asks it" {
  asset note classified internal
  zone outside: internet-zone { process u: single-page-app }
  zone inside: internal-zone { process p: api { cors-restricted: no } }
  flow a: u -> p via https carrying note { initiator: target }
  expect no cross-origin-read on p
}
test "no browser calls the service" {
  asset note classified internal
  zone outside: internet-zone { process u: mobile-app }
  zone inside: internal-zone { process p: api { cors-restricted: no } }
  flow a: u -> p via https carrying nothing returns note
  expect no cross-origin-read on p
}

/// Rules about origins do not hold for live channels, so a page of a stranger may open one, and the
/// browser adds the cookie. A channel opened from an unlisted origin is the sign. First compare the
/// origin with your list before the channel is accepted.
threat socket-origin: spoofing "A foreign page can open {f} with a visitor's session" for flow f {
  when f.via is [ws, wss] and f.target.session = cookie and not f.is-reply
  unless f.target.cors-restricted
  severity: medium; likelihood: low
  group: browser-headers
  cwe: 1385; capec: 62; owasp: "A01:2025"
  detect: "Live channel opened from an origin that is not on the list"
  ask: "Does {f.target} check the origin when {f} is opened?"
}
test "any page may open the chat" {
  zone outside: internet-zone { process u: browser }
  zone inside: internal-zone {
    process p: websocket-service { session: cookie; cors-restricted: no }
  }
  flow a: u -> p via wss
  expect socket-origin on a
}
test "the chat opens only from its own pages" {
  zone outside: internet-zone { process u: browser }
  zone inside: internal-zone {
    process p: websocket-service { session: cookie; cors-restricted: yes }
  }
  flow a: u -> p via wss
  expect mitigated socket-origin on a
}
test "the chat wants a token that no foreign page has" {
  zone outside: internet-zone { process u: browser }
  zone inside: internal-zone {
    process p: websocket-service { session: token; cors-restricted: no }
  }
  flow a: u -> p via wss
  expect no socket-origin on a
}
test "ordinary requests are another matter" {
  zone outside: internet-zone { process u: browser }
  zone inside: internal-zone {
    process p: websocket-service { session: cookie; cors-restricted: no }
  }
  flow a: u -> p via https
  expect no socket-origin on a
}
test "an answer opens no channel" {
  zone outside: internet-zone { process u: browser { session: cookie; cors-restricted: no } }
  zone inside: internal-zone { process p: websocket-service }
  flow a: u -> p via wss returns ?
  expect no socket-origin on a/reply
}

/// A page loads a script from somebody else, and on the day they are broken into, your pages send
/// card numbers to a third. A hash that no longer fits is the alarm, if there is one. First remove
/// the scripts nobody needs, then pin the rest by hash or serve them yourself.
threat foreign-script: tampering "A script from {f.source} can change the pages in {f.target}"
  for flow f {
  when (f.source is external-system or any(z in f.source.zones where z.kind = third-party))
    and f.target is [browser, single-page-app]
    and any(a in f.data where a is [source-code, artifact])
  unless f.target.security-headers
    or any(g in f.target.outflows where g.target is web-app and g.target.security-headers)
  severity: high; likelihood: low
  group: supply-chain
  cwe: 829, 353; capec: 538; attack: "T1195"; owasp: "A03:2025", "A08:2025"
  detect: "Hash of a script does not match, from the browser's report"
  ask: "What would tell you that the script from {f.source} changed overnight?"
}
test "the page runs whatever the vendor delivers today" {
  asset code: source-code classified public
  zone outside: internet-zone { process u: browser { security-headers: no } }
  zone vendor: third-party-zone { entity t: ad-or-analytics-service }
  flow a: u -> t via https carrying nothing returns code
  expect foreign-script on a/reply
}
test "the page accepts the script only with a known hash" {
  asset code: source-code classified public
  zone outside: internet-zone { process u: browser { security-headers: yes } }
  zone vendor: third-party-zone { entity t: ad-or-analytics-service }
  flow a: u -> t via https carrying nothing returns code
  expect mitigated foreign-script on a/reply
}
test "neither the page nor its server says which scripts to take" {
  asset code: source-code classified public
  zone outside: internet-zone { process u: browser { security-headers: no } }
  zone inside: internal-zone { process p: web-app { security-headers: no } }
  zone vendor: third-party-zone { entity t: ad-or-analytics-service }
  flow a: u -> p via https
  flow b: u -> t via https carrying nothing returns code
  expect foreign-script on b/reply
}
test "the server of the page tells the browser which scripts to take" {
  asset code: source-code classified public
  zone outside: internet-zone { process u: browser }
  zone inside: internal-zone { process p: web-app { security-headers: yes } }
  zone vendor: third-party-zone { entity t: ad-or-analytics-service }
  flow a: u -> p via https
  flow b: u -> t via https carrying nothing returns code
  expect mitigated foreign-script on b/reply
}
test "the page fetches figures from the vendor, and no script" {
  asset code: telemetry classified public
  zone outside: internet-zone { process u: browser { security-headers: no } }
  zone vendor: third-party-zone { entity t: ad-or-analytics-service }
  flow a: u -> t via https carrying nothing returns code
  expect no foreign-script on a/reply
}
test "the script comes from our own server" {
  asset code: source-code classified public
  zone outside: internet-zone { process u: browser { security-headers: no } }
  zone vendor: internal-zone { process t: web-app }
  flow a: u -> t via https carrying nothing returns code
  expect no foreign-script on a/reply
}
test "the vendor is drawn on the internet" {
  asset code: source-code classified public
  zone outside: internet-zone { process u: browser { security-headers: no } }
  zone vendor: internet-zone { entity t: ad-or-analytics-service }
  flow a: u -> t via https carrying nothing returns code
  expect foreign-script on a/reply
}
test "the edge of somebody else delivers the script" {
  asset code: source-code classified public
  zone outside: internet-zone { process u: browser { security-headers: no } }
  zone vendor: third-party-zone { process t: cdn }
  flow a: u -> t via https carrying nothing returns code
  expect foreign-script on a/reply
}
test "a developer fetches code from the vendor" {
  asset code: source-code classified public
  zone outside: internet-zone { process u: workstation { security-headers: no } }
  zone vendor: third-party-zone { entity t: saas-service }
  flow a: u -> t via https carrying nothing returns code
  expect no foreign-script on a/reply
}

// ---- Sign-in and sessions ----------------------------------------------------------------------

/// Whoever gets hold of a session is the user until it ends, and no password is asked again. One
/// session at work on two devices or in two places is the sign. First keep it away from scripts,
/// renew it at sign-in, and end it on the server when the user leaves.
threat session-theft: spoofing "Somebody else can use a stolen session of {p}" for process p {
  when p.session in [cookie, token] and p.internet-reachable and p is not client
  unless p.session-hardened
  severity: high; likelihood: medium; top: yes
  group: session
  cwe: 384, 613, 1004; capec: 593, 61; attack: "T1539", "T1550.004"
  owasp: "A07:2025", "API2:2023"
  detect: "One session used from a second device or place"
  ask: "What ends a session of {p}, and what binds it to the user who started it?"
}
test "a copied cookie works for a year" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app { session: cookie; session-hardened: no } }
  flow a: u -> p via https
  expect session-theft on p
}
test "a load balancer in front changes nothing about that" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone {
    process l: load-balancer; process p: web-app { session: cookie; session-hardened: no }
  }
  flow a: u -> l via https
  flow b: l -> p
  expect session-theft on p
}
test "sessions end soon and on the server" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app { session: cookie; session-hardened: yes } }
  flow a: u -> p via https
  expect mitigated session-theft on p
}
test "nobody stays signed in" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app { session: none; session-hardened: no } }
  flow a: u -> p via https
  expect no session-theft on p
}
test "sessions work only inside the office" {
  zone outside: office-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app { session: cookie; session-hardened: no } }
  flow a: u -> p via https
  expect no session-theft on p
}
test "what a front end keeps is a matter of the server" {
  zone outside: internet-zone { entity u: end-user }
  zone mine: public-client-zone {
    process p: single-page-app { session: token; session-hardened: no }
  }
  zone inside: internal-zone { process s: websocket-service }
  flow a: u -> s via wss
  flow b: s -> p via wss
  expect no session-theft on p
}

/// A token is a text that anybody can write; who checks only that it can be read believes a forged
/// one, or one that was issued for another service. Tokens refused for their signature, issuer,
/// audience or age show somebody trying. First fix the allowed algorithms and issuers in the code
/// and check every field before using any.
threat token-forgery: spoofing "{p} may accept a forged or borrowed token" for process p {
  when p is not forwarder
    and any(f in p.inflows where f.authn in [token, federated] and f.crossing = up and not f.pulled)
  unless p.token-validation
  severity: high; likelihood: medium
  group: token
  cwe: 347, 345; capec: 196, 633; attack: "T1606", "T1550.001"; owasp: "A07:2025", "API2:2023"
  detect: "Token refused: signature, issuer, audience or age, count per caller"
  ask: "Which of signature, issuer, audience, type and age does {p} check in a token?"
}
test "the service reads tokens without checking them" {
  zone outside: internet-zone { process u: mobile-app }
  zone inside: internal-zone { process p: api { token-validation: no } }
  flow a: u -> p via https { authn: token }
  expect token-forgery on p
}
test "the service checks all of a token" {
  zone outside: internet-zone { process u: mobile-app }
  zone inside: internal-zone { process p: api { token-validation: yes } }
  flow a: u -> p via https { authn: token }
  expect mitigated token-forgery on p
}
test "the app shows a certificate, and no token" {
  zone outside: internet-zone { process u: mobile-app }
  zone inside: internal-zone { process p: api { token-validation: no } }
  flow a: u -> p via https { authn: certificate }
  expect no token-forgery on p
}
test "a proxy passes tokens on and believes none" {
  zone outside: internet-zone { process u: mobile-app }
  zone inside: internal-zone { process p: reverse-proxy { token-validation: no } }
  flow a: u -> p via https { authn: token }
  expect no token-forgery on p
}
test "caller and service are trusted alike" {
  zone outside: internal-zone { process u: worker }
  zone inside: internal-zone { process p: api { token-validation: no } }
  flow a: u -> p via https { authn: token }
  expect no token-forgery on p
}
test "the service fetches by itself and is shown no token" {
  zone outside: internet-zone { process u: mobile-app }
  zone inside: internal-zone { process p: api { token-validation: no } }
  flow a: u -> p via https { authn: token; initiator: target }
  expect no token-forgery on p
}

/// After the sign-in the browser is sent on to an address from the request, with a code or a token
/// in it, and an attacker wrote that address. A return address that is not on the list is the sign.
/// First register each return address in full and compare it letter by letter.
threat login-redirect-abuse: spoofing "The sign-in of {p} can hand its result to an attacker"
  for process p {
  when p.login = federated or p is identity-provider
  unless p.redirect-allowlist
  severity: high; likelihood: low
  group: federation
  cwe: 601; attack: "T1528"; owasp: "A01:2025"
  detect: "Return address that is not on the list, count per client"
  ask: "Which return addresses does {p} accept, and are they compared in full or by pattern?"
}
test "the sign-in returns to any address of the request" {
  zone inside: internal-zone { process p: web-app { login: federated; redirect-allowlist: no } }
  expect login-redirect-abuse on p
}
test "nobody has looked at the return addresses of the identity provider" {
  zone inside: internal-zone { process p: identity-provider }
  expect maybe login-redirect-abuse on p
}
test "the sign-in returns to registered addresses only" {
  zone inside: internal-zone { process p: web-app { login: federated; redirect-allowlist: yes } }
  expect mitigated login-redirect-abuse on p
}
test "passwords are checked on the spot, so nobody is sent back" {
  zone inside: internal-zone { process p: web-app { login: own; redirect-allowlist: no } }
  expect no login-redirect-abuse on p
}

/// People use one password in many places, and lists of stolen ones are tried at every sign-in that
/// the internet can reach. Failures spread over many accounts from few sources are the picture.
/// First slow down each account and each source, and refuse passwords that are on the lists.
threat credential-stuffing: spoofing "Passwords stolen elsewhere open accounts of {p}"
  for process p {
  when p.login = own and p.internet-reachable and p is not client and not (p.managed = supplier)
  unless p.brute-force-protection or p.mfa
  severity: high; likelihood: high; top: yes
  group: login-abuse
  cwe: 307, 521; capec: 600, 49, 565; attack: "T1110.004", "T1110.003"
  owasp: "A07:2025", "API2:2023"
  detect: "Failed sign-ins across many accounts from few sources, count per source"
  ask: "What slows down guessing at {p}, per account and per source?"
}
test "passwords can be tried all night" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone {
    process p: web-app { login: own; brute-force-protection: no; mfa: no }
  }
  flow a: u -> p via https
  expect credential-stuffing on p
}
test "passwords pass the front end and are checked behind it" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process w: web-app; process p: authentication-service }
  flow a: u -> w via https
  flow b: w -> p via https
  expect maybe credential-stuffing on p
}
test "a password alone opens nothing" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone {
    process p: web-app { login: own; brute-force-protection: no; mfa: yes }
  }
  flow a: u -> p via https
  expect mitigated credential-stuffing on p
}
test "passwords are checked elsewhere" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone {
    process p: web-app { login: federated; brute-force-protection: no; mfa: no }
  }
  flow a: u -> p via https
  expect no credential-stuffing on p
}
test "a supplier keeps the accounts and slows down guessing" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone {
    process p: authentication-service {
      managed: supplier; brute-force-protection: no; mfa: no
    }
  }
  flow a: u -> p via https
  expect no credential-stuffing on p
}
test "passwords can be tried only inside the office" {
  zone outside: office-zone { entity u: end-user }
  zone inside: internal-zone {
    process p: web-app { login: own; brute-force-protection: no; mfa: no }
  }
  flow a: u -> p via https
  expect no credential-stuffing on p
}
test "guessing is slowed down" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone {
    process p: web-app { login: own; brute-force-protection: yes; mfa: no }
  }
  flow a: u -> p via https
  expect mitigated credential-stuffing on p
}
test "an app on a phone asks for its own code" {
  zone outside: internet-zone { entity u: end-user }
  zone mine: public-client-zone {
    process p: mobile-app { login: own; brute-force-protection: no; mfa: no }
  }
  zone inside: internal-zone { process s: api }
  flow a: u -> s via https
  flow b: s -> p via wss
  expect no credential-stuffing on p
}

/// The table of passwords leaks one day, and what it holds decides whether that is a nuisance or
/// the end of every account. A bulk read of those records is the only warning. First move to a slow
/// function with a salt per user, and convert each password at its next use.
threat weak-password-storage: information-disclosure "A leaked copy of {s} gives passwords away"
  for store s {
  when any(a in s.data where a is password) and s is not [secrets-vault, backup-store]
    and not s.run-elsewhere
  unless s.password-hashing
  severity: critical; likelihood: medium; top: yes
  group: password-store
  cwe: 916, 257; capec: 55; attack: "T1110.002"; owasp: "A04:2025"
  detect: "Bulk read of credential records: identity, number of rows"
  ask: "Which slow, salted function protects the passwords in {s}?"
}
test "passwords are kept as they were typed" {
  asset word: password classified restricted
  zone inside: internal-zone { store d: sql-database holds word { password-hashing: no } }
  expect weak-password-storage on d
}
test "nobody has said how the credential store keeps them" {
  zone inside: internal-zone { store d: credential-store }
  expect maybe weak-password-storage on d
}
test "only slow salted hashes are kept" {
  asset word: password classified restricted
  zone inside: internal-zone { store d: sql-database holds word { password-hashing: yes } }
  expect mitigated weak-password-storage on d
}
test "tokens are kept, and no passwords" {
  asset word: token classified restricted
  zone inside: internal-zone { store d: sql-database holds word { password-hashing: no } }
  expect no weak-password-storage on d
}
test "a copy holds what the store holds" {
  asset word: password classified restricted
  zone inside: internal-zone { store d: backup-store holds word { password-hashing: no } }
  expect no weak-password-storage on d
}
test "the supplier keeps the passwords of its own users" {
  asset word: password classified restricted
  zone inside: internal-zone {
    store d: sql-database holds word { password-hashing: no; managed: supplier }
  }
  expect no weak-password-storage on d
}
test "a vault has to give its passwords back" {
  asset word: password classified restricted
  zone inside: internal-zone { store d: secrets-vault holds word { password-hashing: no } }
  expect no weak-password-storage on d
}

/// Who forgot the password gets in by another path, and attackers take the easier of the two. Many
/// recovery requests, or a recovery that is followed at once by a new factor, are the sign. First
/// make the link short-lived and usable once, and tell the owner over another channel.
threat recovery-takeover: spoofing "The recovery of accounts in {p} is easier than the sign-in"
  for process p {
  when p.login = own and (p.multi-user or p.internet-reachable) and p is not client
    and not (p.managed = supplier)
  unless p.recovery-hardened
  severity: high; likelihood: medium
  group: login-abuse
  cwe: 640; capec: 50; attack: "T1078"; owasp: "A07:2025"
  detect: "Recovery requests per account, or a recovery followed by a changed factor"
  ask: "What must somebody prove to recover an account of {p}?"
}
test "the name of a pet opens every account" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone {
    process p: web-app { login: own; recovery-hardened: no; brute-force-protection: yes }
  }
  flow a: u -> p via https
  expect recovery-takeover on p
}
test "recovering is as hard as signing in" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone {
    process p: web-app { login: own; recovery-hardened: yes; brute-force-protection: yes }
  }
  flow a: u -> p via https
  expect mitigated recovery-takeover on p
}
test "accounts are kept and recovered elsewhere" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone {
    process p: web-app { login: federated; recovery-hardened: no; brute-force-protection: yes }
  }
  flow a: u -> p via https
  expect no recovery-takeover on p
}
test "only programs sign in, and they do not forget" {
  zone outside: internal-zone { process u: worker }
  zone inside: internal-zone {
    process p: web-app { login: own; recovery-hardened: no; brute-force-protection: yes }
  }
  flow a: u -> p via https
  expect no recovery-takeover on p
}
test "colleagues forget passwords too" {
  zone outside: internal-zone { entity u: employee }
  zone inside: internal-zone {
    process p: web-app { login: own; recovery-hardened: no; brute-force-protection: yes }
  }
  flow a: u -> p via https
  expect recovery-takeover on p
}
test "the sign-in lies behind the front end" {
  zone outside: internet-zone { entity u: end-user }
  zone front: internal-zone { process w: web-app }
  zone inside: internal-zone {
    process p: web-app { login: own; recovery-hardened: no; brute-force-protection: yes }
  }
  flow a: u -> w via https
  flow b: w -> p via https
  expect recovery-takeover on p
}
test "a supplier keeps the accounts and gives them back" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone {
    process p: web-app {
      login: own; managed: supplier; recovery-hardened: no; brute-force-protection: yes
    }
  }
  flow a: u -> p via https
  expect no recovery-takeover on p
}
test "who forgets the code of a phone resets the phone" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: public-client-zone {
    process p: mobile-app { login: own; recovery-hardened: no; brute-force-protection: yes }
  }
  flow a: u -> p
  expect no recovery-takeover on p
}

// ---- Whose record, whose function --------------------------------------------------------------

/// A signed-in user changes a number in an address and gets the record of somebody else, because
/// only the sign-in was checked. One caller who is refused record after record, or walks through
/// identifiers in order, is the sign. First let each read and write ask for the record together
/// with its owner.
threat object-access: elevation-of-privilege "A user of {p} can open records of another user"
  for process p {
  when p.custom-code and p.multi-user and p is not client and p.sensitivity >= internal
    and (p.session in [cookie, token] or p.login in [own, federated]
      or any(f in p.inflows where (f.authenticated and not (f.via is [ssh, rdp, winrm]))
        or (f.source is intermediary and any(g in f.source.inflows where g.authenticated))))
  unless p.authz-object
  severity: high; likelihood: high; top: yes
  group: authz
  cwe: 639; capec: 1, 58; attack: "T1190"; owasp: "A01:2025", "API1:2023"
  detect: "Refused access to a record of somebody else, count per caller"
  ask: "Where does {p} check that the caller may touch this very record?"
}
test "who is signed in can read every order" {
  asset order: personal-data classified confidential
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: api { authz-object: no } }
  flow a: u -> p via https carrying order { authn: token }
  expect object-access on p
}
test "the gateway checks the token, and nobody checks whose order it is" {
  asset order: personal-data classified confidential
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process g: api-gateway; process p: api { authz-object: no } }
  flow a: u -> g via https carrying order { authn: token }
  flow b: g -> p via https carrying order
  expect object-access on p
}
test "nobody has said whose orders a caller gets" {
  asset order: personal-data classified confidential
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app { session: cookie } }
  flow a: u -> p via https carrying order
  expect maybe object-access on p
}
test "each order is asked for together with its owner" {
  asset order: personal-data classified confidential
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: api { authz-object: yes } }
  flow a: u -> p via https carrying order { authn: token }
  expect mitigated object-access on p
}
test "as long as callers are strangers there is no record of their own" {
  asset order: personal-data classified confidential
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: api { authz-object: no } }
  flow a: u -> p via https carrying order { authn: none }
  expect no object-access on p
}
test "only another program calls, and it may see all orders" {
  asset order: personal-data classified confidential
  zone outside: internal-zone { process u: worker }
  zone inside: internal-zone { process p: api { authz-object: no } }
  flow a: u -> p via https carrying order { authn: token }
  expect no object-access on p
}
test "an app on a phone shows its owner's orders only" {
  asset order: personal-data classified confidential
  zone outside: public-client-zone {
    entity u: end-user; process p: mobile-app { authz-object: no }
  }
  flow a: u -> p carrying order { authn: token }
  expect no object-access on p
}
test "one signs in to the machine, and the program knows nobody" {
  asset order: personal-data classified confidential
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: api { authz-object: no } }
  flow a: u -> p via ssh carrying order { authn: token }
  expect no object-access on p
}
test "a bought product checks by its own rules" {
  asset order: personal-data classified confidential
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: api { custom-code: no; authz-object: no } }
  flow a: u -> p via https carrying order { authn: token }
  expect no object-access on p
}
test "everybody may see every record" {
  asset order classified public
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: api { authz-object: no } }
  flow a: u -> p via https carrying order { authn: token }
  expect no object-access on p
}
test "people sign in, so there are records of their own" {
  asset order: personal-data classified confidential
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: api { login: federated; authz-object: no } }
  flow a: u -> p via https carrying order
  expect object-access on p
}
test "the gateway asks nobody who it is" {
  asset order: personal-data classified confidential
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process g: api-gateway; process p: api { authz-object: no } }
  flow a: u -> g via https carrying order { authn: none }
  flow b: g -> p via https carrying order
  expect no object-access on p
}
test "who was asked further out is not known here" {
  asset order: personal-data classified confidential
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone {
    process g: worker; process p: api { authz-object: no; multi-user: yes }
  }
  flow a: u -> g via https carrying order { authn: token }
  flow b: g -> p via https carrying order
  expect no object-access on p
}

/// Whole records go out and come in, so callers read fields that no screen shows, or set their own
/// role and price. A request that sets a field nobody may set is the sign. First write down per
/// caller which fields leave and which are taken, and drop the rest.
threat property-exposure: information-disclosure "Callers of {p} can read or set hidden fields"
  for process p: api {
  when p.custom-code and p.sensitivity >= confidential
    and (p.multi-user or p.internet-reachable
      or any(f in p.inflows where f.crossing = up and not f.pulled and not (f.purpose = event)))
  unless p.authz-field
  severity: medium; likelihood: medium
  group: authz
  cwe: 915, 213; capec: 77; owasp: "A01:2025", "API3:2023"
  detect: "Request that sets a field the caller may not set, count per caller"
  ask: "Which fields of its records does {p} never return to callers, or never take from them?"
}
test "whatever a caller sends is written into the record" {
  asset order: personal-data classified confidential
  zone outside: internet-zone { process u: mobile-app }
  zone inside: internal-zone { process p: api { authz-field: no } }
  flow a: u -> p via https carrying order
  expect property-exposure on p
}
test "the fields a caller may see and set are on a list" {
  asset order: personal-data classified confidential
  zone outside: internet-zone { process u: mobile-app }
  zone inside: internal-zone { process p: api { authz-field: yes } }
  flow a: u -> p via https carrying order
  expect mitigated property-exposure on p
}
test "no field of the record is confidential" {
  asset order: personal-data classified internal
  zone outside: internet-zone { process u: mobile-app }
  zone inside: internal-zone { process p: api { authz-field: no } }
  flow a: u -> p via https carrying order
  expect no property-exposure on p
}
test "a partner writes whatever it likes into the record" {
  asset order: personal-data classified confidential
  zone far: third-party-zone { entity u: partner-system }
  zone inside: internal-zone { process p: api { authz-field: no } }
  flow a: u -> p via https carrying order
  expect property-exposure on p
}
test "a partner only reports that something happened" {
  asset order: personal-data classified confidential
  zone far: third-party-zone { entity u: partner-system }
  zone inside: internal-zone { process p: api { authz-field: no } }
  flow a: u -> p via https carrying order { purpose: event }
  expect no property-exposure on p
}
test "only a colleague of the service calls it" {
  asset order: personal-data classified confidential
  zone outside: internal-zone { process u: worker }
  zone inside: internal-zone { process p: api { authz-field: no } }
  flow a: u -> p via https carrying order
  expect no property-exposure on p
}
test "a bought product has its own list of fields" {
  asset order: personal-data classified confidential
  zone outside: internet-zone { process u: mobile-app }
  zone inside: internal-zone { process p: api { custom-code: no; authz-field: no } }
  flow a: u -> p via https carrying order
  expect no property-exposure on p
}
test "colleagues write whatever they like into the record" {
  asset order: personal-data classified confidential
  zone outside: internal-zone { entity u: employee }
  zone inside: internal-zone { process p: api { authz-field: no } }
  flow a: u -> p via https carrying order
  expect property-exposure on p
}
test "the front end hands on whatever strangers send" {
  asset order: personal-data classified confidential
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process w: web-app; process p: api { authz-field: no } }
  flow a: u -> w via https carrying order
  flow b: w -> p via https carrying order
  expect property-exposure on p
}
test "the service fetches the record by itself" {
  asset order: personal-data classified confidential
  zone far: third-party-zone { entity u: partner-system }
  zone inside: internal-zone { process p: api { authz-field: no } }
  flow a: u -> p via https carrying order { initiator: target }
  expect no property-exposure on p
}

/// One forgotten condition in one query, and a customer looks into the books of another. A call
/// whose customer differs from the customer of the record is the alarm. First bind each request to
/// one customer in a single place that no query can go around.
threat tenant-crossing: information-disclosure "A customer in {e} can see data of another customer"
  for element e {
  when e.multi-tenant and e.sensitivity >= internal and e is not entity and e is not client
  unless e.tenant-isolation
  severity: critical; likelihood: medium; top: yes
  group: tenant
  cwe: 639, 668; capec: 1; attack: "T1213"; owasp: "A01:2025", "API1:2023"
  detect: "Query or call whose customer differs from the caller's; alert on any"
  ask: "At which layer does {e} bind every read and write to one customer?"
}
test "all customers share the tables and nothing keeps them apart" {
  asset order classified confidential
  zone inside: internal-zone {
    store d: sql-database holds order { multi-tenant: yes; tenant-isolation: no }
  }
  expect tenant-crossing on d
}
test "every row is bound to its customer" {
  asset order classified confidential
  zone inside: internal-zone {
    store d: sql-database holds order { multi-tenant: yes; tenant-isolation: yes }
  }
  expect mitigated tenant-crossing on d
}
test "each customer has a database of their own" {
  asset order classified confidential
  zone inside: internal-zone {
    store d: sql-database holds order { multi-tenant: no; tenant-isolation: no }
  }
  expect no tenant-crossing on d
}
test "all customers share what everybody may know" {
  asset order classified public
  zone inside: internal-zone {
    store d: sql-database holds order { multi-tenant: yes; tenant-isolation: no }
  }
  expect no tenant-crossing on d
}
test "a supplier keeps its customers apart by itself" {
  asset order classified confidential
  zone inside: internal-zone { process p: api }
  zone far: third-party-zone { entity s: saas-service { multi-tenant: yes; tenant-isolation: no } }
  flow a: p -> s via https carrying order
  expect no tenant-crossing on s
}
test "an app of a customer shows the data of that customer" {
  asset order classified confidential
  zone mine: public-client-zone {
    process p: mobile-app { multi-tenant: yes; tenant-isolation: no }
  }
  zone inside: internal-zone { process s: api }
  flow a: p -> s via https carrying order
  expect no tenant-crossing on p
}

/// The client greys out a button or computes a price, and the server takes its word; but everybody
/// can write a client. A request that the real client could not have made is the proof. First
/// repeat each check that matters on the server, and treat those in the client as a courtesy.
threat client-side-decision: elevation-of-privilege "{f.target} may believe what {f.source} decided"
  for flow f {
  when f.source is client and f.source.custom-code and f.target is service and f.target.custom-code
    and f.integrity-need >= medium and not f.pulled
  unless f.target.input-validation and f.target.authz-function
  severity: medium; likelihood: medium
  group: input
  cwe: 602; capec: 22, 207; attack: "T1190"; owasp: "A06:2025"
  detect: "Request that the real client could not have produced, count per caller"
  ask: "Which checks of {f.source} are repeated in {f.target}?"
}
test "the price is computed in the page and nowhere else" {
  asset order classified internal { integrity: high }
  zone outside: internet-zone { process u: single-page-app }
  zone inside: internal-zone { process p: api { input-validation: no; authz-function: yes } }
  flow a: u -> p via https carrying order
  expect client-side-decision on a
}
test "the server computes the price again" {
  asset order classified internal { integrity: high }
  zone outside: internet-zone { process u: single-page-app }
  zone inside: internal-zone { process p: api { input-validation: yes; authz-function: yes } }
  flow a: u -> p via https carrying order
  expect mitigated client-side-decision on a
}
test "a browser by itself decides nothing" {
  asset order classified internal { integrity: high }
  zone outside: internet-zone { process u: browser }
  zone inside: internal-zone { process p: api { input-validation: no; authz-function: yes } }
  flow a: u -> p via https carrying order
  expect no client-side-decision on a
}
test "a wrong value would do no harm" {
  asset order classified internal { integrity: low }
  zone outside: internet-zone { process u: single-page-app }
  zone inside: internal-zone { process p: api { input-validation: no; authz-function: yes } }
  flow a: u -> p via https carrying order
  expect no client-side-decision on a
}
test "the price is right, but the button is only greyed out" {
  asset order classified internal { integrity: high }
  zone outside: internet-zone { process u: single-page-app }
  zone inside: internal-zone { process p: api { input-validation: yes; authz-function: no } }
  flow a: u -> p via https carrying order
  expect client-side-decision on a
}
test "another service of our own computes the price" {
  asset order classified internal { integrity: high }
  zone outside: internet-zone { process u: microservice }
  zone inside: internal-zone { process p: api { input-validation: no; authz-function: yes } }
  flow a: u -> p via https carrying order
  expect no client-side-decision on a
}
test "a bought product computes the price" {
  asset order classified internal { integrity: high }
  zone outside: internet-zone { process u: single-page-app }
  zone inside: internal-zone {
    process p: api { custom-code: no; input-validation: no; authz-function: yes }
  }
  flow a: u -> p via https carrying order
  expect no client-side-decision on a
}
test "a gateway decides no price" {
  asset order classified internal { integrity: high }
  zone outside: internet-zone { process u: single-page-app }
  zone inside: internal-zone {
    process p: api-gateway { custom-code: yes; input-validation: no; authz-function: yes }
  }
  flow a: u -> p via https carrying order
  expect no client-side-decision on a
}
test "the service fetches the price by itself" {
  asset order classified internal { integrity: high }
  zone outside: internet-zone { process u: single-page-app }
  zone inside: internal-zone { process p: api { input-validation: no; authz-function: yes } }
  flow a: u -> p via https carrying order { initiator: target }
  expect no client-side-decision on a
}

/// A gateway or filter checks the callers, and there is a second way in that does not pass it.
/// Requests that lack the marks of the front door are the sign. First close the direct way, or let
/// the service accept only connections that show the certificate of the front door.
threat front-door-bypass: elevation-of-privilege "Callers can reach {p} around its front door"
  for process p {
  when any(f in p.inflows where f.source is [api-gateway, waf, reverse-proxy])
    and any(f in p.inflows where f.from-internet)
  unless all(f in p.inflows where f.mutual-auth or not f.from-internet)
  severity: high; likelihood: medium
  group: bypass
  cwe: 288; capec: 179, 554; attack: "T1190"; owasp: "API9:2023"
  detect: "Request that did not pass the front door, count per source"
  ask: "Can {p} be reached without passing its front door?"
}
test "the service answers the gateway and everybody else" {
  zone outside: internet-zone { entity u: end-user; entity v: partner-system }
  zone inside: internal-zone { process g: api-gateway; process p: api }
  flow a: u -> g via https
  flow b: g -> p via https
  flow c: v -> p via https { mutual-auth: no }
  expect front-door-bypass on p
}
test "who comes directly shows a certificate" {
  zone outside: internet-zone { entity u: end-user; entity v: partner-system }
  zone inside: internal-zone { process g: api-gateway; process p: api }
  flow a: u -> g via https
  flow b: g -> p via https
  flow c: v -> p via https { mutual-auth: yes }
  expect mitigated front-door-bypass on p
}
test "everybody comes through the gateway" {
  zone outside: internet-zone { entity u: end-user; entity v: partner-system }
  zone inside: internal-zone { process g: api-gateway; process p: api }
  flow a: u -> g via https
  flow b: g -> p via https
  flow c: v -> g via https { mutual-auth: no }
  expect no front-door-bypass on p
}
test "a load balancer is no front door, so nothing is bypassed" {
  zone outside: internet-zone { entity u: end-user; entity v: partner-system }
  zone inside: internal-zone { process g: load-balancer; process p: api }
  flow a: u -> g via https
  flow b: g -> p via https
  flow c: v -> p via https { mutual-auth: no }
  expect no front-door-bypass on p
}

// ---- Other systems -----------------------------------------------------------------------------

/// A caller names an address, the server fetches it, and from where the server stands it reaches
/// what the caller never could: internal services and the metadata of the cloud. A request to a
/// private address is the alarm. First allow a list of destinations, checked after name lookup and
/// after each redirect.
threat server-side-request: information-disclosure "{p} can be steered to fetch internal addresses"
  for process p {
  when p.fetches-urls and p.tainted and p is not client
  unless p.url-allowlist or p.egress-control or p.private-address-block
  severity: high; likelihood: medium; top: yes
  group: ssrf
  cwe: 918; capec: 664; attack: "T1190", "T1552.005"; owasp: "A01:2025", "API7:2023"
  detect: "Outgoing request to a private or metadata address; alert on any"
  ask: "Which destinations may {p} fetch, and is that checked after redirects and name lookup?"
}
test "the link preview fetches any address" {
  asset note classified internal
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone {
    private-address-block: no
    process p: web-app { fetches-urls: yes; url-allowlist: no; egress-control: no }
  }
  flow a: u -> p via https carrying note
  expect server-side-request on p
}
test "the link preview fetches from a list" {
  asset note classified internal
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone {
    process p: web-app { fetches-urls: yes; url-allowlist: yes; egress-control: no }
  }
  flow a: u -> p via https carrying note
  expect mitigated server-side-request on p
}
test "the link preview fetches any address but those inside" {
  asset note classified internal
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone {
    private-address-block: yes
    process p: web-app { fetches-urls: yes; url-allowlist: no; egress-control: no }
  }
  flow a: u -> p via https carrying note
  expect mitigated server-side-request on p
}
test "nothing is fetched on behalf of a caller" {
  asset note classified internal
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone {
    process p: web-app { fetches-urls: no; url-allowlist: no; egress-control: no }
  }
  flow a: u -> p via https carrying note
  expect no server-side-request on p
}
test "the addresses come from colleagues" {
  asset note classified internal
  zone outside: internal-zone { entity u: end-user }
  zone inside: internal-zone {
    process p: web-app { fetches-urls: yes; url-allowlist: no; egress-control: no }
  }
  flow a: u -> p via https carrying note
  expect no server-side-request on p
}
test "nothing but listed destinations can be reached" {
  asset note classified internal
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone {
    process p: web-app { fetches-urls: yes; url-allowlist: no; egress-control: yes }
  }
  flow a: u -> p via https carrying note
  expect mitigated server-side-request on p
}
test "an app on a phone stands outside and reaches nothing inside" {
  asset note classified internal
  zone outside: internet-zone { entity u: end-user }
  zone inside: public-client-zone {
    process p: mobile-app { fetches-urls: yes; url-allowlist: no; egress-control: no }
  }
  flow a: u -> p via https carrying note
  expect no server-side-request on p
}

/// The address for callbacks is known or guessed, and a stranger reports a payment that never
/// happened. Callbacks with a missing or wrong signature are the sign. First check a signature over
/// the whole message and its time, before anything is read from it.
threat webhook-forgery: spoofing "A stranger can send {f.target} what looks like {f.source}"
  for flow f {
  when f.purpose = event and f.crosses and not f.pulled and f.target is process
    and any(z in f.source.zones where z.kind in [third-party, internet]) and f.source is not human
    and f.source is not client
  unless f.message-signing or f.mutual-auth
  severity: high; likelihood: medium
  group: unauthenticated
  cwe: 345; capec: 194; attack: "T1199"; owasp: "A08:2025"
  detect: "Callback with a missing or wrong signature, count per source"
  ask: "How does {f.target} prove that {f} really comes from {f.source} and is fresh?"
}
test "whoever knows the address can report a payment" {
  zone bank: third-party-zone { entity b: payment-provider }
  zone inside: internal-zone { process p: api }
  flow a: b -> p via https { purpose: event; message-signing: no; mutual-auth: no }
  expect webhook-forgery on a
}
test "nobody has said what proves a callback" {
  zone bank: third-party-zone { entity b: payment-provider }
  zone inside: internal-zone { process p: api }
  flow a: b -> p via https { purpose: event }
  expect maybe webhook-forgery on a
}
test "the bank signs what it reports" {
  zone bank: third-party-zone { entity b: payment-provider }
  zone inside: internal-zone { process p: api }
  flow a: b -> p via https { purpose: event; message-signing: yes; mutual-auth: no }
  expect mitigated webhook-forgery on a
}
test "a service of our own reports" {
  zone bank: dmz-zone { process b: api }
  zone inside: internal-zone { process p: api }
  flow a: b -> p via https { purpose: event; message-signing: no; mutual-auth: no }
  expect no webhook-forgery on a
}
test "a page reports what its visitor did, and nobody takes it for a partner" {
  zone bank: internet-zone { process b: browser }
  zone inside: internal-zone { process p: api }
  flow a: b -> p via https { purpose: event; message-signing: no; mutual-auth: no }
  expect no webhook-forgery on a
}
test "the bank proves itself with a certificate" {
  zone bank: third-party-zone { entity b: payment-provider }
  zone inside: internal-zone { process p: api }
  flow a: b -> p via https { purpose: event; message-signing: no; mutual-auth: yes }
  expect mitigated webhook-forgery on a
}
test "the bank calls for another reason" {
  zone bank: third-party-zone { entity b: payment-provider }
  zone inside: internal-zone { process p: api }
  flow a: b -> p via https { purpose: business; message-signing: no; mutual-auth: no }
  expect no webhook-forgery on a
}
test "both ends are at the bank" {
  zone bank: third-party-zone { entity b: payment-provider; process p: api }
  flow a: b -> p via https { purpose: event; message-signing: no; mutual-auth: no }
  expect no webhook-forgery on a
}
test "we fetch the reports of the bank" {
  zone bank: third-party-zone { entity b: payment-provider }
  zone inside: internal-zone { process p: api }
  flow a: b -> p via https {
    purpose: event; message-signing: no; mutual-auth: no; initiator: target
  }
  expect no webhook-forgery on a
}
test "a queue believes nobody" {
  zone bank: third-party-zone { entity b: payment-provider }
  zone inside: internal-zone { store p: queue-store }
  flow a: b -> p via https { purpose: event; message-signing: no; mutual-auth: no }
  expect no webhook-forgery on a
}
test "a person reports, and is nobody else" {
  zone bank: third-party-zone { entity b: contractor }
  zone inside: internal-zone { process p: api }
  flow a: b -> p via https { purpose: event; message-signing: no; mutual-auth: no }
  expect no webhook-forgery on a
}

/// What an outside service answers is taken as it comes, although it may be broken into, changed
/// without notice, or fed by strangers. Answers that do not fit their schema are the sign. First
/// check them like input of a user: type, range, size.
threat supplier-answer-trusted: tampering "{f.target} takes answers of {f.source} unchecked"
  for flow f {
  when f.source is external-system and f.target.custom-code and f.target is not client
    and f.purpose in [response, sync, business]
  unless f.target.input-validation
  severity: medium; likelihood: low
  group: input
  cwe: 20; attack: "T1199"; owasp: "API10:2023"
  detect: "Answer of a supplier does not fit its schema, count per supplier"
  ask: "Does {f.target} check answers of {f.source} as strictly as the input of a user?"
}
test "rates from a partner are used as they come" {
  asset rates classified public
  zone inside: internal-zone { process p: api { input-validation: no } }
  zone far: third-party-zone { entity b: partner-system }
  flow a: p -> b via https carrying nothing returns rates
  expect supplier-answer-trusted on a/reply
}
test "rates from a partner must be in range" {
  asset rates classified public
  zone inside: internal-zone { process p: api { input-validation: yes } }
  zone far: third-party-zone { entity b: partner-system }
  flow a: p -> b via https carrying nothing returns rates
  expect mitigated supplier-answer-trusted on a/reply
}
test "a bought product reads the rates" {
  asset rates classified public
  zone inside: internal-zone { process p: api { custom-code: no; input-validation: no } }
  zone far: third-party-zone { entity b: partner-system }
  flow a: p -> b via https carrying nothing returns rates
  expect no supplier-answer-trusted on a/reply
}
test "an app on a phone shows the rates, and nothing depends on them" {
  asset rates classified public
  zone inside: internal-zone { process p: mobile-app { input-validation: no } }
  zone far: third-party-zone { entity b: partner-system }
  flow a: p -> b via https carrying nothing returns rates
  expect no supplier-answer-trusted on a/reply
}
test "a service of our own knows the rates" {
  asset rates classified public
  zone inside: internal-zone { process p: api { input-validation: no } }
  zone far: internal-zone { process b: api }
  flow a: p -> b via https carrying nothing returns rates
  expect no supplier-answer-trusted on a/reply
}
test "a partner sends a log, and nothing follows from it" {
  asset rates classified public
  zone inside: internal-zone { process p: api { input-validation: no } }
  zone far: third-party-zone { entity b: partner-system }
  flow a: b -> p via https carrying rates { purpose: log }
  expect no supplier-answer-trusted on a
}

// ---- Files and formats -------------------------------------------------------------------------

/// A document may name other files and addresses, and a parser with factory settings pulls them in,
/// the password file included. Refused documents with a type declaration show somebody trying.
/// First switch off entities and includes in every parser that reads what others wrote.
threat xml-external-entity: information-disclosure "A document sent to {p} can pull in its files"
  for process p {
  when any(x in p.parses where x = xml) and p.tainted and not (p is [browser, single-page-app])
  unless p.safe-parsing
  severity: high; likelihood: low
  group: parsing
  cwe: 611; capec: 221, 201; attack: "T1190"; owasp: "A02:2025"
  detect: "Document with a type declaration refused, count per caller"
  ask: "Are external entities and includes switched off in every XML parser of {p}?"
}
test "the parser runs with factory settings" {
  asset note classified internal
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: api { parses: xml; safe-parsing: no } }
  flow a: u -> p via https carrying note
  expect xml-external-entity on p
}
test "the parser follows nothing" {
  asset note classified internal
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: api { parses: xml; safe-parsing: yes } }
  flow a: u -> p via https carrying note
  expect mitigated xml-external-entity on p
}
test "the documents are in another format" {
  asset note classified internal
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: api { parses: html; safe-parsing: no } }
  flow a: u -> p via https carrying note
  expect no xml-external-entity on p
}
test "the documents come from colleagues" {
  asset note classified internal
  zone outside: internal-zone { entity u: end-user }
  zone inside: internal-zone { process p: api { parses: xml; safe-parsing: no } }
  flow a: u -> p via https carrying note
  expect no xml-external-entity on p
}
test "a browser follows nothing by itself" {
  asset note classified internal
  zone outside: internet-zone { entity u: end-user }
  zone inside: public-client-zone { process p: single-page-app { parses: xml; safe-parsing: no } }
  flow a: u -> p carrying note
  expect no xml-external-entity on p
}

/// Bytes from outside are loaded back into live objects, and a crafted object runs code while it is
/// being built. Load errors and refused types are the warning. First change to a plain data format;
/// where that takes time, accept only signed input and a fixed list of types.
threat unsafe-deserialisation: elevation-of-privilege
  "An object sent to {p} can run code on loading" for process p {
  when any(x in p.parses where x = serialized) and p.tainted
  unless p.safe-parsing
  severity: critical; likelihood: medium
  group: parsing
  cwe: 502; capec: 586; attack: "T1190", "T1059"; owasp: "A08:2025"
  detect: "Failure to load an object, or a forbidden type, count per caller"
  ask: "Which formats does {p} turn into objects, and can a caller choose the type?"
}
test "the caller chooses what is loaded" {
  asset note classified internal
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: api { parses: serialized; safe-parsing: no } }
  flow a: u -> p via https carrying note
  expect unsafe-deserialisation on p
}
test "a list says which types are loaded" {
  asset note classified internal
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: api { parses: serialized; safe-parsing: yes } }
  flow a: u -> p via https carrying note
  expect mitigated unsafe-deserialisation on p
}
test "plain data is read, and no objects" {
  asset note classified internal
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: api { parses: archive; safe-parsing: no } }
  flow a: u -> p via https carrying note
  expect no unsafe-deserialisation on p
}
test "only colleagues send objects" {
  asset note classified internal
  zone outside: internal-zone { entity u: end-user }
  zone inside: internal-zone { process p: api { parses: serialized; safe-parsing: no } }
  flow a: u -> p via https carrying note
  expect no unsafe-deserialisation on p
}

/// A caller chooses the name of a file, steps upwards in it, and reads or replaces what lies beside
/// the folder. Refused names with parent steps or a leading slash are the trace. First let callers
/// choose an identifier, and keep the names to yourself.
threat path-traversal: information-disclosure "Callers of {p} can name files outside its folders"
  for process p {
  when p.custom-code and p is not client and p.tainted
    and any(f in p.outflows where f.target is file-store and f.target is not object-storage
      and not f.is-reply and not (f.initiator = target))
  unless p.path-safe
  severity: high; likelihood: medium
  group: file
  cwe: 22; capec: 126; attack: "T1083", "T1005"; owasp: "A01:2025"
  detect: "Path with parent steps or in absolute form refused, count per caller"
  ask: "Does {p} build paths from names that its callers choose?"
}
test "pictures are kept under the name the caller gave" {
  asset note classified internal
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app { path-safe: no }; store d: file-store }
  flow a: u -> p via https carrying note
  flow b: p -> d carrying note
  expect path-traversal on p
}
test "pictures are kept under a number of our own" {
  asset note classified internal
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app { path-safe: yes }; store d: file-store }
  flow a: u -> p via https carrying note
  flow b: p -> d carrying note
  expect mitigated path-traversal on p
}
test "a bucket has no folders to climb out of" {
  asset note classified internal
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app { path-safe: no }; store d: object-storage }
  flow a: u -> p via https carrying note
  flow b: p -> d carrying note
  expect no path-traversal on p
}
test "no stranger chooses a name" {
  asset note classified internal
  zone outside: internal-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app { path-safe: no }; store d: file-store }
  flow a: u -> p via https carrying note
  flow b: p -> d carrying note
  expect no path-traversal on p
}
test "a bought product names its own files" {
  asset note classified internal
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone {
    process p: web-app { custom-code: no; path-safe: no }; store d: file-store
  }
  flow a: u -> p via https carrying note
  flow b: p -> d carrying note
  expect no path-traversal on p
}
test "a database has no folders" {
  asset note classified internal
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app { path-safe: no }; store d: sql-database }
  flow a: u -> p via https carrying note
  flow b: p -> d carrying note
  expect no path-traversal on p
}
test "the share fetches the pictures and names them itself" {
  asset note classified internal
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app { path-safe: no }; store d: file-store }
  flow a: u -> p via https carrying note
  flow b: p -> d carrying note { initiator: target }
  expect no path-traversal on p
}
test "the share calls, and gets an answer" {
  asset note classified internal
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app { path-safe: no }; store d: file-store }
  flow a: u -> p via https carrying note
  flow b: d -> p carrying note returns note
  expect no path-traversal on p
}
test "an app on a phone opens only files of its owner" {
  asset note classified internal
  zone outside: internet-zone { entity u: end-user }
  zone mine: public-client-zone { process p: mobile-app { path-safe: no }; store d: file-store }
  flow a: u -> p via https carrying note
  flow b: p -> d carrying note
  expect no path-traversal on p
}

/// Anybody hands in a file, and it turns out to be a page with script, a program, or something that
/// takes the next reader apart. Refused and infected uploads, counted per caller, show it. First
/// decide on few types, check the content rather than the name, and keep files where nothing runs
/// them.
threat malicious-upload: elevation-of-privilege "A file handed to {p} can attack it or its users"
  for process p {
  when p.accepts-files and p is not client and (p.exposed or p.internet-reachable)
  unless p.file-checks
  severity: high; likelihood: medium; top: yes
  group: file
  cwe: 434; capec: 650, 17; attack: "T1505", "T1204"; owasp: "A06:2025"
  detect: "Upload refused or found infected, count per caller"
  ask: "Which types and sizes does {p} accept, where are files kept, and are they scanned?"
}
test "any file of any size is taken" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app { accepts-files: yes; file-checks: no } }
  flow a: u -> p via https
  expect malicious-upload on p
}
test "files are checked before anybody opens them" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app { accepts-files: yes; file-checks: yes } }
  flow a: u -> p via https
  expect mitigated malicious-upload on p
}
test "no files are taken" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app { accepts-files: no; file-checks: no } }
  flow a: u -> p via https
  expect no malicious-upload on p
}
test "only colleagues next door hand in files" {
  zone outside: internal-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app { accepts-files: yes; file-checks: no } }
  flow a: u -> p via https
  expect no malicious-upload on p
}
test "a partner hands in whatever it likes" {
  zone far: third-party-zone { entity u: partner-system }
  zone inside: internal-zone { process p: web-app { accepts-files: yes; file-checks: no } }
  flow a: u -> p via https
  expect malicious-upload on p
}
test "strangers hand in files through the front end" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone {
    process w: web-app; process p: worker { accepts-files: yes; file-checks: no }
  }
  flow a: u -> w via https
  flow b: w -> p
  expect malicious-upload on p
}
test "an app on a phone opens files of its owner" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: public-client-zone { process p: mobile-app { accepts-files: yes; file-checks: no } }
  flow a: u -> p via https
  expect no malicious-upload on p
}

/// A file of a few kilobytes unfolds to gigabytes while it is unpacked or drawn, and everybody else
/// waits. Hitting the limit for expansion is the event to count. First set that limit, for size,
/// depth and time.
threat archive-bomb: denial-of-service "A small file can exhaust {p} when it is unpacked"
  for process p {
  when any(x in p.parses where x in [archive, image, office]) and p.accepts-files
    and p is not client and (p.exposed or p.internet-reachable)
  unless p.resource-limits
  severity: medium; likelihood: low
  group: flood
  cwe: 409; capec: 572; attack: "T1499"; owasp: "API4:2023"
  detect: "Expansion limit hit while a file was unpacked, count per caller"
  ask: "How far may one upload to {p} expand before it is dropped?"
}
test "an archive may grow without end" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone {
    process p: web-app { parses: archive; accepts-files: yes; resource-limits: no }
  }
  flow a: u -> p via https
  expect archive-bomb on p
}
test "unpacking stops at a limit" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone {
    process p: web-app { parses: archive; accepts-files: yes; resource-limits: yes }
  }
  flow a: u -> p via https
  expect mitigated archive-bomb on p
}
test "the format does not unfold" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone {
    process p: web-app { parses: template; accepts-files: yes; resource-limits: no }
  }
  flow a: u -> p via https
  expect no archive-bomb on p
}
test "archives come from inside only" {
  zone outside: internal-zone { entity u: end-user }
  zone inside: internal-zone {
    process p: web-app { parses: archive; accepts-files: yes; resource-limits: no }
  }
  flow a: u -> p via https
  expect no archive-bomb on p
}
test "it unpacks only archives of its own" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone {
    process p: web-app { parses: archive; accepts-files: no; resource-limits: no }
  }
  flow a: u -> p via https
  expect no archive-bomb on p
}
test "a partner hands in archives" {
  zone far: third-party-zone { entity u: partner-system }
  zone inside: internal-zone {
    process p: web-app { parses: archive; accepts-files: yes; resource-limits: no }
  }
  flow a: u -> p via https
  expect archive-bomb on p
}
test "strangers hand in archives through the front end" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone {
    process w: web-app
    process p: worker { parses: archive; accepts-files: yes; resource-limits: no }
  }
  flow a: u -> w via https
  flow b: w -> p
  expect archive-bomb on p
}
test "an app on a phone keeps only its owner waiting" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: public-client-zone {
    process p: mobile-app { parses: archive; accepts-files: yes; resource-limits: no }
  }
  flow a: u -> p via https
  expect no archive-bomb on p
}

// ---- Load and value ----------------------------------------------------------------------------

/// The caller shapes the query, nests it ten levels deep, and one request does the work of a
/// million. Queries over the limit for depth or cost are the event to count. First price each query
/// before it runs, and refuse the expensive ones.
threat query-complexity: denial-of-service "One nested query can keep {p} busy for everybody"
  for process p: graphql-api {
  when p.exposed or p.internet-reachable
  unless p.resource-limits
  severity: medium; likelihood: medium
  group: flood
  cwe: 770; capec: 230; attack: "T1499.003"; owasp: "API4:2023"
  detect: "Query over the limit for depth or cost, count per caller"
  ask: "What limits depth and cost of one query to {p}?"
}
test "a query may be as deep as its caller likes" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: graphql-api { resource-limits: no } }
  flow a: u -> p via https
  expect query-complexity on p
}
test "expensive queries are refused" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: graphql-api { resource-limits: yes } }
  flow a: u -> p via https
  expect mitigated query-complexity on p
}
test "the service decides what is asked" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: grpc-api { resource-limits: no } }
  flow a: u -> p via https
  expect no query-complexity on p
}
test "only our own front end next door asks" {
  zone outside: internal-zone { entity u: end-user }
  zone inside: internal-zone { process p: graphql-api { resource-limits: no } }
  flow a: u -> p via https
  expect no query-complexity on p
}
test "a partner asks as deep as it likes" {
  zone far: third-party-zone { entity u: partner-system }
  zone inside: internal-zone { process p: graphql-api { resource-limits: no } }
  flow a: u -> p via https
  expect query-complexity on p
}
test "queries of strangers pass the front end" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process w: web-app; process p: graphql-api { resource-limits: no } }
  flow a: u -> w via https
  flow b: w -> p
  expect query-complexity on p
}

/// Each request is allowed, but a script sends ten thousand: it buys all tickets, guesses vouchers
/// or opens accounts by the hundred. A step repeated faster than a person could is the sign. First
/// name the step that is worth money to a script, and count it per account, not per address.
threat flow-automation: denial-of-service "Scripts can use {p} up before people get their turn"
  for process p: service {
  when p.custom-code and p.integrity-need >= high and p is not admin-console
    and (p.internet-exposed
      or any(f in p.inflows where f.source is intermediary and f.source.internet-reachable
        and not f.pulled))
  unless p.anti-automation or p.rate-limit
  severity: medium; likelihood: medium
  group: automation
  cwe: 799, 837; capec: 212; attack: "T1496"; owasp: "API6:2023"
  detect: "Business step repeated faster than a person could, count per account"
  ask: "Which business step in {p} is worth money to a script, and what notices one?"
}
test "a script may buy all tickets" {
  asset order classified internal { integrity: high }
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app { anti-automation: no; rate-limit: no } }
  flow a: u -> p via https carrying order
  expect flow-automation on p
}
test "a person may buy four tickets" {
  asset order classified internal { integrity: high }
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app { anti-automation: yes; rate-limit: no } }
  flow a: u -> p via https carrying order
  expect mitigated flow-automation on p
}
test "nothing of value changes hands" {
  asset order classified internal { integrity: low }
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app { anti-automation: no; rate-limit: no } }
  flow a: u -> p via https carrying order
  expect no flow-automation on p
}
test "only the office buys" {
  asset order classified internal { integrity: high }
  zone outside: office-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app { anti-automation: no; rate-limit: no } }
  flow a: u -> p via https carrying order
  expect no flow-automation on p
}
test "a thousand orders a minute are refused" {
  asset order classified internal { integrity: high }
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: web-app { anti-automation: no; rate-limit: yes } }
  flow a: u -> p via https carrying order
  expect mitigated flow-automation on p
}
test "a bought product sells" {
  asset order classified internal { integrity: high }
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone {
    process p: web-app { custom-code: no; anti-automation: no; rate-limit: no }
  }
  flow a: u -> p via https carrying order
  expect no flow-automation on p
}
test "operators have no business that a script could win" {
  asset order classified internal { integrity: high }
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: admin-console { anti-automation: no; rate-limit: no } }
  flow a: u -> p via https carrying order
  expect no flow-automation on p
}
test "a script may buy all tickets through the gateway" {
  asset order classified internal { integrity: high }
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone {
    process g: api-gateway; process p: api { anti-automation: no; rate-limit: no }
  }
  flow a: u -> g via https carrying order
  flow b: g -> p via https carrying order
  expect flow-automation on p
}
test "another service decides who may buy" {
  asset order classified internal { integrity: high }
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone {
    process g: web-app; process p: api { anti-automation: no; rate-limit: no }
  }
  flow a: u -> g via https carrying order
  flow b: g -> p via https carrying order
  expect no flow-automation on p
}
test "only the office comes to the gateway" {
  asset order classified internal { integrity: high }
  zone outside: office-zone { entity u: end-user }
  zone inside: internal-zone {
    process g: api-gateway; process p: api { anti-automation: no; rate-limit: no }
  }
  flow a: u -> g via https carrying order
  flow b: g -> p via https carrying order
  expect no flow-automation on p
}
test "the service fetches orders from the gateway by itself" {
  asset order classified internal { integrity: high }
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone {
    process g: api-gateway; process p: api { anti-automation: no; rate-limit: no }
  }
  flow a: u -> g via https carrying order
  flow b: g -> p via https carrying order { initiator: target }
  expect no flow-automation on p
}

/// Two requests arrive in the same moment, both see the voucher unspent, and both spend it. One
/// business key processed twice within seconds is the sign. First let the store refuse the second
/// one, by a lock, a version or a unique key.
threat race-on-value: tampering "Requests in parallel can make {p} spend a value twice"
  for process p {
  when p.custom-code and p is not client
    and any(f in p.outflows where not f.is-reply and f.target is not log-store
      and any(a in f.data where a is [payment, financial])
      and (f.target is store or f.target is external-system or f.purpose = payment))
  unless p.transactional
  severity: high; likelihood: medium
  group: race
  cwe: 362, 367; capec: 26, 29; attack: "T1657"; owasp: "A06:2025"
  detect: "Same business key processed twice within seconds"
  ask: "What happens in {p} when the same order or payment arrives twice at once?"
}
test "two requests at once pay one order twice" {
  asset order: financial classified internal
  zone inside: internal-zone { process p: api { transactional: no }; store d: sql-database }
  flow a: p -> d carrying order
  expect race-on-value on p
}
test "the second of two requests is refused" {
  asset order: financial classified internal
  zone inside: internal-zone { process p: api { transactional: yes }; store d: sql-database }
  flow a: p -> d carrying order
  expect mitigated race-on-value on p
}
test "what is stored is not worth anything" {
  asset order: telemetry classified internal
  zone inside: internal-zone { process p: api { transactional: no }; store d: sql-database }
  flow a: p -> d carrying order
  expect no race-on-value on p
}
test "the balance is only read" {
  asset order: financial classified internal
  zone inside: internal-zone { process p: api { transactional: no }; store d: sql-database }
  flow a: p -> d carrying nothing returns order
  expect no race-on-value on p
}
test "the front passes orders on, and another service books them" {
  asset order: financial classified internal
  zone inside: internal-zone { process p: api { transactional: no }; process d: api }
  flow a: p -> d carrying order
  expect no race-on-value on p
}
test "a bought product books" {
  asset order: financial classified internal
  zone inside: internal-zone {
    process p: api { custom-code: no; transactional: no }; store d: sql-database
  }
  flow a: p -> d carrying order
  expect no race-on-value on p
}
test "an app on a phone keeps what its owner paid" {
  asset order: financial classified internal
  zone inside: internal-zone { process p: mobile-app { transactional: no }; store d: sql-database }
  flow a: p -> d carrying order
  expect no race-on-value on p
}
test "a log keeps everything, twice if it must" {
  asset order: financial classified internal
  zone inside: internal-zone { process p: api { transactional: no }; store d: log-store }
  flow a: p -> d carrying order
  expect no race-on-value on p
}
test "the store calls, and is told a balance" {
  asset order: financial classified internal
  zone inside: internal-zone { process p: api { transactional: no }; store d: sql-database }
  flow a: d -> p carrying nothing returns order
  expect no race-on-value on p
}
test "a partner is told to pay" {
  asset order: financial classified internal
  zone inside: internal-zone { process p: api { transactional: no }; entity d: partner-system }
  flow a: p -> d carrying order
  expect race-on-value on p
}
test "another service is told to pay" {
  asset order: financial classified internal
  zone inside: internal-zone { process p: api { transactional: no }; process d: api }
  flow a: p -> d carrying order { purpose: payment }
  expect race-on-value on p
}

// ---- The front ---------------------------------------------------------------------------------

/// Front and back read one connection and disagree where a request ends, so a stranger can put a
/// request in front of somebody else's. Requests with two lengths that contradict each other are
/// the sign. First keep both up to date, and let both refuse what is ambiguous.
threat request-smuggling: tampering "{f.source} and {f.target} may read one request as two"
  for flow f {
  when f.source is intermediary and not (f.source is [firewall, network-device, vpn-gateway])
    and f.target is service and f.via is [http, https] and f.source.tainted and not f.is-reply
  unless (f.source.patching or f.source.hardened or f.source.managed in [provider, supplier])
    and (f.target.patching or f.target.hardened or f.target.managed in [provider, supplier])
  severity: high; likelihood: low
  group: smuggling
  cwe: 444; capec: 33, 273; attack: "T1190"; owasp: "A02:2025"
  detect: "Request with contradicting lengths, count per source"
  ask: "Do {f.source} and {f.target} parse requests by the same strict rules?"
}
test "an old proxy lets pass what the server reads differently" {
  asset page classified public
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone {
    process l: reverse-proxy { patching: no; hardened: no }; process p: web-app { patching: yes }
  }
  flow a: u -> l via https carrying page
  flow b: l -> p via http carrying page
  expect request-smuggling on b
}
test "both are up to date and refuse what is ambiguous" {
  asset page classified public
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone {
    process l: reverse-proxy { patching: yes }; process p: web-app { patching: yes }
  }
  flow a: u -> l via https carrying page
  flow b: l -> p via http carrying page
  expect mitigated request-smuggling on b
}
test "the provider who runs the proxy keeps it strict" {
  asset page classified public
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone {
    process l: reverse-proxy { managed: provider }; process p: web-app { patching: yes }
  }
  flow a: u -> l via https carrying page
  flow b: l -> p via http carrying page
  expect mitigated request-smuggling on b
}
test "a firewall passes packets and reads no requests" {
  asset page classified public
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone {
    process l: firewall { patching: no; hardened: no }; process p: web-app { patching: yes }
  }
  flow a: u -> l via https carrying page
  flow b: l -> p via http carrying page
  expect no request-smuggling on b
}
test "behind the proxy another protocol is spoken" {
  asset page classified public
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone {
    process l: reverse-proxy { patching: no; hardened: no }; process p: web-app { patching: yes }
  }
  flow a: u -> l via https carrying page
  flow b: l -> p via amqp carrying page
  expect no request-smuggling on b
}
test "an old server reads differently what the proxy lets pass" {
  asset page classified public
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone {
    process l: reverse-proxy { patching: yes }; process p: web-app { patching: no; hardened: no }
  }
  flow a: u -> l via https carrying page
  flow b: l -> p via http carrying page
  expect request-smuggling on b
}
test "both were hardened instead" {
  asset page classified public
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone {
    process l: reverse-proxy { patching: no; hardened: yes };
    process p: web-app { patching: no; hardened: yes }
  }
  flow a: u -> l via https carrying page
  flow b: l -> p via http carrying page
  expect mitigated request-smuggling on b
}
test "the provider who runs the function keeps it strict" {
  asset page classified public
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone {
    process l: reverse-proxy { patching: yes }; process p: serverless-function
  }
  flow a: u -> l via https carrying page
  flow b: l -> p via http carrying page
  expect mitigated request-smuggling on b
}
test "a service that calls another starts a request of its own" {
  asset page classified public
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone {
    process l: api { patching: no; hardened: no }; process p: web-app { patching: yes }
  }
  flow a: u -> l via https carrying page
  flow b: l -> p via http carrying page
  expect no request-smuggling on b
}
test "the proxy calls an app, and no server" {
  asset page classified public
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone {
    process l: reverse-proxy { patching: no; hardened: no }; process p: desktop-app
  }
  flow a: u -> l via https carrying page
  flow b: l -> p via http carrying page
  expect no request-smuggling on b
}
test "only colleagues come to the proxy" {
  asset page classified public
  zone outside: internal-zone { entity u: end-user }
  zone inside: internal-zone {
    process l: reverse-proxy { patching: no; hardened: no }; process p: web-app { patching: yes }
  }
  flow a: u -> l via https carrying page
  flow b: l -> p via http carrying page
  expect no request-smuggling on b
}
test "an answer is read by the proxy that asked" {
  asset page classified public
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone {
    process l: web-app { patching: yes }; process p: reverse-proxy { patching: no; hardened: no }
  }
  flow a: u -> p via https carrying page
  flow b: l -> p via http carrying page returns page
  expect no request-smuggling on b/reply
}

/// One visitor makes the cache keep an answer that was meant for them, or that they have poisoned,
/// and the next hundred get it. A cached answer that carries the mark of a session is the proof.
/// First name the answers that may be kept at all, and forbid the rest.
threat cache-poisoning: tampering "{p} can serve one visitor what another one planted"
  for process p: intermediary {
  when (p is cdn
    and any(f in p.outflows where not f.is-reply and f.target is [service, intermediary]))
    or any(f in p.outflows where f.target is cache)
  unless p.cache-controls
  severity: medium; likelihood: low
  group: cache
  cwe: 349, 524; capec: 141; attack: "T1565"; owasp: "A02:2025"
  detect: "Cached answer that carries a session marker; alert on any"
  ask: "Which parts of a request decide what {p} serves from its cache?"
}
test "the edge keeps whatever the shop answers" {
  zone edge: third-party-zone { process c: cdn { cache-controls: no } }
  zone inside: internal-zone { process p: web-app }
  flow a: c -> p via https
  expect cache-poisoning on c
}
test "the edge keeps only what may be shared" {
  zone edge: third-party-zone { process c: cdn { cache-controls: yes } }
  zone inside: internal-zone { process p: web-app }
  flow a: c -> p via https
  expect mitigated cache-poisoning on c
}
test "the edge passes everything on and keeps nothing" {
  zone edge: third-party-zone { process c: waf { cache-controls: no } }
  zone inside: internal-zone { process p: web-app }
  flow a: c -> p via https
  expect no cache-poisoning on c
}
test "the edge keeps files from a bucket, the same for everybody" {
  zone edge: third-party-zone { process c: cdn { cache-controls: no } }
  zone inside: internal-zone { store p: object-storage }
  flow a: c -> p via https
  expect no cache-poisoning on c
}
test "the gateway keeps answers in a cache" {
  zone inside: internal-zone { process c: api-gateway { cache-controls: no }; store p: cache }
  flow a: c -> p
  expect cache-poisoning on c
}
test "the server fills the edge by itself" {
  zone edge: third-party-zone { process c: cdn { cache-controls: no } }
  zone inside: internal-zone { process p: web-app }
  flow a: p -> c via https returns ?
  expect no cache-poisoning on c
}

/// An old version or a test path still answers, without the checks that were added since, and
/// nobody remembers it. Traffic on a retired version or on a path that is not on the list is the
/// sign. First make the list from what runs rather than from what was planned.
threat forgotten-endpoint: information-disclosure "An old path of {p} still answers strangers"
  for process p: api {
  when p.internet-exposed
    or any(f in p.inflows where f.source is intermediary and f.source.internet-reachable
      and not f.pulled)
  unless p.asset-inventory
  severity: low; likelihood: medium
  group: inventory
  capec: 36, 144; attack: "T1595"; owasp: "API9:2023"
  detect: "Traffic on a retired version or on a path that is not on the list"
  ask: "Which versions and paths of {p} are live today, and who checks the list?"
}
test "nobody knows which versions still answer" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: api { asset-inventory: no } }
  flow a: u -> p via https
  expect forgotten-endpoint on p
}
test "the gateway in front lets old paths through" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process g: api-gateway; process p: api { asset-inventory: no } }
  flow a: u -> g via https
  flow b: g -> p via https
  expect forgotten-endpoint on p
}
test "the list of live paths is kept by machine" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process p: api { asset-inventory: yes } }
  flow a: u -> p via https
  expect mitigated forgotten-endpoint on p
}
test "the internet does not reach it" {
  zone outside: office-zone { entity u: end-user }
  zone inside: internal-zone { process p: api { asset-inventory: no } }
  flow a: u -> p via https
  expect no forgotten-endpoint on p
}
test "a service in front calls only what it knows" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process g: web-app; process p: api { asset-inventory: no } }
  flow a: u -> g via https
  flow b: g -> p via https
  expect no forgotten-endpoint on p
}
test "old paths answer the office alone" {
  zone outside: office-zone { entity u: end-user }
  zone inside: internal-zone { process g: api-gateway; process p: api { asset-inventory: no } }
  flow a: u -> g via https
  flow b: g -> p via https
  expect no forgotten-endpoint on p
}
test "the service calls the gateway and not the other way" {
  zone outside: internet-zone { entity u: end-user }
  zone inside: internal-zone { process g: api-gateway; process p: api { asset-inventory: no } }
  flow a: u -> g via https
  flow b: g -> p via https { initiator: target }
  expect no forgotten-endpoint on p
}

// ---- Questions ---------------------------------------------------------------------------------

question foreign-text "Where does text of users appear in pages?" for process p: web-app {
  ask: "Where does text from users appear in pages of {p}?"
  good: "a list of places, and the encoding used at each"
  because: "Tampering: a page runs whatever it is given in the wrong place"
}

question session-life "How long does a session live, and what ends it?" for process p: web-app {
  ask: "How long does a session of {p} live, and what ends it?"
  good: "limits for idle and for total time; signing out ends it on the server"
  because: "Spoofing: whoever holds the session is the user"
}

question own-records "Who may see this very record?" for process p: api {
  ask: "How does {p} decide that this caller may see this very record?"
  good: "an owner or a rule, checked where the data is read"
  because: "Elevation of privilege: a sign-in says who somebody is, not what is theirs"
}

question foreign-addresses "Does it fetch addresses of callers?" for process p: service {
  ask: "Does {p} ever fetch an address that a caller influenced?"
  good: "no; or a list, checked after the name was looked up"
  because: "Information disclosure: a server reaches what its callers cannot"
}
