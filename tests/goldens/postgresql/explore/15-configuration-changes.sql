-- configChanges
SELECT (SELECT '{"nodes":[' || coalesce(string_agg('{"changedAt":' || coalesce('"' || replace((timestamp 'epoch' + (page_1.changed_at / 3600000000) * interval '1 hour' + (page_1.changed_at % 3600000000) * interval '1 microsecond')::text, ' ', 'T') || 'Z' || '"', 'null') || ',"actor":' || coalesce(to_json(page_1.actor)::text, 'null') || ',"resource":' || coalesce(to_json(page_1.resource)::text, 'null') || ',"setting":' || coalesce(to_json(page_1.setting)::text, 'null') || ',"oldValue":' || coalesce((page_1.old_value)::text, 'null') || ',"newValue":' || coalesce((page_1.new_value)::text, 'null') || '}', ','), '') || ']}' AS value 
FROM (SELECT config_change_1.changed_at AS changed_at, config_change_1.actor AS actor, config_change_1.resource AS resource, config_change_1.setting AS setting, config_change_1.old_value AS old_value, config_change_1.new_value AS new_value 
FROM config_change AS config_change_1 
WHERE coalesce(config_change_1.changed_at, -1) >= $1::BIGINT AND coalesce(config_change_1.changed_at, -1) < $2::BIGINT AND config_change_1.org_id = $3::VARCHAR COLLATE "C" ORDER BY coalesce(config_change_1.changed_at, -1) ASC, config_change_1.id ASC 
 LIMIT 20) AS page_1) AS value;
-- binds: <now and $days>, <now>, <organization>

