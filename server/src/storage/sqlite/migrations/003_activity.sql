-- A deleted moment stays, so that its id cannot be taken again. Its words are in the operations as they were signed.
ALTER TABLE moment ADD COLUMN deleted INTEGER NOT NULL DEFAULT 0;
-- With the id, so that a county's month is read from the index alone.
CREATE INDEX moment_author ON moment (author, done_at, id) WHERE deleted = 0;

-- The moment's author, by whom points find what was received.
CREATE TABLE received (
    moment  BLOB NOT NULL REFERENCES moment (id),
    giver   BLOB NOT NULL REFERENCES person (id),
    author  BLOB NOT NULL REFERENCES person (id),
    rank    TEXT NOT NULL,
    kind    TEXT NOT NULL,
    done_at INTEGER NOT NULL,
    PRIMARY KEY (moment, giver)
) STRICT, WITHOUT ROWID;
INSERT INTO received (moment, giver, author, rank, kind, done_at)
SELECT reaction.moment, reaction.giver, moment.author, reaction.rank, reaction.kind, reaction.done_at
FROM reaction
JOIN moment ON moment.id = reaction.moment;
DROP TABLE reaction;
ALTER TABLE received RENAME TO reaction;
CREATE INDEX reaction_giver ON reaction (giver, done_at);
CREATE INDEX reaction_author ON reaction (author, done_at);

-- As JSON. Nobody has said where a unit works until it is there; without hours of its own the policy's hold.
ALTER TABLE unit ADD COLUMN workplace TEXT;
ALTER TABLE unit ADD COLUMN hours TEXT;

-- A reading belongs to its lesson as a part to its task.
UPDATE record
SET parent = unhex(replace(json_extract(body, '$.reading.lesson'), '-', ''))
WHERE kind = 'reading';
CREATE INDEX record_kind ON record (kind, first_day);

-- The files of lessons and of results.
CREATE TABLE record_file (
    sha256 BLOB NOT NULL,
    record BLOB NOT NULL REFERENCES record (id),
    PRIMARY KEY (sha256, record)
) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO record_file (sha256, record)
SELECT unhex(json_extract(file.value, '$.sha256')), record.id
FROM record, json_each(record.body, '$.lesson.files') AS file
WHERE record.kind = 'lesson';
INSERT OR IGNORE INTO record_file (sha256, record)
SELECT unhex(json_extract(file.value, '$.sha256')), record.id
FROM record, json_each(record.body, '$.task.deliveries') AS delivery, json_each(delivery.value, '$.attachments') AS file
WHERE record.kind = 'task';

-- Who did something last: what somebody may do depends on what they have done.
CREATE INDEX operation_person ON operation (person, sequence);

-- Since when somebody keeps their record.
CREATE INDEX device_person ON device (person, bound_at);

-- Each reader finds what is for them, and what is shared, without passing over what is for others: there is many times
-- more of that.
CREATE INDEX change_shared ON change (sequence) WHERE reader IS NULL;
CREATE INDEX change_reader ON change (reader, sequence) WHERE reader IS NOT NULL;
-- What has no author is no longer the roster alone.
DROP INDEX change_roster;
CREATE INDEX change_roster ON change (sequence) WHERE kind IN ('unit', 'person');
