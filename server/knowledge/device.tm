/// Apps on phones and devices in the field: what happens when the thing itself lies in a stranger's
/// hands, when its software or its keys are exchanged, and when its commands or readings are false.
/// A rule fires where such a thing is drawn, and most of them can be answered once per zone.
kb device 1.0.0 "Mobile and connected devices" {
  owner: @appsec
  reviewed: 2026-11-21
  license: "CC-BY-4.0"
}
use base 1.0

// ---- Apps: what lies on the phone --------------------------------------------------------------

/// A phone is lost, lent or copied, and whoever holds it reads what the app left in files, caches
/// and screenshots. The loss is reported late, if at all. First keep on the phone only what works
/// offline needs, and put the keys of the rest into the protected store of the platform.
threat data-on-device: information-disclosure "A lost phone reveals what {p} keeps"
  for process p: mobile-app {
  when p.sensitivity >= internal
  unless p.platform-keystore
  severity: medium; likelihood: medium; top: yes
  group: device-storage
  cwe: 312, 922; capec: 37; attack: "T1409", "T1533"
  owasp: "M9:2024", "MASVS-STORAGE-1", "M10:2024"
  detect: "Device unlocked state or backup flag reported by the app"
  ask: "What does {p} leave on a lost phone?"
}
test "the app keeps messages in plain files" {
  asset message: personal-data classified confidential
  zone phone: public-client-zone { process c: mobile-app { platform-keystore: no } }
  zone inside: internal-zone { process p: api }
  flow a: c -> p via https returns message
  expect data-on-device on c
}
test "nobody has looked at what the app leaves behind" {
  asset message: personal-data classified confidential
  zone phone: public-client-zone { process c: mobile-app }
  zone inside: internal-zone { process p: api }
  flow a: c -> p via https returns message
  expect maybe data-on-device on c
}
test "messages are sealed with a key that the phone guards" {
  asset message: personal-data classified confidential
  zone phone: public-client-zone { process c: mobile-app { platform-keystore: yes } }
  zone inside: internal-zone { process p: api }
  flow a: c -> p via https returns message
  expect mitigated data-on-device on c
}
test "the app shows what anybody may read" {
  asset message classified public
  zone phone: public-client-zone { process c: mobile-app { platform-keystore: no } }
  zone inside: internal-zone { process p: api }
  flow a: c -> p via https returns message
  expect no data-on-device on c
}

/// A key for a service is built into every copy of a program, and whoever takes one copy apart has
/// it. Calls with that key from something that is no app are the sign. First move the call to your
/// server, or give each user a credential of their own; then replace the key that is out there.
threat embedded-secret: information-disclosure
  "The key that ships inside {f.source} can be pulled out" for flow f {
  when f.source is client and f.source is not workstation and f.source is not cli-tool
    and not f.is-reply and f.authn in [api-key, shared-key]
  unless f.source.no-embedded-secrets
  severity: high; likelihood: high; top: yes
  group: static-credential
  cwe: 798; capec: 191; attack: "T1635", "T1552.001"; owasp: "M1:2024"
  detect: "App key used from something that is not the app"
  ask: "What can anyone do with the key that ships inside {f.source}?"
}
test "every copy of the app holds the key to the maps" {
  zone phone: public-client-zone { process c: mobile-app { no-embedded-secrets: no } }
  zone far: third-party-zone { entity maps: saas-service }
  flow a: c -> maps via https { authn: api-key }
  expect embedded-secret on a
}
test "the app fetches a key of its own for each user" {
  zone phone: public-client-zone { process c: mobile-app { no-embedded-secrets: yes } }
  zone far: third-party-zone { entity maps: saas-service }
  flow a: c -> maps via https { authn: api-key }
  expect mitigated embedded-secret on a
}
test "the app shows the session of its user" {
  zone phone: public-client-zone { process c: mobile-app { no-embedded-secrets: no } }
  zone far: third-party-zone { entity maps: saas-service }
  flow a: c -> maps via https { authn: session }
  expect no embedded-secret on a
}
test "each user of the tool enters a key of their own" {
  zone phone: public-client-zone { process c: cli-tool { no-embedded-secrets: no } }
  zone far: third-party-zone { entity maps: saas-service }
  flow a: c -> maps via https { authn: api-key }
  expect no embedded-secret on a
}
test "the server holds the key to the maps" {
  zone phone: internal-zone { process c: api { no-embedded-secrets: no } }
  zone far: third-party-zone { entity maps: saas-service }
  flow a: c -> maps via https { authn: api-key }
  expect no embedded-secret on a
}

// ---- Apps: what runs on the phone --------------------------------------------------------------

/// Somebody spreads a copy of the app with other code in it, or runs the real one on a device that
/// gives them every power over it, and the server takes its word. Attestations that fail or are
/// missing show how common that is. First decide what the app alone must never decide, then let the
/// server ask for proof before it matters.
threat repackaged-app: tampering
  "A changed {p}, or one on a manipulated device, passes for the real one"
  for process p: mobile-app {
  when p.integrity-need >= medium
  unless p.tamper-detection
  severity: medium; likelihood: medium
  group: tamper
  cwe: 353, 693; capec: 207, 660, 661; attack: "T1645", "T1655", "T1617", "T1404"
  owasp: "M7:2024", "MASVS-RESILIENCE-1", "MASVS-RESILIENCE-2"
  detect: "Attestation of the app or device failed or is missing"
  ask: "What would {p} or its server notice about a changed copy or a rooted device?"
}
test "a changed copy of the app may order a transfer" {
  asset transfer: payment classified internal { integrity: high }
  zone phone: public-client-zone { process c: mobile-app { tamper-detection: no } }
  zone inside: internal-zone { process p: api }
  flow a: c -> p via https carrying transfer
  expect repackaged-app on c
}
test "the server asks for proof that app and device are genuine" {
  asset transfer: payment classified internal { integrity: high }
  zone phone: public-client-zone { process c: mobile-app { tamper-detection: yes } }
  zone inside: internal-zone { process p: api }
  flow a: c -> p via https carrying transfer
  expect mitigated repackaged-app on c
}
test "a changed copy of the app could do no harm" {
  asset transfer: payment classified internal { integrity: low }
  zone phone: public-client-zone { process c: mobile-app { tamper-detection: no } }
  zone inside: internal-zone { process p: api }
  flow a: c -> p via https carrying transfer
  expect no repackaged-app on c
}

