-- processModel
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
WHERE periods_1.state >= 1 AND NOT (periods_1.state >= 1 AND periods_1.start_at >= ? AND periods_1.end_at <= ? AND periods_1.level <= 4) AND periods_1.level = 2), 
years_2 AS 
(SELECT rollup_period_4.level AS level, rollup_period_4.start_at AS start_at, rollup_period_4.end_at AS end_at, rollup_period_4.state AS state 
FROM rollup_period AS rollup_period_4 
WHERE rollup_period_4.subject = 'incident' AND rollup_period_4.level = 4 AND 2 <= 4 AND rollup_period_4.end_at > ? AND rollup_period_4.start_at < ? AND rollup_period_4.org_id = ?), 
months_2 AS 
(SELECT rollup_period_5.level AS level, rollup_period_5.start_at AS start_at, rollup_period_5.end_at AS end_at, rollup_period_5.state AS state 
FROM years_2, rollup_period AS rollup_period_5 
WHERE rollup_period_5.subject = 'incident' AND rollup_period_5.level = 3 AND NOT (years_2.state >= 1 AND years_2.start_at >= ? AND years_2.end_at <= ? AND years_2.level <= 4) AND rollup_period_5.start_at >= years_2.start_at AND rollup_period_5.start_at < years_2.end_at AND rollup_period_5.end_at > ? AND rollup_period_5.start_at < ? AND rollup_period_5.org_id = ?), 
days_2 AS 
(SELECT rollup_period_6.level AS level, rollup_period_6.start_at AS start_at, rollup_period_6.end_at AS end_at, rollup_period_6.state AS state 
FROM months_2, rollup_period AS rollup_period_6 
WHERE rollup_period_6.subject = 'incident' AND rollup_period_6.level = 2 AND NOT (months_2.state >= 1 AND months_2.start_at >= ? AND months_2.end_at <= ? AND months_2.level <= 4) AND rollup_period_6.start_at >= months_2.start_at AND rollup_period_6.start_at < months_2.end_at AND rollup_period_6.end_at > ? AND rollup_period_6.start_at < ? AND rollup_period_6.org_id = ?), 
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
 SELECT (SELECT '{"latestVersion":' || coalesce(node_1.hoisted_0, 'null') || ',"incidents":' || node_1.hoisted_1 || '}' AS value 
FROM (SELECT process_model_1.id AS id, (SELECT '{' || trim(json_object('version', node_2.version), '{}') || ',"activities":' || node_2.hoisted_0 || '}' AS value 
FROM (SELECT process_version_1.version AS version, process_version_1.model_id AS model_id, (SELECT '{"nodes":[' || coalesce(group_concat('{' || trim(json_object('elementId', nodes_1.element_id, 'name', nodes_1.name), '{}') || ',"tasks":' || nodes_1.hoisted_0 || ',"incidents":' || nodes_1.hoisted_1 || '}'), '') || ']}' AS value 
FROM (SELECT page_1.element_id AS element_id, page_1.name AS name, page_1.model_id AS model_id, page_1.version AS version, (SELECT '{"stats":' || (WITH stream_1 AS 
(SELECT task_by_activity_1.counted AS counted, task_by_activity_1.least AS least, task_by_activity_1.greatest AS greatest 
FROM cover_1, task_by_activity AS task_by_activity_1 
WHERE cover_1.level > 0 AND task_by_activity_1.level = cover_1.level + 0 AND task_by_activity_1.start_at = cover_1.lo + 0 AND task_by_activity_1.model_id = page_1.model_id AND (task_by_activity_1.version = page_1.version OR task_by_activity_1.version IS NULL AND (SELECT CASE WHEN (min(activity_1.version) = max(activity_1.version)) THEN min(activity_1.version) END AS only 
FROM activity AS activity_1 
WHERE activity_1.model_id = page_1.model_id AND activity_1.org_id = ?) = page_1.version) AND (task_by_activity_1.task_spec = page_1.element_id OR coalesce(task_by_activity_1.name, task_by_activity_1.task_spec) = page_1.name AND page_1.element_id IS NOT NULL AND NOT (EXISTS (SELECT 1 
FROM activity AS activity_2 
WHERE activity_2.model_id = page_1.model_id AND activity_2.version = page_1.version AND activity_2.name = page_1.name AND activity_2.element_id != page_1.element_id AND activity_2.org_id = ?)) AND NOT (EXISTS (SELECT 1 
FROM activity AS activity_3 
WHERE activity_3.model_id = page_1.model_id AND activity_3.version = page_1.version AND activity_3.element_id = task_by_activity_1.task_spec AND activity_3.org_id = ?))) AND task_by_activity_1.counted > 0 AND task_by_activity_1.org_id = ? UNION ALL SELECT 1 AS counted, started_1.value AS least, started_1.value AS greatest 
FROM (SELECT CASE WHEN (task_1.ended_at >= task_1.started_at) THEN task_1.ended_at - task_1.started_at END AS value 
FROM cover_1, task AS task_1 
WHERE task_1.model_id = page_1.model_id AND (task_1.version = page_1.version OR task_1.version IS NULL AND (SELECT CASE WHEN (min(activity_1.version) = max(activity_1.version)) THEN min(activity_1.version) END AS only 
FROM activity AS activity_1 
WHERE activity_1.model_id = page_1.model_id AND activity_1.org_id = ?) = page_1.version) AND (task_1.task_spec = page_1.element_id OR coalesce(task_1.name, task_1.task_spec) = page_1.name AND page_1.element_id IS NOT NULL AND NOT (EXISTS (SELECT 1 
FROM activity AS activity_2 
WHERE activity_2.model_id = page_1.model_id AND activity_2.version = page_1.version AND activity_2.name = page_1.name AND activity_2.element_id != page_1.element_id AND activity_2.org_id = ?)) AND NOT (EXISTS (SELECT 1 
FROM activity AS activity_3 
WHERE activity_3.model_id = page_1.model_id AND activity_3.version = page_1.version AND activity_3.element_id = task_1.task_spec AND activity_3.org_id = ?))) AND cover_1.level + 0 = 0 AND coalesce(task_1.started_at, -1) >= cover_1.lo + 0 AND coalesce(task_1.started_at, -1) < cover_1.hi + 0 AND task_1.org_id = ?) AS started_1), 
groups_1 AS 
(SELECT CAST(coalesce(sum(stream_1.counted), 0) AS INTEGER) AS counted, min(stream_1.least) AS least, max(stream_1.greatest) AS greatest 
FROM stream_1), 
stream_2 AS 
(SELECT bins_1.value & 4095 AS bin, bins_1.value >> 12 AS size 
FROM cover_1, task_by_activity AS task_by_activity_2, json_each(task_by_activity_2.bins) AS bins_1 
WHERE cover_1.level > 0 AND task_by_activity_2.level = cover_1.level + 0 AND task_by_activity_2.start_at = cover_1.lo + 0 AND task_by_activity_2.model_id = page_1.model_id AND (task_by_activity_2.version = page_1.version OR task_by_activity_2.version IS NULL AND (SELECT CASE WHEN (min(activity_1.version) = max(activity_1.version)) THEN min(activity_1.version) END AS only 
FROM activity AS activity_1 
WHERE activity_1.model_id = page_1.model_id AND activity_1.org_id = ?) = page_1.version) AND (task_by_activity_2.task_spec = page_1.element_id OR coalesce(task_by_activity_2.name, task_by_activity_2.task_spec) = page_1.name AND page_1.element_id IS NOT NULL AND NOT (EXISTS (SELECT 1 
FROM activity AS activity_2 
WHERE activity_2.model_id = page_1.model_id AND activity_2.version = page_1.version AND activity_2.name = page_1.name AND activity_2.element_id != page_1.element_id AND activity_2.org_id = ?)) AND NOT (EXISTS (SELECT 1 
FROM activity AS activity_3 
WHERE activity_3.model_id = page_1.model_id AND activity_3.version = page_1.version AND activity_3.element_id = task_by_activity_2.task_spec AND activity_3.org_id = ?))) AND task_by_activity_2.counted > 0 AND task_by_activity_2.org_id = ? UNION ALL SELECT (CASE WHEN started_2.value > 0 THEN 1 + coalesce(CASE CAST(ln(started_2.value) / 0.018720204008081675 AS INTEGER) % 123 WHEN 0 THEN NULL WHEN 37 THEN NULL WHEN 85 THEN NULL WHEN 122 THEN NULL ELSE CAST(ln(started_2.value) / 0.018720204008081675 AS INTEGER) END, 123 * (length(started_2.value) - 1) + CASE WHEN substr(started_2.value, 1, 2) < '11' THEN 0 WHEN substr(started_2.value, 1, 2) < '2' THEN 36 WHEN substr(started_2.value, 1, 2) < '21' THEN 37 WHEN substr(started_2.value, 1, 2) < '5' THEN 85 WHEN substr(started_2.value, 1, 2) < '6' THEN 86 ELSE 122 END) WHEN started_2.value = 0 THEN 0 END) AS bin, CASE WHEN (started_2.value IS NOT NULL) THEN 1 ELSE 0 END AS size 
FROM (SELECT CASE WHEN (task_1.ended_at >= task_1.started_at) THEN task_1.ended_at - task_1.started_at END AS value 
FROM cover_1, task AS task_1 
WHERE task_1.model_id = page_1.model_id AND (task_1.version = page_1.version OR task_1.version IS NULL AND (SELECT CASE WHEN (min(activity_1.version) = max(activity_1.version)) THEN min(activity_1.version) END AS only 
FROM activity AS activity_1 
WHERE activity_1.model_id = page_1.model_id AND activity_1.org_id = ?) = page_1.version) AND (task_1.task_spec = page_1.element_id OR coalesce(task_1.name, task_1.task_spec) = page_1.name AND page_1.element_id IS NOT NULL AND NOT (EXISTS (SELECT 1 
FROM activity AS activity_2 
WHERE activity_2.model_id = page_1.model_id AND activity_2.version = page_1.version AND activity_2.name = page_1.name AND activity_2.element_id != page_1.element_id AND activity_2.org_id = ?)) AND NOT (EXISTS (SELECT 1 
FROM activity AS activity_3 
WHERE activity_3.model_id = page_1.model_id AND activity_3.version = page_1.version AND activity_3.element_id = task_1.task_spec AND activity_3.org_id = ?))) AND cover_1.level + 0 = 0 AND coalesce(task_1.started_at, -1) >= cover_1.lo + 0 AND coalesce(task_1.started_at, -1) < cover_1.hi + 0 AND task_1.org_id = ?) AS started_2), 
ranked_1 AS 
(SELECT stream_2.bin AS bin, CAST(sum(sum(stream_2.size)) OVER (ORDER BY stream_2.bin) AS INTEGER) AS upto, CAST(sum(sum(stream_2.size)) OVER () AS INTEGER) AS size 
FROM stream_2 GROUP BY stream_2.bin), 
groups_2 AS 
(SELECT min(CASE WHEN (ranked_1.upto >= (ranked_1.size * 50 + 99) / 100) THEN ranked_1.bin END) AS p50, min(CASE WHEN (ranked_1.upto >= (ranked_1.size * 95 + 99) / 100) THEN ranked_1.bin END) AS p95 
FROM ranked_1), 
groups_3 AS 
(SELECT max(both_1.counted) AS counted, max(both_1.least) AS least, max(both_1.greatest) AS greatest, max(both_1.p50) AS p50, max(both_1.p95) AS p95 
FROM (SELECT groups_1.counted AS counted, groups_1.least AS least, groups_1.greatest AS greatest, CAST(NULL AS INTEGER) AS p50, CAST(NULL AS INTEGER) AS p95 
FROM groups_1 UNION ALL SELECT CAST(NULL AS INTEGER) AS counted, CAST(NULL AS INTEGER) AS least, CAST(NULL AS INTEGER) AS greatest, groups_2.p50 AS p50, groups_2.p95 AS p95 
FROM groups_2) AS both_1), 
figures_1 AS 
(SELECT groups_3.counted AS counted, CASE WHEN ((CASE WHEN groups_3.p50 > 0 THEN CAST(round(exp(CAST(groups_3.p50 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p50 = 0 THEN 0 END) < groups_3.least) THEN groups_3.least WHEN ((CASE WHEN groups_3.p50 > 0 THEN CAST(round(exp(CAST(groups_3.p50 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p50 = 0 THEN 0 END) > groups_3.greatest) THEN groups_3.greatest ELSE (CASE WHEN groups_3.p50 > 0 THEN CAST(round(exp(CAST(groups_3.p50 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p50 = 0 THEN 0 END) END AS p50, CASE WHEN ((CASE WHEN groups_3.p95 > 0 THEN CAST(round(exp(CAST(groups_3.p95 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p95 = 0 THEN 0 END) < groups_3.least) THEN groups_3.least WHEN ((CASE WHEN groups_3.p95 > 0 THEN CAST(round(exp(CAST(groups_3.p95 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p95 = 0 THEN 0 END) > groups_3.greatest) THEN groups_3.greatest ELSE (CASE WHEN groups_3.p95 > 0 THEN CAST(round(exp(CAST(groups_3.p95 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p95 = 0 THEN 0 END) END AS p95 
FROM groups_3)
 SELECT '{' || trim(json_object('count', figures_1.counted), '{}') || ',"duration":' || json_object('p50', CASE WHEN abs(figures_1.p50) >= 1000000000000000 THEN json(printf('%!.17g', (figures_1.p50) / 1000.0)) ELSE (figures_1.p50) / 1000.0 END, 'p95', CASE WHEN abs(figures_1.p95) >= 1000000000000000 THEN json(printf('%!.17g', (figures_1.p95) / 1000.0)) ELSE (figures_1.p95) / 1000.0 END) || '}' AS value 
FROM figures_1) || '}' AS value) AS hoisted_0, (SELECT '{"stats":' || (SELECT '{"groupBy":' || (WITH stream_3 AS 
(SELECT CAST(incident_by_activity_1.state AS TEXT) AS key_0, incident_by_activity_1.counted AS counted 
FROM cover_2, incident_by_activity AS incident_by_activity_1 
WHERE cover_2.level > 0 AND incident_by_activity_1.level = cover_2.level + 0 AND incident_by_activity_1.start_at = cover_2.lo + 0 AND incident_by_activity_1.model_id = page_1.model_id AND (incident_by_activity_1.version = page_1.version OR incident_by_activity_1.version IS NULL AND (SELECT CASE WHEN (min(activity_4.version) = max(activity_4.version)) THEN min(activity_4.version) END AS only 
FROM activity AS activity_4 
WHERE activity_4.model_id = page_1.model_id AND activity_4.org_id = ?) = page_1.version) AND (incident_by_activity_1.activity_id = page_1.element_id OR coalesce(incident_by_activity_1.activity_name, incident_by_activity_1.activity_id) = page_1.name AND page_1.element_id IS NOT NULL AND NOT (EXISTS (SELECT 1 
FROM activity AS activity_5 
WHERE activity_5.model_id = page_1.model_id AND activity_5.version = page_1.version AND activity_5.name = page_1.name AND activity_5.element_id != page_1.element_id AND activity_5.org_id = ?)) AND NOT (EXISTS (SELECT 1 
FROM activity AS activity_6 
WHERE activity_6.model_id = page_1.model_id AND activity_6.version = page_1.version AND activity_6.element_id = incident_by_activity_1.activity_id AND activity_6.org_id = ?))) AND incident_by_activity_1.counted > 0 AND incident_by_activity_1.org_id = ? UNION ALL SELECT started_3.key_0 AS key_0, 1 AS counted 
FROM (SELECT CAST(incident_1.state AS TEXT) AS key_0 
FROM cover_2, incident AS incident_1 
WHERE incident_1.model_id = page_1.model_id AND (incident_1.version = page_1.version OR incident_1.version IS NULL AND (SELECT CASE WHEN (min(activity_4.version) = max(activity_4.version)) THEN min(activity_4.version) END AS only 
FROM activity AS activity_4 
WHERE activity_4.model_id = page_1.model_id AND activity_4.org_id = ?) = page_1.version) AND (incident_1.activity_id = page_1.element_id OR coalesce(incident_1.activity_name, incident_1.activity_id) = page_1.name AND page_1.element_id IS NOT NULL AND NOT (EXISTS (SELECT 1 
FROM activity AS activity_5 
WHERE activity_5.model_id = page_1.model_id AND activity_5.version = page_1.version AND activity_5.name = page_1.name AND activity_5.element_id != page_1.element_id AND activity_5.org_id = ?)) AND NOT (EXISTS (SELECT 1 
FROM activity AS activity_6 
WHERE activity_6.model_id = page_1.model_id AND activity_6.version = page_1.version AND activity_6.element_id = incident_1.activity_id AND activity_6.org_id = ?))) AND cover_2.level + 0 = 0 AND coalesce(incident_1.created_at, -1) >= cover_2.lo + 0 AND coalesce(incident_1.created_at, -1) < cover_2.hi + 0 AND incident_1.org_id = ?) AS started_3), 
groups_4 AS 
(SELECT stream_3.key_0 AS key_0, CAST(coalesce(sum(stream_3.counted), 0) AS INTEGER) AS counted 
FROM stream_3 GROUP BY stream_3.key_0), 
figures_2 AS 
(SELECT groups_4.key_0 AS key_0, groups_4.counted AS counted 
FROM groups_4), 
page_2 AS 
(SELECT json_object('key', figures_2.key_0, 'count', figures_2.counted) AS figures 
FROM figures_2 ORDER BY figures_2.counted DESC, figures_2.key_0 ASC NULLS LAST
 LIMIT ? OFFSET ?)
 SELECT '[' || coalesce(group_concat(coalesce(page_2.figures, 'null')), '') || ']' AS value 
FROM page_2) || '}' AS value) || '}' AS value) AS hoisted_1 
FROM (SELECT activity_7.element_id AS element_id, activity_7.name AS name, activity_7.model_id AS model_id, activity_7.version AS version 
FROM activity AS activity_7 
WHERE activity_7.model_id = process_version_1.model_id AND activity_7.version = process_version_1.version AND activity_7.org_id = ? ORDER BY activity_7.id DESC
 LIMIT 50 OFFSET ?) AS page_1
 LIMIT ? OFFSET 0) AS nodes_1) AS hoisted_0 
FROM process_version AS process_version_1 
WHERE process_version_1.model_id = process_model_1.id AND process_version_1.version IS NOT NULL AND process_version_1.org_id = ? ORDER BY process_version_1.version DESC, process_version_1.id
 LIMIT ? OFFSET 0) AS node_2) AS hoisted_0, (SELECT '{"stats":' || (SELECT '{"groupBy":' || (WITH stream_4 AS 
(SELECT started_4.key_0 AS key_0, started_4.key_1 AS key_1, 1 AS counted 
FROM (SELECT CAST(incident_2.message AS TEXT) AS key_0, CAST(incident_2.state AS TEXT) AS key_1 
FROM incident AS incident_2 
WHERE incident_2.model_id = process_model_1.id AND coalesce(incident_2.created_at, -1) >= ? AND coalesce(incident_2.created_at, -1) < ? AND incident_2.org_id = ?) AS started_4), 
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
FROM page_3) || '}' AS value) || '}' AS value) AS hoisted_1 
FROM process_model AS process_model_1 
WHERE process_model_1.id = ? AND process_model_1.org_id = ?
 LIMIT ? OFFSET 0) AS node_1) AS value;
-- binds: <now and $days>, <now>, <organization>, <now and $days>, <now>, <now and $days>, <now>, <organization>, <now and $days>, <now>, <now and $days>, <now>, <organization>, 1, <now and $days>, <now and $days>, <now and $days>, <now>, <now>, <now and $days>, <now>, <now and $days>, <now and $days>, <now>, <now>, <now and $days>, <now>, <now and $days>, <now>, <organization>, <now and $days>, <now>, <now and $days>, <now>, <organization>, <now and $days>, <now>, <now and $days>, <now>, <organization>, 1, <now and $days>, <now and $days>, <now and $days>, <now>, <now>, <now and $days>, <now>, <now and $days>, <now and $days>, <now>, <now>, <now and $days>, <now>, <organization>, <organization>, <organization>, <organization>, <organization>, <organization>, <organization>, <organization>, <organization>, <organization>, <organization>, <organization>, <organization>, <organization>, <organization>, <organization>, <organization>, <organization>, <organization>, <organization>, <organization>, <organization>, <organization>, <organization>, 20, 0, <organization>, 0, -1, <organization>, 1, <now and $days>, <now>, <organization>, 10, 0, <$model>, <organization>, -1
