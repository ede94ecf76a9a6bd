-- Version 3: forms are drafts too, a lesson or a task being written.

-- Which form, as JSON; NULL for a moment and for the result of a task.
ALTER TABLE draft ADD COLUMN form TEXT;

-- What its fields have, as the page wrote it.
ALTER TABLE draft ADD COLUMN fields TEXT;
