//! The phone fails while it sends and hears: it is killed, its disk is full, its power goes, at every point of the time in
//! which a queue is sent and the county's news arrive.

use std::{collections::HashMap, time::Duration};

use jishi_tests::{Gone, Moment, Plan, photo};

use super::{
    SMALL,
    ground::{Ground, offline, sent},
    life::Life,
    phone::judge_feed,
    tally::{Tally, sampled},
};

/// Lives on one ground. Each phone hears of those before it, so that there is something to hear.
const PER_GROUND: usize = 40;
/// How long a phone may try on a disk that stays full.
const PATIENCE: Duration = Duration::from_secs(20);
const NO_ROOM: Duration = Duration::from_millis(400);
/// How long a phone that has sent everything is left to hear what others have done.
const HEARING: Duration = Duration::from_millis(60);

/// A phone on which a life has been lived without signal: everything waits.
fn lived(ground: &Ground, name: &str, photo: &[u8]) -> (tempfile::TempDir, Life) {
    let folder = ground.copy();
    let mut phone = offline(folder.path(), None).unwrap();
    let mut life = Life::new(name.to_owned(), photo);
    assert!(life.go_on(&mut phone).is_ok(), "nothing comes between");
    phone.kill();
    (folder, life)
}

/// The number of points until everything is sent and heard, where nothing comes between.
fn points(photo: &[u8]) -> u64 {
    let ground = Ground::new();
    let (folder, _) = lived(&ground, "count", photo);
    let mut phone = ground.online(folder.path(), Some(Plan::Count)).unwrap();
    assert_eq!(sent(&mut phone, PATIENCE), Ok(Some(0)));
    std::thread::sleep(HEARING);
    let points = phone.points();
    phone.kill();
    points
}

fn try_all(plans: &[Plan], tally: &mut Tally) {
    let photo = photo(SMALL, 1, 1);
    for (round, plans) in plans.chunks(PER_GROUND).enumerate() {
        let ground = Ground::new();
        let mut expected = HashMap::new();
        for (place, plan) in plans.iter().enumerate() {
            let name = format!("{round}.{place} sending, {plan:?}");
            let (folder, life) = lived(&ground, &name, &photo);
            let is_full = matches!(plan, Plan::Full { .. });
            let struck = match ground.online(folder.path(), Some(*plan)) {
                Ok(mut phone) => match sent(&mut phone, if is_full { NO_ROOM } else { PATIENCE }) {
                    Ok(all) => {
                        if all.is_none() && !is_full {
                            tally.wrong(format!("{name}: not sent in {PATIENCE:?}"));
                        }
                        std::thread::sleep(HEARING);
                        let is_gone = sent(&mut phone, HEARING).is_err();
                        let is_struck = is_gone || phone.points() >= plan.point();
                        phone.kill();
                        is_struck
                    }
                    Err(Gone) => true,
                },
                Err(_) => true,
            };
            match offline(folder.path(), None) {
                Ok(mut phone) => {
                    life.check(&mut phone, tally);
                    phone.kill();
                }
                Err(ended) => tally.lost(format!("{name}: the store does not open: {ended:?}")),
            }
            match ground.send_all(folder.path()) {
                Ok(()) => {}
                Err(refused) => tally.wrong(format!("{name}: {refused}")),
            }
            expected.extend(life.posts().map(|words| (words, 0)));
            // Where the point was not reached before all was sent and heard, nothing was tried.
            tally.tried += u64::from(struck);
        }
        judge_feed(&ground, expected, tally);
    }
}

#[test]
fn a_phone_is_killed_at_every_point_while_it_sends() {
    let points = points(&photo(SMALL, 1, 1));
    let plans: Vec<Plan> = (1..=points)
        .flat_map(|point| Moment::ALL.map(|moment| Plan::Kill { point, moment }))
        .collect();
    let mut tally = Tally::default();
    try_all(&sampled(plans), &mut tally);
    tally.close("phone killed while it sends", 200);
}

#[test]
fn a_phone_loses_its_power_at_every_point_while_it_sends() {
    let points = points(&photo(SMALL, 1, 1));
    let plans: Vec<Plan> = (1..=points)
        .flat_map(|point| [0, 1, 2, 4].map(|seed| Plan::Power { point, seed }))
        .collect();
    let mut tally = Tally::default();
    try_all(&sampled(plans), &mut tally);
    tally.close("phone without power while it sends", 250);
}

#[test]
fn a_phone_has_no_room_at_every_point_while_it_sends() {
    let points = points(&photo(SMALL, 1, 1));
    let plans: Vec<Plan> = (1..=points)
        .flat_map(|point| [2, 1_000_000].map(|points| Plan::Full { point, points }))
        .collect();
    let mut tally = Tally::default();
    try_all(&sampled(plans), &mut tally);
    tally.close("phone's disk full while it sends", 150);
}
