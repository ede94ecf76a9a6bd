//! The page and its engine.

use chrono::NaiveDate;
use dioxus::prelude::*;
use jishi_core::{
    engine::{Act, Deed, Fault, GetScore, GetToday, ScorePage as Score},
    rules::score::Span,
};

use super::{ScoreAction, ScoreView};
use crate::{
    components::{EmptyState, MomentSkeleton, Shape, TopBar},
    state::{Loaded, use_answer, use_engine, use_topics},
    t,
    texts::{Sentence as _, use_texts},
};

/// Loads what today is.
#[component]
pub fn ScorePage() -> Element {
    let texts = use_texts();
    let today = use_answer(|| GetToday);
    match today.read().clone() {
        Loaded::Ready(today) => rsx! { Reading { today: today.day } },
        Loaded::Failed(fault) => rsx! {
            TopBar { title: t!(texts, "score-title"), back: true }
            EmptyState { shape: Shape::Broken, title: t!(texts, "page-failed"), words: fault.sentence(&texts) }
        },
        Loaded::Loading => rsx! { Waiting {} },
    }
}

#[component]
fn Waiting() -> Element {
    let texts = use_texts();
    rsx! {
        TopBar { title: t!(texts, "score-title"), back: true }
        div { role: "status", "aria-busy": "true", "aria-label": t!(texts, "loading"), MomentSkeleton {} }
    }
}

/// The month, until something else is chosen.
#[component]
fn Reading(today: NaiveDate) -> Element {
    let texts = use_texts();
    let engine = use_engine();
    let topics = use_topics();
    let mut looked_at = use_signal(|| GetScore {
        span: Span::Month,
        day: today,
    });
    let mut score = use_signal(|| Loaded::<Score>::Loading);
    let mut fault = use_signal(|| None::<Fault>);
    let asking = engine.clone();
    use_resource(move || {
        let (engine, get) = (asking.clone(), looked_at());
        topics.refresh();
        async move {
            match engine.ask(get).await {
                // What was read before is still true, and stays.
                Err(why) if matches!(*score.peek(), Loaded::Ready(_)) => fault.set(Some(why)),
                loaded => score.set(loaded.into()),
            }
        }
    });
    let act = use_callback(move |deed: Deed| {
        let engine = engine.clone();
        spawn(async move {
            if let Err(why) = engine.ask(Act(deed)).await {
                fault.set(Some(why));
            }
        });
    });
    let onaction = move |action: ScoreAction| match action {
        ScoreAction::Look(span, day) => looked_at.set(GetScore { span, day }),
        ScoreAction::Contest(entry, reason) => act.call(Deed::FileAppeal { entry, reason }),
        ScoreAction::Withdraw(appeal) => act.call(Deed::WithdrawAppeal { appeal }),
        ScoreAction::Dismiss => fault.set(None),
    };
    match score() {
        Loaded::Ready(score) => rsx! {
            ScoreView { score, span: looked_at().span, today, fault: fault(), onaction }
        },
        Loaded::Failed(fault) => rsx! {
            TopBar { title: t!(texts, "score-title"), back: true }
            EmptyState { shape: Shape::Broken, title: t!(texts, "page-failed"), words: fault.sentence(&texts) }
        },
        Loaded::Loading => rsx! { Waiting {} },
    }
}
