//! Waiting to be let in: what to tell whoever decides.

use dioxus::prelude::*;
use jishi_core::engine::{Asked, CheckAsked, Fault, Session};

use super::Trouble;
use crate::{
    components::{Button, ButtonKind, Notice, NoticeKind, Shape},
    state::{is_visible, sleep, use_engine},
    t,
    texts::{Sentence as _, full_time, use_texts},
};

/// How often it is asked whether the unit has decided, in milliseconds, while somebody looks.
const CHECK_MS: u32 = 5_000;

/// Asks now and then whether the device has been let in, and hands on each answer; the returned way asks at once.
pub(super) fn use_asked(onanswer: impl FnMut(Result<Session, Fault>) + 'static) -> Callback<()> {
    let engine = use_engine();
    let onanswer = use_callback(onanswer);
    let check = {
        let engine = engine.clone();
        use_callback(move |()| {
            let engine = engine.clone();
            spawn(async move { onanswer.call(engine.ask(CheckAsked).await) });
        })
    };
    use_future(move || {
        let engine = engine.clone();
        async move {
            loop {
                sleep(CHECK_MS).await;
                if is_visible() {
                    onanswer.call(engine.ask(CheckAsked).await);
                }
            }
        }
    });
    check
}

/// The digits to compare.
#[component]
pub fn AskedView(
    asked: Asked,
    fault: Option<Fault>,
    oncheck: EventHandler<()>,
    onstop: EventHandler<()>,
) -> Element {
    let texts = use_texts();
    rsx! {
        section { class: "enrol-form", "aria-labelledby": "asked-title",
            h2 { id: "asked-title", class: "enrol-label", {t!(texts, "asked-title")} }
            p { class: "enrol-help", {t!(texts, "asked-words", name = asked.name)} }
            p { class: "enrol-digits",
                span { class: "is-soft", {t!(texts, "device-digits")} }
                strong { {in_groups(&asked.digits)} }
            }
            p { class: "enrol-help", {t!(texts, "asked-since", time = full_time(&texts, asked.at))} }
            match fault {
                // It is asked again by itself.
                Some(Fault::Trouble(trouble)) => rsx! {
                    Notice { kind: NoticeKind::Trouble, {trouble.sentence(&texts)} }
                },
                Some(fault) => rsx! {
                    Trouble { fault }
                },
                None => rsx! {},
            }
            Button { kind: ButtonKind::Primary, icon: Shape::Retry, onclick: move |_| oncheck.call(()), {t!(texts, "asked-check")} }
            button { class: "enrol-other", r#type: "button", onclick: move |_| onstop.call(()), {t!(texts, "asked-stop")} }
        }
    }
}

/// Six digits as people read them out: three and three.
pub(in crate::pages) fn in_groups(digits: &str) -> String {
    match digits.split_at_checked(3) {
        Some((first, second)) => format!("{first} {second}"),
        None => digits.into(),
    }
}
