//! The domain's nouns. What they mean is told in the domain brief; what may be done with them is in
//! [`rules`](crate::rules).

mod appeal;
mod attachment;
mod attendance;
pub(crate) mod day;
mod decision;
mod device;
mod digest;
mod doubt;
mod id;
mod learning;
mod leave;
mod ledger;
mod minute;
mod moment;
mod news;
mod operation;
mod person;
mod place;
mod points;
mod reaction;
mod record;
mod task;
mod tenure;
mod time;
mod unit;

pub use appeal::{APPEAL_REASON_MAX, Appeal};
#[cfg(feature = "client")]
pub(crate) use attachment::file_name;
pub(crate) use attachment::is_file_name;
pub use attachment::{
    Attachment, DOCUMENT_MAX_BYTES, DOCUMENT_TYPES, DOCUMENTS_MAX, NAME_MAX, PHOTOS_MAX, VIDEO_MAX_BYTES,
    VIDEO_MAX_MS, VIDEO_TYPES, VOICE_MAX_MS, WAVEFORM_BARS, arrange, check_attachments,
};
pub use attendance::{CheckIn, Correction, Mode, REASON_MAX, Shift, Workplace};
pub use decision::Decision;
pub use device::DeviceKey;
pub use digest::{NotSha256, Sha256};
pub use doubt::{Doubt, Flag, FlagKind};
pub use id::{
    AppealId, CheckInId, CorrectionId, DeviceId, DoubtId, LeaveId, LessonId, MomentId, OperationId, PersonId,
    ReadingId, TaskId, UnitId, UploadId,
};
pub use learning::{
    LESSON_BODY_MAX, LESSON_FILE_TYPES, LESSON_FILES_MAX, Lesson, LessonFile, Reading, TITLE_MAX, Topic,
};
pub use leave::{Half, HalfDay, Leave, LeaveKind, LeaveSpan, LeaveState};
pub use ledger::{Entry, EntryKey, Evidence, Matter, Rule, Standing};
pub use minute::{MinuteOfDay, NotMinuteOfDay};
pub use moment::{Moment, MomentFault, TEXT_MAX, check_text, clean_text};
pub use news::NewsId;
pub use operation::{Action, ClockEvidence, Heard, Operation, Proof, Receipt, ServerAnchor};
pub use person::{Person, PersonKind, Rank, Role};
pub use place::{Datum, Place, Provider};
pub use points::{NotPoints, Points};
pub use reaction::{Reaction, ReactionKind};
pub use record::{Area, Record, RecordId, RecordKind};
pub use task::{Delivered, EvidenceAsked, Task, TaskState, Verdict};
pub use tenure::{Posting, Stretch, Tenure};
pub use time::Timestamp;
pub use unit::{Hours, MovedFrom, Unit, UnitKind, WORKPLACES_MAX};
