//! Leave decided by two, tasks handed down, appeals to their end, and the trace of reactions, over HTTP.

use jishi_core::model::{
    Action, Appeal, AppealId, EntryKey, Leave, LeaveState, MomentId, Operation, Points, ReactionKind, Record,
    Rule, Standing, Task, TaskState,
};
use jishi_core::protocol::{Change, MomentTrace, Outcome, PastReaction, PersonScore, ProblemKind};
use jishi_core::rules::tasks::{TaskProgress, chain, progress};
use jishi_server::roster::read_roster;

use crate::kit::things::{leave, task};
use crate::kit::{Device, Kit, NOW, accepted, refusal};

const DAY: i64 = 86_400_000;

async fn refused(device: &Device<'_>, action: Action) -> ProblemKind {
    refusal(&device.act(action).await)
}

/// The newest word on each record of which somebody has been told.
async fn records<T>(device: &Device<'_>, read: impl Fn(Record) -> Option<T>) -> Vec<T> {
    let mut told: Vec<Record> = Vec::new();
    for change in device.pull(None).await.changes {
        if let Change::Record { record } = change {
            told.retain(|known| known.id() != record.id());
            told.push(record);
        }
    }
    told.into_iter().filter_map(read).collect()
}

async fn the_leave(device: &Device<'_>, asked: &Leave) -> Leave {
    let leaves = records(device, |record| match record {
        Record::Leave { leave } => Some(leave),
        _ => None,
    });
    leaves
        .await
        .into_iter()
        .find(|leave| leave.id == asked.id)
        .unwrap()
}

async fn tasks(device: &Device<'_>) -> Vec<Task> {
    records(device, |record| match record {
        Record::Task { task } => Some(*task),
        _ => None,
    })
    .await
}

fn decide(leave: &Leave, granted: bool) -> Action {
    Action::DecideLeave {
        leave: leave.id,
        granted,
        reason: if granted { "" } else { "防汛期间" }.into(),
    }
}

/// That one of two decided, the other was told so, and the three concerned know the same.
async fn one_decided(asked: &Leave, alice: &Device<'_>, leaders: [(&Device<'_>, bool, Outcome); 2]) -> bool {
    let known = the_leave(alice, asked).await;
    let LeaveState::Decided { decision } = &known.state else {
        panic!("nobody decided: {known:?}")
    };
    for (leader, granted, outcome) in &leaders {
        if accepted(outcome) {
            assert_eq!(
                (decision.by, decision.granted),
                (leader.person, *granted),
                "what was accepted stands"
            );
        } else {
            assert_eq!(refusal(outcome), ProblemKind::AlreadyDecided);
        }
        assert_eq!(the_leave(leader, asked).await, known, "both are told");
    }
    let of_both = leaders.iter().filter(|(_, _, outcome)| accepted(outcome)).count();
    assert_eq!(of_both, 1);
    accepted(&leaders[0].2)
}

#[tokio::test]
async fn of_two_leaders_on_one_leave_one_decides_and_both_are_told() {
    let kit = Kit::start().await;
    let (alice, heidi, judy) = (
        kit.enrol("Alice").await,
        kit.enrol("Heidi").await,
        kit.enrol("Judy").await,
    );
    // With a day of work between them, so that each is granted for itself.
    let ask = async |day: &str| {
        let asked = leave(&alice, day);
        alice.done(Action::AskLeave { leave: asked.clone() }).await;
        for leader in [&heidi, &judy] {
            assert_eq!(the_leave(leader, &asked).await, asked, "both are asked");
        }
        asked
    };
    // One after the other, in both orders.
    let asked = ask("2026-03-04").await;
    let (first, second) = (
        judy.act(decide(&asked, true)).await,
        heidi.act(decide(&asked, false)).await,
    );
    assert!(one_decided(&asked, &alice, [(&judy, true, first), (&heidi, false, second)]).await);
    let asked = ask("2026-03-06").await;
    let (first, second) = (
        heidi.act(decide(&asked, false)).await,
        judy.act(decide(&asked, true)).await,
    );
    assert!(one_decided(&asked, &alice, [(&heidi, false, first), (&judy, true, second)]).await);

    // At the same moment, whoever's request is started first.
    for (day, heidi_first) in [
        ("2026-03-10", true),
        ("2026-03-12", false),
        ("2026-03-16", true),
        ("2026-03-18", false),
    ] {
        let asked = ask(day).await;
        let (of_heidi, of_judy) = if heidi_first {
            tokio::join!(heidi.act(decide(&asked, false)), judy.act(decide(&asked, true)))
        } else {
            let (judys, heidis) =
                tokio::join!(judy.act(decide(&asked, true)), heidi.act(decide(&asked, false)));
            (heidis, judys)
        };
        one_decided(
            &asked,
            &alice,
            [(&heidi, false, of_heidi), (&judy, true, of_judy)],
        )
        .await;
    }

    // Both answers wait on phones without signal; they arrive days later, one after the other, and nobody is left guessing.
    let asked = ask("2026-03-20").await;
    let offline = [
        heidi.sign(&heidi.operation(decide(&asked, true))),
        judy.sign(&judy.operation(decide(&asked, false))),
    ];
    let [of_heidi, of_judy] = offline;
    let second = judy.push(vec![of_judy]).await.remove(0);
    let first = heidi.push(vec![of_heidi]).await.remove(0);
    one_decided(&asked, &alice, [(&heidi, true, first), (&judy, false, second)]).await;
}

