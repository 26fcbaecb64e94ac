-- By this row a file and its log know each other: every save puts sixteen random bytes in the place of those before. Its
-- page's number stands in user_version, so that it can be read without opening the file.
CREATE TABLE file_state (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  state BLOB NOT NULL CHECK (length(state) = 16),
  before BLOB NOT NULL CHECK (length(before) = 16)
) STRICT;
