-- reached
SELECT (SELECT '{"stats":' || (SELECT '{"groupBy":' || (WITH stream_1 AS 
(SELECT started_1.key_0 AS key_0, 1 AS counted, started_1.value AS bin, CASE WHEN (started_1.value IS NOT NULL) THEN 1 ELSE 0 END AS size 
FROM (SELECT CAST(milestone_1.name AS TEXT) COLLATE "C" AS key_0, milestone_1.reached_at - coalesce((SELECT milestone_2.reached_at 
FROM milestone AS milestone_2 
WHERE milestone_2.instance_id = milestone_1.instance_id AND (coalesce(milestone_2.reached_at, -1), milestone_2.id) < (milestone_1.reached_at, milestone_1.id) AND milestone_2.reached_at IS NOT NULL AND milestone_2.org_id = $1::VARCHAR COLLATE "C" ORDER BY coalesce(milestone_2.reached_at, -1) DESC, milestone_2.id DESC 
 LIMIT $2::INTEGER), (SELECT process_instance_1.started_at 
FROM process_instance AS process_instance_1 
WHERE process_instance_1.id = milestone_1.instance_id AND process_instance_1.started_at <= milestone_1.reached_at AND process_instance_1.org_id = $1::VARCHAR COLLATE "C")) AS value 
FROM milestone AS milestone_1 
WHERE milestone_1.model_id = $3::VARCHAR COLLATE "C" AND coalesce(milestone_1.reached_at, -1) >= $4::BIGINT AND coalesce(milestone_1.reached_at, -1) < $5::BIGINT AND milestone_1.org_id = $1::VARCHAR COLLATE "C"
 LIMIT ALL OFFSET 0) AS started_1), 
ranked_1 AS 
(SELECT stream_1.key_0 AS key_0, stream_1.bin AS bin, CAST(coalesce(sum(stream_1.counted), 0) AS BIGINT) AS counted, CAST(sum(sum(stream_1.size)) OVER (PARTITION BY stream_1.key_0 ORDER BY stream_1.bin) AS BIGINT) AS upto, CAST(sum(sum(stream_1.size)) OVER (PARTITION BY stream_1.key_0) AS BIGINT) AS size 
FROM stream_1 GROUP BY stream_1.key_0, stream_1.bin), 
groups_1 AS 
(SELECT ranked_1.key_0 AS key_0, CAST(coalesce(sum(ranked_1.counted), 0) AS BIGINT) AS counted, min(CASE WHEN (ranked_1.upto >= (ranked_1.size * 50 + 99) / 100) THEN ranked_1.bin END) AS p50, min(CASE WHEN (ranked_1.upto >= (ranked_1.size * 95 + 99) / 100) THEN ranked_1.bin END) AS p95 
FROM ranked_1 GROUP BY ranked_1.key_0), 
figures_1 AS 
(SELECT groups_1.key_0 AS key_0, groups_1.counted AS counted, groups_1.p50 AS p50, groups_1.p95 AS p95 
FROM groups_1), 
page_1 AS 
(SELECT '{"key":' || coalesce(to_json(figures_1.key_0)::text, 'null') || ',"count":' || coalesce((figures_1.counted)::text, 'null') || ',"duration":{"p50":' || coalesce((((figures_1.p50)::float8 / 1000))::text, 'null') || ',"p95":' || coalesce((((figures_1.p95)::float8 / 1000))::text, 'null') || '}}' AS figures 
FROM figures_1 ORDER BY figures_1.counted DESC, figures_1.key_0 ASC NULLS LAST 
 LIMIT $6::BIGINT)
 SELECT '[' || coalesce(string_agg(coalesce(page_1.figures, 'null'), ','), '') || ']' AS value 
FROM page_1) || '}' AS value) || '}' AS value) AS value;
-- binds: <organization>, 1, <$model>, <now and $days>, <now>, 20

-- processInstances
SELECT (SELECT '{"nodes":[' || coalesce(string_agg('{"instanceId":' || coalesce(to_json(page_1.id)::text, 'null') || ',"startedAt":' || coalesce('"' || replace((timestamp 'epoch' + (page_1.started_at / 3600000000) * interval '1 hour' + (page_1.started_at % 3600000000) * interval '1 microsecond')::text, ' ', 'T') || 'Z' || '"', 'null') || ',"milestones":' || (SELECT '{"nodes":[' || coalesce(string_agg('{"name":' || coalesce(to_json(page_2.name)::text, 'null') || ',"reachedAt":' || coalesce('"' || replace((timestamp 'epoch' + (page_2.reached_at / 3600000000) * interval '1 hour' + (page_2.reached_at % 3600000000) * interval '1 microsecond')::text, ' ', 'T') || 'Z' || '"', 'null') || ',"gap":' || coalesce((((page_2.reached_at - coalesce((SELECT milestone_1.reached_at 
FROM milestone AS milestone_1 
WHERE milestone_1.instance_id = page_2.instance_id AND (coalesce(milestone_1.reached_at, -1), milestone_1.id) < (page_2.reached_at, page_2.id) AND milestone_1.reached_at IS NOT NULL AND milestone_1.org_id = $1::VARCHAR COLLATE "C" ORDER BY coalesce(milestone_1.reached_at, -1) DESC, milestone_1.id DESC 
 LIMIT $2::INTEGER), (SELECT process_instance_1.started_at 
FROM process_instance AS process_instance_1 
WHERE process_instance_1.id = page_2.instance_id AND process_instance_1.started_at <= page_2.reached_at AND process_instance_1.org_id = $1::VARCHAR COLLATE "C")))::float8 / 1000))::text, 'null') || '}', ','), '') || ']}' AS value 
FROM (SELECT milestone_2.name AS name, milestone_2.reached_at AS reached_at, milestone_2.instance_id AS instance_id, milestone_2.id AS id 
FROM milestone AS milestone_2 
WHERE milestone_2.instance_id = page_1.id AND milestone_2.org_id = $1::VARCHAR COLLATE "C" ORDER BY coalesce(milestone_2.reached_at, -1) ASC, milestone_2.id ASC 
 LIMIT 20) AS page_2) || '}', ','), '') || ']}' AS value 
FROM (SELECT process_instance_2.id AS id, process_instance_2.started_at AS started_at 
FROM process_instance AS process_instance_2 
WHERE process_instance_2.model_id = $3::VARCHAR COLLATE "C" AND (EXISTS (SELECT 1 
FROM milestone AS milestone_3 
WHERE milestone_3.instance_id = process_instance_2.id AND true AND milestone_3.org_id = $1::VARCHAR COLLATE "C")) AND process_instance_2.org_id = $1::VARCHAR COLLATE "C" ORDER BY coalesce(process_instance_2.started_at, -1) DESC, process_instance_2.id DESC 
 LIMIT 3) AS page_1) AS value;
-- binds: <organization>, 1, <$model>
