-- workflow
SELECT (SELECT json_object('workflowId', workflow_1.id) AS value 
FROM workflow AS workflow_1 
WHERE workflow_1.id = ? AND workflow_1.org_id = ?) AS value;
-- binds: <$flow>, <organization>

-- runs
SELECT (SELECT '{"nodes":[' || coalesce(group_concat('{' || trim(json_object('run_id', nodes_1.id, 'conversation_id', nodes_1.conversation_id, 'date', iif(nodes_1.hoisted_0 % 1000000, date(nodes_1.hoisted_0 / 1000000, 'unixepoch') || 'T' || time(nodes_1.hoisted_0 / 1000000, 'unixepoch') || rtrim('.' || substr(nodes_1.hoisted_0 + 1000000, -6), '0') || 'Z', date(nodes_1.hoisted_0 / 1000000, 'unixepoch') || 'T' || time(nodes_1.hoisted_0 / 1000000, 'unixepoch') || 'Z'), 'is_flow_successful', nodes_1.state, 'state', nodes_1.state, 'error', nodes_1.error, 'latency', CASE WHEN abs(nodes_1.hoisted_1) >= 1000000000000000 THEN json(printf('%!.17g', (nodes_1.hoisted_1) / 1000000.0)) ELSE (nodes_1.hoisted_1) / 1000000.0 END, 'total_tokens', nodes_1.total_tokens, 'user_id', nodes_1.user_id, 'inputs', nodes_1.inputs, 'outputs', nodes_1.outputs, 'llms', nodes_1.llms, 'feedback', nodes_1.feedback, 'run_type', nodes_1.run_type, 'ran_by_type', nodes_1.ran_by_type, 'ran_by_id', nodes_1.ran_by_id, 'ran_by_display_name', nodes_1.ran_by_name, 'parent_run_id', nodes_1.parent_id), '{}') || ',"parent_project_id":' || coalesce(nodes_1.hoisted_2, 'null') || '}'), '') || ']}' AS value 
FROM (SELECT page_1.id AS id, page_1.conversation_id AS conversation_id, page_1.started_at AS started_at, page_1.last_activity_at AS last_activity_at, page_1.ended_at AS ended_at, page_1.event_at AS event_at, page_1.state AS state, page_1.error AS error, page_1.total_tokens AS total_tokens, page_1.user_id AS user_id, page_1.inputs AS inputs, page_1.outputs AS outputs, page_1.llms AS llms, page_1.feedback AS feedback, page_1.run_type AS run_type, page_1.ran_by_type AS ran_by_type, page_1.ran_by_id AS ran_by_id, page_1.ran_by_name AS ran_by_name, page_1.parent_id AS parent_id, coalesce(page_1.started_at, page_1.last_activity_at, page_1.ended_at, page_1.event_at) AS hoisted_0, CASE WHEN (page_1.ended_at >= page_1.started_at) THEN page_1.ended_at - page_1.started_at END AS hoisted_1, (SELECT '{"workflow":' || coalesce(node_1.hoisted_0, 'null') || '}' AS value 
FROM (SELECT run_1.workflow_id AS workflow_id, (SELECT json_object('projectId', workflow_1.project_id, 'projectName', workflow_1.project_name) AS value 
FROM workflow AS workflow_1 
WHERE workflow_1.id = run_1.workflow_id AND workflow_1.org_id = ?) AS hoisted_0 
FROM run AS run_1 
WHERE run_1.id = page_1.parent_id AND run_1.org_id = ?
 LIMIT ? OFFSET 0) AS node_1) AS hoisted_2 
FROM (SELECT run_2.id AS id, run_2.conversation_id AS conversation_id, run_2.started_at AS started_at, run_2.last_activity_at AS last_activity_at, run_2.ended_at AS ended_at, run_2.event_at AS event_at, run_2.state AS state, run_2.error AS error, run_2.total_tokens AS total_tokens, run_2.user_id AS user_id, run_2.inputs AS inputs, run_2.outputs AS outputs, run_2.llms AS llms, run_2.feedback AS feedback, run_2.run_type AS run_type, run_2.ran_by_type AS ran_by_type, run_2.ran_by_id AS ran_by_id, run_2.ran_by_name AS ran_by_name, run_2.parent_id AS parent_id 
FROM run AS run_2 
WHERE run_2.workflow_id = ? AND run_2.org_id = ? ORDER BY coalesce(run_2.started_at, -1) DESC, run_2.id DESC
 LIMIT ? OFFSET ?) AS page_1
 LIMIT ? OFFSET 0) AS nodes_1) AS value;
-- binds: <organization>, <organization>, -1, <$runs.workflowId.eq>, <organization>, <$first>, <$skip>, -1
