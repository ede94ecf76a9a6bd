-- Version 7: how often the person had an operation tried again after it was refused.
ALTER TABLE outbox ADD COLUMN attempt INTEGER NOT NULL DEFAULT 0;