/// Somebody talks the owner into trusting one more certificate, or an employer installs it, and the
/// encrypted traffic of the app can be read on the way. Keys that differ from the expected ones,
/// reported by the app, are the sign. First let the app accept only your own keys, with a spare one
/// for renewal.
threat traffic-interception: information-disclosure "A foreign certificate on the phone opens {f}"
  for flow f {
  when f.source is mobile-app and not f.is-reply and f.encrypted
    and (f.sensitivity >= restricted or f.reply.sensitivity >= restricted)
    and any(z in f.target.zones where z.kind in [dmz, internal, cloud-account, network, cluster,
      namespace, restricted, datacenter])
  unless f.source.cert-pinning
  severity: medium; likelihood: low
  group: peer-identity
  cwe: 295; capec: 94; attack: "T1638"; owasp: "M5:2024", "MASVS-NETWORK-2"
  detect: "Pinned key mismatch reported"
  ask: "Does {f.source} trust every certificate the phone trusts?"
}
test "the app trusts whatever the phone trusts" {
  asset finding: health classified restricted
  zone phone: public-client-zone { process c: mobile-app { cert-pinning: no } }
  zone inside: dmz-zone { process p: api }
  flow a: c -> p via https carrying nothing returns finding
  expect traffic-interception on a
}
test "the app knows the keys of its server" {
  asset finding: health classified restricted
  zone phone: public-client-zone { process c: mobile-app { cert-pinning: yes } }
  zone inside: dmz-zone { process p: api }
  flow a: c -> p via https carrying nothing returns finding
  expect mitigated traffic-interception on a
}
test "the server belongs to somebody else, who may change its keys" {
  asset finding: health classified restricted
  zone phone: public-client-zone { process c: mobile-app { cert-pinning: no } }
  zone inside: third-party-zone { process p: api }
  flow a: c -> p via https carrying nothing returns finding
  expect no traffic-interception on a
}
test "what is merely confidential is safe enough without it" {
  asset finding: health classified confidential
  zone phone: public-client-zone { process c: mobile-app { cert-pinning: no } }
  zone inside: dmz-zone { process p: api }
  flow a: c -> p via https carrying nothing returns finding
  expect no traffic-interception on a
}
test "a browser shows a warning of its own" {
  asset finding: health classified restricted
  zone phone: public-client-zone { process c: browser { cert-pinning: no } }
  zone inside: dmz-zone { process p: api }
  flow a: c -> p via https carrying nothing returns finding
  expect no traffic-interception on a
}
test "in clear text there is no certificate to exchange" {
  asset finding: health classified restricted
  zone phone: public-client-zone { process c: mobile-app { cert-pinning: no } }
  zone inside: dmz-zone { process p: api }
  flow a: c -> p via http carrying nothing returns finding
  expect no traffic-interception on a
}

/// Another app on the phone starts parts of yours, or registers for the same link and catches the
/// sign-in that was meant for you. Callers that the app does not expect are the sign. First list
/// what is open to others, close what nobody needs, and use links that only your domain can own.
threat hostile-neighbour-app: spoofing "Other apps can send to {p} or catch what is meant for it"
  for process p: mobile-app {
  when p.exports-ipc
  unless p.ipc-restricted
  severity: medium; likelihood: medium
  group: ipc
  cwe: 926, 939; capec: 499, 502, 505; attack: "T1635"
  owasp: "M4:2024", "MASVS-PLATFORM-1", "M8:2024"
  detect: "Unexpected caller of an exported component"
  ask: "Which links and components of {p} can other apps call?"
}
test "any app can open the payment screen" {
  zone phone: public-client-zone { process c: mobile-app { exports-ipc: yes; ipc-restricted: no } }
  expect hostile-neighbour-app on c
}
test "only apps of the same maker can open it" {
  zone phone: public-client-zone { process c: mobile-app { exports-ipc: yes; ipc-restricted: yes } }
  expect mitigated hostile-neighbour-app on c
}
test "nothing of the app is open to others" {
  zone phone: public-client-zone { process c: mobile-app { exports-ipc: no; ipc-restricted: no } }
  expect no hostile-neighbour-app on c
}

/// The app shows pages in a window of its own, and a page from elsewhere calls the functions that
/// were meant for yours. Pages outside the list, opened inside the app, are the sign. First show
/// foreign pages in the real browser, and offer native functions to your own pages alone.
threat web-view: elevation-of-privilege "Foreign pages shown inside {p} reach its native functions"
  for process p: mobile-app {
  when any(x in p.parses where x = html)
  unless p.ipc-restricted and p.url-allowlist
  severity: medium; likelihood: low
  group: ipc
  cwe: 749; capec: 500, 503; attack: "T1658"; owasp: "M4:2024", "MASVS-PLATFORM-2"
  detect: "Page outside the list opened in the app"
  ask: "Which pages may {p} show in its built-in browser?"
}
test "the app opens any page and offers it everything" {
  zone phone: public-client-zone {
    process c: mobile-app { parses: html; ipc-restricted: yes; url-allowlist: no }
  }
  expect web-view on c
}
test "the app opens its own pages only and checks who calls" {
  zone phone: public-client-zone {
    process c: mobile-app { parses: html; ipc-restricted: yes; url-allowlist: yes }
  }
  expect mitigated web-view on c
}
test "the app shows no pages" {
  zone phone: public-client-zone {
    process c: mobile-app { parses: image; ipc-restricted: yes; url-allowlist: no }
  }
  expect no web-view on c
}

