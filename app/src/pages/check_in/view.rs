//! The page as markup.

use dioxus::prelude::*;
use jishi_core::{
    engine::{CorrectionItem, Delivery, DoubtItem, Fault, LackingShift, Preview, Sections, ShiftItem},
    model::{CorrectionId, Mode, Place, Points, REASON_MAX, Timestamp, Workplace},
};

use super::outcome::Outcome;
use super::{CorrectionList, DoubtList, LackingList, ShiftList};
use crate::{
    components::{
        Button, ButtonKind, Chip, Chips, Icon, Notice, NoticeKind, Shape, TapLook, TapRing, TopBar, brings,
    },
    t,
    texts::{self, Sentence as _, Texts, clock_time, use_texts},
};

/// How far the tap is.
#[derive(Clone, Debug, PartialEq)]
pub enum CheckInState {
    /// Nothing was tapped.
    Ready,
    /// The place is being taken.
    Locating,
    /// The place was taken and is not what one would expect: the person decides.
    Doubtful(Place),
    /// There is no place: the person decides.
    NoPlace(Fault),
    /// It is being kept.
    Keeping,
    /// It is kept.
    Kept {
        /// In which mode.
        mode: Mode,
        /// When.
        at: Timestamp,
        /// Where.
        place: Option<Place>,
        /// How far it is on its way.
        delivery: Delivery,
    },
}

/// What a person does here.
#[derive(Clone, Debug, PartialEq)]
pub enum CheckInAction {
    /// Chooses a mode.
    Mode(Mode),
    /// Says why.
    Reason(String),
    /// Taps, for the first time or once more.
    Tap,
    /// Taps although the place is doubtful or missing.
    Anyway,
    /// Takes a request for a missing tap back.
    Withdraw(CorrectionId),
    /// Has read the fault.
    Dismiss,
}

/// The page.
#[component]
pub fn CheckInView(
    sections: Sections,
    day: chrono::NaiveDate,
    /// The modes that can be tapped, the likely one first.
    modes: Vec<Mode>,
    mode: Mode,
    reason: String,
    /// The last reasons given in this mode.
    reasons: Vec<String>,
    state: CheckInState,
    workplace: Option<Workplace>,
    /// The policy's limit on accuracy, in metres.
    accuracy_max_m: Option<f64>,
    /// What the tap would bring; `None` while it is not known.
    preview: Option<Preview>,
    shifts: Vec<ShiftItem>,
    /// Shifts of earlier days that can still be asked for.
    lacking: Vec<LackingShift>,
    /// One's own requests, newest first.
    corrections: Vec<CorrectionItem>,
    /// Doubts about one's own taps and logs, newest first.
    doubts: Vec<DoubtItem>,
    fault: Option<Fault>,
    onaction: EventHandler<CheckInAction>,
) -> Element {
    let texts = use_texts();
    let busy = matches!(state, CheckInState::Locating | CheckInState::Keeping);
    let unsaid = mode.needs_reason() && reason.trim().is_empty();
    let tapped = match &state {
        CheckInState::Doubtful(place)
        | CheckInState::Kept {
            place: Some(place), ..
        } => Some(place.clone()),
        _ => None,
    };
    let chips = modes
        .iter()
        .map(|each| Chip {
            words: texts::mode(&texts, *each),
            chosen: *each == mode,
        })
        .collect::<Vec<_>>();
    rsx! {
        TopBar { title: t!(texts, "nav-check-in"),
            if !sections.leave.is_empty() {
                Link { class: "button", to: crate::Route::Leave {}, {t!(texts, "leave-title")} }
            }
        }
        div { class: "check-in",
            if let Some(fault) = fault {
                Notice { kind: NoticeKind::Trouble, onclose: move |()| onaction.call(CheckInAction::Dismiss),
                    {fault.sentence(&texts)}
                }
            }
            p { class: "check-in-day", {texts::day(&texts, day)} }
            TapRing {
                words: face(&texts, &state),
                hint: tapped.as_ref().map_or_else(
                    || texts::mode(&texts, mode),
                    |place| t!(texts, "accuracy", metres = crate::components::metres(place.accuracy_m)),
                ),
                look: match state {
                    CheckInState::Kept { .. } => TapLook::Done,
                    _ if busy => TapLook::Busy,
                    _ => TapLook::Ready,
                },
                accuracy_m: tapped.as_ref().map(|place| place.accuracy_m),
                onclick: move |()| {
                    if !unsaid {
                        onaction.call(CheckInAction::Tap);
                    }
                },
            }
            p { class: "check-in-preview", "aria-live": "polite",
                {
                    if unsaid {
                        t!(texts, "check-in-reason-first")
                    } else {
                        brings_here(&texts, preview.as_ref(), mode == Mode::OnDuty && tapped.is_none())
                    }
                }
            }
            // What is to be decided on stands above the answers; what is done is said first.
            if let CheckInState::Doubtful(place) = &state {
                Outcome { mode, place: place.clone(), workplace, accuracy_max_m }
            }
            Answers { state: state.clone(), lacking: unsaid, onaction }
            if let CheckInState::Kept { mode, place: Some(place), .. } = &state {
                Outcome { mode: *mode, place: place.clone(), workplace, accuracy_max_m }
            }
            Chips {
                label: t!(texts, "check-in-mode"),
                chips,
                disabled: busy,
                onchoose: move |index: usize| {
                    if let Some(mode) = modes.get(index) {
                        onaction.call(CheckInAction::Mode(*mode));
                    }
                },
            }
            if mode.needs_reason() {
                ReasonField {
                    label: t!(texts, "check-in-reason"),
                    reason,
                    reasons,
                    onreason: move |words: String| onaction.call(CheckInAction::Reason(words)),
                }
            }
            p { class: "check-in-safe", Icon { shape: Shape::Shield } span { {t!(texts, "check-in-safe")} } }
        }
        if !shifts.is_empty() {
            ShiftList { day, shifts }
        }
        if !lacking.is_empty() {
            LackingList { lacking }
        }
        if !corrections.is_empty() {
            CorrectionList {
                items: corrections,
                onwithdraw: move |correction| onaction.call(CheckInAction::Withdraw(correction)),
            }
        }
        if !doubts.is_empty() {
            DoubtList { items: doubts }
        }
    }
}

