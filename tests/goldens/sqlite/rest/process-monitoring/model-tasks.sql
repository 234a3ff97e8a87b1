-- tasks
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
 SELECT (SELECT '{"stats":' || (SELECT '{"specs":' || (WITH stream_1 AS 
(SELECT CAST(coalesce((SELECT activity_1.element_id 
FROM activity AS activity_1 
WHERE activity_1.model_id = task_by_activity_1.model_id AND activity_1.version = coalesce(task_by_activity_1.version, (SELECT CASE WHEN (min(activity_2.version) = max(activity_2.version)) THEN min(activity_2.version) END AS only 
FROM activity AS activity_2 
WHERE activity_2.model_id = task_by_activity_1.model_id AND activity_2.org_id = ?)) AND activity_1.element_id = task_by_activity_1.task_spec AND activity_1.org_id = ?
 LIMIT ? OFFSET ?), (SELECT CASE WHEN (min(activity_3.element_id) = max(activity_3.element_id)) THEN min(activity_3.element_id) END AS only 
FROM activity AS activity_3 
WHERE activity_3.model_id = task_by_activity_1.model_id AND activity_3.version = coalesce(task_by_activity_1.version, (SELECT CASE WHEN (min(activity_2.version) = max(activity_2.version)) THEN min(activity_2.version) END AS only 
FROM activity AS activity_2 
WHERE activity_2.model_id = task_by_activity_1.model_id AND activity_2.org_id = ?)) AND activity_3.name = coalesce(task_by_activity_1.name, task_by_activity_1.task_spec) AND activity_3.org_id = ?), task_by_activity_1.task_spec) AS TEXT) AS key_0, task_by_activity_1.counted AS counted, task_by_activity_1.measured AS measured, task_by_activity_1.seconds AS seconds, task_by_activity_1.micros AS micros, task_by_activity_1.least AS least, task_by_activity_1.greatest AS greatest 
FROM cover_1, task_by_activity AS task_by_activity_1 
WHERE cover_1.level > 0 AND task_by_activity_1.level = cover_1.level + 0 AND task_by_activity_1.start_at = cover_1.lo + 0 AND task_by_activity_1.model_id = ? AND task_by_activity_1.counted > 0 AND task_by_activity_1.org_id = ? UNION ALL SELECT started_1.key_0 AS key_0, 1 AS counted, CASE WHEN (started_1.value IS NOT NULL) THEN 1 ELSE 0 END AS measured, coalesce(started_1.value, 0) / 1000000 AS seconds, coalesce(started_1.value, 0) % 1000000 AS micros, started_1.value AS least, started_1.value AS greatest 
FROM (SELECT CAST(coalesce((SELECT activity_4.element_id 
FROM activity AS activity_4 
WHERE activity_4.model_id = task_1.model_id AND activity_4.version = coalesce(task_1.version, (SELECT CASE WHEN (min(activity_5.version) = max(activity_5.version)) THEN min(activity_5.version) END AS only 
FROM activity AS activity_5 
WHERE activity_5.model_id = task_1.model_id AND activity_5.org_id = ?)) AND activity_4.element_id = task_1.task_spec AND activity_4.org_id = ?
 LIMIT ? OFFSET ?), (SELECT CASE WHEN (min(activity_6.element_id) = max(activity_6.element_id)) THEN min(activity_6.element_id) END AS only 
FROM activity AS activity_6 
WHERE activity_6.model_id = task_1.model_id AND activity_6.version = coalesce(task_1.version, (SELECT CASE WHEN (min(activity_5.version) = max(activity_5.version)) THEN min(activity_5.version) END AS only 
FROM activity AS activity_5 
WHERE activity_5.model_id = task_1.model_id AND activity_5.org_id = ?)) AND activity_6.name = coalesce(task_1.name, task_1.task_spec) AND activity_6.org_id = ?), task_1.task_spec) AS TEXT) AS key_0, CASE WHEN (task_1.ended_at >= task_1.started_at) THEN task_1.ended_at - task_1.started_at END AS value 
FROM cover_1, task AS task_1 
WHERE task_1.model_id = ? AND cover_1.level + 0 = 0 AND coalesce(task_1.started_at, -1) >= cover_1.lo + 0 AND coalesce(task_1.started_at, -1) < cover_1.hi + 0 AND task_1.org_id = ?
 LIMIT ? OFFSET 0) AS started_1), 
groups_1 AS 
(SELECT stream_1.key_0 AS key_0, CAST(coalesce(sum(stream_1.counted), 0) AS INTEGER) AS counted, CAST(coalesce(sum(stream_1.measured), 0) AS INTEGER) AS measured, CAST(coalesce(sum(stream_1.seconds), 0) AS INTEGER) AS seconds, CAST(coalesce(sum(stream_1.micros), 0) AS INTEGER) AS micros, min(stream_1.least) AS least, max(stream_1.greatest) AS greatest 
FROM stream_1 GROUP BY stream_1.key_0), 
stream_2 AS 
(SELECT CAST(coalesce((SELECT activity_7.element_id 
FROM activity AS activity_7 
WHERE activity_7.model_id = task_by_activity_2.model_id AND activity_7.version = coalesce(task_by_activity_2.version, (SELECT CASE WHEN (min(activity_8.version) = max(activity_8.version)) THEN min(activity_8.version) END AS only 
FROM activity AS activity_8 
WHERE activity_8.model_id = task_by_activity_2.model_id AND activity_8.org_id = ?)) AND activity_7.element_id = task_by_activity_2.task_spec AND activity_7.org_id = ?
 LIMIT ? OFFSET ?), (SELECT CASE WHEN (min(activity_9.element_id) = max(activity_9.element_id)) THEN min(activity_9.element_id) END AS only 
FROM activity AS activity_9 
WHERE activity_9.model_id = task_by_activity_2.model_id AND activity_9.version = coalesce(task_by_activity_2.version, (SELECT CASE WHEN (min(activity_8.version) = max(activity_8.version)) THEN min(activity_8.version) END AS only 
FROM activity AS activity_8 
WHERE activity_8.model_id = task_by_activity_2.model_id AND activity_8.org_id = ?)) AND activity_9.name = coalesce(task_by_activity_2.name, task_by_activity_2.task_spec) AND activity_9.org_id = ?), task_by_activity_2.task_spec) AS TEXT) AS key_0, bins_1.value & 4095 AS bin, bins_1.value >> 12 AS size 
FROM cover_1, task_by_activity AS task_by_activity_2, json_each(task_by_activity_2.bins) AS bins_1 
WHERE cover_1.level > 0 AND task_by_activity_2.level = cover_1.level + 0 AND task_by_activity_2.start_at = cover_1.lo + 0 AND task_by_activity_2.model_id = ? AND task_by_activity_2.counted > 0 AND task_by_activity_2.org_id = ? UNION ALL SELECT started_2.key_0 AS key_0, (CASE WHEN started_2.value > 0 THEN 1 + coalesce(CASE CAST(ln(started_2.value) / 0.018720204008081675 AS INTEGER) % 123 WHEN 0 THEN NULL WHEN 37 THEN NULL WHEN 85 THEN NULL WHEN 122 THEN NULL ELSE CAST(ln(started_2.value) / 0.018720204008081675 AS INTEGER) END, 123 * (length(started_2.value) - 1) + CASE WHEN substr(started_2.value, 1, 2) < '11' THEN 0 WHEN substr(started_2.value, 1, 2) < '2' THEN 36 WHEN substr(started_2.value, 1, 2) < '21' THEN 37 WHEN substr(started_2.value, 1, 2) < '5' THEN 85 WHEN substr(started_2.value, 1, 2) < '6' THEN 86 ELSE 122 END) WHEN started_2.value = 0 THEN 0 END) AS bin, CASE WHEN (started_2.value IS NOT NULL) THEN 1 ELSE 0 END AS size 
FROM (SELECT CAST(coalesce((SELECT activity_10.element_id 
FROM activity AS activity_10 
WHERE activity_10.model_id = task_1.model_id AND activity_10.version = coalesce(task_1.version, (SELECT CASE WHEN (min(activity_11.version) = max(activity_11.version)) THEN min(activity_11.version) END AS only 
FROM activity AS activity_11 
WHERE activity_11.model_id = task_1.model_id AND activity_11.org_id = ?)) AND activity_10.element_id = task_1.task_spec AND activity_10.org_id = ?
 LIMIT ? OFFSET ?), (SELECT CASE WHEN (min(activity_12.element_id) = max(activity_12.element_id)) THEN min(activity_12.element_id) END AS only 
FROM activity AS activity_12 
WHERE activity_12.model_id = task_1.model_id AND activity_12.version = coalesce(task_1.version, (SELECT CASE WHEN (min(activity_11.version) = max(activity_11.version)) THEN min(activity_11.version) END AS only 
FROM activity AS activity_11 
WHERE activity_11.model_id = task_1.model_id AND activity_11.org_id = ?)) AND activity_12.name = coalesce(task_1.name, task_1.task_spec) AND activity_12.org_id = ?), task_1.task_spec) AS TEXT) AS key_0, CASE WHEN (task_1.ended_at >= task_1.started_at) THEN task_1.ended_at - task_1.started_at END AS value 
FROM cover_1, task AS task_1 
WHERE task_1.model_id = ? AND cover_1.level + 0 = 0 AND coalesce(task_1.started_at, -1) >= cover_1.lo + 0 AND coalesce(task_1.started_at, -1) < cover_1.hi + 0 AND task_1.org_id = ?
 LIMIT ? OFFSET 0) AS started_2), 
ranked_1 AS 
(SELECT stream_2.key_0 AS key_0, stream_2.bin AS bin, CAST(sum(sum(stream_2.size)) OVER (PARTITION BY stream_2.key_0 ORDER BY stream_2.bin) AS INTEGER) AS upto, CAST(sum(sum(stream_2.size)) OVER (PARTITION BY stream_2.key_0) AS INTEGER) AS size 
FROM stream_2 GROUP BY stream_2.key_0, stream_2.bin), 
groups_2 AS 
(SELECT ranked_1.key_0 AS key_0, min(CASE WHEN (ranked_1.upto >= (ranked_1.size * 50 + 99) / 100) THEN ranked_1.bin END) AS p50, min(CASE WHEN (ranked_1.upto >= (ranked_1.size * 75 + 99) / 100) THEN ranked_1.bin END) AS p75, min(CASE WHEN (ranked_1.upto >= (ranked_1.size * 90 + 99) / 100) THEN ranked_1.bin END) AS p90, min(CASE WHEN (ranked_1.upto >= (ranked_1.size * 95 + 99) / 100) THEN ranked_1.bin END) AS p95, min(CASE WHEN (ranked_1.upto >= (ranked_1.size * 99 + 99) / 100) THEN ranked_1.bin END) AS p99 
FROM ranked_1 GROUP BY ranked_1.key_0), 
groups_3 AS 
(SELECT both_1.key_0 AS key_0, max(both_1.counted) AS counted, max(both_1.measured) AS measured, max(both_1.seconds) AS seconds, max(both_1.micros) AS micros, max(both_1.least) AS least, max(both_1.greatest) AS greatest, max(both_1.p50) AS p50, max(both_1.p75) AS p75, max(both_1.p90) AS p90, max(both_1.p95) AS p95, max(both_1.p99) AS p99 
FROM (SELECT groups_1.key_0 AS key_0, groups_1.counted AS counted, groups_1.measured AS measured, groups_1.seconds AS seconds, groups_1.micros AS micros, groups_1.least AS least, groups_1.greatest AS greatest, CAST(NULL AS INTEGER) AS p50, CAST(NULL AS INTEGER) AS p75, CAST(NULL AS INTEGER) AS p90, CAST(NULL AS INTEGER) AS p95, CAST(NULL AS INTEGER) AS p99 
FROM groups_1 UNION ALL SELECT groups_2.key_0 AS key_0, CAST(NULL AS INTEGER) AS counted, CAST(NULL AS INTEGER) AS measured, CAST(NULL AS INTEGER) AS seconds, CAST(NULL AS INTEGER) AS micros, CAST(NULL AS INTEGER) AS least, CAST(NULL AS INTEGER) AS greatest, groups_2.p50 AS p50, groups_2.p75 AS p75, groups_2.p90 AS p90, groups_2.p95 AS p95, groups_2.p99 AS p99 
FROM groups_2) AS both_1 GROUP BY both_1.key_0), 
figures_1 AS 
(SELECT groups_3.key_0 AS key_0, groups_3.counted AS counted, groups_3.measured AS measured, groups_3.seconds AS seconds, groups_3.micros AS micros, CASE WHEN (groups_3.measured > 0) THEN (groups_3.seconds / groups_3.measured) * 1000000 + CAST(round((((groups_3.seconds % groups_3.measured) * 1000000 + groups_3.micros) * 1.0) / (nullif(groups_3.measured, 0) + 0.0)) AS INTEGER) END AS average, groups_3.least AS least, groups_3.greatest AS greatest, CASE WHEN ((CASE WHEN groups_3.p50 > 0 THEN CAST(round(exp(CAST(groups_3.p50 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p50 = 0 THEN 0 END) < groups_3.least) THEN groups_3.least WHEN ((CASE WHEN groups_3.p50 > 0 THEN CAST(round(exp(CAST(groups_3.p50 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p50 = 0 THEN 0 END) > groups_3.greatest) THEN groups_3.greatest ELSE (CASE WHEN groups_3.p50 > 0 THEN CAST(round(exp(CAST(groups_3.p50 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p50 = 0 THEN 0 END) END AS p50, CASE WHEN ((CASE WHEN groups_3.p75 > 0 THEN CAST(round(exp(CAST(groups_3.p75 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p75 = 0 THEN 0 END) < groups_3.least) THEN groups_3.least WHEN ((CASE WHEN groups_3.p75 > 0 THEN CAST(round(exp(CAST(groups_3.p75 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p75 = 0 THEN 0 END) > groups_3.greatest) THEN groups_3.greatest ELSE (CASE WHEN groups_3.p75 > 0 THEN CAST(round(exp(CAST(groups_3.p75 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p75 = 0 THEN 0 END) END AS p75, CASE WHEN ((CASE WHEN groups_3.p90 > 0 THEN CAST(round(exp(CAST(groups_3.p90 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p90 = 0 THEN 0 END) < groups_3.least) THEN groups_3.least WHEN ((CASE WHEN groups_3.p90 > 0 THEN CAST(round(exp(CAST(groups_3.p90 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p90 = 0 THEN 0 END) > groups_3.greatest) THEN groups_3.greatest ELSE (CASE WHEN groups_3.p90 > 0 THEN CAST(round(exp(CAST(groups_3.p90 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p90 = 0 THEN 0 END) END AS p90, CASE WHEN ((CASE WHEN groups_3.p95 > 0 THEN CAST(round(exp(CAST(groups_3.p95 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p95 = 0 THEN 0 END) < groups_3.least) THEN groups_3.least WHEN ((CASE WHEN groups_3.p95 > 0 THEN CAST(round(exp(CAST(groups_3.p95 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p95 = 0 THEN 0 END) > groups_3.greatest) THEN groups_3.greatest ELSE (CASE WHEN groups_3.p95 > 0 THEN CAST(round(exp(CAST(groups_3.p95 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p95 = 0 THEN 0 END) END AS p95, CASE WHEN ((CASE WHEN groups_3.p99 > 0 THEN CAST(round(exp(CAST(groups_3.p99 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p99 = 0 THEN 0 END) < groups_3.least) THEN groups_3.least WHEN ((CASE WHEN groups_3.p99 > 0 THEN CAST(round(exp(CAST(groups_3.p99 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p99 = 0 THEN 0 END) > groups_3.greatest) THEN groups_3.greatest ELSE (CASE WHEN groups_3.p99 > 0 THEN CAST(round(exp(CAST(groups_3.p99 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p99 = 0 THEN 0 END) END AS p99 
FROM groups_3), 
page_1 AS 
(SELECT '{' || trim(json_object('key', figures_1.key_0, 'count', figures_1.counted), '{}') || ',"duration":' || json_object('count', figures_1.measured, 'avg_seconds', CASE WHEN abs(figures_1.average) >= 1000000000000000 THEN json(printf('%!.17g', (figures_1.average) / 1000000.0)) ELSE (figures_1.average) / 1000000.0 END, 'min_seconds', CASE WHEN abs(figures_1.least) >= 1000000000000000 THEN json(printf('%!.17g', (figures_1.least) / 1000000.0)) ELSE (figures_1.least) / 1000000.0 END, 'max_seconds', CASE WHEN abs(figures_1.greatest) >= 1000000000000000 THEN json(printf('%!.17g', (figures_1.greatest) / 1000000.0)) ELSE (figures_1.greatest) / 1000000.0 END, 'p50_seconds', CASE WHEN abs(figures_1.p50) >= 1000000000000000 THEN json(printf('%!.17g', (figures_1.p50) / 1000000.0)) ELSE (figures_1.p50) / 1000000.0 END, 'p75_seconds', CASE WHEN abs(figures_1.p75) >= 1000000000000000 THEN json(printf('%!.17g', (figures_1.p75) / 1000000.0)) ELSE (figures_1.p75) / 1000000.0 END, 'p90_seconds', CASE WHEN abs(figures_1.p90) >= 1000000000000000 THEN json(printf('%!.17g', (figures_1.p90) / 1000000.0)) ELSE (figures_1.p90) / 1000000.0 END, 'p95_seconds', CASE WHEN abs(figures_1.p95) >= 1000000000000000 THEN json(printf('%!.17g', (figures_1.p95) / 1000000.0)) ELSE (figures_1.p95) / 1000000.0 END, 'p99_seconds', CASE WHEN abs(figures_1.p99) >= 1000000000000000 THEN json(printf('%!.17g', (figures_1.p99) / 1000000.0)) ELSE (figures_1.p99) / 1000000.0 END) || '}' AS figures 
FROM figures_1 ORDER BY figures_1.counted DESC, figures_1.key_0 ASC NULLS LAST
 LIMIT ? OFFSET ?)
 SELECT '[' || coalesce(group_concat(coalesce(page_1.figures, 'null')), '') || ']' AS value 
FROM page_1) || ',"labels":' || (WITH stream_3 AS 
(SELECT CAST(coalesce((SELECT activity_13.element_id 
FROM activity AS activity_13 
WHERE activity_13.model_id = task_by_activity_3.model_id AND activity_13.version = coalesce(task_by_activity_3.version, (SELECT CASE WHEN (min(activity_14.version) = max(activity_14.version)) THEN min(activity_14.version) END AS only 
FROM activity AS activity_14 
WHERE activity_14.model_id = task_by_activity_3.model_id AND activity_14.org_id = ?)) AND activity_13.element_id = task_by_activity_3.task_spec AND activity_13.org_id = ?
 LIMIT ? OFFSET ?), (SELECT CASE WHEN (min(activity_15.element_id) = max(activity_15.element_id)) THEN min(activity_15.element_id) END AS only 
FROM activity AS activity_15 
WHERE activity_15.model_id = task_by_activity_3.model_id AND activity_15.version = coalesce(task_by_activity_3.version, (SELECT CASE WHEN (min(activity_14.version) = max(activity_14.version)) THEN min(activity_14.version) END AS only 
FROM activity AS activity_14 
WHERE activity_14.model_id = task_by_activity_3.model_id AND activity_14.org_id = ?)) AND activity_15.name = coalesce(task_by_activity_3.name, task_by_activity_3.task_spec) AND activity_15.org_id = ?), task_by_activity_3.task_spec) AS TEXT) AS key_0, CAST(task_by_activity_3.name AS TEXT) AS key_1, CAST(task_by_activity_3.type AS TEXT) AS key_2, task_by_activity_3.counted AS counted 
FROM cover_1, task_by_activity AS task_by_activity_3 
WHERE cover_1.level > 0 AND task_by_activity_3.level = cover_1.level + 0 AND task_by_activity_3.start_at = cover_1.lo + 0 AND task_by_activity_3.model_id = ? AND task_by_activity_3.counted > 0 AND task_by_activity_3.org_id = ? UNION ALL SELECT started_3.key_0 AS key_0, started_3.key_1 AS key_1, started_3.key_2 AS key_2, 1 AS counted 
FROM (SELECT CAST(coalesce((SELECT activity_16.element_id 
FROM activity AS activity_16 
WHERE activity_16.model_id = task_1.model_id AND activity_16.version = coalesce(task_1.version, (SELECT CASE WHEN (min(activity_17.version) = max(activity_17.version)) THEN min(activity_17.version) END AS only 
FROM activity AS activity_17 
WHERE activity_17.model_id = task_1.model_id AND activity_17.org_id = ?)) AND activity_16.element_id = task_1.task_spec AND activity_16.org_id = ?
 LIMIT ? OFFSET ?), (SELECT CASE WHEN (min(activity_18.element_id) = max(activity_18.element_id)) THEN min(activity_18.element_id) END AS only 
FROM activity AS activity_18 
WHERE activity_18.model_id = task_1.model_id AND activity_18.version = coalesce(task_1.version, (SELECT CASE WHEN (min(activity_17.version) = max(activity_17.version)) THEN min(activity_17.version) END AS only 
FROM activity AS activity_17 
WHERE activity_17.model_id = task_1.model_id AND activity_17.org_id = ?)) AND activity_18.name = coalesce(task_1.name, task_1.task_spec) AND activity_18.org_id = ?), task_1.task_spec) AS TEXT) AS key_0, CAST(task_1.name AS TEXT) AS key_1, CAST(task_1.type AS TEXT) AS key_2 
FROM cover_1, task AS task_1 
WHERE task_1.model_id = ? AND cover_1.level + 0 = 0 AND coalesce(task_1.started_at, -1) >= cover_1.lo + 0 AND coalesce(task_1.started_at, -1) < cover_1.hi + 0 AND task_1.org_id = ?
 LIMIT ? OFFSET 0) AS started_3), 
groups_4 AS 
(SELECT stream_3.key_0 AS key_0, stream_3.key_1 AS key_1, stream_3.key_2 AS key_2, CAST(coalesce(sum(stream_3.counted), 0) AS INTEGER) AS counted 
FROM stream_3 GROUP BY stream_3.key_0, stream_3.key_1, stream_3.key_2), 
figures_2 AS 
(SELECT groups_4.key_0 AS key_0, groups_4.key_1 AS key_1, groups_4.key_2 AS key_2, groups_4.counted AS counted 
FROM groups_4), 
page_2 AS 
(SELECT '{"keys":[' || coalesce(json_quote(figures_2.key_0), 'null') || ',' || coalesce(json_quote(figures_2.key_1), 'null') || ',' || coalesce(json_quote(figures_2.key_2), 'null') || ']}' AS figures 
FROM figures_2 ORDER BY figures_2.counted DESC, figures_2.key_0 ASC NULLS LAST, figures_2.key_1 ASC NULLS LAST, figures_2.key_2 ASC NULLS LAST
 LIMIT ? OFFSET ?)
 SELECT '[' || coalesce(group_concat(coalesce(page_2.figures, 'null')), '') || ']' AS value 
FROM page_2) || ',"states":' || (WITH stream_4 AS 
(SELECT CAST(coalesce((SELECT activity_19.element_id 
FROM activity AS activity_19 
WHERE activity_19.model_id = task_by_activity_4.model_id AND activity_19.version = coalesce(task_by_activity_4.version, (SELECT CASE WHEN (min(activity_20.version) = max(activity_20.version)) THEN min(activity_20.version) END AS only 
FROM activity AS activity_20 
WHERE activity_20.model_id = task_by_activity_4.model_id AND activity_20.org_id = ?)) AND activity_19.element_id = task_by_activity_4.task_spec AND activity_19.org_id = ?
 LIMIT ? OFFSET ?), (SELECT CASE WHEN (min(activity_21.element_id) = max(activity_21.element_id)) THEN min(activity_21.element_id) END AS only 
FROM activity AS activity_21 
WHERE activity_21.model_id = task_by_activity_4.model_id AND activity_21.version = coalesce(task_by_activity_4.version, (SELECT CASE WHEN (min(activity_20.version) = max(activity_20.version)) THEN min(activity_20.version) END AS only 
FROM activity AS activity_20 
WHERE activity_20.model_id = task_by_activity_4.model_id AND activity_20.org_id = ?)) AND activity_21.name = coalesce(task_by_activity_4.name, task_by_activity_4.task_spec) AND activity_21.org_id = ?), task_by_activity_4.task_spec) AS TEXT) AS key_0, CAST(task_by_activity_4.state AS TEXT) AS key_1, task_by_activity_4.counted AS counted 
FROM cover_1, task_by_activity AS task_by_activity_4 
WHERE cover_1.level > 0 AND task_by_activity_4.level = cover_1.level + 0 AND task_by_activity_4.start_at = cover_1.lo + 0 AND task_by_activity_4.model_id = ? AND task_by_activity_4.counted > 0 AND task_by_activity_4.org_id = ? UNION ALL SELECT started_4.key_0 AS key_0, started_4.key_1 AS key_1, 1 AS counted 
FROM (SELECT CAST(coalesce((SELECT activity_22.element_id 
FROM activity AS activity_22 
WHERE activity_22.model_id = task_1.model_id AND activity_22.version = coalesce(task_1.version, (SELECT CASE WHEN (min(activity_23.version) = max(activity_23.version)) THEN min(activity_23.version) END AS only 
FROM activity AS activity_23 
WHERE activity_23.model_id = task_1.model_id AND activity_23.org_id = ?)) AND activity_22.element_id = task_1.task_spec AND activity_22.org_id = ?
 LIMIT ? OFFSET ?), (SELECT CASE WHEN (min(activity_24.element_id) = max(activity_24.element_id)) THEN min(activity_24.element_id) END AS only 
FROM activity AS activity_24 
WHERE activity_24.model_id = task_1.model_id AND activity_24.version = coalesce(task_1.version, (SELECT CASE WHEN (min(activity_23.version) = max(activity_23.version)) THEN min(activity_23.version) END AS only 
FROM activity AS activity_23 
WHERE activity_23.model_id = task_1.model_id AND activity_23.org_id = ?)) AND activity_24.name = coalesce(task_1.name, task_1.task_spec) AND activity_24.org_id = ?), task_1.task_spec) AS TEXT) AS key_0, CAST(task_1.state AS TEXT) AS key_1 
FROM cover_1, task AS task_1 
WHERE task_1.model_id = ? AND cover_1.level + 0 = 0 AND coalesce(task_1.started_at, -1) >= cover_1.lo + 0 AND coalesce(task_1.started_at, -1) < cover_1.hi + 0 AND task_1.org_id = ?
 LIMIT ? OFFSET 0) AS started_4), 
groups_5 AS 
(SELECT stream_4.key_0 AS key_0, stream_4.key_1 AS key_1, CAST(coalesce(sum(stream_4.counted), 0) AS INTEGER) AS counted 
FROM stream_4 GROUP BY stream_4.key_0, stream_4.key_1), 
figures_3 AS 
(SELECT groups_5.key_0 AS key_0, groups_5.key_1 AS key_1, groups_5.counted AS counted 
FROM groups_5), 
page_3 AS 
(SELECT '{"keys":[' || coalesce(json_quote(figures_3.key_0), 'null') || ',' || coalesce(json_quote(figures_3.key_1), 'null') || '],' || trim(json_object('count', figures_3.counted), '{}') || '}' AS figures 
FROM figures_3 ORDER BY figures_3.counted DESC, figures_3.key_0 ASC NULLS LAST, figures_3.key_1 ASC NULLS LAST
 LIMIT ? OFFSET ?)
 SELECT '[' || coalesce(group_concat(coalesce(page_3.figures, 'null')), '') || ']' AS value 
FROM page_3) || '}' AS value) || '}' AS value) AS value;
-- binds: <now and $window.lastDays>, <now>, <organization>, <now and $window.lastDays>, <now>, <now and $window.lastDays>, <now>, <organization>, <now and $window.lastDays>, <now>, <now and $window.lastDays>, <now>, <organization>, 1, <now and $window.lastDays>, <now and $window.lastDays>, <now and $window.lastDays>, <now>, <now>, <now and $window.lastDays>, <now>, <now and $window.lastDays>, <now and $window.lastDays>, <now>, <now>, <now and $window.lastDays>, <now>, <organization>, <organization>, 1, 0, <organization>, <organization>, <$tasks.modelId.eq>, <organization>, <organization>, <organization>, 1, 0, <organization>, <organization>, <$tasks.modelId.eq>, <organization>, -1, <organization>, <organization>, 1, 0, <organization>, <organization>, <$tasks.modelId.eq>, <organization>, <organization>, <organization>, 1, 0, <organization>, <organization>, <$tasks.modelId.eq>, <organization>, -1, 10000, 0, <organization>, <organization>, 1, 0, <organization>, <organization>, <$tasks.modelId.eq>, <organization>, <organization>, <organization>, 1, 0, <organization>, <organization>, <$tasks.modelId.eq>, <organization>, -1, 10000, 0, <organization>, <organization>, 1, 0, <organization>, <organization>, <$tasks.modelId.eq>, <organization>, <organization>, <organization>, 1, 0, <organization>, <organization>, <$tasks.modelId.eq>, <organization>, -1, 10000, 0