/// A finger or a code opens the app, but the answer is a mere yes inside the program, and whoever
/// controls the phone turns it into one. Sessions that go on without any word to the server are the
/// sign. First tie the unlock to a key that the phone releases only to its owner.
threat local-unlock-only: elevation-of-privilege "The lock of {p} can be skipped on the device"
  for process p: mobile-app {
  when p.login = local
  unless p.platform-keystore
  severity: medium; likelihood: medium
  group: local-auth
  cwe: 287; capec: 115; attack: "T1461"; owasp: "M3:2024", "MASVS-AUTH-2"
  detect: "Session resumed without server check"
  ask: "Does the server learn anything when {p} is unlocked with a finger?"
}
test "a finger only flips a switch inside the app" {
  zone phone: public-client-zone { process c: mobile-app { login: local; platform-keystore: no } }
  expect local-unlock-only on c
}
test "a finger releases the key that opens the session" {
  zone phone: public-client-zone { process c: mobile-app { login: local; platform-keystore: yes } }
  expect mitigated local-unlock-only on c
}
test "people sign in at the server" {
  zone phone: public-client-zone { process c: mobile-app { login: own; platform-keystore: no } }
  expect no local-unlock-only on c
}

// ---- Devices: getting in -----------------------------------------------------------------------

/// All devices of one type leave the factory with the same password, and lists of those are public.
/// A sign-in with the factory password is the sign. First give each unit its own, or refuse to work
/// until it was changed.
threat default-password: spoofing "Whoever knows the factory password can sign in to {p}"
  for process p {
  when p.field-device and not (p.managed in [provider, supplier]) and not (p.login = none)
    and any(f in p.flows where f.via is not ble and not (f.network = local))
  unless p.no-default-credentials
  severity: critical; likelihood: high; top: yes
  group: default-credential
  cwe: 1392, 798; capec: 70; attack: "T0812", "T1078.001"
  detect: "Sign-in with a factory password"
  ask: "Is the first password of {p} unique or forced to change?"
}
test "all cameras leave the factory with one password" {
  zone field: device-zone { process d: sensor { no-default-credentials: no } }
  zone inside: internal-zone { process p: api }
  flow a: d -> p via https
  expect default-password on d
}
test "nobody has said how the cameras are shipped" {
  zone field: device-zone { process d: sensor }
  zone inside: internal-zone { process p: api }
  flow a: d -> p via https
  expect maybe default-password on d
}
test "each camera has a first password of its own" {
  zone field: device-zone { process d: sensor { no-default-credentials: yes } }
  zone inside: internal-zone { process p: api }
  flow a: d -> p via https
  expect mitigated default-password on d
}
test "a thermometer that only sends by radio has no sign-in" {
  zone field: device-zone { process d: sensor { no-default-credentials: no } }
  zone inside: internal-zone { process p: api }
  flow a: d -> p via ble
  expect no default-password on d
}
test "the hub among the devices has a sign-in too" {
  zone field: device-zone { process d: iot-gateway { no-default-credentials: no } }
  zone inside: internal-zone { process p: api }
  flow a: d -> p via https
  expect default-password on d
}
test "a gateway in the cloud is no device" {
  zone field: cloud-account-zone { process d: iot-gateway { no-default-credentials: no } }
  zone inside: internal-zone { process p: api }
  flow a: d -> p via https
  expect no default-password on d
}
test "there is nothing to sign in to" {
  zone field: device-zone { process d: sensor { no-default-credentials: no; login: none } }
  zone inside: internal-zone { process p: api }
  flow a: d -> p via https
  expect no default-password on d
}
test "a supplier runs the cameras and keeps their passwords" {
  zone field: device-zone { process d: sensor { no-default-credentials: no; managed: supplier } }
  zone inside: internal-zone { process p: api }
  flow a: d -> p via https
  expect no default-password on d
}

/// Scanners find the device within minutes of its first start, and from then on it attacks others
/// or opens the network behind it. Connections to many strangers are the sign. First take it off
/// the open internet and let it call out to your service instead.
threat device-in-botnet: denial-of-service "The internet finds {p} and uses it against others"
  for process p {
  when p.field-device
    and any(f in p.inflows where not f.pulled
      and (f.source is not human
        or f.via is [http, https, ws, wss, mqtt, mqtts, coap, ssh, telnet, rdp]) and not f.wireless
      and not (f.network = local) and any(z in f.source.zones where z.kind = internet))
  unless p.segmentation
  severity: high; likelihood: high; top: yes
  group: admin-exposed
  cwe: 668; capec: 125; attack: "T0883", "T1498"
  detect: "Device talks to many unknown hosts"
  ask: "Why can anyone on the internet reach {p}?"
}
test "anyone can call the camera" {
  zone outside: internet-zone { entity u: end-user }
  zone field: device-zone { process d: sensor { segmentation: no } }
  flow a: u -> d via https
  expect device-in-botnet on d
}
test "the network lets only listed callers through to the camera" {
  zone outside: internet-zone { entity u: end-user }
  zone field: device-zone { process d: sensor { segmentation: yes } }
  flow a: u -> d via https
  expect mitigated device-in-botnet on d
}
test "the camera calls out and is called by nobody" {
  zone outside: internet-zone { process s: api }
  zone field: device-zone { process d: sensor { segmentation: no } }
  flow a: d -> s via https
  expect no device-in-botnet on d
}
test "its owner presses a button on the camera" {
  zone outside: internet-zone { entity u: end-user }
  zone field: device-zone { process d: sensor { segmentation: no } }
  flow a: u -> d
  expect no device-in-botnet on d
}
test "only the home network calls the camera" {
  zone outside: public-client-zone { entity u: end-user }
  zone field: device-zone { process d: sensor { segmentation: no } }
  flow a: u -> d via https
  expect no device-in-botnet on d
}
test "a program somewhere calls the camera" {
  zone outside: internet-zone { process u: api }
  zone field: device-zone { process d: sensor { segmentation: no } }
  flow a: u -> d
  expect device-in-botnet on d
}
test "a server on the internet is no device" {
  zone outside: internet-zone { entity u: end-user }
  zone field: device-zone { process d: api { segmentation: no } }
  flow a: u -> d via https
  expect no device-in-botnet on d
}

