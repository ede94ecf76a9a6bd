//! The section `[evidence]`.

use std::collections::BTreeMap;

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::model::{Doubt, FlagKind};

/// What is looked for in the evidence of time and place, and what it means. Without the section nothing is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EvidencePolicy {
    /// Minutes by which a phone's clock may differ from what the evidence says.
    pub clock_minutes: u16,
    /// Seconds that a fix may be old when it is used.
    pub fix_age_s: u16,
    /// Kilometres an hour with which people get from one place to the next at most.
    pub speed_kmh: u16,
    /// What is found counts like this until somebody has looked; kinds that are absent count.
    pub until_reviewed: BTreeMap<FlagKind, UntilReviewed>,
}

/// What something counts in which there is a doubt, until somebody has looked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum UntilReviewed {
    /// As if there were none.
    Counts,
    /// It earns nothing and costs nothing, and leaders are asked to look.
    Waits,
}

/// How far something counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
pub enum Trust {
    /// Like any other.
    Counts,
    /// Neither for nor against.
    Waits,
    /// Not at all: somebody has looked.
    Not,
}

impl EvidencePolicy {
    /// Whether one of these waits until somebody has looked.
    pub fn waits(&self, kinds: impl IntoIterator<Item = FlagKind>) -> bool {
        let waits = |kind| self.until_reviewed.get(&kind) == Some(&UntilReviewed::Waits);
        kinds.into_iter().any(waits)
    }

    /// How far a tap or a log counts. `doubts` are those that may be about it: few, most often none.
    #[must_use]
    pub fn trust_in<'a>(&self, subject: Uuid, doubts: impl IntoIterator<Item = &'a Doubt>) -> Trust {
        let about = doubts.into_iter().find(|doubt| doubt.subject == subject);
        about.map_or(Trust::Counts, |doubt| self.trust(doubt))
    }

    /// How far something counts in which there is this doubt.
    #[must_use]
    pub fn trust(&self, doubt: &Doubt) -> Trust {
        match &doubt.review {
            Some(review) if review.granted => Trust::Counts,
            Some(_) => Trust::Not,
            None if self.waits(doubt.flags.iter().map(crate::model::Flag::kind)) => Trust::Waits,
            None => Trust::Counts,
        }
    }
}
