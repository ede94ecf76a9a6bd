//! How much of a file goes in one request. Pure: it learns from how the last ones went.

/// Fewest bytes: they pass in half a minute on 5 kbit/s. The checksum of a part speaks for the whole of it, so of one that
/// is cut off nothing stays (tus 1.0, checksum extension), and what passes at all has to pass between two cuts.
const LEAST: u64 = 16 * 1024;

/// Most bytes: more would save nothing, and a server or something on its way may not take more.
const MOST: u64 = 4 * 1024 * 1024;

/// At first: passes in half a minute on 20 kbit/s, and is 4 MiB six quick parts later.
const FIRST: u64 = 64 * 1024;

/// The size of the next part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chunk {
    bytes: u64,
    most: u64,
    /// A part that took less could have been twice as long.
    quick_ms: u64,
    /// One that took more comes too near to the end of the patience.
    slow_ms: u64,
}

impl Chunk {
    /// Before anything is known of the line, where a request may take `patience_ms`.
    #[must_use]
    pub const fn new(patience_ms: u64) -> Self {
        Self {
            bytes: FIRST,
            most: MOST,
            quick_ms: patience_ms / 15,
            slow_ms: patience_ms / 3,
        }
    }

    /// Bytes of the next part, 16 KiB to 4 MiB.
    #[must_use]
    pub const fn bytes(self) -> u64 {
        self.bytes
    }

    /// After a part of `sent` bytes that passed in `took_ms`. The rest of a file, shorter than a whole part, tells nothing of
    /// how longer ones would pass.
    #[must_use]
    pub fn passed(self, sent: u64, took_ms: u64) -> Self {
        if took_ms > self.slow_ms {
            self.of(self.bytes / 2)
        } else if took_ms < self.quick_ms && sent >= self.bytes {
            self.of(self.bytes * 2)
        } else {
            self
        }
    }

    /// After a part that was cut off, or did not pass in time.
    #[must_use]
    pub fn cut(self) -> Self {
        self.of(self.bytes / 2)
    }

    /// After a part of `sent` bytes that something on the way would not take; it will not take as many ever again. `None` if
    /// there are no smaller parts.
    #[must_use]
    pub fn too_large(self, sent: u64) -> Option<Self> {
        let most = (sent.min(self.bytes) / 2).max(LEAST);
        (sent > LEAST).then(|| Self { most, ..self }.of(most))
    }

    fn of(self, bytes: u64) -> Self {
        Self {
            bytes: bytes.clamp(LEAST, self.most),
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PATIENCE_MS: u64 = 30_000;

    #[derive(Clone, Copy, Debug)]
    enum Way {
        Passed(u64, u64),
        Cut,
        TooLarge,
    }

    fn ways() -> impl Strategy<Value = Vec<Way>> {
        let way = prop_oneof![
            4 => (0..=MOST, 0..PATIENCE_MS).prop_map(|(sent, took)| Way::Passed(sent, took)),
            1 => Just(Way::Cut),
            1 => Just(Way::TooLarge),
        ];
        prop::collection::vec(way, 0..60)
    }

    fn after(chunk: Chunk, way: Way) -> Chunk {
        match way {
            Way::Passed(sent, took) => chunk.passed(sent.min(chunk.bytes()), took),
            Way::Cut => chunk.cut(),
            Way::TooLarge => chunk.too_large(chunk.bytes()).unwrap_or(chunk),
        }
    }

    /// Sends parts for an hour over a line of so many bits a second, each after a greeting of so many milliseconds; how many
    /// bytes arrived, and the sizes.
    fn hour(bits: u64, greeting_ms: u64) -> (u64, Vec<u64>) {
        let (mut chunk, mut arrived, mut spent, mut sizes) = (Chunk::new(PATIENCE_MS), 0, 0, Vec::new());
        while spent < 3_600_000 {
            let size = chunk.bytes();
            let took = greeting_ms + size * 8_000 / bits;
            sizes.push(size);
            if took > PATIENCE_MS {
                spent += PATIENCE_MS;
                chunk = chunk.cut();
            } else {
                spent += took.max(1);
                arrived += size;
                chunk = chunk.passed(size, took);
            }
        }
        (arrived, sizes)
    }

    proptest! {
        #[test]
        fn whatever_happens_a_part_has_16_kib_to_4_mib(ways in ways()) {
            let mut chunk = Chunk::new(PATIENCE_MS);
            for way in ways {
                let before = chunk.bytes();
                chunk = after(chunk, way);
                prop_assert!((LEAST..=MOST).contains(&chunk.bytes()));
                prop_assert!((before / 2..=before * 2).contains(&chunk.bytes()), "never by more than half or twice");
            }
        }

        #[test]
        fn what_was_too_large_once_is_never_sent_again(before in ways(), after_it in ways()) {
            let mut chunk = before.into_iter().fold(Chunk::new(PATIENCE_MS), after);
            let refused = chunk.bytes();
            if let Some(smaller) = chunk.too_large(refused) {
                chunk = smaller;
                for way in after_it {
                    prop_assert!(chunk.bytes() < refused);
                    chunk = after(chunk, way);
                }
            } else {
                prop_assert_eq!(refused, LEAST);
            }
        }

        #[test]
        fn a_steady_line_is_soon_used_at_one_size_and_well(bits in 5_000u64..1_000_000_000, greeting_ms in 0u64..1_000) {
            let (arrived, sizes) = hour(bits, greeting_ms);
            let settled = &sizes[sizes.len().min(12)..];
            prop_assert!(settled.windows(2).all(|two| two[0] == two[1]), "{sizes:?}");
            // A part that is not quick spends at most half of its time on the greeting; little is lost to learning.
            let possible = bits / 8 * 3_600;
            let alone = MOST * 3_600_000 / (greeting_ms + MOST * 8_000 / bits).max(1);
            prop_assert!(arrived >= possible.min(alone) / 3, "{arrived} of {possible} bytes");
        }
    }

    #[test]
    fn quick_parts_double_and_slow_or_lost_ones_halve() {
        let first = Chunk::new(PATIENCE_MS);
        assert_eq!(first.bytes(), 64 * 1024);
        assert_eq!(first.passed(64 * 1024, 1_999).bytes(), 128 * 1024);
        assert_eq!(first.passed(64 * 1024, 2_000), first);
        assert_eq!(first.passed(64 * 1024, 10_000), first);
        assert_eq!(first.passed(64 * 1024, 10_001).bytes(), 32 * 1024);
        assert_eq!(first.cut().bytes(), 32 * 1024);
        assert_eq!(first.passed(2_000, 5), first, "the rest of a file is no measure");
        assert_eq!(first.cut().cut().cut().cut().bytes(), LEAST);
        assert_eq!(first.cut().cut().too_large(LEAST), None);
        let limited = first.too_large(20_000).unwrap();
        assert_eq!(
            (limited.bytes(), limited.passed(LEAST, 0).bytes()),
            (LEAST, LEAST)
        );
    }

    #[test]
    fn ten_kilobits_a_second_carry_a_photo() {
        // A photo of 400 kB would take 320 s at best.
        let (arrived, sizes) = hour(10_000, 600);
        assert!(arrived > 400_000 * 9, "{arrived} bytes in an hour");
        assert!(sizes[3..].iter().all(|size| *size <= 32 * 1024));
    }
}
