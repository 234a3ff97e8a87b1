-- processModels
WITH RECURSIVE periods_1(level, start_at, end_at, state) AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'incident' AND rollup_period_1.level = 4 AND rollup_period_1.end_at > ? AND rollup_period_1.start_at < ? AND rollup_period_1.org_id = ? UNION ALL SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM periods_1, rollup_period AS rollup_period_2 
WHERE periods_1.level > 2 AND NOT (periods_1.state >= 1 AND periods_1.start_at >= ? AND periods_1.end_at <= ? AND periods_1.level <= 4) AND rollup_period_2.subject = 'incident' AND rollup_period_2.level = periods_1.level - 1 AND rollup_period_2.start_at >= periods_1.start_at AND rollup_period_2.start_at < periods_1.end_at AND rollup_period_2.end_at > ? AND rollup_period_2.start_at < ? AND rollup_period_2.org_id = ?), 
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
WHERE ordered_1."before" < ordered_1.lo), 
periods_2(level, start_at, end_at, state) AS 
(SELECT rollup_period_3.level AS level, rollup_period_3.start_at AS start_at, rollup_period_3.end_at AS end_at, rollup_period_3.state AS state 
FROM rollup_period AS rollup_period_3 
WHERE rollup_period_3.subject = 'task' AND rollup_period_3.level = 4 AND rollup_period_3.end_at > ? AND rollup_period_3.start_at < ? AND rollup_period_3.org_id = ? UNION ALL SELECT rollup_period_4.level AS level, rollup_period_4.start_at AS start_at, rollup_period_4.end_at AS end_at, rollup_period_4.state AS state 
FROM periods_2, rollup_period AS rollup_period_4 
WHERE periods_2.level > 2 AND NOT (periods_2.state >= 1 AND periods_2.start_at >= ? AND periods_2.end_at <= ? AND periods_2.level <= 4) AND rollup_period_4.subject = 'task' AND rollup_period_4.level = periods_2.level - 1 AND rollup_period_4.start_at >= periods_2.start_at AND rollup_period_4.start_at < periods_2.end_at AND rollup_period_4.end_at > ? AND rollup_period_4.start_at < ? AND rollup_period_4.org_id = ?), 
ordered_2 AS 
(SELECT edges_2.level AS level, edges_2.lo AS lo, edges_2.hi AS hi, lag(edges_2.hi, 1, ?) OVER (ORDER BY edges_2.lo, edges_2.level) AS "before", max(edges_2.bucket) OVER (ORDER BY edges_2.lo, edges_2.level ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS bucket, max(edges_2.bucket) OVER (ORDER BY edges_2.lo, edges_2.level ROWS BETWEEN UNBOUNDED PRECEDING AND ? PRECEDING) AS bucket_before 
FROM (SELECT 0 AS level, ? AS lo, ? AS hi, CAST(NULL AS INTEGER) AS bucket UNION ALL SELECT periods_2.level AS level, periods_2.start_at AS lo, periods_2.end_at AS hi, CAST(NULL AS INTEGER) AS bucket 
FROM periods_2 
WHERE periods_2.state >= 1 AND periods_2.start_at >= ? AND periods_2.end_at <= ? AND periods_2.level <= 4) AS edges_2), 
cover_2 AS MATERIALIZED 
(SELECT ordered_2.level AS level, ordered_2.lo AS lo, ordered_2.hi AS hi, ordered_2.bucket AS bucket 
FROM ordered_2 
WHERE ordered_2.level > 0 UNION ALL SELECT 0, ordered_2."before" AS "before", ordered_2.lo AS lo, ordered_2.bucket_before AS bucket_before 
FROM ordered_2 
WHERE ordered_2."before" < ordered_2.lo)
 SELECT (SELECT '{"nodes":[' || coalesce(group_concat('{"incidents":' || nodes_1.hoisted_0 || ',"tasks":' || nodes_1.hoisted_1 || '}'), '') || ']}' AS value 
FROM (SELECT page_1.id AS id, (SELECT '{"stats":' || (SELECT '{"groupBy":' || (WITH stream_1 AS 
(SELECT CAST(incident_by_activity_1.activity_id AS TEXT) AS key_0, CAST(incident_by_activity_1.state AS TEXT) AS key_1, incident_by_activity_1.counted AS counted, incident_by_activity_1.measured AS measured 
FROM cover_1, incident_by_activity AS incident_by_activity_1 
WHERE cover_1.level > 0 AND incident_by_activity_1.level = cover_1.level + 0 AND incident_by_activity_1.start_at = cover_1.lo + 0 AND incident_by_activity_1.model_id = page_1.id AND incident_by_activity_1.version = ? AND incident_by_activity_1.counted > 0 AND incident_by_activity_1.org_id = ? UNION ALL SELECT started_1.key_0 AS key_0, started_1.key_1 AS key_1, 1 AS counted, CASE WHEN (started_1.value IS NOT NULL) THEN 1 ELSE 0 END AS measured 
FROM (SELECT CAST(incident_1.activity_id AS TEXT) AS key_0, CAST(incident_1.state AS TEXT) AS key_1, incident_1.ended_at - incident_1.created_at AS value 
FROM cover_1, incident AS incident_1 
WHERE incident_1.model_id = page_1.id AND incident_1.version = ? AND cover_1.level + 0 = 0 AND coalesce(incident_1.created_at, -1) >= cover_1.lo AND coalesce(incident_1.created_at, -1) < cover_1.hi AND incident_1.org_id = ?) AS started_1), 
groups_1 AS 
(SELECT stream_1.key_0 AS key_0, stream_1.key_1 AS key_1, CAST(coalesce(sum(stream_1.counted), 0) AS INTEGER) AS counted, CAST(coalesce(sum(stream_1.measured), 0) AS INTEGER) AS measured 
FROM stream_1 GROUP BY stream_1.key_0, stream_1.key_1), 
figures_1 AS 
(SELECT groups_1.key_0 AS key_0, groups_1.key_1 AS key_1, groups_1.counted AS counted, groups_1.measured AS measured 
FROM groups_1), 
page_2 AS 
(SELECT '{"keys":[' || coalesce(json_quote(figures_1.key_0), 'null') || ',' || coalesce(json_quote(figures_1.key_1), 'null') || '],' || trim(json_object('count', figures_1.counted), '{}') || ',"duration":' || json_object('ended', figures_1.measured) || '}' AS figures 
FROM figures_1 ORDER BY figures_1.counted DESC, figures_1.key_0 ASC NULLS LAST, figures_1.key_1 ASC NULLS LAST
 LIMIT ? OFFSET ?)
 SELECT '[' || coalesce(group_concat(coalesce(page_2.figures, 'null')), '') || ']' AS value 
FROM page_2) || '}' AS value) || '}' AS value) AS hoisted_0, (SELECT '{"stats":' || (SELECT '{"groupBy":' || (WITH stream_2 AS 
(SELECT CAST(task_by_activity_1.task_spec AS TEXT) AS key_0, task_by_activity_1.counted AS counted 
FROM cover_2, task_by_activity AS task_by_activity_1 
WHERE cover_2.level > 0 AND task_by_activity_1.level = cover_2.level + 0 AND task_by_activity_1.start_at = cover_2.lo + 0 AND task_by_activity_1.model_id = page_1.id AND task_by_activity_1.version = ? AND task_by_activity_1.counted > 0 AND task_by_activity_1.org_id = ? UNION ALL SELECT started_2.key_0 AS key_0, 1 AS counted 
FROM (SELECT CAST(task_1.task_spec AS TEXT) AS key_0 
FROM cover_2, task AS task_1 
WHERE task_1.model_id = page_1.id AND task_1.version = ? AND cover_2.level + 0 = 0 AND coalesce(task_1.started_at, -1) >= cover_2.lo AND coalesce(task_1.started_at, -1) < cover_2.hi AND task_1.org_id = ?) AS started_2), 
groups_2 AS 
(SELECT stream_2.key_0 AS key_0, CAST(coalesce(sum(stream_2.counted), 0) AS INTEGER) AS counted 
FROM stream_2 GROUP BY stream_2.key_0), 
figures_2 AS 
(SELECT groups_2.key_0 AS key_0, groups_2.counted AS counted 
FROM groups_2), 
page_3 AS 
(SELECT json_object('key', figures_2.key_0, 'count', figures_2.counted) AS figures 
FROM figures_2 ORDER BY figures_2.counted DESC, figures_2.key_0 ASC NULLS LAST
 LIMIT ? OFFSET ?)
 SELECT '[' || coalesce(group_concat(coalesce(page_3.figures, 'null')), '') || ']' AS value 
FROM page_3) || '}' AS value) || '}' AS value) AS hoisted_1 
FROM (SELECT process_model_1.id AS id 
FROM process_model AS process_model_1 
WHERE process_model_1."key" = ? AND (EXISTS (SELECT 1 
FROM process_version AS process_version_1 
WHERE process_version_1.model_id = process_model_1.id AND process_version_1.version = ? AND process_version_1.org_id = ?)) AND process_model_1.org_id = ? ORDER BY process_model_1.id ASC
 LIMIT 1000 OFFSET ?) AS page_1
 LIMIT ? OFFSET 0) AS nodes_1) AS value;
-- binds: <$window.from>, 253402300800000000, <organization>, <$window.from>, 253402300800000000, <$window.from>, 253402300800000000, <organization>, <$window.from>, 1, 253402300800000000, 253402300800000000, <$window.from>, 253402300800000000, <$window.from>, 253402300800000000, <organization>, <$window.from>, 253402300800000000, <$window.from>, 253402300800000000, <organization>, <$window.from>, 1, 253402300800000000, 253402300800000000, <$window.from>, 253402300800000000, <$version>, <organization>, <$version>, <organization>, 10000, 0, <$version>, <organization>, <$version>, <organization>, 10000, 0, <$processKey>, <$version>, <organization>, <organization>, 0, -1
