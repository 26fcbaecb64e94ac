-- Formats, signatures and addenda, entries struck as entered in error, psychotherapy notes, held items, risk entries,
-- the secrets policy, tallies, reviews of homework, changes of audience, and what left the practice.

INSERT INTO record_kind (letter, noun) VALUES ('o', 'held item'), ('r', 'risk entry');

ALTER TABLE practice ADD COLUMN note_format TEXT CHECK (length(note_format) BETWEEN 1 AND 40);
-- Days after which a draft is marked as overdue.
ALTER TABLE practice ADD COLUMN sign_within INTEGER CHECK (sign_within BETWEEN 1 AND 365);

-- Formats are definitions too. SQLite can't change a check, so the table is made anew.
CREATE TABLE definition_with_formats (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('scale', 'exercise', 'ratings', 'format')),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 40),
  version INTEGER NOT NULL CHECK (version > 0),
  text TEXT NOT NULL CHECK (length(text) > 0),
  UNIQUE (kind, name, version)
) STRICT;
INSERT INTO definition_with_formats SELECT * FROM definition;
DROP TABLE definition;
ALTER TABLE definition_with_formats RENAME TO definition;

ALTER TABLE note ADD COLUMN format_version INTEGER CHECK (format_version > 0);

-- Lines of a session while it ran; who alone was in the room when one was written.
ALTER TABLE jot ADD COLUMN session INTEGER REFERENCES session (id);
ALTER TABLE jot ADD COLUMN heard_by INTEGER REFERENCES client (id);
CREATE INDEX jot_session ON jot (session) WHERE session IS NOT NULL;

-- A signature fixes the note of the same key. Author and credential stand as they were on that day.
CREATE TABLE note_signature (
  id INTEGER PRIMARY KEY REFERENCES note (id),
  author TEXT NOT NULL CHECK (length(author) BETWEEN 1 AND 200),
  credential TEXT CHECK (length(credential) BETWEEN 1 AND 200),
  clock TEXT NOT NULL,
  zone TEXT NOT NULL,
  zone_offset INTEGER NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64)
) STRICT;

CREATE TABLE addendum (
  id INTEGER PRIMARY KEY,
  note INTEGER NOT NULL REFERENCES note_signature (id),
  place INTEGER NOT NULL CHECK (place > 0),
  kind TEXT NOT NULL CHECK (kind IN ('addendum', 'correction', 'late-entry')),
  why TEXT NOT NULL CHECK (length(why) BETWEEN 1 AND 200),
  text TEXT NOT NULL CHECK (length(text) > 0 AND instr(text, char(0)) = 0),
  author TEXT NOT NULL CHECK (length(author) BETWEEN 1 AND 200),
  credential TEXT CHECK (length(credential) BETWEEN 1 AND 200),
  clock TEXT NOT NULL,
  zone TEXT NOT NULL,
  zone_offset INTEGER NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  UNIQUE (note, place)
) STRICT;

-- What is signed stays as it was. REPLACE passes the triggers on UPDATE and DELETE by, so those on INSERT look for the
-- row that it would take away; so do those on UPDATE, for UPDATE OR REPLACE. Who may see it can still be narrowed.
CREATE TRIGGER signed_fact_stays_as_written BEFORE UPDATE ON fact
WHEN EXISTS (SELECT 1 FROM note_signature WHERE id = old.id)
  AND (new.id, new.letter, new.number, new.couple, new.day, new.member, new.text, new.written)
    IS NOT (old.id, old.letter, old.number, old.couple, old.day, old.member, old.text, old.written)
  OR EXISTS (
    SELECT 1 FROM note_signature JOIN fact USING (id)
    WHERE note_signature.id <> old.id
      AND (note_signature.id = new.id OR fact.letter = new.letter AND fact.number = new.number)
  )
BEGIN SELECT RAISE(ABORT, 'a signed note is never changed'); END;
CREATE TRIGGER signed_fact_stays BEFORE DELETE ON fact
WHEN EXISTS (SELECT 1 FROM note_signature WHERE id = old.id)
BEGIN SELECT RAISE(ABORT, 'a signed note is never removed'); END;
CREATE TRIGGER signed_fact_is_not_replaced BEFORE INSERT ON fact
WHEN EXISTS (
  SELECT 1 FROM note_signature JOIN fact USING (id)
  WHERE note_signature.id = new.id OR fact.letter = new.letter AND fact.number = new.number
)
BEGIN SELECT RAISE(ABORT, 'a signed note is never replaced'); END;

