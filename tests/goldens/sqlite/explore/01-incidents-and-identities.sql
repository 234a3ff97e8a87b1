-- incidents
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
WHERE periods_1.state >= 1 AND NOT (periods_1.state >= 1 AND periods_1.start_at >= ? AND periods_1.end_at <= ? AND periods_1.level <= 4) AND periods_1.level = 2)
 SELECT (SELECT '{' || trim(json_object('totalCount', (WITH stream_1 AS 
(SELECT incident_by_activity_1.counted AS counted 
FROM cover_1, incident_by_activity AS incident_by_activity_1 
WHERE cover_1.level > 0 AND incident_by_activity_1.level = cover_1.level + 0 AND incident_by_activity_1.start_at = cover_1.lo + 0 AND incident_by_activity_1.model_id = ? AND incident_by_activity_1.counted > 0 AND incident_by_activity_1.org_id = ? UNION ALL SELECT 1 AS counted 
FROM (SELECT 1 AS one 
FROM cover_1, incident AS incident_1 
WHERE incident_1.model_id = ? AND cover_1.level + 0 = 0 AND coalesce(incident_1.created_at, -1) >= cover_1.lo + 0 AND coalesce(incident_1.created_at, -1) < cover_1.hi + 0 AND incident_1.org_id = ?) AS started_1), 
groups_1 AS 
(SELECT CAST(coalesce(sum(stream_1.counted), 0) AS INTEGER) AS counted 
FROM stream_1), 
figures_1 AS 
(SELECT groups_1.counted AS counted 
FROM groups_1)
 SELECT figures_1.counted AS value 
FROM figures_1)), '{}') || ',"stats":' || (SELECT '{"groupBy":' || (WITH stream_2 AS 
(SELECT started_2.key_0 AS key_0, 1 AS counted 
FROM (SELECT CAST(incident_1.message AS TEXT) AS key_0 
FROM incident AS incident_1 
WHERE incident_1.model_id = ? AND coalesce(incident_1.created_at, -1) >= ? AND coalesce(incident_1.created_at, -1) < ? AND incident_1.org_id = ?) AS started_2), 
groups_2 AS 
(SELECT stream_2.key_0 AS key_0, CAST(coalesce(sum(stream_2.counted), 0) AS INTEGER) AS counted 
FROM stream_2 GROUP BY stream_2.key_0), 
figures_2 AS 
(SELECT groups_2.key_0 AS key_0, groups_2.counted AS counted 
FROM groups_2), 
page_1 AS 
(SELECT json_object('key', figures_2.key_0, 'count', figures_2.counted) AS figures 
FROM figures_2 ORDER BY figures_2.counted DESC, figures_2.key_0 ASC NULLS LAST
 LIMIT ? OFFSET ?)
 SELECT '[' || coalesce(group_concat(coalesce(page_1.figures, 'null')), '') || ']' AS value 
FROM page_1) || '}' AS value) || '}' AS value) AS value;
-- binds: <now and $incidents.createdAt.lastDays>, <now>, <organization>, <now and $incidents.createdAt.lastDays>, <now>, <now and $incidents.createdAt.lastDays>, <now>, <organization>, <now and $incidents.createdAt.lastDays>, <now>, <now and $incidents.createdAt.lastDays>, <now>, <organization>, 1, <now and $incidents.createdAt.lastDays>, <now and $incidents.createdAt.lastDays>, <now and $incidents.createdAt.lastDays>, <now>, <now>, <now and $incidents.createdAt.lastDays>, <now>, <now and $incidents.createdAt.lastDays>, <now and $incidents.createdAt.lastDays>, <now>, <now>, <now and $incidents.createdAt.lastDays>, <now>, <$incidents.modelId.eq>, <organization>, <$incidents.modelId.eq>, <organization>, <$incidents.modelId.eq>, <now and $incidents.createdAt.lastDays>, <now>, <organization>, 3, 0

