//! Binding the device to a person: by a one-time code, or asked for and let in by their unit.

mod ask;
mod asked;
mod by_code;
mod code;
mod form;

use dioxus::prelude::*;
use jishi_core::{
    engine::{AskDevice, Asked, Ended, Enrol, Fault, MovedAside, Session, StopAsking},
    protocol::{Problem, ProblemKind},
};

use crate::{
    components::{Icon, Notice, NoticeKind, Shape},
    state::{Engine, Loaded, Preferences, Topics, use_engine, use_topics},
    t,
    texts::{Locale, Sentence as _, Texts, use_texts},
};
pub use ask::AskView;
pub use asked::AskedView;
pub(super) use asked::in_groups;
use asked::use_asked;
pub use by_code::CodeView;

/// What was typed into the form while the page had it, but not the app yet: at the root, by context.
#[derive(Clone, Debug, Default)]
pub struct TypedAhead {
    /// The code, as typed.
    pub code: String,
    /// Whether the person is at it.
    pub focused: bool,
}

/// Binds the device.
#[component]
pub fn EnrolPage() -> Element {
    let topics = use_topics();
    let mut preferences = use_context::<Signal<Preferences>>();
    let session = match &*topics.session.read() {
        Loaded::Ready(session) => session.clone(),
        // Until that is known, as for somebody who was never here.
        Loaded::Loading | Loaded::Failed(_) => Session::default(),
    };
    // What was refused while one waited is read where one may ask again.
    let fault = use_signal(|| None::<Fault>);
    let asked = session.asked.clone();
    rsx! {
        EnrolView {
            moved_aside: session.moved_aside.clone(),
            ended: session.ended.clone().map(|why| (why, session.waiting)),
            onlocale: move |locale| {
                let mut chosen = preferences();
                chosen.locale = locale;
                chosen.save();
                preferences.set(chosen);
            },
            if let Some(asked) = asked {
                Waiting { asked, fault }
            } else {
                Ways { fault }
            }
        }
    }
}

/// The two ways of being let in.
#[component]
fn Ways(fault: Signal<Option<Fault>>) -> Element {
    let (engine, topics, texts) = (use_engine(), use_topics(), use_texts());
    // Who was turned away asks again, or goes back to the code.
    let mut asks = use_signal(|| {
        fault
            .peek()
            .as_ref()
            .is_some_and(|why| turned_away(why).is_some())
    });
    // Once: whoever comes back to the form later begins anew.
    let ahead = use_hook(|| {
        let ahead = try_consume_context::<CopyValue<Option<TypedAhead>>>();
        ahead
            .and_then(|mut ahead| ahead.write().take())
            .unwrap_or_default()
    });
    let mut code = use_signal(|| code::format(&ahead.code));
    let mut focused = use_signal(|| ahead.focused);
    let mut who = use_signal(|| (String::new(), String::new()));
    let mut busy = use_signal(|| false);
    let mut turn = move |way: bool| {
        asks.set(way);
        focused.set(false);
        fault.set(None);
    };
    let device_name = t!(texts, "device-name");
    let (asking, called) = (engine.clone(), device_name.clone());
    let onask = move |()| {
        let (engine, device_name) = (asking.clone(), called.clone());
        let (staff_no, name) = who();
        async move {
            busy.set(true);
            let ask = AskDevice {
                staff_no: staff_no.trim().into(),
                name: name.trim().into(),
                device_name,
            };
            fault.set(heard(engine.ask(ask).await, topics));
            busy.set(false);
        }
    };
    let onenrol = move |()| {
        let (engine, device_name) = (engine.clone(), device_name.clone());
        async move {
            busy.set(true);
            let enrol = Enrol {
                code: code(),
                device_name,
            };
            fault.set(heard(engine.ask(enrol).await, topics));
            busy.set(false);
        }
    };
    if asks() {
        let (staff_no, name) = who();
        return rsx! {
            AskView {
                staff_no,
                name,
                busy: busy(),
                fault: fault(),
                onchange: move |typed| {
                    who.set(typed);
                    fault.set(None);
                },
                onask,
                onback: move |()| turn(false),
            }
        };
    }
    rsx! {
        CodeView {
            code: code(),
            focused: focused(),
            busy: busy(),
            fault: fault(),
            oncode: move |typed: String| {
                code.set(code::format(&typed));
                fault.set(None);
            },
            onenrol,
            onother: move |()| turn(true),
        }
    }
}

