//! One lesson and its engine: counts the reading, and puts it on the record once it is done.

use dioxus::prelude::*;
use jishi_core::{
    engine::{Act, Deed, Fault, GetLesson, GetPreview, KeepReading, LessonPage as Page},
    model::{LessonId, Points, Timestamp},
};

use super::{LessonAction, LessonView, progress::use_begun};
use crate::{
    Route,
    components::{EmptyState, MomentSkeleton, Shape, TopBar},
    state::{Clock, Loaded, is_visible, sleep, use_answer, use_engine, use_topics},
    t,
    texts::{Sentence as _, use_texts},
};

/// How often the clock is looked at.
const LOOK_MS: u32 = 1_000;

/// Loads the lesson.
#[component]
pub fn LessonPage(id: ReadSignal<LessonId>) -> Element {
    let texts = use_texts();
    let page = use_answer(move || GetLesson(id()));
    let loaded = page.read().clone();
    match loaded {
        Loaded::Ready(page) => rsx! { Reading { key: "{page.lesson.id}", page: *page } },
        Loaded::Failed(fault) => rsx! {
            TopBar { title: t!(texts, "lesson-title"), back: true }
            EmptyState { shape: Shape::Broken, title: t!(texts, "page-failed"), words: fault.sentence(&texts) }
        },
        Loaded::Loading => rsx! {
            TopBar { title: t!(texts, "lesson-title"), back: true }
            div { role: "status", "aria-busy": "true", "aria-label": t!(texts, "loading"), MomentSkeleton { photo: true } }
        },
    }
}

/// The lesson being read.
#[component]
fn Reading(page: Page) -> Element {
    let engine = use_engine();
    let clock = use_hook(|| try_consume_context::<Clock>().unwrap_or_default());
    let begun = use_begun();
    let (id, documents) = (page.lesson.id, page.lesson.documents());
    // Where no reading time is kept, none is counted either.
    let (timed, minimum) = (page.minimum_seconds.is_some(), page.minimum_seconds.unwrap_or(0));
    let mut progress = use_signal(|| begun.open(id, page.begun, clock.0()));
    let mut fault = use_signal(|| None::<Fault>);
    let mut acting = use_signal(|| false);
    let mut earns = use_signal(|| None::<Points>);
    let open = page.to_read;
    let to_read = use_memo(use_reactive!(|open| open));

    let asking = engine.clone();
    let topics = use_topics();
    use_resource(move || {
        let engine = asking.clone();
        let deed = read(id, progress.peek().begun_before(minimum), minimum);
        topics.refresh();
        async move {
            // What it earned stays on the page after it was earned.
            if let Ok(preview) = engine.ask(GetPreview(deed)).await
                && preview.refused.is_none()
            {
                earns.set(Some(preview.difference.points));
            }
        }
    });
    let keeping = engine.clone();
    use_future(move || {
        let (begun, engine) = (begun.clone(), keeping.clone());
        let mut kept = progress.peek().to_keep();
        async move {
            while to_read() {
                sleep(LOOK_MS).await;
                let looked = progress.peek().look(clock.0(), timed && is_visible(), minimum);
                if *progress.peek() != looked {
                    progress.set(looked);
                }
                begun.keep(id, looked);
                if to_read() && !acting() && looked.is_ahead_of(kept) {
                    let begun = looked.to_keep();
                    // What cannot be kept now is tried again with the next look.
                    if engine.ask(KeepReading { lesson: id, begun }).await.is_ok() {
                        kept = begun;
                    }
                }
            }
        }
    });
    let acted = engine.clone();
    use_effect(move || {
        let so_far = progress();
        if !to_read() || acting() || !so_far.is_enough(minimum, documents) || fault.peek().is_some() {
            return;
        }
        acting.set(true);
        let engine = acted.clone();
        let started_at = if timed { so_far.started_at } else { clock.0() };
        spawn(async move {
            let done = engine.ask(Act(read(id, started_at, so_far.seconds()))).await;
            if let Err(why) = done {
                fault.set(Some(why));
                acting.set(false);
            }
        });
    });
    let onaction = move |action: LessonAction| match action {
        LessonAction::End => {
            let reached = progress().reached();
            progress.set(reached);
        }
        LessonAction::Open(place) => {
            let opened = progress().opened(place, clock.0());
            progress.set(opened);
        }
        LessonAction::Again => fault.set(None),
        LessonAction::Withdraw => {
            let engine = engine.clone();
            spawn(async move {
                match engine.ask(Act(Deed::WithdrawLesson { lesson: id })).await {
                    Ok(_) => {
                        navigator().replace(Route::Lessons {});
                    }
                    Err(why) => fault.set(Some(why)),
                }
            });
        }
    };
    rsx! {
        LessonView { page, progress: progress(), earns: earns(), fault: fault(), onaction }
    }
}

const fn read(lesson: LessonId, started_at: Timestamp, seconds: u32) -> Deed {
    Deed::ReadLesson {
        lesson,
        started_at,
        seconds,
    }
}
