-- guardians
WITH years_1 AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'verdict' AND rollup_period_1.level = 4 AND 1 <= 4 AND rollup_period_1.end_at > $2::BIGINT AND rollup_period_1.start_at < $3::BIGINT AND rollup_period_1.org_id = $1::VARCHAR COLLATE "C"), 
months_1 AS 
(SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM years_1, rollup_period AS rollup_period_2 
WHERE rollup_period_2.subject = 'verdict' AND rollup_period_2.level = 3 AND NOT (years_1.state >= 1 AND years_1.start_at >= $2::BIGINT AND years_1.end_at <= $3::BIGINT AND years_1.level <= 4) AND rollup_period_2.start_at >= years_1.start_at AND rollup_period_2.start_at < years_1.end_at AND rollup_period_2.end_at > $2::BIGINT AND rollup_period_2.start_at < $3::BIGINT AND rollup_period_2.org_id = $1::VARCHAR COLLATE "C"), 
days_1 AS 
(SELECT rollup_period_3.level AS level, rollup_period_3.start_at AS start_at, rollup_period_3.end_at AS end_at, rollup_period_3.state AS state 
FROM months_1, rollup_period AS rollup_period_3 
WHERE rollup_period_3.subject = 'verdict' AND rollup_period_3.level = 2 AND NOT (months_1.state >= 1 AND months_1.start_at >= $2::BIGINT AND months_1.end_at <= $3::BIGINT AND months_1.level <= 4) AND rollup_period_3.start_at >= months_1.start_at AND rollup_period_3.start_at < months_1.end_at AND rollup_period_3.end_at > $2::BIGINT AND rollup_period_3.start_at < $3::BIGINT AND rollup_period_3.org_id = $1::VARCHAR COLLATE "C"), 
hours_1 AS 
(SELECT rollup_period_4.level AS level, rollup_period_4.start_at AS start_at, rollup_period_4.end_at AS end_at, rollup_period_4.state AS state 
FROM days_1, rollup_period AS rollup_period_4 
WHERE rollup_period_4.subject = 'verdict' AND rollup_period_4.level = 1 AND NOT (days_1.state >= 1 AND days_1.start_at >= $2::BIGINT AND days_1.end_at <= $3::BIGINT AND days_1.level <= 4) AND rollup_period_4.start_at >= days_1.start_at AND rollup_period_4.start_at < days_1.end_at AND rollup_period_4.end_at > $2::BIGINT AND rollup_period_4.start_at < $3::BIGINT AND rollup_period_4.org_id = $1::VARCHAR COLLATE "C"), 
periods_1 AS 
(SELECT years_1.level AS level, years_1.start_at AS start_at, years_1.end_at AS end_at, years_1.state AS state 
FROM years_1 UNION ALL SELECT months_1.level AS level, months_1.start_at AS start_at, months_1.end_at AS end_at, months_1.state AS state 
FROM months_1 UNION ALL SELECT days_1.level AS level, days_1.start_at AS start_at, days_1.end_at AS end_at, days_1.state AS state 
FROM days_1 UNION ALL SELECT hours_1.level AS level, hours_1.start_at AS start_at, hours_1.end_at AS end_at, hours_1.state AS state 
FROM hours_1), 
swept_1 AS 
(SELECT coalesce(max(edges_1.hi) OVER (ORDER BY edges_1.lo, edges_1.hi ROWS BETWEEN UNBOUNDED PRECEDING AND $4::INTEGER PRECEDING), $2::BIGINT) AS reached, CASE WHEN (edges_1.lo < $2::BIGINT) THEN $2::BIGINT ELSE edges_1.lo END AS lo 
FROM (SELECT $3::BIGINT AS lo, $3::BIGINT AS hi UNION ALL SELECT periods_1.start_at AS start_at, periods_1.end_at AS end_at 
FROM periods_1 
WHERE periods_1.state >= 1) AS edges_1), 
cover_1 AS MATERIALIZED 
(SELECT periods_1.level AS level, periods_1.start_at AS lo, periods_1.end_at AS hi 
FROM periods_1 
WHERE periods_1.state >= 1 AND periods_1.start_at >= $2::BIGINT AND periods_1.end_at <= $3::BIGINT AND periods_1.level <= 4 UNION ALL SELECT 0, swept_1.reached AS reached, swept_1.lo AS lo 
FROM swept_1 
WHERE swept_1.reached < swept_1.lo UNION ALL SELECT 0, CASE WHEN (periods_1.start_at < $2::BIGINT) THEN $2::BIGINT ELSE periods_1.start_at END AS lo, CASE WHEN (periods_1.end_at > $3::BIGINT) THEN $3::BIGINT ELSE periods_1.end_at END AS hi 
FROM periods_1 
WHERE periods_1.state >= 1 AND NOT (periods_1.state >= 1 AND periods_1.start_at >= $2::BIGINT AND periods_1.end_at <= $3::BIGINT AND periods_1.level <= 4) AND periods_1.level = 1)
 SELECT (SELECT '{"nodes":[' || coalesce(string_agg('{"name":' || coalesce(to_json(page_1.name)::text, 'null') || ',"description":' || coalesce(to_json(page_1.description)::text, 'null') || ',"nhis":' || (SELECT '{"totalCount":' || coalesce(((WITH stream_1 AS 
(SELECT 1 AS counted 
FROM (SELECT 1 AS one 
FROM nhi AS nhi_1 
WHERE nhi_1.id IN (SELECT guardian_binding_1.nhi_id 
FROM guardian_binding AS guardian_binding_1 
WHERE guardian_binding_1.guardian_id = page_1.id AND guardian_binding_1.nhi_id IS NOT NULL AND guardian_binding_1.org_id = $1::VARCHAR COLLATE "C") AND nhi_1.org_id = $1::VARCHAR COLLATE "C") AS started_1), 
groups_1 AS 
(SELECT CAST(coalesce(sum(stream_1.counted), 0) AS BIGINT) AS counted 
FROM stream_1), 
figures_1 AS 
(SELECT groups_1.counted AS counted 
FROM groups_1)
 SELECT figures_1.counted AS value 
FROM figures_1))::text, 'null') || '}' AS value) || ',"stats":' || (WITH stream_2 AS 
(SELECT verdict_by_guardian_1.counted AS counted, verdict_by_guardian_1.least AS least, verdict_by_guardian_1.greatest AS greatest 
FROM cover_1, verdict_by_guardian AS verdict_by_guardian_1 
WHERE cover_1.level > 0 AND verdict_by_guardian_1.level = cover_1.level + 0 AND verdict_by_guardian_1.start_at = cover_1.lo + 0 AND verdict_by_guardian_1.guardian_id = page_1.id AND verdict_by_guardian_1.counted > 0 AND verdict_by_guardian_1.org_id = $1::VARCHAR COLLATE "C" UNION ALL SELECT 1 AS counted, started_2.value AS least, started_2.value AS greatest 
FROM (SELECT verdict_1.latency_us AS value 
FROM cover_1, verdict AS verdict_1 
WHERE verdict_1.guardian_id = page_1.id AND cover_1.level + 0 = 0 AND coalesce(verdict_1.decided_at, -1) >= cover_1.lo + 0 AND coalesce(verdict_1.decided_at, -1) < cover_1.hi + 0 AND verdict_1.org_id = $1::VARCHAR COLLATE "C") AS started_2), 
groups_2 AS 
(SELECT CAST(coalesce(sum(stream_2.counted), 0) AS BIGINT) AS counted, min(stream_2.least) AS least, max(stream_2.greatest) AS greatest 
FROM stream_2), 
stream_3 AS 
(SELECT bins_1.value & 4095 AS bin, bins_1.value >> 12 AS size 
FROM cover_1, verdict_by_guardian AS verdict_by_guardian_2, unnest(verdict_by_guardian_2.bins) AS bins_1(value) 
WHERE cover_1.level > 0 AND verdict_by_guardian_2.level = cover_1.level + 0 AND verdict_by_guardian_2.start_at = cover_1.lo + 0 AND verdict_by_guardian_2.guardian_id = page_1.id AND verdict_by_guardian_2.counted > 0 AND verdict_by_guardian_2.org_id = $1::VARCHAR COLLATE "C" UNION ALL SELECT (CASE WHEN started_3.value > 0 THEN 1 + coalesce(CASE floor(ln((started_3.value)::float8) / 0.018720204008081675)::bigint % 123 WHEN 0 THEN NULL WHEN 37 THEN NULL WHEN 85 THEN NULL WHEN 122 THEN NULL ELSE floor(ln((started_3.value)::float8) / 0.018720204008081675)::bigint END, 123 * (length((started_3.value)::text) - 1) + CASE WHEN left((started_3.value)::text, 2) < '11' THEN 0 WHEN left((started_3.value)::text, 2) < '2' THEN 36 WHEN left((started_3.value)::text, 2) < '21' THEN 37 WHEN left((started_3.value)::text, 2) < '5' THEN 85 WHEN left((started_3.value)::text, 2) < '6' THEN 86 ELSE 122 END) WHEN started_3.value = 0 THEN 0 END) AS bin, CASE WHEN (started_3.value IS NOT NULL) THEN 1 ELSE 0 END AS size 
FROM (SELECT verdict_1.latency_us AS value 
FROM cover_1, verdict AS verdict_1 
WHERE verdict_1.guardian_id = page_1.id AND cover_1.level + 0 = 0 AND coalesce(verdict_1.decided_at, -1) >= cover_1.lo + 0 AND coalesce(verdict_1.decided_at, -1) < cover_1.hi + 0 AND verdict_1.org_id = $1::VARCHAR COLLATE "C") AS started_3), 
ranked_1 AS 
(SELECT stream_3.bin AS bin, CAST(sum(sum(stream_3.size)) OVER (ORDER BY stream_3.bin) AS BIGINT) AS upto, CAST(sum(sum(stream_3.size)) OVER () AS BIGINT) AS size 
FROM stream_3 GROUP BY stream_3.bin), 
groups_3 AS 
(SELECT min(CASE WHEN (ranked_1.upto >= (ranked_1.size * 50 + 99) / 100) THEN ranked_1.bin END) AS p50, min(CASE WHEN (ranked_1.upto >= (ranked_1.size * 95 + 99) / 100) THEN ranked_1.bin END) AS p95, min(CASE WHEN (ranked_1.upto >= (ranked_1.size * 99 + 99) / 100) THEN ranked_1.bin END) AS p99 
FROM ranked_1), 
groups_4 AS 
(SELECT max(both_1.counted) AS counted, max(both_1.least) AS least, max(both_1.greatest) AS greatest, max(both_1.p50) AS p50, max(both_1.p95) AS p95, max(both_1.p99) AS p99 
FROM (SELECT groups_2.counted AS counted, groups_2.least AS least, groups_2.greatest AS greatest, CAST(NULL AS BIGINT) AS p50, CAST(NULL AS BIGINT) AS p95, CAST(NULL AS BIGINT) AS p99 
FROM groups_2 UNION ALL SELECT CAST(NULL AS BIGINT) AS counted, CAST(NULL AS BIGINT) AS least, CAST(NULL AS BIGINT) AS greatest, groups_3.p50 AS p50, groups_3.p95 AS p95, groups_3.p99 AS p99 
FROM groups_3) AS both_1), 
figures_2 AS 
(SELECT groups_4.counted AS counted, CASE WHEN ((CASE WHEN groups_4.p50 > 0 THEN CAST(round(exp(CAST(groups_4.p50 - 0.5 AS float8) * 0.018720204008081675)) AS bigint) WHEN groups_4.p50 = 0 THEN 0 END) < groups_4.least) THEN groups_4.least WHEN ((CASE WHEN groups_4.p50 > 0 THEN CAST(round(exp(CAST(groups_4.p50 - 0.5 AS float8) * 0.018720204008081675)) AS bigint) WHEN groups_4.p50 = 0 THEN 0 END) > groups_4.greatest) THEN groups_4.greatest ELSE (CASE WHEN groups_4.p50 > 0 THEN CAST(round(exp(CAST(groups_4.p50 - 0.5 AS float8) * 0.018720204008081675)) AS bigint) WHEN groups_4.p50 = 0 THEN 0 END) END AS p50, CASE WHEN ((CASE WHEN groups_4.p95 > 0 THEN CAST(round(exp(CAST(groups_4.p95 - 0.5 AS float8) * 0.018720204008081675)) AS bigint) WHEN groups_4.p95 = 0 THEN 0 END) < groups_4.least) THEN groups_4.least WHEN ((CASE WHEN groups_4.p95 > 0 THEN CAST(round(exp(CAST(groups_4.p95 - 0.5 AS float8) * 0.018720204008081675)) AS bigint) WHEN groups_4.p95 = 0 THEN 0 END) > groups_4.greatest) THEN groups_4.greatest ELSE (CASE WHEN groups_4.p95 > 0 THEN CAST(round(exp(CAST(groups_4.p95 - 0.5 AS float8) * 0.018720204008081675)) AS bigint) WHEN groups_4.p95 = 0 THEN 0 END) END AS p95, CASE WHEN ((CASE WHEN groups_4.p99 > 0 THEN CAST(round(exp(CAST(groups_4.p99 - 0.5 AS float8) * 0.018720204008081675)) AS bigint) WHEN groups_4.p99 = 0 THEN 0 END) < groups_4.least) THEN groups_4.least WHEN ((CASE WHEN groups_4.p99 > 0 THEN CAST(round(exp(CAST(groups_4.p99 - 0.5 AS float8) * 0.018720204008081675)) AS bigint) WHEN groups_4.p99 = 0 THEN 0 END) > groups_4.greatest) THEN groups_4.greatest ELSE (CASE WHEN groups_4.p99 > 0 THEN CAST(round(exp(CAST(groups_4.p99 - 0.5 AS float8) * 0.018720204008081675)) AS bigint) WHEN groups_4.p99 = 0 THEN 0 END) END AS p99 
FROM groups_4)
 SELECT '{"count":' || coalesce((figures_2.counted)::text, 'null') || ',"duration":{"p50":' || coalesce((((figures_2.p50)::float8 / 1000))::text, 'null') || ',"p95":' || coalesce((((figures_2.p95)::float8 / 1000))::text, 'null') || ',"p99":' || coalesce((((figures_2.p99)::float8 / 1000))::text, 'null') || '},"groupBy":' || (WITH stream_4 AS 
(SELECT CAST(verdict_by_guardian_3.outcome AS TEXT) COLLATE "C" AS key_0, verdict_by_guardian_3.counted AS counted 
FROM cover_1, verdict_by_guardian AS verdict_by_guardian_3 
WHERE cover_1.level > 0 AND verdict_by_guardian_3.level = cover_1.level + 0 AND verdict_by_guardian_3.start_at = cover_1.lo + 0 AND verdict_by_guardian_3.guardian_id = page_1.id AND verdict_by_guardian_3.counted > 0 AND verdict_by_guardian_3.org_id = $1::VARCHAR COLLATE "C" UNION ALL SELECT started_4.key_0 AS key_0, 1 AS counted 
FROM (SELECT CAST(verdict_1.outcome AS TEXT) COLLATE "C" AS key_0 
FROM cover_1, verdict AS verdict_1 
WHERE verdict_1.guardian_id = page_1.id AND cover_1.level + 0 = 0 AND coalesce(verdict_1.decided_at, -1) >= cover_1.lo + 0 AND coalesce(verdict_1.decided_at, -1) < cover_1.hi + 0 AND verdict_1.org_id = $1::VARCHAR COLLATE "C") AS started_4), 
groups_5 AS 
(SELECT stream_4.key_0 AS key_0, CAST(coalesce(sum(stream_4.counted), 0) AS BIGINT) AS counted 
FROM stream_4 GROUP BY stream_4.key_0), 
figures_3 AS 
(SELECT groups_5.key_0 AS key_0, groups_5.counted AS counted 
FROM groups_5), 
page_2 AS 
(SELECT '{"key":' || coalesce(to_json(figures_3.key_0)::text, 'null') || ',"count":' || coalesce((figures_3.counted)::text, 'null') || '}' AS figures 
FROM figures_3 ORDER BY figures_3.counted DESC, figures_3.key_0 ASC NULLS LAST 
 LIMIT $5::BIGINT)
 SELECT '[' || coalesce(string_agg(coalesce(page_2.figures, 'null'), ','), '') || ']' AS value 
FROM page_2) || '}' AS value 
FROM figures_2) || ',"stops":' || (SELECT '{"stats":' || (SELECT '{"groupBy":' || (WITH stream_5 AS 
(SELECT started_5.key_0 AS key_0, 1 AS counted 
FROM (SELECT CAST(verdict_2.nhi_id AS TEXT) COLLATE "C" AS key_0 
FROM verdict AS verdict_2 
WHERE verdict_2.guardian_id = page_1.id AND verdict_2.outcome = $6::VARCHAR COLLATE "C" AND coalesce(verdict_2.decided_at, -1) >= $7::BIGINT AND coalesce(verdict_2.decided_at, -1) < $8::BIGINT AND verdict_2.org_id = $1::VARCHAR COLLATE "C") AS started_5), 
groups_6 AS 
(SELECT stream_5.key_0 AS key_0, CAST(coalesce(sum(stream_5.counted), 0) AS BIGINT) AS counted 
FROM stream_5 GROUP BY stream_5.key_0), 
figures_4 AS 
(SELECT groups_6.key_0 AS key_0, groups_6.counted AS counted 
FROM groups_6), 
page_3 AS 
(SELECT '{"key":' || coalesce(to_json(figures_4.key_0)::text, 'null') || ',"count":' || coalesce((figures_4.counted)::text, 'null') || '}' AS figures 
FROM figures_4 ORDER BY figures_4.counted DESC, figures_4.key_0 ASC NULLS LAST 
 LIMIT $9::BIGINT)
 SELECT '[' || coalesce(string_agg(coalesce(page_3.figures, 'null'), ','), '') || ']' AS value 
FROM page_3) || '}' AS value) || ',"nodes":[' || coalesce(string_agg('{"decidedAt":' || coalesce('"' || replace((timestamp 'epoch' + (page_4.decided_at / 3600000000) * interval '1 hour' + (page_4.decided_at % 3600000000) * interval '1 microsecond')::text, ' ', 'T') || 'Z' || '"', 'null') || ',"reason":' || coalesce(to_json(page_4.reason)::text, 'null') || ',"violations":' || coalesce((page_4.violations)::text, 'null') || ',"toolCall":' || coalesce((SELECT '{"tool":' || coalesce(to_json(tool_call_1.tool)::text, 'null') || '}' AS value 
FROM tool_call AS tool_call_1 
WHERE tool_call_1.id = page_4.tool_call_id AND tool_call_1.org_id = $1::VARCHAR COLLATE "C"), 'null') || '}', ','), '') || ']}' AS value 
FROM (SELECT verdict_2.decided_at AS decided_at, verdict_2.reason AS reason, verdict_2.violations AS violations, verdict_2.tool_call_id AS tool_call_id 
FROM verdict AS verdict_2 
WHERE verdict_2.guardian_id = page_1.id AND verdict_2.outcome = $10::VARCHAR COLLATE "C" AND coalesce(verdict_2.decided_at, -1) >= $11::BIGINT AND coalesce(verdict_2.decided_at, -1) < $12::BIGINT AND verdict_2.org_id = $1::VARCHAR COLLATE "C" ORDER BY coalesce(verdict_2.decided_at, -1) DESC, verdict_2.id DESC 
 LIMIT 1) AS page_4) || '}', ','), '') || ']}' AS value 
FROM (SELECT guardian_1.name AS name, guardian_1.description AS description, guardian_1.id AS id 
FROM guardian AS guardian_1 
WHERE guardian_1.org_id = $1::VARCHAR COLLATE "C" ORDER BY guardian_1.id DESC 
 LIMIT 20) AS page_1) AS value;
-- binds: <organization>, <now and $days>, <now>, 1, 20, <Outcome.BLOCKED: 'BLOCKED'>, <now and $days>, <now>, 3, <Outcome.BLOCKED: 'BLOCKED'>, <now and $days>, <now>
