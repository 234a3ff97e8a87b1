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
 SELECT (SELECT '{' || trim(json_object('totalCount', (WITH stream_1 AS 
(SELECT task_rollup_1.counted AS counted 
FROM cover_1, task_rollup AS task_rollup_1 
WHERE cover_1.level > 0 AND task_rollup_1.level = cover_1.level + 0 AND task_rollup_1.start_at = cover_1.lo + 0 AND task_rollup_1.counted > 0 AND task_rollup_1.org_id = ? UNION ALL SELECT 1 AS counted 
FROM (SELECT 1 AS one 
FROM cover_1, task AS task_1 
WHERE cover_1.level + 0 = 0 AND coalesce(task_1.started_at, -1) >= cover_1.lo + 0 AND coalesce(task_1.started_at, -1) < cover_1.hi + 0 AND task_1.org_id = ?) AS started_1), 
groups_1 AS 
(SELECT CAST(coalesce(sum(stream_1.counted), 0) AS INTEGER) AS counted 
FROM stream_1), 
figures_1 AS 
(SELECT groups_1.counted AS counted 
FROM groups_1)
 SELECT figures_1.counted AS value 
FROM figures_1)), '{}') || ',"edges":[' || coalesce(group_concat('{' || trim(json_object('cursor', (json_array('DURATION_DESC', CASE WHEN (CASE WHEN (numbered_1.ended_at >= numbered_1.started_at) THEN numbered_1.ended_at - numbered_1.started_at END IS NULL) THEN ? ELSE ? END, coalesce(CASE WHEN (numbered_1.ended_at >= numbered_1.started_at) THEN numbered_1.ended_at - numbered_1.started_at END, 0), numbered_1.id) || '')), '{}') || ',"node":' || json_object('id', 'Task:' || numbered_1.id) || '}') FILTER (WHERE numbered_1.number <= ?), '') || '],"pageInfo":' || json_object('hasNextPage', json(CASE coalesce(max(numbered_1.fetched), ?) > ? WHEN 1 THEN 'true' WHEN 0 THEN 'false' END), 'hasPreviousPage', json(CASE EXISTS (SELECT 1 
FROM task AS task_1 
WHERE CASE WHEN (CASE WHEN (task_1.ended_at >= task_1.started_at) THEN task_1.ended_at - task_1.started_at END IS NULL) THEN ? ELSE ? END >= ? AND (CASE WHEN (CASE WHEN (task_1.ended_at >= task_1.started_at) THEN task_1.ended_at - task_1.started_at END IS NULL) THEN ? ELSE ? END, coalesce(CASE WHEN (task_1.ended_at >= task_1.started_at) THEN task_1.ended_at - task_1.started_at END, 0), task_1.id) >= (?, ?, ?) AND task_1.org_id = ?) WHEN 1 THEN 'true' WHEN 0 THEN 'false' END), 'startCursor', max(CASE WHEN (numbered_1.number = ? AND numbered_1.number <= ?) THEN (json_array('DURATION_DESC', CASE WHEN (CASE WHEN (numbered_1.ended_at >= numbered_1.started_at) THEN numbered_1.ended_at - numbered_1.started_at END IS NULL) THEN ? ELSE ? END, coalesce(CASE WHEN (numbered_1.ended_at >= numbered_1.started_at) THEN numbered_1.ended_at - numbered_1.started_at END, 0), numbered_1.id) || '') END), 'endCursor', max(CASE WHEN (numbered_1.number = CASE WHEN (numbered_1.fetched < ?) THEN numbered_1.fetched ELSE ? END AND numbered_1.number <= ?) THEN (json_array('DURATION_DESC', CASE WHEN (CASE WHEN (numbered_1.ended_at >= numbered_1.started_at) THEN numbered_1.ended_at - numbered_1.started_at END IS NULL) THEN ? ELSE ? END, coalesce(CASE WHEN (numbered_1.ended_at >= numbered_1.started_at) THEN numbered_1.ended_at - numbered_1.started_at END, 0), numbered_1.id) || '') END)) || '}' AS value 
FROM (SELECT page_1.started_at AS started_at, page_1.ended_at AS ended_at, page_1.id AS id, row_number() OVER (ORDER BY CASE WHEN (CASE WHEN (page_1.ended_at >= page_1.started_at) THEN page_1.ended_at - page_1.started_at END IS NULL) THEN ? ELSE ? END DESC, coalesce(CASE WHEN (page_1.ended_at >= page_1.started_at) THEN page_1.ended_at - page_1.started_at END, 0) DESC, page_1.id DESC) AS number, count(*) OVER () AS fetched 
FROM (SELECT task_1.started_at AS started_at, task_1.ended_at AS ended_at, task_1.id AS id 
FROM task AS task_1 
WHERE CASE WHEN (CASE WHEN (task_1.ended_at >= task_1.started_at) THEN task_1.ended_at - task_1.started_at END IS NULL) THEN ? ELSE ? END <= ? AND (CASE WHEN (CASE WHEN (task_1.ended_at >= task_1.started_at) THEN task_1.ended_at - task_1.started_at END IS NULL) THEN ? ELSE ? END, coalesce(CASE WHEN (task_1.ended_at >= task_1.started_at) THEN task_1.ended_at - task_1.started_at END, 0), task_1.id) < (?, ?, ?) AND task_1.org_id = ? ORDER BY CASE WHEN (CASE WHEN (task_1.ended_at >= task_1.started_at) THEN task_1.ended_at - task_1.started_at END IS NULL) THEN ? ELSE ? END DESC, coalesce(CASE WHEN (task_1.ended_at >= task_1.started_at) THEN task_1.ended_at - task_1.started_at END, 0) DESC, task_1.id DESC
 LIMIT ? OFFSET ?) AS page_1 ORDER BY CASE WHEN (CASE WHEN (page_1.ended_at >= page_1.started_at) THEN page_1.ended_at - page_1.started_at END IS NULL) THEN ? ELSE ? END DESC, coalesce(CASE WHEN (page_1.ended_at >= page_1.started_at) THEN page_1.ended_at - page_1.started_at END, 0) DESC, page_1.id DESC
 LIMIT ? OFFSET ?) AS numbered_1) AS value;
-- binds: -1, 253402300800000000, <organization>, -1, 253402300800000000, -1, 253402300800000000, <organization>, -1, 253402300800000000, -1, 253402300800000000, <organization>, -1, 253402300800000000, -1, 253402300800000000, <organization>, 1, -1, -1, -1, 253402300800000000, 253402300800000000, -1, 253402300800000000, -1, -1, 253402300800000000, 253402300800000000, -1, 253402300800000000, <organization>, <organization>, 0, 1, <$n>, 0, <$n>, 0, 1, <$c>, 0, 1, <$c>, <$c>, <$c>, <organization>, 1, <$n>, 0, 1, <$n>, <$n>, <$n>, 0, 1, 0, 1, 0, 1, <$c>, 0, 1, <$c>, <$c>, <$c>, <organization>, 0, 1, <$n>, 0, 0, 1, <$n>, 0
