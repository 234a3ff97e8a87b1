-- mcpSessions
SELECT (SELECT '{"nodes":[' || coalesce(group_concat('{' || trim(json_object('session_id', nodes_1.id, 'nhi_id', nodes_1.nhi_id), '{}') || ',"nhi":' || coalesce(nodes_1.hoisted_0, 'null') || ',' || trim(json_object('started_at', iif(nodes_1.started_at % 1000000, date(nodes_1.started_at / 1000000, 'unixepoch') || 'T' || time(nodes_1.started_at / 1000000, 'unixepoch') || rtrim('.' || substr(nodes_1.started_at + 1000000, -6), '0') || 'Z', date(nodes_1.started_at / 1000000, 'unixepoch') || 'T' || time(nodes_1.started_at / 1000000, 'unixepoch') || 'Z')), '{}') || ',"last":' || nodes_1.hoisted_1 || ',"calls":' || nodes_1.hoisted_2 || '}') FILTER (WHERE nodes_1.number <= ?), '') || '],"pageInfo":' || json_object('hasNextPage', json(CASE coalesce(max(nodes_1.fetched), ?) > ? WHEN 1 THEN 'true' WHEN 0 THEN 'false' END), 'endCursor', max(CASE WHEN (nodes_1.number = CASE WHEN (nodes_1.fetched < ?) THEN nodes_1.fetched ELSE ? END AND nodes_1.number <= ?) THEN (json_array('STARTED_AT_DESC', coalesce(nodes_1.started_at, -1), nodes_1.id) || '') END)) || '}' AS value 
FROM (SELECT numbered_1.id AS id, numbered_1.nhi_id AS nhi_id, numbered_1.started_at AS started_at, numbered_1.number AS number, numbered_1.fetched AS fetched, (SELECT json_object('label', nhi_1.label) AS value 
FROM nhi AS nhi_1 
WHERE nhi_1.id = numbered_1.nhi_id AND nhi_1.org_id = ?) AS hoisted_0, (SELECT '{"nodes":' || json_group_array(json_object('calledAt', iif(page_1.called_at % 1000000, date(page_1.called_at / 1000000, 'unixepoch') || 'T' || time(page_1.called_at / 1000000, 'unixepoch') || rtrim('.' || substr(page_1.called_at + 1000000, -6), '0') || 'Z', date(page_1.called_at / 1000000, 'unixepoch') || 'T' || time(page_1.called_at / 1000000, 'unixepoch') || 'Z'))) || '}' AS value 
FROM (SELECT tool_call_1.called_at AS called_at 
FROM tool_call AS tool_call_1 
WHERE tool_call_1.session_id = numbered_1.id AND tool_call_1.org_id = ? ORDER BY coalesce(tool_call_1.called_at, -1) DESC, tool_call_1.id DESC
 LIMIT 1 OFFSET ?) AS page_1) AS hoisted_1, (SELECT '{"stats":' || (WITH stream_1 AS 
(SELECT 1 AS counted 
FROM (SELECT 1 AS one 
FROM tool_call AS tool_call_2 
WHERE tool_call_2.session_id = numbered_1.id AND tool_call_2.org_id = ?) AS started_1), 
groups_1 AS 
(SELECT CAST(coalesce(sum(stream_1.counted), 0) AS INTEGER) AS counted 
FROM stream_1), 
figures_1 AS 
(SELECT groups_1.counted AS counted 
FROM groups_1)
 SELECT '{' || trim(json_object('tool_calls', figures_1.counted), '{}') || ',"outcomes":' || (WITH stream_2 AS 
(SELECT started_2.key_0 AS key_0, 1 AS counted 
FROM (SELECT CAST(coalesce((SELECT verdict_1.outcome 
FROM verdict AS verdict_1 
WHERE verdict_1.tool_call_id = tool_call_2.id AND verdict_1.outcome IS NOT NULL AND verdict_1.org_id = ? ORDER BY CASE verdict_1.outcome WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? END DESC
 LIMIT ? OFFSET ?), tool_call_2.outcome) AS TEXT) AS key_0 
FROM tool_call AS tool_call_2 
WHERE tool_call_2.session_id = numbered_1.id AND tool_call_2.org_id = ?
 LIMIT ? OFFSET 0) AS started_2), 
groups_2 AS 
(SELECT stream_2.key_0 AS key_0, CAST(coalesce(sum(stream_2.counted), 0) AS INTEGER) AS counted 
FROM stream_2 GROUP BY stream_2.key_0), 
figures_2 AS 
(SELECT groups_2.key_0 AS key_0, groups_2.counted AS counted 
FROM groups_2), 
page_2 AS 
(SELECT json_object('key', figures_2.key_0, 'count', figures_2.counted) AS figures 
FROM figures_2 ORDER BY figures_2.counted DESC, figures_2.key_0 ASC NULLS LAST
 LIMIT ? OFFSET ?)
 SELECT '[' || coalesce(group_concat(coalesce(page_2.figures, 'null')), '') || ']' AS value 
FROM page_2) || '}' AS value 
FROM figures_1) || '}' AS value) AS hoisted_2 
FROM (SELECT page_3.id AS id, page_3.nhi_id AS nhi_id, page_3.started_at AS started_at, row_number() OVER (ORDER BY coalesce(page_3.started_at, -1) DESC, page_3.id DESC) AS number, count(*) OVER () AS fetched 
FROM (SELECT mcp_session_1.id AS id, mcp_session_1.nhi_id AS nhi_id, mcp_session_1.started_at AS started_at 
FROM mcp_session AS mcp_session_1 
WHERE coalesce(mcp_session_1.started_at, -1) >= ? AND coalesce(mcp_session_1.started_at, -1) < ? AND mcp_session_1.org_id = ? ORDER BY coalesce(mcp_session_1.started_at, -1) DESC, mcp_session_1.id DESC
 LIMIT ? OFFSET ?) AS page_3 ORDER BY coalesce(page_3.started_at, -1) DESC, page_3.id DESC
 LIMIT ? OFFSET ?) AS numbered_1
 LIMIT ? OFFSET 0) AS nodes_1) AS value;
-- binds: <$limit>, 0, <$limit>, <$limit>, <$limit>, <$limit>, <organization>, <organization>, 0, <organization>, <organization>, 'PASSED', 0, 'CORRECTED', 1, 'BLOCKED', 2, 'ERROR', 3, 1, 0, <organization>, -1, 20, 0, <now and $sessions.startedAt.lastDays>, <now>, <organization>, <$limit>, 0, <$limit>, 0, -1
