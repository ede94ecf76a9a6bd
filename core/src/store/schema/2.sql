-- Records, as the server has told them. Days are counted from 1970-01-01; `parent` is the task that a task is a part of.
CREATE TABLE record (
    id BLOB NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    owner BLOB NOT NULL,
    parent BLOB,
    first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL,
    body TEXT NOT NULL
) STRICT;

CREATE INDEX record_by_owner ON record (owner, kind, first_day);
CREATE INDEX record_by_kind ON record (kind, first_day);
CREATE INDEX record_by_parent ON record (parent) WHERE parent IS NOT NULL;

-- What one's own unconfirmed operations make of records. `overtaken`: the server has told of the record since, so its word
-- is newer than this.
CREATE TABLE overlay (
    operation BLOB NOT NULL REFERENCES outbox (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    kind TEXT NOT NULL,
    owner BLOB NOT NULL,
    parent BLOB,
    first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL,
    body TEXT NOT NULL,
    overtaken INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (operation, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX overlay_by_record ON overlay (id);

-- What stands: the word of the newest operation on a record, else the server's.
CREATE VIEW record_now AS
SELECT id, kind, owner, parent, first_day, last_day, body
  FROM record r WHERE NOT EXISTS (SELECT 1 FROM overlay o WHERE o.id = r.id)
UNION ALL
SELECT o.id, o.kind, o.owner, o.parent, o.first_day, o.last_day, o.body
  FROM overlay o JOIN outbox q ON q.id = o.operation
 WHERE NOT EXISTS (SELECT 1 FROM overlay n JOIN outbox p ON p.id = n.operation
                    WHERE n.id = o.id AND p.position > q.position);

-- A deleted moment stays without its content, so that no older page of changes brings it back. `posted_by` is the
-- operation that made it, where that was one's own.
ALTER TABLE moment ADD COLUMN deleted INTEGER NOT NULL DEFAULT 0;
ALTER TABLE moment ADD COLUMN edited_at INTEGER;
ALTER TABLE moment ADD COLUMN posted_by BLOB;

CREATE INDEX moment_by_author ON moment (author, done_at);
CREATE INDEX moment_by_operation ON moment (posted_by) WHERE posted_by IS NOT NULL;

-- What one's own unconfirmed operations make of moments; without a text, they take them out of the feed.
CREATE TABLE moment_overlay (
    operation BLOB NOT NULL REFERENCES outbox (id) ON DELETE CASCADE,
    moment BLOB NOT NULL,
    text TEXT,
    at INTEGER NOT NULL,
    PRIMARY KEY (operation, moment)
) STRICT, WITHOUT ROWID;

CREATE INDEX moment_overlay_by_moment ON moment_overlay (moment);

-- Why somebody dislikes a moment, and the rank that a giver had.
ALTER TABLE reaction ADD COLUMN reason TEXT;
ALTER TABLE reaction ADD COLUMN rank TEXT NOT NULL DEFAULT 'none';

-- Reactions by one's own unconfirmed operations; without a kind, they were taken back.
CREATE TABLE reaction_overlay (
    operation BLOB NOT NULL REFERENCES outbox (id) ON DELETE CASCADE,
    moment BLOB NOT NULL,
    giver BLOB NOT NULL,
    kind TEXT,
    reason TEXT,
    rank TEXT NOT NULL,
    done_at INTEGER NOT NULL,
    PRIMARY KEY (operation, moment)
) STRICT, WITHOUT ROWID;

CREATE INDEX reaction_overlay_by_moment ON reaction_overlay (moment, giver);
CREATE INDEX reaction_by_giver ON reaction (giver, done_at);

CREATE VIEW reaction_now AS
SELECT moment, giver, kind, reason, rank, done_at
  FROM reaction r
 WHERE NOT EXISTS (SELECT 1 FROM reaction_overlay o WHERE o.moment = r.moment AND o.giver = r.giver)
UNION ALL
SELECT o.moment, o.giver, o.kind, o.reason, o.rank, o.done_at
  FROM reaction_overlay o JOIN outbox q ON q.id = o.operation
 WHERE o.kind IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM reaction_overlay n JOIN outbox p ON p.id = n.operation
                    WHERE n.moment = o.moment AND n.giver = o.giver AND p.position > q.position);

-- Where a unit works, and its own hours; and what one's own unconfirmed operations make of units, as JSON.
ALTER TABLE unit ADD COLUMN workplace TEXT;
ALTER TABLE unit ADD COLUMN hours TEXT NOT NULL DEFAULT '[]';

CREATE TABLE unit_overlay (
    operation BLOB NOT NULL REFERENCES outbox (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    body TEXT NOT NULL,
    overtaken INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (operation, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX person_by_unit ON person (unit);

-- The task whose result is being written; without one, a moment is.
ALTER TABLE draft ADD COLUMN task BLOB;

-- Version 1 wrote its moments and reactions straight into their tables: now they are those of their operations.
UPDATE moment SET posted_by =
    (SELECT id FROM outbox WHERE subject = moment.id AND payload ->> '$.action.kind' = 'post_moment')
 WHERE receipt_sequence IS NULL;

INSERT INTO reaction_overlay (operation, moment, giver, kind, rank, done_at)
SELECT q.id, q.subject, unhex(payload ->> '$.person', '-'), payload ->> '$.action.reaction.kind',
       coalesce((SELECT rank FROM person WHERE id = unhex(payload ->> '$.person', '-')), 'none'),
       payload ->> '$.clock.wall'
  FROM outbox q
 WHERE payload ->> '$.action.kind' = 'react' AND state != 'refused';

DELETE FROM reaction
 WHERE EXISTS (SELECT 1 FROM outbox q
                WHERE q.subject = reaction.moment AND q.payload ->> '$.action.kind' = 'react'
                  AND unhex(q.payload ->> '$.person', '-') = reaction.giver);
