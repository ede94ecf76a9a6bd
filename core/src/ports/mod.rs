//! What a host gives: the two traits that the engine needs, and the ones that the interface needs. A host that lacks
//! something answers [`Fault::Unsupported`](crate::engine::Fault::Unsupported), which the page turns into a sentence.

mod absent;
mod clock;
mod host;
mod vault;

pub use absent::Absent;
pub use clock::Clock;
pub use host::{Answer, EngineLink, Host, Location, Recorder, RecordingSession};
#[cfg(feature = "client")]
pub use vault::SoftwareVault;
pub use vault::{KeyVault, VaultFault};
