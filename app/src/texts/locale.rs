//! Languages.

use unic_langid::LanguageIdentifier;

/// A language that the app speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Locale {
    /// 简体中文.
    #[default]
    Chinese,
    /// English.
    English,
}

impl Locale {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::Chinese, Self::English];

    /// The language for a list of tags in the reader's order of preference; Chinese if none is known.
    #[must_use]
    pub fn choose<'a>(tags: impl IntoIterator<Item = &'a str>) -> Self {
        tags.into_iter().find_map(Self::from_tag).unwrap_or_default()
    }

    /// The language of one BCP 47 tag, if it is spoken here.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag.split(['-', '_']).next()?.to_ascii_lowercase().as_str() {
            "zh" => Some(Self::Chinese),
            "en" => Some(Self::English),
            _ => None,
        }
    }

    /// The tag for `lang` attributes and for storage.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Chinese => "zh-CN",
            Self::English => "en",
        }
    }

    /// Its name in itself.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::Chinese => "简体中文",
            Self::English => "English",
        }
    }

    pub(super) fn tag(self) -> LanguageIdentifier {
        self.code().parse().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_known_language_counts_and_chinese_if_none_is() {
        assert_eq!(Locale::choose(["fr", "en-GB", "zh"]), Locale::English);
        assert_eq!(Locale::choose(["zh_Hans_CN", "en"]), Locale::Chinese);
        assert_eq!(Locale::choose(["bo-CN"]), Locale::Chinese);
        assert_eq!(Locale::choose([]), Locale::Chinese);
    }
}
