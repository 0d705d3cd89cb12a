//! What several tests of the model share.

#![allow(dead_code, reason = "each test takes what it needs")]

pub mod dump;
pub mod evaluate;
pub mod generator;
