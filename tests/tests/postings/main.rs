//! The roster changes while phones are in use: real engines against a real server.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test stops at the first surprise, in its helpers too"
)]

use std::sync::Arc;

use jishi_core::{
    engine::{
        Act, Deed, Delivery, GetMedia, GetPolicy, GetRefusals, GetScore, GetTodo, OpenResult, SaveDraft,
    },
    model::{
        EvidenceAsked, Half, HalfDay, Hours, LeaveKind, LeaveSpan, MinuteOfDay, MomentId, Points, Shift,
        TaskId,
    },
    protocol::{MediaSize, PersonScoreQuery, ProblemKind, Protocol as _},
    rules::score::Span,
};
use jishi_server::{Caller, SetClock, roster::read_roster};
use jishi_tests::{County, Device, Line, NOW, Weather, photo};
use tokio::task::LocalSet;

const DAY: i64 = 86_400_000;

/// A phone with its line to the server.
struct Phone {
    device: Device,
    line: Line,
    _folder: tempfile::TempDir,
}

impl Phone {
    async fn of(county: &County, staff_no: &str) -> Self {
        let line = Line::to(county.server.address).await;
        let folder = tempfile::tempdir().unwrap();
        let device = Device::start(folder.path(), &format!("http://{}", line.address), NOW);
        device.enrol(&county.code(staff_no).await).await.unwrap();
        let known = async |d: &Device| d.ask(GetPolicy).await.is_ok_and(|on| !on.modes.is_empty());
        device.until("the county's policy is known", known).await;
        Self {
            device,
            line,
            _folder: folder,
        }
    }

    async fn has(&self, moment: MomentId) -> bool {
        let feed = self.device.feed().await;
        feed.iter().any(|item| item.moment.id == moment)
    }

    /// How many leaves wait for this person.
    async fn to_decide(&self) -> usize {
        self.device.ask(GetTodo).await.unwrap().leaves.len()
    }

    async fn until_sees(&self, moment: MomentId) {
        self.device
            .until("it is seen", async |_| self.has(moment).await)
            .await;
    }
}

async fn import(county: &County, lines: &str) {
    let text = format!("工号,姓名,单位,单位类别,职务,级别,人员类别,角色\n{lines}");
    let rows = read_roster(text.as_bytes()).unwrap();
    county.server.service().import_roster(&rows).await.unwrap();
}

fn run(test: impl Future<Output = ()>) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    LocalSet::new().block_on(&runtime, test);
}

#[test]
fn what_may_no_longer_be_seen_leaves_the_phone_and_what_was_done_on_it_stays() {
    run(async {
        let county = County::start().await;
        let cadre = Phone::of(&county, "311").await;
        let head = Phone::of(&county, "208").await;
        let picture = photo((900, 600), 7, 0);
        let moment = cadre.device.post("修渠", &[picture], None).await.unwrap();
        let half_day = |half| HalfDay {
            day: "2026-03-04".parse().unwrap(),
            half,
        };
        let ask = Deed::AskLeave {
            draft: None,
            kind: LeaveKind::Personal,
            span: LeaveSpan {
                from: half_day(Half::Morning),
                to: half_day(Half::Afternoon),
            },
            reason: "家里有事".into(),
        };
        cadre.device.ask(Act(ask)).await.unwrap();
        head.until_sees(moment).await;
        head.device
            .until("the leave waits", async |_| head.to_decide().await == 1)
            .await;
        let sha256 = head.device.feed().await[0].moment.attachments[0].sha256();
        let get = GetMedia {
            sha256,
            size: MediaSize::Thumb,
        };
        head.device.ask(get).await.unwrap();

        // Without signal the head writes a log and likes the cadre's; meanwhile the roster changes.
        head.line.set(Weather::Cut);
        let own = head.device.post("下乡", &[], None).await.unwrap();
        let like = Deed::React {
            moment,
            reaction: Some(jishi_core::model::ReactionKind::Like),
        };
        head.device.ask(Act(like)).await.unwrap();
        import(
            &county,
            "208,陈志远,试县/西乡,乡镇,镇长,乡科级正职,普通,领导\n566,岑海,试县/东镇,乡镇,镇长,乡科级正职,普通,领导\n",
        )
        .await;
        assert!(
            head.has(moment).await,
            "until the server is heard, all is as it was"
        );
        head.line.set(Weather::Fair);
        head.device
            .until("what is no longer theirs is gone", async |_| {
                !head.has(moment).await && head.to_decide().await == 0
            })
            .await;
        head.device.until_sent().await;
        assert!(matches!(head.device.delivery(own).await, Delivery::Received(_)));
        let refusals = head.device.ask(GetRefusals).await.unwrap();
        let kinds: Vec<ProblemKind> = refusals.iter().map(|refusal| refusal.problem.kind).collect();
        assert!(
            matches!(kinds[..], [] | [ProblemKind::NotFound]),
            "a like of what one no longer sees arrives before it is gone, or is refused with a word: {kinds:?}"
        );
        head.line.set(Weather::Cut);
        assert!(
            head.device.ask(get).await.is_err(),
            "nor is the picture on the phone"
        );

        // Who comes has both, and decides.
        let successor = Phone::of(&county, "566").await;
        successor.until_sees(moment).await;
        successor
            .device
            .until("the leave waits", async |_| successor.to_decide().await == 1)
            .await;
        let leave = successor.device.ask(GetTodo).await.unwrap().leaves[0].leave.id;
        let grant = Deed::DecideLeave {
            leave,
            granted: true,
            reason: String::new(),
        };
        successor.device.ask(Act(grant)).await.unwrap();
        successor.device.until_sent().await;
        cadre.until_sees(moment).await;
    });
}

