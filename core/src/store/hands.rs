//! A device in other hands: each person's work has a database of its own. What waits in one is neither sent nor shown in the
//! name of another; when its person comes back to the device, it is all there and goes on.

use super::{
    OpenFault, Result, Store,
    kept::TURN,
    open::{Name, Turn, existing, find, turn},
};
use crate::model::{DeviceId, Person, PersonId, Timestamp, Unit};

impl Store {
    /// Binds the device to a person, with what the server told of them, in one transaction. Their record begins on the day
    /// of `since`, whatever was kept here before. Where this is somebody else's work, it is left as it stands, the device
    /// is bound in their own, which is given back, and that is in use from now on.
    ///
    /// # Errors
    /// If a newer program wrote one of the databases, or the store fails.
    pub fn enrol(
        &self,
        device: DeviceId,
        person: &Person,
        unit: &Unit,
        since: Timestamp,
    ) -> std::result::Result<Option<Self>, OpenFault> {
        let own = self.of(person.id)?;
        let bound = match &own {
            Some(own) => own.bind_after(self, |own| own.bind(device, person, unit, since)),
            None => self.whole(|| self.bind(device, person, unit, since)),
        };
        bound.map_err(OpenFault::Store)?;
        Ok(own)
    }

    /// Does `bind`, and is in use after `left` from then on.
    fn bind_after(&self, left: &Self, bind: impl FnOnce(&Self) -> Result<()>) -> Result<()> {
        // Should this one be damaged one day, nobody is to find themselves in the work of another in silence.
        let turn = turn(&left.db, left.name)?;
        let number = turn.number;
        left.keep(
            TURN,
            &Turn {
                next: Some(self.name),
                ..turn
            },
        )?;
        self.whole(|| {
            bind(self)?;
            self.share_key(left)?;
            self.take_turn(number)
        })
    }

    fn whole(&self, work: impl FnOnce() -> Result<()>) -> Result<()> {
        let transaction = self.db.unchecked_transaction()?;
        work()?;
        Ok(transaction.commit()?)
    }

    /// The database of a person, if it is not this one: what they left here, or an empty one.
    fn of(&self, person: PersonId) -> std::result::Result<Option<Self>, OpenFault> {
        let owner = self.owner()?;
        if owner == Some(person) {
            return Ok(None);
        }
        let mut unused = None;
        let (others, failed) = self.others();
        for other in others {
            match other.owner()? {
                Some(owner) if owner == person => return Ok(Some(other)),
                Some(_) => {}
                None => unused = Some(other),
            }
        }
        // It may be theirs.
        if let Some(fault) = failed {
            return Err(fault);
        }
        match (owner, unused) {
            (None, _) => Ok(None),
            (Some(_), Some(unused)) => Ok(Some(unused)),
            (Some(_), None) => Self::begin(self.databases.clone()).map(Some),
        }
    }

    /// The other databases of the host that can be read, and why one could not be opened this time.
    fn others(&self) -> (Vec<Self>, Option<OpenFault>) {
        let found = find(&*self.databases, |name| name != self.name);
        let others = found.readable.into_iter();
        let others = others.map(|other| Self::new(self.databases.clone(), other.name, other.db));
        let failed = found.failed.into_iter().next();
        (others.collect(), failed.map(|(_, fault)| fault))
    }

    /// The places whose time is over go from what others left here, too.
    ///
    /// # Errors
    /// If a newer program wrote one of the databases, or the store fails.
    pub fn forget_places_of_others(&self, before: Timestamp) -> std::result::Result<(), OpenFault> {
        let (others, failed) = self.others();
        for other in others {
            other.forget_places(before)?;
        }
        failed.map_or(Ok(()), Err)
    }

    /// Is in use from now on, after the one whose turn had the number `after`.
    pub(super) fn take_turn(&self, after: i64) -> Result<()> {
        let others: Vec<Name> = existing(&*self.databases)
            .filter(|name| *name != self.name)
            .collect();
        self.keep(
            TURN,
            &Turn {
                number: after.max(0) + 1,
                others,
                next: None,
            },
        )
    }
}
