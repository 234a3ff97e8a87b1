-- passed
WITH ordered_1 AS 
(SELECT edges_1.level AS level, edges_1.lo AS lo, edges_1.hi AS hi, lag(edges_1.hi, 1, ?) OVER (ORDER BY edges_1.lo, edges_1.level) AS "before", max(edges_1.bucket) OVER (ORDER BY edges_1.lo, edges_1.level ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS bucket, max(edges_1.bucket) OVER (ORDER BY edges_1.lo, edges_1.level ROWS BETWEEN UNBOUNDED PRECEDING AND ? PRECEDING) AS bucket_before 
FROM (SELECT 0 AS level, ? AS lo, ? AS hi, CAST(NULL AS INTEGER) AS bucket UNION ALL SELECT 0 AS level, CASE WHEN (buckets_1.lo < ?) THEN ? ELSE buckets_1.lo END AS lo, CASE WHEN (buckets_1.lo < ?) THEN ? ELSE buckets_1.lo END AS hi, buckets_1.lo AS bucket 
FROM (SELECT json_extract(value, '$[0]') AS lo, json_extract(value, '$[1]') AS hi FROM json_each(?)) AS buckets_1) AS edges_1), 
cover_1 AS MATERIALIZED 
(SELECT ordered_1.level AS level, ordered_1.lo AS lo, ordered_1.hi AS hi, ordered_1.bucket AS bucket 
FROM ordered_1 
WHERE ordered_1.level > 0 UNION ALL SELECT 0, ordered_1."before" AS "before", ordered_1.lo AS lo, ordered_1.bucket_before AS bucket_before 
FROM ordered_1 
WHERE ordered_1."before" < ordered_1.lo)
 SELECT (SELECT '{"stats":' || (SELECT '{"series":' || (WITH stream_1 AS 
(SELECT started_1.bucket AS bucket, 1 AS counted 
FROM (SELECT cover_1.bucket AS bucket 
FROM cover_1, verdict AS verdict_1 
WHERE verdict_1.outcome = ? AND (verdict_1.outcome IS NOT NULL AND NOT (EXISTS (SELECT verdict_2.id 
FROM verdict AS verdict_2 
WHERE verdict_2.tool_call_id = verdict_1.tool_call_id AND verdict_2.id != verdict_1.id AND (CASE verdict_2.outcome WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? END > CASE verdict_1.outcome WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? END OR verdict_2.outcome = verdict_1.outcome AND (coalesce(verdict_2.decided_at, 253402300800000000), verdict_2.id) < (coalesce(verdict_1.decided_at, 253402300800000000), verdict_1.id)) AND verdict_2.org_id = ?))) = ? AND cover_1.level + 0 = 0 AND coalesce(verdict_1.decided_at, -1) >= cover_1.lo AND coalesce(verdict_1.decided_at, -1) < cover_1.hi AND verdict_1.org_id = ?) AS started_1 UNION ALL SELECT buckets_1.lo AS lo, 0 AS counted 
FROM (SELECT json_extract(value, '$[0]') AS lo, json_extract(value, '$[1]') AS hi FROM json_each(?)) AS buckets_1), 
groups_1 AS 
(SELECT stream_1.bucket AS bucket, CAST(coalesce(sum(stream_1.counted), 0) AS INTEGER) AS counted 
FROM stream_1 GROUP BY stream_1.bucket), 
figures_1 AS 
(SELECT groups_1.bucket AS bucket, groups_1.counted AS counted 
FROM groups_1), 
page_1 AS 
(SELECT json_object('timestamp', iif(figures_1.bucket % 1000000, date(figures_1.bucket / 1000000, 'unixepoch') || 'T' || time(figures_1.bucket / 1000000, 'unixepoch') || rtrim('.' || substr(figures_1.bucket + 1000000, -6), '0') || 'Z', date(figures_1.bucket / 1000000, 'unixepoch') || 'T' || time(figures_1.bucket / 1000000, 'unixepoch') || 'Z'), 'count', figures_1.counted) AS figures 
FROM figures_1 ORDER BY figures_1.bucket)
 SELECT '[' || coalesce(group_concat(coalesce(page_1.figures, 'null')), '') || ']' AS value 
FROM page_1) || '}' AS value) || '}' AS value) AS value;
-- binds: <now and $window.lastDays>, 1, <now>, <now>, <now and $window.lastDays>, <now and $window.lastDays>, <now and $window.lastDays>, <now and $window.lastDays>, <now and $window.lastDays and now>, <Outcome.PASSED: 'PASSED'>, 'PASSED', 0, 'CORRECTED', 1, 'BLOCKED', 2, 'ERROR', 3, 'PASSED', 0, 'CORRECTED', 1, 'BLOCKED', 2, 'ERROR', 3, <organization>, True, <organization>, <now and $window.lastDays and now>

-- corrected
WITH ordered_1 AS 
(SELECT edges_1.level AS level, edges_1.lo AS lo, edges_1.hi AS hi, lag(edges_1.hi, 1, ?) OVER (ORDER BY edges_1.lo, edges_1.level) AS "before", max(edges_1.bucket) OVER (ORDER BY edges_1.lo, edges_1.level ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS bucket, max(edges_1.bucket) OVER (ORDER BY edges_1.lo, edges_1.level ROWS BETWEEN UNBOUNDED PRECEDING AND ? PRECEDING) AS bucket_before 
FROM (SELECT 0 AS level, ? AS lo, ? AS hi, CAST(NULL AS INTEGER) AS bucket UNION ALL SELECT 0 AS level, CASE WHEN (buckets_1.lo < ?) THEN ? ELSE buckets_1.lo END AS lo, CASE WHEN (buckets_1.lo < ?) THEN ? ELSE buckets_1.lo END AS hi, buckets_1.lo AS bucket 
FROM (SELECT json_extract(value, '$[0]') AS lo, json_extract(value, '$[1]') AS hi FROM json_each(?)) AS buckets_1) AS edges_1), 
cover_1 AS MATERIALIZED 
(SELECT ordered_1.level AS level, ordered_1.lo AS lo, ordered_1.hi AS hi, ordered_1.bucket AS bucket 
FROM ordered_1 
WHERE ordered_1.level > 0 UNION ALL SELECT 0, ordered_1."before" AS "before", ordered_1.lo AS lo, ordered_1.bucket_before AS bucket_before 
FROM ordered_1 
WHERE ordered_1."before" < ordered_1.lo)
 SELECT (SELECT '{"stats":' || (SELECT '{"series":' || (WITH stream_1 AS 
(SELECT started_1.bucket AS bucket, 1 AS counted 
FROM (SELECT cover_1.bucket AS bucket 
FROM cover_1, verdict AS verdict_1 
WHERE verdict_1.outcome = ? AND (verdict_1.outcome IS NOT NULL AND NOT (EXISTS (SELECT verdict_2.id 
FROM verdict AS verdict_2 
WHERE verdict_2.tool_call_id = verdict_1.tool_call_id AND verdict_2.id != verdict_1.id AND (CASE verdict_2.outcome WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? END > CASE verdict_1.outcome WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? END OR verdict_2.outcome = verdict_1.outcome AND (coalesce(verdict_2.decided_at, 253402300800000000), verdict_2.id) < (coalesce(verdict_1.decided_at, 253402300800000000), verdict_1.id)) AND verdict_2.org_id = ?))) = ? AND cover_1.level + 0 = 0 AND coalesce(verdict_1.decided_at, -1) >= cover_1.lo AND coalesce(verdict_1.decided_at, -1) < cover_1.hi AND verdict_1.org_id = ?) AS started_1 UNION ALL SELECT buckets_1.lo AS lo, 0 AS counted 
FROM (SELECT json_extract(value, '$[0]') AS lo, json_extract(value, '$[1]') AS hi FROM json_each(?)) AS buckets_1), 
groups_1 AS 
(SELECT stream_1.bucket AS bucket, CAST(coalesce(sum(stream_1.counted), 0) AS INTEGER) AS counted 
FROM stream_1 GROUP BY stream_1.bucket), 
figures_1 AS 
(SELECT groups_1.bucket AS bucket, groups_1.counted AS counted 
FROM groups_1), 
page_1 AS 
(SELECT json_object('timestamp', iif(figures_1.bucket % 1000000, date(figures_1.bucket / 1000000, 'unixepoch') || 'T' || time(figures_1.bucket / 1000000, 'unixepoch') || rtrim('.' || substr(figures_1.bucket + 1000000, -6), '0') || 'Z', date(figures_1.bucket / 1000000, 'unixepoch') || 'T' || time(figures_1.bucket / 1000000, 'unixepoch') || 'Z'), 'count', figures_1.counted) AS figures 
FROM figures_1 ORDER BY figures_1.bucket)
 SELECT '[' || coalesce(group_concat(coalesce(page_1.figures, 'null')), '') || ']' AS value 
FROM page_1) || '}' AS value) || '}' AS value) AS value;
-- binds: <now and $window.lastDays>, 1, <now>, <now>, <now and $window.lastDays>, <now and $window.lastDays>, <now and $window.lastDays>, <now and $window.lastDays>, <now and $window.lastDays and now>, <Outcome.CORRECTED: 'CORRECTED'>, 'PASSED', 0, 'CORRECTED', 1, 'BLOCKED', 2, 'ERROR', 3, 'PASSED', 0, 'CORRECTED', 1, 'BLOCKED', 2, 'ERROR', 3, <organization>, True, <organization>, <now and $window.lastDays and now>

-- blocked
WITH ordered_1 AS 
(SELECT edges_1.level AS level, edges_1.lo AS lo, edges_1.hi AS hi, lag(edges_1.hi, 1, ?) OVER (ORDER BY edges_1.lo, edges_1.level) AS "before", max(edges_1.bucket) OVER (ORDER BY edges_1.lo, edges_1.level ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS bucket, max(edges_1.bucket) OVER (ORDER BY edges_1.lo, edges_1.level ROWS BETWEEN UNBOUNDED PRECEDING AND ? PRECEDING) AS bucket_before 
FROM (SELECT 0 AS level, ? AS lo, ? AS hi, CAST(NULL AS INTEGER) AS bucket UNION ALL SELECT 0 AS level, CASE WHEN (buckets_1.lo < ?) THEN ? ELSE buckets_1.lo END AS lo, CASE WHEN (buckets_1.lo < ?) THEN ? ELSE buckets_1.lo END AS hi, buckets_1.lo AS bucket 
FROM (SELECT json_extract(value, '$[0]') AS lo, json_extract(value, '$[1]') AS hi FROM json_each(?)) AS buckets_1) AS edges_1), 
cover_1 AS MATERIALIZED 
(SELECT ordered_1.level AS level, ordered_1.lo AS lo, ordered_1.hi AS hi, ordered_1.bucket AS bucket 
FROM ordered_1 
WHERE ordered_1.level > 0 UNION ALL SELECT 0, ordered_1."before" AS "before", ordered_1.lo AS lo, ordered_1.bucket_before AS bucket_before 
FROM ordered_1 
WHERE ordered_1."before" < ordered_1.lo)
 SELECT (SELECT '{"stats":' || (SELECT '{"series":' || (WITH stream_1 AS 
(SELECT started_1.bucket AS bucket, 1 AS counted 
FROM (SELECT cover_1.bucket AS bucket 
FROM cover_1, verdict AS verdict_1 
WHERE verdict_1.outcome = ? AND (verdict_1.outcome IS NOT NULL AND NOT (EXISTS (SELECT verdict_2.id 
FROM verdict AS verdict_2 
WHERE verdict_2.tool_call_id = verdict_1.tool_call_id AND verdict_2.id != verdict_1.id AND (CASE verdict_2.outcome WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? END > CASE verdict_1.outcome WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? END OR verdict_2.outcome = verdict_1.outcome AND (coalesce(verdict_2.decided_at, 253402300800000000), verdict_2.id) < (coalesce(verdict_1.decided_at, 253402300800000000), verdict_1.id)) AND verdict_2.org_id = ?))) = ? AND cover_1.level + 0 = 0 AND coalesce(verdict_1.decided_at, -1) >= cover_1.lo AND coalesce(verdict_1.decided_at, -1) < cover_1.hi AND verdict_1.org_id = ?) AS started_1 UNION ALL SELECT buckets_1.lo AS lo, 0 AS counted 
FROM (SELECT json_extract(value, '$[0]') AS lo, json_extract(value, '$[1]') AS hi FROM json_each(?)) AS buckets_1), 
groups_1 AS 
(SELECT stream_1.bucket AS bucket, CAST(coalesce(sum(stream_1.counted), 0) AS INTEGER) AS counted 
FROM stream_1 GROUP BY stream_1.bucket), 
figures_1 AS 
(SELECT groups_1.bucket AS bucket, groups_1.counted AS counted 
FROM groups_1), 
page_1 AS 
(SELECT json_object('timestamp', iif(figures_1.bucket % 1000000, date(figures_1.bucket / 1000000, 'unixepoch') || 'T' || time(figures_1.bucket / 1000000, 'unixepoch') || rtrim('.' || substr(figures_1.bucket + 1000000, -6), '0') || 'Z', date(figures_1.bucket / 1000000, 'unixepoch') || 'T' || time(figures_1.bucket / 1000000, 'unixepoch') || 'Z'), 'count', figures_1.counted) AS figures 
FROM figures_1 ORDER BY figures_1.bucket)
 SELECT '[' || coalesce(group_concat(coalesce(page_1.figures, 'null')), '') || ']' AS value 
FROM page_1) || '}' AS value) || '}' AS value) AS value;
-- binds: <now and $window.lastDays>, 1, <now>, <now>, <now and $window.lastDays>, <now and $window.lastDays>, <now and $window.lastDays>, <now and $window.lastDays>, <now and $window.lastDays and now>, <Outcome.BLOCKED: 'BLOCKED'>, 'PASSED', 0, 'CORRECTED', 1, 'BLOCKED', 2, 'ERROR', 3, 'PASSED', 0, 'CORRECTED', 1, 'BLOCKED', 2, 'ERROR', 3, <organization>, True, <organization>, <now and $window.lastDays and now>

-- errors
WITH ordered_1 AS 
(SELECT edges_1.level AS level, edges_1.lo AS lo, edges_1.hi AS hi, lag(edges_1.hi, 1, ?) OVER (ORDER BY edges_1.lo, edges_1.level) AS "before", max(edges_1.bucket) OVER (ORDER BY edges_1.lo, edges_1.level ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS bucket, max(edges_1.bucket) OVER (ORDER BY edges_1.lo, edges_1.level ROWS BETWEEN UNBOUNDED PRECEDING AND ? PRECEDING) AS bucket_before 
FROM (SELECT 0 AS level, ? AS lo, ? AS hi, CAST(NULL AS INTEGER) AS bucket UNION ALL SELECT 0 AS level, CASE WHEN (buckets_1.lo < ?) THEN ? ELSE buckets_1.lo END AS lo, CASE WHEN (buckets_1.lo < ?) THEN ? ELSE buckets_1.lo END AS hi, buckets_1.lo AS bucket 
FROM (SELECT json_extract(value, '$[0]') AS lo, json_extract(value, '$[1]') AS hi FROM json_each(?)) AS buckets_1) AS edges_1), 
cover_1 AS MATERIALIZED 
(SELECT ordered_1.level AS level, ordered_1.lo AS lo, ordered_1.hi AS hi, ordered_1.bucket AS bucket 
FROM ordered_1 
WHERE ordered_1.level > 0 UNION ALL SELECT 0, ordered_1."before" AS "before", ordered_1.lo AS lo, ordered_1.bucket_before AS bucket_before 
FROM ordered_1 
WHERE ordered_1."before" < ordered_1.lo)
 SELECT (SELECT '{"stats":' || (SELECT '{"series":' || (WITH stream_1 AS 
(SELECT started_1.bucket AS bucket, 1 AS counted 
FROM (SELECT cover_1.bucket AS bucket 
FROM cover_1, verdict AS verdict_1 
WHERE verdict_1.outcome = ? AND (verdict_1.outcome IS NOT NULL AND NOT (EXISTS (SELECT verdict_2.id 
FROM verdict AS verdict_2 
WHERE verdict_2.tool_call_id = verdict_1.tool_call_id AND verdict_2.id != verdict_1.id AND (CASE verdict_2.outcome WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? END > CASE verdict_1.outcome WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? END OR verdict_2.outcome = verdict_1.outcome AND (coalesce(verdict_2.decided_at, 253402300800000000), verdict_2.id) < (coalesce(verdict_1.decided_at, 253402300800000000), verdict_1.id)) AND verdict_2.org_id = ?))) = ? AND cover_1.level + 0 = 0 AND coalesce(verdict_1.decided_at, -1) >= cover_1.lo AND coalesce(verdict_1.decided_at, -1) < cover_1.hi AND verdict_1.org_id = ?) AS started_1 UNION ALL SELECT buckets_1.lo AS lo, 0 AS counted 
FROM (SELECT json_extract(value, '$[0]') AS lo, json_extract(value, '$[1]') AS hi FROM json_each(?)) AS buckets_1), 
groups_1 AS 
(SELECT stream_1.bucket AS bucket, CAST(coalesce(sum(stream_1.counted), 0) AS INTEGER) AS counted 
FROM stream_1 GROUP BY stream_1.bucket), 
figures_1 AS 
(SELECT groups_1.bucket AS bucket, groups_1.counted AS counted 
FROM groups_1), 
page_1 AS 
(SELECT json_object('timestamp', iif(figures_1.bucket % 1000000, date(figures_1.bucket / 1000000, 'unixepoch') || 'T' || time(figures_1.bucket / 1000000, 'unixepoch') || rtrim('.' || substr(figures_1.bucket + 1000000, -6), '0') || 'Z', date(figures_1.bucket / 1000000, 'unixepoch') || 'T' || time(figures_1.bucket / 1000000, 'unixepoch') || 'Z'), 'count', figures_1.counted) AS figures 
FROM figures_1 ORDER BY figures_1.bucket)
 SELECT '[' || coalesce(group_concat(coalesce(page_1.figures, 'null')), '') || ']' AS value 
FROM page_1) || '}' AS value) || '}' AS value) AS value;
-- binds: <now and $window.lastDays>, 1, <now>, <now>, <now and $window.lastDays>, <now and $window.lastDays>, <now and $window.lastDays>, <now and $window.lastDays>, <now and $window.lastDays and now>, <Outcome.ERROR: 'ERROR'>, 'PASSED', 0, 'CORRECTED', 1, 'BLOCKED', 2, 'ERROR', 3, 'PASSED', 0, 'CORRECTED', 1, 'BLOCKED', 2, 'ERROR', 3, <organization>, True, <organization>, <now and $window.lastDays and now>
