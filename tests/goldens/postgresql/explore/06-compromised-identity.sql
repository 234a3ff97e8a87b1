-- nhi
WITH years_1 AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'tool_call' AND rollup_period_1.level = 4 AND 1 <= 4 AND rollup_period_1.end_at > $8::BIGINT AND rollup_period_1.start_at < $9::BIGINT AND rollup_period_1.org_id = $1::VARCHAR COLLATE "C"), 
months_1 AS 
(SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM years_1, rollup_period AS rollup_period_2 
WHERE rollup_period_2.subject = 'tool_call' AND rollup_period_2.level = 3 AND NOT (years_1.state >= 1 AND years_1.start_at >= $8::BIGINT AND years_1.end_at <= $9::BIGINT AND years_1.level <= 4) AND rollup_period_2.start_at >= years_1.start_at AND rollup_period_2.start_at < years_1.end_at AND rollup_period_2.end_at > $8::BIGINT AND rollup_period_2.start_at < $9::BIGINT AND rollup_period_2.org_id = $1::VARCHAR COLLATE "C"), 
days_1 AS 
(SELECT rollup_period_3.level AS level, rollup_period_3.start_at AS start_at, rollup_period_3.end_at AS end_at, rollup_period_3.state AS state 
FROM months_1, rollup_period AS rollup_period_3 
WHERE rollup_period_3.subject = 'tool_call' AND rollup_period_3.level = 2 AND NOT (months_1.state >= 1 AND months_1.start_at >= $8::BIGINT AND months_1.end_at <= $9::BIGINT AND months_1.level <= 4) AND rollup_period_3.start_at >= months_1.start_at AND rollup_period_3.start_at < months_1.end_at AND rollup_period_3.end_at > $8::BIGINT AND rollup_period_3.start_at < $9::BIGINT AND rollup_period_3.org_id = $1::VARCHAR COLLATE "C"), 
hours_1 AS 
(SELECT rollup_period_4.level AS level, rollup_period_4.start_at AS start_at, rollup_period_4.end_at AS end_at, rollup_period_4.state AS state 
FROM days_1, rollup_period AS rollup_period_4 
WHERE rollup_period_4.subject = 'tool_call' AND rollup_period_4.level = 1 AND NOT (days_1.state >= 1 AND days_1.start_at >= $8::BIGINT AND days_1.end_at <= $9::BIGINT AND days_1.level <= 4) AND rollup_period_4.start_at >= days_1.start_at AND rollup_period_4.start_at < days_1.end_at AND rollup_period_4.end_at > $8::BIGINT AND rollup_period_4.start_at < $9::BIGINT AND rollup_period_4.org_id = $1::VARCHAR COLLATE "C"), 
periods_1 AS 
(SELECT years_1.level AS level, years_1.start_at AS start_at, years_1.end_at AS end_at, years_1.state AS state 
FROM years_1 UNION ALL SELECT months_1.level AS level, months_1.start_at AS start_at, months_1.end_at AS end_at, months_1.state AS state 
FROM months_1 UNION ALL SELECT days_1.level AS level, days_1.start_at AS start_at, days_1.end_at AS end_at, days_1.state AS state 
FROM days_1 UNION ALL SELECT hours_1.level AS level, hours_1.start_at AS start_at, hours_1.end_at AS end_at, hours_1.state AS state 
FROM hours_1), 
swept_1 AS 
(SELECT coalesce(max(edges_1.hi) OVER (ORDER BY edges_1.lo, edges_1.hi ROWS BETWEEN UNBOUNDED PRECEDING AND $10::INTEGER PRECEDING), $8::BIGINT) AS reached, CASE WHEN (edges_1.lo < $8::BIGINT) THEN $8::BIGINT ELSE edges_1.lo END AS lo 
FROM (SELECT $9::BIGINT AS lo, $9::BIGINT AS hi UNION ALL SELECT periods_1.start_at AS start_at, periods_1.end_at AS end_at 
FROM periods_1 
WHERE periods_1.state >= 1) AS edges_1), 
cover_1 AS MATERIALIZED 
(SELECT periods_1.level AS level, periods_1.start_at AS lo, periods_1.end_at AS hi 
FROM periods_1 
WHERE periods_1.state >= 1 AND periods_1.start_at >= $8::BIGINT AND periods_1.end_at <= $9::BIGINT AND periods_1.level <= 4 UNION ALL SELECT 0, swept_1.reached AS reached, swept_1.lo AS lo 
FROM swept_1 
WHERE swept_1.reached < swept_1.lo UNION ALL SELECT 0, CASE WHEN (periods_1.start_at < $8::BIGINT) THEN $8::BIGINT ELSE periods_1.start_at END AS lo, CASE WHEN (periods_1.end_at > $9::BIGINT) THEN $9::BIGINT ELSE periods_1.end_at END AS hi 
FROM periods_1 
WHERE periods_1.state >= 1 AND NOT (periods_1.state >= 1 AND periods_1.start_at >= $8::BIGINT AND periods_1.end_at <= $9::BIGINT AND periods_1.level <= 4) AND periods_1.level = 1), 
years_2 AS 
(SELECT rollup_period_5.level AS level, rollup_period_5.start_at AS start_at, rollup_period_5.end_at AS end_at, rollup_period_5.state AS state 
FROM rollup_period AS rollup_period_5 
WHERE rollup_period_5.subject = 'tool_call' AND rollup_period_5.level = 4 AND 1 <= 4 AND rollup_period_5.end_at > $11::BIGINT AND rollup_period_5.start_at < $12::BIGINT AND rollup_period_5.org_id = $1::VARCHAR COLLATE "C"), 
months_2 AS 
(SELECT rollup_period_6.level AS level, rollup_period_6.start_at AS start_at, rollup_period_6.end_at AS end_at, rollup_period_6.state AS state 
FROM years_2, rollup_period AS rollup_period_6 
WHERE rollup_period_6.subject = 'tool_call' AND rollup_period_6.level = 3 AND NOT (years_2.state >= 1 AND years_2.start_at >= $11::BIGINT AND years_2.end_at <= $12::BIGINT AND years_2.level <= 4) AND rollup_period_6.start_at >= years_2.start_at AND rollup_period_6.start_at < years_2.end_at AND rollup_period_6.end_at > $11::BIGINT AND rollup_period_6.start_at < $12::BIGINT AND rollup_period_6.org_id = $1::VARCHAR COLLATE "C"), 
days_2 AS 
(SELECT rollup_period_7.level AS level, rollup_period_7.start_at AS start_at, rollup_period_7.end_at AS end_at, rollup_period_7.state AS state 
FROM months_2, rollup_period AS rollup_period_7 
WHERE rollup_period_7.subject = 'tool_call' AND rollup_period_7.level = 2 AND NOT (months_2.state >= 1 AND months_2.start_at >= $11::BIGINT AND months_2.end_at <= $12::BIGINT AND months_2.level <= 4) AND rollup_period_7.start_at >= months_2.start_at AND rollup_period_7.start_at < months_2.end_at AND rollup_period_7.end_at > $11::BIGINT AND rollup_period_7.start_at < $12::BIGINT AND rollup_period_7.org_id = $1::VARCHAR COLLATE "C"), 
hours_2 AS 
(SELECT rollup_period_8.level AS level, rollup_period_8.start_at AS start_at, rollup_period_8.end_at AS end_at, rollup_period_8.state AS state 
FROM days_2, rollup_period AS rollup_period_8 
WHERE rollup_period_8.subject = 'tool_call' AND rollup_period_8.level = 1 AND NOT (days_2.state >= 1 AND days_2.start_at >= $11::BIGINT AND days_2.end_at <= $12::BIGINT AND days_2.level <= 4) AND rollup_period_8.start_at >= days_2.start_at AND rollup_period_8.start_at < days_2.end_at AND rollup_period_8.end_at > $11::BIGINT AND rollup_period_8.start_at < $12::BIGINT AND rollup_period_8.org_id = $1::VARCHAR COLLATE "C"), 
periods_2 AS 
(SELECT years_2.level AS level, years_2.start_at AS start_at, years_2.end_at AS end_at, years_2.state AS state 
FROM years_2 UNION ALL SELECT months_2.level AS level, months_2.start_at AS start_at, months_2.end_at AS end_at, months_2.state AS state 
FROM months_2 UNION ALL SELECT days_2.level AS level, days_2.start_at AS start_at, days_2.end_at AS end_at, days_2.state AS state 
FROM days_2 UNION ALL SELECT hours_2.level AS level, hours_2.start_at AS start_at, hours_2.end_at AS end_at, hours_2.state AS state 
FROM hours_2), 
swept_2 AS 
(SELECT coalesce(max(edges_2.hi) OVER (ORDER BY edges_2.lo, edges_2.hi ROWS BETWEEN UNBOUNDED PRECEDING AND $13::INTEGER PRECEDING), $11::BIGINT) AS reached, CASE WHEN (edges_2.lo < $11::BIGINT) THEN $11::BIGINT ELSE edges_2.lo END AS lo 
FROM (SELECT $12::BIGINT AS lo, $12::BIGINT AS hi UNION ALL SELECT periods_2.start_at AS start_at, periods_2.end_at AS end_at 
FROM periods_2 
WHERE periods_2.state >= 1) AS edges_2), 
cover_2 AS MATERIALIZED 
(SELECT periods_2.level AS level, periods_2.start_at AS lo, periods_2.end_at AS hi 
FROM periods_2 
WHERE periods_2.state >= 1 AND periods_2.start_at >= $11::BIGINT AND periods_2.end_at <= $12::BIGINT AND periods_2.level <= 4 UNION ALL SELECT 0, swept_2.reached AS reached, swept_2.lo AS lo 
FROM swept_2 
WHERE swept_2.reached < swept_2.lo UNION ALL SELECT 0, CASE WHEN (periods_2.start_at < $11::BIGINT) THEN $11::BIGINT ELSE periods_2.start_at END AS lo, CASE WHEN (periods_2.end_at > $12::BIGINT) THEN $12::BIGINT ELSE periods_2.end_at END AS hi 
FROM periods_2 
WHERE periods_2.state >= 1 AND NOT (periods_2.state >= 1 AND periods_2.start_at >= $11::BIGINT AND periods_2.end_at <= $12::BIGINT AND periods_2.level <= 4) AND periods_2.level = 1), 
years_3 AS 
(SELECT rollup_period_9.level AS level, rollup_period_9.start_at AS start_at, rollup_period_9.end_at AS end_at, rollup_period_9.state AS state 
FROM rollup_period AS rollup_period_9 
WHERE rollup_period_9.subject = 'tool_call' AND rollup_period_9.level = 4 AND 1 <= 4 AND rollup_period_9.end_at > $24::BIGINT AND rollup_period_9.start_at < $25::BIGINT AND rollup_period_9.org_id = $1::VARCHAR COLLATE "C"), 
months_3 AS 
(SELECT rollup_period_10.level AS level, rollup_period_10.start_at AS start_at, rollup_period_10.end_at AS end_at, rollup_period_10.state AS state 
FROM years_3, rollup_period AS rollup_period_10 
WHERE rollup_period_10.subject = 'tool_call' AND rollup_period_10.level = 3 AND NOT (years_3.state >= 1 AND years_3.start_at >= $24::BIGINT AND years_3.end_at <= $25::BIGINT AND years_3.level <= 4) AND rollup_period_10.start_at >= years_3.start_at AND rollup_period_10.start_at < years_3.end_at AND rollup_period_10.end_at > $24::BIGINT AND rollup_period_10.start_at < $25::BIGINT AND rollup_period_10.org_id = $1::VARCHAR COLLATE "C"), 
days_3 AS 
(SELECT rollup_period_11.level AS level, rollup_period_11.start_at AS start_at, rollup_period_11.end_at AS end_at, rollup_period_11.state AS state 
FROM months_3, rollup_period AS rollup_period_11 
WHERE rollup_period_11.subject = 'tool_call' AND rollup_period_11.level = 2 AND NOT (months_3.state >= 1 AND months_3.start_at >= $24::BIGINT AND months_3.end_at <= $25::BIGINT AND months_3.level <= 4) AND rollup_period_11.start_at >= months_3.start_at AND rollup_period_11.start_at < months_3.end_at AND rollup_period_11.end_at > $24::BIGINT AND rollup_period_11.start_at < $25::BIGINT AND rollup_period_11.org_id = $1::VARCHAR COLLATE "C"), 
hours_3 AS 
(SELECT rollup_period_12.level AS level, rollup_period_12.start_at AS start_at, rollup_period_12.end_at AS end_at, rollup_period_12.state AS state 
FROM days_3, rollup_period AS rollup_period_12 
WHERE rollup_period_12.subject = 'tool_call' AND rollup_period_12.level = 1 AND NOT (days_3.state >= 1 AND days_3.start_at >= $24::BIGINT AND days_3.end_at <= $25::BIGINT AND days_3.level <= 4) AND rollup_period_12.start_at >= days_3.start_at AND rollup_period_12.start_at < days_3.end_at AND rollup_period_12.end_at > $24::BIGINT AND rollup_period_12.start_at < $25::BIGINT AND rollup_period_12.org_id = $1::VARCHAR COLLATE "C"), 
periods_3 AS 
(SELECT years_3.level AS level, years_3.start_at AS start_at, years_3.end_at AS end_at, years_3.state AS state 
FROM years_3 UNION ALL SELECT months_3.level AS level, months_3.start_at AS start_at, months_3.end_at AS end_at, months_3.state AS state 
FROM months_3 UNION ALL SELECT days_3.level AS level, days_3.start_at AS start_at, days_3.end_at AS end_at, days_3.state AS state 
FROM days_3 UNION ALL SELECT hours_3.level AS level, hours_3.start_at AS start_at, hours_3.end_at AS end_at, hours_3.state AS state 
FROM hours_3), 
swept_3 AS 
(SELECT coalesce(max(edges_3.hi) OVER (ORDER BY edges_3.lo, edges_3.hi ROWS BETWEEN UNBOUNDED PRECEDING AND $26::INTEGER PRECEDING), $24::BIGINT) AS reached, CASE WHEN (edges_3.lo < $24::BIGINT) THEN $24::BIGINT ELSE edges_3.lo END AS lo 
FROM (SELECT $25::BIGINT AS lo, $25::BIGINT AS hi UNION ALL SELECT periods_3.start_at AS start_at, periods_3.end_at AS end_at 
FROM periods_3 
WHERE periods_3.state >= 1) AS edges_3), 
cover_3 AS MATERIALIZED 
(SELECT periods_3.level AS level, periods_3.start_at AS lo, periods_3.end_at AS hi 
FROM periods_3 
WHERE periods_3.state >= 1 AND periods_3.start_at >= $24::BIGINT AND periods_3.end_at <= $25::BIGINT AND periods_3.level <= 4 UNION ALL SELECT 0, swept_3.reached AS reached, swept_3.lo AS lo 
FROM swept_3 
WHERE swept_3.reached < swept_3.lo UNION ALL SELECT 0, CASE WHEN (periods_3.start_at < $24::BIGINT) THEN $24::BIGINT ELSE periods_3.start_at END AS lo, CASE WHEN (periods_3.end_at > $25::BIGINT) THEN $25::BIGINT ELSE periods_3.end_at END AS hi 
FROM periods_3 
WHERE periods_3.state >= 1 AND NOT (periods_3.state >= 1 AND periods_3.start_at >= $24::BIGINT AND periods_3.end_at <= $25::BIGINT AND periods_3.level <= 4) AND periods_3.level = 1), 
years_4 AS 
(SELECT rollup_period_13.level AS level, rollup_period_13.start_at AS start_at, rollup_period_13.end_at AS end_at, rollup_period_13.state AS state 
FROM rollup_period AS rollup_period_13 
WHERE rollup_period_13.subject = 'tool_call' AND rollup_period_13.level = 4 AND 1 <= $39::BIGINT AND rollup_period_13.end_at > $40::BIGINT AND rollup_period_13.start_at < $41::BIGINT AND rollup_period_13.org_id = $1::VARCHAR COLLATE "C"), 
months_4 AS 
(SELECT rollup_period_14.level AS level, rollup_period_14.start_at AS start_at, rollup_period_14.end_at AS end_at, rollup_period_14.state AS state 
FROM years_4, rollup_period AS rollup_period_14 
WHERE rollup_period_14.subject = 'tool_call' AND rollup_period_14.level = 3 AND NOT (years_4.state >= 1 AND years_4.start_at >= $40::BIGINT AND years_4.end_at <= $41::BIGINT AND years_4.level <= $39::BIGINT) AND rollup_period_14.start_at >= years_4.start_at AND rollup_period_14.start_at < years_4.end_at AND rollup_period_14.end_at > $40::BIGINT AND rollup_period_14.start_at < $41::BIGINT AND rollup_period_14.org_id = $1::VARCHAR COLLATE "C"), 
days_4 AS 
(SELECT rollup_period_15.level AS level, rollup_period_15.start_at AS start_at, rollup_period_15.end_at AS end_at, rollup_period_15.state AS state 
FROM months_4, rollup_period AS rollup_period_15 
WHERE rollup_period_15.subject = 'tool_call' AND rollup_period_15.level = 2 AND NOT (months_4.state >= 1 AND months_4.start_at >= $40::BIGINT AND months_4.end_at <= $41::BIGINT AND months_4.level <= $39::BIGINT) AND rollup_period_15.start_at >= months_4.start_at AND rollup_period_15.start_at < months_4.end_at AND rollup_period_15.end_at > $40::BIGINT AND rollup_period_15.start_at < $41::BIGINT AND rollup_period_15.org_id = $1::VARCHAR COLLATE "C"), 
hours_4 AS 
(SELECT rollup_period_16.level AS level, rollup_period_16.start_at AS start_at, rollup_period_16.end_at AS end_at, rollup_period_16.state AS state 
FROM days_4, rollup_period AS rollup_period_16 
WHERE rollup_period_16.subject = 'tool_call' AND rollup_period_16.level = 1 AND NOT (days_4.state >= 1 AND days_4.start_at >= $40::BIGINT AND days_4.end_at <= $41::BIGINT AND days_4.level <= $39::BIGINT) AND rollup_period_16.start_at >= days_4.start_at AND rollup_period_16.start_at < days_4.end_at AND rollup_period_16.end_at > $40::BIGINT AND rollup_period_16.start_at < $41::BIGINT AND rollup_period_16.org_id = $1::VARCHAR COLLATE "C"), 
periods_4 AS 
(SELECT years_4.level AS level, years_4.start_at AS start_at, years_4.end_at AS end_at, years_4.state AS state 
FROM years_4 UNION ALL SELECT months_4.level AS level, months_4.start_at AS start_at, months_4.end_at AS end_at, months_4.state AS state 
FROM months_4 UNION ALL SELECT days_4.level AS level, days_4.start_at AS start_at, days_4.end_at AS end_at, days_4.state AS state 
FROM days_4 UNION ALL SELECT hours_4.level AS level, hours_4.start_at AS start_at, hours_4.end_at AS end_at, hours_4.state AS state 
FROM hours_4), 
swept_4 AS 
(SELECT coalesce(max(edges_4.hi) OVER (ORDER BY edges_4.lo, edges_4.hi ROWS BETWEEN UNBOUNDED PRECEDING AND $42::INTEGER PRECEDING), $40::BIGINT) AS reached, CASE WHEN (edges_4.lo < $40::BIGINT) THEN $40::BIGINT ELSE edges_4.lo END AS lo 
FROM (SELECT $41::BIGINT AS lo, $41::BIGINT AS hi UNION ALL SELECT periods_4.start_at AS start_at, periods_4.end_at AS end_at 
FROM periods_4 
WHERE periods_4.state >= 1) AS edges_4), 
cover_4 AS MATERIALIZED 
(SELECT periods_4.level AS level, periods_4.start_at AS lo, periods_4.end_at AS hi 
FROM periods_4 
WHERE periods_4.state >= 1 AND periods_4.start_at >= $40::BIGINT AND periods_4.end_at <= $41::BIGINT AND periods_4.level <= $39::BIGINT UNION ALL SELECT 0, swept_4.reached AS reached, swept_4.lo AS lo 
FROM swept_4 
WHERE swept_4.reached < swept_4.lo UNION ALL SELECT 0, CASE WHEN (periods_4.start_at < $40::BIGINT) THEN $40::BIGINT ELSE periods_4.start_at END AS lo, CASE WHEN (periods_4.end_at > $41::BIGINT) THEN $41::BIGINT ELSE periods_4.end_at END AS hi 
FROM periods_4 
WHERE periods_4.state >= 1 AND NOT (periods_4.state >= 1 AND periods_4.start_at >= $40::BIGINT AND periods_4.end_at <= $41::BIGINT AND periods_4.level <= $39::BIGINT) AND periods_4.level = 1), 
pieces_1 AS MATERIALIZED 
(SELECT cut_1.place AS place, cut_1.lo AS lo, cut_1.hi AS hi, cut_1.bucket AS bucket 
FROM (SELECT (row ->> 0)::bigint AS place, (row ->> 1)::bigint AS lo, (row ->> 2)::bigint AS hi, (row ->> 3)::bigint AS bucket FROM json_array_elements(($43::VARCHAR COLLATE "C")::json) WITH ORDINALITY AS t(row, place) ORDER BY place) AS cut_1), 
placed_1 AS MATERIALIZED 
(SELECT cover_4.level AS level, cover_4.lo AS lo, pieces_1.bucket AS bucket 
FROM cover_4, pieces_1 
WHERE cover_4.level > 0 AND pieces_1.place = cover_4.lo / $44::BIGINT AND cover_4.lo >= pieces_1.lo AND cover_4.lo < pieces_1.hi), 
linked_1 AS NOT MATERIALIZED 
(SELECT run_3.instance_id AS instance_id 
FROM run AS run_3 
WHERE coalesce(run_3.started_at, -1) >= $69::BIGINT AND coalesce(run_3.started_at, -1) < $70::BIGINT AND run_3.instance_id IS NOT NULL AND run_3.org_id = $1::VARCHAR COLLATE "C")
 SELECT (SELECT '{"label":' || coalesce(to_json(nhi_1.label)::text, 'null') || ',"owner":' || coalesce(to_json(nhi_1.owner)::text, 'null') || ',"tier":' || coalesce((nhi_1.tier)::text, 'null') || ',"tierCeiling":' || coalesce((nhi_1.tier_ceiling)::text, 'null') || ',"riskScore":' || coalesce((((SELECT risk_assessment_1.score 
FROM risk_assessment AS risk_assessment_1 
WHERE risk_assessment_1.nhi_id = nhi_1.id AND risk_assessment_1.org_id = $1::VARCHAR COLLATE "C" ORDER BY coalesce(risk_assessment_1.assessed_at, -1) DESC, risk_assessment_1.id DESC 
 LIMIT $2::INTEGER))::float8)::text, 'null') || ',"riskLevel":' || coalesce('"' || (SELECT risk_assessment_2.level 
FROM risk_assessment AS risk_assessment_2 
WHERE risk_assessment_2.nhi_id = nhi_1.id AND risk_assessment_2.org_id = $1::VARCHAR COLLATE "C" ORDER BY coalesce(risk_assessment_2.assessed_at, -1) DESC, risk_assessment_2.id DESC 
 LIMIT $3::INTEGER) || '"', 'null') || ',"lastSeenAt":' || coalesce('"' || replace((timestamp 'epoch' + ((SELECT max(seen_1.time) AS max_1 
FROM (SELECT max(coalesce(tool_call_1.called_at, -1)) AS time 
FROM tool_call AS tool_call_1 
WHERE tool_call_1.nhi_id = nhi_1.id AND coalesce(tool_call_1.called_at, -1) >= $4::BIGINT AND tool_call_1.org_id = $1::VARCHAR COLLATE "C" UNION ALL SELECT max(coalesce(verdict_1.decided_at, -1)) AS time 
FROM verdict AS verdict_1 
WHERE verdict_1.nhi_id = nhi_1.id AND coalesce(verdict_1.decided_at, -1) >= $5::BIGINT AND verdict_1.org_id = $1::VARCHAR COLLATE "C" UNION ALL SELECT max(coalesce(run_1.started_at, -1)) AS time 
FROM run AS run_1 
WHERE run_1.nhi_id = nhi_1.id AND coalesce(run_1.started_at, -1) >= $6::BIGINT AND run_1.org_id = $1::VARCHAR COLLATE "C") AS seen_1) / 3600000000) * interval '1 hour' + ((SELECT max(seen_1.time) AS max_1 
FROM (SELECT max(coalesce(tool_call_1.called_at, -1)) AS time 
FROM tool_call AS tool_call_1 
WHERE tool_call_1.nhi_id = nhi_1.id AND coalesce(tool_call_1.called_at, -1) >= $4::BIGINT AND tool_call_1.org_id = $1::VARCHAR COLLATE "C" UNION ALL SELECT max(coalesce(verdict_1.decided_at, -1)) AS time 
FROM verdict AS verdict_1 
WHERE verdict_1.nhi_id = nhi_1.id AND coalesce(verdict_1.decided_at, -1) >= $5::BIGINT AND verdict_1.org_id = $1::VARCHAR COLLATE "C" UNION ALL SELECT max(coalesce(run_1.started_at, -1)) AS time 
FROM run AS run_1 
WHERE run_1.nhi_id = nhi_1.id AND coalesce(run_1.started_at, -1) >= $6::BIGINT AND run_1.org_id = $1::VARCHAR COLLATE "C") AS seen_1) % 3600000000) * interval '1 microsecond')::text, ' ', 'T') || 'Z' || '"', 'null') || ',"anomalies":' || (SELECT '{"nodes":[' || coalesce(string_agg('{"type":' || coalesce(to_json(page_1.type)::text, 'null') || ',"severity":' || coalesce('"' || page_1.severity || '"', 'null') || ',"detectedAt":' || coalesce('"' || replace((timestamp 'epoch' + (page_1.detected_at / 3600000000) * interval '1 hour' + (page_1.detected_at % 3600000000) * interval '1 microsecond')::text, ' ', 'T') || 'Z' || '"', 'null') || ',"evidence":' || coalesce((page_1.evidence)::text, 'null') || '}', ','), '') || ']}' AS value 
FROM (SELECT anomaly_1.type AS type, anomaly_1.severity AS severity, anomaly_1.detected_at AS detected_at, anomaly_1.evidence AS evidence 
FROM anomaly AS anomaly_1 
WHERE anomaly_1.nhi_id = nhi_1.id AND anomaly_1.status = $7::VARCHAR COLLATE "C" AND anomaly_1.org_id = $1::VARCHAR COLLATE "C" ORDER BY coalesce(anomaly_1.detected_at, -1) DESC, anomaly_1.id DESC 
 LIMIT 20) AS page_1) || ',"assessments":' || (SELECT '{"nodes":[' || coalesce(string_agg('{"assessedAt":' || coalesce('"' || replace((timestamp 'epoch' + (page_2.assessed_at / 3600000000) * interval '1 hour' + (page_2.assessed_at % 3600000000) * interval '1 microsecond')::text, ' ', 'T') || 'Z' || '"', 'null') || ',"score":' || coalesce(((page_2.score)::float8)::text, 'null') || ',"level":' || coalesce('"' || page_2.level || '"', 'null') || '}', ','), '') || ']}' AS value 
FROM (SELECT risk_assessment_3.assessed_at AS assessed_at, risk_assessment_3.score AS score, risk_assessment_3.level AS level 
FROM risk_assessment AS risk_assessment_3 
WHERE risk_assessment_3.nhi_id = nhi_1.id AND risk_assessment_3.org_id = $1::VARCHAR COLLATE "C" ORDER BY coalesce(risk_assessment_3.assessed_at, -1) DESC, risk_assessment_3.id DESC 
 LIMIT 10) AS page_2) || ',"toolCalls":' || (SELECT '{"totalCount":' || coalesce(((WITH stream_1 AS 
(SELECT tool_call_by_nhi_1.counted AS counted 
FROM cover_1, tool_call_by_nhi AS tool_call_by_nhi_1 
WHERE cover_1.level > 0 AND tool_call_by_nhi_1.level = cover_1.level + 0 AND tool_call_by_nhi_1.start_at = cover_1.lo + 0 AND tool_call_by_nhi_1.nhi_id = nhi_1.id AND tool_call_by_nhi_1.counted > 0 AND tool_call_by_nhi_1.org_id = $1::VARCHAR COLLATE "C" UNION ALL SELECT 1 AS counted 
FROM (SELECT 1 AS one 
FROM cover_1, tool_call AS tool_call_2 
WHERE tool_call_2.nhi_id = nhi_1.id AND cover_1.level + 0 = 0 AND coalesce(tool_call_2.called_at, -1) >= cover_1.lo + 0 AND coalesce(tool_call_2.called_at, -1) < cover_1.hi + 0 AND tool_call_2.org_id = $1::VARCHAR COLLATE "C") AS started_1), 
groups_1 AS 
(SELECT CAST(coalesce(sum(stream_1.counted), 0) AS BIGINT) AS counted 
FROM stream_1), 
figures_1 AS 
(SELECT groups_1.counted AS counted 
FROM groups_1)
 SELECT figures_1.counted AS value 
FROM figures_1))::text, 'null') || ',"stats":' || (SELECT '{"groupBy":' || (WITH stream_2 AS 
(SELECT CAST(tool_call_by_nhi_2.outcome AS TEXT) COLLATE "C" AS key_0, tool_call_by_nhi_2.counted AS counted 
FROM cover_2, tool_call_by_nhi AS tool_call_by_nhi_2 
WHERE cover_2.level > 0 AND tool_call_by_nhi_2.level = cover_2.level + 0 AND tool_call_by_nhi_2.start_at = cover_2.lo + 0 AND tool_call_by_nhi_2.nhi_id = nhi_1.id AND tool_call_by_nhi_2.counted > 0 AND tool_call_by_nhi_2.org_id = $1::VARCHAR COLLATE "C" UNION ALL SELECT started_2.key_0 AS key_0, 1 AS counted 
FROM (SELECT CAST(coalesce((SELECT verdict_2.outcome 
FROM verdict AS verdict_2 
WHERE verdict_2.tool_call_id = tool_call_2.id AND verdict_2.outcome IS NOT NULL AND verdict_2.org_id = $1::VARCHAR COLLATE "C" ORDER BY CASE verdict_2.outcome WHEN $14::VARCHAR THEN $15::INTEGER WHEN $16::VARCHAR THEN $17::INTEGER WHEN $18::VARCHAR THEN $19::INTEGER WHEN $20::VARCHAR THEN $21::INTEGER END DESC 
 LIMIT $22::INTEGER), tool_call_2.outcome) AS TEXT) COLLATE "C" AS key_0 
FROM cover_2, tool_call AS tool_call_2 
WHERE tool_call_2.nhi_id = nhi_1.id AND cover_2.level + 0 = 0 AND coalesce(tool_call_2.called_at, -1) >= cover_2.lo + 0 AND coalesce(tool_call_2.called_at, -1) < cover_2.hi + 0 AND tool_call_2.org_id = $1::VARCHAR COLLATE "C"
 LIMIT ALL OFFSET 0) AS started_2), 
groups_2 AS 
(SELECT stream_2.key_0 AS key_0, CAST(coalesce(sum(stream_2.counted), 0) AS BIGINT) AS counted 
FROM stream_2 GROUP BY stream_2.key_0), 
figures_2 AS 
(SELECT groups_2.key_0 AS key_0, groups_2.counted AS counted 
FROM groups_2), 
page_3 AS 
(SELECT '{"key":' || coalesce(to_json(figures_2.key_0)::text, 'null') || ',"count":' || coalesce((figures_2.counted)::text, 'null') || '}' AS figures 
FROM figures_2 ORDER BY figures_2.counted DESC, figures_2.key_0 ASC NULLS LAST 
 LIMIT $23::BIGINT)
 SELECT '[' || coalesce(string_agg(coalesce(page_3.figures, 'null'), ','), '') || ']' AS value 
FROM page_3) || '}' AS value) || '}' AS value) || ',"blocked":' || (SELECT '{"stats":' || (SELECT '{"groupBy":' || (WITH stream_3 AS 
(SELECT CAST(tool_call_by_nhi_3.tool AS TEXT) COLLATE "C" AS key_0, tool_call_by_nhi_3.counted AS counted 
FROM cover_3, tool_call_by_nhi AS tool_call_by_nhi_3 
WHERE cover_3.level > 0 AND tool_call_by_nhi_3.level = cover_3.level + 0 AND tool_call_by_nhi_3.start_at = cover_3.lo + 0 AND tool_call_by_nhi_3.nhi_id = nhi_1.id AND tool_call_by_nhi_3.outcome = $27::VARCHAR COLLATE "C" AND tool_call_by_nhi_3.counted > 0 AND tool_call_by_nhi_3.org_id = $1::VARCHAR COLLATE "C" UNION ALL SELECT started_3.key_0 AS key_0, 1 AS counted 
FROM (SELECT CAST(tool_call_3.tool AS TEXT) COLLATE "C" AS key_0 
FROM cover_3, tool_call AS tool_call_3 
WHERE tool_call_3.nhi_id = nhi_1.id AND coalesce((SELECT verdict_3.outcome 
FROM verdict AS verdict_3 
WHERE verdict_3.tool_call_id = tool_call_3.id AND verdict_3.outcome IS NOT NULL AND verdict_3.org_id = $1::VARCHAR COLLATE "C" ORDER BY CASE verdict_3.outcome WHEN $28::VARCHAR THEN $29::INTEGER WHEN $30::VARCHAR THEN $31::INTEGER WHEN $32::VARCHAR THEN $33::INTEGER WHEN $34::VARCHAR THEN $35::INTEGER END DESC 
 LIMIT $36::INTEGER), tool_call_3.outcome) = $37::VARCHAR COLLATE "C" AND cover_3.level + 0 = 0 AND coalesce(tool_call_3.called_at, -1) >= cover_3.lo + 0 AND coalesce(tool_call_3.called_at, -1) < cover_3.hi + 0 AND tool_call_3.org_id = $1::VARCHAR COLLATE "C") AS started_3), 
groups_3 AS 
(SELECT stream_3.key_0 AS key_0, CAST(coalesce(sum(stream_3.counted), 0) AS BIGINT) AS counted 
FROM stream_3 GROUP BY stream_3.key_0), 
figures_3 AS 
(SELECT groups_3.key_0 AS key_0, groups_3.counted AS counted 
FROM groups_3), 
page_4 AS 
(SELECT '{"key":' || coalesce(to_json(figures_3.key_0)::text, 'null') || ',"count":' || coalesce((figures_3.counted)::text, 'null') || '}' AS figures 
FROM figures_3 ORDER BY figures_3.counted DESC, figures_3.key_0 ASC NULLS LAST 
 LIMIT $38::BIGINT)
 SELECT '[' || coalesce(string_agg(coalesce(page_4.figures, 'null'), ','), '') || ']' AS value 
FROM page_4) || ',"series":' || (WITH stream_4 AS 
(SELECT placed_1.bucket AS bucket, tool_call_by_nhi_4.counted AS counted 
FROM placed_1, tool_call_by_nhi AS tool_call_by_nhi_4 
WHERE placed_1.level > 0 AND tool_call_by_nhi_4.level = placed_1.level + 0 AND tool_call_by_nhi_4.start_at = placed_1.lo + 0 AND tool_call_by_nhi_4.nhi_id = nhi_1.id AND tool_call_by_nhi_4.outcome = $45::VARCHAR COLLATE "C" AND tool_call_by_nhi_4.counted > 0 AND tool_call_by_nhi_4.org_id = $1::VARCHAR COLLATE "C" UNION ALL SELECT pieces_1.bucket AS bucket, 1 AS counted 
FROM (SELECT coalesce(tool_call_3.called_at, -1) AS occurred 
FROM cover_4, tool_call AS tool_call_3 
WHERE tool_call_3.nhi_id = nhi_1.id AND coalesce((SELECT verdict_4.outcome 
FROM verdict AS verdict_4 
WHERE verdict_4.tool_call_id = tool_call_3.id AND verdict_4.outcome IS NOT NULL AND verdict_4.org_id = $1::VARCHAR COLLATE "C" ORDER BY CASE verdict_4.outcome WHEN $46::VARCHAR THEN $47::INTEGER WHEN $48::VARCHAR THEN $49::INTEGER WHEN $50::VARCHAR THEN $51::INTEGER WHEN $52::VARCHAR THEN $53::INTEGER END DESC 
 LIMIT $54::INTEGER), tool_call_3.outcome) = $55::VARCHAR COLLATE "C" AND cover_4.level + 0 = 0 AND coalesce(tool_call_3.called_at, -1) >= cover_4.lo + 0 AND coalesce(tool_call_3.called_at, -1) < cover_4.hi + 0 AND tool_call_3.org_id = $1::VARCHAR COLLATE "C"
 LIMIT ALL OFFSET 0) AS started_4, pieces_1 
WHERE pieces_1.place = started_4.occurred / $44::BIGINT AND started_4.occurred >= pieces_1.lo AND started_4.occurred < pieces_1.hi UNION ALL SELECT buckets_1.lo AS lo, 0 AS counted 
FROM (SELECT (row ->> 0)::bigint AS lo, (row ->> 1)::bigint AS hi FROM json_array_elements(($56::VARCHAR COLLATE "C")::json) WITH ORDINALITY AS t(row, place) ORDER BY place) AS buckets_1), 
groups_4 AS 
(SELECT stream_4.bucket AS bucket, CAST(coalesce(sum(stream_4.counted), 0) AS BIGINT) AS counted 
FROM stream_4 GROUP BY stream_4.bucket), 
figures_4 AS 
(SELECT groups_4.bucket AS bucket, groups_4.counted AS counted 
FROM groups_4), 
page_5 AS 
(SELECT '{"start":' || coalesce('"' || replace((timestamp 'epoch' + (figures_4.bucket / 3600000000) * interval '1 hour' + (figures_4.bucket % 3600000000) * interval '1 microsecond')::text, ' ', 'T') || 'Z' || '"', 'null') || ',"count":' || coalesce((figures_4.counted)::text, 'null') || '}' AS figures 
FROM figures_4 ORDER BY figures_4.bucket)
 SELECT '[' || coalesce(string_agg(coalesce(page_5.figures, 'null'), ','), '') || ']' AS value 
FROM page_5) || '}' AS value) || ',"nodes":[' || coalesce(string_agg('{"tool":' || coalesce(to_json(page_6.tool)::text, 'null') || ',"calledAt":' || coalesce('"' || replace((timestamp 'epoch' + (page_6.called_at / 3600000000) * interval '1 hour' + (page_6.called_at % 3600000000) * interval '1 microsecond')::text, ' ', 'T') || 'Z' || '"', 'null') || ',"arguments":' || coalesce((page_6.arguments)::text, 'null') || ',"verdicts":' || (SELECT '{"nodes":[' || coalesce(string_agg('{"guardian":' || coalesce((SELECT '{"name":' || coalesce(to_json(guardian_1.name)::text, 'null') || '}' AS value 
FROM guardian AS guardian_1 
WHERE guardian_1.id = page_7.guardian_id AND guardian_1.org_id = $1::VARCHAR COLLATE "C"), 'null') || ',"reason":' || coalesce(to_json(page_7.reason)::text, 'null') || '}', ','), '') || ']}' AS value 
FROM (SELECT verdict_5.guardian_id AS guardian_id, verdict_5.reason AS reason 
FROM verdict AS verdict_5 
WHERE verdict_5.tool_call_id = page_6.id AND verdict_5.org_id = $1::VARCHAR COLLATE "C" ORDER BY coalesce(verdict_5.decided_at, -1) DESC, verdict_5.id DESC 
 LIMIT 20) AS page_7) || '}', ','), '') || ']}' AS value 
FROM (SELECT tool_call_3.tool AS tool, tool_call_3.called_at AS called_at, tool_call_3.arguments AS arguments, tool_call_3.id AS id 
FROM tool_call AS tool_call_3 
WHERE tool_call_3.nhi_id = nhi_1.id AND coalesce(tool_call_3.called_at, -1) >= $57::BIGINT AND coalesce(tool_call_3.called_at, -1) < $58::BIGINT AND coalesce((SELECT verdict_6.outcome 
FROM verdict AS verdict_6 
WHERE verdict_6.tool_call_id = tool_call_3.id AND verdict_6.outcome IS NOT NULL AND verdict_6.org_id = $1::VARCHAR COLLATE "C" ORDER BY CASE verdict_6.outcome WHEN $59::VARCHAR THEN $60::INTEGER WHEN $61::VARCHAR THEN $62::INTEGER WHEN $63::VARCHAR THEN $64::INTEGER WHEN $65::VARCHAR THEN $66::INTEGER END DESC 
 LIMIT $67::INTEGER), tool_call_3.outcome) = $68::VARCHAR COLLATE "C" AND tool_call_3.org_id = $1::VARCHAR COLLATE "C" ORDER BY coalesce(tool_call_3.called_at, -1) DESC, tool_call_3.id DESC 
 LIMIT 3) AS page_6) || ',"instances":' || (SELECT '{"stats":' || (SELECT '{"groupBy":' || (WITH stream_5 AS 
(SELECT started_5.key_0 AS key_0, 1 AS counted 
FROM (SELECT CAST(process_instance_1.model_id AS TEXT) COLLATE "C" AS key_0 
FROM process_instance AS process_instance_1 
WHERE process_instance_1.id IN (SELECT run_2.instance_id 
FROM run AS run_2 
WHERE run_2.nhi_id = nhi_1.id AND run_2.instance_id IS NOT NULL AND run_2.org_id = $1::VARCHAR COLLATE "C") AND process_instance_1.id IN (SELECT linked_1.instance_id 
FROM linked_1) AND process_instance_1.org_id = $1::VARCHAR COLLATE "C") AS started_5), 
groups_5 AS 
(SELECT stream_5.key_0 AS key_0, CAST(coalesce(sum(stream_5.counted), 0) AS BIGINT) AS counted 
FROM stream_5 GROUP BY stream_5.key_0), 
figures_5 AS 
(SELECT groups_5.key_0 AS key_0, groups_5.counted AS counted 
FROM groups_5), 
page_8 AS 
(SELECT '{"key":' || coalesce(to_json(figures_5.key_0)::text, 'null') || ',"count":' || coalesce((figures_5.counted)::text, 'null') || '}' AS figures 
FROM figures_5 ORDER BY figures_5.counted DESC, figures_5.key_0 ASC NULLS LAST 
 LIMIT $71::BIGINT)
 SELECT '[' || coalesce(string_agg(coalesce(page_8.figures, 'null'), ','), '') || ']' AS value 
FROM page_8) || '}' AS value) || '}' AS value) || '}' AS value 
FROM nhi AS nhi_1 
WHERE nhi_1.id = $72::VARCHAR COLLATE "C" AND nhi_1.org_id = $1::VARCHAR COLLATE "C") AS value;
-- binds: <organization>, 1, 1, 0, 0, 0, <AnomalyStatus.OPEN: 'OPEN'>, <now and $days>, <now>, 1, <now and $days>, <now>, 1, 'PASSED', 0, 'CORRECTED', 1, 'BLOCKED', 2, 'ERROR', 3, 1, 20, <now and $days>, <now>, 1, <Outcome.BLOCKED: 'BLOCKED'>, 'PASSED', 0, 'CORRECTED', 1, 'BLOCKED', 2, 'ERROR', 3, 1, <Outcome.BLOCKED: 'BLOCKED'>, 20, <now and $days and now>, <now and $days>, <now>, 1, <now and $days and now>, <now and $days and now>, <Outcome.BLOCKED: 'BLOCKED'>, 'PASSED', 0, 'CORRECTED', 1, 'BLOCKED', 2, 'ERROR', 3, 1, <Outcome.BLOCKED: 'BLOCKED'>, <now and $days and now>, <now and $days>, <now>, 'PASSED', 0, 'CORRECTED', 1, 'BLOCKED', 2, 'ERROR', 3, 1, <Outcome.BLOCKED: 'BLOCKED'>, <now and $days>, <now>, 20, <$nhi>

