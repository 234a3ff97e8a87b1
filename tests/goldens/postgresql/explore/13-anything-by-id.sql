-- nodes
WITH years_1 AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'verdict' AND rollup_period_1.level = 4 AND 1 <= 4 AND rollup_period_1.end_at > $6::BIGINT AND rollup_period_1.start_at < $7::BIGINT AND rollup_period_1.org_id = $2::VARCHAR COLLATE "C"), 
months_1 AS 
(SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM years_1, rollup_period AS rollup_period_2 
WHERE rollup_period_2.subject = 'verdict' AND rollup_period_2.level = 3 AND NOT (years_1.state >= 1 AND years_1.start_at >= $6::BIGINT AND years_1.end_at <= $7::BIGINT AND years_1.level <= 4) AND rollup_period_2.start_at >= years_1.start_at AND rollup_period_2.start_at < years_1.end_at AND rollup_period_2.end_at > $6::BIGINT AND rollup_period_2.start_at < $7::BIGINT AND rollup_period_2.org_id = $2::VARCHAR COLLATE "C"), 
days_1 AS 
(SELECT rollup_period_3.level AS level, rollup_period_3.start_at AS start_at, rollup_period_3.end_at AS end_at, rollup_period_3.state AS state 
FROM months_1, rollup_period AS rollup_period_3 
WHERE rollup_period_3.subject = 'verdict' AND rollup_period_3.level = 2 AND NOT (months_1.state >= 1 AND months_1.start_at >= $6::BIGINT AND months_1.end_at <= $7::BIGINT AND months_1.level <= 4) AND rollup_period_3.start_at >= months_1.start_at AND rollup_period_3.start_at < months_1.end_at AND rollup_period_3.end_at > $6::BIGINT AND rollup_period_3.start_at < $7::BIGINT AND rollup_period_3.org_id = $2::VARCHAR COLLATE "C"), 
hours_1 AS 
(SELECT rollup_period_4.level AS level, rollup_period_4.start_at AS start_at, rollup_period_4.end_at AS end_at, rollup_period_4.state AS state 
FROM days_1, rollup_period AS rollup_period_4 
WHERE rollup_period_4.subject = 'verdict' AND rollup_period_4.level = 1 AND NOT (days_1.state >= 1 AND days_1.start_at >= $6::BIGINT AND days_1.end_at <= $7::BIGINT AND days_1.level <= 4) AND rollup_period_4.start_at >= days_1.start_at AND rollup_period_4.start_at < days_1.end_at AND rollup_period_4.end_at > $6::BIGINT AND rollup_period_4.start_at < $7::BIGINT AND rollup_period_4.org_id = $2::VARCHAR COLLATE "C"), 
periods_1 AS 
(SELECT years_1.level AS level, years_1.start_at AS start_at, years_1.end_at AS end_at, years_1.state AS state 
FROM years_1 UNION ALL SELECT months_1.level AS level, months_1.start_at AS start_at, months_1.end_at AS end_at, months_1.state AS state 
FROM months_1 UNION ALL SELECT days_1.level AS level, days_1.start_at AS start_at, days_1.end_at AS end_at, days_1.state AS state 
FROM days_1 UNION ALL SELECT hours_1.level AS level, hours_1.start_at AS start_at, hours_1.end_at AS end_at, hours_1.state AS state 
FROM hours_1), 
swept_1 AS 
(SELECT coalesce(max(edges_1.hi) OVER (ORDER BY edges_1.lo, edges_1.hi ROWS BETWEEN UNBOUNDED PRECEDING AND $8::INTEGER PRECEDING), $6::BIGINT) AS reached, CASE WHEN (edges_1.lo < $6::BIGINT) THEN $6::BIGINT ELSE edges_1.lo END AS lo 
FROM (SELECT $7::BIGINT AS lo, $7::BIGINT AS hi UNION ALL SELECT periods_1.start_at AS start_at, periods_1.end_at AS end_at 
FROM periods_1 
WHERE periods_1.state >= 1) AS edges_1), 
cover_1 AS MATERIALIZED 
(SELECT periods_1.level AS level, periods_1.start_at AS lo, periods_1.end_at AS hi 
FROM periods_1 
WHERE periods_1.state >= 1 AND periods_1.start_at >= $6::BIGINT AND periods_1.end_at <= $7::BIGINT AND periods_1.level <= 4 UNION ALL SELECT 0, swept_1.reached AS reached, swept_1.lo AS lo 
FROM swept_1 
WHERE swept_1.reached < swept_1.lo UNION ALL SELECT 0, CASE WHEN (periods_1.start_at < $6::BIGINT) THEN $6::BIGINT ELSE periods_1.start_at END AS lo, CASE WHEN (periods_1.end_at > $7::BIGINT) THEN $7::BIGINT ELSE periods_1.end_at END AS hi 
FROM periods_1 
WHERE periods_1.state >= 1 AND NOT (periods_1.state >= 1 AND periods_1.start_at >= $6::BIGINT AND periods_1.end_at <= $7::BIGINT AND periods_1.level <= 4) AND periods_1.level = 1)
 SELECT '[' || coalesce((SELECT '{"__typename":' || coalesce(to_json($1::VARCHAR COLLATE "C")::text, 'null') || ',"id":' || coalesce(to_json('Nhi:' || nhi_1.id)::text, 'null') || ',"owner":' || coalesce(to_json(nhi_1.owner)::text, 'null') || ',"riskLevel":' || coalesce('"' || (SELECT risk_assessment_1.level 
FROM risk_assessment AS risk_assessment_1 
WHERE risk_assessment_1.nhi_id = nhi_1.id AND risk_assessment_1.org_id = $2::VARCHAR COLLATE "C" ORDER BY coalesce(risk_assessment_1.assessed_at, -1) DESC, risk_assessment_1.id DESC 
 LIMIT $3::INTEGER) || '"', 'null') || '}' AS value 
FROM nhi AS nhi_1 
WHERE nhi_1.id = $4::VARCHAR COLLATE "C" AND nhi_1.org_id = $2::VARCHAR COLLATE "C"), 'null') || ',' || coalesce((SELECT '{"__typename":' || coalesce(to_json($5::VARCHAR COLLATE "C")::text, 'null') || ',"id":' || coalesce(to_json('Guardian:' || guardian_1.id)::text, 'null') || ',"name":' || coalesce(to_json(guardian_1.name)::text, 'null') || ',"verdicts":' || (SELECT '{"totalCount":' || coalesce(((WITH stream_1 AS 
(SELECT verdict_by_guardian_1.counted AS counted 
FROM cover_1, verdict_by_guardian AS verdict_by_guardian_1 
WHERE cover_1.level > 0 AND verdict_by_guardian_1.level = cover_1.level + 0 AND verdict_by_guardian_1.start_at = cover_1.lo + 0 AND verdict_by_guardian_1.guardian_id = guardian_1.id AND verdict_by_guardian_1.outcome = $9::VARCHAR COLLATE "C" AND verdict_by_guardian_1.counted > 0 AND verdict_by_guardian_1.org_id = $2::VARCHAR COLLATE "C" UNION ALL SELECT 1 AS counted 
FROM (SELECT 1 AS one 
FROM cover_1, verdict AS verdict_1 
WHERE verdict_1.guardian_id = guardian_1.id AND verdict_1.outcome = $10::VARCHAR COLLATE "C" AND cover_1.level + 0 = 0 AND coalesce(verdict_1.decided_at, -1) >= cover_1.lo + 0 AND coalesce(verdict_1.decided_at, -1) < cover_1.hi + 0 AND verdict_1.org_id = $2::VARCHAR COLLATE "C") AS started_1), 
groups_1 AS 
(SELECT CAST(coalesce(sum(stream_1.counted), 0) AS BIGINT) AS counted 
FROM stream_1), 
figures_1 AS 
(SELECT groups_1.counted AS counted 
FROM groups_1)
 SELECT figures_1.counted AS value 
FROM figures_1))::text, 'null') || '}' AS value) || '}' AS value 
FROM guardian AS guardian_1 
WHERE guardian_1.id = $11::VARCHAR COLLATE "C" AND guardian_1.org_id = $2::VARCHAR COLLATE "C"), 'null') || ',' || coalesce((SELECT '{"__typename":' || coalesce(to_json($12::VARCHAR COLLATE "C")::text, 'null') || ',"id":' || coalesce(to_json('ProcessModel:' || process_model_1.id)::text, 'null') || ',"displayName":' || coalesce(to_json(process_model_1.display_name)::text, 'null') || ',"latestVersion":' || coalesce((SELECT '{"version":' || coalesce((process_version_1.version)::text, 'null') || ',"deployedAt":' || coalesce('"' || replace((timestamp 'epoch' + (process_version_1.deployed_at / 3600000000) * interval '1 hour' + (process_version_1.deployed_at % 3600000000) * interval '1 microsecond')::text, ' ', 'T') || 'Z' || '"', 'null') || ',"activities":' || (SELECT '{"nodes":[' || coalesce(string_agg('{"name":' || coalesce(to_json(page_1.name)::text, 'null') || ',"type":' || coalesce(to_json(page_1.type)::text, 'null') || ',"lane":' || coalesce(to_json(page_1.lane)::text, 'null') || '}', ','), '') || ']}' AS value 
FROM (SELECT activity_1.name AS name, activity_1.type AS type, activity_1.lane AS lane 
FROM activity AS activity_1 
WHERE activity_1.model_id = process_version_1.model_id AND activity_1.version = process_version_1.version AND activity_1.org_id = $2::VARCHAR COLLATE "C" ORDER BY activity_1.id DESC 
 LIMIT 20) AS page_1) || '}' AS value 
FROM process_version AS process_version_1 
WHERE process_version_1.model_id = process_model_1.id AND process_version_1.version IS NOT NULL AND process_version_1.org_id = $2::VARCHAR COLLATE "C" ORDER BY process_version_1.version DESC, process_version_1.id 
 LIMIT $13::INTEGER), 'null') || '}' AS value 
FROM process_model AS process_model_1 
WHERE process_model_1.id = $14::VARCHAR COLLATE "C" AND process_model_1.org_id = $2::VARCHAR COLLATE "C"), 'null') || ',' || coalesce((SELECT '{"__typename":' || coalesce(to_json($15::VARCHAR COLLATE "C")::text, 'null') || ',"id":' || coalesce(to_json('Run:' || run_1.id)::text, 'null') || '}' AS value 
FROM run AS run_1 
WHERE run_1.id = $16::VARCHAR COLLATE "C" AND run_1.org_id = $2::VARCHAR COLLATE "C"), 'null') || ']' AS value;
-- binds: 'Nhi', <organization>, 1, <$ids.0>, 'Guardian', -1, 253402300800000000, 1, <Outcome.BLOCKED: 'BLOCKED'>, <Outcome.BLOCKED: 'BLOCKED'>, <$ids.1>, 'ProcessModel', 1, <$ids.2>, 'Run', <$ids.3>

