//! A unit's day (单位考勤日报): who was there, who was elsewhere and why, who wrote, and what waits for a word.

use chrono::NaiveDate;
use dioxus::prelude::*;
use jishi_core::{
    engine::{Fault, GetUnitDay, PersonDayItem, UnitDayPage as Day},
    model::{Mode, PersonId, UnitId},
    protocol::{CorrectionSeen, PlaceSeen, TapSeen},
    rules::attendance::{ShiftSeen, ShiftStanding},
};
use uuid::Uuid;

use super::question::{Unanswered, use_server};
use crate::{
    Route,
    components::{
        Avatar, Icon, IconButton, Notice, NoticeKind, RequestRow, Row, Rows, Shape, TopBar, UndoBar, Verdict,
    },
    pages::{PendingVerdict, use_verdicts},
    state::Loaded,
    t,
    texts::{self, Sentence as _, Texts, clock_time, use_texts},
};

/// One's own unit, today.
#[component]
pub fn UnitDayPage() -> Element {
    let (answer, retry) = use_server(|| GetUnitDay {
        unit: None,
        day: None,
    });
    rsx! { Answered { answer, retry } }
}

/// A unit on a day.
#[component]
pub fn UnitOnDayPage(unit: ReadSignal<UnitId>, day: ReadSignal<NaiveDate>) -> Element {
    let (answer, retry) = use_server(move || GetUnitDay {
        unit: Some(unit()),
        day: Some(day()),
    });
    rsx! { Answered { answer, retry } }
}

#[component]
fn Answered(answer: Signal<Loaded<Box<Day>>>, retry: Callback<()>) -> Element {
    let texts = use_texts();
    let verdicts = use_verdicts();
    let (pending, mut fault) = (verdicts.pending, verdicts.fault);
    // The server's answer still has them as waiting; it is not asked again for each.
    let mut decided = use_signal(Vec::<Uuid>::new);
    let onaction = move |action: UnitDayAction| match action {
        UnitDayAction::Decide(verdict) => {
            decided.write().extend(verdict.subject());
            verdicts.decide(verdict);
        }
        UnitDayAction::Undo => {
            let taken_back = pending.peek().as_ref().and_then(PendingVerdict::subject);
            decided.write().retain(|id| Some(*id) != taken_back);
            verdicts.undo();
        }
        UnitDayAction::Dismiss => fault.set(None),
    };
    match &*answer.read() {
        Loaded::Ready(day) => rsx! {
            UnitDayView {
                day: without((**day).clone(), &decided.read()),
                pending: pending(),
                fault: fault(),
                onaction,
            }
        },
        Loaded::Loading => rsx! {
            TopBar { title: t!(texts, "unit-day-title"), back: true }
            Unanswered { fault: None, onretry: retry }
        },
        Loaded::Failed(fault) => rsx! {
            TopBar { title: t!(texts, "unit-day-title"), back: true }
            Unanswered { fault: fault.clone(), onretry: retry }
        },
    }
}

/// The day without the requests that were decided meanwhile.
fn without(mut day: Day, decided: &[Uuid]) -> Day {
    for item in &mut day.people {
        item.day
            .corrections
            .retain(|correction| !decided.contains(&correction.id.0));
    }
    day
}

/// What a person does here.
#[derive(Clone, Debug, PartialEq)]
pub enum UnitDayAction {
    /// Decides on a request for a missing tap.
    Decide(PendingVerdict),
    /// Takes the decision back.
    Undo,
    /// Has read the fault.
    Dismiss,
}

