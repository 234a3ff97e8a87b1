-- processModels
SELECT (SELECT '{"nodes":[' || coalesce(string_agg('{"incidents":' || (SELECT '{"stats":' || (SELECT '{"groupBy":' || (WITH stream_1 AS 
(SELECT started_1.key_0 AS key_0, started_1.key_1 AS key_1, 1 AS counted 
FROM (SELECT CAST(replace((timestamp 'epoch' + ((incident_1.created_at - incident_1.created_at % 86400000000) / 3600000000) * interval '1 hour' + ((incident_1.created_at - incident_1.created_at % 86400000000) % 3600000000) * interval '1 microsecond')::text, ' ', 'T') || 'Z' AS TEXT) COLLATE "C" AS key_0, CAST(incident_1.type AS TEXT) COLLATE "C" AS key_1 
FROM incident AS incident_1 
WHERE incident_1.model_id = page_1.id AND incident_1.version = $1::BIGINT AND (coalesce(incident_1.root_cause_id, incident_1.id) = incident_1.id) = $2::BOOLEAN AND coalesce(incident_1.created_at, -1) >= $3::BIGINT AND incident_1.org_id = $4::VARCHAR COLLATE "C") AS started_1), 
groups_1 AS 
(SELECT stream_1.key_0 AS key_0, stream_1.key_1 AS key_1, CAST(coalesce(sum(stream_1.counted), 0) AS BIGINT) AS counted 
FROM stream_1 GROUP BY stream_1.key_0, stream_1.key_1), 
figures_1 AS 
(SELECT groups_1.key_0 AS key_0, groups_1.key_1 AS key_1, groups_1.counted AS counted 
FROM groups_1), 
page_2 AS 
(SELECT '{"keys":[' || coalesce(to_json(figures_1.key_0)::text, 'null') || ',' || coalesce(to_json(figures_1.key_1)::text, 'null') || '],"count":' || coalesce((figures_1.counted)::text, 'null') || '}' AS figures 
FROM figures_1 ORDER BY figures_1.counted DESC, figures_1.key_0 ASC NULLS LAST, figures_1.key_1 ASC NULLS LAST 
 LIMIT $5::BIGINT)
 SELECT '[' || coalesce(string_agg(coalesce(page_2.figures, 'null'), ','), '') || ']' AS value 
FROM page_2) || '}' AS value) || '}' AS value) || '}', ','), '') || ']}' AS value 
FROM (SELECT process_model_1.id AS id 
FROM process_model AS process_model_1 
WHERE process_model_1.key = $6::VARCHAR COLLATE "C" AND (EXISTS (SELECT 1 
FROM process_version AS process_version_1 
WHERE process_version_1.model_id = process_model_1.id AND process_version_1.version = $7::BIGINT AND process_version_1.org_id = $4::VARCHAR COLLATE "C")) AND process_model_1.org_id = $4::VARCHAR COLLATE "C" ORDER BY process_model_1.id ASC 
 LIMIT 1000) AS page_1) AS value;
-- binds: <$version>, True, <$window.from>, <organization>, 10000, <$processKey>, <$version>
