-- runs
WITH years_1 AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'run' AND rollup_period_1.level = 4 AND 1 <= 4 AND rollup_period_1.end_at > $1::BIGINT AND rollup_period_1.start_at < $2::BIGINT AND rollup_period_1.org_id = $3::VARCHAR COLLATE "C"), 
months_1 AS 
(SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM years_1, rollup_period AS rollup_period_2 
WHERE rollup_period_2.subject = 'run' AND rollup_period_2.level = 3 AND NOT (years_1.state >= 1 AND years_1.start_at >= $1::BIGINT AND years_1.end_at <= $2::BIGINT AND years_1.level <= 4) AND rollup_period_2.start_at >= years_1.start_at AND rollup_period_2.start_at < years_1.end_at AND rollup_period_2.end_at > $1::BIGINT AND rollup_period_2.start_at < $2::BIGINT AND rollup_period_2.org_id = $3::VARCHAR COLLATE "C"), 
days_1 AS 
(SELECT rollup_period_3.level AS level, rollup_period_3.start_at AS start_at, rollup_period_3.end_at AS end_at, rollup_period_3.state AS state 
FROM months_1, rollup_period AS rollup_period_3 
WHERE rollup_period_3.subject = 'run' AND rollup_period_3.level = 2 AND NOT (months_1.state >= 1 AND months_1.start_at >= $1::BIGINT AND months_1.end_at <= $2::BIGINT AND months_1.level <= 4) AND rollup_period_3.start_at >= months_1.start_at AND rollup_period_3.start_at < months_1.end_at AND rollup_period_3.end_at > $1::BIGINT AND rollup_period_3.start_at < $2::BIGINT AND rollup_period_3.org_id = $3::VARCHAR COLLATE "C"), 
hours_1 AS 
(SELECT rollup_period_4.level AS level, rollup_period_4.start_at AS start_at, rollup_period_4.end_at AS end_at, rollup_period_4.state AS state 
FROM days_1, rollup_period AS rollup_period_4 
WHERE rollup_period_4.subject = 'run' AND rollup_period_4.level = 1 AND NOT (days_1.state >= 1 AND days_1.start_at >= $1::BIGINT AND days_1.end_at <= $2::BIGINT AND days_1.level <= 4) AND rollup_period_4.start_at >= days_1.start_at AND rollup_period_4.start_at < days_1.end_at AND rollup_period_4.end_at > $1::BIGINT AND rollup_period_4.start_at < $2::BIGINT AND rollup_period_4.org_id = $3::VARCHAR COLLATE "C"), 
periods_1 AS 
(SELECT years_1.level AS level, years_1.start_at AS start_at, years_1.end_at AS end_at, years_1.state AS state 
FROM years_1 UNION ALL SELECT months_1.level AS level, months_1.start_at AS start_at, months_1.end_at AS end_at, months_1.state AS state 
FROM months_1 UNION ALL SELECT days_1.level AS level, days_1.start_at AS start_at, days_1.end_at AS end_at, days_1.state AS state 
FROM days_1 UNION ALL SELECT hours_1.level AS level, hours_1.start_at AS start_at, hours_1.end_at AS end_at, hours_1.state AS state 
FROM hours_1), 
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
WHERE periods_1.state >= 1 AND NOT (periods_1.state >= 1 AND periods_1.start_at >= $1::BIGINT AND periods_1.end_at <= $2::BIGINT AND periods_1.level <= 4) AND periods_1.level = 1), 
years_2 AS 
(SELECT rollup_period_5.level AS level, rollup_period_5.start_at AS start_at, rollup_period_5.end_at AS end_at, rollup_period_5.state AS state 
FROM rollup_period AS rollup_period_5 
WHERE rollup_period_5.subject = 'run' AND rollup_period_5.level = 4 AND 1 <= 4 AND rollup_period_5.end_at > $7::BIGINT AND rollup_period_5.start_at < $8::BIGINT AND rollup_period_5.org_id = $3::VARCHAR COLLATE "C"), 
months_2 AS 
(SELECT rollup_period_6.level AS level, rollup_period_6.start_at AS start_at, rollup_period_6.end_at AS end_at, rollup_period_6.state AS state 
FROM years_2, rollup_period AS rollup_period_6 
WHERE rollup_period_6.subject = 'run' AND rollup_period_6.level = 3 AND NOT (years_2.state >= 1 AND years_2.start_at >= $7::BIGINT AND years_2.end_at <= $8::BIGINT AND years_2.level <= 4) AND rollup_period_6.start_at >= years_2.start_at AND rollup_period_6.start_at < years_2.end_at AND rollup_period_6.end_at > $7::BIGINT AND rollup_period_6.start_at < $8::BIGINT AND rollup_period_6.org_id = $3::VARCHAR COLLATE "C"), 
days_2 AS 
(SELECT rollup_period_7.level AS level, rollup_period_7.start_at AS start_at, rollup_period_7.end_at AS end_at, rollup_period_7.state AS state 
FROM months_2, rollup_period AS rollup_period_7 
WHERE rollup_period_7.subject = 'run' AND rollup_period_7.level = 2 AND NOT (months_2.state >= 1 AND months_2.start_at >= $7::BIGINT AND months_2.end_at <= $8::BIGINT AND months_2.level <= 4) AND rollup_period_7.start_at >= months_2.start_at AND rollup_period_7.start_at < months_2.end_at AND rollup_period_7.end_at > $7::BIGINT AND rollup_period_7.start_at < $8::BIGINT AND rollup_period_7.org_id = $3::VARCHAR COLLATE "C"), 
hours_2 AS 
(SELECT rollup_period_8.level AS level, rollup_period_8.start_at AS start_at, rollup_period_8.end_at AS end_at, rollup_period_8.state AS state 
FROM days_2, rollup_period AS rollup_period_8 
WHERE rollup_period_8.subject = 'run' AND rollup_period_8.level = 1 AND NOT (days_2.state >= 1 AND days_2.start_at >= $7::BIGINT AND days_2.end_at <= $8::BIGINT AND days_2.level <= 4) AND rollup_period_8.start_at >= days_2.start_at AND rollup_period_8.start_at < days_2.end_at AND rollup_period_8.end_at > $7::BIGINT AND rollup_period_8.start_at < $8::BIGINT AND rollup_period_8.org_id = $3::VARCHAR COLLATE "C"), 
periods_2 AS 
(SELECT years_2.level AS level, years_2.start_at AS start_at, years_2.end_at AS end_at, years_2.state AS state 
FROM years_2 UNION ALL SELECT months_2.level AS level, months_2.start_at AS start_at, months_2.end_at AS end_at, months_2.state AS state 
FROM months_2 UNION ALL SELECT days_2.level AS level, days_2.start_at AS start_at, days_2.end_at AS end_at, days_2.state AS state 
FROM days_2 UNION ALL SELECT hours_2.level AS level, hours_2.start_at AS start_at, hours_2.end_at AS end_at, hours_2.state AS state 
FROM hours_2), 
swept_2 AS 
(SELECT coalesce(max(edges_2.hi) OVER (ORDER BY edges_2.lo, edges_2.hi ROWS BETWEEN UNBOUNDED PRECEDING AND $9::INTEGER PRECEDING), $7::BIGINT) AS reached, CASE WHEN (edges_2.lo < $7::BIGINT) THEN $7::BIGINT ELSE edges_2.lo END AS lo 
FROM (SELECT $8::BIGINT AS lo, $8::BIGINT AS hi UNION ALL SELECT periods_2.start_at AS start_at, periods_2.end_at AS end_at 
FROM periods_2 
WHERE periods_2.state >= 1) AS edges_2), 
cover_2 AS MATERIALIZED 
(SELECT periods_2.level AS level, periods_2.start_at AS lo, periods_2.end_at AS hi 
FROM periods_2 
WHERE periods_2.state >= 1 AND periods_2.start_at >= $7::BIGINT AND periods_2.end_at <= $8::BIGINT AND periods_2.level <= 4 UNION ALL SELECT 0, swept_2.reached AS reached, swept_2.lo AS lo 
FROM swept_2 
WHERE swept_2.reached < swept_2.lo UNION ALL SELECT 0, CASE WHEN (periods_2.start_at < $7::BIGINT) THEN $7::BIGINT ELSE periods_2.start_at END AS lo, CASE WHEN (periods_2.end_at > $8::BIGINT) THEN $8::BIGINT ELSE periods_2.end_at END AS hi 
FROM periods_2 
WHERE periods_2.state >= 1 AND NOT (periods_2.state >= 1 AND periods_2.start_at >= $7::BIGINT AND periods_2.end_at <= $8::BIGINT AND periods_2.level <= 4) AND periods_2.level = 1)
 SELECT (SELECT '{"totalCount":' || coalesce(((WITH stream_1 AS 
(SELECT run_rollup_1.counted AS counted 
FROM cover_1, run_rollup AS run_rollup_1 
WHERE cover_1.level > 0 AND run_rollup_1.level = cover_1.level + 0 AND run_rollup_1.start_at = cover_1.lo + 0 AND run_rollup_1.state = $5::VARCHAR COLLATE "C" AND run_rollup_1.counted > 0 AND run_rollup_1.org_id = $3::VARCHAR COLLATE "C" UNION ALL SELECT 1 AS counted 
FROM (SELECT 1 AS one 
FROM cover_1, run AS run_1 
WHERE run_1.state = $6::VARCHAR COLLATE "C" AND cover_1.level + 0 = 0 AND coalesce(run_1.started_at, -1) >= cover_1.lo + 0 AND coalesce(run_1.started_at, -1) < cover_1.hi + 0 AND run_1.org_id = $3::VARCHAR COLLATE "C") AS started_1), 
groups_1 AS 
(SELECT CAST(coalesce(sum(stream_1.counted), 0) AS BIGINT) AS counted 
FROM stream_1), 
figures_1 AS 
(SELECT groups_1.counted AS counted 
FROM groups_1)
 SELECT figures_1.counted AS value 
FROM figures_1))::text, 'null') || ',"stats":' || (SELECT '{"byCategory":' || (WITH stream_2 AS 
(SELECT CAST(run_by_workflow_1.error_category AS TEXT) COLLATE "C" AS key_0, run_by_workflow_1.counted AS counted 
FROM cover_2, run_by_workflow AS run_by_workflow_1 
WHERE cover_2.level > 0 AND run_by_workflow_1.level = cover_2.level + 0 AND run_by_workflow_1.start_at = cover_2.lo + 0 AND run_by_workflow_1.state = $10::VARCHAR COLLATE "C" AND run_by_workflow_1.counted > 0 AND run_by_workflow_1.org_id = $3::VARCHAR COLLATE "C" UNION ALL SELECT started_2.key_0 AS key_0, 1 AS counted 
FROM (SELECT CAST(run_1.error_category AS TEXT) COLLATE "C" AS key_0 
FROM cover_2, run AS run_1 
WHERE run_1.state = $11::VARCHAR COLLATE "C" AND cover_2.level + 0 = 0 AND coalesce(run_1.started_at, -1) >= cover_2.lo + 0 AND coalesce(run_1.started_at, -1) < cover_2.hi + 0 AND run_1.org_id = $3::VARCHAR COLLATE "C") AS started_2), 
groups_2 AS 
(SELECT stream_2.key_0 AS key_0, CAST(coalesce(sum(stream_2.counted), 0) AS BIGINT) AS counted 
FROM stream_2 GROUP BY stream_2.key_0), 
figures_2 AS 
(SELECT groups_2.key_0 AS key_0, groups_2.counted AS counted 
FROM groups_2), 
page_1 AS 
(SELECT '{"key":' || coalesce(to_json(figures_2.key_0)::text, 'null') || ',"count":' || coalesce((figures_2.counted)::text, 'null') || '}' AS figures 
FROM figures_2 ORDER BY figures_2.counted DESC, figures_2.key_0 ASC NULLS LAST 
 LIMIT $12::BIGINT)
 SELECT '[' || coalesce(string_agg(coalesce(page_1.figures, 'null'), ','), '') || ']' AS value 
FROM page_1) || ',"byWorkflow":' || (WITH stream_3 AS 
(SELECT CAST(run_by_workflow_2.workflow_id AS TEXT) COLLATE "C" AS key_0, run_by_workflow_2.counted AS counted 
FROM cover_2, run_by_workflow AS run_by_workflow_2 
WHERE cover_2.level > 0 AND run_by_workflow_2.level = cover_2.level + 0 AND run_by_workflow_2.start_at = cover_2.lo + 0 AND run_by_workflow_2.state = $13::VARCHAR COLLATE "C" AND run_by_workflow_2.counted > 0 AND run_by_workflow_2.org_id = $3::VARCHAR COLLATE "C" UNION ALL SELECT started_3.key_0 AS key_0, 1 AS counted 
FROM (SELECT CAST(run_1.workflow_id AS TEXT) COLLATE "C" AS key_0 
FROM cover_2, run AS run_1 
WHERE run_1.state = $14::VARCHAR COLLATE "C" AND cover_2.level + 0 = 0 AND coalesce(run_1.started_at, -1) >= cover_2.lo + 0 AND coalesce(run_1.started_at, -1) < cover_2.hi + 0 AND run_1.org_id = $3::VARCHAR COLLATE "C") AS started_3), 
groups_3 AS 
(SELECT stream_3.key_0 AS key_0, CAST(coalesce(sum(stream_3.counted), 0) AS BIGINT) AS counted 
FROM stream_3 GROUP BY stream_3.key_0), 
figures_3 AS 
(SELECT groups_3.key_0 AS key_0, groups_3.counted AS counted 
FROM groups_3), 
page_2 AS 
(SELECT '{"key":' || coalesce(to_json(figures_3.key_0)::text, 'null') || ',"count":' || coalesce((figures_3.counted)::text, 'null') || '}' AS figures 
FROM figures_3 ORDER BY figures_3.counted DESC, figures_3.key_0 ASC NULLS LAST 
 LIMIT $15::BIGINT)
 SELECT '[' || coalesce(string_agg(coalesce(page_2.figures, 'null'), ','), '') || ']' AS value 
FROM page_2) || '}' AS value) || ',"nodes":[' || coalesce(string_agg('{"runId":' || coalesce(to_json(page_3.id)::text, 'null') || ',"startedAt":' || coalesce('"' || replace((timestamp 'epoch' + (page_3.started_at / 3600000000) * interval '1 hour' + (page_3.started_at % 3600000000) * interval '1 microsecond')::text, ' ', 'T') || 'Z' || '"', 'null') || ',"duration":' || coalesce((((CASE WHEN (page_3.ended_at >= page_3.started_at) THEN page_3.ended_at - page_3.started_at END)::float8 / 1000))::text, 'null') || ',"errorCategory":' || coalesce(to_json(page_3.error_category)::text, 'null') || ',"error":' || coalesce(to_json(page_3.error)::text, 'null') || ',"workflow":' || coalesce((SELECT '{"name":' || coalesce(to_json(workflow_1.name)::text, 'null') || '}' AS value 
FROM workflow AS workflow_1 
WHERE workflow_1.id = page_3.workflow_id AND workflow_1.org_id = $3::VARCHAR COLLATE "C"), 'null') || ',"nhi":' || coalesce((SELECT '{"nhiId":' || coalesce(to_json(nhi_1.id)::text, 'null') || ',"owner":' || coalesce(to_json(nhi_1.owner)::text, 'null') || '}' AS value 
FROM nhi AS nhi_1 
WHERE nhi_1.id = page_3.nhi_id AND nhi_1.org_id = $3::VARCHAR COLLATE "C"), 'null') || ',"instance":' || coalesce((SELECT '{"instanceId":' || coalesce(to_json(process_instance_1.id)::text, 'null') || ',"status":' || coalesce('"' || process_instance_1.status || '"', 'null') || '}' AS value 
FROM process_instance AS process_instance_1 
WHERE process_instance_1.id = page_3.instance_id AND process_instance_1.org_id = $3::VARCHAR COLLATE "C"), 'null') || '}', ','), '') || ']}' AS value 
FROM (SELECT run_1.id AS id, run_1.started_at AS started_at, run_1.ended_at AS ended_at, run_1.error_category AS error_category, run_1.error AS error, run_1.workflow_id AS workflow_id, run_1.nhi_id AS nhi_id, run_1.instance_id AS instance_id 
FROM run AS run_1 
WHERE run_1.state = $16::VARCHAR COLLATE "C" AND coalesce(run_1.started_at, -1) >= $17::BIGINT AND coalesce(run_1.started_at, -1) < $18::BIGINT AND run_1.org_id = $3::VARCHAR COLLATE "C" ORDER BY coalesce(run_1.started_at, -1) DESC, run_1.id DESC 
 LIMIT 5) AS page_3) AS value;
-- binds: <now and $failed.startedAt.lastDays>, <now>, <organization>, 1, <RunState.FAILED: 'FAILED'>, <RunState.FAILED: 'FAILED'>, <now and $failed.startedAt.lastDays>, <now>, 1, <RunState.FAILED: 'FAILED'>, <RunState.FAILED: 'FAILED'>, 20, <RunState.FAILED: 'FAILED'>, <RunState.FAILED: 'FAILED'>, 5, <RunState.FAILED: 'FAILED'>, <now and $failed.startedAt.lastDays>, <now>
