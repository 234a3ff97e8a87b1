-- all
WITH years_1 AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'process_instance' AND rollup_period_1.level = 4 AND 1 <= $1::BIGINT AND rollup_period_1.end_at > $2::BIGINT AND rollup_period_1.start_at < $3::BIGINT AND rollup_period_1.org_id = $4::VARCHAR COLLATE "C"), 
months_1 AS 
(SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM years_1, rollup_period AS rollup_period_2 
WHERE rollup_period_2.subject = 'process_instance' AND rollup_period_2.level = 3 AND NOT (years_1.state >= 1 AND years_1.start_at >= $2::BIGINT AND years_1.end_at <= $3::BIGINT AND years_1.level <= $1::BIGINT) AND rollup_period_2.start_at >= years_1.start_at AND rollup_period_2.start_at < years_1.end_at AND rollup_period_2.end_at > $2::BIGINT AND rollup_period_2.start_at < $3::BIGINT AND rollup_period_2.org_id = $4::VARCHAR COLLATE "C"), 
days_1 AS 
(SELECT rollup_period_3.level AS level, rollup_period_3.start_at AS start_at, rollup_period_3.end_at AS end_at, rollup_period_3.state AS state 
FROM months_1, rollup_period AS rollup_period_3 
WHERE rollup_period_3.subject = 'process_instance' AND rollup_period_3.level = 2 AND NOT (months_1.state >= 1 AND months_1.start_at >= $2::BIGINT AND months_1.end_at <= $3::BIGINT AND months_1.level <= $1::BIGINT) AND rollup_period_3.start_at >= months_1.start_at AND rollup_period_3.start_at < months_1.end_at AND rollup_period_3.end_at > $2::BIGINT AND rollup_period_3.start_at < $3::BIGINT AND rollup_period_3.org_id = $4::VARCHAR COLLATE "C"), 
hours_1 AS 
(SELECT rollup_period_4.level AS level, rollup_period_4.start_at AS start_at, rollup_period_4.end_at AS end_at, rollup_period_4.state AS state 
FROM days_1, rollup_period AS rollup_period_4 
WHERE rollup_period_4.subject = 'process_instance' AND rollup_period_4.level = 1 AND NOT (days_1.state >= 1 AND days_1.start_at >= $2::BIGINT AND days_1.end_at <= $3::BIGINT AND days_1.level <= $1::BIGINT) AND rollup_period_4.start_at >= days_1.start_at AND rollup_period_4.start_at < days_1.end_at AND rollup_period_4.end_at > $2::BIGINT AND rollup_period_4.start_at < $3::BIGINT AND rollup_period_4.org_id = $4::VARCHAR COLLATE "C"), 
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
WHERE cover_1.level > 0 AND pieces_1.place = cover_1.lo / $7::BIGINT AND cover_1.lo >= pieces_1.lo AND cover_1.lo < pieces_1.hi), 
years_2 AS 
(SELECT rollup_period_5.level AS level, rollup_period_5.start_at AS start_at, rollup_period_5.end_at AS end_at, rollup_period_5.state AS state 
FROM rollup_period AS rollup_period_5 
WHERE rollup_period_5.subject = 'process_instance' AND rollup_period_5.level = 4 AND 1 <= 4 AND rollup_period_5.end_at > $18::BIGINT AND rollup_period_5.start_at < $19::BIGINT AND rollup_period_5.org_id = $4::VARCHAR COLLATE "C"), 
months_2 AS 
(SELECT rollup_period_6.level AS level, rollup_period_6.start_at AS start_at, rollup_period_6.end_at AS end_at, rollup_period_6.state AS state 
FROM years_2, rollup_period AS rollup_period_6 
WHERE rollup_period_6.subject = 'process_instance' AND rollup_period_6.level = 3 AND NOT (years_2.state >= 1 AND years_2.start_at >= $18::BIGINT AND years_2.end_at <= $19::BIGINT AND years_2.level <= 4) AND rollup_period_6.start_at >= years_2.start_at AND rollup_period_6.start_at < years_2.end_at AND rollup_period_6.end_at > $18::BIGINT AND rollup_period_6.start_at < $19::BIGINT AND rollup_period_6.org_id = $4::VARCHAR COLLATE "C"), 
days_2 AS 
(SELECT rollup_period_7.level AS level, rollup_period_7.start_at AS start_at, rollup_period_7.end_at AS end_at, rollup_period_7.state AS state 
FROM months_2, rollup_period AS rollup_period_7 
WHERE rollup_period_7.subject = 'process_instance' AND rollup_period_7.level = 2 AND NOT (months_2.state >= 1 AND months_2.start_at >= $18::BIGINT AND months_2.end_at <= $19::BIGINT AND months_2.level <= 4) AND rollup_period_7.start_at >= months_2.start_at AND rollup_period_7.start_at < months_2.end_at AND rollup_period_7.end_at > $18::BIGINT AND rollup_period_7.start_at < $19::BIGINT AND rollup_period_7.org_id = $4::VARCHAR COLLATE "C"), 
hours_2 AS 
(SELECT rollup_period_8.level AS level, rollup_period_8.start_at AS start_at, rollup_period_8.end_at AS end_at, rollup_period_8.state AS state 
FROM days_2, rollup_period AS rollup_period_8 
WHERE rollup_period_8.subject = 'process_instance' AND rollup_period_8.level = 1 AND NOT (days_2.state >= 1 AND days_2.start_at >= $18::BIGINT AND days_2.end_at <= $19::BIGINT AND days_2.level <= 4) AND rollup_period_8.start_at >= days_2.start_at AND rollup_period_8.start_at < days_2.end_at AND rollup_period_8.end_at > $18::BIGINT AND rollup_period_8.start_at < $19::BIGINT AND rollup_period_8.org_id = $4::VARCHAR COLLATE "C"), 
periods_2 AS 
(SELECT years_2.level AS level, years_2.start_at AS start_at, years_2.end_at AS end_at, years_2.state AS state 
FROM years_2 UNION ALL SELECT months_2.level AS level, months_2.start_at AS start_at, months_2.end_at AS end_at, months_2.state AS state 
FROM months_2 UNION ALL SELECT days_2.level AS level, days_2.start_at AS start_at, days_2.end_at AS end_at, days_2.state AS state 
FROM days_2 UNION ALL SELECT hours_2.level AS level, hours_2.start_at AS start_at, hours_2.end_at AS end_at, hours_2.state AS state 
FROM hours_2), 
swept_2 AS 
(SELECT coalesce(max(edges_2.hi) OVER (ORDER BY edges_2.lo, edges_2.hi ROWS BETWEEN UNBOUNDED PRECEDING AND $20::INTEGER PRECEDING), $18::BIGINT) AS reached, CASE WHEN (edges_2.lo < $18::BIGINT) THEN $18::BIGINT ELSE edges_2.lo END AS lo 
FROM (SELECT $19::BIGINT AS lo, $19::BIGINT AS hi UNION ALL SELECT periods_2.start_at AS start_at, periods_2.end_at AS end_at 
FROM periods_2 
WHERE periods_2.state >= 1) AS edges_2), 
cover_2 AS MATERIALIZED 
(SELECT periods_2.level AS level, periods_2.start_at AS lo, periods_2.end_at AS hi 
FROM periods_2 
WHERE periods_2.state >= 1 AND periods_2.start_at >= $18::BIGINT AND periods_2.end_at <= $19::BIGINT AND periods_2.level <= 4 UNION ALL SELECT 0, swept_2.reached AS reached, swept_2.lo AS lo 
FROM swept_2 
WHERE swept_2.reached < swept_2.lo UNION ALL SELECT 0, CASE WHEN (periods_2.start_at < $18::BIGINT) THEN $18::BIGINT ELSE periods_2.start_at END AS lo, CASE WHEN (periods_2.end_at > $19::BIGINT) THEN $19::BIGINT ELSE periods_2.end_at END AS hi 
FROM periods_2 
WHERE periods_2.state >= 1 AND NOT (periods_2.state >= 1 AND periods_2.start_at >= $18::BIGINT AND periods_2.end_at <= $19::BIGINT AND periods_2.level <= 4) AND periods_2.level = 1)
 SELECT (SELECT '{"stats":' || (SELECT '{"series":' || (WITH stream_1 AS 
(SELECT placed_1.bucket AS bucket, process_instance_by_model_1.counted AS counted, process_instance_by_model_1.ended AS ended 
FROM placed_1, process_instance_by_model AS process_instance_by_model_1 
WHERE placed_1.level > 0 AND process_instance_by_model_1.level = placed_1.level + 0 AND process_instance_by_model_1.start_at = placed_1.lo + 0 AND substr(process_instance_by_model_1.model_id, $8::INTEGER, length($9::VARCHAR COLLATE "C")) = $10::VARCHAR COLLATE "C" AND process_instance_by_model_1.org_id = $4::VARCHAR COLLATE "C" UNION ALL SELECT pieces_1.bucket AS bucket, 1 AS counted, 0 AS ended 
FROM (SELECT coalesce(process_instance_1.started_at, -1) AS occurred 
FROM cover_1, process_instance AS process_instance_1 
WHERE substr(process_instance_1.model_id, $11::INTEGER, length($12::VARCHAR COLLATE "C")) = $13::VARCHAR COLLATE "C" AND cover_1.level + 0 = 0 AND coalesce(process_instance_1.started_at, -1) >= cover_1.lo + 0 AND coalesce(process_instance_1.started_at, -1) < cover_1.hi + 0 AND process_instance_1.org_id = $4::VARCHAR COLLATE "C"
 LIMIT ALL OFFSET 0) AS started_1, pieces_1 
WHERE pieces_1.place = started_1.occurred / $7::BIGINT AND started_1.occurred >= pieces_1.lo AND started_1.occurred < pieces_1.hi UNION ALL SELECT pieces_1.bucket AS bucket, ended_1.counted AS counted, ended_1.ended AS ended 
FROM (SELECT CASE WHEN (process_instance_1.ended_at < process_instance_1.started_at) THEN process_instance_1.started_at WHEN (process_instance_1.started_at IS NOT NULL) THEN process_instance_1.ended_at END AS occurred, 0 AS counted, 1 AS ended 
FROM cover_1, process_instance AS process_instance_1 
WHERE substr(process_instance_1.model_id, $14::INTEGER, length($15::VARCHAR COLLATE "C")) = $16::VARCHAR COLLATE "C" AND cover_1.level + 0 = 0 AND CASE WHEN (process_instance_1.ended_at < process_instance_1.started_at) THEN process_instance_1.started_at WHEN (process_instance_1.started_at IS NOT NULL) THEN process_instance_1.ended_at END >= cover_1.lo + 0 AND CASE WHEN (process_instance_1.ended_at < process_instance_1.started_at) THEN process_instance_1.started_at WHEN (process_instance_1.started_at IS NOT NULL) THEN process_instance_1.ended_at END < cover_1.hi + 0 AND process_instance_1.org_id = $4::VARCHAR COLLATE "C"
 LIMIT ALL OFFSET 0) AS ended_1, pieces_1 
WHERE pieces_1.place = ended_1.occurred / $7::BIGINT AND ended_1.occurred >= pieces_1.lo AND ended_1.occurred < pieces_1.hi UNION ALL SELECT buckets_1.lo AS lo, 0 AS counted, 0 AS ended 
FROM (SELECT (row ->> 0)::bigint AS lo, (row ->> 1)::bigint AS hi FROM json_array_elements(($17::VARCHAR COLLATE "C")::json) WITH ORDINALITY AS t(row, place) ORDER BY place) AS buckets_1), 
groups_1 AS 
(SELECT stream_1.bucket AS bucket, CAST(coalesce(sum(stream_1.counted), 0) AS BIGINT) AS counted, CAST(coalesce(sum(stream_1.ended), 0) AS BIGINT) AS ended 
FROM stream_1 GROUP BY stream_1.bucket), 
figures_1 AS 
(SELECT groups_1.bucket AS bucket, groups_1.counted AS counted, groups_1.ended AS ended, CAST((WITH stream_2 AS 
(SELECT process_instance_by_model_2.counted AS counted, process_instance_by_model_2.ended AS ended 
FROM cover_2, process_instance_by_model AS process_instance_by_model_2 
WHERE cover_2.level > 0 AND process_instance_by_model_2.level = cover_2.level + 0 AND process_instance_by_model_2.start_at = cover_2.lo + 0 AND substr(process_instance_by_model_2.model_id, $21::INTEGER, length($22::VARCHAR COLLATE "C")) = $23::VARCHAR COLLATE "C" AND process_instance_by_model_2.org_id = $4::VARCHAR COLLATE "C" UNION ALL SELECT 1 AS counted, 0 AS ended 
FROM (SELECT 1 AS one 
FROM cover_2, process_instance AS process_instance_1 
WHERE substr(process_instance_1.model_id, $24::INTEGER, length($25::VARCHAR COLLATE "C")) = $26::VARCHAR COLLATE "C" AND cover_2.level + 0 = 0 AND coalesce(process_instance_1.started_at, -1) >= cover_2.lo + 0 AND coalesce(process_instance_1.started_at, -1) < cover_2.hi + 0 AND process_instance_1.org_id = $4::VARCHAR COLLATE "C") AS started_2 UNION ALL SELECT ended_2.counted AS counted, ended_2.ended AS ended 
FROM (SELECT 0 AS counted, 1 AS ended 
FROM cover_2, process_instance AS process_instance_1 
WHERE substr(process_instance_1.model_id, $27::INTEGER, length($28::VARCHAR COLLATE "C")) = $29::VARCHAR COLLATE "C" AND cover_2.level + 0 = 0 AND CASE WHEN (process_instance_1.ended_at < process_instance_1.started_at) THEN process_instance_1.started_at WHEN (process_instance_1.started_at IS NOT NULL) THEN process_instance_1.ended_at END >= cover_2.lo + 0 AND CASE WHEN (process_instance_1.ended_at < process_instance_1.started_at) THEN process_instance_1.started_at WHEN (process_instance_1.started_at IS NOT NULL) THEN process_instance_1.ended_at END < cover_2.hi + 0 AND process_instance_1.org_id = $4::VARCHAR COLLATE "C") AS ended_2), 
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
-- binds: <now and $window.lastDays and now and $timezone>, <now and $window.lastDays>, <now>, <organization>, 1, <now and $window.lastDays and now and $timezone>, <now and $window.lastDays and now and $timezone>, 1, <$instances.modelId.startsWith>, <$instances.modelId.startsWith>, 1, <$instances.modelId.startsWith>, <$instances.modelId.startsWith>, 1, <$instances.modelId.startsWith>, <$instances.modelId.startsWith>, <now and $window.lastDays and now and $timezone>, 0, <now and $window.lastDays>, 1, 1, <$instances.modelId.startsWith>, <$instances.modelId.startsWith>, 1, <$instances.modelId.startsWith>, <$instances.modelId.startsWith>, 1, <$instances.modelId.startsWith>, <$instances.modelId.startsWith>

-- completed
WITH years_1 AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'process_instance' AND rollup_period_1.level = 4 AND 1 <= $1::BIGINT AND rollup_period_1.end_at > $2::BIGINT AND rollup_period_1.start_at < $3::BIGINT AND rollup_period_1.org_id = $4::VARCHAR COLLATE "C"), 
months_1 AS 
(SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM years_1, rollup_period AS rollup_period_2 
WHERE rollup_period_2.subject = 'process_instance' AND rollup_period_2.level = 3 AND NOT (years_1.state >= 1 AND years_1.start_at >= $2::BIGINT AND years_1.end_at <= $3::BIGINT AND years_1.level <= $1::BIGINT) AND rollup_period_2.start_at >= years_1.start_at AND rollup_period_2.start_at < years_1.end_at AND rollup_period_2.end_at > $2::BIGINT AND rollup_period_2.start_at < $3::BIGINT AND rollup_period_2.org_id = $4::VARCHAR COLLATE "C"), 
days_1 AS 
(SELECT rollup_period_3.level AS level, rollup_period_3.start_at AS start_at, rollup_period_3.end_at AS end_at, rollup_period_3.state AS state 
FROM months_1, rollup_period AS rollup_period_3 
WHERE rollup_period_3.subject = 'process_instance' AND rollup_period_3.level = 2 AND NOT (months_1.state >= 1 AND months_1.start_at >= $2::BIGINT AND months_1.end_at <= $3::BIGINT AND months_1.level <= $1::BIGINT) AND rollup_period_3.start_at >= months_1.start_at AND rollup_period_3.start_at < months_1.end_at AND rollup_period_3.end_at > $2::BIGINT AND rollup_period_3.start_at < $3::BIGINT AND rollup_period_3.org_id = $4::VARCHAR COLLATE "C"), 
hours_1 AS 
(SELECT rollup_period_4.level AS level, rollup_period_4.start_at AS start_at, rollup_period_4.end_at AS end_at, rollup_period_4.state AS state 
FROM days_1, rollup_period AS rollup_period_4 
WHERE rollup_period_4.subject = 'process_instance' AND rollup_period_4.level = 1 AND NOT (days_1.state >= 1 AND days_1.start_at >= $2::BIGINT AND days_1.end_at <= $3::BIGINT AND days_1.level <= $1::BIGINT) AND rollup_period_4.start_at >= days_1.start_at AND rollup_period_4.start_at < days_1.end_at AND rollup_period_4.end_at > $2::BIGINT AND rollup_period_4.start_at < $3::BIGINT AND rollup_period_4.org_id = $4::VARCHAR COLLATE "C"), 
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
(SELECT placed_1.bucket AS bucket, process_instance_by_model_1.counted AS counted, process_instance_by_model_1.ended AS ended 
FROM placed_1, process_instance_by_model AS process_instance_by_model_1 
WHERE placed_1.level > 0 AND process_instance_by_model_1.level = placed_1.level + 0 AND process_instance_by_model_1.start_at = placed_1.lo + 0 AND substr(process_instance_by_model_1.model_id, $8::INTEGER, length($9::VARCHAR COLLATE "C")) = $10::VARCHAR COLLATE "C" AND process_instance_by_model_1.status = $11::VARCHAR COLLATE "C" AND process_instance_by_model_1.org_id = $4::VARCHAR COLLATE "C" UNION ALL SELECT pieces_1.bucket AS bucket, 1 AS counted, 0 AS ended 
FROM (SELECT coalesce(process_instance_1.started_at, -1) AS occurred 
FROM cover_1, process_instance AS process_instance_1 
WHERE substr(process_instance_1.model_id, $12::INTEGER, length($13::VARCHAR COLLATE "C")) = $14::VARCHAR COLLATE "C" AND process_instance_1.status = $15::VARCHAR COLLATE "C" AND cover_1.level + 0 = 0 AND coalesce(process_instance_1.started_at, -1) >= cover_1.lo + 0 AND coalesce(process_instance_1.started_at, -1) < cover_1.hi + 0 AND process_instance_1.org_id = $4::VARCHAR COLLATE "C"
 LIMIT ALL OFFSET 0) AS started_1, pieces_1 
WHERE pieces_1.place = started_1.occurred / $7::BIGINT AND started_1.occurred >= pieces_1.lo AND started_1.occurred < pieces_1.hi UNION ALL SELECT pieces_1.bucket AS bucket, ended_1.counted AS counted, ended_1.ended AS ended 
FROM (SELECT CASE WHEN (process_instance_1.ended_at < process_instance_1.started_at) THEN process_instance_1.started_at WHEN (process_instance_1.started_at IS NOT NULL) THEN process_instance_1.ended_at END AS occurred, 0 AS counted, 1 AS ended 
FROM cover_1, process_instance AS process_instance_1 
WHERE substr(process_instance_1.model_id, $16::INTEGER, length($17::VARCHAR COLLATE "C")) = $18::VARCHAR COLLATE "C" AND process_instance_1.status = $19::VARCHAR COLLATE "C" AND cover_1.level + 0 = 0 AND CASE WHEN (process_instance_1.ended_at < process_instance_1.started_at) THEN process_instance_1.started_at WHEN (process_instance_1.started_at IS NOT NULL) THEN process_instance_1.ended_at END >= cover_1.lo + 0 AND CASE WHEN (process_instance_1.ended_at < process_instance_1.started_at) THEN process_instance_1.started_at WHEN (process_instance_1.started_at IS NOT NULL) THEN process_instance_1.ended_at END < cover_1.hi + 0 AND process_instance_1.org_id = $4::VARCHAR COLLATE "C"
 LIMIT ALL OFFSET 0) AS ended_1, pieces_1 
WHERE pieces_1.place = ended_1.occurred / $7::BIGINT AND ended_1.occurred >= pieces_1.lo AND ended_1.occurred < pieces_1.hi UNION ALL SELECT buckets_1.lo AS lo, 0 AS counted, 0 AS ended 
FROM (SELECT (row ->> 0)::bigint AS lo, (row ->> 1)::bigint AS hi FROM json_array_elements(($20::VARCHAR COLLATE "C")::json) WITH ORDINALITY AS t(row, place) ORDER BY place) AS buckets_1), 
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
-- binds: <now and $window.lastDays and now and $timezone>, <now and $window.lastDays>, <now>, <organization>, 1, <now and $window.lastDays and now and $timezone>, <now and $window.lastDays and now and $timezone>, 1, <$instances.modelId.startsWith>, <$instances.modelId.startsWith>, <InstanceStatus.COMPLETE: 'COMPLETE'>, 1, <$instances.modelId.startsWith>, <$instances.modelId.startsWith>, <InstanceStatus.COMPLETE: 'COMPLETE'>, 1, <$instances.modelId.startsWith>, <$instances.modelId.startsWith>, <InstanceStatus.COMPLETE: 'COMPLETE'>, <now and $window.lastDays and now and $timezone>

-- errored
WITH years_1 AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'process_instance' AND rollup_period_1.level = 4 AND 1 <= $1::BIGINT AND rollup_period_1.end_at > $2::BIGINT AND rollup_period_1.start_at < $3::BIGINT AND rollup_period_1.org_id = $4::VARCHAR COLLATE "C"), 
months_1 AS 
(SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM years_1, rollup_period AS rollup_period_2 
WHERE rollup_period_2.subject = 'process_instance' AND rollup_period_2.level = 3 AND NOT (years_1.state >= 1 AND years_1.start_at >= $2::BIGINT AND years_1.end_at <= $3::BIGINT AND years_1.level <= $1::BIGINT) AND rollup_period_2.start_at >= years_1.start_at AND rollup_period_2.start_at < years_1.end_at AND rollup_period_2.end_at > $2::BIGINT AND rollup_period_2.start_at < $3::BIGINT AND rollup_period_2.org_id = $4::VARCHAR COLLATE "C"), 
days_1 AS 
(SELECT rollup_period_3.level AS level, rollup_period_3.start_at AS start_at, rollup_period_3.end_at AS end_at, rollup_period_3.state AS state 
FROM months_1, rollup_period AS rollup_period_3 
WHERE rollup_period_3.subject = 'process_instance' AND rollup_period_3.level = 2 AND NOT (months_1.state >= 1 AND months_1.start_at >= $2::BIGINT AND months_1.end_at <= $3::BIGINT AND months_1.level <= $1::BIGINT) AND rollup_period_3.start_at >= months_1.start_at AND rollup_period_3.start_at < months_1.end_at AND rollup_period_3.end_at > $2::BIGINT AND rollup_period_3.start_at < $3::BIGINT AND rollup_period_3.org_id = $4::VARCHAR COLLATE "C"), 
hours_1 AS 
(SELECT rollup_period_4.level AS level, rollup_period_4.start_at AS start_at, rollup_period_4.end_at AS end_at, rollup_period_4.state AS state 
FROM days_1, rollup_period AS rollup_period_4 
WHERE rollup_period_4.subject = 'process_instance' AND rollup_period_4.level = 1 AND NOT (days_1.state >= 1 AND days_1.start_at >= $2::BIGINT AND days_1.end_at <= $3::BIGINT AND days_1.level <= $1::BIGINT) AND rollup_period_4.start_at >= days_1.start_at AND rollup_period_4.start_at < days_1.end_at AND rollup_period_4.end_at > $2::BIGINT AND rollup_period_4.start_at < $3::BIGINT AND rollup_period_4.org_id = $4::VARCHAR COLLATE "C"), 
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
(SELECT placed_1.bucket AS bucket, process_instance_by_model_1.counted AS counted, process_instance_by_model_1.ended AS ended 
FROM placed_1, process_instance_by_model AS process_instance_by_model_1 
WHERE placed_1.level > 0 AND process_instance_by_model_1.level = placed_1.level + 0 AND process_instance_by_model_1.start_at = placed_1.lo + 0 AND substr(process_instance_by_model_1.model_id, $8::INTEGER, length($9::VARCHAR COLLATE "C")) = $10::VARCHAR COLLATE "C" AND (process_instance_by_model_1.status = $11::VARCHAR COLLATE "C" OR process_instance_by_model_1.status = $12::VARCHAR COLLATE "C" AND process_instance_by_model_1.faulted = $13::BOOLEAN) AND process_instance_by_model_1.org_id = $4::VARCHAR COLLATE "C" UNION ALL SELECT pieces_1.bucket AS bucket, 1 AS counted, 0 AS ended 
FROM (SELECT coalesce(process_instance_1.started_at, -1) AS occurred 
FROM cover_1, process_instance AS process_instance_1 
WHERE substr(process_instance_1.model_id, $14::INTEGER, length($15::VARCHAR COLLATE "C")) = $16::VARCHAR COLLATE "C" AND (process_instance_1.status = $17::VARCHAR COLLATE "C" OR process_instance_1.status = $18::VARCHAR COLLATE "C" AND process_instance_1.faulted = $19::BOOLEAN) AND cover_1.level + 0 = 0 AND coalesce(process_instance_1.started_at, -1) >= cover_1.lo + 0 AND coalesce(process_instance_1.started_at, -1) < cover_1.hi + 0 AND process_instance_1.org_id = $4::VARCHAR COLLATE "C"
 LIMIT ALL OFFSET 0) AS started_1, pieces_1 
WHERE pieces_1.place = started_1.occurred / $7::BIGINT AND started_1.occurred >= pieces_1.lo AND started_1.occurred < pieces_1.hi UNION ALL SELECT pieces_1.bucket AS bucket, ended_1.counted AS counted, ended_1.ended AS ended 
FROM (SELECT CASE WHEN (process_instance_1.ended_at < process_instance_1.started_at) THEN process_instance_1.started_at WHEN (process_instance_1.started_at IS NOT NULL) THEN process_instance_1.ended_at END AS occurred, 0 AS counted, 1 AS ended 
FROM cover_1, process_instance AS process_instance_1 
WHERE substr(process_instance_1.model_id, $20::INTEGER, length($21::VARCHAR COLLATE "C")) = $22::VARCHAR COLLATE "C" AND (process_instance_1.status = $23::VARCHAR COLLATE "C" OR process_instance_1.status = $24::VARCHAR COLLATE "C" AND process_instance_1.faulted = $25::BOOLEAN) AND cover_1.level + 0 = 0 AND CASE WHEN (process_instance_1.ended_at < process_instance_1.started_at) THEN process_instance_1.started_at WHEN (process_instance_1.started_at IS NOT NULL) THEN process_instance_1.ended_at END >= cover_1.lo + 0 AND CASE WHEN (process_instance_1.ended_at < process_instance_1.started_at) THEN process_instance_1.started_at WHEN (process_instance_1.started_at IS NOT NULL) THEN process_instance_1.ended_at END < cover_1.hi + 0 AND process_instance_1.org_id = $4::VARCHAR COLLATE "C"
 LIMIT ALL OFFSET 0) AS ended_1, pieces_1 
WHERE pieces_1.place = ended_1.occurred / $7::BIGINT AND ended_1.occurred >= pieces_1.lo AND ended_1.occurred < pieces_1.hi UNION ALL SELECT buckets_1.lo AS lo, 0 AS counted, 0 AS ended 
FROM (SELECT (row ->> 0)::bigint AS lo, (row ->> 1)::bigint AS hi FROM json_array_elements(($26::VARCHAR COLLATE "C")::json) WITH ORDINALITY AS t(row, place) ORDER BY place) AS buckets_1), 
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
-- binds: <now and $window.lastDays and now and $timezone>, <now and $window.lastDays>, <now>, <organization>, 1, <now and $window.lastDays and now and $timezone>, <now and $window.lastDays and now and $timezone>, 1, <$instances.modelId.startsWith>, <$instances.modelId.startsWith>, <InstanceStatus.ERROR: 'ERROR'>, <InstanceStatus.SUSPENDED: 'SUSPENDED'>, True, 1, <$instances.modelId.startsWith>, <$instances.modelId.startsWith>, <InstanceStatus.ERROR: 'ERROR'>, <InstanceStatus.SUSPENDED: 'SUSPENDED'>, True, 1, <$instances.modelId.startsWith>, <$instances.modelId.startsWith>, <InstanceStatus.ERROR: 'ERROR'>, <InstanceStatus.SUSPENDED: 'SUSPENDED'>, True, <now and $window.lastDays and now and $timezone>

-- terminated
WITH years_1 AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'process_instance' AND rollup_period_1.level = 4 AND 1 <= $1::BIGINT AND rollup_period_1.end_at > $2::BIGINT AND rollup_period_1.start_at < $3::BIGINT AND rollup_period_1.org_id = $4::VARCHAR COLLATE "C"), 
months_1 AS 
(SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM years_1, rollup_period AS rollup_period_2 
WHERE rollup_period_2.subject = 'process_instance' AND rollup_period_2.level = 3 AND NOT (years_1.state >= 1 AND years_1.start_at >= $2::BIGINT AND years_1.end_at <= $3::BIGINT AND years_1.level <= $1::BIGINT) AND rollup_period_2.start_at >= years_1.start_at AND rollup_period_2.start_at < years_1.end_at AND rollup_period_2.end_at > $2::BIGINT AND rollup_period_2.start_at < $3::BIGINT AND rollup_period_2.org_id = $4::VARCHAR COLLATE "C"), 
days_1 AS 
(SELECT rollup_period_3.level AS level, rollup_period_3.start_at AS start_at, rollup_period_3.end_at AS end_at, rollup_period_3.state AS state 
FROM months_1, rollup_period AS rollup_period_3 
WHERE rollup_period_3.subject = 'process_instance' AND rollup_period_3.level = 2 AND NOT (months_1.state >= 1 AND months_1.start_at >= $2::BIGINT AND months_1.end_at <= $3::BIGINT AND months_1.level <= $1::BIGINT) AND rollup_period_3.start_at >= months_1.start_at AND rollup_period_3.start_at < months_1.end_at AND rollup_period_3.end_at > $2::BIGINT AND rollup_period_3.start_at < $3::BIGINT AND rollup_period_3.org_id = $4::VARCHAR COLLATE "C"), 
hours_1 AS 
(SELECT rollup_period_4.level AS level, rollup_period_4.start_at AS start_at, rollup_period_4.end_at AS end_at, rollup_period_4.state AS state 
FROM days_1, rollup_period AS rollup_period_4 
WHERE rollup_period_4.subject = 'process_instance' AND rollup_period_4.level = 1 AND NOT (days_1.state >= 1 AND days_1.start_at >= $2::BIGINT AND days_1.end_at <= $3::BIGINT AND days_1.level <= $1::BIGINT) AND rollup_period_4.start_at >= days_1.start_at AND rollup_period_4.start_at < days_1.end_at AND rollup_period_4.end_at > $2::BIGINT AND rollup_period_4.start_at < $3::BIGINT AND rollup_period_4.org_id = $4::VARCHAR COLLATE "C"), 
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
(SELECT placed_1.bucket AS bucket, process_instance_by_model_1.counted AS counted, process_instance_by_model_1.ended AS ended 
FROM placed_1, process_instance_by_model AS process_instance_by_model_1 
WHERE placed_1.level > 0 AND process_instance_by_model_1.level = placed_1.level + 0 AND process_instance_by_model_1.start_at = placed_1.lo + 0 AND substr(process_instance_by_model_1.model_id, $8::INTEGER, length($9::VARCHAR COLLATE "C")) = $10::VARCHAR COLLATE "C" AND process_instance_by_model_1.status = $11::VARCHAR COLLATE "C" AND process_instance_by_model_1.org_id = $4::VARCHAR COLLATE "C" UNION ALL SELECT pieces_1.bucket AS bucket, 1 AS counted, 0 AS ended 
FROM (SELECT coalesce(process_instance_1.started_at, -1) AS occurred 
FROM cover_1, process_instance AS process_instance_1 
WHERE substr(process_instance_1.model_id, $12::INTEGER, length($13::VARCHAR COLLATE "C")) = $14::VARCHAR COLLATE "C" AND process_instance_1.status = $15::VARCHAR COLLATE "C" AND cover_1.level + 0 = 0 AND coalesce(process_instance_1.started_at, -1) >= cover_1.lo + 0 AND coalesce(process_instance_1.started_at, -1) < cover_1.hi + 0 AND process_instance_1.org_id = $4::VARCHAR COLLATE "C"
 LIMIT ALL OFFSET 0) AS started_1, pieces_1 
WHERE pieces_1.place = started_1.occurred / $7::BIGINT AND started_1.occurred >= pieces_1.lo AND started_1.occurred < pieces_1.hi UNION ALL SELECT pieces_1.bucket AS bucket, ended_1.counted AS counted, ended_1.ended AS ended 
FROM (SELECT CASE WHEN (process_instance_1.ended_at < process_instance_1.started_at) THEN process_instance_1.started_at WHEN (process_instance_1.started_at IS NOT NULL) THEN process_instance_1.ended_at END AS occurred, 0 AS counted, 1 AS ended 
FROM cover_1, process_instance AS process_instance_1 
WHERE substr(process_instance_1.model_id, $16::INTEGER, length($17::VARCHAR COLLATE "C")) = $18::VARCHAR COLLATE "C" AND process_instance_1.status = $19::VARCHAR COLLATE "C" AND cover_1.level + 0 = 0 AND CASE WHEN (process_instance_1.ended_at < process_instance_1.started_at) THEN process_instance_1.started_at WHEN (process_instance_1.started_at IS NOT NULL) THEN process_instance_1.ended_at END >= cover_1.lo + 0 AND CASE WHEN (process_instance_1.ended_at < process_instance_1.started_at) THEN process_instance_1.started_at WHEN (process_instance_1.started_at IS NOT NULL) THEN process_instance_1.ended_at END < cover_1.hi + 0 AND process_instance_1.org_id = $4::VARCHAR COLLATE "C"
 LIMIT ALL OFFSET 0) AS ended_1, pieces_1 
WHERE pieces_1.place = ended_1.occurred / $7::BIGINT AND ended_1.occurred >= pieces_1.lo AND ended_1.occurred < pieces_1.hi UNION ALL SELECT buckets_1.lo AS lo, 0 AS counted, 0 AS ended 
FROM (SELECT (row ->> 0)::bigint AS lo, (row ->> 1)::bigint AS hi FROM json_array_elements(($20::VARCHAR COLLATE "C")::json) WITH ORDINALITY AS t(row, place) ORDER BY place) AS buckets_1), 
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
-- binds: <now and $window.lastDays and now and $timezone>, <now and $window.lastDays>, <now>, <organization>, 1, <now and $window.lastDays and now and $timezone>, <now and $window.lastDays and now and $timezone>, 1, <$instances.modelId.startsWith>, <$instances.modelId.startsWith>, <InstanceStatus.TERMINATED: 'TERMINATED'>, 1, <$instances.modelId.startsWith>, <$instances.modelId.startsWith>, <InstanceStatus.TERMINATED: 'TERMINATED'>, 1, <$instances.modelId.startsWith>, <$instances.modelId.startsWith>, <InstanceStatus.TERMINATED: 'TERMINATED'>, <now and $window.lastDays and now and $timezone>
