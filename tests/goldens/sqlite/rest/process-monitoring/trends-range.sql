-- first
SELECT (SELECT '{"nodes":' || json_group_array(json_object('startedAt', page_1.started_at / 1000)) || '}' AS value 
FROM (SELECT process_instance_1.started_at AS started_at 
FROM process_instance AS process_instance_1 
WHERE process_instance_1.model_id = ? AND coalesce(process_instance_1.started_at, -1) >= ? AND process_instance_1.org_id = ? ORDER BY coalesce(process_instance_1.started_at, -1) ASC, process_instance_1.id ASC
 LIMIT 1 OFFSET ?) AS page_1) AS value;
-- binds: <$instances.modelId.eq>, 0, <organization>, 0

-- last
SELECT (SELECT '{"nodes":' || json_group_array(json_object('startedAt', page_1.started_at / 1000)) || '}' AS value 
FROM (SELECT process_instance_1.started_at AS started_at 
FROM process_instance AS process_instance_1 
WHERE process_instance_1.model_id = ? AND process_instance_1.org_id = ? ORDER BY coalesce(process_instance_1.started_at, -1) DESC, process_instance_1.id DESC
 LIMIT 1 OFFSET ?) AS page_1) AS value;
-- binds: <$instances.modelId.eq>, <organization>, 0
