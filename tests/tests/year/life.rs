//! What people did in a year, drawn from dice that fall the same way each time.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use jishi_core::{
    model::{
        Appeal, AppealId, Area, CheckIn, CheckInId, Correction, CorrectionId, Decision, Delivered, Doubt,
        EntryKey, Evidence, EvidenceAsked, Flag, Half, HalfDay, Leave, LeaveId, LeaveKind, LeaveSpan,
        LeaveState, Lesson, LessonId, Mode, Moment, MomentId, Person, Points, ReactionKind, Reading,
        ReadingId, Record, Rule, Task, TaskId, TaskState, Timestamp, Topic, Verdict,
    },
    protocol::Settings,
    rules::{access::Readers, calendar::Calendar},
};
use jishi_server::{
    Caller,
    storage::{Effect, NewOperation, NewRecord},
};

use uuid::Uuid;

use super::operation;

const LESSONS: u64 = 24;

/// Dice that fall the same way each time (splitmix64).
struct Dice(u64);

impl Dice {
    /// A number below `sides`.
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % sides
    }

    fn one_in(&mut self, sides: u64) -> bool {
        self.roll(sides) == 0
    }

    fn minute(&mut self, from: u64, to: u64) -> u16 {
        u16::try_from(from + self.roll(to - from)).unwrap()
    }
}

/// The county's year.
pub struct Life {
    calendar: Calendar,
    everyone: Vec<Person>,
    lessons: Vec<LessonId>,
    dice: Dice,
    /// The modes that were tapped.
    pub modes: BTreeSet<Mode>,
    /// The kinds of leave that were asked for.
    pub kinds: BTreeSet<LeaveKind>,
    /// How many reactions were taken back.
    pub taken_back: usize,
    /// Doubts: those that nobody looked at, those of which it was said that they do not matter, and that they do.
    pub doubts: [usize; 3],
    /// How many tasks were split.
    pub split: usize,
}

impl Life {
    pub fn new(settings: &Settings, everyone: Vec<Person>) -> Self {
        Self {
            calendar: settings.calendar.clone(),
            everyone,
            lessons: vec![],
            dice: Dice(1),
            modes: BTreeSet::new(),
            kinds: BTreeSet::new(),
            taken_back: 0,
            doubts: [0; 3],
            split: 0,
        }
    }

    /// Two lessons a month, by the organization department.
    pub fn lessons(&mut self, publisher: &Caller) -> Vec<NewOperation> {
        (0..LESSONS)
            .map(|number| {
                let opens = date("2025-01-02") + Days::new(number * 15);
                let at = self.calendar.at(opens, 540);
                let lesson = Lesson {
                    id: LessonId::new(at),
                    topic: Topic::PartyRules,
                    title: format!("第{number}课"),
                    body: "正文".into(),
                    files: vec![],
                    opens,
                    closes: Some(opens + Days::new(40)),
                    minimum_seconds: 60,
                    publisher: publisher.person.id,
                    published_at: at,
                    withdrawn_at: None,
                };
                self.lessons.push(lesson.id);
                self.put(publisher, at, Record::Lesson { lesson }, Readers::Everyone)
            })
            .collect()
    }

    /// What one person did, and what others did about it.
    pub fn year_of(&mut self, who: &Caller) -> Vec<NewOperation> {
        let mut done = Vec::new();
        for number in 0..365 {
            let day = date("2025-01-01") + Days::new(number);
            self.day(who, day, &mut done);
        }
        self.leaves(who, &mut done);
        self.tasks(who, &mut done);
        for _ in 0..4 {
            self.contest(who, &mut done);
        }
        done
    }

    fn day(&mut self, who: &Caller, day: NaiveDate, done: &mut Vec<NewOperation>) {
        // Some days nobody has to work and somebody does.
        let idle = if self.calendar.kind(day).is_working() == Some(true) {
            6
        } else {
            1
        };
        if self.dice.roll(7) >= idle {
            return;
        }
        for (from, to) in [(500, 560), (715, 760), (860, 900), (1_075, 1_100)] {
            if self.dice.one_in(4) {
                continue;
            }
            let at = self.calendar.at(day, self.dice.minute(from, to));
            self.tap(who, at, done);
        }
        if self.dice.roll(10) < 7 {
            for _ in 0..=self.dice.roll(5) / 4 {
                let at = self.calendar.at(day, self.dice.minute(700, 1_300));
                self.log(who, at, done);
            }
        }
        if self.dice.one_in(12) {
            self.correction(who, day, done);
        }
        if self.dice.one_in(8) {
            self.read(who, day, done);
        }
    }

