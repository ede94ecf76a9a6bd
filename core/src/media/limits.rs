//! How large a foreign file may be.

use super::PHOTO_MAX_BYTES;

/// Bounds on a file, tested before anything is allocated for its pixels.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// Most bytes of the file.
    pub bytes: usize,
    /// Most pixels, as the file's header claims them.
    pub pixels: u64,
}

/// What a person may pick on a device: the largest phone cameras take 50 to 200 MP, but save 12 to 50.
pub(super) const PICKED: Limits = Limits {
    bytes: PHOTO_MAX_BYTES as usize,
    pixels: 100_000_000,
};

/// What a server decodes for a stranger. A prepared photo has at most 4.2 MP; other clients get some slack.
#[cfg(feature = "codecs")]
pub(super) const STORED: Limits = Limits {
    bytes: 64_000_000,
    pixels: 16_000_000,
};

/// Side data (colour profile, comments) that a decoder may unpack: a small file can hold gigabytes of it.
#[cfg(feature = "codecs")]
pub(super) const SIDE_DATA_BYTES: u64 = 64_000_000;

/// Most bytes of a GIF's first frame, which need not have the size of its canvas.
#[cfg(feature = "codecs")]
pub(super) const FRAME_BYTES: u64 = PICKED.pixels * 4;

/// Rounded up, so that what is over the limit never reads as the limit.
pub(super) fn millions(count: u64) -> u32 {
    u32::try_from(count.div_ceil(1_000_000)).unwrap_or(u32::MAX)
}
