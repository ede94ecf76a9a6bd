//! One piece of news in words, and where it leads.

use jishi_core::{
    engine::{NewsAbout, NewsItem, TaskItem},
    model::{Decision, LeaveState, MomentId, Person, TaskState, Timestamp},
};

use crate::{
    Route,
    components::{Shape, Tone},
    pages::{leave_summary, tasks::standing},
    t,
    texts::{self, Texts},
};

/// A row.
pub(super) struct Told {
    pub(super) shape: Shape,
    pub(super) tone: Tone,
    pub(super) title: String,
    pub(super) words: String,
    pub(super) hint: String,
    /// Where it leads; nowhere if what it is about is gone.
    pub(super) to: Option<Route>,
}

/// How many people are named before the rest are counted.
const NAMED: usize = 2;

pub(super) fn tell(texts: &Texts, now: Timestamp, item: &NewsItem) -> Told {
    let name = item.by.first().map_or_else(
        || t!(texts, "request-somebody"),
        |person: &Person| person.name.clone(),
    );
    let log = |words: &str| {
        if words.trim().is_empty() {
            t!(texts, "news-log")
        } else {
            words.to_owned()
        }
    };
    let (shape, tone, title, words, reason, to) = match &item.about {
        NewsAbout::Leave(item) => {
            let decision = match &item.leave.state {
                LeaveState::Decided { decision } => Some(decision),
                _ => None,
            };
            let (shape, tone, words, reason) = decided(texts, decision, &name);
            let title = format!(
                "{} · {}",
                leave_summary(texts, item),
                texts::span(texts, item.leave.span)
            );
            (shape, tone, title, words, reason, Some(Route::Leave {}))
        }
        NewsAbout::Correction(item) => {
            let (shape, tone, words, reason) = decided(texts, item.correction.decision.as_ref(), &name);
            let mode = texts::mode(texts, item.correction.mode);
            let day = texts::day(texts, item.correction.day);
            let title = format!("{} · {day}", t!(texts, "correction-request", mode = mode));
            (shape, tone, title, words, reason, Some(Route::CheckIn {}))
        }
        NewsAbout::Doubt(item) => {
            let review = item.doubt.review.as_ref();
            let (shape, tone, _, reason) = decided(texts, review, &name);
            let reviewer = item.reviewer.as_ref().map(|person| person.name.as_str());
            let words = texts::doubt_standing(texts, &item.doubt, item.trust, reviewer);
            let to = match item.doubt.mode {
                Some(_) => Route::CheckIn {},
                None => Route::Moment {
                    id: MomentId(item.doubt.subject),
                },
            };
            let title = texts::doubt_title(texts, now, &item.doubt);
            (shape, tone, title, words, reason, Some(to))
        }
        NewsAbout::Appeal(item) => {
            let decision = item.appeal.decision.as_ref();
            let (shape, tone, _, reason) = decided(texts, decision, &name);
            let words = match decision {
                Some(decision) if decision.granted => t!(texts, "appeal-granted", name = name),
                Some(_) => t!(texts, "appeal-refused", name = name),
                None => t!(texts, "appeal-lapsed"),
            };
            let title = t!(
                texts,
                "appeal-title",
                rule = texts::rule(texts, item.appeal.entry.rule)
            );
            (shape, tone, title, words, reason, Some(Route::Score {}))
        }
        NewsAbout::Task(task) => {
            let (shape, tone, words) = standing(texts, now, task);
            let given = task.task.deliveries.is_empty() && !item.by.is_empty();
            let words = if given && task.task.state == TaskState::Open {
                format!("{} · {words}", t!(texts, "task-from", name = name))
            } else {
                words
            };
            let to = Route::Task { id: task.task.id };
            (
                shape,
                tone,
                task.task.title.clone(),
                words,
                reason_of(task),
                Some(to),
            )
        }
        NewsAbout::Likes { moment, words } => {
            let names: Vec<&str> = item
                .by
                .iter()
                .take(NAMED)
                .map(|person| person.name.as_str())
                .collect();
            let names = names.join(&t!(texts, "list-separator"));
            // Of whom not all need be known here.
            let all = item.ids.len();
            let names = if names.is_empty() { name } else { names };
            let told = if all <= item.by.len().clamp(1, NAMED) {
                t!(texts, "news-liked", names = names)
            } else {
                t!(texts, "news-liked-by-many", names = names, count = all)
            };
            let to = Route::Moment { id: *moment };
            (Shape::Like, Tone::Done, log(words), told, String::new(), Some(to))
        }
        NewsAbout::Dislike {
            moment,
            words,
            reason,
        } => {
            let told = t!(texts, "news-disliked", name = name);
            let to = moment.map(|id| Route::Moment { id });
            (Shape::Dislike, Tone::Alarm, log(words), told, reason.clone(), to)
        }
    };
    let time = texts::day_time(texts, now, item.at);
    let hint = if reason.is_empty() {
        time
    } else {
        format!("{reason} · {time}")
    };
    Told {
        shape,
        tone,
        title,
        words,
        hint,
        to,
    }
}

/// A yes or a no, its words and its reason. Without a decision time has decided, for whom it is about.
fn decided(texts: &Texts, decision: Option<&Decision>, name: &str) -> (Shape, Tone, String, String) {
    match decision {
        Some(decision) if !decision.granted => (
            Shape::Close,
            Tone::Alarm,
            t!(texts, "leave-refused", name = name),
            decision.reason.clone(),
        ),
        Some(decision) => (
            Shape::Check,
            Tone::Done,
            t!(texts, "leave-granted", name = name),
            decision.reason.clone(),
        ),
        None => (Shape::Check, Tone::Done, String::new(), String::new()),
    }
}

/// Why a result was returned, or a task taken back.
fn reason_of(item: &TaskItem) -> String {
    match &item.task.state {
        TaskState::Cancelled { reason, .. } => reason.clone(),
        TaskState::Open | TaskState::Delivered | TaskState::Accepted => item
            .task
            .deliveries
            .last()
            .and_then(|result| result.verdict.as_ref())
            .map_or_else(String::new, |verdict| verdict.reason.clone()),
    }
}
