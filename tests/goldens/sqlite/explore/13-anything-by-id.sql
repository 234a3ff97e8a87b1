-- nodes
WITH years_1 AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'verdict' AND rollup_period_1.level = 4 AND 1 <= 4 AND rollup_period_1.end_at > ? AND rollup_period_1.start_at < ? AND rollup_period_1.org_id = ?), 
months_1 AS 
(SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM years_1, rollup_period AS rollup_period_2 
WHERE rollup_period_2.subject = 'verdict' AND rollup_period_2.level = 3 AND NOT (years_1.state >= 1 AND years_1.start_at >= ? AND years_1.end_at <= ? AND years_1.level <= 4) AND rollup_period_2.start_at >= years_1.start_at AND rollup_period_2.start_at < years_1.end_at AND rollup_period_2.end_at > ? AND rollup_period_2.start_at < ? AND rollup_period_2.org_id = ?), 
days_1 AS 
(SELECT rollup_period_3.level AS level, rollup_period_3.start_at AS start_at, rollup_period_3.end_at AS end_at, rollup_period_3.state AS state 
FROM months_1, rollup_period AS rollup_period_3 
WHERE rollup_period_3.subject = 'verdict' AND rollup_period_3.level = 2 AND NOT (months_1.state >= 1 AND months_1.start_at >= ? AND months_1.end_at <= ? AND months_1.level <= 4) AND rollup_period_3.start_at >= months_1.start_at AND rollup_period_3.start_at < months_1.end_at AND rollup_period_3.end_at > ? AND rollup_period_3.start_at < ? AND rollup_period_3.org_id = ?), 
hours_1 AS 
(SELECT rollup_period_4.level AS level, rollup_period_4.start_at AS start_at, rollup_period_4.end_at AS end_at, rollup_period_4.state AS state 
FROM days_1, rollup_period AS rollup_period_4 
WHERE rollup_period_4.subject = 'verdict' AND rollup_period_4.level = 1 AND NOT (days_1.state >= 1 AND days_1.start_at >= ? AND days_1.end_at <= ? AND days_1.level <= 4) AND rollup_period_4.start_at >= days_1.start_at AND rollup_period_4.start_at < days_1.end_at AND rollup_period_4.end_at > ? AND rollup_period_4.start_at < ? AND rollup_period_4.org_id = ?), 
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
 SELECT '[' || coalesce((SELECT json_object('__typename', ?, 'id', 'Nhi:' || node_1.id, 'owner', node_1.owner, 'riskLevel', node_1.hoisted_0) AS value 
FROM (SELECT nhi_1.id AS id, nhi_1.owner AS owner, (SELECT risk_assessment_1.level 
FROM risk_assessment AS risk_assessment_1 
WHERE risk_assessment_1.nhi_id = nhi_1.id AND risk_assessment_1.org_id = ? ORDER BY coalesce(risk_assessment_1.assessed_at, -1) DESC, risk_assessment_1.id DESC
 LIMIT ? OFFSET ?) AS hoisted_0 
FROM nhi AS nhi_1 
WHERE nhi_1.id = ? AND nhi_1.org_id = ?
 LIMIT ? OFFSET 0) AS node_1), 'null') || ',' || coalesce((SELECT '{' || trim(json_object('__typename', ?, 'id', 'Guardian:' || node_2.id, 'name', node_2.name), '{}') || ',"verdicts":' || node_2.hoisted_0 || '}' AS value 
FROM (SELECT guardian_1.id AS id, guardian_1.name AS name, (SELECT json_object('totalCount', (WITH stream_1 AS 
(SELECT verdict_by_guardian_1.counted AS counted 
FROM cover_1, verdict_by_guardian AS verdict_by_guardian_1 
WHERE cover_1.level > 0 AND verdict_by_guardian_1.level = cover_1.level + 0 AND verdict_by_guardian_1.start_at = cover_1.lo + 0 AND verdict_by_guardian_1.guardian_id = guardian_1.id AND verdict_by_guardian_1.outcome = ? AND verdict_by_guardian_1.counted > 0 AND verdict_by_guardian_1.org_id = ? UNION ALL SELECT 1 AS counted 
FROM (SELECT 1 AS one 
FROM cover_1, verdict AS verdict_1 
WHERE verdict_1.guardian_id = guardian_1.id AND verdict_1.outcome = ? AND cover_1.level + 0 = 0 AND coalesce(verdict_1.decided_at, -1) >= cover_1.lo + 0 AND coalesce(verdict_1.decided_at, -1) < cover_1.hi + 0 AND verdict_1.org_id = ?) AS started_1), 
groups_1 AS 
(SELECT CAST(coalesce(sum(stream_1.counted), 0) AS INTEGER) AS counted 
FROM stream_1), 
figures_1 AS 
(SELECT groups_1.counted AS counted 
FROM groups_1)
 SELECT figures_1.counted AS value 
FROM figures_1)) AS value) AS hoisted_0 
FROM guardian AS guardian_1 
WHERE guardian_1.id = ? AND guardian_1.org_id = ?
 LIMIT ? OFFSET 0) AS node_2), 'null') || ',' || coalesce((SELECT '{' || trim(json_object('__typename', ?, 'id', 'ProcessModel:' || node_3.id, 'displayName', node_3.display_name), '{}') || ',"latestVersion":' || coalesce(node_3.hoisted_0, 'null') || '}' AS value 
FROM (SELECT process_model_1.id AS id, process_model_1.display_name AS display_name, (SELECT '{' || trim(json_object('version', node_4.version, 'deployedAt', iif(node_4.deployed_at % 1000000, date(node_4.deployed_at / 1000000, 'unixepoch') || 'T' || time(node_4.deployed_at / 1000000, 'unixepoch') || rtrim('.' || substr(node_4.deployed_at + 1000000, -6), '0') || 'Z', date(node_4.deployed_at / 1000000, 'unixepoch') || 'T' || time(node_4.deployed_at / 1000000, 'unixepoch') || 'Z')), '{}') || ',"activities":' || node_4.hoisted_0 || '}' AS value 
FROM (SELECT process_version_1.version AS version, process_version_1.deployed_at AS deployed_at, process_version_1.model_id AS model_id, (SELECT '{"nodes":' || json_group_array(json_object('name', page_1.name, 'type', page_1.type, 'lane', page_1.lane)) || '}' AS value 
FROM (SELECT activity_1.name AS name, activity_1.type AS type, activity_1.lane AS lane 
FROM activity AS activity_1 
WHERE activity_1.model_id = process_version_1.model_id AND activity_1.version = process_version_1.version AND activity_1.org_id = ? ORDER BY activity_1.id DESC
 LIMIT 20 OFFSET ?) AS page_1) AS hoisted_0 
FROM process_version AS process_version_1 
WHERE process_version_1.model_id = process_model_1.id AND process_version_1.version IS NOT NULL AND process_version_1.org_id = ? ORDER BY process_version_1.version DESC, process_version_1.id
 LIMIT ? OFFSET 0) AS node_4) AS hoisted_0 
FROM process_model AS process_model_1 
WHERE process_model_1.id = ? AND process_model_1.org_id = ?
 LIMIT ? OFFSET 0) AS node_3), 'null') || ',' || coalesce((SELECT json_object('__typename', ?, 'id', 'Run:' || run_1.id) AS value 
FROM run AS run_1 
WHERE run_1.id = ? AND run_1.org_id = ?), 'null') || ']' AS value;
-- binds: -1, 253402300800000000, <organization>, -1, 253402300800000000, -1, 253402300800000000, <organization>, -1, 253402300800000000, -1, 253402300800000000, <organization>, -1, 253402300800000000, -1, 253402300800000000, <organization>, 1, -1, -1, -1, 253402300800000000, 253402300800000000, -1, 253402300800000000, -1, -1, 253402300800000000, 253402300800000000, -1, 253402300800000000, 'Nhi', <organization>, 1, 0, <$ids.0>, <organization>, -1, 'Guardian', <Outcome.BLOCKED: 'BLOCKED'>, <organization>, <Outcome.BLOCKED: 'BLOCKED'>, <organization>, <$ids.1>, <organization>, -1, 'ProcessModel', <organization>, 0, <organization>, 1, <$ids.2>, <organization>, -1, 'Run', <$ids.3>, <organization>

