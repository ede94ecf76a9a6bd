-- Records: attendance, leave, lessons, readings, tasks, appeals as they stand. Their history is in the operations.
-- Days are counted from 1970-01-01; version is the sequence of the operation that made it so.
CREATE TABLE record (
    id        BLOB NOT NULL PRIMARY KEY,
    kind      TEXT NOT NULL,
    owner     BLOB NOT NULL REFERENCES person (id),
    parent    BLOB REFERENCES record (id),
    first_day INTEGER NOT NULL,
    last_day  INTEGER NOT NULL,
    version   INTEGER NOT NULL REFERENCES operation (sequence),
    body      TEXT NOT NULL
) STRICT;
CREATE INDEX record_owner ON record (owner, kind, first_day);
CREATE INDEX record_parent ON record (parent) WHERE parent IS NOT NULL;

-- A change with a reader is for that person alone. Made anew, because the body has to stand last.
CREATE TABLE change_2 (
    sequence INTEGER NOT NULL PRIMARY KEY,
    kind     TEXT NOT NULL,
    subject  BLOB NOT NULL,
    author   BLOB,
    reader   BLOB,
    body     TEXT NOT NULL
) STRICT;
INSERT INTO change_2 (sequence, kind, subject, author, body)
SELECT sequence, kind, subject, author, body FROM change;
DROP TABLE change;
ALTER TABLE change_2 RENAME TO change;
CREATE INDEX change_roster ON change (sequence) WHERE author IS NULL AND reader IS NULL;

-- What a reaction is worth goes by the rank that its giver had. Those from before count as given without rank.
ALTER TABLE reaction ADD COLUMN rank TEXT NOT NULL DEFAULT 'none';
CREATE INDEX reaction_giver ON reaction (giver, done_at);
