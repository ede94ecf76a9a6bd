//! Everything that the app says, from Fluent files: Chinese first, English complete.

mod days;
mod doubts;
mod locale;
mod names;
mod sentences;
mod shifts;
mod size;
mod sources;
mod time;

use std::rc::Rc;

use dioxus::prelude::*;
use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};
use jishi_core::rules::calendar::Calendar;

pub use days::{date, day, days, half_day, half_days, month, span, weekday_short};
pub use doubts::{doubt_standing, doubt_title, flags};
pub use fluent_bundle::FluentValue;
pub use locale::Locale;
pub use names::{action, leave_kind, mode, points, rule, rule_sentence, topic};
pub use sentences::Sentence;
pub use shifts::{alike, all_hours, day_shift_standing, hours, shift_standing, shift_taps};
pub use size::size;
pub(crate) use sources::{Source, inside};
pub use time::{at, clock_time, day_and_time, day_time, duration, full_time, relative_time};

/// The texts of one language, and the time zone in which they tell times. Cheap to clone; two are equal when they say the same.
#[derive(Clone)]
pub struct Texts {
    locale: Locale,
    utc_offset_minutes: i16,
    /// What came after the texts of the entrance.
    more: Option<Source>,
    bundle: Rc<FluentBundle<FluentResource>>,
}

impl PartialEq for Texts {
    fn eq(&self, other: &Self) -> bool {
        let known = |texts: &Self| (texts.locale, texts.utc_offset_minutes, texts.more.is_some());
        known(self) == known(other)
    }
}

impl Texts {
    /// All texts of `locale`. Times are told as a county does whose calendar is not known yet.
    #[must_use]
    pub fn new(locale: Locale) -> Self {
        Self::entrance(locale).and(inside)
    }

    /// Those that are needed before somebody is let in.
    #[must_use]
    pub fn entrance(locale: Locale) -> Self {
        Self::read(locale, Calendar::default().utc_offset_minutes, None)
    }

    /// These, and what `more` gives.
    #[must_use]
    pub(crate) fn and(&self, more: Source) -> Self {
        match self.more {
            Some(_) => self.clone(),
            None => Self::read(self.locale, self.utc_offset_minutes, Some(more)),
        }
    }

    /// The same texts in a language.
    #[must_use]
    pub(crate) fn in_language(&self, locale: Locale) -> Self {
        Self::read(locale, self.utc_offset_minutes, self.more)
    }

    fn read(locale: Locale, utc_offset_minutes: i16, more: Option<Source>) -> Self {
        let mut bundle = FluentBundle::new(vec![locale.tag()]);
        bundle.set_use_isolating(false);
        for source in [Some(sources::entrance as Source), more].into_iter().flatten() {
            // A broken line costs its own text only; the tests see to it that there is none.
            let (Ok(resource) | Err((resource, _))) = FluentResource::try_new(source(locale).to_owned());
            bundle.add_resource_overriding(resource);
        }
        Self {
            locale,
            utc_offset_minutes,
            more,
            bundle: Rc::new(bundle),
        }
    }

    /// The same texts for a county whose clocks are so far ahead of UTC.
    #[must_use]
    pub fn ahead_of_utc(mut self, minutes: i16) -> Self {
        self.utc_offset_minutes = minutes;
        self
    }

    /// Minutes by which the county's clocks are ahead of UTC.
    #[must_use]
    pub const fn utc_offset_minutes(&self) -> i16 {
        self.utc_offset_minutes
    }

    /// Their language.
    #[must_use]
    pub const fn locale(&self) -> Locale {
        self.locale
    }

    /// The text called `key`; the key itself if there is none, at which tests stop. Called through [`t!`](crate::t).
    #[must_use]
    pub fn get(&self, key: &str, args: &[(&'static str, FluentValue<'_>)]) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            debug_assert!(
                false,
                "There is no text `{key}` here. What is shown before somebody is let in needs it in entrance.ftl."
            );
            return key.to_owned();
        };
        let args: FluentArgs<'_> = args.iter().map(|(name, value)| (*name, value.clone())).collect();
        let mut errors = Vec::new();
        self.bundle
            .format_pattern(pattern, Some(&args), &mut errors)
            .into_owned()
    }

    /// A number with the separators of the language, for figures that stand alone.
    #[must_use]
    pub fn number(&self, value: usize) -> String {
        let digits = value.to_string();
        let mut out = String::with_capacity(digits.len() + digits.len() / 3);
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                out.push(',');
            }
            out.push(digit);
        }
        out
    }
}

/// A text by its key, with arguments: `t!(texts, "feed-likes", count = 3)`.
#[macro_export]
macro_rules! t {
    ($texts:expr, $key:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $texts.get($key, &[$((stringify!($name), $crate::texts::FluentValue::from($value))),*])
    };
}

/// The texts of the language chosen; the component renders again when that changes.
#[must_use]
pub fn use_texts() -> Texts {
    use_context::<Signal<Texts>>().read().clone()
}
