SELECT reaction.moment, reaction.giver, reaction.rank, reaction.kind, reaction.done_at
FROM reaction
JOIN moment ON moment.id = reaction.moment
    AND (moment.deleted = 0 OR json_extract(reaction.kind, '$.kind') = 'dislike')
WHERE reaction.author = ?1 AND reaction.done_at >= ?2 AND reaction.done_at < ?3
