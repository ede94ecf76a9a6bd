//! Five people do thousands of things in any order, over lines in any weather, on phones that are ended and a server that is
//! restarted; beside them runs a model of what each of them should see in the end.
//!
//! `JISHI_MODEL_STEPS` and `JISHI_MODEL_SEED` choose how long and which, else it is always the same; a failure names its seed.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test stops at the first surprise, in its helpers too"
)]

mod expected;
mod village;

use expected::Expected;
use jishi_tests::Random;
use village::Village;

/// Kinds of things that happen in every long run.
const KINDS: usize = 20;
/// Steps between two times at which everything comes to rest and is compared.
const ROUND: u64 = 250;

fn chosen(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

#[test]
fn everybody_sees_in_the_end_what_they_should() {
    let steps = chosen("JISHI_MODEL_STEPS").unwrap_or(10_000);
    let seed = chosen("JISHI_MODEL_SEED").unwrap_or(1);
    println!("JISHI_MODEL_SEED={seed}");
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    tokio::task::LocalSet::new().block_on(&runtime, async {
        let mut random = Random(seed);
        let mut expected = Expected::default();
        let mut village = Village::start().await;
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
        if let Some(folder) = std::env::var_os("JISHI_RELIABILITY").map(std::path::PathBuf::from) {
            let (lost, doubled, wrong) = (row("lost"), row("doubled"), row("wrong"));
            std::fs::create_dir_all(&folder).unwrap();
            let row = format!("| random steps of five people | {taken} | {lost} | {doubled} | {wrong} |\n");
            std::fs::write(folder.join("random-steps"), row).unwrap();
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