#[test]
fn a_result_for_somebody_who_has_left_waits_on_the_phone_of_whoever_stands_in() {
    run(async {
        let clock = Arc::new(SetClock::at(NOW));
        let county = County::at(clock.clone()).await;
        let cadre = Phone::of(&county, "311").await;
        let head = Phone::of(&county, "208").await;
        let organization = Phone::of(&county, "402").await;
        let give = Deed::GiveTask {
            draft: None,
            parent: None,
            assignee: county.person("311").await,
            unit: None,
            title: "摸排春耕用水".into(),
            text: "各组水渠逐段查看。".into(),
            deadline: NOW.plus(DAY),
            evidence: EvidenceAsked::default(),
            reward: Points::whole(2),
            penalty: Points::ZERO,
        };
        let task = TaskId(head.device.ask(Act(give)).await.unwrap().subject);
        let known = async |d: &Device| d.ask(GetTodo).await.is_ok_and(|todo| !todo.tasks.is_empty());
        cadre.device.until("the task is known", known).await;
        let draft = cadre.device.ask(OpenResult(task)).await.unwrap().id;
        let save = SaveDraft {
            draft,
            text: "已查完".into(),
            place: None,
        };
        cadre.device.ask(save).await.unwrap();
        let deliver = Deed::DeliverTask { task, draft };
        cadre.device.ask(Act(deliver)).await.unwrap();
        cadre.device.until_sent().await;

        // The head's last day is today.
        let lines = "工号,姓名,单位,单位类别,职务,级别,人员类别,角色,离岗日期\n\
                     208,陈志远,试县/东镇,乡镇,镇长,乡科级正职,普通,领导,2026-03-02\n";
        let rows = read_roster(lines.as_bytes()).unwrap();
        let service = county.server.service();
        service.import_roster(&rows).await.unwrap();
        assert!(organization.device.ask(GetTodo).await.unwrap().results.is_empty());
        clock.set(NOW.plus(DAY));
        organization.device.clock.advance(DAY);
        service.retell().await.unwrap();
        let waits = async |d: &Device| d.ask(GetTodo).await.is_ok_and(|todo| todo.results.len() == 1);
        organization.device.until("the result waits", waits).await;
        let accept = Deed::JudgeTask {
            task,
            accepted: true,
            reason: String::new(),
        };
        organization.device.ask(Act(accept)).await.unwrap();
        organization.device.until_sent().await;
        assert!(organization.device.ask(GetRefusals).await.unwrap().is_empty());
        assert!(organization.device.ask(GetTodo).await.unwrap().results.is_empty());
    });
}

#[test]
fn who_is_moved_has_the_same_ledger_on_the_phone_as_at_the_server() {
    run(async {
        let clock = Arc::new(SetClock::at(NOW));
        let county = County::at(clock.clone()).await;
        let cadre = Phone::of(&county, "311").await;
        let organization = Phone::of(&county, "402").await;
        let service = county.server.service();
        let directory = service.directory().await.unwrap();
        let unit_of = async |staff_no: &str| {
            let person = county.person(staff_no).await;
            directory.person(person).unwrap().unit
        };
        for (staff_no, starts) in [("311", 480), ("907", 600)] {
            let set = Deed::SetWorkplace {
                unit: unit_of(staff_no).await,
                workplace: None,
                hours: Some(Hours {
                    from: "2026-03-03".parse().unwrap(),
                    shifts: vec![Shift {
                        starts: MinuteOfDay(starts),
                        ends: MinuteOfDay(starts + 120),
                    }],
                }),
            };
            organization.device.ask(Act(set)).await.unwrap();
        }
        organization.device.until_sent().await;
        let person = county.person("311").await;
        for (days, import_of) in [
            (6, None),
            (8, Some("311,罗春燕,试县/西乡,乡镇,干事,无,普通,干部\n")),
            (15, None),
        ] {
            clock.set(NOW.plus(days * DAY));
            cadre
                .device
                .clock
                .advance(NOW.plus(days * DAY).0 - jishi_core::ports::Clock::now(&cadre.device.clock).0);
            if let Some(lines) = import_of {
                import(&county, lines).await;
            }
            let day = "2026-03-09".parse().unwrap();
            let person_now = service.directory().await.unwrap().person(person).unwrap().clone();
            let caller = Caller {
                person: person_now.clone(),
                device: device_of(person),
            };
            let query = PersonScoreQuery {
                person,
                span: Span::Month,
                day,
            };
            let server = service.person_score(&caller, query).await.unwrap();
            assert!(!server.ledger.entries().is_empty());
            let same = async |d: &Device| {
                let score = d
                    .ask(GetScore {
                        span: Span::Month,
                        day,
                    })
                    .await;
                score.is_ok_and(|score| {
                    let entries = score.entries.iter().map(|item| item.entry);
                    entries.eq(server.ledger.entries().iter().copied())
                })
            };
            cadre
                .device
                .until("the phone has the server's ledger", same)
                .await;
        }
    });
}

/// A device as the service's callers have one; what is asked here does not look at it.
fn device_of(person: jishi_core::model::PersonId) -> jishi_server::storage::Device {
    jishi_server::storage::Device {
        id: jishi_core::model::DeviceId::new(NOW),
        person,
        public_key: vec![],
        revoked_at: None,
    }
}
