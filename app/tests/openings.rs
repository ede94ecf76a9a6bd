//! What the web page shows before the app is there.
#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

mod support;

use jishi_app::{
    pages::TypedAhead,
    state::{Opening, Theme},
    texts::Locale,
};
use jishi_core::engine::Session;
use support::{
    host::{FakeEngine, Script},
    stage,
};

/// The app as it begins, while the engine has not answered yet, or after it has.
fn app(opening: Opening, session: Option<Session>, ahead: &TypedAhead, locale: Locale) -> String {
    let engine = FakeEngine::new(Script {
        session: session.map(Ok),
        ..Script::default()
    });
    let show = stage::Show::App("/".into());
    stage::render_with(&engine, show, locale, Theme::System, |dom| {
        dom.insert_any_root_context(Box::new(opening));
        dom.insert_any_root_context(Box::new(ahead.clone()));
    })
}

#[test]
fn the_app_begins_with_what_the_page_showed() {
    let page = jishi_app::openings();
    for opening in Opening::ALL {
        for locale in Locale::ALL {
            let (which, lang) = (opening.code(), locale.code());
            let name = format!("<template id=\"opening-{which}-{lang}\">");
            let (_, template) = page.split_once(&name).unwrap();
            let (template, _) = template.split_once("</template>").unwrap();
            let begun = app(opening, None, &TypedAhead::default(), locale);
            // The page has the light at its root.
            assert_eq!(begun.replace(" data-theme=\"system\"", ""), template, "{name}");
        }
    }
}

#[test]
fn what_was_typed_before_the_app_was_there_is_in_the_form_and_stays() {
    let ahead = TypedAhead {
        code: "ab12 cd34ef5".into(),
        focused: true,
    };
    for session in [None, Some(Session::default())] {
        let html = app(Opening::Start, session, &ahead, Locale::Chinese);
        assert!(html.contains("value=\"AB12-CD34-EF5\""), "{html}");
    }
}
