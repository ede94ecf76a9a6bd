//! What somebody may do, checked against the judges themselves.

use super::{ASKED_FOR, keeps_to};
use crate::model::{
    Action, Appeal, CheckIn, CheckInId, Correction, CorrectionId, DeviceId, Doubt, DoubtId, Flag, Leave,
    LeaveId, LeaveKind, LeaveState, LessonId, Mode, Moment, MomentId, Person, Rank, ReactionKind, Reading,
    ReadingId, Record, Role, Task, TaskId,
};
use crate::protocol::ProblemKind;
use crate::rules::appeals::testing::{appeal, missed};
use crate::rules::judge::testing::{County, date};
use crate::rules::judge::{KnownMoment, Verdict, World as _};
use crate::rules::learning::testing::lesson;
use crate::rules::leave::samples::{asked, decided, half, span};
use crate::rules::tasks::testing::{part, record, task};
use crate::rules::{appeals, attendance, devices, evaluation, evidence, learning, leave, moments, tasks};

/// Lets the actor of the county do something to a thing of the other person, who may be the actor.
type Deed = fn(&mut County, &Person) -> Verdict;

/// Makes the lines, and a match over all actions that does not compile while one has no line.
macro_rules! table {
    (
        $($action:pat => { $($name:literal $marks:literal $deed:expr;)+ })+
    ) => {
        const LINES: &[(&str, &str, Deed)] = &[$($(($name, $marks, $deed),)+)+];

        #[expect(dead_code, reason = "it only has to compile")]
        const fn every_action_has_a_line(action: &Action) {
            match action {
                $($action => {})+
            }
        }
    };
}

