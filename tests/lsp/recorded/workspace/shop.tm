model shop "Web shop — “ö” 😀" { owner: @dana; reviewed: 2026-11-01; review-every: 90d }
use stride 1.0
use `house.tm`
tracker SHOP "https://tracker.example.org/{id}"

/// What people buy.
asset order: personal-data "Order" classified confidential

zone internet: internet-zone "Internet" {
  entity customer: end-user "Customer"
}
zone inside: internal-zone "Our platform" {
  process checkout: web-app "Checkout" { criticality: high; audit-log: ? }
  store orders: sql-database "Order book" holds order
}

flow 1 buy: customer -> checkout "Buy" via https carrying order { authn: session }
flow 2 book: checkout -> orders "Book" via sql-protocol carrying order

mitigation limiter: rate-limit "At the edge" on checkout status planned ticket SHOP-7
assumption sealed: infrastructure "The mail is sealed" { status: open; owner: @kim }
story pay: user "As a customer I pay" on buy { without "a queue": stride.flooding on checkout }
accept stride.flooding on checkout until 2027-01-01 by @dana because "It is small"
