-- processInstances
SELECT (SELECT '{"metadataKeys":' || (SELECT '[' || coalesce(string_agg(coalesce(to_json(names_1.name)::text, 'null'), ','), '') || ']' AS value 
FROM (SELECT DISTINCT instance_metadata_1.name AS name 
FROM process_instance AS process_instance_1, instance_metadata AS instance_metadata_1 
WHERE substr(process_instance_1.model_id, $1::INTEGER, length($2::VARCHAR COLLATE "C")) = $3::VARCHAR COLLATE "C" AND coalesce(process_instance_1.started_at, -1) >= $4::BIGINT AND coalesce(process_instance_1.started_at, -1) < $5::BIGINT AND instance_metadata_1.instance_id = process_instance_1.id AND instance_metadata_1.name IS NOT NULL AND instance_metadata_1.value IS NOT NULL AND process_instance_1.org_id = $6::VARCHAR COLLATE "C" AND instance_metadata_1.org_id = $6::VARCHAR COLLATE "C" ORDER BY instance_metadata_1.name) AS names_1) || '}' AS value) AS value;
-- binds: 1, <$instances.modelId.startsWith>, <$instances.modelId.startsWith>, <now and $instances.startedAt.lastDays>, <now>, <organization>
