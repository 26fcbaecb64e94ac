-- Injuries with their steps, what an entry is more exactly and when it was looked at again, homework that wasn't done
-- for a good reason, the size of a promise, its new day and its repair.

INSERT INTO record_kind (letter, noun) VALUES ('i', 'injury');

-- The fact's member is who was hurt, its text what happened.
CREATE TABLE injury (
  id INTEGER PRIMARY KEY REFERENCES fact (id),
  done_by INTEGER NOT NULL REFERENCES client (id),
  -- Whether the hurt member wants it on pages for the couple.
  is_on_pages INTEGER NOT NULL CHECK (is_on_pages IN (0, 1))
) STRICT;

-- Any step, in any order, as often as it is said. There is no day by which.
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
CREATE INDEX injury_step_injury ON injury_step (injury);

-- The hurt member's willingness to come closer again, the other's effort: 0 to 10.
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
CREATE INDEX injury_rating_injury ON injury_rating (injury);
CREATE INDEX injury_rating_session ON injury_rating (session) WHERE session IS NOT NULL;

-- Which agreement, where a crack comes from: a word out of the kind's list.
ALTER TABLE entry ADD COLUMN code TEXT CHECK (length(code) BETWEEN 1 AND 40);
ALTER TABLE entry ADD COLUMN every_days INTEGER CHECK (every_days BETWEEN 1 AND 365);

