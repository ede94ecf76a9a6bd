//! Renders the app, or one piece of it, to text.

use std::{rc::Rc, time::Duration};

use dioxus::{dioxus_core::NoOpMutations, prelude::*};
use jishi_app::{
    App, Surroundings,
    state::{Clock, Preferences, Theme},
    texts::{Locale, Texts},
};
use jishi_core::ports::Host;

use super::{
    host::{FakeEngine, Script},
    people::NOW,
};

/// A piece of the app in the light of a language.
pub type Piece = fn() -> Element;

/// The app at an address, after the engine has answered.
pub fn app(script: Script, path: &str, locale: Locale, theme: Theme) -> String {
    render(&FakeEngine::new(script), Show::App(path.into()), locale, theme)
}

/// One piece.
pub fn piece(piece: Piece, locale: Locale) -> String {
    render(
        &FakeEngine::new(Script::default()),
        Show::Piece(piece),
        locale,
        Theme::Light,
    )
}

#[derive(Clone)]
pub enum Show {
    App(String),
    Piece(Piece),
}

pub fn render(engine: &Rc<FakeEngine>, show: Show, locale: Locale, theme: Theme) -> String {
    render_with(engine, show, locale, theme, |_| {})
}

/// With more around the app than its host.
pub fn render_with(
    engine: &Rc<FakeEngine>,
    show: Show,
    locale: Locale,
    theme: Theme,
    surround: impl FnOnce(&mut VirtualDom),
) -> String {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .unwrap();
    runtime.block_on(async {
        let mut dom = dom_with(engine, show, locale, theme, surround);
        settle(&mut dom).await;
        dioxus_ssr::render(&dom)
    })
}

pub fn dom(engine: &Rc<FakeEngine>, show: Show, locale: Locale, theme: Theme) -> VirtualDom {
    dom_with(engine, show, locale, theme, |_| {})
}

/// The same, not rendered yet.
pub fn dom_with(
    engine: &Rc<FakeEngine>,
    show: Show,
    locale: Locale,
    theme: Theme,
    surround: impl FnOnce(&mut VirtualDom),
) -> VirtualDom {
    let mut dom = VirtualDom::new(Root);
    surround(&mut dom);
    dom.insert_any_root_context(Box::new(engine.host()));
    dom.insert_any_root_context(Box::new(Clock(|| NOW)));
    dom.insert_any_root_context(Box::new(Preferences {
        locale,
        theme,
        ..Preferences::default()
    }));
    if let Show::Piece(_) = show {
        // A piece stands inside, without the entrance.
        dom.insert_any_root_context(Box::new(Texts::new(locale)));
    }
    dom.insert_any_root_context(Box::new(show));
    dom.rebuild_in_place();
    dom
}

/// Lets everything happen that can.
pub async fn settle(dom: &mut VirtualDom) {
    for _ in 0..12 {
        while tokio::time::timeout(Duration::from_millis(5), dom.wait_for_work())
            .await
            .is_ok()
        {
            dom.render_immediate(&mut NoOpMutations);
        }
    }
}

#[component]
fn Root() -> Element {
    let show = use_context::<Show>();
    let path = match &show {
        Show::App(path) => path.clone(),
        Show::Piece(_) => "/".into(),
    };
    use_hook(|| {
        dioxus_history::provide_history_context(Rc::new(dioxus_history::MemoryHistory::with_initial_path(
            path,
        )))
    });
    let _: Host = use_context();
    match show {
        Show::App(_) => rsx! { App {} },
        Show::Piece(_) => rsx! { Surroundings { Router::<Anywhere> {} } },
    }
}

/// The one address of a piece; its links are those of the app, as text.
#[derive(Clone, Debug, PartialEq, Routable)]
#[rustfmt::skip]
enum Anywhere {
    #[route("/", Stage)]
    Here {},
}

#[component]
fn Stage() -> Element {
    match use_context::<Show>() {
        Show::Piece(piece) => piece(),
        Show::App(_) => rsx! {},
    }
}
