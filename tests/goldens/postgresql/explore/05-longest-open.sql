-- processInstances
SELECT (SELECT '{"totalCount":' || coalesce(((WITH stream_1 AS 
(SELECT 1 AS counted 
FROM (SELECT 1 AS one 
FROM process_instance AS process_instance_1 
WHERE process_instance_1.model_id IS NOT NULL AND process_instance_1.ended_at IS NULL AND process_instance_1.org_id = $1::VARCHAR COLLATE "C") AS started_1), 
groups_1 AS 
(SELECT CAST(coalesce(sum(stream_1.counted), 0) AS BIGINT) AS counted 
FROM stream_1), 
figures_1 AS 
(SELECT groups_1.counted AS counted 
FROM groups_1)
 SELECT figures_1.counted AS value 
FROM figures_1))::text, 'null') || ',"nodes":[' || coalesce(string_agg('{"instanceId":' || coalesce(to_json(page_1.id)::text, 'null') || ',"status":' || coalesce('"' || page_1.status || '"', 'null') || ',"startedAt":' || coalesce('"' || replace((timestamp 'epoch' + (page_1.started_at / 3600000000) * interval '1 hour' + (page_1.started_at % 3600000000) * interval '1 microsecond')::text, ' ', 'T') || 'Z' || '"', 'null') || ',"model":' || coalesce((SELECT '{"displayName":' || coalesce(to_json(process_model_1.display_name)::text, 'null') || '}' AS value 
FROM process_model AS process_model_1 
WHERE process_model_1.id = page_1.model_id AND process_model_1.org_id = $1::VARCHAR COLLATE "C"), 'null') || ',"lastMilestone":' || coalesce((SELECT '{"name":' || coalesce(to_json(milestone_1.name)::text, 'null') || ',"reachedAt":' || coalesce('"' || replace((timestamp 'epoch' + (milestone_1.reached_at / 3600000000) * interval '1 hour' + (milestone_1.reached_at % 3600000000) * interval '1 microsecond')::text, ' ', 'T') || 'Z' || '"', 'null') || '}' AS value 
FROM milestone AS milestone_1 
WHERE milestone_1.instance_id = page_1.id AND milestone_1.org_id = $1::VARCHAR COLLATE "C" ORDER BY coalesce(milestone_1.reached_at, -1) DESC, milestone_1.id DESC 
 LIMIT $2::INTEGER), 'null') || ',"tasks":' || (SELECT '{"nodes":[' || coalesce(string_agg('{"name":' || coalesce(to_json(page_2.name)::text, 'null') || ',"state":' || coalesce('"' || page_2.state || '"', 'null') || ',"lane":' || coalesce(to_json(page_2.lane)::text, 'null') || ',"enabledAt":' || coalesce('"' || replace((timestamp 'epoch' + (page_2.enabled_at / 3600000000) * interval '1 hour' + (page_2.enabled_at % 3600000000) * interval '1 microsecond')::text, ' ', 'T') || 'Z' || '"', 'null') || '}', ','), '') || ']}' AS value 
FROM (SELECT task_1.name AS name, task_1.state AS state, task_1.lane AS lane, task_1.enabled_at AS enabled_at 
FROM task AS task_1 
WHERE task_1.instance_id = page_1.id AND task_1.ended_at IS NULL AND task_1.org_id = $1::VARCHAR COLLATE "C" ORDER BY coalesce(task_1.started_at, -1) DESC, task_1.id DESC 
 LIMIT 20) AS page_2) || ',"incidents":' || (SELECT '{"nodes":[' || coalesce(string_agg('{"message":' || coalesce(to_json(page_3.message)::text, 'null') || ',"createdAt":' || coalesce('"' || replace((timestamp 'epoch' + (page_3.created_at / 3600000000) * interval '1 hour' + (page_3.created_at % 3600000000) * interval '1 microsecond')::text, ' ', 'T') || 'Z' || '"', 'null') || ',"runsBehind":' || (SELECT '{"nodes":[' || coalesce(string_agg('{"state":' || coalesce('"' || page_4.state || '"', 'null') || ',"error":' || coalesce(to_json(page_4.error)::text, 'null') || ',"workflow":' || coalesce((SELECT '{"name":' || coalesce(to_json(workflow_1.name)::text, 'null') || '}' AS value 
FROM workflow AS workflow_1 
WHERE workflow_1.id = page_4.workflow_id AND workflow_1.org_id = $1::VARCHAR COLLATE "C"), 'null') || ',"nhi":' || coalesce((SELECT '{"nhiId":' || coalesce(to_json(nhi_1.id)::text, 'null') || ',"riskLevel":' || coalesce('"' || (SELECT risk_assessment_1.level 
FROM risk_assessment AS risk_assessment_1 
WHERE risk_assessment_1.nhi_id = nhi_1.id AND risk_assessment_1.org_id = $1::VARCHAR COLLATE "C" ORDER BY coalesce(risk_assessment_1.assessed_at, -1) DESC, risk_assessment_1.id DESC 
 LIMIT $3::INTEGER) || '"', 'null') || '}' AS value 
FROM nhi AS nhi_1 
WHERE nhi_1.id = page_4.nhi_id AND nhi_1.org_id = $1::VARCHAR COLLATE "C"), 'null') || '}', ','), '') || ']}' AS value 
FROM (SELECT run_1.state AS state, run_1.error AS error, run_1.workflow_id AS workflow_id, run_1.nhi_id AS nhi_id 
FROM run AS run_1 
WHERE run_1.instance_id = page_3.instance_id AND (run_1.started_at IS NULL OR page_3.created_at IS NULL OR run_1.started_at <= page_3.created_at) AND run_1.org_id = $1::VARCHAR COLLATE "C" ORDER BY coalesce(run_1.started_at, -1) DESC, run_1.id DESC 
 LIMIT 3) AS page_4) || '}', ','), '') || ']}' AS value 
FROM (SELECT incident_1.message AS message, incident_1.created_at AS created_at, incident_1.instance_id AS instance_id 
FROM incident AS incident_1 
WHERE incident_1.instance_id = page_1.id AND incident_1.state = $4::VARCHAR COLLATE "C" AND incident_1.org_id = $1::VARCHAR COLLATE "C" ORDER BY coalesce(incident_1.created_at, -1) DESC, incident_1.id DESC 
 LIMIT 20) AS page_3) || '}', ','), '') || ']}' AS value 
FROM (SELECT process_instance_1.id AS id, process_instance_1.status AS status, process_instance_1.started_at AS started_at, process_instance_1.model_id AS model_id 
FROM process_instance AS process_instance_1 
WHERE process_instance_1.model_id IS NOT NULL AND process_instance_1.ended_at IS NULL AND process_instance_1.org_id = $1::VARCHAR COLLATE "C" ORDER BY coalesce(process_instance_1.started_at, -1) ASC, process_instance_1.id ASC 
 LIMIT 5) AS page_1) AS value;
-- binds: <organization>, 1, 1, <IncidentState.OPEN: 'OPEN'>
