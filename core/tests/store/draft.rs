//! Drafts: on the disk before they are shown, to the letter.

use jishi_core::{
    engine::Form,
    model::{Action, MomentId, Sha256, TaskId},
    protocol::MediaSize,
    rules::judge::Effect,
    store::{Acted, NewMedia, StoreFault},
};

use super::phone::{NOW, open, phone, photo};

#[test]
fn a_draft_survives_a_restart_with_its_files() {
    let folder = tempfile::tempdir().unwrap();
    let id = MomentId::new(NOW);
    {
        let store = open(folder.path());
        store.save_draft(id, "今天", None).unwrap();
        let bytes = b"a photo";
        let file = NewMedia {
            sha256: Sha256::of(bytes),
            size: MediaSize::Full,
            mime: "image/jpeg",
            bytes,
        };
        store.attach(id, &photo(bytes), &[file], NOW).unwrap();
        store.save_draft(id, "今天走访", None).unwrap();
    }
    let store = open(folder.path());
    let draft = store.latest_draft().unwrap().unwrap().draft;
    assert_eq!(
        (draft.id, draft.text.as_str(), draft.attachments.len()),
        (id, "今天走访", 1)
    );
    let media = store
        .media(draft.attachments[0].sha256(), MediaSize::Full, NOW)
        .unwrap()
        .unwrap();
    assert_eq!(media.bytes, b"a photo");
}

#[test]
fn forms_are_kept_apart_from_each_other_and_from_the_log() {
    let folder = tempfile::tempdir().unwrap();
    let task = Form::Task {
        parent: Some(TaskId::new(NOW)),
    };
    let forms = [Form::Lesson, Form::Task { parent: None }, task];
    let ids = forms.map(|form| {
        let store = open(folder.path());
        let draft = store.form_draft(form, MomentId::new(NOW)).unwrap().draft;
        assert_eq!((draft.text.as_str(), draft.fields), ("", None));
        store.save_form(draft.id, &format!("{form:?}"), "[1]").unwrap();
        draft.id
    });
    let store = open(folder.path());
    assert!(
        store.latest_draft().unwrap().is_none(),
        "none of them is a moment"
    );
    for (form, id) in forms.into_iter().zip(ids) {
        let draft = store.form_draft(form, MomentId::new(NOW)).unwrap().draft;
        assert_eq!(
            (draft.id, draft.text, draft.fields),
            (id, format!("{form:?}"), Some("[1]".into()))
        );
    }
    assert!(matches!(
        store.save_form(MomentId::new(NOW), "", ""),
        Err(StoreFault::NotFound)
    ));
}

#[test]
fn what_is_posted_is_what_was_written_last() {
    let phone = phone();
    let draft = phone.draft("first", &[]);
    let moment = phone.moment(draft, &phone.me);
    let read = phone.store.draft(draft).unwrap().revision;
    phone.store.save_draft(draft, "second", None).unwrap();
    let action = Action::PostMoment {
        moment: moment.clone(),
    };
    let (operation, signed) = phone.operation(action.clone());
    let acted = Acted {
        operation,
        action: &action,
        done_at: NOW,
        effects: &[Effect::Post(moment)],
        signed: &signed,
    };
    assert!(matches!(
        phone.store.act_from_draft(draft, read, &acted),
        Err(StoreFault::NotFound)
    ));
    assert!(phone.item(draft).is_err(), "nothing is shown");
    assert_eq!(
        phone.store.draft(draft).unwrap().draft.text,
        "second",
        "the draft is intact"
    );
    assert_eq!(phone.ready(), [], "nothing was queued");
}

#[test]
fn real_texts_survive_to_the_letter() {
    let phone = phone();
    for text in [
        "雨后🌧️查灾",
        "ئۇيغۇرچە \u{200f}RTL\u{200e}",
        &"字".repeat(5000),
        "'; DROP TABLE moment; --",
        "👩‍🌾👨🏽‍🌾",
    ] {
        let (id, _) = phone.post(text, &[]);
        let directory = phone.store.directory().unwrap().unwrap();
        assert_eq!(
            phone.store.feed_item(&directory, NOW, id).unwrap().moment.text,
            text
        );
    }
}

#[test]
fn a_tasks_result_is_a_draft_of_its_own() {
    let phone = phone();
    let (task, result) = (TaskId::new(NOW), MomentId::new(NOW));
    let begun = phone.store.result_draft(task, result).unwrap().draft;
    assert_eq!(begun.id, result);
    phone.store.save_draft(result, "修好了", None).unwrap();
    let again = phone.store.result_draft(task, MomentId::new(NOW)).unwrap().draft;
    assert_eq!((again.id, again.text.as_str()), (result, "修好了"));
    assert!(
        phone.store.latest_draft().unwrap().is_none(),
        "it is not what a moment is written in"
    );
}

#[test]
fn attachments_are_put_into_another_order_and_none_is_lost_or_doubled() {
    let phone = phone();
    let files: [&[u8]; 4] = [b"one", b"two", b"three", b"four"];
    let draft = phone.draft("走访", &files);
    let [one, two, three, four] = files.map(Sha256::of);
    let arranged = |order: &[Sha256]| {
        phone.store.arrange(draft, order).unwrap();
        let draft = phone.store.draft(draft).unwrap().draft;
        draft
            .attachments
            .iter()
            .map(|file| file.sha256())
            .collect::<Vec<_>>()
    };
    assert_eq!(arranged(&[two, one]), [two, one, three, four]);
    assert_eq!(
        arranged(&[four, two]),
        [four, one, three, two],
        "the others stay where they are"
    );
    let strange = Sha256::of(b"gone meanwhile");
    assert_eq!(arranged(&[one, strange, one, four]), [one, four, three, two]);
    assert_eq!(arranged(&[]), [one, four, three, two]);
    for file in files {
        assert!(
            phone
                .store
                .media(Sha256::of(file), MediaSize::Full, NOW)
                .unwrap()
                .is_some()
        );
    }
}
