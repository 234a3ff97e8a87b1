-- runs
WITH years_1 AS 
(SELECT rollup_period_1.level AS level, rollup_period_1.start_at AS start_at, rollup_period_1.end_at AS end_at, rollup_period_1.state AS state 
FROM rollup_period AS rollup_period_1 
WHERE rollup_period_1.subject = 'run' AND rollup_period_1.level = 4 AND 1 <= 4 AND rollup_period_1.end_at > ? AND rollup_period_1.start_at < ? AND rollup_period_1.org_id = ?), 
months_1 AS 
(SELECT rollup_period_2.level AS level, rollup_period_2.start_at AS start_at, rollup_period_2.end_at AS end_at, rollup_period_2.state AS state 
FROM years_1, rollup_period AS rollup_period_2 
WHERE rollup_period_2.subject = 'run' AND rollup_period_2.level = 3 AND NOT (years_1.state >= 1 AND years_1.start_at >= ? AND years_1.end_at <= ? AND years_1.level <= 4) AND rollup_period_2.start_at >= years_1.start_at AND rollup_period_2.start_at < years_1.end_at AND rollup_period_2.end_at > ? AND rollup_period_2.start_at < ? AND rollup_period_2.org_id = ?), 
days_1 AS 
(SELECT rollup_period_3.level AS level, rollup_period_3.start_at AS start_at, rollup_period_3.end_at AS end_at, rollup_period_3.state AS state 
FROM months_1, rollup_period AS rollup_period_3 
WHERE rollup_period_3.subject = 'run' AND rollup_period_3.level = 2 AND NOT (months_1.state >= 1 AND months_1.start_at >= ? AND months_1.end_at <= ? AND months_1.level <= 4) AND rollup_period_3.start_at >= months_1.start_at AND rollup_period_3.start_at < months_1.end_at AND rollup_period_3.end_at > ? AND rollup_period_3.start_at < ? AND rollup_period_3.org_id = ?), 
hours_1 AS 
(SELECT rollup_period_4.level AS level, rollup_period_4.start_at AS start_at, rollup_period_4.end_at AS end_at, rollup_period_4.state AS state 
FROM days_1, rollup_period AS rollup_period_4 
WHERE rollup_period_4.subject = 'run' AND rollup_period_4.level = 1 AND NOT (days_1.state >= 1 AND days_1.start_at >= ? AND days_1.end_at <= ? AND days_1.level <= 4) AND rollup_period_4.start_at >= days_1.start_at AND rollup_period_4.start_at < days_1.end_at AND rollup_period_4.end_at > ? AND rollup_period_4.start_at < ? AND rollup_period_4.org_id = ?), 
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
WHERE rollup_period_5.subject = 'run' AND rollup_period_5.level = 4 AND 1 <= 4 AND rollup_period_5.end_at > ? AND rollup_period_5.start_at < ? AND rollup_period_5.org_id = ?), 
months_2 AS 
(SELECT rollup_period_6.level AS level, rollup_period_6.start_at AS start_at, rollup_period_6.end_at AS end_at, rollup_period_6.state AS state 
FROM years_2, rollup_period AS rollup_period_6 
WHERE rollup_period_6.subject = 'run' AND rollup_period_6.level = 3 AND NOT (years_2.state >= 1 AND years_2.start_at >= ? AND years_2.end_at <= ? AND years_2.level <= 4) AND rollup_period_6.start_at >= years_2.start_at AND rollup_period_6.start_at < years_2.end_at AND rollup_period_6.end_at > ? AND rollup_period_6.start_at < ? AND rollup_period_6.org_id = ?), 
days_2 AS 
(SELECT rollup_period_7.level AS level, rollup_period_7.start_at AS start_at, rollup_period_7.end_at AS end_at, rollup_period_7.state AS state 
FROM months_2, rollup_period AS rollup_period_7 
WHERE rollup_period_7.subject = 'run' AND rollup_period_7.level = 2 AND NOT (months_2.state >= 1 AND months_2.start_at >= ? AND months_2.end_at <= ? AND months_2.level <= 4) AND rollup_period_7.start_at >= months_2.start_at AND rollup_period_7.start_at < months_2.end_at AND rollup_period_7.end_at > ? AND rollup_period_7.start_at < ? AND rollup_period_7.org_id = ?), 
hours_2 AS 
(SELECT rollup_period_8.level AS level, rollup_period_8.start_at AS start_at, rollup_period_8.end_at AS end_at, rollup_period_8.state AS state 
FROM days_2, rollup_period AS rollup_period_8 
WHERE rollup_period_8.subject = 'run' AND rollup_period_8.level = 1 AND NOT (days_2.state >= 1 AND days_2.start_at >= ? AND days_2.end_at <= ? AND days_2.level <= 4) AND rollup_period_8.start_at >= days_2.start_at AND rollup_period_8.start_at < days_2.end_at AND rollup_period_8.end_at > ? AND rollup_period_8.start_at < ? AND rollup_period_8.org_id = ?), 
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
WHERE periods_2.state >= 1 AND NOT (periods_2.state >= 1 AND periods_2.start_at >= ? AND periods_2.end_at <= ? AND periods_2.level <= 4) AND periods_2.level = 1)
 SELECT (SELECT '{' || trim(json_object('totalCount', (WITH stream_1 AS 
(SELECT run_rollup_1.counted AS counted 
FROM cover_1, run_rollup AS run_rollup_1 
WHERE cover_1.level > 0 AND run_rollup_1.level = cover_1.level + 0 AND run_rollup_1.start_at = cover_1.lo + 0 AND run_rollup_1.counted > 0 AND run_rollup_1.org_id = ? UNION ALL SELECT 1 AS counted 
FROM (SELECT 1 AS one 
FROM cover_1, run AS run_1 
WHERE cover_1.level + 0 = 0 AND coalesce(run_1.started_at, -1) >= cover_1.lo + 0 AND coalesce(run_1.started_at, -1) < cover_1.hi + 0 AND run_1.org_id = ?) AS started_1), 
groups_1 AS 
(SELECT CAST(coalesce(sum(stream_1.counted), 0) AS INTEGER) AS counted 
FROM stream_1), 
figures_1 AS 
(SELECT groups_1.counted AS counted 
FROM groups_1)
 SELECT figures_1.counted AS value 
FROM figures_1)), '{}') || ',"stats":' || (SELECT '{"groupBy":' || (WITH stream_2 AS 
(SELECT CAST(run_by_workflow_1.workflow_id AS TEXT) AS key_0, run_by_workflow_1.counted AS counted, run_by_workflow_1.least AS least, run_by_workflow_1.greatest AS greatest, run_by_workflow_1.sum_spend AS sum_spend, run_by_workflow_1.sum_input_tokens AS sum_input_tokens, run_by_workflow_1.sum_output_tokens AS sum_output_tokens 
FROM cover_2, run_by_workflow AS run_by_workflow_1 
WHERE cover_2.level > 0 AND run_by_workflow_1.level = cover_2.level + 0 AND run_by_workflow_1.start_at = cover_2.lo + 0 AND run_by_workflow_1.counted > 0 AND run_by_workflow_1.org_id = ? UNION ALL SELECT started_2.key_0 AS key_0, 1 AS counted, started_2.value AS least, started_2.value AS greatest, coalesce(started_2.sum_spend, 0) AS sum_spend, coalesce(started_2.sum_input_tokens, 0) AS sum_input_tokens, coalesce(started_2.sum_output_tokens, 0) AS sum_output_tokens 
FROM (SELECT CAST(run_1.workflow_id AS TEXT) AS key_0, CASE WHEN (run_1.ended_at >= run_1.started_at) THEN run_1.ended_at - run_1.started_at END AS value, run_1.spend AS sum_spend, run_1.input_tokens AS sum_input_tokens, run_1.output_tokens AS sum_output_tokens 
FROM cover_2, run AS run_1 
WHERE cover_2.level + 0 = 0 AND coalesce(run_1.started_at, -1) >= cover_2.lo + 0 AND coalesce(run_1.started_at, -1) < cover_2.hi + 0 AND run_1.org_id = ?) AS started_2), 
groups_2 AS 
(SELECT stream_2.key_0 AS key_0, CAST(coalesce(sum(stream_2.counted), 0) AS INTEGER) AS counted, min(stream_2.least) AS least, max(stream_2.greatest) AS greatest, CAST(coalesce(sum(stream_2.sum_spend), 0) AS INTEGER) AS sum_spend, CAST(coalesce(sum(stream_2.sum_input_tokens), 0) AS INTEGER) AS sum_input_tokens, CAST(coalesce(sum(stream_2.sum_output_tokens), 0) AS INTEGER) AS sum_output_tokens 
FROM stream_2 GROUP BY stream_2.key_0), 
stream_3 AS 
(SELECT CAST(run_by_workflow_2.workflow_id AS TEXT) AS key_0, bins_1.value & 4095 AS bin, bins_1.value >> 12 AS size 
FROM cover_2, run_by_workflow AS run_by_workflow_2, json_each(run_by_workflow_2.bins) AS bins_1 
WHERE cover_2.level > 0 AND run_by_workflow_2.level = cover_2.level + 0 AND run_by_workflow_2.start_at = cover_2.lo + 0 AND run_by_workflow_2.counted > 0 AND run_by_workflow_2.org_id = ? UNION ALL SELECT started_3.key_0 AS key_0, (CASE WHEN started_3.value > 0 THEN 1 + coalesce(CASE CAST(ln(started_3.value) / 0.018720204008081675 AS INTEGER) % 123 WHEN 0 THEN NULL WHEN 37 THEN NULL WHEN 85 THEN NULL WHEN 122 THEN NULL ELSE CAST(ln(started_3.value) / 0.018720204008081675 AS INTEGER) END, 123 * (length(started_3.value) - 1) + CASE WHEN substr(started_3.value, 1, 2) < '11' THEN 0 WHEN substr(started_3.value, 1, 2) < '2' THEN 36 WHEN substr(started_3.value, 1, 2) < '21' THEN 37 WHEN substr(started_3.value, 1, 2) < '5' THEN 85 WHEN substr(started_3.value, 1, 2) < '6' THEN 86 ELSE 122 END) WHEN started_3.value = 0 THEN 0 END) AS bin, CASE WHEN (started_3.value IS NOT NULL) THEN 1 ELSE 0 END AS size 
FROM (SELECT CAST(run_1.workflow_id AS TEXT) AS key_0, CASE WHEN (run_1.ended_at >= run_1.started_at) THEN run_1.ended_at - run_1.started_at END AS value 
FROM cover_2, run AS run_1 
WHERE cover_2.level + 0 = 0 AND coalesce(run_1.started_at, -1) >= cover_2.lo + 0 AND coalesce(run_1.started_at, -1) < cover_2.hi + 0 AND run_1.org_id = ?) AS started_3), 
ranked_1 AS 
(SELECT stream_3.key_0 AS key_0, stream_3.bin AS bin, CAST(sum(sum(stream_3.size)) OVER (PARTITION BY stream_3.key_0 ORDER BY stream_3.bin) AS INTEGER) AS upto, CAST(sum(sum(stream_3.size)) OVER (PARTITION BY stream_3.key_0) AS INTEGER) AS size 
FROM stream_3 GROUP BY stream_3.key_0, stream_3.bin), 
groups_3 AS 
(SELECT ranked_1.key_0 AS key_0, min(CASE WHEN (ranked_1.upto >= (ranked_1.size * 50 + 99) / 100) THEN ranked_1.bin END) AS p50 
FROM ranked_1 GROUP BY ranked_1.key_0), 
groups_4 AS 
(SELECT both_1.key_0 AS key_0, max(both_1.counted) AS counted, max(both_1.least) AS least, max(both_1.greatest) AS greatest, max(both_1.sum_spend) AS sum_spend, max(both_1.sum_input_tokens) AS sum_input_tokens, max(both_1.sum_output_tokens) AS sum_output_tokens, max(both_1.p50) AS p50 
FROM (SELECT groups_2.key_0 AS key_0, groups_2.counted AS counted, groups_2.least AS least, groups_2.greatest AS greatest, groups_2.sum_spend AS sum_spend, groups_2.sum_input_tokens AS sum_input_tokens, groups_2.sum_output_tokens AS sum_output_tokens, CAST(NULL AS INTEGER) AS p50 
FROM groups_2 UNION ALL SELECT groups_3.key_0 AS key_0, CAST(NULL AS INTEGER) AS counted, CAST(NULL AS INTEGER) AS least, CAST(NULL AS INTEGER) AS greatest, CAST(NULL AS INTEGER) AS sum_spend, CAST(NULL AS INTEGER) AS sum_input_tokens, CAST(NULL AS INTEGER) AS sum_output_tokens, groups_3.p50 AS p50 
FROM groups_3) AS both_1 GROUP BY both_1.key_0), 
figures_2 AS 
(SELECT groups_4.key_0 AS key_0, groups_4.counted AS counted, CASE WHEN ((CASE WHEN groups_4.p50 > 0 THEN CAST(round(exp(CAST(groups_4.p50 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_4.p50 = 0 THEN 0 END) < groups_4.least) THEN groups_4.least WHEN ((CASE WHEN groups_4.p50 > 0 THEN CAST(round(exp(CAST(groups_4.p50 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_4.p50 = 0 THEN 0 END) > groups_4.greatest) THEN groups_4.greatest ELSE (CASE WHEN groups_4.p50 > 0 THEN CAST(round(exp(CAST(groups_4.p50 - 0.5 AS REAL) * 0.018720204008081675)) AS INTEGER) WHEN groups_4.p50 = 0 THEN 0 END) END AS p50, groups_4.sum_spend AS sum_spend, groups_4.sum_input_tokens AS sum_input_tokens, groups_4.sum_output_tokens AS sum_output_tokens 
FROM groups_4), 
page_1 AS 
(SELECT '{' || trim(json_object('key', figures_2.key_0, 'count', figures_2.counted), '{}') || ',"duration":' || json_object('p50', CASE WHEN abs(figures_2.p50) >= 1000000000000000 THEN json(printf('%!.17g', (figures_2.p50) / 1000.0)) ELSE (figures_2.p50) / 1000.0 END) || ',"sums":' || json_object('spend', CASE WHEN abs(figures_2.sum_spend) >= 1000000000000000 THEN json(printf('%!.17g', (figures_2.sum_spend) / 1000000000.0)) ELSE (figures_2.sum_spend) / 1000000000.0 END, 'inputTokens', figures_2.sum_input_tokens, 'outputTokens', figures_2.sum_output_tokens) || '}' AS figures 
FROM figures_2 ORDER BY figures_2.counted DESC, figures_2.key_0 ASC NULLS LAST
 LIMIT ? OFFSET ?)
 SELECT '[' || coalesce(group_concat(coalesce(page_1.figures, 'null')), '') || ']' AS value 
FROM page_1) || '}' AS value) || ',"nodes":[' || coalesce(group_concat('{' || trim(json_object('runId', nodes_1.id, 'spend', CASE WHEN abs(nodes_1.spend) >= 1000000000000000 THEN json(printf('%!.17g', (nodes_1.spend) / 1000000000.0)) ELSE (nodes_1.spend) / 1000000000.0 END, 'inputTokens', nodes_1.input_tokens, 'outputTokens', nodes_1.output_tokens, 'duration', CASE WHEN abs(nodes_1.hoisted_0) >= 1000000000000000 THEN json(printf('%!.17g', (nodes_1.hoisted_0) / 1000.0)) ELSE (nodes_1.hoisted_0) / 1000.0 END), '{}') || ',"workflow":' || coalesce(nodes_1.hoisted_1, 'null') || ',"steps":' || nodes_1.hoisted_2 || ',"toolCalls":' || nodes_1.hoisted_3 || '}'), '') || ']}' AS value 
FROM (SELECT page_2.id AS id, page_2.spend AS spend, page_2.input_tokens AS input_tokens, page_2.output_tokens AS output_tokens, page_2.started_at AS started_at, page_2.ended_at AS ended_at, page_2.workflow_id AS workflow_id, CASE WHEN (page_2.ended_at >= page_2.started_at) THEN page_2.ended_at - page_2.started_at END AS hoisted_0, (SELECT json_object('name', workflow_1.name, 'projectName', workflow_1.project_name) AS value 
FROM workflow AS workflow_1 
WHERE workflow_1.id = page_2.workflow_id AND workflow_1.org_id = ?) AS hoisted_1, (SELECT '{"nodes":' || json_group_array(json_object('name', page_3.name, 'model', page_3.model, 'spend', CASE WHEN abs(page_3.spend) >= 1000000000000000 THEN json(printf('%!.17g', (page_3.spend) / 1000000000.0)) ELSE (page_3.spend) / 1000000000.0 END)) || '}' AS value 
FROM (SELECT step_1.name AS name, step_1.model AS model, step_1.spend AS spend 
FROM step AS step_1 
WHERE step_1.run_id = page_2.id AND step_1.kind = ? AND step_1.org_id = ? ORDER BY coalesce(step_1.started_at, -1) DESC, step_1.id DESC
 LIMIT 20 OFFSET ?) AS page_3) AS hoisted_2, (SELECT '{"nodes":' || json_group_array(json_object('tool', page_4.tool, 'spend', CASE WHEN abs(page_4.spend) >= 1000000000000000 THEN json(printf('%!.17g', (page_4.spend) / 1000000000.0)) ELSE (page_4.spend) / 1000000000.0 END)) || '}' AS value 
FROM (SELECT tool_call_1.tool AS tool, tool_call_1.spend AS spend 
FROM tool_call AS tool_call_1 
WHERE tool_call_1.run_id = page_2.id AND tool_call_1.org_id = ? ORDER BY CASE WHEN (tool_call_1.spend IS NULL) THEN ? ELSE ? END DESC, coalesce(tool_call_1.spend, 0) DESC, tool_call_1.id DESC
 LIMIT 3 OFFSET ?) AS page_4) AS hoisted_3 
FROM (SELECT run_1.id AS id, run_1.spend AS spend, run_1.input_tokens AS input_tokens, run_1.output_tokens AS output_tokens, run_1.started_at AS started_at, run_1.ended_at AS ended_at, run_1.workflow_id AS workflow_id 
FROM run AS run_1 
WHERE coalesce(run_1.started_at, -1) >= ? AND coalesce(run_1.started_at, -1) < ? AND run_1.org_id = ? ORDER BY CASE WHEN (run_1.spend IS NULL) THEN ? ELSE ? END DESC, coalesce(run_1.spend, 0) DESC, run_1.id DESC
 LIMIT 5 OFFSET ?) AS page_2
 LIMIT ? OFFSET 0) AS nodes_1) AS value;
-- binds: <now and $days>, <now>, <organization>, <now and $days>, <now>, <now and $days>, <now>, <organization>, <now and $days>, <now>, <now and $days>, <now>, <organization>, <now and $days>, <now>, <now and $days>, <now>, <organization>, 1, <now and $days>, <now and $days>, <now and $days>, <now>, <now>, <now and $days>, <now>, <now and $days>, <now and $days>, <now>, <now>, <now and $days>, <now>, <now and $days>, <now>, <organization>, <now and $days>, <now>, <now and $days>, <now>, <organization>, <now and $days>, <now>, <now and $days>, <now>, <organization>, <now and $days>, <now>, <now and $days>, <now>, <organization>, 1, <now and $days>, <now and $days>, <now and $days>, <now>, <now>, <now and $days>, <now>, <now and $days>, <now and $days>, <now>, <now>, <now and $days>, <now>, <organization>, <organization>, <organization>, <organization>, <organization>, <organization>, 20, 0, <organization>, <StepKind.GENERATION: 'GENERATION'>, <organization>, 0, <organization>, 0, 1, 0, <now and $days>, <now>, <organization>, 0, 1, 0, -1
