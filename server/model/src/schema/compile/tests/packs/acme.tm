kb acme 2.0.0 "ACME additions"
use base 1.0
use web 1.0

scale tier: bronze < silver < gold
choice residency: eu, us, elsewhere
category repudiation "Hiding what one did" { stride: R; ask: "Is there an audit log?" }
type acme-app: web-app "Service built from our template" { audit-log: yes; rate-limit: yes }
attribute residency: residency for store { ask: "Where is {it} located?"; because: "GDPR transfer rules" }
attribute reviewers: list of person for process { default: unset }
mitigation page-policy "Content security policy" for process counters web.cross-site-scripting {
  effect: partial
}

override web.sql-injection severity critical { owner: @dba; top: yes }
disable web.clickjacking because "Native clients only"
moved upload -> upload-size, upload-type
profile starter { include: top; exclude: web.clickjacking }
profile payments { include: top, critical, pci.*, web.sql-injection }

threat upload-size: denial-of-service "{p} takes files of any size" for process p {
  when p.accepts-files
}
threat upload-type: tampering "{p} takes files of any kind" for process p {
  when p.accepts-files
}
