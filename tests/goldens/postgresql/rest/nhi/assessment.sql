-- nhi
SELECT (SELECT '{"nhi_id":' || coalesce(to_json(nhi_1.id)::text, 'null') || ',"label":' || coalesce(to_json(nhi_1.label)::text, 'null') || ',"tier":' || coalesce((nhi_1.tier)::text, 'null') || ',"open_anomalies":' || coalesce(((SELECT count(*) AS count_1 
FROM anomaly AS anomaly_1 
WHERE anomaly_1.nhi_id = nhi_1.id AND anomaly_1.status = $1::VARCHAR COLLATE "C" AND anomaly_1.org_id = $2::VARCHAR COLLATE "C"))::text, 'null') || ',"last_seen_at":' || coalesce('"' || replace((timestamp 'epoch' + ((SELECT max(seen_1.time) AS max_1 
FROM (SELECT max(coalesce(tool_call_1.called_at, -1)) AS time 
FROM tool_call AS tool_call_1 
WHERE tool_call_1.nhi_id = nhi_1.id AND coalesce(tool_call_1.called_at, -1) >= $3::BIGINT AND tool_call_1.org_id = $2::VARCHAR COLLATE "C" UNION ALL SELECT max(coalesce(verdict_1.decided_at, -1)) AS time 
FROM verdict AS verdict_1 
WHERE verdict_1.nhi_id = nhi_1.id AND coalesce(verdict_1.decided_at, -1) >= $4::BIGINT AND verdict_1.org_id = $2::VARCHAR COLLATE "C" UNION ALL SELECT max(coalesce(run_1.started_at, -1)) AS time 
FROM run AS run_1 
WHERE run_1.nhi_id = nhi_1.id AND coalesce(run_1.started_at, -1) >= $5::BIGINT AND run_1.org_id = $2::VARCHAR COLLATE "C") AS seen_1) / 3600000000) * interval '1 hour' + ((SELECT max(seen_1.time) AS max_1 
FROM (SELECT max(coalesce(tool_call_1.called_at, -1)) AS time 
FROM tool_call AS tool_call_1 
WHERE tool_call_1.nhi_id = nhi_1.id AND coalesce(tool_call_1.called_at, -1) >= $3::BIGINT AND tool_call_1.org_id = $2::VARCHAR COLLATE "C" UNION ALL SELECT max(coalesce(verdict_1.decided_at, -1)) AS time 
FROM verdict AS verdict_1 
WHERE verdict_1.nhi_id = nhi_1.id AND coalesce(verdict_1.decided_at, -1) >= $4::BIGINT AND verdict_1.org_id = $2::VARCHAR COLLATE "C" UNION ALL SELECT max(coalesce(run_1.started_at, -1)) AS time 
FROM run AS run_1 
WHERE run_1.nhi_id = nhi_1.id AND coalesce(run_1.started_at, -1) >= $5::BIGINT AND run_1.org_id = $2::VARCHAR COLLATE "C") AS seen_1) % 3600000000) * interval '1 microsecond')::text, ' ', 'T') || 'Z' || '"', 'null') || ',"assessments":' || (SELECT '{"nodes":[' || coalesce(string_agg('{"risk_score":' || coalesce(((page_1.score)::float8)::text, 'null') || ',"level":' || coalesce('"' || page_1.level || '"', 'null') || ',"assessed_at":' || coalesce('"' || replace((timestamp 'epoch' + (page_1.assessed_at / 3600000000) * interval '1 hour' + (page_1.assessed_at % 3600000000) * interval '1 microsecond')::text, ' ', 'T') || 'Z' || '"', 'null') || ',"factors":' || coalesce((page_1.factors)::text, 'null') || ',"risk_signals":' || (SELECT coalesce((SELECT coalesce(json_agg(factor ->> 'signal' ORDER BY place)::text, '[]') FROM json_array_elements(CASE json_typeof(page_1.factors) WHEN 'array' THEN page_1.factors ELSE '[]'::json END) WITH ORDINALITY AS each(factor, place) WHERE json_typeof(factor -> 'signal') = 'string'), '[]') AS coalesce_4) || '}', ','), '') || ']}' AS value 
FROM (SELECT risk_assessment_1.score AS score, risk_assessment_1.level AS level, risk_assessment_1.assessed_at AS assessed_at, risk_assessment_1.factors AS factors 
FROM risk_assessment AS risk_assessment_1 
WHERE risk_assessment_1.nhi_id = nhi_1.id AND risk_assessment_1.org_id = $2::VARCHAR COLLATE "C" ORDER BY coalesce(risk_assessment_1.assessed_at, -1) DESC, risk_assessment_1.id DESC 
 LIMIT 1) AS page_1) || '}' AS value 
FROM nhi AS nhi_1 
WHERE nhi_1.id = $6::VARCHAR COLLATE "C" AND nhi_1.org_id = $2::VARCHAR COLLATE "C") AS value;
-- binds: 'OPEN', <organization>, 0, 0, 0, <$nhiId>
