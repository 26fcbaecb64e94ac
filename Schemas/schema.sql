CREATE VIEW full_text AS
SELECT
  fact.id,
  fact.text || coalesce(
    (
      SELECT group_concat(char(10) || '## ' || kind || char(10) || text, '')
      FROM (SELECT kind, text FROM addendum WHERE addendum.note = fact.id ORDER BY place)
    ), ''
  ) || coalesce(
    (
      SELECT group_concat(char(10) || words, '')
      FROM (SELECT words FROM later_words WHERE later_words.fact = fact.id ORDER BY later_words.id)
    ), ''
  ) AS text
FROM fact WHERE fact.text IS NOT NULL;

CREATE VIEW later_words AS
SELECT homework AS fact, id, words FROM homework_log WHERE words IS NOT NULL
UNION ALL
SELECT injury AS fact, id, words FROM injury_step WHERE words IS NOT NULL
UNION ALL
SELECT entry AS fact, id, words FROM entry_review WHERE words IS NOT NULL
UNION ALL
SELECT promise AS fact, id, words FROM promise_repair WHERE words IS NOT NULL;

CREATE VIEW passage AS
SELECT id, text FROM full_text
WHERE NOT EXISTS (SELECT 1 FROM strike WHERE strike.fact = full_text.id AND strike.lifted IS NULL);

CREATE VIEW signed_hour AS
SELECT session.id AS session, note.id AS note FROM session
JOIN note ON note.session = session.id JOIN note_signature ON note_signature.id = note.id
WHERE NOT EXISTS (
  SELECT 1 FROM addendum WHERE addendum.note = note.id AND addendum.revision = session.revision + 1
);

CREATE TRIGGER addendum_is_not_replaced BEFORE INSERT ON addendum
WHEN EXISTS (SELECT 1 FROM addendum WHERE id = new.id OR note = new.note AND place = new.place)
BEGIN SELECT RAISE(ABORT, 'an addendum is never replaced'); END;

CREATE TRIGGER addendum_stays BEFORE DELETE ON addendum
BEGIN SELECT RAISE(ABORT, 'an addendum is never removed'); END;

CREATE TRIGGER addendum_stays_as_written BEFORE UPDATE ON addendum
BEGIN SELECT RAISE(ABORT, 'an addendum is never changed'); END;

CREATE TRIGGER addendum_text_insert AFTER INSERT ON addendum
WHEN NOT EXISTS (SELECT 1 FROM strike WHERE fact = new.note AND lifted IS NULL) BEGIN
  INSERT INTO fact_text (fact_text, rowid, text)
  SELECT 'delete', id, substr(text, 1, length(text) - length(char(10) || '## ' || new.kind || char(10) || new.text))
  FROM full_text WHERE id = new.note;
  INSERT INTO fact_text (rowid, text) SELECT id, text FROM full_text WHERE id = new.note;
END;

CREATE TRIGGER entry_review_words_delete AFTER DELETE ON entry_review WHEN old.words IS NOT NULL BEGIN
  INSERT INTO fact_text (rowid, text) SELECT id, text FROM passage WHERE id = old.entry;
END;

CREATE TRIGGER entry_review_words_delete_before BEFORE DELETE ON entry_review WHEN old.words IS NOT NULL BEGIN
  INSERT INTO fact_text (fact_text, rowid, text) SELECT 'delete', id, text FROM passage WHERE id = old.entry;
END;

CREATE TRIGGER entry_review_words_insert AFTER INSERT ON entry_review WHEN new.words IS NOT NULL BEGIN
  INSERT INTO fact_text (rowid, text) SELECT id, text FROM passage WHERE id = new.entry;
END;

CREATE TRIGGER entry_review_words_insert_before BEFORE INSERT ON entry_review WHEN new.words IS NOT NULL BEGIN
  INSERT INTO fact_text (fact_text, rowid, text) SELECT 'delete', id, text FROM passage WHERE id = new.entry;
END;

CREATE TRIGGER entry_review_words_update AFTER UPDATE ON entry_review WHEN (new.entry, new.words) IS NOT (old.entry, old.words) BEGIN
  INSERT INTO fact_text (rowid, text) SELECT id, text FROM passage WHERE id IN (old.entry, new.entry);
END;

CREATE TRIGGER entry_review_words_update_before BEFORE UPDATE ON entry_review WHEN (new.entry, new.words) IS NOT (old.entry, old.words) BEGIN
  INSERT INTO fact_text (fact_text, rowid, text)
  SELECT 'delete', id, text FROM passage WHERE id IN (old.entry, new.entry);
END;

CREATE TRIGGER fact_text_delete AFTER DELETE ON fact WHEN old.text IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM strike WHERE fact = old.id AND lifted IS NULL) BEGIN
  INSERT INTO fact_text (fact_text, rowid, text) VALUES ('delete', old.id, old.text);
END;

CREATE TRIGGER fact_text_insert AFTER INSERT ON fact WHEN new.text IS NOT NULL BEGIN
  INSERT INTO fact_text (rowid, text) VALUES (new.id, new.text);
