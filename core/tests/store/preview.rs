//! What is shown before something is done is what is then booked, in any history.

use chrono::{Days, NaiveDate};
use jishi_core::{
    engine::{Act, Deed, Fault, GetPreview, GetScore, OpenDraft, OpenResult, SaveDraft, ScorePage},
    model::{
        AppealId, Datum, Decision, Entry, Evidence, Half, HalfDay, Leave, LeaveKind, LeaveSpan, LeaveState,
        Lesson, LessonId, Mode, MomentId, Person, PersonId, Place, Points, Provider, Rank, Reaction,
        ReactionKind, Record, RecordKind, Role, Standing, TaskId, Timestamp, Topic, Unit, Workplace,
    },
    protocol::{Change, Settings},
    rules::{
        calendar::{Calendar, CalendarYear},
        policy::{self, Policies},
        score::Span,
    },
    store::Store,
};
use proptest::{prelude::*, strategy::ValueTree as _};

use uuid::Uuid;

use super::{
    engine::{Asked, asking_at, task},
    phone::{NOW, Phone, open, page, phone, receipt},
};

const HOUR: i64 = 3_600_000;

/// Something that happens; numbers choose among what there is at the time.
#[derive(Clone, Debug)]
enum Step {
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
    /// The server's word: the oldest request is granted or refused.
    Decided(bool),
    /// Somebody likes or dislikes one's moment.
    Liked(usize, bool),
}

fn step() -> impl Strategy<Value = Step> {
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
        3 => any::<bool>().prop_map(Step::Decided),
        2 => (any::<usize>(), any::<bool>()).prop_map(|(which, like)| Step::Liked(which, like)),
    ]
}

/// A phone in a village with a workplace, a leader, lessons, a task and a colleague's moments, under the full policy, of
/// which a second version with other numbers begins a few days later.
struct World {
    folder: tempfile::TempDir,
    me: PersonId,
    colleague: PersonId,
    lessons: Vec<LessonId>,
    task: TaskId,
    moments: Vec<MomentId>,
    now: Timestamp,
}

fn world() -> World {
    let phone = phone();
    let text = include_str!("../../../assets/policies/wangmo-2016.toml");
    let first = policy::read(text).unwrap();
    let mut second = first.clone();
    (second.version, second.from) = (2, "2025-12-11".parse().unwrap());
    second.logs.points.as_mut().unwrap().written = Points::whole(3);
    second.learning.as_mut().unwrap().points.as_mut().unwrap().per_day = 1;
    let year = CalendarYear {
        notice: "of these tests".into(),
        holidays: vec!["2025-12-09".parse().unwrap()],
        makeup: vec!["2025-12-13".parse().unwrap()],
    };
    let settings = Settings {
        policies: Policies::new(vec![first, second]),
        calendar: Calendar {
            utc_offset_minutes: 480,
            years: [(2025, year)].into(),
        },
    };
    let unit = phone.store.directory().unwrap().unwrap().unit.clone();
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
                ..unit
            },
        },
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
    phone.pull(changes);
    World {
        me: phone.me.id,
        colleague: phone.colleague.id,
        folder: phone.folder,
        lessons: lessons.iter().map(|lesson| lesson.id).collect(),
        task: task.id,
        moments,
        now: NOW,
    }
}

