-- incidents
WITH years_1 AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'incident' AND rollup_period_1.level = 4 AND 2 <= 4 AND rollup_period_1.end_at > $3::BIGINT AND rollup_period_1.start_at < $4::BIGINT AND rollup_period_1.org_id = $1::VARCHAR COLLATE "C"), 
months_1 AS 
(SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM years_1, rollup_period AS rollup_period_2 
WHERE rollup_period_2.subject = 'incident' AND rollup_period_2.level = 3 AND NOT (years_1.state >= 1 AND years_1.start_at >= $3::BIGINT AND years_1.end_at <= $4::BIGINT AND years_1.level <= 4) AND rollup_period_2.start_at >= years_1.start_at AND rollup_period_2.start_at < years_1.end_at AND rollup_period_2.end_at > $3::BIGINT AND rollup_period_2.start_at < $4::BIGINT AND rollup_period_2.org_id = $1::VARCHAR COLLATE "C"), 
days_1 AS 
(SELECT rollup_period_3.level AS level, rollup_period_3.start_at AS start_at, rollup_period_3.end_at AS end_at, rollup_period_3.state AS state 
FROM months_1, rollup_period AS rollup_period_3 
WHERE rollup_period_3.subject = 'incident' AND rollup_period_3.level = 2 AND NOT (months_1.state >= 1 AND months_1.start_at >= $3::BIGINT AND months_1.end_at <= $4::BIGINT AND months_1.level <= 4) AND rollup_period_3.start_at >= months_1.start_at AND rollup_period_3.start_at < months_1.end_at AND rollup_period_3.end_at > $3::BIGINT AND rollup_period_3.start_at < $4::BIGINT AND rollup_period_3.org_id = $1::VARCHAR COLLATE "C"), 
periods_1 AS 
(SELECT years_1.level AS level, years_1.start_at AS start_at, years_1.end_at AS end_at, years_1.state AS state 
FROM years_1 UNION ALL SELECT months_1.level AS level, months_1.start_at AS start_at, months_1.end_at AS end_at, months_1.state AS state 
FROM months_1 UNION ALL SELECT days_1.level AS level, days_1.start_at AS start_at, days_1.end_at AS end_at, days_1.state AS state 
FROM days_1), 
swept_1 AS 
(SELECT coalesce(max(edges_1.hi) OVER (ORDER BY edges_1.lo, edges_1.hi ROWS BETWEEN UNBOUNDED PRECEDING AND $5::INTEGER PRECEDING), $3::BIGINT) AS reached, CASE WHEN (edges_1.lo < $3::BIGINT) THEN $3::BIGINT ELSE edges_1.lo END AS lo 
FROM (SELECT $4::BIGINT AS lo, $4::BIGINT AS hi UNION ALL SELECT periods_1.start_at AS start_at, periods_1.end_at AS end_at 
FROM periods_1 
WHERE periods_1.state >= 1) AS edges_1), 
cover_1 AS MATERIALIZED 
(SELECT periods_1.level AS level, periods_1.start_at AS lo, periods_1.end_at AS hi 
FROM periods_1 
WHERE periods_1.state >= 1 AND periods_1.start_at >= $3::BIGINT AND periods_1.end_at <= $4::BIGINT AND periods_1.level <= 4 UNION ALL SELECT 0, swept_1.reached AS reached, swept_1.lo AS lo 
FROM swept_1 
WHERE swept_1.reached < swept_1.lo UNION ALL SELECT 0, CASE WHEN (periods_1.start_at < $3::BIGINT) THEN $3::BIGINT ELSE periods_1.start_at END AS lo, CASE WHEN (periods_1.end_at > $4::BIGINT) THEN $4::BIGINT ELSE periods_1.end_at END AS hi 
FROM periods_1 
WHERE periods_1.state >= 1 AND NOT (periods_1.state >= 1 AND periods_1.start_at >= $3::BIGINT AND periods_1.end_at <= $4::BIGINT AND periods_1.level <= 4) AND periods_1.level = 2)
 SELECT (SELECT '{"nodes":[' || coalesce(string_agg('{"process_instance_id":' || coalesce(to_json(page_1.instance_id)::text, 'null') || ',"process_model_identifier":' || coalesce(to_json(page_1.model_id)::text, 'null') || ',"task_id":' || coalesce(to_json(page_1.task_id)::text, 'null') || ',"activityId":' || coalesce(to_json(coalesce((SELECT activity_1.element_id 
FROM activity AS activity_1 
WHERE activity_1.model_id = page_1.model_id AND activity_1.version = coalesce(page_1.version, (SELECT CASE WHEN (min(activity_2.version) = max(activity_2.version)) THEN min(activity_2.version) END AS "only" 
FROM activity AS activity_2 
WHERE activity_2.model_id = page_1.model_id AND activity_2.org_id = $1::VARCHAR COLLATE "C")) AND activity_1.element_id = page_1.activity_id AND activity_1.org_id = $1::VARCHAR COLLATE "C" 
 LIMIT $2::INTEGER), (SELECT CASE WHEN (min(activity_3.element_id) = max(activity_3.element_id)) THEN min(activity_3.element_id) END AS "only" 
FROM activity AS activity_3 
WHERE activity_3.model_id = page_1.model_id AND activity_3.version = coalesce(page_1.version, (SELECT CASE WHEN (min(activity_2.version) = max(activity_2.version)) THEN min(activity_2.version) END AS "only" 
FROM activity AS activity_2 
WHERE activity_2.model_id = page_1.model_id AND activity_2.org_id = $1::VARCHAR COLLATE "C")) AND activity_3.name = coalesce(page_1.activity_name, page_1.activity_id) AND activity_3.org_id = $1::VARCHAR COLLATE "C"), page_1.activity_id))::text, 'null') || ',"activityName":' || coalesce(to_json(page_1.activity_name)::text, 'null') || ',"failedActivityId":' || coalesce(to_json(page_1.failed_activity_id)::text, 'null') || ',"failedActivityName":' || coalesce(to_json(page_1.failed_activity_name)::text, 'null') || ',"timestamp":' || coalesce('"' || replace((timestamp 'epoch' + (page_1.created_at / 3600000000) * interval '1 hour' + (page_1.created_at % 3600000000) * interval '1 microsecond')::text, ' ', 'T') || 'Z' || '"', 'null') || ',"message":' || coalesce(to_json(page_1.message)::text, 'null') || ',"trace":' || coalesce(to_json(page_1.trace)::text, 'null') || ',"line_number":' || coalesce((page_1.line_number)::text, 'null') || ',"line_offset":' || coalesce((page_1.line_offset)::text, 'null') || ',"line_content":' || coalesce(to_json(page_1.line_content)::text, 'null') || '}', ','), '') || '],"totalCount":' || coalesce(((WITH stream_1 AS 
(SELECT incident_by_activity_1.counted AS counted 
FROM cover_1, incident_by_activity AS incident_by_activity_1 
WHERE cover_1.level > 0 AND incident_by_activity_1.level = cover_1.level + 0 AND incident_by_activity_1.start_at = cover_1.lo + 0 AND substr(incident_by_activity_1.model_id, $6::INTEGER, length($7::VARCHAR COLLATE "C")) = $8::VARCHAR COLLATE "C" AND incident_by_activity_1.counted > 0 AND incident_by_activity_1.org_id = $1::VARCHAR COLLATE "C" UNION ALL SELECT 1 AS counted 
FROM (SELECT 1 AS one 
FROM cover_1, incident AS incident_1 
WHERE substr(incident_1.model_id, $9::INTEGER, length($10::VARCHAR COLLATE "C")) = $11::VARCHAR COLLATE "C" AND cover_1.level + 0 = 0 AND coalesce(incident_1.created_at, -1) >= cover_1.lo + 0 AND coalesce(incident_1.created_at, -1) < cover_1.hi + 0 AND incident_1.org_id = $1::VARCHAR COLLATE "C") AS started_1), 
groups_1 AS 
(SELECT CAST(coalesce(sum(stream_1.counted), 0) AS BIGINT) AS counted 
FROM stream_1), 
figures_1 AS 
(SELECT groups_1.counted AS counted 
FROM groups_1)
 SELECT figures_1.counted AS value 
FROM figures_1))::text, 'null') || '}' AS value 
FROM (SELECT incident_1.instance_id AS instance_id, incident_1.model_id AS model_id, incident_1.task_id AS task_id, incident_1.version AS version, incident_1.activity_id AS activity_id, incident_1.activity_name AS activity_name, incident_1.failed_activity_id AS failed_activity_id, incident_1.failed_activity_name AS failed_activity_name, incident_1.created_at AS created_at, incident_1.message AS message, incident_1.trace AS trace, incident_1.line_number AS line_number, incident_1.line_offset AS line_offset, incident_1.line_content AS line_content 
FROM incident AS incident_1 
WHERE substr(incident_1.model_id, $12::INTEGER, length($13::VARCHAR COLLATE "C")) = $14::VARCHAR COLLATE "C" AND coalesce(incident_1.created_at, -1) >= $15::BIGINT AND coalesce(incident_1.created_at, -1) < $16::BIGINT AND incident_1.org_id = $1::VARCHAR COLLATE "C" ORDER BY coalesce(incident_1.created_at, -1) DESC, incident_1.id DESC 
 LIMIT $17::BIGINT OFFSET $18::BIGINT) AS page_1) AS value;
-- binds: <organization>, 1, <now and $errors.createdAt.lastDays>, <now>, 1, 1, <$errors.modelId.startsWith>, <$errors.modelId.startsWith>, 1, <$errors.modelId.startsWith>, <$errors.modelId.startsWith>, 1, <$errors.modelId.startsWith>, <$errors.modelId.startsWith>, <now and $errors.createdAt.lastDays>, <now>, <$first>, <$skip>
