//! Reading the server's log anew: when what one may see is no longer what it was, the server begins again, and whatever it
//! does not tell any more leaves the device. Until its end is reached the rows of before stay to be seen; what one has done
//! oneself and what waits in the outbox are not touched.

use rusqlite::params;
use serde::{Deserialize, Serialize};

use super::{Result, Store};

const PASS: &str = "log_pass";
const UNREAD_BY: &str = "unread_by";
const PROGRAM: &str = env!("CARGO_PKG_VERSION");

/// How far the log was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Pass {
    /// How often it was begun. Rows bear the number of the reading that told them last.
    pub(super) generation: i64,
    /// Whether this reading has still to come to its end.
    pub(super) unfinished: bool,
}

/// Files that nothing shows any more. Those of drafts and of the outbox are needed even so.
const FORGET_FILES: &str = "DELETE FROM media
 WHERE sha256 NOT IN (SELECT sha256 FROM draft_attachment)
   AND sha256 NOT IN (SELECT sha256 FROM outbox_media)
   AND sha256 NOT IN (SELECT unhex(f.value ->> '$.sha256') FROM moment m, json_each(m.attachments) f
                       WHERE m.attachments != '[]')
   AND sha256 NOT IN (SELECT unhex(f.value ->> '$.sha256')
                        FROM record_now r, json_each(r.body, '$.lesson.files') f WHERE r.kind = 'lesson')
   AND sha256 NOT IN (SELECT unhex(f.value ->> '$.sha256')
                        FROM record_now r, json_each(r.body, '$.task.deliveries') d,
                             json_each(d.value, '$.attachments') f WHERE r.kind = 'task')";

impl Store {
    /// The number of the reading under way.
    pub(super) fn generation(&self) -> Result<i64> {
        if let Some(generation) = self.generation.get() {
            return Ok(generation);
        }
        let generation = self.pass()?.generation;
        self.generation.set(Some(generation));
        Ok(generation)
    }

    /// The server tells everything from the beginning.
    pub(super) fn begin_anew(&self) -> Result<()> {
        self.db
            .prepare_cached("DELETE FROM kept WHERE key = ?1")?
            .execute([UNREAD_BY])?;
        self.keep_pass(Pass {
            generation: self.pass()?.generation + 1,
            unfinished: true,
        })
    }

    /// The end of the log is reached: if it was read from the beginning, what was not told again goes. Says whether
    /// anything did.
    pub(super) fn end_anew(&self) -> Result<bool> {
        let pass = self.pass()?;
        if !pass.unfinished {
            return Ok(false);
        }
        self.keep_pass(Pass {
            unfinished: false,
            ..pass
        })?;
        let older = pass.generation;
        // What is done with such a record and still waits does not bring it back.
        self.db.execute(
            "UPDATE overlay SET overtaken = 1 WHERE id IN (SELECT id FROM record WHERE generation < ?1)",
            [older],
        )?;
        let mut gone = self
            .db
            .execute("DELETE FROM record WHERE generation < ?1", [older])?;
        let me = self.enrolment()?.map(|(_, person)| person);
        // What one gave oneself goes on counting towards the day's number, as it does for the server.
        gone += self.db.execute(
            "DELETE FROM reaction WHERE generation < ?1 AND giver IS NOT ?2",
            params![older, me],
        )?;
        gone += self.db.execute(
            "DELETE FROM moment WHERE generation < ?1 AND author IS NOT ?2 AND deleted = 0
                AND NOT EXISTS (SELECT 1 FROM outbox q WHERE q.id = moment.posted_by)",
            params![older, me],
        )?;
        if gone > 0 {
            self.db.execute(FORGET_FILES, [])?;
        }
        Ok(gone > 0)
    }

    /// Notes that the log told something that this version of the program does not know.
    pub(super) fn keep_unread(&self) -> Result<()> {
        self.keep(UNREAD_BY, &PROGRAM)
    }

    /// Whether another version of the program passed over something that this one may know.
    pub(super) fn has_unread(&self) -> Result<bool> {
        let by = self.kept::<String>(UNREAD_BY)?;
        Ok(by.is_some_and(|program| program != PROGRAM))
    }

    fn pass(&self) -> Result<Pass> {
        Ok(self.kept(PASS)?.unwrap_or_default())
    }

    fn keep_pass(&self, pass: Pass) -> Result<()> {
        self.keep(PASS, &pass)?;
        self.generation.set(Some(pass.generation));
        Ok(())
    }
}