// Skipped, so that the columns stay columns.
#[rustfmt::skip]
table! {
    // C cadre, L leader, K clerk, O organization department, A administrator.
    //                         own        same unit  unit below unit above elsewhere
    //                         C L K O A  C L K O A  C L K O A  C L K O A  C L K O A
    Action::PostMoment { .. } => {
        "post a moment"            "* * * * *  . . . . .  . . . . .  . . . . .  . . . . ." post;
    }
    Action::EditMoment { .. } => {
        "edit a moment"            "* * * * *  . . . . .  . . . . .  . . . . .  . . . . ."
            |county, other| { let id = posted(county, other); moments::edit(county, id, "改过的话") };
    }
    Action::DeleteMoment { .. } => {
        "delete a moment"          "* * * * *  . . . . .  . . . . .  . . . . .  . . . . ."
            |county, other| { let id = posted(county, other); moments::delete(county, id) };
    }
    Action::React { .. } => {
        "like a moment"            ". . . . .  * * * * *  > > > * >  . . . * .  . . . * ."
            |county, other| react(county, other, Some(ReactionKind::Like));
        "dislike a moment"         ". . . . .  ^ ^ ^ ^ ^  ^ ^ ^ ^ ^  . . . ^ .  . . . ^ ."
            |county, other| react(county, other, Some(ReactionKind::Dislike { reason: "与事实不符".into() }));
        "take a reaction back"     ". . . . .  * * * * *  > > > * >  . . . * .  . . . * ."
            |county, other| react(county, other, None);
    }
    Action::CheckIn { .. } => {
        "tap"                      "* * * * *  . . . . .  . . . . .  . . . . .  . . . . ." tap;
    }
    Action::AskCorrection { .. } => {
        "ask for a missing tap"    "* * * * *  . . . . .  . . . . .  . . . . .  . . . . ."
            |county, other| attendance::ask_correction(county, &missing(county, other));
    }
    Action::DecideCorrection { .. } => {
        "decide on a missing tap"  ". . . . .  > > * > >  > > > > >  . . . * .  . . . . ."
            decide_correction;
    }
    Action::ReviewDoubt { .. } => {
        "look at a doubt about"    ". . . . .  > > * > >  > > > > >  . . . * .  . . . . ."
            |county, other| { let id = doubted(county, other); evidence::review_doubt(county, id, true, "") };
    }
    Action::WithdrawCorrection { .. } => {
        "withdraw a missing tap"   "* * * * *  . . . . .  . . . . .  . . . . .  . . . . ."
            withdraw_correction;
    }
    Action::SetWorkplace { .. } => {
        "set the workplace of"     ". * * * *  . * * * *  . * * * *  . . . * *  . . . * *"
            |county, other| attendance::set_workplace(county, other.unit, None, None);
    }
    Action::AskLeave { .. } => {
        "ask for leave"            "* * * * *  . . . . .  . . . . .  . . . . .  . . . . ."
            |county, other| leave::ask_leave(county, &wanted(county, other, "2026-03-12 pm"));
    }
    Action::DecideLeave { .. } => {
        "decide on a day of leave" ". . . . .  > > > >! >  > > > >! >  . . . ! .  . . . ! ."
            |county, other| { head(county); decide_leave(county, other, "2026-03-12 pm") };
        "decide on a long leave"   ". . . . .  ^ ^ ^ ^! ^  ^ ^ ^ ^! ^  . . . ! .  . . . ! ."
            |county, other| { head(county); decide_leave(county, other, "2026-03-31 pm") };
        "where nobody is above"    ". . . . .  > > > * >  > > > * >  . . . * .  . . . * ."
            |county, other| decide_leave(county, other, "2026-03-12 pm");
    }
    Action::WithdrawLeave { .. } => {
        "withdraw a leave"         "* * * * *  . . . . .  . . . . .  . . . . .  . . . . ."
            |county, other| { let id = on_leave(county, other, false); leave::withdraw_leave(county, id) };
    }
    Action::ReturnEarly { .. } => {
        "return from a leave"      "* * * * *  . . . . .  . . . . .  . . . . .  . . . . ."
            |county, other| { let id = on_leave(county, other, true); leave::return_early(county, id, half("2026-03-10 pm")) };
    }
    Action::PublishLesson { .. } => {
        "publish a lesson"         ". . . * .  . . . . .  . . . . .  . . . . .  . . . . ."
            |county, other| learning::publish(county, &lesson(other, county.done_at()));
    }
    Action::WithdrawLesson { .. } => {
        "withdraw a lesson"        "* * * * *  . . . * .  . . . * .  . . . * .  . . . * ."
            |county, other| { let id = published(county, other); learning::withdraw(county, id) };
    }
    Action::ReadLesson { .. } => {
        "have read a lesson"       "* * * * *  . . . . .  . . . . .  . . . . .  . . . . ."
            read;
    }
    Action::GiveTask { .. } => {
        "give a task to"           ". . . . .  . > . * .  . > . * .  . . . * .  . . . * ."
            |county, other| tasks::give(county, &task(county.actor().id, other.id, county.done_at()));
        "pass one's task on to"    ". . . . .  = = = = =  = = = = =  . . . . .  . . . . ."
            |county, other| pass_on(county, other);
        "pass on a task held by"   "* * * * *  . . . . .  . . . . .  . . . . .  . . . . ."
            |county, other| pass_on_of(county, other);
    }
    Action::DeliverTask { .. } => {
        "deliver a task held by"   "* * * * *  . . . . .  . . . . .  . . . . .  . . . . ."
            |county, other| { let id = held(county, other); tasks::deliver(county, id, "完成", &[], None) };
    }
    Action::JudgeTask { .. } => {
        "judge a task given by"    "* * * * *  . . . . .  . . . . .  . . . . .  . . . . ."
            judge;
        "judge where they left"    "* * * * *  . > . * .  . > . * .  . > . * .  . > . * ."
            |county, other| { leaves(county, other); judge(county, other) };
    }
    Action::CancelTask { .. } => {
        "cancel a task given by"   "* * * * *  . > . > .  . > . > .  . . . . .  . . . . ."
            |county, other| { let id = given(county, other); tasks::cancel(county, id, "不再需要") };
    }
    Action::FileAppeal { .. } => {
        "contest an entry"         "* * * * *  . . . . .  . . . . .  . . . . .  . . . . ."
            |county, other| appeals::file(county, &appeal(county, other), Some(&missed()));
    }
    Action::DecideAppeal { .. } => {
        "decide an appeal"         ". . . . .  . > . * .  . > . * .  . . . * .  . . . * ."
            |county, other| { let id = filed(county, other).id; appeals::decide(county, id, true, "") };
        "decide what one caused"   ". . . . .  . . . . .  . . . . .  . . . . .  . . . . ."
            |county, other| { let id = caused(county, other).id; appeals::decide(county, id, true, "") };
    }
    Action::WithdrawAppeal { .. } => {
        "withdraw an appeal"       "* * * * *  . . . . .  . . . . .  . . . . .  . . . . ."
            |county, other| { let id = filed(county, other).id; appeals::withdraw(county, id) };
    }
    Action::DecideDevice { .. } => {
        "let in a device of"       ". . . . .  > > = * *  > > > * *  . . . * *  . . . * *"
            |county, other| { let key = county.asks(other.id); devices::decide_device(county, other.id, &key, true, "") };
    }
    Action::RevokeDevice { .. } => {
        "revoke a device of"       ". . . . .  > > = * *  > > > * *  . . . * *  . . . * *"
            |county, other| devices::revoke_device(county, other.id, DeviceId::new(county.done_at()), "手机丢了");
    }
}

#[test]
fn the_judges_keep_to_the_table() {
    keeps_to(LINES, |deed, county, actor, other| {
        county.policy(|policy| policy.evaluation.as_mut().unwrap().dislike_rank = ASKED_FOR);
        county.acting(actor);
        match deed(county, other) {
            Ok(_) => true,
            Err(problem) => {
                let about_access = [ProblemKind::Forbidden, ProblemKind::NotFound].contains(&problem.kind);
                assert!(about_access, "refused for another reason: {problem:?}");
                false
            }
        }
    });
}

