//! Doubts about what a tap rests on, over HTTP: kept, told to those who may look and to nobody else, decided once, and what
//! they mean for points; and a clock that was set between the tap and the push.

use jishi_core::model::{
    Action, CheckIn, CheckInId, ClockEvidence, Correction, CorrectionId, Doubt, Flag, Mode, Moment, MomentId,
    Operation, Place, Record, Rule, ServerAnchor, Task, TaskId, Timestamp,
};
use jishi_core::protocol::{Change, PersonScore, ProblemKind, PushReply, PushRequest, UnitDay};
use uuid::Uuid;

use crate::kit::things::{AT_THE_HALL, task};
use crate::kit::{self, Device, Kit, refusal};

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;

fn visit(device: &Device<'_>, mock: bool, minutes_ago: i64) -> CheckIn {
    let done_at = device.kit.server.service().now().plus(-minutes_ago * MINUTE);
    CheckIn {
        id: CheckInId::new(done_at),
        person: device.person,
        mode: Mode::VillageVisit,
        reason: "到三组核对".into(),
        place: Some(Place {
            mock: Some(mock),
            ..AT_THE_HALL
        }),
        done_at,
    }
}

fn tap(check_in: &CheckIn) -> Action {
    Action::CheckIn {
        check_in: check_in.clone(),
    }
}

/// The doubt about a tap as somebody's phone knows it.
async fn doubt(device: &Device<'_>, about: &CheckIn) -> Option<Doubt> {
    doubt_about(device, about.id.0).await
}

async fn doubt_about(device: &Device<'_>, subject: Uuid) -> Option<Doubt> {
    let changes = device.pull(None).await.changes.into_iter();
    let mut doubts = changes.filter_map(|change| match change {
        Change::Record {
            record: Record::Doubt { doubt },
        } if doubt.subject == subject => Some(doubt),
        _ => None,
    });
    doubts.next_back()
}

fn look(about: &CheckIn, granted: bool, reason: &str) -> Action {
    Action::ReviewDoubt {
        doubt: Doubt::id_about(about.id.0),
        granted,
        reason: reason.into(),
    }
}

/// The rules by which somebody has entries on the day of the tests.
async fn rules(device: &Device<'_>) -> Vec<Rule> {
    let path = format!("/v1/score?person={}&span=day&day=2026-03-02", device.person);
    let response = device.get(&path).await;
    assert_eq!(response.status(), 200);
    let score: PersonScore = response.json().await.unwrap();
    score
        .ledger
        .entries()
        .iter()
        .map(|entry| entry.key.rule)
        .collect()
}

#[tokio::test]
async fn a_simulated_tap_waits_for_those_who_may_look_and_counts_by_their_word() {
    for granted in [true, false] {
        let kit = Kit::start().await;
        let (alice, carol, bob) = (
            kit.enrol("Alice").await,
            kit.enrol("Carol").await,
            kit.enrol("Bob").await,
        );
        let (heidi, kim) = (kit.enrol("Heidi").await, kit.enrol("Kim").await);
        let simulated = visit(&alice, true, 0);
        alice.done(tap(&simulated)).await;
        for (who, told) in [
            (&alice, true),
            (&heidi, true),
            (&kim, true),
            (&carol, false),
            (&bob, false),
        ] {
            assert_eq!(doubt(who, &simulated).await.is_some(), told);
        }
        let found = doubt(&heidi, &simulated).await.unwrap();
        assert_eq!(
            (found.flags, found.mode),
            (vec![Flag::Simulated], Some(Mode::VillageVisit))
        );
        assert_eq!(
            rules(&alice).await,
            [],
            "neither the shift nor the log counts yet"
        );

        let unit = kit.unit_of(alice.person).await;
        let path = format!("/v1/unit-day?unit={unit}&day=2026-03-02");
        let day: UnitDay = kim.get(&path).await.json().await.unwrap();
        let hers = day.people.iter().find(|one| one.person == alice.person).unwrap();
        assert_eq!(
            (&hers.taps[0].flags[..], hers.taps[0].accepted),
            (&[Flag::Simulated][..], None)
        );

        let says = |kind| move |outcome| assert_eq!(refusal(&outcome), kind);
        says(ProblemKind::Forbidden)(alice.act(look(&simulated, true, "")).await);
        says(ProblemKind::NotFound)(carol.act(look(&simulated, true, "")).await);
        says(ProblemKind::Invalid)(kim.act(look(&simulated, false, "")).await);
        kim.done(look(&simulated, granted, "问过本人")).await;
        says(ProblemKind::AlreadyDecided)(heidi.act(look(&simulated, !granted, "再看")).await);
        let review = doubt(&alice, &simulated).await.unwrap().review.unwrap();
        assert_eq!(
            (review.granted, review.by, review.reason.as_str()),
            (granted, kim.person, "问过本人")
        );
        let expected: &[Rule] = if granted {
            &[Rule::Away, Rule::Away, Rule::LogWritten]
        } else {
            &[]
        };
        let mut found = rules(&alice).await;
        found.sort();
        assert_eq!(found, expected);
    }
}

