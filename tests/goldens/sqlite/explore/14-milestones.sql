-- reached
SELECT (SELECT '{"stats":' || (SELECT '{"groupBy":' || (WITH stream_1 AS 
(SELECT started_1.key_0 AS key_0, 1 AS counted, started_1.value AS bin, CASE WHEN (started_1.value IS NOT NULL) THEN 1 ELSE 0 END AS size 
FROM (SELECT CAST(milestone_1.name AS TEXT) AS key_0, milestone_1.reached_at - coalesce((SELECT milestone_2.reached_at 
FROM milestone AS milestone_2 
WHERE milestone_2.instance_id = milestone_1.instance_id AND (coalesce(milestone_2.reached_at, -1), milestone_2.id) < (milestone_1.reached_at, milestone_1.id) AND milestone_2.reached_at IS NOT NULL AND milestone_2.org_id = ? ORDER BY coalesce(milestone_2.reached_at, -1) DESC, milestone_2.id DESC
 LIMIT ? OFFSET ?), (SELECT process_instance_1.started_at 
FROM process_instance AS process_instance_1 
WHERE process_instance_1.id = milestone_1.instance_id AND process_instance_1.started_at <= milestone_1.reached_at AND process_instance_1.org_id = ?)) AS value 
FROM milestone AS milestone_1 
WHERE milestone_1.model_id = ? AND coalesce(milestone_1.reached_at, -1) >= ? AND coalesce(milestone_1.reached_at, -1) < ? AND milestone_1.org_id = ?
 LIMIT ? OFFSET 0) AS started_1), 
ranked_1 AS 
(SELECT stream_1.key_0 AS key_0, stream_1.bin AS bin, CAST(coalesce(sum(stream_1.counted), 0) AS INTEGER) AS counted, CAST(sum(sum(stream_1.size)) OVER (PARTITION BY stream_1.key_0 ORDER BY stream_1.bin) AS INTEGER) AS upto, CAST(sum(sum(stream_1.size)) OVER (PARTITION BY stream_1.key_0) AS INTEGER) AS size 
FROM stream_1 GROUP BY stream_1.key_0, stream_1.bin), 
groups_1 AS 
(SELECT ranked_1.key_0 AS key_0, CAST(coalesce(sum(ranked_1.counted), 0) AS INTEGER) AS counted, min(CASE WHEN (ranked_1.upto >= (ranked_1.size * 50 + 99) / 100) THEN ranked_1.bin END) AS p50, min(CASE WHEN (ranked_1.upto >= (ranked_1.size * 95 + 99) / 100) THEN ranked_1.bin END) AS p95 
FROM ranked_1 GROUP BY ranked_1.key_0), 
figures_1 AS 
(SELECT groups_1.key_0 AS key_0, groups_1.counted AS counted, groups_1.p50 AS p50, groups_1.p95 AS p95 
FROM groups_1), 
page_1 AS 
(SELECT '{' || trim(json_object('key', figures_1.key_0, 'count', figures_1.counted), '{}') || ',"duration":' || json_object('p50', CASE WHEN abs(figures_1.p50) >= 1000000000000000 THEN json(printf('%!.17g', (figures_1.p50) / 1000.0)) ELSE (figures_1.p50) / 1000.0 END, 'p95', CASE WHEN abs(figures_1.p95) >= 1000000000000000 THEN json(printf('%!.17g', (figures_1.p95) / 1000.0)) ELSE (figures_1.p95) / 1000.0 END) || '}' AS figures 
FROM figures_1 ORDER BY figures_1.counted DESC, figures_1.key_0 ASC NULLS LAST
 LIMIT ? OFFSET ?)
 SELECT '[' || coalesce(group_concat(coalesce(page_1.figures, 'null')), '') || ']' AS value 
FROM page_1) || '}' AS value) || '}' AS value) AS value;
-- binds: <organization>, 1, 0, <organization>, <$model>, <now and $days>, <now>, <organization>, -1, 20, 0