-- identities
WITH linked_2 AS MATERIALIZED 
(SELECT incident_1.task_id AS task_id 
FROM incident AS incident_1 
WHERE incident_1.model_id = ? AND coalesce(incident_1.created_at, -1) >= ? AND coalesce(incident_1.created_at, -1) < ? AND incident_1.task_id IS NOT NULL AND incident_1.org_id = ?), 
linked_1 AS MATERIALIZED 
(SELECT task_1.id AS id 
FROM task AS task_1 
WHERE task_1.id IN (SELECT linked_2.task_id 
FROM linked_2) AND task_1.id IS NOT NULL AND task_1.org_id = ?), 
linked_5 AS MATERIALIZED 
(SELECT incident_2.task_id AS task_id 
FROM incident AS incident_2 
WHERE incident_2.model_id = ? AND coalesce(incident_2.created_at, -1) >= ? AND coalesce(incident_2.created_at, -1) < ? AND incident_2.task_id IS NOT NULL AND incident_2.org_id = ?), 
linked_4 AS MATERIALIZED 
(SELECT task_2.id AS id 
FROM task AS task_2 
WHERE task_2.id IN (SELECT linked_5.task_id 
FROM linked_5) AND task_2.id IS NOT NULL AND task_2.org_id = ?), 
linked_3 AS MATERIALIZED 
(SELECT run_2.id AS id 
FROM run AS run_2 
WHERE run_2.task_id IN (SELECT linked_4.id 
FROM linked_4) AND run_2.id IS NOT NULL AND run_2.org_id = ?)
 SELECT (SELECT '{"nodes":[' || coalesce(group_concat('{' || trim(json_object('nhiId', nodes_1.id, 'owner', nodes_1.owner, 'riskScore', CASE WHEN CAST(printf('%!.15g', nodes_1.hoisted_0) AS REAL) <> nodes_1.hoisted_0 THEN json(printf('%!.17g', nodes_1.hoisted_0)) ELSE nodes_1.hoisted_0 END), '{}') || ',"flows":' || nodes_1.hoisted_1 || ',"guardiansSaid":' || nodes_1.hoisted_2 || '}'), '') || ']}' AS value 
FROM (SELECT page_1.id AS id, page_1.owner AS owner, (SELECT risk_assessment_1.score 
FROM risk_assessment AS risk_assessment_1 
WHERE risk_assessment_1.nhi_id = page_1.id AND risk_assessment_1.org_id = ? ORDER BY coalesce(risk_assessment_1.assessed_at, -1) DESC, risk_assessment_1.id DESC
 LIMIT ? OFFSET ?) AS hoisted_0, (SELECT '{"stats":' || (WITH stream_1 AS 
(SELECT 1 AS counted 
FROM (SELECT 1 AS one 
FROM run AS run_1 
WHERE run_1.nhi_id = page_1.id AND run_1.task_id IN (SELECT linked_1.id 
FROM linked_1) AND run_1.org_id = ?) AS started_1), 
groups_1 AS 
(SELECT CAST(coalesce(sum(stream_1.counted), 0) AS INTEGER) AS counted 
FROM stream_1), 
figures_1 AS 
(SELECT groups_1.counted AS counted 
FROM groups_1)
 SELECT '{' || trim(json_object('count', figures_1.counted), '{}') || ',"groupBy":' || (WITH stream_2 AS 
(SELECT started_2.key_0 AS key_0, 1 AS counted 
FROM (SELECT CAST(run_1.workflow_id AS TEXT) AS key_0 
FROM run AS run_1 
WHERE run_1.nhi_id = page_1.id AND run_1.task_id IN (SELECT linked_1.id 
FROM linked_1) AND run_1.org_id = ?) AS started_2), 
groups_2 AS 
(SELECT stream_2.key_0 AS key_0, CAST(coalesce(sum(stream_2.counted), 0) AS INTEGER) AS counted 
FROM stream_2 GROUP BY stream_2.key_0), 
figures_2 AS 
(SELECT groups_2.key_0 AS key_0, groups_2.counted AS counted 
FROM groups_2), 
page_2 AS 
(SELECT json_object('key', figures_2.key_0, 'count', figures_2.counted) AS figures 
FROM figures_2 ORDER BY figures_2.counted DESC, figures_2.key_0 ASC NULLS LAST
 LIMIT ? OFFSET ?)
 SELECT '[' || coalesce(group_concat(coalesce(page_2.figures, 'null')), '') || ']' AS value 
FROM page_2) || '}' AS value 
FROM figures_1) || '}' AS value) AS hoisted_1, (SELECT '{"stats":' || (SELECT '{"groupBy":' || (WITH stream_3 AS 
(SELECT started_3.key_0 AS key_0, 1 AS counted 
FROM (SELECT CAST(verdict_1.outcome AS TEXT) AS key_0 
FROM verdict AS verdict_1 
WHERE verdict_1.nhi_id = page_1.id AND verdict_1.run_id IN (SELECT linked_3.id 
FROM linked_3) AND verdict_1.org_id = ?) AS started_3), 
groups_3 AS 
(SELECT stream_3.key_0 AS key_0, CAST(coalesce(sum(stream_3.counted), 0) AS INTEGER) AS counted 
FROM stream_3 GROUP BY stream_3.key_0), 
figures_3 AS 
(SELECT groups_3.key_0 AS key_0, groups_3.counted AS counted 
FROM groups_3), 
page_3 AS 
(SELECT json_object('key', figures_3.key_0, 'count', figures_3.counted) AS figures 
FROM figures_3 ORDER BY figures_3.counted DESC, figures_3.key_0 ASC NULLS LAST
 LIMIT ? OFFSET ?)
 SELECT '[' || coalesce(group_concat(coalesce(page_3.figures, 'null')), '') || ']' AS value 
FROM page_3) || '}' AS value) || '}' AS value) AS hoisted_2 
FROM (SELECT nhi_1.id AS id, nhi_1.owner AS owner 
FROM nhi AS nhi_1 
WHERE nhi_1.id IN (SELECT run_3.nhi_id 
FROM run AS run_3 
WHERE run_3.task_id IN (SELECT task_3.id 
FROM task AS task_3 
WHERE task_3.id IN (SELECT incident_3.task_id 
FROM incident AS incident_3 
WHERE incident_3.model_id = ? AND coalesce(incident_3.created_at, -1) >= ? AND coalesce(incident_3.created_at, -1) < ? AND incident_3.task_id IS NOT NULL AND incident_3.org_id = ?) AND task_3.id IS NOT NULL AND task_3.org_id = ?) AND run_3.nhi_id IS NOT NULL AND run_3.org_id = ?) AND nhi_1.org_id = ? ORDER BY CASE WHEN ((SELECT risk_assessment_2.score 
FROM risk_assessment AS risk_assessment_2 
WHERE risk_assessment_2.nhi_id = nhi_1.id AND risk_assessment_2.org_id = ? ORDER BY coalesce(risk_assessment_2.assessed_at, -1) DESC, risk_assessment_2.id DESC
 LIMIT ? OFFSET ?) IS NULL) THEN ? ELSE ? END DESC, coalesce((SELECT risk_assessment_2.score 
FROM risk_assessment AS risk_assessment_2 
WHERE risk_assessment_2.nhi_id = nhi_1.id AND risk_assessment_2.org_id = ? ORDER BY coalesce(risk_assessment_2.assessed_at, -1) DESC, risk_assessment_2.id DESC
 LIMIT ? OFFSET ?), 0.0) DESC, nhi_1.id DESC
 LIMIT 20 OFFSET ?) AS page_1
 LIMIT ? OFFSET 0) AS nodes_1) AS value;
