-- The link of each operation in the chain of the record, 32 bytes; those from before are linked by the upgrade. Where the
-- chain ends is kept apart (setting record_head: sequence, link), so that its last rows cannot go unseen either.
ALTER TABLE operation ADD COLUMN chain BLOB NOT NULL DEFAULT x'';
