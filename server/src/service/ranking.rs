//! Places by points, for leaders and the organization department.

use std::collections::BTreeMap;
use std::sync::Arc;

use jishi_core::model::{Person, PersonId, Points, Unit};
use jishi_core::protocol::{Problem, ProblemKind, RankedGroup, Ranking, RankingQuery};
use jishi_core::rules::access::{may_see_ranking, may_see_score};
use jishi_core::rules::rating::{Group, Placed, places};
use jishi_core::rules::score::Period;

use super::{Caller, Service};

fn count(people: usize) -> u32 {
    u32::try_from(people).unwrap_or(u32::MAX)
}

impl Service {
    pub(super) async fn do_ranking(&self, caller: &Caller, query: RankingQuery) -> Result<Ranking, Problem> {
        let directory = self.directory().await?;
        if directory.unit(query.unit).is_none() {
            return Err(Problem::from(ProblemKind::NotFound).detail("no unit has this id"));
        }
        if !may_see_ranking(&caller.person, query.unit, directory.tree()) {
            let detail = "this ranking is for others to see";
            return Err(Problem::from(ProblemKind::Forbidden).detail(detail));
        }
        let settings = Arc::new(self.settings().await?);
        let period = Period::around(query.day, query.span);
        // People are compared when a stretch is over, by the policy that holds then; until then by today's.
        let compared = period
            .last
            .min(settings.calendar.day(self.now()).max(period.first));
        let policy = settings
            .policies
            .on(compared)
            .and_then(|policy| policy.ranking)
            .ok_or_else(|| {
                Problem::from(ProblemKind::SwitchedOff).detail("nobody is ranked on these days")
            })?;
        // In the units to which they belong on that day; who has left by then is compared with nobody.
        let (people, units): (Vec<&Person>, Vec<&Unit>) = directory
            .everybody()
            .filter_map(|person| Some((person, directory.unit(person.unit_on(compared)?)?)))
            .filter(|(_, unit)| directory.tree().covers(query.unit, unit.id))
            .unzip();
        let tallies = self.tallies(&directory, &settings, &people, period).await?;
        let mut groups: BTreeMap<Group, Vec<(PersonId, Points)>> = BTreeMap::new();
        for ((person, unit), tally) in people.iter().zip(units).zip(tallies) {
            let Some(tally) = tally else { continue };
            if tally.from <= period.last {
                let group = Group {
                    person: person.kind,
                    unit: unit.kind,
                };
                let totals = groups.entry(group).or_default();
                totals.push((person.id, tally.total));
            }
        }
        let may_see = |placed: &Placed| {
            directory
                .person(placed.person)
                .is_some_and(|person| may_see_score(&caller.person, person, directory.tree()))
        };
        let groups = groups.into_iter().map(|(group, totals)| {
            // Everybody counts for the places; of one's superiors and equals one sees neither name nor points.
            let (places, hidden): (Vec<Placed>, Vec<Placed>) =
                places(&policy, &totals).into_iter().partition(may_see);
            RankedGroup {
                group,
                people: count(totals.len()),
                places,
                hidden: count(hidden.len()),
            }
        });
        Ok(Ranking {
            unit: query.unit,
            period,
            groups: groups.collect(),
        })
    }
}
