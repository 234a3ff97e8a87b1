-- models
SELECT (SELECT '{"nodes":' || json_group_array(json_object('modelId', page_1.id)) || '}' AS value 
FROM (SELECT process_model_1.id AS id 
FROM process_model AS process_model_1 
WHERE process_model_1.id IN (SELECT value FROM json_each(?)) = 1 AND process_model_1.org_id = ? ORDER BY process_model_1.id DESC
 LIMIT 1000 OFFSET ?) AS page_1) AS value;
-- binds: <$paths>, <organization>, 0

-- members
SELECT (SELECT '{"nodes":' || json_group_array(json_object('groupId', page_1.group_id)) || '}' AS value 
FROM (SELECT process_model_1.group_id AS group_id 
FROM process_model AS process_model_1 
WHERE process_model_1.group_id IN (SELECT value FROM json_each(?)) = 1 AND process_model_1.org_id = ? ORDER BY process_model_1.id DESC
 LIMIT 10000 OFFSET ?) AS page_1) AS value;
-- binds: <$paths>, <organization>, 0

-- groups
SELECT (SELECT '{"nodes":' || json_group_array(json_object('groupId', page_1.id)) || '}' AS value 
FROM (SELECT process_group_1.id AS id 
FROM process_group AS process_group_1 
WHERE process_group_1.id IN (SELECT value FROM json_each(?)) = 1 AND process_group_1.org_id = ? ORDER BY process_group_1.id DESC
 LIMIT 1000 OFFSET ?) AS page_1) AS value;
-- binds: <$paths>, <organization>, 0
