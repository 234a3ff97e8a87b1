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
 SELECT (SELECT '{' || trim(json_object('totalCount', (WITH stream_1 AS 
(SELECT tool_call_rollup_1.counted AS counted 
FROM cover_1, tool_call_rollup AS tool_call_rollup_1 
WHERE cover_1.level > 0 AND tool_call_rollup_1.level = cover_1.level + 0 AND tool_call_rollup_1.start_at = cover_1.lo + 0 AND tool_call_rollup_1.outcome = ? AND tool_call_rollup_1.counted > 0 AND tool_call_rollup_1.org_id = ? UNION ALL SELECT 1 AS counted 
FROM (SELECT 1 AS one 
FROM cover_1, tool_call AS tool_call_1 
WHERE coalesce((SELECT verdict_1.outcome 
FROM verdict AS verdict_1 
WHERE verdict_1.tool_call_id = tool_call_1.id AND verdict_1.outcome IS NOT NULL AND verdict_1.org_id = ? ORDER BY CASE verdict_1.outcome WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? END DESC
 LIMIT ? OFFSET ?), tool_call_1.outcome) = ? AND cover_1.level + 0 = 0 AND coalesce(tool_call_1.called_at, -1) >= cover_1.lo AND coalesce(tool_call_1.called_at, -1) < cover_1.hi AND tool_call_1.org_id = ?) AS started_1), 
groups_1 AS 
(SELECT CAST(coalesce(sum(stream_1.counted), 0) AS INTEGER) AS counted 
FROM stream_1), 
figures_1 AS 
(SELECT groups_1.counted AS counted 
FROM groups_1)
 SELECT figures_1.counted AS value 
FROM figures_1)), '{}') || ',"pageInfo":' || json_object('endCursor', max(CASE WHEN (numbered_1.number = CASE WHEN (numbered_1.fetched < ?) THEN numbered_1.fetched ELSE ? END AND numbered_1.number <= ?) THEN (json_array('CALLED_AT_DESC', coalesce(numbered_1.called_at, -1), numbered_1.id) || '') END), 'hasNextPage', json(CASE coalesce(max(numbered_1.fetched), ?) > ? WHEN 1 THEN 'true' WHEN 0 THEN 'false' END)) || ',"edges":[' || coalesce(group_concat('{' || trim(json_object('cursor', (json_array('CALLED_AT_DESC', coalesce(numbered_1.called_at, -1), numbered_1.id) || '')), '{}') || ',"node":' || json_object('toolCallId', numbered_1.id, 'tool', numbered_1.tool, 'calledAt', iif(numbered_1.called_at % 1000000, date(numbered_1.called_at / 1000000, 'unixepoch') || 'T' || time(numbered_1.called_at / 1000000, 'unixepoch') || rtrim('.' || substr(numbered_1.called_at + 1000000, -6), '0') || 'Z', date(numbered_1.called_at / 1000000, 'unixepoch') || 'T' || time(numbered_1.called_at / 1000000, 'unixepoch') || 'Z'), 'nhiId', numbered_1.nhi_id) || '}') FILTER (WHERE numbered_1.number <= ?), '') || ']}' AS value 
FROM (SELECT page_1.called_at AS called_at, page_1.id AS id, page_1.tool AS tool, page_1.nhi_id AS nhi_id, row_number() OVER (ORDER BY coalesce(page_1.called_at, -1) DESC, page_1.id DESC) AS number, count(*) OVER () AS fetched 
FROM (SELECT tool_call_1.called_at AS called_at, tool_call_1.id AS id, tool_call_1.tool AS tool, tool_call_1.nhi_id AS nhi_id 
FROM tool_call AS tool_call_1 
WHERE coalesce((SELECT verdict_2.outcome 
FROM verdict AS verdict_2 
WHERE verdict_2.tool_call_id = tool_call_1.id AND verdict_2.outcome IS NOT NULL AND verdict_2.org_id = ? ORDER BY CASE verdict_2.outcome WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? END DESC
 LIMIT ? OFFSET ?), tool_call_1.outcome) = ? AND tool_call_1.org_id = ? ORDER BY coalesce(tool_call_1.called_at, -1) DESC, tool_call_1.id DESC
 LIMIT ? OFFSET ?) AS page_1 ORDER BY coalesce(page_1.called_at, -1) DESC, page_1.id DESC
 LIMIT ? OFFSET ?) AS numbered_1) AS value;
-- binds: -1, 253402300800000000, <organization>, -1, 253402300800000000, -1, 253402300800000000, <organization>, -1, 1, 253402300800000000, 253402300800000000, -1, 253402300800000000, <Outcome.BLOCKED: 'BLOCKED'>, <organization>, <organization>, 'PASSED', 0, 'CORRECTED', 1, 'BLOCKED', 2, 'ERROR', 3, 1, 0, <Outcome.BLOCKED: 'BLOCKED'>, <organization>, <$size>, <$size>, <$size>, 0, <$size>, <$size>, <organization>, 'PASSED', 0, 'CORRECTED', 1, 'BLOCKED', 2, 'ERROR', 3, 1, 0, <Outcome.BLOCKED: 'BLOCKED'>, <organization>, <$size>, 0, <$size>, 0