/// A connector on the board still answers, and with a cable for a few coins somebody gets a console
/// or reads the memory. Opened cases are the sign, where anybody looks. First lock or fuse debug
/// access before shipping, and keep a way to reopen it that needs your key.
threat debug-port: elevation-of-privilege "A debug connector opens {p}" for process p {
  when p.field-device and not (p.managed in [provider, supplier])
    and p.physical-access in [shared, public]
  unless p.debug-disabled
  severity: medium; likelihood: medium
  group: physical-device
  cwe: 1191; capec: 702; attack: "T1200"
  detect: "Device case or debug state change"
  ask: "Which connectors on {p} still answer in the field?"
}
test "the connector of the meter answers to anybody" {
  zone field: device-zone { process d: sensor { physical-access: public; debug-disabled: no } }
  expect debug-port on d
}
test "the connector of the meter is dead" {
  zone field: device-zone { process d: sensor { physical-access: public; debug-disabled: yes } }
  expect mitigated debug-port on d
}
test "the meter hangs behind a locked door" {
  zone field: device-zone { process d: sensor { physical-access: controlled; debug-disabled: no } }
  expect no debug-port on d
}
test "a server in a shared room is no device" {
  zone field: device-zone { process d: api { physical-access: shared; debug-disabled: no } }
  expect no debug-port on d
}
test "the meter belongs to a supplier, who seals it" {
  zone field: device-zone { process d: sensor { managed: supplier; debug-disabled: no } }
  expect no debug-port on d
}

/// Whoever takes one device apart reads its key, and if all devices share it, has them all. The
/// same key at work in two places is the sign. First give each device a key of its own, then keep
/// it in a chip that never tells.
threat key-extracted: information-disclosure "Keys can be read out of the hardware of {p}"
  for process p {
  when p.field-device and p.physical-access in [shared, public]
    and (any(a in p.data where a is [key, credential])
      or any(f in p.outflows where not f.is-reply
        and f.authn in [api-key, shared-key, certificate]))
  unless p.secure-element
  severity: high; likelihood: low
  group: physical-device
  cwe: 522; capec: 167, 622; attack: "T0893"
  detect: "Device key seen at two places"
  ask: "If one {p} is opened, do its keys open any other device?"
}
test "the key of the lock lies in plain memory" {
  zone field: device-zone { process d: sensor { physical-access: public; secure-element: no } }
  zone inside: internal-zone { process p: api }
  flow a: d -> p via mtls carrying nothing
  expect key-extracted on d
}
test "the key of the lock never leaves its chip" {
  zone field: device-zone { process d: sensor { physical-access: public; secure-element: yes } }
  zone inside: internal-zone { process p: api }
  flow a: d -> p via mtls carrying nothing
  expect mitigated key-extracted on d
}
test "nobody can touch the lock" {
  zone field: device-zone { process d: sensor { physical-access: controlled; secure-element: no } }
  zone inside: internal-zone { process p: api }
  flow a: d -> p via mtls carrying nothing
  expect no key-extracted on d
}
test "the lock has no key to give away" {
  zone field: device-zone { process d: sensor { physical-access: public; secure-element: no } }
  zone inside: internal-zone { process p: api }
  flow a: d -> p via http carrying nothing { authn: none }
  expect no key-extracted on d
}
test "a key travels to the lock" {
  asset master: key classified restricted
  zone field: device-zone { process d: sensor { physical-access: public; secure-element: no } }
  zone inside: internal-zone { process p: api }
  flow a: p -> d via https carrying master
  expect key-extracted on d
}

// ---- Devices: their software -------------------------------------------------------------------