END;

CREATE TRIGGER fact_text_update AFTER UPDATE OF id, text ON fact
  WHEN (new.id, new.text) IS NOT (old.id, old.text)
  AND NOT EXISTS (SELECT 1 FROM strike WHERE fact = old.id AND lifted IS NULL) BEGIN
  -- What stands after the text is the same before and after.
  INSERT INTO fact_text (fact_text, rowid, text)
  SELECT 'delete', old.id, old.text || coalesce(
    (SELECT substr(text, length(new.text) + 1) FROM full_text WHERE id = new.id), ''
  ) WHERE old.text IS NOT NULL;
  INSERT INTO fact_text (rowid, text) SELECT id, text FROM full_text WHERE id = new.id;
END;

CREATE TRIGGER homework_log_words_delete AFTER DELETE ON homework_log WHEN old.words IS NOT NULL BEGIN
  INSERT INTO fact_text (rowid, text) SELECT id, text FROM passage WHERE id = old.homework;
END;

CREATE TRIGGER homework_log_words_delete_before BEFORE DELETE ON homework_log WHEN old.words IS NOT NULL BEGIN
  INSERT INTO fact_text (fact_text, rowid, text) SELECT 'delete', id, text FROM passage WHERE id = old.homework;
END;

CREATE TRIGGER homework_log_words_insert AFTER INSERT ON homework_log WHEN new.words IS NOT NULL BEGIN
  INSERT INTO fact_text (rowid, text) SELECT id, text FROM passage WHERE id = new.homework;
END;

CREATE TRIGGER homework_log_words_insert_before BEFORE INSERT ON homework_log WHEN new.words IS NOT NULL BEGIN
  INSERT INTO fact_text (fact_text, rowid, text) SELECT 'delete', id, text FROM passage WHERE id = new.homework;
END;

CREATE TRIGGER homework_log_words_update AFTER UPDATE ON homework_log WHEN (new.homework, new.words) IS NOT (old.homework, old.words) BEGIN
  INSERT INTO fact_text (rowid, text) SELECT id, text FROM passage WHERE id IN (old.homework, new.homework);
END;

CREATE TRIGGER homework_log_words_update_before BEFORE UPDATE ON homework_log WHEN (new.homework, new.words) IS NOT (old.homework, old.words) BEGIN
  INSERT INTO fact_text (fact_text, rowid, text)
  SELECT 'delete', id, text FROM passage WHERE id IN (old.homework, new.homework);
END;

CREATE TRIGGER injury_step_words_delete AFTER DELETE ON injury_step WHEN old.words IS NOT NULL BEGIN
  INSERT INTO fact_text (rowid, text) SELECT id, text FROM passage WHERE id = old.injury;
END;

CREATE TRIGGER injury_step_words_delete_before BEFORE DELETE ON injury_step WHEN old.words IS NOT NULL BEGIN
  INSERT INTO fact_text (fact_text, rowid, text) SELECT 'delete', id, text FROM passage WHERE id = old.injury;
END;

CREATE TRIGGER injury_step_words_insert AFTER INSERT ON injury_step WHEN new.words IS NOT NULL BEGIN
  INSERT INTO fact_text (rowid, text) SELECT id, text FROM passage WHERE id = new.injury;
END;

CREATE TRIGGER injury_step_words_insert_before BEFORE INSERT ON injury_step WHEN new.words IS NOT NULL BEGIN
  INSERT INTO fact_text (fact_text, rowid, text) SELECT 'delete', id, text FROM passage WHERE id = new.injury;
END;

CREATE TRIGGER injury_step_words_update AFTER UPDATE ON injury_step WHEN (new.injury, new.words) IS NOT (old.injury, old.words) BEGIN
  INSERT INTO fact_text (rowid, text) SELECT id, text FROM passage WHERE id IN (old.injury, new.injury);
END;

CREATE TRIGGER injury_step_words_update_before BEFORE UPDATE ON injury_step WHEN (new.injury, new.words) IS NOT (old.injury, old.words) BEGIN
  INSERT INTO fact_text (fact_text, rowid, text)
  SELECT 'delete', id, text FROM passage WHERE id IN (old.injury, new.injury);
END;

CREATE TRIGGER journal_is_not_replaced BEFORE INSERT ON journal
WHEN EXISTS (SELECT 1 FROM journal WHERE id = new.id) BEGIN
  SELECT RAISE(ABORT, 'the journal is never changed');
END;

CREATE TRIGGER journal_stays BEFORE DELETE ON journal BEGIN
  SELECT RAISE(ABORT, 'the journal is never shortened');
END;

CREATE TRIGGER journal_stays_as_written BEFORE UPDATE ON journal BEGIN
  SELECT RAISE(ABORT, 'the journal is never changed');
END;

CREATE TRIGGER promise_repair_words_delete AFTER DELETE ON promise_repair WHEN old.words IS NOT NULL BEGIN
  INSERT INTO fact_text (rowid, text) SELECT id, text FROM passage WHERE id = old.promise;
