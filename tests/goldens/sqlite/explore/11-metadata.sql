-- processInstances
SELECT (SELECT '{' || trim(json_object('totalCount', (WITH stream_1 AS 
(SELECT 1 AS counted 
FROM (SELECT 1 AS one 
FROM process_instance AS process_instance_1 
WHERE (EXISTS (SELECT 1 
FROM instance_metadata AS instance_metadata_1 
WHERE instance_metadata_1.instance_id = process_instance_1.id AND instance_metadata_1.name = ? AND instance_metadata_1.value = ? AND instance_metadata_1.org_id = ?)) AND (EXISTS (SELECT 1 
FROM instance_metadata AS instance_metadata_2 
WHERE instance_metadata_2.instance_id = process_instance_1.id AND instance_metadata_2.name = ? AND instance_metadata_2.value = ? AND instance_metadata_2.org_id = ?)) AND (process_instance_1.status IN (?, ?, ?) OR (EXISTS (SELECT 1 
FROM incident AS incident_1 
WHERE incident_1.instance_id = process_instance_1.id AND 1 = 1 AND incident_1.org_id = ?))) AND process_instance_1.org_id = ?) AS started_1), 
groups_1 AS 
(SELECT CAST(coalesce(sum(stream_1.counted), 0) AS INTEGER) AS counted 
FROM stream_1), 
figures_1 AS 
(SELECT groups_1.counted AS counted 
FROM groups_1)
 SELECT figures_1.counted AS value 
FROM figures_1)), '{}') || ',"stats":' || (SELECT '{"groupBy":' || (WITH stream_2 AS 
(SELECT started_2.key_0 AS key_0, 1 AS counted 
FROM (SELECT CAST(process_instance_1.model_id AS TEXT) AS key_0 
FROM process_instance AS process_instance_1 
WHERE (EXISTS (SELECT 1 
FROM instance_metadata AS instance_metadata_3 
WHERE instance_metadata_3.instance_id = process_instance_1.id AND instance_metadata_3.name = ? AND instance_metadata_3.value = ? AND instance_metadata_3.org_id = ?)) AND (EXISTS (SELECT 1 
FROM instance_metadata AS instance_metadata_4 
WHERE instance_metadata_4.instance_id = process_instance_1.id AND instance_metadata_4.name = ? AND instance_metadata_4.value = ? AND instance_metadata_4.org_id = ?)) AND (process_instance_1.status IN (?, ?, ?) OR (EXISTS (SELECT 1 
FROM incident AS incident_2 
WHERE incident_2.instance_id = process_instance_1.id AND 1 = 1 AND incident_2.org_id = ?))) AND process_instance_1.org_id = ?) AS started_2), 
groups_2 AS 
(SELECT stream_2.key_0 AS key_0, CAST(coalesce(sum(stream_2.counted), 0) AS INTEGER) AS counted 
FROM stream_2 GROUP BY stream_2.key_0), 
figures_2 AS 
(SELECT groups_2.key_0 AS key_0, groups_2.counted AS counted 
FROM groups_2), 
page_1 AS 
(SELECT json_object('key', figures_2.key_0, 'count', figures_2.counted) AS figures 
FROM figures_2 ORDER BY figures_2.counted DESC, figures_2.key_0 ASC NULLS LAST
 LIMIT ? OFFSET ?)
 SELECT '[' || coalesce(group_concat(coalesce(page_1.figures, 'null')), '') || ']' AS value 
FROM page_1) || '}' AS value) || ',"nodes":[' || coalesce(group_concat('{' || trim(json_object('instanceId', nodes_1.id, 'businessKey', nodes_1.business_key, 'modelId', nodes_1.model_id, 'status', nodes_1.status, 'amount', nodes_1.hoisted_0), '{}') || ',"metadata":' || coalesce(nodes_1.hoisted_1, 'null') || ',"incidents":' || nodes_1.hoisted_2 || '}'), '') || ']}' AS value 
FROM (SELECT page_2.id AS id, page_2.business_key AS business_key, page_2.model_id AS model_id, page_2.status AS status, (SELECT instance_metadata_5.value 
FROM instance_metadata AS instance_metadata_5 
WHERE instance_metadata_5.instance_id = page_2.id AND instance_metadata_5.name = ? AND instance_metadata_5.value IS NOT NULL AND instance_metadata_5.org_id = ? ORDER BY instance_metadata_5.id DESC
 LIMIT ? OFFSET ?) AS hoisted_0, (SELECT json_group_object(entries_1.name, entries_1.value) AS value 
FROM (SELECT instance_metadata_6.name AS name, instance_metadata_6.value AS value 
FROM instance_metadata AS instance_metadata_6 
WHERE instance_metadata_6.instance_id = page_2.id AND instance_metadata_6.name IS NOT NULL AND instance_metadata_6.value IS NOT NULL AND instance_metadata_6.org_id = ? ORDER BY instance_metadata_6.id) AS entries_1) AS hoisted_1, (SELECT '{"nodes":' || json_group_array(json_object('message', page_3.message)) || '}' AS value 
FROM (SELECT incident_3.message AS message 
FROM incident AS incident_3 
WHERE incident_3.instance_id = page_2.id AND incident_3.org_id = ? ORDER BY coalesce(incident_3.created_at, -1) DESC, incident_3.id DESC
 LIMIT 1 OFFSET ?) AS page_3) AS hoisted_2 
FROM (SELECT process_instance_1.id AS id, process_instance_1.business_key AS business_key, process_instance_1.model_id AS model_id, process_instance_1.status AS status 
FROM process_instance AS process_instance_1 
WHERE (EXISTS (SELECT 1 
FROM instance_metadata AS instance_metadata_7 
WHERE instance_metadata_7.instance_id = process_instance_1.id AND instance_metadata_7.name = ? AND instance_metadata_7.value = ? AND instance_metadata_7.org_id = ?)) AND (EXISTS (SELECT 1 
FROM instance_metadata AS instance_metadata_8 
WHERE instance_metadata_8.instance_id = process_instance_1.id AND instance_metadata_8.name = ? AND instance_metadata_8.value = ? AND instance_metadata_8.org_id = ?)) AND (process_instance_1.status IN (?, ?, ?) OR (EXISTS (SELECT 1 
FROM incident AS incident_4 
WHERE incident_4.instance_id = process_instance_1.id AND 1 = 1 AND incident_4.org_id = ?))) AND process_instance_1.org_id = ? ORDER BY coalesce(process_instance_1.started_at, -1) DESC, process_instance_1.id DESC
 LIMIT 5 OFFSET ?) AS page_2
 LIMIT ? OFFSET 0) AS nodes_1) AS value;
-- binds: 'region', <$region>, <organization>, 'channel', <$channel>, <organization>, <InstanceStatus.ERROR: 'ERROR'>, <InstanceStatus.TERMINATED: 'TERMINATED'>, <InstanceStatus.SUSPENDED: 'SUSPENDED'>, <organization>, <organization>, 'region', <$region>, <organization>, 'channel', <$channel>, <organization>, <InstanceStatus.ERROR: 'ERROR'>, <InstanceStatus.TERMINATED: 'TERMINATED'>, <InstanceStatus.SUSPENDED: 'SUSPENDED'>, <organization>, <organization>, 20, 0, 'amount', <organization>, 1, 0, <organization>, <organization>, 0, 'region', <$region>, <organization>, 'channel', <$channel>, <organization>, <InstanceStatus.ERROR: 'ERROR'>, <InstanceStatus.TERMINATED: 'TERMINATED'>, <InstanceStatus.SUSPENDED: 'SUSPENDED'>, <organization>, <organization>, 0, -1