-- processInstances
SELECT (SELECT '{"nodes":[' || coalesce(group_concat('{' || trim(json_object('instanceId', nodes_1.id, 'startedAt', iif(nodes_1.started_at % 1000000, date(nodes_1.started_at / 1000000, 'unixepoch') || 'T' || time(nodes_1.started_at / 1000000, 'unixepoch') || rtrim('.' || substr(nodes_1.started_at + 1000000, -6), '0') || 'Z', date(nodes_1.started_at / 1000000, 'unixepoch') || 'T' || time(nodes_1.started_at / 1000000, 'unixepoch') || 'Z')), '{}') || ',"milestones":' || nodes_1.hoisted_0 || '}'), '') || ']}' AS value 
FROM (SELECT page_1.id AS id, page_1.started_at AS started_at, (SELECT '{"nodes":' || json_group_array(json_object('name', nodes_2.name, 'reachedAt', iif(nodes_2.reached_at % 1000000, date(nodes_2.reached_at / 1000000, 'unixepoch') || 'T' || time(nodes_2.reached_at / 1000000, 'unixepoch') || rtrim('.' || substr(nodes_2.reached_at + 1000000, -6), '0') || 'Z', date(nodes_2.reached_at / 1000000, 'unixepoch') || 'T' || time(nodes_2.reached_at / 1000000, 'unixepoch') || 'Z'), 'gap', CASE WHEN abs(nodes_2.hoisted_0) >= 1000000000000000 THEN json(printf('%!.17g', (nodes_2.hoisted_0) / 1000.0)) ELSE (nodes_2.hoisted_0) / 1000.0 END)) || '}' AS value 
FROM (SELECT page_2.name AS name, page_2.reached_at AS reached_at, page_2.instance_id AS instance_id, page_2.id AS id, page_2.reached_at - coalesce((SELECT milestone_1.reached_at 
FROM milestone AS milestone_1 
WHERE milestone_1.instance_id = page_2.instance_id AND (coalesce(milestone_1.reached_at, -1), milestone_1.id) < (page_2.reached_at, page_2.id) AND milestone_1.reached_at IS NOT NULL AND milestone_1.org_id = ? ORDER BY coalesce(milestone_1.reached_at, -1) DESC, milestone_1.id DESC
 LIMIT ? OFFSET ?), (SELECT process_instance_1.started_at 
FROM process_instance AS process_instance_1 
WHERE process_instance_1.id = page_2.instance_id AND process_instance_1.started_at <= page_2.reached_at AND process_instance_1.org_id = ?)) AS hoisted_0 
FROM (SELECT milestone_2.name AS name, milestone_2.reached_at AS reached_at, milestone_2.instance_id AS instance_id, milestone_2.id AS id 
FROM milestone AS milestone_2 
WHERE milestone_2.instance_id = page_1.id AND milestone_2.org_id = ? ORDER BY coalesce(milestone_2.reached_at, -1) ASC, milestone_2.id ASC
 LIMIT 20 OFFSET ?) AS page_2
 LIMIT ? OFFSET 0) AS nodes_2) AS hoisted_0 
FROM (SELECT process_instance_2.id AS id, process_instance_2.started_at AS started_at 
FROM process_instance AS process_instance_2 
WHERE process_instance_2.model_id = ? AND (EXISTS (SELECT 1 
FROM milestone AS milestone_3 
WHERE milestone_3.instance_id = process_instance_2.id AND 1 = 1 AND milestone_3.org_id = ?)) AND process_instance_2.org_id = ? ORDER BY coalesce(process_instance_2.started_at, -1) DESC, process_instance_2.id DESC
 LIMIT 3 OFFSET ?) AS page_1
 LIMIT ? OFFSET 0) AS nodes_1) AS value;
-- binds: <organization>, 1, 0, <organization>, <organization>, 0, -1, <$model>, <organization>, <organization>, 0, -1
