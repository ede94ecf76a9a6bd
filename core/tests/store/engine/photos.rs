//! Photos on a host that takes its time to prepare them.

use std::cell::RefCell;

use futures_channel::oneshot;
use futures_util::{FutureExt as _, future::LocalBoxFuture};
use jishi_core::{
    engine::{AttachPhoto, Attached, DiscardDraft, Fault, OpenDraft, SaveDraft},
    media::{Jpeg, PreparedPhoto},
    model::Attachment,
    ports::PhotoCodec,
};

use super::{
    super::phone::{NOW, Phone, phone},
    asking_by,
};

/// Each photo waits until it is let go on, in the order in which they came.
struct Waiting(RefCell<Vec<oneshot::Receiver<()>>>);

impl PhotoCodec for Waiting {
    fn prepare<'a>(&'a self, file: &'a [u8]) -> LocalBoxFuture<'a, Result<PreparedPhoto, Fault>> {
        let until = self.0.borrow_mut().remove(0);
        async move {
            until.await.unwrap();
            let made = |part: &[u8]| Jpeg::new([file, part].concat(), (4, 3));
            Ok(PreparedPhoto {
                full: made(b" large"),
                thumb: made(b" small"),
            })
        }
        .boxed_local()
    }
}

fn waiting() -> (Box<Waiting>, [oneshot::Sender<()>; 2]) {
    let ((go_one, one), (go_other, other)) = (oneshot::channel(), oneshot::channel());
    (
        Box::new(Waiting(RefCell::new(vec![one, other]))),
        [go_one, go_other],
    )
}

#[test]
fn what_is_written_meanwhile_is_kept_and_photos_come_as_they_are_ready() {
    let Phone { store, folder, .. } = phone();
    let (codec, [go_one, go_other]) = waiting();
    asking_by(NOW, store, codec, async |phone| {
        let draft = phone.ask(OpenDraft).await.unwrap().id;
        let bytes = |name: &str| AttachPhoto {
            draft,
            bytes: name.as_bytes().to_vec(),
        };
        let one = phone.ask_now(bytes("one"));
        let other = phone.ask_now(bytes("other"));
        let text = SaveDraft {
            draft,
            text: "雨停了".into(),
            place: None,
        };
        phone.ask(text).await.unwrap();
        assert_eq!(phone.ask(OpenDraft).await.unwrap().attachments, []);

        go_other.send(()).unwrap();
        assert_eq!(other.await.unwrap().draft.attachments.len(), 1);
        go_one.send(()).unwrap();
        let Attached { draft: after, added } = one.await.unwrap();
        assert_eq!(
            added,
            Some(after.attachments[1].sha256()),
            "each answer names its own"
        );
        assert_eq!(after.text, "雨停了");
        let sizes = after.attachments.iter().map(|attached| match attached {
            Attachment::Photo { bytes, width, .. } => (*bytes, *width),
            other => panic!("{other:?}"),
        });
        assert_eq!(sizes.collect::<Vec<_>>(), [(11, 4), (9, 4)]);
    });
    drop(folder);
}

#[test]
fn a_photo_for_a_draft_that_is_thrown_away_meanwhile_comes_to_nothing() {
    let Phone { store, folder, .. } = phone();
    let (codec, [go_on, _other]) = waiting();
    asking_by(NOW, store, codec, async |phone| {
        let draft = phone.ask(OpenDraft).await.unwrap().id;
        let coming = phone.ask_now(AttachPhoto {
            draft,
            bytes: b"one".to_vec(),
        });
        phone.ask(DiscardDraft(draft)).await.unwrap();
        go_on.send(()).unwrap();
        assert_eq!(coming.await, Err(Fault::NotFound));
        let next = phone.ask(OpenDraft).await.unwrap();
        assert_eq!((next.text.as_str(), next.attachments.len()), ("", 0));
    });
    drop(folder);
}
