//! What a phone says before something is done is what the server books when it has arrived: real engines against a real
//! server, on random days of three people who ask, decide, like, move and contest.
//!
//! `JISHI_PREVIEW_STEPS` and `JISHI_PREVIEW_SEED` choose how long and which, else it is always the same; a failure names its
//! seed.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test stops at the first surprise, in its helpers too"
)]

mod deeds;
mod office;

use std::collections::BTreeMap;

use jishi_core::{
    engine::Fault,
    model::{AppealId, Entry, Evidence, Mode, Points, Standing},
    rules::score::Difference,
};
use jishi_tests::{Random, Weather};
use uuid::Uuid;

use deeds::{Known, Step};
use office::{Office, WORKPLACE, deed_to_move, tap};

fn chosen(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

fn run(test: impl Future<Output = ()>) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    tokio::task::LocalSet::new().block_on(&runtime, test);
}

/// Entries as they compare: new things have other ids when they are shown than when they are done.
fn comparable(entries: &[Entry], known: &[Evidence]) -> Vec<Entry> {
    let mut entries = entries.to_vec();
    for entry in &mut entries {
        if !known.contains(&entry.key.evidence)
            && let Evidence::Moment { id } = &mut entry.key.evidence
        {
            *id = Uuid::nil();
        }
        if let Standing::Frozen { appeal } = &mut entry.standing {
            *appeal = AppealId(Uuid::nil());
        }
    }
    entries.sort_by_key(|entry| entry.key);
    entries
}

fn assert_same(said: &Difference, booked: &Difference, known: &[Evidence], of: &str) {
    assert_eq!(
        comparable(&said.come, known),
        comparable(&booked.come, known),
        "what comes of {of}"
    );
    assert_eq!(
        comparable(&said.go, known),
        comparable(&booked.go, known),
        "what goes by {of}"
    );
    assert_eq!(said.points, booked.points, "{of}");
}

#[test]
fn what_a_phone_says_before_is_what_the_server_books() {
    let steps = chosen("JISHI_PREVIEW_STEPS").unwrap_or(400);
    let seed = chosen("JISHI_PREVIEW_SEED").unwrap_or(1);
    println!("JISHI_PREVIEW_SEED={seed}");
    run(async {
        let mut random = Random(seed);
        let mut known = Known::default();
        let office = Office::start().await;
        // How often each kind was done, and how often it changed points.
        let mut tally: BTreeMap<&'static str, (u32, u32)> = BTreeMap::new();
        for step in 0..steps {
            office.pass(&mut random);
            let who = random.below(office.phones.len());
            let Some(Step { name, deed }) = office.choose(who, &mut random, &known).await else {
                continue;
            };
            office.all_have_all().await;
            let of = format!("seed {seed}, step {step}, {name} by {who}: {deed:?}");
            let before = office.booked(who).await;
            let author = office.author(who, &deed).await;
            let authors = match author {
                Some(author) => Some(office.booked(author).await),
                None => None,
            };
            let (preview, done) = office.preview_and_act(who, deed).await;
            office.all_have_all().await;
            let booked = Difference::between(&before, &office.booked(who).await);
            let evidence: Vec<Evidence> = before.entries().iter().map(|entry| entry.key.evidence).collect();
            assert_same(&preview.difference, &booked, &evidence, &of);
            if let (Some(author), Some(before)) = (author, authors) {
                let booked = Difference::between(&before, &office.booked(author).await);
                let said = preview.worth.unwrap_or(Points::ZERO);
                assert_eq!(said, booked.points, "the author's, {of}");
            }
            match (&preview.refused, done) {
                (None, Ok(done)) => {
                    known.note(name, who, done.subject);
                    let (times, scored) = tally.entry(name).or_default();
                    *times += 1;
                    *scored += u32::from(!booked.come.is_empty() || !booked.go.is_empty());
                }
                (Some(said), Err(Fault::Refused(refused))) => assert_eq!(said.kind, refused.kind, "{of}"),
                (Some(_), Err(Fault::Moment(_))) => {}
                other => panic!("{of}: {other:?}"),
            }
            assert_eq!(office.refusals().await, Vec::<String>::new(), "{of}");
        }
        println!("{tally:?}");
        if steps >= 400 {
            let scored = tally.values().filter(|(_, scored)| *scored > 0).count();
            assert!(
                tally.len() >= 18 && scored >= 5,
                "seed {seed}: the days are worth little: {tally:?}"
            );
        }
    });
}

/// The workplace moves while a tap waits on the phone: it is judged by where the workplace was when it was made.
#[test]
fn a_tap_is_judged_by_where_the_workplace_was() {
    run(async {
        let office = Office::start().await;
        let (cadre, head) = (0, 1);
        office.work_at(head, WORKPLACE).await;
        office.minutes(10);
        office.all_have_all().await;
        let before = office.booked(cadre).await;
        office.phones[cadre].line.set(Weather::Cut);
        let (preview, _) = office.preview_and_act(cadre, tap(Mode::OnDuty, Some(20.0))).await;
        assert!(
            !preview.difference.come.is_empty(),
            "a tap at the workplace counts"
        );
        office.minutes(10);
        let elsewhere = deed_to_move(office.unit(cadre).await, 30_000.0);
        let (_, moved) = office.preview_and_act(head, elsewhere).await;
        moved.unwrap();
        office.phones[head].device.until_sent().await;
        office.minutes(10);
        office.phones[cadre].line.set(Weather::Fair);
        office.all_have_all().await;
        let booked = Difference::between(&before, &office.booked(cadre).await);
        assert_same(&preview.difference, &booked, &[], "a tap before the move");
        office.minutes(10);
        let (after, _) = office.preview_and_act(cadre, tap(Mode::OnDuty, Some(20.0))).await;
        assert!(
            after.difference.come.is_empty(),
            "and a tap after it by where it is now"
        );
    });
}
