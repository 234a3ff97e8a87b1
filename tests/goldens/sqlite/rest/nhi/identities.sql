-- nhis
SELECT (SELECT '{"nodes":' || json_group_array(json_object('nhi_id', nodes_1.id, 'label', nodes_1.label, 'tier', nodes_1.tier, 'first_seen_at', iif(nodes_1.hoisted_0 % 1000000, date(nodes_1.hoisted_0 / 1000000, 'unixepoch') || 'T' || time(nodes_1.hoisted_0 / 1000000, 'unixepoch') || rtrim('.' || substr(nodes_1.hoisted_0 + 1000000, -6), '0') || 'Z', date(nodes_1.hoisted_0 / 1000000, 'unixepoch') || 'T' || time(nodes_1.hoisted_0 / 1000000, 'unixepoch') || 'Z'), 'last_seen_at', iif(nodes_1.hoisted_1 % 1000000, date(nodes_1.hoisted_1 / 1000000, 'unixepoch') || 'T' || time(nodes_1.hoisted_1 / 1000000, 'unixepoch') || rtrim('.' || substr(nodes_1.hoisted_1 + 1000000, -6), '0') || 'Z', date(nodes_1.hoisted_1 / 1000000, 'unixepoch') || 'T' || time(nodes_1.hoisted_1 / 1000000, 'unixepoch') || 'Z'))) FILTER (WHERE nodes_1.number <= ?) || ',"pageInfo":' || json_object('hasNextPage', json(CASE coalesce(max(nodes_1.fetched), ?) > ? WHEN 1 THEN 'true' WHEN 0 THEN 'false' END), 'endCursor', max(CASE WHEN (nodes_1.number = CASE WHEN (nodes_1.fetched < ?) THEN nodes_1.fetched ELSE ? END AND nodes_1.number <= ?) THEN (json_array('ID_ASC', nodes_1.id) || '') END)) || '}' AS value 
FROM (SELECT numbered_1.id AS id, numbered_1.label AS label, numbered_1.tier AS tier, numbered_1.number AS number, numbered_1.fetched AS fetched, (SELECT min(seen_1.time) AS min_1 
FROM (SELECT min(coalesce(tool_call_1.called_at, -1)) AS time 
FROM tool_call AS tool_call_1 
WHERE tool_call_1.nhi_id = numbered_1.id AND coalesce(tool_call_1.called_at, -1) >= ? AND tool_call_1.org_id = ? UNION ALL SELECT min(coalesce(verdict_1.decided_at, -1)) AS time 
FROM verdict AS verdict_1 
WHERE verdict_1.nhi_id = numbered_1.id AND coalesce(verdict_1.decided_at, -1) >= ? AND verdict_1.org_id = ? UNION ALL SELECT min(coalesce(run_1.started_at, -1)) AS time 
FROM run AS run_1 
WHERE run_1.nhi_id = numbered_1.id AND coalesce(run_1.started_at, -1) >= ? AND run_1.org_id = ?) AS seen_1) AS hoisted_0, (SELECT max(seen_2.time) AS max_1 
FROM (SELECT max(coalesce(tool_call_2.called_at, -1)) AS time 
FROM tool_call AS tool_call_2 
WHERE tool_call_2.nhi_id = numbered_1.id AND coalesce(tool_call_2.called_at, -1) >= ? AND tool_call_2.org_id = ? UNION ALL SELECT max(coalesce(verdict_2.decided_at, -1)) AS time 
FROM verdict AS verdict_2 
WHERE verdict_2.nhi_id = numbered_1.id AND coalesce(verdict_2.decided_at, -1) >= ? AND verdict_2.org_id = ? UNION ALL SELECT max(coalesce(run_2.started_at, -1)) AS time 
FROM run AS run_2 
WHERE run_2.nhi_id = numbered_1.id AND coalesce(run_2.started_at, -1) >= ? AND run_2.org_id = ?) AS seen_2) AS hoisted_1 
FROM (SELECT page_1.id AS id, page_1.label AS label, page_1.tier AS tier, row_number() OVER (ORDER BY page_1.id ASC) AS number, count(*) OVER () AS fetched 
FROM (SELECT nhi_1.id AS id, nhi_1.label AS label, nhi_1.tier AS tier 
FROM nhi AS nhi_1 
WHERE nhi_1.org_id = ? ORDER BY nhi_1.id ASC
 LIMIT 501 OFFSET ?) AS page_1 ORDER BY page_1.id ASC
 LIMIT 501 OFFSET ?) AS numbered_1
 LIMIT ? OFFSET 0) AS nodes_1) AS value;
-- binds: 500, 0, 500, 500, 500, 500, 0, <organization>, 0, <organization>, 0, <organization>, 0, <organization>, 0, <organization>, 0, <organization>, <organization>, 0, 0, -1
