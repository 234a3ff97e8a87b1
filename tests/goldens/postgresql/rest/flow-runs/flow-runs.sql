-- workflow
SELECT (SELECT '{"workflowId":' || coalesce(to_json(workflow_1.id)::text, 'null') || '}' AS value 
FROM workflow AS workflow_1 
WHERE workflow_1.id = $1::VARCHAR COLLATE "C" AND workflow_1.org_id = $2::VARCHAR COLLATE "C") AS value;
-- binds: <$flow>, <organization>

-- runs
SELECT (SELECT '{"nodes":[' || coalesce(string_agg('{"run_id":' || coalesce(to_json(page_1.id)::text, 'null') || ',"conversation_id":' || coalesce(to_json(page_1.conversation_id)::text, 'null') || ',"date":' || coalesce('"' || replace((timestamp 'epoch' + (coalesce(page_1.started_at, page_1.last_activity_at, page_1.ended_at, page_1.event_at) / 3600000000) * interval '1 hour' + (coalesce(page_1.started_at, page_1.last_activity_at, page_1.ended_at, page_1.event_at) % 3600000000) * interval '1 microsecond')::text, ' ', 'T') || 'Z' || '"', 'null') || ',"is_flow_successful":' || coalesce('"' || page_1.state || '"', 'null') || ',"state":' || coalesce('"' || page_1.state || '"', 'null') || ',"error":' || coalesce(to_json(page_1.error)::text, 'null') || ',"latency":' || coalesce((((CASE WHEN (page_1.ended_at >= page_1.started_at) THEN page_1.ended_at - page_1.started_at END)::float8 / 1000000))::text, 'null') || ',"total_tokens":' || coalesce((page_1.total_tokens)::text, 'null') || ',"user_id":' || coalesce(to_json(page_1.user_id)::text, 'null') || ',"inputs":' || coalesce(to_json(page_1.inputs)::text, 'null') || ',"outputs":' || coalesce(to_json(page_1.outputs)::text, 'null') || ',"llms":' || coalesce(to_json(page_1.llms)::text, 'null') || ',"feedback":' || coalesce(to_json(page_1.feedback)::text, 'null') || ',"run_type":' || coalesce('"' || page_1.run_type || '"', 'null') || ',"ran_by_type":' || coalesce('"' || page_1.ran_by_type || '"', 'null') || ',"ran_by_id":' || coalesce(to_json(page_1.ran_by_id)::text, 'null') || ',"ran_by_display_name":' || coalesce(to_json(page_1.ran_by_name)::text, 'null') || ',"parent_run_id":' || coalesce(to_json(page_1.parent_id)::text, 'null') || ',"parent_project_id":' || coalesce((SELECT '{"workflow":' || coalesce((SELECT '{"projectId":' || coalesce(to_json(workflow_1.project_id)::text, 'null') || ',"projectName":' || coalesce(to_json(workflow_1.project_name)::text, 'null') || '}' AS value 
FROM workflow AS workflow_1 
WHERE workflow_1.id = run_1.workflow_id AND workflow_1.org_id = $1::VARCHAR COLLATE "C"), 'null') || '}' AS value 
FROM run AS run_1 
WHERE run_1.id = page_1.parent_id AND run_1.org_id = $1::VARCHAR COLLATE "C"), 'null') || '}', ','), '') || ']}' AS value 
FROM (SELECT run_2.id AS id, run_2.conversation_id AS conversation_id, run_2.started_at AS started_at, run_2.last_activity_at AS last_activity_at, run_2.ended_at AS ended_at, run_2.event_at AS event_at, run_2.state AS state, run_2.error AS error, run_2.total_tokens AS total_tokens, run_2.user_id AS user_id, run_2.inputs AS inputs, run_2.outputs AS outputs, run_2.llms AS llms, run_2.feedback AS feedback, run_2.run_type AS run_type, run_2.ran_by_type AS ran_by_type, run_2.ran_by_id AS ran_by_id, run_2.ran_by_name AS ran_by_name, run_2.parent_id AS parent_id 
FROM run AS run_2 
WHERE run_2.workflow_id = $2::VARCHAR COLLATE "C" AND run_2.org_id = $1::VARCHAR COLLATE "C" ORDER BY coalesce(run_2.started_at, -1) DESC, run_2.id DESC 
 LIMIT $3::BIGINT OFFSET $4::BIGINT) AS page_1) AS value;
-- binds: <organization>, <$runs.workflowId.eq>, <$first>, <$skip>
