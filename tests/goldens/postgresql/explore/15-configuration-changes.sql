-- configChanges
SELECT (SELECT '{"nodes":[' || coalesce(string_agg('{"changedAt":' || coalesce('"' || replace((timestamp 'epoch' + (page_1.changed_at / 3600000000) * interval '1 hour' + (page_1.changed_at % 3600000000) * interval '1 microsecond')::text, ' ', 'T') || 'Z' || '"', 'null') || ',"actor":' || coalesce(to_json(page_1.actor)::text, 'null') || ',"resource":' || coalesce(to_json(page_1.resource)::text, 'null') || ',"setting":' || coalesce(to_json(page_1.setting)::text, 'null') || ',"oldValue":' || coalesce((page_1.old_value)::text, 'null') || ',"newValue":' || coalesce((page_1.new_value)::text, 'null') || '}', ','), '') || ']}' AS value 
FROM (SELECT config_change_1.changed_at AS changed_at, config_change_1.actor AS actor, config_change_1.resource AS resource, config_change_1.setting AS setting, config_change_1.old_value AS old_value, config_change_1.new_value AS new_value 
FROM config_change AS config_change_1 
WHERE coalesce(config_change_1.changed_at, -1) >= $1::BIGINT AND coalesce(config_change_1.changed_at, -1) < $2::BIGINT AND config_change_1.org_id = $3::VARCHAR COLLATE "C" ORDER BY coalesce(config_change_1.changed_at, -1) ASC, config_change_1.id ASC 
 LIMIT 20) AS page_1) AS value;
-- binds: <now and $days>, <now>, <organization>

-- blocked
WITH RECURSIVE periods_1(level, start_at, end_at, state) AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'verdict' AND rollup_period_1.level = 4 AND rollup_period_1.end_at > $1::BIGINT AND rollup_period_1.start_at < $3::BIGINT AND rollup_period_1.org_id = $5::VARCHAR COLLATE "C" UNION ALL SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM periods_1, rollup_period AS rollup_period_2 
WHERE periods_1.level > 1 AND NOT (periods_1.state >= 1 AND periods_1.start_at >= $1::BIGINT AND periods_1.end_at <= $3::BIGINT AND periods_1.level <= $6::BIGINT) AND rollup_period_2.subject = 'verdict' AND rollup_period_2.level = periods_1.level - 1 AND rollup_period_2.start_at >= periods_1.start_at AND rollup_period_2.start_at < periods_1.end_at AND rollup_period_2.end_at > $1::BIGINT AND rollup_period_2.start_at < $3::BIGINT AND rollup_period_2.org_id = $5::VARCHAR COLLATE "C"), 
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
(SELECT cover_1.bucket AS bucket, verdict_rollup_1.counted AS counted 
FROM cover_1, verdict_rollup AS verdict_rollup_1 
WHERE cover_1.level > 0 AND verdict_rollup_1.level = cover_1.level + 0 AND verdict_rollup_1.start_at = cover_1.lo + 0 AND verdict_rollup_1.outcome = $7::VARCHAR COLLATE "C" AND verdict_rollup_1.counted > 0 AND verdict_rollup_1.org_id = $5::VARCHAR COLLATE "C" UNION ALL SELECT started_1.bucket AS bucket, 1 AS counted 
FROM (SELECT cover_1.bucket AS bucket 
FROM cover_1, verdict AS verdict_1 
WHERE verdict_1.outcome = $8::VARCHAR COLLATE "C" AND cover_1.level + 0 = 0 AND coalesce(verdict_1.decided_at, -1) >= cover_1.lo AND coalesce(verdict_1.decided_at, -1) < cover_1.hi AND verdict_1.org_id = $5::VARCHAR COLLATE "C") AS started_1 UNION ALL SELECT buckets_1.lo AS lo, 0 AS counted 
FROM (SELECT (pair ->> 0)::bigint AS lo, (pair ->> 1)::bigint AS hi FROM json_array_elements(($4::VARCHAR COLLATE "C")::json) WITH ORDINALITY AS t(pair, place) ORDER BY place) AS buckets_1), 
groups_1 AS 
(SELECT stream_1.bucket AS bucket, CAST(coalesce(sum(stream_1.counted), 0) AS BIGINT) AS counted 
FROM stream_1 GROUP BY stream_1.bucket), 
figures_1 AS 
(SELECT groups_1.bucket AS bucket, groups_1.counted AS counted 
FROM groups_1), 
page_1 AS 
(SELECT '{"start":' || coalesce('"' || replace((timestamp 'epoch' + (figures_1.bucket / 3600000000) * interval '1 hour' + (figures_1.bucket % 3600000000) * interval '1 microsecond')::text, ' ', 'T') || 'Z' || '"', 'null') || ',"count":' || coalesce((figures_1.counted)::text, 'null') || '}' AS figures 
FROM figures_1 ORDER BY figures_1.bucket)
 SELECT '[' || coalesce(string_agg(coalesce(page_1.figures, 'null'), ','), '') || ']' AS value 
