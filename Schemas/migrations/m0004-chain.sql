-- The journal's chain: each row's code goes over the one before it and the row as stored, so that no row can be
-- changed, taken out or put in without the codes that follow telling. The store fills it for older rows.
CREATE TABLE journal_chain (
  id INTEGER PRIMARY KEY REFERENCES journal (id),
  mac BLOB NOT NULL CHECK (length(mac) = 32),
  -- Where the chain was made anew under another key: the head that it had before.
  former BLOB CHECK (length(former) = 32)
) STRICT;

-- Lines that were written while the file was locked. Whose they are is decided once, when they come in; what isn't
-- certain waits. A line that became a jot leaves its text there; undo brings it back.
CREATE TABLE inbox_line (
  id INTEGER PRIMARY KEY,
  line TEXT NOT NULL UNIQUE,
  couple TEXT NOT NULL,
  day TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  minute INTEGER NOT NULL CHECK (minute BETWEEN 0 AND 1439),
  audience TEXT,
  text TEXT,
  clock TEXT NOT NULL,
  -- The number of the jot that it became, which may be gone by now.
  jot INTEGER CHECK (jot > 0),
  CHECK (text IS NULL OR jot IS NULL)
) STRICT;
