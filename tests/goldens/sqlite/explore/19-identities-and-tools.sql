-- toolCalls
WITH years_1 AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'tool_call' AND rollup_period_1.level = 4 AND 1 <= 4 AND rollup_period_1.end_at > ? AND rollup_period_1.start_at < ? AND rollup_period_1.org_id = ?), 
months_1 AS 
(SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM years_1, rollup_period AS rollup_period_2 
WHERE rollup_period_2.subject = 'tool_call' AND rollup_period_2.level = 3 AND NOT (years_1.state >= 1 AND years_1.start_at >= ? AND years_1.end_at <= ? AND years_1.level <= 4) AND rollup_period_2.start_at >= years_1.start_at AND rollup_period_2.start_at < years_1.end_at AND rollup_period_2.end_at > ? AND rollup_period_2.start_at < ? AND rollup_period_2.org_id = ?), 
days_1 AS 
(SELECT rollup_period_3.level AS level, rollup_period_3.start_at AS start_at, rollup_period_3.end_at AS end_at, rollup_period_3.state AS state 
FROM months_1, rollup_period AS rollup_period_3 
WHERE rollup_period_3.subject = 'tool_call' AND rollup_period_3.level = 2 AND NOT (months_1.state >= 1 AND months_1.start_at >= ? AND months_1.end_at <= ? AND months_1.level <= 4) AND rollup_period_3.start_at >= months_1.start_at AND rollup_period_3.start_at < months_1.end_at AND rollup_period_3.end_at > ? AND rollup_period_3.start_at < ? AND rollup_period_3.org_id = ?), 
hours_1 AS 
(SELECT rollup_period_4.level AS level, rollup_period_4.start_at AS start_at, rollup_period_4.end_at AS end_at, rollup_period_4.state AS state 
FROM days_1, rollup_period AS rollup_period_4 
WHERE rollup_period_4.subject = 'tool_call' AND rollup_period_4.level = 1 AND NOT (days_1.state >= 1 AND days_1.start_at >= ? AND days_1.end_at <= ? AND days_1.level <= 4) AND rollup_period_4.start_at >= days_1.start_at AND rollup_period_4.start_at < days_1.end_at AND rollup_period_4.end_at > ? AND rollup_period_4.start_at < ? AND rollup_period_4.org_id = ?), 
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
WHERE rollup_period_5.subject = 'tool_call' AND rollup_period_5.level = 4 AND 1 <= ? AND rollup_period_5.end_at > ? AND rollup_period_5.start_at < ? AND rollup_period_5.org_id = ?), 
months_2 AS 
(SELECT rollup_period_6.level AS level, rollup_period_6.start_at AS start_at, rollup_period_6.end_at AS end_at, rollup_period_6.state AS state 
FROM years_2, rollup_period AS rollup_period_6 
WHERE rollup_period_6.subject = 'tool_call' AND rollup_period_6.level = 3 AND NOT (years_2.state >= 1 AND years_2.start_at >= ? AND years_2.end_at <= ? AND years_2.level <= ?) AND rollup_period_6.start_at >= years_2.start_at AND rollup_period_6.start_at < years_2.end_at AND rollup_period_6.end_at > ? AND rollup_period_6.start_at < ? AND rollup_period_6.org_id = ?), 
days_2 AS 
(SELECT rollup_period_7.level AS level, rollup_period_7.start_at AS start_at, rollup_period_7.end_at AS end_at, rollup_period_7.state AS state 
FROM months_2, rollup_period AS rollup_period_7 
WHERE rollup_period_7.subject = 'tool_call' AND rollup_period_7.level = 2 AND NOT (months_2.state >= 1 AND months_2.start_at >= ? AND months_2.end_at <= ? AND months_2.level <= ?) AND rollup_period_7.start_at >= months_2.start_at AND rollup_period_7.start_at < months_2.end_at AND rollup_period_7.end_at > ? AND rollup_period_7.start_at < ? AND rollup_period_7.org_id = ?), 
hours_2 AS 
(SELECT rollup_period_8.level AS level, rollup_period_8.start_at AS start_at, rollup_period_8.end_at AS end_at, rollup_period_8.state AS state 
FROM days_2, rollup_period AS rollup_period_8 
WHERE rollup_period_8.subject = 'tool_call' AND rollup_period_8.level = 1 AND NOT (days_2.state >= 1 AND days_2.start_at >= ? AND days_2.end_at <= ? AND days_2.level <= ?) AND rollup_period_8.start_at >= days_2.start_at AND rollup_period_8.start_at < days_2.end_at AND rollup_period_8.end_at > ? AND rollup_period_8.start_at < ? AND rollup_period_8.org_id = ?), 
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
(SELECT tool_call_rollup_1.counted AS counted, tool_call_rollup_1.sum_spend AS sum_spend 
FROM cover_1, tool_call_rollup AS tool_call_rollup_1 
WHERE cover_1.level > 0 AND tool_call_rollup_1.level = cover_1.level + 0 AND tool_call_rollup_1.start_at = cover_1.lo + 0 AND tool_call_rollup_1.counted > 0 AND tool_call_rollup_1.org_id = ? UNION ALL SELECT 1 AS counted, coalesce(started_1.sum_spend, 0) AS sum_spend 
FROM (SELECT tool_call_1.spend AS sum_spend 
FROM cover_1, tool_call AS tool_call_1 
WHERE cover_1.level + 0 = 0 AND coalesce(tool_call_1.called_at, -1) >= cover_1.lo + 0 AND coalesce(tool_call_1.called_at, -1) < cover_1.hi + 0 AND tool_call_1.org_id = ?) AS started_1), 
groups_1 AS 
(SELECT CAST(coalesce(sum(stream_1.counted), 0) AS INTEGER) AS counted, CAST(coalesce(sum(stream_1.sum_spend), 0) AS INTEGER) AS sum_spend 
FROM stream_1), 
figures_1 AS 
(SELECT groups_1.counted AS counted, groups_1.sum_spend AS sum_spend 
FROM groups_1)
 SELECT '{' || trim(json_object('count', figures_1.counted), '{}') || ',"sums":' || json_object('spend', CASE WHEN abs(figures_1.sum_spend) >= 1000000000000000 THEN json(printf('%!.17g', (figures_1.sum_spend) / 1000000000.0)) ELSE (figures_1.sum_spend) / 1000000000.0 END) || ',"matrix":' || (WITH stream_2 AS 
(SELECT CAST(tool_call_by_nhi_1.nhi_id AS TEXT) AS key_0, CAST(tool_call_by_nhi_1.tool AS TEXT) AS key_1, tool_call_by_nhi_1.counted AS counted, tool_call_by_nhi_1.least AS least, tool_call_by_nhi_1.greatest AS greatest, tool_call_by_nhi_1.sum_spend AS sum_spend 
FROM cover_1, tool_call_by_nhi AS tool_call_by_nhi_1 
WHERE cover_1.level > 0 AND tool_call_by_nhi_1.level = cover_1.level + 0 AND tool_call_by_nhi_1.start_at = cover_1.lo + 0 AND tool_call_by_nhi_1.counted > 0 AND tool_call_by_nhi_1.org_id = ? UNION ALL SELECT started_2.key_0 AS key_0, started_2.key_1 AS key_1, 1 AS counted, started_2.value AS least, started_2.value AS greatest, coalesce(started_2.sum_spend, 0) AS sum_spend 
FROM (SELECT CAST(tool_call_1.nhi_id AS TEXT) AS key_0, CAST(tool_call_1.tool AS TEXT) AS key_1, tool_call_1.latency_us AS value, tool_call_1.spend AS sum_spend 
FROM cover_1, tool_call AS tool_call_1 
WHERE cover_1.level + 0 = 0 AND coalesce(tool_call_1.called_at, -1) >= cover_1.lo + 0 AND coalesce(tool_call_1.called_at, -1) < cover_1.hi + 0 AND tool_call_1.org_id = ?) AS started_2), 
groups_2 AS 
(SELECT stream_2.key_0 AS key_0, stream_2.key_1 AS key_1, CAST(coalesce(sum(stream_2.counted), 0) AS INTEGER) AS counted, min(stream_2.least) AS least, max(stream_2.greatest) AS greatest, CAST(coalesce(sum(stream_2.sum_spend), 0) AS INTEGER) AS sum_spend 
FROM stream_2 GROUP BY stream_2.key_0, stream_2.key_1), 
stream_3 AS 
(SELECT CAST(tool_call_by_nhi_2.nhi_id AS TEXT) AS key_0, CAST(tool_call_by_nhi_2.tool AS TEXT) AS key_1, bins_1.value & 4095 AS bin, bins_1.value >> 12 AS size 
FROM cover_1, tool_call_by_nhi AS tool_call_by_nhi_2, json_each(tool_call_by_nhi_2.bins) AS bins_1 
WHERE cover_1.level > 0 AND tool_call_by_nhi_2.level = cover_1.level + 0 AND tool_call_by_nhi_2.start_at = cover_1.lo + 0 AND tool_call_by_nhi_2.counted > 0 AND tool_call_by_nhi_2.org_id = ? UNION ALL SELECT started_3.key_0 AS key_0, started_3.key_1 AS key_1, (CASE WHEN started_3.value > 0 THEN 1 + coalesce(CASE CAST(ln(started_3.value) / 0.018720204008081675 AS INTEGER) % 123 WHEN 0 THEN NULL WHEN 37 THEN NULL WHEN 85 THEN NULL WHEN 122 THEN NULL ELSE CAST(ln(started_3.value) / 0.018720204008081675 AS INTEGER) END, 123 * (length(started_3.value) - 1) + CASE WHEN substr(started_3.value, 1, 2) < '11' THEN 0 WHEN substr(started_3.value, 1, 2) < '2' THEN 36 WHEN substr(started_3.value, 1, 2) < '21' THEN 37 WHEN substr(started_3.value, 1, 2) < '5' THEN 85 WHEN substr(started_3.value, 1, 2) < '6' THEN 86 ELSE 122 END) WHEN started_3.value = 0 THEN 0 END) AS bin, CASE WHEN (started_3.value IS NOT NULL) THEN 1 ELSE 0 END AS size 
FROM (SELECT CAST(tool_call_1.nhi_id AS TEXT) AS key_0, CAST(tool_call_1.tool AS TEXT) AS key_1, tool_call_1.latency_us AS value 
FROM cover_1, tool_call AS tool_call_1 
WHERE cover_1.level + 0 = 0 AND coalesce(tool_call_1.called_at, -1) >= cover_1.lo + 0 AND coalesce(tool_call_1.called_at, -1) < cover_1.hi + 0 AND tool_call_1.org_id = ?) AS started_3), 
ranked_1 AS 
(SELECT stream_3.key_0 AS key_0, stream_3.key_1 AS key_1, stream_3.bin AS bin, CAST(sum(sum(stream_3.size)) OVER (PARTITION BY stream_3.key_0, stream_3.key_1 ORDER BY stream_3.bin) AS INTEGER) AS upto, CAST(sum(sum(stream_3.size)) OVER (PARTITION BY stream_3.key_0, stream_3.key_1) AS INTEGER) AS size 
FROM stream_3 GROUP BY stream_3.key_0, stream_3.key_1, stream_3.bin), 
groups_3 AS 
(SELECT ranked_1.key_0 AS key_0, ranked_1.key_1 AS key_1, min(CASE WHEN (ranked_1.upto >= (ranked_1.size * 95 + 99) / 100) THEN ranked_1.bin END) AS p95 
FROM ranked_1 GROUP BY ranked_1.key_0, ranked_1.key_1), 
groups_4 AS 
(SELECT both_1.key_0 AS key_0, both_1.key_1 AS key_1, max(both_1.counted) AS counted, max(both_1.least) AS least, max(both_1.greatest) AS greatest, max(both_1.sum_spend) AS sum_spend, max(both_1.p95) AS p95 
FROM (SELECT groups_2.key_0 AS key_0, groups_2.key_1 AS key_1, groups_2.counted AS counted, groups_2.least AS least, groups_2.greatest AS greatest, groups_2.sum_spend AS sum_spend, CAST(NULL AS INTEGER) AS p95 
FROM groups_2 UNION ALL SELECT groups_3.key_0 AS key_0, groups_3.key_1 AS key_1, CAST(NULL AS INTEGER) AS counted, CAST(NULL AS INTEGER) AS least, CAST(NULL AS INTEGER) AS greatest, CAST(NULL AS INTEGER) AS sum_spend, groups_3.p95 AS p95 
FROM groups_3) AS both_1 GROUP BY both_1.key_0, both_1.key_1), 
figures_2 AS 
(SELECT groups_4.key_0 AS key_0, groups_4.key_1 AS key_1, groups_4.counted AS counted, CASE WHEN ((CASE WHEN groups_4.p95 > 0 THEN CAST(round(exp(CAST(groups_4.p95 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_4.p95 = 0 THEN 0 END) < groups_4.least) THEN groups_4.least WHEN ((CASE WHEN groups_4.p95 > 0 THEN CAST(round(exp(CAST(groups_4.p95 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_4.p95 = 0 THEN 0 END) > groups_4.greatest) THEN groups_4.greatest ELSE (CASE WHEN groups_4.p95 > 0 THEN CAST(round(exp(CAST(groups_4.p95 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_4.p95 = 0 THEN 0 END) END AS p95, groups_4.sum_spend AS sum_spend 
FROM groups_4), 
page_1 AS 
(SELECT '{"keys":[' || coalesce(json_quote(figures_2.key_0), 'null') || ',' || coalesce(json_quote(figures_2.key_1), 'null') || '],' || trim(json_object('count', figures_2.counted), '{}') || ',"duration":' || json_object('p95', CASE WHEN abs(figures_2.p95) >= 1000000000000000 THEN json(printf('%!.17g', (figures_2.p95) / 1000.0)) ELSE (figures_2.p95) / 1000.0 END) || ',"sums":' || json_object('spend', CASE WHEN abs(figures_2.sum_spend) >= 1000000000000000 THEN json(printf('%!.17g', (figures_2.sum_spend) / 1000000000.0)) ELSE (figures_2.sum_spend) / 1000000000.0 END) || '}' AS figures 
FROM figures_2 ORDER BY figures_2.counted DESC, figures_2.key_0 ASC NULLS LAST, figures_2.key_1 ASC NULLS LAST
 LIMIT ? OFFSET ?)
 SELECT '[' || coalesce(group_concat(coalesce(page_1.figures, 'null')), '') || ']' AS value 
FROM page_1) || ',"outcomes":' || (WITH stream_4 AS 
(SELECT CAST(tool_call_by_tool_1.tool AS TEXT) AS key_0, CAST(tool_call_by_tool_1.outcome AS TEXT) AS key_1, tool_call_by_tool_1.counted AS counted 
FROM cover_1, tool_call_by_tool AS tool_call_by_tool_1 
WHERE cover_1.level > 0 AND tool_call_by_tool_1.level = cover_1.level + 0 AND tool_call_by_tool_1.start_at = cover_1.lo + 0 AND tool_call_by_tool_1.counted > 0 AND tool_call_by_tool_1.org_id = ? UNION ALL SELECT started_4.key_0 AS key_0, started_4.key_1 AS key_1, 1 AS counted 
FROM (SELECT CAST(tool_call_1.tool AS TEXT) AS key_0, CAST(coalesce((SELECT verdict_1.outcome 
FROM verdict AS verdict_1 
WHERE verdict_1.tool_call_id = tool_call_1.id AND verdict_1.outcome IS NOT NULL AND verdict_1.org_id = ? ORDER BY CASE verdict_1.outcome WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? END DESC
 LIMIT ? OFFSET ?), tool_call_1.outcome) AS TEXT) AS key_1 
FROM cover_1, tool_call AS tool_call_1 
WHERE cover_1.level + 0 = 0 AND coalesce(tool_call_1.called_at, -1) >= cover_1.lo + 0 AND coalesce(tool_call_1.called_at, -1) < cover_1.hi + 0 AND tool_call_1.org_id = ?
 LIMIT ? OFFSET 0) AS started_4), 
groups_5 AS 
(SELECT stream_4.key_0 AS key_0, stream_4.key_1 AS key_1, CAST(coalesce(sum(stream_4.counted), 0) AS INTEGER) AS counted 
FROM stream_4 GROUP BY stream_4.key_0, stream_4.key_1), 
figures_3 AS 
(SELECT groups_5.key_0 AS key_0, groups_5.key_1 AS key_1, groups_5.counted AS counted 
FROM groups_5), 
page_2 AS 
(SELECT '{"keys":[' || coalesce(json_quote(figures_3.key_0), 'null') || ',' || coalesce(json_quote(figures_3.key_1), 'null') || '],' || trim(json_object('count', figures_3.counted), '{}') || '}' AS figures 
FROM figures_3 ORDER BY figures_3.counted DESC, figures_3.key_0 ASC NULLS LAST, figures_3.key_1 ASC NULLS LAST
 LIMIT ? OFFSET ?)
 SELECT '[' || coalesce(group_concat(coalesce(page_2.figures, 'null')), '') || ']' AS value 
FROM page_2) || ',"series":' || (WITH stream_5 AS 
(SELECT placed_1.bucket AS bucket, tool_call_rollup_2.counted AS counted, tool_call_rollup_2.sum_spend AS sum_spend 
FROM placed_1, tool_call_rollup AS tool_call_rollup_2 
WHERE placed_1.level > 0 AND tool_call_rollup_2.level = placed_1.level + 0 AND tool_call_rollup_2.start_at = placed_1.lo + 0 AND tool_call_rollup_2.counted > 0 AND tool_call_rollup_2.org_id = ? UNION ALL SELECT pieces_1.bucket AS bucket, 1 AS counted, coalesce(started_5.sum_spend, 0) AS sum_spend 
FROM (SELECT coalesce(tool_call_1.called_at, -1) AS occurred, tool_call_1.spend AS sum_spend 
FROM cover_2, tool_call AS tool_call_1 
WHERE cover_2.level + 0 = 0 AND coalesce(tool_call_1.called_at, -1) >= cover_2.lo + 0 AND coalesce(tool_call_1.called_at, -1) < cover_2.hi + 0 AND tool_call_1.org_id = ?
 LIMIT ? OFFSET 0) AS started_5, pieces_1 
WHERE pieces_1.place = started_5.occurred / ? AND started_5.occurred >= pieces_1.lo AND started_5.occurred < pieces_1.hi UNION ALL SELECT buckets_1.lo AS lo, 0 AS counted, 0 AS sum_spend 
FROM (SELECT json_extract(value, '$[0]') AS lo, json_extract(value, '$[1]') AS hi FROM json_each(?)) AS buckets_1), 
groups_6 AS 
(SELECT stream_5.bucket AS bucket, CAST(coalesce(sum(stream_5.counted), 0) AS INTEGER) AS counted, CAST(coalesce(sum(stream_5.sum_spend), 0) AS INTEGER) AS sum_spend 
FROM stream_5 GROUP BY stream_5.bucket), 
figures_4 AS 
(SELECT groups_6.bucket AS bucket, groups_6.counted AS counted, groups_6.sum_spend AS sum_spend 
FROM groups_6), 
page_3 AS 
(SELECT '{' || trim(json_object('start', iif(figures_4.bucket % 1000000, date(figures_4.bucket / 1000000, 'unixepoch') || 'T' || time(figures_4.bucket / 1000000, 'unixepoch') || rtrim('.' || substr(figures_4.bucket + 1000000, -6), '0') || 'Z', date(figures_4.bucket / 1000000, 'unixepoch') || 'T' || time(figures_4.bucket / 1000000, 'unixepoch') || 'Z'), 'count', figures_4.counted), '{}') || ',"sums":' || json_object('spend', CASE WHEN abs(figures_4.sum_spend) >= 1000000000000000 THEN json(printf('%!.17g', (figures_4.sum_spend) / 1000000000.0)) ELSE (figures_4.sum_spend) / 1000000000.0 END) || '}' AS figures 
FROM figures_4 ORDER BY figures_4.bucket)
 SELECT '[' || coalesce(group_concat(coalesce(page_3.figures, 'null')), '') || ']' AS value 
FROM page_3) || '}' AS value 
FROM figures_1) || '}' AS value) AS value;
-- binds: <now and $days>, <now>, <organization>, <now and $days>, <now>, <now and $days>, <now>, <organization>, <now and $days>, <now>, <now and $days>, <now>, <organization>, <now and $days>, <now>, <now and $days>, <now>, <organization>, 1, <now and $days>, <now and $days>, <now and $days>, <now>, <now>, <now and $days>, <now>, <now and $days>, <now and $days>, <now>, <now>, <now and $days>, <now>, <now and $days and now>, <now and $days>, <now>, <organization>, <now and $days>, <now>, <now and $days and now>, <now and $days>, <now>, <organization>, <now and $days>, <now>, <now and $days and now>, <now and $days>, <now>, <organization>, <now and $days>, <now>, <now and $days and now>, <now and $days>, <now>, <organization>, 1, <now and $days>, <now and $days>, <now and $days>, <now>, <now>, <now and $days>, <now>, <now and $days and now>, <now and $days>, <now and $days>, <now>, <now>, <now and $days>, <now>, <now and $days and now>, <now and $days and now>, <now and $days and now>, <organization>, <organization>, <organization>, <organization>, <organization>, <organization>, 100, 0, <organization>, <organization>, 'PASSED', 0, 'CORRECTED', 1, 'BLOCKED', 2, 'ERROR', 3, 1, 0, <organization>, -1, 100, 0, <organization>, <organization>, -1, <now and $days and now>, <now and $days and now>
