-- nhi
SELECT (SELECT '{' || trim(json_object('nhi_id', node_1.id), '{}') || ',"assessments":' || node_1.hoisted_0 || '}' AS value 
FROM (SELECT nhi_1.id AS id, (SELECT '{"nodes":[' || coalesce(group_concat('{' || trim(json_object('assessed_at', iif(nodes_1.assessed_at % 1000000, date(nodes_1.assessed_at / 1000000, 'unixepoch') || 'T' || time(nodes_1.assessed_at / 1000000, 'unixepoch') || rtrim('.' || substr(nodes_1.assessed_at + 1000000, -6), '0') || 'Z', date(nodes_1.assessed_at / 1000000, 'unixepoch') || 'T' || time(nodes_1.assessed_at / 1000000, 'unixepoch') || 'Z'), 'risk_score', CASE WHEN CAST(printf('%!.15g', nodes_1.score) AS REAL) <> nodes_1.score THEN json(printf('%!.17g', nodes_1.score)) ELSE nodes_1.score END, 'level', nodes_1.level), '{}') || ',"risk_signals":' || nodes_1.hoisted_0 || '}') FILTER (WHERE nodes_1.number <= ?), '') || '],"pageInfo":' || json_object('hasNextPage', json(CASE coalesce(max(nodes_1.fetched), ?) > ? WHEN 1 THEN 'true' WHEN 0 THEN 'false' END), 'endCursor', max(CASE WHEN (nodes_1.number = CASE WHEN (nodes_1.fetched < ?) THEN nodes_1.fetched ELSE ? END AND nodes_1.number <= ?) THEN (json_array('ASSESSED_AT_DESC', coalesce(nodes_1.assessed_at, -1), nodes_1.id) || '') END)) || '}' AS value 
FROM (SELECT numbered_1.assessed_at AS assessed_at, numbered_1.score AS score, numbered_1.level AS level, numbered_1.factors AS factors, numbered_1.id AS id, numbered_1.number AS number, numbered_1.fetched AS fetched, (SELECT coalesce((SELECT json_group_array(json_extract(each.value, '$.signal')) FROM json_each(numbered_1.factors) AS each WHERE typeof(each.key) = 'integer' AND json_type(CASE each.type WHEN 'object' THEN each.value END, '$.signal') = 'text'), '[]') AS coalesce_2) AS hoisted_0 
FROM (SELECT page_1.assessed_at AS assessed_at, page_1.score AS score, page_1.level AS level, page_1.factors AS factors, page_1.id AS id, row_number() OVER (ORDER BY coalesce(page_1.assessed_at, -1) DESC, page_1.id DESC) AS number, count(*) OVER () AS fetched 
FROM (SELECT risk_assessment_1.assessed_at AS assessed_at, risk_assessment_1.score AS score, risk_assessment_1.level AS level, risk_assessment_1.factors AS factors, risk_assessment_1.id AS id 
FROM risk_assessment AS risk_assessment_1 
WHERE risk_assessment_1.nhi_id = nhi_1.id AND risk_assessment_1.org_id = ? ORDER BY coalesce(risk_assessment_1.assessed_at, -1) DESC, risk_assessment_1.id DESC
 LIMIT ? OFFSET ?) AS page_1 ORDER BY coalesce(page_1.assessed_at, -1) DESC, page_1.id DESC
 LIMIT ? OFFSET ?) AS numbered_1
 LIMIT ? OFFSET 0) AS nodes_1) AS hoisted_0 
FROM nhi AS nhi_1 
WHERE nhi_1.id = ? AND nhi_1.org_id = ?
 LIMIT ? OFFSET 0) AS node_1) AS value;
-- binds: <$limit>, 0, <$limit>, <$limit>, <$limit>, <$limit>, <organization>, <$limit>, 0, <$limit>, 0, -1, <$nhiId>, <organization>, -1
