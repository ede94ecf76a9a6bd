SELECT body, version
FROM record
WHERE kind = $1 AND first_day BETWEEN $4 AND $3 AND last_day >= $2
ORDER BY first_day, id
