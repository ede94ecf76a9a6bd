//! Files that have arrived.

use std::collections::HashMap;

use deadpool_postgres::Object;
use jishi_core::model::{PersonId, RecordId, Sha256};
use uuid::Uuid;

use super::row;
use crate::storage::{MediaFile, MediaRecord, StorageFault, Stored};

pub(super) async fn load(client: &Object, digests: &[Sha256]) -> Stored<HashMap<Sha256, MediaRecord>> {
    let query = client.prepare_cached(include_str!("sql/media_of.sql")).await?;
    let digests: Vec<&[u8]> = digests.iter().map(|digest| digest.0.as_slice()).collect();
    let rows = client.query(&query, &[&digests]).await?;
    rows.iter()
        .map(|r| {
            let sha256 = row::digest(r, 0)?;
            let pixels = r
                .try_get::<_, Option<i64>>(3)?
                .zip(r.try_get::<_, Option<i64>>(4)?);
            let file = MediaFile {
                sha256,
                mime: r.try_get(1)?,
                bytes: row::number(r, 2)?,
                pixels: match pixels {
                    Some((width, height)) => Some((pixel(width)?, pixel(height)?)),
                    None => None,
                },
            };
            let people = |column| -> Stored<Vec<PersonId>> {
                Ok(r.try_get::<_, Vec<Uuid>>(column)?
                    .into_iter()
                    .map(PersonId)
                    .collect())
            };
            let records: Vec<Uuid> = r.try_get(7)?;
            Ok((
                sha256,
                MediaRecord {
                    file,
                    owners: people(5)?,
                    authors: people(6)?,
                    records: records.into_iter().map(RecordId).collect(),
                },
            ))
        })
        .collect()
}

fn pixel(number: i64) -> Stored<u32> {
    u32::try_from(number).map_err(|error| StorageFault::Unreadable(error.to_string()))
}
