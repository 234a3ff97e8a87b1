-- incidents
SELECT (SELECT '{"totalCount":' || coalesce(((WITH stream_1 AS 
(SELECT 1 AS counted 
FROM (SELECT 1 AS one 
FROM incident AS incident_1 
WHERE (EXISTS (SELECT 1 
FROM incident AS incident_2 
WHERE incident_2.id = incident_1.root_cause_id AND true AND incident_2.org_id = $1::VARCHAR COLLATE "C")) AND incident_1.org_id = $1::VARCHAR COLLATE "C") AS started_1), 
groups_1 AS 
(SELECT CAST(coalesce(sum(stream_1.counted), 0) AS BIGINT) AS counted 
FROM stream_1), 
figures_1 AS 
(SELECT groups_1.counted AS counted 
FROM groups_1)
 SELECT figures_1.counted AS value 
FROM figures_1))::text, 'null') || ',"nodes":[' || coalesce(string_agg('{"createdAt":' || coalesce('"' || replace((timestamp 'epoch' + (page_1.created_at / 3600000000) * interval '1 hour' + (page_1.created_at % 3600000000) * interval '1 microsecond')::text, ' ', 'T') || 'Z' || '"', 'null') || ',"activityName":' || coalesce(to_json(page_1.activity_name)::text, 'null') || ',"instance":' || coalesce((SELECT '{"instanceId":' || coalesce(to_json(process_instance_1.id)::text, 'null') || ',"model":' || coalesce((SELECT '{"displayName":' || coalesce(to_json(process_model_1.display_name)::text, 'null') || '}' AS value 
FROM process_model AS process_model_1 
WHERE process_model_1.id = process_instance_1.model_id AND process_model_1.org_id = $1::VARCHAR COLLATE "C"), 'null') || '}' AS value 
FROM process_instance AS process_instance_1 
WHERE process_instance_1.id = page_1.instance_id AND process_instance_1.org_id = $1::VARCHAR COLLATE "C"), 'null') || ',"rootCause":' || coalesce((SELECT '{"message":' || coalesce(to_json(incident_3.message)::text, 'null') || ',"activityName":' || coalesce(to_json(incident_3.activity_name)::text, 'null') || ',"duration":' || coalesce((((CASE WHEN (incident_3.ended_at >= incident_3.created_at) THEN incident_3.ended_at - incident_3.created_at END)::float8 / 1000))::text, 'null') || ',"instance":' || coalesce((SELECT '{"instanceId":' || coalesce(to_json(process_instance_2.id)::text, 'null') || ',"model":' || coalesce((SELECT '{"displayName":' || coalesce(to_json(process_model_2.display_name)::text, 'null') || '}' AS value 
FROM process_model AS process_model_2 
WHERE process_model_2.id = process_instance_2.model_id AND process_model_2.org_id = $1::VARCHAR COLLATE "C"), 'null') || '}' AS value 
FROM process_instance AS process_instance_2 
WHERE process_instance_2.id = incident_3.instance_id AND process_instance_2.org_id = $1::VARCHAR COLLATE "C"), 'null') || ',"task":' || coalesce((SELECT '{"name":' || coalesce(to_json(task_1.name)::text, 'null') || ',"state":' || coalesce('"' || task_1.state || '"', 'null') || ',"runs":' || (SELECT '{"nodes":[' || coalesce(string_agg('{"error":' || coalesce(to_json(page_2.error)::text, 'null') || ',"workflow":' || coalesce((SELECT '{"name":' || coalesce(to_json(workflow_1.name)::text, 'null') || '}' AS value 
FROM workflow AS workflow_1 
WHERE workflow_1.id = page_2.workflow_id AND workflow_1.org_id = $1::VARCHAR COLLATE "C"), 'null') || ',"nhi":' || coalesce((SELECT '{"nhiId":' || coalesce(to_json(nhi_1.id)::text, 'null') || '}' AS value 
FROM nhi AS nhi_1 
WHERE nhi_1.id = page_2.nhi_id AND nhi_1.org_id = $1::VARCHAR COLLATE "C"), 'null') || '}', ','), '') || ']}' AS value 
FROM (SELECT run_1.error AS error, run_1.workflow_id AS workflow_id, run_1.nhi_id AS nhi_id 
FROM run AS run_1 
WHERE run_1.task_id = task_1.id AND run_1.org_id = $1::VARCHAR COLLATE "C" ORDER BY coalesce(run_1.started_at, -1) DESC, run_1.id DESC 
 LIMIT 1) AS page_2) || '}' AS value 
FROM task AS task_1 
WHERE task_1.id = incident_3.task_id AND task_1.org_id = $1::VARCHAR COLLATE "C"), 'null') || '}' AS value 
FROM incident AS incident_3 
WHERE incident_3.id = page_1.root_cause_id AND incident_3.org_id = $1::VARCHAR COLLATE "C"), 'null') || '}', ','), '') || ']}' AS value 
FROM (SELECT incident_1.created_at AS created_at, incident_1.activity_name AS activity_name, incident_1.instance_id AS instance_id, incident_1.root_cause_id AS root_cause_id 
FROM incident AS incident_1 
WHERE (EXISTS (SELECT 1 
FROM incident AS incident_4 
WHERE incident_4.id = incident_1.root_cause_id AND true AND incident_4.org_id = $1::VARCHAR COLLATE "C")) AND incident_1.org_id = $1::VARCHAR COLLATE "C" ORDER BY coalesce(incident_1.created_at, -1) DESC, incident_1.id DESC 
 LIMIT 5) AS page_1) AS value;
-- binds: <organization>
