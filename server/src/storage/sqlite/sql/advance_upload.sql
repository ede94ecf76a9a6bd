UPDATE upload
SET arrived = arrived + ?3
WHERE id = ?1 AND arrived = ?2 AND arrived + ?3 <= length
