SELECT
    sha256, mime, bytes, width, height,
    ARRAY(SELECT person FROM media_owner WHERE media_owner.sha256 = media.sha256),
    ARRAY(
        SELECT DISTINCT moment.author
        FROM attachment
        JOIN moment ON moment.id = attachment.moment AND NOT moment.deleted
        WHERE attachment.sha256 = media.sha256
    ),
    ARRAY(SELECT record FROM record_file WHERE record_file.sha256 = media.sha256)
FROM media
WHERE sha256 = ANY ($1)
