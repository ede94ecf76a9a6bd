//! The domain's nouns. What they mean is told in the domain brief; what may be done with them is in
//! [`rules`](crate::rules).

mod appeal;
mod attendance;
mod decision;
mod digest;
mod id;
mod learning;
mod leave;
mod ledger;
mod minute;
mod moment;
mod operation;
mod person;
mod place;
mod points;
mod reaction;
mod record;
mod task;
mod time;
mod unit;

pub use appeal::Appeal;
pub use attendance::{CheckIn, Correction, Mode, REASON_MAX, Shift, Workplace};
pub use decision::Decision;
pub use digest::{NotSha256, Sha256};
pub use id::{
    AppealId, CheckInId, CorrectionId, DeviceId, LeaveId, LessonId, MomentId, OperationId, PersonId,
    ReadingId, TaskId, UnitId, UploadId,
};
pub use learning::{Lesson, LessonFile, Reading, Topic};
pub use leave::{Half, HalfDay, Leave, LeaveKind, LeaveSpan, LeaveState};
pub use ledger::{Entry, EntryKey, Evidence, Rule, Standing};
pub use minute::{MinuteOfDay, NotMinuteOfDay};
pub use moment::{
    Attachment, Moment, MomentFault, PHOTOS_MAX, TEXT_MAX, VOICE_MAX_MS, WAVEFORM_BARS, clean_text,
};
pub use operation::{Action, ClockEvidence, Operation, Receipt, ServerAnchor};
pub use person::{Person, PersonKind, Rank, Role};
pub use place::{Datum, Place, Provider};
pub use points::{NotPoints, Points};
pub use reaction::{Reaction, ReactionKind};
pub use record::{Area, Record, RecordId, RecordKind};
pub use task::{Delivered, EvidenceAsked, Task, TaskState, Verdict};
pub use time::Timestamp;
pub use unit::{Hours, Unit, UnitKind};
