//! What happens to what a person did when phone, server, disk or line fail: by real processes, killed at every point at which
//! they change the disk. What the run finds is the table of RELIABILITY.md.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test stops at the first surprise, in its helpers too"
)]

mod ground;
mod life;
mod phone;
mod server;
mod sync;
mod tally;
mod upgrade;
mod wire;

/// Pixels of the photos: enough for a file of several kilobytes, and little work.
const SMALL: (u32, u32) = (480, 360);
