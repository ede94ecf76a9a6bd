INSERT INTO refusal (operation, person, attempt, problem, refused_at)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (operation, person) DO UPDATE
SET attempt = excluded.attempt, problem = excluded.problem, refused_at = excluded.refused_at
WHERE excluded.attempt > refusal.attempt
