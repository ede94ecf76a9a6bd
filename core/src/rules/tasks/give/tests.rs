use super::super::testing::{part, record, stands, task};
use super::*;
use crate::model::{PersonId, Points, Rank, Role, TaskId, Timestamp};
use crate::rules::judge::testing::County;

/// The township's head, who acts; the village's head; a cadre of the village.
fn chain() -> (County, Person, Person, Person) {
    let mut county = County::new();
    let head = county.add_person(county.township, Rank::Township, Role::Leader);
    let village_head = county.add_person(county.village, Rank::Section, Role::Leader);
    let cadre = county.add_person(county.village, Rank::None, Role::Cadre);
    county.acting(&head);
    (county, head, village_head, cadre)
}

fn refused(county: &County, task: &Task) -> Option<ProblemKind> {
    give(county, task).err().map(|problem| problem.kind)
}

#[test]
fn a_task_goes_down_level_by_level() {
    let (mut county, head, village_head, cadre) = chain();
    let top = task(head.id, village_head.id, county.done_at());
    county.accepts(|county| give(county, &top));
    assert_eq!(stands(&county, top.id), top);
    let middle = part(&top, cadre.id);
    county
        .acting(&village_head)
        .accepts(|county| give(county, &middle));
    let colleague = county.add_person(county.village, Rank::None, Role::Cadre);
    let low = part(&middle, colleague.id);
    county.acting(&cadre).accepts(|county| give(county, &low));
    county.acting(&colleague);
    assert_eq!(
        refused(&county, &part(&low, cadre.id)),
        Some(ProblemKind::Invalid),
        "back up the chain"
    );
    county.acting(&cadre);
    assert_eq!(refused(&county, &low), Some(ProblemKind::Conflict));
    assert_eq!(
        refused(&county, &part(&top, colleague.id)),
        Some(ProblemKind::Forbidden)
    );
}

#[test]
fn a_new_task_can_be_done_and_be_read() {
    type Change = fn(&mut Task);
    let cases: [(&str, Change, Option<ProblemKind>); 11] = [
        ("as it is", |_| {}, None),
        (
            "no title",
            |t| t.title = String::new(),
            Some(ProblemKind::Invalid),
        ),
        (
            "a title of two lines",
            |t| t.title = "一\n二".into(),
            Some(ProblemKind::Invalid),
        ),
        ("the longest title", |t| t.title = "题".repeat(80), None),
        (
            "a longer one",
            |t| t.title = "题".repeat(81),
            Some(ProblemKind::Invalid),
        ),
        ("no text", |t| t.text = String::new(), None),
        (
            "too much of it",
            |t| t.text = "文".repeat(5_001),
            Some(ProblemKind::Invalid),
        ),
        ("due now", |t| t.deadline = t.given_at, Some(ProblemKind::Invalid)),
        ("due in a moment", |t| t.deadline = t.given_at.plus(1), None),
        (
            "done already",
            |t| t.state = TaskState::Accepted,
            Some(ProblemKind::Invalid),
        ),
        (
            "over the policy",
            |t| t.reward = Points(1001),
            Some(ProblemKind::Invalid),
        ),
    ];
    for (what, change, expected) in cases {
        let (county, head, village_head, _) = chain();
        let mut given = task(head.id, village_head.id, county.done_at());
        change(&mut given);
        assert_eq!(refused(&county, &given), expected, "{what}");
    }
}

#[test]
fn a_task_that_reaches_the_record_after_its_deadline_was_never_given() {
    let (mut county, head, village_head, _) = chain();
    let given = task(head.id, village_head.id, county.done_at());
    for (after, expected) in [(-1, None), (0, Some(ProblemKind::TooLate))] {
        county.received_at(given.deadline.plus(after));
        assert_eq!(refused(&county, &given), expected, "{after}");
    }
}

#[test]
fn a_part_keeps_within_its_task() {
    let (mut county, head, village_head, cadre) = chain();
    let mut top = task(head.id, village_head.id, county.done_at());
    county.put(record(&top)).acting(&village_head);
    let mut given = part(&top, cadre.id);
    assert_eq!(refused(&county, &given), None);
    given.deadline = top.deadline.plus(1);
    assert_eq!(refused(&county, &given), Some(ProblemKind::DueAfterParent));
    given.deadline = top.deadline;
    given.reward = top.reward + Points(1);
    assert_eq!(refused(&county, &given), Some(ProblemKind::OverParent));
    given.reward = Points::ZERO;
    let at = county.done_at();
    let reason = "不再需要".to_owned();
    for (state, expected) in [
        (TaskState::Delivered, None),
        (TaskState::Accepted, Some(ProblemKind::AlreadyAccepted)),
        (
            TaskState::Cancelled { at, reason },
            Some(ProblemKind::AlreadyCancelled),
        ),
    ] {
        top.state = state;
        county.put(record(&top));
        assert_eq!(refused(&county, &given), expected, "{:?}", top.state);
    }
    given.parent = Some(given.id);
    assert_eq!(
        refused(&county, &given),
        Some(ProblemKind::NotFound),
        "a part of itself"
    );
}

