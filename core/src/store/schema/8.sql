-- Version 8: somebody else's moment or result says that it has a place, and not which: that is asked for. What was told of it
-- goes at once, also where nothing is pulled any more; then everything is told anew, with what is new in it. Drafts are in the
-- order in which they were changed, whatever the clock says.
ALTER TABLE moment ADD COLUMN placed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE draft RENAME COLUMN updated_at TO changed;

-- Whose work is kept here, also after the device was no longer bound to them; nobody's before it was.
CREATE TEMP VIEW holder AS
SELECT replace(coalesce((SELECT value ->> '$[1]' FROM main.kept WHERE key = 'enrolment'),
                        (SELECT value ->> '$[0]' FROM main.kept WHERE key = 'on_record_since')), '-', '') AS id;

UPDATE moment SET place = NULL, placed = 1
 WHERE place IS NOT NULL AND lower(hex(author)) IS NOT (SELECT id FROM holder);
UPDATE record SET body = json_set(body, '$.task.deliveries', json((
    SELECT json_group_array(json(iif(json_type(value, '$.place') = 'object',
               json_set(value, '$.place', NULL, '$.placed', json('true')), value)))
      FROM json_each(record.body, '$.task.deliveries'))))
 WHERE kind = 'task' AND lower(hex(owner)) IS NOT (SELECT id FROM holder);
UPDATE overlay SET body = json_set(body, '$.task.deliveries', json((
    SELECT json_group_array(json(iif(json_type(value, '$.place') = 'object',
               json_set(value, '$.place', NULL, '$.placed', json('true')), value)))
      FROM json_each(overlay.body, '$.task.deliveries'))))
 WHERE kind = 'task' AND lower(hex(owner)) IS NOT (SELECT id FROM holder);

DROP VIEW holder;
DELETE FROM kept WHERE key = 'pull_cursor';