-- binds: <$incidents.modelId.eq>, <now and $incidents.createdAt.lastDays>, <now>, <organization>, <organization>, <$incidents.modelId.eq>, <now and $incidents.createdAt.lastDays>, <now>, <organization>, <organization>, <organization>, <organization>, 1, 0, <organization>, <organization>, 20, 0, <organization>, 20, 0, <$incidents.modelId.eq>, <now and $incidents.createdAt.lastDays>, <now>, <organization>, <organization>, <organization>, <organization>, <organization>, 1, 0, 0, 1, <organization>, 1, 0, 0, -1

-- stuckTasks
WITH linked_1 AS MATERIALIZED 
(SELECT incident_1.task_id AS task_id 
FROM incident AS incident_1 
WHERE incident_1.model_id = ? AND coalesce(incident_1.created_at, -1) >= ? AND coalesce(incident_1.created_at, -1) < ? AND incident_1.task_id IS NOT NULL AND incident_1.org_id = ?)
 SELECT (SELECT '{"stats":' || (WITH stream_1 AS 
(SELECT 1 AS counted, CASE WHEN (started_1.value IS NOT NULL) THEN 1 ELSE 0 END AS measured, started_1.value AS greatest, started_1.value AS bin, CASE WHEN (started_1.value IS NOT NULL) THEN 1 ELSE 0 END AS size 
FROM (SELECT CASE WHEN (task_1.ended_at >= task_1.started_at) THEN task_1.ended_at - task_1.started_at END AS value 
FROM task AS task_1 
WHERE task_1.id IN (SELECT linked_1.task_id 
FROM linked_1) AND task_1.org_id = ?) AS started_1), 
ranked_1 AS 
(SELECT stream_1.bin AS bin, CAST(coalesce(sum(stream_1.counted), 0) AS INTEGER) AS counted, CAST(coalesce(sum(stream_1.measured), 0) AS INTEGER) AS measured, max(stream_1.greatest) AS greatest, CAST(sum(sum(stream_1.size)) OVER (ORDER BY stream_1.bin) AS INTEGER) AS upto, CAST(sum(sum(stream_1.size)) OVER () AS INTEGER) AS size 
FROM stream_1 GROUP BY stream_1.bin), 
groups_1 AS 
(SELECT CAST(coalesce(sum(ranked_1.counted), 0) AS INTEGER) AS counted, CAST(coalesce(sum(ranked_1.measured), 0) AS INTEGER) AS measured, max(ranked_1.greatest) AS greatest, min(CASE WHEN (ranked_1.upto >= (ranked_1.size * 50 + 99) / 100) THEN ranked_1.bin END) AS p50, min(CASE WHEN (ranked_1.upto >= (ranked_1.size * 95 + 99) / 100) THEN ranked_1.bin END) AS p95 
FROM ranked_1), 
figures_1 AS 
(SELECT groups_1.counted AS counted, groups_1.measured AS measured, groups_1.p50 AS p50, groups_1.p95 AS p95, groups_1.greatest AS greatest 
FROM groups_1)
 SELECT '{' || trim(json_object('count', figures_1.counted), '{}') || ',"duration":' || json_object('count', figures_1.measured, 'p50', CASE WHEN abs(figures_1.p50) >= 1000000000000000 THEN json(printf('%!.17g', (figures_1.p50) / 1000.0)) ELSE (figures_1.p50) / 1000.0 END, 'p95', CASE WHEN abs(figures_1.p95) >= 1000000000000000 THEN json(printf('%!.17g', (figures_1.p95) / 1000.0)) ELSE (figures_1.p95) / 1000.0 END, 'max', CASE WHEN abs(figures_1.greatest) >= 1000000000000000 THEN json(printf('%!.17g', (figures_1.greatest) / 1000.0)) ELSE (figures_1.greatest) / 1000.0 END) || '}' AS value 
FROM figures_1) || '}' AS value) AS value;
-- binds: <$incidents.modelId.eq>, <now and $incidents.createdAt.lastDays>, <now>, <organization>, <organization>

