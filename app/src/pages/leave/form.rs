//! The form as markup.

use chrono::NaiveDate;
use dioxus::prelude::*;
use jishi_core::{
    engine::{Fault, LeaveTerms, Preview},
    model::{Half, HalfDay, LeaveKind, LeaveSpan},
};
use serde::{Deserialize, Serialize};

use super::view::balance_words;
use crate::{
    components::{Brings, Button, ButtonKind, Chip, Chips, MonthGrid, Notice, NoticeKind, TopBar},
    pages::ReasonField,
    t,
    texts::{self, Sentence as _, Texts, use_texts},
};

/// A leave as it is being asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeaveDraft {
    /// Which kind.
    pub kind: LeaveKind,
    /// For when.
    pub span: LeaveSpan,
    /// Why; kept as the text of the draft.
    #[serde(skip)]
    pub reason: String,
}

/// What a person does here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AskLeaveAction {
    /// Changes the leave.
    Change(LeaveDraft),
    /// Begins another one.
    Anew,
    /// Asks for it.
    Send,
}

/// Which end of the span the calendar sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    From,
    To,
}

/// The page.
#[component]
pub fn AskLeaveView(
    kinds: Vec<LeaveKind>,
    today: NaiveDate,
    draft: LeaveDraft,
    /// What a new one begins with.
    begun: LeaveDraft,
    terms: Option<LeaveTerms>,
    /// What it would do as it is, or why it could not be asked for, by the rules.
    preview: Option<Preview>,
    fault: Option<Fault>,
    sending: bool,
    onaction: EventHandler<AskLeaveAction>,
) -> Element {
    let texts = use_texts();
    let mut end = use_signal(|| End::From);
    let mut month = use_signal(|| draft.span.from.day);
    let refused = preview.as_ref().and_then(|preview| preview.refused.clone());
    let policy = terms.as_ref().and_then(|terms| terms.kinds.get(&draft.kind));
    let lacking = policy.is_some_and(|policy| policy.reason) && draft.reason.trim().is_empty();
    let chips = kinds
        .iter()
        .map(|kind| Chip {
            words: texts::leave_kind(&texts, *kind),
            chosen: *kind == draft.kind,
        })
        .collect::<Vec<_>>();
    let (of_kind, of_span, of_day, of_reason) = (draft.clone(), draft.clone(), draft.clone(), draft.clone());
    rsx! {
        TopBar { title: t!(texts, "leave-new"), back: true }
        div { class: "leave-form",
            if let Some(fault) = fault {
                Notice { kind: NoticeKind::Trouble, {fault.sentence(&texts)} }
            }
            Chips {
                label: t!(texts, "leave-kind"),
                chips,
                onchoose: move |index: usize| {
                    if let Some(kind) = kinds.get(index) {
                        onaction.call(AskLeaveAction::Change(LeaveDraft { kind: *kind, ..of_kind.clone() }));
                    }
                },
            }
            if let Some(balance) = terms.as_ref().and_then(|terms| terms.balance(draft.kind)) {
                p { class: "is-soft", "aria-live": "polite", {balance_words(&texts, balance)} }
            }
            Ends {
                span: draft.span,
                end: end(),
                onend: move |chosen: End| {
                    end.set(chosen);
                    month.set(match chosen {
                        End::From => of_span.span.from.day,
                        End::To => of_span.span.to.day,
                    });
                },
                onspan: {
                    let draft = draft.clone();
                    move |span: LeaveSpan| onaction.call(AskLeaveAction::Change(LeaveDraft { span, ..draft.clone() }))
                },
            }
            MonthGrid {
                month: month(),
                today,
                chosen: (draft.span.from.day, draft.span.to.day),
                calendar: terms.as_ref().map(|terms| terms.calendar.clone()),
                onday: move |day: NaiveDate| {
                    let span = with_day(of_day.span, end(), day);
                    // The first day is chosen, the last one is next.
                    end.set(End::To);
                    onaction.call(AskLeaveAction::Change(LeaveDraft { span, ..of_day.clone() }));
                },
                onmonth: move |to: NaiveDate| month.set(to),
            }
            Count { terms: terms.clone(), draft: draft.clone() }
            ReasonField {
                label: if policy.is_some_and(|policy| policy.reason) {
                    t!(texts, "leave-reason-needed")
                } else {
                    t!(texts, "leave-reason")
                },
                reason: draft.reason.clone(),
                reasons: vec![],
                onreason: move |reason: String| {
                    onaction.call(AskLeaveAction::Change(LeaveDraft { reason, ..of_reason.clone() }));
                },
            }
            if let Some(problem) = refused.clone() {
                Notice { kind: NoticeKind::Waiting, {problem.sentence(&texts)} }
            } else {
                p { class: "is-soft", {decides(&texts, terms.as_ref(), &draft)} }
                Brings { preview }
            }
            Button {
                kind: ButtonKind::Primary,
                disabled: sending || lacking || refused.is_some(),
                busy: sending,
                onclick: move |_| onaction.call(AskLeaveAction::Send),
                {t!(texts, "leave-send")}
            }
            if draft != begun {
                Button {
                    disabled: sending,
                    onclick: move |_| {
                        month.set(begun.span.from.day);
                        onaction.call(AskLeaveAction::Anew);
                    },
                    {t!(texts, "leave-anew")}
                }
            }
        }
    }
}

