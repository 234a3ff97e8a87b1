-- the row
SELECT (SELECT '{"state":' || coalesce('"' || job_1.state || '"', 'null') || '}' AS value 
FROM job AS job_1 
WHERE job_1.id = $1::VARCHAR COLLATE "C" AND job_1.org_id = $2::VARCHAR COLLATE "C") AS value;
-- binds: 'rlp_01M8FZ0W6MBZ17GWYZHZV4TPRY', <organization>