-- node
SELECT (SELECT '{' || trim(json_object('id', 'ProcessVersion:' || node_1.id, 'version', node_1.version, 'deployedAt', iif(node_1.deployed_at % 1000000, date(node_1.deployed_at / 1000000, 'unixepoch') || 'T' || time(node_1.deployed_at / 1000000, 'unixepoch') || rtrim('.' || substr(node_1.deployed_at + 1000000, -6), '0') || 'Z', date(node_1.deployed_at / 1000000, 'unixepoch') || 'T' || time(node_1.deployed_at / 1000000, 'unixepoch') || 'Z')), '{}') || ',"activities":' || node_1.hoisted_0 || '}' AS value 
FROM (SELECT process_version_1.id AS id, process_version_1.version AS version, process_version_1.deployed_at AS deployed_at, process_version_1.model_id AS model_id, (SELECT '{"nodes":' || json_group_array(json_object('name', page_1.name, 'type', page_1.type, 'lane', page_1.lane)) || '}' AS value 
FROM (SELECT activity_1.name AS name, activity_1.type AS type, activity_1.lane AS lane 
FROM activity AS activity_1 
WHERE activity_1.model_id = process_version_1.model_id AND activity_1.version = process_version_1.version AND activity_1.org_id = ? ORDER BY activity_1.id DESC
 LIMIT 20 OFFSET ?) AS page_1) AS hoisted_0 
FROM process_version AS process_version_1 
WHERE process_version_1.id = ? AND process_version_1.org_id = ?
 LIMIT ? OFFSET 0) AS node_1) AS value;
-- binds: <organization>, 0, <'finance/invoice-review:2'>, <organization>, -1