FROM page_1) || '}' AS value) || '}' AS value) AS value;
-- binds: <now and $days>, 1, <now>, <now and $days and now>, <organization>, <now and $days and now>, <Outcome.BLOCKED: 'BLOCKED'>, <Outcome.BLOCKED: 'BLOCKED'>

-- failedRuns
WITH RECURSIVE periods_1(level, start_at, end_at, state) AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'run' AND rollup_period_1.level = 4 AND rollup_period_1.end_at > $1::BIGINT AND rollup_period_1.start_at < $3::BIGINT AND rollup_period_1.org_id = $5::VARCHAR COLLATE "C" UNION ALL SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM periods_1, rollup_period AS rollup_period_2 
WHERE periods_1.level > 1 AND NOT (periods_1.state >= 1 AND periods_1.start_at >= $1::BIGINT AND periods_1.end_at <= $3::BIGINT AND periods_1.level <= $6::BIGINT) AND rollup_period_2.subject = 'run' AND rollup_period_2.level = periods_1.level - 1 AND rollup_period_2.start_at >= periods_1.start_at AND rollup_period_2.start_at < periods_1.end_at AND rollup_period_2.end_at > $1::BIGINT AND rollup_period_2.start_at < $3::BIGINT AND rollup_period_2.org_id = $5::VARCHAR COLLATE "C"), 
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
(SELECT cover_1.bucket AS bucket, run_rollup_1.counted AS counted 
FROM cover_1, run_rollup AS run_rollup_1 
WHERE cover_1.level > 0 AND run_rollup_1.level = cover_1.level + 0 AND run_rollup_1.start_at = cover_1.lo + 0 AND run_rollup_1.state = $7::VARCHAR COLLATE "C" AND run_rollup_1.counted > 0 AND run_rollup_1.org_id = $5::VARCHAR COLLATE "C" UNION ALL SELECT started_1.bucket AS bucket, 1 AS counted 
FROM (SELECT cover_1.bucket AS bucket 
FROM cover_1, run AS run_1 
WHERE run_1.state = $8::VARCHAR COLLATE "C" AND cover_1.level + 0 = 0 AND coalesce(run_1.started_at, -1) >= cover_1.lo AND coalesce(run_1.started_at, -1) < cover_1.hi AND run_1.org_id = $5::VARCHAR COLLATE "C") AS started_1 UNION ALL SELECT buckets_1.lo AS lo, 0 AS counted 
FROM (SELECT (pair ->> 0)::bigint AS lo, (pair ->> 1)::bigint AS hi FROM json_array_elements(($4::VARCHAR COLLATE "C")::json) WITH ORDINALITY AS t(pair, place) ORDER BY place) AS buckets_1), 
groups_1 AS 
(SELECT stream_1.bucket AS bucket, CAST(coalesce(sum(stream_1.counted), 0) AS BIGINT) AS counted 
FROM stream_1 GROUP BY stream_1.bucket), 
figures_1 AS 
(SELECT groups_1.bucket AS bucket, groups_1.counted AS counted 
FROM groups_1), 
page_1 AS 
(SELECT '{"start":' || coalesce('"' || replace((timestamp 'epoch' + (figures_1.bucket / 3600000000) * interval '1 hour' + (figures_1.bucket % 3600000000) * interval '1 microsecond')::text, ' ', 'T') || 'Z' || '"', 'null') || ',"count":' || coalesce((figures_1.counted)::text, 'null') || '}' AS figures 
FROM figures_1 ORDER BY figures_1.bucket)
 SELECT '[' || coalesce(string_agg(coalesce(page_1.figures, 'null'), ','), '') || ']' AS value 
