//! The line.

use crate::engine::LineKind;

/// What a host tells of the line that the device is on.
pub trait Connection {
    /// The kind of line now.
    fn kind(&self) -> LineKind;

    /// Calls `tell` from now on each time that it may have become another. A host that does not tell never calls.
    fn on_change(&self, tell: Box<dyn Fn()>);
}
