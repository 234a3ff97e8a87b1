-- processModels
WITH years_1 AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'task' AND rollup_period_1.level = 4 AND 2 <= 4 AND rollup_period_1.end_at > ? AND rollup_period_1.start_at < ? AND rollup_period_1.org_id = ?), 
months_1 AS 
(SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM years_1, rollup_period AS rollup_period_2 
WHERE rollup_period_2.subject = 'task' AND rollup_period_2.level = 3 AND NOT (years_1.state >= 1 AND years_1.start_at >= ? AND years_1.end_at <= ? AND years_1.level <= 4) AND rollup_period_2.start_at >= years_1.start_at AND rollup_period_2.start_at < years_1.end_at AND rollup_period_2.end_at > ? AND rollup_period_2.start_at < ? AND rollup_period_2.org_id = ?), 
days_1 AS 
(SELECT rollup_period_3.level AS level, rollup_period_3.start_at AS start_at, rollup_period_3.end_at AS end_at, rollup_period_3.state AS state 
FROM months_1, rollup_period AS rollup_period_3 
WHERE rollup_period_3.subject = 'task' AND rollup_period_3.level = 2 AND NOT (months_1.state >= 1 AND months_1.start_at >= ? AND months_1.end_at <= ? AND months_1.level <= 4) AND rollup_period_3.start_at >= months_1.start_at AND rollup_period_3.start_at < months_1.end_at AND rollup_period_3.end_at > ? AND rollup_period_3.start_at < ? AND rollup_period_3.org_id = ?), 
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
WHERE periods_1.state >= 1 AND NOT (periods_1.state >= 1 AND periods_1.start_at >= ? AND periods_1.end_at <= ? AND periods_1.level <= 4) AND periods_1.level = 2)
 SELECT (SELECT '{"nodes":[' || coalesce(group_concat('{"incidents":' || nodes_1.hoisted_0 || ',"tasks":' || nodes_1.hoisted_1 || '}'), '') || ']}' AS value 
FROM (SELECT page_1.id AS id, (SELECT '{"stats":' || (WITH stream_1 AS 
(SELECT 1 AS counted 
FROM (SELECT 1 AS one 
FROM incident AS incident_1 
WHERE incident_1.model_id = page_1.id AND incident_1.version = ? AND (coalesce(incident_1.root_cause_id, incident_1.id) = incident_1.id) = ? AND coalesce(incident_1.created_at, -1) >= ? AND incident_1.org_id = ?) AS started_1), 
groups_1 AS 
(SELECT CAST(coalesce(sum(stream_1.counted), 0) AS INTEGER) AS counted 
FROM stream_1), 
figures_1 AS 
(SELECT groups_1.counted AS counted 
FROM groups_1)
 SELECT json_object('totalIncidents', figures_1.counted) AS value 
FROM figures_1) || '}' AS value) AS hoisted_0, (SELECT '{"stats":' || (WITH stream_2 AS 
(SELECT task_by_activity_1.counted AS counted 
FROM cover_1, task_by_activity AS task_by_activity_1 
WHERE cover_1.level > 0 AND task_by_activity_1.level = cover_1.level + 0 AND task_by_activity_1.start_at = cover_1.lo + 0 AND task_by_activity_1.model_id = page_1.id AND task_by_activity_1.version = ? AND task_by_activity_1.type = ? AND task_by_activity_1.counted > 0 AND task_by_activity_1.org_id = ? UNION ALL SELECT 1 AS counted 
FROM (SELECT 1 AS one 
FROM cover_1, task AS task_1 
WHERE task_1.model_id = page_1.id AND task_1.version = ? AND task_1.type = ? AND cover_1.level + 0 = 0 AND coalesce(task_1.started_at, -1) >= cover_1.lo + 0 AND coalesce(task_1.started_at, -1) < cover_1.hi + 0 AND task_1.org_id = ?) AS started_2), 
groups_2 AS 
(SELECT CAST(coalesce(sum(stream_2.counted), 0) AS INTEGER) AS counted 
FROM stream_2), 
figures_2 AS 
(SELECT groups_2.counted AS counted 
FROM groups_2)
 SELECT json_object('totalExceptions', figures_2.counted) AS value 
FROM figures_2) || '}' AS value) AS hoisted_1 
FROM (SELECT process_model_1.id AS id 
FROM process_model AS process_model_1 
WHERE process_model_1."key" = ? AND (EXISTS (SELECT 1 
FROM process_version AS process_version_1 
WHERE process_version_1.model_id = process_model_1.id AND process_version_1.version = ? AND process_version_1.org_id = ?)) AND process_model_1.org_id = ? ORDER BY process_model_1.id ASC
 LIMIT 1000 OFFSET ?) AS page_1
 LIMIT ? OFFSET 0) AS nodes_1) AS value;
-- binds: <$window.from>, 253402300800000000, <organization>, <$window.from>, 253402300800000000, <$window.from>, 253402300800000000, <organization>, <$window.from>, 253402300800000000, <$window.from>, 253402300800000000, <organization>, 1, <$window.from>, <$window.from>, <$window.from>, 253402300800000000, 253402300800000000, <$window.from>, 253402300800000000, <$window.from>, <$window.from>, 253402300800000000, 253402300800000000, <$window.from>, 253402300800000000, <$version>, True, <$window.from>, <organization>, <$version>, 'errorStartEvent', <organization>, <$version>, 'errorStartEvent', <organization>, <$processKey>, <$version>, <organization>, <organization>, 0, -1
