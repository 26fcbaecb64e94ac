-- What a signature says of the hour: lines of the canonical form, in the words of the day on which it was signed. Signatures
-- of before say nothing of it.
ALTER TABLE note_signature ADD COLUMN hour TEXT CHECK (length(hour) > 0);

-- A correction of the hour: how it stands from then on, and the session's revision that it makes.
ALTER TABLE addendum ADD COLUMN hour TEXT CHECK (length(hour) > 0);
ALTER TABLE addendum ADD COLUMN revision INTEGER CHECK (revision > 0)
  CHECK ((hour IS NULL) = (revision IS NULL)) CHECK (hour IS NULL OR kind = 'correction');

-- Counted up with each correction under a signed note.
ALTER TABLE session ADD COLUMN revision INTEGER NOT NULL DEFAULT 0 CHECK (revision >= 0);

-- Notes that are signed and have no correction yet that makes their session's next revision.
CREATE VIEW signed_hour AS
SELECT session.id AS session, note.id AS note FROM session
JOIN note ON note.session = session.id JOIN note_signature ON note_signature.id = note.id
WHERE NOT EXISTS (
  SELECT 1 FROM addendum WHERE addendum.note = note.id AND addendum.revision = session.revision + 1
);

CREATE TRIGGER signed_hour_is_not_replaced BEFORE INSERT ON session
WHEN EXISTS (SELECT 1 FROM signed_hour WHERE session = new.id)
BEGIN SELECT RAISE(ABORT, 'the hour of a signed note is never replaced'); END;

CREATE TRIGGER signed_hour_stays BEFORE DELETE ON session
WHEN EXISTS (SELECT 1 FROM note JOIN note_signature USING (id) WHERE note.session = old.id)
BEGIN SELECT RAISE(ABORT, 'the hour of a signed note is never removed'); END;

CREATE TRIGGER signed_hour_stays_as_written BEFORE UPDATE ON session
WHEN EXISTS (SELECT 1 FROM signed_hour WHERE session IN (old.id, new.id))
  AND (new.id, new.start, new.zone, new.zone_offset, new.minutes, new.kind, new.mode, new.status, new.revision)
    IS NOT (old.id, old.start, old.zone, old.zone_offset, old.minutes, old.kind, old.mode, old.status, old.revision)
BEGIN SELECT RAISE(ABORT, 'the hour of a signed note is never changed without a correction'); END;

CREATE TRIGGER signed_hour_goes_on_by_one BEFORE UPDATE OF revision ON session
WHEN new.revision NOT IN (old.revision, old.revision + 1)
  AND EXISTS (SELECT 1 FROM note JOIN note_signature USING (id) WHERE note.session = old.id)
BEGIN SELECT RAISE(ABORT, 'the revision of a signed hour never goes back'); END;

CREATE TRIGGER signed_hour_keeps_its_day BEFORE UPDATE ON fact
WHEN EXISTS (SELECT 1 FROM note JOIN note_signature USING (id) WHERE note.session = old.id)
  AND (new.id, new.letter, new.number, new.couple, new.day) IS NOT (old.id, old.letter, old.number, old.couple, old.day)
BEGIN SELECT RAISE(ABORT, 'the day of a signed note is never changed'); END;

CREATE TRIGGER signed_attendance_is_not_added BEFORE INSERT ON attendance
WHEN EXISTS (SELECT 1 FROM signed_hour WHERE session = new.session)
BEGIN SELECT RAISE(ABORT, 'who was there is never changed under a signed note without a correction'); END;

CREATE TRIGGER signed_attendance_stays BEFORE DELETE ON attendance
WHEN EXISTS (SELECT 1 FROM signed_hour WHERE session = old.session)
BEGIN SELECT RAISE(ABORT, 'who was there is never changed under a signed note without a correction'); END;

CREATE TRIGGER signed_attendance_stays_as_written BEFORE UPDATE ON attendance
WHEN EXISTS (SELECT 1 FROM signed_hour WHERE session IN (old.session, new.session))
BEGIN SELECT RAISE(ABORT, 'who was there is never changed under a signed note without a correction'); END;

-- The numbers that this file gives to ids. Signatures name ids, so that none can be given another number later; a second
-- computer's file will have a block of its own.
CREATE TABLE number_block (
  id INTEGER PRIMARY KEY,
  first INTEGER NOT NULL CHECK (first > 0),
  last INTEGER NOT NULL CHECK (last >= first)
) STRICT;
INSERT INTO number_block (first, last) VALUES (1, 9999999);

-- Seconds that the wall clock went east of UTC where a command was given, so that lists show the time of that place.
-- Of commands from before this nobody knows; they are shown in UTC.
ALTER TABLE journal ADD COLUMN zone_offset INTEGER CHECK (zone_offset BETWEEN -86400 AND 86400);

-- Where each of them is, by video or telephone, whether anybody else is in the room, and when one left before the end.
ALTER TABLE attendance ADD COLUMN place TEXT CHECK (length(place) BETWEEN 1 AND 200);
ALTER TABLE attendance ADD COLUMN is_alone INTEGER CHECK (is_alone IN (0, 1));
ALTER TABLE attendance ADD COLUMN left_after INTEGER CHECK (left_after BETWEEN 1 AND 1440);

-- Whom to reach when something happens, beside the way that nobody else learns of.
ALTER TABLE client ADD COLUMN emergency_contact TEXT CHECK (length(emergency_contact) BETWEEN 1 AND 200);
