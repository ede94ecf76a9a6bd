//! Uploads and media.

use jishi_core::model::{Attachment, PersonId, Sha256, UploadId};
use jishi_server::storage::{Effect, MediaFile, NewUploadRecord, PersonUploads, Piece, Storage};

use crate::place::{NOW, Place, enrolled, moment, operation};

async fn begin(storage: &dyn Storage, person: PersonId, length: u64, expires_in: i64) -> UploadId {
    let upload = NewUploadRecord {
        id: UploadId::new(NOW),
        person,
        length,
        sha256: None,
        metadata: "filename eA==".into(),
        expires_at: NOW.plus(expires_in),
        complete: false,
    };
    let id = upload.id;
    storage.create_upload(upload).await.unwrap();
    id
}

fn piece(start: u64, bytes: u64) -> Piece {
    Piece {
        start,
        bytes,
        name: format!("piece-{start}"),
    }
}

pub async fn an_upload_moves_only_from_where_it_stands(place: &Place) {
    let storage = place.open().await;
    let person = enrolled(&*storage, 1).await[0].0;
    let id = begin(&*storage, person, 100, 10).await;
    assert!(
        storage
            .append_upload(id, vec![piece(0, 30), piece(30, 10)])
            .await
            .unwrap()
    );
    assert!(
        !storage.append_upload(id, vec![piece(0, 30)]).await.unwrap(),
        "it stands at 40"
    );
    assert!(
        !storage.append_upload(id, vec![piece(40, 61)]).await.unwrap(),
        "beyond the end"
    );
    let (one, two) = tokio::join!(
        storage.append_upload(id, vec![piece(40, 60)]),
        storage.append_upload(id, vec![piece(40, 20)])
    );
    assert!(one.unwrap() ^ two.unwrap(), "one of two at once");
    let upload = storage.upload(id).await.unwrap().unwrap();
    let pieces = storage.pieces(id).await.unwrap();
    assert_eq!(upload.offset, pieces.iter().map(|piece| piece.bytes).sum::<u64>());
    assert_eq!(
        (upload.person, upload.length, upload.metadata.as_str()),
        (person, 100, "filename eA==")
    );
    assert_eq!(storage.upload(UploadId::new(NOW)).await.unwrap(), None);
}

pub async fn a_finished_file_is_its_senders_and_shows_in_moments(place: &Place) {
    let storage = place.open().await;
    let people = enrolled(&*storage, 3).await;
    let sha256 = Sha256::of(b"photo");
    let file = MediaFile {
        sha256,
        mime: "image/jpeg".into(),
        bytes: 5,
        pixels: Some((4, 3)),
    };
    for &(person, _) in &people[..2] {
        let id = begin(&*storage, person, 5, 10).await;
        storage.append_upload(id, vec![piece(0, 5)]).await.unwrap();
        storage.finish_upload(id, file.clone()).await.unwrap();
        storage.finish_upload(id, file.clone()).await.unwrap();
        let upload = storage.upload(id).await.unwrap().unwrap();
        assert_eq!((upload.complete, upload.sha256), (true, Some(sha256)));
        assert_eq!(storage.pieces(id).await.unwrap(), []);
    }
    for _ in 0..2 {
        let mut shown = moment(people[2].0);
        shown.attachments.push(Attachment::Photo {
            sha256,
            bytes: 5,
            width: 4,
            height: 3,
        });
        storage
            .apply(vec![operation(people[2], Effect::Post(shown))], NOW)
            .await
            .unwrap();
    }
    let found = storage.media(&[sha256, Sha256::of(b"other")]).await.unwrap();
    assert_eq!(found.len(), 1);
    let record = &found[&sha256];
    let mut owners = record.owners.clone();
    owners.sort();
    let mut expected = vec![people[0].0, people[1].0];
    expected.sort();
    assert_eq!(
        (&record.file, owners, &record.authors),
        (&file, expected, &vec![people[2].0])
    );
}

pub async fn ended_uploads_are_found_and_dropped(place: &Place) {
    let storage = place.open().await;
    let person = enrolled(&*storage, 1).await[0].0;
    let (soon, later) = (
        begin(&*storage, person, 9, 5).await,
        begin(&*storage, person, 9, 6).await,
    );
    storage.append_upload(soon, vec![piece(0, 3)]).await.unwrap();
    assert_eq!(storage.expired_uploads(NOW.plus(4)).await.unwrap(), []);
    assert_eq!(storage.expired_uploads(NOW.plus(5)).await.unwrap(), [soon]);
    storage.drop_upload(soon).await.unwrap();
    assert_eq!(storage.pieces(soon).await.unwrap(), []);
    assert_eq!(storage.expired_uploads(NOW.plus(9)).await.unwrap(), [later]);
}

pub async fn what_a_person_is_sending_is_known(place: &Place) {
    let storage = place.open().await;
    let people = enrolled(&*storage, 2).await;
    let [one, other] = [people[0].0, people[1].0];
    assert_eq!(storage.uploads_of(one).await.unwrap(), PersonUploads::default());
    let first = (begin(&*storage, one, 7, 10).await, 7);
    let second = (begin(&*storage, one, 9, 10).await, 9);
    begin(&*storage, other, 1_000, 10).await;
    let done = begin(&*storage, one, 20, 10).await;
    let file = MediaFile {
        sha256: Sha256::of(b"done"),
        mime: "text/plain".into(),
        bytes: 20,
        pixels: None,
    };
    storage.finish_upload(done, file).await.unwrap();
    let mut open = vec![first, second];
    open.sort();
    let sent = PersonUploads { open, bytes: 36 };
    assert_eq!(storage.uploads_of(one).await.unwrap(), sent);
    storage.drop_upload(first.0).await.unwrap();
    let left = PersonUploads {
        open: vec![second],
        bytes: 29,
    };
    assert_eq!(storage.uploads_of(one).await.unwrap(), left);
}
