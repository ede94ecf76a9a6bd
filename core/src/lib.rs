//! The domain of Jishi: nouns, rules, wire protocol, and — with the feature `client` — the engine that every
//! device runs. Knows no interface, no platform and no server.

pub mod engine;
#[cfg(feature = "client")]
pub mod http;
pub mod media;
pub mod model;
#[cfg(feature = "client")]
pub mod outbox;
pub mod ports;
pub mod protocol;
pub mod rules;
#[cfg(feature = "client")]
pub mod store;
#[cfg(feature = "client")]
pub mod sync;
