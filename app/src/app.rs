//! The root: what everything below it shares.

use dioxus::prelude::*;
use jishi_core::engine::GetUtcOffset;

use crate::{
    entrance::Entrance,
    state::{Engine, MediaCache, Preferences, provide_drafts, provide_now, provide_topics, use_host},
    texts::Texts,
};

/// The app. Needs a [`Host`](jishi_core::ports::Host) by context.
#[component]
pub fn App() -> Element {
    rsx! {
        Surroundings { Entrance {} }
    }
}

/// What pages and components need around them: texts, preferences, time, and the ears for what the engine tells.
/// Takes [`Preferences`], [`Clock`](crate::state::Clock) and [`Texts`] from the context where they are given.
#[component]
pub fn Surroundings(children: Element) -> Element {
    let host = use_host();
    let preferences = use_context_provider(|| {
        Signal::new(try_consume_context::<Preferences>().unwrap_or_else(Preferences::load))
    });
    let locale = use_memo(move || preferences.read().locale);
    let mut texts = use_context_provider(|| {
        let given = try_consume_context::<Texts>();
        Signal::new(given.unwrap_or_else(|| Texts::entrance(*locale.peek())))
    });
    use_effect(move || {
        let locale = locale();
        if texts.peek().locale() != locale {
            let told = texts.peek().in_language(locale);
            texts.set(told);
        }
    });
    use_effect(move || preferences.read().tell_page());
    use_context_provider(MediaCache::default);
    provide_now();
    let engine = use_hook(|| Engine::new(host.engine));
    let topics = provide_topics(&engine);
    provide_drafts(&engine);
    use_resource(move || {
        let engine = engine.clone();
        // The calendar comes with the records.
        topics.records.read();
        async move {
            if let Ok(minutes) = engine.ask(GetUtcOffset).await
                && texts.peek().utc_offset_minutes() != minutes
            {
                let told = texts.peek().clone().ahead_of_utc(minutes);
                texts.set(told);
            }
        }
    });
    let chosen = preferences();
    rsx! {
        div { class: "app", lang: chosen.locale.code(), "data-theme": chosen.theme.code(), {children} }
    }
}
