-- processModels
WITH years_1 AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'incident' AND rollup_period_1.level = 4 AND 2 <= 4 AND rollup_period_1.end_at > ? AND rollup_period_1.start_at < ? AND rollup_period_1.org_id = ?), 
months_1 AS 
(SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM years_1, rollup_period AS rollup_period_2 
WHERE rollup_period_2.subject = 'incident' AND rollup_period_2.level = 3 AND NOT (years_1.state >= 1 AND years_1.start_at >= ? AND years_1.end_at <= ? AND years_1.level <= 4) AND rollup_period_2.start_at >= years_1.start_at AND rollup_period_2.start_at < years_1.end_at AND rollup_period_2.end_at > ? AND rollup_period_2.start_at < ? AND rollup_period_2.org_id = ?), 
days_1 AS 
(SELECT rollup_period_3.level AS level, rollup_period_3.start_at AS start_at, rollup_period_3.end_at AS end_at, rollup_period_3.state AS state 
FROM months_1, rollup_period AS rollup_period_3 
WHERE rollup_period_3.subject = 'incident' AND rollup_period_3.level = 2 AND NOT (months_1.state >= 1 AND months_1.start_at >= ? AND months_1.end_at <= ? AND months_1.level <= 4) AND rollup_period_3.start_at >= months_1.start_at AND rollup_period_3.start_at < months_1.end_at AND rollup_period_3.end_at > ? AND rollup_period_3.start_at < ? AND rollup_period_3.org_id = ?), 
periods_1 AS 
(SELECT years_1.level AS level, years_1.start_at AS start_at, years_1.end_at AS end_at, years_1.state AS state 
FROM years_1 UNION ALL SELECT months_1.level AS level, months_1.start_at AS start_at, months_1.end_at AS end_at, months_1.state AS state 
FROM months_1 UNION ALL SELECT days_1.level AS level, days_1.start_at AS start_at, days_1.end_at AS end_at, days_1.state AS state 
FROM days_1), 
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
WHERE periods_1.state >= 1 AND NOT (periods_1.state >= 1 AND periods_1.start_at >= ? AND periods_1.end_at <= ? AND periods_1.level <= 4) AND periods_1.level = 2), 
years_2 AS 
(SELECT rollup_period_4.level AS level, rollup_period_4.start_at AS start_at, rollup_period_4.end_at AS end_at, rollup_period_4.state AS state 
FROM rollup_period AS rollup_period_4 
WHERE rollup_period_4.subject = 'task' AND rollup_period_4.level = 4 AND 2 <= 4 AND rollup_period_4.end_at > ? AND rollup_period_4.start_at < ? AND rollup_period_4.org_id = ?), 
months_2 AS 
(SELECT rollup_period_5.level AS level, rollup_period_5.start_at AS start_at, rollup_period_5.end_at AS end_at, rollup_period_5.state AS state 
FROM years_2, rollup_period AS rollup_period_5 
WHERE rollup_period_5.subject = 'task' AND rollup_period_5.level = 3 AND NOT (years_2.state >= 1 AND years_2.start_at >= ? AND years_2.end_at <= ? AND years_2.level <= 4) AND rollup_period_5.start_at >= years_2.start_at AND rollup_period_5.start_at < years_2.end_at AND rollup_period_5.end_at > ? AND rollup_period_5.start_at < ? AND rollup_period_5.org_id = ?), 
days_2 AS 
(SELECT rollup_period_6.level AS level, rollup_period_6.start_at AS start_at, rollup_period_6.end_at AS end_at, rollup_period_6.state AS state 
FROM months_2, rollup_period AS rollup_period_6 
WHERE rollup_period_6.subject = 'task' AND rollup_period_6.level = 2 AND NOT (months_2.state >= 1 AND months_2.start_at >= ? AND months_2.end_at <= ? AND months_2.level <= 4) AND rollup_period_6.start_at >= months_2.start_at AND rollup_period_6.start_at < months_2.end_at AND rollup_period_6.end_at > ? AND rollup_period_6.start_at < ? AND rollup_period_6.org_id = ?), 
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
 SELECT (SELECT '{"nodes":[' || coalesce(group_concat('{"incidents":' || nodes_1.hoisted_0 || ',"tasks":' || nodes_1.hoisted_1 || '}'), '') || ']}' AS value 
FROM (SELECT page_1.id AS id, (SELECT '{"stats":' || (SELECT '{"groupBy":' || (WITH stream_1 AS 
(SELECT CAST(coalesce((SELECT activity_1.element_id 
FROM activity AS activity_1 
WHERE activity_1.model_id = incident_by_activity_1.model_id AND activity_1.version = coalesce(incident_by_activity_1.version, (SELECT CASE WHEN (min(activity_2.version) = max(activity_2.version)) THEN min(activity_2.version) END AS only 
FROM activity AS activity_2 
WHERE activity_2.model_id = incident_by_activity_1.model_id AND activity_2.org_id = ?)) AND activity_1.element_id = incident_by_activity_1.activity_id AND activity_1.org_id = ?
 LIMIT ? OFFSET ?), (SELECT CASE WHEN (min(activity_3.element_id) = max(activity_3.element_id)) THEN min(activity_3.element_id) END AS only 
FROM activity AS activity_3 
WHERE activity_3.model_id = incident_by_activity_1.model_id AND activity_3.version = coalesce(incident_by_activity_1.version, (SELECT CASE WHEN (min(activity_2.version) = max(activity_2.version)) THEN min(activity_2.version) END AS only 
FROM activity AS activity_2 
WHERE activity_2.model_id = incident_by_activity_1.model_id AND activity_2.org_id = ?)) AND activity_3.name = coalesce(incident_by_activity_1.activity_name, incident_by_activity_1.activity_id) AND activity_3.org_id = ?), incident_by_activity_1.activity_id) AS TEXT) AS key_0, CAST(incident_by_activity_1.state AS TEXT) AS key_1, incident_by_activity_1.counted AS counted, incident_by_activity_1.measured AS measured 
FROM cover_1, incident_by_activity AS incident_by_activity_1 
WHERE cover_1.level > 0 AND incident_by_activity_1.level = cover_1.level + 0 AND incident_by_activity_1.start_at = cover_1.lo + 0 AND incident_by_activity_1.model_id = page_1.id AND incident_by_activity_1.version = ? AND incident_by_activity_1.counted > 0 AND incident_by_activity_1.org_id = ? UNION ALL SELECT started_1.key_0 AS key_0, started_1.key_1 AS key_1, 1 AS counted, CASE WHEN (started_1.value IS NOT NULL) THEN 1 ELSE 0 END AS measured 
FROM (SELECT CAST(coalesce((SELECT activity_4.element_id 
FROM activity AS activity_4 
WHERE activity_4.model_id = incident_1.model_id AND activity_4.version = coalesce(incident_1.version, (SELECT CASE WHEN (min(activity_5.version) = max(activity_5.version)) THEN min(activity_5.version) END AS only 
FROM activity AS activity_5 
WHERE activity_5.model_id = incident_1.model_id AND activity_5.org_id = ?)) AND activity_4.element_id = incident_1.activity_id AND activity_4.org_id = ?
 LIMIT ? OFFSET ?), (SELECT CASE WHEN (min(activity_6.element_id) = max(activity_6.element_id)) THEN min(activity_6.element_id) END AS only 
FROM activity AS activity_6 
WHERE activity_6.model_id = incident_1.model_id AND activity_6.version = coalesce(incident_1.version, (SELECT CASE WHEN (min(activity_5.version) = max(activity_5.version)) THEN min(activity_5.version) END AS only 
FROM activity AS activity_5 
WHERE activity_5.model_id = incident_1.model_id AND activity_5.org_id = ?)) AND activity_6.name = coalesce(incident_1.activity_name, incident_1.activity_id) AND activity_6.org_id = ?), incident_1.activity_id) AS TEXT) AS key_0, CAST(incident_1.state AS TEXT) AS key_1, CASE WHEN (incident_1.ended_at >= incident_1.created_at) THEN incident_1.ended_at - incident_1.created_at END AS value 
FROM cover_1, incident AS incident_1 
WHERE incident_1.model_id = page_1.id AND incident_1.version = ? AND cover_1.level + 0 = 0 AND coalesce(incident_1.created_at, -1) >= cover_1.lo + 0 AND coalesce(incident_1.created_at, -1) < cover_1.hi + 0 AND incident_1.org_id = ?
 LIMIT ? OFFSET 0) AS started_1), 
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
(SELECT CAST(coalesce((SELECT activity_7.element_id 
FROM activity AS activity_7 
WHERE activity_7.model_id = task_by_activity_1.model_id AND activity_7.version = coalesce(task_by_activity_1.version, (SELECT CASE WHEN (min(activity_8.version) = max(activity_8.version)) THEN min(activity_8.version) END AS only 
FROM activity AS activity_8 
WHERE activity_8.model_id = task_by_activity_1.model_id AND activity_8.org_id = ?)) AND activity_7.element_id = task_by_activity_1.task_spec AND activity_7.org_id = ?
 LIMIT ? OFFSET ?), (SELECT CASE WHEN (min(activity_9.element_id) = max(activity_9.element_id)) THEN min(activity_9.element_id) END AS only 
FROM activity AS activity_9 
WHERE activity_9.model_id = task_by_activity_1.model_id AND activity_9.version = coalesce(task_by_activity_1.version, (SELECT CASE WHEN (min(activity_8.version) = max(activity_8.version)) THEN min(activity_8.version) END AS only 
FROM activity AS activity_8 
WHERE activity_8.model_id = task_by_activity_1.model_id AND activity_8.org_id = ?)) AND activity_9.name = coalesce(task_by_activity_1.name, task_by_activity_1.task_spec) AND activity_9.org_id = ?), task_by_activity_1.task_spec) AS TEXT) AS key_0, task_by_activity_1.counted AS counted 
FROM cover_2, task_by_activity AS task_by_activity_1 
WHERE cover_2.level > 0 AND task_by_activity_1.level = cover_2.level + 0 AND task_by_activity_1.start_at = cover_2.lo + 0 AND task_by_activity_1.model_id = page_1.id AND task_by_activity_1.version = ? AND task_by_activity_1.counted > 0 AND task_by_activity_1.org_id = ? UNION ALL SELECT started_2.key_0 AS key_0, 1 AS counted 
FROM (SELECT CAST(coalesce((SELECT activity_10.element_id 
FROM activity AS activity_10 
WHERE activity_10.model_id = task_1.model_id AND activity_10.version = coalesce(task_1.version, (SELECT CASE WHEN (min(activity_11.version) = max(activity_11.version)) THEN min(activity_11.version) END AS only 
FROM activity AS activity_11 
WHERE activity_11.model_id = task_1.model_id AND activity_11.org_id = ?)) AND activity_10.element_id = task_1.task_spec AND activity_10.org_id = ?
 LIMIT ? OFFSET ?), (SELECT CASE WHEN (min(activity_12.element_id) = max(activity_12.element_id)) THEN min(activity_12.element_id) END AS only 
FROM activity AS activity_12 
WHERE activity_12.model_id = task_1.model_id AND activity_12.version = coalesce(task_1.version, (SELECT CASE WHEN (min(activity_11.version) = max(activity_11.version)) THEN min(activity_11.version) END AS only 
FROM activity AS activity_11 
WHERE activity_11.model_id = task_1.model_id AND activity_11.org_id = ?)) AND activity_12.name = coalesce(task_1.name, task_1.task_spec) AND activity_12.org_id = ?), task_1.task_spec) AS TEXT) AS key_0 
FROM cover_2, task AS task_1 
WHERE task_1.model_id = page_1.id AND task_1.version = ? AND cover_2.level + 0 = 0 AND coalesce(task_1.started_at, -1) >= cover_2.lo + 0 AND coalesce(task_1.started_at, -1) < cover_2.hi + 0 AND task_1.org_id = ?
 LIMIT ? OFFSET 0) AS started_2), 
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
-- binds: <$window.from>, 253402300800000000, <organization>, <$window.from>, 253402300800000000, <$window.from>, 253402300800000000, <organization>, <$window.from>, 253402300800000000, <$window.from>, 253402300800000000, <organization>, 1, <$window.from>, <$window.from>, <$window.from>, 253402300800000000, 253402300800000000, <$window.from>, 253402300800000000, <$window.from>, <$window.from>, 253402300800000000, 253402300800000000, <$window.from>, 253402300800000000, <$window.from>, 253402300800000000, <organization>, <$window.from>, 253402300800000000, <$window.from>, 253402300800000000, <organization>, <$window.from>, 253402300800000000, <$window.from>, 253402300800000000, <organization>, 1, <$window.from>, <$window.from>, <$window.from>, 253402300800000000, 253402300800000000, <$window.from>, 253402300800000000, <$window.from>, <$window.from>, 253402300800000000, 253402300800000000, <$window.from>, 253402300800000000, <organization>, <organization>, 1, 0, <organization>, <organization>, <$version>, <organization>, <organization>, <organization>, 1, 0, <organization>, <organization>, <$version>, <organization>, -1, 10000, 0, <organization>, <organization>, 1, 0, <organization>, <organization>, <$version>, <organization>, <organization>, <organization>, 1, 0, <organization>, <organization>, <$version>, <organization>, -1, 10000, 0, <$processKey>, <$version>, <organization>, <organization>, 0, -1
