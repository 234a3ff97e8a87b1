-- processInstances
WITH RECURSIVE periods_1(level, start_at, end_at, state) AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'process_instance' AND rollup_period_1.level = 4 AND rollup_period_1.end_at > ? AND rollup_period_1.start_at < ? AND rollup_period_1.org_id = ? UNION ALL SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM periods_1, rollup_period AS rollup_period_2 
WHERE periods_1.level > 1 AND NOT (periods_1.state >= 1 AND periods_1.start_at >= ? AND periods_1.end_at <= ? AND periods_1.level <= 4) AND rollup_period_2.subject = 'process_instance' AND rollup_period_2.level = periods_1.level - 1 AND rollup_period_2.start_at >= periods_1.start_at AND rollup_period_2.start_at < periods_1.end_at AND rollup_period_2.end_at > ? AND rollup_period_2.start_at < ? AND rollup_period_2.org_id = ?), 
ordered_1 AS 
(SELECT edges_1.level AS level, edges_1.lo AS lo, edges_1.hi AS hi, lag(edges_1.hi, 1, ?) OVER (ORDER BY edges_1.lo, edges_1.level) AS "before", max(edges_1.bucket) OVER (ORDER BY edges_1.lo, edges_1.level ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS bucket, max(edges_1.bucket) OVER (ORDER BY edges_1.lo, edges_1.level ROWS BETWEEN UNBOUNDED PRECEDING AND ? PRECEDING) AS bucket_before 
FROM (SELECT 0 AS level, ? AS lo, ? AS hi, CAST(NULL AS INTEGER) AS bucket UNION ALL SELECT periods_1.level AS level, periods_1.start_at AS lo, periods_1.end_at AS hi, CAST(NULL AS INTEGER) AS bucket 
FROM periods_1 
WHERE periods_1.state >= 1 AND periods_1.start_at >= ? AND periods_1.end_at <= ? AND periods_1.level <= 4) AS edges_1), 
cover_1 AS MATERIALIZED 
(SELECT ordered_1.level AS level, ordered_1.lo AS lo, ordered_1.hi AS hi, ordered_1.bucket AS bucket 
FROM ordered_1 
WHERE ordered_1.level > 0 UNION ALL SELECT 0, ordered_1."before" AS "before", ordered_1.lo AS lo, ordered_1.bucket_before AS bucket_before 
FROM ordered_1 
WHERE ordered_1."before" < ordered_1.lo)
 SELECT (SELECT '{"stats":' || (SELECT '{"groupBy":' || (WITH stream_1 AS 
(SELECT CAST(process_instance_by_model_1.model_id AS TEXT) AS key_0, process_instance_by_model_1.counted AS counted 
FROM cover_1, process_instance_by_model AS process_instance_by_model_1 
WHERE cover_1.level > 0 AND process_instance_by_model_1.level = cover_1.level + 0 AND process_instance_by_model_1.start_at = cover_1.lo + 0 AND substr(process_instance_by_model_1.model_id, ?, length(?)) = ? AND process_instance_by_model_1.counted > 0 AND process_instance_by_model_1.org_id = ? UNION ALL SELECT started_1.key_0 AS key_0, 1 AS counted 
FROM (SELECT CAST(process_instance_1.model_id AS TEXT) AS key_0 
FROM cover_1, process_instance AS process_instance_1 
WHERE substr(process_instance_1.model_id, ?, length(?)) = ? AND cover_1.level + 0 = 0 AND coalesce(process_instance_1.started_at, -1) >= cover_1.lo AND coalesce(process_instance_1.started_at, -1) < cover_1.hi AND process_instance_1.org_id = ?) AS started_1), 
groups_1 AS 
(SELECT stream_1.key_0 AS key_0, CAST(coalesce(sum(stream_1.counted), 0) AS INTEGER) AS counted 
FROM stream_1 GROUP BY stream_1.key_0), 
figures_1 AS 
(SELECT groups_1.key_0 AS key_0, groups_1.counted AS counted 
FROM groups_1), 
page_1 AS 
(SELECT json_object('key', figures_1.key_0, 'count', figures_1.counted) AS figures 
FROM figures_1 ORDER BY figures_1.counted DESC, figures_1.key_0 ASC NULLS LAST
 LIMIT ? OFFSET ?)
 SELECT '[' || coalesce(group_concat(coalesce(page_1.figures, 'null')), '') || ']' AS value 
FROM page_1) || '}' AS value) || '}' AS value) AS value;
-- binds: <now and $window.lastDays>, <now>, <organization>, <now and $window.lastDays>, <now>, <now and $window.lastDays>, <now>, <organization>, <now and $window.lastDays>, 1, <now>, <now>, <now and $window.lastDays>, <now>, 1, <$instances.modelId.startsWith>, <$instances.modelId.startsWith>, <organization>, 1, <$instances.modelId.startsWith>, <$instances.modelId.startsWith>, <organization>, 10000, 0
