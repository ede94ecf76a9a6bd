SELECT DISTINCT moment.author
FROM attachment
JOIN moment ON moment.id = attachment.moment AND moment.deleted = 0
WHERE attachment.sha256 = ?1
