//! Values of our types in PostgreSQL's.

use jishi_core::model::Sha256;
use tokio_postgres::Row;

use crate::storage::{StorageFault, Stored};

/// A number that is never negative.
pub(super) fn number(row: &Row, column: usize) -> Stored<u64> {
    Ok(row.try_get::<_, i64>(column)?.cast_unsigned())
}

/// Exactly 32 bytes.
pub(super) fn bytes32(row: &Row, column: usize) -> Stored<[u8; 32]> {
    let bytes: &[u8] = row.try_get(column)?;
    bytes
        .try_into()
        .map_err(|_| StorageFault::Unreadable(format!("{} bytes instead of 32", bytes.len())))
}

/// The digest in a column.
pub(super) fn digest(row: &Row, column: usize) -> Stored<Sha256> {
    bytes32(row, column).map(Sha256)
}
