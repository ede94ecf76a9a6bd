//! By what one tells whether something has changed that points depend on.

/// The state of the record, as far as points go; settings and the roster have versions of their own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// The sequence of the last change in the log.
    pub changes: u64,
    /// How many devices were ever bound: by the first of theirs somebody's record begins, and the log tells nothing of it.
    pub devices: u64,
}
