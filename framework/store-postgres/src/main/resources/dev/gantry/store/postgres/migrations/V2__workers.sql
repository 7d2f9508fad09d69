-- The workers, as each said last.
CREATE TABLE worker (
    name             text COLLATE "C" PRIMARY KEY,
    host             text     NOT NULL,
    version          text     NOT NULL,
    plugins          text[]   NOT NULL,
    plugin_versions  text[]   NOT NULL,
    state            text     NOT NULL,
    slots            int      NOT NULL,
    free             int      NOT NULL,
    running          uuid[]   NOT NULL,
    running_types    text[]   NOT NULL,
    running_since    bigint[] NOT NULL,
    memory_available bigint   NOT NULL,
    memory_used      bigint   NOT NULL,
    obeys            text     NOT NULL,
    -- microseconds after which it counts as dead
    good_for         bigint   NOT NULL,
    -- what is asked of it
    wanted           text     NOT NULL,
    started_at       bigint   NOT NULL,
    seen_at          bigint   NOT NULL
) WITH (fillfactor = 50);

-- What workers of other processes want to know besides changes of runs.
ALTER TABLE change ADD COLUMN signals text[] NOT NULL DEFAULT '{}';
