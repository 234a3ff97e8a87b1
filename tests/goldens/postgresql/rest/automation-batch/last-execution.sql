-- runs
SELECT (SELECT '{"nodes":[' || coalesce(string_agg('{"startedAt":' || coalesce('"' || replace((timestamp 'epoch' + (page_1.started_at / 3600000000) * interval '1 hour' + (page_1.started_at % 3600000000) * interval '1 microsecond')::text, ' ', 'T') || 'Z' || '"', 'null') || '}', ','), '') || ']}' AS value 
FROM (SELECT run_1.started_at AS started_at 
FROM run AS run_1 
WHERE run_1.workflow_id = $1::VARCHAR COLLATE "C" AND coalesce(run_1.started_at, -1) >= $2::BIGINT AND coalesce(run_1.started_at, -1) < $3::BIGINT AND true AND run_1.org_id = $4::VARCHAR COLLATE "C" ORDER BY coalesce(run_1.started_at, -1) DESC, run_1.id DESC 
 LIMIT 1) AS page_1) AS value;
-- binds: <$workflow.eq>, <now and $started.lastDays>, <now>, <organization>
