-- the row that it returns
SELECT (SELECT json_object('state', job_1.state) AS value 
FROM job AS job_1 
WHERE job_1.id = ? AND job_1.org_id = ?) AS value;
-- binds: <id of the job>, <organization>
