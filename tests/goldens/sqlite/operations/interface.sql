-- nodes
SELECT '[' || coalesce((SELECT json_object('id', 'Task:' || task_1.id, 'name', task_1.name) AS value 
FROM task AS task_1 
WHERE task_1.id = ? AND task_1.org_id = ?), 'null') || ',' || coalesce((SELECT json_object('id', 'Nhi:' || node_1.id, 'lastSeenAt', iif(node_1.hoisted_0 % 1000000, date(node_1.hoisted_0 / 1000000, 'unixepoch') || 'T' || time(node_1.hoisted_0 / 1000000, 'unixepoch') || rtrim('.' || substr(node_1.hoisted_0 + 1000000, -6), '0') || 'Z', date(node_1.hoisted_0 / 1000000, 'unixepoch') || 'T' || time(node_1.hoisted_0 / 1000000, 'unixepoch') || 'Z')) AS value 
FROM (SELECT nhi_1.id AS id, (SELECT max(seen_1.time) AS max_1 
FROM (SELECT max(coalesce(tool_call_1.called_at, -1)) AS time 
FROM tool_call AS tool_call_1 
WHERE tool_call_1.nhi_id = nhi_1.id AND coalesce(tool_call_1.called_at, -1) >= ? AND tool_call_1.org_id = ? UNION ALL SELECT max(coalesce(verdict_1.decided_at, -1)) AS time 
FROM verdict AS verdict_1 
WHERE verdict_1.nhi_id = nhi_1.id AND coalesce(verdict_1.decided_at, -1) >= ? AND verdict_1.org_id = ? UNION ALL SELECT max(coalesce(run_1.started_at, -1)) AS time 
FROM run AS run_1 
WHERE run_1.nhi_id = nhi_1.id AND coalesce(run_1.started_at, -1) >= ? AND run_1.org_id = ?) AS seen_1) AS hoisted_0 
FROM nhi AS nhi_1 
WHERE nhi_1.id = ? AND nhi_1.org_id = ?
 LIMIT ? OFFSET 0) AS node_1), 'null') || ']' AS value;
-- binds: <$a>, <organization>, 0, <organization>, 0, <organization>, 0, <organization>, <'b'>, <organization>, -1
