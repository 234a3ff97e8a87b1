-- verdicts
WITH years_1 AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'verdict' AND rollup_period_1.level = 4 AND 1 <= ? AND rollup_period_1.end_at > ? AND rollup_period_1.start_at < ? AND rollup_period_1.org_id = ?), 
months_1 AS 
(SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM years_1, rollup_period AS rollup_period_2 
WHERE rollup_period_2.subject = 'verdict' AND rollup_period_2.level = 3 AND NOT (years_1.state >= 1 AND years_1.start_at >= ? AND years_1.end_at <= ? AND years_1.level <= ?) AND rollup_period_2.start_at >= years_1.start_at AND rollup_period_2.start_at < years_1.end_at AND rollup_period_2.end_at > ? AND rollup_period_2.start_at < ? AND rollup_period_2.org_id = ?), 
days_1 AS 
(SELECT rollup_period_3.level AS level, rollup_period_3.start_at AS start_at, rollup_period_3.end_at AS end_at, rollup_period_3.state AS state 
FROM months_1, rollup_period AS rollup_period_3 
WHERE rollup_period_3.subject = 'verdict' AND rollup_period_3.level = 2 AND NOT (months_1.state >= 1 AND months_1.start_at >= ? AND months_1.end_at <= ? AND months_1.level <= ?) AND rollup_period_3.start_at >= months_1.start_at AND rollup_period_3.start_at < months_1.end_at AND rollup_period_3.end_at > ? AND rollup_period_3.start_at < ? AND rollup_period_3.org_id = ?), 
hours_1 AS 
(SELECT rollup_period_4.level AS level, rollup_period_4.start_at AS start_at, rollup_period_4.end_at AS end_at, rollup_period_4.state AS state 
FROM days_1, rollup_period AS rollup_period_4 
WHERE rollup_period_4.subject = 'verdict' AND rollup_period_4.level = 1 AND NOT (days_1.state >= 1 AND days_1.start_at >= ? AND days_1.end_at <= ? AND days_1.level <= ?) AND rollup_period_4.start_at >= days_1.start_at AND rollup_period_4.start_at < days_1.end_at AND rollup_period_4.end_at > ? AND rollup_period_4.start_at < ? AND rollup_period_4.org_id = ?), 
periods_1 AS 
(SELECT years_1.level AS level, years_1.start_at AS start_at, years_1.end_at AS end_at, years_1.state AS state 
FROM years_1 UNION ALL SELECT months_1.level AS level, months_1.start_at AS start_at, months_1.end_at AS end_at, months_1.state AS state 
FROM months_1 UNION ALL SELECT days_1.level AS level, days_1.start_at AS start_at, days_1.end_at AS end_at, days_1.state AS state 
FROM days_1 UNION ALL SELECT hours_1.level AS level, hours_1.start_at AS start_at, hours_1.end_at AS end_at, hours_1.state AS state 
FROM hours_1), 
swept_1 AS 
(SELECT coalesce(max(edges_1.hi) OVER (ORDER BY edges_1.lo, edges_1.hi ROWS BETWEEN UNBOUNDED PRECEDING AND ? PRECEDING), ?) AS reached, CASE WHEN (edges_1.lo < ?) THEN ? ELSE edges_1.lo END AS lo 
FROM (SELECT ? AS lo, ? AS hi UNION ALL SELECT periods_1.start_at AS start_at, periods_1.end_at AS end_at 
FROM periods_1 
WHERE periods_1.state >= 1) AS edges_1), 
cover_1 AS MATERIALIZED 
(SELECT periods_1.level AS level, periods_1.start_at AS lo, periods_1.end_at AS hi 
FROM periods_1 
WHERE periods_1.state >= 1 AND periods_1.start_at >= ? AND periods_1.end_at <= ? AND periods_1.level <= ? UNION ALL SELECT 0, swept_1.reached AS reached, swept_1.lo AS lo 
FROM swept_1 
WHERE swept_1.reached < swept_1.lo UNION ALL SELECT 0, CASE WHEN (periods_1.start_at < ?) THEN ? ELSE periods_1.start_at END AS lo, CASE WHEN (periods_1.end_at > ?) THEN ? ELSE periods_1.end_at END AS hi 
FROM periods_1 
WHERE periods_1.state >= 1 AND NOT (periods_1.state >= 1 AND periods_1.start_at >= ? AND periods_1.end_at <= ? AND periods_1.level <= ?) AND periods_1.level = 1), 
pieces_1 AS MATERIALIZED 
(SELECT cut_1.place AS place, cut_1.lo AS lo, cut_1.hi AS hi, cut_1.bucket AS bucket 
FROM (SELECT json_extract(value, '$[0]') AS place, json_extract(value, '$[1]') AS lo, json_extract(value, '$[2]') AS hi, json_extract(value, '$[3]') AS bucket FROM json_each(?)) AS cut_1), 
placed_1 AS MATERIALIZED 
(SELECT cover_1.level AS level, cover_1.lo AS lo, pieces_1.bucket AS bucket 
FROM cover_1, pieces_1 
WHERE cover_1.level > 0 AND pieces_1.place = cover_1.lo / ? AND cover_1.lo >= pieces_1.lo AND cover_1.lo < pieces_1.hi)
 SELECT (SELECT '{"stats":' || (SELECT '{"series":' || (WITH stream_1 AS 
(SELECT placed_1.bucket AS bucket, verdict_rollup_1.counted AS counted, CAST(NULL AS INTEGER) AS bucket_end 
FROM placed_1, verdict_rollup AS verdict_rollup_1 
WHERE placed_1.level > 0 AND verdict_rollup_1.level = placed_1.level + 0 AND verdict_rollup_1.start_at = placed_1.lo + 0 AND verdict_rollup_1.counted > 0 AND verdict_rollup_1.org_id = ? UNION ALL SELECT pieces_1.bucket AS bucket, 1 AS counted, CAST(NULL AS INTEGER) AS bucket_end 
FROM (SELECT coalesce(verdict_1.decided_at, -1) AS occurred 
FROM cover_1, verdict AS verdict_1 
WHERE cover_1.level + 0 = 0 AND coalesce(verdict_1.decided_at, -1) >= cover_1.lo + 0 AND coalesce(verdict_1.decided_at, -1) < cover_1.hi + 0 AND verdict_1.org_id = ?
 LIMIT ? OFFSET 0) AS started_1, pieces_1 
WHERE pieces_1.place = started_1.occurred / ? AND started_1.occurred >= pieces_1.lo AND started_1.occurred < pieces_1.hi UNION ALL SELECT buckets_1.lo AS lo, 0 AS counted, buckets_1.hi AS bucket_end 
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
-- binds: <now and $window.lastDays and now>, <now and $window.lastDays>, <now>, <organization>, <now and $window.lastDays>, <now>, <now and $window.lastDays and now>, <now and $window.lastDays>, <now>, <organization>, <now and $window.lastDays>, <now>, <now and $window.lastDays and now>, <now and $window.lastDays>, <now>, <organization>, <now and $window.lastDays>, <now>, <now and $window.lastDays and now>, <now and $window.lastDays>, <now>, <organization>, 1, <now and $window.lastDays>, <now and $window.lastDays>, <now and $window.lastDays>, <now>, <now>, <now and $window.lastDays>, <now>, <now and $window.lastDays and now>, <now and $window.lastDays>, <now and $window.lastDays>, <now>, <now>, <now and $window.lastDays>, <now>, <now and $window.lastDays and now>, <now and $window.lastDays and now>, <now and $window.lastDays and now>, <organization>, <organization>, -1, <now and $window.lastDays and now>, <now and $window.lastDays and now>, <now and $window.lastDays>, <now and $window.lastDays>, <now>, <now>, <organization>, -1, 10000, 0
