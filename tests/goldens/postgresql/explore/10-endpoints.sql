-- endpointCalls
WITH years_1 AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'endpoint_call' AND rollup_period_1.level = 4 AND 1 <= 4 AND rollup_period_1.end_at > $1::BIGINT AND rollup_period_1.start_at < $2::BIGINT AND rollup_period_1.org_id = $3::VARCHAR COLLATE "C"), 
months_1 AS 
(SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM years_1, rollup_period AS rollup_period_2 
WHERE rollup_period_2.subject = 'endpoint_call' AND rollup_period_2.level = 3 AND NOT (years_1.state >= 1 AND years_1.start_at >= $1::BIGINT AND years_1.end_at <= $2::BIGINT AND years_1.level <= 4) AND rollup_period_2.start_at >= years_1.start_at AND rollup_period_2.start_at < years_1.end_at AND rollup_period_2.end_at > $1::BIGINT AND rollup_period_2.start_at < $2::BIGINT AND rollup_period_2.org_id = $3::VARCHAR COLLATE "C"), 
days_1 AS 
(SELECT rollup_period_3.level AS level, rollup_period_3.start_at AS start_at, rollup_period_3.end_at AS end_at, rollup_period_3.state AS state 
FROM months_1, rollup_period AS rollup_period_3 
WHERE rollup_period_3.subject = 'endpoint_call' AND rollup_period_3.level = 2 AND NOT (months_1.state >= 1 AND months_1.start_at >= $1::BIGINT AND months_1.end_at <= $2::BIGINT AND months_1.level <= 4) AND rollup_period_3.start_at >= months_1.start_at AND rollup_period_3.start_at < months_1.end_at AND rollup_period_3.end_at > $1::BIGINT AND rollup_period_3.start_at < $2::BIGINT AND rollup_period_3.org_id = $3::VARCHAR COLLATE "C"), 
hours_1 AS 
(SELECT rollup_period_4.level AS level, rollup_period_4.start_at AS start_at, rollup_period_4.end_at AS end_at, rollup_period_4.state AS state 
FROM days_1, rollup_period AS rollup_period_4 
WHERE rollup_period_4.subject = 'endpoint_call' AND rollup_period_4.level = 1 AND NOT (days_1.state >= 1 AND days_1.start_at >= $1::BIGINT AND days_1.end_at <= $2::BIGINT AND days_1.level <= 4) AND rollup_period_4.start_at >= days_1.start_at AND rollup_period_4.start_at < days_1.end_at AND rollup_period_4.end_at > $1::BIGINT AND rollup_period_4.start_at < $2::BIGINT AND rollup_period_4.org_id = $3::VARCHAR COLLATE "C"), 
periods_1 AS 
(SELECT years_1.level AS level, years_1.start_at AS start_at, years_1.end_at AS end_at, years_1.state AS state 
FROM years_1 UNION ALL SELECT months_1.level AS level, months_1.start_at AS start_at, months_1.end_at AS end_at, months_1.state AS state 
FROM months_1 UNION ALL SELECT days_1.level AS level, days_1.start_at AS start_at, days_1.end_at AS end_at, days_1.state AS state 
FROM days_1 UNION ALL SELECT hours_1.level AS level, hours_1.start_at AS start_at, hours_1.end_at AS end_at, hours_1.state AS state 
FROM hours_1), 
swept_1 AS 
(SELECT coalesce(max(edges_1.hi) OVER (ORDER BY edges_1.lo, edges_1.hi ROWS BETWEEN UNBOUNDED PRECEDING AND $4::INTEGER PRECEDING), $1::BIGINT) AS reached, CASE WHEN (edges_1.lo < $1::BIGINT) THEN $1::BIGINT ELSE edges_1.lo END AS lo 
FROM (SELECT $2::BIGINT AS lo, $2::BIGINT AS hi UNION ALL SELECT periods_1.start_at AS start_at, periods_1.end_at AS end_at 
FROM periods_1 
WHERE periods_1.state >= 1) AS edges_1), 
cover_1 AS MATERIALIZED 
(SELECT periods_1.level AS level, periods_1.start_at AS lo, periods_1.end_at AS hi 
FROM periods_1 
WHERE periods_1.state >= 1 AND periods_1.start_at >= $1::BIGINT AND periods_1.end_at <= $2::BIGINT AND periods_1.level <= 4 UNION ALL SELECT 0, swept_1.reached AS reached, swept_1.lo AS lo 
FROM swept_1 
WHERE swept_1.reached < swept_1.lo UNION ALL SELECT 0, CASE WHEN (periods_1.start_at < $1::BIGINT) THEN $1::BIGINT ELSE periods_1.start_at END AS lo, CASE WHEN (periods_1.end_at > $2::BIGINT) THEN $2::BIGINT ELSE periods_1.end_at END AS hi 
FROM periods_1 
WHERE periods_1.state >= 1 AND NOT (periods_1.state >= 1 AND periods_1.start_at >= $1::BIGINT AND periods_1.end_at <= $2::BIGINT AND periods_1.level <= 4) AND periods_1.level = 1)
 SELECT (SELECT '{"stats":' || (WITH stream_1 AS 
(SELECT endpoint_call_by_workflow_1.least AS least, endpoint_call_by_workflow_1.greatest AS greatest 
FROM cover_1, endpoint_call_by_workflow AS endpoint_call_by_workflow_1 
WHERE cover_1.level > 0 AND endpoint_call_by_workflow_1.level = cover_1.level + 0 AND endpoint_call_by_workflow_1.start_at = cover_1.lo + 0 AND endpoint_call_by_workflow_1.counted > 0 AND endpoint_call_by_workflow_1.org_id = $3::VARCHAR COLLATE "C" UNION ALL SELECT started_1.value AS least, started_1.value AS greatest 
FROM (SELECT endpoint_call_1.latency_us AS value 
FROM cover_1, endpoint_call AS endpoint_call_1 
WHERE cover_1.level + 0 = 0 AND coalesce(endpoint_call_1.called_at, -1) >= cover_1.lo + 0 AND coalesce(endpoint_call_1.called_at, -1) < cover_1.hi + 0 AND endpoint_call_1.org_id = $3::VARCHAR COLLATE "C") AS started_1), 
groups_1 AS 
(SELECT min(stream_1.least) AS least, max(stream_1.greatest) AS greatest 
FROM stream_1), 
stream_2 AS 
(SELECT bins_1.value & 4095 AS bin, bins_1.value >> 12 AS size 
FROM cover_1, endpoint_call_by_workflow AS endpoint_call_by_workflow_2, unnest(endpoint_call_by_workflow_2.bins) AS bins_1(value) 
WHERE cover_1.level > 0 AND endpoint_call_by_workflow_2.level = cover_1.level + 0 AND endpoint_call_by_workflow_2.start_at = cover_1.lo + 0 AND endpoint_call_by_workflow_2.counted > 0 AND endpoint_call_by_workflow_2.org_id = $3::VARCHAR COLLATE "C" UNION ALL SELECT (CASE WHEN started_2.value > 0 THEN 1 + coalesce(CASE floor(ln((started_2.value)::float8) / 0.018720204008081675)::bigint % 123 WHEN 0 THEN NULL WHEN 37 THEN NULL WHEN 85 THEN NULL WHEN 122 THEN NULL ELSE floor(ln((started_2.value)::float8) / 0.018720204008081675)::bigint END, 123 * (length((started_2.value)::text) - 1) + CASE WHEN left((started_2.value)::text, 2) < '11' THEN 0 WHEN left((started_2.value)::text, 2) < '2' THEN 36 WHEN left((started_2.value)::text, 2) < '21' THEN 37 WHEN left((started_2.value)::text, 2) < '5' THEN 85 WHEN left((started_2.value)::text, 2) < '6' THEN 86 ELSE 122 END) WHEN started_2.value = 0 THEN 0 END) AS bin, CASE WHEN (started_2.value IS NOT NULL) THEN 1 ELSE 0 END AS size 
FROM (SELECT endpoint_call_1.latency_us AS value 
FROM cover_1, endpoint_call AS endpoint_call_1 
WHERE cover_1.level + 0 = 0 AND coalesce(endpoint_call_1.called_at, -1) >= cover_1.lo + 0 AND coalesce(endpoint_call_1.called_at, -1) < cover_1.hi + 0 AND endpoint_call_1.org_id = $3::VARCHAR COLLATE "C") AS started_2), 
ranked_1 AS 
(SELECT stream_2.bin AS bin, CAST(sum(sum(stream_2.size)) OVER (ORDER BY stream_2.bin) AS BIGINT) AS upto, CAST(sum(sum(stream_2.size)) OVER () AS BIGINT) AS size 
FROM stream_2 GROUP BY stream_2.bin), 
groups_2 AS 
(SELECT min(CASE WHEN (ranked_1.upto >= (ranked_1.size * 50 + 99) / 100) THEN ranked_1.bin END) AS p50, min(CASE WHEN (ranked_1.upto >= (ranked_1.size * 95 + 99) / 100) THEN ranked_1.bin END) AS p95 
FROM ranked_1), 
groups_3 AS 
(SELECT max(both_1.least) AS least, max(both_1.greatest) AS greatest, max(both_1.p50) AS p50, max(both_1.p95) AS p95 
FROM (SELECT groups_1.least AS least, groups_1.greatest AS greatest, CAST(NULL AS BIGINT) AS p50, CAST(NULL AS BIGINT) AS p95 
FROM groups_1 UNION ALL SELECT CAST(NULL AS BIGINT) AS least, CAST(NULL AS BIGINT) AS greatest, groups_2.p50 AS p50, groups_2.p95 AS p95 
FROM groups_2) AS both_1), 
figures_1 AS 
(SELECT CASE WHEN ((CASE WHEN groups_3.p50 > 0 THEN CAST(round(exp(CAST(groups_3.p50 - 0.5 AS float8) * 0.018720204008081675)) AS bigint) WHEN groups_3.p50 = 0 THEN 0 END) < groups_3.least) THEN groups_3.least WHEN ((CASE WHEN groups_3.p50 > 0 THEN CAST(round(exp(CAST(groups_3.p50 - 0.5 AS float8) * 0.018720204008081675)) AS bigint) WHEN groups_3.p50 = 0 THEN 0 END) > groups_3.greatest) THEN groups_3.greatest ELSE (CASE WHEN groups_3.p50 > 0 THEN CAST(round(exp(CAST(groups_3.p50 - 0.5 AS float8) * 0.018720204008081675)) AS bigint) WHEN groups_3.p50 = 0 THEN 0 END) END AS p50, CASE WHEN ((CASE WHEN groups_3.p95 > 0 THEN CAST(round(exp(CAST(groups_3.p95 - 0.5 AS float8) * 0.018720204008081675)) AS bigint) WHEN groups_3.p95 = 0 THEN 0 END) < groups_3.least) THEN groups_3.least WHEN ((CASE WHEN groups_3.p95 > 0 THEN CAST(round(exp(CAST(groups_3.p95 - 0.5 AS float8) * 0.018720204008081675)) AS bigint) WHEN groups_3.p95 = 0 THEN 0 END) > groups_3.greatest) THEN groups_3.greatest ELSE (CASE WHEN groups_3.p95 > 0 THEN CAST(round(exp(CAST(groups_3.p95 - 0.5 AS float8) * 0.018720204008081675)) AS bigint) WHEN groups_3.p95 = 0 THEN 0 END) END AS p95 
FROM groups_3)
 SELECT '{"duration":{"p50":' || coalesce((((figures_1.p50)::float8 / 1000))::text, 'null') || ',"p95":' || coalesce((((figures_1.p95)::float8 / 1000))::text, 'null') || '},"byAddress":' || (WITH stream_3 AS 
(SELECT CAST(endpoint_call_by_workflow_3.slug AS TEXT) COLLATE "C" AS key_0, endpoint_call_by_workflow_3.counted AS counted, endpoint_call_by_workflow_3.least AS least, endpoint_call_by_workflow_3.greatest AS greatest 
FROM cover_1, endpoint_call_by_workflow AS endpoint_call_by_workflow_3 
WHERE cover_1.level > 0 AND endpoint_call_by_workflow_3.level = cover_1.level + 0 AND endpoint_call_by_workflow_3.start_at = cover_1.lo + 0 AND endpoint_call_by_workflow_3.counted > 0 AND endpoint_call_by_workflow_3.org_id = $3::VARCHAR COLLATE "C" UNION ALL SELECT started_3.key_0 AS key_0, 1 AS counted, started_3.value AS least, started_3.value AS greatest 
FROM (SELECT CAST(endpoint_call_1.slug AS TEXT) COLLATE "C" AS key_0, endpoint_call_1.latency_us AS value 
FROM cover_1, endpoint_call AS endpoint_call_1 
WHERE cover_1.level + 0 = 0 AND coalesce(endpoint_call_1.called_at, -1) >= cover_1.lo + 0 AND coalesce(endpoint_call_1.called_at, -1) < cover_1.hi + 0 AND endpoint_call_1.org_id = $3::VARCHAR COLLATE "C") AS started_3), 
groups_4 AS 
(SELECT stream_3.key_0 AS key_0, CAST(coalesce(sum(stream_3.counted), 0) AS BIGINT) AS counted, min(stream_3.least) AS least, max(stream_3.greatest) AS greatest 
FROM stream_3 GROUP BY stream_3.key_0), 
stream_4 AS 
(SELECT CAST(endpoint_call_by_workflow_4.slug AS TEXT) COLLATE "C" AS key_0, bins_2.value & 4095 AS bin, bins_2.value >> 12 AS size 
FROM cover_1, endpoint_call_by_workflow AS endpoint_call_by_workflow_4, unnest(endpoint_call_by_workflow_4.bins) AS bins_2(value) 
WHERE cover_1.level > 0 AND endpoint_call_by_workflow_4.level = cover_1.level + 0 AND endpoint_call_by_workflow_4.start_at = cover_1.lo + 0 AND endpoint_call_by_workflow_4.counted > 0 AND endpoint_call_by_workflow_4.org_id = $3::VARCHAR COLLATE "C" UNION ALL SELECT started_4.key_0 AS key_0, (CASE WHEN started_4.value > 0 THEN 1 + coalesce(CASE floor(ln((started_4.value)::float8) / 0.018720204008081675)::bigint % 123 WHEN 0 THEN NULL WHEN 37 THEN NULL WHEN 85 THEN NULL WHEN 122 THEN NULL ELSE floor(ln((started_4.value)::float8) / 0.018720204008081675)::bigint END, 123 * (length((started_4.value)::text) - 1) + CASE WHEN left((started_4.value)::text, 2) < '11' THEN 0 WHEN left((started_4.value)::text, 2) < '2' THEN 36 WHEN left((started_4.value)::text, 2) < '21' THEN 37 WHEN left((started_4.value)::text, 2) < '5' THEN 85 WHEN left((started_4.value)::text, 2) < '6' THEN 86 ELSE 122 END) WHEN started_4.value = 0 THEN 0 END) AS bin, CASE WHEN (started_4.value IS NOT NULL) THEN 1 ELSE 0 END AS size 
FROM (SELECT CAST(endpoint_call_1.slug AS TEXT) COLLATE "C" AS key_0, endpoint_call_1.latency_us AS value 
FROM cover_1, endpoint_call AS endpoint_call_1 
WHERE cover_1.level + 0 = 0 AND coalesce(endpoint_call_1.called_at, -1) >= cover_1.lo + 0 AND coalesce(endpoint_call_1.called_at, -1) < cover_1.hi + 0 AND endpoint_call_1.org_id = $3::VARCHAR COLLATE "C") AS started_4), 
ranked_2 AS 
(SELECT stream_4.key_0 AS key_0, stream_4.bin AS bin, CAST(sum(sum(stream_4.size)) OVER (PARTITION BY stream_4.key_0 ORDER BY stream_4.bin) AS BIGINT) AS upto, CAST(sum(sum(stream_4.size)) OVER (PARTITION BY stream_4.key_0) AS BIGINT) AS size 
FROM stream_4 GROUP BY stream_4.key_0, stream_4.bin), 
groups_5 AS 
(SELECT ranked_2.key_0 AS key_0, min(CASE WHEN (ranked_2.upto >= (ranked_2.size * 50 + 99) / 100) THEN ranked_2.bin END) AS p50, min(CASE WHEN (ranked_2.upto >= (ranked_2.size * 95 + 99) / 100) THEN ranked_2.bin END) AS p95 
FROM ranked_2 GROUP BY ranked_2.key_0), 
groups_6 AS 
(SELECT both_2.key_0 AS key_0, max(both_2.counted) AS counted, max(both_2.least) AS least, max(both_2.greatest) AS greatest, max(both_2.p50) AS p50, max(both_2.p95) AS p95 
FROM (SELECT groups_4.key_0 AS key_0, groups_4.counted AS counted, groups_4.least AS least, groups_4.greatest AS greatest, CAST(NULL AS BIGINT) AS p50, CAST(NULL AS BIGINT) AS p95 
FROM groups_4 UNION ALL SELECT groups_5.key_0 AS key_0, CAST(NULL AS BIGINT) AS counted, CAST(NULL AS BIGINT) AS least, CAST(NULL AS BIGINT) AS greatest, groups_5.p50 AS p50, groups_5.p95 AS p95 
FROM groups_5) AS both_2 GROUP BY both_2.key_0), 
figures_2 AS 
(SELECT groups_6.key_0 AS key_0, groups_6.counted AS counted, CASE WHEN ((CASE WHEN groups_6.p50 > 0 THEN CAST(round(exp(CAST(groups_6.p50 - 0.5 AS float8) * 0.018720204008081675)) AS bigint) WHEN groups_6.p50 = 0 THEN 0 END) < groups_6.least) THEN groups_6.least WHEN ((CASE WHEN groups_6.p50 > 0 THEN CAST(round(exp(CAST(groups_6.p50 - 0.5 AS float8) * 0.018720204008081675)) AS bigint) WHEN groups_6.p50 = 0 THEN 0 END) > groups_6.greatest) THEN groups_6.greatest ELSE (CASE WHEN groups_6.p50 > 0 THEN CAST(round(exp(CAST(groups_6.p50 - 0.5 AS float8) * 0.018720204008081675)) AS bigint) WHEN groups_6.p50 = 0 THEN 0 END) END AS p50, CASE WHEN ((CASE WHEN groups_6.p95 > 0 THEN CAST(round(exp(CAST(groups_6.p95 - 0.5 AS float8) * 0.018720204008081675)) AS bigint) WHEN groups_6.p95 = 0 THEN 0 END) < groups_6.least) THEN groups_6.least WHEN ((CASE WHEN groups_6.p95 > 0 THEN CAST(round(exp(CAST(groups_6.p95 - 0.5 AS float8) * 0.018720204008081675)) AS bigint) WHEN groups_6.p95 = 0 THEN 0 END) > groups_6.greatest) THEN groups_6.greatest ELSE (CASE WHEN groups_6.p95 > 0 THEN CAST(round(exp(CAST(groups_6.p95 - 0.5 AS float8) * 0.018720204008081675)) AS bigint) WHEN groups_6.p95 = 0 THEN 0 END) END AS p95 
FROM groups_6), 
page_1 AS 
(SELECT '{"key":' || coalesce(to_json(figures_2.key_0)::text, 'null') || ',"count":' || coalesce((figures_2.counted)::text, 'null') || ',"duration":{"p50":' || coalesce((((figures_2.p50)::float8 / 1000))::text, 'null') || ',"p95":' || coalesce((((figures_2.p95)::float8 / 1000))::text, 'null') || '}}' AS figures 
FROM figures_2 ORDER BY figures_2.counted DESC, figures_2.key_0 ASC NULLS LAST 
 LIMIT $5::BIGINT)
 SELECT '[' || coalesce(string_agg(coalesce(page_1.figures, 'null'), ','), '') || ']' AS value 
FROM page_1) || ',"byStatus":' || (WITH stream_5 AS 
(SELECT CAST(endpoint_call_by_workflow_5.status_code AS TEXT) COLLATE "C" AS key_0, endpoint_call_by_workflow_5.counted AS counted 
FROM cover_1, endpoint_call_by_workflow AS endpoint_call_by_workflow_5 
WHERE cover_1.level > 0 AND endpoint_call_by_workflow_5.level = cover_1.level + 0 AND endpoint_call_by_workflow_5.start_at = cover_1.lo + 0 AND endpoint_call_by_workflow_5.counted > 0 AND endpoint_call_by_workflow_5.org_id = $3::VARCHAR COLLATE "C" UNION ALL SELECT started_5.key_0 AS key_0, 1 AS counted 
FROM (SELECT CAST(endpoint_call_1.status_code AS TEXT) COLLATE "C" AS key_0 
FROM cover_1, endpoint_call AS endpoint_call_1 
WHERE cover_1.level + 0 = 0 AND coalesce(endpoint_call_1.called_at, -1) >= cover_1.lo + 0 AND coalesce(endpoint_call_1.called_at, -1) < cover_1.hi + 0 AND endpoint_call_1.org_id = $3::VARCHAR COLLATE "C") AS started_5), 
groups_7 AS 
(SELECT stream_5.key_0 AS key_0, CAST(coalesce(sum(stream_5.counted), 0) AS BIGINT) AS counted 
FROM stream_5 GROUP BY stream_5.key_0), 
figures_3 AS 
(SELECT groups_7.key_0 AS key_0, groups_7.counted AS counted 
FROM groups_7), 
page_2 AS 
(SELECT '{"key":' || coalesce(to_json(figures_3.key_0)::text, 'null') || ',"count":' || coalesce((figures_3.counted)::text, 'null') || '}' AS figures 
FROM figures_3 ORDER BY figures_3.counted DESC, figures_3.key_0 ASC NULLS LAST 
 LIMIT $6::BIGINT)
 SELECT '[' || coalesce(string_agg(coalesce(page_2.figures, 'null'), ','), '') || ']' AS value 
FROM page_2) || '}' AS value 
FROM figures_1) || ',"nodes":[' || coalesce(string_agg('{"slug":' || coalesce(to_json(page_3.slug)::text, 'null') || ',"latency":' || coalesce((((page_3.latency_us)::float8 / 1000))::text, 'null') || ',"calledAt":' || coalesce('"' || replace((timestamp 'epoch' + (page_3.called_at / 3600000000) * interval '1 hour' + (page_3.called_at % 3600000000) * interval '1 microsecond')::text, ' ', 'T') || 'Z' || '"', 'null') || ',"run":' || coalesce((SELECT '{"state":' || coalesce('"' || run_1.state || '"', 'null') || ',"ranByName":' || coalesce(to_json(run_1.ran_by_name)::text, 'null') || ',"totalTokens":' || coalesce((run_1.total_tokens)::text, 'null') || ',"steps":' || (SELECT '{"nodes":[' || coalesce(string_agg('{"name":' || coalesce(to_json(page_4.name)::text, 'null') || ',"duration":' || coalesce((((CASE WHEN (page_4.ended_at >= page_4.started_at) THEN page_4.ended_at - page_4.started_at END)::float8 / 1000))::text, 'null') || '}', ','), '') || ']}' AS value 
FROM (SELECT step_1.name AS name, step_1.started_at AS started_at, step_1.ended_at AS ended_at 
FROM step AS step_1 
WHERE step_1.run_id = run_1.id AND step_1.org_id = $3::VARCHAR COLLATE "C" ORDER BY CASE WHEN (CASE WHEN (step_1.ended_at >= step_1.started_at) THEN step_1.ended_at - step_1.started_at END IS NULL) THEN $7::INTEGER ELSE $8::INTEGER END DESC, coalesce(CASE WHEN (step_1.ended_at >= step_1.started_at) THEN step_1.ended_at - step_1.started_at END, 0) DESC, step_1.id DESC 
 LIMIT 3) AS page_4) || '}' AS value 
FROM run AS run_1 
WHERE run_1.id = page_3.run_id AND run_1.org_id = $3::VARCHAR COLLATE "C"), 'null') || '}', ','), '') || ']}' AS value 
FROM (SELECT endpoint_call_1.slug AS slug, endpoint_call_1.latency_us AS latency_us, endpoint_call_1.called_at AS called_at, endpoint_call_1.run_id AS run_id 
FROM endpoint_call AS endpoint_call_1 
WHERE coalesce(endpoint_call_1.called_at, -1) >= $9::BIGINT AND coalesce(endpoint_call_1.called_at, -1) < $10::BIGINT AND endpoint_call_1.org_id = $3::VARCHAR COLLATE "C" ORDER BY CASE WHEN (endpoint_call_1.latency_us IS NULL) THEN $11::INTEGER ELSE $12::INTEGER END DESC, coalesce(endpoint_call_1.latency_us, 0) DESC, endpoint_call_1.id DESC 
 LIMIT 3) AS page_3) AS value;
