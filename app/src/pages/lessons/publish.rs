//! Publishing and its engine.

use chrono::{Days, NaiveDate};
use dioxus::prelude::*;
use jishi_core::{
    engine::{Act, Deed, Draft, Fault, Form, GetPolicy, GetPreview, GetToday, Sections},
    model::{MomentId, Sha256, Topic, clean_text},
    protocol::Problem,
};

use super::{LessonDraft, PublishAction, PublishView};
use crate::{
    Route,
    components::{EmptyState, MomentSkeleton, Shape, TopBar},
    pages::attachments::{AttachAction, FileRows, Photos, Taken, use_attaching},
    state::{DraftKeeper, Loaded, fields, use_answer, use_engine, use_form, use_topics},
    t,
    texts::{Sentence as _, use_texts},
};

/// How long a lesson is open unless somebody says otherwise, in days.
const USUAL_DAYS: u64 = 14;

/// Loads what lessons go by, what today is, and what was begun.
#[component]
pub fn PublishPage() -> Element {
    let texts = use_texts();
    let (sections, today) = (use_answer(|| GetPolicy), use_answer(|| GetToday));
    let begun = use_form(Form::Lesson);
    let loaded = (sections.read().clone(), today.read().clone(), begun);
    match loaded {
        (Loaded::Ready(sections), Loaded::Ready(today), Loaded::Ready(begun)) => {
            rsx! { Writing { key: "{begun.id}", sections, today: today.day, begun } }
        }
        (Loaded::Failed(fault), ..) | (_, Loaded::Failed(fault), _) | (.., Loaded::Failed(fault)) => rsx! {
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
fn Writing(sections: Sections, today: NaiveDate, begun: Draft) -> Element {
    let engine = use_engine();
    let topics = use_topics();
    let keeper = use_context::<DraftKeeper>();
    let id = begun.id;
    let mut draft = use_signal(|| {
        let kept = fields(&begun).unwrap_or_else(|| LessonDraft {
            topic: Topic::MeetingSpirit,
            title: String::new(),
            body: String::new(),
            opens: today,
            closes: today.checked_add_days(Days::new(USUAL_DAYS)),
            minutes: usual_minutes(sections.lesson_seconds.unwrap_or(0)),
        });
        LessonDraft {
            body: begun.text.clone(),
            // A draft may be older than the policy that asks for no time.
            minutes: sections.lesson_seconds.map_or(0, |_| kept.minutes),
            ..kept
        }
    });
    let kept = use_signal(|| begun);
    let mut refused = use_signal(|| None::<Problem>);
    let mut fault = use_signal(|| None::<Fault>);
    let mut sending = use_signal(|| false);
    let attaching = use_attaching(kept, fault);
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
        // The files are the draft's, which the engine has.
        let _ = kept.read().attachments.len();
        topics.refresh();
        async move {
            let preview = engine.ask(GetPreview(publish(draft, id))).await.ok();
            refused.set(preview.and_then(|preview| preview.refused));
        }
    });
    let keeping = keeper.clone();
    let change = use_callback(move |changed: LessonDraft| {
        keeping.keep_form(id, &clean_text(&changed.body), &changed);
        draft.set(changed);
    });
    let onfile = use_callback(move |action: AttachAction| {
        let AttachAction::Detach(sha256) = action else {
            return attaching.act(action);
        };
        spawn(async move {
            if attaching.detach(sha256).await {
                let written = draft.peek().clone();
                let body = without(&written.body, sha256);
                if body != written.body {
                    change.call(LessonDraft { body, ..written });
                }
            }
        });
    });
    let onaction = move |action: PublishAction| match action {
        PublishAction::Change(changed) => {
            fault.set(None);
            change.call(changed);
        }
        PublishAction::Send => {
            let engine = engine.clone();
            if sending() || attaching.are_under_way() {
                return;
            }
            sending.set(true);
            let keeper = keeper.clone();
            spawn(async move {
                // The draft goes with the deed: the keeper must not come after it.
                keeper.forget(id);
                match engine.ask(Act(publish(draft(), id))).await {
                    Ok(_) => {
                        navigator().replace(Route::Lessons {});
                    }
                    Err(why) => {
                        fault.set(Some(why));
                        change.call(draft());
                        sending.set(false);
                    }
                }
            });
        }
    };
    rsx! {
        PublishView {
            may: sections.may_publish,
            shortest: sections.lesson_seconds.map(|seconds| seconds.div_ceil(60)),
            draft: draft(),
            files: kept.read().attachments.clone(),
            chooser: rsx! {
                Photos { draft: kept, pending: attaching.photos(), onaction: move |action| onfile.call(action) }
                ul { class: "compose-rows",
                    FileRows {
                        taken: Taken::Pdf,
                        draft: kept,
                        pending: attaching.files(),
                        onaction: move |action| onfile.call(action),
                    }
                }
            },
            refused: refused(),
            fault: fault(),
            sending: sending() || attaching.are_under_way(),
            onaction,
        }
    }
}

fn publish(lesson: LessonDraft, draft: MomentId) -> Deed {
    Deed::PublishLesson {
        topic: lesson.topic,
        title: lesson.title.trim().to_owned(),
        body: lesson.body,
        draft: Some(draft),
        opens: lesson.opens,
        closes: lesson.closes,
        minimum_seconds: lesson.minutes.saturating_mul(60),
    }
}

/// A body without a picture that has been taken away.
fn without(body: &str, picture: Sha256) -> String {
    let end = format!("](sha256:{picture})");
    let mut left = body.to_owned();
    while let Some(at) = left.find(&end) {
        let Some(begin) = left[..at].rfind("![") else {
            break;
        };
        left.replace_range(begin..at + end.len(), "");
    }
    left
}

/// What is chosen at first. A policy that asks for no reading time is not gone beyond without being told to.
fn usual_minutes(shortest_seconds: u32) -> u32 {
    match shortest_seconds {
        0 => 0,
        seconds => seconds.div_ceil(60).max(2),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_that_is_taken_away_leaves_the_text() {
        let (one, two) = (Sha256::of(b"1"), Sha256::of(b"2"));
        let body = format!("一\n\n![图 1](sha256:{one})\n\n![图 2](sha256:{two})\n![又](sha256:{one})");
        assert_eq!(without(&body, one), format!("一\n\n\n\n![图 2](sha256:{two})\n"));
        assert_eq!(
            without(&format!("](sha256:{one})"), one),
            format!("](sha256:{one})")
        );
    }

    #[test]
    fn a_policy_that_asks_for_no_time_is_not_gone_beyond_unasked() {
        for (seconds, minutes) in [(0, 0), (30, 2), (120, 2), (121, 3)] {
            assert_eq!(usual_minutes(seconds), minutes, "{seconds} s");
        }
    }
}
