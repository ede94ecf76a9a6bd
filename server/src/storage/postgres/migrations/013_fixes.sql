-- Where somebody was around a point in time, by what they did.
CREATE INDEX operation_fix ON operation (person, place_at) WHERE place_at IS NOT NULL;
