//! Moments and reactions after they were posted.

use jishi_core::model::{
    Attachment, DeviceId, Moment, MomentId, PersonId, Rank, Reaction, ReactionKind, Sha256, Timestamp,
};
use jishi_core::protocol::Change;
use jishi_core::rules::judge::KnownMoment;
use jishi_server::storage::{
    Activity, Applied, Audience, Effect, MediaFile, NewOperation, NewUploadRecord, RosterEdit, Sees, Storage,
};

use crate::place::{NOW, Place, accept, end, enrolled, moment, operation, reading, seeing, told};

fn react(
    who: (PersonId, DeviceId),
    moment: MomentId,
    at: Timestamp,
    reaction: Option<ReactionKind>,
) -> NewOperation {
    let effect = Effect::React {
        moment,
        kind: reaction,
        rank: Rank::Section,
        done_at: at,
    };
    operation(who, effect)
}

fn dislike() -> ReactionKind {
    ReactionKind::Dislike {
        reason: "照片是上个月的".into(),
    }
}

async fn post(storage: &dyn Storage, who: (PersonId, DeviceId), done_at: Timestamp) -> Moment {
    let moment = Moment {
        done_at,
        ..moment(who.0)
    };
    accept(storage, operation(who, Effect::Post(moment.clone()))).await;
    moment
}

pub async fn edits_and_deletions_are_told_in_order(place: &Place) {
    let storage = place.open().await;
    let people = enrolled(&*storage, 2).await;
    let log = post(&*storage, people[0], NOW).await;
    let start = end(&*storage).await;
    let at = NOW.plus(5_000);
    let edit = Effect::Edit {
        moment: log.id,
        text: "走访三组六户".into(),
        done_at: at,
    };
    accept(&*storage, operation(people[0], edit)).await;
    let edited = Change::MomentEdited {
        moment: log.id,
        text: "走访三组六户".into(),
        at,
    };
    let sees = seeing(&[people[0].0]);
    assert_eq!(told(&*storage, start, &sees).await, std::slice::from_ref(&edited));
    accept(&*storage, operation(people[0], Effect::Delete(log.id))).await;
    let gone = Change::MomentGone { moment: log.id };
    assert_eq!(
        told(&*storage, start, &sees).await,
        std::slice::from_ref(&gone),
        "what was deleted is told to nobody any more"
    );
    let own = Audience {
        reader: people[0].0,
        ..sees
    };
    assert_eq!(
        told(&*storage, start, &own).await,
        [edited, gone],
        "but to its author"
    );
    let words = storage.trace_of(log.id).await.unwrap();
    let words: Vec<Change> = words
        .iter()
        .map(|body| serde_json::from_str(body).unwrap())
        .collect();
    assert!(
        matches!(&words[..], [Change::Moment { .. }, Change::MomentEdited { .. }]),
        "the trace stays: {words:?}"
    );
    assert_eq!(told(&*storage, start, &seeing(&[])).await, []);
    let known = storage.moments(&[log.id, MomentId::new(NOW)]).await.unwrap();
    let gone = KnownMoment {
        author: people[0].0,
        done_at: NOW,
        deleted: true,
    };
    assert_eq!(known.into_iter().collect::<Vec<_>>(), [(log.id, gone)]);
    let stored = storage.operations(0, 100).await.unwrap();
    assert_eq!(stored.len(), 3, "what was signed stays");
}

pub async fn what_was_deleted_is_not_edited_deleted_or_liked(place: &Place) {
    let storage = place.open().await;
    let people = enrolled(&*storage, 2).await;
    let log = post(&*storage, people[0], NOW).await;
    let on = |moment| {
        let edit = Effect::Edit {
            moment,
            text: "x".into(),
            done_at: NOW,
        };
        vec![
            operation(people[0], edit),
            operation(people[0], Effect::Delete(moment)),
            react(people[1], moment, NOW, Some(ReactionKind::Like)),
            react(people[1], moment, NOW, None),
        ]
    };
    let unknown = storage.apply(on(MomentId::new(NOW)), NOW).await.unwrap();
    assert_eq!(unknown, vec![Applied::NoMoment; 4]);
    let mut batch = vec![operation(people[0], Effect::Delete(log.id))];
    batch.extend(on(log.id));
    batch.push(operation(people[0], Effect::Post(log.clone())));
    let mut applied = storage.apply(batch, NOW).await.unwrap();
    assert!(matches!(applied.remove(0), Applied::Accepted(_)));
    assert_eq!(applied.pop(), Some(Applied::Conflict), "its id is taken");
    let later = storage.apply(on(log.id), NOW).await.unwrap();
    for mut applied in [applied, later] {
        let taken_back = applied.pop();
        assert!(
            matches!(taken_back, Some(Applied::Accepted(_))),
            "taking back is always allowed"
        );
        assert_eq!(applied, vec![Applied::Stale; 3]);
    }
}

