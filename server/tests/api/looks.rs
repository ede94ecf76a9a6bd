//! What clerks, leaders and the organization department look at, over HTTP.

use jishi_core::model::{
    Action, CheckIn, CheckInId, Lesson, LessonId, Mode, PersonId, Points, Reading, ReadingId, Rule, UnitId,
};
use jishi_core::protocol::{LearningOverview, PersonDay, PersonScore, Ranking, UnitDay};
use jishi_core::rules::attendance::ShiftStanding;
use jishi_core::rules::policy::Policies;
use jishi_server::FirstPolicy;

use crate::kit::things::{leave, lesson};
use crate::kit::{self, Device, Kit, NOW, problem};

async fn refused(device: &Device<'_>, path: &str) -> (u16, String) {
    problem(device.get(path).await).await
}

fn of(day: &UnitDay, person: PersonId) -> &PersonDay {
    day.people.iter().find(|one| one.person == person).unwrap()
}

#[tokio::test]
async fn a_units_day_shows_shifts_logs_and_leave_to_those_who_answer_for_it() {
    let kit = Kit::start().await;
    let (alice, carol) = (kit.enrol("Alice").await, kit.enrol("Carol").await);
    let (heidi, bob, olga) = (
        kit.enrol("Heidi").await,
        kit.enrol("Bob").await,
        kit.enrol("Olga").await,
    );
    let check_in = CheckIn {
        id: CheckInId::new(NOW),
        person: alice.person,
        mode: Mode::Meeting,
        reason: "镇上开防汛会".into(),
        place: None,
        done_at: NOW,
    };
    alice.done(Action::CheckIn { check_in }).await;
    let leave = leave(&carol, "2026-03-04");
    let unit = kit.unit_of(alice.person).await;
    let on = |day: &str| format!("/v1/unit-day?unit={unit}&day={day}");
    carol.done(Action::AskLeave { leave: leave.clone() }).await;
    let asked: UnitDay = heidi.json(&on("2026-03-04")).await;
    assert_eq!(of(&asked, carol.person).leave, [], "nobody has granted it yet");
    let grant = Action::DecideLeave {
        leave: leave.id,
        granted: true,
        reason: String::new(),
    };
    heidi.done(grant).await;

    let today: UnitDay = heidi.json(&on("2026-03-02")).await;
    assert_eq!(today, olga.json(&on("2026-03-02")).await);
    let people: Vec<PersonId> = today.people.iter().map(|one| one.person).collect();
    let kim = kit.person("Kim").await;
    assert_eq!(
        people,
        [alice.person, carol.person, kim],
        "by name, and nobody else's"
    );
    let hers = of(&today, alice.person);
    assert_eq!((hers.logs, hers.leave.len()), (1, 0), "the reason is in the log");
    let standing = ShiftStanding::Away { mode: Mode::Meeting };
    assert_eq!(
        (hers.shifts[0].standing, hers.shifts[0].first),
        (standing, Some(NOW))
    );
    let others = of(&today, carol.person);
    assert_eq!(
        (others.logs, others.shifts[0].standing),
        (0, ShiftStanding::Pending)
    );
    let away: UnitDay = heidi.json(&on("2026-03-04")).await;
    let others = of(&away, carol.person);
    assert_eq!(others.shifts[0].standing, ShiftStanding::Leave);
    assert_eq!((others.leave.len(), others.leave[0].id), (1, leave.id));
    let before: UnitDay = heidi.json(&on("2026-02-27")).await;
    assert!(
        before.people.iter().all(|one| one.shifts.is_empty()),
        "nobody is absent before they could keep a record"
    );

    for stranger in [&alice, &bob] {
        assert_eq!(
            refused(stranger, &on("2026-03-02")).await,
            (403, "forbidden".into())
        );
    }
    assert_eq!(refused(&heidi, &on("yesterday")).await, (400, "malformed".into()));
    let nowhere = format!("/v1/unit-day?unit={}&day=2026-03-02", UnitId::new(NOW));
    assert_eq!(refused(&heidi, &nowhere).await, (404, "not-found".into()));
}

