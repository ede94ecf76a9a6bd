-- What was refused: who asks again hears the same.
CREATE TABLE refusal (
    operation BLOB NOT NULL,
    person BLOB NOT NULL REFERENCES person (id),
    attempt INTEGER NOT NULL,
    problem TEXT NOT NULL, -- JSON
    refused_at INTEGER NOT NULL,
    PRIMARY KEY (operation, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX refusal_at ON refusal (refused_at);