/// Why, with the last reasons to choose from.
#[component]
pub fn ReasonField(
    label: String,
    reason: String,
    reasons: Vec<String>,
    onreason: EventHandler<String>,
) -> Element {
    let texts = use_texts();
    let offered = reasons
        .iter()
        .map(|each| Chip {
            words: each.clone(),
            chosen: *each == reason,
        })
        .collect::<Vec<_>>();
    rsx! {
        label { class: "field",
            span { class: "field-name", {label} }
            textarea {
                class: "field-text",
                dir: "auto",
                rows: "2",
                maxlength: "{REASON_MAX}",
                value: reason,
                oninput: move |event| onreason.call(event.value()),
            }
        }
        if !offered.is_empty() {
            Chips {
                label: t!(texts, "reasons-last"),
                chips: offered,
                onchoose: move |index: usize| {
                    if let Some(words) = reasons.get(index) {
                        onreason.call(words.clone());
                    }
                },
            }
        }
    }
}

/// What is to be decided, or what became of the tap.
#[component]
fn Answers(state: CheckInState, lacking: bool, onaction: EventHandler<CheckInAction>) -> Element {
    let texts = use_texts();
    match state {
        CheckInState::Ready | CheckInState::Locating | CheckInState::Keeping => rsx! {},
        CheckInState::Doubtful(_) | CheckInState::NoPlace(_) => rsx! {
            if let CheckInState::NoPlace(fault) = &state {
                Notice { kind: NoticeKind::Waiting,
                    {no_place(&texts, fault)}
                }
            }
            div { class: "check-in-answers",
                Button { icon: Shape::Retry, onclick: move |_| onaction.call(CheckInAction::Tap), {t!(texts, "locate-again")} }
                Button { kind: ButtonKind::Primary, disabled: lacking, onclick: move |_| onaction.call(CheckInAction::Anyway),
                    {t!(texts, "check-in-anyway")}
                }
            }
        },
        CheckInState::Kept {
            mode, at, delivery, ..
        } => rsx! {
            p { class: "check-in-kept", role: "status",
                Icon { shape: if matches!(delivery, Delivery::Received(_)) { Shape::SealShi } else { Shape::Clock } }
                span { {kept(&texts, mode, at, &delivery)} }
            }
        },
    }
}

fn face(texts: &Texts, state: &CheckInState) -> String {
    match state {
        CheckInState::Ready | CheckInState::Doubtful(_) | CheckInState::NoPlace(_) => {
            t!(texts, "check-in-tap")
        }
        CheckInState::Locating => t!(texts, "check-in-locating"),
        CheckInState::Keeping => t!(texts, "check-in-keeping"),
        CheckInState::Kept { .. } => t!(texts, "check-in-done"),
    }
}

/// What the tap brings; `supposed` if its place is not known yet and the workplace was taken for it.
fn brings_here(texts: &Texts, preview: Option<&Preview>, supposed: bool) -> String {
    let Some(preview) = preview else {
        return String::new();
    };
    if let Some(problem) = &preview.refused {
        return problem.sentence(texts);
    }
    if supposed && preview.difference.points != Points::ZERO {
        let points = texts::points(preview.difference.points);
        return t!(texts, "check-in-brings-here", points = points);
    }
    brings(texts, preview).unwrap_or_default()
}

/// The sentence of a fault is about drafts; here a tap without a place is what there is to decide.
fn no_place(texts: &Texts, fault: &Fault) -> String {
    match fault {
        Fault::Denied(_) => t!(texts, "check-in-denied"),
        Fault::Unsupported(_) => t!(texts, "check-in-unsupported"),
        _ => t!(texts, "check-in-not-found"),
    }
}

fn kept(texts: &Texts, mode: Mode, at: Timestamp, delivery: &Delivery) -> String {
    let (mode, time) = (texts::mode(texts, mode), clock_time(texts, at));
    match delivery {
        Delivery::Received(_) => t!(texts, "check-in-received", mode = mode, time = time),
        Delivery::Refused { problem, .. } => problem.sentence(texts),
        Delivery::Waiting
        | Delivery::Uploading { .. }
        | Delivery::WaitsForWifi { .. }
        | Delivery::Sending => {
            t!(texts, "check-in-queued", mode = mode, time = time)
        }
    }
}
