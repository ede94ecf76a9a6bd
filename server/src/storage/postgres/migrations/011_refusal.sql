-- What was refused: who asks again hears the same.
CREATE TABLE refusal (
    operation UUID NOT NULL,
    person UUID NOT NULL REFERENCES person (id),
    attempt BIGINT NOT NULL,
    problem TEXT NOT NULL, -- JSON
    refused_at BIGINT NOT NULL,
    PRIMARY KEY (operation, person)
);
CREATE INDEX refusal_at ON refusal (refused_at);
