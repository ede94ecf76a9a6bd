//! Where a unit works and when, to be read and set.

use crate::{
    engine::{Engine, Fault, GetWorkplace, WorkplacePage},
    model::Hours,
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
        let shifts = shifts_on(&unit.hours, attendance, day).to_vec();
        let mut upcoming: Vec<Hours> = Vec::new();
        for later in unit.hours.iter().filter(|hours| hours.from > day) {
            let before = upcoming.last().map_or(&shifts, |hours| &hours.shifts);
            let then = shifts_on(&unit.hours, attendance, later.from);
            if then != before.as_slice() {
                upcoming.push(Hours {
                    from: later.from,
                    shifts: then.to_vec(),
                });
            }
        }
        Ok(WorkplacePage {
            shifts,
            upcoming,
            usual: attendance.shifts.clone(),
            may: may_set_workplace(&directory.me, id, &directory.units),
            below: self.units_below(id)?,
            unit,
            day,
        })
    }
}
