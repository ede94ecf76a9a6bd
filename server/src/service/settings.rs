//! Policy and calendar of the county.

use jishi_core::protocol::{Problem, ProblemKind, Settings};
use jishi_core::rules::calendar::Calendar;
use jishi_core::rules::policy::{Policies, Policy};

use super::{Service, fail};
use crate::config::FirstPolicy;
use crate::settings;

impl Service {
    /// Policy and calendar as they are now.
    ///
    /// # Errors
    /// If the storage fails, or the county has none.
    pub async fn settings(&self) -> Result<Settings, Problem> {
        let found = self.inner.storage.settings().await.map_err(fail)?;
        found.ok_or_else(|| fail("the county has no settings"))
    }

    /// Gives a county that has no settings those with which one begins, and one that has them the years that it lacks.
    pub(crate) async fn begin(&self, first: FirstPolicy) -> Result<(), Problem> {
        let shipped = settings::shipped_calendar().map_err(fail)?;
        if let Some(mut settings) = self.inner.storage.settings().await.map_err(fail)? {
            // The notice of a new year comes with a new program; what the county has for a year stays.
            let had = settings.calendar.years.len();
            for (year, published) in shipped.years {
                settings.calendar.years.entry(year).or_insert(published);
            }
            if settings.calendar.years.len() > had {
                self.inner.storage.save_settings(&settings).await.map_err(fail)?;
            }
            return Ok(());
        }
        let policy = match first {
            FirstPolicy::EvidenceOnly => settings::evidence_only(),
            FirstPolicy::Wangmo2016 => settings::wangmo_2016(),
        };
        let begun = Settings {
            policies: Policies::new(vec![policy.map_err(fail)?]),
            calendar: shipped,
        };
        self.inner.storage.save_settings(&begun).await.map_err(fail)
    }

    /// Brings the years of a sound calendar into force, also those that the county has otherwise, since a notice may amend an
    /// earlier one; years that it does not have stay. Returns the years that are new or other than before.
    ///
    /// # Errors
    /// [`ProblemKind::Invalid`] if it is of another civil time than the county's, whose records have their days already; or
    /// if the storage fails. Then nothing is changed.
    pub async fn bring_in_calendar(&self, calendar: Calendar) -> Result<Vec<i32>, Problem> {
        let mut settings = self.settings().await?;
        if calendar.utc_offset_minutes != settings.calendar.utc_offset_minutes {
            let detail = "the county keeps its civil time, by which its records have their days";
            return Err(Problem::from(ProblemKind::Invalid).detail(detail));
        }
        let mut changed = Vec::new();
        for (year, published) in calendar.years {
            if settings.calendar.years.get(&year) != Some(&published) {
                settings.calendar.years.insert(year, published);
                changed.push(year);
            }
        }
        if !changed.is_empty() {
            self.inner.storage.save_settings(&settings).await.map_err(fail)?;
        }
        Ok(changed)
    }

    /// Brings a sound policy into force from its own date on; days before keep what they had.
    ///
    /// # Errors
    /// [`ProblemKind::Invalid`] with every reason if it cannot follow those in force, which then stay; or if the storage
    /// fails.
    pub async fn bring_in(&self, policy: Policy) -> Result<(), Problem> {
        let mut settings = self.settings().await?;
        let today = settings.calendar.day(self.now());
        let mut faults = policy.faults();
        faults.extend(policy.succeeds(&settings.policies, today));
        if !faults.is_empty() {
            let reasons: Vec<String> = faults.iter().map(ToString::to_string).collect();
            return Err(Problem::from(ProblemKind::Invalid).detail(reasons.join("; ")));
        }
        let mut versions = settings.policies.all().to_vec();
        versions.push(policy);
        settings.policies = Policies::new(versions);
        self.inner.storage.save_settings(&settings).await.map_err(fail)
    }
}
