//! Where somebody else was: not told with what they did, but asked for at a tap; they are told who asked.

use dioxus::prelude::*;
use jishi_core::{
    engine::{Fault, GetPlace},
    model::Place,
    protocol::PlaceOf,
};

use super::{Icon, PlaceChip, Shape};
use crate::{
    state::use_engine,
    t,
    texts::{Sentence as _, use_texts},
};

/// A place to be asked for, and then the place.
#[component]
pub fn PlaceAsk(of: PlaceOf) -> Element {
    let texts = use_texts();
    let engine = use_engine();
    // With what was asked about: a page may show another moment here later.
    let mut asking = use_signal(|| None::<PlaceOf>);
    let mut answer = use_signal(|| None::<(PlaceOf, Result<Place, Fault>)>);
    let is_asking = asking() == Some(of);
    let ask = move |_| {
        let engine = engine.clone();
        if asking() == Some(of) {
            return;
        }
        asking.set(Some(of));
        spawn(async move {
            let place = engine.ask(GetPlace(of)).await;
            if *asking.peek() == Some(of) {
                answer.set(Some((of, place)));
                asking.set(None);
            }
        });
    };
    let (place, fault) = match &*answer.read() {
        Some((to, Ok(place))) if *to == of => (Some(place.clone()), None),
        Some((to, Err(fault))) if *to == of && !is_asking => (None, Some(fault.sentence(&texts))),
        _ => (None, None),
    };
    rsx! {
        div { class: "place-ask",
            if place.is_none() {
                button { class: "place-ask-button", r#type: "button", onclick: ask,
                    Icon { shape: Shape::Place }
                    span { if is_asking { {t!(texts, "place-asking")} } else { {t!(texts, "place-ask")} } }
                }
                span { class: "place-ask-note", {t!(texts, "look-note")} }
            }
            // There before the answer, so that it is read out when it comes.
            span { role: "status",
                if let Some(place) = place {
                    PlaceChip { place }
                }
            }
            if let Some(fault) = fault {
                p { class: "place-ask-fault", role: "alert", {fault} }
            }
        }
    }
}
