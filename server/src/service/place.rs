//! Where somebody was when they wrote a moment or delivered a result: told to whoever may read that, and noted.

use jishi_core::model::{MomentId, PersonId, Place, Record, RecordId, TaskId};
use jishi_core::protocol::{Change, LookKind, PlaceOf, Problem, ProblemKind};
use jishi_core::rules::access::may_see_moments;

use super::{Caller, Service, fail};

impl Service {
    pub(super) async fn do_place(&self, caller: &Caller, of: PlaceOf) -> Result<Place, Problem> {
        let (whose, place) = match of {
            PlaceOf::Moment(moment) => self.place_of_moment(caller, moment).await?,
            PlaceOf::Result { task, number } => self.place_of_result(caller, task, number).await?,
        };
        let none = || Problem::from(ProblemKind::NotFound).detail("no place of it is kept");
        let place = place.ok_or_else(none)?;
        self.note_look(caller, LookKind::Place, vec![whose]).await?;
        Ok(place)
    }

    async fn place_of_moment(
        &self,
        caller: &Caller,
        moment: MomentId,
    ) -> Result<(PersonId, Option<Place>), Problem> {
        let missing = || Problem::from(ProblemKind::NotFound).detail("no such moment");
        let storage = &self.inner.storage;
        let known = storage.moments(&[moment]).await.map_err(fail)?;
        let known = known.get(&moment).ok_or_else(missing)?;
        let directory = self.directory().await?;
        let author = directory.person(known.author).ok_or_else(missing)?;
        if known.deleted || !may_see_moments(&caller.person, author, directory.tree()) {
            return Err(missing());
        }
        for body in storage.trace_of(moment).await.map_err(fail)? {
            if let Change::Moment { moment, .. } = serde_json::from_str(&body).map_err(fail)? {
                return Ok((author.id, moment.place));
            }
        }
        Ok((author.id, None))
    }

    async fn place_of_result(
        &self,
        caller: &Caller,
        task: TaskId,
        number: u32,
    ) -> Result<(PersonId, Option<Place>), Problem> {
        let missing = || Problem::from(ProblemKind::NotFound).detail("no such result");
        let id = RecordId(task.0);
        let is_readable = self.readable(&caller.person, &[id]).await?.contains(&id);
        let mut found = self.inner.storage.records(&[id]).await.map_err(fail)?;
        let record = found
            .remove(&id)
            .filter(|_| is_readable)
            .ok_or_else(missing)?
            .record;
        let Record::Task { task } = record else {
            return Err(missing());
        };
        let number = usize::try_from(number).map_err(|_| missing())?;
        let delivered = task.deliveries.into_iter().nth(number).ok_or_else(missing)?;
        Ok((task.assignee, delivered.place))
    }
}
