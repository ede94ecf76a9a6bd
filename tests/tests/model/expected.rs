//! The model: what was done, and what each person should see of it. It knows no store, no outbox and no line.

use std::collections::{BTreeMap, BTreeSet};

use jishi_core::model::{MomentId, Timestamp};

/// The people, by their place in [`STAFF`].
pub type Who = usize;

/// Their numbers on the roster: two colleagues in a village, the leader of their township, somebody elsewhere, and the
/// organization department.
pub const STAFF: [&str; 5] = ["311", "115", "208", "907", "402"];

/// Whose moments each may see, besides their own: colleagues each other's, the leader those of the village, the
/// organization department all.
const SEES: [&[Who]; 5] = [&[1], &[0], &[0, 1], &[], &[0, 1, 2, 3]];

/// The same while the leader is moved to where somebody else works: they are colleagues then.
const SEES_MOVED: [&[Who]; 5] = [&[1], &[0], &[3], &[2], &[0, 1, 2, 3]];

/// A moment as its author left it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// By whom.
    pub author: Who,
    /// Its words.
    pub text: String,
    /// How many photos it has.
    pub photos: usize,
    /// When it was written, truly.
    pub at: Timestamp,
    /// Whether it was deleted.
    pub deleted: bool,
}

/// A moment as somebody sees it: words, photos, and who likes it.
pub type Shown = (String, usize, BTreeSet<Who>);

/// What was done.
#[derive(Default)]
pub struct Expected {
    /// Moments.
    pub moments: BTreeMap<MomentId, Written>,
    /// Who likes which.
    pub likes: BTreeSet<(MomentId, Who)>,
    /// The words of each person's draft.
    pub drafts: BTreeMap<Who, String>,
    /// The photos of each person's draft.
    pub photos: BTreeMap<Who, usize>,
    /// Whether the leader is moved.
    pub moved: bool,
    /// How often what was done.
    pub done: BTreeMap<&'static str, u32>,
}

impl Expected {
    /// Counts something.
    pub fn count(&mut self, what: &'static str) {
        *self.done.entry(what).or_default() += 1;
    }

    /// Whether one sees the moments of another.
    pub fn sees(&self, viewer: Who, author: Who) -> bool {
        let sees = if self.moved { SEES_MOVED } else { SEES };
        viewer == author || sees[viewer].contains(&author)
    }

    /// What somebody should see when everything has arrived everywhere.
    pub fn feed_of(&self, viewer: Who) -> BTreeMap<MomentId, Shown> {
        let visible = self
            .moments
            .iter()
            .filter(|(_, moment)| !moment.deleted && self.sees(viewer, moment.author));
        visible
            .map(|(id, moment)| {
                let likes = (0..STAFF.len()).filter(|who| self.likes.contains(&(*id, *who)));
                (*id, (moment.text.clone(), moment.photos, likes.collect()))
            })
            .collect()
    }
}
