-- processInstances
SELECT (SELECT '{"metadataKeys":' || (SELECT json_group_array(names_1.name) AS value 
FROM (SELECT DISTINCT instance_metadata_1.name AS name 
FROM process_instance AS process_instance_1, instance_metadata AS instance_metadata_1 
WHERE substr(process_instance_1.model_id, ?, length(?)) = ? AND coalesce(process_instance_1.started_at, -1) >= ? AND coalesce(process_instance_1.started_at, -1) < ? AND instance_metadata_1.instance_id = process_instance_1.id AND instance_metadata_1.name IS NOT NULL AND instance_metadata_1.value IS NOT NULL AND process_instance_1.org_id = ? AND instance_metadata_1.org_id = ? ORDER BY instance_metadata_1.name) AS names_1) || '}' AS value) AS value;
-- binds: 1, <$instances.modelId.startsWith>, <$instances.modelId.startsWith>, <now and $instances.startedAt.lastDays>, <now>, <organization>, <organization>
