//! Where a unit works and when, to be read and set.

use crate::{
    engine::{Engine, Fault, GetWorkplace, WorkplacePage},
    ports::{Clock, KeyVault},
    rules::{access::may_set_workplace, attendance::shifts_on},
};

impl<C: Clock, V: KeyVault> Engine<C, V> {
    pub(in crate::engine) fn workplace(&self, get: GetWorkplace) -> Result<WorkplacePage, Fault> {
        let (directory, settings) = (self.directory()?, self.store.settings()?);
        let id = get.unit.unwrap_or(directory.me.unit);
        let unit = directory.all.get(&id).ok_or(Fault::NotFound)?.clone();
        let day = self.day()?;
        let policy = settings
            .policies
            .on(day)
            .and_then(|policy| policy.attendance.as_ref());
        let attendance = policy.ok_or(Fault::NotFound)?;
        Ok(WorkplacePage {
            shifts: shifts_on(&unit.hours, attendance, day).to_vec(),
            usual: attendance.shifts.clone(),
            may: may_set_workplace(&directory.me, id, &directory.units),
            below: self.units_below(id)?,
            unit,
            day,
        })
    }
}
