-- processInstances
SELECT (SELECT '{"totalCount":' || coalesce(((WITH stream_1 AS 
(SELECT 1 AS counted 
FROM (SELECT 1 AS one 
FROM process_instance AS process_instance_1 
WHERE (EXISTS (SELECT 1 
FROM instance_metadata AS instance_metadata_1 
WHERE instance_metadata_1.instance_id = process_instance_1.id AND instance_metadata_1.name = $1::VARCHAR COLLATE "C" AND instance_metadata_1.value = $2::VARCHAR COLLATE "C" AND instance_metadata_1.org_id = $3::VARCHAR COLLATE "C")) AND (EXISTS (SELECT 1 
FROM instance_metadata AS instance_metadata_2 
WHERE instance_metadata_2.instance_id = process_instance_1.id AND instance_metadata_2.name = $4::VARCHAR COLLATE "C" AND instance_metadata_2.value = $5::VARCHAR COLLATE "C" AND instance_metadata_2.org_id = $3::VARCHAR COLLATE "C")) AND (process_instance_1.status IN ($6::VARCHAR COLLATE "C", $7::VARCHAR COLLATE "C", $8::VARCHAR COLLATE "C") OR (EXISTS (SELECT 1 
FROM incident AS incident_1 
WHERE incident_1.instance_id = process_instance_1.id AND true AND incident_1.org_id = $3::VARCHAR COLLATE "C"))) AND process_instance_1.org_id = $3::VARCHAR COLLATE "C") AS started_1), 
groups_1 AS 
(SELECT CAST(coalesce(sum(stream_1.counted), 0) AS BIGINT) AS counted 
FROM stream_1), 
figures_1 AS 
(SELECT groups_1.counted AS counted 
FROM groups_1)
 SELECT figures_1.counted AS value 
FROM figures_1))::text, 'null') || ',"stats":' || (SELECT '{"groupBy":' || (WITH stream_2 AS 
(SELECT started_2.key_0 AS key_0, 1 AS counted 
FROM (SELECT CAST(process_instance_1.model_id AS TEXT) COLLATE "C" AS key_0 
FROM process_instance AS process_instance_1 
WHERE (EXISTS (SELECT 1 
FROM instance_metadata AS instance_metadata_3 
WHERE instance_metadata_3.instance_id = process_instance_1.id AND instance_metadata_3.name = $9::VARCHAR COLLATE "C" AND instance_metadata_3.value = $10::VARCHAR COLLATE "C" AND instance_metadata_3.org_id = $3::VARCHAR COLLATE "C")) AND (EXISTS (SELECT 1 
FROM instance_metadata AS instance_metadata_4 
WHERE instance_metadata_4.instance_id = process_instance_1.id AND instance_metadata_4.name = $11::VARCHAR COLLATE "C" AND instance_metadata_4.value = $12::VARCHAR COLLATE "C" AND instance_metadata_4.org_id = $3::VARCHAR COLLATE "C")) AND (process_instance_1.status IN ($13::VARCHAR COLLATE "C", $14::VARCHAR COLLATE "C", $15::VARCHAR COLLATE "C") OR (EXISTS (SELECT 1 
FROM incident AS incident_2 
WHERE incident_2.instance_id = process_instance_1.id AND true AND incident_2.org_id = $3::VARCHAR COLLATE "C"))) AND process_instance_1.org_id = $3::VARCHAR COLLATE "C") AS started_2), 
groups_2 AS 
(SELECT stream_2.key_0 AS key_0, CAST(coalesce(sum(stream_2.counted), 0) AS BIGINT) AS counted 
FROM stream_2 GROUP BY stream_2.key_0), 
figures_2 AS 
(SELECT groups_2.key_0 AS key_0, groups_2.counted AS counted 
FROM groups_2), 
page_1 AS 
(SELECT '{"key":' || coalesce(to_json(figures_2.key_0)::text, 'null') || ',"count":' || coalesce((figures_2.counted)::text, 'null') || '}' AS figures 
FROM figures_2 ORDER BY figures_2.counted DESC, figures_2.key_0 ASC NULLS LAST 
 LIMIT $16::BIGINT)
 SELECT '[' || coalesce(string_agg(coalesce(page_1.figures, 'null'), ','), '') || ']' AS value 
FROM page_1) || '}' AS value) || ',"nodes":[' || coalesce(string_agg('{"instanceId":' || coalesce(to_json(page_2.id)::text, 'null') || ',"businessKey":' || coalesce(to_json(page_2.business_key)::text, 'null') || ',"modelId":' || coalesce(to_json(page_2.model_id)::text, 'null') || ',"status":' || coalesce('"' || page_2.status || '"', 'null') || ',"amount":' || coalesce(to_json((SELECT instance_metadata_5.value 
FROM instance_metadata AS instance_metadata_5 
WHERE instance_metadata_5.instance_id = page_2.id AND instance_metadata_5.name = $17::VARCHAR COLLATE "C" AND instance_metadata_5.value IS NOT NULL AND instance_metadata_5.org_id = $3::VARCHAR COLLATE "C" ORDER BY instance_metadata_5.id DESC 
 LIMIT $18::INTEGER))::text, 'null') || ',"metadata":' || coalesce((SELECT coalesce(json_object_agg(entries_1.name, entries_1.value)::text, '{}') AS value 
FROM (SELECT instance_metadata_6.name AS name, instance_metadata_6.value AS value 
FROM instance_metadata AS instance_metadata_6 
WHERE instance_metadata_6.instance_id = page_2.id AND instance_metadata_6.name IS NOT NULL AND instance_metadata_6.value IS NOT NULL AND instance_metadata_6.org_id = $3::VARCHAR COLLATE "C" ORDER BY instance_metadata_6.id) AS entries_1), 'null') || ',"incidents":' || (SELECT '{"nodes":[' || coalesce(string_agg('{"message":' || coalesce(to_json(page_3.message)::text, 'null') || '}', ','), '') || ']}' AS value 
FROM (SELECT incident_3.message AS message 
FROM incident AS incident_3 
WHERE incident_3.instance_id = page_2.id AND incident_3.org_id = $3::VARCHAR COLLATE "C" ORDER BY coalesce(incident_3.created_at, -1) DESC, incident_3.id DESC 
 LIMIT 1) AS page_3) || '}', ','), '') || ']}' AS value 
FROM (SELECT process_instance_1.id AS id, process_instance_1.business_key AS business_key, process_instance_1.model_id AS model_id, process_instance_1.status AS status 
FROM process_instance AS process_instance_1 
WHERE (EXISTS (SELECT 1 
FROM instance_metadata AS instance_metadata_7 
WHERE instance_metadata_7.instance_id = process_instance_1.id AND instance_metadata_7.name = $19::VARCHAR COLLATE "C" AND instance_metadata_7.value = $20::VARCHAR COLLATE "C" AND instance_metadata_7.org_id = $3::VARCHAR COLLATE "C")) AND (EXISTS (SELECT 1 
FROM instance_metadata AS instance_metadata_8 
WHERE instance_metadata_8.instance_id = process_instance_1.id AND instance_metadata_8.name = $21::VARCHAR COLLATE "C" AND instance_metadata_8.value = $22::VARCHAR COLLATE "C" AND instance_metadata_8.org_id = $3::VARCHAR COLLATE "C")) AND (process_instance_1.status IN ($23::VARCHAR COLLATE "C", $24::VARCHAR COLLATE "C", $25::VARCHAR COLLATE "C") OR (EXISTS (SELECT 1 
FROM incident AS incident_4 
WHERE incident_4.instance_id = process_instance_1.id AND true AND incident_4.org_id = $3::VARCHAR COLLATE "C"))) AND process_instance_1.org_id = $3::VARCHAR COLLATE "C" ORDER BY coalesce(process_instance_1.started_at, -1) DESC, process_instance_1.id DESC 
 LIMIT 5) AS page_2) AS value;
-- binds: 'region', <$region>, <organization>, 'channel', <$channel>, <InstanceStatus.ERROR: 'ERROR'>, <InstanceStatus.TERMINATED: 'TERMINATED'>, <InstanceStatus.SUSPENDED: 'SUSPENDED'>, 'region', <$region>, 'channel', <$channel>, <InstanceStatus.ERROR: 'ERROR'>, <InstanceStatus.TERMINATED: 'TERMINATED'>, <InstanceStatus.SUSPENDED: 'SUSPENDED'>, 20, 'amount', 1, 'region', <$region>, 'channel', <$channel>, <InstanceStatus.ERROR: 'ERROR'>, <InstanceStatus.TERMINATED: 'TERMINATED'>, <InstanceStatus.SUSPENDED: 'SUSPENDED'>