const WORKPLACE: Workplace = Workplace {
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
    fn store(&self) -> Store {
        open(self.folder.path())
    }

    fn day(&self) -> NaiveDate {
        self.store().settings().unwrap().calendar.day(self.now)
    }

    fn mine(&self, kind: RecordKind) -> Vec<Record> {
        self.store().all_about(self.me, kind).unwrap()
    }

    fn own_moments(&self) -> Vec<MomentId> {
        let store = self.store();
        let directory = store.directory().unwrap().unwrap();
        let page = store.feed(&directory, self.now, None, 100).unwrap();
        let mine = page.items.into_iter().filter(|item| item.mine);
        mine.map(|item| item.moment.id).collect()
    }

    /// What a step is as a deed; `None` if there is nothing to do it to, or it is the server's.
    fn deed(&self, step: &Step) -> Option<Deed> {
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
                day: self.day() - Days::new(back),
                shift,
                mode,
                reason: reason(),
            },
            Step::AskLeave(kind, ahead, long) => {
                let from = self.day() + Days::new(ahead);
                Deed::AskLeave {
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
            Step::Decided(_) | Step::Liked(..) => return None,
        })
    }

    /// A draft with words in it.
    fn written(&self, result_of: Option<TaskId>) -> MomentId {
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

    fn asking<T>(&self, questions: impl AsyncFnOnce(&Asked) -> T) -> T {
        asking_at(self.now, self.store(), questions)
    }

    /// The ledger of the year.
    fn score(&self) -> ScorePage {
        let score = GetScore {
            span: Span::Year,
            day: self.day(),
        };
        self.asking(async |engine| engine.ask(score).await.unwrap())
    }

    fn entries(&self) -> Vec<Entry> {
        entries(&self.score())
    }

    /// The server's word: everything arrives, and the oldest request that waits is decided.
    fn decided(&self, granted: bool) {
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
        let requests = [RecordKind::Leave, RecordKind::Correction, RecordKind::Appeal];
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
                Record::Correction { mut correction } if correction.decision.is_none() => {
                    correction.decision = Some(decision.clone());
                    Some(Record::Correction { correction })
                }
                Record::Appeal { mut appeal }
                    if appeal.decision.is_none() && appeal.withdrawn_at.is_none() =>
                {
                    appeal.decision = Some(decision.clone());
                    Some(Record::Appeal { appeal })
                }
                _ => None,
            });
        if let Some(record) = waiting.next() {
            store.apply(&page("d", vec![Change::Record { record }])).unwrap();
        }
    }

    fn liked(&self, which: usize, like: bool) {
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

    /// Previews a step, does it, and compares.
    fn take(&self, step: &Step) -> Result<bool, TestCaseError> {
        match *step {
            Step::Decided(granted) => self.decided(granted),
            Step::Liked(which, like) => self.liked(which, like),
            _ => {}
        }
        let Some(deed) = self.deed(step) else {
            return Ok(false);
        };
        let before = self.score();
        let (preview, done) = self.asking(async |engine| {
            let preview = engine.ask(GetPreview(deed.clone())).await.unwrap();
            (preview, engine.ask(Act(deed)).await)
        });
        let after = self.score();
        let (old, new) = (entries(&before), entries(&after));
        let known: Vec<Evidence> = old.iter().map(|entry| entry.key.evidence).collect();
        // The ids of new things are new each time: of an appeal, and of the log that a tap with a reason writes.
        let anonymous = |mut entry: Entry| {
            if matches!(
                (step, entry.key.evidence),
                (Step::Tap(..), Evidence::Moment { .. })
            ) && !known.contains(&entry.key.evidence)
            {
                entry.key.evidence = Evidence::Moment { id: Uuid::nil() };
            }
            if let (Step::Contest(_), Standing::Frozen { appeal }) = (step, &mut entry.standing) {
                *appeal = AppealId(Uuid::nil());
            }
            entry
        };
        let only = |these: &[Entry], those: &[Entry]| -> Vec<Entry> {
            these
                .iter()
                .filter(|entry| !those.contains(entry))
                .copied()
                .map(anonymous)
                .collect()
        };
        prop_assert_eq!(
            &preview
                .difference
                .come
                .iter()
                .copied()
                .map(anonymous)
                .collect::<Vec<_>>(),
            &only(&new, &old),
            "what comes of {:?}",
            step
        );
        prop_assert_eq!(
            &preview.difference.go,
            &only(&old, &new),
            "what goes by {:?}",
            step
        );
        prop_assert_eq!(preview.difference.points, after.total - before.total);
        match (&preview.refused, &done) {
            (None, Ok(_)) => {}
            (Some(said), Err(Fault::Refused(refused))) => prop_assert_eq!(said.kind, refused.kind),
            (Some(_), Err(Fault::Moment(_))) => {}
            other => prop_assert!(false, "{:?}: {:?}", step, other),
        }
        Ok(done.is_ok())
    }
}

fn entries(page: &ScorePage) -> Vec<Entry> {
    page.entries.iter().map(|item| item.entry).collect()
}

/// So many metres north of the workplace.
fn place(metres: f64) -> Place {
    Place {
        latitude: WORKPLACE.latitude + metres / 111_195.0,
        longitude: WORKPLACE.longitude,
        accuracy_m: 20.0,
        age_ms: 100,
        provider: Provider::Satellite,
        mock: None,
        datum: Datum::Wgs84,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn a_preview_is_what_is_then_booked(steps in prop::collection::vec((step(), 0..30_i64), 1..24)) {
        let mut world = world();
        for (step, hours) in steps {
            world.now = world.now.plus(hours * HOUR + 1_000);
            world.take(&step)?;
        }
    }
}

/// Histories are worth something only if most of what is tried happens.
#[test]
fn the_histories_do_something() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let (mut done, mut tried) = (0, 0);
    let mut world = world();
    for _ in 0..120 {
        let step = step().new_tree(&mut runner).unwrap().current();
        world.now = world.now.plus(HOUR + 1_000);
        tried += usize::from(world.deed(&step).is_some());
        done += usize::from(world.take(&step).unwrap());
    }
    assert!(done * 3 > tried, "{done} of {tried}");
}
