CREATE TABLE setting (
    name  TEXT NOT NULL PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE unit (
    id     BLOB NOT NULL PRIMARY KEY,
    parent BLOB REFERENCES unit (id),
    name   TEXT NOT NULL,
    kind   TEXT NOT NULL
) STRICT;

CREATE TABLE person (
    id       BLOB NOT NULL PRIMARY KEY,
    staff_no TEXT NOT NULL UNIQUE,
    name     TEXT NOT NULL,
    unit     BLOB NOT NULL REFERENCES unit (id),
    post     TEXT NOT NULL,
    rank     TEXT NOT NULL,
    kind     TEXT NOT NULL,
    role     TEXT NOT NULL
) STRICT;

CREATE TABLE device (
    id         BLOB NOT NULL PRIMARY KEY,
    person     BLOB NOT NULL REFERENCES person (id),
    public_key BLOB NOT NULL,
    name       TEXT NOT NULL,
    bound_at   INTEGER NOT NULL,
    revoked_at INTEGER
) STRICT;
-- 一机一终端: one device a person.
CREATE UNIQUE INDEX device_bound ON device (person) WHERE revoked_at IS NULL;

CREATE TABLE code (
    hash       BLOB NOT NULL PRIMARY KEY,
    person     BLOB NOT NULL REFERENCES person (id),
    expires_at INTEGER NOT NULL,
    device     BLOB REFERENCES device (id)
) STRICT;
CREATE INDEX code_person ON code (person);

CREATE TABLE operation (
    sequence    INTEGER NOT NULL PRIMARY KEY,
    id          BLOB NOT NULL UNIQUE,
    person      BLOB NOT NULL REFERENCES person (id),
    device      BLOB NOT NULL REFERENCES device (id),
    digest      BLOB NOT NULL,
    received_at INTEGER NOT NULL,
    signature   BLOB NOT NULL,
    bytes       BLOB NOT NULL
) STRICT;

CREATE TABLE moment (
    id        BLOB NOT NULL PRIMARY KEY,
    author    BLOB NOT NULL REFERENCES person (id),
    operation INTEGER NOT NULL REFERENCES operation (sequence),
    done_at   INTEGER NOT NULL
) STRICT;

CREATE TABLE attachment (
    sha256 BLOB NOT NULL,
    moment BLOB NOT NULL REFERENCES moment (id),
    PRIMARY KEY (sha256, moment)
) STRICT, WITHOUT ROWID;

CREATE TABLE reaction (
    moment  BLOB NOT NULL REFERENCES moment (id),
    giver   BLOB NOT NULL REFERENCES person (id),
    kind    TEXT NOT NULL,
    done_at INTEGER NOT NULL,
    PRIMARY KEY (moment, giver)
) STRICT, WITHOUT ROWID;

-- The body stands last: a row that its reader may not see is passed over without reading it.
CREATE TABLE change (
    sequence INTEGER NOT NULL PRIMARY KEY,
    kind     TEXT NOT NULL,
    subject  BLOB NOT NULL,
    author   BLOB,
    body     TEXT NOT NULL
) STRICT;
CREATE INDEX change_roster ON change (sequence) WHERE author IS NULL;

CREATE TABLE media (
    sha256 BLOB NOT NULL PRIMARY KEY,
    mime   TEXT NOT NULL,
    bytes  INTEGER NOT NULL,
    width  INTEGER,
    height INTEGER
) STRICT;

CREATE TABLE media_owner (
    sha256 BLOB NOT NULL REFERENCES media (sha256),
    person BLOB NOT NULL REFERENCES person (id),
    PRIMARY KEY (sha256, person)
) STRICT, WITHOUT ROWID;

CREATE TABLE upload (
    id         BLOB NOT NULL PRIMARY KEY,
    person     BLOB NOT NULL REFERENCES person (id),
    length     INTEGER NOT NULL,
    arrived    INTEGER NOT NULL,
    sha256     BLOB,
    metadata   TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    complete   INTEGER NOT NULL
) STRICT;
CREATE INDEX upload_expires ON upload (expires_at);

CREATE TABLE upload_piece (
    upload BLOB NOT NULL REFERENCES upload (id) ON DELETE CASCADE,
    start  INTEGER NOT NULL,
    bytes  INTEGER NOT NULL,
    name   TEXT NOT NULL,
    PRIMARY KEY (upload, start)
) STRICT, WITHOUT ROWID;
