-- processModels
WITH years_1 AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'task' AND rollup_period_1.level = 4 AND 2 <= 4 AND rollup_period_1.end_at > $5::BIGINT AND rollup_period_1.start_at < $6::BIGINT AND rollup_period_1.org_id = $4::VARCHAR COLLATE "C"), 
months_1 AS 
(SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM years_1, rollup_period AS rollup_period_2 
WHERE rollup_period_2.subject = 'task' AND rollup_period_2.level = 3 AND NOT (years_1.state >= 1 AND years_1.start_at >= $5::BIGINT AND years_1.end_at <= $6::BIGINT AND years_1.level <= 4) AND rollup_period_2.start_at >= years_1.start_at AND rollup_period_2.start_at < years_1.end_at AND rollup_period_2.end_at > $5::BIGINT AND rollup_period_2.start_at < $6::BIGINT AND rollup_period_2.org_id = $4::VARCHAR COLLATE "C"), 
days_1 AS 
(SELECT rollup_period_3.level AS level, rollup_period_3.start_at AS start_at, rollup_period_3.end_at AS end_at, rollup_period_3.state AS state 
FROM months_1, rollup_period AS rollup_period_3 
WHERE rollup_period_3.subject = 'task' AND rollup_period_3.level = 2 AND NOT (months_1.state >= 1 AND months_1.start_at >= $5::BIGINT AND months_1.end_at <= $6::BIGINT AND months_1.level <= 4) AND rollup_period_3.start_at >= months_1.start_at AND rollup_period_3.start_at < months_1.end_at AND rollup_period_3.end_at > $5::BIGINT AND rollup_period_3.start_at < $6::BIGINT AND rollup_period_3.org_id = $4::VARCHAR COLLATE "C"), 
periods_1 AS 
(SELECT years_1.level AS level, years_1.start_at AS start_at, years_1.end_at AS end_at, years_1.state AS state 
FROM years_1 UNION ALL SELECT months_1.level AS level, months_1.start_at AS start_at, months_1.end_at AS end_at, months_1.state AS state 
FROM months_1 UNION ALL SELECT days_1.level AS level, days_1.start_at AS start_at, days_1.end_at AS end_at, days_1.state AS state 
FROM days_1), 
swept_1 AS 
(SELECT coalesce(max(edges_1.hi) OVER (ORDER BY edges_1.lo, edges_1.hi ROWS BETWEEN UNBOUNDED PRECEDING AND $7::INTEGER PRECEDING), $5::BIGINT) AS reached, CASE WHEN (edges_1.lo < $5::BIGINT) THEN $5::BIGINT ELSE edges_1.lo END AS lo 
FROM (SELECT $6::BIGINT AS lo, $6::BIGINT AS hi UNION ALL SELECT periods_1.start_at AS start_at, periods_1.end_at AS end_at 
FROM periods_1 
WHERE periods_1.state >= 1) AS edges_1), 
cover_1 AS MATERIALIZED 
(SELECT periods_1.level AS level, periods_1.start_at AS lo, periods_1.end_at AS hi 
FROM periods_1 
WHERE periods_1.state >= 1 AND periods_1.start_at >= $5::BIGINT AND periods_1.end_at <= $6::BIGINT AND periods_1.level <= 4 UNION ALL SELECT 0, swept_1.reached AS reached, swept_1.lo AS lo 
FROM swept_1 
WHERE swept_1.reached < swept_1.lo UNION ALL SELECT 0, CASE WHEN (periods_1.start_at < $5::BIGINT) THEN $5::BIGINT ELSE periods_1.start_at END AS lo, CASE WHEN (periods_1.end_at > $6::BIGINT) THEN $6::BIGINT ELSE periods_1.end_at END AS hi 
FROM periods_1 
WHERE periods_1.state >= 1 AND NOT (periods_1.state >= 1 AND periods_1.start_at >= $5::BIGINT AND periods_1.end_at <= $6::BIGINT AND periods_1.level <= 4) AND periods_1.level = 2)
 SELECT (SELECT '{"nodes":[' || coalesce(string_agg('{"incidents":' || (SELECT '{"stats":' || (WITH stream_1 AS 
(SELECT 1 AS counted 
FROM (SELECT 1 AS one 
FROM incident AS incident_1 
WHERE incident_1.model_id = page_1.id AND incident_1.version = $1::BIGINT AND (coalesce(incident_1.root_cause_id, incident_1.id) = incident_1.id) = $2::BOOLEAN AND coalesce(incident_1.created_at, -1) >= $3::BIGINT AND incident_1.org_id = $4::VARCHAR COLLATE "C") AS started_1), 
groups_1 AS 
(SELECT CAST(coalesce(sum(stream_1.counted), 0) AS BIGINT) AS counted 
FROM stream_1), 
figures_1 AS 
(SELECT groups_1.counted AS counted 
FROM groups_1)
 SELECT '{"totalIncidents":' || coalesce((figures_1.counted)::text, 'null') || '}' AS value 
FROM figures_1) || '}' AS value) || ',"tasks":' || (SELECT '{"stats":' || (WITH stream_2 AS 
(SELECT task_by_activity_1.counted AS counted 
FROM cover_1, task_by_activity AS task_by_activity_1 
WHERE cover_1.level > 0 AND task_by_activity_1.level = cover_1.level + 0 AND task_by_activity_1.start_at = cover_1.lo + 0 AND task_by_activity_1.model_id = page_1.id AND task_by_activity_1.version = $8::BIGINT AND task_by_activity_1.type = $9::VARCHAR COLLATE "C" AND task_by_activity_1.counted > 0 AND task_by_activity_1.org_id = $4::VARCHAR COLLATE "C" UNION ALL SELECT 1 AS counted 
FROM (SELECT 1 AS one 
FROM cover_1, task AS task_1 
WHERE task_1.model_id = page_1.id AND task_1.version = $10::BIGINT AND task_1.type = $11::VARCHAR COLLATE "C" AND cover_1.level + 0 = 0 AND coalesce(task_1.started_at, -1) >= cover_1.lo + 0 AND coalesce(task_1.started_at, -1) < cover_1.hi + 0 AND task_1.org_id = $4::VARCHAR COLLATE "C") AS started_2), 
groups_2 AS 
(SELECT CAST(coalesce(sum(stream_2.counted), 0) AS BIGINT) AS counted 
FROM stream_2), 
figures_2 AS 
(SELECT groups_2.counted AS counted 
FROM groups_2)
 SELECT '{"totalExceptions":' || coalesce((figures_2.counted)::text, 'null') || '}' AS value 
FROM figures_2) || '}' AS value) || '}', ','), '') || ']}' AS value 
FROM (SELECT process_model_1.id AS id 
FROM process_model AS process_model_1 
WHERE process_model_1.key = $12::VARCHAR COLLATE "C" AND (EXISTS (SELECT 1 
FROM process_version AS process_version_1 
WHERE process_version_1.model_id = process_model_1.id AND process_version_1.version = $13::BIGINT AND process_version_1.org_id = $4::VARCHAR COLLATE "C")) AND process_model_1.org_id = $4::VARCHAR COLLATE "C" ORDER BY process_model_1.id ASC 
 LIMIT 1000) AS page_1) AS value;
-- binds: <$version>, True, <$window.from>, <organization>, <$window.from>, 253402300800000000, 1, <$version>, 'errorStartEvent', <$version>, 'errorStartEvent', <$processKey>, <$version>
