WITH RECURSIVE anon_7(level, start_at, end_at, state) AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'run' AND rollup_period_1.level = 4 AND rollup_period_1.end_at > ? AND rollup_period_1.start_at < ? AND rollup_period_1.org_id = ? UNION ALL SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM anon_7, rollup_period AS rollup_period_2 
WHERE anon_7.level > 1 AND NOT (anon_7.state >= 1 AND anon_7.start_at >= ? AND anon_7.end_at <= ? AND anon_7.level <= 4) AND rollup_period_2.subject = 'run' AND rollup_period_2.level = anon_7.level - 1 AND rollup_period_2.start_at >= anon_7.start_at AND rollup_period_2.start_at < anon_7.end_at AND rollup_period_2.end_at > ? AND rollup_period_2.start_at < ? AND rollup_period_2.org_id = ?), 
anon_5 AS 
(SELECT anon_6.level AS level, anon_6.lo AS lo, anon_6.hi AS hi, lag(anon_6.hi, 1, ?) OVER (ORDER BY anon_6.lo, anon_6.level) AS "before", max(anon_6.bucket) OVER (ORDER BY anon_6.lo, anon_6.level ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS bucket, max(anon_6.bucket) OVER (ORDER BY anon_6.lo, anon_6.level ROWS BETWEEN UNBOUNDED PRECEDING AND ? PRECEDING) AS bucket_before 
FROM (SELECT 0 AS level, ? AS lo, ? AS hi, CAST(NULL AS INTEGER) AS bucket UNION ALL SELECT anon_7.level AS level, anon_7.start_at AS lo, anon_7.end_at AS hi, CAST(NULL AS INTEGER) AS bucket 
FROM anon_7 
WHERE anon_7.state >= 1 AND anon_7.start_at >= ? AND anon_7.end_at <= ? AND anon_7.level <= 4) AS anon_6), 
anon_4 AS MATERIALIZED 
(SELECT anon_5.level AS level, anon_5.lo AS lo, anon_5.hi AS hi, anon_5.bucket AS bucket 
FROM anon_5 
WHERE anon_5.level > 0 UNION ALL SELECT 0, anon_5."before" AS "before", anon_5.lo AS lo, anon_5.bucket_before AS bucket_before 
FROM anon_5 
WHERE anon_5."before" < anon_5.lo), 
anon_30(level, start_at, end_at, state) AS 
(SELECT rollup_period_3.level AS level, rollup_period_3.start_at AS start_at, rollup_period_3.end_at AS end_at, rollup_period_3.state AS state 
FROM rollup_period AS rollup_period_3 
WHERE rollup_period_3.subject = 'run' AND rollup_period_3.level = 4 AND rollup_period_3.end_at > ? AND rollup_period_3.start_at < ? AND rollup_period_3.org_id = ? UNION ALL SELECT rollup_period_4.level AS level, rollup_period_4.start_at AS start_at, rollup_period_4.end_at AS end_at, rollup_period_4.state AS state 
FROM anon_30, rollup_period AS rollup_period_4 
WHERE anon_30.level > 1 AND NOT (anon_30.state >= 1 AND anon_30.start_at >= ? AND anon_30.end_at <= ? AND anon_30.level <= ?) AND rollup_period_4.subject = 'run' AND rollup_period_4.level = anon_30.level - 1 AND rollup_period_4.start_at >= anon_30.start_at AND rollup_period_4.start_at < anon_30.end_at AND rollup_period_4.end_at > ? AND rollup_period_4.start_at < ? AND rollup_period_4.org_id = ?), 
anon_27 AS 
(SELECT anon_28.level AS level, anon_28.lo AS lo, anon_28.hi AS hi, lag(anon_28.hi, 1, ?) OVER (ORDER BY anon_28.lo, anon_28.level) AS "before", max(anon_28.bucket) OVER (ORDER BY anon_28.lo, anon_28.level ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS bucket, max(anon_28.bucket) OVER (ORDER BY anon_28.lo, anon_28.level ROWS BETWEEN UNBOUNDED PRECEDING AND ? PRECEDING) AS bucket_before 
FROM (SELECT 0 AS level, ? AS lo, ? AS hi, CAST(NULL AS INTEGER) AS bucket UNION ALL SELECT 0 AS level, CASE WHEN (anon_29.lo < ?) THEN ? ELSE anon_29.lo END AS lo, CASE WHEN (anon_29.lo < ?) THEN ? ELSE anon_29.lo END AS hi, anon_29.lo AS bucket 
FROM (SELECT json_extract(value, '$[0]') AS lo, json_extract(value, '$[1]') AS hi FROM json_each(?)) AS anon_29 UNION ALL SELECT anon_30.level AS level, anon_30.start_at AS lo, anon_30.end_at AS hi, CAST(NULL AS INTEGER) AS bucket 
FROM anon_30 
WHERE anon_30.state >= 1 AND anon_30.start_at >= ? AND anon_30.end_at <= ? AND anon_30.level <= ?) AS anon_28), 
anon_26 AS MATERIALIZED 
(SELECT anon_27.level AS level, anon_27.lo AS lo, anon_27.hi AS hi, anon_27.bucket AS bucket 
FROM anon_27 
WHERE anon_27.level > 0 UNION ALL SELECT 0, anon_27."before" AS "before", anon_27.lo AS lo, anon_27.bucket_before AS bucket_before 
FROM anon_27 
WHERE anon_27."before" < anon_27.lo)
 SELECT (SELECT '{"nodes":[' || coalesce(group_concat('{' || trim(json_object('id', 'Workflow:' || anon_1.id), '{}') || ',"stats":' || anon_1.lifted_0 || '}'), '') || ']}' AS value 
FROM (SELECT anon_2.id AS id, (WITH anon_3 AS 
(SELECT run_by_workflow_1.counted AS counted, run_by_workflow_1.measured AS measured, run_by_workflow_1.seconds AS seconds, run_by_workflow_1.micros AS micros, run_by_workflow_1.least AS least, run_by_workflow_1.greatest AS greatest 
FROM anon_4, run_by_workflow AS run_by_workflow_1 
WHERE anon_4.level > 0 AND run_by_workflow_1.level = anon_4.level + 0 AND run_by_workflow_1.start_at = anon_4.lo + 0 AND run_by_workflow_1.workflow_id = anon_2.id AND run_by_workflow_1.counted > 0 AND run_by_workflow_1.org_id = ? UNION ALL SELECT 1 AS counted, CASE WHEN (anon_8.value IS NOT NULL) THEN 1 ELSE 0 END AS measured, coalesce(anon_8.value, 0) / 1000000 AS seconds, coalesce(anon_8.value, 0) % 1000000 AS micros, anon_8.value AS least, anon_8.value AS greatest 
FROM (SELECT run_1.ended_at - run_1.started_at AS value 
FROM anon_4, run AS run_1 
WHERE run_1.workflow_id = anon_2.id AND anon_4.level + 0 = 0 AND coalesce(run_1.started_at, -1) >= anon_4.lo AND coalesce(run_1.started_at, -1) < anon_4.hi AND run_1.org_id = ?) AS anon_8), 
anon_9 AS 
(SELECT CAST(coalesce(sum(anon_3.counted), 0) AS INTEGER) AS counted, CAST(coalesce(sum(anon_3.measured), 0) AS INTEGER) AS measured, CAST(coalesce(sum(anon_3.seconds), 0) AS INTEGER) AS seconds, CAST(coalesce(sum(anon_3.micros), 0) AS INTEGER) AS micros, min(anon_3.least) AS least, max(anon_3.greatest) AS greatest 
FROM anon_3), 
anon_10 AS 
(SELECT anon_11.value & 4095 AS bin, anon_11.value >> 12 AS size 
FROM anon_4, run_by_workflow AS run_by_workflow_2, json_each(run_by_workflow_2.bins) AS anon_11 
WHERE anon_4.level > 0 AND run_by_workflow_2.level = anon_4.level + 0 AND run_by_workflow_2.start_at = anon_4.lo + 0 AND run_by_workflow_2.workflow_id = anon_2.id AND run_by_workflow_2.counted > 0 AND run_by_workflow_2.org_id = ? UNION ALL SELECT (CASE WHEN anon_12.value > 0 THEN 2049 + CAST(ceil(ln(CAST(anon_12.value AS REAL)) / 0.020000666706669435) AS INTEGER) WHEN anon_12.value = 0 THEN 2048 WHEN anon_12.value < 0 THEN 2047 - CAST(ceil(ln(CAST((-(anon_12.value)) AS REAL)) / 0.020000666706669435) AS INTEGER) END) AS bin, CASE WHEN (anon_12.value IS NOT NULL) THEN 1 ELSE 0 END AS size 
FROM (SELECT run_1.ended_at - run_1.started_at AS value 
FROM anon_4, run AS run_1 
WHERE run_1.workflow_id = anon_2.id AND anon_4.level + 0 = 0 AND coalesce(run_1.started_at, -1) >= anon_4.lo AND coalesce(run_1.started_at, -1) < anon_4.hi AND run_1.org_id = ?) AS anon_12), 
anon_13 AS 
(SELECT anon_10.bin AS bin, CAST(sum(sum(anon_10.size)) OVER (ORDER BY anon_10.bin) AS INTEGER) AS upto, CAST(sum(sum(anon_10.size)) OVER () AS INTEGER) AS size 
FROM anon_10 GROUP BY anon_10.bin), 
anon_14 AS 
(SELECT min(CASE WHEN (anon_13.upto >= (anon_13.size * 50 + 99) / 100) THEN anon_13.bin END) AS p50, min(CASE WHEN (anon_13.upto >= (anon_13.size * 95 + 99) / 100) THEN anon_13.bin END) AS p95 
FROM anon_13), 
anon_15 AS 
(SELECT max(anon_16.counted) AS counted, max(anon_16.measured) AS measured, max(anon_16.seconds) AS seconds, max(anon_16.micros) AS micros, max(anon_16.least) AS least, max(anon_16.greatest) AS greatest, max(anon_16.p50) AS p50, max(anon_16.p95) AS p95 
FROM (SELECT anon_9.counted AS counted, anon_9.measured AS measured, anon_9.seconds AS seconds, anon_9.micros AS micros, anon_9.least AS least, anon_9.greatest AS greatest, CAST(NULL AS INTEGER) AS p50, CAST(NULL AS INTEGER) AS p95 
FROM anon_9 UNION ALL SELECT CAST(NULL AS INTEGER) AS counted, CAST(NULL AS INTEGER) AS measured, CAST(NULL AS INTEGER) AS seconds, CAST(NULL AS INTEGER) AS micros, CAST(NULL AS INTEGER) AS least, CAST(NULL AS INTEGER) AS greatest, anon_14.p50 AS p50, anon_14.p95 AS p95 
FROM anon_14) AS anon_16), 
anon_17 AS 
(SELECT anon_15.counted AS counted, anon_15.measured AS measured, anon_15.seconds AS seconds, anon_15.micros AS micros, CASE WHEN (anon_15.measured > 0) THEN (anon_15.seconds / anon_15.measured) * 1000000 + CAST(round((((anon_15.seconds % anon_15.measured) * 1000000 + anon_15.micros) * 1.0) / (nullif(anon_15.measured, 0) + 0.0)) AS INTEGER) END AS average, CASE WHEN ((CASE WHEN anon_15.p50 > 2048 THEN CAST(round(0.9900000000000001 * exp((anon_15.p50 - 2049) * 0.020000666706669435)) AS INTEGER) WHEN anon_15.p50 = 2048 THEN 0 WHEN anon_15.p50 < 2048 THEN -CAST(round(0.9900000000000001 * exp((2047 - anon_15.p50) * 0.020000666706669435)) AS INTEGER) END) < anon_15.least) THEN anon_15.least WHEN ((CASE WHEN anon_15.p50 > 2048 THEN CAST(round(0.9900000000000001 * exp((anon_15.p50 - 2049) * 0.020000666706669435)) AS INTEGER) WHEN anon_15.p50 = 2048 THEN 0 WHEN anon_15.p50 < 2048 THEN -CAST(round(0.9900000000000001 * exp((2047 - anon_15.p50) * 0.020000666706669435)) AS INTEGER) END) > anon_15.greatest) THEN anon_15.greatest ELSE (CASE WHEN anon_15.p50 > 2048 THEN CAST(round(0.9900000000000001 * exp((anon_15.p50 - 2049) * 0.020000666706669435)) AS INTEGER) WHEN anon_15.p50 = 2048 THEN 0 WHEN anon_15.p50 < 2048 THEN -CAST(round(0.9900000000000001 * exp((2047 - anon_15.p50) * 0.020000666706669435)) AS INTEGER) END) END AS p50, CASE WHEN ((CASE WHEN anon_15.p95 > 2048 THEN CAST(round(0.9900000000000001 * exp((anon_15.p95 - 2049) * 0.020000666706669435)) AS INTEGER) WHEN anon_15.p95 = 2048 THEN 0 WHEN anon_15.p95 < 2048 THEN -CAST(round(0.9900000000000001 * exp((2047 - anon_15.p95) * 0.020000666706669435)) AS INTEGER) END) < anon_15.least) THEN anon_15.least WHEN ((CASE WHEN anon_15.p95 > 2048 THEN CAST(round(0.9900000000000001 * exp((anon_15.p95 - 2049) * 0.020000666706669435)) AS INTEGER) WHEN anon_15.p95 = 2048 THEN 0 WHEN anon_15.p95 < 2048 THEN -CAST(round(0.9900000000000001 * exp((2047 - anon_15.p95) * 0.020000666706669435)) AS INTEGER) END) > anon_15.greatest) THEN anon_15.greatest ELSE (CASE WHEN anon_15.p95 > 2048 THEN CAST(round(0.9900000000000001 * exp((anon_15.p95 - 2049) * 0.020000666706669435)) AS INTEGER) WHEN anon_15.p95 = 2048 THEN 0 WHEN anon_15.p95 < 2048 THEN -CAST(round(0.9900000000000001 * exp((2047 - anon_15.p95) * 0.020000666706669435)) AS INTEGER) END) END AS p95 
FROM anon_15)
 SELECT '{' || trim(json_object('count', anon_17.counted), '{}') || ',"duration":{' || trim(json_object('avg', CASE WHEN abs(anon_17.average) >= 1000000000000000 THEN json(printf('%!.17g', (anon_17.average) / 1000.0)) ELSE (anon_17.average) / 1000.0 END, 'p50', CASE WHEN abs(anon_17.p50) >= 1000000000000000 THEN json(printf('%!.17g', (anon_17.p50) / 1000.0)) ELSE (anon_17.p50) / 1000.0 END, 'p95', CASE WHEN abs(anon_17.p95) >= 1000000000000000 THEN json(printf('%!.17g', (anon_17.p95) / 1000.0)) ELSE (anon_17.p95) / 1000.0 END), '{}') || ',"histogram":' || (WITH anon_19 AS 
(SELECT anon_20.value & 4095 AS bin, anon_20.value >> 12 AS size 
FROM anon_4, run_by_workflow AS run_by_workflow_3, json_each(run_by_workflow_3.bins) AS anon_20 
WHERE anon_4.level > 0 AND run_by_workflow_3.level = anon_4.level + 0 AND run_by_workflow_3.start_at = anon_4.lo + 0 AND run_by_workflow_3.workflow_id = anon_2.id AND run_by_workflow_3.counted > 0 AND run_by_workflow_3.org_id = ? UNION ALL SELECT (CASE WHEN anon_21.value > 0 THEN 2049 + CAST(ceil(ln(CAST(anon_21.value AS REAL)) / 0.020000666706669435) AS INTEGER) WHEN anon_21.value = 0 THEN 2048 WHEN anon_21.value < 0 THEN 2047 - CAST(ceil(ln(CAST((-(anon_21.value)) AS REAL)) / 0.020000666706669435) AS INTEGER) END) AS bin, CASE WHEN (anon_21.value IS NOT NULL) THEN 1 ELSE 0 END AS size 
FROM (SELECT run_1.ended_at - run_1.started_at AS value 
FROM anon_4, run AS run_1 
WHERE run_1.workflow_id = anon_2.id AND anon_4.level + 0 = 0 AND coalesce(run_1.started_at, -1) >= anon_4.lo AND coalesce(run_1.started_at, -1) < anon_4.hi AND run_1.org_id = ?) AS anon_21), 
anon_22 AS 
(SELECT CASE WHEN (anon_19.bin < 2395) THEN 0 WHEN (anon_19.bin < 2430) THEN 1000 WHEN (anon_19.bin < 2476) THEN 2000 WHEN (anon_19.bin < 2511) THEN 5000 WHEN (anon_19.bin < 2545) THEN 10000 WHEN (anon_19.bin < 2591) THEN 20000 WHEN (anon_19.bin < 2626) THEN 50000 WHEN (anon_19.bin < 2660) THEN 100000 WHEN (anon_19.bin < 2706) THEN 200000 WHEN (anon_19.bin < 2741) THEN 500000 WHEN (anon_19.bin < 2775) THEN 1000000 WHEN (anon_19.bin < 2821) THEN 2000000 WHEN (anon_19.bin < 2856) THEN 5000000 WHEN (anon_19.bin < 2891) THEN 10000000 WHEN (anon_19.bin < 2936) THEN 20000000 WHEN (anon_19.bin < 2971) THEN 50000000 WHEN (anon_19.bin < 3006) THEN 100000000 WHEN (anon_19.bin < 3051) THEN 200000000 WHEN (anon_19.bin < 3086) THEN 500000000 WHEN (anon_19.bin < 3121) THEN 1000000000 WHEN (anon_19.bin < 3167) THEN 2000000000 WHEN (anon_19.bin < 3201) THEN 5000000000 WHEN (anon_19.bin < 3236) THEN 10000000000 WHEN (anon_19.bin < 3282) THEN 20000000000 WHEN (anon_19.bin < 3316) THEN 50000000000 WHEN (anon_19.bin < 3351) THEN 100000000000 WHEN (anon_19.bin < 3397) THEN 200000000000 WHEN (anon_19.bin < 3432) THEN 500000000000 WHEN (anon_19.bin < 3466) THEN 1000000000000 WHEN (anon_19.bin < 3512) THEN 2000000000000 WHEN (anon_19.bin < 3547) THEN 5000000000000 WHEN (anon_19.bin < 3581) THEN 10000000000000 WHEN (anon_19.bin < 3627) THEN 20000000000000 WHEN (anon_19.bin < 3662) THEN 50000000000000 WHEN (anon_19.bin < 3696) THEN 100000000000000 WHEN (anon_19.bin < 3742) THEN 200000000000000 ELSE 500000000000000 END AS lower, CAST(sum(anon_19.size) AS INTEGER) AS size 
FROM anon_19 
WHERE anon_19.bin IS NOT NULL GROUP BY 1 ORDER BY 1
 LIMIT 37 OFFSET ?), 
anon_23 AS 
(SELECT anon_22.lower AS lower, CASE anon_22.lower WHEN 0 THEN 1000 WHEN 1000 THEN 2000 WHEN 2000 THEN 5000 WHEN 5000 THEN 10000 WHEN 10000 THEN 20000 WHEN 20000 THEN 50000 WHEN 50000 THEN 100000 WHEN 100000 THEN 200000 WHEN 200000 THEN 500000 WHEN 500000 THEN 1000000 WHEN 1000000 THEN 2000000 WHEN 2000000 THEN 5000000 WHEN 5000000 THEN 10000000 WHEN 10000000 THEN 20000000 WHEN 20000000 THEN 50000000 WHEN 50000000 THEN 100000000 WHEN 100000000 THEN 200000000 WHEN 200000000 THEN 500000000 WHEN 500000000 THEN 1000000000 WHEN 1000000000 THEN 2000000000 WHEN 2000000000 THEN 5000000000 WHEN 5000000000 THEN 10000000000 WHEN 10000000000 THEN 20000000000 WHEN 20000000000 THEN 50000000000 WHEN 50000000000 THEN 100000000000 WHEN 100000000000 THEN 200000000000 WHEN 200000000000 THEN 500000000000 WHEN 500000000000 THEN 1000000000000 WHEN 1000000000000 THEN 2000000000000 WHEN 2000000000000 THEN 5000000000000 WHEN 5000000000000 THEN 10000000000000 WHEN 10000000000000 THEN 20000000000000 WHEN 20000000000000 THEN 50000000000000 WHEN 50000000000000 THEN 100000000000000 WHEN 100000000000000 THEN 200000000000000 WHEN 200000000000000 THEN 500000000000000 END AS upper, anon_22.size AS size 
FROM anon_22)
 SELECT json_group_array(json_object('from', CASE WHEN abs(anon_23.lower) >= 1000000000000000 THEN json(printf('%!.17g', (anon_23.lower) / 1000.0)) ELSE (anon_23.lower) / 1000.0 END, 'to', CASE WHEN abs(anon_23.upper) >= 1000000000000000 THEN json(printf('%!.17g', (anon_23.upper) / 1000.0)) ELSE (anon_23.upper) / 1000.0 END, 'count', anon_23.size)) AS anon_24 
FROM anon_23) || '},"series":' || (WITH anon_25 AS 
(SELECT anon_26.bucket AS bucket, run_by_workflow_4.counted AS counted 
FROM anon_26, run_by_workflow AS run_by_workflow_4 
WHERE anon_26.level > 0 AND run_by_workflow_4.level = anon_26.level + 0 AND run_by_workflow_4.start_at = anon_26.lo + 0 AND run_by_workflow_4.workflow_id = anon_2.id AND run_by_workflow_4.counted > 0 AND run_by_workflow_4.org_id = ? UNION ALL SELECT anon_31.bucket AS bucket, 1 AS counted 
FROM (SELECT anon_26.bucket AS bucket 
FROM anon_26, run AS run_1 
WHERE run_1.workflow_id = anon_2.id AND anon_26.level + 0 = 0 AND coalesce(run_1.started_at, -1) >= anon_26.lo AND coalesce(run_1.started_at, -1) < anon_26.hi AND run_1.org_id = ?) AS anon_31 UNION ALL SELECT anon_29.lo AS lo, 0 AS counted 
FROM (SELECT json_extract(value, '$[0]') AS lo, json_extract(value, '$[1]') AS hi FROM json_each(?)) AS anon_29), 
anon_32 AS 
(SELECT anon_25.bucket AS bucket, CAST(coalesce(sum(anon_25.counted), 0) AS INTEGER) AS counted 
FROM anon_25 GROUP BY anon_25.bucket), 
anon_33 AS 
(SELECT anon_32.bucket AS bucket, anon_32.counted AS counted 
FROM anon_32), 
anon_34 AS 
(SELECT json_object('start', iif(anon_33.bucket % 1000000, date(anon_33.bucket / 1000000, 'unixepoch') || 'T' || time(anon_33.bucket / 1000000, 'unixepoch') || rtrim('.' || substr(anon_33.bucket + 1000000, -6), '0') || 'Z', date(anon_33.bucket / 1000000, 'unixepoch') || 'T' || time(anon_33.bucket / 1000000, 'unixepoch') || 'Z'), 'count', anon_33.counted) AS figures 
FROM anon_33 ORDER BY anon_33.bucket)
 SELECT '[' || coalesce(group_concat(coalesce(anon_34.figures, 'null')), '') || ']' AS anon_35 
FROM anon_34) || ',"groupBy":' || (WITH anon_36 AS 
(SELECT CAST(run_by_workflow_5.state AS TEXT) AS key_0, run_by_workflow_5.counted AS counted, run_by_workflow_5.least AS least, run_by_workflow_5.greatest AS greatest 
FROM anon_4, run_by_workflow AS run_by_workflow_5 
WHERE anon_4.level > 0 AND run_by_workflow_5.level = anon_4.level + 0 AND run_by_workflow_5.start_at = anon_4.lo + 0 AND run_by_workflow_5.workflow_id = anon_2.id AND run_by_workflow_5.counted > 0 AND run_by_workflow_5.org_id = ? UNION ALL SELECT anon_37.key_0 AS key_0, 1 AS counted, anon_37.value AS least, anon_37.value AS greatest 
FROM (SELECT CAST(run_1.state AS TEXT) AS key_0, run_1.ended_at - run_1.started_at AS value 
FROM anon_4, run AS run_1 
WHERE run_1.workflow_id = anon_2.id AND anon_4.level + 0 = 0 AND coalesce(run_1.started_at, -1) >= anon_4.lo AND coalesce(run_1.started_at, -1) < anon_4.hi AND run_1.org_id = ?) AS anon_37), 
anon_38 AS 
(SELECT anon_36.key_0 AS key_0, CAST(coalesce(sum(anon_36.counted), 0) AS INTEGER) AS counted, min(anon_36.least) AS least, max(anon_36.greatest) AS greatest 
FROM anon_36 GROUP BY anon_36.key_0), 
anon_39 AS 
(SELECT CAST(run_by_workflow_6.state AS TEXT) AS key_0, anon_40.value & 4095 AS bin, anon_40.value >> 12 AS size 
FROM anon_4, run_by_workflow AS run_by_workflow_6, json_each(run_by_workflow_6.bins) AS anon_40 
WHERE anon_4.level > 0 AND run_by_workflow_6.level = anon_4.level + 0 AND run_by_workflow_6.start_at = anon_4.lo + 0 AND run_by_workflow_6.workflow_id = anon_2.id AND run_by_workflow_6.counted > 0 AND run_by_workflow_6.org_id = ? UNION ALL SELECT anon_41.key_0 AS key_0, (CASE WHEN anon_41.value > 0 THEN 2049 + CAST(ceil(ln(CAST(anon_41.value AS REAL)) / 0.020000666706669435) AS INTEGER) WHEN anon_41.value = 0 THEN 2048 WHEN anon_41.value < 0 THEN 2047 - CAST(ceil(ln(CAST((-(anon_41.value)) AS REAL)) / 0.020000666706669435) AS INTEGER) END) AS bin, CASE WHEN (anon_41.value IS NOT NULL) THEN 1 ELSE 0 END AS size 
FROM (SELECT CAST(run_1.state AS TEXT) AS key_0, run_1.ended_at - run_1.started_at AS value 
FROM anon_4, run AS run_1 
WHERE run_1.workflow_id = anon_2.id AND anon_4.level + 0 = 0 AND coalesce(run_1.started_at, -1) >= anon_4.lo AND coalesce(run_1.started_at, -1) < anon_4.hi AND run_1.org_id = ?) AS anon_41), 
anon_42 AS 
(SELECT anon_39.key_0 AS key_0, anon_39.bin AS bin, CAST(sum(sum(anon_39.size)) OVER (PARTITION BY anon_39.key_0 ORDER BY anon_39.bin) AS INTEGER) AS upto, CAST(sum(sum(anon_39.size)) OVER (PARTITION BY anon_39.key_0) AS INTEGER) AS size 
FROM anon_39 GROUP BY anon_39.key_0, anon_39.bin), 
anon_43 AS 
(SELECT anon_42.key_0 AS key_0, min(CASE WHEN (anon_42.upto >= (anon_42.size * 99 + 99) / 100) THEN anon_42.bin END) AS p99 
FROM anon_42 GROUP BY anon_42.key_0), 
anon_44 AS 
(SELECT anon_45.key_0 AS key_0, max(anon_45.counted) AS counted, max(anon_45.least) AS least, max(anon_45.greatest) AS greatest, max(anon_45.p99) AS p99 
FROM (SELECT anon_38.key_0 AS key_0, anon_38.counted AS counted, anon_38.least AS least, anon_38.greatest AS greatest, CAST(NULL AS INTEGER) AS p99 
FROM anon_38 UNION ALL SELECT anon_43.key_0 AS key_0, CAST(NULL AS INTEGER) AS counted, CAST(NULL AS INTEGER) AS least, CAST(NULL AS INTEGER) AS greatest, anon_43.p99 AS p99 
FROM anon_43) AS anon_45 GROUP BY anon_45.key_0), 
anon_46 AS 
(SELECT anon_44.key_0 AS key_0, anon_44.counted AS counted, CASE WHEN ((CASE WHEN anon_44.p99 > 2048 THEN CAST(round(0.9900000000000001 * exp((anon_44.p99 - 2049) * 0.020000666706669435)) AS INTEGER) WHEN anon_44.p99 = 2048 THEN 0 WHEN anon_44.p99 < 2048 THEN -CAST(round(0.9900000000000001 * exp((2047 - anon_44.p99) * 0.020000666706669435)) AS INTEGER) END) < anon_44.least) THEN anon_44.least WHEN ((CASE WHEN anon_44.p99 > 2048 THEN CAST(round(0.9900000000000001 * exp((anon_44.p99 - 2049) * 0.020000666706669435)) AS INTEGER) WHEN anon_44.p99 = 2048 THEN 0 WHEN anon_44.p99 < 2048 THEN -CAST(round(0.9900000000000001 * exp((2047 - anon_44.p99) * 0.020000666706669435)) AS INTEGER) END) > anon_44.greatest) THEN anon_44.greatest ELSE (CASE WHEN anon_44.p99 > 2048 THEN CAST(round(0.9900000000000001 * exp((anon_44.p99 - 2049) * 0.020000666706669435)) AS INTEGER) WHEN anon_44.p99 = 2048 THEN 0 WHEN anon_44.p99 < 2048 THEN -CAST(round(0.9900000000000001 * exp((2047 - anon_44.p99) * 0.020000666706669435)) AS INTEGER) END) END AS p99 
FROM anon_44), 
anon_47 AS 
(SELECT '{' || trim(json_object('key', anon_46.key_0, 'count', anon_46.counted), '{}') || ',"duration":' || json_object('p99', CASE WHEN abs(anon_46.p99) >= 1000000000000000 THEN json(printf('%!.17g', (anon_46.p99) / 1000.0)) ELSE (anon_46.p99) / 1000.0 END) || '}' AS figures 
FROM anon_46 ORDER BY anon_46.counted DESC, anon_46.key_0 ASC NULLS LAST
 LIMIT ? OFFSET ?)
 SELECT '[' || coalesce(group_concat(coalesce(anon_47.figures, 'null')), '') || ']' AS anon_48 
FROM anon_47) || '}' AS anon_18 
FROM anon_17) AS lifted_0 
FROM (SELECT workflow_1.id AS id 
FROM workflow AS workflow_1 
WHERE workflow_1.org_id = ? ORDER BY workflow_1.id DESC
 LIMIT 20 OFFSET ?) AS anon_2
 LIMIT ? OFFSET 0) AS anon_1) AS value;
-- binds: <when it runs>, <when it runs>, <when it runs>, <when it runs>, <when it runs>, <when it runs>, <when it runs>, <when it runs>, <when it runs>, 1, <when it runs>, <when it runs>, <when it runs>, <when it runs>, <when it runs>, <when it runs>, <when it runs>, <when it runs>, <when it runs>, <when it runs>, <when it runs>, <when it runs>, <when it runs>, <when it runs>, 1, <when it runs>, <when it runs>, <when it runs>, <when it runs>, <when it runs>, <when it runs>, <when it runs>, <when it runs>, <when it runs>, <when it runs>, <when it runs>, <when it runs>, <when it runs>, <when it runs>, <when it runs>, <when it runs>, 0, <when it runs>, <when it runs>, <when it runs>, <when it runs>, <when it runs>, <when it runs>, <when it runs>, 20, 0, <when it runs>, 0, -1