/// Where a section of the policy is switched off, nothing of it is begun. What was begun before is ended all the same: what was
/// asked is answered or taken back, what was given is taken back.
#[test]
fn nothing_is_begun_of_what_is_switched_off() {
    const OFF: [&str; 14] = [
        "like a moment",
        "dislike a moment",
        "tap",
        "ask for a missing tap",
        "set the workplace of",
        "ask for leave",
        "publish a lesson",
        "have read a lesson",
        "give a task to",
        "pass one's task on to",
        "pass on a task held by",
        "deliver a task held by",
        "cancel a task given by",
        "contest an entry",
    ];
    /// Who may grant is in the section on leave, and what a result is worth in that on tasks.
    const OFF_TOO: [&str; 3] = [
        "decide on a day of leave",
        "decide on a long leave",
        "where nobody is above",
    ];
    let (mut refused, mut goes_on) = (Vec::new(), Vec::new());
    for (name, marks, deed) in LINES {
        if name.starts_with("judge") || *name == "decide what one caused" {
            continue;
        }
        // An officer may: something of their own, or of a cadre of their unit.
        let of_oneself = marks.split_whitespace().nth(3) == Some("*");
        let mut county = County::new();
        county.policy(|policy| {
            policy.attendance = None;
            policy.leave = None;
            policy.learning = None;
            policy.tasks = None;
            policy.evaluation = None;
            policy.appeal = None;
            policy.evidence = None;
        });
        let actor = county.add_person(county.township, Rank::County, Role::Organization);
        let other = if of_oneself {
            actor.clone()
        } else {
            county.add_person(county.township, Rank::None, Role::Cadre)
        };
        county.acting(&actor);
        match deed(&mut county, &other) {
            Err(problem) if problem.kind == ProblemKind::SwitchedOff => refused.push(*name),
            verdict => {
                assert!(verdict.is_ok(), "{name}: {verdict:?}");
                goes_on.push(*name);
            }
        }
    }
    refused.retain(|name| !OFF_TOO.contains(name));
    assert_eq!(refused, OFF, "{goes_on:?} go on");
    let mut county = County::new();
    let cadre = county.add_person(county.village, Rank::None, Role::Cadre);
    let head = county.add_person(county.township, Rank::Township, Role::Leader);
    let waits = task(head.id, cadre.id, county.done_at());
    county.put(record(&waits)).acting(&cadre);
    county.accepts(|county| tasks::deliver(county, waits.id, "完成", &[], None));
    county.policy(|policy| policy.tasks = None).acting(&head);
    let kind = county.refuses(|county| tasks::judge(county, waits.id, true, ""));
    assert_eq!(kind, ProblemKind::SwitchedOff);
}

fn post(county: &mut County, other: &Person) -> Verdict {
    let done_at = county.done_at();
    let moment = Moment {
        id: MomentId::new(done_at),
        author: other.id,
        text: "走访三组五户".into(),
        attachments: vec![],
        place: None,
        done_at,
    };
    moments::post(county, &moment)
}

fn posted(county: &mut County, author: &Person) -> MomentId {
    let (id, done_at) = (MomentId::new(county.done_at()), county.done_at());
    let known = KnownMoment {
        author: author.id,
        done_at,
        deleted: false,
    };
    county.put_moment(id, known);
    id
}

fn react(county: &mut County, author: &Person, reaction: Option<ReactionKind>) -> Verdict {
    let id = posted(county, author);
    evaluation::react(county, id, reaction.as_ref())
}

fn published(county: &mut County, publisher: &Person) -> LessonId {
    let lesson = lesson(publisher, county.done_at());
    let id = lesson.id;
    county.put(Record::Lesson { lesson });
    id
}

fn read(county: &mut County, other: &Person) -> Verdict {
    let finished_at = county.done_at();
    let reading = Reading {
        id: ReadingId::new(finished_at),
        person: other.id,
        lesson: published(county, other),
        started_at: finished_at.plus(-90_000),
        finished_at,
        seconds: 80,
    };
    learning::read(county, &reading)
}

/// The actor holds a task, given from above, and passes a part of it on to the other.
fn pass_on(county: &mut County, other: &Person) -> Verdict {
    let top = county.add_person(county.county, Rank::County, Role::Leader);
    let parent = task(top.id, county.actor().id, county.done_at());
    county.put(record(&parent));
    tasks::give(county, &part(&parent, other.id))
}

/// The other holds a task, and the actor passes a part of it on.
fn pass_on_of(county: &mut County, other: &Person) -> Verdict {
    let id = held(county, other);
    let third = county.add_person(county.village, Rank::None, Role::Cadre);
    let part = Task {
        parent: Some(id),
        ..task(county.actor().id, third.id, county.done_at())
    };
    tasks::give(county, &part)
}

