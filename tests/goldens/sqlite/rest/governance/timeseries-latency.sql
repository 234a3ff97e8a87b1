-- verdicts
WITH pieces_1 AS MATERIALIZED 
(SELECT cut_1.place AS place, cut_1.lo AS lo, cut_1.hi AS hi, cut_1.bucket AS bucket 
FROM (SELECT json_extract(value, '$[0]') AS place, json_extract(value, '$[1]') AS lo, json_extract(value, '$[2]') AS hi, json_extract(value, '$[3]') AS bucket FROM json_each(?)) AS cut_1)
 SELECT (SELECT '{"stats":' || (SELECT '{"series":' || (WITH stream_1 AS 
(SELECT pieces_1.bucket AS bucket, 1 AS counted, CASE WHEN (started_1.value IS NOT NULL) THEN 1 ELSE 0 END AS measured, started_1.value AS bin, CASE WHEN (started_1.value IS NOT NULL) THEN 1 ELSE 0 END AS size 
FROM (SELECT coalesce(verdict_1.decided_at, -1) AS occurred, verdict_1.latency_us AS value 
FROM verdict AS verdict_1 
WHERE (verdict_1.outcome IS NOT NULL AND NOT (EXISTS (SELECT verdict_2.id 
FROM verdict AS verdict_2 
WHERE verdict_2.tool_call_id = verdict_1.tool_call_id AND verdict_2.id != verdict_1.id AND (CASE verdict_2.outcome WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? END > CASE verdict_1.outcome WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? END OR verdict_2.outcome = verdict_1.outcome AND (coalesce(verdict_2.decided_at, 253402300800000000), verdict_2.id) < (coalesce(verdict_1.decided_at, 253402300800000000), verdict_1.id)) AND verdict_2.org_id = ?))) = ? AND coalesce(verdict_1.decided_at, -1) >= ? AND coalesce(verdict_1.decided_at, -1) < ? AND verdict_1.org_id = ?
 LIMIT ? OFFSET 0) AS started_1, pieces_1 
WHERE pieces_1.place = started_1.occurred / ? AND started_1.occurred >= pieces_1.lo AND started_1.occurred < pieces_1.hi UNION ALL SELECT buckets_1.lo AS lo, 0 AS counted, 0 AS measured, CAST(NULL AS INTEGER) AS bin, 0 AS size 
FROM (SELECT json_extract(value, '$[0]') AS lo, json_extract(value, '$[1]') AS hi FROM json_each(?)) AS buckets_1), 
ranked_1 AS 
(SELECT stream_1.bucket AS bucket, stream_1.bin AS bin, CAST(coalesce(sum(stream_1.counted), 0) AS INTEGER) AS counted, CAST(coalesce(sum(stream_1.measured), 0) AS INTEGER) AS measured, CAST(sum(sum(stream_1.size)) OVER (PARTITION BY stream_1.bucket ORDER BY stream_1.bin) AS INTEGER) AS upto, CAST(sum(sum(stream_1.size)) OVER (PARTITION BY stream_1.bucket) AS INTEGER) AS size 
FROM stream_1 GROUP BY stream_1.bucket, stream_1.bin), 
groups_1 AS 
(SELECT ranked_1.bucket AS bucket, CAST(coalesce(sum(ranked_1.counted), 0) AS INTEGER) AS counted, CAST(coalesce(sum(ranked_1.measured), 0) AS INTEGER) AS measured, min(CASE WHEN (ranked_1.upto >= (ranked_1.size * 50 + 99) / 100) THEN ranked_1.bin END) AS p50, min(CASE WHEN (ranked_1.upto >= (ranked_1.size * 95 + 99) / 100) THEN ranked_1.bin END) AS p95, min(CASE WHEN (ranked_1.upto >= (ranked_1.size * 99 + 99) / 100) THEN ranked_1.bin END) AS p99 
FROM ranked_1 GROUP BY ranked_1.bucket), 
figures_1 AS 
(SELECT groups_1.bucket AS bucket, groups_1.counted AS counted, groups_1.measured AS measured, groups_1.p50 AS p50, groups_1.p95 AS p95, groups_1.p99 AS p99 
FROM groups_1), 
page_1 AS 
(SELECT '{' || trim(json_object('timestamp', iif(figures_1.bucket % 1000000, date(figures_1.bucket / 1000000, 'unixepoch') || 'T' || time(figures_1.bucket / 1000000, 'unixepoch') || rtrim('.' || substr(figures_1.bucket + 1000000, -6), '0') || 'Z', date(figures_1.bucket / 1000000, 'unixepoch') || 'T' || time(figures_1.bucket / 1000000, 'unixepoch') || 'Z')), '{}') || ',"latency":' || json_object('count', figures_1.measured, 'p50_ms', CASE WHEN abs(figures_1.p50) >= 1000000000000000 THEN json(printf('%!.17g', (figures_1.p50) / 1000.0)) ELSE (figures_1.p50) / 1000.0 END, 'p95_ms', CASE WHEN abs(figures_1.p95) >= 1000000000000000 THEN json(printf('%!.17g', (figures_1.p95) / 1000.0)) ELSE (figures_1.p95) / 1000.0 END, 'p99_ms', CASE WHEN abs(figures_1.p99) >= 1000000000000000 THEN json(printf('%!.17g', (figures_1.p99) / 1000.0)) ELSE (figures_1.p99) / 1000.0 END) || '}' AS figures 
FROM figures_1 ORDER BY figures_1.bucket)
 SELECT '[' || coalesce(group_concat(coalesce(page_1.figures, 'null')), '') || ']' AS value 
FROM page_1) || '}' AS value) || '}' AS value) AS value;
-- binds: <now and $window.lastDays and now>, 'PASSED', 0, 'CORRECTED', 1, 'BLOCKED', 2, 'ERROR', 3, 'PASSED', 0, 'CORRECTED', 1, 'BLOCKED', 2, 'ERROR', 3, <organization>, True, <now and $window.lastDays>, <now>, <organization>, -1, <now and $window.lastDays and now>, <now and $window.lastDays and now>
