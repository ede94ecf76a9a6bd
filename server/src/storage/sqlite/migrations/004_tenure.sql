-- Where somebody served before and until when, as JSON; NULL for those with one unit and no end in sight.
ALTER TABLE person ADD COLUMN tenure TEXT;

-- Whether a request waits for a decision: who may decide is for the roster to say, whenever it changes.
ALTER TABLE record ADD COLUMN waits INTEGER NOT NULL DEFAULT 0;
UPDATE record SET waits = CASE kind
    WHEN 'leave' THEN json_extract(body, '$.leave.state.state') = 'asked'
    WHEN 'correction' THEN json_extract(body, '$.correction.decision') IS NULL
    WHEN 'appeal' THEN json_extract(body, '$.appeal.decision') IS NULL
        AND json_extract(body, '$.appeal.withdrawn_at') IS NULL
    ELSE 0 END;
CREATE INDEX record_waits ON record (id) WHERE waits = 1;

-- Who was told of a request and may read it still.
CREATE TABLE record_reader (
    record BLOB NOT NULL REFERENCES record (id),
    reader BLOB NOT NULL REFERENCES person (id),
    PRIMARY KEY (record, reader)
) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO record_reader (record, reader)
SELECT change.subject, change.reader
FROM change
JOIN record ON record.id = change.subject
WHERE change.kind = 'record' AND change.reader IS NOT NULL AND record.kind IN ('leave', 'correction', 'appeal');
CREATE INDEX record_reader_reader ON record_reader (reader, record);
