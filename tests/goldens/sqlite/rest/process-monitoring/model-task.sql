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
 SELECT (SELECT '{"stats":' || (WITH stream_1 AS 
(SELECT task_by_activity_1.measured AS measured, task_by_activity_1.seconds AS seconds, task_by_activity_1.micros AS micros, task_by_activity_1.least AS least, task_by_activity_1.greatest AS greatest 
FROM cover_1, task_by_activity AS task_by_activity_1 
WHERE cover_1.level > 0 AND task_by_activity_1.level = cover_1.level + 0 AND task_by_activity_1.start_at = cover_1.lo + 0 AND task_by_activity_1.model_id = ? AND coalesce((SELECT activity_1.element_id 
FROM activity AS activity_1 
WHERE activity_1.model_id = task_by_activity_1.model_id AND activity_1.version = coalesce(task_by_activity_1.version, (SELECT CASE WHEN (min(activity_2.version) = max(activity_2.version)) THEN min(activity_2.version) END AS only 
FROM activity AS activity_2 
WHERE activity_2.model_id = task_by_activity_1.model_id AND activity_2.org_id = ?)) AND activity_1.element_id = task_by_activity_1.task_spec AND activity_1.org_id = ?
 LIMIT ? OFFSET ?), (SELECT CASE WHEN (min(activity_3.element_id) = max(activity_3.element_id)) THEN min(activity_3.element_id) END AS only 
FROM activity AS activity_3 
WHERE activity_3.model_id = task_by_activity_1.model_id AND activity_3.version = coalesce(task_by_activity_1.version, (SELECT CASE WHEN (min(activity_2.version) = max(activity_2.version)) THEN min(activity_2.version) END AS only 
FROM activity AS activity_2 
WHERE activity_2.model_id = task_by_activity_1.model_id AND activity_2.org_id = ?)) AND activity_3.name = coalesce(task_by_activity_1.name, task_by_activity_1.task_spec) AND activity_3.org_id = ?), task_by_activity_1.task_spec) = ? AND task_by_activity_1.counted > 0 AND task_by_activity_1.org_id = ? UNION ALL SELECT CASE WHEN (started_1.value IS NOT NULL) THEN 1 ELSE 0 END AS measured, coalesce(started_1.value, 0) / 1000000 AS seconds, coalesce(started_1.value, 0) % 1000000 AS micros, started_1.value AS least, started_1.value AS greatest 
FROM (SELECT CASE WHEN (task_1.ended_at >= task_1.started_at) THEN task_1.ended_at - task_1.started_at END AS value 
FROM cover_1, task AS task_1 
WHERE task_1.model_id = ? AND coalesce((SELECT activity_4.element_id 
FROM activity AS activity_4 
WHERE activity_4.model_id = task_1.model_id AND activity_4.version = coalesce(task_1.version, (SELECT CASE WHEN (min(activity_5.version) = max(activity_5.version)) THEN min(activity_5.version) END AS only 
FROM activity AS activity_5 
WHERE activity_5.model_id = task_1.model_id AND activity_5.org_id = ?)) AND activity_4.element_id = task_1.task_spec AND activity_4.org_id = ?
 LIMIT ? OFFSET ?), (SELECT CASE WHEN (min(activity_6.element_id) = max(activity_6.element_id)) THEN min(activity_6.element_id) END AS only 
FROM activity AS activity_6 
WHERE activity_6.model_id = task_1.model_id AND activity_6.version = coalesce(task_1.version, (SELECT CASE WHEN (min(activity_5.version) = max(activity_5.version)) THEN min(activity_5.version) END AS only 
FROM activity AS activity_5 
WHERE activity_5.model_id = task_1.model_id AND activity_5.org_id = ?)) AND activity_6.name = coalesce(task_1.name, task_1.task_spec) AND activity_6.org_id = ?), task_1.task_spec) = ? AND cover_1.level + 0 = 0 AND coalesce(task_1.started_at, -1) >= cover_1.lo + 0 AND coalesce(task_1.started_at, -1) < cover_1.hi + 0 AND task_1.org_id = ?) AS started_1), 
groups_1 AS 
(SELECT CAST(coalesce(sum(stream_1.measured), 0) AS INTEGER) AS measured, CAST(coalesce(sum(stream_1.seconds), 0) AS INTEGER) AS seconds, CAST(coalesce(sum(stream_1.micros), 0) AS INTEGER) AS micros, min(stream_1.least) AS least, max(stream_1.greatest) AS greatest 
FROM stream_1), 
stream_2 AS 
(SELECT bins_1.value & 4095 AS bin, bins_1.value >> 12 AS size 
FROM cover_1, task_by_activity AS task_by_activity_2, json_each(task_by_activity_2.bins) AS bins_1 
WHERE cover_1.level > 0 AND task_by_activity_2.level = cover_1.level + 0 AND task_by_activity_2.start_at = cover_1.lo + 0 AND task_by_activity_2.model_id = ? AND coalesce((SELECT activity_7.element_id 
FROM activity AS activity_7 
WHERE activity_7.model_id = task_by_activity_2.model_id AND activity_7.version = coalesce(task_by_activity_2.version, (SELECT CASE WHEN (min(activity_8.version) = max(activity_8.version)) THEN min(activity_8.version) END AS only 
FROM activity AS activity_8 
WHERE activity_8.model_id = task_by_activity_2.model_id AND activity_8.org_id = ?)) AND activity_7.element_id = task_by_activity_2.task_spec AND activity_7.org_id = ?
 LIMIT ? OFFSET ?), (SELECT CASE WHEN (min(activity_9.element_id) = max(activity_9.element_id)) THEN min(activity_9.element_id) END AS only 
FROM activity AS activity_9 
WHERE activity_9.model_id = task_by_activity_2.model_id AND activity_9.version = coalesce(task_by_activity_2.version, (SELECT CASE WHEN (min(activity_8.version) = max(activity_8.version)) THEN min(activity_8.version) END AS only 
FROM activity AS activity_8 
WHERE activity_8.model_id = task_by_activity_2.model_id AND activity_8.org_id = ?)) AND activity_9.name = coalesce(task_by_activity_2.name, task_by_activity_2.task_spec) AND activity_9.org_id = ?), task_by_activity_2.task_spec) = ? AND task_by_activity_2.counted > 0 AND task_by_activity_2.org_id = ? UNION ALL SELECT (CASE WHEN started_2.value > 0 THEN 1 + coalesce(CASE CAST(ln(started_2.value) / 0.018720204008081675 AS INTEGER) % 123 WHEN 0 THEN NULL WHEN 37 THEN NULL WHEN 85 THEN NULL WHEN 122 THEN NULL ELSE CAST(ln(started_2.value) / 0.018720204008081675 AS INTEGER) END, 123 * (length(started_2.value) - 1) + CASE WHEN substr(started_2.value, 1, 2) < '11' THEN 0 WHEN substr(started_2.value, 1, 2) < '2' THEN 36 WHEN substr(started_2.value, 1, 2) < '21' THEN 37 WHEN substr(started_2.value, 1, 2) < '5' THEN 85 WHEN substr(started_2.value, 1, 2) < '6' THEN 86 ELSE 122 END) WHEN started_2.value = 0 THEN 0 END) AS bin, CASE WHEN (started_2.value IS NOT NULL) THEN 1 ELSE 0 END AS size 
FROM (SELECT CASE WHEN (task_1.ended_at >= task_1.started_at) THEN task_1.ended_at - task_1.started_at END AS value 
FROM cover_1, task AS task_1 
WHERE task_1.model_id = ? AND coalesce((SELECT activity_10.element_id 
FROM activity AS activity_10 
WHERE activity_10.model_id = task_1.model_id AND activity_10.version = coalesce(task_1.version, (SELECT CASE WHEN (min(activity_11.version) = max(activity_11.version)) THEN min(activity_11.version) END AS only 
FROM activity AS activity_11 
WHERE activity_11.model_id = task_1.model_id AND activity_11.org_id = ?)) AND activity_10.element_id = task_1.task_spec AND activity_10.org_id = ?
 LIMIT ? OFFSET ?), (SELECT CASE WHEN (min(activity_12.element_id) = max(activity_12.element_id)) THEN min(activity_12.element_id) END AS only 
FROM activity AS activity_12 
WHERE activity_12.model_id = task_1.model_id AND activity_12.version = coalesce(task_1.version, (SELECT CASE WHEN (min(activity_11.version) = max(activity_11.version)) THEN min(activity_11.version) END AS only 
FROM activity AS activity_11 
WHERE activity_11.model_id = task_1.model_id AND activity_11.org_id = ?)) AND activity_12.name = coalesce(task_1.name, task_1.task_spec) AND activity_12.org_id = ?), task_1.task_spec) = ? AND cover_1.level + 0 = 0 AND coalesce(task_1.started_at, -1) >= cover_1.lo + 0 AND coalesce(task_1.started_at, -1) < cover_1.hi + 0 AND task_1.org_id = ?) AS started_2), 
ranked_1 AS 
(SELECT stream_2.bin AS bin, CAST(sum(sum(stream_2.size)) OVER (ORDER BY stream_2.bin) AS INTEGER) AS upto, CAST(sum(sum(stream_2.size)) OVER () AS INTEGER) AS size 
FROM stream_2 GROUP BY stream_2.bin), 
groups_2 AS 
(SELECT min(CASE WHEN (ranked_1.upto >= (ranked_1.size * 50 + 99) / 100) THEN ranked_1.bin END) AS p50, min(CASE WHEN (ranked_1.upto >= (ranked_1.size * 75 + 99) / 100) THEN ranked_1.bin END) AS p75, min(CASE WHEN (ranked_1.upto >= (ranked_1.size * 90 + 99) / 100) THEN ranked_1.bin END) AS p90, min(CASE WHEN (ranked_1.upto >= (ranked_1.size * 95 + 99) / 100) THEN ranked_1.bin END) AS p95, min(CASE WHEN (ranked_1.upto >= (ranked_1.size * 99 + 99) / 100) THEN ranked_1.bin END) AS p99 
FROM ranked_1), 
groups_3 AS 
(SELECT max(both_1.measured) AS measured, max(both_1.seconds) AS seconds, max(both_1.micros) AS micros, max(both_1.least) AS least, max(both_1.greatest) AS greatest, max(both_1.p50) AS p50, max(both_1.p75) AS p75, max(both_1.p90) AS p90, max(both_1.p95) AS p95, max(both_1.p99) AS p99 
FROM (SELECT groups_1.measured AS measured, groups_1.seconds AS seconds, groups_1.micros AS micros, groups_1.least AS least, groups_1.greatest AS greatest, CAST(NULL AS INTEGER) AS p50, CAST(NULL AS INTEGER) AS p75, CAST(NULL AS INTEGER) AS p90, CAST(NULL AS INTEGER) AS p95, CAST(NULL AS INTEGER) AS p99 
FROM groups_1 UNION ALL SELECT CAST(NULL AS INTEGER) AS measured, CAST(NULL AS INTEGER) AS seconds, CAST(NULL AS INTEGER) AS micros, CAST(NULL AS INTEGER) AS least, CAST(NULL AS INTEGER) AS greatest, groups_2.p50 AS p50, groups_2.p75 AS p75, groups_2.p90 AS p90, groups_2.p95 AS p95, groups_2.p99 AS p99 
FROM groups_2) AS both_1), 
figures_1 AS 
(SELECT groups_3.measured AS measured, groups_3.seconds AS seconds, groups_3.micros AS micros, CASE WHEN (groups_3.measured > 0) THEN (groups_3.seconds / groups_3.measured) * 1000000 + CAST(round((((groups_3.seconds % groups_3.measured) * 1000000 + groups_3.micros) * 1.0) / (nullif(groups_3.measured, 0) + 0.0)) AS INTEGER) END AS average, groups_3.least AS least, groups_3.greatest AS greatest, CASE WHEN ((CASE WHEN groups_3.p50 > 0 THEN CAST(round(exp(CAST(groups_3.p50 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p50 = 0 THEN 0 END) < groups_3.least) THEN groups_3.least WHEN ((CASE WHEN groups_3.p50 > 0 THEN CAST(round(exp(CAST(groups_3.p50 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p50 = 0 THEN 0 END) > groups_3.greatest) THEN groups_3.greatest ELSE (CASE WHEN groups_3.p50 > 0 THEN CAST(round(exp(CAST(groups_3.p50 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p50 = 0 THEN 0 END) END AS p50, CASE WHEN ((CASE WHEN groups_3.p75 > 0 THEN CAST(round(exp(CAST(groups_3.p75 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p75 = 0 THEN 0 END) < groups_3.least) THEN groups_3.least WHEN ((CASE WHEN groups_3.p75 > 0 THEN CAST(round(exp(CAST(groups_3.p75 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p75 = 0 THEN 0 END) > groups_3.greatest) THEN groups_3.greatest ELSE (CASE WHEN groups_3.p75 > 0 THEN CAST(round(exp(CAST(groups_3.p75 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p75 = 0 THEN 0 END) END AS p75, CASE WHEN ((CASE WHEN groups_3.p90 > 0 THEN CAST(round(exp(CAST(groups_3.p90 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p90 = 0 THEN 0 END) < groups_3.least) THEN groups_3.least WHEN ((CASE WHEN groups_3.p90 > 0 THEN CAST(round(exp(CAST(groups_3.p90 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p90 = 0 THEN 0 END) > groups_3.greatest) THEN groups_3.greatest ELSE (CASE WHEN groups_3.p90 > 0 THEN CAST(round(exp(CAST(groups_3.p90 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p90 = 0 THEN 0 END) END AS p90, CASE WHEN ((CASE WHEN groups_3.p95 > 0 THEN CAST(round(exp(CAST(groups_3.p95 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p95 = 0 THEN 0 END) < groups_3.least) THEN groups_3.least WHEN ((CASE WHEN groups_3.p95 > 0 THEN CAST(round(exp(CAST(groups_3.p95 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p95 = 0 THEN 0 END) > groups_3.greatest) THEN groups_3.greatest ELSE (CASE WHEN groups_3.p95 > 0 THEN CAST(round(exp(CAST(groups_3.p95 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p95 = 0 THEN 0 END) END AS p95, CASE WHEN ((CASE WHEN groups_3.p99 > 0 THEN CAST(round(exp(CAST(groups_3.p99 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p99 = 0 THEN 0 END) < groups_3.least) THEN groups_3.least WHEN ((CASE WHEN groups_3.p99 > 0 THEN CAST(round(exp(CAST(groups_3.p99 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p99 = 0 THEN 0 END) > groups_3.greatest) THEN groups_3.greatest ELSE (CASE WHEN groups_3.p99 > 0 THEN CAST(round(exp(CAST(groups_3.p99 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p99 = 0 THEN 0 END) END AS p99 
FROM groups_3)
 SELECT '{"duration":' || json_object('count', figures_1.measured, 'avg_seconds', CASE WHEN abs(figures_1.average) >= 1000000000000000 THEN json(printf('%!.17g', (figures_1.average) / 1000000.0)) ELSE (figures_1.average) / 1000000.0 END, 'min_seconds', CASE WHEN abs(figures_1.least) >= 1000000000000000 THEN json(printf('%!.17g', (figures_1.least) / 1000000.0)) ELSE (figures_1.least) / 1000000.0 END, 'max_seconds', CASE WHEN abs(figures_1.greatest) >= 1000000000000000 THEN json(printf('%!.17g', (figures_1.greatest) / 1000000.0)) ELSE (figures_1.greatest) / 1000000.0 END, 'p50_seconds', CASE WHEN abs(figures_1.p50) >= 1000000000000000 THEN json(printf('%!.17g', (figures_1.p50) / 1000000.0)) ELSE (figures_1.p50) / 1000000.0 END, 'p75_seconds', CASE WHEN abs(figures_1.p75) >= 1000000000000000 THEN json(printf('%!.17g', (figures_1.p75) / 1000000.0)) ELSE (figures_1.p75) / 1000000.0 END, 'p90_seconds', CASE WHEN abs(figures_1.p90) >= 1000000000000000 THEN json(printf('%!.17g', (figures_1.p90) / 1000000.0)) ELSE (figures_1.p90) / 1000000.0 END, 'p95_seconds', CASE WHEN abs(figures_1.p95) >= 1000000000000000 THEN json(printf('%!.17g', (figures_1.p95) / 1000000.0)) ELSE (figures_1.p95) / 1000000.0 END, 'p99_seconds', CASE WHEN abs(figures_1.p99) >= 1000000000000000 THEN json(printf('%!.17g', (figures_1.p99) / 1000000.0)) ELSE (figures_1.p99) / 1000000.0 END) || ',"spread":{"histogram":' || (WITH stream_3 AS 
(SELECT bins_2.value & 4095 AS bin, bins_2.value >> 12 AS size 
FROM cover_1, task_by_activity AS task_by_activity_3, json_each(task_by_activity_3.bins) AS bins_2 
WHERE cover_1.level > 0 AND task_by_activity_3.level = cover_1.level + 0 AND task_by_activity_3.start_at = cover_1.lo + 0 AND task_by_activity_3.model_id = ? AND coalesce((SELECT activity_13.element_id 
FROM activity AS activity_13 
WHERE activity_13.model_id = task_by_activity_3.model_id AND activity_13.version = coalesce(task_by_activity_3.version, (SELECT CASE WHEN (min(activity_14.version) = max(activity_14.version)) THEN min(activity_14.version) END AS only 
FROM activity AS activity_14 
WHERE activity_14.model_id = task_by_activity_3.model_id AND activity_14.org_id = ?)) AND activity_13.element_id = task_by_activity_3.task_spec AND activity_13.org_id = ?
 LIMIT ? OFFSET ?), (SELECT CASE WHEN (min(activity_15.element_id) = max(activity_15.element_id)) THEN min(activity_15.element_id) END AS only 
FROM activity AS activity_15 
WHERE activity_15.model_id = task_by_activity_3.model_id AND activity_15.version = coalesce(task_by_activity_3.version, (SELECT CASE WHEN (min(activity_14.version) = max(activity_14.version)) THEN min(activity_14.version) END AS only 
FROM activity AS activity_14 
WHERE activity_14.model_id = task_by_activity_3.model_id AND activity_14.org_id = ?)) AND activity_15.name = coalesce(task_by_activity_3.name, task_by_activity_3.task_spec) AND activity_15.org_id = ?), task_by_activity_3.task_spec) = ? AND task_by_activity_3.counted > 0 AND task_by_activity_3.org_id = ? UNION ALL SELECT (CASE WHEN started_3.value > 0 THEN 1 + coalesce(CASE CAST(ln(started_3.value) / 0.018720204008081675 AS INTEGER) % 123 WHEN 0 THEN NULL WHEN 37 THEN NULL WHEN 85 THEN NULL WHEN 122 THEN NULL ELSE CAST(ln(started_3.value) / 0.018720204008081675 AS INTEGER) END, 123 * (length(started_3.value) - 1) + CASE WHEN substr(started_3.value, 1, 2) < '11' THEN 0 WHEN substr(started_3.value, 1, 2) < '2' THEN 36 WHEN substr(started_3.value, 1, 2) < '21' THEN 37 WHEN substr(started_3.value, 1, 2) < '5' THEN 85 WHEN substr(started_3.value, 1, 2) < '6' THEN 86 ELSE 122 END) WHEN started_3.value = 0 THEN 0 END) AS bin, CASE WHEN (started_3.value IS NOT NULL) THEN 1 ELSE 0 END AS size 
FROM (SELECT CASE WHEN (task_1.ended_at >= task_1.started_at) THEN task_1.ended_at - task_1.started_at END AS value 
FROM cover_1, task AS task_1 
WHERE task_1.model_id = ? AND coalesce((SELECT activity_16.element_id 
FROM activity AS activity_16 
WHERE activity_16.model_id = task_1.model_id AND activity_16.version = coalesce(task_1.version, (SELECT CASE WHEN (min(activity_17.version) = max(activity_17.version)) THEN min(activity_17.version) END AS only 
FROM activity AS activity_17 
WHERE activity_17.model_id = task_1.model_id AND activity_17.org_id = ?)) AND activity_16.element_id = task_1.task_spec AND activity_16.org_id = ?
 LIMIT ? OFFSET ?), (SELECT CASE WHEN (min(activity_18.element_id) = max(activity_18.element_id)) THEN min(activity_18.element_id) END AS only 
FROM activity AS activity_18 
WHERE activity_18.model_id = task_1.model_id AND activity_18.version = coalesce(task_1.version, (SELECT CASE WHEN (min(activity_17.version) = max(activity_17.version)) THEN min(activity_17.version) END AS only 
FROM activity AS activity_17 
WHERE activity_17.model_id = task_1.model_id AND activity_17.org_id = ?)) AND activity_18.name = coalesce(task_1.name, task_1.task_spec) AND activity_18.org_id = ?), task_1.task_spec) = ? AND cover_1.level + 0 = 0 AND coalesce(task_1.started_at, -1) >= cover_1.lo + 0 AND coalesce(task_1.started_at, -1) < cover_1.hi + 0 AND task_1.org_id = ?) AS started_3), 
counted_1 AS 
(SELECT CASE WHEN (stream_3.bin < 370) THEN 0 WHEN (stream_3.bin < 407) THEN 1000 WHEN (stream_3.bin < 456) THEN 2000 WHEN (stream_3.bin < 493) THEN 5000 WHEN (stream_3.bin < 530) THEN 10000 WHEN (stream_3.bin < 579) THEN 20000 WHEN (stream_3.bin < 616) THEN 50000 WHEN (stream_3.bin < 653) THEN 100000 WHEN (stream_3.bin < 702) THEN 200000 WHEN (stream_3.bin < 739) THEN 500000 WHEN (stream_3.bin < 776) THEN 1000000 WHEN (stream_3.bin < 825) THEN 2000000 WHEN (stream_3.bin < 862) THEN 5000000 WHEN (stream_3.bin < 899) THEN 10000000 WHEN (stream_3.bin < 948) THEN 20000000 WHEN (stream_3.bin < 985) THEN 50000000 WHEN (stream_3.bin < 1022) THEN 100000000 WHEN (stream_3.bin < 1071) THEN 200000000 WHEN (stream_3.bin < 1108) THEN 500000000 WHEN (stream_3.bin < 1145) THEN 1000000000 WHEN (stream_3.bin < 1194) THEN 2000000000 WHEN (stream_3.bin < 1231) THEN 5000000000 WHEN (stream_3.bin < 1268) THEN 10000000000 WHEN (stream_3.bin < 1317) THEN 20000000000 WHEN (stream_3.bin < 1354) THEN 50000000000 WHEN (stream_3.bin < 1391) THEN 100000000000 WHEN (stream_3.bin < 1440) THEN 200000000000 WHEN (stream_3.bin < 1477) THEN 500000000000 WHEN (stream_3.bin < 1514) THEN 1000000000000 WHEN (stream_3.bin < 1563) THEN 2000000000000 WHEN (stream_3.bin < 1600) THEN 5000000000000 WHEN (stream_3.bin < 1637) THEN 10000000000000 WHEN (stream_3.bin < 1686) THEN 20000000000000 WHEN (stream_3.bin < 1723) THEN 50000000000000 WHEN (stream_3.bin < 1760) THEN 100000000000000 WHEN (stream_3.bin < 1809) THEN 200000000000000 ELSE 500000000000000 END AS lower, CAST(sum(stream_3.size) AS INTEGER) AS size 
FROM stream_3 
WHERE stream_3.bin IS NOT NULL GROUP BY 1 ORDER BY 1
 LIMIT 37 OFFSET ?), 
buckets_1 AS 
(SELECT counted_1.lower AS lower, CASE counted_1.lower WHEN 0 THEN 1000 WHEN 1000 THEN 2000 WHEN 2000 THEN 5000 WHEN 5000 THEN 10000 WHEN 10000 THEN 20000 WHEN 20000 THEN 50000 WHEN 50000 THEN 100000 WHEN 100000 THEN 200000 WHEN 200000 THEN 500000 WHEN 500000 THEN 1000000 WHEN 1000000 THEN 2000000 WHEN 2000000 THEN 5000000 WHEN 5000000 THEN 10000000 WHEN 10000000 THEN 20000000 WHEN 20000000 THEN 50000000 WHEN 50000000 THEN 100000000 WHEN 100000000 THEN 200000000 WHEN 200000000 THEN 500000000 WHEN 500000000 THEN 1000000000 WHEN 1000000000 THEN 2000000000 WHEN 2000000000 THEN 5000000000 WHEN 5000000000 THEN 10000000000 WHEN 10000000000 THEN 20000000000 WHEN 20000000000 THEN 50000000000 WHEN 50000000000 THEN 100000000000 WHEN 100000000000 THEN 200000000000 WHEN 200000000000 THEN 500000000000 WHEN 500000000000 THEN 1000000000000 WHEN 1000000000000 THEN 2000000000000 WHEN 2000000000000 THEN 5000000000000 WHEN 5000000000000 THEN 10000000000000 WHEN 10000000000000 THEN 20000000000000 WHEN 20000000000000 THEN 50000000000000 WHEN 50000000000000 THEN 100000000000000 WHEN 100000000000000 THEN 200000000000000 WHEN 200000000000000 THEN 500000000000000 END AS upper, counted_1.size AS size 
FROM counted_1)
 SELECT json_group_array(json_object('bucket_start_seconds', CASE WHEN abs(buckets_1.lower) >= 1000000000000000 THEN json(printf('%!.17g', (buckets_1.lower) / 1000000.0)) ELSE (buckets_1.lower) / 1000000.0 END, 'bucket_end_seconds', CASE WHEN abs(buckets_1.upper) >= 1000000000000000 THEN json(printf('%!.17g', (buckets_1.upper) / 1000000.0)) ELSE (buckets_1.upper) / 1000000.0 END, 'count', buckets_1.size)) AS value 
FROM buckets_1) || '}}' AS value 
FROM figures_1) || '}' AS value) AS value;
-- binds: <now and $window.lastDays>, <now>, <organization>, <now and $window.lastDays>, <now>, <now and $window.lastDays>, <now>, <organization>, <now and $window.lastDays>, <now>, <now and $window.lastDays>, <now>, <organization>, 1, <now and $window.lastDays>, <now and $window.lastDays>, <now and $window.lastDays>, <now>, <now>, <now and $window.lastDays>, <now>, <now and $window.lastDays>, <now and $window.lastDays>, <now>, <now>, <now and $window.lastDays>, <now>, <$tasks.modelId.eq>, <organization>, <organization>, 1, 0, <organization>, <organization>, <$tasks.elementId.eq>, <organization>, <$tasks.modelId.eq>, <organization>, <organization>, 1, 0, <organization>, <organization>, <$tasks.elementId.eq>, <organization>, <$tasks.modelId.eq>, <organization>, <organization>, 1, 0, <organization>, <organization>, <$tasks.elementId.eq>, <organization>, <$tasks.modelId.eq>, <organization>, <organization>, 1, 0, <organization>, <organization>, <$tasks.elementId.eq>, <organization>, <$tasks.modelId.eq>, <organization>, <organization>, 1, 0, <organization>, <organization>, <$tasks.elementId.eq>, <organization>, <$tasks.modelId.eq>, <organization>, <organization>, 1, 0, <organization>, <organization>, <$tasks.elementId.eq>, <organization>, 0

-- anyTime
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
(SELECT CAST(task_by_activity_1.name AS TEXT) AS key_0, task_by_activity_1.counted AS counted 
FROM cover_1, task_by_activity AS task_by_activity_1 
WHERE cover_1.level > 0 AND task_by_activity_1.level = cover_1.level + 0 AND task_by_activity_1.start_at = cover_1.lo + 0 AND task_by_activity_1.model_id = ? AND coalesce((SELECT activity_1.element_id 
FROM activity AS activity_1 
WHERE activity_1.model_id = task_by_activity_1.model_id AND activity_1.version = coalesce(task_by_activity_1.version, (SELECT CASE WHEN (min(activity_2.version) = max(activity_2.version)) THEN min(activity_2.version) END AS only 
FROM activity AS activity_2 
WHERE activity_2.model_id = task_by_activity_1.model_id AND activity_2.org_id = ?)) AND activity_1.element_id = task_by_activity_1.task_spec AND activity_1.org_id = ?
 LIMIT ? OFFSET ?), (SELECT CASE WHEN (min(activity_3.element_id) = max(activity_3.element_id)) THEN min(activity_3.element_id) END AS only 
FROM activity AS activity_3 
WHERE activity_3.model_id = task_by_activity_1.model_id AND activity_3.version = coalesce(task_by_activity_1.version, (SELECT CASE WHEN (min(activity_2.version) = max(activity_2.version)) THEN min(activity_2.version) END AS only 
FROM activity AS activity_2 
WHERE activity_2.model_id = task_by_activity_1.model_id AND activity_2.org_id = ?)) AND activity_3.name = coalesce(task_by_activity_1.name, task_by_activity_1.task_spec) AND activity_3.org_id = ?), task_by_activity_1.task_spec) = ? AND task_by_activity_1.counted > 0 AND task_by_activity_1.org_id = ? UNION ALL SELECT started_1.key_0 AS key_0, 1 AS counted 
FROM (SELECT CAST(task_1.name AS TEXT) AS key_0 
FROM cover_1, task AS task_1 
WHERE task_1.model_id = ? AND coalesce((SELECT activity_4.element_id 
FROM activity AS activity_4 
WHERE activity_4.model_id = task_1.model_id AND activity_4.version = coalesce(task_1.version, (SELECT CASE WHEN (min(activity_5.version) = max(activity_5.version)) THEN min(activity_5.version) END AS only 
FROM activity AS activity_5 
WHERE activity_5.model_id = task_1.model_id AND activity_5.org_id = ?)) AND activity_4.element_id = task_1.task_spec AND activity_4.org_id = ?
 LIMIT ? OFFSET ?), (SELECT CASE WHEN (min(activity_6.element_id) = max(activity_6.element_id)) THEN min(activity_6.element_id) END AS only 
FROM activity AS activity_6 
WHERE activity_6.model_id = task_1.model_id AND activity_6.version = coalesce(task_1.version, (SELECT CASE WHEN (min(activity_5.version) = max(activity_5.version)) THEN min(activity_5.version) END AS only 
FROM activity AS activity_5 
WHERE activity_5.model_id = task_1.model_id AND activity_5.org_id = ?)) AND activity_6.name = coalesce(task_1.name, task_1.task_spec) AND activity_6.org_id = ?), task_1.task_spec) = ? AND cover_1.level + 0 = 0 AND coalesce(task_1.started_at, -1) >= cover_1.lo + 0 AND coalesce(task_1.started_at, -1) < cover_1.hi + 0 AND task_1.org_id = ?) AS started_1), 
groups_1 AS 
(SELECT stream_1.key_0 AS key_0, CAST(coalesce(sum(stream_1.counted), 0) AS INTEGER) AS counted 
FROM stream_1 GROUP BY stream_1.key_0), 
figures_1 AS 
(SELECT groups_1.key_0 AS key_0, groups_1.counted AS counted 
FROM groups_1), 
page_1 AS 
(SELECT json_object('key', figures_1.key_0) AS figures 
FROM figures_1 ORDER BY figures_1.counted DESC, figures_1.key_0 ASC NULLS LAST
 LIMIT ? OFFSET ?)
 SELECT '[' || coalesce(group_concat(coalesce(page_1.figures, 'null')), '') || ']' AS value 
FROM page_1) || '}' AS value) || '}' AS value) AS value;
-- binds: -1, 253402300800000000, <organization>, -1, 253402300800000000, -1, 253402300800000000, <organization>, -1, 253402300800000000, -1, 253402300800000000, <organization>, 1, -1, -1, -1, 253402300800000000, 253402300800000000, -1, 253402300800000000, -1, -1, 253402300800000000, 253402300800000000, -1, 253402300800000000, <$model>, <organization>, <organization>, 1, 0, <organization>, <organization>, <$taskSpec>, <organization>, <$model>, <organization>, <organization>, 1, 0, <organization>, <organization>, <$taskSpec>, <organization>, 1, 0

-- processModel
SELECT (SELECT '{"versions":' || node_1.hoisted_0 || '}' AS value 
FROM (SELECT process_model_1.id AS id, (SELECT '{"nodes":[' || coalesce(group_concat('{"activities":' || nodes_1.hoisted_0 || '}'), '') || ']}' AS value 
FROM (SELECT page_1.version AS version, page_1.model_id AS model_id, (SELECT '{"nodes":' || json_group_array(json_object('name', page_2.name)) || '}' AS value 
FROM (SELECT activity_1.name AS name 
FROM activity AS activity_1 
WHERE activity_1.model_id = page_1.model_id AND activity_1.version = page_1.version AND activity_1.element_id = ? AND activity_1.org_id = ? ORDER BY activity_1.id DESC
 LIMIT 1 OFFSET ?) AS page_2) AS hoisted_0 
FROM (SELECT process_version_1.version AS version, process_version_1.model_id AS model_id 
FROM process_version AS process_version_1 
WHERE process_version_1.model_id = process_model_1.id AND process_version_1.org_id = ? ORDER BY CASE WHEN (process_version_1.version IS NULL) THEN ? ELSE ? END DESC, coalesce(process_version_1.version, 0) DESC, process_version_1.id DESC
 LIMIT 100 OFFSET ?) AS page_1
 LIMIT ? OFFSET 0) AS nodes_1) AS hoisted_0 
FROM process_model AS process_model_1 
WHERE process_model_1.id = ? AND process_model_1.org_id = ?
 LIMIT ? OFFSET 0) AS node_1) AS value;
-- binds: <$taskSpec>, <organization>, 0, <organization>, 0, 1, 0, -1, <$model>, <organization>, -1
