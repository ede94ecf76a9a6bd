//! The page and its engine. The place is taken at the tap and at no other time.

use dioxus::prelude::*;
use jishi_core::{
    engine::{Act, Attendance, Deed, Delivery, Fault, GetAttendance, GetPolicy, Sections},
    model::{Area, CorrectionId, Datum, Mode, Place, Provider, Workplace},
};

use uuid::Uuid;

use super::outcome::seen;
use super::view::{CheckInAction, CheckInState, CheckInView};
use crate::{
    components::{EmptyState, MomentSkeleton, Shape, TopBar},
    state::{Loaded, use_answer, use_engine, use_host, use_now, use_preview, use_topics},
    t,
    texts::{Sentence as _, use_texts},
};

/// Loads what the policy has and how today's shifts stand.
#[component]
pub fn CheckInPage() -> Element {
    let texts = use_texts();
    let sections = use_answer(|| GetPolicy);
    let attendance = use_answer(|| GetAttendance);
    let (sections, attendance) = (sections.read().clone(), attendance.read().clone());
    match (sections, attendance) {
        (Loaded::Ready(sections), Loaded::Ready(attendance)) => {
            rsx! { Tapping { sections, attendance: *attendance } }
        }
        (Loaded::Failed(fault), _) | (_, Loaded::Failed(fault)) => rsx! {
            TopBar { title: t!(texts, "nav-check-in") }
            EmptyState { shape: Shape::Broken, title: t!(texts, "page-failed"), words: fault.sentence(&texts) }
        },
        _ => rsx! {
            TopBar { title: t!(texts, "nav-check-in") }
            div { role: "status", "aria-busy": "true", "aria-label": t!(texts, "loading"), MomentSkeleton {} }
        },
    }
}

/// The tap that was kept.
#[derive(Clone, PartialEq)]
struct Kept {
    subject: Uuid,
    mode: Mode,
    at: jishi_core::model::Timestamp,
    place: Option<Place>,
}

