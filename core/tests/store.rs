//! The store as the engine uses it: what is saved with what, what may be sent when, and what the server's word changes.
#![allow(
    clippy::unwrap_used,
    reason = "a test stops at the first surprise, in its helpers too"
)]

use std::path::Path;

use jishi_core::{
    engine::{Delivery, FeedCursor},
    model::{
        Action, Attachment, ClockEvidence, DeviceId, Moment, MomentId, Operation, OperationId, Person,
        PersonId, PersonKind, Rank, Reaction, ReactionKind, Receipt, Role, Sha256, Timestamp, Unit, UnitId,
        UnitKind, UploadId,
    },
    protocol::{Change, Cursor, MediaSize, Problem, ProblemKind, PullPage, SignedOperation},
    store::{Folder, NewMedia, Store, StoreFault},
};
use serde_json::value::RawValue;

const NOW: Timestamp = Timestamp(1_765_000_000_000);

struct Phone {
    store: Store,
    me: Person,
    colleague: Person,
    device: DeviceId,
    _folder: tempfile::TempDir,
}

fn open(folder: &Path) -> Store {
    Store::open(&Folder(folder.into())).unwrap().store
}

fn phone() -> Phone {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    let unit = Unit {
        id: UnitId::new(NOW),
        parent: None,
        name: "大坝村".into(),
        kind: UnitKind::Village,
    };
    let person = |name: &str| Person {
        id: PersonId::new(NOW),
        name: name.into(),
        unit: unit.id,
        post: "干部".into(),
        rank: Rank::None,
        kind: PersonKind::Ordinary,
        role: Role::Cadre,
    };
    let (me, colleague, device) = (person("韦明月"), person("罗山"), DeviceId::new(NOW));
    store.enrol(device, &me, &unit).unwrap();
    store
        .apply(&page(
            "1",
            vec![Change::Person {
                person: colleague.clone(),
            }],
        ))
        .unwrap();
    Phone {
        store,
        me,
        colleague,
        device,
        _folder: folder,
    }
}

fn page(next: &str, changes: Vec<Change>) -> PullPage {
    PullPage {
        changes,
        next: Cursor(next.into()),
        more: false,
        server_time: NOW,
    }
}

fn photo(bytes: &[u8]) -> Attachment {
    Attachment::Photo {
        sha256: Sha256::of(bytes),
        bytes: bytes.len() as u64,
        width: 4,
        height: 3,
    }
}

impl Phone {
    fn draft(&self, text: &str, files: &[&[u8]]) -> MomentId {
        let id = MomentId::new(NOW);
        self.store.save_draft(id, text, None, NOW).unwrap();
        for bytes in files {
            let sha256 = Sha256::of(bytes);
            let file = NewMedia {
                sha256,
                size: MediaSize::Full,
                mime: "image/jpeg",
                bytes,
            };
            self.store.attach(id, &photo(bytes), &[file], NOW).unwrap();
        }
        id
    }

    fn moment(&self, draft: MomentId, author: &Person) -> Moment {
        let row = self.store.draft(draft).unwrap().draft;
        Moment {
            id: draft,
            author: author.id,
            text: row.text,
            attachments: row.attachments,
            place: None,
            done_at: NOW,
        }
    }

    fn operation(&self, action: Action) -> (OperationId, SignedOperation) {
        let id = OperationId::new(NOW);
        let clock = ClockEvidence {
            wall: NOW,
            monotonic_ms: 1,
            boot: "b".into(),
            anchor: None,
        };
        let operation = Operation {
            id,
            person: self.me.id,
            device: self.device,
            action,
            clock,
        };
        let text = serde_json::to_string(&operation).unwrap();
        (
            id,
            SignedOperation {
                operation: RawValue::from_string(text).unwrap(),
                signature: "s".into(),
            },
        )
    }

    fn post(&self, text: &str, files: &[&[u8]]) -> (MomentId, OperationId) {
        let draft = self.draft(text, files);
        let moment = self.moment(draft, &self.me);
        let revision = self.store.draft(draft).unwrap().revision;
        let (operation, signed) = self.operation(Action::PostMoment {
            moment: moment.clone(),
        });
        self.store.post(&moment, revision, operation, &signed).unwrap();
        (draft, operation)
    }

