//! Five people do thousands of things in any order, over lines in any weather, on phones that are ended and a server that is
//! restarted; beside them runs a model of what each of them should see in the end. Once with the records in a file, once on
//! PostgreSQL, whose connections are cut.
//!
//! `JISHI_MODEL_STEPS` and `JISHI_MODEL_SEED` choose how long and which; `./dev test` walks another way for each commit.
//! A failure names its seed.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test stops at the first surprise, in its helpers too"
)]

mod expected;
mod village;

use expected::Expected;
use jishi_tests::{Database, Random};
use village::Village;

/// Kinds of things that happen in every long run.
const KINDS: usize = 22;
/// Those of them that are faults and strike when they happen, as [`Expected::done`] counts them. What a line does strikes only
/// who speaks on it, and is counted there.
const FAULTS: [&str; 4] = ["clocks set", "phones ended", "server restarts", "roster changes"];
/// Steps between two times at which everything comes to rest and is compared.
const ROUND: u64 = 250;

fn chosen(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

#[expect(clippy::print_stdout, reason = "a run names its seed, and what happened in it")]
fn walk(steps: u64, storage: Option<&'static str>, fault: &str) {
    let seed = chosen("JISHI_MODEL_SEED").unwrap_or(1);
    println!("JISHI_MODEL_SEED={seed}");
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    tokio::task::LocalSet::new().block_on(&runtime, async {
        let mut random = Random(seed);
        let mut expected = Expected::default();
        let database = match storage {
            Some(name) => Some(Database::new(name).await),
            None => None,
        };
        let mut village = Village::start(database).await;
        let (mut faults, mut taken) = (Vec::new(), 0);
        for step in 1..=steps {
            village.step(&mut random, &mut expected).await;
            if step % ROUND == 0 || step == steps {
                faults = village.come_to_rest(&mut expected).await;
                taken = step;
                if !faults.is_empty() {
                    break;
                }
                village.next_day();
            }
        }
        println!("{:?}", expected.done);
        let row = |kind: &str| faults.iter().filter(|fault| fault.starts_with(kind)).count();
        let folder = std::env::var_os("JISHI_RELIABILITY").map(std::path::PathBuf::from);
        // A shorter walk than `./dev test` takes is no row of its table.
        if let Some(folder) = folder.filter(|_| chosen("JISHI_MODEL_STEPS").is_none()) {
            let (lost, doubled, wrong) = (row("lost"), row("doubled"), row("wrong"));
            std::fs::create_dir_all(&folder).unwrap();
            let row =
                |what: &str, times: u64| format!("| {what} | {times} | {lost} | {doubled} | {wrong} |\n");
            let done = |kind| Some((kind, u64::from(*expected.done.get(kind)?)));
            let kinds: String = village
                .strikes()
                .chain(FAULTS.into_iter().filter_map(done))
                .map(|(kind, times)| row(&format!("{fault}: {kind}"), times))
                .collect();
            let rows = row(fault, taken) + &kinds;
            std::fs::write(folder.join(fault.replace(' ', "-")), rows).unwrap();
        }
        assert!(
            faults.is_empty(),
            "seed {seed}, {taken} steps: {} faults, first {:?}",
            faults.len(),
            faults.first()
        );
        if steps >= 10_000 {
            assert!(
                expected.done.len() >= KINDS,
                "seed {seed}: only {:?} happened",
                expected.done
            );
        }
    });
}

#[test]
fn everybody_sees_in_the_end_what_they_should() {
    let steps = chosen("JISHI_MODEL_STEPS").unwrap_or(10_000);
    walk(steps, None, "random steps of five people");
}

#[test]
fn the_same_with_a_database_that_drops_its_connections() {
    let steps = chosen("JISHI_MODEL_STEPS").unwrap_or(10_000) / 2;
    walk(steps, Some("jishi_model"), "five people on PostgreSQL");
}
