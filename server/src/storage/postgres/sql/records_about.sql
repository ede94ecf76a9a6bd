SELECT body, version
FROM unnest($2::TEXT [], $5::INTEGER []) AS wanted (kind, earliest)
JOIN record ON record.kind = wanted.kind
WHERE owner = ANY ($1) AND first_day BETWEEN wanted.earliest AND $4 AND last_day >= $3
ORDER BY first_day, id
