-- Version 4: where somebody served before and until when, as JSON; NULL for those with one unit and no end in sight.
ALTER TABLE person ADD COLUMN tenure TEXT;

-- Which reading of the server's log from its beginning told a row last. What the newest one no longer tells may no longer
-- be seen.
ALTER TABLE moment ADD COLUMN generation INTEGER NOT NULL DEFAULT 0;
ALTER TABLE reaction ADD COLUMN generation INTEGER NOT NULL DEFAULT 0;
ALTER TABLE record ADD COLUMN generation INTEGER NOT NULL DEFAULT 0;