CREATE TRIGGER signed_note_stays_as_written BEFORE UPDATE ON note
WHEN EXISTS (SELECT 1 FROM note_signature WHERE id IN (old.id, new.id))
BEGIN SELECT RAISE(ABORT, 'a signed note is never changed'); END;
CREATE TRIGGER signed_note_stays BEFORE DELETE ON note
WHEN EXISTS (SELECT 1 FROM note_signature WHERE id = old.id)
BEGIN SELECT RAISE(ABORT, 'a signed note is never removed'); END;
CREATE TRIGGER signed_note_is_not_replaced BEFORE INSERT ON note
WHEN EXISTS (SELECT 1 FROM note_signature WHERE id = new.id)
BEGIN SELECT RAISE(ABORT, 'a signed note is never replaced'); END;

CREATE TRIGGER signature_stays_as_written BEFORE UPDATE ON note_signature
BEGIN SELECT RAISE(ABORT, 'a signature is never changed'); END;
CREATE TRIGGER signature_stays BEFORE DELETE ON note_signature
BEGIN SELECT RAISE(ABORT, 'a signature is never removed'); END;
CREATE TRIGGER signature_is_not_replaced BEFORE INSERT ON note_signature
WHEN EXISTS (SELECT 1 FROM note_signature WHERE id = new.id)
BEGIN SELECT RAISE(ABORT, 'a signature is never replaced'); END;

CREATE TRIGGER addendum_stays_as_written BEFORE UPDATE ON addendum
BEGIN SELECT RAISE(ABORT, 'an addendum is never changed'); END;
CREATE TRIGGER addendum_stays BEFORE DELETE ON addendum
BEGIN SELECT RAISE(ABORT, 'an addendum is never removed'); END;
CREATE TRIGGER addendum_is_not_replaced BEFORE INSERT ON addendum
WHEN EXISTS (SELECT 1 FROM addendum WHERE id = new.id OR note = new.note AND place = new.place)
BEGIN SELECT RAISE(ABORT, 'an addendum is never replaced'); END;

-- Entered in error: the record stays as it was and leaves every figure, list, search and page until that is lifted.
CREATE TABLE strike (
  id INTEGER PRIMARY KEY,
  fact INTEGER NOT NULL REFERENCES fact (id),
  clock TEXT NOT NULL,
  who TEXT NOT NULL,
  why TEXT NOT NULL CHECK (length(why) BETWEEN 1 AND 200),
  -- Where its text was opened anew.
  moved_to INTEGER REFERENCES fact (id),
  lifted TEXT,
  lifted_why TEXT CHECK (length(lifted_why) BETWEEN 1 AND 200),
  CHECK ((lifted IS NULL) = (lifted_why IS NULL))
) STRICT;
CREATE UNIQUE INDEX strike_standing ON strike (fact) WHERE lifted IS NULL;
CREATE INDEX strike_fact ON strike (fact);
CREATE INDEX strike_moved_to ON strike (moved_to) WHERE moved_to IS NOT NULL;

-- The index has what a record says with its addenda, and nothing of what is struck.
DROP TRIGGER fact_text_insert;
DROP TRIGGER fact_text_delete;
DROP TRIGGER fact_text_update;
DROP VIEW passage;
CREATE VIEW full_text AS
SELECT
  fact.id,
  fact.text || coalesce(
    (
      SELECT group_concat(char(10) || '## ' || kind || char(10) || text, '')
      FROM (SELECT kind, text FROM addendum WHERE addendum.note = fact.id ORDER BY place)
    ), ''
  ) AS text
FROM fact WHERE fact.text IS NOT NULL;
CREATE VIEW passage AS
SELECT id, text FROM full_text
WHERE NOT EXISTS (SELECT 1 FROM strike WHERE strike.fact = full_text.id AND strike.lifted IS NULL);

CREATE TRIGGER fact_text_insert AFTER INSERT ON fact WHEN new.text IS NOT NULL BEGIN
  INSERT INTO fact_text (rowid, text) VALUES (new.id, new.text);
END;
CREATE TRIGGER fact_text_delete AFTER DELETE ON fact WHEN old.text IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM strike WHERE fact = old.id AND lifted IS NULL) BEGIN
  INSERT INTO fact_text (fact_text, rowid, text) VALUES ('delete', old.id, old.text);
