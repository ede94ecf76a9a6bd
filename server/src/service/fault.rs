//! Failures from below as problems. What failed goes to the log; the caller learns only whether to come again.

use std::fmt::Display;

use jishi_core::protocol::{Problem, ProblemKind};

/// The server failed.
pub(crate) fn fail(error: impl Display) -> Problem {
    tracing::error!(%error, "a call failed");
    ProblemKind::Internal.into()
}

/// The server cannot work at the moment.
pub(crate) fn unavailable(error: impl Display) -> Problem {
    tracing::error!(%error, "not ready");
    Problem::from(ProblemKind::Unavailable).retry_after(5)
}
