//! Likes and dislikes received, on the day on which they were given.

use super::{Booking, ByDay, Facts, Period, Received};
use crate::model::{Evidence, Points, Rank, Rule, Standing};
use crate::rules::calendar::Calendar;
use crate::rules::policy::{EvaluationPoints, Policy};

pub(super) struct Days {
    received: ByDay<Received>,
}

impl Days {
    pub(super) fn new(facts: &Facts, calendar: &Calendar, period: Period) -> Self {
        // One per giver and moment: the last word.
        let mut last: Vec<Received> = facts.reactions.clone();
        last.sort_unstable_by_key(|received| {
            (
                received.moment,
                received.giver,
                received.at,
                received.dislike,
                received.rank,
            )
        });
        last.reverse();
        last.dedup_by_key(|received| (received.moment, received.giver));
        let tie = |received: &Received| (received.moment, received.giver);
        Self {
            received: ByDay::new(&last, calendar, period, |received| received.at, tie),
        }
    }

    pub(super) fn book(&mut self, booking: &mut Booking<'_>) {
        let received = self.received.take(booking);
        let policy = booking.policy;
        let Some(worth) = points_of(policy) else {
            return;
        };
        let (mut gain, mut loss) = (Points::ZERO, Points::ZERO);
        for reaction in received {
            let Some(points) = reaction_points(policy, reaction.rank, reaction.dislike) else {
                continue;
            };
            let (rule, sum, cap) = if reaction.dislike {
                (Rule::Disliked, &mut loss, worth.loss_per_day)
            } else {
                (Rule::Liked, &mut gain, worth.gain_per_day)
            };
            let with_it = *sum + Points(points.0.saturating_abs());
            let standing = if with_it <= cap {
                *sum = with_it;
                Standing::Counted
            } else {
                Standing::OverCap
            };
            let evidence = Evidence::Reaction {
                moment: reaction.moment.0,
                giver: reaction.giver.0,
            };
            booking.add(rule, evidence, points, standing);
        }
    }
}

/// What a reaction by somebody of a rank is worth to the author, before the caps of their day; `None` where it gives nothing.
fn reaction_points(policy: &Policy, rank: Rank, dislike: bool) -> Option<Points> {
    let points = points_of(policy)?.by_rank.get(&rank)?;
    Some(if dislike { points.dislike } else { points.like })
}

fn points_of(policy: &Policy) -> Option<&EvaluationPoints> {
    policy.evaluation.as_ref()?.points.as_ref()
}
