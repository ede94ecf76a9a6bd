SELECT body
FROM record
WHERE owner = ?1 AND kind = 'check_in' AND first_day BETWEEN ?2 AND ?3
