-- processModels
WITH years_1 AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'incident' AND rollup_period_1.level = 4 AND 2 <= 4 AND rollup_period_1.end_at > ? AND rollup_period_1.start_at < ? AND rollup_period_1.org_id = ?), 
months_1 AS 
(SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM years_1, rollup_period AS rollup_period_2 
WHERE rollup_period_2.subject = 'incident' AND rollup_period_2.level = 3 AND NOT (years_1.state >= 1 AND years_1.start_at >= ? AND years_1.end_at <= ? AND years_1.level <= 4) AND rollup_period_2.start_at >= years_1.start_at AND rollup_period_2.start_at < years_1.end_at AND rollup_period_2.end_at > ? AND rollup_period_2.start_at < ? AND rollup_period_2.org_id = ?), 
days_1 AS 
(SELECT rollup_period_3.level AS level, rollup_period_3.start_at AS start_at, rollup_period_3.end_at AS end_at, rollup_period_3.state AS state 
FROM months_1, rollup_period AS rollup_period_3 
WHERE rollup_period_3.subject = 'incident' AND rollup_period_3.level = 2 AND NOT (months_1.state >= 1 AND months_1.start_at >= ? AND months_1.end_at <= ? AND months_1.level <= 4) AND rollup_period_3.start_at >= months_1.start_at AND rollup_period_3.start_at < months_1.end_at AND rollup_period_3.end_at > ? AND rollup_period_3.start_at < ? AND rollup_period_3.org_id = ?), 
periods_1 AS 
(SELECT years_1.level AS level, years_1.start_at AS start_at, years_1.end_at AS end_at, years_1.state AS state 
FROM years_1 UNION ALL SELECT months_1.level AS level, months_1.start_at AS start_at, months_1.end_at AS end_at, months_1.state AS state 
FROM months_1 UNION ALL SELECT days_1.level AS level, days_1.start_at AS start_at, days_1.end_at AS end_at, days_1.state AS state 
FROM days_1), 
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
WHERE periods_1.state >= 1 AND NOT (periods_1.state >= 1 AND periods_1.start_at >= ? AND periods_1.end_at <= ? AND periods_1.level <= 4) AND periods_1.level = 2), 
linked_1 AS MATERIALIZED 
(SELECT incident_2.instance_id AS instance_id 
FROM incident AS incident_2 
WHERE coalesce(incident_2.created_at, -1) >= ? AND coalesce(incident_2.created_at, -1) < ? AND incident_2.instance_id IS NOT NULL AND incident_2.org_id = ?)
 SELECT (SELECT '{"nodes":[' || coalesce(group_concat('{' || trim(json_object('process_model_identifier', nodes_1.id, 'display_name', nodes_1.display_name), '{}') || ',"incidents":' || nodes_1.hoisted_0 || ',"instances":' || nodes_1.hoisted_1 || '}') FILTER (WHERE nodes_1.number <= ?), '') || '],"pageInfo":' || json_object('hasNextPage', json(CASE coalesce(max(nodes_1.fetched), ?) > ? WHEN 1 THEN 'true' WHEN 0 THEN 'false' END), 'endCursor', max(CASE WHEN (nodes_1.number = CASE WHEN (nodes_1.fetched < ?) THEN nodes_1.fetched ELSE ? END AND nodes_1.number <= ?) THEN (json_array('ID_ASC', nodes_1.id) || '') END)) || '}' AS value 
FROM (SELECT numbered_1.id AS id, numbered_1.display_name AS display_name, numbered_1.number AS number, numbered_1.fetched AS fetched, (SELECT '{' || trim(json_object('count', (WITH stream_1 AS 
(SELECT incident_by_activity_1.counted AS counted 
FROM cover_1, incident_by_activity AS incident_by_activity_1 
WHERE cover_1.level > 0 AND incident_by_activity_1.level = cover_1.level + 0 AND incident_by_activity_1.start_at = cover_1.lo + 0 AND incident_by_activity_1.model_id = numbered_1.id AND incident_by_activity_1.counted > 0 AND incident_by_activity_1.org_id = ? UNION ALL SELECT 1 AS counted 
FROM (SELECT 1 AS one 
FROM cover_1, incident AS incident_1 
WHERE incident_1.model_id = numbered_1.id AND cover_1.level + 0 = 0 AND coalesce(incident_1.created_at, -1) >= cover_1.lo + 0 AND coalesce(incident_1.created_at, -1) < cover_1.hi + 0 AND incident_1.org_id = ?) AS started_1), 
groups_1 AS 
(SELECT CAST(coalesce(sum(stream_1.counted), 0) AS INTEGER) AS counted 
FROM stream_1), 
figures_1 AS 
(SELECT groups_1.counted AS counted 
FROM groups_1)
 SELECT figures_1.counted AS value 
FROM figures_1)), '{}') || ',"nodes":' || json_group_array(json_object('createdAt', iif(page_1.created_at % 1000000, date(page_1.created_at / 1000000, 'unixepoch') || 'T' || time(page_1.created_at / 1000000, 'unixepoch') || rtrim('.' || substr(page_1.created_at + 1000000, -6), '0') || 'Z', date(page_1.created_at / 1000000, 'unixepoch') || 'T' || time(page_1.created_at / 1000000, 'unixepoch') || 'Z'))) || ',"stats":' || (SELECT '{"groupBy":' || (WITH stream_2 AS 
(SELECT started_2.key_0 AS key_0, 1 AS counted 
FROM (SELECT CAST(incident_1.message AS TEXT) AS key_0 
FROM incident AS incident_1 
WHERE incident_1.model_id = numbered_1.id AND coalesce(incident_1.created_at, -1) >= ? AND coalesce(incident_1.created_at, -1) < ? AND incident_1.org_id = ?) AS started_2), 
groups_2 AS 
(SELECT stream_2.key_0 AS key_0, CAST(coalesce(sum(stream_2.counted), 0) AS INTEGER) AS counted 
FROM stream_2 GROUP BY stream_2.key_0), 
figures_2 AS 
(SELECT groups_2.key_0 AS key_0, groups_2.counted AS counted 
FROM groups_2), 
page_2 AS 
(SELECT json_object('key', figures_2.key_0, 'count', figures_2.counted) AS figures 
FROM figures_2 ORDER BY figures_2.counted DESC, figures_2.key_0 ASC NULLS LAST
 LIMIT ? OFFSET ?)
 SELECT '[' || coalesce(group_concat(coalesce(page_2.figures, 'null')), '') || ']' AS value 
FROM page_2) || '}' AS value) || '}' AS value 
FROM (SELECT incident_1.created_at AS created_at 
FROM incident AS incident_1 
WHERE incident_1.model_id = numbered_1.id AND coalesce(incident_1.created_at, -1) >= ? AND coalesce(incident_1.created_at, -1) < ? AND incident_1.org_id = ? ORDER BY coalesce(incident_1.created_at, -1) DESC, incident_1.id DESC
 LIMIT 1 OFFSET ?) AS page_1) AS hoisted_0, (SELECT json_object('totalCount', (WITH stream_3 AS 
(SELECT 1 AS counted 
FROM (SELECT 1 AS one 
FROM process_instance AS process_instance_1 
WHERE process_instance_1.model_id = numbered_1.id AND process_instance_1.id IN (SELECT linked_1.instance_id 
FROM linked_1) AND process_instance_1.org_id = ?) AS started_3), 
groups_3 AS 
(SELECT CAST(coalesce(sum(stream_3.counted), 0) AS INTEGER) AS counted 
FROM stream_3), 
figures_3 AS 
(SELECT groups_3.counted AS counted 
FROM groups_3)
 SELECT figures_3.counted AS value 
FROM figures_3)) AS value) AS hoisted_1 
FROM (SELECT page_3.id AS id, page_3.display_name AS display_name, row_number() OVER (ORDER BY page_3.id ASC) AS number, count(*) OVER () AS fetched 
FROM (SELECT process_model_1.id AS id, process_model_1.display_name AS display_name 
FROM process_model AS process_model_1 
WHERE substr(process_model_1.id, ?, length(?)) = ? AND process_model_1.id IN (SELECT incident_3.model_id 
FROM incident AS incident_3 
WHERE coalesce(incident_3.created_at, -1) >= ? AND coalesce(incident_3.created_at, -1) < ? AND incident_3.model_id IS NOT NULL AND incident_3.org_id = ?) AND process_model_1.org_id = ? ORDER BY process_model_1.id ASC
 LIMIT 101 OFFSET ?) AS page_3 ORDER BY page_3.id ASC
 LIMIT 101 OFFSET ?) AS numbered_1
 LIMIT ? OFFSET 0) AS nodes_1) AS value;
-- binds: <now and $errors.createdAt.lastDays>, <now>, <organization>, <now and $errors.createdAt.lastDays>, <now>, <now and $errors.createdAt.lastDays>, <now>, <organization>, <now and $errors.createdAt.lastDays>, <now>, <now and $errors.createdAt.lastDays>, <now>, <organization>, 1, <now and $errors.createdAt.lastDays>, <now and $errors.createdAt.lastDays>, <now and $errors.createdAt.lastDays>, <now>, <now>, <now and $errors.createdAt.lastDays>, <now>, <now and $errors.createdAt.lastDays>, <now and $errors.createdAt.lastDays>, <now>, <now>, <now and $errors.createdAt.lastDays>, <now>, <now and $errors.createdAt.lastDays>, <now>, <organization>, 100, 0, 100, 100, 100, 100, <organization>, <organization>, <now and $errors.createdAt.lastDays>, <now>, <organization>, 5, 0, <now and $errors.createdAt.lastDays>, <now>, <organization>, 0, <organization>, 1, <$models.modelId.startsWith>, <$models.modelId.startsWith>, <now and $errors.createdAt.lastDays>, <now>, <organization>, <organization>, 0, 0, -1
