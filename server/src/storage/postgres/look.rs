//! Who looked at whose records.

use chrono::NaiveDate;
use deadpool_postgres::Object;
use jishi_core::model::{PersonId, Timestamp};
use jishi_core::protocol::Look;
use uuid::Uuid;

use crate::storage::look::LOOKS_MAX;
use crate::storage::{NewLook, StorageFault, Stored, name_of, named};

pub(super) async fn note(client: &Object, look: &NewLook) -> Stored<()> {
    let save = client.prepare_cached(include_str!("sql/save_look.sql")).await?;
    let subjects: Vec<Uuid> = look.subjects.iter().map(|subject| subject.0).collect();
    let (day, what) = (look.day.to_epoch_days(), name_of(&look.what)?);
    client
        .execute(&save, &[&subjects, &day, &look.viewer.0, &what, &look.at.0])
        .await?;
    Ok(())
}

pub(super) async fn at(client: &Object, subject: PersonId, from: NaiveDate) -> Stored<Vec<Look>> {
    let query = client
        .prepare_cached(
            "SELECT viewer, what, day, first_at, last_at, times FROM look
             WHERE subject = $1 AND day >= $2 ORDER BY last_at DESC, viewer, what LIMIT $3",
        )
        .await?;
    let rows = client
        .query(&query, &[&subject.0, &from.to_epoch_days(), &LOOKS_MAX])
        .await?;
    let looks = rows.iter().map(|r| {
        Ok(Look {
            viewer: PersonId(r.try_get(0)?),
            what: named(r.try_get(1)?)?,
            day: NaiveDate::from_epoch_days(r.try_get(2)?)
                .ok_or_else(|| StorageFault::Unreadable("the day of a look".into()))?,
            first_at: Timestamp(r.try_get(3)?),
            last_at: Timestamp(r.try_get(4)?),
            times: r.try_get::<_, i32>(5)?.cast_unsigned(),
        })
    });
    looks.collect()
}
