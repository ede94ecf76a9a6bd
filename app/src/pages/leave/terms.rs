//! What leave goes by for a person, as the engine may tell it; every number in it comes from the rules.

use std::collections::BTreeMap;

use jishi_core::{
    model::{LeaveKind, LeaveSpan, Person},
    rules::{
        calendar::Calendar,
        leave::{Balance, Offer, counted_half_days},
        policy::LeaveKindPolicy,
    },
};

/// What leave goes by.
#[derive(Clone, Debug, PartialEq)]
pub struct LeaveTerms {
    /// The county's calendar.
    pub calendar: Calendar,
    /// The kinds that can be asked for, and how each is counted.
    pub kinds: BTreeMap<LeaveKind, LeaveKindPolicy>,
    /// What this year has left, by kind.
    pub balances: Vec<(LeaveKind, Balance)>,
    /// What is offered with one tap.
    pub usual: Option<Offer>,
    /// Who may grant leave of a length, the nearest first: up to so many counted half days, and these people. The last one
    /// has no limit.
    pub deciders: Vec<(Option<u32>, Vec<Person>)>,
}

impl LeaveTerms {
    /// Counted half days of a span, if it can be counted.
    #[must_use]
    pub fn counted(&self, kind: LeaveKind, span: LeaveSpan) -> Option<u32> {
        let counts = self.kinds.get(&kind)?.counts;
        counted_half_days(span, counts, &self.calendar).ok()
    }

    /// Who decides on so many half days.
    #[must_use]
    pub fn deciders(&self, half_days: u32) -> &[Person] {
        self.deciders
            .iter()
            .find(|(up_to, _)| up_to.is_none_or(|up_to| half_days <= up_to))
            .map_or(&[], |(_, people)| people)
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
