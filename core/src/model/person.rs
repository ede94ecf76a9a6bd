//! People.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

use super::{PersonId, Tenure, UnitId};

/// A registered person (干部/职工). Names repeat; the id does not.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Person {
    /// Their id.
    pub id: PersonId,
    /// Their name as the roster has it.
    pub name: String,
    /// The unit they belong to.
    pub unit: UnitId,
    /// Their post (职务), as the roster words it.
    pub post: String,
    /// Their rank; decides whose records they may see.
    pub rank: Rank,
    /// How they are employed.
    pub kind: PersonKind,
    /// What they do in the system.
    pub role: Role,
    /// Where they served before, and until when they serve.
    #[serde(default, skip_serializing_if = "Tenure::is_plain")]
    pub tenure: Tenure,
}

/// A leader's level (级别). Higher outranks lower.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Rank {
    /// No leading rank.
    #[default]
    None,
    /// 股级.
    Section,
    /// 乡科级副职.
    DeputyTownship,
    /// 乡科级正职.
    Township,
    /// 县处级副职.
    DeputyCounty,
    /// 县处级正职.
    County,
}

/// Kinds of person that rules tell apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PersonKind {
    /// Nobody in particular.
    #[default]
    Ordinary,
    /// Village first secretary (第一书记).
    FirstSecretary,
    /// Village-stationed cadre (驻村干部).
    VillageStationed,
}

/// Roles in the system.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Keeps their own record.
    #[default]
    Cadre,
    /// Belongs to a unit's leading group (领导班子).
    Leader,
    /// Keeps a unit's attendance (考勤员).
    Clerk,
    /// Organization department (组织部).
    Organization,
    /// Runs the system.
    Administrator,
}
