SELECT reaction.author, reaction.moment, reaction.giver, reaction.rank, reaction.kind, reaction.done_at
FROM reaction
JOIN moment ON moment.id = reaction.moment
    AND (NOT moment.deleted OR reaction.kind::JSON ->> 'kind' = 'dislike')
WHERE reaction.author = ANY ($1) AND reaction.done_at >= $2 AND reaction.done_at < $3
