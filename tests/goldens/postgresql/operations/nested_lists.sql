-- processInstances
SELECT (SELECT '{"nodes":[' || coalesce(string_agg('{"id":' || coalesce(to_json('ProcessInstance:' || page_1.id)::text, 'null') || ',"businessKey":' || coalesce(to_json(page_1.business_key)::text, 'null') || ',"tasks":' || (SELECT '{"nodes":[' || coalesce(string_agg('{"id":' || coalesce(to_json('Task:' || page_2.id)::text, 'null') || '}', ','), '') || ']}' AS value 
FROM (SELECT task_1.id AS id 
FROM task AS task_1 
WHERE task_1.instance_id = page_1.id AND task_1.org_id = $1::VARCHAR COLLATE "C" ORDER BY coalesce(task_1.started_at, -1) DESC, task_1.id DESC 
 LIMIT 20) AS page_2) || ',"incidents":' || (SELECT '{"nodes":[' || coalesce(string_agg('{"id":' || coalesce(to_json('Incident:' || page_3.id)::text, 'null') || ',"message":' || coalesce(to_json(page_3.message)::text, 'null') || '}', ','), '') || ']}' AS value 
FROM (SELECT incident_1.id AS id, incident_1.message AS message 
FROM incident AS incident_1 
WHERE incident_1.instance_id = page_1.id AND incident_1.org_id = $1::VARCHAR COLLATE "C" ORDER BY coalesce(incident_1.created_at, -1) DESC, incident_1.id DESC 
 LIMIT 20) AS page_3) || ',"runs":' || (SELECT '{"nodes":[' || coalesce(string_agg('{"id":' || coalesce(to_json('Run:' || page_4.id)::text, 'null') || ',"spend":' || coalesce((((page_4.spend)::float8 / 1000000000))::text, 'null') || ',"nhi":' || coalesce((SELECT '{"id":' || coalesce(to_json('Nhi:' || nhi_1.id)::text, 'null') || ',"riskScore":' || coalesce((((SELECT risk_assessment_1.score 
FROM risk_assessment AS risk_assessment_1 
WHERE risk_assessment_1.nhi_id = nhi_1.id AND risk_assessment_1.org_id = $1::VARCHAR COLLATE "C" ORDER BY coalesce(risk_assessment_1.assessed_at, -1) DESC, risk_assessment_1.id DESC 
 LIMIT $2::INTEGER))::float8)::text, 'null') || '}' AS value 
FROM nhi AS nhi_1 
WHERE nhi_1.id = page_4.nhi_id AND nhi_1.org_id = $1::VARCHAR COLLATE "C"), 'null') || '}', ','), '') || ']}' AS value 
FROM (SELECT run_1.id AS id, run_1.spend AS spend, run_1.nhi_id AS nhi_id 
FROM run AS run_1 
WHERE run_1.instance_id = page_1.id AND run_1.org_id = $1::VARCHAR COLLATE "C" ORDER BY coalesce(run_1.started_at, -1) DESC, run_1.id DESC 
 LIMIT 20) AS page_4) || '}', ','), '') || ']}' AS value 
FROM (SELECT process_instance_1.id AS id, process_instance_1.business_key AS business_key 
FROM process_instance AS process_instance_1 
WHERE process_instance_1.model_id = $3::VARCHAR COLLATE "C" AND process_instance_1.org_id = $1::VARCHAR COLLATE "C" ORDER BY coalesce(process_instance_1.started_at, -1) DESC, process_instance_1.id DESC 
 LIMIT 100) AS page_1) AS value;
-- binds: <organization>, 1, <$model>
