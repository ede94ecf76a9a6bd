//! Somebody's ledger, for themselves, their leaders and the organization department.

use std::sync::Arc;

use jishi_core::protocol::{LookKind, PersonScore, PersonScoreQuery, Problem, ProblemKind};
use jishi_core::rules::access::may_see_score;
use jishi_core::rules::policy::Policy;
use jishi_core::rules::score::{Ledger, Period};

use super::facts::some_policy_has;
use super::{Caller, Service};

impl Service {
    pub(super) async fn do_person_score(
        &self,
        caller: &Caller,
        query: PersonScoreQuery,
    ) -> Result<PersonScore, Problem> {
        let directory = self.directory().await?;
        let person = directory.person(query.person);
        let person =
            person.ok_or_else(|| Problem::from(ProblemKind::NotFound).detail("nobody has this id"))?;
        if !may_see_score(&caller.person, person, directory.tree()) {
            let detail = "this ledger is for others to see";
            return Err(Problem::from(ProblemKind::Forbidden).detail(detail));
        }
        let settings = Arc::new(self.settings().await?);
        let period = Period::around(query.day, query.span);
        if !some_policy_has(&settings, period, Policy::has_points) {
            let detail = "nothing earns or costs points on these days";
            return Err(Problem::from(ProblemKind::SwitchedOff).detail(detail));
        }
        let mut ledgers = self.ledgers(&directory, &settings, &[person], period).await?;
        self.note_look(caller, LookKind::Ledger, vec![person.id]).await?;
        let ledger = ledgers
            .pop()
            .flatten()
            .map_or_else(Ledger::default, |(_, ledger)| ledger);
        Ok(PersonScore {
            person: person.id,
            period,
            total: ledger.total(period),
            ledger,
        })
    }
}
