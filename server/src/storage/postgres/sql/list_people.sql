SELECT id, staff_no, name, unit, post, rank, kind, role, tenure
FROM person
ORDER BY staff_no COLLATE "C"
