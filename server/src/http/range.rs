//! `Range` (RFC 9110, section 14), as far as players and resuming downloads need it: one range of bytes.

use std::ops::Range;

/// What a `Range` header asks of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// The whole file: no header, or one that may be ignored.
    Whole,
    /// This part.
    Part(Range<u64>),
    /// A part that the file does not have.
    Unsatisfiable,
}

/// Reads a header against a file of `length` bytes.
pub(super) fn read(header: Option<&str>, length: u64) -> Asked {
    let Some(spec) = header.and_then(|header| header.trim().strip_prefix("bytes=")) else {
        return Asked::Whole;
    };
    let Some((first, last)) = spec.split_once('-').filter(|_| !spec.contains(',')) else {
        return Asked::Whole;
    };
    let (first, last) = (first.trim(), last.trim());
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(first) || !digits(last) {
        return Asked::Whole;
    }
    // Numbers too large for u64 lie beyond every file.
    let number = |text: &str| text.parse().unwrap_or(u64::MAX);
    let range = match (first, last) {
        ("", "") => return Asked::Whole,
        ("", suffix) => length.saturating_sub(number(suffix))..length,
        (first, "") => number(first)..length,
        (first, last) if number(last) < number(first) => return Asked::Whole,
        (first, last) => number(first)..number(last).saturating_add(1).min(length),
    };
    if range.start >= range.end {
        Asked::Unsatisfiable
    } else {
        Asked::Part(range)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read_as_rfc_9110_says() {
        let table = [
            (None, Asked::Whole),
            (Some("bytes=0-0"), Asked::Part(0..1)),
            (Some("bytes=2-4"), Asked::Part(2..5)),
            (Some("bytes=7-"), Asked::Part(7..10)),
            (Some("bytes=-3"), Asked::Part(7..10)),
            (Some("bytes=-30"), Asked::Part(0..10)),
            (Some("bytes=5-99999999999999999999999"), Asked::Part(5..10)),
            (Some("bytes=10-"), Asked::Unsatisfiable),
            (Some("bytes=-0"), Asked::Unsatisfiable),
            (Some("bytes=4-2"), Asked::Whole),
            (Some("bytes=0-1,3-4"), Asked::Whole),
            (Some("bytes=+1-2"), Asked::Whole),
            (Some("bytes=-"), Asked::Whole),
            (Some("lines=1-2"), Asked::Whole),
        ];
        for (header, expected) in table {
            assert_eq!(read(header, 10), expected, "{header:?}");
        }
    }
}
