-- What a client was called before, also in a record that was merged into theirs: it stands in texts of that time.
CREATE TABLE client_name (
  id INTEGER PRIMARY KEY,
  client INTEGER NOT NULL REFERENCES client (id),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200)
) STRICT;
CREATE INDEX client_name_client ON client_name (client);

-- Names that were changed in the last ninety days are in the images for undo, which hold a row's cells in the table's order.
INSERT INTO client_name (client, name)
SELECT client.id, former.name
FROM client JOIN (
  SELECT min(id) AS place, changed_row, json_extract(before, '$[1].text._0') AS name
  FROM journal_image WHERE changed_table = 'client' AND before IS NOT NULL GROUP BY changed_row, 3
  UNION ALL
  SELECT min(id) AS place, changed_row, json_extract(before, '$[2].text._0') AS name
  FROM journal_image WHERE changed_table = 'client' AND before IS NOT NULL GROUP BY changed_row, 3
) AS former ON former.changed_row = client.id
WHERE former.name IS NOT NULL AND former.name IS NOT client.name AND former.name IS NOT client.called
ORDER BY former.place;
