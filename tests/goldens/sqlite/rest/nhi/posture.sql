-- nhis
SELECT (SELECT '{"nodes":[' || coalesce(group_concat('{' || trim(json_object('nhi_id', nodes_1.id), '{}') || ',"posture":' || json_object('posture_score', CASE WHEN CAST(printf('%!.15g', nodes_1.hoisted_0) AS REAL) <> nodes_1.hoisted_0 THEN json(printf('%!.17g', nodes_1.hoisted_0)) ELSE nodes_1.hoisted_0 END, 'guardian_coverage', CASE WHEN CAST(printf('%!.15g', nodes_1.hoisted_1) AS REAL) <> nodes_1.hoisted_1 THEN json(printf('%!.17g', nodes_1.hoisted_1)) ELSE nodes_1.hoisted_1 END, 'tier_compliance', CASE WHEN CAST(printf('%!.15g', nodes_1.tier_compliance) AS REAL) <> nodes_1.tier_compliance THEN json(printf('%!.17g', nodes_1.tier_compliance)) ELSE nodes_1.tier_compliance END, 'federation_status', CASE WHEN CAST(printf('%!.15g', nodes_1.federation_status) AS REAL) <> nodes_1.federation_status THEN json(printf('%!.17g', nodes_1.federation_status)) ELSE nodes_1.federation_status END, 'anomaly_count_7d', nodes_1.hoisted_2) || '}') FILTER (WHERE nodes_1.number <= ?), '') || '],"pageInfo":' || json_object('hasNextPage', json(CASE coalesce(max(nodes_1.fetched), ?) > ? WHEN 1 THEN 'true' WHEN 0 THEN 'false' END), 'endCursor', max(CASE WHEN (nodes_1.number = CASE WHEN (nodes_1.fetched < ?) THEN nodes_1.fetched ELSE ? END AND nodes_1.number <= ?) THEN (json_array('ID_ASC', nodes_1.id) || '') END)) || '}' AS value 
FROM (SELECT numbered_1.id AS id, numbered_1.tier_compliance AS tier_compliance, numbered_1.federation_status AS federation_status, numbered_1.number AS number, numbered_1.fetched AS fetched, (SELECT CAST((((summed_1.score * ? + 10000000) - ?) + (summed_1.score / 10000000) % ?) / (10000000 * ?) AS REAL) / (100.0 + 0.0) AS score 
FROM (SELECT CAST(round(400000000.0 * (? - (SELECT risk_assessment_1.score 
FROM risk_assessment AS risk_assessment_1 
WHERE risk_assessment_1.nhi_id = numbered_1.id AND risk_assessment_1.org_id = ? ORDER BY coalesce(risk_assessment_1.assessed_at, -1) DESC, risk_assessment_1.id DESC
 LIMIT ? OFFSET ?)) + 300000000.0 * coalesce(numbered_1.tier_compliance, 0.0) + 200000000.0 * coalesce(numbered_1.federation_status, 0.0) + 100000000.0 * (SELECT coalesce(CAST((((CAST(sum(CAST(latest_calls_1.judged AS INTEGER)) AS INTEGER) * ? * ? + nullif(count(*), ?)) - ?) + ((CAST(sum(CAST(latest_calls_1.judged AS INTEGER)) AS INTEGER) * ?) / nullif(count(*), ?)) % ?) / (nullif(count(*), ?) * ?) AS REAL) / (10000.0 + 0.0), (SELECT min(?) AS min_1 
FROM guardian_binding AS guardian_binding_1 
WHERE guardian_binding_1.nhi_id = numbered_1.id AND guardian_binding_1.guardian_id IS NOT NULL AND coalesce(guardian_binding_1.released_at, 253402300800000000) > ? AND guardian_binding_1.org_id = ?), ?) AS coverage 
FROM (SELECT EXISTS (SELECT verdict_1.id 
FROM verdict AS verdict_1, guardian_binding AS guardian_binding_2 
WHERE verdict_1.tool_call_id = tool_call_1.id AND guardian_binding_2.guardian_id = verdict_1.guardian_id AND guardian_binding_2.nhi_id = numbered_1.id AND guardian_binding_2.guardian_id IS NOT NULL AND coalesce(guardian_binding_2.released_at, 253402300800000000) > ? AND verdict_1.org_id = ? AND guardian_binding_2.org_id = ?
 LIMIT ? OFFSET 0) AS judged 
FROM tool_call AS tool_call_1 
WHERE tool_call_1.nhi_id = numbered_1.id AND coalesce(tool_call_1.called_at, -1) >= ? AND coalesce(tool_call_1.called_at, -1) < ? AND tool_call_1.org_id = ? ORDER BY coalesce(tool_call_1.called_at, -1) DESC, tool_call_1.id DESC
 LIMIT 1000 OFFSET ?) AS latest_calls_1)) AS INTEGER) AS score) AS summed_1) AS hoisted_0, (SELECT coalesce(CAST((((CAST(sum(CAST(latest_calls_2.judged AS INTEGER)) AS INTEGER) * ? * ? + nullif(count(*), ?)) - ?) + ((CAST(sum(CAST(latest_calls_2.judged AS INTEGER)) AS INTEGER) * ?) / nullif(count(*), ?)) % ?) / (nullif(count(*), ?) * ?) AS REAL) / (10000.0 + 0.0), (SELECT min(?) AS min_3 
FROM guardian_binding AS guardian_binding_3 
WHERE guardian_binding_3.nhi_id = numbered_1.id AND guardian_binding_3.guardian_id IS NOT NULL AND coalesce(guardian_binding_3.released_at, 253402300800000000) > ? AND guardian_binding_3.org_id = ?), ?) AS coverage 
FROM (SELECT EXISTS (SELECT verdict_2.id 
FROM verdict AS verdict_2, guardian_binding AS guardian_binding_4 
WHERE verdict_2.tool_call_id = tool_call_2.id AND guardian_binding_4.guardian_id = verdict_2.guardian_id AND guardian_binding_4.nhi_id = numbered_1.id AND guardian_binding_4.guardian_id IS NOT NULL AND coalesce(guardian_binding_4.released_at, 253402300800000000) > ? AND verdict_2.org_id = ? AND guardian_binding_4.org_id = ?
 LIMIT ? OFFSET 0) AS judged 
FROM tool_call AS tool_call_2 
WHERE tool_call_2.nhi_id = numbered_1.id AND coalesce(tool_call_2.called_at, -1) >= ? AND coalesce(tool_call_2.called_at, -1) < ? AND tool_call_2.org_id = ? ORDER BY coalesce(tool_call_2.called_at, -1) DESC, tool_call_2.id DESC
 LIMIT 1000 OFFSET ?) AS latest_calls_2) AS hoisted_1, (SELECT count(*) AS count_1 
FROM anomaly AS anomaly_1 
WHERE anomaly_1.nhi_id = numbered_1.id AND coalesce(anomaly_1.detected_at, -1) >= ? AND coalesce(anomaly_1.detected_at, -1) < ? AND anomaly_1.org_id = ?) AS hoisted_2 
FROM (SELECT page_1.id AS id, page_1.tier_compliance AS tier_compliance, page_1.federation_status AS federation_status, row_number() OVER (ORDER BY page_1.id ASC) AS number, count(*) OVER () AS fetched 
FROM (SELECT nhi_1.id AS id, nhi_1.tier_compliance AS tier_compliance, nhi_1.federation_status AS federation_status 
FROM nhi AS nhi_1 
WHERE nhi_1.org_id = ? ORDER BY nhi_1.id ASC
 LIMIT 501 OFFSET ?) AS page_1 ORDER BY page_1.id ASC
 LIMIT 501 OFFSET ?) AS numbered_1
 LIMIT ? OFFSET 0) AS nodes_1) AS value;
-- binds: 500, 0, 500, 500, 500, 500, 2, 1, 2, 2, 1, <organization>, 1, 0, 10000, 2, 0, 1, 10000, 0, 2, 0, 2, 1, <now>, <organization>, 0, <now>, <organization>, <organization>, -1, <now>, <now>, <organization>, 0, 10000, 2, 0, 1, 10000, 0, 2, 0, 2, 1, <now>, <organization>, 0, <now>, <organization>, <organization>, -1, <now>, <now>, <organization>, 0, <now>, <now>, <organization>, <organization>, 0, 0, -1
