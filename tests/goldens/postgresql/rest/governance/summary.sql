-- verdicts
SELECT (SELECT '{"stats":' || (WITH stream_1 AS 
(SELECT started_1.value AS bin, CASE WHEN (started_1.value IS NOT NULL) THEN 1 ELSE 0 END AS size 
FROM (SELECT verdict_1.latency_us AS value 
FROM verdict AS verdict_1 
WHERE (verdict_1.outcome IS NOT NULL AND NOT (EXISTS (SELECT verdict_2.id 
FROM verdict AS verdict_2 
WHERE verdict_2.tool_call_id = verdict_1.tool_call_id AND verdict_2.id != verdict_1.id AND (CASE verdict_2.outcome WHEN $1::VARCHAR THEN $2::INTEGER WHEN $3::VARCHAR THEN $4::INTEGER WHEN $5::VARCHAR THEN $6::INTEGER WHEN $7::VARCHAR THEN $8::INTEGER END > CASE verdict_1.outcome WHEN $9::VARCHAR THEN $10::INTEGER WHEN $11::VARCHAR THEN $12::INTEGER WHEN $13::VARCHAR THEN $14::INTEGER WHEN $15::VARCHAR THEN $16::INTEGER END OR verdict_2.outcome = verdict_1.outcome AND (coalesce(verdict_2.decided_at, 253402300800000000), verdict_2.id) < (coalesce(verdict_1.decided_at, 253402300800000000), verdict_1.id)) AND verdict_2.org_id = $17::VARCHAR COLLATE "C"))) = $18::BOOLEAN AND coalesce(verdict_1.decided_at, -1) >= $19::BIGINT AND coalesce(verdict_1.decided_at, -1) < $20::BIGINT AND verdict_1.org_id = $17::VARCHAR COLLATE "C") AS started_1), 
ranked_1 AS 
(SELECT stream_1.bin AS bin, CAST(sum(sum(stream_1.size)) OVER (ORDER BY stream_1.bin) AS BIGINT) AS upto, CAST(sum(sum(stream_1.size)) OVER () AS BIGINT) AS size 
FROM stream_1 GROUP BY stream_1.bin), 
groups_1 AS 
(SELECT min(CASE WHEN (ranked_1.upto >= (ranked_1.size * 50 + 99) / 100) THEN ranked_1.bin END) AS p50, min(CASE WHEN (ranked_1.upto >= (ranked_1.size * 95 + 99) / 100) THEN ranked_1.bin END) AS p95, min(CASE WHEN (ranked_1.upto >= (ranked_1.size * 99 + 99) / 100) THEN ranked_1.bin END) AS p99 
FROM ranked_1), 
figures_1 AS 
(SELECT groups_1.p50 AS p50, groups_1.p95 AS p95, groups_1.p99 AS p99 
FROM groups_1)
 SELECT '{"outcomes":' || (WITH stream_2 AS 
(SELECT started_2.key_0 AS key_0, 1 AS counted 
FROM (SELECT CAST(verdict_1.outcome AS TEXT) COLLATE "C" AS key_0 
FROM verdict AS verdict_1 
WHERE (verdict_1.outcome IS NOT NULL AND NOT (EXISTS (SELECT verdict_3.id 
FROM verdict AS verdict_3 
WHERE verdict_3.tool_call_id = verdict_1.tool_call_id AND verdict_3.id != verdict_1.id AND (CASE verdict_3.outcome WHEN $21::VARCHAR THEN $22::INTEGER WHEN $23::VARCHAR THEN $24::INTEGER WHEN $25::VARCHAR THEN $26::INTEGER WHEN $27::VARCHAR THEN $28::INTEGER END > CASE verdict_1.outcome WHEN $29::VARCHAR THEN $30::INTEGER WHEN $31::VARCHAR THEN $32::INTEGER WHEN $33::VARCHAR THEN $34::INTEGER WHEN $35::VARCHAR THEN $36::INTEGER END OR verdict_3.outcome = verdict_1.outcome AND (coalesce(verdict_3.decided_at, 253402300800000000), verdict_3.id) < (coalesce(verdict_1.decided_at, 253402300800000000), verdict_1.id)) AND verdict_3.org_id = $17::VARCHAR COLLATE "C"))) = $37::BOOLEAN AND coalesce(verdict_1.decided_at, -1) >= $38::BIGINT AND coalesce(verdict_1.decided_at, -1) < $39::BIGINT AND verdict_1.org_id = $17::VARCHAR COLLATE "C") AS started_2), 
groups_2 AS 
(SELECT stream_2.key_0 AS key_0, CAST(coalesce(sum(stream_2.counted), 0) AS BIGINT) AS counted 
FROM stream_2 GROUP BY stream_2.key_0), 
figures_2 AS 
(SELECT groups_2.key_0 AS key_0, groups_2.counted AS counted 
FROM groups_2), 
page_1 AS 
(SELECT '{"key":' || coalesce(to_json(figures_2.key_0)::text, 'null') || ',"count":' || coalesce((figures_2.counted)::text, 'null') || '}' AS figures 
FROM figures_2 ORDER BY figures_2.counted DESC, figures_2.key_0 ASC NULLS LAST 
 LIMIT $40::BIGINT)
 SELECT '[' || coalesce(string_agg(coalesce(page_1.figures, 'null'), ','), '') || ']' AS value 
FROM page_1) || ',"latency":{"latency_p50_ms":' || coalesce((((figures_1.p50)::float8 / 1000))::text, 'null') || ',"latency_p95_ms":' || coalesce((((figures_1.p95)::float8 / 1000))::text, 'null') || ',"latency_p99_ms":' || coalesce((((figures_1.p99)::float8 / 1000))::text, 'null') || '}}' AS value 
FROM figures_1) || '}' AS value) AS value;
-- binds: 'PASSED', 0, 'CORRECTED', 1, 'BLOCKED', 2, 'ERROR', 3, 'PASSED', 0, 'CORRECTED', 1, 'BLOCKED', 2, 'ERROR', 3, <organization>, True, <now and $window.lastDays>, <now>, 'PASSED', 0, 'CORRECTED', 1, 'BLOCKED', 2, 'ERROR', 3, 'PASSED', 0, 'CORRECTED', 1, 'BLOCKED', 2, 'ERROR', 3, True, <now and $window.lastDays>, <now>, 20