    fn ready(&self) -> Vec<OperationId> {
        self.store
            .ready(100)
            .unwrap()
            .iter()
            .map(|operation| operation.id)
            .collect()
    }

    fn delivery(&self, moment: MomentId) -> Delivery {
        let directory = self.store.directory().unwrap().unwrap();
        self.store.feed_item(&directory, moment).unwrap().delivery
    }

    fn foreign_moment(&self, text: &str, done_at: Timestamp) -> MomentId {
        let moment = Moment {
            id: MomentId::new(done_at),
            author: self.colleague.id,
            text: text.into(),
            attachments: vec![],
            place: None,
            done_at,
        };
        let id = moment.id;
        self.store
            .apply(&page(
                "2",
                vec![Change::Moment {
                    moment,
                    receipt: receipt(OperationId::new(NOW)),
                }],
            ))
            .unwrap();
        id
    }

    fn like(&self, moment: MomentId, on: bool) -> OperationId {
        let kind = on.then_some(ReactionKind::Like);
        let (operation, signed) = self.operation(Action::React {
            moment,
            reaction: kind.clone(),
        });
        let reaction = kind.map(|kind| Reaction {
            moment,
            giver: self.me.id,
            kind,
            done_at: NOW,
        });
        self.store
            .react((moment, reaction.as_ref()), self.me.id, operation, &signed)
            .unwrap();
        operation
    }

    fn likes(&self, moment: MomentId) -> Vec<PersonId> {
        let directory = self.store.directory().unwrap().unwrap();
        self.store
            .feed_item(&directory, moment)
            .unwrap()
            .likes
            .iter()
            .map(|person| person.id)
            .collect()
    }
}

fn receipt(operation: OperationId) -> Receipt {
    Receipt {
        operation,
        sequence: 7,
        received_at: NOW,
    }
}

#[test]
fn a_draft_survives_a_restart_with_its_files() {
    let folder = tempfile::tempdir().unwrap();
    let id = MomentId::new(NOW);
    {
        let store = open(folder.path());
        store.save_draft(id, "今天", None, NOW).unwrap();
        let bytes = b"a photo";
        let file = NewMedia {
            sha256: Sha256::of(bytes),
            size: MediaSize::Full,
            mime: "image/jpeg",
            bytes,
        };
        store.attach(id, &photo(bytes), &[file], NOW).unwrap();
        store.save_draft(id, "今天走访", None, NOW).unwrap();
    }
    let store = open(folder.path());
    let draft = store.latest_draft().unwrap().unwrap().draft;
    assert_eq!(
        (draft.id, draft.text.as_str(), draft.attachments.len()),
        (id, "今天走访", 1)
    );
    let media = store
        .media(draft.attachments[0].sha256(), MediaSize::Full, NOW)
        .unwrap()
        .unwrap();
    assert_eq!(media.bytes, b"a photo");
}

#[test]
fn what_is_posted_is_what_was_written_last() {
    let phone = phone();
    let draft = phone.draft("first", &[]);
    let moment = phone.moment(draft, &phone.me);
    let read = phone.store.draft(draft).unwrap().revision;
    phone.store.save_draft(draft, "second", None, NOW).unwrap();
    let (operation, signed) = phone.operation(Action::PostMoment {
        moment: moment.clone(),
    });
    assert!(matches!(
        phone.store.post(&moment, read, operation, &signed),
        Err(StoreFault::NotFound)
    ));
    assert_eq!(
        phone.store.draft(draft).unwrap().draft.text,
        "second",
        "the draft is intact"
    );
    assert_eq!(phone.ready(), [], "nothing was queued");
}

#[test]
fn a_moment_waits_for_its_files_and_tells_how_far_they_are() {
    let phone = phone();
    let (moment, operation) = phone.post("两张照片", &[b"photo one!", b"photo two."]);
    assert_eq!(phone.ready(), []);
    assert_eq!(phone.delivery(moment), Delivery::Waiting);
    let remote = UploadId::new(NOW);
    for expected in [25, 75] {
        let file = phone.store.next_upload().unwrap().unwrap();
        assert_eq!(phone.store.media_part(file.sha256, 0, 100).unwrap().len(), 10);
        phone.store.upload_at(file.sha256, remote, 5).unwrap();
        assert_eq!(phone.delivery(moment), Delivery::Uploading { percent: expected });
        assert_eq!(phone.ready(), []);
        phone.store.upload_at(file.sha256, remote, 10).unwrap();
    }
    assert_eq!(phone.store.next_upload().unwrap(), None);
    assert_eq!(phone.ready(), [operation]);
    phone.store.mark_sending(&[operation], true).unwrap();
    assert_eq!(phone.delivery(moment), Delivery::Sending);
    phone.store.settle(operation, &receipt(operation)).unwrap();
    assert_eq!(phone.delivery(moment), Delivery::Received(receipt(operation)));
    assert_eq!(phone.store.outbox_counts().unwrap(), (0, 0));
}

