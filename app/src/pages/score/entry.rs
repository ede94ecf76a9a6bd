//! One entry: what rule, what it rests on, whether it counts, and the way to contest it.

use dioxus::prelude::*;
use jishi_core::{
    engine::{AppealItem, Deed, Delivery, EntryItem},
    model::{APPEAL_REASON_MAX, Entry, Evidence, LessonId, MomentId, Standing, TaskId, Timestamp},
};

use super::ScoreAction;
use crate::{
    Route,
    components::{BringsOf, Button, ButtonKind, Icon, Shape, Sheet},
    state::use_now,
    t,
    texts::{self, Sentence as _, Texts, day_time, use_texts},
};

/// The row, which opens the sheet.
#[component]
pub(super) fn EntryRow(item: EntryItem, onaction: EventHandler<ScoreAction>) -> Element {
    let texts = use_texts();
    let mut open = use_signal(|| false);
    let now = use_now();
    let hint = item.appeal.as_ref().map(|appeal| state(&texts, now, appeal));
    rsx! {
        li { class: "entry",
            button { class: "entry-row", r#type: "button", onclick: move |_| open.set(true),
                EntryLine { entry: item.entry, words: words(&texts, &item), hint }
                Icon { shape: Shape::Forward }
            }
            if open() {
                EntrySheet { item: item.clone(), onaction, onclose: move |()| open.set(false) }
            }
        }
    }
}

/// What an entry rests on: what was written or given, or the taps of its shift.
fn words(texts: &Texts, item: &EntryItem) -> String {
    let Some(seen) = &item.shift else {
        return item.words.clone();
    };
    let hours = texts::hours(seen.hours);
    match texts::shift_taps(texts, seen) {
        Some(taps) => format!("{hours} · {taps}"),
        None => hours,
    }
}

/// The rule, what it rests on, whether it counts, and the points.
#[component]
fn EntryLine(
    entry: Entry,
    words: String,
    /// What came of contesting it, if it was contested.
    #[props(default)]
    hint: Option<String>,
) -> Element {
    let texts = use_texts();
    let hint = hint.or_else(|| match entry.standing {
        Standing::Counted => None,
        Standing::OverCap => Some(t!(texts, "entry-over-cap")),
        Standing::Frozen { .. } => Some(t!(texts, "entry-frozen")),
    });
    let waits = matches!(entry.standing, Standing::Frozen { .. });
    let class = match entry.standing {
        Standing::Counted if entry.points.0 < 0 => "entry-points is-loss",
        Standing::Counted => "entry-points",
        Standing::OverCap | Standing::Frozen { .. } => "entry-points is-idle",
    };
    rsx! {
        span { class: "entry-main",
            span { class: "entry-rule", {texts::rule(&texts, entry.key.rule)} }
            if !words.is_empty() {
                span { class: "entry-words", dir: "auto", {words} }
            }
            if let Some(hint) = hint {
                span { class: if waits { "entry-hint is-waiting" } else { "entry-hint" }, {hint} }
            }
        }
        span { class, {texts::points(entry.points)} }
    }
}

fn state(texts: &Texts, now: Timestamp, item: &AppealItem) -> String {
    let appeal = &item.appeal;
    if appeal.withdrawn_at.is_some() {
        return t!(texts, "appeal-withdrawn");
    }
    let name = item
        .decider
        .as_ref()
        .map_or_else(|| t!(texts, "leave-leader"), |person| person.name.clone());
    match &appeal.decision {
        Some(decision) if decision.granted => t!(texts, "appeal-granted", name = name),
        Some(_) => t!(texts, "appeal-refused", name = name),
        None if item.lapsed => t!(texts, "appeal-lapsed"),
        None => t!(
            texts,
            "appeal-waits",
            time = day_time(texts, now, appeal.decide_by)
        ),
    }
}

