//! How domain values stand in columns: ids and digests as blobs, times as integers, small enums by their wire name.

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;

use super::{Result, StoreFault};
use crate::model::{
    DeviceId, MomentId, OperationId, PersonId, RecordId, Sha256, TaskId, Timestamp, UnitId, UploadId,
};

macro_rules! id_columns {
    ($($name:ident),+) => {$(
        impl ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(ToSqlOutput::Borrowed(ValueRef::Blob(self.0.as_bytes())))
            }
        }

        impl FromSql for $name {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                Uuid::from_slice(value.as_blob()?).map(Self).map_err(FromSqlError::other)
            }
        }
    )+};
}

/// The id of anything: what an operation is about.
#[derive(Clone, Copy)]
pub(super) struct AnyId(pub(super) Uuid);

id_columns!(
    PersonId,
    UnitId,
    DeviceId,
    MomentId,
    OperationId,
    UploadId,
    RecordId,
    TaskId,
    AnyId
);

impl ToSql for Sha256 {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(ValueRef::Blob(&self.0)))
    }
}

impl FromSql for Sha256 {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let blob = value.as_blob()?;
        blob.try_into()
            .map(Self)
            .map_err(|_| FromSqlError::InvalidBlobSize {
                expected_size: 32,
                blob_size: blob.len(),
            })
    }
}

impl ToSql for Timestamp {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.into())
    }
}

impl FromSql for Timestamp {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_i64().map(Self)
    }
}

/// A value as JSON text.
pub(super) fn json<T: Serialize + ?Sized>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(|_| StoreFault::Unreadable("a value to store"))
}

/// A value from JSON text in `column`.
pub(super) fn from_json<T: DeserializeOwned>(column: &'static str, text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|_| StoreFault::Unreadable(column))
}

/// A unit-only enum by its wire name, without quotes.
pub(super) fn name_of<T: Serialize>(value: &T) -> Result<String> {
    Ok(json(value)?.trim_matches('"').to_owned())
}

/// A unit-only enum from its wire name in `column`.
pub(super) fn from_name<T: DeserializeOwned>(column: &'static str, name: &str) -> Result<T> {
    from_json(column, &format!("\"{name}\""))
}
