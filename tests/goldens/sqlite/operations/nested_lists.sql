-- processInstances
SELECT (SELECT '{"nodes":[' || coalesce(group_concat('{' || trim(json_object('id', 'ProcessInstance:' || nodes_1.id, 'businessKey', nodes_1.business_key), '{}') || ',"tasks":' || nodes_1.hoisted_0 || ',"incidents":' || nodes_1.hoisted_1 || ',"runs":' || nodes_1.hoisted_2 || '}'), '') || ']}' AS value 
FROM (SELECT page_1.id AS id, page_1.business_key AS business_key, (SELECT '{"nodes":' || json_group_array(json_object('id', 'Task:' || page_2.id)) || '}' AS value 
FROM (SELECT task_1.id AS id 
FROM task AS task_1 
WHERE task_1.instance_id = page_1.id AND task_1.org_id = ? ORDER BY coalesce(task_1.started_at, -1) DESC, task_1.id DESC
 LIMIT 20 OFFSET ?) AS page_2) AS hoisted_0, (SELECT '{"nodes":' || json_group_array(json_object('id', 'Incident:' || page_3.id, 'message', page_3.message)) || '}' AS value 
FROM (SELECT incident_1.id AS id, incident_1.message AS message 
FROM incident AS incident_1 
WHERE incident_1.instance_id = page_1.id AND incident_1.org_id = ? ORDER BY coalesce(incident_1.created_at, -1) DESC, incident_1.id DESC
 LIMIT 20 OFFSET ?) AS page_3) AS hoisted_1, (SELECT '{"nodes":[' || coalesce(group_concat('{' || trim(json_object('id', 'Run:' || nodes_2.id, 'spend', CASE WHEN abs(nodes_2.spend) >= 1000000000000000 THEN json(printf('%!.17g', (nodes_2.spend) / 1000000000.0)) ELSE (nodes_2.spend) / 1000000000.0 END), '{}') || ',"nhi":' || coalesce(nodes_2.hoisted_0, 'null') || '}'), '') || ']}' AS value 
FROM (SELECT page_4.id AS id, page_4.spend AS spend, page_4.nhi_id AS nhi_id, (SELECT json_object('id', 'Nhi:' || node_1.id, 'riskScore', CASE WHEN CAST(printf('%!.15g', node_1.hoisted_0) AS REAL) <> node_1.hoisted_0 THEN json(printf('%!.17g', node_1.hoisted_0)) ELSE node_1.hoisted_0 END) AS value 
FROM (SELECT nhi_1.id AS id, (SELECT risk_assessment_1.score 
FROM risk_assessment AS risk_assessment_1 
WHERE risk_assessment_1.nhi_id = nhi_1.id AND risk_assessment_1.org_id = ? ORDER BY coalesce(risk_assessment_1.assessed_at, -1) DESC, risk_assessment_1.id DESC
 LIMIT ? OFFSET ?) AS hoisted_0 
FROM nhi AS nhi_1 
WHERE nhi_1.id = page_4.nhi_id AND nhi_1.org_id = ?
 LIMIT ? OFFSET 0) AS node_1) AS hoisted_0 
FROM (SELECT run_1.id AS id, run_1.spend AS spend, run_1.nhi_id AS nhi_id 
FROM run AS run_1 
WHERE run_1.instance_id = page_1.id AND run_1.org_id = ? ORDER BY coalesce(run_1.started_at, -1) DESC, run_1.id DESC
 LIMIT 20 OFFSET ?) AS page_4
 LIMIT ? OFFSET 0) AS nodes_2) AS hoisted_2 
FROM (SELECT process_instance_1.id AS id, process_instance_1.business_key AS business_key 
FROM process_instance AS process_instance_1 
WHERE process_instance_1.model_id = ? AND process_instance_1.org_id = ? ORDER BY coalesce(process_instance_1.started_at, -1) DESC, process_instance_1.id DESC
 LIMIT 100 OFFSET ?) AS page_1
 LIMIT ? OFFSET 0) AS nodes_1) AS value;
-- binds: <organization>, 0, <organization>, 0, <organization>, 1, 0, <organization>, -1, <organization>, 0, -1, <$model>, <organization>, 0, -1
