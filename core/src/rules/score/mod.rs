//! Points, and nothing else, come from here: [`score`] makes every entry of every ledger, on devices as on the server.

mod facts;

pub use facts::{Contested, Corrected, Facts, Given, Log, Read, Received, Seen, Tap};
