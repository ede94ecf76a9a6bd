INSERT INTO operation (sequence, id, person, device, digest, received_at, signature, bytes, chain, place_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