#[tokio::test]
async fn a_shift_whose_only_tap_is_doubted_can_be_asked_for_until_the_tap_counts() {
    for counts in [false, true] {
        let kit = Kit::start().await;
        let (alice, kim) = (kit.enrol("Alice").await, kit.enrol("Kim").await);
        let simulated = visit(&alice, true, 0);
        alice.done(tap(&simulated)).await;
        if counts {
            kim.done(look(&simulated, true, "问过本人")).await;
        }
        let asked_at = kit.server.service().now();
        let ask = Action::AskCorrection {
            correction: Correction {
                id: CorrectionId::new(asked_at),
                person: alice.person,
                day: "2026-03-02".parse().unwrap(),
                shift: 0,
                mode: Mode::VillageVisit,
                reason: "手机定位坏了".into(),
                asked_at,
                decision: None,
                withdrawn_at: None,
            },
        };
        if counts {
            assert_eq!(refusal(&alice.act(ask).await), ProblemKind::AlreadyAttended);
        } else {
            alice.done(ask).await;
        }
    }
}

#[tokio::test]
async fn nobody_is_in_two_villages_at_once_also_when_both_taps_come_together() {
    let kit = Kit::start().await;
    let alice = kit.enrol("Alice").await;
    let (here, mut there) = (visit(&alice, false, 20), visit(&alice, false, 0));
    there.place.as_mut().unwrap().latitude += 1.0;
    let signed = [&here, &there].map(|check_in| {
        let mut operation = alice.operation(tap(check_in));
        operation.clock.wall = check_in.done_at;
        alice.sign(&operation)
    });
    let outcomes = alice.push(signed.to_vec()).await;
    assert!(outcomes.iter().all(kit::accepted), "{outcomes:?}");
    assert_eq!(doubt(&alice, &here).await, None);
    let flags = doubt(&alice, &there).await.unwrap().flags;
    assert!(
        matches!(flags[..], [Flag::Moved { metres, ms }] if metres > 100_000.0 && ms == 20 * 60_000),
        "{flags:?}"
    );
}

/// What says where somebody was.
#[derive(Clone, Copy, Debug)]
enum Said {
    Tap,
    Log,
    Result(TaskId),
}

impl Said {
    fn by(self, device: &Device<'_>, minutes_ago: i64, north: f64) -> (Operation, Uuid) {
        let mut tapped = visit(device, false, minutes_ago);
        let at = tapped.done_at;
        let place = tapped.place.as_mut().unwrap();
        place.latitude += north;
        let place = tapped.place.clone();
        let action = match self {
            Self::Tap => tap(&tapped),
            Self::Log => Action::PostMoment {
                moment: Moment {
                    place,
                    done_at: at,
                    id: MomentId::new(at),
                    ..device.moment("走访三户")
                },
            },
            Self::Result(task) => Action::DeliverTask {
                task,
                text: "清了三百米".into(),
                attachments: vec![],
                place,
            },
        };
        let subject = action.subject();
        let mut operation = device.operation(action);
        operation.clock.wall = at;
        (operation, subject)
    }

