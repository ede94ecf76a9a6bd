//! Stands in until the judges are merged: just enough to act on.

use super::{Effect, Verdict, World};
use crate::model::{
    Action, Area, Decision, Delivered, LeaveState, Moment, MomentId, Record, RecordId, TaskState,
};
use crate::protocol::{Problem, ProblemKind};

/// What an action does, or why it may not.
///
/// # Errors
/// Why it may not.
pub fn judge(action: &Action, world: &impl World) -> Verdict {
    let me = world.actor().id;
    let find = |id| {
        world
            .record(RecordId(id))
            .ok_or(Problem::new(ProblemKind::NotFound))
    };
    let decision = |granted, reason: &str| Decision {
        granted,
        by: me,
        reason: reason.into(),
        at: world.done_at(),
    };
    let put = |record| Ok(vec![Effect::Put(record)]);
    let forbidden = || Err(Problem::new(ProblemKind::Forbidden));
    match action {
        Action::PostMoment { moment } => {
            if world.moment(moment.id).is_some() {
                return Err(ProblemKind::Conflict.into());
            }
            moment
                .check()
                .map_err(|fault| Problem::new(ProblemKind::Invalid).detail(fault.to_string()))?;
            Ok(vec![Effect::Post(moment.clone())])
        }
        Action::EditMoment { moment, text } => Ok(vec![Effect::Edit {
            moment: *moment,
            text: text.clone(),
        }]),
        Action::DeleteMoment { moment } => Ok(vec![Effect::Delete(*moment)]),
        Action::React { moment, reaction } => {
            let known = world.moment(*moment).ok_or(Problem::new(ProblemKind::NotFound))?;
            if known.author == me || known.deleted {
                return Err(ProblemKind::NotFound.into());
            }
            Ok(vec![Effect::React {
                moment: *moment,
                reaction: reaction.clone(),
            }])
        }
        Action::CheckIn { check_in } => {
            let mut effects = vec![Effect::Put(Record::CheckIn {
                check_in: check_in.clone(),
                area: Area::Unknown,
            })];
            if check_in.mode.needs_reason() {
                effects.push(Effect::Post(Moment {
                    id: MomentId(check_in.id.0),
                    author: me,
                    text: check_in.reason.clone(),
                    attachments: vec![],
                    place: None,
                    done_at: check_in.done_at,
                }));
            }
            Ok(effects)
        }
        Action::AskCorrection { correction } => put(Record::Correction {
            correction: correction.clone(),
        }),
        Action::AskLeave { leave } => put(Record::Leave { leave: leave.clone() }),
        Action::DecideLeave {
            leave,
            granted,
            reason,
        } => {
            let Record::Leave { leave } = find(leave.0)? else {
                return forbidden();
            };
            if leave.person == me || leave.state != LeaveState::Asked {
                return forbidden();
            }
            let mut leave = leave.clone();
            leave.state = LeaveState::Decided {
                decision: decision(*granted, reason),
            };
            put(Record::Leave { leave })
        }
        Action::WithdrawLeave { leave } => {
            let Record::Leave { leave } = find(leave.0)? else {
                return forbidden();
            };
            let mut leave = leave.clone();
            leave.state = LeaveState::Withdrawn {
                at: world.done_at(),
                decision: None,
            };
            put(Record::Leave { leave })
        }
        Action::PublishLesson { lesson } => put(Record::Lesson {
            lesson: lesson.clone(),
        }),
        Action::ReadLesson { reading } => put(Record::Reading {
            reading: reading.clone(),
        }),
        Action::GiveTask { task } => put(Record::Task { task: task.clone() }),
        Action::DeliverTask {
            task,
            text,
            attachments,
            place,
        } => {
            let Record::Task { task } = find(task.0)? else {
                return forbidden();
            };
            let mut task = task.clone();
            task.state = TaskState::Delivered;
            task.deliveries.push(Delivered {
                text: text.clone(),
                attachments: attachments.clone(),
                place: place.clone(),
                at: world.done_at(),
                verdict: None,
            });
            put(Record::Task { task })
        }
        Action::FileAppeal { appeal } => put(Record::Appeal {
            appeal: appeal.clone(),
        }),
        Action::SetWorkplace {
            unit,
            workplace,
            hours,
        } => {
            let mut unit = world
                .unit(*unit)
                .ok_or(Problem::new(ProblemKind::NotFound))?
                .clone();
            unit.workplace = *workplace;
            unit.hours.extend(hours.clone());
            Ok(vec![Effect::SetUnit(unit)])
        }
        _ => forbidden(),
    }
}
