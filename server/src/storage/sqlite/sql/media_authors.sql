SELECT DISTINCT moment.author
FROM attachment
JOIN moment ON moment.id = attachment.moment
WHERE attachment.sha256 = ?1
