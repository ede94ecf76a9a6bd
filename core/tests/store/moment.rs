//! Moments: edited, deleted, liked and disliked, before and after the server's word.

use jishi_core::{
    engine::Delivery,
    model::{Action, Moment, MomentId, OperationId, Rank, Reaction, ReactionKind},
    protocol::{Change, MediaSize, Problem, ProblemKind},
    rules::judge::{Effect, Given},
};

use super::phone::{NOW, Phone, phone, photo, receipt};

pub fn edit(phone: &Phone, moment: MomentId, text: &str) -> OperationId {
    let text = text.to_owned();
    let effect = Effect::Edit {
        moment,
        text: text.clone(),
    };
    phone.act(Action::EditMoment { moment, text }, &[effect])
}

fn delete(phone: &Phone, moment: MomentId) -> OperationId {
    phone.act(Action::DeleteMoment { moment }, &[Effect::Delete(moment)])
}

fn received(phone: &Phone, text: &str) -> MomentId {
    let (moment, operation) = phone.post(text, &[]);
    phone.store.settle(operation, &receipt(operation)).unwrap();
    moment
}

fn words(phone: &Phone, moment: MomentId) -> Option<String> {
    phone.item(moment).ok().map(|item| item.moment.text)
}

#[test]
fn new_words_lie_over_the_old_until_the_server_has_them() {
    let phone = phone();
    let moment = received(&phone, "一");
    let (second, third) = (edit(&phone, moment, "二"), edit(&phone, moment, "三"));
    assert_eq!(words(&phone, moment).as_deref(), Some("三"));
    assert_eq!(phone.delivery(moment), Delivery::Waiting, "the new words wait");
    assert_eq!(
        phone.ready(),
        [second, third],
        "every change is kept, in its order"
    );
    phone.store.settle(second, &receipt(second)).unwrap();
    assert_eq!(words(&phone, moment).as_deref(), Some("三"));
    phone
        .store
        .refuse(third, &Problem::new(ProblemKind::Invalid))
        .unwrap();
    assert_eq!(words(&phone, moment).as_deref(), Some("二"));
    assert_eq!(phone.item(moment).unwrap().edited_at, Some(NOW));
}

#[test]
fn a_deleted_moment_is_gone_at_once_and_comes_back_only_if_the_server_refuses() {
    let phone = phone();
    let (kept, gone) = (received(&phone, "留"), received(&phone, "删"));
    let (refused, settled) = (delete(&phone, kept), delete(&phone, gone));
    assert_eq!((words(&phone, kept), words(&phone, gone)), (None, None));
    assert!(phone.store.known_moment(gone).unwrap().unwrap().deleted);
    phone
        .store
        .refuse(refused, &Problem::new(ProblemKind::Invalid))
        .unwrap();
    phone.store.settle(settled, &receipt(settled)).unwrap();
    assert_eq!(words(&phone, kept).as_deref(), Some("留"));
    assert_eq!(words(&phone, gone), None);
}

#[test]
fn a_moment_that_the_server_took_away_leaves_nothing_behind() {
    let phone = phone();
    let bytes = b"a photo of a colleague";
    let moment = Moment {
        id: MomentId::new(NOW),
        author: phone.colleague.id,
        text: "修路".into(),
        attachments: vec![photo(bytes)],
        place: None,
        done_at: NOW,
    };
    let shared = Moment {
        id: MomentId::new(NOW),
        ..moment.clone()
    };
    let told = |moment: &Moment| Change::Moment {
        moment: moment.clone(),
        receipt: receipt(OperationId::new(NOW)),
        placed: false,
    };
    let file = jishi_core::store::NewMedia {
        sha256: photo(bytes).sha256(),
        size: MediaSize::Feed,
        mime: "image/jpeg",
        bytes,
    };
    phone.pull(vec![told(&moment), told(&shared)]);
    phone.store.cache_media(&file, NOW).unwrap();
    let cached = || {
        phone
            .store
            .media(file.sha256, MediaSize::Feed, NOW)
            .unwrap()
            .is_some()
    };

    phone.pull(vec![Change::MomentGone { moment: moment.id }]);
    assert!(phone.item(moment.id).is_err());
    assert!(cached(), "another moment shows it still");
    phone.pull(vec![Change::MomentGone { moment: shared.id }]);
    assert!(!cached());
    phone.pull(vec![told(&moment)]);
    assert!(
        phone.item(moment.id).is_err(),
        "an older page does not bring it back"
    );
}

#[test]
fn a_dislike_is_shown_with_its_reason_and_goes_when_it_is_refused() {
    let phone = phone();
    let moment = phone.foreign_moment("修路", NOW);
    let liked = phone.like(moment, true);
    phone.store.settle(liked, &receipt(liked)).unwrap();
    let reason = "照片是去年的".to_owned();
    let disliked = phone.react(
        moment,
        Some(ReactionKind::Dislike {
            reason: reason.clone(),
        }),
    );
    let item = phone.item(moment).unwrap();
    assert_eq!((item.liked_by_me, item.disliked_by_me), (false, true));
    assert_eq!(item.dislikes[0].reason, reason);
    let given = |except| {
        let (from, to) = (NOW.plus(-1), NOW.plus(1));
        phone.store.given(phone.me.id, from, to, except).unwrap()
    };
    let one = Given {
        likes: 0,
        dislikes: 1,
    };
    assert_eq!(
        (given(MomentId::new(NOW)), given(moment)),
        (one, Given::default())
    );
    phone
        .store
        .refuse(disliked, &Problem::new(ProblemKind::Forbidden))
        .unwrap();
    let item = phone.item(moment).unwrap();
    assert_eq!(
        (item.liked_by_me, item.disliked_by_me),
        (true, false),
        "the like stands again"
    );
}

#[test]
fn a_reaction_keeps_the_rank_of_its_giver() {
    let phone = phone();
    let moment = received(&phone, "走访");
    let reaction = Reaction {
        moment,
        giver: phone.colleague.id,
        rank: Rank::DeputyCounty,
        kind: ReactionKind::Like,
        done_at: NOW,
    };
    phone.pull(vec![Change::Reaction {
        reaction: reaction.clone(),
    }]);
    let (from, to) = (NOW, NOW.plus(1));
    assert_eq!(
        phone.store.received_by(phone.me.id, from, to).unwrap(),
        [reaction]
    );
    delete(&phone, moment);
    assert_eq!(phone.store.received_by(phone.me.id, from, to).unwrap(), []);
}
