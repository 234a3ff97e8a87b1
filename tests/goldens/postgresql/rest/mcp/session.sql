-- mcpSession
SELECT (SELECT '{"session_id":' || coalesce(to_json(mcp_session_1.id)::text, 'null') || ',"nhi_id":' || coalesce(to_json(mcp_session_1.nhi_id)::text, 'null') || ',"nhi":' || coalesce((SELECT '{"label":' || coalesce(to_json(nhi_1.label)::text, 'null') || '}' AS value 
FROM nhi AS nhi_1 
WHERE nhi_1.id = mcp_session_1.nhi_id AND nhi_1.org_id = $1::VARCHAR COLLATE "C"), 'null') || ',"started_at":' || coalesce('"' || replace((timestamp 'epoch' + (mcp_session_1.started_at / 3600000000) * interval '1 hour' + (mcp_session_1.started_at % 3600000000) * interval '1 microsecond')::text, ' ', 'T') || 'Z' || '"', 'null') || ',"duration_ms":' || coalesce((((CASE WHEN (mcp_session_1.ended_at >= mcp_session_1.started_at) THEN mcp_session_1.ended_at - mcp_session_1.started_at END)::float8 / 1000))::text, 'null') || ',"calls":' || (SELECT '{"nodes":[' || coalesce(string_agg('{"call_id":' || coalesce(to_json(page_1.id)::text, 'null') || ',"tool":' || coalesce(to_json(page_1.tool)::text, 'null') || ',"outcome":' || coalesce('"' || coalesce((SELECT verdict_1.outcome 
FROM verdict AS verdict_1 
WHERE verdict_1.tool_call_id = page_1.id AND verdict_1.outcome IS NOT NULL AND verdict_1.org_id = $1::VARCHAR COLLATE "C" ORDER BY CASE verdict_1.outcome WHEN $2::VARCHAR THEN $3::INTEGER WHEN $4::VARCHAR THEN $5::INTEGER WHEN $6::VARCHAR THEN $7::INTEGER WHEN $8::VARCHAR THEN $9::INTEGER END DESC 
 LIMIT $10::INTEGER), page_1.outcome) || '"', 'null') || ',"called_at":' || coalesce('"' || replace((timestamp 'epoch' + (page_1.called_at / 3600000000) * interval '1 hour' + (page_1.called_at % 3600000000) * interval '1 microsecond')::text, ' ', 'T') || 'Z' || '"', 'null') || ',"latency_ms":' || coalesce((((page_1.latency_us)::float8 / 1000))::text, 'null') || ',"verdicts":' || (SELECT '{"nodes":[' || coalesce(string_agg('{"violations":' || coalesce((page_2.violations)::text, 'null') || '}', ','), '') || ']}' AS value 
FROM (SELECT verdict_2.violations AS violations 
FROM verdict AS verdict_2 
WHERE verdict_2.tool_call_id = page_1.id AND verdict_2.org_id = $1::VARCHAR COLLATE "C" ORDER BY coalesce(verdict_2.decided_at, -1) ASC, verdict_2.id ASC 
 LIMIT 100) AS page_2) || '}', ','), '') || ']}' AS value 
FROM (SELECT tool_call_1.id AS id, tool_call_1.tool AS tool, tool_call_1.outcome AS outcome, tool_call_1.called_at AS called_at, tool_call_1.latency_us AS latency_us 
FROM tool_call AS tool_call_1 
WHERE tool_call_1.session_id = mcp_session_1.id AND tool_call_1.org_id = $1::VARCHAR COLLATE "C" ORDER BY coalesce(tool_call_1.called_at, -1) DESC, tool_call_1.id DESC 
 LIMIT 500) AS page_1) || ',"all":' || (SELECT '{"stats":' || (WITH stream_1 AS 
(SELECT 1 AS counted 
FROM (SELECT 1 AS one 
FROM tool_call AS tool_call_2 
WHERE tool_call_2.session_id = mcp_session_1.id AND tool_call_2.org_id = $1::VARCHAR COLLATE "C") AS started_1), 
groups_1 AS 
(SELECT CAST(coalesce(sum(stream_1.counted), 0) AS BIGINT) AS counted 
FROM stream_1), 
figures_1 AS 
(SELECT groups_1.counted AS counted 
FROM groups_1)
 SELECT '{"tool_calls":' || coalesce((figures_1.counted)::text, 'null') || ',"outcomes":' || (WITH stream_2 AS 
(SELECT started_2.key_0 AS key_0, 1 AS counted 
FROM (SELECT CAST(coalesce((SELECT verdict_3.outcome 
FROM verdict AS verdict_3 
WHERE verdict_3.tool_call_id = tool_call_2.id AND verdict_3.outcome IS NOT NULL AND verdict_3.org_id = $1::VARCHAR COLLATE "C" ORDER BY CASE verdict_3.outcome WHEN $11::VARCHAR THEN $12::INTEGER WHEN $13::VARCHAR THEN $14::INTEGER WHEN $15::VARCHAR THEN $16::INTEGER WHEN $17::VARCHAR THEN $18::INTEGER END DESC 
 LIMIT $19::INTEGER), tool_call_2.outcome) AS TEXT) COLLATE "C" AS key_0 
FROM tool_call AS tool_call_2 
WHERE tool_call_2.session_id = mcp_session_1.id AND tool_call_2.org_id = $1::VARCHAR COLLATE "C"
 LIMIT ALL OFFSET 0) AS started_2), 
groups_2 AS 
(SELECT stream_2.key_0 AS key_0, CAST(coalesce(sum(stream_2.counted), 0) AS BIGINT) AS counted 
FROM stream_2 GROUP BY stream_2.key_0), 
figures_2 AS 
(SELECT groups_2.key_0 AS key_0, groups_2.counted AS counted 
FROM groups_2), 
page_3 AS 
(SELECT '{"key":' || coalesce(to_json(figures_2.key_0)::text, 'null') || ',"count":' || coalesce((figures_2.counted)::text, 'null') || '}' AS figures 
FROM figures_2 ORDER BY figures_2.counted DESC, figures_2.key_0 ASC NULLS LAST 
 LIMIT $20::BIGINT)
 SELECT '[' || coalesce(string_agg(coalesce(page_3.figures, 'null'), ','), '') || ']' AS value 
FROM page_3) || ',"tools":' || (WITH stream_3 AS 
(SELECT started_3.key_0 AS key_0, 1 AS counted 
FROM (SELECT CAST(tool_call_2.tool AS TEXT) COLLATE "C" AS key_0 
FROM tool_call AS tool_call_2 
WHERE tool_call_2.session_id = mcp_session_1.id AND tool_call_2.org_id = $1::VARCHAR COLLATE "C") AS started_3), 
groups_3 AS 
(SELECT stream_3.key_0 AS key_0, CAST(coalesce(sum(stream_3.counted), 0) AS BIGINT) AS counted 
FROM stream_3 GROUP BY stream_3.key_0), 
figures_3 AS 
(SELECT groups_3.key_0 AS key_0, groups_3.counted AS counted 
FROM groups_3), 
page_4 AS 
(SELECT '{"key":' || coalesce(to_json(figures_3.key_0)::text, 'null') || ',"count":' || coalesce((figures_3.counted)::text, 'null') || '}' AS figures 
FROM figures_3 ORDER BY figures_3.counted DESC, figures_3.key_0 ASC NULLS LAST 
 LIMIT $21::BIGINT)
 SELECT '[' || coalesce(string_agg(coalesce(page_4.figures, 'null'), ','), '') || ']' AS value 
FROM page_4) || '}' AS value 
FROM figures_1) || '}' AS value) || '}' AS value 
FROM mcp_session AS mcp_session_1 
WHERE mcp_session_1.id = $22::VARCHAR COLLATE "C" AND mcp_session_1.org_id = $1::VARCHAR COLLATE "C") AS value;
-- binds: <organization>, 'PASSED', 0, 'CORRECTED', 1, 'BLOCKED', 2, 'ERROR', 3, 1, 'PASSED', 0, 'CORRECTED', 1, 'BLOCKED', 2, 'ERROR', 3, 1, 20, 10000, <$sessionId>
