//! The phone fails: it is killed, its disk is full, its power goes, at every point of a life.

use std::collections::HashMap;

use jishi_tests::{Moment, Plan, photo};

use super::{
    SMALL,
    ground::{Ended, Ground, offline},
    life::{Life, Stop},
    tally::{Tally, sampled},
};

/// Lives on one ground: more would make each start slower than a new ground costs.
const PER_GROUND: usize = 60;

/// The number of points of a life of which nothing comes between.
fn points(ground: &Ground, photo: &[u8]) -> u64 {
    let folder = ground.copy();
    let mut phone = offline(folder.path(), Some(Plan::Count)).unwrap();
    let lived = Life::new("count".into(), photo).go_on(&mut phone);
    assert!(lived.is_ok(), "a life of which nothing comes between ends well");
    let points = phone.points();
    phone.kill();
    points
}

/// Lives a life for each trial, on which its plans come one after the other; judges it after each fault and at its end, on
/// the phone and at a colleague's.
fn try_all(trials: &[Vec<Plan>], tally: &mut Tally) {
    let photo = photo(SMALL, 1, 1);
    for (round, trials) in trials.chunks(PER_GROUND).enumerate() {
        let ground = Ground::new();
        let mut expected = HashMap::new();
        for (place, plans) in trials.iter().enumerate() {
            let name = format!("{round}.{place} {plans:?}");
            let folder = ground.copy();
            let mut life = Life::new(name.clone(), &photo);
            for plan in plans {
                let struck = match offline(folder.path(), Some(*plan)) {
                    Ok(mut phone) => {
                        let ended = life.go_on(&mut phone);
                        let is_gone = matches!(ended, Err(Stop::Gone));
                        let struck = is_gone || phone.points() >= plan.point();
                        if !is_gone {
                            // It lives on: what it shows now is judged too.
                            life.check(&mut phone, tally);
                            phone.kill();
                        }
                        struck
                    }
                    Err(Ended::Gone | Ended::NotOpened) => true,
                };
                // Where the point was not reached before the life was lived, nothing was tried.
                tally.tried += u64::from(struck);
            }
            match offline(folder.path(), None) {
                Ok(mut phone) => {
                    life.check(&mut phone, tally);
                    match life.go_on(&mut phone) {
                        Ok(()) => life.check(&mut phone, tally),
                        Err(Stop::Gone) => tally.wrong(format!("{name}: the phone ended by itself")),
                        Err(Stop::Refused(fault)) => tally.wrong(format!("{name}: afterwards {fault}")),
                    }
                    phone.kill();
                }
                Err(ended) => tally.lost(format!("{name}: the store does not open: {ended:?}")),
            }
            if let Err(refused) = ground.send_all(folder.path()) {
                tally.wrong(format!("{name}: {refused}"));
            }
            expected.extend(life.posts().map(|words| (words, 0)));
        }
        judge_feed(&ground, expected, tally);
    }
}

/// Whether a colleague sees each of these once, and nothing else.
pub(super) fn judge_feed(ground: &Ground, mut expected: HashMap<String, u32>, tally: &mut Tally) {
    for item in ground.seen_by("115", expected.len()) {
        match expected.get_mut(&item.moment.text) {
            Some(times) => *times += 1,
            None => tally.wrong(format!("at the colleague's: {}", item.moment.text)),
        }
    }
    for (words, times) in expected {
        match times {
            0 => tally.lost(format!("at the colleague's: {words}")),
            1 => {}
            _ => tally.doubled(format!("at the colleague's: {words}")),
        }
    }
}

#[test]
fn a_phone_is_killed_at_every_point() {
    let ground = Ground::new();
    let points = points(&ground, &photo(SMALL, 1, 1));
    let trials = (1..=points)
        .flat_map(|point| Moment::ALL.map(|moment| vec![Plan::Kill { point, moment }]))
        .collect();
    let mut tally = Tally::default();
    try_all(&sampled(trials), &mut tally);
    tally.close("phone killed", 300);
}

/// The second kill comes as its store is opened again, or soon after.
#[test]
fn a_phone_is_killed_and_again_as_it_goes_on() {
    const SOON: u64 = 20;
    let ground = Ground::new();
    let points = points(&ground, &photo(SMALL, 1, 1));
    let trials = (1..=points)
        .flat_map(|first| {
            Moment::ALL.map(|moment| {
                let point = 1 + (first * 3 + moment as u64) % SOON;
                vec![Plan::Kill { point: first, moment }, Plan::Kill { point, moment }]
            })
        })
        .collect();
    let mut tally = Tally::default();
    try_all(&sampled(trials), &mut tally);
    tally.close("phone killed, and again as it goes on", 550);
}

#[test]
fn a_phone_loses_its_power_at_every_point() {
    let ground = Ground::new();
    let points = points(&ground, &photo(SMALL, 1, 1));
    let trials = (1..=points)
        .flat_map(|point| [0, 1, 2, 4, 5, 7, 8, 10, 11].map(|seed| vec![Plan::Power { point, seed }]))
        .collect();
    let mut tally = Tally::default();
    try_all(&sampled(trials), &mut tally);
    tally.close("phone without power", 900);
}

#[test]
fn a_phone_has_no_room_at_every_point() {
    let ground = Ground::new();
    let points = points(&ground, &photo(SMALL, 1, 1));
    let trials = (1..=points)
        .flat_map(|point| [1, 4, 1_000_000].map(|points| vec![Plan::Full { point, points }]))
        .collect();
    let mut tally = Tally::default();
    try_all(&sampled(trials), &mut tally);
    tally.close("phone's disk full", 300);
}