END;

CREATE TRIGGER promise_repair_words_delete_before BEFORE DELETE ON promise_repair WHEN old.words IS NOT NULL BEGIN
  INSERT INTO fact_text (fact_text, rowid, text) SELECT 'delete', id, text FROM passage WHERE id = old.promise;
END;

CREATE TRIGGER promise_repair_words_insert AFTER INSERT ON promise_repair WHEN new.words IS NOT NULL BEGIN
  INSERT INTO fact_text (rowid, text) SELECT id, text FROM passage WHERE id = new.promise;
END;

CREATE TRIGGER promise_repair_words_insert_before BEFORE INSERT ON promise_repair WHEN new.words IS NOT NULL BEGIN
  INSERT INTO fact_text (fact_text, rowid, text) SELECT 'delete', id, text FROM passage WHERE id = new.promise;
END;

CREATE TRIGGER promise_repair_words_update AFTER UPDATE ON promise_repair WHEN (new.promise, new.words) IS NOT (old.promise, old.words) BEGIN
  INSERT INTO fact_text (rowid, text) SELECT id, text FROM passage WHERE id IN (old.promise, new.promise);
END;

CREATE TRIGGER promise_repair_words_update_before BEFORE UPDATE ON promise_repair WHEN (new.promise, new.words) IS NOT (old.promise, old.words) BEGIN
  INSERT INTO fact_text (fact_text, rowid, text)
  SELECT 'delete', id, text FROM passage WHERE id IN (old.promise, new.promise);
END;

CREATE TRIGGER signature_is_not_replaced BEFORE INSERT ON note_signature
WHEN EXISTS (SELECT 1 FROM note_signature WHERE id = new.id)
BEGIN SELECT RAISE(ABORT, 'a signature is never replaced'); END;

CREATE TRIGGER signature_stays BEFORE DELETE ON note_signature
BEGIN SELECT RAISE(ABORT, 'a signature is never removed'); END;

CREATE TRIGGER signature_stays_as_written BEFORE UPDATE ON note_signature
BEGIN SELECT RAISE(ABORT, 'a signature is never changed'); END;

CREATE TRIGGER signed_attendance_is_not_added BEFORE INSERT ON attendance
WHEN EXISTS (SELECT 1 FROM signed_hour WHERE session = new.session)
BEGIN SELECT RAISE(ABORT, 'who was there is never changed under a signed note without a correction'); END;

CREATE TRIGGER signed_attendance_stays BEFORE DELETE ON attendance
WHEN EXISTS (SELECT 1 FROM signed_hour WHERE session = old.session)
BEGIN SELECT RAISE(ABORT, 'who was there is never changed under a signed note without a correction'); END;

CREATE TRIGGER signed_attendance_stays_as_written BEFORE UPDATE ON attendance
WHEN EXISTS (SELECT 1 FROM signed_hour WHERE session IN (old.session, new.session))
BEGIN SELECT RAISE(ABORT, 'who was there is never changed under a signed note without a correction'); END;

CREATE TRIGGER signed_fact_is_not_replaced BEFORE INSERT ON fact
WHEN EXISTS (
  SELECT 1 FROM note_signature JOIN fact USING (id)
  WHERE note_signature.id = new.id OR fact.letter = new.letter AND fact.number = new.number
)
BEGIN SELECT RAISE(ABORT, 'a signed note is never replaced'); END;

CREATE TRIGGER signed_fact_stays BEFORE DELETE ON fact
WHEN EXISTS (SELECT 1 FROM note_signature WHERE id = old.id)
BEGIN SELECT RAISE(ABORT, 'a signed note is never removed'); END;

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

CREATE TRIGGER signed_hour_goes_on_by_one BEFORE UPDATE OF revision ON session
WHEN new.revision NOT IN (old.revision, old.revision + 1)
  AND EXISTS (SELECT 1 FROM note JOIN note_signature USING (id) WHERE note.session = old.id)
BEGIN SELECT RAISE(ABORT, 'the revision of a signed hour never goes back'); END;

CREATE TRIGGER signed_hour_is_not_replaced BEFORE INSERT ON session
WHEN EXISTS (SELECT 1 FROM signed_hour WHERE session = new.id)
BEGIN SELECT RAISE(ABORT, 'the hour of a signed note is never replaced'); END;

CREATE TRIGGER signed_hour_keeps_its_day BEFORE UPDATE ON fact
WHEN EXISTS (SELECT 1 FROM note JOIN note_signature USING (id) WHERE note.session = old.id)
  AND (new.id, new.letter, new.number, new.couple, new.day) IS NOT (old.id, old.letter, old.number, old.couple, old.day)
BEGIN SELECT RAISE(ABORT, 'the day of a signed note is never changed'); END;

CREATE TRIGGER signed_hour_stays BEFORE DELETE ON session
WHEN EXISTS (SELECT 1 FROM note JOIN note_signature USING (id) WHERE note.session = old.id)
BEGIN SELECT RAISE(ABORT, 'the hour of a signed note is never removed'); END;

