-- processInstances
WITH RECURSIVE periods_1(level, start_at, end_at, state) AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'process_instance' AND rollup_period_1.level = 4 AND rollup_period_1.end_at > ? AND rollup_period_1.start_at < ? AND rollup_period_1.org_id = ? UNION ALL SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM periods_1, rollup_period AS rollup_period_2 
WHERE periods_1.level > 1 AND NOT (periods_1.state >= 1 AND periods_1.start_at >= ? AND periods_1.end_at <= ? AND periods_1.level <= 4) AND rollup_period_2.subject = 'process_instance' AND rollup_period_2.level = periods_1.level - 1 AND rollup_period_2.start_at >= periods_1.start_at AND rollup_period_2.start_at < periods_1.end_at AND rollup_period_2.end_at > ? AND rollup_period_2.start_at < ? AND rollup_period_2.org_id = ?), 
ordered_1 AS 
(SELECT edges_1.level AS level, edges_1.lo AS lo, edges_1.hi AS hi, lag(edges_1.hi, 1, ?) OVER (ORDER BY edges_1.lo, edges_1.level) AS "before", max(edges_1.bucket) OVER (ORDER BY edges_1.lo, edges_1.level ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS bucket, max(edges_1.bucket) OVER (ORDER BY edges_1.lo, edges_1.level ROWS BETWEEN UNBOUNDED PRECEDING AND ? PRECEDING) AS bucket_before 
FROM (SELECT 0 AS level, ? AS lo, ? AS hi, CAST(NULL AS INTEGER) AS bucket UNION ALL SELECT periods_1.level AS level, periods_1.start_at AS lo, periods_1.end_at AS hi, CAST(NULL AS INTEGER) AS bucket 
FROM periods_1 
WHERE periods_1.state >= 1 AND periods_1.start_at >= ? AND periods_1.end_at <= ? AND periods_1.level <= 4) AS edges_1), 
cover_1 AS MATERIALIZED 
(SELECT ordered_1.level AS level, ordered_1.lo AS lo, ordered_1.hi AS hi, ordered_1.bucket AS bucket 
FROM ordered_1 
WHERE ordered_1.level > 0 UNION ALL SELECT 0, ordered_1."before" AS "before", ordered_1.lo AS lo, ordered_1.bucket_before AS bucket_before 
FROM ordered_1 
WHERE ordered_1."before" < ordered_1.lo)
 SELECT (SELECT json_object('totalCount', (WITH stream_1 AS 
(SELECT process_instance_rollup_1.counted AS counted 
FROM cover_1, process_instance_rollup AS process_instance_rollup_1 
WHERE cover_1.level > 0 AND process_instance_rollup_1.level = cover_1.level + 0 AND process_instance_rollup_1.start_at = cover_1.lo + 0 AND process_instance_rollup_1.counted > 0 AND process_instance_rollup_1.org_id = ? UNION ALL SELECT 1 AS counted 
FROM (SELECT 1 AS one 
FROM cover_1, process_instance AS process_instance_1 
WHERE cover_1.level + 0 = 0 AND coalesce(process_instance_1.started_at, -1) >= cover_1.lo AND coalesce(process_instance_1.started_at, -1) < cover_1.hi AND process_instance_1.org_id = ?) AS started_1), 
groups_1 AS 
(SELECT CAST(coalesce(sum(stream_1.counted), 0) AS INTEGER) AS counted 
FROM stream_1), 
figures_1 AS 
(SELECT groups_1.counted AS counted 
FROM groups_1)
 SELECT figures_1.counted AS value 
FROM figures_1)) AS value) AS value;
-- binds: -1, 253402300800000000, <organization>, -1, 253402300800000000, -1, 253402300800000000, <organization>, -1, 1, 253402300800000000, 253402300800000000, -1, 253402300800000000, <organization>, <organization>

-- tasks
WITH RECURSIVE periods_1(level, start_at, end_at, state) AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'task' AND rollup_period_1.level = 4 AND rollup_period_1.end_at > ? AND rollup_period_1.start_at < ? AND rollup_period_1.org_id = ? UNION ALL SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM periods_1, rollup_period AS rollup_period_2 
WHERE periods_1.level > 1 AND NOT (periods_1.state >= 1 AND periods_1.start_at >= ? AND periods_1.end_at <= ? AND periods_1.level <= 4) AND rollup_period_2.subject = 'task' AND rollup_period_2.level = periods_1.level - 1 AND rollup_period_2.start_at >= periods_1.start_at AND rollup_period_2.start_at < periods_1.end_at AND rollup_period_2.end_at > ? AND rollup_period_2.start_at < ? AND rollup_period_2.org_id = ?), 
ordered_1 AS 
(SELECT edges_1.level AS level, edges_1.lo AS lo, edges_1.hi AS hi, lag(edges_1.hi, 1, ?) OVER (ORDER BY edges_1.lo, edges_1.level) AS "before", max(edges_1.bucket) OVER (ORDER BY edges_1.lo, edges_1.level ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS bucket, max(edges_1.bucket) OVER (ORDER BY edges_1.lo, edges_1.level ROWS BETWEEN UNBOUNDED PRECEDING AND ? PRECEDING) AS bucket_before 
FROM (SELECT 0 AS level, ? AS lo, ? AS hi, CAST(NULL AS INTEGER) AS bucket UNION ALL SELECT periods_1.level AS level, periods_1.start_at AS lo, periods_1.end_at AS hi, CAST(NULL AS INTEGER) AS bucket 
FROM periods_1 
WHERE periods_1.state >= 1 AND periods_1.start_at >= ? AND periods_1.end_at <= ? AND periods_1.level <= 4) AS edges_1), 
cover_1 AS MATERIALIZED 
(SELECT ordered_1.level AS level, ordered_1.lo AS lo, ordered_1.hi AS hi, ordered_1.bucket AS bucket 
FROM ordered_1 
WHERE ordered_1.level > 0 UNION ALL SELECT 0, ordered_1."before" AS "before", ordered_1.lo AS lo, ordered_1.bucket_before AS bucket_before 
FROM ordered_1 
WHERE ordered_1."before" < ordered_1.lo)
 SELECT (SELECT json_object('totalCount', (WITH stream_1 AS 
(SELECT task_rollup_1.counted AS counted 
FROM cover_1, task_rollup AS task_rollup_1 
WHERE cover_1.level > 0 AND task_rollup_1.level = cover_1.level + 0 AND task_rollup_1.start_at = cover_1.lo + 0 AND task_rollup_1.counted > 0 AND task_rollup_1.org_id = ? UNION ALL SELECT 1 AS counted 
FROM (SELECT 1 AS one 
FROM cover_1, task AS task_1 
WHERE cover_1.level + 0 = 0 AND coalesce(task_1.started_at, -1) >= cover_1.lo AND coalesce(task_1.started_at, -1) < cover_1.hi AND task_1.org_id = ?) AS started_1), 
groups_1 AS 
(SELECT CAST(coalesce(sum(stream_1.counted), 0) AS INTEGER) AS counted 
FROM stream_1), 
figures_1 AS 
(SELECT groups_1.counted AS counted 
FROM groups_1)
 SELECT figures_1.counted AS value 
FROM figures_1)) AS value) AS value;
-- binds: -1, 253402300800000000, <organization>, -1, 253402300800000000, -1, 253402300800000000, <organization>, -1, 1, 253402300800000000, 253402300800000000, -1, 253402300800000000, <organization>, <organization>

-- incidents
WITH RECURSIVE periods_1(level, start_at, end_at, state) AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'incident' AND rollup_period_1.level = 4 AND rollup_period_1.end_at > ? AND rollup_period_1.start_at < ? AND rollup_period_1.org_id = ? UNION ALL SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM periods_1, rollup_period AS rollup_period_2 
WHERE periods_1.level > 1 AND NOT (periods_1.state >= 1 AND periods_1.start_at >= ? AND periods_1.end_at <= ? AND periods_1.level <= 4) AND rollup_period_2.subject = 'incident' AND rollup_period_2.level = periods_1.level - 1 AND rollup_period_2.start_at >= periods_1.start_at AND rollup_period_2.start_at < periods_1.end_at AND rollup_period_2.end_at > ? AND rollup_period_2.start_at < ? AND rollup_period_2.org_id = ?), 
ordered_1 AS 
(SELECT edges_1.level AS level, edges_1.lo AS lo, edges_1.hi AS hi, lag(edges_1.hi, 1, ?) OVER (ORDER BY edges_1.lo, edges_1.level) AS "before", max(edges_1.bucket) OVER (ORDER BY edges_1.lo, edges_1.level ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS bucket, max(edges_1.bucket) OVER (ORDER BY edges_1.lo, edges_1.level ROWS BETWEEN UNBOUNDED PRECEDING AND ? PRECEDING) AS bucket_before 
FROM (SELECT 0 AS level, ? AS lo, ? AS hi, CAST(NULL AS INTEGER) AS bucket UNION ALL SELECT periods_1.level AS level, periods_1.start_at AS lo, periods_1.end_at AS hi, CAST(NULL AS INTEGER) AS bucket 
FROM periods_1 
WHERE periods_1.state >= 1 AND periods_1.start_at >= ? AND periods_1.end_at <= ? AND periods_1.level <= 4) AS edges_1), 
cover_1 AS MATERIALIZED 
(SELECT ordered_1.level AS level, ordered_1.lo AS lo, ordered_1.hi AS hi, ordered_1.bucket AS bucket 
FROM ordered_1 
WHERE ordered_1.level > 0 UNION ALL SELECT 0, ordered_1."before" AS "before", ordered_1.lo AS lo, ordered_1.bucket_before AS bucket_before 
FROM ordered_1 
WHERE ordered_1."before" < ordered_1.lo)
 SELECT (SELECT json_object('totalCount', (WITH stream_1 AS 
(SELECT incident_rollup_1.counted AS counted 
FROM cover_1, incident_rollup AS incident_rollup_1 
WHERE cover_1.level > 0 AND incident_rollup_1.level = cover_1.level + 0 AND incident_rollup_1.start_at = cover_1.lo + 0 AND incident_rollup_1.counted > 0 AND incident_rollup_1.org_id = ? UNION ALL SELECT 1 AS counted 
FROM (SELECT 1 AS one 
FROM cover_1, incident AS incident_1 
WHERE cover_1.level + 0 = 0 AND coalesce(incident_1.created_at, -1) >= cover_1.lo AND coalesce(incident_1.created_at, -1) < cover_1.hi AND incident_1.org_id = ?) AS started_1), 
groups_1 AS 
(SELECT CAST(coalesce(sum(stream_1.counted), 0) AS INTEGER) AS counted 
FROM stream_1), 
figures_1 AS 
(SELECT groups_1.counted AS counted 
FROM groups_1)
 SELECT figures_1.counted AS value 
FROM figures_1)) AS value) AS value;
-- binds: -1, 253402300800000000, <organization>, -1, 253402300800000000, -1, 253402300800000000, <organization>, -1, 1, 253402300800000000, 253402300800000000, -1, 253402300800000000, <organization>, <organization>

-- runs
WITH RECURSIVE periods_1(level, start_at, end_at, state) AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'run' AND rollup_period_1.level = 4 AND rollup_period_1.end_at > ? AND rollup_period_1.start_at < ? AND rollup_period_1.org_id = ? UNION ALL SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM periods_1, rollup_period AS rollup_period_2 
WHERE periods_1.level > 1 AND NOT (periods_1.state >= 1 AND periods_1.start_at >= ? AND periods_1.end_at <= ? AND periods_1.level <= 4) AND rollup_period_2.subject = 'run' AND rollup_period_2.level = periods_1.level - 1 AND rollup_period_2.start_at >= periods_1.start_at AND rollup_period_2.start_at < periods_1.end_at AND rollup_period_2.end_at > ? AND rollup_period_2.start_at < ? AND rollup_period_2.org_id = ?), 
ordered_1 AS 
(SELECT edges_1.level AS level, edges_1.lo AS lo, edges_1.hi AS hi, lag(edges_1.hi, 1, ?) OVER (ORDER BY edges_1.lo, edges_1.level) AS "before", max(edges_1.bucket) OVER (ORDER BY edges_1.lo, edges_1.level ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS bucket, max(edges_1.bucket) OVER (ORDER BY edges_1.lo, edges_1.level ROWS BETWEEN UNBOUNDED PRECEDING AND ? PRECEDING) AS bucket_before 
FROM (SELECT 0 AS level, ? AS lo, ? AS hi, CAST(NULL AS INTEGER) AS bucket UNION ALL SELECT periods_1.level AS level, periods_1.start_at AS lo, periods_1.end_at AS hi, CAST(NULL AS INTEGER) AS bucket 
FROM periods_1 
WHERE periods_1.state >= 1 AND periods_1.start_at >= ? AND periods_1.end_at <= ? AND periods_1.level <= 4) AS edges_1), 
cover_1 AS MATERIALIZED 
(SELECT ordered_1.level AS level, ordered_1.lo AS lo, ordered_1.hi AS hi, ordered_1.bucket AS bucket 
FROM ordered_1 
WHERE ordered_1.level > 0 UNION ALL SELECT 0, ordered_1."before" AS "before", ordered_1.lo AS lo, ordered_1.bucket_before AS bucket_before 
FROM ordered_1 
WHERE ordered_1."before" < ordered_1.lo)
 SELECT (SELECT json_object('totalCount', (WITH stream_1 AS 
(SELECT run_rollup_1.counted AS counted 
FROM cover_1, run_rollup AS run_rollup_1 
WHERE cover_1.level > 0 AND run_rollup_1.level = cover_1.level + 0 AND run_rollup_1.start_at = cover_1.lo + 0 AND run_rollup_1.counted > 0 AND run_rollup_1.org_id = ? UNION ALL SELECT 1 AS counted 
FROM (SELECT 1 AS one 
FROM cover_1, run AS run_1 
WHERE cover_1.level + 0 = 0 AND coalesce(run_1.started_at, -1) >= cover_1.lo AND coalesce(run_1.started_at, -1) < cover_1.hi AND run_1.org_id = ?) AS started_1), 
groups_1 AS 
(SELECT CAST(coalesce(sum(stream_1.counted), 0) AS INTEGER) AS counted 
FROM stream_1), 
figures_1 AS 
(SELECT groups_1.counted AS counted 
FROM groups_1)
 SELECT figures_1.counted AS value 
FROM figures_1)) AS value) AS value;
-- binds: -1, 253402300800000000, <organization>, -1, 253402300800000000, -1, 253402300800000000, <organization>, -1, 1, 253402300800000000, 253402300800000000, -1, 253402300800000000, <organization>, <organization>

-- toolCalls
WITH RECURSIVE periods_1(level, start_at, end_at, state) AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'tool_call' AND rollup_period_1.level = 4 AND rollup_period_1.end_at > ? AND rollup_period_1.start_at < ? AND rollup_period_1.org_id = ? UNION ALL SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM periods_1, rollup_period AS rollup_period_2 
WHERE periods_1.level > 1 AND NOT (periods_1.state >= 1 AND periods_1.start_at >= ? AND periods_1.end_at <= ? AND periods_1.level <= 4) AND rollup_period_2.subject = 'tool_call' AND rollup_period_2.level = periods_1.level - 1 AND rollup_period_2.start_at >= periods_1.start_at AND rollup_period_2.start_at < periods_1.end_at AND rollup_period_2.end_at > ? AND rollup_period_2.start_at < ? AND rollup_period_2.org_id = ?), 
ordered_1 AS 
(SELECT edges_1.level AS level, edges_1.lo AS lo, edges_1.hi AS hi, lag(edges_1.hi, 1, ?) OVER (ORDER BY edges_1.lo, edges_1.level) AS "before", max(edges_1.bucket) OVER (ORDER BY edges_1.lo, edges_1.level ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS bucket, max(edges_1.bucket) OVER (ORDER BY edges_1.lo, edges_1.level ROWS BETWEEN UNBOUNDED PRECEDING AND ? PRECEDING) AS bucket_before 
FROM (SELECT 0 AS level, ? AS lo, ? AS hi, CAST(NULL AS INTEGER) AS bucket UNION ALL SELECT periods_1.level AS level, periods_1.start_at AS lo, periods_1.end_at AS hi, CAST(NULL AS INTEGER) AS bucket 
FROM periods_1 
WHERE periods_1.state >= 1 AND periods_1.start_at >= ? AND periods_1.end_at <= ? AND periods_1.level <= 4) AS edges_1), 
cover_1 AS MATERIALIZED 
(SELECT ordered_1.level AS level, ordered_1.lo AS lo, ordered_1.hi AS hi, ordered_1.bucket AS bucket 
FROM ordered_1 
WHERE ordered_1.level > 0 UNION ALL SELECT 0, ordered_1."before" AS "before", ordered_1.lo AS lo, ordered_1.bucket_before AS bucket_before 
FROM ordered_1 
WHERE ordered_1."before" < ordered_1.lo)
 SELECT (SELECT json_object('totalCount', (WITH stream_1 AS 
(SELECT tool_call_rollup_1.counted AS counted 
FROM cover_1, tool_call_rollup AS tool_call_rollup_1 
WHERE cover_1.level > 0 AND tool_call_rollup_1.level = cover_1.level + 0 AND tool_call_rollup_1.start_at = cover_1.lo + 0 AND tool_call_rollup_1.counted > 0 AND tool_call_rollup_1.org_id = ? UNION ALL SELECT 1 AS counted 
FROM (SELECT 1 AS one 
FROM cover_1, tool_call AS tool_call_1 
WHERE cover_1.level + 0 = 0 AND coalesce(tool_call_1.called_at, -1) >= cover_1.lo AND coalesce(tool_call_1.called_at, -1) < cover_1.hi AND tool_call_1.org_id = ?) AS started_1), 
groups_1 AS 
(SELECT CAST(coalesce(sum(stream_1.counted), 0) AS INTEGER) AS counted 
FROM stream_1), 
figures_1 AS 
(SELECT groups_1.counted AS counted 
FROM groups_1)
 SELECT figures_1.counted AS value 
FROM figures_1)) AS value) AS value;
-- binds: -1, 253402300800000000, <organization>, -1, 253402300800000000, -1, 253402300800000000, <organization>, -1, 1, 253402300800000000, 253402300800000000, -1, 253402300800000000, <organization>, <organization>

-- nhis
SELECT (SELECT json_object('totalCount', (WITH stream_1 AS 
(SELECT 1 AS counted 
FROM (SELECT 1 AS one 
FROM nhi AS nhi_1 
WHERE nhi_1.org_id = ?) AS started_1), 
groups_1 AS 
(SELECT CAST(coalesce(sum(stream_1.counted), 0) AS INTEGER) AS counted 
FROM stream_1), 
figures_1 AS 
(SELECT groups_1.counted AS counted 
FROM groups_1)
 SELECT figures_1.counted AS value 
FROM figures_1)) AS value) AS value;
-- binds: <organization>
