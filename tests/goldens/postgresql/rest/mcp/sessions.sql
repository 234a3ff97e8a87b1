-- mcpSessions
SELECT (SELECT '{"nodes":[' || coalesce(string_agg('{"session_id":' || coalesce(to_json(numbered_1.id)::text, 'null') || ',"nhi_id":' || coalesce(to_json(numbered_1.nhi_id)::text, 'null') || ',"nhi":' || coalesce((SELECT '{"label":' || coalesce(to_json(nhi_1.label)::text, 'null') || '}' AS value 
FROM nhi AS nhi_1 
WHERE nhi_1.id = numbered_1.nhi_id AND nhi_1.org_id = $1::VARCHAR COLLATE "C"), 'null') || ',"started_at":' || coalesce('"' || replace((timestamp 'epoch' + (numbered_1.started_at / 3600000000) * interval '1 hour' + (numbered_1.started_at % 3600000000) * interval '1 microsecond')::text, ' ', 'T') || 'Z' || '"', 'null') || ',"last":' || (SELECT '{"nodes":[' || coalesce(string_agg('{"calledAt":' || coalesce('"' || replace((timestamp 'epoch' + (page_1.called_at / 3600000000) * interval '1 hour' + (page_1.called_at % 3600000000) * interval '1 microsecond')::text, ' ', 'T') || 'Z' || '"', 'null') || '}', ','), '') || ']}' AS value 
FROM (SELECT tool_call_1.called_at AS called_at 
FROM tool_call AS tool_call_1 
WHERE tool_call_1.session_id = numbered_1.id AND tool_call_1.org_id = $1::VARCHAR COLLATE "C" ORDER BY coalesce(tool_call_1.called_at, -1) DESC, tool_call_1.id DESC 
 LIMIT 1) AS page_1) || ',"calls":' || (SELECT '{"stats":' || (WITH stream_1 AS 
(SELECT 1 AS counted 
FROM (SELECT 1 AS one 
FROM tool_call AS tool_call_2 
WHERE tool_call_2.session_id = numbered_1.id AND tool_call_2.org_id = $1::VARCHAR COLLATE "C") AS started_1), 
groups_1 AS 
(SELECT CAST(coalesce(sum(stream_1.counted), 0) AS BIGINT) AS counted 
FROM stream_1), 
figures_1 AS 
(SELECT groups_1.counted AS counted 
FROM groups_1)
 SELECT '{"tool_calls":' || coalesce((figures_1.counted)::text, 'null') || ',"outcomes":' || (WITH stream_2 AS 
(SELECT started_2.key_0 AS key_0, 1 AS counted 
FROM (SELECT CAST(coalesce((SELECT verdict_1.outcome 
FROM verdict AS verdict_1 
WHERE verdict_1.tool_call_id = tool_call_2.id AND verdict_1.outcome IS NOT NULL AND verdict_1.org_id = $1::VARCHAR COLLATE "C" ORDER BY CASE verdict_1.outcome WHEN $2::VARCHAR THEN $3::INTEGER WHEN $4::VARCHAR THEN $5::INTEGER WHEN $6::VARCHAR THEN $7::INTEGER WHEN $8::VARCHAR THEN $9::INTEGER END DESC 
 LIMIT $10::INTEGER), tool_call_2.outcome) AS TEXT) COLLATE "C" AS key_0 
FROM tool_call AS tool_call_2 
WHERE tool_call_2.session_id = numbered_1.id AND tool_call_2.org_id = $1::VARCHAR COLLATE "C"
 LIMIT ALL OFFSET 0) AS started_2), 
groups_2 AS 
(SELECT stream_2.key_0 AS key_0, CAST(coalesce(sum(stream_2.counted), 0) AS BIGINT) AS counted 
FROM stream_2 GROUP BY stream_2.key_0), 
figures_2 AS 
(SELECT groups_2.key_0 AS key_0, groups_2.counted AS counted 
FROM groups_2), 
page_2 AS 
(SELECT '{"key":' || coalesce(to_json(figures_2.key_0)::text, 'null') || ',"count":' || coalesce((figures_2.counted)::text, 'null') || '}' AS figures 
FROM figures_2 ORDER BY figures_2.counted DESC, figures_2.key_0 ASC NULLS LAST 
 LIMIT $11::BIGINT)
 SELECT '[' || coalesce(string_agg(coalesce(page_2.figures, 'null'), ','), '') || ']' AS value 
FROM page_2) || '}' AS value 
FROM figures_1) || '}' AS value) || '}', ',') FILTER (WHERE numbered_1.number <= $12::BIGINT), '') || '],"pageInfo":{"hasNextPage":' || coalesce((coalesce(max(numbered_1.fetched), $13::INTEGER) > $14::BIGINT)::text, 'null') || ',"endCursor":' || coalesce(to_json(max(CASE WHEN (numbered_1.number = CASE WHEN (numbered_1.fetched < $15::BIGINT) THEN numbered_1.fetched ELSE $16::BIGINT END AND numbered_1.number <= $17::BIGINT) THEN json_build_array('STARTED_AT_DESC', coalesce(numbered_1.started_at, -1), numbered_1.id)::text END))::text, 'null') || '}}' AS value 
FROM (SELECT page_3.id AS id, page_3.nhi_id AS nhi_id, page_3.started_at AS started_at, row_number() OVER (ORDER BY coalesce(page_3.started_at, -1) DESC, page_3.id DESC) AS number, count(*) OVER () AS fetched 
FROM (SELECT mcp_session_1.id AS id, mcp_session_1.nhi_id AS nhi_id, mcp_session_1.started_at AS started_at 
FROM mcp_session AS mcp_session_1 
WHERE coalesce(mcp_session_1.started_at, -1) >= $18::BIGINT AND coalesce(mcp_session_1.started_at, -1) < $19::BIGINT AND mcp_session_1.org_id = $1::VARCHAR COLLATE "C" ORDER BY coalesce(mcp_session_1.started_at, -1) DESC, mcp_session_1.id DESC 
 LIMIT $20::BIGINT) AS page_3 ORDER BY coalesce(page_3.started_at, -1) DESC, page_3.id DESC 
 LIMIT $21::BIGINT) AS numbered_1) AS value;
-- binds: <organization>, 'PASSED', 0, 'CORRECTED', 1, 'BLOCKED', 2, 'ERROR', 3, 1, 20, <$limit>, 0, <$limit>, <$limit>, <$limit>, <$limit>, <now and $sessions.startedAt.lastDays>, <now>, <$limit>, <$limit>
