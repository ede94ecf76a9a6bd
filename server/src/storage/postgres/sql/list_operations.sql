SELECT sequence, id, person, device, received_at, signature, digest, chain, bytes, retired
FROM operation
WHERE sequence > $1
ORDER BY sequence
LIMIT $2
