//! Language, light and the size of text.

use dioxus::prelude::*;

use crate::{
    components::{Icon, Shape},
    state::{Preferences, TextSize, Theme},
    t,
    texts::{Locale, use_texts},
};

/// The choices, each as a row of options.
#[component]
pub(super) fn Choices(preferences: Preferences, onpreferences: EventHandler<Preferences>) -> Element {
    let texts = use_texts();
    let theme_name = |theme| match theme {
        Theme::System => t!(texts, "theme-system"),
        Theme::Light => t!(texts, "theme-light"),
        Theme::Dark => t!(texts, "theme-dark"),
    };
    let size_name = |size| match size {
        TextSize::Standard => t!(texts, "text-size-standard"),
        TextSize::Large => t!(texts, "text-size-large"),
        TextSize::Largest => t!(texts, "text-size-largest"),
    };
    rsx! {
        section { class: "me-group", "aria-labelledby": "me-choices",
            h2 { id: "me-choices", class: "me-heading", {t!(texts, "me-choices")} }
            fieldset { class: "choice",
                legend { class: "is-hidden", {t!(texts, "me-language")} }
                span { class: "choice-name", "aria-hidden": "true",
                    Icon { shape: Shape::Language }
                    {t!(texts, "me-language")}
                }
                div { class: "segments",
                    for locale in Locale::ALL {
                        Segment {
                            key: "{locale.code()}",
                            words: locale.own_name(),
                            lang: locale.code(),
                            chosen: preferences.locale == locale,
                            onchoose: move |()| onpreferences.call(Preferences { locale, ..preferences }),
                        }
                    }
                }
            }
            fieldset { class: "choice",
                legend { class: "is-hidden", {t!(texts, "me-theme")} }
                span { class: "choice-name", "aria-hidden": "true", Icon { shape: Shape::Moon } {t!(texts, "me-theme")} }
                div { class: "segments",
                    for theme in Theme::ALL {
                        Segment {
                            key: "{theme.code()}",
                            words: theme_name(theme),
                            chosen: preferences.theme == theme,
                            onchoose: move |()| onpreferences.call(Preferences { theme, ..preferences }),
                        }
                    }
                }
            }
            fieldset { class: "choice",
                legend { class: "is-hidden", {t!(texts, "me-text-size")} }
                span { class: "choice-name", "aria-hidden": "true", Icon { shape: Shape::TextSize } {t!(texts, "me-text-size")} }
                div { class: "segments",
                    for size in TextSize::ALL {
                        Segment {
                            key: "{size.code()}",
                            words: size_name(size),
                            chosen: preferences.text_size == size,
                            onchoose: move |()| onpreferences.call(Preferences { text_size: size, ..preferences }),
                        }
                    }
                }
            }
        }
    }
}

/// One of the options of a choice.
#[component]
pub(super) fn Segment(
    words: String,
    lang: Option<String>,
    chosen: bool,
    onchoose: EventHandler<()>,
) -> Element {
    rsx! {
        button {
            class: if chosen { "segment is-chosen" } else { "segment" },
            r#type: "button",
            lang,
            "aria-pressed": if chosen { "true" } else { "false" },
            onclick: move |_| onchoose.call(()),
            {words}
        }
    }
}
