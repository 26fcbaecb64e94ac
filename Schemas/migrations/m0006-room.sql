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
  words TEXT CHECK (length(words) > 0 AND instr(words, char(0)) = 0)
) STRICT;
CREATE INDEX entry_review_entry ON entry_review (entry);

-- Not done, for a good reason: such a report counts neither for nor against.
ALTER TABLE homework_log ADD COLUMN is_excused INTEGER NOT NULL DEFAULT 0 CHECK (is_excused IN (0, 1));
ALTER TABLE homework ADD COLUMN goal INTEGER REFERENCES goal (id);
CREATE INDEX homework_goal ON homework (goal) WHERE goal IS NOT NULL;

ALTER TABLE promise ADD COLUMN size TEXT CHECK (size IN ('small', 'middling', 'large'));
-- The day to which it was moved, where it was agreed anew.
ALTER TABLE promise_mark ADD COLUMN due TEXT CHECK (due GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]');

-- What was done about a promise that wasn't kept; nobody says so where it is the counselor's own record.
CREATE TABLE promise_repair (
  id INTEGER PRIMARY KEY,
  promise INTEGER NOT NULL REFERENCES promise (id),
  day TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  says INTEGER REFERENCES client (id),
  words TEXT CHECK (length(words) > 0 AND instr(words, char(0)) = 0)
) STRICT;
CREATE INDEX promise_repair_promise ON promise_repair (promise);
