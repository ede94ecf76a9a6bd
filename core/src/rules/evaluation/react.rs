//! Reacting to moments.

use crate::model::{MomentId, Person, REASON_MAX, ReactionKind};
use crate::protocol::{Problem, ProblemKind};
use crate::rules::access::{may_dislike, may_react, may_see_moments};
use crate::rules::judge::checks::refuse;
use crate::rules::judge::words::{policy_then, text};
use crate::rules::judge::{Effect, Verdict, World};
use crate::rules::policy::EvaluationPolicy;

const DAY_MS: i64 = 86_400_000;

/// Likes or dislikes a moment, changes that, or with `None` takes it back. Taking back always stays allowed, also where
/// evaluation has been switched off. A reason is kept without the blanks around it.
///
/// # Errors
/// - [`NotFound`](ProblemKind::NotFound): no such moment, not for the actor to see, or deleted and not taken back.
/// - [`Forbidden`](ProblemKind::Forbidden): one's own, or see [`may_react`] and [`may_dislike`].
/// - [`SwitchedOff`](ProblemKind::SwitchedOff): evaluation is, or the policy gives nobody one of this kind.
/// - [`Invalid`](ProblemKind::Invalid): a dislike without a reason that can be shown.
/// - [`TooLate`](ProblemKind::TooLate): a dislike that arrives when half of the days to contest it are over.
/// - [`DailyCap`](ProblemKind::DailyCap): the day's reactions of this kind to other moments are used up.
pub fn react(world: &impl World, id: MomentId, reaction: Option<&ReactionKind>) -> Verdict {
    // What was given to a moment that was deleted meanwhile counts towards the day's number, so it can be taken back.
    let moment = world
        .moment(id)
        .filter(|moment| !moment.deleted || reaction.is_none());
    let author = moment.and_then(|moment| world.person(moment.author));
    let Some(author) = author.filter(|author| may_see_moments(world.actor(), author, world.tree())) else {
        return refuse(ProblemKind::NotFound, "no such moment");
    };
    if !may_react(world.actor(), author, world.tree()) {
        return refuse(ProblemKind::Forbidden, "nobody reacts to their own moments");
    }
    let mut stands = reaction.cloned();
    if let Some(kind) = &mut stands {
        let Some(policy) = policy_then(world).and_then(|policy| policy.evaluation.as_ref()) else {
            return refuse(ProblemKind::SwitchedOff, "evaluation is switched off");
        };
        let given = world.given_on(world.calendar().day(world.done_at()), id);
        match kind {
            ReactionKind::Like => below(policy.likes_per_day, given.likes)?,
            ReactionKind::Dislike { reason } => {
                *reason = reason.trim().to_owned();
                dislike(world, author, reason, policy)?;
                in_time(world)?;
                below(policy.dislikes_per_day, given.dislikes)?;
            }
        }
    }
    Ok(vec![Effect::React {
        moment: id,
        reaction: stands,
    }])
}

fn dislike(
    world: &impl World,
    author: &Person,
    reason: &str,
    policy: &EvaluationPolicy,
) -> Result<(), Problem> {
    if !may_dislike(world.actor(), author, policy.dislike_rank, world.tree()) {
        return refuse(ProblemKind::Forbidden, "the rank does not allow this dislike");
    }
    text("the reason", reason, REASON_MAX)
}

/// That a dislike arrives while half of the days to contest it are left: the author hears of it when it does.
fn in_time(world: &impl World) -> Result<(), Problem> {
    let file_days = policy_then(world)
        .and_then(|policy| policy.appeal)
        .map(|appeal| appeal.file_days);
    let took = world.received().since(world.done_at());
    if file_days.is_some_and(|days| took > i64::from(days) * DAY_MS / 2) {
        return refuse(
            ProblemKind::TooLate,
            "a dislike that arrives so late could hardly be contested",
        );
    }
    Ok(())
}

