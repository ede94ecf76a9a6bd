//! The questions that pages ask, answered from this device alone.

mod attendance;
mod county;
mod devices;
mod entries;
mod learning;
mod leave;
mod looks;
mod news;
mod own_data;
mod people;
mod receipts;
mod refusals;
mod score;
mod tasks;
mod today;
mod todo;
mod workplace;

use chrono::NaiveDate;
use uuid::Uuid;

use super::{Delivery, Engine, Fault};
use crate::model::{Person, PersonId};
use crate::ports::{Clock, KeyVault};

impl<C: Clock, V: KeyVault> Engine<C, V> {
    /// The civil day in the county.
    pub(in crate::engine) fn day(&self) -> Result<NaiveDate, Fault> {
        Ok(self.store.settings()?.calendar.day(self.now()?))
    }

    /// A person, if they are known here.
    fn named(&self, id: PersonId) -> Result<Option<Person>, Fault> {
        Ok(self.store.known_person(id)?)
    }

    /// How far one's own last word on something is, if it has not arrived.
    fn under_way(&self, subject: Uuid) -> Result<Option<Delivery>, Fault> {
        Ok(self.store.delivery(subject)?)
    }
}
