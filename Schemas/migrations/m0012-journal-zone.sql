-- Seconds that the wall clock went east of UTC where a command was given, so that lists show the time of that place.
-- Of commands from before this nobody knows; they are shown in UTC.
ALTER TABLE journal ADD COLUMN zone_offset INTEGER CHECK (zone_offset BETWEEN -86400 AND 86400);
