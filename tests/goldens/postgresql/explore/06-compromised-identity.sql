-- nhi
WITH RECURSIVE periods_1(level, start_at, end_at, state) AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'tool_call' AND rollup_period_1.level = 4 AND rollup_period_1.end_at > $8::BIGINT AND rollup_period_1.start_at < $10::BIGINT AND rollup_period_1.org_id = $1::VARCHAR COLLATE "C" UNION ALL SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM periods_1, rollup_period AS rollup_period_2 
WHERE periods_1.level > 1 AND NOT (periods_1.state >= 1 AND periods_1.start_at >= $8::BIGINT AND periods_1.end_at <= $10::BIGINT AND periods_1.level <= 4) AND rollup_period_2.subject = 'tool_call' AND rollup_period_2.level = periods_1.level - 1 AND rollup_period_2.start_at >= periods_1.start_at AND rollup_period_2.start_at < periods_1.end_at AND rollup_period_2.end_at > $8::BIGINT AND rollup_period_2.start_at < $10::BIGINT AND rollup_period_2.org_id = $1::VARCHAR COLLATE "C"), 
ordered_1 AS 
(SELECT edges_1.level AS level, edges_1.lo AS lo, edges_1.hi AS hi, lag(edges_1.hi, 1, $8::BIGINT) OVER (ORDER BY edges_1.lo, edges_1.level) AS before, max(edges_1.bucket) OVER (ORDER BY edges_1.lo, edges_1.level ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS bucket, max(edges_1.bucket) OVER (ORDER BY edges_1.lo, edges_1.level ROWS BETWEEN UNBOUNDED PRECEDING AND $9::INTEGER PRECEDING) AS bucket_before 
FROM (SELECT 0 AS level, $10::BIGINT AS lo, $10::BIGINT AS hi, CAST(NULL AS BIGINT) AS bucket UNION ALL SELECT periods_1.level AS level, periods_1.start_at AS lo, periods_1.end_at AS hi, CAST(NULL AS BIGINT) AS bucket 
FROM periods_1 
WHERE periods_1.state >= 1 AND periods_1.start_at >= $8::BIGINT AND periods_1.end_at <= $10::BIGINT AND periods_1.level <= 4) AS edges_1), 
cover_1 AS MATERIALIZED 
(SELECT ordered_1.level AS level, ordered_1.lo AS lo, ordered_1.hi AS hi, ordered_1.bucket AS bucket 
FROM ordered_1 
WHERE ordered_1.level > 0 UNION ALL SELECT 0, ordered_1.before AS before, ordered_1.lo AS lo, ordered_1.bucket_before AS bucket_before 
FROM ordered_1 
WHERE ordered_1.before < ordered_1.lo), 
periods_2(level, start_at, end_at, state) AS 
(SELECT rollup_period_3.level AS level, rollup_period_3.start_at AS start_at, rollup_period_3.end_at AS end_at, rollup_period_3.state AS state 
FROM rollup_period AS rollup_period_3 
WHERE rollup_period_3.subject = 'tool_call' AND rollup_period_3.level = 4 AND rollup_period_3.end_at > $11::BIGINT AND rollup_period_3.start_at < $13::BIGINT AND rollup_period_3.org_id = $1::VARCHAR COLLATE "C" UNION ALL SELECT rollup_period_4.level AS level, rollup_period_4.start_at AS start_at, rollup_period_4.end_at AS end_at, rollup_period_4.state AS state 
FROM periods_2, rollup_period AS rollup_period_4 
WHERE periods_2.level > 1 AND NOT (periods_2.state >= 1 AND periods_2.start_at >= $11::BIGINT AND periods_2.end_at <= $13::BIGINT AND periods_2.level <= 4) AND rollup_period_4.subject = 'tool_call' AND rollup_period_4.level = periods_2.level - 1 AND rollup_period_4.start_at >= periods_2.start_at AND rollup_period_4.start_at < periods_2.end_at AND rollup_period_4.end_at > $11::BIGINT AND rollup_period_4.start_at < $13::BIGINT AND rollup_period_4.org_id = $1::VARCHAR COLLATE "C"), 
ordered_2 AS 
(SELECT edges_2.level AS level, edges_2.lo AS lo, edges_2.hi AS hi, lag(edges_2.hi, 1, $11::BIGINT) OVER (ORDER BY edges_2.lo, edges_2.level) AS before, max(edges_2.bucket) OVER (ORDER BY edges_2.lo, edges_2.level ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS bucket, max(edges_2.bucket) OVER (ORDER BY edges_2.lo, edges_2.level ROWS BETWEEN UNBOUNDED PRECEDING AND $12::INTEGER PRECEDING) AS bucket_before 
FROM (SELECT 0 AS level, $13::BIGINT AS lo, $13::BIGINT AS hi, CAST(NULL AS BIGINT) AS bucket UNION ALL SELECT periods_2.level AS level, periods_2.start_at AS lo, periods_2.end_at AS hi, CAST(NULL AS BIGINT) AS bucket 
FROM periods_2 
WHERE periods_2.state >= 1 AND periods_2.start_at >= $11::BIGINT AND periods_2.end_at <= $13::BIGINT AND periods_2.level <= 4) AS edges_2), 
cover_2 AS MATERIALIZED 
(SELECT ordered_2.level AS level, ordered_2.lo AS lo, ordered_2.hi AS hi, ordered_2.bucket AS bucket 
FROM ordered_2 
WHERE ordered_2.level > 0 UNION ALL SELECT 0, ordered_2.before AS before, ordered_2.lo AS lo, ordered_2.bucket_before AS bucket_before 
FROM ordered_2 
WHERE ordered_2.before < ordered_2.lo), 
periods_3(level, start_at, end_at, state) AS 
(SELECT rollup_period_5.level AS level, rollup_period_5.start_at AS start_at, rollup_period_5.end_at AS end_at, rollup_period_5.state AS state 
FROM rollup_period AS rollup_period_5 
WHERE rollup_period_5.subject = 'tool_call' AND rollup_period_5.level = 4 AND rollup_period_5.end_at > $24::BIGINT AND rollup_period_5.start_at < $26::BIGINT AND rollup_period_5.org_id = $1::VARCHAR COLLATE "C" UNION ALL SELECT rollup_period_6.level AS level, rollup_period_6.start_at AS start_at, rollup_period_6.end_at AS end_at, rollup_period_6.state AS state 
FROM periods_3, rollup_period AS rollup_period_6 
WHERE periods_3.level > 1 AND NOT (periods_3.state >= 1 AND periods_3.start_at >= $24::BIGINT AND periods_3.end_at <= $26::BIGINT AND periods_3.level <= 4) AND rollup_period_6.subject = 'tool_call' AND rollup_period_6.level = periods_3.level - 1 AND rollup_period_6.start_at >= periods_3.start_at AND rollup_period_6.start_at < periods_3.end_at AND rollup_period_6.end_at > $24::BIGINT AND rollup_period_6.start_at < $26::BIGINT AND rollup_period_6.org_id = $1::VARCHAR COLLATE "C"), 
ordered_3 AS 
(SELECT edges_3.level AS level, edges_3.lo AS lo, edges_3.hi AS hi, lag(edges_3.hi, 1, $24::BIGINT) OVER (ORDER BY edges_3.lo, edges_3.level) AS before, max(edges_3.bucket) OVER (ORDER BY edges_3.lo, edges_3.level ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS bucket, max(edges_3.bucket) OVER (ORDER BY edges_3.lo, edges_3.level ROWS BETWEEN UNBOUNDED PRECEDING AND $25::INTEGER PRECEDING) AS bucket_before 
FROM (SELECT 0 AS level, $26::BIGINT AS lo, $26::BIGINT AS hi, CAST(NULL AS BIGINT) AS bucket UNION ALL SELECT periods_3.level AS level, periods_3.start_at AS lo, periods_3.end_at AS hi, CAST(NULL AS BIGINT) AS bucket 
FROM periods_3 
WHERE periods_3.state >= 1 AND periods_3.start_at >= $24::BIGINT AND periods_3.end_at <= $26::BIGINT AND periods_3.level <= 4) AS edges_3), 
cover_3 AS MATERIALIZED 
(SELECT ordered_3.level AS level, ordered_3.lo AS lo, ordered_3.hi AS hi, ordered_3.bucket AS bucket 
FROM ordered_3 
WHERE ordered_3.level > 0 UNION ALL SELECT 0, ordered_3.before AS before, ordered_3.lo AS lo, ordered_3.bucket_before AS bucket_before 
FROM ordered_3 
WHERE ordered_3.before < ordered_3.lo), 
periods_4(level, start_at, end_at, state) AS 
(SELECT rollup_period_7.level AS level, rollup_period_7.start_at AS start_at, rollup_period_7.end_at AS end_at, rollup_period_7.state AS state 
FROM rollup_period AS rollup_period_7 
WHERE rollup_period_7.subject = 'tool_call' AND rollup_period_7.level = 4 AND rollup_period_7.end_at > $39::BIGINT AND rollup_period_7.start_at < $41::BIGINT AND rollup_period_7.org_id = $1::VARCHAR COLLATE "C" UNION ALL SELECT rollup_period_8.level AS level, rollup_period_8.start_at AS start_at, rollup_period_8.end_at AS end_at, rollup_period_8.state AS state 
FROM periods_4, rollup_period AS rollup_period_8 
WHERE periods_4.level > 1 AND NOT (periods_4.state >= 1 AND periods_4.start_at >= $39::BIGINT AND periods_4.end_at <= $41::BIGINT AND periods_4.level <= $43::BIGINT) AND rollup_period_8.subject = 'tool_call' AND rollup_period_8.level = periods_4.level - 1 AND rollup_period_8.start_at >= periods_4.start_at AND rollup_period_8.start_at < periods_4.end_at AND rollup_period_8.end_at > $39::BIGINT AND rollup_period_8.start_at < $41::BIGINT AND rollup_period_8.org_id = $1::VARCHAR COLLATE "C"), 
ordered_4 AS 
(SELECT edges_4.level AS level, edges_4.lo AS lo, edges_4.hi AS hi, lag(edges_4.hi, 1, $39::BIGINT) OVER (ORDER BY edges_4.lo, edges_4.level) AS before, max(edges_4.bucket) OVER (ORDER BY edges_4.lo, edges_4.level ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS bucket, max(edges_4.bucket) OVER (ORDER BY edges_4.lo, edges_4.level ROWS BETWEEN UNBOUNDED PRECEDING AND $40::INTEGER PRECEDING) AS bucket_before 
FROM (SELECT 0 AS level, $41::BIGINT AS lo, $41::BIGINT AS hi, CAST(NULL AS BIGINT) AS bucket UNION ALL SELECT 0 AS level, CASE WHEN (buckets_1.lo < $39::BIGINT) THEN $39::BIGINT ELSE buckets_1.lo END AS lo, CASE WHEN (buckets_1.lo < $39::BIGINT) THEN $39::BIGINT ELSE buckets_1.lo END AS hi, buckets_1.lo AS bucket 
FROM (SELECT (pair ->> 0)::bigint AS lo, (pair ->> 1)::bigint AS hi FROM json_array_elements(($42::VARCHAR COLLATE "C")::json) WITH ORDINALITY AS t(pair, place) ORDER BY place) AS buckets_1 UNION ALL SELECT periods_4.level AS level, periods_4.start_at AS lo, periods_4.end_at AS hi, CAST(NULL AS BIGINT) AS bucket 
FROM periods_4 
WHERE periods_4.state >= 1 AND periods_4.start_at >= $39::BIGINT AND periods_4.end_at <= $41::BIGINT AND periods_4.level <= $43::BIGINT) AS edges_4), 
cover_4 AS MATERIALIZED 
(SELECT ordered_4.level AS level, ordered_4.lo AS lo, ordered_4.hi AS hi, ordered_4.bucket AS bucket 
FROM ordered_4 
WHERE ordered_4.level > 0 UNION ALL SELECT 0, ordered_4.before AS before, ordered_4.lo AS lo, ordered_4.bucket_before AS bucket_before 
FROM ordered_4 
WHERE ordered_4.before < ordered_4.lo)
 SELECT (SELECT '{"label":' || coalesce(to_json(nhi_1.label)::text, 'null') || ',"owner":' || coalesce(to_json(nhi_1.owner)::text, 'null') || ',"tier":' || coalesce((nhi_1.tier)::text, 'null') || ',"tierCeiling":' || coalesce((nhi_1.tier_ceiling)::text, 'null') || ',"riskScore":' || coalesce((((SELECT risk_assessment_1.score 
FROM risk_assessment AS risk_assessment_1 
WHERE risk_assessment_1.nhi_id = nhi_1.id AND risk_assessment_1.org_id = $1::VARCHAR COLLATE "C" ORDER BY coalesce(risk_assessment_1.assessed_at, -1) DESC, risk_assessment_1.id DESC 
 LIMIT $2::INTEGER))::float8)::text, 'null') || ',"riskLevel":' || coalesce('"' || (SELECT risk_assessment_2.level 
FROM risk_assessment AS risk_assessment_2 
WHERE risk_assessment_2.nhi_id = nhi_1.id AND risk_assessment_2.org_id = $1::VARCHAR COLLATE "C" ORDER BY coalesce(risk_assessment_2.assessed_at, -1) DESC, risk_assessment_2.id DESC 
 LIMIT $3::INTEGER) || '"', 'null') || ',"lastSeenAt":' || coalesce('"' || replace((timestamp 'epoch' + ((SELECT max(seen_1.moment) AS max_1 
FROM (SELECT max(coalesce(tool_call_1.called_at, -1)) AS moment 
FROM tool_call AS tool_call_1 
WHERE tool_call_1.nhi_id = nhi_1.id AND coalesce(tool_call_1.called_at, -1) >= $4::BIGINT AND tool_call_1.org_id = $1::VARCHAR COLLATE "C" UNION ALL SELECT max(coalesce(verdict_1.decided_at, -1)) AS moment 
FROM verdict AS verdict_1 
WHERE verdict_1.nhi_id = nhi_1.id AND coalesce(verdict_1.decided_at, -1) >= $5::BIGINT AND verdict_1.org_id = $1::VARCHAR COLLATE "C" UNION ALL SELECT max(coalesce(run_1.started_at, -1)) AS moment 
FROM run AS run_1 
WHERE run_1.nhi_id = nhi_1.id AND coalesce(run_1.started_at, -1) >= $6::BIGINT AND run_1.org_id = $1::VARCHAR COLLATE "C") AS seen_1) / 3600000000) * interval '1 hour' + ((SELECT max(seen_1.moment) AS max_1 
FROM (SELECT max(coalesce(tool_call_1.called_at, -1)) AS moment 
FROM tool_call AS tool_call_1 
WHERE tool_call_1.nhi_id = nhi_1.id AND coalesce(tool_call_1.called_at, -1) >= $4::BIGINT AND tool_call_1.org_id = $1::VARCHAR COLLATE "C" UNION ALL SELECT max(coalesce(verdict_1.decided_at, -1)) AS moment 
FROM verdict AS verdict_1 
WHERE verdict_1.nhi_id = nhi_1.id AND coalesce(verdict_1.decided_at, -1) >= $5::BIGINT AND verdict_1.org_id = $1::VARCHAR COLLATE "C" UNION ALL SELECT max(coalesce(run_1.started_at, -1)) AS moment 
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
WHERE tool_call_2.nhi_id = nhi_1.id AND cover_1.level + 0 = 0 AND coalesce(tool_call_2.called_at, -1) >= cover_1.lo AND coalesce(tool_call_2.called_at, -1) < cover_1.hi AND tool_call_2.org_id = $1::VARCHAR COLLATE "C") AS started_1), 
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
WHERE tool_call_2.nhi_id = nhi_1.id AND cover_2.level + 0 = 0 AND coalesce(tool_call_2.called_at, -1) >= cover_2.lo AND coalesce(tool_call_2.called_at, -1) < cover_2.hi AND tool_call_2.org_id = $1::VARCHAR COLLATE "C"
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
 LIMIT $36::INTEGER), tool_call_3.outcome) = $37::VARCHAR COLLATE "C" AND cover_3.level + 0 = 0 AND coalesce(tool_call_3.called_at, -1) >= cover_3.lo AND coalesce(tool_call_3.called_at, -1) < cover_3.hi AND tool_call_3.org_id = $1::VARCHAR COLLATE "C") AS started_3), 
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
(SELECT cover_4.bucket AS bucket, tool_call_by_nhi_4.counted AS counted 
FROM cover_4, tool_call_by_nhi AS tool_call_by_nhi_4 
WHERE cover_4.level > 0 AND tool_call_by_nhi_4.level = cover_4.level + 0 AND tool_call_by_nhi_4.start_at = cover_4.lo + 0 AND tool_call_by_nhi_4.nhi_id = nhi_1.id AND tool_call_by_nhi_4.outcome = $44::VARCHAR COLLATE "C" AND tool_call_by_nhi_4.counted > 0 AND tool_call_by_nhi_4.org_id = $1::VARCHAR COLLATE "C" UNION ALL SELECT started_4.bucket AS bucket, 1 AS counted 
FROM (SELECT cover_4.bucket AS bucket 
FROM cover_4, tool_call AS tool_call_3 
WHERE tool_call_3.nhi_id = nhi_1.id AND coalesce((SELECT verdict_4.outcome 
FROM verdict AS verdict_4 
WHERE verdict_4.tool_call_id = tool_call_3.id AND verdict_4.outcome IS NOT NULL AND verdict_4.org_id = $1::VARCHAR COLLATE "C" ORDER BY CASE verdict_4.outcome WHEN $45::VARCHAR THEN $46::INTEGER WHEN $47::VARCHAR THEN $48::INTEGER WHEN $49::VARCHAR THEN $50::INTEGER WHEN $51::VARCHAR THEN $52::INTEGER END DESC 
 LIMIT $53::INTEGER), tool_call_3.outcome) = $54::VARCHAR COLLATE "C" AND cover_4.level + 0 = 0 AND coalesce(tool_call_3.called_at, -1) >= cover_4.lo AND coalesce(tool_call_3.called_at, -1) < cover_4.hi AND tool_call_3.org_id = $1::VARCHAR COLLATE "C") AS started_4 UNION ALL SELECT buckets_1.lo AS lo, 0 AS counted 
FROM (SELECT (pair ->> 0)::bigint AS lo, (pair ->> 1)::bigint AS hi FROM json_array_elements(($42::VARCHAR COLLATE "C")::json) WITH ORDINALITY AS t(pair, place) ORDER BY place) AS buckets_1), 
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
WHERE tool_call_3.nhi_id = nhi_1.id AND coalesce(tool_call_3.called_at, -1) >= $55::BIGINT AND coalesce(tool_call_3.called_at, -1) < $56::BIGINT AND coalesce((SELECT verdict_6.outcome 
FROM verdict AS verdict_6 
WHERE verdict_6.tool_call_id = tool_call_3.id AND verdict_6.outcome IS NOT NULL AND verdict_6.org_id = $1::VARCHAR COLLATE "C" ORDER BY CASE verdict_6.outcome WHEN $57::VARCHAR THEN $58::INTEGER WHEN $59::VARCHAR THEN $60::INTEGER WHEN $61::VARCHAR THEN $62::INTEGER WHEN $63::VARCHAR THEN $64::INTEGER END DESC 
 LIMIT $65::INTEGER), tool_call_3.outcome) = $66::VARCHAR COLLATE "C" AND tool_call_3.org_id = $1::VARCHAR COLLATE "C" ORDER BY coalesce(tool_call_3.called_at, -1) DESC, tool_call_3.id DESC 
 LIMIT 3) AS page_6) || ',"instances":' || (SELECT '{"stats":' || (SELECT '{"groupBy":' || (WITH stream_5 AS 
(SELECT started_5.key_0 AS key_0, 1 AS counted 
FROM (SELECT CAST(process_instance_1.model_id AS TEXT) COLLATE "C" AS key_0 
FROM process_instance AS process_instance_1 
WHERE process_instance_1.id IN (SELECT run_2.instance_id 
FROM run AS run_2 
WHERE run_2.nhi_id = nhi_1.id AND run_2.instance_id IS NOT NULL AND run_2.org_id = $1::VARCHAR COLLATE "C") AND process_instance_1.id IN (SELECT run_3.instance_id 
FROM run AS run_3 
WHERE coalesce(run_3.started_at, -1) >= $67::BIGINT AND coalesce(run_3.started_at, -1) < $68::BIGINT AND run_3.instance_id IS NOT NULL AND run_3.org_id = $1::VARCHAR COLLATE "C") AND process_instance_1.org_id = $1::VARCHAR COLLATE "C") AS started_5), 
groups_5 AS 
(SELECT stream_5.key_0 AS key_0, CAST(coalesce(sum(stream_5.counted), 0) AS BIGINT) AS counted 
FROM stream_5 GROUP BY stream_5.key_0), 
figures_5 AS 
(SELECT groups_5.key_0 AS key_0, groups_5.counted AS counted 
FROM groups_5), 
page_8 AS 
(SELECT '{"key":' || coalesce(to_json(figures_5.key_0)::text, 'null') || ',"count":' || coalesce((figures_5.counted)::text, 'null') || '}' AS figures 
FROM figures_5 ORDER BY figures_5.counted DESC, figures_5.key_0 ASC NULLS LAST 
 LIMIT $69::BIGINT)
 SELECT '[' || coalesce(string_agg(coalesce(page_8.figures, 'null'), ','), '') || ']' AS value 
FROM page_8) || '}' AS value) || '}' AS value) || '}' AS value 
FROM nhi AS nhi_1 
WHERE nhi_1.id = $70::VARCHAR COLLATE "C" AND nhi_1.org_id = $1::VARCHAR COLLATE "C") AS value;
-- binds: <organization>, 1, 1, 0, 0, 0, <AnomalyStatus.OPEN: 'OPEN'>, <now and $days>, 1, <now>, <now and $days>, 1, <now>, 'PASSED', 0, 'CORRECTED', 1, 'BLOCKED', 2, 'ERROR', 3, 1, 20, <now and $days>, 1, <now>, <Outcome.BLOCKED: 'BLOCKED'>, 'PASSED', 0, 'CORRECTED', 1, 'BLOCKED', 2, 'ERROR', 3, 1, <Outcome.BLOCKED: 'BLOCKED'>, 20, <now and $days>, 1, <now>, <now and $days and now>, <now and $days and now>, <Outcome.BLOCKED: 'BLOCKED'>, 'PASSED', 0, 'CORRECTED', 1, 'BLOCKED', 2, 'ERROR', 3, 1, <Outcome.BLOCKED: 'BLOCKED'>, <now and $days>, <now>, 'PASSED', 0, 'CORRECTED', 1, 'BLOCKED', 2, 'ERROR', 3, 1, <Outcome.BLOCKED: 'BLOCKED'>, <now and $days>, <now>, 20, <$nhi>

-- configChanges
SELECT (SELECT '{"nodes":[' || coalesce(string_agg('{"changedAt":' || coalesce('"' || replace((timestamp 'epoch' + (page_1.changed_at / 3600000000) * interval '1 hour' + (page_1.changed_at % 3600000000) * interval '1 microsecond')::text, ' ', 'T') || 'Z' || '"', 'null') || ',"resource":' || coalesce(to_json(page_1.resource)::text, 'null') || ',"setting":' || coalesce(to_json(page_1.setting)::text, 'null') || ',"oldValue":' || coalesce((page_1.old_value)::text, 'null') || ',"newValue":' || coalesce((page_1.new_value)::text, 'null') || '}', ','), '') || ']}' AS value 
FROM (SELECT config_change_1.changed_at AS changed_at, config_change_1.resource AS resource, config_change_1.setting AS setting, config_change_1.old_value AS old_value, config_change_1.new_value AS new_value 
FROM config_change AS config_change_1 
WHERE coalesce(config_change_1.changed_at, -1) >= $1::BIGINT AND coalesce(config_change_1.changed_at, -1) < $2::BIGINT AND (config_change_1.resource = $3::VARCHAR COLLATE "C" OR config_change_1.actor = $4::VARCHAR COLLATE "C") AND config_change_1.org_id = $5::VARCHAR COLLATE "C" ORDER BY coalesce(config_change_1.changed_at, -1) ASC, config_change_1.id ASC 
 LIMIT 20) AS page_1) AS value;
-- binds: <now and $days>, <now>, <$nhi>, <$nhi>, <organization>
