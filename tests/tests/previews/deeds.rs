//! What somebody may think of doing next, from what their phone shows them.

use chrono::{Days, NaiveDate};
use jishi_core::{
    engine::{Deed, GetFeed, GetScore, GetTasks, GetTodo, OpenDraft, OpenResult, SaveDraft},
    model::{
        AppealId, CorrectionId, EvidenceAsked, Half, HalfDay, LeaveId, LeaveKind, LeaveSpan, Mode, MomentId,
        Points, ReactionKind, TaskId, Topic,
    },
    rules::score::Span,
};
use jishi_tests::Random;
use uuid::Uuid;

use super::office::{Office, deed_to_move, tap};

const HOUR: i64 = 3_600_000;

/// A deed, and what it is called.
pub struct Step {
    pub name: &'static str,
    pub deed: Deed,
}

/// What each of them has done, by its name.
#[derive(Default)]
pub struct Known(Vec<(&'static str, usize, Uuid)>);

impl Known {
    pub fn note(&mut self, name: &'static str, who: usize, subject: Uuid) {
        self.0.push((name, who, subject));
    }

    fn of(&self, name: &str, who: usize, random: &mut Random) -> Option<Uuid> {
        let all: Vec<Uuid> = self
            .0
            .iter()
            .filter(|known| known.0 == name && known.1 == who)
            .map(|known| known.2)
            .collect();
        random.of(&all).copied()
    }
}

impl Office {
    /// Something that `who` might do now, allowed or not; nothing if there is nothing to do it to.
    pub async fn choose(&self, who: usize, random: &mut Random, known: &Known) -> Option<Step> {
        let own = |name, random: &mut Random| known.of(name, who, random);
        let reason = || "有事".to_owned();
        let yes = random.below(3) > 0;
        let (name, deed) = match random.below(30) {
            0..4 => (
                "post",
                Deed::PostMoment {
                    draft: self.draft(who).await,
                },
            ),
            4 => (
                "edit",
                Deed::EditMoment {
                    moment: MomentId(own("post", random)?),
                    text: "改了".into(),
                },
            ),
            5 => (
                "delete",
                Deed::DeleteMoment {
                    moment: MomentId(own("post", random)?),
                },
            ),
            6..11 => {
                let mode = *random.of(&Mode::ALL)?;
                let mode = if random.below(2) == 0 { Mode::OnDuty } else { mode };
                let metres = (random.below(5) > 0).then(|| random.below(600) as f64);
                ("tap", tap(mode, metres))
            }
            11 | 12 => (
                "ask correction",
                Deed::AskCorrection {
                    draft: None,
                    day: self.day().await - Days::new(random.below(6) as u64),
                    shift: random.below(3) as u8,
                    mode: *random.of(&Mode::ALL)?,
                    reason: reason(),
                },
            ),
            13 => (
                "take correction back",
                Deed::WithdrawCorrection {
                    correction: CorrectionId(own("ask correction", random)?),
                },
            ),
            14 | 15 => (
                "ask leave",
                Deed::AskLeave {
                    draft: None,
                    kind: *random.of(&[LeaveKind::Annual, LeaveKind::Sick, LeaveKind::Personal])?,
                    span: span(self.day().await, random),
                    reason: reason(),
                },
            ),
            16 => (
                "withdraw leave",
                Deed::WithdrawLeave {
                    leave: LeaveId(own("ask leave", random)?),
                },
            ),
            17 => (
                "return early",
                Deed::ReturnEarly {
                    leave: LeaveId(own("ask leave", random)?),
                    last: HalfDay {
                        day: self.day().await,
                        half: Half::Morning,
                    },
                },
            ),
            18 | 19 => return self.decide(who, yes).await,
            20 => (
                "publish",
                Deed::PublishLesson {
                    topic: Topic::Notices,
                    title: "防汛".into(),
                    body: "一、防汛".into(),
                    draft: None,
                    opens: self.day().await,
                    closes: None,
                    minimum_seconds: 60,
                },
            ),
            21 => {
                let lessons = self.phones[who].device.ask(GetTodo).await.unwrap().lessons;
                (
                    "read",
                    Deed::ReadLesson {
                        lesson: random.of(&lessons)?.id,
                        started_at: self.now().plus(-90_000),
                        seconds: 80,
                    },
                )
            }
            22 => (
                "give task",
                Deed::GiveTask {
                    draft: None,
                    parent: None,
                    assignee: self.phones[random.below(2)].person,
                    unit: None,
                    title: "清渠".into(),
                    text: "三组".into(),
                    deadline: self.now().plus((1 + random.below(48) as i64) * HOUR),
                    evidence: EvidenceAsked::default(),
                    reward: Points::whole(2),
                    penalty: Points::whole(1),
                },
            ),
            23 => {
                let tasks = self.phones[who].device.ask(GetTasks).await.unwrap().mine;
                let task = random.of(&tasks)?.task.id;
                (
                    "deliver",
                    Deed::DeliverTask {
                        task,
                        draft: self.result(who, task).await,
                    },
                )
            }
            24 => (
                "cancel",
                Deed::CancelTask {
                    task: TaskId(own("give task", random)?),
                    reason: reason(),
                },
            ),
            25 | 26 => self.react(who, random).await?,
            27 => {
                let day = self.day().await;
                let ask = GetScore {
                    span: Span::Year,
                    day,
                };
                let entries = self.phones[who].device.ask(ask).await.unwrap().entries;
                (
                    "contest",
                    Deed::FileAppeal {
                        entry: random.of(&entries)?.entry.key,
                        reason: reason(),
                    },
                )
            }
            28 => (
                "take appeal back",
                Deed::WithdrawAppeal {
                    appeal: AppealId(own("contest", random)?),
                },
            ),
            _ => (
                "move",
                deed_to_move(self.unit(who).await, random.below(400) as f64),
            ),
        };
        Some(Step { name, deed })
    }

    /// The oldest of what waits for a decision.
    async fn decide(&self, who: usize, granted: bool) -> Option<Step> {
        let todo = self.phones[who].device.ask(GetTodo).await.unwrap();
        let reason = "已阅".to_owned();
        let (name, deed) = if let Some(item) = todo.appeals.first() {
            (
                "decide appeal",
                Deed::DecideAppeal {
                    appeal: item.appeal.id,
                    granted,
                    reason,
                },
            )
        } else if let Some(item) = todo.corrections.first() {
            (
                "decide correction",
                Deed::DecideCorrection {
                    correction: item.correction.id,
                    granted,
                    reason,
                },
            )
        } else if let Some(item) = todo.results.first() {
            (
                "judge",
                Deed::JudgeTask {
                    task: item.task.id,
                    accepted: granted,
                    reason,
                },
            )
        } else if let Some(item) = todo.leaves.first() {
            (
                "decide leave",
                Deed::DecideLeave {
                    leave: item.leave.id,
                    granted,
                    reason,
                },
            )
        } else {
            let item = todo.doubts.first()?;
            (
                "review",
                Deed::ReviewDoubt {
                    doubt: item.doubt.id,
                    granted,
                    reason,
                },
            )
        };
        Some(Step { name, deed })
    }

    async fn react(&self, who: usize, random: &mut Random) -> Option<(&'static str, Deed)> {
        let feed = GetFeed::after(None, 20);
        let feed = self.phones[who].device.ask(feed).await.unwrap().items;
        let moment = random.of(&feed)?.moment.id;
        let (name, reaction) = match random.below(4) {
            0 => (
                "dislike",
                Some(ReactionKind::Dislike {
                    reason: "没有照片".into(),
                }),
            ),
            1 => ("unlike", None),
            _ => ("like", Some(ReactionKind::Like)),
        };
        Some((name, Deed::React { moment, reaction }))
    }

    /// A draft with words in it.
    async fn draft(&self, who: usize) -> MomentId {
        let draft = self.phones[who].device.ask(OpenDraft).await.unwrap().id;
        self.write(who, draft).await
    }

    async fn result(&self, who: usize, task: TaskId) -> MomentId {
        let draft = self.phones[who].device.ask(OpenResult(task)).await.unwrap().id;
        self.write(who, draft).await
    }

    async fn write(&self, who: usize, draft: MomentId) -> MomentId {
        let (text, place) = ("修路".into(), None);
        let save = SaveDraft { draft, text, place };
        self.phones[who].device.ask(save).await.unwrap();
        draft
    }
}

fn span(today: NaiveDate, random: &mut Random) -> LeaveSpan {
    let from = today + Days::new(random.below(4) as u64);
    LeaveSpan {
        from: HalfDay {
            day: from,
            half: Half::Morning,
        },
        to: HalfDay {
            day: from + Days::new(random.below(3) as u64),
            half: Half::Afternoon,
        },
    }
}