fn give(task: &Task) -> Action {
    Action::GiveTask {
        task: Box::new(task.clone()),
    }
}

#[tokio::test]
async fn a_task_goes_down_four_hands_and_is_read_at_each_of_them() {
    let kit = Kit::start().await;
    let (olga, heidi, judy) = (
        kit.enrol("Olga").await,
        kit.enrol("Heidi").await,
        kit.enrol("Judy").await,
    );
    let (alice, carol, bob) = (
        kit.enrol("Alice").await,
        kit.enrol("Carol").await,
        kit.enrol("Bob").await,
    );
    let whole = task(&olga, &heidi, None);
    let part = task(&heidi, &judy, Some(&whole));
    let of_part = task(&judy, &alice, Some(&part));
    let lowest = task(&alice, &carol, Some(&of_part));
    for (giver, task) in [
        (&olga, &whole),
        (&heidi, &part),
        (&judy, &of_part),
        (&alice, &lowest),
    ] {
        giver.done(give(task)).await;
    }
    // Two whole points came from above; one is passed on already, and a part of one more still fits.
    let beside = task(&heidi, &alice, Some(&whole));
    heidi.done(give(&beside)).await;
    let too_much = Task {
        reward: Points(1),
        penalty: Points::ZERO,
        ..task(&heidi, &carol, Some(&whole))
    };
    assert_eq!(refused(&heidi, give(&too_much)).await, ProblemKind::OverParent);
    let late = Task {
        deadline: part.deadline.plus(1),
        reward: Points::ZERO,
        penalty: Points::ZERO,
        ..task(&judy, &carol, Some(&part))
    };
    assert_eq!(refused(&judy, give(&late)).await, ProblemKind::DueAfterParent);
    let back = task(&carol, &judy, Some(&lowest));
    assert_eq!(
        refused(&carol, give(&back)).await,
        ProblemKind::Forbidden,
        "never up"
    );
    let of_others = task(&bob, &bob, Some(&part));
    assert_eq!(
        refused(&bob, give(&of_others)).await,
        ProblemKind::NotFound,
        "a task of which one was not told"
    );

    // Every node reads the chain to the top.
    for (device, node, above) in [
        (&carol, &lowest, vec![lowest.id, of_part.id, part.id, whole.id]),
        (&alice, &of_part, vec![of_part.id, part.id, whole.id]),
        (&judy, &part, vec![part.id, whole.id]),
        (&heidi, &whole, vec![whole.id]),
        (&olga, &lowest, vec![lowest.id, of_part.id, part.id, whole.id]),
    ] {
        let known = tasks(device).await;
        let read: Vec<_> = chain(&known, node.id).into_iter().map(|task| task.id).collect();
        assert_eq!(read, above);
    }
    assert_eq!(tasks(&bob).await, []);

    // What is done below shows at every parent.
    carol
        .done(Action::DeliverTask {
            task: lowest.id,
            text: "清了三百米".into(),
            attachments: vec![],
            place: None,
        })
        .await;
    let judge = |accepted| Action::JudgeTask {
        task: lowest.id,
        accepted,
        reason: if accepted { "" } else { "还差一段" }.into(),
    };
    assert_eq!(refused(&judy, judge(true)).await, ProblemKind::Forbidden);
    alice.done(judge(true)).await;
    for (device, node, total) in [(&olga, &whole, 4), (&heidi, &part, 2), (&judy, &part, 2)] {
        let expected = TaskProgress { done: 1, total };
        assert_eq!(progress(&tasks(device).await, node.id), expected);
    }

    // Taken back from above: everything that is not finished goes with it, and everybody is told.
    olga.done(Action::CancelTask {
        task: whole.id,
        reason: "改期".into(),
    })
    .await;
    let state = |known: &[Task], task: &Task| {
        known
            .iter()
            .find(|known| known.id == task.id)
            .unwrap()
            .state
            .clone()
    };
    for (device, nodes) in [
        (&olga, vec![&whole, &part, &of_part, &beside]),
        (&heidi, vec![&whole, &part, &of_part, &beside]),
        (&judy, vec![&part, &of_part]),
        (&alice, vec![&of_part, &beside]),
    ] {
        let known = tasks(device).await;
        for node in nodes {
            assert!(matches!(state(&known, node), TaskState::Cancelled { .. }));
        }
    }
    assert_eq!(state(&tasks(&carol).await, &lowest), TaskState::Accepted);
    let deliver = Action::DeliverTask {
        task: beside.id,
        text: "已清".into(),
        attachments: vec![],
        place: None,
    };
    assert_eq!(refused(&alice, deliver).await, ProblemKind::AlreadyCancelled);
}

