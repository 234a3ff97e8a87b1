-- tasks
WITH years_1 AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'task' AND rollup_period_1.level = 4 AND 1 <= 4 AND rollup_period_1.end_at > ? AND rollup_period_1.start_at < ? AND rollup_period_1.org_id = ?), 
months_1 AS 
(SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM years_1, rollup_period AS rollup_period_2 
WHERE rollup_period_2.subject = 'task' AND rollup_period_2.level = 3 AND NOT (years_1.state >= 1 AND years_1.start_at >= ? AND years_1.end_at <= ? AND years_1.level <= 4) AND rollup_period_2.start_at >= years_1.start_at AND rollup_period_2.start_at < years_1.end_at AND rollup_period_2.end_at > ? AND rollup_period_2.start_at < ? AND rollup_period_2.org_id = ?), 
days_1 AS 
(SELECT rollup_period_3.level AS level, rollup_period_3.start_at AS start_at, rollup_period_3.end_at AS end_at, rollup_period_3.state AS state 
FROM months_1, rollup_period AS rollup_period_3 
WHERE rollup_period_3.subject = 'task' AND rollup_period_3.level = 2 AND NOT (months_1.state >= 1 AND months_1.start_at >= ? AND months_1.end_at <= ? AND months_1.level <= 4) AND rollup_period_3.start_at >= months_1.start_at AND rollup_period_3.start_at < months_1.end_at AND rollup_period_3.end_at > ? AND rollup_period_3.start_at < ? AND rollup_period_3.org_id = ?), 
hours_1 AS 
(SELECT rollup_period_4.level AS level, rollup_period_4.start_at AS start_at, rollup_period_4.end_at AS end_at, rollup_period_4.state AS state 
FROM days_1, rollup_period AS rollup_period_4 
WHERE rollup_period_4.subject = 'task' AND rollup_period_4.level = 1 AND NOT (days_1.state >= 1 AND days_1.start_at >= ? AND days_1.end_at <= ? AND days_1.level <= 4) AND rollup_period_4.start_at >= days_1.start_at AND rollup_period_4.start_at < days_1.end_at AND rollup_period_4.end_at > ? AND rollup_period_4.start_at < ? AND rollup_period_4.org_id = ?), 
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
WHERE periods_1.state >= 1 AND NOT (periods_1.state >= 1 AND periods_1.start_at >= ? AND periods_1.end_at <= ? AND periods_1.level <= 4) AND periods_1.level = 1)
 SELECT (SELECT '{"nodes":' || json_group_array(json_object('task_id', nodes_1.id, 'process_instance_id', nodes_1.instance_id, 'process_model_identifier', nodes_1.model_id, 'task_spec', nodes_1.hoisted_0, 'bpmn_name', nodes_1.name, 'task_type', nodes_1.type, 'state', nodes_1.state, 'start', iif(nodes_1.started_at % 1000000, date(nodes_1.started_at / 1000000, 'unixepoch') || 'T' || time(nodes_1.started_at / 1000000, 'unixepoch') || rtrim('.' || substr(nodes_1.started_at + 1000000, -6), '0') || 'Z', date(nodes_1.started_at / 1000000, 'unixepoch') || 'T' || time(nodes_1.started_at / 1000000, 'unixepoch') || 'Z'), 'end', iif(nodes_1.ended_at % 1000000, date(nodes_1.ended_at / 1000000, 'unixepoch') || 'T' || time(nodes_1.ended_at / 1000000, 'unixepoch') || rtrim('.' || substr(nodes_1.ended_at + 1000000, -6), '0') || 'Z', date(nodes_1.ended_at / 1000000, 'unixepoch') || 'T' || time(nodes_1.ended_at / 1000000, 'unixepoch') || 'Z'), 'duration_seconds', CASE WHEN abs(nodes_1.hoisted_1) >= 1000000000000000 THEN json(printf('%!.17g', (nodes_1.hoisted_1) / 1000000.0)) ELSE (nodes_1.hoisted_1) / 1000000.0 END, 'username', nodes_1.username)) || ',' || trim(json_object('totalCount', (WITH stream_1 AS 
(SELECT task_by_model_1.counted AS counted 
FROM cover_1, task_by_model AS task_by_model_1 
WHERE cover_1.level > 0 AND task_by_model_1.level = cover_1.level + 0 AND task_by_model_1.start_at = cover_1.lo + 0 AND substr(task_by_model_1.model_id, ?, length(?)) = ? AND task_by_model_1.counted > 0 AND task_by_model_1.org_id = ? UNION ALL SELECT 1 AS counted 
FROM (SELECT 1 AS one 
FROM cover_1, task AS task_1 
WHERE substr(task_1.model_id, ?, length(?)) = ? AND cover_1.level + 0 = 0 AND coalesce(task_1.started_at, -1) >= cover_1.lo + 0 AND coalesce(task_1.started_at, -1) < cover_1.hi + 0 AND task_1.org_id = ?) AS started_1), 
groups_1 AS 
(SELECT CAST(coalesce(sum(stream_1.counted), 0) AS INTEGER) AS counted 
FROM stream_1), 
figures_1 AS 
(SELECT groups_1.counted AS counted 
FROM groups_1)
 SELECT figures_1.counted AS value 
FROM figures_1)), '{}') || '}' AS value 
FROM (SELECT page_1.id AS id, page_1.instance_id AS instance_id, page_1.model_id AS model_id, page_1.version AS version, page_1.task_spec AS task_spec, page_1.name AS name, page_1.type AS type, page_1.state AS state, page_1.started_at AS started_at, page_1.ended_at AS ended_at, page_1.username AS username, coalesce((SELECT activity_1.element_id 
FROM activity AS activity_1 
WHERE activity_1.model_id = page_1.model_id AND activity_1.version = coalesce(page_1.version, (SELECT CASE WHEN (min(activity_2.version) = max(activity_2.version)) THEN min(activity_2.version) END AS only 
FROM activity AS activity_2 
WHERE activity_2.model_id = page_1.model_id AND activity_2.org_id = ?)) AND activity_1.element_id = page_1.task_spec AND activity_1.org_id = ?
 LIMIT ? OFFSET ?), (SELECT CASE WHEN (min(activity_3.element_id) = max(activity_3.element_id)) THEN min(activity_3.element_id) END AS only 
FROM activity AS activity_3 
WHERE activity_3.model_id = page_1.model_id AND activity_3.version = coalesce(page_1.version, (SELECT CASE WHEN (min(activity_2.version) = max(activity_2.version)) THEN min(activity_2.version) END AS only 
FROM activity AS activity_2 
WHERE activity_2.model_id = page_1.model_id AND activity_2.org_id = ?)) AND activity_3.name = coalesce(page_1.name, page_1.task_spec) AND activity_3.org_id = ?), page_1.task_spec) AS hoisted_0, CASE WHEN (page_1.ended_at >= page_1.started_at) THEN page_1.ended_at - page_1.started_at END AS hoisted_1 
FROM (SELECT task_1.id AS id, task_1.instance_id AS instance_id, task_1.model_id AS model_id, task_1.version AS version, task_1.task_spec AS task_spec, task_1.name AS name, task_1.type AS type, task_1.state AS state, task_1.started_at AS started_at, task_1.ended_at AS ended_at, task_1.username AS username 
FROM task AS task_1 
WHERE substr(task_1.model_id, ?, length(?)) = ? AND coalesce(task_1.started_at, -1) >= ? AND coalesce(task_1.started_at, -1) < ? AND task_1.org_id = ? ORDER BY coalesce(task_1.started_at, -1) DESC, task_1.id DESC
 LIMIT ? OFFSET ?) AS page_1
 LIMIT ? OFFSET 0) AS nodes_1) AS value;
