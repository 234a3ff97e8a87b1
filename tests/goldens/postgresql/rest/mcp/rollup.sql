-- the row that it returns
SELECT (SELECT '{"state":' || coalesce('"' || job_1.state || '"', 'null') || '}' AS value 
FROM job AS job_1 
WHERE job_1.id = $1::VARCHAR COLLATE "C" AND job_1.org_id = $2::VARCHAR COLLATE "C") AS value;
-- binds: <id of the job>, <organization>
