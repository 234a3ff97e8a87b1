-- mcpSession
SELECT (SELECT '{' || trim(json_object('session_id', node_1.id, 'nhi_id', node_1.nhi_id), '{}') || ',"nhi":' || coalesce(node_1.hoisted_0, 'null') || ',' || trim(json_object('started_at', iif(node_1.started_at % 1000000, date(node_1.started_at / 1000000, 'unixepoch') || 'T' || time(node_1.started_at / 1000000, 'unixepoch') || rtrim('.' || substr(node_1.started_at + 1000000, -6), '0') || 'Z', date(node_1.started_at / 1000000, 'unixepoch') || 'T' || time(node_1.started_at / 1000000, 'unixepoch') || 'Z'), 'duration_ms', CASE WHEN abs(node_1.hoisted_1) >= 1000000000000000 THEN json(printf('%!.17g', (node_1.hoisted_1) / 1000.0)) ELSE (node_1.hoisted_1) / 1000.0 END), '{}') || ',"calls":' || node_1.hoisted_2 || ',"all":' || node_1.hoisted_3 || '}' AS value 
FROM (SELECT mcp_session_1.id AS id, mcp_session_1.nhi_id AS nhi_id, mcp_session_1.started_at AS started_at, mcp_session_1.ended_at AS ended_at, (SELECT json_object('label', nhi_1.label) AS value 
FROM nhi AS nhi_1 
WHERE nhi_1.id = mcp_session_1.nhi_id AND nhi_1.org_id = ?) AS hoisted_0, CASE WHEN (mcp_session_1.ended_at >= mcp_session_1.started_at) THEN mcp_session_1.ended_at - mcp_session_1.started_at END AS hoisted_1, (SELECT '{"nodes":[' || coalesce(group_concat('{' || trim(json_object('call_id', nodes_1.id, 'tool', nodes_1.tool, 'outcome', nodes_1.hoisted_0, 'called_at', iif(nodes_1.called_at % 1000000, date(nodes_1.called_at / 1000000, 'unixepoch') || 'T' || time(nodes_1.called_at / 1000000, 'unixepoch') || rtrim('.' || substr(nodes_1.called_at + 1000000, -6), '0') || 'Z', date(nodes_1.called_at / 1000000, 'unixepoch') || 'T' || time(nodes_1.called_at / 1000000, 'unixepoch') || 'Z'), 'latency_ms', CASE WHEN abs(nodes_1.latency_us) >= 1000000000000000 THEN json(printf('%!.17g', (nodes_1.latency_us) / 1000.0)) ELSE (nodes_1.latency_us) / 1000.0 END), '{}') || ',"verdicts":' || nodes_1.hoisted_1 || '}'), '') || ']}' AS value 
FROM (SELECT page_1.id AS id, page_1.tool AS tool, page_1.outcome AS outcome, page_1.called_at AS called_at, page_1.latency_us AS latency_us, coalesce((SELECT verdict_1.outcome 
FROM verdict AS verdict_1 
WHERE verdict_1.tool_call_id = page_1.id AND verdict_1.outcome IS NOT NULL AND verdict_1.org_id = ? ORDER BY CASE verdict_1.outcome WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? END DESC
 LIMIT ? OFFSET ?), page_1.outcome) AS hoisted_0, (SELECT '{"nodes":[' || coalesce(group_concat('{"violations":' || coalesce(page_2.violations, 'null') || '}'), '') || ']}' AS value 
FROM (SELECT verdict_2.violations AS violations 
FROM verdict AS verdict_2 
WHERE verdict_2.tool_call_id = page_1.id AND verdict_2.org_id = ? ORDER BY coalesce(verdict_2.decided_at, -1) ASC, verdict_2.id ASC
 LIMIT 100 OFFSET ?) AS page_2) AS hoisted_1 
FROM (SELECT tool_call_1.id AS id, tool_call_1.tool AS tool, tool_call_1.outcome AS outcome, tool_call_1.called_at AS called_at, tool_call_1.latency_us AS latency_us 
FROM tool_call AS tool_call_1 
WHERE tool_call_1.session_id = mcp_session_1.id AND tool_call_1.org_id = ? ORDER BY coalesce(tool_call_1.called_at, -1) DESC, tool_call_1.id DESC
 LIMIT 500 OFFSET ?) AS page_1
 LIMIT ? OFFSET 0) AS nodes_1) AS hoisted_2, (SELECT '{"stats":' || (WITH stream_1 AS 
(SELECT 1 AS counted 
FROM (SELECT 1 AS one 
FROM tool_call AS tool_call_2 
WHERE tool_call_2.session_id = mcp_session_1.id AND tool_call_2.org_id = ?) AS started_1), 
groups_1 AS 
(SELECT CAST(coalesce(sum(stream_1.counted), 0) AS INTEGER) AS counted 
FROM stream_1), 
figures_1 AS 
(SELECT groups_1.counted AS counted 
FROM groups_1)
 SELECT '{' || trim(json_object('tool_calls', figures_1.counted), '{}') || ',"outcomes":' || (WITH stream_2 AS 
(SELECT started_2.key_0 AS key_0, 1 AS counted 
FROM (SELECT CAST(coalesce((SELECT verdict_3.outcome 
FROM verdict AS verdict_3 
WHERE verdict_3.tool_call_id = tool_call_2.id AND verdict_3.outcome IS NOT NULL AND verdict_3.org_id = ? ORDER BY CASE verdict_3.outcome WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? END DESC
 LIMIT ? OFFSET ?), tool_call_2.outcome) AS TEXT) AS key_0 
FROM tool_call AS tool_call_2 
WHERE tool_call_2.session_id = mcp_session_1.id AND tool_call_2.org_id = ?
 LIMIT ? OFFSET 0) AS started_2), 
groups_2 AS 
(SELECT stream_2.key_0 AS key_0, CAST(coalesce(sum(stream_2.counted), 0) AS INTEGER) AS counted 
FROM stream_2 GROUP BY stream_2.key_0), 
figures_2 AS 
(SELECT groups_2.key_0 AS key_0, groups_2.counted AS counted 
FROM groups_2), 
page_3 AS 
(SELECT json_object('key', figures_2.key_0, 'count', figures_2.counted) AS figures 
FROM figures_2 ORDER BY figures_2.counted DESC, figures_2.key_0 ASC NULLS LAST
 LIMIT ? OFFSET ?)
 SELECT '[' || coalesce(group_concat(coalesce(page_3.figures, 'null')), '') || ']' AS value 
FROM page_3) || ',"tools":' || (WITH stream_3 AS 
(SELECT started_3.key_0 AS key_0, 1 AS counted 
FROM (SELECT CAST(tool_call_2.tool AS TEXT) AS key_0 
FROM tool_call AS tool_call_2 
WHERE tool_call_2.session_id = mcp_session_1.id AND tool_call_2.org_id = ?) AS started_3), 
groups_3 AS 
(SELECT stream_3.key_0 AS key_0, CAST(coalesce(sum(stream_3.counted), 0) AS INTEGER) AS counted 
FROM stream_3 GROUP BY stream_3.key_0), 
figures_3 AS 
(SELECT groups_3.key_0 AS key_0, groups_3.counted AS counted 
FROM groups_3), 
page_4 AS 
(SELECT json_object('key', figures_3.key_0, 'count', figures_3.counted) AS figures 
FROM figures_3 ORDER BY figures_3.counted DESC, figures_3.key_0 ASC NULLS LAST
 LIMIT ? OFFSET ?)
 SELECT '[' || coalesce(group_concat(coalesce(page_4.figures, 'null')), '') || ']' AS value 
FROM page_4) || '}' AS value 
FROM figures_1) || '}' AS value) AS hoisted_3 
FROM mcp_session AS mcp_session_1 
WHERE mcp_session_1.id = ? AND mcp_session_1.org_id = ?
 LIMIT ? OFFSET 0) AS node_1) AS value;
-- binds: <organization>, <organization>, 'PASSED', 0, 'CORRECTED', 1, 'BLOCKED', 2, 'ERROR', 3, 1, 0, <organization>, 0, <organization>, 0, -1, <organization>, <organization>, 'PASSED', 0, 'CORRECTED', 1, 'BLOCKED', 2, 'ERROR', 3, 1, 0, <organization>, -1, 20, 0, <organization>, 10000, 0, <$sessionId>, <organization>, -1
