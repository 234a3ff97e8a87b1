-- requests
SELECT (SELECT '{"stats":' || (SELECT '{"outcomes":' || (WITH stream_1 AS 
(SELECT started_1.key_0 AS key_0, started_1.key_1 AS key_1, 1 AS counted 
FROM (SELECT CAST(verdict_1.guardian_id AS TEXT) COLLATE "C" AS key_0, CAST(verdict_1.outcome AS TEXT) COLLATE "C" AS key_1 
FROM verdict AS verdict_1 
WHERE (verdict_1.outcome IS NOT NULL AND NOT (EXISTS (SELECT verdict_2.id 
FROM verdict AS verdict_2 
WHERE verdict_2.tool_call_id = verdict_1.tool_call_id AND verdict_2.id != verdict_1.id AND verdict_2.guardian_id IS NOT DISTINCT FROM verdict_1.guardian_id AND (CASE verdict_2.outcome WHEN $1::VARCHAR THEN $2::INTEGER WHEN $3::VARCHAR THEN $4::INTEGER WHEN $5::VARCHAR THEN $6::INTEGER WHEN $7::VARCHAR THEN $8::INTEGER END > CASE verdict_1.outcome WHEN $9::VARCHAR THEN $10::INTEGER WHEN $11::VARCHAR THEN $12::INTEGER WHEN $13::VARCHAR THEN $14::INTEGER WHEN $15::VARCHAR THEN $16::INTEGER END OR verdict_2.outcome = verdict_1.outcome AND (coalesce(verdict_2.decided_at, 253402300800000000), verdict_2.id) < (coalesce(verdict_1.decided_at, 253402300800000000), verdict_1.id)) AND verdict_2.org_id = $17::VARCHAR COLLATE "C"))) = $18::BOOLEAN AND coalesce(verdict_1.decided_at, -1) >= $19::BIGINT AND coalesce(verdict_1.decided_at, -1) < $20::BIGINT AND verdict_1.org_id = $17::VARCHAR COLLATE "C") AS started_1), 
groups_1 AS 
(SELECT stream_1.key_0 AS key_0, stream_1.key_1 AS key_1, CAST(coalesce(sum(stream_1.counted), 0) AS BIGINT) AS counted 
FROM stream_1 GROUP BY stream_1.key_0, stream_1.key_1), 
figures_1 AS 
(SELECT groups_1.key_0 AS key_0, groups_1.key_1 AS key_1, groups_1.counted AS counted 
FROM groups_1), 
page_1 AS 
(SELECT '{"keys":[' || coalesce(to_json(figures_1.key_0)::text, 'null') || ',' || coalesce(to_json(figures_1.key_1)::text, 'null') || '],"count":' || coalesce((figures_1.counted)::text, 'null') || '}' AS figures 
FROM figures_1 ORDER BY figures_1.counted DESC, figures_1.key_0 ASC NULLS LAST, figures_1.key_1 ASC NULLS LAST 
 LIMIT $21::BIGINT)
 SELECT '[' || coalesce(string_agg(coalesce(page_1.figures, 'null'), ','), '') || ']' AS value 
FROM page_1) || ',"guardians":' || (WITH stream_2 AS 
(SELECT started_2.key_0 AS key_0, 1 AS counted, CASE WHEN (started_2.value IS NOT NULL) THEN 1 ELSE 0 END AS measured, coalesce(started_2.value, 0) / 1000000 AS seconds, coalesce(started_2.value, 0) % 1000000 AS micros 
FROM (SELECT CAST(verdict_1.guardian_id AS TEXT) COLLATE "C" AS key_0, verdict_1.latency_us AS value 
FROM verdict AS verdict_1 
WHERE (verdict_1.outcome IS NOT NULL AND NOT (EXISTS (SELECT verdict_3.id 
FROM verdict AS verdict_3 
WHERE verdict_3.tool_call_id = verdict_1.tool_call_id AND verdict_3.id != verdict_1.id AND verdict_3.guardian_id IS NOT DISTINCT FROM verdict_1.guardian_id AND (CASE verdict_3.outcome WHEN $22::VARCHAR THEN $23::INTEGER WHEN $24::VARCHAR THEN $25::INTEGER WHEN $26::VARCHAR THEN $27::INTEGER WHEN $28::VARCHAR THEN $29::INTEGER END > CASE verdict_1.outcome WHEN $30::VARCHAR THEN $31::INTEGER WHEN $32::VARCHAR THEN $33::INTEGER WHEN $34::VARCHAR THEN $35::INTEGER WHEN $36::VARCHAR THEN $37::INTEGER END OR verdict_3.outcome = verdict_1.outcome AND (coalesce(verdict_3.decided_at, 253402300800000000), verdict_3.id) < (coalesce(verdict_1.decided_at, 253402300800000000), verdict_1.id)) AND verdict_3.org_id = $17::VARCHAR COLLATE "C"))) = $38::BOOLEAN AND coalesce(verdict_1.decided_at, -1) >= $39::BIGINT AND coalesce(verdict_1.decided_at, -1) < $40::BIGINT AND verdict_1.org_id = $17::VARCHAR COLLATE "C") AS started_2), 
groups_2 AS 
(SELECT stream_2.key_0 AS key_0, CAST(coalesce(sum(stream_2.counted), 0) AS BIGINT) AS counted, CAST(coalesce(sum(stream_2.measured), 0) AS BIGINT) AS measured, CAST(coalesce(sum(stream_2.seconds), 0) AS BIGINT) AS seconds, CAST(coalesce(sum(stream_2.micros), 0) AS BIGINT) AS micros 
FROM stream_2 GROUP BY stream_2.key_0), 
figures_2 AS 
(SELECT groups_2.key_0 AS key_0, groups_2.counted AS counted, groups_2.measured AS measured, groups_2.seconds AS seconds, groups_2.micros AS micros, CASE WHEN (groups_2.measured > 0) THEN (groups_2.seconds / groups_2.measured) * 1000000 + CAST(round((((groups_2.seconds % groups_2.measured) * 1000000 + groups_2.micros) * 1.0) / CAST(nullif(groups_2.measured, 0) AS NUMERIC)) AS BIGINT) END AS average 
FROM groups_2), 
page_2 AS 
(SELECT '{"key":' || coalesce(to_json(figures_2.key_0)::text, 'null') || ',"count":' || coalesce((figures_2.counted)::text, 'null') || ',"latency":{"avg_latency_ms":' || coalesce((((figures_2.average)::float8 / 1000))::text, 'null') || '}}' AS figures 
FROM figures_2 ORDER BY figures_2.counted DESC, figures_2.key_0 ASC NULLS LAST 
 LIMIT $41::BIGINT)
 SELECT '[' || coalesce(string_agg(coalesce(page_2.figures, 'null'), ','), '') || ']' AS value 
FROM page_2) || '}' AS value) || '}' AS value) AS value;
-- binds: 'PASSED', 0, 'CORRECTED', 1, 'BLOCKED', 2, 'ERROR', 3, 'PASSED', 0, 'CORRECTED', 1, 'BLOCKED', 2, 'ERROR', 3, <organization>, True, <now and $window.lastDays>, <now>, 10000, 'PASSED', 0, 'CORRECTED', 1, 'BLOCKED', 2, 'ERROR', 3, 'PASSED', 0, 'CORRECTED', 1, 'BLOCKED', 2, 'ERROR', 3, True, <now and $window.lastDays>, <now>, 10000

