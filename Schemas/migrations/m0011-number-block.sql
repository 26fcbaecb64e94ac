-- The numbers that this file gives to ids. Signatures name ids, so that none can be given another number later; a second
-- computer's file will have a block of its own.
CREATE TABLE number_block (
  id INTEGER PRIMARY KEY,
  first INTEGER NOT NULL CHECK (first > 0),
  last INTEGER NOT NULL CHECK (last >= first)
) STRICT;
INSERT INTO number_block (first, last) VALUES (1, 9999999);
