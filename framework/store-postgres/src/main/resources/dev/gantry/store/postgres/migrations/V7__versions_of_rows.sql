-- Each step of a run is a version of its row under one number. To look for equal numbers to put together at each of them costs
-- more than it saves.
ALTER INDEX run_pkey SET (deduplicate_items = off);
