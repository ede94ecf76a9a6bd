//! Looking for moments: by words, by whose they are, by day. What is looked for stands in the address, so that going back to it
//! and reloading find it again.

use std::{
    convert::Infallible,
    fmt::{self, Display, Formatter},
    str::FromStr,
};

use chrono::NaiveDate;
use dioxus::{core::Task, prelude::*};
use jishi_core::engine::{FeedFilter, Whose};

use super::{
    loader::{use_feed, use_newest},
    moments::Moments,
    stretch::OlderMoments,
};
use crate::{
    Route,
    components::{Chip, Chips, EmptyState, Icon, Shape, TopBar},
    state::{Loaded, sleep},
    t,
    texts::use_texts,
};

/// How long nothing is typed before it is looked for, in milliseconds.
const PAUSE_MS: u32 = 250;

/// Whose moments can be looked for, as the address says it.
const WHOSE: [(Whose, &str); 4] = [
    (Whose::Everyone, ""),
    (Whose::Unit, "unit"),
    (Whose::Followed, "followed"),
    (Whose::Mine, "mine"),
];

/// What would mean something else in a query, with its code. The first is what the others are escaped by.
const SIGNS: [(&str, &str); 4] = [("%", "25"), ("&", "26"), ("#", "23"), ("+", "2B")];

/// Words in an address. The router takes a query apart only after it has resolved what is escaped in it: what it would
/// take for its own is escaped once more.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words(pub String);

impl Display for Words {
    fn fmt(&self, to: &mut Formatter<'_>) -> fmt::Result {
        let mut escaped = self.0.clone();
        for (sign, code) in SIGNS {
            escaped = escaped.replace(sign, &format!("%25{code}"));
        }
        to.write_str(&escaped)
    }
}

impl FromStr for Words {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        let mut words = text.to_owned();
        for (sign, code) in SIGNS.into_iter().rev() {
            words = words.replace(&format!("%{code}"), sign);
        }
        Ok(Self(words))
    }
}

/// Loads what is looked for.
#[component]
pub fn SearchPage(
    words: ReadSignal<Words>,
    whose: ReadSignal<String>,
    from: ReadSignal<String>,
    to: ReadSignal<String>,
) -> Element {
    let texts = use_texts();
    let asked = use_memo(move || {
        let named = WHOSE.iter().find(|(_, name)| *name == *whose.read());
        FeedFilter {
            whose: named.map_or(Whose::Everyone, |(whose, _)| *whose),
            words: words.read().0.trim().to_owned(),
            from: from.read().parse().ok(),
            to: to.read().parse().ok(),
        }
    });
    let filter = asked();
    let is_all = filter == FeedFilter::default();
    rsx! {
        TopBar { title: t!(texts, "search-title"), back: true }
        Asking { filter: asked }
        if is_all {
            EmptyState { shape: Shape::Search, title: t!(texts, "search-begin-title"), words: t!(texts, "search-begin-words") }
        } else {
            Found { key: "{filter:?}", filter }
        }
    }
}

/// What is looked for, to be changed.
#[component]
fn Asking(filter: ReadSignal<FeedFilter>) -> Element {
    let texts = use_texts();
    let mut typed = use_signal(|| filter.peek().words.clone());
    let mut typing = use_signal(|| None::<Task>);
    use_effect(move || {
        let words = filter.read().words.clone();
        if typing.peek().is_none() && typed.peek().trim() != words {
            typed.set(words);
        }
    });
    let look_for = move |change: &dyn Fn(&mut FeedFilter)| {
        let mut filter = filter.peek().clone();
        filter.words.clone_from(&typed.peek());
        change(&mut filter);
        // One way back is out of the page, whatever was looked for on it.
        navigator().replace(address(&filter));
    };
    let chosen = filter.read();
    let chips = WHOSE.iter().map(|(whose, name)| Chip {
        words: match *name {
            "unit" => t!(texts, "search-unit"),
            "followed" => t!(texts, "search-followed"),
            "mine" => t!(texts, "search-mine"),
            _ => t!(texts, "search-everyone"),
        },
        chosen: *whose == chosen.whose,
    });
    rsx! {
        div { class: "search", role: "search",
            label { class: "search-words",
                Icon { shape: Shape::Search }
                input {
                    class: "search-field",
                    r#type: "search",
                    "aria-label": t!(texts, "search-words"),
                    placeholder: t!(texts, "search-words"),
                    value: typed(),
                    "enterkeyhint": "search",
                    autocomplete: "off",
                    oninput: move |event| {
                        typed.set(event.value());
                        if let Some(earlier) = typing.take() {
                            earlier.cancel();
                        }
                        typing.set(Some(spawn(async move {
                            sleep(PAUSE_MS).await;
                            typing.set(None);
                            look_for(&|_| {});
                        })));
                    },
                    onmounted: move |event| async move {
                        if typed.peek().is_empty() {
                            let _ = event.set_focus(true).await;
                        }
                    },
                }
            }
            Chips {
                label: t!(texts, "search-whose"),
                chips: chips.collect::<Vec<_>>(),
                onchoose: move |index: usize| {
                    if let Some((whose, _)) = WHOSE.get(index) {
                        look_for(&|filter| filter.whose = *whose);
                    }
                },
            }
            div { class: "search-days",
                Day { name: t!(texts, "search-from"), day: chosen.from, onday: move |day| look_for(&|filter| filter.from = day) }
                Day { name: t!(texts, "search-to"), day: chosen.to, onday: move |day| look_for(&|filter| filter.to = day) }
            }
        }
    }
}

fn address(filter: &FeedFilter) -> Route {
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let whose = WHOSE.iter().find(|(whose, _)| *whose == filter.whose);
    Route::Search {
        words: Words(filter.words.clone()),
        whose: whose.map_or("", |(_, name)| name).to_owned(),
        from: day(filter.from),
        to: day(filter.to),
    }
}

#[component]
fn Day(name: String, day: Option<NaiveDate>, onday: EventHandler<Option<NaiveDate>>) -> Element {
    rsx! {
        label { class: "search-day",
            span { {name} }
            input {
                class: "field-text",
                r#type: "date",
                value: day.map(|day| day.to_string()).unwrap_or_default(),
                onchange: move |event| onday.call(event.value().parse().ok()),
            }
        }
    }
}

/// What was found; another one for each filter.
#[component]
fn Found(filter: FeedFilter) -> Element {
    let texts = use_texts();
    let feed = use_feed(filter);
    // Nothing waits here: whoever looks for something wants all of it.
    let newest = use_newest(feed, use_signal(|| true), use_callback(|()| {}));
    let found = match &*newest.items.read() {
        Loaded::Ready(items) if items.is_empty() => t!(texts, "search-none-title"),
        Loaded::Ready(_) => t!(texts, "search-found"),
        Loaded::Loading | Loaded::Failed(_) => String::new(),
    };
    rsx! {
        p { class: "is-hidden", role: "status", {found} }
        Moments {
            items: newest.items,
            label: t!(texts, "search-found"),
            onretry: newest.again,
            none: rsx! {
                EmptyState { shape: Shape::Search, title: t!(texts, "search-none-title"), words: t!(texts, "search-none-words") }
            },
            older: rsx! { OlderMoments { feed } },
        }
    }
}
