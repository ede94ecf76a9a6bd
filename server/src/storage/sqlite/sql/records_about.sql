SELECT body, version, first_day
FROM record
WHERE owner = ?1 AND kind = ?2 AND first_day BETWEEN ?5 AND ?4 AND last_day >= ?3
