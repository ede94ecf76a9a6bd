//! Pull: what has changed for one person.

use serde::{Deserialize, Serialize};

use super::Settings;
use crate::model::{Moment, MomentId, Person, PersonId, Reaction, Receipt, Record, Timestamp, Unit};

/// Where a device stands in the stream of changes. Opaque: only the server reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct Cursor(pub String);

/// Asks for the next page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
pub struct PullQuery {
    /// The `next` of the page before; none to start.
    pub after: Option<Cursor>,
}

/// One page of changes, oldest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PullPage {
    /// The changes; applying one twice does no harm.
    pub changes: Vec<Change>,
    /// Where to go on.
    pub next: Cursor,
    /// Whether more is there already.
    pub more: bool,
    /// The server's clock.
    pub server_time: Timestamp,
}

/// Something that this person's device should know.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum Change {
    /// A unit is so from now on.
    Unit {
        /// The unit.
        unit: Unit,
    },
    /// A person is so from now on.
    Person {
        /// The person.
        person: Person,
    },
    /// A moment is on the record.
    Moment {
        /// The moment.
        moment: Moment,
        /// The server's proof.
        receipt: Receipt,
    },
    /// A reaction stands.
    Reaction {
        /// The reaction.
        reaction: Reaction,
    },
    /// A reaction was taken back.
    ReactionGone {
        /// On which moment.
        moment: MomentId,
        /// By whom.
        giver: PersonId,
    },
    /// A moment has other words.
    MomentEdited {
        /// Which.
        moment: MomentId,
        /// Its words from now on.
        text: String,
        /// When they were changed, by the author's clock.
        at: Timestamp,
    },
    /// A moment was taken out of the feed, or may no longer be seen.
    MomentGone {
        /// Which.
        moment: MomentId,
    },
    /// A record stands like this from now on.
    Record {
        /// The record.
        record: Record,
    },
    /// Policy and calendar are so from now on.
    Settings {
        /// Both.
        settings: Settings,
    },
}
