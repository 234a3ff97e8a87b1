-- nhis
SELECT (SELECT '{"nodes":[' || coalesce(group_concat('{' || trim(json_object('nhiId', nodes_1.id, 'owner', nodes_1.owner, 'tier', nodes_1.tier, 'tierCeiling', nodes_1.tier_ceiling), '{}') || ',"posture":' || json_object('score', CASE WHEN CAST(printf('%!.15g', nodes_1.hoisted_0) AS REAL) <> nodes_1.hoisted_0 THEN json(printf('%!.17g', nodes_1.hoisted_0)) ELSE nodes_1.hoisted_0 END, 'guardianCoverage', CASE WHEN CAST(printf('%!.15g', nodes_1.hoisted_1) AS REAL) <> nodes_1.hoisted_1 THEN json(printf('%!.17g', nodes_1.hoisted_1)) ELSE nodes_1.hoisted_1 END, 'tierCompliance', CASE WHEN CAST(printf('%!.15g', nodes_1.tier_compliance) AS REAL) <> nodes_1.tier_compliance THEN json(printf('%!.17g', nodes_1.tier_compliance)) ELSE nodes_1.tier_compliance END, 'federationStatus', CASE WHEN CAST(printf('%!.15g', nodes_1.federation_status) AS REAL) <> nodes_1.federation_status THEN json(printf('%!.17g', nodes_1.federation_status)) ELSE nodes_1.federation_status END, 'anomalyCount7d', nodes_1.hoisted_2) || ',' || trim(json_object('riskScore', CASE WHEN CAST(printf('%!.15g', nodes_1.hoisted_3) AS REAL) <> nodes_1.hoisted_3 THEN json(printf('%!.17g', nodes_1.hoisted_3)) ELSE nodes_1.hoisted_3 END, 'riskLevel', nodes_1.hoisted_4), '{}') || ',"riskSignals":' || coalesce(nodes_1.hoisted_5, 'null') || ',' || trim(json_object('firstSeenAt', iif(nodes_1.hoisted_6 % 1000000, date(nodes_1.hoisted_6 / 1000000, 'unixepoch') || 'T' || time(nodes_1.hoisted_6 / 1000000, 'unixepoch') || rtrim('.' || substr(nodes_1.hoisted_6 + 1000000, -6), '0') || 'Z', date(nodes_1.hoisted_6 / 1000000, 'unixepoch') || 'T' || time(nodes_1.hoisted_6 / 1000000, 'unixepoch') || 'Z'), 'lastSeenAt', iif(nodes_1.hoisted_7 % 1000000, date(nodes_1.hoisted_7 / 1000000, 'unixepoch') || 'T' || time(nodes_1.hoisted_7 / 1000000, 'unixepoch') || rtrim('.' || substr(nodes_1.hoisted_7 + 1000000, -6), '0') || 'Z', date(nodes_1.hoisted_7 / 1000000, 'unixepoch') || 'T' || time(nodes_1.hoisted_7 / 1000000, 'unixepoch') || 'Z'), 'openAnomalies', nodes_1.hoisted_8), '{}') || ',"anomalies":' || nodes_1.hoisted_9 || ',"assessments":' || nodes_1.hoisted_10 || '}'), '') || ']}' AS value 
FROM (SELECT page_1.id AS id, page_1.owner AS owner, page_1.tier AS tier, page_1.tier_ceiling AS tier_ceiling, page_1.tier_compliance AS tier_compliance, page_1.federation_status AS federation_status, (SELECT CAST((((summed_1.score * ? + 10000000) - ?) + (summed_1.score / 10000000) % ?) / (10000000 * ?) AS REAL) / (100.0 + 0.0) AS score 
FROM (SELECT CAST(round(400000000.0 * (? - (SELECT risk_assessment_1.score 
FROM risk_assessment AS risk_assessment_1 
WHERE risk_assessment_1.nhi_id = page_1.id AND risk_assessment_1.org_id = ? ORDER BY coalesce(risk_assessment_1.assessed_at, -1) DESC, risk_assessment_1.id DESC
 LIMIT ? OFFSET ?)) + 300000000.0 * coalesce(page_1.tier_compliance, 0.0) + 200000000.0 * coalesce(page_1.federation_status, 0.0) + 100000000.0 * (SELECT coalesce(CAST((((CAST(sum(CAST(latest_calls_1.judged AS INTEGER)) AS INTEGER) * ? * ? + nullif(count(*), ?)) - ?) + ((CAST(sum(CAST(latest_calls_1.judged AS INTEGER)) AS INTEGER) * ?) / nullif(count(*), ?)) % ?) / (nullif(count(*), ?) * ?) AS REAL) / (10000.0 + 0.0), (SELECT min(?) AS min_1 
FROM guardian_binding AS guardian_binding_1 
WHERE guardian_binding_1.nhi_id = page_1.id AND guardian_binding_1.guardian_id IS NOT NULL AND coalesce(guardian_binding_1.released_at, 253402300800000000) > ? AND guardian_binding_1.org_id = ?), ?) AS coverage 
FROM (SELECT EXISTS (SELECT verdict_1.id 
FROM verdict AS verdict_1, guardian_binding AS guardian_binding_2 
WHERE verdict_1.tool_call_id = tool_call_1.id AND guardian_binding_2.guardian_id = verdict_1.guardian_id AND guardian_binding_2.nhi_id = page_1.id AND guardian_binding_2.guardian_id IS NOT NULL AND coalesce(guardian_binding_2.released_at, 253402300800000000) > ? AND verdict_1.org_id = ? AND guardian_binding_2.org_id = ?
 LIMIT ? OFFSET 0) AS judged 
FROM tool_call AS tool_call_1 
WHERE tool_call_1.nhi_id = page_1.id AND coalesce(tool_call_1.called_at, -1) >= ? AND coalesce(tool_call_1.called_at, -1) < ? AND tool_call_1.org_id = ? ORDER BY coalesce(tool_call_1.called_at, -1) DESC, tool_call_1.id DESC
 LIMIT 1000 OFFSET ?) AS latest_calls_1)) AS INTEGER) AS score) AS summed_1) AS hoisted_0, (SELECT coalesce(CAST((((CAST(sum(CAST(latest_calls_2.judged AS INTEGER)) AS INTEGER) * ? * ? + nullif(count(*), ?)) - ?) + ((CAST(sum(CAST(latest_calls_2.judged AS INTEGER)) AS INTEGER) * ?) / nullif(count(*), ?)) % ?) / (nullif(count(*), ?) * ?) AS REAL) / (10000.0 + 0.0), (SELECT min(?) AS min_3 
FROM guardian_binding AS guardian_binding_3 
WHERE guardian_binding_3.nhi_id = page_1.id AND guardian_binding_3.guardian_id IS NOT NULL AND coalesce(guardian_binding_3.released_at, 253402300800000000) > ? AND guardian_binding_3.org_id = ?), ?) AS coverage 
FROM (SELECT EXISTS (SELECT verdict_2.id 
FROM verdict AS verdict_2, guardian_binding AS guardian_binding_4 
WHERE verdict_2.tool_call_id = tool_call_2.id AND guardian_binding_4.guardian_id = verdict_2.guardian_id AND guardian_binding_4.nhi_id = page_1.id AND guardian_binding_4.guardian_id IS NOT NULL AND coalesce(guardian_binding_4.released_at, 253402300800000000) > ? AND verdict_2.org_id = ? AND guardian_binding_4.org_id = ?
 LIMIT ? OFFSET 0) AS judged 
FROM tool_call AS tool_call_2 
WHERE tool_call_2.nhi_id = page_1.id AND coalesce(tool_call_2.called_at, -1) >= ? AND coalesce(tool_call_2.called_at, -1) < ? AND tool_call_2.org_id = ? ORDER BY coalesce(tool_call_2.called_at, -1) DESC, tool_call_2.id DESC
 LIMIT 1000 OFFSET ?) AS latest_calls_2) AS hoisted_1, (SELECT count(*) AS count_1 
FROM anomaly AS anomaly_1 
WHERE anomaly_1.nhi_id = page_1.id AND coalesce(anomaly_1.detected_at, -1) >= ? AND coalesce(anomaly_1.detected_at, -1) < ? AND anomaly_1.org_id = ?) AS hoisted_2, (SELECT risk_assessment_2.score 
FROM risk_assessment AS risk_assessment_2 
WHERE risk_assessment_2.nhi_id = page_1.id AND risk_assessment_2.org_id = ? ORDER BY coalesce(risk_assessment_2.assessed_at, -1) DESC, risk_assessment_2.id DESC
 LIMIT ? OFFSET ?) AS hoisted_3, (SELECT risk_assessment_3.level 
FROM risk_assessment AS risk_assessment_3 
WHERE risk_assessment_3.nhi_id = page_1.id AND risk_assessment_3.org_id = ? ORDER BY coalesce(risk_assessment_3.assessed_at, -1) DESC, risk_assessment_3.id DESC
 LIMIT ? OFFSET ?) AS hoisted_4, (SELECT (SELECT json_group_array(json_extract(each.value, '$.signal')) FROM json_each(risk_assessment_4.factors) AS each WHERE typeof(each.key) = 'integer' AND json_type(CASE each.type WHEN 'object' THEN each.value END, '$.signal') = 'text') AS signals_1 
FROM risk_assessment AS risk_assessment_4 
WHERE risk_assessment_4.nhi_id = page_1.id AND risk_assessment_4.org_id = ? ORDER BY coalesce(risk_assessment_4.assessed_at, -1) DESC, risk_assessment_4.id DESC
 LIMIT ? OFFSET ?) AS hoisted_5, (SELECT min(seen_1.time) AS min_5 
FROM (SELECT min(coalesce(tool_call_3.called_at, -1)) AS time 
FROM tool_call AS tool_call_3 
WHERE tool_call_3.nhi_id = page_1.id AND coalesce(tool_call_3.called_at, -1) >= ? AND tool_call_3.org_id = ? UNION ALL SELECT min(coalesce(verdict_3.decided_at, -1)) AS time 
FROM verdict AS verdict_3 
WHERE verdict_3.nhi_id = page_1.id AND coalesce(verdict_3.decided_at, -1) >= ? AND verdict_3.org_id = ? UNION ALL SELECT min(coalesce(run_1.started_at, -1)) AS time 
FROM run AS run_1 
WHERE run_1.nhi_id = page_1.id AND coalesce(run_1.started_at, -1) >= ? AND run_1.org_id = ?) AS seen_1) AS hoisted_6, (SELECT max(seen_2.time) AS max_1 
FROM (SELECT max(coalesce(tool_call_4.called_at, -1)) AS time 
FROM tool_call AS tool_call_4 
WHERE tool_call_4.nhi_id = page_1.id AND coalesce(tool_call_4.called_at, -1) >= ? AND tool_call_4.org_id = ? UNION ALL SELECT max(coalesce(verdict_4.decided_at, -1)) AS time 
FROM verdict AS verdict_4 
WHERE verdict_4.nhi_id = page_1.id AND coalesce(verdict_4.decided_at, -1) >= ? AND verdict_4.org_id = ? UNION ALL SELECT max(coalesce(run_2.started_at, -1)) AS time 
FROM run AS run_2 
WHERE run_2.nhi_id = page_1.id AND coalesce(run_2.started_at, -1) >= ? AND run_2.org_id = ?) AS seen_2) AS hoisted_7, (SELECT count(*) AS count_2 
FROM anomaly AS anomaly_2 
WHERE anomaly_2.nhi_id = page_1.id AND anomaly_2.status = ? AND anomaly_2.org_id = ?) AS hoisted_8, (SELECT '{"nodes":[' || coalesce(group_concat('{' || trim(json_object('type', page_2.type, 'severity', page_2.severity, 'detectedAt', iif(page_2.detected_at % 1000000, date(page_2.detected_at / 1000000, 'unixepoch') || 'T' || time(page_2.detected_at / 1000000, 'unixepoch') || rtrim('.' || substr(page_2.detected_at + 1000000, -6), '0') || 'Z', date(page_2.detected_at / 1000000, 'unixepoch') || 'T' || time(page_2.detected_at / 1000000, 'unixepoch') || 'Z')), '{}') || ',"evidence":' || coalesce(page_2.evidence, 'null') || '}'), '') || ']}' AS value 
FROM (SELECT anomaly_3.type AS type, anomaly_3.severity AS severity, anomaly_3.detected_at AS detected_at, anomaly_3.evidence AS evidence 
FROM anomaly AS anomaly_3 
WHERE anomaly_3.nhi_id = page_1.id AND anomaly_3.status = ? AND anomaly_3.org_id = ? ORDER BY coalesce(anomaly_3.detected_at, -1) DESC, anomaly_3.id DESC
 LIMIT 3 OFFSET ?) AS page_2) AS hoisted_9, (SELECT '{"nodes":[' || coalesce(group_concat('{' || trim(json_object('assessedAt', iif(page_3.assessed_at % 1000000, date(page_3.assessed_at / 1000000, 'unixepoch') || 'T' || time(page_3.assessed_at / 1000000, 'unixepoch') || rtrim('.' || substr(page_3.assessed_at + 1000000, -6), '0') || 'Z', date(page_3.assessed_at / 1000000, 'unixepoch') || 'T' || time(page_3.assessed_at / 1000000, 'unixepoch') || 'Z'), 'score', CASE WHEN CAST(printf('%!.15g', page_3.score) AS REAL) <> page_3.score THEN json(printf('%!.17g', page_3.score)) ELSE page_3.score END), '{}') || ',"factors":' || coalesce(page_3.factors, 'null') || '}'), '') || ']}' AS value 
FROM (SELECT risk_assessment_5.assessed_at AS assessed_at, risk_assessment_5.score AS score, risk_assessment_5.factors AS factors 
FROM risk_assessment AS risk_assessment_5 
WHERE risk_assessment_5.nhi_id = page_1.id AND risk_assessment_5.org_id = ? ORDER BY coalesce(risk_assessment_5.assessed_at, -1) DESC, risk_assessment_5.id DESC
 LIMIT 3 OFFSET ?) AS page_3) AS hoisted_10 
FROM (SELECT nhi_1.id AS id, nhi_1.owner AS owner, nhi_1.tier AS tier, nhi_1.tier_ceiling AS tier_ceiling, nhi_1.tier_compliance AS tier_compliance, nhi_1.federation_status AS federation_status 
FROM nhi AS nhi_1 
WHERE (SELECT risk_assessment_6.score 
FROM risk_assessment AS risk_assessment_6 
WHERE risk_assessment_6.nhi_id = nhi_1.id AND risk_assessment_6.org_id = ? ORDER BY coalesce(risk_assessment_6.assessed_at, -1) DESC, risk_assessment_6.id DESC
 LIMIT ? OFFSET ?) >= ? AND nhi_1.org_id = ? ORDER BY CASE WHEN ((SELECT CAST((((summed_2.score * ? + 10000000) - ?) + (summed_2.score / 10000000) % ?) / (10000000 * ?) AS REAL) / (100.0 + 0.0) AS score 
FROM (SELECT CAST(round(400000000.0 * (? - (SELECT risk_assessment_7.score 
FROM risk_assessment AS risk_assessment_7 
WHERE risk_assessment_7.nhi_id = nhi_1.id AND risk_assessment_7.org_id = ? ORDER BY coalesce(risk_assessment_7.assessed_at, -1) DESC, risk_assessment_7.id DESC
 LIMIT ? OFFSET ?)) + 300000000.0 * coalesce(nhi_1.tier_compliance, 0.0) + 200000000.0 * coalesce(nhi_1.federation_status, 0.0) + 100000000.0 * (SELECT coalesce(CAST((((CAST(sum(CAST(latest_calls_3.judged AS INTEGER)) AS INTEGER) * ? * ? + nullif(count(*), ?)) - ?) + ((CAST(sum(CAST(latest_calls_3.judged AS INTEGER)) AS INTEGER) * ?) / nullif(count(*), ?)) % ?) / (nullif(count(*), ?) * ?) AS REAL) / (10000.0 + 0.0), (SELECT min(?) AS min_6 
FROM guardian_binding AS guardian_binding_5 
WHERE guardian_binding_5.nhi_id = nhi_1.id AND guardian_binding_5.guardian_id IS NOT NULL AND coalesce(guardian_binding_5.released_at, 253402300800000000) > ? AND guardian_binding_5.org_id = ?), ?) AS coverage 
FROM (SELECT EXISTS (SELECT verdict_5.id 
FROM verdict AS verdict_5, guardian_binding AS guardian_binding_6 
WHERE verdict_5.tool_call_id = tool_call_5.id AND guardian_binding_6.guardian_id = verdict_5.guardian_id AND guardian_binding_6.nhi_id = nhi_1.id AND guardian_binding_6.guardian_id IS NOT NULL AND coalesce(guardian_binding_6.released_at, 253402300800000000) > ? AND verdict_5.org_id = ? AND guardian_binding_6.org_id = ?
 LIMIT ? OFFSET 0) AS judged 
FROM tool_call AS tool_call_5 
WHERE tool_call_5.nhi_id = nhi_1.id AND coalesce(tool_call_5.called_at, -1) >= ? AND coalesce(tool_call_5.called_at, -1) < ? AND tool_call_5.org_id = ? ORDER BY coalesce(tool_call_5.called_at, -1) DESC, tool_call_5.id DESC
 LIMIT 1000 OFFSET ?) AS latest_calls_3)) AS INTEGER) AS score) AS summed_2) IS NULL) THEN ? ELSE ? END ASC, coalesce((SELECT CAST((((summed_2.score * ? + 10000000) - ?) + (summed_2.score / 10000000) % ?) / (10000000 * ?) AS REAL) / (100.0 + 0.0) AS score 
FROM (SELECT CAST(round(400000000.0 * (? - (SELECT risk_assessment_7.score 
FROM risk_assessment AS risk_assessment_7 
WHERE risk_assessment_7.nhi_id = nhi_1.id AND risk_assessment_7.org_id = ? ORDER BY coalesce(risk_assessment_7.assessed_at, -1) DESC, risk_assessment_7.id DESC
 LIMIT ? OFFSET ?)) + 300000000.0 * coalesce(nhi_1.tier_compliance, 0.0) + 200000000.0 * coalesce(nhi_1.federation_status, 0.0) + 100000000.0 * (SELECT coalesce(CAST((((CAST(sum(CAST(latest_calls_3.judged AS INTEGER)) AS INTEGER) * ? * ? + nullif(count(*), ?)) - ?) + ((CAST(sum(CAST(latest_calls_3.judged AS INTEGER)) AS INTEGER) * ?) / nullif(count(*), ?)) % ?) / (nullif(count(*), ?) * ?) AS REAL) / (10000.0 + 0.0), (SELECT min(?) AS min_6 
FROM guardian_binding AS guardian_binding_5 
WHERE guardian_binding_5.nhi_id = nhi_1.id AND guardian_binding_5.guardian_id IS NOT NULL AND coalesce(guardian_binding_5.released_at, 253402300800000000) > ? AND guardian_binding_5.org_id = ?), ?) AS coverage 
FROM (SELECT EXISTS (SELECT verdict_5.id 
FROM verdict AS verdict_5, guardian_binding AS guardian_binding_6 
WHERE verdict_5.tool_call_id = tool_call_5.id AND guardian_binding_6.guardian_id = verdict_5.guardian_id AND guardian_binding_6.nhi_id = nhi_1.id AND guardian_binding_6.guardian_id IS NOT NULL AND coalesce(guardian_binding_6.released_at, 253402300800000000) > ? AND verdict_5.org_id = ? AND guardian_binding_6.org_id = ?
 LIMIT ? OFFSET 0) AS judged 
FROM tool_call AS tool_call_5 
WHERE tool_call_5.nhi_id = nhi_1.id AND coalesce(tool_call_5.called_at, -1) >= ? AND coalesce(tool_call_5.called_at, -1) < ? AND tool_call_5.org_id = ? ORDER BY coalesce(tool_call_5.called_at, -1) DESC, tool_call_5.id DESC
 LIMIT 1000 OFFSET ?) AS latest_calls_3)) AS INTEGER) AS score) AS summed_2), 0.0) ASC, nhi_1.id ASC
 LIMIT ? OFFSET ?) AS page_1
 LIMIT ? OFFSET 0) AS nodes_1) AS value;
