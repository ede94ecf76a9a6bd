//! Pull: what has changed for one person.

use serde::{Deserialize, Serialize};

use super::Settings;
use crate::model::{
    Moment, MomentId, Person, PersonId, Reaction, Receipt, Record, RecordId, Timestamp, Unit,
};

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
    /// This page is the first of all: no cursor was sent, or what the caller may see is no longer what it was when theirs
    /// was written. When the last page has come, whatever was not told since may no longer be seen.
    #[serde(default)]
    pub anew: bool,
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
        /// That there is a place which is not told: whoever did not write it asks for it, and the look is noted.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        placed: bool,
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
        /// When, by the giver's clock; not known of those of old.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at: Option<Timestamp>,
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
    /// A moment was taken out of the feed.
    MomentGone {
        /// Which.
        moment: MomentId,
    },
    /// A record stands like this from now on.
    Record {
        /// The record.
        record: Record,
    },
    /// A record may no longer be read by this person. It stands as it was, and may be told again.
    RecordGone {
        /// Which.
        record: RecordId,
    },
    /// Policy and calendar are so from now on.
    Settings {
        /// Both.
        settings: Settings,
    },
    /// Something that a newer server tells and this program does not know. Nothing writes it.
    #[serde(other)]
    Unknown,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_newer_server_tells_does_not_make_a_page_unreadable() {
        let text = r#"{"changes":[{"change":"star_awarded","person":{"id":1},"stars":[4]},
            {"change":"moment_gone","moment":"019af232-b200-77db-9d41-321a495389aa"}],
            "next":"A","more":false,"server_time":1765000000000,"weather":"rain"}"#;
        let page: PullPage = serde_json::from_str(text).unwrap();
        assert_eq!(page.changes[0], Change::Unknown);
        assert!(matches!(page.changes[1], Change::MomentGone { .. }));
        assert!(!page.anew, "an older server does not say");
    }
}
