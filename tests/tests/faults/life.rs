//! What a person does on a phone in a trial, so told that it can be taken up again after any end: look what is there, and do
//! what is not.

use jishi_core::{
    engine::{Act, AttachPhoto, Deed, Draft, Fault, FeedItem, GetFeed, GetMedia, OpenDraft, Post, SaveDraft},
    model::{Attachment, MomentId},
    protocol::MediaSize,
};
use jishi_tests::{Gone, PhoneProcess, meeting};

use super::tally::Tally;

/// The steps of a life, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Writes a few words.
    Begin,
    /// Adds a photo.
    Photo,
    /// Writes on.
    WriteOn,
    /// Posts it.
    Post,
    /// Changes its words.
    Edit,
    /// Taps for attendance, which is a log too.
    Tap,
    /// Begins another.
    Another,
}

impl Step {
    const ALL: [Self; 7] = [
        Self::Begin,
        Self::Photo,
        Self::WriteOn,
        Self::Post,
        Self::Edit,
        Self::Tap,
        Self::Another,
    ];
}

/// Why a life stopped.
pub enum Stop {
    /// The phone was killed.
    Gone,
    /// The phone said that it could not.
    Refused(Fault),
}

impl From<Gone> for Stop {
    fn from(_: Gone) -> Self {
        Self::Gone
    }
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Self {
        Self::Refused(fault)
    }
}

/// A life, with what of it was told to be done.
pub struct Life {
    name: String,
    photo: Vec<u8>,
    done: Vec<Step>,
}

impl Life {
    /// One whose words contain `name`.
    pub fn new(name: String, photo: &[u8]) -> Self {
        Self {
            name,
            photo: photo.to_vec(),
            done: Vec::new(),
        }
    }

    fn words(&self, step: Step) -> String {
        format!("{} {step:?}", self.name)
    }

    /// The words of what is on the record in the end.
    pub fn posts(&self) -> [String; 2] {
        [self.words(Step::Edit), self.words(Step::Tap)]
    }

    /// Does what is not yet there.
    pub fn go_on(&mut self, phone: &mut PhoneProcess) -> Result<(), Stop> {
        for step in Step::ALL {
            // What was said to be done is not done again, whatever is there: that is for `check` to judge.
            if !self.done.contains(&step) && !self.look(phone)?.has(step) {
                self.take(phone, step)?;
            }
            if !self.done.contains(&step) {
                self.done.push(step);
            }
        }
        Ok(())
    }

    fn take(&self, phone: &mut PhoneProcess, step: Step) -> Result<(), Stop> {
        let words = self.words(step);
        match step {
            Step::Begin | Step::WriteOn | Step::Another => {
                let draft = phone.ask(OpenDraft)??.id;
                let text = words;
                let place = None;
                phone.ask(SaveDraft { draft, text, place })??;
            }
            Step::Photo => {
                let draft = phone.ask(OpenDraft)??.id;
                let bytes = self.photo.clone();
                phone.ask(AttachPhoto { draft, bytes })??;
            }
            Step::Post => {
                let draft = phone.ask(OpenDraft)??.id;
                phone.ask(Post(draft))??;
            }
            Step::Edit => {
                let moment = self.look(phone)?.posted.ok_or(Fault::NotFound)?;
                phone.ask(Act(Deed::EditMoment { moment, text: words }))??;
            }
            Step::Tap => {
                phone.ask(Act(meeting(&words)))??;
            }
        }
        Ok(())
    }

    fn look(&self, phone: &mut PhoneProcess) -> Result<Seen, Stop> {
        // A new draft cannot be begun on a full disk; what is there can be read all the same.
        let draft = match phone.ask(OpenDraft)? {
            Ok(draft) => Some(draft),
            Err(Fault::StorageFull) => None,
            Err(fault) => return Err(fault.into()),
        };
        let before = None;
        let feed = phone.ask(GetFeed::after(before, 100))??.items;
        let of = |steps: &[Step]| -> Vec<FeedItem> {
            let words: Vec<String> = steps.iter().map(|step| self.words(*step)).collect();
            let mine = feed.iter().filter(|item| words.contains(&item.moment.text));
            mine.cloned().collect()
        };
        let (posts, taps) = (of(&[Step::WriteOn, Step::Edit]), of(&[Step::Tap]));
        Ok(Seen {
            written: Step::ALL
                .into_iter()
                .filter(|step| matches!(step, Step::Begin | Step::WriteOn | Step::Another))
                .find(|step| {
                    draft
                        .as_ref()
                        .is_some_and(|draft| draft.text == self.words(*step))
                }),
            posted: posts.first().map(|item| item.moment.id),
            edited: posts
                .iter()
                .any(|item| item.moment.text == self.words(Step::Edit)),
            draft,
            posts,
            taps,
        })
    }

    /// Judges what is there after an end.
    pub fn check(&self, phone: &mut PhoneProcess, tally: &mut Tally) {
        let Ok(seen) = self.look(phone) else {
            tally.lost(format!("{}: the phone shows nothing", self.name));
            return;
        };
        for step in &self.done {
            if !seen.has(*step) {
                tally.lost(format!("{}: {step:?}", self.name));
            }
        }
        if seen.posts.len() > 1 || seen.taps.len() > 1 {
            tally.doubled(self.name.clone());
        }
        let words = seen.draft.iter().map(|draft| draft.text.as_str());
        for words in words.filter(|words| !words.is_empty() && seen.written.is_none()) {
            tally.wrong(format!("{}: a draft says {words:?}", self.name));
        }
        let photos = seen
            .posts
            .iter()
            .chain(&seen.taps)
            .flat_map(|item| &item.moment.attachments);
        if seen.posts.iter().any(|item| item.moment.attachments.len() != 1) {
            tally.wrong(format!("{}: posted without its photo", self.name));
        }
        let drafted = seen.draft.iter().flat_map(|draft| &draft.attachments);
        for photo in photos.chain(drafted).map(Attachment::sha256) {
            for size in [MediaSize::Thumb, MediaSize::Full] {
                let bytes = phone.ask(GetMedia { sha256: photo, size });
                if !bytes.is_ok_and(|bytes| bytes.is_ok()) {
                    tally.lost(format!("{}: the {} of a photo", self.name, size.name()));
                }
            }
        }
    }
}

/// What a phone shows of a life.
struct Seen {
    /// The draft; none if none was begun and none could be.
    draft: Option<Draft>,
    /// The step whose words the draft has.
    written: Option<Step>,
    posted: Option<MomentId>,
    edited: bool,
    posts: Vec<FeedItem>,
    taps: Vec<FeedItem>,
}

impl Seen {
    /// Whether a step, or what only comes after it, is there.
    fn has(&self, step: Step) -> bool {
        let posted = self.posted.is_some();
        let written = |least: Step| self.written.is_some_and(|step| step >= least);
        let with_photo = |draft: &Draft| !draft.attachments.is_empty();
        match step {
            Step::Begin | Step::WriteOn => posted || written(step),
            Step::Photo => posted || self.draft.as_ref().is_some_and(with_photo),
            Step::Post => posted,
            Step::Edit => self.edited,
            Step::Tap => !self.taps.is_empty(),
            Step::Another => written(step),
        }
    }
}
