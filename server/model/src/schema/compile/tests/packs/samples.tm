kb samples 0.1.0 "Twelve rules of different shapes"
use base 1.0
attribute rotated: date for asset { default: unset }

// 1 one flow: boundary, data, control
threat clear-text: information-disclosure "{f} can be read on the way" for flow f {
  when f.crosses and any(a in f.data where a.classified >= confidential)
  unless f.encrypted
}
// 2 the direction of trust: a less trusted source drives a more trusted process
threat unknown-caller: spoofing "{f} accepts anyone" for flow f {
  when f.crossing = up and f.target is process and not f.pulled
  unless f.authenticated
}
// 3 a store and what it holds
threat readable-store: information-disclosure "{s} keeps restricted data readable" for store s {
  when any(a in s.holds where a.classified = restricted)
  unless s.encryption-at-rest
}
// 4 types at both ends, and a fact that spreads
threat sql-injection: tampering "SQL injection into {f.target}" for flow f: sql-protocol {
  when f.source is service and f.source.custom-code and f.source.tainted
  unless f.source.parameterized
}
// 5 counting
threat single-point: denial-of-service "Everything hangs on {p}" for process p {
  when count(f in p.inflows) >= 3 and p.criticality >= high
  unless p.redundancy
}
// 6 reachability with a guard on the path; drawing another path answers it
threat unguarded-path: elevation-of-privilege "{s} can be reached around the gate" for store s {
  when s.sensitivity >= confidential
    and any(e in model.entities where e.trust <= low
      and reaches(e -> s avoiding p where p is api-gateway))
}
// 7 a deed that leaves no trace
threat no-record: repudiation "{p} changes data without a record" for process p {
  when any(f in p.outflows where f.target is store and f.integrity-need >= medium)
  unless p.audit-log
}
// 8 a zone and its direct members
threat shared-zone: information-disclosure "{z} mixes exposed services and restricted data" for zone z {
  when any(p in z.processes where p.internet-exposed)
    and any(s in z.stores where s.sensitivity >= restricted)
  unless z.segmentation
}
// 9 an asset and where it goes
threat over-sharing: information-disclosure "{a} leaves for a third party" for asset a: personal-data {
  when any(f in a.flows where any(z in f.target.zones where z.kind = third-party))
  unless a.lawful-basis
}
// 10 an agent: hostile content; two controls, or a fact that is itself the answer
threat prompt-injection: tampering "{f} can smuggle instructions" for flow f {
  when f.target is agent and any(a in f.data where a.untrusted)
  unless f.target.prompt-guard and (f.target.tool-allowlist or f.target.tool-access = none)
}
// 11 the unknown, asked for by name: fires on ignorance
threat unowned-secrets: repudiation "Nobody answers for {s}" for store s: secrets-vault {
  when s.owner is not known
}
// 12 the model as a whole, and time
threat stale-key: spoofing "A key has not been replaced for a quarter" for model m {
  when any(a in m.assets where a is [key, credential] and age(a.rotated) > 90d)
  unless m.key-management
}
