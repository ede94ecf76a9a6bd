//! Uploads in progress.

use deadpool_postgres::Object;
use jishi_core::model::{PersonId, Sha256, Timestamp, UploadId};
use tokio_postgres::types::ToSql;

use super::row;
use crate::storage::{MediaFile, NewUploadRecord, PersonUploads, Piece, StorageFault, Stored, UploadRecord};

pub(super) async fn create(client: &Object, upload: &NewUploadRecord) -> Stored<()> {
    let insert = client
        .prepare_cached(include_str!("sql/create_upload.sql"))
        .await?;
    let length = upload.length.cast_signed();
    let arrived = if upload.complete { length } else { 0 };
    let digest = upload.sha256.map(|sha256| sha256.0.to_vec());
    let values: [&(dyn ToSql + Sync); 8] = [
        &upload.id.0,
        &upload.person.0,
        &length,
        &arrived,
        &digest,
        &upload.metadata,
        &upload.expires_at.0,
        &upload.complete,
    ];
    client.execute(&insert, &values).await?;
    Ok(())
}

pub(super) async fn load(client: &Object, id: UploadId) -> Stored<Option<UploadRecord>> {
    let query = client.prepare_cached(include_str!("sql/load_upload.sql")).await?;
    let Some(r) = client.query_opt(&query, &[&id.0]).await? else {
        return Ok(None);
    };
    let digest = r
        .try_get::<_, Option<&[u8]>>(3)?
        .map(<[u8; 32]>::try_from)
        .transpose();
    Ok(Some(UploadRecord {
        id,
        person: PersonId(r.try_get(0)?),
        length: row::number(&r, 1)?,
        offset: row::number(&r, 2)?,
        sha256: digest
            .map_err(|error| StorageFault::Unreadable(error.to_string()))?
            .map(Sha256),
        metadata: r.try_get(4)?,
        expires_at: Timestamp(r.try_get(5)?),
        complete: r.try_get(6)?,
    }))
}

pub(super) async fn of_person(client: &Object, person: PersonId) -> Stored<PersonUploads> {
    let query = "SELECT id, length, complete FROM upload WHERE person = $1 ORDER BY id";
    let query = client.prepare_cached(query).await?;
    let rows = client.query(&query, &[&person.0]).await?;
    let uploads = rows
        .iter()
        .map(|r| Ok((UploadId(r.try_get(0)?), row::number(r, 1)?, r.try_get(2)?)));
    Ok(PersonUploads::of(uploads.collect::<Stored<Vec<_>>>()?))
}

pub(super) async fn append(client: &mut Object, id: UploadId, pieces: &[Piece]) -> Stored<bool> {
    let Some(first) = pieces.first() else {
        return Ok(true);
    };
    let bytes: u64 = pieces.iter().map(|piece| piece.bytes).sum();
    let transaction = client.transaction().await?;
    let advance = transaction
        .prepare_cached(include_str!("sql/advance_upload.sql"))
        .await?;
    let moved = transaction
        .execute(
            &advance,
            &[&id.0, &first.start.cast_signed(), &bytes.cast_signed()],
        )
        .await?;
    if moved == 0 {
        return Ok(false);
    }
    let insert = "INSERT INTO upload_piece (upload, start, bytes, name) VALUES ($1, $2, $3, $4)";
    let insert = transaction.prepare_cached(insert).await?;
    for piece in pieces {
        let (start, bytes) = (piece.start.cast_signed(), piece.bytes.cast_signed());
        transaction
            .execute(&insert, &[&id.0, &start, &bytes, &piece.name])
            .await?;
    }
    transaction.commit().await?;
    Ok(true)
}

pub(super) async fn pieces(client: &Object, id: UploadId) -> Stored<Vec<Piece>> {
    let query = "SELECT start, bytes, name FROM upload_piece WHERE upload = $1 ORDER BY start";
    let query = client.prepare_cached(query).await?;
    let rows = client.query(&query, &[&id.0]).await?;
    rows.iter()
        .map(|r| {
            Ok(Piece {
                start: row::number(r, 0)?,
                bytes: row::number(r, 1)?,
                name: r.try_get(2)?,
            })
        })
        .collect()
}

pub(super) async fn finish(client: &mut Object, id: UploadId, file: &MediaFile) -> Stored<()> {
    let transaction = client.transaction().await?;
    let digest = file.sha256.0.as_slice();
    let (width, height) = file
        .pixels
        .map(|(width, height)| (i64::from(width), i64::from(height)))
        .unzip();
    let save = transaction
        .prepare_cached(include_str!("sql/save_media.sql"))
        .await?;
    transaction
        .execute(
            &save,
            &[&digest, &file.mime, &file.bytes.cast_signed(), &width, &height],
        )
        .await?;
    let own = "INSERT INTO media_owner (sha256, person) SELECT $2, person FROM upload WHERE id = $1 \
               ON CONFLICT DO NOTHING";
    transaction.execute(own, &[&id.0, &digest]).await?;
    transaction
        .execute("DELETE FROM upload_piece WHERE upload = $1", &[&id.0])
        .await?;
    transaction
        .execute(
            "UPDATE upload SET complete = TRUE, sha256 = $2 WHERE id = $1",
            &[&id.0, &digest],
        )
        .await?;
    transaction.commit().await?;
    Ok(())
}
