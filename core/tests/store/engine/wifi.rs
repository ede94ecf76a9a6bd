//! Videos that wait for Wi-Fi, on a phone with mobile data only.

use jishi_core::{
    engine::{Change, Delivery, Fault, GetMoment, GetSyncState, LineKind, SendNow, SetWifiOnly},
    model::{Action, Attachment, MomentId, OperationId, Sha256, UploadId},
    protocol::MediaSize,
    rules::judge::Effect,
    store::NewMedia,
};

use super::{
    super::phone::{NOW, Phone, open, photo, receipt},
    asking, settled,
};

/// Posts a moment with a video, and perhaps with a photo.
fn film(phone: &Phone, with_photo: bool) -> (MomentId, OperationId) {
    let draft = phone.draft("滑坡", if with_photo { &[b"photo"] } else { &[] });
    let bytes = b"video";
    let sha256 = Sha256::of(bytes);
    let video = Attachment::Video {
        sha256,
        bytes: bytes.len() as u64,
        duration_ms: 3_000,
        width: 640,
        height: 360,
    };
    let file = NewMedia {
        sha256,
        size: MediaSize::Full,
        mime: "video/mp4",
        bytes,
    };
    phone.store.attach(draft, &video, &[file], NOW).unwrap();
    let moment = phone.moment(draft, &phone.me);
    let action = Action::PostMoment {
        moment: moment.clone(),
    };
    (draft, phone.act(action, &[Effect::Post(moment)]))
}

#[test]
fn the_choice_holds_videos_back_and_tells_so_until_one_says_now() {
    let phone = settled();
    let (moment, operation) = film(&phone, false);
    let Phone { store, folder, .. } = phone;
    asking(store, async |phone| {
        let state = phone.ask(GetSyncState).await.unwrap();
        assert_eq!((state.line, state.wifi_only), (LineKind::Metered, false));
        let delivery = async || phone.ask(GetMoment(moment)).await.unwrap().delivery;
        assert_eq!(delivery().await, Delivery::Waiting, "nobody has chosen to wait");
        phone.told();

        phone.ask(SetWifiOnly(true)).await.unwrap();
        let held = Delivery::WaitsForWifi { operation };
        let told = phone.told();
        assert!(
            told.contains(&Change::Delivery(moment.0, held.clone())),
            "{told:?}"
        );
        let chosen = |change: &Change| matches!(change, Change::Sync(state) if state.wifi_only);
        assert!(told.iter().any(chosen), "{told:?}");
        assert_eq!(delivery().await, held);
        let unknown = phone.ask(SendNow(OperationId::new(NOW))).await;
        assert_eq!(unknown.unwrap_err(), Fault::NotFound);
    });
    // The program is ended, and begins again with what was chosen.
    asking(open(folder.path()), async |phone| {
        assert!(phone.ask(GetSyncState).await.unwrap().wifi_only);
        let delivery = async || phone.ask(GetMoment(moment)).await.unwrap().delivery;
        assert_eq!(delivery().await, Delivery::WaitsForWifi { operation });
        phone.told();
        phone.ask(SendNow(operation)).await.unwrap();
        assert!(
            phone
                .told()
                .contains(&Change::Delivery(moment.0, Delivery::Waiting))
        );
    });
    asking(open(folder.path()), async |phone| {
        let delivery = phone.ask(GetMoment(moment)).await.unwrap().delivery;
        assert_eq!(delivery, Delivery::Waiting, "now is kept until it is sent");
    });
    let store = open(folder.path());
    store.hold_videos(true);
    assert!(store.next_upload().unwrap().is_some());
    store.settle(operation, &receipt(operation)).unwrap();
    assert!(store.wifi_only().unwrap(), "the choice stays");
}

#[test]
fn photos_pass_videos_that_wait_and_changes_wait_behind_their_moment() {
    let phone = settled();
    let (moment, operation) = film(&phone, true);
    let (other, sent_later) = phone.post("架桥", &[b"another photo"]);
    phone.store.hold_videos(true);
    assert_eq!(
        phone.delivery(moment),
        Delivery::Waiting,
        "its photo still has to go"
    );
    for bytes in [b"photo".as_slice(), b"another photo"] {
        let file = phone.store.next_upload().unwrap().unwrap();
        assert_eq!(file.sha256, photo(bytes).sha256());
        phone
            .store
            .upload_at(file.sha256, UploadId::new(NOW), file.length)
            .unwrap();
    }
    assert_eq!(phone.store.next_upload().unwrap(), None);
    let held = Delivery::WaitsForWifi { operation };
    assert_eq!(phone.delivery(moment), held);
    assert_eq!(phone.delivery(other), Delivery::Waiting);
    assert_eq!(phone.ready(), [sent_later], "what was done later goes");

    let text = "滑坡已清".to_owned();
    let effect = Effect::Edit {
        moment,
        text: text.clone(),
    };
    phone.act(Action::EditMoment { moment, text }, &[effect]);
    assert_eq!(phone.delivery(moment), held, "new words wait for the same video");
    assert_eq!(phone.ready(), [sent_later]);

    phone.store.hold_videos(false);
    let video = phone.store.next_upload().unwrap().unwrap();
    assert_eq!(video.sha256, Sha256::of(b"video"));
    phone.store.hold_videos(true);
    assert_eq!(phone.store.send_over_any_line(operation).unwrap(), moment.0);
    assert_eq!(phone.store.next_upload().unwrap(), Some(video));
}