#[component]
fn Tapping(sections: Sections, attendance: Attendance) -> Element {
    let engine = use_engine();
    let location = use_host().location;
    let topics = use_topics();
    let now = use_now();
    let mut mode = use_signal(|| {
        attendance
            .modes
            .first()
            .map_or(Mode::OnDuty, |likely| likely.mode)
    });
    let mut reason = use_signal(String::new);
    let mut state = use_signal(|| CheckInState::Ready);
    let mut kept = use_signal(|| None::<Kept>);
    let mut fault = use_signal(|| None::<Fault>);
    // The feed forgets the news of a moment that it has loaded, and a tap with a reason is a moment too: the last is kept.
    let mut delivery = use_signal(|| Delivery::Waiting);
    use_effect(move || {
        let news = kept().and_then(|kept| topics.deliveries.read().get(&kept.subject).cloned());
        if let Some(news) = news.filter(|news| *news != *delivery.peek()) {
            delivery.set(news);
        }
    });
    let workplace = use_memo(move || match &*topics.session.read() {
        Loaded::Ready(session) => session.me.as_ref().and_then(|(_, unit)| unit.workplace),
        Loaded::Loading | Loaded::Failed(_) => None,
    });
    let accuracy_max_m = Some(attendance.accuracy_max_m);

    let preview = use_preview(0, move || {
        let seen = match &*state.read() {
            CheckInState::Doubtful(place) => Some(place.clone()),
            _ => None,
        };
        Some(would_be(mode(), seen, workplace()))
    });

    let keep = use_callback(move |place: Option<Place>| {
        let engine = engine.clone();
        let (mode, why) = (
            mode(),
            if mode().needs_reason() {
                reason()
            } else {
                String::new()
            },
        );
        state.set(CheckInState::Keeping);
        spawn(async move {
            let deed = Deed::CheckIn {
                mode,
                reason: why,
                place: place.clone(),
            };
            match engine.ask(Act(deed)).await {
                Ok(done) => {
                    delivery.set(Delivery::Waiting);
                    kept.set(Some(Kept {
                        subject: done.subject,
                        mode,
                        at: now,
                        place,
                    }));
                }
                Err(why) => fault.set(Some(why)),
            }
            state.set(CheckInState::Ready);
        });
    });
    let engine = use_engine();
    let withdraw = use_callback(move |correction: CorrectionId| {
        let engine = engine.clone();
        spawn(async move {
            if let Err(why) = engine.ask(Act(Deed::WithdrawCorrection { correction })).await {
                fault.set(Some(why));
            }
        });
    });
    let onaction = move |action: CheckInAction| match action {
        CheckInAction::Mode(chosen) => {
            mode.set(chosen);
            kept.set(None);
            state.set(CheckInState::Ready);
        }
        CheckInAction::Reason(words) => reason.set(words),
        CheckInAction::Tap => {
            let location = location.clone();
            fault.set(None);
            kept.set(None);
            state.set(CheckInState::Locating);
            spawn(async move {
                match location.locate().await {
                    Ok(place) if mode() == Mode::OnDuty && doubtful(&place, workplace(), accuracy_max_m) => {
                        state.set(CheckInState::Doubtful(place));
                    }
                    Ok(place) => keep.call(Some(place)),
                    Err(why) => state.set(CheckInState::NoPlace(why)),
                }
            });
        }
        CheckInAction::Anyway => {
            let place = match &*state.peek() {
                CheckInState::Doubtful(place) => Some(place.clone()),
                _ => None,
            };
            keep.call(place);
        }
        CheckInAction::Withdraw(correction) => withdraw.call(correction),
        CheckInAction::Dismiss => fault.set(None),
    };
    let reasons = attendance
        .modes
        .iter()
        .find(|offered| offered.mode == mode())
        .map(|offered| offered.reasons.clone())
        .unwrap_or_default();
    let shown = match kept() {
        Some(kept) => CheckInState::Kept {
            mode: kept.mode,
            at: kept.at,
            delivery: delivery(),
            place: kept.place,
        },
        None => state(),
    };
    rsx! {
        CheckInView {
            modes: attendance.modes.iter().map(|offered| offered.mode).collect::<Vec<_>>(),
            sections,
            day: attendance.day,
            mode: mode(),
            reason: reason(),
            reasons,
            state: shown,
            workplace: workplace(),
            accuracy_max_m,
            preview: preview(),
            shifts: attendance.shifts,
            lacking: attendance.lacking,
            corrections: attendance.corrections,
            doubts: attendance.doubts,
            fault: fault(),
            onaction,
        }
    }
}

/// Whether the person should see the place before the tap is kept. Where no workplace is on record, nothing can be seen.
fn doubtful(place: &Place, workplace: Option<Workplace>, accuracy_max_m: Option<f64>) -> bool {
    let sure = matches!(
        seen(place, workplace.as_ref(), accuracy_max_m),
        Area::Inside { .. } | Area::NoWorkplace | Area::Unknown
    );
    !sure || place.mock == Some(true)
}

/// The deed of which the page says what it would bring: a tap where the phone was seen; before that, at the workplace, or
/// one with a reason.
fn would_be(mode: Mode, seen: Option<Place>, workplace: Option<Workplace>) -> Deed {
    let at_work = || workplace.filter(|_| mode == Mode::OnDuty);
    let place = seen.or_else(|| {
        at_work().map(|workplace| Place {
            latitude: workplace.latitude,
            longitude: workplace.longitude,
            accuracy_m: 0.0,
            age_ms: 0,
            taken_at: None,
            provider: Provider::Satellite,
            mock: None,
            datum: Datum::Wgs84,
        })
    });
    let reason = if mode.needs_reason() { "…" } else { "" };
    Deed::CheckIn {
        mode,
        reason: reason.into(),
        place,
    }
}