    fn tap(&mut self, who: &Caller, at: Timestamp, done: &mut Vec<NewOperation>) {
        let mode = match self.dice.roll(18) {
            index @ 1..7 => Mode::ALL[usize::try_from(index).unwrap()],
            _ => Mode::OnDuty,
        };
        self.modes.insert(mode);
        let distance_m = 300.0;
        let area = match self.dice.roll(12) {
            0 => Area::Uncertain { distance_m },
            1 => Area::Outside { distance_m },
            2 => Area::Unknown,
            _ => Area::Inside { distance_m: 20.0 },
        };
        let check_in = CheckIn {
            id: CheckInId::new(at),
            person: who.person.id,
            mode,
            reason: if mode.needs_reason() {
                "有事".into()
            } else {
                String::new()
            },
            place: None,
            done_at: at,
        };
        self.doubt(who, check_in.id.0, Some(mode), at, done);
        done.push(self.own(who, at, Record::CheckIn { check_in, area }));
    }

    /// One of twenty taps and logs is doubted, of each kind; some doubts are looked at.
    fn doubt(
        &mut self,
        who: &Caller,
        subject: Uuid,
        mode: Option<Mode>,
        at: Timestamp,
        done: &mut Vec<NewOperation>,
    ) {
        let flag = match self.dice.roll(100) {
            0 => Flag::Clock {
                wall: at.plus(-7_200_000),
            },
            1 => Flag::Simulated,
            2 => Flag::Stale { age_ms: 900_000 },
            3 => Flag::Coarse { accuracy_m: 900.0 },
            4 => Flag::Moved {
                metres: 60_000.0,
                ms: 600_000,
            },
            _ => return,
        };
        let looked = self.dice.roll(3);
        self.doubts[usize::try_from(looked).unwrap()] += 1;
        let review = (looked > 0).then(|| self.decision(looked == 1, at.plus(3 * 86_400_000)));
        let doubt = Doubt {
            id: Doubt::id_about(subject),
            subject,
            person: who.person.id,
            at,
            mode,
            flags: vec![flag],
            review,
        };
        done.push(self.own(who, at, Record::Doubt { doubt }));
    }

    /// A moment, sometimes liked, disliked, changed or deleted.
    fn log(&mut self, who: &Caller, at: Timestamp, done: &mut Vec<NewOperation>) {
        let moment = Moment {
            id: MomentId::new(at),
            author: who.person.id,
            text: "走访".into(),
            attachments: vec![],
            place: None,
            done_at: at,
        };
        let id = moment.id;
        done.push(operation(who, at, Effect::Post(moment)));
        self.doubt(who, id.0, None, at, done);
        // One's own unit and the county's head see it.
        let unit = who.person.unit;
        let me = who.person.id;
        let near: Vec<Person> = self
            .everyone
            .iter()
            .filter(|person| person.id != me && (person.unit == unit || person.name == "县长"))
            .cloned()
            .collect();
        for giver in near {
            let kind = match self.dice.roll(9) {
                0 => ReactionKind::Like,
                1 => ReactionKind::Dislike {
                    reason: "不清楚".into(),
                },
                _ => continue,
            };
            let at = at.plus(i64::try_from(self.dice.roll(40)).unwrap() * 3_600_000);
            let react = |kind, done_at| Effect::React {
                moment: id,
                kind,
                rank: giver.rank,
                done_at,
            };
            done.push(operation(&acting(who, &giver), at, react(Some(kind), at)));
            // Some think better of it, some days after.
            if self.dice.one_in(10) {
                let at = at.plus(i64::try_from(self.dice.roll(72)).unwrap() * 3_600_000);
                done.push(operation(&acting(who, &giver), at, react(None, at)));
                self.taken_back += 1;
            }
        }
        if self.dice.one_in(30) {
            let edit = Effect::Edit {
                moment: id,
                text: "走访三户".into(),
                done_at: at.plus(60_000),
            };
            done.push(operation(who, at.plus(60_000), edit));
        }
        if self.dice.one_in(30) {
            done.push(operation(who, at.plus(90_000), Effect::Delete(id)));
        }
    }

