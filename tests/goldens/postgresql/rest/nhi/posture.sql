-- nhis
SELECT (SELECT '{"nodes":[' || coalesce(string_agg('{"nhi_id":' || coalesce(to_json(numbered_1.id)::text, 'null') || ',"posture":{"posture_score":' || coalesce((((SELECT CAST((((summed_1.score * $1::BIGINT + 10000000) - $2::BIGINT) + (summed_1.score / 10000000) % $3::BIGINT) / (10000000 * $4::BIGINT) AS DOUBLE PRECISION) / CAST(100.0 AS DOUBLE PRECISION) AS score 
FROM (SELECT CAST(round(400000000.0 * ($5::INTEGER - (SELECT risk_assessment_1.score 
FROM risk_assessment AS risk_assessment_1 
WHERE risk_assessment_1.nhi_id = numbered_1.id AND risk_assessment_1.org_id = $6::VARCHAR COLLATE "C" ORDER BY coalesce(risk_assessment_1.assessed_at, -1) DESC, risk_assessment_1.id DESC 
 LIMIT $7::INTEGER)) + 300000000.0 * coalesce(numbered_1.tier_compliance, 0.0) + 200000000.0 * coalesce(numbered_1.federation_status, 0.0) + 100000000.0 * (SELECT coalesce(CAST((((CAST(sum(CAST(latest_calls_1.judged AS INTEGER)) AS BIGINT) * $8::BIGINT * $9::BIGINT + nullif(count(*), $10::INTEGER)) - $11::BIGINT) + ((CAST(sum(CAST(latest_calls_1.judged AS INTEGER)) AS BIGINT) * $8::BIGINT) / nullif(count(*), $10::INTEGER)) % $12::BIGINT) / (nullif(count(*), $10::INTEGER) * $13::BIGINT) AS DOUBLE PRECISION) / CAST(10000.0 AS DOUBLE PRECISION), (SELECT min($14::INTEGER) AS min_1 
FROM guardian_binding AS guardian_binding_1 
WHERE guardian_binding_1.nhi_id = numbered_1.id AND guardian_binding_1.guardian_id IS NOT NULL AND coalesce(guardian_binding_1.released_at, 253402300800000000) > $15::BIGINT AND guardian_binding_1.org_id = $6::VARCHAR COLLATE "C"), $16::INTEGER) AS coverage 
FROM (SELECT EXISTS (SELECT verdict_1.id 
FROM verdict AS verdict_1, guardian_binding AS guardian_binding_2 
WHERE verdict_1.tool_call_id = tool_call_1.id AND guardian_binding_2.guardian_id = verdict_1.guardian_id AND guardian_binding_2.nhi_id = numbered_1.id AND guardian_binding_2.guardian_id IS NOT NULL AND coalesce(guardian_binding_2.released_at, 253402300800000000) > $17::BIGINT AND verdict_1.org_id = $6::VARCHAR COLLATE "C" AND guardian_binding_2.org_id = $6::VARCHAR COLLATE "C"
 LIMIT ALL OFFSET 0) AS judged 
FROM tool_call AS tool_call_1 
WHERE tool_call_1.nhi_id = numbered_1.id AND coalesce(tool_call_1.called_at, -1) >= $18::BIGINT AND coalesce(tool_call_1.called_at, -1) < $19::BIGINT AND tool_call_1.org_id = $6::VARCHAR COLLATE "C" ORDER BY coalesce(tool_call_1.called_at, -1) DESC, tool_call_1.id DESC 
 LIMIT 1000) AS latest_calls_1)) AS BIGINT) AS score) AS summed_1))::float8)::text, 'null') || ',"guardian_coverage":' || coalesce((((SELECT coalesce(CAST((((CAST(sum(CAST(latest_calls_2.judged AS INTEGER)) AS BIGINT) * $20::BIGINT * $21::BIGINT + nullif(count(*), $22::INTEGER)) - $23::BIGINT) + ((CAST(sum(CAST(latest_calls_2.judged AS INTEGER)) AS BIGINT) * $20::BIGINT) / nullif(count(*), $22::INTEGER)) % $24::BIGINT) / (nullif(count(*), $22::INTEGER) * $25::BIGINT) AS DOUBLE PRECISION) / CAST(10000.0 AS DOUBLE PRECISION), (SELECT min($26::INTEGER) AS min_3 
FROM guardian_binding AS guardian_binding_3 
WHERE guardian_binding_3.nhi_id = numbered_1.id AND guardian_binding_3.guardian_id IS NOT NULL AND coalesce(guardian_binding_3.released_at, 253402300800000000) > $27::BIGINT AND guardian_binding_3.org_id = $6::VARCHAR COLLATE "C"), $28::INTEGER) AS coverage 
FROM (SELECT EXISTS (SELECT verdict_2.id 
FROM verdict AS verdict_2, guardian_binding AS guardian_binding_4 
WHERE verdict_2.tool_call_id = tool_call_2.id AND guardian_binding_4.guardian_id = verdict_2.guardian_id AND guardian_binding_4.nhi_id = numbered_1.id AND guardian_binding_4.guardian_id IS NOT NULL AND coalesce(guardian_binding_4.released_at, 253402300800000000) > $29::BIGINT AND verdict_2.org_id = $6::VARCHAR COLLATE "C" AND guardian_binding_4.org_id = $6::VARCHAR COLLATE "C"
 LIMIT ALL OFFSET 0) AS judged 
FROM tool_call AS tool_call_2 
WHERE tool_call_2.nhi_id = numbered_1.id AND coalesce(tool_call_2.called_at, -1) >= $30::BIGINT AND coalesce(tool_call_2.called_at, -1) < $31::BIGINT AND tool_call_2.org_id = $6::VARCHAR COLLATE "C" ORDER BY coalesce(tool_call_2.called_at, -1) DESC, tool_call_2.id DESC 
 LIMIT 1000) AS latest_calls_2))::float8)::text, 'null') || ',"tier_compliance":' || coalesce(((numbered_1.tier_compliance)::float8)::text, 'null') || ',"federation_status":' || coalesce(((numbered_1.federation_status)::float8)::text, 'null') || ',"anomaly_count_7d":' || coalesce(((SELECT count(*) AS count_1 
FROM anomaly AS anomaly_1 
WHERE anomaly_1.nhi_id = numbered_1.id AND coalesce(anomaly_1.detected_at, -1) >= $32::BIGINT AND coalesce(anomaly_1.detected_at, -1) < $33::BIGINT AND anomaly_1.org_id = $6::VARCHAR COLLATE "C"))::text, 'null') || '}}', ',') FILTER (WHERE numbered_1.number <= $34::BIGINT), '') || '],"pageInfo":{"hasNextPage":' || coalesce((coalesce(max(numbered_1.fetched), $35::INTEGER) > $36::BIGINT)::text, 'null') || ',"endCursor":' || coalesce(to_json(max(CASE WHEN (numbered_1.number = CASE WHEN (numbered_1.fetched < $37::BIGINT) THEN numbered_1.fetched ELSE $38::BIGINT END AND numbered_1.number <= $39::BIGINT) THEN json_build_array('ID_ASC', numbered_1.id)::text END))::text, 'null') || '}}' AS value 
FROM (SELECT page_1.id AS id, page_1.tier_compliance AS tier_compliance, page_1.federation_status AS federation_status, row_number() OVER (ORDER BY page_1.id ASC) AS number, count(*) OVER () AS fetched 
FROM (SELECT nhi_1.id AS id, nhi_1.tier_compliance AS tier_compliance, nhi_1.federation_status AS federation_status 
FROM nhi AS nhi_1 
WHERE nhi_1.org_id = $6::VARCHAR COLLATE "C" ORDER BY nhi_1.id ASC 
 LIMIT 501) AS page_1 ORDER BY page_1.id ASC 
 LIMIT 501) AS numbered_1) AS value;
-- binds: 2, 1, 2, 2, 1, <organization>, 1, 10000, 2, 0, 1, 2, 2, 1, <now>, 0, <now>, <now>, <now>, 10000, 2, 0, 1, 2, 2, 1, <now>, 0, <now>, <now>, <now>, <now>, <now>, 500, 0, 500, 500, 500, 500
