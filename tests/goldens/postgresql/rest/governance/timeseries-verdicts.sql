-- passed
WITH ordered_1 AS 
(SELECT edges_1.level AS level, edges_1.lo AS lo, edges_1.hi AS hi, lag(edges_1.hi, 1, $1::BIGINT) OVER (ORDER BY edges_1.lo, edges_1.level) AS before, max(edges_1.bucket) OVER (ORDER BY edges_1.lo, edges_1.level ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS bucket, max(edges_1.bucket) OVER (ORDER BY edges_1.lo, edges_1.level ROWS BETWEEN UNBOUNDED PRECEDING AND $2::INTEGER PRECEDING) AS bucket_before 
FROM (SELECT 0 AS level, $3::BIGINT AS lo, $3::BIGINT AS hi, CAST(NULL AS BIGINT) AS bucket UNION ALL SELECT 0 AS level, CASE WHEN (buckets_1.lo < $1::BIGINT) THEN $1::BIGINT ELSE buckets_1.lo END AS lo, CASE WHEN (buckets_1.lo < $1::BIGINT) THEN $1::BIGINT ELSE buckets_1.lo END AS hi, buckets_1.lo AS bucket 
FROM (SELECT (pair ->> 0)::bigint AS lo, (pair ->> 1)::bigint AS hi FROM json_array_elements(($4::VARCHAR COLLATE "C")::json) WITH ORDINALITY AS t(pair, place) ORDER BY place) AS buckets_1) AS edges_1), 
cover_1 AS MATERIALIZED 
(SELECT ordered_1.level AS level, ordered_1.lo AS lo, ordered_1.hi AS hi, ordered_1.bucket AS bucket 
FROM ordered_1 
WHERE ordered_1.level > 0 UNION ALL SELECT 0, ordered_1.before AS before, ordered_1.lo AS lo, ordered_1.bucket_before AS bucket_before 
FROM ordered_1 
WHERE ordered_1.before < ordered_1.lo)
 SELECT (SELECT '{"stats":' || (SELECT '{"series":' || (WITH stream_1 AS 
(SELECT started_1.bucket AS bucket, 1 AS counted 
FROM (SELECT cover_1.bucket AS bucket 
FROM cover_1, verdict AS verdict_1 
WHERE verdict_1.outcome = $5::VARCHAR COLLATE "C" AND (verdict_1.outcome IS NOT NULL AND NOT (EXISTS (SELECT verdict_2.id 
FROM verdict AS verdict_2 
WHERE verdict_2.tool_call_id = verdict_1.tool_call_id AND verdict_2.id != verdict_1.id AND (CASE verdict_2.outcome WHEN $6::VARCHAR THEN $7::INTEGER WHEN $8::VARCHAR THEN $9::INTEGER WHEN $10::VARCHAR THEN $11::INTEGER WHEN $12::VARCHAR THEN $13::INTEGER END > CASE verdict_1.outcome WHEN $14::VARCHAR THEN $15::INTEGER WHEN $16::VARCHAR THEN $17::INTEGER WHEN $18::VARCHAR THEN $19::INTEGER WHEN $20::VARCHAR THEN $21::INTEGER END OR verdict_2.outcome = verdict_1.outcome AND (coalesce(verdict_2.decided_at, 253402300800000000), verdict_2.id) < (coalesce(verdict_1.decided_at, 253402300800000000), verdict_1.id)) AND verdict_2.org_id = $22::VARCHAR COLLATE "C"))) = $23::BOOLEAN AND cover_1.level + 0 = 0 AND coalesce(verdict_1.decided_at, -1) >= cover_1.lo AND coalesce(verdict_1.decided_at, -1) < cover_1.hi AND verdict_1.org_id = $22::VARCHAR COLLATE "C") AS started_1 UNION ALL SELECT buckets_1.lo AS lo, 0 AS counted 
FROM (SELECT (pair ->> 0)::bigint AS lo, (pair ->> 1)::bigint AS hi FROM json_array_elements(($4::VARCHAR COLLATE "C")::json) WITH ORDINALITY AS t(pair, place) ORDER BY place) AS buckets_1), 
groups_1 AS 
(SELECT stream_1.bucket AS bucket, CAST(coalesce(sum(stream_1.counted), 0) AS BIGINT) AS counted 
FROM stream_1 GROUP BY stream_1.bucket), 
figures_1 AS 
(SELECT groups_1.bucket AS bucket, groups_1.counted AS counted 
FROM groups_1), 
page_1 AS 
(SELECT '{"timestamp":' || coalesce('"' || replace((timestamp 'epoch' + (figures_1.bucket / 3600000000) * interval '1 hour' + (figures_1.bucket % 3600000000) * interval '1 microsecond')::text, ' ', 'T') || 'Z' || '"', 'null') || ',"count":' || coalesce((figures_1.counted)::text, 'null') || '}' AS figures 
FROM figures_1 ORDER BY figures_1.bucket)
 SELECT '[' || coalesce(string_agg(coalesce(page_1.figures, 'null'), ','), '') || ']' AS value 
FROM page_1) || '}' AS value) || '}' AS value) AS value;
-- binds: <now and $window.lastDays>, 1, <now>, <now and $window.lastDays and now>, <Outcome.PASSED: 'PASSED'>, 'PASSED', 0, 'CORRECTED', 1, 'BLOCKED', 2, 'ERROR', 3, 'PASSED', 0, 'CORRECTED', 1, 'BLOCKED', 2, 'ERROR', 3, <organization>, True

-- corrected
WITH ordered_1 AS 
(SELECT edges_1.level AS level, edges_1.lo AS lo, edges_1.hi AS hi, lag(edges_1.hi, 1, $1::BIGINT) OVER (ORDER BY edges_1.lo, edges_1.level) AS before, max(edges_1.bucket) OVER (ORDER BY edges_1.lo, edges_1.level ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS bucket, max(edges_1.bucket) OVER (ORDER BY edges_1.lo, edges_1.level ROWS BETWEEN UNBOUNDED PRECEDING AND $2::INTEGER PRECEDING) AS bucket_before 
FROM (SELECT 0 AS level, $3::BIGINT AS lo, $3::BIGINT AS hi, CAST(NULL AS BIGINT) AS bucket UNION ALL SELECT 0 AS level, CASE WHEN (buckets_1.lo < $1::BIGINT) THEN $1::BIGINT ELSE buckets_1.lo END AS lo, CASE WHEN (buckets_1.lo < $1::BIGINT) THEN $1::BIGINT ELSE buckets_1.lo END AS hi, buckets_1.lo AS bucket 
FROM (SELECT (pair ->> 0)::bigint AS lo, (pair ->> 1)::bigint AS hi FROM json_array_elements(($4::VARCHAR COLLATE "C")::json) WITH ORDINALITY AS t(pair, place) ORDER BY place) AS buckets_1) AS edges_1), 
cover_1 AS MATERIALIZED 
(SELECT ordered_1.level AS level, ordered_1.lo AS lo, ordered_1.hi AS hi, ordered_1.bucket AS bucket 
FROM ordered_1 
WHERE ordered_1.level > 0 UNION ALL SELECT 0, ordered_1.before AS before, ordered_1.lo AS lo, ordered_1.bucket_before AS bucket_before 
FROM ordered_1 
WHERE ordered_1.before < ordered_1.lo)
 SELECT (SELECT '{"stats":' || (SELECT '{"series":' || (WITH stream_1 AS 
(SELECT started_1.bucket AS bucket, 1 AS counted 
FROM (SELECT cover_1.bucket AS bucket 
FROM cover_1, verdict AS verdict_1 
WHERE verdict_1.outcome = $5::VARCHAR COLLATE "C" AND (verdict_1.outcome IS NOT NULL AND NOT (EXISTS (SELECT verdict_2.id 
FROM verdict AS verdict_2 
WHERE verdict_2.tool_call_id = verdict_1.tool_call_id AND verdict_2.id != verdict_1.id AND (CASE verdict_2.outcome WHEN $6::VARCHAR THEN $7::INTEGER WHEN $8::VARCHAR THEN $9::INTEGER WHEN $10::VARCHAR THEN $11::INTEGER WHEN $12::VARCHAR THEN $13::INTEGER END > CASE verdict_1.outcome WHEN $14::VARCHAR THEN $15::INTEGER WHEN $16::VARCHAR THEN $17::INTEGER WHEN $18::VARCHAR THEN $19::INTEGER WHEN $20::VARCHAR THEN $21::INTEGER END OR verdict_2.outcome = verdict_1.outcome AND (coalesce(verdict_2.decided_at, 253402300800000000), verdict_2.id) < (coalesce(verdict_1.decided_at, 253402300800000000), verdict_1.id)) AND verdict_2.org_id = $22::VARCHAR COLLATE "C"))) = $23::BOOLEAN AND cover_1.level + 0 = 0 AND coalesce(verdict_1.decided_at, -1) >= cover_1.lo AND coalesce(verdict_1.decided_at, -1) < cover_1.hi AND verdict_1.org_id = $22::VARCHAR COLLATE "C") AS started_1 UNION ALL SELECT buckets_1.lo AS lo, 0 AS counted 
FROM (SELECT (pair ->> 0)::bigint AS lo, (pair ->> 1)::bigint AS hi FROM json_array_elements(($4::VARCHAR COLLATE "C")::json) WITH ORDINALITY AS t(pair, place) ORDER BY place) AS buckets_1), 
groups_1 AS 
(SELECT stream_1.bucket AS bucket, CAST(coalesce(sum(stream_1.counted), 0) AS BIGINT) AS counted 
FROM stream_1 GROUP BY stream_1.bucket), 
figures_1 AS 
(SELECT groups_1.bucket AS bucket, groups_1.counted AS counted 
FROM groups_1), 
page_1 AS 
(SELECT '{"timestamp":' || coalesce('"' || replace((timestamp 'epoch' + (figures_1.bucket / 3600000000) * interval '1 hour' + (figures_1.bucket % 3600000000) * interval '1 microsecond')::text, ' ', 'T') || 'Z' || '"', 'null') || ',"count":' || coalesce((figures_1.counted)::text, 'null') || '}' AS figures 
FROM figures_1 ORDER BY figures_1.bucket)
 SELECT '[' || coalesce(string_agg(coalesce(page_1.figures, 'null'), ','), '') || ']' AS value 
FROM page_1) || '}' AS value) || '}' AS value) AS value;
-- binds: <now and $window.lastDays>, 1, <now>, <now and $window.lastDays and now>, <Outcome.CORRECTED: 'CORRECTED'>, 'PASSED', 0, 'CORRECTED', 1, 'BLOCKED', 2, 'ERROR', 3, 'PASSED', 0, 'CORRECTED', 1, 'BLOCKED', 2, 'ERROR', 3, <organization>, True

-- blocked
WITH ordered_1 AS 
(SELECT edges_1.level AS level, edges_1.lo AS lo, edges_1.hi AS hi, lag(edges_1.hi, 1, $1::BIGINT) OVER (ORDER BY edges_1.lo, edges_1.level) AS before, max(edges_1.bucket) OVER (ORDER BY edges_1.lo, edges_1.level ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS bucket, max(edges_1.bucket) OVER (ORDER BY edges_1.lo, edges_1.level ROWS BETWEEN UNBOUNDED PRECEDING AND $2::INTEGER PRECEDING) AS bucket_before 
FROM (SELECT 0 AS level, $3::BIGINT AS lo, $3::BIGINT AS hi, CAST(NULL AS BIGINT) AS bucket UNION ALL SELECT 0 AS level, CASE WHEN (buckets_1.lo < $1::BIGINT) THEN $1::BIGINT ELSE buckets_1.lo END AS lo, CASE WHEN (buckets_1.lo < $1::BIGINT) THEN $1::BIGINT ELSE buckets_1.lo END AS hi, buckets_1.lo AS bucket 
FROM (SELECT (pair ->> 0)::bigint AS lo, (pair ->> 1)::bigint AS hi FROM json_array_elements(($4::VARCHAR COLLATE "C")::json) WITH ORDINALITY AS t(pair, place) ORDER BY place) AS buckets_1) AS edges_1), 
cover_1 AS MATERIALIZED 
(SELECT ordered_1.level AS level, ordered_1.lo AS lo, ordered_1.hi AS hi, ordered_1.bucket AS bucket 
FROM ordered_1 
WHERE ordered_1.level > 0 UNION ALL SELECT 0, ordered_1.before AS before, ordered_1.lo AS lo, ordered_1.bucket_before AS bucket_before 
FROM ordered_1 
WHERE ordered_1.before < ordered_1.lo)
 SELECT (SELECT '{"stats":' || (SELECT '{"series":' || (WITH stream_1 AS 
(SELECT started_1.bucket AS bucket, 1 AS counted 
FROM (SELECT cover_1.bucket AS bucket 
FROM cover_1, verdict AS verdict_1 
WHERE verdict_1.outcome = $5::VARCHAR COLLATE "C" AND (verdict_1.outcome IS NOT NULL AND NOT (EXISTS (SELECT verdict_2.id 
FROM verdict AS verdict_2 
WHERE verdict_2.tool_call_id = verdict_1.tool_call_id AND verdict_2.id != verdict_1.id AND (CASE verdict_2.outcome WHEN $6::VARCHAR THEN $7::INTEGER WHEN $8::VARCHAR THEN $9::INTEGER WHEN $10::VARCHAR THEN $11::INTEGER WHEN $12::VARCHAR THEN $13::INTEGER END > CASE verdict_1.outcome WHEN $14::VARCHAR THEN $15::INTEGER WHEN $16::VARCHAR THEN $17::INTEGER WHEN $18::VARCHAR THEN $19::INTEGER WHEN $20::VARCHAR THEN $21::INTEGER END OR verdict_2.outcome = verdict_1.outcome AND (coalesce(verdict_2.decided_at, 253402300800000000), verdict_2.id) < (coalesce(verdict_1.decided_at, 253402300800000000), verdict_1.id)) AND verdict_2.org_id = $22::VARCHAR COLLATE "C"))) = $23::BOOLEAN AND cover_1.level + 0 = 0 AND coalesce(verdict_1.decided_at, -1) >= cover_1.lo AND coalesce(verdict_1.decided_at, -1) < cover_1.hi AND verdict_1.org_id = $22::VARCHAR COLLATE "C") AS started_1 UNION ALL SELECT buckets_1.lo AS lo, 0 AS counted 
FROM (SELECT (pair ->> 0)::bigint AS lo, (pair ->> 1)::bigint AS hi FROM json_array_elements(($4::VARCHAR COLLATE "C")::json) WITH ORDINALITY AS t(pair, place) ORDER BY place) AS buckets_1), 
groups_1 AS 
(SELECT stream_1.bucket AS bucket, CAST(coalesce(sum(stream_1.counted), 0) AS BIGINT) AS counted 
FROM stream_1 GROUP BY stream_1.bucket), 
figures_1 AS 
(SELECT groups_1.bucket AS bucket, groups_1.counted AS counted 
FROM groups_1), 
page_1 AS 
(SELECT '{"timestamp":' || coalesce('"' || replace((timestamp 'epoch' + (figures_1.bucket / 3600000000) * interval '1 hour' + (figures_1.bucket % 3600000000) * interval '1 microsecond')::text, ' ', 'T') || 'Z' || '"', 'null') || ',"count":' || coalesce((figures_1.counted)::text, 'null') || '}' AS figures 
FROM figures_1 ORDER BY figures_1.bucket)
 SELECT '[' || coalesce(string_agg(coalesce(page_1.figures, 'null'), ','), '') || ']' AS value 
FROM page_1) || '}' AS value) || '}' AS value) AS value;
-- binds: <now and $window.lastDays>, 1, <now>, <now and $window.lastDays and now>, <Outcome.BLOCKED: 'BLOCKED'>, 'PASSED', 0, 'CORRECTED', 1, 'BLOCKED', 2, 'ERROR', 3, 'PASSED', 0, 'CORRECTED', 1, 'BLOCKED', 2, 'ERROR', 3, <organization>, True

-- errors
WITH ordered_1 AS 
(SELECT edges_1.level AS level, edges_1.lo AS lo, edges_1.hi AS hi, lag(edges_1.hi, 1, $1::BIGINT) OVER (ORDER BY edges_1.lo, edges_1.level) AS before, max(edges_1.bucket) OVER (ORDER BY edges_1.lo, edges_1.level ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS bucket, max(edges_1.bucket) OVER (ORDER BY edges_1.lo, edges_1.level ROWS BETWEEN UNBOUNDED PRECEDING AND $2::INTEGER PRECEDING) AS bucket_before 
FROM (SELECT 0 AS level, $3::BIGINT AS lo, $3::BIGINT AS hi, CAST(NULL AS BIGINT) AS bucket UNION ALL SELECT 0 AS level, CASE WHEN (buckets_1.lo < $1::BIGINT) THEN $1::BIGINT ELSE buckets_1.lo END AS lo, CASE WHEN (buckets_1.lo < $1::BIGINT) THEN $1::BIGINT ELSE buckets_1.lo END AS hi, buckets_1.lo AS bucket 
FROM (SELECT (pair ->> 0)::bigint AS lo, (pair ->> 1)::bigint AS hi FROM json_array_elements(($4::VARCHAR COLLATE "C")::json) WITH ORDINALITY AS t(pair, place) ORDER BY place) AS buckets_1) AS edges_1), 
cover_1 AS MATERIALIZED 
(SELECT ordered_1.level AS level, ordered_1.lo AS lo, ordered_1.hi AS hi, ordered_1.bucket AS bucket 
FROM ordered_1 
WHERE ordered_1.level > 0 UNION ALL SELECT 0, ordered_1.before AS before, ordered_1.lo AS lo, ordered_1.bucket_before AS bucket_before 
FROM ordered_1 
WHERE ordered_1.before < ordered_1.lo)
 SELECT (SELECT '{"stats":' || (SELECT '{"series":' || (WITH stream_1 AS 
(SELECT started_1.bucket AS bucket, 1 AS counted 
FROM (SELECT cover_1.bucket AS bucket 
FROM cover_1, verdict AS verdict_1 
WHERE verdict_1.outcome = $5::VARCHAR COLLATE "C" AND (verdict_1.outcome IS NOT NULL AND NOT (EXISTS (SELECT verdict_2.id 
FROM verdict AS verdict_2 
WHERE verdict_2.tool_call_id = verdict_1.tool_call_id AND verdict_2.id != verdict_1.id AND (CASE verdict_2.outcome WHEN $6::VARCHAR THEN $7::INTEGER WHEN $8::VARCHAR THEN $9::INTEGER WHEN $10::VARCHAR THEN $11::INTEGER WHEN $12::VARCHAR THEN $13::INTEGER END > CASE verdict_1.outcome WHEN $14::VARCHAR THEN $15::INTEGER WHEN $16::VARCHAR THEN $17::INTEGER WHEN $18::VARCHAR THEN $19::INTEGER WHEN $20::VARCHAR THEN $21::INTEGER END OR verdict_2.outcome = verdict_1.outcome AND (coalesce(verdict_2.decided_at, 253402300800000000), verdict_2.id) < (coalesce(verdict_1.decided_at, 253402300800000000), verdict_1.id)) AND verdict_2.org_id = $22::VARCHAR COLLATE "C"))) = $23::BOOLEAN AND cover_1.level + 0 = 0 AND coalesce(verdict_1.decided_at, -1) >= cover_1.lo AND coalesce(verdict_1.decided_at, -1) < cover_1.hi AND verdict_1.org_id = $22::VARCHAR COLLATE "C") AS started_1 UNION ALL SELECT buckets_1.lo AS lo, 0 AS counted 
FROM (SELECT (pair ->> 0)::bigint AS lo, (pair ->> 1)::bigint AS hi FROM json_array_elements(($4::VARCHAR COLLATE "C")::json) WITH ORDINALITY AS t(pair, place) ORDER BY place) AS buckets_1), 
groups_1 AS 
(SELECT stream_1.bucket AS bucket, CAST(coalesce(sum(stream_1.counted), 0) AS BIGINT) AS counted 
FROM stream_1 GROUP BY stream_1.bucket), 
figures_1 AS 
(SELECT groups_1.bucket AS bucket, groups_1.counted AS counted 
FROM groups_1), 
page_1 AS 
(SELECT '{"timestamp":' || coalesce('"' || replace((timestamp 'epoch' + (figures_1.bucket / 3600000000) * interval '1 hour' + (figures_1.bucket % 3600000000) * interval '1 microsecond')::text, ' ', 'T') || 'Z' || '"', 'null') || ',"count":' || coalesce((figures_1.counted)::text, 'null') || '}' AS figures 
FROM figures_1 ORDER BY figures_1.bucket)
 SELECT '[' || coalesce(string_agg(coalesce(page_1.figures, 'null'), ','), '') || ']' AS value 
FROM page_1) || '}' AS value) || '}' AS value) AS value;
-- binds: <now and $window.lastDays>, 1, <now>, <now and $window.lastDays and now>, <Outcome.ERROR: 'ERROR'>, 'PASSED', 0, 'CORRECTED', 1, 'BLOCKED', 2, 'ERROR', 3, 'PASSED', 0, 'CORRECTED', 1, 'BLOCKED', 2, 'ERROR', 3, <organization>, True
