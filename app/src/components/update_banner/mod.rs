//! One calm line when a newer version of the app is ready: it begins when the person wants it.

use dioxus::prelude::*;

use super::{Icon, Shape};
use crate::{t, texts::use_texts};

/// The line; nothing while there is no newer version.
#[component]
pub fn UpdateBanner(ready: bool, onupdate: EventHandler<()>) -> Element {
    let texts = use_texts();
    rsx! {
        // There before there is one, so that it is read out when it comes.
        div { role: "status",
            if ready {
                div { class: "sync-banner is-update",
                    Icon { shape: Shape::Upload }
                    p { class: "sync-words", {t!(texts, "update-ready")} }
                    button { class: "sync-retry", r#type: "button", onclick: move |_| onupdate.call(()),
                        {t!(texts, "update-begin")}
                    }
                }
            }
        }
    }
}
