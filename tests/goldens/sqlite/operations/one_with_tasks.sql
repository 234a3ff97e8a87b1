-- processInstance
SELECT (SELECT '{' || trim(json_object('id', 'ProcessInstance:' || node_1.id, 'status', node_1.status, 'startedAt', iif(node_1.started_at % 1000000, date(node_1.started_at / 1000000, 'unixepoch') || 'T' || time(node_1.started_at / 1000000, 'unixepoch') || rtrim('.' || substr(node_1.started_at + 1000000, -6), '0') || 'Z', date(node_1.started_at / 1000000, 'unixepoch') || 'T' || time(node_1.started_at / 1000000, 'unixepoch') || 'Z'), 'duration', CASE WHEN abs(node_1.hoisted_0) >= 1000000000000000 THEN json(printf('%!.17g', (node_1.hoisted_0) / 1000.0)) ELSE (node_1.hoisted_0) / 1000.0 END), '{}') || ',"tasks":' || node_1.hoisted_1 || '}' AS value 
FROM (SELECT process_instance_1.id AS id, process_instance_1.status AS status, process_instance_1.started_at AS started_at, process_instance_1.ended_at AS ended_at, CASE WHEN (process_instance_1.ended_at >= process_instance_1.started_at) THEN process_instance_1.ended_at - process_instance_1.started_at END AS hoisted_0, (SELECT '{"nodes":' || json_group_array(json_object('id', 'Task:' || nodes_1.id, 'name', nodes_1.name, 'state', nodes_1.state, 'duration', CASE WHEN abs(nodes_1.hoisted_0) >= 1000000000000000 THEN json(printf('%!.17g', (nodes_1.hoisted_0) / 1000.0)) ELSE (nodes_1.hoisted_0) / 1000.0 END)) || '}' AS value 
FROM (SELECT page_1.id AS id, page_1.name AS name, page_1.state AS state, page_1.started_at AS started_at, page_1.ended_at AS ended_at, CASE WHEN (page_1.ended_at >= page_1.started_at) THEN page_1.ended_at - page_1.started_at END AS hoisted_0 
FROM (SELECT task_1.id AS id, task_1.name AS name, task_1.state AS state, task_1.started_at AS started_at, task_1.ended_at AS ended_at 
FROM task AS task_1 
WHERE task_1.instance_id = process_instance_1.id AND task_1.org_id = ? ORDER BY coalesce(task_1.started_at, -1) ASC, task_1.id ASC
 LIMIT 50 OFFSET ?) AS page_1
 LIMIT ? OFFSET 0) AS nodes_1) AS hoisted_1 
FROM process_instance AS process_instance_1 
WHERE process_instance_1.id = ? AND process_instance_1.org_id = ?
 LIMIT ? OFFSET 0) AS node_1) AS value;
-- binds: <organization>, 0, -1, <$id>, <organization>, -1
