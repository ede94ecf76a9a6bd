//! The policies that ship: what they switch on, and that no mistake in such a file gets through.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod mutated;
mod refused;
mod shipped;
mod succession;

/// The county's system, everything on.
const WANGMO: &str = include_str!("../../../assets/policies/wangmo-2016.toml");
/// Records, leave, tasks and learning; no points.
const EVIDENCE_ONLY: &str = include_str!("../../../assets/policies/evidence-only.toml");

/// The line, from 1, on which the byte stands.
fn line_of(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}
