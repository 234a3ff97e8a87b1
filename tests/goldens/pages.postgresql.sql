WITH RECURSIVE anon_5(level, start_at, end_at, state) AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'task' AND rollup_period_1.level = 4 AND rollup_period_1.end_at > $1::BIGINT AND rollup_period_1.start_at < $3::BIGINT AND rollup_period_1.org_id = $4::VARCHAR COLLATE "C" UNION ALL SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM anon_5, rollup_period AS rollup_period_2 
WHERE anon_5.level > 1 AND NOT (anon_5.state >= 1 AND anon_5.start_at >= $1::BIGINT AND anon_5.end_at <= $3::BIGINT AND anon_5.level <= 4) AND rollup_period_2.subject = 'task' AND rollup_period_2.level = anon_5.level - 1 AND rollup_period_2.start_at >= anon_5.start_at AND rollup_period_2.start_at < anon_5.end_at AND rollup_period_2.end_at > $1::BIGINT AND rollup_period_2.start_at < $3::BIGINT AND rollup_period_2.org_id = $4::VARCHAR COLLATE "C"), 
anon_3 AS 
(SELECT anon_4.level AS level, anon_4.lo AS lo, anon_4.hi AS hi, lag(anon_4.hi, 1, $1::BIGINT) OVER (ORDER BY anon_4.lo, anon_4.level) AS before, max(anon_4.bucket) OVER (ORDER BY anon_4.lo, anon_4.level ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS bucket, max(anon_4.bucket) OVER (ORDER BY anon_4.lo, anon_4.level ROWS BETWEEN UNBOUNDED PRECEDING AND $2::INTEGER PRECEDING) AS bucket_before 
FROM (SELECT 0 AS level, $3::BIGINT AS lo, $3::BIGINT AS hi, CAST(NULL AS BIGINT) AS bucket UNION ALL SELECT anon_5.level AS level, anon_5.start_at AS lo, anon_5.end_at AS hi, CAST(NULL AS BIGINT) AS bucket 
FROM anon_5 
WHERE anon_5.state >= 1 AND anon_5.start_at >= $1::BIGINT AND anon_5.end_at <= $3::BIGINT AND anon_5.level <= 4) AS anon_4), 
anon_2 AS MATERIALIZED 
(SELECT anon_3.level AS level, anon_3.lo AS lo, anon_3.hi AS hi, anon_3.bucket AS bucket 
FROM anon_3 
WHERE anon_3.level > 0 UNION ALL SELECT 0, anon_3.before AS before, anon_3.lo AS lo, anon_3.bucket_before AS bucket_before 
FROM anon_3 
WHERE anon_3.before < anon_3.lo)
 SELECT (SELECT '{"totalCount":' || coalesce(((WITH anon_1 AS 
(SELECT task_rollup_1.counted AS counted 
FROM anon_2, task_rollup AS task_rollup_1 
WHERE anon_2.level > 0 AND task_rollup_1.level = anon_2.level + 0 AND task_rollup_1.start_at = anon_2.lo + 0 AND task_rollup_1.counted > 0 AND task_rollup_1.org_id = $4::VARCHAR COLLATE "C" UNION ALL SELECT 1 AS counted 
FROM (SELECT 1 AS one 
FROM anon_2, task AS task_1 
WHERE anon_2.level + 0 = 0 AND coalesce(task_1.started_at, -1) >= anon_2.lo AND coalesce(task_1.started_at, -1) < anon_2.hi AND task_1.org_id = $4::VARCHAR COLLATE "C") AS anon_6), 
anon_7 AS 
(SELECT CAST(coalesce(sum(anon_1.counted), 0) AS BIGINT) AS counted 
FROM anon_1), 
anon_8 AS 
(SELECT anon_7.counted AS counted 
FROM anon_7)
 SELECT anon_8.counted 
FROM anon_8))::text, 'null') || ',"edges":[' || coalesce(string_agg('{"cursor":' || coalesce(to_json(json_build_array('DURATION_DESC', CASE WHEN (anon_9.ended_at - anon_9.started_at IS NULL) THEN $5::INTEGER ELSE $6::INTEGER END, coalesce(anon_9.ended_at - anon_9.started_at, 0), anon_9.id)::text)::text, 'null') || ',"node":{"id":' || coalesce(to_json('Task:' || anon_9.id)::text, 'null') || '}}', ',') FILTER (WHERE anon_9.number <= $7::BIGINT), '') || '],"pageInfo":{"hasNextPage":' || coalesce((coalesce(max(anon_9.fetched), $8::INTEGER) > $9::BIGINT)::text, 'null') || ',"hasPreviousPage":' || coalesce((EXISTS (SELECT 1 
FROM task AS task_1 
WHERE CASE WHEN (task_1.ended_at - task_1.started_at IS NULL) THEN $10::INTEGER ELSE $11::INTEGER END >= $12::BIGINT AND (CASE WHEN (task_1.ended_at - task_1.started_at IS NULL) THEN $10::INTEGER ELSE $11::INTEGER END, coalesce(task_1.ended_at - task_1.started_at, 0), task_1.id) >= ($12::BIGINT, $13::BIGINT, $14::VARCHAR COLLATE "C") AND task_1.org_id = $4::VARCHAR COLLATE "C"))::text, 'null') || ',"startCursor":' || coalesce(to_json(max(CASE WHEN (anon_9.number = $15::BIGINT AND anon_9.number <= $16::BIGINT) THEN json_build_array('DURATION_DESC', CASE WHEN (anon_9.ended_at - anon_9.started_at IS NULL) THEN $17::INTEGER ELSE $18::INTEGER END, coalesce(anon_9.ended_at - anon_9.started_at, 0), anon_9.id)::text END))::text, 'null') || ',"endCursor":' || coalesce(to_json(max(CASE WHEN (anon_9.number = CASE WHEN (anon_9.fetched < $19::BIGINT) THEN anon_9.fetched ELSE $20::BIGINT END AND anon_9.number <= $21::BIGINT) THEN json_build_array('DURATION_DESC', CASE WHEN (anon_9.ended_at - anon_9.started_at IS NULL) THEN $22::INTEGER ELSE $23::INTEGER END, coalesce(anon_9.ended_at - anon_9.started_at, 0), anon_9.id)::text END))::text, 'null') || '}}' AS value 
FROM (SELECT anon_10.ended_at AS ended_at, anon_10.started_at AS started_at, anon_10.id AS id, row_number() OVER (ORDER BY CASE WHEN (anon_10.ended_at - anon_10.started_at IS NULL) THEN $24::INTEGER ELSE $25::INTEGER END DESC, coalesce(anon_10.ended_at - anon_10.started_at, 0) DESC, anon_10.id DESC) AS number, count(*) OVER () AS fetched 
FROM (SELECT task_1.ended_at AS ended_at, task_1.started_at AS started_at, task_1.id AS id 
FROM task AS task_1 
WHERE CASE WHEN (task_1.ended_at - task_1.started_at IS NULL) THEN $26::INTEGER ELSE $27::INTEGER END <= $28::BIGINT AND (CASE WHEN (task_1.ended_at - task_1.started_at IS NULL) THEN $26::INTEGER ELSE $27::INTEGER END, coalesce(task_1.ended_at - task_1.started_at, 0), task_1.id) < ($28::BIGINT, $29::BIGINT, $30::VARCHAR COLLATE "C") AND task_1.org_id = $4::VARCHAR COLLATE "C" ORDER BY CASE WHEN (task_1.ended_at - task_1.started_at IS NULL) THEN $31::INTEGER ELSE $32::INTEGER END DESC, coalesce(task_1.ended_at - task_1.started_at, 0) DESC, task_1.id DESC 
 LIMIT $33::BIGINT) AS anon_10 ORDER BY CASE WHEN (anon_10.ended_at - anon_10.started_at IS NULL) THEN $34::INTEGER ELSE $35::INTEGER END DESC, coalesce(anon_10.ended_at - anon_10.started_at, 0) DESC, anon_10.id DESC 
 LIMIT $36::BIGINT) AS anon_9) AS value;
-- binds: -1, 1, 253402300800000000, <when it runs>, 0, 1, <when it runs>, 0, <when it runs>, 0, 1, <when it runs>, <when it runs>, <when it runs>, 1, <when it runs>, 0, 1, <when it runs>, <when it runs>, <when it runs>, 0, 1, 0, 1, 0, 1, <when it runs>, <when it runs>, <when it runs>, 0, 1, <when it runs>, 0, 1, <when it runs>
