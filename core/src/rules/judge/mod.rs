//! What an action does, or why it may not: one pure function for the device, which shows it at once, and the server, which
//! puts it on the record.

mod provisional;
mod world;

pub use provisional::judge;
pub use world::{Given, KnownMoment, World};

use crate::model::{Moment, MomentId, ReactionKind, Record, Unit};
use crate::protocol::Problem;

/// What an action changes.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// A moment is there.
    Post(Moment),
    /// A moment has other words.
    Edit {
        /// Which.
        moment: MomentId,
        /// Its words from now on.
        text: String,
    },
    /// A moment leaves the feed.
    Delete(MomentId),
    /// A reaction stands, or is taken back.
    React {
        /// On which moment.
        moment: MomentId,
        /// The reaction; `None` takes it back.
        reaction: Option<ReactionKind>,
    },
    /// A record stands like this from now on.
    Put(Record),
    /// A unit is like this from now on.
    SetUnit(Unit),
}

/// What a judge says: all effects, or none and why.
pub type Verdict = Result<Vec<Effect>, Problem>;
