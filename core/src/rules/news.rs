//! News (消息): what others did with what is one's own, and deadlines that come near. What one did oneself is no news.

use super::{appeals::has_lapsed, tasks::due};
use crate::model::{LeaveState, NewsId, PersonId, Reaction, Record, Task, TaskState, Timestamp};

const DAY_MS: i64 = 86_400_000;

/// For how long it is told after it was done, in milliseconds: two weeks.
pub const NEWS_MS: i64 = 14 * DAY_MS;
/// How long before its time an open task is told of once more, in milliseconds.
pub const SOON_MS: i64 = DAY_MS;

/// By whom and when.
type Happened = (Option<PersonId>, Timestamp);

/// The last thing that happened to a record of `me` by somebody else, or by the passing of time; `None` if nothing did of which
/// they are still to be told.
#[must_use]
pub fn of_record(record: &Record, me: PersonId, now: Timestamp) -> Option<NewsId> {
    let happened = (record.owner() == me).then(|| last(record, now)).flatten();
    told(record.id().0, happened?, me, now)
}

/// That somebody reacted to a moment of `me`.
#[must_use]
pub fn of_reaction(reaction: &Reaction, me: PersonId, now: Timestamp) -> Option<NewsId> {
    told(
        reaction.moment.0,
        (Some(reaction.giver), reaction.done_at),
        me,
        now,
    )
}

fn told(subject: uuid::Uuid, (by, at): Happened, me: PersonId, now: Timestamp) -> Option<NewsId> {
    (by != Some(me) && at >= now.plus(-NEWS_MS)).then_some(NewsId { subject, by, at })
}

fn last(record: &Record, now: Timestamp) -> Option<Happened> {
    match record {
        // What one took back or ended early oneself after that is known.
        Record::Leave { leave } => match &leave.state {
            LeaveState::Decided { decision } => Some((Some(decision.by), decision.at)),
            LeaveState::Asked | LeaveState::Withdrawn { .. } | LeaveState::Returned { .. } => None,
        },
        Record::Appeal { appeal } if has_lapsed(appeal, now) => Some((None, appeal.decide_by)),
        Record::Correction { .. } | Record::Appeal { .. } | Record::Doubt { .. } => {
            let decision = record.decision()?;
            Some((Some(decision.by), decision.at))
        }
        Record::Task { task } => last_of_task(task, now),
        Record::CheckIn { .. } | Record::Lesson { .. } | Record::Reading { .. } => None,
    }
}

fn last_of_task(task: &Task, now: Timestamp) -> Option<Happened> {
    let verdict = task.deliveries.last().and_then(|result| result.verdict.as_ref());
    let word = verdict.map(|verdict| (verdict.by.or(Some(task.assigner)), verdict.at));
    match &task.state {
        TaskState::Delivered => None,
        TaskState::Accepted => word,
        // Others than the assigner may do that too; who gave it to themselves is told so.
        TaskState::Cancelled { at, .. } => {
            Some(((task.assigner != task.assignee).then_some(task.assigner), *at))
        }
        TaskState::Open => {
            let word = word.unwrap_or((Some(task.assigner), task.given_at));
            let soon = due(task).by.plus(-SOON_MS);
            // What was given for tomorrow is told once.
            let nears = soon <= now && soon > word.1;
            Some(if nears { (None, soon) } else { word })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Decision, Delivered, MomentId, Rank, ReactionKind, Verdict};
    use crate::rules::{leave::samples, tasks::testing};

    const AT: Timestamp = Timestamp(1_772_413_200_000);
    const HOUR: i64 = 3_600_000;

    fn people() -> (PersonId, PersonId) {
        (PersonId::new(AT), PersonId::new(AT.plus(1)))
    }

    #[test]
    fn a_decision_on_ones_own_leave_is_news_for_two_weeks() {
        let (me, _) = people();
        let asked = samples::asked(me, samples::span("2026-03-10 am", "2026-03-10 pm"), AT);
        let record = |leave| Record::Leave { leave };
        assert_eq!(
            of_record(&record(asked.clone()), me, AT),
            None,
            "nobody has decided"
        );
        let decided = samples::decided(asked, true);
        let decision = record(decided.clone()).decision().cloned().unwrap();
        let news = of_record(&record(decided.clone()), me, decision.at).unwrap();
        assert_eq!(
            (news.subject, news.by, news.at),
            (decided.id.0, Some(decision.by), decision.at)
        );
        let last = decision.at.plus(NEWS_MS);
        assert!(of_record(&record(decided.clone()), me, last).is_some());
        assert_eq!(of_record(&record(decided.clone()), me, last.plus(1)), None);
        assert_eq!(
            of_record(&record(decided.clone()), decision.by, decision.at),
            None,
            "of others nothing is told"
        );
        let mut own = decided;
        own.state = LeaveState::Decided {
            decision: Decision { by: me, ..decision },
        };
        assert_eq!(
            of_record(&record(own), me, AT),
            None,
            "what one did oneself is known"
        );
    }

    #[test]
    fn a_task_is_news_when_it_is_given_and_once_more_a_day_before_its_time() {
        let (head, me) = people();
        let task = testing::task(head, me, AT);
        let at = |task: &Task, now: Timestamp| {
            let news = of_record(&testing::record(task), me, now)?;
            Some((news.by, news.at))
        };
        let soon = task.deadline.plus(-SOON_MS);
        assert_eq!(at(&task, AT), Some((Some(head), AT)));
        assert_eq!(at(&task, soon.plus(-1)), Some((Some(head), AT)));
        assert_eq!(at(&task, soon), Some((None, soon)));
        let short = Task {
            deadline: AT.plus(2 * HOUR),
            ..task.clone()
        };
        assert_eq!(
            at(&short, AT.plus(HOUR)),
            Some((Some(head), AT)),
            "given for today"
        );
        let result = |verdict| Delivered {
            text: "已清".into(),
            attachments: vec![],
            place: None,
            placed: false,
            flags: vec![],
            at: AT.plus(HOUR),
            verdict,
        };
        let verdict = |accepted| Verdict {
            accepted,
            reason: "缺照片".into(),
            at: AT.plus(2 * HOUR),
            by: None,
            again_by: None,
        };
        for (state, word, expected) in [
            (TaskState::Delivered, None, None),
            (
                TaskState::Accepted,
                Some(true),
                Some((Some(head), AT.plus(2 * HOUR))),
            ),
            (
                TaskState::Open,
                Some(false),
                Some((Some(head), AT.plus(2 * HOUR))),
            ),
            (
                TaskState::Cancelled {
                    at: AT.plus(3 * HOUR),
                    reason: "不再需要".into(),
                },
                None,
                Some((Some(head), AT.plus(3 * HOUR))),
            ),
        ] {
            let task = Task {
                state,
                deliveries: vec![result(word.map(verdict))],
                ..task.clone()
            };
            assert_eq!(at(&task, AT.plus(4 * HOUR)), expected, "{task:?}");
        }
    }

    #[test]
    fn reactions_of_others_are_news() {
        let (giver, me) = people();
        let reaction = Reaction {
            moment: MomentId::new(AT),
            giver,
            rank: Rank::default(),
            kind: ReactionKind::Like,
            done_at: AT,
        };
        let news = of_reaction(&reaction, me, AT).unwrap();
        assert_eq!((news.subject, news.by), (reaction.moment.0, Some(giver)));
        assert_eq!(of_reaction(&reaction, giver, AT), None);
    }
}
