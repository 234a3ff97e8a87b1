-- tasks
WITH RECURSIVE periods_1(level, start_at, end_at, state) AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'task' AND rollup_period_1.level = 4 AND rollup_period_1.end_at > $1::BIGINT AND rollup_period_1.start_at < $3::BIGINT AND rollup_period_1.org_id = $4::VARCHAR COLLATE "C" UNION ALL SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM periods_1, rollup_period AS rollup_period_2 
WHERE periods_1.level > 1 AND NOT (periods_1.state >= 1 AND periods_1.start_at >= $1::BIGINT AND periods_1.end_at <= $3::BIGINT AND periods_1.level <= 4) AND rollup_period_2.subject = 'task' AND rollup_period_2.level = periods_1.level - 1 AND rollup_period_2.start_at >= periods_1.start_at AND rollup_period_2.start_at < periods_1.end_at AND rollup_period_2.end_at > $1::BIGINT AND rollup_period_2.start_at < $3::BIGINT AND rollup_period_2.org_id = $4::VARCHAR COLLATE "C"), 
ordered_1 AS 
(SELECT edges_1.level AS level, edges_1.lo AS lo, edges_1.hi AS hi, lag(edges_1.hi, 1, $1::BIGINT) OVER (ORDER BY edges_1.lo, edges_1.level) AS before, max(edges_1.bucket) OVER (ORDER BY edges_1.lo, edges_1.level ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS bucket, max(edges_1.bucket) OVER (ORDER BY edges_1.lo, edges_1.level ROWS BETWEEN UNBOUNDED PRECEDING AND $2::INTEGER PRECEDING) AS bucket_before 
FROM (SELECT 0 AS level, $3::BIGINT AS lo, $3::BIGINT AS hi, CAST(NULL AS BIGINT) AS bucket UNION ALL SELECT periods_1.level AS level, periods_1.start_at AS lo, periods_1.end_at AS hi, CAST(NULL AS BIGINT) AS bucket 
FROM periods_1 
WHERE periods_1.state >= 1 AND periods_1.start_at >= $1::BIGINT AND periods_1.end_at <= $3::BIGINT AND periods_1.level <= 4) AS edges_1), 
cover_1 AS MATERIALIZED 
(SELECT ordered_1.level AS level, ordered_1.lo AS lo, ordered_1.hi AS hi, ordered_1.bucket AS bucket 
FROM ordered_1 
WHERE ordered_1.level > 0 UNION ALL SELECT 0, ordered_1.before AS before, ordered_1.lo AS lo, ordered_1.bucket_before AS bucket_before 
FROM ordered_1 
WHERE ordered_1.before < ordered_1.lo)
 SELECT (SELECT '{"nodes":[' || coalesce(string_agg('{"task_id":' || coalesce(to_json(page_1.id)::text, 'null') || ',"process_instance_id":' || coalesce(to_json(page_1.instance_id)::text, 'null') || ',"process_model_identifier":' || coalesce(to_json(page_1.model_id)::text, 'null') || ',"task_spec":' || coalesce(to_json(page_1.task_spec)::text, 'null') || ',"bpmn_name":' || coalesce(to_json(page_1.name)::text, 'null') || ',"task_type":' || coalesce(to_json(page_1.type)::text, 'null') || ',"state":' || coalesce('"' || page_1.state || '"', 'null') || ',"start":' || coalesce('"' || replace((timestamp 'epoch' + (page_1.started_at / 3600000000) * interval '1 hour' + (page_1.started_at % 3600000000) * interval '1 microsecond')::text, ' ', 'T') || 'Z' || '"', 'null') || ',"end":' || coalesce('"' || replace((timestamp 'epoch' + (page_1.ended_at / 3600000000) * interval '1 hour' + (page_1.ended_at % 3600000000) * interval '1 microsecond')::text, ' ', 'T') || 'Z' || '"', 'null') || ',"duration_seconds":' || coalesce((((page_1.ended_at - page_1.started_at)::float8 / 1000000))::text, 'null') || ',"username":' || coalesce(to_json(page_1.username)::text, 'null') || '}', ','), '') || '],"totalCount":' || coalesce(((WITH stream_1 AS 
(SELECT task_by_model_1.counted AS counted 
FROM cover_1, task_by_model AS task_by_model_1 
WHERE cover_1.level > 0 AND task_by_model_1.level = cover_1.level + 0 AND task_by_model_1.start_at = cover_1.lo + 0 AND substr(task_by_model_1.model_id, $5::INTEGER, length($6::VARCHAR COLLATE "C")) = $7::VARCHAR COLLATE "C" AND task_by_model_1.counted > 0 AND task_by_model_1.org_id = $4::VARCHAR COLLATE "C" UNION ALL SELECT 1 AS counted 
FROM (SELECT 1 AS one 
FROM cover_1, task AS task_1 
WHERE substr(task_1.model_id, $8::INTEGER, length($9::VARCHAR COLLATE "C")) = $10::VARCHAR COLLATE "C" AND cover_1.level + 0 = 0 AND coalesce(task_1.started_at, -1) >= cover_1.lo AND coalesce(task_1.started_at, -1) < cover_1.hi AND task_1.org_id = $4::VARCHAR COLLATE "C") AS started_1), 
groups_1 AS 
(SELECT CAST(coalesce(sum(stream_1.counted), 0) AS BIGINT) AS counted 
FROM stream_1), 
figures_1 AS 
(SELECT groups_1.counted AS counted 
FROM groups_1)
 SELECT figures_1.counted AS value 
FROM figures_1))::text, 'null') || '}' AS value 
FROM (SELECT task_1.id AS id, task_1.instance_id AS instance_id, task_1.model_id AS model_id, task_1.task_spec AS task_spec, task_1.name AS name, task_1.type AS type, task_1.state AS state, task_1.started_at AS started_at, task_1.ended_at AS ended_at, task_1.username AS username 
FROM task AS task_1 
WHERE substr(task_1.model_id, $11::INTEGER, length($12::VARCHAR COLLATE "C")) = $13::VARCHAR COLLATE "C" AND coalesce(task_1.started_at, -1) >= $14::BIGINT AND coalesce(task_1.started_at, -1) < $15::BIGINT AND task_1.org_id = $4::VARCHAR COLLATE "C" ORDER BY coalesce(task_1.started_at, -1) DESC, task_1.id DESC 
 LIMIT $16::BIGINT OFFSET $17::BIGINT) AS page_1) AS value;
-- binds: <now and $tasks.startedAt.lastDays>, 1, <now>, <organization>, 1, <$tasks.modelId.startsWith>, <$tasks.modelId.startsWith>, 1, <$tasks.modelId.startsWith>, <$tasks.modelId.startsWith>, 1, <$tasks.modelId.startsWith>, <$tasks.modelId.startsWith>, <now and $tasks.startedAt.lastDays>, <now>, <$first>, <$skip>
