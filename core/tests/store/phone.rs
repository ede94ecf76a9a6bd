//! A phone: a store of its own, a person on it, and a colleague.

use std::{path::Path, rc::Rc};

use jishi_core::{
    engine::{Delivery, FeedItem},
    model::{
        Action, Attachment, ClockEvidence, Decision, DeviceId, Half, HalfDay, Leave, LeaveId, LeaveKind,
        LeaveSpan, LeaveState, Moment, MomentId, Operation, OperationId, Person, PersonId, PersonKind, Rank,
        ReactionKind, Receipt, Record, RecordId, Role, Sha256, Tenure, Timestamp, Unit, UnitId, UnitKind,
    },
    protocol::{Change, Cursor, MediaSize, PullPage, SignedOperation},
    rules::judge::Effect,
    store::{Acted, Folder, NewMedia, Store, StoreFault},
};
use serde_json::value::RawValue;

pub const NOW: Timestamp = Timestamp(1_765_000_000_000);

pub struct Phone {
    pub store: Store,
    pub me: Person,
    pub colleague: Person,
    pub device: DeviceId,
    /// Where the store is; lives as long as the phone.
    pub folder: tempfile::TempDir,
}

pub fn open(folder: &Path) -> Store {
    Store::open(Rc::new(Folder(folder.into()))).unwrap().store
}

pub fn phone() -> Phone {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    let unit = Unit {
        id: UnitId::new(NOW),
        parent: None,
        name: "大坝村".into(),
        kind: UnitKind::Village,
        workplace: None,
        moved_from: vec![],
        hours: vec![],
    };
    let person = |name: &str| Person {
        id: PersonId::new(NOW),
        name: name.into(),
        unit: unit.id,
        post: "干部".into(),
        rank: Rank::None,
        kind: PersonKind::Ordinary,
        role: Role::Cadre,
        tenure: Tenure::default(),
    };
    let (me, colleague, device) = (person("韦明月"), person("罗山"), DeviceId::new(NOW));
    assert!(
        store.enrol(device, &me, &unit, NOW).unwrap().is_none(),
        "its first person"
    );
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
        folder,
    }
}

pub fn page(next: &str, changes: Vec<Change>) -> PullPage {
    PullPage {
        anew: false,
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
        self.store.save_draft(id, text, None).unwrap();
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
            heard: None,
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
                attempt: 0,
            },
        )
    }

    pub fn post(&self, text: &str, files: &[&[u8]]) -> (MomentId, OperationId) {
        let draft = self.draft(text, files);
        let moment = self.moment(draft, &self.me);
        let revision = self.store.draft(draft).unwrap().revision;
        let action = Action::PostMoment {
            moment: moment.clone(),
        };
        let (operation, signed) = self.operation(action.clone());
        self.store
            .act_from_draft(
                draft,
                revision,
                &Acted {
                    operation,
                    action: &action,
                    done_at: NOW,
                    effects: &[Effect::Post(moment)],
                    signed: &signed,
                },
            )
            .unwrap();
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
        self.store.feed_item(&directory, NOW, moment).unwrap().delivery
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
                    placed: false,
                }],
            ))
            .unwrap();
        id
    }

    /// Does something, with these effects.
    pub fn act(&self, action: Action, effects: &[Effect]) -> OperationId {
        let (operation, signed) = self.operation(action.clone());
        self.store
            .act(&Acted {
                operation,
                action: &action,
                done_at: NOW,
                effects,
                signed: &signed,
            })
            .unwrap();
        operation
    }

    pub fn react(&self, moment: MomentId, reaction: Option<ReactionKind>) -> OperationId {
        let effect = Effect::React {
            moment,
            reaction: reaction.clone(),
        };
        self.act(Action::React { moment, reaction }, &[effect])
    }

    pub fn like(&self, moment: MomentId, on: bool) -> OperationId {
        self.react(moment, on.then_some(ReactionKind::Like))
    }

    /// Asks for a leave that is to stand like this.
    pub fn ask(&self, leave: &Leave) -> OperationId {
        let effect = Effect::Put(Record::Leave { leave: leave.clone() });
        self.act(Action::AskLeave { leave: leave.clone() }, &[effect])
    }

    pub fn leave(&self, day: &str) -> Leave {
        let half_day = |half| HalfDay {
            day: day.parse().unwrap(),
            half,
        };
        Leave {
            id: LeaveId::new(NOW),
            person: self.me.id,
            kind: LeaveKind::Annual,
            span: LeaveSpan {
                from: half_day(Half::Morning),
                to: half_day(Half::Afternoon),
            },
            reason: String::new(),
            asked_at: NOW,
            adjoining: 0,
            state: LeaveState::Asked,
        }
    }

    /// How a leave stands, if it does.
    pub fn standing(&self, leave: LeaveId) -> Option<LeaveState> {
        match self.store.record(RecordId(leave.0)).unwrap()? {
            Record::Leave { leave } => Some(leave.state),
            other => panic!("{other:?}"),
        }
    }

    /// Takes in changes from the server.
    pub fn pull(&self, changes: Vec<Change>) {
        self.store.apply(&page("n", changes)).unwrap();
    }

    pub fn pull_leave(&self, leave: &Leave) {
        self.pull(vec![Change::Record {
            record: Record::Leave { leave: leave.clone() },
        }]);
    }

    pub fn item(&self, moment: MomentId) -> Result<FeedItem, StoreFault> {
        let directory = self.store.directory().unwrap().unwrap();
        self.store.feed_item(&directory, NOW, moment)
    }

    pub fn likes(&self, moment: MomentId) -> Vec<PersonId> {
        let directory = self.store.directory().unwrap().unwrap();
        self.store
            .feed_item(&directory, NOW, moment)
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
        proof: None,
    }
}

/// A leave as somebody has granted or refused it.
pub fn decided(leave: &Leave, granted: bool, by: PersonId) -> Leave {
    Leave {
        state: LeaveState::Decided {
            decision: Decision {
                granted,
                by,
                reason: "已阅".into(),
                at: NOW,
            },
        },
        ..leave.clone()
    }
}