CREATE TRIGGER signed_hour_stays_as_written BEFORE UPDATE ON session
WHEN EXISTS (SELECT 1 FROM signed_hour WHERE session IN (old.id, new.id))
  AND (new.id, new.start, new.zone, new.zone_offset, new.minutes, new.kind, new.mode, new.status, new.revision)
    IS NOT (old.id, old.start, old.zone, old.zone_offset, old.minutes, old.kind, old.mode, old.status, old.revision)
BEGIN SELECT RAISE(ABORT, 'the hour of a signed note is never changed without a correction'); END;

CREATE TRIGGER signed_note_is_not_replaced BEFORE INSERT ON note
WHEN EXISTS (SELECT 1 FROM note_signature WHERE id = new.id)
BEGIN SELECT RAISE(ABORT, 'a signed note is never replaced'); END;

CREATE TRIGGER signed_note_stays BEFORE DELETE ON note
WHEN EXISTS (SELECT 1 FROM note_signature WHERE id = old.id)
BEGIN SELECT RAISE(ABORT, 'a signed note is never removed'); END;

CREATE TRIGGER signed_note_stays_as_written BEFORE UPDATE ON note
WHEN EXISTS (SELECT 1 FROM note_signature WHERE id IN (old.id, new.id))
BEGIN SELECT RAISE(ABORT, 'a signed note is never changed'); END;

CREATE TRIGGER strike_text_delete AFTER DELETE ON strike WHEN old.lifted IS NULL BEGIN
  INSERT INTO fact_text (rowid, text) SELECT id, text FROM full_text WHERE id = old.fact;
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
  digest TEXT NOT NULL CHECK (length(digest) = 64), hour TEXT CHECK (length(hour) > 0), revision INTEGER CHECK (revision > 0)
  CHECK ((hour IS NULL) = (revision IS NULL)) CHECK (hour IS NULL OR kind = 'correction'),
  UNIQUE (note, place)
) STRICT;

