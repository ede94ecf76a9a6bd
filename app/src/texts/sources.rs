//! The Fluent files. What the form says is there with it; all else comes with what it belongs to, see [`crate::App`].

use super::Locale;

/// Gives the source of texts in a language.
pub(crate) type Source = fn(Locale) -> &'static str;

/// What is said before somebody is let in, and what can go wrong anywhere.
pub(super) const fn entrance(locale: Locale) -> &'static str {
    match locale {
        Locale::Chinese => include_str!("../../../assets/texts/zh-CN/entrance.ftl"),
        Locale::English => include_str!("../../../assets/texts/en/entrance.ftl"),
    }
}

/// All else. Whoever names this has it in their part of the web app.
pub(crate) const fn inside(locale: Locale) -> &'static str {
    match locale {
        Locale::Chinese => include_str!("../../../assets/texts/zh-CN/inside.ftl"),
        Locale::English => include_str!("../../../assets/texts/en/inside.ftl"),
    }
}