    fn correction(&mut self, who: &Caller, day: NaiveDate, done: &mut Vec<NewOperation>) {
        let at = self.calendar.at(day, 1_200);
        let shift = u8::try_from(self.dice.roll(2)).unwrap();
        let decision = match self.dice.roll(3) {
            0 => None,
            word => Some(self.decision(word == 1, at)),
        };
        let correction = Correction {
            id: CorrectionId::new(at),
            person: who.person.id,
            day,
            shift,
            mode: if self.dice.one_in(2) {
                Mode::OnDuty
            } else {
                Mode::Meeting
            },
            reason: "没信号".into(),
            asked_at: at,
            decision,
            // What was taken back counts for nothing, whatever was decided meanwhile.
            withdrawn_at: self.dice.one_in(5).then(|| at.plus(7_200_000)),
        };
        done.push(self.own(who, at, Record::Correction { correction }));
    }

    fn read(&mut self, who: &Caller, day: NaiveDate, done: &mut Vec<NewOperation>) {
        let at = self.calendar.at(day, self.dice.minute(1_200, 1_300));
        let lesson = self.lessons[usize::try_from(self.dice.roll(LESSONS)).unwrap()];
        let reading = Reading {
            id: ReadingId::new(at),
            person: who.person.id,
            lesson,
            started_at: at.plus(-200_000),
            finished_at: at,
            seconds: 180,
        };
        done.push(self.own(who, at, Record::Reading { reading }));
    }

    /// Each kind once, in any state.
    fn leaves(&mut self, who: &Caller, done: &mut Vec<NewOperation>) {
        for (kind, month) in LeaveKind::ALL.into_iter().zip(1..) {
            self.kinds.insert(kind);
            let from = NaiveDate::from_ymd_opt(2025, month, 3).unwrap() + Days::new(self.dice.roll(12));
            let to = from + Days::new(self.dice.roll(4));
            let half = |dice: &mut Dice| {
                if dice.one_in(3) {
                    Half::Afternoon
                } else {
                    Half::Morning
                }
            };
            let at = self.calendar.at(from, 0).plus(-3 * 86_400_000);
            let span = LeaveSpan {
                from: HalfDay {
                    day: from,
                    half: half(&mut self.dice),
                },
                to: HalfDay {
                    day: to,
                    half: Half::Afternoon,
                },
            };
            let decision = self.decision(true, at);
            let state = match self.dice.roll(8) {
                0 => LeaveState::Asked,
                1 => LeaveState::Decided {
                    decision: Decision {
                        granted: false,
                        ..decision
                    },
                },
                2 => LeaveState::Withdrawn {
                    at,
                    decision: Some(decision),
                },
                3 => LeaveState::Returned {
                    at,
                    decision,
                    granted_to: HalfDay {
                        day: to + Days::new(2),
                        half: Half::Morning,
                    },
                },
                _ => LeaveState::Decided { decision },
            };
            let leave = Leave {
                id: LeaveId::new(at),
                person: who.person.id,
                kind,
                span,
                reason: "家里有事".into(),
                asked_at: at,
                adjoining: 0,
                state,
            };
            done.push(self.own(who, at, Record::Leave { leave }));
        }
    }

