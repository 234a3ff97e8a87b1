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
 SELECT (SELECT '{"totalCount":' || coalesce(((WITH stream_1 AS 
(SELECT tool_call_rollup_1.counted AS counted 
FROM cover_1, tool_call_rollup AS tool_call_rollup_1 
WHERE cover_1.level > 0 AND tool_call_rollup_1.level = cover_1.level + 0 AND tool_call_rollup_1.start_at = cover_1.lo + 0 AND tool_call_rollup_1.outcome = $5::VARCHAR COLLATE "C" AND tool_call_rollup_1.counted > 0 AND tool_call_rollup_1.org_id = $3::VARCHAR COLLATE "C" UNION ALL SELECT 1 AS counted 
FROM (SELECT 1 AS one 
FROM cover_1, tool_call AS tool_call_1 
WHERE coalesce((SELECT verdict_1.outcome 
FROM verdict AS verdict_1 
WHERE verdict_1.tool_call_id = tool_call_1.id AND verdict_1.outcome IS NOT NULL AND verdict_1.org_id = $3::VARCHAR COLLATE "C" ORDER BY CASE verdict_1.outcome WHEN $6::VARCHAR THEN $7::INTEGER WHEN $8::VARCHAR THEN $9::INTEGER WHEN $10::VARCHAR THEN $11::INTEGER WHEN $12::VARCHAR THEN $13::INTEGER END DESC 
 LIMIT $14::INTEGER), tool_call_1.outcome) = $15::VARCHAR COLLATE "C" AND cover_1.level + 0 = 0 AND coalesce(tool_call_1.called_at, -1) >= cover_1.lo + 0 AND coalesce(tool_call_1.called_at, -1) < cover_1.hi + 0 AND tool_call_1.org_id = $3::VARCHAR COLLATE "C") AS started_1), 
groups_1 AS 
(SELECT CAST(coalesce(sum(stream_1.counted), 0) AS BIGINT) AS counted 
FROM stream_1), 
figures_1 AS 
(SELECT groups_1.counted AS counted 
FROM groups_1)
 SELECT figures_1.counted AS value 
FROM figures_1))::text, 'null') || ',"pageInfo":{"endCursor":' || coalesce(to_json(max(CASE WHEN (numbered_1.number = CASE WHEN (numbered_1.fetched < $16::BIGINT) THEN numbered_1.fetched ELSE $17::BIGINT END AND numbered_1.number <= $18::BIGINT) THEN json_build_array('CALLED_AT_DESC', coalesce(numbered_1.called_at, -1), numbered_1.id)::text END))::text, 'null') || ',"hasNextPage":' || coalesce((coalesce(max(numbered_1.fetched), $19::INTEGER) > $20::BIGINT)::text, 'null') || '},"edges":[' || coalesce(string_agg('{"cursor":' || coalesce(to_json(json_build_array('CALLED_AT_DESC', coalesce(numbered_1.called_at, -1), numbered_1.id)::text)::text, 'null') || ',"node":{"toolCallId":' || coalesce(to_json(numbered_1.id)::text, 'null') || ',"tool":' || coalesce(to_json(numbered_1.tool)::text, 'null') || ',"calledAt":' || coalesce('"' || replace((timestamp 'epoch' + (numbered_1.called_at / 3600000000) * interval '1 hour' + (numbered_1.called_at % 3600000000) * interval '1 microsecond')::text, ' ', 'T') || 'Z' || '"', 'null') || ',"nhiId":' || coalesce(to_json(numbered_1.nhi_id)::text, 'null') || '}}', ',') FILTER (WHERE numbered_1.number <= $21::BIGINT), '') || ']}' AS value 
FROM (SELECT page_1.called_at AS called_at, page_1.id AS id, page_1.tool AS tool, page_1.nhi_id AS nhi_id, row_number() OVER (ORDER BY coalesce(page_1.called_at, -1) DESC, page_1.id DESC) AS number, count(*) OVER () AS fetched 
FROM (SELECT tool_call_1.called_at AS called_at, tool_call_1.id AS id, tool_call_1.tool AS tool, tool_call_1.nhi_id AS nhi_id 
FROM tool_call AS tool_call_1 
WHERE coalesce((SELECT verdict_2.outcome 
FROM verdict AS verdict_2 
WHERE verdict_2.tool_call_id = tool_call_1.id AND verdict_2.outcome IS NOT NULL AND verdict_2.org_id = $3::VARCHAR COLLATE "C" ORDER BY CASE verdict_2.outcome WHEN $22::VARCHAR THEN $23::INTEGER WHEN $24::VARCHAR THEN $25::INTEGER WHEN $26::VARCHAR THEN $27::INTEGER WHEN $28::VARCHAR THEN $29::INTEGER END DESC 
 LIMIT $30::INTEGER), tool_call_1.outcome) = $31::VARCHAR COLLATE "C" AND tool_call_1.org_id = $3::VARCHAR COLLATE "C" ORDER BY coalesce(tool_call_1.called_at, -1) DESC, tool_call_1.id DESC 
 LIMIT $32::BIGINT) AS page_1 ORDER BY coalesce(page_1.called_at, -1) DESC, page_1.id DESC 
 LIMIT $33::BIGINT) AS numbered_1) AS value;
-- binds: -1, 253402300800000000, <organization>, 1, <Outcome.BLOCKED: 'BLOCKED'>, 'PASSED', 0, 'CORRECTED', 1, 'BLOCKED', 2, 'ERROR', 3, 1, <Outcome.BLOCKED: 'BLOCKED'>, <$size>, <$size>, <$size>, 0, <$size>, <$size>, 'PASSED', 0, 'CORRECTED', 1, 'BLOCKED', 2, 'ERROR', 3, 1, <Outcome.BLOCKED: 'BLOCKED'>, <$size>, <$size>
