SELECT refusal.operation, refusal.person, refusal.attempt, refusal.problem
FROM unnest($1::UUID[], $2::UUID[]) AS asked (operation, person)
JOIN refusal ON refusal.operation = asked.operation AND refusal.person = asked.person