/// A task that the county's head gave to somebody.
fn held(county: &mut County, assignee: &Person) -> TaskId {
    let top = county.add_person(county.county, Rank::County, Role::Leader);
    let task = task(top.id, assignee.id, county.done_at());
    county.put(record(&task));
    task.id
}

/// A task that somebody gave to a cadre of the village, whose rank is as theirs.
fn given(county: &mut County, assigner: &Person) -> TaskId {
    let cadre = county.add_person(county.village, assigner.rank, Role::Cadre);
    let task = task(assigner.id, cadre.id, county.done_at());
    county.put(record(&task));
    task.id
}

fn judge(county: &mut County, assigner: &Person) -> Verdict {
    let cadre = county.add_person(county.village, assigner.rank, Role::Cadre);
    let task = task(assigner.id, cadre.id, county.done_at());
    let actor = county.actor().clone();
    county.put(record(&task)).acting(&cadre);
    county.accepts(|county| tasks::deliver(county, task.id, "完成", &[], None));
    county.acting(&actor);
    tasks::judge(county, task.id, true, "")
}

/// The other served until yesterday.
fn leaves(county: &mut County, other: &Person) {
    county.change_person(other.id, |person| person.tenure.left = Some(date("2026-03-09")));
}

/// The person contests an absence on the day of a leave that the actor refused.
fn caused(county: &mut County, person: &Person) -> Appeal {
    let mut leave = decided(
        asked(
            person.id,
            span("2026-03-06 am", "2026-03-06 pm"),
            county.done_at(),
        ),
        false,
    );
    if let LeaveState::Decided { decision } = &mut leave.state {
        decision.by = county.actor().id;
    }
    county.put(Record::Leave { leave });
    filed(county, person)
}

fn filed(county: &mut County, person: &Person) -> Appeal {
    let appeal = appeal(county, person);
    county.put(Record::Appeal {
        appeal: appeal.clone(),
    });
    appeal
}

fn tap(county: &mut County, other: &Person) -> Verdict {
    let done_at = county.done_at();
    let tap = CheckIn {
        id: CheckInId::new(done_at),
        person: other.id,
        mode: Mode::OnDuty,
        reason: String::new(),
        place: None,
        done_at,
    };
    attendance::check_in(county, &tap)
}

/// What somebody asks for who did not tap yesterday morning.
fn missing(county: &County, other: &Person) -> Correction {
    Correction {
        id: CorrectionId::new(county.done_at()),
        person: other.id,
        day: date("2026-03-09"),
        shift: 0,
        mode: Mode::OnDuty,
        reason: "手机没电".into(),
        asked_at: county.done_at(),
        decision: None,
        withdrawn_at: None,
    }
}

/// A doubt about a tap of the other person.
fn doubted(county: &mut County, other: &Person) -> DoubtId {
    let subject = CheckInId::new(county.done_at()).0;
    let id = Doubt::id_about(subject);
    county.put(Record::Doubt {
        doubt: Doubt {
            id,
            subject,
            person: other.id,
            at: county.done_at(),
            mode: Some(Mode::OnDuty),
            flags: vec![Flag::Simulated],
            review: None,
        },
    });
    id
}

fn decide_correction(county: &mut County, other: &Person) -> Verdict {
    let correction = missing(county, other);
    let id = correction.id;
    county.put(Record::Correction { correction });
    attendance::decide_correction(county, id, true, "")
}

fn withdraw_correction(county: &mut County, other: &Person) -> Verdict {
    let correction = missing(county, other);
    let id = correction.id;
    county.put(Record::Correction { correction });
    attendance::withdraw_correction(county, id)
}

/// Somebody who stands above everybody here but their equals.
fn head(county: &mut County) {
    county.add_person(county.county, Rank::County, Role::Leader);
}

/// A leave from the afternoon of the tenth, which has not begun, to the end of a half day.
fn wanted(county: &County, other: &Person, to: &str) -> Leave {
    Leave {
        kind: LeaveKind::Personal,
        reason: "家中有事".into(),
        ..asked(other.id, span("2026-03-10 pm", to), county.done_at())
    }
}

fn decide_leave(county: &mut County, other: &Person, to: &str) -> Verdict {
    let leave = wanted(county, other, to);
    let id = leave.id;
    county.put(Record::Leave { leave });
    leave::decide_leave(county, id, true, "")
}

fn on_leave(county: &mut County, other: &Person, granted: bool) -> LeaveId {
    let mut leave = wanted(county, other, "2026-03-12 pm");
    if granted {
        leave = decided(leave, true);
    }
    let id = leave.id;
    county.put(Record::Leave { leave });
    id
}
