//! Leaves.

use std::collections::BTreeMap;

use borsh::{BorshDeserialize, BorshSerialize};

use super::Delivery;
use crate::{
    model::{HalfDay, Leave, LeaveKind, LeaveSpan, Person},
    rules::{
        calendar::Calendar,
        leave::{Balance, Offer, adjoining, counted_half_days},
        policy::LeaveKindPolicy,
    },
};

/// See [`Command::Leaves`](super::Command::Leaves).
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct GetLeaves;

/// Leaves: one's own, and those to decide.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct Leaves {
    /// One's own, newest first.
    pub mine: Vec<LeaveItem>,
    /// Those that one may grant or refuse, in the order of their days.
    pub to_decide: Vec<LeaveItem>,
    /// Those that one granted and that were taken back or ended early of late, the newest change first.
    pub changed: Vec<LeaveItem>,
    /// What leave goes by; `None` where it is not asked for.
    pub terms: Option<LeaveTerms>,
}

/// What leave goes by for the person of this device. A page counts with it by the functions of
/// [`rules::leave`](crate::rules::leave).
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct LeaveTerms {
    /// The county's calendar.
    pub calendar: Calendar,
    /// The kinds that can be asked for, and how each is counted.
    pub kinds: BTreeMap<LeaveKind, LeaveKindPolicy>,
    /// What this year has left, by kind.
    pub balances: Vec<(LeaveKind, Balance)>,
    /// What is offered with one tap.
    pub usual: Option<Offer>,
    /// Who may grant leave of a length, the shortest first.
    pub deciders: Vec<Deciders>,
    /// One's leaves that hold their days.
    pub held: Vec<Leave>,
}

/// Who may grant leaves up to a length.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct Deciders {
    /// Up to so many counted half days; `None` without a limit.
    pub up_to_half_days: Option<u32>,
    /// Who is asked, as far as they are known here.
    pub people: Vec<Person>,
}

impl LeaveTerms {
    /// Counted half days of a span, if it can be counted.
    #[must_use]
    pub fn counted(&self, kind: LeaveKind, span: LeaveSpan) -> Option<u32> {
        let counts = self.kinds.get(&kind)?.counts;
        counted_half_days(span, counts, &self.calendar).ok()
    }

    /// Counted half days of one's leaves right before and after a span: whoever decides on it has to be able to grant them
    /// all in one.
    #[must_use]
    pub fn adjoining(&self, span: LeaveSpan) -> u32 {
        let counts = |kind| self.kinds.get(&kind).map(|kind| kind.counts);
        adjoining(&self.held, span, counts, &self.calendar)
    }

    /// Who decides on so many half days.
    #[must_use]
    pub fn deciders(&self, half_days: u32) -> &[Person] {
        self.deciders
            .iter()
            .find(|step| step.up_to_half_days.is_none_or(|up_to| half_days <= up_to))
            .map_or(&[], |step| &step.people)
    }

    /// What a kind has left.
    #[must_use]
    pub fn balance(&self, kind: LeaveKind) -> Option<Balance> {
        self.balances
            .iter()
            .find(|(of, _)| *of == kind)
            .map(|(_, balance)| *balance)
    }
}

/// A leave as it is shown.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct LeaveItem {
    /// The leave.
    pub leave: Leave,
    /// Who asks, if known here.
    pub person: Option<Person>,
    /// Who decided, if somebody did and is known here.
    pub decider: Option<Person>,
    /// Its counted half days, by the policy of the day on which it was asked for; `None` if they cannot be counted.
    pub half_days: Option<u32>,
    /// Who is asked while it waits, as far as they are known here.
    pub waits_for: Vec<Person>,
    /// Whether one may take it back now.
    pub may_withdraw: bool,
    /// The half days, in their order, with which one may end it early now.
    pub may_end_with: Vec<HalfDay>,
    /// How far one's own last word on it is, if it has not arrived.
    pub under_way: Option<Delivery>,
}
