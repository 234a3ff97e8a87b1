-- processModels
SELECT (SELECT '{"nodes":[' || coalesce(string_agg('{"modelId":' || coalesce(to_json(numbered_1.id)::text, 'null') || ',"displayName":' || coalesce(to_json(numbered_1.display_name)::text, 'null') || '}', ',') FILTER (WHERE numbered_1.number <= $1::BIGINT), '') || '],"pageInfo":{"hasNextPage":' || coalesce((coalesce(max(numbered_1.fetched), $2::INTEGER) > $3::BIGINT)::text, 'null') || ',"endCursor":' || coalesce(to_json(max(CASE WHEN (numbered_1.number = CASE WHEN (numbered_1.fetched < $4::BIGINT) THEN numbered_1.fetched ELSE $5::BIGINT END AND numbered_1.number <= $6::BIGINT) THEN json_build_array('ID_ASC', numbered_1.id)::text END))::text, 'null') || '}}' AS value 
FROM (SELECT page_1.id AS id, page_1.display_name AS display_name, row_number() OVER (ORDER BY page_1.id ASC) AS number, count(*) OVER () AS fetched 
FROM (SELECT process_model_1.id AS id, process_model_1.display_name AS display_name 
FROM process_model AS process_model_1 
WHERE (process_model_1.id = $7::VARCHAR COLLATE "C" OR substr(process_model_1.id, $8::INTEGER, length($9::VARCHAR COLLATE "C")) = $10::VARCHAR COLLATE "C") AND process_model_1.org_id = $11::VARCHAR COLLATE "C" ORDER BY process_model_1.id ASC 
 LIMIT 1001) AS page_1 ORDER BY page_1.id ASC 
 LIMIT 1001) AS numbered_1) AS value;
-- binds: 1000, 0, 1000, 1000, 1000, 1000, <$models.or.0.modelId.eq>, 1, <$models.or.1.modelId.startsWith>, <$models.or.1.modelId.startsWith>, <organization>

-- processGroups
SELECT (SELECT '{"nodes":[' || coalesce(string_agg('{"groupId":' || coalesce(to_json(page_1.id)::text, 'null') || '}', ','), '') || ']}' AS value 
FROM (SELECT process_group_1.id AS id 
FROM process_group AS process_group_1 
WHERE (process_group_1.id = $1::VARCHAR COLLATE "C" OR substr(process_group_1.id, $2::INTEGER, length($3::VARCHAR COLLATE "C")) = $4::VARCHAR COLLATE "C") AND process_group_1.org_id = $5::VARCHAR COLLATE "C" ORDER BY process_group_1.id DESC 
 LIMIT 1) AS page_1) AS value;
-- binds: <$groups.or.0.groupId.eq>, 1, <$groups.or.1.groupId.startsWith>, <$groups.or.1.groupId.startsWith>, <organization>
