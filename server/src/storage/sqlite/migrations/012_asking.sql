-- Devices that ask to be somebody's. Whoever asks in a name that is nobody's is kept too: the answers are alike.
CREATE TABLE asking (
    device     BLOB NOT NULL PRIMARY KEY,
    person     BLOB REFERENCES person (id),
    public_key BLOB NOT NULL,
    name       TEXT NOT NULL,
    asked_at   INTEGER NOT NULL,
    -- Why it was turned away, once it was.
    refused    TEXT
) STRICT;
CREATE INDEX asking_person ON asking (person);
CREATE INDEX asking_at ON asking (asked_at);
CREATE INDEX asking_key ON asking (public_key);
