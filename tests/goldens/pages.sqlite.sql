WITH RECURSIVE anon_5(level, start_at, end_at, state) AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'task' AND rollup_period_1.level = 4 AND rollup_period_1.end_at > ? AND rollup_period_1.start_at < ? AND rollup_period_1.org_id = ? UNION ALL SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM anon_5, rollup_period AS rollup_period_2 
WHERE anon_5.level > 1 AND NOT (anon_5.state >= 1 AND anon_5.start_at >= ? AND anon_5.end_at <= ? AND anon_5.level <= 4) AND rollup_period_2.subject = 'task' AND rollup_period_2.level = anon_5.level - 1 AND rollup_period_2.start_at >= anon_5.start_at AND rollup_period_2.start_at < anon_5.end_at AND rollup_period_2.end_at > ? AND rollup_period_2.start_at < ? AND rollup_period_2.org_id = ?), 
anon_3 AS 
(SELECT anon_4.level AS level, anon_4.lo AS lo, anon_4.hi AS hi, lag(anon_4.hi, 1, ?) OVER (ORDER BY anon_4.lo, anon_4.level) AS "before", max(anon_4.bucket) OVER (ORDER BY anon_4.lo, anon_4.level ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS bucket, max(anon_4.bucket) OVER (ORDER BY anon_4.lo, anon_4.level ROWS BETWEEN UNBOUNDED PRECEDING AND ? PRECEDING) AS bucket_before 
FROM (SELECT 0 AS level, ? AS lo, ? AS hi, CAST(NULL AS INTEGER) AS bucket UNION ALL SELECT anon_5.level AS level, anon_5.start_at AS lo, anon_5.end_at AS hi, CAST(NULL AS INTEGER) AS bucket 
FROM anon_5 
WHERE anon_5.state >= 1 AND anon_5.start_at >= ? AND anon_5.end_at <= ? AND anon_5.level <= 4) AS anon_4), 
anon_2 AS MATERIALIZED 
(SELECT anon_3.level AS level, anon_3.lo AS lo, anon_3.hi AS hi, anon_3.bucket AS bucket 
FROM anon_3 
WHERE anon_3.level > 0 UNION ALL SELECT 0, anon_3."before" AS "before", anon_3.lo AS lo, anon_3.bucket_before AS bucket_before 
FROM anon_3 
WHERE anon_3."before" < anon_3.lo)
 SELECT (SELECT '{' || trim(json_object('totalCount', (WITH anon_1 AS 
(SELECT task_rollup_1.counted AS counted 
FROM anon_2, task_rollup AS task_rollup_1 
WHERE anon_2.level > 0 AND task_rollup_1.level = anon_2.level + 0 AND task_rollup_1.start_at = anon_2.lo + 0 AND task_rollup_1.counted > 0 AND task_rollup_1.org_id = ? UNION ALL SELECT 1 AS counted 
FROM (SELECT 1 AS one 
FROM anon_2, task AS task_1 
WHERE anon_2.level + 0 = 0 AND coalesce(task_1.started_at, -1) >= anon_2.lo AND coalesce(task_1.started_at, -1) < anon_2.hi AND task_1.org_id = ?) AS anon_6), 
anon_7 AS 
(SELECT CAST(coalesce(sum(anon_1.counted), 0) AS INTEGER) AS counted 
FROM anon_1), 
anon_8 AS 
(SELECT anon_7.counted AS counted 
FROM anon_7)
 SELECT anon_8.counted 
FROM anon_8)), '{}') || ',"edges":[' || coalesce(group_concat('{' || trim(json_object('cursor', (json_array('DURATION_DESC', CASE WHEN (anon_9.ended_at - anon_9.started_at IS NULL) THEN ? ELSE ? END, coalesce(anon_9.ended_at - anon_9.started_at, 0), anon_9.id) || '')), '{}') || ',"node":' || json_object('id', 'Task:' || anon_9.id) || '}') FILTER (WHERE anon_9.number <= ?), '') || '],"pageInfo":' || json_object('hasNextPage', json(CASE coalesce(max(anon_9.fetched), ?) > ? WHEN 1 THEN 'true' WHEN 0 THEN 'false' END), 'hasPreviousPage', json(CASE EXISTS (SELECT 1 
FROM task AS task_1 
WHERE CASE WHEN (task_1.ended_at - task_1.started_at IS NULL) THEN ? ELSE ? END >= ? AND (CASE WHEN (task_1.ended_at - task_1.started_at IS NULL) THEN ? ELSE ? END, coalesce(task_1.ended_at - task_1.started_at, 0), task_1.id) >= (?, ?, ?) AND task_1.org_id = ?) WHEN 1 THEN 'true' WHEN 0 THEN 'false' END), 'startCursor', max(CASE WHEN (anon_9.number = ? AND anon_9.number <= ?) THEN (json_array('DURATION_DESC', CASE WHEN (anon_9.ended_at - anon_9.started_at IS NULL) THEN ? ELSE ? END, coalesce(anon_9.ended_at - anon_9.started_at, 0), anon_9.id) || '') END), 'endCursor', max(CASE WHEN (anon_9.number = CASE WHEN (anon_9.fetched < ?) THEN anon_9.fetched ELSE ? END AND anon_9.number <= ?) THEN (json_array('DURATION_DESC', CASE WHEN (anon_9.ended_at - anon_9.started_at IS NULL) THEN ? ELSE ? END, coalesce(anon_9.ended_at - anon_9.started_at, 0), anon_9.id) || '') END)) || '}' AS value 
FROM (SELECT anon_10.ended_at AS ended_at, anon_10.started_at AS started_at, anon_10.id AS id, row_number() OVER (ORDER BY CASE WHEN (anon_10.ended_at - anon_10.started_at IS NULL) THEN ? ELSE ? END DESC, coalesce(anon_10.ended_at - anon_10.started_at, 0) DESC, anon_10.id DESC) AS number, count(*) OVER () AS fetched 
FROM (SELECT task_1.ended_at AS ended_at, task_1.started_at AS started_at, task_1.id AS id 
FROM task AS task_1 
WHERE CASE WHEN (task_1.ended_at - task_1.started_at IS NULL) THEN ? ELSE ? END <= ? AND (CASE WHEN (task_1.ended_at - task_1.started_at IS NULL) THEN ? ELSE ? END, coalesce(task_1.ended_at - task_1.started_at, 0), task_1.id) < (?, ?, ?) AND task_1.org_id = ? ORDER BY CASE WHEN (task_1.ended_at - task_1.started_at IS NULL) THEN ? ELSE ? END DESC, coalesce(task_1.ended_at - task_1.started_at, 0) DESC, task_1.id DESC
 LIMIT ? OFFSET ?) AS anon_10 ORDER BY CASE WHEN (anon_10.ended_at - anon_10.started_at IS NULL) THEN ? ELSE ? END DESC, coalesce(anon_10.ended_at - anon_10.started_at, 0) DESC, anon_10.id DESC
 LIMIT ? OFFSET ?) AS anon_9) AS value;
-- binds: -1, 253402300800000000, <when it runs>, -1, 253402300800000000, -1, 253402300800000000, <when it runs>, -1, 1, 253402300800000000, 253402300800000000, -1, 253402300800000000, <when it runs>, <when it runs>, 0, 1, <when it runs>, 0, <when it runs>, 0, 1, <when it runs>, 0, 1, <when it runs>, <when it runs>, <when it runs>, <when it runs>, 1, <when it runs>, 0, 1, <when it runs>, <when it runs>, <when it runs>, 0, 1, 0, 1, 0, 1, <when it runs>, 0, 1, <when it runs>, <when it runs>, <when it runs>, <when it runs>, 0, 1, <when it runs>, 0, 0, 1, <when it runs>, 0
