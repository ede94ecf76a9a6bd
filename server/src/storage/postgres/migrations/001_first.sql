CREATE TABLE setting (
    name  TEXT NOT NULL PRIMARY KEY,
    value BYTEA NOT NULL
);

CREATE TABLE unit (
    id     UUID NOT NULL PRIMARY KEY,
    parent UUID REFERENCES unit (id),
    name   TEXT NOT NULL,
    kind   TEXT NOT NULL,
    listed BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY
);

CREATE TABLE person (
    id       UUID NOT NULL PRIMARY KEY,
    staff_no TEXT NOT NULL UNIQUE,
    name     TEXT NOT NULL,
    unit     UUID NOT NULL REFERENCES unit (id),
    post     TEXT NOT NULL,
    rank     TEXT NOT NULL,
    kind     TEXT NOT NULL,
    role     TEXT NOT NULL
);

CREATE TABLE device (
    id         UUID NOT NULL PRIMARY KEY,
    person     UUID NOT NULL REFERENCES person (id),
    public_key BYTEA NOT NULL,
    name       TEXT NOT NULL,
    bound_at   BIGINT NOT NULL,
    revoked_at BIGINT
);
-- 一机一终端: one device a person.
CREATE UNIQUE INDEX device_bound ON device (person) WHERE revoked_at IS NULL;

CREATE TABLE code (
    hash       BYTEA NOT NULL PRIMARY KEY,
    person     UUID NOT NULL REFERENCES person (id),
    expires_at BIGINT NOT NULL,
    device     UUID REFERENCES device (id)
);
CREATE INDEX code_person ON code (person);

CREATE TABLE operation (
    sequence    BIGINT NOT NULL PRIMARY KEY,
    id          UUID NOT NULL UNIQUE,
    person      UUID NOT NULL REFERENCES person (id),
    device      UUID NOT NULL REFERENCES device (id),
    digest      BYTEA NOT NULL,
    received_at BIGINT NOT NULL,
    signature   BYTEA NOT NULL,
    bytes       BYTEA NOT NULL
);

CREATE TABLE moment (
    id        UUID NOT NULL PRIMARY KEY,
    author    UUID NOT NULL REFERENCES person (id),
    operation BIGINT NOT NULL REFERENCES operation (sequence),
    done_at   BIGINT NOT NULL
);

CREATE TABLE attachment (
    sha256 BYTEA NOT NULL,
    moment UUID NOT NULL REFERENCES moment (id),
    PRIMARY KEY (sha256, moment)
);

CREATE TABLE reaction (
    moment  UUID NOT NULL REFERENCES moment (id),
    giver   UUID NOT NULL REFERENCES person (id),
    kind    TEXT NOT NULL,
    done_at BIGINT NOT NULL,
    PRIMARY KEY (moment, giver)
);

CREATE TABLE change (
    sequence BIGINT NOT NULL PRIMARY KEY,
    kind     TEXT NOT NULL,
    subject  UUID NOT NULL,
    author   UUID,
    body     TEXT NOT NULL
);
CREATE INDEX change_roster ON change (sequence) WHERE author IS NULL;

CREATE TABLE media (
    sha256 BYTEA NOT NULL PRIMARY KEY,
    mime   TEXT NOT NULL,
    bytes  BIGINT NOT NULL,
    width  BIGINT,
    height BIGINT
);

CREATE TABLE media_owner (
    sha256 BYTEA NOT NULL REFERENCES media (sha256),
    person UUID NOT NULL REFERENCES person (id),
    PRIMARY KEY (sha256, person)
);

CREATE TABLE upload (
    id         UUID NOT NULL PRIMARY KEY,
    person     UUID NOT NULL REFERENCES person (id),
    length     BIGINT NOT NULL,
    arrived BIGINT NOT NULL,
    sha256     BYTEA,
    metadata   TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    complete   BOOLEAN NOT NULL
);
CREATE INDEX upload_expires ON upload (expires_at);

CREATE TABLE upload_piece (
    upload UUID NOT NULL REFERENCES upload (id) ON DELETE CASCADE,
    start  BIGINT NOT NULL,
    bytes  BIGINT NOT NULL,
    name   TEXT NOT NULL,
    PRIMARY KEY (upload, start)
);
