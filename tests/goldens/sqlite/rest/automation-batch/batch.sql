-- executions
WITH years_1 AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'run' AND rollup_period_1.level = 4 AND 1 <= 4 AND rollup_period_1.end_at > ? AND rollup_period_1.start_at < ? AND rollup_period_1.org_id = ?), 
months_1 AS 
(SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM years_1, rollup_period AS rollup_period_2 
WHERE rollup_period_2.subject = 'run' AND rollup_period_2.level = 3 AND NOT (years_1.state >= 1 AND years_1.start_at >= ? AND years_1.end_at <= ? AND years_1.level <= 4) AND rollup_period_2.start_at >= years_1.start_at AND rollup_period_2.start_at < years_1.end_at AND rollup_period_2.end_at > ? AND rollup_period_2.start_at < ? AND rollup_period_2.org_id = ?), 
days_1 AS 
(SELECT rollup_period_3.level AS level, rollup_period_3.start_at AS start_at, rollup_period_3.end_at AS end_at, rollup_period_3.state AS state 
FROM months_1, rollup_period AS rollup_period_3 
WHERE rollup_period_3.subject = 'run' AND rollup_period_3.level = 2 AND NOT (months_1.state >= 1 AND months_1.start_at >= ? AND months_1.end_at <= ? AND months_1.level <= 4) AND rollup_period_3.start_at >= months_1.start_at AND rollup_period_3.start_at < months_1.end_at AND rollup_period_3.end_at > ? AND rollup_period_3.start_at < ? AND rollup_period_3.org_id = ?), 
hours_1 AS 
(SELECT rollup_period_4.level AS level, rollup_period_4.start_at AS start_at, rollup_period_4.end_at AS end_at, rollup_period_4.state AS state 
FROM days_1, rollup_period AS rollup_period_4 
WHERE rollup_period_4.subject = 'run' AND rollup_period_4.level = 1 AND NOT (days_1.state >= 1 AND days_1.start_at >= ? AND days_1.end_at <= ? AND days_1.level <= 4) AND rollup_period_4.start_at >= days_1.start_at AND rollup_period_4.start_at < days_1.end_at AND rollup_period_4.end_at > ? AND rollup_period_4.start_at < ? AND rollup_period_4.org_id = ?), 
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
WHERE periods_1.state >= 1 AND periods_1.start_at >= ? AND periods_1.end_at <= ? AND periods_1.level <= 4 UNION ALL SELECT 0, swept_1.reached AS reached, swept_1.lo AS lo 
FROM swept_1 
WHERE swept_1.reached < swept_1.lo UNION ALL SELECT 0, CASE WHEN (periods_1.start_at < ?) THEN ? ELSE periods_1.start_at END AS lo, CASE WHEN (periods_1.end_at > ?) THEN ? ELSE periods_1.end_at END AS hi 
FROM periods_1 
WHERE periods_1.state >= 1 AND NOT (periods_1.state >= 1 AND periods_1.start_at >= ? AND periods_1.end_at <= ? AND periods_1.level <= 4) AND periods_1.level = 1), 
years_2 AS 
(SELECT rollup_period_5.level AS level, rollup_period_5.start_at AS start_at, rollup_period_5.end_at AS end_at, rollup_period_5.state AS state 
FROM rollup_period AS rollup_period_5 
WHERE rollup_period_5.subject = 'run' AND rollup_period_5.level = 4 AND 1 <= ? AND rollup_period_5.end_at > ? AND rollup_period_5.start_at < ? AND rollup_period_5.org_id = ?), 
months_2 AS 
(SELECT rollup_period_6.level AS level, rollup_period_6.start_at AS start_at, rollup_period_6.end_at AS end_at, rollup_period_6.state AS state 
FROM years_2, rollup_period AS rollup_period_6 
WHERE rollup_period_6.subject = 'run' AND rollup_period_6.level = 3 AND NOT (years_2.state >= 1 AND years_2.start_at >= ? AND years_2.end_at <= ? AND years_2.level <= ?) AND rollup_period_6.start_at >= years_2.start_at AND rollup_period_6.start_at < years_2.end_at AND rollup_period_6.end_at > ? AND rollup_period_6.start_at < ? AND rollup_period_6.org_id = ?), 
days_2 AS 
(SELECT rollup_period_7.level AS level, rollup_period_7.start_at AS start_at, rollup_period_7.end_at AS end_at, rollup_period_7.state AS state 
FROM months_2, rollup_period AS rollup_period_7 
WHERE rollup_period_7.subject = 'run' AND rollup_period_7.level = 2 AND NOT (months_2.state >= 1 AND months_2.start_at >= ? AND months_2.end_at <= ? AND months_2.level <= ?) AND rollup_period_7.start_at >= months_2.start_at AND rollup_period_7.start_at < months_2.end_at AND rollup_period_7.end_at > ? AND rollup_period_7.start_at < ? AND rollup_period_7.org_id = ?), 
hours_2 AS 
(SELECT rollup_period_8.level AS level, rollup_period_8.start_at AS start_at, rollup_period_8.end_at AS end_at, rollup_period_8.state AS state 
FROM days_2, rollup_period AS rollup_period_8 
WHERE rollup_period_8.subject = 'run' AND rollup_period_8.level = 1 AND NOT (days_2.state >= 1 AND days_2.start_at >= ? AND days_2.end_at <= ? AND days_2.level <= ?) AND rollup_period_8.start_at >= days_2.start_at AND rollup_period_8.start_at < days_2.end_at AND rollup_period_8.end_at > ? AND rollup_period_8.start_at < ? AND rollup_period_8.org_id = ?), 
periods_2 AS 
(SELECT years_2.level AS level, years_2.start_at AS start_at, years_2.end_at AS end_at, years_2.state AS state 
FROM years_2 UNION ALL SELECT months_2.level AS level, months_2.start_at AS start_at, months_2.end_at AS end_at, months_2.state AS state 
FROM months_2 UNION ALL SELECT days_2.level AS level, days_2.start_at AS start_at, days_2.end_at AS end_at, days_2.state AS state 
FROM days_2 UNION ALL SELECT hours_2.level AS level, hours_2.start_at AS start_at, hours_2.end_at AS end_at, hours_2.state AS state 
FROM hours_2), 
swept_2 AS 
(SELECT coalesce(max(edges_2.hi) OVER (ORDER BY edges_2.lo, edges_2.hi ROWS BETWEEN UNBOUNDED PRECEDING AND ? PRECEDING), ?) AS reached, CASE WHEN (edges_2.lo < ?) THEN ? ELSE edges_2.lo END AS lo 
FROM (SELECT ? AS lo, ? AS hi UNION ALL SELECT periods_2.start_at AS start_at, periods_2.end_at AS end_at 
FROM periods_2 
WHERE periods_2.state >= 1) AS edges_2), 
cover_2 AS MATERIALIZED 
(SELECT periods_2.level AS level, periods_2.start_at AS lo, periods_2.end_at AS hi 
FROM periods_2 
WHERE periods_2.state >= 1 AND periods_2.start_at >= ? AND periods_2.end_at <= ? AND periods_2.level <= ? UNION ALL SELECT 0, swept_2.reached AS reached, swept_2.lo AS lo 
FROM swept_2 
WHERE swept_2.reached < swept_2.lo UNION ALL SELECT 0, CASE WHEN (periods_2.start_at < ?) THEN ? ELSE periods_2.start_at END AS lo, CASE WHEN (periods_2.end_at > ?) THEN ? ELSE periods_2.end_at END AS hi 
FROM periods_2 
WHERE periods_2.state >= 1 AND NOT (periods_2.state >= 1 AND periods_2.start_at >= ? AND periods_2.end_at <= ? AND periods_2.level <= ?) AND periods_2.level = 1), 
pieces_1 AS MATERIALIZED 
(SELECT cut_1.place AS place, cut_1.lo AS lo, cut_1.hi AS hi, cut_1.bucket AS bucket 
FROM (SELECT json_extract(value, '$[0]') AS place, json_extract(value, '$[1]') AS lo, json_extract(value, '$[2]') AS hi, json_extract(value, '$[3]') AS bucket FROM json_each(?)) AS cut_1), 
placed_1 AS MATERIALIZED 
(SELECT cover_2.level AS level, cover_2.lo AS lo, pieces_1.bucket AS bucket 
FROM cover_2, pieces_1 
WHERE cover_2.level > 0 AND pieces_1.place = cover_2.lo / ? AND cover_2.lo >= pieces_1.lo AND cover_2.lo < pieces_1.hi)
 SELECT (SELECT '{"stats":' || (WITH stream_1 AS 
(SELECT run_rollup_1.counted AS counted, run_rollup_1.sum_total_tokens AS sum_total_tokens, run_rollup_1.measured AS measured, run_rollup_1.seconds AS seconds, run_rollup_1.micros AS micros, run_rollup_1.least AS least, run_rollup_1.greatest AS greatest 
FROM cover_1, run_rollup AS run_rollup_1 
WHERE cover_1.level > 0 AND run_rollup_1.level = cover_1.level + 0 AND run_rollup_1.start_at = cover_1.lo + 0 AND 1 = 1 AND run_rollup_1.counted > 0 AND run_rollup_1.org_id = ? UNION ALL SELECT 1 AS counted, coalesce(started_1.sum_total_tokens, 0) AS sum_total_tokens, CASE WHEN (started_1.value IS NOT NULL) THEN 1 ELSE 0 END AS measured, coalesce(started_1.value, 0) / 1000000 AS seconds, coalesce(started_1.value, 0) % 1000000 AS micros, started_1.value AS least, started_1.value AS greatest 
FROM (SELECT run_1.total_tokens AS sum_total_tokens, CASE WHEN (run_1.ended_at >= run_1.started_at) THEN run_1.ended_at - run_1.started_at END AS value 
FROM cover_1, run AS run_1 
WHERE 1 = 1 AND cover_1.level + 0 = 0 AND coalesce(run_1.started_at, -1) >= cover_1.lo + 0 AND coalesce(run_1.started_at, -1) < cover_1.hi + 0 AND run_1.org_id = ?) AS started_1), 
groups_1 AS 
(SELECT CAST(coalesce(sum(stream_1.counted), 0) AS INTEGER) AS counted, CAST(coalesce(sum(stream_1.sum_total_tokens), 0) AS INTEGER) AS sum_total_tokens, CAST(coalesce(sum(stream_1.measured), 0) AS INTEGER) AS measured, CAST(coalesce(sum(stream_1.seconds), 0) AS INTEGER) AS seconds, CAST(coalesce(sum(stream_1.micros), 0) AS INTEGER) AS micros, min(stream_1.least) AS least, max(stream_1.greatest) AS greatest 
FROM stream_1), 
stream_2 AS 
(SELECT bins_1.value & 4095 AS bin, bins_1.value >> 12 AS size 
FROM cover_1, run_rollup AS run_rollup_2, json_each(run_rollup_2.bins) AS bins_1 
WHERE cover_1.level > 0 AND run_rollup_2.level = cover_1.level + 0 AND run_rollup_2.start_at = cover_1.lo + 0 AND 1 = 1 AND run_rollup_2.counted > 0 AND run_rollup_2.org_id = ? UNION ALL SELECT (CASE WHEN started_2.value > 0 THEN 1 + coalesce(CASE CAST(ln(started_2.value) / 0.018720204008081675 AS INTEGER) % 123 WHEN 0 THEN NULL WHEN 37 THEN NULL WHEN 85 THEN NULL WHEN 122 THEN NULL ELSE CAST(ln(started_2.value) / 0.018720204008081675 AS INTEGER) END, 123 * (length(started_2.value) - 1) + CASE WHEN substr(started_2.value, 1, 2) < '11' THEN 0 WHEN substr(started_2.value, 1, 2) < '2' THEN 36 WHEN substr(started_2.value, 1, 2) < '21' THEN 37 WHEN substr(started_2.value, 1, 2) < '5' THEN 85 WHEN substr(started_2.value, 1, 2) < '6' THEN 86 ELSE 122 END) WHEN started_2.value = 0 THEN 0 END) AS bin, CASE WHEN (started_2.value IS NOT NULL) THEN 1 ELSE 0 END AS size 
FROM (SELECT CASE WHEN (run_1.ended_at >= run_1.started_at) THEN run_1.ended_at - run_1.started_at END AS value 
FROM cover_1, run AS run_1 
WHERE 1 = 1 AND cover_1.level + 0 = 0 AND coalesce(run_1.started_at, -1) >= cover_1.lo + 0 AND coalesce(run_1.started_at, -1) < cover_1.hi + 0 AND run_1.org_id = ?) AS started_2), 
ranked_1 AS 
(SELECT stream_2.bin AS bin, CAST(sum(sum(stream_2.size)) OVER (ORDER BY stream_2.bin) AS INTEGER) AS upto, CAST(sum(sum(stream_2.size)) OVER () AS INTEGER) AS size 
FROM stream_2 GROUP BY stream_2.bin), 
groups_2 AS 
(SELECT min(CASE WHEN (ranked_1.upto >= (ranked_1.size * 50 + 99) / 100) THEN ranked_1.bin END) AS p50, min(CASE WHEN (ranked_1.upto >= (ranked_1.size * 75 + 99) / 100) THEN ranked_1.bin END) AS p75, min(CASE WHEN (ranked_1.upto >= (ranked_1.size * 90 + 99) / 100) THEN ranked_1.bin END) AS p90, min(CASE WHEN (ranked_1.upto >= (ranked_1.size * 95 + 99) / 100) THEN ranked_1.bin END) AS p95, min(CASE WHEN (ranked_1.upto >= (ranked_1.size * 99 + 99) / 100) THEN ranked_1.bin END) AS p99 
FROM ranked_1), 
groups_3 AS 
(SELECT max(both_1.counted) AS counted, max(both_1.sum_total_tokens) AS sum_total_tokens, max(both_1.measured) AS measured, max(both_1.seconds) AS seconds, max(both_1.micros) AS micros, max(both_1.least) AS least, max(both_1.greatest) AS greatest, max(both_1.p50) AS p50, max(both_1.p75) AS p75, max(both_1.p90) AS p90, max(both_1.p95) AS p95, max(both_1.p99) AS p99 
FROM (SELECT groups_1.counted AS counted, groups_1.sum_total_tokens AS sum_total_tokens, groups_1.measured AS measured, groups_1.seconds AS seconds, groups_1.micros AS micros, groups_1.least AS least, groups_1.greatest AS greatest, CAST(NULL AS INTEGER) AS p50, CAST(NULL AS INTEGER) AS p75, CAST(NULL AS INTEGER) AS p90, CAST(NULL AS INTEGER) AS p95, CAST(NULL AS INTEGER) AS p99 
FROM groups_1 UNION ALL SELECT CAST(NULL AS INTEGER) AS counted, CAST(NULL AS INTEGER) AS sum_total_tokens, CAST(NULL AS INTEGER) AS measured, CAST(NULL AS INTEGER) AS seconds, CAST(NULL AS INTEGER) AS micros, CAST(NULL AS INTEGER) AS least, CAST(NULL AS INTEGER) AS greatest, groups_2.p50 AS p50, groups_2.p75 AS p75, groups_2.p90 AS p90, groups_2.p95 AS p95, groups_2.p99 AS p99 
FROM groups_2) AS both_1), 
figures_1 AS 
(SELECT groups_3.counted AS counted, groups_3.sum_total_tokens AS sum_total_tokens, groups_3.measured AS measured, groups_3.seconds AS seconds, groups_3.micros AS micros, CASE WHEN (groups_3.measured > 0) THEN (groups_3.seconds / groups_3.measured) * 1000000 + CAST(round((((groups_3.seconds % groups_3.measured) * 1000000 + groups_3.micros) * 1.0) / (nullif(groups_3.measured, 0) + 0.0)) AS INTEGER) END AS average, groups_3.least AS least, groups_3.greatest AS greatest, CASE WHEN ((CASE WHEN groups_3.p50 > 0 THEN CAST(round(exp(CAST(groups_3.p50 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p50 = 0 THEN 0 END) < groups_3.least) THEN groups_3.least WHEN ((CASE WHEN groups_3.p50 > 0 THEN CAST(round(exp(CAST(groups_3.p50 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p50 = 0 THEN 0 END) > groups_3.greatest) THEN groups_3.greatest ELSE (CASE WHEN groups_3.p50 > 0 THEN CAST(round(exp(CAST(groups_3.p50 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p50 = 0 THEN 0 END) END AS p50, CASE WHEN ((CASE WHEN groups_3.p75 > 0 THEN CAST(round(exp(CAST(groups_3.p75 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p75 = 0 THEN 0 END) < groups_3.least) THEN groups_3.least WHEN ((CASE WHEN groups_3.p75 > 0 THEN CAST(round(exp(CAST(groups_3.p75 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p75 = 0 THEN 0 END) > groups_3.greatest) THEN groups_3.greatest ELSE (CASE WHEN groups_3.p75 > 0 THEN CAST(round(exp(CAST(groups_3.p75 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p75 = 0 THEN 0 END) END AS p75, CASE WHEN ((CASE WHEN groups_3.p90 > 0 THEN CAST(round(exp(CAST(groups_3.p90 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p90 = 0 THEN 0 END) < groups_3.least) THEN groups_3.least WHEN ((CASE WHEN groups_3.p90 > 0 THEN CAST(round(exp(CAST(groups_3.p90 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p90 = 0 THEN 0 END) > groups_3.greatest) THEN groups_3.greatest ELSE (CASE WHEN groups_3.p90 > 0 THEN CAST(round(exp(CAST(groups_3.p90 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p90 = 0 THEN 0 END) END AS p90, CASE WHEN ((CASE WHEN groups_3.p95 > 0 THEN CAST(round(exp(CAST(groups_3.p95 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p95 = 0 THEN 0 END) < groups_3.least) THEN groups_3.least WHEN ((CASE WHEN groups_3.p95 > 0 THEN CAST(round(exp(CAST(groups_3.p95 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p95 = 0 THEN 0 END) > groups_3.greatest) THEN groups_3.greatest ELSE (CASE WHEN groups_3.p95 > 0 THEN CAST(round(exp(CAST(groups_3.p95 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p95 = 0 THEN 0 END) END AS p95, CASE WHEN ((CASE WHEN groups_3.p99 > 0 THEN CAST(round(exp(CAST(groups_3.p99 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p99 = 0 THEN 0 END) < groups_3.least) THEN groups_3.least WHEN ((CASE WHEN groups_3.p99 > 0 THEN CAST(round(exp(CAST(groups_3.p99 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p99 = 0 THEN 0 END) > groups_3.greatest) THEN groups_3.greatest ELSE (CASE WHEN groups_3.p99 > 0 THEN CAST(round(exp(CAST(groups_3.p99 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p99 = 0 THEN 0 END) END AS p99 
FROM groups_3)
 SELECT '{' || trim(json_object('total', figures_1.counted), '{}') || ',"sums":' || json_object('totalTokens', figures_1.sum_total_tokens) || ',"duration":{' || trim(json_object('total', figures_1.measured, 'avg_ms', CASE WHEN abs(figures_1.average) >= 1000000000000000 THEN json(printf('%!.17g', (figures_1.average) / 1000.0)) ELSE (figures_1.average) / 1000.0 END, 'min_ms', CASE WHEN abs(figures_1.least) >= 1000000000000000 THEN json(printf('%!.17g', (figures_1.least) / 1000.0)) ELSE (figures_1.least) / 1000.0 END, 'max_ms', CASE WHEN abs(figures_1.greatest) >= 1000000000000000 THEN json(printf('%!.17g', (figures_1.greatest) / 1000.0)) ELSE (figures_1.greatest) / 1000.0 END, 'p50_ms', CASE WHEN abs(figures_1.p50) >= 1000000000000000 THEN json(printf('%!.17g', (figures_1.p50) / 1000.0)) ELSE (figures_1.p50) / 1000.0 END, 'p75_ms', CASE WHEN abs(figures_1.p75) >= 1000000000000000 THEN json(printf('%!.17g', (figures_1.p75) / 1000.0)) ELSE (figures_1.p75) / 1000.0 END, 'p90_ms', CASE WHEN abs(figures_1.p90) >= 1000000000000000 THEN json(printf('%!.17g', (figures_1.p90) / 1000.0)) ELSE (figures_1.p90) / 1000.0 END, 'p95_ms', CASE WHEN abs(figures_1.p95) >= 1000000000000000 THEN json(printf('%!.17g', (figures_1.p95) / 1000.0)) ELSE (figures_1.p95) / 1000.0 END, 'p99_ms', CASE WHEN abs(figures_1.p99) >= 1000000000000000 THEN json(printf('%!.17g', (figures_1.p99) / 1000.0)) ELSE (figures_1.p99) / 1000.0 END), '{}') || ',"histogram":' || (WITH stream_3 AS 
(SELECT run_rollup_3.least AS least, run_rollup_3.greatest AS greatest, CAST(NULL AS INTEGER) AS bin, 0 AS size 
FROM cover_1, run_rollup AS run_rollup_3 
WHERE cover_1.level > 0 AND run_rollup_3.level = cover_1.level + 0 AND run_rollup_3.start_at = cover_1.lo + 0 AND 1 = 1 AND run_rollup_3.counted > 0 AND run_rollup_3.org_id = ? UNION ALL SELECT CAST(NULL AS INTEGER) AS least, CAST(NULL AS INTEGER) AS greatest, bins_2.value & 4095 AS bin, bins_2.value >> 12 AS size 
FROM cover_1, run_rollup AS run_rollup_4, json_each(run_rollup_4.bins) AS bins_2 
WHERE cover_1.level > 0 AND run_rollup_4.level = cover_1.level + 0 AND run_rollup_4.start_at = cover_1.lo + 0 AND 1 = 1 AND run_rollup_4.counted > 0 AND run_rollup_4.org_id = ? UNION ALL SELECT started_3.value AS least, started_3.value AS greatest, (CASE WHEN started_3.value > 0 THEN 1 + coalesce(CASE CAST(ln(started_3.value) / 0.018720204008081675 AS INTEGER) % 123 WHEN 0 THEN NULL WHEN 37 THEN NULL WHEN 85 THEN NULL WHEN 122 THEN NULL ELSE CAST(ln(started_3.value) / 0.018720204008081675 AS INTEGER) END, 123 * (length(started_3.value) - 1) + CASE WHEN substr(started_3.value, 1, 2) < '11' THEN 0 WHEN substr(started_3.value, 1, 2) < '2' THEN 36 WHEN substr(started_3.value, 1, 2) < '21' THEN 37 WHEN substr(started_3.value, 1, 2) < '5' THEN 85 WHEN substr(started_3.value, 1, 2) < '6' THEN 86 ELSE 122 END) WHEN started_3.value = 0 THEN 0 END) AS bin, CASE WHEN (started_3.value IS NOT NULL) THEN 1 ELSE 0 END AS size 
FROM (SELECT CASE WHEN (run_1.ended_at >= run_1.started_at) THEN run_1.ended_at - run_1.started_at END AS value 
FROM cover_1, run AS run_1 
WHERE 1 = 1 AND cover_1.level + 0 = 0 AND coalesce(run_1.started_at, -1) >= cover_1.lo + 0 AND coalesce(run_1.started_at, -1) < cover_1.hi + 0 AND run_1.org_id = ?) AS started_3), 
extent_1 AS 
(SELECT min(stream_3.least) AS lo, max(stream_3.greatest) AS hi 
FROM stream_3), 
bounds_1 AS MATERIALIZED 
(SELECT buckets_1.lo AS place, CASE WHEN (buckets_1.lo = 0) THEN extent_1.lo ELSE CAST(round(CAST(CASE WHEN (extent_1.lo > 0) THEN extent_1.lo WHEN (extent_1.hi > 1000) THEN 1000 ELSE 1 END AS REAL) * exp((ln(CAST(CASE WHEN (extent_1.hi > CASE WHEN (extent_1.lo > 0) THEN extent_1.lo WHEN (extent_1.hi > 1000) THEN 1000 ELSE 1 END) THEN extent_1.hi ELSE CASE WHEN (extent_1.lo > 0) THEN extent_1.lo WHEN (extent_1.hi > 1000) THEN 1000 ELSE 1 END END AS REAL) / (CAST(CASE WHEN (extent_1.lo > 0) THEN extent_1.lo WHEN (extent_1.hi > 1000) THEN 1000 ELSE 1 END AS REAL) + 0.0)) / (CAST(? AS REAL) + 0.0)) * CAST(buckets_1.lo AS REAL))) AS INTEGER) END AS lower, CASE WHEN (buckets_1.hi = ? OR extent_1.lo = extent_1.hi) THEN extent_1.hi ELSE CAST(round(CAST(CASE WHEN (extent_1.lo > 0) THEN extent_1.lo WHEN (extent_1.hi > 1000) THEN 1000 ELSE 1 END AS REAL) * exp((ln(CAST(CASE WHEN (extent_1.hi > CASE WHEN (extent_1.lo > 0) THEN extent_1.lo WHEN (extent_1.hi > 1000) THEN 1000 ELSE 1 END) THEN extent_1.hi ELSE CASE WHEN (extent_1.lo > 0) THEN extent_1.lo WHEN (extent_1.hi > 1000) THEN 1000 ELSE 1 END END AS REAL) / (CAST(CASE WHEN (extent_1.lo > 0) THEN extent_1.lo WHEN (extent_1.hi > 1000) THEN 1000 ELSE 1 END AS REAL) + 0.0)) / (CAST(? AS REAL) + 0.0)) * CAST(buckets_1.hi AS REAL))) AS INTEGER) END AS upper, CASE WHEN (buckets_1.hi = ? OR extent_1.lo = extent_1.hi) THEN 1 ELSE 0 END AS is_last 
FROM extent_1, (SELECT json_extract(value, '$[0]') AS lo, json_extract(value, '$[1]') AS hi FROM json_each(?)) AS buckets_1 
WHERE extent_1.lo IS NOT NULL AND (buckets_1.lo = 0 OR extent_1.lo < extent_1.hi)), 
spread_1 AS 
(SELECT (CASE WHEN stream_3.bin > 0 THEN CAST(round(exp(CAST(stream_3.bin - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN stream_3.bin = 0 THEN 0 END) AS value, sum(stream_3.size) AS size 
FROM stream_3 
WHERE stream_3.bin IS NOT NULL GROUP BY 1), 
buckets_2 AS 
(SELECT bounds_1.lower AS lower, bounds_1.upper AS upper, CAST(sum(CASE WHEN ((spread_1.value >= bounds_1.lower OR bounds_1.place = 0) AND (spread_1.value < bounds_1.upper OR bounds_1.is_last = 1)) THEN spread_1.size ELSE 0 END) AS INTEGER) AS size 
FROM bounds_1, spread_1 GROUP BY bounds_1.place, bounds_1.lower, bounds_1.upper ORDER BY bounds_1.place
 LIMIT 100 OFFSET ?)
 SELECT json_group_array(json_object('bucket_start_ms', CASE WHEN abs(buckets_2.lower) >= 1000000000000000 THEN json(printf('%!.17g', (buckets_2.lower) / 1000.0)) ELSE (buckets_2.lower) / 1000.0 END, 'bucket_end_ms', CASE WHEN abs(buckets_2.upper) >= 1000000000000000 THEN json(printf('%!.17g', (buckets_2.upper) / 1000.0)) ELSE (buckets_2.upper) / 1000.0 END, 'count', buckets_2.size)) AS value 
FROM buckets_2) || '},"states":' || (WITH stream_4 AS 
(SELECT CAST(run_rollup_5.state AS TEXT) AS key_0, run_rollup_5.counted AS counted 
FROM cover_1, run_rollup AS run_rollup_5 
WHERE cover_1.level > 0 AND run_rollup_5.level = cover_1.level + 0 AND run_rollup_5.start_at = cover_1.lo + 0 AND 1 = 1 AND run_rollup_5.counted > 0 AND run_rollup_5.org_id = ? UNION ALL SELECT started_4.key_0 AS key_0, 1 AS counted 
FROM (SELECT CAST(run_1.state AS TEXT) AS key_0 
FROM cover_1, run AS run_1 
WHERE 1 = 1 AND cover_1.level + 0 = 0 AND coalesce(run_1.started_at, -1) >= cover_1.lo + 0 AND coalesce(run_1.started_at, -1) < cover_1.hi + 0 AND run_1.org_id = ?) AS started_4), 
groups_4 AS 
(SELECT stream_4.key_0 AS key_0, CAST(coalesce(sum(stream_4.counted), 0) AS INTEGER) AS counted 
FROM stream_4 GROUP BY stream_4.key_0), 
figures_2 AS 
(SELECT groups_4.key_0 AS key_0, groups_4.counted AS counted 
FROM groups_4), 
page_1 AS 
(SELECT json_object('key', figures_2.key_0, 'count', figures_2.counted) AS figures 
FROM figures_2 ORDER BY figures_2.counted DESC, figures_2.key_0 ASC NULLS LAST
 LIMIT ? OFFSET ?)
 SELECT '[' || coalesce(group_concat(coalesce(page_1.figures, 'null')), '') || ']' AS value 
FROM page_1) || ',"triggers":' || (WITH stream_5 AS 
(SELECT CAST(run_rollup_6."trigger" AS TEXT) AS key_0, run_rollup_6.counted AS counted 
FROM cover_1, run_rollup AS run_rollup_6 
WHERE cover_1.level > 0 AND run_rollup_6.level = cover_1.level + 0 AND run_rollup_6.start_at = cover_1.lo + 0 AND 1 = 1 AND run_rollup_6.counted > 0 AND run_rollup_6.org_id = ? UNION ALL SELECT started_5.key_0 AS key_0, 1 AS counted 
FROM (SELECT CAST(run_1."trigger" AS TEXT) AS key_0 
FROM cover_1, run AS run_1 
WHERE 1 = 1 AND cover_1.level + 0 = 0 AND coalesce(run_1.started_at, -1) >= cover_1.lo + 0 AND coalesce(run_1.started_at, -1) < cover_1.hi + 0 AND run_1.org_id = ?) AS started_5), 
groups_5 AS 
(SELECT stream_5.key_0 AS key_0, CAST(coalesce(sum(stream_5.counted), 0) AS INTEGER) AS counted 
FROM stream_5 GROUP BY stream_5.key_0), 
figures_3 AS 
(SELECT groups_5.key_0 AS key_0, groups_5.counted AS counted 
FROM groups_5), 
page_2 AS 
(SELECT json_object('key', figures_3.key_0, 'count', figures_3.counted) AS figures 
FROM figures_3 ORDER BY figures_3.counted DESC, figures_3.key_0 ASC NULLS LAST
 LIMIT ? OFFSET ?)
 SELECT '[' || coalesce(group_concat(coalesce(page_2.figures, 'null')), '') || ']' AS value 
FROM page_2) || ',"series":' || (WITH stream_6 AS 
(SELECT placed_1.bucket AS bucket, run_rollup_7.counted AS counted 
FROM placed_1, run_rollup AS run_rollup_7 
WHERE placed_1.level > 0 AND run_rollup_7.level = placed_1.level + 0 AND run_rollup_7.start_at = placed_1.lo + 0 AND 1 = 1 AND run_rollup_7.counted > 0 AND run_rollup_7.org_id = ? UNION ALL SELECT pieces_1.bucket AS bucket, 1 AS counted 
FROM (SELECT coalesce(run_1.started_at, -1) AS occurred 
FROM cover_2, run AS run_1 
WHERE 1 = 1 AND cover_2.level + 0 = 0 AND coalesce(run_1.started_at, -1) >= cover_2.lo + 0 AND coalesce(run_1.started_at, -1) < cover_2.hi + 0 AND run_1.org_id = ?
 LIMIT ? OFFSET 0) AS started_6, pieces_1 
WHERE pieces_1.place = started_6.occurred / ? AND started_6.occurred >= pieces_1.lo AND started_6.occurred < pieces_1.hi UNION ALL SELECT buckets_3.lo AS lo, 0 AS counted 
FROM (SELECT json_extract(value, '$[0]') AS lo, json_extract(value, '$[1]') AS hi FROM json_each(?)) AS buckets_3), 
groups_6 AS 
(SELECT stream_6.bucket AS bucket, CAST(coalesce(sum(stream_6.counted), 0) AS INTEGER) AS counted 
FROM stream_6 GROUP BY stream_6.bucket), 
figures_4 AS 
(SELECT groups_6.bucket AS bucket, groups_6.counted AS counted 
FROM groups_6), 
page_3 AS 
(SELECT json_object('time', iif(figures_4.bucket % 1000000, date(figures_4.bucket / 1000000, 'unixepoch') || 'T' || time(figures_4.bucket / 1000000, 'unixepoch') || rtrim('.' || substr(figures_4.bucket + 1000000, -6), '0') || 'Z', date(figures_4.bucket / 1000000, 'unixepoch') || 'T' || time(figures_4.bucket / 1000000, 'unixepoch') || 'Z'), 'count', figures_4.counted) AS figures 
FROM figures_4 ORDER BY figures_4.bucket)
 SELECT '[' || coalesce(group_concat(coalesce(page_3.figures, 'null')), '') || ']' AS value 
FROM page_3) || '}' AS value 
FROM figures_1) || '}' AS value) AS value;
-- binds: <now and $started.lastDays>, <now>, <organization>, <now and $started.lastDays>, <now>, <now and $started.lastDays>, <now>, <organization>, <now and $started.lastDays>, <now>, <now and $started.lastDays>, <now>, <organization>, <now and $started.lastDays>, <now>, <now and $started.lastDays>, <now>, <organization>, 1, <now and $started.lastDays>, <now and $started.lastDays>, <now and $started.lastDays>, <now>, <now>, <now and $started.lastDays>, <now>, <now and $started.lastDays>, <now and $started.lastDays>, <now>, <now>, <now and $started.lastDays>, <now>, <now and $started.lastDays and now>, <now and $started.lastDays>, <now>, <organization>, <now and $started.lastDays>, <now>, <now and $started.lastDays and now>, <now and $started.lastDays>, <now>, <organization>, <now and $started.lastDays>, <now>, <now and $started.lastDays and now>, <now and $started.lastDays>, <now>, <organization>, <now and $started.lastDays>, <now>, <now and $started.lastDays and now>, <now and $started.lastDays>, <now>, <organization>, 1, <now and $started.lastDays>, <now and $started.lastDays>, <now and $started.lastDays>, <now>, <now>, <now and $started.lastDays>, <now>, <now and $started.lastDays and now>, <now and $started.lastDays>, <now and $started.lastDays>, <now>, <now>, <now and $started.lastDays>, <now>, <now and $started.lastDays and now>, <now and $started.lastDays and now>, <now and $started.lastDays and now>, <organization>, <organization>, <organization>, <organization>, <organization>, <organization>, <organization>, 20, 20, 20, 20, '[[0,1],[1,2],[2,3],[3,4],[4,5],[5,6],[6,7],[7,8],[8,9],[9,10],[10,11],[11,12],[12,13],[13,14],[14,15],[15,16],[16,17],[17,18],[18,19],[19,20]]', 0, <organization>, <organization>, 20, 0, <organization>, <organization>, 20, 0, <organization>, <organization>, -1, <now and $started.lastDays and now>, <now and $started.lastDays and now>

-- completed
WITH years_1 AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'run' AND rollup_period_1.level = 4 AND 1 <= ? AND rollup_period_1.end_at > ? AND rollup_period_1.start_at < ? AND rollup_period_1.org_id = ?), 
months_1 AS 
(SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM years_1, rollup_period AS rollup_period_2 
WHERE rollup_period_2.subject = 'run' AND rollup_period_2.level = 3 AND NOT (years_1.state >= 1 AND years_1.start_at >= ? AND years_1.end_at <= ? AND years_1.level <= ?) AND rollup_period_2.start_at >= years_1.start_at AND rollup_period_2.start_at < years_1.end_at AND rollup_period_2.end_at > ? AND rollup_period_2.start_at < ? AND rollup_period_2.org_id = ?), 
days_1 AS 
(SELECT rollup_period_3.level AS level, rollup_period_3.start_at AS start_at, rollup_period_3.end_at AS end_at, rollup_period_3.state AS state 
FROM months_1, rollup_period AS rollup_period_3 
WHERE rollup_period_3.subject = 'run' AND rollup_period_3.level = 2 AND NOT (months_1.state >= 1 AND months_1.start_at >= ? AND months_1.end_at <= ? AND months_1.level <= ?) AND rollup_period_3.start_at >= months_1.start_at AND rollup_period_3.start_at < months_1.end_at AND rollup_period_3.end_at > ? AND rollup_period_3.start_at < ? AND rollup_period_3.org_id = ?), 
hours_1 AS 
(SELECT rollup_period_4.level AS level, rollup_period_4.start_at AS start_at, rollup_period_4.end_at AS end_at, rollup_period_4.state AS state 
FROM days_1, rollup_period AS rollup_period_4 
WHERE rollup_period_4.subject = 'run' AND rollup_period_4.level = 1 AND NOT (days_1.state >= 1 AND days_1.start_at >= ? AND days_1.end_at <= ? AND days_1.level <= ?) AND rollup_period_4.start_at >= days_1.start_at AND rollup_period_4.start_at < days_1.end_at AND rollup_period_4.end_at > ? AND rollup_period_4.start_at < ? AND rollup_period_4.org_id = ?), 
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
(SELECT placed_1.bucket AS bucket, run_rollup_1.counted AS counted 
FROM placed_1, run_rollup AS run_rollup_1 
WHERE placed_1.level > 0 AND run_rollup_1.level = placed_1.level + 0 AND run_rollup_1.start_at = placed_1.lo + 0 AND 1 = 1 AND run_rollup_1.state = ? AND run_rollup_1.counted > 0 AND run_rollup_1.org_id = ? UNION ALL SELECT pieces_1.bucket AS bucket, 1 AS counted 
FROM (SELECT coalesce(run_1.started_at, -1) AS occurred 
FROM cover_1, run AS run_1 
WHERE 1 = 1 AND run_1.state = ? AND cover_1.level + 0 = 0 AND coalesce(run_1.started_at, -1) >= cover_1.lo + 0 AND coalesce(run_1.started_at, -1) < cover_1.hi + 0 AND run_1.org_id = ?
 LIMIT ? OFFSET 0) AS started_1, pieces_1 
WHERE pieces_1.place = started_1.occurred / ? AND started_1.occurred >= pieces_1.lo AND started_1.occurred < pieces_1.hi UNION ALL SELECT buckets_1.lo AS lo, 0 AS counted 
FROM (SELECT json_extract(value, '$[0]') AS lo, json_extract(value, '$[1]') AS hi FROM json_each(?)) AS buckets_1), 
groups_1 AS 
(SELECT stream_1.bucket AS bucket, CAST(coalesce(sum(stream_1.counted), 0) AS INTEGER) AS counted 
FROM stream_1 GROUP BY stream_1.bucket), 
figures_1 AS 
(SELECT groups_1.bucket AS bucket, groups_1.counted AS counted 
FROM groups_1), 
page_1 AS 
(SELECT json_object('count', figures_1.counted) AS figures 
FROM figures_1 ORDER BY figures_1.bucket)
 SELECT '[' || coalesce(group_concat(coalesce(page_1.figures, 'null')), '') || ']' AS value 
FROM page_1) || '}' AS value) || '}' AS value) AS value;
-- binds: <now and $started.lastDays and now>, <now and $started.lastDays>, <now>, <organization>, <now and $started.lastDays>, <now>, <now and $started.lastDays and now>, <now and $started.lastDays>, <now>, <organization>, <now and $started.lastDays>, <now>, <now and $started.lastDays and now>, <now and $started.lastDays>, <now>, <organization>, <now and $started.lastDays>, <now>, <now and $started.lastDays and now>, <now and $started.lastDays>, <now>, <organization>, 1, <now and $started.lastDays>, <now and $started.lastDays>, <now and $started.lastDays>, <now>, <now>, <now and $started.lastDays>, <now>, <now and $started.lastDays and now>, <now and $started.lastDays>, <now and $started.lastDays>, <now>, <now>, <now and $started.lastDays>, <now>, <now and $started.lastDays and now>, <now and $started.lastDays and now>, <now and $started.lastDays and now>, <RunState.COMPLETED: 'COMPLETED'>, <organization>, <RunState.COMPLETED: 'COMPLETED'>, <organization>, -1, <now and $started.lastDays and now>, <now and $started.lastDays and now>

-- failed
WITH years_1 AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'run' AND rollup_period_1.level = 4 AND 1 <= ? AND rollup_period_1.end_at > ? AND rollup_period_1.start_at < ? AND rollup_period_1.org_id = ?), 
months_1 AS 
(SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM years_1, rollup_period AS rollup_period_2 
WHERE rollup_period_2.subject = 'run' AND rollup_period_2.level = 3 AND NOT (years_1.state >= 1 AND years_1.start_at >= ? AND years_1.end_at <= ? AND years_1.level <= ?) AND rollup_period_2.start_at >= years_1.start_at AND rollup_period_2.start_at < years_1.end_at AND rollup_period_2.end_at > ? AND rollup_period_2.start_at < ? AND rollup_period_2.org_id = ?), 
days_1 AS 
(SELECT rollup_period_3.level AS level, rollup_period_3.start_at AS start_at, rollup_period_3.end_at AS end_at, rollup_period_3.state AS state 
FROM months_1, rollup_period AS rollup_period_3 
WHERE rollup_period_3.subject = 'run' AND rollup_period_3.level = 2 AND NOT (months_1.state >= 1 AND months_1.start_at >= ? AND months_1.end_at <= ? AND months_1.level <= ?) AND rollup_period_3.start_at >= months_1.start_at AND rollup_period_3.start_at < months_1.end_at AND rollup_period_3.end_at > ? AND rollup_period_3.start_at < ? AND rollup_period_3.org_id = ?), 
hours_1 AS 
(SELECT rollup_period_4.level AS level, rollup_period_4.start_at AS start_at, rollup_period_4.end_at AS end_at, rollup_period_4.state AS state 
FROM days_1, rollup_period AS rollup_period_4 
WHERE rollup_period_4.subject = 'run' AND rollup_period_4.level = 1 AND NOT (days_1.state >= 1 AND days_1.start_at >= ? AND days_1.end_at <= ? AND days_1.level <= ?) AND rollup_period_4.start_at >= days_1.start_at AND rollup_period_4.start_at < days_1.end_at AND rollup_period_4.end_at > ? AND rollup_period_4.start_at < ? AND rollup_period_4.org_id = ?), 
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
(SELECT placed_1.bucket AS bucket, run_rollup_1.counted AS counted 
FROM placed_1, run_rollup AS run_rollup_1 
WHERE placed_1.level > 0 AND run_rollup_1.level = placed_1.level + 0 AND run_rollup_1.start_at = placed_1.lo + 0 AND 1 = 1 AND run_rollup_1.state = ? AND run_rollup_1.counted > 0 AND run_rollup_1.org_id = ? UNION ALL SELECT pieces_1.bucket AS bucket, 1 AS counted 
FROM (SELECT coalesce(run_1.started_at, -1) AS occurred 
FROM cover_1, run AS run_1 
WHERE 1 = 1 AND run_1.state = ? AND cover_1.level + 0 = 0 AND coalesce(run_1.started_at, -1) >= cover_1.lo + 0 AND coalesce(run_1.started_at, -1) < cover_1.hi + 0 AND run_1.org_id = ?
 LIMIT ? OFFSET 0) AS started_1, pieces_1 
WHERE pieces_1.place = started_1.occurred / ? AND started_1.occurred >= pieces_1.lo AND started_1.occurred < pieces_1.hi UNION ALL SELECT buckets_1.lo AS lo, 0 AS counted 
FROM (SELECT json_extract(value, '$[0]') AS lo, json_extract(value, '$[1]') AS hi FROM json_each(?)) AS buckets_1), 
groups_1 AS 
(SELECT stream_1.bucket AS bucket, CAST(coalesce(sum(stream_1.counted), 0) AS INTEGER) AS counted 
FROM stream_1 GROUP BY stream_1.bucket), 
figures_1 AS 
(SELECT groups_1.bucket AS bucket, groups_1.counted AS counted 
FROM groups_1), 
page_1 AS 
(SELECT json_object('count', figures_1.counted) AS figures 
FROM figures_1 ORDER BY figures_1.bucket)
 SELECT '[' || coalesce(group_concat(coalesce(page_1.figures, 'null')), '') || ']' AS value 
FROM page_1) || '}' AS value) || '}' AS value) AS value;
-- binds: <now and $started.lastDays and now>, <now and $started.lastDays>, <now>, <organization>, <now and $started.lastDays>, <now>, <now and $started.lastDays and now>, <now and $started.lastDays>, <now>, <organization>, <now and $started.lastDays>, <now>, <now and $started.lastDays and now>, <now and $started.lastDays>, <now>, <organization>, <now and $started.lastDays>, <now>, <now and $started.lastDays and now>, <now and $started.lastDays>, <now>, <organization>, 1, <now and $started.lastDays>, <now and $started.lastDays>, <now and $started.lastDays>, <now>, <now>, <now and $started.lastDays>, <now>, <now and $started.lastDays and now>, <now and $started.lastDays>, <now and $started.lastDays>, <now>, <now>, <now and $started.lastDays>, <now>, <now and $started.lastDays and now>, <now and $started.lastDays and now>, <now and $started.lastDays and now>, <RunState.FAILED: 'FAILED'>, <organization>, <RunState.FAILED: 'FAILED'>, <organization>, -1, <now and $started.lastDays and now>, <now and $started.lastDays and now>

-- running
WITH years_1 AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'run' AND rollup_period_1.level = 4 AND 1 <= ? AND rollup_period_1.end_at > ? AND rollup_period_1.start_at < ? AND rollup_period_1.org_id = ?), 
months_1 AS 
(SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM years_1, rollup_period AS rollup_period_2 
WHERE rollup_period_2.subject = 'run' AND rollup_period_2.level = 3 AND NOT (years_1.state >= 1 AND years_1.start_at >= ? AND years_1.end_at <= ? AND years_1.level <= ?) AND rollup_period_2.start_at >= years_1.start_at AND rollup_period_2.start_at < years_1.end_at AND rollup_period_2.end_at > ? AND rollup_period_2.start_at < ? AND rollup_period_2.org_id = ?), 
days_1 AS 
(SELECT rollup_period_3.level AS level, rollup_period_3.start_at AS start_at, rollup_period_3.end_at AS end_at, rollup_period_3.state AS state 
FROM months_1, rollup_period AS rollup_period_3 
WHERE rollup_period_3.subject = 'run' AND rollup_period_3.level = 2 AND NOT (months_1.state >= 1 AND months_1.start_at >= ? AND months_1.end_at <= ? AND months_1.level <= ?) AND rollup_period_3.start_at >= months_1.start_at AND rollup_period_3.start_at < months_1.end_at AND rollup_period_3.end_at > ? AND rollup_period_3.start_at < ? AND rollup_period_3.org_id = ?), 
hours_1 AS 
(SELECT rollup_period_4.level AS level, rollup_period_4.start_at AS start_at, rollup_period_4.end_at AS end_at, rollup_period_4.state AS state 
FROM days_1, rollup_period AS rollup_period_4 
WHERE rollup_period_4.subject = 'run' AND rollup_period_4.level = 1 AND NOT (days_1.state >= 1 AND days_1.start_at >= ? AND days_1.end_at <= ? AND days_1.level <= ?) AND rollup_period_4.start_at >= days_1.start_at AND rollup_period_4.start_at < days_1.end_at AND rollup_period_4.end_at > ? AND rollup_period_4.start_at < ? AND rollup_period_4.org_id = ?), 
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
(SELECT placed_1.bucket AS bucket, run_rollup_1.counted AS counted 
FROM placed_1, run_rollup AS run_rollup_1 
WHERE placed_1.level > 0 AND run_rollup_1.level = placed_1.level + 0 AND run_rollup_1.start_at = placed_1.lo + 0 AND 1 = 1 AND run_rollup_1.state = ? AND run_rollup_1.counted > 0 AND run_rollup_1.org_id = ? UNION ALL SELECT pieces_1.bucket AS bucket, 1 AS counted 
FROM (SELECT coalesce(run_1.started_at, -1) AS occurred 
FROM cover_1, run AS run_1 
WHERE 1 = 1 AND run_1.state = ? AND cover_1.level + 0 = 0 AND coalesce(run_1.started_at, -1) >= cover_1.lo + 0 AND coalesce(run_1.started_at, -1) < cover_1.hi + 0 AND run_1.org_id = ?
 LIMIT ? OFFSET 0) AS started_1, pieces_1 
WHERE pieces_1.place = started_1.occurred / ? AND started_1.occurred >= pieces_1.lo AND started_1.occurred < pieces_1.hi UNION ALL SELECT buckets_1.lo AS lo, 0 AS counted 
FROM (SELECT json_extract(value, '$[0]') AS lo, json_extract(value, '$[1]') AS hi FROM json_each(?)) AS buckets_1), 
groups_1 AS 
(SELECT stream_1.bucket AS bucket, CAST(coalesce(sum(stream_1.counted), 0) AS INTEGER) AS counted 
FROM stream_1 GROUP BY stream_1.bucket), 
figures_1 AS 
(SELECT groups_1.bucket AS bucket, groups_1.counted AS counted 
FROM groups_1), 
page_1 AS 
(SELECT json_object('count', figures_1.counted) AS figures 
FROM figures_1 ORDER BY figures_1.bucket)
 SELECT '[' || coalesce(group_concat(coalesce(page_1.figures, 'null')), '') || ']' AS value 
FROM page_1) || '}' AS value) || '}' AS value) AS value;
-- binds: <now and $started.lastDays and now>, <now and $started.lastDays>, <now>, <organization>, <now and $started.lastDays>, <now>, <now and $started.lastDays and now>, <now and $started.lastDays>, <now>, <organization>, <now and $started.lastDays>, <now>, <now and $started.lastDays and now>, <now and $started.lastDays>, <now>, <organization>, <now and $started.lastDays>, <now>, <now and $started.lastDays and now>, <now and $started.lastDays>, <now>, <organization>, 1, <now and $started.lastDays>, <now and $started.lastDays>, <now and $started.lastDays>, <now>, <now>, <now and $started.lastDays>, <now>, <now and $started.lastDays and now>, <now and $started.lastDays>, <now and $started.lastDays>, <now>, <now>, <now and $started.lastDays>, <now>, <now and $started.lastDays and now>, <now and $started.lastDays and now>, <now and $started.lastDays and now>, <RunState.RUNNING: 'RUNNING'>, <organization>, <RunState.RUNNING: 'RUNNING'>, <organization>, -1, <now and $started.lastDays and now>, <now and $started.lastDays and now>

-- pending
WITH years_1 AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'run' AND rollup_period_1.level = 4 AND 1 <= ? AND rollup_period_1.end_at > ? AND rollup_period_1.start_at < ? AND rollup_period_1.org_id = ?), 
months_1 AS 
(SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM years_1, rollup_period AS rollup_period_2 
WHERE rollup_period_2.subject = 'run' AND rollup_period_2.level = 3 AND NOT (years_1.state >= 1 AND years_1.start_at >= ? AND years_1.end_at <= ? AND years_1.level <= ?) AND rollup_period_2.start_at >= years_1.start_at AND rollup_period_2.start_at < years_1.end_at AND rollup_period_2.end_at > ? AND rollup_period_2.start_at < ? AND rollup_period_2.org_id = ?), 
days_1 AS 
(SELECT rollup_period_3.level AS level, rollup_period_3.start_at AS start_at, rollup_period_3.end_at AS end_at, rollup_period_3.state AS state 
FROM months_1, rollup_period AS rollup_period_3 
WHERE rollup_period_3.subject = 'run' AND rollup_period_3.level = 2 AND NOT (months_1.state >= 1 AND months_1.start_at >= ? AND months_1.end_at <= ? AND months_1.level <= ?) AND rollup_period_3.start_at >= months_1.start_at AND rollup_period_3.start_at < months_1.end_at AND rollup_period_3.end_at > ? AND rollup_period_3.start_at < ? AND rollup_period_3.org_id = ?), 
hours_1 AS 
(SELECT rollup_period_4.level AS level, rollup_period_4.start_at AS start_at, rollup_period_4.end_at AS end_at, rollup_period_4.state AS state 
FROM days_1, rollup_period AS rollup_period_4 
WHERE rollup_period_4.subject = 'run' AND rollup_period_4.level = 1 AND NOT (days_1.state >= 1 AND days_1.start_at >= ? AND days_1.end_at <= ? AND days_1.level <= ?) AND rollup_period_4.start_at >= days_1.start_at AND rollup_period_4.start_at < days_1.end_at AND rollup_period_4.end_at > ? AND rollup_period_4.start_at < ? AND rollup_period_4.org_id = ?), 
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
(SELECT placed_1.bucket AS bucket, run_rollup_1.counted AS counted 
FROM placed_1, run_rollup AS run_rollup_1 
WHERE placed_1.level > 0 AND run_rollup_1.level = placed_1.level + 0 AND run_rollup_1.start_at = placed_1.lo + 0 AND 1 = 1 AND run_rollup_1.state = ? AND run_rollup_1.counted > 0 AND run_rollup_1.org_id = ? UNION ALL SELECT pieces_1.bucket AS bucket, 1 AS counted 
FROM (SELECT coalesce(run_1.started_at, -1) AS occurred 
FROM cover_1, run AS run_1 
WHERE 1 = 1 AND run_1.state = ? AND cover_1.level + 0 = 0 AND coalesce(run_1.started_at, -1) >= cover_1.lo + 0 AND coalesce(run_1.started_at, -1) < cover_1.hi + 0 AND run_1.org_id = ?
 LIMIT ? OFFSET 0) AS started_1, pieces_1 
WHERE pieces_1.place = started_1.occurred / ? AND started_1.occurred >= pieces_1.lo AND started_1.occurred < pieces_1.hi UNION ALL SELECT buckets_1.lo AS lo, 0 AS counted 
FROM (SELECT json_extract(value, '$[0]') AS lo, json_extract(value, '$[1]') AS hi FROM json_each(?)) AS buckets_1), 
groups_1 AS 
(SELECT stream_1.bucket AS bucket, CAST(coalesce(sum(stream_1.counted), 0) AS INTEGER) AS counted 
FROM stream_1 GROUP BY stream_1.bucket), 
figures_1 AS 
(SELECT groups_1.bucket AS bucket, groups_1.counted AS counted 
FROM groups_1), 
page_1 AS 
(SELECT json_object('count', figures_1.counted) AS figures 
FROM figures_1 ORDER BY figures_1.bucket)
 SELECT '[' || coalesce(group_concat(coalesce(page_1.figures, 'null')), '') || ']' AS value 
FROM page_1) || '}' AS value) || '}' AS value) AS value;
-- binds: <now and $started.lastDays and now>, <now and $started.lastDays>, <now>, <organization>, <now and $started.lastDays>, <now>, <now and $started.lastDays and now>, <now and $started.lastDays>, <now>, <organization>, <now and $started.lastDays>, <now>, <now and $started.lastDays and now>, <now and $started.lastDays>, <now>, <organization>, <now and $started.lastDays>, <now>, <now and $started.lastDays and now>, <now and $started.lastDays>, <now>, <organization>, 1, <now and $started.lastDays>, <now and $started.lastDays>, <now and $started.lastDays>, <now>, <now>, <now and $started.lastDays>, <now>, <now and $started.lastDays and now>, <now and $started.lastDays>, <now and $started.lastDays>, <now>, <now>, <now and $started.lastDays>, <now>, <now and $started.lastDays and now>, <now and $started.lastDays and now>, <now and $started.lastDays and now>, <RunState.PENDING: 'PENDING'>, <organization>, <RunState.PENDING: 'PENDING'>, <organization>, -1, <now and $started.lastDays and now>, <now and $started.lastDays and now>

-- activeToday
SELECT (SELECT json_object('totalCount', (WITH stream_1 AS 
(SELECT 1 AS counted 
FROM (SELECT 1 AS one 
FROM run AS run_1 
WHERE (CASE WHEN (coalesce(run_1.started_at, -1) >= coalesce(run_1.last_activity_at, -1) AND coalesce(run_1.started_at, -1) >= coalesce(run_1.ended_at, -1)) THEN run_1.started_at WHEN (coalesce(run_1.last_activity_at, -1) >= coalesce(run_1.ended_at, -1)) THEN run_1.last_activity_at ELSE run_1.ended_at END) >= ? AND (CASE WHEN (coalesce(run_1.started_at, -1) >= coalesce(run_1.last_activity_at, -1) AND coalesce(run_1.started_at, -1) >= coalesce(run_1.ended_at, -1)) THEN run_1.started_at WHEN (coalesce(run_1.last_activity_at, -1) >= coalesce(run_1.ended_at, -1)) THEN run_1.last_activity_at ELSE run_1.ended_at END) < ? AND 1 = 1 AND run_1.org_id = ?) AS started_1), 
groups_1 AS 
(SELECT CAST(coalesce(sum(stream_1.counted), 0) AS INTEGER) AS counted 
FROM stream_1), 
figures_1 AS 
(SELECT groups_1.counted AS counted 
FROM groups_1)
 SELECT figures_1.counted AS value 
FROM figures_1)) AS value) AS value;
-- binds: <now and $active.lastDays>, <now>, <organization>

-- workflows
WITH years_1 AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'run' AND rollup_period_1.level = 4 AND 1 <= 4 AND rollup_period_1.end_at > ? AND rollup_period_1.start_at < ? AND rollup_period_1.org_id = ?), 
months_1 AS 
(SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM years_1, rollup_period AS rollup_period_2 
WHERE rollup_period_2.subject = 'run' AND rollup_period_2.level = 3 AND NOT (years_1.state >= 1 AND years_1.start_at >= ? AND years_1.end_at <= ? AND years_1.level <= 4) AND rollup_period_2.start_at >= years_1.start_at AND rollup_period_2.start_at < years_1.end_at AND rollup_period_2.end_at > ? AND rollup_period_2.start_at < ? AND rollup_period_2.org_id = ?), 
days_1 AS 
(SELECT rollup_period_3.level AS level, rollup_period_3.start_at AS start_at, rollup_period_3.end_at AS end_at, rollup_period_3.state AS state 
FROM months_1, rollup_period AS rollup_period_3 
WHERE rollup_period_3.subject = 'run' AND rollup_period_3.level = 2 AND NOT (months_1.state >= 1 AND months_1.start_at >= ? AND months_1.end_at <= ? AND months_1.level <= 4) AND rollup_period_3.start_at >= months_1.start_at AND rollup_period_3.start_at < months_1.end_at AND rollup_period_3.end_at > ? AND rollup_period_3.start_at < ? AND rollup_period_3.org_id = ?), 
hours_1 AS 
(SELECT rollup_period_4.level AS level, rollup_period_4.start_at AS start_at, rollup_period_4.end_at AS end_at, rollup_period_4.state AS state 
FROM days_1, rollup_period AS rollup_period_4 
WHERE rollup_period_4.subject = 'run' AND rollup_period_4.level = 1 AND NOT (days_1.state >= 1 AND days_1.start_at >= ? AND days_1.end_at <= ? AND days_1.level <= 4) AND rollup_period_4.start_at >= days_1.start_at AND rollup_period_4.start_at < days_1.end_at AND rollup_period_4.end_at > ? AND rollup_period_4.start_at < ? AND rollup_period_4.org_id = ?), 
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
WHERE periods_1.state >= 1 AND periods_1.start_at >= ? AND periods_1.end_at <= ? AND periods_1.level <= 4 UNION ALL SELECT 0, swept_1.reached AS reached, swept_1.lo AS lo 
FROM swept_1 
WHERE swept_1.reached < swept_1.lo UNION ALL SELECT 0, CASE WHEN (periods_1.start_at < ?) THEN ? ELSE periods_1.start_at END AS lo, CASE WHEN (periods_1.end_at > ?) THEN ? ELSE periods_1.end_at END AS hi 
FROM periods_1 
WHERE periods_1.state >= 1 AND NOT (periods_1.state >= 1 AND periods_1.start_at >= ? AND periods_1.end_at <= ? AND periods_1.level <= 4) AND periods_1.level = 1)
 SELECT (SELECT '{"stats":' || (SELECT '{"figures":' || (WITH stream_1 AS 
(SELECT CAST(run_by_workflow_1.workflow_id AS TEXT) AS key_0, run_by_workflow_1.counted AS counted, run_by_workflow_1.measured AS measured, run_by_workflow_1.seconds AS seconds, run_by_workflow_1.micros AS micros, run_by_workflow_1.sum_clicks AS sum_clicks, run_by_workflow_1.sum_keystrokes AS sum_keystrokes, run_by_workflow_1.sum_scrolls AS sum_scrolls, run_by_workflow_1.sum_screenshots AS sum_screenshots, run_by_workflow_1.sum_total_steps AS sum_total_steps, run_by_workflow_1.sum_total_iterations AS sum_total_iterations 
FROM cover_1, run_by_workflow AS run_by_workflow_1 
WHERE cover_1.level > 0 AND run_by_workflow_1.level = cover_1.level + 0 AND run_by_workflow_1.start_at = cover_1.lo + 0 AND 1 = 1 AND run_by_workflow_1.counted > 0 AND run_by_workflow_1.org_id = ? UNION ALL SELECT started_1.key_0 AS key_0, 1 AS counted, CASE WHEN (started_1.value IS NOT NULL) THEN 1 ELSE 0 END AS measured, coalesce(started_1.value, 0) / 1000000 AS seconds, coalesce(started_1.value, 0) % 1000000 AS micros, coalesce(started_1.sum_clicks, 0) AS sum_clicks, coalesce(started_1.sum_keystrokes, 0) AS sum_keystrokes, coalesce(started_1.sum_scrolls, 0) AS sum_scrolls, coalesce(started_1.sum_screenshots, 0) AS sum_screenshots, coalesce(started_1.sum_total_steps, 0) AS sum_total_steps, coalesce(started_1.sum_total_iterations, 0) AS sum_total_iterations 
FROM (SELECT CAST(run_1.workflow_id AS TEXT) AS key_0, CASE WHEN (run_1.ended_at >= run_1.started_at) THEN run_1.ended_at - run_1.started_at END AS value, run_1.clicks AS sum_clicks, run_1.keystrokes AS sum_keystrokes, run_1.scrolls AS sum_scrolls, run_1.screenshots AS sum_screenshots, run_1.total_steps AS sum_total_steps, run_1.total_iterations AS sum_total_iterations 
FROM cover_1, run AS run_1 
WHERE 1 = 1 AND cover_1.level + 0 = 0 AND coalesce(run_1.started_at, -1) >= cover_1.lo + 0 AND coalesce(run_1.started_at, -1) < cover_1.hi + 0 AND run_1.org_id = ?) AS started_1), 
groups_1 AS 
(SELECT stream_1.key_0 AS key_0, CAST(coalesce(sum(stream_1.counted), 0) AS INTEGER) AS counted, CAST(coalesce(sum(stream_1.measured), 0) AS INTEGER) AS measured, CAST(coalesce(sum(stream_1.seconds), 0) AS INTEGER) AS seconds, CAST(coalesce(sum(stream_1.micros), 0) AS INTEGER) AS micros, CAST(coalesce(sum(stream_1.sum_clicks), 0) AS INTEGER) AS sum_clicks, CAST(coalesce(sum(stream_1.sum_keystrokes), 0) AS INTEGER) AS sum_keystrokes, CAST(coalesce(sum(stream_1.sum_scrolls), 0) AS INTEGER) AS sum_scrolls, CAST(coalesce(sum(stream_1.sum_screenshots), 0) AS INTEGER) AS sum_screenshots, CAST(coalesce(sum(stream_1.sum_total_steps), 0) AS INTEGER) AS sum_total_steps, CAST(coalesce(sum(stream_1.sum_total_iterations), 0) AS INTEGER) AS sum_total_iterations 
FROM stream_1 GROUP BY stream_1.key_0), 
figures_1 AS 
(SELECT groups_1.key_0 AS key_0, groups_1.counted AS counted, groups_1.measured AS measured, groups_1.seconds AS seconds, groups_1.micros AS micros, CASE WHEN (groups_1.measured > 0) THEN (groups_1.seconds / groups_1.measured) * 1000000 + CAST(round((((groups_1.seconds % groups_1.measured) * 1000000 + groups_1.micros) * 1.0) / (nullif(groups_1.measured, 0) + 0.0)) AS INTEGER) END AS average, groups_1.sum_clicks AS sum_clicks, groups_1.sum_keystrokes AS sum_keystrokes, groups_1.sum_scrolls AS sum_scrolls, groups_1.sum_screenshots AS sum_screenshots, groups_1.sum_total_steps AS sum_total_steps, groups_1.sum_total_iterations AS sum_total_iterations 
FROM groups_1), 
page_1 AS 
(SELECT '{' || trim(json_object('key', figures_1.key_0, 'count', figures_1.counted), '{}') || ',"duration":' || json_object('count', figures_1.measured, 'avg', CASE WHEN abs(figures_1.average) >= 1000000000000000 THEN json(printf('%!.17g', (figures_1.average) / 1000.0)) ELSE (figures_1.average) / 1000.0 END) || ',"sums":' || json_object('clicks', figures_1.sum_clicks, 'keystrokes', figures_1.sum_keystrokes, 'scrolls', figures_1.sum_scrolls, 'screenshots', figures_1.sum_screenshots, 'totalSteps', figures_1.sum_total_steps, 'totalIterations', figures_1.sum_total_iterations) || '}' AS figures 
FROM figures_1 ORDER BY figures_1.counted DESC, figures_1.key_0 ASC NULLS LAST
 LIMIT ? OFFSET ?)
 SELECT '[' || coalesce(group_concat(coalesce(page_1.figures, 'null')), '') || ']' AS value 
FROM page_1) || '}' AS value) || '}' AS value) AS value;
-- binds: <now and $started.lastDays>, <now>, <organization>, <now and $started.lastDays>, <now>, <now and $started.lastDays>, <now>, <organization>, <now and $started.lastDays>, <now>, <now and $started.lastDays>, <now>, <organization>, <now and $started.lastDays>, <now>, <now and $started.lastDays>, <now>, <organization>, 1, <now and $started.lastDays>, <now and $started.lastDays>, <now and $started.lastDays>, <now>, <now>, <now and $started.lastDays>, <now>, <now and $started.lastDays>, <now and $started.lastDays>, <now>, <now>, <now and $started.lastDays>, <now>, <organization>, <organization>, 10000, 0

-- workflowsCompleted
WITH years_1 AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'run' AND rollup_period_1.level = 4 AND 1 <= 4 AND rollup_period_1.end_at > ? AND rollup_period_1.start_at < ? AND rollup_period_1.org_id = ?), 
months_1 AS 
(SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM years_1, rollup_period AS rollup_period_2 
WHERE rollup_period_2.subject = 'run' AND rollup_period_2.level = 3 AND NOT (years_1.state >= 1 AND years_1.start_at >= ? AND years_1.end_at <= ? AND years_1.level <= 4) AND rollup_period_2.start_at >= years_1.start_at AND rollup_period_2.start_at < years_1.end_at AND rollup_period_2.end_at > ? AND rollup_period_2.start_at < ? AND rollup_period_2.org_id = ?), 
days_1 AS 
(SELECT rollup_period_3.level AS level, rollup_period_3.start_at AS start_at, rollup_period_3.end_at AS end_at, rollup_period_3.state AS state 
FROM months_1, rollup_period AS rollup_period_3 
WHERE rollup_period_3.subject = 'run' AND rollup_period_3.level = 2 AND NOT (months_1.state >= 1 AND months_1.start_at >= ? AND months_1.end_at <= ? AND months_1.level <= 4) AND rollup_period_3.start_at >= months_1.start_at AND rollup_period_3.start_at < months_1.end_at AND rollup_period_3.end_at > ? AND rollup_period_3.start_at < ? AND rollup_period_3.org_id = ?), 
hours_1 AS 
(SELECT rollup_period_4.level AS level, rollup_period_4.start_at AS start_at, rollup_period_4.end_at AS end_at, rollup_period_4.state AS state 
FROM days_1, rollup_period AS rollup_period_4 
WHERE rollup_period_4.subject = 'run' AND rollup_period_4.level = 1 AND NOT (days_1.state >= 1 AND days_1.start_at >= ? AND days_1.end_at <= ? AND days_1.level <= 4) AND rollup_period_4.start_at >= days_1.start_at AND rollup_period_4.start_at < days_1.end_at AND rollup_period_4.end_at > ? AND rollup_period_4.start_at < ? AND rollup_period_4.org_id = ?), 
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
WHERE periods_1.state >= 1 AND periods_1.start_at >= ? AND periods_1.end_at <= ? AND periods_1.level <= 4 UNION ALL SELECT 0, swept_1.reached AS reached, swept_1.lo AS lo 
FROM swept_1 
WHERE swept_1.reached < swept_1.lo UNION ALL SELECT 0, CASE WHEN (periods_1.start_at < ?) THEN ? ELSE periods_1.start_at END AS lo, CASE WHEN (periods_1.end_at > ?) THEN ? ELSE periods_1.end_at END AS hi 
FROM periods_1 
WHERE periods_1.state >= 1 AND NOT (periods_1.state >= 1 AND periods_1.start_at >= ? AND periods_1.end_at <= ? AND periods_1.level <= 4) AND periods_1.level = 1)
 SELECT (SELECT '{"stats":' || (SELECT '{"groupBy":' || (WITH stream_1 AS 
(SELECT CAST(run_by_workflow_1.workflow_id AS TEXT) AS key_0, run_by_workflow_1.counted AS counted 
FROM cover_1, run_by_workflow AS run_by_workflow_1 
WHERE cover_1.level > 0 AND run_by_workflow_1.level = cover_1.level + 0 AND run_by_workflow_1.start_at = cover_1.lo + 0 AND 1 = 1 AND run_by_workflow_1.state = ? AND run_by_workflow_1.counted > 0 AND run_by_workflow_1.org_id = ? UNION ALL SELECT started_1.key_0 AS key_0, 1 AS counted 
FROM (SELECT CAST(run_1.workflow_id AS TEXT) AS key_0 
FROM cover_1, run AS run_1 
WHERE 1 = 1 AND run_1.state = ? AND cover_1.level + 0 = 0 AND coalesce(run_1.started_at, -1) >= cover_1.lo + 0 AND coalesce(run_1.started_at, -1) < cover_1.hi + 0 AND run_1.org_id = ?) AS started_1), 
groups_1 AS 
(SELECT stream_1.key_0 AS key_0, CAST(coalesce(sum(stream_1.counted), 0) AS INTEGER) AS counted 
FROM stream_1 GROUP BY stream_1.key_0), 
figures_1 AS 
(SELECT groups_1.key_0 AS key_0, groups_1.counted AS counted 
FROM groups_1), 
page_1 AS 
(SELECT json_object('key', figures_1.key_0, 'count', figures_1.counted) AS figures 
FROM figures_1 ORDER BY figures_1.counted DESC, figures_1.key_0 ASC NULLS LAST
 LIMIT ? OFFSET ?)
 SELECT '[' || coalesce(group_concat(coalesce(page_1.figures, 'null')), '') || ']' AS value 
FROM page_1) || '}' AS value) || '}' AS value) AS value;
-- binds: <now and $started.lastDays>, <now>, <organization>, <now and $started.lastDays>, <now>, <now and $started.lastDays>, <now>, <organization>, <now and $started.lastDays>, <now>, <now and $started.lastDays>, <now>, <organization>, <now and $started.lastDays>, <now>, <now and $started.lastDays>, <now>, <organization>, 1, <now and $started.lastDays>, <now and $started.lastDays>, <now and $started.lastDays>, <now>, <now>, <now and $started.lastDays>, <now>, <now and $started.lastDays>, <now and $started.lastDays>, <now>, <now>, <now and $started.lastDays>, <now>, <RunState.COMPLETED: 'COMPLETED'>, <organization>, <RunState.COMPLETED: 'COMPLETED'>, <organization>, 10000, 0

-- workflowsFailed
WITH years_1 AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'run' AND rollup_period_1.level = 4 AND 1 <= 4 AND rollup_period_1.end_at > ? AND rollup_period_1.start_at < ? AND rollup_period_1.org_id = ?), 
months_1 AS 
(SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM years_1, rollup_period AS rollup_period_2 
WHERE rollup_period_2.subject = 'run' AND rollup_period_2.level = 3 AND NOT (years_1.state >= 1 AND years_1.start_at >= ? AND years_1.end_at <= ? AND years_1.level <= 4) AND rollup_period_2.start_at >= years_1.start_at AND rollup_period_2.start_at < years_1.end_at AND rollup_period_2.end_at > ? AND rollup_period_2.start_at < ? AND rollup_period_2.org_id = ?), 
days_1 AS 
(SELECT rollup_period_3.level AS level, rollup_period_3.start_at AS start_at, rollup_period_3.end_at AS end_at, rollup_period_3.state AS state 
FROM months_1, rollup_period AS rollup_period_3 
WHERE rollup_period_3.subject = 'run' AND rollup_period_3.level = 2 AND NOT (months_1.state >= 1 AND months_1.start_at >= ? AND months_1.end_at <= ? AND months_1.level <= 4) AND rollup_period_3.start_at >= months_1.start_at AND rollup_period_3.start_at < months_1.end_at AND rollup_period_3.end_at > ? AND rollup_period_3.start_at < ? AND rollup_period_3.org_id = ?), 
hours_1 AS 
(SELECT rollup_period_4.level AS level, rollup_period_4.start_at AS start_at, rollup_period_4.end_at AS end_at, rollup_period_4.state AS state 
FROM days_1, rollup_period AS rollup_period_4 
WHERE rollup_period_4.subject = 'run' AND rollup_period_4.level = 1 AND NOT (days_1.state >= 1 AND days_1.start_at >= ? AND days_1.end_at <= ? AND days_1.level <= 4) AND rollup_period_4.start_at >= days_1.start_at AND rollup_period_4.start_at < days_1.end_at AND rollup_period_4.end_at > ? AND rollup_period_4.start_at < ? AND rollup_period_4.org_id = ?), 
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
WHERE periods_1.state >= 1 AND periods_1.start_at >= ? AND periods_1.end_at <= ? AND periods_1.level <= 4 UNION ALL SELECT 0, swept_1.reached AS reached, swept_1.lo AS lo 
FROM swept_1 
WHERE swept_1.reached < swept_1.lo UNION ALL SELECT 0, CASE WHEN (periods_1.start_at < ?) THEN ? ELSE periods_1.start_at END AS lo, CASE WHEN (periods_1.end_at > ?) THEN ? ELSE periods_1.end_at END AS hi 
FROM periods_1 
WHERE periods_1.state >= 1 AND NOT (periods_1.state >= 1 AND periods_1.start_at >= ? AND periods_1.end_at <= ? AND periods_1.level <= 4) AND periods_1.level = 1)
 SELECT (SELECT '{"stats":' || (SELECT '{"groupBy":' || (WITH stream_1 AS 
(SELECT CAST(run_by_workflow_1.workflow_id AS TEXT) AS key_0, run_by_workflow_1.counted AS counted 
FROM cover_1, run_by_workflow AS run_by_workflow_1 
WHERE cover_1.level > 0 AND run_by_workflow_1.level = cover_1.level + 0 AND run_by_workflow_1.start_at = cover_1.lo + 0 AND 1 = 1 AND run_by_workflow_1.state = ? AND run_by_workflow_1.counted > 0 AND run_by_workflow_1.org_id = ? UNION ALL SELECT started_1.key_0 AS key_0, 1 AS counted 
FROM (SELECT CAST(run_1.workflow_id AS TEXT) AS key_0 
FROM cover_1, run AS run_1 
WHERE 1 = 1 AND run_1.state = ? AND cover_1.level + 0 = 0 AND coalesce(run_1.started_at, -1) >= cover_1.lo + 0 AND coalesce(run_1.started_at, -1) < cover_1.hi + 0 AND run_1.org_id = ?) AS started_1), 
groups_1 AS 
(SELECT stream_1.key_0 AS key_0, CAST(coalesce(sum(stream_1.counted), 0) AS INTEGER) AS counted 
FROM stream_1 GROUP BY stream_1.key_0), 
figures_1 AS 
(SELECT groups_1.key_0 AS key_0, groups_1.counted AS counted 
FROM groups_1), 
page_1 AS 
(SELECT json_object('key', figures_1.key_0, 'count', figures_1.counted) AS figures 
FROM figures_1 ORDER BY figures_1.counted DESC, figures_1.key_0 ASC NULLS LAST
 LIMIT ? OFFSET ?)
 SELECT '[' || coalesce(group_concat(coalesce(page_1.figures, 'null')), '') || ']' AS value 
FROM page_1) || '}' AS value) || '}' AS value) AS value;
-- binds: <now and $started.lastDays>, <now>, <organization>, <now and $started.lastDays>, <now>, <now and $started.lastDays>, <now>, <organization>, <now and $started.lastDays>, <now>, <now and $started.lastDays>, <now>, <organization>, <now and $started.lastDays>, <now>, <now and $started.lastDays>, <now>, <organization>, 1, <now and $started.lastDays>, <now and $started.lastDays>, <now and $started.lastDays>, <now>, <now>, <now and $started.lastDays>, <now>, <now and $started.lastDays>, <now and $started.lastDays>, <now>, <now>, <now and $started.lastDays>, <now>, <RunState.FAILED: 'FAILED'>, <organization>, <RunState.FAILED: 'FAILED'>, <organization>, 10000, 0

-- failures
WITH years_1 AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'run' AND rollup_period_1.level = 4 AND 1 <= 4 AND rollup_period_1.end_at > ? AND rollup_period_1.start_at < ? AND rollup_period_1.org_id = ?), 
months_1 AS 
(SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM years_1, rollup_period AS rollup_period_2 
WHERE rollup_period_2.subject = 'run' AND rollup_period_2.level = 3 AND NOT (years_1.state >= 1 AND years_1.start_at >= ? AND years_1.end_at <= ? AND years_1.level <= 4) AND rollup_period_2.start_at >= years_1.start_at AND rollup_period_2.start_at < years_1.end_at AND rollup_period_2.end_at > ? AND rollup_period_2.start_at < ? AND rollup_period_2.org_id = ?), 
days_1 AS 
(SELECT rollup_period_3.level AS level, rollup_period_3.start_at AS start_at, rollup_period_3.end_at AS end_at, rollup_period_3.state AS state 
FROM months_1, rollup_period AS rollup_period_3 
WHERE rollup_period_3.subject = 'run' AND rollup_period_3.level = 2 AND NOT (months_1.state >= 1 AND months_1.start_at >= ? AND months_1.end_at <= ? AND months_1.level <= 4) AND rollup_period_3.start_at >= months_1.start_at AND rollup_period_3.start_at < months_1.end_at AND rollup_period_3.end_at > ? AND rollup_period_3.start_at < ? AND rollup_period_3.org_id = ?), 
hours_1 AS 
(SELECT rollup_period_4.level AS level, rollup_period_4.start_at AS start_at, rollup_period_4.end_at AS end_at, rollup_period_4.state AS state 
FROM days_1, rollup_period AS rollup_period_4 
WHERE rollup_period_4.subject = 'run' AND rollup_period_4.level = 1 AND NOT (days_1.state >= 1 AND days_1.start_at >= ? AND days_1.end_at <= ? AND days_1.level <= 4) AND rollup_period_4.start_at >= days_1.start_at AND rollup_period_4.start_at < days_1.end_at AND rollup_period_4.end_at > ? AND rollup_period_4.start_at < ? AND rollup_period_4.org_id = ?), 
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
WHERE periods_1.state >= 1 AND periods_1.start_at >= ? AND periods_1.end_at <= ? AND periods_1.level <= 4 UNION ALL SELECT 0, swept_1.reached AS reached, swept_1.lo AS lo 
FROM swept_1 
WHERE swept_1.reached < swept_1.lo UNION ALL SELECT 0, CASE WHEN (periods_1.start_at < ?) THEN ? ELSE periods_1.start_at END AS lo, CASE WHEN (periods_1.end_at > ?) THEN ? ELSE periods_1.end_at END AS hi 
FROM periods_1 
WHERE periods_1.state >= 1 AND NOT (periods_1.state >= 1 AND periods_1.start_at >= ? AND periods_1.end_at <= ? AND periods_1.level <= 4) AND periods_1.level = 1), 
years_2 AS 
(SELECT rollup_period_5.level AS level, rollup_period_5.start_at AS start_at, rollup_period_5.end_at AS end_at, rollup_period_5.state AS state 
FROM rollup_period AS rollup_period_5 
WHERE rollup_period_5.subject = 'run' AND rollup_period_5.level = 4 AND 1 <= 4 AND rollup_period_5.end_at > ? AND rollup_period_5.start_at < ? AND rollup_period_5.org_id = ?), 
months_2 AS 
(SELECT rollup_period_6.level AS level, rollup_period_6.start_at AS start_at, rollup_period_6.end_at AS end_at, rollup_period_6.state AS state 
FROM years_2, rollup_period AS rollup_period_6 
WHERE rollup_period_6.subject = 'run' AND rollup_period_6.level = 3 AND NOT (years_2.state >= 1 AND years_2.start_at >= ? AND years_2.end_at <= ? AND years_2.level <= 4) AND rollup_period_6.start_at >= years_2.start_at AND rollup_period_6.start_at < years_2.end_at AND rollup_period_6.end_at > ? AND rollup_period_6.start_at < ? AND rollup_period_6.org_id = ?), 
days_2 AS 
(SELECT rollup_period_7.level AS level, rollup_period_7.start_at AS start_at, rollup_period_7.end_at AS end_at, rollup_period_7.state AS state 
FROM months_2, rollup_period AS rollup_period_7 
WHERE rollup_period_7.subject = 'run' AND rollup_period_7.level = 2 AND NOT (months_2.state >= 1 AND months_2.start_at >= ? AND months_2.end_at <= ? AND months_2.level <= 4) AND rollup_period_7.start_at >= months_2.start_at AND rollup_period_7.start_at < months_2.end_at AND rollup_period_7.end_at > ? AND rollup_period_7.start_at < ? AND rollup_period_7.org_id = ?), 
hours_2 AS 
(SELECT rollup_period_8.level AS level, rollup_period_8.start_at AS start_at, rollup_period_8.end_at AS end_at, rollup_period_8.state AS state 
FROM days_2, rollup_period AS rollup_period_8 
WHERE rollup_period_8.subject = 'run' AND rollup_period_8.level = 1 AND NOT (days_2.state >= 1 AND days_2.start_at >= ? AND days_2.end_at <= ? AND days_2.level <= 4) AND rollup_period_8.start_at >= days_2.start_at AND rollup_period_8.start_at < days_2.end_at AND rollup_period_8.end_at > ? AND rollup_period_8.start_at < ? AND rollup_period_8.org_id = ?), 
periods_2 AS 
(SELECT years_2.level AS level, years_2.start_at AS start_at, years_2.end_at AS end_at, years_2.state AS state 
FROM years_2 UNION ALL SELECT months_2.level AS level, months_2.start_at AS start_at, months_2.end_at AS end_at, months_2.state AS state 
FROM months_2 UNION ALL SELECT days_2.level AS level, days_2.start_at AS start_at, days_2.end_at AS end_at, days_2.state AS state 
FROM days_2 UNION ALL SELECT hours_2.level AS level, hours_2.start_at AS start_at, hours_2.end_at AS end_at, hours_2.state AS state 
FROM hours_2), 
swept_2 AS 
(SELECT coalesce(max(edges_2.hi) OVER (ORDER BY edges_2.lo, edges_2.hi ROWS BETWEEN UNBOUNDED PRECEDING AND ? PRECEDING), ?) AS reached, CASE WHEN (edges_2.lo < ?) THEN ? ELSE edges_2.lo END AS lo 
FROM (SELECT ? AS lo, ? AS hi UNION ALL SELECT periods_2.start_at AS start_at, periods_2.end_at AS end_at 
FROM periods_2 
WHERE periods_2.state >= 1) AS edges_2), 
cover_2 AS MATERIALIZED 
(SELECT periods_2.level AS level, periods_2.start_at AS lo, periods_2.end_at AS hi 
FROM periods_2 
WHERE periods_2.state >= 1 AND periods_2.start_at >= ? AND periods_2.end_at <= ? AND periods_2.level <= 4 UNION ALL SELECT 0, swept_2.reached AS reached, swept_2.lo AS lo 
FROM swept_2 
WHERE swept_2.reached < swept_2.lo UNION ALL SELECT 0, CASE WHEN (periods_2.start_at < ?) THEN ? ELSE periods_2.start_at END AS lo, CASE WHEN (periods_2.end_at > ?) THEN ? ELSE periods_2.end_at END AS hi 
FROM periods_2 
WHERE periods_2.state >= 1 AND NOT (periods_2.state >= 1 AND periods_2.start_at >= ? AND periods_2.end_at <= ? AND periods_2.level <= 4) AND periods_2.level = 1)
 SELECT (SELECT '{' || trim(json_object('totalCount', (WITH stream_1 AS 
(SELECT run_rollup_1.counted AS counted 
FROM cover_1, run_rollup AS run_rollup_1 
WHERE cover_1.level > 0 AND run_rollup_1.level = cover_1.level + 0 AND run_rollup_1.start_at = cover_1.lo + 0 AND 1 = 1 AND run_rollup_1.state = ? AND run_rollup_1.counted > 0 AND run_rollup_1.org_id = ? UNION ALL SELECT 1 AS counted 
FROM (SELECT 1 AS one 
FROM cover_1, run AS run_1 
WHERE 1 = 1 AND run_1.state = ? AND cover_1.level + 0 = 0 AND coalesce(run_1.started_at, -1) >= cover_1.lo + 0 AND coalesce(run_1.started_at, -1) < cover_1.hi + 0 AND run_1.org_id = ?) AS started_1), 
groups_1 AS 
(SELECT CAST(coalesce(sum(stream_1.counted), 0) AS INTEGER) AS counted 
FROM stream_1), 
figures_1 AS 
(SELECT groups_1.counted AS counted 
FROM groups_1)
 SELECT figures_1.counted AS value 
FROM figures_1)), '{}') || ',"nodes":[' || coalesce(group_concat('{' || trim(json_object('runId', nodes_1.id, 'externalId', nodes_1.external_id, 'workflowId', nodes_1.workflow_id), '{}') || ',"workflow":' || coalesce(nodes_1.hoisted_0, 'null') || ',' || trim(json_object('errorCategory', nodes_1.error_category, 'trigger', nodes_1."trigger", 'startedAt', iif(nodes_1.started_at % 1000000, date(nodes_1.started_at / 1000000, 'unixepoch') || 'T' || time(nodes_1.started_at / 1000000, 'unixepoch') || rtrim('.' || substr(nodes_1.started_at + 1000000, -6), '0') || 'Z', date(nodes_1.started_at / 1000000, 'unixepoch') || 'T' || time(nodes_1.started_at / 1000000, 'unixepoch') || 'Z'), 'error', nodes_1.error, 'duration', CASE WHEN abs(nodes_1.hoisted_1) >= 1000000000000000 THEN json(printf('%!.17g', (nodes_1.hoisted_1) / 1000.0)) ELSE (nodes_1.hoisted_1) / 1000.0 END), '{}') || '}'), '') || '],"stats":' || (SELECT '{"categories":' || (WITH stream_2 AS 
(SELECT CAST(run_by_workflow_1.error_category AS TEXT) AS key_0, run_by_workflow_1.counted AS counted 
FROM cover_2, run_by_workflow AS run_by_workflow_1 
WHERE cover_2.level > 0 AND run_by_workflow_1.level = cover_2.level + 0 AND run_by_workflow_1.start_at = cover_2.lo + 0 AND 1 = 1 AND run_by_workflow_1.state = ? AND run_by_workflow_1.counted > 0 AND run_by_workflow_1.org_id = ? UNION ALL SELECT started_2.key_0 AS key_0, 1 AS counted 
FROM (SELECT CAST(run_1.error_category AS TEXT) AS key_0 
FROM cover_2, run AS run_1 
WHERE 1 = 1 AND run_1.state = ? AND cover_2.level + 0 = 0 AND coalesce(run_1.started_at, -1) >= cover_2.lo + 0 AND coalesce(run_1.started_at, -1) < cover_2.hi + 0 AND run_1.org_id = ?) AS started_2), 
groups_2 AS 
(SELECT stream_2.key_0 AS key_0, CAST(coalesce(sum(stream_2.counted), 0) AS INTEGER) AS counted 
FROM stream_2 GROUP BY stream_2.key_0), 
figures_2 AS 
(SELECT groups_2.key_0 AS key_0, groups_2.counted AS counted 
FROM groups_2), 
page_1 AS 
(SELECT json_object('key', figures_2.key_0, 'count', figures_2.counted) AS figures 
FROM figures_2 ORDER BY figures_2.counted DESC, figures_2.key_0 ASC NULLS LAST
 LIMIT ? OFFSET ?)
 SELECT '[' || coalesce(group_concat(coalesce(page_1.figures, 'null')), '') || ']' AS value 
FROM page_1) || '}' AS value) || '}' AS value 
FROM (SELECT page_2.id AS id, page_2.external_id AS external_id, page_2.workflow_id AS workflow_id, page_2.error_category AS error_category, page_2."trigger" AS "trigger", page_2.started_at AS started_at, page_2.error AS error, page_2.ended_at AS ended_at, (SELECT json_object('name', workflow_1.name) AS value 
FROM workflow AS workflow_1 
WHERE workflow_1.id = page_2.workflow_id AND workflow_1.org_id = ?) AS hoisted_0, CASE WHEN (page_2.ended_at >= page_2.started_at) THEN page_2.ended_at - page_2.started_at END AS hoisted_1 
FROM (SELECT run_1.id AS id, run_1.external_id AS external_id, run_1.workflow_id AS workflow_id, run_1.error_category AS error_category, run_1."trigger" AS "trigger", run_1.started_at AS started_at, run_1.error AS error, run_1.ended_at AS ended_at 
FROM run AS run_1 
WHERE coalesce(run_1.started_at, -1) >= ? AND coalesce(run_1.started_at, -1) < ? AND 1 = 1 AND run_1.state = ? AND run_1.org_id = ? ORDER BY coalesce(run_1.started_at, -1) DESC, run_1.id DESC
 LIMIT 20 OFFSET ?) AS page_2
 LIMIT ? OFFSET 0) AS nodes_1) AS value;
-- binds: <now and $started.lastDays>, <now>, <organization>, <now and $started.lastDays>, <now>, <now and $started.lastDays>, <now>, <organization>, <now and $started.lastDays>, <now>, <now and $started.lastDays>, <now>, <organization>, <now and $started.lastDays>, <now>, <now and $started.lastDays>, <now>, <organization>, 1, <now and $started.lastDays>, <now and $started.lastDays>, <now and $started.lastDays>, <now>, <now>, <now and $started.lastDays>, <now>, <now and $started.lastDays>, <now and $started.lastDays>, <now>, <now>, <now and $started.lastDays>, <now>, <now and $started.lastDays>, <now>, <organization>, <now and $started.lastDays>, <now>, <now and $started.lastDays>, <now>, <organization>, <now and $started.lastDays>, <now>, <now and $started.lastDays>, <now>, <organization>, <now and $started.lastDays>, <now>, <now and $started.lastDays>, <now>, <organization>, 1, <now and $started.lastDays>, <now and $started.lastDays>, <now and $started.lastDays>, <now>, <now>, <now and $started.lastDays>, <now>, <now and $started.lastDays>, <now and $started.lastDays>, <now>, <now>, <now and $started.lastDays>, <now>, <RunState.FAILED: 'FAILED'>, <organization>, <RunState.FAILED: 'FAILED'>, <organization>, <RunState.FAILED: 'FAILED'>, <organization>, <RunState.FAILED: 'FAILED'>, <organization>, 10000, 0, <organization>, <now and $started.lastDays>, <now>, <RunState.FAILED: 'FAILED'>, <organization>, 0, -1

-- messages
SELECT (SELECT '{"stats":' || (SELECT '{"groupBy":' || (WITH stream_1 AS 
(SELECT started_1.key_0 AS key_0, started_1.key_1 AS key_1, 1 AS counted 
FROM (SELECT CAST(run_1.error_category AS TEXT) AS key_0, CAST(run_1.error AS TEXT) AS key_1 
FROM run AS run_1 
WHERE 1 = 1 AND run_1.state = ? AND run_1.error IS NOT NULL AND coalesce(run_1.started_at, -1) >= ? AND coalesce(run_1.started_at, -1) < ? AND run_1.org_id = ?) AS started_1), 
groups_1 AS 
(SELECT stream_1.key_0 AS key_0, stream_1.key_1 AS key_1, CAST(coalesce(sum(stream_1.counted), 0) AS INTEGER) AS counted 
FROM stream_1 GROUP BY stream_1.key_0, stream_1.key_1), 
figures_1 AS 
(SELECT groups_1.key_0 AS key_0, groups_1.key_1 AS key_1, groups_1.counted AS counted 
FROM groups_1), 
ranked_1 AS 
(SELECT '{"keys":[' || coalesce(json_quote(figures_1.key_0), 'null') || ',' || coalesce(json_quote(figures_1.key_1), 'null') || '],' || trim(json_object('count', figures_1.counted), '{}') || '}' AS figures, row_number() OVER (PARTITION BY figures_1.key_0 ORDER BY figures_1.counted DESC, figures_1.key_0 ASC NULLS LAST, figures_1.key_1 ASC NULLS LAST) AS rank, figures_1.counted AS counted, figures_1.key_0 AS key_0, figures_1.key_1 AS key_1 
FROM figures_1), 
page_1 AS 
(SELECT ranked_1.figures AS figures 
FROM ranked_1 
WHERE ranked_1.rank <= ? ORDER BY ranked_1.counted DESC, ranked_1.key_0 ASC NULLS LAST, ranked_1.key_1 ASC NULLS LAST
 LIMIT ? OFFSET ?)
 SELECT '[' || coalesce(group_concat(coalesce(page_1.figures, 'null')), '') || ']' AS value 
FROM page_1) || '}' AS value) || '}' AS value) AS value;
-- binds: <RunState.FAILED: 'FAILED'>, <now and $started.lastDays>, <now>, <organization>, 5, 10000, 0

-- endpoints
WITH years_1 AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'endpoint_call' AND rollup_period_1.level = 4 AND 1 <= 4 AND rollup_period_1.end_at > ? AND rollup_period_1.start_at < ? AND rollup_period_1.org_id = ?), 
months_1 AS 
(SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM years_1, rollup_period AS rollup_period_2 
WHERE rollup_period_2.subject = 'endpoint_call' AND rollup_period_2.level = 3 AND NOT (years_1.state >= 1 AND years_1.start_at >= ? AND years_1.end_at <= ? AND years_1.level <= 4) AND rollup_period_2.start_at >= years_1.start_at AND rollup_period_2.start_at < years_1.end_at AND rollup_period_2.end_at > ? AND rollup_period_2.start_at < ? AND rollup_period_2.org_id = ?), 
days_1 AS 
(SELECT rollup_period_3.level AS level, rollup_period_3.start_at AS start_at, rollup_period_3.end_at AS end_at, rollup_period_3.state AS state 
FROM months_1, rollup_period AS rollup_period_3 
WHERE rollup_period_3.subject = 'endpoint_call' AND rollup_period_3.level = 2 AND NOT (months_1.state >= 1 AND months_1.start_at >= ? AND months_1.end_at <= ? AND months_1.level <= 4) AND rollup_period_3.start_at >= months_1.start_at AND rollup_period_3.start_at < months_1.end_at AND rollup_period_3.end_at > ? AND rollup_period_3.start_at < ? AND rollup_period_3.org_id = ?), 
hours_1 AS 
(SELECT rollup_period_4.level AS level, rollup_period_4.start_at AS start_at, rollup_period_4.end_at AS end_at, rollup_period_4.state AS state 
FROM days_1, rollup_period AS rollup_period_4 
WHERE rollup_period_4.subject = 'endpoint_call' AND rollup_period_4.level = 1 AND NOT (days_1.state >= 1 AND days_1.start_at >= ? AND days_1.end_at <= ? AND days_1.level <= 4) AND rollup_period_4.start_at >= days_1.start_at AND rollup_period_4.start_at < days_1.end_at AND rollup_period_4.end_at > ? AND rollup_period_4.start_at < ? AND rollup_period_4.org_id = ?), 
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
WHERE periods_1.state >= 1 AND periods_1.start_at >= ? AND periods_1.end_at <= ? AND periods_1.level <= 4 UNION ALL SELECT 0, swept_1.reached AS reached, swept_1.lo AS lo 
FROM swept_1 
WHERE swept_1.reached < swept_1.lo UNION ALL SELECT 0, CASE WHEN (periods_1.start_at < ?) THEN ? ELSE periods_1.start_at END AS lo, CASE WHEN (periods_1.end_at > ?) THEN ? ELSE periods_1.end_at END AS hi 
FROM periods_1 
WHERE periods_1.state >= 1 AND NOT (periods_1.state >= 1 AND periods_1.start_at >= ? AND periods_1.end_at <= ? AND periods_1.level <= 4) AND periods_1.level = 1)
 SELECT (SELECT '{"stats":' || (SELECT '{"groupBy":' || (WITH stream_1 AS 
(SELECT CAST(endpoint_call_by_workflow_1.slug AS TEXT) AS key_0, CAST(endpoint_call_by_workflow_1.method AS TEXT) AS key_1, endpoint_call_by_workflow_1.counted AS counted, endpoint_call_by_workflow_1.measured AS measured, endpoint_call_by_workflow_1.seconds AS seconds, endpoint_call_by_workflow_1.micros AS micros, endpoint_call_by_workflow_1.least AS least, endpoint_call_by_workflow_1.greatest AS greatest 
FROM cover_1, endpoint_call_by_workflow AS endpoint_call_by_workflow_1 
WHERE cover_1.level > 0 AND endpoint_call_by_workflow_1.level = cover_1.level + 0 AND endpoint_call_by_workflow_1.start_at = cover_1.lo + 0 AND 1 = 1 AND endpoint_call_by_workflow_1.counted > 0 AND endpoint_call_by_workflow_1.org_id = ? UNION ALL SELECT started_1.key_0 AS key_0, started_1.key_1 AS key_1, 1 AS counted, CASE WHEN (started_1.value IS NOT NULL) THEN 1 ELSE 0 END AS measured, coalesce(started_1.value, 0) / 1000000 AS seconds, coalesce(started_1.value, 0) % 1000000 AS micros, started_1.value AS least, started_1.value AS greatest 
FROM (SELECT CAST(endpoint_call_1.slug AS TEXT) AS key_0, CAST(endpoint_call_1.method AS TEXT) AS key_1, endpoint_call_1.latency_us AS value 
FROM cover_1, endpoint_call AS endpoint_call_1 
WHERE 1 = 1 AND cover_1.level + 0 = 0 AND coalesce(endpoint_call_1.called_at, -1) >= cover_1.lo + 0 AND coalesce(endpoint_call_1.called_at, -1) < cover_1.hi + 0 AND endpoint_call_1.org_id = ?) AS started_1), 
groups_1 AS 
(SELECT stream_1.key_0 AS key_0, stream_1.key_1 AS key_1, CAST(coalesce(sum(stream_1.counted), 0) AS INTEGER) AS counted, CAST(coalesce(sum(stream_1.measured), 0) AS INTEGER) AS measured, CAST(coalesce(sum(stream_1.seconds), 0) AS INTEGER) AS seconds, CAST(coalesce(sum(stream_1.micros), 0) AS INTEGER) AS micros, min(stream_1.least) AS least, max(stream_1.greatest) AS greatest 
FROM stream_1 GROUP BY stream_1.key_0, stream_1.key_1), 
stream_2 AS 
(SELECT CAST(endpoint_call_by_workflow_2.slug AS TEXT) AS key_0, CAST(endpoint_call_by_workflow_2.method AS TEXT) AS key_1, bins_1.value & 4095 AS bin, bins_1.value >> 12 AS size 
FROM cover_1, endpoint_call_by_workflow AS endpoint_call_by_workflow_2, json_each(endpoint_call_by_workflow_2.bins) AS bins_1 
WHERE cover_1.level > 0 AND endpoint_call_by_workflow_2.level = cover_1.level + 0 AND endpoint_call_by_workflow_2.start_at = cover_1.lo + 0 AND 1 = 1 AND endpoint_call_by_workflow_2.counted > 0 AND endpoint_call_by_workflow_2.org_id = ? UNION ALL SELECT started_2.key_0 AS key_0, started_2.key_1 AS key_1, (CASE WHEN started_2.value > 0 THEN 1 + coalesce(CASE CAST(ln(started_2.value) / 0.018720204008081675 AS INTEGER) % 123 WHEN 0 THEN NULL WHEN 37 THEN NULL WHEN 85 THEN NULL WHEN 122 THEN NULL ELSE CAST(ln(started_2.value) / 0.018720204008081675 AS INTEGER) END, 123 * (length(started_2.value) - 1) + CASE WHEN substr(started_2.value, 1, 2) < '11' THEN 0 WHEN substr(started_2.value, 1, 2) < '2' THEN 36 WHEN substr(started_2.value, 1, 2) < '21' THEN 37 WHEN substr(started_2.value, 1, 2) < '5' THEN 85 WHEN substr(started_2.value, 1, 2) < '6' THEN 86 ELSE 122 END) WHEN started_2.value = 0 THEN 0 END) AS bin, CASE WHEN (started_2.value IS NOT NULL) THEN 1 ELSE 0 END AS size 
FROM (SELECT CAST(endpoint_call_1.slug AS TEXT) AS key_0, CAST(endpoint_call_1.method AS TEXT) AS key_1, endpoint_call_1.latency_us AS value 
FROM cover_1, endpoint_call AS endpoint_call_1 
WHERE 1 = 1 AND cover_1.level + 0 = 0 AND coalesce(endpoint_call_1.called_at, -1) >= cover_1.lo + 0 AND coalesce(endpoint_call_1.called_at, -1) < cover_1.hi + 0 AND endpoint_call_1.org_id = ?) AS started_2), 
ranked_1 AS 
(SELECT stream_2.key_0 AS key_0, stream_2.key_1 AS key_1, stream_2.bin AS bin, CAST(sum(sum(stream_2.size)) OVER (PARTITION BY stream_2.key_0, stream_2.key_1 ORDER BY stream_2.bin) AS INTEGER) AS upto, CAST(sum(sum(stream_2.size)) OVER (PARTITION BY stream_2.key_0, stream_2.key_1) AS INTEGER) AS size 
FROM stream_2 GROUP BY stream_2.key_0, stream_2.key_1, stream_2.bin), 
groups_2 AS 
(SELECT ranked_1.key_0 AS key_0, ranked_1.key_1 AS key_1, min(CASE WHEN (ranked_1.upto >= (ranked_1.size * 95 + 99) / 100) THEN ranked_1.bin END) AS p95 
FROM ranked_1 GROUP BY ranked_1.key_0, ranked_1.key_1), 
groups_3 AS 
(SELECT both_1.key_0 AS key_0, both_1.key_1 AS key_1, max(both_1.counted) AS counted, max(both_1.measured) AS measured, max(both_1.seconds) AS seconds, max(both_1.micros) AS micros, max(both_1.least) AS least, max(both_1.greatest) AS greatest, max(both_1.p95) AS p95 
FROM (SELECT groups_1.key_0 AS key_0, groups_1.key_1 AS key_1, groups_1.counted AS counted, groups_1.measured AS measured, groups_1.seconds AS seconds, groups_1.micros AS micros, groups_1.least AS least, groups_1.greatest AS greatest, CAST(NULL AS INTEGER) AS p95 
FROM groups_1 UNION ALL SELECT groups_2.key_0 AS key_0, groups_2.key_1 AS key_1, CAST(NULL AS INTEGER) AS counted, CAST(NULL AS INTEGER) AS measured, CAST(NULL AS INTEGER) AS seconds, CAST(NULL AS INTEGER) AS micros, CAST(NULL AS INTEGER) AS least, CAST(NULL AS INTEGER) AS greatest, groups_2.p95 AS p95 
FROM groups_2) AS both_1 GROUP BY both_1.key_0, both_1.key_1), 
figures_1 AS 
(SELECT groups_3.key_0 AS key_0, groups_3.key_1 AS key_1, groups_3.counted AS counted, groups_3.measured AS measured, groups_3.seconds AS seconds, groups_3.micros AS micros, CASE WHEN (groups_3.measured > 0) THEN (groups_3.seconds / groups_3.measured) * 1000000 + CAST(round((((groups_3.seconds % groups_3.measured) * 1000000 + groups_3.micros) * 1.0) / (nullif(groups_3.measured, 0) + 0.0)) AS INTEGER) END AS average, CASE WHEN ((CASE WHEN groups_3.p95 > 0 THEN CAST(round(exp(CAST(groups_3.p95 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p95 = 0 THEN 0 END) < groups_3.least) THEN groups_3.least WHEN ((CASE WHEN groups_3.p95 > 0 THEN CAST(round(exp(CAST(groups_3.p95 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p95 = 0 THEN 0 END) > groups_3.greatest) THEN groups_3.greatest ELSE (CASE WHEN groups_3.p95 > 0 THEN CAST(round(exp(CAST(groups_3.p95 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p95 = 0 THEN 0 END) END AS p95 
FROM groups_3), 
page_1 AS 
(SELECT '{"keys":[' || coalesce(json_quote(figures_1.key_0), 'null') || ',' || coalesce(json_quote(figures_1.key_1), 'null') || '],' || trim(json_object('count', figures_1.counted), '{}') || ',"duration":' || json_object('avg', CASE WHEN abs(figures_1.average) >= 1000000000000000 THEN json(printf('%!.17g', (figures_1.average) / 1000.0)) ELSE (figures_1.average) / 1000.0 END, 'p95', CASE WHEN abs(figures_1.p95) >= 1000000000000000 THEN json(printf('%!.17g', (figures_1.p95) / 1000.0)) ELSE (figures_1.p95) / 1000.0 END) || '}' AS figures 
FROM figures_1 ORDER BY figures_1.counted DESC, figures_1.key_0 ASC NULLS LAST, figures_1.key_1 ASC NULLS LAST
 LIMIT ? OFFSET ?)
 SELECT '[' || coalesce(group_concat(coalesce(page_1.figures, 'null')), '') || ']' AS value 
FROM page_1) || '}' AS value) || '}' AS value) AS value;
-- binds: <now and $started.lastDays>, <now>, <organization>, <now and $started.lastDays>, <now>, <now and $started.lastDays>, <now>, <organization>, <now and $started.lastDays>, <now>, <now and $started.lastDays>, <now>, <organization>, <now and $started.lastDays>, <now>, <now and $started.lastDays>, <now>, <organization>, 1, <now and $started.lastDays>, <now and $started.lastDays>, <now and $started.lastDays>, <now>, <now>, <now and $started.lastDays>, <now>, <now and $started.lastDays>, <now and $started.lastDays>, <now>, <now>, <now and $started.lastDays>, <now>, <organization>, <organization>, <organization>, <organization>, 10000, 0

-- endpointsSucceeded
WITH years_1 AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'endpoint_call' AND rollup_period_1.level = 4 AND 1 <= 4 AND rollup_period_1.end_at > ? AND rollup_period_1.start_at < ? AND rollup_period_1.org_id = ?), 
months_1 AS 
(SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM years_1, rollup_period AS rollup_period_2 
WHERE rollup_period_2.subject = 'endpoint_call' AND rollup_period_2.level = 3 AND NOT (years_1.state >= 1 AND years_1.start_at >= ? AND years_1.end_at <= ? AND years_1.level <= 4) AND rollup_period_2.start_at >= years_1.start_at AND rollup_period_2.start_at < years_1.end_at AND rollup_period_2.end_at > ? AND rollup_period_2.start_at < ? AND rollup_period_2.org_id = ?), 
days_1 AS 
(SELECT rollup_period_3.level AS level, rollup_period_3.start_at AS start_at, rollup_period_3.end_at AS end_at, rollup_period_3.state AS state 
FROM months_1, rollup_period AS rollup_period_3 
WHERE rollup_period_3.subject = 'endpoint_call' AND rollup_period_3.level = 2 AND NOT (months_1.state >= 1 AND months_1.start_at >= ? AND months_1.end_at <= ? AND months_1.level <= 4) AND rollup_period_3.start_at >= months_1.start_at AND rollup_period_3.start_at < months_1.end_at AND rollup_period_3.end_at > ? AND rollup_period_3.start_at < ? AND rollup_period_3.org_id = ?), 
hours_1 AS 
(SELECT rollup_period_4.level AS level, rollup_period_4.start_at AS start_at, rollup_period_4.end_at AS end_at, rollup_period_4.state AS state 
FROM days_1, rollup_period AS rollup_period_4 
WHERE rollup_period_4.subject = 'endpoint_call' AND rollup_period_4.level = 1 AND NOT (days_1.state >= 1 AND days_1.start_at >= ? AND days_1.end_at <= ? AND days_1.level <= 4) AND rollup_period_4.start_at >= days_1.start_at AND rollup_period_4.start_at < days_1.end_at AND rollup_period_4.end_at > ? AND rollup_period_4.start_at < ? AND rollup_period_4.org_id = ?), 
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
WHERE periods_1.state >= 1 AND periods_1.start_at >= ? AND periods_1.end_at <= ? AND periods_1.level <= 4 UNION ALL SELECT 0, swept_1.reached AS reached, swept_1.lo AS lo 
FROM swept_1 
WHERE swept_1.reached < swept_1.lo UNION ALL SELECT 0, CASE WHEN (periods_1.start_at < ?) THEN ? ELSE periods_1.start_at END AS lo, CASE WHEN (periods_1.end_at > ?) THEN ? ELSE periods_1.end_at END AS hi 
FROM periods_1 
WHERE periods_1.state >= 1 AND NOT (periods_1.state >= 1 AND periods_1.start_at >= ? AND periods_1.end_at <= ? AND periods_1.level <= 4) AND periods_1.level = 1)
 SELECT (SELECT '{"stats":' || (SELECT '{"groupBy":' || (WITH stream_1 AS 
(SELECT CAST(endpoint_call_by_workflow_1.slug AS TEXT) AS key_0, CAST(endpoint_call_by_workflow_1.method AS TEXT) AS key_1, endpoint_call_by_workflow_1.counted AS counted 
FROM cover_1, endpoint_call_by_workflow AS endpoint_call_by_workflow_1 
WHERE cover_1.level > 0 AND endpoint_call_by_workflow_1.level = cover_1.level + 0 AND endpoint_call_by_workflow_1.start_at = cover_1.lo + 0 AND 1 = 1 AND endpoint_call_by_workflow_1.succeeded = ? AND endpoint_call_by_workflow_1.counted > 0 AND endpoint_call_by_workflow_1.org_id = ? UNION ALL SELECT started_1.key_0 AS key_0, started_1.key_1 AS key_1, 1 AS counted 
FROM (SELECT CAST(endpoint_call_1.slug AS TEXT) AS key_0, CAST(endpoint_call_1.method AS TEXT) AS key_1 
FROM cover_1, endpoint_call AS endpoint_call_1 
WHERE 1 = 1 AND endpoint_call_1.succeeded = ? AND cover_1.level + 0 = 0 AND coalesce(endpoint_call_1.called_at, -1) >= cover_1.lo + 0 AND coalesce(endpoint_call_1.called_at, -1) < cover_1.hi + 0 AND endpoint_call_1.org_id = ?) AS started_1), 
groups_1 AS 
(SELECT stream_1.key_0 AS key_0, stream_1.key_1 AS key_1, CAST(coalesce(sum(stream_1.counted), 0) AS INTEGER) AS counted 
FROM stream_1 GROUP BY stream_1.key_0, stream_1.key_1), 
figures_1 AS 
(SELECT groups_1.key_0 AS key_0, groups_1.key_1 AS key_1, groups_1.counted AS counted 
FROM groups_1), 
page_1 AS 
(SELECT '{"keys":[' || coalesce(json_quote(figures_1.key_0), 'null') || ',' || coalesce(json_quote(figures_1.key_1), 'null') || '],' || trim(json_object('count', figures_1.counted), '{}') || '}' AS figures 
FROM figures_1 ORDER BY figures_1.counted DESC, figures_1.key_0 ASC NULLS LAST, figures_1.key_1 ASC NULLS LAST
 LIMIT ? OFFSET ?)
 SELECT '[' || coalesce(group_concat(coalesce(page_1.figures, 'null')), '') || ']' AS value 
FROM page_1) || '}' AS value) || '}' AS value) AS value;
-- binds: <now and $started.lastDays>, <now>, <organization>, <now and $started.lastDays>, <now>, <now and $started.lastDays>, <now>, <organization>, <now and $started.lastDays>, <now>, <now and $started.lastDays>, <now>, <organization>, <now and $started.lastDays>, <now>, <now and $started.lastDays>, <now>, <organization>, 1, <now and $started.lastDays>, <now and $started.lastDays>, <now and $started.lastDays>, <now>, <now>, <now and $started.lastDays>, <now>, <now and $started.lastDays>, <now and $started.lastDays>, <now>, <now>, <now and $started.lastDays>, <now>, True, <organization>, True, <organization>, 10000, 0
