-- requests
SELECT (SELECT '{"stats":' || (SELECT '{"outcomes":' || (WITH stream_1 AS 
(SELECT started_1.key_0 AS key_0, started_1.key_1 AS key_1, 1 AS counted 
FROM (SELECT CAST(verdict_1.guardian_id AS TEXT) AS key_0, CAST(verdict_1.outcome AS TEXT) AS key_1 
FROM verdict AS verdict_1 
WHERE (verdict_1.outcome IS NOT NULL AND NOT (EXISTS (SELECT verdict_2.id 
FROM verdict AS verdict_2 
WHERE verdict_2.tool_call_id = verdict_1.tool_call_id AND verdict_2.id != verdict_1.id AND verdict_2.guardian_id IS verdict_1.guardian_id AND (CASE verdict_2.outcome WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? END > CASE verdict_1.outcome WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? END OR verdict_2.outcome = verdict_1.outcome AND (coalesce(verdict_2.decided_at, 253402300800000000), verdict_2.id) < (coalesce(verdict_1.decided_at, 253402300800000000), verdict_1.id)) AND verdict_2.org_id = ?))) = ? AND coalesce(verdict_1.decided_at, -1) >= ? AND coalesce(verdict_1.decided_at, -1) < ? AND verdict_1.org_id = ?) AS started_1), 
groups_1 AS 
(SELECT stream_1.key_0 AS key_0, stream_1.key_1 AS key_1, CAST(coalesce(sum(stream_1.counted), 0) AS INTEGER) AS counted 
FROM stream_1 GROUP BY stream_1.key_0, stream_1.key_1), 
figures_1 AS 
(SELECT groups_1.key_0 AS key_0, groups_1.key_1 AS key_1, groups_1.counted AS counted 
FROM groups_1), 
page_1 AS 
(SELECT '{"keys":[' || coalesce(json_quote(figures_1.key_0), 'null') || ',' || coalesce(json_quote(figures_1.key_1), 'null') || '],' || trim(json_object('count', figures_1.counted), '{}') || '}' AS figures 
FROM figures_1 ORDER BY figures_1.counted DESC, figures_1.key_0 ASC NULLS LAST, figures_1.key_1 ASC NULLS LAST
 LIMIT ? OFFSET ?)
 SELECT '[' || coalesce(group_concat(coalesce(page_1.figures, 'null')), '') || ']' AS value 
FROM page_1) || ',"guardians":' || (WITH stream_2 AS 
(SELECT started_2.key_0 AS key_0, 1 AS counted, CASE WHEN (started_2.value IS NOT NULL) THEN 1 ELSE 0 END AS measured, coalesce(started_2.value, 0) / 1000000 AS seconds, coalesce(started_2.value, 0) % 1000000 AS micros 
FROM (SELECT CAST(verdict_1.guardian_id AS TEXT) AS key_0, verdict_1.latency_us AS value 
FROM verdict AS verdict_1 
WHERE (verdict_1.outcome IS NOT NULL AND NOT (EXISTS (SELECT verdict_3.id 
FROM verdict AS verdict_3 
WHERE verdict_3.tool_call_id = verdict_1.tool_call_id AND verdict_3.id != verdict_1.id AND verdict_3.guardian_id IS verdict_1.guardian_id AND (CASE verdict_3.outcome WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? END > CASE verdict_1.outcome WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? END OR verdict_3.outcome = verdict_1.outcome AND (coalesce(verdict_3.decided_at, 253402300800000000), verdict_3.id) < (coalesce(verdict_1.decided_at, 253402300800000000), verdict_1.id)) AND verdict_3.org_id = ?))) = ? AND coalesce(verdict_1.decided_at, -1) >= ? AND coalesce(verdict_1.decided_at, -1) < ? AND verdict_1.org_id = ?) AS started_2), 
groups_2 AS 
(SELECT stream_2.key_0 AS key_0, CAST(coalesce(sum(stream_2.counted), 0) AS INTEGER) AS counted, CAST(coalesce(sum(stream_2.measured), 0) AS INTEGER) AS measured, CAST(coalesce(sum(stream_2.seconds), 0) AS INTEGER) AS seconds, CAST(coalesce(sum(stream_2.micros), 0) AS INTEGER) AS micros 
FROM stream_2 GROUP BY stream_2.key_0), 
figures_2 AS 
(SELECT groups_2.key_0 AS key_0, groups_2.counted AS counted, groups_2.measured AS measured, groups_2.seconds AS seconds, groups_2.micros AS micros, CASE WHEN (groups_2.measured > 0) THEN (groups_2.seconds / groups_2.measured) * 1000000 + CAST(round((((groups_2.seconds % groups_2.measured) * 1000000 + groups_2.micros) * 1.0) / (nullif(groups_2.measured, 0) + 0.0)) AS INTEGER) END AS average 
FROM groups_2), 
page_2 AS 
(SELECT '{' || trim(json_object('key', figures_2.key_0, 'count', figures_2.counted), '{}') || ',"latency":' || json_object('avg_latency_ms', CASE WHEN abs(figures_2.average) >= 1000000000000000 THEN json(printf('%!.17g', (figures_2.average) / 1000.0)) ELSE (figures_2.average) / 1000.0 END) || '}' AS figures 
FROM figures_2 ORDER BY figures_2.counted DESC, figures_2.key_0 ASC NULLS LAST
 LIMIT ? OFFSET ?)
 SELECT '[' || coalesce(group_concat(coalesce(page_2.figures, 'null')), '') || ']' AS value 
FROM page_2) || '}' AS value) || '}' AS value) AS value;
-- binds: 'PASSED', 0, 'CORRECTED', 1, 'BLOCKED', 2, 'ERROR', 3, 'PASSED', 0, 'CORRECTED', 1, 'BLOCKED', 2, 'ERROR', 3, <organization>, True, <now and $window.lastDays>, <now>, <organization>, 10000, 0, 'PASSED', 0, 'CORRECTED', 1, 'BLOCKED', 2, 'ERROR', 3, 'PASSED', 0, 'CORRECTED', 1, 'BLOCKED', 2, 'ERROR', 3, <organization>, True, <now and $window.lastDays>, <now>, <organization>, 10000, 0

