//! From an event of the demo's script to the action that a phone would send.

use jishi_core::model::{
    Action, Appeal, AppealId, Attachment, CheckIn, CheckInId, Correction, CorrectionId, Datum, DeviceKey,
    Doubt, EntryKey, Evidence, EvidenceAsked, HalfDay, Hours, Leave, LeaveId, LeaveSpan, LeaveState, Lesson,
    LessonFile, LessonId, MomentId, PersonId, Place, Points, Provider, ReactionKind, Reading, ReadingId,
    Rule, Task, TaskId, TaskState, Timestamp, UnitId, Workplace,
};
use jishi_core::protocol::Problem;
use uuid::Uuid;

use super::days::Days;
use super::month::{HalfAgo, LogAgo, What};
use crate::service::fail;

/// What an event has to know of the demo so far.
pub(super) struct Scenery<'a> {
    pub(super) days: &'a Days<'a>,
    /// Who does it.
    pub(super) me: PersonId,
    /// When.
    pub(super) at: Timestamp,
    /// Days within which an appeal has to be decided.
    pub(super) decide_days: u16,
    /// What of the demo has this key; `None` before it was made.
    pub(super) named: &'a dyn Fn(&str) -> Option<Uuid>,
    /// Whose number this is.
    pub(super) person: &'a dyn Fn(&str) -> Option<PersonId>,
    /// The unit of this name.
    pub(super) unit: &'a dyn Fn(&str) -> Option<UnitId>,
    /// The log that somebody wrote on an ordinary day.
    pub(super) log: &'a dyn Fn(&LogAgo) -> Option<MomentId>,
    /// The phone that asked under this key, and for whom.
    pub(super) asking: &'a dyn Fn(&str) -> Option<(PersonId, DeviceKey)>,
    /// What goes with it, sent before.
    pub(super) attachments: Vec<Attachment>,
}

