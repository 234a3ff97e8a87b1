-- nhi
WITH years_1 AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'tool_call' AND rollup_period_1.level = 4 AND 1 <= 4 AND rollup_period_1.end_at > ? AND rollup_period_1.start_at < ? AND rollup_period_1.org_id = ?), 
months_1 AS 
(SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM years_1, rollup_period AS rollup_period_2 
WHERE rollup_period_2.subject = 'tool_call' AND rollup_period_2.level = 3 AND NOT (years_1.state >= 1 AND years_1.start_at >= ? AND years_1.end_at <= ? AND years_1.level <= 4) AND rollup_period_2.start_at >= years_1.start_at AND rollup_period_2.start_at < years_1.end_at AND rollup_period_2.end_at > ? AND rollup_period_2.start_at < ? AND rollup_period_2.org_id = ?), 
days_1 AS 
(SELECT rollup_period_3.level AS level, rollup_period_3.start_at AS start_at, rollup_period_3.end_at AS end_at, rollup_period_3.state AS state 
FROM months_1, rollup_period AS rollup_period_3 
WHERE rollup_period_3.subject = 'tool_call' AND rollup_period_3.level = 2 AND NOT (months_1.state >= 1 AND months_1.start_at >= ? AND months_1.end_at <= ? AND months_1.level <= 4) AND rollup_period_3.start_at >= months_1.start_at AND rollup_period_3.start_at < months_1.end_at AND rollup_period_3.end_at > ? AND rollup_period_3.start_at < ? AND rollup_period_3.org_id = ?), 
hours_1 AS 
(SELECT rollup_period_4.level AS level, rollup_period_4.start_at AS start_at, rollup_period_4.end_at AS end_at, rollup_period_4.state AS state 
FROM days_1, rollup_period AS rollup_period_4 
WHERE rollup_period_4.subject = 'tool_call' AND rollup_period_4.level = 1 AND NOT (days_1.state >= 1 AND days_1.start_at >= ? AND days_1.end_at <= ? AND days_1.level <= 4) AND rollup_period_4.start_at >= days_1.start_at AND rollup_period_4.start_at < days_1.end_at AND rollup_period_4.end_at > ? AND rollup_period_4.start_at < ? AND rollup_period_4.org_id = ?), 
periods_1 AS 
(SELECT years_1.level AS level, years_1.start_at AS start_at, years_1.end_at AS end_at, years_1.state AS state 
FROM years_1 UNION ALL SELECT months_1.level AS level, months_1.start_at AS start_at, months_1.end_at AS end_at, months_1.state AS state 
FROM months_1 UNION ALL SELECT days_1.level AS level, days_1.start_at AS start_at, days_1.end_at AS end_at, days_1.state AS state 
FROM days_1 UNION ALL SELECT hours_1.level AS level, hours_1.start_at AS start_at, hours_1.end_at AS end_at, hours_1.state AS state 
FROM hours_1), 
swept_1 AS 
(SELECT coalesce(max(edges_1.hi) OVER (ORDER BY edges_1.lo, edges_1.hi ROWS BETWEEN UNBOUNDED PRECEDING AND ? PRECEDING), ?) AS reached, CASE WHEN (edges_1.lo < ?) THEN ? ELSE edges_1.lo END AS lo 
FROM (SELECT ? AS lo, ? AS hi UNION ALL SELECT periods_1.start_at AS start_at, periods_1.end_at AS end_at 
FROM periods_1 
WHERE periods_1.state >= 1) AS edges_1), 
cover_1 AS MATERIALIZED 
(SELECT periods_1.level AS level, periods_1.start_at AS lo, periods_1.end_at AS hi 
FROM periods_1 
WHERE periods_1.state >= 1 AND periods_1.start_at >= ? AND periods_1.end_at <= ? AND periods_1.level <= 4 UNION ALL SELECT 0, swept_1.reached AS reached, swept_1.lo AS lo 
FROM swept_1 
WHERE swept_1.reached < swept_1.lo UNION ALL SELECT 0, CASE WHEN (periods_1.start_at < ?) THEN ? ELSE periods_1.start_at END AS lo, CASE WHEN (periods_1.end_at > ?) THEN ? ELSE periods_1.end_at END AS hi 
FROM periods_1 
WHERE periods_1.state >= 1 AND NOT (periods_1.state >= 1 AND periods_1.start_at >= ? AND periods_1.end_at <= ? AND periods_1.level <= 4) AND periods_1.level = 1), 
years_2 AS 
(SELECT rollup_period_5.level AS level, rollup_period_5.start_at AS start_at, rollup_period_5.end_at AS end_at, rollup_period_5.state AS state 
FROM rollup_period AS rollup_period_5 
WHERE rollup_period_5.subject = 'tool_call' AND rollup_period_5.level = 4 AND 1 <= 4 AND rollup_period_5.end_at > ? AND rollup_period_5.start_at < ? AND rollup_period_5.org_id = ?), 
months_2 AS 
(SELECT rollup_period_6.level AS level, rollup_period_6.start_at AS start_at, rollup_period_6.end_at AS end_at, rollup_period_6.state AS state 
FROM years_2, rollup_period AS rollup_period_6 
WHERE rollup_period_6.subject = 'tool_call' AND rollup_period_6.level = 3 AND NOT (years_2.state >= 1 AND years_2.start_at >= ? AND years_2.end_at <= ? AND years_2.level <= 4) AND rollup_period_6.start_at >= years_2.start_at AND rollup_period_6.start_at < years_2.end_at AND rollup_period_6.end_at > ? AND rollup_period_6.start_at < ? AND rollup_period_6.org_id = ?), 
days_2 AS 
(SELECT rollup_period_7.level AS level, rollup_period_7.start_at AS start_at, rollup_period_7.end_at AS end_at, rollup_period_7.state AS state 
FROM months_2, rollup_period AS rollup_period_7 
WHERE rollup_period_7.subject = 'tool_call' AND rollup_period_7.level = 2 AND NOT (months_2.state >= 1 AND months_2.start_at >= ? AND months_2.end_at <= ? AND months_2.level <= 4) AND rollup_period_7.start_at >= months_2.start_at AND rollup_period_7.start_at < months_2.end_at AND rollup_period_7.end_at > ? AND rollup_period_7.start_at < ? AND rollup_period_7.org_id = ?), 
hours_2 AS 
(SELECT rollup_period_8.level AS level, rollup_period_8.start_at AS start_at, rollup_period_8.end_at AS end_at, rollup_period_8.state AS state 
FROM days_2, rollup_period AS rollup_period_8 
WHERE rollup_period_8.subject = 'tool_call' AND rollup_period_8.level = 1 AND NOT (days_2.state >= 1 AND days_2.start_at >= ? AND days_2.end_at <= ? AND days_2.level <= 4) AND rollup_period_8.start_at >= days_2.start_at AND rollup_period_8.start_at < days_2.end_at AND rollup_period_8.end_at > ? AND rollup_period_8.start_at < ? AND rollup_period_8.org_id = ?), 
periods_2 AS 
(SELECT years_2.level AS level, years_2.start_at AS start_at, years_2.end_at AS end_at, years_2.state AS state 
FROM years_2 UNION ALL SELECT months_2.level AS level, months_2.start_at AS start_at, months_2.end_at AS end_at, months_2.state AS state 
FROM months_2 UNION ALL SELECT days_2.level AS level, days_2.start_at AS start_at, days_2.end_at AS end_at, days_2.state AS state 
FROM days_2 UNION ALL SELECT hours_2.level AS level, hours_2.start_at AS start_at, hours_2.end_at AS end_at, hours_2.state AS state 
FROM hours_2), 
swept_2 AS 
(SELECT coalesce(max(edges_2.hi) OVER (ORDER BY edges_2.lo, edges_2.hi ROWS BETWEEN UNBOUNDED PRECEDING AND ? PRECEDING), ?) AS reached, CASE WHEN (edges_2.lo < ?) THEN ? ELSE edges_2.lo END AS lo 
FROM (SELECT ? AS lo, ? AS hi UNION ALL SELECT periods_2.start_at AS start_at, periods_2.end_at AS end_at 
FROM periods_2 
WHERE periods_2.state >= 1) AS edges_2), 
cover_2 AS MATERIALIZED 
(SELECT periods_2.level AS level, periods_2.start_at AS lo, periods_2.end_at AS hi 
FROM periods_2 
WHERE periods_2.state >= 1 AND periods_2.start_at >= ? AND periods_2.end_at <= ? AND periods_2.level <= 4 UNION ALL SELECT 0, swept_2.reached AS reached, swept_2.lo AS lo 
FROM swept_2 
WHERE swept_2.reached < swept_2.lo UNION ALL SELECT 0, CASE WHEN (periods_2.start_at < ?) THEN ? ELSE periods_2.start_at END AS lo, CASE WHEN (periods_2.end_at > ?) THEN ? ELSE periods_2.end_at END AS hi 
FROM periods_2 
WHERE periods_2.state >= 1 AND NOT (periods_2.state >= 1 AND periods_2.start_at >= ? AND periods_2.end_at <= ? AND periods_2.level <= 4) AND periods_2.level = 1), 
years_3 AS 
(SELECT rollup_period_9.level AS level, rollup_period_9.start_at AS start_at, rollup_period_9.end_at AS end_at, rollup_period_9.state AS state 
FROM rollup_period AS rollup_period_9 
WHERE rollup_period_9.subject = 'tool_call' AND rollup_period_9.level = 4 AND 1 <= 4 AND rollup_period_9.end_at > ? AND rollup_period_9.start_at < ? AND rollup_period_9.org_id = ?), 
months_3 AS 
(SELECT rollup_period_10.level AS level, rollup_period_10.start_at AS start_at, rollup_period_10.end_at AS end_at, rollup_period_10.state AS state 
FROM years_3, rollup_period AS rollup_period_10 
WHERE rollup_period_10.subject = 'tool_call' AND rollup_period_10.level = 3 AND NOT (years_3.state >= 1 AND years_3.start_at >= ? AND years_3.end_at <= ? AND years_3.level <= 4) AND rollup_period_10.start_at >= years_3.start_at AND rollup_period_10.start_at < years_3.end_at AND rollup_period_10.end_at > ? AND rollup_period_10.start_at < ? AND rollup_period_10.org_id = ?), 
days_3 AS 
(SELECT rollup_period_11.level AS level, rollup_period_11.start_at AS start_at, rollup_period_11.end_at AS end_at, rollup_period_11.state AS state 
FROM months_3, rollup_period AS rollup_period_11 
WHERE rollup_period_11.subject = 'tool_call' AND rollup_period_11.level = 2 AND NOT (months_3.state >= 1 AND months_3.start_at >= ? AND months_3.end_at <= ? AND months_3.level <= 4) AND rollup_period_11.start_at >= months_3.start_at AND rollup_period_11.start_at < months_3.end_at AND rollup_period_11.end_at > ? AND rollup_period_11.start_at < ? AND rollup_period_11.org_id = ?), 
hours_3 AS 
(SELECT rollup_period_12.level AS level, rollup_period_12.start_at AS start_at, rollup_period_12.end_at AS end_at, rollup_period_12.state AS state 
FROM days_3, rollup_period AS rollup_period_12 
WHERE rollup_period_12.subject = 'tool_call' AND rollup_period_12.level = 1 AND NOT (days_3.state >= 1 AND days_3.start_at >= ? AND days_3.end_at <= ? AND days_3.level <= 4) AND rollup_period_12.start_at >= days_3.start_at AND rollup_period_12.start_at < days_3.end_at AND rollup_period_12.end_at > ? AND rollup_period_12.start_at < ? AND rollup_period_12.org_id = ?), 
periods_3 AS 
(SELECT years_3.level AS level, years_3.start_at AS start_at, years_3.end_at AS end_at, years_3.state AS state 
FROM years_3 UNION ALL SELECT months_3.level AS level, months_3.start_at AS start_at, months_3.end_at AS end_at, months_3.state AS state 
FROM months_3 UNION ALL SELECT days_3.level AS level, days_3.start_at AS start_at, days_3.end_at AS end_at, days_3.state AS state 
FROM days_3 UNION ALL SELECT hours_3.level AS level, hours_3.start_at AS start_at, hours_3.end_at AS end_at, hours_3.state AS state 
FROM hours_3), 
swept_3 AS 
(SELECT coalesce(max(edges_3.hi) OVER (ORDER BY edges_3.lo, edges_3.hi ROWS BETWEEN UNBOUNDED PRECEDING AND ? PRECEDING), ?) AS reached, CASE WHEN (edges_3.lo < ?) THEN ? ELSE edges_3.lo END AS lo 
FROM (SELECT ? AS lo, ? AS hi UNION ALL SELECT periods_3.start_at AS start_at, periods_3.end_at AS end_at 
FROM periods_3 
WHERE periods_3.state >= 1) AS edges_3), 
cover_3 AS MATERIALIZED 
(SELECT periods_3.level AS level, periods_3.start_at AS lo, periods_3.end_at AS hi 
FROM periods_3 
WHERE periods_3.state >= 1 AND periods_3.start_at >= ? AND periods_3.end_at <= ? AND periods_3.level <= 4 UNION ALL SELECT 0, swept_3.reached AS reached, swept_3.lo AS lo 
FROM swept_3 
WHERE swept_3.reached < swept_3.lo UNION ALL SELECT 0, CASE WHEN (periods_3.start_at < ?) THEN ? ELSE periods_3.start_at END AS lo, CASE WHEN (periods_3.end_at > ?) THEN ? ELSE periods_3.end_at END AS hi 
FROM periods_3 
WHERE periods_3.state >= 1 AND NOT (periods_3.state >= 1 AND periods_3.start_at >= ? AND periods_3.end_at <= ? AND periods_3.level <= 4) AND periods_3.level = 1), 
years_4 AS 
(SELECT rollup_period_13.level AS level, rollup_period_13.start_at AS start_at, rollup_period_13.end_at AS end_at, rollup_period_13.state AS state 
FROM rollup_period AS rollup_period_13 
WHERE rollup_period_13.subject = 'tool_call' AND rollup_period_13.level = 4 AND 1 <= ? AND rollup_period_13.end_at > ? AND rollup_period_13.start_at < ? AND rollup_period_13.org_id = ?), 
months_4 AS 
(SELECT rollup_period_14.level AS level, rollup_period_14.start_at AS start_at, rollup_period_14.end_at AS end_at, rollup_period_14.state AS state 
FROM years_4, rollup_period AS rollup_period_14 
WHERE rollup_period_14.subject = 'tool_call' AND rollup_period_14.level = 3 AND NOT (years_4.state >= 1 AND years_4.start_at >= ? AND years_4.end_at <= ? AND years_4.level <= ?) AND rollup_period_14.start_at >= years_4.start_at AND rollup_period_14.start_at < years_4.end_at AND rollup_period_14.end_at > ? AND rollup_period_14.start_at < ? AND rollup_period_14.org_id = ?), 
days_4 AS 
(SELECT rollup_period_15.level AS level, rollup_period_15.start_at AS start_at, rollup_period_15.end_at AS end_at, rollup_period_15.state AS state 
FROM months_4, rollup_period AS rollup_period_15 
WHERE rollup_period_15.subject = 'tool_call' AND rollup_period_15.level = 2 AND NOT (months_4.state >= 1 AND months_4.start_at >= ? AND months_4.end_at <= ? AND months_4.level <= ?) AND rollup_period_15.start_at >= months_4.start_at AND rollup_period_15.start_at < months_4.end_at AND rollup_period_15.end_at > ? AND rollup_period_15.start_at < ? AND rollup_period_15.org_id = ?), 
hours_4 AS 
(SELECT rollup_period_16.level AS level, rollup_period_16.start_at AS start_at, rollup_period_16.end_at AS end_at, rollup_period_16.state AS state 
FROM days_4, rollup_period AS rollup_period_16 
WHERE rollup_period_16.subject = 'tool_call' AND rollup_period_16.level = 1 AND NOT (days_4.state >= 1 AND days_4.start_at >= ? AND days_4.end_at <= ? AND days_4.level <= ?) AND rollup_period_16.start_at >= days_4.start_at AND rollup_period_16.start_at < days_4.end_at AND rollup_period_16.end_at > ? AND rollup_period_16.start_at < ? AND rollup_period_16.org_id = ?), 
periods_4 AS 
(SELECT years_4.level AS level, years_4.start_at AS start_at, years_4.end_at AS end_at, years_4.state AS state 
FROM years_4 UNION ALL SELECT months_4.level AS level, months_4.start_at AS start_at, months_4.end_at AS end_at, months_4.state AS state 
FROM months_4 UNION ALL SELECT days_4.level AS level, days_4.start_at AS start_at, days_4.end_at AS end_at, days_4.state AS state 
FROM days_4 UNION ALL SELECT hours_4.level AS level, hours_4.start_at AS start_at, hours_4.end_at AS end_at, hours_4.state AS state 
FROM hours_4), 
swept_4 AS 
(SELECT coalesce(max(edges_4.hi) OVER (ORDER BY edges_4.lo, edges_4.hi ROWS BETWEEN UNBOUNDED PRECEDING AND ? PRECEDING), ?) AS reached, CASE WHEN (edges_4.lo < ?) THEN ? ELSE edges_4.lo END AS lo 
FROM (SELECT ? AS lo, ? AS hi UNION ALL SELECT periods_4.start_at AS start_at, periods_4.end_at AS end_at 
FROM periods_4 
WHERE periods_4.state >= 1) AS edges_4), 
cover_4 AS MATERIALIZED 
(SELECT periods_4.level AS level, periods_4.start_at AS lo, periods_4.end_at AS hi 
FROM periods_4 
WHERE periods_4.state >= 1 AND periods_4.start_at >= ? AND periods_4.end_at <= ? AND periods_4.level <= ? UNION ALL SELECT 0, swept_4.reached AS reached, swept_4.lo AS lo 
FROM swept_4 
WHERE swept_4.reached < swept_4.lo UNION ALL SELECT 0, CASE WHEN (periods_4.start_at < ?) THEN ? ELSE periods_4.start_at END AS lo, CASE WHEN (periods_4.end_at > ?) THEN ? ELSE periods_4.end_at END AS hi 
FROM periods_4 
WHERE periods_4.state >= 1 AND NOT (periods_4.state >= 1 AND periods_4.start_at >= ? AND periods_4.end_at <= ? AND periods_4.level <= ?) AND periods_4.level = 1), 
pieces_1 AS MATERIALIZED 
(SELECT cut_1.place AS place, cut_1.lo AS lo, cut_1.hi AS hi, cut_1.bucket AS bucket 
FROM (SELECT json_extract(value, '$[0]') AS place, json_extract(value, '$[1]') AS lo, json_extract(value, '$[2]') AS hi, json_extract(value, '$[3]') AS bucket FROM json_each(?)) AS cut_1), 
placed_1 AS MATERIALIZED 
(SELECT cover_4.level AS level, cover_4.lo AS lo, pieces_1.bucket AS bucket 
FROM cover_4, pieces_1 
WHERE cover_4.level > 0 AND pieces_1.place = cover_4.lo / ? AND cover_4.lo >= pieces_1.lo AND cover_4.lo < pieces_1.hi), 
linked_1 AS MATERIALIZED 
(SELECT run_3.instance_id AS instance_id 
FROM run AS run_3 
WHERE coalesce(run_3.started_at, -1) >= ? AND coalesce(run_3.started_at, -1) < ? AND run_3.instance_id IS NOT NULL AND run_3.org_id = ?)
 SELECT (SELECT '{' || trim(json_object('label', node_1.label, 'owner', node_1.owner, 'tier', node_1.tier, 'tierCeiling', node_1.tier_ceiling, 'riskScore', CASE WHEN CAST(printf('%!.15g', node_1.hoisted_0) AS REAL) <> node_1.hoisted_0 THEN json(printf('%!.17g', node_1.hoisted_0)) ELSE node_1.hoisted_0 END, 'riskLevel', node_1.hoisted_1, 'lastSeenAt', iif(node_1.hoisted_2 % 1000000, date(node_1.hoisted_2 / 1000000, 'unixepoch') || 'T' || time(node_1.hoisted_2 / 1000000, 'unixepoch') || rtrim('.' || substr(node_1.hoisted_2 + 1000000, -6), '0') || 'Z', date(node_1.hoisted_2 / 1000000, 'unixepoch') || 'T' || time(node_1.hoisted_2 / 1000000, 'unixepoch') || 'Z')), '{}') || ',"anomalies":' || node_1.hoisted_3 || ',"assessments":' || node_1.hoisted_4 || ',"toolCalls":' || node_1.hoisted_5 || ',"blocked":' || node_1.hoisted_6 || ',"instances":' || node_1.hoisted_7 || '}' AS value 
FROM (SELECT nhi_1.label AS label, nhi_1.owner AS owner, nhi_1.tier AS tier, nhi_1.tier_ceiling AS tier_ceiling, nhi_1.id AS id, (SELECT risk_assessment_1.score 
FROM risk_assessment AS risk_assessment_1 
WHERE risk_assessment_1.nhi_id = nhi_1.id AND risk_assessment_1.org_id = ? ORDER BY coalesce(risk_assessment_1.assessed_at, -1) DESC, risk_assessment_1.id DESC
 LIMIT ? OFFSET ?) AS hoisted_0, (SELECT risk_assessment_2.level 
FROM risk_assessment AS risk_assessment_2 
WHERE risk_assessment_2.nhi_id = nhi_1.id AND risk_assessment_2.org_id = ? ORDER BY coalesce(risk_assessment_2.assessed_at, -1) DESC, risk_assessment_2.id DESC
 LIMIT ? OFFSET ?) AS hoisted_1, (SELECT max(seen_1.time) AS max_1 
FROM (SELECT max(coalesce(tool_call_1.called_at, -1)) AS time 
FROM tool_call AS tool_call_1 
WHERE tool_call_1.nhi_id = nhi_1.id AND coalesce(tool_call_1.called_at, -1) >= ? AND tool_call_1.org_id = ? UNION ALL SELECT max(coalesce(verdict_1.decided_at, -1)) AS time 
FROM verdict AS verdict_1 
WHERE verdict_1.nhi_id = nhi_1.id AND coalesce(verdict_1.decided_at, -1) >= ? AND verdict_1.org_id = ? UNION ALL SELECT max(coalesce(run_1.started_at, -1)) AS time 
FROM run AS run_1 
WHERE run_1.nhi_id = nhi_1.id AND coalesce(run_1.started_at, -1) >= ? AND run_1.org_id = ?) AS seen_1) AS hoisted_2, (SELECT '{"nodes":[' || coalesce(group_concat('{' || trim(json_object('type', page_1.type, 'severity', page_1.severity, 'detectedAt', iif(page_1.detected_at % 1000000, date(page_1.detected_at / 1000000, 'unixepoch') || 'T' || time(page_1.detected_at / 1000000, 'unixepoch') || rtrim('.' || substr(page_1.detected_at + 1000000, -6), '0') || 'Z', date(page_1.detected_at / 1000000, 'unixepoch') || 'T' || time(page_1.detected_at / 1000000, 'unixepoch') || 'Z')), '{}') || ',"evidence":' || coalesce(page_1.evidence, 'null') || '}'), '') || ']}' AS value 
FROM (SELECT anomaly_1.type AS type, anomaly_1.severity AS severity, anomaly_1.detected_at AS detected_at, anomaly_1.evidence AS evidence 
FROM anomaly AS anomaly_1 
WHERE anomaly_1.nhi_id = nhi_1.id AND anomaly_1.status = ? AND anomaly_1.org_id = ? ORDER BY coalesce(anomaly_1.detected_at, -1) DESC, anomaly_1.id DESC
 LIMIT 20 OFFSET ?) AS page_1) AS hoisted_3, (SELECT '{"nodes":' || json_group_array(json_object('assessedAt', iif(page_2.assessed_at % 1000000, date(page_2.assessed_at / 1000000, 'unixepoch') || 'T' || time(page_2.assessed_at / 1000000, 'unixepoch') || rtrim('.' || substr(page_2.assessed_at + 1000000, -6), '0') || 'Z', date(page_2.assessed_at / 1000000, 'unixepoch') || 'T' || time(page_2.assessed_at / 1000000, 'unixepoch') || 'Z'), 'score', CASE WHEN CAST(printf('%!.15g', page_2.score) AS REAL) <> page_2.score THEN json(printf('%!.17g', page_2.score)) ELSE page_2.score END, 'level', page_2.level)) || '}' AS value 
FROM (SELECT risk_assessment_3.assessed_at AS assessed_at, risk_assessment_3.score AS score, risk_assessment_3.level AS level 
FROM risk_assessment AS risk_assessment_3 
WHERE risk_assessment_3.nhi_id = nhi_1.id AND risk_assessment_3.org_id = ? ORDER BY coalesce(risk_assessment_3.assessed_at, -1) DESC, risk_assessment_3.id DESC
 LIMIT 10 OFFSET ?) AS page_2) AS hoisted_4, (SELECT '{' || trim(json_object('totalCount', (WITH stream_1 AS 
(SELECT tool_call_by_nhi_1.counted AS counted 
FROM cover_1, tool_call_by_nhi AS tool_call_by_nhi_1 
WHERE cover_1.level > 0 AND tool_call_by_nhi_1.level = cover_1.level + 0 AND tool_call_by_nhi_1.start_at = cover_1.lo + 0 AND tool_call_by_nhi_1.nhi_id = nhi_1.id AND tool_call_by_nhi_1.counted > 0 AND tool_call_by_nhi_1.org_id = ? UNION ALL SELECT 1 AS counted 
FROM (SELECT 1 AS one 
FROM cover_1, tool_call AS tool_call_2 
WHERE tool_call_2.nhi_id = nhi_1.id AND cover_1.level + 0 = 0 AND coalesce(tool_call_2.called_at, -1) >= cover_1.lo + 0 AND coalesce(tool_call_2.called_at, -1) < cover_1.hi + 0 AND tool_call_2.org_id = ?) AS started_1), 
groups_1 AS 
(SELECT CAST(coalesce(sum(stream_1.counted), 0) AS INTEGER) AS counted 
FROM stream_1), 
figures_1 AS 
(SELECT groups_1.counted AS counted 
FROM groups_1)
 SELECT figures_1.counted AS value 
FROM figures_1)), '{}') || ',"stats":' || (SELECT '{"groupBy":' || (WITH stream_2 AS 
(SELECT CAST(tool_call_by_nhi_2.outcome AS TEXT) AS key_0, tool_call_by_nhi_2.counted AS counted 
FROM cover_2, tool_call_by_nhi AS tool_call_by_nhi_2 
WHERE cover_2.level > 0 AND tool_call_by_nhi_2.level = cover_2.level + 0 AND tool_call_by_nhi_2.start_at = cover_2.lo + 0 AND tool_call_by_nhi_2.nhi_id = nhi_1.id AND tool_call_by_nhi_2.counted > 0 AND tool_call_by_nhi_2.org_id = ? UNION ALL SELECT started_2.key_0 AS key_0, 1 AS counted 
FROM (SELECT CAST(coalesce((SELECT verdict_2.outcome 
FROM verdict AS verdict_2 
WHERE verdict_2.tool_call_id = tool_call_2.id AND verdict_2.outcome IS NOT NULL AND verdict_2.org_id = ? ORDER BY CASE verdict_2.outcome WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? END DESC
 LIMIT ? OFFSET ?), tool_call_2.outcome) AS TEXT) AS key_0 
FROM cover_2, tool_call AS tool_call_2 
WHERE tool_call_2.nhi_id = nhi_1.id AND cover_2.level + 0 = 0 AND coalesce(tool_call_2.called_at, -1) >= cover_2.lo + 0 AND coalesce(tool_call_2.called_at, -1) < cover_2.hi + 0 AND tool_call_2.org_id = ?
 LIMIT ? OFFSET 0) AS started_2), 
groups_2 AS 
(SELECT stream_2.key_0 AS key_0, CAST(coalesce(sum(stream_2.counted), 0) AS INTEGER) AS counted 
FROM stream_2 GROUP BY stream_2.key_0), 
figures_2 AS 
(SELECT groups_2.key_0 AS key_0, groups_2.counted AS counted 
FROM groups_2), 
page_3 AS 
(SELECT json_object('key', figures_2.key_0, 'count', figures_2.counted) AS figures 
FROM figures_2 ORDER BY figures_2.counted DESC, figures_2.key_0 ASC NULLS LAST
 LIMIT ? OFFSET ?)
 SELECT '[' || coalesce(group_concat(coalesce(page_3.figures, 'null')), '') || ']' AS value 
FROM page_3) || '}' AS value) || '}' AS value) AS hoisted_5, (SELECT '{"stats":' || (SELECT '{"groupBy":' || (WITH stream_3 AS 
(SELECT CAST(tool_call_by_nhi_3.tool AS TEXT) AS key_0, tool_call_by_nhi_3.counted AS counted 
FROM cover_3, tool_call_by_nhi AS tool_call_by_nhi_3 
WHERE cover_3.level > 0 AND tool_call_by_nhi_3.level = cover_3.level + 0 AND tool_call_by_nhi_3.start_at = cover_3.lo + 0 AND tool_call_by_nhi_3.nhi_id = nhi_1.id AND tool_call_by_nhi_3.outcome = ? AND tool_call_by_nhi_3.counted > 0 AND tool_call_by_nhi_3.org_id = ? UNION ALL SELECT started_3.key_0 AS key_0, 1 AS counted 
FROM (SELECT CAST(tool_call_3.tool AS TEXT) AS key_0 
FROM cover_3, tool_call AS tool_call_3 
WHERE tool_call_3.nhi_id = nhi_1.id AND coalesce((SELECT verdict_3.outcome 
FROM verdict AS verdict_3 
WHERE verdict_3.tool_call_id = tool_call_3.id AND verdict_3.outcome IS NOT NULL AND verdict_3.org_id = ? ORDER BY CASE verdict_3.outcome WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? END DESC
 LIMIT ? OFFSET ?), tool_call_3.outcome) = ? AND cover_3.level + 0 = 0 AND coalesce(tool_call_3.called_at, -1) >= cover_3.lo + 0 AND coalesce(tool_call_3.called_at, -1) < cover_3.hi + 0 AND tool_call_3.org_id = ?) AS started_3), 
groups_3 AS 
(SELECT stream_3.key_0 AS key_0, CAST(coalesce(sum(stream_3.counted), 0) AS INTEGER) AS counted 
FROM stream_3 GROUP BY stream_3.key_0), 
figures_3 AS 
(SELECT groups_3.key_0 AS key_0, groups_3.counted AS counted 
FROM groups_3), 
page_4 AS 
(SELECT json_object('key', figures_3.key_0, 'count', figures_3.counted) AS figures 
FROM figures_3 ORDER BY figures_3.counted DESC, figures_3.key_0 ASC NULLS LAST
 LIMIT ? OFFSET ?)
 SELECT '[' || coalesce(group_concat(coalesce(page_4.figures, 'null')), '') || ']' AS value 
FROM page_4) || ',"series":' || (WITH stream_4 AS 
(SELECT placed_1.bucket AS bucket, tool_call_by_nhi_4.counted AS counted 
FROM placed_1, tool_call_by_nhi AS tool_call_by_nhi_4 
WHERE placed_1.level > 0 AND tool_call_by_nhi_4.level = placed_1.level + 0 AND tool_call_by_nhi_4.start_at = placed_1.lo + 0 AND tool_call_by_nhi_4.nhi_id = nhi_1.id AND tool_call_by_nhi_4.outcome = ? AND tool_call_by_nhi_4.counted > 0 AND tool_call_by_nhi_4.org_id = ? UNION ALL SELECT pieces_1.bucket AS bucket, 1 AS counted 
FROM (SELECT coalesce(tool_call_3.called_at, -1) AS occurred 
FROM cover_4, tool_call AS tool_call_3 
WHERE tool_call_3.nhi_id = nhi_1.id AND coalesce((SELECT verdict_4.outcome 
FROM verdict AS verdict_4 
WHERE verdict_4.tool_call_id = tool_call_3.id AND verdict_4.outcome IS NOT NULL AND verdict_4.org_id = ? ORDER BY CASE verdict_4.outcome WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? END DESC
 LIMIT ? OFFSET ?), tool_call_3.outcome) = ? AND cover_4.level + 0 = 0 AND coalesce(tool_call_3.called_at, -1) >= cover_4.lo + 0 AND coalesce(tool_call_3.called_at, -1) < cover_4.hi + 0 AND tool_call_3.org_id = ?
 LIMIT ? OFFSET 0) AS started_4, pieces_1 
WHERE pieces_1.place = started_4.occurred / ? AND started_4.occurred >= pieces_1.lo AND started_4.occurred < pieces_1.hi UNION ALL SELECT buckets_1.lo AS lo, 0 AS counted 
FROM (SELECT json_extract(value, '$[0]') AS lo, json_extract(value, '$[1]') AS hi FROM json_each(?)) AS buckets_1), 
groups_4 AS 
(SELECT stream_4.bucket AS bucket, CAST(coalesce(sum(stream_4.counted), 0) AS INTEGER) AS counted 
FROM stream_4 GROUP BY stream_4.bucket), 
figures_4 AS 
(SELECT groups_4.bucket AS bucket, groups_4.counted AS counted 
FROM groups_4), 
page_5 AS 
(SELECT json_object('start', iif(figures_4.bucket % 1000000, date(figures_4.bucket / 1000000, 'unixepoch') || 'T' || time(figures_4.bucket / 1000000, 'unixepoch') || rtrim('.' || substr(figures_4.bucket + 1000000, -6), '0') || 'Z', date(figures_4.bucket / 1000000, 'unixepoch') || 'T' || time(figures_4.bucket / 1000000, 'unixepoch') || 'Z'), 'count', figures_4.counted) AS figures 
FROM figures_4 ORDER BY figures_4.bucket)
 SELECT '[' || coalesce(group_concat(coalesce(page_5.figures, 'null')), '') || ']' AS value 
FROM page_5) || '}' AS value) || ',"nodes":[' || coalesce(group_concat('{' || trim(json_object('tool', nodes_1.tool, 'calledAt', iif(nodes_1.called_at % 1000000, date(nodes_1.called_at / 1000000, 'unixepoch') || 'T' || time(nodes_1.called_at / 1000000, 'unixepoch') || rtrim('.' || substr(nodes_1.called_at + 1000000, -6), '0') || 'Z', date(nodes_1.called_at / 1000000, 'unixepoch') || 'T' || time(nodes_1.called_at / 1000000, 'unixepoch') || 'Z')), '{}') || ',"arguments":' || coalesce(nodes_1.arguments, 'null') || ',"verdicts":' || nodes_1.hoisted_0 || '}'), '') || ']}' AS value 
FROM (SELECT page_6.tool AS tool, page_6.called_at AS called_at, page_6.arguments AS arguments, page_6.id AS id, (SELECT '{"nodes":[' || coalesce(group_concat('{"guardian":' || coalesce(nodes_2.hoisted_0, 'null') || ',' || trim(json_object('reason', nodes_2.reason), '{}') || '}'), '') || ']}' AS value 
FROM (SELECT page_7.guardian_id AS guardian_id, page_7.reason AS reason, (SELECT json_object('name', guardian_1.name) AS value 
FROM guardian AS guardian_1 
WHERE guardian_1.id = page_7.guardian_id AND guardian_1.org_id = ?) AS hoisted_0 
FROM (SELECT verdict_5.guardian_id AS guardian_id, verdict_5.reason AS reason 
FROM verdict AS verdict_5 
WHERE verdict_5.tool_call_id = page_6.id AND verdict_5.org_id = ? ORDER BY coalesce(verdict_5.decided_at, -1) DESC, verdict_5.id DESC
 LIMIT 20 OFFSET ?) AS page_7
 LIMIT ? OFFSET 0) AS nodes_2) AS hoisted_0 
FROM (SELECT tool_call_3.tool AS tool, tool_call_3.called_at AS called_at, tool_call_3.arguments AS arguments, tool_call_3.id AS id 
FROM tool_call AS tool_call_3 
WHERE tool_call_3.nhi_id = nhi_1.id AND coalesce(tool_call_3.called_at, -1) >= ? AND coalesce(tool_call_3.called_at, -1) < ? AND coalesce((SELECT verdict_6.outcome 
FROM verdict AS verdict_6 
WHERE verdict_6.tool_call_id = tool_call_3.id AND verdict_6.outcome IS NOT NULL AND verdict_6.org_id = ? ORDER BY CASE verdict_6.outcome WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? END DESC
 LIMIT ? OFFSET ?), tool_call_3.outcome) = ? AND tool_call_3.org_id = ? ORDER BY coalesce(tool_call_3.called_at, -1) DESC, tool_call_3.id DESC
 LIMIT 3 OFFSET ?) AS page_6
 LIMIT ? OFFSET 0) AS nodes_1) AS hoisted_6, (SELECT '{"stats":' || (SELECT '{"groupBy":' || (WITH stream_5 AS 
(SELECT started_5.key_0 AS key_0, 1 AS counted 
FROM (SELECT CAST(process_instance_1.model_id AS TEXT) AS key_0 
FROM process_instance AS process_instance_1 
WHERE process_instance_1.id IN (SELECT run_2.instance_id 
FROM run AS run_2 
WHERE run_2.nhi_id = nhi_1.id AND run_2.instance_id IS NOT NULL AND run_2.org_id = ?) AND process_instance_1.id IN (SELECT linked_1.instance_id 
FROM linked_1) AND process_instance_1.org_id = ?) AS started_5), 
groups_5 AS 
(SELECT stream_5.key_0 AS key_0, CAST(coalesce(sum(stream_5.counted), 0) AS INTEGER) AS counted 
FROM stream_5 GROUP BY stream_5.key_0), 
figures_5 AS 
(SELECT groups_5.key_0 AS key_0, groups_5.counted AS counted 
FROM groups_5), 
page_8 AS 
(SELECT json_object('key', figures_5.key_0, 'count', figures_5.counted) AS figures 
FROM figures_5 ORDER BY figures_5.counted DESC, figures_5.key_0 ASC NULLS LAST
 LIMIT ? OFFSET ?)
 SELECT '[' || coalesce(group_concat(coalesce(page_8.figures, 'null')), '') || ']' AS value 
FROM page_8) || '}' AS value) || '}' AS value) AS hoisted_7 
FROM nhi AS nhi_1 
WHERE nhi_1.id = ? AND nhi_1.org_id = ?
 LIMIT ? OFFSET 0) AS node_1) AS value;
