SELECT person, length, arrived, sha256, metadata, expires_at, complete
FROM upload
WHERE id = $1
