-- processModels
SELECT (SELECT '{"nodes":[' || coalesce(string_agg('{"modelId":' || coalesce(to_json(page_1.id)::text, 'null') || '}', ','), '') || ']}' AS value 
FROM (SELECT process_model_1.id AS id 
FROM process_model AS process_model_1 
WHERE process_model_1.key = $1::VARCHAR COLLATE "C" AND (EXISTS (SELECT 1 
FROM process_version AS process_version_1 
WHERE process_version_1.model_id = process_model_1.id AND process_version_1.version = $2::BIGINT AND process_version_1.org_id = $3::VARCHAR COLLATE "C")) AND process_model_1.org_id = $3::VARCHAR COLLATE "C" ORDER BY process_model_1.id ASC 
 LIMIT 1000) AS page_1) AS value;
-- binds: <$processKey>, <$version>, <organization>
