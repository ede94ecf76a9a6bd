-- Where a unit worked before it moved, as JSON; NULL for those that never did.
ALTER TABLE unit ADD COLUMN moved_from TEXT;
