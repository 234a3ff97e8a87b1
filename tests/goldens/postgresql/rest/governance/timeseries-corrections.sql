-- requests
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
WHERE (verdict_1.outcome IS NOT NULL AND NOT (EXISTS (SELECT verdict_2.id 
FROM verdict AS verdict_2 
WHERE verdict_2.tool_call_id = verdict_1.tool_call_id AND verdict_2.id != verdict_1.id AND (CASE verdict_2.outcome WHEN $5::VARCHAR THEN $6::INTEGER WHEN $7::VARCHAR THEN $8::INTEGER WHEN $9::VARCHAR THEN $10::INTEGER WHEN $11::VARCHAR THEN $12::INTEGER END > CASE verdict_1.outcome WHEN $13::VARCHAR THEN $14::INTEGER WHEN $15::VARCHAR THEN $16::INTEGER WHEN $17::VARCHAR THEN $18::INTEGER WHEN $19::VARCHAR THEN $20::INTEGER END OR verdict_2.outcome = verdict_1.outcome AND (coalesce(verdict_2.decided_at, 253402300800000000), verdict_2.id) < (coalesce(verdict_1.decided_at, 253402300800000000), verdict_1.id)) AND verdict_2.org_id = $21::VARCHAR COLLATE "C"))) = $22::BOOLEAN AND cover_1.level + 0 = 0 AND coalesce(verdict_1.decided_at, -1) >= cover_1.lo AND coalesce(verdict_1.decided_at, -1) < cover_1.hi AND verdict_1.org_id = $21::VARCHAR COLLATE "C") AS started_1 UNION ALL SELECT buckets_1.lo AS lo, 0 AS counted 
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
-- binds: <now and $window.lastDays>, 1, <now>, <now and $window.lastDays and now>, 'PASSED', 0, 'CORRECTED', 1, 'BLOCKED', 2, 'ERROR', 3, 'PASSED', 0, 'CORRECTED', 1, 'BLOCKED', 2, 'ERROR', 3, <organization>, True

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