CREATE TABLE agenda (
  id INTEGER PRIMARY KEY REFERENCES fact (id),
  is_mine INTEGER NOT NULL CHECK (is_mine IN (0, 1)),
  done TEXT CHECK (done GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT;

CREATE TABLE aim (
  id INTEGER PRIMARY KEY REFERENCES fact (id),
  kind TEXT NOT NULL CHECK (kind IN ('improve', 'clarify', 'separate', 'unsure'))
) STRICT;

CREATE TABLE attendance (
  id INTEGER PRIMARY KEY,
  session INTEGER NOT NULL REFERENCES session (id),
  client INTEGER NOT NULL REFERENCES client (id),
  state TEXT NOT NULL CHECK (state IN ('present', 'late', 'absent')),
  minutes INTEGER CHECK (minutes BETWEEN 1 AND 1440), place TEXT CHECK (length(place) BETWEEN 1 AND 200), is_alone INTEGER CHECK (is_alone IN (0, 1)), left_after INTEGER CHECK (left_after BETWEEN 1 AND 1440),
  UNIQUE (session, client),
  CHECK (minutes IS NULL OR state = 'late')
) STRICT;

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

CREATE TABLE client (
  id INTEGER PRIMARY KEY CHECK (id > 0),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  called TEXT CHECK (length(called) BETWEEN 1 AND 200),
  pronouns TEXT CHECK (length(pronouns) BETWEEN 1 AND 200),
  born TEXT CHECK (born GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  phone TEXT CHECK (length(phone) BETWEEN 1 AND 200),
  safe_contact TEXT CHECK (length(safe_contact) BETWEEN 1 AND 200),
  written TEXT NOT NULL
, emergency_contact TEXT CHECK (length(emergency_contact) BETWEEN 1 AND 200)) STRICT;

CREATE TABLE client_name (
  id INTEGER PRIMARY KEY,
  client INTEGER NOT NULL REFERENCES client (id),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200)
) STRICT;

CREATE TABLE closure (
  id INTEGER PRIMARY KEY,
  couple INTEGER NOT NULL REFERENCES couple (id),
  day TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  outcome TEXT NOT NULL
    CHECK (outcome IN ('completed', 'separated', 'stopped-coming', 'referred', 'moved', 'paused')),
  why TEXT,
  is_standing INTEGER NOT NULL CHECK (is_standing IN (0, 1))
) STRICT;

CREATE TABLE contact (
  id INTEGER PRIMARY KEY REFERENCES fact (id),
  other TEXT CHECK (length(other) BETWEEN 1 AND 200),
  mode TEXT NOT NULL CHECK (mode IN ('phone', 'text', 'mail')),
  minutes INTEGER CHECK (minutes BETWEEN 1 AND 1440)
) STRICT;

CREATE TABLE couple (
  id INTEGER PRIMARY KEY CHECK (id > 0),
  label TEXT NOT NULL CHECK (length(label) BETWEEN 1 AND 200),
  since TEXT NOT NULL CHECK (since GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  written TEXT NOT NULL
) STRICT;

CREATE TABLE "definition" (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('scale', 'exercise', 'ratings', 'format')),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 40),
  version INTEGER NOT NULL CHECK (version > 0),
  text TEXT NOT NULL CHECK (length(text) > 0),
  UNIQUE (kind, name, version)
) STRICT;

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

CREATE TABLE entry (
  id INTEGER PRIMARY KEY REFERENCES fact (id),
  kind TEXT NOT NULL,
  noticed_by INTEGER REFERENCES client (id),
  review TEXT CHECK (review GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
, code TEXT CHECK (length(code) BETWEEN 1 AND 40), every_days INTEGER CHECK (every_days BETWEEN 1 AND 365)) STRICT;

CREATE TABLE entry_review (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES entry (id),
  day TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  review TEXT CHECK (review GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  words TEXT CHECK (length(words) > 0 AND instr(words, char(0)) = 0),
  audience TEXT CHECK (audience IN ('joint', 'member', 'counselor')),
  audience_of INTEGER REFERENCES client (id) CHECK ((audience IS 'member') = (audience_of IS NOT NULL))
) STRICT;

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
  written TEXT NOT NULL, is_audience_named INTEGER CHECK (is_audience_named IN (0, 1)),
  UNIQUE (letter, number),
  CHECK ((audience = 'member') = (audience_of IS NOT NULL))
) STRICT;

CREATE VIRTUAL TABLE fact_text USING fts5 (
  text, content = 'passage', content_rowid = 'id', tokenize = 'porter unicode61 remove_diacritics 2'
);

CREATE TABLE file_state (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  state BLOB NOT NULL CHECK (length(state) = 16),
  before BLOB NOT NULL CHECK (length(before) = 16)
) STRICT;

CREATE TABLE goal (
  id INTEGER PRIMARY KEY REFERENCES fact (id),
  closed TEXT CHECK (closed GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT;

CREATE TABLE goal_standing (
  id INTEGER PRIMARY KEY,
  goal INTEGER NOT NULL REFERENCES goal (id),
  day TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  client INTEGER REFERENCES client (id),
  value INTEGER NOT NULL CHECK (value BETWEEN 0 AND 10)
, audience TEXT CHECK (audience IN ('joint', 'member', 'counselor')), audience_of INTEGER REFERENCES client (id)
  CHECK ((audience IS 'member') = (audience_of IS NOT NULL))) STRICT;

CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);

CREATE TABLE handle (
  id INTEGER PRIMARY KEY,
  handle TEXT NOT NULL UNIQUE CHECK (length(handle) BETWEEN 1 AND 40),
  couple INTEGER NOT NULL REFERENCES couple (id),
  is_current INTEGER NOT NULL CHECK (is_current IN (0, 1))
) STRICT;

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

CREATE TABLE homework (
  id INTEGER PRIMARY KEY REFERENCES fact (id),
  exercise TEXT,
  exercise_version INTEGER CHECK (exercise_version > 0),
  title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
  recipients TEXT NOT NULL CHECK (recipients IN ('together', 'each', 'members')),
  due TEXT CHECK (due GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  every_days INTEGER CHECK (every_days BETWEEN 1 AND 365),
  times INTEGER CHECK (times BETWEEN 1 AND 1000),
  purpose TEXT,
  obstacle TEXT,
  plan TEXT,
  session INTEGER REFERENCES session (id), despite INTEGER REFERENCES risk (id), despite_why TEXT CHECK (length(despite_why) BETWEEN 1 AND 200), goal INTEGER REFERENCES goal (id),
  CHECK ((exercise IS NULL) = (exercise_version IS NULL))
) STRICT;

CREATE TABLE homework_log (
  id INTEGER PRIMARY KEY,
  homework INTEGER NOT NULL REFERENCES homework (id),
  day TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  client INTEGER NOT NULL REFERENCES client (id),
  grade INTEGER CHECK (grade BETWEEN 0 AND 4),
  counted INTEGER CHECK (counted BETWEEN 0 AND counted_of),
  counted_of INTEGER CHECK (counted_of BETWEEN 1 AND 1000),
  quality INTEGER CHECK (quality BETWEEN 0 AND 4),
  difficulty INTEGER CHECK (difficulty BETWEEN 0 AND 4),
  usefulness INTEGER CHECK (usefulness BETWEEN 0 AND 4),
  barrier TEXT,
  words TEXT,
  is_by_counselor INTEGER NOT NULL CHECK (is_by_counselor IN (0, 1)),
  audience TEXT NOT NULL CHECK (audience IN ('joint', 'member', 'counselor')),
  audience_of INTEGER REFERENCES client (id), is_excused INTEGER NOT NULL DEFAULT 0 CHECK (is_excused IN (0, 1)),
  CHECK ((audience = 'member') = (audience_of IS NOT NULL)),
  CHECK ((counted IS NULL) = (counted_of IS NULL) AND (grade IS NULL OR counted IS NULL))
) STRICT;

CREATE TABLE homework_member (
  id INTEGER PRIMARY KEY,
  homework INTEGER NOT NULL REFERENCES homework (id),
  client INTEGER NOT NULL REFERENCES client (id),
  is_named INTEGER NOT NULL CHECK (is_named IN (0, 1)),
  confidence INTEGER CHECK (confidence BETWEEN 0 AND 10),
  UNIQUE (homework, client)
) STRICT;

CREATE TABLE homework_review (
  id INTEGER PRIMARY KEY,
  homework INTEGER NOT NULL REFERENCES homework (id),
  day TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  decision TEXT NOT NULL CHECK (decision IN ('keep', 'shrink', 'change', 'drop', 'set-aside')),
  why TEXT CHECK (length(why) BETWEEN 1 AND 200),
  session INTEGER REFERENCES session (id)
) STRICT;

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

CREATE TABLE injury (
  id INTEGER PRIMARY KEY REFERENCES fact (id),
  done_by INTEGER NOT NULL REFERENCES client (id),
  -- Whether the hurt member wants it on pages for the couple.
  is_on_pages INTEGER NOT NULL CHECK (is_on_pages IN (0, 1))
) STRICT;

CREATE TABLE injury_rating (
  id INTEGER PRIMARY KEY,
  injury INTEGER NOT NULL REFERENCES injury (id),
  day TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  client INTEGER NOT NULL REFERENCES client (id),
  audience TEXT CHECK (audience IN ('joint', 'member', 'counselor')),
  audience_of INTEGER REFERENCES client (id) CHECK ((audience IS 'member') = (audience_of IS NOT NULL)),
  session INTEGER REFERENCES session (id),
  value INTEGER NOT NULL CHECK (value BETWEEN 0 AND 10)
) STRICT;

CREATE TABLE injury_step (
  id INTEGER PRIMARY KEY,
  injury INTEGER NOT NULL REFERENCES injury (id),
  day TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  step TEXT NOT NULL CHECK (step IN (
    'named', 'acknowledged', 'responsibility', 'apology', 'apology-received', 'amends-agreed', 'amends-kept',
    'forgiving', 'released', 'not-now', 'reopened'
  )),
  says INTEGER NOT NULL REFERENCES client (id),
  words TEXT CHECK (length(words) > 0 AND instr(words, char(0)) = 0),
  despite INTEGER REFERENCES risk (id),
  -- Who may know of it, where fewer may than of what it belongs to.
  audience TEXT CHECK (audience IN ('joint', 'member', 'counselor')),
  audience_of INTEGER REFERENCES client (id) CHECK ((audience IS 'member') = (audience_of IS NOT NULL)),
  despite_why TEXT CHECK (length(despite_why) BETWEEN 1 AND 200),
  CHECK ((despite IS NULL) = (despite_why IS NULL))
) STRICT;

CREATE TABLE jot (
  id INTEGER PRIMARY KEY REFERENCES fact (id),
  minute INTEGER NOT NULL CHECK (minute BETWEEN 0 AND 1439),
  note INTEGER REFERENCES note (id)
, session INTEGER REFERENCES session (id), heard_by INTEGER REFERENCES client (id)) STRICT;

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
, zone_offset INTEGER CHECK (zone_offset BETWEEN -86400 AND 86400)) STRICT;

CREATE TABLE journal_chain (
  id INTEGER PRIMARY KEY REFERENCES journal (id),
  mac BLOB NOT NULL CHECK (length(mac) = 32),
  -- Where the chain was made anew under another key: the head that it had before.
  former BLOB CHECK (length(former) = 32)
) STRICT;

CREATE TABLE journal_image (
  id INTEGER PRIMARY KEY,
  journal INTEGER NOT NULL REFERENCES journal (id),
  changed_table TEXT NOT NULL,
  changed_row INTEGER NOT NULL,
  before TEXT
) STRICT;

CREATE TABLE journal_sequence (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL UNIQUE,
  last INTEGER NOT NULL CHECK (last > 0)
) STRICT;

CREATE TABLE measure (
  id INTEGER PRIMARY KEY REFERENCES fact (id),
  scale TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version > 0),
  mode TEXT NOT NULL CHECK (mode IN ('paper', 'screen', 'read', 'phone')),
  is_apart INTEGER CHECK (is_apart IN (0, 1)),
  session INTEGER REFERENCES session (id),
  answers TEXT,
  total REAL,
  CHECK ((answers IS NULL) != (total IS NULL))
) STRICT;

CREATE TABLE measure_earlier (
  id INTEGER PRIMARY KEY,
  measure INTEGER NOT NULL REFERENCES measure (id),
  answers TEXT,
  total REAL,
  changed TEXT NOT NULL,
  why TEXT,
  CHECK ((answers IS NULL) != (total IS NULL))
) STRICT;

CREATE TABLE membership (
  id INTEGER PRIMARY KEY,
  couple INTEGER NOT NULL REFERENCES couple (id),
  client INTEGER NOT NULL REFERENCES client (id),
  place INTEGER NOT NULL,
  joined TEXT NOT NULL CHECK (joined GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  left_on TEXT CHECK (left_on >= joined),
  UNIQUE (couple, client, joined)
) STRICT;

CREATE TABLE note (
  id INTEGER PRIMARY KEY REFERENCES fact (id),
  session INTEGER NOT NULL REFERENCES session (id),
  format TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'signed'))
, format_version INTEGER CHECK (format_version > 0)) STRICT;

CREATE TABLE note_signature (
  id INTEGER PRIMARY KEY REFERENCES note (id),
  author TEXT NOT NULL CHECK (length(author) BETWEEN 1 AND 200),
  credential TEXT CHECK (length(credential) BETWEEN 1 AND 200),
  clock TEXT NOT NULL,
  zone TEXT NOT NULL,
  zone_offset INTEGER NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64)
, hour TEXT CHECK (length(hour) > 0)) STRICT;

