//! Pull: what has changed for one person, page by page.

use jishi_core::model::{PersonId, Record, Task};
use jishi_core::protocol::{Change, Cursor, Problem, ProblemKind, PullPage, PullQuery};
use jishi_core::rules::access::may_judge_task;

use super::directory::View;
use super::{Caller, Service, fail};
use crate::secret::{from_text, to_text};

/// Most changes on one page.
const PAGE: u32 = 500;
/// Most rows of the log that one page looks through. Those that the caller may not see cost time too.
const SCAN: u32 = 5_000;
/// What the bytes of a cursor mean.
const CURSOR_VERSION: u8 = 2;

/// Where a device stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place {
    /// Up to where it has the log of changes.
    sequence: u64,
    /// The version of the roster by which that was chosen.
    roster: u64,
    /// What the caller saw by it.
    view: View,
}

impl Service {
    pub(super) async fn do_pull(&self, caller: &Caller, query: PullQuery) -> Result<PullPage, Problem> {
        let before = match &query.after {
            None => None,
            Some(cursor) => {
                read(cursor).ok_or_else(|| Problem::from(ProblemKind::Malformed).detail("no such cursor"))?
            }
        };
        let directory = self.directory().await?;
        // The directory may have read the person anew since the token was looked at.
        let viewer = directory.person(caller.person.id).unwrap_or(&caller.person);
        // Those of whom the log told by then, and by that roster, must be the same.
        let goes_on = |place: &Place| directory.view(viewer, place.sequence.max(place.roster)) == place.view;
        let after = before.filter(goes_on).map(|place| place.sequence);
        let found = self
            .inner
            .storage
            .changes(after.unwrap_or(0), SCAN, PAGE, &directory.audience(viewer))
            .await
            .map_err(fail)?;
        let today = self.settings().await?.calendar.day(self.now());
        let judges = |task: &Task| {
            let people = (directory.person(task.assigner), directory.person(task.assignee));
            let (Some(assigner), Some(assignee)) = people else {
                return false;
            };
            may_judge_task(viewer, assigner, assignee, today, directory.tree())
        };
        let changes = found.bodies.iter().map(|body| {
            let mut change = serde_json::from_str(body)?;
            withhold(&mut change, viewer.id, judges);
            Ok(change)
        });
        Ok(PullPage {
            anew: after.is_none(),
            changes: changes.collect::<Result<_, serde_json::Error>>().map_err(fail)?,
            next: write(Place {
                sequence: found.next,
                roster: directory.version(),
                view: directory.view(viewer, directory.version()),
            }),
            more: found.more,
            server_time: self.now(),
        })
    }
}

/// Takes out what this person's device is not told of other people. `judges` says whether they may judge a result.
fn withhold(change: &mut Change, viewer: PersonId, judges: impl Fn(&Task) -> bool) {
    match change {
        // Since when others work is nobody's to know: their own leave alone is measured by it.
        Change::Person { person } if person.id != viewer => person.tenure.works_since = None,
        // Where others were is asked for, so that they learn who did.
        Change::Moment { moment, placed, .. } if moment.author != viewer => {
            *placed = moment.place.take().is_some();
        }
        Change::Record {
            record: Record::Task { task },
        } if task.assignee != viewer => {
            let judges = judges(task);
            for delivered in &mut task.deliveries {
                delivered.placed = delivered.place.take().is_some();
                // What is to be looked at in it is for those who look.
                if !judges {
                    delivered.flags.clear();
                }
            }
        }
        _ => {}
    }
}

fn write(place: Place) -> Cursor {
    let mut bytes = vec![CURSOR_VERSION];
    for number in [place.sequence, place.roster, place.view.0] {
        bytes.extend(number.to_be_bytes());
    }
    Cursor(to_text(&bytes))
}

/// The place that a cursor names; in version 1 none, since it did not say what was seen. `None` if it is no cursor.
#[expect(clippy::option_option, reason = "a cursor that names no place is one even so")]
fn read(cursor: &Cursor) -> Option<Option<Place>> {
    let bytes = from_text(&cursor.0)?;
    let (version, rest) = bytes.split_first()?;
    let numbers: Vec<u64> = rest
        .chunks_exact(8)
        .map(|chunk| {
            chunk
                .iter()
                .fold(0, |number, byte| number << 8 | u64::from(*byte))
        })
        .collect();
    if rest.len() != numbers.len() * 8 || i64::try_from(*numbers.first()?).is_err() {
        return None;
    }
    match (*version, numbers.as_slice()) {
        (1, [_]) => Some(None),
        (CURSOR_VERSION, &[sequence, roster, view]) => Some(Some(Place {
            sequence,
            roster,
            view: View(view),
        })),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(sequence: u64) -> Place {
        Place {
            sequence,
            roster: 7,
            view: View(u64::MAX),
        }
    }

    #[test]
    fn cursors_survive_and_others_are_refused() {
        assert_eq!(read(&write(place(0))), Some(Some(place(0))));
        assert_eq!(read(&write(place(123_456))), Some(Some(place(123_456))));
        assert_eq!(read(&Cursor("AQAAAAAAAAAB".into())), Some(None), "of version 1");
        assert_eq!(read(&write(place(u64::MAX))), None);
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