-- verdicts
SELECT (SELECT '{"stats":' || (SELECT '{"violations":' || (SELECT '[' || coalesce(string_agg('{"keys":[' || coalesce(to_json(page_1.key_0)::text, 'null') || ',' || coalesce(to_json(page_1.key_1)::text, 'null') || '],"count":' || coalesce((page_1.size)::text, 'null') || '}', ','), '') || ']' AS value 
FROM (SELECT kinds_1.key_0 AS key_0, kinds_1.key_1 AS key_1, CAST(count(*) AS BIGINT) AS size 
FROM (SELECT verdicts_1."GUARDIAN_ID" AS key_0, (CASE json_typeof((violations_1.value -> 'type')) WHEN 'string' THEN violations_1.value ->> 'type' END) AS key_1 
FROM (SELECT verdict_1.violations AS violations, verdict_1.guardian_id AS "GUARDIAN_ID" 
FROM verdict AS verdict_1 
WHERE coalesce(verdict_1.decided_at, -1) >= $1::BIGINT AND coalesce(verdict_1.decided_at, -1) < $2::BIGINT AND verdict_1.org_id = $3::VARCHAR COLLATE "C"
 LIMIT ALL OFFSET 0) AS verdicts_1, json_array_elements(CASE json_typeof(verdicts_1.violations) WHEN 'array' THEN verdicts_1.violations ELSE '[]'::json END) AS violations_1(value) 
WHERE (json_typeof(violations_1.value) = 'object')) AS kinds_1 GROUP BY kinds_1.key_0, kinds_1.key_1 ORDER BY CAST(count(*) AS BIGINT) DESC, kinds_1.key_0 ASC NULLS LAST, kinds_1.key_1 ASC NULLS LAST 
 LIMIT $4::BIGINT) AS page_1) || '}' AS value) || '}' AS value) AS value;
-- binds: <now and $window.lastDays>, <now>, <organization>, 10000
