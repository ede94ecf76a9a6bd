//! Pulling a page down at its top, as one does to have something fresh.

use dioxus::prelude::*;

use super::{Icon, Shape};
use crate::{state::sleep, t, texts::use_texts};

/// How far it is pulled before it counts, in CSS pixels: the finger goes twice as far.
const FAR: f64 = 56.0;
/// How long the sign stays, so that it is seen that something was done.
const STAYS_MS: u32 = 900;

/// The page with the sign above it. It follows the finger only while `at_top`.
#[component]
pub fn Pull(at_top: ReadSignal<bool>, onpull: EventHandler<()>, children: Element) -> Element {
    let mut began = use_hook(|| CopyValue::new(None::<f64>));
    let mut pulled = use_signal(|| 0.0_f64);
    let mut asking = use_signal(|| false);
    let mut let_go = move || {
        began.set(None);
        let far = *pulled.peek() >= FAR;
        if *pulled.peek() > 0.0 {
            pulled.set(0.0);
        }
        if far && !asking() {
            asking.set(true);
            onpull.call(());
            spawn(async move {
                sleep(STAYS_MS).await;
                asking.set(false);
            });
        }
    };
    rsx! {
        div {
            ontouchstart: move |event| {
                let alone = *at_top.peek() && event.touches().len() == 1;
                began.set(if alone { height(&event) } else { None });
            },
            ontouchmove: move |event| {
                if let (Some(from), Some(to)) = (*began.read(), height(&event)) {
                    let now = if *at_top.peek() { ((to - from) / 2.0).clamp(0.0, 1.5 * FAR) } else { 0.0 };
                    if (now - *pulled.peek()).abs() >= 1.0 || now == 0.0 && *pulled.peek() > 0.0 {
                        pulled.set(now);
                    }
                }
            },
            ontouchend: move |_| let_go(),
            ontouchcancel: move |_| {
                began.set(None);
                pulled.set(0.0);
            },
            Sign { pulled, asking }
            {children}
        }
    }
}

#[component]
fn Sign(pulled: ReadSignal<f64>, asking: ReadSignal<bool>) -> Element {
    let texts = use_texts();
    let words = if asking() {
        t!(texts, "pull-asking")
    } else if pulled() >= FAR {
        t!(texts, "pull-let-go")
    } else {
        t!(texts, "pull-further")
    };
    let high = if asking() { pulled().max(FAR) } else { pulled() };
    rsx! {
        // There before it has words, so that they are read out.
        div { role: "status",
            if high > 0.0 {
                div { class: if asking() { "pull is-asking" } else { "pull" }, height: "{high}px",
                    Icon { shape: Shape::Retry }
                    span { {words} }
                }
            }
        }
    }
}

fn height(event: &TouchEvent) -> Option<f64> {
    Some(event.touches_changed().first()?.client_coordinates().y)
}
