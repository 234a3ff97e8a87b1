-- nhis
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
WHERE periods_1.state >= 1 AND NOT (periods_1.state >= 1 AND periods_1.start_at >= ? AND periods_1.end_at <= ? AND periods_1.level <= 4) AND periods_1.level = 1)
 SELECT (SELECT '{' || trim(json_object('totalCount', (WITH stream_1 AS 
(SELECT 1 AS counted 
FROM (SELECT 1 AS one 
FROM nhi AS nhi_1 
WHERE (nhi_1.owner IS NULL OR (SELECT risk_assessment_1.score 
FROM risk_assessment AS risk_assessment_1 
WHERE risk_assessment_1.nhi_id = nhi_1.id AND risk_assessment_1.org_id = ? ORDER BY coalesce(risk_assessment_1.assessed_at, -1) DESC, risk_assessment_1.id DESC
 LIMIT ? OFFSET ?) >= ? OR (EXISTS (SELECT 1 
FROM anomaly AS anomaly_1 
WHERE anomaly_1.nhi_id = nhi_1.id AND anomaly_1.severity IN (?, ?) AND anomaly_1.status = ? AND anomaly_1.org_id = ?))) AND nhi_1.org_id = ?) AS started_1), 
groups_1 AS 
(SELECT CAST(coalesce(sum(stream_1.counted), 0) AS INTEGER) AS counted 
FROM stream_1), 
figures_1 AS 
(SELECT groups_1.counted AS counted 
FROM groups_1)
 SELECT figures_1.counted AS value 
FROM figures_1)), '{}') || ',"nodes":[' || coalesce(group_concat('{' || trim(json_object('nhiId', nodes_1.id, 'kind', nodes_1.kind, 'owner', nodes_1.owner, 'tier', nodes_1.tier, 'tierCeiling', nodes_1.tier_ceiling, 'federationStatus', CASE WHEN CAST(printf('%!.15g', nodes_1.federation_status) AS REAL) <> nodes_1.federation_status THEN json(printf('%!.17g', nodes_1.federation_status)) ELSE nodes_1.federation_status END, 'riskScore', CASE WHEN CAST(printf('%!.15g', nodes_1.hoisted_0) AS REAL) <> nodes_1.hoisted_0 THEN json(printf('%!.17g', nodes_1.hoisted_0)) ELSE nodes_1.hoisted_0 END, 'riskLevel', nodes_1.hoisted_1, 'lastSeenAt', iif(nodes_1.hoisted_2 % 1000000, date(nodes_1.hoisted_2 / 1000000, 'unixepoch') || 'T' || time(nodes_1.hoisted_2 / 1000000, 'unixepoch') || rtrim('.' || substr(nodes_1.hoisted_2 + 1000000, -6), '0') || 'Z', date(nodes_1.hoisted_2 / 1000000, 'unixepoch') || 'T' || time(nodes_1.hoisted_2 / 1000000, 'unixepoch') || 'Z')), '{}') || ',"anomalies":' || nodes_1.hoisted_3 || ',"toolCalls":' || nodes_1.hoisted_4 || ',"incidents":' || nodes_1.hoisted_5 || '}'), '') || ']}' AS value 
FROM (SELECT page_1.id AS id, page_1.kind AS kind, page_1.owner AS owner, page_1.tier AS tier, page_1.tier_ceiling AS tier_ceiling, page_1.federation_status AS federation_status, (SELECT risk_assessment_2.score 
FROM risk_assessment AS risk_assessment_2 
WHERE risk_assessment_2.nhi_id = page_1.id AND risk_assessment_2.org_id = ? ORDER BY coalesce(risk_assessment_2.assessed_at, -1) DESC, risk_assessment_2.id DESC
 LIMIT ? OFFSET ?) AS hoisted_0, (SELECT risk_assessment_3.level 
FROM risk_assessment AS risk_assessment_3 
WHERE risk_assessment_3.nhi_id = page_1.id AND risk_assessment_3.org_id = ? ORDER BY coalesce(risk_assessment_3.assessed_at, -1) DESC, risk_assessment_3.id DESC
 LIMIT ? OFFSET ?) AS hoisted_1, (SELECT max(seen_1.time) AS max_1 
FROM (SELECT max(coalesce(tool_call_1.called_at, -1)) AS time 
FROM tool_call AS tool_call_1 
WHERE tool_call_1.nhi_id = page_1.id AND coalesce(tool_call_1.called_at, -1) >= ? AND tool_call_1.org_id = ? UNION ALL SELECT max(coalesce(verdict_1.decided_at, -1)) AS time 
FROM verdict AS verdict_1 
WHERE verdict_1.nhi_id = page_1.id AND coalesce(verdict_1.decided_at, -1) >= ? AND verdict_1.org_id = ? UNION ALL SELECT max(coalesce(run_1.started_at, -1)) AS time 
FROM run AS run_1 
WHERE run_1.nhi_id = page_1.id AND coalesce(run_1.started_at, -1) >= ? AND run_1.org_id = ?) AS seen_1) AS hoisted_2, (SELECT '{"nodes":' || json_group_array(json_object('type', page_2.type, 'severity', page_2.severity)) || '}' AS value 
FROM (SELECT anomaly_2.type AS type, anomaly_2.severity AS severity 
FROM anomaly AS anomaly_2 
WHERE anomaly_2.nhi_id = page_1.id AND anomaly_2.status = ? AND anomaly_2.org_id = ? ORDER BY coalesce(anomaly_2.detected_at, -1) DESC, anomaly_2.id DESC
 LIMIT 20 OFFSET ?) AS page_2) AS hoisted_3, (SELECT '{"stats":' || (SELECT '{"groupBy":' || (WITH stream_2 AS 
(SELECT CAST(tool_call_by_nhi_1.outcome AS TEXT) AS key_0, tool_call_by_nhi_1.counted AS counted 
FROM cover_1, tool_call_by_nhi AS tool_call_by_nhi_1 
WHERE cover_1.level > 0 AND tool_call_by_nhi_1.level = cover_1.level + 0 AND tool_call_by_nhi_1.start_at = cover_1.lo + 0 AND tool_call_by_nhi_1.nhi_id = page_1.id AND tool_call_by_nhi_1.counted > 0 AND tool_call_by_nhi_1.org_id = ? UNION ALL SELECT started_2.key_0 AS key_0, 1 AS counted 
FROM (SELECT CAST(coalesce((SELECT verdict_2.outcome 
FROM verdict AS verdict_2 
WHERE verdict_2.tool_call_id = tool_call_2.id AND verdict_2.outcome IS NOT NULL AND verdict_2.org_id = ? ORDER BY CASE verdict_2.outcome WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? END DESC
 LIMIT ? OFFSET ?), tool_call_2.outcome) AS TEXT) AS key_0 
FROM cover_1, tool_call AS tool_call_2 
WHERE tool_call_2.nhi_id = page_1.id AND cover_1.level + 0 = 0 AND coalesce(tool_call_2.called_at, -1) >= cover_1.lo + 0 AND coalesce(tool_call_2.called_at, -1) < cover_1.hi + 0 AND tool_call_2.org_id = ?
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
FROM page_3) || '}' AS value) || '}' AS value) AS hoisted_4, (SELECT json_object('totalCount', (WITH stream_3 AS 
(SELECT 1 AS counted 
FROM (SELECT 1 AS one 
FROM incident AS incident_1 
WHERE incident_1.instance_id IN (SELECT run_2.instance_id 
FROM run AS run_2 
WHERE run_2.nhi_id = page_1.id AND run_2.instance_id IS NOT NULL AND run_2.org_id = ?) AND coalesce(incident_1.created_at, -1) >= ? AND coalesce(incident_1.created_at, -1) < ? AND incident_1.org_id = ?) AS started_3), 
groups_3 AS 
(SELECT CAST(coalesce(sum(stream_3.counted), 0) AS INTEGER) AS counted 
FROM stream_3), 
figures_3 AS 
(SELECT groups_3.counted AS counted 
FROM groups_3)
 SELECT figures_3.counted AS value 
FROM figures_3)) AS value) AS hoisted_5 
FROM (SELECT nhi_1.id AS id, nhi_1.kind AS kind, nhi_1.owner AS owner, nhi_1.tier AS tier, nhi_1.tier_ceiling AS tier_ceiling, nhi_1.federation_status AS federation_status 
FROM nhi AS nhi_1 
WHERE (nhi_1.owner IS NULL OR (SELECT risk_assessment_4.score 
FROM risk_assessment AS risk_assessment_4 
WHERE risk_assessment_4.nhi_id = nhi_1.id AND risk_assessment_4.org_id = ? ORDER BY coalesce(risk_assessment_4.assessed_at, -1) DESC, risk_assessment_4.id DESC
 LIMIT ? OFFSET ?) >= ? OR (EXISTS (SELECT 1 
FROM anomaly AS anomaly_3 
WHERE anomaly_3.nhi_id = nhi_1.id AND anomaly_3.severity IN (?, ?) AND anomaly_3.status = ? AND anomaly_3.org_id = ?))) AND nhi_1.org_id = ? ORDER BY CASE WHEN ((SELECT risk_assessment_5.score 
FROM risk_assessment AS risk_assessment_5 
WHERE risk_assessment_5.nhi_id = nhi_1.id AND risk_assessment_5.org_id = ? ORDER BY coalesce(risk_assessment_5.assessed_at, -1) DESC, risk_assessment_5.id DESC
 LIMIT ? OFFSET ?) IS NULL) THEN ? ELSE ? END DESC, coalesce((SELECT risk_assessment_5.score 
FROM risk_assessment AS risk_assessment_5 
WHERE risk_assessment_5.nhi_id = nhi_1.id AND risk_assessment_5.org_id = ? ORDER BY coalesce(risk_assessment_5.assessed_at, -1) DESC, risk_assessment_5.id DESC
 LIMIT ? OFFSET ?), 0.0) DESC, nhi_1.id DESC
 LIMIT 20 OFFSET ?) AS page_1
 LIMIT ? OFFSET 0) AS nodes_1) AS value;
-- binds: <now and $days>, <now>, <organization>, <now and $days>, <now>, <now and $days>, <now>, <organization>, <now and $days>, <now>, <now and $days>, <now>, <organization>, <now and $days>, <now>, <now and $days>, <now>, <organization>, 1, <now and $days>, <now and $days>, <now and $days>, <now>, <now>, <now and $days>, <now>, <now and $days>, <now and $days>, <now>, <now>, <now and $days>, <now>, <organization>, 1, 0, 0.5, <Severity.HIGH: 'HIGH'>, <Severity.CRITICAL: 'CRITICAL'>, <AnomalyStatus.OPEN: 'OPEN'>, <organization>, <organization>, <organization>, 1, 0, <organization>, 1, 0, 0, <organization>, 0, <organization>, 0, <organization>, <AnomalyStatus.OPEN: 'OPEN'>, <organization>, 0, <organization>, <organization>, 'PASSED', 0, 'CORRECTED', 1, 'BLOCKED', 2, 'ERROR', 3, 1, 0, <organization>, -1, 20, 0, <organization>, <now and $days>, <now>, <organization>, <organization>, 1, 0, 0.5, <Severity.HIGH: 'HIGH'>, <Severity.CRITICAL: 'CRITICAL'>, <AnomalyStatus.OPEN: 'OPEN'>, <organization>, <organization>, <organization>, 1, 0, 0, 1, <organization>, 1, 0, 0, -1
