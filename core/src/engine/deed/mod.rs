//! From what a page knows to what is signed: new ids, the person and the time come in here.

mod learning;
mod tasks;

use super::{Deed, Draft};
use crate::{
    model::{
        Action, Appeal, AppealId, CheckIn, CheckInId, Correction, CorrectionId, Leave, LeaveId, LeaveState,
        Moment, PersonId, ReactionKind, TaskId, Timestamp, clean_text,
    },
    rules::{calendar::Calendar, policy::Policies},
};

/// Who does it, when, and under which settings.
#[derive(Clone, Copy)]
pub(super) struct Doer<'a> {
    pub(super) me: PersonId,
    pub(super) now: Timestamp,
    pub(super) policies: &'a Policies,
    pub(super) calendar: &'a Calendar,
}

impl Doer<'_> {
    /// The action of a deed that needs no draft; `None` for one that does.
    pub(super) fn action(self, deed: Deed) -> Option<Action> {
        Some(match deed {
            Deed::PostMoment { .. } | Deed::DeliverTask { .. } => return None,
            Deed::EditMoment { moment, text } => Action::EditMoment {
                moment,
                text: written(&text),
            },
            Deed::DeleteMoment { moment } => Action::DeleteMoment { moment },
            Deed::React { moment, reaction } => Action::React {
                moment,
                reaction: reaction.map(cleaned),
            },
            Deed::CheckIn { mode, reason, place } => Action::CheckIn {
                check_in: CheckIn {
                    id: CheckInId::new(self.now),
                    person: self.me,
                    mode,
                    reason: written(&reason),
                    place,
                    done_at: self.now,
                },
            },
            Deed::AskCorrection {
                draft: _,
                day,
                shift,
                mode,
                reason,
            } => Action::AskCorrection {
                correction: Correction {
                    id: CorrectionId::new(self.now),
                    person: self.me,
                    day,
                    shift,
                    mode,
                    reason: written(&reason),
                    asked_at: self.now,
                    decision: None,
                    withdrawn_at: None,
                },
            },
            Deed::DecideCorrection {
                correction,
                granted,
                reason,
            } => Action::DecideCorrection {
                correction,
                granted,
                reason: written(&reason),
            },
            Deed::ReviewDoubt {
                doubt,
                granted,
                reason,
            } => Action::ReviewDoubt {
                doubt,
                granted,
                reason: written(&reason),
            },
            Deed::WithdrawCorrection { correction } => Action::WithdrawCorrection { correction },
            Deed::AskLeave {
                draft: _,
                kind,
                span,
                reason,
            } => Action::AskLeave {
                leave: Leave {
                    id: LeaveId::new(self.now),
                    person: self.me,
                    kind,
                    span,
                    reason: written(&reason),
                    asked_at: self.now,
                    adjoining: 0,
                    state: LeaveState::Asked,
                },
            },
            Deed::DecideLeave {
                leave,
                granted,
                reason,
            } => Action::DecideLeave {
                leave,
                granted,
                reason: written(&reason),
            },
            Deed::WithdrawLeave { leave } => Action::WithdrawLeave { leave },
            Deed::ReturnEarly { leave, last } => Action::ReturnEarly { leave, last },
            deed @ (Deed::PublishLesson { .. } | Deed::WithdrawLesson { .. } | Deed::ReadLesson { .. }) => {
                return self.learning(deed);
            }
            deed @ (Deed::GiveTask { .. } | Deed::JudgeTask { .. } | Deed::CancelTask { .. }) => {
                return self.task(deed);
            }
            Deed::FileAppeal { entry, reason } => Action::FileAppeal {
                appeal: Appeal {
                    id: AppealId::new(self.now),
                    person: self.me,
                    entry,
                    reason: written(&reason),
                    filed_at: self.now,
                    decide_by: self.decide_by(),
                    decision: None,
                    withdrawn_at: None,
                },
            },
            Deed::DecideAppeal {
                appeal,
                granted,
                reason,
            } => Action::DecideAppeal {
                appeal,
                granted,
                reason: written(&reason),
            },
            Deed::WithdrawAppeal { appeal } => Action::WithdrawAppeal { appeal },
            Deed::SetWorkplace {
                unit,
                workplace,
                hours,
            } => Action::SetWorkplace {
                unit,
                workplace,
                hours,
            },
            Deed::DecideDevice {
                person,
                key,
                granted,
                reason,
            } => Action::DecideDevice {
                person,
                key,
                granted,
                reason: written(&reason),
            },
            Deed::RevokeDevice {
                person,
                device,
                reason,
            } => Action::RevokeDevice {
                person,
                device,
                reason: written(&reason),
            },
        })
    }

    /// The moment that a draft becomes.
    pub(super) fn moment(self, draft: Draft) -> Moment {
        Moment {
            id: draft.id,
            author: self.me,
            text: written(&draft.text),
            attachments: draft.attachments,
            place: draft.place,
            done_at: self.now,
        }
    }

    /// The delivery that a draft becomes.
    pub(super) fn delivery(task: TaskId, draft: Draft) -> Action {
        Action::DeliverTask {
            task,
            text: written(&draft.text),
            attachments: draft.attachments,
            place: draft.place,
        }
    }

    /// When an appeal filed now has to be decided. Where the policy knows no appeals, the judge refuses it anyway.
    fn decide_by(self) -> Timestamp {
        let policy = self.policies.on(self.calendar.day(self.now));
        let days = policy
            .and_then(|policy| policy.appeal)
            .map_or(0, |appeal| appeal.decide_days);
        self.now.plus(i64::from(days) * 24 * 3_600_000)
    }
}

/// Text as it was meant, without blanks after its end.
fn written(text: &str) -> String {
    clean_text(text.trim_end())
}

fn cleaned(reaction: ReactionKind) -> ReactionKind {
    match reaction {
        ReactionKind::Like => ReactionKind::Like,
        ReactionKind::Dislike { reason } => ReactionKind::Dislike {
            reason: written(&reason),
        },
    }
}
