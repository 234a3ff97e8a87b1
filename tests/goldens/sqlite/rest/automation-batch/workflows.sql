-- workflows
SELECT (SELECT '{"nodes":' || json_group_array(json_object('workflowId', page_1.id, 'name', page_1.name, 'parametersCount', page_1.parameters_count)) || '}' AS value 
FROM (SELECT workflow_1.id AS id, workflow_1.name AS name, workflow_1.parameters_count AS parameters_count 
FROM workflow AS workflow_1 
WHERE workflow_1.id IN (SELECT value FROM json_each(?)) = 1 AND workflow_1.org_id = ? ORDER BY workflow_1.id DESC
 LIMIT 10000 OFFSET ?) AS page_1) AS value;
-- binds: <$ids>, <organization>, 0
