//! Doubts about what a record rests on. They stand beside the record, which is kept in any case, until somebody has looked.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Decision, DoubtId, Mode, PersonId, Sha256, Timestamp};

/// What is to be looked at of one record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Doubt {
    /// Its id, which follows from the subject's.
    pub id: DoubtId,
    /// The tap, or the moment.
    pub subject: Uuid,
    /// Whose that is.
    pub person: PersonId,
    /// When that was done, as it counts.
    pub at: Timestamp,
    /// In which mode, if it is a tap.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mode: Option<Mode>,
    /// What was found; never empty.
    pub flags: Vec<Flag>,
    /// What somebody decided who has looked: granted, and it counts like any other; not granted, and it does not count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Decision>,
}

impl Doubt {
    /// The id of the doubt about a tap or a moment: there is one at most.
    #[must_use]
    pub fn id_about(subject: Uuid) -> DoubtId {
        let mut text = b"doubt ".to_vec();
        text.extend_from_slice(subject.as_bytes());
        let Sha256(digest) = Sha256::of(&text);
        let mut bytes = [0; 16];
        bytes.iter_mut().zip(digest).for_each(|(to, from)| *to = from);
        DoubtId(uuid::Builder::from_custom_bytes(bytes).into_uuid())
    }
}

/// Something found in the evidence of time or place.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "flag", rename_all = "snake_case")]
pub enum Flag {
    /// The phone's clock was set otherwise than the evidence allows. The record has the time of the evidence.
    Clock {
        /// What the phone's clock said.
        wall: Timestamp,
    },
    /// The host says that the fix is simulated.
    Simulated,
    /// The fix was old when it was used.
    Stale {
        /// How old, in milliseconds.
        age_ms: u64,
    },
    /// The fix is too inaccurate to say where it was.
    Coarse {
        /// Its accuracy in metres.
        accuracy_m: f64,
    },
    /// Nobody gets that far in that time since, or until, they were somewhere else.
    Moved {
        /// Metres between the two, less what both fixes leave open.
        metres: f64,
        /// Milliseconds between the two.
        ms: u64,
    },
}

/// The kinds of flag, by which the policy says what they mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FlagKind {
    /// [`Flag::Clock`].
    Clock,
    /// [`Flag::Simulated`].
    Simulated,
    /// [`Flag::Stale`].
    Stale,
    /// [`Flag::Coarse`].
    Coarse,
    /// [`Flag::Moved`].
    Moved,
}

impl Flag {
    /// Its kind.
    #[must_use]
    pub const fn kind(&self) -> FlagKind {
        match self {
            Self::Clock { .. } => FlagKind::Clock,
            Self::Simulated => FlagKind::Simulated,
            Self::Stale { .. } => FlagKind::Stale,
            Self::Coarse { .. } => FlagKind::Coarse,
            Self::Moved { .. } => FlagKind::Moved,
        }
    }
}