    async fn flags(self, device: &Device<'_>, subject: Uuid) -> Vec<Flag> {
        let Self::Result(task) = self else {
            let doubt = doubt_about(device, subject).await;
            return doubt.map(|doubt| doubt.flags).unwrap_or_default();
        };
        let told = device.pull(None).await.changes.into_iter().rev();
        let delivered = told.filter_map(|change| match change {
            Change::Record {
                record: Record::Task { task: found },
            } if found.id == task => found.deliveries.into_iter().next(),
            _ => None,
        });
        delivered.map(|delivered| delivered.flags).next().unwrap()
    }
}

#[tokio::test]
async fn whatever_says_where_somebody_was_is_held_against_the_rest() {
    let kit = Kit::start().await;
    for (person, together) in [("Alice", true), ("Carol", false)] {
        let (mut device, mut heidi) = (kit.enrol(person).await, kit.enrol("Heidi").await);
        for (first, second) in (0..9).map(|pair| (pair / 3, pair % 3)) {
            // A day for each pair, so that they are not held against each other.
            kit.clock.advance(4 * 24 * HOUR);
            device.renew().await;
            heidi.renew().await;
            let mut said = Vec::new();
            for kind in [first, second] {
                said.push(match kind {
                    0 => Said::Tap,
                    1 => Said::Log,
                    _ => {
                        let now = kit.server.service().now();
                        let given = Task {
                            id: TaskId::new(now),
                            given_at: now,
                            deadline: now.plus(24 * HOUR),
                            ..task(&heidi, &device, None)
                        };
                        let id = given.id;
                        let task = Box::new(given);
                        heidi.done(Action::GiveTask { task }).await;
                        Said::Result(id)
                    }
                });
            }
            let (here, of_here) = said[0].by(&device, 20, 0.0);
            let (there, of_there) = said[1].by(&device, 0, 1.0);
            let signed = [here, there].map(|operation| device.sign(&operation));
            let mut outcomes = Vec::new();
            if together {
                outcomes.extend(device.push(signed.to_vec()).await);
            } else {
                for one in signed {
                    outcomes.extend(device.push(vec![one]).await);
                }
            }
            assert!(outcomes.iter().all(kit::accepted), "{said:?}: {outcomes:?}");
            assert_eq!(said[0].flags(&device, of_here).await, [], "{said:?}");
            let flags = said[1].flags(&device, of_there).await;
            assert!(
                matches!(flags[..], [Flag::Moved { metres, ms }] if metres > 100_000.0 && ms == 20 * 60_000),
                "{said:?}: {flags:?}"
            );
        }
    }
}

#[tokio::test]
async fn nobody_is_in_two_villages_at_once_also_when_two_pushes_come_at_once() {
    let kit = Kit::start().await;
    let mut alice = kit.enrol("Alice").await;
    for _ in 0..8 {
        kit.clock.advance(4 * 24 * HOUR);
        alice.renew().await;
        let (here, mut there) = (visit(&alice, false, 1), visit(&alice, false, 0));
        there.place.as_mut().unwrap().latitude += 1.0;
        let push = async |check_in: &CheckIn| {
            let mut operation = alice.operation(tap(check_in));
            operation.clock.wall = check_in.done_at;
            alice.push(vec![alice.sign(&operation)]).await
        };
        let (one, other) = tokio::join!(push(&here), push(&there));
        assert!(one.iter().chain(&other).all(kit::accepted), "{one:?} {other:?}");
        let doubts = [doubt(&alice, &here).await, doubt(&alice, &there).await];
        assert_eq!(
            doubts.iter().flatten().count(),
            1,
            "the second is held against the first"
        );
    }
}

