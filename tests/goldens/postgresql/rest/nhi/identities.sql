-- nhis
SELECT (SELECT '{"nodes":[' || coalesce(string_agg('{"nhi_id":' || coalesce(to_json(numbered_1.id)::text, 'null') || ',"label":' || coalesce(to_json(numbered_1.label)::text, 'null') || ',"tier":' || coalesce((numbered_1.tier)::text, 'null') || ',"first_seen_at":' || coalesce('"' || replace((timestamp 'epoch' + ((SELECT min(seen_1.time) AS min_1 
FROM (SELECT min(coalesce(tool_call_1.called_at, -1)) AS time 
FROM tool_call AS tool_call_1 
WHERE tool_call_1.nhi_id = numbered_1.id AND coalesce(tool_call_1.called_at, -1) >= $1::BIGINT AND tool_call_1.org_id = $2::VARCHAR COLLATE "C" UNION ALL SELECT min(coalesce(verdict_1.decided_at, -1)) AS time 
FROM verdict AS verdict_1 
WHERE verdict_1.nhi_id = numbered_1.id AND coalesce(verdict_1.decided_at, -1) >= $3::BIGINT AND verdict_1.org_id = $2::VARCHAR COLLATE "C" UNION ALL SELECT min(coalesce(run_1.started_at, -1)) AS time 
FROM run AS run_1 
WHERE run_1.nhi_id = numbered_1.id AND coalesce(run_1.started_at, -1) >= $4::BIGINT AND run_1.org_id = $2::VARCHAR COLLATE "C") AS seen_1) / 3600000000) * interval '1 hour' + ((SELECT min(seen_1.time) AS min_1 
FROM (SELECT min(coalesce(tool_call_1.called_at, -1)) AS time 
FROM tool_call AS tool_call_1 
WHERE tool_call_1.nhi_id = numbered_1.id AND coalesce(tool_call_1.called_at, -1) >= $1::BIGINT AND tool_call_1.org_id = $2::VARCHAR COLLATE "C" UNION ALL SELECT min(coalesce(verdict_1.decided_at, -1)) AS time 
FROM verdict AS verdict_1 
WHERE verdict_1.nhi_id = numbered_1.id AND coalesce(verdict_1.decided_at, -1) >= $3::BIGINT AND verdict_1.org_id = $2::VARCHAR COLLATE "C" UNION ALL SELECT min(coalesce(run_1.started_at, -1)) AS time 
FROM run AS run_1 
WHERE run_1.nhi_id = numbered_1.id AND coalesce(run_1.started_at, -1) >= $4::BIGINT AND run_1.org_id = $2::VARCHAR COLLATE "C") AS seen_1) % 3600000000) * interval '1 microsecond')::text, ' ', 'T') || 'Z' || '"', 'null') || ',"last_seen_at":' || coalesce('"' || replace((timestamp 'epoch' + ((SELECT max(seen_2.time) AS max_1 
FROM (SELECT max(coalesce(tool_call_2.called_at, -1)) AS time 
FROM tool_call AS tool_call_2 
WHERE tool_call_2.nhi_id = numbered_1.id AND coalesce(tool_call_2.called_at, -1) >= $5::BIGINT AND tool_call_2.org_id = $2::VARCHAR COLLATE "C" UNION ALL SELECT max(coalesce(verdict_2.decided_at, -1)) AS time 
FROM verdict AS verdict_2 
WHERE verdict_2.nhi_id = numbered_1.id AND coalesce(verdict_2.decided_at, -1) >= $6::BIGINT AND verdict_2.org_id = $2::VARCHAR COLLATE "C" UNION ALL SELECT max(coalesce(run_2.started_at, -1)) AS time 
FROM run AS run_2 
WHERE run_2.nhi_id = numbered_1.id AND coalesce(run_2.started_at, -1) >= $7::BIGINT AND run_2.org_id = $2::VARCHAR COLLATE "C") AS seen_2) / 3600000000) * interval '1 hour' + ((SELECT max(seen_2.time) AS max_1 
FROM (SELECT max(coalesce(tool_call_2.called_at, -1)) AS time 
FROM tool_call AS tool_call_2 
WHERE tool_call_2.nhi_id = numbered_1.id AND coalesce(tool_call_2.called_at, -1) >= $5::BIGINT AND tool_call_2.org_id = $2::VARCHAR COLLATE "C" UNION ALL SELECT max(coalesce(verdict_2.decided_at, -1)) AS time 
FROM verdict AS verdict_2 
WHERE verdict_2.nhi_id = numbered_1.id AND coalesce(verdict_2.decided_at, -1) >= $6::BIGINT AND verdict_2.org_id = $2::VARCHAR COLLATE "C" UNION ALL SELECT max(coalesce(run_2.started_at, -1)) AS time 
FROM run AS run_2 
WHERE run_2.nhi_id = numbered_1.id AND coalesce(run_2.started_at, -1) >= $7::BIGINT AND run_2.org_id = $2::VARCHAR COLLATE "C") AS seen_2) % 3600000000) * interval '1 microsecond')::text, ' ', 'T') || 'Z' || '"', 'null') || '}', ',') FILTER (WHERE numbered_1.number <= $8::BIGINT), '') || '],"pageInfo":{"hasNextPage":' || coalesce((coalesce(max(numbered_1.fetched), $9::INTEGER) > $10::BIGINT)::text, 'null') || ',"endCursor":' || coalesce(to_json(max(CASE WHEN (numbered_1.number = CASE WHEN (numbered_1.fetched < $11::BIGINT) THEN numbered_1.fetched ELSE $12::BIGINT END AND numbered_1.number <= $13::BIGINT) THEN json_build_array('ID_ASC', numbered_1.id)::text END))::text, 'null') || '}}' AS value 
FROM (SELECT page_1.id AS id, page_1.label AS label, page_1.tier AS tier, row_number() OVER (ORDER BY page_1.id ASC) AS number, count(*) OVER () AS fetched 
FROM (SELECT nhi_1.id AS id, nhi_1.label AS label, nhi_1.tier AS tier 
FROM nhi AS nhi_1 
WHERE nhi_1.org_id = $2::VARCHAR COLLATE "C" ORDER BY nhi_1.id ASC 
 LIMIT 501) AS page_1 ORDER BY page_1.id ASC 
 LIMIT 501) AS numbered_1) AS value;
-- binds: 0, <organization>, 0, 0, 0, 0, 0, 500, 0, 500, 500, 500, 500