CREATE TABLE number_block (
  id INTEGER PRIMARY KEY,
  first INTEGER NOT NULL CHECK (first > 0),
  last INTEGER NOT NULL CHECK (last >= first)
) STRICT;

CREATE TABLE own_figures (
  id INTEGER PRIMARY KEY,
  scale TEXT NOT NULL CHECK (length(scale) BETWEEN 1 AND 40),
  r REAL NOT NULL CHECK (r > 0 AND r < 1),
  kind TEXT NOT NULL CHECK (kind IN ('alpha', 'test-retest')),
  sd REAL NOT NULL CHECK (sd > 0),
  sample TEXT NOT NULL CHECK (length(sample) BETWEEN 1 AND 200),
  source TEXT NOT NULL CHECK (length(source) BETWEEN 1 AND 200),
  entered TEXT NOT NULL
) STRICT;

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

CREATE TABLE practice (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  counselor TEXT CHECK (length(counselor) BETWEEN 1 AND 200),
  credential TEXT CHECK (length(credential) BETWEEN 1 AND 200),
  made TEXT NOT NULL
, note_format TEXT CHECK (length(note_format) BETWEEN 1 AND 40), sign_within INTEGER CHECK (sign_within BETWEEN 1 AND 365)) STRICT;

CREATE TABLE private_note (
  id INTEGER PRIMARY KEY CHECK (id > 0),
  couple INTEGER NOT NULL REFERENCES couple (id),
  session INTEGER REFERENCES session (id),
  day TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  text TEXT NOT NULL CHECK (length(text) > 0 AND instr(text, char(0)) = 0),
  written TEXT NOT NULL
) STRICT;

