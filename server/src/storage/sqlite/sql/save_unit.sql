INSERT INTO unit (id, parent, name, kind)
VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (id) DO UPDATE SET parent = excluded.parent, name = excluded.name, kind = excluded.kind
