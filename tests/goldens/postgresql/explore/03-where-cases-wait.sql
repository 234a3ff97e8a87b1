-- steps
WITH years_1 AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'task' AND rollup_period_1.level = 4 AND 2 <= 4 AND rollup_period_1.end_at > $1::BIGINT AND rollup_period_1.start_at < $2::BIGINT AND rollup_period_1.org_id = $3::VARCHAR COLLATE "C"), 
months_1 AS 
(SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM years_1, rollup_period AS rollup_period_2 
WHERE rollup_period_2.subject = 'task' AND rollup_period_2.level = 3 AND NOT (years_1.state >= 1 AND years_1.start_at >= $1::BIGINT AND years_1.end_at <= $2::BIGINT AND years_1.level <= 4) AND rollup_period_2.start_at >= years_1.start_at AND rollup_period_2.start_at < years_1.end_at AND rollup_period_2.end_at > $1::BIGINT AND rollup_period_2.start_at < $2::BIGINT AND rollup_period_2.org_id = $3::VARCHAR COLLATE "C"), 
days_1 AS 
(SELECT rollup_period_3.level AS level, rollup_period_3.start_at AS start_at, rollup_period_3.end_at AS end_at, rollup_period_3.state AS state 
FROM months_1, rollup_period AS rollup_period_3 
WHERE rollup_period_3.subject = 'task' AND rollup_period_3.level = 2 AND NOT (months_1.state >= 1 AND months_1.start_at >= $1::BIGINT AND months_1.end_at <= $2::BIGINT AND months_1.level <= 4) AND rollup_period_3.start_at >= months_1.start_at AND rollup_period_3.start_at < months_1.end_at AND rollup_period_3.end_at > $1::BIGINT AND rollup_period_3.start_at < $2::BIGINT AND rollup_period_3.org_id = $3::VARCHAR COLLATE "C"), 
periods_1 AS 
(SELECT years_1.level AS level, years_1.start_at AS start_at, years_1.end_at AS end_at, years_1.state AS state 
FROM years_1 UNION ALL SELECT months_1.level AS level, months_1.start_at AS start_at, months_1.end_at AS end_at, months_1.state AS state 
FROM months_1 UNION ALL SELECT days_1.level AS level, days_1.start_at AS start_at, days_1.end_at AS end_at, days_1.state AS state 
FROM days_1), 
swept_1 AS 
(SELECT coalesce(max(edges_1.hi) OVER (ORDER BY edges_1.lo, edges_1.hi ROWS BETWEEN UNBOUNDED PRECEDING AND $4::INTEGER PRECEDING), $1::BIGINT) AS reached, CASE WHEN (edges_1.lo < $1::BIGINT) THEN $1::BIGINT ELSE edges_1.lo END AS lo 
FROM (SELECT $2::BIGINT AS lo, $2::BIGINT AS hi UNION ALL SELECT periods_1.start_at AS start_at, periods_1.end_at AS end_at 
FROM periods_1 
WHERE periods_1.state >= 1) AS edges_1), 
cover_1 AS MATERIALIZED 
(SELECT periods_1.level AS level, periods_1.start_at AS lo, periods_1.end_at AS hi 
FROM periods_1 
WHERE periods_1.state >= 1 AND periods_1.start_at >= $1::BIGINT AND periods_1.end_at <= $2::BIGINT AND periods_1.level <= 4 UNION ALL SELECT 0, swept_1.reached AS reached, swept_1.lo AS lo 
FROM swept_1 
WHERE swept_1.reached < swept_1.lo UNION ALL SELECT 0, CASE WHEN (periods_1.start_at < $1::BIGINT) THEN $1::BIGINT ELSE periods_1.start_at END AS lo, CASE WHEN (periods_1.end_at > $2::BIGINT) THEN $2::BIGINT ELSE periods_1.end_at END AS hi 
FROM periods_1 
WHERE periods_1.state >= 1 AND NOT (periods_1.state >= 1 AND periods_1.start_at >= $1::BIGINT AND periods_1.end_at <= $2::BIGINT AND periods_1.level <= 4) AND periods_1.level = 2)
 SELECT (SELECT '{"stats":' || (SELECT '{"groupBy":' || (WITH stream_1 AS 
(SELECT CAST(task_by_activity_1.name AS TEXT) COLLATE "C" AS key_0, task_by_activity_1.counted AS counted, task_by_activity_1.least AS least, task_by_activity_1.greatest AS greatest 
FROM cover_1, task_by_activity AS task_by_activity_1 
WHERE cover_1.level > 0 AND task_by_activity_1.level = cover_1.level + 0 AND task_by_activity_1.start_at = cover_1.lo + 0 AND task_by_activity_1.model_id = $5::VARCHAR COLLATE "C" AND task_by_activity_1.counted > 0 AND task_by_activity_1.org_id = $3::VARCHAR COLLATE "C" UNION ALL SELECT started_1.key_0 AS key_0, 1 AS counted, started_1.value AS least, started_1.value AS greatest 
FROM (SELECT CAST(task_1.name AS TEXT) COLLATE "C" AS key_0, CASE WHEN (task_1.ended_at >= task_1.started_at) THEN task_1.ended_at - task_1.started_at END AS value 
FROM cover_1, task AS task_1 
WHERE task_1.model_id = $6::VARCHAR COLLATE "C" AND cover_1.level + 0 = 0 AND coalesce(task_1.started_at, -1) >= cover_1.lo + 0 AND coalesce(task_1.started_at, -1) < cover_1.hi + 0 AND task_1.org_id = $3::VARCHAR COLLATE "C") AS started_1), 
groups_1 AS 
(SELECT stream_1.key_0 AS key_0, CAST(coalesce(sum(stream_1.counted), 0) AS BIGINT) AS counted, min(stream_1.least) AS least, max(stream_1.greatest) AS greatest 
FROM stream_1 GROUP BY stream_1.key_0), 
stream_2 AS 
(SELECT CAST(task_by_activity_2.name AS TEXT) COLLATE "C" AS key_0, bins_1.value & 4095 AS bin, bins_1.value >> 12 AS size 
FROM cover_1, task_by_activity AS task_by_activity_2, unnest(task_by_activity_2.bins) AS bins_1(value) 
WHERE cover_1.level > 0 AND task_by_activity_2.level = cover_1.level + 0 AND task_by_activity_2.start_at = cover_1.lo + 0 AND task_by_activity_2.model_id = $7::VARCHAR COLLATE "C" AND task_by_activity_2.counted > 0 AND task_by_activity_2.org_id = $3::VARCHAR COLLATE "C" UNION ALL SELECT started_2.key_0 AS key_0, (CASE WHEN started_2.value > 0 THEN 1 + coalesce(CASE floor(ln((started_2.value)::float8) / 0.018720204008081675)::bigint % 123 WHEN 0 THEN NULL WHEN 37 THEN NULL WHEN 85 THEN NULL WHEN 122 THEN NULL ELSE floor(ln((started_2.value)::float8) / 0.018720204008081675)::bigint END, 123 * (length((started_2.value)::text) - 1) + CASE WHEN left((started_2.value)::text, 2) < '11' THEN 0 WHEN left((started_2.value)::text, 2) < '2' THEN 36 WHEN left((started_2.value)::text, 2) < '21' THEN 37 WHEN left((started_2.value)::text, 2) < '5' THEN 85 WHEN left((started_2.value)::text, 2) < '6' THEN 86 ELSE 122 END) WHEN started_2.value = 0 THEN 0 END) AS bin, CASE WHEN (started_2.value IS NOT NULL) THEN 1 ELSE 0 END AS size 
FROM (SELECT CAST(task_1.name AS TEXT) COLLATE "C" AS key_0, CASE WHEN (task_1.ended_at >= task_1.started_at) THEN task_1.ended_at - task_1.started_at END AS value 
FROM cover_1, task AS task_1 
WHERE task_1.model_id = $8::VARCHAR COLLATE "C" AND cover_1.level + 0 = 0 AND coalesce(task_1.started_at, -1) >= cover_1.lo + 0 AND coalesce(task_1.started_at, -1) < cover_1.hi + 0 AND task_1.org_id = $3::VARCHAR COLLATE "C") AS started_2), 
ranked_1 AS 
(SELECT stream_2.key_0 AS key_0, stream_2.bin AS bin, CAST(sum(sum(stream_2.size)) OVER (PARTITION BY stream_2.key_0 ORDER BY stream_2.bin) AS BIGINT) AS upto, CAST(sum(sum(stream_2.size)) OVER (PARTITION BY stream_2.key_0) AS BIGINT) AS size 
FROM stream_2 GROUP BY stream_2.key_0, stream_2.bin), 
groups_2 AS 
(SELECT ranked_1.key_0 AS key_0, min(CASE WHEN (ranked_1.upto >= (ranked_1.size * 50 + 99) / 100) THEN ranked_1.bin END) AS p50, min(CASE WHEN (ranked_1.upto >= (ranked_1.size * 95 + 99) / 100) THEN ranked_1.bin END) AS p95 
FROM ranked_1 GROUP BY ranked_1.key_0), 
groups_3 AS 
(SELECT both_1.key_0 AS key_0, max(both_1.counted) AS counted, max(both_1.least) AS least, max(both_1.greatest) AS greatest, max(both_1.p50) AS p50, max(both_1.p95) AS p95 
FROM (SELECT groups_1.key_0 AS key_0, groups_1.counted AS counted, groups_1.least AS least, groups_1.greatest AS greatest, CAST(NULL AS BIGINT) AS p50, CAST(NULL AS BIGINT) AS p95 
FROM groups_1 UNION ALL SELECT groups_2.key_0 AS key_0, CAST(NULL AS BIGINT) AS counted, CAST(NULL AS BIGINT) AS least, CAST(NULL AS BIGINT) AS greatest, groups_2.p50 AS p50, groups_2.p95 AS p95 
FROM groups_2) AS both_1 GROUP BY both_1.key_0), 
figures_1 AS 
(SELECT groups_3.key_0 AS key_0, groups_3.counted AS counted, CASE WHEN ((CASE WHEN groups_3.p50 > 0 THEN CAST(round(exp(CAST(groups_3.p50 - 0.5 AS float8) * 0.018720204008081675)) AS bigint) WHEN groups_3.p50 = 0 THEN 0 END) < groups_3.least) THEN groups_3.least WHEN ((CASE WHEN groups_3.p50 > 0 THEN CAST(round(exp(CAST(groups_3.p50 - 0.5 AS float8) * 0.018720204008081675)) AS bigint) WHEN groups_3.p50 = 0 THEN 0 END) > groups_3.greatest) THEN groups_3.greatest ELSE (CASE WHEN groups_3.p50 > 0 THEN CAST(round(exp(CAST(groups_3.p50 - 0.5 AS float8) * 0.018720204008081675)) AS bigint) WHEN groups_3.p50 = 0 THEN 0 END) END AS p50, CASE WHEN ((CASE WHEN groups_3.p95 > 0 THEN CAST(round(exp(CAST(groups_3.p95 - 0.5 AS float8) * 0.018720204008081675)) AS bigint) WHEN groups_3.p95 = 0 THEN 0 END) < groups_3.least) THEN groups_3.least WHEN ((CASE WHEN groups_3.p95 > 0 THEN CAST(round(exp(CAST(groups_3.p95 - 0.5 AS float8) * 0.018720204008081675)) AS bigint) WHEN groups_3.p95 = 0 THEN 0 END) > groups_3.greatest) THEN groups_3.greatest ELSE (CASE WHEN groups_3.p95 > 0 THEN CAST(round(exp(CAST(groups_3.p95 - 0.5 AS float8) * 0.018720204008081675)) AS bigint) WHEN groups_3.p95 = 0 THEN 0 END) END AS p95 
FROM groups_3), 
page_1 AS 
(SELECT '{"key":' || coalesce(to_json(figures_1.key_0)::text, 'null') || ',"count":' || coalesce((figures_1.counted)::text, 'null') || ',"duration":{"p50":' || coalesce((((figures_1.p50)::float8 / 1000))::text, 'null') || ',"p95":' || coalesce((((figures_1.p95)::float8 / 1000))::text, 'null') || '}}' AS figures 
FROM figures_1 ORDER BY figures_1.counted DESC, figures_1.key_0 ASC NULLS LAST 
 LIMIT $9::BIGINT)
 SELECT '[' || coalesce(string_agg(coalesce(page_1.figures, 'null'), ','), '') || ']' AS value 
FROM page_1) || '}' AS value) || '}' AS value) AS value;
-- binds: <now and $days>, <now>, <organization>, 1, <$model>, <$model>, <$model>, <$model>, 20

