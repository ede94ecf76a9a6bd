//! Sizes of files and of the room for them.

/// Bytes as people read them: one decimal from a megabyte on.
#[must_use]
pub fn size(bytes: u64) -> String {
    let tenths = |unit: u64| format!("{}.{}", bytes / unit, bytes % unit / (unit / 10));
    if bytes < 1_000_000 {
        format!("{} kB", bytes.div_ceil(1_000))
    } else if bytes < 1_000_000_000 {
        format!("{} MB", tenths(1_000_000))
    } else {
        format!("{} GB", tenths(1_000_000_000))
    }
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes_are_short() {
        for (bytes, text) in [
            (0, "0 kB"),
            (1, "1 kB"),
            (999_999, "1000 kB"),
            (1_250_000, "1.2 MB"),
            (20_000_000, "20.0 MB"),
            (999_999_999, "999.9 MB"),
            (3_160_000_000, "3.1 GB"),
        ] {
            assert_eq!(size(bytes), text);
        }
    }
}