END;
-- One trigger, not two: SQLite doesn't say which of two would run first. Whoever has addenda is signed, and the text of
-- that never changes, so that the words of addenda need no look here.
CREATE TRIGGER fact_text_update AFTER UPDATE OF id, text ON fact
  WHEN (new.id, new.text) IS NOT (old.id, old.text)
  AND NOT EXISTS (SELECT 1 FROM strike WHERE fact = old.id AND lifted IS NULL) BEGIN
  INSERT INTO fact_text (fact_text, rowid, text)
  SELECT 'delete', old.id, old.text WHERE old.text IS NOT NULL;
  INSERT INTO fact_text (rowid, text) SELECT new.id, new.text WHERE new.text IS NOT NULL;
END;
CREATE TRIGGER addendum_text_insert AFTER INSERT ON addendum
WHEN NOT EXISTS (SELECT 1 FROM strike WHERE fact = new.note AND lifted IS NULL) BEGIN
  INSERT INTO fact_text (fact_text, rowid, text)
  SELECT 'delete', id, substr(text, 1, length(text) - length(char(10) || '## ' || new.kind || char(10) || new.text))
  FROM full_text WHERE id = new.note;
  INSERT INTO fact_text (rowid, text) SELECT id, text FROM full_text WHERE id = new.note;
END;
CREATE TRIGGER strike_text_insert AFTER INSERT ON strike WHEN new.lifted IS NULL BEGIN
  INSERT INTO fact_text (fact_text, rowid, text) SELECT 'delete', id, text FROM full_text WHERE id = new.fact;
END;
CREATE TRIGGER strike_text_update AFTER UPDATE OF lifted ON strike WHEN (new.lifted IS NULL) <> (old.lifted IS NULL)
BEGIN
  INSERT INTO fact_text (fact_text, rowid, text)
  SELECT 'delete', id, text FROM full_text WHERE id = new.fact AND new.lifted IS NULL;
  INSERT INTO fact_text (rowid, text)
  SELECT id, text FROM full_text WHERE id = new.fact AND new.lifted IS NOT NULL;
END;
CREATE TRIGGER strike_text_delete AFTER DELETE ON strike WHEN old.lifted IS NULL BEGIN
  INSERT INTO fact_text (rowid, text) SELECT id, text FROM full_text WHERE id = old.fact;
END;

-- Psychotherapy notes (45 CFR 164.501): apart from everything, reached by their own commands alone.
CREATE TABLE private_note (
  id INTEGER PRIMARY KEY CHECK (id > 0),
  couple INTEGER NOT NULL REFERENCES couple (id),
  session INTEGER REFERENCES session (id),
  day TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  text TEXT NOT NULL CHECK (length(text) > 0 AND instr(text, char(0)) = 0),
  written TEXT NOT NULL
) STRICT;
CREATE INDEX private_note_couple ON private_note (couple, day);
CREATE INDEX private_note_session ON private_note (session) WHERE session IS NOT NULL;