-- waitedLong
SELECT (SELECT '{"stats":' || (SELECT '{"groupBy":' || (WITH stream_1 AS 
(SELECT started_1.key_0 AS key_0, 1 AS counted 
FROM (SELECT CAST(task_1.name AS TEXT) COLLATE "C" AS key_0 
FROM task AS task_1 
WHERE task_1.model_id = $1::VARCHAR COLLATE "C" AND CASE WHEN (task_1.started_at >= task_1.enabled_at) THEN task_1.started_at - task_1.enabled_at END > $2::BIGINT AND coalesce(task_1.started_at, -1) >= $3::BIGINT AND coalesce(task_1.started_at, -1) < $4::BIGINT AND task_1.org_id = $5::VARCHAR COLLATE "C") AS started_1), 
groups_1 AS 
(SELECT stream_1.key_0 AS key_0, CAST(coalesce(sum(stream_1.counted), 0) AS BIGINT) AS counted 
FROM stream_1 GROUP BY stream_1.key_0), 
figures_1 AS 
(SELECT groups_1.key_0 AS key_0, groups_1.counted AS counted 
FROM groups_1), 
page_1 AS 
(SELECT '{"key":' || coalesce(to_json(figures_1.key_0)::text, 'null') || ',"count":' || coalesce((figures_1.counted)::text, 'null') || '}' AS figures 
FROM figures_1 ORDER BY figures_1.counted DESC, figures_1.key_0 ASC NULLS LAST 
 LIMIT $6::BIGINT)
 SELECT '[' || coalesce(string_agg(coalesce(page_1.figures, 'null'), ','), '') || ']' AS value 
FROM page_1) || '}' AS value) || ',"nodes":[' || coalesce(string_agg('{"instanceId":' || coalesce(to_json(page_2.instance_id)::text, 'null') || ',"name":' || coalesce(to_json(page_2.name)::text, 'null') || ',"lane":' || coalesce(to_json(page_2.lane)::text, 'null') || ',"waiting":' || coalesce((((CASE WHEN (page_2.started_at >= page_2.enabled_at) THEN page_2.started_at - page_2.enabled_at END)::float8 / 1000))::text, 'null') || '}', ','), '') || ']}' AS value 
FROM (SELECT task_1.instance_id AS instance_id, task_1.name AS name, task_1.lane AS lane, task_1.enabled_at AS enabled_at, task_1.started_at AS started_at 
FROM task AS task_1 
WHERE task_1.model_id = $7::VARCHAR COLLATE "C" AND coalesce(task_1.started_at, -1) >= $8::BIGINT AND coalesce(task_1.started_at, -1) < $9::BIGINT AND CASE WHEN (task_1.started_at >= task_1.enabled_at) THEN task_1.started_at - task_1.enabled_at END > $10::BIGINT AND task_1.org_id = $5::VARCHAR COLLATE "C" ORDER BY coalesce(task_1.started_at, -1) DESC, task_1.id DESC 
 LIMIT 5) AS page_2) AS value;
