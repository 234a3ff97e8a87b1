-- endpointCalls
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
 SELECT (SELECT '{"stats":' || (WITH stream_1 AS 
(SELECT endpoint_call_by_workflow_1.least AS least, endpoint_call_by_workflow_1.greatest AS greatest 
FROM cover_1, endpoint_call_by_workflow AS endpoint_call_by_workflow_1 
WHERE cover_1.level > 0 AND endpoint_call_by_workflow_1.level = cover_1.level + 0 AND endpoint_call_by_workflow_1.start_at = cover_1.lo + 0 AND endpoint_call_by_workflow_1.counted > 0 AND endpoint_call_by_workflow_1.org_id = ? UNION ALL SELECT started_1.value AS least, started_1.value AS greatest 
FROM (SELECT endpoint_call_1.latency_us AS value 
FROM cover_1, endpoint_call AS endpoint_call_1 
WHERE cover_1.level + 0 = 0 AND coalesce(endpoint_call_1.called_at, -1) >= cover_1.lo + 0 AND coalesce(endpoint_call_1.called_at, -1) < cover_1.hi + 0 AND endpoint_call_1.org_id = ?) AS started_1), 
groups_1 AS 
(SELECT min(stream_1.least) AS least, max(stream_1.greatest) AS greatest 
FROM stream_1), 
stream_2 AS 
(SELECT bins_1.value & 4095 AS bin, bins_1.value >> 12 AS size 
FROM cover_1, endpoint_call_by_workflow AS endpoint_call_by_workflow_2, json_each(endpoint_call_by_workflow_2.bins) AS bins_1 
WHERE cover_1.level > 0 AND endpoint_call_by_workflow_2.level = cover_1.level + 0 AND endpoint_call_by_workflow_2.start_at = cover_1.lo + 0 AND endpoint_call_by_workflow_2.counted > 0 AND endpoint_call_by_workflow_2.org_id = ? UNION ALL SELECT (CASE WHEN started_2.value > 0 THEN 1 + coalesce(CASE CAST(ln(started_2.value) / 0.018720204008081675 AS INTEGER) % 123 WHEN 0 THEN NULL WHEN 37 THEN NULL WHEN 85 THEN NULL WHEN 122 THEN NULL ELSE CAST(ln(started_2.value) / 0.018720204008081675 AS INTEGER) END, 123 * (length(started_2.value) - 1) + CASE WHEN substr(started_2.value, 1, 2) < '11' THEN 0 WHEN substr(started_2.value, 1, 2) < '2' THEN 36 WHEN substr(started_2.value, 1, 2) < '21' THEN 37 WHEN substr(started_2.value, 1, 2) < '5' THEN 85 WHEN substr(started_2.value, 1, 2) < '6' THEN 86 ELSE 122 END) WHEN started_2.value = 0 THEN 0 END) AS bin, CASE WHEN (started_2.value IS NOT NULL) THEN 1 ELSE 0 END AS size 
FROM (SELECT endpoint_call_1.latency_us AS value 
FROM cover_1, endpoint_call AS endpoint_call_1 
WHERE cover_1.level + 0 = 0 AND coalesce(endpoint_call_1.called_at, -1) >= cover_1.lo + 0 AND coalesce(endpoint_call_1.called_at, -1) < cover_1.hi + 0 AND endpoint_call_1.org_id = ?) AS started_2), 
ranked_1 AS 
(SELECT stream_2.bin AS bin, CAST(sum(sum(stream_2.size)) OVER (ORDER BY stream_2.bin) AS INTEGER) AS upto, CAST(sum(sum(stream_2.size)) OVER () AS INTEGER) AS size 
FROM stream_2 GROUP BY stream_2.bin), 
groups_2 AS 
(SELECT min(CASE WHEN (ranked_1.upto >= (ranked_1.size * 50 + 99) / 100) THEN ranked_1.bin END) AS p50, min(CASE WHEN (ranked_1.upto >= (ranked_1.size * 95 + 99) / 100) THEN ranked_1.bin END) AS p95 
FROM ranked_1), 
groups_3 AS 
(SELECT max(both_1.least) AS least, max(both_1.greatest) AS greatest, max(both_1.p50) AS p50, max(both_1.p95) AS p95 
FROM (SELECT groups_1.least AS least, groups_1.greatest AS greatest, CAST(NULL AS INTEGER) AS p50, CAST(NULL AS INTEGER) AS p95 
FROM groups_1 UNION ALL SELECT CAST(NULL AS INTEGER) AS least, CAST(NULL AS INTEGER) AS greatest, groups_2.p50 AS p50, groups_2.p95 AS p95 
FROM groups_2) AS both_1), 
figures_1 AS 
(SELECT CASE WHEN ((CASE WHEN groups_3.p50 > 0 THEN CAST(round(exp(CAST(groups_3.p50 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p50 = 0 THEN 0 END) < groups_3.least) THEN groups_3.least WHEN ((CASE WHEN groups_3.p50 > 0 THEN CAST(round(exp(CAST(groups_3.p50 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p50 = 0 THEN 0 END) > groups_3.greatest) THEN groups_3.greatest ELSE (CASE WHEN groups_3.p50 > 0 THEN CAST(round(exp(CAST(groups_3.p50 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p50 = 0 THEN 0 END) END AS p50, CASE WHEN ((CASE WHEN groups_3.p95 > 0 THEN CAST(round(exp(CAST(groups_3.p95 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p95 = 0 THEN 0 END) < groups_3.least) THEN groups_3.least WHEN ((CASE WHEN groups_3.p95 > 0 THEN CAST(round(exp(CAST(groups_3.p95 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p95 = 0 THEN 0 END) > groups_3.greatest) THEN groups_3.greatest ELSE (CASE WHEN groups_3.p95 > 0 THEN CAST(round(exp(CAST(groups_3.p95 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p95 = 0 THEN 0 END) END AS p95 
FROM groups_3)
 SELECT '{"duration":' || json_object('p50', CASE WHEN abs(figures_1.p50) >= 1000000000000000 THEN json(printf('%!.17g', (figures_1.p50) / 1000.0)) ELSE (figures_1.p50) / 1000.0 END, 'p95', CASE WHEN abs(figures_1.p95) >= 1000000000000000 THEN json(printf('%!.17g', (figures_1.p95) / 1000.0)) ELSE (figures_1.p95) / 1000.0 END) || ',"byAddress":' || (WITH stream_3 AS 
(SELECT CAST(endpoint_call_by_workflow_3.slug AS TEXT) AS key_0, endpoint_call_by_workflow_3.counted AS counted, endpoint_call_by_workflow_3.least AS least, endpoint_call_by_workflow_3.greatest AS greatest 
FROM cover_1, endpoint_call_by_workflow AS endpoint_call_by_workflow_3 
WHERE cover_1.level > 0 AND endpoint_call_by_workflow_3.level = cover_1.level + 0 AND endpoint_call_by_workflow_3.start_at = cover_1.lo + 0 AND endpoint_call_by_workflow_3.counted > 0 AND endpoint_call_by_workflow_3.org_id = ? UNION ALL SELECT started_3.key_0 AS key_0, 1 AS counted, started_3.value AS least, started_3.value AS greatest 
FROM (SELECT CAST(endpoint_call_1.slug AS TEXT) AS key_0, endpoint_call_1.latency_us AS value 
FROM cover_1, endpoint_call AS endpoint_call_1 
WHERE cover_1.level + 0 = 0 AND coalesce(endpoint_call_1.called_at, -1) >= cover_1.lo + 0 AND coalesce(endpoint_call_1.called_at, -1) < cover_1.hi + 0 AND endpoint_call_1.org_id = ?) AS started_3), 
groups_4 AS 
(SELECT stream_3.key_0 AS key_0, CAST(coalesce(sum(stream_3.counted), 0) AS INTEGER) AS counted, min(stream_3.least) AS least, max(stream_3.greatest) AS greatest 
FROM stream_3 GROUP BY stream_3.key_0), 
stream_4 AS 
(SELECT CAST(endpoint_call_by_workflow_4.slug AS TEXT) AS key_0, bins_2.value & 4095 AS bin, bins_2.value >> 12 AS size 
FROM cover_1, endpoint_call_by_workflow AS endpoint_call_by_workflow_4, json_each(endpoint_call_by_workflow_4.bins) AS bins_2 
WHERE cover_1.level > 0 AND endpoint_call_by_workflow_4.level = cover_1.level + 0 AND endpoint_call_by_workflow_4.start_at = cover_1.lo + 0 AND endpoint_call_by_workflow_4.counted > 0 AND endpoint_call_by_workflow_4.org_id = ? UNION ALL SELECT started_4.key_0 AS key_0, (CASE WHEN started_4.value > 0 THEN 1 + coalesce(CASE CAST(ln(started_4.value) / 0.018720204008081675 AS INTEGER) % 123 WHEN 0 THEN NULL WHEN 37 THEN NULL WHEN 85 THEN NULL WHEN 122 THEN NULL ELSE CAST(ln(started_4.value) / 0.018720204008081675 AS INTEGER) END, 123 * (length(started_4.value) - 1) + CASE WHEN substr(started_4.value, 1, 2) < '11' THEN 0 WHEN substr(started_4.value, 1, 2) < '2' THEN 36 WHEN substr(started_4.value, 1, 2) < '21' THEN 37 WHEN substr(started_4.value, 1, 2) < '5' THEN 85 WHEN substr(started_4.value, 1, 2) < '6' THEN 86 ELSE 122 END) WHEN started_4.value = 0 THEN 0 END) AS bin, CASE WHEN (started_4.value IS NOT NULL) THEN 1 ELSE 0 END AS size 
FROM (SELECT CAST(endpoint_call_1.slug AS TEXT) AS key_0, endpoint_call_1.latency_us AS value 
FROM cover_1, endpoint_call AS endpoint_call_1 
WHERE cover_1.level + 0 = 0 AND coalesce(endpoint_call_1.called_at, -1) >= cover_1.lo + 0 AND coalesce(endpoint_call_1.called_at, -1) < cover_1.hi + 0 AND endpoint_call_1.org_id = ?) AS started_4), 
ranked_2 AS 
(SELECT stream_4.key_0 AS key_0, stream_4.bin AS bin, CAST(sum(sum(stream_4.size)) OVER (PARTITION BY stream_4.key_0 ORDER BY stream_4.bin) AS INTEGER) AS upto, CAST(sum(sum(stream_4.size)) OVER (PARTITION BY stream_4.key_0) AS INTEGER) AS size 
FROM stream_4 GROUP BY stream_4.key_0, stream_4.bin), 
groups_5 AS 
(SELECT ranked_2.key_0 AS key_0, min(CASE WHEN (ranked_2.upto >= (ranked_2.size * 50 + 99) / 100) THEN ranked_2.bin END) AS p50, min(CASE WHEN (ranked_2.upto >= (ranked_2.size * 95 + 99) / 100) THEN ranked_2.bin END) AS p95 
FROM ranked_2 GROUP BY ranked_2.key_0), 
groups_6 AS 
(SELECT both_2.key_0 AS key_0, max(both_2.counted) AS counted, max(both_2.least) AS least, max(both_2.greatest) AS greatest, max(both_2.p50) AS p50, max(both_2.p95) AS p95 
FROM (SELECT groups_4.key_0 AS key_0, groups_4.counted AS counted, groups_4.least AS least, groups_4.greatest AS greatest, CAST(NULL AS INTEGER) AS p50, CAST(NULL AS INTEGER) AS p95 
FROM groups_4 UNION ALL SELECT groups_5.key_0 AS key_0, CAST(NULL AS INTEGER) AS counted, CAST(NULL AS INTEGER) AS least, CAST(NULL AS INTEGER) AS greatest, groups_5.p50 AS p50, groups_5.p95 AS p95 
FROM groups_5) AS both_2 GROUP BY both_2.key_0), 
figures_2 AS 
(SELECT groups_6.key_0 AS key_0, groups_6.counted AS counted, CASE WHEN ((CASE WHEN groups_6.p50 > 0 THEN CAST(round(exp(CAST(groups_6.p50 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_6.p50 = 0 THEN 0 END) < groups_6.least) THEN groups_6.least WHEN ((CASE WHEN groups_6.p50 > 0 THEN CAST(round(exp(CAST(groups_6.p50 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_6.p50 = 0 THEN 0 END) > groups_6.greatest) THEN groups_6.greatest ELSE (CASE WHEN groups_6.p50 > 0 THEN CAST(round(exp(CAST(groups_6.p50 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_6.p50 = 0 THEN 0 END) END AS p50, CASE WHEN ((CASE WHEN groups_6.p95 > 0 THEN CAST(round(exp(CAST(groups_6.p95 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_6.p95 = 0 THEN 0 END) < groups_6.least) THEN groups_6.least WHEN ((CASE WHEN groups_6.p95 > 0 THEN CAST(round(exp(CAST(groups_6.p95 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_6.p95 = 0 THEN 0 END) > groups_6.greatest) THEN groups_6.greatest ELSE (CASE WHEN groups_6.p95 > 0 THEN CAST(round(exp(CAST(groups_6.p95 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_6.p95 = 0 THEN 0 END) END AS p95 
FROM groups_6), 
page_1 AS 
(SELECT '{' || trim(json_object('key', figures_2.key_0, 'count', figures_2.counted), '{}') || ',"duration":' || json_object('p50', CASE WHEN abs(figures_2.p50) >= 1000000000000000 THEN json(printf('%!.17g', (figures_2.p50) / 1000.0)) ELSE (figures_2.p50) / 1000.0 END, 'p95', CASE WHEN abs(figures_2.p95) >= 1000000000000000 THEN json(printf('%!.17g', (figures_2.p95) / 1000.0)) ELSE (figures_2.p95) / 1000.0 END) || '}' AS figures 
FROM figures_2 ORDER BY figures_2.counted DESC, figures_2.key_0 ASC NULLS LAST
 LIMIT ? OFFSET ?)
 SELECT '[' || coalesce(group_concat(coalesce(page_1.figures, 'null')), '') || ']' AS value 
FROM page_1) || ',"byStatus":' || (WITH stream_5 AS 
(SELECT CAST(endpoint_call_by_workflow_5.status_code AS TEXT) AS key_0, endpoint_call_by_workflow_5.counted AS counted 
FROM cover_1, endpoint_call_by_workflow AS endpoint_call_by_workflow_5 
WHERE cover_1.level > 0 AND endpoint_call_by_workflow_5.level = cover_1.level + 0 AND endpoint_call_by_workflow_5.start_at = cover_1.lo + 0 AND endpoint_call_by_workflow_5.counted > 0 AND endpoint_call_by_workflow_5.org_id = ? UNION ALL SELECT started_5.key_0 AS key_0, 1 AS counted 
FROM (SELECT CAST(endpoint_call_1.status_code AS TEXT) AS key_0 
FROM cover_1, endpoint_call AS endpoint_call_1 
WHERE cover_1.level + 0 = 0 AND coalesce(endpoint_call_1.called_at, -1) >= cover_1.lo + 0 AND coalesce(endpoint_call_1.called_at, -1) < cover_1.hi + 0 AND endpoint_call_1.org_id = ?) AS started_5), 
groups_7 AS 
(SELECT stream_5.key_0 AS key_0, CAST(coalesce(sum(stream_5.counted), 0) AS INTEGER) AS counted 
FROM stream_5 GROUP BY stream_5.key_0), 
figures_3 AS 
(SELECT groups_7.key_0 AS key_0, groups_7.counted AS counted 
FROM groups_7), 
page_2 AS 
(SELECT json_object('key', figures_3.key_0, 'count', figures_3.counted) AS figures 
FROM figures_3 ORDER BY figures_3.counted DESC, figures_3.key_0 ASC NULLS LAST
 LIMIT ? OFFSET ?)
 SELECT '[' || coalesce(group_concat(coalesce(page_2.figures, 'null')), '') || ']' AS value 
FROM page_2) || '}' AS value 
FROM figures_1) || ',"nodes":[' || coalesce(group_concat('{' || trim(json_object('slug', nodes_1.slug, 'latency', CASE WHEN abs(nodes_1.latency_us) >= 1000000000000000 THEN json(printf('%!.17g', (nodes_1.latency_us) / 1000.0)) ELSE (nodes_1.latency_us) / 1000.0 END, 'calledAt', iif(nodes_1.called_at % 1000000, date(nodes_1.called_at / 1000000, 'unixepoch') || 'T' || time(nodes_1.called_at / 1000000, 'unixepoch') || rtrim('.' || substr(nodes_1.called_at + 1000000, -6), '0') || 'Z', date(nodes_1.called_at / 1000000, 'unixepoch') || 'T' || time(nodes_1.called_at / 1000000, 'unixepoch') || 'Z')), '{}') || ',"run":' || coalesce(nodes_1.hoisted_0, 'null') || '}'), '') || ']}' AS value 
FROM (SELECT page_3.slug AS slug, page_3.latency_us AS latency_us, page_3.called_at AS called_at, page_3.run_id AS run_id, (SELECT '{' || trim(json_object('state', node_1.state, 'ranByName', node_1.ran_by_name, 'totalTokens', node_1.total_tokens), '{}') || ',"steps":' || node_1.hoisted_0 || '}' AS value 
FROM (SELECT run_1.state AS state, run_1.ran_by_name AS ran_by_name, run_1.total_tokens AS total_tokens, run_1.id AS id, (SELECT '{"nodes":' || json_group_array(json_object('name', nodes_2.name, 'duration', CASE WHEN abs(nodes_2.hoisted_0) >= 1000000000000000 THEN json(printf('%!.17g', (nodes_2.hoisted_0) / 1000.0)) ELSE (nodes_2.hoisted_0) / 1000.0 END)) || '}' AS value 
FROM (SELECT page_4.name AS name, page_4.started_at AS started_at, page_4.ended_at AS ended_at, CASE WHEN (page_4.ended_at >= page_4.started_at) THEN page_4.ended_at - page_4.started_at END AS hoisted_0 
FROM (SELECT step_1.name AS name, step_1.started_at AS started_at, step_1.ended_at AS ended_at 
FROM step AS step_1 
WHERE step_1.run_id = run_1.id AND step_1.org_id = ? ORDER BY CASE WHEN (CASE WHEN (step_1.ended_at >= step_1.started_at) THEN step_1.ended_at - step_1.started_at END IS NULL) THEN ? ELSE ? END DESC, coalesce(CASE WHEN (step_1.ended_at >= step_1.started_at) THEN step_1.ended_at - step_1.started_at END, 0) DESC, step_1.id DESC
 LIMIT 3 OFFSET ?) AS page_4
 LIMIT ? OFFSET 0) AS nodes_2) AS hoisted_0 
FROM run AS run_1 
WHERE run_1.id = page_3.run_id AND run_1.org_id = ?
 LIMIT ? OFFSET 0) AS node_1) AS hoisted_0 
FROM (SELECT endpoint_call_1.slug AS slug, endpoint_call_1.latency_us AS latency_us, endpoint_call_1.called_at AS called_at, endpoint_call_1.run_id AS run_id 
FROM endpoint_call AS endpoint_call_1 
WHERE coalesce(endpoint_call_1.called_at, -1) >= ? AND coalesce(endpoint_call_1.called_at, -1) < ? AND endpoint_call_1.org_id = ? ORDER BY CASE WHEN (endpoint_call_1.latency_us IS NULL) THEN ? ELSE ? END DESC, coalesce(endpoint_call_1.latency_us, 0) DESC, endpoint_call_1.id DESC
 LIMIT 3 OFFSET ?) AS page_3
 LIMIT ? OFFSET 0) AS nodes_1) AS value;
-- binds: <now and $days>, <now>, <organization>, <now and $days>, <now>, <now and $days>, <now>, <organization>, <now and $days>, <now>, <now and $days>, <now>, <organization>, <now and $days>, <now>, <now and $days>, <now>, <organization>, 1, <now and $days>, <now and $days>, <now and $days>, <now>, <now>, <now and $days>, <now>, <now and $days>, <now and $days>, <now>, <now>, <now and $days>, <now>, <organization>, <organization>, <organization>, <organization>, <organization>, <organization>, <organization>, <organization>, 20, 0, <organization>, <organization>, 20, 0, <organization>, 0, 1, 0, -1, <organization>, -1, <now and $days>, <now>, <organization>, 0, 1, 0, -1

-- byHour
WITH years_1 AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'endpoint_call' AND rollup_period_1.level = 4 AND 1 <= ? AND rollup_period_1.end_at > ? AND rollup_period_1.start_at < ? AND rollup_period_1.org_id = ?), 
months_1 AS 
(SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM years_1, rollup_period AS rollup_period_2 
WHERE rollup_period_2.subject = 'endpoint_call' AND rollup_period_2.level = 3 AND NOT (years_1.state >= 1 AND years_1.start_at >= ? AND years_1.end_at <= ? AND years_1.level <= ?) AND rollup_period_2.start_at >= years_1.start_at AND rollup_period_2.start_at < years_1.end_at AND rollup_period_2.end_at > ? AND rollup_period_2.start_at < ? AND rollup_period_2.org_id = ?), 
days_1 AS 
(SELECT rollup_period_3.level AS level, rollup_period_3.start_at AS start_at, rollup_period_3.end_at AS end_at, rollup_period_3.state AS state 
FROM months_1, rollup_period AS rollup_period_3 
WHERE rollup_period_3.subject = 'endpoint_call' AND rollup_period_3.level = 2 AND NOT (months_1.state >= 1 AND months_1.start_at >= ? AND months_1.end_at <= ? AND months_1.level <= ?) AND rollup_period_3.start_at >= months_1.start_at AND rollup_period_3.start_at < months_1.end_at AND rollup_period_3.end_at > ? AND rollup_period_3.start_at < ? AND rollup_period_3.org_id = ?), 
hours_1 AS 
(SELECT rollup_period_4.level AS level, rollup_period_4.start_at AS start_at, rollup_period_4.end_at AS end_at, rollup_period_4.state AS state 
FROM days_1, rollup_period AS rollup_period_4 
WHERE rollup_period_4.subject = 'endpoint_call' AND rollup_period_4.level = 1 AND NOT (days_1.state >= 1 AND days_1.start_at >= ? AND days_1.end_at <= ? AND days_1.level <= ?) AND rollup_period_4.start_at >= days_1.start_at AND rollup_period_4.start_at < days_1.end_at AND rollup_period_4.end_at > ? AND rollup_period_4.start_at < ? AND rollup_period_4.org_id = ?), 
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
(SELECT placed_1.bucket AS bucket, endpoint_call_by_workflow_1.counted AS counted, endpoint_call_by_workflow_1.least AS least, endpoint_call_by_workflow_1.greatest AS greatest 
FROM placed_1, endpoint_call_by_workflow AS endpoint_call_by_workflow_1 
WHERE placed_1.level > 0 AND endpoint_call_by_workflow_1.level = placed_1.level + 0 AND endpoint_call_by_workflow_1.start_at = placed_1.lo + 0 AND endpoint_call_by_workflow_1.counted > 0 AND endpoint_call_by_workflow_1.org_id = ? UNION ALL SELECT pieces_1.bucket AS bucket, 1 AS counted, started_1.value AS least, started_1.value AS greatest 
FROM (SELECT coalesce(endpoint_call_1.called_at, -1) AS occurred, endpoint_call_1.latency_us AS value 
FROM cover_1, endpoint_call AS endpoint_call_1 
WHERE cover_1.level + 0 = 0 AND coalesce(endpoint_call_1.called_at, -1) >= cover_1.lo + 0 AND coalesce(endpoint_call_1.called_at, -1) < cover_1.hi + 0 AND endpoint_call_1.org_id = ?
 LIMIT ? OFFSET 0) AS started_1, pieces_1 
WHERE pieces_1.place = started_1.occurred / ? AND started_1.occurred >= pieces_1.lo AND started_1.occurred < pieces_1.hi UNION ALL SELECT buckets_1.lo AS lo, 0 AS counted, CAST(NULL AS INTEGER) AS least, CAST(NULL AS INTEGER) AS greatest 
FROM (SELECT json_extract(value, '$[0]') AS lo, json_extract(value, '$[1]') AS hi FROM json_each(?)) AS buckets_1), 
groups_1 AS 
(SELECT stream_1.bucket AS bucket, CAST(coalesce(sum(stream_1.counted), 0) AS INTEGER) AS counted, min(stream_1.least) AS least, max(stream_1.greatest) AS greatest 
FROM stream_1 GROUP BY stream_1.bucket), 
stream_2 AS 
(SELECT placed_1.bucket AS bucket, bins_1.value & 4095 AS bin, bins_1.value >> 12 AS size 
FROM placed_1, endpoint_call_by_workflow AS endpoint_call_by_workflow_2, json_each(endpoint_call_by_workflow_2.bins) AS bins_1 
WHERE placed_1.level > 0 AND endpoint_call_by_workflow_2.level = placed_1.level + 0 AND endpoint_call_by_workflow_2.start_at = placed_1.lo + 0 AND endpoint_call_by_workflow_2.counted > 0 AND endpoint_call_by_workflow_2.org_id = ? UNION ALL SELECT pieces_1.bucket AS bucket, (CASE WHEN started_2.value > 0 THEN 1 + coalesce(CASE CAST(ln(started_2.value) / 0.018720204008081675 AS INTEGER) % 123 WHEN 0 THEN NULL WHEN 37 THEN NULL WHEN 85 THEN NULL WHEN 122 THEN NULL ELSE CAST(ln(started_2.value) / 0.018720204008081675 AS INTEGER) END, 123 * (length(started_2.value) - 1) + CASE WHEN substr(started_2.value, 1, 2) < '11' THEN 0 WHEN substr(started_2.value, 1, 2) < '2' THEN 36 WHEN substr(started_2.value, 1, 2) < '21' THEN 37 WHEN substr(started_2.value, 1, 2) < '5' THEN 85 WHEN substr(started_2.value, 1, 2) < '6' THEN 86 ELSE 122 END) WHEN started_2.value = 0 THEN 0 END) AS bin, CASE WHEN (started_2.value IS NOT NULL) THEN 1 ELSE 0 END AS size 
FROM (SELECT coalesce(endpoint_call_1.called_at, -1) AS occurred, endpoint_call_1.latency_us AS value 
FROM cover_1, endpoint_call AS endpoint_call_1 
WHERE cover_1.level + 0 = 0 AND coalesce(endpoint_call_1.called_at, -1) >= cover_1.lo + 0 AND coalesce(endpoint_call_1.called_at, -1) < cover_1.hi + 0 AND endpoint_call_1.org_id = ?
 LIMIT ? OFFSET 0) AS started_2, pieces_1 
WHERE pieces_1.place = started_2.occurred / ? AND started_2.occurred >= pieces_1.lo AND started_2.occurred < pieces_1.hi), 
ranked_1 AS 
(SELECT stream_2.bucket AS bucket, stream_2.bin AS bin, CAST(sum(sum(stream_2.size)) OVER (PARTITION BY stream_2.bucket ORDER BY stream_2.bin) AS INTEGER) AS upto, CAST(sum(sum(stream_2.size)) OVER (PARTITION BY stream_2.bucket) AS INTEGER) AS size 
FROM stream_2 GROUP BY stream_2.bucket, stream_2.bin), 
groups_2 AS 
(SELECT ranked_1.bucket AS bucket, min(CASE WHEN (ranked_1.upto >= (ranked_1.size * 95 + 99) / 100) THEN ranked_1.bin END) AS p95 
FROM ranked_1 GROUP BY ranked_1.bucket), 
groups_3 AS 
(SELECT both_1.bucket AS bucket, max(both_1.counted) AS counted, max(both_1.least) AS least, max(both_1.greatest) AS greatest, max(both_1.p95) AS p95 
FROM (SELECT groups_1.bucket AS bucket, groups_1.counted AS counted, groups_1.least AS least, groups_1.greatest AS greatest, CAST(NULL AS INTEGER) AS p95 
FROM groups_1 UNION ALL SELECT groups_2.bucket AS bucket, CAST(NULL AS INTEGER) AS counted, CAST(NULL AS INTEGER) AS least, CAST(NULL AS INTEGER) AS greatest, groups_2.p95 AS p95 
FROM groups_2) AS both_1 GROUP BY both_1.bucket), 
figures_1 AS 
(SELECT groups_3.bucket AS bucket, groups_3.counted AS counted, CASE WHEN ((CASE WHEN groups_3.p95 > 0 THEN CAST(round(exp(CAST(groups_3.p95 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p95 = 0 THEN 0 END) < groups_3.least) THEN groups_3.least WHEN ((CASE WHEN groups_3.p95 > 0 THEN CAST(round(exp(CAST(groups_3.p95 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p95 = 0 THEN 0 END) > groups_3.greatest) THEN groups_3.greatest ELSE (CASE WHEN groups_3.p95 > 0 THEN CAST(round(exp(CAST(groups_3.p95 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_3.p95 = 0 THEN 0 END) END AS p95 
FROM groups_3), 
page_1 AS 
(SELECT '{' || trim(json_object('start', iif(figures_1.bucket % 1000000, date(figures_1.bucket / 1000000, 'unixepoch') || 'T' || time(figures_1.bucket / 1000000, 'unixepoch') || rtrim('.' || substr(figures_1.bucket + 1000000, -6), '0') || 'Z', date(figures_1.bucket / 1000000, 'unixepoch') || 'T' || time(figures_1.bucket / 1000000, 'unixepoch') || 'Z'), 'count', figures_1.counted), '{}') || ',"duration":' || json_object('p95', CASE WHEN abs(figures_1.p95) >= 1000000000000000 THEN json(printf('%!.17g', (figures_1.p95) / 1000.0)) ELSE (figures_1.p95) / 1000.0 END) || '}' AS figures 
FROM figures_1 ORDER BY figures_1.bucket)
 SELECT '[' || coalesce(group_concat(coalesce(page_1.figures, 'null')), '') || ']' AS value 
FROM page_1) || '}' AS value) || '}' AS value) AS value;
-- binds: <now>, <now>, <now>, <organization>, <now>, <now>, <now>, <now>, <now>, <organization>, <now>, <now>, <now>, <now>, <now>, <organization>, <now>, <now>, <now>, <now>, <now>, <organization>, 1, <now>, <now>, <now>, <now>, <now>, <now>, <now>, <now>, <now>, <now>, <now>, <now>, <now>, <now>, <now>, <now>, <now>, <organization>, <organization>, -1, <now>, <now>, <organization>, <organization>, -1, <now>
