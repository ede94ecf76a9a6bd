//! What a person chose on this device: language, light and the size of text. On the web they are kept in the browser's storage, so that
//! the page can have them before the engine is up.

use crate::texts::Locale;

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Paper.
    Light,
    /// Night.
    Dark,
}

impl Theme {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// For `data-theme` and storage.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.code() == code)
    }
}

/// How large text is, beside what the system has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextSize {
    /// As designed.
    #[default]
    Standard,
    /// A fifth larger.
    Large,
    /// Half as large again.
    Largest,
}

impl TextSize {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Standard, Self::Large, Self::Largest];

    /// For `data-text` and storage.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Large => "large",
            Self::Largest => "largest",
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|size| size.code() == code)
    }
}

/// The choices.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Preferences {
    /// The language chosen, or the system's.
    pub locale: Locale,
    /// Light or dark.
    pub theme: Theme,
    /// How large text is.
    pub text_size: TextSize,
}

const LOCALE: &str = "jishi.locale";
const THEME: &str = "jishi.theme";
const TEXT_SIZE: &str = "jishi.text";

impl Preferences {
    /// As kept on this device, or as the system has it.
    #[must_use]
    pub fn load() -> Self {
        let locale = kept(LOCALE).and_then(|tag| Locale::from_tag(&tag));
        let theme = kept(THEME).and_then(|code| Theme::from_code(&code));
        let text_size = kept(TEXT_SIZE).and_then(|code| TextSize::from_code(&code));
        Self {
            locale: locale.unwrap_or_else(|| Locale::choose(system_languages().iter().map(String::as_str))),
            theme: theme.unwrap_or_default(),
            text_size: text_size.unwrap_or_default(),
        }
    }

    /// Keeps them on this device and tells the page around the app. A browser that keeps nothing forgets them with
    /// the page; the choice still holds until then.
    pub fn save(self) {
        keep(LOCALE, self.locale.code());
        keep(THEME, self.theme.code());
        keep(TEXT_SIZE, self.text_size.code());
        self.tell_page();
    }

    /// Marks the document itself, whose edges lie outside of the app's own element.
    pub fn tell_page(self) {
        #[cfg(target_arch = "wasm32")]
        if let Some(root) = web_sys::window()
            .and_then(|w| w.document())
            .and_then(|d| d.document_element())
        {
            let _ = root.set_attribute("lang", self.locale.code());
            let _ = root.set_attribute("data-theme", self.theme.code());
            let _ = root.set_attribute("data-text", self.text_size.code());
        }
        #[cfg(any(feature = "desktop", feature = "mobile"))]
        dioxus::document::eval(&format!(
            "document.documentElement.dataset.text = \"{}\"",
            self.text_size.code()
        ));
    }
}

#[cfg(target_arch = "wasm32")]
fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok()?
}

#[cfg(target_arch = "wasm32")]
fn kept(key: &str) -> Option<String> {
    storage()?.get_item(key).ok()?
}

#[cfg(target_arch = "wasm32")]
pub(super) fn keep(key: &str, value: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(key, value);
    }
}

#[cfg(target_arch = "wasm32")]
pub(super) fn forget(key: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(key);
    }
}

#[cfg(target_arch = "wasm32")]
fn system_languages() -> Vec<String> {
    let languages = web_sys::window().map(|window| window.navigator().languages());
    languages
        .iter()
        .flat_map(|list| list.iter())
        .filter_map(|tag| tag.as_string())
        .collect()
}

#[cfg(not(target_arch = "wasm32"))]
fn kept(_key: &str) -> Option<String> {
    None
}

#[cfg(not(target_arch = "wasm32"))]
pub(super) fn keep(_key: &str, _value: &str) {}

#[cfg(not(target_arch = "wasm32"))]
pub(super) fn forget(_key: &str) {}

#[cfg(not(target_arch = "wasm32"))]
fn system_languages() -> Vec<String> {
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .filter_map(|name| std::env::var(name).ok())
        .collect()
}
