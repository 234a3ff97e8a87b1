-- verdicts
WITH pieces_1 AS MATERIALIZED 
(SELECT cut_1.place AS place, cut_1.lo AS lo, cut_1.hi AS hi, cut_1.bucket AS bucket 
FROM (SELECT (row ->> 0)::bigint AS place, (row ->> 1)::bigint AS lo, (row ->> 2)::bigint AS hi, (row ->> 3)::bigint AS bucket FROM json_array_elements(($21::VARCHAR COLLATE "C")::json) WITH ORDINALITY AS t(row, place) ORDER BY place) AS cut_1)
 SELECT (SELECT '{"stats":' || (SELECT '{"series":' || (WITH stream_1 AS 
(SELECT pieces_1.bucket AS bucket, 1 AS counted, CASE WHEN (started_1.value IS NOT NULL) THEN 1 ELSE 0 END AS measured, started_1.value AS bin, CASE WHEN (started_1.value IS NOT NULL) THEN 1 ELSE 0 END AS size 
FROM (SELECT coalesce(verdict_1.decided_at, -1) AS occurred, verdict_1.latency_us AS value 
FROM verdict AS verdict_1 
WHERE (verdict_1.outcome IS NOT NULL AND NOT (EXISTS (SELECT verdict_2.id 
FROM verdict AS verdict_2 
WHERE verdict_2.tool_call_id = verdict_1.tool_call_id AND verdict_2.id != verdict_1.id AND (CASE verdict_2.outcome WHEN $1::VARCHAR THEN $2::INTEGER WHEN $3::VARCHAR THEN $4::INTEGER WHEN $5::VARCHAR THEN $6::INTEGER WHEN $7::VARCHAR THEN $8::INTEGER END > CASE verdict_1.outcome WHEN $9::VARCHAR THEN $10::INTEGER WHEN $11::VARCHAR THEN $12::INTEGER WHEN $13::VARCHAR THEN $14::INTEGER WHEN $15::VARCHAR THEN $16::INTEGER END OR verdict_2.outcome = verdict_1.outcome AND (coalesce(verdict_2.decided_at, 253402300800000000), verdict_2.id) < (coalesce(verdict_1.decided_at, 253402300800000000), verdict_1.id)) AND verdict_2.org_id = $17::VARCHAR COLLATE "C"))) = $18::BOOLEAN AND coalesce(verdict_1.decided_at, -1) >= $19::BIGINT AND coalesce(verdict_1.decided_at, -1) < $20::BIGINT AND verdict_1.org_id = $17::VARCHAR COLLATE "C"
 LIMIT ALL OFFSET 0) AS started_1, pieces_1 
WHERE pieces_1.place = started_1.occurred / $22::BIGINT AND started_1.occurred >= pieces_1.lo AND started_1.occurred < pieces_1.hi UNION ALL SELECT buckets_1.lo AS lo, 0 AS counted, 0 AS measured, CAST(NULL AS BIGINT) AS bin, 0 AS size 
FROM (SELECT (row ->> 0)::bigint AS lo, (row ->> 1)::bigint AS hi FROM json_array_elements(($23::VARCHAR COLLATE "C")::json) WITH ORDINALITY AS t(row, place) ORDER BY place) AS buckets_1), 
ranked_1 AS 
(SELECT stream_1.bucket AS bucket, stream_1.bin AS bin, CAST(coalesce(sum(stream_1.counted), 0) AS BIGINT) AS counted, CAST(coalesce(sum(stream_1.measured), 0) AS BIGINT) AS measured, CAST(sum(sum(stream_1.size)) OVER (PARTITION BY stream_1.bucket ORDER BY stream_1.bin) AS BIGINT) AS upto, CAST(sum(sum(stream_1.size)) OVER (PARTITION BY stream_1.bucket) AS BIGINT) AS size 
FROM stream_1 GROUP BY stream_1.bucket, stream_1.bin), 
groups_1 AS 
(SELECT ranked_1.bucket AS bucket, CAST(coalesce(sum(ranked_1.counted), 0) AS BIGINT) AS counted, CAST(coalesce(sum(ranked_1.measured), 0) AS BIGINT) AS measured, min(CASE WHEN (ranked_1.upto >= (ranked_1.size * 50 + 99) / 100) THEN ranked_1.bin END) AS p50, min(CASE WHEN (ranked_1.upto >= (ranked_1.size * 95 + 99) / 100) THEN ranked_1.bin END) AS p95, min(CASE WHEN (ranked_1.upto >= (ranked_1.size * 99 + 99) / 100) THEN ranked_1.bin END) AS p99 
FROM ranked_1 GROUP BY ranked_1.bucket), 
figures_1 AS 
(SELECT groups_1.bucket AS bucket, groups_1.counted AS counted, groups_1.measured AS measured, groups_1.p50 AS p50, groups_1.p95 AS p95, groups_1.p99 AS p99 
FROM groups_1), 
page_1 AS 
(SELECT '{"timestamp":' || coalesce('"' || replace((timestamp 'epoch' + (figures_1.bucket / 3600000000) * interval '1 hour' + (figures_1.bucket % 3600000000) * interval '1 microsecond')::text, ' ', 'T') || 'Z' || '"', 'null') || ',"latency":{"count":' || coalesce((figures_1.measured)::text, 'null') || ',"p50_ms":' || coalesce((((figures_1.p50)::float8 / 1000))::text, 'null') || ',"p95_ms":' || coalesce((((figures_1.p95)::float8 / 1000))::text, 'null') || ',"p99_ms":' || coalesce((((figures_1.p99)::float8 / 1000))::text, 'null') || '}}' AS figures 
FROM figures_1 ORDER BY figures_1.bucket)
 SELECT '[' || coalesce(string_agg(coalesce(page_1.figures, 'null'), ','), '') || ']' AS value 
FROM page_1) || '}' AS value) || '}' AS value) AS value;
-- binds: 'PASSED', 0, 'CORRECTED', 1, 'BLOCKED', 2, 'ERROR', 3, 'PASSED', 0, 'CORRECTED', 1, 'BLOCKED', 2, 'ERROR', 3, <organization>, True, <now and $window.lastDays>, <now>, <now and $window.lastDays and now>, <now and $window.lastDays and now>, <now and $window.lastDays and now>
