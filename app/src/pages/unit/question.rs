//! A question that only the server can answer: it waits, it answers, or it says why not and can be asked again.

use dioxus::prelude::*;
use jishi_core::engine::{Ask, Fault};

use crate::{
    components::{Button, EmptyState, MomentSkeleton, Shape},
    state::{Loaded, use_engine},
    t,
    texts::{Sentence as _, use_texts},
};

/// The answer to what `question` says now, and the way to ask once more. While the same is asked again, the answer before
/// stays.
pub(in crate::pages) fn use_server<A>(
    question: impl Fn() -> A + 'static,
) -> (Signal<Loaded<A::Answer>>, Callback<()>)
where
    A: Ask + Clone + PartialEq + 'static,
    A::Answer: 'static,
{
    let engine = use_engine();
    let mut answer = use_signal(|| Loaded::Loading);
    let mut last = use_signal(|| None::<A>);
    let mut asked = use_resource(move || {
        let (engine, question) = (engine.clone(), question());
        async move {
            let before = last.replace(Some(question.clone()));
            if before.as_ref() != Some(&question) || !matches!(*answer.peek(), Loaded::Ready(_)) {
                answer.set(Loaded::Loading);
            }
            let outcome = engine.ask(question).await;
            answer.set(outcome.into());
        }
    });
    (answer, use_callback(move |()| asked.restart()))
}

/// What stands there until there is an answer; nothing once there is one.
#[component]
pub(in crate::pages) fn Unanswered(fault: Option<Fault>, onretry: EventHandler<()>) -> Element {
    let texts = use_texts();
    match fault {
        None => rsx! {
            div { role: "status", "aria-busy": "true", "aria-label": t!(texts, "loading"), MomentSkeleton {} MomentSkeleton {} }
        },
        // What one may not see is not to be had by asking again.
        Some(Fault::Refused(_) | Fault::NotFound) => rsx! {
            EmptyState { shape: Shape::Shield, title: t!(texts, "server-refused"), words: t!(texts, "server-refused-words") }
        },
        Some(fault) => rsx! {
            EmptyState { shape: Shape::Offline, title: t!(texts, "server-needed"), words: fault.sentence(&texts) }
            div { class: "unit-retry",
                Button { icon: Shape::Retry, onclick: move |_| onretry.call(()), {t!(texts, "sync-retry")} }
            }
        },
    }
}