/// Somebody loads software of their own onto the device, over the air or with a stick, and it obeys
/// them from then on. Updates that were refused show somebody trying. First sign what you ship, and
/// let the device check the signature before it writes a single byte.
threat firmware-replaced: tampering "{p} may run software that is not yours" for process p {
  when p.field-device and not (p.managed in [provider, supplier])
    and (p.physical-access in [shared, public]
      or any(f in p.flows where f.purpose = update or f.source is firmware-update-service
        or f.target is firmware-update-service))
  unless p.signature-verification
  severity: critical; likelihood: medium; top: yes
  group: firmware
  cwe: 494, 347; capec: 186, 638; attack: "T0839", "T0857"
  detect: "Update refused: signature or version"
  ask: "What makes {p} refuse software that is not yours?"
}
test "the meter runs whatever is loaded onto it" {
  zone field: device-zone {
    process d: sensor { physical-access: controlled; signature-verification: no }
  }
  zone inside: internal-zone { process p: api }
  flow a: p -> d via https { purpose: update }
  expect firmware-replaced on d
}
test "the meter checks a signature before it writes" {
  zone field: device-zone {
    process d: sensor { physical-access: controlled; signature-verification: yes }
  }
  zone inside: internal-zone { process p: api }
  flow a: p -> d via https { purpose: update }
  expect mitigated firmware-replaced on d
}
test "the meter fetches its software itself" {
  zone field: device-zone {
    process d: sensor { physical-access: controlled; signature-verification: no }
  }
  zone inside: internal-zone { process p: firmware-update-service }
  flow a: d -> p via https
  expect firmware-replaced on d
}
test "nobody reaches the meter, neither by hand nor by update" {
  zone field: device-zone {
    process d: sensor { physical-access: controlled; signature-verification: no }
  }
  zone inside: internal-zone { process p: api }
  flow a: p -> d via https { purpose: command }
  expect no firmware-replaced on d
}
test "whoever holds the meter can load something onto it" {
  zone field: device-zone {
    process d: sensor { physical-access: public; signature-verification: no }
  }
  expect firmware-replaced on d
}
test "a server is updated by other means" {
  zone field: device-zone {
    process d: api { physical-access: public; signature-verification: no }
  }
  expect no firmware-replaced on d
}
test "a supplier keeps the software of the meter" {
  zone field: device-zone {
    process d: sensor { managed: supplier; signature-verification: no }
  }
  expect no firmware-replaced on d
}

/// A serious fault becomes known, and no way exists to bring the repair to devices that hang in
/// thousands of homes. Devices on versions that nobody maintains are the sign. First find out how
/// an update could reach them at all; until then keep them away from everything else.
threat never-updated: elevation-of-privilege "A fault in {p} could not be repaired in the field"
  for process p {
  when p.field-device and not (p.managed in [provider, supplier]) and any(f in p.flows)
    and no(f in p.flows where f.purpose = update or f.source is firmware-update-service
      or f.target is firmware-update-service)
  unless p.patching
  severity: high; likelihood: medium
  group: vulnerable
  cwe: 1277; capec: 682; attack: "T0866"
  detect: "Device on an unsupported version"
  ask: "How would a serious fault in {p} be repaired next year?"
}
test "no repair can reach the meters" {
  zone field: device-zone { process d: sensor { patching: no } }
  zone inside: internal-zone { process p: api }
  flow a: d -> p via https
  expect never-updated on d
}
test "a fitter repairs the meters in time" {
  zone field: device-zone { process d: sensor { patching: yes } }
  zone inside: internal-zone { process p: api }
  flow a: d -> p via https
  expect mitigated never-updated on d
}
test "the meters fetch what is new" {
  zone field: device-zone { process d: sensor { patching: no } }
  zone inside: internal-zone { process p: firmware-update-service }
  flow a: d -> p via https
  expect no never-updated on d
}
test "the supplier keeps the meters in repair" {
  zone field: device-zone { process d: sensor { patching: no; managed: supplier } }
  zone inside: internal-zone { process p: api }
  flow a: d -> p via https
  expect no never-updated on d
}
test "the hub sends new software to the meters" {
  zone field: device-zone { process d: sensor { patching: no } }
  zone inside: internal-zone { process p: api }
  flow a: p -> d via https { purpose: update }
  expect no never-updated on d
}
test "a server is repaired where it stands" {
  zone field: device-zone { process d: api { patching: no } }
  zone inside: internal-zone { process p: api }
  flow a: d -> p via https
  expect no never-updated on d
}

/// The device takes only software that you signed, and an old version with a known fault is signed
/// too. An update with a lower version than the present one is the sign. First keep the lowest
/// allowed version where an update cannot lower it.
threat old-firmware-reinstalled: tampering "{p} can be moved back to a version with a known fault"
  for process p {
  when p.field-device and not (p.managed in [provider, supplier]) and p.signature-verification
  unless p.anti-rollback
  severity: medium; likelihood: low
  group: firmware
  cwe: 1328; capec: 186; attack: "T0857"
  detect: "Update with a lower version refused"
  ask: "Can {p} be moved back to a version with a known fault?"
}
test "the meter takes any version that was ever signed" {
  zone field: device-zone { process d: sensor { signature-verification: yes; anti-rollback: no } }
  expect old-firmware-reinstalled on d
}
test "the meter refuses what is older" {
  zone field: device-zone { process d: sensor { signature-verification: yes; anti-rollback: yes } }
  expect mitigated old-firmware-reinstalled on d
}
test "who takes any software need not bother with an old one" {
  zone field: device-zone { process d: sensor { signature-verification: no; anti-rollback: no } }
  expect no old-firmware-reinstalled on d
}

/// Somebody with the device in their hands changes what runs before the system does, and no later
/// check sees it. A start-up measurement that differs is the sign. First anchor the first check in
/// hardware, and let each stage verify the next.
threat boot-tampering: tampering "What {p} runs at power-on can be exchanged" for process p {
  when p.field-device and not (p.managed in [provider, supplier])
    and p.physical-access in [shared, public] and p.criticality >= medium
  unless p.secure-boot
  severity: high; likelihood: low
  group: firmware
  cwe: 1326; capec: 532, 401; attack: "T1542", "T0857"
  detect: "Boot measurement differs"
  ask: "What checks the first code {p} runs after power-on?"
}
test "the pump starts whatever lies in its memory" {
  zone field: device-zone {
    process d: actuator { physical-access: shared; criticality: high; secure-boot: no }
  }
  expect boot-tampering on d
}
test "the pump starts only what its chip has checked" {
  zone field: device-zone {
    process d: actuator { physical-access: shared; criticality: high; secure-boot: yes }
  }
  expect mitigated boot-tampering on d
}
test "little hangs on the pump" {
  zone field: device-zone {
    process d: actuator { physical-access: shared; criticality: low; secure-boot: no }
  }
  expect no boot-tampering on d
}
test "nobody gets near the pump" {
  zone field: device-zone {
    process d: actuator { physical-access: controlled; criticality: high; secure-boot: no }
  }
  expect no boot-tampering on d
}

