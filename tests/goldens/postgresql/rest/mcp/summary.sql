-- toolCalls
WITH years_1 AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'tool_call' AND rollup_period_1.level = 4 AND 1 <= 4 AND rollup_period_1.end_at > $1::BIGINT AND rollup_period_1.start_at < $2::BIGINT AND rollup_period_1.org_id = $3::VARCHAR COLLATE "C"), 
months_1 AS 
(SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM years_1, rollup_period AS rollup_period_2 
WHERE rollup_period_2.subject = 'tool_call' AND rollup_period_2.level = 3 AND NOT (years_1.state >= 1 AND years_1.start_at >= $1::BIGINT AND years_1.end_at <= $2::BIGINT AND years_1.level <= 4) AND rollup_period_2.start_at >= years_1.start_at AND rollup_period_2.start_at < years_1.end_at AND rollup_period_2.end_at > $1::BIGINT AND rollup_period_2.start_at < $2::BIGINT AND rollup_period_2.org_id = $3::VARCHAR COLLATE "C"), 
days_1 AS 
(SELECT rollup_period_3.level AS level, rollup_period_3.start_at AS start_at, rollup_period_3.end_at AS end_at, rollup_period_3.state AS state 
FROM months_1, rollup_period AS rollup_period_3 
WHERE rollup_period_3.subject = 'tool_call' AND rollup_period_3.level = 2 AND NOT (months_1.state >= 1 AND months_1.start_at >= $1::BIGINT AND months_1.end_at <= $2::BIGINT AND months_1.level <= 4) AND rollup_period_3.start_at >= months_1.start_at AND rollup_period_3.start_at < months_1.end_at AND rollup_period_3.end_at > $1::BIGINT AND rollup_period_3.start_at < $2::BIGINT AND rollup_period_3.org_id = $3::VARCHAR COLLATE "C"), 
hours_1 AS 
(SELECT rollup_period_4.level AS level, rollup_period_4.start_at AS start_at, rollup_period_4.end_at AS end_at, rollup_period_4.state AS state 
FROM days_1, rollup_period AS rollup_period_4 
WHERE rollup_period_4.subject = 'tool_call' AND rollup_period_4.level = 1 AND NOT (days_1.state >= 1 AND days_1.start_at >= $1::BIGINT AND days_1.end_at <= $2::BIGINT AND days_1.level <= 4) AND rollup_period_4.start_at >= days_1.start_at AND rollup_period_4.start_at < days_1.end_at AND rollup_period_4.end_at > $1::BIGINT AND rollup_period_4.start_at < $2::BIGINT AND rollup_period_4.org_id = $3::VARCHAR COLLATE "C"), 
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
WHERE periods_1.state >= 1 AND NOT (periods_1.state >= 1 AND periods_1.start_at >= $1::BIGINT AND periods_1.end_at <= $2::BIGINT AND periods_1.level <= 4) AND periods_1.level = 1)
 SELECT (SELECT '{"stats":' || (WITH stream_1 AS 
(SELECT tool_call_rollup_1.counted AS counted 
FROM cover_1, tool_call_rollup AS tool_call_rollup_1 
WHERE cover_1.level > 0 AND tool_call_rollup_1.level = cover_1.level + 0 AND tool_call_rollup_1.start_at = cover_1.lo + 0 AND tool_call_rollup_1.counted > 0 AND tool_call_rollup_1.org_id = $3::VARCHAR COLLATE "C" UNION ALL SELECT 1 AS counted 
FROM (SELECT 1 AS one 
FROM cover_1, tool_call AS tool_call_1 
WHERE cover_1.level + 0 = 0 AND coalesce(tool_call_1.called_at, -1) >= cover_1.lo + 0 AND coalesce(tool_call_1.called_at, -1) < cover_1.hi + 0 AND tool_call_1.org_id = $3::VARCHAR COLLATE "C") AS started_1), 
groups_1 AS 
(SELECT CAST(coalesce(sum(stream_1.counted), 0) AS BIGINT) AS counted 
FROM stream_1), 
figures_1 AS 
(SELECT groups_1.counted AS counted 
FROM groups_1)
 SELECT '{"tool_calls":' || coalesce((figures_1.counted)::text, 'null') || ',"outcomes":' || (WITH stream_2 AS 
(SELECT CAST(tool_call_rollup_2.outcome AS TEXT) COLLATE "C" AS key_0, tool_call_rollup_2.counted AS counted 
FROM cover_1, tool_call_rollup AS tool_call_rollup_2 
WHERE cover_1.level > 0 AND tool_call_rollup_2.level = cover_1.level + 0 AND tool_call_rollup_2.start_at = cover_1.lo + 0 AND tool_call_rollup_2.counted > 0 AND tool_call_rollup_2.org_id = $3::VARCHAR COLLATE "C" UNION ALL SELECT started_2.key_0 AS key_0, 1 AS counted 
FROM (SELECT CAST(coalesce((SELECT verdict_1.outcome 
FROM verdict AS verdict_1 
WHERE verdict_1.tool_call_id = tool_call_1.id AND verdict_1.outcome IS NOT NULL AND verdict_1.org_id = $3::VARCHAR COLLATE "C" ORDER BY CASE verdict_1.outcome WHEN $5::VARCHAR THEN $6::INTEGER WHEN $7::VARCHAR THEN $8::INTEGER WHEN $9::VARCHAR THEN $10::INTEGER WHEN $11::VARCHAR THEN $12::INTEGER END DESC 
 LIMIT $13::INTEGER), tool_call_1.outcome) AS TEXT) COLLATE "C" AS key_0 
FROM cover_1, tool_call AS tool_call_1 
WHERE cover_1.level + 0 = 0 AND coalesce(tool_call_1.called_at, -1) >= cover_1.lo + 0 AND coalesce(tool_call_1.called_at, -1) < cover_1.hi + 0 AND tool_call_1.org_id = $3::VARCHAR COLLATE "C"
 LIMIT ALL OFFSET 0) AS started_2), 
groups_2 AS 
(SELECT stream_2.key_0 AS key_0, CAST(coalesce(sum(stream_2.counted), 0) AS BIGINT) AS counted 
FROM stream_2 GROUP BY stream_2.key_0), 
figures_2 AS 
(SELECT groups_2.key_0 AS key_0, groups_2.counted AS counted 
FROM groups_2), 
page_1 AS 
(SELECT '{"key":' || coalesce(to_json(figures_2.key_0)::text, 'null') || ',"count":' || coalesce((figures_2.counted)::text, 'null') || '}' AS figures 
FROM figures_2 ORDER BY figures_2.counted DESC, figures_2.key_0 ASC NULLS LAST 
 LIMIT $14::BIGINT)
 SELECT '[' || coalesce(string_agg(coalesce(page_1.figures, 'null'), ','), '') || ']' AS value 
FROM page_1) || ',"tools":' || (WITH stream_3 AS 
(SELECT CAST(tool_call_by_tool_1.tool AS TEXT) COLLATE "C" AS key_0, tool_call_by_tool_1.counted AS counted 
FROM cover_1, tool_call_by_tool AS tool_call_by_tool_1 
WHERE cover_1.level > 0 AND tool_call_by_tool_1.level = cover_1.level + 0 AND tool_call_by_tool_1.start_at = cover_1.lo + 0 AND tool_call_by_tool_1.counted > 0 AND tool_call_by_tool_1.org_id = $3::VARCHAR COLLATE "C" UNION ALL SELECT started_3.key_0 AS key_0, 1 AS counted 
FROM (SELECT CAST(tool_call_1.tool AS TEXT) COLLATE "C" AS key_0 
FROM cover_1, tool_call AS tool_call_1 
WHERE cover_1.level + 0 = 0 AND coalesce(tool_call_1.called_at, -1) >= cover_1.lo + 0 AND coalesce(tool_call_1.called_at, -1) < cover_1.hi + 0 AND tool_call_1.org_id = $3::VARCHAR COLLATE "C") AS started_3), 
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
FROM page_2) || ',"toolOutcomes":' || (WITH stream_4 AS 
(SELECT CAST(tool_call_by_tool_2.tool AS TEXT) COLLATE "C" AS key_0, CAST(tool_call_by_tool_2.outcome AS TEXT) COLLATE "C" AS key_1, tool_call_by_tool_2.counted AS counted 
FROM cover_1, tool_call_by_tool AS tool_call_by_tool_2 
WHERE cover_1.level > 0 AND tool_call_by_tool_2.level = cover_1.level + 0 AND tool_call_by_tool_2.start_at = cover_1.lo + 0 AND tool_call_by_tool_2.counted > 0 AND tool_call_by_tool_2.org_id = $3::VARCHAR COLLATE "C" UNION ALL SELECT started_4.key_0 AS key_0, started_4.key_1 AS key_1, 1 AS counted 
FROM (SELECT CAST(tool_call_1.tool AS TEXT) COLLATE "C" AS key_0, CAST(coalesce((SELECT verdict_2.outcome 
FROM verdict AS verdict_2 
WHERE verdict_2.tool_call_id = tool_call_1.id AND verdict_2.outcome IS NOT NULL AND verdict_2.org_id = $3::VARCHAR COLLATE "C" ORDER BY CASE verdict_2.outcome WHEN $16::VARCHAR THEN $17::INTEGER WHEN $18::VARCHAR THEN $19::INTEGER WHEN $20::VARCHAR THEN $21::INTEGER WHEN $22::VARCHAR THEN $23::INTEGER END DESC 
 LIMIT $24::INTEGER), tool_call_1.outcome) AS TEXT) COLLATE "C" AS key_1 
FROM cover_1, tool_call AS tool_call_1 
WHERE cover_1.level + 0 = 0 AND coalesce(tool_call_1.called_at, -1) >= cover_1.lo + 0 AND coalesce(tool_call_1.called_at, -1) < cover_1.hi + 0 AND tool_call_1.org_id = $3::VARCHAR COLLATE "C"
 LIMIT ALL OFFSET 0) AS started_4), 
groups_4 AS 
(SELECT stream_4.key_0 AS key_0, stream_4.key_1 AS key_1, CAST(coalesce(sum(stream_4.counted), 0) AS BIGINT) AS counted 
FROM stream_4 GROUP BY stream_4.key_0, stream_4.key_1), 
figures_4 AS 
(SELECT groups_4.key_0 AS key_0, groups_4.key_1 AS key_1, groups_4.counted AS counted 
FROM groups_4), 
page_3 AS 
(SELECT '{"keys":[' || coalesce(to_json(figures_4.key_0)::text, 'null') || ',' || coalesce(to_json(figures_4.key_1)::text, 'null') || '],"count":' || coalesce((figures_4.counted)::text, 'null') || '}' AS figures 
FROM figures_4 ORDER BY figures_4.counted DESC, figures_4.key_0 ASC NULLS LAST, figures_4.key_1 ASC NULLS LAST 
 LIMIT $25::BIGINT)
 SELECT '[' || coalesce(string_agg(coalesce(page_3.figures, 'null'), ','), '') || ']' AS value 
FROM page_3) || '}' AS value 
FROM figures_1) || '}' AS value) AS value;
-- binds: <now and $window.lastDays>, <now>, <organization>, 1, 'PASSED', 0, 'CORRECTED', 1, 'BLOCKED', 2, 'ERROR', 3, 1, 20, 11, 'PASSED', 0, 'CORRECTED', 1, 'BLOCKED', 2, 'ERROR', 3, 1, 10000