#[tokio::test]
async fn a_ledger_is_the_persons_own_and_for_those_above() {
    let kit = Kit::start().await;
    let (alice, carol) = (kit.enrol("Alice").await, kit.enrol("Carol").await);
    let (heidi, olga) = (kit.enrol("Heidi").await, kit.enrol("Olga").await);
    let moment = alice.moment("入户三家");
    alice
        .done(Action::PostMoment {
            moment: moment.clone(),
        })
        .await;
    let score = |person| format!("/v1/score?person={person}&span=month&day=2026-03-20");
    let page: PersonScore = heidi.json(&score(alice.person)).await;
    assert_eq!(page.period.first, "2026-03-01".parse().unwrap());
    let rules: Vec<Rule> = page.ledger.entries().iter().map(|entry| entry.key.rule).collect();
    assert_eq!(rules, [Rule::LogWritten]);
    assert_eq!(page.total, Points::whole(1));
    for viewer in [&alice, &olga] {
        assert_eq!(page, viewer.json::<PersonScore>(&score(alice.person)).await);
    }
    // The day on which one was first bound is the first that counts; nothing is missed before it.
    kit.clock.advance(5 * 24 * 3_600_000);
    let heidi_token = heidi
        .ask_token()
        .await
        .json::<jishi_core::protocol::AccessToken>()
        .await
        .unwrap();
    let response = heidi
        .kit
        .http
        .get(kit.url(&score(alice.person)))
        .bearer_auth(heidi_token.token);
    let later: PersonScore = response.send().await.unwrap().json().await.unwrap();
    let first = later.ledger.entries().iter().map(|entry| entry.key.day).min();
    assert_eq!(first, Some("2026-03-02".parse().unwrap()));
    let absent = |entry: &&jishi_core::model::Entry| entry.key.rule == Rule::Absent;
    assert!(
        later.ledger.entries().iter().any(|entry| absent(&entry)),
        "{later:?}"
    );
    assert_eq!(later.total, later.ledger.total(later.period));
    kit.clock.advance(-5 * 24 * 3_600_000);

    assert_eq!(
        refused(&carol, &score(alice.person)).await,
        (403, "forbidden".into())
    );
    assert_eq!(
        refused(&alice, &score(heidi.person)).await,
        (403, "forbidden".into())
    );
    assert_eq!(
        refused(&heidi, &score(PersonId::new(NOW))).await,
        (404, "not-found".into())
    );
    let odd = format!("/v1/score?person={}&span=week&day=2026-03-20", alice.person);
    assert_eq!(refused(&heidi, &odd).await, (400, "malformed".into()));

    let kit = Kit::with(|config| config.first_policy = FirstPolicy::EvidenceOnly).await;
    let (alice, heidi) = (kit.enrol("Alice").await, kit.enrol("Heidi").await);
    assert_eq!(
        refused(&heidi, &score(alice.person)).await,
        (403, "switched-off".into())
    );
    let unit = kit.unit_of(alice.person).await;
    let ranking = format!("/v1/ranking?unit={unit}&span=quarter&day=2026-03-20");
    assert_eq!(refused(&heidi, &ranking).await, (403, "switched-off".into()));
}

#[tokio::test]
async fn people_of_one_kind_in_units_of_one_kind_are_compared() {
    let kit = Kit::start().await;
    let (alice, carol, heidi) = (
        kit.enrol("Alice").await,
        kit.enrol("Carol").await,
        kit.enrol("Heidi").await,
    );
    let moment = carol.moment("入户三家");
    carol.done(Action::PostMoment { moment }).await;
    let unit = kit.unit_of(heidi.person).await;
    let path = format!("/v1/ranking?unit={unit}&span=quarter&day=2026-03-02");
    let ranking: Ranking = heidi.json(&path).await;
    let sizes: Vec<u32> = ranking.groups.iter().map(|group| group.people).collect();
    assert_eq!(
        sizes,
        [1, 2],
        "those of the township's own, and of its village, who have a device"
    );
    assert!(
        ranking.groups.iter().all(|group| group.places.is_empty()),
        "too few to compare"
    );

    let mut settings = kit.server.service().settings().await.unwrap();
    let mut policies = settings.policies.all().to_vec();
    policies[0].ranking.as_mut().unwrap().group_min = 2;
    settings.policies = Policies::new(policies);
    kit.server
        .service()
        .storage()
        .save_settings(&settings)
        .await
        .unwrap();
    let ranking: Ranking = heidi.json(&path).await;
    let places: Vec<(PersonId, u32, Points)> = ranking
        .groups
        .iter()
        .flat_map(|group| &group.places)
        .map(|placed| (placed.person, placed.place, placed.points))
        .collect();
    assert_eq!(
        places,
        [
            (carol.person, 1, Points::whole(1)),
            (alice.person, 2, Points::ZERO)
        ]
    );
    assert_eq!(refused(&alice, &path).await, (403, "forbidden".into()));
}

