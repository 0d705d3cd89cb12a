/// A club that runs nothing itself: two services that it pays for, used from browsers.
model club "Chess club" {
  owner: @chair
}
use stride 1.0

asset members: personal-data "List of members" classified confidential { origin: user }
asset minutes "Minutes of meetings" classified internal

zone internet: internet-zone "Internet" {
  entity secretary: employee "Secretary"
  process browser: browser "Browser"
}
zone supplier: third-party-zone "Supplier" {
  entity office: saas-service "Office suite"
}

flow 1   write:  secretary -> browser carrying minutes, members
flow 2   edit:   browser -> office via https carrying minutes, members