#[component]
fn EntrySheet(item: EntryItem, onaction: EventHandler<ScoreAction>, onclose: EventHandler<()>) -> Element {
    let texts = use_texts();
    let mut why = use_signal(String::new);
    let entry = item.entry;
    let empty = why.read().trim().is_empty();
    let rests_on = match entry.key.evidence {
        Evidence::Moment { id } | Evidence::Reaction { moment: id, .. } => {
            Some((Route::Moment { id: MomentId(id) }, t!(texts, "entry-moment")))
        }
        Evidence::Lesson { id } => Some((Route::Lesson { id: LessonId(id) }, t!(texts, "entry-lesson"))),
        Evidence::Task { id } => Some((Route::Task { id: TaskId(id) }, t!(texts, "entry-task"))),
        Evidence::Day | Evidence::Shift { .. } | Evidence::Appeal { .. } => None,
    };
    rsx! {
        Sheet { title: texts::rule(&texts, entry.key.rule), onclose,
            p { class: "entry-why", {texts::rule_sentence(&texts, entry.key.rule)} }
            dl { class: "entry-facts",
                dt { {t!(texts, "entry-points")} }
                dd { {texts::points(entry.points)} }
                dt { {t!(texts, "entry-day")} }
                dd { {texts::day(&texts, entry.key.day)} }
                dt { {t!(texts, "entry-policy")} }
                dd { {t!(texts, "entry-policy-version", version = entry.policy)} }
                if let Some(seen) = &item.shift {
                    dt { {t!(texts, "entry-shift")} }
                    dd { {texts::hours(seen.hours)} }
                    dt { {t!(texts, "entry-shift-now")} }
                    dd { {texts::shift_standing(&texts, seen.standing)} }
                    if let Some(taps) = texts::shift_taps(&texts, seen) {
                        dt { {t!(texts, "entry-shift-taps")} }
                        dd { {taps} }
                    }
                } else if let Evidence::Shift { shift } = entry.key.evidence {
                    dt { {t!(texts, "entry-shift")} }
                    dd { {t!(texts, "entry-shift-number", shift = shift + 1)} }
                }
                if let Some(giver) = &item.giver {
                    dt { {t!(texts, "entry-giver")} }
                    dd { bdi { {giver.name.clone()} } }
                }
            }
            if !item.words.is_empty() {
                p { class: "entry-quote", dir: "auto", {item.words.clone()} }
            }
            // Of somebody else it may not be on this phone.
            if let Some((to, name)) = rests_on.filter(|_| !item.words.is_empty()) {
                Link { class: "button entry-open", to, {name} }
            }
            if let Some(appeal) = item.appeal.clone() {
                Contested { appeal, onaction, onclose }
            } else if item.may_appeal {
                label { class: "field",
                    span { class: "field-name", {t!(texts, "appeal-why")} }
                    textarea {
                        class: "field-text",
                        dir: "auto",
                        rows: "3",
                        maxlength: "{APPEAL_REASON_MAX}",
                        value: why(),
                        oninput: move |event| why.set(event.value()),
                    }
                }
                if entry.takes() {
                    BringsOf { deed: Deed::FileAppeal { entry: entry.key, reason: "…".into() } }
                } else {
                    p { class: "is-soft", {t!(texts, "appeal-gain")} }
                }
                if let Some(last) = item.file_by {
                    p { class: "is-soft", {t!(texts, "appeal-until", day = texts::date(&texts, last))} }
                }
                div { class: "sheet-actions",
                    Button {
                        kind: ButtonKind::Primary,
                        disabled: empty,
                        onclick: move |_| {
                            onaction.call(ScoreAction::Contest(entry.key, why().trim().to_owned()));
                            onclose.call(());
                        },
                        {t!(texts, "appeal-send")}
                    }
                }
            }
        }
    }
}

/// What came of contesting it.
#[component]
fn Contested(appeal: AppealItem, onaction: EventHandler<ScoreAction>, onclose: EventHandler<()>) -> Element {
    let texts = use_texts();
    let now = use_now();
    let id = appeal.appeal.id;
    let way = match &appeal.under_way {
        Some(Delivery::Refused { problem, .. }) => problem.sentence(&texts),
        Some(Delivery::Received(_)) | None => String::new(),
        Some(_) => t!(texts, "delivery-waiting-long"),
    };
    rsx! {
        p { class: "entry-appeal", {state(&texts, now, &appeal)} }
        p { class: "entry-quote", dir: "auto", {appeal.appeal.reason.clone()} }
        if let Some(decision) = appeal.appeal.decision.as_ref().filter(|decision| !decision.reason.is_empty()) {
            p { class: "is-soft", dir: "auto", {t!(texts, "leave-because", reason = decision.reason.clone())} }
        }
        if !way.is_empty() {
            p { class: "is-soft", role: "status", {way} }
        }
        if appeal.may_withdraw {
            BringsOf { deed: Deed::WithdrawAppeal { appeal: id } }
            div { class: "sheet-actions",
                Button {
                    onclick: move |_| {
                        onaction.call(ScoreAction::Withdraw(id));
                        onclose.call(());
                    },
                    {t!(texts, "appeal-withdraw")}
                }
            }
        }
    }
}