#[tokio::test]
async fn places_count_everybody_but_name_only_those_below() {
    let kit = Kit::start().await;
    let (alice, carol, heidi, olga) = (
        kit.enrol("Alice").await,
        kit.enrol("Carol").await,
        kit.enrol("Heidi").await,
        kit.enrol("Olga").await,
    );
    // Alice is made somebody of Heidi's own rank, in the village below her.
    let service = kit.server.service();
    let roster = kit::ROSTER.replace(
        "1,Alice,试县/东镇/东村,village,,none,",
        "1,Alice,试县/东镇/东村,village,,township,",
    );
    service
        .import_roster(&jishi_server::roster::read_roster(roster.as_bytes()).unwrap())
        .await
        .unwrap();
    let moment = alice.moment("入户三家");
    alice.done(Action::PostMoment { moment }).await;
    let mut settings = service.settings().await.unwrap();
    let mut policies = settings.policies.all().to_vec();
    policies[0].ranking.as_mut().unwrap().group_min = 2;
    settings.policies = Policies::new(policies);
    service.storage().save_settings(&settings).await.unwrap();
    let unit = kit.unit_of(heidi.person).await;
    let path = format!("/v1/ranking?unit={unit}&span=quarter&day=2026-03-02");
    let village = async |viewer: &Device<'_>| {
        let ranking: Ranking = viewer.json(&path).await;
        let group = ranking
            .groups
            .into_iter()
            .find(|group| group.people == 2)
            .unwrap();
        let places: Vec<(PersonId, u32)> = group
            .places
            .iter()
            .map(|placed| (placed.person, placed.place))
            .collect();
        (places, group.hidden)
    };
    assert_eq!(
        village(&heidi).await,
        (vec![(carol.person, 2)], 1),
        "the first place is an equal's"
    );
    assert_eq!(
        village(&olga).await,
        (vec![(alice.person, 1), (carol.person, 2)], 0)
    );
}

#[tokio::test]
async fn the_organization_department_sees_what_is_out_and_who_reads() {
    let kit = Kit::start().await;
    let (alice, olga) = (kit.enrol("Alice").await, kit.enrol("Olga").await);
    let lesson = |opens: &str| Lesson {
        opens: opens.parse().unwrap(),
        ..lesson(&olga)
    };
    let (read, later) = (lesson("2026-03-02"), lesson("2026-03-20"));
    for lesson in [&read, &later] {
        olga.done(Action::PublishLesson {
            lesson: lesson.clone(),
        })
        .await;
    }
    let reading = Reading {
        id: ReadingId::new(NOW),
        person: alice.person,
        lesson: read.id,
        started_at: NOW.plus(-700_000),
        finished_at: NOW,
        seconds: 600,
    };
    alice.done(Action::ReadLesson { reading }).await;
    let overview: LearningOverview = olga.json("/v1/learning?months=1").await;
    let month = overview.months[0];
    assert_eq!(
        (month.year, month.month, month.lessons, month.planned),
        (2026, 3, 1, 1)
    );
    assert_eq!(month.required, 2);
    assert!(
        !month.is_enough(),
        "what opens on the twentieth is not out on the second"
    );
    let readers: Vec<(LessonId, usize, usize)> = overview
        .readers
        .iter()
        .map(|readers| (readers.lesson, readers.read, readers.of))
        .collect();
    assert_eq!(readers, [(later.id, 0, 10), (read.id, 1, 10)]);
    olga.done(Action::WithdrawLesson { lesson: later.id }).await;
    let overview: LearningOverview = olga.json("/v1/learning?months=1").await;
    assert_eq!((overview.months[0].lessons, overview.readers.len()), (1, 1));

    assert_eq!(
        refused(&alice, "/v1/learning?months=1").await,
        (403, "forbidden".into())
    );
    for months in ["0", "25", "-1", ""] {
        let path = format!("/v1/learning?months={months}");
        assert_eq!(refused(&olga, &path).await, (400, "malformed".into()), "{months}");
    }
}

#[tokio::test]
async fn where_learning_is_switched_off_nobody_is_told_how_much_was_read() {
    let kit = Kit::start().await;
    let service = kit.server.service();
    let settings = service.settings().await.unwrap();
    let mut policy = settings.policies.all()[0].clone();
    policy.learning = None;
    policy.version += 1;
    policy.from = settings.calendar.day(service.now()).succ_opt().unwrap();
    service.bring_in(policy).await.unwrap();
    // A month later no day of this one had it.
    kit.clock.advance(35 * 86_400_000);
    let olga = kit.enrol("Olga").await;
    let off = refused(&olga, "/v1/learning?months=1").await;
    assert_eq!(off, (403, "switched-off".into()));
    assert_eq!(
        olga.get("/v1/learning?months=3").await.status(),
        200,
        "in these it was on"
    );
}
