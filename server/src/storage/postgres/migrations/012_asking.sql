-- Devices that ask to be somebody's. Whoever asks in a name that is nobody's is kept too: the answers are alike.
CREATE TABLE asking (
    device     uuid NOT NULL PRIMARY KEY,
    person     uuid REFERENCES person (id),
    public_key bytea NOT NULL,
    name       text NOT NULL,
    asked_at   bigint NOT NULL,
    -- Why it was turned away, once it was.
    refused    text
);
CREATE INDEX asking_person ON asking (person);
CREATE INDEX asking_at ON asking (asked_at);
CREATE INDEX asking_key ON asking (public_key);
