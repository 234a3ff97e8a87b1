-- processModel
WITH years_1 AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'process_instance' AND rollup_period_1.level = 4 AND 1 <= 4 AND rollup_period_1.end_at > ? AND rollup_period_1.start_at < ? AND rollup_period_1.org_id = ?), 
months_1 AS 
(SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM years_1, rollup_period AS rollup_period_2 
WHERE rollup_period_2.subject = 'process_instance' AND rollup_period_2.level = 3 AND NOT (years_1.state >= 1 AND years_1.start_at >= ? AND years_1.end_at <= ? AND years_1.level <= 4) AND rollup_period_2.start_at >= years_1.start_at AND rollup_period_2.start_at < years_1.end_at AND rollup_period_2.end_at > ? AND rollup_period_2.start_at < ? AND rollup_period_2.org_id = ?), 
days_1 AS 
(SELECT rollup_period_3.level AS level, rollup_period_3.start_at AS start_at, rollup_period_3.end_at AS end_at, rollup_period_3.state AS state 
FROM months_1, rollup_period AS rollup_period_3 
WHERE rollup_period_3.subject = 'process_instance' AND rollup_period_3.level = 2 AND NOT (months_1.state >= 1 AND months_1.start_at >= ? AND months_1.end_at <= ? AND months_1.level <= 4) AND rollup_period_3.start_at >= months_1.start_at AND rollup_period_3.start_at < months_1.end_at AND rollup_period_3.end_at > ? AND rollup_period_3.start_at < ? AND rollup_period_3.org_id = ?), 
hours_1 AS 
(SELECT rollup_period_4.level AS level, rollup_period_4.start_at AS start_at, rollup_period_4.end_at AS end_at, rollup_period_4.state AS state 
FROM days_1, rollup_period AS rollup_period_4 
WHERE rollup_period_4.subject = 'process_instance' AND rollup_period_4.level = 1 AND NOT (days_1.state >= 1 AND days_1.start_at >= ? AND days_1.end_at <= ? AND days_1.level <= 4) AND rollup_period_4.start_at >= days_1.start_at AND rollup_period_4.start_at < days_1.end_at AND rollup_period_4.end_at > ? AND rollup_period_4.start_at < ? AND rollup_period_4.org_id = ?), 
periods_1 AS 
(SELECT years_1.level AS level, years_1.start_at AS start_at, years_1.end_at AS end_at, years_1.state AS state 
FROM years_1 UNION ALL SELECT months_1.level AS level, months_1.start_at AS start_at, months_1.end_at AS end_at, months_1.state AS state 
FROM months_1 UNION ALL SELECT days_1.level AS level, days_1.start_at AS start_at, days_1.end_at AS end_at, days_1.state AS state 
FROM days_1 UNION ALL SELECT hours_1.level AS level, hours_1.start_at AS start_at, hours_1.end_at AS end_at, hours_1.state AS state 
FROM hours_1), 
swept_1 AS 
(SELECT coalesce(max(edges_1.hi) OVER (ORDER BY edges_1.lo, edges_1.hi ROWS BETWEEN UNBOUNDED PRECEDING AND ? PRECEDING), ?) AS reached, CASE WHEN (edges_1.lo < ?) THEN ? ELSE edges_1.lo END AS lo 
FROM (SELECT ? AS lo, ? AS hi UNION ALL SELECT periods_1.start_at AS start_at, periods_1.end_at AS end_at 
FROM periods_1 
WHERE periods_1.state >= 1) AS edges_1), 
cover_1 AS MATERIALIZED 
(SELECT periods_1.level AS level, periods_1.start_at AS lo, periods_1.end_at AS hi 
FROM periods_1 
WHERE periods_1.state >= 1 AND periods_1.start_at >= ? AND periods_1.end_at <= ? AND periods_1.level <= 4 UNION ALL SELECT 0, swept_1.reached AS reached, swept_1.lo AS lo 
FROM swept_1 
WHERE swept_1.reached < swept_1.lo UNION ALL SELECT 0, CASE WHEN (periods_1.start_at < ?) THEN ? ELSE periods_1.start_at END AS lo, CASE WHEN (periods_1.end_at > ?) THEN ? ELSE periods_1.end_at END AS hi 
FROM periods_1 
WHERE periods_1.state >= 1 AND NOT (periods_1.state >= 1 AND periods_1.start_at >= ? AND periods_1.end_at <= ? AND periods_1.level <= 4) AND periods_1.level = 1), 
years_2 AS 
(SELECT rollup_period_5.level AS level, rollup_period_5.start_at AS start_at, rollup_period_5.end_at AS end_at, rollup_period_5.state AS state 
FROM rollup_period AS rollup_period_5 
WHERE rollup_period_5.subject = 'process_instance' AND rollup_period_5.level = 4 AND 1 <= 4 AND rollup_period_5.end_at > ? AND rollup_period_5.start_at < ? AND rollup_period_5.org_id = ?), 
months_2 AS 
(SELECT rollup_period_6.level AS level, rollup_period_6.start_at AS start_at, rollup_period_6.end_at AS end_at, rollup_period_6.state AS state 
FROM years_2, rollup_period AS rollup_period_6 
WHERE rollup_period_6.subject = 'process_instance' AND rollup_period_6.level = 3 AND NOT (years_2.state >= 1 AND years_2.start_at >= ? AND years_2.end_at <= ? AND years_2.level <= 4) AND rollup_period_6.start_at >= years_2.start_at AND rollup_period_6.start_at < years_2.end_at AND rollup_period_6.end_at > ? AND rollup_period_6.start_at < ? AND rollup_period_6.org_id = ?), 
days_2 AS 
(SELECT rollup_period_7.level AS level, rollup_period_7.start_at AS start_at, rollup_period_7.end_at AS end_at, rollup_period_7.state AS state 
FROM months_2, rollup_period AS rollup_period_7 
WHERE rollup_period_7.subject = 'process_instance' AND rollup_period_7.level = 2 AND NOT (months_2.state >= 1 AND months_2.start_at >= ? AND months_2.end_at <= ? AND months_2.level <= 4) AND rollup_period_7.start_at >= months_2.start_at AND rollup_period_7.start_at < months_2.end_at AND rollup_period_7.end_at > ? AND rollup_period_7.start_at < ? AND rollup_period_7.org_id = ?), 
hours_2 AS 
(SELECT rollup_period_8.level AS level, rollup_period_8.start_at AS start_at, rollup_period_8.end_at AS end_at, rollup_period_8.state AS state 
FROM days_2, rollup_period AS rollup_period_8 
WHERE rollup_period_8.subject = 'process_instance' AND rollup_period_8.level = 1 AND NOT (days_2.state >= 1 AND days_2.start_at >= ? AND days_2.end_at <= ? AND days_2.level <= 4) AND rollup_period_8.start_at >= days_2.start_at AND rollup_period_8.start_at < days_2.end_at AND rollup_period_8.end_at > ? AND rollup_period_8.start_at < ? AND rollup_period_8.org_id = ?), 
periods_2 AS 
(SELECT years_2.level AS level, years_2.start_at AS start_at, years_2.end_at AS end_at, years_2.state AS state 
FROM years_2 UNION ALL SELECT months_2.level AS level, months_2.start_at AS start_at, months_2.end_at AS end_at, months_2.state AS state 
FROM months_2 UNION ALL SELECT days_2.level AS level, days_2.start_at AS start_at, days_2.end_at AS end_at, days_2.state AS state 
FROM days_2 UNION ALL SELECT hours_2.level AS level, hours_2.start_at AS start_at, hours_2.end_at AS end_at, hours_2.state AS state 
FROM hours_2), 
swept_2 AS 
(SELECT coalesce(max(edges_2.hi) OVER (ORDER BY edges_2.lo, edges_2.hi ROWS BETWEEN UNBOUNDED PRECEDING AND ? PRECEDING), ?) AS reached, CASE WHEN (edges_2.lo < ?) THEN ? ELSE edges_2.lo END AS lo 
FROM (SELECT ? AS lo, ? AS hi UNION ALL SELECT periods_2.start_at AS start_at, periods_2.end_at AS end_at 
FROM periods_2 
WHERE periods_2.state >= 1) AS edges_2), 
cover_2 AS MATERIALIZED 
(SELECT periods_2.level AS level, periods_2.start_at AS lo, periods_2.end_at AS hi 
FROM periods_2 
WHERE periods_2.state >= 1 AND periods_2.start_at >= ? AND periods_2.end_at <= ? AND periods_2.level <= 4 UNION ALL SELECT 0, swept_2.reached AS reached, swept_2.lo AS lo 
FROM swept_2 
WHERE swept_2.reached < swept_2.lo UNION ALL SELECT 0, CASE WHEN (periods_2.start_at < ?) THEN ? ELSE periods_2.start_at END AS lo, CASE WHEN (periods_2.end_at > ?) THEN ? ELSE periods_2.end_at END AS hi 
FROM periods_2 
WHERE periods_2.state >= 1 AND NOT (periods_2.state >= 1 AND periods_2.start_at >= ? AND periods_2.end_at <= ? AND periods_2.level <= 4) AND periods_2.level = 1), 
years_3 AS 
(SELECT rollup_period_9.level AS level, rollup_period_9.start_at AS start_at, rollup_period_9.end_at AS end_at, rollup_period_9.state AS state 
FROM rollup_period AS rollup_period_9 
WHERE rollup_period_9.subject = 'process_instance' AND rollup_period_9.level = 4 AND 1 <= ? AND rollup_period_9.end_at > ? AND rollup_period_9.start_at < ? AND rollup_period_9.org_id = ?), 
months_3 AS 
(SELECT rollup_period_10.level AS level, rollup_period_10.start_at AS start_at, rollup_period_10.end_at AS end_at, rollup_period_10.state AS state 
FROM years_3, rollup_period AS rollup_period_10 
WHERE rollup_period_10.subject = 'process_instance' AND rollup_period_10.level = 3 AND NOT (years_3.state >= 1 AND years_3.start_at >= ? AND years_3.end_at <= ? AND years_3.level <= ?) AND rollup_period_10.start_at >= years_3.start_at AND rollup_period_10.start_at < years_3.end_at AND rollup_period_10.end_at > ? AND rollup_period_10.start_at < ? AND rollup_period_10.org_id = ?), 
days_3 AS 
(SELECT rollup_period_11.level AS level, rollup_period_11.start_at AS start_at, rollup_period_11.end_at AS end_at, rollup_period_11.state AS state 
FROM months_3, rollup_period AS rollup_period_11 
WHERE rollup_period_11.subject = 'process_instance' AND rollup_period_11.level = 2 AND NOT (months_3.state >= 1 AND months_3.start_at >= ? AND months_3.end_at <= ? AND months_3.level <= ?) AND rollup_period_11.start_at >= months_3.start_at AND rollup_period_11.start_at < months_3.end_at AND rollup_period_11.end_at > ? AND rollup_period_11.start_at < ? AND rollup_period_11.org_id = ?), 
hours_3 AS 
(SELECT rollup_period_12.level AS level, rollup_period_12.start_at AS start_at, rollup_period_12.end_at AS end_at, rollup_period_12.state AS state 
FROM days_3, rollup_period AS rollup_period_12 
WHERE rollup_period_12.subject = 'process_instance' AND rollup_period_12.level = 1 AND NOT (days_3.state >= 1 AND days_3.start_at >= ? AND days_3.end_at <= ? AND days_3.level <= ?) AND rollup_period_12.start_at >= days_3.start_at AND rollup_period_12.start_at < days_3.end_at AND rollup_period_12.end_at > ? AND rollup_period_12.start_at < ? AND rollup_period_12.org_id = ?), 
periods_3 AS 
(SELECT years_3.level AS level, years_3.start_at AS start_at, years_3.end_at AS end_at, years_3.state AS state 
FROM years_3 UNION ALL SELECT months_3.level AS level, months_3.start_at AS start_at, months_3.end_at AS end_at, months_3.state AS state 
FROM months_3 UNION ALL SELECT days_3.level AS level, days_3.start_at AS start_at, days_3.end_at AS end_at, days_3.state AS state 
FROM days_3 UNION ALL SELECT hours_3.level AS level, hours_3.start_at AS start_at, hours_3.end_at AS end_at, hours_3.state AS state 
FROM hours_3), 
swept_3 AS 
(SELECT coalesce(max(edges_3.hi) OVER (ORDER BY edges_3.lo, edges_3.hi ROWS BETWEEN UNBOUNDED PRECEDING AND ? PRECEDING), ?) AS reached, CASE WHEN (edges_3.lo < ?) THEN ? ELSE edges_3.lo END AS lo 
FROM (SELECT ? AS lo, ? AS hi UNION ALL SELECT periods_3.start_at AS start_at, periods_3.end_at AS end_at 
FROM periods_3 
WHERE periods_3.state >= 1) AS edges_3), 
cover_3 AS MATERIALIZED 
(SELECT periods_3.level AS level, periods_3.start_at AS lo, periods_3.end_at AS hi 
FROM periods_3 
WHERE periods_3.state >= 1 AND periods_3.start_at >= ? AND periods_3.end_at <= ? AND periods_3.level <= ? UNION ALL SELECT 0, swept_3.reached AS reached, swept_3.lo AS lo 
FROM swept_3 
WHERE swept_3.reached < swept_3.lo UNION ALL SELECT 0, CASE WHEN (periods_3.start_at < ?) THEN ? ELSE periods_3.start_at END AS lo, CASE WHEN (periods_3.end_at > ?) THEN ? ELSE periods_3.end_at END AS hi 
FROM periods_3 
WHERE periods_3.state >= 1 AND NOT (periods_3.state >= 1 AND periods_3.start_at >= ? AND periods_3.end_at <= ? AND periods_3.level <= ?) AND periods_3.level = 1), 
pieces_1 AS MATERIALIZED 
(SELECT cut_1.place AS place, cut_1.lo AS lo, cut_1.hi AS hi, cut_1.bucket AS bucket 
FROM (SELECT json_extract(value, '$[0]') AS place, json_extract(value, '$[1]') AS lo, json_extract(value, '$[2]') AS hi, json_extract(value, '$[3]') AS bucket FROM json_each(?)) AS cut_1), 
placed_1 AS MATERIALIZED 
(SELECT cover_3.level AS level, cover_3.lo AS lo, pieces_1.bucket AS bucket 
FROM cover_3, pieces_1 
WHERE cover_3.level > 0 AND pieces_1.place = cover_3.lo / ? AND cover_3.lo >= pieces_1.lo AND cover_3.lo < pieces_1.hi), 
years_4 AS 
(SELECT rollup_period_13.level AS level, rollup_period_13.start_at AS start_at, rollup_period_13.end_at AS end_at, rollup_period_13.state AS state 
FROM rollup_period AS rollup_period_13 
WHERE rollup_period_13.subject = 'incident' AND rollup_period_13.level = 4 AND 2 <= 4 AND rollup_period_13.end_at > ? AND rollup_period_13.start_at < ? AND rollup_period_13.org_id = ?), 
months_4 AS 
(SELECT rollup_period_14.level AS level, rollup_period_14.start_at AS start_at, rollup_period_14.end_at AS end_at, rollup_period_14.state AS state 
FROM years_4, rollup_period AS rollup_period_14 
WHERE rollup_period_14.subject = 'incident' AND rollup_period_14.level = 3 AND NOT (years_4.state >= 1 AND years_4.start_at >= ? AND years_4.end_at <= ? AND years_4.level <= 4) AND rollup_period_14.start_at >= years_4.start_at AND rollup_period_14.start_at < years_4.end_at AND rollup_period_14.end_at > ? AND rollup_period_14.start_at < ? AND rollup_period_14.org_id = ?), 
days_4 AS 
(SELECT rollup_period_15.level AS level, rollup_period_15.start_at AS start_at, rollup_period_15.end_at AS end_at, rollup_period_15.state AS state 
FROM months_4, rollup_period AS rollup_period_15 
WHERE rollup_period_15.subject = 'incident' AND rollup_period_15.level = 2 AND NOT (months_4.state >= 1 AND months_4.start_at >= ? AND months_4.end_at <= ? AND months_4.level <= 4) AND rollup_period_15.start_at >= months_4.start_at AND rollup_period_15.start_at < months_4.end_at AND rollup_period_15.end_at > ? AND rollup_period_15.start_at < ? AND rollup_period_15.org_id = ?), 
periods_4 AS 
(SELECT years_4.level AS level, years_4.start_at AS start_at, years_4.end_at AS end_at, years_4.state AS state 
FROM years_4 UNION ALL SELECT months_4.level AS level, months_4.start_at AS start_at, months_4.end_at AS end_at, months_4.state AS state 
FROM months_4 UNION ALL SELECT days_4.level AS level, days_4.start_at AS start_at, days_4.end_at AS end_at, days_4.state AS state 
FROM days_4), 
swept_4 AS 
(SELECT coalesce(max(edges_4.hi) OVER (ORDER BY edges_4.lo, edges_4.hi ROWS BETWEEN UNBOUNDED PRECEDING AND ? PRECEDING), ?) AS reached, CASE WHEN (edges_4.lo < ?) THEN ? ELSE edges_4.lo END AS lo 
FROM (SELECT ? AS lo, ? AS hi UNION ALL SELECT periods_4.start_at AS start_at, periods_4.end_at AS end_at 
FROM periods_4 
WHERE periods_4.state >= 1) AS edges_4), 
cover_4 AS MATERIALIZED 
(SELECT periods_4.level AS level, periods_4.start_at AS lo, periods_4.end_at AS hi 
FROM periods_4 
WHERE periods_4.state >= 1 AND periods_4.start_at >= ? AND periods_4.end_at <= ? AND periods_4.level <= 4 UNION ALL SELECT 0, swept_4.reached AS reached, swept_4.lo AS lo 
FROM swept_4 
WHERE swept_4.reached < swept_4.lo UNION ALL SELECT 0, CASE WHEN (periods_4.start_at < ?) THEN ? ELSE periods_4.start_at END AS lo, CASE WHEN (periods_4.end_at > ?) THEN ? ELSE periods_4.end_at END AS hi 
FROM periods_4 
WHERE periods_4.state >= 1 AND NOT (periods_4.state >= 1 AND periods_4.start_at >= ? AND periods_4.end_at <= ? AND periods_4.level <= 4) AND periods_4.level = 2)
 SELECT (SELECT '{' || trim(json_object('displayName', node_1.display_name, 'description', node_1.description), '{}') || ',"latestVersion":' || coalesce(node_1.hoisted_0, 'null') || ',"instances":' || node_1.hoisted_1 || ',"stats":' || node_1.hoisted_2 || ',"incidents":' || node_1.hoisted_3 || '}' AS value 
FROM (SELECT process_model_1.display_name AS display_name, process_model_1.description AS description, process_model_1.id AS id, (SELECT json_object('version', process_version_1.version, 'deployedAt', iif(process_version_1.deployed_at % 1000000, date(process_version_1.deployed_at / 1000000, 'unixepoch') || 'T' || time(process_version_1.deployed_at / 1000000, 'unixepoch') || rtrim('.' || substr(process_version_1.deployed_at + 1000000, -6), '0') || 'Z', date(process_version_1.deployed_at / 1000000, 'unixepoch') || 'T' || time(process_version_1.deployed_at / 1000000, 'unixepoch') || 'Z')) AS value 
FROM process_version AS process_version_1 
WHERE process_version_1.model_id = process_model_1.id AND process_version_1.version IS NOT NULL AND process_version_1.org_id = ? ORDER BY process_version_1.version DESC, process_version_1.id
 LIMIT ? OFFSET ?) AS hoisted_0, (SELECT '{"stats":' || (SELECT '{"groupBy":' || (WITH stream_1 AS 
(SELECT CAST(process_instance_by_model_1.status AS TEXT) AS key_0, process_instance_by_model_1.counted AS counted 
FROM cover_1, process_instance_by_model AS process_instance_by_model_1 
WHERE cover_1.level > 0 AND process_instance_by_model_1.level = cover_1.level + 0 AND process_instance_by_model_1.start_at = cover_1.lo + 0 AND process_instance_by_model_1.model_id = process_model_1.id AND process_instance_by_model_1.counted > 0 AND process_instance_by_model_1.org_id = ? UNION ALL SELECT started_1.key_0 AS key_0, 1 AS counted 
FROM (SELECT CAST(process_instance_1.status AS TEXT) AS key_0 
FROM cover_1, process_instance AS process_instance_1 
WHERE process_instance_1.model_id = process_model_1.id AND cover_1.level + 0 = 0 AND coalesce(process_instance_1.started_at, -1) >= cover_1.lo + 0 AND coalesce(process_instance_1.started_at, -1) < cover_1.hi + 0 AND process_instance_1.org_id = ?) AS started_1), 
groups_1 AS 
(SELECT stream_1.key_0 AS key_0, CAST(coalesce(sum(stream_1.counted), 0) AS INTEGER) AS counted 
FROM stream_1 GROUP BY stream_1.key_0), 
figures_1 AS 
(SELECT groups_1.key_0 AS key_0, groups_1.counted AS counted 
FROM groups_1), 
page_1 AS 
(SELECT json_object('key', figures_1.key_0, 'count', figures_1.counted) AS figures 
FROM figures_1 ORDER BY figures_1.counted DESC, figures_1.key_0 ASC NULLS LAST
 LIMIT ? OFFSET ?)
 SELECT '[' || coalesce(group_concat(coalesce(page_1.figures, 'null')), '') || ']' AS value 
FROM page_1) || '}' AS value) || '}' AS value) AS hoisted_1, (WITH stream_2 AS 
(SELECT process_instance_by_model_2.counted AS counted, process_instance_by_model_2.measured AS measured, process_instance_by_model_2.seconds AS seconds, process_instance_by_model_2.micros AS micros, process_instance_by_model_2.least AS least, process_instance_by_model_2.greatest AS greatest 
FROM cover_2, process_instance_by_model AS process_instance_by_model_2 
WHERE cover_2.level > 0 AND process_instance_by_model_2.level = cover_2.level + 0 AND process_instance_by_model_2.start_at = cover_2.lo + 0 AND process_instance_by_model_2.model_id = process_model_1.id AND process_instance_by_model_2.counted > 0 AND process_instance_by_model_2.org_id = ? UNION ALL SELECT 1 AS counted, CASE WHEN (started_2.value IS NOT NULL) THEN 1 ELSE 0 END AS measured, coalesce(started_2.value, 0) / 1000000 AS seconds, coalesce(started_2.value, 0) % 1000000 AS micros, started_2.value AS least, started_2.value AS greatest 
FROM (SELECT CASE WHEN (process_instance_2.ended_at >= process_instance_2.started_at) THEN process_instance_2.ended_at - process_instance_2.started_at END AS value 
FROM cover_2, process_instance AS process_instance_2 
WHERE process_instance_2.model_id = process_model_1.id AND cover_2.level + 0 = 0 AND coalesce(process_instance_2.started_at, -1) >= cover_2.lo + 0 AND coalesce(process_instance_2.started_at, -1) < cover_2.hi + 0 AND process_instance_2.org_id = ?) AS started_2), 
groups_2 AS 
(SELECT CAST(coalesce(sum(stream_2.counted), 0) AS INTEGER) AS counted, CAST(coalesce(sum(stream_2.measured), 0) AS INTEGER) AS measured, CAST(coalesce(sum(stream_2.seconds), 0) AS INTEGER) AS seconds, CAST(coalesce(sum(stream_2.micros), 0) AS INTEGER) AS micros, min(stream_2.least) AS least, max(stream_2.greatest) AS greatest 
FROM stream_2), 
stream_3 AS 
(SELECT bins_1.value & 4095 AS bin, bins_1.value >> 12 AS size 
FROM cover_2, process_instance_by_model AS process_instance_by_model_3, json_each(process_instance_by_model_3.bins) AS bins_1 
WHERE cover_2.level > 0 AND process_instance_by_model_3.level = cover_2.level + 0 AND process_instance_by_model_3.start_at = cover_2.lo + 0 AND process_instance_by_model_3.model_id = process_model_1.id AND process_instance_by_model_3.counted > 0 AND process_instance_by_model_3.org_id = ? UNION ALL SELECT (CASE WHEN started_3.value > 0 THEN 1 + coalesce(CASE CAST(ln(started_3.value) / 0.018720204008081675 AS INTEGER) % 123 WHEN 0 THEN NULL WHEN 37 THEN NULL WHEN 85 THEN NULL WHEN 122 THEN NULL ELSE CAST(ln(started_3.value) / 0.018720204008081675 AS INTEGER) END, 123 * (length(started_3.value) - 1) + CASE WHEN substr(started_3.value, 1, 2) < '11' THEN 0 WHEN substr(started_3.value, 1, 2) < '2' THEN 36 WHEN substr(started_3.value, 1, 2) < '21' THEN 37 WHEN substr(started_3.value, 1, 2) < '5' THEN 85 WHEN substr(started_3.value, 1, 2) < '6' THEN 86 ELSE 122 END) WHEN started_3.value = 0 THEN 0 END) AS bin, CASE WHEN (started_3.value IS NOT NULL) THEN 1 ELSE 0 END AS size 
FROM (SELECT CASE WHEN (process_instance_2.ended_at >= process_instance_2.started_at) THEN process_instance_2.ended_at - process_instance_2.started_at END AS value 
FROM cover_2, process_instance AS process_instance_2 
WHERE process_instance_2.model_id = process_model_1.id AND cover_2.level + 0 = 0 AND coalesce(process_instance_2.started_at, -1) >= cover_2.lo + 0 AND coalesce(process_instance_2.started_at, -1) < cover_2.hi + 0 AND process_instance_2.org_id = ?) AS started_3), 
ranked_1 AS 
(SELECT stream_3.bin AS bin, CAST(sum(sum(stream_3.size)) OVER (ORDER BY stream_3.bin) AS INTEGER) AS upto, CAST(sum(sum(stream_3.size)) OVER () AS INTEGER) AS size 
FROM stream_3 GROUP BY stream_3.bin), 
groups_3 AS 
(SELECT min(CASE WHEN (ranked_1.upto >= (ranked_1.size * 50 + 99) / 100) THEN ranked_1.bin END) AS p50, min(CASE WHEN (ranked_1.upto >= (ranked_1.size * 95 + 99) / 100) THEN ranked_1.bin END) AS p95 
FROM ranked_1), 
groups_4 AS 
(SELECT max(both_1.counted) AS counted, max(both_1.measured) AS measured, max(both_1.seconds) AS seconds, max(both_1.micros) AS micros, max(both_1.least) AS least, max(both_1.greatest) AS greatest, max(both_1.p50) AS p50, max(both_1.p95) AS p95 
FROM (SELECT groups_2.counted AS counted, groups_2.measured AS measured, groups_2.seconds AS seconds, groups_2.micros AS micros, groups_2.least AS least, groups_2.greatest AS greatest, CAST(NULL AS INTEGER) AS p50, CAST(NULL AS INTEGER) AS p95 
FROM groups_2 UNION ALL SELECT CAST(NULL AS INTEGER) AS counted, CAST(NULL AS INTEGER) AS measured, CAST(NULL AS INTEGER) AS seconds, CAST(NULL AS INTEGER) AS micros, CAST(NULL AS INTEGER) AS least, CAST(NULL AS INTEGER) AS greatest, groups_3.p50 AS p50, groups_3.p95 AS p95 
FROM groups_3) AS both_1), 
figures_2 AS 
(SELECT groups_4.counted AS counted, groups_4.measured AS measured, groups_4.seconds AS seconds, groups_4.micros AS micros, CASE WHEN (groups_4.measured > 0) THEN (groups_4.seconds / groups_4.measured) * 1000000 + CAST(round((((groups_4.seconds % groups_4.measured) * 1000000 + groups_4.micros) * 1.0) / (nullif(groups_4.measured, 0) + 0.0)) AS INTEGER) END AS average, CASE WHEN ((CASE WHEN groups_4.p50 > 0 THEN CAST(round(exp(CAST(groups_4.p50 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_4.p50 = 0 THEN 0 END) < groups_4.least) THEN groups_4.least WHEN ((CASE WHEN groups_4.p50 > 0 THEN CAST(round(exp(CAST(groups_4.p50 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_4.p50 = 0 THEN 0 END) > groups_4.greatest) THEN groups_4.greatest ELSE (CASE WHEN groups_4.p50 > 0 THEN CAST(round(exp(CAST(groups_4.p50 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_4.p50 = 0 THEN 0 END) END AS p50, CASE WHEN ((CASE WHEN groups_4.p95 > 0 THEN CAST(round(exp(CAST(groups_4.p95 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_4.p95 = 0 THEN 0 END) < groups_4.least) THEN groups_4.least WHEN ((CASE WHEN groups_4.p95 > 0 THEN CAST(round(exp(CAST(groups_4.p95 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_4.p95 = 0 THEN 0 END) > groups_4.greatest) THEN groups_4.greatest ELSE (CASE WHEN groups_4.p95 > 0 THEN CAST(round(exp(CAST(groups_4.p95 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_4.p95 = 0 THEN 0 END) END AS p95 
FROM groups_4)
 SELECT '{' || trim(json_object('count', figures_2.counted), '{}') || ',"duration":{' || trim(json_object('avg', CASE WHEN abs(figures_2.average) >= 1000000000000000 THEN json(printf('%!.17g', (figures_2.average) / 1000.0)) ELSE (figures_2.average) / 1000.0 END, 'p50', CASE WHEN abs(figures_2.p50) >= 1000000000000000 THEN json(printf('%!.17g', (figures_2.p50) / 1000.0)) ELSE (figures_2.p50) / 1000.0 END, 'p95', CASE WHEN abs(figures_2.p95) >= 1000000000000000 THEN json(printf('%!.17g', (figures_2.p95) / 1000.0)) ELSE (figures_2.p95) / 1000.0 END), '{}') || ',"histogram":' || (WITH stream_4 AS 
(SELECT bins_2.value & 4095 AS bin, bins_2.value >> 12 AS size 
FROM cover_2, process_instance_by_model AS process_instance_by_model_4, json_each(process_instance_by_model_4.bins) AS bins_2 
WHERE cover_2.level > 0 AND process_instance_by_model_4.level = cover_2.level + 0 AND process_instance_by_model_4.start_at = cover_2.lo + 0 AND process_instance_by_model_4.model_id = process_model_1.id AND process_instance_by_model_4.counted > 0 AND process_instance_by_model_4.org_id = ? UNION ALL SELECT (CASE WHEN started_4.value > 0 THEN 1 + coalesce(CASE CAST(ln(started_4.value) / 0.018720204008081675 AS INTEGER) % 123 WHEN 0 THEN NULL WHEN 37 THEN NULL WHEN 85 THEN NULL WHEN 122 THEN NULL ELSE CAST(ln(started_4.value) / 0.018720204008081675 AS INTEGER) END, 123 * (length(started_4.value) - 1) + CASE WHEN substr(started_4.value, 1, 2) < '11' THEN 0 WHEN substr(started_4.value, 1, 2) < '2' THEN 36 WHEN substr(started_4.value, 1, 2) < '21' THEN 37 WHEN substr(started_4.value, 1, 2) < '5' THEN 85 WHEN substr(started_4.value, 1, 2) < '6' THEN 86 ELSE 122 END) WHEN started_4.value = 0 THEN 0 END) AS bin, CASE WHEN (started_4.value IS NOT NULL) THEN 1 ELSE 0 END AS size 
FROM (SELECT CASE WHEN (process_instance_2.ended_at >= process_instance_2.started_at) THEN process_instance_2.ended_at - process_instance_2.started_at END AS value 
FROM cover_2, process_instance AS process_instance_2 
WHERE process_instance_2.model_id = process_model_1.id AND cover_2.level + 0 = 0 AND coalesce(process_instance_2.started_at, -1) >= cover_2.lo + 0 AND coalesce(process_instance_2.started_at, -1) < cover_2.hi + 0 AND process_instance_2.org_id = ?) AS started_4), 
counted_1 AS 
(SELECT CASE WHEN (stream_4.bin < 370) THEN 0 WHEN (stream_4.bin < 407) THEN 1000 WHEN (stream_4.bin < 456) THEN 2000 WHEN (stream_4.bin < 493) THEN 5000 WHEN (stream_4.bin < 530) THEN 10000 WHEN (stream_4.bin < 579) THEN 20000 WHEN (stream_4.bin < 616) THEN 50000 WHEN (stream_4.bin < 653) THEN 100000 WHEN (stream_4.bin < 702) THEN 200000 WHEN (stream_4.bin < 739) THEN 500000 WHEN (stream_4.bin < 776) THEN 1000000 WHEN (stream_4.bin < 825) THEN 2000000 WHEN (stream_4.bin < 862) THEN 5000000 WHEN (stream_4.bin < 899) THEN 10000000 WHEN (stream_4.bin < 948) THEN 20000000 WHEN (stream_4.bin < 985) THEN 50000000 WHEN (stream_4.bin < 1022) THEN 100000000 WHEN (stream_4.bin < 1071) THEN 200000000 WHEN (stream_4.bin < 1108) THEN 500000000 WHEN (stream_4.bin < 1145) THEN 1000000000 WHEN (stream_4.bin < 1194) THEN 2000000000 WHEN (stream_4.bin < 1231) THEN 5000000000 WHEN (stream_4.bin < 1268) THEN 10000000000 WHEN (stream_4.bin < 1317) THEN 20000000000 WHEN (stream_4.bin < 1354) THEN 50000000000 WHEN (stream_4.bin < 1391) THEN 100000000000 WHEN (stream_4.bin < 1440) THEN 200000000000 WHEN (stream_4.bin < 1477) THEN 500000000000 WHEN (stream_4.bin < 1514) THEN 1000000000000 WHEN (stream_4.bin < 1563) THEN 2000000000000 WHEN (stream_4.bin < 1600) THEN 5000000000000 WHEN (stream_4.bin < 1637) THEN 10000000000000 WHEN (stream_4.bin < 1686) THEN 20000000000000 WHEN (stream_4.bin < 1723) THEN 50000000000000 WHEN (stream_4.bin < 1760) THEN 100000000000000 WHEN (stream_4.bin < 1809) THEN 200000000000000 ELSE 500000000000000 END AS lower, CAST(sum(stream_4.size) AS INTEGER) AS size 
FROM stream_4 
WHERE stream_4.bin IS NOT NULL GROUP BY 1 ORDER BY 1
 LIMIT 37 OFFSET ?), 
buckets_1 AS 
(SELECT counted_1.lower AS lower, CASE counted_1.lower WHEN 0 THEN 1000 WHEN 1000 THEN 2000 WHEN 2000 THEN 5000 WHEN 5000 THEN 10000 WHEN 10000 THEN 20000 WHEN 20000 THEN 50000 WHEN 50000 THEN 100000 WHEN 100000 THEN 200000 WHEN 200000 THEN 500000 WHEN 500000 THEN 1000000 WHEN 1000000 THEN 2000000 WHEN 2000000 THEN 5000000 WHEN 5000000 THEN 10000000 WHEN 10000000 THEN 20000000 WHEN 20000000 THEN 50000000 WHEN 50000000 THEN 100000000 WHEN 100000000 THEN 200000000 WHEN 200000000 THEN 500000000 WHEN 500000000 THEN 1000000000 WHEN 1000000000 THEN 2000000000 WHEN 2000000000 THEN 5000000000 WHEN 5000000000 THEN 10000000000 WHEN 10000000000 THEN 20000000000 WHEN 20000000000 THEN 50000000000 WHEN 50000000000 THEN 100000000000 WHEN 100000000000 THEN 200000000000 WHEN 200000000000 THEN 500000000000 WHEN 500000000000 THEN 1000000000000 WHEN 1000000000000 THEN 2000000000000 WHEN 2000000000000 THEN 5000000000000 WHEN 5000000000000 THEN 10000000000000 WHEN 10000000000000 THEN 20000000000000 WHEN 20000000000000 THEN 50000000000000 WHEN 50000000000000 THEN 100000000000000 WHEN 100000000000000 THEN 200000000000000 WHEN 200000000000000 THEN 500000000000000 END AS upper, counted_1.size AS size 
FROM counted_1)
 SELECT json_group_array(json_object('from', CASE WHEN abs(buckets_1.lower) >= 1000000000000000 THEN json(printf('%!.17g', (buckets_1.lower) / 1000.0)) ELSE (buckets_1.lower) / 1000.0 END, 'to', CASE WHEN abs(buckets_1.upper) >= 1000000000000000 THEN json(printf('%!.17g', (buckets_1.upper) / 1000.0)) ELSE (buckets_1.upper) / 1000.0 END, 'count', buckets_1.size)) AS value 
FROM buckets_1) || '},"series":' || (WITH stream_5 AS 
(SELECT placed_1.bucket AS bucket, process_instance_by_model_5.counted AS counted, process_instance_by_model_5.least AS least, process_instance_by_model_5.greatest AS greatest 
FROM placed_1, process_instance_by_model AS process_instance_by_model_5 
WHERE placed_1.level > 0 AND process_instance_by_model_5.level = placed_1.level + 0 AND process_instance_by_model_5.start_at = placed_1.lo + 0 AND process_instance_by_model_5.model_id = process_model_1.id AND process_instance_by_model_5.counted > 0 AND process_instance_by_model_5.org_id = ? UNION ALL SELECT pieces_1.bucket AS bucket, 1 AS counted, started_5.value AS least, started_5.value AS greatest 
FROM (SELECT coalesce(process_instance_2.started_at, -1) AS occurred, CASE WHEN (process_instance_2.ended_at >= process_instance_2.started_at) THEN process_instance_2.ended_at - process_instance_2.started_at END AS value 
FROM cover_3, process_instance AS process_instance_2 
WHERE process_instance_2.model_id = process_model_1.id AND cover_3.level + 0 = 0 AND coalesce(process_instance_2.started_at, -1) >= cover_3.lo + 0 AND coalesce(process_instance_2.started_at, -1) < cover_3.hi + 0 AND process_instance_2.org_id = ?
 LIMIT ? OFFSET 0) AS started_5, pieces_1 
WHERE pieces_1.place = started_5.occurred / ? AND started_5.occurred >= pieces_1.lo AND started_5.occurred < pieces_1.hi UNION ALL SELECT buckets_2.lo AS lo, 0 AS counted, CAST(NULL AS INTEGER) AS least, CAST(NULL AS INTEGER) AS greatest 
FROM (SELECT json_extract(value, '$[0]') AS lo, json_extract(value, '$[1]') AS hi FROM json_each(?)) AS buckets_2), 
groups_5 AS 
(SELECT stream_5.bucket AS bucket, CAST(coalesce(sum(stream_5.counted), 0) AS INTEGER) AS counted, min(stream_5.least) AS least, max(stream_5.greatest) AS greatest 
FROM stream_5 GROUP BY stream_5.bucket), 
stream_6 AS 
(SELECT placed_1.bucket AS bucket, bins_3.value & 4095 AS bin, bins_3.value >> 12 AS size 
FROM placed_1, process_instance_by_model AS process_instance_by_model_6, json_each(process_instance_by_model_6.bins) AS bins_3 
WHERE placed_1.level > 0 AND process_instance_by_model_6.level = placed_1.level + 0 AND process_instance_by_model_6.start_at = placed_1.lo + 0 AND process_instance_by_model_6.model_id = process_model_1.id AND process_instance_by_model_6.counted > 0 AND process_instance_by_model_6.org_id = ? UNION ALL SELECT pieces_1.bucket AS bucket, (CASE WHEN started_6.value > 0 THEN 1 + coalesce(CASE CAST(ln(started_6.value) / 0.018720204008081675 AS INTEGER) % 123 WHEN 0 THEN NULL WHEN 37 THEN NULL WHEN 85 THEN NULL WHEN 122 THEN NULL ELSE CAST(ln(started_6.value) / 0.018720204008081675 AS INTEGER) END, 123 * (length(started_6.value) - 1) + CASE WHEN substr(started_6.value, 1, 2) < '11' THEN 0 WHEN substr(started_6.value, 1, 2) < '2' THEN 36 WHEN substr(started_6.value, 1, 2) < '21' THEN 37 WHEN substr(started_6.value, 1, 2) < '5' THEN 85 WHEN substr(started_6.value, 1, 2) < '6' THEN 86 ELSE 122 END) WHEN started_6.value = 0 THEN 0 END) AS bin, CASE WHEN (started_6.value IS NOT NULL) THEN 1 ELSE 0 END AS size 
FROM (SELECT coalesce(process_instance_2.started_at, -1) AS occurred, CASE WHEN (process_instance_2.ended_at >= process_instance_2.started_at) THEN process_instance_2.ended_at - process_instance_2.started_at END AS value 
FROM cover_3, process_instance AS process_instance_2 
WHERE process_instance_2.model_id = process_model_1.id AND cover_3.level + 0 = 0 AND coalesce(process_instance_2.started_at, -1) >= cover_3.lo + 0 AND coalesce(process_instance_2.started_at, -1) < cover_3.hi + 0 AND process_instance_2.org_id = ?
 LIMIT ? OFFSET 0) AS started_6, pieces_1 
WHERE pieces_1.place = started_6.occurred / ? AND started_6.occurred >= pieces_1.lo AND started_6.occurred < pieces_1.hi), 
ranked_2 AS 
(SELECT stream_6.bucket AS bucket, stream_6.bin AS bin, CAST(sum(sum(stream_6.size)) OVER (PARTITION BY stream_6.bucket ORDER BY stream_6.bin) AS INTEGER) AS upto, CAST(sum(sum(stream_6.size)) OVER (PARTITION BY stream_6.bucket) AS INTEGER) AS size 
FROM stream_6 GROUP BY stream_6.bucket, stream_6.bin), 
groups_6 AS 
(SELECT ranked_2.bucket AS bucket, min(CASE WHEN (ranked_2.upto >= (ranked_2.size * 50 + 99) / 100) THEN ranked_2.bin END) AS p50 
FROM ranked_2 GROUP BY ranked_2.bucket), 
groups_7 AS 
(SELECT both_2.bucket AS bucket, max(both_2.counted) AS counted, max(both_2.least) AS least, max(both_2.greatest) AS greatest, max(both_2.p50) AS p50 
FROM (SELECT groups_5.bucket AS bucket, groups_5.counted AS counted, groups_5.least AS least, groups_5.greatest AS greatest, CAST(NULL AS INTEGER) AS p50 
FROM groups_5 UNION ALL SELECT groups_6.bucket AS bucket, CAST(NULL AS INTEGER) AS counted, CAST(NULL AS INTEGER) AS least, CAST(NULL AS INTEGER) AS greatest, groups_6.p50 AS p50 
FROM groups_6) AS both_2 GROUP BY both_2.bucket), 
figures_3 AS 
(SELECT groups_7.bucket AS bucket, groups_7.counted AS counted, CASE WHEN ((CASE WHEN groups_7.p50 > 0 THEN CAST(round(exp(CAST(groups_7.p50 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_7.p50 = 0 THEN 0 END) < groups_7.least) THEN groups_7.least WHEN ((CASE WHEN groups_7.p50 > 0 THEN CAST(round(exp(CAST(groups_7.p50 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_7.p50 = 0 THEN 0 END) > groups_7.greatest) THEN groups_7.greatest ELSE (CASE WHEN groups_7.p50 > 0 THEN CAST(round(exp(CAST(groups_7.p50 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_7.p50 = 0 THEN 0 END) END AS p50 
FROM groups_7), 
page_2 AS 
(SELECT '{' || trim(json_object('start', iif(figures_3.bucket % 1000000, date(figures_3.bucket / 1000000, 'unixepoch') || 'T' || time(figures_3.bucket / 1000000, 'unixepoch') || rtrim('.' || substr(figures_3.bucket + 1000000, -6), '0') || 'Z', date(figures_3.bucket / 1000000, 'unixepoch') || 'T' || time(figures_3.bucket / 1000000, 'unixepoch') || 'Z'), 'count', figures_3.counted), '{}') || ',"duration":' || json_object('p50', CASE WHEN abs(figures_3.p50) >= 1000000000000000 THEN json(printf('%!.17g', (figures_3.p50) / 1000.0)) ELSE (figures_3.p50) / 1000.0 END) || '}' AS figures 
FROM figures_3 ORDER BY figures_3.bucket)
 SELECT '[' || coalesce(group_concat(coalesce(page_2.figures, 'null')), '') || ']' AS value 
FROM page_2) || '}' AS value 
FROM figures_2) AS hoisted_2, (SELECT json_object('totalCount', (WITH stream_7 AS 
(SELECT incident_by_activity_1.counted AS counted 
FROM cover_4, incident_by_activity AS incident_by_activity_1 
WHERE cover_4.level > 0 AND incident_by_activity_1.level = cover_4.level + 0 AND incident_by_activity_1.start_at = cover_4.lo + 0 AND incident_by_activity_1.model_id = process_model_1.id AND incident_by_activity_1.counted > 0 AND incident_by_activity_1.org_id = ? UNION ALL SELECT 1 AS counted 
FROM (SELECT 1 AS one 
FROM cover_4, incident AS incident_1 
WHERE incident_1.model_id = process_model_1.id AND cover_4.level + 0 = 0 AND coalesce(incident_1.created_at, -1) >= cover_4.lo + 0 AND coalesce(incident_1.created_at, -1) < cover_4.hi + 0 AND incident_1.org_id = ?) AS started_7), 
groups_8 AS 
(SELECT CAST(coalesce(sum(stream_7.counted), 0) AS INTEGER) AS counted 
FROM stream_7), 
figures_4 AS 
(SELECT groups_8.counted AS counted 
FROM groups_8)
 SELECT figures_4.counted AS value 
FROM figures_4)) AS value) AS hoisted_3 
FROM process_model AS process_model_1 
WHERE process_model_1.id = ? AND process_model_1.org_id = ?
 LIMIT ? OFFSET 0) AS node_1) AS value;
-- binds: <now and $days>, <now>, <organization>, <now and $days>, <now>, <now and $days>, <now>, <organization>, <now and $days>, <now>, <now and $days>, <now>, <organization>, <now and $days>, <now>, <now and $days>, <now>, <organization>, 1, <now and $days>, <now and $days>, <now and $days>, <now>, <now>, <now and $days>, <now>, <now and $days>, <now and $days>, <now>, <now>, <now and $days>, <now>, <now and $days>, <now>, <organization>, <now and $days>, <now>, <now and $days>, <now>, <organization>, <now and $days>, <now>, <now and $days>, <now>, <organization>, <now and $days>, <now>, <now and $days>, <now>, <organization>, 1, <now and $days>, <now and $days>, <now and $days>, <now>, <now>, <now and $days>, <now>, <now and $days>, <now and $days>, <now>, <now>, <now and $days>, <now>, <now and $days and now>, <now and $days>, <now>, <organization>, <now and $days>, <now>, <now and $days and now>, <now and $days>, <now>, <organization>, <now and $days>, <now>, <now and $days and now>, <now and $days>, <now>, <organization>, <now and $days>, <now>, <now and $days and now>, <now and $days>, <now>, <organization>, 1, <now and $days>, <now and $days>, <now and $days>, <now>, <now>, <now and $days>, <now>, <now and $days and now>, <now and $days>, <now and $days>, <now>, <now>, <now and $days>, <now>, <now and $days and now>, <now and $days and now>, <now and $days and now>, <now and $days>, <now>, <organization>, <now and $days>, <now>, <now and $days>, <now>, <organization>, <now and $days>, <now>, <now and $days>, <now>, <organization>, 1, <now and $days>, <now and $days>, <now and $days>, <now>, <now>, <now and $days>, <now>, <now and $days>, <now and $days>, <now>, <now>, <now and $days>, <now>, <organization>, 1, 0, <organization>, <organization>, 20, 0, <organization>, <organization>, <organization>, <organization>, <organization>, <organization>, 0, <organization>, <organization>, -1, <now and $days and now>, <now and $days and now>, <organization>, <organization>, -1, <now and $days and now>, <organization>, <organization>, <$model>, <organization>, -1
