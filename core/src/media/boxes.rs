//! The boxes of MP4 and QuickTime files (ISO 14496-12, section 4.2), as far as the bytes reach.

use std::ops::Range;

/// A box.
#[derive(Clone, Debug)]
pub(super) struct Box4 {
    /// Its name.
    pub(super) name: [u8; 4],
    /// Where its name stands in the file.
    pub(super) name_at: usize,
    /// Where its content stands in the file; a box that claims more than there is ends with the file.
    pub(super) content: Range<usize>,
}

/// The boxes that lie one after the other in `within`, a stretch of `bytes`. Ends at the first that is none.
pub(super) fn boxes(bytes: &[u8], within: Range<usize>) -> impl Iterator<Item = Box4> + Clone {
    let end_of_all = within.end.min(bytes.len());
    let mut at = within.start;
    std::iter::from_fn(move || {
        let rest = bytes.get(at..end_of_all)?;
        let name = *rest.get(4..)?.first_chunk::<4>()?;
        // Length 1: the real one follows in eight bytes; 0: all that is left.
        let (head, length) = match u32::from_be_bytes(*rest.first_chunk()?) {
            0 => (8, rest.len() as u64),
            1 => (16, u64::from_be_bytes(*rest.get(8..)?.first_chunk()?)),
            length => (8, u64::from(length)),
        };
        let length = usize::try_from(length).unwrap_or(usize::MAX).min(rest.len());
        if length < head {
            return None;
        }
        let found = Box4 {
            name,
            name_at: at + 4,
            content: at + head..at + length,
        };
        at += length;
        Some(found)
    })
}