pub async fn a_reaction_keeps_the_rank_of_its_time(place: &Place) {
    let storage = place.open().await;
    let people = enrolled(&*storage, 3).await;
    let log = post(&*storage, people[0], NOW).await;
    accept(&*storage, react(people[1], log.id, NOW, Some(dislike()))).await;
    let mut giver = storage.roster().await.unwrap().people.remove(1);
    assert_eq!(giver.person.id, people[1].0);
    giver.person.rank = Rank::County;
    storage
        .save_roster(RosterEdit {
            units: vec![],
            people: vec![giver],
        })
        .await
        .unwrap();
    let received = || async {
        let (from, to) = (NOW.plus(-1), NOW.plus(10));
        let mut found = storage.activity(&[people[0].0], from, to).await.unwrap();
        found.remove(0).reactions
    };
    let mut reaction = Reaction {
        moment: log.id,
        giver: people[1].0,
        rank: Rank::Section,
        kind: dislike(),
        done_at: NOW,
    };
    assert_eq!(received().await, [reaction.clone()]);
    let start = end(&*storage).await;
    let again = Effect::React {
        moment: log.id,
        kind: Some(ReactionKind::Like),
        rank: Rank::County,
        done_at: NOW.plus(1),
    };
    accept(&*storage, operation(people[1], again)).await;
    reaction.rank = Rank::County;
    reaction.kind = ReactionKind::Like;
    reaction.done_at = NOW.plus(1);
    assert_eq!(received().await, [reaction.clone()]);
    assert_eq!(
        told(&*storage, start, &reading(Sees::Everyone)).await,
        [Change::Reaction { reaction }]
    );
    accept(&*storage, react(people[1], log.id, NOW.plus(2), None)).await;
    assert_eq!(received().await, []);
}

pub async fn activity_lies_between_two_points_in_time(place: &Place) {
    let storage = place.open().await;
    let people = enrolled(&*storage, 3).await;
    let (from, to) = (NOW, NOW.plus(100));
    let early = post(&*storage, people[0], from.plus(-1)).await;
    let first = post(&*storage, people[0], from).await;
    let last = post(&*storage, people[0], to.plus(-1)).await;
    let late = post(&*storage, people[0], to).await;
    let gone = post(&*storage, people[0], from).await;
    for (moment, at) in [
        (&early, to.plus(-1)),
        (&first, from),
        (&last, from.plus(-1)),
        (&late, to),
        (&gone, from),
    ] {
        accept(
            &*storage,
            react(people[1], moment.id, at, Some(ReactionKind::Like)),
        )
        .await;
    }
    for moment in [&first, &gone] {
        accept(&*storage, react(people[2], moment.id, from, Some(dislike()))).await;
    }
    // The like goes with it, the dislike does not.
    accept(&*storage, operation(people[0], Effect::Delete(gone.id))).await;

    let mut found = storage
        .activity(&[people[1].0, people[0].0], from, to)
        .await
        .unwrap();
    let nothing = Activity {
        person: people[1].0,
        since: Some(NOW),
        moments: vec![],
        reactions: vec![],
    };
    assert_eq!((found.len(), found.remove(0)), (2, nothing));
    let mut his = found.remove(0);
    his.moments.sort_unstable();
    let mut expected = vec![(first.id, from), (last.id, to.plus(-1))];
    expected.sort_unstable();
    assert_eq!(his.moments, expected);
    let mut received: Vec<_> = his
        .reactions
        .iter()
        .map(|reaction| (reaction.moment, reaction.giver))
        .collect();
    received.sort_unstable();
    let mut expected = vec![
        (early.id, people[1].0),
        (first.id, people[1].0),
        (first.id, people[2].0),
        (gone.id, people[2].0),
    ];
    expected.sort_unstable();
    assert_eq!(received, expected);

    let mut given = storage.given(people[1].0, from, to).await.unwrap();
    given.sort_unstable_by_key(|reaction| reaction.moment);
    let mut expected = [&early, &first, &gone].map(|moment| moment.id);
    expected.sort_unstable();
    let given: Vec<MomentId> = given.iter().map(|reaction| reaction.moment).collect();
    assert_eq!(
        given, expected,
        "the cap counts what was given to a deleted moment"
    );
    let given = storage.given(people[2].0, from, to).await.unwrap();
    assert_eq!((given.len(), &given[0].kind), (2, &dislike()));
}

pub async fn files_of_deleted_moments_are_shown_by_nobody(place: &Place) {
    let storage = place.open().await;
    let people = enrolled(&*storage, 2).await;
    let sha256 = Sha256::of(b"photo");
    let upload = NewUploadRecord {
        id: jishi_core::model::UploadId::new(NOW),
        person: people[0].0,
        length: 5,
        sha256: None,
        metadata: String::new(),
        expires_at: NOW.plus(10),
        complete: false,
    };
    let id = upload.id;
    storage.create_upload(upload).await.unwrap();
    let file = MediaFile {
        sha256,
        mime: "image/jpeg".into(),
        bytes: 5,
        pixels: Some((4, 3)),
    };
    storage.finish_upload(id, file).await.unwrap();
    let mut posted = Vec::new();
    for &who in &people {
        let mut moment = moment(who.0);
        moment.attachments.push(Attachment::Photo {
            sha256,
            bytes: 5,
            width: 4,
            height: 3,
        });
        posted.push(moment.id);
        accept(&*storage, operation(who, Effect::Post(moment))).await;
    }
    accept(&*storage, operation(people[0], Effect::Delete(posted[0]))).await;
    let found = storage.media(&[sha256]).await.unwrap();
    assert_eq!(found[&sha256].authors, [people[1].0]);
    assert_eq!(found[&sha256].owners, [people[0].0], "who sent it keeps it");
}
