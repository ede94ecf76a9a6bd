//! Pull: what has changed for one person, page by page.

use jishi_core::protocol::{Cursor, Problem, ProblemKind, PullPage, PullQuery};

use super::{Caller, Service, fail};
use crate::secret::{from_text, to_text};

/// Most changes on one page.
const PAGE: u32 = 500;
/// Most rows of the log that one page looks through. Those that the caller may not see cost time too.
const SCAN: u32 = 5_000;
/// What the bytes of a cursor mean.
const CURSOR_VERSION: u8 = 1;

impl Service {
    pub(super) async fn do_pull(&self, caller: &Caller, query: PullQuery) -> Result<PullPage, Problem> {
        let after = match &query.after {
            None => 0,
            Some(cursor) => {
                read(cursor).ok_or_else(|| Problem::from(ProblemKind::Malformed).detail("no such cursor"))?
            }
        };
        let audience = self.directory().await?.audience(&caller.person);
        let found = self
            .inner
            .storage
            .changes(after, SCAN, PAGE, &audience)
            .await
            .map_err(fail)?;
        let changes = found.bodies.iter().map(|body| serde_json::from_str(body));
        Ok(PullPage {
            changes: changes.collect::<Result<_, _>>().map_err(fail)?,
            next: write(found.next),
            more: found.more,
            server_time: self.now(),
        })
    }
}

fn write(sequence: u64) -> Cursor {
    let mut bytes = vec![CURSOR_VERSION];
    bytes.extend(sequence.to_be_bytes());
    Cursor(to_text(&bytes))
}

fn read(cursor: &Cursor) -> Option<u64> {
    let bytes = from_text(&cursor.0)?;
    let (&version, sequence) = bytes.split_first()?;
    let sequence = u64::from_be_bytes(sequence.try_into().ok()?);
    (version == CURSOR_VERSION && i64::try_from(sequence).is_ok()).then_some(sequence)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cursors_survive_and_others_are_refused() {
        assert_eq!(read(&write(0)), Some(0));
        assert_eq!(read(&write(123_456)), Some(123_456));
        for text in [
            "",
            "A",
            "AQ",
            "AgAAAAAAAAAB",
            "AQAAAAAAAAABAA",
            "AYAAAAAAAAAA",
            "……",
            "0",
        ] {
            assert_eq!(read(&Cursor(text.into())), None, "{text}");
        }
    }
}
