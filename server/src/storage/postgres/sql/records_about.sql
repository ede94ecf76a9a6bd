SELECT body, version
FROM record
WHERE owner = ANY ($1) AND kind = ANY ($2) AND first_day <= $4 AND last_day >= $3
ORDER BY first_day, id
