//! A phone: a store of its own, a person on it, and a colleague.

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

pub const NOW: Timestamp = Timestamp(1_765_000_000_000);

pub struct Phone {
    pub store: Store,
    pub me: Person,
    pub colleague: Person,
    pub device: DeviceId,
    _folder: tempfile::TempDir,
}

pub fn open(folder: &Path) -> Store {
    Store::open(&Folder(folder.into())).unwrap().store
}

pub fn phone() -> Phone {
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

pub fn page(next: &str, changes: Vec<Change>) -> PullPage {
    PullPage {
        changes,
        next: Cursor(next.into()),
        more: false,
        server_time: NOW,
    }
}

pub fn photo(bytes: &[u8]) -> Attachment {
    Attachment::Photo {
        sha256: Sha256::of(bytes),
        bytes: bytes.len() as u64,
        width: 4,
        height: 3,
    }
}

impl Phone {
    pub fn draft(&self, text: &str, files: &[&[u8]]) -> MomentId {
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

    pub fn moment(&self, draft: MomentId, author: &Person) -> Moment {
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

    pub fn operation(&self, action: Action) -> (OperationId, SignedOperation) {
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

    pub fn post(&self, text: &str, files: &[&[u8]]) -> (MomentId, OperationId) {
        let draft = self.draft(text, files);
        let moment = self.moment(draft, &self.me);
        let revision = self.store.draft(draft).unwrap().revision;
        let (operation, signed) = self.operation(Action::PostMoment {
            moment: moment.clone(),
        });
        self.store.post(&moment, revision, operation, &signed).unwrap();
        (draft, operation)
    }

    pub fn ready(&self) -> Vec<OperationId> {
        self.store
            .ready(100)
            .unwrap()
            .iter()
            .map(|operation| operation.id)
            .collect()
    }

    pub fn delivery(&self, moment: MomentId) -> Delivery {
        let directory = self.store.directory().unwrap().unwrap();
        self.store.feed_item(&directory, moment).unwrap().delivery
    }

    pub fn foreign_moment(&self, text: &str, done_at: Timestamp) -> MomentId {
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

    pub fn like(&self, moment: MomentId, on: bool) -> OperationId {
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

    pub fn likes(&self, moment: MomentId) -> Vec<PersonId> {
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

pub fn receipt(operation: OperationId) -> Receipt {
    Receipt {
        operation,
        sequence: 7,
        received_at: NOW,
    }
}
