//! Attendance (考勤): taps with mode and place, and what is asked where a tap is missing.

use borsh::{BorshDeserialize, BorshSerialize};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{CheckInId, CorrectionId, Decision, MinuteOfDay, PersonId, Place, Timestamp, day};

/// Longest reason, in Unicode scalar values; for check-ins, requests and decisions alike.
pub const REASON_MAX: usize = 500;

/// The eight modes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// 正常打卡: at the workplace.
    OnDuty,
    /// 开会.
    Meeting,
    /// 出差.
    BusinessTrip,
    /// 学习.
    Study,
    /// 培训.
    Training,
    /// 下组: visiting a village or its groups.
    VillageVisit,
    /// 外出.
    Out,
    /// 请假: comes from an approved leave, never from a tap.
    Leave,
}

impl Mode {
    /// All, in the order in which they are shown.
    pub const ALL: [Self; 8] = [
        Self::OnDuty,
        Self::Meeting,
        Self::BusinessTrip,
        Self::Study,
        Self::Training,
        Self::VillageVisit,
        Self::Out,
        Self::Leave,
    ];

    /// Whether a tap in this mode has to say why.
    #[must_use]
    pub const fn needs_reason(self) -> bool {
        !matches!(self, Self::OnDuty)
    }
}

/// One tap.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CheckIn {
    /// Its id.
    pub id: CheckInId,
    /// Who tapped.
    pub person: PersonId,
    /// In which mode; never [`Mode::Leave`].
    pub mode: Mode,
    /// Why, for every mode but [`Mode::OnDuty`]; empty there.
    pub reason: String,
    /// Where, if the host could say.
    pub place: Option<Place>,
    /// When, by the phone's clock.
    pub done_at: Timestamp,
}

/// A request to count a shift as attended for which a tap is missing (补卡).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Correction {
    /// Its id.
    pub id: CorrectionId,
    /// Who asks.
    pub person: PersonId,
    /// For which day.
    #[borsh(serialize_with = "day::write", deserialize_with = "day::read")]
    pub day: NaiveDate,
    /// For which shift of that day, from 0.
    pub shift: u8,
    /// As what it should count; never [`Mode::Leave`].
    pub mode: Mode,
    /// Why the tap is missing.
    pub reason: String,
    /// When it was asked, by the phone's clock.
    pub asked_at: Timestamp,
    /// What was decided; `None` while it waits.
    pub decision: Option<Decision>,
    /// When the person took it back, if they did.
    #[serde(default)]
    pub withdrawn_at: Option<Timestamp>,
}

impl Correction {
    /// Whether nobody has decided on it, and it was not taken back.
    #[must_use]
    pub const fn waits(&self) -> bool {
        self.decision.is_none() && self.withdrawn_at.is_none()
    }
}

/// Where a unit works: a circle.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Workplace {
    /// Degrees north of its centre, WGS-84.
    pub latitude: f64,
    /// Degrees east of its centre, WGS-84.
    pub longitude: f64,
    /// Radius in metres.
    pub radius_m: f64,
}

/// A stretch of working time within one civil day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Shift {
    /// When it begins.
    pub starts: MinuteOfDay,
    /// When it ends; later than it begins.
    pub ends: MinuteOfDay,
}