FROM page_1) || '}' AS value) || '}' AS value) AS value;
-- binds: <now and $days>, 1, <now>, <now and $days and now>, <organization>, <now and $days and now>, <RunState.FAILED: 'FAILED'>, <RunState.FAILED: 'FAILED'>

-- incidents
WITH RECURSIVE periods_1(level, start_at, end_at, state) AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'incident' AND rollup_period_1.level = 4 AND rollup_period_1.end_at > $1::BIGINT AND rollup_period_1.start_at < $3::BIGINT AND rollup_period_1.org_id = $5::VARCHAR COLLATE "C" UNION ALL SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM periods_1, rollup_period AS rollup_period_2 
WHERE periods_1.level > 1 AND NOT (periods_1.state >= 1 AND periods_1.start_at >= $1::BIGINT AND periods_1.end_at <= $3::BIGINT AND periods_1.level <= $6::BIGINT) AND rollup_period_2.subject = 'incident' AND rollup_period_2.level = periods_1.level - 1 AND rollup_period_2.start_at >= periods_1.start_at AND rollup_period_2.start_at < periods_1.end_at AND rollup_period_2.end_at > $1::BIGINT AND rollup_period_2.start_at < $3::BIGINT AND rollup_period_2.org_id = $5::VARCHAR COLLATE "C"), 
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
(SELECT cover_1.bucket AS bucket, incident_rollup_1.counted AS counted 
FROM cover_1, incident_rollup AS incident_rollup_1 
WHERE cover_1.level > 0 AND incident_rollup_1.level = cover_1.level + 0 AND incident_rollup_1.start_at = cover_1.lo + 0 AND incident_rollup_1.counted > 0 AND incident_rollup_1.org_id = $5::VARCHAR COLLATE "C" UNION ALL SELECT started_1.bucket AS bucket, 1 AS counted 
FROM (SELECT cover_1.bucket AS bucket 
FROM cover_1, incident AS incident_1 
WHERE cover_1.level + 0 = 0 AND coalesce(incident_1.created_at, -1) >= cover_1.lo AND coalesce(incident_1.created_at, -1) < cover_1.hi AND incident_1.org_id = $5::VARCHAR COLLATE "C") AS started_1 UNION ALL SELECT buckets_1.lo AS lo, 0 AS counted 
FROM (SELECT (pair ->> 0)::bigint AS lo, (pair ->> 1)::bigint AS hi FROM json_array_elements(($4::VARCHAR COLLATE "C")::json) WITH ORDINALITY AS t(pair, place) ORDER BY place) AS buckets_1), 
groups_1 AS 
(SELECT stream_1.bucket AS bucket, CAST(coalesce(sum(stream_1.counted), 0) AS BIGINT) AS counted 
FROM stream_1 GROUP BY stream_1.bucket), 
figures_1 AS 
(SELECT groups_1.bucket AS bucket, groups_1.counted AS counted 
FROM groups_1), 
page_1 AS 
(SELECT '{"start":' || coalesce('"' || replace((timestamp 'epoch' + (figures_1.bucket / 3600000000) * interval '1 hour' + (figures_1.bucket % 3600000000) * interval '1 microsecond')::text, ' ', 'T') || 'Z' || '"', 'null') || ',"count":' || coalesce((figures_1.counted)::text, 'null') || '}' AS figures 
FROM figures_1 ORDER BY figures_1.bucket)
 SELECT '[' || coalesce(string_agg(coalesce(page_1.figures, 'null'), ','), '') || ']' AS value 
FROM page_1) || '}' AS value) || '}' AS value) AS value;
-- binds: <now and $days>, 1, <now>, <now and $days and now>, <organization>, <now and $days and now>
