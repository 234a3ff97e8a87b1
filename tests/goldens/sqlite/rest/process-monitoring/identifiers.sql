-- processGroups
SELECT (SELECT '{"nodes":' || json_group_array(json_object('groupId', numbered_1.id, 'displayName', numbered_1.display_name, 'parentId', numbered_1.parent_id)) FILTER (WHERE numbered_1.number <= ?) || ',"pageInfo":' || json_object('hasNextPage', json(CASE coalesce(max(numbered_1.fetched), ?) > ? WHEN 1 THEN 'true' WHEN 0 THEN 'false' END), 'endCursor', max(CASE WHEN (numbered_1.number = CASE WHEN (numbered_1.fetched < ?) THEN numbered_1.fetched ELSE ? END AND numbered_1.number <= ?) THEN (json_array('ID_ASC', numbered_1.id) || '') END)) || '}' AS value 
FROM (SELECT page_1.id AS id, page_1.display_name AS display_name, page_1.parent_id AS parent_id, row_number() OVER (ORDER BY page_1.id ASC) AS number, count(*) OVER () AS fetched 
FROM (SELECT process_group_1.id AS id, process_group_1.display_name AS display_name, process_group_1.parent_id AS parent_id 
FROM process_group AS process_group_1 
WHERE process_group_1.org_id = ? ORDER BY process_group_1.id ASC
 LIMIT 1001 OFFSET ?) AS page_1 ORDER BY page_1.id ASC
 LIMIT 1001 OFFSET ?) AS numbered_1) AS value;
-- binds: 1000, 0, 1000, 1000, 1000, 1000, <organization>, 0, 0

-- processModels
SELECT (SELECT '{"nodes":[' || coalesce(group_concat('{' || trim(json_object('modelId', nodes_1.id, 'displayName', nodes_1.display_name, 'groupId', nodes_1.group_id), '{}') || ',"metadataKeys":' || nodes_1.hoisted_0 || '}') FILTER (WHERE nodes_1.number <= ?), '') || '],"pageInfo":' || json_object('hasNextPage', json(CASE coalesce(max(nodes_1.fetched), ?) > ? WHEN 1 THEN 'true' WHEN 0 THEN 'false' END), 'endCursor', max(CASE WHEN (nodes_1.number = CASE WHEN (nodes_1.fetched < ?) THEN nodes_1.fetched ELSE ? END AND nodes_1.number <= ?) THEN (json_array('ID_ASC', nodes_1.id) || '') END)) || '}' AS value 
FROM (SELECT numbered_1.id AS id, numbered_1.display_name AS display_name, numbered_1.group_id AS group_id, numbered_1.number AS number, numbered_1.fetched AS fetched, (SELECT json_group_array(names_1.name) AS value 
FROM (SELECT entries_1.name AS name 
FROM (SELECT DISTINCT instance_metadata_1.name AS name 
FROM instance_metadata AS instance_metadata_1, (SELECT process_instance_1.id AS id 
FROM process_instance AS process_instance_1 
WHERE process_instance_1.model_id = numbered_1.id AND process_instance_1.org_id = ? ORDER BY coalesce(process_instance_1.started_at, -1) DESC, process_instance_1.id DESC
 LIMIT 500 OFFSET ?) AS newest_1 
WHERE instance_metadata_1.instance_id = newest_1.id AND instance_metadata_1.value IS NOT NULL AND instance_metadata_1.org_id = ?) AS entries_1 
WHERE entries_1.name IS NOT NULL ORDER BY entries_1.name) AS names_1) AS hoisted_0 
FROM (SELECT page_1.id AS id, page_1.display_name AS display_name, page_1.group_id AS group_id, row_number() OVER (ORDER BY page_1.id ASC) AS number, count(*) OVER () AS fetched 
FROM (SELECT process_model_1.id AS id, process_model_1.display_name AS display_name, process_model_1.group_id AS group_id 
FROM process_model AS process_model_1 
WHERE process_model_1.org_id = ? ORDER BY process_model_1.id ASC
 LIMIT 1001 OFFSET ?) AS page_1 ORDER BY page_1.id ASC
 LIMIT 1001 OFFSET ?) AS numbered_1
 LIMIT ? OFFSET 0) AS nodes_1) AS value;
-- binds: 1000, 0, 1000, 1000, 1000, 1000, <organization>, 0, <organization>, <organization>, 0, 0, -1
