//! The `tm` binary.
fn main() {}
