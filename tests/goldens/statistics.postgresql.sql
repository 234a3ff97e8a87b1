WITH RECURSIVE anon_6(level, start_at, end_at, state) AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'run' AND rollup_period_1.level = 4 AND rollup_period_1.end_at > $1::BIGINT AND rollup_period_1.start_at < $3::BIGINT AND rollup_period_1.org_id = $4::VARCHAR COLLATE "C" UNION ALL SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM anon_6, rollup_period AS rollup_period_2 
WHERE anon_6.level > 1 AND NOT (anon_6.state >= 1 AND anon_6.start_at >= $1::BIGINT AND anon_6.end_at <= $3::BIGINT AND anon_6.level <= 4) AND rollup_period_2.subject = 'run' AND rollup_period_2.level = anon_6.level - 1 AND rollup_period_2.start_at >= anon_6.start_at AND rollup_period_2.start_at < anon_6.end_at AND rollup_period_2.end_at > $1::BIGINT AND rollup_period_2.start_at < $3::BIGINT AND rollup_period_2.org_id = $4::VARCHAR COLLATE "C"), 
anon_4 AS 
(SELECT anon_5.level AS level, anon_5.lo AS lo, anon_5.hi AS hi, lag(anon_5.hi, 1, $1::BIGINT) OVER (ORDER BY anon_5.lo, anon_5.level) AS before, max(anon_5.bucket) OVER (ORDER BY anon_5.lo, anon_5.level ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS bucket, max(anon_5.bucket) OVER (ORDER BY anon_5.lo, anon_5.level ROWS BETWEEN UNBOUNDED PRECEDING AND $2::INTEGER PRECEDING) AS bucket_before 
FROM (SELECT 0 AS level, $3::BIGINT AS lo, $3::BIGINT AS hi, CAST(NULL AS BIGINT) AS bucket UNION ALL SELECT anon_6.level AS level, anon_6.start_at AS lo, anon_6.end_at AS hi, CAST(NULL AS BIGINT) AS bucket 
FROM anon_6 
WHERE anon_6.state >= 1 AND anon_6.start_at >= $1::BIGINT AND anon_6.end_at <= $3::BIGINT AND anon_6.level <= 4) AS anon_5), 
anon_3 AS MATERIALIZED 
(SELECT anon_4.level AS level, anon_4.lo AS lo, anon_4.hi AS hi, anon_4.bucket AS bucket 
FROM anon_4 
WHERE anon_4.level > 0 UNION ALL SELECT 0, anon_4.before AS before, anon_4.lo AS lo, anon_4.bucket_before AS bucket_before 
FROM anon_4 
WHERE anon_4.before < anon_4.lo), 
anon_29(level, start_at, end_at, state) AS 
(SELECT rollup_period_3.level AS level, rollup_period_3.start_at AS start_at, rollup_period_3.end_at AS end_at, rollup_period_3.state AS state 
FROM rollup_period AS rollup_period_3 
WHERE rollup_period_3.subject = 'run' AND rollup_period_3.level = 4 AND rollup_period_3.end_at > $5::BIGINT AND rollup_period_3.start_at < $7::BIGINT AND rollup_period_3.org_id = $4::VARCHAR COLLATE "C" UNION ALL SELECT rollup_period_4.level AS level, rollup_period_4.start_at AS start_at, rollup_period_4.end_at AS end_at, rollup_period_4.state AS state 
FROM anon_29, rollup_period AS rollup_period_4 
WHERE anon_29.level > 1 AND NOT (anon_29.state >= 1 AND anon_29.start_at >= $5::BIGINT AND anon_29.end_at <= $7::BIGINT AND anon_29.level <= $9::BIGINT) AND rollup_period_4.subject = 'run' AND rollup_period_4.level = anon_29.level - 1 AND rollup_period_4.start_at >= anon_29.start_at AND rollup_period_4.start_at < anon_29.end_at AND rollup_period_4.end_at > $5::BIGINT AND rollup_period_4.start_at < $7::BIGINT AND rollup_period_4.org_id = $4::VARCHAR COLLATE "C"), 
anon_26 AS 
(SELECT anon_27.level AS level, anon_27.lo AS lo, anon_27.hi AS hi, lag(anon_27.hi, 1, $5::BIGINT) OVER (ORDER BY anon_27.lo, anon_27.level) AS before, max(anon_27.bucket) OVER (ORDER BY anon_27.lo, anon_27.level ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS bucket, max(anon_27.bucket) OVER (ORDER BY anon_27.lo, anon_27.level ROWS BETWEEN UNBOUNDED PRECEDING AND $6::INTEGER PRECEDING) AS bucket_before 
FROM (SELECT 0 AS level, $7::BIGINT AS lo, $7::BIGINT AS hi, CAST(NULL AS BIGINT) AS bucket UNION ALL SELECT 0 AS level, CASE WHEN (anon_28.lo < $5::BIGINT) THEN $5::BIGINT ELSE anon_28.lo END AS lo, CASE WHEN (anon_28.lo < $5::BIGINT) THEN $5::BIGINT ELSE anon_28.lo END AS hi, anon_28.lo AS bucket 
FROM (SELECT (pair ->> 0)::bigint AS lo, (pair ->> 1)::bigint AS hi FROM json_array_elements(($8::VARCHAR COLLATE "C")::json) WITH ORDINALITY AS t(pair, place) ORDER BY place) AS anon_28 UNION ALL SELECT anon_29.level AS level, anon_29.start_at AS lo, anon_29.end_at AS hi, CAST(NULL AS BIGINT) AS bucket 
FROM anon_29 
WHERE anon_29.state >= 1 AND anon_29.start_at >= $5::BIGINT AND anon_29.end_at <= $7::BIGINT AND anon_29.level <= $9::BIGINT) AS anon_27), 
anon_25 AS MATERIALIZED 
(SELECT anon_26.level AS level, anon_26.lo AS lo, anon_26.hi AS hi, anon_26.bucket AS bucket 
FROM anon_26 
WHERE anon_26.level > 0 UNION ALL SELECT 0, anon_26.before AS before, anon_26.lo AS lo, anon_26.bucket_before AS bucket_before 
FROM anon_26 
WHERE anon_26.before < anon_26.lo)
 SELECT (SELECT '{"nodes":[' || coalesce(string_agg('{"id":' || coalesce(to_json('Workflow:' || anon_1.id)::text, 'null') || ',"stats":' || (WITH anon_2 AS 
(SELECT run_by_workflow_1.counted AS counted, run_by_workflow_1.measured AS measured, run_by_workflow_1.seconds AS seconds, run_by_workflow_1.micros AS micros, run_by_workflow_1.least AS least, run_by_workflow_1.greatest AS greatest 
FROM anon_3, run_by_workflow AS run_by_workflow_1 
WHERE anon_3.level > 0 AND run_by_workflow_1.level = anon_3.level + 0 AND run_by_workflow_1.start_at = anon_3.lo + 0 AND run_by_workflow_1.workflow_id = anon_1.id AND run_by_workflow_1.counted > 0 AND run_by_workflow_1.org_id = $4::VARCHAR COLLATE "C" UNION ALL SELECT 1 AS counted, CASE WHEN (anon_7.value IS NOT NULL) THEN 1 ELSE 0 END AS measured, coalesce(anon_7.value, 0) / 1000000 AS seconds, coalesce(anon_7.value, 0) % 1000000 AS micros, anon_7.value AS least, anon_7.value AS greatest 
FROM (SELECT run_1.ended_at - run_1.started_at AS value 
FROM anon_3, run AS run_1 
WHERE run_1.workflow_id = anon_1.id AND anon_3.level + 0 = 0 AND coalesce(run_1.started_at, -1) >= anon_3.lo AND coalesce(run_1.started_at, -1) < anon_3.hi AND run_1.org_id = $4::VARCHAR COLLATE "C") AS anon_7), 
anon_8 AS 
(SELECT CAST(coalesce(sum(anon_2.counted), 0) AS BIGINT) AS counted, CAST(coalesce(sum(anon_2.measured), 0) AS BIGINT) AS measured, CAST(coalesce(sum(anon_2.seconds), 0) AS BIGINT) AS seconds, CAST(coalesce(sum(anon_2.micros), 0) AS BIGINT) AS micros, min(anon_2.least) AS least, max(anon_2.greatest) AS greatest 
FROM anon_2), 
anon_9 AS 
(SELECT anon_10.value & 4095 AS bin, anon_10.value >> 12 AS size 
FROM anon_3, run_by_workflow AS run_by_workflow_2, unnest(run_by_workflow_2.bins) AS anon_10(value) 
WHERE anon_3.level > 0 AND run_by_workflow_2.level = anon_3.level + 0 AND run_by_workflow_2.start_at = anon_3.lo + 0 AND run_by_workflow_2.workflow_id = anon_1.id AND run_by_workflow_2.counted > 0 AND run_by_workflow_2.org_id = $4::VARCHAR COLLATE "C" UNION ALL SELECT (CASE WHEN anon_11.value > 0 THEN 2049 + CAST(ceil(ln(CAST(anon_11.value AS double precision)) / 0.020000666706669435) AS bigint) WHEN anon_11.value = 0 THEN 2048 WHEN anon_11.value < 0 THEN 2047 - CAST(ceil(ln(CAST((-(anon_11.value)) AS double precision)) / 0.020000666706669435) AS bigint) END) AS bin, CASE WHEN (anon_11.value IS NOT NULL) THEN 1 ELSE 0 END AS size 
FROM (SELECT run_1.ended_at - run_1.started_at AS value 
FROM anon_3, run AS run_1 
WHERE run_1.workflow_id = anon_1.id AND anon_3.level + 0 = 0 AND coalesce(run_1.started_at, -1) >= anon_3.lo AND coalesce(run_1.started_at, -1) < anon_3.hi AND run_1.org_id = $4::VARCHAR COLLATE "C") AS anon_11), 
anon_12 AS 
(SELECT anon_9.bin AS bin, CAST(sum(sum(anon_9.size)) OVER (ORDER BY anon_9.bin) AS BIGINT) AS upto, CAST(sum(sum(anon_9.size)) OVER () AS BIGINT) AS size 
FROM anon_9 GROUP BY anon_9.bin), 
anon_13 AS 
(SELECT min(CASE WHEN (anon_12.upto >= (anon_12.size * 50 + 99) / 100) THEN anon_12.bin END) AS p50, min(CASE WHEN (anon_12.upto >= (anon_12.size * 95 + 99) / 100) THEN anon_12.bin END) AS p95 
FROM anon_12), 
anon_14 AS 
(SELECT max(anon_15.counted) AS counted, max(anon_15.measured) AS measured, max(anon_15.seconds) AS seconds, max(anon_15.micros) AS micros, max(anon_15.least) AS least, max(anon_15.greatest) AS greatest, max(anon_15.p50) AS p50, max(anon_15.p95) AS p95 
FROM (SELECT anon_8.counted AS counted, anon_8.measured AS measured, anon_8.seconds AS seconds, anon_8.micros AS micros, anon_8.least AS least, anon_8.greatest AS greatest, CAST(NULL AS BIGINT) AS p50, CAST(NULL AS BIGINT) AS p95 
FROM anon_8 UNION ALL SELECT CAST(NULL AS BIGINT) AS counted, CAST(NULL AS BIGINT) AS measured, CAST(NULL AS BIGINT) AS seconds, CAST(NULL AS BIGINT) AS micros, CAST(NULL AS BIGINT) AS least, CAST(NULL AS BIGINT) AS greatest, anon_13.p50 AS p50, anon_13.p95 AS p95 
FROM anon_13) AS anon_15), 
anon_16 AS 
(SELECT anon_14.counted AS counted, anon_14.measured AS measured, anon_14.seconds AS seconds, anon_14.micros AS micros, CASE WHEN (anon_14.measured > 0) THEN (anon_14.seconds / anon_14.measured) * 1000000 + CAST(round((((anon_14.seconds % anon_14.measured) * 1000000 + anon_14.micros) * 1.0) / CAST(nullif(anon_14.measured, 0) AS NUMERIC)) AS BIGINT) END AS average, CASE WHEN ((CASE WHEN anon_14.p50 > 2048 THEN CAST(round(0.9900000000000001 * exp((anon_14.p50 - 2049) * 0.020000666706669435)) AS bigint) WHEN anon_14.p50 = 2048 THEN 0 WHEN anon_14.p50 < 2048 THEN -CAST(round(0.9900000000000001 * exp((2047 - anon_14.p50) * 0.020000666706669435)) AS bigint) END) < anon_14.least) THEN anon_14.least WHEN ((CASE WHEN anon_14.p50 > 2048 THEN CAST(round(0.9900000000000001 * exp((anon_14.p50 - 2049) * 0.020000666706669435)) AS bigint) WHEN anon_14.p50 = 2048 THEN 0 WHEN anon_14.p50 < 2048 THEN -CAST(round(0.9900000000000001 * exp((2047 - anon_14.p50) * 0.020000666706669435)) AS bigint) END) > anon_14.greatest) THEN anon_14.greatest ELSE (CASE WHEN anon_14.p50 > 2048 THEN CAST(round(0.9900000000000001 * exp((anon_14.p50 - 2049) * 0.020000666706669435)) AS bigint) WHEN anon_14.p50 = 2048 THEN 0 WHEN anon_14.p50 < 2048 THEN -CAST(round(0.9900000000000001 * exp((2047 - anon_14.p50) * 0.020000666706669435)) AS bigint) END) END AS p50, CASE WHEN ((CASE WHEN anon_14.p95 > 2048 THEN CAST(round(0.9900000000000001 * exp((anon_14.p95 - 2049) * 0.020000666706669435)) AS bigint) WHEN anon_14.p95 = 2048 THEN 0 WHEN anon_14.p95 < 2048 THEN -CAST(round(0.9900000000000001 * exp((2047 - anon_14.p95) * 0.020000666706669435)) AS bigint) END) < anon_14.least) THEN anon_14.least WHEN ((CASE WHEN anon_14.p95 > 2048 THEN CAST(round(0.9900000000000001 * exp((anon_14.p95 - 2049) * 0.020000666706669435)) AS bigint) WHEN anon_14.p95 = 2048 THEN 0 WHEN anon_14.p95 < 2048 THEN -CAST(round(0.9900000000000001 * exp((2047 - anon_14.p95) * 0.020000666706669435)) AS bigint) END) > anon_14.greatest) THEN anon_14.greatest ELSE (CASE WHEN anon_14.p95 > 2048 THEN CAST(round(0.9900000000000001 * exp((anon_14.p95 - 2049) * 0.020000666706669435)) AS bigint) WHEN anon_14.p95 = 2048 THEN 0 WHEN anon_14.p95 < 2048 THEN -CAST(round(0.9900000000000001 * exp((2047 - anon_14.p95) * 0.020000666706669435)) AS bigint) END) END AS p95 
FROM anon_14)
 SELECT '{"count":' || coalesce((anon_16.counted)::text, 'null') || ',"duration":{"avg":' || coalesce((((anon_16.average)::float8 / 1000))::text, 'null') || ',"p50":' || coalesce((((anon_16.p50)::float8 / 1000))::text, 'null') || ',"p95":' || coalesce((((anon_16.p95)::float8 / 1000))::text, 'null') || ',"histogram":' || (WITH anon_18 AS 
(SELECT anon_19.value & 4095 AS bin, anon_19.value >> 12 AS size 
FROM anon_3, run_by_workflow AS run_by_workflow_3, unnest(run_by_workflow_3.bins) AS anon_19(value) 
WHERE anon_3.level > 0 AND run_by_workflow_3.level = anon_3.level + 0 AND run_by_workflow_3.start_at = anon_3.lo + 0 AND run_by_workflow_3.workflow_id = anon_1.id AND run_by_workflow_3.counted > 0 AND run_by_workflow_3.org_id = $4::VARCHAR COLLATE "C" UNION ALL SELECT (CASE WHEN anon_20.value > 0 THEN 2049 + CAST(ceil(ln(CAST(anon_20.value AS double precision)) / 0.020000666706669435) AS bigint) WHEN anon_20.value = 0 THEN 2048 WHEN anon_20.value < 0 THEN 2047 - CAST(ceil(ln(CAST((-(anon_20.value)) AS double precision)) / 0.020000666706669435) AS bigint) END) AS bin, CASE WHEN (anon_20.value IS NOT NULL) THEN 1 ELSE 0 END AS size 
FROM (SELECT run_1.ended_at - run_1.started_at AS value 
FROM anon_3, run AS run_1 
WHERE run_1.workflow_id = anon_1.id AND anon_3.level + 0 = 0 AND coalesce(run_1.started_at, -1) >= anon_3.lo AND coalesce(run_1.started_at, -1) < anon_3.hi AND run_1.org_id = $4::VARCHAR COLLATE "C") AS anon_20), 
anon_21 AS 
(SELECT CASE WHEN (anon_18.bin < 2395) THEN 0 WHEN (anon_18.bin < 2430) THEN 1000 WHEN (anon_18.bin < 2476) THEN 2000 WHEN (anon_18.bin < 2511) THEN 5000 WHEN (anon_18.bin < 2545) THEN 10000 WHEN (anon_18.bin < 2591) THEN 20000 WHEN (anon_18.bin < 2626) THEN 50000 WHEN (anon_18.bin < 2660) THEN 100000 WHEN (anon_18.bin < 2706) THEN 200000 WHEN (anon_18.bin < 2741) THEN 500000 WHEN (anon_18.bin < 2775) THEN 1000000 WHEN (anon_18.bin < 2821) THEN 2000000 WHEN (anon_18.bin < 2856) THEN 5000000 WHEN (anon_18.bin < 2891) THEN 10000000 WHEN (anon_18.bin < 2936) THEN 20000000 WHEN (anon_18.bin < 2971) THEN 50000000 WHEN (anon_18.bin < 3006) THEN 100000000 WHEN (anon_18.bin < 3051) THEN 200000000 WHEN (anon_18.bin < 3086) THEN 500000000 WHEN (anon_18.bin < 3121) THEN 1000000000 WHEN (anon_18.bin < 3167) THEN 2000000000 WHEN (anon_18.bin < 3201) THEN 5000000000 WHEN (anon_18.bin < 3236) THEN 10000000000 WHEN (anon_18.bin < 3282) THEN 20000000000 WHEN (anon_18.bin < 3316) THEN 50000000000 WHEN (anon_18.bin < 3351) THEN 100000000000 WHEN (anon_18.bin < 3397) THEN 200000000000 WHEN (anon_18.bin < 3432) THEN 500000000000 WHEN (anon_18.bin < 3466) THEN 1000000000000 WHEN (anon_18.bin < 3512) THEN 2000000000000 WHEN (anon_18.bin < 3547) THEN 5000000000000 WHEN (anon_18.bin < 3581) THEN 10000000000000 WHEN (anon_18.bin < 3627) THEN 20000000000000 WHEN (anon_18.bin < 3662) THEN 50000000000000 WHEN (anon_18.bin < 3696) THEN 100000000000000 WHEN (anon_18.bin < 3742) THEN 200000000000000 ELSE 500000000000000 END AS lower, CAST(sum(anon_18.size) AS BIGINT) AS size 
FROM anon_18 
WHERE anon_18.bin IS NOT NULL GROUP BY 1 ORDER BY 1 
 LIMIT 37), 
anon_22 AS 
(SELECT anon_21.lower AS lower, CASE anon_21.lower WHEN 0 THEN 1000 WHEN 1000 THEN 2000 WHEN 2000 THEN 5000 WHEN 5000 THEN 10000 WHEN 10000 THEN 20000 WHEN 20000 THEN 50000 WHEN 50000 THEN 100000 WHEN 100000 THEN 200000 WHEN 200000 THEN 500000 WHEN 500000 THEN 1000000 WHEN 1000000 THEN 2000000 WHEN 2000000 THEN 5000000 WHEN 5000000 THEN 10000000 WHEN 10000000 THEN 20000000 WHEN 20000000 THEN 50000000 WHEN 50000000 THEN 100000000 WHEN 100000000 THEN 200000000 WHEN 200000000 THEN 500000000 WHEN 500000000 THEN 1000000000 WHEN 1000000000 THEN 2000000000 WHEN 2000000000 THEN 5000000000 WHEN 5000000000 THEN 10000000000 WHEN 10000000000 THEN 20000000000 WHEN 20000000000 THEN 50000000000 WHEN 50000000000 THEN 100000000000 WHEN 100000000000 THEN 200000000000 WHEN 200000000000 THEN 500000000000 WHEN 500000000000 THEN 1000000000000 WHEN 1000000000000 THEN 2000000000000 WHEN 2000000000000 THEN 5000000000000 WHEN 5000000000000 THEN 10000000000000 WHEN 10000000000000 THEN 20000000000000 WHEN 20000000000000 THEN 50000000000000 WHEN 50000000000000 THEN 100000000000000 WHEN 100000000000000 THEN 200000000000000 WHEN 200000000000000 THEN 500000000000000 END AS upper, anon_21.size AS size 
FROM anon_21)
 SELECT '[' || coalesce(string_agg('{"from":' || coalesce((((anon_22.lower)::float8 / 1000))::text, 'null') || ',"to":' || coalesce((((anon_22.upper)::float8 / 1000))::text, 'null') || ',"count":' || coalesce((anon_22.size)::text, 'null') || '}', ','), '') || ']' AS anon_23 
FROM anon_22) || '},"series":' || (WITH anon_24 AS 
(SELECT anon_25.bucket AS bucket, run_by_workflow_4.counted AS counted 
FROM anon_25, run_by_workflow AS run_by_workflow_4 
WHERE anon_25.level > 0 AND run_by_workflow_4.level = anon_25.level + 0 AND run_by_workflow_4.start_at = anon_25.lo + 0 AND run_by_workflow_4.workflow_id = anon_1.id AND run_by_workflow_4.counted > 0 AND run_by_workflow_4.org_id = $4::VARCHAR COLLATE "C" UNION ALL SELECT anon_30.bucket AS bucket, 1 AS counted 
FROM (SELECT anon_25.bucket AS bucket 
FROM anon_25, run AS run_1 
WHERE run_1.workflow_id = anon_1.id AND anon_25.level + 0 = 0 AND coalesce(run_1.started_at, -1) >= anon_25.lo AND coalesce(run_1.started_at, -1) < anon_25.hi AND run_1.org_id = $4::VARCHAR COLLATE "C") AS anon_30 UNION ALL SELECT anon_28.lo AS lo, 0 AS counted 
FROM (SELECT (pair ->> 0)::bigint AS lo, (pair ->> 1)::bigint AS hi FROM json_array_elements(($8::VARCHAR COLLATE "C")::json) WITH ORDINALITY AS t(pair, place) ORDER BY place) AS anon_28), 
anon_31 AS 
(SELECT anon_24.bucket AS bucket, CAST(coalesce(sum(anon_24.counted), 0) AS BIGINT) AS counted 
FROM anon_24 GROUP BY anon_24.bucket), 
anon_32 AS 
(SELECT anon_31.bucket AS bucket, anon_31.counted AS counted 
FROM anon_31), 
anon_33 AS 
(SELECT '{"start":' || coalesce('"' || replace((timestamp 'epoch' + (anon_32.bucket / 3600000000) * interval '1 hour' + (anon_32.bucket % 3600000000) * interval '1 microsecond')::text, ' ', 'T') || 'Z' || '"', 'null') || ',"count":' || coalesce((anon_32.counted)::text, 'null') || '}' AS figures 
FROM anon_32 ORDER BY anon_32.bucket)
 SELECT '[' || coalesce(string_agg(coalesce(anon_33.figures, 'null'), ','), '') || ']' AS anon_34 
FROM anon_33) || ',"groupBy":' || (WITH anon_35 AS 
(SELECT CAST(run_by_workflow_5.state AS TEXT) COLLATE "C" AS key_0, run_by_workflow_5.counted AS counted, run_by_workflow_5.least AS least, run_by_workflow_5.greatest AS greatest 
FROM anon_3, run_by_workflow AS run_by_workflow_5 
WHERE anon_3.level > 0 AND run_by_workflow_5.level = anon_3.level + 0 AND run_by_workflow_5.start_at = anon_3.lo + 0 AND run_by_workflow_5.workflow_id = anon_1.id AND run_by_workflow_5.counted > 0 AND run_by_workflow_5.org_id = $4::VARCHAR COLLATE "C" UNION ALL SELECT anon_36.key_0 AS key_0, 1 AS counted, anon_36.value AS least, anon_36.value AS greatest 
FROM (SELECT CAST(run_1.state AS TEXT) COLLATE "C" AS key_0, run_1.ended_at - run_1.started_at AS value 
FROM anon_3, run AS run_1 
WHERE run_1.workflow_id = anon_1.id AND anon_3.level + 0 = 0 AND coalesce(run_1.started_at, -1) >= anon_3.lo AND coalesce(run_1.started_at, -1) < anon_3.hi AND run_1.org_id = $4::VARCHAR COLLATE "C") AS anon_36), 
anon_37 AS 
(SELECT anon_35.key_0 AS key_0, CAST(coalesce(sum(anon_35.counted), 0) AS BIGINT) AS counted, min(anon_35.least) AS least, max(anon_35.greatest) AS greatest 
FROM anon_35 GROUP BY anon_35.key_0), 
anon_38 AS 
(SELECT CAST(run_by_workflow_6.state AS TEXT) COLLATE "C" AS key_0, anon_39.value & 4095 AS bin, anon_39.value >> 12 AS size 
FROM anon_3, run_by_workflow AS run_by_workflow_6, unnest(run_by_workflow_6.bins) AS anon_39(value) 
WHERE anon_3.level > 0 AND run_by_workflow_6.level = anon_3.level + 0 AND run_by_workflow_6.start_at = anon_3.lo + 0 AND run_by_workflow_6.workflow_id = anon_1.id AND run_by_workflow_6.counted > 0 AND run_by_workflow_6.org_id = $4::VARCHAR COLLATE "C" UNION ALL SELECT anon_40.key_0 AS key_0, (CASE WHEN anon_40.value > 0 THEN 2049 + CAST(ceil(ln(CAST(anon_40.value AS double precision)) / 0.020000666706669435) AS bigint) WHEN anon_40.value = 0 THEN 2048 WHEN anon_40.value < 0 THEN 2047 - CAST(ceil(ln(CAST((-(anon_40.value)) AS double precision)) / 0.020000666706669435) AS bigint) END) AS bin, CASE WHEN (anon_40.value IS NOT NULL) THEN 1 ELSE 0 END AS size 
FROM (SELECT CAST(run_1.state AS TEXT) COLLATE "C" AS key_0, run_1.ended_at - run_1.started_at AS value 
FROM anon_3, run AS run_1 
WHERE run_1.workflow_id = anon_1.id AND anon_3.level + 0 = 0 AND coalesce(run_1.started_at, -1) >= anon_3.lo AND coalesce(run_1.started_at, -1) < anon_3.hi AND run_1.org_id = $4::VARCHAR COLLATE "C") AS anon_40), 
anon_41 AS 
(SELECT anon_38.key_0 AS key_0, anon_38.bin AS bin, CAST(sum(sum(anon_38.size)) OVER (PARTITION BY anon_38.key_0 ORDER BY anon_38.bin) AS BIGINT) AS upto, CAST(sum(sum(anon_38.size)) OVER (PARTITION BY anon_38.key_0) AS BIGINT) AS size 
FROM anon_38 GROUP BY anon_38.key_0, anon_38.bin), 
anon_42 AS 
(SELECT anon_41.key_0 AS key_0, min(CASE WHEN (anon_41.upto >= (anon_41.size * 99 + 99) / 100) THEN anon_41.bin END) AS p99 
FROM anon_41 GROUP BY anon_41.key_0), 
anon_43 AS 
(SELECT anon_44.key_0 AS key_0, max(anon_44.counted) AS counted, max(anon_44.least) AS least, max(anon_44.greatest) AS greatest, max(anon_44.p99) AS p99 
FROM (SELECT anon_37.key_0 AS key_0, anon_37.counted AS counted, anon_37.least AS least, anon_37.greatest AS greatest, CAST(NULL AS BIGINT) AS p99 
FROM anon_37 UNION ALL SELECT anon_42.key_0 AS key_0, CAST(NULL AS BIGINT) AS counted, CAST(NULL AS BIGINT) AS least, CAST(NULL AS BIGINT) AS greatest, anon_42.p99 AS p99 
FROM anon_42) AS anon_44 GROUP BY anon_44.key_0), 
anon_45 AS 
(SELECT anon_43.key_0 AS key_0, anon_43.counted AS counted, CASE WHEN ((CASE WHEN anon_43.p99 > 2048 THEN CAST(round(0.9900000000000001 * exp((anon_43.p99 - 2049) * 0.020000666706669435)) AS bigint) WHEN anon_43.p99 = 2048 THEN 0 WHEN anon_43.p99 < 2048 THEN -CAST(round(0.9900000000000001 * exp((2047 - anon_43.p99) * 0.020000666706669435)) AS bigint) END) < anon_43.least) THEN anon_43.least WHEN ((CASE WHEN anon_43.p99 > 2048 THEN CAST(round(0.9900000000000001 * exp((anon_43.p99 - 2049) * 0.020000666706669435)) AS bigint) WHEN anon_43.p99 = 2048 THEN 0 WHEN anon_43.p99 < 2048 THEN -CAST(round(0.9900000000000001 * exp((2047 - anon_43.p99) * 0.020000666706669435)) AS bigint) END) > anon_43.greatest) THEN anon_43.greatest ELSE (CASE WHEN anon_43.p99 > 2048 THEN CAST(round(0.9900000000000001 * exp((anon_43.p99 - 2049) * 0.020000666706669435)) AS bigint) WHEN anon_43.p99 = 2048 THEN 0 WHEN anon_43.p99 < 2048 THEN -CAST(round(0.9900000000000001 * exp((2047 - anon_43.p99) * 0.020000666706669435)) AS bigint) END) END AS p99 
FROM anon_43), 
anon_46 AS 
(SELECT '{"key":' || coalesce(to_json(anon_45.key_0)::text, 'null') || ',"count":' || coalesce((anon_45.counted)::text, 'null') || ',"duration":{"p99":' || coalesce((((anon_45.p99)::float8 / 1000))::text, 'null') || '}}' AS figures 
FROM anon_45 ORDER BY anon_45.counted DESC, anon_45.key_0 ASC NULLS LAST 
 LIMIT $10::BIGINT)
 SELECT '[' || coalesce(string_agg(coalesce(anon_46.figures, 'null'), ','), '') || ']' AS anon_47 
FROM anon_46) || '}' AS anon_17 
FROM anon_16) || '}', ','), '') || ']}' AS value 
FROM (SELECT workflow_1.id AS id 
FROM workflow AS workflow_1 
WHERE workflow_1.org_id = $4::VARCHAR COLLATE "C" ORDER BY workflow_1.id DESC 
 LIMIT 20) AS anon_1) AS value;
-- binds: <when it runs>, 1, <when it runs>, <when it runs>, <when it runs>, 1, <when it runs>, <when it runs>, <when it runs>, 20
