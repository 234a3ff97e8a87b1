-- verdicts
WITH RECURSIVE periods_1(level, start_at, end_at, state) AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'verdict' AND rollup_period_1.level = 4 AND rollup_period_1.end_at > ? AND rollup_period_1.start_at < ? AND rollup_period_1.org_id = ? UNION ALL SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM periods_1, rollup_period AS rollup_period_2 
WHERE periods_1.level > 1 AND NOT (periods_1.state >= 1 AND periods_1.start_at >= ? AND periods_1.end_at <= ? AND periods_1.level <= ?) AND rollup_period_2.subject = 'verdict' AND rollup_period_2.level = periods_1.level - 1 AND rollup_period_2.start_at >= periods_1.start_at AND rollup_period_2.start_at < periods_1.end_at AND rollup_period_2.end_at > ? AND rollup_period_2.start_at < ? AND rollup_period_2.org_id = ?), 
ordered_1 AS 
(SELECT edges_1.level AS level, edges_1.lo AS lo, edges_1.hi AS hi, lag(edges_1.hi, 1, ?) OVER (ORDER BY edges_1.lo, edges_1.level) AS "before", max(edges_1.bucket) OVER (ORDER BY edges_1.lo, edges_1.level ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS bucket, max(edges_1.bucket) OVER (ORDER BY edges_1.lo, edges_1.level ROWS BETWEEN UNBOUNDED PRECEDING AND ? PRECEDING) AS bucket_before 
FROM (SELECT 0 AS level, ? AS lo, ? AS hi, CAST(NULL AS INTEGER) AS bucket UNION ALL SELECT 0 AS level, CASE WHEN (buckets_1.lo < ?) THEN ? ELSE buckets_1.lo END AS lo, CASE WHEN (buckets_1.lo < ?) THEN ? ELSE buckets_1.lo END AS hi, buckets_1.lo AS bucket 
FROM (SELECT json_extract(value, '$[0]') AS lo, json_extract(value, '$[1]') AS hi FROM json_each(?)) AS buckets_1 UNION ALL SELECT periods_1.level AS level, periods_1.start_at AS lo, periods_1.end_at AS hi, CAST(NULL AS INTEGER) AS bucket 
FROM periods_1 
WHERE periods_1.state >= 1 AND periods_1.start_at >= ? AND periods_1.end_at <= ? AND periods_1.level <= ?) AS edges_1), 
cover_1 AS MATERIALIZED 
(SELECT ordered_1.level AS level, ordered_1.lo AS lo, ordered_1.hi AS hi, ordered_1.bucket AS bucket 
FROM ordered_1 
WHERE ordered_1.level > 0 UNION ALL SELECT 0, ordered_1."before" AS "before", ordered_1.lo AS lo, ordered_1.bucket_before AS bucket_before 
FROM ordered_1 
WHERE ordered_1."before" < ordered_1.lo)
 SELECT (SELECT '{"stats":' || (SELECT '{"series":' || (WITH stream_1 AS 
(SELECT cover_1.bucket AS bucket, verdict_rollup_1.counted AS counted, CAST(NULL AS INTEGER) AS bucket_end 
FROM cover_1, verdict_rollup AS verdict_rollup_1 
WHERE cover_1.level > 0 AND verdict_rollup_1.level = cover_1.level + 0 AND verdict_rollup_1.start_at = cover_1.lo + 0 AND verdict_rollup_1.counted > 0 AND verdict_rollup_1.org_id = ? UNION ALL SELECT started_1.bucket AS bucket, 1 AS counted, CAST(NULL AS INTEGER) AS bucket_end 
FROM (SELECT cover_1.bucket AS bucket 
FROM cover_1, verdict AS verdict_1 
WHERE cover_1.level + 0 = 0 AND coalesce(verdict_1.decided_at, -1) >= cover_1.lo AND coalesce(verdict_1.decided_at, -1) < cover_1.hi AND verdict_1.org_id = ?) AS started_1 UNION ALL SELECT buckets_1.lo AS lo, 0 AS counted, buckets_1.hi AS bucket_end 
FROM (SELECT json_extract(value, '$[0]') AS lo, json_extract(value, '$[1]') AS hi FROM json_each(?)) AS buckets_1), 
groups_1 AS 
(SELECT stream_1.bucket AS bucket, CAST(coalesce(sum(stream_1.counted), 0) AS INTEGER) AS counted, max(stream_1.bucket_end) AS bucket_end 
FROM stream_1 GROUP BY stream_1.bucket), 
figures_1 AS 
(SELECT groups_1.bucket AS bucket, groups_1.counted AS counted, groups_1.bucket_end AS bucket_end 
FROM groups_1), 
page_1 AS 
(SELECT '{' || trim(json_object('timestamp', iif(figures_1.bucket % 1000000, date(figures_1.bucket / 1000000, 'unixepoch') || 'T' || time(figures_1.bucket / 1000000, 'unixepoch') || rtrim('.' || substr(figures_1.bucket + 1000000, -6), '0') || 'Z', date(figures_1.bucket / 1000000, 'unixepoch') || 'T' || time(figures_1.bucket / 1000000, 'unixepoch') || 'Z')), '{}') || ',"violations":' || (SELECT '[' || coalesce(group_concat('{"keys":[' || coalesce(json_quote(page_2.key_0), 'null') || ',' || coalesce(json_quote(page_2.key_1), 'null') || '],' || trim(json_object('count', page_2.size), '{}') || '}'), '') || ']' AS value 
FROM (SELECT kinds_1.key_0 AS key_0, kinds_1.key_1 AS key_1, CAST(count(*) AS INTEGER) AS size 
FROM (SELECT CASE json_type(CASE violations_1.type WHEN 'object' THEN violations_1.value END, '$.type') WHEN 'text' THEN json_extract(violations_1.value, '$.type') END AS key_0, CASE json_type(CASE violations_1.type WHEN 'object' THEN violations_1.value END, '$.severity') WHEN 'text' THEN json_extract(violations_1.value, '$.severity') END AS key_1 
FROM (SELECT verdict_1.violations AS violations 
FROM verdict AS verdict_1 
WHERE coalesce(verdict_1.decided_at, -1) >= CASE WHEN (figures_1.bucket > ?) THEN figures_1.bucket ELSE ? END AND coalesce(verdict_1.decided_at, -1) < CASE WHEN (figures_1.bucket_end < ?) THEN figures_1.bucket_end ELSE ? END AND verdict_1.org_id = ?
 LIMIT ? OFFSET 0) AS verdicts_1, json_each(CASE json_type(verdicts_1.violations) WHEN 'array' THEN verdicts_1.violations ELSE '[]' END) AS violations_1 
WHERE (violations_1.type = 'object') = 1) AS kinds_1 GROUP BY kinds_1.key_0, kinds_1.key_1 ORDER BY CAST(count(*) AS INTEGER) DESC, kinds_1.key_0 ASC NULLS LAST, kinds_1.key_1 ASC NULLS LAST
 LIMIT ? OFFSET ?) AS page_2) || '}' AS figures 
FROM figures_1 ORDER BY figures_1.bucket)
 SELECT '[' || coalesce(group_concat(coalesce(page_1.figures, 'null')), '') || ']' AS value 
FROM page_1) || '}' AS value) || '}' AS value) AS value;
-- binds: <now and $window.lastDays>, <now>, <organization>, <now and $window.lastDays>, <now>, <now and $window.lastDays and now>, <now and $window.lastDays>, <now>, <organization>, <now and $window.lastDays>, 1, <now>, <now>, <now and $window.lastDays>, <now and $window.lastDays>, <now and $window.lastDays>, <now and $window.lastDays>, <now and $window.lastDays and now>, <now and $window.lastDays>, <now>, <now and $window.lastDays and now>, <organization>, <organization>, <now and $window.lastDays and now>, <now and $window.lastDays>, <now and $window.lastDays>, <now>, <now>, <organization>, -1, 10000, 0
