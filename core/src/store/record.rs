//! Records as they stand: what the server told, under what one's own unconfirmed operations make of it.

use chrono::NaiveDate;
use rusqlite::{Params, params};

use super::{
    Result, Store,
    columns::{from_json, json, name_of},
};
use crate::model::{PersonId, Record, RecordId, RecordKind, TaskId, Timestamp};
use crate::rules::calendar::Calendar;

/// The columns by which a record is found, beside its body.
pub(super) struct RecordRow {
    pub(super) id: RecordId,
    pub(super) kind: String,
    pub(super) owner: PersonId,
    pub(super) parent: Option<TaskId>,
    pub(super) first_day: i32,
    pub(super) last_day: i32,
    pub(super) body: String,
}

impl RecordRow {
    pub(super) fn new(record: &Record, calendar: &Calendar) -> Result<Self> {
        let (first, last) = record.days(|at| calendar.day(at));
        Ok(Self {
            id: record.id(),
            kind: name_of(&record.kind())?,
            owner: record.owner(),
            parent: match record {
                Record::Task { task } => task.parent,
                _ => None,
            },
            first_day: first.to_epoch_days(),
            last_day: last.to_epoch_days(),
            body: json(record)?,
        })
    }
}

impl Store {
    /// One record, if it is here.
    ///
    /// # Errors
    /// If the store fails.
    pub fn record(&self, id: RecordId) -> Result<Option<Record>> {
        let found = self.read_records("SELECT body FROM record_now WHERE id = ?1", [id])?;
        Ok(found.into_iter().next())
    }

    /// The records of one kind that are about a person and touch the days from `first` to `last`, by their first day.
    ///
    /// # Errors
    /// If the store fails.
    pub fn records_about(
        &self,
        person: PersonId,
        kind: RecordKind,
        first: NaiveDate,
        last: NaiveDate,
    ) -> Result<Vec<Record>> {
        self.read_records(
            "SELECT body FROM record_now
             WHERE owner = ?1 AND kind = ?2 AND first_day <= ?4 AND last_day >= ?3 ORDER BY first_day, id",
            params![
                person,
                name_of(&kind)?,
                first.to_epoch_days(),
                last.to_epoch_days()
            ],
        )
    }

    /// All records of one kind that are about a person, by their first day.
    ///
    /// # Errors
    /// If the store fails.
    pub fn all_about(&self, person: PersonId, kind: RecordKind) -> Result<Vec<Record>> {
        self.records_about(person, kind, NaiveDate::MIN, NaiveDate::MAX)
    }

    /// All records of one kind that are here, whoever they are about, by their first day.
    ///
    /// # Errors
    /// If the store fails.
    pub fn records_of_kind(&self, kind: RecordKind) -> Result<Vec<Record>> {
        self.read_records(
            "SELECT body FROM record_now WHERE kind = ?1 ORDER BY first_day, id",
            params![name_of(&kind)?],
        )
    }

    /// The leaves, corrections or appeals of others than `person` that nobody has decided or taken back, or the tasks of
    /// others whose result waits; by their first day.
    ///
    /// # Errors
    /// If the store fails.
    pub fn undecided(&self, kind: RecordKind, person: PersonId) -> Result<Vec<Record>> {
        self.read_records(
            "SELECT body FROM record_now
             WHERE kind = ?1 AND owner != ?2
               AND CASE kind WHEN 'leave' THEN body ->> '$.leave.state.state' = 'asked'
                             WHEN 'correction' THEN body ->> '$.correction.decision' IS NULL
                                                AND body ->> '$.correction.withdrawn_at' IS NULL
                             WHEN 'appeal' THEN body ->> '$.appeal.decision' IS NULL
                                            AND body ->> '$.appeal.withdrawn_at' IS NULL
                             WHEN 'doubt' THEN body ->> '$.doubt.review' IS NULL
                             WHEN 'task' THEN body ->> '$.task.state.state' = 'delivered'
                             ELSE 0 END
             ORDER BY first_day, id",
            params![name_of(&kind)?, person],
        )
    }

