INSERT INTO person (id, staff_no, name, unit, post, rank, kind, role, tenure)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
ON CONFLICT (id) DO UPDATE SET
    staff_no = excluded.staff_no,
    name = excluded.name,
    unit = excluded.unit,
    post = excluded.post,
    rank = excluded.rank,
    kind = excluded.kind,
    role = excluded.role,
    tenure = excluded.tenure
