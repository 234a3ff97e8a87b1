-- nhis
SELECT (SELECT '{"nodes":[' || coalesce(string_agg('{"nhiId":' || coalesce(to_json(page_1.id)::text, 'null') || ',"owner":' || coalesce(to_json(page_1.owner)::text, 'null') || ',"tier":' || coalesce((page_1.tier)::text, 'null') || ',"tierCeiling":' || coalesce((page_1.tier_ceiling)::text, 'null') || ',"posture":{"score":' || coalesce((((SELECT CAST((((summed_1.score * $1::BIGINT + 10000000) - $2::BIGINT) + (summed_1.score / 10000000) % $3::BIGINT) / (10000000 * $4::BIGINT) AS DOUBLE PRECISION) / CAST(100.0 AS DOUBLE PRECISION) AS score 
FROM (SELECT CAST(round(400000000.0 * ($5::INTEGER - (SELECT risk_assessment_1.score 
FROM risk_assessment AS risk_assessment_1 
WHERE risk_assessment_1.nhi_id = page_1.id AND risk_assessment_1.org_id = $6::VARCHAR COLLATE "C" ORDER BY coalesce(risk_assessment_1.assessed_at, -1) DESC, risk_assessment_1.id DESC 
 LIMIT $7::INTEGER)) + 300000000.0 * coalesce(page_1.tier_compliance, 0.0) + 200000000.0 * coalesce(page_1.federation_status, 0.0) + 100000000.0 * (SELECT coalesce(CAST((((CAST(sum(CAST(latest_calls_1.judged AS INTEGER)) AS BIGINT) * $8::BIGINT * $9::BIGINT + nullif(count(*), $10::INTEGER)) - $11::BIGINT) + ((CAST(sum(CAST(latest_calls_1.judged AS INTEGER)) AS BIGINT) * $8::BIGINT) / nullif(count(*), $10::INTEGER)) % $12::BIGINT) / (nullif(count(*), $10::INTEGER) * $13::BIGINT) AS DOUBLE PRECISION) / CAST(10000.0 AS DOUBLE PRECISION), (SELECT min($14::INTEGER) AS min_1 
FROM guardian_binding AS guardian_binding_1 
WHERE guardian_binding_1.nhi_id = page_1.id AND guardian_binding_1.guardian_id IS NOT NULL AND coalesce(guardian_binding_1.released_at, 253402300800000000) > $15::BIGINT AND guardian_binding_1.org_id = $6::VARCHAR COLLATE "C"), $16::INTEGER) AS coverage 
FROM (SELECT EXISTS (SELECT verdict_1.id 
FROM verdict AS verdict_1, guardian_binding AS guardian_binding_2 
WHERE verdict_1.tool_call_id = tool_call_1.id AND guardian_binding_2.guardian_id = verdict_1.guardian_id AND guardian_binding_2.nhi_id = page_1.id AND guardian_binding_2.guardian_id IS NOT NULL AND coalesce(guardian_binding_2.released_at, 253402300800000000) > $17::BIGINT AND verdict_1.org_id = $6::VARCHAR COLLATE "C" AND guardian_binding_2.org_id = $6::VARCHAR COLLATE "C"
 LIMIT ALL OFFSET 0) AS judged 
FROM tool_call AS tool_call_1 
WHERE tool_call_1.nhi_id = page_1.id AND coalesce(tool_call_1.called_at, -1) >= $18::BIGINT AND coalesce(tool_call_1.called_at, -1) < $19::BIGINT AND tool_call_1.org_id = $6::VARCHAR COLLATE "C" ORDER BY coalesce(tool_call_1.called_at, -1) DESC, tool_call_1.id DESC 
 LIMIT 1000) AS latest_calls_1)) AS BIGINT) AS score) AS summed_1))::float8)::text, 'null') || ',"guardianCoverage":' || coalesce((((SELECT coalesce(CAST((((CAST(sum(CAST(latest_calls_2.judged AS INTEGER)) AS BIGINT) * $20::BIGINT * $21::BIGINT + nullif(count(*), $22::INTEGER)) - $23::BIGINT) + ((CAST(sum(CAST(latest_calls_2.judged AS INTEGER)) AS BIGINT) * $20::BIGINT) / nullif(count(*), $22::INTEGER)) % $24::BIGINT) / (nullif(count(*), $22::INTEGER) * $25::BIGINT) AS DOUBLE PRECISION) / CAST(10000.0 AS DOUBLE PRECISION), (SELECT min($26::INTEGER) AS min_3 
FROM guardian_binding AS guardian_binding_3 
WHERE guardian_binding_3.nhi_id = page_1.id AND guardian_binding_3.guardian_id IS NOT NULL AND coalesce(guardian_binding_3.released_at, 253402300800000000) > $27::BIGINT AND guardian_binding_3.org_id = $6::VARCHAR COLLATE "C"), $28::INTEGER) AS coverage 
FROM (SELECT EXISTS (SELECT verdict_2.id 
FROM verdict AS verdict_2, guardian_binding AS guardian_binding_4 
WHERE verdict_2.tool_call_id = tool_call_2.id AND guardian_binding_4.guardian_id = verdict_2.guardian_id AND guardian_binding_4.nhi_id = page_1.id AND guardian_binding_4.guardian_id IS NOT NULL AND coalesce(guardian_binding_4.released_at, 253402300800000000) > $29::BIGINT AND verdict_2.org_id = $6::VARCHAR COLLATE "C" AND guardian_binding_4.org_id = $6::VARCHAR COLLATE "C"
 LIMIT ALL OFFSET 0) AS judged 
FROM tool_call AS tool_call_2 
WHERE tool_call_2.nhi_id = page_1.id AND coalesce(tool_call_2.called_at, -1) >= $30::BIGINT AND coalesce(tool_call_2.called_at, -1) < $31::BIGINT AND tool_call_2.org_id = $6::VARCHAR COLLATE "C" ORDER BY coalesce(tool_call_2.called_at, -1) DESC, tool_call_2.id DESC 
 LIMIT 1000) AS latest_calls_2))::float8)::text, 'null') || ',"tierCompliance":' || coalesce(((page_1.tier_compliance)::float8)::text, 'null') || ',"federationStatus":' || coalesce(((page_1.federation_status)::float8)::text, 'null') || ',"anomalyCount7d":' || coalesce(((SELECT count(*) AS count_1 
FROM anomaly AS anomaly_1 
WHERE anomaly_1.nhi_id = page_1.id AND coalesce(anomaly_1.detected_at, -1) >= $32::BIGINT AND coalesce(anomaly_1.detected_at, -1) < $33::BIGINT AND anomaly_1.org_id = $6::VARCHAR COLLATE "C"))::text, 'null') || '},"riskScore":' || coalesce((((SELECT risk_assessment_2.score 
FROM risk_assessment AS risk_assessment_2 
WHERE risk_assessment_2.nhi_id = page_1.id AND risk_assessment_2.org_id = $6::VARCHAR COLLATE "C" ORDER BY coalesce(risk_assessment_2.assessed_at, -1) DESC, risk_assessment_2.id DESC 
 LIMIT $34::INTEGER))::float8)::text, 'null') || ',"riskLevel":' || coalesce('"' || (SELECT risk_assessment_3.level 
FROM risk_assessment AS risk_assessment_3 
WHERE risk_assessment_3.nhi_id = page_1.id AND risk_assessment_3.org_id = $6::VARCHAR COLLATE "C" ORDER BY coalesce(risk_assessment_3.assessed_at, -1) DESC, risk_assessment_3.id DESC 
 LIMIT $35::INTEGER) || '"', 'null') || ',"riskSignals":' || coalesce((SELECT (SELECT coalesce(json_agg(factor ->> 'signal' ORDER BY place)::text, '[]') FROM json_array_elements(CASE json_typeof(risk_assessment_4.factors) WHEN 'array' THEN risk_assessment_4.factors ELSE '[]'::json END) WITH ORDINALITY AS each(factor, place) WHERE json_typeof(factor -> 'signal') = 'string') AS signals_1 
FROM risk_assessment AS risk_assessment_4 
WHERE risk_assessment_4.nhi_id = page_1.id AND risk_assessment_4.org_id = $6::VARCHAR COLLATE "C" ORDER BY coalesce(risk_assessment_4.assessed_at, -1) DESC, risk_assessment_4.id DESC 
 LIMIT $36::INTEGER), 'null') || ',"firstSeenAt":' || coalesce('"' || replace((timestamp 'epoch' + ((SELECT min(seen_1.time) AS min_5 
FROM (SELECT min(coalesce(tool_call_3.called_at, -1)) AS time 
FROM tool_call AS tool_call_3 
WHERE tool_call_3.nhi_id = page_1.id AND coalesce(tool_call_3.called_at, -1) >= $37::BIGINT AND tool_call_3.org_id = $6::VARCHAR COLLATE "C" UNION ALL SELECT min(coalesce(verdict_3.decided_at, -1)) AS time 
FROM verdict AS verdict_3 
WHERE verdict_3.nhi_id = page_1.id AND coalesce(verdict_3.decided_at, -1) >= $38::BIGINT AND verdict_3.org_id = $6::VARCHAR COLLATE "C" UNION ALL SELECT min(coalesce(run_1.started_at, -1)) AS time 
FROM run AS run_1 
WHERE run_1.nhi_id = page_1.id AND coalesce(run_1.started_at, -1) >= $39::BIGINT AND run_1.org_id = $6::VARCHAR COLLATE "C") AS seen_1) / 3600000000) * interval '1 hour' + ((SELECT min(seen_1.time) AS min_5 
FROM (SELECT min(coalesce(tool_call_3.called_at, -1)) AS time 
FROM tool_call AS tool_call_3 
WHERE tool_call_3.nhi_id = page_1.id AND coalesce(tool_call_3.called_at, -1) >= $37::BIGINT AND tool_call_3.org_id = $6::VARCHAR COLLATE "C" UNION ALL SELECT min(coalesce(verdict_3.decided_at, -1)) AS time 
FROM verdict AS verdict_3 
WHERE verdict_3.nhi_id = page_1.id AND coalesce(verdict_3.decided_at, -1) >= $38::BIGINT AND verdict_3.org_id = $6::VARCHAR COLLATE "C" UNION ALL SELECT min(coalesce(run_1.started_at, -1)) AS time 
FROM run AS run_1 
WHERE run_1.nhi_id = page_1.id AND coalesce(run_1.started_at, -1) >= $39::BIGINT AND run_1.org_id = $6::VARCHAR COLLATE "C") AS seen_1) % 3600000000) * interval '1 microsecond')::text, ' ', 'T') || 'Z' || '"', 'null') || ',"lastSeenAt":' || coalesce('"' || replace((timestamp 'epoch' + ((SELECT max(seen_2.time) AS max_1 
FROM (SELECT max(coalesce(tool_call_4.called_at, -1)) AS time 
FROM tool_call AS tool_call_4 
WHERE tool_call_4.nhi_id = page_1.id AND coalesce(tool_call_4.called_at, -1) >= $40::BIGINT AND tool_call_4.org_id = $6::VARCHAR COLLATE "C" UNION ALL SELECT max(coalesce(verdict_4.decided_at, -1)) AS time 
FROM verdict AS verdict_4 
WHERE verdict_4.nhi_id = page_1.id AND coalesce(verdict_4.decided_at, -1) >= $41::BIGINT AND verdict_4.org_id = $6::VARCHAR COLLATE "C" UNION ALL SELECT max(coalesce(run_2.started_at, -1)) AS time 
FROM run AS run_2 
WHERE run_2.nhi_id = page_1.id AND coalesce(run_2.started_at, -1) >= $42::BIGINT AND run_2.org_id = $6::VARCHAR COLLATE "C") AS seen_2) / 3600000000) * interval '1 hour' + ((SELECT max(seen_2.time) AS max_1 
FROM (SELECT max(coalesce(tool_call_4.called_at, -1)) AS time 
FROM tool_call AS tool_call_4 
WHERE tool_call_4.nhi_id = page_1.id AND coalesce(tool_call_4.called_at, -1) >= $40::BIGINT AND tool_call_4.org_id = $6::VARCHAR COLLATE "C" UNION ALL SELECT max(coalesce(verdict_4.decided_at, -1)) AS time 
FROM verdict AS verdict_4 
WHERE verdict_4.nhi_id = page_1.id AND coalesce(verdict_4.decided_at, -1) >= $41::BIGINT AND verdict_4.org_id = $6::VARCHAR COLLATE "C" UNION ALL SELECT max(coalesce(run_2.started_at, -1)) AS time 
FROM run AS run_2 
WHERE run_2.nhi_id = page_1.id AND coalesce(run_2.started_at, -1) >= $42::BIGINT AND run_2.org_id = $6::VARCHAR COLLATE "C") AS seen_2) % 3600000000) * interval '1 microsecond')::text, ' ', 'T') || 'Z' || '"', 'null') || ',"openAnomalies":' || coalesce(((SELECT count(*) AS count_2 
FROM anomaly AS anomaly_2 
WHERE anomaly_2.nhi_id = page_1.id AND anomaly_2.status = $43::VARCHAR COLLATE "C" AND anomaly_2.org_id = $6::VARCHAR COLLATE "C"))::text, 'null') || ',"anomalies":' || (SELECT '{"nodes":[' || coalesce(string_agg('{"type":' || coalesce(to_json(page_2.type)::text, 'null') || ',"severity":' || coalesce('"' || page_2.severity || '"', 'null') || ',"detectedAt":' || coalesce('"' || replace((timestamp 'epoch' + (page_2.detected_at / 3600000000) * interval '1 hour' + (page_2.detected_at % 3600000000) * interval '1 microsecond')::text, ' ', 'T') || 'Z' || '"', 'null') || ',"evidence":' || coalesce((page_2.evidence)::text, 'null') || '}', ','), '') || ']}' AS value 
FROM (SELECT anomaly_3.type AS type, anomaly_3.severity AS severity, anomaly_3.detected_at AS detected_at, anomaly_3.evidence AS evidence 
FROM anomaly AS anomaly_3 
WHERE anomaly_3.nhi_id = page_1.id AND anomaly_3.status = $44::VARCHAR COLLATE "C" AND anomaly_3.org_id = $6::VARCHAR COLLATE "C" ORDER BY coalesce(anomaly_3.detected_at, -1) DESC, anomaly_3.id DESC 
 LIMIT 3) AS page_2) || ',"assessments":' || (SELECT '{"nodes":[' || coalesce(string_agg('{"assessedAt":' || coalesce('"' || replace((timestamp 'epoch' + (page_3.assessed_at / 3600000000) * interval '1 hour' + (page_3.assessed_at % 3600000000) * interval '1 microsecond')::text, ' ', 'T') || 'Z' || '"', 'null') || ',"score":' || coalesce(((page_3.score)::float8)::text, 'null') || ',"factors":' || coalesce((page_3.factors)::text, 'null') || '}', ','), '') || ']}' AS value 
FROM (SELECT risk_assessment_5.assessed_at AS assessed_at, risk_assessment_5.score AS score, risk_assessment_5.factors AS factors 
FROM risk_assessment AS risk_assessment_5 
WHERE risk_assessment_5.nhi_id = page_1.id AND risk_assessment_5.org_id = $6::VARCHAR COLLATE "C" ORDER BY coalesce(risk_assessment_5.assessed_at, -1) DESC, risk_assessment_5.id DESC 
 LIMIT 3) AS page_3) || '}', ','), '') || ']}' AS value 
FROM (SELECT nhi_1.id AS id, nhi_1.owner AS owner, nhi_1.tier AS tier, nhi_1.tier_ceiling AS tier_ceiling, nhi_1.tier_compliance AS tier_compliance, nhi_1.federation_status AS federation_status 
FROM nhi AS nhi_1 
WHERE (SELECT risk_assessment_6.score 
FROM risk_assessment AS risk_assessment_6 
WHERE risk_assessment_6.nhi_id = nhi_1.id AND risk_assessment_6.org_id = $6::VARCHAR COLLATE "C" ORDER BY coalesce(risk_assessment_6.assessed_at, -1) DESC, risk_assessment_6.id DESC 
 LIMIT $45::INTEGER) >= $46::FLOAT AND nhi_1.org_id = $6::VARCHAR COLLATE "C" ORDER BY CASE WHEN ((SELECT CAST((((summed_2.score * $47::BIGINT + 10000000) - $48::BIGINT) + (summed_2.score / 10000000) % $49::BIGINT) / (10000000 * $50::BIGINT) AS DOUBLE PRECISION) / CAST(100.0 AS DOUBLE PRECISION) AS score 
FROM (SELECT CAST(round(400000000.0 * ($51::INTEGER - (SELECT risk_assessment_7.score 
FROM risk_assessment AS risk_assessment_7 
WHERE risk_assessment_7.nhi_id = nhi_1.id AND risk_assessment_7.org_id = $6::VARCHAR COLLATE "C" ORDER BY coalesce(risk_assessment_7.assessed_at, -1) DESC, risk_assessment_7.id DESC 
 LIMIT $52::INTEGER)) + 300000000.0 * coalesce(nhi_1.tier_compliance, 0.0) + 200000000.0 * coalesce(nhi_1.federation_status, 0.0) + 100000000.0 * (SELECT coalesce(CAST((((CAST(sum(CAST(latest_calls_3.judged AS INTEGER)) AS BIGINT) * $53::BIGINT * $54::BIGINT + nullif(count(*), $55::INTEGER)) - $56::BIGINT) + ((CAST(sum(CAST(latest_calls_3.judged AS INTEGER)) AS BIGINT) * $53::BIGINT) / nullif(count(*), $55::INTEGER)) % $57::BIGINT) / (nullif(count(*), $55::INTEGER) * $58::BIGINT) AS DOUBLE PRECISION) / CAST(10000.0 AS DOUBLE PRECISION), (SELECT min($59::INTEGER) AS min_6 
FROM guardian_binding AS guardian_binding_5 
WHERE guardian_binding_5.nhi_id = nhi_1.id AND guardian_binding_5.guardian_id IS NOT NULL AND coalesce(guardian_binding_5.released_at, 253402300800000000) > $60::BIGINT AND guardian_binding_5.org_id = $6::VARCHAR COLLATE "C"), $61::INTEGER) AS coverage 
FROM (SELECT EXISTS (SELECT verdict_5.id 
FROM verdict AS verdict_5, guardian_binding AS guardian_binding_6 
WHERE verdict_5.tool_call_id = tool_call_5.id AND guardian_binding_6.guardian_id = verdict_5.guardian_id AND guardian_binding_6.nhi_id = nhi_1.id AND guardian_binding_6.guardian_id IS NOT NULL AND coalesce(guardian_binding_6.released_at, 253402300800000000) > $62::BIGINT AND verdict_5.org_id = $6::VARCHAR COLLATE "C" AND guardian_binding_6.org_id = $6::VARCHAR COLLATE "C"
 LIMIT ALL OFFSET 0) AS judged 
FROM tool_call AS tool_call_5 
WHERE tool_call_5.nhi_id = nhi_1.id AND coalesce(tool_call_5.called_at, -1) >= $63::BIGINT AND coalesce(tool_call_5.called_at, -1) < $64::BIGINT AND tool_call_5.org_id = $6::VARCHAR COLLATE "C" ORDER BY coalesce(tool_call_5.called_at, -1) DESC, tool_call_5.id DESC 
 LIMIT 1000) AS latest_calls_3)) AS BIGINT) AS score) AS summed_2) IS NULL) THEN $65::INTEGER ELSE $66::INTEGER END ASC, coalesce((SELECT CAST((((summed_2.score * $47::BIGINT + 10000000) - $48::BIGINT) + (summed_2.score / 10000000) % $49::BIGINT) / (10000000 * $50::BIGINT) AS DOUBLE PRECISION) / CAST(100.0 AS DOUBLE PRECISION) AS score 
FROM (SELECT CAST(round(400000000.0 * ($51::INTEGER - (SELECT risk_assessment_7.score 
FROM risk_assessment AS risk_assessment_7 
WHERE risk_assessment_7.nhi_id = nhi_1.id AND risk_assessment_7.org_id = $6::VARCHAR COLLATE "C" ORDER BY coalesce(risk_assessment_7.assessed_at, -1) DESC, risk_assessment_7.id DESC 
 LIMIT $52::INTEGER)) + 300000000.0 * coalesce(nhi_1.tier_compliance, 0.0) + 200000000.0 * coalesce(nhi_1.federation_status, 0.0) + 100000000.0 * (SELECT coalesce(CAST((((CAST(sum(CAST(latest_calls_3.judged AS INTEGER)) AS BIGINT) * $53::BIGINT * $54::BIGINT + nullif(count(*), $55::INTEGER)) - $56::BIGINT) + ((CAST(sum(CAST(latest_calls_3.judged AS INTEGER)) AS BIGINT) * $53::BIGINT) / nullif(count(*), $55::INTEGER)) % $57::BIGINT) / (nullif(count(*), $55::INTEGER) * $58::BIGINT) AS DOUBLE PRECISION) / CAST(10000.0 AS DOUBLE PRECISION), (SELECT min($59::INTEGER) AS min_6 
FROM guardian_binding AS guardian_binding_5 
WHERE guardian_binding_5.nhi_id = nhi_1.id AND guardian_binding_5.guardian_id IS NOT NULL AND coalesce(guardian_binding_5.released_at, 253402300800000000) > $60::BIGINT AND guardian_binding_5.org_id = $6::VARCHAR COLLATE "C"), $61::INTEGER) AS coverage 
FROM (SELECT EXISTS (SELECT verdict_5.id 
FROM verdict AS verdict_5, guardian_binding AS guardian_binding_6 
WHERE verdict_5.tool_call_id = tool_call_5.id AND guardian_binding_6.guardian_id = verdict_5.guardian_id AND guardian_binding_6.nhi_id = nhi_1.id AND guardian_binding_6.guardian_id IS NOT NULL AND coalesce(guardian_binding_6.released_at, 253402300800000000) > $62::BIGINT AND verdict_5.org_id = $6::VARCHAR COLLATE "C" AND guardian_binding_6.org_id = $6::VARCHAR COLLATE "C"
 LIMIT ALL OFFSET 0) AS judged 
FROM tool_call AS tool_call_5 
WHERE tool_call_5.nhi_id = nhi_1.id AND coalesce(tool_call_5.called_at, -1) >= $63::BIGINT AND coalesce(tool_call_5.called_at, -1) < $64::BIGINT AND tool_call_5.org_id = $6::VARCHAR COLLATE "C" ORDER BY coalesce(tool_call_5.called_at, -1) DESC, tool_call_5.id DESC 
 LIMIT 1000) AS latest_calls_3)) AS BIGINT) AS score) AS summed_2), 0.0) ASC, nhi_1.id ASC 
 LIMIT $67::BIGINT) AS page_1) AS value;
-- binds: 2, 1, 2, 2, 1, <organization>, 1, 10000, 2, 0, 1, 2, 2, 1, <now>, 0, <now>, <now>, <now>, 10000, 2, 0, 1, 2, 2, 1, <now>, 0, <now>, <now>, <now>, <now>, <now>, 1, 1, 1, 0, 0, 0, 0, 0, 0, 'OPEN', <AnomalyStatus.OPEN: 'OPEN'>, 1, 0.0, 2, 1, 2, 2, 1, 1, 10000, 2, 0, 1, 2, 2, 1, <now>, 0, <now>, <now>, <now>, 0, 1, <$first>
