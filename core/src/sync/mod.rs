//! Getting the outbox to the server and the server's changes here: snapshot → pure plan → one step, again and again.
//! It may stop at any point and goes on from what the store says.

mod backoff;
mod chunk;
mod plan;

pub use backoff::delay_ms;
pub use chunk::Chunk;
pub use plan::{Snapshot, Step, plan};