    /// The leaves of others that somebody granted, and that were taken back or ended early at `since` or later; the newest
    /// change first.
    ///
    /// # Errors
    /// If the store fails.
    pub fn leaves_changed(&self, granted_by: PersonId, since: Timestamp) -> Result<Vec<Record>> {
        self.read_records(
            "SELECT body FROM record_now
             WHERE kind = 'leave' AND body ->> '$.leave.state.state' IN ('withdrawn', 'returned')
               AND body ->> '$.leave.state.decision.by' = ?1 AND body ->> '$.leave.state.at' >= ?2
             ORDER BY body ->> '$.leave.state.at' DESC, id",
            params![granted_by.to_string(), since.0],
        )
    }

    /// The tasks that a person gave.
    ///
    /// # Errors
    /// If the store fails.
    pub fn tasks_by(&self, assigner: PersonId) -> Result<Vec<Record>> {
        self.read_records(
            "SELECT body FROM record_now WHERE kind = 'task' AND body ->> '$.task.assigner' = ?1
             ORDER BY first_day, id",
            [assigner.to_string()],
        )
    }

    /// The tasks into which a task was split.
    ///
    /// # Errors
    /// If the store fails.
    pub fn parts(&self, task: RecordId) -> Result<Vec<Record>> {
        self.read_records(
            "SELECT body FROM record_now WHERE parent = ?1 ORDER BY first_day, id",
            [task],
        )
    }

    /// Takes in the server's word on a record; unconfirmed operations of one's own still lie over it.
    pub(super) fn put_record(&self, record: &Record) -> Result<()> {
        let row = RecordRow::new(record, &self.settings()?.calendar)?;
        self.put_record_row(&row)?;
        self.db
            .prepare_cached("UPDATE overlay SET overtaken = 1 WHERE id = ?1")?
            .execute([row.id])?;
        Ok(())
    }

    /// Lets go of a record that may no longer be read. What waits to be done with it stays in the outbox, and does not
    /// bring it back.
    pub(super) fn remove_record(&self, id: RecordId) -> Result<()> {
        for sql in [
            "DELETE FROM record WHERE id = ?1",
            "UPDATE overlay SET overtaken = 1 WHERE id = ?1",
        ] {
            self.db.prepare_cached(sql)?.execute([id])?;
        }
        Ok(())
    }

    pub(super) fn put_record_row(&self, row: &RecordRow) -> Result<()> {
        self.db
            .prepare_cached(
                "INSERT INTO record (id, kind, owner, parent, first_day, last_day, body, generation)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
                 ON CONFLICT DO UPDATE SET kind = ?2, owner = ?3, parent = ?4, first_day = ?5, last_day = ?6, body = ?7,
                     generation = ?8",
            )?
            .execute(params![
                row.id,
                row.kind,
                row.owner,
                row.parent,
                row.first_day,
                row.last_day,
                row.body,
                self.generation()?,
            ])?;
        Ok(())
    }

    /// Finds the days of all records anew: the county's civil time is another than before.
    pub(super) fn date_records_anew(&self, calendar: &Calendar) -> Result<()> {
        for table in ["record", "overlay"] {
            let rows: Vec<(RecordId, String)> = self
                .db
                .prepare(&format!("SELECT id, body FROM {table}"))?
                .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect::<rusqlite::Result<_>>()?;
            let mut update = self.db.prepare(&format!(
                "UPDATE {table} SET first_day = ?3, last_day = ?4 WHERE id = ?1 AND body = ?2"
            ))?;
            for (id, body) in rows {
                let row = RecordRow::new(&from_json("record.body", &body)?, calendar)?;
                update.execute(params![id, body, row.first_day, row.last_day])?;
            }
        }
        Ok(())
    }

    fn read_records(&self, sql: &str, params: impl Params) -> Result<Vec<Record>> {
        let mut statement = self.db.prepare_cached(sql)?;
        let mut rows = statement.query(params)?;
        let mut records = Vec::new();
        while let Some(row) = rows.next()? {
            let body = row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
            records.push(from_json("record.body", body)?);
        }
        Ok(records)
    }
}
