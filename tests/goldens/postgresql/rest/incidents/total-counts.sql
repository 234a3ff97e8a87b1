-- processModels
WITH RECURSIVE periods_1(level, start_at, end_at, state) AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'task' AND rollup_period_1.level = 4 AND rollup_period_1.end_at > $5::BIGINT AND rollup_period_1.start_at < $7::BIGINT AND rollup_period_1.org_id = $4::VARCHAR COLLATE "C" UNION ALL SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM periods_1, rollup_period AS rollup_period_2 
WHERE periods_1.level > 2 AND NOT (periods_1.state >= 1 AND periods_1.start_at >= $5::BIGINT AND periods_1.end_at <= $7::BIGINT AND periods_1.level <= 4) AND rollup_period_2.subject = 'task' AND rollup_period_2.level = periods_1.level - 1 AND rollup_period_2.start_at >= periods_1.start_at AND rollup_period_2.start_at < periods_1.end_at AND rollup_period_2.end_at > $5::BIGINT AND rollup_period_2.start_at < $7::BIGINT AND rollup_period_2.org_id = $4::VARCHAR COLLATE "C"), 
ordered_1 AS 
(SELECT edges_1.level AS level, edges_1.lo AS lo, edges_1.hi AS hi, lag(edges_1.hi, 1, $5::BIGINT) OVER (ORDER BY edges_1.lo, edges_1.level) AS before, max(edges_1.bucket) OVER (ORDER BY edges_1.lo, edges_1.level ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS bucket, max(edges_1.bucket) OVER (ORDER BY edges_1.lo, edges_1.level ROWS BETWEEN UNBOUNDED PRECEDING AND $6::INTEGER PRECEDING) AS bucket_before 
FROM (SELECT 0 AS level, $7::BIGINT AS lo, $7::BIGINT AS hi, CAST(NULL AS BIGINT) AS bucket UNION ALL SELECT periods_1.level AS level, periods_1.start_at AS lo, periods_1.end_at AS hi, CAST(NULL AS BIGINT) AS bucket 
FROM periods_1 
WHERE periods_1.state >= 1 AND periods_1.start_at >= $5::BIGINT AND periods_1.end_at <= $7::BIGINT AND periods_1.level <= 4) AS edges_1), 
cover_1 AS MATERIALIZED 
(SELECT ordered_1.level AS level, ordered_1.lo AS lo, ordered_1.hi AS hi, ordered_1.bucket AS bucket 
FROM ordered_1 
WHERE ordered_1.level > 0 UNION ALL SELECT 0, ordered_1.before AS before, ordered_1.lo AS lo, ordered_1.bucket_before AS bucket_before 
FROM ordered_1 
WHERE ordered_1.before < ordered_1.lo)
 SELECT (SELECT '{"nodes":[' || coalesce(string_agg('{"incidents":' || (SELECT '{"stats":' || (WITH stream_1 AS 
(SELECT 1 AS counted 
FROM (SELECT 1 AS one 
FROM incident AS incident_1 
WHERE incident_1.model_id = page_1.id AND incident_1.version = $1::BIGINT AND (coalesce(incident_1.root_cause_id, incident_1.id) = incident_1.id) = $2::BOOLEAN AND coalesce(incident_1.created_at, -1) >= $3::BIGINT AND incident_1.org_id = $4::VARCHAR COLLATE "C") AS started_1), 
groups_1 AS 
(SELECT CAST(coalesce(sum(stream_1.counted), 0) AS BIGINT) AS counted 
FROM stream_1), 
figures_1 AS 
(SELECT groups_1.counted AS counted 
FROM groups_1)
 SELECT '{"totalIncidents":' || coalesce((figures_1.counted)::text, 'null') || '}' AS value 
FROM figures_1) || '}' AS value) || ',"tasks":' || (SELECT '{"stats":' || (WITH stream_2 AS 
(SELECT task_by_activity_1.counted AS counted 
FROM cover_1, task_by_activity AS task_by_activity_1 
WHERE cover_1.level > 0 AND task_by_activity_1.level = cover_1.level + 0 AND task_by_activity_1.start_at = cover_1.lo + 0 AND task_by_activity_1.model_id = page_1.id AND task_by_activity_1.version = $8::BIGINT AND task_by_activity_1.type = $9::VARCHAR COLLATE "C" AND task_by_activity_1.counted > 0 AND task_by_activity_1.org_id = $4::VARCHAR COLLATE "C" UNION ALL SELECT 1 AS counted 
FROM (SELECT 1 AS one 
FROM cover_1, task AS task_1 
WHERE task_1.model_id = page_1.id AND task_1.version = $10::BIGINT AND task_1.type = $11::VARCHAR COLLATE "C" AND cover_1.level + 0 = 0 AND coalesce(task_1.started_at, -1) >= cover_1.lo AND coalesce(task_1.started_at, -1) < cover_1.hi AND task_1.org_id = $4::VARCHAR COLLATE "C") AS started_2), 
groups_2 AS 
(SELECT CAST(coalesce(sum(stream_2.counted), 0) AS BIGINT) AS counted 
FROM stream_2), 
figures_2 AS 
(SELECT groups_2.counted AS counted 
FROM groups_2)
 SELECT '{"totalExceptions":' || coalesce((figures_2.counted)::text, 'null') || '}' AS value 
FROM figures_2) || '}' AS value) || '}', ','), '') || ']}' AS value 
FROM (SELECT process_model_1.id AS id 
FROM process_model AS process_model_1 
WHERE process_model_1.key = $12::VARCHAR COLLATE "C" AND (EXISTS (SELECT 1 
FROM process_version AS process_version_1 
WHERE process_version_1.model_id = process_model_1.id AND process_version_1.version = $13::BIGINT AND process_version_1.org_id = $4::VARCHAR COLLATE "C")) AND process_model_1.org_id = $4::VARCHAR COLLATE "C" ORDER BY process_model_1.id ASC 
 LIMIT 1000) AS page_1) AS value;
-- binds: <$version>, True, <$window.from>, <organization>, <$window.from>, 1, 253402300800000000, <$version>, 'errorStartEvent', <$version>, 'errorStartEvent', <$processKey>, <$version>
