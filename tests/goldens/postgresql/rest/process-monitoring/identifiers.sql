-- processGroups
SELECT (SELECT '{"nodes":[' || coalesce(string_agg('{"groupId":' || coalesce(to_json(numbered_1.id)::text, 'null') || ',"displayName":' || coalesce(to_json(numbered_1.display_name)::text, 'null') || ',"parentId":' || coalesce(to_json(numbered_1.parent_id)::text, 'null') || '}', ',') FILTER (WHERE numbered_1.number <= $1::BIGINT), '') || '],"pageInfo":{"hasNextPage":' || coalesce((coalesce(max(numbered_1.fetched), $2::INTEGER) > $3::BIGINT)::text, 'null') || ',"endCursor":' || coalesce(to_json(max(CASE WHEN (numbered_1.number = CASE WHEN (numbered_1.fetched < $4::BIGINT) THEN numbered_1.fetched ELSE $5::BIGINT END AND numbered_1.number <= $6::BIGINT) THEN json_build_array('ID_ASC', numbered_1.id)::text END))::text, 'null') || '}}' AS value 
FROM (SELECT page_1.id AS id, page_1.display_name AS display_name, page_1.parent_id AS parent_id, row_number() OVER (ORDER BY page_1.id ASC) AS number, count(*) OVER () AS fetched 
FROM (SELECT process_group_1.id AS id, process_group_1.display_name AS display_name, process_group_1.parent_id AS parent_id 
FROM process_group AS process_group_1 
WHERE process_group_1.org_id = $7::VARCHAR COLLATE "C" ORDER BY process_group_1.id ASC 
 LIMIT 1001) AS page_1 ORDER BY page_1.id ASC 
 LIMIT 1001) AS numbered_1) AS value;
-- binds: 1000, 0, 1000, 1000, 1000, 1000, <organization>

-- processModels
SELECT (SELECT '{"nodes":[' || coalesce(string_agg('{"modelId":' || coalesce(to_json(numbered_1.id)::text, 'null') || ',"displayName":' || coalesce(to_json(numbered_1.display_name)::text, 'null') || ',"groupId":' || coalesce(to_json(numbered_1.group_id)::text, 'null') || ',"metadataKeys":' || (SELECT '[' || coalesce(string_agg(coalesce(to_json(names_1.name)::text, 'null'), ','), '') || ']' AS value 
FROM (SELECT entries_1.name AS name 
FROM (SELECT DISTINCT instance_metadata_1.name AS name 
FROM instance_metadata AS instance_metadata_1, (SELECT process_instance_1.id AS id 
FROM process_instance AS process_instance_1 
WHERE process_instance_1.model_id = numbered_1.id AND process_instance_1.org_id = $1::VARCHAR COLLATE "C" ORDER BY coalesce(process_instance_1.started_at, -1) DESC, process_instance_1.id DESC 
 LIMIT 500) AS newest_1 
WHERE instance_metadata_1.instance_id = newest_1.id AND instance_metadata_1.value IS NOT NULL AND instance_metadata_1.org_id = $1::VARCHAR COLLATE "C") AS entries_1 
WHERE entries_1.name IS NOT NULL ORDER BY entries_1.name) AS names_1) || '}', ',') FILTER (WHERE numbered_1.number <= $2::BIGINT), '') || '],"pageInfo":{"hasNextPage":' || coalesce((coalesce(max(numbered_1.fetched), $3::INTEGER) > $4::BIGINT)::text, 'null') || ',"endCursor":' || coalesce(to_json(max(CASE WHEN (numbered_1.number = CASE WHEN (numbered_1.fetched < $5::BIGINT) THEN numbered_1.fetched ELSE $6::BIGINT END AND numbered_1.number <= $7::BIGINT) THEN json_build_array('ID_ASC', numbered_1.id)::text END))::text, 'null') || '}}' AS value 
FROM (SELECT page_1.id AS id, page_1.display_name AS display_name, page_1.group_id AS group_id, row_number() OVER (ORDER BY page_1.id ASC) AS number, count(*) OVER () AS fetched 
FROM (SELECT process_model_1.id AS id, process_model_1.display_name AS display_name, process_model_1.group_id AS group_id 
FROM process_model AS process_model_1 
WHERE process_model_1.org_id = $1::VARCHAR COLLATE "C" ORDER BY process_model_1.id ASC 
 LIMIT 1001) AS page_1 ORDER BY page_1.id ASC 
 LIMIT 1001) AS numbered_1) AS value;
-- binds: <organization>, 1000, 0, 1000, 1000, 1000, 1000