#[tokio::test]
async fn what_was_deleted_is_held_against_nothing() {
    let kit = Kit::start().await;
    let alice = kit.enrol("Alice").await;
    for (deleted, flagged) in [(true, false), (false, true)] {
        let moment = Moment {
            id: MomentId::new(kit.server.service().now()),
            done_at: kit.server.service().now(),
            place: Some(AT_THE_HALL),
            ..alice.moment("走访三户")
        };
        let id = moment.id;
        alice.done(Action::PostMoment { moment }).await;
        if deleted {
            alice.done(Action::DeleteMoment { moment: id }).await;
        }
        let mut there = visit(&alice, false, 0);
        there.place.as_mut().unwrap().latitude += 1.0;
        alice.done(tap(&there)).await;
        assert_eq!(
            doubt(&alice, &there).await.is_some(),
            flagged,
            "deleted: {deleted}"
        );
        kit.clock.advance(5 * MINUTE);
    }
}

#[tokio::test]
async fn a_clock_set_ahead_for_a_tap_is_found_when_it_arrives() {
    let kit = Kit::start().await;
    let alice = kit.enrol("Alice").await;
    let service = kit.server.service();
    let heard = service.now();
    // An hour later the clock is three hours ahead; two hours later, right again, everything is sent.
    let mut early = visit(&alice, false, 0);
    early.done_at = heard.plus(4 * HOUR);
    let evidence = |wall: Timestamp, hours: i64| ClockEvidence {
        wall,
        monotonic_ms: 1_000 + u64::try_from(hours * HOUR).unwrap(),
        boot: "one start".into(),
        anchor: Some(ServerAnchor {
            server: heard,
            monotonic_ms: 1_000,
        }),
        heard: None,
    };
    let mut operation = alice.operation(tap(&early));
    operation.clock = evidence(early.done_at, 1);
    let signed = alice.sign(&operation);
    kit.clock.advance(5 * HOUR);
    let mut alice = alice;
    alice.renew().await;
    let request = PushRequest {
        operations: vec![signed],
        clock: Some(evidence(heard.plus(5 * HOUR), 5)),
    };
    let response = alice
        .request(reqwest::Method::POST, "/v1/sync/push")
        .json(&request)
        .send();
    let reply: PushReply = response.await.unwrap().json().await.unwrap();
    assert!(kit::accepted(&reply.outcomes[0]), "{reply:?}");
    let found = doubt(&alice, &early).await.unwrap();
    assert_eq!(found.at, heard.plus(HOUR), "when it was really done");
    assert_eq!(found.flags, [Flag::Clock { wall: early.done_at }]);
}

#[tokio::test]
async fn a_log_is_held_against_the_taps_around_it_also_where_the_clock_was_years_off() {
    for wall in [0, -700 * 24 * HOUR] {
        let kit = Kit::start().await;
        let alice = kit.enrol("Alice").await;
        let here = visit(&alice, false, 20);
        let mut operation = alice.operation(tap(&here));
        operation.clock.wall = here.done_at;
        assert!(kit::accepted(&alice.push(vec![alice.sign(&operation)]).await[0]));

        let now = kit.server.service().now();
        let mut place = here.place.clone().unwrap();
        place.latitude += 1.0;
        let said = now.plus(wall);
        let moment = Moment {
            id: MomentId::new(said),
            author: alice.person,
            text: "到县里开会".into(),
            attachments: Vec::new(),
            place: Some(place),
            done_at: said,
        };
        let mut operation = alice.operation(Action::PostMoment {
            moment: moment.clone(),
        });
        operation.clock = ClockEvidence {
            wall: said,
            monotonic_ms: 2_000,
            boot: "one start".into(),
            anchor: Some(ServerAnchor {
                server: now,
                monotonic_ms: 2_000,
            }),
            heard: None,
        };
        let outcomes = alice.push(vec![alice.sign(&operation)]).await;
        assert!(kit::accepted(&outcomes[0]), "{outcomes:?}");
        let flags = doubt_about(&alice, moment.id.0).await.unwrap().flags;
        assert!(
            flags
                .iter()
                .any(|flag| matches!(flag, Flag::Moved { metres, .. } if *metres > 100_000.0)),
            "{flags:?}"
        );
    }
}