-- binds: 2, 1, 2, 2, 1, <organization>, 1, 0, 10000, 2, 0, 1, 10000, 0, 2, 0, 2, 1, <now>, <organization>, 0, <now>, <organization>, <organization>, -1, <now>, <now>, <organization>, 0, 10000, 2, 0, 1, 10000, 0, 2, 0, 2, 1, <now>, <organization>, 0, <now>, <organization>, <organization>, -1, <now>, <now>, <organization>, 0, <now>, <now>, <organization>, <organization>, 1, 0, <organization>, 1, 0, <organization>, 1, 0, 0, <organization>, 0, <organization>, 0, <organization>, 0, <organization>, 0, <organization>, 0, <organization>, 'OPEN', <organization>, <AnomalyStatus.OPEN: 'OPEN'>, <organization>, 0, <organization>, 0, <organization>, 1, 0, 0.0, <organization>, 2, 1, 2, 2, 1, <organization>, 1, 0, 10000, 2, 0, 1, 10000, 0, 2, 0, 2, 1, <now>, <organization>, 0, <now>, <organization>, <organization>, -1, <now>, <now>, <organization>, 0, 0, 1, 2, 1, 2, 2, 1, <organization>, 1, 0, 10000, 2, 0, 1, 10000, 0, 2, 0, 2, 1, <now>, <organization>, 0, <now>, <organization>, <organization>, -1, <now>, <now>, <organization>, 0, <$first>, 0, -1
