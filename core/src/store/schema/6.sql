-- Version 6: the server's receipts with what proves them. Until now they went with the operation that they were for.
CREATE TABLE receipt (
    operation BLOB NOT NULL PRIMARY KEY,
    person BLOB,
    sequence INTEGER NOT NULL,
    body TEXT NOT NULL -- JSON
) STRICT, WITHOUT ROWID;
