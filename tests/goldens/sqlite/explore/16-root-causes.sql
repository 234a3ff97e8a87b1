-- incidents
SELECT (SELECT '{' || trim(json_object('totalCount', (WITH stream_1 AS 
(SELECT 1 AS counted 
FROM (SELECT 1 AS one 
FROM incident AS incident_1 
WHERE (EXISTS (SELECT 1 
FROM incident AS incident_2 
WHERE incident_2.id = incident_1.root_cause_id AND 1 = 1 AND incident_2.org_id = ?)) AND incident_1.org_id = ?) AS started_1), 
groups_1 AS 
(SELECT CAST(coalesce(sum(stream_1.counted), 0) AS INTEGER) AS counted 
FROM stream_1), 
figures_1 AS 
(SELECT groups_1.counted AS counted 
FROM groups_1)
 SELECT figures_1.counted AS value 
FROM figures_1)), '{}') || ',"nodes":[' || coalesce(group_concat('{' || trim(json_object('createdAt', iif(nodes_1.created_at % 1000000, date(nodes_1.created_at / 1000000, 'unixepoch') || 'T' || time(nodes_1.created_at / 1000000, 'unixepoch') || rtrim('.' || substr(nodes_1.created_at + 1000000, -6), '0') || 'Z', date(nodes_1.created_at / 1000000, 'unixepoch') || 'T' || time(nodes_1.created_at / 1000000, 'unixepoch') || 'Z'), 'activityName', nodes_1.activity_name), '{}') || ',"instance":' || coalesce(nodes_1.hoisted_0, 'null') || ',"rootCause":' || coalesce(nodes_1.hoisted_1, 'null') || '}'), '') || ']}' AS value 
FROM (SELECT page_1.created_at AS created_at, page_1.activity_name AS activity_name, page_1.instance_id AS instance_id, page_1.root_cause_id AS root_cause_id, (SELECT '{' || trim(json_object('instanceId', node_1.id), '{}') || ',"model":' || coalesce(node_1.hoisted_0, 'null') || '}' AS value 
FROM (SELECT process_instance_1.id AS id, process_instance_1.model_id AS model_id, (SELECT json_object('displayName', process_model_1.display_name) AS value 
FROM process_model AS process_model_1 
WHERE process_model_1.id = process_instance_1.model_id AND process_model_1.org_id = ?) AS hoisted_0 
FROM process_instance AS process_instance_1 
WHERE process_instance_1.id = page_1.instance_id AND process_instance_1.org_id = ?
 LIMIT ? OFFSET 0) AS node_1) AS hoisted_0, (SELECT '{' || trim(json_object('message', node_2.message, 'activityName', node_2.activity_name, 'duration', CASE WHEN abs(node_2.hoisted_0) >= 1000000000000000 THEN json(printf('%!.17g', (node_2.hoisted_0) / 1000.0)) ELSE (node_2.hoisted_0) / 1000.0 END), '{}') || ',"instance":' || coalesce(node_2.hoisted_1, 'null') || ',"task":' || coalesce(node_2.hoisted_2, 'null') || '}' AS value 
FROM (SELECT incident_3.message AS message, incident_3.activity_name AS activity_name, incident_3.created_at AS created_at, incident_3.ended_at AS ended_at, incident_3.instance_id AS instance_id, incident_3.task_id AS task_id, CASE WHEN (incident_3.ended_at >= incident_3.created_at) THEN incident_3.ended_at - incident_3.created_at END AS hoisted_0, (SELECT '{' || trim(json_object('instanceId', node_3.id), '{}') || ',"model":' || coalesce(node_3.hoisted_0, 'null') || '}' AS value 
FROM (SELECT process_instance_2.id AS id, process_instance_2.model_id AS model_id, (SELECT json_object('displayName', process_model_2.display_name) AS value 
FROM process_model AS process_model_2 
WHERE process_model_2.id = process_instance_2.model_id AND process_model_2.org_id = ?) AS hoisted_0 
FROM process_instance AS process_instance_2 
WHERE process_instance_2.id = incident_3.instance_id AND process_instance_2.org_id = ?
 LIMIT ? OFFSET 0) AS node_3) AS hoisted_1, (SELECT '{' || trim(json_object('name', node_4.name, 'state', node_4.state), '{}') || ',"runs":' || node_4.hoisted_0 || '}' AS value 
FROM (SELECT task_1.name AS name, task_1.state AS state, task_1.id AS id, (SELECT '{"nodes":[' || coalesce(group_concat('{' || trim(json_object('error', nodes_2.error), '{}') || ',"workflow":' || coalesce(nodes_2.hoisted_0, 'null') || ',"nhi":' || coalesce(nodes_2.hoisted_1, 'null') || '}'), '') || ']}' AS value 
FROM (SELECT page_2.error AS error, page_2.workflow_id AS workflow_id, page_2.nhi_id AS nhi_id, (SELECT json_object('name', workflow_1.name) AS value 
FROM workflow AS workflow_1 
WHERE workflow_1.id = page_2.workflow_id AND workflow_1.org_id = ?) AS hoisted_0, (SELECT json_object('nhiId', nhi_1.id) AS value 
FROM nhi AS nhi_1 
WHERE nhi_1.id = page_2.nhi_id AND nhi_1.org_id = ?) AS hoisted_1 
FROM (SELECT run_1.error AS error, run_1.workflow_id AS workflow_id, run_1.nhi_id AS nhi_id 
FROM run AS run_1 
WHERE run_1.task_id = task_1.id AND run_1.org_id = ? ORDER BY coalesce(run_1.started_at, -1) DESC, run_1.id DESC
 LIMIT 1 OFFSET ?) AS page_2
 LIMIT ? OFFSET 0) AS nodes_2) AS hoisted_0 
FROM task AS task_1 
WHERE task_1.id = incident_3.task_id AND task_1.org_id = ?
 LIMIT ? OFFSET 0) AS node_4) AS hoisted_2 
FROM incident AS incident_3 
WHERE incident_3.id = page_1.root_cause_id AND incident_3.org_id = ?
 LIMIT ? OFFSET 0) AS node_2) AS hoisted_1 
FROM (SELECT incident_1.created_at AS created_at, incident_1.activity_name AS activity_name, incident_1.instance_id AS instance_id, incident_1.root_cause_id AS root_cause_id 
FROM incident AS incident_1 
WHERE (EXISTS (SELECT 1 
FROM incident AS incident_4 
WHERE incident_4.id = incident_1.root_cause_id AND 1 = 1 AND incident_4.org_id = ?)) AND incident_1.org_id = ? ORDER BY coalesce(incident_1.created_at, -1) DESC, incident_1.id DESC
 LIMIT 5 OFFSET ?) AS page_1
 LIMIT ? OFFSET 0) AS nodes_1) AS value;
-- binds: <organization>, <organization>, <organization>, <organization>, -1, <organization>, <organization>, -1, <organization>, <organization>, <organization>, 0, -1, <organization>, -1, <organization>, -1, <organization>, <organization>, 0, -1
