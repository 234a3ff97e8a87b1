-- processModels
WITH years_1 AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'incident' AND rollup_period_1.level = 4 AND 2 <= 4 AND rollup_period_1.end_at > $1::BIGINT AND rollup_period_1.start_at < $2::BIGINT AND rollup_period_1.org_id = $3::VARCHAR COLLATE "C"), 
months_1 AS 
(SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM years_1, rollup_period AS rollup_period_2 
WHERE rollup_period_2.subject = 'incident' AND rollup_period_2.level = 3 AND NOT (years_1.state >= 1 AND years_1.start_at >= $1::BIGINT AND years_1.end_at <= $2::BIGINT AND years_1.level <= 4) AND rollup_period_2.start_at >= years_1.start_at AND rollup_period_2.start_at < years_1.end_at AND rollup_period_2.end_at > $1::BIGINT AND rollup_period_2.start_at < $2::BIGINT AND rollup_period_2.org_id = $3::VARCHAR COLLATE "C"), 
days_1 AS 
(SELECT rollup_period_3.level AS level, rollup_period_3.start_at AS start_at, rollup_period_3.end_at AS end_at, rollup_period_3.state AS state 
FROM months_1, rollup_period AS rollup_period_3 
WHERE rollup_period_3.subject = 'incident' AND rollup_period_3.level = 2 AND NOT (months_1.state >= 1 AND months_1.start_at >= $1::BIGINT AND months_1.end_at <= $2::BIGINT AND months_1.level <= 4) AND rollup_period_3.start_at >= months_1.start_at AND rollup_period_3.start_at < months_1.end_at AND rollup_period_3.end_at > $1::BIGINT AND rollup_period_3.start_at < $2::BIGINT AND rollup_period_3.org_id = $3::VARCHAR COLLATE "C"), 
periods_1 AS 
(SELECT years_1.level AS level, years_1.start_at AS start_at, years_1.end_at AS end_at, years_1.state AS state 
FROM years_1 UNION ALL SELECT months_1.level AS level, months_1.start_at AS start_at, months_1.end_at AS end_at, months_1.state AS state 
FROM months_1 UNION ALL SELECT days_1.level AS level, days_1.start_at AS start_at, days_1.end_at AS end_at, days_1.state AS state 
FROM days_1), 
swept_1 AS 
(SELECT coalesce(max(edges_1.hi) OVER (ORDER BY edges_1.lo, edges_1.hi ROWS BETWEEN UNBOUNDED PRECEDING AND $4::INTEGER PRECEDING), $1::BIGINT) AS reached, CASE WHEN (edges_1.lo < $1::BIGINT) THEN $1::BIGINT ELSE edges_1.lo END AS lo 
FROM (SELECT $2::BIGINT AS lo, $2::BIGINT AS hi UNION ALL SELECT periods_1.start_at AS start_at, periods_1.end_at AS end_at 
FROM periods_1 
WHERE periods_1.state >= 1) AS edges_1), 
cover_1 AS MATERIALIZED 
(SELECT periods_1.level AS level, periods_1.start_at AS lo, periods_1.end_at AS hi 
FROM periods_1 
WHERE periods_1.state >= 1 AND periods_1.start_at >= $1::BIGINT AND periods_1.end_at <= $2::BIGINT AND periods_1.level <= 4 UNION ALL SELECT 0, swept_1.reached AS reached, swept_1.lo AS lo 
FROM swept_1 
WHERE swept_1.reached < swept_1.lo UNION ALL SELECT 0, CASE WHEN (periods_1.start_at < $1::BIGINT) THEN $1::BIGINT ELSE periods_1.start_at END AS lo, CASE WHEN (periods_1.end_at > $2::BIGINT) THEN $2::BIGINT ELSE periods_1.end_at END AS hi 
FROM periods_1 
WHERE periods_1.state >= 1 AND NOT (periods_1.state >= 1 AND periods_1.start_at >= $1::BIGINT AND periods_1.end_at <= $2::BIGINT AND periods_1.level <= 4) AND periods_1.level = 2), 
linked_1 AS NOT MATERIALIZED 
(SELECT incident_2.instance_id AS instance_id 
FROM incident AS incident_2 
WHERE coalesce(incident_2.created_at, -1) >= $10::BIGINT AND coalesce(incident_2.created_at, -1) < $11::BIGINT AND incident_2.instance_id IS NOT NULL AND incident_2.org_id = $3::VARCHAR COLLATE "C")
 SELECT (SELECT '{"nodes":[' || coalesce(string_agg('{"process_model_identifier":' || coalesce(to_json(numbered_1.id)::text, 'null') || ',"display_name":' || coalesce(to_json(numbered_1.display_name)::text, 'null') || ',"incidents":' || (SELECT '{"count":' || coalesce(((WITH stream_1 AS 
(SELECT incident_by_activity_1.counted AS counted 
FROM cover_1, incident_by_activity AS incident_by_activity_1 
WHERE cover_1.level > 0 AND incident_by_activity_1.level = cover_1.level + 0 AND incident_by_activity_1.start_at = cover_1.lo + 0 AND incident_by_activity_1.model_id = numbered_1.id AND incident_by_activity_1.counted > 0 AND incident_by_activity_1.org_id = $3::VARCHAR COLLATE "C" UNION ALL SELECT 1 AS counted 
FROM (SELECT 1 AS one 
FROM cover_1, incident AS incident_1 
WHERE incident_1.model_id = numbered_1.id AND cover_1.level + 0 = 0 AND coalesce(incident_1.created_at, -1) >= cover_1.lo + 0 AND coalesce(incident_1.created_at, -1) < cover_1.hi + 0 AND incident_1.org_id = $3::VARCHAR COLLATE "C") AS started_1), 
groups_1 AS 
(SELECT CAST(coalesce(sum(stream_1.counted), 0) AS BIGINT) AS counted 
FROM stream_1), 
figures_1 AS 
(SELECT groups_1.counted AS counted 
FROM groups_1)
 SELECT figures_1.counted AS value 
FROM figures_1))::text, 'null') || ',"nodes":[' || coalesce(string_agg('{"createdAt":' || coalesce('"' || replace((timestamp 'epoch' + (page_1.created_at / 3600000000) * interval '1 hour' + (page_1.created_at % 3600000000) * interval '1 microsecond')::text, ' ', 'T') || 'Z' || '"', 'null') || '}', ','), '') || '],"stats":' || (SELECT '{"groupBy":' || (WITH stream_2 AS 
(SELECT started_2.key_0 AS key_0, 1 AS counted 
FROM (SELECT CAST(incident_1.message AS TEXT) COLLATE "C" AS key_0 
FROM incident AS incident_1 
WHERE incident_1.model_id = numbered_1.id AND coalesce(incident_1.created_at, -1) >= $5::BIGINT AND coalesce(incident_1.created_at, -1) < $6::BIGINT AND incident_1.org_id = $3::VARCHAR COLLATE "C") AS started_2), 
groups_2 AS 
(SELECT stream_2.key_0 AS key_0, CAST(coalesce(sum(stream_2.counted), 0) AS BIGINT) AS counted 
FROM stream_2 GROUP BY stream_2.key_0), 
figures_2 AS 
(SELECT groups_2.key_0 AS key_0, groups_2.counted AS counted 
FROM groups_2), 
page_2 AS 
(SELECT '{"key":' || coalesce(to_json(figures_2.key_0)::text, 'null') || ',"count":' || coalesce((figures_2.counted)::text, 'null') || '}' AS figures 
FROM figures_2 ORDER BY figures_2.counted DESC, figures_2.key_0 ASC NULLS LAST 
 LIMIT $7::BIGINT)
 SELECT '[' || coalesce(string_agg(coalesce(page_2.figures, 'null'), ','), '') || ']' AS value 
FROM page_2) || '}' AS value) || '}' AS value 
FROM (SELECT incident_1.created_at AS created_at 
FROM incident AS incident_1 
WHERE incident_1.model_id = numbered_1.id AND coalesce(incident_1.created_at, -1) >= $8::BIGINT AND coalesce(incident_1.created_at, -1) < $9::BIGINT AND incident_1.org_id = $3::VARCHAR COLLATE "C" ORDER BY coalesce(incident_1.created_at, -1) DESC, incident_1.id DESC 
 LIMIT 1) AS page_1) || ',"instances":' || (SELECT '{"totalCount":' || coalesce(((WITH stream_3 AS 
(SELECT 1 AS counted 
FROM (SELECT 1 AS one 
FROM process_instance AS process_instance_1 
WHERE process_instance_1.model_id = numbered_1.id AND process_instance_1.id IN (SELECT linked_1.instance_id 
FROM linked_1) AND process_instance_1.org_id = $3::VARCHAR COLLATE "C") AS started_3), 
groups_3 AS 
(SELECT CAST(coalesce(sum(stream_3.counted), 0) AS BIGINT) AS counted 
FROM stream_3), 
figures_3 AS 
(SELECT groups_3.counted AS counted 
FROM groups_3)
 SELECT figures_3.counted AS value 
FROM figures_3))::text, 'null') || '}' AS value) || '}', ',') FILTER (WHERE numbered_1.number <= $12::BIGINT), '') || '],"pageInfo":{"hasNextPage":' || coalesce((coalesce(max(numbered_1.fetched), $13::INTEGER) > $14::BIGINT)::text, 'null') || ',"endCursor":' || coalesce(to_json(max(CASE WHEN (numbered_1.number = CASE WHEN (numbered_1.fetched < $15::BIGINT) THEN numbered_1.fetched ELSE $16::BIGINT END AND numbered_1.number <= $17::BIGINT) THEN json_build_array('ID_ASC', numbered_1.id)::text END))::text, 'null') || '}}' AS value 
FROM (SELECT page_3.id AS id, page_3.display_name AS display_name, row_number() OVER (ORDER BY page_3.id ASC) AS number, count(*) OVER () AS fetched 
FROM (SELECT process_model_1.id AS id, process_model_1.display_name AS display_name 
FROM process_model AS process_model_1 
WHERE substr(process_model_1.id, $18::INTEGER, length($19::VARCHAR COLLATE "C")) = $20::VARCHAR COLLATE "C" AND process_model_1.id IN (SELECT incident_3.model_id 
FROM incident AS incident_3 
WHERE coalesce(incident_3.created_at, -1) >= $21::BIGINT AND coalesce(incident_3.created_at, -1) < $22::BIGINT AND incident_3.model_id IS NOT NULL AND incident_3.org_id = $3::VARCHAR COLLATE "C") AND process_model_1.org_id = $3::VARCHAR COLLATE "C" ORDER BY process_model_1.id ASC 
 LIMIT 101) AS page_3 ORDER BY page_3.id ASC 
 LIMIT 101) AS numbered_1) AS value;
-- binds: <now and $errors.createdAt.lastDays>, <now>, <organization>, 1, <now and $errors.createdAt.lastDays>, <now>, 5, <now and $errors.createdAt.lastDays>, <now>, <now and $errors.createdAt.lastDays>, <now>, 100, 0, 100, 100, 100, 100, 1, <$models.modelId.startsWith>, <$models.modelId.startsWith>, <now and $errors.createdAt.lastDays>, <now>
