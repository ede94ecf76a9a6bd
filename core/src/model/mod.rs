//! The domain's nouns. What they mean is told in the domain brief; what may be done with them is in
//! [`rules`](crate::rules).

mod digest;
mod id;
mod moment;
mod operation;
mod person;
mod place;
mod reaction;
mod time;
mod unit;

pub use digest::{NotSha256, Sha256};
pub use id::{DeviceId, MomentId, OperationId, PersonId, UnitId, UploadId};
pub use moment::{
    Attachment, Moment, MomentFault, PHOTOS_MAX, TEXT_MAX, VOICE_MAX_MS, WAVEFORM_BARS, clean_text,
};
pub use operation::{Action, ClockEvidence, Operation, Receipt, ServerAnchor};
pub use person::{Person, PersonKind, Rank, Role};
pub use place::{Datum, Place, Provider};
pub use reaction::{Reaction, ReactionKind};
pub use time::Timestamp;
pub use unit::{Unit, UnitKind};