-- What one member told alone and the other doesn't know. Its text stands here, away from the index.
CREATE TABLE held (
  id INTEGER PRIMARY KEY REFERENCES fact (id),
  session INTEGER REFERENCES session (id),
  text TEXT NOT NULL CHECK (length(text) > 0 AND instr(text, char(0)) = 0),
  review TEXT CHECK (review GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  closed TEXT CHECK (closed GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  outcome TEXT CHECK (outcome IN ('told', 'ended', 'kept')),
  why TEXT CHECK (length(why) BETWEEN 1 AND 200),
  CHECK ((closed IS NULL) = (outcome IS NULL))
) STRICT;
CREATE INDEX held_session ON held (session) WHERE session IS NOT NULL;

-- A risk per member, or that it was asked and nothing was told. Its text stands here, away from the index.
CREATE TABLE risk (
  id INTEGER PRIMARY KEY REFERENCES fact (id),
  kind TEXT NOT NULL
    CHECK (kind IN ('violence', 'suicide', 'self-harm', 'harm', 'substance', 'child', 'elder')),
  is_told INTEGER NOT NULL CHECK (is_told IN (0, 1)),
  part TEXT CHECK (part IN ('at-risk', 'source', 'both', 'witness')),
  told_by INTEGER REFERENCES client (id),
  told_by_other TEXT CHECK (length(told_by_other) BETWEEN 1 AND 200),
  asked TEXT CHECK (asked IN ('alone', 'together')),
  decision TEXT CHECK (length(decision) BETWEEN 1 AND 200),
  plan TEXT CHECK (length(plan) BETWEEN 1 AND 200),
  review TEXT CHECK (review GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  status TEXT CHECK (status IN ('open', 'watched', 'closed')),
  text TEXT CHECK (length(text) > 0 AND instr(text, char(0)) = 0),
  CHECK ((is_told = 1) = (text IS NOT NULL)),
  CHECK ((is_told = 1) = (status IS NOT NULL)),
  CHECK (told_by IS NULL OR told_by_other IS NULL)
) STRICT;

CREATE TABLE risk_review (
  id INTEGER PRIMARY KEY,
  risk INTEGER NOT NULL REFERENCES risk (id),
  day TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  why TEXT NOT NULL CHECK (length(why) BETWEEN 1 AND 200),
  status TEXT NOT NULL CHECK (status IN ('open', 'watched', 'closed')),
  review TEXT CHECK (review GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT;
CREATE INDEX risk_review_risk ON risk_review (risk);

-- The secrets agreement, a row a version; a session shows the one in force on its day.
CREATE TABLE policy (
  id INTEGER PRIMARY KEY,
  couple INTEGER NOT NULL REFERENCES couple (id),
  version INTEGER NOT NULL CHECK (version > 0),
  kind TEXT NOT NULL CHECK (kind IN ('no-secrets', 'limited', 'confidential', 'case-by-case')),
  day TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  text TEXT NOT NULL CHECK (length(text) > 0 AND instr(text, char(0)) = 0),
  written TEXT NOT NULL,
  UNIQUE (couple, version)
) STRICT;

CREATE TABLE policy_acknowledgement (
  id INTEGER PRIMARY KEY,
  policy INTEGER NOT NULL REFERENCES policy (id),
  client INTEGER NOT NULL REFERENCES client (id),
  day TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  UNIQUE (policy, client)
) STRICT;

-- The counselor's count of one member in one session; a key without a row was not observed, which is not zero.
CREATE TABLE tally (
  id INTEGER PRIMARY KEY REFERENCES fact (id),
  session INTEGER NOT NULL REFERENCES session (id),
  minutes INTEGER CHECK (minutes BETWEEN 1 AND 1440)
) STRICT;
CREATE INDEX tally_session ON tally (session);

CREATE TABLE tally_count (
  id INTEGER PRIMARY KEY,
  tally INTEGER NOT NULL REFERENCES tally (id),
  key TEXT NOT NULL CHECK (length(key) BETWEEN 1 AND 40),
  count INTEGER NOT NULL CHECK (count BETWEEN 0 AND 1000),
  UNIQUE (tally, key)
) STRICT;

-- What was decided when homework was looked at; why is the counselor's alone.
CREATE TABLE homework_review (
  id INTEGER PRIMARY KEY,
  homework INTEGER NOT NULL REFERENCES homework (id),
  day TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  decision TEXT NOT NULL CHECK (decision IN ('keep', 'shrink', 'change', 'drop', 'set-aside')),
  why TEXT CHECK (length(why) BETWEEN 1 AND 200),
  session INTEGER REFERENCES session (id)
) STRICT;
CREATE INDEX homework_review_homework ON homework_review (homework);
CREATE INDEX homework_review_session ON homework_review (session) WHERE session IS NOT NULL;

-- Given although an open risk entry suspends it; the reason is the counselor's alone.
ALTER TABLE homework ADD COLUMN despite INTEGER REFERENCES risk (id);
ALTER TABLE homework ADD COLUMN despite_why TEXT CHECK (length(despite_why) BETWEEN 1 AND 200);

-- A record that others may see, or may see no longer, and why.
CREATE TABLE audience_change (
  id INTEGER PRIMARY KEY,
  fact INTEGER NOT NULL REFERENCES fact (id),
  clock TEXT NOT NULL,
  before TEXT NOT NULL CHECK (before IN ('joint', 'member', 'counselor')),
  before_of INTEGER REFERENCES client (id),
  after TEXT NOT NULL CHECK (after IN ('joint', 'member', 'counselor')),
  after_of INTEGER REFERENCES client (id),
  why TEXT NOT NULL CHECK (length(why) BETWEEN 1 AND 200)
) STRICT;
CREATE INDEX audience_change_fact ON audience_change (fact);

-- What left the practice as a file or on paper, and for whom.
CREATE TABLE disclosure (
  id INTEGER PRIMARY KEY,
  couple INTEGER NOT NULL REFERENCES couple (id),
  clock TEXT NOT NULL,
  day TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  page TEXT NOT NULL CHECK (length(page) BETWEEN 1 AND 40),
  audience TEXT NOT NULL CHECK (audience IN ('joint', 'member', 'counselor')),
  audience_of INTEGER REFERENCES client (id),
  to_whom TEXT CHECK (length(to_whom) BETWEEN 1 AND 200)
) STRICT;
CREATE INDEX disclosure_couple ON disclosure (couple);
