-- Where somebody served before and until when, as JSON; NULL for those with one unit and no end in sight.
ALTER TABLE person ADD COLUMN tenure TEXT;

-- Whether a request waits for a decision: who may decide is for the roster to say, whenever it changes.
ALTER TABLE record ADD COLUMN waits BOOLEAN NOT NULL DEFAULT FALSE;
UPDATE record SET waits = CASE kind
    WHEN 'leave' THEN body::JSON -> 'leave' -> 'state' ->> 'state' = 'asked'
    WHEN 'correction' THEN body::JSON -> 'correction' ->> 'decision' IS NULL
    ELSE body::JSON -> 'appeal' ->> 'decision' IS NULL AND body::JSON -> 'appeal' ->> 'withdrawn_at' IS NULL
END
WHERE kind IN ('leave', 'correction', 'appeal');
CREATE INDEX record_waits ON record (id) WHERE waits;

-- Who was told of a request and may read it still.
CREATE TABLE record_reader (
    record UUID NOT NULL REFERENCES record (id),
    reader UUID NOT NULL REFERENCES person (id),
    PRIMARY KEY (record, reader)
);
INSERT INTO record_reader (record, reader)
SELECT DISTINCT change.subject, change.reader
FROM change
JOIN record ON record.id = change.subject
WHERE change.kind = 'record' AND change.reader IS NOT NULL AND record.kind IN ('leave', 'correction', 'appeal');
CREATE INDEX record_reader_reader ON record_reader (reader, record);