/// The action that a phone would send.
pub(super) fn action(what: &What, scenery: Scenery<'_>) -> Result<Action, Problem> {
    let Scenery { days, me, at, .. } = scenery;
    let of = |key: &str| (scenery.named)(key).ok_or_else(|| fail(format!("the demo has no {key} yet")));
    let half = |(ago, half): HalfAgo| HalfDay {
        day: days.working(ago),
        half,
    };
    let unit_of = |name: &str| (scenery.unit)(name).ok_or_else(|| fail(format!("the demo has no {name}")));
    let asking = |key: &str| (scenery.asking)(key).ok_or_else(|| fail(format!("the demo has no {key} yet")));
    let log_of =
        |log: &LogAgo| (scenery.log)(log).ok_or_else(|| fail(format!("the demo has no log {log:?}")));
    Ok(match what {
        What::SetWorkplace {
            unit,
            at: centre,
            radius_m,
            shifts,
        } => Action::SetWorkplace {
            unit: unit_of(unit)?,
            workplace: Some(Workplace {
                latitude: centre[0],
                longitude: centre[1],
                radius_m: *radius_m,
            }),
            hours: shifts.clone().map(|shifts| Hours {
                from: days.calendar.day(at.plus(86_400_000)),
                shifts,
            }),
        },
        What::PublishLesson {
            topic,
            title,
            body,
            minutes,
            closes_in,
            ..
        } => {
            let opens = days.calendar.day(at);
            let files: Vec<_> = (1..)
                .zip(&scenery.attachments)
                .filter_map(|(number, file)| LessonFile::of(number, file))
                .collect();
            let picture = files
                .first()
                .map_or_else(String::new, |file| format!("](sha256:{})", file.sha256));
            let lesson = Lesson {
                id: LessonId::new(at),
                topic: *topic,
                title: title.clone(),
                body: body.trim().replace("](photo)", &picture),
                files,
                opens,
                closes: closes_in.map(|days| opens + chrono::Days::new(days)),
                minimum_seconds: minutes * 60,
                publisher: me,
                published_at: at,
                withdrawn_at: None,
            };
            Action::PublishLesson { lesson }
        }
        What::WithdrawLesson { of: lesson } => Action::WithdrawLesson {
            lesson: LessonId(of(lesson)?),
        },
        What::ReadLesson { of: lesson, seconds } => {
            let reading = Reading {
                id: ReadingId::new(at),
                person: me,
                lesson: LessonId(of(lesson)?),
                started_at: at.plus(-i64::from(*seconds) * 1_000 - 20_000),
                finished_at: at,
                seconds: *seconds,
            };
            Action::ReadLesson { reading }
        }
        What::GiveTask {
            parent,
            to,
            unit,
            title,
            text,
            due,
            reward,
            penalty,
            photo,
            ..
        } => {
            let parent = parent.as_ref().map(|parent| of(parent)).transpose()?;
            let task = Task {
                id: TaskId::new(at),
                parent: parent.map(TaskId),
                assigner: me,
                assignee: (scenery.person)(to).ok_or_else(|| fail(format!("the demo has no {to}")))?,
                unit: unit.as_deref().map(unit_of).transpose()?,
                title: title.clone(),
                text: text.clone(),
                deadline: days.at(*due, "18:00"),
                evidence: EvidenceAsked {
                    photo: *photo,
                    ..EvidenceAsked::default()
                },
                reward: Points::whole(*reward),
                penalty: Points::whole(*penalty),
                given_at: at,
                state: TaskState::Open,
                deliveries: vec![],
            };
            Action::GiveTask { task: Box::new(task) }
        }
        What::DeliverTask { of: task, text, .. } => Action::DeliverTask {
            task: TaskId(of(task)?),
            text: text.clone(),
            attachments: scenery.attachments,
            place: None,
        },
        What::CancelTask { of: task, reason } => Action::CancelTask {
            task: TaskId(of(task)?),
            reason: reason.clone(),
        },
        What::JudgeTask {
            of: task,
            accepted,
            reason,
        } => Action::JudgeTask {
            task: TaskId(of(task)?),
            accepted: *accepted,
            reason: reason.clone(),
        },
        What::AskLeave {
            kind,
            reason,
            from,
            to,
            ..
        } => {
            let leave = Leave {
                id: LeaveId::new(at),
                person: me,
                kind: *kind,
                span: LeaveSpan {
                    from: half(*from),
                    to: half(*to),
                },
                reason: reason.clone(),
                asked_at: at,
                adjoining: 0,
                state: LeaveState::Asked,
            };
            Action::AskLeave { leave }
        }
        What::DecideLeave {
            of: leave,
            granted,
            reason,
        } => Action::DecideLeave {
            leave: LeaveId(of(leave)?),
            granted: *granted,
            reason: reason.clone(),
        },
        What::WithdrawLeave { of: leave } => Action::WithdrawLeave {
            leave: LeaveId(of(leave)?),
        },
        What::ReturnEarly { of: leave, last } => Action::ReturnEarly {
            leave: LeaveId(of(leave)?),
            last: half(*last),
        },
        What::AskCorrection {
            of: ago,
            shift,
            mode,
            reason,
            ..
        } => {
            let correction = Correction {
                id: CorrectionId::new(at),
                person: me,
                day: days.working(*ago),
                shift: *shift,
                mode: *mode,
                reason: reason.clone(),
                asked_at: at,
                decision: None,
                withdrawn_at: None,
            };
            Action::AskCorrection { correction }
        }
        What::DecideCorrection {
            of: correction,
            granted,
            reason,
        } => Action::DecideCorrection {
            correction: CorrectionId(of(correction)?),
            granted: *granted,
            reason: reason.clone(),
        },
        What::Tap {
            mode,
            reason,
            at: [latitude, longitude],
            accuracy_m,
            mock,
            ..
        } => Action::CheckIn {
            check_in: CheckIn {
                id: CheckInId::new(at),
                person: me,
                mode: *mode,
                reason: reason.clone(),
                place: Some(Place {
                    latitude: *latitude,
                    longitude: *longitude,
                    accuracy_m: *accuracy_m,
                    age_ms: 200,
                    taken_at: None,
                    provider: Provider::Satellite,
                    mock: Some(*mock),
                    datum: Datum::Wgs84,
                }),
                done_at: at,
            },
        },
        What::ReviewDoubt {
            of: doubted,
            granted,
            reason,
        } => Action::ReviewDoubt {
            doubt: Doubt::id_about(of(doubted)?),
            granted: *granted,
            reason: reason.clone(),
        },
        What::WithdrawCorrection { of: correction } => Action::WithdrawCorrection {
            correction: CorrectionId(of(correction)?),
        },
        What::EditLog { of: log, text } => Action::EditMoment {
            moment: log_of(log)?,
            text: text.clone(),
        },
        What::DeleteLog { of: log } => Action::DeleteMoment { moment: log_of(log)? },
        What::Unreact { of: log } => Action::React {
            moment: log_of(log)?,
            reaction: None,
        },
        What::Dislike { of: log, reason } => Action::React {
            moment: log_of(log)?,
            reaction: Some(ReactionKind::Dislike {
                reason: reason.clone(),
            }),
        },
        What::FileAppeal {
            of: ago,
            rule,
            shift,
            reason,
            ..
        } => {
            let appeal = Appeal {
                id: AppealId::new(at),
                person: me,
                entry: contested(days, *ago, *rule, *shift),
                reason: reason.clone(),
                filed_at: at,
                decide_by: at.plus(i64::from(scenery.decide_days) * 86_400_000),
                decision: None,
                withdrawn_at: None,
            };
            Action::FileAppeal { appeal }
        }
        What::DecideAppeal {
            of: appeal,
            granted,
            reason,
        } => Action::DecideAppeal {
            appeal: AppealId(of(appeal)?),
            granted: *granted,
            reason: reason.clone(),
        },
        What::WithdrawAppeal { of: appeal } => Action::WithdrawAppeal {
            appeal: AppealId(of(appeal)?),
        },
        What::AskDevice { key } => return Err(fail(format!("{key} is asked for without a signature"))),
        What::DecideDevice {
            of: asked,
            granted,
            reason,
        } => {
            let (person, key) = asking(asked)?;
            Action::DecideDevice {
                person,
                key,
                granted: *granted,
                reason: reason.clone(),
            }
        }
        What::RevokeDevice { of: lost, reason } => {
            let (person, key) = asking(lost)?;
            Action::RevokeDevice {
                person,
                device: key.device,
                reason: reason.clone(),
            }
        }
    })
}

fn contested(days: &Days<'_>, ago: i64, rule: Rule, shift: u8) -> EntryKey {
    EntryKey {
        day: days.working(ago),
        rule,
        evidence: Evidence::Shift { shift },
    }
}
