-- Results of tasks wait as requests do: who judges them when their assigner has left is for the roster to say.
UPDATE record SET waits = body::JSON -> 'task' -> 'state' ->> 'state' = 'delivered' WHERE kind = 'task';
INSERT INTO record_reader (record, reader)
SELECT DISTINCT change.subject, change.reader
FROM change
JOIN record ON record.id = change.subject
WHERE change.kind = 'record' AND change.reader IS NOT NULL AND record.kind = 'task'
ON CONFLICT DO NOTHING;
