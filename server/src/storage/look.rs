//! Who looked at whose records.

use chrono::NaiveDate;
use jishi_core::model::{PersonId, Timestamp};
use jishi_core::protocol::LookKind;

/// Somebody looks at something of some people.
#[derive(Clone, Debug)]
pub struct NewLook {
    /// Who looks.
    pub viewer: PersonId,
    /// At what.
    pub what: LookKind,
    /// Of whom; the viewer among them leaves no trace.
    pub subjects: Vec<PersonId>,
    /// The civil day.
    pub day: NaiveDate,
    /// When.
    pub at: Timestamp,
}

/// Most looks that are told at once.
pub(super) const LOOKS_MAX: i64 = 1_000;