-- node
SELECT (SELECT '{"id":' || coalesce(to_json('ProcessVersion:' || process_version_1.id)::text, 'null') || ',"version":' || coalesce((process_version_1.version)::text, 'null') || ',"deployedAt":' || coalesce('"' || replace((timestamp 'epoch' + (process_version_1.deployed_at / 3600000000) * interval '1 hour' + (process_version_1.deployed_at % 3600000000) * interval '1 microsecond')::text, ' ', 'T') || 'Z' || '"', 'null') || ',"activities":' || (SELECT '{"nodes":[' || coalesce(string_agg('{"name":' || coalesce(to_json(page_1.name)::text, 'null') || ',"type":' || coalesce(to_json(page_1.type)::text, 'null') || ',"lane":' || coalesce(to_json(page_1.lane)::text, 'null') || '}', ','), '') || ']}' AS value 
FROM (SELECT activity_1.name AS name, activity_1.type AS type, activity_1.lane AS lane 
FROM activity AS activity_1 
WHERE activity_1.model_id = process_version_1.model_id AND activity_1.version = process_version_1.version AND activity_1.org_id = $1::VARCHAR COLLATE "C" ORDER BY activity_1.id DESC 
 LIMIT 20) AS page_1) || '}' AS value 
FROM process_version AS process_version_1 
WHERE process_version_1.id = $2::VARCHAR COLLATE "C" AND process_version_1.org_id = $1::VARCHAR COLLATE "C") AS value;
-- binds: <organization>, <'finance/invoice-review:2'>
