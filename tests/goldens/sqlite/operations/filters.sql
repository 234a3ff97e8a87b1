-- runs
SELECT (SELECT json_object('totalCount', (WITH stream_1 AS 
(SELECT 1 AS counted 
FROM (SELECT 1 AS one 
FROM run AS run_1 
WHERE ((EXISTS (SELECT 1 
FROM nhi AS nhi_1 
WHERE nhi_1.id = run_1.nhi_id AND (SELECT risk_assessment_1.score 
FROM risk_assessment AS risk_assessment_1 
WHERE risk_assessment_1.nhi_id = nhi_1.id AND risk_assessment_1.org_id = ? ORDER BY coalesce(risk_assessment_1.assessed_at, -1) DESC, risk_assessment_1.id DESC
 LIMIT ? OFFSET ?) >= ? AND nhi_1.org_id = ?)) OR run_1.state IN (?) AND coalesce(run_1.error IS NULL, 0) IS 0) AND run_1.org_id = ?) AS started_1), 
groups_1 AS 
(SELECT CAST(coalesce(sum(stream_1.counted), 0) AS INTEGER) AS counted 
FROM stream_1), 
figures_1 AS 
(SELECT groups_1.counted AS counted 
FROM groups_1)
 SELECT figures_1.counted AS value 
FROM figures_1)) AS value) AS value;
-- binds: <organization>, 1, 0, <$f.or.0.nhi.riskScore.gte>, <organization>, <RunState.FAILED: 'FAILED'>, <organization>
