//! People and units, as far as the server has told of them.

use std::{collections::HashMap, rc::Rc};

use rusqlite::{Row, params};

use super::{
    Result, Store, StoreFault,
    columns::{from_json, from_name, json, name_of},
};
use crate::{
    model::{DeviceId, Person, PersonId, Timestamp, Unit, UnitId},
    rules::access::UnitTree,
};

/// Who one is, and the tree of units: what access rules need.
pub struct Directory {
    /// The person whose device this is.
    pub me: Person,
    /// Their unit.
    pub unit: Unit,
    /// The county's tree.
    pub units: UnitTree,
    /// Every unit of it.
    pub all: HashMap<UnitId, Unit>,
}

impl Store {
    /// Notes whose device this is, with what the server told of them; for a transaction of the caller's. Their record begins
    /// on the day of `since`, whatever was kept here before.
    pub(super) fn bind(
        &self,
        device: DeviceId,
        person: &Person,
        unit: &Unit,
        since: Timestamp,
    ) -> Result<()> {
        let first = self.settings()?.calendar.day(since);
        self.put_unit(unit)?;
        self.put_person(person)?;
        self.keep_enrolment(device, person.id)?;
        self.forget_ended()?;
        self.forget_asked()?;
        self.keep_on_record_since(person.id, first)?;
        self.forget_directory();
        Ok(())
    }

    /// Who one is; `None` before enrolment.
    ///
    /// # Errors
    /// If the store fails.
    pub fn directory(&self) -> Result<Option<Rc<Directory>>> {
        if let Some(directory) = self.directory.borrow().as_ref() {
            return Ok(Some(directory.clone()));
        }
        let Some((_, me)) = self.enrolment()? else {
            return Ok(None);
        };
        let me = self.person(me)?;
        let units = self.units()?;
        let unit = units
            .iter()
            .find(|unit| unit.id == me.unit)
            .ok_or(StoreFault::NotFound)?
            .clone();
        let directory = Rc::new(Directory {
            units: UnitTree::new(&units),
            all: units.into_iter().map(|unit| (unit.id, unit)).collect(),
            unit,
            me,
        });
        self.directory.replace(Some(directory.clone()));
        Ok(Some(directory))
    }

    pub(super) fn forget_directory(&self) {
        self.directory.replace(None);
    }

    /// One person.
    ///
    /// # Errors
    /// If they are not known here, or the store fails.
    pub fn person(&self, id: PersonId) -> Result<Person> {
        let mut statement = self.db.prepare_cached(
            "SELECT id, name, unit, post, rank, kind, role, tenure FROM person WHERE id = ?1",
        )?;
        let mut rows = statement.query([id])?;
        person_at(rows.next()?.ok_or(StoreFault::NotFound)?, 0)
    }

    /// One person, if they are known here.
    ///
    /// # Errors
    /// If the store fails.
    pub fn known_person(&self, id: PersonId) -> Result<Option<Person>> {
        match self.person(id) {
            Ok(person) => Ok(Some(person)),
            Err(StoreFault::NotFound) => Ok(None),
            Err(fault) => Err(fault),
        }
    }

    /// The people of one unit who are known here, not of those below it; by rank from the top, then by name.
    ///
    /// # Errors
    /// If the store fails.
    pub fn people_of(&self, unit: UnitId) -> Result<Vec<Person>> {
        let mut statement = self.db.prepare_cached(
            "SELECT id, name, unit, post, rank, kind, role, tenure FROM person WHERE unit = ?1",
        )?;
        let mut rows = statement.query([unit])?;
        let mut people = Vec::new();
        while let Some(row) = rows.next()? {
            people.push(person_at(row, 0)?);
        }
        people.sort_by(|a, b| (b.rank, &a.name, a.id).cmp(&(a.rank, &b.name, b.id)));
        Ok(people)
    }

    pub(super) fn put_person(&self, person: &Person) -> Result<()> {
        self.db
            .prepare_cached(
                "INSERT INTO person (id, name, unit, post, rank, kind, role, tenure)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
                 ON CONFLICT DO UPDATE SET name = ?2, unit = ?3, post = ?4, rank = ?5, kind = ?6, role = ?7, tenure = ?8",
            )?
            .execute(params![
                person.id,
                person.name,
                person.unit,
                person.post,
                name_of(&person.rank)?,
                name_of(&person.kind)?,
                name_of(&person.role)?,
                (!person.tenure.is_plain())
                    .then(|| json(&person.tenure))
                    .transpose()?,
            ])?;
        Ok(())
    }
}

/// A person from eight columns beginning at `first`.
pub(super) fn person_at(row: &Row<'_>, first: usize) -> Result<Person> {
    let text = |column: usize| row.get::<_, String>(first + column);
    let tenure: Option<String> = row.get(first + 7)?;
    Ok(Person {
        id: row.get(first)?,
        name: text(1)?,
        unit: row.get(first + 2)?,
        post: text(3)?,
        rank: from_name("person.rank", &text(4)?)?,
        kind: from_name("person.kind", &text(5)?)?,
        role: from_name("person.role", &text(6)?)?,
        tenure: tenure
            .map(|tenure| from_json("person.tenure", &tenure))
            .transpose()?
            .unwrap_or_default(),
    })
}
