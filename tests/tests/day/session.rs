//! A phone that is no longer bound: it says so, keeps what was not sent, and sends it once it is bound again.

use jishi_core::engine::{Ended, GetSession, OpenDraft, SaveDraft};
use jishi_core::protocol::ProblemKind;
use jishi_tests::{County, Weather, photo};

use super::phone::{Phone, run};

#[test]
fn what_waits_on_a_phone_that_is_no_longer_bound_goes_when_it_is_bound_again() {
    run(async {
        let county = County::start().await;
        let old = Phone::of(&county, "311").await;
        old.line.set(Weather::Cut);
        old.device.post("还没有送出", &[], None).await.unwrap();
        let new = Phone::of(&county, "311").await;

        old.line.set(Weather::Fair);
        old.device
            .until("the old phone knows", async |d| {
                d.ask(GetSession).await.unwrap().me.is_none()
            })
            .await;
        let session = old.device.ask(GetSession).await.unwrap();
        assert_eq!(session.waiting, 1);
        let Some(Ended::ByServer(why)) = session.ended else {
            panic!("{:?}", session.ended);
        };
        assert_eq!(why.kind, ProblemKind::DeviceRevoked);
        let old = old.restart().await;
        let session = old.device.ask(GetSession).await.unwrap();
        assert!(session.me.is_none() && session.ended.is_some() && session.waiting == 1);

        // The person takes up the old phone again.
        let enrolled = old.device.enrol(&county.code("311").await).await.unwrap();
        assert!(enrolled.me.is_some() && enrolled.ended.is_none());
        old.device.until_sent().await;
        let head = Phone::of(&county, "208").await;
        head.device
            .until("it has arrived", async |d| !d.feed().await.is_empty())
            .await;
        let feed = head.device.feed().await;
        let texts: Vec<_> = feed.iter().map(|item| item.moment.text.as_str()).collect();
        assert_eq!(texts, ["还没有送出"]);
        drop(new);
        assert!(
            jishi_server::audit(county.server.service().storage(), &[])
                .await
                .unwrap()
                .is_ok()
        );
    });
}

#[test]
fn a_phone_in_other_hands_shows_and_sends_each_persons_own_work_only() {
    run(async {
        let county = County::start().await;
        let phone = Phone::of(&county, "311").await;
        phone.line.set(Weather::Cut);
        phone
            .device
            .post("驻村干部写的", &[photo(super::LARGE, 1, 0)], None)
            .await
            .unwrap();
        let draft = phone.device.ask(OpenDraft).await.unwrap().id;
        let write = |text: &str| SaveDraft {
            draft,
            text: text.into(),
            place: None,
        };
        phone.device.ask(write("还没有写完")).await.unwrap();
        let elsewhere = Phone::of(&county, "311").await;
        phone.line.set(Weather::Fair);
        phone
            .device
            .until("it is no longer bound", async |d| {
                d.ask(GetSession).await.unwrap().me.is_none()
            })
            .await;

        // The head takes the phone.
        let head = county.person("208").await;
        let session = phone.device.enrol(&county.code("208").await).await.unwrap();
        assert_eq!((session.me.unwrap().0.id, session.waiting), (head, 0));
        assert_eq!(session.ended, None);
        assert_eq!(phone.device.ask(OpenDraft).await.unwrap().text, "");
        phone.device.post("镇长写的", &[], None).await.unwrap();
        phone.device.until_sent().await;
        let shown = async |phone: &Phone| {
            let feed = phone.device.feed().await.into_iter();
            feed.map(|item| (item.author.id, item.moment.text))
                .collect::<Vec<_>>()
        };
        let by_head = (head, "镇长写的".to_owned());
        assert_eq!(shown(&phone).await, std::slice::from_ref(&by_head));
        let phone = phone.restart().await;
        let me = phone.device.ask(GetSession).await.unwrap().me.unwrap();
        assert_eq!(me.0.id, head);
        assert_eq!(shown(&phone).await, std::slice::from_ref(&by_head));

        // And gives it back.
        let cadre = county.person("311").await;
        let session = phone.device.enrol(&county.code("311").await).await.unwrap();
        assert_eq!((session.me.unwrap().0.id, session.waiting), (cadre, 1));
        assert_eq!(phone.device.ask(OpenDraft).await.unwrap().text, "还没有写完");
        phone.device.until_sent().await;
        let reader = Phone::of(&county, "208").await;
        reader
            .device
            .until("both have arrived", async |d| d.feed().await.len() == 2)
            .await;
        let mut found = shown(&reader).await;
        found.sort();
        let mut expected = vec![by_head, (cadre, "驻村干部写的".to_owned())];
        expected.sort();
        assert_eq!(found, expected);
        drop(elsewhere);
    });
}
