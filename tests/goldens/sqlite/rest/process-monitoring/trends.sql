-- all
WITH RECURSIVE periods_1(level, start_at, end_at, state) AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'process_instance' AND rollup_period_1.level = 4 AND rollup_period_1.end_at > ? AND rollup_period_1.start_at < ? AND rollup_period_1.org_id = ? UNION ALL SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM periods_1, rollup_period AS rollup_period_2 
WHERE periods_1.level > 1 AND NOT (periods_1.state >= 1 AND periods_1.start_at >= ? AND periods_1.end_at <= ? AND periods_1.level <= ?) AND rollup_period_2.subject = 'process_instance' AND rollup_period_2.level = periods_1.level - 1 AND rollup_period_2.start_at >= periods_1.start_at AND rollup_period_2.start_at < periods_1.end_at AND rollup_period_2.end_at > ? AND rollup_period_2.start_at < ? AND rollup_period_2.org_id = ?), 
ordered_1 AS 
(SELECT edges_1.level AS level, edges_1.lo AS lo, edges_1.hi AS hi, lag(edges_1.hi, 1, ?) OVER (ORDER BY edges_1.lo, edges_1.level) AS "before", max(edges_1.bucket) OVER (ORDER BY edges_1.lo, edges_1.level ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS bucket, max(edges_1.bucket) OVER (ORDER BY edges_1.lo, edges_1.level ROWS BETWEEN UNBOUNDED PRECEDING AND ? PRECEDING) AS bucket_before 
FROM (SELECT 0 AS level, ? AS lo, ? AS hi, CAST(NULL AS INTEGER) AS bucket UNION ALL SELECT 0 AS level, CASE WHEN (buckets_1.lo < ?) THEN ? ELSE buckets_1.lo END AS lo, CASE WHEN (buckets_1.lo < ?) THEN ? ELSE buckets_1.lo END AS hi, buckets_1.lo AS bucket 
FROM (SELECT json_extract(value, '$[0]') AS lo, json_extract(value, '$[1]') AS hi FROM json_each(?)) AS buckets_1 UNION ALL SELECT periods_1.level AS level, periods_1.start_at AS lo, periods_1.end_at AS hi, CAST(NULL AS INTEGER) AS bucket 
FROM periods_1 
WHERE periods_1.state >= 1 AND periods_1.start_at >= ? AND periods_1.end_at <= ? AND periods_1.level <= ?) AS edges_1), 
cover_1 AS MATERIALIZED 
(SELECT ordered_1.level AS level, ordered_1.lo AS lo, ordered_1.hi AS hi, ordered_1.bucket AS bucket 
FROM ordered_1 
WHERE ordered_1.level > 0 UNION ALL SELECT 0, ordered_1."before" AS "before", ordered_1.lo AS lo, ordered_1.bucket_before AS bucket_before 
FROM ordered_1 
WHERE ordered_1."before" < ordered_1.lo), 
periods_2(level, start_at, end_at, state) AS 
(SELECT rollup_period_3.level AS level, rollup_period_3.start_at AS start_at, rollup_period_3.end_at AS end_at, rollup_period_3.state AS state 
FROM rollup_period AS rollup_period_3 
WHERE rollup_period_3.subject = 'process_instance' AND rollup_period_3.level = 4 AND rollup_period_3.end_at > ? AND rollup_period_3.start_at < ? AND rollup_period_3.org_id = ? UNION ALL SELECT rollup_period_4.level AS level, rollup_period_4.start_at AS start_at, rollup_period_4.end_at AS end_at, rollup_period_4.state AS state 
FROM periods_2, rollup_period AS rollup_period_4 
WHERE periods_2.level > 1 AND NOT (periods_2.state >= 1 AND periods_2.start_at >= ? AND periods_2.end_at <= ? AND periods_2.level <= 4) AND rollup_period_4.subject = 'process_instance' AND rollup_period_4.level = periods_2.level - 1 AND rollup_period_4.start_at >= periods_2.start_at AND rollup_period_4.start_at < periods_2.end_at AND rollup_period_4.end_at > ? AND rollup_period_4.start_at < ? AND rollup_period_4.org_id = ?), 
ordered_2 AS 
(SELECT edges_2.level AS level, edges_2.lo AS lo, edges_2.hi AS hi, lag(edges_2.hi, 1, ?) OVER (ORDER BY edges_2.lo, edges_2.level) AS "before", max(edges_2.bucket) OVER (ORDER BY edges_2.lo, edges_2.level ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS bucket, max(edges_2.bucket) OVER (ORDER BY edges_2.lo, edges_2.level ROWS BETWEEN UNBOUNDED PRECEDING AND ? PRECEDING) AS bucket_before 
FROM (SELECT 0 AS level, ? AS lo, ? AS hi, CAST(NULL AS INTEGER) AS bucket UNION ALL SELECT periods_2.level AS level, periods_2.start_at AS lo, periods_2.end_at AS hi, CAST(NULL AS INTEGER) AS bucket 
FROM periods_2 
WHERE periods_2.state >= 1 AND periods_2.start_at >= ? AND periods_2.end_at <= ? AND periods_2.level <= 4) AS edges_2), 
cover_2 AS MATERIALIZED 
(SELECT ordered_2.level AS level, ordered_2.lo AS lo, ordered_2.hi AS hi, ordered_2.bucket AS bucket 
FROM ordered_2 
WHERE ordered_2.level > 0 UNION ALL SELECT 0, ordered_2."before" AS "before", ordered_2.lo AS lo, ordered_2.bucket_before AS bucket_before 
FROM ordered_2 
WHERE ordered_2."before" < ordered_2.lo)
 SELECT (SELECT '{"stats":' || (SELECT '{"series":' || (WITH stream_1 AS 
(SELECT cover_1.bucket AS bucket, process_instance_by_model_1.counted AS counted, process_instance_by_model_1.ended AS ended 
FROM cover_1, process_instance_by_model AS process_instance_by_model_1 
WHERE cover_1.level > 0 AND process_instance_by_model_1.level = cover_1.level + 0 AND process_instance_by_model_1.start_at = cover_1.lo + 0 AND substr(process_instance_by_model_1.model_id, ?, length(?)) = ? AND process_instance_by_model_1.org_id = ? UNION ALL SELECT started_1.bucket AS bucket, 1 AS counted, 0 AS ended 
FROM (SELECT cover_1.bucket AS bucket 
FROM cover_1, process_instance AS process_instance_1 
WHERE substr(process_instance_1.model_id, ?, length(?)) = ? AND cover_1.level + 0 = 0 AND coalesce(process_instance_1.started_at, -1) >= cover_1.lo AND coalesce(process_instance_1.started_at, -1) < cover_1.hi AND process_instance_1.org_id = ?) AS started_1 UNION ALL SELECT cover_1.bucket AS bucket, 0 AS counted, 1 AS ended 
FROM cover_1, process_instance AS process_instance_1 INDEXED BY ix_process_instance_end 
WHERE substr(process_instance_1.model_id, ?, length(?)) = ? AND cover_1.level + 0 = 0 AND CASE WHEN (process_instance_1.ended_at < process_instance_1.started_at) THEN process_instance_1.started_at WHEN (process_instance_1.started_at IS NOT NULL) THEN process_instance_1.ended_at END >= cover_1.lo AND CASE WHEN (process_instance_1.ended_at < process_instance_1.started_at) THEN process_instance_1.started_at WHEN (process_instance_1.started_at IS NOT NULL) THEN process_instance_1.ended_at END < cover_1.hi AND process_instance_1.org_id = ? UNION ALL SELECT buckets_1.lo AS lo, 0 AS counted, 0 AS ended 
FROM (SELECT json_extract(value, '$[0]') AS lo, json_extract(value, '$[1]') AS hi FROM json_each(?)) AS buckets_1), 
groups_1 AS 
(SELECT stream_1.bucket AS bucket, CAST(coalesce(sum(stream_1.counted), 0) AS INTEGER) AS counted, CAST(coalesce(sum(stream_1.ended), 0) AS INTEGER) AS ended 
FROM stream_1 GROUP BY stream_1.bucket), 
figures_1 AS 
(SELECT groups_1.bucket AS bucket, groups_1.counted AS counted, groups_1.ended AS ended, CAST((WITH stream_2 AS 
(SELECT process_instance_by_model_2.counted AS counted, process_instance_by_model_2.ended AS ended 
FROM cover_2, process_instance_by_model AS process_instance_by_model_2 
WHERE cover_2.level > 0 AND process_instance_by_model_2.level = cover_2.level + 0 AND process_instance_by_model_2.start_at = cover_2.lo + 0 AND substr(process_instance_by_model_2.model_id, ?, length(?)) = ? AND process_instance_by_model_2.org_id = ? UNION ALL SELECT 1 AS counted, 0 AS ended 
FROM (SELECT 1 AS one 
FROM cover_2, process_instance AS process_instance_1 
WHERE substr(process_instance_1.model_id, ?, length(?)) = ? AND cover_2.level + 0 = 0 AND coalesce(process_instance_1.started_at, -1) >= cover_2.lo AND coalesce(process_instance_1.started_at, -1) < cover_2.hi AND process_instance_1.org_id = ?) AS started_2 UNION ALL SELECT 0 AS counted, 1 AS ended 
FROM cover_2, process_instance AS process_instance_1 INDEXED BY ix_process_instance_end 
WHERE substr(process_instance_1.model_id, ?, length(?)) = ? AND cover_2.level + 0 = 0 AND CASE WHEN (process_instance_1.ended_at < process_instance_1.started_at) THEN process_instance_1.started_at WHEN (process_instance_1.started_at IS NOT NULL) THEN process_instance_1.ended_at END >= cover_2.lo AND CASE WHEN (process_instance_1.ended_at < process_instance_1.started_at) THEN process_instance_1.started_at WHEN (process_instance_1.started_at IS NOT NULL) THEN process_instance_1.ended_at END < cover_2.hi AND process_instance_1.org_id = ?), 
groups_2 AS 
(SELECT CAST(coalesce(sum(stream_2.counted), 0) AS INTEGER) AS counted, CAST(coalesce(sum(stream_2.ended), 0) AS INTEGER) AS ended 
FROM stream_2), 
figures_2 AS 
(SELECT groups_2.counted AS counted, groups_2.ended AS ended 
FROM groups_2)
 SELECT figures_2.counted - figures_2.ended AS value 
FROM figures_2) + sum(groups_1.counted - groups_1.ended) OVER (ORDER BY groups_1.bucket) AS INTEGER) AS active 
FROM groups_1), 
page_1 AS 
(SELECT json_object('timestamp', iif(figures_1.bucket % 1000000, date(figures_1.bucket / 1000000, 'unixepoch') || 'T' || time(figures_1.bucket / 1000000, 'unixepoch') || rtrim('.' || substr(figures_1.bucket + 1000000, -6), '0') || 'Z', date(figures_1.bucket / 1000000, 'unixepoch') || 'T' || time(figures_1.bucket / 1000000, 'unixepoch') || 'Z'), 'started', figures_1.counted, 'active', figures_1.active) AS figures 
FROM figures_1 ORDER BY figures_1.bucket)
 SELECT '[' || coalesce(group_concat(coalesce(page_1.figures, 'null')), '') || ']' AS value 
FROM page_1) || '}' AS value) || '}' AS value) AS value;
-- binds: <now and $window.lastDays>, <now>, <organization>, <now and $window.lastDays>, <now>, <now and $window.lastDays and now and $timezone>, <now and $window.lastDays>, <now>, <organization>, <now and $window.lastDays>, 1, <now>, <now>, <now and $window.lastDays>, <now and $window.lastDays>, <now and $window.lastDays>, <now and $window.lastDays>, <now and $window.lastDays and now and $timezone>, <now and $window.lastDays>, <now>, <now and $window.lastDays and now and $timezone>, 0, <now and $window.lastDays>, <organization>, 0, <now and $window.lastDays>, 0, <now and $window.lastDays>, <organization>, 0, 1, <now and $window.lastDays>, <now and $window.lastDays>, 0, <now and $window.lastDays>, 1, <$instances.modelId.startsWith>, <$instances.modelId.startsWith>, <organization>, 1, <$instances.modelId.startsWith>, <$instances.modelId.startsWith>, <organization>, 1, <$instances.modelId.startsWith>, <$instances.modelId.startsWith>, <organization>, <now and $window.lastDays and now and $timezone>, 1, <$instances.modelId.startsWith>, <$instances.modelId.startsWith>, <organization>, 1, <$instances.modelId.startsWith>, <$instances.modelId.startsWith>, <organization>, 1, <$instances.modelId.startsWith>, <$instances.modelId.startsWith>, <organization>

-- completed
WITH RECURSIVE periods_1(level, start_at, end_at, state) AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'process_instance' AND rollup_period_1.level = 4 AND rollup_period_1.end_at > ? AND rollup_period_1.start_at < ? AND rollup_period_1.org_id = ? UNION ALL SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM periods_1, rollup_period AS rollup_period_2 
WHERE periods_1.level > 1 AND NOT (periods_1.state >= 1 AND periods_1.start_at >= ? AND periods_1.end_at <= ? AND periods_1.level <= ?) AND rollup_period_2.subject = 'process_instance' AND rollup_period_2.level = periods_1.level - 1 AND rollup_period_2.start_at >= periods_1.start_at AND rollup_period_2.start_at < periods_1.end_at AND rollup_period_2.end_at > ? AND rollup_period_2.start_at < ? AND rollup_period_2.org_id = ?), 
ordered_1 AS 
(SELECT edges_1.level AS level, edges_1.lo AS lo, edges_1.hi AS hi, lag(edges_1.hi, 1, ?) OVER (ORDER BY edges_1.lo, edges_1.level) AS "before", max(edges_1.bucket) OVER (ORDER BY edges_1.lo, edges_1.level ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS bucket, max(edges_1.bucket) OVER (ORDER BY edges_1.lo, edges_1.level ROWS BETWEEN UNBOUNDED PRECEDING AND ? PRECEDING) AS bucket_before 
FROM (SELECT 0 AS level, ? AS lo, ? AS hi, CAST(NULL AS INTEGER) AS bucket UNION ALL SELECT 0 AS level, CASE WHEN (buckets_1.lo < ?) THEN ? ELSE buckets_1.lo END AS lo, CASE WHEN (buckets_1.lo < ?) THEN ? ELSE buckets_1.lo END AS hi, buckets_1.lo AS bucket 
FROM (SELECT json_extract(value, '$[0]') AS lo, json_extract(value, '$[1]') AS hi FROM json_each(?)) AS buckets_1 UNION ALL SELECT periods_1.level AS level, periods_1.start_at AS lo, periods_1.end_at AS hi, CAST(NULL AS INTEGER) AS bucket 
FROM periods_1 
WHERE periods_1.state >= 1 AND periods_1.start_at >= ? AND periods_1.end_at <= ? AND periods_1.level <= ?) AS edges_1), 
cover_1 AS MATERIALIZED 
(SELECT ordered_1.level AS level, ordered_1.lo AS lo, ordered_1.hi AS hi, ordered_1.bucket AS bucket 
FROM ordered_1 
WHERE ordered_1.level > 0 UNION ALL SELECT 0, ordered_1."before" AS "before", ordered_1.lo AS lo, ordered_1.bucket_before AS bucket_before 
FROM ordered_1 
WHERE ordered_1."before" < ordered_1.lo)
 SELECT (SELECT '{"stats":' || (SELECT '{"series":' || (WITH stream_1 AS 
(SELECT cover_1.bucket AS bucket, process_instance_by_model_1.counted AS counted, process_instance_by_model_1.ended AS ended 
FROM cover_1, process_instance_by_model AS process_instance_by_model_1 
WHERE cover_1.level > 0 AND process_instance_by_model_1.level = cover_1.level + 0 AND process_instance_by_model_1.start_at = cover_1.lo + 0 AND substr(process_instance_by_model_1.model_id, ?, length(?)) = ? AND process_instance_by_model_1.status = ? AND process_instance_by_model_1.org_id = ? UNION ALL SELECT started_1.bucket AS bucket, 1 AS counted, 0 AS ended 
FROM (SELECT cover_1.bucket AS bucket 
FROM cover_1, process_instance AS process_instance_1 
WHERE substr(process_instance_1.model_id, ?, length(?)) = ? AND process_instance_1.status = ? AND cover_1.level + 0 = 0 AND coalesce(process_instance_1.started_at, -1) >= cover_1.lo AND coalesce(process_instance_1.started_at, -1) < cover_1.hi AND process_instance_1.org_id = ?) AS started_1 UNION ALL SELECT cover_1.bucket AS bucket, 0 AS counted, 1 AS ended 
FROM cover_1, process_instance AS process_instance_1 INDEXED BY ix_process_instance_end 
WHERE substr(process_instance_1.model_id, ?, length(?)) = ? AND process_instance_1.status = ? AND cover_1.level + 0 = 0 AND CASE WHEN (process_instance_1.ended_at < process_instance_1.started_at) THEN process_instance_1.started_at WHEN (process_instance_1.started_at IS NOT NULL) THEN process_instance_1.ended_at END >= cover_1.lo AND CASE WHEN (process_instance_1.ended_at < process_instance_1.started_at) THEN process_instance_1.started_at WHEN (process_instance_1.started_at IS NOT NULL) THEN process_instance_1.ended_at END < cover_1.hi AND process_instance_1.org_id = ? UNION ALL SELECT buckets_1.lo AS lo, 0 AS counted, 0 AS ended 
FROM (SELECT json_extract(value, '$[0]') AS lo, json_extract(value, '$[1]') AS hi FROM json_each(?)) AS buckets_1), 
groups_1 AS 
(SELECT stream_1.bucket AS bucket, CAST(coalesce(sum(stream_1.counted), 0) AS INTEGER) AS counted, CAST(coalesce(sum(stream_1.ended), 0) AS INTEGER) AS ended 
FROM stream_1 GROUP BY stream_1.bucket), 
figures_1 AS 
(SELECT groups_1.bucket AS bucket, groups_1.counted AS counted, groups_1.ended AS ended 
FROM groups_1), 
page_1 AS 
(SELECT json_object('ended', figures_1.ended) AS figures 
FROM figures_1 ORDER BY figures_1.bucket)
 SELECT '[' || coalesce(group_concat(coalesce(page_1.figures, 'null')), '') || ']' AS value 
FROM page_1) || '}' AS value) || '}' AS value) AS value;
-- binds: <now and $window.lastDays>, <now>, <organization>, <now and $window.lastDays>, <now>, <now and $window.lastDays and now and $timezone>, <now and $window.lastDays>, <now>, <organization>, <now and $window.lastDays>, 1, <now>, <now>, <now and $window.lastDays>, <now and $window.lastDays>, <now and $window.lastDays>, <now and $window.lastDays>, <now and $window.lastDays and now and $timezone>, <now and $window.lastDays>, <now>, <now and $window.lastDays and now and $timezone>, 1, <$instances.modelId.startsWith>, <$instances.modelId.startsWith>, <InstanceStatus.COMPLETE: 'COMPLETE'>, <organization>, 1, <$instances.modelId.startsWith>, <$instances.modelId.startsWith>, <InstanceStatus.COMPLETE: 'COMPLETE'>, <organization>, 1, <$instances.modelId.startsWith>, <$instances.modelId.startsWith>, <InstanceStatus.COMPLETE: 'COMPLETE'>, <organization>, <now and $window.lastDays and now and $timezone>

-- errored
WITH RECURSIVE periods_1(level, start_at, end_at, state) AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'process_instance' AND rollup_period_1.level = 4 AND rollup_period_1.end_at > ? AND rollup_period_1.start_at < ? AND rollup_period_1.org_id = ? UNION ALL SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM periods_1, rollup_period AS rollup_period_2 
WHERE periods_1.level > 1 AND NOT (periods_1.state >= 1 AND periods_1.start_at >= ? AND periods_1.end_at <= ? AND periods_1.level <= ?) AND rollup_period_2.subject = 'process_instance' AND rollup_period_2.level = periods_1.level - 1 AND rollup_period_2.start_at >= periods_1.start_at AND rollup_period_2.start_at < periods_1.end_at AND rollup_period_2.end_at > ? AND rollup_period_2.start_at < ? AND rollup_period_2.org_id = ?), 
ordered_1 AS 
(SELECT edges_1.level AS level, edges_1.lo AS lo, edges_1.hi AS hi, lag(edges_1.hi, 1, ?) OVER (ORDER BY edges_1.lo, edges_1.level) AS "before", max(edges_1.bucket) OVER (ORDER BY edges_1.lo, edges_1.level ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS bucket, max(edges_1.bucket) OVER (ORDER BY edges_1.lo, edges_1.level ROWS BETWEEN UNBOUNDED PRECEDING AND ? PRECEDING) AS bucket_before 
FROM (SELECT 0 AS level, ? AS lo, ? AS hi, CAST(NULL AS INTEGER) AS bucket UNION ALL SELECT 0 AS level, CASE WHEN (buckets_1.lo < ?) THEN ? ELSE buckets_1.lo END AS lo, CASE WHEN (buckets_1.lo < ?) THEN ? ELSE buckets_1.lo END AS hi, buckets_1.lo AS bucket 
FROM (SELECT json_extract(value, '$[0]') AS lo, json_extract(value, '$[1]') AS hi FROM json_each(?)) AS buckets_1 UNION ALL SELECT periods_1.level AS level, periods_1.start_at AS lo, periods_1.end_at AS hi, CAST(NULL AS INTEGER) AS bucket 
FROM periods_1 
WHERE periods_1.state >= 1 AND periods_1.start_at >= ? AND periods_1.end_at <= ? AND periods_1.level <= ?) AS edges_1), 
cover_1 AS MATERIALIZED 
(SELECT ordered_1.level AS level, ordered_1.lo AS lo, ordered_1.hi AS hi, ordered_1.bucket AS bucket 
FROM ordered_1 
WHERE ordered_1.level > 0 UNION ALL SELECT 0, ordered_1."before" AS "before", ordered_1.lo AS lo, ordered_1.bucket_before AS bucket_before 
FROM ordered_1 
WHERE ordered_1."before" < ordered_1.lo)
 SELECT (SELECT '{"stats":' || (SELECT '{"series":' || (WITH stream_1 AS 
(SELECT cover_1.bucket AS bucket, process_instance_by_model_1.counted AS counted, process_instance_by_model_1.ended AS ended 
FROM cover_1, process_instance_by_model AS process_instance_by_model_1 
WHERE cover_1.level > 0 AND process_instance_by_model_1.level = cover_1.level + 0 AND process_instance_by_model_1.start_at = cover_1.lo + 0 AND substr(process_instance_by_model_1.model_id, ?, length(?)) = ? AND (process_instance_by_model_1.status = ? OR process_instance_by_model_1.status = ? AND process_instance_by_model_1.faulted = ?) AND process_instance_by_model_1.org_id = ? UNION ALL SELECT started_1.bucket AS bucket, 1 AS counted, 0 AS ended 
FROM (SELECT cover_1.bucket AS bucket 
FROM cover_1, process_instance AS process_instance_1 
WHERE substr(process_instance_1.model_id, ?, length(?)) = ? AND (process_instance_1.status = ? OR process_instance_1.status = ? AND process_instance_1.faulted = ?) AND cover_1.level + 0 = 0 AND coalesce(process_instance_1.started_at, -1) >= cover_1.lo AND coalesce(process_instance_1.started_at, -1) < cover_1.hi AND process_instance_1.org_id = ?) AS started_1 UNION ALL SELECT cover_1.bucket AS bucket, 0 AS counted, 1 AS ended 
FROM cover_1, process_instance AS process_instance_1 INDEXED BY ix_process_instance_end 
WHERE substr(process_instance_1.model_id, ?, length(?)) = ? AND (process_instance_1.status = ? OR process_instance_1.status = ? AND process_instance_1.faulted = ?) AND cover_1.level + 0 = 0 AND CASE WHEN (process_instance_1.ended_at < process_instance_1.started_at) THEN process_instance_1.started_at WHEN (process_instance_1.started_at IS NOT NULL) THEN process_instance_1.ended_at END >= cover_1.lo AND CASE WHEN (process_instance_1.ended_at < process_instance_1.started_at) THEN process_instance_1.started_at WHEN (process_instance_1.started_at IS NOT NULL) THEN process_instance_1.ended_at END < cover_1.hi AND process_instance_1.org_id = ? UNION ALL SELECT buckets_1.lo AS lo, 0 AS counted, 0 AS ended 
FROM (SELECT json_extract(value, '$[0]') AS lo, json_extract(value, '$[1]') AS hi FROM json_each(?)) AS buckets_1), 
groups_1 AS 
(SELECT stream_1.bucket AS bucket, CAST(coalesce(sum(stream_1.counted), 0) AS INTEGER) AS counted, CAST(coalesce(sum(stream_1.ended), 0) AS INTEGER) AS ended 
FROM stream_1 GROUP BY stream_1.bucket), 
figures_1 AS 
(SELECT groups_1.bucket AS bucket, groups_1.counted AS counted, groups_1.ended AS ended 
FROM groups_1), 
page_1 AS 
(SELECT json_object('ended', figures_1.ended) AS figures 
FROM figures_1 ORDER BY figures_1.bucket)
 SELECT '[' || coalesce(group_concat(coalesce(page_1.figures, 'null')), '') || ']' AS value 
FROM page_1) || '}' AS value) || '}' AS value) AS value;
-- binds: <now and $window.lastDays>, <now>, <organization>, <now and $window.lastDays>, <now>, <now and $window.lastDays and now and $timezone>, <now and $window.lastDays>, <now>, <organization>, <now and $window.lastDays>, 1, <now>, <now>, <now and $window.lastDays>, <now and $window.lastDays>, <now and $window.lastDays>, <now and $window.lastDays>, <now and $window.lastDays and now and $timezone>, <now and $window.lastDays>, <now>, <now and $window.lastDays and now and $timezone>, 1, <$instances.modelId.startsWith>, <$instances.modelId.startsWith>, <InstanceStatus.ERROR: 'ERROR'>, <InstanceStatus.SUSPENDED: 'SUSPENDED'>, True, <organization>, 1, <$instances.modelId.startsWith>, <$instances.modelId.startsWith>, <InstanceStatus.ERROR: 'ERROR'>, <InstanceStatus.SUSPENDED: 'SUSPENDED'>, True, <organization>, 1, <$instances.modelId.startsWith>, <$instances.modelId.startsWith>, <InstanceStatus.ERROR: 'ERROR'>, <InstanceStatus.SUSPENDED: 'SUSPENDED'>, True, <organization>, <now and $window.lastDays and now and $timezone>

-- terminated
WITH RECURSIVE periods_1(level, start_at, end_at, state) AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'process_instance' AND rollup_period_1.level = 4 AND rollup_period_1.end_at > ? AND rollup_period_1.start_at < ? AND rollup_period_1.org_id = ? UNION ALL SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM periods_1, rollup_period AS rollup_period_2 
WHERE periods_1.level > 1 AND NOT (periods_1.state >= 1 AND periods_1.start_at >= ? AND periods_1.end_at <= ? AND periods_1.level <= ?) AND rollup_period_2.subject = 'process_instance' AND rollup_period_2.level = periods_1.level - 1 AND rollup_period_2.start_at >= periods_1.start_at AND rollup_period_2.start_at < periods_1.end_at AND rollup_period_2.end_at > ? AND rollup_period_2.start_at < ? AND rollup_period_2.org_id = ?), 
ordered_1 AS 
(SELECT edges_1.level AS level, edges_1.lo AS lo, edges_1.hi AS hi, lag(edges_1.hi, 1, ?) OVER (ORDER BY edges_1.lo, edges_1.level) AS "before", max(edges_1.bucket) OVER (ORDER BY edges_1.lo, edges_1.level ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS bucket, max(edges_1.bucket) OVER (ORDER BY edges_1.lo, edges_1.level ROWS BETWEEN UNBOUNDED PRECEDING AND ? PRECEDING) AS bucket_before 
FROM (SELECT 0 AS level, ? AS lo, ? AS hi, CAST(NULL AS INTEGER) AS bucket UNION ALL SELECT 0 AS level, CASE WHEN (buckets_1.lo < ?) THEN ? ELSE buckets_1.lo END AS lo, CASE WHEN (buckets_1.lo < ?) THEN ? ELSE buckets_1.lo END AS hi, buckets_1.lo AS bucket 
FROM (SELECT json_extract(value, '$[0]') AS lo, json_extract(value, '$[1]') AS hi FROM json_each(?)) AS buckets_1 UNION ALL SELECT periods_1.level AS level, periods_1.start_at AS lo, periods_1.end_at AS hi, CAST(NULL AS INTEGER) AS bucket 
FROM periods_1 
WHERE periods_1.state >= 1 AND periods_1.start_at >= ? AND periods_1.end_at <= ? AND periods_1.level <= ?) AS edges_1), 
cover_1 AS MATERIALIZED 
(SELECT ordered_1.level AS level, ordered_1.lo AS lo, ordered_1.hi AS hi, ordered_1.bucket AS bucket 
FROM ordered_1 
WHERE ordered_1.level > 0 UNION ALL SELECT 0, ordered_1."before" AS "before", ordered_1.lo AS lo, ordered_1.bucket_before AS bucket_before 
FROM ordered_1 
WHERE ordered_1."before" < ordered_1.lo)
 SELECT (SELECT '{"stats":' || (SELECT '{"series":' || (WITH stream_1 AS 
(SELECT cover_1.bucket AS bucket, process_instance_by_model_1.counted AS counted, process_instance_by_model_1.ended AS ended 
FROM cover_1, process_instance_by_model AS process_instance_by_model_1 
WHERE cover_1.level > 0 AND process_instance_by_model_1.level = cover_1.level + 0 AND process_instance_by_model_1.start_at = cover_1.lo + 0 AND substr(process_instance_by_model_1.model_id, ?, length(?)) = ? AND process_instance_by_model_1.status = ? AND process_instance_by_model_1.org_id = ? UNION ALL SELECT started_1.bucket AS bucket, 1 AS counted, 0 AS ended 
FROM (SELECT cover_1.bucket AS bucket 
FROM cover_1, process_instance AS process_instance_1 
WHERE substr(process_instance_1.model_id, ?, length(?)) = ? AND process_instance_1.status = ? AND cover_1.level + 0 = 0 AND coalesce(process_instance_1.started_at, -1) >= cover_1.lo AND coalesce(process_instance_1.started_at, -1) < cover_1.hi AND process_instance_1.org_id = ?) AS started_1 UNION ALL SELECT cover_1.bucket AS bucket, 0 AS counted, 1 AS ended 
FROM cover_1, process_instance AS process_instance_1 INDEXED BY ix_process_instance_end 
WHERE substr(process_instance_1.model_id, ?, length(?)) = ? AND process_instance_1.status = ? AND cover_1.level + 0 = 0 AND CASE WHEN (process_instance_1.ended_at < process_instance_1.started_at) THEN process_instance_1.started_at WHEN (process_instance_1.started_at IS NOT NULL) THEN process_instance_1.ended_at END >= cover_1.lo AND CASE WHEN (process_instance_1.ended_at < process_instance_1.started_at) THEN process_instance_1.started_at WHEN (process_instance_1.started_at IS NOT NULL) THEN process_instance_1.ended_at END < cover_1.hi AND process_instance_1.org_id = ? UNION ALL SELECT buckets_1.lo AS lo, 0 AS counted, 0 AS ended 
FROM (SELECT json_extract(value, '$[0]') AS lo, json_extract(value, '$[1]') AS hi FROM json_each(?)) AS buckets_1), 
groups_1 AS 
(SELECT stream_1.bucket AS bucket, CAST(coalesce(sum(stream_1.counted), 0) AS INTEGER) AS counted, CAST(coalesce(sum(stream_1.ended), 0) AS INTEGER) AS ended 
FROM stream_1 GROUP BY stream_1.bucket), 
figures_1 AS 
(SELECT groups_1.bucket AS bucket, groups_1.counted AS counted, groups_1.ended AS ended 
FROM groups_1), 
page_1 AS 
(SELECT json_object('ended', figures_1.ended) AS figures 
FROM figures_1 ORDER BY figures_1.bucket)
 SELECT '[' || coalesce(group_concat(coalesce(page_1.figures, 'null')), '') || ']' AS value 
FROM page_1) || '}' AS value) || '}' AS value) AS value;
-- binds: <now and $window.lastDays>, <now>, <organization>, <now and $window.lastDays>, <now>, <now and $window.lastDays and now and $timezone>, <now and $window.lastDays>, <now>, <organization>, <now and $window.lastDays>, 1, <now>, <now>, <now and $window.lastDays>, <now and $window.lastDays>, <now and $window.lastDays>, <now and $window.lastDays>, <now and $window.lastDays and now and $timezone>, <now and $window.lastDays>, <now>, <now and $window.lastDays and now and $timezone>, 1, <$instances.modelId.startsWith>, <$instances.modelId.startsWith>, <InstanceStatus.TERMINATED: 'TERMINATED'>, <organization>, 1, <$instances.modelId.startsWith>, <$instances.modelId.startsWith>, <InstanceStatus.TERMINATED: 'TERMINATED'>, <organization>, 1, <$instances.modelId.startsWith>, <$instances.modelId.startsWith>, <InstanceStatus.TERMINATED: 'TERMINATED'>, <organization>, <now and $window.lastDays and now and $timezone>
