-- Version 5: where a unit worked before it moved, as JSON.
ALTER TABLE unit ADD COLUMN moved_from TEXT NOT NULL DEFAULT '[]';
