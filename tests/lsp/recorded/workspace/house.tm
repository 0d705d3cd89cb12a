kb house 1.0.0 "House rules" { license: "CC0-1.0" }
use base 1.0
/// A copy of the shop front.
threat crowd: spoofing "{p} is copied" for process p {
  when p is web-app
  severity: high
}
test "a shop" { process p: web-app; expect house.crowd on p }
