//! Who is there, and what is switched on.

use crate::{
    engine::{Engine, Fault, GetPeople, People, Sections, world::DeviceWorld},
    model::{Person, Unit, UnitId},
    ports::{Clock, KeyVault},
    rules::{
        access::{may_give_task, may_pass_on_task},
        tasks::head_of,
    },
};

impl<C: Clock, V: KeyVault> Engine<C, V> {
    pub(in crate::engine) fn people(&self, get: GetPeople) -> Result<People, Fault> {
        let directory = self.directory()?;
        let id = get.unit.unwrap_or(directory.me.unit);
        let unit = directory.all.get(&id).ok_or(Fault::NotFound)?.clone();
        let me = &directory.me;
        let may = |person: &Person| match get.parent {
            None => may_give_task(me, person, &directory.units),
            Some(_) => may_pass_on_task(me, person, &directory.units),
        };
        let mut people = self.store.people_of(id)?;
        let now = self.now()?;
        let world = DeviceWorld::new(&self.store, directory.clone(), now, now)?;
        let head = head_of(&world, id);
        world.sound()?;
        let today = self.day()?;
        people.retain(|person| may(person) && !person.has_left(today));
        Ok(People {
            head: people.iter().find(|person| Some(person.id) == head).cloned(),
            people,
            unit,
            below: self.units_below(id)?,
        })
    }

    /// The units directly below one, by name.
    pub(super) fn units_below(&self, id: UnitId) -> Result<Vec<Unit>, Fault> {
        let directory = self.directory()?;
        let mut below: Vec<Unit> = directory
            .all
            .values()
            .filter(|unit| unit.parent == Some(id))
            .cloned()
            .collect();
        below.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
        Ok(below)
    }

    pub(in crate::engine) fn sections(&self) -> Result<Sections, Fault> {
        let (directory, settings) = (self.directory()?, self.store.settings()?);
        let me = &directory.me;
        let Some(policy) = settings.policies.on(self.day()?) else {
            return Ok(Sections::default());
        };
        Ok(Sections::of(policy, me, &directory.units))
    }
}