-- binds: <now and $tasks.startedAt.lastDays>, <now>, <organization>, <now and $tasks.startedAt.lastDays>, <now>, <now and $tasks.startedAt.lastDays>, <now>, <organization>, <now and $tasks.startedAt.lastDays>, <now>, <now and $tasks.startedAt.lastDays>, <now>, <organization>, <now and $tasks.startedAt.lastDays>, <now>, <now and $tasks.startedAt.lastDays>, <now>, <organization>, 1, <now and $tasks.startedAt.lastDays>, <now and $tasks.startedAt.lastDays>, <now and $tasks.startedAt.lastDays>, <now>, <now>, <now and $tasks.startedAt.lastDays>, <now>, <now and $tasks.startedAt.lastDays>, <now and $tasks.startedAt.lastDays>, <now>, <now>, <now and $tasks.startedAt.lastDays>, <now>, 1, <$tasks.modelId.startsWith>, <$tasks.modelId.startsWith>, <organization>, 1, <$tasks.modelId.startsWith>, <$tasks.modelId.startsWith>, <organization>, <organization>, <organization>, 1, 0, <organization>, <organization>, 1, <$tasks.modelId.startsWith>, <$tasks.modelId.startsWith>, <now and $tasks.startedAt.lastDays>, <now>, <organization>, <$first>, <$skip>, -1
