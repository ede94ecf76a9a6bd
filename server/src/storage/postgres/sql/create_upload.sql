INSERT INTO upload (id, person, length, arrived, sha256, metadata, expires_at, complete)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
