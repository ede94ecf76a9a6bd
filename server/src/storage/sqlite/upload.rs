//! Uploads in progress.

use jishi_core::model::{PersonId, Sha256, Timestamp, UploadId};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::row;
use crate::storage::{MediaFile, NewUploadRecord, PersonUploads, Piece, Stored, UploadRecord};

pub(super) fn create(db: &Connection, upload: &NewUploadRecord) -> Stored<()> {
    db.prepare_cached(include_str!("sql/create_upload.sql"))?
        .execute(params![
            row::blob(upload.id.0),
            row::blob(upload.person.0),
            upload.length.cast_signed(),
            if upload.complete {
                upload.length.cast_signed()
            } else {
                0
            },
            upload.sha256.map(|sha256| sha256.0),
            upload.metadata,
            upload.expires_at.0,
            upload.complete,
        ])?;
    Ok(())
}

pub(super) fn load(db: &Connection, id: UploadId) -> Stored<Option<UploadRecord>> {
    let mut query = db.prepare_cached(include_str!("sql/load_upload.sql"))?;
    let upload = query.query_row([row::blob(id.0)], |r| {
        Ok(UploadRecord {
            id,
            person: PersonId(row::id(r, 0)?),
            length: row::number(r, 1)?,
            offset: row::number(r, 2)?,
            sha256: r.get::<_, Option<[u8; 32]>>(3)?.map(Sha256),
            metadata: r.get(4)?,
            expires_at: Timestamp(r.get(5)?),
            complete: r.get(6)?,
        })
    });
    Ok(upload.optional()?)
}

pub(super) fn of_person(db: &Connection, person: PersonId) -> Stored<PersonUploads> {
    let mut query =
        db.prepare_cached("SELECT id, length, complete FROM upload WHERE person = ?1 ORDER BY id")?;
    let uploads = query.query_map([row::blob(person.0)], |r| {
        Ok((UploadId(row::id(r, 0)?), row::number(r, 1)?, r.get(2)?))
    })?;
    Ok(PersonUploads::of(uploads.collect::<Result<Vec<_>, _>>()?))
}

pub(super) fn append(db: &Connection, id: UploadId, pieces: &[Piece]) -> Stored<bool> {
    let Some(first) = pieces.first() else {
        return Ok(true);
    };
    let bytes: u64 = pieces.iter().map(|piece| piece.bytes).sum();
    let moved = db
        .prepare_cached(include_str!("sql/advance_upload.sql"))?
        .execute(params![
            row::blob(id.0),
            first.start.cast_signed(),
            bytes.cast_signed()
        ])?;
    if moved == 0 {
        return Ok(false);
    }
    let mut insert =
        db.prepare_cached("INSERT INTO upload_piece (upload, start, bytes, name) VALUES (?1, ?2, ?3, ?4)")?;
    for piece in pieces {
        insert.execute(params![
            row::blob(id.0),
            piece.start.cast_signed(),
            piece.bytes.cast_signed(),
            piece.name
        ])?;
    }
    Ok(true)
}

pub(super) fn pieces(db: &Connection, id: UploadId) -> Stored<Vec<Piece>> {
    let mut query =
        db.prepare_cached("SELECT start, bytes, name FROM upload_piece WHERE upload = ?1 ORDER BY start")?;
    let rows = query.query_map([row::blob(id.0)], |r| {
        Ok(Piece {
            start: row::number(r, 0)?,
            bytes: row::number(r, 1)?,
            name: r.get(2)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(super) fn finish(db: &Connection, id: UploadId, file: &MediaFile) -> Stored<()> {
    let (width, height) = file.pixels.unzip();
    db.prepare_cached(include_str!("sql/save_media.sql"))?
        .execute(params![
            file.sha256.0,
            file.mime,
            file.bytes.cast_signed(),
            width,
            height
        ])?;
    db.prepare_cached(
        "INSERT OR IGNORE INTO media_owner (sha256, person) SELECT ?2, person FROM upload WHERE id = ?1",
    )?
    .execute(params![row::blob(id.0), file.sha256.0])?;
    db.prepare_cached("DELETE FROM upload_piece WHERE upload = ?1")?
        .execute([row::blob(id.0)])?;
    db.prepare_cached("UPDATE upload SET complete = 1, sha256 = ?2 WHERE id = ?1")?
        .execute(params![row::blob(id.0), file.sha256.0])?;
    Ok(())
}
