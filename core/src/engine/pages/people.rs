//! Who is there, and what is switched on.

use crate::{
    engine::{Engine, Fault, GetPeople, People, Sections, world::DeviceWorld},
    model::{Person, Unit, UnitId},
    ports::{Clock, KeyVault},
    rules::access::{
        may_give_task, may_give_tasks, may_pass_on_task, may_publish_lessons, may_see_learning,
        may_see_ranking, may_see_unit_day, may_set_workplace,
    },
    rules::tasks::head_of,
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
        let world = DeviceWorld::new(&self.store, directory.clone(), self.clock.now())?;
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
        let attendance = policy.attendance.as_ref();
        let evaluation = policy.evaluation.as_ref();
        Ok(Sections {
            modes: attendance
                .map(|section| section.modes.keys().copied().collect())
                .unwrap_or_default(),
            correction: attendance.is_some_and(|section| section.correction.is_some()),
            leave: policy
                .leave
                .as_ref()
                .map(|section| section.kinds.keys().copied().collect())
                .unwrap_or_default(),
            edit: policy.logs.edit_hours > 0,
            delete: policy.logs.delete_hours > 0,
            learning: policy.learning.is_some(),
            may_publish: policy.learning.is_some() && may_publish_lessons(me),
            lesson_seconds: policy.learning.map_or(0, |section| section.minimum_seconds),
            tasks: policy.tasks.is_some(),
            may_give: policy.tasks.is_some() && may_give_tasks(me),
            task_points: policy.tasks.and_then(|section| section.points),
            likes: evaluation.is_some_and(|section| section.likes_per_day > 0),
            dislikes: evaluation
                .is_some_and(|section| section.dislikes_per_day > 0 && me.rank >= section.dislike_rank),
            points: policy.has_points(),
            appeal: policy.appeal.is_some(),
            ranking: policy.ranking.is_some(),
            stars: policy.stars.is_some(),
            recall: policy.recall.is_some(),
            presence: policy.presence.is_some(),
            workplace: attendance.is_some() && may_set_workplace(me, me.unit, &directory.units),
            unit_days: may_see_unit_day(me, me.unit, &directory.units),
            places: policy.ranking.is_some() && may_see_ranking(me, me.unit, &directory.units),
            learning_overview: policy.learning.is_some() && may_see_learning(me),
        })
    }
}
