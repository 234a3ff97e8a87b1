-- nhi
SELECT (SELECT '{' || trim(json_object('nhi_id', node_1.id, 'label', node_1.label, 'tier', node_1.tier, 'open_anomalies', node_1.hoisted_0, 'last_seen_at', iif(node_1.hoisted_1 % 1000000, date(node_1.hoisted_1 / 1000000, 'unixepoch') || 'T' || time(node_1.hoisted_1 / 1000000, 'unixepoch') || rtrim('.' || substr(node_1.hoisted_1 + 1000000, -6), '0') || 'Z', date(node_1.hoisted_1 / 1000000, 'unixepoch') || 'T' || time(node_1.hoisted_1 / 1000000, 'unixepoch') || 'Z')), '{}') || ',"assessments":' || node_1.hoisted_2 || '}' AS value 
FROM (SELECT nhi_1.id AS id, nhi_1.label AS label, nhi_1.tier AS tier, (SELECT count(*) AS count_1 
FROM anomaly AS anomaly_1 
WHERE anomaly_1.nhi_id = nhi_1.id AND anomaly_1.status = ? AND anomaly_1.org_id = ?) AS hoisted_0, (SELECT max(seen_1.time) AS max_1 
FROM (SELECT max(coalesce(tool_call_1.called_at, -1)) AS time 
FROM tool_call AS tool_call_1 
WHERE tool_call_1.nhi_id = nhi_1.id AND coalesce(tool_call_1.called_at, -1) >= ? AND tool_call_1.org_id = ? UNION ALL SELECT max(coalesce(verdict_1.decided_at, -1)) AS time 
FROM verdict AS verdict_1 
WHERE verdict_1.nhi_id = nhi_1.id AND coalesce(verdict_1.decided_at, -1) >= ? AND verdict_1.org_id = ? UNION ALL SELECT max(coalesce(run_1.started_at, -1)) AS time 
FROM run AS run_1 
WHERE run_1.nhi_id = nhi_1.id AND coalesce(run_1.started_at, -1) >= ? AND run_1.org_id = ?) AS seen_1) AS hoisted_1, (SELECT '{"nodes":[' || coalesce(group_concat('{' || trim(json_object('risk_score', CASE WHEN CAST(printf('%!.15g', nodes_1.score) AS REAL) <> nodes_1.score THEN json(printf('%!.17g', nodes_1.score)) ELSE nodes_1.score END, 'level', nodes_1.level, 'assessed_at', iif(nodes_1.assessed_at % 1000000, date(nodes_1.assessed_at / 1000000, 'unixepoch') || 'T' || time(nodes_1.assessed_at / 1000000, 'unixepoch') || rtrim('.' || substr(nodes_1.assessed_at + 1000000, -6), '0') || 'Z', date(nodes_1.assessed_at / 1000000, 'unixepoch') || 'T' || time(nodes_1.assessed_at / 1000000, 'unixepoch') || 'Z')), '{}') || ',"factors":' || coalesce(nodes_1.factors, 'null') || ',"risk_signals":' || nodes_1.hoisted_0 || '}'), '') || ']}' AS value 
FROM (SELECT page_1.score AS score, page_1.level AS level, page_1.assessed_at AS assessed_at, page_1.factors AS factors, (SELECT coalesce((SELECT json_group_array(json_extract(each.value, '$.signal')) FROM json_each(page_1.factors) AS each WHERE typeof(each.key) = 'integer' AND json_type(CASE each.type WHEN 'object' THEN each.value END, '$.signal') = 'text'), '[]') AS coalesce_4) AS hoisted_0 
FROM (SELECT risk_assessment_1.score AS score, risk_assessment_1.level AS level, risk_assessment_1.assessed_at AS assessed_at, risk_assessment_1.factors AS factors 
FROM risk_assessment AS risk_assessment_1 
WHERE risk_assessment_1.nhi_id = nhi_1.id AND risk_assessment_1.org_id = ? ORDER BY coalesce(risk_assessment_1.assessed_at, -1) DESC, risk_assessment_1.id DESC
 LIMIT 1 OFFSET ?) AS page_1
 LIMIT ? OFFSET 0) AS nodes_1) AS hoisted_2 
FROM nhi AS nhi_1 
WHERE nhi_1.id = ? AND nhi_1.org_id = ?
 LIMIT ? OFFSET 0) AS node_1) AS value;
-- binds: 'OPEN', <organization>, 0, <organization>, 0, <organization>, 0, <organization>, <organization>, 0, -1, <$nhiId>, <organization>, -1
