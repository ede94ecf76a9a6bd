//! A phone with somebody on it who may do everything, and people around them.

use chrono::NaiveDate;
use jishi_core::{
    engine::{GetFeed, GetScore, OpenDraft, OpenResult, SaveDraft, ScorePage},
    model::{
        Appeal, AppealId, Correction, CorrectionId, Datum, Decision, Entry, EntryKey, Evidence, Half,
        HalfDay, Leave, LeaveId, LeaveKind, LeaveSpan, LeaveState, Lesson, LessonId, Mode, MomentId, Person,
        PersonId, Place, Points, Provider, Rank, Reaction, ReactionKind, Record, RecordKind, Role, Rule,
        TaskId, TaskState, Timestamp, Topic, Unit, UnitId, Verdict, Workplace,
    },
    protocol::{Change, Settings},
    rules::{
        calendar::{Calendar, CalendarYear},
        policy::{self, Policies},
        score::Span,
    },
    store::Store,
};

use crate::{
    engine::{Asked, asking_at, task},
    phone::{NOW, Phone, open, page, phone, receipt},
};

pub const HOUR: i64 = 3_600_000;

/// A phone in a village with a workplace, a leader, lessons, a task and a colleague's moments, under the full policy, of
/// which a second version with other numbers begins a few days later.
pub struct World {
    folder: tempfile::TempDir,
    pub me: PersonId,
    pub colleague: PersonId,
    pub lessons: Vec<LessonId>,
    pub task: TaskId,
    pub moments: Vec<MomentId>,
    pub now: Timestamp,
    pub unit: UnitId,
    pub below: Below,
}

/// Somebody below, and what they asked for.
pub struct Below {
    pub person: PersonId,
    pub leave: LeaveId,
    pub correction: CorrectionId,
    pub appeal: AppealId,
}

pub fn world() -> World {
    let phone = phone();
    let text = include_str!("../../../../assets/policies/wangmo-2016.toml");
    let first = policy::read(text).unwrap();
    let mut second = first.clone();
    (second.version, second.from) = (2, "2025-12-11".parse().unwrap());
    second.logs.points.as_mut().unwrap().written = Points::whole(3);
    second.learning.as_mut().unwrap().points.as_mut().unwrap().per_day = 1;
    let year = CalendarYear {
        notice: "of these tests".into(),
        holidays: vec!["2025-12-09".parse().unwrap()],
        makeup: vec!["2025-12-13".parse().unwrap()],
        since: None,
    };
    let settings = Settings {
        policies: Policies::new(vec![first, second]),
        calendar: Calendar {
            utc_offset_minutes: 480,
            years: [(2025, year)].into(),
        },
    };
    let unit = phone.store.directory().unwrap().unwrap().unit.clone();
    // Who may do all of it: publish, give, decide.
    let me = Person {
        rank: Rank::DeputyTownship,
        role: Role::Organization,
        ..phone.me.clone()
    };
    let (below, of_below) = below(&phone);
    let leader = Person {
        rank: Rank::Township,
        role: Role::Leader,
        ..phone.colleague.clone()
    };
    let lessons: Vec<Lesson> = (0..3).map(|_| lesson(&phone)).collect();
    let task = task(&phone, None);
    let moments = (0..8)
        .map(|n| phone.foreign_moment("走访", NOW.plus(-n * 60_000)))
        .collect();
    let mut changes = vec![
        Change::Settings { settings },
        Change::Unit {
            unit: Unit {
                workplace: Some(WORKPLACE),
                ..unit.clone()
            },
        },
        Change::Person { person: me },
        Change::Person { person: leader },
        Change::Record {
            record: Record::Task {
                task: Box::new(task.clone()),
            },
        },
    ];
    let told = |lesson: &Lesson| Change::Record {
        record: Record::Lesson {
            lesson: lesson.clone(),
        },
    };
    changes.extend(lessons.iter().map(told));
    changes.extend(of_below);
    phone.pull(changes);
    World {
        me: phone.me.id,
        colleague: phone.colleague.id,
        folder: phone.folder,
        lessons: lessons.iter().map(|lesson| lesson.id).collect(),
        task: task.id,
        moments,
        now: NOW,
        unit: unit.id,
        below,
    }
}

/// Somebody below, with a leave, a missing tap and an appeal that wait.
fn below(phone: &Phone) -> (Below, Vec<Change>) {
    let person = Person {
        id: PersonId::new(NOW),
        ..phone.colleague.clone()
    };
    let day: NaiveDate = "2025-12-04".parse().unwrap();
    let leave = Leave {
        id: LeaveId::new(NOW),
        person: person.id,
        kind: LeaveKind::Personal,
        span: LeaveSpan {
            from: HalfDay {
                day,
                half: Half::Morning,
            },
            to: HalfDay {
                day,
                half: Half::Afternoon,
            },
        },
        reason: "家中有事".into(),
        asked_at: NOW.plus(-HOUR),
        adjoining: 0,
        state: LeaveState::Asked,
    };
    let correction = Correction {
        id: CorrectionId::new(NOW),
        person: person.id,
        day,
        shift: 0,
        mode: Mode::OnDuty,
        reason: "手机没电".into(),
        asked_at: NOW.plus(-HOUR),
        decision: None,
        withdrawn_at: None,
    };
    let appeal = Appeal {
        id: AppealId::new(NOW),
        person: person.id,
        entry: EntryKey {
            day,
            rule: Rule::LogMissed,
            evidence: Evidence::Day,
        },
        reason: "写了".into(),
        filed_at: NOW.plus(-HOUR),
        decide_by: NOW.plus(240 * HOUR),
        decision: None,
        withdrawn_at: None,
    };
    let below = Below {
        person: person.id,
        leave: leave.id,
        correction: correction.id,
        appeal: appeal.id,
    };
    let records = [
        Record::Leave { leave },
        Record::Correction { correction },
        Record::Appeal { appeal },
    ];
    let mut changes = vec![Change::Person { person }];
    changes.extend(records.map(|record| Change::Record { record }));
    (below, changes)
}

