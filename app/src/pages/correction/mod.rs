//! Asking that a shift without a tap be counted: one sheet over attendance.

use chrono::NaiveDate;
use dioxus::{dioxus_core::spawn_forever, prelude::*};
use jishi_core::{
    engine::{Act, Deed, DiscardDraft, Draft, Fault, Form, GetPolicy},
    model::{Mode, MomentId, clean_text},
};
use serde::{Deserialize, Serialize};

use super::check_in::{CheckInPage, ReasonField};
use crate::{
    Route,
    components::{BringsOf, Button, ButtonKind, Chip, Chips, Notice, NoticeKind, Sheet},
    state::{DraftKeeper, Loaded, fields, use_answer, use_engine, use_form},
    t,
    texts::{self, Sentence as _, use_texts},
};

/// A request as it is being written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectionDraft {
    /// As what the shift should count.
    pub mode: Mode,
    /// Why the tap is missing; kept as the text of the draft.
    #[serde(skip)]
    pub reason: String,
}

/// What a person does here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CorrectionAction {
    /// Changes the request.
    Change(CorrectionDraft),
    /// Sends it.
    Send,
    /// Closes the sheet; what was written stays.
    Close,
}

/// Loads what was begun; attendance is behind it meanwhile.
#[component]
pub fn CorrectionPage(day: NaiveDate, shift: u8) -> Element {
    let begun = use_form(Form::Correction { day, shift });
    let texts = use_texts();
    rsx! {
        CheckInPage {}
        match begun {
            Loaded::Ready(begun) => rsx! { Asking { key: "{begun.id}", day, shift, begun } },
            Loaded::Failed(fault) => rsx! {
                Sheet { title: t!(texts, "correction-title"), onclose: move |()| leave(),
                    Notice { kind: NoticeKind::Trouble, {fault.sentence(&texts)} }
                }
            },
            Loaded::Loading => rsx! {},
        }
    }
}

/// The sheet and its engine.
#[component]
fn Asking(day: NaiveDate, shift: u8, begun: Draft) -> Element {
    let engine = use_engine();
    let keeper = use_context::<DraftKeeper>();
    let sections = use_answer(|| GetPolicy);
    let id = begun.id;
    let mut draft = use_signal(|| CorrectionDraft {
        reason: begun.text.clone(),
        mode: fields::<CorrectionDraft>(&begun).map_or(Mode::OnDuty, |written| written.mode),
    });
    let mut fault = use_signal(|| None::<Fault>);
    let mut sending = use_signal(|| false);
    let modes = match &*sections.read() {
        Loaded::Ready(sections) if sections.correction => sections.modes.clone(),
        _ => vec![],
    };
    let onaction = move |action: CorrectionAction| match action {
        // What is being sent is what was written last.
        CorrectionAction::Change(_) if sending() => {}
        CorrectionAction::Change(changed) => {
            fault.set(None);
            keeper.keep_form(id, &clean_text(&changed.reason), &changed);
            draft.set(changed);
        }
        CorrectionAction::Send => {
            if sending() {
                return;
            }
            sending.set(true);
            let (engine, keeper) = (engine.clone(), keeper.clone());
            spawn(async move {
                // The draft goes with the deed: the keeper must not come after it.
                keeper.forget(id);
                match engine.ask(Act(ask(day, shift, draft(), Some(id)))).await {
                    Ok(_) => leave(),
                    Err(why) => {
                        fault.set(Some(why));
                        keeper.keep_form(id, &clean_text(&draft.peek().reason), &*draft.peek());
                        sending.set(false);
                    }
                }
            });
        }
        CorrectionAction::Close => {
            if draft.peek().reason.trim().is_empty() {
                keeper.forget(id);
                let engine = engine.clone();
                // Whoever only looked leaves nothing behind; if that fails, an empty draft is no harm.
                spawn_forever(async move {
                    let _ = engine.ask(DiscardDraft(id)).await;
                });
            }
            leave();
        }
    };
    rsx! {
        CorrectionSheet { day, shift, modes, draft: draft(), fault: fault(), sending: sending(), onaction }
    }
}

fn ask(day: NaiveDate, shift: u8, draft: CorrectionDraft, written_in: Option<MomentId>) -> Deed {
    Deed::AskCorrection {
        draft: written_in,
        day,
        shift,
        mode: draft.mode,
        reason: draft.reason.trim().to_owned(),
    }
}

/// Back to where one came from, else to attendance.
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
    draft: CorrectionDraft,
    fault: Option<Fault>,
    sending: bool,
    onaction: EventHandler<CorrectionAction>,
) -> Element {
    let texts = use_texts();
    let lacking = draft.reason.trim().is_empty();
    let (of_mode, of_reason) = (draft.clone(), draft.clone());
    let chips = modes
        .iter()
        .map(|mode| Chip {
            words: texts::mode(&texts, *mode),
            chosen: *mode == draft.mode,
        })
        .collect::<Vec<_>>();
    let off = modes.is_empty();
    rsx! {
        Sheet { title: t!(texts, "correction-title"), onclose: move |()| onaction.call(CorrectionAction::Close),
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
                                onaction.call(CorrectionAction::Change(CorrectionDraft { mode: *mode, ..of_mode.clone() }));
                            }
                        },
                    }
                    ReasonField {
                        label: t!(texts, "correction-reason"),
                        reason: draft.reason.clone(),
                        reasons: vec![
                            t!(texts, "correction-no-signal"),
                            t!(texts, "correction-no-power"),
                            t!(texts, "correction-forgotten"),
                        ],
                        onreason: move |reason: String| {
                            onaction.call(CorrectionAction::Change(CorrectionDraft { reason, ..of_reason.clone() }));
                        },
                    }
                }
                p { class: "is-soft", {t!(texts, "correction-who")} }
                BringsOf { deed: ask(day, shift, CorrectionDraft { reason: "…".into(), ..draft }, None) }
                div { class: "sheet-actions",
                    Button {
                        kind: ButtonKind::Primary,
                        disabled: lacking || sending,
                        busy: sending,
                        onclick: move |_| onaction.call(CorrectionAction::Send),
                        {t!(texts, "correction-send")}
                    }
                }
            }
        }
    }
}