/// The page.
#[component]
pub fn UnitDayView(
    day: Day,
    /// The decision that can be taken back.
    pending: Option<PendingVerdict>,
    fault: Option<Fault>,
    onaction: EventHandler<UnitDayAction>,
) -> Element {
    let texts = use_texts();
    let unit = day.unit.id;
    let to_decide: Vec<(PersonDayItem, CorrectionSeen)> = day
        .people
        .iter()
        .flat_map(|item| {
            let mine = item.day.corrections.iter().filter(|seen| seen.may_decide);
            mine.map(|seen| (item.clone(), seen.clone()))
        })
        .collect();
    let go = move |day: Option<NaiveDate>| {
        if let Some(day) = day {
            navigator().replace(Route::UnitOnDay { unit, day });
        }
    };
    let (before, after) = (day.day.pred_opt(), day.day.succ_opt());
    rsx! {
        TopBar { title: t!(texts, "unit-day-of", unit = day.unit.name.as_str()), back: true }
        div { class: "unit-head",
            div { class: "score-period",
                IconButton { shape: Shape::Back, label: t!(texts, "day-before"), onclick: move |_| go(before) }
                h2 { class: "score-when", {texts::day(&texts, day.day)} }
                if day.is_past {
                    IconButton { shape: Shape::Forward, label: t!(texts, "day-after"), onclick: move |_| go(after) }
                } else {
                    span { "aria-hidden": "true" }
                }
            }
            p { class: "unit-summary", {summary(&texts, &day)} }
        }
        if let Some(fault) = fault {
            Notice { kind: NoticeKind::Trouble, onclose: move |()| onaction.call(UnitDayAction::Dismiss),
                {fault.sentence(&texts)}
            }
        }
        if !to_decide.is_empty() {
            Rows { id: "unit-decide", title: t!(texts, "todo-decide"),
                for (item, seen) in to_decide {
                    RequestRow {
                        key: "{seen.id}",
                        title: t!(texts, "correction-request", mode = texts::mode(&texts, seen.mode)),
                        words: t!(
                            texts,
                            "correction-request-of",
                            day = texts::day(&texts, day.day),
                            shift = seen.shift + 1
                        ),
                        person: item.person,
                        reason: seen.reason,
                        onverdict: move |verdict: Verdict| {
                            onaction.call(UnitDayAction::Decide(PendingVerdict::correction(seen.id, verdict)));
                        },
                    }
                }
            }
        }
        ul { class: "entries unit-people",
            for item in day.people.iter().cloned() {
                PersonRow { key: "{item.day.person}", past: day.is_past, item }
            }
        }
        if day.above.is_some() || !day.below.is_empty() {
            nav { "aria-label": t!(texts, "unit-others"),
                h2 { class: "section-title", {t!(texts, "unit-others")} }
                ul { class: "rows",
                    for other in day.above.iter().chain(&day.below) {
                        Row {
                            key: "{other.id}",
                            shape: Shape::Calendar,
                            title: other.name.clone(),
                            to: Route::UnitOnDay { unit: other.id, day: day.day },
                        }
                    }
                }
            }
        }
        if let Some(pending) = pending {
            UndoBar { words: pending.words(&texts), onundo: move |()| onaction.call(UnitDayAction::Undo) }
        }
    }
}

#[component]
fn PersonRow(
    item: PersonDayItem,
    /// Whether the day is over.
    past: bool,
) -> Element {
    let texts = use_texts();
    let id = item.day.person;
    let name = item
        .person
        .as_ref()
        .map_or_else(|| t!(texts, "request-somebody"), |person| person.name.clone());
    rsx! {
        ToScore { person: id, may: item.may_see_score,
            if let Some(person) = item.person.clone() {
                Avatar { person }
            }
            span { class: "entry-main",
                bdi { class: "entry-rule", {name} }
                for shifts in item.day.shifts.chunk_by(texts::alike) {
                    ShiftLine { key: "{shifts[0].shift}", shifts: shifts.to_vec(), past }
                }
                for (index, tap) in item.day.taps.iter().enumerate().filter(|(_, tap)| says_more(tap, &item.day.shifts)) {
                    span { key: "{index}", class: "unit-tap", dir: "auto", {tapped(&texts, tap, &item.day.shifts)} }
                    if !tap.flags.is_empty() {
                        span { key: "{index}-doubt", class: "unit-shift is-waiting", {doubted(&texts, tap)} }
                    }
                }
                for waiting in &item.day.corrections {
                    span { key: "{waiting.id}", class: "unit-shift is-waiting",
                        {t!(texts, "unit-correction", shift = waiting.shift + 1, mode = texts::mode(&texts, waiting.mode))}
                    }
                }
                span { class: "entry-words",
                    {t!(texts, "unit-logs", count = item.day.logs)}
                    for leave in &item.day.leave {
                        " · "
                        {texts::leave_kind(&texts, leave.kind)}
                    }
                }
            }
        }
    }
}

/// A row about somebody; it leads to their score where that may be seen.
#[component]
pub(super) fn ToScore(person: PersonId, may: bool, children: Element) -> Element {
    rsx! {
        li { class: "entry",
            if may {
                Link { class: "entry-row", to: Route::PersonScore { person },
                    {children}
                    Icon { shape: Shape::Forward }
                }
            } else {
                div { class: "entry-row", {children} }
            }
        }
    }
}

