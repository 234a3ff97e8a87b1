-- nodes
SELECT '[' || coalesce((SELECT '{"id":' || coalesce(to_json('Task:' || task_1.id)::text, 'null') || ',"name":' || coalesce(to_json(task_1.name)::text, 'null') || '}' AS value 
FROM task AS task_1 
WHERE task_1.id = $1::VARCHAR COLLATE "C" AND task_1.org_id = $2::VARCHAR COLLATE "C"), 'null') || ',' || coalesce((SELECT '{"id":' || coalesce(to_json('Nhi:' || nhi_1.id)::text, 'null') || ',"lastSeenAt":' || coalesce('"' || replace((timestamp 'epoch' + ((SELECT max(seen_1.time) AS max_1 
FROM (SELECT max(coalesce(tool_call_1.called_at, -1)) AS time 
FROM tool_call AS tool_call_1 
WHERE tool_call_1.nhi_id = nhi_1.id AND coalesce(tool_call_1.called_at, -1) >= $3::BIGINT AND tool_call_1.org_id = $2::VARCHAR COLLATE "C" UNION ALL SELECT max(coalesce(verdict_1.decided_at, -1)) AS time 
FROM verdict AS verdict_1 
WHERE verdict_1.nhi_id = nhi_1.id AND coalesce(verdict_1.decided_at, -1) >= $4::BIGINT AND verdict_1.org_id = $2::VARCHAR COLLATE "C" UNION ALL SELECT max(coalesce(run_1.started_at, -1)) AS time 
FROM run AS run_1 
WHERE run_1.nhi_id = nhi_1.id AND coalesce(run_1.started_at, -1) >= $5::BIGINT AND run_1.org_id = $2::VARCHAR COLLATE "C") AS seen_1) / 3600000000) * interval '1 hour' + ((SELECT max(seen_1.time) AS max_1 
FROM (SELECT max(coalesce(tool_call_1.called_at, -1)) AS time 
FROM tool_call AS tool_call_1 
WHERE tool_call_1.nhi_id = nhi_1.id AND coalesce(tool_call_1.called_at, -1) >= $3::BIGINT AND tool_call_1.org_id = $2::VARCHAR COLLATE "C" UNION ALL SELECT max(coalesce(verdict_1.decided_at, -1)) AS time 
FROM verdict AS verdict_1 
WHERE verdict_1.nhi_id = nhi_1.id AND coalesce(verdict_1.decided_at, -1) >= $4::BIGINT AND verdict_1.org_id = $2::VARCHAR COLLATE "C" UNION ALL SELECT max(coalesce(run_1.started_at, -1)) AS time 
FROM run AS run_1 
WHERE run_1.nhi_id = nhi_1.id AND coalesce(run_1.started_at, -1) >= $5::BIGINT AND run_1.org_id = $2::VARCHAR COLLATE "C") AS seen_1) % 3600000000) * interval '1 microsecond')::text, ' ', 'T') || 'Z' || '"', 'null') || '}' AS value 
FROM nhi AS nhi_1 
WHERE nhi_1.id = $6::VARCHAR COLLATE "C" AND nhi_1.org_id = $2::VARCHAR COLLATE "C"), 'null') || ']' AS value;
-- binds: <$a>, <organization>, 0, 0, 0, <'b'>