-- binds: <now and $days>, <now>, <organization>, 1, 20, 20, 0, 1, <now and $days>, <now>, 0, 1

-- byHour
WITH years_1 AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'endpoint_call' AND rollup_period_1.level = 4 AND 1 <= $1::BIGINT AND rollup_period_1.end_at > $2::BIGINT AND rollup_period_1.start_at < $3::BIGINT AND rollup_period_1.org_id = $4::VARCHAR COLLATE "C"), 
months_1 AS 
(SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM years_1, rollup_period AS rollup_period_2 
WHERE rollup_period_2.subject = 'endpoint_call' AND rollup_period_2.level = 3 AND NOT (years_1.state >= 1 AND years_1.start_at >= $2::BIGINT AND years_1.end_at <= $3::BIGINT AND years_1.level <= $1::BIGINT) AND rollup_period_2.start_at >= years_1.start_at AND rollup_period_2.start_at < years_1.end_at AND rollup_period_2.end_at > $2::BIGINT AND rollup_period_2.start_at < $3::BIGINT AND rollup_period_2.org_id = $4::VARCHAR COLLATE "C"), 
days_1 AS 
(SELECT rollup_period_3.level AS level, rollup_period_3.start_at AS start_at, rollup_period_3.end_at AS end_at, rollup_period_3.state AS state 
FROM months_1, rollup_period AS rollup_period_3 
WHERE rollup_period_3.subject = 'endpoint_call' AND rollup_period_3.level = 2 AND NOT (months_1.state >= 1 AND months_1.start_at >= $2::BIGINT AND months_1.end_at <= $3::BIGINT AND months_1.level <= $1::BIGINT) AND rollup_period_3.start_at >= months_1.start_at AND rollup_period_3.start_at < months_1.end_at AND rollup_period_3.end_at > $2::BIGINT AND rollup_period_3.start_at < $3::BIGINT AND rollup_period_3.org_id = $4::VARCHAR COLLATE "C"), 
hours_1 AS 
(SELECT rollup_period_4.level AS level, rollup_period_4.start_at AS start_at, rollup_period_4.end_at AS end_at, rollup_period_4.state AS state 
FROM days_1, rollup_period AS rollup_period_4 
WHERE rollup_period_4.subject = 'endpoint_call' AND rollup_period_4.level = 1 AND NOT (days_1.state >= 1 AND days_1.start_at >= $2::BIGINT AND days_1.end_at <= $3::BIGINT AND days_1.level <= $1::BIGINT) AND rollup_period_4.start_at >= days_1.start_at AND rollup_period_4.start_at < days_1.end_at AND rollup_period_4.end_at > $2::BIGINT AND rollup_period_4.start_at < $3::BIGINT AND rollup_period_4.org_id = $4::VARCHAR COLLATE "C"), 
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
(SELECT placed_1.bucket AS bucket, endpoint_call_by_workflow_1.counted AS counted, endpoint_call_by_workflow_1.least AS least, endpoint_call_by_workflow_1.greatest AS greatest 
FROM placed_1, endpoint_call_by_workflow AS endpoint_call_by_workflow_1 
WHERE placed_1.level > 0 AND endpoint_call_by_workflow_1.level = placed_1.level + 0 AND endpoint_call_by_workflow_1.start_at = placed_1.lo + 0 AND endpoint_call_by_workflow_1.counted > 0 AND endpoint_call_by_workflow_1.org_id = $4::VARCHAR COLLATE "C" UNION ALL SELECT pieces_1.bucket AS bucket, 1 AS counted, started_1.value AS least, started_1.value AS greatest 
FROM (SELECT coalesce(endpoint_call_1.called_at, -1) AS occurred, endpoint_call_1.latency_us AS value 
FROM cover_1, endpoint_call AS endpoint_call_1 
WHERE cover_1.level + 0 = 0 AND coalesce(endpoint_call_1.called_at, -1) >= cover_1.lo + 0 AND coalesce(endpoint_call_1.called_at, -1) < cover_1.hi + 0 AND endpoint_call_1.org_id = $4::VARCHAR COLLATE "C"
 LIMIT ALL OFFSET 0) AS started_1, pieces_1 
WHERE pieces_1.place = started_1.occurred / $7::BIGINT AND started_1.occurred >= pieces_1.lo AND started_1.occurred < pieces_1.hi UNION ALL SELECT buckets_1.lo AS lo, 0 AS counted, CAST(NULL AS BIGINT) AS least, CAST(NULL AS BIGINT) AS greatest 
FROM (SELECT (row ->> 0)::bigint AS lo, (row ->> 1)::bigint AS hi FROM json_array_elements(($8::VARCHAR COLLATE "C")::json) WITH ORDINALITY AS t(row, place) ORDER BY place) AS buckets_1), 
groups_1 AS 
(SELECT stream_1.bucket AS bucket, CAST(coalesce(sum(stream_1.counted), 0) AS BIGINT) AS counted, min(stream_1.least) AS least, max(stream_1.greatest) AS greatest 
FROM stream_1 GROUP BY stream_1.bucket), 
stream_2 AS 
(SELECT placed_1.bucket AS bucket, bins_1.value & 4095 AS bin, bins_1.value >> 12 AS size 
FROM placed_1, endpoint_call_by_workflow AS endpoint_call_by_workflow_2, unnest(endpoint_call_by_workflow_2.bins) AS bins_1(value) 
WHERE placed_1.level > 0 AND endpoint_call_by_workflow_2.level = placed_1.level + 0 AND endpoint_call_by_workflow_2.start_at = placed_1.lo + 0 AND endpoint_call_by_workflow_2.counted > 0 AND endpoint_call_by_workflow_2.org_id = $4::VARCHAR COLLATE "C" UNION ALL SELECT pieces_1.bucket AS bucket, (CASE WHEN started_2.value > 0 THEN 1 + coalesce(CASE floor(ln((started_2.value)::float8) / 0.018720204008081675)::bigint % 123 WHEN 0 THEN NULL WHEN 37 THEN NULL WHEN 85 THEN NULL WHEN 122 THEN NULL ELSE floor(ln((started_2.value)::float8) / 0.018720204008081675)::bigint END, 123 * (length((started_2.value)::text) - 1) + CASE WHEN left((started_2.value)::text, 2) < '11' THEN 0 WHEN left((started_2.value)::text, 2) < '2' THEN 36 WHEN left((started_2.value)::text, 2) < '21' THEN 37 WHEN left((started_2.value)::text, 2) < '5' THEN 85 WHEN left((started_2.value)::text, 2) < '6' THEN 86 ELSE 122 END) WHEN started_2.value = 0 THEN 0 END) AS bin, CASE WHEN (started_2.value IS NOT NULL) THEN 1 ELSE 0 END AS size 
FROM (SELECT coalesce(endpoint_call_1.called_at, -1) AS occurred, endpoint_call_1.latency_us AS value 
FROM cover_1, endpoint_call AS endpoint_call_1 
WHERE cover_1.level + 0 = 0 AND coalesce(endpoint_call_1.called_at, -1) >= cover_1.lo + 0 AND coalesce(endpoint_call_1.called_at, -1) < cover_1.hi + 0 AND endpoint_call_1.org_id = $4::VARCHAR COLLATE "C"
 LIMIT ALL OFFSET 0) AS started_2, pieces_1 
WHERE pieces_1.place = started_2.occurred / $7::BIGINT AND started_2.occurred >= pieces_1.lo AND started_2.occurred < pieces_1.hi), 
ranked_1 AS 
(SELECT stream_2.bucket AS bucket, stream_2.bin AS bin, CAST(sum(sum(stream_2.size)) OVER (PARTITION BY stream_2.bucket ORDER BY stream_2.bin) AS BIGINT) AS upto, CAST(sum(sum(stream_2.size)) OVER (PARTITION BY stream_2.bucket) AS BIGINT) AS size 
FROM stream_2 GROUP BY stream_2.bucket, stream_2.bin), 
groups_2 AS 
(SELECT ranked_1.bucket AS bucket, min(CASE WHEN (ranked_1.upto >= (ranked_1.size * 95 + 99) / 100) THEN ranked_1.bin END) AS p95 
FROM ranked_1 GROUP BY ranked_1.bucket), 
groups_3 AS 
(SELECT both_1.bucket AS bucket, max(both_1.counted) AS counted, max(both_1.least) AS least, max(both_1.greatest) AS greatest, max(both_1.p95) AS p95 
FROM (SELECT groups_1.bucket AS bucket, groups_1.counted AS counted, groups_1.least AS least, groups_1.greatest AS greatest, CAST(NULL AS BIGINT) AS p95 
FROM groups_1 UNION ALL SELECT groups_2.bucket AS bucket, CAST(NULL AS BIGINT) AS counted, CAST(NULL AS BIGINT) AS least, CAST(NULL AS BIGINT) AS greatest, groups_2.p95 AS p95 
FROM groups_2) AS both_1 GROUP BY both_1.bucket), 
figures_1 AS 
(SELECT groups_3.bucket AS bucket, groups_3.counted AS counted, CASE WHEN ((CASE WHEN groups_3.p95 > 0 THEN CAST(round(exp(CAST(groups_3.p95 - 0.5 AS float8) * 0.018720204008081675)) AS bigint) WHEN groups_3.p95 = 0 THEN 0 END) < groups_3.least) THEN groups_3.least WHEN ((CASE WHEN groups_3.p95 > 0 THEN CAST(round(exp(CAST(groups_3.p95 - 0.5 AS float8) * 0.018720204008081675)) AS bigint) WHEN groups_3.p95 = 0 THEN 0 END) > groups_3.greatest) THEN groups_3.greatest ELSE (CASE WHEN groups_3.p95 > 0 THEN CAST(round(exp(CAST(groups_3.p95 - 0.5 AS float8) * 0.018720204008081675)) AS bigint) WHEN groups_3.p95 = 0 THEN 0 END) END AS p95 
FROM groups_3), 
page_1 AS 
(SELECT '{"start":' || coalesce('"' || replace((timestamp 'epoch' + (figures_1.bucket / 3600000000) * interval '1 hour' + (figures_1.bucket % 3600000000) * interval '1 microsecond')::text, ' ', 'T') || 'Z' || '"', 'null') || ',"count":' || coalesce((figures_1.counted)::text, 'null') || ',"duration":{"p95":' || coalesce((((figures_1.p95)::float8 / 1000))::text, 'null') || '}}' AS figures 
FROM figures_1 ORDER BY figures_1.bucket)
 SELECT '[' || coalesce(string_agg(coalesce(page_1.figures, 'null'), ','), '') || ']' AS value 
FROM page_1) || '}' AS value) || '}' AS value) AS value;
-- binds: <now>, <now>, <now>, <organization>, 1, <now>, <now>, <now>
