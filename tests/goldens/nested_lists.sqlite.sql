SELECT (SELECT '{"nodes":[' || coalesce(group_concat('{' || trim(json_object('id', 'ProcessInstance:' || anon_1.id, 'businessKey', anon_1.business_key), '{}') || ',"tasks":' || anon_1.lifted_0 || ',"incidents":' || anon_1.lifted_1 || ',"runs":' || anon_1.lifted_2 || '}'), '') || ']}' AS value 
FROM (SELECT anon_2.id AS id, anon_2.business_key AS business_key, (SELECT '{"nodes":' || json_group_array(json_object('id', 'Task:' || anon_3.id)) || '}' AS value 
FROM (SELECT task_1.id AS id 
FROM task AS task_1 
WHERE task_1.instance_id = anon_2.id AND task_1.org_id = ? ORDER BY coalesce(task_1.started_at, -1) DESC, task_1.id DESC
 LIMIT 20 OFFSET ?) AS anon_3) AS lifted_0, (SELECT '{"nodes":' || json_group_array(json_object('id', 'Incident:' || anon_4.id, 'message', anon_4.message)) || '}' AS value 
FROM (SELECT incident_1.id AS id, incident_1.message AS message 
FROM incident AS incident_1 
WHERE incident_1.instance_id = anon_2.id AND incident_1.org_id = ? ORDER BY coalesce(incident_1.created_at, -1) DESC, incident_1.id DESC
 LIMIT 20 OFFSET ?) AS anon_4) AS lifted_1, (SELECT '{"nodes":[' || coalesce(group_concat('{' || trim(json_object('id', 'Run:' || anon_5.id, 'spend', CASE WHEN abs(anon_5.spend) >= 1000000000000000 THEN json(printf('%!.17g', (anon_5.spend) / 1000000000.0)) ELSE (anon_5.spend) / 1000000000.0 END), '{}') || ',"nhi":' || coalesce(anon_5.lifted_0, 'null') || '}'), '') || ']}' AS value 
FROM (SELECT anon_6.id AS id, anon_6.spend AS spend, anon_6.nhi_id AS nhi_id, (SELECT json_object('id', 'Nhi:' || anon_7.id, 'riskScore', CASE WHEN CAST(printf('%!.15g', anon_7.lifted_0) AS REAL) <> anon_7.lifted_0 THEN json(printf('%!.17g', anon_7.lifted_0)) ELSE anon_7.lifted_0 END) AS value 
FROM (SELECT nhi_1.id AS id, (SELECT risk_assessment_1.score 
FROM risk_assessment AS risk_assessment_1 
WHERE risk_assessment_1.nhi_id = nhi_1.id AND risk_assessment_1.org_id = ? ORDER BY coalesce(risk_assessment_1.assessed_at, -1) DESC, risk_assessment_1.id DESC
 LIMIT ? OFFSET ?) AS lifted_0 
FROM nhi AS nhi_1 
WHERE nhi_1.id = anon_6.nhi_id AND nhi_1.org_id = ?
 LIMIT ? OFFSET 0) AS anon_7) AS lifted_0 
FROM (SELECT run_1.id AS id, run_1.spend AS spend, run_1.nhi_id AS nhi_id 
FROM run AS run_1 
WHERE run_1.instance_id = anon_2.id AND run_1.org_id = ? ORDER BY coalesce(run_1.started_at, -1) DESC, run_1.id DESC
 LIMIT 20 OFFSET ?) AS anon_6
 LIMIT ? OFFSET 0) AS anon_5) AS lifted_2 
FROM (SELECT process_instance_1.id AS id, process_instance_1.business_key AS business_key 
FROM process_instance AS process_instance_1 
WHERE process_instance_1.model_id = ? AND process_instance_1.org_id = ? ORDER BY coalesce(process_instance_1.started_at, -1) DESC, process_instance_1.id DESC
 LIMIT 100 OFFSET ?) AS anon_2
 LIMIT ? OFFSET 0) AS anon_1) AS value;
-- binds: <when it runs>, 0, <when it runs>, 0, <when it runs>, 1, 0, <when it runs>, -1, <when it runs>, 0, -1, <when it runs>, <when it runs>, 0, -1
