-- processInstance
SELECT (SELECT '{"id":' || coalesce(to_json('ProcessInstance:' || process_instance_1.id)::text, 'null') || ',"status":' || coalesce('"' || process_instance_1.status || '"', 'null') || ',"startedAt":' || coalesce('"' || replace((timestamp 'epoch' + (process_instance_1.started_at / 3600000000) * interval '1 hour' + (process_instance_1.started_at % 3600000000) * interval '1 microsecond')::text, ' ', 'T') || 'Z' || '"', 'null') || ',"duration":' || coalesce((((CASE WHEN (process_instance_1.ended_at >= process_instance_1.started_at) THEN process_instance_1.ended_at - process_instance_1.started_at END)::float8 / 1000))::text, 'null') || ',"tasks":' || (SELECT '{"nodes":[' || coalesce(string_agg('{"id":' || coalesce(to_json('Task:' || page_1.id)::text, 'null') || ',"name":' || coalesce(to_json(page_1.name)::text, 'null') || ',"state":' || coalesce('"' || page_1.state || '"', 'null') || ',"duration":' || coalesce((((CASE WHEN (page_1.ended_at >= page_1.started_at) THEN page_1.ended_at - page_1.started_at END)::float8 / 1000))::text, 'null') || '}', ','), '') || ']}' AS value 
FROM (SELECT task_1.id AS id, task_1.name AS name, task_1.state AS state, task_1.started_at AS started_at, task_1.ended_at AS ended_at 
FROM task AS task_1 
WHERE task_1.instance_id = process_instance_1.id AND task_1.org_id = $1::VARCHAR COLLATE "C" ORDER BY coalesce(task_1.started_at, -1) ASC, task_1.id ASC 
 LIMIT 50) AS page_1) || '}' AS value 
FROM process_instance AS process_instance_1 
WHERE process_instance_1.id = $2::VARCHAR COLLATE "C" AND process_instance_1.org_id = $1::VARCHAR COLLATE "C") AS value;
-- binds: <organization>, <$id>
