SELECT owner, body
FROM record
WHERE owner = ANY ($1) AND kind = 'check_in' AND first_day BETWEEN $2 AND $3
