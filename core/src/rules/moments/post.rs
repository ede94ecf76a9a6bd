//! Posting moments.

use crate::model::Moment;
use crate::protocol::{Problem, ProblemKind};
use crate::rules::judge::checks::{clock, own, unused};
use crate::rules::judge::{Effect, Verdict, World};

/// Puts a moment into the actor's log. Whether its files have arrived is not asked here.
///
/// # Errors
/// - [`Forbidden`](ProblemKind::Forbidden): it names another author.
/// - [`Conflict`](ProblemKind::Conflict), [`ClockOff`](ProblemKind::ClockOff): the id or the time cannot be.
/// - [`Invalid`](ProblemKind::Invalid): see [`Moment::check`].
pub fn post(world: &impl World, moment: &Moment) -> Verdict {
    own(world, moment.author)?;
    unused(world, moment.id.0)?;
    clock(world, moment.done_at)?;
    moment
        .check()
        .map_err(|fault| Problem::new(ProblemKind::Invalid).detail(fault.to_string()))?;
    Ok(vec![Effect::Post(moment.clone())])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{MomentId, Rank, Role};
    use crate::rules::judge::KnownMoment;
    use crate::rules::judge::testing::County;

    fn written() -> (County, Moment) {
        let mut county = County::new();
        let cadre = county.add_person(county.village, Rank::None, Role::Cadre);
        county.acting(&cadre);
        let moment = Moment {
            id: MomentId::new(county.done_at()),
            author: cadre.id,
            text: "走访三组五户".into(),
            attachments: vec![],
            place: None,
            done_at: county.done_at(),
        };
        (county, moment)
    }

    #[test]
    fn a_moment_is_posted_as_it_was_written_and_once() {
        let (mut county, moment) = written();
        assert_eq!(post(&county, &moment), Ok(vec![Effect::Post(moment.clone())]));
        county.accepts(|county| post(county, &moment));
        assert_eq!(
            county.refuses(|county| post(county, &moment)),
            ProblemKind::Conflict
        );
    }

    #[test]
    fn its_time_fits_the_evidence() {
        for (minutes, fits) in [(10, true), (11, false), (-1_440, true), (-1_441, false)] {
            let (county, mut moment) = written();
            moment.done_at = moment.done_at.plus(minutes * 60_000);
            let refused = post(&county, &moment).err().map(|problem| problem.kind);
            assert_eq!(refused, (!fits).then_some(ProblemKind::ClockOff), "{minutes}");
        }
    }

    #[test]
    fn it_keeps_to_the_limits_of_a_moment() {
        let (county, mut moment) = written();
        moment.text = " ".into();
        assert_eq!(
            county.refuses(|county| post(county, &moment)),
            ProblemKind::Invalid
        );
    }

    #[test]
    fn the_id_of_somebody_elses_moment_cannot_be_taken() {
        let (mut county, moment) = written();
        let other = county.add_person(county.village, Rank::None, Role::Cadre);
        let known = KnownMoment {
            author: other.id,
            done_at: county.done_at(),
            deleted: true,
        };
        county.put_moment(moment.id, known);
        assert_eq!(
            county.refuses(|county| post(county, &moment)),
            ProblemKind::Conflict
        );
    }
}
