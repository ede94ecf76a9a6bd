//! Taking moments out of the feed.

use super::within;
use crate::model::MomentId;
use crate::protocol::ProblemKind;
use crate::rules::judge::checks::{own, refuse};
use crate::rules::judge::{Effect, Verdict, World};

/// Takes one's moment out of the feed; that it was there stays on the record.
///
/// # Errors
/// - [`NotFound`](ProblemKind::NotFound): no such moment.
/// - [`Forbidden`](ProblemKind::Forbidden): somebody else's.
/// - [`AlreadyDone`](ProblemKind::AlreadyDone): it was deleted before.
/// - [`SwitchedOff`](ProblemKind::SwitchedOff), [`TooLate`](ProblemKind::TooLate): not within the policy's hours.
pub fn delete(world: &impl World, id: MomentId) -> Verdict {
    let Some(moment) = world.moment(id) else {
        return refuse(ProblemKind::NotFound, "no such moment");
    };
    own(world, moment.author)?;
    if moment.deleted {
        return refuse(ProblemKind::AlreadyDone, "the moment was deleted before");
    }
    within(world, moment.done_at, |logs| logs.delete_hours)?;
    Ok(vec![Effect::Delete(id)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Rank, Role};
    use crate::rules::judge::KnownMoment;
    use crate::rules::judge::testing::{County, date};

    fn posted() -> (County, MomentId) {
        let mut county = County::new();
        let cadre = county.add_person(county.village, Rank::None, Role::Cadre);
        let known = KnownMoment {
            author: cadre.id,
            done_at: county.done_at(),
            deleted: false,
        };
        let id = MomentId::new(county.done_at());
        county.put_moment(id, known).acting(&cadre);
        (county, id)
    }

    #[test]
    fn a_moment_is_deleted_once() {
        let (mut county, id) = posted();
        county.accepts(|county| delete(county, id));
        assert!(county.moment(id).is_some_and(|moment| moment.deleted));
        assert_eq!(
            county.refuses(|county| delete(county, id)),
            ProblemKind::AlreadyDone
        );
        let unknown = MomentId::new(county.done_at());
        assert_eq!(
            county.refuses(|county| delete(county, unknown)),
            ProblemKind::NotFound
        );
    }

    #[test]
    fn it_can_be_deleted_for_the_policys_hours() {
        for (hours, time, expected) in [
            (2, "11:00", None),
            (2, "11:01", Some(ProblemKind::TooLate)),
            (0, "09:00", Some(ProblemKind::SwitchedOff)),
        ] {
            let (mut county, id) = posted();
            county.policy(|policy| policy.logs.delete_hours = hours);
            county.clock(date("2026-03-10"), time);
            let refused = delete(&county, id).err().map(|problem| problem.kind);
            assert_eq!(refused, expected, "{hours} {time}");
        }
    }
}