CREATE TABLE promise (
  id INTEGER PRIMARY KEY REFERENCES fact (id),
  promised_to INTEGER REFERENCES client (id),
  due TEXT CHECK (due GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  every_days INTEGER CHECK (every_days BETWEEN 1 AND 365)
, size TEXT CHECK (size IN ('small', 'middling', 'large'))) STRICT;

CREATE TABLE promise_mark (
  id INTEGER PRIMARY KEY,
  promise INTEGER NOT NULL REFERENCES promise (id),
  day TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  outcome TEXT NOT NULL CHECK (outcome IN ('kept', 'partly', 'missed', 'renegotiated')),
  says INTEGER REFERENCES client (id)
, due TEXT CHECK (due GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), audience TEXT CHECK (audience IN ('joint', 'member', 'counselor')), audience_of INTEGER REFERENCES client (id)
  CHECK ((audience IS 'member') = (audience_of IS NOT NULL))) STRICT;

CREATE TABLE promise_repair (
  id INTEGER PRIMARY KEY,
  promise INTEGER NOT NULL REFERENCES promise (id),
  day TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  says INTEGER REFERENCES client (id),
  words TEXT CHECK (length(words) > 0 AND instr(words, char(0)) = 0),
  audience TEXT CHECK (audience IN ('joint', 'member', 'counselor')),
  audience_of INTEGER REFERENCES client (id) CHECK ((audience IS 'member') = (audience_of IS NOT NULL))
) STRICT;

CREATE TABLE rating (
  id INTEGER PRIMARY KEY REFERENCES fact (id),
  version INTEGER NOT NULL CHECK (version > 0),
  session INTEGER REFERENCES session (id),
  tension_start INTEGER CHECK (tension_start BETWEEN 0 AND 10),
  tension_end INTEGER CHECK (tension_end BETWEEN 0 AND 10),
  alliance INTEGER CHECK (alliance BETWEEN 0 AND 10)
) STRICT;

CREATE TABLE rating_value (
  id INTEGER PRIMARY KEY,
  rating INTEGER NOT NULL REFERENCES rating (id),
  domain TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('value', 'skipped', 'declined')),
  value INTEGER CHECK (value BETWEEN 0 AND 10),
  UNIQUE (rating, domain),
  CHECK ((state = 'value') = (value IS NOT NULL))
) STRICT;

CREATE TABLE record_kind (
  id INTEGER PRIMARY KEY,
  letter TEXT NOT NULL UNIQUE CHECK (letter GLOB '[a-z]'),
  noun TEXT NOT NULL
) STRICT;

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