-- stillStuck
WITH linked_1 AS MATERIALIZED 
(SELECT incident_1.task_id AS task_id 
FROM incident AS incident_1 
WHERE incident_1.model_id = ? AND coalesce(incident_1.created_at, -1) >= ? AND coalesce(incident_1.created_at, -1) < ? AND incident_1.task_id IS NOT NULL AND incident_1.org_id = ?)
 SELECT (SELECT '{' || trim(json_object('totalCount', (WITH stream_1 AS 
(SELECT 1 AS counted 
FROM (SELECT 1 AS one 
FROM task AS task_1 
WHERE task_1.ended_at IS NULL AND task_1.id IN (SELECT linked_1.task_id 
FROM linked_1) AND task_1.org_id = ?) AS started_1), 
groups_1 AS 
(SELECT CAST(coalesce(sum(stream_1.counted), 0) AS INTEGER) AS counted 
FROM stream_1), 
figures_1 AS 
(SELECT groups_1.counted AS counted 
FROM groups_1)
 SELECT figures_1.counted AS value 
FROM figures_1)), '{}') || ',"nodes":[' || coalesce(group_concat('{' || trim(json_object('taskId', nodes_1.id, 'name', nodes_1.name, 'startedAt', iif(nodes_1.started_at % 1000000, date(nodes_1.started_at / 1000000, 'unixepoch') || 'T' || time(nodes_1.started_at / 1000000, 'unixepoch') || rtrim('.' || substr(nodes_1.started_at + 1000000, -6), '0') || 'Z', date(nodes_1.started_at / 1000000, 'unixepoch') || 'T' || time(nodes_1.started_at / 1000000, 'unixepoch') || 'Z')), '{}') || ',"incidents":' || nodes_1.hoisted_0 || '}'), '') || ']}' AS value 
FROM (SELECT page_1.id AS id, page_1.name AS name, page_1.started_at AS started_at, (SELECT '{"nodes":' || json_group_array(json_object('message', page_2.message, 'lineNumber', page_2.line_number, 'lineContent', page_2.line_content)) || '}' AS value 
FROM (SELECT incident_2.message AS message, incident_2.line_number AS line_number, incident_2.line_content AS line_content 
FROM incident AS incident_2 
WHERE incident_2.task_id = page_1.id AND incident_2.org_id = ? ORDER BY coalesce(incident_2.created_at, -1) DESC, incident_2.id DESC
 LIMIT 1 OFFSET ?) AS page_2) AS hoisted_0 
FROM (SELECT task_1.id AS id, task_1.name AS name, task_1.started_at AS started_at 
FROM task AS task_1 
WHERE task_1.ended_at IS NULL AND task_1.id IN (SELECT incident_3.task_id 
FROM incident AS incident_3 
WHERE incident_3.model_id = ? AND coalesce(incident_3.created_at, -1) >= ? AND coalesce(incident_3.created_at, -1) < ? AND incident_3.task_id IS NOT NULL AND incident_3.org_id = ?) AND task_1.org_id = ? ORDER BY coalesce(task_1.started_at, -1) ASC, task_1.id ASC
 LIMIT 3 OFFSET ?) AS page_1
 LIMIT ? OFFSET 0) AS nodes_1) AS value;
-- binds: <$incidents.modelId.eq>, <now and $incidents.createdAt.lastDays>, <now>, <organization>, <organization>, <organization>, 0, <$incidents.modelId.eq>, <now and $incidents.createdAt.lastDays>, <now>, <organization>, <organization>, 0, -1
