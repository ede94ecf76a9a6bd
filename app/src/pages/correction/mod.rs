//! Asking that a shift without a tap be counted: one sheet over attendance.

use chrono::NaiveDate;
use dioxus::prelude::*;
use jishi_core::{
    engine::{Act, Deed, Fault, GetPolicy},
    model::Mode,
};

use super::check_in::{CheckInPage, ReasonField};
use crate::{
    Route,
    components::{BringsOf, Button, ButtonKind, Chip, Chips, Notice, NoticeKind, Sheet},
    state::{Loaded, use_answer, use_engine},
    t,
    texts::{self, Sentence as _, use_texts},
};

/// The sheet and its engine.
#[component]
pub fn CorrectionPage(day: NaiveDate, shift: u8) -> Element {
    let engine = use_engine();
    let sections = use_answer(|| GetPolicy);
    let mut fault = use_signal(|| None::<Fault>);
    let mut sending = use_signal(|| false);
    let modes = match &*sections.read() {
        Loaded::Ready(sections) if sections.correction => sections.modes.clone(),
        _ => vec![],
    };
    let onsend = move |(mode, reason): (Mode, String)| {
        let engine = engine.clone();
        if sending() {
            return;
        }
        sending.set(true);
        spawn(async move {
            match engine
                .ask(Act(Deed::AskCorrection {
                    day,
                    shift,
                    mode,
                    reason,
                }))
                .await
            {
                Ok(_) => leave(),
                Err(why) => {
                    fault.set(Some(why));
                    sending.set(false);
                }
            }
        });
    };
    rsx! {
        CheckInPage {}
        CorrectionSheet { day, shift, modes, fault: fault(), sending: sending(), onsend, onclose: move |()| leave() }
    }
}

/// Back to attendance, without a second one in the history.
fn leave() {
    let navigator = navigator();
    if navigator.can_go_back() {
        navigator.go_back();
    } else {
        navigator.replace(Route::CheckIn {});
    }
}

/// The sheet: mode, reason, send.
#[component]
pub fn CorrectionSheet(
    day: NaiveDate,
    /// From 0.
    shift: u8,
    /// The modes as which it may count; none where requests are off.
    modes: Vec<Mode>,
    fault: Option<Fault>,
    sending: bool,
    onsend: EventHandler<(Mode, String)>,
    onclose: EventHandler<()>,
) -> Element {
    let texts = use_texts();
    let mut chosen = use_signal(|| Mode::OnDuty);
    let mut reason = use_signal(String::new);
    let lacking = reason.read().trim().is_empty();
    let chips = modes
        .iter()
        .map(|mode| Chip {
            words: texts::mode(&texts, *mode),
            chosen: *mode == chosen(),
        })
        .collect::<Vec<_>>();
    let off = modes.is_empty();
    rsx! {
        Sheet { title: t!(texts, "correction-title"), onclose,
            p { {t!(texts, "correction-of", day = texts::day(&texts, day), shift = shift + 1)} }
            if let Some(fault) = fault {
                Notice { kind: NoticeKind::Trouble, {fault.sentence(&texts)} }
            }
            if off {
                p { class: "is-soft", {t!(texts, "correction-off")} }
            } else {
                div { class: "correction",
                    Chips {
                        label: t!(texts, "check-in-mode"),
                        chips,
                        onchoose: move |index: usize| {
                            if let Some(mode) = modes.get(index) {
                                chosen.set(*mode);
                            }
                        },
                    }
                    ReasonField {
                        label: t!(texts, "correction-reason"),
                        reason: reason(),
                        reasons: vec![
                            t!(texts, "correction-no-signal"),
                            t!(texts, "correction-no-power"),
                            t!(texts, "correction-forgotten"),
                        ],
                        onreason: move |words: String| reason.set(words),
                    }
                }
                p { class: "is-soft", {t!(texts, "correction-who")} }
                BringsOf { deed: Deed::AskCorrection { day, shift, mode: chosen(), reason: "…".into() } }
                div { class: "sheet-actions",
                    Button {
                        kind: ButtonKind::Primary,
                        disabled: lacking || sending,
                        busy: sending,
                        onclick: move |_| onsend.call((chosen(), reason().trim().to_owned())),
                        {t!(texts, "correction-send")}
                    }
                }
            }
        }
    }
}