    /// In any state, some late, some returned with more time, some passed on in parts.
    fn tasks(&mut self, who: &Caller, done: &mut Vec<NewOperation>) {
        for month in 1..=12 {
            let given = NaiveDate::from_ymd_opt(2025, month, 2).unwrap();
            let (given_at, deadline) = (
                self.calendar.at(given, 540),
                self.calendar.at(given + Days::new(9), 1_080),
            );
            let at = deadline.plus(i64::try_from(self.dice.roll(6)).unwrap() * 86_400_000 - 3 * 86_400_000);
            let again_by = self.dice.one_in(2).then(|| deadline.plus(6 * 86_400_000));
            let verdict = |accepted: bool| Verdict {
                accepted,
                reason: "已阅".into(),
                at: at.plus(3_600_000),
                by: None,
                again_by: again_by.filter(|_| !accepted),
            };
            let delivered = |verdict| Delivered {
                text: "完成".into(),
                attachments: vec![],
                place: None,
                placed: false,
                flags: vec![],
                at,
                verdict,
            };
            let (state, deliveries) = match self.dice.roll(5) {
                0 => (TaskState::Open, vec![]),
                1 => (TaskState::Delivered, vec![delivered(None)]),
                2 => (TaskState::Open, vec![delivered(Some(verdict(false)))]),
                3 => (
                    TaskState::Cancelled {
                        at,
                        reason: "不用了".into(),
                    },
                    vec![],
                ),
                _ => (TaskState::Accepted, vec![delivered(Some(verdict(true)))]),
            };
            let task = Task {
                id: TaskId::new(given_at),
                parent: None,
                assigner: self.everyone[0].id,
                assignee: who.person.id,
                unit: None,
                title: "清渠".into(),
                text: "清到村口".into(),
                deadline,
                evidence: EvidenceAsked::default(),
                reward: Points::whole(3),
                penalty: Points::whole(1),
                given_at,
                state,
                deliveries,
            };
            let whole = Record::Task {
                task: Box::new(task.clone()),
            };
            done.push(self.own(who, given_at, whole));
            if self.dice.one_in(3) {
                self.part_of(&task, who, done);
            }
        }
    }

    /// A part of a task, by who has it to a colleague, who answers for it with points of their own.
    fn part_of(&mut self, whole: &Task, who: &Caller, done: &mut Vec<NewOperation>) {
        let (unit, me) = (who.person.unit, who.person.id);
        let colleague = self
            .everyone
            .iter()
            .find(|person| person.id != me && person.unit == unit);
        let Some(colleague) = colleague.cloned() else {
            return;
        };
        self.split += 1;
        let part = Task {
            id: TaskId::new(whole.given_at),
            parent: Some(whole.id),
            assigner: me,
            assignee: colleague.id,
            reward: Points(150),
            penalty: Points(50),
            ..whole.clone()
        };
        done.push(self.own(
            &acting(who, &colleague),
            whole.given_at,
            Record::Task { task: Box::new(part) },
        ));
    }

    /// A missed log or shift of some day, whether there is such an entry or not.
    fn contest(&mut self, who: &Caller, done: &mut Vec<NewOperation>) {
        let day = date("2025-01-01") + Days::new(self.dice.roll(300));
        let at = self.calendar.at(day + Days::new(5), 600);
        let (rule, evidence) = match self.dice.roll(3) {
            0 => (Rule::LogMissed, Evidence::Day),
            1 => (Rule::Absent, Evidence::Shift { shift: 0 }),
            _ => (Rule::Late, Evidence::Shift { shift: 1 }),
        };
        let decision = match self.dice.roll(3) {
            0 => None,
            word => Some(self.decision(word == 1, at.plus(86_400_000))),
        };
        let withdrawn = decision.is_none() && self.dice.one_in(2);
        let appeal = Appeal {
            id: AppealId::new(at),
            person: who.person.id,
            entry: EntryKey { day, rule, evidence },
            reason: "当天在山里".into(),
            filed_at: at,
            decide_by: at.plus(10 * 86_400_000),
            decision,
            withdrawn_at: withdrawn.then_some(at),
        };
        done.push(self.own(who, at, Record::Appeal { appeal }));
    }

    fn decision(&self, granted: bool, at: Timestamp) -> Decision {
        Decision {
            granted,
            by: self.everyone[0].id,
            reason: "已阅".into(),
            at,
        }
    }

    fn own(&self, who: &Caller, at: Timestamp, record: Record) -> NewOperation {
        let readers = Readers::People(vec![who.person.id]);
        self.put(who, at, record, readers)
    }

    fn put(&self, who: &Caller, at: Timestamp, record: Record, readers: Readers) -> NewOperation {
        let days = record.days(|at| self.calendar.day(at));
        let record = NewRecord {
            record,
            days,
            seen: None,
            readers,
        };
        operation(who, at, Effect::Put(Box::new(record)))
    }
}

/// Somebody else on the same device: who signed does not matter here.
fn acting(who: &Caller, person: &Person) -> Caller {
    Caller {
        person: person.clone(),
        device: who.device.clone(),
    }
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}
