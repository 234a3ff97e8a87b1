-- workflows
SELECT (SELECT '{"nodes":[' || coalesce(string_agg('{"workflowId":' || coalesce(to_json(page_1.id)::text, 'null') || ',"name":' || coalesce(to_json(page_1.name)::text, 'null') || ',"parametersCount":' || coalesce((page_1.parameters_count)::text, 'null') || '}', ','), '') || ']}' AS value 
FROM (SELECT workflow_1.id AS id, workflow_1.name AS name, workflow_1.parameters_count AS parameters_count 
FROM workflow AS workflow_1 
WHERE workflow_1.id IN (SELECT each::text FROM json_array_elements_text(($1::VARCHAR COLLATE "C")::json) AS each) AND workflow_1.org_id = $2::VARCHAR COLLATE "C" ORDER BY workflow_1.id DESC 
 LIMIT 10000) AS page_1) AS value;
-- binds: <$ids>, <organization>