-- binds: <now and $days>, <now>, <organization>, <now and $days>, <now>, <now and $days>, <now>, <organization>, <now and $days>, <now>, <now and $days>, <now>, <organization>, <now and $days>, <now>, <now and $days>, <now>, <organization>, 1, <now and $days>, <now and $days>, <now and $days>, <now>, <now>, <now and $days>, <now>, <now and $days>, <now and $days>, <now>, <now>, <now and $days>, <now>, <now and $days>, <now>, <organization>, <now and $days>, <now>, <now and $days>, <now>, <organization>, <now and $days>, <now>, <now and $days>, <now>, <organization>, <now and $days>, <now>, <now and $days>, <now>, <organization>, 1, <now and $days>, <now and $days>, <now and $days>, <now>, <now>, <now and $days>, <now>, <now and $days>, <now and $days>, <now>, <now>, <now and $days>, <now>, <now and $days>, <now>, <organization>, <now and $days>, <now>, <now and $days>, <now>, <organization>, <now and $days>, <now>, <now and $days>, <now>, <organization>, <now and $days>, <now>, <now and $days>, <now>, <organization>, 1, <now and $days>, <now and $days>, <now and $days>, <now>, <now>, <now and $days>, <now>, <now and $days>, <now and $days>, <now>, <now>, <now and $days>, <now>, <now and $days and now>, <now and $days>, <now>, <organization>, <now and $days>, <now>, <now and $days and now>, <now and $days>, <now>, <organization>, <now and $days>, <now>, <now and $days and now>, <now and $days>, <now>, <organization>, <now and $days>, <now>, <now and $days and now>, <now and $days>, <now>, <organization>, 1, <now and $days>, <now and $days>, <now and $days>, <now>, <now>, <now and $days>, <now>, <now and $days and now>, <now and $days>, <now and $days>, <now>, <now>, <now and $days>, <now>, <now and $days and now>, <now and $days and now>, <now and $days and now>, <now and $days>, <now>, <organization>, <organization>, 1, 0, <organization>, 1, 0, 0, <organization>, 0, <organization>, 0, <organization>, <AnomalyStatus.OPEN: 'OPEN'>, <organization>, 0, <organization>, 0, <organization>, <organization>, <organization>, <organization>, 'PASSED', 0, 'CORRECTED', 1, 'BLOCKED', 2, 'ERROR', 3, 1, 0, <organization>, -1, 20, 0, <Outcome.BLOCKED: 'BLOCKED'>, <organization>, <organization>, 'PASSED', 0, 'CORRECTED', 1, 'BLOCKED', 2, 'ERROR', 3, 1, 0, <Outcome.BLOCKED: 'BLOCKED'>, <organization>, 20, 0, <Outcome.BLOCKED: 'BLOCKED'>, <organization>, <organization>, 'PASSED', 0, 'CORRECTED', 1, 'BLOCKED', 2, 'ERROR', 3, 1, 0, <Outcome.BLOCKED: 'BLOCKED'>, <organization>, -1, <now and $days and now>, <now and $days and now>, <organization>, <organization>, 0, -1, <now and $days>, <now>, <organization>, 'PASSED', 0, 'CORRECTED', 1, 'BLOCKED', 2, 'ERROR', 3, 1, 0, <Outcome.BLOCKED: 'BLOCKED'>, <organization>, 0, -1, <organization>, <organization>, 20, 0, <$nhi>, <organization>, -1

