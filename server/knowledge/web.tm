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
  when f.target is database and f.target.query-language in [sql, graph] and f.source.custom-code
    and f.source.tainted and not f.is-reply and not (f.initiator = target)
  unless f.source.parameterized
  severity: critical; likelihood: medium; top: yes
  group: query-injection
  cwe: 89; capec: 66, 7; attack: "T1190"; owasp: "A05:2025"
  detect: "Database syntax error raised by the application: page, statement shape, count per caller"
  ask: "Is every query from {f.source} to {f.target} built with parameters, also in reports and sorting?"
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

/// The browser sends the cookie along whoever wrote the page, so a foreign site can make a
/// signed-in user order, pay or delete. Changes that arrive without a token or from an unknown
/// origin are the sign. First let cookies stay at home with `SameSite`, then demand a token for
/// every change.
threat request-forgery: spoofing "A foreign site can act on {p} in the name of its visitors"
  for process p {
  when p.session = cookie and p is not client
    and any(f in p.inflows where not f.pulled
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

/// A page loads a script from somebody else, and on the day they are broken into, your pages send
/// card numbers to a third. A hash that no longer fits is the alarm, if there is one. First remove
/// the scripts nobody needs, then pin the rest by hash or serve them yourself.
threat foreign-script: tampering "A script from {f.source} can change the pages in {f.target}"
  for flow f {
  when (f.source is external-system or any(z in f.source.zones where z.kind = third-party))
    and f.target is [browser, single-page-app]
    and any(a in f.data where a is [source-code, artifact])
  unless any(g in f.target.flows where g.target.security-headers)
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

/// A token is a text that anybody can write; who checks only that it can be read believes a forged
/// one, or one that was issued for another service. Tokens refused for their signature, issuer,
/// audience or age show somebody trying. First fix the allowed algorithms and issuers in the code
/// and check every field before using any.
threat token-forgery: spoofing "A forged or borrowed token may pass {f.target} over {f}"
  for flow f {
  when f.authn in [token, federated] and f.crossing = up and not f.pulled and f.target is process
    and f.target is not forwarder
  unless f.target.token-validation
  severity: high; likelihood: medium
  group: token
  cwe: 347, 345; capec: 196, 633; attack: "T1606", "T1550.001"; owasp: "A07:2025", "API2:2023"
  detect: "Token refused: signature, issuer, audience or age, count per caller"
  ask: "Which of signature, issuer, audience, type and age does {f.target} check on {f}?"
}
test "the service reads tokens without checking them" {
  zone outside: internet-zone { process u: mobile-app }
  zone inside: internal-zone { process p: api { token-validation: no } }
  flow a: u -> p via https { authn: token }
  expect token-forgery on a
}
test "the service checks all of a token" {
  zone outside: internet-zone { process u: mobile-app }
  zone inside: internal-zone { process p: api { token-validation: yes } }
  flow a: u -> p via https { authn: token }
  expect mitigated token-forgery on a
}
test "the app shows a certificate, and no token" {
  zone outside: internet-zone { process u: mobile-app }
  zone inside: internal-zone { process p: api { token-validation: no } }
  flow a: u -> p via https { authn: certificate }
  expect no token-forgery on a
}
test "a proxy passes tokens on and believes none" {
  zone outside: internet-zone { process u: mobile-app }
  zone inside: internal-zone { process p: reverse-proxy { token-validation: no } }
  flow a: u -> p via https { authn: token }
  expect no token-forgery on a
}
test "caller and service are trusted alike" {
  zone outside: internal-zone { process u: worker }
  zone inside: internal-zone { process p: api { token-validation: no } }
  flow a: u -> p via https { authn: token }
  expect no token-forgery on a
}

/// After the sign-in the browser is sent to an address from the request, code or token included, and
/// an attacker wrote that address. A return address that is not on the list is the sign. First
/// register each return address in full and compare it letter by letter.
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
  when p.login = own and p.internet-reachable and p is not client
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
test "passwords can be tried only inside the office" {
  zone outside: office-zone { entity u: end-user }
  zone inside: internal-zone {
    process p: web-app { login: own; brute-force-protection: no; mfa: no }
  }
  flow a: u -> p via https
  expect no credential-stuffing on p
}

/// The table of passwords leaks one day, and what it holds decides whether that is a nuisance or
/// the end of every account. A bulk read of those records is the only warning. First move to a slow
/// function with a salt per user, and convert each password at its next use.
threat weak-password-storage: information-disclosure "A leaked copy of {s} gives passwords away"
  for store s {
  when any(a in s.data where a is password) and s is not secrets-vault
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
