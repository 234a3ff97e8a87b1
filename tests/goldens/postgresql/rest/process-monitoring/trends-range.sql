-- first
SELECT (SELECT '{"nodes":[' || coalesce(string_agg('{"startedAt":' || coalesce((page_1.started_at / 1000)::text, 'null') || '}', ','), '') || ']}' AS value 
FROM (SELECT process_instance_1.started_at AS started_at 
FROM process_instance AS process_instance_1 
WHERE process_instance_1.model_id = $1::VARCHAR COLLATE "C" AND coalesce(process_instance_1.started_at, -1) >= $2::BIGINT AND process_instance_1.org_id = $3::VARCHAR COLLATE "C" ORDER BY coalesce(process_instance_1.started_at, -1) ASC, process_instance_1.id ASC 
 LIMIT 1) AS page_1) AS value;
-- binds: <$instances.modelId.eq>, 0, <organization>

-- last
SELECT (SELECT '{"nodes":[' || coalesce(string_agg('{"startedAt":' || coalesce((page_1.started_at / 1000)::text, 'null') || '}', ','), '') || ']}' AS value 
FROM (SELECT process_instance_1.started_at AS started_at 
FROM process_instance AS process_instance_1 
WHERE process_instance_1.model_id = $1::VARCHAR COLLATE "C" AND process_instance_1.org_id = $2::VARCHAR COLLATE "C" ORDER BY coalesce(process_instance_1.started_at, -1) DESC, process_instance_1.id DESC 
 LIMIT 1) AS page_1) AS value;
-- binds: <$instances.modelId.eq>, <organization>
