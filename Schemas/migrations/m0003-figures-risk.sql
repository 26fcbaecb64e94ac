-- The counselor's own reliability figures for a scale, with where they come from; the newest row counts.

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
CREATE INDEX own_figures_scale ON own_figures (scale);

-- Sheets whose risk items were answered above their minimum, and what the counselor answered to that; never a client's.
CREATE TABLE risk_prompt (
  id INTEGER PRIMARY KEY,
  measure INTEGER NOT NULL UNIQUE REFERENCES measure (id),
  answered TEXT CHECK (answered GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  answer TEXT,
  CHECK ((answered IS NULL) = (answer IS NULL))
) STRICT;
