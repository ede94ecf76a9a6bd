//! What can happen, and what it is as a deed.

use chrono::Days;
use jishi_core::{
    engine::Deed,
    model::{
        EvidenceAsked, Half, HalfDay, LeaveKind, LeaveSpan, Mode, Points, ReactionKind, Record, RecordKind,
        Topic, Workplace,
    },
};
use proptest::prelude::*;

use super::world::{HOUR, WORKPLACE, World, place};

/// Something that happens; numbers choose among what there is at the time.
#[derive(Clone, Debug)]
pub enum Step {
    Post,
    Edit(usize),
    Delete(usize),
    Tap(Mode, Option<f64>),
    AskCorrection(u64, u8, Mode),
    AskLeave(LeaveKind, u64, u64),
    WithdrawLeave(usize),
    Return(usize, u64),
    Read(usize),
    React(usize, Option<bool>),
    Deliver,
    Contest(usize),
    TakeBackAppeal(usize),
    TakeBackCorrection(usize),
    /// Gives a part of one's task to somebody below.
    PassOn,
    /// Accepts or returns a result of a task given.
    Judge(usize, bool),
    Cancel(usize),
    Publish,
    WithdrawLesson(usize),
    /// Decides what somebody below asked for, or on an appeal of theirs.
    DecideLeave(bool),
    DecideCorrection(bool),
    DecideAppeal(bool),
    /// Moves the workplace so many metres.
    Move(Option<f64>),
    /// The server's word: the oldest request is granted or refused.
    Decided(bool),
    /// Somebody likes or dislikes one's moment.
    Liked(usize, bool),
}

pub fn step() -> impl Strategy<Value = Step> {
    let mode = prop::sample::select(&Mode::ALL[..]);
    let kind = prop::sample::select(vec![
        LeaveKind::Annual,
        LeaveKind::Sick,
        LeaveKind::Marriage,
        LeaveKind::Official,
    ]);
    prop_oneof![
        3 => Just(Step::Post),
        1 => any::<usize>().prop_map(Step::Edit),
        1 => any::<usize>().prop_map(Step::Delete),
        4 => (mode.clone(), prop::option::of(0.0..600.0)).prop_map(|(mode, metres)| Step::Tap(mode, metres)),
        2 => (0..9_u64, 0..3_u8, mode).prop_map(|(back, shift, mode)| Step::AskCorrection(back, shift, mode)),
        2 => (kind, 0..5_u64, 0..4_u64).prop_map(|(kind, ahead, long)| Step::AskLeave(kind, ahead, long)),
        1 => any::<usize>().prop_map(Step::WithdrawLeave),
        1 => (any::<usize>(), 0..3_u64).prop_map(|(which, back)| Step::Return(which, back)),
        2 => (0..3_usize).prop_map(Step::Read),
        2 => (0..8_usize, prop::option::of(any::<bool>())).prop_map(|(which, like)| Step::React(which, like)),
        1 => Just(Step::Deliver),
        3 => any::<usize>().prop_map(Step::Contest),
        1 => any::<usize>().prop_map(Step::TakeBackAppeal),
        1 => any::<usize>().prop_map(Step::TakeBackCorrection),
        1 => Just(Step::PassOn),
        1 => any::<(usize, bool)>().prop_map(|(which, accepted)| Step::Judge(which, accepted)),
        1 => any::<usize>().prop_map(Step::Cancel),
        1 => Just(Step::Publish),
        1 => any::<usize>().prop_map(Step::WithdrawLesson),
        1 => any::<bool>().prop_map(Step::DecideLeave),
        1 => any::<bool>().prop_map(Step::DecideCorrection),
        1 => any::<bool>().prop_map(Step::DecideAppeal),
        1 => prop::option::of(0.0..600.0).prop_map(Step::Move),
        3 => any::<bool>().prop_map(Step::Decided),
        2 => (any::<usize>(), any::<bool>()).prop_map(|(which, like)| Step::Liked(which, like)),
    ]
}

