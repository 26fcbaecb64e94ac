-- The practice file's house: people, couples, charts, the full-text index and the journal.
-- Every table has an integer key `id`, so that the journal can name any row by table and key.

PRAGMA application_id = 0x43706c74; -- 'Cplt'

CREATE TABLE practice (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  counselor TEXT CHECK (length(counselor) BETWEEN 1 AND 200),
  credential TEXT CHECK (length(credential) BETWEEN 1 AND 200),
  made TEXT NOT NULL
) STRICT;

CREATE TABLE client (
  id INTEGER PRIMARY KEY CHECK (id > 0),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  called TEXT CHECK (length(called) BETWEEN 1 AND 200),
  pronouns TEXT CHECK (length(pronouns) BETWEEN 1 AND 200),
  born TEXT CHECK (born GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  phone TEXT CHECK (length(phone) BETWEEN 1 AND 200),
  safe_contact TEXT CHECK (length(safe_contact) BETWEEN 1 AND 200),
  written TEXT NOT NULL
) STRICT;

CREATE TABLE couple (
  id INTEGER PRIMARY KEY CHECK (id > 0),
  label TEXT NOT NULL CHECK (length(label) BETWEEN 1 AND 200),
  since TEXT NOT NULL CHECK (since GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  written TEXT NOT NULL
) STRICT;

-- A handle, once used, never points to another couple.
CREATE TABLE handle (
  id INTEGER PRIMARY KEY,
  handle TEXT NOT NULL UNIQUE CHECK (length(handle) BETWEEN 1 AND 40),
  couple INTEGER NOT NULL REFERENCES couple (id),
  is_current INTEGER NOT NULL CHECK (is_current IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX handle_current ON handle (couple) WHERE is_current = 1;
CREATE INDEX handle_couple ON handle (couple);

CREATE TABLE membership (
  id INTEGER PRIMARY KEY,
  couple INTEGER NOT NULL REFERENCES couple (id),
  client INTEGER NOT NULL REFERENCES client (id),
  place INTEGER NOT NULL,
  joined TEXT NOT NULL CHECK (joined GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  left_on TEXT CHECK (left_on >= joined),
  UNIQUE (couple, client, joined)
) STRICT;
CREATE INDEX membership_client ON membership (client);

-- The end of a treatment; a reopened couple keeps what was said at its end.
CREATE TABLE closure (
  id INTEGER PRIMARY KEY,
  couple INTEGER NOT NULL REFERENCES couple (id),
  day TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  outcome TEXT NOT NULL
    CHECK (outcome IN ('completed', 'separated', 'stopped-coming', 'referred', 'moved', 'paused')),
  why TEXT,
  is_standing INTEGER NOT NULL CHECK (is_standing IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX closure_standing ON closure (couple) WHERE is_standing = 1;

-- The kinds of record that have a letter; each migration adds its own.
CREATE TABLE record_kind (
  id INTEGER PRIMARY KEY,
  letter TEXT NOT NULL UNIQUE CHECK (letter GLOB '[a-z]'),
  noun TEXT NOT NULL
) STRICT;
INSERT INTO record_kind (letter, noun)
VALUES ('s', 'session'), ('n', 'note'), ('t', 'contact'), ('e', 'entry'), ('w', 'win'), ('y', 'jot'),
  ('a', 'agenda line');

-- What every record in a chart has. Whatever is one kind's alone stands in that kind's table, under the same key.
CREATE TABLE fact (
  id INTEGER PRIMARY KEY,
  letter TEXT NOT NULL REFERENCES record_kind (letter),
  number INTEGER NOT NULL CHECK (number > 0),
  couple INTEGER NOT NULL REFERENCES couple (id),
  day TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  audience TEXT NOT NULL CHECK (audience IN ('joint', 'member', 'counselor')),
  audience_of INTEGER REFERENCES client (id),
  member INTEGER REFERENCES client (id),
  text TEXT CHECK (length(text) > 0 AND instr(text, char(0)) = 0),
  written TEXT NOT NULL,
  UNIQUE (letter, number),
  CHECK ((audience = 'member') = (audience_of IS NOT NULL))
) STRICT;
CREATE INDEX fact_couple ON fact (couple, day);
CREATE INDEX fact_audience_of ON fact (audience_of) WHERE audience_of IS NOT NULL;
CREATE INDEX fact_member ON fact (member) WHERE member IS NOT NULL;

CREATE TABLE session (
  id INTEGER PRIMARY KEY REFERENCES fact (id),
  start INTEGER CHECK (start BETWEEN 0 AND 1439),
  zone TEXT,
  zone_offset INTEGER,
  minutes INTEGER CHECK (minutes BETWEEN 1 AND 1440),
  kind TEXT NOT NULL
    CHECK (kind IN ('conjoint', 'individual', 'intake', 'feedback', 'closing', 'crisis')),
  mode TEXT NOT NULL CHECK (mode IN ('room', 'phone', 'video')),
  status TEXT NOT NULL
    CHECK (status IN ('planned', 'held', 'cancelled', 'cancelled-late', 'no-show', 'moved')),
  approaches TEXT,
  cancelled_by TEXT CHECK (cancelled_by IN ('counselor', 'member')),
  cancelled_by_member INTEGER REFERENCES client (id),
  why TEXT,
  CHECK ((zone IS NULL) = (zone_offset IS NULL)),
  CHECK ((cancelled_by IS 'member') = (cancelled_by_member IS NOT NULL))
) STRICT;

CREATE TABLE attendance (
  id INTEGER PRIMARY KEY,
  session INTEGER NOT NULL REFERENCES session (id),
  client INTEGER NOT NULL REFERENCES client (id),
  state TEXT NOT NULL CHECK (state IN ('present', 'late', 'absent')),
  minutes INTEGER CHECK (minutes BETWEEN 1 AND 1440),
  UNIQUE (session, client),
  CHECK (minutes IS NULL OR state = 'late')
) STRICT;
CREATE INDEX attendance_client ON attendance (client);

CREATE TABLE note (
  id INTEGER PRIMARY KEY REFERENCES fact (id),
  session INTEGER NOT NULL REFERENCES session (id),
  format TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'signed'))
) STRICT;
CREATE INDEX note_session ON note (session);

CREATE TABLE jot (
  id INTEGER PRIMARY KEY REFERENCES fact (id),
  minute INTEGER NOT NULL CHECK (minute BETWEEN 0 AND 1439),
  note INTEGER REFERENCES note (id)
) STRICT;
CREATE INDEX jot_note ON jot (note) WHERE note IS NOT NULL;

CREATE TABLE agenda (
  id INTEGER PRIMARY KEY REFERENCES fact (id),
  is_mine INTEGER NOT NULL CHECK (is_mine IN (0, 1)),
  done TEXT CHECK (done GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT;

CREATE TABLE contact (
  id INTEGER PRIMARY KEY REFERENCES fact (id),
  other TEXT CHECK (length(other) BETWEEN 1 AND 200),
  mode TEXT NOT NULL CHECK (mode IN ('phone', 'text', 'mail')),
  minutes INTEGER CHECK (minutes BETWEEN 1 AND 1440)
) STRICT;

CREATE TABLE entry (
  id INTEGER PRIMARY KEY REFERENCES fact (id),
  kind TEXT NOT NULL,
  noticed_by INTEGER REFERENCES client (id),
  review TEXT CHECK (review GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT;

CREATE TABLE win (
  id INTEGER PRIMARY KEY REFERENCES fact (id),
  noticed_by INTEGER REFERENCES client (id)
) STRICT;

-- Full text: the index holds no copy of the text, and the triggers keep it in step with every way of writing.
CREATE VIEW passage AS SELECT id, text FROM fact WHERE text IS NOT NULL;
CREATE VIRTUAL TABLE fact_text USING fts5 (
  text, content = 'passage', content_rowid = 'id', tokenize = 'porter unicode61 remove_diacritics 2'
);

CREATE TRIGGER fact_text_insert AFTER INSERT ON fact WHEN new.text IS NOT NULL BEGIN
  INSERT INTO fact_text (rowid, text) VALUES (new.id, new.text);
END;
CREATE TRIGGER fact_text_delete AFTER DELETE ON fact WHEN old.text IS NOT NULL BEGIN
  INSERT INTO fact_text (fact_text, rowid, text) VALUES ('delete', old.id, old.text);
END;
-- One trigger, not two: SQLite doesn't say which of two would run first.
CREATE TRIGGER fact_text_update AFTER UPDATE OF id, text ON fact BEGIN
  INSERT INTO fact_text (fact_text, rowid, text)
  SELECT 'delete', old.id, old.text WHERE old.text IS NOT NULL;
  INSERT INTO fact_text (rowid, text) SELECT new.id, new.text WHERE new.text IS NOT NULL;
END;

-- The journal: who did what when, never any text. Its rows are never changed or removed.
CREATE TABLE journal (
  id INTEGER PRIMARY KEY,
  clock TEXT NOT NULL,
  today TEXT,
  who TEXT NOT NULL,
  command TEXT NOT NULL,
  couples TEXT NOT NULL,
  records TEXT NOT NULL,
  image_digest TEXT NOT NULL,
  undoes INTEGER REFERENCES journal (id)
) STRICT;
CREATE INDEX journal_clock ON journal (clock);
CREATE TRIGGER journal_stays_as_written BEFORE UPDATE ON journal BEGIN
  SELECT RAISE(ABORT, 'the journal is never changed');
END;
CREATE TRIGGER journal_stays BEFORE DELETE ON journal BEGIN
  SELECT RAISE(ABORT, 'the journal is never shortened');
END;
CREATE TRIGGER journal_is_not_replaced BEFORE INSERT ON journal
WHEN EXISTS (SELECT 1 FROM journal WHERE id = new.id) BEGIN
  SELECT RAISE(ABORT, 'the journal is never changed');
END;

-- Rows as they were before a command changed them; emptied for what can no longer be undone.
CREATE TABLE journal_image (
  id INTEGER PRIMARY KEY,
  journal INTEGER NOT NULL REFERENCES journal (id),
  changed_table TEXT NOT NULL,
  changed_row INTEGER NOT NULL,
  before TEXT
) STRICT;
CREATE INDEX journal_image_journal ON journal_image (journal);

-- The last number given of each kind; an undo doesn't turn it back, so that no id means two things.
CREATE TABLE journal_sequence (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL UNIQUE,
  last INTEGER NOT NULL CHECK (last > 0)
) STRICT;