-- verdicts
SELECT (SELECT '{"stats":' || (SELECT '{"violations":' || (SELECT '[' || coalesce(group_concat('{"keys":[' || coalesce(json_quote(page_1.key_0), 'null') || ',' || coalesce(json_quote(page_1.key_1), 'null') || '],' || trim(json_object('count', page_1.size), '{}') || '}'), '') || ']' AS value 
FROM (SELECT kinds_1.key_0 AS key_0, kinds_1.key_1 AS key_1, CAST(count(*) AS INTEGER) AS size 
FROM (SELECT verdicts_1."GUARDIAN_ID" AS key_0, CASE json_type(CASE violations_1.type WHEN 'object' THEN violations_1.value END, '$.type') WHEN 'text' THEN json_extract(violations_1.value, '$.type') END AS key_1 
FROM (SELECT verdict_1.violations AS violations, verdict_1.guardian_id AS "GUARDIAN_ID" 
FROM verdict AS verdict_1 
WHERE coalesce(verdict_1.decided_at, -1) >= ? AND coalesce(verdict_1.decided_at, -1) < ? AND verdict_1.org_id = ?
 LIMIT ? OFFSET 0) AS verdicts_1, json_each(CASE json_type(verdicts_1.violations) WHEN 'array' THEN verdicts_1.violations ELSE '[]' END) AS violations_1 
WHERE (violations_1.type = 'object') = 1) AS kinds_1 GROUP BY kinds_1.key_0, kinds_1.key_1 ORDER BY CAST(count(*) AS INTEGER) DESC, kinds_1.key_0 ASC NULLS LAST, kinds_1.key_1 ASC NULLS LAST
 LIMIT ? OFFSET ?) AS page_1) || '}' AS value) || '}' AS value) AS value;
-- binds: <now and $window.lastDays>, <now>, <organization>, -1, 10000, 0