#[tokio::test]
async fn a_units_task_stays_with_who_headed_it_and_the_next_goes_to_the_new_head() {
    let kit = Kit::start().await;
    let (olga, heidi, judy) = (
        kit.enrol("Olga").await,
        kit.enrol("Heidi").await,
        kit.enrol("Judy").await,
    );
    let unit = Some(kit.unit_of(heidi.person).await);
    let to = |head: &Device<'_>| Task {
        unit,
        ..task(&olga, head, None)
    };
    let given = to(&heidi);
    assert_eq!(refused(&olga, give(&to(&judy))).await, ProblemKind::NotTheHead);
    olga.done(give(&given)).await;

    // Heidi leads no longer.
    let roster =
        "staff_no,name,unit,unit_kind,post,rank,kind,role\n4,Heidi,试县/东镇,township,,township,,cadre\n";
    kit.server
        .service()
        .import_roster(&read_roster(roster.as_bytes()).unwrap())
        .await
        .unwrap();
    assert_eq!(refused(&olga, give(&to(&heidi))).await, ProblemKind::NotTheHead);
    olga.done(give(&to(&judy))).await;
    heidi
        .done(Action::DeliverTask {
            task: given.id,
            text: "已清".into(),
            attachments: vec![],
            place: None,
        })
        .await;
}

async fn score(device: &Device<'_>, span: &str, day: &str) -> PersonScore {
    let path = format!("/v1/score?person={}&span={span}&day={day}", device.person);
    device.get(&path).await.json().await.unwrap()
}

fn standing(score: &PersonScore, rule: Rule) -> Option<Standing> {
    let mut entries = score.ledger.entries().iter();
    let entry = entries.find(|entry| entry.key.rule == rule);
    entry.map(|entry| entry.standing)
}

async fn posted(device: &Device<'_>) -> MomentId {
    let moment = device.moment("入户三家");
    let id = moment.id;
    device.done(Action::PostMoment { moment }).await;
    id
}

/// A moment of Alice's that Heidi dislikes, and Alice's appeal against that.
async fn contested(alice: &Device<'_>, heidi: &Device<'_>) -> Appeal {
    let moment = posted(alice).await;
    heidi
        .done(Action::React {
            moment,
            reaction: Some(ReactionKind::Dislike {
                reason: "照片是上周的".into(),
            }),
        })
        .await;
    let ledger = score(alice, "day", "2026-03-02").await.ledger;
    let entry: EntryKey = ledger
        .entries()
        .iter()
        .find(|entry| entry.key.rule == Rule::Disliked && entry.standing == Standing::Counted)
        .unwrap()
        .key;
    let appeal = Appeal {
        id: AppealId::new(NOW),
        person: alice.person,
        entry,
        reason: "照片是当天拍的".into(),
        filed_at: NOW,
        decide_by: NOW.plus(10 * DAY),
        decision: None,
        withdrawn_at: None,
    };
    let file = Action::FileAppeal {
        appeal: appeal.clone(),
    };
    alice.done(file).await;
    appeal
}

fn answer(appeal: &Appeal, granted: bool) -> Action {
    Action::DecideAppeal {
        appeal: appeal.id,
        granted,
        reason: if granted { "" } else { "照片是上周的" }.into(),
    }
}

