//! Files over bad lines, and videos that wait for Wi-Fi.

use jishi_core::{
    engine::{AttachFile, Change, Delivery, LineKind, OpenDraft, Post, SaveDraft, SendNow, SetWifiOnly},
    model::MomentId,
};
use jishi_tests::{County, Weather, photo};

use super::{
    files::film,
    phone::{Phone, run},
};

/// Posts a moment with a video.
async fn post_film(phone: &Phone, text: &str) -> MomentId {
    post_file(phone, text, "滑坡点.mov", film("upright.mov")).await
}

/// A document of so many bytes.
fn paper(bytes: usize) -> Vec<u8> {
    let mut paper = b"%PDF-1.7\n".to_vec();
    paper.resize(bytes, b'x');
    paper
}

/// Posts a moment with a file.
async fn post_file(phone: &Phone, text: &str, name: &str, bytes: Vec<u8>) -> MomentId {
    let draft = phone.device.ask(OpenDraft).await.unwrap().id;
    let text = text.into();
    let place = None;
    phone.device.ask(SaveDraft { draft, text, place }).await.unwrap();
    let name = name.into();
    phone.device.ask(AttachFile { draft, name, bytes }).await.unwrap();
    phone.device.ask(Post(draft)).await.unwrap()
}

#[test]
fn a_line_on_which_no_first_part_passes_in_time_still_carries_a_file() {
    run(async {
        let county = County::start().await;
        let cadre = Phone::of(&county, "311").await;
        // In the two seconds for which the device waits neither 64 KiB pass nor 32, but 16 do.
        cadre.line.set(Weather::Narrow(12 * 1024));
        let moment = post_file(&cadre, "雨后查灾", "灾情统计表.pdf", paper(56 * 1024)).await;
        cadre.device.until_sent().await;
        assert!(matches!(
            cadre.device.delivery(moment).await,
            Delivery::Received(_)
        ));
        let heard = cadre.device.heard.borrow();
        let mut steps: Vec<u8> = heard
            .iter()
            .filter_map(|change| match change {
                Change::Delivery(_, Delivery::Uploading { percent }) => Some(*percent),
                _ => None,
            })
            .collect();
        assert!(steps.is_sorted(), "what has arrived is not sent again: {steps:?}");
        steps.dedup();
        assert!(steps.len() >= 3, "it came in small parts: {steps:?}");
    });
}

#[test]
fn a_proxy_that_takes_little_at_a_time_is_given_little_at_a_time() {
    run(async {
        let county = County::start().await;
        let cadre = Phone::of(&county, "311").await;
        cadre.line.set(Weather::AtMost(20_000));
        cadre.device.heard.borrow_mut().clear();
        let moment = post_file(&cadre, "雨后查灾", "灾情统计表.pdf", paper(150_000)).await;
        cadre.device.until_sent().await;
        assert!(matches!(
            cadre.device.delivery(moment).await,
            Delivery::Received(_)
        ));
        let heard = cadre.device.heard.borrow();
        let trouble = |change: &&Change| matches!(change, Change::Sync(state) if state.trouble.is_some());
        assert_eq!(heard.iter().find(trouble), None, "nothing to wait for");
    });
}

#[test]
fn a_video_waits_for_wifi_while_everything_else_goes() {
    run(async {
        let county = County::start().await;
        let cadre = Phone::of(&county, "311").await;
        cadre.device.connection.set(LineKind::Metered);
        cadre.device.ask(SetWifiOnly(true)).await.unwrap();
        let film = post_film(&cadre, "滑坡").await;
        let other = cadre
            .device
            .post("架桥", &[photo(super::LARGE, 5, 0)], None)
            .await
            .unwrap();
        let arrived = async |moment| {
            cadre
                .device
                .until("it has arrived", async |d| {
                    matches!(d.delivery(moment).await, Delivery::Received(_))
                })
                .await;
        };
        arrived(other).await;
        let held = cadre.device.delivery(film).await;
        assert!(matches!(held, Delivery::WaitsForWifi { .. }), "{held:?}");
        assert_eq!(cadre.device.sync_state().await.trouble, None);

        // The host tells of Wi-Fi; nobody asks for anything.
        cadre.device.heard.borrow_mut().clear();
        cadre.device.connection.set(LineKind::Unmetered);
        let mut seen = false;
        for _ in 0..1_000 {
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
            let heard = cadre.device.heard.borrow();
            seen = heard.iter().any(|change| {
                matches!(change, Change::Delivery(subject, Delivery::Received(_)) if *subject == film.0)
            });
            if seen {
                break;
            }
        }
        assert!(seen, "the change of the line did not wake the exchange");
    });
}

#[test]
fn a_video_goes_over_mobile_data_where_one_says_so_and_where_nothing_is_known() {
    run(async {
        let county = County::start().await;
        let cadre = Phone::of(&county, "311").await;
        cadre.device.ask(SetWifiOnly(true)).await.unwrap();
        let unknown = post_film(&cadre, "不知道是什么网络").await;
        cadre.device.until_sent().await;
        assert!(matches!(
            cadre.device.delivery(unknown).await,
            Delivery::Received(_)
        ));

        let head = Phone::of(&county, "208").await;
        head.device.connection.set(LineKind::Metered);
        head.device.ask(SetWifiOnly(true)).await.unwrap();
        let moment = post_film(&head, "等不及").await;
        let Delivery::WaitsForWifi { operation } = head.device.delivery(moment).await else {
            panic!("it does not wait")
        };
        head.device.ask(SendNow(operation)).await.unwrap();
        head.device.until_sent().await;
        assert!(matches!(
            head.device.delivery(moment).await,
            Delivery::Received(_)
        ));
    });
}
