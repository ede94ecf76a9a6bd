//! What the points become, and how one argues with them.

use serde::{Deserialize, Serialize};

use crate::model::PersonKind;

/// The section `[appeal]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AppealPolicy {
    /// Days after an entry's day within which it can be contested.
    pub file_days: u16,
    /// Days within which it has to be decided; after that it lapses in favour of the person.
    pub decide_days: u16,
}

/// The section `[ranking]`: each quarter, among people of one kind in units of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RankingPolicy {
    /// Groups smaller than this are not ranked.
    pub group_min: u16,
}

/// The section `[stars]`: each half-year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct StarsPolicy {
    /// How much the total of the system weighs, in percent; the rest is the unit's own assessment.
    pub system_percent: u8,
    /// The lowest mark, out of 100, for two, three, four and five stars; rising.
    pub marks: [u8; 4],
}

/// The section `[recall]`: each quarter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RecallPolicy {
    /// How many percent of a ranked group are proposed, from the bottom.
    pub bottom_percent: u8,
    /// How many different officers have to approve.
    pub approvals: u8,
}

/// The section `[presence]`: each month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PresencePolicy {
    /// Fewer days than this are reported.
    pub days: u8,
    /// Of whom.
    pub kinds: Vec<PersonKind>,
}

/// The section `[retention]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RetentionPolicy {
    /// Days after which the place of a record is deleted.
    pub place_days: u16,
}
