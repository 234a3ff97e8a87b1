-- models
SELECT (SELECT '{"nodes":[' || coalesce(string_agg('{"modelId":' || coalesce(to_json(page_1.id)::text, 'null') || '}', ','), '') || ']}' AS value 
FROM (SELECT process_model_1.id AS id 
FROM process_model AS process_model_1 
WHERE process_model_1.id IN (SELECT each::text FROM json_array_elements_text(($1::VARCHAR COLLATE "C")::json) AS each) AND process_model_1.org_id = $2::VARCHAR COLLATE "C" ORDER BY process_model_1.id DESC 
 LIMIT 1000) AS page_1) AS value;
-- binds: <$paths>, <organization>

-- members
SELECT (SELECT '{"nodes":[' || coalesce(string_agg('{"groupId":' || coalesce(to_json(page_1.group_id)::text, 'null') || '}', ','), '') || ']}' AS value 
FROM (SELECT process_model_1.group_id AS group_id 
FROM process_model AS process_model_1 
WHERE process_model_1.group_id IN (SELECT each::text FROM json_array_elements_text(($1::VARCHAR COLLATE "C")::json) AS each) AND process_model_1.org_id = $2::VARCHAR COLLATE "C" ORDER BY process_model_1.id DESC 
 LIMIT 10000) AS page_1) AS value;
-- binds: <$paths>, <organization>

-- groups
SELECT (SELECT '{"nodes":[' || coalesce(string_agg('{"groupId":' || coalesce(to_json(page_1.id)::text, 'null') || '}', ','), '') || ']}' AS value 
FROM (SELECT process_group_1.id AS id 
FROM process_group AS process_group_1 
WHERE process_group_1.id IN (SELECT each::text FROM json_array_elements_text(($1::VARCHAR COLLATE "C")::json) AS each) AND process_group_1.org_id = $2::VARCHAR COLLATE "C" ORDER BY process_group_1.id DESC 
 LIMIT 1000) AS page_1) AS value;
-- binds: <$paths>, <organization>
