-- processInstances
WITH RECURSIVE periods_1(level, start_at, end_at, state) AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'process_instance' AND rollup_period_1.level = 4 AND rollup_period_1.end_at > $1::BIGINT AND rollup_period_1.start_at < $3::BIGINT AND rollup_period_1.org_id = $4::VARCHAR COLLATE "C" UNION ALL SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM periods_1, rollup_period AS rollup_period_2 
WHERE periods_1.level > 1 AND NOT (periods_1.state >= 1 AND periods_1.start_at >= $1::BIGINT AND periods_1.end_at <= $3::BIGINT AND periods_1.level <= 4) AND rollup_period_2.subject = 'process_instance' AND rollup_period_2.level = periods_1.level - 1 AND rollup_period_2.start_at >= periods_1.start_at AND rollup_period_2.start_at < periods_1.end_at AND rollup_period_2.end_at > $1::BIGINT AND rollup_period_2.start_at < $3::BIGINT AND rollup_period_2.org_id = $4::VARCHAR COLLATE "C"), 
ordered_1 AS 
(SELECT edges_1.level AS level, edges_1.lo AS lo, edges_1.hi AS hi, lag(edges_1.hi, 1, $1::BIGINT) OVER (ORDER BY edges_1.lo, edges_1.level) AS before, max(edges_1.bucket) OVER (ORDER BY edges_1.lo, edges_1.level ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS bucket, max(edges_1.bucket) OVER (ORDER BY edges_1.lo, edges_1.level ROWS BETWEEN UNBOUNDED PRECEDING AND $2::INTEGER PRECEDING) AS bucket_before 
FROM (SELECT 0 AS level, $3::BIGINT AS lo, $3::BIGINT AS hi, CAST(NULL AS BIGINT) AS bucket UNION ALL SELECT periods_1.level AS level, periods_1.start_at AS lo, periods_1.end_at AS hi, CAST(NULL AS BIGINT) AS bucket 
FROM periods_1 
WHERE periods_1.state >= 1 AND periods_1.start_at >= $1::BIGINT AND periods_1.end_at <= $3::BIGINT AND periods_1.level <= 4) AS edges_1), 
cover_1 AS MATERIALIZED 
(SELECT ordered_1.level AS level, ordered_1.lo AS lo, ordered_1.hi AS hi, ordered_1.bucket AS bucket 
FROM ordered_1 
WHERE ordered_1.level > 0 UNION ALL SELECT 0, ordered_1.before AS before, ordered_1.lo AS lo, ordered_1.bucket_before AS bucket_before 
FROM ordered_1 
WHERE ordered_1.before < ordered_1.lo)
 SELECT (SELECT '{"stats":' || (SELECT '{"groupBy":' || (WITH stream_1 AS 
(SELECT CAST(process_instance_by_model_1.model_id AS TEXT) COLLATE "C" AS key_0, process_instance_by_model_1.counted AS counted 
FROM cover_1, process_instance_by_model AS process_instance_by_model_1 
WHERE cover_1.level > 0 AND process_instance_by_model_1.level = cover_1.level + 0 AND process_instance_by_model_1.start_at = cover_1.lo + 0 AND substr(process_instance_by_model_1.model_id, $5::INTEGER, length($6::VARCHAR COLLATE "C")) = $7::VARCHAR COLLATE "C" AND process_instance_by_model_1.counted > 0 AND process_instance_by_model_1.org_id = $4::VARCHAR COLLATE "C" UNION ALL SELECT started_1.key_0 AS key_0, 1 AS counted 
FROM (SELECT CAST(process_instance_1.model_id AS TEXT) COLLATE "C" AS key_0 
FROM cover_1, process_instance AS process_instance_1 
WHERE substr(process_instance_1.model_id, $8::INTEGER, length($9::VARCHAR COLLATE "C")) = $10::VARCHAR COLLATE "C" AND cover_1.level + 0 = 0 AND coalesce(process_instance_1.started_at, -1) >= cover_1.lo AND coalesce(process_instance_1.started_at, -1) < cover_1.hi AND process_instance_1.org_id = $4::VARCHAR COLLATE "C") AS started_1), 
groups_1 AS 
(SELECT stream_1.key_0 AS key_0, CAST(coalesce(sum(stream_1.counted), 0) AS BIGINT) AS counted 
FROM stream_1 GROUP BY stream_1.key_0), 
figures_1 AS 
(SELECT groups_1.key_0 AS key_0, groups_1.counted AS counted 
FROM groups_1), 
page_1 AS 
(SELECT '{"key":' || coalesce(to_json(figures_1.key_0)::text, 'null') || ',"count":' || coalesce((figures_1.counted)::text, 'null') || '}' AS figures 
FROM figures_1 ORDER BY figures_1.counted DESC, figures_1.key_0 ASC NULLS LAST 
 LIMIT $11::BIGINT)
 SELECT '[' || coalesce(string_agg(coalesce(page_1.figures, 'null'), ','), '') || ']' AS value 
FROM page_1) || '}' AS value) || '}' AS value) AS value;
-- binds: <now and $window.lastDays>, 1, <now>, <organization>, 1, <$instances.modelId.startsWith>, <$instances.modelId.startsWith>, 1, <$instances.modelId.startsWith>, <$instances.modelId.startsWith>, 10000
