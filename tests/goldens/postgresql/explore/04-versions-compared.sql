-- processModel
WITH years_1 AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'process_instance' AND rollup_period_1.level = 4 AND 1 <= 4 AND rollup_period_1.end_at > $1::BIGINT AND rollup_period_1.start_at < $2::BIGINT AND rollup_period_1.org_id = $3::VARCHAR COLLATE "C"), 
months_1 AS 
(SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM years_1, rollup_period AS rollup_period_2 
WHERE rollup_period_2.subject = 'process_instance' AND rollup_period_2.level = 3 AND NOT (years_1.state >= 1 AND years_1.start_at >= $1::BIGINT AND years_1.end_at <= $2::BIGINT AND years_1.level <= 4) AND rollup_period_2.start_at >= years_1.start_at AND rollup_period_2.start_at < years_1.end_at AND rollup_period_2.end_at > $1::BIGINT AND rollup_period_2.start_at < $2::BIGINT AND rollup_period_2.org_id = $3::VARCHAR COLLATE "C"), 
days_1 AS 
(SELECT rollup_period_3.level AS level, rollup_period_3.start_at AS start_at, rollup_period_3.end_at AS end_at, rollup_period_3.state AS state 
FROM months_1, rollup_period AS rollup_period_3 
WHERE rollup_period_3.subject = 'process_instance' AND rollup_period_3.level = 2 AND NOT (months_1.state >= 1 AND months_1.start_at >= $1::BIGINT AND months_1.end_at <= $2::BIGINT AND months_1.level <= 4) AND rollup_period_3.start_at >= months_1.start_at AND rollup_period_3.start_at < months_1.end_at AND rollup_period_3.end_at > $1::BIGINT AND rollup_period_3.start_at < $2::BIGINT AND rollup_period_3.org_id = $3::VARCHAR COLLATE "C"), 
hours_1 AS 
(SELECT rollup_period_4.level AS level, rollup_period_4.start_at AS start_at, rollup_period_4.end_at AS end_at, rollup_period_4.state AS state 
FROM days_1, rollup_period AS rollup_period_4 
WHERE rollup_period_4.subject = 'process_instance' AND rollup_period_4.level = 1 AND NOT (days_1.state >= 1 AND days_1.start_at >= $1::BIGINT AND days_1.end_at <= $2::BIGINT AND days_1.level <= 4) AND rollup_period_4.start_at >= days_1.start_at AND rollup_period_4.start_at < days_1.end_at AND rollup_period_4.end_at > $1::BIGINT AND rollup_period_4.start_at < $2::BIGINT AND rollup_period_4.org_id = $3::VARCHAR COLLATE "C"), 
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
WHERE periods_1.state >= 1 AND NOT (periods_1.state >= 1 AND periods_1.start_at >= $1::BIGINT AND periods_1.end_at <= $2::BIGINT AND periods_1.level <= 4) AND periods_1.level = 1), 
years_2 AS 
(SELECT rollup_period_5.level AS level, rollup_period_5.start_at AS start_at, rollup_period_5.end_at AS end_at, rollup_period_5.state AS state 
FROM rollup_period AS rollup_period_5 
WHERE rollup_period_5.subject = 'incident' AND rollup_period_5.level = 4 AND 2 <= 4 AND rollup_period_5.end_at > $5::BIGINT AND rollup_period_5.start_at < $6::BIGINT AND rollup_period_5.org_id = $3::VARCHAR COLLATE "C"), 
months_2 AS 
(SELECT rollup_period_6.level AS level, rollup_period_6.start_at AS start_at, rollup_period_6.end_at AS end_at, rollup_period_6.state AS state 
FROM years_2, rollup_period AS rollup_period_6 
WHERE rollup_period_6.subject = 'incident' AND rollup_period_6.level = 3 AND NOT (years_2.state >= 1 AND years_2.start_at >= $5::BIGINT AND years_2.end_at <= $6::BIGINT AND years_2.level <= 4) AND rollup_period_6.start_at >= years_2.start_at AND rollup_period_6.start_at < years_2.end_at AND rollup_period_6.end_at > $5::BIGINT AND rollup_period_6.start_at < $6::BIGINT AND rollup_period_6.org_id = $3::VARCHAR COLLATE "C"), 
days_2 AS 
(SELECT rollup_period_7.level AS level, rollup_period_7.start_at AS start_at, rollup_period_7.end_at AS end_at, rollup_period_7.state AS state 
FROM months_2, rollup_period AS rollup_period_7 
WHERE rollup_period_7.subject = 'incident' AND rollup_period_7.level = 2 AND NOT (months_2.state >= 1 AND months_2.start_at >= $5::BIGINT AND months_2.end_at <= $6::BIGINT AND months_2.level <= 4) AND rollup_period_7.start_at >= months_2.start_at AND rollup_period_7.start_at < months_2.end_at AND rollup_period_7.end_at > $5::BIGINT AND rollup_period_7.start_at < $6::BIGINT AND rollup_period_7.org_id = $3::VARCHAR COLLATE "C"), 
periods_2 AS 
(SELECT years_2.level AS level, years_2.start_at AS start_at, years_2.end_at AS end_at, years_2.state AS state 
FROM years_2 UNION ALL SELECT months_2.level AS level, months_2.start_at AS start_at, months_2.end_at AS end_at, months_2.state AS state 
FROM months_2 UNION ALL SELECT days_2.level AS level, days_2.start_at AS start_at, days_2.end_at AS end_at, days_2.state AS state 
FROM days_2), 
swept_2 AS 
(SELECT coalesce(max(edges_2.hi) OVER (ORDER BY edges_2.lo, edges_2.hi ROWS BETWEEN UNBOUNDED PRECEDING AND $7::INTEGER PRECEDING), $5::BIGINT) AS reached, CASE WHEN (edges_2.lo < $5::BIGINT) THEN $5::BIGINT ELSE edges_2.lo END AS lo 
FROM (SELECT $6::BIGINT AS lo, $6::BIGINT AS hi UNION ALL SELECT periods_2.start_at AS start_at, periods_2.end_at AS end_at 
FROM periods_2 
WHERE periods_2.state >= 1) AS edges_2), 
cover_2 AS MATERIALIZED 
(SELECT periods_2.level AS level, periods_2.start_at AS lo, periods_2.end_at AS hi 
FROM periods_2 
WHERE periods_2.state >= 1 AND periods_2.start_at >= $5::BIGINT AND periods_2.end_at <= $6::BIGINT AND periods_2.level <= 4 UNION ALL SELECT 0, swept_2.reached AS reached, swept_2.lo AS lo 
FROM swept_2 
WHERE swept_2.reached < swept_2.lo UNION ALL SELECT 0, CASE WHEN (periods_2.start_at < $5::BIGINT) THEN $5::BIGINT ELSE periods_2.start_at END AS lo, CASE WHEN (periods_2.end_at > $6::BIGINT) THEN $6::BIGINT ELSE periods_2.end_at END AS hi 
FROM periods_2 
WHERE periods_2.state >= 1 AND NOT (periods_2.state >= 1 AND periods_2.start_at >= $5::BIGINT AND periods_2.end_at <= $6::BIGINT AND periods_2.level <= 4) AND periods_2.level = 2), 
years_3 AS 
(SELECT rollup_period_8.level AS level, rollup_period_8.start_at AS start_at, rollup_period_8.end_at AS end_at, rollup_period_8.state AS state 
FROM rollup_period AS rollup_period_8 
WHERE rollup_period_8.subject = 'incident' AND rollup_period_8.level = 4 AND 2 <= 4 AND rollup_period_8.end_at > $8::BIGINT AND rollup_period_8.start_at < $9::BIGINT AND rollup_period_8.org_id = $3::VARCHAR COLLATE "C"), 
months_3 AS 
(SELECT rollup_period_9.level AS level, rollup_period_9.start_at AS start_at, rollup_period_9.end_at AS end_at, rollup_period_9.state AS state 
FROM years_3, rollup_period AS rollup_period_9 
WHERE rollup_period_9.subject = 'incident' AND rollup_period_9.level = 3 AND NOT (years_3.state >= 1 AND years_3.start_at >= $8::BIGINT AND years_3.end_at <= $9::BIGINT AND years_3.level <= 4) AND rollup_period_9.start_at >= years_3.start_at AND rollup_period_9.start_at < years_3.end_at AND rollup_period_9.end_at > $8::BIGINT AND rollup_period_9.start_at < $9::BIGINT AND rollup_period_9.org_id = $3::VARCHAR COLLATE "C"), 
days_3 AS 
(SELECT rollup_period_10.level AS level, rollup_period_10.start_at AS start_at, rollup_period_10.end_at AS end_at, rollup_period_10.state AS state 
FROM months_3, rollup_period AS rollup_period_10 
WHERE rollup_period_10.subject = 'incident' AND rollup_period_10.level = 2 AND NOT (months_3.state >= 1 AND months_3.start_at >= $8::BIGINT AND months_3.end_at <= $9::BIGINT AND months_3.level <= 4) AND rollup_period_10.start_at >= months_3.start_at AND rollup_period_10.start_at < months_3.end_at AND rollup_period_10.end_at > $8::BIGINT AND rollup_period_10.start_at < $9::BIGINT AND rollup_period_10.org_id = $3::VARCHAR COLLATE "C"), 
periods_3 AS 
(SELECT years_3.level AS level, years_3.start_at AS start_at, years_3.end_at AS end_at, years_3.state AS state 
FROM years_3 UNION ALL SELECT months_3.level AS level, months_3.start_at AS start_at, months_3.end_at AS end_at, months_3.state AS state 
FROM months_3 UNION ALL SELECT days_3.level AS level, days_3.start_at AS start_at, days_3.end_at AS end_at, days_3.state AS state 
FROM days_3), 
swept_3 AS 
(SELECT coalesce(max(edges_3.hi) OVER (ORDER BY edges_3.lo, edges_3.hi ROWS BETWEEN UNBOUNDED PRECEDING AND $10::INTEGER PRECEDING), $8::BIGINT) AS reached, CASE WHEN (edges_3.lo < $8::BIGINT) THEN $8::BIGINT ELSE edges_3.lo END AS lo 
FROM (SELECT $9::BIGINT AS lo, $9::BIGINT AS hi UNION ALL SELECT periods_3.start_at AS start_at, periods_3.end_at AS end_at 
FROM periods_3 
WHERE periods_3.state >= 1) AS edges_3), 
cover_3 AS MATERIALIZED 
(SELECT periods_3.level AS level, periods_3.start_at AS lo, periods_3.end_at AS hi 
FROM periods_3 
WHERE periods_3.state >= 1 AND periods_3.start_at >= $8::BIGINT AND periods_3.end_at <= $9::BIGINT AND periods_3.level <= 4 UNION ALL SELECT 0, swept_3.reached AS reached, swept_3.lo AS lo 
FROM swept_3 
WHERE swept_3.reached < swept_3.lo UNION ALL SELECT 0, CASE WHEN (periods_3.start_at < $8::BIGINT) THEN $8::BIGINT ELSE periods_3.start_at END AS lo, CASE WHEN (periods_3.end_at > $9::BIGINT) THEN $9::BIGINT ELSE periods_3.end_at END AS hi 
FROM periods_3 
WHERE periods_3.state >= 1 AND NOT (periods_3.state >= 1 AND periods_3.start_at >= $8::BIGINT AND periods_3.end_at <= $9::BIGINT AND periods_3.level <= 4) AND periods_3.level = 2)
 SELECT (SELECT '{"versions":' || (SELECT '{"nodes":[' || coalesce(string_agg('{"version":' || coalesce((page_1.version)::text, 'null') || ',"deployedAt":' || coalesce('"' || replace((timestamp 'epoch' + (page_1.deployed_at / 3600000000) * interval '1 hour' + (page_1.deployed_at % 3600000000) * interval '1 microsecond')::text, ' ', 'T') || 'Z' || '"', 'null') || ',"stats":' || (WITH stream_1 AS 
(SELECT process_instance_by_model_1.counted AS counted, process_instance_by_model_1.least AS least, process_instance_by_model_1.greatest AS greatest 
FROM cover_1, process_instance_by_model AS process_instance_by_model_1 
WHERE cover_1.level > 0 AND process_instance_by_model_1.level = cover_1.level + 0 AND process_instance_by_model_1.start_at = cover_1.lo + 0 AND process_instance_by_model_1.model_id = page_1.model_id AND process_instance_by_model_1.version = page_1.version AND process_instance_by_model_1.counted > 0 AND process_instance_by_model_1.org_id = $3::VARCHAR COLLATE "C" UNION ALL SELECT 1 AS counted, started_1.value AS least, started_1.value AS greatest 
FROM (SELECT CASE WHEN (process_instance_1.ended_at >= process_instance_1.started_at) THEN process_instance_1.ended_at - process_instance_1.started_at END AS value 
FROM cover_1, process_instance AS process_instance_1 
WHERE process_instance_1.model_id = page_1.model_id AND process_instance_1.version = page_1.version AND cover_1.level + 0 = 0 AND coalesce(process_instance_1.started_at, -1) >= cover_1.lo + 0 AND coalesce(process_instance_1.started_at, -1) < cover_1.hi + 0 AND process_instance_1.org_id = $3::VARCHAR COLLATE "C") AS started_1), 
groups_1 AS 
(SELECT CAST(coalesce(sum(stream_1.counted), 0) AS BIGINT) AS counted, min(stream_1.least) AS least, max(stream_1.greatest) AS greatest 
FROM stream_1), 
stream_2 AS 
(SELECT bins_1.value & 4095 AS bin, bins_1.value >> 12 AS size 
FROM cover_1, process_instance_by_model AS process_instance_by_model_2, unnest(process_instance_by_model_2.bins) AS bins_1(value) 
WHERE cover_1.level > 0 AND process_instance_by_model_2.level = cover_1.level + 0 AND process_instance_by_model_2.start_at = cover_1.lo + 0 AND process_instance_by_model_2.model_id = page_1.model_id AND process_instance_by_model_2.version = page_1.version AND process_instance_by_model_2.counted > 0 AND process_instance_by_model_2.org_id = $3::VARCHAR COLLATE "C" UNION ALL SELECT (CASE WHEN started_2.value > 0 THEN 1 + coalesce(CASE floor(ln((started_2.value)::float8) / 0.018720204008081675)::bigint % 123 WHEN 0 THEN NULL WHEN 37 THEN NULL WHEN 85 THEN NULL WHEN 122 THEN NULL ELSE floor(ln((started_2.value)::float8) / 0.018720204008081675)::bigint END, 123 * (length((started_2.value)::text) - 1) + CASE WHEN left((started_2.value)::text, 2) < '11' THEN 0 WHEN left((started_2.value)::text, 2) < '2' THEN 36 WHEN left((started_2.value)::text, 2) < '21' THEN 37 WHEN left((started_2.value)::text, 2) < '5' THEN 85 WHEN left((started_2.value)::text, 2) < '6' THEN 86 ELSE 122 END) WHEN started_2.value = 0 THEN 0 END) AS bin, CASE WHEN (started_2.value IS NOT NULL) THEN 1 ELSE 0 END AS size 
FROM (SELECT CASE WHEN (process_instance_1.ended_at >= process_instance_1.started_at) THEN process_instance_1.ended_at - process_instance_1.started_at END AS value 
FROM cover_1, process_instance AS process_instance_1 
WHERE process_instance_1.model_id = page_1.model_id AND process_instance_1.version = page_1.version AND cover_1.level + 0 = 0 AND coalesce(process_instance_1.started_at, -1) >= cover_1.lo + 0 AND coalesce(process_instance_1.started_at, -1) < cover_1.hi + 0 AND process_instance_1.org_id = $3::VARCHAR COLLATE "C") AS started_2), 
ranked_1 AS 
(SELECT stream_2.bin AS bin, CAST(sum(sum(stream_2.size)) OVER (ORDER BY stream_2.bin) AS BIGINT) AS upto, CAST(sum(sum(stream_2.size)) OVER () AS BIGINT) AS size 
FROM stream_2 GROUP BY stream_2.bin), 
groups_2 AS 
(SELECT min(CASE WHEN (ranked_1.upto >= (ranked_1.size * 50 + 99) / 100) THEN ranked_1.bin END) AS p50, min(CASE WHEN (ranked_1.upto >= (ranked_1.size * 95 + 99) / 100) THEN ranked_1.bin END) AS p95 
FROM ranked_1), 
groups_3 AS 
(SELECT max(both_1.counted) AS counted, max(both_1.least) AS least, max(both_1.greatest) AS greatest, max(both_1.p50) AS p50, max(both_1.p95) AS p95 
FROM (SELECT groups_1.counted AS counted, groups_1.least AS least, groups_1.greatest AS greatest, CAST(NULL AS BIGINT) AS p50, CAST(NULL AS BIGINT) AS p95 
FROM groups_1 UNION ALL SELECT CAST(NULL AS BIGINT) AS counted, CAST(NULL AS BIGINT) AS least, CAST(NULL AS BIGINT) AS greatest, groups_2.p50 AS p50, groups_2.p95 AS p95 
FROM groups_2) AS both_1), 
figures_1 AS 
(SELECT groups_3.counted AS counted, CASE WHEN ((CASE WHEN groups_3.p50 > 0 THEN CAST(round(exp(CAST(groups_3.p50 - 0.5 AS float8) * 0.018720204008081675)) AS bigint) WHEN groups_3.p50 = 0 THEN 0 END) < groups_3.least) THEN groups_3.least WHEN ((CASE WHEN groups_3.p50 > 0 THEN CAST(round(exp(CAST(groups_3.p50 - 0.5 AS float8) * 0.018720204008081675)) AS bigint) WHEN groups_3.p50 = 0 THEN 0 END) > groups_3.greatest) THEN groups_3.greatest ELSE (CASE WHEN groups_3.p50 > 0 THEN CAST(round(exp(CAST(groups_3.p50 - 0.5 AS float8) * 0.018720204008081675)) AS bigint) WHEN groups_3.p50 = 0 THEN 0 END) END AS p50, CASE WHEN ((CASE WHEN groups_3.p95 > 0 THEN CAST(round(exp(CAST(groups_3.p95 - 0.5 AS float8) * 0.018720204008081675)) AS bigint) WHEN groups_3.p95 = 0 THEN 0 END) < groups_3.least) THEN groups_3.least WHEN ((CASE WHEN groups_3.p95 > 0 THEN CAST(round(exp(CAST(groups_3.p95 - 0.5 AS float8) * 0.018720204008081675)) AS bigint) WHEN groups_3.p95 = 0 THEN 0 END) > groups_3.greatest) THEN groups_3.greatest ELSE (CASE WHEN groups_3.p95 > 0 THEN CAST(round(exp(CAST(groups_3.p95 - 0.5 AS float8) * 0.018720204008081675)) AS bigint) WHEN groups_3.p95 = 0 THEN 0 END) END AS p95 
FROM groups_3)
 SELECT '{"count":' || coalesce((figures_1.counted)::text, 'null') || ',"duration":{"p50":' || coalesce((((figures_1.p50)::float8 / 1000))::text, 'null') || ',"p95":' || coalesce((((figures_1.p95)::float8 / 1000))::text, 'null') || '}}' AS value 
FROM figures_1) || ',"faulted":' || (SELECT '{"totalCount":' || coalesce(((WITH stream_3 AS 
(SELECT 1 AS counted 
FROM (SELECT 1 AS one 
FROM process_instance AS process_instance_2 
WHERE process_instance_2.model_id = page_1.model_id AND process_instance_2.version = page_1.version AND (EXISTS (SELECT 1 
FROM incident AS incident_1 
WHERE incident_1.instance_id = process_instance_2.id AND true AND incident_1.org_id = $3::VARCHAR COLLATE "C")) AND process_instance_2.org_id = $3::VARCHAR COLLATE "C") AS started_3), 
groups_4 AS 
(SELECT CAST(coalesce(sum(stream_3.counted), 0) AS BIGINT) AS counted 
FROM stream_3), 
figures_2 AS 
(SELECT groups_4.counted AS counted 
FROM groups_4)
 SELECT figures_2.counted AS value 
FROM figures_2))::text, 'null') || '}' AS value) || ',"incidents":' || (SELECT '{"totalCount":' || coalesce(((WITH stream_4 AS 
(SELECT incident_by_activity_1.counted AS counted 
FROM cover_2, incident_by_activity AS incident_by_activity_1 
WHERE cover_2.level > 0 AND incident_by_activity_1.level = cover_2.level + 0 AND incident_by_activity_1.start_at = cover_2.lo + 0 AND incident_by_activity_1.model_id = page_1.model_id AND incident_by_activity_1.version = page_1.version AND incident_by_activity_1.counted > 0 AND incident_by_activity_1.org_id = $3::VARCHAR COLLATE "C" UNION ALL SELECT 1 AS counted 
FROM (SELECT 1 AS one 
FROM cover_2, incident AS incident_2 
WHERE incident_2.model_id = page_1.model_id AND incident_2.version = page_1.version AND cover_2.level + 0 = 0 AND coalesce(incident_2.created_at, -1) >= cover_2.lo + 0 AND coalesce(incident_2.created_at, -1) < cover_2.hi + 0 AND incident_2.org_id = $3::VARCHAR COLLATE "C") AS started_4), 
groups_5 AS 
(SELECT CAST(coalesce(sum(stream_4.counted), 0) AS BIGINT) AS counted 
FROM stream_4), 
figures_3 AS 
(SELECT groups_5.counted AS counted 
FROM groups_5)
 SELECT figures_3.counted AS value 
FROM figures_3))::text, 'null') || ',"stats":' || (WITH stream_5 AS 
(SELECT incident_by_activity_2.least AS least, incident_by_activity_2.greatest AS greatest 
FROM cover_3, incident_by_activity AS incident_by_activity_2 
WHERE cover_3.level > 0 AND incident_by_activity_2.level = cover_3.level + 0 AND incident_by_activity_2.start_at = cover_3.lo + 0 AND incident_by_activity_2.model_id = page_1.model_id AND incident_by_activity_2.version = page_1.version AND incident_by_activity_2.counted > 0 AND incident_by_activity_2.org_id = $3::VARCHAR COLLATE "C" UNION ALL SELECT started_5.value AS least, started_5.value AS greatest 
FROM (SELECT CASE WHEN (incident_2.ended_at >= incident_2.created_at) THEN incident_2.ended_at - incident_2.created_at END AS value 
FROM cover_3, incident AS incident_2 
WHERE incident_2.model_id = page_1.model_id AND incident_2.version = page_1.version AND cover_3.level + 0 = 0 AND coalesce(incident_2.created_at, -1) >= cover_3.lo + 0 AND coalesce(incident_2.created_at, -1) < cover_3.hi + 0 AND incident_2.org_id = $3::VARCHAR COLLATE "C") AS started_5), 
groups_6 AS 
(SELECT min(stream_5.least) AS least, max(stream_5.greatest) AS greatest 
FROM stream_5), 
stream_6 AS 
(SELECT bins_2.value & 4095 AS bin, bins_2.value >> 12 AS size 
FROM cover_3, incident_by_activity AS incident_by_activity_3, unnest(incident_by_activity_3.bins) AS bins_2(value) 
WHERE cover_3.level > 0 AND incident_by_activity_3.level = cover_3.level + 0 AND incident_by_activity_3.start_at = cover_3.lo + 0 AND incident_by_activity_3.model_id = page_1.model_id AND incident_by_activity_3.version = page_1.version AND incident_by_activity_3.counted > 0 AND incident_by_activity_3.org_id = $3::VARCHAR COLLATE "C" UNION ALL SELECT (CASE WHEN started_6.value > 0 THEN 1 + coalesce(CASE floor(ln((started_6.value)::float8) / 0.018720204008081675)::bigint % 123 WHEN 0 THEN NULL WHEN 37 THEN NULL WHEN 85 THEN NULL WHEN 122 THEN NULL ELSE floor(ln((started_6.value)::float8) / 0.018720204008081675)::bigint END, 123 * (length((started_6.value)::text) - 1) + CASE WHEN left((started_6.value)::text, 2) < '11' THEN 0 WHEN left((started_6.value)::text, 2) < '2' THEN 36 WHEN left((started_6.value)::text, 2) < '21' THEN 37 WHEN left((started_6.value)::text, 2) < '5' THEN 85 WHEN left((started_6.value)::text, 2) < '6' THEN 86 ELSE 122 END) WHEN started_6.value = 0 THEN 0 END) AS bin, CASE WHEN (started_6.value IS NOT NULL) THEN 1 ELSE 0 END AS size 
FROM (SELECT CASE WHEN (incident_2.ended_at >= incident_2.created_at) THEN incident_2.ended_at - incident_2.created_at END AS value 
FROM cover_3, incident AS incident_2 
WHERE incident_2.model_id = page_1.model_id AND incident_2.version = page_1.version AND cover_3.level + 0 = 0 AND coalesce(incident_2.created_at, -1) >= cover_3.lo + 0 AND coalesce(incident_2.created_at, -1) < cover_3.hi + 0 AND incident_2.org_id = $3::VARCHAR COLLATE "C") AS started_6), 
ranked_2 AS 
(SELECT stream_6.bin AS bin, CAST(sum(sum(stream_6.size)) OVER (ORDER BY stream_6.bin) AS BIGINT) AS upto, CAST(sum(sum(stream_6.size)) OVER () AS BIGINT) AS size 
FROM stream_6 GROUP BY stream_6.bin), 
groups_7 AS 
(SELECT min(CASE WHEN (ranked_2.upto >= (ranked_2.size * 50 + 99) / 100) THEN ranked_2.bin END) AS p50 
FROM ranked_2), 
groups_8 AS 
(SELECT max(both_2.least) AS least, max(both_2.greatest) AS greatest, max(both_2.p50) AS p50 
FROM (SELECT groups_6.least AS least, groups_6.greatest AS greatest, CAST(NULL AS BIGINT) AS p50 
FROM groups_6 UNION ALL SELECT CAST(NULL AS BIGINT) AS least, CAST(NULL AS BIGINT) AS greatest, groups_7.p50 AS p50 
FROM groups_7) AS both_2), 
figures_4 AS 
(SELECT CASE WHEN ((CASE WHEN groups_8.p50 > 0 THEN CAST(round(exp(CAST(groups_8.p50 - 0.5 AS float8) * 0.018720204008081675)) AS bigint) WHEN groups_8.p50 = 0 THEN 0 END) < groups_8.least) THEN groups_8.least WHEN ((CASE WHEN groups_8.p50 > 0 THEN CAST(round(exp(CAST(groups_8.p50 - 0.5 AS float8) * 0.018720204008081675)) AS bigint) WHEN groups_8.p50 = 0 THEN 0 END) > groups_8.greatest) THEN groups_8.greatest ELSE (CASE WHEN groups_8.p50 > 0 THEN CAST(round(exp(CAST(groups_8.p50 - 0.5 AS float8) * 0.018720204008081675)) AS bigint) WHEN groups_8.p50 = 0 THEN 0 END) END AS p50 
FROM groups_8)
 SELECT '{"duration":{"p50":' || coalesce((((figures_4.p50)::float8 / 1000))::text, 'null') || '},"groupBy":' || (WITH stream_7 AS 
(SELECT started_7.key_0 AS key_0, 1 AS counted 
FROM (SELECT CAST(incident_2.message AS TEXT) COLLATE "C" AS key_0 
FROM incident AS incident_2 
WHERE incident_2.model_id = page_1.model_id AND incident_2.version = page_1.version AND incident_2.org_id = $3::VARCHAR COLLATE "C") AS started_7), 
groups_9 AS 
(SELECT stream_7.key_0 AS key_0, CAST(coalesce(sum(stream_7.counted), 0) AS BIGINT) AS counted 
FROM stream_7 GROUP BY stream_7.key_0), 
figures_5 AS 
(SELECT groups_9.key_0 AS key_0, groups_9.counted AS counted 
FROM groups_9), 
page_2 AS 
(SELECT '{"key":' || coalesce(to_json(figures_5.key_0)::text, 'null') || ',"count":' || coalesce((figures_5.counted)::text, 'null') || '}' AS figures 
FROM figures_5 ORDER BY figures_5.counted DESC, figures_5.key_0 ASC NULLS LAST 
 LIMIT $11::BIGINT)
 SELECT '[' || coalesce(string_agg(coalesce(page_2.figures, 'null'), ','), '') || ']' AS value 
FROM page_2) || '}' AS value 
FROM figures_4) || '}' AS value) || '}', ','), '') || ']}' AS value 
FROM (SELECT process_version_1.version AS version, process_version_1.deployed_at AS deployed_at, process_version_1.model_id AS model_id 
FROM process_version AS process_version_1 
WHERE process_version_1.model_id = process_model_1.id AND process_version_1.org_id = $3::VARCHAR COLLATE "C" ORDER BY CASE WHEN (process_version_1.version IS NULL) THEN $12::INTEGER ELSE $13::INTEGER END DESC, coalesce(process_version_1.version, 0) DESC, process_version_1.id DESC 
 LIMIT 20) AS page_1) || '}' AS value 
FROM process_model AS process_model_1 
WHERE process_model_1.id = $14::VARCHAR COLLATE "C" AND process_model_1.org_id = $3::VARCHAR COLLATE "C") AS value;
-- binds: -1, 253402300800000000, <organization>, 1, -1, 253402300800000000, 1, -1, 253402300800000000, 1, 3, 0, 1, <$model>