#[test]
fn a_file_that_was_sent_is_not_sent_twice() {
    let phone = phone();
    phone.post("one", &[b"same photo"]);
    let file = phone.store.next_upload().unwrap().unwrap();
    phone
        .store
        .upload_at(file.sha256, UploadId::new(NOW), file.length)
        .unwrap();
    let (_, second) = phone.post("two", &[b"same photo"]);
    assert_eq!(phone.store.next_upload().unwrap(), None);
    assert!(phone.ready().contains(&second));
    phone.store.restart_uploads_of(second).unwrap();
    assert_eq!(
        phone.store.next_upload().unwrap().unwrap().sent,
        0,
        "unless the server has lost it"
    );
}

#[test]
fn what_was_on_its_way_when_the_program_ended_is_queued_again() {
    let folder = tempfile::tempdir().unwrap();
    let phone = Phone {
        store: open(folder.path()),
        ..phone()
    };
    let unit = Unit {
        id: phone.me.unit,
        parent: None,
        name: "村".into(),
        kind: UnitKind::Village,
    };
    phone.store.enrol(phone.device, &phone.me, &unit).unwrap();
    let (_, operation) = phone.post("x", &[]);
    phone.store.mark_sending(&[operation], true).unwrap();
    assert_eq!(phone.ready(), []);
    drop(phone);
    assert_eq!(open(folder.path()).ready(10).unwrap()[0].id, operation);
}

#[test]
fn a_refused_moment_can_be_retried_edited_or_dropped() {
    let phone = phone();
    let problem = Problem::new(ProblemKind::Invalid);
    let (moment, operation) = phone.post("x", &[b"photo"]);
    phone.store.refuse(operation, &problem).unwrap();
    assert_eq!(
        phone.delivery(moment),
        Delivery::Refused {
            operation,
            problem: problem.clone()
        }
    );
    assert_eq!(phone.store.outbox_counts().unwrap(), (0, 1));
    assert_eq!(
        phone.store.next_upload().unwrap(),
        None,
        "nothing is sent for a refused moment"
    );

    phone.store.retry(operation).unwrap();
    assert_eq!(phone.delivery(moment), Delivery::Waiting);
    assert!(
        matches!(phone.store.drop_refused(operation), Err(StoreFault::NotFound)),
        "it is not refused any more"
    );

    phone.store.refuse(operation, &problem).unwrap();
    let draft = phone.store.take_back(operation, MomentId::new(NOW), NOW).unwrap();
    assert_ne!(draft.id, moment, "the server may know the old id by other bytes");
    assert_eq!((draft.text.as_str(), draft.attachments.len()), ("x", 1));
    assert_eq!(phone.store.latest_draft().unwrap().unwrap().draft, draft);
    let directory = phone.store.directory().unwrap().unwrap();
    assert!(phone.store.feed(&directory, None, 10).unwrap().items.is_empty());

    let (_, operation) = phone.post("y", &[]);
    phone.store.refuse(operation, &problem).unwrap();
    assert_eq!(phone.store.drop_refused(operation).unwrap().unwrap().text, "y");
    assert_eq!(phone.store.outbox_counts().unwrap(), (0, 0));
}

#[test]
fn only_the_last_word_on_a_moment_is_sent() {
    let phone = phone();
    let moment = phone.foreign_moment("修路", NOW);
    phone.like(moment, true);
    phone.like(moment, false);
    let last = phone.like(moment, true);
    assert_eq!(phone.ready(), [last]);
    assert_eq!(phone.likes(moment), [phone.me.id]);
    // One on its way keeps its turn; the next waits behind it.
    phone.store.mark_sending(&[last], true).unwrap();
    let after = phone.like(moment, false);
    assert_eq!(phone.ready(), []);
    phone.store.settle(last, &receipt(last)).unwrap();
    assert_eq!(phone.ready(), [after]);
}

