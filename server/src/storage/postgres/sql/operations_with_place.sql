SELECT sequence, id, person, device, received_at, signature, digest, chain, bytes, retired
FROM operation
WHERE place_at < $1
ORDER BY place_at
LIMIT $2