impl World {
    /// What a step is as a deed; `None` if there is nothing to do it to, or it is the server's.
    pub fn deed(&self, step: &Step) -> Option<Deed> {
        let pick = |which: usize, count: usize| which.checked_rem(count);
        let own = |which| {
            let moments = self.own_moments();
            pick(which, moments.len()).map(|index| moments[index])
        };
        let leave = |which| {
            let leaves = self.mine(RecordKind::Leave);
            match &leaves[pick(which, leaves.len())?] {
                Record::Leave { leave } => Some(leave.clone()),
                other => panic!("{other:?}"),
            }
        };
        let task = |which| {
            let tasks = self.store().tasks_by(self.me).unwrap();
            match &tasks[pick(which, tasks.len())?] {
                Record::Task { task } => Some(task.id),
                other => panic!("{other:?}"),
            }
        };
        let reason = || "有事".to_owned();
        Some(match *step {
            Step::Post => Deed::PostMoment {
                draft: self.written(None),
            },
            Step::Edit(which) => Deed::EditMoment {
                moment: own(which)?,
                text: "改了".into(),
            },
            Step::Delete(which) => Deed::DeleteMoment { moment: own(which)? },
            Step::Tap(mode, metres) => Deed::CheckIn {
                mode,
                reason: if mode.needs_reason() {
                    reason()
                } else {
                    String::new()
                },
                place: metres.map(place),
            },
            Step::AskCorrection(back, shift, mode) => Deed::AskCorrection {
                draft: None,
                day: self.day() - Days::new(back),
                shift,
                mode,
                reason: reason(),
            },
            Step::AskLeave(kind, ahead, long) => {
                let from = self.day() + Days::new(ahead);
                Deed::AskLeave {
                    draft: None,
                    kind,
                    span: LeaveSpan {
                        from: HalfDay {
                            day: from,
                            half: Half::Morning,
                        },
                        to: HalfDay {
                            day: from + Days::new(long),
                            half: Half::Afternoon,
                        },
                    },
                    reason: reason(),
                }
            }
            Step::WithdrawLeave(which) => Deed::WithdrawLeave {
                leave: leave(which)?.id,
            },
            Step::Return(which, back) => Deed::ReturnEarly {
                leave: leave(which)?.id,
                last: HalfDay {
                    day: self.day() - Days::new(back),
                    half: Half::Morning,
                },
            },
            Step::Read(which) => Deed::ReadLesson {
                lesson: self.lessons[which],
                started_at: self.now.plus(-90_000),
                seconds: 80,
            },
            Step::React(which, like) => Deed::React {
                moment: self.moments[which],
                reaction: like.map(|like| {
                    if like {
                        ReactionKind::Like
                    } else {
                        ReactionKind::Dislike { reason: reason() }
                    }
                }),
            },
            Step::Deliver => Deed::DeliverTask {
                task: self.task,
                draft: self.written(Some(self.task)),
            },
            Step::Contest(which) => {
                let entries = self.entries();
                Deed::FileAppeal {
                    entry: entries[pick(which, entries.len())?].key,
                    reason: reason(),
                }
            }
            Step::TakeBackAppeal(which) => {
                let appeals = self.mine(RecordKind::Appeal);
                match &appeals[pick(which, appeals.len())?] {
                    Record::Appeal { appeal } => Deed::WithdrawAppeal { appeal: appeal.id },
                    other => panic!("{other:?}"),
                }
            }
            Step::TakeBackCorrection(which) => {
                let corrections = self.mine(RecordKind::Correction);
                match &corrections[pick(which, corrections.len())?] {
                    Record::Correction { correction } => Deed::WithdrawCorrection {
                        correction: correction.id,
                    },
                    other => panic!("{other:?}"),
                }
            }
            Step::PassOn => Deed::GiveTask {
                draft: None,
                parent: Some(self.task),
                assignee: self.below.person,
                unit: None,
                title: "清渠".into(),
                text: "三组".into(),
                deadline: self.now.plus(HOUR / 2),
                evidence: EvidenceAsked::default(),
                reward: Points::whole(1),
                penalty: Points::whole(1),
            },
            Step::Judge(which, accepted) => Deed::JudgeTask {
                task: task(which)?,
                accepted,
                reason: reason(),
            },
            Step::Cancel(which) => Deed::CancelTask {
                task: task(which)?,
                reason: reason(),
            },
            Step::Publish => Deed::PublishLesson {
                topic: Topic::Notices,
                title: "防汛".into(),
                body: "一、防汛".into(),
                draft: None,
                opens: self.day(),
                closes: None,
                minimum_seconds: 60,
            },
            Step::WithdrawLesson(which) => Deed::WithdrawLesson {
                lesson: self.lessons[which % self.lessons.len()],
            },
            Step::DecideLeave(granted) => Deed::DecideLeave {
                leave: self.below.leave,
                granted,
                reason: reason(),
            },
            Step::DecideCorrection(granted) => Deed::DecideCorrection {
                correction: self.below.correction,
                granted,
                reason: reason(),
            },
            Step::DecideAppeal(granted) => Deed::DecideAppeal {
                appeal: self.below.appeal,
                granted,
                reason: reason(),
            },
            Step::Move(metres) => Deed::SetWorkplace {
                unit: self.unit,
                workplace: metres.map(|metres| Workplace {
                    latitude: place(metres).latitude,
                    ..WORKPLACE
                }),
                hours: None,
            },
            Step::Decided(_) | Step::Liked(..) => return None,
        })
    }
}
