INSERT INTO unit (id, parent, name, kind, workplace, hours)
VALUES (?1, ?2, ?3, ?4, ?5, ?6)
ON CONFLICT (id) DO UPDATE SET parent = excluded.parent, name = excluded.name, kind = excluded.kind
RETURNING workplace, hours
