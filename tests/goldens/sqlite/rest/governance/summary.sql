-- verdicts
SELECT (SELECT '{"stats":' || (WITH stream_1 AS 
(SELECT started_1.value AS bin, CASE WHEN (started_1.value IS NOT NULL) THEN 1 ELSE 0 END AS size 
FROM (SELECT verdict_1.latency_us AS value 
FROM verdict AS verdict_1 
WHERE (verdict_1.outcome IS NOT NULL AND NOT (EXISTS (SELECT verdict_2.id 
FROM verdict AS verdict_2 
WHERE verdict_2.tool_call_id = verdict_1.tool_call_id AND verdict_2.id != verdict_1.id AND (CASE verdict_2.outcome WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? END > CASE verdict_1.outcome WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? END OR verdict_2.outcome = verdict_1.outcome AND (coalesce(verdict_2.decided_at, 253402300800000000), verdict_2.id) < (coalesce(verdict_1.decided_at, 253402300800000000), verdict_1.id)) AND verdict_2.org_id = ?))) = ? AND coalesce(verdict_1.decided_at, -1) >= ? AND coalesce(verdict_1.decided_at, -1) < ? AND verdict_1.org_id = ?) AS started_1), 
ranked_1 AS 
(SELECT stream_1.bin AS bin, CAST(sum(sum(stream_1.size)) OVER (ORDER BY stream_1.bin) AS INTEGER) AS upto, CAST(sum(sum(stream_1.size)) OVER () AS INTEGER) AS size 
FROM stream_1 GROUP BY stream_1.bin), 
groups_1 AS 
(SELECT min(CASE WHEN (ranked_1.upto >= (ranked_1.size * 50 + 99) / 100) THEN ranked_1.bin END) AS p50, min(CASE WHEN (ranked_1.upto >= (ranked_1.size * 95 + 99) / 100) THEN ranked_1.bin END) AS p95, min(CASE WHEN (ranked_1.upto >= (ranked_1.size * 99 + 99) / 100) THEN ranked_1.bin END) AS p99 
FROM ranked_1), 
figures_1 AS 
(SELECT groups_1.p50 AS p50, groups_1.p95 AS p95, groups_1.p99 AS p99 
FROM groups_1)
 SELECT '{"outcomes":' || (WITH stream_2 AS 
(SELECT started_2.key_0 AS key_0, 1 AS counted 
FROM (SELECT CAST(verdict_1.outcome AS TEXT) AS key_0 
FROM verdict AS verdict_1 
WHERE (verdict_1.outcome IS NOT NULL AND NOT (EXISTS (SELECT verdict_3.id 
FROM verdict AS verdict_3 
WHERE verdict_3.tool_call_id = verdict_1.tool_call_id AND verdict_3.id != verdict_1.id AND (CASE verdict_3.outcome WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? END > CASE verdict_1.outcome WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? END OR verdict_3.outcome = verdict_1.outcome AND (coalesce(verdict_3.decided_at, 253402300800000000), verdict_3.id) < (coalesce(verdict_1.decided_at, 253402300800000000), verdict_1.id)) AND verdict_3.org_id = ?))) = ? AND coalesce(verdict_1.decided_at, -1) >= ? AND coalesce(verdict_1.decided_at, -1) < ? AND verdict_1.org_id = ?) AS started_2), 
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
FROM page_1) || ',"latency":' || json_object('latency_p50_ms', CASE WHEN abs(figures_1.p50) >= 1000000000000000 THEN json(printf('%!.17g', (figures_1.p50) / 1000.0)) ELSE (figures_1.p50) / 1000.0 END, 'latency_p95_ms', CASE WHEN abs(figures_1.p95) >= 1000000000000000 THEN json(printf('%!.17g', (figures_1.p95) / 1000.0)) ELSE (figures_1.p95) / 1000.0 END, 'latency_p99_ms', CASE WHEN abs(figures_1.p99) >= 1000000000000000 THEN json(printf('%!.17g', (figures_1.p99) / 1000.0)) ELSE (figures_1.p99) / 1000.0 END) || '}' AS value 
FROM figures_1) || '}' AS value) AS value;
-- binds: 'PASSED', 0, 'CORRECTED', 1, 'BLOCKED', 2, 'ERROR', 3, 'PASSED', 0, 'CORRECTED', 1, 'BLOCKED', 2, 'ERROR', 3, <organization>, True, <now and $window.lastDays>, <now>, <organization>, 'PASSED', 0, 'CORRECTED', 1, 'BLOCKED', 2, 'ERROR', 3, 'PASSED', 0, 'CORRECTED', 1, 'BLOCKED', 2, 'ERROR', 3, <organization>, True, <now and $window.lastDays>, <now>, <organization>, 20, 0
