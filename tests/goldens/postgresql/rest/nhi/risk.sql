-- nhis
SELECT (SELECT '{"nodes":[' || coalesce(string_agg('{"nhi_id":' || coalesce(to_json(numbered_1.id)::text, 'null') || ',"label":' || coalesce(to_json(numbered_1.label)::text, 'null') || ',"tier":' || coalesce((numbered_1.tier)::text, 'null') || ',"last_seen_at":' || coalesce('"' || replace((timestamp 'epoch' + ((SELECT max(seen_1.time) AS max_1 
FROM (SELECT max(coalesce(tool_call_1.called_at, -1)) AS time 
FROM tool_call AS tool_call_1 
WHERE tool_call_1.nhi_id = numbered_1.id AND coalesce(tool_call_1.called_at, -1) >= $1::BIGINT AND tool_call_1.org_id = $2::VARCHAR COLLATE "C" UNION ALL SELECT max(coalesce(verdict_1.decided_at, -1)) AS time 
FROM verdict AS verdict_1 
WHERE verdict_1.nhi_id = numbered_1.id AND coalesce(verdict_1.decided_at, -1) >= $3::BIGINT AND verdict_1.org_id = $2::VARCHAR COLLATE "C" UNION ALL SELECT max(coalesce(run_1.started_at, -1)) AS time 
FROM run AS run_1 
WHERE run_1.nhi_id = numbered_1.id AND coalesce(run_1.started_at, -1) >= $4::BIGINT AND run_1.org_id = $2::VARCHAR COLLATE "C") AS seen_1) / 3600000000) * interval '1 hour' + ((SELECT max(seen_1.time) AS max_1 
FROM (SELECT max(coalesce(tool_call_1.called_at, -1)) AS time 
FROM tool_call AS tool_call_1 
WHERE tool_call_1.nhi_id = numbered_1.id AND coalesce(tool_call_1.called_at, -1) >= $1::BIGINT AND tool_call_1.org_id = $2::VARCHAR COLLATE "C" UNION ALL SELECT max(coalesce(verdict_1.decided_at, -1)) AS time 
FROM verdict AS verdict_1 
WHERE verdict_1.nhi_id = numbered_1.id AND coalesce(verdict_1.decided_at, -1) >= $3::BIGINT AND verdict_1.org_id = $2::VARCHAR COLLATE "C" UNION ALL SELECT max(coalesce(run_1.started_at, -1)) AS time 
FROM run AS run_1 
WHERE run_1.nhi_id = numbered_1.id AND coalesce(run_1.started_at, -1) >= $4::BIGINT AND run_1.org_id = $2::VARCHAR COLLATE "C") AS seen_1) % 3600000000) * interval '1 microsecond')::text, ' ', 'T') || 'Z' || '"', 'null') || ',"assessments":' || (SELECT '{"nodes":[' || coalesce(string_agg('{"risk_score":' || coalesce(((page_1.score)::float8)::text, 'null') || ',"risk_signals":' || (SELECT coalesce((SELECT coalesce(json_agg(factor ->> 'signal' ORDER BY place)::text, '[]') FROM json_array_elements(CASE json_typeof(page_1.factors) WHEN 'array' THEN page_1.factors ELSE '[]'::json END) WITH ORDINALITY AS each(factor, place) WHERE json_typeof(factor -> 'signal') = 'string'), '[]') AS coalesce_4) || '}', ','), '') || ']}' AS value 
FROM (SELECT risk_assessment_1.score AS score, risk_assessment_1.factors AS factors 
FROM risk_assessment AS risk_assessment_1 
WHERE risk_assessment_1.nhi_id = numbered_1.id AND true AND risk_assessment_1.org_id = $2::VARCHAR COLLATE "C" ORDER BY coalesce(risk_assessment_1.assessed_at, -1) DESC, risk_assessment_1.id DESC 
 LIMIT 1) AS page_1) || '}', ',') FILTER (WHERE numbered_1.number <= $5::BIGINT), '') || '],"pageInfo":{"hasNextPage":' || coalesce((coalesce(max(numbered_1.fetched), $6::INTEGER) > $7::BIGINT)::text, 'null') || ',"endCursor":' || coalesce(to_json(max(CASE WHEN (numbered_1.number = CASE WHEN (numbered_1.fetched < $8::BIGINT) THEN numbered_1.fetched ELSE $9::BIGINT END AND numbered_1.number <= $10::BIGINT) THEN json_build_array('ID_ASC', numbered_1.id)::text END))::text, 'null') || '}}' AS value 
FROM (SELECT page_2.id AS id, page_2.label AS label, page_2.tier AS tier, row_number() OVER (ORDER BY page_2.id ASC) AS number, count(*) OVER () AS fetched 
FROM (SELECT nhi_1.id AS id, nhi_1.label AS label, nhi_1.tier AS tier 
FROM nhi AS nhi_1 
WHERE nhi_1.org_id = $2::VARCHAR COLLATE "C" ORDER BY nhi_1.id ASC 
 LIMIT 501) AS page_2 ORDER BY page_2.id ASC 
 LIMIT 501) AS numbered_1) AS value;
-- binds: 0, <organization>, 0, 0, 500, 0, 500, 500, 500, 500