/// The two ends, each with its half of the day.
#[component]
fn Ends(span: LeaveSpan, end: End, onend: EventHandler<End>, onspan: EventHandler<LeaveSpan>) -> Element {
    let texts = use_texts();
    let rows = [
        (End::From, t!(texts, "leave-from"), span.from),
        (End::To, t!(texts, "leave-to"), span.to),
    ];
    rsx! {
        div { class: "leave-ends",
            for (which, name, half_day) in rows {
                div { key: "{which:?}", class: if which == end { "leave-end is-current" } else { "leave-end" },
                    button {
                        class: "leave-end-day",
                        r#type: "button",
                        "aria-pressed": if which == end { "true" } else { "false" },
                        onclick: move |_| onend.call(which),
                        span { class: "leave-end-name", {name.clone()} }
                        span { {texts::day(&texts, half_day.day)} }
                    }
                    Chips {
                        label: name,
                        chips: vec![
                            Chip { words: t!(texts, "half-morning"), chosen: half_day.half == Half::Morning },
                            Chip { words: t!(texts, "half-afternoon"), chosen: half_day.half == Half::Afternoon },
                        ],
                        onchoose: move |index: usize| {
                            let half = if index == 0 { Half::Morning } else { Half::Afternoon };
                            onspan.call(with(span, which, HalfDay { half, ..half_day }));
                        },
                    }
                }
            }
        }
    }
}

fn with_day(span: LeaveSpan, end: End, day: NaiveDate) -> LeaveSpan {
    let half = match end {
        End::From => span.from.half,
        End::To => span.to.half,
    };
    with(span, end, HalfDay { day, half })
}

/// With one end moved; the other follows where it would lie on the wrong side.
fn with(span: LeaveSpan, end: End, to: HalfDay) -> LeaveSpan {
    match end {
        End::From if to <= span.to => LeaveSpan { from: to, ..span },
        End::From => LeaveSpan {
            from: to,
            to: HalfDay {
                half: Half::Afternoon,
                ..to
            },
        },
        End::To if span.from <= to => LeaveSpan { to, ..span },
        End::To => LeaveSpan {
            from: HalfDay {
                half: Half::Morning,
                ..to
            },
            to,
        },
    }
}

/// How many days it takes, or why nobody can say.
#[component]
fn Count(terms: Option<LeaveTerms>, draft: LeaveDraft) -> Element {
    let texts = use_texts();
    let adjoining = terms.as_ref().map_or(0, |terms| terms.adjoining(draft.span));
    let (class, words) = match terms.map(|terms| terms.counted(draft.kind, draft.span)) {
        Some(Some(half_days)) if adjoining > 0 => (
            "leave-count",
            t!(
                texts,
                "leave-counts-adjoining",
                days = texts::half_days(&texts, half_days),
                all = texts::half_days(&texts, half_days.saturating_add(adjoining))
            ),
        ),
        Some(Some(half_days)) => (
            "leave-count",
            t!(texts, "leave-counts", days = texts::half_days(&texts, half_days)),
        ),
        Some(None) => ("leave-count is-unknown", t!(texts, "leave-uncounted")),
        None => ("leave-count", String::new()),
    };
    rsx! {
        p { class, "aria-live": "polite", {words} }
    }
}

fn decides(texts: &Texts, terms: Option<&LeaveTerms>, draft: &LeaveDraft) -> String {
    let half_days = terms.and_then(|terms| terms.counted(draft.kind, draft.span));
    let people = terms.zip(half_days).map_or(&[][..], |(terms, half_days)| {
        terms.deciders(half_days.saturating_add(terms.adjoining(draft.span)))
    });
    if people.is_empty() {
        return t!(texts, "leave-decided-by-leader");
    }
    let names = people
        .iter()
        .map(|person| person.name.as_str())
        .collect::<Vec<_>>();
    t!(
        texts,
        "leave-decided-by",
        names = names.join(&t!(texts, "list-separator"))
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn half_day(day: u32, half: Half) -> HalfDay {
        HalfDay {
            day: NaiveDate::from_ymd_opt(2026, 11, day).unwrap_or_default(),
            half,
        }
    }

    #[test]
    fn a_span_never_ends_before_it_begins() {
        let span = LeaveSpan {
            from: half_day(10, Half::Afternoon),
            to: half_day(12, Half::Morning),
        };
        let later = with(span, End::From, half_day(20, Half::Morning));
        assert_eq!(
            (later.from, later.to),
            (half_day(20, Half::Morning), half_day(20, Half::Afternoon))
        );
        let earlier = with(span, End::To, half_day(3, Half::Morning));
        assert_eq!(
            (earlier.from, earlier.to),
            (half_day(3, Half::Morning), half_day(3, Half::Morning))
        );
        let within = with_day(span, End::To, half_day(11, Half::Morning).day);
        assert_eq!((within.from, within.to), (span.from, half_day(11, Half::Morning)));
    }
}
