//! Places rest on remembered totals: after whatever changes them they are what the ledgers add up to, over HTTP.

use std::collections::BTreeMap;

use jishi_core::model::{
    Action, Appeal, AppealId, CheckIn, CheckInId, Hours, MinuteOfDay, Mode, Moment, Points, ReactionKind,
    Rule, Shift,
};
use jishi_core::protocol::{PersonScore, Ranking};
use jishi_core::rules::policy::Policies;

use crate::kit::things::{leave, lesson, task};
use crate::kit::{Device, Kit, NOW};

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

/// That the quarter's places are what the ledgers of the people add up to; each ledger is made anew for every question.
async fn places_are_right(
    viewer: &Device<'_>,
    others: &[&Device<'_>],
    what: &str,
) -> BTreeMap<String, Points> {
    let unit = viewer.kit.unit_of(viewer.person).await;
    let path = format!("/v1/ranking?unit={unit}&span=quarter&day=2026-03-02");
    let ranking: Ranking = viewer.get(&path).await.json().await.unwrap();
    let placed: BTreeMap<String, Points> = ranking
        .groups
        .iter()
        .flat_map(|group| &group.places)
        .map(|placed| (placed.person.to_string(), placed.points))
        .collect();
    for other in others {
        let path = format!("/v1/score?person={}&span=quarter&day=2026-03-02", other.person);
        let score: PersonScore = viewer.get(&path).await.json().await.unwrap();
        assert_eq!(
            placed.get(&other.person.to_string()),
            Some(&score.total),
            "after {what}"
        );
    }
    placed
}

#[tokio::test]
async fn whatever_changes_a_total_changes_the_places() {
    let kit = Kit::start().await;
    let mut settings = kit.server.service().settings().await.unwrap();
    let mut policies = settings.policies.all().to_vec();
    policies[0].ranking.as_mut().unwrap().group_min = 1;
    settings.policies = Policies::new(policies.clone());
    let storage = kit.server.service().storage();
    storage.save_settings(&settings).await.unwrap();

    let (mut alice, mut carol) = (kit.enrol("Alice").await, kit.enrol("Carol").await);
    let (mut heidi, mut olga) = (kit.enrol("Heidi").await, kit.enrol("Olga").await);
    let begun = places_are_right(&heidi, &[&alice, &carol], "nothing").await;
    let again = places_are_right(&heidi, &[&alice, &carol], "nothing again").await;
    assert_eq!(begun, again);

    let moment: Moment = alice.moment("入户三家");
    let id = moment.id;
    alice.done(Action::PostMoment { moment }).await;
    let written = places_are_right(&heidi, &[&alice, &carol], "a log").await;
    assert_ne!(written, begun, "it is worth something");
    let react = |reaction| Action::React { moment: id, reaction };
    heidi.done(react(Some(ReactionKind::Like))).await;
    places_are_right(&heidi, &[&alice, &carol], "a like of another").await;
    let reason = "照片是上周的".into();
    heidi.done(react(Some(ReactionKind::Dislike { reason }))).await;
    places_are_right(&heidi, &[&alice, &carol], "a dislike").await;

    let path = format!("/v1/score?person={}&span=day&day=2026-03-02", alice.person);
    let score: PersonScore = alice.get(&path).await.json().await.unwrap();
    let mut entries = score.ledger.entries().iter();
    let disliked = entries.find(|entry| entry.key.rule == Rule::Disliked).unwrap();
    let appeal = Appeal {
        id: AppealId::new(NOW),
        person: alice.person,
        entry: disliked.key,
        reason: "照片是当天拍的".into(),
        filed_at: NOW,
        decide_by: NOW.plus(10 * DAY),
        decision: None,
        withdrawn_at: None,
    };
    alice.done(Action::FileAppeal { appeal }).await;
    places_are_right(&heidi, &[&alice, &carol], "an appeal").await;

    let lesson = lesson(&olga);
    let reading = jishi_core::model::Reading {
        id: jishi_core::model::ReadingId::new(NOW),
        person: carol.person,
        lesson: lesson.id,
        started_at: NOW.plus(-700_000),
        finished_at: NOW,
        seconds: 600,
    };
    olga.done(Action::PublishLesson { lesson }).await;
    carol.done(Action::ReadLesson { reading }).await;
    places_are_right(&heidi, &[&alice, &carol], "a lesson read").await;

    let given = task(&heidi, &carol, None);
    let give = Action::GiveTask {
        task: Box::new(given.clone()),
    };
    heidi.done(give).await;
    carol
        .done(Action::DeliverTask {
            task: given.id,
            text: "已清".into(),
            attachments: vec![],
            place: None,
        })
        .await;
    heidi
        .done(Action::JudgeTask {
            task: given.id,
            accepted: true,
            reason: String::new(),
        })
        .await;
    places_are_right(&heidi, &[&alice, &carol], "a result accepted").await;

    let check_in = CheckIn {
        id: CheckInId::new(NOW),
        person: alice.person,
        mode: Mode::Meeting,
        reason: "镇上开防汛会".into(),
        place: None,
        done_at: NOW,
    };
    alice.done(Action::CheckIn { check_in }).await;
    places_are_right(&heidi, &[&alice, &carol], "a tap").await;
    let asked = leave(&carol, "2026-03-04");
    carol.done(Action::AskLeave { leave: asked.clone() }).await;
    heidi
        .done(Action::DecideLeave {
            leave: asked.id,
            granted: true,
            reason: String::new(),
        })
        .await;
    places_are_right(&heidi, &[&alice, &carol], "a leave").await;

    // Hours of their own, from tomorrow: what can be missed is another thing.
    let unit = kit.unit_of(alice.person).await;
    let shift = |starts, ends| Shift {
        starts: MinuteOfDay(starts),
        ends: MinuteOfDay(ends),
    };
    heidi
        .done(Action::SetWorkplace {
            unit,
            workplace: None,
            hours: Some(Hours {
                from: "2026-03-03".parse().unwrap(),
                shifts: vec![shift(570, 900)],
            }),
        })
        .await;

    // By time alone: absences as what was done without signal has had its time, at midnight, to the minute.
    let mut known = places_are_right(&heidi, &[&alice, &carol], "hours of their own").await;
    let mut changes = 0;
    for hours in [1, 15, 23, 24, 40, 71, 72, 86, 87, 88, 110, 111, 112, 135, 136] {
        // Midnight is 15 hours after nine in the morning: 87 hours after it is the end of that day and 72 more.
        kit.clock.set(NOW.plus(hours * HOUR));
        for device in [&mut alice, &mut carol, &mut heidi, &mut olga] {
            device.renew().await;
        }
        let now = places_are_right(&heidi, &[&alice, &carol], &format!("{hours} hours")).await;
        changes += usize::from(now != known);
        known = now;
    }
    assert!(changes >= 2, "{changes}");
    kit.clock.set(NOW);
    places_are_right(&heidi, &[&alice, &carol], "the clock was set back").await;
    kit.clock.set(NOW.plus(136 * HOUR));

    // A device that somebody gets begins their record.
    let kim = kit.enrol("Kim").await;
    let with_kim = places_are_right(&heidi, &[&alice, &carol, &kim], "a new device").await;
    assert_eq!(with_kim.len(), known.len() + 1);

    policies[0].logs.points.as_mut().unwrap().written = Points::whole(7);
    settings.policies = Policies::new(policies);
    storage.save_settings(&settings).await.unwrap();
    let other = places_are_right(&heidi, &[&alice, &carol, &kim], "another policy").await;
    assert_ne!(other, with_kim);
    alice.renew().await;
    heidi.done(react(None)).await;
    places_are_right(&heidi, &[&alice, &carol, &kim], "a reaction taken back").await;
}

#[tokio::test]
async fn many_who_ask_at_once_get_the_same() {
    let kit = Kit::start().await;
    let (alice, heidi) = (kit.enrol("Alice").await, kit.enrol("Heidi").await);
    let unit = kit.unit_of(heidi.person).await;
    let path = format!("/v1/ranking?unit={unit}&span=year&day=2026-03-02");
    for round in 0..5 {
        let moment = alice.moment(&format!("入户{round}家"));
        let (_, one, other, third) = tokio::join!(
            alice.done(Action::PostMoment { moment }),
            heidi.get(&path),
            heidi.get(&path),
            heidi.get(&path)
        );
        for response in [one, other, third] {
            assert_eq!(response.status(), 200);
        }
        let settled: Ranking = heidi.get(&path).await.json().await.unwrap();
        let again: Ranking = heidi.get(&path).await.json().await.unwrap();
        assert_eq!(settled, again);
    }
}
