//! What several tests of the model share.

pub mod dump;
pub mod generator;