CREATE TABLE risk_prompt (
  id INTEGER PRIMARY KEY,
  measure INTEGER NOT NULL UNIQUE REFERENCES measure (id),
  answered TEXT CHECK (answered GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  answer TEXT,
  CHECK ((answered IS NULL) = (answer IS NULL))
) STRICT;

CREATE TABLE risk_review (
  id INTEGER PRIMARY KEY,
  risk INTEGER NOT NULL REFERENCES risk (id),
  day TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  why TEXT NOT NULL CHECK (length(why) BETWEEN 1 AND 200),
  status TEXT NOT NULL CHECK (status IN ('open', 'watched', 'closed')),
  review TEXT CHECK (review GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT;

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
  why TEXT, revision INTEGER NOT NULL DEFAULT 0 CHECK (revision >= 0),
  CHECK ((zone IS NULL) = (zone_offset IS NULL)),
  CHECK ((cancelled_by IS 'member') = (cancelled_by_member IS NOT NULL))
) STRICT;

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

CREATE TABLE tally (
  id INTEGER PRIMARY KEY REFERENCES fact (id),
  session INTEGER NOT NULL REFERENCES session (id),
  minutes INTEGER CHECK (minutes BETWEEN 1 AND 1440)
) STRICT;

CREATE TABLE tally_count (
  id INTEGER PRIMARY KEY,
  tally INTEGER NOT NULL REFERENCES tally (id),
  key TEXT NOT NULL CHECK (length(key) BETWEEN 1 AND 40),
  count INTEGER NOT NULL CHECK (count BETWEEN 0 AND 1000),
  UNIQUE (tally, key)
) STRICT;

CREATE TABLE win (
  id INTEGER PRIMARY KEY REFERENCES fact (id),
  noticed_by INTEGER REFERENCES client (id)
) STRICT;

CREATE INDEX attendance_client ON attendance (client);

CREATE INDEX audience_change_fact ON audience_change (fact);

CREATE INDEX client_name_client ON client_name (client);

CREATE UNIQUE INDEX closure_standing ON closure (couple) WHERE is_standing = 1;

CREATE INDEX disclosure_couple ON disclosure (couple);

CREATE INDEX entry_review_entry ON entry_review (entry);

CREATE INDEX fact_audience_of ON fact (audience_of) WHERE audience_of IS NOT NULL;

CREATE INDEX fact_couple ON fact (couple, day);

CREATE INDEX fact_member ON fact (member) WHERE member IS NOT NULL;

CREATE INDEX goal_standing_goal ON goal_standing (goal);

CREATE INDEX handle_couple ON handle (couple);

CREATE UNIQUE INDEX handle_current ON handle (couple) WHERE is_current = 1;

CREATE INDEX held_session ON held (session) WHERE session IS NOT NULL;

CREATE INDEX homework_goal ON homework (goal) WHERE goal IS NOT NULL;

CREATE INDEX homework_log_client ON homework_log (client);

CREATE INDEX homework_log_homework ON homework_log (homework);

CREATE INDEX homework_member_client ON homework_member (client);

CREATE INDEX homework_review_homework ON homework_review (homework);

CREATE INDEX homework_review_session ON homework_review (session) WHERE session IS NOT NULL;

CREATE INDEX homework_session ON homework (session) WHERE session IS NOT NULL;

CREATE INDEX injury_rating_injury ON injury_rating (injury);

CREATE INDEX injury_rating_session ON injury_rating (session) WHERE session IS NOT NULL;

CREATE INDEX injury_step_injury ON injury_step (injury);

CREATE INDEX jot_note ON jot (note) WHERE note IS NOT NULL;

CREATE INDEX jot_session ON jot (session) WHERE session IS NOT NULL;

CREATE INDEX journal_clock ON journal (clock);

CREATE INDEX journal_image_journal ON journal_image (journal);

CREATE INDEX measure_earlier_measure ON measure_earlier (measure);

CREATE INDEX measure_session ON measure (session) WHERE session IS NOT NULL;

CREATE INDEX membership_client ON membership (client);

CREATE INDEX note_session ON note (session);

CREATE INDEX own_figures_scale ON own_figures (scale);

CREATE INDEX private_note_couple ON private_note (couple, day);

CREATE INDEX private_note_session ON private_note (session) WHERE session IS NOT NULL;

CREATE INDEX promise_mark_promise ON promise_mark (promise);

CREATE INDEX promise_repair_promise ON promise_repair (promise);

CREATE INDEX rating_session ON rating (session) WHERE session IS NOT NULL;

CREATE INDEX risk_review_risk ON risk_review (risk);

CREATE INDEX strike_fact ON strike (fact);

CREATE INDEX strike_moved_to ON strike (moved_to) WHERE moved_to IS NOT NULL;

CREATE UNIQUE INDEX strike_standing ON strike (fact) WHERE lifted IS NULL;

CREATE INDEX tally_session ON tally (session);
