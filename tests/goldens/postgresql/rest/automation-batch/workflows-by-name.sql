-- workflows
SELECT (SELECT '{"nodes":[' || coalesce(string_agg('{"workflowId":' || coalesce(to_json(page_1.id)::text, 'null') || '}', ','), '') || ']}' AS value 
FROM (SELECT workflow_1.id AS id 
FROM workflow AS workflow_1 
WHERE (workflow_1.name = $1::VARCHAR COLLATE "C" OR workflow_1.id = $2::VARCHAR COLLATE "C" AND workflow_1.name IS NULL) AND workflow_1.org_id = $3::VARCHAR COLLATE "C" ORDER BY workflow_1.id DESC 
 LIMIT 10000) AS page_1) AS value;
-- binds: <$name>, <$name>, <organization>

-- own
SELECT (SELECT '{"name":' || coalesce(to_json(workflow_1.name)::text, 'null') || '}' AS value 
FROM workflow AS workflow_1 
WHERE workflow_1.id = $1::VARCHAR COLLATE "C" AND workflow_1.org_id = $2::VARCHAR COLLATE "C") AS value;
-- binds: <$name>, <organization>
