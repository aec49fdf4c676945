import Database

/// The tables (design.md §8). Times are milliseconds since 1970 (`Moment`), days are `YYYY-MM-DD`.
///
/// `entry` keeps short columns and the excerpts before the long texts, because SQLite reads a row only as far as the
/// last column asked for: a list never touches the pages that hold whole texts. A deleted entry is a row with
/// `deleted_at` and no texts, so that its index stays taken.
let historySchema = Schema([
    """
    CREATE TABLE entry(
        id INTEGER PRIMARY KEY,
        uuid TEXT NOT NULL,
        owner INTEGER NOT NULL DEFAULT 1,
        day TEXT NOT NULL CHECK (length(day) = 10),
        idx INTEGER NOT NULL CHECK (idx >= 0),
        parent_day TEXT,
        parent_idx INTEGER,
        conversation INTEGER,
        external_user TEXT,
        kind TEXT NOT NULL,
        status TEXT NOT NULL,
        provider TEXT NOT NULL,
        model TEXT NOT NULL,
        attempt INTEGER NOT NULL DEFAULT 1,
        tokens_in INTEGER,
        tokens_out INTEGER,
        price INTEGER,
        created_at INTEGER NOT NULL,
        started_at INTEGER,
        first_byte_at INTEGER,
        finished_at INTEGER,
        deleted_at INTEGER,
        failure TEXT,
        prompt_excerpt TEXT NOT NULL GENERATED ALWAYS AS (substr(prompt, 1, 200)) STORED,
        response_excerpt TEXT NOT NULL GENERATED ALWAYS AS (substr(response, 1, 200)) STORED,
        cause TEXT,
        parameters TEXT NOT NULL DEFAULT '{}',
        prompt TEXT NOT NULL,
        response TEXT NOT NULL DEFAULT '',
        UNIQUE (owner, day, idx)
    ) STRICT;

    -- Lists skip tombstones without visiting them.
    CREATE INDEX entry_alive ON entry(owner, day, idx) WHERE deleted_at IS NULL;

    -- What a crash left open.
    CREATE INDEX entry_open ON entry(id) WHERE status IN ('queued', 'running');

    -- How each attempt ended; the text of one that did not succeed, which need not be the one that is shown.
    CREATE TABLE attempt(
        entry INTEGER NOT NULL REFERENCES entry(id),
        number INTEGER NOT NULL,
        provider TEXT NOT NULL,
        model TEXT NOT NULL,
        status TEXT NOT NULL,
        tokens_in INTEGER,
        tokens_out INTEGER,
        started_at INTEGER,
        first_byte_at INTEGER,
        finished_at INTEGER,
        failure TEXT,
        cause TEXT,
        text TEXT,
        UNIQUE (entry, number)
    ) STRICT;

    -- The text of the running attempt, a row for each flush, so that a long answer costs what it is long.
    CREATE TABLE attempt_text(
        entry INTEGER NOT NULL REFERENCES entry(id),
        start INTEGER NOT NULL,
        size INTEGER NOT NULL,
        text TEXT NOT NULL,
        PRIMARY KEY (entry, start)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE media(
        sha256 TEXT NOT NULL PRIMARY KEY CHECK (length(sha256) = 64),
        type TEXT NOT NULL,
        size INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- A name without bytes belonged to a deleted entry and is not given out again.
    CREATE TABLE media_name(
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        owner INTEGER NOT NULL,
        kind TEXT NOT NULL,
        entry INTEGER NOT NULL REFERENCES entry(id),
        position INTEGER NOT NULL,
        sha256 TEXT REFERENCES media(sha256),
        UNIQUE (entry, position)
    ) STRICT;

    CREATE INDEX media_name_bytes ON media_name(sha256);
    CREATE INDEX media_name_newest ON media_name(owner, kind) WHERE sha256 IS NOT NULL;

    -- Counts without counting. `revision` grows with every entry that ends or is deleted, `written` is the one that the
    -- day's file shows.
    CREATE TABLE day_summary(
        owner INTEGER NOT NULL,
        day TEXT NOT NULL,
        count INTEGER NOT NULL,
        next_idx INTEGER NOT NULL,
        revision INTEGER NOT NULL DEFAULT 0,
        written INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (owner, day)
    ) STRICT, WITHOUT ROWID;

    CREATE INDEX day_unwritten ON day_summary(owner, day) WHERE written < revision;
    """,
    // 1: the answer stops where the limit of tokens was reached.
    "ALTER TABLE entry ADD COLUMN truncated INTEGER NOT NULL DEFAULT 0",
    // 2: which answer an entry asks on from. A table of its own: most entries begin a conversation, and a new column would
    // stand behind the long texts.
    """
    CREATE TABLE follow(
        entry INTEGER PRIMARY KEY REFERENCES entry(id),
        previous INTEGER NOT NULL REFERENCES entry(id)
    ) STRICT;

    CREATE INDEX follow_previous ON follow(previous);
    """,
    // 3: what a day has cost, in millionths, so that a month's sum reads a row a day.
    "ALTER TABLE day_summary ADD COLUMN cost INTEGER NOT NULL DEFAULT 0",
    // 4: what reviewers say. Some seconds for a million entries, since every row is read once for the index.
    """
    -- Kind and status are found in the index, so that a filter does not visit the rows it leaves out.
    DROP INDEX entry_alive;
    CREATE INDEX entry_alive ON entry(owner, day, idx, kind, status) WHERE deleted_at IS NULL;

    -- Only of entries of which something was said. A day's reviews lie side by side.
    CREATE TABLE review(
        owner INTEGER NOT NULL,
        day TEXT NOT NULL,
        idx INTEGER NOT NULL,
        starred INTEGER NOT NULL DEFAULT 0,
        reviewed INTEGER NOT NULL DEFAULT 0,
        note TEXT,
        PRIMARY KEY (owner, day, idx)
    ) STRICT, WITHOUT ROWID;

    ALTER TABLE day_summary ADD COLUMN starred INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE day_summary ADD COLUMN reviewed INTEGER NOT NULL DEFAULT 0;

    -- How many entries of each kind and status a day has, kept by the two triggers.
    CREATE TABLE day_tally(
        owner INTEGER NOT NULL,
        day TEXT NOT NULL,
        kind TEXT NOT NULL,
        status TEXT NOT NULL,
        count INTEGER NOT NULL,
        PRIMARY KEY (owner, day, kind, status)
    ) STRICT, WITHOUT ROWID;

    INSERT INTO day_tally(owner, day, kind, status, count)
    SELECT owner, day, kind, status, count(*) FROM entry INDEXED BY entry_alive
    WHERE deleted_at IS NULL GROUP BY owner, day, kind, status;

    CREATE TRIGGER entry_counted AFTER INSERT ON entry BEGIN
        INSERT INTO day_tally(owner, day, kind, status, count) VALUES (new.owner, new.day, new.kind, new.status, 1)
        ON CONFLICT (owner, day, kind, status) DO UPDATE SET count = count + 1;
    END;

    CREATE TRIGGER entry_recounted AFTER UPDATE OF status, deleted_at ON entry WHEN old.deleted_at IS NULL BEGIN
        UPDATE day_tally SET count = count - 1
        WHERE owner = old.owner AND day = old.day AND kind = old.kind AND status = old.status;
        INSERT INTO day_tally(owner, day, kind, status, count)
        SELECT new.owner, new.day, new.kind, new.status, 1 WHERE new.deleted_at IS NULL
        ON CONFLICT (owner, day, kind, status) DO UPDATE SET count = count + 1;
    END;
    """,
])
