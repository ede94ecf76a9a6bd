-- A deleted moment stays, so that its id cannot be taken again. Its words are in the operations as they were signed.
ALTER TABLE moment ADD COLUMN deleted BOOLEAN NOT NULL DEFAULT FALSE;
-- With the id, so that a county's month is read from the index alone.
CREATE INDEX moment_author ON moment (author, done_at, id) WHERE NOT deleted;

-- The moment's author, by whom points find what was received.
ALTER TABLE reaction ADD COLUMN author UUID REFERENCES person (id);
UPDATE reaction SET author = (SELECT author FROM moment WHERE moment.id = reaction.moment);
ALTER TABLE reaction ALTER COLUMN author SET NOT NULL;
CREATE INDEX reaction_author ON reaction (author, done_at);

-- As JSON. Nobody has said where a unit works until it is there; without hours of its own the policy's hold.
ALTER TABLE unit ADD COLUMN workplace TEXT, ADD COLUMN hours TEXT;

-- A reading belongs to its lesson as a part to its task.
UPDATE record SET parent = (body::JSON -> 'reading' ->> 'lesson')::UUID WHERE kind = 'reading';
CREATE INDEX record_kind ON record (kind, first_day);

-- The files of lessons and of results.
CREATE TABLE record_file (
    sha256 BYTEA NOT NULL,
    record UUID NOT NULL REFERENCES record (id),
    PRIMARY KEY (sha256, record)
);
INSERT INTO record_file (sha256, record)
SELECT decode(file ->> 'sha256', 'hex'), record.id
FROM record, json_array_elements(body::JSON -> 'lesson' -> 'files') AS file
WHERE record.kind = 'lesson'
ON CONFLICT DO NOTHING;
INSERT INTO record_file (sha256, record)
SELECT decode(file ->> 'sha256', 'hex'), record.id
FROM
    record,
    json_array_elements(body::JSON -> 'task' -> 'deliveries') AS delivery,
    json_array_elements(delivery -> 'attachments') AS file
WHERE record.kind = 'task'
ON CONFLICT DO NOTHING;

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
