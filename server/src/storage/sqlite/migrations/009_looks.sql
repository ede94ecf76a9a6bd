-- Who looked at whose records: a row for each thing and day, counted from 1970-01-01.
CREATE TABLE look (
    subject  BLOB NOT NULL REFERENCES person (id),
    day      INTEGER NOT NULL,
    viewer   BLOB NOT NULL REFERENCES person (id),
    what     TEXT NOT NULL,
    first_at INTEGER NOT NULL,
    last_at  INTEGER NOT NULL,
    times    INTEGER NOT NULL,
    PRIMARY KEY (subject, day, viewer, what)
) STRICT, WITHOUT ROWID;

-- What was told of a thing: its trace, and where its place has to go.
CREATE INDEX change_subject ON change (subject, sequence);
-- Words that were deleted are told to their author alone from now on.
UPDATE change SET reader = author
WHERE kind IN ('moment', 'moment_edited') AND subject IN (SELECT id FROM moment WHERE deleted = 1);
