//! What a moment said before it was changed or deleted, and the reactions to it that stand no more (痕迹).

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

use crate::model::{MomentId, PersonId, ReactionKind, Timestamp};

/// A moment's words from the first to the last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MomentTrace {
    /// Which moment.
    pub moment: MomentId,
    /// Who wrote it.
    pub author: PersonId,
    /// Its words, oldest first; never none.
    pub versions: Vec<MomentVersion>,
    /// Whether it was deleted.
    pub deleted: bool,
    /// Reactions that were changed or taken back, the oldest first.
    #[serde(default)]
    pub reactions: Vec<PastReaction>,
}

/// A reaction that stands no more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PastReaction {
    /// Whose.
    pub giver: PersonId,
    /// A like, or a dislike and why.
    pub kind: ReactionKind,
    /// When it was given.
    pub since: Timestamp,
    /// Until when it stood; not known of those taken back of old.
    pub until: Option<Timestamp>,
}

/// Words that a moment had for a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MomentVersion {
    /// The words; may be empty where there were pictures.
    pub text: String,
    /// From when on.
    pub since: Timestamp,
}
