//! Identifiers: one newtype per kind of thing, so that a person's id cannot stand where a moment's belongs.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};
use uuid::{ContextV7, Timestamp as UuidTime, Uuid};

use super::Timestamp;

/// Makes id newtypes over UUIDv7: time-ordered, so that keys made in a row lie in a row on disk.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[derive(BorshSerialize, BorshDeserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A new id, made at `now`.
            #[must_use]
            pub fn new(now: Timestamp) -> Self {
                Self(uuid_v7(now))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    )+};
}

ids! {
    /// A registered person.
    PersonId,
    /// A unit in the county's tree.
    UnitId,
    /// A device bound to one person.
    DeviceId,
    /// A moment; a draft already carries the id of the moment it becomes.
    MomentId,
    /// One thing a person did; the key of exactly-once delivery.
    OperationId,
    /// One upload in progress on the server.
    UploadId,
    /// One tap for attendance.
    CheckInId,
    /// A request for a missing tap.
    CorrectionId,
    /// A leave, from the request on.
    LeaveId,
    /// A lesson.
    LessonId,
    /// That somebody has read a lesson.
    ReadingId,
    /// A task.
    TaskId,
    /// An appeal.
    AppealId,
    /// A doubt about a tap or a moment.
    DoubtId,
}

fn uuid_v7(now: Timestamp) -> Uuid {
    let millis = u64::try_from(now.0).unwrap_or(0);
    let (seconds, nanos) = (millis / 1000, (millis % 1000) as u32 * 1_000_000);
    Uuid::new_v7(UuidTime::from_unix(ContextV7::new(), seconds, nanos))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_made_later_sort_later() {
        let early = MomentId::new(Timestamp(1_700_000_000_000));
        let late = MomentId::new(Timestamp(1_700_000_000_001));
        assert!(early < late);
    }

    #[test]
    fn an_id_survives_text() {
        let id = PersonId::new(Timestamp(1_700_000_000_000));
        assert_eq!(id.to_string().parse::<PersonId>().unwrap(), id);
        assert!("not-an-id".parse::<PersonId>().is_err());
    }
}
