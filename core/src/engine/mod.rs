//! The one owner of store, outbox and network. The app sends it typed [commands](Command) and hears typed
//! [changes](Change); it runs on a thread of its own, or on the web in a dedicated worker, so the interface never waits.

#[cfg(feature = "client")]
mod act;
#[cfg(feature = "client")]
mod ahead;
#[cfg(feature = "client")]
mod attach;
#[cfg(feature = "client")]
mod commands;
#[cfg(feature = "client")]
mod deed;
#[cfg(feature = "client")]
mod edit;
#[cfg(feature = "client")]
mod exchange;
#[cfg(feature = "client")]
mod key;
#[cfg(feature = "client")]
mod line;
#[cfg(feature = "client")]
mod listen;
#[cfg(feature = "client")]
mod pages;
#[cfg(feature = "client")]
mod preview;
#[cfg(feature = "client")]
mod pull;
#[cfg(feature = "client")]
mod run;
#[cfg(feature = "client")]
mod session;
#[cfg(feature = "client")]
mod upload;
#[cfg(feature = "client")]
mod world;

mod message;
mod wire;

#[cfg(feature = "client")]
pub use key::DeviceKey;
pub use message::*;
#[cfg(feature = "client")]
pub use run::{Engine, EngineHandle, Request, Start};
pub use wire::{WireFault, answer_from_bytes, from_bytes, put_file, question_to_bytes, to_bytes};
