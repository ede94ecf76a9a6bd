//! What a moment said before it was changed or deleted (痕迹).

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