-- configChanges
SELECT (SELECT '{"nodes":[' || coalesce(group_concat('{' || trim(json_object('changedAt', iif(page_1.changed_at % 1000000, date(page_1.changed_at / 1000000, 'unixepoch') || 'T' || time(page_1.changed_at / 1000000, 'unixepoch') || rtrim('.' || substr(page_1.changed_at + 1000000, -6), '0') || 'Z', date(page_1.changed_at / 1000000, 'unixepoch') || 'T' || time(page_1.changed_at / 1000000, 'unixepoch') || 'Z'), 'resource', page_1.resource, 'setting', page_1.setting), '{}') || ',"oldValue":' || coalesce(page_1.old_value, 'null') || ',"newValue":' || coalesce(page_1.new_value, 'null') || '}'), '') || ']}' AS value 
FROM (SELECT config_change_1.changed_at AS changed_at, config_change_1.resource AS resource, config_change_1.setting AS setting, config_change_1.old_value AS old_value, config_change_1.new_value AS new_value 
FROM config_change AS config_change_1 
WHERE coalesce(config_change_1.changed_at, -1) >= ? AND coalesce(config_change_1.changed_at, -1) < ? AND (config_change_1.resource = ? OR config_change_1.actor = ?) AND config_change_1.org_id = ? ORDER BY coalesce(config_change_1.changed_at, -1) ASC, config_change_1.id ASC
 LIMIT 20 OFFSET ?) AS page_1) AS value;
-- binds: <now and $days>, <now>, <$nhi>, <$nhi>, <organization>, 0
