//! Policy and calendar, as far as the server has told of them.

use std::rc::Rc;

use super::{Result, Store, kept::SETTINGS};
use crate::{
    protocol::Settings,
    rules::{calendar::Calendar, policy::Policies},
};

impl Store {
    /// Policy and calendar. Before the first pull there is no policy, and no year is published: everything that needs one
    /// is switched off, and nothing is deducted.
    ///
    /// # Errors
    /// If the store fails.
    pub fn settings(&self) -> Result<Rc<Settings>> {
        if let Some(settings) = self.settings.borrow().as_ref() {
            return Ok(settings.clone());
        }
        let settings = Rc::new(self.kept(SETTINGS)?.unwrap_or_else(before_the_first_pull));
        self.settings.replace(Some(settings.clone()));
        Ok(settings)
    }

    pub(super) fn put_settings(&self, settings: &Settings) -> Result<()> {
        let before = self.settings()?.calendar.utc_offset_minutes;
        self.keep(SETTINGS, settings)?;
        self.forget_settings();
        if settings.calendar.utc_offset_minutes != before {
            self.date_records_anew(&settings.calendar)?;
        }
        Ok(())
    }

    /// Reads the settings anew when they are asked for next.
    pub(super) fn forget_settings(&self) {
        self.settings.replace(None);
    }
}

fn before_the_first_pull() -> Settings {
    Settings {
        policies: Policies::default(),
        calendar: Calendar::default(),
    }
}