// ---- Devices: what they say and obey -----------------------------------------------------------

/// A program, a cloned unit or a cheap copy reports under the name of a device of yours, and nobody
/// can tell. An unknown identity, or one that is at work twice, is the sign. First give each unit
/// an identity of its own at the factory, and refuse reports without it.
threat fake-device: spoofing "{f.target} may take an impostor for {f.source}" for flow f {
  when f.source.field-device and not f.pulled and not (f.network = local)
    and (f.target is service or f.target is intermediary) and f.target is not forwarder
    and f.target is not firmware-update-service
  unless f.source.unique-identity and f.authenticated
  severity: high; likelihood: medium; top: yes
  group: device-identity
  cwe: 306, 290; capec: 151; attack: "T0860"
  detect: "Unknown or doubled device identity"
  ask: "How does {f.target} tell the real {f.source} from a copy?"
}
test "all meters report under one key" {
  zone field: device-zone { process d: sensor { unique-identity: no } }
  zone inside: internal-zone { process p: api }
  flow a: d -> p via https { authn: shared-key }
  expect fake-device on a
}
test "each meter reports with a certificate of its own" {
  zone field: device-zone { process d: sensor { unique-identity: yes } }
  zone inside: internal-zone { process p: api }
  flow a: d -> p via https { authn: certificate }
  expect mitigated fake-device on a
}
test "each meter has an identity, but nobody asks for it" {
  zone field: device-zone { process d: sensor { unique-identity: yes } }
  zone inside: internal-zone { process p: api }
  flow a: d -> p via https { authn: none }
  expect fake-device on a
}
test "a proxy leaves it to others to know the meters" {
  zone field: device-zone { process d: sensor { unique-identity: no } }
  zone inside: internal-zone { process p: reverse-proxy }
  flow a: d -> p via https { authn: none }
  expect no fake-device on a
}
test "a gauge is wired to its reader" {
  zone field: device-zone { process d: sensor { unique-identity: no }; process p: iot-gateway }
  flow a: d -> p { authn: none; network: local }
  expect no fake-device on a
}
test "a server that reports is no device" {
  zone field: device-zone { process d: api { unique-identity: no } }
  zone inside: internal-zone { process p: api }
  flow a: d -> p via https { authn: shared-key }
  expect no fake-device on a
}
test "a copy that fetches the new software learns nothing by it" {
  zone field: device-zone { process d: sensor { unique-identity: no } }
  zone inside: internal-zone { process p: firmware-update-service }
  flow a: d -> p via https { authn: shared-key }
  expect no fake-device on a
}

/// Who gets onto the line sends a command of their own, or an old one once more, and something
/// moves that should stand still. Commands out of sequence, or from a controller never seen before,
/// are the sign. First let the device check who sent a command and that it is new.
threat false-command: tampering "A forged command on {f} moves {f.target}" for flow f {
  when f.target.field-device and not (f.network = local)
    and (f.purpose = command or any(a in f.data where a is instructions)
      or (f.target is actuator and f.source is process and not f.is-reply
        and f.purpose is not known))
  unless f.message-signing or f.mutual-auth
  severity: critical; likelihood: medium; top: yes
  group: device-command
  cwe: 345, 306; attack: "T0855", "T0836"
  detect: "Command out of sequence or from a new controller"
  ask: "What proves to {f.target} that a command on {f} is genuine and new?"
}
test "the drive obeys whoever is on the line" {
  zone plant: ot-zone { process d: controller-plc; process p: service }
  flow a: p -> d carrying nothing { purpose: command; message-signing: no; mutual-auth: no }
  expect false-command on a
}
test "the drive obeys signed commands only" {
  zone plant: ot-zone { process d: controller-plc; process p: service }
  flow a: p -> d carrying nothing { purpose: command; message-signing: yes; mutual-auth: no }
  expect mitigated false-command on a
}
test "the drive is asked how warm it is" {
  zone plant: ot-zone { process d: controller-plc; process p: service }
  flow a: p -> d carrying nothing { purpose: telemetry; message-signing: no; mutual-auth: no }
  expect no false-command on a
}
test "whatever is sent to a valve is a command" {
  zone plant: ot-zone { process d: actuator; process p: service }
  flow a: p -> d carrying nothing { message-signing: no; mutual-auth: no }
  expect false-command on a
}
test "the drive fetches its orders" {
  asset order: instructions
  zone plant: ot-zone { process d: controller-plc; process p: service }
  flow a: d -> p carrying nothing returns order { message-signing: no; mutual-auth: no }
  expect false-command on a/reply
}
test "a program that obeys moves nothing" {
  zone plant: ot-zone { process d: api; process p: service }
  flow a: p -> d carrying nothing { purpose: command; message-signing: no; mutual-auth: no }
  expect no false-command on a
}
test "somebody turns the valve by hand" {
  zone plant: ot-zone { process d: actuator; entity p: employee }
  flow a: p -> d carrying nothing { message-signing: no; mutual-auth: no }
  expect no false-command on a
}
test "the drive obeys only a controller that shows its certificate" {
  zone plant: ot-zone { process d: controller-plc; process p: service }
  flow a: p -> d via mtls carrying nothing { purpose: command; message-signing: no }
  expect mitigated false-command on a
}
test "what is sent to a valve for show is no command" {
  zone plant: ot-zone { process d: actuator; process p: service }
  flow a: p -> d carrying nothing { purpose: telemetry; message-signing: no; mutual-auth: no }
  expect no false-command on a
}
test "the controller sits on the same board" {
  zone plant: ot-zone { process d: actuator; process p: service }
  flow a: p -> d via local-ipc carrying nothing { message-signing: no; mutual-auth: no }
  expect no false-command on a
}

