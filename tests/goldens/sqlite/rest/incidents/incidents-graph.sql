-- processModels
SELECT (SELECT '{"nodes":[' || coalesce(group_concat('{"incidents":' || nodes_1.hoisted_0 || '}'), '') || ']}' AS value 
FROM (SELECT page_1.id AS id, (SELECT '{"stats":' || (SELECT '{"groupBy":' || (WITH stream_1 AS 
(SELECT started_1.key_0 AS key_0, started_1.key_1 AS key_1, 1 AS counted 
FROM (SELECT CAST(iif((incident_1.created_at - incident_1.created_at % 86400000000) % 1000000, date((incident_1.created_at - incident_1.created_at % 86400000000) / 1000000, 'unixepoch') || 'T' || time((incident_1.created_at - incident_1.created_at % 86400000000) / 1000000, 'unixepoch') || rtrim('.' || substr((incident_1.created_at - incident_1.created_at % 86400000000) + 1000000, -6), '0') || 'Z', date((incident_1.created_at - incident_1.created_at % 86400000000) / 1000000, 'unixepoch') || 'T' || time((incident_1.created_at - incident_1.created_at % 86400000000) / 1000000, 'unixepoch') || 'Z') AS TEXT) AS key_0, CAST(incident_1.type AS TEXT) AS key_1 
FROM incident AS incident_1 
WHERE incident_1.model_id = page_1.id AND incident_1.version = ? AND (coalesce(incident_1.root_cause_id, incident_1.id) = incident_1.id) = ? AND coalesce(incident_1.created_at, -1) >= ? AND incident_1.org_id = ?) AS started_1), 
groups_1 AS 
(SELECT stream_1.key_0 AS key_0, stream_1.key_1 AS key_1, CAST(coalesce(sum(stream_1.counted), 0) AS INTEGER) AS counted 
FROM stream_1 GROUP BY stream_1.key_0, stream_1.key_1), 
figures_1 AS 
(SELECT groups_1.key_0 AS key_0, groups_1.key_1 AS key_1, groups_1.counted AS counted 
FROM groups_1), 
page_2 AS 
(SELECT '{"keys":[' || coalesce(json_quote(figures_1.key_0), 'null') || ',' || coalesce(json_quote(figures_1.key_1), 'null') || '],' || trim(json_object('count', figures_1.counted), '{}') || '}' AS figures 
FROM figures_1 ORDER BY figures_1.counted DESC, figures_1.key_0 ASC NULLS LAST, figures_1.key_1 ASC NULLS LAST
 LIMIT ? OFFSET ?)
 SELECT '[' || coalesce(group_concat(coalesce(page_2.figures, 'null')), '') || ']' AS value 
FROM page_2) || '}' AS value) || '}' AS value) AS hoisted_0 
FROM (SELECT process_model_1.id AS id 
FROM process_model AS process_model_1 
WHERE process_model_1."key" = ? AND (EXISTS (SELECT 1 
FROM process_version AS process_version_1 
WHERE process_version_1.model_id = process_model_1.id AND process_version_1.version = ? AND process_version_1.org_id = ?)) AND process_model_1.org_id = ? ORDER BY process_model_1.id ASC
 LIMIT 1000 OFFSET ?) AS page_1
 LIMIT ? OFFSET 0) AS nodes_1) AS value;
-- binds: <$version>, True, <$window.from>, <organization>, 10000, 0, <$processKey>, <$version>, <organization>, <organization>, 0, -1
