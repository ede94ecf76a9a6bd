//! How long to wait after trouble: exponential with full jitter, so that a township whose signal returns does not call
//! all at once.

use crate::engine::Trouble;

const FIRST_MS: u64 = 2_000;
const LONGEST_MS: u64 = 5 * 60 * 1000;

/// Milliseconds until the next try after `failures` tries in a row have met `trouble`; `random` is evenly spread.
#[must_use]
pub fn delay_ms(failures: u32, trouble: Trouble, random: u32) -> u64 {
    if let Trouble::Busy { seconds } = trouble {
        return u64::from(seconds.clamp(1, 3600)) * 1000;
    }
    let ceiling = FIRST_MS
        .saturating_mul(1 << failures.saturating_sub(1).min(16))
        .min(LONGEST_MS);
    let half = ceiling / 2;
    half + u64::from(random) * half / u64::from(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_wait_is_never_nothing_and_never_more_than_five_minutes(failures in 1u32.., random: u32) {
            let wait = delay_ms(failures, Trouble::Unreachable, random);
            prop_assert!((1_000..=LONGEST_MS).contains(&wait));
        }
    }

    #[test]
    fn it_grows() {
        let wait = |failures| delay_ms(failures, Trouble::Slow, u32::MAX);
        assert_eq!(
            [wait(1), wait(2), wait(3), wait(30)],
            [2_000, 4_000, 8_000, LONGEST_MS]
        );
    }

    #[test]
    fn the_servers_word_counts() {
        assert_eq!(delay_ms(1, Trouble::Busy { seconds: 42 }, 0), 42_000);
    }
}
