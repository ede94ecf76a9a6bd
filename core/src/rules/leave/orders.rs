//! One outcome, whatever the order: a person and two leaders act on one leave without hearing of each other, and their
//! actions reach the record in any order, each with the time at which it was done.

use proptest::prelude::*;

use super::samples::{asked, half, span};
use super::{ask_leave, decide_leave, return_early, withdraw_leave};
use crate::model::{Leave, LeaveState, Person, Rank, Record, RecordId, Role, Timestamp};
use crate::protocol::{Problem, ProblemKind};
use crate::rules::judge::testing::{County, date};
use crate::rules::judge::{Verdict, World as _};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Ask,
    Grant(usize),
    Refuse(usize),
    Withdraw,
    Return,
}

/// When a step was done: days before the leave, on its eve, or while it lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum When {
    Before,
    Eve,
    During,
}

/// A person of the village, its head, the township's head, and what was asked for.
struct Scene {
    county: County,
    cadre: Person,
    leaders: [Person; 2],
    leave: Leave,
}

impl Scene {
    fn new() -> Self {
        let mut county = County::new();
        let cadre = county.add_person(county.village, Rank::None, Role::Cadre);
        let leaders = [
            county.add_person(county.village, Rank::Section, Role::Leader),
            county.add_person(county.township, Rank::Township, Role::Leader),
        ];
        let leave = asked(cadre.id, span("2026-03-12 am", "2026-03-13 pm"), county.done_at());
        Self {
            county,
            cadre,
            leaders,
            leave,
        }
    }

    fn verdict(&mut self, step: Step, when: When) -> Verdict {
        let at = self.time(when);
        let id = self.leave.id;
        let actor = match step {
            Step::Ask | Step::Withdraw | Step::Return => &self.cadre,
            Step::Grant(leader) | Step::Refuse(leader) => &self.leaders[leader],
        };
        self.county.acting(actor);
        let county = &self.county;
        match step {
            Step::Ask => ask_leave(
                county,
                &Leave {
                    asked_at: at,
                    ..self.leave.clone()
                },
            ),
            Step::Grant(_) => decide_leave(county, id, true, ""),
            Step::Refuse(_) => decide_leave(county, id, false, "人手不够"),
            Step::Withdraw => withdraw_leave(county, id),
            Step::Return => return_early(county, id, half("2026-03-12 am")),
        }
    }

    fn time(&mut self, when: When) -> Timestamp {
        match when {
            When::Before => self.county.clock(date("2026-03-10"), "09:00"),
            When::Eve => self.county.clock(date("2026-03-11"), "18:00"),
            When::During => self.county.clock(date("2026-03-12"), "15:00"),
        }
    }

    /// Takes a step as it arrives, and says what became of it.
    fn take(&mut self, step: Step, when: When) -> Result<(), Problem> {
        let effects = self.verdict(step, when)?;
        self.county.book(effects);
        Ok(())
    }

    fn on_record(&self) -> Option<Leave> {
        match self.county.record(RecordId(self.leave.id.0)) {
            Some(Record::Leave { leave }) => Some(leave.clone()),
            _ => None,
        }
    }
}

/// How a leave stands, in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Word {
    Nothing,
    Asked,
    Granted,
    Refused,
    Withdrawn,
    Returned,
}

fn word(leave: Option<&Leave>) -> Word {
    match leave.map(|leave| &leave.state) {
        None => Word::Nothing,
        Some(LeaveState::Asked) => Word::Asked,
        Some(LeaveState::Decided { decision }) if decision.granted => Word::Granted,
        Some(LeaveState::Decided { .. }) => Word::Refused,
        Some(LeaveState::Withdrawn { .. }) => Word::Withdrawn,
        Some(LeaveState::Returned { .. }) => Word::Returned,
    }
}

