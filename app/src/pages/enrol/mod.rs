//! Binding the device to a person by a one-time code.

mod code;

use dioxus::prelude::*;
use jishi_core::engine::{Ended, Enrol, Fault, MovedAside};

use crate::{
    components::{Icon, Notice, NoticeKind, Shape},
    state::{Loaded, Preferences, use_engine, use_topics},
    t,
    texts::{Locale, Sentence as _, Texts, use_texts},
};

/// Asks for the code and enrols.
#[component]
pub fn EnrolPage() -> Element {
    let engine = use_engine();
    let topics = use_topics();
    let texts = use_texts();
    let mut preferences = use_context::<Signal<Preferences>>();
    let mut code = use_signal(String::new);
    let mut busy = use_signal(|| false);
    let mut fault = use_signal(|| None::<Fault>);
    let (moved_aside, ended) = match &*topics.session.read() {
        Loaded::Ready(session) => {
            let ended = session.ended.clone().map(|why| (why, session.waiting));
            (session.moved_aside.clone(), ended)
        }
        Loaded::Loading | Loaded::Failed(_) => (None, None),
    };
    let enrol = move |()| {
        let (engine, device_name) = (engine.clone(), t!(texts, "device-name"));
        async move {
            busy.set(true);
            fault.set(None);
            match engine
                .ask(Enrol {
                    code: code(),
                    device_name,
                })
                .await
            {
                Ok(session) => {
                    let mut known = topics.session;
                    known.set(Loaded::Ready(session));
                    navigator().replace(crate::Route::Feed {});
                }
                Err(why) => {
                    fault.set(Some(why));
                    busy.set(false);
                }
            }
        }
    };
    rsx! {
        EnrolView {
            code: code(),
            busy: busy(),
            fault: fault(),
            moved_aside,
            ended,
            oncode: move |typed: String| {
                code.set(code::format(&typed));
                fault.set(None);
            },
            onenrol: enrol,
            onlocale: move |locale| {
                let mut chosen = preferences();
                chosen.locale = locale;
                chosen.save();
                preferences.set(chosen);
            },
        }
    }
}

/// The page.
#[component]
pub fn EnrolView(
    code: String,
    busy: bool,
    fault: Option<Fault>,
    moved_aside: Option<MovedAside>,
    // Why the phone is no longer bound, and how many things wait on it.
    ended: Option<(Ended, u32)>,
    oncode: EventHandler<String>,
    onenrol: EventHandler<()>,
    onlocale: EventHandler<Locale>,
) -> Element {
    let texts = use_texts();
    let complete = code::is_complete(&code);
    let other = if texts.locale() == Locale::Chinese {
        Locale::English
    } else {
        Locale::Chinese
    };
    let failed = fault.is_some();
    rsx! {
        main { class: "enrol",
            button { class: "enrol-language", r#type: "button", lang: other.code(), onclick: move |_| onlocale.call(other),
                Icon { shape: Shape::Language }
                {other.own_name()}
            }
            div { class: "enrol-head",
                span { class: "brand is-large", "aria-hidden": "true", Icon { shape: Shape::SealJi } }
                h1 { class: "enrol-title", {t!(texts, "app-name")} }
                p { class: "enrol-motto", {t!(texts, "app-motto")} }
            }
            if let Some(moved) = moved_aside {
                Notice { kind: NoticeKind::Waiting, {t!(texts, "moved-aside", name = moved.name)} }
            }
            if let Some((why, waiting)) = ended {
                Notice { kind: NoticeKind::Waiting,
                    p { {why.sentence(&texts)} }
                    if waiting > 0 {
                        p { {waits(&texts, &why, waiting)} }
                    }
                }
            }
            form {
                class: "enrol-form",
                novalidate: true,
                onsubmit: move |event| {
                    event.prevent_default();
                    if complete && !busy {
                        onenrol.call(());
                    }
                },
                label { class: "enrol-label", r#for: "enrol-code", {t!(texts, "enrol-label")} }
                input {
                    id: "enrol-code",
                    class: "enrol-code",
                    value: code,
                    placeholder: "XXXX-XXXX-XXXX",
                    autocomplete: "one-time-code",
                    autocapitalize: "characters",
                    spellcheck: "false",
                    enterkeyhint: "go",
                    dir: "ltr",
                    "aria-describedby": "enrol-help",
                    "aria-invalid": if failed { "true" },
                    oninput: move |event| oncode.call(event.value()),
                }
                if let Some(fault) = fault {
                    Notice { kind: NoticeKind::Trouble, {fault.sentence(&texts)} }
                } else {
                    p { id: "enrol-help", class: "enrol-help", {t!(texts, "enrol-help")} }
                }
                button {
                    class: "button is-primary",
                    r#type: "submit",
                    disabled: !complete || busy,
                    "aria-busy": if busy { "true" },
                    if busy { {t!(texts, "enrol-busy")} } else { {t!(texts, "enrol-go")} }
                }
            }
            p { class: "enrol-foot", Icon { shape: Shape::Shield } span { {t!(texts, "enrol-foot")} } }
        }
    }
}

/// What becomes of the things that wait on a phone that is no longer bound.
fn waits(texts: &Texts, why: &Ended, waiting: u32) -> String {
    match why {
        Ended::ByServer(_) => t!(texts, "session-ended-waiting", count = waiting),
        Ended::KeyLost => t!(texts, "session-key-lost-waiting", count = waiting),
    }
}