-- configChanges
SELECT (SELECT '{"nodes":[' || coalesce(string_agg('{"changedAt":' || coalesce('"' || replace((timestamp 'epoch' + (page_1.changed_at / 3600000000) * interval '1 hour' + (page_1.changed_at % 3600000000) * interval '1 microsecond')::text, ' ', 'T') || 'Z' || '"', 'null') || ',"resource":' || coalesce(to_json(page_1.resource)::text, 'null') || ',"setting":' || coalesce(to_json(page_1.setting)::text, 'null') || ',"oldValue":' || coalesce((page_1.old_value)::text, 'null') || ',"newValue":' || coalesce((page_1.new_value)::text, 'null') || '}', ','), '') || ']}' AS value 
FROM (SELECT config_change_1.changed_at AS changed_at, config_change_1.resource AS resource, config_change_1.setting AS setting, config_change_1.old_value AS old_value, config_change_1.new_value AS new_value 
FROM config_change AS config_change_1 
WHERE coalesce(config_change_1.changed_at, -1) >= $1::BIGINT AND coalesce(config_change_1.changed_at, -1) < $2::BIGINT AND (config_change_1.resource = $3::VARCHAR COLLATE "C" OR config_change_1.actor = $4::VARCHAR COLLATE "C") AND config_change_1.org_id = $5::VARCHAR COLLATE "C" ORDER BY coalesce(config_change_1.changed_at, -1) ASC, config_change_1.id ASC 
 LIMIT 20) AS page_1) AS value;
-- binds: <now and $days>, <now>, <$nhi>, <$nhi>, <organization>