/// What was asked for, until the unit has decided.
#[component]
fn Waiting(asked: Asked, fault: Signal<Option<Fault>>) -> Element {
    let (engine, topics) = (use_engine(), use_topics());
    let check = use_asked(move |outcome| fault.set(heard(outcome, topics)));
    let stop = move |()| {
        let engine: Engine = engine.clone();
        async move { fault.set(heard(engine.ask(StopAsking).await, topics)) }
    };
    rsx! {
        AskedView { asked, fault: fault(), oncheck: check, onstop: stop }
    }
}

/// Takes in what the engine answers: whoever is enrolled goes in. Returns what went wrong.
fn heard(outcome: Result<Session, Fault>, topics: Topics) -> Option<Fault> {
    match outcome {
        Ok(session) => {
            let mut known = topics.session;
            known.set(Loaded::Ready(session));
            None
        }
        Err(why) => Some(why),
    }
}

/// What went wrong, and why somebody turned the device away.
#[component]
fn Trouble(fault: Fault) -> Element {
    let texts = use_texts();
    let why = turned_away(&fault).and_then(|problem| problem.detail.clone());
    rsx! {
        Notice { kind: NoticeKind::Trouble,
            p { {fault.sentence(&texts)} }
            if let Some(why) = why {
                p { dir: "auto", {t!(texts, "ask-refused-why", why = why)} }
            }
        }
    }
}

/// The unit's no to this device.
fn turned_away(fault: &Fault) -> Option<&Problem> {
    match fault {
        Fault::Refused(problem) if problem.kind == ProblemKind::DeviceRefused => Some(problem),
        _ => None,
    }
}

/// The page around either way.
#[component]
pub fn EnrolView(
    moved_aside: Option<MovedAside>,
    // Why the phone is no longer bound, and how many things wait on it.
    ended: Option<(Ended, u32)>,
    onlocale: EventHandler<Locale>,
    children: Element,
) -> Element {
    let texts = use_texts();
    let other = if texts.locale() == Locale::Chinese {
        Locale::English
    } else {
        Locale::Chinese
    };
    rsx! {
        main { class: "enrol",
            button { class: "enrol-language", r#type: "button", lang: other.code(), onclick: move |_| onlocale.call(other),
                Icon { shape: Shape::Language }
                {other.own_name()}
            }
            div { class: "enrol-head",
                span { class: "brand is-large", "aria-hidden": "true", Icon { shape: Shape::SealJi } }
                h1 { class: "enrol-title", {t!(texts, "app-name")} }
                p { class: "enrol-motto", {t!(texts, "app-motto")} }
            }
            if let Some(moved) = moved_aside {
                Notice { kind: NoticeKind::Waiting, {t!(texts, "moved-aside", name = moved.name)} }
            }
            if let Some((why, waiting)) = ended {
                Notice { kind: NoticeKind::Waiting,
                    p { {why.sentence(&texts)} }
                    if waiting > 0 {
                        p { {waits(&texts, &why, waiting)} }
                    }
                }
            }
            {children}
            p { class: "enrol-foot", Icon { shape: Shape::Shield } span { {t!(texts, "enrol-foot")} } }
        }
    }
}

/// What becomes of the things that wait on a phone that is no longer bound.
fn waits(texts: &Texts, why: &Ended, waiting: u32) -> String {
    match why {
        Ended::ByServer(_) => t!(texts, "session-ended-waiting", count = waiting),
        Ended::KeyLost => t!(texts, "session-key-lost-waiting", count = waiting),
    }
}
