-- processModels
WITH years_1 AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'process_instance' AND rollup_period_1.level = 4 AND 1 <= 4 AND rollup_period_1.end_at > ? AND rollup_period_1.start_at < ? AND rollup_period_1.org_id = ?), 
months_1 AS 
(SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM years_1, rollup_period AS rollup_period_2 
WHERE rollup_period_2.subject = 'process_instance' AND rollup_period_2.level = 3 AND NOT (years_1.state >= 1 AND years_1.start_at >= ? AND years_1.end_at <= ? AND years_1.level <= 4) AND rollup_period_2.start_at >= years_1.start_at AND rollup_period_2.start_at < years_1.end_at AND rollup_period_2.end_at > ? AND rollup_period_2.start_at < ? AND rollup_period_2.org_id = ?), 
days_1 AS 
(SELECT rollup_period_3.level AS level, rollup_period_3.start_at AS start_at, rollup_period_3.end_at AS end_at, rollup_period_3.state AS state 
FROM months_1, rollup_period AS rollup_period_3 
WHERE rollup_period_3.subject = 'process_instance' AND rollup_period_3.level = 2 AND NOT (months_1.state >= 1 AND months_1.start_at >= ? AND months_1.end_at <= ? AND months_1.level <= 4) AND rollup_period_3.start_at >= months_1.start_at AND rollup_period_3.start_at < months_1.end_at AND rollup_period_3.end_at > ? AND rollup_period_3.start_at < ? AND rollup_period_3.org_id = ?), 
hours_1 AS 
(SELECT rollup_period_4.level AS level, rollup_period_4.start_at AS start_at, rollup_period_4.end_at AS end_at, rollup_period_4.state AS state 
FROM days_1, rollup_period AS rollup_period_4 
WHERE rollup_period_4.subject = 'process_instance' AND rollup_period_4.level = 1 AND NOT (days_1.state >= 1 AND days_1.start_at >= ? AND days_1.end_at <= ? AND days_1.level <= 4) AND rollup_period_4.start_at >= days_1.start_at AND rollup_period_4.start_at < days_1.end_at AND rollup_period_4.end_at > ? AND rollup_period_4.start_at < ? AND rollup_period_4.org_id = ?), 
periods_1 AS 
(SELECT years_1.level AS level, years_1.start_at AS start_at, years_1.end_at AS end_at, years_1.state AS state 
FROM years_1 UNION ALL SELECT months_1.level AS level, months_1.start_at AS start_at, months_1.end_at AS end_at, months_1.state AS state 
FROM months_1 UNION ALL SELECT days_1.level AS level, days_1.start_at AS start_at, days_1.end_at AS end_at, days_1.state AS state 
FROM days_1 UNION ALL SELECT hours_1.level AS level, hours_1.start_at AS start_at, hours_1.end_at AS end_at, hours_1.state AS state 
FROM hours_1), 
swept_1 AS 
(SELECT coalesce(max(edges_1.hi) OVER (ORDER BY edges_1.lo, edges_1.hi ROWS BETWEEN UNBOUNDED PRECEDING AND ? PRECEDING), ?) AS reached, CASE WHEN (edges_1.lo < ?) THEN ? ELSE edges_1.lo END AS lo 
FROM (SELECT ? AS lo, ? AS hi UNION ALL SELECT periods_1.start_at AS start_at, periods_1.end_at AS end_at 
FROM periods_1 
WHERE periods_1.state >= 1) AS edges_1), 
cover_1 AS MATERIALIZED 
(SELECT periods_1.level AS level, periods_1.start_at AS lo, periods_1.end_at AS hi 
FROM periods_1 
WHERE periods_1.state >= 1 AND periods_1.start_at >= ? AND periods_1.end_at <= ? AND periods_1.level <= 4 UNION ALL SELECT 0, swept_1.reached AS reached, swept_1.lo AS lo 
FROM swept_1 
WHERE swept_1.reached < swept_1.lo UNION ALL SELECT 0, CASE WHEN (periods_1.start_at < ?) THEN ? ELSE periods_1.start_at END AS lo, CASE WHEN (periods_1.end_at > ?) THEN ? ELSE periods_1.end_at END AS hi 
FROM periods_1 
WHERE periods_1.state >= 1 AND NOT (periods_1.state >= 1 AND periods_1.start_at >= ? AND periods_1.end_at <= ? AND periods_1.level <= 4) AND periods_1.level = 1), 
years_2 AS 
(SELECT rollup_period_5.level AS level, rollup_period_5.start_at AS start_at, rollup_period_5.end_at AS end_at, rollup_period_5.state AS state 
FROM rollup_period AS rollup_period_5 
WHERE rollup_period_5.subject = 'task' AND rollup_period_5.level = 4 AND 2 <= 4 AND rollup_period_5.end_at > ? AND rollup_period_5.start_at < ? AND rollup_period_5.org_id = ?), 
months_2 AS 
(SELECT rollup_period_6.level AS level, rollup_period_6.start_at AS start_at, rollup_period_6.end_at AS end_at, rollup_period_6.state AS state 
FROM years_2, rollup_period AS rollup_period_6 
WHERE rollup_period_6.subject = 'task' AND rollup_period_6.level = 3 AND NOT (years_2.state >= 1 AND years_2.start_at >= ? AND years_2.end_at <= ? AND years_2.level <= 4) AND rollup_period_6.start_at >= years_2.start_at AND rollup_period_6.start_at < years_2.end_at AND rollup_period_6.end_at > ? AND rollup_period_6.start_at < ? AND rollup_period_6.org_id = ?), 
days_2 AS 
(SELECT rollup_period_7.level AS level, rollup_period_7.start_at AS start_at, rollup_period_7.end_at AS end_at, rollup_period_7.state AS state 
FROM months_2, rollup_period AS rollup_period_7 
WHERE rollup_period_7.subject = 'task' AND rollup_period_7.level = 2 AND NOT (months_2.state >= 1 AND months_2.start_at >= ? AND months_2.end_at <= ? AND months_2.level <= 4) AND rollup_period_7.start_at >= months_2.start_at AND rollup_period_7.start_at < months_2.end_at AND rollup_period_7.end_at > ? AND rollup_period_7.start_at < ? AND rollup_period_7.org_id = ?), 
periods_2 AS 
(SELECT years_2.level AS level, years_2.start_at AS start_at, years_2.end_at AS end_at, years_2.state AS state 
FROM years_2 UNION ALL SELECT months_2.level AS level, months_2.start_at AS start_at, months_2.end_at AS end_at, months_2.state AS state 
FROM months_2 UNION ALL SELECT days_2.level AS level, days_2.start_at AS start_at, days_2.end_at AS end_at, days_2.state AS state 
FROM days_2), 
swept_2 AS 
(SELECT coalesce(max(edges_2.hi) OVER (ORDER BY edges_2.lo, edges_2.hi ROWS BETWEEN UNBOUNDED PRECEDING AND ? PRECEDING), ?) AS reached, CASE WHEN (edges_2.lo < ?) THEN ? ELSE edges_2.lo END AS lo 
FROM (SELECT ? AS lo, ? AS hi UNION ALL SELECT periods_2.start_at AS start_at, periods_2.end_at AS end_at 
FROM periods_2 
WHERE periods_2.state >= 1) AS edges_2), 
cover_2 AS MATERIALIZED 
(SELECT periods_2.level AS level, periods_2.start_at AS lo, periods_2.end_at AS hi 
FROM periods_2 
WHERE periods_2.state >= 1 AND periods_2.start_at >= ? AND periods_2.end_at <= ? AND periods_2.level <= 4 UNION ALL SELECT 0, swept_2.reached AS reached, swept_2.lo AS lo 
FROM swept_2 
WHERE swept_2.reached < swept_2.lo UNION ALL SELECT 0, CASE WHEN (periods_2.start_at < ?) THEN ? ELSE periods_2.start_at END AS lo, CASE WHEN (periods_2.end_at > ?) THEN ? ELSE periods_2.end_at END AS hi 
FROM periods_2 
WHERE periods_2.state >= 1 AND NOT (periods_2.state >= 1 AND periods_2.start_at >= ? AND periods_2.end_at <= ? AND periods_2.level <= 4) AND periods_2.level = 2)
 SELECT (SELECT '{"nodes":[' || coalesce(group_concat('{"versions":' || nodes_1.hoisted_0 || ',"instances":' || nodes_1.hoisted_1 || ',"incidents":' || nodes_1.hoisted_2 || ',"tasks":' || nodes_1.hoisted_3 || '}'), '') || ']}' AS value 
FROM (SELECT page_1.id AS id, (SELECT '{"stats":' || (SELECT '{"groupBy":' || (WITH stream_1 AS 
(SELECT started_1.key_0 AS key_0, 1 AS counted 
FROM (SELECT CAST(process_version_1.version AS TEXT) AS key_0 
FROM process_version AS process_version_1 
WHERE process_version_1.model_id = page_1.id AND process_version_1.version IS NOT NULL AND process_version_1.org_id = ?) AS started_1), 
groups_1 AS 
(SELECT stream_1.key_0 AS key_0, CAST(coalesce(sum(stream_1.counted), 0) AS INTEGER) AS counted 
FROM stream_1 GROUP BY stream_1.key_0), 
figures_1 AS 
(SELECT groups_1.key_0 AS key_0, groups_1.counted AS counted 
FROM groups_1), 
page_2 AS 
(SELECT json_object('key', figures_1.key_0) AS figures 
FROM figures_1 ORDER BY figures_1.counted DESC, figures_1.key_0 ASC NULLS LAST
 LIMIT ? OFFSET ?)
 SELECT '[' || coalesce(group_concat(coalesce(page_2.figures, 'null')), '') || ']' AS value 
FROM page_2) || '}' AS value) || '}' AS value) AS hoisted_0, (SELECT '{"stats":' || (SELECT '{"groupBy":' || (WITH stream_2 AS 
(SELECT CAST(process_instance_by_model_1.version AS TEXT) AS key_0, process_instance_by_model_1.counted AS counted 
FROM cover_1, process_instance_by_model AS process_instance_by_model_1 
WHERE cover_1.level > 0 AND process_instance_by_model_1.level = cover_1.level + 0 AND process_instance_by_model_1.start_at = cover_1.lo + 0 AND process_instance_by_model_1.model_id = page_1.id AND process_instance_by_model_1.counted > 0 AND process_instance_by_model_1.org_id = ? UNION ALL SELECT started_2.key_0 AS key_0, 1 AS counted 
FROM (SELECT CAST(process_instance_1.version AS TEXT) AS key_0 
FROM cover_1, process_instance AS process_instance_1 
WHERE process_instance_1.model_id = page_1.id AND cover_1.level + 0 = 0 AND coalesce(process_instance_1.started_at, -1) >= cover_1.lo + 0 AND coalesce(process_instance_1.started_at, -1) < cover_1.hi + 0 AND process_instance_1.org_id = ?) AS started_2), 
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
FROM page_3) || '}' AS value) || '}' AS value) AS hoisted_1, (SELECT '{"stats":' || (SELECT '{"groupBy":' || (WITH stream_3 AS 
(SELECT started_3.key_0 AS key_0, 1 AS counted 
FROM (SELECT CAST(incident_1.version AS TEXT) AS key_0 
FROM incident AS incident_1 
WHERE incident_1.model_id = page_1.id AND (coalesce(incident_1.root_cause_id, incident_1.id) = incident_1.id) = ? AND coalesce(incident_1.created_at, -1) >= ? AND incident_1.org_id = ?) AS started_3), 
groups_3 AS 
(SELECT stream_3.key_0 AS key_0, CAST(coalesce(sum(stream_3.counted), 0) AS INTEGER) AS counted 
FROM stream_3 GROUP BY stream_3.key_0), 
figures_3 AS 
(SELECT groups_3.key_0 AS key_0, groups_3.counted AS counted 
FROM groups_3), 
page_4 AS 
(SELECT json_object('key', figures_3.key_0, 'count', figures_3.counted) AS figures 
FROM figures_3 ORDER BY figures_3.counted DESC, figures_3.key_0 ASC NULLS LAST
 LIMIT ? OFFSET ?)
 SELECT '[' || coalesce(group_concat(coalesce(page_4.figures, 'null')), '') || ']' AS value 
FROM page_4) || '}' AS value) || '}' AS value) AS hoisted_2, (SELECT '{"stats":' || (SELECT '{"groupBy":' || (WITH stream_4 AS 
(SELECT CAST(task_by_activity_1.version AS TEXT) AS key_0, task_by_activity_1.counted AS counted 
FROM cover_2, task_by_activity AS task_by_activity_1 
WHERE cover_2.level > 0 AND task_by_activity_1.level = cover_2.level + 0 AND task_by_activity_1.start_at = cover_2.lo + 0 AND task_by_activity_1.model_id = page_1.id AND task_by_activity_1.type = ? AND task_by_activity_1.counted > 0 AND task_by_activity_1.org_id = ? UNION ALL SELECT started_4.key_0 AS key_0, 1 AS counted 
FROM (SELECT CAST(task_1.version AS TEXT) AS key_0 
FROM cover_2, task AS task_1 
WHERE task_1.model_id = page_1.id AND task_1.type = ? AND cover_2.level + 0 = 0 AND coalesce(task_1.started_at, -1) >= cover_2.lo + 0 AND coalesce(task_1.started_at, -1) < cover_2.hi + 0 AND task_1.org_id = ?) AS started_4), 
groups_4 AS 
(SELECT stream_4.key_0 AS key_0, CAST(coalesce(sum(stream_4.counted), 0) AS INTEGER) AS counted 
FROM stream_4 GROUP BY stream_4.key_0), 
figures_4 AS 
(SELECT groups_4.key_0 AS key_0, groups_4.counted AS counted 
FROM groups_4), 
page_5 AS 
(SELECT json_object('key', figures_4.key_0, 'count', figures_4.counted) AS figures 
FROM figures_4 ORDER BY figures_4.counted DESC, figures_4.key_0 ASC NULLS LAST
 LIMIT ? OFFSET ?)
 SELECT '[' || coalesce(group_concat(coalesce(page_5.figures, 'null')), '') || ']' AS value 
FROM page_5) || '}' AS value) || '}' AS value) AS hoisted_3 
FROM (SELECT process_model_1.id AS id 
FROM process_model AS process_model_1 
WHERE process_model_1."key" = ? AND process_model_1.org_id = ? ORDER BY process_model_1.id ASC
 LIMIT 1000 OFFSET ?) AS page_1
 LIMIT ? OFFSET 0) AS nodes_1) AS value;
-- binds: -1, 253402300800000000, <organization>, -1, 253402300800000000, -1, 253402300800000000, <organization>, -1, 253402300800000000, -1, 253402300800000000, <organization>, -1, 253402300800000000, -1, 253402300800000000, <organization>, 1, -1, -1, -1, 253402300800000000, 253402300800000000, -1, 253402300800000000, -1, -1, 253402300800000000, 253402300800000000, -1, 253402300800000000, <$window.from>, 253402300800000000, <organization>, <$window.from>, 253402300800000000, <$window.from>, 253402300800000000, <organization>, <$window.from>, 253402300800000000, <$window.from>, 253402300800000000, <organization>, 1, <$window.from>, <$window.from>, <$window.from>, 253402300800000000, 253402300800000000, <$window.from>, 253402300800000000, <$window.from>, <$window.from>, 253402300800000000, 253402300800000000, <$window.from>, 253402300800000000, <organization>, 10000, 0, <organization>, <organization>, 10000, 0, True, <$window.from>, <organization>, 10000, 0, 'errorStartEvent', <organization>, 'errorStartEvent', <organization>, 10000, 0, <$processKey>, <organization>, 0, -1
