//! How far a reading is: the seconds for which the lesson or one of its documents lay open, whether its end was seen, and
//! which documents were opened.

use std::{cell::RefCell, collections::HashMap, rc::Rc};

use dioxus::prelude::*;
use jishi_core::{
    engine::BegunReading,
    model::{LessonId, Timestamp},
};

/// A longer pause between two looks at the clock was sleep, not reading.
const LONGEST_LOOK_MS: i64 = 5_000;
/// How long after a document was opened the page can still be there, if the document covers it.
const OPENING_MS: i64 = 3_000;
/// How much is read before it is kept again.
const KEPT_EVERY_MS: i64 = 5_000;

/// How far a reading is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// When the lesson was opened first.
    pub started_at: Timestamp,
    /// For how long it lay open, in milliseconds.
    pub read_ms: i64,
    /// Whether its end was on the screen.
    pub end: bool,
    /// Which of its documents were opened, each the bit of its place.
    pub opened: u32,
    looked_at: Timestamp,
    outside: Option<Outside>,
}

/// A document that was opened and may cover the page: reading it is reading the lesson.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Outside {
    since: Timestamp,
    /// Whether the page was gone since.
    gone: bool,
}

impl Progress {
    /// Just opened.
    #[must_use]
    pub const fn begin(now: Timestamp) -> Self {
        Self {
            started_at: now,
            read_ms: 0,
            end: false,
            opened: 0,
            looked_at: now,
            outside: None,
        }
    }

    /// Open again after the app was closed: the time away does not count.
    #[must_use]
    pub const fn kept(begun: BegunReading, now: Timestamp) -> Self {
        Self {
            started_at: begun.started_at,
            read_ms: begun.read_ms,
            end: begun.end,
            opened: begun.opened,
            looked_at: now,
            outside: None,
        }
    }

    /// What is to be kept of it.
    #[must_use]
    pub const fn to_keep(self) -> BegunReading {
        BegunReading {
            started_at: self.started_at,
            read_ms: self.read_ms,
            end: self.end,
            opened: self.opened,
        }
    }

    /// Whether so much was read since `kept` that it is worth keeping again: a few seconds may be lost, and no more.
    #[must_use]
    pub const fn is_ahead_of(self, kept: BegunReading) -> bool {
        self.end != kept.end || self.opened != kept.opened || self.read_ms - kept.read_ms >= KEPT_EVERY_MS
    }

    /// Looks at the clock. Only the time since the last look counts, only if the page was visible, and never more than
    /// passed since the lesson was opened. While a document covers the page, that counts until `minimum_seconds` are full
    /// and no longer: nobody sees whether it is read.
    #[must_use]
    pub fn look(mut self, now: Timestamp, visible: bool, minimum_seconds: u32) -> Self {
        let passed = now.since(self.looked_at);
        self.looked_at = now;
        if visible && (0..=LONGEST_LOOK_MS).contains(&passed) {
            self.read_ms += passed;
        } else if self.outside.is_some() {
            let lacking = 1_000 * i64::from(minimum_seconds) - self.read_ms;
            self.read_ms += passed.min(lacking).max(0);
        }
        self.outside = self.outside.and_then(|outside| {
            let gone = outside.gone || !visible;
            let opening = now.since(outside.since) <= OPENING_MS;
            (!visible || (!gone && opening)).then_some(Outside { gone, ..outside })
        });
        self
    }

    /// The document at this place among the files was opened.
    #[must_use]
    pub const fn opened(mut self, place: u32, now: Timestamp) -> Self {
        self.opened |= 1 << place;
        self.outside = Some(Outside {
            since: now,
            gone: false,
        });
        self
    }

    /// Its end was on the screen.
    #[must_use]
    pub const fn reached(mut self) -> Self {
        self.end = true;
        self
    }

    /// Open again after the page was left: the time away does not count.
    #[must_use]
    pub const fn resume(mut self, now: Timestamp) -> Self {
        self.looked_at = now;
        self.outside = None;
        self
    }

    /// A time at which it must have been begun to be read by now, for asking what reading it will earn.
    #[must_use]
    pub fn begun_before(self, minimum_seconds: u32) -> Timestamp {
        let long = self.looked_at.plus(-1_000 * i64::from(minimum_seconds));
        self.started_at.min(long)
    }

    /// Whole seconds read.
    #[must_use]
    pub fn seconds(self) -> u32 {
        u32::try_from(self.read_ms / 1_000).unwrap_or(0)
    }

    /// Seconds that are left of a shortest reading time.
    #[must_use]
    pub fn left(self, minimum_seconds: u32) -> u32 {
        minimum_seconds.saturating_sub(self.seconds())
    }

    /// Whether all of these documents were opened.
    #[must_use]
    pub const fn has_opened(self, documents: u32) -> bool {
        documents & !self.opened == 0
    }

    /// Whether it was read: to its end, with its documents, and for long enough.
    #[must_use]
    pub fn is_enough(self, minimum_seconds: u32, documents: u32) -> bool {
        self.end && self.has_opened(documents) && self.left(minimum_seconds) == 0
    }
}

