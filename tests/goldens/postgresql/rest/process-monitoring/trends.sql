-- all
WITH RECURSIVE periods_1(level, start_at, end_at, state) AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'process_instance' AND rollup_period_1.level = 4 AND rollup_period_1.end_at > $1::BIGINT AND rollup_period_1.start_at < $3::BIGINT AND rollup_period_1.org_id = $5::VARCHAR COLLATE "C" UNION ALL SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM periods_1, rollup_period AS rollup_period_2 
WHERE periods_1.level > 1 AND NOT (periods_1.state >= 1 AND periods_1.start_at >= $1::BIGINT AND periods_1.end_at <= $3::BIGINT AND periods_1.level <= $6::BIGINT) AND rollup_period_2.subject = 'process_instance' AND rollup_period_2.level = periods_1.level - 1 AND rollup_period_2.start_at >= periods_1.start_at AND rollup_period_2.start_at < periods_1.end_at AND rollup_period_2.end_at > $1::BIGINT AND rollup_period_2.start_at < $3::BIGINT AND rollup_period_2.org_id = $5::VARCHAR COLLATE "C"), 
ordered_1 AS 
(SELECT edges_1.level AS level, edges_1.lo AS lo, edges_1.hi AS hi, lag(edges_1.hi, 1, $1::BIGINT) OVER (ORDER BY edges_1.lo, edges_1.level) AS before, max(edges_1.bucket) OVER (ORDER BY edges_1.lo, edges_1.level ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS bucket, max(edges_1.bucket) OVER (ORDER BY edges_1.lo, edges_1.level ROWS BETWEEN UNBOUNDED PRECEDING AND $2::INTEGER PRECEDING) AS bucket_before 
FROM (SELECT 0 AS level, $3::BIGINT AS lo, $3::BIGINT AS hi, CAST(NULL AS BIGINT) AS bucket UNION ALL SELECT 0 AS level, CASE WHEN (buckets_1.lo < $1::BIGINT) THEN $1::BIGINT ELSE buckets_1.lo END AS lo, CASE WHEN (buckets_1.lo < $1::BIGINT) THEN $1::BIGINT ELSE buckets_1.lo END AS hi, buckets_1.lo AS bucket 
FROM (SELECT (pair ->> 0)::bigint AS lo, (pair ->> 1)::bigint AS hi FROM json_array_elements(($4::VARCHAR COLLATE "C")::json) WITH ORDINALITY AS t(pair, place) ORDER BY place) AS buckets_1 UNION ALL SELECT periods_1.level AS level, periods_1.start_at AS lo, periods_1.end_at AS hi, CAST(NULL AS BIGINT) AS bucket 
FROM periods_1 
WHERE periods_1.state >= 1 AND periods_1.start_at >= $1::BIGINT AND periods_1.end_at <= $3::BIGINT AND periods_1.level <= $6::BIGINT) AS edges_1), 
cover_1 AS MATERIALIZED 
(SELECT ordered_1.level AS level, ordered_1.lo AS lo, ordered_1.hi AS hi, ordered_1.bucket AS bucket 
FROM ordered_1 
WHERE ordered_1.level > 0 UNION ALL SELECT 0, ordered_1.before AS before, ordered_1.lo AS lo, ordered_1.bucket_before AS bucket_before 
FROM ordered_1 
WHERE ordered_1.before < ordered_1.lo), 
periods_2(level, start_at, end_at, state) AS 
(SELECT rollup_period_3.level AS level, rollup_period_3.start_at AS start_at, rollup_period_3.end_at AS end_at, rollup_period_3.state AS state 
FROM rollup_period AS rollup_period_3 
WHERE rollup_period_3.subject = 'process_instance' AND rollup_period_3.level = 4 AND rollup_period_3.end_at > $16::BIGINT AND rollup_period_3.start_at < $18::BIGINT AND rollup_period_3.org_id = $5::VARCHAR COLLATE "C" UNION ALL SELECT rollup_period_4.level AS level, rollup_period_4.start_at AS start_at, rollup_period_4.end_at AS end_at, rollup_period_4.state AS state 
FROM periods_2, rollup_period AS rollup_period_4 
WHERE periods_2.level > 1 AND NOT (periods_2.state >= 1 AND periods_2.start_at >= $16::BIGINT AND periods_2.end_at <= $18::BIGINT AND periods_2.level <= 4) AND rollup_period_4.subject = 'process_instance' AND rollup_period_4.level = periods_2.level - 1 AND rollup_period_4.start_at >= periods_2.start_at AND rollup_period_4.start_at < periods_2.end_at AND rollup_period_4.end_at > $16::BIGINT AND rollup_period_4.start_at < $18::BIGINT AND rollup_period_4.org_id = $5::VARCHAR COLLATE "C"), 
ordered_2 AS 
(SELECT edges_2.level AS level, edges_2.lo AS lo, edges_2.hi AS hi, lag(edges_2.hi, 1, $16::BIGINT) OVER (ORDER BY edges_2.lo, edges_2.level) AS before, max(edges_2.bucket) OVER (ORDER BY edges_2.lo, edges_2.level ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS bucket, max(edges_2.bucket) OVER (ORDER BY edges_2.lo, edges_2.level ROWS BETWEEN UNBOUNDED PRECEDING AND $17::INTEGER PRECEDING) AS bucket_before 
FROM (SELECT 0 AS level, $18::BIGINT AS lo, $18::BIGINT AS hi, CAST(NULL AS BIGINT) AS bucket UNION ALL SELECT periods_2.level AS level, periods_2.start_at AS lo, periods_2.end_at AS hi, CAST(NULL AS BIGINT) AS bucket 
FROM periods_2 
WHERE periods_2.state >= 1 AND periods_2.start_at >= $16::BIGINT AND periods_2.end_at <= $18::BIGINT AND periods_2.level <= 4) AS edges_2), 
cover_2 AS MATERIALIZED 
(SELECT ordered_2.level AS level, ordered_2.lo AS lo, ordered_2.hi AS hi, ordered_2.bucket AS bucket 
FROM ordered_2 
WHERE ordered_2.level > 0 UNION ALL SELECT 0, ordered_2.before AS before, ordered_2.lo AS lo, ordered_2.bucket_before AS bucket_before 
FROM ordered_2 
WHERE ordered_2.before < ordered_2.lo)
 SELECT (SELECT '{"stats":' || (SELECT '{"series":' || (WITH stream_1 AS 
(SELECT cover_1.bucket AS bucket, process_instance_by_model_1.counted AS counted, process_instance_by_model_1.ended AS ended 
FROM cover_1, process_instance_by_model AS process_instance_by_model_1 
WHERE cover_1.level > 0 AND process_instance_by_model_1.level = cover_1.level + 0 AND process_instance_by_model_1.start_at = cover_1.lo + 0 AND substr(process_instance_by_model_1.model_id, $7::INTEGER, length($8::VARCHAR COLLATE "C")) = $9::VARCHAR COLLATE "C" AND process_instance_by_model_1.org_id = $5::VARCHAR COLLATE "C" UNION ALL SELECT started_1.bucket AS bucket, 1 AS counted, 0 AS ended 
FROM (SELECT cover_1.bucket AS bucket 
FROM cover_1, process_instance AS process_instance_1 
WHERE substr(process_instance_1.model_id, $10::INTEGER, length($11::VARCHAR COLLATE "C")) = $12::VARCHAR COLLATE "C" AND cover_1.level + 0 = 0 AND coalesce(process_instance_1.started_at, -1) >= cover_1.lo AND coalesce(process_instance_1.started_at, -1) < cover_1.hi AND process_instance_1.org_id = $5::VARCHAR COLLATE "C") AS started_1 UNION ALL SELECT cover_1.bucket AS bucket, 0 AS counted, 1 AS ended 
FROM cover_1, process_instance AS process_instance_1 
WHERE substr(process_instance_1.model_id, $13::INTEGER, length($14::VARCHAR COLLATE "C")) = $15::VARCHAR COLLATE "C" AND cover_1.level + 0 = 0 AND CASE WHEN (process_instance_1.ended_at < process_instance_1.started_at) THEN process_instance_1.started_at WHEN (process_instance_1.started_at IS NOT NULL) THEN process_instance_1.ended_at END >= cover_1.lo AND CASE WHEN (process_instance_1.ended_at < process_instance_1.started_at) THEN process_instance_1.started_at WHEN (process_instance_1.started_at IS NOT NULL) THEN process_instance_1.ended_at END < cover_1.hi AND process_instance_1.org_id = $5::VARCHAR COLLATE "C" UNION ALL SELECT buckets_1.lo AS lo, 0 AS counted, 0 AS ended 
FROM (SELECT (pair ->> 0)::bigint AS lo, (pair ->> 1)::bigint AS hi FROM json_array_elements(($4::VARCHAR COLLATE "C")::json) WITH ORDINALITY AS t(pair, place) ORDER BY place) AS buckets_1), 
groups_1 AS 
(SELECT stream_1.bucket AS bucket, CAST(coalesce(sum(stream_1.counted), 0) AS BIGINT) AS counted, CAST(coalesce(sum(stream_1.ended), 0) AS BIGINT) AS ended 
FROM stream_1 GROUP BY stream_1.bucket), 
figures_1 AS 
(SELECT groups_1.bucket AS bucket, groups_1.counted AS counted, groups_1.ended AS ended, CAST((WITH stream_2 AS 
(SELECT process_instance_by_model_2.counted AS counted, process_instance_by_model_2.ended AS ended 
FROM cover_2, process_instance_by_model AS process_instance_by_model_2 
WHERE cover_2.level > 0 AND process_instance_by_model_2.level = cover_2.level + 0 AND process_instance_by_model_2.start_at = cover_2.lo + 0 AND substr(process_instance_by_model_2.model_id, $19::INTEGER, length($20::VARCHAR COLLATE "C")) = $21::VARCHAR COLLATE "C" AND process_instance_by_model_2.org_id = $5::VARCHAR COLLATE "C" UNION ALL SELECT 1 AS counted, 0 AS ended 
FROM (SELECT 1 AS one 
FROM cover_2, process_instance AS process_instance_1 
WHERE substr(process_instance_1.model_id, $22::INTEGER, length($23::VARCHAR COLLATE "C")) = $24::VARCHAR COLLATE "C" AND cover_2.level + 0 = 0 AND coalesce(process_instance_1.started_at, -1) >= cover_2.lo AND coalesce(process_instance_1.started_at, -1) < cover_2.hi AND process_instance_1.org_id = $5::VARCHAR COLLATE "C") AS started_2 UNION ALL SELECT 0 AS counted, 1 AS ended 
FROM cover_2, process_instance AS process_instance_1 
WHERE substr(process_instance_1.model_id, $25::INTEGER, length($26::VARCHAR COLLATE "C")) = $27::VARCHAR COLLATE "C" AND cover_2.level + 0 = 0 AND CASE WHEN (process_instance_1.ended_at < process_instance_1.started_at) THEN process_instance_1.started_at WHEN (process_instance_1.started_at IS NOT NULL) THEN process_instance_1.ended_at END >= cover_2.lo AND CASE WHEN (process_instance_1.ended_at < process_instance_1.started_at) THEN process_instance_1.started_at WHEN (process_instance_1.started_at IS NOT NULL) THEN process_instance_1.ended_at END < cover_2.hi AND process_instance_1.org_id = $5::VARCHAR COLLATE "C"), 
groups_2 AS 
(SELECT CAST(coalesce(sum(stream_2.counted), 0) AS BIGINT) AS counted, CAST(coalesce(sum(stream_2.ended), 0) AS BIGINT) AS ended 
FROM stream_2), 
figures_2 AS 
(SELECT groups_2.counted AS counted, groups_2.ended AS ended 
FROM groups_2)
 SELECT figures_2.counted - figures_2.ended AS value 
FROM figures_2) + sum(groups_1.counted - groups_1.ended) OVER (ORDER BY groups_1.bucket) AS BIGINT) AS active 
FROM groups_1), 
page_1 AS 
(SELECT '{"timestamp":' || coalesce('"' || replace((timestamp 'epoch' + (figures_1.bucket / 3600000000) * interval '1 hour' + (figures_1.bucket % 3600000000) * interval '1 microsecond')::text, ' ', 'T') || 'Z' || '"', 'null') || ',"started":' || coalesce((figures_1.counted)::text, 'null') || ',"active":' || coalesce((figures_1.active)::text, 'null') || '}' AS figures 
FROM figures_1 ORDER BY figures_1.bucket)
 SELECT '[' || coalesce(string_agg(coalesce(page_1.figures, 'null'), ','), '') || ']' AS value 
FROM page_1) || '}' AS value) || '}' AS value) AS value;
-- binds: <now and $window.lastDays>, 1, <now>, <now and $window.lastDays and now and $timezone>, <organization>, <now and $window.lastDays and now and $timezone>, 1, <$instances.modelId.startsWith>, <$instances.modelId.startsWith>, 1, <$instances.modelId.startsWith>, <$instances.modelId.startsWith>, 1, <$instances.modelId.startsWith>, <$instances.modelId.startsWith>, 0, 1, <now and $window.lastDays>, 1, <$instances.modelId.startsWith>, <$instances.modelId.startsWith>, 1, <$instances.modelId.startsWith>, <$instances.modelId.startsWith>, 1, <$instances.modelId.startsWith>, <$instances.modelId.startsWith>

-- completed
WITH RECURSIVE periods_1(level, start_at, end_at, state) AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'process_instance' AND rollup_period_1.level = 4 AND rollup_period_1.end_at > $1::BIGINT AND rollup_period_1.start_at < $3::BIGINT AND rollup_period_1.org_id = $5::VARCHAR COLLATE "C" UNION ALL SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM periods_1, rollup_period AS rollup_period_2 
WHERE periods_1.level > 1 AND NOT (periods_1.state >= 1 AND periods_1.start_at >= $1::BIGINT AND periods_1.end_at <= $3::BIGINT AND periods_1.level <= $6::BIGINT) AND rollup_period_2.subject = 'process_instance' AND rollup_period_2.level = periods_1.level - 1 AND rollup_period_2.start_at >= periods_1.start_at AND rollup_period_2.start_at < periods_1.end_at AND rollup_period_2.end_at > $1::BIGINT AND rollup_period_2.start_at < $3::BIGINT AND rollup_period_2.org_id = $5::VARCHAR COLLATE "C"), 
ordered_1 AS 
(SELECT edges_1.level AS level, edges_1.lo AS lo, edges_1.hi AS hi, lag(edges_1.hi, 1, $1::BIGINT) OVER (ORDER BY edges_1.lo, edges_1.level) AS before, max(edges_1.bucket) OVER (ORDER BY edges_1.lo, edges_1.level ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS bucket, max(edges_1.bucket) OVER (ORDER BY edges_1.lo, edges_1.level ROWS BETWEEN UNBOUNDED PRECEDING AND $2::INTEGER PRECEDING) AS bucket_before 
FROM (SELECT 0 AS level, $3::BIGINT AS lo, $3::BIGINT AS hi, CAST(NULL AS BIGINT) AS bucket UNION ALL SELECT 0 AS level, CASE WHEN (buckets_1.lo < $1::BIGINT) THEN $1::BIGINT ELSE buckets_1.lo END AS lo, CASE WHEN (buckets_1.lo < $1::BIGINT) THEN $1::BIGINT ELSE buckets_1.lo END AS hi, buckets_1.lo AS bucket 
FROM (SELECT (pair ->> 0)::bigint AS lo, (pair ->> 1)::bigint AS hi FROM json_array_elements(($4::VARCHAR COLLATE "C")::json) WITH ORDINALITY AS t(pair, place) ORDER BY place) AS buckets_1 UNION ALL SELECT periods_1.level AS level, periods_1.start_at AS lo, periods_1.end_at AS hi, CAST(NULL AS BIGINT) AS bucket 
FROM periods_1 
WHERE periods_1.state >= 1 AND periods_1.start_at >= $1::BIGINT AND periods_1.end_at <= $3::BIGINT AND periods_1.level <= $6::BIGINT) AS edges_1), 
cover_1 AS MATERIALIZED 
(SELECT ordered_1.level AS level, ordered_1.lo AS lo, ordered_1.hi AS hi, ordered_1.bucket AS bucket 
FROM ordered_1 
WHERE ordered_1.level > 0 UNION ALL SELECT 0, ordered_1.before AS before, ordered_1.lo AS lo, ordered_1.bucket_before AS bucket_before 
FROM ordered_1 
WHERE ordered_1.before < ordered_1.lo)
 SELECT (SELECT '{"stats":' || (SELECT '{"series":' || (WITH stream_1 AS 
(SELECT cover_1.bucket AS bucket, process_instance_by_model_1.counted AS counted, process_instance_by_model_1.ended AS ended 
FROM cover_1, process_instance_by_model AS process_instance_by_model_1 
WHERE cover_1.level > 0 AND process_instance_by_model_1.level = cover_1.level + 0 AND process_instance_by_model_1.start_at = cover_1.lo + 0 AND substr(process_instance_by_model_1.model_id, $7::INTEGER, length($8::VARCHAR COLLATE "C")) = $9::VARCHAR COLLATE "C" AND process_instance_by_model_1.status = $10::VARCHAR COLLATE "C" AND process_instance_by_model_1.org_id = $5::VARCHAR COLLATE "C" UNION ALL SELECT started_1.bucket AS bucket, 1 AS counted, 0 AS ended 
FROM (SELECT cover_1.bucket AS bucket 
FROM cover_1, process_instance AS process_instance_1 
WHERE substr(process_instance_1.model_id, $11::INTEGER, length($12::VARCHAR COLLATE "C")) = $13::VARCHAR COLLATE "C" AND process_instance_1.status = $14::VARCHAR COLLATE "C" AND cover_1.level + 0 = 0 AND coalesce(process_instance_1.started_at, -1) >= cover_1.lo AND coalesce(process_instance_1.started_at, -1) < cover_1.hi AND process_instance_1.org_id = $5::VARCHAR COLLATE "C") AS started_1 UNION ALL SELECT cover_1.bucket AS bucket, 0 AS counted, 1 AS ended 
FROM cover_1, process_instance AS process_instance_1 
WHERE substr(process_instance_1.model_id, $15::INTEGER, length($16::VARCHAR COLLATE "C")) = $17::VARCHAR COLLATE "C" AND process_instance_1.status = $18::VARCHAR COLLATE "C" AND cover_1.level + 0 = 0 AND CASE WHEN (process_instance_1.ended_at < process_instance_1.started_at) THEN process_instance_1.started_at WHEN (process_instance_1.started_at IS NOT NULL) THEN process_instance_1.ended_at END >= cover_1.lo AND CASE WHEN (process_instance_1.ended_at < process_instance_1.started_at) THEN process_instance_1.started_at WHEN (process_instance_1.started_at IS NOT NULL) THEN process_instance_1.ended_at END < cover_1.hi AND process_instance_1.org_id = $5::VARCHAR COLLATE "C" UNION ALL SELECT buckets_1.lo AS lo, 0 AS counted, 0 AS ended 
FROM (SELECT (pair ->> 0)::bigint AS lo, (pair ->> 1)::bigint AS hi FROM json_array_elements(($4::VARCHAR COLLATE "C")::json) WITH ORDINALITY AS t(pair, place) ORDER BY place) AS buckets_1), 
groups_1 AS 
(SELECT stream_1.bucket AS bucket, CAST(coalesce(sum(stream_1.counted), 0) AS BIGINT) AS counted, CAST(coalesce(sum(stream_1.ended), 0) AS BIGINT) AS ended 
FROM stream_1 GROUP BY stream_1.bucket), 
figures_1 AS 
(SELECT groups_1.bucket AS bucket, groups_1.counted AS counted, groups_1.ended AS ended 
FROM groups_1), 
page_1 AS 
(SELECT '{"ended":' || coalesce((figures_1.ended)::text, 'null') || '}' AS figures 
FROM figures_1 ORDER BY figures_1.bucket)
 SELECT '[' || coalesce(string_agg(coalesce(page_1.figures, 'null'), ','), '') || ']' AS value 
FROM page_1) || '}' AS value) || '}' AS value) AS value;
-- binds: <now and $window.lastDays>, 1, <now>, <now and $window.lastDays and now and $timezone>, <organization>, <now and $window.lastDays and now and $timezone>, 1, <$instances.modelId.startsWith>, <$instances.modelId.startsWith>, <InstanceStatus.COMPLETE: 'COMPLETE'>, 1, <$instances.modelId.startsWith>, <$instances.modelId.startsWith>, <InstanceStatus.COMPLETE: 'COMPLETE'>, 1, <$instances.modelId.startsWith>, <$instances.modelId.startsWith>, <InstanceStatus.COMPLETE: 'COMPLETE'>

-- errored
WITH RECURSIVE periods_1(level, start_at, end_at, state) AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'process_instance' AND rollup_period_1.level = 4 AND rollup_period_1.end_at > $1::BIGINT AND rollup_period_1.start_at < $3::BIGINT AND rollup_period_1.org_id = $5::VARCHAR COLLATE "C" UNION ALL SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM periods_1, rollup_period AS rollup_period_2 
WHERE periods_1.level > 1 AND NOT (periods_1.state >= 1 AND periods_1.start_at >= $1::BIGINT AND periods_1.end_at <= $3::BIGINT AND periods_1.level <= $6::BIGINT) AND rollup_period_2.subject = 'process_instance' AND rollup_period_2.level = periods_1.level - 1 AND rollup_period_2.start_at >= periods_1.start_at AND rollup_period_2.start_at < periods_1.end_at AND rollup_period_2.end_at > $1::BIGINT AND rollup_period_2.start_at < $3::BIGINT AND rollup_period_2.org_id = $5::VARCHAR COLLATE "C"), 
ordered_1 AS 
(SELECT edges_1.level AS level, edges_1.lo AS lo, edges_1.hi AS hi, lag(edges_1.hi, 1, $1::BIGINT) OVER (ORDER BY edges_1.lo, edges_1.level) AS before, max(edges_1.bucket) OVER (ORDER BY edges_1.lo, edges_1.level ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS bucket, max(edges_1.bucket) OVER (ORDER BY edges_1.lo, edges_1.level ROWS BETWEEN UNBOUNDED PRECEDING AND $2::INTEGER PRECEDING) AS bucket_before 
FROM (SELECT 0 AS level, $3::BIGINT AS lo, $3::BIGINT AS hi, CAST(NULL AS BIGINT) AS bucket UNION ALL SELECT 0 AS level, CASE WHEN (buckets_1.lo < $1::BIGINT) THEN $1::BIGINT ELSE buckets_1.lo END AS lo, CASE WHEN (buckets_1.lo < $1::BIGINT) THEN $1::BIGINT ELSE buckets_1.lo END AS hi, buckets_1.lo AS bucket 
FROM (SELECT (pair ->> 0)::bigint AS lo, (pair ->> 1)::bigint AS hi FROM json_array_elements(($4::VARCHAR COLLATE "C")::json) WITH ORDINALITY AS t(pair, place) ORDER BY place) AS buckets_1 UNION ALL SELECT periods_1.level AS level, periods_1.start_at AS lo, periods_1.end_at AS hi, CAST(NULL AS BIGINT) AS bucket 
FROM periods_1 
WHERE periods_1.state >= 1 AND periods_1.start_at >= $1::BIGINT AND periods_1.end_at <= $3::BIGINT AND periods_1.level <= $6::BIGINT) AS edges_1), 
cover_1 AS MATERIALIZED 
(SELECT ordered_1.level AS level, ordered_1.lo AS lo, ordered_1.hi AS hi, ordered_1.bucket AS bucket 
FROM ordered_1 
WHERE ordered_1.level > 0 UNION ALL SELECT 0, ordered_1.before AS before, ordered_1.lo AS lo, ordered_1.bucket_before AS bucket_before 
FROM ordered_1 
WHERE ordered_1.before < ordered_1.lo)
 SELECT (SELECT '{"stats":' || (SELECT '{"series":' || (WITH stream_1 AS 
(SELECT cover_1.bucket AS bucket, process_instance_by_model_1.counted AS counted, process_instance_by_model_1.ended AS ended 
FROM cover_1, process_instance_by_model AS process_instance_by_model_1 
WHERE cover_1.level > 0 AND process_instance_by_model_1.level = cover_1.level + 0 AND process_instance_by_model_1.start_at = cover_1.lo + 0 AND substr(process_instance_by_model_1.model_id, $7::INTEGER, length($8::VARCHAR COLLATE "C")) = $9::VARCHAR COLLATE "C" AND (process_instance_by_model_1.status = $10::VARCHAR COLLATE "C" OR process_instance_by_model_1.status = $11::VARCHAR COLLATE "C" AND process_instance_by_model_1.faulted = $12::BOOLEAN) AND process_instance_by_model_1.org_id = $5::VARCHAR COLLATE "C" UNION ALL SELECT started_1.bucket AS bucket, 1 AS counted, 0 AS ended 
FROM (SELECT cover_1.bucket AS bucket 
FROM cover_1, process_instance AS process_instance_1 
WHERE substr(process_instance_1.model_id, $13::INTEGER, length($14::VARCHAR COLLATE "C")) = $15::VARCHAR COLLATE "C" AND (process_instance_1.status = $16::VARCHAR COLLATE "C" OR process_instance_1.status = $17::VARCHAR COLLATE "C" AND process_instance_1.faulted = $18::BOOLEAN) AND cover_1.level + 0 = 0 AND coalesce(process_instance_1.started_at, -1) >= cover_1.lo AND coalesce(process_instance_1.started_at, -1) < cover_1.hi AND process_instance_1.org_id = $5::VARCHAR COLLATE "C") AS started_1 UNION ALL SELECT cover_1.bucket AS bucket, 0 AS counted, 1 AS ended 
FROM cover_1, process_instance AS process_instance_1 
WHERE substr(process_instance_1.model_id, $19::INTEGER, length($20::VARCHAR COLLATE "C")) = $21::VARCHAR COLLATE "C" AND (process_instance_1.status = $22::VARCHAR COLLATE "C" OR process_instance_1.status = $23::VARCHAR COLLATE "C" AND process_instance_1.faulted = $24::BOOLEAN) AND cover_1.level + 0 = 0 AND CASE WHEN (process_instance_1.ended_at < process_instance_1.started_at) THEN process_instance_1.started_at WHEN (process_instance_1.started_at IS NOT NULL) THEN process_instance_1.ended_at END >= cover_1.lo AND CASE WHEN (process_instance_1.ended_at < process_instance_1.started_at) THEN process_instance_1.started_at WHEN (process_instance_1.started_at IS NOT NULL) THEN process_instance_1.ended_at END < cover_1.hi AND process_instance_1.org_id = $5::VARCHAR COLLATE "C" UNION ALL SELECT buckets_1.lo AS lo, 0 AS counted, 0 AS ended 
FROM (SELECT (pair ->> 0)::bigint AS lo, (pair ->> 1)::bigint AS hi FROM json_array_elements(($4::VARCHAR COLLATE "C")::json) WITH ORDINALITY AS t(pair, place) ORDER BY place) AS buckets_1), 
groups_1 AS 
(SELECT stream_1.bucket AS bucket, CAST(coalesce(sum(stream_1.counted), 0) AS BIGINT) AS counted, CAST(coalesce(sum(stream_1.ended), 0) AS BIGINT) AS ended 
FROM stream_1 GROUP BY stream_1.bucket), 
figures_1 AS 
(SELECT groups_1.bucket AS bucket, groups_1.counted AS counted, groups_1.ended AS ended 
FROM groups_1), 
page_1 AS 
(SELECT '{"ended":' || coalesce((figures_1.ended)::text, 'null') || '}' AS figures 
FROM figures_1 ORDER BY figures_1.bucket)
 SELECT '[' || coalesce(string_agg(coalesce(page_1.figures, 'null'), ','), '') || ']' AS value 
FROM page_1) || '}' AS value) || '}' AS value) AS value;
-- binds: <now and $window.lastDays>, 1, <now>, <now and $window.lastDays and now and $timezone>, <organization>, <now and $window.lastDays and now and $timezone>, 1, <$instances.modelId.startsWith>, <$instances.modelId.startsWith>, <InstanceStatus.ERROR: 'ERROR'>, <InstanceStatus.SUSPENDED: 'SUSPENDED'>, True, 1, <$instances.modelId.startsWith>, <$instances.modelId.startsWith>, <InstanceStatus.ERROR: 'ERROR'>, <InstanceStatus.SUSPENDED: 'SUSPENDED'>, True, 1, <$instances.modelId.startsWith>, <$instances.modelId.startsWith>, <InstanceStatus.ERROR: 'ERROR'>, <InstanceStatus.SUSPENDED: 'SUSPENDED'>, True

-- terminated
WITH RECURSIVE periods_1(level, start_at, end_at, state) AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'process_instance' AND rollup_period_1.level = 4 AND rollup_period_1.end_at > $1::BIGINT AND rollup_period_1.start_at < $3::BIGINT AND rollup_period_1.org_id = $5::VARCHAR COLLATE "C" UNION ALL SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM periods_1, rollup_period AS rollup_period_2 
WHERE periods_1.level > 1 AND NOT (periods_1.state >= 1 AND periods_1.start_at >= $1::BIGINT AND periods_1.end_at <= $3::BIGINT AND periods_1.level <= $6::BIGINT) AND rollup_period_2.subject = 'process_instance' AND rollup_period_2.level = periods_1.level - 1 AND rollup_period_2.start_at >= periods_1.start_at AND rollup_period_2.start_at < periods_1.end_at AND rollup_period_2.end_at > $1::BIGINT AND rollup_period_2.start_at < $3::BIGINT AND rollup_period_2.org_id = $5::VARCHAR COLLATE "C"), 
ordered_1 AS 
(SELECT edges_1.level AS level, edges_1.lo AS lo, edges_1.hi AS hi, lag(edges_1.hi, 1, $1::BIGINT) OVER (ORDER BY edges_1.lo, edges_1.level) AS before, max(edges_1.bucket) OVER (ORDER BY edges_1.lo, edges_1.level ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS bucket, max(edges_1.bucket) OVER (ORDER BY edges_1.lo, edges_1.level ROWS BETWEEN UNBOUNDED PRECEDING AND $2::INTEGER PRECEDING) AS bucket_before 
FROM (SELECT 0 AS level, $3::BIGINT AS lo, $3::BIGINT AS hi, CAST(NULL AS BIGINT) AS bucket UNION ALL SELECT 0 AS level, CASE WHEN (buckets_1.lo < $1::BIGINT) THEN $1::BIGINT ELSE buckets_1.lo END AS lo, CASE WHEN (buckets_1.lo < $1::BIGINT) THEN $1::BIGINT ELSE buckets_1.lo END AS hi, buckets_1.lo AS bucket 
FROM (SELECT (pair ->> 0)::bigint AS lo, (pair ->> 1)::bigint AS hi FROM json_array_elements(($4::VARCHAR COLLATE "C")::json) WITH ORDINALITY AS t(pair, place) ORDER BY place) AS buckets_1 UNION ALL SELECT periods_1.level AS level, periods_1.start_at AS lo, periods_1.end_at AS hi, CAST(NULL AS BIGINT) AS bucket 
FROM periods_1 
WHERE periods_1.state >= 1 AND periods_1.start_at >= $1::BIGINT AND periods_1.end_at <= $3::BIGINT AND periods_1.level <= $6::BIGINT) AS edges_1), 
cover_1 AS MATERIALIZED 
(SELECT ordered_1.level AS level, ordered_1.lo AS lo, ordered_1.hi AS hi, ordered_1.bucket AS bucket 
FROM ordered_1 
WHERE ordered_1.level > 0 UNION ALL SELECT 0, ordered_1.before AS before, ordered_1.lo AS lo, ordered_1.bucket_before AS bucket_before 
FROM ordered_1 
WHERE ordered_1.before < ordered_1.lo)
 SELECT (SELECT '{"stats":' || (SELECT '{"series":' || (WITH stream_1 AS 
(SELECT cover_1.bucket AS bucket, process_instance_by_model_1.counted AS counted, process_instance_by_model_1.ended AS ended 
FROM cover_1, process_instance_by_model AS process_instance_by_model_1 
WHERE cover_1.level > 0 AND process_instance_by_model_1.level = cover_1.level + 0 AND process_instance_by_model_1.start_at = cover_1.lo + 0 AND substr(process_instance_by_model_1.model_id, $7::INTEGER, length($8::VARCHAR COLLATE "C")) = $9::VARCHAR COLLATE "C" AND process_instance_by_model_1.status = $10::VARCHAR COLLATE "C" AND process_instance_by_model_1.org_id = $5::VARCHAR COLLATE "C" UNION ALL SELECT started_1.bucket AS bucket, 1 AS counted, 0 AS ended 
FROM (SELECT cover_1.bucket AS bucket 
FROM cover_1, process_instance AS process_instance_1 
WHERE substr(process_instance_1.model_id, $11::INTEGER, length($12::VARCHAR COLLATE "C")) = $13::VARCHAR COLLATE "C" AND process_instance_1.status = $14::VARCHAR COLLATE "C" AND cover_1.level + 0 = 0 AND coalesce(process_instance_1.started_at, -1) >= cover_1.lo AND coalesce(process_instance_1.started_at, -1) < cover_1.hi AND process_instance_1.org_id = $5::VARCHAR COLLATE "C") AS started_1 UNION ALL SELECT cover_1.bucket AS bucket, 0 AS counted, 1 AS ended 
FROM cover_1, process_instance AS process_instance_1 
WHERE substr(process_instance_1.model_id, $15::INTEGER, length($16::VARCHAR COLLATE "C")) = $17::VARCHAR COLLATE "C" AND process_instance_1.status = $18::VARCHAR COLLATE "C" AND cover_1.level + 0 = 0 AND CASE WHEN (process_instance_1.ended_at < process_instance_1.started_at) THEN process_instance_1.started_at WHEN (process_instance_1.started_at IS NOT NULL) THEN process_instance_1.ended_at END >= cover_1.lo AND CASE WHEN (process_instance_1.ended_at < process_instance_1.started_at) THEN process_instance_1.started_at WHEN (process_instance_1.started_at IS NOT NULL) THEN process_instance_1.ended_at END < cover_1.hi AND process_instance_1.org_id = $5::VARCHAR COLLATE "C" UNION ALL SELECT buckets_1.lo AS lo, 0 AS counted, 0 AS ended 
FROM (SELECT (pair ->> 0)::bigint AS lo, (pair ->> 1)::bigint AS hi FROM json_array_elements(($4::VARCHAR COLLATE "C")::json) WITH ORDINALITY AS t(pair, place) ORDER BY place) AS buckets_1), 
groups_1 AS 
(SELECT stream_1.bucket AS bucket, CAST(coalesce(sum(stream_1.counted), 0) AS BIGINT) AS counted, CAST(coalesce(sum(stream_1.ended), 0) AS BIGINT) AS ended 
FROM stream_1 GROUP BY stream_1.bucket), 
figures_1 AS 
(SELECT groups_1.bucket AS bucket, groups_1.counted AS counted, groups_1.ended AS ended 
FROM groups_1), 
page_1 AS 
(SELECT '{"ended":' || coalesce((figures_1.ended)::text, 'null') || '}' AS figures 
FROM figures_1 ORDER BY figures_1.bucket)
 SELECT '[' || coalesce(string_agg(coalesce(page_1.figures, 'null'), ','), '') || ']' AS value 
FROM page_1) || '}' AS value) || '}' AS value) AS value;
-- binds: <now and $window.lastDays>, 1, <now>, <now and $window.lastDays and now and $timezone>, <organization>, <now and $window.lastDays and now and $timezone>, 1, <$instances.modelId.startsWith>, <$instances.modelId.startsWith>, <InstanceStatus.TERMINATED: 'TERMINATED'>, 1, <$instances.modelId.startsWith>, <$instances.modelId.startsWith>, <InstanceStatus.TERMINATED: 'TERMINATED'>, 1, <$instances.modelId.startsWith>, <$instances.modelId.startsWith>, <InstanceStatus.TERMINATED: 'TERMINATED'>
