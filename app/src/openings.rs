//! What the web page shows before the app is there, from the same components: one template for each opening and language.

use std::fmt::Write as _;

use dioxus::prelude::*;

use crate::{
    pages::{CodeView, EnrolView, StartView},
    state::Opening,
    texts::{Locale, Texts},
};

/// The templates, named `opening-feed-zh-CN` and so on. `boot.js` takes one; the app begins with the same.
#[must_use]
pub fn openings() -> String {
    let mut page = String::new();
    for opening in Opening::ALL {
        for locale in Locale::ALL {
            let mut dom = VirtualDom::new_with_props(Picture, PictureProps { opening, locale });
            dom.rebuild_in_place();
            let (which, lang, body) = (opening.code(), locale.code(), dioxus_ssr::render(&dom));
            let _ = writeln!(page, "<template id=\"opening-{which}-{lang}\">{body}</template>");
        }
    }
    page
}

#[component]
fn Picture(opening: Opening, locale: Locale) -> Element {
    use_context_provider(|| Signal::new(Texts::entrance(locale)));
    rsx! {
        // The light is the page's own; the app's element has it too, once it is there.
        div { class: "app", lang: locale.code(),
            match opening {
                Opening::Feed => rsx! { StartView { fault: None, onretry: |()| {} } },
                Opening::Start => rsx! {
                    EnrolView { moved_aside: None, ended: None, onlocale: |_| {},
                        CodeView { code: "", busy: false, fault: None, oncode: |_| {}, onenrol: |()| {}, onother: |()| {} }
                    }
                },
            }
        }
    }
}
