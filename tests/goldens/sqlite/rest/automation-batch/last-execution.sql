-- runs
SELECT (SELECT '{"nodes":' || json_group_array(json_object('startedAt', iif(page_1.started_at % 1000000, date(page_1.started_at / 1000000, 'unixepoch') || 'T' || time(page_1.started_at / 1000000, 'unixepoch') || rtrim('.' || substr(page_1.started_at + 1000000, -6), '0') || 'Z', date(page_1.started_at / 1000000, 'unixepoch') || 'T' || time(page_1.started_at / 1000000, 'unixepoch') || 'Z'))) || '}' AS value 
FROM (SELECT run_1.started_at AS started_at 
FROM run AS run_1 
WHERE run_1.workflow_id = ? AND coalesce(run_1.started_at, -1) >= ? AND coalesce(run_1.started_at, -1) < ? AND 1 = 1 AND run_1.org_id = ? ORDER BY coalesce(run_1.started_at, -1) DESC, run_1.id DESC
 LIMIT 1 OFFSET ?) AS page_1) AS value;
-- binds: <$workflow.eq>, <now and $started.lastDays>, <now>, <organization>, 0
