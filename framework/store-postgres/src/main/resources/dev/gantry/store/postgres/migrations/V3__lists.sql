-- When its first attempt began, since the last retry.
ALTER TABLE run ADD COLUMN started_at bigint;
-- The newest runs of a job or branch that few runs are of.
CREATE INDEX run_request_path ON run_request (path COLLATE "C", number);
