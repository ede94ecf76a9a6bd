//! Posting moments.

use crate::model::Moment;
use crate::protocol::{Problem, ProblemKind};
use crate::rules::evidence::{Evidenced, doubt};
use crate::rules::judge::checks::{own, unused, when};
use crate::rules::judge::{Effect, Verdict, World};

/// Puts a moment into the actor's log, with the doubt that its evidence leaves. Whether its files have arrived is not asked here.
///
/// # Errors
/// - [`Forbidden`](ProblemKind::Forbidden): it names another author.
/// - [`Conflict`](ProblemKind::Conflict): the id is in use.
/// - [`Invalid`](ProblemKind::Invalid): see [`Moment::check`].
pub fn post(world: &impl World, moment: &Moment) -> Verdict {
    own(world, moment.author)?;
    unused(world, moment.id.0)?;
    let written = moment.done_at;
    let moment = Moment {
        done_at: when(world, written),
        ..moment.clone()
    };
    moment
        .check()
        .map_err(|fault| Problem::new(ProblemKind::Invalid).detail(fault.to_string()))?;
    let doubt = doubt(
        world,
        Evidenced {
            subject: moment.id.0,
            mode: None,
            written,
            at: moment.done_at,
            place: moment.place.as_ref(),
            accuracy_max_m: None,
        },
    )?;
    Ok(std::iter::once(Effect::Post(moment)).chain(doubt).collect())
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
    fn it_counts_when_the_evidence_says() {
        for (minutes, believed) in [(10, true), (11, false), (-10, true), (-1_441, false)] {
            let (county, mut moment) = written();
            let written = moment.done_at.plus(minutes * 60_000);
            moment.done_at = written;
            let effects = post(&county, &moment).unwrap();
            let Some(Effect::Post(posted)) = effects.first() else {
                panic!("{effects:?}")
            };
            let expected = if believed { written } else { county.done_at() };
            assert_eq!(posted.done_at, expected, "{minutes}");
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
