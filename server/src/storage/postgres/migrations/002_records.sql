-- Records: attendance, leave, lessons, readings, tasks, appeals as they stand. Their history is in the operations.
-- Days are counted from 1970-01-01; version is the sequence of the operation that made it so.
CREATE TABLE record (
    id        UUID NOT NULL PRIMARY KEY,
    kind      TEXT NOT NULL,
    owner     UUID NOT NULL REFERENCES person (id),
    parent    UUID REFERENCES record (id),
    first_day INTEGER NOT NULL,
    last_day  INTEGER NOT NULL,
    version   BIGINT NOT NULL REFERENCES operation (sequence),
    body      TEXT NOT NULL
);
CREATE INDEX record_owner ON record (owner, kind, first_day);
CREATE INDEX record_parent ON record (parent) WHERE parent IS NOT NULL;

-- A change with a reader is for that person alone.
ALTER TABLE change ADD COLUMN reader UUID;
DROP INDEX change_roster;
CREATE INDEX change_roster ON change (sequence) WHERE author IS NULL AND reader IS NULL;

-- What a reaction is worth goes by the rank that its giver had. Those from before count as given without rank.
ALTER TABLE reaction ADD COLUMN rank TEXT NOT NULL DEFAULT 'none';
CREATE INDEX reaction_giver ON reaction (giver, done_at);