-- binds: <$model>, <$long>, <now and $days>, <now>, <organization>, 20, <$model>, <now and $days>, <now>, <$long>

-- waitingNow
SELECT (SELECT '{"stats":' || (SELECT '{"groupBy":' || (WITH stream_1 AS 
(SELECT started_1.key_0 AS key_0, 1 AS counted 
FROM (SELECT CAST(task_1.lane AS TEXT) COLLATE "C" AS key_0 
FROM task AS task_1 
WHERE task_1.model_id = $1::VARCHAR COLLATE "C" AND task_1.state = $2::VARCHAR COLLATE "C" AND task_1.org_id = $3::VARCHAR COLLATE "C") AS started_1), 
groups_1 AS 
(SELECT stream_1.key_0 AS key_0, CAST(coalesce(sum(stream_1.counted), 0) AS BIGINT) AS counted 
FROM stream_1 GROUP BY stream_1.key_0), 
figures_1 AS 
(SELECT groups_1.key_0 AS key_0, groups_1.counted AS counted 
FROM groups_1), 
page_1 AS 
(SELECT '{"key":' || coalesce(to_json(figures_1.key_0)::text, 'null') || ',"count":' || coalesce((figures_1.counted)::text, 'null') || '}' AS figures 
FROM figures_1 ORDER BY figures_1.counted DESC, figures_1.key_0 ASC NULLS LAST 
 LIMIT $4::BIGINT)
 SELECT '[' || coalesce(string_agg(coalesce(page_1.figures, 'null'), ','), '') || ']' AS value 
FROM page_1) || '}' AS value) || ',"nodes":[' || coalesce(string_agg('{"instanceId":' || coalesce(to_json(page_2.instance_id)::text, 'null') || ',"name":' || coalesce(to_json(page_2.name)::text, 'null') || ',"lane":' || coalesce(to_json(page_2.lane)::text, 'null') || ',"enabledAt":' || coalesce('"' || replace((timestamp 'epoch' + (page_2.enabled_at / 3600000000) * interval '1 hour' + (page_2.enabled_at % 3600000000) * interval '1 microsecond')::text, ' ', 'T') || 'Z' || '"', 'null') || '}', ','), '') || ']}' AS value 
FROM (SELECT task_1.instance_id AS instance_id, task_1.name AS name, task_1.lane AS lane, task_1.enabled_at AS enabled_at 
FROM task AS task_1 
WHERE task_1.model_id = $5::VARCHAR COLLATE "C" AND task_1.state = $6::VARCHAR COLLATE "C" AND task_1.org_id = $3::VARCHAR COLLATE "C" ORDER BY coalesce(task_1.started_at, -1) DESC, task_1.id DESC 
 LIMIT 5) AS page_2) AS value;
-- binds: <$model>, <TaskState.READY: 'READY'>, <organization>, 20, <$model>, <TaskState.READY: 'READY'>
