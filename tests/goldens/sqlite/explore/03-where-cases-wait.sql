-- steps
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
 SELECT (SELECT '{"stats":' || (SELECT '{"groupBy":' || (WITH stream_1 AS 
(SELECT CAST(task_by_activity_1.name AS TEXT) AS key_0, task_by_activity_1.counted AS counted, task_by_activity_1.least AS least, task_by_activity_1.greatest AS greatest 
FROM cover_1, task_by_activity AS task_by_activity_1 
WHERE cover_1.level > 0 AND task_by_activity_1.level = cover_1.level + 0 AND task_by_activity_1.start_at = cover_1.lo + 0 AND task_by_activity_1.model_id = ? AND task_by_activity_1.counted > 0 AND task_by_activity_1.org_id = ? UNION ALL SELECT started_1.key_0 AS key_0, 1 AS counted, started_1.value AS least, started_1.value AS greatest 
FROM (SELECT CAST(task_1.name AS TEXT) AS key_0, CASE WHEN (task_1.ended_at >= task_1.started_at) THEN task_1.ended_at - task_1.started_at END AS value 
FROM cover_1, task AS task_1 
WHERE task_1.model_id = ? AND cover_1.level + 0 = 0 AND coalesce(task_1.started_at, -1) >= cover_1.lo + 0 AND coalesce(task_1.started_at, -1) < cover_1.hi + 0 AND task_1.org_id = ?) AS started_1), 
groups_1 AS 
(SELECT stream_1.key_0 AS key_0, CAST(coalesce(sum(stream_1.counted), 0) AS INTEGER) AS counted, min(stream_1.least) AS least, max(stream_1.greatest) AS greatest 
FROM stream_1 GROUP BY stream_1.key_0), 
stream_2 AS 
(SELECT CAST(task_by_activity_2.name AS TEXT) AS key_0, bins_1.value & 4095 AS bin, bins_1.value >> 12 AS size 
FROM cover_1, task_by_activity AS task_by_activity_2, json_each(task_by_activity_2.bins) AS bins_1 
WHERE cover_1.level > 0 AND task_by_activity_2.level = cover_1.level + 0 AND task_by_activity_2.start_at = cover_1.lo + 0 AND task_by_activity_2.model_id = ? AND task_by_activity_2.counted > 0 AND task_by_activity_2.org_id = ? UNION ALL SELECT started_2.key_0 AS key_0, (CASE WHEN started_2.value > 0 THEN 1 + coalesce(CASE CAST(ln(started_2.value) / 0.018720204008081675 AS INTEGER) % 123 WHEN 0 THEN NULL WHEN 37 THEN NULL WHEN 85 THEN NULL WHEN 122 THEN NULL ELSE CAST(ln(started_2.value) / 0.018720204008081675 AS INTEGER) END, 123 * (length(started_2.value) - 1) + CASE WHEN substr(started_2.value, 1, 2) < '11' THEN 0 WHEN substr(started_2.value, 1, 2) < '2' THEN 36 WHEN substr(started_2.value, 1, 2) < '21' THEN 37 WHEN substr(started_2.value, 1, 2) < '5' THEN 85 WHEN substr(started_2.value, 1, 2) < '6' THEN 86 ELSE 122 END) WHEN started_2.value = 0 THEN 0 END) AS bin, CASE WHEN (started_2.value IS NOT NULL) THEN 1 ELSE 0 END AS size 
FROM (SELECT CAST(task_1.name AS TEXT) AS key_0, CASE WHEN (task_1.ended_at >= task_1.started_at) THEN task_1.ended_at - task_1.started_at END AS value 
FROM cover_1, task AS task_1 
WHERE task_1.model_id = ? AND cover_1.level + 0 = 0 AND coalesce(task_1.started_at, -1) >= cover_1.lo + 0 AND coalesce(task_1.started_at, -1) < cover_1.hi + 0 AND task_1.org_id = ?) AS started_2), 
ranked_1 AS 
(SELECT stream_2.key_0 AS key_0, stream_2.bin AS bin, CAST(sum(sum(stream_2.size)) OVER (PARTITION BY stream_2.key_0 ORDER BY stream_2.bin) AS INTEGER) AS upto, CAST(sum(sum(stream_2.size)) OVER (PARTITION BY stream_2.key_0) AS INTEGER) AS size 
FROM stream_2 GROUP BY stream_2.key_0, stream_2.bin), 
groups_2 AS 
(SELECT ranked_1.key_0 AS key_0, min(CASE WHEN (ranked_1.upto >= (ranked_1.size * 50 + 99) / 100) THEN ranked_1.bin END) AS p50, min(CASE WHEN (ranked_1.upto >= (ranked_1.size * 95 + 99) / 100) THEN ranked_1.bin END) AS p95 
FROM ranked_1 GROUP BY ranked_1.key_0), 
groups_3 AS 
(SELECT both_1.key_0 AS key_0, max(both_1.counted) AS counted, max(both_1.least) AS least, max(both_1.greatest) AS greatest, max(both_1.p50) AS p50, max(both_1.p95) AS p95 
FROM (SELECT groups_1.key_0 AS key_0, groups_1.counted AS counted, groups_1.least AS least, groups_1.greatest AS greatest, CAST(NULL AS INTEGER) AS p50, CAST(NULL AS INTEGER) AS p95 
FROM groups_1 UNION ALL SELECT groups_2.key_0 AS key_0, CAST(NULL AS INTEGER) AS counted, CAST(NULL AS INTEGER) AS least, CAST(NULL AS INTEGER) AS greatest, groups_2.p50 AS p50, groups_2.p95 AS p95 
FROM groups_2) AS both_1 GROUP BY both_1.key_0), 
figures_1 AS 
(SELECT groups_3.key_0 AS key_0, groups_3.counted AS counted, CASE WHEN ((CASE WHEN groups_3.p50 > 0 THEN CAST(round(exp(CAST(groups_3.p50 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p50 = 0 THEN 0 END) < groups_3.least) THEN groups_3.least WHEN ((CASE WHEN groups_3.p50 > 0 THEN CAST(round(exp(CAST(groups_3.p50 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p50 = 0 THEN 0 END) > groups_3.greatest) THEN groups_3.greatest ELSE (CASE WHEN groups_3.p50 > 0 THEN CAST(round(exp(CAST(groups_3.p50 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p50 = 0 THEN 0 END) END AS p50, CASE WHEN ((CASE WHEN groups_3.p95 > 0 THEN CAST(round(exp(CAST(groups_3.p95 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p95 = 0 THEN 0 END) < groups_3.least) THEN groups_3.least WHEN ((CASE WHEN groups_3.p95 > 0 THEN CAST(round(exp(CAST(groups_3.p95 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p95 = 0 THEN 0 END) > groups_3.greatest) THEN groups_3.greatest ELSE (CASE WHEN groups_3.p95 > 0 THEN CAST(round(exp(CAST(groups_3.p95 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p95 = 0 THEN 0 END) END AS p95 
FROM groups_3), 
page_1 AS 
(SELECT '{' || trim(json_object('key', figures_1.key_0, 'count', figures_1.counted), '{}') || ',"duration":' || json_object('p50', CASE WHEN abs(figures_1.p50) >= 1000000000000000 THEN json(printf('%!.17g', (figures_1.p50) / 1000.0)) ELSE (figures_1.p50) / 1000.0 END, 'p95', CASE WHEN abs(figures_1.p95) >= 1000000000000000 THEN json(printf('%!.17g', (figures_1.p95) / 1000.0)) ELSE (figures_1.p95) / 1000.0 END) || '}' AS figures 
FROM figures_1 ORDER BY figures_1.counted DESC, figures_1.key_0 ASC NULLS LAST
 LIMIT ? OFFSET ?)
 SELECT '[' || coalesce(group_concat(coalesce(page_1.figures, 'null')), '') || ']' AS value 
FROM page_1) || '}' AS value) || '}' AS value) AS value;
-- binds: <now and $days>, <now>, <organization>, <now and $days>, <now>, <now and $days>, <now>, <organization>, <now and $days>, <now>, <now and $days>, <now>, <organization>, 1, <now and $days>, <now and $days>, <now and $days>, <now>, <now>, <now and $days>, <now>, <now and $days>, <now and $days>, <now>, <now>, <now and $days>, <now>, <$model>, <organization>, <$model>, <organization>, <$model>, <organization>, <$model>, <organization>, 20, 0

-- waitedLong
SELECT (SELECT '{"stats":' || (SELECT '{"groupBy":' || (WITH stream_1 AS 
(SELECT started_1.key_0 AS key_0, 1 AS counted 
FROM (SELECT CAST(task_1.name AS TEXT) AS key_0 
FROM task AS task_1 
WHERE task_1.model_id = ? AND CASE WHEN (task_1.started_at >= task_1.enabled_at) THEN task_1.started_at - task_1.enabled_at END > ? AND coalesce(task_1.started_at, -1) >= ? AND coalesce(task_1.started_at, -1) < ? AND task_1.org_id = ?) AS started_1), 
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
FROM page_1) || '}' AS value) || ',"nodes":' || json_group_array(json_object('instanceId', nodes_1.instance_id, 'name', nodes_1.name, 'lane', nodes_1.lane, 'waiting', CASE WHEN abs(nodes_1.hoisted_0) >= 1000000000000000 THEN json(printf('%!.17g', (nodes_1.hoisted_0) / 1000.0)) ELSE (nodes_1.hoisted_0) / 1000.0 END)) || '}' AS value 
FROM (SELECT page_2.instance_id AS instance_id, page_2.name AS name, page_2.lane AS lane, page_2.enabled_at AS enabled_at, page_2.started_at AS started_at, CASE WHEN (page_2.started_at >= page_2.enabled_at) THEN page_2.started_at - page_2.enabled_at END AS hoisted_0 
FROM (SELECT task_1.instance_id AS instance_id, task_1.name AS name, task_1.lane AS lane, task_1.enabled_at AS enabled_at, task_1.started_at AS started_at 
FROM task AS task_1 
WHERE task_1.model_id = ? AND coalesce(task_1.started_at, -1) >= ? AND coalesce(task_1.started_at, -1) < ? AND CASE WHEN (task_1.started_at >= task_1.enabled_at) THEN task_1.started_at - task_1.enabled_at END > ? AND task_1.org_id = ? ORDER BY coalesce(task_1.started_at, -1) DESC, task_1.id DESC
 LIMIT 5 OFFSET ?) AS page_2
 LIMIT ? OFFSET 0) AS nodes_1) AS value;
-- binds: <$model>, <$long>, <now and $days>, <now>, <organization>, 20, 0, <$model>, <now and $days>, <now>, <$long>, <organization>, 0, -1

-- waitingNow
SELECT (SELECT '{"stats":' || (SELECT '{"groupBy":' || (WITH stream_1 AS 
(SELECT started_1.key_0 AS key_0, 1 AS counted 
FROM (SELECT CAST(task_1.lane AS TEXT) AS key_0 
FROM task AS task_1 
WHERE task_1.model_id = ? AND task_1.state = ? AND task_1.org_id = ?) AS started_1), 
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
FROM page_1) || '}' AS value) || ',"nodes":' || json_group_array(json_object('instanceId', page_2.instance_id, 'name', page_2.name, 'lane', page_2.lane, 'enabledAt', iif(page_2.enabled_at % 1000000, date(page_2.enabled_at / 1000000, 'unixepoch') || 'T' || time(page_2.enabled_at / 1000000, 'unixepoch') || rtrim('.' || substr(page_2.enabled_at + 1000000, -6), '0') || 'Z', date(page_2.enabled_at / 1000000, 'unixepoch') || 'T' || time(page_2.enabled_at / 1000000, 'unixepoch') || 'Z'))) || '}' AS value 
FROM (SELECT task_1.instance_id AS instance_id, task_1.name AS name, task_1.lane AS lane, task_1.enabled_at AS enabled_at 
FROM task AS task_1 
WHERE task_1.model_id = ? AND task_1.state = ? AND task_1.org_id = ? ORDER BY coalesce(task_1.started_at, -1) DESC, task_1.id DESC
 LIMIT 5 OFFSET ?) AS page_2) AS value;
-- binds: <$model>, <TaskState.READY: 'READY'>, <organization>, 20, 0, <$model>, <TaskState.READY: 'READY'>, <organization>, 0
