-- Whether somebody named the audience for this record, so that it may be wider than that of the hour with which it was given.
-- Of records from before this nobody knows.
ALTER TABLE fact ADD COLUMN is_audience_named INTEGER CHECK (is_audience_named IN (0, 1));
