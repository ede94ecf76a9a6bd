//! What is shown before something is done is what is then booked, in any history.

mod step;
mod world;

use chrono::Days;
use jishi_core::{
    engine::{Act, Deed, Fault, GetPreview},
    model::{AppealId, Entry, Evidence, Half, HalfDay, LeaveKind, LeaveSpan, Mode, Points, Standing},
};
use proptest::{prelude::*, strategy::ValueTree as _};
use uuid::Uuid;

use step::{Step, step};
use world::{HOUR, World, entries, world};

impl World {
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

/// What is asked for is worth nothing yet; what is shown is what it will be worth once somebody grants it.
#[test]
fn what_is_asked_for_shows_what_it_brings_once_granted() {
    let mut world = world();
    // Saturday morning to Thursday evening: days without tap and log.
    world.now = world.now.plus(132 * HOUR);
    let yesterday = world.day() - Days::new(1);
    // Monday: past the grace of days without signal, so that what is missing is booked.
    let half_day = |half| HalfDay {
        day: "2025-12-08".parse().unwrap(),
        half,
    };
    let deeds = [
        Deed::AskCorrection {
            draft: None,
            day: yesterday - Days::new(1),
            shift: 0,
            mode: Mode::OnDuty,
            reason: "手机没电".into(),
        },
        Deed::AskLeave {
            draft: None,
            kind: LeaveKind::Sick,
            span: LeaveSpan {
                from: half_day(Half::Morning),
                to: half_day(Half::Afternoon),
            },
            reason: "发烧".into(),
        },
        world.deed(&Step::Contest(0)).unwrap(),
        world.deed(&Step::Deliver).unwrap(),
    ];
    for deed in deeds {
        let before = world.score().total;
        let preview = world.asking(async |engine| {
            let preview = engine.ask(GetPreview(deed.clone())).await.unwrap();
            engine.ask(Act(deed.clone())).await.unwrap();
            preview
        });
        assert_eq!(
            preview.difference.points,
            world.score().total - before,
            "{deed:?}"
        );
        world.decided(true);
        let granted = preview.granted.unwrap().points;
        assert_eq!(granted, world.score().total - before, "{deed:?}");
        assert_ne!(granted, Points::ZERO, "{deed:?}");
    }
}
