//! What no sound client would do, and what chance would: the server answers and lives.
//!
//! - `sequence`: things at the wrong time, in the wrong order, about what is not there.
//! - `parameters`: every request that is offered, with parameters of every wrong shape.
//! - `random`: sessions of chance, the same each time, over damaged texts.
//!
//! Bytes that are no message are in `frames`, clients that do not answer or read in `clients`.

mod parameters;
mod random;
mod requests;
mod sequence;
