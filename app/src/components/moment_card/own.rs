//! What an author may still do with a moment: change its words, delete it.

use dioxus::prelude::*;
use jishi_core::{
    engine::{Deed, Fault, FeedItem},
    model::{TEXT_MAX, Timestamp},
};

use crate::{
    components::{BringsOf, Button, ButtonKind, Notice, NoticeKind, Shape, Sheet},
    state::use_now,
    t,
    texts::{Sentence as _, Texts, day_time, use_texts},
};

/// What the author wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OwnAction {
    /// These words from now on.
    Edit(String),
    /// Out of the feed.
    Delete,
}

/// The words to change, and the way out. Deleting is asked once more, with what stays of it.
#[component]
pub fn OwnSheet(
    item: FeedItem,
    /// Why it was not done.
    fault: Option<Fault>,
    onaction: EventHandler<OwnAction>,
    onclose: EventHandler<()>,
) -> Element {
    let texts = use_texts();
    let now = use_now();
    let before = item.moment.text.clone();
    let mut text = use_signal(|| before.clone());
    let mut deleting = use_signal(|| false);
    let open = |until: Option<Timestamp>| until.filter(|until| now <= *until);
    let (edit, delete) = (open(item.edit_until), open(item.delete_until));
    if deleting() {
        return rsx! {
            Sheet { title: t!(texts, "own-delete-title"), onclose,
                if let Some(fault) = fault {
                    Notice { kind: NoticeKind::Trouble, {fault.sentence(&texts)} }
                }
                p { {t!(texts, "own-delete-words")} }
                BringsOf { deed: Deed::DeleteMoment { moment: item.moment.id } }
                div { class: "sheet-actions",
                    Button { kind: ButtonKind::Danger, icon: Shape::Trash, onclick: move |_| onaction.call(OwnAction::Delete),
                        {t!(texts, "own-delete")}
                    }
                    Button { onclick: move |_| deleting.set(false), {t!(texts, "own-keep")} }
                }
            }
        };
    }
    let unchanged = text.read().trim() == before.trim();
    rsx! {
        Sheet { title: t!(texts, "own-title"), onclose,
            if let Some(fault) = fault {
                Notice { kind: NoticeKind::Trouble, {fault.sentence(&texts)} }
            }
            if edit.is_some() {
                label { class: "field",
                    span { class: "field-name", {t!(texts, "own-words")} }
                    textarea {
                        class: "field-text",
                        dir: "auto",
                        rows: "5",
                        maxlength: "{TEXT_MAX}",
                        value: text(),
                        oninput: move |event| text.set(event.value()),
                    }
                }
            }
            for words in until(&texts, now, edit, delete) {
                p { key: "{words}", class: "is-soft", {words} }
            }
            div { class: "sheet-actions",
                if edit.is_some() {
                    Button {
                        kind: ButtonKind::Primary,
                        disabled: unchanged,
                        onclick: move |_| onaction.call(OwnAction::Edit(text().trim().to_owned())),
                        {t!(texts, "own-save")}
                    }
                }
                if delete.is_some() {
                    Button { icon: Shape::Trash, onclick: move |_| deleting.set(true), {t!(texts, "own-delete")} }
                }
            }
        }
    }
}

/// Until when it can be changed, and deleted, in as many sentences as it takes.
fn until(texts: &Texts, now: Timestamp, edit: Option<Timestamp>, delete: Option<Timestamp>) -> Vec<String> {
    let said = |time: Timestamp| day_time(texts, now, time);
    if let Some(both) = edit.filter(|_| edit == delete) {
        return vec![t!(texts, "own-until", time = said(both))];
    }
    let edit = edit.map(|time| t!(texts, "own-edit-until", time = said(time)));
    let delete = delete.map(|time| t!(texts, "own-delete-until", time = said(time)));
    edit.into_iter().chain(delete).collect()
}
