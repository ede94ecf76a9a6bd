//! The outbox: what a person did, from the tap until the server's receipt. Written in the same transaction as its local
//! effect.

mod delivery;
mod queue;
mod refused;

pub use queue::{Acted, QueuedOperation};
pub use refused::Refused;
