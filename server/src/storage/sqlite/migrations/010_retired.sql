-- When something was done that has a place, until the place is taken out; and the server's word that it took out no more.
ALTER TABLE operation ADD COLUMN place_at INTEGER;
ALTER TABLE operation ADD COLUMN retired TEXT;
UPDATE operation SET place_at = received_at
WHERE json_extract(CAST(bytes AS TEXT), '$.action.moment.place') IS NOT NULL
   OR json_extract(CAST(bytes AS TEXT), '$.action.check_in.place') IS NOT NULL
   OR json_extract(CAST(bytes AS TEXT), '$.action.place') IS NOT NULL;
CREATE INDEX operation_place ON operation (place_at) WHERE place_at IS NOT NULL;
