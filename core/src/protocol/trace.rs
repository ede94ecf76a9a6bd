//! What a moment said before it was changed or deleted, and who disliked it once and no more (痕迹).

use serde::{Deserialize, Serialize};

use crate::model::{MomentId, PersonId, Timestamp};

/// A moment's words from the first to the last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    /// Dislikes that were changed or taken back, the oldest first.
    #[serde(default)]
    pub dislikes: Vec<PastDislike>,
}

/// A dislike that stands no more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PastDislike {
    /// Whose.
    pub giver: PersonId,
    /// Why.
    pub reason: String,
    /// When it was given.
    pub since: Timestamp,
    /// Until when it stood; not known of those taken back of old.
    pub until: Option<Timestamp>,
}

/// Words that a moment had for a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MomentVersion {
    /// The words; may be empty where there were pictures.
    pub text: String,
    /// From when on.
    pub since: Timestamp,
}