/// Shifts of which the same is to be said.
#[component]
fn ShiftLine(shifts: Vec<ShiftSeen>, past: bool) -> Element {
    let texts = use_texts();
    let Some(seen) = shifts.first().copied() else {
        return rsx! {};
    };
    let starts: Vec<String> = shifts.iter().map(|seen| seen.hours.starts.to_string()).collect();
    let class = match seen.standing {
        ShiftStanding::OnDuty {
            late_minutes: 0,
            early_minutes: 0,
        }
        | ShiftStanding::Away { .. }
        | ShiftStanding::Leave
        | ShiftStanding::Corrected { .. } => "unit-shift is-done",
        ShiftStanding::OnDuty { .. } | ShiftStanding::Absent => "unit-shift is-missed",
        ShiftStanding::Uncertain | ShiftStanding::Pending => "unit-shift is-waiting",
        ShiftStanding::NotDue | ShiftStanding::Unpublished => "unit-shift",
    };
    let taps = match (seen.first, seen.last) {
        // That tap is told with its reason in a line of its own.
        _ if matches!(seen.standing, ShiftStanding::Away { .. }) => String::new(),
        (Some(first), Some(last)) if first != last => {
            format!("{}–{}", clock_time(&texts, first), clock_time(&texts, last))
        }
        (Some(first), _) => clock_time(&texts, first),
        _ => String::new(),
    };
    rsx! {
        span { class,
            {starts.join(&t!(texts, "list-and"))}
            " "
            {texts::day_shift_standing(&texts, seen.standing, past)}
            if !taps.is_empty() {
                " · {taps}"
            }
        }
    }
}

/// Whether a tap says more than the lines of the shifts: one on duty at the workplace, between a shift's first and last,
/// does not.
fn says_more(tap: &TapSeen, shifts: &[ShiftSeen]) -> bool {
    let usual = tap.mode == Mode::OnDuty && tap.place == PlaceSeen::Inside && tap.flags.is_empty();
    let told = |seen: &ShiftSeen| {
        matches!(seen.standing, ShiftStanding::OnDuty { .. })
            && seen.first.is_some_and(|first| first <= tap.at)
            && seen.last.or(seen.first).is_some_and(|last| tap.at <= last)
    };
    !(usual && shifts.iter().any(told))
}

/// A tap in a line: when, in which mode unless its shift says so, why, and what its place says.
fn tapped(texts: &Texts, tap: &TapSeen, shifts: &[ShiftSeen]) -> String {
    let place = match tap.place {
        PlaceSeen::Inside => t!(texts, "tap-inside"),
        PlaceSeen::Uncertain => t!(texts, "tap-uncertain"),
        PlaceSeen::Outside => t!(texts, "tap-outside"),
        PlaceSeen::Unknown => t!(texts, "tap-unknown"),
    };
    let covers = |seen: &ShiftSeen| seen.standing == ShiftStanding::Away { mode: tap.mode };
    let mode = if shifts.iter().any(covers) {
        String::new()
    } else {
        texts::mode(texts, tap.mode)
    };
    let parts = [clock_time(texts, tap.at), mode, tap.reason.clone(), place];
    let said: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    said.join(" · ")
}

/// What was found in a tap, and what somebody said who has looked.
fn doubted(texts: &Texts, tap: &TapSeen) -> String {
    let flags = texts::flags(texts, &tap.flags);
    match tap.accepted {
        None => t!(texts, "tap-doubt", flags = flags),
        Some(true) => t!(texts, "tap-doubt-accepted", flags = flags),
        Some(false) => t!(texts, "tap-doubt-rejected", flags = flags),
    }
}

/// How many, and how many of them were there, out on business, without a tap, late or on leave: somebody may be two of these
/// on one day.
fn summary(texts: &Texts, day: &Day) -> String {
    let people = &day.people;
    let has = |item: &PersonDayItem, is: fn(ShiftStanding) -> bool| {
        item.day.shifts.iter().any(|seen| is(seen.standing))
    };
    let any = |is: fn(ShiftStanding) -> bool| people.iter().filter(|item| has(item, is)).count();
    let leave = people.iter().filter(|item| !item.day.leave.is_empty()).count();
    if people.iter().all(|item| item.day.shifts.is_empty()) {
        return t!(texts, "unit-summary-leave", people = people.len(), leave = leave);
    }
    if people
        .iter()
        .flat_map(|item| &item.day.shifts)
        .all(|seen| seen.standing == ShiftStanding::NotDue)
    {
        return t!(texts, "unit-summary-off", people = people.len(), leave = leave);
    }
    // While the day lasts its later shifts are nobody's fault.
    let without = people
        .iter()
        .filter(|item| day.is_past || item.day.taps.is_empty())
        .filter(|item| {
            has(item, |standing| {
                matches!(standing, ShiftStanding::Absent | ShiftStanding::Pending)
            })
        })
        .count();
    t!(
        texts,
        "unit-summary",
        people = people.len(),
        there = any(|standing| matches!(standing, ShiftStanding::OnDuty { .. })),
        away = any(|standing| matches!(standing, ShiftStanding::Away { .. })),
        without = without,
        late = any(|standing| matches!(
            standing,
            ShiftStanding::OnDuty {
                late_minutes: 1..,
                ..
            }
        )),
        leave = leave
    )
}
