// A first threat model. Everything after // is a comment: read it, then make the model yours.
// "tm check" says what is open, "tm questions" what to find out. Your editor says both as you type.
model {name} "{title}" {
  owner: @you  // who answers for the model
}
use stride 1.0 only standard  // the rules: "lite" has fewer, "comprehensive" all of them

// What is worth protecting. The type after the colon says what kind of data it is.
asset order: personal-data "Order and address" classified confidential
objective orders-private: confidentiality "Nobody else reads an order" {
  protects: order
}
// What you take for granted. Somebody should check it.
assumption host-patched "The host installs updates every week" {
  about: shop
  owner: @you
}

// A zone is a place whose members are trusted alike; threats arise where flows leave one.
zone internet: internet-zone "Internet" {
  entity buyer: end-user "Buyer"
}
zone cloud: internal-zone "Our servers" {
  process shop: web-app "Shop" {
    audit-log: ?  // a question: somebody promised to find out. Write yes or no here
  }
  store orders: sql-database "Orders" holds order
}
scope in zone cloud

// A flow moves data one way; what comes back stands after "returns".
// 1: http is open to readers on the way, so a threat is open. Write "via https", and it is gone.
flow 1 place-order: buyer -> shop "Place an order" via http carrying order { authn: session }
// 2: is "orders" encrypted at rest? The model does not say, so that threat is only possible.
flow 2 keep-order:  shop -> orders "Keep the order" via sql-protocol carrying order
flow 3 read-order:  shop -> orders "Look an order up" via sql-protocol
  carrying nothing returns order

// What you do about threats: one mitigation answers all that its control answers where it stands.
mitigation forms: input-validation "Every form is checked" on shop {
  status: done
}
// A decision about one threat, by its key: rule on subject. It has a reason and an end.
transfer stride.known-vulnerability on shop to "Host, patches weekly" by @you until {until}
  because "Part of the hosting contract"
