//! Who may do what: one table over every action, role, rank and relation, checked against the judges themselves.
//!
//! A line tells what somebody may do to something of another person. Its five groups are the relation: the thing is one's
//! own, of a colleague of the same unit, of somebody in a unit below, in a unit above, in another branch of the county. The
//! five columns in a group are the actor's role: cadre, leader, clerk (考勤员), organization department, administrator. And
//! the mark tells at which rank, where the other person is of deputy township level:
//!
//! | mark | the actor may if |
//! | --- | --- |
//! | `*` | always |
//! | `>` | their rank is higher than the other person's |
//! | `=` | their rank is the same or higher |
//! | `^` | their rank is the one that the policy asks for, here deputy county, or higher |
//! | `.` | never |

use crate::model::{
    Action, Appeal, LessonId, Moment, MomentId, Person, Rank, ReactionKind, Reading, ReadingId, Record, Role,
    Task, TaskId, UnitId,
};
use crate::protocol::ProblemKind;
use crate::rules::appeals::testing::{appeal, missed};
use crate::rules::judge::testing::County;
use crate::rules::judge::{KnownMoment, Verdict, World as _};
use crate::rules::learning::testing::lesson;
use crate::rules::tasks::testing::{part, record, task};
use crate::rules::{appeals, evaluation, learning, moments, tasks};

/// Lets the actor of the county do something to a thing of the other person, who may be the actor.
type Deed = fn(&mut County, &Person) -> Verdict;

/// Makes the lines, and a match over all actions that does not compile while one has neither line nor place.
macro_rules! table {
    (
        elsewhere [$($apart:pat,)+]
        $($action:pat => { $($name:literal $marks:literal $deed:expr;)+ })+
    ) => {
        const LINES: &[(&str, &str, Deed)] = &[$($(($name, $marks, $deed),)+)+];

        #[expect(dead_code, reason = "it only has to compile")]
        const fn every_action_has_a_line(action: &Action) {
            match action {
                $($action => {})+
                $($apart)|+ => {}
            }
        }
    };
}

// Skipped, so that the columns stay columns.
#[rustfmt::skip]
table! {
    // Attendance and leave have their tables beside their functions in `access`.
    elsewhere [
        Action::CheckIn { .. },
        Action::AskCorrection { .. },
        Action::DecideCorrection { .. },
        Action::AskLeave { .. },
        Action::DecideLeave { .. },
        Action::WithdrawLeave { .. },
        Action::ReturnEarly { .. },
        Action::SetWorkplace { .. },
    ]
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
    }
    Action::WithdrawAppeal { .. } => {
        "withdraw an appeal"       "* * * * *  . . . . .  . . . . .  . . . . .  . . . . ."
            |county, other| { let id = filed(county, other).id; appeals::withdraw(county, id) };
    }
}

const ROLES: [Role; 5] = [
    Role::Cadre,
    Role::Leader,
    Role::Clerk,
    Role::Organization,
    Role::Administrator,
];
const RANKS: [Rank; 6] = [
    Rank::None,
    Rank::Section,
    Rank::DeputyTownship,
    Rank::Township,
    Rank::DeputyCounty,
    Rank::County,
];
/// The rank of the other person, and the rank from which the policy here allows dislikes.
const OTHER: Rank = Rank::DeputyTownship;
const DISLIKES_FROM: Rank = Rank::DeputyCounty;

/// Where the other person is, seen from somebody in the township; `None` if they are the same.
type Relation = (&'static str, Option<fn(&County) -> UnitId>);
const RELATIONS: [Relation; 5] = [
    ("own", None),
    ("same unit", Some(|county| county.township)),
    ("unit below", Some(|county| county.village)),
    ("unit above", Some(|county| county.county)),
    ("elsewhere", Some(|county| county.bureau)),
];

#[test]
fn the_judges_keep_to_the_table() {
    let mut wrong = Vec::new();
    for (name, marks, deed) in LINES {
        let marks: Vec<&str> = marks.split_whitespace().collect();
        assert_eq!(marks.len(), RELATIONS.len() * ROLES.len(), "{name}");
        for ((relation, unit), marks) in RELATIONS.iter().zip(marks.chunks(ROLES.len())) {
            for (role, mark) in ROLES.iter().zip(marks) {
                for rank in RANKS {
                    let expected = means(mark, rank);
                    if is_allowed(*deed, *role, rank, *unit) != expected {
                        wrong.push(format!(
                            "{name}, {relation}, {role:?}, {rank:?}: expected {expected}"
                        ));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn means(mark: &str, rank: Rank) -> bool {
    match mark {
        "*" => true,
        ">" => rank > OTHER,
        "=" => rank >= OTHER,
        "^" => rank >= DISLIKES_FROM,
        "." => false,
        _ => panic!("no mark: {mark}"),
    }
}

fn is_allowed(deed: Deed, role: Role, rank: Rank, unit: Option<fn(&County) -> UnitId>) -> bool {
    let mut county = County::new();
    county.policy(|policy| policy.evaluation.as_mut().unwrap().dislike_rank = DISLIKES_FROM);
    let actor = county.add_person(county.township, rank, role);
    let other = match unit {
        Some(unit) => county.add_person(unit(&county), OTHER, Role::Cadre),
        None => actor.clone(),
    };
    county.acting(&actor);
    match deed(&mut county, &other) {
        Ok(_) => true,
        Err(problem) => {
            let about_access = [ProblemKind::Forbidden, ProblemKind::NotFound].contains(&problem.kind);
            assert!(about_access, "refused for another reason: {problem:?}");
            false
        }
    }
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

/// A task that somebody gave to a cadre of the village.
fn given(county: &mut County, assigner: &Person) -> TaskId {
    let cadre = county.add_person(county.village, Rank::None, Role::Cadre);
    let task = task(assigner.id, cadre.id, county.done_at());
    county.put(record(&task));
    task.id
}

fn judge(county: &mut County, assigner: &Person) -> Verdict {
    let cadre = county.add_person(county.village, Rank::None, Role::Cadre);
    let task = task(assigner.id, cadre.id, county.done_at());
    let actor = county.actor().clone();
    county.put(record(&task)).acting(&cadre);
    county.accepts(|county| tasks::deliver(county, task.id, "完成", &[], None));
    county.acting(&actor);
    tasks::judge(county, task.id, true, "")
}

fn filed(county: &mut County, person: &Person) -> Appeal {
    let appeal = appeal(county, person);
    county.put(Record::Appeal {
        appeal: appeal.clone(),
    });
    appeal
}
