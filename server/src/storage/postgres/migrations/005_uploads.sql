-- What somebody is sending, and has sent of late.
CREATE INDEX upload_person ON upload (person);