fn below(per_day: u16, given: u16) -> Result<(), Problem> {
    if per_day == 0 {
        return refuse(ProblemKind::SwitchedOff, "this reaction is switched off");
    }
    if given >= per_day {
        return refuse(
            ProblemKind::DailyCap,
            "the day's reactions of this kind are used up",
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Rank, Role};
    use crate::rules::judge::KnownMoment;
    use crate::rules::judge::testing::{County, date};

    const LIKE: ReactionKind = ReactionKind::Like;

    fn dislike_for(reason: &str) -> ReactionKind {
        ReactionKind::Dislike {
            reason: reason.into(),
        }
    }

    /// A township's head, who acts, and some moments of a cadre in a village below.
    fn posted<const N: usize>() -> (County, [MomentId; N]) {
        let mut county = County::new();
        let head = county.add_person(county.township, Rank::Township, Role::Leader);
        let cadre = county.add_person(county.village, Rank::None, Role::Cadre);
        let moments = [(); N].map(|()| MomentId::new(county.done_at()));
        for id in moments {
            let known = KnownMoment {
                author: cadre.id,
                done_at: county.done_at(),
                deleted: false,
            };
            county.put_moment(id, known);
        }
        county.acting(&head);
        (county, moments)
    }

    fn refused(county: &County, id: MomentId, reaction: Option<&ReactionKind>) -> Option<ProblemKind> {
        react(county, id, reaction).err().map(|problem| problem.kind)
    }

    #[test]
    fn a_dislike_arrives_while_it_can_be_contested() {
        let (mut county, [one, _, _]) = posted();
        county.policy(|policy| policy.appeal.as_mut().unwrap().file_days = 10);
        let dislike = dislike_for("与事实不符");
        let half = county.done_at().plus(5 * 86_400_000);
        county.received_at(half);
        assert_eq!(refused(&county, one, Some(&dislike)), None);
        county.received_at(half.plus(1));
        assert_eq!(refused(&county, one, Some(&dislike)), Some(ProblemKind::TooLate));
        assert_eq!(refused(&county, one, Some(&LIKE)), None, "nobody contests a like");
        county.policy(|policy| policy.appeal = None);
        assert_eq!(refused(&county, one, Some(&dislike)), None);
    }

    #[test]
    fn a_days_likes_are_counted_and_the_next_day_has_new_ones() {
        let (mut county, [one, two, three]) = posted();
        county.policy(|policy| policy.evaluation.as_mut().unwrap().likes_per_day = 2);
        county.accepts(|county| react(county, one, Some(&LIKE)));
        county.accepts(|county| react(county, two, Some(&LIKE)));
        assert_eq!(refused(&county, three, Some(&LIKE)), Some(ProblemKind::DailyCap));
        assert_eq!(
            refused(&county, two, Some(&LIKE)),
            None,
            "the same again is not one more"
        );
        assert_eq!(
            refused(&county, three, Some(&dislike_for("与事实不符"))),
            None,
            "dislikes count apart"
        );
        county.accepts(|county| react(county, one, None));
        assert_eq!(
            refused(&county, three, Some(&LIKE)),
            None,
            "what is taken back is free again"
        );
        county.accepts(|county| react(county, three, Some(&LIKE)));
        county.clock(date("2026-03-11"), "00:00");
        assert_eq!(refused(&county, one, Some(&LIKE)), None);
    }

    #[test]
    fn a_like_becomes_a_dislike_while_the_day_has_one() {
        let (mut county, [one, two]) = posted();
        county.policy(|policy| policy.evaluation.as_mut().unwrap().dislikes_per_day = 1);
        for id in [one, two] {
            county.accepts(|county| react(county, id, Some(&LIKE)));
        }
        let reason = dislike_for("照片不是今天的");
        county.accepts(|county| react(county, one, Some(&reason)));
        assert_eq!(refused(&county, two, Some(&reason)), Some(ProblemKind::DailyCap));
        county.accepts(|county| react(county, one, Some(&LIKE)));
        assert_eq!(refused(&county, two, Some(&reason)), None);
    }

    #[test]
    fn a_dislike_has_a_reason_and_the_rank_for_it() {
        let (mut county, [id]) = posted();
        for (reason, expected) in [
            ("", Some(ProblemKind::Invalid)),
            (" \n ", Some(ProblemKind::Invalid)),
            (&"因".repeat(501), Some(ProblemKind::Invalid)),
            (&format!("  {}\n", "因".repeat(500)), None),
            ("与事实不符", None),
        ] {
            assert_eq!(
                refused(&county, id, Some(&dislike_for(reason))),
                expected,
                "{reason}"
            );
        }
        let trimmed = Effect::React {
            moment: id,
            reaction: Some(dislike_for("与事实不符")),
        };
        assert_eq!(
            react(&county, id, Some(&dislike_for(" 与事实不符\n"))),
            Ok(vec![trimmed])
        );
        county.policy(|policy| policy.evaluation.as_mut().unwrap().dislike_rank = Rank::DeputyCounty);
        let reason = dislike_for("与事实不符");
        assert_eq!(refused(&county, id, Some(&reason)), Some(ProblemKind::Forbidden));
        assert_eq!(refused(&county, id, Some(&LIKE)), None);
    }

    #[test]
    fn switched_off_only_the_way_back_is_open() {
        let (mut county, [id]) = posted();
        county.accepts(|county| react(county, id, Some(&LIKE)));
        let reason = dislike_for("与事实不符");
        county.policy(|policy| policy.evaluation.as_mut().unwrap().dislikes_per_day = 0);
        assert_eq!(
            refused(&county, id, Some(&reason)),
            Some(ProblemKind::SwitchedOff)
        );
        county.policy(|policy| policy.evaluation = None);
        for kind in [&LIKE, &reason] {
            assert_eq!(refused(&county, id, Some(kind)), Some(ProblemKind::SwitchedOff));
        }
        let back = Effect::React {
            moment: id,
            reaction: None,
        };
        assert_eq!(react(&county, id, None), Ok(vec![back]));
    }

    #[test]
    fn what_is_deleted_cannot_be_reacted_to() {
        let (mut county, [id]) = posted();
        let known = county.moment(id).unwrap();
        county.put_moment(
            id,
            KnownMoment {
                deleted: true,
                ..known
            },
        );
        assert_eq!(refused(&county, id, Some(&LIKE)), Some(ProblemKind::NotFound));
        assert_eq!(refused(&county, id, None), None, "taking back is always allowed");
        assert_eq!(
            refused(&county, MomentId::new(county.done_at()), None),
            Some(ProblemKind::NotFound)
        );
    }
}