-- places
WITH RECURSIVE periods_1(level, start_at, end_at, state) AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'verdict' AND rollup_period_1.level = 4 AND rollup_period_1.end_at > $1::BIGINT AND rollup_period_1.start_at < $3::BIGINT AND rollup_period_1.org_id = $5::VARCHAR COLLATE "C" UNION ALL SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM periods_1, rollup_period AS rollup_period_2 
WHERE periods_1.level > 1 AND NOT (periods_1.state >= 1 AND periods_1.start_at >= $1::BIGINT AND periods_1.end_at <= $3::BIGINT AND periods_1.level <= $6::BIGINT) AND rollup_period_2.subject = 'verdict' AND rollup_period_2.level = periods_1.level - 1 AND rollup_period_2.start_at >= periods_1.start_at AND rollup_period_2.start_at < periods_1.end_at AND rollup_period_2.end_at > $1::BIGINT AND rollup_period_2.start_at < $3::BIGINT AND rollup_period_2.org_id = $5::VARCHAR COLLATE "C"), 
ordered_1 AS 
(SELECT edges_1.level AS level, edges_1.lo AS lo, edges_1.hi AS hi, lag(edges_1.hi, 1, $1::BIGINT) OVER (ORDER BY edges_1.lo, edges_1.level) AS before, max(edges_1.bucket) OVER (ORDER BY edges_1.lo, edges_1.level ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS bucket, max(edges_1.bucket) OVER (ORDER BY edges_1.lo, edges_1.level ROWS BETWEEN UNBOUNDED PRECEDING AND $2::INTEGER PRECEDING) AS bucket_before 
FROM (SELECT 0 AS level, $3::BIGINT AS lo, $3::BIGINT AS hi, CAST(NULL AS BIGINT) AS bucket UNION ALL SELECT 0 AS level, CASE WHEN (buckets_1.lo < $1::BIGINT) THEN $1::BIGINT ELSE buckets_1.lo END AS lo, CASE WHEN (buckets_1.lo < $1::BIGINT) THEN $1::BIGINT ELSE buckets_1.lo END AS hi, buckets_1.lo AS bucket 
FROM (SELECT (pair ->> 0)::bigint AS lo, (pair ->> 1)::bigint AS hi FROM json_array_elements(($4::VARCHAR COLLATE "C")::json) WITH ORDINALITY AS t(pair, place) ORDER BY place) AS buckets_1 UNION ALL SELECT periods_1.level AS level, periods_1.start_at AS lo, periods_1.end_at AS hi, CAST(NULL AS BIGINT) AS bucket 
FROM periods_1 
WHERE periods_1.state >= 1 AND periods_1.start_at >= $1::BIGINT AND periods_1.end_at <= $3::BIGINT AND periods_1.level <= $6::BIGINT) AS edges_1), 
cover_1 AS MATERIALIZED 
(SELECT ordered_1.level AS level, ordered_1.lo AS lo, ordered_1.hi AS hi, ordered_1.bucket AS bucket 
FROM ordered_1 
WHERE ordered_1.level > 0 UNION ALL SELECT 0, ordered_1.before AS before, ordered_1.lo AS lo, ordered_1.bucket_before AS bucket_before 
FROM ordered_1 
WHERE ordered_1.before < ordered_1.lo)
 SELECT (SELECT '{"stats":' || (SELECT '{"series":' || (WITH stream_1 AS 
(SELECT cover_1.bucket AS bucket, verdict_rollup_1.counted AS counted, verdict_rollup_1.sum_corrections AS sum_corrections 
FROM cover_1, verdict_rollup AS verdict_rollup_1 
WHERE cover_1.level > 0 AND verdict_rollup_1.level = cover_1.level + 0 AND verdict_rollup_1.start_at = cover_1.lo + 0 AND verdict_rollup_1.counted > 0 AND verdict_rollup_1.org_id = $5::VARCHAR COLLATE "C" UNION ALL SELECT started_1.bucket AS bucket, 1 AS counted, coalesce(started_1.sum_corrections, 0) AS sum_corrections 
FROM (SELECT cover_1.bucket AS bucket, verdict_1.corrections AS sum_corrections 
FROM cover_1, verdict AS verdict_1 
WHERE cover_1.level + 0 = 0 AND coalesce(verdict_1.decided_at, -1) >= cover_1.lo AND coalesce(verdict_1.decided_at, -1) < cover_1.hi AND verdict_1.org_id = $5::VARCHAR COLLATE "C") AS started_1 UNION ALL SELECT buckets_1.lo AS lo, 0 AS counted, 0 AS sum_corrections 
FROM (SELECT (pair ->> 0)::bigint AS lo, (pair ->> 1)::bigint AS hi FROM json_array_elements(($4::VARCHAR COLLATE "C")::json) WITH ORDINALITY AS t(pair, place) ORDER BY place) AS buckets_1), 
groups_1 AS 
(SELECT stream_1.bucket AS bucket, CAST(coalesce(sum(stream_1.counted), 0) AS BIGINT) AS counted, CAST(coalesce(sum(stream_1.sum_corrections), 0) AS BIGINT) AS sum_corrections 
FROM stream_1 GROUP BY stream_1.bucket), 
figures_1 AS 
(SELECT groups_1.bucket AS bucket, groups_1.counted AS counted, groups_1.sum_corrections AS sum_corrections 
FROM groups_1), 
page_1 AS 
(SELECT '{"sums":{"corrections":' || coalesce((figures_1.sum_corrections)::text, 'null') || '}}' AS figures 
FROM figures_1 ORDER BY figures_1.bucket)
 SELECT '[' || coalesce(string_agg(coalesce(page_1.figures, 'null'), ','), '') || ']' AS value 
FROM page_1) || '}' AS value) || '}' AS value) AS value;
-- binds: <now and $window.lastDays>, 1, <now>, <now and $window.lastDays and now>, <organization>, <now and $window.lastDays and now>