#[test]
fn the_servers_older_word_does_not_undo_what_one_just_did() {
    let phone = phone();
    let moment = phone.foreign_moment("修路", NOW);
    let operation = phone.like(moment, true);
    let gone = Change::ReactionGone {
        moment,
        giver: phone.me.id,
    };
    let other = Reaction {
        moment,
        giver: phone.colleague.id,
        kind: ReactionKind::Like,
        done_at: NOW,
    };
    phone
        .store
        .apply(&page(
            "3",
            vec![gone.clone(), Change::Reaction { reaction: other }],
        ))
        .unwrap();
    let mut likes = phone.likes(moment);
    likes.sort();
    let mut both = [phone.me.id, phone.colleague.id];
    both.sort();
    assert_eq!(likes, both);
    phone.store.settle(operation, &receipt(operation)).unwrap();
    phone.store.apply(&page("4", vec![gone])).unwrap();
    assert_eq!(
        phone.likes(moment),
        [phone.colleague.id],
        "afterwards the server's word counts"
    );
}

#[test]
fn a_page_applied_twice_does_no_harm_and_keeps_the_cursor() {
    let phone = phone();
    let moment = phone.foreign_moment("雨后查灾", NOW);
    let before = phone
        .store
        .feed_item(&phone.store.directory().unwrap().unwrap(), moment)
        .unwrap();
    let again = page(
        "9",
        vec![Change::Moment {
            moment: before.moment.clone(),
            receipt: receipt(OperationId::new(NOW)),
        }],
    );
    for _ in 0..2 {
        phone.store.apply(&again).unwrap();
    }
    let directory = phone.store.directory().unwrap().unwrap();
    assert_eq!(phone.store.feed(&directory, None, 10).unwrap().items.len(), 1);
    assert_eq!(phone.store.cursor().unwrap(), Some(Cursor("9".into())));
}

#[test]
fn pages_of_the_feed_neither_skip_nor_repeat_at_equal_times() {
    let phone = phone();
    let mut all: Vec<_> = (0..25)
        .map(|n| phone.foreign_moment("x", NOW.plus(n / 10)))
        .collect();
    all.sort();
    let directory = phone.store.directory().unwrap().unwrap();
    let mut seen = Vec::new();
    let mut before: Option<FeedCursor> = None;
    loop {
        let page = phone.store.feed(&directory, before, 4).unwrap();
        seen.extend(page.items.iter().map(|item| item.moment.id));
        before = page.next;
        if before.is_none() {
            break;
        }
    }
    assert_eq!(seen.len(), 25);
    seen.sort();
    assert_eq!(seen, all);
}

#[test]
fn the_cache_lets_go_of_what_nobody_needs_and_keeps_what_drafts_and_outbox_need() {
    let phone = phone();
    phone.draft("", &[b"in a draft"]);
    phone.post("x", &[b"in the outbox"]);
    let bytes = b"looked at";
    let looked = Sha256::of(bytes);
    let file = NewMedia {
        sha256: looked,
        size: MediaSize::Feed,
        mime: "image/jpeg",
        bytes,
    };
    phone.store.cache_media(&file, NOW).unwrap();
    assert_eq!(phone.store.shrink_cache(0).unwrap(), bytes.len() as i64);
    assert_eq!(phone.store.media(looked, MediaSize::Feed, NOW).unwrap(), None);
    for kept in [b"in a draft".as_slice(), b"in the outbox"] {
        assert!(
            phone
                .store
                .media(Sha256::of(kept), MediaSize::Full, NOW)
                .unwrap()
                .is_some()
        );
    }
}

#[test]
fn real_texts_survive_to_the_letter() {
    let phone = phone();
    for text in [
        "雨后🌧️查灾",
        "ئۇيغۇرچە \u{200f}RTL\u{200e}",
        &"字".repeat(5000),
        "'; DROP TABLE moment; --",
        "👩‍🌾👨🏽‍🌾",
    ] {
        let (id, _) = phone.post(text, &[]);
        let directory = phone.store.directory().unwrap().unwrap();
        assert_eq!(phone.store.feed_item(&directory, id).unwrap().moment.text, text);
    }
}