CREATE TABLE entry_review (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES entry (id),
  day TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  review TEXT CHECK (review GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  words TEXT CHECK (length(words) > 0 AND instr(words, char(0)) = 0),
  audience TEXT CHECK (audience IN ('joint', 'member', 'counselor')),
  audience_of INTEGER REFERENCES client (id) CHECK ((audience IS 'member') = (audience_of IS NOT NULL))
) STRICT;
CREATE INDEX entry_review_entry ON entry_review (entry);

-- Not done, for a good reason: such a report counts neither for nor against.
ALTER TABLE homework_log ADD COLUMN is_excused INTEGER NOT NULL DEFAULT 0 CHECK (is_excused IN (0, 1));
ALTER TABLE homework ADD COLUMN goal INTEGER REFERENCES goal (id);
CREATE INDEX homework_goal ON homework (goal) WHERE goal IS NOT NULL;

ALTER TABLE promise ADD COLUMN size TEXT CHECK (size IN ('small', 'middling', 'large'));
-- The day to which it was moved, where it was agreed anew.
ALTER TABLE promise_mark ADD COLUMN due TEXT CHECK (due GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]');
ALTER TABLE promise_mark ADD COLUMN audience TEXT CHECK (audience IN ('joint', 'member', 'counselor'));
ALTER TABLE promise_mark ADD COLUMN audience_of INTEGER REFERENCES client (id)
  CHECK ((audience IS 'member') = (audience_of IS NOT NULL));
ALTER TABLE goal_standing ADD COLUMN audience TEXT CHECK (audience IN ('joint', 'member', 'counselor'));
ALTER TABLE goal_standing ADD COLUMN audience_of INTEGER REFERENCES client (id)
  CHECK ((audience IS 'member') = (audience_of IS NOT NULL));

-- What was done about a promise that wasn't kept; nobody says so where it is the counselor's own record.
CREATE TABLE promise_repair (
  id INTEGER PRIMARY KEY,
  promise INTEGER NOT NULL REFERENCES promise (id),
  day TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  says INTEGER REFERENCES client (id),
  words TEXT CHECK (length(words) > 0 AND instr(words, char(0)) = 0),
  audience TEXT CHECK (audience IN ('joint', 'member', 'counselor')),
  audience_of INTEGER REFERENCES client (id) CHECK ((audience IS 'member') = (audience_of IS NOT NULL))
) STRICT;
CREATE INDEX promise_repair_promise ON promise_repair (promise);

-- What was said later is found with the record that it belongs to: its words stand after the record's own text.
DROP TRIGGER fact_text_update;
DROP VIEW passage;
DROP VIEW full_text;
CREATE VIEW later_words AS
SELECT homework AS fact, id, words FROM homework_log WHERE words IS NOT NULL
UNION ALL
SELECT injury AS fact, id, words FROM injury_step WHERE words IS NOT NULL
UNION ALL
SELECT entry AS fact, id, words FROM entry_review WHERE words IS NOT NULL
UNION ALL
SELECT promise AS fact, id, words FROM promise_repair WHERE words IS NOT NULL;
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
CREATE VIEW passage AS
SELECT id, text FROM full_text
WHERE NOT EXISTS (SELECT 1 FROM strike WHERE strike.fact = full_text.id AND strike.lifted IS NULL);

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

-- Taken out as it was before, and put in as it is after.
CREATE TRIGGER homework_log_words_insert_before BEFORE INSERT ON homework_log WHEN new.words IS NOT NULL BEGIN
  INSERT INTO fact_text (fact_text, rowid, text) SELECT 'delete', id, text FROM passage WHERE id = new.homework;
END;
CREATE TRIGGER homework_log_words_insert AFTER INSERT ON homework_log WHEN new.words IS NOT NULL BEGIN
  INSERT INTO fact_text (rowid, text) SELECT id, text FROM passage WHERE id = new.homework;
END;
CREATE TRIGGER homework_log_words_delete_before BEFORE DELETE ON homework_log WHEN old.words IS NOT NULL BEGIN
  INSERT INTO fact_text (fact_text, rowid, text) SELECT 'delete', id, text FROM passage WHERE id = old.homework;
END;
CREATE TRIGGER homework_log_words_delete AFTER DELETE ON homework_log WHEN old.words IS NOT NULL BEGIN
  INSERT INTO fact_text (rowid, text) SELECT id, text FROM passage WHERE id = old.homework;
END;
CREATE TRIGGER homework_log_words_update_before BEFORE UPDATE ON homework_log WHEN (new.homework, new.words) IS NOT (old.homework, old.words) BEGIN
  INSERT INTO fact_text (fact_text, rowid, text)
  SELECT 'delete', id, text FROM passage WHERE id IN (old.homework, new.homework);
END;
CREATE TRIGGER homework_log_words_update AFTER UPDATE ON homework_log WHEN (new.homework, new.words) IS NOT (old.homework, old.words) BEGIN
  INSERT INTO fact_text (rowid, text) SELECT id, text FROM passage WHERE id IN (old.homework, new.homework);
END;
CREATE TRIGGER injury_step_words_insert_before BEFORE INSERT ON injury_step WHEN new.words IS NOT NULL BEGIN
  INSERT INTO fact_text (fact_text, rowid, text) SELECT 'delete', id, text FROM passage WHERE id = new.injury;
END;
CREATE TRIGGER injury_step_words_insert AFTER INSERT ON injury_step WHEN new.words IS NOT NULL BEGIN
  INSERT INTO fact_text (rowid, text) SELECT id, text FROM passage WHERE id = new.injury;
END;
CREATE TRIGGER injury_step_words_delete_before BEFORE DELETE ON injury_step WHEN old.words IS NOT NULL BEGIN
  INSERT INTO fact_text (fact_text, rowid, text) SELECT 'delete', id, text FROM passage WHERE id = old.injury;
END;
CREATE TRIGGER injury_step_words_delete AFTER DELETE ON injury_step WHEN old.words IS NOT NULL BEGIN
  INSERT INTO fact_text (rowid, text) SELECT id, text FROM passage WHERE id = old.injury;
END;
CREATE TRIGGER injury_step_words_update_before BEFORE UPDATE ON injury_step WHEN (new.injury, new.words) IS NOT (old.injury, old.words) BEGIN
  INSERT INTO fact_text (fact_text, rowid, text)
  SELECT 'delete', id, text FROM passage WHERE id IN (old.injury, new.injury);
END;
CREATE TRIGGER injury_step_words_update AFTER UPDATE ON injury_step WHEN (new.injury, new.words) IS NOT (old.injury, old.words) BEGIN
  INSERT INTO fact_text (rowid, text) SELECT id, text FROM passage WHERE id IN (old.injury, new.injury);
END;
CREATE TRIGGER entry_review_words_insert_before BEFORE INSERT ON entry_review WHEN new.words IS NOT NULL BEGIN
  INSERT INTO fact_text (fact_text, rowid, text) SELECT 'delete', id, text FROM passage WHERE id = new.entry;
END;
CREATE TRIGGER entry_review_words_insert AFTER INSERT ON entry_review WHEN new.words IS NOT NULL BEGIN
  INSERT INTO fact_text (rowid, text) SELECT id, text FROM passage WHERE id = new.entry;
END;
CREATE TRIGGER entry_review_words_delete_before BEFORE DELETE ON entry_review WHEN old.words IS NOT NULL BEGIN
  INSERT INTO fact_text (fact_text, rowid, text) SELECT 'delete', id, text FROM passage WHERE id = old.entry;
END;
CREATE TRIGGER entry_review_words_delete AFTER DELETE ON entry_review WHEN old.words IS NOT NULL BEGIN
  INSERT INTO fact_text (rowid, text) SELECT id, text FROM passage WHERE id = old.entry;
END;
CREATE TRIGGER entry_review_words_update_before BEFORE UPDATE ON entry_review WHEN (new.entry, new.words) IS NOT (old.entry, old.words) BEGIN
  INSERT INTO fact_text (fact_text, rowid, text)
  SELECT 'delete', id, text FROM passage WHERE id IN (old.entry, new.entry);
END;
CREATE TRIGGER entry_review_words_update AFTER UPDATE ON entry_review WHEN (new.entry, new.words) IS NOT (old.entry, old.words) BEGIN
  INSERT INTO fact_text (rowid, text) SELECT id, text FROM passage WHERE id IN (old.entry, new.entry);
END;
CREATE TRIGGER promise_repair_words_insert_before BEFORE INSERT ON promise_repair WHEN new.words IS NOT NULL BEGIN
  INSERT INTO fact_text (fact_text, rowid, text) SELECT 'delete', id, text FROM passage WHERE id = new.promise;
END;
CREATE TRIGGER promise_repair_words_insert AFTER INSERT ON promise_repair WHEN new.words IS NOT NULL BEGIN
  INSERT INTO fact_text (rowid, text) SELECT id, text FROM passage WHERE id = new.promise;
END;
CREATE TRIGGER promise_repair_words_delete_before BEFORE DELETE ON promise_repair WHEN old.words IS NOT NULL BEGIN
  INSERT INTO fact_text (fact_text, rowid, text) SELECT 'delete', id, text FROM passage WHERE id = old.promise;
END;
CREATE TRIGGER promise_repair_words_delete AFTER DELETE ON promise_repair WHEN old.words IS NOT NULL BEGIN
  INSERT INTO fact_text (rowid, text) SELECT id, text FROM passage WHERE id = old.promise;
END;
CREATE TRIGGER promise_repair_words_update_before BEFORE UPDATE ON promise_repair WHEN (new.promise, new.words) IS NOT (old.promise, old.words) BEGIN
  INSERT INTO fact_text (fact_text, rowid, text)
  SELECT 'delete', id, text FROM passage WHERE id IN (old.promise, new.promise);
END;
CREATE TRIGGER promise_repair_words_update AFTER UPDATE ON promise_repair WHEN (new.promise, new.words) IS NOT (old.promise, old.words) BEGIN
  INSERT INTO fact_text (rowid, text) SELECT id, text FROM passage WHERE id IN (old.promise, new.promise);
END;

-- Reports on homework had words before.
INSERT INTO fact_text (fact_text) VALUES ('rebuild');
