INSERT INTO media (sha256, mime, bytes, width, height)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (sha256) DO NOTHING
