-- processInstances
WITH RECURSIVE periods_1(level, start_at, end_at, state) AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'process_instance' AND rollup_period_1.level = 4 AND rollup_period_1.end_at > $3::BIGINT AND rollup_period_1.start_at < $5::BIGINT AND rollup_period_1.org_id = $1::VARCHAR COLLATE "C" UNION ALL SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM periods_1, rollup_period AS rollup_period_2 
WHERE periods_1.level > 1 AND NOT (periods_1.state >= 1 AND periods_1.start_at >= $3::BIGINT AND periods_1.end_at <= $5::BIGINT AND periods_1.level <= 4) AND rollup_period_2.subject = 'process_instance' AND rollup_period_2.level = periods_1.level - 1 AND rollup_period_2.start_at >= periods_1.start_at AND rollup_period_2.start_at < periods_1.end_at AND rollup_period_2.end_at > $3::BIGINT AND rollup_period_2.start_at < $5::BIGINT AND rollup_period_2.org_id = $1::VARCHAR COLLATE "C"), 
ordered_1 AS 
(SELECT edges_1.level AS level, edges_1.lo AS lo, edges_1.hi AS hi, lag(edges_1.hi, 1, $3::BIGINT) OVER (ORDER BY edges_1.lo, edges_1.level) AS before, max(edges_1.bucket) OVER (ORDER BY edges_1.lo, edges_1.level ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS bucket, max(edges_1.bucket) OVER (ORDER BY edges_1.lo, edges_1.level ROWS BETWEEN UNBOUNDED PRECEDING AND $4::INTEGER PRECEDING) AS bucket_before 
FROM (SELECT 0 AS level, $5::BIGINT AS lo, $5::BIGINT AS hi, CAST(NULL AS BIGINT) AS bucket UNION ALL SELECT periods_1.level AS level, periods_1.start_at AS lo, periods_1.end_at AS hi, CAST(NULL AS BIGINT) AS bucket 
FROM periods_1 
WHERE periods_1.state >= 1 AND periods_1.start_at >= $3::BIGINT AND periods_1.end_at <= $5::BIGINT AND periods_1.level <= 4) AS edges_1), 
cover_1 AS MATERIALIZED 
(SELECT ordered_1.level AS level, ordered_1.lo AS lo, ordered_1.hi AS hi, ordered_1.bucket AS bucket 
FROM ordered_1 
WHERE ordered_1.level > 0 UNION ALL SELECT 0, ordered_1.before AS before, ordered_1.lo AS lo, ordered_1.bucket_before AS bucket_before 
FROM ordered_1 
WHERE ordered_1.before < ordered_1.lo)
 SELECT (SELECT '{"nodes":[' || coalesce(string_agg('{"process_instance_id":' || coalesce(to_json(page_1.id)::text, 'null') || ',"process_model_identifier":' || coalesce(to_json(page_1.model_id)::text, 'null') || ',"status":' || coalesce('"' || page_1.status || '"', 'null') || ',"start":' || coalesce('"' || replace((timestamp 'epoch' + (page_1.started_at / 3600000000) * interval '1 hour' + (page_1.started_at % 3600000000) * interval '1 microsecond')::text, ' ', 'T') || 'Z' || '"', 'null') || ',"end":' || coalesce('"' || replace((timestamp 'epoch' + (page_1.ended_at / 3600000000) * interval '1 hour' + (page_1.ended_at % 3600000000) * interval '1 microsecond')::text, ' ', 'T') || 'Z' || '"', 'null') || ',"duration_seconds":' || coalesce((((page_1.ended_at - page_1.started_at)::float8 / 1000000))::text, 'null') || ',"last_milestone_bpmn_name":' || coalesce((SELECT '{"name":' || coalesce(to_json(milestone_1.name)::text, 'null') || '}' AS value 
FROM milestone AS milestone_1 
WHERE milestone_1.instance_id = page_1.id AND milestone_1.org_id = $1::VARCHAR COLLATE "C" ORDER BY coalesce(milestone_1.reached_at, -1) DESC, milestone_1.id DESC 
 LIMIT $2::INTEGER), 'null') || ',"process_initiator_username":' || coalesce(to_json(page_1.initiator)::text, 'null') || ',"metadata":' || coalesce((SELECT coalesce(json_object_agg(entries_1.name, entries_1.value)::text, '{}') AS value 
FROM (SELECT instance_metadata_1.name AS name, instance_metadata_1.value AS value 
FROM instance_metadata AS instance_metadata_1 
WHERE instance_metadata_1.instance_id = page_1.id AND instance_metadata_1.name IS NOT NULL AND instance_metadata_1.value IS NOT NULL AND instance_metadata_1.org_id = $1::VARCHAR COLLATE "C" ORDER BY instance_metadata_1.id) AS entries_1), 'null') || '}', ','), '') || '],"totalCount":' || coalesce(((WITH stream_1 AS 
(SELECT process_instance_by_model_1.counted AS counted 
FROM cover_1, process_instance_by_model AS process_instance_by_model_1 
WHERE cover_1.level > 0 AND process_instance_by_model_1.level = cover_1.level + 0 AND process_instance_by_model_1.start_at = cover_1.lo + 0 AND substr(process_instance_by_model_1.model_id, $6::INTEGER, length($7::VARCHAR COLLATE "C")) = $8::VARCHAR COLLATE "C" AND process_instance_by_model_1.counted > 0 AND process_instance_by_model_1.org_id = $1::VARCHAR COLLATE "C" UNION ALL SELECT 1 AS counted 
FROM (SELECT 1 AS one 
FROM cover_1, process_instance AS process_instance_1 
WHERE substr(process_instance_1.model_id, $9::INTEGER, length($10::VARCHAR COLLATE "C")) = $11::VARCHAR COLLATE "C" AND cover_1.level + 0 = 0 AND coalesce(process_instance_1.started_at, -1) >= cover_1.lo AND coalesce(process_instance_1.started_at, -1) < cover_1.hi AND process_instance_1.org_id = $1::VARCHAR COLLATE "C") AS started_1), 
groups_1 AS 
(SELECT CAST(coalesce(sum(stream_1.counted), 0) AS BIGINT) AS counted 
FROM stream_1), 
figures_1 AS 
(SELECT groups_1.counted AS counted 
FROM groups_1)
 SELECT figures_1.counted AS value 
FROM figures_1))::text, 'null') || '}' AS value 
FROM (SELECT process_instance_1.id AS id, process_instance_1.model_id AS model_id, process_instance_1.status AS status, process_instance_1.started_at AS started_at, process_instance_1.ended_at AS ended_at, process_instance_1.initiator AS initiator 
FROM process_instance AS process_instance_1 
WHERE substr(process_instance_1.model_id, $12::INTEGER, length($13::VARCHAR COLLATE "C")) = $14::VARCHAR COLLATE "C" AND coalesce(process_instance_1.started_at, -1) >= $15::BIGINT AND coalesce(process_instance_1.started_at, -1) < $16::BIGINT AND process_instance_1.org_id = $1::VARCHAR COLLATE "C" ORDER BY coalesce(process_instance_1.started_at, -1) DESC, process_instance_1.id DESC 
 LIMIT $17::BIGINT OFFSET $18::BIGINT) AS page_1) AS value;
-- binds: <organization>, 1, <now and $instances.startedAt.lastDays>, 1, <now>, 1, <$instances.modelId.startsWith>, <$instances.modelId.startsWith>, 1, <$instances.modelId.startsWith>, <$instances.modelId.startsWith>, 1, <$instances.modelId.startsWith>, <$instances.modelId.startsWith>, <now and $instances.startedAt.lastDays>, <now>, <$first>, <$skip>
