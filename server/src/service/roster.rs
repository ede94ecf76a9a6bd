//! Importing a roster.

use jishi_core::protocol::Problem;

use super::{Service, fail};
use crate::roster::{ImportReport, RosterRow, plan};
use crate::storage::Listed;

impl Service {
    /// Puts the people and units of a roster in place from today on: days before keep the units that people had then. Whom
    /// the roster does not name stays as they are.
    ///
    /// # Errors
    /// If the storage fails; then nothing is imported.
    pub async fn import_roster(&self, rows: &[RosterRow]) -> Result<ImportReport, Problem> {
        let standing = self.inner.storage.roster().await.map_err(fail)?;
        let now = self.now();
        let today = self.settings().await?.calendar.day(now);
        let plan = plan(&standing, rows, now, today);
        if !plan.edit.units.is_empty() || !plan.edit.people.is_empty() {
            self.inner.storage.save_roster(plan.edit).await.map_err(fail)?;
        }
        self.retell().await?;
        Ok(plan.report)
    }

    /// Everybody on the roster, with their numbers.
    ///
    /// # Errors
    /// If the storage fails.
    pub async fn listed(&self) -> Result<Vec<Listed>, Problem> {
        Ok(self.inner.storage.roster().await.map_err(fail)?.people)
    }
}
