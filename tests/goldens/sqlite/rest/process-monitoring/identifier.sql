-- processModels
SELECT (SELECT '{"nodes":' || json_group_array(json_object('modelId', numbered_1.id, 'displayName', numbered_1.display_name)) FILTER (WHERE numbered_1.number <= ?) || ',"pageInfo":' || json_object('hasNextPage', json(CASE coalesce(max(numbered_1.fetched), ?) > ? WHEN 1 THEN 'true' WHEN 0 THEN 'false' END), 'endCursor', max(CASE WHEN (numbered_1.number = CASE WHEN (numbered_1.fetched < ?) THEN numbered_1.fetched ELSE ? END AND numbered_1.number <= ?) THEN (json_array('ID_ASC', numbered_1.id) || '') END)) || '}' AS value 
FROM (SELECT page_1.id AS id, page_1.display_name AS display_name, row_number() OVER (ORDER BY page_1.id ASC) AS number, count(*) OVER () AS fetched 
FROM (SELECT process_model_1.id AS id, process_model_1.display_name AS display_name 
FROM process_model AS process_model_1 
WHERE (process_model_1.id = ? OR substr(process_model_1.id, ?, length(?)) = ?) AND process_model_1.org_id = ? ORDER BY process_model_1.id ASC
 LIMIT 1001 OFFSET ?) AS page_1 ORDER BY page_1.id ASC
 LIMIT 1001 OFFSET ?) AS numbered_1) AS value;
-- binds: 1000, 0, 1000, 1000, 1000, 1000, <$models.or.0.modelId.eq>, 1, <$models.or.1.modelId.startsWith>, <$models.or.1.modelId.startsWith>, <organization>, 0, 0

-- processGroups
SELECT (SELECT '{"nodes":' || json_group_array(json_object('groupId', page_1.id)) || '}' AS value 
FROM (SELECT process_group_1.id AS id 
FROM process_group AS process_group_1 
WHERE (process_group_1.id = ? OR substr(process_group_1.id, ?, length(?)) = ?) AND process_group_1.org_id = ? ORDER BY process_group_1.id DESC
 LIMIT 1 OFFSET ?) AS page_1) AS value;
-- binds: <$groups.or.0.groupId.eq>, 1, <$groups.or.1.groupId.startsWith>, <$groups.or.1.groupId.startsWith>, <organization>, 0
