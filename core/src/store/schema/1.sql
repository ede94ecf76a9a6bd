-- What the device knows of the county.
CREATE TABLE unit (
    id BLOB NOT NULL PRIMARY KEY,
    parent BLOB,
    name TEXT NOT NULL,
    kind TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE person (
    id BLOB NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    unit BLOB NOT NULL,
    post TEXT NOT NULL,
    rank TEXT NOT NULL,
    kind TEXT NOT NULL,
    role TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Moments: one's own from the tap on, others' as pulled. The receipt columns are filled together.
CREATE TABLE moment (
    id BLOB NOT NULL PRIMARY KEY,
    author BLOB NOT NULL,
    text TEXT NOT NULL,
    attachments TEXT NOT NULL,
    place TEXT,
    done_at INTEGER NOT NULL,
    receipt_operation BLOB,
    receipt_sequence INTEGER,
    received_at INTEGER
) STRICT;

CREATE INDEX moment_by_time ON moment (done_at DESC, id DESC);

CREATE TABLE reaction (
    moment BLOB NOT NULL,
    giver BLOB NOT NULL,
    kind TEXT NOT NULL,
    done_at INTEGER NOT NULL,
    PRIMARY KEY (moment, giver)
) STRICT, WITHOUT ROWID;

-- What is being written. A draft carries the id of the moment that it becomes.
CREATE TABLE draft (
    id BLOB NOT NULL PRIMARY KEY,
    text TEXT NOT NULL,
    place TEXT,
    revision INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE draft_attachment (
    draft BLOB NOT NULL REFERENCES draft (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    sha256 BLOB NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (draft, position)
) STRICT, WITHOUT ROWID;

-- What a person did and the server has not confirmed. `payload` is signed to the letter.
-- state: queued, sending, refused. Done operations leave; their receipt stays on the moment.
CREATE TABLE outbox (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE,
    subject BLOB NOT NULL,
    payload TEXT NOT NULL,
    signature TEXT NOT NULL,
    state TEXT NOT NULL,
    problem TEXT
) STRICT;

CREATE INDEX outbox_by_subject ON outbox (subject);

-- Media before its moment: an operation waits for these files.
CREATE TABLE outbox_media (
    operation BLOB NOT NULL REFERENCES outbox (id) ON DELETE CASCADE,
    sha256 BLOB NOT NULL,
    PRIMARY KEY (operation, sha256)
) STRICT, WITHOUT ROWID;

-- How far each file of one's own is on the server. `remote` is the upload's id there.
CREATE TABLE upload (
    sha256 BLOB NOT NULL PRIMARY KEY,
    length INTEGER NOT NULL,
    sent INTEGER NOT NULL,
    remote BLOB,
    done INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Files: one's own from the moment they are attached, others' as they were looked at.
CREATE TABLE media (
    sha256 BLOB NOT NULL,
    size TEXT NOT NULL,
    mime TEXT NOT NULL,
    used_at INTEGER NOT NULL,
    length INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (sha256, size)
) STRICT;

-- Single values: the device's secret and id, who is enrolled, the pull cursor, the last server time.
CREATE TABLE kept (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
