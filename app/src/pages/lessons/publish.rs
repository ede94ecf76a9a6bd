//! Publishing and its engine.

use chrono::{Days, NaiveDate};
use dioxus::prelude::*;
use jishi_core::{
    engine::{Act, Deed, Fault, GetPolicy, GetPreview, GetToday, Sections},
    model::Topic,
    protocol::Problem,
};

use super::{LessonDraft, PublishAction, PublishView};
use crate::{
    Route,
    components::{EmptyState, MomentSkeleton, Shape, TopBar},
    state::{Loaded, use_answer, use_engine, use_topics},
    t,
    texts::{Sentence as _, use_texts},
};

/// How long a lesson is open unless somebody says otherwise, in days.
const USUAL_DAYS: u64 = 14;

/// Loads what lessons go by and what today is.
#[component]
pub fn PublishPage() -> Element {
    let texts = use_texts();
    let (sections, today) = (use_answer(|| GetPolicy), use_answer(|| GetToday));
    let loaded = (sections.read().clone(), today.read().clone());
    match loaded {
        (Loaded::Ready(sections), Loaded::Ready(today)) => rsx! { Writing { sections, today: today.day } },
        (Loaded::Failed(fault), _) | (_, Loaded::Failed(fault)) => rsx! {
            TopBar { title: t!(texts, "publish-title"), back: true }
            EmptyState { shape: Shape::Broken, title: t!(texts, "page-failed"), words: fault.sentence(&texts) }
        },
        _ => rsx! {
            TopBar { title: t!(texts, "publish-title"), back: true }
            div { role: "status", "aria-busy": "true", "aria-label": t!(texts, "loading"), MomentSkeleton {} }
        },
    }
}

/// The lesson being written; whether it could be published is asked of the rules with every change.
#[component]
fn Writing(sections: Sections, today: NaiveDate) -> Element {
    let engine = use_engine();
    let topics = use_topics();
    let mut draft = use_signal(|| LessonDraft {
        topic: Topic::MeetingSpirit,
        title: String::new(),
        body: String::new(),
        opens: today,
        closes: today.checked_add_days(Days::new(USUAL_DAYS)),
        minutes: sections.lesson_seconds.div_ceil(60).max(2),
    });
    let mut refused = use_signal(|| None::<Problem>);
    let mut fault = use_signal(|| None::<Fault>);
    let mut sending = use_signal(|| false);
    let asking = engine.clone();
    use_resource(move || {
        let engine = asking.clone();
        let mut draft = draft();
        // What is still missing is said at its field.
        for words in [&mut draft.title, &mut draft.body] {
            if words.trim().is_empty() {
                *words = "…".into();
            }
        }
        topics.refresh();
        async move {
            let preview = engine.ask(GetPreview(publish(draft))).await.ok();
            refused.set(preview.and_then(|preview| preview.refused));
        }
    });
    let onaction = move |action: PublishAction| match action {
        PublishAction::Change(changed) => {
            fault.set(None);
            draft.set(changed);
        }
        PublishAction::Send => {
            let engine = engine.clone();
            if sending() {
                return;
            }
            sending.set(true);
            spawn(async move {
                match engine.ask(Act(publish(draft()))).await {
                    Ok(_) => {
                        navigator().replace(Route::Lessons {});
                    }
                    Err(why) => {
                        fault.set(Some(why));
                        sending.set(false);
                    }
                }
            });
        }
    };
    rsx! {
        PublishView {
            may: sections.may_publish,
            shortest: sections.lesson_seconds.div_ceil(60),
            draft: draft(),
            refused: refused(),
            fault: fault(),
            sending: sending(),
            onaction,
        }
    }
}

fn publish(draft: LessonDraft) -> Deed {
    Deed::PublishLesson {
        topic: draft.topic,
        title: draft.title.trim().to_owned(),
        body: draft.body,
        files: vec![],
        opens: draft.opens,
        closes: draft.closes,
        minimum_seconds: draft.minutes.saturating_mul(60),
    }
}