/// A reading is wrong but plausible, and people or machines act on it, or fail to act. Values
/// outside what physics allows, or that differ from a neighbour's, are the sign. First sign
/// readings at the sensor, and compare what matters with a second source.
threat false-reading: tampering "A false reading on {f} hides or causes trouble" for flow f {
  when f.source is sensor and f.integrity-need >= medium and not (f.network = local)
  unless f.message-signing or f.mutual-auth
  severity: medium; likelihood: medium
  group: device-command
  cwe: 345; capec: 148; attack: "T0856", "T0832"
  detect: "Reading outside physical limits"
  ask: "What would notice a plausible but false reading from {f.source}?"
}
test "anybody can report a wrong temperature" {
  asset warmth: telemetry classified internal { integrity: high }
  zone field: device-zone { process d: sensor }
  zone inside: internal-zone { process p: api }
  flow a: d -> p via https carrying warmth { message-signing: no; mutual-auth: no }
  expect false-reading on a
}
test "the sensor signs each temperature" {
  asset warmth: telemetry classified internal { integrity: high }
  zone field: device-zone { process d: sensor }
  zone inside: internal-zone { process p: api }
  flow a: d -> p via https carrying warmth { message-signing: yes; mutual-auth: no }
  expect mitigated false-reading on a
}
test "the sensor is asked for the temperature" {
  asset warmth: telemetry classified internal { integrity: high }
  zone field: device-zone { process d: sensor }
  zone inside: internal-zone { process p: api }
  flow a: p -> d carrying nothing returns warmth { message-signing: no; mutual-auth: no }
  expect false-reading on a/reply
}
test "a wrong temperature would do no harm" {
  asset warmth: telemetry classified internal { integrity: low }
  zone field: device-zone { process d: sensor }
  zone inside: internal-zone { process p: api }
  flow a: d -> p via https carrying warmth { message-signing: no; mutual-auth: no }
  expect no false-reading on a
}
test "a program reports what it computed" {
  asset warmth: telemetry classified internal { integrity: high }
  zone field: device-zone { process d: api }
  zone inside: internal-zone { process p: api }
  flow a: d -> p via https carrying warmth { message-signing: no; mutual-auth: no }
  expect no false-reading on a
}

/// Radio goes through walls, and whoever is near enough hears it or joins in. Unknown peers that
/// answer are the sign. First switch on encryption with keys that differ per device, and look at
/// how pairing is protected.
threat radio-listening: information-disclosure "Whoever is near {f.source} can listen to {f}"
  for flow f {
  when f.wireless and not f.is-reply
    and (f.sensitivity >= internal or f.reply.sensitivity >= internal)
  unless f.encrypted
  severity: medium; likelihood: medium
  group: clear-text
  cwe: 319; capec: 158; attack: "T0887", "T0860"
  detect: "Unknown radio peer"
  ask: "What can a listener near {f.source} hear on {f}?"
}
test "a watch tells everybody around how fast a heart beats" {
  asset pulse: health classified confidential
  zone home: public-client-zone { process d: sensor; process c: mobile-app }
  flow a: d -> c via ble carrying pulse { encrypted: no }
  expect radio-listening on a
}
test "a watch tells the paired phone alone" {
  asset pulse: health classified confidential
  zone home: public-client-zone { process d: sensor; process c: mobile-app }
  flow a: d -> c via ble carrying pulse { encrypted: yes }
  expect mitigated radio-listening on a
}
test "a watch lies on a cable" {
  asset pulse: health classified confidential
  zone home: public-client-zone { process d: sensor; process c: mobile-app }
  flow a: d -> c carrying pulse { encrypted: no }
  expect no radio-listening on a
}
test "a thermometer tells what everybody feels" {
  asset pulse: telemetry classified public
  zone home: public-client-zone { process d: sensor; process c: mobile-app }
  flow a: d -> c via ble carrying pulse { encrypted: no }
  expect no radio-listening on a
}
test "a phone asks the watch how fast a heart beats" {
  asset pulse: health classified confidential
  zone home: public-client-zone { process d: sensor; process c: mobile-app }
  flow a: c -> d via ble carrying nothing returns pulse { encrypted: no }
  expect radio-listening on a
  expect no radio-listening on a/reply
}

// ---- Devices: what hangs on them ---------------------------------------------------------------

/// One box has a foot in the control network and one outside it, and who takes it over stands
/// beside the machines. A connection into the control network that was not there before is the
/// sign. First list the connections that production really needs, and let the box refuse the rest.
threat bridge-to-control: elevation-of-privilege
  "Through {p} other networks reach the control network" for process p: iot-gateway {
  when (any(f in p.inflows where any(z in f.source.zones where z.kind = ot))
    or any(f in p.outflows where any(z in f.target.zones where z.kind = ot)))
    and (any(f in p.inflows where any(z in f.source.zones)
      and no(z in f.source.zones where z.kind in [ot, device]))
      or any(f in p.outflows where any(z in f.target.zones)
        and no(z in f.target.zones where z.kind in [ot, device])))
  unless p.segmentation
  severity: critical; likelihood: medium; top: yes
  group: segmentation
  cwe: 653; capec: 700; attack: "T0886", "T0866"
  detect: "New connection into the control network"
  ask: "Which connections through {p} into the control network are really needed?"
}
test "the box lets anything from the office through to the drives" {
  zone office: office-zone { process c: workstation }
  zone line: ot-zone { process g: iot-gateway { segmentation: no }; process d: controller-plc }
  flow a: c -> g via https
  flow b: g -> d via modbus
  expect bridge-to-control on g
}
test "the box lets only two listed connections through" {
  zone office: office-zone { process c: workstation }
  zone line: ot-zone { process g: iot-gateway { segmentation: yes }; process d: controller-plc }
  flow a: c -> g via https
  flow b: g -> d via modbus
  expect mitigated bridge-to-control on g
}
test "who calls the box sits in the control network too" {
  zone office: ot-zone { process c: workstation }
  zone line: ot-zone { process g: iot-gateway { segmentation: no }; process d: controller-plc }
  flow a: c -> g via https
  flow b: g -> d via modbus
  expect no bridge-to-control on g
}
test "behind the box are thermometers in the field, no control network" {
  zone office: office-zone { process c: workstation }
  zone line: device-zone { process g: iot-gateway { segmentation: no }; process d: controller-plc }
  flow a: c -> g via https
  flow b: g -> d via modbus
  expect no bridge-to-control on g
}
test "the box in the office asks the drives" {
  zone office: office-zone { process g: iot-gateway { segmentation: no }; process c: api }
  zone line: ot-zone { process d: controller-plc }
  flow a: g -> c via https
  flow b: g -> d via modbus
  expect bridge-to-control on g
}

