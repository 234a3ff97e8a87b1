-- workflows
SELECT (SELECT '{"nodes":' || json_group_array(json_object('workflowId', page_1.id)) || '}' AS value 
FROM (SELECT workflow_1.id AS id 
FROM workflow AS workflow_1 
WHERE (workflow_1.name = ? OR workflow_1.id = ? AND workflow_1.name IS NULL) AND workflow_1.org_id = ? ORDER BY workflow_1.id DESC
 LIMIT 10000 OFFSET ?) AS page_1) AS value;
-- binds: <$name>, <$name>, <organization>, 0

-- own
SELECT (SELECT json_object('name', workflow_1.name) AS value 
FROM workflow AS workflow_1 
WHERE workflow_1.id = ? AND workflow_1.org_id = ?) AS value;
-- binds: <$name>, <organization>
