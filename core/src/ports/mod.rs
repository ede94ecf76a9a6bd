//! What a host gives: the traits that the engine needs, and the ones that the interface needs. A host that lacks
//! something answers [`Fault::Unsupported`](crate::engine::Fault::Unsupported), which the page turns into a sentence.

mod absent;
mod clock;
mod connection;
mod host;
#[cfg(not(target_arch = "wasm32"))]
mod key_file;
#[cfg(feature = "client")]
mod photo_codec;
mod vault;

pub use absent::Absent;
pub use clock::Clock;
pub use connection::Connection;
pub use host::{
    Answer, AnswerAbout, EngineLink, Host, Installation, Location, Recorder, RecordingSession, Room,
};
#[cfg(not(target_arch = "wasm32"))]
pub use key_file::key_file;
#[cfg(all(feature = "client", feature = "codecs"))]
pub use photo_codec::OwnCodec;
#[cfg(feature = "client")]
pub use photo_codec::PhotoCodec;
pub use vault::{KeyService, KeyVault, VaultFault};
#[cfg(feature = "client")]
pub use vault::{Numbers, SoftwareVault, compressed, try_key};
