-- processModels
SELECT (SELECT '{"nodes":' || json_group_array(json_object('modelId', page_1.id)) || '}' AS value 
FROM (SELECT process_model_1.id AS id 
FROM process_model AS process_model_1 
WHERE process_model_1."key" = ? AND (EXISTS (SELECT 1 
FROM process_version AS process_version_1 
WHERE process_version_1.model_id = process_model_1.id AND process_version_1.version = ? AND process_version_1.org_id = ?)) AND process_model_1.org_id = ? ORDER BY process_model_1.id ASC
 LIMIT 1000 OFFSET ?) AS page_1) AS value;
-- binds: <$processKey>, <$version>, <organization>, <organization>, 0