-- blocked
WITH years_1 AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'verdict' AND rollup_period_1.level = 4 AND 1 <= $1::BIGINT AND rollup_period_1.end_at > $2::BIGINT AND rollup_period_1.start_at < $3::BIGINT AND rollup_period_1.org_id = $4::VARCHAR COLLATE "C"), 
months_1 AS 
(SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM years_1, rollup_period AS rollup_period_2 
WHERE rollup_period_2.subject = 'verdict' AND rollup_period_2.level = 3 AND NOT (years_1.state >= 1 AND years_1.start_at >= $2::BIGINT AND years_1.end_at <= $3::BIGINT AND years_1.level <= $1::BIGINT) AND rollup_period_2.start_at >= years_1.start_at AND rollup_period_2.start_at < years_1.end_at AND rollup_period_2.end_at > $2::BIGINT AND rollup_period_2.start_at < $3::BIGINT AND rollup_period_2.org_id = $4::VARCHAR COLLATE "C"), 
days_1 AS 
(SELECT rollup_period_3.level AS level, rollup_period_3.start_at AS start_at, rollup_period_3.end_at AS end_at, rollup_period_3.state AS state 
FROM months_1, rollup_period AS rollup_period_3 
WHERE rollup_period_3.subject = 'verdict' AND rollup_period_3.level = 2 AND NOT (months_1.state >= 1 AND months_1.start_at >= $2::BIGINT AND months_1.end_at <= $3::BIGINT AND months_1.level <= $1::BIGINT) AND rollup_period_3.start_at >= months_1.start_at AND rollup_period_3.start_at < months_1.end_at AND rollup_period_3.end_at > $2::BIGINT AND rollup_period_3.start_at < $3::BIGINT AND rollup_period_3.org_id = $4::VARCHAR COLLATE "C"), 
hours_1 AS 
(SELECT rollup_period_4.level AS level, rollup_period_4.start_at AS start_at, rollup_period_4.end_at AS end_at, rollup_period_4.state AS state 
FROM days_1, rollup_period AS rollup_period_4 
WHERE rollup_period_4.subject = 'verdict' AND rollup_period_4.level = 1 AND NOT (days_1.state >= 1 AND days_1.start_at >= $2::BIGINT AND days_1.end_at <= $3::BIGINT AND days_1.level <= $1::BIGINT) AND rollup_period_4.start_at >= days_1.start_at AND rollup_period_4.start_at < days_1.end_at AND rollup_period_4.end_at > $2::BIGINT AND rollup_period_4.start_at < $3::BIGINT AND rollup_period_4.org_id = $4::VARCHAR COLLATE "C"), 
periods_1 AS 
(SELECT years_1.level AS level, years_1.start_at AS start_at, years_1.end_at AS end_at, years_1.state AS state 
FROM years_1 UNION ALL SELECT months_1.level AS level, months_1.start_at AS start_at, months_1.end_at AS end_at, months_1.state AS state 
FROM months_1 UNION ALL SELECT days_1.level AS level, days_1.start_at AS start_at, days_1.end_at AS end_at, days_1.state AS state 
FROM days_1 UNION ALL SELECT hours_1.level AS level, hours_1.start_at AS start_at, hours_1.end_at AS end_at, hours_1.state AS state 
FROM hours_1), 
swept_1 AS 
(SELECT coalesce(max(edges_1.hi) OVER (ORDER BY edges_1.lo, edges_1.hi ROWS BETWEEN UNBOUNDED PRECEDING AND $5::INTEGER PRECEDING), $2::BIGINT) AS reached, CASE WHEN (edges_1.lo < $2::BIGINT) THEN $2::BIGINT ELSE edges_1.lo END AS lo 
FROM (SELECT $3::BIGINT AS lo, $3::BIGINT AS hi UNION ALL SELECT periods_1.start_at AS start_at, periods_1.end_at AS end_at 
FROM periods_1 
WHERE periods_1.state >= 1) AS edges_1), 
cover_1 AS MATERIALIZED 
(SELECT periods_1.level AS level, periods_1.start_at AS lo, periods_1.end_at AS hi 
FROM periods_1 
WHERE periods_1.state >= 1 AND periods_1.start_at >= $2::BIGINT AND periods_1.end_at <= $3::BIGINT AND periods_1.level <= $1::BIGINT UNION ALL SELECT 0, swept_1.reached AS reached, swept_1.lo AS lo 
FROM swept_1 
WHERE swept_1.reached < swept_1.lo UNION ALL SELECT 0, CASE WHEN (periods_1.start_at < $2::BIGINT) THEN $2::BIGINT ELSE periods_1.start_at END AS lo, CASE WHEN (periods_1.end_at > $3::BIGINT) THEN $3::BIGINT ELSE periods_1.end_at END AS hi 
FROM periods_1 
WHERE periods_1.state >= 1 AND NOT (periods_1.state >= 1 AND periods_1.start_at >= $2::BIGINT AND periods_1.end_at <= $3::BIGINT AND periods_1.level <= $1::BIGINT) AND periods_1.level = 1), 
pieces_1 AS MATERIALIZED 
(SELECT cut_1.place AS place, cut_1.lo AS lo, cut_1.hi AS hi, cut_1.bucket AS bucket 
FROM (SELECT (row ->> 0)::bigint AS place, (row ->> 1)::bigint AS lo, (row ->> 2)::bigint AS hi, (row ->> 3)::bigint AS bucket FROM json_array_elements(($6::VARCHAR COLLATE "C")::json) WITH ORDINALITY AS t(row, place) ORDER BY place) AS cut_1), 
placed_1 AS MATERIALIZED 
(SELECT cover_1.level AS level, cover_1.lo AS lo, pieces_1.bucket AS bucket 
FROM cover_1, pieces_1 
WHERE cover_1.level > 0 AND pieces_1.place = cover_1.lo / $7::BIGINT AND cover_1.lo >= pieces_1.lo AND cover_1.lo < pieces_1.hi)
 SELECT (SELECT '{"stats":' || (SELECT '{"series":' || (WITH stream_1 AS 
(SELECT placed_1.bucket AS bucket, verdict_rollup_1.counted AS counted 
FROM placed_1, verdict_rollup AS verdict_rollup_1 
WHERE placed_1.level > 0 AND verdict_rollup_1.level = placed_1.level + 0 AND verdict_rollup_1.start_at = placed_1.lo + 0 AND verdict_rollup_1.outcome = $8::VARCHAR COLLATE "C" AND verdict_rollup_1.counted > 0 AND verdict_rollup_1.org_id = $4::VARCHAR COLLATE "C" UNION ALL SELECT pieces_1.bucket AS bucket, 1 AS counted 
FROM (SELECT coalesce(verdict_1.decided_at, -1) AS occurred 
FROM cover_1, verdict AS verdict_1 
WHERE verdict_1.outcome = $9::VARCHAR COLLATE "C" AND cover_1.level + 0 = 0 AND coalesce(verdict_1.decided_at, -1) >= cover_1.lo + 0 AND coalesce(verdict_1.decided_at, -1) < cover_1.hi + 0 AND verdict_1.org_id = $4::VARCHAR COLLATE "C"
 LIMIT ALL OFFSET 0) AS started_1, pieces_1 
WHERE pieces_1.place = started_1.occurred / $7::BIGINT AND started_1.occurred >= pieces_1.lo AND started_1.occurred < pieces_1.hi UNION ALL SELECT buckets_1.lo AS lo, 0 AS counted 
FROM (SELECT (row ->> 0)::bigint AS lo, (row ->> 1)::bigint AS hi FROM json_array_elements(($10::VARCHAR COLLATE "C")::json) WITH ORDINALITY AS t(row, place) ORDER BY place) AS buckets_1), 
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
-- binds: <now and $days and now>, <now and $days>, <now>, <organization>, 1, <now and $days and now>, <now and $days and now>, <Outcome.BLOCKED: 'BLOCKED'>, <Outcome.BLOCKED: 'BLOCKED'>, <now and $days and now>

-- failedRuns
WITH years_1 AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'run' AND rollup_period_1.level = 4 AND 1 <= $1::BIGINT AND rollup_period_1.end_at > $2::BIGINT AND rollup_period_1.start_at < $3::BIGINT AND rollup_period_1.org_id = $4::VARCHAR COLLATE "C"), 
months_1 AS 
(SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM years_1, rollup_period AS rollup_period_2 
WHERE rollup_period_2.subject = 'run' AND rollup_period_2.level = 3 AND NOT (years_1.state >= 1 AND years_1.start_at >= $2::BIGINT AND years_1.end_at <= $3::BIGINT AND years_1.level <= $1::BIGINT) AND rollup_period_2.start_at >= years_1.start_at AND rollup_period_2.start_at < years_1.end_at AND rollup_period_2.end_at > $2::BIGINT AND rollup_period_2.start_at < $3::BIGINT AND rollup_period_2.org_id = $4::VARCHAR COLLATE "C"), 
days_1 AS 
(SELECT rollup_period_3.level AS level, rollup_period_3.start_at AS start_at, rollup_period_3.end_at AS end_at, rollup_period_3.state AS state 
FROM months_1, rollup_period AS rollup_period_3 
WHERE rollup_period_3.subject = 'run' AND rollup_period_3.level = 2 AND NOT (months_1.state >= 1 AND months_1.start_at >= $2::BIGINT AND months_1.end_at <= $3::BIGINT AND months_1.level <= $1::BIGINT) AND rollup_period_3.start_at >= months_1.start_at AND rollup_period_3.start_at < months_1.end_at AND rollup_period_3.end_at > $2::BIGINT AND rollup_period_3.start_at < $3::BIGINT AND rollup_period_3.org_id = $4::VARCHAR COLLATE "C"), 
hours_1 AS 
(SELECT rollup_period_4.level AS level, rollup_period_4.start_at AS start_at, rollup_period_4.end_at AS end_at, rollup_period_4.state AS state 
FROM days_1, rollup_period AS rollup_period_4 
WHERE rollup_period_4.subject = 'run' AND rollup_period_4.level = 1 AND NOT (days_1.state >= 1 AND days_1.start_at >= $2::BIGINT AND days_1.end_at <= $3::BIGINT AND days_1.level <= $1::BIGINT) AND rollup_period_4.start_at >= days_1.start_at AND rollup_period_4.start_at < days_1.end_at AND rollup_period_4.end_at > $2::BIGINT AND rollup_period_4.start_at < $3::BIGINT AND rollup_period_4.org_id = $4::VARCHAR COLLATE "C"), 
periods_1 AS 
(SELECT years_1.level AS level, years_1.start_at AS start_at, years_1.end_at AS end_at, years_1.state AS state 
FROM years_1 UNION ALL SELECT months_1.level AS level, months_1.start_at AS start_at, months_1.end_at AS end_at, months_1.state AS state 
FROM months_1 UNION ALL SELECT days_1.level AS level, days_1.start_at AS start_at, days_1.end_at AS end_at, days_1.state AS state 
FROM days_1 UNION ALL SELECT hours_1.level AS level, hours_1.start_at AS start_at, hours_1.end_at AS end_at, hours_1.state AS state 
FROM hours_1), 
swept_1 AS 
(SELECT coalesce(max(edges_1.hi) OVER (ORDER BY edges_1.lo, edges_1.hi ROWS BETWEEN UNBOUNDED PRECEDING AND $5::INTEGER PRECEDING), $2::BIGINT) AS reached, CASE WHEN (edges_1.lo < $2::BIGINT) THEN $2::BIGINT ELSE edges_1.lo END AS lo 
FROM (SELECT $3::BIGINT AS lo, $3::BIGINT AS hi UNION ALL SELECT periods_1.start_at AS start_at, periods_1.end_at AS end_at 
FROM periods_1 
WHERE periods_1.state >= 1) AS edges_1), 
cover_1 AS MATERIALIZED 
(SELECT periods_1.level AS level, periods_1.start_at AS lo, periods_1.end_at AS hi 
FROM periods_1 
WHERE periods_1.state >= 1 AND periods_1.start_at >= $2::BIGINT AND periods_1.end_at <= $3::BIGINT AND periods_1.level <= $1::BIGINT UNION ALL SELECT 0, swept_1.reached AS reached, swept_1.lo AS lo 
FROM swept_1 
WHERE swept_1.reached < swept_1.lo UNION ALL SELECT 0, CASE WHEN (periods_1.start_at < $2::BIGINT) THEN $2::BIGINT ELSE periods_1.start_at END AS lo, CASE WHEN (periods_1.end_at > $3::BIGINT) THEN $3::BIGINT ELSE periods_1.end_at END AS hi 
FROM periods_1 
WHERE periods_1.state >= 1 AND NOT (periods_1.state >= 1 AND periods_1.start_at >= $2::BIGINT AND periods_1.end_at <= $3::BIGINT AND periods_1.level <= $1::BIGINT) AND periods_1.level = 1), 
pieces_1 AS MATERIALIZED 
(SELECT cut_1.place AS place, cut_1.lo AS lo, cut_1.hi AS hi, cut_1.bucket AS bucket 
FROM (SELECT (row ->> 0)::bigint AS place, (row ->> 1)::bigint AS lo, (row ->> 2)::bigint AS hi, (row ->> 3)::bigint AS bucket FROM json_array_elements(($6::VARCHAR COLLATE "C")::json) WITH ORDINALITY AS t(row, place) ORDER BY place) AS cut_1), 
placed_1 AS MATERIALIZED 
(SELECT cover_1.level AS level, cover_1.lo AS lo, pieces_1.bucket AS bucket 
FROM cover_1, pieces_1 
WHERE cover_1.level > 0 AND pieces_1.place = cover_1.lo / $7::BIGINT AND cover_1.lo >= pieces_1.lo AND cover_1.lo < pieces_1.hi)
 SELECT (SELECT '{"stats":' || (SELECT '{"series":' || (WITH stream_1 AS 
(SELECT placed_1.bucket AS bucket, run_rollup_1.counted AS counted 
FROM placed_1, run_rollup AS run_rollup_1 
WHERE placed_1.level > 0 AND run_rollup_1.level = placed_1.level + 0 AND run_rollup_1.start_at = placed_1.lo + 0 AND run_rollup_1.state = $8::VARCHAR COLLATE "C" AND run_rollup_1.counted > 0 AND run_rollup_1.org_id = $4::VARCHAR COLLATE "C" UNION ALL SELECT pieces_1.bucket AS bucket, 1 AS counted 
FROM (SELECT coalesce(run_1.started_at, -1) AS occurred 
FROM cover_1, run AS run_1 
WHERE run_1.state = $9::VARCHAR COLLATE "C" AND cover_1.level + 0 = 0 AND coalesce(run_1.started_at, -1) >= cover_1.lo + 0 AND coalesce(run_1.started_at, -1) < cover_1.hi + 0 AND run_1.org_id = $4::VARCHAR COLLATE "C"
 LIMIT ALL OFFSET 0) AS started_1, pieces_1 
WHERE pieces_1.place = started_1.occurred / $7::BIGINT AND started_1.occurred >= pieces_1.lo AND started_1.occurred < pieces_1.hi UNION ALL SELECT buckets_1.lo AS lo, 0 AS counted 
FROM (SELECT (row ->> 0)::bigint AS lo, (row ->> 1)::bigint AS hi FROM json_array_elements(($10::VARCHAR COLLATE "C")::json) WITH ORDINALITY AS t(row, place) ORDER BY place) AS buckets_1), 
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
-- binds: <now and $days and now>, <now and $days>, <now>, <organization>, 1, <now and $days and now>, <now and $days and now>, <RunState.FAILED: 'FAILED'>, <RunState.FAILED: 'FAILED'>, <now and $days and now>

-- incidents
WITH years_1 AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'incident' AND rollup_period_1.level = 4 AND 1 <= $1::BIGINT AND rollup_period_1.end_at > $2::BIGINT AND rollup_period_1.start_at < $3::BIGINT AND rollup_period_1.org_id = $4::VARCHAR COLLATE "C"), 
months_1 AS 
(SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM years_1, rollup_period AS rollup_period_2 
WHERE rollup_period_2.subject = 'incident' AND rollup_period_2.level = 3 AND NOT (years_1.state >= 1 AND years_1.start_at >= $2::BIGINT AND years_1.end_at <= $3::BIGINT AND years_1.level <= $1::BIGINT) AND rollup_period_2.start_at >= years_1.start_at AND rollup_period_2.start_at < years_1.end_at AND rollup_period_2.end_at > $2::BIGINT AND rollup_period_2.start_at < $3::BIGINT AND rollup_period_2.org_id = $4::VARCHAR COLLATE "C"), 
days_1 AS 
(SELECT rollup_period_3.level AS level, rollup_period_3.start_at AS start_at, rollup_period_3.end_at AS end_at, rollup_period_3.state AS state 
FROM months_1, rollup_period AS rollup_period_3 
WHERE rollup_period_3.subject = 'incident' AND rollup_period_3.level = 2 AND NOT (months_1.state >= 1 AND months_1.start_at >= $2::BIGINT AND months_1.end_at <= $3::BIGINT AND months_1.level <= $1::BIGINT) AND rollup_period_3.start_at >= months_1.start_at AND rollup_period_3.start_at < months_1.end_at AND rollup_period_3.end_at > $2::BIGINT AND rollup_period_3.start_at < $3::BIGINT AND rollup_period_3.org_id = $4::VARCHAR COLLATE "C"), 
hours_1 AS 
(SELECT rollup_period_4.level AS level, rollup_period_4.start_at AS start_at, rollup_period_4.end_at AS end_at, rollup_period_4.state AS state 
FROM days_1, rollup_period AS rollup_period_4 
WHERE rollup_period_4.subject = 'incident' AND rollup_period_4.level = 1 AND NOT (days_1.state >= 1 AND days_1.start_at >= $2::BIGINT AND days_1.end_at <= $3::BIGINT AND days_1.level <= $1::BIGINT) AND rollup_period_4.start_at >= days_1.start_at AND rollup_period_4.start_at < days_1.end_at AND rollup_period_4.end_at > $2::BIGINT AND rollup_period_4.start_at < $3::BIGINT AND rollup_period_4.org_id = $4::VARCHAR COLLATE "C"), 
periods_1 AS 
(SELECT years_1.level AS level, years_1.start_at AS start_at, years_1.end_at AS end_at, years_1.state AS state 
FROM years_1 UNION ALL SELECT months_1.level AS level, months_1.start_at AS start_at, months_1.end_at AS end_at, months_1.state AS state 
FROM months_1 UNION ALL SELECT days_1.level AS level, days_1.start_at AS start_at, days_1.end_at AS end_at, days_1.state AS state 
FROM days_1 UNION ALL SELECT hours_1.level AS level, hours_1.start_at AS start_at, hours_1.end_at AS end_at, hours_1.state AS state 
FROM hours_1), 
swept_1 AS 
(SELECT coalesce(max(edges_1.hi) OVER (ORDER BY edges_1.lo, edges_1.hi ROWS BETWEEN UNBOUNDED PRECEDING AND $5::INTEGER PRECEDING), $2::BIGINT) AS reached, CASE WHEN (edges_1.lo < $2::BIGINT) THEN $2::BIGINT ELSE edges_1.lo END AS lo 
FROM (SELECT $3::BIGINT AS lo, $3::BIGINT AS hi UNION ALL SELECT periods_1.start_at AS start_at, periods_1.end_at AS end_at 
FROM periods_1 
WHERE periods_1.state >= 1) AS edges_1), 
cover_1 AS MATERIALIZED 
(SELECT periods_1.level AS level, periods_1.start_at AS lo, periods_1.end_at AS hi 
FROM periods_1 
WHERE periods_1.state >= 1 AND periods_1.start_at >= $2::BIGINT AND periods_1.end_at <= $3::BIGINT AND periods_1.level <= $1::BIGINT UNION ALL SELECT 0, swept_1.reached AS reached, swept_1.lo AS lo 
FROM swept_1 
WHERE swept_1.reached < swept_1.lo UNION ALL SELECT 0, CASE WHEN (periods_1.start_at < $2::BIGINT) THEN $2::BIGINT ELSE periods_1.start_at END AS lo, CASE WHEN (periods_1.end_at > $3::BIGINT) THEN $3::BIGINT ELSE periods_1.end_at END AS hi 
FROM periods_1 
WHERE periods_1.state >= 1 AND NOT (periods_1.state >= 1 AND periods_1.start_at >= $2::BIGINT AND periods_1.end_at <= $3::BIGINT AND periods_1.level <= $1::BIGINT) AND periods_1.level = 1), 
pieces_1 AS MATERIALIZED 
(SELECT cut_1.place AS place, cut_1.lo AS lo, cut_1.hi AS hi, cut_1.bucket AS bucket 
FROM (SELECT (row ->> 0)::bigint AS place, (row ->> 1)::bigint AS lo, (row ->> 2)::bigint AS hi, (row ->> 3)::bigint AS bucket FROM json_array_elements(($6::VARCHAR COLLATE "C")::json) WITH ORDINALITY AS t(row, place) ORDER BY place) AS cut_1), 
placed_1 AS MATERIALIZED 
(SELECT cover_1.level AS level, cover_1.lo AS lo, pieces_1.bucket AS bucket 
FROM cover_1, pieces_1 
WHERE cover_1.level > 0 AND pieces_1.place = cover_1.lo / $7::BIGINT AND cover_1.lo >= pieces_1.lo AND cover_1.lo < pieces_1.hi)
 SELECT (SELECT '{"stats":' || (SELECT '{"series":' || (WITH stream_1 AS 
(SELECT placed_1.bucket AS bucket, incident_rollup_1.counted AS counted 
FROM placed_1, incident_rollup AS incident_rollup_1 
WHERE placed_1.level > 0 AND incident_rollup_1.level = placed_1.level + 0 AND incident_rollup_1.start_at = placed_1.lo + 0 AND incident_rollup_1.counted > 0 AND incident_rollup_1.org_id = $4::VARCHAR COLLATE "C" UNION ALL SELECT pieces_1.bucket AS bucket, 1 AS counted 
FROM (SELECT coalesce(incident_1.created_at, -1) AS occurred 
FROM cover_1, incident AS incident_1 
WHERE cover_1.level + 0 = 0 AND coalesce(incident_1.created_at, -1) >= cover_1.lo + 0 AND coalesce(incident_1.created_at, -1) < cover_1.hi + 0 AND incident_1.org_id = $4::VARCHAR COLLATE "C"
 LIMIT ALL OFFSET 0) AS started_1, pieces_1 
WHERE pieces_1.place = started_1.occurred / $7::BIGINT AND started_1.occurred >= pieces_1.lo AND started_1.occurred < pieces_1.hi UNION ALL SELECT buckets_1.lo AS lo, 0 AS counted 
FROM (SELECT (row ->> 0)::bigint AS lo, (row ->> 1)::bigint AS hi FROM json_array_elements(($8::VARCHAR COLLATE "C")::json) WITH ORDINALITY AS t(row, place) ORDER BY place) AS buckets_1), 
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
-- binds: <now and $days and now>, <now and $days>, <now>, <organization>, 1, <now and $days and now>, <now and $days and now>, <now and $days and now>