#[test]
fn a_units_task_goes_to_its_head() {
    let (county, head, village_head, cadre) = chain();
    for (assignee, unit, expected) in [
        (&village_head, county.village, None),
        (&cadre, county.village, Some(ProblemKind::NotTheHead)),
        (&village_head, county.bureau, Some(ProblemKind::NotTheHead)),
        (
            &village_head,
            crate::model::UnitId::new(Timestamp(1)),
            Some(ProblemKind::NotFound),
        ),
    ] {
        let mut given = task(head.id, assignee.id, county.done_at());
        given.unit = Some(unit);
        assert_eq!(refused(&county, &given), expected, "{assignee:?} {unit}");
    }
}

#[test]
fn strangers_and_switched_off_tasks_are_refused() {
    let (mut county, head, village_head, _) = chain();
    let nobody = PersonId::new(Timestamp(1));
    let given = task(head.id, nobody, county.done_at());
    assert_eq!(refused(&county, &given), Some(ProblemKind::NotFound));
    let given = task(head.id, village_head.id, county.done_at());
    county.policy(|policy| policy.tasks = None);
    assert_eq!(refused(&county, &given), Some(ProblemKind::SwitchedOff));
}

#[test]
fn a_ring_in_damaged_records_ends() {
    let (mut county, head, village_head, cadre) = chain();
    let mut one = task(head.id, village_head.id, county.done_at());
    let two = part(&one, village_head.id);
    one.parent = Some(two.id);
    county.put(record(&one)).put(record(&two)).acting(&village_head);
    let given = Task {
        id: TaskId::new(county.done_at()),
        ..part(&one, cadre.id)
    };
    let refused = refused(
        &county,
        &Task {
            reward: Points::ZERO,
            penalty: Points::ZERO,
            ..given
        },
    );
    assert_eq!(refused, Some(ProblemKind::Invalid), "it is deeper than any chain");
}

#[test]
fn a_task_with_a_penalty_leaves_time_to_hear_of_it() {
    let (mut county, head, ..) = chain();
    county.policy(|policy| {
        let points = policy.tasks.as_mut().unwrap().points.as_mut();
        points.unwrap().notice_hours = 24;
    });
    let cadre = county.add_person(county.village, Rank::None, Role::Cadre);
    let hours = |hours: i64| hours * 3_600_000;
    let due_in = |county: &County, ms: i64, penalty| Task {
        deadline: county.done_at().plus(ms),
        penalty,
        ..task(head.id, cadre.id, county.done_at())
    };
    let penalty = Points::whole(1);
    for (ms, penalty, expected) in [
        (hours(24), penalty, None),
        (hours(24) - 1, penalty, Some(ProblemKind::DueTooSoon)),
        (hours(1), Points::ZERO, None),
    ] {
        let given = due_in(&county, ms, penalty);
        assert_eq!(refused(&county, &given), expected, "{ms} ms, {penalty}");
    }
    // What counts is when it can be heard of.
    county.received_at(county.done_at().plus(hours(5)));
    let given = due_in(&county, hours(28), penalty);
    assert_eq!(refused(&county, &given), Some(ProblemKind::DueTooSoon));
    assert_eq!(refused(&county, &due_in(&county, hours(29), penalty)), None);
}

#[test]
fn a_task_goes_through_so_many_hands_and_no_more() {
    let (mut county, head, ..) = chain();
    let worth_nothing = |task: Task| Task {
        reward: Points::ZERO,
        penalty: Points::ZERO,
        ..task
    };
    let mut last = worth_nothing(task(head.id, head.id, county.done_at()));
    for depth in 1..=DEPTH_MAX {
        let next = county.add_person(county.village, Rank::None, Role::Cadre);
        let given = match depth {
            1 => worth_nothing(task(head.id, next.id, county.done_at())),
            _ => worth_nothing(part(&last, next.id)),
        };
        assert_eq!(refused(&county, &given), None, "{depth}");
        county.put(record(&given)).acting(&next);
        last = given;
    }
    let one_more = county.add_person(county.village, Rank::None, Role::Cadre);
    let given = worth_nothing(part(&last, one_more.id));
    assert_eq!(refused(&county, &given), Some(ProblemKind::Invalid));
}
