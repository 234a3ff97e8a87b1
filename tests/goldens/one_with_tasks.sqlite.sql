SELECT (SELECT '{' || trim(json_object('id', 'ProcessInstance:' || anon_1.id, 'status', anon_1.status, 'startedAt', iif(anon_1.started_at % 1000000, date(anon_1.started_at / 1000000, 'unixepoch') || 'T' || time(anon_1.started_at / 1000000, 'unixepoch') || rtrim('.' || substr(anon_1.started_at + 1000000, -6), '0') || 'Z', date(anon_1.started_at / 1000000, 'unixepoch') || 'T' || time(anon_1.started_at / 1000000, 'unixepoch') || 'Z'), 'duration', CASE WHEN abs(anon_1.lifted_0) >= 1000000000000000 THEN json(printf('%!.17g', (anon_1.lifted_0) / 1000.0)) ELSE (anon_1.lifted_0) / 1000.0 END), '{}') || ',"tasks":' || anon_1.lifted_1 || '}' AS value 
FROM (SELECT process_instance_1.id AS id, process_instance_1.status AS status, process_instance_1.started_at AS started_at, process_instance_1.ended_at AS ended_at, process_instance_1.ended_at - process_instance_1.started_at AS lifted_0, (SELECT '{"nodes":' || json_group_array(json_object('id', 'Task:' || anon_2.id, 'name', anon_2.name, 'state', anon_2.state, 'duration', CASE WHEN abs(anon_2.lifted_0) >= 1000000000000000 THEN json(printf('%!.17g', (anon_2.lifted_0) / 1000.0)) ELSE (anon_2.lifted_0) / 1000.0 END)) || '}' AS value 
FROM (SELECT anon_3.id AS id, anon_3.name AS name, anon_3.state AS state, anon_3.ended_at AS ended_at, anon_3.started_at AS started_at, anon_3.ended_at - anon_3.started_at AS lifted_0 
FROM (SELECT task_1.id AS id, task_1.name AS name, task_1.state AS state, task_1.ended_at AS ended_at, task_1.started_at AS started_at 
FROM task AS task_1 
WHERE task_1.instance_id = process_instance_1.id AND task_1.org_id = ? ORDER BY coalesce(task_1.started_at, -1) ASC, task_1.id ASC
 LIMIT 50 OFFSET ?) AS anon_3
 LIMIT ? OFFSET 0) AS anon_2) AS lifted_1 
FROM process_instance AS process_instance_1 
WHERE process_instance_1.id = ? AND process_instance_1.org_id = ?
 LIMIT ? OFFSET 0) AS anon_1) AS value;
-- binds: <when it runs>, 0, -1, <when it runs>, <when it runs>, -1
