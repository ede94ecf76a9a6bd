//! A phone that is no longer bound: it says so, keeps what was not sent, and sends it once it is bound again.

use jishi_core::engine::{Ended, GetSession};
use jishi_core::protocol::ProblemKind;
use jishi_tests::{County, Weather};

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
