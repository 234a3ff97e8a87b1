-- verdicts
WITH years_1 AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'verdict' AND rollup_period_1.level = 4 AND 1 <= $1::BIGINT AND rollup_period_1.end_at > $2::BIGINT AND rollup_period_1.start_at < $3::BIGINT AND rollup_period_1.org_id = $4::VARCHAR COLLATE "C"), 
months_1 AS 
(SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM years_1, rollup_period AS rollup_period_2 
WHERE rollup_period_2.subject = 'verdict' AND rollup_period_2.level = 3 AND NOT (years_1.state >= 1 AND years_1.start_at >= $2::BIGINT AND years_1.end_at <= $3::BIGINT AND years_1.level <= $1::BIGINT) AND rollup_period_2.start_at >= years_1.start_at AND rollup_period_2.start_at < years_1.end_at AND rollup_period_2.end_at > $2::BIGINT AND rollup_period_2.start_at < $3::BIGINT AND rollup_period_2.org_id = $4::VARCHAR COLLATE "C"), 
days_1 AS 
(SELECT rollup_period_3.level AS level, rollup_period_3.start_at AS start_at, rollup_period_3.end_at AS end_at, rollup_period_3.state AS state 
FROM months_1, rollup_period AS rollup_period_3 
WHERE rollup_period_3.subject = 'verdict' AND rollup_period_3.level = 2 AND NOT (months_1.state >= 1 AND months_1.start_at >= $2::BIGINT AND months_1.end_at <= $3::BIGINT AND months_1.level <= $1::BIGINT) AND rollup_period_3.start_at >= months_1.start_at AND rollup_period_3.start_at < months_1.end_at AND rollup_period_3.end_at > $2::BIGINT AND rollup_period_3.start_at < $3::BIGINT AND rollup_period_3.org_id = $4::VARCHAR COLLATE "C"), 
hours_1 AS 
(SELECT rollup_period_4.level AS level, rollup_period_4.start_at AS start_at, rollup_period_4.end_at AS end_at, rollup_period_4.state AS state 
FROM days_1, rollup_period AS rollup_period_4 
WHERE rollup_period_4.subject = 'verdict' AND rollup_period_4.level = 1 AND NOT (days_1.state >= 1 AND days_1.start_at >= $2::BIGINT AND days_1.end_at <= $3::BIGINT AND days_1.level <= $1::BIGINT) AND rollup_period_4.start_at >= days_1.start_at AND rollup_period_4.start_at < days_1.end_at AND rollup_period_4.end_at > $2::BIGINT AND rollup_period_4.start_at < $3::BIGINT AND rollup_period_4.org_id = $4::VARCHAR COLLATE "C"), 
periods_1 AS 
(SELECT years_1.level AS level, years_1.start_at AS start_at, years_1.end_at AS end_at, years_1.state AS state 
FROM years_1 UNION ALL SELECT months_1.level AS level, months_1.start_at AS start_at, months_1.end_at AS end_at, months_1.state AS state 
FROM months_1 UNION ALL SELECT days_1.level AS level, days_1.start_at AS start_at, days_1.end_at AS end_at, days_1.state AS state 
FROM days_1 UNION ALL SELECT hours_1.level AS level, hours_1.start_at AS start_at, hours_1.end_at AS end_at, hours_1.state AS state 
FROM hours_1), 
swept_1 AS 
(SELECT coalesce(max(edges_1.hi) OVER (ORDER BY edges_1.lo, edges_1.hi ROWS BETWEEN UNBOUNDED PRECEDING AND $5::INTEGER PRECEDING), $2::BIGINT) AS reached, CASE WHEN (edges_1.lo < $2::BIGINT) THEN $2::BIGINT ELSE edges_1.lo END AS lo 
FROM (SELECT $3::BIGINT AS lo, $3::BIGINT AS hi UNION ALL SELECT periods_1.start_at AS start_at, periods_1.end_at AS end_at 
FROM periods_1 
WHERE periods_1.state >= 1) AS edges_1), 
cover_1 AS MATERIALIZED 
(SELECT periods_1.level AS level, periods_1.start_at AS lo, periods_1.end_at AS hi 
FROM periods_1 
WHERE periods_1.state >= 1 AND periods_1.start_at >= $2::BIGINT AND periods_1.end_at <= $3::BIGINT AND periods_1.level <= $1::BIGINT UNION ALL SELECT 0, swept_1.reached AS reached, swept_1.lo AS lo 
FROM swept_1 
WHERE swept_1.reached < swept_1.lo UNION ALL SELECT 0, CASE WHEN (periods_1.start_at < $2::BIGINT) THEN $2::BIGINT ELSE periods_1.start_at END AS lo, CASE WHEN (periods_1.end_at > $3::BIGINT) THEN $3::BIGINT ELSE periods_1.end_at END AS hi 
FROM periods_1 
WHERE periods_1.state >= 1 AND NOT (periods_1.state >= 1 AND periods_1.start_at >= $2::BIGINT AND periods_1.end_at <= $3::BIGINT AND periods_1.level <= $1::BIGINT) AND periods_1.level = 1), 
pieces_1 AS MATERIALIZED 
(SELECT cut_1.place AS place, cut_1.lo AS lo, cut_1.hi AS hi, cut_1.bucket AS bucket 
FROM (SELECT (row ->> 0)::bigint AS place, (row ->> 1)::bigint AS lo, (row ->> 2)::bigint AS hi, (row ->> 3)::bigint AS bucket FROM json_array_elements(($6::VARCHAR COLLATE "C")::json) WITH ORDINALITY AS t(row, place) ORDER BY place) AS cut_1), 
placed_1 AS MATERIALIZED 
(SELECT cover_1.level AS level, cover_1.lo AS lo, pieces_1.bucket AS bucket 
FROM cover_1, pieces_1 
WHERE cover_1.level > 0 AND pieces_1.place = cover_1.lo / $7::BIGINT AND cover_1.lo >= pieces_1.lo AND cover_1.lo < pieces_1.hi)
 SELECT (SELECT '{"stats":' || (SELECT '{"series":' || (WITH stream_1 AS 
(SELECT placed_1.bucket AS bucket, verdict_rollup_1.counted AS counted, CAST(NULL AS BIGINT) AS bucket_end 
FROM placed_1, verdict_rollup AS verdict_rollup_1 
WHERE placed_1.level > 0 AND verdict_rollup_1.level = placed_1.level + 0 AND verdict_rollup_1.start_at = placed_1.lo + 0 AND verdict_rollup_1.counted > 0 AND verdict_rollup_1.org_id = $4::VARCHAR COLLATE "C" UNION ALL SELECT pieces_1.bucket AS bucket, 1 AS counted, CAST(NULL AS BIGINT) AS bucket_end 
FROM (SELECT coalesce(verdict_1.decided_at, -1) AS occurred 
FROM cover_1, verdict AS verdict_1 
WHERE cover_1.level + 0 = 0 AND coalesce(verdict_1.decided_at, -1) >= cover_1.lo + 0 AND coalesce(verdict_1.decided_at, -1) < cover_1.hi + 0 AND verdict_1.org_id = $4::VARCHAR COLLATE "C"
 LIMIT ALL OFFSET 0) AS started_1, pieces_1 
WHERE pieces_1.place = started_1.occurred / $7::BIGINT AND started_1.occurred >= pieces_1.lo AND started_1.occurred < pieces_1.hi UNION ALL SELECT buckets_1.lo AS lo, 0 AS counted, buckets_1.hi AS bucket_end 
FROM (SELECT (row ->> 0)::bigint AS lo, (row ->> 1)::bigint AS hi FROM json_array_elements(($8::VARCHAR COLLATE "C")::json) WITH ORDINALITY AS t(row, place) ORDER BY place) AS buckets_1), 
groups_1 AS 
(SELECT stream_1.bucket AS bucket, CAST(coalesce(sum(stream_1.counted), 0) AS BIGINT) AS counted, max(stream_1.bucket_end) AS bucket_end 
FROM stream_1 GROUP BY stream_1.bucket), 
figures_1 AS 
(SELECT groups_1.bucket AS bucket, groups_1.counted AS counted, groups_1.bucket_end AS bucket_end 
FROM groups_1), 
page_1 AS 
(SELECT '{"timestamp":' || coalesce('"' || replace((timestamp 'epoch' + (figures_1.bucket / 3600000000) * interval '1 hour' + (figures_1.bucket % 3600000000) * interval '1 microsecond')::text, ' ', 'T') || 'Z' || '"', 'null') || ',"violations":' || (SELECT '[' || coalesce(string_agg('{"keys":[' || coalesce(to_json(page_2.key_0)::text, 'null') || ',' || coalesce(to_json(page_2.key_1)::text, 'null') || '],"count":' || coalesce((page_2.size)::text, 'null') || '}', ','), '') || ']' AS value 
FROM (SELECT kinds_1.key_0 AS key_0, kinds_1.key_1 AS key_1, CAST(count(*) AS BIGINT) AS size 
FROM (SELECT (CASE json_typeof((violations_1.value -> 'type')) WHEN 'string' THEN violations_1.value ->> 'type' END) AS key_0, (CASE json_typeof((violations_1.value -> 'severity')) WHEN 'string' THEN violations_1.value ->> 'severity' END) AS key_1 
FROM (SELECT verdict_1.violations AS violations 
FROM verdict AS verdict_1 
WHERE coalesce(verdict_1.decided_at, -1) >= CASE WHEN (figures_1.bucket > $9::BIGINT) THEN figures_1.bucket ELSE $9::BIGINT END AND coalesce(verdict_1.decided_at, -1) < CASE WHEN (figures_1.bucket_end < $10::BIGINT) THEN figures_1.bucket_end ELSE $10::BIGINT END AND verdict_1.org_id = $4::VARCHAR COLLATE "C"
 LIMIT ALL OFFSET 0) AS verdicts_1, json_array_elements(CASE json_typeof(verdicts_1.violations) WHEN 'array' THEN verdicts_1.violations ELSE '[]'::json END) AS violations_1(value) 
WHERE (json_typeof(violations_1.value) = 'object')) AS kinds_1 GROUP BY kinds_1.key_0, kinds_1.key_1 ORDER BY CAST(count(*) AS BIGINT) DESC, kinds_1.key_0 ASC NULLS LAST, kinds_1.key_1 ASC NULLS LAST 
 LIMIT $11::BIGINT) AS page_2) || '}' AS figures 
FROM figures_1 ORDER BY figures_1.bucket)
 SELECT '[' || coalesce(string_agg(coalesce(page_1.figures, 'null'), ','), '') || ']' AS value 
FROM page_1) || '}' AS value) || '}' AS value) AS value;
-- binds: <now and $window.lastDays and now>, <now and $window.lastDays>, <now>, <organization>, 1, <now and $window.lastDays and now>, <now and $window.lastDays and now>, <now and $window.lastDays and now>, <now and $window.lastDays>, <now>, 10000
