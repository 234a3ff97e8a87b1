-- tasks
WITH RECURSIVE periods_1(level, start_at, end_at, state) AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'task' AND rollup_period_1.level = 4 AND rollup_period_1.end_at > ? AND rollup_period_1.start_at < ? AND rollup_period_1.org_id = ? UNION ALL SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM periods_1, rollup_period AS rollup_period_2 
WHERE periods_1.level > 1 AND NOT (periods_1.state >= 1 AND periods_1.start_at >= ? AND periods_1.end_at <= ? AND periods_1.level <= 4) AND rollup_period_2.subject = 'task' AND rollup_period_2.level = periods_1.level - 1 AND rollup_period_2.start_at >= periods_1.start_at AND rollup_period_2.start_at < periods_1.end_at AND rollup_period_2.end_at > ? AND rollup_period_2.start_at < ? AND rollup_period_2.org_id = ?), 
ordered_1 AS 
(SELECT edges_1.level AS level, edges_1.lo AS lo, edges_1.hi AS hi, lag(edges_1.hi, 1, ?) OVER (ORDER BY edges_1.lo, edges_1.level) AS "before", max(edges_1.bucket) OVER (ORDER BY edges_1.lo, edges_1.level ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS bucket, max(edges_1.bucket) OVER (ORDER BY edges_1.lo, edges_1.level ROWS BETWEEN UNBOUNDED PRECEDING AND ? PRECEDING) AS bucket_before 
FROM (SELECT 0 AS level, ? AS lo, ? AS hi, CAST(NULL AS INTEGER) AS bucket UNION ALL SELECT periods_1.level AS level, periods_1.start_at AS lo, periods_1.end_at AS hi, CAST(NULL AS INTEGER) AS bucket 
FROM periods_1 
WHERE periods_1.state >= 1 AND periods_1.start_at >= ? AND periods_1.end_at <= ? AND periods_1.level <= 4) AS edges_1), 
cover_1 AS MATERIALIZED 
(SELECT ordered_1.level AS level, ordered_1.lo AS lo, ordered_1.hi AS hi, ordered_1.bucket AS bucket 
FROM ordered_1 
WHERE ordered_1.level > 0 UNION ALL SELECT 0, ordered_1."before" AS "before", ordered_1.lo AS lo, ordered_1.bucket_before AS bucket_before 
FROM ordered_1 
WHERE ordered_1."before" < ordered_1.lo)
 SELECT (SELECT '{' || trim(json_object('totalCount', (WITH stream_1 AS 
(SELECT task_rollup_1.counted AS counted 
FROM cover_1, task_rollup AS task_rollup_1 
WHERE cover_1.level > 0 AND task_rollup_1.level = cover_1.level + 0 AND task_rollup_1.start_at = cover_1.lo + 0 AND task_rollup_1.counted > 0 AND task_rollup_1.org_id = ? UNION ALL SELECT 1 AS counted 
FROM (SELECT 1 AS one 
FROM cover_1, task AS task_1 
WHERE cover_1.level + 0 = 0 AND coalesce(task_1.started_at, -1) >= cover_1.lo AND coalesce(task_1.started_at, -1) < cover_1.hi AND task_1.org_id = ?) AS started_1), 
groups_1 AS 
(SELECT CAST(coalesce(sum(stream_1.counted), 0) AS INTEGER) AS counted 
FROM stream_1), 
figures_1 AS 
(SELECT groups_1.counted AS counted 
FROM groups_1)
 SELECT figures_1.counted AS value 
FROM figures_1)), '{}') || ',"edges":[' || coalesce(group_concat('{' || trim(json_object('cursor', (json_array('DURATION_DESC', CASE WHEN (numbered_1.ended_at - numbered_1.started_at IS NULL) THEN ? ELSE ? END, coalesce(numbered_1.ended_at - numbered_1.started_at, 0), numbered_1.id) || '')), '{}') || ',"node":' || json_object('id', 'Task:' || numbered_1.id) || '}') FILTER (WHERE numbered_1.number <= ?), '') || '],"pageInfo":' || json_object('hasNextPage', json(CASE coalesce(max(numbered_1.fetched), ?) > ? WHEN 1 THEN 'true' WHEN 0 THEN 'false' END), 'hasPreviousPage', json(CASE EXISTS (SELECT 1 
FROM task AS task_1 
WHERE CASE WHEN (task_1.ended_at - task_1.started_at IS NULL) THEN ? ELSE ? END >= ? AND (CASE WHEN (task_1.ended_at - task_1.started_at IS NULL) THEN ? ELSE ? END, coalesce(task_1.ended_at - task_1.started_at, 0), task_1.id) >= (?, ?, ?) AND task_1.org_id = ?) WHEN 1 THEN 'true' WHEN 0 THEN 'false' END), 'startCursor', max(CASE WHEN (numbered_1.number = ? AND numbered_1.number <= ?) THEN (json_array('DURATION_DESC', CASE WHEN (numbered_1.ended_at - numbered_1.started_at IS NULL) THEN ? ELSE ? END, coalesce(numbered_1.ended_at - numbered_1.started_at, 0), numbered_1.id) || '') END), 'endCursor', max(CASE WHEN (numbered_1.number = CASE WHEN (numbered_1.fetched < ?) THEN numbered_1.fetched ELSE ? END AND numbered_1.number <= ?) THEN (json_array('DURATION_DESC', CASE WHEN (numbered_1.ended_at - numbered_1.started_at IS NULL) THEN ? ELSE ? END, coalesce(numbered_1.ended_at - numbered_1.started_at, 0), numbered_1.id) || '') END)) || '}' AS value 
FROM (SELECT page_1.ended_at AS ended_at, page_1.started_at AS started_at, page_1.id AS id, row_number() OVER (ORDER BY CASE WHEN (page_1.ended_at - page_1.started_at IS NULL) THEN ? ELSE ? END DESC, coalesce(page_1.ended_at - page_1.started_at, 0) DESC, page_1.id DESC) AS number, count(*) OVER () AS fetched 
FROM (SELECT task_1.ended_at AS ended_at, task_1.started_at AS started_at, task_1.id AS id 
FROM task AS task_1 
WHERE CASE WHEN (task_1.ended_at - task_1.started_at IS NULL) THEN ? ELSE ? END <= ? AND (CASE WHEN (task_1.ended_at - task_1.started_at IS NULL) THEN ? ELSE ? END, coalesce(task_1.ended_at - task_1.started_at, 0), task_1.id) < (?, ?, ?) AND task_1.org_id = ? ORDER BY CASE WHEN (task_1.ended_at - task_1.started_at IS NULL) THEN ? ELSE ? END DESC, coalesce(task_1.ended_at - task_1.started_at, 0) DESC, task_1.id DESC
 LIMIT ? OFFSET ?) AS page_1 ORDER BY CASE WHEN (page_1.ended_at - page_1.started_at IS NULL) THEN ? ELSE ? END DESC, coalesce(page_1.ended_at - page_1.started_at, 0) DESC, page_1.id DESC
 LIMIT ? OFFSET ?) AS numbered_1) AS value;
-- binds: -1, 253402300800000000, <organization>, -1, 253402300800000000, -1, 253402300800000000, <organization>, -1, 1, 253402300800000000, 253402300800000000, -1, 253402300800000000, <organization>, <organization>, 0, 1, <$n>, 0, <$n>, 0, 1, <$c>, 0, 1, <$c>, <$c>, <$c>, <organization>, 1, <$n>, 0, 1, <$n>, <$n>, <$n>, 0, 1, 0, 1, 0, 1, <$c>, 0, 1, <$c>, <$c>, <$c>, <organization>, 0, 1, <$n>, 0, 0, 1, <$n>, 0
