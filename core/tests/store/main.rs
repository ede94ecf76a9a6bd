//! The store as the engine uses it: what is saved with what, what may be sent when, and what the server's word changes.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise, in its helpers too")]

mod anew;
mod draft;
mod engine;
mod facts;
mod feed;
mod hands;
mod key;
mod model;
mod moment;
mod outbox;
mod overlay;
mod phone;
mod places;
mod preview;
mod records;
mod upgrade;