#[tokio::test]
async fn a_refused_appeal_leaves_the_points_and_is_an_entry() {
    let kit = Kit::start().await;
    let (alice, heidi, judy, mallory) = (
        kit.enrol("Alice").await,
        kit.enrol("Heidi").await,
        kit.enrol("Judy").await,
        kit.enrol("Mallory").await,
    );
    let appeal = contested(&alice, &heidi).await;
    let frozen = score(&alice, "day", "2026-03-02").await;
    for (other, expected) in [
        (&heidi, ProblemKind::NotFound),
        (&mallory, ProblemKind::NotFound),
        (&alice, ProblemKind::Forbidden),
    ] {
        assert_eq!(
            refused(other, answer(&appeal, false)).await,
            expected,
            "who caused it and strangers are not told of it; nobody decides on their own"
        );
    }
    let bare = Action::DecideAppeal {
        appeal: appeal.id,
        granted: false,
        reason: " ".into(),
    };
    assert_eq!(refused(&judy, bare).await, ProblemKind::Invalid);
    judy.done(answer(&appeal, false)).await;
    assert_eq!(
        refused(&judy, answer(&appeal, true)).await,
        ProblemKind::AlreadyDecided
    );
    let decided = score(&alice, "day", "2026-03-02").await;
    assert_eq!(standing(&decided, Rule::Disliked), Some(Standing::Counted));
    assert_eq!(standing(&decided, Rule::AppealRefused), Some(Standing::Counted));
    assert!(decided.total < frozen.total, "the points count again");
}

#[tokio::test]
async fn an_appeal_that_nobody_decides_lapses_in_favour_of_the_person() {
    let kit = Kit::start().await;
    let (mut alice, heidi, mut judy) = (
        kit.enrol("Alice").await,
        kit.enrol("Heidi").await,
        kit.enrol("Judy").await,
    );
    let appeal = contested(&alice, &heidi).await;
    kit.clock.set(appeal.decide_by.plus(-1));
    alice.renew().await;
    let before = score(&alice, "month", "2026-03-02").await;
    assert_eq!(
        standing(&before, Rule::Disliked),
        Some(Standing::Frozen { appeal: appeal.id })
    );
    assert_eq!(standing(&before, Rule::AppealGranted), None);
    kit.clock.set(appeal.decide_by);
    judy.renew().await;
    let after = score(&alice, "month", "2026-03-02").await;
    assert_eq!(
        standing(&after, Rule::AppealGranted),
        Some(Standing::Counted),
        "at its very deadline"
    );
    assert_eq!(after.total, before.total, "what was frozen does not come back");
    assert_eq!(
        refused(&judy, answer(&appeal, false)).await,
        ProblemKind::AlreadyLapsed
    );
}

#[tokio::test]
async fn what_became_of_a_reaction_stays_readable_and_a_day_has_its_number() {
    let kit = Kit::start().await;
    let (alice, carol, heidi) = (
        kit.enrol("Alice").await,
        kit.enrol("Carol").await,
        kit.enrol("Heidi").await,
    );
    let moment = posted(&alice).await;
    let like = Some(ReactionKind::Like);
    let dislike = Some(ReactionKind::Dislike {
        reason: "照片是上周的".into(),
    });
    let steps = [like.clone(), dislike, None];
    for reaction in steps.clone() {
        heidi.done(Action::React { moment, reaction }).await;
    }
    let stored = kit.server.service().storage().operations(0, 100).await.unwrap();
    let trace: Vec<Option<ReactionKind>> = stored
        .iter()
        .filter_map(|stored| {
            let operation: Operation = serde_json::from_slice(&stored.bytes).unwrap();
            match operation.action {
                Action::React { moment: of, reaction } if of == moment => Some(reaction),
                _ => None,
            }
        })
        .collect();
    assert_eq!(trace, steps, "each step as it was signed, though none stands");
    let trace: MomentTrace = alice.json(&format!("/v1/moments/{moment}/trace")).await;
    let past = |kind: Option<ReactionKind>| PastReaction {
        giver: heidi.person,
        kind: kind.unwrap(),
        since: NOW,
        until: Some(NOW),
    };
    let [liked, disliked, _] = steps;
    assert_eq!(
        trace.reactions,
        [past(liked), past(disliked)],
        "its author reads what was taken back"
    );
    let entries = score(&alice, "day", "2026-03-02").await;
    assert_eq!(standing(&entries, Rule::Liked), None);
    assert_eq!(standing(&entries, Rule::Disliked), None);

    let react = |moment, reaction| Action::React { moment, reaction };
    let own = react(moment, like.clone());
    assert_eq!(refused(&alice, own).await, ProblemKind::Forbidden);
    let mut moments = Vec::new();
    for _ in 0..7 {
        moments.push(posted(&alice).await);
    }
    for moment in &moments[..6] {
        carol.done(react(*moment, like.clone())).await;
    }
    let seventh = react(moments[6], like.clone());
    assert_eq!(refused(&carol, seventh.clone()).await, ProblemKind::DailyCap);
    carol.done(react(moments[0], like)).await;
    carol.done(react(moments[0], None)).await;
    carol.done(seventh).await;
}