/// Power, network or controller fail, and the machine stays as it was: the heater on, the valve
/// open. A device that entered its safe state is worth an alarm, because something failed before.
/// First decide which state is harmless, and let springs or local logic reach it without any help.
threat unsafe-failure: denial-of-service "A fault leaves {p} in a dangerous state"
  for process p: iot-device {
  when p.criticality >= high
    and (p is actuator or (p is controller-plc and no(f in p.outflows where f.target is actuator)))
  unless p.fail-safe
  severity: critical; likelihood: low
  group: safety
  cwe: 636; attack: "T0880", "T0879"
  detect: "Device entered its safe state"
  ask: "In which state does {p} stop when power, network or controller is lost?"
}
test "without its controller the heater stays on" {
  zone plant: ot-zone { process d: actuator { criticality: high; fail-safe: no } }
  expect unsafe-failure on d
}
test "without its controller the heater goes off" {
  zone plant: ot-zone { process d: actuator { criticality: high; fail-safe: yes } }
  expect mitigated unsafe-failure on d
}
test "a lamp that stays on hurts nobody" {
  zone plant: ot-zone { process d: actuator { criticality: low; fail-safe: no } }
  expect no unsafe-failure on d
}
test "a controller stands for the machine that is not drawn" {
  zone plant: ot-zone { process d: controller-plc { fail-safe: no } }
  expect unsafe-failure on d
}
test "the machine behind the controller is asked itself" {
  zone plant: ot-zone {
    process d: controller-plc { fail-safe: no }; process m: actuator { fail-safe: yes }
  }
  flow a: d -> m via modbus
  expect no unsafe-failure on d
}

/// A device is sold, returned or thrown away, and its next owner finds names, passwords and a way
/// into your service. A retired device that connects again is the sign. First withdraw its access
/// on the day it goes, and erase it with one command that leaves a record.
threat retired-device-data: information-disclosure "A discarded {p} still holds data and access"
  for process p {
  when p.field-device and any(a in p.data where a is [credential, key] or a.personal)
  unless p.media-disposal
  severity: medium; likelihood: medium
  group: disposal
  cwe: 1266; capec: 675; attack: "T1005"
  detect: "Retired device connects again"
  ask: "How are data and access on {p} removed when it is taken out of use?"
}
test "the old doorbell still knows all visitors" {
  asset face: biometric classified confidential
  zone home: device-zone { process d: sensor { media-disposal: no } }
  zone inside: internal-zone { process p: api }
  flow a: d -> p via https carrying face
  expect retired-device-data on d
}
test "the old doorbell was erased" {
  asset face: biometric classified confidential
  zone home: device-zone { process d: sensor { media-disposal: yes } }
  zone inside: internal-zone { process p: api }
  flow a: d -> p via https carrying face
  expect mitigated retired-device-data on d
}
test "the old doorbell only counted rings" {
  asset face: telemetry classified confidential
  zone home: device-zone { process d: sensor { media-disposal: no } }
  zone inside: internal-zone { process p: api }
  flow a: d -> p via https carrying face
  expect no retired-device-data on d
}
test "the old doorbell still opens our service" {
  asset pass: key classified confidential
  zone home: device-zone { process d: sensor { media-disposal: no } }
  zone inside: internal-zone { process p: api }
  flow a: d -> p via https carrying pass
  expect retired-device-data on d
}
test "an old server is no device" {
  asset face: biometric classified confidential
  zone home: device-zone { process d: api { media-disposal: no } }
  zone inside: internal-zone { process p: api }
  flow a: d -> p via https carrying face
  expect no retired-device-data on d
}

// ---- Questions ---------------------------------------------------------------------------------

question found-phone "What can somebody who finds the phone read?" for process p: mobile-app {
  ask: "What can somebody who finds the phone read from {p}?"
  good: "nothing without the owner's lock"
  because: "Information disclosure: phones are lost every day"
}

question new-software "How does new software arrive, and what is checked first?"
  for process p: iot-device {
  ask: "How does new software reach {p}, and what does it check first?"
  good: "signature, version, and a start-up that trusts only what was checked"
  because: "Tampering: whoever can update a device owns it"
}

question one-hour-alone "What would an hour alone with it open?" for process p: iot-device {
  ask: "Who can hold {p} in their hands for an hour, and what would that open?"
  good: "this one device and no other"
  because: "Elevation of privilege: one opened device must not open them all"
}

question last-state "In which state does it end when everything fails?" for process p: actuator {
  ask: "In which state does {p} end when power, network and controller are gone?"
  good: "a harmless one, and that was tried"
  because: "Denial of service: here a stop can hurt people"
}
