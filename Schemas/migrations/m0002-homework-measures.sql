-- Homework, promises, measures, practice ratings, goals and aims, and the definitions that they rest on.

INSERT INTO record_kind (letter, noun)
VALUES ('h', 'homework'), ('p', 'promise'), ('m', 'measure'), ('g', 'goal');

-- Scales, exercises and the practice ratings as they were when first used; scores and pages rest on these copies.
CREATE TABLE definition (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('scale', 'exercise', 'ratings')),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 40),
  version INTEGER NOT NULL CHECK (version > 0),
  text TEXT NOT NULL CHECK (length(text) > 0),
  UNIQUE (kind, name, version)
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
  session INTEGER REFERENCES session (id),
  CHECK ((exercise IS NULL) = (exercise_version IS NULL))
) STRICT;
CREATE INDEX homework_session ON homework (session) WHERE session IS NOT NULL;

-- The members asked by name, and how sure each is of doing it.
CREATE TABLE homework_member (
  id INTEGER PRIMARY KEY,
  homework INTEGER NOT NULL REFERENCES homework (id),
  client INTEGER NOT NULL REFERENCES client (id),
  is_named INTEGER NOT NULL CHECK (is_named IN (0, 1)),
  confidence INTEGER CHECK (confidence BETWEEN 0 AND 10),
  UNIQUE (homework, client)
) STRICT;
CREATE INDEX homework_member_client ON homework_member (client);

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
  audience_of INTEGER REFERENCES client (id),
  CHECK ((audience = 'member') = (audience_of IS NOT NULL)),
  CHECK ((counted IS NULL) = (counted_of IS NULL) AND (grade IS NULL OR counted IS NULL))
) STRICT;
CREATE INDEX homework_log_homework ON homework_log (homework);
CREATE INDEX homework_log_client ON homework_log (client);

CREATE TABLE promise (
  id INTEGER PRIMARY KEY REFERENCES fact (id),
  promised_to INTEGER REFERENCES client (id),
  due TEXT CHECK (due GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  every_days INTEGER CHECK (every_days BETWEEN 1 AND 365)
) STRICT;

CREATE TABLE promise_mark (
  id INTEGER PRIMARY KEY,
  promise INTEGER NOT NULL REFERENCES promise (id),
  day TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  outcome TEXT NOT NULL CHECK (outcome IN ('kept', 'partly', 'missed', 'renegotiated')),
  says INTEGER REFERENCES client (id)
) STRICT;
CREATE INDEX promise_mark_promise ON promise_mark (promise);

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
CREATE INDEX measure_session ON measure (session) WHERE session IS NOT NULL;

-- What a sheet said before it was corrected or completed.
CREATE TABLE measure_earlier (
  id INTEGER PRIMARY KEY,
  measure INTEGER NOT NULL REFERENCES measure (id),
  answers TEXT,
  total REAL,
  changed TEXT NOT NULL,
  why TEXT,
  CHECK ((answers IS NULL) != (total IS NULL))
) STRICT;
CREATE INDEX measure_earlier_measure ON measure_earlier (measure);

CREATE TABLE rating (
  id INTEGER PRIMARY KEY REFERENCES fact (id),
  version INTEGER NOT NULL CHECK (version > 0),
  session INTEGER REFERENCES session (id),
  tension_start INTEGER CHECK (tension_start BETWEEN 0 AND 10),
  tension_end INTEGER CHECK (tension_end BETWEEN 0 AND 10),
  alliance INTEGER CHECK (alliance BETWEEN 0 AND 10)
) STRICT;
CREATE INDEX rating_session ON rating (session) WHERE session IS NOT NULL;

CREATE TABLE rating_value (
  id INTEGER PRIMARY KEY,
  rating INTEGER NOT NULL REFERENCES rating (id),
  domain TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('value', 'skipped', 'declined')),
  value INTEGER CHECK (value BETWEEN 0 AND 10),
  UNIQUE (rating, domain),
  CHECK ((state = 'value') = (value IS NOT NULL))
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
) STRICT;
CREATE INDEX goal_standing_goal ON goal_standing (goal);

CREATE TABLE aim (
  id INTEGER PRIMARY KEY REFERENCES fact (id),
  kind TEXT NOT NULL CHECK (kind IN ('improve', 'clarify', 'separate', 'unsure'))
) STRICT;