/// Readings begun and not finished, as they were when their pages were left. What the engine keeps is a little older, but
/// outlives the app.
#[derive(Clone, Default)]
pub struct Begun(Rc<RefCell<HashMap<LessonId, Progress>>>);

impl Begun {
    /// How far the reading of a lesson is: as it was left, else as it was `kept`.
    #[must_use]
    pub fn open(&self, lesson: LessonId, kept: Option<BegunReading>, now: Timestamp) -> Progress {
        let known = self.0.borrow().get(&lesson).copied();
        known
            .map(|progress| progress.resume(now))
            .or_else(|| kept.map(|kept| Progress::kept(kept, now)))
            .unwrap_or_else(|| Progress::begin(now))
    }

    /// Keeps how far it is.
    pub fn keep(&self, lesson: LessonId, progress: Progress) {
        self.0.borrow_mut().insert(lesson, progress);
    }
}

/// The readings of this app.
pub(super) fn use_begun() -> Begun {
    use_root_context(Begun::default)
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: Timestamp = Timestamp(1_795_399_200_000);

    fn second(number: i64) -> Timestamp {
        START.plus(number * 1_000)
    }

    #[test]
    fn only_what_was_on_the_screen_counts() {
        let mut progress = Progress::begin(START);
        for number in 1..=30 {
            progress = progress.look(second(number), number > 10, 120);
        }
        assert_eq!((progress.seconds(), progress.left(120)), (20, 100));
        // The phone slept; then the clock was set back.
        progress = progress
            .look(second(4_000), true, 120)
            .look(second(3_000), true, 120);
        assert_eq!(progress.seconds(), 20);
        assert_eq!(progress.look(second(3_002), true, 120).seconds(), 22);
    }

    #[test]
    fn it_takes_the_end_the_time_and_the_documents() {
        let read = Progress::begin(START).look(second(5), true, 5);
        assert!(!read.is_enough(5, 0));
        assert!(read.reached().is_enough(5, 0));
        assert!(!read.reached().is_enough(6, 0));
        let (one, both) = (0b010, 0b110);
        assert!(!read.reached().is_enough(5, one));
        let opened = read.reached().opened(1, second(5));
        assert!(opened.is_enough(5, one));
        assert!(!opened.is_enough(5, both));
        assert!(opened.opened(2, second(6)).is_enough(5, both));
    }

    #[test]
    fn time_in_a_document_counts_until_it_is_enough() {
        let begun = Progress::begin(START).look(second(1), true, 60);
        let opened = begun.opened(0, second(1)).look(second(2), true, 60);
        assert_eq!(opened.seconds(), 2);
        let covered = opened.look(second(3), false, 60).look(second(40), false, 60);
        assert_eq!(covered.seconds(), 40, "the page is not seen, the document is");
        let back = covered.look(second(4_000), true, 60);
        assert_eq!(back.seconds(), 60, "not more than is asked for");
        assert_eq!(back.look(second(4_001), true, 60).seconds(), 61);
        assert_eq!(back.look(second(4_100), false, 90).seconds(), 60, "it is closed");
        // It was saved, and covered nothing: the phone in the pocket afterwards is no reading.
        let saved = opened.look(second(5), true, 60);
        assert_eq!(saved.look(second(30), false, 60).seconds(), 5);
    }

    #[test]
    fn leaving_and_coming_back_goes_on_where_it_was() {
        let begun = Begun::default();
        let lesson = LessonId::new(START);
        let read = begun.open(lesson, None, START).look(second(3), true, 9);
        begun.keep(lesson, read);
        let again = begun.open(lesson, None, second(7));
        assert_eq!((again.started_at, again.seconds()), (START, 3));
        assert_eq!(again.look(second(8), true, 9).seconds(), 4);
    }

    #[test]
    fn after_a_restart_it_goes_on_where_it_was_kept() {
        let mut progress = Progress::begin(START);
        let mut kept = progress.to_keep();
        for number in 1..=7 {
            progress = progress.look(second(number), true, 9);
            if progress.is_ahead_of(kept) {
                kept = progress.to_keep();
            }
        }
        assert_eq!(kept.read_ms, 5_000, "not with every second");
        assert!(progress.reached().is_ahead_of(kept), "but with the end at once");
        let opened = progress.opened(3, second(7));
        assert!(opened.is_ahead_of(kept), "and with a document");
        assert_eq!(Progress::kept(opened.to_keep(), second(9)).opened, 0b1000);
        let lesson = LessonId::new(START);
        let again = Begun::default().open(lesson, Some(kept), second(900));
        assert_eq!((again.started_at, again.seconds()), (START, 5));
        assert_eq!(again.look(second(901), true, 9).seconds(), 6);
        let newer = Begun::default();
        newer.keep(lesson, progress);
        assert_eq!(newer.open(lesson, Some(kept), second(900)).seconds(), 7);
    }
}
