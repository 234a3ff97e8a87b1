-- processInstances
SELECT (SELECT '{' || trim(json_object('totalCount', (WITH stream_1 AS 
(SELECT 1 AS counted 
FROM (SELECT 1 AS one 
FROM process_instance AS process_instance_1 
WHERE process_instance_1.model_id IS NOT NULL AND process_instance_1.ended_at IS NULL AND process_instance_1.org_id = ?) AS started_1), 
groups_1 AS 
(SELECT CAST(coalesce(sum(stream_1.counted), 0) AS INTEGER) AS counted 
FROM stream_1), 
figures_1 AS 
(SELECT groups_1.counted AS counted 
FROM groups_1)
 SELECT figures_1.counted AS value 
FROM figures_1)), '{}') || ',"nodes":[' || coalesce(group_concat('{' || trim(json_object('instanceId', nodes_1.id, 'status', nodes_1.status, 'startedAt', iif(nodes_1.started_at % 1000000, date(nodes_1.started_at / 1000000, 'unixepoch') || 'T' || time(nodes_1.started_at / 1000000, 'unixepoch') || rtrim('.' || substr(nodes_1.started_at + 1000000, -6), '0') || 'Z', date(nodes_1.started_at / 1000000, 'unixepoch') || 'T' || time(nodes_1.started_at / 1000000, 'unixepoch') || 'Z')), '{}') || ',"model":' || coalesce(nodes_1.hoisted_0, 'null') || ',"lastMilestone":' || coalesce(nodes_1.hoisted_1, 'null') || ',"tasks":' || nodes_1.hoisted_2 || ',"incidents":' || nodes_1.hoisted_3 || '}'), '') || ']}' AS value 
FROM (SELECT page_1.id AS id, page_1.status AS status, page_1.started_at AS started_at, page_1.model_id AS model_id, (SELECT json_object('displayName', process_model_1.display_name) AS value 
FROM process_model AS process_model_1 
WHERE process_model_1.id = page_1.model_id AND process_model_1.org_id = ?) AS hoisted_0, (SELECT json_object('name', milestone_1.name, 'reachedAt', iif(milestone_1.reached_at % 1000000, date(milestone_1.reached_at / 1000000, 'unixepoch') || 'T' || time(milestone_1.reached_at / 1000000, 'unixepoch') || rtrim('.' || substr(milestone_1.reached_at + 1000000, -6), '0') || 'Z', date(milestone_1.reached_at / 1000000, 'unixepoch') || 'T' || time(milestone_1.reached_at / 1000000, 'unixepoch') || 'Z')) AS value 
FROM milestone AS milestone_1 
WHERE milestone_1.instance_id = page_1.id AND milestone_1.org_id = ? ORDER BY coalesce(milestone_1.reached_at, -1) DESC, milestone_1.id DESC
 LIMIT ? OFFSET ?) AS hoisted_1, (SELECT '{"nodes":' || json_group_array(json_object('name', page_2.name, 'state', page_2.state, 'lane', page_2.lane, 'enabledAt', iif(page_2.enabled_at % 1000000, date(page_2.enabled_at / 1000000, 'unixepoch') || 'T' || time(page_2.enabled_at / 1000000, 'unixepoch') || rtrim('.' || substr(page_2.enabled_at + 1000000, -6), '0') || 'Z', date(page_2.enabled_at / 1000000, 'unixepoch') || 'T' || time(page_2.enabled_at / 1000000, 'unixepoch') || 'Z'))) || '}' AS value 
FROM (SELECT task_1.name AS name, task_1.state AS state, task_1.lane AS lane, task_1.enabled_at AS enabled_at 
FROM task AS task_1 
WHERE task_1.instance_id = page_1.id AND task_1.ended_at IS NULL AND task_1.org_id = ? ORDER BY coalesce(task_1.started_at, -1) DESC, task_1.id DESC
 LIMIT 20 OFFSET ?) AS page_2) AS hoisted_2, (SELECT '{"nodes":[' || coalesce(group_concat('{' || trim(json_object('message', nodes_2.message, 'createdAt', iif(nodes_2.created_at % 1000000, date(nodes_2.created_at / 1000000, 'unixepoch') || 'T' || time(nodes_2.created_at / 1000000, 'unixepoch') || rtrim('.' || substr(nodes_2.created_at + 1000000, -6), '0') || 'Z', date(nodes_2.created_at / 1000000, 'unixepoch') || 'T' || time(nodes_2.created_at / 1000000, 'unixepoch') || 'Z')), '{}') || ',"runsBehind":' || nodes_2.hoisted_0 || '}'), '') || ']}' AS value 
FROM (SELECT page_3.message AS message, page_3.created_at AS created_at, page_3.instance_id AS instance_id, (SELECT '{"nodes":[' || coalesce(group_concat('{' || trim(json_object('state', nodes_3.state, 'error', nodes_3.error), '{}') || ',"workflow":' || coalesce(nodes_3.hoisted_0, 'null') || ',"nhi":' || coalesce(nodes_3.hoisted_1, 'null') || '}'), '') || ']}' AS value 
FROM (SELECT page_4.state AS state, page_4.error AS error, page_4.workflow_id AS workflow_id, page_4.nhi_id AS nhi_id, (SELECT json_object('name', workflow_1.name) AS value 
FROM workflow AS workflow_1 
WHERE workflow_1.id = page_4.workflow_id AND workflow_1.org_id = ?) AS hoisted_0, (SELECT json_object('nhiId', node_1.id, 'riskLevel', node_1.hoisted_0) AS value 
FROM (SELECT nhi_1.id AS id, (SELECT risk_assessment_1.level 
FROM risk_assessment AS risk_assessment_1 
WHERE risk_assessment_1.nhi_id = nhi_1.id AND risk_assessment_1.org_id = ? ORDER BY coalesce(risk_assessment_1.assessed_at, -1) DESC, risk_assessment_1.id DESC
 LIMIT ? OFFSET ?) AS hoisted_0 
FROM nhi AS nhi_1 
WHERE nhi_1.id = page_4.nhi_id AND nhi_1.org_id = ?
 LIMIT ? OFFSET 0) AS node_1) AS hoisted_1 
FROM (SELECT run_1.state AS state, run_1.error AS error, run_1.workflow_id AS workflow_id, run_1.nhi_id AS nhi_id 
FROM run AS run_1 
WHERE run_1.instance_id = page_3.instance_id AND (run_1.started_at IS NULL OR page_3.created_at IS NULL OR run_1.started_at <= page_3.created_at) AND run_1.org_id = ? ORDER BY coalesce(run_1.started_at, -1) DESC, run_1.id DESC
 LIMIT 3 OFFSET ?) AS page_4
 LIMIT ? OFFSET 0) AS nodes_3) AS hoisted_0 
FROM (SELECT incident_1.message AS message, incident_1.created_at AS created_at, incident_1.instance_id AS instance_id 
FROM incident AS incident_1 
WHERE incident_1.instance_id = page_1.id AND incident_1.state = ? AND incident_1.org_id = ? ORDER BY coalesce(incident_1.created_at, -1) DESC, incident_1.id DESC
 LIMIT 20 OFFSET ?) AS page_3
 LIMIT ? OFFSET 0) AS nodes_2) AS hoisted_3 
FROM (SELECT process_instance_1.id AS id, process_instance_1.status AS status, process_instance_1.started_at AS started_at, process_instance_1.model_id AS model_id 
FROM process_instance AS process_instance_1 
WHERE process_instance_1.model_id IS NOT NULL AND process_instance_1.ended_at IS NULL AND process_instance_1.org_id = ? ORDER BY coalesce(process_instance_1.started_at, -1) ASC, process_instance_1.id ASC
 LIMIT 5 OFFSET ?) AS page_1
 LIMIT ? OFFSET 0) AS nodes_1) AS value;
-- binds: <organization>, <organization>, <organization>, 1, 0, <organization>, 0, <organization>, <organization>, 1, 0, <organization>, -1, <organization>, 0, -1, <IncidentState.OPEN: 'OPEN'>, <organization>, 0, -1, <organization>, 0, -1
