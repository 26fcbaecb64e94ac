-- The journal's chain: each row's code goes over the one before it and the row as stored, so that no row can be
-- changed, taken out or put in without the codes that follow telling. The store fills it for older rows.
CREATE TABLE journal_chain (
  id INTEGER PRIMARY KEY REFERENCES journal (id),
  mac BLOB NOT NULL CHECK (length(mac) = 32),
  -- Where the chain was made anew under another key: the head that it had before.
  former BLOB CHECK (length(former) = 32)
) STRICT;

-- Lines that were written while the file was locked and have been taken in, so that none is taken twice.
CREATE TABLE inbox_line (
  id INTEGER PRIMARY KEY,
  line TEXT NOT NULL UNIQUE
) STRICT;
