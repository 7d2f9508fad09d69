-- Who follows the changes of others fetches only the runs that somebody there waits for or looks at, and these are known by
-- their uuids. Those that were cancelled, or are to be, all are told of. What stood here is of the last ten minutes.
TRUNCATE change;
ALTER TABLE change DROP COLUMN runs;
ALTER TABLE change ADD COLUMN runs uuid[] NOT NULL, ADD COLUMN cancelled uuid[] NOT NULL;
ALTER TABLE change ALTER COLUMN runs SET STORAGE EXTERNAL;
