INSERT INTO unit (id, parent, name, kind, workplace, moved_from, hours)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
ON CONFLICT (id) DO UPDATE SET parent = excluded.parent, name = excluded.name, kind = excluded.kind
RETURNING workplace, moved_from, hours