/// What has to become of a step: the table by which people are told.
fn expected(before: Word, step: Step, when: When) -> Result<Word, ProblemKind> {
    use ProblemKind as P;
    match (step, before) {
        (Step::Ask, Word::Nothing) => Ok(Word::Asked),
        (Step::Ask, _) => Err(P::Conflict),
        (_, Word::Nothing) => Err(P::NotFound),
        (Step::Grant(_), Word::Asked) => Ok(Word::Granted),
        (Step::Refuse(_), Word::Asked) => Ok(Word::Refused),
        (Step::Grant(_) | Step::Refuse(_), Word::Withdrawn) => Err(P::AlreadyWithdrawn),
        (Step::Grant(_) | Step::Refuse(_), _) => Err(P::AlreadyDecided),
        (Step::Withdraw, Word::Asked) => Ok(Word::Withdrawn),
        (Step::Withdraw, Word::Granted) if when == When::During => Err(P::AlreadyBegun),
        (Step::Withdraw, Word::Granted) => Ok(Word::Withdrawn),
        (Step::Withdraw, Word::Refused) => Err(P::AlreadyDecided),
        (Step::Return, Word::Asked | Word::Refused) => Err(P::NotGranted),
        (Step::Return, Word::Granted) if when == When::Before => Err(P::Invalid),
        (Step::Return, Word::Granted) => Ok(Word::Returned),
        (Step::Withdraw | Step::Return, Word::Withdrawn) => Err(P::AlreadyWithdrawn),
        (Step::Withdraw | Step::Return, Word::Returned) => Err(P::AlreadyReturned),
    }
}

/// Takes the steps in their order; each does what the table says, or nothing. Then takes those alone that were
/// accepted, from the beginning: all are accepted again, and the same stands at the end.
fn holds(steps: &[(Step, When)]) {
    let mut scene = Scene::new();
    let mut accepted = Vec::new();
    for (step, when) in steps {
        let before = scene.on_record();
        let expected = expected(word(before.as_ref()), *step, *when);
        match scene.take(*step, *when) {
            Ok(()) => {
                assert_eq!(
                    Ok(word(scene.on_record().as_ref())),
                    expected,
                    "{steps:?}: {step:?}"
                );
                accepted.push((*step, *when));
            }
            Err(problem) => {
                assert_eq!(Err(problem.kind), expected, "{steps:?}: {step:?}");
                assert_eq!(scene.on_record(), before, "{steps:?}: {step:?}");
            }
        }
    }
    let outcome = scene.on_record();
    let decisions = |step: &(Step, When)| matches!(step.0, Step::Grant(_) | Step::Refuse(_));
    assert!(
        accepted.iter().filter(|step| decisions(step)).count() <= 1,
        "{steps:?}"
    );
    let mut again = Scene {
        leave: scene.leave.clone(),
        ..scene
    };
    again.county.remove(again.leave.id.0);
    for (step, when) in accepted {
        assert_eq!(again.take(step, when), Ok(()), "{steps:?}: {step:?}");
    }
    assert_eq!(again.on_record(), outcome, "{steps:?}");
}

/// All orders of `rest`, after `taken`.
fn orders(taken: &mut Vec<(Step, When)>, rest: &[(Step, When)], each: &mut impl FnMut(&[(Step, When)])) {
    if rest.is_empty() {
        each(taken);
    }
    for index in 0..rest.len() {
        let mut others = rest.to_vec();
        taken.push(others.remove(index));
        orders(taken, &others, each);
        taken.pop();
    }
}

#[test]
fn all_orders_of_all_actions_have_one_outcome() {
    let mut count = 0;
    for withdrawn in [When::Before, When::During] {
        let steps = [
            (Step::Ask, When::Before),
            (Step::Grant(0), When::Before),
            (Step::Refuse(1), When::Before),
            (Step::Withdraw, withdrawn),
            (Step::Return, When::During),
        ];
        orders(&mut vec![], &steps, &mut |order| {
            count += 1;
            holds(order);
        });
    }
    assert_eq!(count, 240);
}

#[test]
fn a_withdrawal_before_the_leave_wins_over_a_grant_made_offline() {
    for order in [[Step::Grant(0), Step::Withdraw], [Step::Withdraw, Step::Grant(0)]] {
        let mut scene = Scene::new();
        scene.take(Step::Ask, When::Before).unwrap();
        let told: Vec<bool> = order.map(|step| scene.take(step, When::Eve).is_ok()).to_vec();
        assert_eq!(
            word(scene.on_record().as_ref()),
            Word::Withdrawn,
            "{order:?}: {told:?}"
        );
    }
}

proptest! {
    #[test]
    fn any_actions_in_any_order_have_one_outcome(
        steps in proptest::collection::vec(
            (
                proptest::sample::select(vec![
                    Step::Ask, Step::Grant(0), Step::Grant(1), Step::Refuse(0), Step::Refuse(1), Step::Withdraw,
                    Step::Return,
                ]),
                proptest::sample::select(vec![When::Before, When::Eve, When::During]),
            ),
            0..10,
        )
    ) {
        holds(&steps);
    }
}
