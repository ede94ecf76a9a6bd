-- Version 5: where a unit worked before it moved, as JSON; and receipts with what proves them.
ALTER TABLE unit ADD COLUMN moved_from TEXT NOT NULL DEFAULT '[]';

CREATE TABLE receipt (
    operation BLOB NOT NULL PRIMARY KEY,
    person BLOB,
    sequence INTEGER NOT NULL,
    body TEXT NOT NULL -- JSON
) STRICT, WITHOUT ROWID;
