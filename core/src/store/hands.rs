//! A device in other hands: each person's work has a database of its own. What waits in one is neither sent nor shown in the
//! name of another; when its person comes back to the device, it is all there and goes on.

use super::{
    OpenFault, Opened, Result, Store,
    kept::TURN,
    open::{Name, Turn, existing, find, turn},
};
use crate::{
    engine::MovedAside,
    model::{DeviceId, Person, PersonId, Timestamp, Unit},
};

impl Store {
    /// Binds the device to a person, with what the server told of them, in one transaction. Their record begins on the day
    /// of `since`, whatever was kept here before. Where this is somebody else's work, it is left as it stands, the device
    /// is bound in their own, which is given back, and that is in use from now on. Where they have none and one cannot be
    /// read any more, that may have been theirs, and it is told.
    ///
    /// # Errors
    /// If a newer program wrote one of the databases, or the store fails.
    pub fn enrol(
        &self,
        device: DeviceId,
        person: &Person,
        unit: &Unit,
        since: Timestamp,
    ) -> std::result::Result<Option<Opened>, OpenFault> {
        let own = self.of(person.id)?;
        let bound = match &own {
            Some(Opened { store: own, .. }) => {
                own.bind_after(self, |own| own.bind(device, person, unit, since))
            }
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
    fn of(&self, person: PersonId) -> std::result::Result<Option<Opened>, OpenFault> {
        let owner = self.owner()?;
        if owner == Some(person) {
            return Ok(None);
        }
        let mut unused = None;
        let Others {
            readable,
            unreadable,
            failed,
        } = self.others();
        let found = |store, moved_aside| Ok(Some(Opened { store, moved_aside }));
        for other in readable {
            match other.owner()? {
                Some(owner) if owner == person => return found(other, None),
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
            (Some(_), Some(unused)) => found(unused, unreadable),
            (Some(_), None) => found(Self::begin(self.databases.clone())?, unreadable),
        }
    }

    fn others(&self) -> Others {
        let found = find(&*self.databases, |name| name != self.name);
        let (failed, unreadable) = (
            found.failed.into_iter().next(),
            found.unreadable.into_iter().next(),
        );
        let readable = found.readable.into_iter();
        Others {
            readable: readable
                .map(|other| Self::new(self.databases.clone(), other.name, other.db))
                .collect(),
            unreadable: unreadable.map(|(name, reason)| MovedAside {
                name: name.file(),
                reason,
            }),
            failed: failed.map(|(_, fault)| fault),
        }
    }

    /// The places whose time is over go from what others left here, too.
    ///
    /// # Errors
    /// If a newer program wrote one of the databases, or the store fails.
    pub fn forget_places_of_others(&self, before: Timestamp) -> std::result::Result<(), OpenFault> {
        let Others { readable, failed, .. } = self.others();
        for other in readable {
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

/// The other databases of the host.
struct Others {
    readable: Vec<Store>,
    /// One that is damaged.
    unreadable: Option<MovedAside>,
    /// Why one could not be opened this time.
    failed: Option<OpenFault>,
}