pub const WORKPLACE: Workplace = Workplace {
    latitude: 25.166,
    longitude: 106.087,
    radius_m: 200.0,
};

fn lesson(phone: &Phone) -> Lesson {
    Lesson {
        id: LessonId::new(NOW),
        topic: Topic::PartyRules,
        title: "防火".into(),
        body: "一、防火".into(),
        files: vec![],
        opens: "2025-12-01".parse().unwrap(),
        closes: Some("2025-12-20".parse().unwrap()),
        minimum_seconds: 60,
        publisher: phone.colleague.id,
        published_at: NOW.plus(-48 * HOUR),
        withdrawn_at: None,
    }
}

impl World {
    pub fn store(&self) -> Store {
        open(self.folder.path())
    }

    pub fn day(&self) -> NaiveDate {
        self.store().settings().unwrap().calendar.day(self.now)
    }

    pub fn mine(&self, kind: RecordKind) -> Vec<Record> {
        self.store().all_about(self.me, kind).unwrap()
    }

    pub fn own_moments(&self) -> Vec<MomentId> {
        let store = self.store();
        let directory = store.directory().unwrap().unwrap();
        let page = store
            .feed(&directory, self.now, &GetFeed::after(None, 100))
            .unwrap();
        let mine = page.items.into_iter().filter(|item| item.mine);
        mine.map(|item| item.moment.id).collect()
    }

    /// A draft with words in it.
    pub fn written(&self, result_of: Option<TaskId>) -> MomentId {
        self.asking(async |engine| {
            let draft = match result_of {
                None => engine.ask(OpenDraft).await.unwrap().id,
                Some(task) => engine.ask(OpenResult(task)).await.unwrap().id,
            };
            let (text, place) = ("修路".into(), None);
            engine.ask(SaveDraft { draft, text, place }).await.unwrap();
            draft
        })
    }

    pub fn asking<T>(&self, questions: impl AsyncFnOnce(&Asked) -> T) -> T {
        asking_at(self.now, self.store(), questions)
    }

    /// The ledger of the year.
    pub fn score(&self) -> ScorePage {
        let score = GetScore {
            span: Span::Year,
            day: self.day(),
        };
        self.asking(async |engine| engine.ask(score).await.unwrap())
    }

    pub fn entries(&self) -> Vec<Entry> {
        entries(&self.score())
    }

    /// The server's word: everything arrives, and the oldest request that waits is decided.
    pub fn decided(&self, granted: bool) {
        let store = self.store();
        for operation in store.ready(1_000).unwrap() {
            store.settle(operation.id, &receipt(operation.id)).unwrap();
        }
        let decision = Decision {
            granted,
            by: self.colleague,
            reason: "已阅".into(),
            at: self.now,
        };
        let requests = [
            RecordKind::Leave,
            RecordKind::Correction,
            RecordKind::Appeal,
            RecordKind::Task,
        ];
        let mut waiting = requests
            .into_iter()
            .flat_map(|kind| self.mine(kind))
            .filter_map(|record| match record {
                Record::Leave { leave } if leave.state == LeaveState::Asked => {
                    let state = LeaveState::Decided {
                        decision: decision.clone(),
                    };
                    Some(Record::Leave {
                        leave: Leave { state, ..leave },
                    })
                }
                Record::Correction { mut correction } if correction.waits() => {
                    correction.decision = Some(decision.clone());
                    Some(Record::Correction { correction })
                }
                Record::Appeal { mut appeal }
                    if appeal.decision.is_none() && appeal.withdrawn_at.is_none() =>
                {
                    appeal.decision = Some(decision.clone());
                    Some(Record::Appeal { appeal })
                }
                Record::Task { mut task } if task.state == TaskState::Delivered => {
                    task.state = if granted {
                        TaskState::Accepted
                    } else {
                        TaskState::Open
                    };
                    task.deliveries.last_mut()?.verdict = Some(Verdict {
                        accepted: granted,
                        reason: "已阅".into(),
                        at: self.now,
                        by: None,
                        again_by: None,
                    });
                    Some(Record::Task { task })
                }
                _ => None,
            });
        if let Some(record) = waiting.next() {
            store.apply(&page("d", vec![Change::Record { record }])).unwrap();
        }
    }

    pub fn liked(&self, which: usize, like: bool) {
        let moments = self.own_moments();
        let Some(index) = which.checked_rem(moments.len()) else {
            return;
        };
        let kind = if like {
            ReactionKind::Like
        } else {
            ReactionKind::Dislike {
                reason: "照片太旧".into(),
            }
        };
        let reaction = Reaction {
            moment: moments[index],
            giver: self.colleague,
            kind,
            rank: Rank::Township,
            done_at: self.now,
        };
        self.store()
            .apply(&page("l", vec![Change::Reaction { reaction }]))
            .unwrap();
    }
}

pub fn entries(page: &ScorePage) -> Vec<Entry> {
    page.entries.iter().map(|item| item.entry).collect()
}

/// So many metres north of the workplace.
pub fn place(metres: f64) -> Place {
    Place {
        latitude: WORKPLACE.latitude + metres / 111_195.0,
        longitude: WORKPLACE.longitude,
        accuracy_m: 20.0,
        age_ms: 100,
        taken_at: None,
        provider: Provider::Satellite,
        mock: None,
        datum: Datum::Wgs84,
    }
}
