//! What people did in the feed and got for it, as points need it.

use jishi_core::model::{MomentId, PersonId, Reaction, Timestamp};

/// What one person did in the feed over a stretch of time, and got for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Activity {
    /// Who.
    pub person: PersonId,
    /// When a device of theirs was first bound; `None` if none ever was. Before that they could keep no record.
    pub since: Option<Timestamp>,
    /// Their moments that were not deleted, with the time at which they count, in no order.
    pub moments: Vec<(MomentId, Timestamp)>,
    /// Reactions that stand on moments of theirs that were not deleted, given within the stretch, in no order.
    pub reactions: Vec<Reaction>,
}
